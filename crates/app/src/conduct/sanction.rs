//! Violations, warnings and submissions, each with the row of law on which it relies, and the
//! countersignature of a head where that row is not verified.

use bagyt_casework::case::Case;
use bagyt_casework::clocks;
use bagyt_casework::codes::SubmissionKind;
use bagyt_casework::compliance::{self, EstablishViolation};
use bagyt_casework::countersign::{self, AskCountersignature, SignedAct, Subject};
use bagyt_casework::fact::CaseFact;
use bagyt_casework::reliance::{GroundRules, ReliedLaw, TermBound, missed_limit};
use bagyt_casework::submission::{self, DraftSubmission};
use bagyt_casework::warning::{self, IssueWarning};
use bagyt_core::effective::Effective;
use bagyt_core::law::{Clock, Row};
use jiff::civil::Date;

use super::relied::{rely, signed};
use super::{Desk, refused};
use crate::command::CaseAct;
use crate::outcome::{Failure, Refused};
use crate::tables::Tables;

/// Rules on which the finding of a missed appointment rests.
const APPEARANCE: &[&str] = &["registration_visit"];
/// Rules on which the finding of another breach rests.
const DUTIES: &[&str] = &["warning"];
/// The rule under which a warning is issued.
pub(crate) const WARNING_ROW: &str = "warning";
/// The same, as a list to choose from.
const WARNING: &[&str] = &[WARNING_ROW];
/// The number of warnings that a submission needs.
pub(crate) const WARNINGS_LEAST: &str = "warnings_before_submission";
/// The row of the longest extension of a term.
const EXTENSION_MOST: &str = "control_extension_max";
/// The rule of an early end of supervision.
pub(crate) const EARLY_END: &str = "early_discharge_after";
/// The row by which a search is asked of the court.
const SEARCH_MATERIALS: &str = "search_materials";
/// The row by which the court is asked what follows a deferral.
const DEFERRAL_END: &str = "deferral_end";
/// The row by which the court is asked to resume the term.
const RESUMPTION: &str = "resumption_asked";

pub(super) fn establish(
    desk: &Desk<'_>,
    case: &Case,
    act: &CaseAct,
) -> Result<Vec<CaseFact>, Failure> {
    let CaseAct::EstablishViolation {
        ground,
        absence,
        breach,
        established,
        malicious,
        reason,
        warn,
    } = act
    else {
        return Ok(Vec::new());
    };
    let subject = Subject { act: SignedAct::Violation, about: *absence, submission: None };
    let duty = breach.as_ref().and_then(|breach| breach.duty.as_deref());
    let law = law_of_violation(desk, case, (*absence, duty), *established)?;
    let warning = match warn {
        true => Some(signed(case, subject, rely(desk, WARNING, established.on(), None)?)),
        false => None,
    };
    let command = EstablishViolation {
        ground: *ground,
        absence: *absence,
        breach: breach.as_deref().cloned(),
        established: *established,
        malicious: *malicious,
        law: signed(case, subject, law),
        reason: reason.clone(),
        warning,
    };
    compliance::establish_violation(case, &command, desk.today()).map_err(refused)
}

/// Returns the row on which a violation rests: the limit that an absence let pass, or the row of the
/// duty that was broken.
fn law_of_violation(
    desk: &Desk<'_>,
    case: &Case,
    (absence, duty): (Option<u32>, Option<&str>),
    established: Effective,
) -> Result<ReliedLaw, Failure> {
    let own_row = row_of_duty(desk, duty);
    let of_duty: Vec<&str> = own_row.as_deref().into_iter().chain(DUTIES.iter().copied()).collect();
    let rules = if absence.is_some() { APPEARANCE } else { &of_duty[..] };
    match missed_by(desk, case, rules, absence, established)? {
        Some(law) => Ok(law),
        None => rely(desk, rules, established.on(), None),
    }
}

/// Decides what is written when a head is asked to countersign: the rows are those on which the act
/// would rely today.
pub(super) fn ask_countersignature(
    desk: &Desk<'_>,
    case: &Case,
    act: &CaseAct,
) -> Result<Vec<CaseFact>, Failure> {
    let CaseAct::AskCountersignature { subject, duty, words } = act else {
        return Ok(Vec::new());
    };
    let rows = rows_of_act(desk, case, *subject, duty.as_deref())?;
    let command = AskCountersignature { subject: *subject, rows, words: words.clone() };
    countersign::ask(case, &command).map_err(refused)
}

/// Returns the rows on which an act would rely today.
pub(crate) fn rows_of_act(
    desk: &Desk<'_>,
    case: &Case,
    subject: Subject,
    duty: Option<&str>,
) -> Result<Vec<ReliedLaw>, Failure> {
    let today = desk.today();
    Ok(match (subject.act, subject.submission) {
        (SignedAct::Violation, _) => {
            let established = Effective::day(today, case.zone);
            let law = law_of_violation(desk, case, (subject.about, duty), established)?;
            vec![law, rely(desk, WARNING, today, None)?]
        }
        (SignedAct::Warning, _) | (SignedAct::Submission, None) => {
            vec![rely(desk, WARNING, today, None)?]
        }
        (SignedAct::Submission, Some(kind)) => {
            vec![rely(desk, rules_of_draft(case, kind), today, None)?]
        }
    })
}

/// Returns the code of the row of law from which a duty comes, where there is one.
fn row_of_duty(desk: &Desk<'_>, duty: Option<&str>) -> Option<String> {
    desk.tables.codes().obligations.get(duty?)?.row.clone()
}

