//! How cases end: the term is over, the client dies or is convicted again, or moves away.

use bagyt_app::command::CaseAct;
use bagyt_casework::closing::CloseCase;
use bagyt_casework::codes::{CancelReason, CloseReason, Domain, TransferReason};
use bagyt_casework::reoffence::RecordReoffence;
use bagyt_casework::transfer::TransferCase;

use crate::calibration::{CONVICTION_BY_MESSAGE, CUSTODY};
use crate::country::{Country, Step};
use crate::diary::{Millis, day_of};
use crate::identity::Bearer;
use crate::letters::Decided;
use crate::meetings::moment;
use crate::supervision::{FileNumber, Standing};
use crate::territory::OfficeNumber;
use crate::words::Topic;

impl Country {
    /// The last day of a term has passed.
    pub(crate) fn end_term(&mut self, at: Millis, file: FileNumber) {
        let Some(supervision) = self.running(file) else { return };
        // The term may have been extended, or stand still.
        if day_of(at) <= supervision.until || supervision.standing == Standing::Suspended {
            return;
        }
        let habits = self.practice.of(supervision.office);
        let count = if self.chance.permille(habits.plan_late) {
            self.chance.between(5, 15)
        } else {
            self.chance.between(0, 4)
        };
        let then = self.working_days_later(at, count);
        self.put(then, Step::Close, file, 0);
    }

    /// A case is closed whose term was served.
    pub(crate) fn close(&mut self, at: Millis, file: FileNumber) {
        let Some(supervision) = self.running(file) else { return };
        if supervision.standing == Standing::Suspended || day_of(at) <= supervision.until {
            return;
        }
        if supervision.planned.is_some() || supervision.pending.is_some() {
            // What came of the last meeting is entered first, and the court has its say.
            let then = self.working_days_later(at, 1);
            self.put(then, Step::Close, file, 0);
            return;
        }
        let left = supervision.work_left > 0;
        self.close_for(at, file, if left { CloseReason::Other } else { CloseReason::Completed });
    }

    fn close_for(&mut self, at: Millis, file: FileNumber, reason: CloseReason) {
        // Another reason has to be said.
        let odds = if reason == CloseReason::Other { 1000 } else { 300 };
        let words = self.note(file, Topic::Farewell, odds);
        let closed = self.on(day_of(at));
        self.act(at, None, file, CaseAct::Close(CloseCase { closed, reason, words }));
        self.note_closed(at, file);
    }

    /// Notes that a case is closed.
    pub(crate) fn note_closed(&mut self, at: Millis, file: FileNumber) {
        let Some(supervision) = self.files.find_mut(file) else { return };
        supervision.standing = Standing::Closed;
        let officer = supervision.officer;
        self.staffing.carry(officer, None);
        self.plan_taking_off(at, file);
        let then = self.minutes_later(at, 10, 90);
        self.put(then, Step::TidyUp, file, 0);
    }

    /// Forgets a closed case of which nothing more is to come.
    pub(crate) fn put_away_if_done(&mut self, file: FileNumber) {
        let Some(supervision) = self.files.find(file) else { return };
        if supervision.standing == Standing::Closed && supervision.offence.is_none() {
            self.files.put_away(file);
        }
    }

    /// The client dies.
    pub(crate) fn die(&mut self, at: Millis, file: FileNumber) {
        let Some(supervision) = self.files.find_mut(file) else { return };
        if supervision.standing != Standing::Open || supervision.pending.is_some() {
            return;
        }
        supervision.offence = None;
        self.close_for(at, file, CloseReason::Died);
    }

