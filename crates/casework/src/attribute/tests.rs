use super::*;
use crate::clocks::clocks;
use crate::codes::{MendingReason, Risk, Sex};
use crate::intake::OpenCase;
use crate::invented::{Story, calendar, day, on, pack, sentence, told};
use crate::mending::{WithdrawEntry, withdraw};

fn pregnant(from: &str, until: Option<&str>) -> EstablishAttribute {
    EstablishAttribute {
        attribute: "pregnant".to_owned(),
        from: on(from),
        until: until.map(day),
        evidence: Evidence::MedicalCertificate,
        words: "certificate 17 of the clinic".to_owned(),
    }
}

fn no_longer(ended: &str) -> EndAttribute {
    EndAttribute {
        attribute: "pregnant".to_owned(),
        ended: on(ended),
        evidence: Evidence::IdentityDocument,
        words: "birth certificate".to_owned(),
    }
}

impl Story {
    fn established(self, command: &EstablishAttribute, recorded_on: &str) -> Story {
        let pack = pack();
        let known = pack.attributes(day(recorded_on));
        let facts = establish(&self.case, command, &known, day(recorded_on)).unwrap();
        self.then(recorded_on, facts)
    }

    fn ended(self, command: &EndAttribute, recorded_on: &str) -> Story {
        let pack = pack();
        let known = pack.attributes(day(recorded_on));
        let facts = end(&self.case, command, &known, day(recorded_on)).unwrap();
        self.then(recorded_on, facts)
    }
}

#[track_caller]
fn check(story: &Story, command: &EstablishAttribute, expected: Result<&str, &str>) {
    let pack = pack();
    let known = pack.attributes(day("2025-06-10"));
    let outcome = told(establish(&story.case, command, &known, day("2025-06-10")));
    assert_eq!(outcome, expected.map(str::to_owned).map_err(str::to_owned));
}

#[track_caller]
fn check_end(story: &Story, command: &EndAttribute, expected: Result<&str, &str>) {
    let pack = pack();
    let known = pack.attributes(day("2025-06-10"));
    let outcome = told(end(&story.case, command, &known, day("2025-06-10")));
    assert_eq!(outcome, expected.map(str::to_owned).map_err(str::to_owned));
}

/// The visits that the case owes: first and last day, state, in the order in which they started.
#[track_caller]
fn check_visits(story: &Story, expected: &[&str]) {
    let pack = pack();
    let clocks = clocks(&story.case, &pack, &calendar()).unwrap();
    let told: Vec<String> = clocks
        .iter()
        .filter(|clock| clock.code() == "registration_visit")
        .map(|clock| format!("{} to {} {}", clock.from_on, clock.due_on, clock.state().name()))
        .collect();
    assert_eq!(told, expected);
}

/// A woman of low risk.
fn low() -> Story {
    of_low_risk(Sex::Female)
}

fn of_low_risk(sex: Sex) -> Story {
    let sentence = OpenCase { sex, ..sentence() };
    Story::of(&sentence).registered().assessed("2025-03-20", Risk::Low)
}

#[test]
fn an_attribute_begins_on_any_day_up_to_today() {
    check(&low(), &pregnant("2025-06-10", None), Ok("attribute.established"));
    check(&low(), &pregnant("2025-01-10", Some("2026-12-01")), Ok("attribute.established"));
    let why = "2025-06-11 has not come yet; an attribute is recorded when it begins or ends";
    check(&low(), &pregnant("2025-06-11", None), Err(why));
}

#[test]
fn an_attribute_does_not_end_before_it_begins() {
    check(&low(), &pregnant("2025-06-10", Some("2025-06-10")), Ok("attribute.established"));
    let why = "an attribute cannot begin on 2025-06-10 and hold until 2025-06-09";
    check(&low(), &pregnant("2025-06-10", Some("2025-06-09")), Err(why));
}

#[test]
fn an_attribute_is_one_that_the_law_knows() {
    let mut tall = pregnant("2025-06-10", None);
    tall.attribute = "tall".to_owned();
    check(&low(), &tall, Err("the law tables know no attribute `tall` of a person"));
}

#[test]
fn nobody_gets_an_attribute_of_the_other_sex() {
    let story = of_low_risk(Sex::Male);
    let why = "the attribute `pregnant` cannot be true of a person of sex `m`; if the sex in the \
               court act is wrong, have the act corrected";
    check(&story, &pregnant("2025-06-10", None), Err(why));
    let mut disabled = pregnant("2025-06-10", None);
    disabled.attribute = "disability_1_2".to_owned();
    check(&story, &disabled, Ok("attribute.established"));
}

#[test]
fn an_attribute_holds_once_at_a_time() {
    let story = low().established(&pregnant("2025-04-01", Some("2025-05-10")), "2025-04-02");
    check(&story, &pregnant("2025-05-11", None), Ok("attribute.established"));
    check(&story, &pregnant("2025-03-25", Some("2025-03-31")), Ok("attribute.established"));
    let why = "the attribute `pregnant` already holds on 2025-05-10; end that one first";
    check(&story, &pregnant("2025-05-10", None), Err(why));
    let why = "the attribute `pregnant` already holds on 2025-04-01; end that one first";
    check(&story, &pregnant("2025-03-25", Some("2025-04-01")), Err(why));
}

