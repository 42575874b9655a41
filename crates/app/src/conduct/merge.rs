//! Joining two records of one person, and parting them: what is written in whose stream.

use std::sync::Arc;

use bagyt_casework::case::Case;
use bagyt_casework::client_change;
use bagyt_core::identity::{MessageId, PersonId};
use bagyt_exchange::fact::PersonFact;
use bagyt_exchange::merge::{self, DecideMerge, InBoth, MergeRefusal, ProposeMerge, meanwhile};
use bagyt_exchange::person::Person;

use super::{Desk, refused};
use crate::command::PartMerge;
use crate::outcome::Failure;
use crate::records::{Answer, AnyFact, Decision, Records, Write};

/// Decides what a proposal writes; it rests on the other record as it was read.
pub(super) fn propose(
    desk: &Desk<'_>,
    records: &mut dyn Records,
    command: &ProposeMerge,
) -> Result<Decision, Failure> {
    let main = records.person(command.main)?.ok_or(Failure::NotFound)?;
    let other = records.person(command.other)?.ok_or(Failure::NotFound)?;
    let facts = merge::propose(&main, &other, command).map_err(refused)?;
    let mut decision =
        Decision { answer: Answer::done(command.main.stream()), ..Decision::default() };
    decision.writes.push(write(desk, (command.main, main.version), facts));
    if command.other != command.main {
        decision.reads.push((command.other.stream(), other.version));
    }
    Ok(decision)
}

/// Decides what another person's decision writes.
pub(super) fn decide(
    desk: &Desk<'_>,
    records: &mut dyn Records,
    main_id: PersonId,
    command: &DecideMerge,
) -> Result<Decision, Failure> {
    let (main, other_id, other) = pair(records, main_id, MergeRefusal::NotProposed)?;
    let both = merge::decide((main_id, &main), &other, command).map_err(refused)?;
    Ok(in_both(desk, (main_id, &main), (other_id, &other), both))
}

/// Decides what parting writes: in both records, and in the cases that came in meanwhile and are
/// the other person's.
pub(super) fn part(
    desk: &Desk<'_>,
    records: &mut dyn Records,
    main_id: PersonId,
    command: &PartMerge,
) -> Result<Decision, Failure> {
    let (main, other_id, other) = pair(records, main_id, MergeRefusal::NotJoined)?;
    let cases = cases_since(records, main_id, &main)?;
    let whose = |case: &Case| {
        let said = command.assigned.iter().find(|(id, _)| *id == case.id);
        said.map(|(_, person)| *person).filter(|person| [main_id, other_id].contains(person))
    };
    let (mut of_other, mut left): (Vec<Arc<Case>>, u32) = (Vec::new(), 0);
    for case in cases {
        match whose(&case) {
            Some(person) if person == other_id => of_other.push(case),
            Some(_) => {}
            None => left += 1,
        }
    }
    let messages: Vec<MessageId> = of_other.iter().map(|case| case.opening.message).collect();
    let both = merge::part((main_id, &main), &messages, &command.words).map_err(refused)?;
    if left > 0 {
        return Err(refused(MergeRefusal::Unassigned { cases: left }));
    }
    let mut decision = in_both(desk, (main_id, &main), (other_id, &other), both);
    for case in of_other {
        let facts = client_change::give_to(&case, other_id);
        decision.writes.push(Write {
            stream: case.id.stream(),
            version: case.version,
            zone: desk.tables.zone(),
            facts: facts.into_iter().map(AnyFact::Case).collect(),
        });
    }
    Ok(decision)
}

/// Returns the cases that came in since two records were joined, in the order of their
/// identifiers.
pub(crate) fn cases_since(
    records: &mut dyn Records,
    main_id: PersonId,
    main: &Person,
) -> Result<Vec<Arc<Case>>, Failure> {
    let messages: Vec<MessageId> = meanwhile(main).iter().map(|link| link.message).collect();
    let mut cases = Vec::new();
    if messages.is_empty() {
        return Ok(cases);
    }
    for id in records.cases_of(main_id)? {
        let case = records.case(id)?.filter(|case| messages.contains(&case.opening.message));
        cases.extend(case.filter(|case| case.opening.person == main_id));
    }
    Ok(cases)
}

/// Returns the main record's own state and the other record that it names.
fn pair(
    records: &mut dyn Records,
    main_id: PersonId,
    otherwise: MergeRefusal,
) -> Result<(Arc<Person>, PersonId, Arc<Person>), Failure> {
    let main = records.person(main_id)?.ok_or(Failure::NotFound)?;
    let Some(other_id) = main.merge.as_ref().map(|merge| merge.other) else {
        return Err(refused(otherwise));
    };
    let other = records.person(other_id)?.ok_or(Failure::NotFound)?;
    Ok((main, other_id, other))
}

fn in_both(
    desk: &Desk<'_>,
    (main_id, main): (PersonId, &Person),
    (other_id, other): (PersonId, &Person),
    both: InBoth,
) -> Decision {
    let mut decision = Decision { answer: Answer::done(main_id.stream()), ..Decision::default() };
    decision.writes.push(write(desk, (main_id, main.version), both.main));
    match both.other.is_empty() {
        true => decision.reads.push((other_id.stream(), other.version)),
        false => decision.writes.push(write(desk, (other_id, other.version), both.other)),
    }
    decision
}

fn write(desk: &Desk<'_>, (person, version): (PersonId, u32), facts: Vec<PersonFact>) -> Write {
    Write {
        stream: person.stream(),
        version,
        zone: desk.tables.zone(),
        facts: facts.into_iter().map(AnyFact::Person).collect(),
    }
}

/// Returns the record to which something goes that speaks of a person: the main one of a joined
/// pair.
pub(super) fn main_of(records: &mut dyn Records, id: PersonId) -> Result<PersonId, Failure> {
    Ok(records.person(id)?.and_then(|person| person.joined_to).unwrap_or(id))
}
