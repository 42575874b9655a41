//! A court's ruling on a case under supervision: what it changed, or that it refused to.
//!
//! A ruling is true from the day on which it is in force and known from the day of receipt. It may
//! answer a submission of this case or come of the court's own motion. A ruling that replaces the
//! sentence or ends supervision closes the case on its day.
//!
//! What the court ruled is so, also where it goes beyond what a row of law allows: that is read off
//! [`Case::extensions`], and somebody looks at it.

use bagyt_core::effective::Effective;
use bagyt_core::identity::MessageId;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::case::Case;
use crate::closing::{CaseClosed, cancelled_after};
use crate::codes::{CloseReason, SubmissionStatus};
use crate::entries::{Mark, Ruling};
use crate::fact::{CaseFact, SubmissionId};

/// Records a ruling.
#[derive(Clone, Debug, PartialEq)]
pub struct RecordRuling {
    /// The message or paper act.
    pub message: MessageId,
    /// The court's number.
    pub number: String,
    /// Day on which it was passed.
    pub passed_on: Option<Date>,
    /// From when it is in force.
    pub in_force: Effective,
    /// Day on which the service received it.
    pub received_on: Date,
    /// The submission that it answers.
    pub submission: Option<SubmissionId>,
    /// What it changes.
    pub change: Change,
}

/// What a ruling changes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "change", rename_all = "snake_case")]
pub enum Change {
    /// The term runs longer.
    Extended {
        /// The new last day; it belongs to the term.
        until: Date,
    },
    /// A duty was added.
    DutyAdded {
        /// Code of the duty.
        duty: String,
    },
    /// A duty was lifted.
    DutyLifted {
        /// Code of the duty.
        duty: String,
    },
    /// The sentence or measure was replaced.
    Replaced {
        /// Code of what takes its place.
        measure: String,
    },
    /// Supervision ended before its time.
    Ended,
    /// The term stands still from the ruling's day.
    Suspended,
    /// The term runs again from the ruling's day.
    Resumed,
    /// The court refused what was asked.
    Refused,
}

impl Change {
    /// Returns the code under which the change is counted.
    pub fn code(&self) -> &'static str {
        match self {
            Change::Extended { .. } => "extended",
            Change::DutyAdded { .. } => "duty_added",
            Change::DutyLifted { .. } => "duty_lifted",
            Change::Replaced { .. } => "replaced",
            Change::Ended => "ended",
            Change::Suspended => "suspended",
            Change::Resumed => "resumed",
            Change::Refused => "refused",
        }
    }
}

/// A court changed the order, or refused to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OrderChanged {
    /// The message or paper act.
    pub message: MessageId,
    /// The court's number.
    pub number: String,
    /// Day on which it was passed; unknown of a ruling that was recorded without it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub passed_on: Option<Date>,
    /// From when it is in force.
    pub in_force: Effective,
    /// Day on which the service received it.
    pub received_on: Date,
    /// The submission that it answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub submission: Option<SubmissionId>,
    /// What it changed.
    #[serde(flatten)]
    pub change: Change,
}

impl OrderChanged {
    /// Reads the shape of version 1, which did not say when the ruling was passed.
    ///
    /// # Errors
    ///
    /// If the text does not have that shape.
    pub fn of_version_1(payload: &str) -> Result<OrderChanged, serde_json::Error> {
        serde_json::from_str(payload)
    }
}

impl Ruling {
    /// Returns the day from which the law counts: that of the ruling, else that of its receipt.
    pub fn passed(&self) -> Date {
        self.passed_on.unwrap_or(self.received_on)
    }
}