#[test]
fn evidence_is_named() {
    let mut said = pregnant("2025-06-10", None);
    said.words = " ".to_owned();
    let why = "the evidence is not named; say which paper, of what day, given by whom";
    check(&low(), &said, Err(why));
    said.words = "a".repeat(12_001);
    check(&low(), &said, Err("the words have 12001 characters; the most is 12000"));
}

#[test]
fn what_does_not_hold_does_not_end() {
    let story = low().established(&pregnant("2025-06-02", None), "2025-06-03");
    check_end(&story, &no_longer("2025-06-03"), Ok("attribute.ended"));
    let why = "the attribute `pregnant` did not hold until 2025-06-02, or has ended already";
    check_end(&story, &no_longer("2025-06-02"), Err(why));
    let ended = story.ended(&no_longer("2025-06-05"), "2025-06-06");
    check_end(&ended, &no_longer("2025-06-04"), Ok("attribute.ended"));
    let why = "the attribute `pregnant` did not hold until 2025-06-05, or has ended already";
    check_end(&ended, &no_longer("2025-06-05"), Err(why));
}

#[test]
fn nothing_is_established_in_a_closed_case() {
    let story = low().ruled("2025-06-05", crate::fact::Change::Ended);
    check(&story, &pregnant("2025-06-02", None), Err("the case was closed on 2025-06-05"));
}

#[test]
fn a_visit_follows_an_attribute_that_begins_and_ends() {
    let low = low();
    check_visits(&low, &["2025-03-14 to 2025-04-14 void", "2025-03-20 to 2025-04-21 open"]);
    let pregnant = low.established(&pregnant("2025-04-10", None), "2025-04-15");
    check_visits(
        &pregnant,
        &[
            "2025-03-14 to 2025-04-14 void",
            "2025-03-20 to 2025-04-21 void",
            "2025-04-10 to 2025-07-10 open",
        ],
    );
    let ended = pregnant.ended(&no_longer("2025-05-01"), "2025-05-06");
    check_visits(
        &ended,
        &[
            "2025-03-14 to 2025-04-14 void",
            "2025-03-20 to 2025-04-21 void",
            "2025-04-10 to 2025-07-10 void",
            "2025-05-01 to 2025-06-02 open",
        ],
    );
}

#[test]
fn what_was_over_when_it_was_recorded_changes_the_clocks_twice() {
    let story = low().established(&pregnant("2025-04-10", Some("2025-04-30")), "2025-05-06");
    check_visits(
        &story,
        &[
            "2025-03-14 to 2025-04-14 void",
            "2025-03-20 to 2025-04-21 void",
            "2025-04-10 to 2025-07-10 void",
            "2025-05-01 to 2025-06-02 open",
        ],
    );
}

#[test]
fn a_last_day_that_was_known_ahead_rules_the_next_visit() {
    let story = low().established(&pregnant("2025-04-10", Some("2025-05-10")), "2025-04-15");
    check_visits(
        &story.met("2025-06-03"),
        &[
            "2025-03-14 to 2025-04-14 void",
            "2025-03-20 to 2025-04-21 void",
            "2025-04-10 to 2025-07-10 in_time",
            "2025-06-03 to 2025-07-03 open",
        ],
    );
}

#[test]
fn a_withdrawn_attribute_is_as_if_it_had_never_been_told() {
    let story = low().established(&pregnant("2025-04-10", None), "2025-04-15");
    let version = story.newest();
    let withdrawal = |story: &Story| {
        let words = "another client's paper".to_owned();
        let command = WithdrawEntry { version, reason: MendingReason::WrongCase, words };
        withdraw(&story.case, &command)
    };
    let ended = story.clone().ended(&no_longer("2025-05-01"), "2025-05-06");
    let why = format!("entry {} rests on entry {version}; take that back first", ended.newest());
    assert_eq!(told(withdrawal(&ended)), Err(why));
    let facts = withdrawal(&story).unwrap();
    check_visits(
        &story.then("2025-04-16", facts),
        &["2025-03-14 to 2025-04-14 void", "2025-03-20 to 2025-04-21 open"],
    );
}

#[test]
fn an_attribute_of_the_court_act_holds_until_it_is_ended() {
    let mut sentence = sentence();
    sentence.groups = vec!["disability_1_2".to_owned()];
    let story = Story::of(&sentence);
    assert!(story.case.attribute_spans()[0].holds_on(day("2025-03-01")));
    let mut recovered = no_longer("2025-05-21");
    recovered.attribute = "disability_1_2".to_owned();
    let spans = story.ended(&recovered, "2025-05-22").case.attribute_spans();
    assert!(spans[0].holds_on(day("2025-05-20")) && !spans[0].holds_on(day("2025-05-21")));
}
