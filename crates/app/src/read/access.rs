//! Who may see a case: the stub that others are shown, the page on which a head restricts and
//! excludes, and the accesses through broken glass that wait for their review.

use bagyt_casework::case::Case;
use bagyt_casework::codes::Role;
use bagyt_casework::fact::CaseFact;
use bagyt_core::command::Purpose;
use bagyt_core::fact::Recorded;
use bagyt_core::identity::{CaseId, StaffId};
use bagyt_store::query::{self, Scope};
use jiff::Timestamp;

use super::CaseRow;
use crate::App;
use crate::execute::Online;
use crate::outcome::Failure;
use crate::read_stream::facts;
use crate::role::Action;
use crate::user::User;

/// What somebody is shown of a case that is restricted for them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseStub {
    /// The case.
    pub case: CaseId,
    /// Code of its office.
    pub office: String,
    /// The words that were set when it was restricted.
    pub words: String,
    /// Names of the heads of the office: whom to ask.
    pub heads: Vec<String>,
    /// Whether the reader may break the glass.
    pub may_break: bool,
    /// For how many hours it would stay open.
    pub hours: i64,
}

/// Somebody in the office, as the page of access shows them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccessStaff {
    /// Who.
    pub staff: StaffId,
    /// Names.
    pub name: String,
    /// Code of the role.
    pub role: String,
}

/// Who is excluded, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExcludedStaff {
    /// Who.
    pub staff: AccessStaff,
    /// Why.
    pub words: String,
}

/// Who may see a case, for those who decide it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseAccess {
    /// The case; without names where it is restricted for the reader.
    pub row: CaseRow,
    /// The words of the restriction in force; nothing if the case is not restricted.
    pub restriction: Option<String>,
    /// Who is excluded.
    pub excluded: Vec<ExcludedStaff>,
    /// Who can be excluded: those of the office who are not, and have not the case.
    pub staff: Vec<AccessStaff>,
}

/// An access through broken glass.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccessItem {
    /// The case.
    pub case: CaseId,
    /// The court's number; empty where the case is restricted for the reader.
    pub number: String,
    /// The client's names; empty where the case is restricted for the reader.
    pub name: String,
    /// Who broke the glass.
    pub staff_name: String,
    /// Why.
    pub words: String,
    /// When.
    pub at: Option<Timestamp>,
    /// Exclusive end of the access.
    pub until_at: Option<Timestamp>,
    /// Version of the access in the case.
    pub version: u32,
    /// Whether it was found justified; `None` before its review.
    pub justified: Option<bool>,
    /// Whether the reader may review it.
    pub may_review: bool,
}

/// A case with its opened entries, for deciding who may see it.
struct Known {
    case: Case,
    facts: Vec<Recorded<CaseFact>>,
    row: query::CaseRow,
}

impl Known {
    /// The words of the restriction in force.
    fn restriction(&self) -> Option<String> {
        if !self.case.is_restricted() {
            return None;
        }
        let last = self.case.restrictions.last()?.mark.version;
        let words = self.words_at(last, |fact| match fact {
            CaseFact::Restricted(fact) => fact.private.as_ref().map(|private| &private.words),
            _ => None,
        });
        Some(words)
    }

    fn words_at(&self, version: u32, of: impl Fn(&CaseFact) -> Option<&String>) -> String {
        let found = self.facts.iter().find(|recorded| recorded.version == version);
        found.and_then(|recorded| of(&recorded.fact)).cloned().unwrap_or_default()
    }
}

impl App {
    /// Reads a case of which the person may know, whether or not its content is for them.
    fn known(&self, user: &User, online: &Online<'_>, id: CaseId) -> Result<Known, Failure> {
        let row = query::case_by_id(&online.reader, id).map_err(Failure::outage)?;
        let row = row.ok_or(Failure::NotFound)?;
        if user.own_access.excluded.contains(&id) {
            return Err(Failure::NotFound);
        }
        let stored = online.stored(id.stream())?.ok_or(Failure::NotFound)?;
        let key = online.key(id.stream())?;
        let facts = facts(&stored.entries, key.as_ref())?;
        let case = Case::fold(id, &facts).map_err(Failure::defect)?;
        Ok(Known { case, facts, row })
    }

    /// Returns what the person is shown of a case that is restricted for them.
    ///
    /// # Errors
    ///
    /// [`Failure::NotFound`] if there is none that they may know of; [`Failure::Denied`] if it is
    /// not restricted for them, but closed by another rule; outages.
    pub fn case_stub(&self, user: &User, id: CaseId) -> Result<CaseStub, Failure> {
        let online = Online::new(self)?;
        let known = self.known(user, &online, id)?;
        let shown = self.shown(user, &known.row).ok_or(Failure::NotFound)?;
        if !shown.stub {
            return Err(Failure::Denied);
        }
        let office = known.case.office().clone();
        let staff = query::staff(&online.reader, Some(&office), self.today());
        let heads = staff.map_err(Failure::outage)?.into_iter().filter(|row| {
            matches!(Role::find(&row.role), Some(Role::HeadOfOffice | Role::DeputyHead))
        });
        let heads = heads.map(|row| row.name).collect();
        drop(online);
        let relation = self.relation_in(user, &known.case);
        let hours = self.tables().break_glass_hours(self.today())?;
        self.log_access(user, Purpose::Supervision, "stub", [id.stream()])?;
        Ok(CaseStub {
            case: id,
            office: office.0,
            words: known.restriction().unwrap_or_default(),
            heads,
            may_break: self.policy().allows(user.role, Action::BreakGlass, relation),
            hours,
        })
    }

