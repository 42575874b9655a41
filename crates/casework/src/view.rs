//! The rows that lists, pages and statistics read off a case or a member of staff.
//!
//! Every table is declared here with its columns, and [`views`] gives all rows of one case. A row
//! depends on the stream, the law and the calendar alone: what depends on today (overdue, outcome
//! due) is asked of the rows by the query that knows today. Rows of [`EVENT`] carry the office that
//! had the case then; those of the other tables the one that has it now.

use bagyt_core::identity::{OfficeCode, StaffId};
use bagyt_core::law::{Clock, ClockState};
use bagyt_core::month::month_of;
use bagyt_core::view::{Cell, ViewRow, ViewRows, ViewTable, integer, period, text};

use crate::case::Case;
use crate::entries::{Appointment, Submission, WorkSession};
use crate::staff::{Staff, StaffNames};

/// One row a case: how it stands.
pub const CASE: ViewTable = ViewTable {
    name: "case_view",
    version: 1,
    columns: &[
        text("case_id"),
        text("person_id"),
        text("message_id"),
        text("number"),
        text("office"),
        text("officer"),
        text("domain"),
        text("measure"),
        text("article"),
        text("article_group"),
        text("sex"),
        integer("age"),
        text("language"),
        integer("received_on"),
        integer("in_force_on"),
        integer("opened_on"),
        integer("term_from"),
        integer("term_until"),
        integer("closed_on"),
        text("close_reason"),
        text("risk"),
        text("status"),
        integer("restricted"),
        integer("warnings"),
        integer("violations"),
        integer("last_contact_on"),
        integer("next_appointment_at"),
        integer("next_due_at"),
        text("next_due_row"),
    ],
    indexes: &[
        "officer,status,next_due_at",
        "office,status,next_due_at",
        "status,office,next_due_at,term_until",
        "person_id",
        "case_id",
        "number",
    ],
    personal: false,
};

/// One row a time limit of a case.
pub const CLOCK: ViewTable = ViewTable {
    name: "clock_view",
    version: 1,
    columns: &[
        text("case_id"),
        text("office"),
        text("officer"),
        text("domain"),
        text("row"),
        integer("edition"),
        text("bearer"),
        integer("from_at"),
        integer("due_at"),
        integer("due_on"),
        period("due_month"),
        integer("met_at"),
        integer("met_on"),
        integer("started_version"),
        integer("met_version"),
        integer("suspended_days"),
        text("state"),
    ],
    indexes: &[
        "officer,due_at WHERE state = 'open'",
        "office,due_at WHERE state = 'open'",
        "due_month,row,office,state",
    ],
    personal: false,
};

/// One row a happening that statistics count.
///
/// `detail` is a code by kind: the measure of an entry, the reason of an exit, the kind of a
/// contact or an absence, the reason of an excuse, the ground of a violation, the row of a warning,
/// the kind of a submission, the change of a ruling, the group of articles of a new offence, the
/// row of a late act, the receiving office of a transfer. `amount` is 1, but for a late act its
/// days, for a warning its number and for an exit the days since the opening.
pub const EVENT: ViewTable = ViewTable {
    name: "event_view",
    version: 1,
    columns: &[
        text("kind"),
        integer("on_day"),
        period("month"),
        text("case_id"),
        text("office"),
        text("officer"),
        text("domain"),
        text("measure"),
        text("article_group"),
        text("sex"),
        text("age_group"),
        text("detail"),
        integer("amount"),
        integer("version"),
    ],
    indexes: &["kind,month,office", "month,kind,office,domain,sex,age_group"],
    personal: false,
};

/// One row an appointment.
pub const APPOINTMENT: ViewTable = ViewTable {
    name: "appointment_view",
    version: 1,
    columns: &[
        text("appointment_id"),
        text("case_id"),
        text("office"),
        text("officer"),
        integer("at"),
        integer("on_day"),
        text("kind"),
        text("status"),
    ],
    indexes: &["officer,status,at", "office,status,at"],
    personal: false,
};

/// One row a session of community service.
pub const WORK: ViewTable = ViewTable {
    name: "work_view",
    version: 1,
    columns: &[
        text("case_id"),
        text("office"),
        text("officer"),
        text("host"),
        integer("version"),
        integer("on_day"),
        integer("credited_minutes"),
    ],
    indexes: &["host,on_day", "office,on_day"],
    personal: false,
};

/// One row an absence.
pub const ABSENCE: ViewTable = ViewTable {
    name: "absence_view",
    version: 2,
    columns: &[
        integer("absence_version"),
        text("case_id"),
        text("office"),
        text("officer"),
        integer("on_day"),
        text("status"),
        integer("awaited_until"),
    ],
    indexes: &["officer,status", "office,status", "case_id"],
    personal: false,
};

