//! The row of a victim's wish: of what and whose work it is, and nothing of who wants it.

use bagyt_core::view::{ViewRows, ViewTable, integer, text};

use crate::wish::{Wish, WishStanding};

/// One row a wish.
pub const WISH: ViewTable = ViewTable {
    name: "wish_view",
    version: 1,
    columns: &[
        text("wish_id"),
        text("case_id"),
        text("keeper"),
        integer("from_on"),
        integer("until_on"),
        integer("withdrawn_on"),
    ],
    indexes: &["case_id", "keeper"],
    personal: false,
};

/// Returns the row of a wish.
pub fn wish_views(wish: &Wish) -> Vec<ViewRows> {
    let row = |standing: &WishStanding| {
        vec![
            wish.id.to_string().into(),
            standing.case.to_string().into(),
            standing.keeper.map(|staff| staff.to_string()).into(),
            standing.from_on.into(),
            standing.until_on.into(),
            wish.withdrawn_on.into(),
        ]
    };
    vec![ViewRows { table: &WISH, rows: wish.standing.iter().map(row).collect() }]
}
