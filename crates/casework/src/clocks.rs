//! What happened in a case, in the words of the law, and the time limits that follow.
//!
//! Rows of law name happenings; here the entries in force are told in those names. A clock is never
//! a fact: it is reckoned anew from the entries, the rows and the calendar, and names its row. An
//! absence and what follows from it are one matter, a submission and its answer another, so that
//! hearing a client about one absence does not meet the limit for another.

mod deferral;
mod duties;

pub use self::deferral::DEFERRAL;
use bagyt_core::effective::Effective;
use bagyt_core::law::{
    self, Calendar, Clock, ClockError, Groups, Happening, Membership, Pack, Subject, Term,
};
use jiff::civil::Date;

use crate::case::Case;
use crate::codes::{Attendance, ContactKind, Domain, ExplanationForm, Risk, SubmissionKind};
use crate::entries::{Mark, PostReason, Submission, find_version};
use crate::fact::Change;
use crate::intake::OpenCase;
use crate::reliance::Reliance;

/// Returns every time limit that ran or runs in a case.
///
/// # Errors
///
/// [`ClockError`] if the tables or the calendar do not reach a day that a row needs.
pub fn clocks<'p>(
    case: &Case,
    pack: &'p Pack,
    calendar: &Calendar,
) -> Result<Vec<Clock<'p>>, ClockError> {
    let memberships = memberships(case, pack);
    let term = case.term();
    let freed = duties::freed(case);
    let subject = Subject {
        domain: law_domain(case.opening.domain),
        measure: &case.opening.measure,
        groups: &memberships,
        offence_on: case.opening.offence_on,
        term: Some(Term { from: term.from, until: term.until }),
        freed: &freed,
    };
    let mut clocks = law::clocks(pack, calendar, &subject, &happenings(case))?;
    let apart = coming_end(case).map(|end| vec![end]).into_iter().chain(duties::stays(case));
    let apart = apart.chain(deferral::losses(case, pack));
    for happenings in apart {
        match law::clocks(pack, calendar, &subject, &happenings) {
            Ok(coming) => clocks.extend(coming),
            // Years ahead nobody knows the holidays; there is no day until the calendar has them.
            Err(ClockError::CalendarTooShort { .. }) => {}
            Err(other) => return Err(other),
        }
    }
    Ok(clocks)
}

/// Returns the row by which a court act had to arrive, with its due moment; `None` where the law
/// sets none for such an act.
///
/// # Errors
///
/// [`ClockError`] if the tables or the calendar do not reach a day that the row needs.
pub fn arrival(
    act: &OpenCase,
    pack: &Pack,
    calendar: &Calendar,
) -> Result<Option<Reliance>, ClockError> {
    let zone = act.opened.zone;
    let happening =
        |name, on| Happening { name, at: Effective::day(on, zone), version: 1, about: None };
    let happenings = [
        happening("court_act_in_force", act.in_force_on),
        happening("court_act_received", act.received_on.max(act.in_force_on)),
    ];
    let stated = act.groups.iter().map(String::as_str);
    let subject = Subject {
        domain: law_domain(act.domain),
        measure: &act.measure,
        groups: &[Membership::always(pack.groups(stated))],
        offence_on: act.offence_on,
        term: Some(Term { from: act.term_from, until: act.term_until }),
        freed: &[],
    };
    let clocks = law::clocks(pack, calendar, &subject, &happenings)?;
    let arrived = clocks.iter().find(|clock| {
        clock.is_applied && clock.row.met_by.iter().any(|name| name == "court_act_received")
    });
    Ok(arrived.map(Reliance::of_clock))
}

/// Returns what happened in a case under the names that rows of law use, in the order of its days.
pub fn happenings(case: &Case) -> Vec<Happening<'static>> {
    let mut told = Told { case, happenings: Vec::with_capacity(16 + case.contacts.len()) };
    told.opening();
    told.work();
    told.requests();
    told.search();
    told.checks();
    told.compliance();
    told.court();
    told.closing();
    let mut happenings = told.happenings;
    happenings.extend(deferral::requests(case));
    happenings.sort_by_key(|happening| (happening.at.on(), happening.version));
    happenings
}

/// Returns the end of the term of an open case, for the limits that begin with it.
///
/// It is reckoned apart from what happened: an end that has not come yet ends no other limit. While
/// the term stands still its end is not known.
fn coming_end(case: &Case) -> Option<Happening<'static>> {
    if case.closing().is_some() || case.suspended_since().is_some() {
        return None;
    }
    let fixed_by = case.rulings.last().map_or(case.opened.version, |ruling| ruling.mark.version);
    let at = Effective::day(case.term().until, case.zone);
    Some(Happening { name: "term_ended", at, version: fixed_by, about: None })
}

