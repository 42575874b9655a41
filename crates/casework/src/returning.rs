//! Sending a transferred case back to the office that it came from.
//!
//! The receiving office accepts a case by giving it to an officer. Until then its head may send it
//! back, with a reason that says what the sender has to mend. The case is again with the officer who
//! had it, if that officer still supervises there; otherwise it waits for an officer at the office
//! that sent it. The law's days for naming an officer run from the transfer: they end when an
//! officer has the case again and are not begun anew, because two offices that disagree are no
//! reason to leave a client without anybody. Whoever has the case bears them.

use bagyt_core::effective::Effective;
use bagyt_core::fact::PrivateWords;
use bagyt_core::identity::{OfficeCode, StaffId};
use bagyt_core::refusal::limited;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::allocation::Candidate;
use crate::case::Case;
use crate::closing::cancelled_after;
use crate::codes::ReturnReason;
use crate::entries::PostReason;
use crate::fact::{CaseFact, sealed};

/// Sends a case back to the office that it came from.
#[derive(Clone, Debug, PartialEq)]
pub struct ReturnCase {
    /// From when.
    pub from: Effective,
    /// Why.
    pub reason: ReturnReason,
    /// In words: what the sender has to mend.
    pub words: String,
}

/// The case went back to the office that it came from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CaseReturned {
    /// From when.
    pub from: Effective,
    /// The office that sent it back.
    pub from_office: OfficeCode,
    /// The office that has it again.
    pub to_office: OfficeCode,
    /// The officer who has it again; absent where nobody has it until it is allocated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub officer: Option<StaffId>,
    /// Why.
    pub reason: ReturnReason,
    /// In words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub private: Option<PrivateWords>,
}

bagyt_core::refusals! {
    limited words;
    /// Why a case is not sent back.
    pub enum ReturnRefusal {
        /// The case is closed.
        #[error("the case was closed on {closed_on}")]
        CaseClosed {
            /// Day of closing.
            closed_on: Date,
        } = "case-closed",
        /// It was sent back to this office: the sender mends and transfers, or keeps it.
        #[error("the case was sent back on {on}; mend what was missing and transfer it, or keep it")]
        AlreadyReturned {
            /// Since when the office has it again.
            on: Date,
        } = "return-already",
        /// The office accepted it: an officer has it.
        #[error("the case was accepted on {on}, when an officer was given it; transfer it instead")]
        Accepted {
            /// Day of the allocation.
            on: Date,
        } = "return-accepted",
        /// No other office sent it here.
        #[error("no office transferred the case here; transfer it to the office that is to have it")]
        NotTransferred = "return-not-transferred",
        /// The day has not come yet.
        #[error("a case is sent back when it happens; {on} has not come yet")]
        NotYet {
            /// Day that was given.
            on: Date,
        } = "not-yet" @ "on",
        /// The day lies before the office received the case.
        #[error("the case came on {since_on} and cannot be sent back on {on}")]
        BeforeReceiving {
            /// Day that was given.
            on: Date,
            /// Since when the office has it.
            since_on: Date,
        } = "return-before-receiving" @ "on",
        /// The office that sent it takes no cases any more.
        #[error("office `{office}` takes no cases any more; transfer the case to its successor")]
        OfficeGone {
            /// The office that sent it.
            office: OfficeCode,
        } = "return-office-gone",
        /// Words are missing.
        #[error("what the sender has to mend is missing")]
        WordsMissing = "words-missing" @ "words",
    }
}

/// Returns the office that sent the case here, as long as nobody was given it here.
pub fn sender(case: &Case) -> Option<&OfficeCode> {
    let (last, before) = case.posts.split_last()?;
    let sent = matches!(last.reason, PostReason::Transferred(_));
    sent.then(|| before.last().map_or(&case.opening.office, |post| &post.office))
}

/// Decides what to write when a case is sent back to the office that it came from.
///
/// `offices` are the codes of the offices that take cases on that day, `staff` the members of staff
/// of the sender ([`sender`]) to whom a case could go.
///
/// # Errors
///
/// [`ReturnRefusal`], in the order of its variants; the first that applies is returned.
pub fn send_back(
    case: &Case,
    command: &ReturnCase,
    offices: &[OfficeCode],
    staff: &[Candidate],
    today: Date,
) -> Result<Vec<CaseFact>, ReturnRefusal> {
    let to_office = check_received(case)?;
    let on = command.from.on();
    if on > today {
        return Err(ReturnRefusal::NotYet { on });
    }
    let since_on = case.posts.last().map_or(case.opened_on(), |post| post.mark.on);
    if on < since_on {
        return Err(ReturnRefusal::BeforeReceiving { on, since_on });
    }
    if !offices.contains(to_office) {
        return Err(ReturnRefusal::OfficeGone { office: to_office.clone() });
    }
    if command.words.trim().is_empty() {
        return Err(ReturnRefusal::WordsMissing);
    }
    limited(&command.words)?;
    let mut facts = vec![CaseFact::Returned(CaseReturned {
        from: command.from,
        from_office: case.office().clone(),
        to_office: to_office.clone(),
        officer: former_officer(case, to_office, staff, on),
        reason: command.reason,
        private: sealed(&command.words),
    })];
    facts.extend(cancelled_after(case, on));
    Ok(facts)
}

