//! Devices of electronic monitoring, and what has to be looked at.

use bagyt_core::identity::CaseId;
use jiff::Timestamp;
use jiff::civil::Date;

use super::worklist::{CaseHead, WORKLIST_MAX, head, question};
use super::{Question, Scope, at_most};
use crate::failure::Outage;
use crate::reader::Reader;

const DOING: &str = "reading devices and alerts";

/// An episode of alerts that somebody has to look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AlertRow {
    /// The case.
    pub case: CaseHead,
    /// Version of its first alert.
    pub version: u32,
    /// What was noticed, of the alert that asks for the earliest look.
    pub kind: String,
    /// By when somebody looks.
    pub look_by: Timestamp,
}

/// Returns the episodes of a scope for which a look is asked at a moment, the most urgent first.
///
/// # Errors
///
/// [`Outage`] if the database does not answer.
pub fn alerts_to_look_at(
    reader: &Reader<'_>,
    scope: &Scope,
    now: Timestamp,
) -> Result<Vec<AlertRow>, Outage> {
    question("w.alert_version, w.kind, w.look_by", "alert_view")
        .and_scope("w", scope)
        .bind(" AND w.asked_at <= ", now.as_microsecond())
        .bind(" ORDER BY w.look_by, w.stream_no, w.ordinal LIMIT ", at_most(WORKLIST_MAX))
        .ask(reader, DOING, |row| {
            Ok(AlertRow {
                case: head(row)?,
                version: row.version()?,
                kind: row.text()?,
                look_by: row.instant()?,
            })
        })
}

/// A device that is worn though nothing asks for it any more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeviceOverRow {
    /// The case.
    pub case: CaseHead,
    /// Version of the fitting.
    pub version: u32,
    /// Since when.
    pub since: Date,
}

/// Returns the devices of a scope that are to come off, the longest worn for nothing first.
///
/// # Errors
///
/// [`Outage`] if the database does not answer.
pub fn devices_to_take_off(
    reader: &Reader<'_>,
    scope: &Scope,
) -> Result<Vec<DeviceOverRow>, Outage> {
    question("w.device_version, w.over_since", "device_view")
        .and_scope("w", scope)
        .add(" AND w.over_since IS NOT NULL")
        .bind(" ORDER BY w.over_since, w.stream_no, w.ordinal LIMIT ", at_most(WORKLIST_MAX))
        .ask(reader, DOING, |row| {
            Ok(DeviceOverRow { case: head(row)?, version: row.version()?, since: row.day()? })
        })
}

/// Returns the cases in which a device was ever worn, each once, in the order of their identifiers.
///
/// # Errors
///
/// [`Outage`] if the database does not answer.
pub fn wearers(reader: &Reader<'_>, device: &str) -> Result<Vec<CaseId>, Outage> {
    Question::new("SELECT DISTINCT d.case_id FROM device_view d WHERE 1 = 1")
        .bind(" AND d.device = ", device)
        .bind(" ORDER BY d.case_id LIMIT ", at_most(WORKLIST_MAX))
        .ask(reader, DOING, |row| row.parsed())
}
