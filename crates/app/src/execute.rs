//! The one door to the journal: decide, encode, project, commit.

use std::collections::BTreeSet;
use std::sync::{Arc, PoisonError};

use bagyt_academy::need::Need;
use bagyt_casework::allocation::Candidate;
use bagyt_casework::appointment::Busy;
use bagyt_casework::case::Case;
use bagyt_casework::employer::Employer;
use bagyt_casework::fact::{AppointmentId, CaseFact};
use bagyt_casework::leave::Covering;
use bagyt_casework::notebook::Notebook;
use bagyt_casework::prosecutor::ProsecutorAct;
use bagyt_casework::service::Service;
use bagyt_casework::staff::Staff;
use bagyt_casework::time_study::TimeStudy;
use bagyt_casework::wish::Wish;
use bagyt_cooperation::project::Project;
use bagyt_core::command::CommandMeta;
use bagyt_core::drafting::Draft;
use bagyt_core::fact::{Recorded, in_force};
use bagyt_core::identity::{
    CaseId, EmployerId, MessageId, NeedId, NotebookId, OfficeCode, PersonId, ProjectId,
    ProsecutorActId, ServiceId, StaffId, StreamId, TableId, TimeStudyId, WishId,
};
use bagyt_core::journal;
use bagyt_core::seal::RecordKey;
use bagyt_exchange::message::Message;
use bagyt_exchange::person::Person;
use bagyt_store::{
    Accepted, Append, Blob, Claim, Commit, CommitRefusal, Reader, StoredStream, SubmitError, query,
};
use jiff::Timestamp;
use jiff::civil::Date;
use sha2::{Digest, Sha256};

use crate::App;
use crate::command::Command;
use crate::conduct::{Desk, conduct};
use crate::encode::{Keys, encode};
use crate::in_force::Current;
use crate::outcome::{Failure, Refused};
use crate::read_stream::facts;
use crate::records::{Answer, Decision, Records};
use crate::tables::Tables;
use crate::workload::unknown_to;

/// How often a command is decided anew after somebody else wrote in between. A person's form is
/// not: it names the version that was read.
const ATTEMPTS_MAX: usize = 5;

/// Most people who can share one number of a court: the largest trial of co-defendants.
const NUMBERED_MAX: u32 = 500;

impl App {
    /// Carries out a command: all of it or nothing.
    ///
    /// Who may ask is settled by the caller: people act through [`App::act`] and its like, agencies
    /// through [`App::receive_message`]; a replay brings commands that were accepted before.
    ///
    /// # Errors
    ///
    /// [`Failure`]; nothing was written then.
    pub fn execute(&self, meta: &CommandMeta, command: &Command) -> Result<Answer, Failure> {
        let digest = command_digest(command);
        let mut attempt = 1;
        loop {
            match self.attempt(meta, digest, command) {
                Err(Attempt::Overtaken) if attempt < ATTEMPTS_MAX => attempt += 1,
                Err(Attempt::Overtaken) => return Err(Failure::Changed),
                Err(Attempt::Failed(failure)) => return Err(failure),
                Ok(answer) => {
                    if !command.published().is_empty() {
                        self.refresh_tables()?;
                    }
                    return Ok(answer);
                }
            }
        }
    }

