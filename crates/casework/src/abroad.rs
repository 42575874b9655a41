//! Asking another state to supervise a client, and what becomes of it.
//!
//! A request goes out with the ground for it and the client's consent; without consent it goes only
//! to where the client has returned to live. While it is pending the case stays here and every
//! limit of the law runs. The other state says that it has the papers, accepts from a day on, or
//! refuses; the service can take its request back. The days by which the next step is awaited are
//! reckoned when the step before is recorded and stand in the fact, so that a later edition of the
//! policy moves none of them. From the day on which the other state supervises the case is closed
//! as taken over abroad. What comes back after that is recorded in the closed case: it is not
//! opened again, because what the law counted meanwhile was nobody's here; supervision goes on in
//! a case that the court's act opens anew.
//!
//! # Source
//!
//! The grounds, the consent and its exception follow the Convention on the supervision of
//! conditionally sentenced or conditionally released offenders (ETS 51) and Council Framework
//! Decision 2008/947/JHA, art. 5; the obstacles its art. 11; the decision within days of the receipt
//! its art. 12(1). Neither binds here: they are what the house policy is taken from.

mod kept;
mod refusal;

use bagyt_core::effective::Effective;
use bagyt_core::fact::PrivateWords;
use bagyt_core::refusal::{limited, required};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

pub use self::kept::{Abroad, AbroadRequest, AbroadStep, AbroadTransfers, Step};
pub use self::refusal::AbroadRefusal;
use crate::case::Case;
use crate::closing::{CaseClosed, cancelled_after};
use crate::codes::CloseReason;
use crate::entries::find_version;
use crate::fact::{CaseFact, sealed};

codes! {
    /// Why another state is to supervise.
    pub enum AbroadGround {
        /// The client lives there or has returned there to live.
        Residence = "residence",
        /// The client's family lives there.
        Family = "family",
        /// The client is a citizen of that state.
        Citizenship = "citizenship",
        /// The client works or studies there.
        Work = "work",
    }
}

codes! {
    /// Why another state does not take a client over.
    pub enum AbroadObstacle {
        /// The client does not live there.
        NotResident = "not_resident",
        /// The papers are incomplete and were not completed.
        PapersIncomplete = "papers_incomplete",
        /// The act is no offence there.
        NotPunishable = "not_punishable",
        /// Too little of the term is left.
        TermTooShort = "term_too_short",
        /// Its law has no such measure and none that it could be adapted to.
        MeasureUnknown = "measure_unknown",
        /// Another reason, in words.
        Other = "other",
    }
}

codes! {
    /// Why the service takes its request back.
    pub enum AbroadWithdrawal {
        /// The client does not agree any more.
        ConsentWithdrawn = "consent_withdrawn",
        /// The client stays or came back.
        ClientStays = "client_stays",
        /// No answer came.
        Unanswered = "unanswered",
        /// Another reason, in words.
        Other = "other",
    }
}

codes! {
    /// Why another state hands supervision back.
    pub enum AbroadReturn {
        /// The client has gone from there, nobody knows where.
        Absconded = "absconded",
        /// The client moved back.
        MovedBack = "moved_back",
        /// The client broke conditions, and the decision lies with the courts here.
        Breach = "breach",
        /// Another reason, in words.
        Other = "other",
    }
}

codes! {
    /// How a request to another state stands; whether a day has passed is not part of it.
    pub enum AbroadStatus {
        /// It was sent; that it came is not known.
        Sent = "sent",
        /// It came and is decided there.
        Acknowledged = "acknowledged",
        /// The other state takes the client over.
        Accepted = "accepted",
        /// It does not.
        Refused = "refused",
        /// The service took its request back.
        Withdrawn = "withdrawn",
        /// The other state handed supervision back.
        Returned = "returned",
        /// The case was closed for another reason before it was answered.
        Lapsed = "lapsed",
    }
}

codes! {
    /// What a request to another state waits for next.
    pub enum AbroadAwaits {
        /// Word that the papers came.
        Acknowledgement = "acknowledgement",
        /// The decision.
        Decision = "decision",
        /// The day from which the other state supervises; then the case is closed.
        Takeover = "takeover",
    }
}

/// Longest name of an authority and longest number of a paper, in characters: each stands on a line.
pub const ABROAD_LINE_MAX: usize = 120;

/// Asks another state to supervise the client.
#[derive(Clone, Debug, PartialEq)]
pub struct AskAbroad {
    /// When it was sent.
    pub sent: Effective,
    /// Which state, two letters of ISO 3166-1.
    pub country: String,
    /// Its authority.
    pub authority: String,
    /// Why there.
    pub ground: AbroadGround,
    /// The day on which the client agreed, if the client did.
    pub consented_on: Option<Date>,
    /// The service's number of the letter.
    pub number: String,
    /// What the request rests on, and what it encloses.
    pub words: String,
}