    /// A conviction for a new offence becomes known.
    pub(crate) fn convict(&mut self, at: Millis, file: FileNumber) {
        let Some(supervision) = self.files.find_mut(file) else { return };
        let Some(offence) = supervision.offence.take() else { return };
        let bearer = Bearer {
            resident: supervision.resident,
            spelling: supervision.spelling,
            with_number: supervision.with_number,
            is_duplicate: false,
        };
        let is_open = supervision.standing == Standing::Open && supervision.pending.is_none();
        let received = supervision.received;
        let resident = self.population.find(bearer.resident);
        let has_one_case = resident.is_some_and(|one| one.cases == 1 && one.has_number());
        let known_by_number = bearer.with_number && has_one_case;
        self.tally("convictions for a new offence");
        let in_first_year = received < crate::diary::number(self.extent.go_live) + 365;
        if in_first_year && received > crate::diary::number(self.extent.go_live) {
            self.tally("convicted of an offence within 12 months, of those of the first year");
        }
        let (on, convicted) = (self.diary.date(offence.on), self.diary.date(offence.convicted));
        if known_by_number && self.chance.permille(CONVICTION_BY_MESSAGE) {
            if let Some(letter) = self.conviction(at, bearer, on, convicted) {
                self.hand_in(at, &letter);
                self.count_entries(file, 1);
            }
        } else if let Some(article) = self.lists.draw_article(&mut self.chance).cloned() {
            let command = RecordReoffence {
                offence: self.on(offence.on),
                convicted_on: Some(convicted),
                article: article.code,
                article_group: article.group,
                message: None,
            };
            let told = self.minutes_later(at, 1, 30);
            self.reoffences.insert(file, command);
            self.put(told, Step::Reoffence, file, 0);
        }
        if self.chance.permille(CUSTODY) {
            if is_open {
                let days = self.chance.between(6, 25);
                let then = self.working_days_later(at, days);
                self.put(then, Step::Replacement, file, 0);
            }
        } else {
            self.returning.push_back((bearer.resident, offence.on));
        }
        self.put_away_if_done(file);
    }

    /// An officer records a new offence that came to be known otherwise than by a message.
    pub(crate) fn record_reoffence(&mut self, at: Millis, file: FileNumber) {
        if let Some(command) = self.reoffences.remove(&file) {
            self.act(at, None, file, CaseAct::RecordReoffence(command));
        }
        self.put_away_if_done(file);
    }

    /// The court that convicted executes the sentence behind the measure.
    pub(crate) fn replace(&mut self, at: Millis, file: FileNumber) {
        let Some(supervision) = self.running(file).cloned() else { return };
        if supervision.pending.is_some() || day_of(at) > supervision.until {
            return;
        }
        let passed = (day_of(at) - 2).max(supervision.received);
        let Some(letter) = self.ruling(at, &supervision, passed, &Decided::Cancelled) else {
            return;
        };
        self.hand_in(at, &letter);
        self.count_entries(file, 1);
        self.apply_ruling(at, file, &Decided::Cancelled);
    }

    /// The client moves to another office's territory, and the case follows.
    pub(crate) fn move_away(&mut self, at: Millis, file: FileNumber) {
        let Some(supervision) = self.running(file) else { return };
        let (standing, office, resident) =
            (supervision.standing, supervision.office, supervision.resident);
        let is_study = supervision.domain == Domain::PreSentence;
        if standing != Standing::Open || supervision.pending.is_some() || is_study {
            return;
        }
        let settlement = self.territory.draw_settlement(&mut self.chance);
        let place = self.territory.settlement(settlement);
        let Some(to) = place.map(|place| place.office(day_of(at))).filter(|&to| to != office)
        else {
            return;
        };
        if let Some(resident) = self.population.find_mut(resident) {
            resident.settlement = settlement;
        }
        self.transfer(at, file, to, TransferReason::Moved);
    }

    /// A case is handed over to another office; its head gives it to an officer later.
    pub(crate) fn transfer(
        &mut self,
        at: Millis,
        file: FileNumber,
        to: OfficeNumber,
        reason: TransferReason,
    ) {
        self.cancel_planned(at, file, CancelReason::Officer);
        let Some(supervision) = self.files.find(file) else { return };
        let (from, officer) = (supervision.office, supervision.officer);
        let head = self.staffing.head(from);
        let words = self.note(file, Topic::Farewell, 200);
        let command =
            TransferCase { from: moment(at), to_office: self.office_code(to), reason, words };
        self.act(at, head, file, CaseAct::Transfer(command));
        self.staffing.carry(officer, None);
        if let Some(supervision) = self.files.find_mut(file) {
            supervision.office = to;
            supervision.officer = None;
        }
        let days = self.chance.between(1, 4);
        let then = self.working_days_later(at, days);
        self.put(then, Step::Allocate, file, 0);
    }
}
