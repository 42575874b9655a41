//! Cases of the old register: brought in with their people, without the message of a court.

use bagyt_casework::intake::{self as opening, ActRules};
use bagyt_exchange::fact::{LinkGround, PersonFact, PersonLinked};
use bagyt_exchange::person::Names;

use super::{Desk, refused};
use crate::command::BringIn;
use crate::outcome::Failure;
use crate::records::{Answer, AnyFact, Decision, Records, Write};
use crate::tables::who;

/// Decides what bringing in a case of the old register writes.
pub(super) fn bring_in(
    desk: &Desk<'_>,
    records: &mut dyn Records,
    bring_in: &BringIn,
) -> Result<Decision, Failure> {
    let mut decision = Decision::default();
    let zone = desk.tables.zone();
    let person = records.person(bring_in.person)?;
    let version = person.as_ref().map_or(0, |person| person.version);
    let mut facts = Vec::new();
    if let (0, Some(who)) = (version, &bring_in.who) {
        facts.push(AnyFact::Person(PersonFact::Created(who.clone())));
        if let Some(number) = bring_in.private().and_then(|who| who.national_no.as_deref()) {
            let claim = desk.tables.number_claim(number);
            if records.holder(&claim)?.is_none() {
                decision.claims.push((claim, bring_in.person.stream()));
            }
        }
    }
    let link =
        PersonLinked { message: bring_in.open.message, ground: LinkGround::New, reasons: vec![] };
    facts.push(AnyFact::Person(PersonFact::Linked(link)));
    decision.writes.push(Write { stream: bring_in.person.stream(), version, zone, facts });
    let rules = ActRules::default();
    let facts = opening::open(&bring_in.open, &rules, desk.today()).map_err(refused)?;
    let stream = bring_in.case.stream();
    if let Some(private) = bring_in.private() {
        let names = Names {
            surname: private.surname.clone(),
            given_name: private.given_name.clone(),
            patronymic: private.patronymic.clone(),
        };
        let bearer = who(private.national_no.as_deref(), &names, private.birth_on);
        let open = &bring_in.open;
        let claim = desk.tables.act_claim_of(&open.court, &open.number, &bearer);
        decision.claims.push((claim, stream));
    }
    let facts = facts.into_iter().map(AnyFact::Case).collect();
    decision.writes.push(Write { stream, version: 0, zone, facts });
    decision.answer = Answer::done(stream);
    Ok(decision)
}
