//! The officer's day: one queue ordered by legal moment, each item with its row's words.

use bagyt_casework::case::Case;
use bagyt_casework::fact::{CaseFact, SubmissionId};
use bagyt_core::command::Purpose;
use bagyt_core::identity::CaseId;
use bagyt_store::query::{self, CaseHead, Page, Scope};
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp, ToSpan};
use uuid::Uuid;

use super::{RowWords, SecondLookItem, last_day};
use crate::App;
use crate::execute::Online;
use crate::outcome::Failure;
use crate::read_stream::facts;
use crate::role::{Action, Role};
use crate::user::User;

/// How far ahead the queue looks, in days.
const AHEAD_DAYS: i64 = 7;

/// Most items shown; the oldest come first, so that a longer queue hides only what is later.
const ITEMS_MAX: usize = 200;

/// What an item of the queue asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TodayKind {
    /// A clock of the law runs out.
    Clock,
    /// An appointment is to come.
    Appointment,
    /// An appointment has passed without an outcome.
    OutcomeMissing,
    /// An absence has not been weighed.
    AbsenceToWeigh,
    /// A client is to bring evidence by a day.
    EvidenceAwaited,
    /// A submission waits for a head's approval.
    ToApprove,
    /// A client contests an entry and waits for the answer.
    ContestToAnswer,
    /// What an act rested on has moved.
    SecondLook,
    /// A case waits for an officer.
    ToAllocate,
    /// A case that another office sent back is with its officer again and has no appointment.
    Returned,
    /// A case that another office sent back waits for an officer.
    ReturnedToAllocate,
    /// A message waits for a decision of identity.
    Review,
    /// Somebody broke the glass of a restricted case.
    AccessToReview,
}

