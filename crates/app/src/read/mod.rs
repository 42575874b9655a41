//! What pages show: plain data, codes untranslated, decided row by row by the policy.
//!
//! Each function here is one page's question: it asks the policy, reads in one snapshot, puts the
//! access on record and returns the data. Names are empty where they are erased.

mod abroad;
mod absence;
mod absent;
mod access;
mod age;
mod appointment;
mod aside;
mod attachment;
mod brief;
mod campaign;
mod card;
mod case;
mod considering;
mod court;
mod day_of_head;
mod deputies;
mod device;
mod done;
mod duty;
mod employers;
mod entry_filter;
mod erasure;
mod extension;
mod finding;
mod first_day;
pub mod group_session;
mod job;
mod ladder;
mod law;
mod law_drafts;
mod lawyer;
mod lists;
mod merge;
mod message_to_read;
mod messages;
mod notebook;
mod notice;
mod numbers;
mod office;
mod oversight;
mod paper;
mod payment;
mod programme;
mod prompt;
mod prosecutor_acts;
mod reading;
mod referral;
mod reminders;
mod request;
mod returned;
mod reward;
mod scan;
mod search;
mod second_look;
mod series;
mod services;
mod signature;
mod specialist;
mod staff;
mod time_study;
mod timeline;
mod today;
mod trust;
mod turn;
mod wanted;
mod wish;
mod work;

use std::collections::BTreeMap;

use bagyt_core::identity::{CaseId, StaffId};
use bagyt_core::law::Row;
use bagyt_store::query;
use jiff::Timestamp;
use jiff::civil::Date;

use crate::App;
use crate::outcome::Failure;
use crate::role::Action;
use crate::tables::Tables;
use crate::user::User;

pub use abroad::{AbroadItem, AbroadLine, AbroadPage, AbroadStepItem};
pub use absence::{AbsenceItem, LetterItem};
pub use absent::{Reallocation, ReallocationRow};
pub use access::{AccessItem, AccessStaff, CaseAccess, CaseStub, ExcludedStaff};
pub use age::AgeTurn;
pub use appointment::AppointmentItem;
pub use aside::{AsideItem, Colleague, right_to_task};
pub use attachment::AttachmentItem;
pub(crate) use attachment::attached_fact;
pub use brief::{BriefCell, BriefEntry, BriefLine, BriefPage, BriefQuestion, OverdueLine};
pub(crate) use campaign::CampaignRegister;
pub use campaign::{
    CampaignCheck, CampaignCount, CampaignDay, CampaignItem, CampaignPage, CampaignQuestion,
    CampaignRow, ConditionCount,
};
pub use card::{AspectItem, AttributeItem, AttributeProposal, CardPage, LineItem, ProposedChange};
pub use case::{
    CasePage, ClientPage, ClockItem, PersonBox, SubmissionItem, SubmissionPage, ViolationItem,
};
pub use considering::{ClockChange, Considered};
pub use court::{AppealDecided, AppealItem, BeforeCourt, HearingItem, RulingItem};
pub use deputies::{DeputiesPage, DeputyCandidate, DeputyItem};
pub use device::{AlertItem, DeviceBox, DeviceItem, EpisodeItem};
pub use done::{Done, DoneItem};
pub use duty::{CheckItem, DutyItem};
pub use employers::{EmployerItem, EmployersPage, VacancyItem};
pub use entry_filter::{ENTRY_GROUPS, EntryFilter, group_of};
pub use erasure::{ErasureItem, ErasurePage, ErasureState};
pub use extension::BeyondItem;
pub use finding::{EvidencePage, EvidenceRow, NeedItem, NeedsPage, PublishedResult, WeakItem};
pub use first_day::{FirstDay, FirstStep, StepState};
pub use group_session::{GroupChoices, GroupLine, GroupRegister};
pub use job::JobItem;
pub use ladder::{RungItem, RungObstacle};
pub use law::LawItem;
pub use lawyer::LawyerItem;
pub use lists::{CaseFilter, CaseList, Sort};
pub use merge::{MergeChoice, MergeItem, MergePage, MergeSide, MergeState};
pub use messages::{CandidateItem, MessageItem, MessagePage, ReviewItem, ReviewPage};
pub use notebook::{NoteItem, NotebookPage, OpeningItem};
pub(crate) use numbers::Cache;
pub use numbers::{
    CellEntry, CellPage, CellQuestion, FollowUp, OfficeShare, PracticeItem, PracticePage,
    PracticeQuestion, Release, SurvivalPage, TableCell, TableItem, TablePage, TableQuestion,
};
pub use office::{Allocation, AllocationItem, OfficePage, OfficerItem};
pub use oversight::{FileItem, FileScore, OversightPage, SampledFilePage};
pub use paper::{PaperChoice, PaperItem, PapersPage};
pub(crate) use paper::{PaperSource, issued_fact};
pub use payment::{DebtItem, PaymentBox, PaymentItem, WageItem};
pub use programme::{CatalogueItem, ProgrammeItem};
pub use prosecutor_acts::{ProsecutorActItem, ProsecutorActsPage, ProsecutorAnswerItem};
pub use reading::Earlier;
pub(crate) use reading::Read;
pub(crate) use reading::earlier;
pub use referral::{NeedLine, ReferralItem, ReferralStepItem};
pub use reminders::{ChannelItem, ReminderBox, SentItem};
pub(crate) use request::right_to_answer;
pub use request::{AnswerItem, RequestItem};
pub use reward::{RewardBox, RewardItem, right_to_reward};
pub use search::{FoundBy, FoundFirst, HITS_MAX, Hit};
pub use second_look::SecondLookItem;
pub use series::HolderItem;
pub use services::{ServiceItem, ServiceNumbers, ServicesPage};
pub use signature::{SignatureItem, SignatureState};
pub use specialist::{OwnClient, SessionItem, SpecialistChoice, SpecialistItem};
pub use staff::{LeaveItem, ReductionItem, StaffPage, WorkLine};
pub use time_study::{
    NowAsked, StudyItem, StudyLine, StudyResult, StudySum, TimeStudiesPage, TimeStudyPage,
};
pub use timeline::{EntryAct, MeetingItem, TimelineItem};
pub use today::{DayLine, Today, TodayItem, TodayKind, TodaySession};
pub use trust::JournalHealth;
pub use wanted::{FoundItem, MeasureItem, WantedBox};
pub use wish::WishItem;
pub use work::{WorkBox, WorkItem};

