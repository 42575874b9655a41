//! Submissions to the courts, their receipts and rulings.
//!
//! After two warnings the next violation leads to a submission; a head approves it and the service
//! sends it. Courts confirm within days and rule within weeks, mostly as asked.

use bagyt_app::command::{ApproveAndSend, CaseAct};
use bagyt_casework::codes::{CancelReason, SubmissionKind};
use bagyt_casework::fact::SubmissionId;
use bagyt_core::identity::MessageId;
use jiff::civil::Date;

use crate::calibration::{
    ABSCONDING, EVADED_BEFORE, EVADING_GRANTED, EVADING_REVOKED, GRANTED,
    WARNINGS_BEFORE_SUBMISSION,
};
use crate::country::{Country, Step};
use crate::diary::{Day, Millis, day_of, second_of};
use crate::letters::Decided;
use crate::supervision::{FileNumber, Pending, Standing};
use crate::words::Topic;

/// A submission is not made when the term ends sooner, in days: the ruling would come too late.
pub(crate) const DAYS_LEFT_LEAST: Day = 70;

/// At most so many violations are named as grounds.
const GROUNDS_MAX: usize = 5;

/// Second of the day until which a head reads what is drafted the same day: 15:00.
const READ_UNTIL: i32 = 15 * 3600;

/// The form on which submissions of the past were written.
const FORM: &str = "submission";

impl Country {
    /// An officer drafts a submission against the client.
    pub(crate) fn draft(&mut self, at: Millis, file: FileNumber) {
        let Some(supervision) = self.running(file) else { return };
        if supervision.pending.is_some()
            || supervision.standing == Standing::Suspended
            || supervision.until - day_of(at) < DAYS_LEFT_LEAST
            || supervision.warnings() < WARNINGS_BEFORE_SUBMISSION
        {
            return;
        }
        let skip = supervision.breaches.len().saturating_sub(GROUNDS_MAX);
        let grounds: Vec<u32> =
            supervision.breaches.iter().skip(skip).map(|breach| breach.version).collect();
        let kind = self.draw_submission(file);
        self.submit(at, file, kind, grounds);
    }

    /// An officer asks for an early end of supervision that went well.
    pub(crate) fn ask_early_end(&mut self, at: Millis, file: FileNumber) {
        let Some(supervision) = self.running(file) else { return };
        if supervision.went_well() && supervision.until - day_of(at) > DAYS_LEFT_LEAST {
            self.submit(at, file, SubmissionKind::EndEarly, Vec::new());
        }
    }

    fn draw_submission(&mut self, file: FileNumber) -> SubmissionKind {
        let Some(supervision) = self.files.find(file) else { return SubmissionKind::Cancel };
        let sentence = self.lists.sentence(supervision.sentence);
        let is_conditional = sentence.is_some_and(|sentence| sentence.is_conditional);
        let is_extended = supervision.is_extended;
        if supervision.evades() && self.chance.permille(EVADING_REVOKED) {
            return if is_conditional { SubmissionKind::Cancel } else { SubmissionKind::Replace };
        }
        match self.chance.below(1000) {
            0..ABSCONDING => SubmissionKind::Search,
            ABSCONDING..280 => SubmissionKind::AddDuty,
            280..560 if !is_extended => SubmissionKind::Extend,
            _ if is_conditional => SubmissionKind::Cancel,
            _ => SubmissionKind::Replace,
        }
    }

