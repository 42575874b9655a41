//! The appointments of a case, with what their entries say of them.

use bagyt_casework::entries::Appointment;
use bagyt_casework::fact::{AppointmentId, CaseFact};
use jiff::Timestamp;
use uuid::Uuid;

use super::reading::Read;

/// An appointment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AppointmentItem {
    /// Its identifier.
    pub appointment: Uuid,
    /// When it begins.
    pub at: Timestamp,
    /// How long it is to last, in minutes.
    pub minutes: u16,
    /// Kind.
    pub kind: String,
    /// Where.
    pub place: String,
    /// Role of whoever holds it, where that is not the officer of the case.
    pub holder: Option<String>,
    /// Status.
    pub status: String,
    /// What the client is to bring or to know.
    pub words: String,
    /// The session of several clients to which it belongs.
    pub session: Option<Uuid>,
    /// Code of what that session is about.
    pub topic: Option<String>,
}

/// Returns the appointments of a case, the latest first.
pub(super) fn appointments(read: &Read) -> Vec<AppointmentItem> {
    let case = &read.case;
    let arranged = |id: AppointmentId| {
        read.holding.iter().find_map(|recorded| match &recorded.fact {
            CaseFact::AppointmentArranged(fact) if fact.appointment == id => Some(fact),
            _ => None,
        })
    };
    let place = |id| arranged(id).map(|fact| fact.place.code().to_owned());
    let words = |id| arranged(id)?.private.as_ref().map(|private| private.words.clone());
    let topic = |one: &Appointment| {
        let group = one.particulars.as_ref()?.group.as_ref()?;
        Some(group.topic.clone())
    };
    let mut items: Vec<AppointmentItem> = case
        .appointments
        .iter()
        .map(|appointment| AppointmentItem {
            appointment: appointment.id.0,
            at: appointment.begins_at,
            minutes: appointment.minutes,
            kind: appointment.kind.code().to_owned(),
            holder: appointment
                .particulars
                .as_ref()
                .and_then(|own| own.holder)
                .map(|holder| holder.role.code().to_owned()),
            place: place(appointment.id).unwrap_or_default(),
            status: case.appointment_status(appointment).code().to_owned(),
            words: words(appointment.id).unwrap_or_default(),
            session: appointment.session(),
            topic: topic(appointment),
        })
        .collect();
    items.sort_by_key(|item| std::cmp::Reverse(item.at));
    items
}