/// One row a contest of an entry by the client.
pub const CONTEST: ViewTable = ViewTable {
    name: "contest_view",
    version: 1,
    columns: &[
        integer("contest_version"),
        text("case_id"),
        text("office"),
        text("officer"),
        integer("on_day"),
        text("status"),
    ],
    indexes: &["office,status", "case_id"],
    personal: false,
};

/// One row a submission to a court.
pub const SUBMISSION: ViewTable = ViewTable {
    name: "submission_view",
    version: 1,
    columns: &[
        text("submission_id"),
        text("case_id"),
        text("office"),
        text("officer"),
        text("kind"),
        text("status"),
        integer("drafted_on"),
        integer("approved_on"),
        text("digest"),
        text("message_id"),
        integer("decided_on"),
        text("outcome"),
    ],
    indexes: &["officer,status", "office,status", "submission_id", "digest"],
    personal: false,
};

/// One row an access through broken glass, and one a member of staff who is excluded.
pub const ACCESS: ViewTable = ViewTable {
    name: "access_view",
    version: 1,
    columns: &[
        text("case_id"),
        text("office"),
        text("staff_id"),
        // `broken` or `excluded`.
        text("kind"),
        integer("access_version"),
        integer("from_at"),
        // Exclusive end of the access; null of an exclusion.
        integer("until_at"),
        // `open`, `justified` or `unjustified`; null of an exclusion.
        text("review"),
    ],
    indexes: &["staff_id,kind", "office,kind,review"],
    personal: false,
};

/// One row a post of a member of staff.
pub const STAFF: ViewTable = ViewTable {
    name: "staff_view",
    version: 1,
    columns: &[
        text("staff_id"),
        text("display_name"),
        text("role"),
        text("office"),
        integer("from_on"),
        integer("until_on"),
    ],
    indexes: &["staff_id", "office,role"],
    personal: true,
};

/// Every table of casework.
pub const TABLES: &[&ViewTable] =
    &[&CASE, &CLOCK, &EVENT, &APPOINTMENT, &WORK, &ABSENCE, &CONTEST, &SUBMISSION, &ACCESS, &STAFF];

