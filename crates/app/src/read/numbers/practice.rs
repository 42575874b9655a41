//! Law against practice: how often each law row was kept in a month, where, and how late.
//!
//! A clock counts in the month in which it ran out. The share is of those that were decided: met
//! in time, met late, never met; an open clock and one that fell away are shown and not in it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use bagyt_casework::view::CLOCK;
use bagyt_core::identity::OfficeCode;
use bagyt_core::view::Cell;
use bagyt_measure::gap::{ClockState, Practice};
use bagyt_measure::indicator::{Counts, Indicator, acts_by_row};
use bagyt_store::Changes;
use bagyt_store::query::{self, ClockBehind, Count, PracticeDimension, PracticeFilter, Scope};
use jiff::civil::Date;

use super::cell::{CellPage, Opened, page_of};
use super::{Reach, Sight, TREND_MONTHS, by_language, today_too};
use crate::App;
use crate::execute::Online;
use crate::outcome::{Failure, Refused};
use crate::read::{Earlier, RowWords, row_words};
use crate::role::Action;
use crate::user::User;

/// Which comparison is wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PracticeQuestion {
    /// Month as year * 12 + month - 1; without, the last one that is over.
    pub month: Option<i64>,
    /// The law row whose trend and offices are wanted; without, the one kept least often.
    pub row: Option<String>,
    /// Only of this office.
    pub office: Option<String>,
    /// As it was known at this position of the journal; without, as it is known now.
    pub at: Option<u64>,
}

/// How a law row was kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PracticeItem {
    /// The row in words.
    pub row: RowWords,
    /// Met in time.
    pub in_time: u64,
    /// Met late.
    pub late: u64,
    /// Never met.
    pub never: u64,
    /// Not met yet.
    pub open: u64,
    /// Fallen away, because the case closed before.
    pub void: u64,
    /// Thousandths met in time of those decided; none if none was.
    pub share_permille: Option<u32>,
    /// Days within which half of the late ones were met.
    pub median_delay_days: Option<u32>,
    /// Beside an older position, the row as it is counted now; none where it is the same.
    pub now: Option<Box<PracticeItem>>,
}

/// How an office kept the chosen row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfficeShare {
    /// Code of the office.
    pub office: String,
    /// Met in time.
    pub in_time: u64,
    /// Met late.
    pub late: u64,
    /// Never met.
    pub never: u64,
    /// Not met yet.
    pub open: u64,
    /// Thousandths met in time of those decided; none if none was.
    pub share_permille: Option<u32>,
    /// Beside an older position, the office as it is counted now; none where it is the same.
    pub now: Option<Box<OfficeShare>>,
}

/// Law against practice in a month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PracticePage {
    /// The month: year * 12 + month - 1.
    pub month: i64,
    /// The months that can be asked for: two years back, up to the present one.
    pub months: (i64, i64),
    /// Only of this office.
    pub office: Option<String>,
    /// The rows that had a clock in the month, by code.
    pub rows: Vec<PracticeItem>,
    /// Code of the row that is looked at closely; none where no clock ran out.
    pub chosen: Option<String>,
    /// The chosen row's thousandths in each month of two years up to the one of the page.
    pub trend: Vec<(i64, Option<u32>)>,
    /// The chosen row by office, by code.
    pub by_office: Vec<OfficeShare>,
    /// Indicators that read the chosen row, with their names by language.
    pub indicators: Vec<(String, BTreeMap<String, String>)>,
    /// What the share is, by language.
    pub definition: BTreeMap<String, String>,
    /// What it covers, by language.
    pub scope: BTreeMap<String, String>,
    /// Position of the journal at which all of it was counted.
    pub position: u64,
    /// The older position that was asked for. Rows and offices that have come since stand here
    /// with nought.
    pub earlier: Option<Earlier>,
}

