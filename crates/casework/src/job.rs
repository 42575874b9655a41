//! A client's way into work or training: sent to an employer, taken or refused, and looked at again
//! after some months.
//!
//! Whoever is sent takes a place of a vacancy ([`crate::employer`]) when the work begins; that is
//! written in the employer's stream at once. After the months of the settings somebody looks whether
//! the job was kept, with evidence; the day of the next look stands in the fact, so that a later
//! setting moves none. To lose a job is no breach.

mod kept;

use bagyt_core::effective::Effective;
use bagyt_core::fact::PrivateWords;
use bagyt_core::identity::EmployerId;
use bagyt_core::refusal::{limited, required};
use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

pub use self::kept::{Job, JobAwaits, JobStep, Jobs, Step};
use crate::case::Case;
use crate::employer::{Employer, EmployerRefusal, OfferKind, free_place};
use crate::entries::find_version;
use crate::fact::{CaseFact, sealed};

codes! {
    /// What became of sending a client to an employer.
    pub enum JobAnswer {
        /// The client began there.
        Taken = "taken",
        /// The employer refused.
        Refused = "refused",
        /// The client did not want it, or did not go.
        Declined = "declined",
    }
}

codes! {
    /// What a look at a job showed.
    pub enum JobOutcome {
        /// The client works there, or finished the course.
        Kept = "kept",
        /// The employer ended it.
        Dismissed = "dismissed",
        /// The client left for other work.
        Changed = "changed",
        /// The client left.
        Left = "left",
    }
}

codes! {
    /// What a look at a job rests on.
    pub enum JobEvidence {
        /// A letter or a call of the employer.
        Employer = "employer",
        /// A payslip, the fund of pensions.
        Payslip = "payslip",
        /// A visit to the place.
        Visit = "visit",
        /// What the client says.
        Client = "client",
    }
}

codes! {
    /// How a job stands.
    pub enum JobStatus {
        /// The employer has not answered.
        AwaitingAnswer = "awaiting_answer",
        /// The client works or learns there.
        Working = "working",
        /// It came to nothing.
        Refused = "refused",
        /// It was kept as long as somebody looks.
        Kept = "kept",
        /// It was lost or left.
        Lost = "lost",
        /// The case was closed before it was over.
        Lapsed = "lapsed",
    }
}

/// Sends a client to an employer.
#[derive(Clone, Debug, PartialEq)]
pub struct SendToJob {
    /// When.
    pub sent: Effective,
    /// To which employer.
    pub employer: EmployerId,
    /// For which vacancy.
    pub vacancy: Uuid,
    /// What the client was told, and why it fits.
    pub words: String,
}

/// Records what became of it.
#[derive(Clone, Debug, PartialEq)]
pub struct AnswerJob {
    /// Version of the sending.
    pub job: u32,
    /// When; of a client who was taken, the first day there.
    pub answered: Effective,
    /// What.
    pub outcome: JobAnswer,
    /// The reason, or what was agreed.
    pub words: String,
}

/// Records whether a job was kept.
#[derive(Clone, Debug, PartialEq)]
pub struct CheckJob {
    /// Version of the sending.
    pub job: u32,
    /// When somebody looked, or when it ended.
    pub checked: Effective,
    /// What it showed.
    pub outcome: JobOutcome,
    /// What that rests on.
    pub evidence: JobEvidence,
    /// The reason, or what the papers say.
    pub words: String,
}

/// The client was sent to an employer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct JobSent {
    /// When.
    pub sent: Effective,
    /// To which employer.
    pub employer: EmployerId,
    /// For which vacancy.
    pub vacancy: Uuid,
    /// Work or training.
    pub kind: OfferKind,
    /// The last day on which the answer is awaited.
    pub answer_by: Date,
    /// What the client was told, and why it fits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub private: Option<PrivateWords>,
}

/// It was recorded what became of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct JobAnswered {
    /// Version of the sending.
    pub job: u32,
    /// When.
    pub answered: Effective,
    /// What.
    pub outcome: JobAnswer,
    /// After how many months somebody looks whether the job was kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub check_months: Option<u16>,
    /// The day of that look.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub check_by: Option<Date>,
    /// The reason, or what was agreed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub private: Option<PrivateWords>,
}

