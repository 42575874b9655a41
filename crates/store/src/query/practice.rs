//! Law against practice: in how many cases each law row was kept, and which entries show it.

use bagyt_core::identity::{CaseId, OfficeCode, StreamId};
use bagyt_core::view::Cell;
use jiff::Timestamp;
use jiff::civil::Date;

use super::counting::{Count, Source, counts};
use super::{Listed, Page, Question, Scope};
use crate::connection::Fields;
use crate::failure::{Failure, Outage};
use crate::reader::Reader;

const DOING: &str = "comparing law and practice";

/// A column by which clocks are counted or chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PracticeDimension {
    /// Code of the law row.
    Row,
    /// Month in which the clock ran out: year times 12 plus month less 1.
    Month,
    /// The office.
    Office,
    /// The officer.
    Officer,
    /// Domain of probation work.
    Domain,
    /// Who bears it.
    Bearer,
    /// `open`, `in_time`, `late`, `never` or `void`.
    State,
    /// Days from the last day in time to the day on which it was met; none while it was not.
    DelayDays,
}

impl PracticeDimension {
    fn column(self) -> &'static str {
        match self {
            PracticeDimension::Row => "k.\"row\"",
            PracticeDimension::Month => "k.due_month",
            PracticeDimension::Office => "k.office",
            PracticeDimension::Officer => "k.officer",
            PracticeDimension::Domain => "k.domain",
            PracticeDimension::Bearer => "k.bearer",
            PracticeDimension::State => "k.state",
            PracticeDimension::DelayDays => "k.met_on - k.due_on",
        }
    }
}

/// Which clocks are counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PracticeFilter {
    /// First month in which they ran out.
    pub from_month: i64,
    /// First month after.
    pub until_month: i64,
    /// Whose.
    pub scope: Scope,
    /// Columns that must have a value, text or, for months, a number.
    pub only: Vec<(PracticeDimension, Cell)>,
}

impl PracticeFilter {
    fn narrow(&self, question: Question) -> Question {
        let question = question
            .and_months("k.due_month", self.from_month, self.until_month)
            .and_scope("k", &self.scope);
        self.only.iter().fold(question, |question, (dimension, value)| match value {
            Cell::Null => question.add(&format!(" AND {} IS NULL", dimension.column())),
            value => question.bind(&format!(" AND {} = ", dimension.column()), value.clone()),
        })
    }
}

/// Counts clocks by some columns, in the order of the keys.
///
/// # Errors
///
/// [`Outage`] if the database does not answer.
pub fn practice_counts(
    reader: &Reader<'_>,
    filter: &PracticeFilter,
    by: &[PracticeDimension],
) -> Result<Vec<Count>, Outage> {
    let columns: Vec<&str> = by.iter().map(|dimension| dimension.column()).collect();
    let index = &["k.due_month", "k.\"row\"", "k.office", "k.state"];
    let source = Source { table: "clock_view k", amount: "COUNT(*)", index };
    counts(reader, &source, &columns, |question| filter.narrow(question))
}

/// A clock, and the entries that started and met it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClockBehind {
    /// The case.
    pub case_id: CaseId,
    /// The stream.
    pub stream: StreamId,
    /// Code of the law row.
    pub row: String,
    /// First day of the row's edition.
    pub edition: Date,
    /// The office.
    pub office: OfficeCode,
    /// When it started.
    pub from_at: Timestamp,
    /// When it ran out.
    pub due_at: Timestamp,
    /// When it was met.
    pub met_at: Option<Timestamp>,
    /// `open`, `in_time`, `late`, `never` or `void`.
    pub state: String,
    /// Version of the entry that started it.
    pub started_version: u32,
    /// Version of the entry that met it.
    pub met_version: Option<u32>,
}

/// Lists the clocks behind a count, by the instant at which they ran out.
///
/// # Errors
///
/// [`Outage`] if the database does not answer.
pub fn clocks_behind(
    reader: &Reader<'_>,
    filter: &PracticeFilter,
    page: Page,
) -> Result<Listed<ClockBehind>, Outage> {
    let select = "SELECT k.case_id, s.name, k.\"row\", k.edition, k.office, k.from_at, k.due_at,
        k.met_at, k.state, k.started_version, k.met_version FROM clock_view k
        JOIN stream s ON s.stream_no = k.stream_no WHERE 1 = 1";
    let question = filter
        .narrow(Question::new(select))
        .add(" ORDER BY k.due_at, k.stream_no, k.ordinal")
        .page(page);
    let count = filter.narrow(Question::new("SELECT COUNT(*) FROM clock_view k WHERE 1 = 1"));
    Ok(Listed {
        rows: question.ask(reader, DOING, behind)?,
        total: count.ask_count(reader, DOING)?,
    })
}

fn behind(row: &mut Fields) -> Result<ClockBehind, Failure> {
    Ok(ClockBehind {
        case_id: row.parsed()?,
        stream: row.parsed()?,
        row: row.text()?,
        edition: row.day()?,
        office: row.office()?,
        from_at: row.instant()?,
        due_at: row.instant()?,
        met_at: row.optional_instant()?,
        state: row.text()?,
        started_version: row.version()?,
        met_version: row
            .optional_integer()?
            .map(|version| u32::try_from(version).map_err(|_| Failure::shape("a version")))
            .transpose()?,
    })
}