impl App {
    /// Returns law against practice in a month.
    ///
    /// # Errors
    ///
    /// [`Failure::Denied`]; [`Failure::NotFound`] for an office or law row that there is not;
    /// [`Failure::Refused`] for a month that there is not, and for an older position that there is
    /// not or whose numbers are not ready ([`App::known_at`]); outages.
    pub fn practice(
        &self,
        user: &User,
        question: &PracticeQuestion,
    ) -> Result<PracticePage, Failure> {
        let reach = self.reach(user, Action::ViewPractice, question.office.as_deref())?;
        let online = Online::new(self)?;
        let present = Counting::new(self, Sight::present(self, &online)?, &reach)?;
        let Some(at) = question.at else {
            return present.page(question);
        };
        let past = self.past(&online, at)?;
        let reader = past.snapshot.read().map_err(Failure::outage)?;
        let mut page = Counting::new(self, Sight::past(&past, &reader), &reach)?.page(question)?;
        let again = PracticeQuestion {
            month: Some(page.month),
            row: page.chosen.clone(),
            office: question.office.clone(),
            at: None,
        };
        if let Some(now) = today_too(present.page(&again))? {
            page.compare(now);
        }
        Ok(page)
    }

    /// Opens a number of law against practice to its entries: the chosen row's clocks of a month,
    /// of one office where one is named, of one state (`in_time`, `late`, `never`, `open`, `void`)
    /// or of all.
    ///
    /// # Errors
    ///
    /// As [`App::practice`]; [`Failure::Refused`] for a state that there is not.
    pub fn practice_cell(
        &self,
        user: &User,
        question: &PracticeQuestion,
        state: Option<&str>,
        page: u32,
    ) -> Result<CellPage, Failure> {
        let reach = self.reach(user, Action::ViewCellEntries, question.office.as_deref())?;
        let online = Online::new(self)?;
        let present = Sight::present(self, &online)?;
        let Some(at) = question.at else {
            let opened = opened(&reach, &present, question, (state, page))?;
            return self.cell_of_clocks(user, online, opened);
        };
        let past = self.past(&online, at)?;
        let reader = past.snapshot.read().map_err(Failure::outage)?;
        let sight = Sight::past(&past, &reader);
        let mut opened = opened(&reach, &sight, question, (state, page))?;
        let (month, _) = sight.month_asked(question.month)?;
        let again = PracticeQuestion { month: Some(month), at: None, ..question.clone() };
        let now = today_too(self::opened(&reach, &present, &again, (state, 1)))?;
        let (then, now) = (opened.listed.total, now.map(|now| now.listed.total));
        opened.now = now.filter(|now| *now != then);
        drop(reader);
        self.cell_of_clocks(user, online, opened)
    }
}

/// Lists the clocks behind a number.
fn opened(
    reach: &Reach,
    sight: &Sight<'_>,
    question: &PracticeQuestion,
    (state, page): (Option<&str>, u32),
) -> Result<Opened<ClockBehind>, Failure> {
    let (month, _) = sight.month_asked(question.month)?;
    let row = question.row.as_deref().ok_or(Failure::NotFound)?;
    if sight.tables.pack().rows_of(row).next().is_none() {
        return Err(Failure::NotFound);
    }
    let mut only = vec![(PracticeDimension::Row, Cell::from(row))];
    if let Some(code) = state {
        if ClockState::find(code).is_none() {
            let text = "a clock is in time, late, never met, open or void";
            return Err(Refused::new("no-state", Some("state"), text).into());
        }
        only.push((PracticeDimension::State, code.into()));
    }
    let filter = in_month(&reach.scope, month, only);
    let listed = query::clocks_behind(sight.reader, &filter, page_of(page));
    let listed = listed.map_err(Failure::outage)?;
    let (position, earlier) = (sight.position, sight.earlier);
    Ok(Opened { listed, page, position, earlier, now: None })
}

impl PracticePage {
    /// Puts what is counted now beside what was counted at an older position.
    fn compare(&mut self, now: PracticePage) {
        let mut rows: BTreeMap<String, PracticeItem> =
            now.rows.into_iter().map(|item| (item.row.code.clone(), item)).collect();
        for item in &mut self.rows {
            let now = rows.remove(&item.row.code);
            item.now = now.filter(|now| !now.is_as(item)).map(Box::new);
        }
        self.rows.extend(rows.into_values().map(|now| PracticeItem {
            now: Some(Box::new(now.clone())),
            ..PracticeItem::of(now.row, &Practice::default())
        }));
        self.rows.sort_by(|one, other| one.row.code.cmp(&other.row.code));
        let mut offices: BTreeMap<String, OfficeShare> =
            now.by_office.into_iter().map(|share| (share.office.clone(), share)).collect();
        for share in &mut self.by_office {
            let now = offices.remove(&share.office);
            share.now = now.filter(|now| now != share).map(Box::new);
        }
        self.by_office.extend(offices.into_values().map(|now| OfficeShare {
            now: Some(Box::new(now.clone())),
            ..OfficeShare::of(now.office, &Practice::default())
        }));
        self.by_office.sort_by(|one, other| one.office.cmp(&other.office));
    }
}

