//! What the monitoring centre says of a device, and how somebody looks at it.
//!
//! An alert is a word of a machine, and never a breach by itself. What touches in time on one device
//! is one piece of work, an episode: somebody looks at it once, asks the client, and finds it
//! technical, explained or a duty not kept. Only then, and only after the client was heard, a breach
//! can be established ([`crate::breach`]). When a look is asked for follows from a setting of the
//! house, which the caller applies when the alert comes; the days that it gave stand in the entry.

use bagyt_core::effective::Effective;
use bagyt_core::fact::PrivateWords;
use bagyt_core::identity::MessageId;
use bagyt_core::refusal::required;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::case::Case;
use crate::device::Devices;
use crate::entries::{Mark, Marked, find_version};
use crate::fact::{CaseFact, sealed};

codes! {
    /// What the centre noticed.
    pub enum AlertKind {
        /// The strap was opened.
        StrapOpened = "strap_opened",
        /// The device was damaged.
        DeviceDamaged = "device_damaged",
        /// The client was away from home in the hours that the court set.
        LeftHome = "left_home",
        /// The client was in a place that the court forbade.
        ForbiddenPlace = "forbidden_place",
        /// The device was not heard.
        NoSignal = "no_signal",
        /// Its battery was low.
        BatteryLow = "battery_low",
    }
}

codes! {
    /// What was found when somebody looked.
    pub enum TriageOutcome {
        /// The device or the line did not work.
        Technical = "technical",
        /// The client explained it, and the explanation holds.
        Explained = "explained",
        /// The duty was not kept.
        NotKept = "not_kept",
    }
}

/// When a look is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    /// From when.
    pub asked_at: Timestamp,
    /// By when it is made.
    pub by: Timestamp,
}

/// Notes what the centre says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoteAlert {
    /// The message that says it.
    pub message: MessageId,
    /// Version of the entry that fitted the device.
    pub fitting: u32,
    /// What was noticed.
    pub kind: AlertKind,
    /// The centre's identifier of what happened; a later message about the same says how it went on.
    pub event: Uuid,
    /// When it began.
    pub began_at: Timestamp,
    /// When it was over; none while it goes on.
    pub ended_at: Option<Timestamp>,
    /// When a look is asked for; none where it is too short for one.
    pub look: Option<Look>,
    /// Where it was, in the centre's words.
    pub place: String,
}

/// The centre said something of a device.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DeviceAlerted {
    /// The message that says it.
    pub message: MessageId,
    /// Version of the entry that fitted the device.
    pub fitting: u32,
    /// What was noticed.
    pub alert: AlertKind,
    /// The centre's identifier of what happened.
    pub event: Uuid,
    /// When it began.
    pub began: Effective,
    /// When it was over; absent while it goes on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended_at: Option<Timestamp>,
    /// From when a look is asked for; absent where it is too short for one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub look_from: Option<Timestamp>,
    /// By when it is made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub look_by: Option<Timestamp>,
    /// Where it was, in the centre's words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub private: Option<PrivateWords>,
}

/// Says what was found when an episode was looked at.
#[derive(Clone, Debug, PartialEq)]
pub struct TriageAlerts {
    /// Versions of the alerts that were looked at: all of one episode.
    pub alerts: Vec<u32>,
    /// When.
    pub triaged: Effective,
    /// What was found.
    pub outcome: TriageOutcome,
    /// The client's words, and what was seen.
    pub words: String,
}

/// An episode was looked at.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DeviceTriaged {
    /// Versions of the alerts that were looked at.
    pub alerts: Vec<u32>,
    /// When.
    pub triaged: Effective,
    /// What was found.
    pub outcome: TriageOutcome,
    /// The client's words, and what was seen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub private: Option<PrivateWords>,
}

/// An alert, as the state keeps it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Alert {
    /// Where the entry stands.
    pub mark: Mark,
    /// Version of the entry that fitted the device.
    pub fitting: u32,
    /// What was noticed.
    pub kind: AlertKind,
    /// The centre's identifier of what happened.
    pub event: Uuid,
    /// When it began.
    pub began_at: Timestamp,
    /// When it was over.
    pub ended_at: Option<Timestamp>,
    /// When a look is asked for.
    pub look: Option<Look>,
}

/// A look at an episode, as the state keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Triage {
    /// Where the entry stands.
    pub mark: Mark,
    /// Versions of the alerts.
    pub alerts: Vec<u32>,
    /// What was found.
    pub outcome: TriageOutcome,
}

impl Marked for Alert {
    fn mark(&self) -> Mark {
        self.mark
    }
}

impl Marked for Triage {
    fn mark(&self) -> Mark {
        self.mark
    }
}

impl Alert {
    pub(crate) fn of(mark: Mark, fact: &DeviceAlerted) -> Alert {
        let look = fact.look_from.zip(fact.look_by).map(|(asked_at, by)| Look { asked_at, by });
        Alert {
            mark,
            fitting: fact.fitting,
            kind: fact.alert,
            event: fact.event,
            began_at: fact.began.start(),
            ended_at: fact.ended_at,
            look,
        }
    }
}

/// Alerts of one device that touch each other in time, or that were looked at together.
///
/// Invariant: at least one alert; each event once, as the newest message says it; the earliest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Episode<'a> {
    /// The alerts.
    pub alerts: Vec<&'a Alert>,
    /// The look at it, where there was one.
    pub triage: Option<&'a Triage>,
}

