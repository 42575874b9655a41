//! What becomes of a drafted submission: approved by another person, sent, received by the court.
//!
//! Whoever approves is a head and not the one who drafted; the caller has asked for the password
//! anew. What is approved is a document: its digest and the server's signature over it stand in the
//! fact, and that is called *confirmed in the system*, never signed. A ground that was withdrawn
//! since the draft stops the submission until it is drafted anew.

use bagyt_core::effective::Effective;
use bagyt_core::identity::{MessageId, StaffId};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::case::Case;
use crate::codes::{Role, SubmissionStatus};
use crate::entries::Submission;
use crate::fact::{CaseFact, SubmissionId};
use crate::submission::{contest_of, lost_grounds};

/// Approves a submission.
#[derive(Clone, Debug, PartialEq)]
pub struct ApproveSubmission {
    /// Which.
    pub submission: SubmissionId,
    /// Who approves.
    pub approver: StaffId,
    /// As what.
    pub role: Role,
    /// SHA-256 of the document, lower-case hexadecimal.
    pub digest: String,
    /// The server's Ed25519 signature over the digest, base64.
    pub signature: String,
    /// The dated form on which the document was made.
    pub form: String,
}

/// Notes that a submission went to the court.
#[derive(Clone, Debug, PartialEq)]
pub struct SendSubmission {
    /// Which.
    pub submission: SubmissionId,
    /// When.
    pub sent: Effective,
    /// The message that carries it.
    pub message: MessageId,
}

/// Notes that the court said it has the submission.
#[derive(Clone, Debug, PartialEq)]
pub struct ReceiveReceipt {
    /// Which.
    pub submission: SubmissionId,
    /// When the court received it.
    pub received: Effective,
    /// The court's number of receipt.
    pub receipt: String,
}

/// A submission was approved.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SubmissionApproved {
    /// Which.
    pub submission: SubmissionId,
    /// Who.
    pub approver: StaffId,
    /// As what.
    pub role: Role,
    /// SHA-256 of the document, lower-case hexadecimal.
    pub digest: String,
    /// The server's Ed25519 signature over the digest, base64.
    pub signature: String,
    /// The dated form on which the document was made.
    pub form: String,
}

/// A submission was sent.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SubmissionSent {
    /// Which.
    pub submission: SubmissionId,
    /// When.
    pub sent: Effective,
    /// The message that carries it.
    pub message: MessageId,
}

/// The court said that it has the submission.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SubmissionReceived {
    /// Which.
    pub submission: SubmissionId,
    /// When the court received it.
    pub received: Effective,
    /// The court's number of receipt.
    pub receipt: String,
}

bagyt_core::refusals! {
    /// Why a submission is not approved, sent or receipted.
    pub enum ApprovalRefusal {
        /// The case is closed.
        #[error("the case was closed on {closed_on}")]
        CaseClosed {
            /// Day of closing.
            closed_on: Date,
        } = "case-closed",
        /// The case has no such submission.
        #[error("the case has no submission {submission}")]
        UnknownSubmission {
            /// The submission that was named.
            submission: SubmissionId,
        } = "unknown-submission",
        /// A ground no longer holds.
        #[error("entry {version} is no violation in force; draft the submission anew without it")]
        GroundLost {
            /// Version of the ground.
            version: u32,
        } = "ground-lost",
        /// A ground is contested and not answered.
        #[error("entry {version} has been contested since {contested_on}; answer that first")]
        GroundContested {
            /// Version of the ground, or of what it rests on.
            version: u32,
            /// When it was contested.
            contested_on: Date,
        } = "ground-contested",
        /// The submission is not at the step before this one.
        #[error("the submission is {status}; this step follows `{needed}`")]
        WrongStep {
            /// How far it has come.
            status: SubmissionStatus,
            /// How far it must have come.
            needed: SubmissionStatus,
        } = "submission-at-another-step",
        /// The one who drafted cannot approve.
        #[error("a submission is approved by another person than the one who drafted it")]
        SamePerson = "approver-drafted",
        /// The role cannot approve.
        #[error("a `{role}` cannot approve a submission; a head of office can")]
        NotHead {
            /// The role.
            role: Role,
        } = "approver-not-head",
        /// The day has not come yet.
        #[error("{on} has not come yet")]
        NotYet {
            /// Day that was given.
            on: Date,
        } = "not-yet" @ "on",
        /// The court cannot have received what was not sent.
        #[error("the submission was sent on {sent_on} and cannot have been received on {on}")]
        BeforeSending {
            /// Day that was given.
            on: Date,
            /// Day of sending.
            sent_on: Date,
        } = "received-before-sent" @ "on",
        /// The court's number of receipt is missing.
        #[error("the court's number of receipt is missing")]
        ReceiptMissing = "receipt-missing" @ "receipt",
    }
}

