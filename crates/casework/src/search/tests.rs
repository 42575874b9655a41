//! Tests of the search for a client.

use super::*;
use crate::invented::{Story, day, on, told};

fn asked(taken: &str, result: SearchResult) -> RecordMeasure {
    RecordMeasure {
        taken: on(taken),
        measure: SearchMeasure::Relatives,
        result,
        words: "the sister: left in May".to_owned(),
    }
}

impl Story {
    pub(crate) fn sought(self, taken: &str, result: SearchResult) -> Story {
        let facts = measure(&self.case, &asked(taken, result), day(taken)).unwrap();
        self.then(taken, facts)
    }

    pub(crate) fn found(self, on_day: &str) -> Story {
        let words = "at the brother's".to_owned();
        let command = RecordFound { found: on(on_day), by: FoundBy::Police, words };
        let facts = found(&self.case, &command, day(on_day)).unwrap();
        self.then(on_day, facts)
    }
}

#[track_caller]
fn check_measure(change: impl FnOnce(&mut RecordMeasure), expected: Result<&str, &str>) {
    let mut command = asked("2025-04-10", SearchResult::Nothing);
    change(&mut command);
    let story = Story::opened().ruled("2025-06-01", Change::Ended);
    let outcome = told(measure(&story.case, &command, day("2025-06-05")));
    assert_eq!(outcome, expected.map(str::to_owned).map_err(str::to_owned));
}

#[test]
fn a_measure_says_who_was_asked_between_opening_and_closing() {
    check_measure(|_| {}, Ok("search.measure_taken"));
    check_measure(|one| one.taken = on("2025-03-11"), Ok("search.measure_taken"));
    let why = "the case was opened on 2025-03-11; 2025-03-10 lies before it";
    check_measure(|one| one.taken = on("2025-03-10"), Err(why));
    check_measure(|one| one.taken = on("2025-06-01"), Ok("search.measure_taken"));
    let why = "the case was closed on 2025-06-01";
    check_measure(|one| one.taken = on("2025-06-02"), Err(why));
    let why = "this is recorded after it happened; 2025-06-06 has not come yet";
    check_measure(|one| one.taken = on("2025-06-06"), Err(why));
    let why = "who was asked and what they said, or where the client was found, is missing";
    check_measure(|one| one.words = " ".to_owned(), Err(why));
    let why = "the words have 12001 characters; the most is 12000";
    check_measure(|one| one.words = "а".repeat(12_001), Err(why));
}

#[track_caller]
fn check_answer(
    result: SearchResult,
    change: impl FnOnce(&mut RecordSearchAnswer),
    expected: Result<&str, &str>,
) {
    let story = Story::opened().sought("2025-04-10", result);
    let mut command = RecordSearchAnswer {
        measure: 2,
        answered: on("2025-04-15"),
        result: SearchResult::Trace,
        words: "crossed the border in May".to_owned(),
    };
    change(&mut command);
    let outcome = told(answer(&story.case, &command, day("2025-06-05")));
    assert_eq!(outcome, expected.map(str::to_owned).map_err(str::to_owned));
}

#[test]
fn an_answer_comes_once_to_what_waits_for_it() {
    check_answer(SearchResult::Awaited, |_| {}, Ok("search.answered"));
    let why = "no measure 2 of the search waits for an answer";
    check_answer(SearchResult::Nothing, |_| {}, Err(why));
    let why = "no measure 1 of the search waits for an answer";
    check_answer(SearchResult::Awaited, |one| one.measure = 1, Err(why));
    let why = "it was asked on 2025-04-10; an answer on 2025-04-09 lies before it";
    check_answer(SearchResult::Awaited, |one| one.answered = on("2025-04-09"), Err(why));
    check_answer(
        SearchResult::Awaited,
        |one| one.answered = on("2025-04-10"),
        Ok("search.answered"),
    );
    let why = "an answer says what is known; it does not wait for another one";
    check_answer(SearchResult::Awaited, |one| one.result = SearchResult::Awaited, Err(why));
    let story = Story::opened().sought("2025-04-10", SearchResult::Awaited);
    let command = RecordSearchAnswer {
        measure: 2,
        answered: on("2025-04-15"),
        result: SearchResult::Nothing,
        words: "no record".to_owned(),
    };
    let facts = answer(&story.case, &command, day("2025-04-15")).unwrap();
    let story = story.then("2025-04-15", facts);
    let again = answer(&story.case, &command, day("2025-04-15")).unwrap_err();
    assert_eq!(again, SearchRefusal::NothingAwaited { measure: 2 });
}

#[test]
fn who_is_not_sought_is_not_found() {
    let finding = |story: &Story, on_day: &str| {
        let words = "at the brother's".to_owned();
        let command = RecordFound { found: on(on_day), by: FoundBy::Came, words };
        told(found(&story.case, &command, day("2025-06-05")))
    };
    let why = |on: &str| Err(format!("nobody looks for the client on {on}"));
    assert_eq!(finding(&Story::opened(), "2025-04-10"), why("2025-04-10"));
    let sought = Story::opened().sought("2025-04-10", SearchResult::Nothing);
    assert_eq!(finding(&sought, "2025-04-09"), why("2025-04-09"));
    assert_eq!(finding(&sought, "2025-04-10"), Ok("client.found".to_owned()));
    let back = sought.found("2025-04-20");
    assert_eq!(back.case.sought_since(), None);
    assert_eq!(finding(&back, "2025-04-21"), why("2025-04-21"));
}

#[test]
fn a_second_search_begins_anew_and_the_measures_of_one_belong_together() {
    let story = Story::opened().sought("2025-04-10", SearchResult::Nothing);
    let story = story.sought("2025-04-12", SearchResult::Nothing).found("2025-04-20");
    let story = story.sought("2025-05-10", SearchResult::Nothing);
    let begins: Vec<bool> =
        story.case.duties().measures.iter().map(|one| story.case.begins_search(one)).collect();
    assert_eq!(begins, [true, false, true]);
    assert_eq!(story.case.sought_since(), Some(day("2025-05-10")));
}

#[test]
fn only_a_ruling_lets_the_term_stand_still() {
    let story = Story::opened().sought("2025-04-10", SearchResult::Nothing);
    assert!(!story.case.is_suspended_on(day("2025-04-30")));
    let story = story.ruled("2025-05-01", Change::Suspended).found("2025-05-20");
    let days = ["2025-04-30", "2025-05-01", "2025-05-25"];
    assert_eq!(days.map(|on| story.case.is_suspended_on(day(on))), [false, true, true]);
    let story = story.ruled("2025-06-01", Change::Resumed);
    assert!(!story.case.is_suspended_on(day("2025-06-01")));
}

#[test]
fn a_measure_is_taken_back_after_its_answer() {
    use crate::mending::{MendingRefusal, check_mendable};
    let story = Story::opened().sought("2025-04-10", SearchResult::Awaited);
    assert_eq!(check_mendable(&story.case, 2), Ok(()));
    let command = RecordSearchAnswer {
        measure: 2,
        answered: on("2025-04-15"),
        result: SearchResult::Nothing,
        words: "no record".to_owned(),
    };
    let facts = answer(&story.case, &command, day("2025-04-15")).unwrap();
    let story = story.then("2025-04-15", facts);
    let relied = MendingRefusal::Relied { version: 2, by: 3 };
    assert_eq!(check_mendable(&story.case, 2), Err(relied));
    assert_eq!(check_mendable(&story.case, 3), Ok(()));
}