/// It was recorded whether a job was kept.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct JobChecked {
    /// Version of the sending.
    pub job: u32,
    /// When somebody looked, or when it ended.
    pub checked: Effective,
    /// What it showed.
    pub outcome: JobOutcome,
    /// What that rests on.
    pub evidence: JobEvidence,
    /// For how many months it was kept, where it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kept_months: Option<u16>,
    /// After how many months somebody looks next.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub check_months: Option<u16>,
    /// The day of that look.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub check_by: Option<Date>,
    /// The reason, or what the papers say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub private: Option<PrivateWords>,
}

bagyt_core::refusals! {
    required words;
    /// Why a job, or a step of it, is not recorded.
    pub enum JobRefusal {
        /// The day has not come yet.
        #[error("{on} has not come yet")]
        NotYet {
            /// Day that was given.
            on: Date,
        } = "not-yet" @ "on",
        /// The day lies before the opening.
        #[error("the case was opened on {opened_on}, after {on}")]
        BeforeOpening {
            /// Day that was given.
            on: Date,
            /// Day of opening.
            opened_on: Date,
        } = "before-opening" @ "on",
        /// The case was already closed on that day.
        #[error("the case was closed on {closed_on}")]
        CaseClosed {
            /// Day of closing.
            closed_on: Date,
        } = "case-closed",
        /// The case has nothing of it.
        #[error("the case has no sending to an employer in entry {job}")]
        Unknown {
            /// The version that was named.
            job: u32,
        } = "job-unknown" @ "job",
        /// The day lies before the step before it.
        #[error("the step before was on {before_on}, after {on}")]
        BeforeStep {
            /// Day that was given.
            on: Date,
            /// Day of that step.
            before_on: Date,
        } = "job-before-step" @ "on",
        /// The employer stands in the register of another office.
        #[error("the employer stands in the register of another office than the case")]
        OtherOffice = "job-other-office" @ "vacancy",
        /// The client was sent there and waits.
        #[error("the client was sent to this vacancy on {since}, and it is not over")]
        StillOpen {
            /// Since when.
            since: Date,
        } = "job-still-open" @ "vacancy",
        /// It was answered.
        #[error("it was recorded on {answered_on} what became of it")]
        AlreadyAnswered {
            /// When.
            answered_on: Date,
        } = "job-answered" @ "job",
        /// The client does not work there.
        #[error("the client does not work there: `{status}`")]
        NotWorking {
            /// How it stands.
            status: JobStatus,
        } = "job-not-working" @ "job",
        /// The months are not over.
        #[error("whether the job was kept is seen from {check_by} on; until then only its end is recorded")]
        TooEarly {
            /// The day of the look.
            check_by: Date,
        } = "job-too-early" @ "outcome",
    }
}

/// Why a client is not sent, or a place is not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoJob {
    /// The case says no.
    Case(JobRefusal),
    /// The employer's register says no.
    Employer(EmployerRefusal),
}

impl From<JobRefusal> for NoJob {
    fn from(refusal: JobRefusal) -> NoJob {
        NoJob::Case(refusal)
    }
}

/// Decides what to write when a client is sent to an employer.
///
/// `answer_by` is the last day on which the answer is awaited, as the settings of the day say.
///
/// # Errors
///
/// [`JobRefusal`], in the order of its variants, then what the employer's register says.
pub fn send(
    case: &Case,
    command: &SendToJob,
    (employer, answer_by): (&Employer, Date),
    today: Date,
) -> Result<Vec<CaseFact>, NoJob> {
    let on = command.sent.on();
    check_day(case, on, today)?;
    let office = employer.standing.as_ref().map(|standing| &standing.office);
    if office.is_some_and(|office| office != case.office()) {
        return Err(JobRefusal::OtherOffice.into());
    }
    let jobs = case.support().jobs.jobs.iter();
    let mut same = jobs.filter(|one| one.vacancy == command.vacancy);
    if let Some(one) = same.find(|one| case.is_open_job(one)) {
        return Err(JobRefusal::StillOpen { since: one.mark.on }.into());
    }
    let vacancy = free_place(employer, command.vacancy, on).map_err(NoJob::Employer)?;
    required(&command.words).map_err(JobRefusal::from)?;
    let sent = JobSent {
        sent: command.sent,
        employer: command.employer,
        vacancy: command.vacancy,
        kind: vacancy.kind,
        answer_by,
        private: sealed(&command.words),
    };
    Ok(vec![sent.into()])
}

