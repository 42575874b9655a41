//! What lists and searches read of training needs.

use bagyt_core::identity::NeedId;
use bagyt_core::view::{ViewRow, ViewRows, ViewTable, integer, text};

use crate::need::Need;

/// Training needs by office; a need that was withdrawn has no row.
pub const NEED_VIEW: ViewTable = ViewTable {
    name: "need_view",
    version: 1,
    columns: &[
        text("need_id"),
        text("office"),
        text("indicator"),
        text("competence"),
        integer("value_permille"),
        integer("threshold_permille"),
        integer("position"),
        integer("raised_on"),
        text("status"),
    ],
    indexes: &["status,office"],
    personal: false,
};

/// Returns all rows of a need.
pub fn need_views(id: NeedId, need: &Need) -> Vec<ViewRows> {
    vec![ViewRows { table: &NEED_VIEW, rows: need_row(id, need).into_iter().collect() }]
}

fn need_row(id: NeedId, need: &Need) -> Option<ViewRow> {
    let raised = need.raised.as_ref()?;
    let fact = &raised.fact;
    Some(vec![
        id.to_string().into(),
        fact.office.0.as_str().into(),
        fact.indicator.as_str().into(),
        fact.competence.as_str().into(),
        fact.value_permille.into(),
        fact.threshold_permille.into(),
        // Positions stay below 2^53, as every number of the journal.
        i64::try_from(fact.position).unwrap_or(i64::MAX).into(),
        raised.effective.on().into(),
        need.status().code().into(),
    ])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fact::{NeedFact, NeedRaised};
    use bagyt_core::command::Actor;
    use bagyt_core::effective::{Effective, Zone};
    use bagyt_core::fact::Recorded;
    use bagyt_core::identity::{CommandId, OfficeCode};
    use bagyt_core::view::{Cell, day_number};
    use uuid::Uuid;

    #[test]
    fn a_need_has_a_row_with_as_many_cells_as_columns() {
        let fact = NeedRaised {
            office: OfficeCode("ZZ-01-01".to_owned()),
            indicator: "contact_in_time".to_owned(),
            competence: "D3".to_owned(),
            value_permille: 850,
            threshold_permille: 900,
            cases: 40,
            position: 1234,
            month: 24_314,
        };
        let recorded_at = "2026-03-31T20:00:00Z".parse().unwrap();
        let recorded = Recorded {
            seq: 5,
            version: 1,
            recorded_at,
            effective: Effective::instant(recorded_at, Zone::Bishkek),
            actor: Actor::System,
            cause: CommandId(Uuid::nil()),
            fact: NeedFact::from(fact),
        };
        let id = NeedId(Uuid::from_u128(7));
        let views = need_views(id, &Need::fold(vec![recorded]).unwrap());
        let row = &views[0].rows[0];
        assert_eq!(row.len(), NEED_VIEW.columns.len());
        let office_day = day_number("2026-04-01".parse().unwrap());
        assert_eq!((&row[6], &row[7]), (&Cell::Integer(1234), &Cell::Integer(office_day)));
        assert_eq!(need_views(id, &Need::default())[0].rows, Vec::<ViewRow>::new());
    }
}
