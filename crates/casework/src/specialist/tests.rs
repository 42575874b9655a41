use super::*;
use crate::invented::{OFFICER, Story, at, day, office, on, told};
use uuid::Uuid;

pub(crate) const PSYCHOLOGIST: StaffId = StaffId(Uuid::from_u128(0xB1));

fn asked(on_day: &str) -> AskSpecialist {
    AskSpecialist {
        asked: on(on_day),
        specialist: PSYCHOLOGIST,
        task: SpecialistTask::Counselling,
        words: "does not sleep since the hearing".to_owned(),
    }
}

fn answered(request: u32, outcome: SpecialistAnswer) -> AnswerSpecialist {
    let (answered, by) = (on("2025-04-08"), PSYCHOLOGIST);
    AnswerSpecialist { request, answered, by, outcome, words: "on Wednesdays".to_owned() }
}

fn arranged(request: u32) -> ArrangeSession {
    ArrangeSession {
        request,
        by: PSYCHOLOGIST,
        begins_at: at("2025-04-16T10:00"),
        minutes: 50,
        form: SessionForm::Individual,
        place: ContactPlace::Office,
        words: String::new(),
    }
}

fn recorded(session: u32, outcome: SessionOutcome) -> RecordSession {
    let words = "no meetings before ten".to_owned();
    RecordSession { session, by: Some(PSYCHOLOGIST), outcome, words }
}

fn ended(request: u32) -> EndSpecialist {
    let (ended, reason) = (on("2025-05-20"), SpecialistEnd::Done);
    EndSpecialist { request, ended, by: Some(PSYCHOLOGIST), reason, words: "sleeps".to_owned() }
}

impl Story {
    /// The psychologist is asked in the second entry.
    fn specialist_asked() -> Story {
        let story = Story::opened();
        let here = office("ZZ-03-02");
        let post = (Some((Role::Psychologist, &here)), day("2025-04-10"));
        let facts = ask(&story.case, &asked("2025-04-07"), post, day("2025-04-07")).unwrap();
        story.then("2025-04-07", facts)
    }

    /// The psychologist works with the client.
    pub(crate) fn with_specialist() -> Story {
        let story = Story::specialist_asked();
        let command = answered(2, SpecialistAnswer::Taken);
        let facts = answer(&story.case, &command, day("2025-04-08")).unwrap();
        story.then("2025-04-08", facts)
    }

    /// A session is arranged in the fourth entry.
    pub(crate) fn in_session() -> Story {
        let story = Story::with_specialist();
        let facts = arrange(&story.case, &arranged(2), &[], at("2025-04-08T12:00")).unwrap();
        story.then("2025-04-08", facts)
    }

    fn ask_stands(&self) -> SpecialistStatus {
        self.case.ask_status(&self.case.support().care.asks[0])
    }
}

#[track_caller]
fn check<E: std::fmt::Display>(outcome: Result<Vec<CaseFact>, E>, expected: Result<&str, &str>) {
    assert_eq!(told(outcome), expected.map(str::to_owned).map_err(str::to_owned));
}

#[test]
fn a_specialist_of_the_office_is_asked_with_a_reason() {
    let story = Story::opened();
    let here = office("ZZ-03-02");
    let ask_as = |role: Role, at: &OfficeCode, change: fn(&mut AskSpecialist)| {
        let mut command = asked("2025-04-07");
        change(&mut command);
        let post = (Some((role, at)), day("2025-04-10"));
        ask(&story.case, &command, post, day("2025-04-10"))
    };
    check(ask_as(Role::Psychologist, &here, |_| {}), Ok("specialist.asked"));
    check(ask_as(Role::SocialWorker, &here, |_| {}), Ok("specialist.asked"));
    let why = "choose a psychologist or a social worker of the office that has the case";
    check(ask_as(Role::Officer, &here, |_| {}), Err(why));
    check(ask_as(Role::Psychologist, &office("ZZ-01-01"), |_| {}), Err(why));
    let missing = "a reason in words is missing";
    check(ask_as(Role::Psychologist, &here, |one| one.words.clear()), Err(missing));
    let late = "2025-04-11 has not come yet";
    check(ask_as(Role::Psychologist, &here, |one| one.asked = on("2025-04-11")), Err(late));
}

#[test]
fn one_specialist_is_asked_once_at_a_time() {
    let story = Story::specialist_asked();
    let here = office("ZZ-03-02");
    let post = (Some((Role::Psychologist, &here)), day("2025-04-11"));
    let again = ask(&story.case, &asked("2025-04-08"), post, day("2025-04-10"));
    check(again, Err("that specialist was asked on 2025-04-07, and it is not over"));
}

#[test]
fn only_who_was_asked_answers_and_a_refusal_has_its_reason() {
    let story = Story::specialist_asked();
    let answer_as = |change: fn(&mut AnswerSpecialist)| {
        let mut command = answered(2, SpecialistAnswer::Declined);
        change(&mut command);
        answer(&story.case, &command, day("2025-04-10"))
    };
    check(answer_as(|_| {}), Ok("specialist.answered"));
    let other = "another specialist was asked; only that one answers and holds the sessions";
    check(answer_as(|one| one.by = OFFICER), Err(other));
    check(answer_as(|one| one.words.clear()), Err("a reason in words is missing"));
    let early = "the step before was on 2025-04-07, after 2025-04-06";
    check(answer_as(|one| one.answered = on("2025-04-06")), Err(early));
    let unknown = "the case has no request to a specialist in entry 9";
    check(answer_as(|one| one.request = 9), Err(unknown));
    let story = Story::with_specialist();
    assert_eq!(story.ask_stands(), SpecialistStatus::Taken);
    let again = answer(&story.case, &answered(2, SpecialistAnswer::Declined), day("2025-04-10"));
    check(again, Err("the request was answered on 2025-04-08"));
}

