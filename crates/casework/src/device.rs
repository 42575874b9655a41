//! Devices of electronic monitoring: fitted on a duty of the court, exchanged, and taken off.
//!
//! A device is known by the number that the monitoring centre gives it. The number itself is kept
//! private; a keyed hash of it stands in clear, so that what the centre says of a device finds the
//! case in which it was worn. Before a device is fitted somebody considers what it means for the
//! health, the work and the family of whoever wears it, and writes that down. What the centre says
//! of a device, and how it is looked at, is in [`crate::alert`].

use bagyt_core::effective::Effective;
use bagyt_core::fact::PrivateWords;
use bagyt_core::refusal::required;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::alert::{Alert, Triage};
use crate::case::Case;
use crate::entries::{Mark, Marked, drop_version, find_version, keep};
use crate::fact::{CaseFact, Change, sealed};

codes! {
    /// Why a device was taken off.
    pub enum RemovalReason {
        /// The duty ended.
        DutyEnded = "duty_ended",
        /// Another took its place.
        Exchanged = "exchanged",
        /// It harmed the client's health.
        Health = "health",
        /// It did not work.
        Faulty = "faulty",
        /// The client has gone, or lost it.
        Lost = "lost",
    }
}

/// The duty on which a device is fitted.
pub const WEAR_DEVICE: &str = "wear_device";

/// Most characters of the number of a device.
pub const SERIAL_LENGTH_MAX: usize = 40;

/// Fits a device, in the place of the one that is worn if there is one.
#[derive(Clone, Debug, PartialEq)]
pub struct FitDevice {
    /// When.
    pub fitted: Effective,
    /// Its number, as the centre names it.
    pub serial: String,
    /// The keyed hash of that number.
    pub device: String,
    /// Whether it takes the place of the device that is worn.
    pub exchange: bool,
    /// What was considered: health, work and family.
    pub words: String,
}

/// Takes a device off.
#[derive(Clone, Debug, PartialEq)]
pub struct RemoveDevice {
    /// When.
    pub removed: Effective,
    /// Why.
    pub reason: RemovalReason,
    /// In words.
    pub words: String,
}

/// A device was fitted.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DeviceFitted {
    /// When.
    pub fitted: Effective,
    /// The keyed hash of its number.
    pub device: String,
    /// Its number, and what was considered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub private: Option<PrivateDevice>,
}

/// What tells which device somebody wears, and why it may be worn.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PrivateDevice {
    /// Its number, as the centre names it.
    pub serial: String,
    /// What was considered.
    pub words: String,
}

/// A device was taken off.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DeviceRemoved {
    /// Version of the entry that fitted it.
    pub fitting: u32,
    /// When.
    pub removed: Effective,
    /// Why.
    pub reason: RemovalReason,
    /// In words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub private: Option<PrivateWords>,
}

/// A device that was fitted, as the state keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fitting {
    /// Where the entry stands.
    pub mark: Mark,
    /// The keyed hash of its number.
    pub device: String,
}

/// That a device was taken off, as the state keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Removal {
    /// Where the entry stands.
    pub mark: Mark,
    /// Version of the entry that fitted it.
    pub fitting: u32,
    /// Why.
    pub reason: RemovalReason,
}

impl Marked for Fitting {
    fn mark(&self) -> Mark {
        self.mark
    }
}

impl Marked for Removal {
    fn mark(&self) -> Mark {
        self.mark
    }
}

/// Entries about devices.
///
/// Invariant: every list is ordered by [`Mark::order`] and holds each version once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Devices {
    /// Devices that were fitted.
    pub fittings: Vec<Fitting>,
    /// That they were taken off.
    pub removals: Vec<Removal>,
    /// What the centre said of them.
    pub alerts: Vec<Alert>,
    /// What was found when that was looked at.
    pub triages: Vec<Triage>,
}

impl Devices {
    pub(crate) const NOTHING: Devices = Devices {
        fittings: Vec::new(),
        removals: Vec::new(),
        alerts: Vec::new(),
        triages: Vec::new(),
    };

    /// Takes an entry.
    pub(crate) fn apply(&mut self, mark: Mark, fact: &CaseFact) {
        match fact {
            CaseFact::DeviceFitted(fact) => {
                keep(&mut self.fittings, Fitting { mark, device: fact.device.clone() });
            }
            CaseFact::DeviceRemoved(fact) => {
                let (fitting, reason) = (fact.fitting, fact.reason);
                keep(&mut self.removals, Removal { mark, fitting, reason });
            }
            CaseFact::DeviceAlerted(fact) => keep(&mut self.alerts, Alert::of(mark, fact)),
            CaseFact::DeviceTriaged(fact) => {
                let (alerts, outcome) = (fact.alerts.clone(), fact.outcome);
                keep(&mut self.triages, Triage { mark, alerts, outcome });
            }
            _ => {}
        }
    }