    fn submit(&mut self, at: Millis, file: FileNumber, kind: SubmissionKind, grounds: Vec<u32>) {
        let Some(supervision) = self.files.find(file) else { return };
        let (until, set) = (supervision.until, supervision.duties);
        let drafter = supervision.officer.or_else(|| self.staffing.head(supervision.office));
        let months = self.chance.between(2, 11);
        let extended = self.months_after(until, months);
        let duty = self.lists.draw_other_duty(set, &mut self.chance);
        let (until, duty) = match (kind, duty) {
            (SubmissionKind::Extend, _) => (Some(self.diary.date(extended)), None),
            (SubmissionKind::AddDuty, Some(duty)) => {
                if let Some(supervision) = self.files.find_mut(file) {
                    supervision.asked_duty = duty;
                }
                (None, self.lists.duties(duty).into_iter().next())
            }
            (SubmissionKind::AddDuty, None) => return,
            _ => (None, None),
        };
        let submission = SubmissionId(self.identifiers.make(at));
        let words = self.sentence(file, Topic::Submission);
        let act = CaseAct::DraftSubmission { submission, kind, grounds, until, duty, words };
        self.act(at, None, file, act);
        let message = MessageId(self.identifiers.make(at));
        if let Some(supervision) = self.files.find_mut(file) {
            supervision.pending =
                Some(Pending { id: submission, kind, message, until, drafter, approved: false });
            supervision.was_submitted = true;
        }
        let days = if self.chance.permille(880) { self.chance.between(0, 2) } else { 4 };
        // What is drafted late in the day is read the next morning.
        let days = if second_of(at) < READ_UNTIL { days } else { days.max(1) };
        let then = if days == 0 {
            self.minutes_later(at, 30, 240)
        } else {
            self.working_days_later(at, days)
        };
        self.put(then, Step::Approve, file, 0);
    }

    /// A head approves the submission and it goes to the court.
    pub(crate) fn approve(&mut self, at: Millis, file: FileNumber) {
        let Some(supervision) = self.running(file) else { return };
        let Some(pending) = supervision.pending else { return };
        let approver = self.staffing.approver(supervision.office, pending.drafter);
        let Some((number, worker)) =
            approver.and_then(|number| Some((number, self.staffing.find(number)?)))
        else {
            return;
        };
        let text = format!("{}\n{}\n", self.number_of(supervision), pending.kind);
        let approve = ApproveAndSend {
            submission: pending.id,
            approver: worker.id,
            message: pending.message,
            document: text.into_bytes().into(),
            form: FORM.to_owned(),
        };
        self.act(at, Some(number), file, CaseAct::ApproveSubmission(approve));
        if let Some(supervision) = self.files.find_mut(file) {
            supervision.pending = Some(Pending { approved: true, ..pending });
        }
        let hours = i64::from(self.chance.between(1, 90));
        self.put(at + hours * 3_600_000, Step::Receipt, file, 0);
        let days = if self.chance.permille(850) {
            self.chance.between(10, 28)
        } else {
            self.chance.between(31, 50)
        };
        let on = self.diary.working_from(day_of(at) + days);
        let second = self.message_second(on);
        self.put(crate::diary::instant(on, second), Step::Ruling, file, 0);
    }

    /// The court confirms that it has the submission.
    pub(crate) fn receive_receipt(&mut self, at: Millis, file: FileNumber) {
        let Some(supervision) = self.running(file).cloned() else { return };
        if let Some(letter) = self.receipt(at, &supervision) {
            self.hand_in(at, &letter);
            self.count_entries(file, 1);
        }
    }

    /// The court rules on the submission.
    pub(crate) fn rule(&mut self, at: Millis, file: FileNumber) {
        let Some(supervision) = self.running(file).cloned() else { return };
        let Some(pending) = supervision.pending else { return };
        let passed = (day_of(at) - self.chance.between(0, 3)).max(supervision.received);
        let odds = if supervision.evades() { EVADING_GRANTED } else { GRANTED };
        let granted = self.chance.permille(odds);
        let decided = match pending.kind {
            _ if !granted => Decided::Refused,
            SubmissionKind::Extend => match pending.until {
                Some(until) if supervision.until < number_of(until) => {
                    Decided::Extended(number_of(until))
                }
                _ => Decided::Refused,
            },
            SubmissionKind::AddDuty => match self.lists.duties(supervision.asked_duty).pop() {
                Some(duty) => Decided::DutyAdded(duty),
                None => Decided::Refused,
            },
            SubmissionKind::EndEarly => Decided::EndedEarly,
            SubmissionKind::Search => Decided::Suspended(passed),
            SubmissionKind::Resume => Decided::Resumed(passed),
            SubmissionKind::LiftDuty | SubmissionKind::EndDeferral => Decided::Refused,
            SubmissionKind::Replace | SubmissionKind::Cancel => Decided::Cancelled,
        };
        let Some(letter) = self.ruling(at, &supervision, passed, &decided) else { return };
        self.hand_in(at, &letter);
        self.count_entries(file, 1);
        self.apply_ruling(at, file, &decided);
    }

