//! Law against practice: each rule of the law, how often it was kept in a month, where, how late.

use askama::Template;
use axum::response::Response;
use bagyt_app::read::{OfficeShare, PracticeItem, PracticePage, PracticeQuestion};
use bagyt_core::month::month_code;
use bagyt_measure::chart::{self, ChartWords, Series};
use bagyt_measure::{gap, proportion};

use crate::chart::split;
use crate::form::{Choice, Form};
use crate::frame::{Frame, Section};
use crate::listing::{Query, grouped_u64};
use crate::months;
use crate::pages::known::{self, KnownPart, Look};
use crate::pages::statistics::offices;
use crate::parts::{Fact, Figure, Link};
use crate::texts::Texts;
use crate::visit::{Asked, Seen, Visit};

const PATH: &str = "/practice";

#[derive(Template)]
#[template(path = "practice.html")]
struct Comparison {
    t: Texts,
    frame: Frame,
    form: Form,
    months: Vec<Choice>,
    offices: Vec<Choice>,
    known: KnownPart,
    /// The older position that is shown; empty for the present.
    at: String,
    heading: String,
    position: String,
    rows: Vec<Kept>,
    definition: String,
    scope: String,
    chosen: String,
    chart: String,
    trend: Vec<Fact>,
    by_office: Vec<Kept>,
    indicators: Vec<Link>,
}

/// How a rule was kept, or how an office kept it.
struct Kept {
    what: String,
    href: String,
    basis: String,
    unverified: bool,
    bar: String,
    cells: Vec<Figure>,
    share: String,
    /// Today's share, beside an older one that is another; empty where there is none.
    share_now: String,
    delay: String,
}

/// Shows law against practice in a month.
pub(crate) async fn show(visit: Visit, asked: Asked) -> Response {
    visit
        .answer(move |seen| {
            known::shown(seen, &asked, PATH, |seen, look| {
                let page = seen.app.practice(seen.user, &question(&asked, look.at))?;
                Ok(made(seen, &page, look))
            })
        })
        .await
}

/// Reads which comparison is wanted.
pub(crate) fn question(asked: &Asked, at: Option<u64>) -> PracticeQuestion {
    let some = |name: &str| Some(asked.get(name).to_owned()).filter(|value| !value.is_empty());
    PracticeQuestion { month: months::asked(asked), row: some("row"), office: some("office"), at }
}

fn made(seen: &Seen<'_>, page: &PracticePage, look: &Look) -> Comparison {
    let t = seen.t;
    let (month, office) = (month_code(page.month), page.office.clone().unwrap_or_default());
    let at = page.earlier.map(|earlier| earlier.position.to_string()).unwrap_or_default();
    let parts: [(&str, &str); 3] = [("month", &month), ("office", &office), ("at", &at)];
    let row = page.chosen.clone().unwrap_or_default();
    let shown = [("month", month.as_str()), ("office", office.as_str()), ("row", row.as_str())];
    let form = Form::fresh().preset("month", month.clone()).preset("office", office.clone());
    let (here, cell) = (Query::new("/practice", &parts), Query::new("/practice/cell", &parts));
    let place = match &page.office {
        Some(office) => seen.words().office(office),
        None => t.say("statistics-country").into_owned(),
    };
    let chosen = page.rows.iter().find(|item| Some(&item.row.code) == page.chosen.as_ref());
    let chosen_words = chosen.map(|item| seen.row_text(&item.row.text)).unwrap_or_default();
    Comparison {
        t,
        frame: seen.frame(Section::Practice),
        form: look.noted(seen, form),
        known: look.part(seen, PATH, &shown, page.earlier.as_ref()),
        at: at.clone(),
        months: months::choices(t, page.months),
        offices: offices(seen),
        heading: format!("{place}, {}", t.month(months::first_day(page.month))),
        position: months::counted_at(t, page.position),
        rows: page.rows.iter().map(|item| kept(seen, item, &here, &cell)).collect(),
        definition: seen.row_text(&page.definition),
        scope: seen.row_text(&page.scope),
        chart: drawn(seen, page, &chosen_words),
        chosen: chosen_words,
        trend: page
            .trend
            .iter()
            .map(|(month, permille)| {
                Fact::new(t.month(months::first_day(*month)), share(t, *permille))
            })
            .collect(),
        by_office: match &page.chosen {
            Some(row) => compared(seen, page, row, &cell),
            None => Vec::new(),
        },
        indicators: page
            .indicators
            .iter()
            .map(|(_, name)| Link::new("/needs", seen.row_text(name)))
            .collect(),
    }
}

