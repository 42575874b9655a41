//! Lines: how counts or shares go over the months.

use super::frame::{Frame, class, dashes, mark, place};
use super::svg::{Path, Picture, tenths};
use super::{ChartRefusal, ChartWords, Series, check_series};

/// Draws one line a series over the places, for example months; a missing value breaks the line.
///
/// # Errors
///
/// [`ChartRefusal`] in the order of its variants, without those of step lines.
pub fn lines(
    words: ChartWords<'_>,
    places: &[String],
    series: &[Series],
) -> Result<String, ChartRefusal> {
    check_series(&words, places, series)?;
    let largest = series.iter().flat_map(|one| one.values.iter().flatten()).max();
    let frame = Frame::new(words, largest.copied().unwrap_or(0));
    let mut picture = frame.open(series.len());
    let middle = |position: usize| {
        let (x, width) = place(position, places.len());
        x + width / 2
    };
    let labels: Vec<(i64, &str)> =
        places.iter().enumerate().map(|(at, label)| (middle(at), label.as_str())).collect();
    frame.label_across(&mut picture, &labels);
    for (number, one) in series.iter().enumerate() {
        let points: Vec<Option<(i64, i64)>> = (one.values.iter().enumerate())
            .map(|(at, value)| value.map(|value| (middle(at), frame.y(value))))
            .collect();
        draw_line(&mut picture, number, &points);
        for (x, y) in points.into_iter().flatten() {
            mark(&mut picture, number, x, y);
        }
    }
    let names: Vec<&str> = series.iter().map(|one| one.name.as_str()).collect();
    Ok(frame.finish(picture, &names, |picture, number, x, y| {
        draw_line(picture, number, &[Some((x, y)), Some((x + 320, y))]);
        mark(picture, number, x + 160, y);
    }))
}

fn draw_line(picture: &mut Picture, series: usize, points: &[Option<(i64, i64)>]) {
    let (mut path, mut under_way) = (Path::default(), false);
    for point in points {
        match point {
            Some((x, y)) if under_way => path.line_to(*x, *y),
            Some((x, y)) => path.move_to(*x, *y),
            None => {}
        }
        under_way = point.is_some();
    }
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
