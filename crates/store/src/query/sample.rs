//! Samples of oversight, file by file.

use bagyt_core::identity::{CaseId, OfficeCode, StaffId};
use jiff::civil::Date;

use super::{Question, ROWS_MAX, Scope};
use crate::connection::Fields;
use crate::failure::{Failure, Outage};
use crate::reader::Reader;

const DOING: &str = "listing the samples of oversight";

/// A file of a sample.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SampleRow {
    /// Whose cases were drawn.
    pub staff_id: StaffId,
    /// The office.
    pub office: OfficeCode,
    /// The month.
    pub month: i64,
    /// The case.
    pub case_id: CaseId,
    /// When it was drawn.
    pub drawn_on: Date,
    /// The last day on which it is to be looked at.
    pub answer_by: Date,
    /// When it was looked at.
    pub answered_on: Option<Date>,
    /// The score in thousandths.
    pub score_permille: Option<i64>,
    /// Version of the sample in the stream of the member of staff.
    pub version: u32,
}

fn row(row: &mut Fields) -> Result<SampleRow, Failure> {
    Ok(SampleRow {
        staff_id: row.parsed()?,
        office: row.office()?,
        month: row.integer()?,
        case_id: row.parsed()?,
        drawn_on: row.day()?,
        answer_by: row.day()?,
        answered_on: row.optional_day()?,
        score_permille: row.optional_integer()?,
        version: row.version()?,
    })
}

/// Returns the files of the samples of a scope from a month on, the newest month first; a scope of
/// one officer finds nothing. Cases in `except` are left out.
///
/// # Errors
///
/// [`Outage`] if the database does not answer.
pub fn samples(
    reader: &Reader<'_>,
    scope: &Scope,
    except: &[CaseId],
    from_month: i64,
) -> Result<Vec<SampleRow>, Outage> {
    let question = Question::new(
        "SELECT s.staff_id, s.office, s.month, s.case_id, s.drawn_on, s.answer_by, s.answered_on,
            s.score_permille, s.version FROM sample_view s WHERE 1 = 1",
    );
    let question = match scope {
        Scope::Officer(_) | Scope::Case(_) => question.add(" AND 1 = 0"),
        offices => question.and_scope("s", offices),
    };
    question
        .bind(" AND s.month >= ", from_month)
        .and_not_in("s.case_id", except.iter().map(CaseId::to_string))
        .bind(" ORDER BY s.month DESC, s.stream_no, s.ordinal LIMIT ", ROWS_MAX)
        .ask(reader, DOING, row)
}
