//! A piece of work that stands in somebody's day, put off for some days or handed to a colleague.
//!
//! The work itself is read off the case: a clock that runs, a meeting without an outcome, an
//! absence to weigh, a draft to approve, a contest to answer. What somebody does with its place in
//! the day is a fact of its own, so that a head sees what waits and why. A prompt, which the day says
//! for some days, is put off and handed over like work. Nothing is put off beyond
//! the law's last day, and what is late already for a few days only; the newest entry about a piece
//! of work goes.

use bagyt_core::effective::Effective;
use bagyt_core::fact::PrivateWords;
use bagyt_core::identity::StaffId;
use bagyt_core::law::{Clock, ClockState};
use bagyt_core::refusal::limited;
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use serde::{Deserialize, Serialize};

use crate::allocation::Candidate;
use crate::attribute::AttributeSpan;
use crate::case::Case;
use crate::codes::{
    AbsenceStatus, AppointmentStatus, ContestStatus, LegalStatus, SignatureStatus, SubmissionKind,
    SubmissionStatus,
};
use crate::entries::{Mark, Marked, find_version};
use crate::fact::{AppointmentId, CaseFact, SubmissionId, sealed};

/// A piece of work in a case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "task", rename_all = "snake_case")]
pub enum Task {
    /// A clock of the law runs.
    Clock {
        /// Code of its row.
        row: String,
        /// Version of the entry that started it.
        started: u32,
    },
    /// A meeting has passed without an outcome.
    Outcome {
        /// The appointment.
        appointment: AppointmentId,
    },
    /// An absence has not been weighed.
    Absence {
        /// Version of its entry.
        absence: u32,
    },
    /// A draft waits for a head's approval.
    Approval {
        /// The submission.
        submission: SubmissionId,
    },
    /// A contest waits for its answer.
    Contest {
        /// Version of its entry.
        contest: u32,
    },
    /// A countersignature waits for a head.
    Countersignature {
        /// Version of the entry that asked.
        asked: u32,
    },
    /// Something of a referral to a service is awaited.
    Referral {
        /// Version of its entry.
        referral: u32,
    },
    /// The answer to a request for a lawyer is awaited.
    Lawyer {
        /// Version of the entry that asked.
        request: u32,
    },
    /// Something of a client's work is awaited.
    Job {
        /// Version of its entry.
        job: u32,
    },
    /// A session of a programme is awaited.
    Programme {
        /// Version of the enrolment.
        programme: u32,
    },
    /// The day says something for some days, and nothing has to be done by a day.
    Prompt {
        /// What it says.
        prompt: PromptKind,
        /// About what: the code of a milestone, of a group or of a row, or the version of an entry.
        about: String,
        /// The day from which it is said.
        on: Date,
    },
}

codes! {
    /// What the day says for some days.
    pub enum PromptKind {
        /// An early end can be asked for.
        EarlyEnd = "early_end",
        /// A milestone is worth a reward.
        Milestone = "milestone",
        /// The client came into a group by age, or left it.
        AgeTurned = "age_turned",
        /// A circumstance of the client comes to its last day: a child grows up, a paper runs out.
        AttributeEnds = "attribute_ends",
        /// The assessed risk changed.
        RiskChanged = "risk_changed",
        /// A court extended a term beyond what a row of law allows.
        ExtensionBeyond = "extension_beyond",
    }
}

/// Longest code of what a prompt is about, in bytes: codes of rows have a third.
const ABOUT_MAX: usize = 100;

/// Puts a piece of work off.
#[derive(Clone, Debug, PartialEq)]
pub struct PutOffTask {
    /// The work.
    pub task: Task,
    /// The day on which it stands in the day again.
    pub until: Date,
    /// Why.
    pub words: String,
}

/// Hands a piece of work to a colleague; handed to the case's own officer, it is taken back.
#[derive(Clone, Debug, PartialEq)]
pub struct HandOverTask {
    /// The work.
    pub task: Task,
    /// Who does it; the caller finds the colleague's post.
    pub to: Candidate,
    /// What the colleague has to know.
    pub words: String,
}

/// A piece of work was put off.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TaskPutOff {
    /// The work.
    #[serde(flatten)]
    pub task: Task,
    /// When it was put off.
    pub put_off: Effective,
    /// The day on which it stands in the day again.
    pub until: Date,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub private: Option<PrivateWords>,
}

/// A piece of work was handed to a colleague.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TaskHandedOver {
    /// The work.
    #[serde(flatten)]
    pub task: Task,
    /// When it was handed over.
    pub handed: Effective,
    /// Who does it.
    pub to: StaffId,
    /// What the colleague has to know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub private: Option<PrivateWords>,
}

