//! What a case keeps of work and training, and how it stands.

use bagyt_core::identity::EmployerId;
use jiff::civil::Date;
use uuid::Uuid;

use super::{JobAnswer, JobOutcome, JobStatus};
use crate::case::Case;
use crate::employer::OfferKind;
use crate::entries::{Mark, Marked, drop_version, find_version, keep};
use crate::fact::CaseFact;

/// A sending to an employer, as the state keeps it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Job {
    /// Where the entry stands.
    pub mark: Mark,
    /// To which employer.
    pub employer: EmployerId,
    /// For which vacancy.
    pub vacancy: Uuid,
    /// Work or training.
    pub kind: OfferKind,
    /// The last day on which the answer is awaited.
    pub answer_by: Date,
}

/// A step of it, as the state keeps it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct JobStep {
    /// Where the entry stands.
    pub mark: Mark,
    /// Version of the sending.
    pub job: u32,
    /// What was recorded.
    pub step: Step,
    /// The months and the day of the next look.
    pub check: Option<(u16, Date)>,
}

/// What was recorded in a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// What became of the sending.
    Answered(JobAnswer),
    /// Whether it was kept, and for how many months.
    Checked(JobOutcome, Option<u16>),
}

codes! {
    /// What a job waits for next.
    pub enum JobAwaits {
        /// The answer of the employer.
        Answer = "answer",
        /// A look whether it is kept.
        Check = "check",
    }
}

/// What a case keeps of work and training.
///
/// Invariant: every list is ordered by [`Mark::order`] and holds each version once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Jobs {
    /// Sendings to employers.
    pub jobs: Vec<Job>,
    /// What became of them.
    pub steps: Vec<JobStep>,
}

impl Marked for Job {
    fn mark(&self) -> Mark {
        self.mark
    }
}

impl Marked for JobStep {
    fn mark(&self) -> Mark {
        self.mark
    }
}

impl Jobs {
    pub(crate) const NOTHING: Jobs = Jobs { jobs: Vec::new(), steps: Vec::new() };

    /// Takes an entry.
    pub(crate) fn apply(&mut self, mark: Mark, fact: &CaseFact) {
        match fact {
            CaseFact::JobSent(fact) => {
                let (employer, vacancy) = (fact.employer, fact.vacancy);
                let (kind, answer_by) = (fact.kind, fact.answer_by);
                keep(&mut self.jobs, Job { mark, employer, vacancy, kind, answer_by });
            }
            CaseFact::JobAnswered(fact) => {
                let check = fact.check_months.zip(fact.check_by);
                let step = Step::Answered(fact.outcome);
                keep(&mut self.steps, JobStep { mark, job: fact.job, step, check });
            }
            CaseFact::JobChecked(fact) => {
                let check = fact.check_months.zip(fact.check_by);
                let step = Step::Checked(fact.outcome, fact.kept_months);
                keep(&mut self.steps, JobStep { mark, job: fact.job, step, check });
            }
            _ => {}
        }
    }

    /// Takes the entry of that version out.
    pub(crate) fn forget(&mut self, version: u32) {
        drop_version(&mut self.jobs, version);
        drop_version(&mut self.steps, version);
    }

    /// Returns the version of an entry that rests on the entry: a later step of the same job.
    pub(crate) fn resting_on(&self, version: u32) -> Option<u32> {
        let own = find_version(&self.steps, version).map(|step| step.job);
        let job = own.unwrap_or(version);
        let rests = |step: &&JobStep| step.job == job && step.mark.version > version;
        self.steps.iter().filter(rests).map(|step| step.mark.version).min()
    }

    /// Whether an entry of that version stands here.
    pub(crate) fn has(&self, version: u32) -> bool {
        find_version(&self.jobs, version).is_some() || find_version(&self.steps, version).is_some()
    }
}

impl Case {
    /// Returns the steps of a job of this case, in their order.
    pub fn job_steps(&self, job: &Job) -> impl DoubleEndedIterator<Item = &JobStep> {
        let version = job.mark.version;
        self.support().jobs.steps.iter().filter(move |step| step.job == version)
    }

    /// Returns the day of the newest step of a job, or that of the sending itself.
    pub fn last_job_step_on(&self, job: &Job) -> Date {
        self.job_steps(job).next_back().map_or(job.mark.on, |step| step.mark.on)
    }

    /// Returns the day on which the client began, if that came to pass.
    pub fn job_taken_on(&self, job: &Job) -> Option<Date> {
        let taken = |step: &&JobStep| step.step == Step::Answered(JobAnswer::Taken);
        self.job_steps(job).find(taken).map(|step| step.mark.on)
    }

    /// Returns the months and the day of the next look at a job.
    pub fn job_check(&self, job: &Job) -> Option<(u16, Date)> {
        self.job_steps(job).next_back()?.check
    }

    /// Returns for how many months a job was kept, as far as somebody looked.
    pub fn job_kept_months(&self, job: &Job) -> Option<u16> {
        let kept = |step: &JobStep| match step.step {
            Step::Checked(JobOutcome::Kept, months) => months,
            _ => None,
        };
        self.job_steps(job).filter_map(kept).max()
    }

    /// Returns how a job of this case stands.
    pub fn job_status(&self, job: &Job) -> JobStatus {
        let newest = self.job_steps(job).next_back();
        let status = match newest.map(|step| (step.step, step.check)) {
            None => JobStatus::AwaitingAnswer,
            Some((Step::Answered(JobAnswer::Taken), _)) => JobStatus::Working,
            Some((Step::Answered(JobAnswer::Refused | JobAnswer::Declined), _)) => {
                JobStatus::Refused
            }
            Some((Step::Checked(JobOutcome::Kept, _), Some(_))) => JobStatus::Working,
            Some((Step::Checked(JobOutcome::Kept, _), None)) => JobStatus::Kept,
            Some((Step::Checked(..), _)) => JobStatus::Lost,
        };
        match status {
            JobStatus::AwaitingAnswer | JobStatus::Working if self.closing().is_some() => {
                JobStatus::Lapsed
            }
            _ => status,
        }
    }

    /// Whether something of a job of this case is still to come.
    pub fn is_open_job(&self, job: &Job) -> bool {
        matches!(self.job_status(job), JobStatus::AwaitingAnswer | JobStatus::Working)
    }

    /// Returns what an open job of this case waits for, and the day of it.
    pub fn job_awaits(&self, job: &Job) -> Option<(JobAwaits, Date)> {
        match self.job_status(job) {
            JobStatus::AwaitingAnswer => Some((JobAwaits::Answer, job.answer_by)),
            JobStatus::Working => self.job_check(job).map(|(_, by)| (JobAwaits::Check, by)),
            _ => None,
        }
    }
}
