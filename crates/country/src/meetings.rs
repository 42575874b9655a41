//! Clients and officers meet: registration, appointments, visits, and what is entered of them.
//!
//! The intervals between visits are those of the law, by the risk that was assessed; offices keep
//! them more or less well. Some visits are entered days later, some appointments are cancelled,
//! a few contacts are recorded twice and taken back, or corrected.

use bagyt_app::command::CaseAct;
use bagyt_casework::appointment::{ArrangeAppointment, CancelAppointment, Particulars};
use bagyt_casework::codes::{
    CancelReason, ContactKind, ContactPlace, Domain, MendingReason, ViolationGround,
};
use bagyt_casework::contact::{Outcome, RecordContact};
use bagyt_casework::fact::AppointmentId;
use bagyt_casework::mending::WithdrawEntry;
use bagyt_casework::registration::{ClientWhereabouts, RegisterClient};
use bagyt_core::effective::{Effective, Zone};

use crate::calibration::{
    ARRANGED_FROM_DAYS, CANCELLED, ENTERED_LATE, MISTAKEN, NOTED, ON_A_FIXED_DAY, RECORDED_TWICE,
};
use crate::country::{Country, Step};
use crate::diary::{Day, Millis, OPENING, day_of, instant, second_of, timestamp};
use crate::staffing::WorkerNumber;
use crate::supervision::{FileNumber, Planned};
use crate::words::{self, Topic};

/// Second of the day of the first appointment: 09:00.
const FIRST_QUARTER: i32 = 9 * 3600;

/// Quarters of an hour in which an appointment can begin, from 09:00 to 17:00.
const QUARTERS: u32 = 33;

/// The quarters of the lunch hour, 12:30 to 13:30.
const LUNCH: std::ops::Range<u32> = 14..18;

/// Second of the day from which a meeting before days off is entered after them: 15:00.
const LAST_HOURS: i32 = 15 * 3600;

/// Working days within which another day is sought for an officer whose day is full.
const DAYS_SOUGHT: i32 = 12;

/// Days between the visits of a study before the sentence, and in prison.
const STUDY_DAYS: i32 = 12;
const PRISON_DAYS: i32 = 30;

/// For what an appointment is arranged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Errand {
    /// The next visit at its interval.
    Visit = 0,
    /// The first interview after registration.
    FirstInterview = 1,
    /// Another time for a visit that was missed or cancelled.
    Again = 2,
}

impl Country {
    /// A client is put on the register, and the first interview arranged.
    pub(crate) fn register(&mut self, at: Millis, file: FileNumber) {
        let Some(supervision) = self.running(file) else { return };
        if supervision.registered || supervision.officer.is_none() {
            return;
        }
        let Some(resident) = self.population.find(supervision.resident) else { return };
        let whereabouts =
            ClientWhereabouts { address: resident.address(), phone: resident.phone() };
        let command = RegisterClient {
            registered: moment(at),
            rights_explained: true,
            language: resident.language.to_owned(),
            whereabouts: Some(whereabouts),
        };
        self.act(at, None, file, CaseAct::Register(command));
        if let Some(supervision) = self.files.find_mut(file) {
            supervision.registered = true;
        }
        self.plan_assessment(at, file);
        self.plan_work(at, file);
        self.watch(at, file);
        let then = self.minutes_later(at, 4, 25);
        self.put(then, Step::Arrange, file, Errand::FirstInterview as u32);
    }

    /// An officer arranges the next appointment, or the day is understood without one.
    pub(crate) fn arrange(&mut self, at: Millis, file: FileNumber, errand: u32) {
        let Some(supervision) = self.running(file) else { return };
        // While the court decides about somebody who stays away no further day is set.
        let is_at_court = supervision.pending.is_some() && supervision.evades();
        if supervision.planned.is_some() || is_at_court {
            return;
        }
        let (until, officer) = (supervision.until, supervision.officer);
        let Some(officer) = officer else { return };
        let (kind, place) = self.draw_kind(file);
        let wanted = self.wanted_day(at, file, errand);
        let quarters = if errand == Errand::FirstInterview as u32 { 2 } else { 1 };
        let Some((on, second)) = self.book(officer, wanted, quarters) else { return };
        if on > until {
            return;
        }
        let begins_at = instant(on, second);
        let with_appointment = errand != Errand::Visit as u32
            || self.has_appointments(file) && !self.chance.permille(ON_A_FIXED_DAY);
        let id = with_appointment.then(|| AppointmentId(self.identifiers.make(at)));
        if let Some(appointment) = id {
            let command = ArrangeAppointment {
                appointment,
                begins_at: timestamp(begins_at),
                minutes: quarters as u16 * 15,
                kind,
                place,
                words: String::new(),
                particulars: Particulars::default(),
            };
            self.act(at, None, file, CaseAct::Arrange(command));
        }
        if let Some(supervision) = self.files.find_mut(file) {
            supervision.planned = Some(Planned { id, begins_at, on, kind, place });
        }
        self.await_outcome(file, begins_at, id.is_some());
    }

