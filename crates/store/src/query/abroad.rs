//! Requests to other states to supervise a client.

use bagyt_core::identity::CaseId;
use bagyt_core::view::day_number;
use jiff::civil::Date;

use super::worklist::{CaseHead, WORKLIST_MAX, head, question};
use super::{Scope, at_most};
use crate::connection::Fields;
use crate::failure::{Failure, Outage};
use crate::reader::Reader;

const DOING: &str = "reading requests to other states";

/// A request to another state of which something is awaited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AbroadRow {
    /// The case.
    pub case: CaseHead,
    /// Version of the entry that made it.
    pub version: u32,
    /// Which state, two letters.
    pub country: String,
    /// Why there.
    pub ground: String,
    /// How it stands.
    pub status: String,
    /// When it was sent.
    pub asked_on: Date,
    /// What is awaited: `acknowledgement`, `decision` or `takeover`.
    pub awaits: String,
    /// The last day for it.
    pub awaited_by: Date,
}

fn row(fields: &mut Fields) -> Result<AbroadRow, Failure> {
    Ok(AbroadRow {
        case: head(fields)?,
        version: fields.version()?,
        country: fields.text()?,
        ground: fields.text()?,
        status: fields.text()?,
        asked_on: fields.day()?,
        awaits: fields.text()?,
        awaited_by: fields.day()?,
    })
}

/// Returns the requests of a scope of which something is awaited up to a day, or on any day, without
/// those of some cases; the earliest day first.
///
/// # Errors
///
/// [`Outage`] if the database does not answer.
pub fn abroad_awaited(
    reader: &Reader<'_>,
    scope: &Scope,
    until: Option<Date>,
    except: &[CaseId],
) -> Result<Vec<AbroadRow>, Outage> {
    let columns = "w.abroad_version, w.country, w.ground, w.status, w.asked_on, w.awaits,
        w.awaited_by";
    question(columns, "abroad_view")
        .and_scope("w", scope)
        .bind(" AND w.awaited_by <= ", day_number(until.unwrap_or(Date::MAX)))
        .and_not_in("c.case_id", except.iter().map(CaseId::to_string))
        .bind(" ORDER BY w.awaited_by, w.stream_no, w.ordinal LIMIT ", at_most(WORKLIST_MAX))
        .ask(reader, DOING, row)
}