impl PracticeItem {
    fn of(row: RowWords, practice: &Practice) -> PracticeItem {
        PracticeItem {
            row,
            in_time: practice.in_time,
            late: practice.late,
            never: practice.never,
            open: practice.open,
            void: practice.void,
            share_permille: practice.in_time_permille(),
            median_delay_days: practice.delay_days_median(),
            now: None,
        }
    }

    /// Whether the numbers are the same, whatever the row's words have become.
    fn is_as(&self, other: &PracticeItem) -> bool {
        PracticeItem { row: other.row.clone(), ..self.clone() } == *other
    }
}

impl OfficeShare {
    fn of(office: String, practice: &Practice) -> OfficeShare {
        OfficeShare {
            office,
            in_time: practice.in_time,
            late: practice.late,
            never: practice.never,
            open: practice.open,
            share_permille: practice.in_time_permille(),
            now: None,
        }
    }
}

/// Counting clocks for one page.
struct Counting<'a> {
    app: &'a App,
    sight: Sight<'a>,
    changes: Changes,
    reach: &'a Reach,
}

impl<'a> Counting<'a> {
    fn new(app: &'a App, sight: Sight<'a>, reach: &'a Reach) -> Result<Self, Failure> {
        let changes = sight.changes(&CLOCK)?;
        Ok(Counting { app, sight, changes, reach })
    }

    fn page(&self, question: &PracticeQuestion) -> Result<PracticePage, Failure> {
        let tables = &self.sight.tables;
        let (month, month_last) = self.sight.month_asked(question.month)?;
        // By office too: that is the order of the index, and the offices of a row come with it.
        let by = [PracticeDimension::Row, PracticeDimension::Office, PracticeDimension::State];
        let counts = self.count(month, Vec::new(), &by)?;
        let rows = self.items(&counts, month)?;
        let chosen = match &question.row {
            Some(code) if tables.pack().rows_of(code).next().is_none() => {
                return Err(Failure::NotFound);
            }
            Some(code) => Some(code.clone()),
            None => {
                let decided = rows.iter().filter(|row| row.share_permille.is_some());
                decided.min_by_key(|row| row.share_permille).map(|row| row.row.code.clone())
            }
        };
        let (trend, by_office) = match &chosen {
            Some(code) => (self.trend(code, month)?, by_office(&counts, code)),
            None => (Vec::new(), Vec::new()),
        };
        let acts = acts_by_row(tables.pack());
        let none = BTreeSet::new();
        let reads =
            |row: &String, one: &&Indicator| one.reads_clocks(row, acts.get(row).unwrap_or(&none));
        let all = tables.indicators();
        let reading = chosen.iter().flat_map(|code| all.iter().filter(|one| reads(code, one)));
        let reading: Vec<_> = reading.collect();
        let is_clock = |one: &&Indicator| matches!(one.counts, Counts::Clocks { .. });
        let words = reading.first().copied().or_else(|| all.iter().find(is_clock));
        let name = |one: &&Indicator| (one.code.clone(), by_language(&one.name));
        Ok(PracticePage {
            month,
            months: (month_last - TREND_MONTHS, month_last),
            office: question.office.clone(),
            rows,
            trend,
            by_office,
            indicators: reading.iter().map(name).collect(),
            definition: words.map(|one| by_language(&one.definition)).unwrap_or_default(),
            scope: words.map(|one| by_language(&one.scope)).unwrap_or_default(),
            chosen,
            position: self.sight.position,
            earlier: self.sight.earlier,
        })
    }

