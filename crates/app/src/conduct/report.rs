//! Sending the report of a study before sentence or release.

use bagyt_casework::case::Case;
use bagyt_casework::report::{self, SendReport as SendIt};
use bagyt_core::effective::Effective;
use bagyt_exchange::fact::MessageFact;
use bagyt_exchange::outbound::{self, Document, Posting, ReportLetter};

use super::intake::digest;
use super::{Desk, refused};
use crate::command::SendReport;
use crate::outcome::{Failure, Refused};
use crate::records::{AnyFact, Decision, Records, Write};

/// Decides what a report writes: that it was sent, and the message that carries it.
pub(super) fn send(
    desk: &Desk<'_>,
    records: &mut dyn Records,
    case: &Case,
    send: &SendReport,
) -> Result<Decision, Failure> {
    let command = SendIt {
        sent: Effective::instant(desk.meta.recorded_at, case.zone),
        message: send.message,
        duties: send.duties.clone(),
        conclusion: send.conclusion.clone(),
    };
    let facts = report::send(case, &command, desk.today()).map_err(refused)?;
    let person = records.person(case.opening.person)?.ok_or(Failure::NotFound)?;
    let names = person.names.clone().ok_or_else(|| {
        Refused::new("person-erased", None, "the person's names are no longer kept")
    })?;
    let posting = Posting {
        id: send.message,
        sent_at: desk.meta.recorded_at,
        sender: case.office().0.clone(),
        recipient: case.opening.court.clone(),
    };
    let letter = ReportLetter {
        case: case.id,
        case_number: case.opening.number.clone(),
        office: case.office().clone(),
        sent_on: desk.today(),
        duties: send.duties.clone(),
        names,
        birth_on: person.birth_on,
        national_no: person.national_no.clone(),
        document: Document {
            digest: digest(&send.document),
            size: u64::try_from(send.document.len()).unwrap_or(u64::MAX),
            media_type: "application/pdf".to_owned(),
        },
    };
    let outbound = outbound::report(&posting, &letter);
    let mut decision = Decision::of_case(case, facts);
    decision.writes.push(Write {
        stream: send.message.stream(),
        version: 0,
        zone: case.zone,
        facts: vec![AnyFact::Message(MessageFact::Sent(outbound.sent))],
    });
    decision.blobs.push(send.document.to_vec());
    decision.blobs.push(outbound.bytes);
    Ok(decision)
}