    fn attempt(
        &self,
        meta: &CommandMeta,
        digest: [u8; 32],
        command: &Command,
    ) -> Result<Answer, Attempt> {
        let mut online = Online::new(self)?;
        if let Some(stored) = online.reader.command(meta.id).map_err(Failure::outage)? {
            return self.repeated(digest, &stored);
        }
        // What is decided and the rows that follow read the same tables, and the store refuses both
        // if others came into force meanwhile.
        let current = self.in_force.current();
        let desk = Desk { tables: &current.tables, meta, signing: self.secrets().signing() };
        let decision = conduct(&desk, &mut online, command)?;
        let mut keys = OnlineKeys { online: &online, made: Vec::new() };
        let appends = encode(meta, &decision, &mut keys)?;
        let made = keys.made;
        let mut commit = Commit::new(meta.clone(), digest);
        commit.basis = current.basis.name();
        commit.next_basis = self.next_basis(&current, command);
        self.complete(&mut commit, &decision, (appends, made), (&online, &current.tables))?;
        drop(online);
        match self.store.submit(commit) {
            Ok(accepted) if accepted.repeated => Ok(self.stored_answer(&accepted)?),
            Ok(_) => Ok(decision.answer),
            Err(SubmitError::Refused(
                CommitRefusal::Conflict { .. } | CommitRefusal::ClaimTaken { .. },
            )) => Err(Attempt::Overtaken),
            Err(SubmitError::Refused(CommitRefusal::OtherBasis { .. })) => {
                self.await_tables(command)?;
                Err(Attempt::Overtaken)
            }
            Err(error) => Err(Failure::from(error).into()),
        }
    }

    fn repeated(
        &self,
        digest: [u8; 32],
        stored: &bagyt_store::StoredCommand,
    ) -> Result<Answer, Attempt> {
        if stored.digest != digest {
            return Err(Failure::from(crate::outcome::command_reused()).into());
        }
        Ok(self.stored_answer(&stored.accepted)?)
    }

    /// Reads the answer that was kept with a command.
    pub(crate) fn stored_answer(&self, accepted: &Accepted) -> Result<Answer, Failure> {
        if !accepted.answer.is_empty() {
            return serde_json::from_str(&accepted.answer).map_err(Failure::defect);
        }
        let reader = self.store.read().map_err(Failure::outage)?;
        let entries = reader.entries(accepted.first_seq, 1).map_err(Failure::outage)?;
        let entry = entries.first().ok_or_else(|| Failure::defect("a command without entries"))?;
        let entry = bagyt_core::journal::read(&entry.bytes).map_err(Failure::defect)?;
        Ok(Answer::done(entry.stream))
    }

    /// The name of what rows are made with once a publication is written; empty if the standing
    /// ones then have to be made anew.
    fn next_basis(&self, current: &Current, command: &Command) -> Option<String> {
        let tables = command.published();
        if tables.is_empty() {
            return None;
        }
        let after = self.basis_after(&current.history, tables.iter().map(|(table, _)| table));
        let rows_stand = after.gives_the_rows_of(&current.basis);
        Some(if rows_stand { after.name() } else { String::new() })
    }

    /// Waits until a publication of this process is over, and takes over what is in force then.
    fn await_tables(&self, command: &Command) -> Result<(), Failure> {
        let is_publication = !command.published().is_empty();
        // A publication holds that lock itself.
        let _over = (!is_publication)
            .then(|| self.publishing.lock().unwrap_or_else(PoisonError::into_inner));
        Ok(self.refresh_tables()?)
    }

