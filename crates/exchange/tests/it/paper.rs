//! An act on paper takes the same way as a message.

use bagyt_exchange::fact::Medium;
use bagyt_exchange::message::Body;
use bagyt_exchange::paper::{Entering, PaperAct, enter};
use jiff::civil::date;
use uuid::Uuid;

use crate::invented::{codes, limits};

fn pairs(text: &[(&str, &str)]) -> Vec<(String, String)> {
    text.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

fn act() -> PaperAct {
    PaperAct {
        kind: "judgment".to_owned(),
        court: "ZZ-C-0303".to_owned(),
        fields: pairs(&[
            ("case_number", " УД-118/25.03 "),
            ("passed_on", "2025-05-20"),
            ("in_force_on", "2025-06-04"),
            ("released_on", ""),
            ("articles", "101(2), 107(1)"),
            ("measure", "restriction_of_liberty"),
            ("years", "1"),
            ("months", "6"),
            ("days", ""),
            ("obligations", ""),
        ]),
        person: pairs(&[
            ("surname", "Зарылбек уулу"),
            ("given_name", "Алмазбек"),
            ("patronymic", ""),
            ("sex", "m"),
            ("birth_on", "1990-05-12"),
            ("national_no", ""),
            ("citizenship", "ZZ"),
            ("language", "ky"),
            ("settlement", "ZZ-P-03-013"),
            ("address", "Мектеп көчөсү, 5"),
            ("phone", ""),
        ]),
        stamped_on: Some(date(2025, 6, 12)),
        scan_digest: "ab".repeat(32),
    }
}

fn entering() -> Entering {
    // In Bishkek it is the fourteenth already.
    Entering { id: Uuid::from_u128(7), entered_at: "2025-06-13T18:30:00Z".parse().unwrap() }
}

/// Changes the act and compares the faults, each as `pointer code`.
#[track_caller]
fn check(change: impl FnOnce(&mut PaperAct), expected: &[&str]) {
    let mut act = act();
    change(&mut act);
    let faults = match enter(&act, codes(), &limits, entering()) {
        Ok(_) => Vec::new(),
        Err(rejections) => rejections.faults,
    };
    let faults: Vec<String> = faults.iter().map(|f| format!("{} {}", f.pointer, f.code)).collect();
    assert_eq!(faults, expected);
}

fn set(fields: &mut [(String, String)], name: &str, value: &str) {
    let field = fields.iter_mut().find(|(field, _)| field == name).unwrap();
    field.1 = value.to_owned();
}

#[test]
fn a_short_form_becomes_the_message_that_a_court_would_have_sent() {
    let entered = enter(&act(), codes(), &limits, entering()).unwrap();
    assert_eq!(entered.received.medium, Medium::Paper);
    assert_eq!(entered.received.stamped_on, Some(date(2025, 6, 12)));
    assert_eq!(entered.received.sender, "ZZ-C-0303");
    assert_eq!(entered.received.size as usize, entered.bytes.len());
    let Body::Judgment(sentence) = entered.understood.body else { panic!() };
    assert_eq!(sentence.articles, ["101(2)", "107(1)"]);
    assert_eq!((sentence.term.years, sentence.term.months), (1, 6));
    assert_eq!(sentence.subject.national_no, None);
}

#[test]
fn the_same_form_gives_the_same_bytes() {
    let one = enter(&act(), codes(), &limits, entering()).unwrap();
    let mut turned = act();
    turned.fields.reverse();
    turned.person.reverse();
    let other = enter(&turned, codes(), &limits, entering()).unwrap();
    assert_eq!(one.bytes, other.bytes);
}

#[test]
fn a_paper_act_has_its_stamp_and_its_scan() {
    check(|act| act.stamped_on = None, &["/stamped_on field-missing"]);
    check(|act| act.stamped_on = Some(date(2025, 6, 14)), &[]);
    check(|act| act.stamped_on = Some(date(2025, 6, 15)), &["/stamped_on field-not-yet"]);
    check(|act| act.scan_digest.clear(), &["/scan field-missing"]);
}

#[test]
fn an_act_cannot_be_younger_than_its_stamp() {
    let early = Some(date(2025, 6, 3));
    check(|act| act.stamped_on = early, &["/body/in_force_on field-not-yet"]);
    check(|act| act.stamped_on = Some(date(2025, 6, 4)), &[]);
}

#[test]
fn what_was_typed_wrongly_is_named_as_in_a_message() {
    check(|act| set(&mut act.fields, "years", "one"), &["/body/term/years field-wrong-type"]);
    check(|act| set(&mut act.fields, "years", "-1"), &["/body/term/years term-negative"]);
    check(|act| set(&mut act.fields, "measure", ""), &["/body/measure field-missing"]);
    check(|act| set(&mut act.fields, "articles", " , "), &["/body/articles field-empty"]);
    check(|act| set(&mut act.person, "sex", ""), &["/body/person/sex field-missing"]);
    let place = "/body/person/address/settlement field-missing";
    check(|act| set(&mut act.person, "settlement", ""), &[place]);
    let court = ["/sender field-unknown-code", "/body/court field-unknown-code"];
    check(|act| act.court = "Суд".to_owned(), &court);
    check(|act| act.kind = String::new(), &["/message field-empty"]);
    check(|act| act.kind = "letter".to_owned(), &["/message message-unknown-kind"]);
}