/// Returns all rows of a case, table by table.
///
/// `clocks` are those of [`crate::clocks::clocks`]; where two rows of law contradict each other,
/// only the one to go by gives a row.
pub fn views(case: &Case, clocks: &[Clock<'_>]) -> Vec<ViewRows> {
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
        ViewRows {
            table: &SUBMISSION,
            rows: case.submissions.iter().map(|one| submission_row(case, one, &common)).collect(),
        },
        ViewRows { table: &ACCESS, rows: access_rows(case, &common) },
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
    vec![ViewRows { table: &STAFF, rows: rows.collect() }]
}

/// The cells that most rows of a case share.
struct Common {
    case_id: Cell,
    office: Cell,
    officer: Cell,
}

impl Common {
    fn of(case: &Case) -> Common {
        Common {
            case_id: case.id.to_string().into(),
            office: office_cell(case.office()),
            officer: officer_cell(case.officer()),
        }
    }
}

pub(crate) fn office_cell(office: &OfficeCode) -> Cell {
    office.0.as_str().into()
}

pub(crate) fn officer_cell(officer: Option<StaffId>) -> Cell {
    officer.map(|staff| staff.to_string()).into()
}

fn case_row(case: &Case, clocks: &[Clock<'_>], common: &Common) -> ViewRow {
    let opening = &case.opening;
    let term = case.term();
    let closing = case.closing();
    let open = |clock: &&Clock<'_>| clock.is_applied && clock.state() == ClockState::Open;
    let next = clocks.iter().filter(open).min_by_key(|clock| (clock.due, clock.code()));
    vec![
        common.case_id.clone(),
        opening.person.to_string().into(),
        opening.message.to_string().into(),
        opening.number.as_str().into(),
        common.office.clone(),
        common.officer.clone(),
        opening.domain.code().into(),
        opening.measure.as_str().into(),
        opening.article.as_str().into(),
        opening.article_group.as_str().into(),
        opening.sex.code().into(),
        u32::from(opening.age).into(),
        opening.language.as_str().into(),
        opening.received_on.into(),
        opening.in_force_on.into(),
        case.opened_on().into(),
        term.from.into(),
        term.until.into(),
        closing.map(|closing| closing.mark.on).into(),
        closing.map(|closing| closing.reason.code()).into(),
        case.risk().map(|risk| risk.code()).into(),
        case.status().code().into(),
        case.is_restricted().into(),
        count(case.warnings.len()),
        count(case.violations.len()),
        case.last_contact_on().into(),
        case.next_appointment_at().into(),
        next.map(|clock| clock.due).into(),
        next.map(|clock| clock.code()).into(),
    ]
}

fn count(length: usize) -> Cell {
    Cell::Integer(i64::try_from(length).unwrap_or(i64::MAX))
}

fn clock_row(clock: &Clock<'_>, common: &Common) -> ViewRow {
    vec![
        common.case_id.clone(),
        common.office.clone(),
        common.officer.clone(),
        bagyt_core::law::Named::name(clock.domain).into(),
        clock.code().into(),
        clock.edition().into(),
        clock.row.bearer.as_str().into(),
        clock.from.into(),
        clock.due.into(),
        clock.due_on.into(),
        month_of(clock.due_on).into(),
        clock.met.map(|met| met.at).into(),
        clock.met.map(|met| met.on).into(),
        clock.started_version.into(),
        clock.met.map(|met| met.version).into(),
        clock.suspended_days.into(),
        clock.state().name().into(),
    ]
}

fn appointment_row(case: &Case, appointment: &Appointment, common: &Common) -> ViewRow {
    vec![
        appointment.id.to_string().into(),
        common.case_id.clone(),
        common.office.clone(),
        // It stands in the queue of whoever holds it.
        officer_cell(appointment.holder().or(case.officer())),
        appointment.begins_at.into(),
        appointment.begins_on.into(),
        appointment.kind.code().into(),
        case.appointment_status(appointment).code().into(),
    ]
}

fn work_row(session: &WorkSession, common: &Common) -> ViewRow {
    vec![
        common.case_id.clone(),
        common.office.clone(),
        common.officer.clone(),
        session.host.as_str().into(),
        session.mark.version.into(),
        session.mark.on.into(),
        u32::from(session.credited_minutes).into(),
    ]
}

fn absence_rows(case: &Case, common: &Common) -> Vec<ViewRow> {
    let row = |absence: &crate::entries::Absence| {
        vec![
            absence.mark.version.into(),
            common.case_id.clone(),
            common.office.clone(),
            common.officer.clone(),
            absence.mark.on.into(),
            case.absence_status(absence).code().into(),
            case.awaited_until(absence.mark.version).into(),
        ]
    };
    case.absences.iter().map(row).collect()
}

fn contest_rows(case: &Case, common: &Common) -> Vec<ViewRow> {
    let row = |contest: &crate::entries::Contest| {
        vec![
            contest.mark.version.into(),
            common.case_id.clone(),
            common.office.clone(),
            common.officer.clone(),
            contest.mark.on.into(),
            case.contest_status(contest).code().into(),
        ]
    };
    case.contests.iter().map(row).collect()
}

fn access_rows(case: &Case, common: &Common) -> Vec<ViewRow> {
    let broken = case.accesses.iter().map(|access| {
        let review = match case.review_of(access.mark.version) {
            None => "open",
            Some(true) => "justified",
            Some(false) => "unjustified",
        };
        vec![
            common.case_id.clone(),
            common.office.clone(),
            access.staff.to_string().into(),
            "broken".into(),
            access.mark.version.into(),
            access.mark.instant.into(),
            access.until_at.into(),
            review.into(),
        ]
    });
    let newest = |exclusion: &&crate::entries::Exclusion| {
        let last = case.exclusions.iter().rfind(|one| one.staff == exclusion.staff);
        exclusion.excluded && last == Some(exclusion)
    };
    let excluded = case.exclusions.iter().filter(newest).map(|exclusion| {
        vec![
            common.case_id.clone(),
            common.office.clone(),
            exclusion.staff.to_string().into(),
            "excluded".into(),
            exclusion.mark.version.into(),
            exclusion.mark.instant.into(),
            Cell::Null,
            Cell::Null,
        ]
    });
    broken.chain(excluded).collect()
}

fn submission_row(case: &Case, submission: &Submission, common: &Common) -> ViewRow {
    let approved = submission.approved.as_ref();
    let decision = case.decision(submission);
    vec![
        submission.id.to_string().into(),
        common.case_id.clone(),
        common.office.clone(),
        common.officer.clone(),
        submission.kind.code().into(),
        case.submission_status(submission).code().into(),
        submission.mark.on.into(),
        approved.map(|approval| approval.mark.on).into(),
        approved.map(|approval| approval.digest.as_str()).into(),
        submission.sent.map(|(_, message)| message.to_string()).into(),
        decision.map(|ruling| ruling.mark.on).into(),
        decision.map(|ruling| ruling.change.code()).into(),
    ]
}

/// Returns the name as lists show it: surname, given name, patronymic.
fn display_name(names: &StaffNames) -> String {
    let parts = [names.surname.as_str(), names.given_name.as_str()];
    let parts = parts.into_iter().chain(names.patronymic.as_deref());
    parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests;
