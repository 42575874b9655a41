//! Closing a case: the term is served, or something else ended it.
//!
//! A case that a ruling ends or replaces is closed with the ruling ([`crate::ruling`]). Here it is
//! closed by a person, with a reason. The last day of a term belongs to it: a case is completed on
//! that day at the earliest; a study before sentence when its report was sent. Appointments after
//! the closing are cancelled with it.

use bagyt_core::effective::Effective;
use bagyt_core::fact::PrivateWords;
use bagyt_core::refusal::limited;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::appointment::AppointmentCancelled;
use crate::case::Case;
use crate::codes::{AbroadAwaits, AppointmentStatus, CancelReason, CloseReason, Domain};
use crate::fact::{CaseFact, sealed};

/// Closes a case.
#[derive(Clone, Debug, PartialEq)]
pub struct CloseCase {
    /// When it ended.
    pub closed: Effective,
    /// Why.
    pub reason: CloseReason,
    /// In words; needed for [`CloseReason::Other`].
    pub words: String,
}

/// The case was closed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CaseClosed {
    /// When it ended.
    pub closed: Effective,
    /// Why.
    pub reason: CloseReason,
    /// In words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub private: Option<PrivateWords>,
}

bagyt_core::refusals! {
    limited words;
    /// Why a case is not closed.
    pub enum ClosingRefusal {
        /// The case is closed.
        #[error("the case was closed on {closed_on}")]
        CaseClosed {
            /// Day of closing.
            closed_on: Date,
        } = "case-closed",
        /// The day has not come yet.
        #[error("a case is closed when it has ended; {on} has not come yet")]
        NotYet {
            /// Day that was given.
            on: Date,
        } = "not-yet" @ "on",
        /// The day lies before the opening.
        #[error("the case was opened on {opened_on} and cannot be closed on {on}")]
        BeforeOpening {
            /// Day that was given.
            on: Date,
            /// Day of opening.
            opened_on: Date,
        } = "before-opening" @ "on",
        /// The term stands still and so cannot be served to its end.
        #[error("the term has stood still since {since_on}; a court must let it run again")]
        Suspended {
            /// Since when.
            since_on: Date,
        } = "term-suspended" @ "reason",
        /// Hours of community service are left.
        #[error("{minutes} minutes of community service are still owed")]
        HoursLeft {
            /// How many minutes.
            minutes: u32,
        } = "hours-left" @ "reason",
        /// The term is not over.
        #[error("the term runs to {until} and is not completed on {on}")]
        TermNotOver {
            /// Day that was given.
            on: Date,
            /// Last day of the term.
            until: Date,
        } = "term-not-over" @ "on",
        /// Another state was asked and has not answered.
        #[error("the request to another state of {since_on} is pending; record its answer first")]
        AbroadPending {
            /// When it was sent.
            since_on: Date,
        } = "closing-abroad-pending" @ "reason",
        /// The other state supervises later.
        #[error("the other state supervises from {from_on}; the case is not closed on {on}")]
        AbroadLater {
            /// Day that was given.
            on: Date,
            /// The first day on which the other state supervises.
            from_on: Date,
        } = "closing-abroad-later" @ "on",
        /// The court's ruling is missing.
        #[error("a case is closed as `{reason}` by recording the court's ruling")]
        RulingMissing {
            /// The reason given.
            reason: CloseReason,
        } = "ruling-missing" @ "reason",
        /// Another reason needs words.
        #[error("another reason needs words")]
        WordsMissing = "words-missing" @ "words",
    }
}

/// Decides what to write when a case is closed.
///
/// # Errors
///
/// [`ClosingRefusal`], in the order of its variants; the first that applies is returned.
pub fn close(
    case: &Case,
    command: &CloseCase,
    today: Date,
) -> Result<Vec<CaseFact>, ClosingRefusal> {
    if let Some(closing) = case.closing() {
        return Err(ClosingRefusal::CaseClosed { closed_on: closing.mark.on });
    }
    let on = command.closed.on();
    if on > today {
        return Err(ClosingRefusal::NotYet { on });
    }
    let opened_on = case.opened_on();
    if on < opened_on {
        return Err(ClosingRefusal::BeforeOpening { on, opened_on });
    }
    match command.reason {
        CloseReason::Completed => check_served(case, on)?,
        CloseReason::Revoked | CloseReason::EndedEarly => {
            return Err(ClosingRefusal::RulingMissing { reason: command.reason });
        }
        CloseReason::Other if command.words.trim().is_empty() => {
            return Err(ClosingRefusal::WordsMissing);
        }
        CloseReason::TransferredAbroad => check_taken_over(case, on)?,
        CloseReason::Died | CloseReason::Other => {}
    }
    limited(&command.words)?;
    let mut facts = vec![CaseFact::Closed(CaseClosed {
        closed: command.closed,
        reason: command.reason,
        private: sealed(&command.words),
    })];
    facts.extend(cancelled_after(case, on));
    Ok(facts)
}

/// Returns the cancellations of what is still planned after the day on which an office gives a case
/// out of its hands.
pub(crate) fn cancelled_after(case: &Case, on: Date) -> impl Iterator<Item = CaseFact> {
    let planned = case.appointments.iter().filter(move |one| {
        one.begins_on > on && case.appointment_status(one) == AppointmentStatus::Planned
    });
    planned.map(|one| {
        CaseFact::AppointmentCancelled(AppointmentCancelled {
            appointment: one.id,
            reason: CancelReason::CaseEnded,
            replaced_by: None,
            private: None,
        })
    })
}