bagyt_core::refusals! {
    /// Why a ruling is not recorded.
    pub enum RulingRefusal {
        /// The ruling has not been received yet.
        #[error("the ruling cannot have been received on {received_on}; that day has not come yet")]
        NotYetReceived {
            /// Day of receipt given.
            received_on: Date,
        } = "not-yet-received" @ "received_on",
        /// The ruling takes effect before the case was opened.
        #[error("the case was opened on {opened_on}; a ruling cannot change it from {in_force_on}")]
        BeforeOpening {
            /// Day given.
            in_force_on: Date,
            /// Day of opening.
            opened_on: Date,
        } = "ruling-before-opening" @ "in_force_on",
        /// The case is closed.
        #[error("the case was closed on {closed_on}")]
        CaseClosed {
            /// Day of closing.
            closed_on: Date,
        } = "case-closed",
        /// The ruling has no number.
        #[error("the court's number of the ruling is missing")]
        NumberMissing = "number-missing" @ "number",
        /// The case has no such submission.
        #[error("the case has no submission {submission}")]
        UnknownSubmission {
            /// The submission that was named.
            submission: SubmissionId,
        } = "unknown-submission" @ "submission",
        /// The submission was not sent, or is decided.
        #[error("the submission is {status}; a court decides what was sent to it once")]
        SubmissionNotPending {
            /// How far it has come.
            status: SubmissionStatus,
        } = "submission-not-pending" @ "submission",
        /// The new last day is no later than the present one.
        #[error("the term runs to {until}; an extension to {later} is none")]
        NotLonger {
            /// The present last day.
            until: Date,
            /// The new last day given.
            later: Date,
        } = "extension-not-longer" @ "until",
        /// The duty to add is in force.
        #[error("the duty `{duty}` is in force already")]
        DutyInForce {
            /// Code of the duty.
            duty: String,
        } = "duty-in-force" @ "duty",
        /// The duty to lift is not in force.
        #[error("the duty `{duty}` is not in force")]
        DutyNotInForce {
            /// Code of the duty.
            duty: String,
        } = "duty-not-in-force" @ "duty",
        /// The term stands still already.
        #[error("the term has stood still since {since_on}")]
        AlreadySuspended {
            /// Since when.
            since_on: Date,
        } = "already-suspended" @ "change",
        /// The term does not stand still.
        #[error("the term does not stand still, so it cannot run again")]
        NotSuspended = "not-suspended" @ "change",
        /// The term would run again before it stood still.
        #[error("the term has stood still since {since_on} and cannot run again on {in_force_on}")]
        ResumedBeforeSuspended {
            /// Day given.
            in_force_on: Date,
            /// Since when it stands still.
            since_on: Date,
        } = "resumed-before-suspended" @ "in_force_on",
    }
}

/// Decides what to write when a court has ruled.
///
/// `today` is the civil day at the office.
///
/// # Errors
///
/// [`RulingRefusal`], in the order of its variants; the first that applies is returned.
pub fn record(
    case: &Case,
    command: &RecordRuling,
    today: Date,
) -> Result<Vec<CaseFact>, RulingRefusal> {
    let (received_on, in_force_on) = (command.received_on, command.in_force.on());
    if received_on > today {
        return Err(RulingRefusal::NotYetReceived { received_on });
    }
    let opened_on = case.opened_on();
    if in_force_on < opened_on {
        return Err(RulingRefusal::BeforeOpening { in_force_on, opened_on });
    }
    // A refusal changes nothing, so that it can be recorded after the closing too.
    if let Some(closing) = case.closing().filter(|_| command.change != Change::Refused) {
        return Err(RulingRefusal::CaseClosed { closed_on: closing.mark.on });
    }
    if command.number.trim().is_empty() {
        return Err(RulingRefusal::NumberMissing);
    }
    if let Some(submission) = command.submission {
        check_submission(case, submission)?;
    }
    check_change(case, &command.change, in_force_on)?;
    let mut facts = vec![CaseFact::OrderChanged(OrderChanged {
        message: command.message,
        number: command.number.trim().to_owned(),
        passed_on: command.passed_on,
        in_force: command.in_force,
        received_on,
        submission: command.submission,
        change: command.change.clone(),
    })];
    if let Some(reason) = closing_reason(&command.change) {
        let closed = command.in_force;
        facts.push(CaseFact::Closed(CaseClosed { closed, reason, private: None }));
        facts.extend(cancelled_after(case, in_force_on));
    }
    Ok(facts)
}

fn check_submission(case: &Case, id: SubmissionId) -> Result<(), RulingRefusal> {
    let submission =
        case.find_submission(id).ok_or(RulingRefusal::UnknownSubmission { submission: id })?;
    match case.submission_status(submission) {
        SubmissionStatus::Sent | SubmissionStatus::Received => Ok(()),
        status => Err(RulingRefusal::SubmissionNotPending { status }),
    }
}

