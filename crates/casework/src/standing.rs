//! How a case stands: who has it, for how long, what is open.
//!
//! Everything here is read off the entries that the state keeps, so that a withdrawn entry is
//! gone from every answer. Nothing depends on today; what does (overdue, outcome due) is asked by
//! the caller with today in hand.

use bagyt_core::identity::{OfficeCode, StaffId};
use jiff::civil::Date;
use jiff::{Span, Timestamp};

use crate::case::Case;
use crate::codes::Risk;
use crate::entries::{
    Absence, Appointment, Closing, Contest, Mark, Post, Ruling, Submission, find_version,
};
use crate::fact::{AppointmentId, Change, SubmissionId};

/// A term of supervision; both days belong to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Term {
    /// First day.
    pub from: Date,
    /// Last day.
    pub until: Date,
}

impl Term {
    /// Whether `day` belongs to the term.
    pub fn contains(self, day: Date) -> bool {
        self.from <= day && day <= self.until
    }
}

codes! {
    /// How a case stands.
    pub enum Status {
        /// No officer has it yet.
        Unallocated = "unallocated",
        /// Under supervision.
        Active = "active",
        /// The court suspended the term.
        Suspended = "suspended",
        /// Closed.
        Closed = "closed",
    }
}

codes! {
    /// How an appointment stands; whether its time has passed is not part of it.
    pub enum AppointmentStatus {
        /// Arranged, with no outcome yet.
        Planned = "planned",
        /// Held.
        Held = "held",
        /// The client did not come.
        Missed = "missed",
        /// Cancelled or moved.
        Cancelled = "cancelled",
    }
}

codes! {
    /// How an absence stands.
    pub enum AbsenceStatus {
        /// Nobody has weighed it yet.
        AwaitingReason = "awaiting_reason",
        /// Excused.
        Accepted = "accepted",
        /// A violation was established.
        Violation = "violation",
        /// And a warning issued.
        Warned = "warned",
        /// The case was closed before anybody weighed it.
        Lapsed = "lapsed",
    }
}

codes! {
    /// How a contest of an entry stands.
    pub enum ContestStatus {
        /// Nobody has answered it yet.
        AwaitingAnswer = "awaiting_answer",
        /// The client was right.
        Upheld = "upheld",
        /// The entry stands.
        NotUpheld = "not_upheld",
    }
}

codes! {
    /// How far a submission has come.
    pub enum SubmissionStatus {
        /// Drafted.
        Drafted = "drafted",
        /// Approved by a head.
        Approved = "approved",
        /// Sent to the court.
        Sent = "sent",
        /// The court said that it has it.
        Received = "received",
        /// The court decided.
        Decided = "decided",
        /// The case was closed before it was sent.
        Lapsed = "lapsed",
    }
}

/// That an assessment changed the risk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RiskChange {
    /// Where the assessment stands.
    pub mark: Mark,
    /// What was assessed before.
    pub before: Risk,
    /// What holds now.
    pub risk: Risk,
}

impl Case {
    /// Returns the office that has the case.
    pub fn office(&self) -> &OfficeCode {
        self.posts.last().map_or(&self.opening.office, |post| &post.office)
    }

    /// Returns the officer who has the case; `None` before allocation and after a transfer.
    pub fn officer(&self) -> Option<StaffId> {
        self.posts.last().and_then(|post| post.officer)
    }

    /// Returns who had the case where an entry stands; `None` before the first allocation.
    pub fn post_at(&self, mark: Mark) -> Option<&Post> {
        let after = self.posts.partition_point(|post| post.mark.order() <= mark.order());
        after.checked_sub(1).and_then(|place| self.posts.get(place))
    }

    /// Returns the day on which the case was opened.
    pub fn opened_on(&self) -> Date {
        self.opened.on
    }

    /// Returns the closing, if the case is closed.
    pub fn closing(&self) -> Option<&Closing> {
        self.closings.last()
    }

    /// Returns the day of closing, if `day` lies after it.
    pub fn closed_before(&self, day: Date) -> Option<Date> {
        self.closing().map(|closing| closing.mark.on).filter(|&closed_on| closed_on < day)
    }

    /// Returns how the case stands.
    pub fn status(&self) -> Status {
        if self.closing().is_some() {
            Status::Closed
        } else if self.suspended_since().is_some() {
            Status::Suspended
        } else if self.officer().is_none() {
            Status::Unallocated
        } else {
            Status::Active
        }
    }

    /// Returns the day from which the term is suspended, if it is.
    pub fn suspended_since(&self) -> Option<Date> {
        let last = self
            .rulings
            .iter()
            .rev()
            .find(|ruling| matches!(ruling.change, Change::Suspended | Change::Resumed))?;
        (last.change == Change::Suspended).then_some(last.mark.on)
    }

    /// Returns the term with what rulings added, extensions and days during which it stood still,
    /// and cut short by the last hour of a sentence counted in hours.
    pub fn term(&self) -> Term {
        let until = self.until_after(&self.rulings);
        // A sentence counted in hours is served with its last hour.
        let served_on = self.work_completed_by().map(|session| session.mark.on);
        Term { from: self.opening.term_from, until: served_on.map_or(until, |on| on.min(until)) }
    }

