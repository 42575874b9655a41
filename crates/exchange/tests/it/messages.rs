//! Each fault that a message can have, one at a time and all at once.

use bagyt_core::refusal::Refusal;
use bagyt_exchange::fact::Mender;
use bagyt_exchange::message::ruling::Change;
use bagyt_exchange::message::{Body, Reception, understand};
use jiff::civil::date;
use serde_json::{Value, json};

use crate::invented::{EXAMPLES, RECEIVED_ON, codes, example, faults, limits, read, set};

/// Changes one member of an example and compares all faults that this makes.
#[track_caller]
fn check(name: &str, pointer: &str, value: Value, expected: &[&str]) {
    let mut message = example(name);
    set(&mut message, pointer, (value != Value::Null).then_some(value));
    assert_eq!(faults(message.to_string().as_bytes()), expected);
}

#[track_caller]
fn judgment(pointer: &str, value: Value, expected: &[&str]) {
    check("judgment.v1", pointer, value, expected);
}

#[test]
fn every_example_that_comes_in_is_understood() {
    for (name, text) in EXAMPLES {
        let ours = ["submission", "report", "acknowledgement"];
        let is_ours = ours.iter().any(|kind| name.starts_with(kind));
        let is_ours = is_ours || *name == "receipt_rejected.v1";
        assert_eq!(read(text.as_bytes()).is_ok(), !is_ours, "{name}: {:?}", read(text.as_bytes()));
    }
}

#[test]
fn a_judgment_says_court_term_and_person() {
    let understood = read(example("judgment.v1").to_string().as_bytes()).unwrap();
    assert_eq!(understood.number(), Some("УД-118/25.03"));
    let fact = understood.fact(codes(), RECEIVED_ON);
    assert_eq!(fact.office.unwrap().0, "ZZ-03-05");
    let Body::Judgment(sentence) = understood.body else { panic!() };
    assert_eq!(sentence.first_day(), date(2025, 6, 4));
    assert_eq!(sentence.last_day(), date(2026, 12, 3));
    assert_eq!(sentence.subject.names.display(), "Зарылбек уулу Алмазбек");
}

#[test]
fn a_term_after_release_counts_from_the_release() {
    let understood = read(example("judgment_parole.v1").to_string().as_bytes()).unwrap();
    let Body::Judgment(sentence) = understood.body else { panic!() };
    assert_eq!(sentence.last_day(), date(2027, 7, 19));
}

#[test]
fn bytes_that_are_no_message_are_one_fault_of_the_whole() {
    assert_eq!(faults(b""), [" message-not-json"]);
    assert_eq!(faults("{\"message\": \"юристы".as_bytes()), [" message-not-json"]);
    assert_eq!(faults(b"\xff\xfe{\0}\0"), [" message-not-utf8"]);
    let cp1251 = b"{\"message\":\"\xef\xf0\xe8\xe3\xee\xe2\xee\xf0\"}";
    assert_eq!(faults(cp1251), [" message-not-utf8"]);
    assert_eq!(faults(&vec![b' '; 20 * 1024 * 1024]), [" message-too-large"]);
    assert_eq!(faults("[".repeat(900_000).as_bytes()), [" message-too-deep"]);
    assert_eq!(faults(b"[]"), [" field-wrong-type"]);
    assert_eq!(faults(b"null"), [" field-wrong-type"]);
}

#[test]
fn an_unknown_kind_version_or_agency_is_named() {
    judgment("/message", json!("verdict"), &["/message message-unknown-kind"]);
    judgment("/message", json!(7), &["/message field-wrong-type"]);
    judgment("/version", json!(2), &["/version message-unknown-version"]);
    judgment("/version", json!("1"), &["/version field-wrong-type"]);
    judgment("/sender", json!("ZZ-C-9999"), &["/sender field-unknown-code"]);
    judgment("/sender", json!("ZZ-M-0301"), &["/sender sender-not-entitled"]);
    judgment("/recipient", json!("KG-PROBATION"), &["/recipient recipient-not-us"]);
    judgment("/id", json!("17"), &["/id field-no-uuid"]);
    judgment("/sent_at", json!("yesterday"), &["/sent_at field-no-instant"]);
    judgment("/sent_at", json!("2026-03-04T00:00:00Z"), &["/sent_at field-not-yet"]);
    judgment("/sent_at", json!("2026-03-03T12:00:00Z"), &[]);
}