/// Returns the limit that the client let pass by an absence, as the violation relies on it.
fn missed_by(
    desk: &Desk<'_>,
    case: &Case,
    rules: &[&str],
    absence: Option<u32>,
    established: Effective,
) -> Result<Option<ReliedLaw>, Failure> {
    let Some(absence) = absence else { return Ok(None) };
    let clocks = clocks_of(desk, case)?;
    let missed = missed_limit(case, &clocks, rules, absence, established);
    Ok(missed.map(ReliedLaw::of_clock))
}

pub(super) fn clocks_of<'p>(desk: &Desk<'p>, case: &Case) -> Result<Vec<Clock<'p>>, Failure> {
    clocks::clocks(case, desk.tables.pack(), desk.tables.calendar()).map_err(Failure::defect)
}

pub(super) fn warn(desk: &Desk<'_>, case: &Case, act: &CaseAct) -> Result<Vec<CaseFact>, Failure> {
    let CaseAct::Warn { violation, issued, words } = act else {
        return Ok(Vec::new());
    };
    let subject = Subject { act: SignedAct::Warning, about: Some(*violation), submission: None };
    let law = signed(case, subject, rely(desk, WARNING, issued.on(), None)?);
    let command =
        IssueWarning { violation: *violation, issued: *issued, law, words: words.clone() };
    warning::issue_warning(case, &command, desk.today()).map_err(refused)
}

pub(super) fn draft(desk: &Desk<'_>, case: &Case, act: &CaseAct) -> Result<Vec<CaseFact>, Failure> {
    let CaseAct::DraftSubmission { submission, kind, grounds, until, duty, words } = act else {
        return Ok(Vec::new());
    };
    let today = desk.today();
    let subject = Subject { act: SignedAct::Submission, about: None, submission: Some(*kind) };
    let law = rely(desk, rules_of_draft(case, *kind), today, None)?;
    let command = DraftSubmission {
        submission: *submission,
        kind: *kind,
        law: signed(case, subject, law),
        grounds: grounds.clone(),
        until: *until,
        duty: duty.clone(),
        reasoning: words.clone(),
    };
    let rules = ground_rules(desk, case, *kind)?;
    submission::draft(case, &command, &rules, today).map_err(refused)
}

/// Returns the rules under which the court is asked for something; the first in force is relied on.
pub(crate) fn rules_of(kind: SubmissionKind) -> &'static [&'static str] {
    match kind {
        SubmissionKind::EndEarly | SubmissionKind::LiftDuty => &[EARLY_END],
        SubmissionKind::Extend => &[EXTENSION_MOST, WARNINGS_LEAST],
        SubmissionKind::Resume => &[RESUMPTION, EARLY_END],
        SubmissionKind::EndDeferral => &[DEFERRAL_END],
        _ => &[WARNINGS_LEAST],
    }
}

/// The same of a draft in a case: whoever is sought without success need not have been warned.
fn rules_of_draft(case: &Case, kind: SubmissionKind) -> &'static [&'static str] {
    match kind {
        SubmissionKind::Search if is_sought(case) => &[SEARCH_MATERIALS, WARNINGS_LEAST],
        kind => rules_of(kind),
    }
}

fn is_sought(case: &Case) -> bool {
    case.sought_since().is_some()
}

/// Returns the row that bounds extensions on a day, with the last day to which it lets a court
/// extend a term that ends on `until`; nothing where the tables have no such row.
pub(crate) fn longest_extension(
    tables: &Tables,
    on: Date,
    until: Date,
) -> Result<Option<(&Row, TermBound)>, Failure> {
    let Ok(row) = tables.pack().edition(EXTENSION_MOST, on) else { return Ok(None) };
    let bound = TermBound::of_extension(row, until).map_err(Failure::defect)?;
    Ok(Some((row, bound)))
}

/// What the law asks before the court may be asked, from the rows in force today.
///
/// # Errors
///
/// Refused with `no-row` if the rule of an adverse submission is not in the tables: no row, no
/// sanction.
fn ground_rules(
    desk: &Desk<'_>,
    case: &Case,
    kind: SubmissionKind,
) -> Result<GroundRules, Failure> {
    // What is asked because the client is gone or back rests on the search, not on warnings; the end
    // of a deferral rests on its own day.
    let rests_on_itself = [SubmissionKind::Resume, SubmissionKind::EndDeferral].contains(&kind);
    if rests_on_itself || (kind == SubmissionKind::Search && is_sought(case)) {
        return Ok(GroundRules::default());
    }
    let code = if kind.is_adverse() { WARNINGS_LEAST } else { EARLY_END };
    let on = desk.today();
    let row = desk.tables.pack().edition(code, on).map_err(|_| {
        Refused::new("no-row", None, &format!("no rule `{code}` was in force on {on}"))
            .with("row", code)
            .with("on", on)
    })?;
    let rules = GroundRules::of_rows([row], case.term()).map_err(Failure::defect)?;
    let violations_least = if kind.is_adverse() { rules.violations_least.max(1) } else { 0 };
    let longest = match kind {
        SubmissionKind::Extend => longest_extension(desk.tables, on, case.term().until)?,
        _ => None,
    };
    let longest = longest.map(|(_, bound)| bound);
    // Malicious evasion is a ground by itself: the court weighs it, not the count of warnings.
    Ok(GroundRules { violations_least, malicious_suffices: kind.is_adverse(), longest, ..rules })
}
