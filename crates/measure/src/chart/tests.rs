use bagyt_core::refusal::Refusal;
use proptest::prelude::*;

use super::*;

fn words(number: &dyn Fn(i64) -> String) -> ChartWords<'_> {
    ChartWords {
        id: "contacts",
        title: "Contacts & <absences>",
        description: "Both \"rise\"",
        across: "month",
        upward: "events",
        number,
    }
}

fn series(name: &str, values: &[Option<i64>]) -> Series {
    Series { name: name.to_owned(), values: values.to_vec() }
}

fn places(count: usize) -> Vec<String> {
    (1..=count).map(|month| format!("2026-{month:02}")).collect()
}

/// The names of the elements in their order; panics if an element is not closed properly.
fn elements(picture: &str) -> Vec<String> {
    let (mut names, mut open, mut rest) = (Vec::new(), Vec::new(), picture);
    while let Some(start) = rest.find('<') {
        let end = start + rest[start..].find('>').unwrap();
        let tag = &rest[start + 1..end];
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop().as_deref(), Some(name));
        } else {
            let name = tag.split([' ', '/']).next().unwrap().to_owned();
            names.push(name.clone());
            if !tag.ends_with('/') {
                open.push(name);
            }
        }
        rest = &rest[end + 1..];
    }
    assert_eq!(open, Vec::<String>::new());
    names
}

#[test]
fn a_chart_tells_a_screen_reader_its_title_and_description() {
    let number = |value: i64| value.to_string();
    let picture = lines(words(&number), &places(2), &[series("a", &[Some(1), Some(2)])]).unwrap();
    assert!(picture.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\""));
    assert!(picture.contains("role=\"img\" aria-labelledby=\"contacts-title contacts-desc\""));
    let title = "<title id=\"contacts-title\">Contacts &amp; &lt;absences&gt;</title>";
    assert!(picture.contains(title));
    assert!(picture.contains("<desc id=\"contacts-desc\">Both &quot;rise&quot;</desc>"));
}

#[test]
fn a_chart_of_lines_is_drawn_as_it_was() {
    let number = |value: i64| format!("n{value}");
    let values = [series("a", &[Some(0), None, Some(10)]), series("b", &[Some(5); 3])];
    let picture = lines(words(&number), &places(3), &values).unwrap();
    let path = "<path class=\"chart-line series-1\" d=\"M164.6 264M535.3 32\" fill=\"none\"";
    assert!(picture.contains(path), "{picture}");
    let dashed = "d=\"M164.6 148L349.9 148L535.3 148\" fill=\"none\" stroke=\"currentColor\" \
                  stroke-width=\"2\" stroke-dasharray=\"6 3\"";
    assert!(picture.contains(dashed), "{picture}");
    let found = elements(&picture);
    let count = |name: &str| found.iter().filter(|element| *element == name).count();
    // Two marks of the first series and one in the legend; the second has squares.
    assert_eq!((count("circle"), count("polygon"), count("path")), (3, 4, 4));
    for label in ["n0", "n2", "n10", "2026-02", "month", "events"] {
        assert!(picture.contains(&format!(">{label}</text>")), "{label}");
    }
}

#[test]
fn bars_are_told_apart_by_pattern() {
    let number = |value: i64| value.to_string();
    let values = [series("a", &[Some(4), None]), series("b", &[Some(2), Some(0)])];
    let picture = bars(words(&number), &places(2), &values).unwrap();
    assert!(picture.contains("<pattern id=\"contacts-pattern-2\""));
    assert_eq!(picture.matches("url(#contacts-pattern-1)").count(), 2);
    assert_eq!(picture.matches("url(#contacts-pattern-2)").count(), 3);
    let first = "x=\"99.8\" y=\"32\" width=\"111.2\" height=\"232\"";
    assert!(picture.contains(first), "{picture}");
    elements(&picture);
}

fn point(time: u32, value: i64, interval: Option<(i64, i64)>) -> StepPoint {
    StepPoint { time, value, interval }
}

fn step_series(points: &[StepPoint]) -> StepSeries {
    StepSeries { name: "all".to_owned(), start: 1000, points: points.to_vec() }
}