#[test]
fn a_sender_is_the_agency_that_delivered() {
    let bytes = example("judgment.v1").to_string().into_bytes();
    let delivered_by = |sender| {
        let reception =
            Reception { received_on: RECEIVED_ON, sender: Some(sender), known_from: None };
        understand(&bytes, codes(), &limits, &reception)
    };
    assert!(delivered_by("ZZ-C-0303").is_ok());
    let rejections = delivered_by("ZZ-C-0301").unwrap_err();
    assert_eq!(rejections.faults[0].code, "sender-is-another");
    assert_eq!(rejections.faults[0].mender, Mender::Administrator);
}

#[test]
fn a_missing_unknown_or_doubled_member_is_named() {
    judgment("/body/court", Value::Null, &["/body/court field-missing"]);
    judgment("/body", Value::Null, &["/body field-missing"]);
    judgment("/body", json!("x"), &["/body field-wrong-type"]);
    judgment("/body/person", Value::Null, &["/body/person field-missing"]);
    judgment("/body/remark", json!("x"), &["/body/remark field-unknown"]);
    judgment("/body/person/a~1b", json!(1), &["/body/person/a~01b field-unknown"]);
    let text = example("judgment.v1").to_string();
    let doubled = text.replacen("\"court\":", "\"court\":\"ZZ-C-0301\",\"court\":", 1);
    assert_eq!(faults(doubled.as_bytes()), ["/body/court field-twice"]);
}

#[test]
fn codes_that_no_list_has_are_named_with_their_place() {
    judgment("/body/court", json!("ZZ-C-9999"), &["/body/court field-unknown-code"]);
    judgment("/body/measure", json!("flogging"), &["/body/measure field-unknown-code"]);
    judgment("/body/articles/1", json!("999"), &["/body/articles/1 field-unknown-code"]);
    judgment("/body/articles/1", json!("101(2)"), &["/body/articles/1 field-repeated"]);
    judgment("/body/articles", json!([]), &["/body/articles field-empty"]);
    judgment("/body/articles", json!("101(2)"), &["/body/articles field-wrong-type"]);
    judgment("/body/articles/0", json!(101), &["/body/articles/0 field-wrong-type"]);
    judgment("/body/obligations/0", json!("pray"), &["/body/obligations/0 field-unknown-code"]);
    let many = Value::from(vec!["appear"; 21]);
    judgment("/body/obligations", many, &["/body/obligations field-too-many"]);
    let person = "/body/person";
    let unknown = |member: &str| format!("{person}/{member} field-unknown-code");
    for (member, code) in [("citizenship", "Kyrgyz"), ("citizenship", "kg"), ("language", "xx")] {
        judgment(&format!("{person}/{member}"), json!(code), &[&unknown(member)]);
    }
    let place = "/body/person/address/settlement";
    judgment(place, json!("41703"), &[&format!("{place} field-unknown-code")]);
}

#[test]
fn days_that_cannot_be_are_named() {
    let passed_on = "/body/passed_on";
    judgment(passed_on, json!("2025-02-30"), &["/body/passed_on field-no-date"]);
    judgment(passed_on, json!("20.05.2025"), &["/body/passed_on field-no-date"]);
    judgment(passed_on, json!("20250520"), &["/body/passed_on field-no-date"]);
    judgment(passed_on, json!("1899-12-31"), &["/body/passed_on field-year-outside"]);
    judgment("/body/in_force_on", json!("2025-05-20"), &[]);
    judgment("/body/in_force_on", json!("2025-05-19"), &["/body/in_force_on field-too-early"]);
    judgment("/body/in_force_on", json!("2026-03-02"), &[]);
    judgment("/body/in_force_on", json!("2026-03-03"), &["/body/in_force_on field-not-yet"]);
    judgment("/body/offence_on", json!("2025-05-20"), &[]);
    judgment("/body/offence_on", json!("2025-05-21"), &["/body/passed_on field-too-early"]);
    judgment("/body/released_on", json!("2025-05-19"), &["/body/released_on field-too-early"]);
    judgment("/body/term_from", json!("2025-05-19"), &["/body/term_from field-too-early"]);
    check(
        "conviction_notice.v1",
        "/body/convicted_on",
        json!("2025-11-29"),
        &["/body/convicted_on field-too-early"],
    );
}

