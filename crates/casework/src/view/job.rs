//! The rows of employers, of what they offer, and of clients' jobs.

use bagyt_core::view::{ViewRow, ViewRows, ViewTable, integer, text};

use super::rows::{Common, office_cell};
use crate::case::Case;
use crate::employer::{Employer, EmployerStanding, Vacancy};
use crate::job::Job;

/// One row an employer.
pub const EMPLOYER: ViewTable = ViewTable {
    name: "employer_view",
    version: 1,
    columns: &[
        text("employer_id"),
        text("office"),
        text("kind"),
        text("name"),
        text("place"),
        text("contact"),
        integer("since_on"),
        integer("agreement_on"),
        integer("closed_on"),
        integer("version"),
    ],
    indexes: &["office", "employer_id"],
    personal: true,
};

/// One row a vacancy or a course; `taken` counts its places that clients took.
pub const VACANCY: ViewTable = ViewTable {
    name: "vacancy_view",
    version: 1,
    columns: &[
        text("employer_id"),
        text("vacancy_id"),
        text("office"),
        text("kind"),
        text("name"),
        integer("places"),
        integer("taken"),
        integer("wage"),
        integer("offered_on"),
        integer("until_on"),
        integer("closed_on"),
    ],
    indexes: &["office", "vacancy_id"],
    personal: true,
};

/// One row a client that was sent to an employer; `kept_months` is the most months for which somebody
/// saw that the job was kept.
pub const JOB: ViewTable = ViewTable {
    name: "job_view",
    version: 1,
    columns: &[
        text("case_id"),
        text("office"),
        text("officer"),
        integer("job_version"),
        text("employer_id"),
        text("vacancy_id"),
        text("kind"),
        text("status"),
        integer("sent_on"),
        integer("taken_on"),
        integer("kept_months"),
        text("awaits"),
        integer("awaited_by"),
    ],
    indexes: &["officer,awaited_by", "employer_id"],
    personal: false,
};

pub(super) fn job_rows(case: &Case, common: &Common) -> Vec<ViewRow> {
    let row = |job: &Job| {
        let [case_id, office, officer] = common.cells();
        let awaits = case.job_awaits(job);
        vec![
            case_id,
            office,
            officer,
            job.mark.version.into(),
            job.employer.to_string().into(),
            job.vacancy.to_string().into(),
            job.kind.code().into(),
            case.job_status(job).code().into(),
            job.mark.on.into(),
            case.job_taken_on(job).into(),
            case.job_kept_months(job).map(i64::from).into(),
            awaits.map(|(what, _)| what.code()).into(),
            awaits.map(|(_, by)| by).into(),
        ]
    };
    case.support().jobs.jobs.iter().map(row).collect()
}

/// Returns the rows of an employer and of what it offers.
pub fn employer_views(employer: &Employer) -> Vec<ViewRows> {
    let row = |standing: &EmployerStanding| {
        vec![
            employer.id.to_string().into(),
            office_cell(&standing.office),
            standing.kind.code().into(),
            standing.words.name.as_str().into(),
            standing.words.place.as_str().into(),
            standing.words.contact.as_deref().into(),
            standing.since_on.into(),
            standing.agreement_on.into(),
            employer.closed_on.into(),
            employer.version.into(),
        ]
    };
    let standing = employer.standing.as_ref();
    let vacancy = |one: &Vacancy| {
        let taken = one.places.saturating_sub(one.free());
        Some(vec![
            employer.id.to_string().into(),
            one.id.to_string().into(),
            office_cell(&standing?.office),
            one.kind.code().into(),
            one.name.as_str().into(),
            u32::from(one.places).into(),
            u32::from(taken).into(),
            one.wage.map(|wage| wage.0).into(),
            one.offered_on.into(),
            one.until_on.into(),
            one.closed_on.or(employer.closed_on).into(),
        ])
    };
    vec![
        ViewRows { table: &EMPLOYER, rows: standing.map(row).into_iter().collect() },
        ViewRows { table: &VACANCY, rows: employer.vacancies.iter().filter_map(vacancy).collect() },
    ]
}
