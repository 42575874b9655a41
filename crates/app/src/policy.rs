//! Rights as policy: Cedar decides, over role, action and relation.
//!
//! The policies stand in `policy/bagyt.cedar`. A decision depends only on the role, the action and
//! eight yes-or-no relations, so each is asked of Cedar once and remembered. A list is first
//! filtered in the database by [`Scope`], a superset of what the policy allows, and then decided
//! row by row.

use std::collections::HashMap;
use std::str::FromStr;
use std::sync::RwLock;

use cedar_policy::{
    Authorizer, Context, Decision, Entities, Entity, EntityId, EntityTypeName, EntityUid,
    PolicySet, Request, RestrictedExpression,
};

use crate::role::{Action, Role};

/// How a person at work stands to a thing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Relation {
    /// The case is allocated to them.
    pub mine: bool,
    /// It belongs to their office.
    pub my_office: bool,
    /// It belongs to an office of their interregional department.
    pub my_region: bool,
    /// It belongs to an office of which they are deputy today.
    pub deputy: bool,
    /// Only those who work on it see more than a stub.
    pub restricted: bool,
    /// They broke its glass, and the time has not run out.
    pub opened: bool,
    /// They may not know that it exists.
    pub excluded: bool,
    /// They did what is now to be approved or reviewed.
    pub own_act: bool,
}

/// Which rows a list may hold at all for a role, before the policy decides each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Rows of the person's own office.
    Office,
    /// Rows of the offices of the person's interregional department.
    Region,
    /// Every row.
    Country,
    /// No row.
    Nothing,
}

/// The policies cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum PolicyError {
    /// The text is not Cedar.
    #[error("the policies cannot be read: {0}")]
    Parse(#[source] Box<cedar_policy::ParseErrors>),
    /// A role or action cannot be named in Cedar.
    #[error("the policies' entities cannot be made: {reason}")]
    Entities {
        /// What Cedar says.
        reason: String,
    },
}

type Question = (Role, Action, Relation);

/// The policies in force, with the decisions already made.
pub struct Policy {
    policies: PolicySet,
    entities: Entities,
    decided: RwLock<HashMap<Question, bool>>,
}

/// Roles that stand together in the policies.
const GROUPS: &[(&str, &[Role])] = &[
    (
        "casework",
        &[
            Role::Officer,
            Role::Psychologist,
            Role::SocialWorker,
            Role::HeadOfOffice,
            Role::DeputyHead,
        ],
    ),
    ("supervising", &[Role::Officer, Role::HeadOfOffice, Role::DeputyHead]),
    ("heads", &[Role::HeadOfOffice, Role::DeputyHead]),
    (
        "guarded",
        &[
            Role::HeadOfOffice,
            Role::DeputyHead,
            Role::InterregionalHead,
            Role::Headquarters,
            Role::Administrator,
            Role::Clerk,
            Role::LawTables,
        ],
    ),
    (
        "numbers",
        &[Role::DepartmentAnalyst, Role::Headquarters, Role::InterregionalHead, Role::Inspector],
    ),
];

fn uid(kind: &str, id: &str) -> Result<EntityUid, PolicyError> {
    let kind = EntityTypeName::from_str(kind)
        .map_err(|error| PolicyError::Entities { reason: error.to_string() })?;
    Ok(EntityUid::from_type_name_and_id(kind, EntityId::new(id)))
}

impl Policy {
    /// Reads the policies from their text.
    ///
    /// # Errors
    ///
    /// [`PolicyError::Parse`] if the text is not Cedar; [`PolicyError::Entities`] if roles cannot
    /// be named.
    pub fn parse(text: &str) -> Result<Policy, PolicyError> {
        let policies =
            PolicySet::from_str(text).map_err(|errors| PolicyError::Parse(Box::new(errors)))?;
        let mut entities = Vec::new();
        for (group, _) in GROUPS {
            entities.push(Entity::new_no_attrs(uid("Group", group)?, Default::default()));
        }
        for role in Role::ALL {
            let mut groups = std::collections::HashSet::new();
            for (group, members) in GROUPS {
                if members.contains(role) {
                    groups.insert(uid("Group", group)?);
                }
            }
            entities.push(Entity::new_no_attrs(uid("Role", role.code())?, groups));
        }
        let entities = Entities::from_entities(entities, None)
            .map_err(|error| PolicyError::Entities { reason: error.to_string() })?;
        Ok(Policy { policies, entities, decided: RwLock::new(HashMap::new()) })
    }

