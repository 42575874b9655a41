use super::*;
use crate::codes::Status;
use crate::fact::Change;
use crate::invented::{Story, day, on, told};

fn asked(sent: &str) -> AskAbroad {
    AskAbroad {
        sent: on(sent),
        country: "KZ".to_owned(),
        authority: "Probation Service of Almaty".to_owned(),
        ground: AbroadGround::Family,
        consented_on: Some(day("2025-04-01")),
        number: "17-3/445".to_owned(),
        words: "lives with her husband's parents; judgment and certificate enclosed".to_owned(),
    }
}

fn rules() -> AbroadRules {
    AbroadRules { is_state: true, is_own: false, acknowledge_by: day("2025-04-21") }
}

fn followed(request: u32, on_day: &str, step: AbroadAnswer) -> FollowAbroad {
    let words = "letter of the department".to_owned();
    FollowAbroad { request, on: on(on_day), step, number: "KZ-88".to_owned(), words }
}

fn accepted(from: &str) -> AbroadAnswer {
    AbroadAnswer::Accepted { from: day(from), adapted: false }
}

impl Story {
    fn abroad_request(&self) -> u32 {
        self.case.abroad().requests.last().unwrap().mark.version
    }

    /// Another state is asked; word that the papers came is awaited until 21 April 2025.
    pub(crate) fn asked_abroad(self, sent: &str) -> Story {
        let facts = ask(&self.case, &asked(sent), rules(), day(sent)).unwrap();
        self.then(sent, facts)
    }

    /// Something becomes of it; what came is decided until 10 June 2025.
    pub(crate) fn followed_abroad(self, on_day: &str, step: AbroadAnswer) -> Story {
        let command = followed(self.abroad_request(), on_day, step);
        let facts = follow(&self.case, &command, day("2025-06-10"), day(on_day)).unwrap();
        self.then(on_day, facts)
    }

    fn abroad_standing(&self) -> (AbroadStatus, Option<(AbroadAwaits, Date)>) {
        let one = self.case.abroad_all().next().unwrap();
        (one.status, one.awaits)
    }
}

/// Today is 10 April 2025; the case was opened on 11 March.
#[track_caller]
fn check(story: &Story, change: impl FnOnce(&mut AskAbroad), expected: Result<&str, &str>) {
    let mut command = asked("2025-04-07");
    change(&mut command);
    let outcome = told(ask(&story.case, &command, rules(), day("2025-04-10")));
    assert_eq!(outcome, expected.map(str::to_owned).map_err(str::to_owned));
}

/// Today is 30 April 2025.
#[track_caller]
fn check_step(
    story: &Story,
    on_day: &str,
    step: AbroadAnswer,
    change: impl FnOnce(&mut FollowAbroad),
) -> Result<String, String> {
    let mut command = followed(story.abroad_request(), on_day, step);
    change(&mut command);
    told(follow(&story.case, &command, day("2025-06-10"), day("2025-04-30")))
}

#[test]
fn another_state_is_asked_from_the_opening_to_today() {
    let story = Story::opened().allocated();
    check(&story, |_| {}, Ok("abroad.asked"));
    check(&story, |one| one.sent = on("2025-04-10"), Ok("abroad.asked"));
    let why = "2025-04-11 has not come yet";
    check(&story, |one| one.sent = on("2025-04-11"), Err(why));
    let first = |one: &mut AskAbroad| {
        one.sent = on("2025-03-11");
        one.consented_on = Some(day("2025-03-11"));
    };
    check(&story, first, Ok("abroad.asked"));
    let why = "the case was opened on 2025-03-11, after 2025-03-10";
    check(&story, |one| one.sent = on("2025-03-10"), Err(why));
    let story = story.ruled("2025-04-05", Change::Ended);
    check(&story, |_| {}, Err("the case was closed on 2025-04-05"));
}

#[test]
fn without_consent_a_client_goes_only_to_where_the_client_lives() {
    let story = Story::opened();
    let why = "a client who does not live there is handed over with consent only";
    for ground in [AbroadGround::Family, AbroadGround::Citizenship, AbroadGround::Work] {
        let without = |one: &mut AskAbroad| (one.ground, one.consented_on) = (ground, None);
        check(&story, without, Err(why));
    }
    let home = |one: &mut AskAbroad| {
        (one.ground, one.consented_on) = (AbroadGround::Residence, None);
    };
    check(&story, home, Ok("abroad.asked"));
    check(&story, |one| one.consented_on = Some(day("2025-04-07")), Ok("abroad.asked"));
    let why = "the client agreed on 2025-04-08, after the request of 2025-04-07";
    check(&story, |one| one.consented_on = Some(day("2025-04-08")), Err(why));
}

