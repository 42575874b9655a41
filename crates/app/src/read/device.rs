//! The device that a client wears, what the centre said of it, and what somebody found.

use bagyt_casework::alert::{Alert, AlertKind, Episode, TriageOutcome};
use bagyt_casework::device::{Fitting, RemovalReason, WEAR_DEVICE};
use bagyt_casework::fact::CaseFact;
use bagyt_store::query;
use jiff::Timestamp;
use jiff::civil::Date;

use super::reading::Read;
use super::request::{fact_of, words};
use super::today::{Asked, TodayItem, TodayKind};
use crate::App;
use crate::outcome::Failure;

/// What is known of a client's devices.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DeviceBox {
    /// First day of the duty to wear one; none where it is not in force.
    pub duty_since: Option<Date>,
    /// Devices, the newest first; the first is worn if it was not taken off.
    pub devices: Vec<DeviceItem>,
    /// Episodes of alerts, the newest first.
    pub episodes: Vec<EpisodeItem>,
}

/// A device that was fitted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeviceItem {
    /// Version of the entry.
    pub version: u32,
    /// Its number; empty where it was forgotten.
    pub serial: String,
    /// When it was fitted.
    pub fitted_on: Date,
    /// What was considered.
    pub words: String,
    /// When and why it was taken off, with what was said.
    pub removal: Option<(Date, RemovalReason, String)>,
}

/// Alerts that touch in time, or that were looked at together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EpisodeItem {
    /// Versions of the alerts.
    pub versions: Vec<u32>,
    /// What was noticed, of the alert that asks for the earliest look, else of the first.
    pub kind: AlertKind,
    /// The alerts, the earliest first.
    pub alerts: Vec<AlertItem>,
    /// By when somebody looks; none where nobody is asked to, or not yet.
    pub look_by: Option<Timestamp>,
    /// What was found, with its day and words.
    pub triage: Option<(Date, TriageOutcome, String)>,
}

/// One thing that the centre noticed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AlertItem {
    /// What.
    pub kind: AlertKind,
    /// When it began.
    pub began_at: Timestamp,
    /// When it was over; none while it goes on.
    pub ended_at: Option<Timestamp>,
    /// Where.
    pub place: String,
}

impl DeviceBox {
    /// Returns the device that is worn.
    pub fn worn(&self) -> Option<&DeviceItem> {
        self.devices.iter().find(|one| one.removal.is_none())
    }
}

/// Returns what is known of the devices of a client at a moment.
pub(super) fn devices(read: &Read, now: Timestamp) -> DeviceBox {
    let kept = read.case.devices();
    let device = |fitting: &Fitting| {
        let private = match fact_of(read, fitting.mark) {
            Some(CaseFact::DeviceFitted(fact)) => fact.private.clone(),
            _ => None,
        };
        let (serial, considered) = private.map(|one| (one.serial, one.words)).unwrap_or_default();
        let removal = kept.removal_of(fitting.mark.version).map(|removal| {
            let said = match fact_of(read, removal.mark) {
                Some(CaseFact::DeviceRemoved(fact)) => words(fact.private.as_ref()),
                _ => String::new(),
            };
            (removal.mark.on, removal.reason, said)
        });
        DeviceItem {
            version: fitting.mark.version,
            serial,
            fitted_on: fitting.mark.on,
            words: considered,
            removal,
        }
    };
    DeviceBox {
        duty_since: read.case.duty_since(WEAR_DEVICE),
        devices: kept.fittings.iter().rev().map(device).collect(),
        episodes: kept.episodes().iter().rev().filter_map(|one| episode(read, one, now)).collect(),
    }
}

fn episode(read: &Read, episode: &Episode<'_>, now: Timestamp) -> Option<EpisodeItem> {
    let alert = |alert: &&Alert| AlertItem {
        kind: alert.kind,
        began_at: alert.began_at,
        ended_at: alert.ended_at,
        place: match fact_of(read, alert.mark) {
            Some(CaseFact::DeviceAlerted(fact)) => words(fact.private.as_ref()),
            _ => String::new(),
        },
    };
    let urgent = episode.most_urgent();
    let is_asked = episode.triage.is_none() && episode.asked_at().is_some_and(|at| at <= now);
    let triage = episode.triage.map(|triage| {
        let said = match fact_of(read, triage.mark) {
            Some(CaseFact::DeviceTriaged(fact)) => words(fact.private.as_ref()),
            _ => String::new(),
        };
        (triage.mark.on, triage.outcome, said)
    });
    Some(EpisodeItem {
        versions: episode.versions(),
        kind: urgent.map_or(episode.alerts.first()?.kind, |(alert, _)| alert.kind),
        alerts: episode.alerts.iter().map(alert).collect(),
        look_by: urgent.filter(|_| is_asked).map(|(_, look)| look.by),
        triage,
    })
}

impl App {
    /// Alerts of devices of the officer's clients that somebody has to look at now.
    pub(super) fn add_alerts(
        &self,
        asked: &Asked<'_>,
        items: &mut Vec<TodayItem>,
    ) -> Result<(), Failure> {
        let rows = query::alerts_to_look_at(&asked.online.reader, &asked.scope, self.now());
        let excluded = &asked.user.own_access.excluded;
        for row in rows.map_err(Failure::outage)? {
            if excluded.contains(&row.case.case_id) {
                continue;
            }
            let on = self.zone().day_of(row.look_by);
            let mut item = self.item(TodayKind::Alert, &row.case, row.look_by, on);
            item.detail = row.kind;
            item.version = row.version;
            items.push(item);
        }
        Ok(())
    }

    /// Devices that the officer's clients wear though the case or the duty is over, by the day by
    /// which the service takes them off.
    pub(super) fn add_devices(
        &self,
        asked: &Asked<'_>,
        items: &mut Vec<TodayItem>,
    ) -> Result<(), Failure> {
        let rows = query::devices_to_take_off(&asked.online.reader, &asked.scope);
        let excluded = &asked.user.own_access.excluded;
        for row in rows.map_err(Failure::outage)? {
            if excluded.contains(&row.case.case_id) {
                continue;
            }
            let by = self.tables().monitoring().take_off_by(row.since);
            let kind = TodayKind::DeviceToTakeOff;
            let mut item = self.item(kind, &row.case, self.zone().start_of(by), by);
            item.detail = row.since.to_string();
            item.version = row.version;
            items.push(item);
        }
        Ok(())
    }
}