fn check_change(case: &Case, change: &Change, in_force_on: Date) -> Result<(), RulingRefusal> {
    let suspended_since = case.suspended_since();
    match change {
        Change::Extended { until: later } => check_extension(case.term().until, *later),
        Change::DutyAdded { duty } if case.obligations().contains(&duty.as_str()) => {
            Err(RulingRefusal::DutyInForce { duty: duty.clone() })
        }
        Change::DutyLifted { duty } if !case.obligations().contains(&duty.as_str()) => {
            Err(RulingRefusal::DutyNotInForce { duty: duty.clone() })
        }
        Change::Suspended => match suspended_since {
            Some(since_on) => Err(RulingRefusal::AlreadySuspended { since_on }),
            None => Ok(()),
        },
        Change::Resumed => match suspended_since {
            None => Err(RulingRefusal::NotSuspended),
            Some(since_on) if in_force_on < since_on => {
                Err(RulingRefusal::ResumedBeforeSuspended { in_force_on, since_on })
            }
            Some(_) => Ok(()),
        },
        Change::DutyAdded { .. }
        | Change::DutyLifted { .. }
        | Change::Replaced { .. }
        | Change::Ended
        | Change::Refused => Ok(()),
    }
}

fn check_extension(until: Date, later: Date) -> Result<(), RulingRefusal> {
    match later <= until {
        true => Err(RulingRefusal::NotLonger { until, later }),
        false => Ok(()),
    }
}

/// An extension that a court ruled, beside the term that it extended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Extension {
    /// Where the entry stands.
    pub mark: Mark,
    /// The day from which the law counts: that of the ruling, else that of its receipt.
    pub passed_on: Date,
    /// The last day of the term before it.
    pub before: Date,
    /// The last day that the court set.
    pub until: Date,
}

impl Case {
    /// Returns the extensions that courts ruled and that hold, the earliest first.
    pub fn extensions(&self) -> Vec<Extension> {
        let extension = |(place, ruling): (usize, &Ruling)| match ruling.change {
            Change::Extended { until } => Some(Extension {
                mark: ruling.mark,
                passed_on: ruling.passed(),
                before: self.until_after(self.rulings.get(..place).unwrap_or_default()),
                until,
            }),
            _ => None,
        };
        self.rulings.iter().enumerate().filter_map(extension).collect()
    }
}

