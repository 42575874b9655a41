//! A person's own appointments for the calendar of their telephone, under a private address.
//!
//! The address is a keyed hash of the account and of the number of its renewals: renewed, the old
//! one opens nothing. What it shows tells of no client: kind, place, office and hour, with the
//! identifier of a case that opens after signing in alone. So no access to a record is logged.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use bagyt_casework::codes::{ContactKind, ContactPlace};
use bagyt_casework::fact::{AppointmentId, CaseFact};
use bagyt_core::identity::{CaseId, OfficeCode};
use bagyt_store::query::{self, Scope};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64;
use jiff::{SignedDuration, Timestamp, ToSpan};
use uuid::Uuid;

use crate::App;
use crate::execute::Online;
use crate::outcome::Failure;
use crate::read_stream::facts;
use crate::role::Action;
use crate::user::User;

/// How far back the calendar reaches, in days.
const BACK_DAYS: i64 = 14;
/// How far ahead it reaches, in days.
const AHEAD_DAYS: i64 = 180;

/// How long a hearing takes in a calendar: courts do not say when it ends.
const HEARING: SignedDuration = SignedDuration::from_hours(1);

/// Every status of an appointment: one that was cancelled is told, so that it leaves the telephone.
const STATUSES: [&str; 4] = ["planned", "held", "missed", "cancelled"];

/// An appointment as a calendar that others may read shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeedItem {
    /// The appointment; of a meeting of several clients, the session.
    pub meeting: Uuid,
    /// Whether it is a meeting of several clients: it stands once, and is cancelled only when
    /// nobody is awaited any more.
    pub is_session: bool,
    /// The case; of a meeting of several clients, that of one of them.
    pub case: CaseId,
    /// The office of the case.
    pub office: OfficeCode,
    /// What it is.
    pub kind: FeedKind,
    /// When it begins.
    pub begins_at: Timestamp,
    /// When it is to end.
    pub ends_at: Timestamp,
    /// Whether it was cancelled or moved away.
    pub cancelled: bool,
    /// When it was arranged, or cancelled.
    pub changed_at: Timestamp,
}

/// What stands in a calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FeedKind {
    /// A meeting with a client.
    Meeting {
        /// Kind of meeting.
        kind: ContactKind,
        /// Where.
        place: ContactPlace,
    },
    /// A hearing of a submission.
    Hearing {
        /// Code of the court.
        court: String,
    },
}

/// What the entries of a case say of one appointment.
struct Arranged {
    kind: ContactKind,
    place: ContactPlace,
    minutes: u16,
    changed_at: Timestamp,
}

impl App {
    /// Returns the token of the person's calendar.
    ///
    /// # Errors
    ///
    /// [`Failure::Denied`] for a role without a day of its own; outages.
    pub fn calendar_token(&self, user: &User) -> Result<String, Failure> {
        self.require_somewhere(user, Action::ViewToday)?;
        let reader = self.store.read().map_err(Failure::outage)?;
        let renewals = reader.calendar_feed_renewals(&user.login).map_err(Failure::outage)?;
        let hash = self.secrets().keyed_hash(&hashed_word(&user.login, renewals));
        Ok(format!("{}.{hash}", BASE64.encode(&user.login)))
    }

    /// Makes a new token for the person's calendar; the old one opens nothing any more.
    ///
    /// # Errors
    ///
    /// As [`App::calendar_token`].
    pub fn renew_calendar_token(&self, user: &User) -> Result<(), Failure> {
        self.require_somewhere(user, Action::ViewToday)?;
        self.store.renew_calendar_feed(&user.login).map_err(Failure::outage)
    }

    /// Returns the appointments of the person whose calendar a token opens, the earliest first:
    /// two weeks back and half a year ahead.
    ///
    /// # Errors
    ///
    /// [`Failure::NotFound`] for whatever is no token of ours, was renewed, or belongs to an account
    /// that may not sign in or has no day of its own; outages.
    pub fn calendar_feed(&self, token: &str) -> Result<Vec<FeedItem>, Failure> {
        let online = Online::new(self)?;
        let user = self.user_of_calendar(&online, token)?;
        let (now, today, zone) = (self.now(), self.today(), self.zone());
        let from = zone.start_of(today.saturating_sub(BACK_DAYS.days()));
        let until = zone.start_of(today.saturating_add((AHEAD_DAYS + 1).days()));
        let scope = Scope::Officer(user.staff);
        // Asked in two parts, so that what has passed takes no room from what is to come.
        let mut rows = Vec::new();
        for (from, until) in [(from, now), (now, until)] {
            let found = query::appointments(&online.reader, &scope, from, until, &STATUSES);
            rows.extend(found.map_err(Failure::outage)?);
        }
        rows.retain(|row| !user.own_access.excluded.contains(&row.case.case_id));
        let cases: BTreeSet<CaseId> = rows.iter().map(|row| row.case.case_id).collect();
        let mut arranged = BTreeMap::new();
        for case in cases {
            add_arranged(&online, case, &mut arranged)?;
        }
        let item = |row: query::AppointmentRow| {
            let said = arranged.get(&AppointmentId(row.appointment_id))?;
            let length = SignedDuration::from_mins(i64::from(said.minutes));
            Some(FeedItem {
                meeting: row.session.unwrap_or(row.appointment_id),
                is_session: row.session.is_some(),
                case: row.case.case_id,
                office: row.case.office,
                kind: FeedKind::Meeting { kind: said.kind, place: said.place },
                begins_at: row.at,
                ends_at: row.at.checked_add(length).ok()?,
                cancelled: row.status == "cancelled",
                changed_at: said.changed_at,
            })
        };
        let mut items = once_each(rows.into_iter().filter_map(item));
        items.extend(hearings(&online, &user, &scope, from..until)?);
        items.sort_by_key(|item| item.begins_at);
        Ok(items)
    }

