//! Drafting a submission to a court, on counted grounds.
//!
//! A submission that asks for something against the client rests on violations of this case, as
//! many as its row of law demands, or on one malicious evasion where the row lets that suffice.
//! What becomes of the draft (approval, sending, receipt) is in [`crate::approval`], its content as
//! a paper in [`crate::document`].

use bagyt_core::fact::PrivateWords;
use bagyt_core::identity::StaffId;
use bagyt_core::refusal::{WORDS_MAX, limited};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::case::Case;
use crate::clocks::DEFERRAL;
use crate::codes::{SubmissionKind, SubmissionStatus};
use crate::entries::{Contest, Submission, Violation, Warning, find_version};
use crate::fact::{CaseFact, Reliance, SubmissionId, sealed};
use crate::reliance::{GroundRules, ReliedLaw, TermBound};

/// Drafts a submission.
#[derive(Clone, Debug, PartialEq)]
pub struct DraftSubmission {
    /// Its identifier, made by the caller.
    pub submission: SubmissionId,
    /// What it asks for.
    pub kind: SubmissionKind,
    /// The row of law that allows it.
    pub law: ReliedLaw,
    /// Versions of the violations that are its grounds.
    pub grounds: Vec<u32>,
    /// Until when the term should run, for [`SubmissionKind::Extend`].
    pub until: Option<Date>,
    /// The duty concerned, for [`SubmissionKind::AddDuty`] and [`SubmissionKind::LiftDuty`].
    pub duty: Option<String>,
    /// The reasoning.
    pub reasoning: String,
}

/// A submission was drafted.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SubmissionDrafted {
    /// Its identifier.
    pub submission: SubmissionId,
    /// What it asks for.
    pub kind: SubmissionKind,
    /// The law relied on.
    pub law: Reliance,
    /// Versions of the violations that are its grounds.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub grounds: Vec<u32>,
    /// Until when the term should run.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
    /// The duty concerned.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub duty: Option<String>,
    /// Who countersigned, where the row is unverified.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub countersigned_by: Option<StaffId>,
    /// Version of the entry that asked for the countersignature.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub countersignature: Option<u32>,
    /// The reasoning.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub private: Option<PrivateWords>,
}

bagyt_core::refusals! {
    /// Why a submission is not drafted.
    pub enum SubmissionRefusal {
        /// The case is closed.
        #[error("the case was closed on {closed_on}")]
        CaseClosed {
            /// Day of closing.
            closed_on: Date,
        } = "case-closed",
        /// A submission asking for the same is not decided yet.
        #[error("a submission to `{kind}` of {drafted_on} is not decided yet")]
        SameUndecided {
            /// What it asks for.
            kind: SubmissionKind,
            /// Day of its draft.
            drafted_on: Date,
        } = "same-submission-undecided" @ "kind",
        /// A ground is not, or no longer, a violation of the case.
        #[error("entry {version} is no violation in force; draft the submission anew without it")]
        NoSuchGround {
            /// Version that was named.
            version: u32,
        } = "no-such-ground" @ "grounds",
        /// A ground is named twice.
        #[error("entry {version} is named twice among the grounds")]
        GroundTwice {
            /// Version that was named.
            version: u32,
        } = "ground-twice" @ "grounds",
        /// A ground is contested and not answered.
        #[error("entry {version} has been contested since {contested_on}; answer that first")]
        GroundContested {
            /// Version of the ground, or of what it rests on.
            version: u32,
            /// When it was contested.
            contested_on: Date,
        } = "ground-contested" @ "grounds",
        /// It was decided that nothing follows a ground.
        #[error("on {decided_on} it was decided that nothing follows entry {version}; take that back first")]
        GroundWaived {
            /// Version of the ground.
            version: u32,
            /// When it was decided.
            decided_on: Date,
        } = "ground-waived" @ "grounds",
        /// Something against the client needs a ground.
        #[error("a submission to `{kind}` needs at least one violation as its ground")]
        NoGrounds {
            /// What it asks for.
            kind: SubmissionKind,
        } = "no-grounds" @ "grounds",
        /// Too few warnings are in force that nobody contests.
        #[error("`{row}` demands {least} warnings; {count} are in force")]
        TooFewWarnings {
            /// Row of law.
            row: String,
            /// The least.
            least: u32,
            /// Warnings in force that nobody contests.
            count: u32,
        } = "too-few-warnings" @ "grounds",
        /// Too few violations are among the grounds.
        #[error("`{row}` demands {least} violations; {count} are named")]
        TooFewViolations {
            /// Row of law.
            row: String,
            /// The least.
            least: u32,
            /// Violations named.
            count: u32,
        } = "too-few-violations" @ "grounds",
        /// The day from which it may be asked has not come.
        #[error("`{row}` allows it from {earliest_on}, not on {today}")]
        TooEarly {
            /// Row of law.
            row: String,
            /// First day on which it may be asked.
            earliest_on: Date,
            /// Today.
            today: Date,
        } = "submission-too-early" @ "kind",
        /// The new last day is missing or no later than the present one.
        #[error("an extension needs a last day after {until}")]
        ExtensionMissing {
            /// The present last day.
            until: Date,
        } = "extension-missing" @ "until",
        /// The new last day is later than the law allows.
        #[error("an extension to {later} is over the most of `{row}` ({article}): {last_day}")]
        OverMaximum {
            /// The new last day asked for.
            later: Date,
            /// Last day of the longest term.
            last_day: Date,
            /// Row of law.
            row: String,
            /// Act and article.
            article: String,
        } = "extension-over-maximum" @ "until",
        /// The duty is missing.
        #[error("the duty that the submission is about is missing")]
        DutyMissing = "duty-missing" @ "duty",
        /// The duty to add is in force.
        #[error("the duty `{duty}` is in force already")]
        DutyInForce {
            /// Code of the duty.
            duty: String,
        } = "duty-in-force" @ "duty",
        /// The duty to lift is not in force.
        #[error("the duty `{duty}` is not in force")]
        DutyNotInForce {
            /// Code of the duty.
            duty: String,
        } = "duty-not-in-force" @ "duty",
        /// The term runs.
        #[error("the term does not stand still, so that it cannot be resumed")]
        NotSuspended = "not-suspended" @ "kind",
        /// The measure is no deferral.
        #[error("the measure is `{measure}`, no deferral of punishment")]
        NotDeferred {
            /// Code of the measure.
            measure: String,
        } = "not-deferred" @ "kind",
        /// The row is not verified and no head has countersigned.
        #[error("row `{row}` is not verified; a head of office must countersign")]
        Unverified {
            /// Code of the row.
            row: String,
        } = "row-unverified" @ "countersigned_by",
        /// The reasoning is missing.
        #[error("the reasoning is missing")]
        ReasoningMissing = "reasoning-missing" @ "reasoning",
        /// The reasoning is too long.
        #[error("the reasoning has {characters} characters; the most is {most}")]
        ReasoningTooLong {
            /// Characters given.
            characters: usize,
            /// The most.
            most: usize,
        } = "reasoning-too-long" @ "reasoning",
    }
}

