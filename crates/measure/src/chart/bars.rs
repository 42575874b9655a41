//! Bars: counts or shares side by side, for example by office.

use super::frame::{Frame, class, place};
use super::svg::{Picture, tenths};
use super::{ChartRefusal, ChartWords, Series, check_series};

/// Draws one bar a series at each place; a missing value leaves a gap.
///
/// # Errors
///
/// [`ChartRefusal`] in the order of its variants, without those of step lines.
pub fn bars(
    words: ChartWords<'_>,
    places: &[String],
    series: &[Series],
) -> Result<String, ChartRefusal> {
    check_series(&words, places, series)?;
    let largest = series.iter().flat_map(|one| one.values.iter().flatten()).max();
    let frame = Frame::new(words, largest.copied().unwrap_or(0));
    let mut picture = frame.open(series.len());
    draw_patterns(&mut picture, words.id, series.len());
    let labels = places.iter().enumerate().map(|(position, label)| {
        let (x, width) = place(position, places.len());
        (x + width / 2, label.as_str())
    });
    frame.label_across(&mut picture, &labels.collect::<Vec<_>>());
    for (number, one) in series.iter().enumerate() {
        for (position, value) in one.values.iter().enumerate() {
            let Some(value) = value else { continue };
            // Of each place a fifth is left free between its neighbours.
            let (x, width) = place(position, places.len());
            let (number_of, all) = (count(number), count(series.len()));
            let left = x + width / 10 + width * 8 / 10 * number_of / all;
            let right = x + width / 10 + width * 8 / 10 * (number_of + 1) / all;
            let top = frame.y(*value);
            let area = [left, top, right - left, frame.y(0) - top];
            draw_bar(&mut picture, words.id, number, area);
        }
    }
    let names: Vec<&str> = series.iter().map(|one| one.name.as_str()).collect();
    Ok(frame.finish(picture, &names, |picture, number, x, y| {
        draw_bar(picture, words.id, number, [x, y - 60, 320, 120]);
    }))
}

fn count(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(0)
}

fn draw_bar(picture: &mut Picture, id: &str, series: usize, area: [i64; 4]) {
    let class = class("chart-bar", series);
    let [x, y, width, height] = area.map(tenths);
    let fill = format!("url(#{id}-pattern-{})", series + 1);
    let attributes = [
        ("class", &*class),
        ("x", &x),
        ("y", &y),
        ("width", &width),
        ("height", &height),
        ("fill", &fill),
        ("stroke", "currentColor"),
    ];
    picture.empty("rect", &attributes);
}

/// The patterns: the ground in a colour of the page's style, and on it a form of its own.
fn draw_patterns(picture: &mut Picture, id: &str, series: usize) {
    const FORMS: [&str; 6] =
        ["", "M0 8L8 0", "M0 4L8 4", "M4 0L4 8", "M0 0L8 8M0 8L8 0", "M3 4L5 4M4 3L4 5"];
    picture.open("defs", &[]);
    for (number, form) in FORMS.iter().enumerate().take(series) {
        let name = format!("{id}-pattern-{}", number + 1);
        let attributes =
            [("id", &*name), ("width", "8"), ("height", "8"), ("patternUnits", "userSpaceOnUse")];
        picture.open("pattern", &attributes);
        let class = class("chart-ground", number);
        let ground = [
            ("class", &*class),
            ("width", "8"),
            ("height", "8"),
            ("fill", "currentColor"),
            ("fill-opacity", "0.35"),
        ];
        picture.empty("rect", &ground);
        if !form.is_empty() {
            let drawn = [("d", *form), ("stroke", "currentColor"), ("fill", "none")];
            picture.empty("path", &drawn);
        }
        picture.close("pattern");
    }
    picture.close("defs");
}
