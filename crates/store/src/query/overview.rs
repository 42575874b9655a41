//! Counts for people who lead: caseloads of officers, the state of an office.
//!
//! A count is made for one reader: `except` names the cases of which the reader may not know, so
//! that a number does not tell what no list shows. Published tables ([`super::event_counts`],
//! [`super::practice_counts`]) stay whole: they are the same for everybody and hide small numbers.

use std::collections::BTreeMap;

use bagyt_core::identity::{CaseId, OfficeCode, StaffId};
use jiff::Timestamp;

use super::{Question, Scope};
use crate::connection::Fields;
use crate::failure::{Failure, Outage};
use crate::reader::Reader;

const DOING: &str = "counting the caseload";

/// What an officer carries.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Caseload {
    /// Cases that are active.
    pub active: u64,
    /// Cases that are suspended.
    pub suspended: u64,
    /// Of both, those with a high assessed risk.
    pub high_risk: u64,
    /// Open clocks that have run out.
    pub overdue: u64,
}

/// Returns the caseload of each officer in a scope who has a case, by office and officer.
///
/// # Errors
///
/// [`Outage`] if the database does not answer.
pub fn caseloads(
    reader: &Reader<'_>,
    scope: &Scope,
    except: &[CaseId],
    now: Timestamp,
) -> Result<BTreeMap<(OfficeCode, StaffId), Caseload>, Outage> {
    let mut caseloads: BTreeMap<(OfficeCode, StaffId), Caseload> = BTreeMap::new();
    let counted = Question::new(
        "SELECT c.office, c.officer, c.status, COUNT(*), COUNT(CASE WHEN c.risk = 'high' THEN 1 END)
            FROM case_view c WHERE c.status IN ('active', 'suspended') AND c.officer IS NOT NULL",
    )
    .and_scope("c", scope)
    .and_not_in("c.case_id", except.iter().map(CaseId::to_string))
    .add(" GROUP BY c.office, c.officer, c.status")
    .ask(reader, DOING, |row| Ok((key(row)?, row.text()?, row.count()?, row.count()?)))?;
    for (key, status, cases, high_risk) in counted {
        let caseload = caseloads.entry(key).or_default();
        caseload.high_risk += high_risk;
        if status == "active" {
            caseload.active = cases;
        } else {
            caseload.suspended = cases;
        }
    }
    let overdue = Question::new(
        "SELECT k.office, k.officer, COUNT(*) FROM clock_view k
            WHERE k.state = 'open' AND k.officer IS NOT NULL",
    )
    .and_scope("k", scope)
    .and_not_in("k.case_id", except.iter().map(CaseId::to_string))
    .bind(" AND k.due_at < ", now)
    .add(" GROUP BY k.office, k.officer")
    .ask(reader, DOING, |row| Ok((key(row)?, row.count()?)))?;
    for (key, overdue) in overdue {
        caseloads.entry(key).or_default().overdue = overdue;
    }
    Ok(caseloads)
}

fn key(row: &mut Fields) -> Result<(OfficeCode, StaffId), Failure> {
    Ok((row.office()?, row.parsed()?))
}

/// The state of a scope in numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Overview {
    /// Cases that wait for an officer.
    pub unallocated: u64,
    /// Cases that are active.
    pub active: u64,
    /// Cases that are suspended.
    pub suspended: u64,
    /// Open clocks that have run out.
    pub overdue: u64,
    /// Open clocks that run out from now to the given instant.
    pub due_soon: u64,
    /// Appointments whose outcome is not recorded.
    pub outcome_due: u64,
    /// Absences that wait for a reason.
    pub awaiting_reason: u64,
    /// Violations that are not yet answered.
    pub violations: u64,
    /// Submissions that wait for approval.
    pub to_approve: u64,
    /// Submissions that wait for the court.
    pub at_court: u64,
}