    /// Tells whether somebody in that role, standing so to the thing, may do that.
    ///
    /// What Cedar cannot evaluate is denied.
    pub fn allows(&self, role: Role, action: Action, relation: Relation) -> bool {
        let question = (role, action, relation);
        if let Ok(decided) = self.decided.read()
            && let Some(&answer) = decided.get(&question)
        {
            return answer;
        }
        let answer = self.ask(role, action, relation).unwrap_or(false);
        if let Ok(mut decided) = self.decided.write() {
            decided.insert(question, answer);
        }
        answer
    }

    fn ask(&self, role: Role, action: Action, relation: Relation) -> Result<bool, PolicyError> {
        let refusal = |reason: String| PolicyError::Entities { reason };
        let context = [
            ("mine", relation.mine),
            ("my_office", relation.my_office),
            ("my_region", relation.my_region),
            ("deputy", relation.deputy),
            ("restricted", relation.restricted),
            ("opened", relation.opened),
            ("excluded", relation.excluded),
            ("own_act", relation.own_act),
        ];
        let context = Context::from_pairs(
            context.map(|(name, value)| (name.to_owned(), RestrictedExpression::new_bool(value))),
        )
        .map_err(|error| refusal(error.to_string()))?;
        let request = Request::new(
            uid("Role", role.code())?,
            uid("Action", action.word())?,
            uid("Thing", "asked_for")?,
            context,
            None,
        )
        .map_err(|error| refusal(error.to_string()))?;
        let response = Authorizer::new().is_authorized(&request, &self.policies, &self.entities);
        Ok(response.decision() == Decision::Allow)
    }

