//! The prosecutors' acts of supervision of an office, with the days by which they are answered.

use bagyt_casework::codes::{ProsecutorActKind, ProsecutorActOutcome, Role};
use bagyt_casework::prosecutor::{AnswerProsecutorAct, ReceiveProsecutorAct};
use bagyt_core::command::Purpose;
use bagyt_core::identity::{CommandId, OfficeCode, ProsecutorActId};
use bagyt_store::query::{self, ProsecutorActRow};
use jiff::civil::Date;

use super::today::{Asked, TodayItem, TodayKind};
use crate::App;
use crate::command::{Command, ProsecutorAction};
use crate::execute::Online;
use crate::outcome::Failure;
use crate::records::Answer;
use crate::role::Action;
use crate::user::User;

/// The acts of an office.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProsecutorActsPage {
    /// Code of the office.
    pub office: String,
    /// Offices that the reader may look at.
    pub offices: Vec<OfficeCode>,
    /// The acts: those that wait for an answer first, by its last day, then the newest.
    pub acts: Vec<ProsecutorActItem>,
    /// Whether the reader may register and answer acts.
    pub may_keep: bool,
}

/// An act of an office.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProsecutorActItem {
    /// Its identifier.
    pub act: ProsecutorActId,
    /// What kind of act it is.
    pub kind: Option<ProsecutorActKind>,
    /// The prosecutor's number.
    pub number: String,
    /// The day of the act.
    pub dated_on: Date,
    /// The day on which it came.
    pub received_on: Date,
    /// The last day of the answer.
    pub answer_by: Date,
    /// Whether the act itself states that day.
    pub is_stated: bool,
    /// Days until then, negative once it is over; none of an act that was answered.
    pub days_left: Option<i64>,
    /// Who signed it.
    pub signed: String,
    /// What it found and demands.
    pub words: String,
    /// The answer.
    pub answer: Option<ProsecutorAnswerItem>,
}

/// The answer to an act.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProsecutorAnswerItem {
    /// Its day.
    pub on: Date,
    /// Days after the last day; nought or fewer in time.
    pub days_late: i64,
    /// What was answered.
    pub outcome: Option<ProsecutorActOutcome>,
    /// The office's number.
    pub number: String,
    /// What was done, or why not.
    pub words: String,
}

impl App {
    /// Returns the acts of an office: the reader's own where none is named.
    ///
    /// # Errors
    ///
    /// [`Failure::Denied`]; [`Failure::NotFound`] for a reader without an office; outages.
    pub fn prosecutor_acts(
        &self,
        user: &User,
        office: Option<&OfficeCode>,
    ) -> Result<ProsecutorActsPage, Failure> {
        let offices = match user.role {
            Role::InterregionalHead => user.region_offices.clone(),
            _ => vec![user.office.clone()],
        };
        let office = office.or_else(|| offices.first()).ok_or(Failure::NotFound)?.clone();
        let relation = user.relation(&office.0, None, false);
        self.require(user, Action::ViewProsecutorActs, relation)?;
        let online = Online::new(self)?;
        let rows = query::prosecutor_acts(&online.reader, &office).map_err(Failure::outage)?;
        drop(online);
        let acts = rows.into_iter().map(|row| self.prosecutor_act_item(row)).collect();
        let may_keep = self.policy().allows(user.role, Action::KeepProsecutorActs, relation);
        Ok(ProsecutorActsPage { office: office.0, offices, acts, may_keep })
    }

    /// Returns one act of an office that the reader may look at, by its place in the list.
    ///
    /// # Errors
    ///
    /// [`Failure::NotFound`] if there is none; [`Failure::Denied`]; outages.
    pub fn prosecutor_act(
        &self,
        user: &User,
        id: ProsecutorActId,
    ) -> Result<(ProsecutorActsPage, usize), Failure> {
        let online = Online::new(self)?;
        let row = query::prosecutor_act_by_id(&online.reader, id).map_err(Failure::outage)?;
        drop(online);
        let office = row.ok_or(Failure::NotFound)?.office;
        let page = self.prosecutor_acts(user, Some(&office))?;
        let place = page.acts.iter().position(|one| one.act == id);
        Ok((page, place.ok_or(Failure::NotFound)?))
    }

    /// Registers an act that came to the reader's office.
    ///
    /// # Errors
    ///
    /// [`Failure::Denied`], then the words of the wing.
    pub fn receive_prosecutor_act(
        &self,
        user: &User,
        id: CommandId,
        receive: ReceiveProsecutorAct,
    ) -> Result<Answer, Failure> {
        let relation = user.relation(&receive.office.0, None, false);
        self.require(user, Action::KeepProsecutorActs, relation)?;
        let meta = self.meta(user, id, Purpose::Oversight);
        // A new one takes the command's number, so that a form sent twice is one act.
        let (act, receive) = (ProsecutorActId(id.0), ProsecutorAction::Receive(receive));
        self.execute(&meta, &Command::OfProsecutor { act, action: receive })
    }

    /// Records the answer to an act of the reader's office.
    ///
    /// # Errors
    ///
    /// [`Failure::NotFound`]; [`Failure::Denied`]; then the words of the wing.
    pub fn answer_prosecutor_act(
        &self,
        user: &User,
        id: CommandId,
        (act, answer): (ProsecutorActId, AnswerProsecutorAct),
    ) -> Result<Answer, Failure> {
        let (page, _) = self.prosecutor_act(user, act)?;
        let relation = user.relation(&page.office, None, false);
        self.require(user, Action::KeepProsecutorActs, relation)?;
        let meta = self.meta(user, id, Purpose::Oversight);
        let action = ProsecutorAction::Answer(answer);
        self.execute(&meta, &Command::OfProsecutor { act, action })
    }

    /// Acts of prosecutors that wait for the office's answer.
    pub(super) fn add_prosecutor_acts(
        &self,
        asked: &Asked<'_>,
        items: &mut Vec<TodayItem>,
    ) -> Result<(), Failure> {
        let rows = query::prosecutor_acts(&asked.online.reader, &asked.user.office);
        let rows = rows.map_err(Failure::outage)?.into_iter();
        for row in rows.filter(|row| row.answered_on.is_none()) {
            let (kind, on) = (TodayKind::ProsecutorAct, row.answer_by);
            let item = self.item_without_case(kind, self.zone().start_of(on), on);
            let subject = Some(row.act_id.0);
            items.push(TodayItem { name: row.signed, detail: row.kind, subject, ..item });
        }
        Ok(())
    }

    fn prosecutor_act_item(&self, row: ProsecutorActRow) -> ProsecutorActItem {
        let answer_by = row.answer_by;
        let late = |on: Date| i64::from((on - answer_by).get_days());
        ProsecutorActItem {
            act: row.act_id,
            kind: ProsecutorActKind::find(&row.kind),
            number: row.number,
            dated_on: row.dated_on,
            received_on: row.received_on,
            answer_by,
            is_stated: row.is_stated,
            days_left: row.answered_on.is_none().then(|| self.days_left(answer_by)),
            signed: row.signed,
            words: row.words,
            answer: row.answered_on.map(|on| ProsecutorAnswerItem {
                on,
                days_late: late(on),
                outcome: row.outcome.as_deref().and_then(ProsecutorActOutcome::find),
                number: row.answer_number.unwrap_or_default(),
                words: row.answer_words.unwrap_or_default(),
            }),
        }
    }
}