    /// Returns who may see a case, for those who decide it.
    ///
    /// # Errors
    ///
    /// [`Failure::NotFound`] and [`Failure::Denied`]; outages.
    pub fn case_access(&self, user: &User, id: CaseId) -> Result<CaseAccess, Failure> {
        let online = Online::new(self)?;
        let known = self.known(user, &online, id)?;
        self.require_for_case(user, Action::RestrictCase, &known.case)?;
        let row = self.shown(user, &known.row).ok_or(Failure::NotFound)?;
        let case = &known.case;
        let mut staff = Vec::new();
        let posts = query::staff(&online.reader, Some(case.office()), self.today());
        for post in posts.map_err(Failure::outage)? {
            if !case.is_excluded(post.staff_id) && case.officer() != Some(post.staff_id) {
                let (staff_id, name, role) = (post.staff_id, post.name, post.role);
                staff.push(AccessStaff { staff: staff_id, name, role });
            }
        }
        let mut excluded: Vec<ExcludedStaff> = Vec::new();
        for exclusion in case.exclusions.iter().rev() {
            let who = exclusion.staff;
            if !case.is_excluded(who) || excluded.iter().any(|one| one.staff.staff == who) {
                continue;
            }
            let post = query::staff_by_id(&online.reader, who).map_err(Failure::outage)?.pop();
            let (name, role) = post.map(|post| (post.name, post.role)).unwrap_or_default();
            let words = known.words_at(exclusion.mark.version, |fact| match fact {
                CaseFact::StaffExcluded(fact) => {
                    fact.private.as_ref().map(|private| &private.words)
                }
                _ => None,
            });
            excluded.push(ExcludedStaff { staff: AccessStaff { staff: who, name, role }, words });
        }
        drop(online);
        self.log_access(user, Purpose::Oversight, "case-access", [id.stream()])?;
        Ok(CaseAccess { row, restriction: known.restriction(), excluded, staff })
    }

    /// Returns the accesses through broken glass: those that wait for their review first.
    ///
    /// # Errors
    ///
    /// [`Failure::Denied`]; outages.
    pub fn access_reviews(&self, user: &User) -> Result<Vec<AccessItem>, Failure> {
        let scope = self.scope(user, Action::ReviewAccess)?;
        let online = Online::new(self)?;
        let mut items = Vec::new();
        for row in self.reviewable(user, &online, &scope)? {
            let known = self.known(user, &online, row.case_id)?;
            let shown = self.shown(user, &known.row);
            let shown = shown.filter(|row| !row.stub);
            let relation = crate::policy::Relation {
                own_act: row.staff_id == user.staff,
                ..self.relation_in(user, &known.case)
            };
            let open = row.review.as_deref() == Some("open");
            let posts = query::staff_by_id(&online.reader, row.staff_id);
            let staff_name = posts.map_err(Failure::outage)?.pop().map(|post| post.name);
            items.push(AccessItem {
                case: row.case_id,
                number: shown.as_ref().map(|row| row.number.clone()).unwrap_or_default(),
                name: shown.map(|row| row.name).unwrap_or_default(),
                staff_name: staff_name.unwrap_or_default(),
                words: known.words_at(row.version, |fact| match fact {
                    CaseFact::GlassBroken(fact) => {
                        fact.private.as_ref().map(|private| &private.words)
                    }
                    _ => None,
                }),
                at: row.from_at,
                until_at: row.until_at,
                version: row.version,
                justified: known.case.review_of(row.version),
                may_review: open && self.policy().allows(user.role, Action::ReviewAccess, relation),
            });
        }
        drop(online);
        let subjects: std::collections::BTreeSet<_> =
            items.iter().map(|item| item.case.stream()).collect();
        self.log_access(user, Purpose::Oversight, "access-reviews", subjects)?;
        Ok(items)
    }

    /// The accesses of a scope in cases of which the person may know.
    pub(super) fn reviewable(
        &self,
        user: &User,
        online: &Online<'_>,
        scope: &Scope,
    ) -> Result<Vec<query::AccessRow>, Failure> {
        let rows = query::accesses_to_review(&online.reader, scope).map_err(Failure::outage)?;
        let excluded = &user.own_access.excluded;
        Ok(rows.into_iter().filter(|row| !excluded.contains(&row.case_id)).collect())
    }
}