/// Something that becomes of a request to another state.
#[derive(Clone, Debug, PartialEq)]
pub struct FollowAbroad {
    /// Version of the request.
    pub request: u32,
    /// When.
    pub on: Effective,
    /// What.
    pub step: AbroadAnswer,
    /// The number of the other side's letter; empty where there is none.
    pub number: String,
    /// The same in words.
    pub words: String,
}

/// What becomes of a request to another state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AbroadAnswer {
    /// The papers came.
    Acknowledged,
    /// The other state takes the client over.
    Accepted {
        /// The first day on which it supervises.
        from: Date,
        /// Whether it adapts the measure or its length to its own law.
        adapted: bool,
    },
    /// It does not.
    Refused(AbroadObstacle),
    /// The service takes its request back.
    Withdrawn(AbroadWithdrawal),
    /// The other state hands supervision back.
    Returned(AbroadReturn),
}

/// What the tables say about a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AbroadRules {
    /// Whether there is such a state.
    pub is_state: bool,
    /// Whether it is the service's own.
    pub is_own: bool,
    /// The last day on which word that the papers came is awaited.
    pub acknowledge_by: Date,
}

/// Another state was asked to supervise the client.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AbroadAsked {
    /// When it was sent.
    pub sent: Effective,
    /// Which state, two letters of ISO 3166-1.
    pub country: String,
    /// Why there.
    pub ground: AbroadGround,
    /// The day on which the client agreed; none where no consent is needed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub consented_on: Option<Date>,
    /// The service's number of the letter.
    pub number: String,
    /// The last day on which word that the papers came is awaited.
    pub acknowledge_by: Date,
    /// The authority that was asked, and what was said to it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub private: Option<AbroadWords>,
}

/// Which authority was asked, and what was said to it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AbroadWords {
    /// The authority.
    pub authority: String,
    /// What the request rests on, and what it encloses.
    pub words: String,
}

/// The other state has the papers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AbroadAcknowledged {
    /// Version of the request.
    pub request: u32,
    /// When the papers came there.
    pub received: Effective,
    /// The number under which they are kept there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// The last day on which the decision is awaited.
    pub decide_by: Date,
    /// In words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub private: Option<PrivateWords>,
}

/// The other state takes the client over.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AbroadAccepted {
    /// Version of the request.
    pub request: u32,
    /// When it decided.
    pub accepted: Effective,
    /// The first day on which it supervises.
    pub from: Date,
    /// Whether it adapts the measure or its length to its own law.
    pub adapted: bool,
    /// The number of its letter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// How it adapts it, and what else it says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub private: Option<PrivateWords>,
}

/// The other state does not take the client over.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AbroadRefused {
    /// Version of the request.
    pub request: u32,
    /// When it decided.
    pub refused: Effective,
    /// Why.
    pub reason: AbroadObstacle,
    /// The number of its letter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// In words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub private: Option<PrivateWords>,
}

/// The service took its request back.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AbroadWithdrawn {
    /// Version of the request.
    pub request: u32,
    /// When.
    pub withdrawn: Effective,
    /// Why.
    pub reason: AbroadWithdrawal,
    /// In words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub private: Option<PrivateWords>,
}

/// The other state handed supervision back.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AbroadReturned {
    /// Version of the request.
    pub request: u32,
    /// When.
    pub returned: Effective,
    /// Why.
    pub reason: AbroadReturn,
    /// The number of its letter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// In words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub private: Option<PrivateWords>,
}

/// Decides what to write when another state is asked to supervise a client.
///
/// # Errors
///
/// [`AbroadRefusal`], in the order of its variants; the first that applies is returned.
pub fn ask(
    case: &Case,
    command: &AskAbroad,
    rules: AbroadRules,
    today: Date,
) -> Result<Vec<CaseFact>, AbroadRefusal> {
    let on = command.sent.on();
    check_day(case, on, today)?;
    if let Some(closing) = case.closing() {
        return Err(AbroadRefusal::CaseClosed { closed_on: closing.mark.on });
    }
    let country = &command.country;
    if !rules.is_state {
        return Err(AbroadRefusal::UnknownCountry { country: country.clone() });
    }
    if rules.is_own {
        return Err(AbroadRefusal::OwnCountry);
    }
    if let Some(pending) = case.abroad_pending() {
        return Err(AbroadRefusal::StillPending { since_on: pending.mark.on });
    }
    match command.consented_on {
        None if command.ground != AbroadGround::Residence => {
            return Err(AbroadRefusal::ConsentMissing);
        }
        Some(consented_on) if consented_on > on => {
            return Err(AbroadRefusal::ConsentLater { consented_on, sent_on: on });
        }
        _ => {}
    }
    let (authority, number) = (line(&command.authority)?, line(&command.number)?);
    let authority = authority.ok_or(AbroadRefusal::AuthorityMissing)?;
    let number = number.ok_or(AbroadRefusal::NumberMissing)?;
    required(&command.words)?;
    let words = command.words.trim().to_owned();
    let asked = AbroadAsked {
        sent: command.sent,
        country: country.clone(),
        ground: command.ground,
        consented_on: command.consented_on,
        number,
        acknowledge_by: rules.acknowledge_by,
        private: Some(AbroadWords { authority, words }),
    };
    Ok(vec![asked.into()])
}