#[test]
fn an_alert_names_a_device_and_what_was_noticed_from_when_to_when() {
    let alert = |pointer: &str, value: Value, expected: &[&str]| {
        check("device_alert.v1", pointer, value, expected);
    };
    for word in bagyt_exchange::message::alert::ALERTS {
        alert("/body/alert", json!(word), &[]);
    }
    alert("/body/alert", json!("escaped"), &["/body/alert field-not-one-of"]);
    alert("/body/device", json!(" "), &["/body/device field-empty"]);
    alert("/body/device", json!("9".repeat(41)), &["/body/device field-too-long"]);
    alert("/body/ended_at", json!("2026-02-10T15:40:00Z"), &[]);
    let early = ["/body/ended_at field-ends-first"];
    alert("/body/ended_at", json!("2026-02-10T15:39:59Z"), &early);
    alert("/body/ended_at", Value::Null, &[]);
    alert(
        "/body/began_at",
        json!("2026-03-04T12:00:00Z"),
        &["/body/began_at field-not-yet", early[0]],
    );
    alert("/sender", json!("ZZ-C-0302"), &["/sender sender-not-entitled"]);
}

#[test]
fn a_notice_of_a_hearing_names_a_submission_a_time_and_who_is_called() {
    let hearing = |pointer: &str, value: Value, expected: &[&str]| {
        check("hearing.v1", pointer, value, expected);
    };
    hearing("/body/called", json!([]), &[]);
    hearing("/body/called", Value::Null, &[]);
    hearing("/body/called", json!(["client"]), &[]);
    hearing("/body/called", json!(["judge"]), &["/body/called/0 field-unknown-code"]);
    let twice = json!(["client", "client"]);
    hearing("/body/called", twice, &["/body/called/1 field-repeated"]);
    hearing("/body/begins_at", json!("2026-03-12"), &["/body/begins_at field-no-instant"]);
    hearing("/body/begins_at", Value::Null, &["/body/begins_at field-missing"]);
    hearing("/body/submission", json!("17"), &["/body/submission field-no-uuid"]);
    hearing("/body/room", json!("х".repeat(301)), &["/body/room field-too-long"]);
    hearing("/body/room", Value::Null, &[]);
    hearing("/sender", json!("ZZ-M-0303"), &["/sender sender-not-entitled"]);
}

#[test]
fn a_notice_of_the_second_version_says_what_the_court_did() {
    let fixed = |pointer: &str, value: Value, expected: &[&str]| {
        check("hearing.v2", pointer, value, expected);
    };
    fixed("/body/result", Value::Null, &["/body/result field-missing"]);
    fixed("/body/result", json!("held"), &["/body/result field-not-one-of"]);
    fixed("/body/begins_at", Value::Null, &["/body/begins_at field-missing"]);
    fixed("/body/reason", json!("Болезнь судьи"), &["/body/reason field-not-with-result"]);
    fixed("/version", json!(1), &["/body/result field-unknown"]);
    let cancelled = |pointer: &str, value: Value, expected: &[&str]| {
        check("hearing_cancelled.v2", pointer, value, expected);
    };
    cancelled("/body/reason", Value::Null, &["/body/reason field-missing"]);
    cancelled("/body/reason", json!(" "), &["/body/reason field-empty"]);
    cancelled("/body/reason", json!("х".repeat(300)), &[]);
    cancelled("/body/reason", json!("х".repeat(301)), &["/body/reason field-too-long"]);
    cancelled("/body/room", json!("Зал № 4"), &["/body/room field-not-with-result"]);
    let begins_at = json!("2026-03-12T04:00:00Z");
    cancelled("/body/begins_at", begins_at, &["/body/begins_at field-not-with-result"]);
    cancelled("/version", json!(3), &["/version message-unknown-version"]);
}