/// Decides what to write when a submission is approved; the caller has asked for the password anew.
///
/// # Errors
///
/// [`ApprovalRefusal`], in the order of its variants; the first that applies is returned.
pub fn approve(case: &Case, command: &ApproveSubmission) -> Result<Vec<CaseFact>, ApprovalRefusal> {
    let submission = find_at(case, command.submission, SubmissionStatus::Drafted)?;
    if !command.role.is_head() {
        return Err(ApprovalRefusal::NotHead { role: command.role });
    }
    if submission.drafted_by == Some(command.approver) {
        return Err(ApprovalRefusal::SamePerson);
    }
    Ok(vec![CaseFact::SubmissionApproved(SubmissionApproved {
        submission: command.submission,
        approver: command.approver,
        role: command.role,
        digest: command.digest.clone(),
        signature: command.signature.clone(),
        form: command.form.clone(),
    })])
}

/// Decides what to write when an approved submission goes to the court.
///
/// # Errors
///
/// [`ApprovalRefusal`], in the order of its variants; the first that applies is returned.
pub fn send(
    case: &Case,
    command: &SendSubmission,
    today: Date,
) -> Result<Vec<CaseFact>, ApprovalRefusal> {
    find_at(case, command.submission, SubmissionStatus::Approved)?;
    let on = command.sent.on();
    if on > today {
        return Err(ApprovalRefusal::NotYet { on });
    }
    Ok(vec![CaseFact::SubmissionSent(SubmissionSent {
        submission: command.submission,
        sent: command.sent,
        message: command.message,
    })])
}

/// Decides what to write when the court says that it has a submission.
///
/// # Errors
///
/// [`ApprovalRefusal`], in the order of its variants; the first that applies is returned.
pub fn receive_receipt(
    case: &Case,
    command: &ReceiveReceipt,
    today: Date,
) -> Result<Vec<CaseFact>, ApprovalRefusal> {
    let submission = find(case, command.submission)?;
    let status = case.submission_status(submission);
    let needed = SubmissionStatus::Sent;
    let sent_on = match submission.sent {
        Some((mark, _)) if status == needed => mark.on,
        _ => return Err(ApprovalRefusal::WrongStep { status, needed }),
    };
    let on = command.received.on();
    if on > today {
        return Err(ApprovalRefusal::NotYet { on });
    }
    if on < sent_on {
        return Err(ApprovalRefusal::BeforeSending { on, sent_on });
    }
    if command.receipt.trim().is_empty() {
        return Err(ApprovalRefusal::ReceiptMissing);
    }
    Ok(vec![CaseFact::SubmissionReceived(SubmissionReceived {
        submission: command.submission,
        received: command.received,
        receipt: command.receipt.trim().to_owned(),
    })])
}

fn find(case: &Case, id: SubmissionId) -> Result<&Submission, ApprovalRefusal> {
    case.find_submission(id).ok_or(ApprovalRefusal::UnknownSubmission { submission: id })
}

