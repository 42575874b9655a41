//! Handing a case to another office.
//!
//! After a transfer nobody has the case until the new office's head allocates it; its clocks run
//! on. What happened before stays counted for the office that had the case then. Appointments of
//! the old office after that day are cancelled, because its officer will not hold them.

use bagyt_core::effective::Effective;
use bagyt_core::fact::PrivateWords;
use bagyt_core::identity::OfficeCode;
use bagyt_core::refusal::limited;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::case::Case;
use crate::closing::cancelled_after;
use crate::codes::TransferReason;
use crate::fact::{CaseFact, sealed};

/// Hands a case to another office.
#[derive(Clone, Debug, PartialEq)]
pub struct TransferCase {
    /// From when.
    pub from: Effective,
    /// Which office takes it.
    pub to_office: OfficeCode,
    /// Why.
    pub reason: TransferReason,
    /// In words: what the new officer should know first.
    pub words: String,
}

/// The case went to another office.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CaseTransferred {
    /// From when.
    pub from: Effective,
    /// The office that had it.
    pub from_office: OfficeCode,
    /// The office that takes it.
    pub to_office: OfficeCode,
    /// Why.
    pub reason: TransferReason,
    /// In words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub private: Option<PrivateWords>,
}

bagyt_core::refusals! {
    limited words;
    /// Why a case is not handed over.
    pub enum TransferRefusal {
        /// The case is closed.
        #[error("the case was closed on {closed_on}")]
        CaseClosed {
            /// Day of closing.
            closed_on: Date,
        } = "case-closed",
        /// The day has not come yet.
        #[error("a case is handed over when it happens; {on} has not come yet")]
        NotYet {
            /// Day that was given.
            on: Date,
        } = "not-yet" @ "on",
        /// The day lies before the present office had the case.
        #[error("the office has had the case since {since_on} and cannot hand it over on {on}")]
        BeforeReceiving {
            /// Day that was given.
            on: Date,
            /// Since when the present office has it.
            since_on: Date,
        } = "transfer-before-receiving" @ "on",
        /// No such office takes cases.
        #[error("office `{office}` is not in the table of offices")]
        UnknownOffice {
            /// Code given.
            office: OfficeCode,
        } = "unknown-office" @ "to_office",
        /// The office has the case already.
        #[error("office `{office}` has the case already")]
        SameOffice {
            /// Code given.
            office: OfficeCode,
        } = "same-office" @ "to_office",
    }
}

/// Decides what to write when a case goes to another office.
///
/// `offices` are the codes of the offices that take cases on that day.
///
/// # Errors
///
/// [`TransferRefusal`], in the order of its variants; the first that applies is returned.
pub fn transfer(
    case: &Case,
    command: &TransferCase,
    offices: &[OfficeCode],
    today: Date,
) -> Result<Vec<CaseFact>, TransferRefusal> {
    if let Some(closing) = case.closing() {
        return Err(TransferRefusal::CaseClosed { closed_on: closing.mark.on });
    }
    let on = command.from.on();
    if on > today {
        return Err(TransferRefusal::NotYet { on });
    }
    let since_on = case.posts.last().map_or(case.opened_on(), |post| post.mark.on);
    if on < since_on {
        return Err(TransferRefusal::BeforeReceiving { on, since_on });
    }
    let office = &command.to_office;
    if !offices.contains(office) {
        return Err(TransferRefusal::UnknownOffice { office: office.clone() });
    }
    if office == case.office() {
        return Err(TransferRefusal::SameOffice { office: office.clone() });
    }
    limited(&command.words)?;
    let mut facts = vec![CaseFact::Transferred(CaseTransferred {
        from: command.from,
        from_office: case.office().clone(),
        to_office: office.clone(),
        reason: command.reason,
        private: sealed(&command.words),
    })];
    facts.extend(cancelled_after(case, on));
    Ok(facts)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codes::Status;
    use crate::invented::{Story, day, office, on, told};

    fn command() -> TransferCase {
        TransferCase {
            from: on("2025-05-10"),
            to_office: office("ZZ-04-01"),
            reason: TransferReason::Moved,
            words: "lives with his sister now".to_owned(),
        }
    }

    #[track_caller]
    fn check(story: &Story, change: impl FnOnce(&mut TransferCase), expected: Result<&str, &str>) {
        let mut command = command();
        change(&mut command);
        let offices = [office("ZZ-03-02"), office("ZZ-04-01")];
        let outcome = told(transfer(&story.case, &command, &offices, day("2025-05-10")));
        assert_eq!(outcome, expected.map(str::to_owned).map_err(str::to_owned));
    }

    #[test]
    fn a_case_is_handed_over_from_the_day_the_office_has_it_to_today() {
        let story = Story::opened().allocated();
        check(&story, |_| {}, Ok("case.transferred"));
        check(&story, |one| one.from = on("2025-03-12"), Ok("case.transferred"));
        let why = "the office has had the case since 2025-03-12 and cannot hand it over on \
                   2025-03-11";
        check(&story, |one| one.from = on("2025-03-11"), Err(why));
        let why = "a case is handed over when it happens; 2025-05-11 has not come yet";
        check(&story, |one| one.from = on("2025-05-11"), Err(why));
    }

    #[test]
    fn a_case_goes_to_another_office_that_there_is() {
        let story = Story::opened().allocated();
        let why = "office `ZZ-99-01` is not in the table of offices";
        check(&story, |one| one.to_office = office("ZZ-99-01"), Err(why));
        let why = "office `ZZ-03-02` has the case already";
        check(&story, |one| one.to_office = office("ZZ-03-02"), Err(why));
    }

    #[test]
    fn the_words_have_an_end_and_a_closed_case_stays() {
        let why = "the words have 12001 characters; the most is 12000";
        check(&Story::opened(), |one| one.words = "a".repeat(12_001), Err(why));
        let story = Story::opened().ruled("2025-05-01", crate::fact::Change::Ended);
        check(&story, |_| {}, Err("the case was closed on 2025-05-01"));
    }

    #[test]
    fn appointments_of_the_old_office_are_cancelled() {
        let story = Story::opened().allocated().appointed(1, "2025-05-11T10:00");
        check(&story, |_| {}, Ok("case.transferred appointment.cancelled"));
    }

    #[test]
    fn nobody_has_the_case_until_the_new_office_allocates_it() {
        let story = Story::opened().allocated();
        let offices = [office("ZZ-04-01")];
        let facts = transfer(&story.case, &command(), &offices, day("2025-05-10")).unwrap();
        let story = story.then("2025-05-10", facts);
        assert_eq!(story.case.office(), &office("ZZ-04-01"));
        assert_eq!(story.case.officer(), None);
        assert_eq!(story.case.status(), Status::Unallocated);
    }
}
