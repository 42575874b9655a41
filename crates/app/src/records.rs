//! What a use case reads: the states of streams, as they stand when it decides.
//!
//! The same use cases run against the store (`execute`) and, for an invented country,
//! against states held in memory (`bulk`); both answer alike, so that both write the same
//! journal.

use std::collections::BTreeSet;
use std::sync::Arc;

use bagyt_academy::fact::NeedFact;
use bagyt_academy::need::Need;
use bagyt_casework::allocation::Candidate;
use bagyt_casework::appointment::Busy;
use bagyt_casework::case::Case;
use bagyt_casework::employer::{Employer, EmployerFact};
use bagyt_casework::fact::{CaseFact, ProsecutorFact, ServiceFact, StaffFact, TimeStudyFact};
use bagyt_casework::leave::Covering;
use bagyt_casework::notebook::{Notebook, NotebookFact};
use bagyt_casework::prosecutor::ProsecutorAct;
use bagyt_casework::service::Service;
use bagyt_casework::staff::Staff;
use bagyt_casework::time_study::TimeStudy;
use bagyt_casework::wish::{Wish, WishFact};
use bagyt_cooperation::fact::ProjectFact;
use bagyt_cooperation::project::Project;
use bagyt_core::command::CommandMeta;
use bagyt_core::drafting::{Draft, DraftFact};
use bagyt_core::effective::Zone;
use bagyt_core::fact::{Fact, NewFact, Recorded};
use bagyt_core::identity::{
    CaseId, EmployerId, MessageId, NeedId, NotebookId, OfficeCode, PersonId, ProjectId,
    ProsecutorActId, ServiceId, StaffId, StreamId, TableId, TimeStudyId, WishId,
};
use bagyt_core::table::InstallationFact;
use bagyt_exchange::fact::{MessageFact, PersonFact};
use bagyt_exchange::message::Message;
use bagyt_exchange::person::Person;

use jiff::Timestamp;
use jiff::civil::Date;

use crate::outcome::Failure;

/// How often one device is fitted at most; the walk through its wearers ends there.
pub(crate) const WEARINGS_MAX: u32 = 1_000;

/// Returns the name that a case takes when a device is fitted for that time, counted from 0.
pub(crate) fn wearing_claim(device: &str, number: u32) -> String {
    format!("device:{device}:{number}")
}

/// Where a use case reads. A stream that has no entry yet is `None`.
pub trait Records {
    /// Reads a case.
    ///
    /// # Errors
    ///
    /// [`Failure::Outage`] or [`Failure::Defect`], as for all of these.
    fn case(&mut self, id: CaseId) -> Result<Option<Arc<Case>>, Failure>;

    /// Reads a person.
    ///
    /// # Errors
    ///
    /// As [`Records::case`].
    fn person(&mut self, id: PersonId) -> Result<Option<Arc<Person>>, Failure>;

    /// Reads a message.
    ///
    /// # Errors
    ///
    /// As [`Records::case`].
    fn message(&mut self, id: MessageId) -> Result<Option<Arc<Message>>, Failure>;

    /// Reads a member of staff.
    ///
    /// # Errors
    ///
    /// As [`Records::case`].
    fn staff(&mut self, id: StaffId) -> Result<Option<Arc<Staff>>, Failure>;

    /// Reads a service to which clients are referred.
    ///
    /// # Errors
    ///
    /// As [`Records::case`].
    fn service(&mut self, id: ServiceId) -> Result<Service, Failure>;

    /// Reads a time study; one of which nothing is recorded is returned as such.
    ///
    /// # Errors
    ///
    /// As [`Records::case`].
    fn time_study(&mut self, id: TimeStudyId) -> Result<TimeStudy, Failure>;

    /// Reads a prosecutor's act; one of which nothing is recorded is returned as such.
    ///
    /// # Errors
    ///
    /// As [`Records::case`].
    fn prosecutor_act(&mut self, id: ProsecutorActId) -> Result<ProsecutorAct, Failure>;

    /// Reads an employer.
    ///
    /// # Errors
    ///
    /// As [`Records::case`].
    fn employer(&mut self, id: EmployerId) -> Result<Employer, Failure>;

    /// Returns the stream that holds a name.
    ///
    /// # Errors
    ///
    /// As [`Records::case`].
    fn holder(&mut self, claim: &str) -> Result<Option<StreamId>, Failure>;

    /// Returns people who share one of the tokens of a record, in a defined order.
    ///
    /// # Errors
    ///
    /// As [`Records::case`].
    fn people_with(&mut self, tokens: &[String]) -> Result<Vec<PersonId>, Failure>;

    /// Returns the cases of a person, in the order of their identifiers.
    ///
    /// # Errors
    ///
    /// As [`Records::case`].
    fn cases_of(&mut self, person: PersonId) -> Result<Vec<CaseId>, Failure>;

