//! Leave of a member of staff, and the colleague who stands in for it.
//!
//! For the days of a leave the colleague's day shows the work of whoever is away, and the colleague
//! does it as one's own; the cases stay with their officer. Whoever stands in does not go away in
//! those days before somebody else was found. A leave is a fact of the member of staff; long
//! absences lower the target besides ([`crate::workload`]).

use bagyt_core::effective::Effective;
use bagyt_core::fact::{PrivateWords, Recorded};
use bagyt_core::identity::{OfficeCode, StaffId};
use bagyt_core::refusal::limited;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::entries::Mark;
use crate::fact::{StaffFact, sealed};
use crate::staff::Staff;

codes! {
    /// Why somebody is away.
    pub enum LeaveKind {
        /// Annual leave.
        Annual = "annual",
        /// Ill.
        Sick = "sick",
        /// For the family.
        Family = "family",
        /// For study.
        Study = "study",
        /// On a journey of duty.
        Journey = "journey",
        /// For another reason.
        Other = "other",
    }
}

/// Records that somebody is away for some days.
#[derive(Clone, Debug, PartialEq)]
pub struct RecordLeave {
    /// Why.
    pub kind: LeaveKind,
    /// The first day away.
    pub from: Effective,
    /// The first day back.
    pub until_on: Date,
    /// Who stands in.
    pub cover: StaffId,
    /// What it rests on, in words; may be empty.
    pub words: String,
}

/// Ends a leave; on its own first day, so that it never was.
#[derive(Clone, Debug, PartialEq)]
pub struct EndLeave {
    /// Version of its entry.
    pub leave: u32,
    /// The first day back.
    pub ended: Effective,
}

/// Somebody is away for some days.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LeaveRecorded {
    /// Why.
    pub kind: LeaveKind,
    /// The first day away.
    pub from: Effective,
    /// The first day back.
    pub until_on: Date,
    /// Who stands in.
    pub cover: StaffId,
    /// What it rests on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub private: Option<PrivateWords>,
}

/// A leave ended.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LeaveEnded {
    /// Version of its entry.
    pub leave: u32,
    /// The first day back.
    pub ended: Effective,
}

/// A leave as the entries of a member of staff say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leave {
    /// Where its entry stands.
    pub mark: Mark,
    /// Why.
    pub kind: LeaveKind,
    /// Who stands in.
    pub cover: StaffId,
    /// The first day back.
    pub until_on: Date,
    /// Whether it was ended before its day.
    pub is_ended: bool,
    /// What it rests on; empty where nothing was said or it is erased.
    pub words: String,
}

impl Leave {
    /// Whether the person is away on a day.
    pub fn holds_on(&self, on: Date) -> bool {
        self.mark.on <= on && on < self.until_on
    }

    fn meets(&self, from_on: Date, until_on: Date) -> bool {
        self.mark.on < until_on && from_on < self.until_on && self.mark.on < self.until_on
    }
}

/// Days in which somebody stands in for a colleague.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Covering {
    /// For whom.
    pub staff: StaffId,
    /// The first day.
    pub from_on: Date,
    /// The first day after.
    pub until_on: Date,
}