#[test]
fn a_request_names_another_state_its_authority_a_number_and_a_reason() {
    let story = Story::opened();
    let refused = |rules: AbroadRules| {
        told(ask(&story.case, &asked("2025-04-07"), rules, day("2025-04-10"))).unwrap_err()
    };
    let why = "`KZ` is no state of ISO 3166-1; choose one of the list";
    assert_eq!(refused(AbroadRules { is_state: false, ..rules() }), why);
    let why = "this state supervises the client already; choose another";
    assert_eq!(refused(AbroadRules { is_own: true, ..rules() }), why);
    check(&story, |one| one.authority = " ".to_owned(), Err("say which authority is asked"));
    let why = "a letter has a number; write what stands on it";
    check(&story, |one| one.number.clear(), Err(why));
    let why = "names and numbers have at most 120 characters";
    check(&story, |one| one.number = "7".repeat(121), Err(why));
    check(&story, |one| one.number = "7".repeat(120), Ok("abroad.asked"));
    check(&story, |one| one.words = " ".to_owned(), Err("a reason in words is missing"));
}

#[test]
fn one_request_is_pending_at_a_time() {
    let story = Story::opened().asked_abroad("2025-04-02");
    let why = "a request of 2025-04-02 is pending; record what became of it first";
    check(&story, |_| {}, Err(why));
    let withdrawn = AbroadAnswer::Withdrawn(AbroadWithdrawal::ClientStays);
    let story = story.followed_abroad("2025-04-03", withdrawn);
    check(&story, |_| {}, Ok("abroad.asked"));
}

#[test]
fn word_that_the_papers_came_is_awaited_then_the_decision_then_the_takeover() {
    let story = Story::opened().asked_abroad("2025-04-07");
    let awaits = Some((AbroadAwaits::Acknowledgement, day("2025-04-21")));
    assert_eq!(story.abroad_standing(), (AbroadStatus::Sent, awaits));
    let story = story.followed_abroad("2025-04-11", AbroadAnswer::Acknowledged);
    let awaits = Some((AbroadAwaits::Decision, day("2025-06-10")));
    assert_eq!(story.abroad_standing(), (AbroadStatus::Acknowledged, awaits));
    let story = story.followed_abroad("2025-05-20", accepted("2025-06-01"));
    let awaits = Some((AbroadAwaits::Takeover, day("2025-06-01")));
    assert_eq!(story.abroad_standing(), (AbroadStatus::Accepted, awaits));
    assert_eq!(story.case.closing(), None);
}

#[test]
fn papers_come_once_on_the_day_of_the_request_or_later() {
    let story = Story::opened().asked_abroad("2025-04-07");
    let came = |story: &Story, on_day: &str| {
        check_step(story, on_day, AbroadAnswer::Acknowledged, |one| one.words.clear())
    };
    assert_eq!(came(&story, "2025-04-07"), Ok("abroad.acknowledged".to_owned()));
    assert_eq!(came(&story, "2025-04-30"), Ok("abroad.acknowledged".to_owned()));
    let why = "the step before was on 2025-04-07, after 2025-04-06";
    assert_eq!(came(&story, "2025-04-06"), Err(why.to_owned()));
    assert_eq!(came(&story, "2025-05-01"), Err("2025-05-01 has not come yet".to_owned()));
    let story = story.followed_abroad("2025-04-11", AbroadAnswer::Acknowledged);
    let why = "the request is `acknowledged`; this step does not follow";
    assert_eq!(came(&story, "2025-04-12"), Err(why.to_owned()));
    let unknown = check_step(&story, "2025-04-12", accepted("2025-04-12"), |one| one.request = 1);
    let why = "the case has no request to another state in entry 1";
    assert_eq!(unknown, Err(why.to_owned()));
}

#[test]
fn an_acceptance_closes_the_case_from_the_day_on_which_the_other_state_supervises() {
    let story = Story::opened().allocated().appointed(1, "2025-04-25T10:00");
    let story = story.asked_abroad("2025-04-07");
    let taken = |from: &str| check_step(&story, "2025-04-20", accepted(from), |_| {});
    let written = "abroad.accepted case.closed appointment.cancelled";
    assert_eq!(taken("2025-04-20"), Ok(written.to_owned()));
    assert_eq!(taken("2025-04-25"), Ok("abroad.accepted case.closed".to_owned()));
    assert_eq!(taken("2025-04-30"), Ok("abroad.accepted case.closed".to_owned()));
    assert_eq!(taken("2025-05-01"), Ok("abroad.accepted".to_owned()));
    assert_eq!(taken("2026-02-28"), Ok("abroad.accepted".to_owned()));
    let why = "the term ends on 2026-02-28, before 2026-03-01";
    assert_eq!(taken("2026-03-01"), Err(why.to_owned()));
    let why = "supervision there cannot begin on 2025-04-19, before the decision of 2025-04-20";
    assert_eq!(taken("2025-04-19"), Err(why.to_owned()));
    let adapted = AbroadAnswer::Accepted { from: day("2025-05-01"), adapted: true };
    let silent = check_step(&story, "2025-04-20", adapted, |one| one.words.clear());
    assert_eq!(silent, Err("a reason in words is missing".to_owned()));
    let story = story.followed_abroad("2025-04-20", accepted("2025-04-20"));
    assert_eq!(story.case.status(), Status::Closed);
    assert_eq!(story.abroad_standing(), (AbroadStatus::Accepted, None));
}

