//! Forgetting who a person was: who may ask and decide, and the destroying of the keys.
//!
//! The fact comes first, then the contents, then the keys. A process that ends in between leaves an
//! approved erasure whose keys still stand; it is carried out to its end when the record is opened.

use bagyt_core::command::Purpose;
use bagyt_core::identity::{CaseId, CommandId, PersonId, StreamId};
use bagyt_exchange::erasure::{DecideErasure, erased_streams};
use bagyt_exchange::person::Person;
use bagyt_store::query;

use crate::App;
use crate::command::Command;
use crate::evidence::digest_of;
use crate::execute::Online;
use crate::outcome::Failure;
use crate::policy::Relation;
use crate::records::{Answer, Records};
use crate::role::Action;
use crate::second_factor::Confirmation;
use crate::user::User;

/// How a person at work stands to the record of a client.
pub(crate) struct ErasureRelation {
    pub(crate) person: PersonId,
    pub(crate) row: query::CaseRow,
    /// To ask.
    pub(crate) asking: Relation,
    /// To decide.
    pub(crate) deciding: Relation,
}

impl App {
    /// Asks that it be forgotten who the client of a case was.
    ///
    /// # Errors
    ///
    /// [`Failure::NotFound`] and [`Failure::Denied`], then what holds the record.
    pub fn ask_erasure(&self, user: &User, id: CommandId, case: CaseId) -> Result<Answer, Failure> {
        let relation = self.erasure_relation(user, case)?;
        self.require(user, Action::AskErasure, relation.asking)?;
        let meta = self.meta(user, id, Purpose::Oversight);
        self.execute(&meta, &Command::AskErasure { person: relation.person })
    }

    /// Approves or refuses that it be forgotten who the client of a case was; an approval is
    /// confirmed by signing in anew, and is carried out when this returns.
    ///
    /// # Errors
    ///
    /// [`Failure::NotFound`] and [`Failure::Denied`], those of a wrong confirmation, then what
    /// holds the record.
    pub fn decide_erasure(
        &self,
        user: &User,
        id: CommandId,
        case: CaseId,
        (approved, words): (bool, String),
        confirmation: Confirmation<'_>,
    ) -> Result<Answer, Failure> {
        let relation = self.erasure_relation(user, case)?;
        self.require(user, Action::DecideErasure, relation.deciding)?;
        if approved {
            self.confirm(user, confirmation)?;
        }
        let person = relation.person;
        let decide = DecideErasure { decided_by: user.staff, approved, words };
        let meta = self.meta(user, id, Purpose::Oversight);
        let answer = self.execute(&meta, &Command::DecideErasure { person, decide })?;
        self.forget(person)?;
        Ok(answer)
    }

    /// How somebody stands to the client of a case. Who is excluded from any case of that client is
    /// told that there is none.
    pub(crate) fn erasure_relation(
        &self,
        user: &User,
        case: CaseId,
    ) -> Result<ErasureRelation, Failure> {
        let mut online = Online::new(self)?;
        let row = query::case_by_id(&online.reader, case).map_err(Failure::outage)?;
        let row = row.ok_or(Failure::NotFound)?;
        let person = row.person_id;
        let excluded = &user.own_access.excluded;
        if online.cases_of(person)?.iter().any(|one| excluded.contains(one)) {
            return Err(Failure::NotFound);
        }
        let asked_by = online.person(person)?.and_then(|person| person.erasure.as_ref()?.asked_by);
        let asking = user.relation_to(case, &row.office.0, row.officer, row.restricted);
        let deciding = Relation { own_act: asked_by == Some(user.staff), ..asking };
        Ok(ErasureRelation { person, row, asking, deciding })
    }

    /// Destroys what an approved erasure names; does nothing where none is approved.
    fn forget(&self, person: PersonId) -> Result<(), Failure> {
        let state = Online::new(self)?.person(person)?;
        let state = state.as_deref().map(Person::erased);
        let Some(Some(approved)) = state else { return Ok(()) };
        let streams: Vec<StreamId> = erased_streams(person, approved);
        let contents: Vec<[u8; 32]> =
            approved.contents.iter().filter_map(|digest| digest_of(digest)).collect();
        // Nothing of a person outlives an erasure beside the record, whatever stands in it.
        self.forget_drafts(&approved.cases)?;
        self.forget_sheets()?;
        let _rest = self.known.rest();
        self.store.erase(&streams, &contents).map_err(Failure::outage)
    }

    /// Carries out what was approved and not carried out to its end.
    pub(crate) fn finish_erasures(&self) -> Result<(), Failure> {
        let reader = self.store.read().map_err(Failure::outage)?;
        let unfinished = query::unfinished_erasures(&reader).map_err(Failure::outage)?;
        let has_erasures = query::has_erasures(&reader).map_err(Failure::outage)?;
        drop(reader);
        unfinished.into_iter().try_for_each(|person| self.forget(person))?;
        if has_erasures {
            // The process may have ended after the keys went, and before the log was emptied.
            self.store.erase(&[], &[]).map_err(Failure::outage)?;
        }
        Ok(())
    }
}
