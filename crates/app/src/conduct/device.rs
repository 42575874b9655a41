//! Devices of electronic monitoring: by their number, which one person wears at a time.

use bagyt_casework::case::Case;
use bagyt_casework::device::FitDevice;
use bagyt_casework::fact::CaseFact;
use bagyt_casework::{alert, device};
use bagyt_core::identity::StreamId;

use super::{Desk, refused};
use crate::device_act::DeviceAct;
use crate::outcome::Failure;
use crate::records::{Records, WEARINGS_MAX, wearing_claim};

/// Decides what an act about a device writes.
pub(super) fn conduct(
    desk: &Desk<'_>,
    records: &mut dyn Records,
    case: &Case,
    act: &DeviceAct,
) -> Result<Vec<CaseFact>, Failure> {
    let today = desk.today();
    match act {
        DeviceAct::Fit { fitted, serial, exchange, words } => {
            let command = FitDevice {
                fitted: *fitted,
                serial: serial.clone(),
                device: desk.tables.device_token(serial),
                exchange: *exchange,
                words: words.clone(),
            };
            let elsewhere = is_worn_elsewhere(records, case, &command.device)?;
            device::fit(case, &command, elsewhere, today).map_err(refused)
        }
        DeviceAct::Remove(command) => device::remove(case, command, today).map_err(refused),
        DeviceAct::Triage(command) => alert::triage(case, command, today).map_err(refused),
    }
}

fn is_worn_elsewhere(
    records: &mut dyn Records,
    case: &Case,
    device: &str,
) -> Result<bool, Failure> {
    for id in records.wearers(device)? {
        let other = if id == case.id { None } else { records.case(id)? };
        let worn = other.as_ref().and_then(|other| other.devices().worn());
        if worn.is_some_and(|worn| worn.device == device) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Returns the names that are taken with devices that are fitted: the first that is free of each, so
/// that of two who fit one device at the same moment only one does.
pub(super) fn claims(
    records: &mut dyn Records,
    case: &Case,
    facts: &[CaseFact],
) -> Result<Vec<(String, StreamId)>, Failure> {
    let mut claims = Vec::new();
    for fact in facts {
        let CaseFact::DeviceFitted(fitted) = fact else { continue };
        for number in 0..WEARINGS_MAX {
            let name = wearing_claim(&fitted.device, number);
            if records.holder(&name)?.is_none() {
                claims.push((name, case.id.stream()));
                break;
            }
        }
    }
    Ok(claims)
}
