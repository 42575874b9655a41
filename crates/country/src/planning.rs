//! Assessments and plans, and what lies ahead of a case from its first day.

use bagyt_app::command::{CaseAct, SendReport};
use bagyt_casework::assessment::MakeAssessment;
use bagyt_casework::codes::{Domain, Need, Risk};
use bagyt_casework::plan::AgreePlan;
use bagyt_core::identity::MessageId;

use crate::calibration::{DEATHS, ENDED_EARLY, MOVES, reoffending};
use crate::chance::{Chance, Permille};
use crate::country::{Country, Step};
use crate::diary::{Day, Millis, OPENING, day_of, instant};
use crate::meetings::moment;
use crate::supervision::{FileNumber, Offence};
use crate::words::Topic;

/// Days of a year.
const YEAR: u32 = 365;

/// The shortest case, in days, in which an early end may be asked for.
const LONG_CASE: Day = 300;

/// Later assessments after which the plan is agreed anew.
const REPLANNED: Permille = 850;

/// Days from one assessment to the next.
const REASSESSED: (i32, i32) = (150, 178);

impl Country {
    /// Draws what lies ahead of a case: the end of its term, a move, a death, an early end, a new
    /// offence.
    pub(crate) fn plan_course(&mut self, at: Millis, file: FileNumber) {
        let Some(supervision) = self.files.find(file) else { return };
        let (from, until) = (supervision.from, supervision.until);
        let is_study = supervision.domain == Domain::PreSentence;
        let is_free = supervision.domain != Domain::Penitentiary;
        let today = day_of(at);
        self.put(instant(until + 1, OPENING), Step::TermOver, file, 0);
        let days = (until - today).max(0).unsigned_abs();
        if is_free && !is_study && self.chance.permille(share(MOVES, days)) {
            let day = today + 20 + self.chance.below(days) as Day;
            let moved = self.office_hour(day);
            self.put(moved, Step::Move, file, 0);
        }
        if self.chance.permille(share(DEATHS, days)) {
            let day = today + 10 + self.chance.below(days) as Day;
            let told = self.office_hour(day);
            self.put(told, Step::Die, file, 0);
        }
        if is_free && until - from > LONG_CASE && self.chance.permille(ENDED_EARLY) {
            let half = from + (until - from + 1) / 2 + self.chance.between(5, 90);
            if half > today + 20 && half < until - 60 {
                let asked = self.office_hour(half);
                self.put(asked, Step::AskEarlyEnd, file, 0);
            }
        }
        if is_free && !is_study {
            self.plan_offence(today, file);
        }
    }

    /// Draws whether and when the client offends again within twelve months.
    ///
    /// Of a case that began long before today half as many do as of a new one.
    fn plan_offence(&mut self, today: Day, file: FileNumber) {
        let Some(supervision) = self.files.find(file) else { return };
        let (from, risk) = (supervision.from, supervision.risk);
        let is_old = today - from > YEAR as Day;
        let odds = if is_old { reoffending(risk) / 2 } else { reoffending(risk) };
        if !self.chance.permille(odds) {
            return;
        }
        let days = self.chance.between(6, YEAR as Day - 2);
        // The first months are the riskiest.
        let days =
            if self.chance.permille(500) { days.min(self.chance.between(6, 240)) } else { days };
        let on = from.max(today) + days;
        let convicted = on + self.chance.between(35, 150);
        let arrives = convicted + self.chance.between(1, 14);
        if let Some(supervision) = self.files.find_mut(file) {
            supervision.offence = Some(Offence { on, convicted });
        }
        let second = self.message_second(arrives);
        self.put(instant(arrives, second), Step::Conviction, file, 0);
    }

    /// Plans the first assessment after registration.
    pub(crate) fn plan_assessment(&mut self, at: Millis, file: FileNumber) {
        let Some(supervision) = self.files.find(file) else { return };
        let habits = self.practice.of(supervision.office);
        let (until, is_short) = (supervision.until, supervision.domain == Domain::PreSentence);
        let days = if is_short {
            self.chance.between(3, 10)
        } else if self.chance.permille(habits.plan_late) {
            self.chance.between(31, 48)
        } else {
            self.chance.between(4, 27)
        };
        let day = (day_of(at) + days).min(until);
        let then = self.office_hour(day);
        self.put(then, Step::Assess, file, 0);
    }