/// Checks that the other state, where it was asked in this case, supervises on that day.
fn check_taken_over(case: &Case, on: Date) -> Result<(), ClosingRefusal> {
    let Some(pending) = case.abroad_pending() else { return Ok(()) };
    match case.abroad_awaits(pending) {
        Some((AbroadAwaits::Takeover, from_on)) if from_on <= on => Ok(()),
        Some((AbroadAwaits::Takeover, from_on)) => Err(ClosingRefusal::AbroadLater { on, from_on }),
        _ => Err(ClosingRefusal::AbroadPending { since_on: pending.mark.on }),
    }
}

fn check_served(case: &Case, on: Date) -> Result<(), ClosingRefusal> {
    if let Some(since_on) = case.suspended_since() {
        return Err(ClosingRefusal::Suspended { since_on });
    }
    let reported = case.reports.iter().any(|report| report.mark.on <= on);
    if case.opening.domain == Domain::PreSentence && reported {
        return Ok(());
    }
    let minutes = case.work_owed_minutes().saturating_sub(case.work_credited_minutes());
    if minutes > 0 {
        return Err(ClosingRefusal::HoursLeft { minutes });
    }
    let until = case.term().until;
    if on < until {
        return Err(ClosingRefusal::TermNotOver { on, until });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fact::Change;
    use crate::invented::{Story, day, on, told};

    /// Today is 10 March 2026; the term ends on 28 February.
    #[track_caller]
    fn check(story: &Story, change: impl FnOnce(&mut CloseCase), expected: Result<&str, &str>) {
        let mut command = CloseCase {
            closed: on("2026-02-28"),
            reason: CloseReason::Completed,
            words: String::new(),
        };
        change(&mut command);
        let outcome = told(close(&story.case, &command, day("2026-03-10")));
        assert_eq!(outcome, expected.map(str::to_owned).map_err(str::to_owned));
    }

    #[test]
    fn a_term_is_completed_on_its_last_day_or_later() {
        let story = Story::opened();
        check(&story, |_| {}, Ok("case.closed"));
        check(&story, |one| one.closed = on("2026-03-10"), Ok("case.closed"));
        let why = "the term runs to 2026-02-28 and is not completed on 2026-02-27";
        check(&story, |one| one.closed = on("2026-02-27"), Err(why));
        let why = "a case is closed when it has ended; 2026-03-11 has not come yet";
        check(&story, |one| one.closed = on("2026-03-11"), Err(why));
    }

    #[test]
    fn an_extended_term_is_completed_on_its_new_last_day() {
        let until = day("2026-03-05");
        let story = Story::opened().ruled("2025-06-05", Change::Extended { until });
        let why = "the term runs to 2026-03-05 and is not completed on 2026-02-28";
        check(&story, |_| {}, Err(why));
        check(&story, |one| one.closed = on("2026-03-05"), Ok("case.closed"));
    }

    #[test]
    fn a_study_before_sentence_is_completed_by_its_report() {
        let mut request = crate::invented::sentence();
        request.domain = Domain::PreSentence;
        let story = Story::of(&request).assessed("2025-03-20", crate::codes::Risk::Low);
        let at_report = |one: &mut CloseCase| one.closed = on("2025-03-28");
        let why = "the term runs to 2026-02-28 and is not completed on 2025-03-28";
        check(&story, at_report, Err(why));
        let story = story.reported();
        check(&story, at_report, Ok("case.closed"));
        let why = "the term runs to 2026-02-28 and is not completed on 2025-03-27";
        check(&story, |one| one.closed = on("2025-03-27"), Err(why));
    }

    #[test]
    fn what_is_planned_after_the_closing_is_cancelled_with_it() {
        let story = Story::opened().appointed(1, "2025-06-10T10:00");
        let died = |text: &str| {
            let closed = on(text);
            move |one: &mut CloseCase| {
                one.closed = closed;
                one.reason = CloseReason::Died;
            }
        };
        check(&story, died("2025-06-09"), Ok("case.closed appointment.cancelled"));
        check(&story, died("2025-06-10"), Ok("case.closed"));
    }

    #[test]
    fn a_term_that_stands_still_is_not_completed() {
        let story = Story::opened().ruled("2025-06-05", Change::Suspended);
        let why = "the term has stood still since 2025-06-05; a court must let it run again";
        check(&story, |_| {}, Err(why));
    }

    #[test]
    fn a_death_closes_the_case_on_any_day_since_the_opening() {
        let died = |text: &str| {
            let closed = on(text);
            move |one: &mut CloseCase| {
                one.closed = closed;
                one.reason = CloseReason::Died;
            }
        };
        check(&Story::opened(), died("2025-03-11"), Ok("case.closed"));
        let why = "the case was opened on 2025-03-11 and cannot be closed on 2025-03-10";
        check(&Story::opened(), died("2025-03-10"), Err(why));
    }

    #[test]
    fn what_a_court_decides_is_closed_by_its_ruling() {
        let why = "a case is closed as `revoked` by recording the court's ruling";
        check(&Story::opened(), |one| one.reason = CloseReason::Revoked, Err(why));
        let why = "a case is closed as `ended_early` by recording the court's ruling";
        check(&Story::opened(), |one| one.reason = CloseReason::EndedEarly, Err(why));
    }

    #[test]
    fn another_reason_needs_words() {
        let other = |words: &str| {
            let words = words.to_owned();
            move |one: &mut CloseCase| {
                one.reason = CloseReason::Other;
                one.words = words;
            }
        };
        check(&Story::opened(), other(" "), Err("another reason needs words"));
        check(&Story::opened(), other("amnesty of 2025"), Ok("case.closed"));
        let why = "the words have 12001 characters; the most is 12000";
        check(&Story::opened(), other(&"a".repeat(12_001)), Err(why));
    }

    #[test]
    fn a_case_is_closed_once() {
        let story = Story::opened().ruled("2025-06-05", Change::Ended);
        check(&story, |_| {}, Err("the case was closed on 2025-06-05"));
    }
}
