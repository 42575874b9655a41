//! Filling an empty journal from a stream of commands, with all states held in memory.
//!
//! The same use cases decide as for a person at work; only reading and writing differ. Every
//! command that is accepted leaves the entries that it would have left one by one, so that the
//! head of the journal is the same either way (a test compares the two).

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use bagyt_academy::need::Need;
use bagyt_casework::allocation::Candidate;
use bagyt_casework::case::{Applied, Case};
use bagyt_casework::codes::Status;
use bagyt_casework::employer::{Employer, EmployerFact};
use bagyt_casework::fact::{CaseFact, ProsecutorFact, ServiceFact, StaffFact};
use bagyt_casework::prosecutor::ProsecutorAct;
use bagyt_casework::service::Service;
use bagyt_casework::staff::Staff;
use bagyt_casework::time_study::TimeStudy;
use bagyt_casework::workload::{Piece, Workload, pieces};
use bagyt_cooperation::project::Project;
use bagyt_core::command::CommandMeta;
use bagyt_core::identity::{
    CaseId, EmployerId, MessageId, NeedId, OfficeCode, PersonId, ProjectId, ProsecutorActId,
    ServiceId, StaffId, StreamId, StreamKind, TimeStudyId,
};
use bagyt_core::journal;
use bagyt_core::seal::RecordKey;
use bagyt_exchange::fact::{MessageFact, PersonFact};
use bagyt_exchange::linkage::record_tokens;
use bagyt_exchange::message::{Message, Status as MessageStatus};
use bagyt_exchange::person::Person;
use bagyt_store::{Append, Bulk, Claim, Commit};

use crate::App;
use crate::command::Command;
use crate::conduct::{Desk, candidate_of, conduct};
use crate::encode::{Keys, encode};
use crate::execute::{command_digest, kept_answer, kept_blob};
use crate::outcome::Failure;
use crate::records::{Answer, Records};
use crate::tables::Tables;
use crate::workload::Counted;

/// Fills an empty journal; dropped without [`Filling::finish`] it leaves nothing that counts.
pub struct Filling<'a> {
    app: &'a App,
    /// Those that the program carries: they are what its first command publishes.
    tables: Arc<Tables>,
    bulk: Bulk<'a>,
    states: States<'a>,
    keyed: std::collections::HashSet<StreamId>,
    entries: u64,
}

/// States of all streams that a later command may read.
struct States<'a> {
    app: &'a App,
    cases: HashMap<CaseId, Arc<Case>>,
    people: HashMap<PersonId, Arc<Person>>,
    messages: HashMap<MessageId, Arc<Message>>,
    staff: HashMap<StaffId, Arc<Staff>>,
    services: HashMap<ServiceId, Service>,
    employers: HashMap<EmployerId, Employer>,
    acts: HashMap<ProsecutorActId, ProsecutorAct>,
    claims: HashMap<String, StreamId>,
    tokens: HashMap<i64, Vec<PersonId>>,
    in_hand: HashMap<StaffId, Counted>,
    by_office: HashMap<OfficeCode, Vec<StaffId>>,
    waiting: HashMap<String, Vec<u8>>,
    cases_of: HashMap<PersonId, Vec<CaseId>>,
    numbered: HashMap<(String, String), Vec<CaseId>>,
}

impl App {
    /// Begins to fill the empty journal.
    ///
    /// # Errors
    ///
    /// [`Failure::Outage`] if the journal is not empty or cannot be written.
    pub fn fill(&self) -> Result<Filling<'_>, Failure> {
        let bulk = self.store.bulk().map_err(Failure::outage)?;
        let tables = self.tables();
        let states = States {
            app: self,
            cases: HashMap::new(),
            people: HashMap::new(),
            messages: HashMap::new(),
            staff: HashMap::new(),
            services: HashMap::new(),
            employers: HashMap::new(),
            acts: HashMap::new(),
            claims: HashMap::new(),
            tokens: HashMap::new(),
            in_hand: HashMap::new(),
            by_office: HashMap::new(),
            waiting: HashMap::new(),
            cases_of: HashMap::new(),
            numbered: HashMap::new(),
        };
        let keyed = std::collections::HashSet::new();
        Ok(Filling { app: self, tables, bulk, states, keyed, entries: 0 })
    }
}

