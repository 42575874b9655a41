//! Messages that came in and went out, and questions of identity that wait for a person.

use std::collections::BTreeMap;

use bagyt_core::identity::{CaseId, MessageId, OfficeCode};
use jiff::Timestamp;

use super::{Listed, Page, Question, Scope};
use crate::connection::Fields;
use crate::delivery::Delivery;
use crate::failure::{Failure, Outage};
use crate::reader::Reader;

const DOING: &str = "listing messages";

/// A message or a paper act.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MessageRow {
    /// The message.
    pub message_id: MessageId,
    /// `in` or `out`.
    pub direction: String,
    /// What it is.
    pub kind: String,
    /// Code of the other agency.
    pub counterpart: String,
    /// The other agency's number.
    pub number: Option<String>,
    /// The office it concerns.
    pub office: Option<OfficeCode>,
    /// `received`, `understood`, `review`, `rejected`, `opened`, `sent` or `acknowledged`.
    pub status: String,
    /// When it came in or was sent.
    pub received_at: Timestamp,
    /// The case that it opened or belongs to.
    pub case_id: Option<CaseId>,
    /// SHA-256 of the kept bytes, lower-case hexadecimal.
    pub digest: String,
    /// The field for which it was rejected.
    pub field: Option<String>,
    /// Why it was rejected.
    pub reason: Option<String>,
    /// How far its delivery has come, if it was tried.
    pub delivery: Option<Delivery>,
}

/// Which messages are listed; `None` asks for all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MessageFilter {
    /// In which direction.
    pub direction: Option<String>,
    /// Of which kind.
    pub kind: Option<String>,
    /// In which status.
    pub status: Option<String>,
    /// With which agency.
    pub counterpart: Option<String>,
    /// With which number of that agency.
    pub number: Option<String>,
    /// For which offices; without, for any and for none.
    pub offices: Option<Vec<OfficeCode>>,
    /// Of which case.
    pub case_id: Option<CaseId>,
}

/// Messages of one officer's cases that are listed at once; two weeks bring a few.
const FILED_MAX: u32 = 100;

const SELECT: &str = "SELECT m.message_id, m.direction, m.kind, m.counterpart, m.number, m.office,
    m.status, m.received_at, m.case_id, m.digest, m.field, m.reason, d.next_at, d.failures,
    d.fault, d.detail, d.delivered_at
    FROM message_view m LEFT JOIN delivery d ON d.message_id = m.message_id WHERE 1 = 1";

fn row(row: &mut Fields) -> Result<MessageRow, Failure> {
    Ok(MessageRow {
        message_id: row.parsed()?,
        direction: row.text()?,
        kind: row.text()?,
        counterpart: row.text()?,
        number: row.optional_text()?,
        office: row.optional_text()?.map(OfficeCode),
        status: row.text()?,
        received_at: row.instant()?,
        case_id: row.optional_parsed()?,
        digest: row.text()?,
        field: row.optional_text()?,
        reason: row.optional_text()?,
        delivery: delivery(row)?,
    })
}

fn delivery(row: &mut Fields) -> Result<Option<Delivery>, Failure> {
    let Some(next_at) = row.optional_instant()? else { return Ok(None) };
    Ok(Some(Delivery {
        failures: u32::try_from(row.count()?).unwrap_or(u32::MAX),
        fault: row.optional_text()?,
        detail: row.optional_text()?,
        delivered_at: row.optional_instant()?,
        next_at,
    }))
}

impl MessageFilter {
    fn narrow(&self, question: Question) -> Question {
        let question = match &self.offices {
            Some(offices) => question.and_in("m.office", offices.iter().map(|one| one.0.as_str())),
            None => question,
        };
        question
            .bind_some(" AND m.direction = ", self.direction.as_deref())
            .bind_some(" AND m.kind = ", self.kind.as_deref())
            .bind_some(" AND m.status = ", self.status.as_deref())
            .bind_some(" AND m.counterpart = ", self.counterpart.as_deref())
            .bind_some(" AND m.number = ", self.number.as_deref())
            .bind_some(" AND m.case_id = ", self.case_id.map(|case| case.to_string()))
    }
}

/// Lists messages, the newest first.
///
/// # Errors
///
/// [`Outage`] if the database does not answer.
pub fn messages(
    reader: &Reader<'_>,
    filter: &MessageFilter,
    page: Page,
) -> Result<Listed<MessageRow>, Outage> {
    let question = filter
        .narrow(Question::new(SELECT))
        .add(" ORDER BY m.received_at DESC, m.stream_no DESC, m.ordinal")
        .page(page);
    let count = filter.narrow(Question::new("SELECT COUNT(*) FROM message_view m WHERE 1 = 1"));
    Ok(Listed { rows: question.ask(reader, DOING, row)?, total: count.ask_count(reader, DOING)? })
}

