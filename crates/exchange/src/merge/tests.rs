use bagyt_core::command::Actor;
use bagyt_core::effective::{Effective, Zone};
use bagyt_core::fact::Recorded;
use bagyt_core::identity::CommandId;
use bagyt_core::refusal::WORDS_MAX;
use jiff::Timestamp;
use uuid::Uuid;

use super::*;

const HEAD: StaffId = StaffId(Uuid::from_u128(1));
const DEPUTY: StaffId = StaffId(Uuid::from_u128(2));
const MAIN: PersonId = PersonId(Uuid::from_u128(3));
const OTHER: PersonId = PersonId(Uuid::from_u128(4));
const EARLIER: MessageId = MessageId(Uuid::from_u128(5));
const LATER: MessageId = MessageId(Uuid::from_u128(6));

/// Two records with their entries.
#[derive(Default)]
struct Two {
    main: Vec<Recorded<PersonFact>>,
    other: Vec<Recorded<PersonFact>>,
}

fn add(stream: &mut Vec<Recorded<PersonFact>>, by: StaffId, facts: Vec<PersonFact>) {
    for fact in facts {
        let version = u32::try_from(stream.len()).unwrap() + 1;
        stream.push(Recorded {
            seq: u64::from(version),
            version,
            recorded_at: Timestamp::UNIX_EPOCH,
            effective: Effective::day("2026-11-02".parse().unwrap(), Zone::Bishkek),
            actor: Actor::Staff(by),
            cause: CommandId(Uuid::from_u128(9)),
            fact,
        });
    }
}

fn link(message: MessageId) -> PersonFact {
    PersonLinked { message, ground: LinkGround::New, reasons: Vec::new() }.into()
}

impl Two {
    fn new() -> Two {
        let mut two = Two::default();
        add(&mut two.main, HEAD, vec![link(EARLIER)]);
        add(&mut two.other, HEAD, vec![link(MessageId(Uuid::from_u128(7)))]);
        two
    }

    fn main(&self) -> Person {
        Person::fold(self.main.clone()).unwrap()
    }

    fn other(&self) -> Person {
        Person::fold(self.other.clone()).unwrap()
    }

    fn propose(&mut self, other: PersonId, words: &str) -> Result<(), MergeRefusal> {
        let command = ProposeMerge { main: MAIN, other, words: words.to_owned() };
        let facts = propose(&self.main(), &self.other(), &command)?;
        add(&mut self.main, HEAD, facts);
        Ok(())
    }

    fn decide(&mut self, by: StaffId, confirmed: bool, words: &str) -> Result<(), MergeRefusal> {
        let command = DecideMerge { decided_by: by, confirmed, words: words.to_owned() };
        let both = decide((MAIN, &self.main()), &self.other(), &command)?;
        add(&mut self.main, by, both.main);
        add(&mut self.other, by, both.other);
        Ok(())
    }

    fn part(&mut self, of_other: &[MessageId], words: &str) -> Result<(), MergeRefusal> {
        let both = part((MAIN, &self.main()), of_other, words)?;
        add(&mut self.main, HEAD, both.main);
        add(&mut self.other, HEAD, both.other);
        Ok(())
    }

    fn joined() -> Two {
        let mut two = Two::new();
        two.propose(OTHER, "Одно лицо").unwrap();
        two.decide(DEPUTY, true, "").unwrap();
        two
    }
}

#[track_caller]
fn check(outcome: Result<(), MergeRefusal>, expected: Result<(), MergeRefusal>) {
    assert_eq!(outcome, expected);
}

#[test]
fn one_proposes_with_reasons_and_another_confirms() {
    let mut two = Two::new();
    check(two.decide(DEPUTY, true, ""), Err(MergeRefusal::NotProposed));
    check(two.propose(MAIN, "Одно лицо"), Err(MergeRefusal::Same));
    check(two.propose(OTHER, "  "), Err(MergeRefusal::WordsMissing));
    let long = MergeRefusal::WordsTooLong { characters: WORDS_MAX + 1, most: WORDS_MAX };
    check(two.propose(OTHER, &"я".repeat(WORDS_MAX + 1)), Err(long));
    check(two.propose(OTHER, "Одно лицо"), Ok(()));
    check(two.propose(OTHER, "Одно лицо"), Err(MergeRefusal::Waits));
    check(two.decide(HEAD, true, ""), Err(MergeRefusal::OwnProposal));
    check(two.decide(DEPUTY, true, ""), Ok(()));
    assert_eq!(two.other().joined_to, Some(MAIN));
    check(two.decide(DEPUTY, true, ""), Err(MergeRefusal::NotProposed));
    check(two.propose(OTHER, "Одно лицо"), Err(MergeRefusal::Joined));
}

#[test]
fn a_refusal_has_words_and_leaves_both_as_they_were() {
    let mut two = Two::new();
    two.propose(OTHER, "Одно лицо").unwrap();
    check(two.decide(DEPUTY, false, ""), Err(MergeRefusal::WordsMissing));
    check(two.decide(DEPUTY, false, "Другая дата рождения"), Ok(()));
    assert_eq!((two.main().merge, two.other().joined_to), (None, None));
    check(two.propose(OTHER, "Всё же одно"), Ok(()));
}

#[test]
fn a_record_that_was_joined_meanwhile_is_joined_with_no_third() {
    let mut two = Two::new();
    two.propose(OTHER, "Одно лицо").unwrap();
    add(&mut two.other, DEPUTY, vec![PersonJoined { to: PersonId(Uuid::from_u128(8)) }.into()]);
    check(two.decide(DEPUTY, true, ""), Err(MergeRefusal::Joined));
}

#[test]
fn parted_each_has_its_own_again() {
    let before = Two::new();
    let mut two = Two::joined();
    check(two.part(&[], ""), Err(MergeRefusal::WordsMissing));
    check(two.part(&[], "Разные люди"), Ok(()));
    check(two.part(&[], "Разные люди"), Err(MergeRefusal::NotJoined));
    let without_version = |person: Person| Person { version: 0, ..person };
    assert_eq!(without_version(two.main()), without_version(before.main()));
    assert_eq!(without_version(two.other()), without_version(before.other()));
}

#[test]
fn what_came_in_meanwhile_goes_to_whom_it_belongs() {
    for (of_other, main, other) in [(&[LATER][..], 1, 2), (&[], 2, 1), (&[EARLIER], 2, 1)] {
        let mut two = Two::joined();
        add(&mut two.main, HEAD, vec![link(LATER)]);
        let came: Vec<MessageId> =
            meanwhile(&two.main()).into_iter().map(|link| link.message).collect();
        assert_eq!(came, [LATER]);
        two.part(of_other, "Разные люди").unwrap();
        // What was there before the joining is nobody's to give away.
        assert_eq!((two.main().links.len(), two.other().links.len()), (main, other));
    }
}
