//! Finding the office by where the client lives, and giving the case to an officer by caseload.
//!
//! The office follows from a dated table of territories, because territories are split and merged.
//! The officer is proposed, never set: the head of office sees the caseload before and after and
//! decides. Caseload is counted in points against what the officer can carry ([`crate::workload`]).

use bagyt_core::effective::Effective;
use bagyt_core::identity::{OfficeCode, StaffId};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::case::Case;
use crate::codes::{AllocationReason, Role};
use crate::fact::CaseFact;
use crate::workload::Workload;

/// A line of the table of territories.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Territory {
    /// Code of the district, town or part of a town.
    pub code: String,
    /// The office that has it.
    pub office: OfficeCode,
    /// First day.
    pub from_on: Date,
    /// First day on which the line no longer holds; `None` while it does.
    pub until_on: Option<Date>,
}

/// A member of staff to whom a case could go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// Who.
    pub staff: StaffId,
    /// Appointed as.
    pub role: Role,
    /// Where.
    pub office: OfficeCode,
    /// The first day away from the post; `None` while in it.
    pub left_on: Option<Date>,
    /// The work in hand, without the case to be allocated, and what the person can carry.
    pub load: Workload,
}

/// The officer with the lowest workload, and what the case would do to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// Who.
    pub officer: StaffId,
    /// The work before.
    pub before: Workload,
    /// The work after.
    pub after: Workload,
}

/// Gives a case to an officer.
#[derive(Clone, Debug, PartialEq)]
pub struct AllocateCase {
    /// From when.
    pub from: Effective,
    /// To whom.
    pub officer: Candidate,
    /// What the case weighs.
    pub points: u32,
    /// Why this officer.
    pub reason: AllocationReason,
}

/// An officer was given the case.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CaseAllocated {
    /// From when.
    pub from: Effective,
    /// Office.
    pub office: OfficeCode,
    /// Officer.
    pub officer: StaffId,
    /// Points of the officer's caseload before.
    pub caseload_before: u32,
    /// Points of the officer's caseload after.
    pub caseload_after: u32,
    /// Why this officer.
    pub reason: AllocationReason,
}

bagyt_core::refusals! {
    /// Why no office is found or the case does not go to the officer.
    pub enum AllocationRefusal {
        /// No office has the territory on that day.
        #[error("no office has territory `{territory}` on {on}; complete the table of territories")]
        NoOffice {
            /// Code of the territory.
            territory: String,
            /// Day asked for.
            on: Date,
        } = "no-office" @ "residence",
        /// The day has not come yet.
        #[error("a case is allocated when it happens; {on} has not come yet")]
        NotYet {
            /// Day that was given.
            on: Date,
        } = "not-yet" @ "on",
        /// The day lies before the opening.
        #[error("the case was opened on {opened_on} and cannot be allocated from {on}")]
        BeforeOpening {
            /// Day that was given.
            on: Date,
            /// Day of opening.
            opened_on: Date,
        } = "before-opening" @ "on",
        /// The case is closed.
        #[error("the case was closed on {closed_on}")]
        CaseClosed {
            /// Day of closing.
            closed_on: Date,
        } = "case-closed",
        /// The officer belongs to another office.
        #[error("the officer belongs to office {officer_office}, the case to {office}")]
        AnotherOffice {
            /// The case's office.
            office: OfficeCode,
            /// The officer's office.
            officer_office: OfficeCode,
        } = "officer-of-another-office" @ "officer",
        /// The officer has left.
        #[error("the officer left on {left_on}")]
        OfficerLeft {
            /// First day away from the post.
            left_on: Date,
        } = "officer-left" @ "officer",
        /// The role does not supervise clients.
        #[error("a `{role}` does not supervise clients")]
        NotSupervising {
            /// The role.
            role: Role,
        } = "role-does-not-supervise" @ "officer",
        /// The officer has the case already.
        #[error("the officer has had the case since {since_on}")]
        SameOfficer {
            /// Since when.
            since_on: Date,
        } = "same-officer" @ "officer",
    }
}

/// Returns the office that has a territory on a day.
///
/// # Errors
///
/// [`AllocationRefusal::NoOffice`].
pub fn choose_office<'a>(
    territories: &'a [Territory],
    residence: &str,
    on: Date,
) -> Result<&'a OfficeCode, AllocationRefusal> {
    territories
        .iter()
        .find(|line| {
            line.code == residence
                && line.from_on <= on
                && line.until_on.is_none_or(|until_on| on < until_on)
        })
        .map(|line| &line.office)
        .ok_or_else(|| AllocationRefusal::NoOffice { territory: residence.to_owned(), on })
}

