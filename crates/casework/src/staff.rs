//! Appointing staff to posts and noting that they left.
//!
//! A member of staff has a stream of posts over time; the roles of today decide rights, the posts
//! of a day decide whose work an entry was. Names are kept sealed like anybody's.

use bagyt_core::effective::Effective;
use bagyt_core::fact::Recorded;
use bagyt_core::identity::{OfficeCode, StaffId};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::codes::Role;
use crate::deputy::Deputyship;
use crate::entries::Mark;
use crate::fact::StaffFact;
use crate::leave::Leave;
use crate::oversight::Sample;
use crate::workload::Reduction;

/// Appoints somebody to a post.
#[derive(Clone, Debug, PartialEq)]
pub struct AppointStaff {
    /// From when.
    pub from: Effective,
    /// As what.
    pub role: Role,
    /// Where.
    pub office: OfficeCode,
    /// Names, as they stand on papers.
    pub names: StaffNames,
}

/// Notes that somebody left a post.
#[derive(Clone, Debug, PartialEq)]
pub struct LeaveStaff {
    /// The first day away from the post.
    pub left: Effective,
}

/// Somebody was appointed to a post.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StaffAppointed {
    /// From when.
    pub from: Effective,
    /// As what.
    pub role: Role,
    /// Where.
    pub office: OfficeCode,
    /// Names.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub private: Option<StaffNames>,
}

/// The names of a member of staff.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct StaffNames {
    /// Surname.
    pub surname: String,
    /// Given name.
    pub given_name: String,
    /// Patronymic, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub patronymic: Option<String>,
}

/// Somebody left a post.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StaffLeft {
    /// The first day away from the post.
    pub left: Effective,
}

/// A member of staff as the entries say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Staff {
    /// Identifier.
    pub id: StaffId,
    /// The highest version applied.
    pub version: u32,
    /// The newest names known; empty where they are erased.
    pub names: StaffNames,
    /// Posts over time, by their first day.
    pub posts: Vec<StaffPost>,
    /// For how long the person was or is to carry less.
    pub reductions: Vec<Reduction>,
    /// For which days the person was or is away.
    pub leaves: Vec<Leave>,
    /// Samples of the person's cases, the earliest first.
    pub samples: Vec<Sample>,
    /// Of which offices the person was or is deputy.
    pub deputyships: Vec<Deputyship>,
}

/// A post.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StaffPost {
    /// Where the entry of the appointment stands.
    pub mark: Mark,
    /// As what.
    pub role: Role,
    /// Where.
    pub office: OfficeCode,
    /// The first day away from it; `None` while in it.
    pub until_on: Option<Date>,
}

bagyt_core::refusals! {
    /// Why nobody is appointed, or leaves.
    pub enum StaffRefusal {
        /// The surname or the given name is missing.
        #[error("a surname and a given name are needed")]
        NameMissing = "name-missing" @ "surname",
        /// The office is not in the table.
        #[error("office `{office}` is not in the table of offices")]
        UnknownOffice {
            /// Code given.
            office: OfficeCode,
        } = "unknown-office" @ "office",
        /// The appointment lies before the present post began.
        #[error("the present post began on {since_on}; a new one cannot begin on {from_on}")]
        BeforePresentPost {
            /// Day given.
            from_on: Date,
            /// First day of the present post.
            since_on: Date,
        } = "post-before-present-post" @ "from_on",
        /// The person has that post.
        #[error("the person has had that post since {since_on}")]
        SamePost {
            /// First day of it.
            since_on: Date,
        } = "same-post" @ "role",
        /// The person has no post to leave.
        #[error("the person has no post to leave")]
        NoPost = "no-post",
        /// The person left before coming.
        #[error("the post began on {since_on} and cannot be left on {left_on}")]
        LeftBeforeCame {
            /// Day given.
            left_on: Date,
            /// First day of the post.
            since_on: Date,
        } = "left-before-came" @ "left_on",
    }
}

impl Staff {
    /// Returns a member of staff of whom nothing is recorded yet.
    pub fn unknown(id: StaffId) -> Staff {
        Staff {
            id,
            version: 0,
            names: StaffNames::default(),
            posts: Vec::new(),
            reductions: Vec::new(),
            leaves: Vec::new(),
            samples: Vec::new(),
            deputyships: Vec::new(),
        }
    }

    /// Returns what the entries of a stream add up to.
    pub fn fold(id: StaffId, facts: &[Recorded<StaffFact>]) -> Staff {
        let mut staff = Staff::unknown(id);
        for recorded in facts {
            staff.apply(recorded);
        }
        staff
    }