/// Returns the word of the law tables for a kind of probation work.
pub fn law_domain(domain: Domain) -> law::Domain {
    match domain {
        Domain::PreSentence => law::Domain::PreSentence,
        Domain::NonCustodial => law::Domain::NonCustodial,
        Domain::Penitentiary => law::Domain::Penitentiary,
        Domain::PostRelease => law::Domain::PostRelease,
    }
}

/// Returns the groups to which the client belongs on a day, for rows that differ by group.
pub fn groups_on(case: &Case, pack: &Pack, on: Date) -> Groups {
    law::groups_on(&memberships(case, pack), on)
}

/// Returns the groups to which the client belongs: the attributes with their days, and the risk as
/// judged.
fn memberships(case: &Case, pack: &Pack) -> Vec<Membership> {
    let spans = case.attribute_spans().into_iter();
    let mut memberships: Vec<Membership> = spans
        .map(|span| Membership {
            groups: pack.groups([span.attribute.as_str()]),
            from: span.from,
            until: span.until,
        })
        .collect();
    let next_days = case.assessments.iter().skip(1).map(|next| Some(next.mark.on));
    for (assessment, until) in case.assessments.iter().zip(next_days.chain([None])) {
        memberships.push(Membership {
            groups: pack.groups([risk_group(assessment.risk)]),
            from: Some(assessment.mark.on),
            until,
        });
    }
    memberships
}

fn risk_group(risk: Risk) -> &'static str {
    match risk {
        Risk::Low => "risk_low",
        Risk::Medium => "risk_medium",
        Risk::High => "risk_high",
    }
}

/// The entries of a case as they are told, one piece of work after the other.
struct Told<'a> {
    case: &'a Case,
    happenings: Vec<Happening<'static>>,
}

