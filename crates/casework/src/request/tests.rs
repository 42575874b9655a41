use super::*;
use crate::invented::{Story, day, on, told};

fn journey(from: &str, until: &str) -> MakeRequest {
    MakeRequest {
        made: on("2025-04-01"),
        kind: RequestKind::LeaveDistrict,
        form: RequestForm::Written,
        from: day(from),
        until: Some(day(until)),
        place: "Naryn".to_owned(),
        words: "my mother is ill".to_owned(),
    }
}

fn grant(request: u32) -> AnswerRequest {
    AnswerRequest {
        request,
        answered: on("2025-04-03"),
        outcome: RequestOutcome::Granted,
        from: Some(day("2025-04-10")),
        until: Some(day("2025-04-20")),
        back_by: Some(day("2025-04-21")),
        words: "with the telephone switched on".to_owned(),
    }
}

impl Story {
    fn asked(self, command: &MakeRequest) -> Story {
        let facts = make(&self.case, command, day("2025-04-01")).unwrap();
        self.then("2025-04-01", facts)
    }

    /// A request of the second entry, granted from 10 to 20 April with the return on the 21st.
    pub(crate) fn permitted() -> Story {
        let story = Story::opened().asked(&journey("2025-04-10", "2025-04-20"));
        let facts = answer(&story.case, &grant(2), day("2025-04-03")).unwrap();
        story.then("2025-04-03", facts)
    }

    pub(crate) fn back(self, returned: &str) -> Story {
        let words = "the ticket was shown".to_owned();
        let command = RecordReturn { request: 2, returned: on(returned), words };
        let facts = record_return(&self.case, &command, day(returned)).unwrap();
        self.then(returned, facts)
    }
}

#[track_caller]
fn check_made(change: impl FnOnce(&mut MakeRequest), expected: Result<&str, &str>) {
    let mut command = journey("2025-04-10", "2025-04-20");
    change(&mut command);
    let outcome = told(make(&Story::opened().case, &command, day("2025-04-05")));
    assert_eq!(outcome, expected.map(str::to_owned).map_err(str::to_owned));
}

#[track_caller]
fn check_answered(
    story: &Story,
    change: impl FnOnce(&mut AnswerRequest),
    expected: Result<&str, &str>,
) {
    let mut command = grant(story.case.duties().requests.last().unwrap().mark.version);
    change(&mut command);
    let outcome = told(answer(&story.case, &command, day("2025-05-30")));
    assert_eq!(outcome, expected.map(str::to_owned).map_err(str::to_owned));
}

#[test]
fn a_request_is_kept_in_the_clients_own_words() {
    let facts =
        make(&Story::opened().case, &journey("2025-04-10", "2025-04-20"), day("2025-04-01"));
    let Ok([CaseFact::RequestMade(fact)]) = facts.as_deref() else { panic!("{facts:?}") };
    let private = fact.private.as_ref().unwrap();
    assert_eq!(
        (private.place.as_deref(), private.words.as_str()),
        (Some("Naryn"), "my mother is ill")
    );
}

#[test]
fn a_request_is_made_on_a_day_of_the_term_for_days_of_the_term() {
    check_made(|_| {}, Ok("request.made"));
    let why = "this is recorded after it happened; 2025-04-06 has not come yet";
    check_made(|one| one.made = on("2025-04-06"), Err(why));
    check_made(|one| one.made = on("2025-04-05"), Ok("request.made"));
    let outside =
        |day: &str| format!("supervision runs from 2025-03-01 to 2026-02-28; {day} is outside");
    check_made(|one| one.made = on("2025-02-28"), Err(&outside("2025-02-28")));
    check_made(|one| one.from = day("2025-02-28"), Err(&outside("2025-02-28")));
    check_made(|one| one.from = day("2025-03-01"), Ok("request.made"));
    let why = "supervision ends on 2026-02-28; 2026-03-01 is later";
    check_made(|one| one.until = Some(day("2026-03-01")), Err(why));
    check_made(|one| one.until = Some(day("2026-02-28")), Ok("request.made"));
}