    /// Takes one more entry into the state. A new post ends the one before it.
    pub fn apply(&mut self, recorded: &Recorded<StaffFact>) {
        match &recorded.fact {
            StaffFact::Appointed(fact) => {
                self.end_post(recorded.effective.on());
                self.posts.push(StaffPost {
                    mark: Mark::of(recorded),
                    role: fact.role,
                    office: fact.office.clone(),
                    until_on: None,
                });
                if let Some(names) = &fact.private {
                    self.names = names.clone();
                }
            }
            StaffFact::Left(_) => self.end_post(recorded.effective.on()),
            StaffFact::ReductionGranted(_) | StaffFact::ReductionEnded(_) => {
                self.apply_reduction(recorded);
            }
            StaffFact::LeaveRecorded(_) | StaffFact::LeaveEnded(_) => self.apply_leave(recorded),
            StaffFact::DeputyAppointed(_) | StaffFact::DeputyWithdrawn(_) => {
                self.apply_deputyship(recorded);
            }
            StaffFact::SampleDrawn(_) | StaffFact::SampleAnswered(_) => {
                self.apply_sample(recorded);
            }
        }
        self.version = self.version.max(recorded.version);
    }

    fn end_post(&mut self, on: Date) {
        let ending = self.posts.last_mut().filter(|post| post.until_on.is_none());
        if let Some(post) = ending {
            post.until_on = Some(on);
        }
    }

    /// Returns the post held on a day.
    pub fn post_on(&self, on: Date) -> Option<&StaffPost> {
        self.posts
            .iter()
            .rev()
            .find(|post| post.mark.on <= on && post.until_on.is_none_or(|until_on| on < until_on))
    }

    /// Returns the post that has not been left.
    pub fn present_post(&self) -> Option<&StaffPost> {
        self.posts.last().filter(|post| post.until_on.is_none())
    }
}

/// Decides what to write when somebody is appointed to a post, the first or the next.
///
/// `offices` are the codes of the offices that there are. An appointment may lie in the future.
///
/// # Errors
///
/// [`StaffRefusal`], in the order of its variants; the first that applies is returned.
pub fn appoint(
    staff: &Staff,
    command: &AppointStaff,
    offices: &[OfficeCode],
) -> Result<Vec<StaffFact>, StaffRefusal> {
    let names = &command.names;
    if names.surname.trim().is_empty() || names.given_name.trim().is_empty() {
        return Err(StaffRefusal::NameMissing);
    }
    if !offices.contains(&command.office) {
        return Err(StaffRefusal::UnknownOffice { office: command.office.clone() });
    }
    if let Some(post) = staff.posts.last() {
        let (from_on, since_on) = (command.from.on(), post.until_on.unwrap_or(post.mark.on));
        if from_on < since_on {
            return Err(StaffRefusal::BeforePresentPost { from_on, since_on });
        }
        let same = post.role == command.role && post.office == command.office;
        if same && post.until_on.is_none() {
            return Err(StaffRefusal::SamePost { since_on });
        }
    }
    Ok(vec![StaffFact::Appointed(StaffAppointed {
        from: command.from,
        role: command.role,
        office: command.office.clone(),
        private: Some(names.clone()),
    })])
}

