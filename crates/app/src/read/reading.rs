//! Reading a case for a page: as it is known now, or as it was known at a position of the journal.
//!
//! What was known at position N is the fold of the entries up to N. Rights are always those of
//! today, and so is what is erased: a key that is gone opens no earlier entry either. The earlier
//! reading is computed with the tables that were in force at the position, so that the same page says
//! the same for ever, whatever is published later.

use std::sync::Arc;

use bagyt_casework::case::Case;
use bagyt_casework::fact::CaseFact;
use bagyt_core::fact::{Recorded, in_force};
use bagyt_core::identity::CaseId;
use bagyt_core::journal;
use bagyt_store::query;
use jiff::Timestamp;

use super::case::{CasePage, PersonBox};
use super::{CaseRow, last_day};
use crate::App;
use crate::execute::Online;
use crate::outcome::Failure;
use crate::read_stream::facts;
use crate::tables::Tables;
use crate::user::User;

/// As of when a page is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Earlier {
    /// Position of the last entry that counts.
    pub position: u64,
    /// When that entry was recorded.
    pub known_at: Timestamp,
}

/// A case as read, with its entries.
pub(crate) struct Read {
    pub(crate) case: Case,
    /// Every entry as it was recorded.
    pub(crate) facts: Vec<Recorded<CaseFact>>,
    /// The entries that hold, with the content that holds.
    pub(crate) holding: Vec<Recorded<CaseFact>>,
    pub(crate) row: CaseRow,
    /// The tables in force at the position that was read.
    pub(crate) tables: Arc<Tables>,
}

impl PersonBox {
    /// Puts the address and telephone that the client named at the registration in the place of
    /// those that came with the act.
    pub(crate) fn told_at_registration(mut self, holding: &[Recorded<CaseFact>]) -> Self {
        let named = holding.iter().rev().find_map(|recorded| match &recorded.fact {
            CaseFact::Registered(fact) => fact.private.clone(),
            _ => None,
        });
        if let Some(named) = named {
            self.address = named.address;
            self.phone = named.phone.unwrap_or(self.phone);
        }
        self
    }
}

/// Says when a position was written.
///
/// # Errors
///
/// [`Failure::NotFound`] for a position that has no entry; outages.
pub(crate) fn earlier(online: &Online<'_>, position: u64) -> Result<Earlier, Failure> {
    let entries = online.reader.entries(position, 1).map_err(Failure::outage)?;
    let entry = entries.first().filter(|entry| entry.seq == position).ok_or(Failure::NotFound)?;
    let known_at = journal::read(&entry.bytes).map_err(Failure::defect)?.recorded_at;
    Ok(Earlier { position, known_at })
}

impl App {
    /// Returns a case's page as it was known at a position of the journal: what was recorded later
    /// is left out, also where it says something of an earlier day. Nothing can be done from it.
    ///
    /// # Errors
    ///
    /// As [`App::case`]; [`Failure::NotFound`] also for a position that has no entry, and for a
    /// case that was opened later.
    pub fn case_at(&self, user: &User, id: CaseId, position: u64) -> Result<CasePage, Failure> {
        self.case_page(user, id, Some(position))
    }

    /// Reads a case that the person may see, with its private parts.
    pub(crate) fn read_case(
        &self,
        user: &User,
        online: &Online<'_>,
        id: CaseId,
    ) -> Result<Read, Failure> {
        self.read_case_until(user, online, id, None)
    }

    /// Reads a case that the person may see, up to a position of the journal.
    pub(super) fn read_case_until(
        &self,
        user: &User,
        online: &Online<'_>,
        id: CaseId,
        at: Option<u64>,
    ) -> Result<Read, Failure> {
        let row = query::case_by_id(&online.reader, id).map_err(Failure::outage)?;
        let row = row.ok_or(Failure::NotFound)?;
        let mut shown = self.shown(user, &row).ok_or(Failure::NotFound)?;
        if shown.stub {
            return Err(Failure::Denied);
        }
        let mut stored = online.stored(id.stream())?.ok_or(Failure::NotFound)?;
        stored.entries.retain(|(seq, _)| at.is_none_or(|at| *seq <= at));
        if stored.entries.is_empty() {
            return Err(Failure::NotFound);
        }
        let key = online.key(id.stream())?;
        let facts = facts(&stored.entries, key.as_ref())?;
        let case = Case::fold(id, &facts).map_err(Failure::defect)?;
        let tables = match at {
            None => self.tables(),
            Some(position) => self.tables_read_at(online, position)?,
        };
        if at.is_some() {
            self.set_back(&mut shown, &case, &tables)?;
        }
        let mut rows = [shown];
        self.name_officers(&online.reader, &mut rows)?;
        let [row] = rows;
        let holding = in_force(facts.clone()).map_err(Failure::defect)?;
        Ok(Read { case, facts, holding, row, tables })
    }

    /// Puts into a row what an earlier state of the case says.
    fn set_back(&self, row: &mut CaseRow, case: &Case, tables: &Tables) -> Result<(), Failure> {
        let count = |length: usize| u32::try_from(length).unwrap_or(u32::MAX);
        let term = case.term();
        row.office = case.office().0.clone();
        row.officer = case.officer();
        row.status = case.status().code().to_owned();
        row.risk = case.risk().map(|risk| risk.code().to_owned());
        (row.term_from, row.term_until) = (term.from, term.until);
        row.last_contact_on = case.last_contact_on();
        row.next_appointment_at = case.next_appointment_at();
        row.warnings = count(case.warnings.len());
        row.violations = count(case.violations.len());
        let clocks = self.clock_items(tables, case)?;
        let next = clocks.into_iter().find(|clock| clock.state == "open");
        row.next_due_on = next.as_ref().map(|clock| last_day(case.zone, clock.due_at));
        row.next_due_row = next.map(|clock| clock.row.code);
        Ok(())
    }

    pub(crate) fn person_box(
        &self,
        online: &Online<'_>,
        case: &Case,
    ) -> Result<PersonBox, Failure> {
        self.person_box_until(online, case, None)
    }

    /// Who the client is, as known at a position of the journal.
    pub(super) fn person_box_until(
        &self,
        online: &Online<'_>,
        case: &Case,
        at: Option<u64>,
    ) -> Result<PersonBox, Failure> {
        let id = case.opening.person;
        let key = online.key(id.stream())?;
        let mut entries =
            online.stored(id.stream())?.map(|stored| stored.entries).unwrap_or_default();
        entries.retain(|(seq, _)| at.is_none_or(|at| *seq <= at));
        let facts = facts(&entries, key.as_ref())?;
        let person = bagyt_exchange::person::Person::fold(facts).map_err(Failure::defect)?;
        Ok(PersonBox {
            person: Some(id),
            names: person.names.as_ref().map(|names| names.display()).unwrap_or_default(),
            birth_on: person.birth_on,
            national_no: person.national_no.unwrap_or_default(),
            sex: case.opening.sex.code().to_owned(),
            language: case.opening.language.clone(),
            address: person.address.unwrap_or_default(),
            phone: person.phone.unwrap_or_default(),
        })
    }
}