#[test]
fn a_version_is_known_by_the_kind_that_has_it() {
    for (name, version, known) in [("ruling.v1", 2, "1"), ("hearing.v1", 3, "1, 2")] {
        let mut message = example(name);
        set(&mut message, "/version", Some(json!(version)));
        let rejections = read(message.to_string().as_bytes()).unwrap_err();
        assert_eq!(rejections.faults[0].arguments, [("known", known.to_owned())], "{name}");
    }
    let understood = read(example("hearing.v2").to_string().as_bytes()).unwrap();
    assert_eq!(understood.fact(codes(), RECEIVED_ON).schema, 2);
}

#[test]
fn the_police_tells_of_a_person_what_is_said_to_have_happened() {
    let notice = |pointer: &str, value: Value, expected: &[&str]| {
        check("police_notice.v1", pointer, value, expected);
    };
    for word in bagyt_exchange::message::police::NOTICES {
        notice("/body/notice", json!(word), &[]);
    }
    notice("/body/notice", json!("guilty"), &["/body/notice field-not-one-of"]);
    notice("/body/happened_on", json!("2026-03-03"), &["/body/happened_on field-not-yet"]);
    notice("/body/number", Value::Null, &["/body/number field-missing"]);
    notice("/body/words", Value::Null, &[]);
    notice("/sender", json!("ZZ-C-0303"), &["/sender sender-not-entitled"]);
}

#[test]
fn nobody_is_born_on_or_after_the_day_of_the_act() {
    let birth_on = "/body/person/birth_on";
    judgment(birth_on, json!("2025-05-19"), &[]);
    judgment(birth_on, json!("2025-05-20"), &["/body/person/birth_on field-born-after"]);
    judgment(birth_on, json!("0190-05-12"), &["/body/person/birth_on field-year-outside"]);
    judgment(birth_on, Value::Null, &[]);
    let notice = "conviction_notice.v1";
    check(notice, birth_on, json!("2025-11-30"), &["/body/person/birth_on field-born-after"]);
}

#[test]
fn a_term_is_something_and_within_the_law_of_its_day() {
    let term = "/body/term";
    judgment(term, json!({"months": 12}), &[]);
    // Eleven months from 20 May end on 20 April, and thirty days later a year is over.
    judgment(term, json!({"months": 11, "days": 30}), &[]);
    judgment(term, json!({"months": 11, "days": 29}), &["/body/term term-too-short"]);
    judgment(term, json!({"years": 5}), &[]);
    judgment(term, json!({"years": 5, "days": 1}), &["/body/term term-too-long"]);
    judgment(term, json!({"years": 0}), &["/body/term term-nothing"]);
    judgment(term, json!({}), &["/body/term term-nothing"]);
    judgment(term, Value::Null, &["/body/term field-missing"]);
    judgment(term, json!({"months": -6}), &["/body/term/months term-negative"]);
    judgment(term, json!({"months": 1.5}), &["/body/term/months field-wrong-type"]);
    judgment(term, json!({"months": 100_000}), &["/body/term/months field-number-outside"]);
    let hours = ["/body/term/hours term-unit-of-another-measure"];
    judgment(term, json!({"years": 1, "hours": 10}), &hours);
    // Four hundred years end beyond what a calendar needs, and are too long all the same.
    judgment(term, json!({"years": 9_999, "months": 9_999}), &["/body/term term-too-long"]);
}

