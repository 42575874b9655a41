//! What happened about duties and measures, in the words of the law.

use bagyt_core::effective::Effective;
use bagyt_core::law::{Happening, Term};

use super::Told;
use crate::case::Case;
use crate::duty_check::HOME_HOURS;
use crate::fact::Change;

impl Told<'_> {
    /// Requests and their answers; each request is a matter of its own.
    pub(super) fn requests(&mut self) {
        let case = self.case;
        for request in &case.duties().requests {
            let name = match request.kind.is_abroad() {
                true => "request_abroad_made",
                false => "request_made",
            };
            self.tell(name, request.mark, Some(request.mark.version));
        }
        for answer in &case.duties().answers {
            self.tell("request_answered", answer.mark, Some(answer.request));
        }
    }

    /// The duty whose checks have a limit of their own: since when it holds, when it was checked,
    /// and that a court lifted it. Nobody can check it before the case stands on the register.
    pub(super) fn checks(&mut self) {
        let case = self.case;
        let opening = &case.opening;
        if opening.obligations.iter().any(|duty| duty == HOME_HOURS) {
            let on = opening.in_force_on.max(case.opened_on());
            self.tell_day("curfew_set", on, case.opened);
        }
        for ruling in &case.rulings {
            match &ruling.change {
                Change::DutyAdded { duty } if duty == HOME_HOURS => {
                    self.tell("curfew_set", ruling.mark, None);
                }
                Change::DutyLifted { duty } if duty == HOME_HOURS => {
                    self.tell("curfew_lifted", ruling.mark, None);
                }
                _ => {}
            }
        }
        let checks = self.case.duties().checks.iter();
        for check in checks.filter(|check| check.duty == HOME_HOURS) {
            self.tell("curfew_checked", check.mark, None);
        }
    }

    /// The service's own search. A client found while the term stands still is told apart, because
    /// the court has to be asked to resume it.
    pub(super) fn search(&mut self) {
        let case = self.case;
        for measure in &case.duties().measures {
            if case.begins_search(measure) {
                self.tell("search_begun", measure.mark, None);
            }
        }
        for found in &case.duties().found {
            self.tell("client_found", found.mark, None);
            if case.is_suspended_on(found.mark.on) {
                self.tell("found_while_suspended", found.mark, None);
            }
        }
    }
}

/// Returns the days for which the client was freed from coming, by their first day.
pub(super) fn freed(case: &Case) -> Vec<Term> {
    let granted = case.permissions().filter(|one| one.kind.has_end());
    let mut freed: Vec<Term> =
        granted.filter_map(|one| Some(Term { from: one.from, until: one.until? })).collect();
    freed.sort_unstable_by_key(|one| (one.from, one.until));
    freed
}

/// Returns the end of every permitted stay with what followed, each apart: its last day may be still
/// to come, and what is to come ends and repeats no other limit.
pub(super) fn stays(case: &Case) -> impl Iterator<Item = Vec<Happening<'static>>> {
    case.duties().requests.iter().filter_map(|request| {
        let answer = case.answer_to(request)?;
        let back_by = answer.back_by?;
        let about = Some(request.mark.version);
        let returned = case.return_from(request);
        let on = returned.map_or(back_by, |one| one.mark.on.min(back_by));
        if case.closed_before(on).is_some() {
            return None;
        }
        let at = Effective::day(on, case.zone);
        let version = answer.mark.version;
        let mut happenings = vec![Happening { name: "stay_ended", at, version, about }];
        if let Some(one) = returned {
            let (at, version) = (one.mark.effective(case.zone), one.mark.version);
            happenings.push(Happening { name: "return_recorded", at, version, about });
        }
        if let Some(closing) = case.closing() {
            let (at, version) = (closing.mark.effective(case.zone), closing.mark.version);
            happenings.push(Happening { name: "case_closed", at, version, about: None });
        }
        happenings.sort_by_key(|happening| (happening.at.on(), happening.version));
        Some(happenings)
    })
}
