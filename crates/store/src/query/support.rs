//! Referrals to services, and the services of an office.

use bagyt_core::identity::{CaseId, OfficeCode, ServiceId};
use bagyt_core::view::day_number;
use jiff::civil::Date;

use super::worklist::{CaseHead, WORKLIST_MAX, head, question};
use super::{Question, ROWS_MAX, Scope, at_most};
use crate::connection::Fields;
use crate::failure::{Failure, Outage};
use crate::reader::Reader;

const DOING: &str = "reading services and referrals";

/// A referral of a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReferralRow {
    /// The case.
    pub case: CaseHead,
    /// The service.
    pub service_id: ServiceId,
    /// Version of the entry that made it.
    pub version: u32,
    /// The need that it is to answer.
    pub need: String,
    /// How it stands.
    pub status: String,
    /// When it was made.
    pub referred_on: Date,
    /// When the service accepted, if it did.
    pub accepted_on: Option<Date>,
    /// When the client began.
    pub started_on: Option<Date>,
    /// When it ended.
    pub ended_on: Option<Date>,
    /// Why.
    pub reason: Option<String>,
    /// What is awaited next: `answer`, `attendance` or `review`.
    pub awaits: Option<String>,
    /// The last day for it.
    pub awaited_by: Option<Date>,
}

/// A service of an office.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServiceRow {
    /// The service.
    pub service_id: ServiceId,
    /// The office in whose register it stands.
    pub office: OfficeCode,
    /// What kind of body it belongs to.
    pub kind: String,
    /// Codes of the needs that it answers, each after a space.
    pub needs: String,
    /// Its name.
    pub name: String,
    /// Where it is.
    pub place: String,
    /// Whom to ask for.
    pub contact: Option<String>,
    /// First day of its first description.
    pub since_on: Date,
    /// First day on which nobody is referred there any more.
    pub closed_on: Option<Date>,
    /// Entries of its stream.
    pub version: u32,
}

const REFERRAL: &str = "w.service_id, w.referral_version, w.need, w.status, w.referred_on,
    w.accepted_on, w.started_on, w.ended_on, w.reason, w.awaits, w.awaited_by";

fn referral(row: &mut Fields) -> Result<ReferralRow, Failure> {
    Ok(ReferralRow {
        case: head(row)?,
        service_id: row.parsed()?,
        version: row.version()?,
        need: row.text()?,
        status: row.text()?,
        referred_on: row.day()?,
        accepted_on: row.optional_day()?,
        started_on: row.optional_day()?,
        ended_on: row.optional_day()?,
        reason: row.optional_text()?,
        awaits: row.optional_text()?,
        awaited_by: row.optional_day()?,
    })
}

/// Returns the referrals of a scope for which something is awaited up to a day, the earliest first.
///
/// # Errors
///
/// [`Outage`] if the database does not answer.
pub fn referrals_awaited(
    reader: &Reader<'_>,
    scope: &Scope,
    until: Date,
) -> Result<Vec<ReferralRow>, Outage> {
    question(REFERRAL, "referral_view")
        .and_scope("w", scope)
        .bind(" AND w.awaited_by <= ", day_number(until))
        .bind(" ORDER BY w.awaited_by, w.stream_no, w.ordinal LIMIT ", at_most(WORKLIST_MAX))
        .ask(reader, DOING, referral)
}

/// Returns the referrals to some services, whoever has the cases, without those of some cases; the
/// earliest first.
///
/// # Errors
///
/// [`Outage`] if the database does not answer.
pub fn referrals_to(
    reader: &Reader<'_>,
    services: &[ServiceId],
    except: &[CaseId],
) -> Result<Vec<ReferralRow>, Outage> {
    let services: Vec<String> = services.iter().map(ServiceId::to_string).collect();
    question(REFERRAL, "referral_view")
        .and_in("w.service_id", services.iter().map(String::as_str))
        .and_not_in("c.case_id", except.iter().map(CaseId::to_string))
        .bind(" ORDER BY w.referred_on, w.stream_no, w.ordinal LIMIT ", i64::from(ROWS_MAX))
        .ask(reader, DOING, referral)
}

/// What milestones of a case are counted from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProgressRow {
    /// The case.
    pub case: CaseHead,
    /// First day of the term.
    pub term_from: Date,
    /// Its last day.
    pub term_until: Date,
    /// The registration, or the last absence since that was not excused.
    pub counted_from: Option<Date>,
    /// Minutes of work that were ordered.
    pub owed_minutes: u32,
    /// Sessions of work, `day:minutes`, each after a space.
    pub sessions: String,
    /// Milestones for which a reward was given, `day:code`, each after a space.
    pub rewarded: String,
}

/// What of a case says that it may have come to a milestone on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nearing {
    /// So many days have passed since the day that days without an absence are counted from.
    Days(u32),
    /// So many thousandths of the term are over; a part of a day counts as one.
    TermShare(u32),
    /// Something was worked of the hours that were ordered.
    Work,
}

