//! Two records that are one person's: proposed by one head, confirmed by another, and parted again
//! when it was a mistake.
//!
//! Nothing is moved and nothing copied. Each record keeps its names, numbers and cases in its own
//! stream, under its own key; joined, one of them is the main record, to which what comes in later
//! goes. So parting them takes back nothing but the joining, and each has its own again to the
//! byte. What came in meanwhile went to the main record: to whom it belongs is decided by a person,
//! case by case, when the records are parted.
//!
//! Two records are joined and no more: a third waits until it is known to which of the two it
//! belongs. Who may propose, confirm and part is policy. Deliberately not here: the cases, which
//! are casework's.

use bagyt_core::fact::PrivateWords;
use bagyt_core::identity::{MessageId, PersonId, StaffId};
use bagyt_core::refusal::required;

use crate::fact::{
    LinkGround, MergeConfirmed, MergeProposed, MergeRefused, MergeUndone, PersonFact, PersonJoined,
    PersonLinked, PersonParted,
};
use crate::person::{Link, Merge, Person};

/// Proposes that two records are one person's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProposeMerge {
    /// The main record.
    pub main: PersonId,
    /// The other one.
    pub other: PersonId,
    /// Why.
    pub words: String,
}

/// Another person's decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecideMerge {
    /// Who decides.
    pub decided_by: StaffId,
    /// Whether it is confirmed.
    pub confirmed: bool,
    /// Why not; needed where it is refused.
    pub words: String,
}

/// What is written in the two streams.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct InBoth {
    /// In that of the main record.
    pub main: Vec<PersonFact>,
    /// In that of the other one.
    pub other: Vec<PersonFact>,
}

bagyt_core::refusals! {
    required words;
    /// Why two records are not joined or parted.
    pub enum MergeRefusal {
        /// A record is not joined with itself.
        #[error("both are the same record; choose another one")]
        Same = "merge-same" @ "other",
        /// It is forgotten who one of them was.
        #[error("who one of the two was is erased; it can be joined with nobody")]
        Erased = "merge-erased" @ "other",
        /// One of the two is joined already.
        #[error("one of the two records is joined with another already; part them first")]
        Joined = "merge-joined" @ "other",
        /// For one of the two a proposal waits.
        #[error("a proposal about one of the two records waits for another person's decision")]
        Waits = "merge-waits" @ "other",
        /// No proposal waits.
        #[error("no proposal to join this record waits for a decision")]
        NotProposed = "merge-not-proposed",
        /// Whoever proposed does not decide.
        #[error("whoever proposed that two records are one person's does not confirm it")]
        OwnProposal = "merge-own-proposal",
        /// The record is joined with none.
        #[error("this record is joined with no other")]
        NotJoined = "merge-not-joined",
        /// It is not said to whom something belongs that came in meanwhile.
        #[error("say of each case that came in meanwhile whose it is ({cases} left)")]
        Unassigned {
            /// How many cases are left.
            cases: u32,
        } = "merge-unassigned" @ "assigned",
    }
}

/// Decides what to write when somebody proposes that two records are one person's; all of it goes
/// to the main record.
///
/// # Errors
///
/// [`MergeRefusal::Same`], `Erased`, `Joined`, `Waits`, then those of the words.
pub fn propose(
    main: &Person,
    other: &Person,
    command: &ProposeMerge,
) -> Result<Vec<PersonFact>, MergeRefusal> {
    if command.main == command.other {
        return Err(MergeRefusal::Same);
    }
    if main.erased().is_some() || other.erased().is_some() {
        return Err(MergeRefusal::Erased);
    }
    let is_joined = |person: &Person| {
        person.joined_to.is_some() || person.merge.as_ref().is_some_and(Merge::is_confirmed)
    };
    if is_joined(main) || is_joined(other) {
        return Err(MergeRefusal::Joined);
    }
    if main.merge.is_some() || other.merge.is_some() {
        return Err(MergeRefusal::Waits);
    }
    let private = Some(said(&command.words)?);
    Ok(vec![MergeProposed { other: command.other, private }.into()])
}

/// Decides what to write when another person confirms or refuses a proposal. `main_id` is the
/// record in which it was proposed.
///
/// # Errors
///
/// [`MergeRefusal::NotProposed`], `OwnProposal`; of a confirmation `Erased` and `Joined`, because
/// the other record may have changed meanwhile; of a refusal those of the words.
pub fn decide(
    (main_id, main): (PersonId, &Person),
    other: &Person,
    command: &DecideMerge,
) -> Result<InBoth, MergeRefusal> {
    let proposed = main.merge.as_ref().filter(|merge| !merge.is_confirmed());
    let proposed = proposed.ok_or(MergeRefusal::NotProposed)?;
    if proposed.proposed_by == Some(command.decided_by) {
        return Err(MergeRefusal::OwnProposal);
    }
    let version = proposed.proposed;
    if !command.confirmed {
        let refused = MergeRefused { proposed: version, private: Some(said(&command.words)?) };
        return Ok(InBoth { main: vec![refused.into()], other: Vec::new() });
    }
    if main.erased().is_some() || other.erased().is_some() {
        return Err(MergeRefusal::Erased);
    }
    if other.joined_to.is_some() || other.merge.is_some() {
        return Err(MergeRefusal::Joined);
    }
    let confirmed = MergeConfirmed { proposed: version, other: proposed.other };
    Ok(InBoth { main: vec![confirmed.into()], other: vec![PersonJoined { to: main_id }.into()] })
}

/// Returns the messages that were said to speak of the main record since it was joined.
pub fn meanwhile(main: &Person) -> Vec<&Link> {
    let since = main.merge.as_ref().and_then(|merge| merge.confirmed);
    main.links.iter().filter(|link| since.is_some_and(|since| link.version > since)).collect()
}

/// Decides what to write when two records are parted. `of_other` are the messages that came in
/// meanwhile and are the other person's; their links go from the main record to the other one.
///
/// # Errors
///
/// [`MergeRefusal::NotJoined`], then those of the words.
pub fn part(
    (main_id, main): (PersonId, &Person),
    of_other: &[MessageId],
    words: &str,
) -> Result<InBoth, MergeRefusal> {
    let merge = main.merge.as_ref().ok_or(MergeRefusal::NotJoined)?;
    let confirmed = merge.confirmed.ok_or(MergeRefusal::NotJoined)?;
    let undone = MergeUndone { confirmed, other: merge.other, private: Some(said(words)?) };
    let mut both =
        InBoth { main: vec![undone.into()], other: vec![PersonParted { from: main_id }.into()] };
    for link in meanwhile(main).into_iter().filter(|link| of_other.contains(&link.message)) {
        let taken_back = bagyt_core::fact::Withdrawn {
            version: link.version,
            reason: "parted".to_owned(),
            private: None,
        };
        both.main.push(PersonFact::Withdrawn(taken_back));
        let (message, ground) = (link.message, LinkGround::Decision);
        both.other.push(PersonLinked { message, ground, reasons: Vec::new() }.into());
    }
    Ok(both)
}

fn said(words: &str) -> Result<PrivateWords, MergeRefusal> {
    required(words)?;
    Ok(PrivateWords { words: words.trim().to_owned() })
}

#[cfg(test)]
mod tests;
