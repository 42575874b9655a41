//! Weighing an absence or another breach: the client's explanation, then an accepted reason or a
//! violation with its article, and a warning.
//!
//! The client's own words come first: an absence becomes a violation only after an explanation was
//! received or refused, and another breach only with the client's answer ([`crate::breach`]). A sanction always has a person's reason, and a row of law that nobody has
//! verified supports it only with a head's countersignature. A reason accepted later takes back
//! the violation and its warning by visible entries, so that counts fall when the case is folded.

use bagyt_core::effective::Effective;
use bagyt_core::fact::{PrivateWords, Withdrawn};
use bagyt_core::identity::StaffId;
use bagyt_core::refusal::limited;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::breach::{Breach, BreachFound, PrivateViolation, check_breach, sealed_words};
use crate::case::Case;
use crate::codes::{
    AbsenceReason, AbsenceStatus, ContactKind, ExplanationForm, MendingReason, ViolationGround,
};
use crate::entries::{Absence, find_version};
use crate::fact::{AppointmentId, CaseFact, Reliance, sealed};
use crate::reliance::ReliedLaw;
use crate::warning::{WarningIssued, next_number};

/// Records what the client says about an absence.
#[derive(Clone, Debug, PartialEq)]
pub struct ReceiveExplanation {
    /// Version of the absence.
    pub absence: u32,
    /// When it was given or refused.
    pub received: Effective,
    /// In which form.
    pub form: ExplanationForm,
    /// The client's own words.
    pub words: String,
}

/// Accepts the reason for an absence.
#[derive(Clone, Debug, PartialEq)]
pub struct AcceptReason {
    /// Version of the absence.
    pub absence: u32,
    /// When it was accepted.
    pub accepted: Effective,
    /// Which reason.
    pub reason: AbsenceReason,
    /// The officer's words: what proves it.
    pub words: String,
}

/// Establishes a violation, and issues a warning for it where `warning` is given.
#[derive(Clone, Debug, PartialEq)]
pub struct EstablishViolation {
    /// What was done.
    pub ground: ViolationGround,
    /// Version of the absence, where it is one.
    pub absence: Option<u32>,
    /// The breach, where it is none.
    pub breach: Option<Breach>,
    /// When it was established.
    pub established: Effective,
    /// Whether it counts as malicious evasion.
    pub malicious: bool,
    /// The article that was broken.
    pub law: ReliedLaw,
    /// The officer's reason.
    pub reason: String,
    /// The row under which a warning is issued at once.
    pub warning: Option<ReliedLaw>,
}

/// The client did not come.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AbsenceRecorded {
    /// Day or minute of the meeting that was missed.
    pub missed: Effective,
    /// Kind of meeting.
    pub kind: ContactKind,
    /// The appointment that it is the outcome of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub appointment: Option<AppointmentId>,
    /// The officer's note.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub private: Option<PrivateWords>,
}

/// The client answered for an absence.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ExplanationReceived {
    /// Version of the absence.
    pub absence: u32,
    /// When.
    pub received: Effective,
    /// In which form.
    pub form: ExplanationForm,
    /// The client's own words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub private: Option<PrivateWords>,
}

/// An absence was excused.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ReasonAccepted {
    /// Version of the absence.
    pub absence: u32,
    /// When.
    pub accepted: Effective,
    /// Why.
    pub reason: AbsenceReason,
    /// The officer's words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub private: Option<PrivateWords>,
}

/// A violation was established.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ViolationEstablished {
    /// What was done.
    pub ground: ViolationGround,
    /// Version of the absence, where it is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub absence: Option<u32>,
    /// The breach, where it is none; entries of before it was asked for have neither.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub breach: Option<BreachFound>,
    /// When it was established.
    pub established: Effective,
    /// Whether it counts as malicious evasion.
    pub malicious: bool,
    /// The law relied on.
    pub law: Reliance,
    /// Who countersigned, where the row is unverified.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub countersigned_by: Option<StaffId>,
    /// Version of the entry that asked for the countersignature.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub countersignature: Option<u32>,
    /// The officer's reason, what proves a breach, and what the client said about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub private: Option<PrivateViolation>,
}

