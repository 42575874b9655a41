//! Issuing a paper: its number is the next of its office, its kind and the year.

use bagyt_casework::case::Case;
use bagyt_casework::paper::{self, IssuePaper};

use super::{Desk, refused};
use crate::outcome::Failure;
use crate::records::{Decision, Records};

/// Decides what issuing a paper writes: the entry, its bytes, its number and the name under which
/// whoever holds the paper finds the entry.
///
/// # Errors
///
/// The words of the wing; [`Failure::Changed`] if the number is not the next any more: the paper
/// that bears it is then drawn anew.
pub(super) fn issue(
    desk: &Desk<'_>,
    records: &mut dyn Records,
    case: &Case,
    (command, document): (&IssuePaper, &[u8]),
) -> Result<Decision, Failure> {
    let facts = paper::issue(case, command, desk.meta.recorded_at).map_err(refused)?;
    let year = command.issued.on().year();
    let claim = |number| paper::number_claim(case.office(), command.paper, year, number);
    if next_number(records, &claim)? != command.number {
        return Err(Failure::Changed);
    }
    let mut decision = Decision::of_case(case, facts);
    let stream = case.id.stream();
    decision.claims.push((claim(command.number), stream));
    decision.claims.push((document_claim(&command.digest), stream));
    decision.blobs.push(document.to_vec());
    Ok(decision)
}

/// The name under which the digest of a paper leads to its case.
pub(crate) fn document_claim(digest: &str) -> String {
    format!("document:{digest}")
}

/// Returns the first number whose name nobody holds.
///
/// Numbers are taken one after the other and never given back, so that the first free one lies
/// between the last power of two that is taken and the next, and is found by halving.
///
/// # Errors
///
/// Outages.
pub(crate) fn next_number(
    records: &mut dyn Records,
    claim: &dyn Fn(u32) -> String,
) -> Result<u32, Failure> {
    let mut free = 1_u32;
    while records.holder(&claim(free))?.is_some() {
        free = free.checked_mul(2).ok_or_else(|| Failure::defect("numbers of papers ran out"))?;
    }
    let mut taken = free / 2;
    while free - taken > 1 {
        let middle = taken + (free - taken) / 2;
        match records.holder(&claim(middle))? {
            Some(_) => taken = middle,
            None => free = middle,
        }
    }
    Ok(free)
}
