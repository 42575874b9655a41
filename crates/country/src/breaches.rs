//! Absences are weighed: the client's explanation, an accepted reason or a violation, a warning.

use bagyt_app::command::CaseAct;
use bagyt_casework::breach::Breach as Observed;
use bagyt_casework::codes::{AbsenceReason, BreachEvidence, ExplanationForm, ViolationGround};
use bagyt_casework::compliance::{AcceptReason, ReceiveExplanation};

use crate::calibration::{
    ACCEPTED, ACCEPTED_LATE, BEGINS_TO_EVADE, EVADING, EVADING_EXPLAINED, EXPLAINED,
    WARNED_AT_ONCE, WARNINGS_BEFORE_SUBMISSION,
};
use crate::chance::Chance;
use crate::country::{Country, Step};
use crate::diary::{Day, Millis, day_of, instant, second_of};
use crate::meetings::moment;
use crate::supervision::{Breach, FileNumber};
use crate::words::Topic;

/// Days by which the last day of a visit may lie off its interval: days off move it, an assessment
/// between two visits begins the interval anew.
const LIMIT_MARGIN: i32 = 5;

/// Marks an absence whose client refused to explain it; versions stay far below.
const UNEXPLAINED: u32 = 1 << 31;

impl Country {
    /// The client answers for an absence, or is asked in vain.
    pub(crate) fn explain(&mut self, at: Millis, file: FileNumber, absence: u32) {
        let Some(supervision) = self.running(file) else { return };
        let odds = if supervision.evades() { EVADING_EXPLAINED } else { EXPLAINED };
        let explained = self.chance.permille(odds);
        let (form, words) = if explained {
            let written = self.chance.permille(700);
            let form = if written { ExplanationForm::Written } else { ExplanationForm::Spoken };
            (form, self.sentence(file, Topic::Explanation))
        } else {
            (ExplanationForm::Refused, String::new())
        };
        let command = ReceiveExplanation { absence, received: moment(at), form, words };
        self.act(at, None, file, CaseAct::ReceiveExplanation(command));
        let then = if self.chance.permille(550) {
            self.minutes_later(at, 10, 60)
        } else {
            let days = self.chance.between(1, 4);
            self.working_days_later(at, days)
        };
        let detail = if explained { absence } else { absence | UNEXPLAINED };
        self.put(then, Step::Weigh, file, detail);
    }

    /// The officer accepts the reason or establishes a violation.
    pub(crate) fn weigh(&mut self, at: Millis, file: FileNumber, detail: u32) {
        if self.running(file).is_none() {
            return;
        }
        let (absence, explained) = (detail & !UNEXPLAINED, detail & UNEXPLAINED == 0);
        if explained && self.chance.permille(ACCEPTED) {
            self.accept(at, file, absence);
        } else {
            self.establish(at, file, ViolationGround::NoShow, Some(absence));
        }
    }

    fn accept(&mut self, at: Millis, file: FileNumber, absence: u32) {
        let reason = draw_reason(&mut self.chance);
        let words = self.sentence(file, Topic::Excuse);
        let command = AcceptReason { absence, accepted: moment(at), reason, words };
        self.act(at, None, file, CaseAct::AcceptReason(command));
    }

    /// A violation is established; what follows depends on the warnings that stand.
    pub(crate) fn establish(
        &mut self,
        at: Millis,
        file: FileNumber,
        ground: ViolationGround,
        absence: Option<u32>,
    ) {
        let Some(supervision) = self.running(file) else { return };
        let is_last = supervision.warnings() >= WARNINGS_BEFORE_SUBMISSION;
        // What is found after the last day of the term happened on that day.
        let happened = instant(day_of(at).min(supervision.until), second_of(at));
        let warn = !is_last && self.chance.permille(WARNED_AT_ONCE);
        let reason = self.sentence(file, Topic::Violation);
        let act = CaseAct::EstablishViolation {
            ground,
            absence,
            breach: absence.is_none().then(|| Box::new(breach_of(ground, happened, at))),
            established: moment(at),
            malicious: is_last && self.chance.permille(120),
            reason,
            warn,
        };
        let Some(version) = self.act(at, None, file, act) else { return };
        let let_pass = absence.and_then(|_| self.let_pass(file, day_of(at)));
        if let Some(supervision) = self.files.find_mut(file) {
            supervision.breaches.push(Breach { version, absence, let_pass, warned: warn });
        }
        self.may_begin_to_evade(file, absence.is_some());
        if is_last {
            let days = self.chance.between(1, 8);
            let then = self.working_days_later(at, days);
            self.put(then, Step::Draft, file, 0);
        } else if !warn {
            let days = self.chance.between(1, 4);
            let then = self.working_days_later(at, days);
            self.put(then, Step::Warn, file, version);
        }
        if let Some(absence) = absence.filter(|_| self.chance.permille(ACCEPTED_LATE)) {
            let days = self.chance.between(5, 15);
            let then = self.working_days_later(at, days);
            self.put(then, Step::Excuse, file, absence);
        }
    }

