//! Programmes of the catalogue, and those of a client, as the case, its page and the day show them.

use std::collections::BTreeMap;

use bagyt_casework::codes::ProgrammeStatus;
use bagyt_casework::entries::Mark;
use bagyt_casework::fact::{CaseFact, Task};
use bagyt_casework::programme::{Programme, Step};
use bagyt_store::query;
use jiff::ToSpan;
use jiff::civil::Date;

use super::reading::Read;
use super::request::{fact_of, words};
use super::today::{Asked, TodayItem, TodayKind};
use crate::App;
use crate::outcome::Failure;

/// A programme of the catalogue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CatalogueItem {
    /// Its code.
    pub code: String,
    /// Its name, by language.
    pub name: BTreeMap<String, String>,
    /// How many sessions it has.
    pub sessions: u16,
    /// Codes of the needs that it answers.
    pub needs: Vec<String>,
    /// How far it was validated: `validated`, `own` or `not_validated`.
    pub standing: String,
}

/// A client's programme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProgrammeItem {
    /// Version of the enrolment.
    pub version: u32,
    /// When the client was enrolled.
    pub enrolled_on: Date,
    /// Code of the programme.
    pub code: String,
    /// How many sessions it has.
    pub sessions: u16,
    /// How many the client attended.
    pub attended: u16,
    /// Why.
    pub words: String,
    /// How it stands.
    pub status: ProgrammeStatus,
    /// The day of the next session.
    pub next_on: Option<Date>,
    /// Its steps, the earliest first, with what was said.
    pub steps: Vec<(Date, Step, String)>,
}

/// Returns the programmes of a case, the newest first.
pub(super) fn programmes(read: &Read) -> Vec<ProgrammeItem> {
    let all = read.case.support().programmes.programmes.iter().rev();
    all.map(|one| item(read, one)).collect()
}

fn item(read: &Read, programme: &Programme) -> ProgrammeItem {
    let case = &read.case;
    ProgrammeItem {
        version: programme.mark.version,
        enrolled_on: programme.mark.on,
        code: programme.code.clone(),
        sessions: programme.sessions,
        attended: case.sessions_attended(programme),
        words: said(read, programme.mark),
        status: case.programme_status(programme),
        next_on: case.next_session_on(programme),
        steps: case
            .programme_steps(programme)
            .map(|step| (step.mark.on, step.step, said(read, step.mark)))
            .collect(),
    }
}

/// What was said in an entry about a programme.
fn said(read: &Read, mark: Mark) -> String {
    fact_of(read, mark).map_or_else(String::new, |fact| match fact {
        CaseFact::ProgrammeEnrolled(fact) => words(fact.private.as_ref()),
        CaseFact::ProgrammeAttended(fact) => words(fact.private.as_ref()),
        CaseFact::ProgrammeEnded(fact) => words(fact.private.as_ref()),
        _ => String::new(),
    })
}

impl App {
    /// Returns every programme that the catalogue has or had, in its order; of each its newest row.
    pub fn catalogue(&self) -> Vec<CatalogueItem> {
        let tables = self.tables();
        tables.support().catalogue()
    }

    /// Returns the programmes in which a client can be enrolled today.
    pub fn open_programmes(&self) -> Vec<CatalogueItem> {
        let tables = self.tables();
        tables.support().catalogue_on(self.today())
    }

    /// Sessions of programmes of the officer's clients.
    pub(super) fn add_programmes(
        &self,
        asked: &Asked<'_>,
        items: &mut Vec<TodayItem>,
    ) -> Result<(), Failure> {
        let until = self.zone().day_of(asked.until).saturating_add((-1).days());
        let rows = query::programmes_awaited(&asked.online.reader, &asked.scope, until);
        for row in rows.map_err(Failure::outage)? {
            if self.may_see(asked.user, &row.case) {
                let (kind, at) = (TodayKind::Programme, self.zone().start_of(row.next_on));
                let item = self.item(kind, &row.case, at, row.next_on);
                let task = Some(Task::Programme { programme: row.version });
                let (version, detail) = (row.version, row.programme);
                items.push(TodayItem { version, detail, task, ..item });
            }
        }
        Ok(())
    }
}
