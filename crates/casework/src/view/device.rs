//! The rows of devices of electronic monitoring, and of what has to be looked at.

use bagyt_core::view::{ViewRow, ViewTable, integer, text};

use super::rows::Common;
use crate::alert::Episode;
use crate::case::Case;
use crate::device::Fitting;

/// One row a device of electronic monitoring that was fitted.
pub const DEVICE: ViewTable = ViewTable {
    name: "device_view",
    version: 2,
    columns: &[
        text("case_id"),
        text("office"),
        text("officer"),
        integer("device_version"),
        text("device"),
        integer("fitted_on"),
        integer("removed_on"),
        integer("over_since"),
    ],
    indexes: &["device", "officer,over_since", "office,over_since"],
    personal: false,
};

/// One row an episode of alerts that somebody has to look at.
pub const ALERT: ViewTable = ViewTable {
    name: "alert_view",
    version: 1,
    columns: &[
        text("case_id"),
        text("office"),
        text("officer"),
        integer("alert_version"),
        text("kind"),
        integer("alerts"),
        integer("began_at"),
        integer("asked_at"),
        integer("look_by"),
    ],
    indexes: &["officer,asked_at", "office,asked_at"],
    personal: false,
};

pub(super) fn device_rows(case: &Case, common: &Common) -> Vec<ViewRow> {
    let devices = case.devices();
    let worn = devices.worn().map(|one| one.mark.version);
    let over_since = case.device_over_since();
    let row = |fitting: &Fitting| {
        vec![
            common.case_id.clone(),
            common.office.clone(),
            common.officer.clone(),
            fitting.mark.version.into(),
            fitting.device.as_str().into(),
            fitting.mark.on.into(),
            devices.removal_of(fitting.mark.version).map(|one| one.mark.on).into(),
            over_since.filter(|_| worn == Some(fitting.mark.version)).into(),
        ]
    };
    devices.fittings.iter().map(row).collect()
}

/// Of a closed case nobody looks at alerts any more.
pub(super) fn alert_rows(case: &Case, common: &Common) -> Vec<ViewRow> {
    if case.closing().is_some() {
        return Vec::new();
    }
    let row = |episode: &Episode<'_>| {
        let (urgent, look) = episode.most_urgent().filter(|_| episode.triage.is_none())?;
        let first = episode.alerts.first()?;
        Some(vec![
            common.case_id.clone(),
            common.office.clone(),
            common.officer.clone(),
            first.mark.version.into(),
            urgent.kind.code().into(),
            i64::try_from(episode.alerts.len()).unwrap_or(i64::MAX).into(),
            first.began_at.into(),
            episode.asked_at()?.into(),
            look.by.into(),
        ])
    };
    case.devices().episodes().iter().filter_map(row).collect()
}
