//! Reminders of appointments: which are due, and that one was handed over.
//!
//! A reminder is not stored before it goes out. It is due because an appointment stands, a channel
//! is verified and no entry says that it went out; so a cancelled appointment, a withdrawn channel
//! or a restricted case needs nothing to be undone. What it says is neutral and written where it
//! is handed over; here is only when.

use jiff::Timestamp;
use jiff::civil::{Date, Time};
use serde::{Deserialize, Serialize};

use crate::case::Case;
use crate::channel::{Channel, ChannelId, ChannelKind, ChannelStatus};
use crate::codes::AppointmentStatus;
use crate::entries::{Appointment, Mark, Marked};
use crate::fact::{AppointmentId, CaseFact};

codes! {
    /// On which occasion an appointment is reminded of.
    pub enum Occasion {
        /// Some days ahead.
        Ahead = "ahead",
        /// On the day before.
        Eve = "eve",
    }
}

/// When reminders go out, by the setting of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReminderTimes {
    /// How many days ahead the first one goes out; more than one.
    pub days_ahead: i8,
    /// The first hour of the day at which anything goes out, on the clock of the office.
    pub from: Time,
    /// The first hour at which nothing goes out any more.
    pub until: Time,
}

/// A reminder that is to go out now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DueReminder<'c> {
    /// The appointment.
    pub appointment: &'c Appointment,
    /// The channel.
    pub channel: &'c Channel,
    /// The occasion.
    pub occasion: Occasion,
}

/// Records that a reminder was handed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoteReminder {
    /// The appointment.
    pub appointment: AppointmentId,
    /// The channel.
    pub channel: ChannelId,
    /// The occasion.
    pub occasion: Occasion,
    /// Short messages that its text takes; one for an e-mail.
    pub parts: u8,
}

/// A reminder was handed over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReminderSent {
    /// The appointment.
    pub appointment: AppointmentId,
    /// The channel.
    pub channel: ChannelId,
    /// The way.
    pub kind: ChannelKind,
    /// The occasion.
    pub occasion: Occasion,
    /// Short messages that its text takes; one for an e-mail.
    pub parts: u8,
    /// When it was handed over.
    pub sent_at: Timestamp,
}

/// A reminder that was handed over, as the state of a case keeps it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SentReminder {
    /// Where the entry stands.
    pub mark: Mark,
    /// The appointment.
    pub appointment: AppointmentId,
    /// The way.
    pub kind: ChannelKind,
    /// The occasion.
    pub occasion: Occasion,
    /// When it was handed over.
    pub sent_at: Timestamp,
}

impl Marked for SentReminder {
    fn mark(&self) -> Mark {
        self.mark
    }
}

bagyt_core::refusals! {
    /// Why it is not recorded that a reminder was handed over.
    pub enum ReminderRefusal {
        /// The case has no such appointment or channel.
        #[error("the case has no such appointment or channel")]
        UnknownReminder = "reminder-unknown",
        /// It is on record already.
        #[error("the reminder is on record already")]
        AlreadySent = "reminder-already",
    }
}

/// Returns the reminders of a case that are to go out at an instant, in the order of the
/// appointments.
///
/// The one some days ahead is due from the first hour of its day to the first hour of the day
/// before the appointment; then the other one is, for as long as that day lasts. On each way an
/// appointment is reminded of once on each occasion, on the channel that was recorded last. A
/// closed or restricted case has none, and none goes out at night.
pub fn due<'c>(case: &'c Case, times: &ReminderTimes, now: Timestamp) -> Vec<DueReminder<'c>> {
    let local = now.to_zoned(case.zone.time_zone());
    let is_day = times.from <= local.time() && local.time() < times.until;
    if !is_day || case.closing().is_some() || case.is_restricted() {
        return Vec::new();
    }
    let channels = channels(case, now);
    let mut reminders = Vec::new();
    for appointment in &case.appointments {
        let is_planned = case.appointment_status(appointment) == AppointmentStatus::Planned;
        let occasion = occasion(appointment.begins_on, times, local.date());
        let Some(occasion) = occasion.filter(|_| is_planned) else { continue };
        for channel in &channels {
            let is_sent = case.reminders.iter().any(|sent| {
                (sent.appointment, sent.occasion, sent.kind)
                    == (appointment.id, occasion, channel.kind)
            });
            if !is_sent {
                reminders.push(DueReminder { appointment, channel, occasion });
            }
        }
    }
    reminders.sort_by_key(|reminder| (reminder.appointment.begins_at, reminder.channel.kind));
    reminders
}

/// The channel of each way on which something may go out.
fn channels(case: &Case, now: Timestamp) -> Vec<&Channel> {
    let of_kind = |kind: &ChannelKind| {
        case.channels.iter().rev().find(|channel| {
            channel.kind == *kind && case.channel_status(channel, now) == ChannelStatus::Verified
        })
    };
    ChannelKind::ALL.iter().filter_map(of_kind).collect()
}

/// On which occasion an appointment of a day is reminded of on another day, if on any.
fn occasion(begins_on: Date, times: &ReminderTimes, today: Date) -> Option<Occasion> {
    let days = begins_on.since(today).ok()?.get_days();
    match days {
        1 => Some(Occasion::Eve),
        2.. if days <= i32::from(times.days_ahead) => Some(Occasion::Ahead),
        _ => None,
    }
}

/// Decides what to write when a reminder was handed over. It went out, so that it is written
/// whatever has become of the appointment meanwhile.
///
/// # Errors
///
/// [`ReminderRefusal`], in the order of its variants.
pub fn note(
    case: &Case,
    command: &NoteReminder,
    now: Timestamp,
) -> Result<Vec<CaseFact>, ReminderRefusal> {
    let channel = case.find_channel(command.channel).ok_or(ReminderRefusal::UnknownReminder)?;
    case.find_appointment(command.appointment).ok_or(ReminderRefusal::UnknownReminder)?;
    let is_same = |sent: &SentReminder| {
        (sent.appointment, sent.occasion, sent.kind)
            == (command.appointment, command.occasion, channel.kind)
    };
    if case.reminders.iter().any(is_same) {
        return Err(ReminderRefusal::AlreadySent);
    }
    Ok(vec![CaseFact::ReminderSent(ReminderSent {
        appointment: command.appointment,
        channel: command.channel,
        kind: channel.kind,
        occasion: command.occasion,
        parts: command.parts,
        sent_at: now,
    })])
}

/// Characters of the basic alphabet of short messages that are not ASCII, and the ASCII characters
/// that it has not or that take two places in it.
const BASIC_MORE: &str = "£¥èéùìòÇØøÅåΔΦΓΛΩΠΨΣΘΞÆæßÉ¤¡ÄÖÑÜ§¿äöñüà";
const BASIC_LESS: &str = "`^{}[]~\\|";

/// Returns into how many short messages a text is cut.
///
/// # Source
///
/// 3GPP TS 23.038, 6.1.2, and TS 23.040, 9.2.3.24.1: 160 characters of the basic alphabet or 70 of
/// UCS-2 in one message; 153 or 67 in each of several. A text with a character of two places is
/// counted as UCS-2 here, which never tells too few.
pub fn short_messages(text: &str) -> usize {
    let is_basic =
        |sign: char| (sign.is_ascii() && !BASIC_LESS.contains(sign)) || BASIC_MORE.contains(sign);
    let (length, one, several) = match text.chars().all(is_basic) {
        true => (text.chars().count(), 160, 153),
        false => (text.encode_utf16().count(), 70, 67),
    };
    if length <= one { 1 } else { length.div_ceil(several) }
}

#[cfg(test)]
mod tests;
