//! The rows that lists, pages and statistics read off a case, a member of staff or a service.
//!
//! The tables are declared in `tables` with their columns, and [`views`] gives all rows of
//! one case. A row depends on the stream, the law and the calendar alone: what depends on today
//! (overdue, outcome due) is asked of the rows by the query that knows today.

mod device;
mod job;
mod programme;
mod rows;
mod specialist;
mod tables;
mod turn;
mod wish;

use bagyt_core::law::Clock;
use bagyt_core::month::{month_number, month_of};
use bagyt_core::view::{ViewRow, ViewRows};

pub use self::device::{ALERT, DEVICE};
use self::device::{alert_rows, device_rows};
use self::job::job_rows;
pub use self::job::{EMPLOYER, JOB, VACANCY, employer_views};
pub use self::programme::PROGRAMME;
use self::programme::programme_rows;
use self::rows::{
    Common, abroad_rows, absence_rows, access_rows, appointment_row, case_row, clock_row,
    contest_rows, countersignature_rows, lawyer_rows, progress_row, referral_rows, second_look_row,
    submission_row, task_rows, work_row,
};
pub(crate) use self::rows::{office_cell, officer_cell};
pub use self::specialist::{NOTEBOOK, SESSION, SPECIALIST, notebook_views};
use self::specialist::{session_rows, specialist_rows};
pub use self::tables::{
    ABROAD, ABSENCE, ACCESS, APPOINTMENT, CASE, CLOCK, CONTEST, COUNTERSIGNATURE, DEPUTY, EVENT,
    LAWYER, LEAVE, PROGRESS, PROSECUTOR_ACT, REDUCTION, REFERRAL, SAMPLE, SECOND_LOOK, SERVICE,
    STAFF, SUBMISSION, TABLES, TASK, TIME_STUDY, WORK,
};
pub use self::turn::{ATTRIBUTE, DAMAGE, RISK};
use self::turn::{attribute_rows, damage_row, risk_row};
pub use self::wish::{WISH, wish_views};
use crate::case::Case;
use crate::fact::ProsecutorActReceived;
use crate::prosecutor::ProsecutorAct;
use crate::review::SecondLook;
use crate::service::{Service, ServiceStanding};
use crate::staff::{Staff, StaffNames};
use crate::time_study::TimeStudy;

