//! How a meeting is held: by whom, in which language, in a series, with other clients.

use bagyt_core::identity::StaffId;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::codes::Role;
use crate::entries::Appointment;

/// Who holds a meeting, in which language, and to which series it belongs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Particulars {
    /// Who holds it; `None` means the officer of the case.
    pub holder: Option<Holder>,
    /// Language of the meeting: `ky`, `kk`, `ru`, …; `None` means the client's.
    pub language: Option<String>,
    /// Whether an interpreter is needed.
    pub interpreter: bool,
    /// The series to which it belongs.
    pub series: Option<Uuid>,
    /// The meeting of several clients of which it is the part of one.
    pub group: Option<GroupSession>,
}

/// One meeting of several clients: each case has its own appointment, and all of them the same
/// session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupSession {
    /// Identifier of the session.
    pub session: Uuid,
    /// Code of what it is about.
    pub topic: String,
}

/// Who holds a meeting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holder {
    /// The member of staff.
    pub staff: StaffId,
    /// In which role.
    pub role: Role,
}

impl Appointment {
    /// Who holds it; `None` means the officer of the case.
    pub fn holder(&self) -> Option<StaffId> {
        self.particulars.as_ref().and_then(|own| own.holder).map(|holder| holder.staff)
    }

    /// The group session of which it is the part of one client.
    pub fn session(&self) -> Option<Uuid> {
        self.particulars.as_ref().and_then(|own| own.group.as_ref()).map(|group| group.session)
    }
}
