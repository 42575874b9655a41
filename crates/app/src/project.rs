//! Projections: from a stream's entries to its rows, one way for every stream.

use bagyt_academy::need::Need;
use bagyt_casework::case::Case;
use bagyt_casework::employer::Employer;
use bagyt_casework::fact::CaseFact;
use bagyt_casework::notebook::Notebook;
use bagyt_casework::prosecutor::ProsecutorAct;
use bagyt_casework::review::second_looks;
use bagyt_casework::service::Service;
use bagyt_casework::staff::Staff;
use bagyt_casework::time_study::TimeStudy;
use bagyt_casework::wish::Wish;
use bagyt_casework::{clocks, findable, view as casework_view};
use bagyt_cooperation::project::Project;
use bagyt_core::drafting::{self, Draft};
use bagyt_core::fact::Recorded;
use bagyt_core::finding::Findable;
use bagyt_core::identity::{
    CaseId, EmployerId, MessageId, NeedId, NotebookId, PersonId, ProjectId, ProsecutorActId,
    ServiceId, StaffId, StreamId, StreamKind, TableId, TimeStudyId, WishId,
};
use bagyt_core::journal;
use bagyt_core::seal::RecordKey;
use bagyt_core::view::{ViewRows, ViewTable};
use bagyt_exchange::finding::case_finding;
use bagyt_exchange::message::Message;
use bagyt_exchange::person::Person;
use bagyt_exchange::view::{PersonTables, SortKeys, message_views, person_views};

use crate::App;
use crate::outcome::Failure;
use crate::read_stream::facts;
use crate::tables::Tables;

/// All tables of all wings.
pub(crate) static VIEWS: &[&ViewTable] = &[
    &casework_view::CASE,
    &casework_view::CLOCK,
    &casework_view::EVENT,
    &casework_view::APPOINTMENT,
    &casework_view::WORK,
    &casework_view::ABSENCE,
    &casework_view::CONTEST,
    &casework_view::COUNTERSIGNATURE,
    &casework_view::SUBMISSION,
    &casework_view::SECOND_LOOK,
    &casework_view::TASK,
    &casework_view::DEVICE,
    &casework_view::ALERT,
    &casework_view::ABROAD,
    &casework_view::LAWYER,
    &casework_view::PROGRESS,
    &casework_view::REFERRAL,
    &casework_view::SPECIALIST,
    &casework_view::JOB,
    &casework_view::PROGRAMME,
    &casework_view::RISK,
    &casework_view::ATTRIBUTE,
    &casework_view::DAMAGE,
    &casework_view::EMPLOYER,
    &casework_view::VACANCY,
    &casework_view::SESSION,
    &casework_view::NOTEBOOK,
    &casework_view::WISH,
    &casework_view::ACCESS,
    &casework_view::STAFF,
    &casework_view::REDUCTION,
    &casework_view::LEAVE,
    &casework_view::DEPUTY,
    &bagyt_exchange::finding::CASE_POSTING,
    &bagyt_exchange::finding::CASE_WORDS,
    &bagyt_exchange::finding::CASE_NUMBER,
    &casework_view::SERVICE,
    &casework_view::PROSECUTOR_ACT,
    &casework_view::TIME_STUDY,
    &casework_view::SAMPLE,
    &bagyt_exchange::view::PERSON_VIEW,
    &bagyt_exchange::view::PERSON_POSTING,
    &bagyt_exchange::view::ERASURE_VIEW,
    &bagyt_exchange::view::ERASED_STREAM,
    &bagyt_exchange::view::MERGE_VIEW,
    &bagyt_exchange::view::MESSAGE_VIEW,
    &bagyt_exchange::view::REVIEW_VIEW,
    &bagyt_academy::view::NEED_VIEW,
    &bagyt_cooperation::view::RESULT_VIEW,
    &drafting::DRAFT_VIEW,
];

