use super::*;
use crate::invented::{day, office, on};
use bagyt_core::command::Actor;
use bagyt_core::fact::Fact;
use bagyt_core::identity::CommandId;
use uuid::Uuid;

const TODAY: &str = "2025-06-10";
const DAYS: i64 = 30;

fn demanded() -> ReceiveProsecutorAct {
    ReceiveProsecutorAct {
        received: on("2025-06-02"),
        office: office("ZZ-03-02"),
        kind: ProsecutorActKind::Representation,
        number: " 7-14 / 25 ".to_owned(),
        dated: day("2025-05-30"),
        answer_by: None,
        signed: "A. Prosecutor".to_owned(),
        words: "Three files have no plan".to_owned(),
    }
}

fn reply() -> AnswerProsecutorAct {
    AnswerProsecutorAct {
        answered: on("2025-06-09"),
        outcome: ProsecutorActOutcome::Satisfied,
        number: "112".to_owned(),
        words: "The plans were agreed with the clients".to_owned(),
    }
}

fn after(mut act: ProsecutorAct, facts: Vec<ProsecutorFact>) -> ProsecutorAct {
    for fact in facts {
        let version = act.version + 1;
        act.apply(&Recorded {
            seq: u64::from(version),
            version,
            recorded_at: jiff::Timestamp::UNIX_EPOCH,
            effective: fact.effective().unwrap(),
            actor: Actor::System,
            cause: CommandId(Uuid::from_u128(1)),
            fact,
        });
    }
    act
}

fn new() -> ProsecutorAct {
    ProsecutorAct::unknown(ProsecutorActId(Uuid::from_u128(0x71)))
}

fn registered() -> ProsecutorAct {
    let facts = receive(&new(), &demanded(), (false, DAYS), day(TODAY)).unwrap();
    after(new(), facts)
}

/// An act that was answered.
pub(crate) fn answered() -> ProsecutorAct {
    let act = registered();
    let facts = answer(&act, &reply(), day(TODAY)).unwrap();
    after(act, facts)
}

#[track_caller]
fn check_receipt(change: impl FnOnce(&mut ReceiveProsecutorAct), expected: Result<&str, &str>) {
    let mut command = demanded();
    change(&mut command);
    let outcome = receive(&new(), &command, (false, DAYS), day(TODAY));
    let outcome = outcome.map(|facts| {
        let act = after(new(), facts);
        let received = act.received.unwrap();
        format!("{} by {} {}", received.number, received.answer_by, received.is_stated)
    });
    let outcome = outcome.map_err(|refusal| refusal.to_string());
    assert_eq!(outcome, expected.map(str::to_owned).map_err(str::to_owned));
}

#[track_caller]
fn check_answer(
    act: &ProsecutorAct,
    change: impl FnOnce(&mut AnswerProsecutorAct),
    expected: Result<ProsecutorActOutcome, &str>,
) {
    let mut command = reply();
    change(&mut command);
    let outcome = answer(act, &command, day(TODAY));
    let outcome = outcome.map(|facts| after(act.clone(), facts).answered.unwrap().outcome);
    let outcome = outcome.map_err(|refusal| refusal.to_string());
    assert_eq!(outcome, expected.map_err(str::to_owned));
}

#[test]
fn an_act_is_answered_by_the_day_that_it_states_or_by_that_of_house_policy() {
    check_receipt(|_| {}, Ok("7-14 / 25 by 2025-07-02 false"));
    let stated = |act: &mut ReceiveProsecutorAct| act.answer_by = Some(day("2025-06-12"));
    check_receipt(stated, Ok("7-14 / 25 by 2025-06-12 true"));
    let why = "an act that came on 2025-06-02 cannot be answered by 2025-06-01";
    check_receipt(|act| act.answer_by = Some(day("2025-06-01")), Err(why));
}

#[test]
fn what_an_act_must_say_is_asked_for() {
    check_receipt(
        |act| act.number = "  ".to_owned(),
        Err("an act has a number; write what stands on it"),
    );
    check_receipt(|act| act.signed.clear(), Err("say who signed the act"));
    check_receipt(|act| act.words.clear(), Err("a reason in words is missing"));
    let long = "numbers and names have at most 120 characters";
    check_receipt(|act| act.number = "1".repeat(PROSECUTOR_LINE_MAX + 1), Err(long));
    check_receipt(|act| act.received = on("2025-06-11"), Err("2025-06-11 has not come yet"));
    let why = "an act of 2025-06-03 cannot have come on 2025-06-02";
    check_receipt(|act| act.dated = day("2025-06-03"), Err(why));
}

#[test]
fn an_act_is_registered_once_however_its_number_is_spaced() {
    let mut again = demanded();
    again.number = "7-14 / 25".to_owned();
    assert_eq!(claim(&again), claim(&demanded()));
    again.kind = ProsecutorActKind::Protest;
    assert_ne!(claim(&again), claim(&demanded()));
    let outcome = receive(&new(), &demanded(), (true, DAYS), day(TODAY));
    let why = "the act 7-14 / 25 of 2025-05-30 is registered already";
    assert_eq!(outcome.unwrap_err().to_string(), why);
}

#[test]
fn an_act_is_answered_once_and_after_it_came() {
    let act = registered();
    check_answer(&act, |_| {}, Ok(ProsecutorActOutcome::Satisfied));
    check_answer(
        &act,
        |one| one.answered = on("2025-06-01"),
        Err("the act came on 2025-06-02, after 2025-06-01"),
    );
    check_answer(&act, |one| one.answered = on("2025-06-11"), Err("2025-06-11 has not come yet"));
    check_answer(
        &act,
        |one| one.number.clear(),
        Err("an act has a number; write what stands on it"),
    );
    check_answer(&act, |one| one.words.clear(), Err("a reason in words is missing"));
    let long = "numbers and names have at most 120 characters";
    check_answer(&act, |one| one.number = "1".repeat(PROSECUTOR_LINE_MAX + 1), Err(long));
    check_answer(&new(), |_| {}, Err("nothing is recorded of this act"));
    check_answer(&answered(), |_| {}, Err("the act was answered on 2025-06-09"));
}