impl Told<'_> {
    fn tell(&mut self, name: &'static str, mark: Mark, about: Option<u32>) {
        let at = mark.effective(self.case.zone);
        self.happenings.push(Happening { name, at, version: mark.version, about });
    }

    fn tell_day(&mut self, name: &'static str, on: Date, mark: Mark) {
        let at = Effective::day(on, self.case.zone);
        self.happenings.push(Happening { name, at, version: mark.version, about: None });
    }

    fn opening(&mut self) {
        let (opened, opening) = (self.case.opened, &self.case.opening);
        self.tell_day("court_act_in_force", opening.in_force_on, opened);
        self.tell_day("court_act_received", opening.received_on, opened);
        if let Some(released_on) = opening.released_on {
            self.tell_day("released", released_on, opened);
        }
        self.tell("case_opened", opened, None);
    }

    fn work(&mut self) {
        let case = self.case;
        for post in &case.posts {
            let name = match post.reason {
                PostReason::Allocated(_) => "officer_allocated",
                PostReason::Transferred(_) => "transferred",
                PostReason::Returned(_) if post.officer.is_some() => "officer_allocated",
                // The days for naming an officer run on from the transfer.
                PostReason::Returned(_) => continue,
            };
            self.tell(name, post.mark, None);
        }
        for registration in &case.registrations {
            self.tell("client_registered", registration.mark, None);
            if registration.rights_explained {
                self.tell("rights_explained", registration.mark, None);
            }
        }
        self.attributes();
        for assessment in &case.assessments {
            self.tell("assessment_made", assessment.mark, None);
        }
        for plan in &case.plans {
            self.tell("plan_agreed", plan.mark, None);
        }
        for report in &case.reports {
            self.tell("report_sent", report.mark, None);
        }
        for placement in &case.work_placements {
            self.tell("work_placed", placement.mark, None);
        }
        for contact in &case.contacts {
            // Whoever was sent home for behaviour was not met; whoever the service sent home was.
            if contact.attendance != Attendance::SentHomeBehaviour {
                self.tell("contact_held", contact.mark, None);
            }
        }
    }

    /// A change is told on its day. A last day that was known ahead is not: nobody knew on that day
    /// that anything changed, and the next visit goes by it anyway.
    fn attributes(&mut self) {
        let case = self.case;
        for attribute in &case.attributes {
            self.tell("groups_changed", attribute.mark, None);
            if let Some(until) = attribute.until.filter(|_| attribute.was_over) {
                self.tell_day("groups_changed", until, attribute.mark);
            }
        }
        for end in &case.attribute_ends {
            self.tell("groups_changed", end.mark, None);
        }
    }

    fn compliance(&mut self) {
        let case = self.case;
        for absence in &case.absences {
            self.tell("appointment_missed", absence.mark, Some(absence.mark.version));
        }
        let answered = case.explanations.iter();
        for explanation in answered.filter(|one| one.form != ExplanationForm::Refused) {
            self.tell("explanation_received", explanation.mark, Some(explanation.absence));
        }
        for excuse in &case.excuses {
            self.tell("reason_accepted", excuse.mark, Some(excuse.absence));
            let missed = find_version(&case.absences, excuse.absence);
            // Whoever was kept from a visit by a good reason was freed from it on its own day,
            // whenever that was found out.
            if let Some(missed) = missed.filter(|one| one.kind == ContactKind::Registration) {
                self.tell("visit_excused", missed.mark, None);
            }
        }
        for violation in &case.violations {
            let matter = violation.absence.unwrap_or(violation.mark.version);
            self.tell("violation_established", violation.mark, Some(matter));
        }
        for warning in &case.warnings {
            let violation = find_version(&case.violations, warning.violation);
            let matter = violation.and_then(|found| found.absence).unwrap_or(warning.violation);
            self.tell("warning_issued", warning.mark, Some(matter));
        }
        for waiver in case.waivers() {
            let violation = find_version(&case.violations, waiver.violation);
            let matter = violation.and_then(|found| found.absence).unwrap_or(waiver.violation);
            self.tell("response_waived", waiver.mark, Some(matter));
        }
        for contest in &case.contests {
            self.tell("entry_contested", contest.mark, Some(contest.mark.version));
        }
        for answer in &case.answers {
            self.tell("contest_answered", answer.mark, Some(answer.contest));
        }
    }

    fn court(&mut self) {
        let case = self.case;
        for submission in &case.submissions {
            let about = matter(case, submission);
            self.tell("submission_drafted", submission.mark, about);
            if let Some(approval) = &submission.approved {
                self.tell("submission_approved", approval.mark, about);
            }
            if let Some((sent, _)) = submission.sent {
                self.tell("submission_sent", sent, about);
                if submission.kind == SubmissionKind::Search {
                    self.tell("search_requested", sent, about);
                }
                if submission.kind == SubmissionKind::Resume {
                    self.tell("resumption_requested", sent, about);
                }
            }
            if let Some(received) = submission.received {
                self.tell("submission_received_by_court", received, about);
            }
        }
        for ruling in &case.rulings {
            let about = match ruling.submission.and_then(|id| case.find_submission(id)) {
                Some(submission) => matter(case, submission),
                // Of the court's own motion: it answers nothing that was asked.
                None => Some(ruling.mark.version),
            };
            let at = Effective::day(ruling.received_on, case.zone);
            let version = ruling.mark.version;
            self.happenings.push(Happening { name: "ruling_received", at, version, about });
            match ruling.change {
                Change::Extended { .. } => self.tell("term_extended", ruling.mark, None),
                Change::Suspended => self.tell("term_suspended", ruling.mark, None),
                Change::Resumed => self.tell("term_resumed", ruling.mark, None),
                _ => {}
            }
        }
        for reoffence in &case.reoffences {
            let at = Effective::instant(reoffence.recorded_at, case.zone);
            let version = reoffence.mark.version;
            let name = "reoffence_recorded";
            self.happenings.push(Happening { name, at, version, about: None });
        }
    }

    /// The end of a term is told once the case is closed: before, a limit that has run out is still
    /// owed, and what the last day will bring is not known.
    fn closing(&mut self) {
        let case = self.case;
        let Some(closing) = case.closing() else { return };
        let until = case.term().until;
        if until <= closing.mark.on {
            self.tell_day("term_ended", until, closing.mark);
        }
        self.tell("case_closed", closing.mark, None);
    }
}

/// Returns the matter of a submission: none of its own while it is the only one under way, so that
/// it answers every violation that waits for one; its own where two cross.
fn matter(case: &Case, submission: &Submission) -> Option<u32> {
    let crosses = |other: &&Submission| {
        other.id != submission.id
            && other.mark.order() < end_of(case, submission)
            && submission.mark.order() < end_of(case, other)
    };
    case.submissions.iter().find(crosses).map(|_| submission.mark.version)
}

/// Returns where a submission is no longer under way.
fn end_of(case: &Case, submission: &Submission) -> (Date, u32) {
    case.decision(submission).map_or((Date::MAX, u32::MAX), |ruling| ruling.mark.order())
}

#[cfg(test)]
mod tests;