/// What was done with a piece of work, as the case's state keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaskStep {
    /// Where the entry stands.
    pub mark: Mark,
    /// The work.
    pub task: Task,
    /// The day on which it stands in the day again, if it was put off.
    pub until: Option<Date>,
    /// Who does it, if it was handed over.
    pub to: Option<StaffId>,
}

impl Marked for TaskStep {
    fn mark(&self) -> Mark {
        self.mark
    }
}

/// How a piece of work stands in the day of whoever has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaskStanding {
    /// The work.
    pub task: Task,
    /// The day on which it stands in the day again, if it is put off.
    pub until: Option<Date>,
    /// The colleague to whom it was handed; `None` if the case's officer or a head has it.
    pub to: Option<StaffId>,
    /// Version of the newest entry about it.
    pub version: u32,
}

/// For how long work may be put off, as it is set for a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PutOffDays {
    /// Most days.
    pub most: i64,
    /// Most days for what is late already.
    pub most_late: i64,
}

bagyt_core::refusals! {
    limited words;
    /// Why a piece of work is neither put off nor handed over.
    pub enum TaskRefusal {
        /// The case is closed.
        #[error("the case was closed on {closed_on}")]
        CaseClosed {
            /// Day of closing.
            closed_on: Date,
        } = "case-closed",
        /// There is no such work, or it is done.
        #[error("this work is done, or there was none")]
        NotOpen = "task-not-open",
        /// The day is not ahead.
        #[error("{until} is not ahead; work is put off to a later day")]
        NotAhead {
            /// Day that was given.
            until: Date,
        } = "task-not-ahead" @ "until",
        /// The law wants it earlier.
        #[error("the law wants it done by {due_on}; it cannot wait until {until}")]
        BeyondLaw {
            /// Day that was given.
            until: Date,
            /// The law's last day.
            due_on: Date,
        } = "task-beyond-law" @ "until",
        /// So long nothing may wait.
        #[error("it may wait until {latest} at the latest, not until {until}")]
        TooFar {
            /// Day that was given.
            until: Date,
            /// The last possible day.
            latest: Date,
        } = "task-too-far" @ "until",
        /// The colleague has left.
        #[error("this colleague left on {left_on}")]
        Left {
            /// First day away.
            left_on: Date,
        } = "task-colleague-left" @ "to",
        /// The colleague works elsewhere.
        #[error("only a colleague of the office that has the case can do it")]
        OtherOffice = "task-other-office" @ "to",
        /// The colleague may not know of the case.
        #[error("this colleague cannot be given the case")]
        Excluded = "access-excluded" @ "to",
        /// The colleague has it already.
        #[error("this colleague has it already")]
        SameColleague = "task-same-colleague" @ "to",
        /// Words are missing.
        #[error("words are missing")]
        WordsMissing = "words-missing" @ "words",
    }
}

impl Task {
    /// Returns the text under which lists and addresses name it, for example
    /// `clock.first_interview.4`.
    pub fn key(&self) -> String {
        match self {
            Task::Clock { row, started } => format!("clock.{row}.{started}"),
            Task::Outcome { appointment } => format!("outcome.{appointment}"),
            Task::Absence { absence } => format!("absence.{absence}"),
            Task::Approval { submission } => format!("approval.{submission}"),
            Task::Contest { contest } => format!("contest.{contest}"),
            Task::Countersignature { asked } => format!("countersignature.{asked}"),
            Task::Referral { referral } => format!("referral.{referral}"),
            Task::Lawyer { request } => format!("lawyer.{request}"),
            Task::Job { job } => format!("job.{job}"),
            Task::Programme { programme } => format!("programme.{programme}"),
            Task::Prompt { prompt, about, on } => format!("prompt.{}.{about}.{on}", prompt.code()),
        }
    }

    /// Returns the work of that key.
    pub fn find(key: &str) -> Option<Task> {
        let (kind, rest) = key.split_once('.')?;
        Some(match kind {
            "clock" => {
                let (row, started) = rest.rsplit_once('.')?;
                Task::Clock { row: row.to_owned(), started: started.parse().ok()? }
            }
            "outcome" => Task::Outcome { appointment: AppointmentId(rest.parse().ok()?) },
            "absence" => Task::Absence { absence: rest.parse().ok()? },
            "approval" => Task::Approval { submission: SubmissionId(rest.parse().ok()?) },
            "contest" => Task::Contest { contest: rest.parse().ok()? },
            "countersignature" => Task::Countersignature { asked: rest.parse().ok()? },
            "referral" => Task::Referral { referral: rest.parse().ok()? },
            "lawyer" => Task::Lawyer { request: rest.parse().ok()? },
            "job" => Task::Job { job: rest.parse().ok()? },
            "programme" => Task::Programme { programme: rest.parse().ok()? },
            "prompt" => {
                let (prompt, rest) = rest.split_once('.')?;
                let (about, on) = rest.rsplit_once('.')?;
                let is_code = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
                let is_fitting =
                    (1..=ABOUT_MAX).contains(&about.len()) && about.bytes().all(is_code);
                let prompt = PromptKind::find(prompt).filter(|_| is_fitting)?;
                Task::Prompt { prompt, about: about.to_owned(), on: on.parse().ok()? }
            }
            _ => return None,
        })
    }