#[test]
fn a_stay_has_its_days_its_place_and_its_reason() {
    check_made(|one| one.until = None, Err("the last day is missing"));
    let why = "the last day 2025-04-09 lies before the first, 2025-04-10";
    check_made(|one| one.until = Some(day("2025-04-09")), Err(why));
    check_made(|one| one.until = Some(day("2025-04-10")), Ok("request.made"));
    check_made(|one| one.place = " ".to_owned(), Err("where the client wants to go is missing"));
    let why = "the place has 301 characters; the most is 300";
    check_made(|one| one.place = "а".repeat(301), Err(why));
    check_made(|one| one.words = "\n".to_owned(), Err("the client's own words are missing"));
    let why = "the words have 12001 characters; the most is 12000";
    check_made(|one| one.words = "а".repeat(12_001), Err(why));
}

#[test]
fn who_asks_to_live_elsewhere_names_no_last_day_and_who_asks_for_no_visits_no_place() {
    let moves = |one: &mut MakeRequest| {
        one.kind = RequestKind::ChangeResidence;
        one.until = None;
    };
    check_made(moves, Ok("request.made"));
    let freed = |one: &mut MakeRequest| {
        one.kind = RequestKind::FreeFromVisits;
        one.place = String::new();
    };
    check_made(freed, Ok("request.made"));
}

#[test]
fn a_closed_case_takes_no_request() {
    let story = Story::opened().ruled("2025-04-01", crate::fact::Change::Ended);
    let later = MakeRequest { made: on("2025-04-02"), ..journey("2025-04-10", "2025-04-20") };
    let refusal = make(&story.case, &later, day("2025-04-05")).unwrap_err();
    assert_eq!(refusal.to_string(), "the case was closed on 2025-04-01");
    let waiting = Story::opened().asked(&journey("2025-04-10", "2025-04-20"));
    let closed = waiting.ruled("2025-04-02", crate::fact::Change::Ended);
    assert_eq!(
        closed.case.request_status(&closed.case.duties().requests[0]),
        RequestStatus::Lapsed
    );
}

#[test]
fn an_answer_grants_refuses_or_takes_note_that_the_client_thought_better_of_it() {
    let story = Story::opened().asked(&journey("2025-04-10", "2025-04-20"));
    check_answered(&story, |_| {}, Ok("request.answered"));
    let refuse = |one: &mut AnswerRequest| one.outcome = RequestOutcome::Refused;
    check_answered(&story, refuse, Ok("request.answered"));
    let unreasoned = |one: &mut AnswerRequest| {
        one.outcome = RequestOutcome::Refused;
        one.words = String::new();
    };
    check_answered(&story, unreasoned, Err("why the request is refused is missing"));
    let withdrawn = |one: &mut AnswerRequest| {
        one.outcome = RequestOutcome::Withdrawn;
        one.words = String::new();
    };
    check_answered(&story, withdrawn, Ok("request.answered"));
    let why = "the request was made on 2025-04-01 and cannot be answered on 2025-03-31";
    check_answered(&story, |one| one.answered = on("2025-03-31"), Err(why));
    check_answered(&story, |one| one.answered = on("2025-04-01"), Ok("request.answered"));
    check_answered(&story, |one| one.request = 7, Err("the case has no request 7"));
}

#[test]
fn a_request_is_answered_once() {
    check_answered(&Story::permitted(), |_| {}, Err("the request was answered on 2025-04-03"));
}

#[test]
fn a_stay_is_granted_with_its_days_and_the_day_of_return() {
    let story = Story::opened().asked(&journey("2025-04-10", "2025-04-20"));
    check_answered(&story, |one| one.from = None, Err("the first day granted is missing"));
    check_answered(&story, |one| one.until = None, Err("the last day is missing"));
    let why = "the day by which the client is back is missing";
    check_answered(&story, |one| one.back_by = None, Err(why));
    let why = "the client is to be back by 2025-04-19, before the last day 2025-04-20";
    check_answered(&story, |one| one.back_by = Some(day("2025-04-19")), Err(why));
    check_answered(&story, |one| one.back_by = Some(day("2025-04-20")), Ok("request.answered"));
}

