//! Requests to other states to supervise a client, as the case, its page, the day of a head and the
//! list of all that are pending show them.

use bagyt_casework::abroad::{Abroad, Step};
use bagyt_casework::codes::{AbroadAwaits, AbroadGround, AbroadStatus};
use bagyt_casework::entries::Mark;
use bagyt_casework::fact::CaseFact;
use bagyt_core::command::Purpose;
use bagyt_core::identity::CaseId;
use bagyt_store::query::{self, AbroadRow};
use jiff::ToSpan;
use jiff::civil::Date;

use super::reading::Read;
use super::request::{fact_of, words};
use super::today::{Asked, TodayItem, TodayKind};
use crate::App;
use crate::execute::Online;
use crate::outcome::Failure;
use crate::policy::Relation;
use crate::role::Action;
use crate::user::User;

/// A request to another state with what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AbroadItem {
    /// Its version in the case.
    pub version: u32,
    /// When it was sent.
    pub asked_on: Date,
    /// Which state, two letters of ISO 3166-1.
    pub country: String,
    /// The authority that was asked; empty where it was forgotten.
    pub authority: String,
    /// Why there.
    pub ground: AbroadGround,
    /// The day on which the client agreed; none where no consent was needed.
    pub consented_on: Option<Date>,
    /// The service's number of the letter.
    pub number: String,
    /// What the request rests on.
    pub words: String,
    /// How it stands.
    pub status: AbroadStatus,
    /// What is awaited next, and the last day for it.
    pub awaits: Option<(AbroadAwaits, Date)>,
    /// What became of it, the earliest first.
    pub steps: Vec<AbroadStepItem>,
}

/// What became of a request to another state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AbroadStepItem {
    /// Its day.
    pub on: Date,
    /// What was done.
    pub step: Step,
    /// The number of the other side's letter; empty where there is none.
    pub number: String,
    /// What was said about it.
    pub words: String,
}

/// The requests of which something is awaited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AbroadPage {
    /// The requests, by the day for what is awaited.
    pub lines: Vec<AbroadLine>,
}

/// A request of which something is awaited, as the list shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AbroadLine {
    /// The case; none for a reader who sees no case.
    pub case: Option<CaseId>,
    /// The client's names; empty for a reader who does not see them.
    pub name: String,
    /// Code of the office that has the case.
    pub office: String,
    /// Which state, two letters of ISO 3166-1.
    pub country: String,
    /// Why there.
    pub ground: Option<AbroadGround>,
    /// When it was sent.
    pub asked_on: Date,
    /// What is awaited.
    pub awaits: Option<AbroadAwaits>,
    /// The last day for it.
    pub awaited_by: Date,
    /// Days until then, negative once it is over.
    pub days_left: i64,
}

/// Returns the requests of a case to other states, the newest first.
pub(super) fn abroad(read: &Read) -> Vec<AbroadItem> {
    read.case.abroad_all().map(|one| item(read, one)).collect()
}

fn item(read: &Read, one: Abroad<'_>) -> AbroadItem {
    let request = one.request;
    let asked = match fact_of(read, request.mark) {
        Some(CaseFact::AbroadAsked(fact)) => Some(fact),
        _ => None,
    };
    let private = asked.and_then(|fact| fact.private.clone()).unwrap_or_default();
    let steps = read.case.abroad_steps(request).map(|step| {
        let (number, words) = said(read, step.mark);
        AbroadStepItem { on: step.mark.on, step: step.step, number, words }
    });
    AbroadItem {
        version: request.mark.version,
        asked_on: request.mark.on,
        country: request.country.clone(),
        authority: private.authority,
        ground: request.ground,
        consented_on: asked.and_then(|fact| fact.consented_on),
        number: asked.map(|fact| fact.number.clone()).unwrap_or_default(),
        words: private.words,
        status: one.status,
        awaits: one.awaits,
        steps: steps.collect(),
    }
}

/// The number and the words of an entry that says what became of a request.
fn said(read: &Read, mark: Mark) -> (String, String) {
    let (number, private) = match fact_of(read, mark) {
        Some(CaseFact::AbroadAcknowledged(fact)) => (fact.number.clone(), fact.private.as_ref()),
        Some(CaseFact::AbroadAccepted(fact)) => (fact.number.clone(), fact.private.as_ref()),
        Some(CaseFact::AbroadRefused(fact)) => (fact.number.clone(), fact.private.as_ref()),
        Some(CaseFact::AbroadWithdrawn(fact)) => (None, fact.private.as_ref()),
        Some(CaseFact::AbroadReturned(fact)) => (fact.number.clone(), fact.private.as_ref()),
        _ => (None, None),
    };
    (number.unwrap_or_default(), words(private))
}

impl App {
    /// Returns the requests to other states of which something is awaited, of all offices that the
    /// reader leads; for a reader who sees no case, without whom they are about.
    ///
    /// # Errors
    ///
    /// [`Failure::Denied`]; outages.
    pub fn transfers_abroad(&self, user: &User) -> Result<AbroadPage, Failure> {
        let scope = self.scope(user, Action::ViewTransfersAbroad)?;
        let online = Online::new(self)?;
        let rows = query::abroad_awaited(&online.reader, &scope, None, &user.unknown_cases());
        let rows = rows.map_err(Failure::outage)?;
        drop(online);
        let lines: Vec<AbroadLine> =
            rows.into_iter().filter_map(|row| self.abroad_line(user, row)).collect();
        let subjects = lines.iter().filter_map(|line| line.case).map(CaseId::stream);
        self.log_access(user, Purpose::Oversight, "transfers-abroad", subjects)?;
        Ok(AbroadPage { lines })
    }

    fn abroad_line(&self, user: &User, row: AbroadRow) -> Option<AbroadLine> {
        let head = row.case;
        let relation =
            user.relation_to(head.case_id, &head.office.0, head.officer, head.restricted);
        // That a restricted case waits for an answer is no secret; whose it is may be one.
        let unrestricted = Relation { restricted: false, ..relation };
        if !self.policy().allows(user.role, Action::ViewTransfersAbroad, unrestricted) {
            return None;
        }
        let is_seen = self.policy().allows(user.role, Action::ViewCase, relation);
        Some(AbroadLine {
            case: is_seen.then_some(head.case_id),
            name: head.name.filter(|_| is_seen).unwrap_or_default(),
            office: head.office.0,
            country: row.country,
            ground: AbroadGround::find(&row.ground),
            asked_on: row.asked_on,
            awaits: AbroadAwaits::find(&row.awaits),
            awaited_by: row.awaited_by,
            days_left: self.days_left(row.awaited_by),
        })
    }

    /// Requests to other states of which something is awaited in the next days.
    pub(super) fn add_abroad(
        &self,
        asked: &Asked<'_>,
        items: &mut Vec<TodayItem>,
    ) -> Result<(), Failure> {
        let until = self.zone().day_of(asked.until).saturating_add((-1).days());
        let except = asked.user.unknown_cases();
        let rows = query::abroad_awaited(&asked.online.reader, &asked.scope, Some(until), &except);
        for row in rows.map_err(Failure::outage)? {
            let (kind, on) = (TodayKind::Abroad, row.awaited_by);
            let mut item = self.item(kind, &row.case, self.zone().start_of(on), on);
            item.detail = row.awaits;
            item.version = row.version;
            items.push(item);
        }
        Ok(())
    }
}
