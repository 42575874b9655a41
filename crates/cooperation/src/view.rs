//! What lists read of projects' results.

use bagyt_core::identity::ProjectId;
use bagyt_core::view::{ViewRow, ViewRows, ViewTable, integer, text};
use jiff::civil::Date;

use crate::fact::ResultPublished;
use crate::project::Project;

/// The newest result of each project about each rule and indicator; `value_permille` is absent
/// where nothing could be counted or the figure is withheld.
pub const RESULT_VIEW: ViewTable = ViewTable {
    name: "result_view",
    version: 1,
    columns: &[
        text("project_id"),
        text("standard"),
        text("rule"),
        text("indicator"),
        integer("value_permille"),
        integer("position"),
        integer("published_on"),
    ],
    indexes: &["standard,rule"],
    personal: false,
};

/// Returns all rows of a project; one that was withdrawn has none.
pub fn project_views(id: ProjectId, project: &Project) -> Vec<ViewRows> {
    let results = project.results.values().filter(|_| project.opened.is_some());
    let rows = results.map(|(result, published_on)| result_row(id, result, *published_on));
    vec![ViewRows { table: &RESULT_VIEW, rows: rows.collect() }]
}

fn result_row(id: ProjectId, result: &ResultPublished, published_on: Date) -> ViewRow {
    vec![
        id.to_string().into(),
        result.standard.as_str().into(),
        result.rule.as_str().into(),
        result.indicator.as_str().into(),
        result.value_permille.into(),
        // Positions stay below 2^53, as every number of the journal.
        i64::try_from(result.position).unwrap_or(i64::MAX).into(),
        published_on.into(),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::publish;
    use crate::project::tests::{fold, opened, result};
    use crate::standard::tests::tokyo;
    use bagyt_core::view::Cell;
    use uuid::Uuid;

    #[test]
    fn a_result_has_a_row_with_as_many_cells_as_columns() {
        let id = ProjectId(Uuid::from_u128(7));
        let mut facts = opened();
        assert_eq!(project_views(id, &fold(facts.clone()))[0].rows, Vec::<ViewRow>::new());
        let command = result("10", "contact_in_time", 910);
        facts.extend(publish(&fold(facts.clone()), &command, &[tokyo()]).unwrap());
        let views = project_views(id, &fold(facts));
        assert_eq!(views[0].rows.len(), 1);
        let row = &views[0].rows[0];
        assert_eq!(row.len(), RESULT_VIEW.columns.len());
        assert_eq!((&row[4], &row[5]), (&Cell::Integer(910), &Cell::Integer(1000)));
    }
}