impl Episode<'_> {
    /// Versions of its alerts.
    pub fn versions(&self) -> Vec<u32> {
        self.alerts.iter().map(|alert| alert.mark.version).collect()
    }

    /// When it was over; none while something of it goes on.
    pub fn ended_at(&self) -> Option<Timestamp> {
        let ends: Option<Vec<Timestamp>> = self.alerts.iter().map(|one| one.ended_at).collect();
        ends?.into_iter().max()
    }

    /// Returns the alert that asks for the earliest look; none where none asks for one.
    pub fn most_urgent(&self) -> Option<(&Alert, Look)> {
        let asking = self.alerts.iter().filter_map(|alert| Some((*alert, alert.look?)));
        asking.min_by_key(|(alert, look)| (look.by, alert.mark.version))
    }

    /// From when somebody is asked to look; none where nobody is.
    pub fn asked_at(&self) -> Option<Timestamp> {
        self.alerts.iter().filter_map(|alert| alert.look).map(|look| look.asked_at).min()
    }
}

impl Devices {
    /// Returns the episodes of all devices, the earliest first: those that were looked at as they
    /// were then, and of the rest what touches in time.
    pub fn episodes(&self) -> Vec<Episode<'_>> {
        let mut episodes: Vec<Episode<'_>> = Vec::new();
        for alert in self.newest() {
            let triage = self.triage_of(alert.event);
            let belongs = |episode: &Episode<'_>| match triage {
                Some(triage) => episode.triage == Some(triage),
                None => episode.triage.is_none() && touches(episode, alert),
            };
            match episodes.iter_mut().rfind(|episode| belongs(episode)) {
                Some(episode) => episode.alerts.push(alert),
                None => episodes.push(Episode { alerts: vec![alert], triage }),
            }
        }
        episodes
    }

    /// What the newest message says of each event, by the moment in which it began.
    fn newest(&self) -> Vec<&Alert> {
        let is_newest = |alert: &&Alert| {
            let same = self.alerts.iter().filter(|other| other.event == alert.event);
            same.map(|other| other.mark.version).max() == Some(alert.mark.version)
        };
        let mut newest: Vec<&Alert> = self.alerts.iter().filter(is_newest).collect();
        newest.sort_by_key(|alert| (alert.began_at, alert.mark.version));
        newest
    }

    fn triage_of(&self, event: Uuid) -> Option<&Triage> {
        let of_event = |version: &u32| {
            find_version(&self.alerts, *version).is_some_and(|alert| alert.event == event)
        };
        self.triages.iter().find(|triage| triage.alerts.iter().any(of_event))
    }
}

/// Whether an alert begins before all of an episode of its device is over.
fn touches(episode: &Episode<'_>, alert: &Alert) -> bool {
    let is_of_device = episode.alerts.iter().any(|one| one.fitting == alert.fitting);
    is_of_device && episode.ended_at().is_none_or(|ended_at| alert.began_at <= ended_at)
}

bagyt_core::refusals! {
    required words;
    /// Why a look at alerts is not recorded.
    pub enum TriageRefusal {
        /// The day has not come yet.
        #[error("{on} has not come yet")]
        NotYet {
            /// Day that was given.
            on: Date,
        } = "not-yet" @ "on",
        /// The case is closed.
        #[error("the case was closed on {closed_on}")]
        CaseClosed {
            /// Day of closing.
            closed_on: Date,
        } = "case-closed",
        /// The alerts are not all of one episode that nobody has looked at.
        #[error("the alerts have changed, or somebody has looked at them; look at the page again")]
        Changed = "alerts-changed",
        /// The day lies before the alerts.
        #[error("{on} lies before the alerts of {began_on}")]
        BeforeAlerts {
            /// Day that was given.
            on: Date,
            /// Day of the first alert.
            began_on: Date,
        } = "triage-before-alerts" @ "on",
    }
}

/// Decides what to write when the centre says something of a device that this client wore.
pub fn note(case: &Case, command: &NoteAlert) -> Vec<CaseFact> {
    vec![CaseFact::DeviceAlerted(DeviceAlerted {
        message: command.message,
        fitting: command.fitting,
        alert: command.kind,
        event: command.event,
        began: Effective::instant(command.began_at, case.zone),
        ended_at: command.ended_at,
        look_from: command.look.map(|look| look.asked_at),
        look_by: command.look.map(|look| look.by),
        private: sealed(&command.place),
    })]
}

/// Decides what to write when somebody has looked at an episode.
///
/// # Errors
///
/// [`TriageRefusal`], in the order of its variants; the first that applies is returned.
pub fn triage(
    case: &Case,
    command: &TriageAlerts,
    today: Date,
) -> Result<Vec<CaseFact>, TriageRefusal> {
    let on = command.triaged.on();
    if on > today {
        return Err(TriageRefusal::NotYet { on });
    }
    if let Some(closed_on) = case.closed_before(on) {
        return Err(TriageRefusal::CaseClosed { closed_on });
    }
    let episodes = case.devices().episodes();
    let is_meant = |one: &&Episode<'_>| one.triage.is_none() && one.versions() == command.alerts;
    let episode = episodes.iter().find(is_meant).ok_or(TriageRefusal::Changed)?;
    if let Some(began_on) = episode.alerts.first().map(|one| one.mark.on).filter(|day| on < *day) {
        return Err(TriageRefusal::BeforeAlerts { on, began_on });
    }
    required(&command.words)?;
    Ok(vec![CaseFact::DeviceTriaged(DeviceTriaged {
        alerts: command.alerts.clone(),
        triaged: command.triaged,
        outcome: command.outcome,
        private: sealed(&command.words),
    })])
}

#[cfg(test)]
mod tests;