    fn items(&self, counts: &[Count], month: i64) -> Result<Vec<PracticeItem>, Failure> {
        let mut practices: BTreeMap<String, Practice> = BTreeMap::new();
        for count in counts {
            let [Cell::Text(row), _, state] = &count.key[..] else { continue };
            let Some(state) = state_of(state) else { continue };
            let practice = practices.entry(row.clone()).or_default();
            // The late ones come with their delays below.
            if state != ClockState::Late {
                practice.add(state, 0, count.rows);
            }
        }
        let late = vec![(PracticeDimension::State, ClockState::Late.code().into())];
        let by = [PracticeDimension::Row, PracticeDimension::DelayDays];
        for count in self.count(month, late, &by)?.iter() {
            let [Cell::Text(row), Cell::Integer(days)] = &count.key[..] else { continue };
            let days = u32::try_from(*days).unwrap_or(0);
            practices.entry(row.clone()).or_default().add(ClockState::Late, days, count.rows);
        }
        let on = middle_of(month);
        let items = practices.into_iter().filter_map(|(code, practice)| {
            Some(PracticeItem::of(row_words(&self.sight.tables, &code, on)?, &practice))
        });
        Ok(items.collect())
    }

    fn count(
        &self,
        month: i64,
        only: Vec<(PracticeDimension, Cell)>,
        by: &[PracticeDimension],
    ) -> Result<Arc<Vec<Count>>, Failure> {
        let question = format!("practice {month} {only:?} {by:?} {}", self.reach.key);
        let filter = in_month(&self.reach.scope, month, only);
        let changed_at = self.changes.at(month);
        self.app.numbers.counts(changed_at, self.sight.key(question), || {
            query::practice_counts(self.sight.reader, &filter, by).map_err(Failure::outage)
        })
    }

    fn trend(&self, row: &str, month: i64) -> Result<Vec<(i64, Option<u32>)>, Failure> {
        let mut trend = Vec::new();
        for month in month - TREND_MONTHS + 1..=month {
            let only = vec![(PracticeDimension::Row, row.into())];
            let mut practice = Practice::default();
            // By office too, which is the order of the index; grouping costs nothing then.
            let by = [PracticeDimension::Office, PracticeDimension::State];
            for count in self.count(month, only, &by)?.iter() {
                if let Some(state) = count.key.get(1).and_then(state_of) {
                    practice.add(state, 0, count.rows);
                }
            }
            trend.push((month, practice.in_time_permille()));
        }
        Ok(trend)
    }
}

fn by_office(counts: &[Count], row: &str) -> Vec<OfficeShare> {
    let mut practices: BTreeMap<String, Practice> = BTreeMap::new();
    for count in counts {
        let [Cell::Text(code), Cell::Text(office), state] = &count.key[..] else { continue };
        let Some(state) = state_of(state) else { continue };
        if code == row {
            practices.entry(office.clone()).or_default().add(state, 0, count.rows);
        }
    }
    practices.into_iter().map(|(office, one)| OfficeShare::of(office, &one)).collect()
}

/// Returns the state of a clock that stands in a cell.
pub(crate) fn state_of(cell: &Cell) -> Option<ClockState> {
    match cell {
        Cell::Text(code) => ClockState::find(code),
        _ => None,
    }
}

/// Asks for one month by its number, which lets the database go straight to the row's clocks.
fn in_month(scope: &Scope, month: i64, mut only: Vec<(PracticeDimension, Cell)>) -> PracticeFilter {
    only.push((PracticeDimension::Month, month.into()));
    PracticeFilter { from_month: month, until_month: month + 1, scope: scope.clone(), only }
}

/// Returns a day in the middle of a month, on which a row's words are those of most of the month.
fn middle_of(month: i64) -> Date {
    let year = i16::try_from(month.div_euclid(12)).unwrap_or(Date::MAX.year());
    let month = i8::try_from(month.rem_euclid(12) + 1).unwrap_or(1);
    Date::new(year, month, 15).unwrap_or(Date::MAX)
}

/// Returns the clocks of some months by office, month and indicator.
pub(crate) fn groups_of(counts: &[Count]) -> Vec<bagyt_measure::gap::ClockGroup> {
    let group = |count: &Count| {
        let [Cell::Text(row), Cell::Text(office), Cell::Integer(due_month), state] = &count.key[..]
        else {
            return None;
        };
        Some(bagyt_measure::gap::ClockGroup {
            row: row.clone(),
            office: OfficeCode(office.clone()),
            due_month: *due_month,
            state: state_of(state)?,
            delay_days: 0,
            count: count.rows,
        })
    };
    counts.iter().filter_map(group).collect()
}
