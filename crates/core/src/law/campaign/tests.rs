//! Tests of campaigns: who is eligible, who lacks which fact, and what is refused.

use super::*;
use crate::law::Pack;

const CAMPAIGN: &str = r#"
    [pack]
    country = "zz"
    calendar = "kg"
    zone = "Asia/Bishkek"
    [[row]]
    code = "amnesty"
    domain = "non_custodial"
    kind = "right"
    bearer = "court"
    time_mode = "act"
    in_force_from = "2026-10-01"
    source = { act = "Amnesty Act", article = "2" }
    text = { en = "a", ru = "b", ky = "c", kk = "d" }
    basis = "invented"
    confidence = 1.0
    [[campaign]]
    code = "amnesty"
    row = "amnesty"
    submission = "end_early"
    from = "2026-10-01"
    until = "2027-03-31"
    name = { en = "a", ru = "b", ky = "c", kk = "d" }
    [[campaign.condition]]
    code = "measure"
    test = "measure_in"
    values = ["probation_supervision", "restriction_of_liberty"]
    text = { en = "a", ru = "b", ky = "c", kk = "d" }
    [[campaign.condition]]
    code = "risk"
    test = "risk_not_in"
    values = ["high"]
    text = { en = "a", ru = "b", ky = "c", kk = "d" }
    [[campaign.condition]]
    code = "served"
    test = "served_at_least"
    values = ["1/3"]
    text = { en = "a", ru = "b", ky = "c", kk = "d" }
    [[campaign.condition]]
    code = "age"
    test = "age_at_least"
    values = ["18"]
    text = { en = "a", ru = "b", ky = "c", kk = "d" }
"#;

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

/// Somebody of 30 years with low risk, on a term of ninety days from 1 October 2026.
fn facts() -> CampaignFacts<'static> {
    CampaignFacts {
        sex: "m",
        attributes: Vec::new(),
        damage: None,
        measure: "restriction_of_liberty",
        article_group: "10",
        risk: Some("low"),
        violations: 0,
        term_from: day("2026-10-01"),
        term_until: day("2026-12-29"),
        age: 30,
        opened_on: day("2026-10-01"),
    }
}

#[track_caller]
fn check(facts: CampaignFacts<'_>, on: &str, expected: Verdict) {
    let pack = Pack::parse("zz", &[("all.toml", CAMPAIGN)]).unwrap();
    assert_eq!(pack.campaigns()[0].verdict(&facts, day(on)), expected);
}

#[test]
fn who_meets_every_condition_is_eligible_from_the_day_on_which_the_part_is_served() {
    check(facts(), "2026-10-29", Verdict::NotEligible(2));
    check(facts(), "2026-10-30", Verdict::Eligible);
}

#[test]
fn a_missing_fact_is_lacking_unless_another_condition_fails() {
    let unassessed = CampaignFacts { risk: None, ..facts() };
    check(unassessed.clone(), "2026-11-30", Verdict::Lacks(1));
    check(CampaignFacts { measure: "fine", ..unassessed }, "2026-11-30", Verdict::NotEligible(0));
    check(CampaignFacts { risk: Some("high"), ..facts() }, "2026-11-30", Verdict::NotEligible(1));
}

#[test]
fn an_age_that_is_reached_within_the_year_is_not_known() {
    let young = CampaignFacts { age: 17, ..facts() };
    check(young.clone(), "2026-11-30", Verdict::Lacks(3));
    check(CampaignFacts { age: 16, ..facts() }, "2026-11-30", Verdict::NotEligible(3));
    check(CampaignFacts { age: 18, ..facts() }, "2026-11-30", Verdict::Eligible);
    // A year after the opening nobody of 17 is under 18 any more.
    let since = CampaignFacts { opened_on: day("2025-11-30"), ..young };
    check(since.clone(), "2026-11-29", Verdict::Lacks(3));
    check(since, "2026-11-30", Verdict::Eligible);
}

