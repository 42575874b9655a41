//! What is done about a client's device of electronic monitoring.

use bagyt_casework::alert::TriageAlerts;
use bagyt_casework::device::RemoveDevice;
use bagyt_core::effective::Effective;

/// Something that is done in a case about a device.
#[derive(Clone, Debug)]
pub enum DeviceAct {
    /// A device is fitted, in the place of the one that is worn if there is one.
    Fit {
        /// When.
        fitted: Effective,
        /// Its number, as the centre names it.
        serial: String,
        /// Whether it takes the place of the device that is worn.
        exchange: bool,
        /// What was considered: health, work and family.
        words: String,
    },
    /// The device is taken off.
    Remove(RemoveDevice),
    /// Somebody has looked at alerts.
    Triage(TriageAlerts),
}
