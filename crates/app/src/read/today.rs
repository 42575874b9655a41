//! The officer's day: one queue ordered by legal moment, each item with its row's words.

mod kind;
mod sources;
mod worklist;

use std::collections::BTreeSet;

use bagyt_casework::fact::Task;
use bagyt_core::command::Purpose;
use bagyt_core::identity::CaseId;
use bagyt_store::query::{self, CaseHead, Scope};
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp, ToSpan};
use uuid::Uuid;

pub use kind::TodayKind;
pub(super) use sources::{Asked, Audience};

use super::aside::AsideItem;
use super::{RowWords, SecondLookItem};
use crate::App;
use crate::execute::Online;
use crate::outcome::Failure;
use crate::role::{Action, Role};
use crate::user::User;

/// How far ahead the queue looks, in days.
const AHEAD_DAYS: i64 = 7;

/// Most items shown; the oldest come first, so that a longer queue hides only what is later.
const ITEMS_MAX: usize = 200;

/// One thing to be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TodayItem {
    /// What it asks for.
    pub kind: TodayKind,
    /// The case.
    pub case: Option<CaseId>,
    /// The client's names.
    pub name: String,
    /// The moment by which it is ordered.
    pub at: Timestamp,
    /// The day of that moment at the office; of a clock, its last day.
    pub on: Date,
    /// Days from today to that day; negative when it has passed.
    pub days_left: i64,
    /// The row of law that asks for it.
    pub row: Option<RowWords>,
    /// Code that says more: kind of appointment or submission, reason of a sending back, what a
    /// referral waits for.
    pub detail: String,
    /// Version of the absence, of the contest, of the referral or of the act.
    pub version: u32,
    /// What has moved under the act.
    pub look: Option<SecondLookItem>,
    /// The appointment, submission or message.
    pub subject: Option<Uuid>,
    /// The session, of a meeting of several clients: it is one item.
    pub session: Option<TodaySession>,
    /// The piece of work, where it can be put off or handed to a colleague.
    pub task: Option<Task>,
    /// The colleague who handed it over or for whom it is done; empty where it is one's own.
    pub from: String,
}

impl TodayItem {
    /// Whether it can be put off and handed over exactly where its kind can; a meeting of several
    /// clients is nobody's single piece of work.
    fn is_arranged_as_its_kind(&self) -> bool {
        self.session.is_some() || self.task.is_some() == self.kind.stays_because().is_none()
    }
}

/// A meeting of several clients, as the queue has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TodaySession {
    /// Its identifier.
    pub session: Uuid,
    /// Code of what it is about.
    pub topic: String,
    /// Clients who have no outcome yet and in whose cases the reader may write.
    pub clients: usize,
}

/// An appointment that has passed without an outcome.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayLine {
    /// The case.
    pub case: CaseId,
    /// The client's names.
    pub name: String,
    /// The appointment.
    pub appointment: Uuid,
    /// When it began.
    pub at: Timestamp,
    /// Kind.
    pub kind: String,
}

/// The queue of a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Today {
    /// The day.
    pub on: Date,
    /// What is to be done, the earliest legal moment first.
    pub items: Vec<TodayItem>,
    /// Items that were left out because there are more than a page holds.
    pub more: usize,
    /// What is put off, and what a colleague was given.
    pub aside: Vec<AsideItem>,
    /// Open cases of the person.
    pub caseload: u64,
    /// Items whose day has passed.
    pub overdue: usize,
    /// Items of today.
    pub due_today: usize,
}

impl App {
    /// Returns the queue of the person's day, a week ahead.
    ///
    /// # Errors
    ///
    /// [`Failure::Denied`] for a role without a day of its own; outages.
    pub fn today_page(&self, user: &User) -> Result<Today, Failure> {
        self.queue(user, "today", AHEAD_DAYS)
    }

    /// Returns what the person takes along on paper: today alone, with what is overdue.
    ///
    /// # Errors
    ///
    /// As [`App::today_page`].
    pub fn day_sheet(&self, user: &User) -> Result<Today, Failure> {
        self.queue(user, "day-sheet", 1)
    }

    /// Returns the appointments of a day that have passed without an outcome, the earliest first.
    ///
    /// # Errors
    ///
    /// As [`App::today_page`].
    pub fn day_lines(&self, user: &User, on: Date) -> Result<Vec<DayLine>, Failure> {
        self.require_somewhere(user, Action::ViewToday)?;
        let zone = self.zone();
        let until = zone.start_of(on.saturating_add(1.days())).min(self.now());
        let online = Online::new(self)?;
        let from = zone.start_of(on);
        let mut rows = Vec::new();
        for officer in std::iter::once(user.staff).chain(user.covers.iter().map(|one| one.staff)) {
            let scope = Scope::Officer(officer);
            let own = query::appointments(&online.reader, &scope, from, until, &["planned"]);
            rows.extend(own.map_err(Failure::outage)?);
        }
        drop(online);
        rows.sort_by_key(|row| (row.at, row.case.case_id));
        let excluded = &user.own_access.excluded;
        rows.retain(|row| !excluded.contains(&row.case.case_id));
        let subjects = rows.iter().map(|row| row.case.case_id.stream());
        self.log_access(user, Purpose::Supervision, "day-entry", subjects)?;
        let line = |row: query::AppointmentRow| DayLine {
            case: row.case.case_id,
            name: row.case.name.unwrap_or_default(),
            appointment: row.appointment_id,
            at: row.at,
            kind: row.kind,
        };
        Ok(rows.into_iter().map(line).collect())
    }

