//! Lists of cases.

use bagyt_core::identity::{CaseId, MessageId, OfficeCode, PersonId, StaffId};
use bagyt_core::view::day_number;
use jiff::Timestamp;
use jiff::civil::Date;

use super::{Listed, Page, Question, ROWS_MAX, Scope};
use crate::connection::Fields;
use crate::failure::{Failure, Outage};
use crate::reader::Reader;

const DOING: &str = "listing cases";

/// A case as lists show it, with the person's name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseRow {
    /// The case.
    pub case_id: CaseId,
    /// The person.
    pub person_id: PersonId,
    /// The person's name, unless it was erased.
    pub name: Option<String>,
    /// The message or paper act that it was opened on.
    pub message_id: MessageId,
    /// The court's number.
    pub number: String,
    /// The office.
    pub office: OfficeCode,
    /// The officer, once one is allocated.
    pub officer: Option<StaffId>,
    /// Domain of probation work.
    pub domain: String,
    /// Code of the measure.
    pub measure: String,
    /// Article of the offence.
    pub article: String,
    /// Group of articles.
    pub article_group: String,
    /// `f` or `m`.
    pub sex: String,
    /// Age in years at the opening.
    pub age: i64,
    /// Language of the client's papers.
    pub language: String,
    /// Day on which the court's act was received.
    pub received_on: Date,
    /// Day on which the court's act came into force.
    pub in_force_on: Date,
    /// Day of the opening.
    pub opened_on: Date,
    /// First day of the term.
    pub term_from: Date,
    /// Last day of the term, which belongs to it.
    pub term_until: Date,
    /// Day of the closing, if it is closed.
    pub closed_on: Option<Date>,
    /// Why it was closed.
    pub close_reason: Option<String>,
    /// Assessed risk, once there is an assessment.
    pub risk: Option<String>,
    /// `unallocated`, `active`, `suspended` or `closed`.
    pub status: String,
    /// Whether its content is hidden from most.
    pub restricted: bool,
    /// Number of warnings in force.
    pub warnings: i64,
    /// Number of violations in force.
    pub violations: i64,
    /// Day of the last contact.
    pub last_contact_on: Option<Date>,
    /// Instant of the next appointment.
    pub next_appointment_at: Option<Timestamp>,
    /// Instant at which the nearest open clock runs out.
    pub next_due_at: Option<Timestamp>,
    /// Law row of that clock.
    pub next_due_row: Option<String>,
    /// `transferred` or `returned`, as long as nobody was given the case since.
    pub last_move: Option<String>,
    /// Code of the reason of that.
    pub move_reason: Option<String>,
}

pub(super) const COLUMNS: &str = "c.case_id, c.person_id, p.display_name, c.message_id, c.number,
    c.office, c.officer, c.domain, c.measure, c.article, c.article_group, c.sex, c.age, c.language,
    c.received_on, c.in_force_on, c.opened_on, c.term_from, c.term_until, c.closed_on,
    c.close_reason, c.risk, c.status, c.restricted, c.warnings, c.violations, c.last_contact_on,
    c.next_appointment_at, c.next_due_at, c.next_due_row, c.last_move, c.move_reason";

pub(super) const PERSON: &str = "LEFT JOIN person_view p ON p.person_id = c.person_id";

fn select() -> Question {
    Question::new(format!("SELECT {COLUMNS} FROM case_view c {PERSON} WHERE 1 = 1"))
}

pub(super) fn row(row: &mut Fields) -> Result<CaseRow, Failure> {
    Ok(CaseRow {
        case_id: row.parsed()?,
        person_id: row.parsed()?,
        name: row.optional_text()?,
        message_id: row.parsed()?,
        number: row.text()?,
        office: row.office()?,
        officer: row.optional_parsed()?,
        domain: row.text()?,
        measure: row.text()?,
        article: row.text()?,
        article_group: row.text()?,
        sex: row.text()?,
        age: row.integer()?,
        language: row.text()?,
        received_on: row.day()?,
        in_force_on: row.day()?,
        opened_on: row.day()?,
        term_from: row.day()?,
        term_until: row.day()?,
        closed_on: row.optional_day()?,
        close_reason: row.optional_text()?,
        risk: row.optional_text()?,
        status: row.text()?,
        restricted: row.flag()?,
        warnings: row.integer()?,
        violations: row.integer()?,
        last_contact_on: row.optional_day()?,
        next_appointment_at: row.optional_instant()?,
        next_due_at: row.optional_instant()?,
        next_due_row: row.optional_text()?,
        last_move: row.optional_text()?,
        move_reason: row.optional_text()?,
    })
}