    /// Returns a day on which the visit that the client has just let pass would have been in time;
    /// none where it is not sure that one was.
    fn let_pass(&self, file: FileNumber, today: Day) -> Option<Day> {
        let supervision = self.files.find(file)?;
        let interval = self.terms.visit(supervision.assessed.then_some(supervision.risk));
        let since_met = today.saturating_sub(supervision.last_met);
        let passed = interval + LIMIT_MARGIN..=2 * interval - LIMIT_MARGIN;
        let met = supervision.last_met;
        let is_sure = supervision.registered && passed.contains(&since_met);
        is_sure.then(|| self.working_until(met + interval * 9 / 10, met + 1))
    }

    /// Whoever stays away without a reason may go on with it.
    fn may_begin_to_evade(&mut self, file: FileNumber, stayed_away: bool) {
        let begins = stayed_away && self.chance.permille(BEGINS_TO_EVADE);
        if let Some(supervision) = self.files.find_mut(file)
            && begins
        {
            supervision.habit = EVADING;
        }
    }

    /// A warning is issued for a violation established before.
    pub(crate) fn warn(&mut self, at: Millis, file: FileNumber, violation: u32) {
        let Some(supervision) = self.files.find_mut(file) else { return };
        let is_running = supervision.is_running();
        let breach = supervision.breaches.iter_mut().find(|breach| breach.version == violation);
        let Some(breach) = breach.filter(|breach| is_running && !breach.warned) else { return };
        breach.warned = true;
        let words = self.sentence(file, Topic::Warning);
        let act = CaseAct::Warn { violation, issued: moment(at), words };
        self.act(at, None, file, act);
    }

    /// A good reason is accepted after all; violation and warning fall, unless a court was asked.
    pub(crate) fn excuse(&mut self, at: Millis, file: FileNumber, absence: u32) {
        let Some(supervision) = self.files.find_mut(file) else { return };
        if !supervision.is_running() || supervision.was_submitted {
            return;
        }
        let place = supervision.breaches.iter().position(|breach| breach.absence == Some(absence));
        let Some(place) = place else { return };
        let breach = supervision.breaches.remove(place);
        self.accept(at, file, absence);
        if let Some(supervision) = self.files.find_mut(file) {
            supervision.version += 1 + u32::from(breach.warned);
        }
    }
}

fn draw_reason(chance: &mut Chance) -> AbsenceReason {
    match chance.below(100) {
        0..38 => AbsenceReason::Medical,
        38..64 => AbsenceReason::Employment,
        64..84 => AbsenceReason::Family,
        84..90 => AbsenceReason::CourtOrLegal,
        90..93 => AbsenceReason::Religious,
        93..96 => AbsenceReason::ForceMajeure,
        96..98 => AbsenceReason::ServiceFault,
        _ => AbsenceReason::Judgement,
    }
}

/// What is written of a breach that is no absence. Nothing of it is left to chance, so that nothing
/// else in the country depends on it.
fn breach_of(ground: ViolationGround, happened: Millis, at: Millis) -> Observed {
    let (evidence, evidence_words) = match ground {
        ViolationGround::WorkEvaded => (BreachEvidence::Host, "Письмо места работы."),
        ViolationGround::AdministrativeOffence => (BreachEvidence::Agency, "Копия постановления."),
        ViolationGround::MovedWithoutNotice => {
            (BreachEvidence::OfficerReport, "Рапорт о выезде по адресу.")
        }
        _ => (BreachEvidence::OfficerReport, "Рапорт сотрудника."),
    };
    Observed {
        happened: moment(happened),
        duty: None,
        evidence,
        evidence_words: evidence_words.to_owned(),
        heard: moment(at),
        answered: ExplanationForm::Spoken,
        explanation: "Не отрицает, обещает больше не нарушать.".to_owned(),
    }
}