    fn queue(&self, user: &User, page: &str, ahead: i64) -> Result<Today, Failure> {
        self.require_somewhere(user, Action::ViewToday)?;
        let (today, zone) = (self.today(), self.zone());
        let until = zone.start_of(today.saturating_add(ahead.days()));
        let online = Online::new(self)?;
        let leads = App::leads(user.role);
        let gone = match leads {
            true => self.absent(user, &online.reader, &user.office)?,
            false => Vec::new(),
        };
        let mine = Scope::Officer(user.staff);
        let arranged = self.arranged(user, &online, leads)?;
        let asked = Asked {
            user,
            online: &online,
            scope: mine.clone(),
            until,
            gone: &gone,
            prompts_from: self.prompts_from(&arranged),
        };
        let mut items = Vec::new();
        if user.role == Role::LawTables {
            self.add_from(Audience::Lawyer, &asked, &mut items)?;
        } else {
            self.add_from(Audience::Caseload, &asked, &mut items)?;
            self.add_from(Audience::Oneself, &asked, &mut items)?;
        }
        if leads {
            let office = asked.about(Scope::Office(user.office.clone()));
            self.add_from(Audience::Head, &office, &mut items)?;
            let led = asked.about(Scope::Offices(user.led_offices()));
            self.add_from(Audience::Led, &led, &mut items)?;
        }
        self.add_work_of_absent(&asked, &mut items)?;
        let aside = self.set_aside(&asked, arranged.own, &mut items)?;
        self.add_handed(&asked, arranged.handed, &mut items)?;
        debug_assert!(items.iter().all(TodayItem::is_arranged_as_its_kind), "{items:?}");
        once(&mut items);
        items.sort_by(|one, other| {
            (one.at, one.kind, one.case).cmp(&(other.at, other.kind, other.case))
        });
        let overdue = items.iter().filter(|item| item.days_left < 0).count();
        let due_today = items.iter().filter(|item| item.days_left == 0).count();
        let more = items.len().saturating_sub(ITEMS_MAX);
        items.truncate(ITEMS_MAX);
        let filter = query::CaseFilter {
            statuses: vec!["active".to_owned(), "suspended".to_owned()],
            except: user.unknown_cases(),
            ..query::CaseFilter::all(mine)
        };
        let caseload = query::count_cases(&online.reader, &filter).map_err(Failure::outage)?;
        drop(online);
        let put_aside = aside.iter().map(|aside| &aside.item);
        let mut subjects: Vec<_> = items
            .iter()
            .chain(put_aside)
            .filter_map(|item| item.case)
            .map(CaseId::stream)
            .collect();
        subjects.sort_unstable();
        subjects.dedup();
        self.log_access(user, Purpose::Supervision, page, subjects)?;
        Ok(Today { on: today, items, more, aside, caseload, overdue, due_today })
    }

    pub(super) fn item(
        &self,
        kind: TodayKind,
        case: &CaseHead,
        at: Timestamp,
        on: Date,
    ) -> TodayItem {
        TodayItem {
            case: Some(case.case_id),
            name: case.name.clone().unwrap_or_default(),
            ..self.item_without_case(kind, at, on)
        }
    }

    /// An item with nothing but its kind and its day.
    pub(super) fn item_without_case(&self, kind: TodayKind, at: Timestamp, on: Date) -> TodayItem {
        TodayItem {
            kind,
            case: None,
            name: String::new(),
            at,
            on,
            days_left: self.days_left(on),
            row: None,
            detail: String::new(),
            version: 0,
            look: None,
            subject: None,
            session: None,
            task: None,
            from: String::new(),
        }
    }

    /// Days from today to a day; negative when it has passed.
    pub(crate) fn days_left(&self, on: Date) -> i64 {
        bagyt_core::view::day_number(on) - bagyt_core::view::day_number(self.today())
    }

    /// The moment a number of days from now.
    pub(crate) fn in_days(&self, days: i64) -> Timestamp {
        let now = self.now();
        now.checked_add(SignedDuration::from_hours(24 * days)).unwrap_or(now)
    }
}

/// Leaves each piece of work once: what a colleague handed over and is away for now would come by
/// two ways.
fn once(items: &mut Vec<TodayItem>) {
    let mut seen = BTreeSet::new();
    items.retain(|item| match item.case.zip(item.task.as_ref()) {
        Some((case, task)) => seen.insert((case, task.key(), item.kind)),
        None => true,
    });
}