#[test]
fn the_bounds_of_a_term_are_those_of_the_day_of_the_act() {
    let mut message = example("judgment.v1");
    set(&mut message, "/body/term", Some(json!({"months": 6})));
    set(&mut message, "/body/passed_on", Some(json!("2025-06-30")));
    set(&mut message, "/body/in_force_on", Some(json!("2025-07-10")));
    assert_eq!(faults(message.to_string().as_bytes()), ["/body/term term-too-short"]);
    set(&mut message, "/body/passed_on", Some(json!("2025-07-01")));
    assert_eq!(faults(message.to_string().as_bytes()), [""; 0]);
    set(&mut message, "/body/passed_on", Some(json!("2016-12-31")));
    set(&mut message, "/body/offence_on", None);
    let rejections = read(message.to_string().as_bytes()).unwrap_err();
    assert_eq!(rejections.faults[0].code, "term-no-row");
    assert_eq!(rejections.faults[0].mender, Mender::TableKeeper);
}

#[test]
fn hours_and_percentages_are_weighed_too() {
    let check = |term: Value, expected: &[&str]| {
        super::messages::check("judgment_community_service.v1", "/body/term", term, expected);
    };
    check(json!({"hours": 40}), &[]);
    check(json!({"hours": 39}), &["/body/term term-too-short"]);
    check(json!({"hours": 300}), &[]);
    check(json!({"hours": 301}), &["/body/term term-too-long"]);
    check(json!({"hours": 0}), &["/body/term term-nothing"]);
    let months = ["/body/term/months term-unit-of-another-measure", "/body/term term-nothing"];
    check(json!({"months": 6}), &months);
    let mut works = example("judgment_community_service.v1");
    set(&mut works, "/body/measure", Some(json!("correctional_works")));
    set(&mut works, "/body/term", Some(json!({"months": 6})));
    let missing = ["/body/term/percent field-missing"];
    assert_eq!(faults(works.to_string().as_bytes()), missing);
    set(&mut works, "/body/term/percent", Some(json!(20)));
    assert_eq!(faults(works.to_string().as_bytes()), [""; 0]);
}

#[test]
fn what_is_wrong_with_a_national_number_is_named() {
    let number = "/body/person/national_no";
    let check =
        |text: &str, code: &str| judgment(number, json!(text), &[&format!("{number} {code}")]);
    check("2120519900001", "national-no-length");
    check("2120519900001X", "national-no-not-a-digit");
    check("71205199000017", "national-no-sex-digit");
    check("23102199000017", "national-no-birth-date");
    check("", "field-empty");
    judgment(number, json!(21_205_199_000_017_i64), &[&format!("{number} field-wrong-type")]);
    // A number that contradicts the record is a question for a person, not a fault.
    judgment(number, json!("11205198000017"), &[]);
}

#[test]
fn a_name_has_letters_and_no_more_than_a_name_has() {
    let surname = "/body/person/surname";
    let check =
        |text: &str, code: &str| judgment(surname, json!(text), &[&format!("{surname} {code}")]);
    check("", "field-empty");
    check("  ", "field-empty");
    check("Асанов2", "field-wrong-character");
    check("<b>", "field-wrong-character");
    check("Асан\u{0}ов", "field-wrong-character");
    check("---", "field-wrong-character");
    check(&"а".repeat(101), "field-too-long");
    judgment(surname, json!("а".repeat(100)), &[]);
    judgment(surname, json!("O‘tkir-Юсуф д'Артаньян"), &[]);
    judgment("/body/person/sex", json!("мужской"), &["/body/person/sex field-not-one-of"]);
}

