//! Monthly tables: one indicator, told apart in two ways, with margins and a trend.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use bagyt_casework::view::EVENT;
use bagyt_core::month::month_code;
use bagyt_core::view::Cell;
use bagyt_measure::disclosure::Published;
use bagyt_measure::indicator::{Condition, Counts, Dimension, Indicator};
use bagyt_measure::table::{Counted, Place, Table};
use bagyt_store::Changes;
use bagyt_store::query::{self, Count, EventBehind, EventDimension, EventFilter};

use super::cell::{CellPage, Opened, page_of};
use super::{Reach, Sight, TREND_MONTHS, by_language, today_too};
use crate::App;
use crate::conduct::refused;
use crate::execute::Online;
use crate::outcome::{Failure, Refused};
use crate::read::Earlier;
use crate::role::Action;
use crate::tables::Tables;
use crate::user::User;

/// Which table is wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TableQuestion {
    /// Code of the indicator; empty for the first of the list.
    pub indicator: String,
    /// Month as year * 12 + month - 1; without, the last one that is over.
    pub month: Option<i64>,
    /// By what the rows are told apart: `office`, `domain`, `measure`, `article_group`, `sex` or
    /// `age_group`; without, by office, for one office by measure.
    pub rows_by: Option<String>,
    /// By what the columns are told apart; without, by domain.
    pub columns_by: Option<String>,
    /// Only of this office.
    pub office: Option<String>,
    /// As it was known at this position of the journal; without, as it is known now.
    pub at: Option<u64>,
}

/// Which cell of a table is to be opened.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CellQuestion {
    /// The table.
    pub table: TableQuestion,
    /// Key of the row; `None` for the sum over all rows.
    pub row: Option<String>,
    /// Key of the column; `None` for the sum over all columns.
    pub column: Option<String>,
    /// Page, from 1.
    pub page: u32,
}

/// A number of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TableCell {
    /// How many; `None` where it is hidden, because few people stand behind it or behind another
    /// that could be computed from it.
    pub value: Option<u64>,
    /// Beside an older position, the number as it is counted now; none where either is hidden, so
    /// that no difference gives a hidden number away, and where today has no such table.
    pub now: Option<u64>,
}

/// A row of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableItem {
    /// Its key, a code.
    pub key: String,
    /// One number a column.
    pub cells: Vec<TableCell>,
    /// Their sum.
    pub total: TableCell,
}

/// A monthly table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TablePage {
    /// Code of the indicator.
    pub indicator: String,
    /// The indicators that can be asked for, with their names by language.
    pub choices: Vec<(String, BTreeMap<String, String>)>,
    /// The month: year * 12 + month - 1.
    pub month: i64,
    /// The months that can be asked for: two years back, up to the present one.
    pub months: (i64, i64),
    /// By what the rows are told apart.
    pub rows_by: String,
    /// By what the columns are told apart.
    pub columns_by: String,
    /// By what they can be.
    pub dimensions: Vec<String>,
    /// Only of this office.
    pub office: Option<String>,
    /// Keys of the columns.
    pub columns: Vec<String>,
    /// The rows; none where nothing happened.
    pub rows: Vec<TableItem>,
    /// The sums of the columns.
    pub totals: Vec<TableCell>,
    /// The sum of all.
    pub total: TableCell,
    /// How many numbers are hidden.
    pub hidden: usize,
    /// The sum of each month of two years up to the one of the table; `None` where it is hidden.
    pub trend: Vec<(i64, Option<u64>)>,
    /// Name of the indicator by language.
    pub name: BTreeMap<String, String>,
    /// What is counted, by language.
    pub definition: BTreeMap<String, String>,
    /// What it covers, by language.
    pub scope: BTreeMap<String, String>,
    /// Position of the journal at which all of it was counted.
    pub position: u64,
    /// The older position that was asked for. The rows and columns that have come since stand here
    /// with nought.
    pub earlier: Option<Earlier>,
}

/// A table while it is made: the question with its blanks filled, and the counts.
struct Asked {
    indicator: Indicator,
    month: i64,
    month_last: i64,
    rows_by: Dimension,
    columns_by: Dimension,
    changes: Changes,
    table: Option<Arc<Published>>,
}

impl Asked {
    /// The same question without blanks.
    fn question(&self, office: Option<String>) -> TableQuestion {
        let code = |way: Dimension| Some(way.column(&self.indicator.counts).to_owned());
        TableQuestion {
            indicator: self.indicator.code.clone(),
            month: Some(self.month),
            rows_by: code(self.rows_by),
            columns_by: code(self.columns_by),
            office,
            at: None,
        }
    }