    /// Returns whose calendar a token opens.
    fn user_of_calendar(&self, online: &Online<'_>, token: &str) -> Result<User, Failure> {
        let (name, hash) = token.rsplit_once('.').ok_or(Failure::NotFound)?;
        let login = BASE64.decode(name).map_err(|_| Failure::NotFound)?;
        let login = String::from_utf8(login).map_err(|_| Failure::NotFound)?;
        let reader = &online.reader;
        let renewals = reader.calendar_feed_renewals(&login).map_err(Failure::outage)?;
        if !self.secrets().is_keyed_hash(&hashed_word(&login, renewals), hash) {
            return Err(Failure::NotFound);
        }
        let account = reader.account(&login).map_err(Failure::outage)?.ok_or(Failure::NotFound)?;
        let user = self.user_of_account(reader, &account)?.ok_or(Failure::NotFound)?;
        // Who owes a second factor reads no page, and no calendar either.
        let may = !user.owes_second_factor && self.may(&user, Action::ViewToday);
        if may { Ok(user) } else { Err(Failure::NotFound) }
    }
}

/// Lets a meeting of several clients stand once; one that still takes place leads to a client of it.
fn once_each(all: impl Iterator<Item = FeedItem>) -> Vec<FeedItem> {
    let mut items: Vec<FeedItem> = Vec::new();
    for item in all {
        match items.iter_mut().find(|known| item.is_session && known.meeting == item.meeting) {
            Some(known) => {
                let changed_at = known.changed_at.max(item.changed_at);
                if known.cancelled {
                    *known = item;
                }
                known.changed_at = changed_at;
            }
            None => items.push(item),
        }
    }
    items
}

/// The hearings of the person's cases. One that was moved stands under its new time alone.
fn hearings(
    online: &Online<'_>,
    user: &User,
    scope: &Scope,
    times: Range<Timestamp>,
) -> Result<Vec<FeedItem>, Failure> {
    let rows = query::submissions(&online.reader, scope, &["sent", "received"]);
    let mut items = Vec::new();
    for row in rows.map_err(Failure::outage)? {
        let excluded = user.own_access.excluded.contains(&row.case.case_id);
        let (Some(hearing), Some(begins_at)) = (row.hearing_id, row.hearing_at) else { continue };
        if excluded || !times.contains(&begins_at) {
            continue;
        }
        items.push(FeedItem {
            meeting: hearing,
            is_session: false,
            case: row.case.case_id,
            office: row.case.office,
            kind: FeedKind::Hearing { court: row.court },
            begins_at,
            ends_at: begins_at.checked_add(HEARING).map_err(Failure::defect)?,
            cancelled: false,
            changed_at: recorded_at(online, row.case.case_id, hearing)?,
        });
    }
    Ok(items)
}

/// Returns when the last entry about a hearing was recorded.
fn recorded_at(online: &Online<'_>, case: CaseId, hearing: Uuid) -> Result<Timestamp, Failure> {
    let Some(stored) = online.stored(case.stream())? else { return Ok(Timestamp::UNIX_EPOCH) };
    let is_about = |fact: &CaseFact| match fact {
        CaseFact::HearingFixed(fact) => fact.hearing.0 == hearing,
        CaseFact::HearingMoved(fact) => fact.hearing.0 == hearing,
        CaseFact::HearingHeld(fact) => fact.hearing.0 == hearing,
        _ => false,
    };
    let facts = facts::<CaseFact>(&stored.entries, None)?;
    let last = facts.iter().rev().find(|recorded| is_about(&recorded.fact));
    Ok(last.map_or(Timestamp::UNIX_EPOCH, |recorded| recorded.recorded_at))
}

fn hashed_word(login: &str, renewals: i64) -> String {
    format!("calendar {renewals} {login}")
}

/// Adds what the entries of a case say of its appointments.
fn add_arranged(
    online: &Online<'_>,
    case: CaseId,
    arranged: &mut BTreeMap<AppointmentId, Arranged>,
) -> Result<(), Failure> {
    let Some(stored) = online.stored(case.stream())? else { return Ok(()) };
    for recorded in facts::<CaseFact>(&stored.entries, None)? {
        let changed_at = recorded.recorded_at;
        match recorded.fact {
            CaseFact::AppointmentArranged(fact) => {
                let (kind, place, minutes) = (fact.kind, fact.place, fact.minutes);
                let said = Arranged { kind, place, minutes, changed_at };
                arranged.insert(fact.appointment, said);
            }
            CaseFact::AppointmentCancelled(fact) => {
                if let Some(said) = arranged.get_mut(&fact.appointment) {
                    said.changed_at = changed_at;
                }
            }
            _ => {}
        }
    }
    Ok(())
}