bagyt_core::refusals! {
    required words;
    /// Why an absence or a breach is not weighed so.
    pub enum ComplianceRefusal {
        /// The day has not come yet.
        #[error("{on} has not come yet")]
        NotYet {
            /// Day that was given.
            on: Date,
        } = "not-yet" @ "on",
        /// The case was already closed on that day.
        #[error("the case was closed on {closed_on}")]
        CaseClosed {
            /// Day of closing.
            closed_on: Date,
        } = "case-closed",
        /// The case has no such absence, or it was withdrawn.
        #[error("the case has no absence in entry {version}")]
        UnknownAbsence {
            /// Version that was named.
            version: u32,
        } = "unknown-absence" @ "absence",
        /// The day lies before the absence.
        #[error("{on} lies before the absence of {missed_on}")]
        BeforeAbsence {
            /// Day that was given.
            on: Date,
            /// Day of the absence.
            missed_on: Date,
        } = "before-absence" @ "on",
        /// The absence was excused.
        #[error("the absence of {missed_on} was excused")]
        Excused {
            /// Day of the absence.
            missed_on: Date,
        } = "absence-excused" @ "absence",
        /// A violation was already established from the absence.
        #[error("a violation was already established from the absence of {missed_on}")]
        AlreadyEstablished {
            /// Day of the absence.
            missed_on: Date,
        } = "violation-already-established" @ "absence",
        /// An explanation for the absence is already on record.
        #[error("the client has already answered for the absence of {missed_on}")]
        AlreadyExplained {
            /// Day of the absence.
            missed_on: Date,
        } = "already-explained" @ "absence",
        /// The client has not been heard.
        #[error("the client has not been heard about the absence of {missed_on}")]
        NotHeard {
            /// Day of the absence.
            missed_on: Date,
        } = "client-not-heard" @ "absence",
        /// The ground is an absence, and none is named.
        #[error("`no_show` needs the absence that it is about")]
        AbsenceMissing = "absence-missing" @ "absence",
        /// The ground is another breach, and it is not said which.
        #[error("a violation that is no absence needs the breach that it is about")]
        BreachMissing = "breach-missing" @ "happened_on",
        /// Both are named.
        #[error("a violation is about an absence or about another breach, not about both")]
        AbsenceAndBreach = "absence-and-breach" @ "absence",
        /// The breach lies after its finding.
        #[error("the breach of {happened_on} is later than its finding of {established_on}")]
        BreachLater {
            /// Day of the breach.
            happened_on: Date,
            /// Day of the finding.
            established_on: Date,
        } = "breach-later" @ "happened_on",
        /// The client was not under supervision then.
        #[error("the case is under supervision from {from} to {until}, not on {happened_on}")]
        BreachOutsideTerm {
            /// Day of the breach.
            happened_on: Date,
            /// First day of the term.
            from: Date,
            /// Last day of the term.
            until: Date,
        } = "breach-outside-term" @ "happened_on",
        /// The court set no such duty, or lifted it.
        #[error("the court set no duty `{duty}` that is in force")]
        DutyNotSet {
            /// The duty.
            duty: String,
        } = "duty-not-set" @ "duty",
        /// It is not said what proves the breach.
        #[error("what proves the breach is missing")]
        EvidenceMissing = "breach-evidence-missing" @ "evidence_words",
        /// The client was not heard between the breach and its finding.
        #[error(
            "the client is heard after the breach of {happened_on} and before the finding of \
             {established_on}, not on {heard_on}"
        )]
        HeardElsewhen {
            /// Day that was given.
            heard_on: Date,
            /// Day of the breach.
            happened_on: Date,
            /// Day of the finding.
            established_on: Date,
        } = "heard-elsewhen" @ "heard_on",
        /// The client's answer is not written down.
        #[error("the client's own words are missing")]
        ClientWordsMissing = "client-words-missing" @ "explanation",
        /// The case has no such violation, or it was withdrawn.
        #[error("the case has no violation in entry {version}")]
        UnknownViolation {
            /// Version that was named.
            version: u32,
        } = "unknown-violation" @ "violation",
        /// A warning was already issued for the violation.
        #[error("a warning was already issued for the violation of {established_on}")]
        AlreadyWarned {
            /// Day of the violation.
            established_on: Date,
        } = "already-warned" @ "violation",
        /// It was decided that nothing follows the violation.
        #[error("on {decided_on} it was decided that nothing follows; take that back first")]
        Waived {
            /// When.
            decided_on: Date,
        } = "violation-waived" @ "violation",
        /// The day lies before the violation.
        #[error("{on} lies before the violation of {established_on}")]
        BeforeViolation {
            /// Day that was given.
            on: Date,
            /// Day of the violation.
            established_on: Date,
        } = "before-violation" @ "on",
        /// The row is not verified and no head has countersigned.
        #[error("row `{row}` is not verified; a head of office must countersign")]
        Unverified {
            /// Code of the row.
            row: String,
        } = "row-unverified" @ "countersigned_by",
        /// The case has as many warnings as can be numbered.
        #[error("the case has {count} warnings; no more can be numbered")]
        TooManyWarnings {
            /// Warnings in force.
            count: usize,
        } = "too-many-warnings",
    }
}

