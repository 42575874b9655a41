use super::*;
use crate::compliance::establish_violation;
use crate::invented::{HEAD, OFFICER, Story, day, law, no_show, told};
use crate::mending::{WithdrawEntry, withdraw};
use crate::warning::{IssueWarning, issue_warning};

const OTHER_HEAD: StaffId = StaffId(uuid::Uuid::from_u128(0xC7));

fn unverified(row: &str) -> ReliedLaw {
    ReliedLaw { verified: false, ..law(row) }
}

fn violation(absence: u32) -> Subject {
    Subject { act: SignedAct::Violation, about: Some(absence), submission: None }
}

/// Entry 2 is an absence, entry 3 what the client said.
fn heard() -> Story {
    Story::opened().absent("2025-04-07").explained(2, "2025-04-08")
}

fn asking(subject: Subject) -> AskCountersignature {
    AskCountersignature {
        subject,
        rows: vec![unverified("registration_duty"), law("warning")],
        words: "the third time, without a word".to_owned(),
    }
}

fn asked(story: Story, on: &str) -> Story {
    let facts = ask(&story.case, &asking(violation(2))).unwrap();
    story.then(on, facts)
}

fn answered(story: Story, signed: bool, on: &str) -> Story {
    let command = AnswerCountersignature {
        asked: story.newest(),
        by: HEAD,
        signed,
        words: "read the row and the act".to_owned(),
    };
    let facts = answer(&story.case, &command).unwrap();
    story.then_by(HEAD, on, facts)
}

#[track_caller]
fn check_ask(
    story: &Story,
    change: impl FnOnce(&mut AskCountersignature),
    expected: Result<&str, &str>,
) {
    let mut command = asking(violation(2));
    change(&mut command);
    let outcome = told(ask(&story.case, &command));
    assert_eq!(outcome, expected.map(str::to_owned).map_err(str::to_owned));
}

#[test]
fn a_head_is_asked_for_what_is_not_verified_alone() {
    check_ask(&heard(), |_| {}, Ok("countersignature.asked"));
    let facts = ask(&heard().case, &asking(violation(2))).unwrap();
    let [CaseFact::CountersignatureAsked(fact)] = &facts[..] else { panic!("{facts:?}") };
    assert_eq!(fact.rows, [law("registration_duty").reliance]);
    let why = "every rule of this act is verified; no head has to countersign";
    check_ask(&heard(), |one| one.rows = vec![law("warning")], Err(why));
}

#[test]
fn a_signature_is_about_an_entry_of_the_case_and_says_why() {
    let why = "the case has no absence or violation in entry 3";
    check_ask(&heard(), |one| one.subject = violation(3), Err(why));
    let warning = Subject { act: SignedAct::Warning, ..violation(2) };
    let why = "the case has no absence or violation in entry 2";
    check_ask(&heard(), |one| one.subject = warning, Err(why));
    let breach = Subject { about: None, ..violation(2) };
    check_ask(&heard(), |one| one.subject = breach, Ok("countersignature.asked"));
    let why = "a reason in words is missing";
    check_ask(&heard(), |one| " ".clone_into(&mut one.words), Err(why));
}

#[test]
fn nobody_is_asked_twice_for_one_act() {
    let story = asked(heard(), "2025-04-08");
    let why = "a head was asked on 2025-04-08 and has not answered yet";
    check_ask(&story, |_| {}, Err(why));
    let signed = answered(story.clone(), true, "2025-04-09");
    let why = "a head signed on 2025-04-09; the act can be recorded";
    check_ask(&signed, |_| {}, Err(why));
    // Another edition of the row is another rule; and what was refused can be asked for anew.
    let later = |one: &mut AskCountersignature| {
        one.rows[0].reliance.edition_from = day("2025-01-01");
    };
    check_ask(&signed, later, Ok("countersignature.asked"));
    check_ask(&answered(story, false, "2025-04-09"), |_| {}, Ok("countersignature.asked"));
}