#[test]
fn a_refusal_says_why_and_the_case_goes_on() {
    let story = Story::opened().asked_abroad("2025-04-07");
    let refused = AbroadAnswer::Refused(AbroadObstacle::TermTooShort);
    let silent = check_step(&story, "2025-04-20", refused, |one| one.words = " ".to_owned());
    assert_eq!(silent, Err("a reason in words is missing".to_owned()));
    let story = story.followed_abroad("2025-04-20", refused);
    assert_eq!(story.abroad_standing(), (AbroadStatus::Refused, None));
    assert_eq!(story.case.status(), Status::Unallocated);
    let why = "the request is `refused`; this step does not follow";
    let later = check_step(&story, "2025-04-21", accepted("2025-04-21"), |_| {});
    assert_eq!(later, Err(why.to_owned()));
}

#[test]
fn what_was_accepted_for_a_later_day_can_be_taken_back_until_the_case_is_closed() {
    let withdrawn = AbroadAnswer::Withdrawn(AbroadWithdrawal::ConsentWithdrawn);
    let story = Story::opened().asked_abroad("2025-04-07");
    let story = story.followed_abroad("2025-04-08", accepted("2025-05-01"));
    assert_eq!(check_step(&story, "2025-04-09", withdrawn, |_| {}), Ok("abroad.withdrawn".into()));
    let story = Story::opened().asked_abroad("2025-04-07");
    let story = story.followed_abroad("2025-04-08", accepted("2025-04-08"));
    let why = "the request is `accepted`; this step does not follow";
    assert_eq!(check_step(&story, "2025-04-09", withdrawn, |_| {}), Err(why.to_owned()));
}

#[test]
fn what_the_other_state_hands_back_stands_in_the_closed_case() {
    let back = AbroadAnswer::Returned(AbroadReturn::Absconded);
    let story = Story::opened().asked_abroad("2025-04-07");
    let why = "the request is `sent`; this step does not follow";
    assert_eq!(check_step(&story, "2025-04-20", back, |_| {}), Err(why.to_owned()));
    let story = story.followed_abroad("2025-04-10", accepted("2025-04-11"));
    let why = "the request is `accepted`; this step does not follow";
    assert_eq!(check_step(&story, "2025-04-20", back, |_| {}), Err(why.to_owned()));
    let story = Story::opened().asked_abroad("2025-04-07");
    let story = story.followed_abroad("2025-04-10", accepted("2025-04-10"));
    let story = story.followed_abroad("2025-04-20", back);
    assert_eq!(story.abroad_standing(), (AbroadStatus::Returned, None));
    assert_eq!(story.case.status(), Status::Closed);
}

#[test]
fn a_case_is_closed_as_taken_over_from_the_day_that_the_other_state_named() {
    let close = |story: &Story, on_day: &str| {
        let command = crate::closing::CloseCase {
            closed: on(on_day),
            reason: CloseReason::TransferredAbroad,
            words: String::new(),
        };
        told(crate::closing::close(&story.case, &command, day("2025-06-30")))
    };
    let story = Story::opened().asked_abroad("2025-04-07");
    let why = "the request to another state of 2025-04-07 is pending; record its answer first";
    assert_eq!(close(&story, "2025-04-20"), Err(why.to_owned()));
    let story = story.followed_abroad("2025-04-10", accepted("2025-06-01"));
    let why = "the other state supervises from 2025-06-01; the case is not closed on 2025-05-31";
    assert_eq!(close(&story, "2025-05-31"), Err(why.to_owned()));
    assert_eq!(close(&story, "2025-06-01"), Ok("case.closed".to_owned()));
}

#[test]
fn a_request_ends_with_the_case_and_an_acceptance_stays_while_the_closing_rests_on_it() {
    let story = Story::opened().asked_abroad("2025-04-07").ruled("2025-04-20", Change::Ended);
    assert_eq!(story.abroad_standing(), (AbroadStatus::Lapsed, None));
    let story = Story::opened().asked_abroad("2025-04-07");
    let story = story.followed_abroad("2025-04-10", accepted("2025-04-10"));
    let mendable = |version| crate::mending::check_mendable(&story.case, version).is_ok();
    assert_eq!([2, 3, 4].map(mendable), [false, false, true]);
    let story = story.taken_back(4);
    let awaits = Some((AbroadAwaits::Takeover, day("2025-04-10")));
    assert_eq!(story.abroad_standing(), (AbroadStatus::Accepted, awaits));
    assert_eq!(story.taken_back(3).taken_back(2).case.rare, None);
}
