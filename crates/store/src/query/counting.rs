//! Counting rows of a projection by chosen columns.

use bagyt_core::view::Cell;

use super::Question;
use crate::failure::Outage;
use crate::reader::Reader;

/// Most cells of one table of counts.
const CELLS_MAX: u32 = 200_000;

/// A cell of a table of counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Count {
    /// The values of the chosen columns, in the order in which they were chosen.
    pub key: Vec<Cell>,
    /// Number of rows.
    pub rows: u64,
    /// Sum of the rows' amounts; the number of rows where they have none.
    pub amount: i64,
}

/// Where rows are counted.
pub(crate) struct Source {
    /// The table and its alias.
    pub(crate) table: &'static str,
    /// What is summed up beside the number of rows.
    pub(crate) amount: &'static str,
    /// The columns of an index, where it alone can answer: rows are then counted in its order
    /// first, which spares putting each of them in order, and the few sums are put together after.
    pub(crate) index: &'static [&'static str],
}

/// Counts by some columns; the answer is in the order of the keys. `narrow` adds the conditions.
pub(crate) fn counts(
    reader: &Reader<'_>,
    source: &Source,
    columns: &[&str],
    narrow: impl Fn(Question) -> Question,
) -> Result<Vec<Count>, Outage> {
    let Source { table, amount, index } = source;
    let is_indexed = !index.is_empty() && columns.iter().all(|column| index.contains(column));
    let question = if is_indexed {
        let names: Vec<String> =
            columns.iter().map(|column| column.replace('.', "_").replace('"', "")).collect();
        let named: Vec<String> = index
            .iter()
            .map(|column| format!("{column} AS {}", column.replace('.', "_").replace('"', "")))
            .collect();
        let inner = Question::new(format!(
            "SELECT {}CAST(COALESCE(SUM(counted), 0) AS BIGINT),
                CAST(COALESCE(SUM(counted), 0) AS BIGINT)
                FROM (SELECT {}, COUNT(*) AS counted FROM {table} WHERE 1 = 1",
            before(&names),
            named.join(", ")
        ));
        narrow(inner).add(&format!(" GROUP BY {}) AS parts{}", index.join(", "), grouped(&names)))
    } else {
        let names: Vec<String> = columns.iter().map(|column| (*column).to_owned()).collect();
        let plain = Question::new(format!(
            "SELECT {}COUNT(*), CAST(COALESCE({amount}, 0) AS BIGINT) FROM {table} WHERE 1 = 1",
            before(&names)
        ));
        narrow(plain).add(&grouped(&names))
    };
    let mut counts = question.bind(" LIMIT ", CELLS_MAX).ask(reader, "counting", |row| {
        let key = columns.iter().map(|_| row.value()).collect::<Result<_, _>>()?;
        Ok(Count { key, rows: row.count()?, amount: row.integer()? })
    })?;
    // Sorted here, because the databases disagree about where nothing stands in an order.
    counts.sort_by(|one, other| one.key.cmp(&other.key));
    Ok(counts)
}

/// The names as they stand before further columns.
fn before(names: &[String]) -> String {
    names.iter().map(|name| format!("{name}, ")).collect()
}

fn grouped(names: &[String]) -> String {
    if names.is_empty() { String::new() } else { format!(" GROUP BY {}", names.join(", ")) }
}