    pub(crate) fn forget(&mut self, version: u32) {
        drop_version(&mut self.fittings, version);
        drop_version(&mut self.removals, version);
        drop_version(&mut self.alerts, version);
        drop_version(&mut self.triages, version);
    }

    /// Whether an entry of that version stands here that a person wrote.
    pub(crate) fn has(&self, version: u32) -> bool {
        find_version(&self.fittings, version).is_some()
            || find_version(&self.removals, version).is_some()
            || find_version(&self.triages, version).is_some()
    }

    /// Returns the version of an entry that rests on the entry.
    pub(crate) fn resting_on(&self, version: u32) -> Option<u32> {
        let removal = self.removal_of(version).map(|one| one.mark.version);
        let alert = self.alerts.iter().find(|one| one.fitting == version);
        let alert = alert.map(|one| one.mark.version);
        // A client wears one device at a time.
        let freed = find_version(&self.removals, version).is_some();
        let next = self.fittings.iter().filter(|_| freed).map(|one| one.mark.version);
        let next = next.filter(|fitted| *fitted > version);
        removal.into_iter().chain(alert).chain(next).min()
    }

    /// Returns how a device came off; nothing while it is worn.
    pub fn removal_of(&self, fitting: u32) -> Option<&Removal> {
        self.removals.iter().find(|one| one.fitting == fitting)
    }

    /// Returns the device that is worn.
    pub fn worn(&self) -> Option<&Fitting> {
        self.fittings.iter().rfind(|one| self.removal_of(one.mark.version).is_none())
    }

    /// Returns the wearing of a device on a day; the last, where it came off and on again.
    pub fn worn_on(&self, device: &str, on: Date) -> Option<&Fitting> {
        self.fittings.iter().rfind(|one| {
            let removal = self.removal_of(one.mark.version);
            let is_on = one.mark.on <= on && removal.is_none_or(|removal| on <= removal.mark.on);
            one.device == device && is_on
        })
    }
}

impl Case {
    /// Returns what is recorded of devices of electronic monitoring.
    pub fn devices(&self) -> &Devices {
        &self.duties().devices
    }
}

bagyt_core::refusals! {
    required words;
    /// Why no device is fitted or taken off.
    pub enum DeviceRefusal {
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
        /// The court set no such duty, or lifted it.
        #[error("the court set no duty to wear a device that is in force")]
        DutyNotSet = "device-duty-not-set",
        /// The day lies before the duty was in force.
        #[error("the duty is in force since {since}; {on} lies before it")]
        BeforeDuty {
            /// Day that was given.
            on: Date,
            /// First day of the duty.
            since: Date,
        } = "check-before-duty" @ "on",
        /// The number of the device is missing.
        #[error("the number of the device is missing")]
        SerialMissing = "device-serial-missing" @ "serial",
        /// The number of the device is too long.
        #[error("the number of the device has {characters} characters; the most is {most}")]
        SerialTooLong {
            /// Characters given.
            characters: usize,
            /// The most.
            most: usize,
        } = "device-serial-too-long" @ "serial",
        /// Another device is worn.
        #[error("a device has been worn since {fitted_on}; take it off, or exchange it")]
        Worn {
            /// Since when.
            fitted_on: Date,
        } = "device-worn" @ "serial",
        /// No device is worn.
        #[error("no device is worn")]
        NotWorn = "device-not-worn",
        /// The device is worn by the client already.
        #[error("the client has worn this device since {fitted_on}")]
        Same {
            /// Since when.
            fitted_on: Date,
        } = "device-same" @ "serial",
        /// Somebody else wears the device.
        #[error("somebody else wears this device; it is taken off there first")]
        WornElsewhere = "device-worn-elsewhere" @ "serial",
        /// The day lies before the device was fitted.
        #[error("the device was fitted on {fitted_on}; {on} lies before it")]
        BeforeFitting {
            /// Day that was given.
            on: Date,
            /// When it was fitted.
            fitted_on: Date,
        } = "device-before-fitting" @ "on",
        /// The reason is that of an exchange.
        #[error("an exchange is recorded with the device that takes the place")]
        ExchangeAlone = "device-exchange-alone" @ "reason",
    }
}

