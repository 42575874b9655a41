//! Work and training of a client, as the case, its page and the day show them.

use bagyt_casework::codes::{JobAwaits, JobStatus, OfferKind};
use bagyt_casework::entries::Mark;
use bagyt_casework::fact::{CaseFact, Task};
use bagyt_casework::job::{Job, Step};
use bagyt_core::identity::EmployerId;
use bagyt_store::query::{self, EmployerRow};
use jiff::ToSpan;
use jiff::civil::Date;

use super::reading::Read;
use super::request::{fact_of, words};
use super::today::{Asked, TodayItem, TodayKind};
use crate::App;
use crate::execute::Online;
use crate::outcome::Failure;

/// That a client was sent to an employer, with what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JobItem {
    /// Its version in the case.
    pub version: u32,
    /// When the client was sent.
    pub sent_on: Date,
    /// Name of the employer.
    pub employer: String,
    /// Where it is.
    pub place: String,
    /// Work or training.
    pub kind: OfferKind,
    /// What the client was told.
    pub words: String,
    /// How it stands.
    pub status: JobStatus,
    /// For how many months somebody saw that it was kept.
    pub kept_months: Option<u16>,
    /// What is awaited next, and the day of it.
    pub awaits: Option<(JobAwaits, Date)>,
    /// What became of it, the earliest first, with what was said.
    pub steps: Vec<(Date, Step, String)>,
}

/// Returns the jobs of a case, the newest first.
pub(super) fn jobs(online: &Online<'_>, read: &Read) -> Result<Vec<JobItem>, Failure> {
    let jobs = &read.case.support().jobs.jobs;
    if jobs.is_empty() {
        return Ok(Vec::new());
    }
    let employers: Vec<EmployerId> = jobs.iter().map(|one| one.employer).collect();
    let employers = query::employers_by_id(&online.reader, &employers).map_err(Failure::outage)?;
    Ok(jobs.iter().rev().map(|one| item(read, one, &employers)).collect())
}

fn item(read: &Read, job: &Job, employers: &[EmployerRow]) -> JobItem {
    let case = &read.case;
    let employer = employers.iter().find(|row| row.employer_id == job.employer);
    JobItem {
        version: job.mark.version,
        sent_on: job.mark.on,
        employer: employer.map_or_else(String::new, |row| row.name.clone()),
        place: employer.map_or_else(String::new, |row| row.place.clone()),
        kind: job.kind,
        words: said(read, job.mark),
        status: case.job_status(job),
        kept_months: case.job_kept_months(job),
        awaits: case.job_awaits(job),
        steps: case
            .job_steps(job)
            .map(|step| (step.mark.on, step.step, said(read, step.mark)))
            .collect(),
    }
}

/// What was said in an entry about a job.
fn said(read: &Read, mark: Mark) -> String {
    fact_of(read, mark).map_or_else(String::new, |fact| match fact {
        CaseFact::JobSent(fact) => words(fact.private.as_ref()),
        CaseFact::JobAnswered(fact) => words(fact.private.as_ref()),
        CaseFact::JobChecked(fact) => words(fact.private.as_ref()),
        _ => String::new(),
    })
}

impl App {
    /// Jobs of the officer's clients for which an answer or a look is awaited.
    pub(super) fn add_jobs(
        &self,
        asked: &Asked<'_>,
        items: &mut Vec<TodayItem>,
    ) -> Result<(), Failure> {
        let until = self.zone().day_of(asked.until).saturating_add((-1).days());
        let rows = query::jobs_awaited(&asked.online.reader, &asked.scope, until);
        for row in rows.map_err(Failure::outage)? {
            let Some(on) = row.awaited_by.filter(|_| self.may_see(asked.user, &row.case)) else {
                continue;
            };
            let item = self.item(TodayKind::Job, &row.case, self.zone().start_of(on), on);
            let detail = row.awaits.unwrap_or_default();
            let task = Some(Task::Job { job: row.version });
            items.push(TodayItem { version: row.version, detail, task, ..item });
        }
        Ok(())
    }
}