/// Returns all rows of a case, table by table.
///
/// `clocks` are those of [`crate::clocks::clocks`]; where two rows of law contradict each other,
/// only the one to go by gives a row. `looks` are those of [`crate::review::second_looks`].
pub fn views(case: &Case, clocks: &[Clock<'_>], looks: &[SecondLook]) -> Vec<ViewRows> {
    let common = Common::of(case);
    let applied = clocks.iter().filter(|clock| clock.is_applied);
    vec![
        ViewRows { table: &CASE, rows: vec![case_row(case, clocks, &common)] },
        ViewRows { table: &CLOCK, rows: applied.map(|one| clock_row(one, &common)).collect() },
        ViewRows { table: &EVENT, rows: crate::event::rows(case) },
        ViewRows {
            table: &APPOINTMENT,
            rows: case.appointments.iter().map(|one| appointment_row(case, one, &common)).collect(),
        },
        ViewRows {
            table: &WORK,
            rows: case.work_sessions.iter().map(|one| work_row(one, &common)).collect(),
        },
        ViewRows { table: &ABSENCE, rows: absence_rows(case, &common) },
        ViewRows { table: &CONTEST, rows: contest_rows(case, &common) },
        ViewRows { table: &COUNTERSIGNATURE, rows: countersignature_rows(case, &common) },
        ViewRows {
            table: &SUBMISSION,
            rows: case.submissions.iter().map(|one| submission_row(case, one, &common)).collect(),
        },
        ViewRows {
            table: &SECOND_LOOK,
            rows: looks.iter().map(|one| second_look_row(one, &common)).collect(),
        },
        ViewRows { table: &TASK, rows: task_rows(case, &common) },
        ViewRows { table: &PROGRESS, rows: progress_row(case, &common).into_iter().collect() },
        ViewRows { table: &DEVICE, rows: device_rows(case, &common) },
        ViewRows { table: &ALERT, rows: alert_rows(case, &common) },
        ViewRows { table: &LAWYER, rows: lawyer_rows(case, &common) },
        ViewRows { table: &ABROAD, rows: abroad_rows(case, &common) },
        ViewRows { table: &SPECIALIST, rows: specialist_rows(case, &common) },
        ViewRows { table: &JOB, rows: job_rows(case, &common) },
        ViewRows { table: &PROGRAMME, rows: programme_rows(case, &common) },
        ViewRows { table: &SESSION, rows: session_rows(case, &common) },
        ViewRows { table: &REFERRAL, rows: referral_rows(case, &common) },
        ViewRows { table: &ACCESS, rows: access_rows(case, &common) },
        ViewRows { table: &RISK, rows: risk_row(case, &common).into_iter().collect() },
        ViewRows { table: &DAMAGE, rows: damage_row(case, &common).into_iter().collect() },
        ViewRows { table: &ATTRIBUTE, rows: attribute_rows(case, &common) },
    ]
}

/// Returns all rows of a member of staff.
pub fn staff_views(staff: &Staff) -> Vec<ViewRows> {
    let name = display_name(&staff.names);
    let rows = staff.posts.iter().map(|post| {
        vec![
            staff.id.to_string().into(),
            name.as_str().into(),
            post.role.code().into(),
            post.office.0.as_str().into(),
            post.mark.on.into(),
            post.until_on.into(),
        ]
    });
    let reductions = staff.reductions.iter().map(|one| {
        vec![
            staff.id.to_string().into(),
            one.kind.code().into(),
            i64::from(one.percent).into(),
            one.mark.on.into(),
            one.until_on.into(),
            i64::from(one.mark.version).into(),
        ]
    });
    let leaves = staff.leaves.iter().map(|one| {
        let office = staff.post_on(one.mark.on).map_or("", |post| post.office.0.as_str());
        vec![
            staff.id.to_string().into(),
            office.into(),
            one.kind.code().into(),
            one.cover.to_string().into(),
            one.mark.on.into(),
            one.until_on.into(),
            i64::from(one.mark.version).into(),
        ]
    });
    let deputyships = staff.deputyships.iter().map(|one| {
        vec![
            staff.id.to_string().into(),
            office_cell(&one.office),
            one.mark.on.into(),
            one.until.into(),
            one.withdrawn_on.into(),
            i64::from(one.mark.version).into(),
            one.words.as_str().into(),
        ]
    });
    vec![
        ViewRows { table: &STAFF, rows: rows.collect() },
        ViewRows { table: &REDUCTION, rows: reductions.collect() },
        ViewRows { table: &LEAVE, rows: leaves.collect() },
        ViewRows { table: &SAMPLE, rows: sample_rows(staff) },
        ViewRows { table: &DEPUTY, rows: deputyships.collect() },
    ]
}

/// Returns the row of a service.
pub fn service_views(service: &Service) -> Vec<ViewRows> {
    let row = |standing: &ServiceStanding| {
        let needs: Vec<&str> = standing.needs.iter().map(|need| need.code()).collect();
        vec![
            service.id.to_string().into(),
            office_cell(&standing.office),
            standing.kind.code().into(),
            needs.join(" ").into(),
            standing.words.name.as_str().into(),
            standing.words.place.as_str().into(),
            standing.words.contact.as_deref().into(),
            standing.since_on.into(),
            service.closed_on.into(),
            service.version.into(),
        ]
    };
    let rows = service.standing.iter().map(row).collect();
    vec![ViewRows { table: &SERVICE, rows }]
}

/// Returns the row of a prosecutor's act.
pub fn prosecutor_act_views(act: &ProsecutorAct) -> Vec<ViewRows> {
    let row = |received: &ProsecutorActReceived| {
        let (words, answered) = (received.private.as_ref(), act.answered.as_ref());
        vec![
            act.id.to_string().into(),
            office_cell(&received.office),
            received.kind.code().into(),
            received.number.as_str().into(),
            received.dated.into(),
            received.received.on().into(),
            received.answer_by.into(),
            i64::from(received.is_stated).into(),
            words.map_or("", |words| words.signed.as_str()).into(),
            words.map_or("", |words| words.words.as_str()).into(),
            answered.map(|answer| answer.answered.on()).into(),
            answered.map(|answer| answer.outcome.code()).into(),
            answered.map(|answer| answer.number.as_str()).into(),
            answered
                .and_then(|answer| answer.private.as_ref())
                .map(|one| one.words.as_str())
                .into(),
        ]
    };
    vec![ViewRows { table: &PROSECUTOR_ACT, rows: act.received.iter().map(row).collect() }]
}

/// Returns the rows of a time study: one for each person whom it asks.
pub fn time_study_views(study: &TimeStudy) -> Vec<ViewRows> {
    let mut rows = Vec::new();
    if let Some(opened) = &study.opened {
        for staff in &opened.staff {
            let own = || study.answers.keys().filter(|(one, _)| one == staff);
            rows.push(vec![
                study.id.to_string().into(),
                office_cell(&opened.office),
                staff.to_string().into(),
                opened.opened.on().into(),
                opened.from.into(),
                opened.until.into(),
                opened.seed.as_str().into(),
                own().next_back().map(|(_, asked)| *asked).into(),
                i64::try_from(own().count()).unwrap_or(i64::MAX).into(),
            ]);
        }
    }
    vec![ViewRows { table: &TIME_STUDY, rows }]
}

fn sample_rows(staff: &Staff) -> Vec<ViewRow> {
    let mut rows = Vec::new();
    for sample in &staff.samples {
        let on = sample.mark.on;
        let office = staff.post_on(on).map_or("", |post| post.office.0.as_str());
        let month = month_number(&sample.month).unwrap_or_else(|| month_of(on));
        for file in &sample.files {
            let finding = file.finding.as_ref();
            rows.push(vec![
                staff.id.to_string().into(),
                office.into(),
                month.into(),
                file.case.to_string().into(),
                on.into(),
                sample.answer_by.into(),
                finding.map(|one| one.mark.on).into(),
                finding.and_then(|one| one.score_permille).map(i64::from).into(),
                i64::from(sample.mark.version).into(),
            ]);
        }
    }
    rows
}

/// Returns the name as lists show it: surname, given name, patronymic.
fn display_name(names: &StaffNames) -> String {
    let parts = [names.surname.as_str(), names.given_name.as_str()];
    let parts = parts.into_iter().chain(names.patronymic.as_deref());
    parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests;
