//! The rows of a specialist's caseload, sessions and notebooks.

use bagyt_core::view::{ViewRow, ViewRows, ViewTable, integer, text};

use super::rows::Common;
use crate::case::Case;
use crate::notebook::Notebook;
use crate::specialist::{Session, SpecialistAsk, Step};

/// One row a request to a specialist.
pub const SPECIALIST: ViewTable = ViewTable {
    name: "specialist_view",
    version: 1,
    columns: &[
        text("case_id"),
        text("office"),
        text("officer"),
        integer("request_version"),
        text("specialist"),
        text("task"),
        text("status"),
        integer("asked_on"),
        integer("answer_by"),
        integer("ended_on"),
        text("reason"),
    ],
    indexes: &["specialist,status", "officer,status"],
    personal: false,
};

/// One row a session of a specialist; `status` is `planned` until something is recorded of it, and
/// `lapsed` where the case was closed before.
pub const SESSION: ViewTable = ViewTable {
    name: "session_view",
    version: 1,
    columns: &[
        text("case_id"),
        text("office"),
        text("officer"),
        integer("session_version"),
        integer("request_version"),
        text("specialist"),
        integer("begins_at"),
        integer("minutes"),
        text("form"),
        text("status"),
    ],
    indexes: &["specialist,status,begins_at"],
    personal: false,
};

/// One row a notebook: whose it is and who is let in; nothing of what stands in it.
pub const NOTEBOOK: ViewTable = ViewTable {
    name: "notebook_view",
    version: 1,
    columns: &[
        text("notebook_id"),
        text("case_id"),
        text("keeper"),
        text("deputy"),
        text("writers"),
    ],
    indexes: &["case_id"],
    personal: false,
};

pub(super) fn specialist_rows(case: &Case, common: &Common) -> Vec<ViewRow> {
    let row = |ask: &SpecialistAsk| {
        let end = case.ask_steps(ask).find_map(|step| match step.step {
            Step::Ended(reason) => Some((step.mark.on, reason)),
            Step::Answered(_) => None,
        });
        let [case_id, office, officer] = common.cells();
        vec![
            case_id,
            office,
            officer,
            ask.mark.version.into(),
            ask.specialist.to_string().into(),
            ask.task.code().into(),
            case.ask_status(ask).code().into(),
            ask.mark.on.into(),
            ask.answer_by.into(),
            end.map(|(on, _)| on).into(),
            end.map(|(_, reason)| reason.code()).into(),
        ]
    };
    case.support().care.asks.iter().map(row).collect()
}

pub(super) fn session_rows(case: &Case, common: &Common) -> Vec<ViewRow> {
    let care = &case.support().care;
    let row = |session: &Session| {
        let ask = care.asks.iter().find(|one| one.mark.version == session.request)?;
        let status = match case.session_result(session) {
            Some(result) => result.outcome.code(),
            None if case.closing().is_some() => "lapsed",
            None => "planned",
        };
        let [case_id, office, officer] = common.cells();
        Some(vec![
            case_id,
            office,
            officer,
            session.mark.version.into(),
            session.request.into(),
            ask.specialist.to_string().into(),
            session.begins_at.into(),
            u32::from(session.minutes).into(),
            session.form.code().into(),
            status.into(),
        ])
    };
    care.sessions.iter().filter_map(row).collect()
}

/// Returns the row of a notebook.
pub fn notebook_views(notebook: &Notebook) -> Vec<ViewRows> {
    let mut writers: Vec<String> = notebook.notes.iter().map(|note| note.by.to_string()).collect();
    writers.sort_unstable();
    writers.dedup();
    let row = |case: bagyt_core::identity::CaseId| {
        vec![
            notebook.id.to_string().into(),
            case.to_string().into(),
            notebook.keeper.map(|staff| staff.to_string()).into(),
            notebook.deputy.map(|staff| staff.to_string()).into(),
            writers.join(" ").into(),
        ]
    };
    vec![ViewRows { table: &NOTEBOOK, rows: notebook.case.map(row).into_iter().collect() }]
}
