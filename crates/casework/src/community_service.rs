//! Community service: where the work is done, what was worked, and what is still owed.
//!
//! A court counts the sentence in hours; the service sends the client to a host and credits each
//! session. The credit is the time from begin to end, less what the host or the officer takes off,
//! plus the way there where the law credits it, and never more than the law allows on one day or
//! than is still owed. It is reckoned when the session is recorded and stands in the fact with the
//! row relied on, so that a later edition of the law takes nothing back.

use bagyt_core::refusal::limited;
use std::collections::BTreeSet;
use std::num::NonZeroU16;

use bagyt_core::effective::{Effective, Moment};
use bagyt_core::fact::PrivateWords;
use bagyt_core::law::{Limit, Row, Unit};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::case::Case;
use crate::codes::AppointmentStatus;
use crate::entries::{WorkPlacement, WorkSession};
use crate::fact::{AppointmentId, CaseFact, sealed};
use crate::reliance::Reliance;

/// Sends the client to a host.
#[derive(Clone, Debug, PartialEq)]
pub struct PlaceAtWork {
    /// From which day.
    pub placed: Effective,
    /// Code of the host, in the table of hosts.
    pub host: String,
    /// What the work is, whom to ask for, what to bring.
    pub words: String,
}

/// Records a session of work.
#[derive(Clone, Debug, PartialEq)]
pub struct RecordWork {
    /// When it began.
    pub began: Effective,
    /// When it ended.
    pub ended_at: Timestamp,
    /// Minutes that do not count: a late beginning, a pause, work not done.
    pub penalty_minutes: u16,
    /// Minutes on the way.
    pub travel_minutes: u16,
    /// The appointment that it is the outcome of.
    pub appointment: Option<AppointmentId>,
    /// The host's or the officer's note.
    pub words: String,
}

/// What the law in force on the day of a session says; the caller finds the rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkRules {
    /// The row that bounds a day's work.
    pub law: Reliance,
    /// The most minutes that count on one day.
    pub daily_most: u16,
    /// The most minutes of the way that count on one day; 0 where no row credits the way.
    pub travel_most: u16,
}

/// The client was sent to a host.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WorkPlaced {
    /// From which day.
    pub placed: Effective,
    /// Code of the host.
    pub host: String,
    /// What the work is, whom to ask for, what to bring.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub private: Option<PrivateWords>,
}

/// A session of work was done.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WorkRecorded {
    /// When it began.
    pub began: Effective,
    /// Code of the host.
    pub host: String,
    /// Minutes from begin to end.
    pub minutes: u16,
    /// Minutes that do not count.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub penalty_minutes: u16,
    /// Minutes on the way.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub travel_minutes: u16,
    /// Minutes that count towards the sentence.
    pub credited_minutes: u16,
    /// The row that bounds a day's work, as it was relied on.
    pub law: Reliance,
    /// The appointment that it is the outcome of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub appointment: Option<AppointmentId>,
    /// The host's or the officer's note.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub private: Option<PrivateWords>,
}

/// The longest session in minutes: nobody works longer than a calendar day.
pub const SESSION_MINUTES_MAX: u16 = 24 * 60;

