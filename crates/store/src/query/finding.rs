//! Training needs and projects' results.

use bagyt_core::identity::{NeedId, OfficeCode, ProjectId};
use jiff::civil::Date;

use super::Question;
use crate::failure::Outage;
use crate::reader::Reader;

/// Most rows of these lists.
const FINDINGS_MAX: u32 = 10_000;

/// A training need of an office.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NeedRow {
    /// The need.
    pub need_id: NeedId,
    /// The office.
    pub office: OfficeCode,
    /// The indicator that shows it.
    pub indicator: String,
    /// The competence that is needed.
    pub competence: String,
    /// The indicator's value, in thousandths.
    pub value_permille: i64,
    /// The threshold, in thousandths.
    pub threshold_permille: i64,
    /// Position in the journal at which the indicator was read.
    pub position: u64,
    /// Day on which the need was raised.
    pub raised_on: Date,
    /// `open` or `answered`.
    pub status: String,
}

/// Lists needs, the newest first; `None` asks for all.
///
/// # Errors
///
/// [`Outage`] if the database does not answer.
pub fn needs(
    reader: &Reader<'_>,
    status: Option<&str>,
    office: Option<&OfficeCode>,
) -> Result<Vec<NeedRow>, Outage> {
    Question::new(
        "SELECT n.need_id, n.office, n.indicator, n.competence, n.value_permille,
            n.threshold_permille, n.position, n.raised_on, n.status FROM need_view n WHERE 1 = 1",
    )
    .bind_some(" AND n.status = ", status)
    .bind_some(" AND n.office = ", office.map(|office| office.0.as_str()))
    .bind(" ORDER BY n.raised_on DESC, n.stream_no DESC, n.ordinal LIMIT ", FINDINGS_MAX)
    .ask(reader, "listing training needs", |row| {
        Ok(NeedRow {
            need_id: row.parsed()?,
            office: row.office()?,
            indicator: row.text()?,
            competence: row.text()?,
            value_permille: row.integer()?,
            threshold_permille: row.integer()?,
            position: row.count()?,
            raised_on: row.day()?,
            status: row.text()?,
        })
    })
}

/// A published result of a project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResultRow {
    /// The project.
    pub project_id: ProjectId,
    /// The standard.
    pub standard: String,
    /// The rule of the standard.
    pub rule: String,
    /// The indicator.
    pub indicator: String,
    /// The indicator's value, in thousandths; none where too few cases are behind it.
    pub value_permille: Option<i64>,
    /// Position in the journal at which the indicator was read.
    pub position: u64,
    /// Day of the publication.
    pub published_on: Date,
}

/// Lists results, the newest first; `None` asks for all.
///
/// # Errors
///
/// [`Outage`] if the database does not answer.
pub fn results(
    reader: &Reader<'_>,
    standard: Option<&str>,
    rule: Option<&str>,
) -> Result<Vec<ResultRow>, Outage> {
    Question::new(
        "SELECT r.project_id, r.standard, r.rule, r.indicator, r.value_permille, r.position,
            r.published_on FROM result_view r WHERE 1 = 1",
    )
    .bind_some(" AND r.standard = ", standard)
    .bind_some(" AND r.rule = ", rule)
    .bind(" ORDER BY r.published_on DESC, r.stream_no DESC, r.ordinal LIMIT ", FINDINGS_MAX)
    .ask(reader, "listing results", |row| {
        Ok(ResultRow {
            project_id: row.parsed()?,
            standard: row.text()?,
            rule: row.text()?,
            indicator: row.text()?,
            value_permille: row.optional_integer()?,
            position: row.count()?,
            published_on: row.day()?,
        })
    })
}