/// Returns what milestones are counted from, of the open cases of a scope that may have come to one
/// on one of the days from `from` to `until`. Of work the sessions say on which day, which the
/// caller reads.
///
/// # Errors
///
/// [`Outage`] if the database does not answer.
pub fn progress(
    reader: &Reader<'_>,
    scope: &Scope,
    nearing: &[Nearing],
    (from, until): (Date, Date),
) -> Result<Vec<ProgressRow>, Outage> {
    let columns = "w.term_from, w.term_until, w.counted_from, w.owed_minutes, w.sessions,
        w.rewarded";
    let (from, until) = (day_number(from), day_number(until));
    let share = "(w.term_until - w.term_from + 1) * ";
    let open = question(columns, "progress_view").and_scope("w", scope).add(" AND (1 = 0");
    let near = nearing.iter().fold(open, |question, one| match *one {
        Nearing::Days(days) => question
            .bind(" OR (w.counted_from >= ", from - i64::from(days))
            .bind(" AND w.counted_from <= ", until - i64::from(days))
            .add(")"),
        Nearing::TermShare(share_permille) => question
            .bind(&format!(" OR ({share}"), share_permille)
            .bind(" > (", from)
            .bind(&format!(" - w.term_from) * 1000 AND {share}"), share_permille)
            .bind(" <= (", until + 1)
            .add(" - w.term_from) * 1000)"),
        Nearing::Work => question.add(" OR (w.owed_minutes > 0 AND w.sessions <> '')"),
    });
    near.bind(") ORDER BY w.stream_no LIMIT ", at_most(WORKLIST_MAX)).ask(reader, DOING, |row| {
        Ok(ProgressRow {
            case: head(row)?,
            term_from: row.day()?,
            term_until: row.day()?,
            counted_from: row.optional_day()?,
            owed_minutes: row.version()?,
            sessions: row.text()?,
            rewarded: row.text()?,
        })
    })
}

/// A request of a client for a lawyer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LawyerRow {
    /// The case.
    pub case: CaseHead,
    /// Version of the entry that made it.
    pub version: u32,
    /// For what.
    pub matter: String,
    /// The day by which somebody looks after the answer.
    pub answer_by: Date,
}

/// Returns the requests for a lawyer of a scope that wait for an answer up to a day, the earliest
/// first.
///
/// # Errors
///
/// [`Outage`] if the database does not answer.
pub fn lawyers_awaited(
    reader: &Reader<'_>,
    scope: &Scope,
    until: Date,
) -> Result<Vec<LawyerRow>, Outage> {
    question("w.lawyer_version, w.matter, w.answer_by", "lawyer_view")
        .and_scope("w", scope)
        .add(" AND w.status = 'awaiting_answer'")
        .bind(" AND w.answer_by <= ", day_number(until))
        .bind(" ORDER BY w.answer_by, w.stream_no, w.ordinal LIMIT ", at_most(WORKLIST_MAX))
        .ask(reader, DOING, |row| {
            Ok(LawyerRow {
                case: head(row)?,
                version: row.version()?,
                matter: row.text()?,
                answer_by: row.day()?,
            })
        })
}

const SERVICE: &str = "SELECT s.service_id, s.office, s.kind, s.needs, s.name, s.place, s.contact,
    s.since_on, s.closed_on, s.version FROM service_view s WHERE 1 = 1";

fn service(row: &mut Fields) -> Result<ServiceRow, Failure> {
    Ok(ServiceRow {
        service_id: row.parsed()?,
        office: row.office()?,
        kind: row.text()?,
        needs: row.text()?,
        name: row.text()?,
        place: row.text()?,
        contact: row.optional_text()?,
        since_on: row.day()?,
        closed_on: row.optional_day()?,
        version: row.version()?,
    })
}

/// Returns the services of an office, by kind and name; those that are closed come last.
///
/// # Errors
///
/// [`Outage`] if the database does not answer.
pub fn services(reader: &Reader<'_>, office: &OfficeCode) -> Result<Vec<ServiceRow>, Outage> {
    Question::new(SERVICE)
        .bind(" AND s.office = ", office.0.as_str())
        .add(" ORDER BY CASE WHEN s.closed_on IS NULL THEN 0 ELSE 1 END, s.kind, s.name")
        .bind(", s.service_id LIMIT ", at_most(WORKLIST_MAX))
        .ask(reader, DOING, service)
}

/// Returns some services, in whichever register they stand, in the order of their identifiers.
///
/// # Errors
///
/// [`Outage`] if the database does not answer.
pub fn services_by_id(
    reader: &Reader<'_>,
    services: &[ServiceId],
) -> Result<Vec<ServiceRow>, Outage> {
    let services: Vec<String> = services.iter().map(ServiceId::to_string).collect();
    Question::new(SERVICE)
        .and_in("s.service_id", services.iter().map(String::as_str))
        .bind(" ORDER BY s.service_id LIMIT ", at_most(WORKLIST_MAX))
        .ask(reader, DOING, service)
}