#[test]
fn a_ruling_has_what_its_result_needs_and_nothing_else() {
    let check = |body: &[(&str, Value)], expected: &[&str]| {
        let mut message = example("ruling.v1");
        set(&mut message, "/body/until", None);
        for (member, value) in body {
            set(&mut message, &format!("/body/{member}"), Some(value.clone()));
        }
        assert_eq!(faults(message.to_string().as_bytes()), expected);
    };
    check(&[("result", json!("extend"))], &["/body/until field-missing"]);
    let early = [("result", json!("extend")), ("until", json!("2026-01-18"))];
    check(&early, &["/body/until field-too-early"]);
    check(&[("result", json!("add_duty"))], &["/body/obligations field-missing"]);
    let none = [("result", json!("lift_duty")), ("obligations", json!([]))];
    check(&none, &["/body/obligations field-empty"]);
    check(&[("result", json!("replace"))], &["/body/measure field-missing"]);
    check(&[("result", json!("suspend"))], &["/body/suspended_from field-missing"]);
    check(&[("result", json!("resume"))], &["/body/resumed_on field-missing"]);
    let back = [
        ("result", json!("suspend")),
        ("suspended_from", json!("2026-01-10")),
        ("resumed_on", json!("2026-01-09")),
    ];
    check(&back, &["/body/resumed_on field-too-early"]);
    for result in ["cancel", "end_early", "refused"] {
        check(&[("result", json!(result))], &[]);
        let with_until = [("result", json!(result)), ("until", json!("2027-01-01"))];
        check(&with_until, &["/body/until field-not-with-result"]);
    }
    check(&[("result", json!("pardon"))], &["/body/result field-not-one-of"]);
}

#[test]
fn a_ruling_says_what_it_changes() {
    let change = |name: &str| match read(example(name).to_string().as_bytes()).unwrap().body {
        Body::Ruling(ruling) => ruling.change,
        _ => panic!(),
    };
    assert_eq!(change("ruling.v1"), Change::Extend { until: date(2027, 6, 3) });
    assert!(
        matches!(change("ruling_replace.v1"), Change::Replace { term, .. } if term.months == 7)
    );
    let from = date(2026, 1, 10);
    assert_eq!(change("ruling_suspend.v1"), Change::Suspend { from, resumed_on: None });
}

#[test]
fn all_faults_are_named_at_once() {
    let mut message = example("judgment.v1");
    set(&mut message, "/version", Some(json!(3)));
    set(&mut message, "/sender", Some(json!("ZZ-C-9999")));
    set(&mut message, "/body/passed_on", Some(json!("2025-13-01")));
    set(&mut message, "/body/measure", Some(json!("flogging")));
    set(&mut message, "/body/term", Some(json!({"years": -1})));
    set(&mut message, "/body/person/surname", None);
    set(&mut message, "/body/person/national_no", Some(json!("1")));
    set(&mut message, "/body/extra", Some(json!(1)));
    let expected = [
        "/version message-unknown-version",
        "/sender field-unknown-code",
        "/body/extra field-unknown",
        "/body/passed_on field-no-date",
        "/body/measure field-unknown-code",
        "/body/person/surname field-missing",
        "/body/person/national_no national-no-length",
        "/body/term/years term-negative",
    ];
    assert_eq!(faults(message.to_string().as_bytes()), expected);
}

#[test]
fn more_faults_than_a_person_reads_are_cut_off_and_that_is_said() {
    let mut message = example("judgment.v1");
    for number in 0..200 {
        set(&mut message, &format!("/body/member{number}"), Some(json!(number)));
    }
    let found = faults(message.to_string().as_bytes());
    assert_eq!(found.len(), 101);
    assert_eq!(found[100], " message-too-many-faults");
}

#[test]
fn a_fault_tells_its_field_its_values_and_who_mends_it() {
    let mut message = example("judgment.v1");
    set(&mut message, "/body/term", Some(json!({"years": 6})));
    set(&mut message, "/body/person/surname", Some(json!("Асанов2")));
    let rejections = read(message.to_string().as_bytes()).unwrap_err();
    let fact = rejections.fact();
    let [name, term] = rejections.faults.as_slice() else { panic!("{rejections:?}") };
    assert_eq!(name.field(), Some("surname"));
    assert_eq!(name.given.as_deref(), Some("Асанов2"));
    assert_eq!(term.text_key(), "refusal-term-too-long");
    let arguments = [("longest", "P60M".to_owned()), ("row", "restriction_min".to_owned())];
    assert_eq!(term.arguments, arguments);
    assert_eq!(fact.faults[0].mender, Mender::Sender);
    // What was given stands in the sealed part alone.
    assert_eq!(fact.private.as_ref().unwrap().given, ["Асанов2", ""]);
    assert!(!serde_json::to_string(&fact.faults).unwrap().contains("Асанов"));
}