impl Filling<'_> {
    /// Carries out one command; commands come in the order of their instants.
    ///
    /// # Errors
    ///
    /// As for a person at work; nothing of a refused command is written.
    pub fn carry_out(&mut self, meta: &CommandMeta, command: &Command) -> Result<Answer, Failure> {
        let signing = self.app.secrets().signing();
        let desk = Desk { tables: &self.tables, meta, signing };
        let decision = conduct(&desk, &mut self.states, command)?;
        let mut keys = SeededKeys { app: self.app, keyed: &mut self.keyed, made: Vec::new() };
        let appends = encode(meta, &decision, &mut keys)?;
        let made = keys.made;
        let mut commit = Commit::new(meta.clone(), command_digest(command));
        commit.answer = kept_answer(&decision)?;
        commit.keys = made;
        for bytes in &decision.blobs {
            commit.blobs.push(kept_blob(self.app, bytes)?);
        }
        for (name, stream) in &decision.claims {
            self.states.claims.insert(name.clone(), *stream);
            commit.claims.push(Claim { name: name.clone(), stream: *stream });
        }
        let answer = decision.answer;
        for append in &appends {
            self.states.take(append)?;
        }
        if answer.outcome == "review" {
            // Its bytes are read again when a person has decided.
            for bytes in decision.blobs {
                self.states.waiting.insert(crate::conduct::digest(&bytes), bytes);
            }
        }
        commit.appends = appends;
        self.entries = self.bulk.append(commit).map_err(Failure::from)?.last_seq;
        Ok(answer)
    }

    /// Returns the digest of a message that was sent and has no receipt yet.
    pub fn sent_digest(&self, message: MessageId) -> Option<String> {
        self.states.messages.get(&message).map(|message| message.digest.clone())
    }

    /// Publishes the tables that the program carries: the first command of a filled journal.
    ///
    /// # Errors
    ///
    /// As [`Filling::carry_out`].
    pub fn publish_tables(&mut self, meta: &CommandMeta) -> Result<(), Failure> {
        self.carry_out(meta, &self.app.first_publication()).map(|_| ())
    }

    /// Number of entries so far.
    pub fn entries(&self) -> u64 {
        self.entries
    }

    /// Makes everything durable.
    ///
    /// # Errors
    ///
    /// [`Failure::Outage`]; nothing then counts as written.
    pub fn finish(self) -> Result<(), Failure> {
        let Filling { app, bulk, states, keyed, .. } = self;
        // The end of the writing takes room of its own.
        drop((states, keyed));
        bulk.finish().map_err(Failure::outage)?;
        Ok(app.refresh_tables()?)
    }
}

/// Record keys while filling: derived for an invented country, remembered as made.
struct SeededKeys<'k> {
    app: &'k App,
    keyed: &'k mut std::collections::HashSet<StreamId>,
    made: Vec<(StreamId, Vec<u8>)>,
}

impl Keys for SeededKeys<'_> {
    fn key(&mut self, stream: StreamId) -> Result<RecordKey, Failure> {
        let secrets = self.app.secrets();
        let key = secrets.new_record_key(stream).map_err(Failure::outage)?;
        if self.keyed.insert(stream) {
            self.made.push((stream, secrets.wrap(stream, &key).map_err(Failure::outage)?));
        }
        Ok(key)
    }
}