    /// Risk and needs are assessed, the first time or anew.
    pub(crate) fn assess(&mut self, at: Millis, file: FileNumber) {
        let Some(supervision) = self.running(file) else { return };
        let (risk, is_first, breaches) =
            (supervision.risk, !supervision.assessed, supervision.breaches.len());
        let (until, office) = (supervision.until, supervision.office);
        let is_study = supervision.domain == Domain::PreSentence;
        let risk = if is_first { risk } else { self.reassessed(risk, breaches) };
        let needs = draw_needs(&mut self.chance);
        let reason = self.sentence(file, Topic::Assessment);
        let command = MakeAssessment { made: moment(at), risk, needs: needs.clone(), reason };
        self.act(at, None, file, CaseAct::Assess(command));
        if let Some(supervision) = self.files.find_mut(file) {
            supervision.assessed = true;
            supervision.risk = risk;
        }
        if is_study {
            self.plan_report(at, file);
            return;
        }
        if is_first {
            self.offer_help(at, file, &needs);
        }
        let habits = self.practice.of(office);
        if is_first || self.chance.permille(REPLANNED) {
            let days = if self.chance.permille(habits.plan_late) {
                self.chance.between(11, 20)
            } else {
                self.chance.between(1, 9)
            };
            let then = self.working_days_later(at, days);
            self.put(then, Step::AgreePlan, file, 0);
        }
        let late = if self.chance.permille(habits.plan_late) { 35 } else { 0 };
        let next = day_of(at) + self.chance.between(REASSESSED.0, REASSESSED.1) + late;
        if next < until {
            let then = self.office_hour(next);
            self.put(then, Step::Assess, file, 0);
        }
    }

    /// Plans when the report of a study is sent: most often in time, at some offices late.
    fn plan_report(&mut self, at: Millis, file: FileNumber) {
        let Some(supervision) = self.files.find(file) else { return };
        let (received, habits) = (supervision.received, self.practice.of(supervision.office));
        let limit = self.terms.report();
        let days = if self.chance.permille(habits.plan_late) {
            limit + self.chance.between(1, 3)
        } else {
            self.chance.between(limit * 2 / 3, limit)
        };
        let day = self.diary.working_after(received, days);
        let soon = self.working_days_later(at, 1);
        let then = self.office_hour(day).max(soon);
        self.put(then, Step::SendReport, file, 0);
    }

    /// The report of a study is sent to the court.
    pub(crate) fn send_report(&mut self, at: Millis, file: FileNumber) {
        let Some(supervision) = self.running(file) else { return };
        // In an invented past a short text takes the place of the paper.
        let text = format!("{}\nreport\n", self.number_of(supervision));
        let message = MessageId(self.identifiers.make(at));
        let duties = self.lists.draw_duties(&mut self.chance);
        let command = SendReport {
            message,
            duties: self.lists.duties(duties),
            conclusion: self.sentence(file, Topic::Report),
            document: text.into_bytes().into(),
        };
        self.act(at, None, file, CaseAct::SendReport(command));
    }

    fn reassessed(&mut self, risk: Risk, breaches: usize) -> Risk {
        let rises = self.chance.permille(if breaches > 0 { 160 } else { 25 });
        let falls = breaches == 0 && self.chance.permille(110);
        match (risk, rises, falls) {
            (Risk::Low, true, _) => Risk::Medium,
            (Risk::Medium, true, _) => Risk::High,
            (Risk::Medium, _, true) => Risk::Low,
            (Risk::High, _, true) => Risk::Medium,
            _ => risk,
        }
    }

    /// A plan is agreed with the client.
    pub(crate) fn agree_plan(&mut self, at: Millis, file: FileNumber) {
        if self.running(file).is_none() {
            return;
        }
        let count = self.chance.between(1, 3);
        let goals: Vec<String> = (0..count).map(|_| self.sentence(file, Topic::Goal)).collect();
        let command = AgreePlan { agreed: moment(at), goals };
        self.act(at, None, file, CaseAct::AgreePlan(command));
    }
}

/// Returns the part of a yearly share that falls on so many days.
fn share(per_year: Permille, days: u32) -> Permille {
    per_year * days / YEAR
}

/// Draws one to four needs, in the order of the list.
pub(crate) fn draw_needs(chance: &mut Chance) -> Vec<Need> {
    let count = chance.between(1, 4);
    let mut needs: Vec<Need> = (0..count)
        .filter_map(|_| Need::ALL.get(chance.position(Need::ALL.len())).copied())
        .collect();
    needs.sort_unstable();
    needs.dedup();
    needs
}