    /// Returns the widest part of a list that the policy may allow the role: a superset, decided
    /// row by row afterwards.
    pub fn scope(&self, role: Role, action: Action) -> Scope {
        let may = |relation| self.allows(role, action, relation);
        let office =
            Relation { mine: true, my_office: true, my_region: true, ..Relation::default() };
        let region = Relation { my_region: true, ..Relation::default() };
        if may(Relation::default()) || may(Relation { mine: true, ..Relation::default() }) {
            Scope::Country
        } else if may(region) {
            Scope::Region
        } else if may(office) || may(Relation { my_office: true, ..Relation::default() }) {
            Scope::Office
        } else {
            Scope::Nothing
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn policy() -> Policy {
        Policy::parse(include_str!("../../../policy/bagyt.cedar")).unwrap()
    }

    #[track_caller]
    fn check(role: Role, action: Action, relation: Relation, expected: bool) {
        assert_eq!(policy().allows(role, action, relation), expected);
    }

    const OFFICE: Relation = Relation {
        mine: false,
        my_office: true,
        my_region: true,
        deputy: false,
        restricted: false,
        opened: false,
        excluded: false,
        own_act: false,
    };

    #[test]
    fn an_officer_reads_cases_of_the_office_and_no_others() {
        check(Role::Officer, Action::ViewCase, OFFICE, true);
        check(Role::Officer, Action::ViewCase, Relation::default(), false);
    }

    #[test]
    fn an_officer_approves_no_submission() {
        check(Role::Officer, Action::ApproveSubmission, OFFICE, false);
        check(Role::HeadOfOffice, Action::ApproveSubmission, OFFICE, true);
    }

    #[test]
    fn a_head_does_not_approve_the_own_act() {
        let own = Relation { own_act: true, ..OFFICE };
        check(Role::HeadOfOffice, Action::ApproveSubmission, own, false);
        check(Role::HeadOfOffice, Action::AnswerContest, own, false);
        check(Role::HeadOfOffice, Action::AnswerContest, OFFICE, true);
    }

    #[test]
    fn a_deputy_does_what_needs_a_second_person_and_nothing_else() {
        let deputy = Relation { deputy: true, ..Relation::default() };
        let may = |role| -> Vec<Action> {
            let all = Action::ALL.iter().copied();
            all.filter(|action| {
                let here = policy().allows(role, *action, deputy);
                here && !policy().allows(role, *action, Relation::default())
            })
            .collect()
        };
        let second = [
            Action::ViewCase,
            Action::ViewPerson,
            Action::ViewDocument,
            Action::AnswerRequestAbroad,
            Action::AnswerContest,
            Action::Countersign,
            Action::UpholdApproved,
            Action::ApproveSubmission,
            Action::Allocate,
            Action::KeepStaff,
            Action::ViewOffice,
            Action::ReviewAccess,
        ];
        for role in [Role::HeadOfOffice, Role::DeputyHead, Role::InterregionalHead] {
            assert_eq!(may(role), second, "{role:?}");
        }
        for role in [Role::Officer, Role::Psychologist, Role::Headquarters, Role::Administrator] {
            assert_eq!(may(role), [], "{role:?}");
        }
        let own = Relation { own_act: true, ..deputy };
        for action in [Action::ApproveSubmission, Action::Countersign, Action::AnswerContest] {
            check(Role::HeadOfOffice, action, own, false);
        }
    }

    #[test]
    fn an_excluded_person_sees_nothing() {
        for &role in Role::ALL {
            for &action in Action::ALL {
                let relation = Relation { mine: true, excluded: true, ..OFFICE };
                check(role, action, relation, false);
            }
        }
    }

    #[test]
    fn a_restricted_case_opens_to_its_officer_and_head_alone() {
        let restricted = Relation { restricted: true, ..OFFICE };
        check(Role::Officer, Action::ViewCase, restricted, false);
        check(Role::Officer, Action::ViewCase, Relation { mine: true, ..restricted }, true);
        check(Role::HeadOfOffice, Action::ViewCase, restricted, true);
        // Nor does anybody else act in it.
        check(Role::Officer, Action::RecordContact, restricted, false);
        check(Role::Officer, Action::RecordContact, Relation { mine: true, ..restricted }, true);
    }

    #[test]
    fn broken_glass_opens_what_would_be_open_without_the_restriction_and_no_more() {
        let restricted = Relation { restricted: true, ..OFFICE };
        check(Role::Officer, Action::BreakGlass, restricted, true);
        check(Role::Officer, Action::ViewCase, Relation { opened: true, ..restricted }, true);
        let elsewhere = Relation { restricted: true, ..Relation::default() };
        check(Role::Officer, Action::BreakGlass, elsewhere, false);
        check(Role::Officer, Action::ViewCase, Relation { opened: true, ..elsewhere }, false);
    }

    #[test]
    fn a_head_reviews_the_access_of_others_and_not_the_own() {
        let restricted = Relation { restricted: true, ..OFFICE };
        check(Role::HeadOfOffice, Action::ReviewAccess, restricted, true);
        check(Role::Officer, Action::ReviewAccess, restricted, false);
        let own = Relation { own_act: true, ..restricted };
        check(Role::HeadOfOffice, Action::ReviewAccess, own, false);
        let region = Relation { my_region: true, restricted: true, ..Relation::default() };
        check(Role::InterregionalHead, Action::ReviewAccess, region, true);
    }

    #[test]
    fn a_password_alone_lets_in_no_head_no_administrator_and_nobody_of_another_agency() {
        check(Role::Officer, Action::SignInByPassword, Relation::default(), true);
        let guarded =
            [Role::HeadOfOffice, Role::InterregionalHead, Role::Administrator, Role::Clerk];
        for role in guarded.into_iter().chain([Role::LawTables]) {
            check(role, Action::SignInByPassword, OFFICE, false);
        }
    }

    #[test]
    fn lawyers_of_the_tables_write_the_law_and_approve_what_another_wrote() {
        let own = Relation { own_act: true, ..Relation::default() };
        for action in [Action::DraftLaw, Action::ApproveLaw] {
            check(Role::LawTables, action, Relation::default(), true);
            check(Role::HeadOfOffice, action, OFFICE, false);
            check(Role::LegalAdviser, action, OFFICE, false);
        }
        check(Role::LawTables, Action::ApproveLaw, own, false);
        check(Role::LawTables, Action::ViewCase, OFFICE, false);
    }

    #[test]
    fn headquarters_and_analysts_see_numbers_and_no_names() {
        check(Role::DepartmentAnalyst, Action::ViewStatistics, Relation::default(), true);
        check(Role::DepartmentAnalyst, Action::ViewCase, OFFICE, false);
        check(Role::Headquarters, Action::ViewPerson, OFFICE, false);
    }

    #[test]
    fn the_scope_of_a_list_contains_every_row_that_the_policy_allows() {
        let policy = policy();
        for &role in Role::ALL {
            for &action in Action::ALL {
                let scope = policy.scope(role, action);
                // Excluded people see nothing, which another test holds.
                for bits in 0..64_u8 {
                    let bit = |n: u8| bits & (1 << n) != 0;
                    let relation = Relation {
                        mine: bit(0),
                        my_office: bit(1),
                        my_region: bit(2),
                        restricted: bit(3),
                        opened: bit(4),
                        own_act: bit(5),
                        // Offices of which somebody is deputy come to the scope by name.
                        deputy: false,
                        excluded: false,
                    };
                    let inside = match scope {
                        Scope::Country => true,
                        Scope::Region => relation.my_region || relation.my_office,
                        Scope::Office => relation.my_office,
                        Scope::Nothing => false,
                    };
                    // A case that is mine always is one of my office.
                    let is_possible = relation.my_office || !relation.mine;
                    if is_possible && policy.allows(role, action, relation) {
                        assert!(inside, "{role:?} {action:?} {relation:?} is outside {scope:?}");
                    }
                }
            }
        }
    }
}
