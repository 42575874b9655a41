//! What all charts share: the picture's frame, axes, grid, legend, and the forms of series.

use super::ChartWords;
use super::svg::{Picture, tenths};

/// Width of the picture, in tenths of a unit, as all lengths here.
const WIDTH: i64 = 6400;
/// Height without the legend.
const HEIGHT: i64 = 3200;
/// Left edge of the plot; numbers of up to nine characters fit before it.
const LEFT: i64 = 720;
/// Right edge of the plot.
const RIGHT: i64 = 6280;
/// Upper edge of the plot.
const TOP: i64 = 320;
/// Lower edge of the plot.
const BOTTOM: i64 = 2640;
/// Height of a line of the legend.
const LEGEND_LINE: i64 = 220;
/// The most labels along the horizontal axis that stand beside each other without touching.
const LABELS_MAX: usize = 8;

/// How a series' line is dashed; the first is drawn through.
const DASHES: [&str; 6] = ["none", "6 3", "2 3", "9 3 2 3", "12 4", "1 2"];

/// A plot with its axes: where values stand.
pub(super) struct Frame<'a> {
    words: ChartWords<'a>,
    /// The top of the vertical axis; above 0.
    top: i64,
    /// How many numbers there are along the vertical axis, without the 0.
    intervals: i64,
}

impl<'a> Frame<'a> {
    /// Makes a frame for values up to `largest`.
    pub(super) fn new(words: ChartWords<'a>, largest: i64) -> Self {
        let (step, intervals) = scale(largest);
        Frame { words, top: step * intervals, intervals }
    }

    /// Returns how high a value stands.
    pub(super) fn y(&self, value: i64) -> i64 {
        BOTTOM - (BOTTOM - TOP) * value / self.top
    }

    /// Opens the picture and draws title, description, grid and axes.
    pub(super) fn open(&self, series: usize) -> Picture {
        let mut picture = Picture::new();
        let words = &self.words;
        let (title, description) = (format!("{}-title", words.id), format!("{}-desc", words.id));
        let lines = i64::try_from(series).unwrap_or(0);
        let height = HEIGHT + lines * LEGEND_LINE;
        let view_box = format!("0 0 {} {}", tenths(WIDTH), tenths(height));
        picture.open(
            "svg",
            &[
                ("xmlns", "http://www.w3.org/2000/svg"),
                ("class", "chart"),
                ("viewBox", &view_box),
                ("role", "img"),
                ("aria-labelledby", &format!("{title} {description}")),
            ],
        );
        picture.text("title", &[("id", &title)], words.title);
        picture.text("desc", &[("id", &description)], words.description);
        self.draw_axes(&mut picture);
        picture
    }

    /// Writes labels along the horizontal axis, leaving out those that would touch; `places` are
    /// where they stand and what they say.
    pub(super) fn label_across(&self, picture: &mut Picture, places: &[(i64, &str)]) {
        let every = places.len().div_ceil(LABELS_MAX).max(1);
        let y = tenths(BOTTOM + 180);
        for (x, label) in places.iter().step_by(every) {
            let attributes = [
                ("class", "chart-label"),
                ("x", &*tenths(*x)),
                ("y", &y),
                ("text-anchor", "middle"),
            ];
            picture.text("text", &attributes, label);
        }
    }

    /// Draws the legend and closes the picture. `sample` draws the form of a series at a place.
    pub(super) fn finish(
        &self,
        mut picture: Picture,
        names: &[&str],
        sample: impl Fn(&mut Picture, usize, i64, i64),
    ) -> String {
        for (series, name) in names.iter().enumerate() {
            let line = i64::try_from(series).unwrap_or(0);
            let y = HEIGHT + line * LEGEND_LINE;
            sample(&mut picture, series, LEFT, y);
            let (x, y) = (tenths(LEFT + 420), tenths(y + 50));
            picture.text("text", &[("class", "chart-legend"), ("x", &x), ("y", &y)], name);
        }
        picture.close("svg");
        picture.finish()
    }