bagyt_core::refusals! {
    limited words;
    /// Why no placement or session of work is recorded.
    pub enum WorkRefusal {
        /// The sentence is not counted in hours.
        #[error("the sentence is not counted in hours of work")]
        NoHours = "work-no-hours",
        /// The day has not come yet.
        #[error("work is recorded after it was done; {on} has not come yet")]
        NotYet {
            /// Day that was given.
            on: Date,
        } = "not-yet" @ "on",
        /// The case was already closed on that day.
        #[error("the case was closed on {closed_on}")]
        CaseClosed {
            /// Day of closing.
            closed_on: Date,
        } = "case-closed",
        /// The day lies outside the term.
        #[error("the sentence is served from {from} to {until}, not on {on}")]
        OutsideTerm {
            /// Day that was given.
            on: Date,
            /// First day of the term.
            from: Date,
            /// Last day of the term.
            until: Date,
        } = "work-outside-term" @ "on",
        /// There is no such host.
        #[error("no host has the code `{host}`; choose one of the list")]
        UnknownHost {
            /// Code that was given.
            host: String,
        } = "work-unknown-host" @ "host",
        /// The client is there already.
        #[error("the client has been at `{host}` since {since}")]
        SameHost {
            /// The host.
            host: String,
            /// Since when.
            since: Date,
        } = "work-same-host" @ "host",
        /// Nobody sent the client anywhere yet.
        #[error("no host was named up to {on}; name one first")]
        NotPlaced {
            /// Day that was given.
            on: Date,
        } = "work-not-placed" @ "on",
        /// The session begins without a minute.
        #[error("say at what time the session began")]
        BeginMissing = "work-begin-missing" @ "began",
        /// The session ends before it begins.
        #[error("the session ends before it begins")]
        EndBeforeBegin = "work-end-before-begin" @ "ended",
        /// The session is longer than a day.
        #[error("the session lasts {minutes} minutes; nobody works longer than {most}")]
        TooLong {
            /// Its minutes.
            minutes: i64,
            /// The most.
            most: u16,
        } = "work-too-long" @ "ended",
        /// More is taken off than was worked.
        #[error("{penalty} minutes are taken off a session of {minutes}")]
        PenaltyTooLong {
            /// Minutes taken off.
            penalty: u16,
            /// Minutes of the session.
            minutes: u16,
        } = "work-penalty-too-long" @ "penalty",
        /// More of the way is asked for than the law credits.
        #[error("{travel} minutes on the way; the most that counts is {most}")]
        TravelTooLong {
            /// Minutes on the way.
            travel: u16,
            /// The most.
            most: u16,
        } = "work-travel-too-long" @ "travel",
        /// Another session was recorded for that time.
        #[error("a session of {on} at that time is recorded already")]
        Overlaps {
            /// Day of that session.
            on: Date,
        } = "work-overlaps" @ "began",
        /// All hours were worked.
        #[error("all {hours} hours were worked by {on}; nothing is owed")]
        NothingOwed {
            /// Hours of the sentence.
            hours: u16,
            /// Day of the last session.
            on: Date,
        } = "work-nothing-owed",
        /// The case has no such appointment.
        #[error("the case has no appointment {appointment}; choose one of the list")]
        UnknownAppointment {
            /// The appointment that was named.
            appointment: AppointmentId,
        } = "unknown-appointment" @ "appointment",
        /// The appointment has an outcome or was cancelled.
        #[error("the appointment of {begins_on} is already {status}")]
        AppointmentDecided {
            /// Day of the appointment.
            begins_on: Date,
            /// How it stands.
            status: AppointmentStatus,
        } = "appointment-decided" @ "appointment",
        /// The appointment was for another day.
        #[error("the appointment is of {begins_on}, the session of {held_on}")]
        AnotherDay {
            /// Day that was given.
            held_on: Date,
            /// Day of the appointment.
            begins_on: Date,
        } = "appointment-of-another-day" @ "held_on",
    }
}

impl WorkRules {
    /// Returns the rules that two rows make: of a day's work, and of the way where there is one.
    ///
    /// Returns nothing where the row of the day is not counted in hours or minutes.
    pub fn of_rows(daily: &Row, travel: Option<&Row>) -> Option<WorkRules> {
        let daily_most = minutes_of(daily.limit?)?;
        let travel_most = travel.and_then(|row| row.limit).and_then(minutes_of).unwrap_or(0);
        Some(WorkRules { law: Reliance::of_row(daily, None), daily_most, travel_most })
    }
}

fn minutes_of(limit: Limit) -> Option<u16> {
    let minutes = match limit.unit {
        Unit::HoursOfWork | Unit::Hours => limit.number.checked_mul(60)?,
        Unit::Minutes => limit.number,
        _ => return None,
    };
    u16::try_from(minutes).ok()
}

/// Decides what to write when the client is sent to a host.
///
/// # Errors
///
/// The first that applies, in the order of [`WorkRefusal`]'s variants.
pub fn place(
    case: &Case,
    command: &PlaceAtWork,
    hosts: &BTreeSet<&str>,
    today: Date,
) -> Result<Vec<CaseFact>, WorkRefusal> {
    let on = command.placed.on();
    check_day(case, on, today)?;
    let host = command.host.trim();
    if !hosts.contains(host) {
        return Err(WorkRefusal::UnknownHost { host: host.to_owned() });
    }
    if let Some(now) = case.work_placement_on(on).filter(|now| now.host == host) {
        return Err(WorkRefusal::SameHost { host: host.to_owned(), since: now.mark.on });
    }
    check_words(&command.words)?;
    let placed = command.placed;
    Ok(vec![WorkPlaced { placed, host: host.to_owned(), private: sealed(&command.words) }.into()])
}

/// Decides what to write when a session of work was done.
///
/// # Errors
///
/// The first that applies, in the order of [`WorkRefusal`]'s variants.
pub fn record(
    case: &Case,
    command: &RecordWork,
    rules: &WorkRules,
    today: Date,
) -> Result<Vec<CaseFact>, WorkRefusal> {
    let on = command.began.on();
    check_day(case, on, today)?;
    let placement = case.work_placement_on(on).ok_or(WorkRefusal::NotPlaced { on })?;
    let (began_at, minutes) = span(command)?;
    let (penalty, travel) = (command.penalty_minutes, command.travel_minutes);
    if penalty > minutes {
        return Err(WorkRefusal::PenaltyTooLong { penalty, minutes });
    }
    if travel > rules.travel_most {
        return Err(WorkRefusal::TravelTooLong { travel, most: rules.travel_most });
    }
    let overlaps = |session: &&WorkSession| session.overlaps(began_at, command.ended_at);
    if let Some(session) = case.work_sessions.iter().find(overlaps) {
        return Err(WorkRefusal::Overlaps { on: session.mark.on });
    }
    let owed = case.work_owed_minutes().saturating_sub(case.work_credited_minutes());
    if owed == 0 {
        return Err(nothing_owed(case));
    }
    if let Some(id) = command.appointment {
        check_appointment(case, id, on)?;
    }
    check_words(&command.words)?;
    let worked = u32::from(minutes - penalty) + u32::from(travel);
    let of_day = u32::from(rules.daily_most).saturating_sub(case.work_credited_on(on));
    // At most a day's work, which the rules hold in 16 bits.
    let credited_minutes = u16::try_from(worked.min(of_day).min(owed)).unwrap_or(u16::MAX);
    let recorded = WorkRecorded {
        began: command.began,
        host: placement.host.clone(),
        minutes,
        penalty_minutes: penalty,
        travel_minutes: travel,
        credited_minutes,
        law: rules.law.clone(),
        appointment: command.appointment,
        private: sealed(&command.words),
    };
    Ok(vec![recorded.into()])
}

