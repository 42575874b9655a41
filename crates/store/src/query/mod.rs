//! Questions about the projections: lists, counts, and what stands behind them.
//!
//! Each question is a function over a [`Reader`], so that several of them see the same state. The
//! rows are in a defined order and carry trade words as the projections have them; what they mean
//! is known to the wings. Whether somebody may see a row is decided by the caller: a [`Scope`] only
//! narrows a list down to what could be allowed.

mod abroad;
mod access;
mod birth;
mod brief;
mod campaign;
mod case;
mod counting;
mod deputy;
mod device;
mod erasure;
mod event;
mod finding;
mod job;
mod lawmaking;
mod merge;
mod message;
mod overview;
mod person;
mod practice;
mod programme;
mod prosecutor;
mod sample;
mod search;
mod second_look;
mod specialist;
mod staff;
mod support;
mod task;
mod time_study;
mod turn;
mod wish;
mod worklist;
mod workload;

pub use abroad::{AbroadRow, abroad_awaited};
pub use access::{ACCESSES_LISTED_MAX, AccessRow, accesses_of, accesses_to_review};
pub use birth::{BirthRow, born_within};
pub use brief::{
    BEHIND_MAX, WeekRow, overdue_behind, overdue_counts, returned_behind, week_behind, week_counts,
};
pub use campaign::{CampaignCase, HeldRow, campaign_cases, streams_changed_since};
pub use case::{
    CaseFilter, CaseOrder, CaseRow, Language, case_by_id, cases, cases_of_person, count_cases,
    unallocated,
};
pub use counting::Count;
pub use deputy::{DeputyRow, deputies_of, deputy_for};
pub use device::{AlertRow, DeviceOverRow, alerts_to_look_at, devices_to_take_off, wearers};
pub use erasure::{
    ERASURES_LISTED_MAX, ErasureRow, erasures_waiting, has_erasures, unfinished_erasures,
};
pub use event::{
    Episode, EventBehind, EventDimension, EventFilter, event_counts, event_rows, events_behind,
    survival,
};
pub use finding::{NeedRow, ResultRow, needs, results};
pub use job::{
    EmployerRow, JobRow, VacancyRow, employers, employers_by_id, jobs_at, jobs_awaited, vacancies,
};
pub use lawmaking::{
    LawDraftRow, RestingRow, law_drafts, persons_of_cases, submissions_resting_on,
};
pub use merge::{MERGES_LISTED_MAX, MergeRow, merges_of, merges_waiting};
pub use message::{
    MessageFilter, MessageRow, ReviewRow, awaiting_agencies, message_by_id, message_counts,
    messages, messages_filed, messages_in_case, outbox, reviews,
};
pub use overview::{Caseload, Overview, caseloads, overview, overviews_by_office};
pub use person::{CANDIDATES_MAX, PersonRow, people_with_any, person_by_id, persons};
pub use practice::{
    ClockBehind, PracticeDimension, PracticeFilter, clocks_behind, practice_counts,
};
pub use programme::{ProgrammeRow, programmes_awaited};
pub use prosecutor::{ProsecutorActRow, prosecutor_act_by_id, prosecutor_acts};
pub use sample::{SampleRow, samples};
pub use search::{
    Among, CaseWords, FOUND_MAX, NamedCase, SEARCH_WORDS_MAX, cases_numbered, cases_of_named,
    cases_posted, words_of_cases,
};
pub use second_look::{SecondLookRow, second_looks};
pub use specialist::{
    NotebookRow, SessionRow, SpecialistRow, asked_of, notebooks_of, sessions, specialists_silent,
};
pub use staff::{LeaveRow, StaffRow, leaves_covered_by, leaves_on, staff, staff_by_id};
pub use support::{
    LawyerRow, Nearing, ProgressRow, ReferralRow, ServiceRow, lawyers_awaited, progress,
    referrals_awaited, referrals_to, services, services_by_id,
};
pub use task::{TaskRow, tasks, tasks_handed_to};
pub use time_study::{AskedRow, TimeStudyRow, studies_asking, time_studies};
pub use turn::{AttributeEndRow, RiskRow, attributes_ending, risks_changed};
pub use wish::{WishRow, wishes_in, wishes_of};
pub use worklist::{
    AbsenceRow, AppointmentRow, CaseHead, ClockRow, ContestRow, CountersignatureRow, SubmissionRow,
    TermRow, WORKLIST_MAX, absences, appointments, contests, countersignatures, open_clocks,
    open_clocks_of, submission_by_digest, submission_by_id, submissions, submissions_heard,
    submissions_to_court, terms_served,
};
pub use workload::{ReductionRow, WorkGroup, cases_in_hand, reductions, submissions_in_hand};

use bagyt_core::identity::{CaseId, OfficeCode, StaffId};

use crate::connection::{Fields, Value, number, placeholders};
use crate::failure::{Failure, Outage};
use crate::reader::Reader;

/// Most rows of one answer; an export of the largest list (all open cases) fits.
pub const ROWS_MAX: u32 = 100_000;