/// Returns a submission that stands at a step and whose grounds all hold.
fn find_at(
    case: &Case,
    id: SubmissionId,
    needed: SubmissionStatus,
) -> Result<&Submission, ApprovalRefusal> {
    if let Some(closing) = case.closing() {
        return Err(ApprovalRefusal::CaseClosed { closed_on: closing.mark.on });
    }
    let submission = find(case, id)?;
    if let Some(&version) = lost_grounds(case, submission).first() {
        return Err(ApprovalRefusal::GroundLost { version });
    }
    let mut grounds = case.violations.iter();
    let contested = grounds.find_map(|ground| {
        let contest = contest_of(case, ground)?;
        submission.grounds.contains(&ground.mark.version).then_some(contest)
    });
    if let Some(contest) = contested {
        let (version, contested_on) = (contest.entry, contest.mark.on);
        return Err(ApprovalRefusal::GroundContested { version, contested_on });
    }
    let status = case.submission_status(submission);
    if status != needed {
        return Err(ApprovalRefusal::WrongStep { status, needed });
    }
    Ok(submission)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::invented::{HEAD, OFFICER, Story, approval, day, on, submission_id, told};
    use uuid::Uuid;

    fn same<T>(_: &mut T) {}

    #[track_caller]
    fn check_approved(
        story: &Story,
        change: impl FnOnce(&mut ApproveSubmission),
        expected: Result<&str, &str>,
    ) {
        let mut command = approval();
        change(&mut command);
        let outcome = told(approve(&story.case, &command));
        assert_eq!(outcome, expected.map(str::to_owned).map_err(str::to_owned));
    }

    #[track_caller]
    fn check_sent(story: &Story, sent: &str, expected: Result<&str, &str>) {
        let command = SendSubmission {
            submission: submission_id(0xE1),
            sent: on(sent),
            message: MessageId(Uuid::from_u128(0xD2)),
        };
        let outcome = told(send(&story.case, &command, day("2025-06-10")));
        assert_eq!(outcome, expected.map(str::to_owned).map_err(str::to_owned));
    }

    #[track_caller]
    fn check_received(
        story: &Story,
        change: impl FnOnce(&mut ReceiveReceipt),
        expected: Result<&str, &str>,
    ) {
        let mut command = ReceiveReceipt {
            submission: submission_id(0xE1),
            received: on("2025-06-05"),
            receipt: "2025/771".to_owned(),
        };
        change(&mut command);
        let outcome = told(receive_receipt(&story.case, &command, day("2025-06-10")));
        assert_eq!(outcome, expected.map(str::to_owned).map_err(str::to_owned));
    }

    fn drafted() -> Story {
        Story::twice_warned().drafted("2025-06-01")
    }

    #[test]
    fn a_head_approves_what_another_drafted() {
        check_approved(&drafted(), same, Ok("submission.approved"));
        let why = "a submission is approved by another person than the one who drafted it";
        check_approved(&drafted(), |one| one.approver = OFFICER, Err(why));
        let why = "a `officer` cannot approve a submission; a head of office can";
        check_approved(&drafted(), |one| one.role = Role::Officer, Err(why));
    }

    #[test]
    fn a_ground_that_the_client_contests_is_answered_before_the_approval() {
        let version = drafted().case.submissions[0].grounds[0];
        let story = drafted().contested(version, "2025-06-01");
        let why = format!("entry {version} has been contested since 2025-06-01; answer that first");
        check_approved(&story, same, Err(&why));
        let elsewhere = drafted().case.absences[0].mark.version;
        let story = drafted().contested(elsewhere, "2025-06-01");
        let why =
            format!("entry {elsewhere} has been contested since 2025-06-01; answer that first");
        check_approved(&story, same, Err(&why));
    }

    #[test]
    fn a_deputy_and_the_interregional_head_can_approve() {
        check_approved(&drafted(), |one| one.role = Role::DeputyHead, Ok("submission.approved"));
        let interregional = |one: &mut ApproveSubmission| one.role = Role::InterregionalHead;
        check_approved(&drafted(), interregional, Ok("submission.approved"));
    }

    #[test]
    fn a_head_who_drafted_does_not_approve_either() {
        let story = Story::twice_warned();
        let command = crate::invented::extension(&story.case);
        let rules = crate::reliance::GroundRules::default();
        let facts = crate::submission::draft(&story.case, &command, &rules, day("2025-06-01"));
        let story = story.then_by(HEAD, "2025-06-01", facts.unwrap());
        let why = "a submission is approved by another person than the one who drafted it";
        check_approved(&story, same, Err(why));
    }

    #[test]
    fn a_submission_goes_one_step_after_the_other() {
        check_approved(
            &Story::twice_warned(),
            same,
            Err("the case has no submission 00000000-0000-0000-0000-0000000000e1"),
        );
        check_sent(
            &drafted(),
            "2025-06-03",
            Err("the submission is drafted; this step follows `approved`"),
        );
        let approved = drafted().approved("2025-06-02");
        check_approved(
            &approved,
            same,
            Err("the submission is approved; this step follows `drafted`"),
        );
        check_sent(&approved, "2025-06-03", Ok("submission.sent"));
        check_received(
            &approved,
            same,
            Err("the submission is approved; this step follows `sent`"),
        );
        let sent = approved.sent("2025-06-03");
        check_received(&sent, same, Ok("submission.received"));
        check_sent(
            &sent,
            "2025-06-03",
            Err("the submission is sent; this step follows `approved`"),
        );
    }

    #[test]
    fn a_withdrawn_ground_stops_the_submission() {
        let story = drafted().excused(4, "2025-06-02");
        let why = "entry 6 is no violation in force; draft the submission anew without it";
        check_approved(&story, same, Err(why));
        let story = drafted().approved("2025-06-02").excused(4, "2025-06-02");
        check_sent(&story, "2025-06-03", Err(why));
    }

    #[test]
    fn nothing_is_sent_tomorrow_or_from_a_closed_case() {
        let approved = drafted().approved("2025-06-02");
        check_sent(&approved, "2025-06-10", Ok("submission.sent"));
        check_sent(&approved, "2025-06-11", Err("2025-06-11 has not come yet"));
        let closed = approved.ruled("2025-06-04", crate::fact::Change::Ended);
        check_sent(&closed, "2025-06-05", Err("the case was closed on 2025-06-04"));
    }

    #[test]
    fn a_court_receives_after_the_sending() {
        let sent = drafted().approved("2025-06-02").sent("2025-06-03");
        check_received(&sent, |one| one.received = on("2025-06-03"), Ok("submission.received"));
        let why = "the submission was sent on 2025-06-03 and cannot have been received on \
                   2025-06-02";
        check_received(&sent, |one| one.received = on("2025-06-02"), Err(why));
        let why = "2025-06-11 has not come yet";
        check_received(&sent, |one| one.received = on("2025-06-11"), Err(why));
        let why = "the court's number of receipt is missing";
        check_received(&sent, |one| one.receipt = " ".to_owned(), Err(why));
    }
}