/// Decides what to write when the client answers for an absence, or refuses to.
///
/// # Errors
///
/// [`ComplianceRefusal`], in the order of its variants; the first that applies is returned.
pub fn receive_explanation(
    case: &Case,
    command: &ReceiveExplanation,
    today: Date,
) -> Result<Vec<CaseFact>, ComplianceRefusal> {
    let on = command.received.on();
    check_day(case, on, today)?;
    let absence = find_absence(case, command.absence, on)?;
    let missed_on = absence.mark.on;
    if case.explanations.iter().any(|kept| kept.absence == command.absence) {
        return Err(ComplianceRefusal::AlreadyExplained { missed_on });
    }
    let refused = command.form == ExplanationForm::Refused;
    check_words(&command.words, !refused)?;
    Ok(vec![CaseFact::ExplanationReceived(ExplanationReceived {
        absence: command.absence,
        received: command.received,
        form: command.form,
        private: sealed(&command.words),
    })])
}

/// Decides what to write when an absence is excused.
///
/// A violation established from the absence, and its warnings, are withdrawn in the same breath.
///
/// # Errors
///
/// [`ComplianceRefusal`], in the order of its variants; the first that applies is returned.
pub fn accept_reason(
    case: &Case,
    command: &AcceptReason,
    today: Date,
) -> Result<Vec<CaseFact>, ComplianceRefusal> {
    let on = command.accepted.on();
    check_day(case, on, today)?;
    let absence = find_absence(case, command.absence, on)?;
    if case.absence_status(absence) == AbsenceStatus::Accepted {
        return Err(ComplianceRefusal::Excused { missed_on: absence.mark.on });
    }
    check_words(&command.words, true)?;
    let mut facts = vec![CaseFact::ReasonAccepted(ReasonAccepted {
        absence: command.absence,
        accepted: command.accepted,
        reason: command.reason,
        private: sealed(&command.words),
    })];
    for violation in &case.violations {
        if violation.absence != Some(command.absence) {
            continue;
        }
        let version = violation.mark.version;
        let warnings = case.warnings.iter().filter(|warning| warning.violation == version);
        facts.extend(warnings.map(|warning| withdrawal(warning.mark.version)));
        facts.extend(case.waiver_of(version).map(|waiver| withdrawal(waiver.mark.version)));
        facts.push(withdrawal(version));
    }
    Ok(facts)
}

