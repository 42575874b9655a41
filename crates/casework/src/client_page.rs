//! What stands on the client's one page: what I must do, by when, by which article, whom to
//! complain to.
//!
//! Content only; the layout and the words around it are the page's. The client reads limits that
//! bind the service too, because they are the client's rights. The page says nothing of risk, notes
//! or reasons: it can lie open on a table.

use bagyt_core::identity::{OfficeCode, StaffId};
use bagyt_core::law::{Clock, ClockState, Kind, Pack};
use jiff::Timestamp;
use jiff::civil::Date;

use crate::case::Case;
use crate::clocks::law_domain;
use crate::codes::{AppointmentStatus, ContactKind};
use crate::reliance::cited;
use crate::standing::Term;

/// The bearer of rows that bind the client.
pub const CLIENT: &str = "client";

/// The content of a client's page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClientPage {
    /// Language in which the client is spoken to.
    pub language: String,
    /// Code of the court.
    pub court: String,
    /// The court's number of the act.
    pub number: String,
    /// Office.
    pub office: OfficeCode,
    /// Officer; `None` before allocation.
    pub officer: Option<StaffId>,
    /// The term; both days belong to it.
    pub term: Term,
    /// Since when the term stands still, if it does.
    pub suspended_since: Option<Date>,
    /// Codes of the duties in force.
    pub duties: Vec<String>,
    /// The next appointment.
    pub next_visit: Option<Visit>,
    /// What the client must do, nearest end first.
    pub mine: Vec<PageLimit>,
    /// What the service must do for the client, nearest end first.
    pub theirs: Vec<PageLimit>,
    /// Rights without a number of days: legal aid, complaint.
    pub rights: Vec<PageRight>,
    /// Warnings in force.
    pub warnings: u32,
    /// Whom to complain to and where to find legal aid.
    pub addresses: Vec<Address>,
}

/// An appointment as the client reads it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Visit {
    /// When it begins.
    pub begins_at: Timestamp,
    /// Kind of meeting.
    pub kind: ContactKind,
}

/// A time limit as the client reads it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageLimit {
    /// Code of the row.
    pub row: String,
    /// Act and article.
    pub article: String,
    /// The row's words in the client's language.
    pub words: String,
    /// The last day.
    pub due_on: Date,
    /// The last instant.
    pub due_at: Timestamp,
}

/// A right as the client reads it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageRight {
    /// Code of the row.
    pub row: String,
    /// Act and article.
    pub article: String,
    /// The row's words in the client's language.
    pub words: String,
}

/// Whom to turn to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    /// Code of the agency or role: `head_of_office`, `prosecutor`, `legal_aid`, …
    pub code: String,
    /// Name, address and telephone as printed.
    pub lines: Vec<String>,
}