/// A language in which names are put in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// Russian, also for other languages.
    Russian,
    /// Kyrgyz.
    Kyrgyz,
    /// Kazakh.
    Kazakh,
}

/// In which order cases are listed; the case's number in the journal decides between equals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CaseOrder {
    /// Nearest end of a clock first, those without a clock last.
    NextDue,
    /// Nearest end of the term first.
    TermEnd,
    /// Newest first.
    Newest,
    /// By the court's number.
    Number,
    /// By the person's name, those without a name last.
    Name(Language),
}

/// Which cases are listed. An empty list or `None` asks for all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseFilter {
    /// Whose.
    pub scope: Scope,
    /// In which of these statuses.
    pub statuses: Vec<String>,
    /// In which domain.
    pub domain: Option<String>,
    /// On which measure.
    pub measure: Option<String>,
    /// With which assessed risk.
    pub risk: Option<String>,
    /// With a clock that runs out before this instant.
    pub due_before: Option<Timestamp>,
    /// With a term whose last day is before this day.
    pub ending_before: Option<Date>,
    /// Without a contact on this day or later.
    pub no_contact_since: Option<Date>,
    /// Of these persons, for example those that a search found.
    pub persons: Option<Vec<PersonId>>,
    /// With this court's number.
    pub number: Option<String>,
    /// That were sent back and have no appointment since.
    pub returned: bool,
    /// But not these.
    pub except: Vec<CaseId>,
}

impl CaseFilter {
    /// All cases of a scope.
    pub fn all(scope: Scope) -> Self {
        CaseFilter {
            scope,
            statuses: Vec::new(),
            domain: None,
            measure: None,
            risk: None,
            due_before: None,
            ending_before: None,
            no_contact_since: None,
            persons: None,
            number: None,
            returned: false,
            except: Vec::new(),
        }
    }

    fn count(&self) -> Question {
        self.narrow(Question::new("SELECT COUNT(*) FROM case_view c WHERE 1 = 1"))
    }

    fn narrow(&self, question: Question) -> Question {
        let question = match self.statuses.as_slice() {
            [] => question,
            statuses => question.and_in("c.status", statuses.iter().map(String::as_str)),
        };
        let question = match &self.persons {
            Some(persons) => {
                question.and_in("c.person_id", persons.iter().map(PersonId::to_string))
            }
            None => question,
        };
        let question = match self.returned {
            true => question.add(" AND c.last_move = 'returned' AND c.next_appointment_at IS NULL"),
            false => question,
        };
        let question = match self.except.as_slice() {
            [] => question,
            except => question.and_not_in("c.case_id", except.iter().map(CaseId::to_string)),
        };
        let question = match self.no_contact_since {
            Some(day) => question
                .bind(" AND (c.last_contact_on IS NULL OR c.last_contact_on < ", day_number(day))
                .add(")"),
            None => question,
        };
        question
            .and_scope("c", &self.scope)
            .bind_some(" AND c.domain = ", self.domain.as_deref())
            .bind_some(" AND c.measure = ", self.measure.as_deref())
            .bind_some(" AND c.risk = ", self.risk.as_deref())
            .bind_some(" AND c.next_due_at < ", self.due_before)
            .bind_some(" AND c.term_until < ", self.ending_before.map(day_number))
            .bind_some(" AND c.number = ", self.number.as_deref())
    }
}

/// Lists cases.
///
/// # Errors
///
/// [`Outage`] if the database does not answer.
pub fn cases(
    reader: &Reader<'_>,
    filter: &CaseFilter,
    order: CaseOrder,
    page: Page,
) -> Result<Listed<CaseRow>, Outage> {
    if let CaseOrder::Name(language) = order
        && matches!(filter.scope, Scope::Offices(_) | Scope::Everything)
    {
        return listed_by_name(reader, filter, sort_column(language), page);
    }
    let order = match order {
        CaseOrder::NextDue => "c.next_due_at ASC NULLS LAST",
        CaseOrder::TermEnd => "c.term_until",
        CaseOrder::Newest => "c.opened_on DESC",
        CaseOrder::Number => "c.number",
        CaseOrder::Name(language) => &format!("{} ASC NULLS LAST", sort_column(language)),
    };
    listed(reader, filter, order, page)
}

/// Counts cases.
///
/// # Errors
///
/// [`Outage`] if the database does not answer.
pub fn count_cases(reader: &Reader<'_>, filter: &CaseFilter) -> Result<u64, Outage> {
    filter.count().ask_count(reader, DOING)
}

fn sort_column(language: Language) -> &'static str {
    match language {
        Language::Russian => "p.sort_ru",
        Language::Kyrgyz => "p.sort_ky",
        Language::Kazakh => "p.sort_kk",
    }
}

