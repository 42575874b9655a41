use bagyt_core::command::Actor;
use bagyt_core::effective::{Effective, Zone};
use bagyt_core::fact::Withdrawn;
use bagyt_core::identity::CommandId;
use bagyt_core::refusal::Refusal;
use jiff::Timestamp;
use proptest::prelude::*;
use uuid::Uuid;

use super::*;

fn rules() -> Vec<Rule> {
    let framework = include_str!("../../../../curriculum/competences.toml");
    let framework = Framework::parse(framework).unwrap();
    parse_rules(include_str!("../../../../curriculum/needs.toml"), &framework).unwrap()
}

fn figure(office: &str, value_permille: u32, cases: u64) -> Figure {
    Figure {
        office: OfficeCode(office.to_owned()),
        indicator: "contact_in_time".to_owned(),
        value_permille,
        cases,
        month: 24_314,
        position: 1000,
    }
}

fn recorded(version: u32, fact: NeedFact) -> Recorded<NeedFact> {
    let recorded_at = Timestamp::UNIX_EPOCH;
    Recorded {
        seq: u64::from(version) + 70,
        version,
        recorded_at,
        effective: Effective::instant(recorded_at, Zone::Bishkek),
        actor: Actor::System,
        cause: CommandId(Uuid::nil()),
        fact,
    }
}

/// Folds facts as they come, each in its place in the stream.
fn fold(facts: Vec<NeedFact>) -> Need {
    let numbered = (1_u32..).zip(facts).map(|(version, fact)| recorded(version, fact));
    Need::fold(numbered.collect()).unwrap()
}

fn raised() -> Vec<NeedFact> {
    raise(&RaiseNeed { figure: figure("ZZ-01-01", 850, 40) }, &rules(), &BTreeSet::new()).unwrap()
}

#[track_caller]
fn check_raise(value_permille: u32, cases: u64, open: &[&str], expected: Result<&str, &str>) {
    let command = RaiseNeed { figure: figure("ZZ-01-01", value_permille, cases) };
    let open = open.iter().map(|indicator| (OfficeCode("ZZ-01-01".into()), (*indicator).into()));
    let outcome = raise(&command, &rules(), &open.collect());
    let outcome = outcome.map(|facts| match &facts[..] {
        [NeedFact::Raised(fact)] => fact.competence.clone(),
        _ => panic!("one need is raised by one fact"),
    });
    assert_eq!(
        outcome.map_err(|refusal| refusal.to_string()),
        expected.map(str::to_owned).map_err(str::to_owned)
    );
}

#[test]
fn a_share_just_below_the_threshold_of_just_enough_cases_is_a_need() {
    check_raise(899, 20, &[], Ok("D3"));
    check_raise(900, 20, &[], Err("900 of 1000 is not below 900; there is no need"));
    check_raise(0, 19, &[], Err("the share is of 19 cases; below 20 it says too little"));
}

#[test]
fn an_office_has_one_open_need_of_an_indicator() {
    let why = "office ZZ-01-01 has an open need of `contact_in_time`; answer that one first";
    check_raise(850, 40, &["contact_in_time"], Err(why));
    check_raise(850, 40, &["plan_in_time"], Ok("D3"));
}

#[test]
fn an_indicator_without_a_rule_is_refused() {
    let figure = Figure { indicator: "entries".to_owned(), ..figure("ZZ-01-01", 850, 40) };
    let refusal = raise(&RaiseNeed { figure }, &rules(), &BTreeSet::new()).unwrap_err();
    assert_eq!((refusal.code(), refusal.field()), ("need-no-rule", Some("indicator")));
}

#[test]
fn the_largest_shortfall_is_proposed_first() {
    let figures = [
        figure("ZZ-02-01", 880, 40),
        figure("ZZ-01-02", 500, 19),
        figure("ZZ-03-01", 700, 40),
        figure("ZZ-01-01", 880, 40),
        figure("ZZ-04-01", 950, 40),
    ];
    let proposed = weaknesses(&figures, &rules());
    let offices: Vec<&str> = proposed.iter().map(|need| need.figure.office.0.as_str()).collect();
    assert_eq!(offices, ["ZZ-03-01", "ZZ-01-01", "ZZ-02-01"]);
}

#[track_caller]
fn check_answer(need: &Need, answer: Answer, words: &str, expected: Result<(), &str>) {
    let outcome = super::answer(need, &AnswerNeed { answer, words: words.to_owned() });
    assert_eq!(outcome.map(|_| ()).map_err(|refusal| refusal.code()), expected);
}

