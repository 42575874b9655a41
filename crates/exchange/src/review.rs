//! Deciding, by a person, to whom a message belongs.
//!
//! No machine decides a doubtful identity. The one who decides sees what speaks for each candidate
//! and against, and gives a reason. Asking the question is `linkage`'s; who may decide stands in
//! the policy.

use bagyt_core::fact::PrivateWords;
use bagyt_core::identity::PersonId;

use crate::fact::{Identity, MessageFact, ReviewDecided};
use crate::message::{Message, Status};

/// The longest reason, in characters; the field of the form says so.
pub const REASON_LENGTH_MAX: usize = 2000;

/// A member of staff says to whom a message belongs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecideReview {
    /// To whom.
    pub identity: Identity,
    /// Why, in words.
    pub reason: String,
}

bagyt_core::refusals! {
    /// Why the decision is not recorded.
    pub enum ReviewRefusal {
        /// Nobody is asked: it was decided already, or never a question.
        #[error("this message does not wait for a decision; look at what was decided")]
        NotAsked = "review-not-asked",
        /// The person is not one of those who were put forward.
        #[error("person {person} is not among the candidates; choose one of them or a new person")]
        NotACandidate {
            /// The person who was named.
            person: PersonId,
        } = "review-not-a-candidate" @ "person",
        /// There are no words for why.
        #[error("a decision of identity needs its reason in words")]
        NoReason = "review-no-reason" @ "reason",
        /// The words are too many.
        #[error("the reason has {length} characters; at most {length_max} are kept")]
        ReasonTooLong {
            /// As many as were given.
            length: usize,
            /// As many as are kept.
            length_max: usize,
        } = "review-reason-too-long" @ "reason",
    }
}

/// Decides what to write when a member of staff says to whom a message belongs.
///
/// # Errors
///
/// The first that applies: [`ReviewRefusal::NotAsked`], [`ReviewRefusal::NotACandidate`],
/// [`ReviewRefusal::NoReason`], [`ReviewRefusal::ReasonTooLong`].
pub fn decide(
    message: &Message,
    command: &DecideReview,
) -> Result<Vec<MessageFact>, ReviewRefusal> {
    let review = match (&message.review, message.status) {
        (Some(review), Some(Status::Review)) => review,
        _ => return Err(ReviewRefusal::NotAsked),
    };
    if let Identity::Same(person) = command.identity
        && !review.candidates.iter().any(|candidate| candidate.person == person)
    {
        return Err(ReviewRefusal::NotACandidate { person });
    }
    let words = command.reason.trim();
    let length = words.chars().count();
    if length == 0 {
        return Err(ReviewRefusal::NoReason);
    }
    if length > REASON_LENGTH_MAX {
        return Err(ReviewRefusal::ReasonTooLong { length, length_max: REASON_LENGTH_MAX });
    }
    let private = Some(PrivateWords { words: words.to_owned() });
    Ok(vec![ReviewDecided { identity: command.identity, private }.into()])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fact::Candidate;
    use crate::message::Review;
    use bagyt_core::refusal::Refusal;
    use jiff::Timestamp;
    use uuid::Uuid;

    const ASKED: PersonId = PersonId(Uuid::from_u128(1));
    const OTHER: PersonId = PersonId(Uuid::from_u128(2));

    #[track_caller]
    fn check(status: Status, identity: Identity, reason: &str, expected: Result<(), &str>) {
        let candidates = vec![Candidate { person: ASKED, reasons: Vec::new() }];
        let opened_at = Timestamp::UNIX_EPOCH;
        let message = Message {
            status: Some(status),
            review: Some(Review { opened_at, candidates, decision: None }),
            ..Message::default()
        };
        let command = DecideReview { identity, reason: reason.to_owned() };
        let outcome = decide(&message, &command).map(|facts| assert_eq!(facts.len(), 1));
        assert_eq!(outcome.map_err(|refusal| refusal.code()), expected);
    }

    #[test]
    fn a_candidate_or_a_new_person_is_taken_with_a_reason() {
        check(Status::Review, Identity::Same(ASKED), "same scar in both files", Ok(()));
        check(Status::Review, Identity::New(OTHER), "a twin", Ok(()));
    }

    #[test]
    fn a_decided_message_is_not_decided_again() {
        let why = Err("review-not-asked");
        check(Status::Understood, Identity::Same(ASKED), "same", why);
    }

    #[test]
    fn somebody_who_was_not_put_forward_is_refused() {
        let why = Err("review-not-a-candidate");
        check(Status::Review, Identity::Same(OTHER), "same", why);
    }

    #[test]
    fn a_decision_without_words_or_with_too_many_is_refused() {
        check(Status::Review, Identity::Same(ASKED), "  ", Err("review-no-reason"));
        let longest = "я".repeat(REASON_LENGTH_MAX);
        check(Status::Review, Identity::Same(ASKED), &longest, Ok(()));
        let why = Err("review-reason-too-long");
        check(Status::Review, Identity::Same(ASKED), &format!("{longest}я"), why);
    }
}