/// Rows of one page of a list.
pub const PAGE_ROWS: u32 = 50;

/// One page of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paged<T> {
    /// The rows of the page.
    pub rows: Vec<T>,
    /// Number of rows on all pages.
    pub total: u64,
    /// This page, from 1.
    pub page: u32,
}

impl<T> Paged<T> {
    /// A page of which some of the rows that were found are not for the reader, who is told of no
    /// more than is shown.
    fn without(rows: Vec<T>, found: usize, total: u64, page: u32) -> Paged<T> {
        let hidden = u64::try_from(found - rows.len().min(found)).unwrap_or(0);
        Paged { rows, total: total.saturating_sub(hidden), page: page.max(1) }
    }
}

/// Returns the part of a list that a page shows; pages count from 1.
fn part(page: u32) -> query::Page {
    query::Page { offset: (page.max(1) - 1).saturating_mul(PAGE_ROWS), limit: PAGE_ROWS }
}

/// A row of law in the words of all languages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowWords {
    /// Its code.
    pub code: String,
    /// First day of its edition.
    pub edition_from: Date,
    /// Act and article, as cited.
    pub article: String,
    /// Its words by language.
    pub text: BTreeMap<String, String>,
    /// Whether a lawyer has verified it.
    pub verified: bool,
}

impl RowWords {
    /// Takes the words of a row.
    pub fn of(row: &Row) -> RowWords {
        let text = ["ky", "kk", "ru", "en"]
            .into_iter()
            .map(|language| (language.to_owned(), row.text.of(language).to_owned()))
            .collect();
        RowWords {
            code: row.code.clone(),
            edition_from: row.in_force_from,
            article: bagyt_casework::reliance::cited(row),
            text,
            verified: row.is_verified(),
        }
    }
}