    /// Notes what a ruling changes.
    pub(crate) fn apply_ruling(&mut self, at: Millis, file: FileNumber, decided: &Decided) {
        self.tally(match decided {
            Decided::Refused => "rulings: refused",
            Decided::Extended(_) => "rulings: extended",
            Decided::DutyAdded(_) => "rulings: duty added",
            Decided::Cancelled => "rulings: cancelled",
            Decided::EndedEarly => "rulings: ended early",
            Decided::Suspended(_) => "rulings: suspended",
            Decided::Resumed(_) => "rulings: resumed",
        });
        let Some(supervision) = self.files.find_mut(file) else { return };
        supervision.pending = None;
        if supervision.evades() {
            supervision.habit = EVADED_BEFORE;
        }
        let is_idle = supervision.planned.is_none() && supervision.registered;
        let goes_on =
            matches!(decided, Decided::Refused | Decided::Extended(_) | Decided::DutyAdded(_));
        if is_idle && goes_on {
            let then = self.working_days_later(at, 1);
            self.put(then, Step::Arrange, file, crate::meetings::Errand::Again as u32);
        }
        let Some(supervision) = self.files.find_mut(file) else { return };
        match decided {
            Decided::Extended(until) => {
                supervision.until = *until;
                supervision.is_extended = true;
                let over = crate::diary::instant(*until + 1, crate::diary::OPENING);
                self.put(over, Step::TermOver, file, 0);
            }
            Decided::DutyAdded(_) => supervision.duties |= supervision.asked_duty,
            Decided::Suspended(from) => {
                supervision.standing = Standing::Suspended;
                supervision.suspended = *from;
                self.cancel_planned_later(at, file);
                let days = self.chance.between(25, 320);
                let on = day_of(at) + days;
                let second = self.message_second(on);
                self.put(crate::diary::instant(on, second), Step::Found, file, 0);
            }
            Decided::Resumed(on) => {
                let from = supervision.suspended;
                supervision.standing = Standing::Open;
                supervision.until += *on - from;
                let until = supervision.until;
                let over = crate::diary::instant(until + 1, crate::diary::OPENING);
                self.put(over, Step::TermOver, file, 0);
                let then = self.working_days_later(at, 1);
                self.put(then, Step::Arrange, file, crate::meetings::Errand::Again as u32);
            }
            Decided::Cancelled | Decided::EndedEarly => {
                self.count_entries(file, 1);
                self.note_closed(at, file);
            }
            Decided::Refused => {}
        }
    }

    /// A wanted client is found and the court lets the term run again.
    pub(crate) fn resume(&mut self, at: Millis, file: FileNumber) {
        let Some(supervision) = self.running(file).cloned() else { return };
        if supervision.standing != Standing::Suspended {
            return;
        }
        let passed = (day_of(at) - 1).max(supervision.suspended);
        let decided = Decided::Resumed(passed);
        let Some(letter) = self.ruling(at, &supervision, passed, &decided) else { return };
        self.hand_in(at, &letter);
        self.count_entries(file, 1);
        self.apply_ruling(at, file, &decided);
    }

    /// Notes entries that a message leads to in a case.
    pub(crate) fn count_entries(&mut self, file: FileNumber, count: u32) {
        if let Some(supervision) = self.files.find_mut(file) {
            supervision.version += count;
        }
    }

    fn cancel_planned_later(&mut self, at: Millis, file: FileNumber) {
        let then = self.minutes_later(at, 20, 120);
        self.put(then, Step::TidyUp, file, 0);
    }

    /// Cancels what is still arranged after a suspension; a closing cancels it by itself.
    pub(crate) fn tidy_up(&mut self, at: Millis, file: FileNumber) {
        if self.running(file).is_some() {
            self.cancel_planned(at, file, CancelReason::CaseEnded);
        }
        self.put_away_if_done(file);
    }
}

fn number_of(date: Date) -> Day {
    crate::diary::number(date)
}
