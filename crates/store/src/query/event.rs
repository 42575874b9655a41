//! Statistics: counts of what happened, the entries behind each count, and follow-up times.

use bagyt_core::identity::{CaseId, OfficeCode, StreamId};
use jiff::civil::Date;

use super::counting::{Count, Source, counts};
use super::{Listed, Page, Question, Scope};
use crate::connection::Fields;
use crate::failure::{Failure, Outage};
use crate::reader::Reader;

const DOING: &str = "counting what happened";

/// A column by which events are counted or chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EventDimension {
    /// What happened.
    Kind,
    /// Year times 12 plus month less 1.
    Month,
    /// The office.
    Office,
    /// The officer.
    Officer,
    /// Domain of probation work.
    Domain,
    /// Code of the measure.
    Measure,
    /// Group of articles.
    ArticleGroup,
    /// `f` or `m`.
    Sex,
    /// Age group at the opening.
    AgeGroup,
    /// What the kind says more, for example the reason of an exit.
    Detail,
}

impl EventDimension {
    fn column(self) -> &'static str {
        match self {
            EventDimension::Kind => "e.kind",
            EventDimension::Month => "e.month",
            EventDimension::Office => "e.office",
            EventDimension::Officer => "e.officer",
            EventDimension::Domain => "e.domain",
            EventDimension::Measure => "e.measure",
            EventDimension::ArticleGroup => "e.article_group",
            EventDimension::Sex => "e.sex",
            EventDimension::AgeGroup => "e.age_group",
            EventDimension::Detail => "e.detail",
        }
    }
}

/// Which events are counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventFilter {
    /// Kinds; an empty list asks for all.
    pub kinds: Vec<String>,
    /// First month.
    pub from_month: i64,
    /// First month after.
    pub until_month: i64,
    /// Whose.
    pub scope: Scope,
    /// Columns that must have a value, text or, for months, a number.
    pub only: Vec<(EventDimension, bagyt_core::view::Cell)>,
}

impl EventFilter {
    fn narrow(&self, question: Question) -> Question {
        let question = match self.kinds.as_slice() {
            [] => question,
            kinds => question.and_in("e.kind", kinds.iter().map(String::as_str)),
        };
        let question = question
            .and_months("e.month", self.from_month, self.until_month)
            .and_scope("e", &self.scope);
        self.only.iter().fold(question, |question, (dimension, value)| match value {
            bagyt_core::view::Cell::Null => {
                question.add(&format!(" AND {} IS NULL", dimension.column()))
            }
            value => question.bind(&format!(" AND {} = ", dimension.column()), value.clone()),
        })
    }
}

/// Counts events by some columns, in the order of the keys.
///
/// # Errors
///
/// [`Outage`] if the database does not answer.
pub fn event_counts(
    reader: &Reader<'_>,
    filter: &EventFilter,
    by: &[EventDimension],
) -> Result<Vec<Count>, Outage> {
    let columns: Vec<&str> = by.iter().map(|dimension| dimension.column()).collect();
    let source = Source { table: "event_view e", amount: "SUM(e.amount)", index: &[] };
    counts(reader, &source, &columns, |question| filter.narrow(question))
}

/// Counts events by some columns as [`event_counts`] does, without their amounts: `amount` is the
/// number of rows. An index alone answers this, so that a month with many events is counted fast.
///
/// # Errors
///
/// [`Outage`] if the database does not answer.
pub fn event_rows(
    reader: &Reader<'_>,
    filter: &EventFilter,
    by: &[EventDimension],
) -> Result<Vec<Count>, Outage> {
    let columns: Vec<&str> = by.iter().map(|dimension| dimension.column()).collect();
    let index = &["e.kind", "e.month", "e.office"];
    let source = Source { table: "event_view e", amount: "COUNT(*)", index };
    counts(reader, &source, &columns, |question| filter.narrow(question))
}