    /// Returns the cases that a court keeps under a number, in the order of their identifiers.
    ///
    /// # Errors
    ///
    /// As [`Records::case`].
    fn cases_numbered(&mut self, court: &str, number: &str) -> Result<Vec<CaseId>, Failure>;

    /// Returns the cases in which a device of electronic monitoring was ever worn, in a defined
    /// order.
    ///
    /// Where nothing is ever erased, the names that were taken with it say so.
    ///
    /// # Errors
    ///
    /// As [`Records::case`].
    fn wearers(&mut self, device: &str) -> Result<Vec<CaseId>, Failure> {
        let mut wearers = Vec::new();
        for number in 0..WEARINGS_MAX {
            let Some(stream) = self.holder(&wearing_claim(device, number))? else { break };
            wearers.push(CaseId(stream.id));
        }
        wearers.sort_unstable();
        wearers.dedup();
        Ok(wearers)
    }

    /// Returns the messages that opened a case, were written into it or are about it, in a defined
    /// order.
    ///
    /// # Errors
    ///
    /// As [`Records::case`].
    fn messages_of(&mut self, case: CaseId) -> Result<Vec<MessageId>, Failure>;

    /// Returns the messages that wait for a decision of identity, in a defined order.
    ///
    /// # Errors
    ///
    /// As [`Records::case`].
    fn open_reviews(&mut self) -> Result<Vec<MessageId>, Failure>;

    /// Returns office and indicator of the training needs that are open.
    ///
    /// # Errors
    ///
    /// As [`Records::case`].
    fn open_needs(&mut self) -> Result<BTreeSet<(OfficeCode, String)>, Failure>;

    /// Returns a training need.
    ///
    /// # Errors
    ///
    /// As [`Records::case`].
    fn need(&mut self, id: NeedId) -> Result<Need, Failure>;

    /// Returns a project.
    ///
    /// # Errors
    ///
    /// As [`Records::case`].
    fn project(&mut self, id: ProjectId) -> Result<Project, Failure>;

    /// Returns a row that lawyers write.
    ///
    /// Whoever fills an invented country drafts none.
    ///
    /// # Errors
    ///
    /// As [`Records::case`].
    fn law_draft(&mut self, _id: TableId) -> Result<Draft, Failure> {
        Ok(Draft::default())
    }

    /// Returns those who may be given a case of the office, with the work that they have as far as
    /// whoever gives the command may know of it.
    ///
    /// # Errors
    ///
    /// As [`Records::case`].
    fn candidates(
        &mut self,
        office: &OfficeCode,
        meta: &CommandMeta,
    ) -> Result<Vec<Candidate>, Failure>;

    /// Returns the days from a day on in which somebody stands in for colleagues.
    ///
    /// Whoever fills an invented country records no leave.
    ///
    /// # Errors
    ///
    /// As [`Records::case`].
    fn covering(&mut self, _staff: StaffId, _from: Date) -> Result<Vec<Covering>, Failure> {
        Ok(Vec::new())
    }

    /// Returns the appointments without an outcome that somebody holds on a day.
    ///
    /// Only people who arrange online ask; whoever fills an invented country keeps a book of its
    /// own.
    ///
    /// # Errors
    ///
    /// As [`Records::case`].
    fn busy(&mut self, _holder: StaffId, _on: Date) -> Result<Vec<Busy>, Failure> {
        Ok(Vec::new())
    }

    /// Returns the digests of every paper that is kept with an entry of a case, also with one that
    /// holds no longer.
    ///
    /// Only people who forget online ask; whoever fills an invented country forgets nobody.
    ///
    /// # Errors
    ///
    /// As [`Records::case`].
    fn papers_of(&mut self, _case: CaseId) -> Result<Vec<String>, Failure> {
        Ok(Vec::new())
    }

    /// Reads a specialist's notebook; whoever fills an invented country writes none.
    ///
    /// # Errors
    ///
    /// As [`Records::case`].
    fn notebook(&mut self, id: NotebookId) -> Result<Notebook, Failure> {
        Ok(Notebook::empty(id))
    }

    /// Reads a victim's wish; whoever fills an invented country records none.
    ///
    /// # Errors
    ///
    /// As [`Records::case`].
    fn wish(&mut self, id: WishId) -> Result<Wish, Failure> {
        Ok(Wish::unknown(id))
    }

    /// Returns the entries of a case that hold, without what is private in them.
    ///
    /// # Errors
    ///
    /// As [`Records::case`].
    fn holding(&mut self, _case: CaseId) -> Result<Vec<Recorded<CaseFact>>, Failure> {
        Ok(Vec::new())
    }