    fn draw_axes(&self, picture: &mut Picture) {
        let words = &self.words;
        let (left, right) = (tenths(LEFT), tenths(RIGHT));
        for number in 0..=self.intervals {
            let value = self.top / self.intervals * number;
            let y = tenths(self.y(value));
            let class = if number == 0 { "chart-axis" } else { "chart-grid" };
            let opacity = if number == 0 { "1" } else { "0.25" };
            let grid = [
                ("class", class),
                ("x1", &*left),
                ("x2", &*right),
                ("y1", &*y),
                ("y2", &*y),
                ("stroke", "currentColor"),
                ("stroke-opacity", opacity),
            ];
            picture.empty("line", &grid);
            let (x, y) = (tenths(LEFT - 60), tenths(self.y(value) + 45));
            let label = [("class", "chart-label"), ("x", &*x), ("y", &*y), ("text-anchor", "end")];
            picture.text("text", &label, &(words.number)(value));
        }
        let upward = [("class", "chart-label"), ("x", "0"), ("y", &*tenths(TOP - 180))];
        picture.text("text", &upward, words.upward);
        let (x, y) = (tenths(RIGHT), tenths(BOTTOM + 380));
        let across = [("class", "chart-label"), ("x", &*x), ("y", &*y), ("text-anchor", "end")];
        picture.text("text", &across, words.across);
    }
}

/// Returns where a number of equal places begin and how wide each is.
pub(super) fn place(position: usize, places: usize) -> (i64, i64) {
    let of = |number: usize| i64::try_from(number).unwrap_or(0);
    let edge = |number: usize| LEFT + (RIGHT - LEFT) * of(number) / of(places).max(1);
    (edge(position), edge(position + 1) - edge(position))
}

/// Returns where a time stands between 0 and the last.
pub(super) fn along(time: u32, last: u32) -> i64 {
    LEFT + (RIGHT - LEFT) * i64::from(time) / i64::from(last.max(1))
}

/// Returns the dashes of a series' line.
pub(super) fn dashes(series: usize) -> &'static str {
    DASHES.get(series).copied().unwrap_or("none")
}

/// Returns the class of a series.
pub(super) fn class(form: &str, series: usize) -> String {
    format!("{form} series-{}", series + 1)
}

/// Draws the mark of a series: each has its own form.
pub(super) fn mark(picture: &mut Picture, series: usize, x: i64, y: i64) {
    let class = class("chart-mark", series);
    let shape = match series {
        0 => {
            let (x, y) = (tenths(x), tenths(y));
            let circle =
                [("class", &*class), ("cx", &x), ("cy", &y), ("r", "4"), ("fill", "currentColor")];
            return picture.empty("circle", &circle);
        }
        1 => [(-40, -40), (40, -40), (40, 40), (-40, 40)].as_slice(),
        2 => &[(0, -50), (45, 35), (-45, 35)],
        3 => &[(0, -55), (45, 0), (0, 55), (-45, 0)],
        4 => &[(0, 50), (45, -35), (-45, -35)],
        _ => &[(-50, -15), (50, -15), (50, 15), (-50, 15)],
    };
    let corner = |(right, down): &(i64, i64)| format!("{},{}", tenths(x + right), tenths(y + down));
    let points = shape.iter().map(corner).collect::<Vec<_>>().join(" ");
    let attributes = [("class", &*class), ("points", &points), ("fill", "currentColor")];
    picture.empty("polygon", &attributes);
}

/// Returns the step between the numbers of an axis that reaches `largest`, and how many steps:
/// 1, 2 or 5 times a power of ten, at most five.
fn scale(largest: i64) -> (i64, i64) {
    let largest = largest.max(1);
    let mut step = 1;
    let mut factors = [2, 5, 10].iter().cycle();
    let mut power = 1;
    while largest > 5 * step {
        let factor = factors.next().copied().unwrap_or(10);
        step = power * factor;
        if factor == 10 {
            power *= 10;
        }
    }
    (step, (largest + step - 1) / step)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(largest: i64, expected: (i64, i64)) {
        assert_eq!(scale(largest), expected);
    }

    #[test]
    fn an_axis_has_at_most_five_steps_of_1_2_or_5_times_a_power_of_ten() {
        check(0, (1, 1));
        check(5, (1, 5));
        check(6, (2, 3));
        check(10, (2, 5));
        check(11, (5, 3));
        check(26, (10, 3));
        check(1000, (200, 5));
        check(1001, (500, 3));
        check(1_000_000_000_000, (200_000_000_000, 5));
    }
}
