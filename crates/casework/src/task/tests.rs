//! Tests of work that is put off or handed to a colleague.

use super::*;
use crate::clocks::clocks;
use crate::codes::Risk;
use crate::invented::{HEAD, OFFICER, Story, at, calendar, candidate, day, office, pack, told};

const DAYS: PutOffDays = PutOffDays { most: 14, most_late: 3 };

/// A colleague of the office.
const COLLEAGUE: StaffId = StaffId(uuid::Uuid::from_u128(0xA7));

fn absence() -> Task {
    Task::Absence { absence: 2 }
}

/// Entry 2 is an absence of Monday 7 April; the law wants it weighed by 21 April.
fn absent() -> Story {
    Story::opened().absent("2025-04-07")
}

fn colleague() -> Candidate {
    Candidate { staff: COLLEAGUE, ..candidate() }
}

#[track_caller]
fn put(story: &Story, task: Task, until: &str, now: &str) -> Result<Vec<CaseFact>, TaskRefusal> {
    let pack = pack();
    let clocks = clocks(&story.case, &pack, &calendar()).unwrap();
    let words = "waits for the paper of the clinic".to_owned();
    put_off(&story.case, &PutOffTask { task, until: day(until), words }, &clocks, DAYS, at(now))
}

#[track_caller]
fn check(story: &Story, until: &str, now: &str, expected: Result<&str, &str>) {
    let outcome = told(put(story, absence(), until, now));
    assert_eq!(outcome, expected.map(str::to_owned).map_err(str::to_owned));
}

#[track_caller]
fn hand(story: &Story, to: Candidate, now: &str) -> Result<Vec<CaseFact>, TaskRefusal> {
    let pack = pack();
    let clocks = clocks(&story.case, &pack, &calendar()).unwrap();
    let command = HandOverTask { task: absence(), to, words: "he knows the mother".to_owned() };
    hand_over(&story.case, &command, &clocks, at(now))
}

#[test]
fn work_is_put_off_to_a_later_day_up_to_the_last_of_the_law() {
    let now = "2025-04-10T10:00";
    check(&absent(), "2025-04-11", now, Ok("task.deferred"));
    check(&absent(), "2025-04-21", now, Ok("task.deferred"));
    let why = "the law wants it done by 2025-04-21; it cannot wait until 2025-04-22";
    check(&absent(), "2025-04-22", now, Err(why));
    let why = "2025-04-10 is not ahead; work is put off to a later day";
    check(&absent(), "2025-04-10", now, Err(why));
}

#[test]
fn what_is_late_waits_for_a_few_days_only() {
    let now = "2025-04-25T10:00";
    check(&absent(), "2025-04-28", now, Ok("task.deferred"));
    let why = "it may wait until 2025-04-28 at the latest, not until 2025-04-29";
    check(&absent(), "2025-04-29", now, Err(why));
}

#[test]
fn what_the_law_gives_no_day_waits_for_as_long_as_is_set() {
    let story = Story::opened().appointed(1, "2025-04-07T10:00");
    let task = || Task::Outcome { appointment: crate::invented::appointment_id(1) };
    let now = "2025-04-08T09:00";
    assert_eq!(told(put(&story, task(), "2025-04-22", now)), Ok("task.deferred".to_owned()));
    let why = "it may wait until 2025-04-22 at the latest, not until 2025-04-23";
    assert_eq!(told(put(&story, task(), "2025-04-23", now)), Err(why.to_owned()));
    let why = "this work is done, or there was none";
    let before = put(&story, task(), "2025-04-08", "2025-04-07T09:00");
    assert_eq!(told(before), Err(why.to_owned()), "the meeting is still to come");
}

#[test]
fn a_clock_is_put_off_while_it_runs() {
    let task = || Task::Clock { row: "first_interview".to_owned(), started: 1 };
    let now = "2025-03-12T09:00";
    let until = "2025-03-14";
    assert_eq!(told(put(&Story::opened(), task(), until, now)), Ok("task.deferred".to_owned()));
    let why = Err("this work is done, or there was none".to_owned());
    let met = Story::opened().met("2025-03-12");
    assert_eq!(told(put(&met, task(), until, now)), why);
    let other = Task::Clock { row: "first_interview".to_owned(), started: 7 };
    assert_eq!(told(put(&Story::opened(), other, until, now)), why);
}

