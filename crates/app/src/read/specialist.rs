//! The work of psychologists and social workers, as the case, the specialist's own list and the day
//! show it. Attendance and what is recommended to the officer stand here; confidential notes do not.

use bagyt_casework::codes::{
    ContactPlace, Role, SessionForm, SessionOutcome, SpecialistStatus, SpecialistTask,
};
use bagyt_casework::entries::Mark;
use bagyt_casework::fact::CaseFact;
use bagyt_casework::specialist::{Session, SpecialistAsk, Step, is_specialist};
use bagyt_core::command::Purpose;
use bagyt_core::identity::{CaseId, OfficeCode, StaffId};
use bagyt_store::query::{self, CaseHead};
use jiff::Timestamp;
use jiff::civil::Date;

use super::reading::Read;
use super::request::{fact_of, words};
use super::today::{Asked, TodayItem, TodayKind};
use crate::App;
use crate::execute::Online;
use crate::outcome::Failure;
use crate::role::Action;
use crate::user::User;

/// A request to a specialist with what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpecialistItem {
    /// Its version in the case.
    pub version: u32,
    /// When the specialist was asked.
    pub asked_on: Date,
    /// Who.
    pub specialist: StaffId,
    /// How lists show them.
    pub name: String,
    /// For what.
    pub task: SpecialistTask,
    /// Why.
    pub words: String,
    /// How it stands.
    pub status: SpecialistStatus,
    /// The last day on which the answer is awaited.
    pub answer_by: Date,
    /// What became of it, the earliest first, with what was said.
    pub steps: Vec<(Date, Step, String)>,
    /// The sessions, the newest first.
    pub sessions: Vec<SessionItem>,
}

/// A session of a specialist.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionItem {
    /// Its version in the case.
    pub version: u32,
    /// When it begins.
    pub begins_at: Timestamp,
    /// How long it is to last, in minutes.
    pub minutes: u16,
    /// How it is held.
    pub form: SessionForm,
    /// Where.
    pub place: ContactPlace,
    /// What the client was told of it.
    pub words: String,
    /// What became of it, with what is recommended to the officer.
    pub result: Option<(SessionOutcome, String)>,
}

/// A colleague who can be asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpecialistChoice {
    /// Who.
    pub staff: StaffId,
    /// How lists show them.
    pub name: String,
    /// What they are.
    pub role: Role,
}

/// A client of a specialist.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnClient {
    /// The case.
    pub case: CaseId,
    /// The client's names.
    pub name: String,
    /// For what the specialist was asked.
    pub task: String,
    /// How it stands.
    pub status: String,
    /// When it was asked.
    pub asked_on: Date,
    /// The next session.
    pub next_at: Option<Timestamp>,
}

impl SpecialistItem {
    /// Whether the specialist is asked or works with the client.
    pub fn is_open(&self) -> bool {
        matches!(self.status, SpecialistStatus::AwaitingAnswer | SpecialistStatus::Taken)
    }
}

/// Returns the requests of a case to specialists, the newest first.
pub(super) fn specialists(
    app: &App,
    online: &Online<'_>,
    read: &Read,
) -> Result<Vec<SpecialistItem>, Failure> {
    let asks = read.case.support().care.asks.iter().rev();
    asks.map(|ask| item(app, online, read, ask)).collect()
}

fn item(
    app: &App,
    online: &Online<'_>,
    read: &Read,
    ask: &SpecialistAsk,
) -> Result<SpecialistItem, Failure> {
    let case = &read.case;
    let session = |one: &Session| SessionItem {
        version: one.mark.version,
        begins_at: one.begins_at,
        minutes: one.minutes,
        form: one.form,
        place: one.place,
        words: said(read, one.mark),
        result: case.session_result(one).map(|result| (result.outcome, said(read, result.mark))),
    };
    let own = case.support().care.sessions.iter().rev();
    Ok(SpecialistItem {
        version: ask.mark.version,
        asked_on: ask.mark.on,
        specialist: ask.specialist,
        name: app.colleague(online, ask.specialist)?,
        task: ask.task,
        words: said(read, ask.mark),
        status: case.ask_status(ask),
        answer_by: ask.answer_by,
        steps: case
            .ask_steps(ask)
            .map(|step| (step.mark.on, step.step, said(read, step.mark)))
            .collect(),
        sessions: own.filter(|one| one.request == ask.mark.version).map(session).collect(),
    })
}

/// What was said in an entry about a specialist's work.
fn said(read: &Read, mark: Mark) -> String {
    fact_of(read, mark).map_or_else(String::new, |fact| match fact {
        CaseFact::SpecialistAsked(fact) => words(fact.private.as_ref()),
        CaseFact::SpecialistAnswered(fact) => words(fact.private.as_ref()),
        CaseFact::SpecialistEnded(fact) => words(fact.private.as_ref()),
        CaseFact::SessionArranged(fact) => words(fact.private.as_ref()),
        CaseFact::SessionRecorded(fact) => words(fact.private.as_ref()),
        _ => String::new(),
    })
}