    /// Returns a number that may be shown; nought where nothing was counted.
    fn value(&self, row: Option<&str>, column: Option<&str>) -> Option<u64> {
        let Some(table) = self.table.as_deref() else { return Some(0) };
        let row = position_of(table.rows(), row);
        let column = position_of(table.columns(), column);
        match (row, column) {
            (Ok(row), Ok(column)) => table.at(Place { row, column }).ok(),
            _ => Some(0),
        }
    }
}

/// A table, and at an older position the one of today beside it.
struct Sides {
    then: Asked,
    now: Option<Asked>,
}

impl Sides {
    fn at(&self, row: Option<&str>, column: Option<&str>) -> TableCell {
        let value = self.then.value(row, column);
        let now = self.now.as_ref().and_then(|now| now.value(row, column));
        TableCell { value, now: now.filter(|_| value.is_some()) }
    }

    /// The keys of both, each once, in their order.
    fn keys(&self, of: fn(&Published) -> &[String]) -> Vec<String> {
        let sides = std::iter::once(&self.then).chain(&self.now);
        let tables = sides.filter_map(|asked| asked.table.as_deref());
        let keys: BTreeSet<&String> = tables.flat_map(of).collect();
        keys.into_iter().cloned().collect()
    }
}

impl App {
    /// Returns a monthly table.
    ///
    /// # Errors
    ///
    /// [`Failure::Denied`]; [`Failure::NotFound`] for an office or indicator that there is not;
    /// [`Failure::Refused`] for a month or a way of telling apart that there is not, and for an
    /// older position that there is not or whose numbers are not ready ([`App::known_at`]);
    /// outages.
    pub fn statistics(&self, user: &User, question: &TableQuestion) -> Result<TablePage, Failure> {
        let reach = self.reach(user, Action::ViewStatistics, question.office.as_deref())?;
        let online = Online::new(self)?;
        let present = Sight::present(self, &online)?;
        let Some(at) = question.at else {
            let then = self.asked(&reach, question, &present)?;
            return self.table_page(&reach, question, &present, Sides { then, now: None });
        };
        let past = self.past(&online, at)?;
        let reader = past.snapshot.read().map_err(Failure::outage)?;
        let sight = Sight::past(&past, &reader);
        let then = self.asked(&reach, question, &sight)?;
        let again = then.question(question.office.clone());
        let now = today_too(self.asked(&reach, &again, &present))?;
        self.table_page(&reach, question, &sight, Sides { then, now })
    }

    fn table_page(
        &self,
        reach: &Reach,
        question: &TableQuestion,
        sight: &Sight<'_>,
        sides: Sides,
    ) -> Result<TablePage, Failure> {
        let asked = &sides.then;
        let indicator = &asked.indicator;
        let columns = sides.keys(Published::columns);
        let cells = |row: Option<&str>| -> Vec<TableCell> {
            columns.iter().map(|column| sides.at(row, Some(column))).collect()
        };
        let rows = sides.keys(Published::rows).into_iter().map(|key| TableItem {
            cells: cells(Some(&key)),
            total: sides.at(Some(&key), None),
            key,
        });
        let (rows, totals, total) = (rows.collect(), cells(None), sides.at(None, None));
        let mut trend = self.trend(asked, reach, sight)?;
        if let Some((_, newest)) = trend.last_mut() {
            // The margin of the table may be hidden for the sake of a cell.
            *newest = total.value;
        }
        let choices = counted_indicators(&sight.tables);
        Ok(TablePage {
            indicator: indicator.code.clone(),
            choices: choices.map(|one| (one.code.clone(), by_language(&one.name))).collect(),
            month: asked.month,
            months: (asked.month_last - TREND_MONTHS, asked.month_last),
            rows_by: asked.rows_by.column(&indicator.counts).to_owned(),
            columns_by: asked.columns_by.column(&indicator.counts).to_owned(),
            dimensions: ways(indicator).map(|(_, code)| code.to_owned()).collect(),
            office: question.office.clone(),
            columns,
            rows,
            totals,
            total,
            hidden: asked.table.as_deref().map_or(0, Published::hidden),
            trend,
            name: by_language(&indicator.name),
            definition: by_language(&indicator.definition),
            scope: by_language(&indicator.scope),
            position: sight.position,
            earlier: sight.earlier,
        })
    }

    /// Opens a cell of a monthly table to its entries.
    ///
    /// # Errors
    ///
    /// As [`App::statistics`]; [`Failure::NotFound`] for a row or column that the table does not
    /// have, and [`Failure::Refused`] with `cell-withheld` for a number that is hidden.
    pub fn statistics_cell(
        &self,
        user: &User,
        question: &CellQuestion,
    ) -> Result<CellPage, Failure> {
        let office = question.table.office.as_deref();
        let reach = self.reach(user, Action::ViewCellEntries, office)?;
        let online = Online::new(self)?;
        let present = Sight::present(self, &online)?;
        let Some(at) = question.table.at else {
            let opened = self.opened_cell(&reach, question, &present, None)?;
            return self.cell_of_events(user, online, opened);
        };
        let past = self.past(&online, at)?;
        let reader = past.snapshot.read().map_err(Failure::outage)?;
        let opened =
            self.opened_cell(&reach, question, &Sight::past(&past, &reader), Some(&present))?;
        drop(reader);
        self.cell_of_events(user, online, opened)
    }