    /// The day from which a prompt is said; nothing of work that is to be done.
    pub fn said_from(&self) -> Option<Date> {
        match self {
            Task::Prompt { on, .. } => Some(*on),
            _ => None,
        }
    }

    /// Returns whether somebody still has to do it.
    fn is_open(&self, case: &Case, clocks: &[Clock<'_>], now: Timestamp) -> bool {
        match self {
            Task::Clock { .. } => self.clock(case, clocks).is_some(),
            Task::Outcome { appointment } => {
                case.find_appointment(*appointment).is_some_and(|found| {
                    case.appointment_status(found) == AppointmentStatus::Planned
                        && found.begins_at < now
                })
            }
            Task::Absence { absence } => find_version(&case.absences, *absence)
                .is_some_and(|one| case.absence_status(one) == AbsenceStatus::AwaitingReason),
            Task::Approval { submission } => case
                .find_submission(*submission)
                .is_some_and(|one| case.submission_status(one) == SubmissionStatus::Drafted),
            Task::Contest { contest } => find_version(&case.contests, *contest)
                .is_some_and(|one| case.contest_status(one) == ContestStatus::AwaitingAnswer),
            Task::Countersignature { asked } => {
                find_version(&case.countersignatures().asked, *asked)
                    .is_some_and(|one| case.signature_status(one) == SignatureStatus::Asked)
            }
            Task::Referral { referral } => find_version(&case.support().referrals, *referral)
                .is_some_and(|one| case.referral_awaits(one).is_some()),
            Task::Lawyer { request } => find_version(&case.support().lawyer_requests, *request)
                .is_some_and(|one| case.lawyer_status(one) == LegalStatus::AwaitingAnswer),
            Task::Job { job } => find_version(&case.support().jobs.jobs, *job)
                .is_some_and(|one| case.job_awaits(one).is_some()),
            Task::Programme { programme } => {
                find_version(&case.support().programmes.programmes, *programme)
                    .is_some_and(|one| case.next_session_on(one).is_some())
            }
            Task::Prompt { prompt, about, .. } => prompt.is_standing(case, about),
        }
    }

    /// Returns the open clock that says until when it is to be done.
    fn clock<'c, 'p>(&self, case: &Case, clocks: &'c [Clock<'p>]) -> Option<&'c Clock<'p>> {
        let open = |clock: &&Clock<'_>| clock.is_applied && clock.state() == ClockState::Open;
        let met_by = |version: u32, name: &str| {
            clocks.iter().filter(open).find(|clock| {
                clock.started_version == version && clock.row.met_by.iter().any(|one| one == name)
            })
        };
        match self {
            Task::Clock { row, started } => clocks
                .iter()
                .filter(open)
                .find(|clock| clock.code() == row && clock.started_version == *started),
            Task::Outcome { .. }
            | Task::Countersignature { .. }
            | Task::Referral { .. }
            | Task::Lawyer { .. }
            | Task::Job { .. }
            | Task::Programme { .. }
            | Task::Prompt { .. } => None,
            Task::Absence { absence } => met_by(*absence, "reason_accepted"),
            Task::Approval { submission } => {
                met_by(case.find_submission(*submission)?.mark.version, "submission_approved")
            }
            Task::Contest { contest } => met_by(*contest, "contest_answered"),
        }
    }
}

impl PromptKind {
    /// Whether what it says of a case still holds.
    fn is_standing(self, case: &Case, about: &str) -> bool {
        match self {
            PromptKind::EarlyEnd => {
                !case.submissions.iter().any(|one| one.kind == SubmissionKind::EndEarly)
            }
            PromptKind::Milestone => {
                let rewards = &case.support().rewards;
                !rewards.iter().any(|one| one.milestone.as_deref() == Some(about))
            }
            // A birthday is told by the person's record, of which the case keeps the years alone.
            PromptKind::AgeTurned => true,
            PromptKind::AttributeEnds => {
                let ends = |span: &AttributeSpan| span.attribute == about && span.until.is_some();
                case.attribute_spans().iter().any(ends)
            }
            PromptKind::RiskChanged => {
                let change = case.risk_change();
                change.is_some_and(|change| change.mark.version.to_string() == about)
            }
            // What the law allows is not the case's to say; the ruling has to hold.
            PromptKind::ExtensionBeyond => {
                case.extensions().iter().any(|one| one.mark.version.to_string() == about)
            }
        }
    }
}