pub(crate) fn closing_reason(change: &Change) -> Option<CloseReason> {
    match change {
        Change::Replaced { .. } => Some(CloseReason::Revoked),
        Change::Ended => Some(CloseReason::EndedEarly),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codes::Status;
    use crate::invented::{Story, day, ruling, submission_id, told};

    #[track_caller]
    fn check(story: &Story, change: impl FnOnce(&mut RecordRuling), expected: Result<&str, &str>) {
        let until = day("2026-08-31");
        let mut command = ruling("2025-06-05", Change::Extended { until });
        change(&mut command);
        let outcome = told(record(&story.case, &command, day("2025-06-10")));
        assert_eq!(outcome, expected.map(str::to_owned).map_err(str::to_owned));
    }

    fn changed(change: Change) -> impl FnOnce(&mut RecordRuling) {
        move |command| command.change = change
    }

    fn duty(code: &str) -> String {
        code.to_owned()
    }

    #[test]
    fn an_extension_is_longer() {
        let extended = |until: &str| changed(Change::Extended { until: day(until) });
        check(&Story::opened(), |_| {}, Ok("order.changed"));
        check(&Story::opened(), extended("2026-03-01"), Ok("order.changed"));
        let why = "the term runs to 2026-02-28; an extension to 2026-02-28 is none";
        check(&Story::opened(), extended("2026-02-28"), Err(why));
        // What a court ruled is so, however long it is.
        check(&Story::opened(), extended("2035-02-28"), Ok("order.changed"));
    }

    #[test]
    fn each_extension_stands_beside_the_term_that_it_extended() {
        let extended = |until: &str| Change::Extended { until: day(until) };
        let story = Story::opened().ruled("2025-06-05", extended("2026-08-31"));
        let story = story.ruled("2025-06-10", Change::Suspended);
        let story = story.ruled("2025-06-20", Change::Resumed);
        let story = story.ruled("2025-06-25", extended("2027-09-11"));
        let found = story.case.extensions();
        let days: Vec<String> =
            found.iter().map(|one| format!("{} {}", one.before, one.until)).collect();
        assert_eq!(days, ["2026-02-28 2026-08-31", "2026-09-10 2027-09-11"]);
        assert_eq!(found[0].passed_on, story.case.rulings[0].passed());
    }

    #[test]
    fn a_ruling_is_received_by_today_and_not_before_the_opening() {
        let why = "the ruling cannot have been received on 2025-06-11; that day has not come yet";
        check(&Story::opened(), |one| one.received_on = day("2025-06-11"), Err(why));
        check(&Story::opened(), |one| one.received_on = day("2025-06-10"), Ok("order.changed"));
        let early = |one: &mut RecordRuling| one.in_force = crate::invented::on("2025-03-10");
        let why = "the case was opened on 2025-03-11; a ruling cannot change it from 2025-03-10";
        check(&Story::opened(), early, Err(why));
    }

    #[test]
    fn a_ruling_has_a_number() {
        let why = "the court's number of the ruling is missing";
        check(&Story::opened(), |one| one.number = " ".to_owned(), Err(why));
    }

    #[test]
    fn a_ruling_answers_a_submission_that_was_sent_once() {
        let with = |one: &mut RecordRuling| one.submission = Some(submission_id(0xE1));
        let why = "the case has no submission 00000000-0000-0000-0000-0000000000e1";
        check(&Story::opened(), with, Err(why));
        let drafted = Story::twice_warned().drafted("2025-06-01");
        let why = "the submission is drafted; a court decides what was sent to it once";
        check(&drafted, with, Err(why));
        let sent = drafted.approved("2025-06-02").sent("2025-06-03");
        check(&sent, with, Ok("order.changed"));
        let mut answer = ruling("2025-06-05", Change::Refused);
        with(&mut answer);
        let facts = record(&sent.case, &answer, day("2025-06-05")).unwrap();
        let why = "the submission is decided; a court decides what was sent to it once";
        check(&sent.then("2025-06-05", facts), with, Err(why));
    }

    #[test]
    fn a_duty_is_added_once_and_lifted_while_in_force() {
        let story = Story::opened();
        let added = |code: &str| changed(Change::DutyAdded { duty: duty(code) });
        let lifted = |code: &str| changed(Change::DutyLifted { duty: duty(code) });
        check(&story, added("treatment"), Ok("order.changed"));
        check(&story, added("no_alcohol"), Err("the duty `no_alcohol` is in force already"));
        check(&story, lifted("no_alcohol"), Ok("order.changed"));
        check(&story, lifted("treatment"), Err("the duty `treatment` is not in force"));
        let story = story.ruled("2025-06-01", Change::DutyLifted { duty: duty("no_alcohol") });
        assert_eq!(story.case.obligations(), ["residence_notice"]);
        check(&story, added("no_alcohol"), Ok("order.changed"));
    }

    #[test]
    fn a_term_stands_still_and_runs_again() {
        let story = Story::opened();
        check(&story, changed(Change::Suspended), Ok("order.changed"));
        let why = "the term does not stand still, so it cannot run again";
        check(&story, changed(Change::Resumed), Err(why));
        let still = story.ruled("2025-06-05", Change::Suspended);
        assert_eq!(still.case.status(), Status::Suspended);
        check(&still, changed(Change::Resumed), Ok("order.changed"));
        let why = "the term has stood still since 2025-06-05";
        check(&still, changed(Change::Suspended), Err(why));
        let early = |one: &mut RecordRuling| {
            *one = ruling("2025-06-04", Change::Resumed);
        };
        let why = "the term has stood still since 2025-06-05 and cannot run again on 2025-06-04";
        check(&still, early, Err(why));
    }

    #[test]
    fn the_term_ends_later_by_the_days_it_stood_still() {
        let story = Story::opened().ruled("2025-06-05", Change::Suspended);
        let story = story.ruled("2025-06-15", Change::Resumed);
        assert_eq!(story.case.term().until, day("2026-03-10"));
        assert_eq!(story.case.suspended_since(), None);
    }

    #[test]
    fn an_extension_counts_from_its_own_day_and_not_on_top() {
        let until = day("2026-08-31");
        let story = Story::opened().ruled("2025-06-05", Change::Extended { until });
        assert_eq!(story.case.term().until, until);
    }

    #[test]
    fn a_replaced_sentence_and_an_early_end_close_the_case() {
        let story = Story::opened();
        let replaced = Change::Replaced { measure: "imprisonment".to_owned() };
        check(&story, changed(replaced.clone()), Ok("order.changed case.closed"));
        check(&story, changed(Change::Ended), Ok("order.changed case.closed"));
        let story = story.ruled("2025-06-05", replaced);
        let closing = story.case.closing().unwrap();
        assert_eq!((closing.mark.on, closing.reason), (day("2025-06-05"), CloseReason::Revoked));
        check(&story, |_| {}, Err("the case was closed on 2025-06-05"));
        check(&story, changed(Change::Refused), Ok("order.changed"));
    }
}
