//! What campaigns ask of cases: of all that are open, or of those that changed.

use std::collections::BTreeMap;

use bagyt_core::identity::{CaseId, OfficeCode, StaffId};
use jiff::civil::Date;

use super::{Question, ROWS_MAX};
use crate::connection::number;
use crate::failure::{Failure, Outage};
use crate::reader::Reader;
use crate::schema::LANE;

const DOING: &str = "reading the cases of a campaign";

/// Streams that are asked about at once; a database takes a few thousand values in one question.
const STREAMS_AT_ONCE: usize = 1_000;

/// An attribute with its first day and the first day on which it no longer holds.
pub type HeldRow = (String, Option<Date>, Option<Date>);

/// What a campaign asks of a case, as its rows have it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CampaignCase {
    /// Number of the case's stream.
    pub stream_no: i64,
    /// The case.
    pub case_id: CaseId,
    /// The office.
    pub office: OfficeCode,
    /// The officer, once one is allocated.
    pub officer: Option<StaffId>,
    /// Code of the measure.
    pub measure: String,
    /// Group of articles.
    pub article_group: String,
    /// Sex, as `f` or `m`.
    pub sex: String,
    /// Age in years at the opening.
    pub age: i64,
    /// Day of the opening.
    pub opened_on: Date,
    /// First day of the term.
    pub term_from: Date,
    /// Last day of the term, which belongs to it.
    pub term_until: Date,
    /// Number of violations in force.
    pub violations: i64,
    /// Assessed risk, once there is an assessment.
    pub risk: Option<String>,
    /// Attributes with their first day and the first day on which they no longer hold.
    pub attributes: Vec<HeldRow>,
    /// What is owed of damage and what was paid, in the smallest unit, where any is on record.
    pub damage: Option<(i64, i64)>,
}

/// Returns the numbers of the streams to which entries were added after a position, up to a number
/// of them; none where there are more.
///
/// # Errors
///
/// [`Outage`] if the database does not answer.
pub fn streams_changed_since(
    reader: &Reader<'_>,
    position: u64,
    most: usize,
) -> Result<Option<Vec<i64>>, Outage> {
    let found = Question::new("SELECT DISTINCT j.stream_no FROM journal j")
        .bind(" WHERE j.lane = ", LANE)
        .bind(" AND j.seq > ", number(position))
        .bind(" LIMIT ", number(most as u64 + 1))
        .ask(reader, "reading what changed", |row| row.integer())?;
    Ok((found.len() <= most).then_some(found))
}

/// Returns the cases that are not closed: all, or those of some streams.
///
/// # Errors
///
/// [`Outage`] if the database does not answer.
pub fn campaign_cases(
    reader: &Reader<'_>,
    streams: Option<&[i64]>,
) -> Result<Vec<CampaignCase>, Outage> {
    let Some(streams) = streams else { return cases_of(reader, None) };
    let mut cases = Vec::new();
    for some in streams.chunks(STREAMS_AT_ONCE) {
        cases.extend(cases_of(reader, Some(some))?);
    }
    Ok(cases)
}

fn cases_of(reader: &Reader<'_>, streams: Option<&[i64]>) -> Result<Vec<CampaignCase>, Outage> {
    let of = |question: Question, alias: &str| match streams {
        Some(streams) => question.and_in(&format!("{alias}.stream_no"), streams.iter().copied()),
        None => question,
    };
    let attributes = of(
        Question::new(
            "SELECT w.stream_no, w.attribute, w.from_on, w.until_on FROM attribute_view w
                WHERE 1 = 1",
        ),
        "w",
    );
    let mut held: BTreeMap<i64, Vec<HeldRow>> = BTreeMap::new();
    let attributes =
        attributes.add(" ORDER BY w.stream_no, w.ordinal").ask(reader, DOING, |row| {
            Ok((row.integer()?, (row.text()?, row.optional_day()?, row.optional_day()?)))
        })?;
    for (stream, attribute) in attributes {
        held.entry(stream).or_default().push(attribute);
    }
    let damage =
        of(Question::new("SELECT w.stream_no, w.owed, w.paid FROM damage_view w WHERE 1 = 1"), "w");
    let damage =
        damage.ask(reader, DOING, |row| Ok((row.integer()?, (row.integer()?, row.integer()?))))?;
    let damage: BTreeMap<i64, (i64, i64)> = damage.into_iter().collect();
    let cases = of(
        Question::new(
            "SELECT c.stream_no, c.case_id, c.office, c.officer, c.measure, c.article_group, c.sex,
                c.age, c.opened_on, c.term_from, c.term_until, c.violations, c.risk
                FROM case_view c WHERE c.status <> 'closed'",
        ),
        "c",
    );
    let cases = cases.bind(" ORDER BY c.term_until, c.stream_no LIMIT ", i64::from(ROWS_MAX));
    let mut cases = cases.ask(reader, DOING, case)?;
    for case in &mut cases {
        case.attributes = held.remove(&case.stream_no).unwrap_or_default();
        case.damage = damage.get(&case.stream_no).copied();
    }
    Ok(cases)
}

fn case(row: &mut crate::connection::Fields) -> Result<CampaignCase, Failure> {
    Ok(CampaignCase {
        stream_no: row.integer()?,
        case_id: row.parsed()?,
        office: row.office()?,
        officer: row.optional_parsed()?,
        measure: row.text()?,
        article_group: row.text()?,
        sex: row.text()?,
        age: row.integer()?,
        opened_on: row.day()?,
        term_from: row.day()?,
        term_until: row.day()?,
        violations: row.integer()?,
        risk: row.optional_text()?,
        attributes: Vec::new(),
        damage: None,
    })
}