/// Returns the content of a client's page as of `now`.
pub fn client_page(
    case: &Case,
    clocks: &[Clock<'_>],
    pack: &Pack,
    addresses: &[Address],
    now: Timestamp,
) -> ClientPage {
    let language = &case.opening.language;
    let limits = |of_client: bool| {
        let mut limits: Vec<PageLimit> = clocks
            .iter()
            .filter(|clock| clock.is_applied && clock.state() == ClockState::Open)
            .filter(|clock| (clock.row.bearer == CLIENT) == of_client)
            .map(|clock| limit(clock, language))
            .collect();
        limits.sort_by(|left, right| (left.due_at, &left.row).cmp(&(right.due_at, &right.row)));
        limits
    };
    ClientPage {
        language: language.clone(),
        court: case.opening.court.clone(),
        number: case.opening.number.clone(),
        office: case.office().clone(),
        officer: case.officer(),
        term: case.term(),
        suspended_since: case.suspended_since(),
        duties: case.obligations().into_iter().map(str::to_owned).collect(),
        next_visit: next_visit(case, now),
        mine: limits(true),
        theirs: limits(false),
        rights: rights(case, pack, now),
        warnings: u32::try_from(case.warnings.len()).unwrap_or(u32::MAX),
        addresses: addresses.to_vec(),
    }
}

fn limit(clock: &Clock<'_>, language: &str) -> PageLimit {
    PageLimit {
        row: clock.code().to_owned(),
        article: cited(clock.row),
        words: clock.row.text.of(language).to_owned(),
        due_on: clock.due_on,
        due_at: clock.due,
    }
}

fn rights(case: &Case, pack: &Pack, now: Timestamp) -> Vec<PageRight> {
    let domain = law_domain(case.opening.domain);
    let rows = pack.rows_on(case.zone.day_of(now));
    rows.filter(|row| row.kind == Kind::Right && row.bearer == CLIENT)
        .filter(|row| row.domains.contains(domain))
        .map(|row| PageRight {
            row: row.code.clone(),
            article: cited(row),
            words: row.text.of(&case.opening.language).to_owned(),
        })
        .collect()
}

fn next_visit(case: &Case, now: Timestamp) -> Option<Visit> {
    case.appointments
        .iter()
        .filter(|one| one.begins_at >= now)
        .filter(|one| case.appointment_status(one) == AppointmentStatus::Planned)
        .min_by_key(|one| one.begins_at)
        .map(|one| Visit { begins_at: one.begins_at, kind: one.kind })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clocks::clocks;
    use crate::invented::{OFFICER, Story, at, calendar, day, pack};

    fn page(story: &Story, now: &str) -> ClientPage {
        let pack = pack();
        let clocks = clocks(&story.case, &pack, &calendar()).unwrap();
        let addresses = [Address {
            code: "legal_aid".to_owned(),
            lines: vec!["Legal aid, 1 Invented Street".to_owned()],
        }];
        client_page(&story.case, &clocks, &pack, &addresses, at(now))
    }

    #[test]
    fn the_client_reads_what_to_do_by_when_and_by_which_article() {
        let page = page(&Story::opened().allocated().registered(), "2025-03-15T09:00");
        assert_eq!(page.officer, Some(OFFICER));
        assert_eq!(page.duties, ["residence_notice", "no_alcohol"]);
        assert_eq!(page.mine.len(), 1);
        let visit = &page.mine[0];
        assert_eq!(visit.row, "registration_visit");
        assert_eq!(visit.due_on, day("2025-04-14"));
        assert_eq!(visit.article, "Probation Act 27(1)");
        assert_eq!(page.addresses[0].code, "legal_aid");
        assert_eq!(page.rights[0].row, "legal_aid");
    }

    #[test]
    fn the_words_are_in_the_clients_language() {
        let story = Story::opened().registered();
        let page = page(&story, "2025-03-15T09:00");
        let pack = pack();
        let row = pack.edition("registration_visit", day("2025-03-15")).unwrap();
        assert_eq!(page.language, "ky");
        assert_eq!(page.mine[0].words, row.text.ky);
    }

    #[test]
    fn the_client_reads_what_the_service_owes_nearest_first() {
        let page = page(&Story::opened(), "2025-03-11T09:00");
        let rows: Vec<&str> = page.theirs.iter().map(|limit| limit.row.as_str()).collect();
        assert_eq!(rows, ["allocation", "registration", "first_interview", "closing"]);
        assert_eq!(page.mine, []);
    }

    #[test]
    fn the_next_visit_is_the_first_one_still_to_come() {
        let story = Story::opened().appointed(1, "2025-04-07T10:00");
        let story = story.appointed(2, "2025-05-05T10:00");
        let next = |now: &str| page(&story, now).next_visit.map(|visit| visit.begins_at);
        assert_eq!(next("2025-04-07T10:00"), Some(at("2025-04-07T10:00")));
        assert_eq!(next("2025-04-07T10:01"), Some(at("2025-05-05T10:00")));
        assert_eq!(next("2025-05-05T10:01"), None);
    }
}