#[test]
fn a_need_is_answered_once() {
    let mut facts = raised();
    check_answer(&fold(facts.clone()), Answer::Course, "", Ok(()));
    check_answer(&Need::default(), Answer::Course, "", Err("need-not-raised"));
    facts.push(NeedAnswered { answer: Answer::Course, private: None }.into());
    assert_eq!(fold(facts.clone()).status().code(), "answered");
    check_answer(&fold(facts), Answer::Course, "", Err("need-already-answered"));
}

#[test]
fn that_no_training_is_needed_is_said_in_words_of_some_length() {
    let need = fold(raised());
    check_answer(&need, Answer::NoTraining, " ", Err("need-no-words"));
    check_answer(&need, Answer::NoTraining, "two posts were empty", Ok(()));
    check_answer(&need, Answer::Course, &"қ".repeat(2000), Ok(()));
    check_answer(&need, Answer::Course, &"қ".repeat(2001), Err("need-words-too-long"));
}

#[test]
fn a_need_whose_answer_is_withdrawn_is_open_again() {
    let mut facts = raised();
    facts.push(NeedAnswered { answer: Answer::Course, private: None }.into());
    let reason = "mistake".to_owned();
    facts.push(NeedFact::Withdrawn(Withdrawn { version: 2, reason, private: None }));
    let need = fold(facts);
    assert_eq!((need.status(), need.version), (Status::Open, 3));
    check_answer(&need, Answer::Coaching, "", Ok(()));
}

#[track_caller]
fn check_remeasure(need: &Need, figure: &Figure, expected: Result<u32, &str>) {
    let outcome = remeasure(need, figure).map(|facts| match &facts[..] {
        [NeedFact::Remeasured(fact)] => fact.value_permille,
        _ => panic!("a figure is measured again by one fact"),
    });
    assert_eq!(outcome.map_err(|refusal| refusal.code()), expected);
}

#[test]
fn a_late_entry_changes_the_figure_of_an_open_need() {
    let mut facts = raised();
    let newer = Figure { position: 1001, ..figure("ZZ-01-01", 875, 40) };
    check_remeasure(&fold(facts.clone()), &newer, Ok(875));
    facts.extend(remeasure(&fold(facts.clone()), &newer).unwrap());
    let need = fold(facts);
    let raised = &need.raised.as_ref().unwrap().fact;
    assert_eq!((raised.value_permille, raised.position), (875, 1001));
    check_remeasure(&need, &newer, Err("need-unchanged"));
    check_remeasure(&need, &figure("ZZ-01-02", 1, 1), Err("need-other-figure"));
    check_remeasure(&Need::default(), &newer, Err("need-not-raised"));
}

#[test]
fn rules_with_a_fault_are_refused() {
    let framework = include_str!("../../../../curriculum/competences.toml");
    let framework = Framework::parse(framework).unwrap();
    let text = include_str!("../../../../curriculum/needs.toml");
    let code = |from: &str, to: &str| {
        assert!(text.contains(from), "the table no longer says `{from}`");
        parse_rules(&text.replacen(from, to, 1), &framework).unwrap_err().code()
    };
    assert_eq!(code("\"D2\"", "\"Z9\""), "curriculum-unknown");
    assert_eq!(code("plan_in_time", "contact_in_time"), "curriculum-named-twice");
    assert_eq!(code("= 900", "= 1001"), "curriculum-no-share");
    assert_eq!(code("= 900", "= 0"), "curriculum-no-share");
    assert_eq!(code("cases_min = 20", "cases = 20"), "curriculum-shape");
}

#[test]
fn every_rule_reads_an_indicator_of_law_against_practice() {
    let indicators = include_str!("../../../../indicators/practice.toml");
    for rule in rules() {
        let line = format!("code = \"{}\"", rule.indicator);
        assert!(indicators.contains(&line), "no indicator `{}`", rule.indicator);
    }
}

proptest! {
    #[test]
    fn what_is_proposed_can_be_raised_and_nothing_else(
        value_permille in 0_u32..1001,
        cases in 0_u64..60,
    ) {
        let figure = figure("ZZ-01-01", value_permille, cases);
        let proposed = weaknesses(std::slice::from_ref(&figure), &rules());
        let raised = raise(&RaiseNeed { figure }, &rules(), &BTreeSet::new());
        prop_assert_eq!(proposed.len() == 1, raised.is_ok());
    }
}