    /// Puts into a commit what a decision writes, and the rows that follow.
    fn complete(
        &self,
        commit: &mut Commit,
        decision: &Decision,
        (appends, made): (Vec<Append>, Vec<(StreamId, Vec<u8>)>),
        (online, tables): (&Online<'_>, &Tables),
    ) -> Result<(), Failure> {
        commit.answer = kept_answer(decision)?;
        commit.reads.clone_from(&decision.reads);
        for (name, stream) in &decision.claims {
            commit.claims.push(Claim { name: name.clone(), stream: *stream });
        }
        for bytes in &decision.blobs {
            commit.blobs.push(kept_blob(self, bytes)?);
        }
        for append in &appends {
            let stored = online.stored(append.stream)?;
            let mut entries = stored.map(|stored| stored.entries).unwrap_or_default();
            let mut seq = entries.last().map_or(0, |(seq, _)| *seq);
            for entry in &append.entries {
                // The true position is not known yet; within a stream only the order counts.
                seq += 1;
                entries.push((seq, entry.bytes.clone()));
            }
            let key = match made.iter().find(|(stream, _)| *stream == append.stream) {
                Some((_, wrapped)) => Some(wrapped.clone()),
                None => online.reader.record_key(append.stream).map_err(Failure::outage)?,
            };
            let views = self.project(tables, append.stream, &entries, key.as_deref())?;
            commit.views.push((append.stream, views));
        }
        commit.appends = appends;
        commit.keys = made;
        Ok(())
    }
}

/// How one attempt ended.
enum Attempt {
    /// Somebody else wrote in between; reading and deciding again may help.
    Overtaken,
    /// It failed.
    Failed(Failure),
}

impl From<Failure> for Attempt {
    fn from(failure: Failure) -> Self {
        Attempt::Failed(failure)
    }
}

/// Returns the digest by which a repeated command is known.
///
/// The content's own debug form is hashed: it shows every value, and a command is repeated by the
/// same version of the program, in seconds or days.
pub(crate) fn command_digest(command: &Command) -> [u8; 32] {
    use std::fmt::Write;

    /// Feeds text to the hash without keeping it.
    struct Hashing(Sha256);
    impl Write for Hashing {
        fn write_str(&mut self, text: &str) -> std::fmt::Result {
            self.0.update(text.as_bytes());
            Ok(())
        }
    }
    let mut hashing = Hashing(Sha256::new());
    let written = match command {
        // When it came is no part of a message: sent again it comes later and is the same.
        Command::Receive(receive) => {
            let paper = receive.paper.as_ref();
            let paper = paper.map(|paper| (paper.stamped_on, Sha256::digest(&paper.scan)));
            let (sender, bytes) = (&receive.sender, Sha256::digest(&receive.bytes));
            write!(hashing, "receive {:?} {sender:?} {bytes:?} {paper:?}", receive.message)
        }
        Command::TakeLine(take) => {
            let receive = &take.receive;
            let (bytes, line) = (Sha256::digest(&receive.bytes), &receive.register);
            write!(hashing, "line {:?} {bytes:?} {line:?}", receive.message)
        }
        command => write!(hashing, "{command:?}"),
    };
    if written.is_err() {
        unreachable!("hashing does not fail");
    }
    hashing.0.finalize().into()
}

/// Returns the answer as it is kept: empty for the commonest one, that it was done about the
/// stream of the first entry.
///
/// # Errors
///
/// [`Failure::Defect`] if it cannot be written.
pub(crate) fn kept_answer(decision: &Decision) -> Result<String, Failure> {
    let first = decision.writes.iter().find(|write| !write.facts.is_empty());
    if first.is_some_and(|write| Answer::done(write.stream) == decision.answer) {
        return Ok(String::new());
    }
    serde_json::to_string(&decision.answer).map_err(Failure::defect)
}

/// Encrypts bytes for keeping under the digest of what they are.
///
/// # Errors
///
/// [`Failure::Defect`] if the cipher refuses.
pub(crate) fn kept_blob(app: &App, bytes: &[u8]) -> Result<Blob, Failure> {
    let digest: [u8; 32] = Sha256::digest(bytes).into();
    let bytes = app.secrets().lock_blob(&digest, bytes).map_err(Failure::defect)?;
    Ok(Blob { digest, bytes })
}

/// Reading from the store, in one snapshot.
pub(crate) struct Online<'a> {
    pub(crate) app: &'a App,
    pub(crate) reader: Reader<'a>,
}

impl<'a> Online<'a> {
    pub(crate) fn new(app: &'a App) -> Result<Self, Failure> {
        Ok(Online { app, reader: app.store.read().map_err(Failure::outage)? })
    }

    pub(crate) fn stored(&self, stream: StreamId) -> Result<Option<StoredStream>, Failure> {
        self.reader.stream(stream).map_err(Failure::outage)
    }

    /// Refuses to seal anything more in a stream whose key was destroyed: a second key would open
    /// none of its entries.
    fn refuse_erased(&self, stream: StreamId) -> Result<(), Failure> {
        let stored = self.stored(stream)?.map(|stored| stored.entries).unwrap_or_default();
        for (_, bytes) in &stored {
            if journal::read(bytes).map_err(Failure::defect)?.sealed.is_some() {
                let text = "this record was erased; nothing about a person is added to it";
                return Err(Refused::new("record-erased", None, text).into());
            }
        }
        Ok(())
    }