/// An event, and the entry that it was counted from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventBehind {
    /// The case.
    pub case_id: CaseId,
    /// The stream.
    pub stream: StreamId,
    /// Version of the entry in the stream.
    pub version: u32,
    /// Position of the entry in the journal.
    pub seq: u64,
    /// What happened.
    pub kind: String,
    /// On which day.
    pub on_day: Date,
    /// The office.
    pub office: OfficeCode,
    /// What the kind says more.
    pub detail: Option<String>,
    /// The amount.
    pub amount: i64,
}

/// Lists the entries behind a count, by day and position in the journal.
///
/// # Errors
///
/// [`Outage`] if the database does not answer.
pub fn events_behind(
    reader: &Reader<'_>,
    filter: &EventFilter,
    page: Page,
) -> Result<Listed<EventBehind>, Outage> {
    let select = "SELECT e.case_id, s.name, e.version, j.seq, e.kind, e.on_day, e.office, e.detail,
        e.amount FROM event_view e JOIN stream s ON s.stream_no = e.stream_no
        JOIN journal j ON j.stream_no = e.stream_no AND j.version = e.version WHERE 1 = 1";
    let question =
        filter.narrow(Question::new(select)).add(" ORDER BY e.on_day, j.seq, e.ordinal").page(page);
    let count = filter.narrow(Question::new("SELECT COUNT(*) FROM event_view e WHERE 1 = 1"));
    Ok(Listed {
        rows: question.ask(reader, DOING, behind)?,
        total: count.ask_count(reader, DOING)?,
    })
}

fn behind(row: &mut Fields) -> Result<EventBehind, Failure> {
    Ok(EventBehind {
        case_id: row.parsed()?,
        stream: row.parsed()?,
        version: row.version()?,
        seq: row.count()?,
        kind: row.text()?,
        on_day: row.day()?,
        office: row.office()?,
        detail: row.optional_text()?,
        amount: row.integer()?,
    })
}

/// How long somebody was followed, and what happened first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Episode {
    /// The case.
    pub case_id: CaseId,
    /// Version of the entry with which it began.
    pub version: u32,
    /// The office at the entry.
    pub office: OfficeCode,
    /// Domain of probation work.
    pub domain: String,
    /// Code of the measure.
    pub measure: String,
    /// Group of articles.
    pub article_group: String,
    /// `f` or `m`.
    pub sex: String,
    /// Age group.
    pub age_group: String,
    /// Day of the entry to supervision.
    pub entered_on: Date,
    /// Day of the first event asked for, on or after the entry.
    pub event_on: Option<Date>,
    /// Day of the exit from supervision.
    pub exited_on: Option<Date>,
}

/// Returns, for each entry to supervision that the filter chooses (its kinds are not looked at),
/// the first event of kind `event` and the exit, by day of entry and number of the stream.
///
/// # Errors
///
/// [`Outage`] if the database does not answer.
pub fn survival(
    reader: &Reader<'_>,
    filter: &EventFilter,
    event: &str,
) -> Result<Vec<Episode>, Outage> {
    let entries = EventFilter { kinds: vec!["entry".to_owned()], ..filter.clone() };
    let question = Question::new(
        "SELECT e.case_id, e.version, e.office, e.domain, e.measure, e.article_group, e.sex,
            e.age_group, e.on_day, (SELECT MIN(r.on_day) FROM event_view r
            WHERE r.stream_no = e.stream_no AND r.on_day >= e.on_day AND r.kind = ",
    )
    .bind("", event)
    .add(
        "), (SELECT MIN(x.on_day) FROM event_view x WHERE x.stream_no = e.stream_no
            AND x.on_day >= e.on_day AND x.kind = 'exit') FROM event_view e WHERE 1 = 1",
    );
    entries
        .narrow(question)
        .add(" ORDER BY e.on_day, e.stream_no, e.ordinal")
        .bind(" LIMIT ", super::ROWS_MAX)
        .ask(reader, "reading follow-up times", |row| {
            Ok(Episode {
                case_id: row.parsed()?,
                version: row.version()?,
                office: row.office()?,
                domain: row.text()?,
                measure: row.text()?,
                article_group: row.text()?,
                sex: row.text()?,
                age_group: row.text()?,
                entered_on: row.day()?,
                event_on: row.optional_day()?,
                exited_on: row.optional_day()?,
            })
        })
}
