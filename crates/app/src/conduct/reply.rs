//! What goes out, and the receipts that come back.

use bagyt_casework::approval::{self, ApproveSubmission, ReceiveReceipt};
use bagyt_casework::case::Case;
use bagyt_casework::fact::{CaseFact, SubmissionId};
use bagyt_core::effective::Effective;
use bagyt_core::identity::MessageId;
use bagyt_exchange::fact::{MessageFact, ReceiptOutcome, ReceiptReceived};
use bagyt_exchange::message::Message;
use bagyt_exchange::message::receipt::Receipt;
use bagyt_exchange::outbound::{self, Document, Posting, SubmissionLetter};

use super::intake::digest;
use super::{Desk, refused};
use crate::command::ApproveAndSend;
use crate::outcome::{Failure, Refused};
use crate::records::{AnyFact, Decision, Records, Write};

/// Decides what an approval writes: the approval, the message to the court, and its sending.
pub(super) fn approve(
    desk: &Desk<'_>,
    records: &mut dyn Records,
    case: &Case,
    approve: &ApproveAndSend,
) -> Result<Decision, Failure> {
    let approver = records.staff(approve.approver)?.ok_or(Failure::NotFound)?;
    let role = approver.present_post().map(|post| post.role).ok_or_else(|| {
        Refused::new("approver-has-no-post", None, "who approves has no post today")
    })?;
    let command = ApproveSubmission {
        submission: approve.submission,
        approver: approve.approver,
        role,
        digest: digest(&approve.document),
        signature: desk.sign(&approve.document),
        form: approve.form.clone(),
    };
    let mut facts = approval::approve(case, &command).map_err(refused)?;
    facts.push(CaseFact::SubmissionSent(bagyt_casework::fact::SubmissionSent {
        submission: approve.submission,
        sent: Effective::instant(desk.meta.recorded_at, case.zone),
        message: approve.message,
    }));
    let person = records.person(case.opening.person)?.ok_or(Failure::NotFound)?;
    let row = case.find_submission(approve.submission).map(|one| one.law.row.clone());
    let names = person.names.clone().ok_or_else(|| {
        Refused::new("person-erased", None, "the person's names are no longer kept")
    })?;
    let posting = Posting {
        id: approve.message,
        sent_at: desk.meta.recorded_at,
        sender: case.office().0.clone(),
        recipient: case.opening.court.clone(),
    };
    let letter = SubmissionLetter {
        submission: approve.submission.0,
        case: case.id,
        case_number: case.opening.number.clone(),
        kind: case
            .find_submission(approve.submission)
            .map(|one| one.kind.code().to_owned())
            .unwrap_or_default(),
        office: case.office().clone(),
        approved_on: desk.today(),
        rows: row.into_iter().collect(),
        names,
        birth_on: person.birth_on,
        national_no: person.national_no.clone(),
        document: Document {
            digest: digest(&approve.document),
            size: u64::try_from(approve.document.len()).unwrap_or(u64::MAX),
            media_type: "application/pdf".to_owned(),
        },
    };
    let outbound = outbound::submission(&posting, &letter);
    let mut decision = Decision::of_case(case, facts);
    decision.writes.push(Write {
        stream: approve.message.stream(),
        version: 0,
        zone: case.zone,
        facts: vec![AnyFact::Message(MessageFact::Sent(outbound.sent))],
    });
    decision.claims.push((submission_claim(approve.submission), case.id.stream()));
    decision.claims.push((sent_claim(&digest(&outbound.bytes)), approve.message.stream()));
    decision.blobs.push(approve.document.to_vec());
    decision.blobs.push(outbound.bytes);
    Ok(decision)
}

/// The name under which a submission leads to its case.
pub(crate) fn submission_claim(submission: SubmissionId) -> String {
    format!("submission:{submission}")
}

/// The name under which the digest of a message of ours leads to it.
pub(crate) fn sent_claim(digest: &str) -> String {
    format!("sent:{digest}")
}

/// A message of ours and the receipt that answers it.
pub(super) struct Answered<'a> {
    /// The message's identifier.
    pub(super) id: MessageId,
    /// The message as it stands.
    pub(super) message: &'a Message,
    /// What came.
    pub(super) receipt: &'a Receipt,
}

/// Adds what a receipt writes: on our message, and in the case of the submission that it carried.
/// `digest` is that of the receipt's bytes.
pub(super) fn receipt(
    desk: &Desk<'_>,
    records: &mut dyn Records,
    decision: &mut Decision,
    (answered, digest): (Answered<'_>, &str),
) -> Result<(), Failure> {
    let Answered { id, message, receipt } = answered;
    if message.receipt.is_some() {
        // A second receipt changes nothing; that it came is on record with its message.
        return Ok(());
    }
    let zone = desk.tables.zone();
    let fact = ReceiptReceived {
        outcome: receipt.outcome,
        digest: digest.to_owned(),
        received_at: receipt.received_at,
        number: receipt.number.clone(),
    };
    decision.writes.push(Write {
        stream: id.stream(),
        version: message.version,
        zone,
        facts: vec![AnyFact::Message(MessageFact::ReceiptReceived(fact))],
    });
    decision.answer.outcome = "applied".to_owned();
    if receipt.outcome == ReceiptOutcome::Rejected {
        // The court cannot act on it: the submission is not received, and its page says why.
        return Ok(());
    }
    let (Some(case), Some(submission)) = (message.case, message.submission) else { return Ok(()) };
    let Some(case) = records.case(case)? else { return Ok(()) };
    let command = ReceiveReceipt {
        submission: SubmissionId(submission),
        received: Effective::instant(receipt.received_at, zone),
        receipt: receipt.number.clone().unwrap_or_default(),
    };
    if let Ok(facts) = approval::receive_receipt(&case, &command, desk.today()) {
        decision.writes.push(Write {
            stream: case.id.stream(),
            version: case.version,
            zone,
            facts: facts.into_iter().map(AnyFact::Case).collect(),
        });
        decision.answer.stream = Some(case.id.stream());
    }
    Ok(())
}