/// Decides what to write when it is recorded what became of sending a client.
///
/// `checks` are the months after which somebody looks at a job, the fewest first.
///
/// # Errors
///
/// [`JobRefusal`], in the order of its variants; the first that applies is returned.
pub fn answer(
    case: &Case,
    command: &AnswerJob,
    checks: &[u16],
    today: Date,
) -> Result<Vec<CaseFact>, JobRefusal> {
    let on = command.answered.on();
    let job = check_step(case, command.job, (on, today))?;
    if case.job_status(job) != JobStatus::AwaitingAnswer {
        return Err(JobRefusal::AlreadyAnswered { answered_on: case.last_job_step_on(job) });
    }
    match command.outcome {
        JobAnswer::Taken => limited(&command.words)?,
        JobAnswer::Refused | JobAnswer::Declined => required(&command.words)?,
    }
    let taken = command.outcome == JobAnswer::Taken;
    let check_months = checks.first().copied().filter(|_| taken);
    let answered = JobAnswered {
        job: command.job,
        answered: command.answered,
        outcome: command.outcome,
        check_months,
        check_by: check_months.map(|months| after_months(on, months)),
        private: sealed(&command.words),
    };
    Ok(vec![answered.into()])
}

/// Decides what to write when somebody looked whether a job was kept, or when it ended.
///
/// `checks` are the months after which somebody looks at a job, the fewest first.
///
/// # Errors
///
/// [`JobRefusal`], in the order of its variants; the first that applies is returned.
pub fn check(
    case: &Case,
    command: &CheckJob,
    checks: &[u16],
    today: Date,
) -> Result<Vec<CaseFact>, JobRefusal> {
    let on = command.checked.on();
    let job = check_step(case, command.job, (on, today))?;
    let status = case.job_status(job);
    let not_working = JobRefusal::NotWorking { status };
    if status != JobStatus::Working {
        return Err(not_working);
    }
    let kept = command.outcome == JobOutcome::Kept;
    let due = case.job_check(job);
    let began_on = case.job_taken_on(job).ok_or(not_working)?;
    let mut checked = JobChecked {
        job: command.job,
        checked: command.checked,
        outcome: command.outcome,
        evidence: command.evidence,
        kept_months: None,
        check_months: None,
        check_by: None,
        private: sealed(&command.words),
    };
    match due {
        Some((months, check_by)) if kept => {
            if on < check_by {
                return Err(JobRefusal::TooEarly { check_by });
            }
            checked.kept_months = Some(months);
            checked.check_months = checks.iter().copied().find(|next| *next > months);
            checked.check_by = checked.check_months.map(|months| after_months(began_on, months));
            limited(&command.words)?;
        }
        _ => required(&command.words)?,
    }
    Ok(vec![checked.into()])
}

fn after_months(on: Date, months: u16) -> Date {
    on.saturating_add(i64::from(months).months())
}

/// Finds the job of a step, which comes after the step before it.
fn check_step(case: &Case, job: u32, (on, today): (Date, Date)) -> Result<&Job, JobRefusal> {
    check_day(case, on, today)?;
    let found = find_version(&case.support().jobs.jobs, job);
    let found = found.ok_or(JobRefusal::Unknown { job })?;
    let before_on = case.last_job_step_on(found);
    if on < before_on {
        return Err(JobRefusal::BeforeStep { on, before_on });
    }
    Ok(found)
}

fn check_day(case: &Case, on: Date, today: Date) -> Result<(), JobRefusal> {
    if on > today {
        return Err(JobRefusal::NotYet { on });
    }
    let opened_on = case.opened_on();
    if on < opened_on {
        return Err(JobRefusal::BeforeOpening { on, opened_on });
    }
    match case.closed_before(on) {
        Some(closed_on) => Err(JobRefusal::CaseClosed { closed_on }),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests;