fn kept(seen: &Seen<'_>, item: &PracticeItem, here: &Query, cell: &Query) -> Kept {
    let t = seen.t;
    let code = item.row.code.as_str();
    let delay = item.median_delay_days.map(|days| t.count("days", i64::from(days)));
    let counts = |item: &PracticeItem| [item.in_time, item.late, item.never, item.open];
    let now = item.now.as_deref();
    Kept {
        what: seen.row_text(&item.row.text),
        href: format!("{}#closer", here.putting("row", code)),
        basis: seen.citation(&item.row.article),
        unverified: !item.row.verified,
        bar: bar(counts(item)),
        cells: figures(t, counts(item), now.map(counts), (cell, &[("row", code)])),
        share: share(t, item.share_permille),
        share_now: share_now(t, item.share_permille, now.map(|now| now.share_permille)),
        delay: delay.unwrap_or_default(),
    }
}

fn at_office(seen: &Seen<'_>, one: &OfficeShare, row: &str, cell: &Query) -> Kept {
    let t = seen.t;
    let counts = |one: &OfficeShare| [one.in_time, one.late, one.never, one.open];
    let now = one.now.as_deref();
    let place = [("row", row), ("office", one.office.as_str())];
    Kept {
        what: seen.words().office(&one.office),
        href: String::new(),
        basis: String::new(),
        unverified: false,
        bar: bar(counts(one)),
        cells: figures(t, counts(one), now.map(counts), (cell, &place)),
        share: share(t, one.share_permille),
        share_now: share_now(t, one.share_permille, now.map(|now| now.share_permille)),
        delay: trusted(t, one),
    }
}

/// The offices one by one, and the small ones together; beside an older position each by itself,
/// because what was small then need not be so now.
fn compared(seen: &Seen<'_>, page: &PracticePage, row: &str, cell: &Query) -> Vec<Kept> {
    let least = match page.earlier {
        Some(_) => 0,
        None => seen.app.tables().decided_min(months::first_day(page.month)),
    };
    let (large, small) = parted(&page.by_office, least);
    let mut rows: Vec<Kept> =
        large.into_iter().map(|one| at_office(seen, one, row, cell)).collect();
    if let Some((count, all)) = small {
        let (t, counts) = (seen.t, [all.in_time, all.late, all.never, all.open]);
        let count = i64::try_from(count).unwrap_or(i64::MAX);
        let figure = |count| Figure { text: grouped_u64(count), href: String::new(), now: None };
        rows.push(Kept {
            what: t.count("practice-small", count),
            cells: counts.map(figure).into(),
            ..at_office(seen, &all, row, cell)
        });
    }
    rows
}

/// Parts the offices that have decided enough from the small ones, which are added up. A single
/// small one is not hidden by standing alone.
fn parted(
    offices: &[OfficeShare],
    least: u64,
) -> (Vec<&OfficeShare>, Option<(usize, OfficeShare)>) {
    let decided = |one: &OfficeShare| one.in_time + one.late + one.never;
    let (large, small): (Vec<&OfficeShare>, Vec<&OfficeShare>) =
        offices.iter().partition(|one| least <= decided(one));
    if small.len() < 2 {
        return (offices.iter().collect(), None);
    }
    let sum = |of: fn(&OfficeShare) -> u64| small.iter().map(|one| of(one)).sum::<u64>();
    let (in_time, late) = (sum(|one| one.in_time), sum(|one| one.late));
    let (never, open) = (sum(|one| one.never), sum(|one| one.open));
    let share_permille = gap::permille(in_time, in_time + late + never);
    let all = OfficeShare {
        office: String::new(),
        in_time,
        late,
        never,
        open,
        share_permille,
        now: None,
    };
    (large, Some((small.len(), all)))
}

