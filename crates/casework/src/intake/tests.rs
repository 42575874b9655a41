//! Tests of opening a case.

use super::*;
use crate::invented::{Story, at, day, on, sentence, told};

fn bound(row: &str, last_day: &str) -> Option<TermBound> {
    let article = "Criminal Code 44(1)".to_owned();
    Some(TermBound { row: row.to_owned(), article, last_day: day(last_day) })
}

/// Today is 11 March 2025, the day of opening; the sentence was received on the 10th.
#[track_caller]
fn check(change: impl FnOnce(&mut OpenCase), expected: Result<&str, &str>) {
    let mut command = sentence();
    change(&mut command);
    let rules = ActRules {
        shortest: bound("restriction_min", "2025-08-31"),
        longest: bound("restriction_max", "2026-08-31"),
        arrival: None,
    };
    let outcome = told(open(&command, &rules, day("2025-03-11")));
    assert_eq!(outcome, expected.map(str::to_owned).map_err(str::to_owned));
}

#[test]
fn a_sentence_in_order_opens_a_case() {
    check(|_| {}, Ok("case.opened"));
}

#[test]
fn a_number_is_needed_and_has_an_end() {
    check(|act| act.number = " ".to_owned(), Err("the court's number of the act is missing"));
    check(|act| act.number = "9".repeat(60), Ok("case.opened"));
    let why = "the number has 61 characters; the most is 60";
    check(|act| act.number = "9".repeat(61), Err(why));
}

#[test]
fn an_act_cannot_have_come_tomorrow() {
    let why = "the act cannot have been received on 2025-03-12; that day has not come yet";
    check(|act| act.received_on = day("2025-03-12"), Err(why));
}

#[test]
fn an_act_is_received_on_the_day_it_was_passed_or_later() {
    check(|act| act.received_on = day("2025-02-18"), Ok("case.opened"));
    let why = "the act was passed on 2025-02-18 and cannot have been received on 2025-02-17";
    check(|act| act.received_on = day("2025-02-17"), Err(why));
}

#[test]
fn an_act_is_in_force_on_the_day_it_was_passed_or_later() {
    check(|act| act.in_force_on = day("2025-02-18"), Ok("case.opened"));
    let why = "the act was passed on 2025-02-18 and cannot be in force from 2025-02-17";
    check(|act| act.in_force_on = day("2025-02-17"), Err(why));
}

#[test]
fn a_case_is_opened_between_receipt_and_today() {
    check(|act| act.opened = on("2025-03-10"), Ok("case.opened"));
    let why = "the case cannot be opened on 2025-03-09; the act was received on 2025-03-10";
    check(|act| act.opened = on("2025-03-09"), Err(why));
    let why = "the case cannot be opened on 2025-03-12; the act was received on 2025-03-10";
    check(|act| act.opened = on("2025-03-12"), Err(why));
}

#[test]
fn an_offence_lies_before_the_act() {
    check(|act| act.offence_on = Some(day("2025-02-18")), Ok("case.opened"));
    let why = "the offence of 2025-02-19 lies after the act of 2025-02-18";
    check(|act| act.offence_on = Some(day("2025-02-19")), Err(why));
}

#[test]
fn nobody_is_born_after_the_act() {
    let why = "the person was born on 2024-11-03, after the act of 2024-11-02";
    check(|act| act.age = Age::Born(day("2024-11-03")), Err(why));
    let without_offence = |act: &mut OpenCase| {
        act.offence_on = None;
        act.age = Age::Born(day("2025-02-19"));
    };
    let why = "the person was born on 2025-02-19, after the act of 2025-02-18";
    check(without_offence, Err(why));
}

#[test]
fn nobody_is_a_hundred_and_sixteen() {
    check(|act| act.age = Age::Years(115), Ok("case.opened"));
    let why = "an age of 116 years is not possible; the most is 115";
    check(|act| act.age = Age::Years(116), Err(why));
    let why = "an age of 316 years is not possible; the most is 115";
    check(|act| act.age = Age::Born(day("1709-01-01")), Err(why));
}

#[test]
fn a_term_of_one_day_is_a_term_and_a_negative_one_is_not() {
    let one_day = |act: &mut OpenCase| act.term_until = act.term_from;
    let outcome = {
        let mut command = sentence();
        one_day(&mut command);
        told(open(&command, &ActRules::default(), day("2025-03-11")))
    };
    assert_eq!(outcome, Ok("case.opened".to_owned()));
    let why = "a term cannot begin on 2025-03-01 and end on 2025-02-28";
    check(|act| act.term_until = day("2025-02-28"), Err(why));
}

#[test]
fn a_term_keeps_within_the_bounds_of_its_rows() {
    check(|act| act.term_until = day("2025-08-31"), Ok("case.opened"));
    let why = "a term to 2025-08-30 is under the least of `restriction_min` (Criminal Code \
               44(1)): 2025-08-31";
    check(|act| act.term_until = day("2025-08-30"), Err(why));
    check(|act| act.term_until = day("2026-08-31"), Ok("case.opened"));
    let why = "a term to 2026-09-01 is over the most of `restriction_max` (Criminal Code \
               44(1)): 2026-08-31";
    check(|act| act.term_until = day("2026-09-01"), Err(why));
}

#[test]
fn a_duty_is_named_once() {
    let twice = |act: &mut OpenCase| act.obligations.push("no_alcohol".to_owned());
    check(twice, Err("the duty `no_alcohol` is named twice"));
}

#[test]
fn the_courts_words_have_an_end() {
    let why = "the words have 12001 characters; the most is 12000";
    check(|act| act.words = "a".repeat(12_001), Err(why));
}

#[test]
fn the_age_is_of_the_day_of_opening_and_is_reached_the_day_after_the_birthday() {
    let mut command = sentence();
    command.age = Age::Born(day("1990-03-10"));
    assert_eq!(Story::of(&command).case.opening.age, 35);
    command.age = Age::Born(day("1990-03-11"));
    assert_eq!(Story::of(&command).case.opening.age, 34);
}

#[test]
fn an_act_received_after_its_last_day_is_late_by_whole_days() {
    let arrival = |due: &str| Reliance {
        row: "court_sends_act".to_owned(),
        edition_from: day("2017-01-01"),
        article: "Criminal Procedure Code 395(1)".to_owned(),
        due_at: Some(at(due)),
    };
    let late = |due: &str| {
        let rules = ActRules { arrival: Some(arrival(due)), ..ActRules::default() };
        let facts = open(&sentence(), &rules, day("2025-03-11")).unwrap();
        let CaseFact::Opened(opened) = &facts[0] else { panic!("an opening is expected") };
        opened.late.as_ref().map(|late| late.days)
    };
    assert_eq!(late("2025-03-10T23:59"), None);
    assert_eq!(late("2025-03-09T23:59"), Some(1));
    assert_eq!(late("2025-02-28T23:59"), Some(10));
}