impl States<'_> {
    /// Takes the entries of one stream into its state.
    fn take(&mut self, append: &Append) -> Result<(), Failure> {
        let stream = append.stream;
        for written in &append.entries {
            match stream.kind {
                StreamKind::CaseId => self.take_case(stream, &written.bytes)?,
                StreamKind::PersonId => self.take_person(stream, &written.bytes)?,
                StreamKind::MessageId => self.take_message(stream, &written.bytes)?,
                StreamKind::StaffId => self.take_staff(stream, &written.bytes)?,
                StreamKind::ServiceId => self.take_service(stream, &written.bytes)?,
                StreamKind::EmployerId => self.take_employer(stream, &written.bytes)?,
                StreamKind::ProsecutorActId => self.take_prosecutor_act(stream, &written.bytes)?,
                // Nothing that is done while filling reads these again.
                StreamKind::TableId
                | StreamKind::NeedId
                | StreamKind::NotebookId
                | StreamKind::WishId
                | StreamKind::TimeStudyId
                | StreamKind::ProjectId
                | StreamKind::InstallationId => {}
            }
        }
        Ok(())
    }

    fn take_case(&mut self, stream: StreamId, bytes: &[u8]) -> Result<(), Failure> {
        let entry = journal::read(bytes).map_err(Failure::defect)?;
        let fact: CaseFact = entry.fact().map_err(Failure::defect)?;
        let recorded = entry.recorded(u64::from(entry.version), fact);
        let id = CaseId(stream.id);
        let Some(case) = self.cases.get_mut(&id) else {
            let opened = Case::open(id, &recorded).ok_or_else(|| {
                Failure::defect(format!("the first entry of {stream} does not open a case"))
            })?;
            self.cases_of.entry(opened.opening.person).or_default().push(id);
            let number = (opened.opening.court.clone(), opened.opening.number.clone());
            self.numbered.entry(number).or_default().push(id);
            self.cases.insert(id, Arc::new(opened));
            return Ok(());
        };
        let load = |case: &Case| match case.status() {
            Status::Closed => None,
            _ => case.officer().map(|officer| (officer, pieces(case))),
        };
        let before = load(case);
        let state = Arc::make_mut(case);
        if let Applied::NeedsStream = state.apply(&recorded) {
            return Err(Failure::defect(format!(
                "an entry of {stream} needs the whole stream, which is not held while filling"
            )));
        }
        let after = load(state);
        if before != after {
            for (officer, piece) in each(before) {
                let own = self.in_hand.entry(officer).or_default().entry(piece).or_default();
                *own = own.saturating_sub(1);
            }
            for (officer, piece) in each(after) {
                *self.in_hand.entry(officer).or_default().entry(piece).or_default() += 1;
            }
        }
        Ok(())
    }

    fn take_person(&mut self, stream: StreamId, bytes: &[u8]) -> Result<(), Failure> {
        let id = PersonId(stream.id);
        let entry = journal::read(bytes).map_err(Failure::defect)?;
        let key = self.app.secrets().new_record_key(stream).map_err(Failure::outage)?;
        let fact: PersonFact = entry.opened_fact(Some(&key)).map_err(Failure::defect)?;
        let recorded = entry.recorded(u64::from(entry.version), fact);
        let person = Arc::make_mut(self.people.entry(id).or_default());
        person.apply(&recorded);
        if let (PersonFact::Created(_), Some(names)) = (&recorded.fact, &person.names) {
            for token in record_tokens(names, person.birth_on) {
                let number = self.app.posting_key().posting(&token);
                self.tokens.entry(number).or_default().push(id);
            }
        }
        Ok(())
    }

    fn take_message(&mut self, stream: StreamId, bytes: &[u8]) -> Result<(), Failure> {
        let id = MessageId(stream.id);
        let entry = journal::read(bytes).map_err(Failure::defect)?;
        let fact: MessageFact = entry.fact().map_err(Failure::defect)?;
        let recorded = entry.recorded(u64::from(entry.version), fact);
        let message = Arc::make_mut(self.messages.entry(id).or_default());
        message.apply(&recorded);
        // What follows the end of a message, the receipt that it got, begins no new one.
        let is_over = matches!(
            message.status,
            None | Some(MessageStatus::Opened | MessageStatus::Applied | MessageStatus::Rejected)
        );
        if is_over && message.review.is_none() {
            self.messages.remove(&id);
        }
        Ok(())
    }

    fn take_service(&mut self, stream: StreamId, bytes: &[u8]) -> Result<(), Failure> {
        let id = ServiceId(stream.id);
        let entry = journal::read(bytes).map_err(Failure::defect)?;
        let fact: ServiceFact = entry.fact().map_err(Failure::defect)?;
        let recorded = entry.recorded(u64::from(entry.version), fact);
        self.services.entry(id).or_insert_with(|| Service::unknown(id)).apply(&recorded);
        Ok(())
    }

    fn take_prosecutor_act(&mut self, stream: StreamId, bytes: &[u8]) -> Result<(), Failure> {
        let id = ProsecutorActId(stream.id);
        let entry = journal::read(bytes).map_err(Failure::defect)?;
        let fact: ProsecutorFact = entry.fact().map_err(Failure::defect)?;
        let recorded = entry.recorded(u64::from(entry.version), fact);
        self.acts.entry(id).or_insert_with(|| ProsecutorAct::unknown(id)).apply(&recorded);
        Ok(())
    }

    fn take_employer(&mut self, stream: StreamId, bytes: &[u8]) -> Result<(), Failure> {
        let id = EmployerId(stream.id);
        let entry = journal::read(bytes).map_err(Failure::defect)?;
        let fact: EmployerFact = entry.fact().map_err(Failure::defect)?;
        let recorded = entry.recorded(u64::from(entry.version), fact);
        self.employers.entry(id).or_insert_with(|| Employer::unknown(id)).apply(&recorded);
        Ok(())
    }

    fn take_staff(&mut self, stream: StreamId, bytes: &[u8]) -> Result<(), Failure> {
        let id = StaffId(stream.id);
        let entry = journal::read(bytes).map_err(Failure::defect)?;
        let fact: StaffFact = entry.fact().map_err(Failure::defect)?;
        let recorded = entry.recorded(u64::from(entry.version), fact);
        if let StaffFact::Appointed(fact) = &recorded.fact {
            for members in self.by_office.values_mut() {
                members.retain(|member| *member != id);
            }
            self.by_office.entry(fact.office.clone()).or_default().push(id);
        }
        let staff = self.staff.entry(id).or_insert_with(|| Arc::new(Staff::unknown(id)));
        Arc::make_mut(staff).apply(&recorded);
        Ok(())
    }
}