    fn opened_cell(
        &self,
        reach: &Reach,
        question: &CellQuestion,
        sight: &Sight<'_>,
        present: Option<&Sight<'_>>,
    ) -> Result<Opened<EventBehind>, Failure> {
        let asked = self.asked(reach, &question.table, sight)?;
        let table = asked.table.as_deref().ok_or(Failure::NotFound)?;
        let place = Place {
            row: position_of(table.rows(), question.row.as_deref())?,
            column: position_of(table.columns(), question.column.as_deref())?,
        };
        let Ok(value) = table.at(place) else {
            let text = "the number is not shown, because few people stand behind it or behind one \
                        that could be computed from it";
            return Err(Refused::new("cell-withheld", None, text).into());
        };
        let month = month_code(asked.month);
        let mut key = vec![(Dimension::Month, month.as_str())];
        key.extend(question.row.as_deref().map(|row| (asked.rows_by, row)));
        key.extend(question.column.as_deref().map(|column| (asked.columns_by, column)));
        let conditions = asked.indicator.conditions(&key).map_err(refused)?;
        let filter = filter_of(&conditions, reach);
        let listed = query::events_behind(sight.reader, &filter, page_of(question.page))
            .map_err(Failure::outage)?;
        let mut now = None;
        if let Some(present) = present {
            let again = asked.question(question.table.office.clone());
            let today = today_too(self.asked(reach, &again, present))?;
            let (row, column) = (question.row.as_deref(), question.column.as_deref());
            now = today.and_then(|today| today.value(row, column)).filter(|now| *now != value);
        }
        let (position, earlier) = (sight.position, sight.earlier);
        Ok(Opened { listed, page: question.page, position, earlier, now })
    }

    /// Fills the blanks of a question and counts.
    fn asked(
        &self,
        reach: &Reach,
        question: &TableQuestion,
        sight: &Sight<'_>,
    ) -> Result<Asked, Failure> {
        let (month, month_last) = sight.month_asked(question.month)?;
        let mut choices = counted_indicators(&sight.tables);
        let indicator = match question.indicator.as_str() {
            "" => choices.next(),
            code => choices.find(|one| one.code == code),
        };
        let indicator = indicator.ok_or(Failure::NotFound)?.clone();
        let first = match reach.scope {
            query::Scope::Office(_) => "measure",
            _ => "office",
        };
        let rows_by = way(&indicator, question.rows_by.as_deref().unwrap_or(first), "rows_by")?;
        let columns = question.columns_by.as_deref().unwrap_or("domain");
        let columns_by = way(&indicator, columns, "columns_by")?;
        if rows_by == columns_by {
            let text = "rows and columns must be told apart by different things";
            return Err(Refused::new("same-dimension", Some("columns_by"), text).into());
        }
        let (changes, table) = (sight.changes(&EVENT)?, None);
        let mut asked = Asked { indicator, month, month_last, rows_by, columns_by, changes, table };
        asked.table = self.table(&asked, reach, sight)?;
        Ok(asked)
    }

    fn table(
        &self,
        asked: &Asked,
        reach: &Reach,
        sight: &Sight<'_>,
    ) -> Result<Option<Arc<Published>>, Failure> {
        let month = month_code(asked.month);
        let conditions = asked.indicator.conditions(&[(Dimension::Month, month.as_str())]);
        let filter = filter_of(&conditions.map_err(refused)?, reach);
        let by = [dimension(asked.rows_by), dimension(asked.columns_by)];
        let question = format!("{} {month} {by:?} {}", asked.indicator.code, reach.key);
        let changed_at = asked.changes.at(asked.month);
        let counts = self.numbers.counts(changed_at, sight.key(question), || {
            query::event_rows(sight.reader, &filter, &by).map_err(Failure::outage)
        })?;
        let counted: Vec<Counted> = counts.iter().filter_map(counted).collect();
        if counted.is_empty() {
            return Ok(None);
        }
        let table = Table::of(&counted).map_err(refused)?;
        let below = if reach.is_guarded { asked.indicator.disclosure.below } else { 0 };
        let rule = bagyt_measure::indicator::DisclosureRule { below };
        Ok(Some(self.numbers.published(table, rule)))
    }