    /// Says whether the visits of a case are far enough apart to need appointments.
    fn has_appointments(&self, file: FileNumber) -> bool {
        let Some(supervision) = self.files.find(file) else { return false };
        let risk = supervision.assessed.then_some(supervision.risk);
        match supervision.domain {
            Domain::PreSentence | Domain::Penitentiary => true,
            Domain::NonCustodial | Domain::PostRelease => {
                self.terms.visit(risk) >= ARRANGED_FROM_DAYS
            }
        }
    }

    /// Plans when the outcome of a meeting is entered, or that it is cancelled before.
    fn await_outcome(&mut self, file: FileNumber, begins_at: Millis, is_arranged: bool) {
        if is_arranged && self.chance.permille(CANCELLED) {
            let hours = i64::from(self.chance.between(2, 26));
            let before = begins_at - hours * 3_600_000;
            let cancelled = self.minutes_later(before, 0, 30);
            if cancelled < begins_at {
                self.put(cancelled, Step::Cancel, file, mark(begins_at));
                return;
            }
        }
        let office = self.files.find(file).map_or(0, |supervision| supervision.office);
        let late = ENTERED_LATE * self.practice.of(office).entry_percent / 100;
        let entered = if self.chance.permille(late) {
            let days = if self.chance.permille(800) {
                self.chance.between(1, 6)
            } else {
                self.chance.between(7, 20)
            };
            self.working_days_later(begins_at, days)
        } else if self.ends_the_week(begins_at) {
            // What came of the last meetings before days off is entered after them.
            let day = self.diary.working_from(day_of(begins_at) + 1);
            instant(day, OPENING + self.chance.between(60, 5400))
        } else {
            self.minutes_later(begins_at, 18, 95)
        };
        self.put(entered, Step::Outcome, file, mark(begins_at));
    }

    /// Says whether a meeting is one of the last before days off.
    fn ends_the_week(&self, begins_at: Millis) -> bool {
        let is_last = !self.diary.is_working(day_of(begins_at) + 1);
        is_last && LAST_HOURS <= second_of(begins_at)
    }

    /// Returns the day on which a meeting is wanted.
    fn wanted_day(&mut self, at: Millis, file: FileNumber, errand: u32) -> Day {
        let today = day_of(at);
        let Some(supervision) = self.files.find(file) else { return today + 1 };
        let (received, office, domain) =
            (supervision.received, supervision.office, supervision.domain);
        let risk = supervision.assessed.then_some(supervision.risk);
        let since = supervision.last_met.max(received);
        let habits = self.practice.of(office);
        if errand == Errand::FirstInterview as u32 {
            let limit = self.terms.first_interview(today);
            let odds = self.terms.unsettled(today, habits.interview_late);
            let is_late = self.chance.permille(odds);
            let days = if is_late {
                limit + self.chance.between(1, 12)
            } else {
                self.chance.between(limit / 2, limit)
            };
            return self.diary.working_after(received, days).max(today + 1);
        }
        if errand == Errand::Again as u32 {
            let days = self.chance.between(2, 6);
            return self.diary.working_after(today, days);
        }
        let interval = match domain {
            Domain::PreSentence => STUDY_DAYS,
            Domain::Penitentiary => PRISON_DAYS,
            Domain::NonCustodial | Domain::PostRelease => self.terms.visit(risk),
        };
        let is_late = self.chance.permille(habits.visit_late);
        let percent =
            if is_late { self.chance.between(110, 160) } else { self.chance.between(82, 100) };
        let day = since + (interval * percent / 100).max(1);
        // An interval that ends on a day off is kept by coming before it.
        let day = if is_late { day } else { self.working_until(day, since + 1) };
        day.max(today + 1)
    }

