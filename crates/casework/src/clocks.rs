//! What happened in a case, in the words of the law, and the time limits that follow.
//!
//! Rows of law name happenings; here the entries in force are told in those names. A clock is never
//! a fact: it is reckoned anew from the entries, the rows and the calendar, and names its row. An
//! absence and what follows from it are one matter, a submission and its answer another, so that
//! hearing a client about one absence does not meet the limit for another.

use bagyt_core::effective::Effective;
use bagyt_core::law::{
    self, Calendar, Clock, ClockError, Happening, Membership, Pack, Subject, Term,
};
use jiff::civil::Date;

use crate::case::Case;
use crate::codes::{Attendance, Domain, ExplanationForm, Risk, SubmissionKind};
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
    let subject = Subject {
        domain: law_domain(case.opening.domain),
        measure: &case.opening.measure,
        groups: &memberships,
        offence_on: case.opening.offence_on,
        term: Some(Term { from: term.from, until: term.until }),
    };
    let mut clocks = law::clocks(pack, calendar, &subject, &happenings(case))?;
    if let Some(end) = coming_end(case) {
        match law::clocks(pack, calendar, &subject, &[end]) {
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
    told.compliance();
    told.court();
    told.closing();
    let mut happenings = told.happenings;
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

/// Returns the groups to which the client belongs: those the act states, and the risk as judged.
fn memberships(case: &Case, pack: &Pack) -> Vec<Membership> {
    let stated = case.opening.groups.iter().map(String::as_str);
    let mut memberships = vec![Membership::always(pack.groups(stated))];
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
            };
            self.tell(name, post.mark, None);
        }
        for registration in &case.registrations {
            self.tell("client_registered", registration.mark, None);
            if registration.rights_explained {
                self.tell("rights_explained", registration.mark, None);
            }
        }
        for assessment in &case.assessments {
            self.tell("assessment_made", assessment.mark, None);
        }
        for plan in &case.plans {
            self.tell("plan_agreed", plan.mark, None);
        }
        for report in &case.reports {
            self.tell("report_sent", report.mark, None);
        }
        for contact in &case.contacts {
            // Whoever was sent home for behaviour was not met; whoever the service sent home was.
            if contact.attendance != Attendance::SentHomeBehaviour {
                self.tell("contact_held", contact.mark, None);
            }
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
mod tests {
    use super::*;
    use crate::invented::{Story, calendar, day, pack, ruling, sentence, submission_id};

    /// The clocks of a row: first and last day, state, in the order in which they started.
    #[track_caller]
    fn check(story: &Story, row: &str, expected: &[&str]) {
        let pack = pack();
        let clocks = clocks(&story.case, &pack, &calendar()).unwrap();
        let told: Vec<String> = clocks
            .iter()
            .filter(|clock| clock.code() == row)
            .map(|clock| format!("{} to {} {}", clock.from_on, clock.due_on, clock.state().name()))
            .collect();
        assert_eq!(told, expected);
    }

    #[test]
    fn an_opened_case_owes_a_first_interview_in_ten_working_days() {
        check(&Story::opened(), "first_interview", &["2025-03-10 to 2025-03-25 open"]);
        let met = Story::opened().met("2025-03-25");
        check(&met, "first_interview", &["2025-03-10 to 2025-03-25 in_time"]);
        let late = Story::opened().met("2025-03-26");
        check(&late, "first_interview", &["2025-03-10 to 2025-03-25 late"]);
    }

    #[test]
    fn a_closed_case_owes_nothing_that_was_not_due_yet() {
        let story = Story::opened().ruled("2025-03-20", Change::Ended);
        check(&story, "first_interview", &["2025-03-10 to 2025-03-25 void"]);
        let story = Story::opened().ruled("2025-03-26", Change::Ended);
        check(&story, "first_interview", &["2025-03-10 to 2025-03-25 never"]);
    }

    #[test]
    fn the_act_itself_has_a_clock_that_the_receipt_meets() {
        check(&Story::opened(), "court_act_transmission", &["2025-03-01 to 2025-03-05 late"]);
    }

    #[test]
    fn visits_come_by_risk() {
        let story = Story::opened().registered();
        check(&story, "registration_visit", &["2025-03-14 to 2025-04-14 open"]);
        let story = story.assessed("2025-03-20", crate::codes::Risk::High);
        let pack = pack();
        let clocks = clocks(&story.case, &pack, &calendar()).unwrap();
        let last = clocks.iter().rfind(|clock| clock.code() == "registration_visit").unwrap();
        assert_eq!(last.due_on, day("2025-03-27"));
    }

    #[test]
    fn a_refused_explanation_is_none() {
        let story = Story::opened().absent("2025-04-07");
        let refused = crate::compliance::ReceiveExplanation {
            absence: 2,
            received: crate::invented::on("2025-04-08"),
            form: ExplanationForm::Refused,
            words: String::new(),
        };
        let facts =
            crate::compliance::receive_explanation(&story.case, &refused, day("2025-04-08"));
        let silent = story.clone().then("2025-04-08", facts.unwrap());
        check(&silent, "explanation", &["2025-04-07 to 2025-04-14 open"]);
        let heard = story.explained(2, "2025-04-08");
        check(&heard, "explanation", &["2025-04-07 to 2025-04-14 in_time"]);
    }

    #[test]
    fn hearing_a_client_about_one_absence_is_not_hearing_about_another() {
        let story = Story::opened().absent("2025-04-07").absent("2025-04-09");
        let story = story.explained(3, "2025-04-10");
        let expected = ["2025-04-07 to 2025-04-14 open", "2025-04-09 to 2025-04-16 in_time"];
        check(&story, "explanation", &expected);
    }

    #[test]
    fn an_excuse_takes_the_warning_that_was_owed_away() {
        let story = Story::opened().absent("2025-04-07").explained(2, "2025-04-08");
        let story = story.warned(2, "2025-04-09");
        check(&story, "warning", &["2025-04-09 to 2025-04-16 in_time"]);
        check(&story.excused(2, "2025-04-10"), "warning", &[]);
    }

    #[test]
    fn a_submission_answers_the_violation_after_two_warnings() {
        let story = Story::twice_warned().absent("2025-06-02");
        let third = story.newest();
        let story = story.explained(third, "2025-06-03");
        let mut command = crate::invented::no_show(third, "2025-06-04");
        command.warning = None;
        let facts =
            crate::compliance::establish_violation(&story.case, &command, day("2025-06-04"));
        let story = story.then("2025-06-04", facts.unwrap());
        let row = "submission_after_violation";
        check(&story, row, &["2025-06-04 to 2025-06-18 open"]);
        let story = story.drafted("2025-06-05").approved("2025-06-06").sent("2025-06-09");
        check(&story, row, &["2025-06-04 to 2025-06-18 in_time"]);
        check(&story, "submission_dispatch", &["2025-06-06 to 2025-06-10 in_time"]);
    }

    #[test]
    fn a_ruling_of_the_courts_own_motion_answers_no_submission() {
        let story = Story::twice_warned().drafted("2025-06-02").approved("2025-06-02");
        let story = story.sent("2025-06-03");
        let receipt = crate::approval::ReceiveReceipt {
            submission: submission_id(0xE1),
            received: crate::invented::on("2025-06-04"),
            receipt: "2025/771".to_owned(),
        };
        let facts = crate::approval::receive_receipt(&story.case, &receipt, day("2025-06-04"));
        let story = story.then("2025-06-04", facts.unwrap());
        let own = Change::DutyAdded { duty: "treatment".to_owned() };
        let unasked = story.clone().ruled("2025-06-20", own);
        check(&unasked, "court_decision", &["2025-06-04 to 2025-07-04 open"]);
        let mut answer = ruling("2025-06-20", Change::Refused);
        answer.submission = Some(submission_id(0xE1));
        let facts = crate::ruling::record(&story.case, &answer, None, day("2025-06-20"));
        let answered = story.then("2025-06-20", facts.unwrap());
        check(&answered, "court_decision", &["2025-06-04 to 2025-07-04 in_time"]);
    }

    #[test]
    fn the_end_of_the_term_is_seen_coming_and_moves_with_it() {
        check(&Story::opened(), "closing", &["2026-02-28 to 2026-03-06 open"]);
        let until = day("2026-08-31");
        let extended = Story::opened().ruled("2025-06-05", Change::Extended { until });
        check(&extended, "closing", &["2026-08-31 to 2026-09-07 open"]);
        let still = Story::opened().ruled("2025-06-05", Change::Suspended);
        check(&still, "closing", &[]);
    }

    #[test]
    fn a_coming_end_ends_no_other_limit() {
        check(&Story::opened(), "first_interview", &["2025-03-10 to 2025-03-25 open"]);
        check(&Story::opened(), "allocation", &["2025-03-11 to 2025-03-13 open"]);
    }

    #[test]
    fn a_case_is_closed_in_time_or_late() {
        let closed = |on: &str| {
            let story = Story::opened();
            let command = crate::closing::CloseCase {
                closed: crate::invented::on(on),
                reason: crate::codes::CloseReason::Completed,
                words: String::new(),
            };
            let facts = crate::closing::close(&story.case, &command, day("2026-04-01")).unwrap();
            story.then(on, facts)
        };
        check(&closed("2026-02-28"), "closing", &["2026-02-28 to 2026-03-06 in_time"]);
        check(&closed("2026-03-09"), "closing", &["2026-02-28 to 2026-03-06 late"]);
    }

    #[test]
    fn an_end_beyond_the_calendar_has_no_day_yet() {
        let mut long = sentence();
        long.term_until = day("2029-12-31");
        check(&Story::of(&long), "closing", &[]);
        check(&Story::of(&long), "first_interview", &["2025-03-10 to 2025-03-25 open"]);
    }

    #[test]
    fn the_row_of_arrival_says_when_the_act_was_due() {
        let arrival = arrival(&sentence(), &pack(), &calendar()).unwrap().unwrap();
        assert_eq!(arrival.row, "court_act_transmission");
        assert_eq!(arrival.article, "Probation Act 12(1)");
        let due_at = arrival.due_at.unwrap();
        assert_eq!(bagyt_core::effective::Zone::Bishkek.day_of(due_at), day("2025-03-05"));
    }

    #[test]
    fn every_name_that_is_told_is_one_that_rows_may_use() {
        let pack = pack();
        let known: Vec<&str> = pack.happenings().iter().map(|one| one.name.as_str()).collect();
        let told = happenings(&Story::whole().case);
        for happening in &told {
            assert!(known.contains(&happening.name), "{}", happening.name);
        }
        let silent: Vec<&str> =
            known.into_iter().filter(|name| told.iter().all(|one| one.name != *name)).collect();
        // Told in cases of another kind: a release, and a search for a client.
        assert_eq!(silent, ["released", "search_requested"]);
    }
}