/// Decides what to write when a piece of work is put off.
///
/// `clocks` are those of [`crate::clocks::clocks`].
///
/// # Errors
///
/// [`TaskRefusal`], in the order of its variants; the first that applies is returned.
pub fn put_off(
    case: &Case,
    command: &PutOffTask,
    clocks: &[Clock<'_>],
    days: PutOffDays,
    now: Timestamp,
) -> Result<Vec<CaseFact>, TaskRefusal> {
    check_open(case, &command.task, clocks, now)?;
    let (today, until) = (case.zone.day_of(now), command.until);
    if until <= today {
        return Err(TaskRefusal::NotAhead { until });
    }
    let due_on = command.task.clock(case, clocks).map(|clock| clock.due_on);
    if let Some(due_on) = due_on.filter(|due_on| today <= *due_on && *due_on < until) {
        return Err(TaskRefusal::BeyondLaw { until, due_on });
    }
    let most = if due_on.is_some_and(|due_on| due_on < today) { days.most_late } else { days.most };
    let latest = today.saturating_add(most.days());
    if latest < until {
        return Err(TaskRefusal::TooFar { until, latest });
    }
    check_words(&command.words)?;
    Ok(vec![CaseFact::TaskPutOff(TaskPutOff {
        task: command.task.clone(),
        put_off: Effective::instant(now, case.zone),
        until,
        private: sealed(&command.words),
    })])
}

/// Decides what to write when a piece of work is handed to a colleague.
///
/// `clocks` are those of [`crate::clocks::clocks`].
///
/// # Errors
///
/// [`TaskRefusal`], in the order of its variants; the first that applies is returned.
pub fn hand_over(
    case: &Case,
    command: &HandOverTask,
    clocks: &[Clock<'_>],
    now: Timestamp,
) -> Result<Vec<CaseFact>, TaskRefusal> {
    check_open(case, &command.task, clocks, now)?;
    let to = &command.to;
    if let Some(left_on) = to.left_on.filter(|left_on| *left_on <= case.zone.day_of(now)) {
        return Err(TaskRefusal::Left { left_on });
    }
    if to.office != *case.office() {
        return Err(TaskRefusal::OtherOffice);
    }
    if case.is_excluded(to.staff) {
        return Err(TaskRefusal::Excluded);
    }
    if case.holder_of(&command.task) == Some(to.staff) {
        return Err(TaskRefusal::SameColleague);
    }
    check_words(&command.words)?;
    Ok(vec![CaseFact::TaskHandedOver(TaskHandedOver {
        task: command.task.clone(),
        handed: Effective::instant(now, case.zone),
        to: to.staff,
        private: sealed(&command.words),
    })])
}

fn check_open(
    case: &Case,
    task: &Task,
    clocks: &[Clock<'_>],
    now: Timestamp,
) -> Result<(), TaskRefusal> {
    if let Some(closing) = case.closing() {
        return Err(TaskRefusal::CaseClosed { closed_on: closing.mark.on });
    }
    if task.is_open(case, clocks, now) { Ok(()) } else { Err(TaskRefusal::NotOpen) }
}

fn check_words(words: &str) -> Result<(), TaskRefusal> {
    if words.trim().is_empty() {
        return Err(TaskRefusal::WordsMissing);
    }
    Ok(limited(words)?)
}

impl Case {
    /// Returns every piece of work that was put off or handed over, each once, as its newest
    /// entries say. Whether it is still to be done, the work itself says.
    pub fn task_standings(&self) -> Vec<TaskStanding> {
        let mut standings: Vec<TaskStanding> = Vec::new();
        if self.closing().is_some() {
            return standings;
        }
        for step in self.task_steps.iter().rev() {
            if standings.iter().any(|known| known.task == step.task) {
                continue;
            }
            let of_task = self.task_steps.iter().rev().filter(|one| one.task == step.task);
            let handed = of_task.clone().find_map(|one| one.to);
            standings.push(TaskStanding {
                task: step.task.clone(),
                until: step.until,
                // Who may not know of the case any more has nothing of it to do.
                to: handed.filter(|to| Some(*to) != self.officer() && !self.is_excluded(*to)),
                version: step.mark.version,
            });
        }
        standings
    }

    /// Returns to whom a piece of work was handed; the case's officer otherwise.
    pub fn holder_of(&self, task: &Task) -> Option<StaffId> {
        let handed = self.task_steps.iter().rev().filter(|step| step.task == *task);
        handed.clone().find_map(|step| step.to).or(self.officer())
    }
}

#[cfg(test)]
mod tests;