bagyt_core::refusals! {
    limited words;
    /// Why a leave is not recorded or ended.
    pub enum LeaveRefusal {
        /// The person has no post on the first day.
        #[error("the person has no post on {on}")]
        NoPost {
            /// First day of the leave.
            on: Date,
        } = "no-post-then" @ "from",
        /// The first day back does not lie after the first day away.
        #[error("a leave from {from_on} cannot end on {until_on}")]
        EndsFirst {
            /// First day away.
            from_on: Date,
            /// First day back.
            until_on: Date,
        } = "leave-ends-first" @ "until_on",
        /// The person is away already.
        #[error("the person is away from {since_on} until {until_on}")]
        Overlaps {
            /// First day away.
            since_on: Date,
            /// First day back.
            until_on: Date,
        } = "leave-overlaps" @ "from",
        /// The person stands in for a colleague in these days.
        #[error("the person stands in for a colleague from {from_on} until {until_on}; find somebody else first")]
        CoversAnother {
            /// First day.
            from_on: Date,
            /// First day after.
            until_on: Date,
        } = "leave-covers-another" @ "from",
        /// Nobody stands in for oneself.
        #[error("nobody stands in for oneself")]
        OwnCover = "leave-own-cover" @ "cover",
        /// Who stands in belongs to another office.
        #[error("who stands in belongs to office {cover_office}, the person to {office}")]
        CoverElsewhere {
            /// The office of whoever is away.
            office: OfficeCode,
            /// The other office.
            cover_office: OfficeCode,
        } = "leave-cover-elsewhere" @ "cover",
        /// Who stands in has no post in these days.
        #[error("who stands in has no post on {on}")]
        CoverWithoutPost {
            /// First day of the leave.
            on: Date,
        } = "leave-cover-without-post" @ "cover",
        /// Who stands in does other work.
        #[error("who stands in does not supervise clients")]
        CoverNotSupervising = "leave-cover-not-supervising" @ "cover",
        /// Who stands in is away too.
        #[error("who stands in is away too, from {since_on} until {until_on}")]
        CoverAway {
            /// First day away.
            since_on: Date,
            /// First day back.
            until_on: Date,
        } = "leave-cover-away" @ "cover",
        /// There is no such leave, or it was ended.
        #[error("there is no leave in entry {version} that could still be ended")]
        NoLeave {
            /// Version that was named.
            version: u32,
        } = "no-leave" @ "version",
        /// The first day back lies before the leave or after the day on which it ends anyway.
        #[error("the leave lasts from {from_on} until {until_on}; it cannot end on {ended_on}")]
        EndOutside {
            /// First day away.
            from_on: Date,
            /// First day back.
            until_on: Date,
            /// Day given.
            ended_on: Date,
        } = "leave-end-outside" @ "ended",
    }
}

/// Decides what to write when somebody is away for some days.
///
/// `cover` is the member of staff who stands in, `covering` the days in which the person stands in
/// for colleagues.
///
/// # Errors
///
/// [`LeaveRefusal`], in the order of its variants; the first that applies is returned.
pub fn record_leave(
    staff: &Staff,
    command: &RecordLeave,
    cover: &Staff,
    covering: &[Covering],
) -> Result<Vec<StaffFact>, LeaveRefusal> {
    let (from_on, until_on) = (command.from.on(), command.until_on);
    let post = staff.post_on(from_on).ok_or(LeaveRefusal::NoPost { on: from_on })?;
    if until_on <= from_on {
        return Err(LeaveRefusal::EndsFirst { from_on, until_on });
    }
    let meets = |leave: &&Leave| leave.meets(from_on, until_on);
    if let Some(other) = staff.leaves.iter().find(meets) {
        let (since_on, until_on) = (other.mark.on, other.until_on);
        return Err(LeaveRefusal::Overlaps { since_on, until_on });
    }
    let is_bound = |one: &&Covering| one.from_on < until_on && from_on < one.until_on;
    if let Some(one) = covering.iter().find(is_bound) {
        let (from_on, until_on) = (one.from_on, one.until_on);
        return Err(LeaveRefusal::CoversAnother { from_on, until_on });
    }
    if cover.id == staff.id {
        return Err(LeaveRefusal::OwnCover);
    }
    let their = cover.post_on(from_on).ok_or(LeaveRefusal::CoverWithoutPost { on: from_on })?;
    if their.office != post.office {
        let (office, cover_office) = (post.office.clone(), their.office.clone());
        return Err(LeaveRefusal::CoverElsewhere { office, cover_office });
    }
    if post.role.is_supervising() && !their.role.is_supervising() {
        return Err(LeaveRefusal::CoverNotSupervising);
    }
    if let Some(other) = cover.leaves.iter().find(meets) {
        let (since_on, until_on) = (other.mark.on, other.until_on);
        return Err(LeaveRefusal::CoverAway { since_on, until_on });
    }
    limited(&command.words)?;
    Ok(vec![StaffFact::LeaveRecorded(LeaveRecorded {
        kind: command.kind,
        from: command.from,
        until_on,
        cover: command.cover,
        private: sealed(&command.words),
    })])
}