/// Decides what to write when a violation is established.
///
/// With `command.warning` the warning for it follows in the same breath.
///
/// # Errors
///
/// [`ComplianceRefusal`], in the order of its variants; the first that applies is returned.
pub fn establish_violation(
    case: &Case,
    command: &EstablishViolation,
    today: Date,
) -> Result<Vec<CaseFact>, ComplianceRefusal> {
    let on = command.established.on();
    check_day(case, on, today)?;
    match (command.absence, &command.breach) {
        (Some(_), Some(_)) => return Err(ComplianceRefusal::AbsenceAndBreach),
        (Some(version), None) => check_weighable(case, version, on)?,
        (None, _) if command.ground == ViolationGround::NoShow => {
            return Err(ComplianceRefusal::AbsenceMissing);
        }
        (None, Some(breach)) => check_breach(case, command, breach)?,
        (None, None) => return Err(ComplianceRefusal::BreachMissing),
    }
    check_law(&command.law)?;
    check_words(&command.reason, true)?;
    let mut facts = vec![CaseFact::ViolationEstablished(ViolationEstablished {
        ground: command.ground,
        absence: command.absence,
        breach: command.breach.as_ref().map(Breach::found),
        established: command.established,
        malicious: command.malicious,
        law: command.law.reliance.clone(),
        countersigned_by: command.law.signer(),
        countersignature: command.law.signature(),
        private: sealed_words(command),
    })];
    if let Some(law) = &command.warning {
        check_law(law)?;
        facts.push(CaseFact::WarningIssued(WarningIssued {
            number: next_number(case)?,
            // The violation is the next entry of the stream, the warning the one after it.
            violation: case.version + 1,
            issued: command.established,
            law: law.reliance.clone(),
            countersigned_by: law.signer(),
            countersignature: law.signature(),
            private: None,
        }));
    }
    Ok(facts)
}

pub(crate) fn check_day(case: &Case, on: Date, today: Date) -> Result<(), ComplianceRefusal> {
    if on > today {
        return Err(ComplianceRefusal::NotYet { on });
    }
    match case.closed_before(on) {
        Some(closed_on) => Err(ComplianceRefusal::CaseClosed { closed_on }),
        None => Ok(()),
    }
}

fn find_absence(case: &Case, version: u32, on: Date) -> Result<&Absence, ComplianceRefusal> {
    let absence = find_version(&case.absences, version)
        .ok_or(ComplianceRefusal::UnknownAbsence { version })?;
    let missed_on = absence.mark.on;
    if on < missed_on {
        return Err(ComplianceRefusal::BeforeAbsence { on, missed_on });
    }
    Ok(absence)
}

/// An absence can be weighed once, after the client was heard.
fn check_weighable(case: &Case, version: u32, on: Date) -> Result<(), ComplianceRefusal> {
    let absence = find_absence(case, version, on)?;
    let missed_on = absence.mark.on;
    match case.absence_status(absence) {
        AbsenceStatus::Accepted => return Err(ComplianceRefusal::Excused { missed_on }),
        AbsenceStatus::Violation | AbsenceStatus::Warned => {
            return Err(ComplianceRefusal::AlreadyEstablished { missed_on });
        }
        AbsenceStatus::AwaitingReason | AbsenceStatus::Lapsed => {}
    }
    if case.explanations.iter().any(|kept| kept.absence == version) {
        Ok(())
    } else {
        Err(ComplianceRefusal::NotHeard { missed_on })
    }
}

pub(crate) fn check_law(law: &ReliedLaw) -> Result<(), ComplianceRefusal> {
    match law.unsupported_row() {
        Some(row) => Err(ComplianceRefusal::Unverified { row: row.to_owned() }),
        None => Ok(()),
    }
}

pub(crate) fn check_words(words: &str, needed: bool) -> Result<(), ComplianceRefusal> {
    if needed && words.trim().is_empty() {
        return Err(ComplianceRefusal::WordsMissing);
    }
    Ok(limited(words)?)
}

fn withdrawal(version: u32) -> CaseFact {
    CaseFact::Withdrawn(Withdrawn {
        version,
        reason: MendingReason::ReasonAccepted.code().to_owned(),
        private: None,
    })
}

#[cfg(test)]
mod tests;
