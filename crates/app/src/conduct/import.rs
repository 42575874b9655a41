//! A release of a register kept outside: person, case, new arrest and end of observation at once.
//!
//! All of a line is written or nothing of it, so that an import that was cut short goes on where
//! it ended and no case is left without its end.

use bagyt_casework::case::Case;
use bagyt_casework::fact::CaseFact;
use bagyt_casework::intake::{self as opening, ActRules};
use bagyt_casework::{closing, reoffence};
use bagyt_core::effective::Effective;
use bagyt_core::fact::{Fact, Recorded};
use bagyt_exchange::fact::{LinkGround, PersonFact, PersonLinked};

use super::{Desk, refused};
use crate::command::ImportRelease;
use crate::outcome::Failure;
use crate::records::{Answer, AnyFact, Decision, Write};

/// Decides what an imported release writes.
pub(super) fn release(desk: &Desk<'_>, import: &ImportRelease) -> Result<Decision, Failure> {
    let today = desk.today();
    let zone = desk.tables.zone();
    // The law in force here says nothing of a term that ran elsewhere.
    let rules = ActRules::default();
    let mut facts = opening::open(&import.open, &rules, today).map_err(refused)?;
    let mut case = match facts.first() {
        Some(fact) => Case::open(import.case, &recorded(desk, 1, fact)),
        None => None,
    }
    .ok_or_else(|| Failure::defect("an opening opens no case"))?;
    if let Some(command) = &import.reoffence {
        for fact in reoffence::record(&case, command, today).map_err(refused)? {
            let version = case.version + 1;
            let _ = case.apply(&recorded(desk, version, &fact));
            case.version = version;
            facts.push(fact);
        }
    }
    facts.extend(closing::close(&case, &import.close, today).map_err(refused)?);
    let link =
        PersonLinked { message: import.open.message, ground: LinkGround::New, reasons: Vec::new() };
    let person = [PersonFact::Created(import.who.clone()), PersonFact::Linked(link)];
    let write = |stream, facts| Write { stream, version: 0, zone, facts };
    let stream = import.case.stream();
    Ok(Decision {
        writes: vec![
            write(import.open.person.stream(), person.map(AnyFact::Person).to_vec()),
            write(stream, facts.into_iter().map(AnyFact::Case).collect()),
        ],
        claims: vec![(import.claim.clone(), stream)],
        answer: Answer::done(stream),
        ..Decision::default()
    })
}

/// A fact as it will stand in its stream, for the decision that follows it.
pub(super) fn recorded(desk: &Desk<'_>, version: u32, fact: &CaseFact) -> Recorded<CaseFact> {
    let at = Effective::instant(desk.meta.recorded_at, desk.tables.zone());
    Recorded {
        seq: u64::from(version),
        version,
        recorded_at: desk.meta.recorded_at,
        effective: fact.effective().unwrap_or(at),
        actor: desk.meta.actor.clone(),
        cause: desk.meta.id,
        fact: fact.clone(),
    }
}