/// Lists messages that came in since an instant into cases of a scope, the newest first; of these
/// kinds.
///
/// # Errors
///
/// [`Outage`] if the database does not answer.
pub fn messages_filed(
    reader: &Reader<'_>,
    scope: &Scope,
    kinds: &[&str],
    since: Timestamp,
) -> Result<Vec<MessageRow>, Outage> {
    Question::new(SELECT)
        .add(" AND m.direction = 'in'")
        .and_in("m.kind", kinds.iter().copied())
        .bind(" AND m.received_at >= ", since)
        .add(" AND m.case_id IN (SELECT c.case_id FROM case_view c WHERE 1 = 1")
        .and_scope("c", scope)
        .add(") ORDER BY m.received_at DESC, m.stream_no DESC, m.ordinal")
        .page(Page::first(FILED_MAX))
        .ask(reader, DOING, row)
}

/// Returns the messages of a kind that came into a case, the newest first.
///
/// # Errors
///
/// [`Outage`] if the database does not answer.
pub fn messages_in_case(
    reader: &Reader<'_>,
    case: CaseId,
    kind: &str,
) -> Result<Vec<MessageRow>, Outage> {
    Question::new(SELECT)
        .bind(" AND m.case_id = ", case.to_string())
        .add(" AND m.direction = 'in'")
        .bind(" AND m.kind = ", kind)
        .add(" ORDER BY m.received_at DESC, m.stream_no DESC, m.ordinal")
        .page(Page::first(FILED_MAX))
        .ask(reader, DOING, row)
}

/// Returns a message, if there is one.
///
/// # Errors
///
/// [`Outage`] if the database does not answer.
pub fn message_by_id(
    reader: &Reader<'_>,
    message_id: MessageId,
) -> Result<Option<MessageRow>, Outage> {
    let question = Question::new(SELECT).bind(" AND m.message_id = ", message_id.to_string());
    Ok(question.ask(reader, DOING, row)?.into_iter().next())
}

/// Lists messages to an agency that no receipt confirms yet, in the order in which they were sent:
/// those that were not handed over, and those whose receipt was waited for until `now` in vain.
///
/// # Errors
///
/// [`Outage`] if the database does not answer.
pub fn outbox(
    reader: &Reader<'_>,
    agency: &str,
    now: Timestamp,
    limit: u32,
) -> Result<Vec<MessageRow>, Outage> {
    let question = Question::new(SELECT)
        .bind(" AND m.counterpart = ", agency)
        .add(" AND m.direction = 'out' AND m.status = 'sent'")
        .bind(" AND (d.delivered_at IS NULL OR d.next_at <= ", now)
        .add(") ORDER BY m.stream_no, m.ordinal")
        .page(Page::first(limit));
    question.ask(reader, DOING, row)
}

/// Lists the agencies to which a message is on its way.
///
/// # Errors
///
/// [`Outage`] if the database does not answer.
pub fn awaiting_agencies(reader: &Reader<'_>) -> Result<Vec<String>, Outage> {
    let question = Question::new(
        "SELECT DISTINCT m.counterpart FROM message_view m
            WHERE m.status = 'sent' AND m.direction = 'out' ORDER BY m.counterpart",
    );
    question.ask(reader, DOING, Fields::text)
}

/// Returns the number of messages in each status.
///
/// # Errors
///
/// [`Outage`] if the database does not answer.
pub fn message_counts(reader: &Reader<'_>) -> Result<BTreeMap<String, u64>, Outage> {
    let question = Question::new("SELECT m.status, COUNT(*) FROM message_view m GROUP BY m.status");
    let counts = question.ask(reader, DOING, |row| Ok((row.text()?, row.count()?)))?;
    Ok(counts.into_iter().collect())
}

/// A question whether records belong to one person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReviewRow {
    /// The message that brought the record.
    pub message_id: MessageId,
    /// The office that decides.
    pub office: Option<OfficeCode>,
    /// `open` or `decided`.
    pub status: String,
    /// When it was asked.
    pub opened_at: Timestamp,
    /// Number of persons who may be meant.
    pub candidates: u64,
    /// When it was decided.
    pub decided_at: Option<Timestamp>,
    /// What was decided.
    pub decision: Option<String>,
}

/// Lists questions of identity in one status, the oldest first.
///
/// # Errors
///
/// [`Outage`] if the database does not answer.
pub fn reviews(
    reader: &Reader<'_>,
    status: &str,
    offices: Option<&[OfficeCode]>,
    page: Page,
) -> Result<Listed<ReviewRow>, Outage> {
    let narrow = |question: Question| {
        let question = question.bind(" WHERE r.status = ", status);
        match offices {
            Some(offices) => question.and_in("r.office", offices.iter().map(|one| one.0.as_str())),
            None => question,
        }
    };
    let question = narrow(Question::new(
        "SELECT r.message_id, r.office, r.status, r.opened_at, r.candidates, r.decided_at,
            r.decision FROM review_view r",
    ))
    .add(" ORDER BY r.opened_at, r.stream_no, r.ordinal")
    .page(page);
    let count = narrow(Question::new("SELECT COUNT(*) FROM review_view r"));
    let rows = question.ask(reader, DOING, |row| {
        Ok(ReviewRow {
            message_id: row.parsed()?,
            office: row.optional_text()?.map(OfficeCode),
            status: row.text()?,
            opened_at: row.instant()?,
            candidates: row.count()?,
            decided_at: row.optional_instant()?,
            decision: row.optional_text()?,
        })
    })?;
    Ok(Listed { rows, total: count.ask_count(reader, DOING)? })
}