impl App {
    /// Returns all rows of a stream under the given tables.
    ///
    /// # Errors
    ///
    /// [`Failure::Defect`] if an entry cannot be read or the calendar does not reach a clock.
    pub(crate) fn project(
        &self,
        tables: &Tables,
        stream: StreamId,
        entries: &[(u64, Vec<u8>)],
        wrapped: Option<&[u8]>,
    ) -> Result<Vec<ViewRows>, Failure> {
        match stream.kind {
            StreamKind::CaseId => {
                let id = CaseId(stream.id);
                let key = self.opened(stream, wrapped)?;
                let (facts, mut found) = read_case(entries, key.as_ref())?;
                let case = Case::fold(id, &facts).map_err(Failure::defect)?;
                let mut rows = rows_of(tables, &case, &facts)?;
                found.push(findable::number(&case));
                rows.extend(case_finding(id.0, &found, self.posting_key()));
                Ok(rows)
            }
            StreamKind::PersonId => {
                let key = self.opened(stream, wrapped)?;
                let facts = facts(entries, key.as_ref())?;
                let person = Person::fold(facts).map_err(Failure::defect)?;
                let sort_keys = |name: &str| {
                    let keys = self.sorting().keys(name);
                    SortKeys { ru: keys.russian, ky: keys.kyrgyz, kk: keys.kazakh }
                };
                let tables =
                    PersonTables { posting_key: self.posting_key(), sort_keys: &sort_keys };
                Ok(person_views(PersonId(stream.id), &person, &tables))
            }
            StreamKind::MessageId => {
                let key = self.opened(stream, wrapped)?;
                let facts = facts(entries, key.as_ref())?;
                let message = Message::fold(facts).map_err(Failure::defect)?;
                Ok(message_views(MessageId(stream.id), &message))
            }
            StreamKind::StaffId => {
                let key = self.opened(stream, wrapped)?;
                let facts = facts(entries, key.as_ref())?;
                Ok(casework_view::staff_views(&Staff::fold(StaffId(stream.id), &facts)))
            }
            StreamKind::ServiceId => {
                let key = self.opened(stream, wrapped)?;
                let facts = facts(entries, key.as_ref())?;
                let service = Service::fold(ServiceId(stream.id), &facts);
                Ok(casework_view::service_views(&service))
            }
            StreamKind::ProsecutorActId => {
                let key = self.opened(stream, wrapped)?;
                let facts = facts(entries, key.as_ref())?;
                let act = ProsecutorAct::fold(ProsecutorActId(stream.id), &facts);
                Ok(casework_view::prosecutor_act_views(&act))
            }
            StreamKind::TimeStudyId => {
                let study = TimeStudy::fold(TimeStudyId(stream.id), &facts(entries, None)?);
                Ok(casework_view::time_study_views(&study))
            }
            StreamKind::EmployerId => {
                let key = self.opened(stream, wrapped)?;
                let facts = facts(entries, key.as_ref())?;
                let employer = Employer::fold(EmployerId(stream.id), &facts);
                Ok(casework_view::employer_views(&employer))
            }
            StreamKind::WishId => {
                // Who wants to be told is read by no projection.
                let wish = Wish::fold(WishId(stream.id), &facts(entries, None)?);
                Ok(casework_view::wish_views(&wish))
            }
            StreamKind::NotebookId => {
                // What stands in it is read by no projection.
                let notebook = Notebook::fold(NotebookId(stream.id), &facts(entries, None)?);
                Ok(casework_view::notebook_views(&notebook))
            }
            StreamKind::NeedId => {
                let need = Need::fold(facts(entries, None)?).map_err(Failure::defect)?;
                Ok(bagyt_academy::view::need_views(NeedId(stream.id), &need))
            }
            StreamKind::ProjectId => {
                let project = Project::fold(facts(entries, None)?).map_err(Failure::defect)?;
                Ok(bagyt_cooperation::view::project_views(ProjectId(stream.id), &project))
            }
            StreamKind::TableId => {
                let key = self.opened(stream, wrapped)?;
                let draft = Draft::fold(&facts(entries, key.as_ref())?);
                Ok(drafting::draft_views(TableId(stream.id), &draft))
            }
            StreamKind::InstallationId => Ok(Vec::new()),
        }
    }

    fn opened(
        &self,
        stream: StreamId,
        wrapped: Option<&[u8]>,
    ) -> Result<Option<RecordKey>, Failure> {
        wrapped
            .map(|wrapped| self.secrets().unwrap(stream, wrapped).map_err(Failure::defect))
            .transpose()
    }
}

/// The facts of a case, without what is private in them, and the texts by which it is found.
type ReadCase = (Vec<Recorded<CaseFact>>, Vec<Findable>);

fn read_case(entries: &[(u64, Vec<u8>)], key: Option<&RecordKey>) -> Result<ReadCase, Failure> {
    let mut facts = Vec::with_capacity(entries.len());
    let mut found = Vec::new();
    for (seq, bytes) in entries {
        let entry = journal::read(bytes).map_err(Failure::defect)?;
        let is_searched = findable::source_of(&entry.kind).is_some();
        let private = entry.private(key.filter(|_| is_searched)).map_err(Failure::defect)?;
        if let Some(private) = private {
            let private = serde_json::from_str(&private).map_err(Failure::defect)?;
            found.extend(findable::texts(&entry.kind, &private));
        }
        let fact = entry.fact().map_err(Failure::defect)?;
        facts.push(entry.recorded(*seq, fact));
    }
    Ok((facts, found))
}

/// Returns the rows of a case that lists and numbers read, under the given tables; none of them
/// reads a sealed part.
///
/// # Errors
///
/// As [`App::project`].
pub(crate) fn case_rows(
    tables: &Tables,
    id: CaseId,
    entries: &[(u64, Vec<u8>)],
) -> Result<Vec<ViewRows>, Failure> {
    let facts = facts(entries, None)?;
    rows_of(tables, &Case::fold(id, &facts).map_err(Failure::defect)?, &facts)
}

fn rows_of(
    tables: &Tables,
    case: &Case,
    facts: &[Recorded<CaseFact>],
) -> Result<Vec<ViewRows>, Failure> {
    let (pack, calendar) = (tables.pack(), tables.calendar());
    let clocks = clocks::clocks(case, pack, calendar).map_err(Failure::defect)?;
    let looks = second_looks(case, &clocks, facts, pack, calendar).map_err(Failure::defect)?;
    Ok(casework_view::views(case, &clocks, &looks))
}