    /// Returns the last working day up to `day`, but none before `least`.
    pub(crate) fn working_until(&self, day: Day, least: Day) -> Day {
        let found = (least..=day).rev().find(|&one| self.diary.is_working(one));
        found.unwrap_or(day)
    }

    /// Finds an officer a free time on the day or soon after it, and takes it.
    fn book(&mut self, officer: WorkerNumber, wanted: Day, quarters: u32) -> Option<(Day, i32)> {
        let mut day = self.diary.working_from(wanted);
        let first = self.chance.below(QUARTERS);
        for _ in 0..DAYS_SOUGHT {
            let taken = self.taken.get(&(officer, day)).copied().unwrap_or(0);
            let free = (0..QUARTERS).map(|step| (first + step) % QUARTERS).find(|&quarter| {
                let end = quarter + quarters;
                let lunches = quarter < LUNCH.end && LUNCH.start < end;
                !lunches && taken & mask(quarter, quarters) == 0
            });
            if let Some(quarter) = free {
                self.taken.insert((officer, day), taken | mask(quarter, quarters));
                return Some((day, FIRST_QUARTER + quarter as i32 * 900));
            }
            day = self.diary.working_from(day + 1);
        }
        None
    }

    fn draw_kind(&mut self, file: FileNumber) -> (ContactKind, ContactPlace) {
        let domain = self.files.find(file).map(|supervision| supervision.domain);
        match (domain, self.chance.below(100)) {
            (Some(Domain::Penitentiary), _) => (ContactKind::Prison, ContactPlace::Prison),
            (Some(Domain::PreSentence), 0..45) => (ContactKind::Home, ContactPlace::Home),
            (Some(Domain::PreSentence), _) => (ContactKind::Interview, ContactPlace::Office),
            (_, 0..58) => (ContactKind::Registration, ContactPlace::Office),
            (_, 58..84) => (ContactKind::Interview, ContactPlace::Office),
            (_, 84..92) => (ContactKind::Home, ContactPlace::Home),
            (_, 92..96) => (ContactKind::Phone, ContactPlace::Remote),
            (_, 96..98) => (ContactKind::Workplace, ContactPlace::Work),
            _ => (ContactKind::Group, ContactPlace::Agency),
        }
    }

    /// What came of a meeting is recorded.
    pub(crate) fn record_outcome(&mut self, at: Millis, file: FileNumber, of: u32) {
        let Some(supervision) = self.files.find_mut(file) else { return };
        let is_running = supervision.is_running();
        let is_this = |planned: &mut Planned| is_running && mark(planned.begins_at) == of;
        let Some(planned) = supervision.planned.take_if(is_this) else { return };
        let is_free = supervision.domain != Domain::Penitentiary;
        let habit = supervision.habit;
        if is_free && self.chance.permille(habit) {
            self.record_absence(at, file, planned);
        } else {
            self.record_meeting(at, file, planned);
        }
    }

    fn record_meeting(&mut self, at: Millis, file: FileNumber, planned: Planned) {
        let outcome = match self.chance.below(1000) {
            0..12 => Outcome::FailedToComply,
            12..15 => Outcome::SentHomeBehaviour,
            15..20 => Outcome::SentHomeService,
            _ => Outcome::Attended,
        };
        let note = self.note(file, Topic::Contact, NOTED);
        let contact = contact(planned, outcome, note);
        let version = self.act(at, None, file, CaseAct::RecordContact(contact.clone()));
        if let Some(supervision) = self.files.find_mut(file) {
            supervision.last_met = supervision.last_met.max(planned.on);
        }
        if self.chance.permille(RECORDED_TWICE) {
            let twice = RecordContact { appointment: None, ..contact };
            let second = self.act(at, None, file, CaseAct::RecordContact(twice));
            let then = self.working_days_later(at, 1);
            self.put(then, Step::TakeBack, file, second.unwrap_or_default());
        } else if self.chance.permille(MISTAKEN) {
            let other = match contact.kind {
                ContactKind::Interview => ContactKind::Registration,
                _ => ContactKind::Interview,
            };
            let right = RecordContact { kind: other, ..contact };
            let version = version.unwrap_or_default();
            self.mend(at, file, version, MendingReason::Mistake);
            self.act(at, None, file, CaseAct::RecordContact(right));
        }
        if outcome == Outcome::FailedToComply && self.chance.permille(400) {
            let then = self.working_days_later(at, 1);
            self.put(then, Step::Breach, file, 0);
        }
        let then = self.minutes_later(at, 2, 7);
        self.put(then, Step::Arrange, file, Errand::Visit as u32);
    }