/// Most months that are listed one by one: five years.
const MONTHS_LISTED_MAX: i64 = 60;

/// Whose rows are wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Those of one officer.
    Officer(StaffId),
    /// Those of one case; for questions that join the case alone.
    Case(CaseId),
    /// Those of one office.
    Office(OfficeCode),
    /// Those of several offices, for example of a region.
    Offices(Vec<OfficeCode>),
    /// All.
    Everything,
}

/// Which part of a list is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Page {
    /// Number of rows before it.
    pub offset: u32,
    /// Number of rows, at most [`ROWS_MAX`].
    pub limit: u32,
}

impl Page {
    /// The first `limit` rows.
    pub fn first(limit: u32) -> Self {
        Page { offset: 0, limit }
    }
}

/// A part of a list, and how long the list is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed<T> {
    /// The rows of the part.
    pub rows: Vec<T>,
    /// Number of all rows.
    pub total: u64,
}

/// A statement while it is put together.
#[derive(Clone, Debug, Default)]
pub(crate) struct Question {
    text: String,
    values: Vec<Value>,
}

impl Question {
    pub(crate) fn new(text: impl Into<String>) -> Self {
        Question { text: text.into(), values: Vec::new() }
    }

    /// Adds text.
    pub(crate) fn add(mut self, text: &str) -> Self {
        self.text.push_str(text);
        self
    }

    /// Adds text with a value at its end.
    pub(crate) fn bind(mut self, text: &str, value: impl Into<Value>) -> Self {
        self.values.push(value.into());
        self.text.push_str(&format!("{text}${}", self.values.len()));
        self
    }

    /// Adds text with a value, if there is one.
    pub(crate) fn bind_some(self, text: &str, value: Option<impl Into<Value>>) -> Self {
        match value {
            Some(value) => self.bind(text, value),
            None => self,
        }
    }

    /// Adds `AND column IN (…)`; an empty list asks for nothing and finds nothing.
    pub(crate) fn and_in<V: Into<Value>>(
        mut self,
        column: &str,
        values: impl IntoIterator<Item = V>,
    ) -> Self {
        let before = self.values.len();
        self.values.extend(values.into_iter().map(Into::into));
        let count = self.values.len() - before;
        if count == 0 {
            return self.add(" AND 1 = 0");
        }
        let list = placeholders(before + 1, count);
        self.add(&format!(" AND {column} IN {list}"))
    }

    /// Adds `AND column NOT IN (…)`; an empty list leaves everything.
    pub(crate) fn and_not_in<V: Into<Value>>(
        mut self,
        column: &str,
        values: impl IntoIterator<Item = V>,
    ) -> Self {
        let before = self.values.len();
        self.values.extend(values.into_iter().map(Into::into));
        let count = self.values.len() - before;
        if count == 0 {
            return self;
        }
        let list = placeholders(before + 1, count);
        self.add(&format!(" AND {column} NOT IN {list}"))
    }

    /// Narrows down to the months from one to before another. They are listed one by one as far as
    /// that is reasonable, so that an index goes on to its next column within each.
    pub(crate) fn and_months(self, column: &str, from: i64, until: i64) -> Self {
        if until.saturating_sub(from) <= MONTHS_LISTED_MAX {
            return self.and_in(column, from..until);
        }
        self.bind(&format!(" AND {column} >= "), from).bind(&format!(" AND {column} < "), until)
    }

    /// Narrows down to a scope; the table `alias` has the columns `officer` and `office`.
    pub(crate) fn and_scope(self, alias: &str, scope: &Scope) -> Self {
        match scope {
            Scope::Officer(officer) => {
                self.bind(&format!(" AND {alias}.officer = "), officer.to_string())
            }
            Scope::Case(case) => self.bind(" AND c.case_id = ", case.to_string()),
            Scope::Office(office) => {
                self.bind(&format!(" AND {alias}.office = "), office.0.as_str())
            }
            Scope::Offices(offices) => {
                let codes = offices.iter().map(|office| office.0.as_str());
                self.and_in(&format!("{alias}.office"), codes)
            }
            Scope::Everything => self,
        }
    }

    /// Ends the statement with the part that is wanted.
    pub(crate) fn page(self, page: Page) -> Self {
        let limit = page.limit.min(ROWS_MAX);
        self.bind(" LIMIT ", limit).bind(" OFFSET ", page.offset)
    }

    /// Asks, and makes something of each row.
    pub(crate) fn ask<T>(
        &self,
        reader: &Reader<'_>,
        doing: &'static str,
        make: impl Fn(&mut Fields) -> Result<T, Failure>,
    ) -> Result<Vec<T>, Outage> {
        reader.map(doing, (&self.text, &self.values), make)
    }

    /// Asks for one number.
    pub(crate) fn ask_count(
        &self,
        reader: &Reader<'_>,
        doing: &'static str,
    ) -> Result<u64, Outage> {
        Ok(self.ask(reader, doing, Fields::count)?.into_iter().next().unwrap_or_default())
    }
}

/// A limit as a value.
pub(crate) fn at_most(limit: usize) -> Value {
    number(limit as u64)
}
