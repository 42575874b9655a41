//! Small charts as SVG: lines, bars, survival steps.
//!
//! A chart is a picture of a table that stands beside it. Every word comes in as an argument, so
//! that it is in the reader's language; a screen reader hears title and description. Series are
//! told apart by form as well as by colour (dashes and marks, patterns of bars), so that a chart
//! reads in print and without colours. Colours come from the page's style through classes; without
//! a style everything is drawn in the text's colour. All arithmetic is in whole numbers: the same
//! figures give the same bytes.
//!
//! Classes: `chart`, `chart-grid`, `chart-axis`, `chart-label`, `chart-line`, `chart-mark`,
//! `chart-bar`, `chart-ground`, `chart-band`, `chart-legend`, and `series-1` to `series-6`.

mod bars;
mod frame;
mod lines;
mod steps;
mod svg;

pub use bars::bars;
pub use lines::lines;
pub use steps::{StepPoint, StepSeries, steps};

/// The most series of one chart; more cannot be told apart by form.
pub const SERIES_MAX: usize = 6;

/// The most points of one series.
pub const POINTS_MAX: usize = 2_000;

/// The words of a chart, in one language.
#[derive(Clone, Copy)]
pub struct ChartWords<'a> {
    /// Makes the identifiers in the picture unique on the page; letters, digits and hyphens.
    pub id: &'a str,
    /// What it shows.
    pub title: &'a str,
    /// What is to be seen in it, for those who do not see it.
    pub description: &'a str,
    /// What stands along the horizontal axis, with its unit.
    pub across: &'a str,
    /// What stands along the vertical axis, with its unit.
    pub upward: &'a str,
    /// Writes a number of the vertical axis in the reader's language.
    pub number: &'a dyn Fn(i64) -> String,
}

/// A named row of values, one for each place along the horizontal axis.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Series {
    /// Its name in the reader's language.
    pub name: String,
    /// The values; `None` where there is none or it is withheld. None is below 0.
    pub values: Vec<Option<i64>>,
}

bagyt_core::refusals! {
    /// Why a chart cannot be drawn.
    pub enum ChartRefusal {
        /// There is nothing to draw.
        #[error("a chart needs at least one series and one place along its axis")]
        Empty = "chart-empty",
        /// More series than can be told apart.
        #[error("{found} series are more than can be told apart; show at most 6")]
        TooManySeries {
            /// How many.
            found: usize,
        } = "chart-too-many-series",
        /// More points than one series takes.
        #[error("{found} points are more than one series shows; choose a longer step")]
        TooManyPoints {
            /// How many.
            found: usize,
        } = "chart-too-many-points",
        /// A series has another number of values than there are places.
        #[error("series `{name}` has {found} values for {expected} places")]
        OtherLength {
            /// The series.
            name: String,
            /// How many it has.
            found: usize,
            /// How many places there are.
            expected: usize,
        } = "chart-other-length",
        /// A value is below 0, or too large to be drawn.
        #[error("series `{name}` has the value {value}, which is not drawn")]
        Value {
            /// The series.
            name: String,
            /// The value.
            value: i64,
        } = "chart-value",
        /// The points of a step line are not in order.
        #[error("the points of series `{name}` are not in the order of time")]
        Order {
            /// The series.
            name: String,
        } = "chart-order",
        /// The identifier has other characters than letters, digits and hyphens.
        #[error("`{id}` is no identifier; use letters, digits and hyphens")]
        Identifier {
            /// What was given.
            id: String,
        } = "chart-identifier",
    }
}

/// The largest value that is drawn; pixels are computed from it in 64 bits.
const VALUE_MAX: i64 = 1_000_000_000_000;

fn check_value(name: &str, value: i64) -> Result<(), ChartRefusal> {
    if (0..=VALUE_MAX).contains(&value) {
        return Ok(());
    }
    Err(ChartRefusal::Value { name: name.to_owned(), value })
}

fn check_size(words: &ChartWords<'_>, series: usize, points: usize) -> Result<(), ChartRefusal> {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    if words.id.is_empty() || !words.id.bytes().all(plain) {
        return Err(ChartRefusal::Identifier { id: words.id.to_owned() });
    }
    if series == 0 || points == 0 {
        return Err(ChartRefusal::Empty);
    }
    if series > SERIES_MAX {
        return Err(ChartRefusal::TooManySeries { found: series });
    }
    if points > POINTS_MAX {
        return Err(ChartRefusal::TooManyPoints { found: points });
    }
    Ok(())
}

fn check_series(
    words: &ChartWords<'_>,
    places: &[String],
    series: &[Series],
) -> Result<(), ChartRefusal> {
    check_size(words, series.len(), places.len())?;
    for one in series {
        if one.values.len() != places.len() {
            return Err(ChartRefusal::OtherLength {
                name: one.name.clone(),
                found: one.values.len(),
                expected: places.len(),
            });
        }
        one.values.iter().flatten().try_for_each(|&value| check_value(&one.name, value))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests;
