//! What a monitoring centre noticed of a device: the strap opened, a place that was forbidden, no
//! signal. It is a word of a machine about a device and names no person; whose device it was on that
//! day is found in the casework wing. A later message about the same event says how it went on.

use jiff::Timestamp;
use uuid::Uuid;

use super::judgment::optional;
use super::object::Object;
use super::read::Reading;
use crate::fault::Problem;

/// Most characters of the number of a device.
const DEVICE_LENGTH_MAX: usize = 40;

/// Most characters of the words for a place.
const PLACE_LENGTH_MAX: usize = 300;

/// The words for what was noticed.
pub const ALERTS: [&str; 6] =
    ["strap_opened", "device_damaged", "left_home", "forbidden_place", "no_signal", "battery_low"];

/// What a centre noticed of a device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeviceAlert {
    /// Number of the device.
    pub device: String,
    /// The centre's identifier of what happened.
    pub event: Uuid,
    /// What was noticed, one of [`ALERTS`].
    pub alert: &'static str,
    /// When it began.
    pub began_at: Timestamp,
    /// When it was over; none while it goes on.
    pub ended_at: Option<Timestamp>,
    /// Where it was, where that is known.
    pub place: Option<String>,
}

/// The members of the body that must be there, and those that may.
pub(super) const REQUIRED: [&str; 4] = ["device", "event", "alert", "began_at"];
pub(super) const OPTIONAL: [&str; 2] = ["ended_at", "place"];

pub(super) fn read(reading: &Reading<'_>, body: &Object<'_>) -> Option<DeviceAlert> {
    let device = body.text("device", DEVICE_LENGTH_MAX);
    let event = body.uuid("event");
    let find = |word: &str| ALERTS.into_iter().find(|alert| *alert == word);
    let alert = body.word("alert", find, &ALERTS);
    let began_at = body.instant("began_at");
    reading.not_after_tomorrow(body, "began_at", began_at);
    let ended_at = optional(body, "ended_at", |name| body.instant(name));
    reading.not_after_tomorrow(body, "ended_at", ended_at);
    if let (Some(began_at), Some(ended_at)) = (began_at, ended_at)
        && ended_at < began_at
    {
        let given = ended_at.to_string();
        body.report().add_given(&body.at("ended_at"), Problem::EndsBeforeItBegins, &given);
    }
    let place = optional(body, "place", |name| body.text(name, PLACE_LENGTH_MAX));
    Some(DeviceAlert {
        device: device?.to_owned(),
        event: event?,
        alert: alert?,
        began_at: began_at?,
        ended_at,
        place: place.map(str::to_owned),
    })
}