fn check_day(case: &Case, on: Date, today: Date) -> Result<(), WorkRefusal> {
    if case.opening.hours.is_none() {
        return Err(WorkRefusal::NoHours);
    }
    if on > today {
        return Err(WorkRefusal::NotYet { on });
    }
    if let Some(closed_on) = case.closed_before(on) {
        return Err(WorkRefusal::CaseClosed { closed_on });
    }
    let term = case.term();
    if !term.contains(on) {
        return Err(WorkRefusal::OutsideTerm { on, from: term.from, until: term.until });
    }
    Ok(())
}

/// Returns the begin and the length of the session.
fn span(command: &RecordWork) -> Result<(Timestamp, u16), WorkRefusal> {
    let Moment::Instant(began_at) = command.began.moment else {
        return Err(WorkRefusal::BeginMissing);
    };
    let minutes = command.ended_at.duration_since(began_at).as_mins();
    if minutes <= 0 {
        return Err(WorkRefusal::EndBeforeBegin);
    }
    let most = SESSION_MINUTES_MAX;
    match u16::try_from(minutes) {
        Ok(minutes) if minutes <= most => Ok((began_at, minutes)),
        _ => Err(WorkRefusal::TooLong { minutes, most }),
    }
}

fn nothing_owed(case: &Case) -> WorkRefusal {
    let on = case.work_sessions.last().map_or(case.opened.on, |session| session.mark.on);
    WorkRefusal::NothingOwed { hours: case.opening.hours.map_or(0, NonZeroU16::get), on }
}

fn check_appointment(case: &Case, id: AppointmentId, held_on: Date) -> Result<(), WorkRefusal> {
    let unknown = WorkRefusal::UnknownAppointment { appointment: id };
    let appointment = case.find_appointment(id).ok_or(unknown)?;
    let begins_on = appointment.begins_on;
    let status = case.appointment_status(appointment);
    if status != AppointmentStatus::Planned {
        return Err(WorkRefusal::AppointmentDecided { begins_on, status });
    }
    if begins_on != held_on {
        return Err(WorkRefusal::AnotherDay { held_on, begins_on });
    }
    Ok(())
}

fn check_words(words: &str) -> Result<(), WorkRefusal> {
    Ok(limited(words)?)
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde gives the value by reference")]
fn is_zero(minutes: &u16) -> bool {
    *minutes == 0
}

impl Case {
    /// Returns the minutes of work that the court ordered; 0 for a sentence without hours.
    pub fn work_owed_minutes(&self) -> u32 {
        self.opening.hours.map_or(0, |hours| u32::from(hours.get()) * 60)
    }

    /// Returns the minutes that count so far.
    pub fn work_credited_minutes(&self) -> u32 {
        self.work_sessions.iter().map(|session| u32::from(session.credited_minutes)).sum()
    }

    /// Returns the minutes that count of one day.
    pub fn work_credited_on(&self, on: Date) -> u32 {
        let of_day = self.work_sessions.iter().filter(|session| session.mark.on == on);
        of_day.map(|session| u32::from(session.credited_minutes)).sum()
    }

    /// Returns where the client was sent to work on a day.
    pub fn work_placement_on(&self, on: Date) -> Option<&WorkPlacement> {
        self.work_placements.iter().rev().find(|placement| placement.mark.on <= on)
    }

    /// Returns the session by which all hours were worked, once they are.
    pub fn work_completed_by(&self) -> Option<&WorkSession> {
        let owed = self.work_owed_minutes();
        let mut credited = 0;
        self.work_sessions.iter().filter(|_| owed > 0).find(|session| {
            credited += u32::from(session.credited_minutes);
            credited >= owed
        })
    }
}

impl WorkSession {
    fn overlaps(&self, began_at: Timestamp, ended_at: Timestamp) -> bool {
        self.began_at < ended_at && began_at < self.ended_at
    }
}

#[cfg(test)]
mod tests;
#[cfg(test)]
pub(crate) use tests::worked_story;