#[test]
fn two_stays_do_not_overlap_by_a_day() {
    let mut later = journey("2025-04-20", "2025-04-25");
    later.made = on("2025-04-01");
    let story = Story::permitted().asked(&later);
    let until = |one: &mut AnswerRequest| {
        one.until = Some(day("2025-04-25"));
        one.back_by = Some(day("2025-04-25"));
    };
    let first = |from: &'static str| {
        move |one: &mut AnswerRequest| {
            until(one);
            one.from = Some(day(from));
        }
    };
    let why = "a permission from 2025-04-10 to 2025-04-20 covers some of these days";
    check_answered(&story, first("2025-04-20"), Err(why));
    check_answered(&story, first("2025-04-21"), Ok("request.answered"));
    // Whoever came back early may leave again from the next day.
    check_answered(&story.clone().back("2025-04-15"), first("2025-04-16"), Ok("request.answered"));
    check_answered(
        &story.back("2025-04-15"),
        first("2025-04-15"),
        Err(&why.replace("04-20", "04-15")),
    );
}

#[track_caller]
fn check_returned(story: &Story, request: u32, returned: &str, expected: Result<&str, &str>) {
    let command = RecordReturn { request, returned: on(returned), words: String::new() };
    let outcome = told(record_return(&story.case, &command, day("2025-05-30")));
    assert_eq!(outcome, expected.map(str::to_owned).map_err(str::to_owned));
}

#[test]
fn a_return_is_recorded_once_and_not_before_the_stay() {
    let story = Story::permitted();
    check_returned(&story, 2, "2025-04-10", Ok("return.recorded"));
    let why = "the stay begins on 2025-04-10; a return on 2025-04-09 lies before it";
    check_returned(&story, 2, "2025-04-09", Err(why));
    check_returned(&story, 9, "2025-04-21", Err("the case has no request 9"));
    let back = story.back("2025-04-24");
    check_returned(&back, 2, "2025-04-25", Err("the return was recorded on 2025-04-24"));
    let asked = Story::opened().asked(&journey("2025-04-10", "2025-04-20"));
    check_returned(&asked, 2, "2025-04-21", Err("no stay elsewhere was granted by this request"));
}

#[test]
fn a_permission_frees_on_its_first_and_last_day_and_until_the_return() {
    let freed = |story: &Story, on: &str| {
        story.case.permissions().any(|permission| permission.frees_on(day(on)))
    };
    let story = Story::permitted();
    let days = ["2025-04-09", "2025-04-10", "2025-04-20", "2025-04-21"];
    assert_eq!(days.map(|on| freed(&story, on)), [false, true, true, false]);
    let back = story.back("2025-04-15");
    assert_eq!(days.map(|on| freed(&back, on)), [false, true, false, false]);
    assert_eq!(back.case.request_status(&back.case.duties().requests[0]), RequestStatus::Returned);
}

#[test]
fn what_rests_on_a_request_is_taken_back_first() {
    use crate::codes::MendingReason;
    use crate::mending::{WithdrawEntry, withdraw};
    let withdrawn = |story: &Story, version: u32| {
        let words = "another client of that name".to_owned();
        let reason = MendingReason::WrongCase;
        told(withdraw(&story.case, &WithdrawEntry { version, reason, words }))
    };
    let story = Story::permitted().back("2025-04-21");
    let rests =
        |by: u32, on: u32| Err(format!("entry {by} rests on entry {on}; take that back first"));
    assert_eq!(withdrawn(&story, 2), rests(3, 2));
    assert_eq!(withdrawn(&story, 3), rests(4, 3));
    assert_eq!(withdrawn(&story, 4), Ok("entry.withdrawn".to_owned()));
    let taken = Story::permitted();
    let words = "another client of that name".to_owned();
    let command = WithdrawEntry { version: 3, reason: MendingReason::WrongCase, words };
    let facts = withdraw(&taken.case, &command).unwrap();
    let taken = taken.then("2025-04-05", facts);
    let status = taken.case.request_status(&taken.case.duties().requests[0]);
    assert_eq!(status, RequestStatus::AwaitingAnswer);
}