/// Proposes the candidate of `office` with the lowest workload on a day, once the case is added.
///
/// `points` is what the case weighs. Workload is what the person has against what the person can
/// carry, so that somebody in part time is not proposed for having fewer cases; who can carry
/// nothing is not proposed at all. Among equals the one with the lower identifier is proposed, so
/// that the same tables give the same proposal. `None` if the office has nobody.
pub fn propose(
    candidates: &[Candidate],
    office: &OfficeCode,
    points: u32,
    on: Date,
) -> Option<Proposal> {
    let officer = candidates
        .iter()
        .filter(|one| one.office == *office && one.role.is_supervising())
        .filter(|one| one.left_on.is_none_or(|left_on| on < left_on))
        .filter_map(|one| Some((one.load.with(points).permille()?, one)))
        .min_by_key(|(permille, one)| (*permille, one.load.points, one.staff))
        .map(|(_, officer)| officer)?;
    let after = officer.load.with(points);
    Some(Proposal { officer: officer.staff, before: officer.load, after })
}

/// Decides what to write when a head of office gives a case to an officer.
///
/// # Errors
///
/// [`AllocationRefusal`], in the order of its variants; the first that applies is returned.
pub fn allocate(
    case: &Case,
    command: &AllocateCase,
    today: Date,
) -> Result<Vec<CaseFact>, AllocationRefusal> {
    let on = command.from.on();
    let (officer, opened_on) = (&command.officer, case.opened_on());
    if on > today {
        return Err(AllocationRefusal::NotYet { on });
    }
    if on < opened_on {
        return Err(AllocationRefusal::BeforeOpening { on, opened_on });
    }
    if let Some(closing) = case.closing() {
        return Err(AllocationRefusal::CaseClosed { closed_on: closing.mark.on });
    }
    if officer.office != *case.office() {
        let (office, officer_office) = (case.office().clone(), officer.office.clone());
        return Err(AllocationRefusal::AnotherOffice { office, officer_office });
    }
    if let Some(left_on) = officer.left_on.filter(|&left_on| left_on <= on) {
        return Err(AllocationRefusal::OfficerLeft { left_on });
    }
    if !officer.role.is_supervising() {
        return Err(AllocationRefusal::NotSupervising { role: officer.role });
    }
    if let Some(post) = case.posts.last().filter(|post| post.officer == Some(officer.staff)) {
        return Err(AllocationRefusal::SameOfficer { since_on: post.mark.on });
    }
    Ok(vec![CaseFact::Allocated(CaseAllocated {
        from: command.from,
        office: officer.office.clone(),
        officer: officer.staff,
        caseload_before: officer.load.points,
        caseload_after: officer.load.with(command.points).points,
        reason: command.reason,
    })])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::invented::{OFFICER, Story, candidate, day, office, on, told};
    use uuid::Uuid;

    fn line(code: &str, at: &str, from_on: &str, until_on: Option<&str>) -> Territory {
        Territory {
            code: code.to_owned(),
            office: office(at),
            from_on: day(from_on),
            until_on: until_on.map(day),
        }
    }

    #[track_caller]
    fn check_office(residence: &str, on: &str, expected: Result<&str, &str>) {
        let table = [
            line("kara_suu", "ZZ-03-02", "2017-01-01", Some("2025-07-01")),
            line("kara_suu", "ZZ-03-05", "2025-07-01", None),
        ];
        let found = choose_office(&table, residence, day(on));
        let found = found.map(|office| office.0.as_str()).map_err(|refusal| refusal.to_string());
        assert_eq!(found, expected.map_err(str::to_owned));
    }

    #[test]
    fn a_territory_goes_to_the_new_office_on_the_day_of_the_split() {
        check_office("kara_suu", "2025-06-30", Ok("ZZ-03-02"));
        check_office("kara_suu", "2025-07-01", Ok("ZZ-03-05"));
        let why = "no office has territory `kara_suu` on 2016-12-31; complete the table of \
                   territories";
        check_office("kara_suu", "2016-12-31", Err(why));
    }

    #[test]
    fn an_unknown_territory_is_refused() {
        let why = "no office has territory `atlantis` on 2025-01-01; complete the table of \
                   territories";
        check_office("atlantis", "2025-01-01", Err(why));
    }

    fn colleague(number: u128, points: u32) -> Candidate {
        let load = Workload { points, ..candidate().load };
        Candidate { staff: StaffId(Uuid::from_u128(number)), load, ..candidate() }
    }

    #[test]
    fn the_officer_with_the_lowest_workload_is_proposed() {
        let office = office("ZZ-03-02");
        let mut candidates = vec![candidate(), colleague(7, 80), colleague(6, 80)];
        let proposal = propose(&candidates, &office, 15, day("2025-03-12")).unwrap();
        let lower = StaffId(Uuid::from_u128(6));
        let before = Workload { points: 80, ..candidate().load };
        assert_eq!(proposal, Proposal { officer: lower, before, after: before.with(15) });
        // Who is in half time is full with fewer cases, and who can carry nothing is left out.
        candidates[2].load.share_percent = 50;
        let proposal = propose(&candidates, &office, 15, day("2025-03-12")).unwrap();
        assert_eq!(proposal.officer, StaffId(Uuid::from_u128(7)));
        candidates[1].load.share_percent = 0;
        let proposal = propose(&candidates, &office, 15, day("2025-03-12")).unwrap();
        assert_eq!(proposal.officer, OFFICER);
        for one in &mut candidates[1..] {
            one.left_on = Some(day("2025-03-12"));
        }
        let proposal = propose(&candidates, &office, 15, day("2025-03-12")).unwrap();
        assert_eq!(proposal.officer, OFFICER);
    }

    #[test]
    fn nobody_of_another_office_or_work_is_proposed() {
        let office = office("ZZ-03-02");
        let psychologist = Candidate { role: Role::Psychologist, ..candidate() };
        let stranger = Candidate { office: OfficeCode("ZZ-03-03".to_owned()), ..candidate() };
        assert_eq!(propose(&[psychologist, stranger], &office, 15, day("2025-03-12")), None);
    }

    #[track_caller]
    fn check(story: &Story, change: impl FnOnce(&mut AllocateCase), expected: Result<&str, &str>) {
        let mut command = AllocateCase {
            from: on("2025-03-12"),
            officer: candidate(),
            points: 10,
            reason: AllocationReason::LowestCaseload,
        };
        change(&mut command);
        let outcome = told(allocate(&story.case, &command, day("2025-03-20")));
        assert_eq!(outcome, expected.map(str::to_owned).map_err(str::to_owned));
    }

    #[test]
    fn a_case_is_allocated_from_the_day_of_its_opening_to_today() {
        let story = Story::opened();
        check(&story, |command| command.from = on("2025-03-11"), Ok("case.allocated"));
        check(&story, |command| command.from = on("2025-03-20"), Ok("case.allocated"));
        let why = "the case was opened on 2025-03-11 and cannot be allocated from 2025-03-10";
        check(&story, |command| command.from = on("2025-03-10"), Err(why));
        let why = "a case is allocated when it happens; 2025-03-21 has not come yet";
        check(&story, |command| command.from = on("2025-03-21"), Err(why));
    }

    #[test]
    fn an_officer_of_another_office_is_refused() {
        let why = "the officer belongs to office ZZ-03-03, the case to ZZ-03-02";
        check(&Story::opened(), |one| one.officer.office = office("ZZ-03-03"), Err(why));
    }

    #[test]
    fn an_officer_who_left_is_refused_from_that_day_on() {
        let left = |on: &str| {
            let left_on = Some(day(on));
            move |command: &mut AllocateCase| command.officer.left_on = left_on
        };
        check(&Story::opened(), left("2025-03-13"), Ok("case.allocated"));
        check(&Story::opened(), left("2025-03-12"), Err("the officer left on 2025-03-12"));
    }

    #[test]
    fn a_psychologist_has_no_caseload() {
        let why = "a `psychologist` does not supervise clients";
        check(&Story::opened(), |one| one.officer.role = Role::Psychologist, Err(why));
    }

    #[test]
    fn the_same_officer_is_not_given_the_case_twice() {
        let why = "the officer has had the case since 2025-03-12";
        check(&Story::opened().allocated(), |_| {}, Err(why));
    }

    #[test]
    fn a_closed_case_goes_to_nobody() {
        let story = Story::opened().ruled("2025-03-15", crate::fact::Change::Ended);
        check(&story, |_| {}, Err("the case was closed on 2025-03-15"));
    }

    #[test]
    fn the_fact_says_the_caseload_before_and_after() {
        let story = Story::opened().allocated();
        let CaseFact::Allocated(fact) = &story.facts[1].fact else { panic!("an allocation") };
        assert_eq!((fact.caseload_before, fact.caseload_after), (120, 130));
        assert_eq!(story.case.officer(), Some(OFFICER));
    }
}