    fn record_absence(&mut self, at: Millis, file: FileNumber, planned: Planned) {
        let note = self.note(file, Topic::Absence, 2 * NOTED);
        let absence = contact(planned, Outcome::Absent, note);
        let Some(version) = self.act(at, None, file, CaseAct::RecordContact(absence)) else {
            return;
        };
        let days = self.chance.between(1, 5);
        let then = self.working_days_later(at, days);
        self.put(then, Step::Explanation, file, version);
        let then = self.minutes_later(at, 5, 300);
        self.put(then, Step::Arrange, file, Errand::Again as u32);
    }

    /// Writes a note now and then, in the client's language.
    pub(crate) fn note(&mut self, file: FileNumber, topic: Topic, odds: u32) -> String {
        if !self.chance.permille(odds) {
            return String::new();
        }
        self.sentence(file, topic)
    }

    /// Writes a sentence in the client's language.
    pub(crate) fn sentence(&mut self, file: FileNumber, topic: Topic) -> String {
        let resident = self.files.find(file).map(|supervision| supervision.resident);
        let language = resident.and_then(|number| self.population.find(number));
        let language = language.map_or("ru", |resident| resident.language);
        words::sentence(topic, language, &mut self.chance)
    }

    /// An appointment is cancelled, and another arranged.
    pub(crate) fn cancel(&mut self, at: Millis, file: FileNumber, of: u32) {
        let planned = self.running(file).and_then(|supervision| supervision.planned);
        if planned.is_none_or(|planned| mark(planned.begins_at) != of) {
            return;
        }
        let reason =
            if self.chance.permille(600) { CancelReason::Client } else { CancelReason::Officer };
        self.cancel_planned(at, file, reason);
        let then = self.minutes_later(at, 1, 30);
        self.put(then, Step::Arrange, file, Errand::Again as u32);
    }

    /// Cancels what is arranged, if something is.
    pub(crate) fn cancel_planned(&mut self, at: Millis, file: FileNumber, reason: CancelReason) {
        let Some(supervision) = self.files.find_mut(file) else { return };
        let Some(planned) = supervision.planned.take() else { return };
        if let Some(appointment) = planned.id {
            let command = CancelAppointment { appointment, reason, words: String::new() };
            self.act(at, None, file, CaseAct::CancelAppointment(command));
        }
    }

    /// A contact that was recorded twice is taken back.
    pub(crate) fn take_back(&mut self, at: Millis, file: FileNumber, version: u32) {
        self.mend(at, file, version, MendingReason::Twice);
    }

    fn mend(&mut self, at: Millis, file: FileNumber, version: u32, reason: MendingReason) {
        let words = match reason {
            MendingReason::Twice => "Запись внесена дважды.",
            _ => "Вид встречи указан неверно.",
        };
        let command = WithdrawEntry { version, reason, words: words.to_owned() };
        self.act(at, None, file, CaseAct::Withdraw(command));
    }

    /// Something other than an absence is found to be a violation.
    pub(crate) fn find_breach(&mut self, at: Millis, file: FileNumber) {
        let ground = match self.chance.below(100) {
            0..40 => ViolationGround::DutyNotDone,
            40..65 => ViolationGround::WorkEvaded,
            65..80 => ViolationGround::MovedWithoutNotice,
            80..92 => ViolationGround::AdministrativeOffence,
            _ => ViolationGround::ForbiddenPlaceOrHour,
        };
        self.establish(at, file, ground, None);
    }
}

/// Marks a meeting by its minute, so that what follows from one that was given up does not touch
/// the next.
fn mark(begins_at: Millis) -> u32 {
    u32::try_from(begins_at / 60_000).unwrap_or_default()
}

fn mask(quarter: u32, quarters: u32) -> u64 {
    ((1 << quarters) - 1) << quarter
}

/// An instant as a fact states it.
pub(crate) fn moment(at: Millis) -> Effective {
    Effective::instant(timestamp(at), Zone::Bishkek)
}

pub(crate) fn contact(planned: Planned, outcome: Outcome, note: String) -> RecordContact {
    RecordContact {
        held: moment(planned.begins_at),
        kind: planned.kind,
        place: planned.place,
        outcome,
        appointment: planned.id,
        note,
    }
}
