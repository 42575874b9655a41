//! Monthly tables: one indicator, told apart in two ways, with margins and a trend.

use std::collections::BTreeMap;
use std::sync::Arc;

use bagyt_casework::view::EVENT;
use bagyt_core::month::month_code;
use bagyt_core::view::Cell;
use bagyt_measure::disclosure::Published;
use bagyt_measure::indicator::{Condition, Counts, Dimension, Indicator};
use bagyt_measure::table::{Counted, Place, Table};
use bagyt_store::query::{self, Count, EventDimension, EventFilter};
use bagyt_store::{Changes, Reader};

use super::cell::{CellPage, page_of};
use super::{Reach, TREND_MONTHS, by_language};
use crate::App;
use crate::conduct::refused;
use crate::execute::Online;
use crate::outcome::{Failure, Refused};
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
}

/// A table while it is made: the question with its blanks filled, and the counts.
struct Asked {
    indicator: Indicator,
    month: i64,
    month_last: i64,
    rows_by: Dimension,
    columns_by: Dimension,
    reach: Reach,
    changes: Changes,
    table: Option<Arc<Published>>,
}

impl App {
    /// Returns a monthly table.
    ///
    /// # Errors
    ///
    /// [`Failure::Denied`]; [`Failure::NotFound`] for an office or indicator that there is not;
    /// [`Failure::Refused`] for a month or a way of telling apart that there is not; outages.
    pub fn statistics(&self, user: &User, question: &TableQuestion) -> Result<TablePage, Failure> {
        let online = Online::new(self)?;
        let position = online.reader.head().map_err(Failure::outage)?.seq;
        let asked = self.asked(user, question, Action::ViewStatistics, &online.reader)?;
        let indicator = &asked.indicator;
        let at = |row, column| TableCell {
            value: match &asked.table {
                Some(table) => table.at(Place { row, column }).ok(),
                None => Some(0),
            },
        };
        let keys = |of: fn(&Published) -> &[String]| {
            asked.table.as_deref().map(|table| of(table).to_vec()).unwrap_or_default()
        };
        let (row_keys, columns) = (keys(Published::rows), keys(Published::columns));
        let cells =
            |row| (0..columns.len()).map(|column| at(row, Some(column))).collect::<Vec<_>>();
        let rows = row_keys.into_iter().enumerate().map(|(row, key)| TableItem {
            key,
            cells: cells(Some(row)),
            total: at(Some(row), None),
        });
        let rows: Vec<TableItem> = rows.collect();
        let total = at(None, None);
        let mut trend = self.trend(&asked, &online.reader)?;
        if let Some((_, newest)) = trend.last_mut() {
            // The margin of the table may be hidden for the sake of a cell.
            *newest = total.value;
        }
        let tables = self.tables();
        let choices = counted_indicators(&tables);
        Ok(TablePage {
            indicator: indicator.code.clone(),
            choices: choices.map(|one| (one.code.clone(), by_language(&one.name))).collect(),
            month: asked.month,
            months: (asked.month_last - TREND_MONTHS, asked.month_last),
            rows_by: asked.rows_by.column(&indicator.counts).to_owned(),
            columns_by: asked.columns_by.column(&indicator.counts).to_owned(),
            dimensions: ways(indicator).map(|(_, code)| code.to_owned()).collect(),
            office: question.office.clone(),
            totals: cells(None),
            columns,
            rows,
            total,
            hidden: asked.table.as_deref().map_or(0, Published::hidden),
            trend,
            name: by_language(&indicator.name),
            definition: by_language(&indicator.definition),
            scope: by_language(&indicator.scope),
            position,
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
        let online = Online::new(self)?;
        let action = Action::ViewCellEntries;
        let asked = self.asked(user, &question.table, action, &online.reader)?;
        let table = asked.table.as_deref().ok_or(Failure::NotFound)?;
        let place = Place {
            row: position_of(table.rows(), question.row.as_deref())?,
            column: position_of(table.columns(), question.column.as_deref())?,
        };
        if table.at(place).is_err() {
            let text = "the number is not shown, because few people stand behind it or behind one \
                        that could be computed from it";
            return Err(Refused::new("cell-withheld", None, text).into());
        }
        let month = month_code(asked.month);
        let mut key = vec![(Dimension::Month, month.as_str())];
        key.extend(question.row.as_deref().map(|row| (asked.rows_by, row)));
        key.extend(question.column.as_deref().map(|column| (asked.columns_by, column)));
        let conditions = asked.indicator.conditions(&key).map_err(refused)?;
        let filter = filter_of(&conditions, &asked.reach);
        let listed = query::events_behind(&online.reader, &filter, page_of(question.page))
            .map_err(Failure::outage)?;
        self.cell_of_events(user, online, listed, question.page)
    }

    /// Fills the blanks of a question and counts.
    fn asked(
        &self,
        user: &User,
        question: &TableQuestion,
        action: Action,
        reader: &Reader<'_>,
    ) -> Result<Asked, Failure> {
        let reach = self.reach(user, action, question.office.as_deref())?;
        let (month, month_last) = self.month_asked(question.month)?;
        let tables = self.tables();
        let mut choices = counted_indicators(&tables);
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
        let changes = Changes::of(reader, &EVENT).map_err(Failure::outage)?;
        let table = None;
        let mut asked =
            Asked { indicator, month, month_last, rows_by, columns_by, reach, changes, table };
        asked.table = self.table(&asked, reader)?;
        Ok(asked)
    }

    fn table(&self, asked: &Asked, reader: &Reader<'_>) -> Result<Option<Arc<Published>>, Failure> {
        let month = month_code(asked.month);
        let conditions = asked.indicator.conditions(&[(Dimension::Month, month.as_str())]);
        let filter = filter_of(&conditions.map_err(refused)?, &asked.reach);
        let by = [dimension(asked.rows_by), dimension(asked.columns_by)];
        let question = format!("{} {month} {by:?} {}", asked.indicator.code, asked.reach.key);
        let counts = self.numbers.counts(asked.changes.at(asked.month), question, || {
            query::event_rows(reader, &filter, &by).map_err(Failure::outage)
        })?;
        let counted: Vec<Counted> = counts.iter().filter_map(counted).collect();
        if counted.is_empty() {
            return Ok(None);
        }
        let table = Table::of(&counted).map_err(refused)?;
        let below = if asked.reach.is_guarded { asked.indicator.disclosure.below } else { 0 };
        let rule = bagyt_measure::indicator::DisclosureRule { below };
        Ok(Some(self.numbers.published(table, rule)))
    }

    /// Counts each month of the trend by itself: what was counted of a month before stands until
    /// something is written into it.
    fn trend(
        &self,
        asked: &Asked,
        reader: &Reader<'_>,
    ) -> Result<Vec<(i64, Option<u64>)>, Failure> {
        let below = if asked.reach.is_guarded { asked.indicator.disclosure.below } else { 0 };
        let mut trend = Vec::new();
        for month in asked.month - TREND_MONTHS + 1..=asked.month {
            let code = month_code(month);
            let conditions = asked.indicator.conditions(&[(Dimension::Month, code.as_str())]);
            let filter = filter_of(&conditions.map_err(refused)?, &asked.reach);
            let question = format!("{} in {code} {}", asked.indicator.code, asked.reach.key);
            let counts = self.numbers.counts(asked.changes.at(month), question, || {
                query::event_rows(reader, &filter, &[]).map_err(Failure::outage)
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