#[test]
fn a_survival_curve_steps_down_with_its_band() {
    let number = |value: i64| value.to_string();
    let points = [point(13, 900, Some((850, 950))), point(26, 800, None)];
    let labels = [(0, "0".to_owned()), (52, "52".to_owned())];
    let picture = steps(words(&number), 52, &labels, &[step_series(&points)]).unwrap();
    let curve = "d=\"M72 32L211 32L211 55.2L350 55.2L350 78.4L628 78.4\"";
    assert!(picture.contains(curve), "{picture}");
    let band = "d=\"M211 43.6L350 43.6L350 66.8L211 66.8Z\"";
    assert!(picture.contains(band), "{picture}");
    elements(&picture);
}

#[test]
fn the_curve_of_432_releases_is_drawn_to_its_last_week() {
    use crate::survival::{Scale, Spell, billionths, kaplan_meier};
    let text = include_str!("../../../../tests/data/rossi.csv");
    let spell = |line: &str| {
        let mut fields = line.split(',').map(|field| field.parse::<u32>().unwrap());
        Spell { entry: None, exit: fields.next().unwrap(), event: fields.next() == Some(1) }
    };
    let spells: Vec<Spell> = text.lines().skip(1).map(spell).collect();
    let curve = kaplan_meier(&spells, Scale::LogLog).unwrap();
    let points = curve.steps.iter().map(|step| {
        let interval = step.lower.zip(step.upper);
        let interval = interval.map(|(lower, upper)| (billionths(lower), billionths(upper)));
        StepPoint { time: step.time, value: billionths(step.survival), interval }
    });
    let series =
        StepSeries { name: "all".to_owned(), start: billionths(1.0), points: points.collect() };
    let number = |value: i64| format!("{} %", value / 10_000_000);
    let picture = steps(words(&number), curve.observed_until(), &[], &[series]).unwrap();
    elements(&picture);
    assert!(picture.contains(">100 %</text>"));
    assert!(picture.len() < 20_000, "{} bytes", picture.len());
}

#[track_caller]
fn check_refused(outcome: Result<String, ChartRefusal>, code: &str) {
    assert_eq!(outcome.unwrap_err().code(), code);
}

#[test]
fn what_cannot_be_drawn_is_refused() {
    let number = |value: i64| value.to_string();
    let words = words(&number);
    check_refused(lines(words, &[], &[]), "chart-empty");
    let one = series("a", &[Some(1)]);
    check_refused(lines(words, &places(1), &vec![one.clone(); 7]), "chart-too-many-series");
    assert!(lines(words, &places(1), &vec![one.clone(); 6]).is_ok());
    check_refused(bars(words, &places(2), std::slice::from_ref(&one)), "chart-other-length");
    check_refused(bars(words, &places(1), &[series("a", &[Some(-1)])]), "chart-value");
    let many = series("a", &vec![None; 2001]);
    check_refused(bars(words, &places(2001), &[many]), "chart-too-many-points");
    let backward = step_series(&[point(2, 1, None), point(2, 0, None)]);
    check_refused(steps(words, 9, &[], &[backward]), "chart-order");
    let after = step_series(&[point(10, 1, None)]);
    check_refused(steps(words, 9, &[], &[after]), "chart-order");
    check_refused(lines(ChartWords { id: "a b", ..words }, &places(1), &[one]), "chart-identifier");
}

proptest! {
    #[test]
    fn any_words_and_values_give_a_whole_picture_and_the_same_bytes(
        name in ".{0,30}",
        values in proptest::collection::vec(proptest::option::of(0_i64..1_000_000), 1..30),
    ) {
        let number = |value: i64| value.to_string();
        let words = ChartWords { title: &name, description: &name, ..words(&number) };
        let places = vec![name.clone(); values.len()];
        let series = [series(&name, &values)];
        for draw in [lines, bars] {
            let picture = draw(words, &places, &series).unwrap();
            elements(&picture);
            prop_assert_eq!(picture, draw(words, &places, &series).unwrap());
        }
    }
}