/// Decides what to write when a submission is drafted.
///
/// `rules` is what the row of law demands, found by the caller; `today` the day at the office.
///
/// # Errors
///
/// [`SubmissionRefusal`], in the order of its variants; the first that applies is returned.
pub fn draft(
    case: &Case,
    command: &DraftSubmission,
    rules: &GroundRules,
    today: Date,
) -> Result<Vec<CaseFact>, SubmissionRefusal> {
    if let Some(closing) = case.closing() {
        return Err(SubmissionRefusal::CaseClosed { closed_on: closing.mark.on });
    }
    let same = case.submissions.iter().find(|other| {
        other.kind == command.kind && case.submission_status(other) != SubmissionStatus::Decided
    });
    if let Some(other) = same {
        let (kind, drafted_on) = (other.kind, other.mark.on);
        return Err(SubmissionRefusal::SameUndecided { kind, drafted_on });
    }
    check_grounds(case, command, rules)?;
    check_earliest(command, rules, today)?;
    check_request(case, command, rules.longest.as_ref())?;
    if let Some(row) = command.law.unsupported_row() {
        return Err(SubmissionRefusal::Unverified { row: row.to_owned() });
    }
    if command.reasoning.trim().is_empty() {
        return Err(SubmissionRefusal::ReasoningMissing);
    }
    limited(&command.reasoning).map_err(|fault| SubmissionRefusal::ReasoningTooLong {
        characters: fault.characters,
        most: WORDS_MAX,
    })?;
    Ok(vec![CaseFact::SubmissionDrafted(SubmissionDrafted {
        submission: command.submission,
        kind: command.kind,
        law: command.law.reliance.clone(),
        grounds: command.grounds.clone(),
        until: command.until,
        duty: command.duty.clone(),
        countersigned_by: command.law.signer(),
        countersignature: command.law.signature(),
        private: sealed(&command.reasoning),
    })])
}

/// Returns the grounds of a submission that no longer hold: withdrawn violations.
pub fn lost_grounds(case: &Case, submission: &Submission) -> Vec<u32> {
    let holds = |version: &u32| find_version(&case.violations, *version).is_some();
    submission.grounds.iter().copied().filter(|version| !holds(version)).collect()
}

