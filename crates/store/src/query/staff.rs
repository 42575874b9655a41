//! Members of staff and their posts.

use bagyt_core::identity::{OfficeCode, StaffId};
use bagyt_core::view::day_number;
use jiff::civil::Date;

use super::Question;
use crate::connection::Fields;
use crate::failure::{Failure, Outage};
use crate::reader::Reader;

const DOING: &str = "listing the staff";

/// A post of a member of staff.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StaffRow {
    /// The member of staff.
    pub staff_id: StaffId,
    /// The name.
    pub name: String,
    /// The role.
    pub role: String,
    /// The office.
    pub office: OfficeCode,
    /// First day of the post.
    pub from_on: Date,
    /// First day after the post, if it has an end.
    pub until_on: Option<Date>,
}

const SELECT: &str = "SELECT s.staff_id, s.display_name, s.role, s.office, s.from_on, s.until_on
    FROM staff_view s WHERE 1 = 1";

fn row(row: &mut Fields) -> Result<StaffRow, Failure> {
    Ok(StaffRow {
        staff_id: row.parsed()?,
        name: row.text()?,
        role: row.text()?,
        office: row.office()?,
        from_on: row.day()?,
        until_on: row.optional_day()?,
    })
}

/// Returns the posts that are held on a day, in one office or in all, by office, role and name.
///
/// # Errors
///
/// [`Outage`] if the database does not answer.
pub fn staff(
    reader: &Reader<'_>,
    office: Option<&OfficeCode>,
    on: Date,
) -> Result<Vec<StaffRow>, Outage> {
    Question::new(SELECT)
        .bind_some(" AND s.office = ", office.map(|office| office.0.as_str()))
        .bind(" AND s.from_on <= ", day_number(on))
        .bind(" AND (s.until_on IS NULL OR s.until_on > ", day_number(on))
        .add(") ORDER BY s.office, s.role, s.display_name, s.staff_id")
        .ask(reader, DOING, row)
}

/// Returns all posts of a member of staff, the earliest first.
///
/// # Errors
///
/// [`Outage`] if the database does not answer.
pub fn staff_by_id(reader: &Reader<'_>, staff_id: StaffId) -> Result<Vec<StaffRow>, Outage> {
    Question::new(SELECT)
        .bind(" AND s.staff_id = ", staff_id.to_string())
        .add(" ORDER BY s.from_on, s.stream_no, s.ordinal")
        .ask(reader, DOING, row)
}

/// Days for which a member of staff is away, with who stands in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeaveRow {
    /// The member of staff.
    pub staff_id: StaffId,
    /// The office.
    pub office: OfficeCode,
    /// The kind.
    pub kind: String,
    /// Who stands in.
    pub cover: StaffId,
    /// First day away.
    pub from_on: Date,
    /// First day back.
    pub until_on: Date,
    /// Version of its entry.
    pub version: u32,
}

const LEAVES: &str =
    "SELECT l.staff_id, l.office, l.kind, l.cover, l.from_on, l.until_on, l.version
    FROM leave_view l WHERE l.from_on < l.until_on";

fn leave(row: &mut Fields) -> Result<LeaveRow, Failure> {
    Ok(LeaveRow {
        staff_id: row.parsed()?,
        office: row.office()?,
        kind: row.text()?,
        cover: row.parsed()?,
        from_on: row.day()?,
        until_on: row.day()?,
        version: row.version()?,
    })
}

/// Returns the days from a day on in which somebody stands in for others, the earliest first.
///
/// # Errors
///
/// [`Outage`] if the database does not answer.
pub fn leaves_covered_by(
    reader: &Reader<'_>,
    cover: StaffId,
    from: Date,
) -> Result<Vec<LeaveRow>, Outage> {
    Question::new(LEAVES)
        .bind(" AND l.cover = ", cover.to_string())
        .bind(" AND l.until_on > ", day_number(from))
        .add(" ORDER BY l.from_on, l.stream_no, l.ordinal")
        .ask(reader, DOING, leave)
}

/// Returns who of an office is away on a day.
///
/// # Errors
///
/// [`Outage`] if the database does not answer.
pub fn leaves_on(
    reader: &Reader<'_>,
    office: &OfficeCode,
    on: Date,
) -> Result<Vec<LeaveRow>, Outage> {
    Question::new(LEAVES)
        .bind(" AND l.office = ", office.0.as_str())
        .bind(" AND l.from_on <= ", day_number(on))
        .bind(" AND l.until_on > ", day_number(on))
        .add(" ORDER BY l.from_on, l.stream_no, l.ordinal")
        .ask(reader, DOING, leave)
}