/// Decides what to write when somebody leaves the post held.
///
/// # Errors
///
/// [`StaffRefusal::NoPost`], then [`StaffRefusal::LeftBeforeCame`].
pub fn leave(staff: &Staff, command: &LeaveStaff) -> Result<Vec<StaffFact>, StaffRefusal> {
    let post = staff.present_post().ok_or(StaffRefusal::NoPost)?;
    let (left_on, since_on) = (command.left.on(), post.mark.on);
    if left_on < since_on {
        return Err(StaffRefusal::LeftBeforeCame { left_on, since_on });
    }
    Ok(vec![StaffFact::Left(StaffLeft { left: command.left })])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::invented::{OFFICER, after, day, office, on};
    use bagyt_core::command::Actor;
    use bagyt_core::identity::CommandId;
    use uuid::Uuid;

    fn names() -> StaffNames {
        StaffNames {
            surname: "Асанова".to_owned(),
            given_name: "Бермет".to_owned(),
            patronymic: None,
        }
    }

    fn appointment() -> AppointStaff {
        AppointStaff {
            from: on("2025-03-01"),
            role: Role::Officer,
            office: office("ZZ-03-02"),
            names: names(),
        }
    }

    fn appointed() -> Staff {
        let mut staff = Staff::unknown(OFFICER);
        let facts = appoint(&staff, &appointment(), &[office("ZZ-03-02")]).unwrap();
        after(&mut staff, facts);
        staff
    }

    #[track_caller]
    fn check(staff: &Staff, change: impl FnOnce(&mut AppointStaff), expected: Result<usize, &str>) {
        let mut command = appointment();
        change(&mut command);
        let offices = [office("ZZ-03-02"), office("ZZ-03-03")];
        let outcome = appoint(staff, &command, &offices);
        let outcome = outcome.map(|facts| facts.len()).map_err(|refusal| refusal.to_string());
        assert_eq!(outcome, expected.map_err(str::to_owned));
    }

    #[track_caller]
    fn check_left(staff: &Staff, left: &str, expected: Result<usize, &str>) {
        let outcome = leave(staff, &LeaveStaff { left: on(left) });
        let outcome = outcome.map(|facts| facts.len()).map_err(|refusal| refusal.to_string());
        assert_eq!(outcome, expected.map_err(str::to_owned));
    }

    #[test]
    fn a_first_post_needs_a_name_and_an_office() {
        let nobody = Staff::unknown(OFFICER);
        check(&nobody, |_| {}, Ok(1));
        let why = "a surname and a given name are needed";
        check(&nobody, |one| one.names.surname.clear(), Err(why));
        check(&nobody, |one| one.names.given_name = " ".to_owned(), Err(why));
        let why = "office `ZZ-99-01` is not in the table of offices";
        check(&nobody, |one| one.office = office("ZZ-99-01"), Err(why));
    }

    #[test]
    fn a_next_post_begins_with_the_present_one_or_later() {
        let promoted = |from: &str| {
            let from = on(from);
            move |one: &mut AppointStaff| {
                one.from = from;
                one.role = Role::HeadOfOffice;
            }
        };
        check(&appointed(), promoted("2025-03-01"), Ok(1));
        let why = "the present post began on 2025-03-01; a new one cannot begin on 2025-02-28";
        check(&appointed(), promoted("2025-02-28"), Err(why));
        let why = "the person has had that post since 2025-03-01";
        check(&appointed(), |one| one.from = on("2025-04-01"), Err(why));
    }

    #[test]
    fn a_new_post_ends_the_one_before() {
        let mut staff = appointed();
        let command =
            AppointStaff { from: on("2025-06-01"), office: office("ZZ-03-03"), ..appointment() };
        let facts = appoint(&staff, &command, &[office("ZZ-03-03")]).unwrap();
        after(&mut staff, facts);
        let at = |text: &str| staff.post_on(day(text)).map(|post| post.office.0.clone());
        assert_eq!(at("2025-02-28"), None);
        assert_eq!(at("2025-05-31"), Some("ZZ-03-02".to_owned()));
        assert_eq!(at("2025-06-01"), Some("ZZ-03-03".to_owned()));
    }

    #[test]
    fn who_left_has_no_post_and_can_come_back() {
        let mut staff = appointed();
        check_left(&staff, "2025-03-01", Ok(1));
        let why = "the post began on 2025-03-01 and cannot be left on 2025-02-28";
        check_left(&staff, "2025-02-28", Err(why));
        let facts = leave(&staff, &LeaveStaff { left: on("2025-09-01") }).unwrap();
        after(&mut staff, facts);
        assert_eq!(staff.present_post(), None);
        assert!(staff.post_on(day("2025-08-31")).is_some());
        assert!(staff.post_on(day("2025-09-01")).is_none());
        check_left(&staff, "2025-10-01", Err("the person has no post to leave"));
        check(&staff, |one| one.from = on("2025-09-01"), Ok(1));
        let why = "the present post began on 2025-09-01; a new one cannot begin on 2025-08-31";
        check(&staff, |one| one.from = on("2025-08-31"), Err(why));
    }

    #[test]
    fn a_fold_is_the_same_as_step_by_step() {
        let staff = appointed();
        let facts: Vec<Recorded<StaffFact>> = vec![Recorded {
            seq: 1,
            version: 1,
            recorded_at: jiff::Timestamp::UNIX_EPOCH,
            effective: on("2025-03-01"),
            actor: Actor::System,
            cause: CommandId(Uuid::from_u128(1)),
            fact: appoint(&Staff::unknown(OFFICER), &appointment(), &[office("ZZ-03-02")])
                .unwrap()
                .remove(0),
        }];
        assert_eq!(Staff::fold(OFFICER, &facts), staff);
        assert_eq!(staff.names, names());
    }
}