/// A case in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseRow {
    /// The case.
    pub case: CaseId,
    /// The client's names.
    pub name: String,
    /// The court's number.
    pub number: String,
    /// Code of the office.
    pub office: String,
    /// The officer.
    pub officer: Option<StaffId>,
    /// The officer's names; empty if there is none.
    pub officer_name: String,
    /// Code of the domain.
    pub domain: String,
    /// Code of the measure.
    pub measure: String,
    /// Code of the article.
    pub article: String,
    /// Code of the risk.
    pub risk: Option<String>,
    /// Code of the status.
    pub status: String,
    /// When the act was received.
    pub received_on: Date,
    /// When the act came into force.
    pub in_force_on: Date,
    /// First day of the term.
    pub term_from: Date,
    /// Last day of the term, which belongs to it.
    pub term_until: Date,
    /// Last meeting held.
    pub last_contact_on: Option<Date>,
    /// Earliest appointment without an outcome.
    pub next_appointment_at: Option<Timestamp>,
    /// Nearest end of an open clock.
    pub next_due_on: Option<Date>,
    /// Code of that clock's row.
    pub next_due_row: Option<String>,
    /// `transferred` or `returned`, as long as nobody was given the case since.
    pub last_move: Option<String>,
    /// Code of the reason of that.
    pub move_reason: Option<String>,
    /// Warnings in force.
    pub warnings: u32,
    /// Violations in force.
    pub violations: u32,
    /// Whether it is restricted.
    pub restricted: bool,
    /// Whether only this stub is shown, because it is restricted for the reader.
    pub stub: bool,
}

fn count(number: i64) -> u32 {
    u32::try_from(number).unwrap_or(0)
}

/// Returns the row of law under a code in force on a day, in the words of the given tables.
fn row_words(tables: &Tables, code: &str, on: Date) -> Option<RowWords> {
    let pack = tables.pack();
    let row = pack.edition(code, on).ok().or_else(|| {
        // A rule that stands only for some groups has no edition for everybody.
        pack.rows_of(code).find(|row| row.is_in_force(on)).or_else(|| pack.rows_of(code).last())
    });
    row.map(RowWords::of)
}

impl App {
    /// Returns the row of law under a code in force on a day, in words.
    pub fn row_words(&self, code: &str, on: Date) -> Option<RowWords> {
        row_words(&self.tables(), code, on)
    }

    /// Decides how much of a row of a list the reader sees: all, a stub, or nothing.
    pub(crate) fn shown(&self, user: &User, row: &query::CaseRow) -> Option<CaseRow> {
        let relation = user.relation_to(row.case_id, &row.office.0, row.officer, row.restricted);
        let may_see = self.policy().allows(user.role, Action::ViewCase, relation);
        let unrestricted = crate::policy::Relation { restricted: false, ..relation };
        let stub = !may_see;
        if stub && !self.policy().allows(user.role, Action::ViewCase, unrestricted) {
            return None;
        }
        let zone = self.zone();
        Some(CaseRow {
            case: row.case_id,
            name: if stub { String::new() } else { row.name.clone().unwrap_or_default() },
            number: if stub { String::new() } else { row.number.clone() },
            office: row.office.0.clone(),
            officer: row.officer,
            officer_name: String::new(),
            domain: row.domain.clone(),
            measure: row.measure.clone(),
            article: row.article.clone(),
            risk: row.risk.clone(),
            status: row.status.clone(),
            received_on: row.received_on,
            in_force_on: row.in_force_on,
            term_from: row.term_from,
            term_until: row.term_until,
            last_contact_on: row.last_contact_on,
            next_appointment_at: row.next_appointment_at,
            next_due_on: row.next_due_at.map(|at| last_day(zone, at)),
            next_due_row: row.next_due_row.clone(),
            last_move: row.last_move.clone(),
            move_reason: row.move_reason.clone().filter(|_| !stub),
            warnings: count(row.warnings),
            violations: count(row.violations),
            restricted: row.restricted,
            stub,
        })
    }

    /// Fills in the names of officers.
    pub(crate) fn name_officers(
        &self,
        reader: &bagyt_store::Reader<'_>,
        rows: &mut [CaseRow],
    ) -> Result<(), Failure> {
        let mut names: BTreeMap<StaffId, String> = BTreeMap::new();
        for row in rows {
            let Some(officer) = row.officer else { continue };
            if let std::collections::btree_map::Entry::Vacant(vacant) = names.entry(officer) {
                let posts = query::staff_by_id(reader, officer).map_err(Failure::outage)?;
                vacant.insert(
                    posts.into_iter().next_back().map(|post| post.name).unwrap_or_default(),
                );
            }
            row.officer_name = names.get(&officer).cloned().unwrap_or_default();
        }
        Ok(())
    }
}

/// Returns the civil day that ends at an exclusive moment: the last day on which something can
/// still be done in time.
pub(crate) fn last_day(zone: bagyt_core::effective::Zone, due: Timestamp) -> Date {
    let just_before = due.checked_sub(jiff::SignedDuration::from_micros(1)).unwrap_or(due);
    zone.day_of(just_before)
}
