//! The officer's day: one queue ordered by legal moment, each item with its row's words.

use std::collections::{BTreeMap, BTreeSet};

use bagyt_casework::fact::{AppointmentId, Task};
use bagyt_core::command::Purpose;
use bagyt_core::identity::{CaseId, StaffId};
use bagyt_store::query::{self, CaseHead, ClockRow, Page, Scope};
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp, ToSpan};
use uuid::Uuid;

use super::aside::AsideItem;
use super::{RowWords, SecondLookItem, last_day};
use crate::App;
use crate::execute::Online;
use crate::outcome::Failure;
use crate::role::Action;
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
    /// Something of a referral to a service is awaited.
    Referral,
    /// The answer to a request for a lawyer is awaited.
    Lawyer,
    /// Alerts of a device are to be looked at.
    Alert,
    /// Something of a client's work is awaited.
    Job,
    /// A session of a programme is to be held.
    Programme,
    /// A victim is to be told of something.
    VictimToTell,
    /// A specialist is asked for a client.
    SpecialistAsked,
    /// A specialist let the day for the answer pass.
    SpecialistSilent,
    /// A specialist's session is to be held.
    Session,
    /// It is to be recorded what became of a session.
    SessionOutcome,
    /// A court hears a submission.
    Hearing,
    /// A submission waits for a head's approval.
    ToApprove,
    /// A client contests an entry and waits for the answer.
    ContestToAnswer,
    /// An act waits for a head's countersignature.
    ToCountersign,
    /// A head has signed; the act can be recorded.
    Countersigned,
    /// A head has refused to sign.
    SignatureRefused,
    /// What an act rested on has moved.
    SecondLook,
    /// Something has become possible.
    Prompt,
    /// A client has reached a milestone that is worth a reward.
    Milestone,
    /// A case waits for an officer.
    ToAllocate,
    /// A case that another office sent back is with its officer again and has no appointment.
    Returned,
    /// A case that another office sent back waits for an officer.
    ReturnedToAllocate,
    /// A colleague is gone or has nobody who stands in, and cases are to be given to others.
    Reallocate,
    /// The month's samples of oversight are to be drawn.
    SampleToDraw,
    /// A file of a sample is to be looked at.
    Sample,
    /// A prosecutor's act waits for the office's answer.
    ProsecutorAct,
    /// A message waits for a decision of identity.
    Review,
    /// Somebody broke the glass of a restricted case.
    AccessToReview,
    /// A message came into a case, and its officer has not opened it.
    MessageToRead,
    /// A client came into a group by age that has rules of its own, or left it.
    AgeTurned,
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
            TodayKind::Referral => "referral",
            TodayKind::Lawyer => "lawyer",
            TodayKind::Alert => "alert",
            TodayKind::Job => "job",
            TodayKind::Programme => "programme",
            TodayKind::VictimToTell => "victim_to_tell",
            TodayKind::SpecialistAsked => "specialist_asked",
            TodayKind::SpecialistSilent => "specialist_silent",
            TodayKind::Session => "session",
            TodayKind::SessionOutcome => "session_outcome",
            TodayKind::Hearing => "hearing",
            TodayKind::ToApprove => "to_approve",
            TodayKind::ContestToAnswer => "contest_to_answer",
            TodayKind::ToCountersign => "to_countersign",
            TodayKind::Countersigned => "countersigned",
            TodayKind::SignatureRefused => "signature_refused",
            TodayKind::SecondLook => "second_look",
            TodayKind::Prompt => "prompt",
            TodayKind::Milestone => "milestone",
            TodayKind::ToAllocate => "to_allocate",
            TodayKind::Returned => "returned",
            TodayKind::ReturnedToAllocate => "returned_to_allocate",
            TodayKind::Reallocate => "reallocate",
            TodayKind::SampleToDraw => "sample_to_draw",
            TodayKind::Sample => "sample",
            TodayKind::ProsecutorAct => "prosecutor_act",
            TodayKind::Review => "review",
            TodayKind::AccessToReview => "access_to_review",
            TodayKind::MessageToRead => "message_to_read",
            TodayKind::AgeTurned => "age_turned",
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
        let mut online = Online::new(self)?;
        let mine = Scope::Officer(user.staff);
        let mut items = Vec::new();
        self.add_work_of(user, &online, (user.staff, until), &mut items)?;
        self.add_second_looks(user, &online, &mine, &mut items)?;
        self.add_wishes(user, &mut online, &mut items)?;
        let leads = App::leads(user.role);
        if leads {
            self.add_work_of_head(user, &online, &mut items)?;
        }
        self.add_work_of_absent(user, &online, (leads, until), &mut items)?;
        let aside = self.set_aside(user, &online, leads, &mut items)?;
        self.add_handed(user, &online, until, &mut items)?;
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
        let order = query::CaseOrder::NextDue;
        let caseload = query::cases(&online.reader, &filter, order, Page::first(1))
            .map_err(Failure::outage)?
            .total;
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

    /// All work of an officer with the officer's own cases, up to a moment.
    pub(super) fn add_work_of(
        &self,
        user: &User,
        online: &Online<'_>,
        (officer, until): (StaffId, Timestamp),
        items: &mut Vec<TodayItem>,
    ) -> Result<(), Failure> {
        let scope = Scope::Officer(officer);
        self.add_work(user, online, (&scope, until), items)?;
        self.add_returned(user, online, officer, items)?;
        self.add_referrals(user, online, (&scope, until), items)?;
        self.add_lawyers(user, online, (&scope, until), items)?;
        self.add_alerts(user, online, &scope, items)?;
        self.add_jobs(user, online, (&scope, until), items)?;
        self.add_programmes(user, online, (&scope, until), items)?;
        self.add_specialists(user, online, (officer, until), items)?;
        self.add_prompts(online, officer, items)?;
        self.add_answered_signatures(online, &scope, items)?;
        self.add_milestones(user, online, officer, items)?;
        self.add_turns_of_age(user, online, officer, items)?;
        self.add_messages(user, online, officer, items)
    }

    /// Clocks, meetings and absences of a scope, up to a moment.
    pub(super) fn add_work(
        &self,
        user: &User,
        online: &Online<'_>,
        (scope, until): (&Scope, Timestamp),
        items: &mut Vec<TodayItem>,
    ) -> Result<(), Failure> {
        let list = query::worklist(&online.reader, scope, until).map_err(Failure::outage)?;
        let weighed = self.add_absences(online, scope, list.absences, items)?;
        for clock in list.clocks.iter().filter(|clock| self.is_own_work(clock, &weighed)) {
            let on = last_day(self.zone(), clock.due_at);
            let mut item = self.item(TodayKind::Clock, &clock.case, clock.due_at, on);
            item.row = self.row_words(&clock.row, clock.edition);
            item.task =
                Some(Task::Clock { row: clock.row.clone(), started: clock.started_version });
            items.push(item);
        }
        self.add_appointments(user, list.appointments, items);
        self.add_hearings(user, list.submissions, until, items);
        Ok(())
    }

    /// Absences that wait to be weighed, each by the law's day for the decision or by the day on
    /// which evidence is to come; returns which they are.
    fn add_absences(
        &self,
        online: &Online<'_>,
        scope: &Scope,
        rows: Vec<query::AbsenceRow>,
        items: &mut Vec<TodayItem>,
    ) -> Result<BTreeSet<(CaseId, u32)>, Failure> {
        let mut weighed = BTreeSet::new();
        let waiting = rows.into_iter().filter(|row| row.status == "awaiting_reason");
        let waiting: Vec<query::AbsenceRow> = waiting.collect();
        if waiting.is_empty() {
            return Ok(weighed);
        }
        let moments = self.moments(online, scope, &["reason_accepted"])?;
        for row in waiting {
            weighed.insert((row.case.case_id, row.absence_version));
            let kind = match row.awaited_until {
                Some(_) => TodayKind::EvidenceAwaited,
                None => TodayKind::AbsenceToWeigh,
            };
            let on = row.awaited_until.unwrap_or(row.on_day);
            let mut item = self.item(kind, &row.case, self.zone().start_of(on), on);
            item.version = row.absence_version;
            item.task = Some(Task::Absence { absence: row.absence_version });
            match moments.get(&(row.case.case_id, row.absence_version)) {
                Some(clock) if row.awaited_until.is_none() => self.set_moment(&mut item, clock),
                Some(clock) => item.row = self.row_words(&clock.row, clock.edition),
                None => {}
            }
            items.push(item);
        }
        Ok(weighed)
    }

    /// Whether a clock stands in an officer's day as work of its own. What the head of the office
    /// owes stands in the head's day; what a court or a prison owes, once its day has passed and
    /// somebody has to ask for it; and an absence that waits to be weighed is one piece of work,
    /// however many rows speak of it.
    fn is_own_work(&self, clock: &ClockRow, weighed: &BTreeSet<(CaseId, u32)>) -> bool {
        match clock.bearer.as_str() {
            "head_of_office" => false,
            "officer" | "client" => !weighed.contains(&(clock.case.case_id, clock.started_version)),
            _ => clock.due_at < self.now(),
        }
    }

    /// Returns the open clocks of the rows that these happenings meet, by the entry that started
    /// each.
    pub(super) fn moments(
        &self,
        online: &Online<'_>,
        scope: &Scope,
        met_by: &[&str],
    ) -> Result<BTreeMap<(CaseId, u32), ClockRow>, Failure> {
        let tables = self.tables();
        let meets = |name: &String| met_by.contains(&name.as_str());
        let rows = tables.pack().rows().iter().filter(|row| row.met_by.iter().any(meets));
        let codes: BTreeSet<&str> = rows.map(|row| row.code.as_str()).collect();
        let codes: Vec<&str> = codes.into_iter().collect();
        let clocks = query::open_clocks_of(&online.reader, scope, &codes);
        let mut moments = BTreeMap::new();
        for clock in clocks.map_err(Failure::outage)? {
            moments.entry((clock.case.case_id, clock.started_version)).or_insert(clock);
        }
        Ok(moments)
    }

    /// Orders an item by the end of a clock, whose row says why.
    pub(super) fn set_moment(&self, item: &mut TodayItem, clock: &ClockRow) {
        item.at = clock.due_at;
        item.on = last_day(self.zone(), clock.due_at);
        item.days_left = self.days_left(item.on);
        item.row = self.row_words(&clock.row, clock.edition);
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
            if kind == TodayKind::OutcomeMissing && item.session.is_none() {
                let appointment = AppointmentId(row.appointment_id);
                item.task = Some(Task::Outcome { appointment });
            }
            items.push(item);
        }
    }

    fn may_record_in(&self, user: &User, case: &CaseHead) -> bool {
        let (office, restricted) = (&case.office.0, case.restricted);
        let relation = user.relation_to(case.case_id, office, case.officer, restricted);
        self.policy().allows(user.role, Action::RecordContact, relation)
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
