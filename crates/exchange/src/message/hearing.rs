//! A court's notice of a hearing: when and where it hears a submission of the service, and whom it
//! calls. A later notice about the same submission moves the hearing.
//!
//! Whether the submission is before that court is weighed where its case stands; here stands what
//! can be seen in the notice alone.

use jiff::Timestamp;
use uuid::Uuid;

use super::judgment::{NUMBER_LENGTH_MAX, optional};
use super::object::Object;
use super::read::Reading;

/// Most characters of the words for a room.
const ROOM_LENGTH_MAX: usize = 300;

/// The words for those who are called.
pub const CALLED: [&str; 2] = ["officer", "client"];

/// A court's notice of a hearing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HearingNotice {
    /// Code of the court.
    pub court: String,
    /// The court's number of the case.
    pub case_number: String,
    /// The submission that is heard, by the service's identifier.
    pub submission: Uuid,
    /// When it begins.
    pub begins_at: Timestamp,
    /// Whom the court calls, of [`CALLED`].
    pub called: Vec<String>,
    /// The room, and what else matters there.
    pub room: Option<String>,
}

/// The members of the body that must be there, and those that may.
pub(super) const REQUIRED: [&str; 4] = ["court", "case_number", "submission", "begins_at"];
pub(super) const OPTIONAL: [&str; 2] = ["called", "room"];

pub(super) fn read(reading: &Reading<'_>, body: &Object<'_>) -> Option<HearingNotice> {
    let court = body.code("court", "courts", |code| reading.codes.courts.contains_key(code));
    let case_number = body.text("case_number", NUMBER_LENGTH_MAX);
    let submission = body.uuid("submission");
    let begins_at = body.instant("begins_at");
    let called = body.codes("called", "called", CALLED.len(), |code| CALLED.contains(&code));
    let room = optional(body, "room", |name| body.text(name, ROOM_LENGTH_MAX));
    Some(HearingNotice {
        court: court?.to_owned(),
        case_number: case_number?.to_owned(),
        submission: submission?,
        begins_at: begins_at?,
        called,
        room: room.map(str::to_owned),
    })
}