/// Decides what to write when something becomes of a request to another state.
///
/// `decide_by` is the last day on which the decision is awaited if the papers came on the day of the
/// command. An acceptance from a day that has come closes the case on that day; what is planned
/// after it is cancelled.
///
/// # Errors
///
/// [`AbroadRefusal`], in the order of its variants; the first that applies is returned.
pub fn follow(
    case: &Case,
    command: &FollowAbroad,
    decide_by: Date,
    today: Date,
) -> Result<Vec<CaseFact>, AbroadRefusal> {
    let (request, on) = (command.request, command.on.on());
    check_day(case, on, today)?;
    let status = check_step(case, command)?;
    let number = line(&command.number)?;
    let needs_words = match command.step {
        AbroadAnswer::Acknowledged => false,
        AbroadAnswer::Accepted { from, adapted } => {
            check_takeover(case, from, on)?;
            adapted
        }
        AbroadAnswer::Refused(_) | AbroadAnswer::Withdrawn(_) | AbroadAnswer::Returned(_) => true,
    };
    match needs_words {
        true => required(&command.words)?,
        false => limited(&command.words)?,
    }
    let private = sealed(&command.words);
    let fact: CaseFact = match command.step {
        AbroadAnswer::Acknowledged if status == AbroadStatus::Sent => {
            let received = command.on;
            AbroadAcknowledged { request, received, number, decide_by, private }.into()
        }
        AbroadAnswer::Acknowledged => return Err(AbroadRefusal::NotAwaited { status }),
        AbroadAnswer::Accepted { from, adapted } => {
            let accepted = command.on;
            AbroadAccepted { request, accepted, from, adapted, number, private }.into()
        }
        AbroadAnswer::Refused(reason) => {
            let refused = command.on;
            AbroadRefused { request, refused, reason, number, private }.into()
        }
        AbroadAnswer::Withdrawn(reason) => {
            let withdrawn = command.on;
            AbroadWithdrawn { request, withdrawn, reason, private }.into()
        }
        AbroadAnswer::Returned(reason) => {
            let returned = command.on;
            AbroadReturned { request, returned, reason, number, private }.into()
        }
    };
    let mut facts = vec![fact];
    if let AbroadAnswer::Accepted { from, .. } = command.step
        && from <= today
    {
        facts.push(CaseFact::Closed(CaseClosed {
            closed: Effective::day(from, case.zone),
            reason: CloseReason::TransferredAbroad,
            private: None,
        }));
        facts.extend(cancelled_after(case, from));
    }
    Ok(facts)
}

/// Checks that a step follows the step before; returns how the request stood.
fn check_step(case: &Case, command: &FollowAbroad) -> Result<AbroadStatus, AbroadRefusal> {
    let (request, on) = (command.request, command.on.on());
    let found = find_version(&case.abroad().requests, request);
    let found = found.ok_or(AbroadRefusal::Unknown { request })?;
    let status = case.abroad_status(found);
    let fits = match command.step {
        AbroadAnswer::Acknowledged | AbroadAnswer::Accepted { .. } | AbroadAnswer::Refused(_) => {
            matches!(status, AbroadStatus::Sent | AbroadStatus::Acknowledged)
        }
        // What was accepted for a later day can still be taken back.
        AbroadAnswer::Withdrawn(_) => case.abroad_awaits(found).is_some(),
        AbroadAnswer::Returned(_) => status == AbroadStatus::Accepted && case.closing().is_some(),
    };
    if !fits {
        return Err(AbroadRefusal::NotAwaited { status });
    }
    let before_on = case.abroad_last_on(found);
    if on < before_on {
        return Err(AbroadRefusal::BeforeStep { on, before_on });
    }
    Ok(status)
}

/// Checks the first day on which the other state supervises.
fn check_takeover(case: &Case, from_on: Date, accepted_on: Date) -> Result<(), AbroadRefusal> {
    if from_on < accepted_on {
        return Err(AbroadRefusal::TakeoverBefore { from_on, accepted_on });
    }
    let until = case.term().until;
    match from_on > until {
        true => Err(AbroadRefusal::TakeoverAfterTerm { from_on, until }),
        false => Ok(()),
    }
}

fn check_day(case: &Case, on: Date, today: Date) -> Result<(), AbroadRefusal> {
    if on > today {
        return Err(AbroadRefusal::NotYet { on });
    }
    let opened_on = case.opened_on();
    match on < opened_on {
        true => Err(AbroadRefusal::BeforeOpening { on, opened_on }),
        false => Ok(()),
    }
}

/// What was written on one line; nothing of blanks.
fn line(text: &str) -> Result<Option<String>, AbroadRefusal> {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match text.chars().count() {
        0 => Ok(None),
        1..=ABROAD_LINE_MAX => Ok(Some(text)),
        _ => Err(AbroadRefusal::LineTooLong { most: ABROAD_LINE_MAX }),
    }
}

#[cfg(test)]
mod tests;