    /// Returns the last day of the term as these rulings, the earliest first, leave it.
    pub(crate) fn until_after(&self, rulings: &[Ruling]) -> Date {
        let mut until = self.opening.term_until;
        let mut suspended_on = None;
        for ruling in rulings {
            match &ruling.change {
                Change::Extended { until: later } => until = *later,
                Change::Suspended => suspended_on = Some(ruling.mark.on),
                Change::Resumed => {
                    let from = suspended_on.take().unwrap_or(ruling.mark.on);
                    until = later_by_days(until, from, ruling.mark.on);
                }
                Change::Ended => until = until.min(ruling.mark.on),
                Change::DutyAdded { .. }
                | Change::DutyLifted { .. }
                | Change::Replaced { .. }
                | Change::Refused => {}
            }
        }
        until
    }

    /// Returns the duties in force, in the order in which courts set them.
    pub fn obligations(&self) -> Vec<&str> {
        let mut duties: Vec<&str> = self.opening.obligations.iter().map(String::as_str).collect();
        for ruling in &self.rulings {
            match &ruling.change {
                Change::DutyAdded { duty } => duties.push(duty),
                Change::DutyLifted { duty } => duties.retain(|kept| kept != duty),
                _ => {}
            }
        }
        duties
    }

    /// Returns the risk as last judged.
    pub fn risk(&self) -> Option<Risk> {
        self.assessments.last().map(|assessment| assessment.risk)
    }

    /// Returns the last assessment if it changed the risk, with the risk that was assessed before.
    pub fn risk_change(&self) -> Option<RiskChange> {
        let [.., before, last] = self.assessments.as_slice() else { return None };
        let change = RiskChange { mark: last.mark, before: before.risk, risk: last.risk };
        (before.risk != last.risk).then_some(change)
    }

    /// Whether the case is restricted.
    pub fn is_restricted(&self) -> bool {
        self.restrictions.last().is_some_and(|restriction| restriction.restricted)
    }

    /// Whether the member of staff may not know that the case exists.
    pub fn is_excluded(&self, staff: StaffId) -> bool {
        let last = self.exclusions.iter().rfind(|exclusion| exclusion.staff == staff);
        last.is_some_and(|exclusion| exclusion.excluded)
    }

    /// Until when the case is open to somebody who broke its glass, if it is at `now`.
    pub fn opened_until(&self, staff: StaffId, now: Timestamp) -> Option<Timestamp> {
        let own = self.accesses.iter().filter(|access| access.staff == staff);
        own.map(|access| access.until_at).max().filter(|until| now < *until)
    }

    /// Whether the access at that version was found justified; `None` before its review.
    pub fn review_of(&self, access: u32) -> Option<bool> {
        let review = self.access_reviews.iter().rfind(|review| review.access == access);
        review.map(|review| review.justified)
    }

    /// Returns the day of the last meeting.
    pub fn last_contact_on(&self) -> Option<Date> {
        self.contacts.last().map(|contact| contact.mark.on)
    }

    /// Returns the appointment with that identifier.
    pub fn find_appointment(&self, id: AppointmentId) -> Option<&Appointment> {
        self.appointments.iter().rev().find(|appointment| appointment.id == id)
    }

    /// Returns how an appointment of this case stands.
    pub fn appointment_status(&self, appointment: &Appointment) -> AppointmentStatus {
        let version = Some(appointment.mark.version);
        let worked = self.work_sessions.iter().any(|session| session.appointment == version);
        if worked || self.contacts.iter().rev().any(|contact| contact.appointment == version) {
            AppointmentStatus::Held
        } else if self.absences.iter().rev().any(|absence| absence.appointment == version) {
            AppointmentStatus::Missed
        } else if appointment.cancelled.is_some() {
            AppointmentStatus::Cancelled
        } else {
            AppointmentStatus::Planned
        }
    }

    /// Returns when the earliest appointment without an outcome begins.
    pub fn next_appointment_at(&self) -> Option<Timestamp> {
        self.appointments
            .iter()
            .filter(|one| self.appointment_status(one) == AppointmentStatus::Planned)
            .map(|one| one.begins_at)
            .min()
    }

    /// Returns how an absence of this case stands.
    pub fn absence_status(&self, absence: &Absence) -> AbsenceStatus {
        let version = absence.mark.version;
        if self.excuses.iter().any(|excuse| excuse.absence == version) {
            return AbsenceStatus::Accepted;
        }
        let violation = self.violations.iter().find(|violation| violation.absence == Some(version));
        match violation.map(|violation| violation.mark.version) {
            None if self.closing().is_some() => AbsenceStatus::Lapsed,
            None => AbsenceStatus::AwaitingReason,
            Some(violation) if self.is_warned(violation) => AbsenceStatus::Warned,
            Some(_) => AbsenceStatus::Violation,
        }
    }