impl TodayKind {
    /// Returns its code, for texts.
    pub fn code(self) -> &'static str {
        match self {
            TodayKind::Clock => "clock",
            TodayKind::Appointment => "appointment",
            TodayKind::OutcomeMissing => "outcome_missing",
            TodayKind::AbsenceToWeigh => "absence_to_weigh",
            TodayKind::EvidenceAwaited => "evidence_awaited",
            TodayKind::ToApprove => "to_approve",
            TodayKind::ContestToAnswer => "contest_to_answer",
            TodayKind::SecondLook => "second_look",
            TodayKind::ToAllocate => "to_allocate",
            TodayKind::Returned => "returned",
            TodayKind::ReturnedToAllocate => "returned_to_allocate",
            TodayKind::Review => "review",
            TodayKind::AccessToReview => "access_to_review",
        }
    }
}

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
    /// Code that says more: kind of appointment or submission, reason of a sending back.
    pub detail: String,
    /// Version of the absence, of the contest or of the act.
    pub version: u32,
    /// What has moved under the act.
    pub look: Option<SecondLookItem>,
    /// The appointment, submission or message.
    pub subject: Option<Uuid>,
    /// The session, of a meeting of several clients: it is one item.
    pub session: Option<TodaySession>,
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
        let scope = Scope::Officer(user.staff);
        let from = zone.start_of(on);
        let mut rows = query::appointments(&online.reader, &scope, from, until, &["planned"])
            .map_err(Failure::outage)?;
        drop(online);
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
        let reader = &online.reader;
        let mine = Scope::Officer(user.staff);
        let list = query::worklist(reader, &mine, until).map_err(Failure::outage)?;
        let mut items = Vec::new();
        for clock in list.clocks {
            let on = last_day(zone, clock.due_at);
            let mut item = self.item(TodayKind::Clock, &clock.case, clock.due_at, on);
            item.row = self.row_words(&clock.row, clock.edition);
            items.push(item);
        }
        self.add_appointments(user, list.appointments, &mut items);
        for absence in list.absences.into_iter().filter(|row| row.status == "awaiting_reason") {
            let on = absence.awaited_until.unwrap_or(absence.on_day);
            let at = zone.start_of(on);
            let kind = match absence.awaited_until {
                Some(_) => TodayKind::EvidenceAwaited,
                None => TodayKind::AbsenceToWeigh,
            };
            let mut item = self.item(kind, &absence.case, at, on);
            item.row = self.row_words("absence_decision", absence.on_day);
            item.version = absence.absence_version;
            items.push(item);
        }
        self.add_returned(user, &online, &mut items)?;
        self.add_second_looks(user, &online, &mine, &mut items)?;
        if matches!(user.role, Role::HeadOfOffice | Role::DeputyHead) {
            self.add_work_of_head(user, &online, &mut items)?;
        }
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
        let order = query::CaseOrder::NextDue;
        let caseload =
            query::cases(reader, &filter, order, Page::first(1)).map_err(Failure::outage)?.total;
        drop(online);
        let mut subjects: Vec<_> =
            items.iter().filter_map(|item| item.case).map(CaseId::stream).collect();
        subjects.sort_unstable();
        subjects.dedup();
        self.log_access(user, Purpose::Supervision, page, subjects)?;
        Ok(Today { on: today, items, more, caseload, overdue, due_today })
    }

    /// Meetings that are to come or have no outcome; one of several clients is one item.
    fn add_appointments(
        &self,
        user: &User,
        rows: Vec<query::AppointmentRow>,
        items: &mut Vec<TodayItem>,
    ) {
        let now = self.now();
        // Whoever held meetings before being excluded sees none of them any more.
        let excluded = &user.own_access.excluded;
        for row in rows.into_iter().filter(|row| !excluded.contains(&row.case.case_id)) {
            let kind = match row.at < now {
                true => TodayKind::OutcomeMissing,
                false => TodayKind::Appointment,
            };
            let mut item = self.item(kind, &row.case, row.at, row.on_day);
            if let Some(session) = row.session {
                if !self.may_record_in(user, &row.case) {
                    continue;
                }
                let of_items = items.iter_mut().filter_map(|item| item.session.as_mut());
                if let Some(known) = of_items.into_iter().find(|one| one.session == session) {
                    known.clients += 1;
                    continue;
                }
                let topic = row.topic.unwrap_or_default();
                item.session = Some(TodaySession { session, topic, clients: 1 });
                item.name = String::new();
            }
            item.detail = row.kind;
            item.subject = Some(row.appointment_id);
            items.push(item);
        }
    }

    fn may_record_in(&self, user: &User, case: &CaseHead) -> bool {
        let (office, restricted) = (&case.office.0, case.restricted);
        let relation = user.relation_to(case.case_id, office, case.officer, restricted);
        self.policy().allows(user.role, Action::RecordContact, relation)
    }

    /// Whether a submission was drafted by the reader.
    fn is_drafted_by(
        &self,
        user: &User,
        online: &Online<'_>,
        case: CaseId,
        submission: SubmissionId,
    ) -> Result<bool, Failure> {
        let Some(stored) = online.stored(case.stream())? else { return Ok(false) };
        let facts = facts::<CaseFact>(&stored.entries, None)?;
        let case = Case::fold(case, &facts).map_err(Failure::defect)?;
        let found = case.find_submission(submission);
        Ok(found.is_some_and(|found| found.drafted_by == Some(user.staff)))
    }

    fn add_work_of_head(
        &self,
        user: &User,
        online: &Online<'_>,
        items: &mut Vec<TodayItem>,
    ) -> Result<(), Failure> {
        let office = Scope::Office(user.office.clone());
        let zone = self.zone();
        let reader = &online.reader;
        let drafted = query::submissions(reader, &office, &["drafted"]).map_err(Failure::outage)?;
        let excluded = &user.own_access.excluded;
        for row in drafted.into_iter().filter(|row| !excluded.contains(&row.case.case_id)) {
            if self.is_drafted_by(
                user,
                online,
                row.case.case_id,
                SubmissionId(row.submission_id),
            )? {
                // Somebody else approves what a head drafted.
                continue;
            }
            let at = zone.start_of(row.drafted_on);
            let mut item = self.item(TodayKind::ToApprove, &row.case, at, row.drafted_on);
            item.detail = row.kind;
            item.subject = Some(row.submission_id);
            items.push(item);
        }
        let contested =
            query::contests(reader, &office, &["awaiting_answer"]).map_err(Failure::outage)?;
        for row in contested {
            let at = zone.start_of(row.on_day);
            let mut item = self.item(TodayKind::ContestToAnswer, &row.case, at, row.on_day);
            item.version = row.contest_version;
            items.push(item);
        }
        self.add_second_looks(user, online, &office, items)?;
        let page = Page::first(super::PAGE_ROWS);
        let waiting = query::unallocated(reader, &office, &user.unknown_cases(), page)
            .map_err(Failure::outage)?;
        for row in waiting.rows {
            let kind = match row.last_move.as_deref() {
                Some("returned") => TodayKind::ReturnedToAllocate,
                _ => TodayKind::ToAllocate,
            };
            let mut item = self.item_of_case(kind, &row, row.received_on);
            item.row = self.row_words("registration", row.received_on);
            if row.restricted {
                item.name = String::new();
            }
            items.push(item);
        }
        self.add_accesses(user, online, items)?;
        self.add_reviews(user, online, items)
    }

    /// What was opened by force and waits for a review.
    fn add_accesses(
        &self,
        user: &User,
        online: &Online<'_>,
        items: &mut Vec<TodayItem>,
    ) -> Result<(), Failure> {
        let (office, zone) = (Scope::Office(user.office.clone()), self.zone());
        for row in self.reviewable(user, online, &office)? {
            // What a head opened by force is reviewed by another one.
            if row.review.as_deref() != Some("open") || row.staff_id == user.staff {
                continue;
            }
            let at = row.from_at.unwrap_or_default();
            let on = zone.day_of(at);
            items.push(TodayItem {
                kind: TodayKind::AccessToReview,
                case: Some(row.case_id),
                name: String::new(),
                at,
                on,
                days_left: self.days_left(on),
                row: None,
                detail: String::new(),
                version: row.version,
                look: None,
                subject: None,
                session: None,
            });
        }
        Ok(())
    }

    /// Messages that wait for a decision of identity.
    fn add_reviews(
        &self,
        user: &User,
        online: &Online<'_>,
        items: &mut Vec<TodayItem>,
    ) -> Result<(), Failure> {
        let (reader, zone) = (&online.reader, self.zone());
        let page = Page::first(super::PAGE_ROWS);
        let open = query::reviews(reader, "open", Some(std::slice::from_ref(&user.office)), page)
            .map_err(Failure::outage)?;
        for row in open.rows {
            if self.is_about_excluded(user, online, row.message_id)? {
                continue;
            }
            let on = zone.day_of(row.opened_at);
            items.push(TodayItem {
                kind: TodayKind::Review,
                case: None,
                name: String::new(),
                at: row.opened_at,
                on,
                days_left: self.days_left(on),
                row: None,
                detail: row.candidates.to_string(),
                version: 0,
                look: None,
                subject: Some(row.message_id.0),
                session: None,
            });
        }
        Ok(())
    }

    pub(super) fn item(
        &self,
        kind: TodayKind,
        case: &CaseHead,
        at: Timestamp,
        on: Date,
    ) -> TodayItem {
        TodayItem {
            kind,
            case: Some(case.case_id),
            name: case.name.clone().unwrap_or_default(),
            at,
            on,
            days_left: self.days_left(on),
            row: None,
            detail: String::new(),
            version: 0,
            look: None,
            subject: None,
            session: None,
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
