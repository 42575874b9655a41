//! The rows of clients' programmes.

use bagyt_core::view::{ViewRow, ViewTable, integer, text};

use super::rows::Common;
use crate::case::Case;
use crate::programme::Programme;

/// One row an enrolment; `next_on` is null where no session of it is awaited.
pub const PROGRAMME: ViewTable = ViewTable {
    name: "programme_view",
    version: 1,
    columns: &[
        text("case_id"),
        text("office"),
        text("officer"),
        integer("programme_version"),
        text("programme"),
        text("status"),
        integer("sessions"),
        integer("attended"),
        integer("enrolled_on"),
        integer("next_on"),
    ],
    indexes: &["officer,next_on"],
    personal: false,
};

pub(super) fn programme_rows(case: &Case, common: &Common) -> Vec<ViewRow> {
    let row = |programme: &Programme| {
        let [case_id, office, officer] = common.cells();
        vec![
            case_id,
            office,
            officer,
            programme.mark.version.into(),
            programme.code.as_str().into(),
            case.programme_status(programme).code().into(),
            u32::from(programme.sessions).into(),
            u32::from(case.sessions_attended(programme)).into(),
            programme.mark.on.into(),
            case.next_session_on(programme).into(),
        ]
    };
    case.support().programmes.programmes.iter().map(row).collect()
}