fn check_grounds(
    case: &Case,
    command: &DraftSubmission,
    rules: &GroundRules,
) -> Result<(), SubmissionRefusal> {
    let mut malicious = false;
    for (place, &version) in command.grounds.iter().enumerate() {
        let violation = find_version(&case.violations, version)
            .ok_or(SubmissionRefusal::NoSuchGround { version })?;
        if command.grounds.iter().take(place).any(|named| *named == version) {
            return Err(SubmissionRefusal::GroundTwice { version });
        }
        check_uncontested(case, violation)?;
        if let Some(waiver) = case.waiver_of(version) {
            let decided_on = waiver.mark.on;
            return Err(SubmissionRefusal::GroundWaived { version, decided_on });
        }
        malicious |= violation.malicious;
    }
    // Whoever is sought without success need not have been warned: the measures are the ground.
    let is_sought = command.kind == SubmissionKind::Search && case.sought_since().is_some();
    if command.kind.is_adverse() && command.grounds.is_empty() && !is_sought {
        return Err(SubmissionRefusal::NoGrounds { kind: command.kind });
    }
    if rules.malicious_suffices && malicious {
        return Ok(());
    }
    let row = || command.law.reliance.row.clone();
    let warnings = case.warnings.iter().filter(|one| !is_contested(case, one)).count();
    let (least, count) = (rules.warnings_least, counted(warnings));
    if count < least {
        return Err(SubmissionRefusal::TooFewWarnings { row: row(), least, count });
    }
    let (least, count) = (rules.violations_least, counted(command.grounds.len()));
    if count < least {
        return Err(SubmissionRefusal::TooFewViolations { row: row(), least, count });
    }
    Ok(())
}

/// Returns the contest that keeps a violation from being a ground: one of it, of its absence or of
/// its warning that nobody has answered.
pub fn contest_of<'a>(case: &'a Case, violation: &Violation) -> Option<&'a Contest> {
    let version = violation.mark.version;
    let warnings = case.warnings.iter().filter(|warning| warning.violation == version);
    let entries = warnings.map(|warning| warning.mark.version);
    let mut entries = entries.chain([version]).chain(violation.absence);
    entries.find_map(|entry| case.open_contest(entry))
}

/// A warning does not count while it, its violation or its absence is contested.
fn is_contested(case: &Case, warning: &Warning) -> bool {
    let violation = find_version(&case.violations, warning.violation);
    violation.is_some_and(|violation| contest_of(case, violation).is_some())
}

/// A ground counts while neither it, nor its absence, nor its warning is contested.
fn check_uncontested(case: &Case, violation: &Violation) -> Result<(), SubmissionRefusal> {
    match contest_of(case, violation) {
        Some(contest) => {
            let (version, contested_on) = (contest.entry, contest.mark.on);
            Err(SubmissionRefusal::GroundContested { version, contested_on })
        }
        None => Ok(()),
    }
}

fn check_extension(
    until: Date,
    later: Option<Date>,
    longest: Option<&TermBound>,
) -> Result<(), SubmissionRefusal> {
    let Some(later) = later.filter(|later| *later > until) else {
        return Err(SubmissionRefusal::ExtensionMissing { until });
    };
    match longest {
        Some(TermBound { row, article, last_day }) if later > *last_day => {
            let (row, article, last_day) = (row.clone(), article.clone(), *last_day);
            Err(SubmissionRefusal::OverMaximum { later, last_day, row, article })
        }
        _ => Ok(()),
    }
}

fn counted(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

fn check_earliest(
    command: &DraftSubmission,
    rules: &GroundRules,
    today: Date,
) -> Result<(), SubmissionRefusal> {
    match rules.earliest_on {
        Some(earliest_on) if today < earliest_on => {
            let row = command.law.reliance.row.clone();
            Err(SubmissionRefusal::TooEarly { row, earliest_on, today })
        }
        _ => Ok(()),
    }
}

fn check_request(
    case: &Case,
    command: &DraftSubmission,
    longest: Option<&TermBound>,
) -> Result<(), SubmissionRefusal> {
    match command.kind {
        SubmissionKind::Extend => check_extension(case.term().until, command.until, longest),
        SubmissionKind::AddDuty | SubmissionKind::LiftDuty => {
            let duty = command.duty.as_deref().ok_or(SubmissionRefusal::DutyMissing)?;
            let adds = command.kind == SubmissionKind::AddDuty;
            match (adds, case.obligations().contains(&duty)) {
                (true, true) => Err(SubmissionRefusal::DutyInForce { duty: duty.to_owned() }),
                (false, false) => Err(SubmissionRefusal::DutyNotInForce { duty: duty.to_owned() }),
                _ => Ok(()),
            }
        }
        SubmissionKind::Replace
        | SubmissionKind::Cancel
        | SubmissionKind::EndEarly
        | SubmissionKind::Search => Ok(()),
        SubmissionKind::Resume => match case.suspended_since() {
            Some(_) => Ok(()),
            None => Err(SubmissionRefusal::NotSuspended),
        },
        SubmissionKind::EndDeferral => match case.opening.measure.as_str() {
            DEFERRAL => Ok(()),
            measure => Err(SubmissionRefusal::NotDeferred { measure: measure.to_owned() }),
        },
    }
}

#[cfg(test)]
mod tests;