/// Returns the office to which the case can go back.
fn check_received(case: &Case) -> Result<&OfficeCode, ReturnRefusal> {
    if let Some(closing) = case.closing() {
        return Err(ReturnRefusal::CaseClosed { closed_on: closing.mark.on });
    }
    let came =
        case.posts.iter().rposition(|post| matches!(post.reason, PostReason::Transferred(_)));
    match (case.posts.last(), came) {
        (Some(post), _) if matches!(post.reason, PostReason::Returned(_)) => {
            Err(ReturnRefusal::AlreadyReturned { on: post.mark.on })
        }
        // Given to an officer after a transfer to the office that has it.
        (Some(post), Some(came))
            if post.officer.is_some()
                && case.posts[came..].iter().all(|one| one.office == post.office) =>
        {
            Err(ReturnRefusal::Accepted { on: post.mark.on })
        }
        _ => sender(case).ok_or(ReturnRefusal::NotTransferred),
    }
}

/// Returns the officer who had the case before it was transferred, if still there.
fn former_officer(
    case: &Case,
    office: &OfficeCode,
    staff: &[Candidate],
    on: Date,
) -> Option<StaffId> {
    let officer = case.posts.iter().rev().nth(1).and_then(|post| post.officer)?;
    let is_there = staff.iter().any(|one| {
        one.staff == officer
            && one.office == *office
            && one.role.is_supervising()
            && one.left_on.is_none_or(|left_on| on < left_on)
    });
    (is_there && !case.is_excluded(officer)).then_some(officer)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codes::Status;
    use crate::invented::{OFFICER, Story, candidate, day, office, on, told};

    fn command() -> ReturnCase {
        ReturnCase {
            from: on("2025-05-12"),
            reason: ReturnReason::NotResident,
            words: "the sister moved away in March".to_owned(),
        }
    }

    #[track_caller]
    fn check(story: &Story, change: impl FnOnce(&mut ReturnCase), expected: Result<&str, &str>) {
        let mut command = command();
        change(&mut command);
        let offices = [office("ZZ-03-02"), office("ZZ-04-01")];
        let outcome =
            told(send_back(&story.case, &command, &offices, &[candidate()], day("2025-05-14")));
        assert_eq!(outcome, expected.map(str::to_owned).map_err(str::to_owned));
    }

    fn arrived() -> Story {
        Story::opened().allocated().transferred("2025-05-10")
    }

    /// What the case says after it was sent back while the sender had this staff.
    fn returned(story: Story, staff: &[Candidate]) -> Case {
        let offices = [office("ZZ-03-02")];
        let facts = send_back(&story.case, &command(), &offices, staff, day("2025-05-14")).unwrap();
        story.then("2025-05-12", facts).case
    }

    #[test]
    fn a_case_is_sent_back_from_the_day_it_came_to_today() {
        check(&arrived(), |_| {}, Ok("case.returned"));
        check(&arrived(), |one| one.from = on("2025-05-10"), Ok("case.returned"));
        let why = "the case came on 2025-05-10 and cannot be sent back on 2025-05-09";
        check(&arrived(), |one| one.from = on("2025-05-09"), Err(why));
        let why = "a case is sent back when it happens; 2025-05-15 has not come yet";
        check(&arrived(), |one| one.from = on("2025-05-15"), Err(why));
    }

    #[test]
    fn the_officer_who_had_the_case_has_it_again() {
        let case = returned(arrived(), &[candidate()]);
        assert_eq!((case.office(), case.officer()), (&office("ZZ-03-02"), Some(OFFICER)));
        assert_eq!(case.status(), Status::Active);
    }

    #[test]
    fn without_that_officer_the_case_waits_at_the_office_that_sent_it() {
        let left = Candidate { left_on: Some(day("2025-05-12")), ..candidate() };
        for staff in [&[][..], &[left]] {
            let case = returned(arrived(), staff);
            assert_eq!((case.office(), case.officer()), (&office("ZZ-03-02"), None));
            assert_eq!(case.status(), Status::Unallocated);
        }
        let unallocated = Story::opened().transferred("2025-05-10");
        assert_eq!(returned(unallocated, &[candidate()]).officer(), None);
    }

    #[test]
    fn a_case_is_not_sent_back_twice() {
        let story = arrived().returned("2025-05-12");
        let why = "the case was sent back on 2025-05-12; mend what was missing and transfer it, or \
                   keep it";
        check(&story, |_| {}, Err(why));
        let again = story.transferred("2025-05-13");
        check(&again, |one| one.from = on("2025-05-14"), Ok("case.returned"));
    }

    #[test]
    fn what_no_office_sent_or_an_officer_has_is_not_sent_back() {
        let why =
            "no office transferred the case here; transfer it to the office that is to have it";
        check(&Story::opened(), |_| {}, Err(why));
        check(&Story::opened().allocated(), |_| {}, Err(why));
        let story = arrived();
        let accepted = CaseFact::Allocated(crate::fact::CaseAllocated {
            from: on("2025-05-11"),
            office: office("ZZ-04-01"),
            officer: OFFICER,
            caseload_before: 0,
            caseload_after: 10,
            reason: crate::codes::AllocationReason::LowestCaseload,
        });
        let why = "the case was accepted on 2025-05-11, when an officer was given it; transfer it \
                   instead";
        check(&story.then("2025-05-11", vec![accepted]), |_| {}, Err(why));
    }

    #[test]
    fn a_case_is_sent_back_with_words_to_an_office_that_there_is() {
        check(
            &arrived(),
            |one| one.words = " ".to_owned(),
            Err("what the sender has to mend is missing"),
        );
        let why = "the words have 12001 characters; the most is 12000";
        check(&arrived(), |one| one.words = "a".repeat(12_001), Err(why));
        let gone = send_back(&arrived().case, &command(), &[], &[], day("2025-05-14"));
        let why = "office `ZZ-03-02` takes no cases any more; transfer the case to its successor";
        assert_eq!(told(gone), Err(why.to_owned()));
        let closed = arrived().ruled("2025-05-11", crate::fact::Change::Ended);
        check(&closed, |_| {}, Err("the case was closed on 2025-05-11"));
    }
}