/// Counts what stands and waits in a scope; `soon` is the instant up to which clocks are due soon.
///
/// # Errors
///
/// [`Outage`] if the database does not answer.
pub fn overview(
    reader: &Reader<'_>,
    scope: &Scope,
    except: &[CaseId],
    (now, soon): (Timestamp, Timestamp),
) -> Result<Overview, Outage> {
    let mut sum = Overview::default();
    for one in overviews_by_office(reader, scope, except, (now, soon))?.into_values() {
        sum.unallocated += one.unallocated;
        sum.active += one.active;
        sum.suspended += one.suspended;
        sum.overdue += one.overdue;
        sum.due_soon += one.due_soon;
        sum.outcome_due += one.outcome_due;
        sum.awaiting_reason += one.awaiting_reason;
        sum.violations += one.violations;
        sum.to_approve += one.to_approve;
        sum.at_court += one.at_court;
    }
    Ok(sum)
}

/// As [`overview`], for each office that has anything.
///
/// # Errors
///
/// [`Outage`] if the database does not answer.
pub fn overviews_by_office(
    reader: &Reader<'_>,
    scope: &Scope,
    except: &[CaseId],
    (now, soon): (Timestamp, Timestamp),
) -> Result<BTreeMap<OfficeCode, Overview>, Outage> {
    let mut offices: BTreeMap<OfficeCode, Overview> = BTreeMap::new();
    let whose = (scope, except);
    let mut count = |question: Question, set: fn(&mut Overview, &str, u64)| {
        let counted =
            question.ask(reader, DOING, |row| Ok((row.office()?, row.text()?, row.count()?)))?;
        for (office, what, count) in counted {
            set(offices.entry(office).or_default(), &what, count);
        }
        Ok::<(), Outage>(())
    };
    count(
        by_status("case_view", whose, "<> 'closed'", None),
        |overview, status, count| match status {
            "unallocated" => overview.unallocated = count,
            "active" => overview.active = count,
            _ => overview.suspended = count,
        },
    )?;
    count(open_clocks(whose, now, soon), |overview, when, count| match when {
        "overdue" => overview.overdue = count,
        _ => overview.due_soon = count,
    })?;
    let past = Some((" AND w.at < ", now));
    count(by_status("appointment_view", whose, "= 'planned'", past), |overview, _, count| {
        overview.outcome_due = count;
    })?;
    let waiting = "IN ('awaiting_reason', 'violation')";
    count(
        by_status("absence_view", whose, waiting, None),
        |overview, status, count| match status {
            "awaiting_reason" => overview.awaiting_reason = count,
            _ => overview.violations = count,
        },
    )?;
    let undecided = "IN ('drafted', 'approved', 'sent', 'received')";
    count(by_status("submission_view", whose, undecided, None), |overview, status, count| {
        match status {
            "drafted" => overview.to_approve = count,
            _ => overview.at_court += count,
        }
    })?;
    Ok(offices)
}

fn by_status(
    table: &str,
    (scope, except): (&Scope, &[CaseId]),
    statuses: &str,
    before: Option<(&str, Timestamp)>,
) -> Question {
    let question = Question::new(format!(
        "SELECT w.office, w.status, COUNT(*) FROM {table} w WHERE w.status {statuses}"
    ))
    .and_scope("w", scope)
    .and_not_in("w.case_id", except.iter().map(CaseId::to_string));
    let question = match before {
        Some((text, instant)) => question.bind(text, instant),
        None => question,
    };
    question.add(" GROUP BY w.office, w.status ORDER BY w.office, w.status")
}

fn open_clocks((scope, except): (&Scope, &[CaseId]), now: Timestamp, soon: Timestamp) -> Question {
    let half = |question: Question, word: &str| {
        question
            .add(&format!(
                "SELECT w.office, '{word}' AS due, COUNT(*) FROM clock_view w WHERE w.state = 'open'"
            ))
            .and_scope("w", scope)
            .and_not_in("w.case_id", except.iter().map(CaseId::to_string))
    };
    let overdue = half(Question::default(), "overdue")
        .bind(" AND w.due_at < ", now)
        .add(" GROUP BY w.office");
    half(overdue.add(" UNION ALL "), "soon")
        .bind(" AND w.due_at >= ", now)
        .bind(" AND w.due_at < ", soon)
        .add(" GROUP BY w.office")
}