    pub(crate) fn key(&self, stream: StreamId) -> Result<Option<RecordKey>, Failure> {
        match self.reader.record_key(stream).map_err(Failure::outage)? {
            Some(wrapped) => {
                self.app.secrets().unwrap(stream, &wrapped).map(Some).map_err(Failure::defect)
            }
            None => Ok(None),
        }
    }
}

struct OnlineKeys<'o> {
    online: &'o Online<'o>,
    made: Vec<(StreamId, Vec<u8>)>,
}

impl Keys for OnlineKeys<'_> {
    fn key(&mut self, stream: StreamId) -> Result<RecordKey, Failure> {
        let secrets = self.online.app.secrets();
        if let Some((_, wrapped)) = self.made.iter().find(|(made, _)| *made == stream) {
            return secrets.unwrap(stream, wrapped).map_err(Failure::defect);
        }
        if let Some(key) = self.online.key(stream)? {
            return Ok(key);
        }
        self.online.refuse_erased(stream)?;
        let key = secrets.new_record_key(stream).map_err(Failure::outage)?;
        self.made.push((stream, secrets.wrap(stream, &key).map_err(Failure::outage)?));
        Ok(key)
    }
}

impl Records for Online<'_> {
    fn case(&mut self, id: CaseId) -> Result<Option<Arc<Case>>, Failure> {
        let Some(stored) = self.stored(id.stream())? else { return Ok(None) };
        let facts = facts(&stored.entries, None)?;
        Case::fold(id, &facts).map(|case| Some(Arc::new(case))).map_err(Failure::defect)
    }

    fn person(&mut self, id: PersonId) -> Result<Option<Arc<Person>>, Failure> {
        let Some(stored) = self.stored(id.stream())? else { return Ok(None) };
        let key = self.key(id.stream())?;
        let facts = facts(&stored.entries, key.as_ref())?;
        Person::fold(facts).map(|person| Some(Arc::new(person))).map_err(Failure::defect)
    }

    fn message(&mut self, id: MessageId) -> Result<Option<Arc<Message>>, Failure> {
        let Some(stored) = self.stored(id.stream())? else { return Ok(None) };
        let key = self.key(id.stream())?;
        let facts = facts(&stored.entries, key.as_ref())?;
        Message::fold(facts).map(|message| Some(Arc::new(message))).map_err(Failure::defect)
    }

    fn staff(&mut self, id: StaffId) -> Result<Option<Arc<Staff>>, Failure> {
        let Some(stored) = self.stored(id.stream())? else { return Ok(None) };
        let key = self.key(id.stream())?;
        let facts = facts(&stored.entries, key.as_ref())?;
        Ok(Some(Arc::new(Staff::fold(id, &facts))))
    }

    fn service(&mut self, id: ServiceId) -> Result<Service, Failure> {
        let Some(stored) = self.stored(id.stream())? else { return Ok(Service::unknown(id)) };
        let key = self.key(id.stream())?;
        let facts = facts(&stored.entries, key.as_ref())?;
        Ok(Service::fold(id, &facts))
    }

    fn prosecutor_act(&mut self, id: ProsecutorActId) -> Result<ProsecutorAct, Failure> {
        let Some(stored) = self.stored(id.stream())? else {
            return Ok(ProsecutorAct::unknown(id));
        };
        let key = self.key(id.stream())?;
        let facts = facts(&stored.entries, key.as_ref())?;
        Ok(ProsecutorAct::fold(id, &facts))
    }

    fn time_study(&mut self, id: TimeStudyId) -> Result<TimeStudy, Failure> {
        let Some(stored) = self.stored(id.stream())? else { return Ok(TimeStudy::unknown(id)) };
        Ok(TimeStudy::fold(id, &facts(&stored.entries, None)?))
    }

    fn employer(&mut self, id: EmployerId) -> Result<Employer, Failure> {
        let Some(stored) = self.stored(id.stream())? else { return Ok(Employer::unknown(id)) };
        let key = self.key(id.stream())?;
        let facts = facts(&stored.entries, key.as_ref())?;
        Ok(Employer::fold(id, &facts))
    }

    fn holder(&mut self, claim: &str) -> Result<Option<StreamId>, Failure> {
        self.reader.claim(claim).map_err(Failure::outage)
    }

    fn people_with(&mut self, tokens: &[String]) -> Result<Vec<PersonId>, Failure> {
        let key = self.app.posting_key();
        let tokens: Vec<i64> = tokens.iter().map(|token| key.posting(token)).collect();
        query::people_with_any(&self.reader, &tokens).map_err(Failure::outage)
    }

    fn cases_of(&mut self, person: PersonId) -> Result<Vec<CaseId>, Failure> {
        // Joined records are one person's, and so are the cases of both.
        let mut persons = vec![person];
        for merge in query::merges_of(&self.reader, &[person]).map_err(Failure::outage)? {
            persons.extend([merge.main, merge.other].into_iter().filter(|_| merge.is_joined));
        }
        let mut cases: Vec<CaseId> = Vec::new();
        for person in persons {
            let rows = query::cases_of_person(&self.reader, person).map_err(Failure::outage)?;
            cases.extend(rows.into_iter().map(|row| row.case_id));
        }
        cases.sort_unstable();
        cases.dedup();
        Ok(cases)
    }

    fn cases_numbered(&mut self, court: &str, number: &str) -> Result<Vec<CaseId>, Failure> {
        let filter = query::CaseFilter {
            number: Some(number.to_owned()),
            ..query::CaseFilter::all(query::Scope::Everything)
        };
        let page = query::Page::first(NUMBERED_MAX);
        let listed = query::cases(&self.reader, &filter, query::CaseOrder::Newest, page)
            .map_err(Failure::outage)?;
        let mut cases = Vec::new();
        for row in listed.rows {
            let case = self.case(row.case_id)?;
            cases.extend(case.filter(|case| case.opening.court == court).map(|case| case.id));
        }
        cases.sort_unstable();
        Ok(cases)
    }

    fn wearers(&mut self, device: &str) -> Result<Vec<CaseId>, Failure> {
        query::wearers(&self.reader, device).map_err(Failure::outage)
    }

    fn messages_of(&mut self, case: CaseId) -> Result<Vec<MessageId>, Failure> {
        let filter =
            query::MessageFilter { case_id: Some(case), ..query::MessageFilter::default() };
        let page = query::Page::first(query::ROWS_MAX);
        let listed = query::messages(&self.reader, &filter, page).map_err(Failure::outage)?;
        Ok(listed.rows.into_iter().map(|row| row.message_id).collect())
    }

    fn open_reviews(&mut self) -> Result<Vec<MessageId>, Failure> {
        let page = query::Page::first(query::ROWS_MAX);
        let listed = query::reviews(&self.reader, "open", None, page).map_err(Failure::outage)?;
        Ok(listed.rows.into_iter().map(|row| row.message_id).collect())
    }

    fn open_needs(&mut self) -> Result<BTreeSet<(OfficeCode, String)>, Failure> {
        let needs = query::needs(&self.reader, Some("open"), None).map_err(Failure::outage)?;
        Ok(needs.into_iter().map(|need| (need.office, need.indicator)).collect())
    }

    fn need(&mut self, id: NeedId) -> Result<Need, Failure> {
        let Some(stored) = self.stored(id.stream())? else { return Ok(Need::default()) };
        Need::fold(facts(&stored.entries, None)?).map_err(Failure::defect)
    }

    fn law_draft(&mut self, id: TableId) -> Result<Draft, Failure> {
        let Some(stored) = self.stored(id.stream())? else { return Ok(Draft::default()) };
        let key = self.key(id.stream())?;
        Ok(Draft::fold(&facts(&stored.entries, key.as_ref())?))
    }

    fn project(&mut self, id: ProjectId) -> Result<Project, Failure> {
        let Some(stored) = self.stored(id.stream())? else { return Ok(Project::default()) };
        Project::fold(facts(&stored.entries, None)?).map_err(Failure::defect)
    }

    fn candidates(
        &mut self,
        office: &OfficeCode,
        meta: &CommandMeta,
    ) -> Result<Vec<Candidate>, Failure> {
        let except = unknown_to(&self.reader, meta).map_err(Failure::outage)?;
        self.app.candidates(&self.reader, office, &except)
    }

    fn covering(&mut self, staff: StaffId, from: Date) -> Result<Vec<Covering>, Failure> {
        let rows = query::leaves_covered_by(&self.reader, staff, from).map_err(Failure::outage)?;
        let covering = |row: query::LeaveRow| Covering {
            staff: row.staff_id,
            from_on: row.from_on,
            until_on: row.until_on,
        };
        Ok(rows.into_iter().map(covering).collect())
    }

    fn busy(&mut self, holder: StaffId, on: Date) -> Result<Vec<Busy>, Failure> {
        let zone = self.app.zone();
        let next = on.tomorrow().map_err(Failure::defect)?;
        let (from, until) = (zone.start_of(on), zone.start_of(next));
        let scope = query::Scope::Officer(holder);
        let rows = query::appointments(&self.reader, &scope, from, until, &["planned"])
            .map_err(Failure::outage)?;
        let mut busy = Vec::new();
        for row in rows {
            let case = self.case(row.case.case_id)?;
            let id = AppointmentId(row.appointment_id);
            let found = case.as_ref().and_then(|case| case.find_appointment(id));
            busy.extend(found.map(|one| Busy {
                appointment: id,
                begins_at: one.begins_at,
                minutes: one.minutes,
                session: one.session(),
            }));
        }
        Ok(busy)
    }

    fn papers_of(&mut self, case: CaseId) -> Result<Vec<String>, Failure> {
        let Some(stored) = self.stored(case.stream())? else { return Ok(Vec::new()) };
        let facts = facts::<CaseFact>(&stored.entries, None)?;
        Ok(facts.iter().filter_map(|one| one.fact.paper()).map(str::to_owned).collect())
    }

    fn notebook(&mut self, id: NotebookId) -> Result<Notebook, Failure> {
        let Some(stored) = self.stored(id.stream())? else { return Ok(Notebook::empty(id)) };
        let key = self.key(id.stream())?;
        let facts = facts(&stored.entries, key.as_ref())?;
        Ok(Notebook::fold(id, &facts))
    }

    fn beside(&mut self, case: CaseId) -> Result<Vec<StreamId>, Failure> {
        let notebooks = query::notebooks_of(&self.reader, case).map_err(Failure::outage)?;
        let wishes = query::wishes_of(&self.reader, case).map_err(Failure::outage)?;
        let wishes = wishes.into_iter().map(|row| row.wish_id.stream());
        Ok(notebooks.into_iter().map(|row| row.notebook_id.stream()).chain(wishes).collect())
    }

    fn wish(&mut self, id: WishId) -> Result<Wish, Failure> {
        let Some(stored) = self.stored(id.stream())? else { return Ok(Wish::unknown(id)) };
        let key = self.key(id.stream())?;
        let facts = facts(&stored.entries, key.as_ref())?;
        Ok(Wish::fold(id, &facts))
    }

    fn holding(&mut self, case: CaseId) -> Result<Vec<Recorded<CaseFact>>, Failure> {
        let Some(stored) = self.stored(case.stream())? else { return Ok(Vec::new()) };
        in_force(facts(&stored.entries, None)?).map_err(Failure::defect)
    }

    fn sessions_of(&mut self, specialist: StaffId) -> Result<Vec<(Timestamp, u16)>, Failure> {
        let rows = query::sessions(&self.reader, specialist, None).map_err(Failure::outage)?;
        Ok(rows.into_iter().map(|row| (row.begins_at, row.minutes)).collect())
    }

    fn blob(&mut self, digest: &str) -> Result<Option<Vec<u8>>, Failure> {
        self.app.blob(&self.reader, digest)
    }
}
