//! Step lines: survival curves with their intervals.

use super::frame::{Frame, along, class, dashes};
use super::svg::{Path, Picture, tenths};
use super::{ChartRefusal, ChartWords, check_size, check_value};

/// A time at which a curve steps, in whole numbers of the vertical axis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StepPoint {
    /// Days or weeks since the index event.
    pub time: u32,
    /// The value from this time on.
    pub value: i64,
    /// The interval around it, if there is one.
    pub interval: Option<(i64, i64)>,
}

/// A named step line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepSeries {
    /// Its name in the reader's language.
    pub name: String,
    /// The value before the first point, without an interval.
    pub start: i64,
    /// The points, in the order of time, each time once.
    pub points: Vec<StepPoint>,
}

/// Draws step lines from time 0 to `last`, with the intervals as bands. `labels` are times with
/// their words along the horizontal axis.
///
/// # Errors
///
/// [`ChartRefusal`] in the order of its variants; points after `last` are
/// [`ChartRefusal::Order`].
pub fn steps(
    words: ChartWords<'_>,
    last: u32,
    labels: &[(u32, String)],
    series: &[StepSeries],
) -> Result<String, ChartRefusal> {
    let points = series.iter().map(|one| one.points.len() + 1).max();
    check_size(&words, series.len(), points.unwrap_or(0))?;
    let mut largest = 0;
    for one in series {
        largest = largest.max(check(one, last)?);
    }
    let frame = Frame::new(words, largest);
    let mut picture = frame.open(series.len());
    let places: Vec<(i64, &str)> =
        labels.iter().map(|(time, label)| (along(*time, last), label.as_str())).collect();
    frame.label_across(&mut picture, &places);
    for (number, one) in series.iter().enumerate() {
        draw_band(&mut picture, &frame, number, (one, last));
        let mut path = Path::default();
        path.move_to(along(0, last), frame.y(one.start));
        let mut value = one.start;
        for point in &one.points {
            path.line_to(along(point.time, last), frame.y(value));
            path.line_to(along(point.time, last), frame.y(point.value));
            value = point.value;
        }
        path.line_to(along(last, last), frame.y(value));
        draw_path(&mut picture, number, &path);
    }
    let names: Vec<&str> = series.iter().map(|one| one.name.as_str()).collect();
    Ok(frame.finish(picture, &names, |picture, number, x, y| {
        let mut path = Path::default();
        path.move_to(x, y - 40);
        path.line_to(x + 160, y - 40);
        path.line_to(x + 160, y + 40);
        path.line_to(x + 320, y + 40);
        draw_path(picture, number, &path);
    }))
}

/// Checks a step line and returns its largest value.
fn check(series: &StepSeries, last: u32) -> Result<i64, ChartRefusal> {
    let mut values = vec![series.start];
    for point in &series.points {
        values.push(point.value);
        values.extend(point.interval.map(|(lower, _)| lower));
        values.extend(point.interval.map(|(_, upper)| upper));
    }
    values.iter().try_for_each(|&value| check_value(&series.name, value))?;
    let times = series.points.windows(2).all(|pair| match pair {
        [before, after] => before.time < after.time,
        _ => true,
    });
    if !times || series.points.last().is_some_and(|point| point.time > last) {
        return Err(ChartRefusal::Order { name: series.name.clone() });
    }
    Ok(values.into_iter().max().unwrap_or(0))
}

/// Draws the intervals as a band that steps with the line; it is interrupted where there is none.
fn draw_band(
    picture: &mut Picture,
    frame: &Frame<'_>,
    number: usize,
    (series, last): (&StepSeries, u32),
) {
    let mut path = Path::default();
    let ends = series.points.iter().skip(1).map(|point| point.time).chain([last]);
    for (point, end) in series.points.iter().zip(ends) {
        let Some((lower, upper)) = point.interval else { continue };
        let (from, until) = (along(point.time, last), along(end, last));
        path.move_to(from, frame.y(upper));
        path.line_to(until, frame.y(upper));
        path.line_to(until, frame.y(lower));
        path.line_to(from, frame.y(lower));
        path.close();
    }
    let class = class("chart-band", number);
    let attributes = [
        ("class", &*class),
        ("d", path.as_str()),
        ("fill", "currentColor"),
        ("fill-opacity", "0.15"),
    ];
    picture.empty("path", &attributes);
}

fn draw_path(picture: &mut Picture, series: usize, path: &Path) {
    let class = class("chart-line", series);
    let attributes = [
        ("class", &*class),
        ("d", path.as_str()),
        ("fill", "none"),
        ("stroke", "currentColor"),
        ("stroke-width", &tenths(20)),
        ("stroke-dasharray", dashes(series)),
    ];
    picture.empty("path", &attributes);
}