/// The answer to one condition more, which asks for a mother's attribute, a disability, or damage.
#[track_caller]
fn check_one(test: &str, values: &str, facts: &CampaignFacts<'_>, expected: ConditionAnswer) {
    let flags = r#"
    [[flag]]
    code = "pregnant"
    personal = true
    sex = "f"
    text = { en = "a", ru = "b", ky = "c", kk = "d" }
    [[flag]]
    code = "disabled"
    personal = true
    text = { en = "a", ru = "b", ky = "c", kk = "d" }
    "#;
    let condition = format!(
        "[[campaign.condition]]\ncode = \"more\"\ntest = \"{test}\"\nvalues = {values}\n\
         text = {{ en = \"a\", ru = \"b\", ky = \"c\", kk = \"d\" }}\n"
    );
    let text = format!("{CAMPAIGN}\n{condition}\n{flags}");
    let pack = Pack::parse("zz", &[("all.toml", &text)]).unwrap();
    let answers = pack.campaigns()[0].answers(facts, day("2026-11-30"));
    assert_eq!(answers.last(), Some(&expected), "{test} {values}");
}

fn held(code: &str, from: &str, until: Option<&str>) -> HeldAttribute {
    HeldAttribute { code: code.to_owned(), from: Some(day(from)), until: until.map(day) }
}

#[test]
fn an_attribute_has_three_answers() {
    let ask = |facts: &CampaignFacts<'_>, expected| {
        check_one("attribute_in", r#"["pregnant", "disabled"]"#, facts, expected);
    };
    let woman = CampaignFacts { sex: "f", ..facts() };
    ask(&woman, ConditionAnswer::NotKnown);
    let with = |attributes: Vec<HeldAttribute>| CampaignFacts { attributes, ..woman.clone() };
    ask(&with(vec![held("pregnant", "2026-11-30", None)]), ConditionAnswer::Meets);
    let over = held("pregnant", "2026-05-01", Some("2026-11-30"));
    ask(&with(vec![over.clone()]), ConditionAnswer::NotKnown);
    let healed = held("disabled", "2020-01-01", Some("2026-01-01"));
    ask(&with(vec![over, healed.clone()]), ConditionAnswer::DoesNot);
    // A man cannot be pregnant: only the disability is open.
    ask(&facts(), ConditionAnswer::NotKnown);
    let man = CampaignFacts { attributes: vec![healed], ..facts() };
    ask(&man, ConditionAnswer::DoesNot);
    check_one("attribute_in", r#"["pregnant"]"#, &facts(), ConditionAnswer::DoesNot);
}

#[test]
fn damage_made_good_has_three_answers() {
    let ask = |damage, expected| {
        let facts = CampaignFacts { damage, ..facts() };
        check_one("damage_paid_at_least", r#"["1/2"]"#, &facts, expected);
    };
    ask(None, ConditionAnswer::NotKnown);
    ask(Some(Damage { owed: 1_001, paid: 500 }), ConditionAnswer::DoesNot);
    ask(Some(Damage { owed: 1_001, paid: 501 }), ConditionAnswer::Meets);
}

#[test]
fn an_attribute_that_no_table_declares_is_refused() {
    check_fault("risk_not_in", "attribute_in", "no attribute `high` is declared");
}

/// What is told of the campaign with one text put in the place of another.
#[track_caller]
fn check_fault(text: &str, other: &str, expected: &str) {
    let changed = CAMPAIGN.replacen(text, other, 1);
    assert_ne!(changed, CAMPAIGN);
    let told = Pack::parse("zz", &[("all.toml", &changed)]).unwrap_err().to_string();
    assert!(told.contains(expected), "{told}");
}

#[test]
fn what_cannot_be_asked_is_refused_when_the_tables_are_read() {
    check_fault("row = \"amnesty\"", "row = \"pardon\"", "no row `pardon` is declared");
    check_fault("\"1/3\"", "\"a third\"", "`values`: `a third`");
    check_fault("risk_not_in", "risk_in", "`risk_in` is none of");
    check_fault("\"2027-03-31\"", "\"2026-09-30\"", "not after its beginning");
    check_fault("from = \"2026-10-01\"\n    until", "until", "`from`: this column is missing");
}