#[test]
fn nothing_is_put_off_or_handed_over_once_it_is_done() {
    let weighed = absent().explained(2, "2025-04-08").warned(2, "2025-04-09");
    let why = "this work is done, or there was none";
    check(&weighed, "2025-04-11", "2025-04-10T10:00", Err(why));
    assert_eq!(told(hand(&weighed, colleague(), "2025-04-10T10:00")), Err(why.to_owned()));
}

#[test]
fn a_reason_in_words_is_needed() {
    let story = absent();
    let pack = pack();
    let clocks = clocks(&story.case, &pack, &calendar()).unwrap();
    for (words, why) in [
        (" ".to_owned(), "words are missing"),
        ("a".repeat(12_001), "the words have 12001 characters; the most is 12000"),
    ] {
        let command = PutOffTask { task: absence(), until: day("2025-04-11"), words };
        let outcome = put_off(&story.case, &command, &clocks, DAYS, at("2025-04-10T10:00"));
        assert_eq!(told(outcome), Err(why.to_owned()));
    }
}

#[test]
fn work_is_handed_to_a_colleague_of_the_office() {
    let (story, now) = (absent().allocated(), "2025-04-10T10:00");
    let task = Task::Absence { absence: 2 };
    assert_eq!(story.case.holder_of(&task), Some(OFFICER));
    let check = |to: Candidate, expected: Result<&str, &str>| {
        let expected = expected.map(str::to_owned).map_err(str::to_owned);
        assert_eq!(told(hand(&story, to, now)), expected);
    };
    check(colleague(), Ok("task.handed"));
    check(candidate(), Err("this colleague has it already"));
    let elsewhere = Candidate { office: office("ZZ-04-01"), ..colleague() };
    check(elsewhere, Err("only a colleague of the office that has the case can do it"));
    let gone = Candidate { left_on: Some(day("2025-04-10")), ..colleague() };
    check(gone, Err("this colleague left on 2025-04-10"));
}

#[test]
fn the_newest_entry_about_a_piece_of_work_goes() {
    let now = "2025-04-10T10:00";
    let story = absent().allocated();
    let facts = hand(&story, colleague(), now).unwrap();
    let story = story.then("2025-04-10", facts);
    let standing = |story: &Story| {
        let standings = story.case.task_standings();
        assert_eq!(standings.len(), 1);
        (standings[0].to, standings[0].until)
    };
    assert_eq!(standing(&story), (Some(COLLEAGUE), None));
    let facts = put(&story, absence(), "2025-04-14", now).unwrap();
    let later = story.clone().then("2025-04-10", facts);
    assert_eq!(standing(&later), (Some(COLLEAGUE), Some(day("2025-04-14"))));
    let facts = hand(&later, candidate(), "2025-04-11T10:00").unwrap();
    let back = later.then("2025-04-11", facts);
    assert_eq!(standing(&back), (None, None), "handed to its own officer it is taken back");
}

#[test]
fn nobody_who_is_excluded_is_handed_anything() {
    let story = absent();
    let command = crate::access::ExcludeStaff {
        staff: COLLEAGUE,
        excluded: true,
        words: "a brother of the client".to_owned(),
    };
    let facts = crate::access::exclude(&story.case, &command).unwrap();
    let story = story.then_by(HEAD, "2025-04-09", facts);
    let why = "this colleague cannot be given the case";
    assert_eq!(told(hand(&story, colleague(), "2025-04-10T10:00")), Err(why.to_owned()));
}

#[test]
fn who_is_excluded_later_has_nothing_of_the_case_to_do() {
    let story = absent().allocated();
    let facts = hand(&story, colleague(), "2025-04-10T10:00").unwrap();
    let story = story.then("2025-04-10", facts);
    let command = crate::access::ExcludeStaff {
        staff: COLLEAGUE,
        excluded: true,
        words: "a brother of the client".to_owned(),
    };
    let facts = crate::access::exclude(&story.case, &command).unwrap();
    let story = story.then_by(HEAD, "2025-04-11", facts);
    assert_eq!(story.case.task_standings()[0].to, None);
}

