//! What turns in a client's circumstances: a risk assessed anew, an attribute with its days, damage
//! that is made good.

use bagyt_core::view::{ViewRow, ViewTable, integer, text};

use super::rows::Common;
use crate::case::Case;

/// One row an open case whose last assessment changed the risk.
pub const RISK: ViewTable = ViewTable {
    name: "risk_view",
    version: 1,
    columns: &[
        text("case_id"),
        text("office"),
        text("officer"),
        text("risk"),
        text("risk_before"),
        integer("changed_version"),
        integer("changed_on"),
    ],
    indexes: &["officer,changed_on"],
    personal: false,
};

/// One row the days on which an attribute of the client holds, of an open case.
pub const ATTRIBUTE: ViewTable = ViewTable {
    name: "attribute_view",
    version: 1,
    columns: &[
        text("case_id"),
        text("office"),
        text("officer"),
        text("attribute"),
        // Null where the court's act stated it.
        integer("from_on"),
        // The first day on which it no longer holds; null while it lasts.
        integer("until_on"),
    ],
    indexes: &["officer,until_on", "office"],
    personal: false,
};

/// One row an open case with damage on record.
pub const DAMAGE: ViewTable = ViewTable {
    name: "damage_view",
    version: 1,
    columns: &[
        text("case_id"),
        text("office"),
        text("officer"),
        // Sums in the smallest unit.
        integer("owed"),
        integer("paid"),
    ],
    indexes: &["office"],
    personal: false,
};

pub(super) fn damage_row(case: &Case, common: &Common) -> Option<ViewRow> {
    let damage = case.damage().filter(|_| case.closing().is_none())?;
    let [case_id, office, officer] = common.cells();
    Some(vec![case_id, office, officer, damage.owed.into(), damage.paid.into()])
}

pub(super) fn risk_row(case: &Case, common: &Common) -> Option<ViewRow> {
    let change = case.risk_change().filter(|_| case.closing().is_none())?;
    let [case_id, office, officer] = common.cells();
    Some(vec![
        case_id,
        office,
        officer,
        change.risk.code().into(),
        change.before.code().into(),
        change.mark.version.into(),
        change.mark.on.into(),
    ])
}

pub(super) fn attribute_rows(case: &Case, common: &Common) -> Vec<ViewRow> {
    if case.closing().is_some() {
        return Vec::new();
    }
    let row = |span: crate::attribute::AttributeSpan| {
        let [case_id, office, officer] = common.cells();
        let (from, until) = (span.from, span.until);
        vec![case_id, office, officer, span.attribute.into(), from.into(), until.into()]
    };
    case.attribute_spans().into_iter().map(row).collect()
}