    /// Counts each month of the trend by itself: what was counted of a month before stands until
    /// something is written into it.
    fn trend(
        &self,
        asked: &Asked,
        reach: &Reach,
        sight: &Sight<'_>,
    ) -> Result<Vec<(i64, Option<u64>)>, Failure> {
        let below = if reach.is_guarded { asked.indicator.disclosure.below } else { 0 };
        let mut trend = Vec::new();
        for month in asked.month - TREND_MONTHS + 1..=asked.month {
            let code = month_code(month);
            let conditions = asked.indicator.conditions(&[(Dimension::Month, code.as_str())]);
            let filter = filter_of(&conditions.map_err(refused)?, reach);
            let question = format!("{} in {code} {}", asked.indicator.code, reach.key);
            let changed_at = asked.changes.at(month);
            let counts = self.numbers.counts(changed_at, sight.key(question), || {
                query::event_rows(sight.reader, &filter, &[]).map_err(Failure::outage)
            })?;
            let value = counts.iter().map(|count| count.rows).sum();
            trend.push((month, (!(1..below).contains(&value)).then_some(value)));
        }
        Ok(trend)
    }
}

/// The indicators that count happenings; shares and curves have pages of their own.
fn counted_indicators(tables: &Tables) -> impl Iterator<Item = &Indicator> {
    let indicators = tables.indicators().iter();
    indicators.filter(|indicator| matches!(indicator.counts, Counts::Events { .. }))
}

fn counted(count: &Count) -> Option<Counted> {
    let [row, column] = &count.key[..] else { return None };
    Some(Counted { row: key_of(row), column: key_of(column), count: count.rows })
}

fn key_of(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) => text.clone(),
        Cell::Integer(number) => number.to_string(),
        Cell::Null | Cell::Bytes(_) => String::new(),
    }
}

fn position_of(keys: &[String], key: Option<&str>) -> Result<Option<usize>, Failure> {
    let Some(key) = key else { return Ok(None) };
    let position = keys.iter().position(|one| one == key);
    position.map(Some).ok_or(Failure::NotFound)
}

/// The ways in which rows and columns can be told apart; the month is chosen for the whole table.
fn ways(indicator: &Indicator) -> impl Iterator<Item = (Dimension, &'static str)> {
    let dimensions = indicator.dimensions.iter().filter(|one| **one != Dimension::Month);
    dimensions.map(|one| (*one, one.column(&indicator.counts)))
}

fn way(indicator: &Indicator, code: &str, field: &str) -> Result<Dimension, Failure> {
    let found = ways(indicator).find(|(_, way)| *way == code);
    found.map(|(dimension, _)| dimension).ok_or_else(|| {
        let text = format!("`{}` cannot be told apart by `{code}`", indicator.code);
        Refused::new("no-dimension", Some(field), &text).with("dimension", code).into()
    })
}

fn dimension(dimension: Dimension) -> EventDimension {
    match dimension {
        Dimension::Month => EventDimension::Month,
        Dimension::Office => EventDimension::Office,
        Dimension::Domain => EventDimension::Domain,
        Dimension::Measure => EventDimension::Measure,
        Dimension::ArticleGroup => EventDimension::ArticleGroup,
        Dimension::Sex => EventDimension::Sex,
        Dimension::AgeGroup => EventDimension::AgeGroup,
        // Only clocks have a row; for a happening it is what the kind says more.
        Dimension::Row => EventDimension::Detail,
    }
}

/// Returns the filter that asks for exactly the rows that keep to the conditions.
fn filter_of(conditions: &[Condition], reach: &Reach) -> EventFilter {
    let mut filter = EventFilter {
        kinds: Vec::new(),
        from_month: super::MONTH_FIRST,
        until_month: i64::MAX,
        scope: reach.scope.clone(),
        only: Vec::new(),
    };
    for condition in conditions {
        let value = condition.any_of.first().cloned().unwrap_or(Cell::Null);
        match (condition.column, value) {
            ("kind", kind) => filter.kinds.push(key_of(&kind)),
            ("month", Cell::Integer(month)) => {
                (filter.from_month, filter.until_month) = (month, month + 1);
                // Said as an equality too, it leads the database through its index alone.
                filter.only.push((EventDimension::Month, month.into()));
            }
            ("office", value) => filter.only.push((EventDimension::Office, value)),
            ("domain", value) => filter.only.push((EventDimension::Domain, value)),
            ("measure", value) => filter.only.push((EventDimension::Measure, value)),
            ("article_group", value) => filter.only.push((EventDimension::ArticleGroup, value)),
            ("sex", value) => filter.only.push((EventDimension::Sex, value)),
            ("age_group", value) => filter.only.push((EventDimension::AgeGroup, value)),
            (_, value) => filter.only.push((EventDimension::Detail, value)),
        }
    }
    filter
}