impl App {
    /// How lists show a colleague; empty for one who is not known.
    pub(super) fn colleague(&self, online: &Online<'_>, staff: StaffId) -> Result<String, Failure> {
        let posts = query::staff_by_id(&online.reader, staff).map_err(Failure::outage)?;
        Ok(posts.into_iter().next_back().map_or_else(String::new, |post| post.name))
    }

    /// Returns the psychologists and social workers of an office.
    ///
    /// # Errors
    ///
    /// Outages.
    pub fn specialists_of(&self, office: &OfficeCode) -> Result<Vec<SpecialistChoice>, Failure> {
        let online = Online::new(self)?;
        let rows = query::staff(&online.reader, Some(office), self.today());
        let choice = |row: query::StaffRow| {
            let role = Role::find(&row.role).filter(|role| is_specialist(*role))?;
            Some(SpecialistChoice { staff: row.staff_id, name: row.name, role })
        };
        Ok(rows.map_err(Failure::outage)?.into_iter().filter_map(choice).collect())
    }

    /// Returns the specialist's own clients: those who were asked for and those taken over.
    ///
    /// # Errors
    ///
    /// [`Failure::Denied`] for who has no clients of their own; outages.
    pub fn own_clients(&self, user: &User) -> Result<Vec<OwnClient>, Failure> {
        self.require_somewhere(user, Action::KeepSessions)?;
        let online = Online::new(self)?;
        let rows = query::asked_of(&online.reader, user.staff, &["awaiting_answer", "taken"]);
        let sessions = query::sessions(&online.reader, user.staff, None);
        let (rows, sessions) = (rows.map_err(Failure::outage)?, sessions.map_err(Failure::outage)?);
        drop(online);
        let now = self.now();
        let seen = rows.into_iter().filter(|row| self.may_see(user, &row.case));
        let client = |row: query::SpecialistRow| OwnClient {
            case: row.case.case_id,
            name: row.case.name.unwrap_or_default(),
            task: row.task,
            status: row.status,
            asked_on: row.asked_on,
            next_at: sessions
                .iter()
                .find(|one| one.case.case_id == row.case.case_id && now <= one.begins_at)
                .map(|one| one.begins_at),
        };
        let clients: Vec<OwnClient> = seen.map(client).collect();
        let subjects = clients.iter().map(|one| one.case.stream());
        self.log_access(user, Purpose::Supervision, "own-clients", subjects)?;
        Ok(clients)
    }

    /// Whether a person may see a case, of which a list has the head.
    pub(super) fn may_see(&self, user: &User, case: &CaseHead) -> bool {
        let relation =
            user.relation_to(case.case_id, &case.office.0, case.officer, case.restricted);
        self.policy().allows(user.role, Action::ViewCase, relation)
    }

    /// What a specialist has to do, and what an officer waits for from specialists.
    pub(super) fn add_specialists(
        &self,
        asked: &Asked<'_>,
        items: &mut Vec<TodayItem>,
    ) -> Result<(), Failure> {
        let (reader, zone, now) = (&asked.online.reader, self.zone(), self.now());
        let staff = asked.user.staff;
        let mut rows = Vec::new();
        // Nobody holds another specialist's sessions: what a colleague has to do here is not shown.
        let (waiting, sessions) = match asked.is_own() {
            true => (
                query::asked_of(reader, staff, &["awaiting_answer"]).map_err(Failure::outage)?,
                query::sessions(reader, staff, Some(asked.until)).map_err(Failure::outage)?,
            ),
            false => (Vec::new(), Vec::new()),
        };
        for row in waiting {
            let at = zone.start_of(row.answer_by);
            rows.push((TodayKind::SpecialistAsked, at, row.version, row.task, row.case));
        }
        for row in sessions {
            let kind = match row.begins_at < now {
                true => TodayKind::SessionOutcome,
                false => TodayKind::Session,
            };
            rows.push((kind, row.begins_at, row.version, row.form, row.case));
        }
        let silent = query::specialists_silent(reader, &asked.scope, self.today());
        for row in silent.map_err(Failure::outage)? {
            let at = zone.start_of(row.answer_by);
            rows.push((TodayKind::SpecialistSilent, at, row.version, row.task, row.case));
        }
        for (kind, at, version, detail, case) in rows {
            if self.may_see(asked.user, &case) {
                let item = self.item(kind, &case, at, zone.day_of(at));
                items.push(TodayItem { version, detail, ..item });
            }
        }
        Ok(())
    }
}