fn half_way() -> Task {
    let (prompt, about) = (PromptKind::Milestone, "half_of_term".to_owned());
    Task::Prompt { prompt, about, on: day("2025-04-08") }
}

#[test]
fn what_help_awaits_is_put_off_until_it_has_come() {
    let why = "this work is done, or there was none";
    let asked = Story::lawyer_asked();
    let request = asked.case.support().lawyer_requests[0].mark;
    let now = format!("{}T10:00", request.on.tomorrow().unwrap());
    let until = request.on.saturating_add(3.days()).to_string();
    let task = |request: u32| Task::Lawyer { request };
    let put = |story: &Story, task: Task| told(put(story, task, &until, &now));
    assert_eq!(put(&asked, task(request.version)), Ok("task.deferred".to_owned()));
    assert_eq!(put(&asked, task(request.version + 1)), Err(why.to_owned()));
    let referred = Story::opened().referred("2025-04-07");
    let referral = referred.case.support().referrals[0].mark.version;
    assert_eq!(put(&referred, Task::Referral { referral: referral + 9 }), Err(why.to_owned()));
}

#[test]
fn a_prompt_is_put_off_and_handed_over_until_somebody_acted_on_it() {
    let now = "2025-04-10T10:00";
    let story = Story::opened().allocated();
    assert_eq!(told(put(&story, half_way(), "2025-04-14", now)), Ok("task.deferred".to_owned()));
    let why = "it may wait until 2025-04-24 at the latest, not until 2025-04-25";
    assert_eq!(told(put(&story, half_way(), "2025-04-25", now)), Err(why.to_owned()));
    let risk = |about: &str| {
        let (prompt, about) = (PromptKind::RiskChanged, about.to_owned());
        Task::Prompt { prompt, about, on: day("2025-04-09") }
    };
    let assessed = story.assessed("2025-04-01", Risk::Low).assessed("2025-04-09", Risk::High);
    let version = assessed.newest().to_string();
    let changed = put(&assessed, risk(&version), "2025-04-14", now);
    assert_eq!(told(changed), Ok("task.deferred".to_owned()));
    let why = "this work is done, or there was none";
    let other = put(&assessed, risk("1"), "2025-04-14", now);
    assert_eq!(told(other), Err(why.to_owned()));
}

#[test]
fn an_extension_beyond_the_law_is_put_off_while_its_ruling_holds() {
    let until = crate::fact::Change::Extended { until: day("2029-08-31") };
    let story = Story::opened().allocated().ruled("2025-04-02", until);
    let beyond = |about: String| {
        let prompt = PromptKind::ExtensionBeyond;
        Task::Prompt { prompt, about, on: day("2025-04-09") }
    };
    let put =
        |about: u32| told(put(&story, beyond(about.to_string()), "2025-04-14", "2025-04-10T10:00"));
    assert_eq!(put(story.newest()), Ok("task.deferred".to_owned()));
    assert_eq!(put(1), Err("this work is done, or there was none".to_owned()));
}

#[test]
fn a_key_names_its_work_and_nothing_else() {
    let tasks = [
        Task::Clock { row: "first_interview".to_owned(), started: 4 },
        Task::Outcome { appointment: crate::invented::appointment_id(9) },
        absence(),
        Task::Approval { submission: crate::invented::submission_id(7) },
        Task::Contest { contest: 12 },
        Task::Referral { referral: 3 },
        Task::Lawyer { request: 4 },
        Task::Job { job: 5 },
        Task::Programme { programme: 6 },
        half_way(),
    ];
    for task in tasks {
        assert_eq!(Task::find(&task.key()), Some(task));
    }
    let prompts = [
        "prompt.milestone.half_of_term",
        "prompt.other.half_of_term.2025-04-08",
        "prompt.milestone..2025-04-08",
        "prompt.milestone.a b.2025-04-08",
        "prompt.milestone.half_of_term.2025-04-31",
    ];
    let wrong = ["", "clock", "clock.x", "clock.x.y", "absence.", "absence.-1", "other.1"];
    for wrong in wrong.into_iter().chain(prompts) {
        assert_eq!(Task::find(wrong), None, "{wrong}");
    }
}