#[test]
fn a_session_is_arranged_by_who_has_the_client_and_is_free() {
    let now = at("2025-04-08T12:00");
    let story = Story::specialist_asked();
    let why = "the specialist does not work with the client: `awaiting_answer`";
    check(arrange(&story.case, &arranged(2), &[], now), Err(why));
    let story = Story::with_specialist();
    let arrange_at = |begins: &str, minutes: u16, busy: &[(Timestamp, u16)]| {
        let begins_at = at(begins);
        let command = ArrangeSession { begins_at, minutes, ..arranged(2) };
        arrange(&story.case, &command, busy, now)
    };
    let fine = Ok("session.arranged");
    check(arrange_at("2025-04-16T10:00", 50, &[]), fine);
    check(arrange_at("2025-04-16T10:00", 10, &[]), fine);
    check(arrange_at("2025-04-16T10:00", 240, &[]), fine);
    let minutes = "a session lasts from 10 to 240 minutes";
    check(arrange_at("2025-04-16T10:00", 9, &[]), Err(minutes));
    check(arrange_at("2025-04-16T10:00", 241, &[]), Err(minutes));
    let past = "a session is arranged for a time to come";
    check(arrange_at("2025-04-08T12:00", 50, &[]), Err(past));
    let busy = [(at("2025-04-16T10:50"), 30)];
    check(arrange_at("2025-04-16T10:00", 50, &busy), fine);
    check(arrange_at("2025-04-16T11:20", 50, &busy), fine);
    let taken = "the specialist has another session at that time";
    check(arrange_at("2025-04-16T10:00", 51, &busy), Err(taken));
    check(arrange_at("2025-04-16T11:19", 50, &busy), Err(taken));
}

#[test]
fn a_session_is_recorded_once_and_not_before_it_began() {
    let story = Story::in_session();
    let record_at = |moment: &str, outcome| record(&story.case, &recorded(4, outcome), at(moment));
    check(record_at("2025-04-16T10:00", SessionOutcome::Held), Ok("session.recorded"));
    check(record_at("2025-04-08T13:00", SessionOutcome::Cancelled), Ok("session.recorded"));
    let why = "the session is on 2025-04-16; until then it can only be called off";
    check(record_at("2025-04-16T09:59", SessionOutcome::Missed), Err(why));
    let facts = record_at("2025-04-16T11:00", SessionOutcome::Missed).unwrap();
    let story = story.then("2025-04-16", facts);
    let again = record(&story.case, &recorded(4, SessionOutcome::Held), at("2025-04-16T12:00"));
    check(again, Err("it was recorded on 2025-04-16 what became of the session"));
    let unknown = record(&story.case, &recorded(9, SessionOutcome::Held), at("2025-04-16T12:00"));
    check(unknown, Err("the case has no session in entry 9"));
    // To miss a session is no absence.
    assert!(story.case.absences.is_empty());
}

#[test]
fn work_ends_when_every_session_is_recorded() {
    let story = Story::in_session();
    let early = end(&story.case, &ended(2), day("2025-05-20"));
    check(early, Err("record first what became of the session of 2025-04-16"));
    let command = recorded(4, SessionOutcome::Held);
    let facts = record(&story.case, &command, at("2025-04-16T11:00")).unwrap();
    let story = story.then("2025-04-16", facts);
    let other = EndSpecialist { by: Some(OFFICER), ..ended(2) };
    let why = "another specialist was asked; only that one answers and holds the sessions";
    check(end(&story.case, &other, day("2025-05-20")), Err(why));
    let head = EndSpecialist { by: None, ..ended(2) };
    check(end(&story.case, &head, day("2025-05-20")), Ok("specialist.ended"));
    let facts = end(&story.case, &ended(2), day("2025-05-20")).unwrap();
    let story = story.then("2025-05-20", facts);
    assert_eq!(story.ask_stands(), SpecialistStatus::Ended);
    assert!(!story.case.is_with_specialist(PSYCHOLOGIST));
    let again = end(&story.case, &ended(2), day("2025-05-20"));
    check(again, Err("the specialist does not work with the client: `ended`"));
}

#[test]
fn what_a_later_step_rests_on_is_not_taken_back_alone() {
    let story = Story::in_session();
    let care = &story.case.support().care;
    assert_eq!(care.resting_on(2), Some(3));
    assert_eq!(care.resting_on(3), Some(4));
    assert_eq!(care.resting_on(4), None);
    let facts = record(&story.case, &recorded(4, SessionOutcome::Held), at("2025-04-16T11:00"));
    let story = story.then("2025-04-16", facts.unwrap());
    assert_eq!(story.case.support().care.resting_on(4), Some(5));
    let story = story.taken_back(5);
    assert_eq!(story.case.support().care.resting_on(4), None);
}