/// Between which shares the practice of an office lies.
fn trusted(t: Texts, one: &OfficeShare) -> String {
    let decided = one.in_time + one.late + one.never;
    match proportion::interval_permille(one.in_time, decided) {
        Some((lower, upper)) => {
            format!("{} – {}", t.share(i64::from(lower)), t.share(i64::from(upper)))
        }
        None => String::new(),
    }
}

fn bar(counts: [u64; 4]) -> String {
    split(&counts.map(|count| i64::try_from(count).unwrap_or(i64::MAX)))
}

/// The numbers of a row by state, with today's beside each that is another.
fn figures(
    t: Texts,
    counts: [u64; 4],
    now: Option<[u64; 4]>,
    (cell, place): (&Query, &[(&str, &str)]),
) -> Vec<Figure> {
    let states = ["in_time", "late", "never", "open"];
    let figure = |(index, (state, count)): (usize, (&str, u64))| {
        let place = [place, &[("state", state)]].concat();
        let now = now.and_then(|now| now.get(index).copied()).filter(|now| *now != count);
        let present = || cell.changed(&[&place[..], &[("at", "")]].concat());
        Figure {
            text: grouped_u64(count),
            href: if count > 0 { cell.changed(&place) } else { String::new() },
            now: known::now(t, now, present),
        }
    };
    states.into_iter().zip(counts).enumerate().map(figure).collect()
}

fn share_now(t: Texts, then: Option<u32>, now: Option<Option<u32>>) -> String {
    let now = now.filter(|now| *now != then);
    now.map(|now| t.with("known-now", "number", share(t, now))).unwrap_or_default()
}

fn share(t: Texts, permille: Option<u32>) -> String {
    permille.map_or_else(|| "–".to_owned(), |permille| t.share(i64::from(permille)))
}

/// Draws the chosen rule's share by month; its figures stand in the table beside it.
fn drawn(seen: &Seen<'_>, page: &PracticePage, name: &str) -> String {
    let t = seen.t;
    if page.chosen.is_none() {
        return String::new();
    }
    let places: Vec<String> =
        page.trend.iter().map(|(month, _)| t.month_figures(months::first_day(*month))).collect();
    let values = page.trend.iter().map(|(_, permille)| permille.map(i64::from));
    let series = [Series { name: name.to_owned(), values: values.collect() }];
    let ends = |place: Option<&String>| place.cloned().unwrap_or_default();
    let description = t.fill(
        "chart-description",
        &[("from", ends(places.first()).into()), ("until", ends(places.last()).into())],
    );
    let words = ChartWords {
        id: "practice",
        title: &t.say("practice-chart"),
        description: &description,
        across: &t.say("column-month"),
        upward: &t.say("practice-kept"),
        number: &|permille| t.share(permille),
    };
    chart::lines(words, &places, &series).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn office(code: &str, in_time: u64, late: u64) -> OfficeShare {
        OfficeShare {
            office: code.to_owned(),
            in_time,
            late,
            never: 0,
            open: 1,
            share_permille: None,
            now: None,
        }
    }

    #[track_caller]
    fn check(least: u64, large: &[&str], small: Option<(usize, u64, u64)>) {
        let offices = [office("A", 18, 2), office("B", 10, 9), office("C", 1, 0)];
        let (alone, together) = parted(&offices, least);
        assert_eq!(alone.iter().map(|one| one.office.as_str()).collect::<Vec<_>>(), large);
        let together = together.map(|(count, all)| (count, all.in_time, all.late));
        assert_eq!(together, small);
    }

    #[test]
    fn small_offices_are_counted_together_and_none_alone() {
        check(20, &["A"], Some((2, 11, 9)));
        check(19, &["A", "B", "C"], None);
        check(0, &["A", "B", "C"], None);
        check(100, &[], Some((3, 29, 11)));
        let offices = [office("B", 10, 9), office("C", 1, 0)];
        let share = parted(&offices, 20).1.unwrap().1.share_permille;
        assert_eq!(share, Some(550));
    }
}
