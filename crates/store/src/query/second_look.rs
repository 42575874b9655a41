//! Acts that need a second look.

use jiff::Timestamp;
use jiff::civil::Date;

use super::worklist::{CaseHead, WORKLIST_MAX, head, question};
use super::{Scope, at_most};
use crate::failure::Outage;
use crate::reader::Reader;

/// An act of a case under which something has moved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SecondLookRow {
    /// The case.
    pub case: CaseHead,
    /// `violation`, `warning` or `submission`.
    pub act: String,
    /// Version of the act's entry.
    pub act_version: u32,
    /// Day of the act.
    pub act_on: Date,
    /// `due_moved`, `kept_after_all` or `ground_lost`.
    pub cause: String,
    /// Code of the row of law that was relied on.
    pub row: Option<String>,
    /// First day of the row's edition.
    pub edition: Option<Date>,
    /// The due moment relied on.
    pub relied_at: Option<Timestamp>,
    /// The due moment as it is now.
    pub due_at: Option<Timestamp>,
    /// When the limit was kept after all.
    pub kept_at: Option<Timestamp>,
    /// Day of the entry by which it is known.
    pub known_on: Option<Date>,
}

/// Returns the acts that need a second look, those first of which it is known longest.
///
/// # Errors
///
/// [`Outage`] if the database does not answer.
pub fn second_looks(reader: &Reader<'_>, scope: &Scope) -> Result<Vec<SecondLookRow>, Outage> {
    let columns = "w.act, w.act_version, w.act_on, w.cause, w.\"row\", w.edition, w.relied_at,
        w.due_at, w.kept_at, w.known_on";
    question(columns, "second_look_view")
        .and_scope("w", scope)
        .bind(" ORDER BY w.known_on, w.stream_no, w.ordinal LIMIT ", at_most(WORKLIST_MAX))
        .ask(reader, "reading acts that need a second look", |row| {
            Ok(SecondLookRow {
                case: head(row)?,
                act: row.text()?,
                act_version: row.version()?,
                act_on: row.day()?,
                cause: row.text()?,
                row: row.optional_text()?,
                edition: row.optional_day()?,
                relied_at: row.optional_instant()?,
                due_at: row.optional_instant()?,
                kept_at: row.optional_instant()?,
                known_on: row.optional_day()?,
            })
        })
}
