//! A line of a register that is brought in: the act opens its case as any other, and what the
//! register says beside the act (whose case it is, since when the client is registered) is written
//! in the same transaction.
//!
//! A line that cannot be taken writes nothing: the sheet is mended, not the journal. One that waits
//! for a decision of identity writes the act alone; whoever decides has the case allocated and the
//! client registered as in any other.

use bagyt_casework::allocation::{self, AllocateCase};
use bagyt_casework::case::Case;
use bagyt_casework::codes::AllocationReason;
use bagyt_casework::fact::CaseFact;
use bagyt_casework::registration::{self, RegisterClient};
use bagyt_core::effective::Effective;

use super::import::recorded;
use super::{Desk, intake, refused};
use crate::command::TakeLine;
use crate::outcome::{Failure, Refused};
use crate::records::{AnyFact, Decision, Records};

/// Decides what a line of a register writes.
pub(super) fn take(
    desk: &Desk<'_>,
    records: &mut dyn Records,
    take: &TakeLine,
) -> Result<Decision, Failure> {
    let mut decision = intake::receive(desk, records, &take.receive)?;
    match decision.answer.outcome.as_str() {
        "opened" => {}
        "rejected" => return Err(rejected(&decision).into()),
        _ => {
            decision.claims.push((take.waiting.clone(), take.receive.message.stream()));
            return Ok(decision);
        }
    }
    let stream = take.receive.case.stream();
    let writes = decision.writes.iter_mut();
    let write = writes.into_iter().find(|write| write.stream == stream);
    let write = write.ok_or_else(|| Failure::defect("a line opened no case"))?;
    let opened = match write.facts.as_slice() {
        [AnyFact::Case(fact)] => fact.clone(),
        _ => return Err(Failure::defect("an opening is one fact")),
    };
    let case = Case::open(take.receive.case, &recorded(desk, 1, &opened));
    let mut case = case.ok_or_else(|| Failure::defect("an opening opens no case"))?;
    let mut facts = allocated(desk, records, &case, take)?;
    for fact in &facts {
        let version = case.version + 1;
        let _ = case.apply(&recorded(desk, version, fact));
        case.version = version;
    }
    facts.extend(registered(desk, &case, take)?);
    write.facts.extend(facts.into_iter().map(AnyFact::Case));
    Ok(decision)
}

fn allocated(
    desk: &Desk<'_>,
    records: &mut dyn Records,
    case: &Case,
    take: &TakeLine,
) -> Result<Vec<CaseFact>, Failure> {
    let Some(officer) = take.officer else { return Ok(Vec::new()) };
    let staff = records.staff(officer)?.ok_or(Failure::NotFound)?;
    let candidate = super::post::candidate_of(&staff).ok_or(Failure::NotFound)?;
    let candidates = records.candidates(case.office(), desk.meta)?;
    let known = candidates.into_iter().find(|known| known.staff == officer);
    let command = AllocateCase {
        // A post begins in this record with its account; since when the officer had the case before
        // that, the register alone says.
        from: Effective::day(take.allocated_on.unwrap_or(desk.today()), desk.tables.zone()),
        officer: known.unwrap_or(candidate),
        points: desk.tables.points_in_hand(case, desk.today()),
        reason: AllocationReason::Continuity,
    };
    allocation::allocate(case, &command, desk.today()).map_err(refused)
}

fn registered(desk: &Desk<'_>, case: &Case, take: &TakeLine) -> Result<Vec<CaseFact>, Failure> {
    let Some(on) = take.registered_on else { return Ok(Vec::new()) };
    let command = RegisterClient {
        registered: Effective::day(on, desk.tables.zone()),
        rights_explained: true,
        language: take.language.clone(),
        whereabouts: None,
    };
    registration::register(case, &command, desk.today()).map_err(refused)
}

/// The first fault of an act that was rejected, as the refusal of its line.
fn rejected(decision: &Decision) -> Refused {
    let Some(fault) = decision.answer.faults.first() else {
        return Refused::new("field-wrong-type", None, "the line cannot be read");
    };
    let field = fault.pointer.rsplit('/').next().filter(|name| !name.is_empty());
    let text = format!("the line cannot be taken: {}", fault.code);
    let mut refused = Refused::new(&fault.code, field, &text);
    for (name, value) in &fault.arguments {
        refused = refused.with(name, value);
    }
    refused
}