impl Records for States<'_> {
    fn case(&mut self, id: CaseId) -> Result<Option<Arc<Case>>, Failure> {
        Ok(self.cases.get(&id).cloned())
    }

    fn person(&mut self, id: PersonId) -> Result<Option<Arc<Person>>, Failure> {
        Ok(self.people.get(&id).cloned())
    }

    fn message(&mut self, id: MessageId) -> Result<Option<Arc<Message>>, Failure> {
        Ok(self.messages.get(&id).cloned())
    }

    fn staff(&mut self, id: StaffId) -> Result<Option<Arc<Staff>>, Failure> {
        Ok(self.staff.get(&id).cloned())
    }

    fn service(&mut self, id: ServiceId) -> Result<Service, Failure> {
        Ok(self.services.get(&id).cloned().unwrap_or_else(|| Service::unknown(id)))
    }

    fn time_study(&mut self, id: TimeStudyId) -> Result<TimeStudy, Failure> {
        // No study is opened while filling.
        Ok(TimeStudy::unknown(id))
    }

    fn prosecutor_act(&mut self, id: ProsecutorActId) -> Result<ProsecutorAct, Failure> {
        Ok(self.acts.get(&id).cloned().unwrap_or_else(|| ProsecutorAct::unknown(id)))
    }

    fn employer(&mut self, id: EmployerId) -> Result<Employer, Failure> {
        Ok(self.employers.get(&id).cloned().unwrap_or_else(|| Employer::unknown(id)))
    }

    fn holder(&mut self, claim: &str) -> Result<Option<StreamId>, Failure> {
        Ok(self.claims.get(claim).copied())
    }

    fn people_with(&mut self, tokens: &[String]) -> Result<Vec<PersonId>, Failure> {
        let key = self.app.posting_key();
        let mut found: Vec<PersonId> = tokens
            .iter()
            .filter_map(|token| self.tokens.get(&key.posting(token)))
            .flatten()
            .copied()
            .collect();
        found.sort_unstable();
        found.dedup();
        Ok(found)
    }

    fn cases_of(&mut self, person: PersonId) -> Result<Vec<CaseId>, Failure> {
        let mut cases = self.cases_of.get(&person).cloned().unwrap_or_default();
        cases.sort_unstable();
        Ok(cases)
    }

    fn cases_numbered(&mut self, court: &str, number: &str) -> Result<Vec<CaseId>, Failure> {
        let key = (court.to_owned(), number.to_owned());
        let mut cases = self.numbered.get(&key).cloned().unwrap_or_default();
        cases.sort_unstable();
        Ok(cases)
    }

    fn messages_of(&mut self, _case: CaseId) -> Result<Vec<MessageId>, Failure> {
        // Asked of an erasure, which a filling does not know.
        Ok(Vec::new())
    }

    fn open_reviews(&mut self) -> Result<Vec<MessageId>, Failure> {
        Ok(Vec::new())
    }

    fn open_needs(&mut self) -> Result<BTreeSet<(OfficeCode, String)>, Failure> {
        // A filling raises no needs.
        Ok(BTreeSet::new())
    }

    fn need(&mut self, _id: NeedId) -> Result<Need, Failure> {
        Ok(Need::default())
    }

    fn project(&mut self, _id: ProjectId) -> Result<Project, Failure> {
        Ok(Project::default())
    }

    fn candidates(
        &mut self,
        office: &OfficeCode,
        meta: &CommandMeta,
    ) -> Result<Vec<Candidate>, Failure> {
        let tables = self.app.tables();
        let on = tables.zone().day_of(meta.recorded_at);
        let mut candidates: Vec<Candidate> = self
            .by_office
            .get(office)
            .into_iter()
            .flatten()
            .filter_map(|id| self.staff.get(id).and_then(|staff| candidate_of(staff)))
            .collect();
        for candidate in &mut candidates {
            let work = self.in_hand.get(&candidate.staff);
            candidate.load = Workload {
                points: work.map_or(0, |work| tables.points_of(work, on)),
                target: tables.target(candidate.role, on),
                share_percent: 100,
            };
        }
        candidates.sort_by_key(|candidate| candidate.staff);
        Ok(candidates)
    }

    fn blob(&mut self, digest: &str) -> Result<Option<Vec<u8>>, Failure> {
        Ok(self.waiting.get(digest).cloned())
    }
}

/// The pieces of work of an officer, one by one.
fn each(load: Option<(StaffId, Vec<Piece>)>) -> impl Iterator<Item = (StaffId, Piece)> {
    load.into_iter()
        .flat_map(|(officer, pieces)| pieces.into_iter().map(move |piece| (officer, piece)))
}