/// Lists cases of many offices by name: the names are walked in their order until the part is full,
/// instead of putting all cases in order. Cases whose person was erased come last.
fn listed_by_name(
    reader: &Reader<'_>,
    filter: &CaseFilter,
    column: &str,
    page: Page,
) -> Result<Listed<CaseRow>, Outage> {
    let page = Page { limit: page.limit.min(ROWS_MAX), ..page };
    // A cross join is carried out as it is written, names first.
    let named = "FROM person_view p CROSS JOIN case_view c WHERE c.person_id = p.person_id";
    let question = format!("SELECT {COLUMNS} FROM (SELECT c.stream_no, c.ordinal {named}");
    let order = format!("{column}, c.stream_no");
    let question = filter.narrow(Question::new(question)).add(&format!(" ORDER BY {order}"));
    let mut rows = chosen(question.page(page), &order).ask(reader, DOING, row)?;
    let total = filter.count().ask_count(reader, DOING)?;
    let have = u64::from(page.offset) + rows.len() as u64;
    let wanted = u64::from(page.offset) + u64::from(page.limit);
    if have < wanted.min(total) {
        let known = Question::new(format!("SELECT COUNT(*) {named}"));
        let known = filter.narrow(known).ask_count(reader, DOING)?;
        let offset = u32::try_from(u64::from(page.offset).saturating_sub(known));
        let rest = Page {
            offset: offset.unwrap_or(u32::MAX),
            limit: page.limit.saturating_sub(u32::try_from(rows.len()).unwrap_or(u32::MAX)),
        };
        let nameless = format!(
            "SELECT {COLUMNS} FROM (SELECT c.stream_no, c.ordinal FROM case_view c
                WHERE NOT EXISTS (SELECT 1 FROM person_view p WHERE p.person_id = c.person_id)"
        );
        let question = filter.narrow(Question::new(nameless)).add(" ORDER BY c.stream_no");
        rows.extend(chosen(question.page(rest), "c.stream_no").ask(reader, DOING, row)?);
    }
    Ok(Listed { rows, total })
}

/// Reads the rows of the cases that a question has chosen by their keys, in order.
fn chosen(question: Question, order: &str) -> Question {
    question
        .add(") chosen JOIN case_view c ON c.stream_no = chosen.stream_no")
        .add(&format!(" AND c.ordinal = chosen.ordinal {PERSON} ORDER BY {order}"))
}

/// Lists cases in the order of some columns. The rows of the part are chosen by their keys first:
/// putting whole rows of a long list in order would cost more than everything else.
fn listed(
    reader: &Reader<'_>,
    filter: &CaseFilter,
    order: &str,
    page: Page,
) -> Result<Listed<CaseRow>, Outage> {
    let person = if order.starts_with("p.") { PERSON } else { "" };
    let question = Question::new(format!(
        "SELECT {COLUMNS} FROM (SELECT c.stream_no, c.ordinal FROM case_view c {person}
            WHERE 1 = 1"
    ));
    let order = format!("{order}, c.stream_no");
    let question = filter.narrow(question).add(&format!(" ORDER BY {order}")).page(page);
    let rows = chosen(question, &order).ask(reader, DOING, row)?;
    Ok(Listed { rows, total: filter.count().ask_count(reader, DOING)? })
}

/// Lists the cases that wait for an officer, the oldest first, without those of which the reader
/// may not know.
///
/// # Errors
///
/// [`Outage`] if the database does not answer.
pub fn unallocated(
    reader: &Reader<'_>,
    scope: &Scope,
    except: &[CaseId],
    page: Page,
) -> Result<Listed<CaseRow>, Outage> {
    let statuses = vec!["unallocated".to_owned()];
    let filter = CaseFilter { statuses, except: except.to_vec(), ..CaseFilter::all(scope.clone()) };
    listed(reader, &filter, "c.opened_on", page)
}

/// Returns a case as lists show it, if there is one.
///
/// # Errors
///
/// [`Outage`] if the database does not answer.
pub fn case_by_id(reader: &Reader<'_>, case_id: CaseId) -> Result<Option<CaseRow>, Outage> {
    let question = select().bind(" AND c.case_id = ", case_id.to_string());
    Ok(question.ask(reader, DOING, row)?.into_iter().next())
}

/// Returns the cases of a person, the oldest first.
///
/// # Errors
///
/// [`Outage`] if the database does not answer.
pub fn cases_of_person(reader: &Reader<'_>, person: PersonId) -> Result<Vec<CaseRow>, Outage> {
    select()
        .bind(" AND c.person_id = ", person.to_string())
        .add(" ORDER BY c.opened_on, c.stream_no")
        .ask(reader, DOING, row)
}
