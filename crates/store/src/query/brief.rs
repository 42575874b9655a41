//! One week of a scope in numbers, and what stands behind each.
//!
//! A count is made for one reader, as in [`super::overview`]: `except` names the cases of which the
//! reader may not know.

use bagyt_core::identity::{CaseId, OfficeCode};
use bagyt_core::month::month_of;
use bagyt_core::view::day_number;
use jiff::Timestamp;
use jiff::civil::Date;

use super::{Question, Scope};
use crate::connection::Fields;
use crate::failure::{Failure, Outage};
use crate::reader::Reader;

const DOING: &str = "counting a week";

/// Most lines behind one number: more are a list of their own.
pub const BEHIND_MAX: u32 = 500;

/// What stands behind a number of a week.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WeekRow {
    /// The case.
    pub case_id: CaseId,
    /// The office that had it then; of what stands today, the one that has it.
    pub office: OfficeCode,
    /// When it happened; of a time limit, its last day.
    pub on_day: Date,
}

fn row(row: &mut Fields) -> Result<WeekRow, Failure> {
    Ok(WeekRow { case_id: row.parsed()?, office: row.office()?, on_day: row.day()? })
}

fn within(question: Question, scope: &Scope, except: &[CaseId], days: (Date, Date)) -> Question {
    let (from, until) = days;
    let last = until.yesterday().unwrap_or(until);
    question
        .and_months("e.month", month_of(from), month_of(last) + 1)
        .and_scope("e", scope)
        .and_not_in("e.case_id", except.iter().map(CaseId::to_string))
        .bind(" AND e.on_day >= ", day_number(from))
        .bind(" AND e.on_day < ", day_number(until))
}

/// Counts what happened on the days from one to before another, by kind.
///
/// # Errors
///
/// [`Outage`] if the database does not answer.
pub fn week_counts(
    reader: &Reader<'_>,
    scope: &Scope,
    except: &[CaseId],
    days: (Date, Date),
) -> Result<Vec<(String, u64)>, Outage> {
    let question = Question::new("SELECT e.kind, COUNT(*) FROM event_view e WHERE 1 = 1");
    within(question, scope, except, days).add(" GROUP BY e.kind ORDER BY e.kind").ask(
        reader,
        DOING,
        |row| Ok((row.text()?, row.count()?)),
    )
}

/// Returns what stands behind one of these counts, the earliest first.
///
/// # Errors
///
/// [`Outage`] if the database does not answer.
pub fn week_behind(
    reader: &Reader<'_>,
    scope: &Scope,
    except: &[CaseId],
    (days, kind): ((Date, Date), &str),
) -> Result<Vec<WeekRow>, Outage> {
    let question =
        Question::new("SELECT e.case_id, e.office, e.on_day FROM event_view e WHERE 1 = 1")
            .bind(" AND e.kind = ", kind);
    within(question, scope, except, days)
        .bind(" ORDER BY e.on_day, e.stream_no, e.ordinal LIMIT ", BEHIND_MAX)
        .ask(reader, DOING, row)
}

fn overdue(select: &str, scope: &Scope, except: &[CaseId], now: Timestamp) -> Question {
    Question::new(format!("{select} FROM clock_view k WHERE k.state = 'open'"))
        .and_scope("k", scope)
        .and_not_in("k.case_id", except.iter().map(CaseId::to_string))
        .bind(" AND k.due_at < ", now)
}

/// Counts open time limits that have run out, by row of law.
///
/// # Errors
///
/// [`Outage`] if the database does not answer.
pub fn overdue_counts(
    reader: &Reader<'_>,
    scope: &Scope,
    except: &[CaseId],
    now: Timestamp,
) -> Result<Vec<(String, u64)>, Outage> {
    overdue("SELECT k.row, COUNT(*)", scope, except, now)
        .add(" GROUP BY k.row ORDER BY COUNT(*) DESC, k.row")
        .ask(reader, DOING, |row| Ok((row.text()?, row.count()?)))
}

/// Returns the open time limits of a row that have run out, the longest overdue first.
///
/// # Errors
///
/// [`Outage`] if the database does not answer.
pub fn overdue_behind(
    reader: &Reader<'_>,
    scope: &Scope,
    except: &[CaseId],
    (now, law_row): (Timestamp, &str),
) -> Result<Vec<WeekRow>, Outage> {
    overdue("SELECT k.case_id, k.office, k.due_on", scope, except, now)
        .bind(" AND k.row = ", law_row)
        .bind(" ORDER BY k.due_at, k.stream_no, k.ordinal LIMIT ", BEHIND_MAX)
        .ask(reader, DOING, row)
}

/// Returns the open cases that another office sent back and that nobody took up since.
///
/// # Errors
///
/// [`Outage`] if the database does not answer.
pub fn returned_behind(
    reader: &Reader<'_>,
    scope: &Scope,
    except: &[CaseId],
) -> Result<Vec<WeekRow>, Outage> {
    Question::new(
        "SELECT c.case_id, c.office, c.opened_on FROM case_view c
            WHERE c.last_move = 'returned' AND c.status <> 'closed'",
    )
    .and_scope("c", scope)
    .and_not_in("c.case_id", except.iter().map(CaseId::to_string))
    .bind(" ORDER BY c.opened_on, c.stream_no, c.ordinal LIMIT ", BEHIND_MAX)
    .ask(reader, DOING, row)
}