/// Decides what to write when a device is fitted or exchanged.
///
/// `elsewhere` says whether somebody else wears a device of that number now.
///
/// # Errors
///
/// [`DeviceRefusal`], in the order of its variants; the first that applies is returned.
pub fn fit(
    case: &Case,
    command: &FitDevice,
    elsewhere: bool,
    today: Date,
) -> Result<Vec<CaseFact>, DeviceRefusal> {
    let on = command.fitted.on();
    check_day(case, on, today)?;
    let since = case.duty_since(WEAR_DEVICE).ok_or(DeviceRefusal::DutyNotSet)?;
    if on < since {
        return Err(DeviceRefusal::BeforeDuty { on, since });
    }
    check_serial(&command.serial)?;
    let worn = case.devices().worn();
    let mut facts = Vec::new();
    match worn {
        Some(worn) if !command.exchange => {
            return Err(DeviceRefusal::Worn { fitted_on: worn.mark.on });
        }
        None if command.exchange => return Err(DeviceRefusal::NotWorn),
        Some(worn) if worn.device == command.device => {
            return Err(DeviceRefusal::Same { fitted_on: worn.mark.on });
        }
        Some(worn) => facts.push(removal(worn, command.fitted, RemovalReason::Exchanged, "")),
        None => {}
    }
    if elsewhere {
        return Err(DeviceRefusal::WornElsewhere);
    }
    if let Some(worn) = worn {
        check_after(worn, on)?;
    }
    required(&command.words)?;
    let serial = command.serial.trim().to_owned();
    let private = PrivateDevice { serial, words: command.words.trim().to_owned() };
    facts.push(CaseFact::DeviceFitted(DeviceFitted {
        fitted: command.fitted,
        device: command.device.clone(),
        private: Some(private),
    }));
    Ok(facts)
}

/// Decides what to write when a device is taken off; also after the case was closed, so that nobody
/// wears one for ever.
///
/// # Errors
///
/// [`DeviceRefusal`], in the order of its variants; the first that applies is returned.
pub fn remove(
    case: &Case,
    command: &RemoveDevice,
    today: Date,
) -> Result<Vec<CaseFact>, DeviceRefusal> {
    let on = command.removed.on();
    if on > today {
        return Err(DeviceRefusal::NotYet { on });
    }
    let worn = case.devices().worn().ok_or(DeviceRefusal::NotWorn)?;
    check_after(worn, on)?;
    if command.reason == RemovalReason::Exchanged {
        return Err(DeviceRefusal::ExchangeAlone);
    }
    required(&command.words)?;
    Ok(vec![removal(worn, command.removed, command.reason, &command.words)])
}

impl Case {
    /// Returns since when a device is worn for nothing: the case was closed, or the court lifted the
    /// duty to wear one.
    pub fn device_over_since(&self) -> Option<Date> {
        self.devices().worn()?;
        let is_duty = self.obligations().contains(&WEAR_DEVICE);
        let lifted = self
            .rulings
            .iter()
            .rfind(|one| matches!(&one.change, Change::DutyLifted { duty } if duty == WEAR_DEVICE));
        let lifted_on = lifted.filter(|_| !is_duty).map(|one| one.mark.on);
        let closed_on = self.closing().map(|closing| closing.mark.on);
        closed_on.into_iter().chain(lifted_on).min()
    }
}

fn removal(worn: &Fitting, removed: Effective, reason: RemovalReason, words: &str) -> CaseFact {
    let (fitting, private) = (worn.mark.version, sealed(words));
    CaseFact::DeviceRemoved(DeviceRemoved { fitting, removed, reason, private })
}

fn check_day(case: &Case, on: Date, today: Date) -> Result<(), DeviceRefusal> {
    if on > today {
        return Err(DeviceRefusal::NotYet { on });
    }
    match case.closed_before(on) {
        Some(closed_on) => Err(DeviceRefusal::CaseClosed { closed_on }),
        None => Ok(()),
    }
}

fn check_after(worn: &Fitting, on: Date) -> Result<(), DeviceRefusal> {
    let fitted_on = worn.mark.on;
    if on < fitted_on {
        return Err(DeviceRefusal::BeforeFitting { on, fitted_on });
    }
    Ok(())
}

fn check_serial(serial: &str) -> Result<(), DeviceRefusal> {
    let characters = serial.trim().chars().count();
    if characters == 0 {
        return Err(DeviceRefusal::SerialMissing);
    }
    if characters > SERIAL_LENGTH_MAX {
        return Err(DeviceRefusal::SerialTooLong { characters, most: SERIAL_LENGTH_MAX });
    }
    Ok(())
}

#[cfg(test)]
mod tests;