    /// Returns the streams that are about the client of a case and stand apart from it, in a
    /// defined order.
    ///
    /// # Errors
    ///
    /// As [`Records::case`].
    fn beside(&mut self, _case: CaseId) -> Result<Vec<StreamId>, Failure> {
        Ok(Vec::new())
    }

    /// Returns beginning and minutes of the sessions of a specialist of which nothing is recorded.
    ///
    /// # Errors
    ///
    /// As [`Records::case`].
    fn sessions_of(&mut self, _specialist: StaffId) -> Result<Vec<(Timestamp, u16)>, Failure> {
        Ok(Vec::new())
    }

    /// Returns the bytes that are kept under a digest, lower-case hexadecimal.
    ///
    /// # Errors
    ///
    /// As [`Records::case`].
    fn blob(&mut self, digest: &str) -> Result<Option<Vec<u8>>, Failure>;
}

/// A fact of any wing.
#[derive(Clone, Debug)]
pub enum AnyFact {
    /// About a case.
    Case(CaseFact),
    /// About a person.
    Person(PersonFact),
    /// About a message.
    Message(MessageFact),
    /// About a member of staff.
    Staff(StaffFact),
    /// About a service to which clients are referred.
    Service(ServiceFact),
    /// About a prosecutor's act of supervision.
    Prosecutor(ProsecutorFact),
    /// About a time study.
    TimeStudy(TimeStudyFact),
    /// About an employer.
    Employer(EmployerFact),
    /// About a victim's wish.
    Wish(WishFact),
    /// About a specialist's notebook.
    Notebook(NotebookFact),
    /// About a training need.
    Need(NeedFact),
    /// About a project.
    Project(ProjectFact),
    /// About a row that lawyers write.
    Draft(DraftFact),
    /// About the installation.
    Installation(InstallationFact),
}

impl AnyFact {
    /// Returns the fact in the form in which the journal takes it.
    pub(crate) fn draft(&self) -> Result<NewFact, serde_json::Error> {
        match self {
            AnyFact::Case(fact) => fact.draft(),
            AnyFact::Person(fact) => fact.draft(),
            AnyFact::Message(fact) => fact.draft(),
            AnyFact::Staff(fact) => fact.draft(),
            AnyFact::Service(fact) => fact.draft(),
            AnyFact::Prosecutor(fact) => fact.draft(),
            AnyFact::TimeStudy(fact) => fact.draft(),
            AnyFact::Employer(fact) => fact.draft(),
            AnyFact::Wish(fact) => fact.draft(),
            AnyFact::Notebook(fact) => fact.draft(),
            AnyFact::Need(fact) => fact.draft(),
            AnyFact::Project(fact) => fact.draft(),
            AnyFact::Draft(fact) => fact.draft(),
            AnyFact::Installation(fact) => fact.draft(),
        }
    }
}

/// Facts that a use case appends to one stream.
#[derive(Clone, Debug)]
pub struct Write {
    /// The stream.
    pub stream: StreamId,
    /// The version that was read; 0 for a new stream.
    pub version: u32,
    /// The office's zone.
    pub zone: Zone,
    /// The facts, in order.
    pub facts: Vec<AnyFact>,
}

/// What a use case decided; nothing of it is written yet.
#[derive(Clone, Debug, Default)]
pub struct Decision {
    /// What is appended.
    pub writes: Vec<Write>,
    /// Streams that were only read, with the version on which the decision rests.
    pub reads: Vec<(StreamId, u32)>,
    /// Names that a stream takes.
    pub claims: Vec<(String, StreamId)>,
    /// Bytes to be kept, whose digests stand in the facts.
    pub blobs: Vec<Vec<u8>>,
    /// The answer to the caller; kept, so that the same command gets it again.
    pub answer: Answer,
}

/// What a caller is told about an accepted command.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Answer {
    /// What became of it, as a code: `done`, or for a message `opened`, `review`, `rejected`, …
    pub outcome: String,
    /// The stream that the caller should look at next.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stream: Option<StreamId>,
    /// The faults of a message that was not understood.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub faults: Vec<bagyt_exchange::fact::StoredFault>,
    /// Digest of the receipt that a message got.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub receipt: Option<String>,
}

impl Answer {
    /// It was done, about that stream.
    pub fn done(stream: StreamId) -> Answer {
        Answer { outcome: "done".to_owned(), stream: Some(stream), ..Answer::default() }
    }
}

impl Decision {
    /// Appends facts to a case that was read.
    pub(crate) fn of_case(case: &Case, facts: Vec<CaseFact>) -> Decision {
        let stream = case.id.stream();
        Decision {
            writes: vec![Write {
                stream,
                version: case.version,
                zone: case.zone,
                facts: facts.into_iter().map(AnyFact::Case).collect(),
            }],
            answer: Answer::done(stream),
            ..Decision::default()
        }
    }
}