    /// Returns the day until which evidence for an absence is awaited; `None` once it is decided.
    pub fn awaited_until(&self, absence: u32) -> Option<Date> {
        let known = find_version(&self.absences, absence)?;
        let waits = self.absence_status(known) == AbsenceStatus::AwaitingReason;
        let newest = self.awaited.iter().rev().find(|awaited| awaited.absence == absence);
        newest.filter(|_| waits).map(|awaited| awaited.until)
    }

    /// Whether a warning was issued for the violation of that version.
    pub fn is_warned(&self, violation: u32) -> bool {
        self.warnings.iter().any(|warning| warning.violation == violation)
    }

    /// Returns the contest of an entry that nobody has answered yet.
    pub fn open_contest(&self, entry: u32) -> Option<&Contest> {
        self.contests.iter().find(|contest| {
            contest.entry == entry
                && self.answers.iter().all(|answer| answer.contest != contest.mark.version)
        })
    }

    /// Returns how a contest of this case stands.
    pub fn contest_status(&self, contest: &Contest) -> ContestStatus {
        let version = contest.mark.version;
        match self.answers.iter().find(|answer| answer.contest == version) {
            None => ContestStatus::AwaitingAnswer,
            Some(answer) if answer.upheld => ContestStatus::Upheld,
            Some(_) => ContestStatus::NotUpheld,
        }
    }

    /// Returns the submission with that identifier.
    pub fn find_submission(&self, id: SubmissionId) -> Option<&Submission> {
        self.submissions.iter().rev().find(|submission| submission.id == id)
    }

    /// Returns the ruling that answers a submission of this case.
    pub fn decision(&self, submission: &Submission) -> Option<&Ruling> {
        self.rulings.iter().find(|ruling| ruling.submission == Some(submission.id))
    }

    /// Returns how far a submission of this case has come.
    pub fn submission_status(&self, submission: &Submission) -> SubmissionStatus {
        if self.decision(submission).is_some() {
            SubmissionStatus::Decided
        } else if submission.received.is_some() {
            SubmissionStatus::Received
        } else if submission.sent.is_some() {
            SubmissionStatus::Sent
        } else if self.closing().is_some() {
            SubmissionStatus::Lapsed
        } else if submission.approved.is_some() {
            SubmissionStatus::Approved
        } else {
            SubmissionStatus::Drafted
        }
    }
}

/// Moves a last day by the days from `from` to `until`.
fn later_by_days(day: Date, from: Date, until: Date) -> Date {
    let days = until.duration_since(from).as_hours() / 24;
    Span::new().try_days(days.max(0)).map_or(day, |span| day.saturating_add(span))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::invented::{Story, day};

    #[track_caller]
    fn check(story: &Story, expected: AbsenceStatus) {
        assert_eq!(story.case.absence_status(&story.case.absences[0]), expected);
    }

    #[test]
    fn an_absence_waits_until_it_is_weighed_or_the_case_is_closed() {
        let waiting = Story::opened().absent("2025-04-07");
        check(&waiting, AbsenceStatus::AwaitingReason);
        check(&waiting.clone().ruled("2025-04-20", Change::Ended), AbsenceStatus::Lapsed);
        let warned = waiting.explained(2, "2025-04-08").warned(2, "2025-04-09");
        check(&warned, AbsenceStatus::Warned);
        check(&warned.ruled("2025-04-20", Change::Ended), AbsenceStatus::Warned);
    }

    #[test]
    fn a_submission_that_was_not_sent_lapses_with_its_case() {
        let status = |story: &Story| story.case.submission_status(&story.case.submissions[0]);
        let approved = Story::twice_warned().drafted("2025-06-01").approved("2025-06-02");
        assert_eq!(status(&approved), SubmissionStatus::Approved);
        let closed = approved.clone().ruled("2025-06-05", Change::Ended);
        assert_eq!(status(&closed), SubmissionStatus::Lapsed);
        let sent = approved.sent("2025-06-03").ruled("2025-06-05", Change::Ended);
        assert_eq!(status(&sent), SubmissionStatus::Sent);
    }

    #[test]
    fn both_days_of_a_term_belong_to_it() {
        let term = Story::opened().case.term();
        assert!(term.contains(day("2025-03-01")) && term.contains(day("2026-02-28")));
        assert!(!term.contains(day("2025-02-28")) && !term.contains(day("2026-03-01")));
    }

    #[test]
    fn an_early_end_is_the_last_day_of_the_term() {
        let story = Story::opened().ruled("2025-06-05", Change::Ended);
        assert_eq!(story.case.term().until, day("2025-06-05"));
    }

    #[test]
    fn who_had_the_case_is_known_for_every_day() {
        let story = Story::opened().allocated().met("2025-03-11").met("2025-03-12");
        let officer = |place: usize| {
            let mark = story.case.contacts[place].mark;
            story.case.post_at(mark).and_then(|post| post.officer)
        };
        assert_eq!(officer(0), None);
        assert_eq!(officer(1), Some(crate::invented::OFFICER));
    }
}