/// Decides what to write when somebody is back before the day.
///
/// # Errors
///
/// [`LeaveRefusal::NoLeave`], then [`LeaveRefusal::EndOutside`].
pub fn end_leave(staff: &Staff, command: &EndLeave) -> Result<Vec<StaffFact>, LeaveRefusal> {
    let (leave, ended_on) = (command.leave, command.ended.on());
    let standing = |one: &&Leave| one.mark.version == leave && !one.is_ended;
    let found = staff.leaves.iter().find(standing);
    let found = found.ok_or(LeaveRefusal::NoLeave { version: leave })?;
    let (from_on, until_on) = (found.mark.on, found.until_on);
    if ended_on < from_on || until_on < ended_on {
        return Err(LeaveRefusal::EndOutside { from_on, until_on, ended_on });
    }
    Ok(vec![StaffFact::LeaveEnded(LeaveEnded { leave, ended: command.ended })])
}

impl Staff {
    /// Returns the leave on which the person is on a day.
    pub fn leave_on(&self, on: Date) -> Option<&Leave> {
        self.leaves.iter().find(|leave| leave.holds_on(on))
    }

    pub(crate) fn apply_leave(&mut self, recorded: &Recorded<StaffFact>) {
        match &recorded.fact {
            StaffFact::LeaveRecorded(fact) => self.leaves.push(Leave {
                mark: Mark::of(recorded),
                kind: fact.kind,
                cover: fact.cover,
                until_on: fact.until_on,
                is_ended: false,
                words: fact.private.as_ref().map(|one| one.words.clone()).unwrap_or_default(),
            }),
            StaffFact::LeaveEnded(fact) => {
                let mut all = self.leaves.iter_mut();
                if let Some(found) = all.find(|one| one.mark.version == fact.leave) {
                    found.until_on = fact.ended.on();
                    found.is_ended = true;
                }
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codes::Role;
    use crate::invented::{OFFICER, after, appointed, day, on};
    use uuid::Uuid;

    const COLLEAGUE: StaffId = StaffId(Uuid::from_u128(0xb7));

    fn officer() -> Staff {
        appointed(OFFICER, Role::Officer, "ZZ-03-02")
    }

    fn colleague() -> Staff {
        appointed(COLLEAGUE, Role::Officer, "ZZ-03-02")
    }

    fn command() -> RecordLeave {
        RecordLeave {
            kind: LeaveKind::Annual,
            from: on("2025-07-01"),
            until_on: day("2025-07-29"),
            cover: COLLEAGUE,
            words: String::new(),
        }
    }

    fn away() -> Staff {
        let mut staff = officer();
        let facts = record_leave(&staff, &command(), &colleague(), &[]).unwrap();
        after(&mut staff, facts);
        staff
    }

    #[track_caller]
    fn check(
        staff: &Staff,
        cover: &Staff,
        change: impl FnOnce(&mut RecordLeave),
        expected: Result<usize, &str>,
    ) {
        let mut command = command();
        change(&mut command);
        let outcome = record_leave(staff, &command, cover, &[]);
        let outcome = outcome.map(|facts| facts.len()).map_err(|refusal| refusal.to_string());
        assert_eq!(outcome, expected.map_err(str::to_owned));
    }

    #[test]
    fn a_leave_lies_within_a_post_and_has_a_day_of_return() {
        let (staff, cover) = (officer(), colleague());
        check(&staff, &cover, |_| {}, Ok(1));
        check(&staff, &cover, |one| one.from = on("2025-03-01"), Ok(1));
        let why = "the person has no post on 2025-02-28";
        check(&staff, &cover, |one| one.from = on("2025-02-28"), Err(why));
        check(&staff, &cover, |one| one.until_on = day("2025-07-02"), Ok(1));
        let why = "a leave from 2025-07-01 cannot end on 2025-07-01";
        check(&staff, &cover, |one| one.until_on = day("2025-07-01"), Err(why));
        let why = "the words have 12001 characters; the most is 12000";
        let many = bagyt_core::refusal::WORDS_MAX + 1;
        check(&staff, &cover, |one| one.words = "я".repeat(many), Err(why));
    }

    #[test]
    fn a_colleague_of_the_office_who_is_there_stands_in() {
        let staff = officer();
        check(&staff, &officer(), |one| one.cover = OFFICER, Err("nobody stands in for oneself"));
        let elsewhere = appointed(COLLEAGUE, Role::Officer, "ZZ-03-03");
        let why = "who stands in belongs to office ZZ-03-03, the person to ZZ-03-02";
        check(&staff, &elsewhere, |_| {}, Err(why));
        let psychologist = appointed(COLLEAGUE, Role::Psychologist, "ZZ-03-02");
        check(&staff, &psychologist, |_| {}, Err("who stands in does not supervise clients"));
        check(&psychologist, &staff, |one| one.cover = OFFICER, Ok(1));
        let mut left = colleague();
        let leaving = crate::staff::LeaveStaff { left: on("2025-07-01") };
        let facts = crate::staff::leave(&left, &leaving).unwrap();
        after(&mut left, facts);
        check(&staff, &left, |_| {}, Err("who stands in has no post on 2025-07-01"));
        let away = RecordLeave { cover: OFFICER, ..command() };
        let mut cover = colleague();
        let facts = record_leave(&cover, &away, &staff, &[]).unwrap();
        after(&mut cover, facts);
        let why = "who stands in is away too, from 2025-07-01 until 2025-07-29";
        check(&staff, &cover, |one| one.from = on("2025-07-28"), Err(why));
    }

    #[test]
    fn nobody_is_away_twice_nor_while_standing_in() {
        let why = "the person is away from 2025-07-01 until 2025-07-29";
        check(&away(), &colleague(), |one| one.from = on("2025-07-28"), Err(why));
        let later = |one: &mut RecordLeave| {
            (one.from, one.until_on) = (on("2025-07-29"), day("2025-08-01"));
        };
        check(&away(), &colleague(), later, Ok(1));
        let covering = |from: &str, until: &str| {
            [Covering { staff: COLLEAGUE, from_on: day(from), until_on: day(until) }]
        };
        let outcome = |covering: &[Covering]| {
            record_leave(&officer(), &command(), &colleague(), covering)
                .map_err(|refusal| refusal.to_string())
                .map(|facts| facts.len())
        };
        assert_eq!(outcome(&covering("2025-06-01", "2025-07-01")), Ok(1));
        assert_eq!(outcome(&covering("2025-07-29", "2025-08-01")), Ok(1));
        let why = "the person stands in for a colleague from 2025-07-28 until 2025-08-01; find \
                   somebody else first";
        assert_eq!(outcome(&covering("2025-07-28", "2025-08-01")), Err(why.to_owned()));
    }

    #[test]
    fn somebody_is_away_from_the_first_day_until_the_first_day_back() {
        let mut staff = away();
        let is_away = |staff: &Staff, text: &str| staff.leave_on(day(text)).is_some();
        assert!(!is_away(&staff, "2025-06-30"));
        assert!(is_away(&staff, "2025-07-01"));
        assert!(is_away(&staff, "2025-07-28"));
        assert!(!is_away(&staff, "2025-07-29"));
        assert!(staff.present_post().is_some());
        let end = |leave, ended: &str| EndLeave { leave, ended: on(ended) };
        let why = |command: EndLeave| end_leave(&staff, &command).unwrap_err().to_string();
        let outside = "the leave lasts from 2025-07-01 until 2025-07-29; it cannot end on ";
        assert_eq!(why(end(2, "2025-06-30")), format!("{outside}2025-06-30"));
        assert_eq!(why(end(2, "2025-07-30")), format!("{outside}2025-07-30"));
        let missing = "there is no leave in entry 1 that could still be ended";
        assert_eq!(why(end(1, "2025-07-05")), missing);
        let facts = end_leave(&staff, &end(2, "2025-07-05")).unwrap();
        after(&mut staff, facts);
        assert!(is_away(&staff, "2025-07-04"));
        assert!(!is_away(&staff, "2025-07-05"));
        assert!(end_leave(&staff, &end(2, "2025-07-05")).is_err());
    }
}