#[test]
fn whoever_asked_does_not_sign_and_what_was_answered_stands() {
    let story = asked(heard(), "2025-04-08");
    let command = AnswerCountersignature {
        asked: story.newest(),
        by: OFFICER,
        signed: true,
        words: "as I said".to_owned(),
    };
    let why = "another person countersigns than the one who asked";
    assert_eq!(told(answer(&story.case, &command)), Err(why.to_owned()));
    let none = AnswerCountersignature { asked: 2, ..command.clone() };
    let why = "nobody asked for a countersignature in entry 2";
    assert_eq!(told(answer(&story.case, &none)), Err(why.to_owned()));
    let story = answered(story, false, "2025-04-09");
    let again = AnswerCountersignature { by: OTHER_HEAD, ..command };
    let why = "this was answered on 2025-04-09";
    assert_eq!(told(answer(&story.case, &again)), Err(why.to_owned()));
}

/// Establishes the violation with what the case has of signatures.
fn established(story: &Story) -> Result<Vec<CaseFact>, String> {
    let mut command = no_show(2, "2025-04-10");
    command.law.verified = false;
    command.law.countersigned = story.case.signature_for(violation(2), &command.law.reliance);
    establish_violation(&story.case, &command, day("2025-04-10")).map_err(|why| why.to_string())
}

#[test]
fn a_signature_carries_one_act_and_stands_in_its_entry() {
    let story = asked(heard(), "2025-04-08");
    let request = story.newest();
    assert!(established(&story).is_err(), "nobody signed yet");
    assert!(established(&answered(story.clone(), false, "2025-04-09")).is_err());
    let story = answered(story, true, "2025-04-09");
    let facts = established(&story).unwrap();
    let CaseFact::ViolationEstablished(fact) = &facts[0] else { panic!("{facts:?}") };
    assert_eq!((fact.countersigned_by, fact.countersignature), (Some(HEAD), Some(request)));
    let CaseFact::WarningIssued(warning) = &facts[1] else { panic!("{facts:?}") };
    assert_eq!((warning.countersigned_by, warning.countersignature), (None, None));
    let story = story.then("2025-04-10", facts);
    let kept = &story.case.countersignatures().asked[0];
    assert_eq!(story.case.signature_status(kept), SignatureStatus::Used);
    assert_eq!(story.case.signature_for(violation(2), &law("registration_duty").reliance), None);
}

#[test]
fn an_act_that_is_taken_back_leaves_its_signature_to_the_next() {
    let story = answered(asked(heard(), "2025-04-08"), true, "2025-04-09");
    let facts = established(&story).unwrap();
    let story = story.then("2025-04-10", facts[..1].to_vec());
    let command = WithdrawEntry {
        version: story.newest(),
        reason: crate::codes::MendingReason::Mistake,
        words: "the day was another".to_owned(),
    };
    let facts = withdraw(&story.case, &command).unwrap();
    let story = story.then("2025-04-10", facts);
    assert!(established(&story).is_ok());
}

#[test]
fn a_request_is_taken_back_until_it_is_answered() {
    let story = asked(heard(), "2025-04-08");
    let command = WithdrawEntry {
        version: story.newest(),
        reason: crate::codes::MendingReason::Mistake,
        words: "asked twice".to_owned(),
    };
    assert_eq!(told(withdraw(&story.case, &command)), Ok("entry.withdrawn".to_owned()));
    let signed = answered(story, true, "2025-04-09");
    assert!(withdraw(&signed.case, &command).is_err(), "a head's signature rests on it");
    let signature = WithdrawEntry { version: signed.newest(), ..command };
    assert!(withdraw(&signed.case, &signature).is_err(), "a signature stands");
}

#[test]
fn a_warning_needs_its_own_signature() {
    let mut command = no_show(2, "2025-04-09");
    command.warning = None;
    let facts = establish_violation(&heard().case, &command, day("2025-04-09")).unwrap();
    let story = heard().then("2025-04-09", facts);
    let subject = Subject { act: SignedAct::Warning, about: Some(4), submission: None };
    let ask_for = AskCountersignature { rows: vec![unverified("warning")], ..asking(subject) };
    let facts = ask(&story.case, &ask_for).unwrap();
    let story = answered(story.then("2025-04-09", facts), true, "2025-04-10");
    let row = unverified("warning");
    let countersigned = story.case.signature_for(subject, &row.reliance);
    let warning = IssueWarning {
        violation: 4,
        issued: crate::invented::on("2025-04-10"),
        law: ReliedLaw { countersigned, ..row },
        words: String::new(),
    };
    let outcome = told(issue_warning(&story.case, &warning, day("2025-04-10")));
    assert_eq!(outcome, Ok("warning.issued".to_owned()));
}
