//! Weak figures and the training needs that were raised from them.

use std::collections::{BTreeMap, BTreeSet};

use bagyt_academy::fact::{Answer as NeedAnswer, NeedFact};
use bagyt_academy::need::{self, AnswerNeed, Figure, Need, RaiseNeed};
use bagyt_core::command::Purpose;
use bagyt_core::identity::{CommandId, NeedId, OfficeCode};
use bagyt_measure::gap::Breakdown;
use bagyt_measure::indicator::{ActsByRow, acts_by_row};
use bagyt_store::query::{self, Scope};
use jiff::civil::Date;

use super::{answered, rows_behind};
use crate::App;
use crate::command::Command;
use crate::execute::Online;
use crate::outcome::{Failure, Refused};
use crate::read_stream::facts;
use crate::records::Answer;
use crate::role::Action;
use crate::user::User;

/// A figure that a rule of the academy calls weak.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WeakItem {
    /// Code of the office.
    pub office: String,
    /// Code of the indicator.
    pub indicator: String,
    /// Name of the indicator by language.
    pub indicator_name: BTreeMap<String, String>,
    /// Code of the competence that it points to.
    pub competence: String,
    /// Name of the competence by language.
    pub competence_name: BTreeMap<String, String>,
    /// The share, in thousandths.
    pub value_permille: u32,
    /// The share that the rule asks for.
    pub threshold_permille: u32,
    /// Of how many it is the share.
    pub cases: u64,
    /// The month: year * 12 + month - 1.
    pub month: i64,
    /// Codes of the law rows behind it; with office and month they open to the entries.
    pub rows: Vec<String>,
    /// Whether a need of it is open.
    pub has_need: bool,
    /// Whether the reader may raise one.
    pub may_raise: bool,
}

/// A training need.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NeedItem {
    /// The need.
    pub need: NeedId,
    /// Code of the office.
    pub office: String,
    /// Code of the indicator.
    pub indicator: String,
    /// Name of the indicator by language.
    pub indicator_name: BTreeMap<String, String>,
    /// Code of the competence.
    pub competence: String,
    /// Name of the competence by language.
    pub competence_name: BTreeMap<String, String>,
    /// The share when it was raised, in thousandths.
    pub value_permille: u32,
    /// The share of the same month as it is known now; none if nothing was decided in it.
    pub now_permille: Option<u32>,
    /// The share that the rule asked for.
    pub threshold_permille: u32,
    /// Of how many it was the share.
    pub cases: u64,
    /// The month: year * 12 + month - 1.
    pub month: i64,
    /// Position of the journal at which the share was counted.
    pub position: u64,
    /// Codes of the law rows behind it.
    pub rows: Vec<String>,
    /// When it was raised.
    pub raised_on: Date,
    /// `open` or `answered`.
    pub status: String,
    /// Code of the answer, once there is one.
    pub answer: Option<String>,
    /// Whether the reader may answer it or have it counted again.
    pub may_answer: bool,
}

/// Weak figures and training needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NeedsPage {
    /// The weak figures, the largest shortfall first.
    pub weak: Vec<WeakItem>,
    /// The needs, the newest first.
    pub needs: Vec<NeedItem>,
    /// Position of the journal at which the figures were counted.
    pub position: u64,
}

impl App {
    /// Returns weak figures and training needs of the offices that the reader may know of.
    ///
    /// # Errors
    ///
    /// [`Failure::Denied`]; outages.
    pub fn needs(&self, user: &User) -> Result<NeedsPage, Failure> {
        let scope = self.scope(user, Action::ViewNeeds)?;
        let online = Online::new(self)?;
        let reader = &online.reader;
        let figures = self.figures(reader, &scope, Breakdown::OfficeAndMonth)?;
        let stored = query::needs(reader, None, None).map_err(Failure::outage)?;
        let stored: Vec<_> =
            stored.into_iter().filter(|row| is_within(&scope, &row.office)).collect();
        let open: BTreeSet<(&str, &str)> = stored
            .iter()
            .filter(|row| row.status == need::Status::Open.code())
            .map(|row| (row.office.0.as_str(), row.indicator.as_str()))
            .collect();
        let weak = figures.weak(self);
        let weak = weak.into_iter().map(|proposed| {
            let figure = proposed.figure;
            let office = figure.office.0;
            let relation = user.relation(&office, None, false);
            WeakItem {
                indicator_name: self.indicator_name(&figure.indicator),
                competence_name: self.competence_name(&proposed.competence),
                has_need: open.contains(&(office.as_str(), figure.indicator.as_str())),
                may_raise: self.policy().allows(user.role, Action::RaiseNeed, relation),
                rows: figures.rows_of(self, &figure.indicator),
                competence: proposed.competence,
                value_permille: figure.value_permille,
                threshold_permille: proposed.threshold_permille,
                cases: figure.cases,
                month: figure.month,
                indicator: figure.indicator,
                office,
            }
        });
        let weak = weak.collect();
        let mut needs = Vec::with_capacity(stored.len());
        for row in stored.iter() {
            needs.extend(self.need_item(user, &online, row, &figures.acts)?);
        }
        Ok(NeedsPage { weak, needs, position: figures.position })
    }

    /// Raises a training need from an office's weak figure as it is counted now.
    ///
    /// # Errors
    ///
    /// [`Failure::Denied`]; [`Failure::Refused`] where the figure is not weak or a need of it is
    /// open; outages.
    pub fn raise_need(
        &self,
        user: &User,
        id: CommandId,
        office: &str,
        indicator: &str,
    ) -> Result<Answer, Failure> {
        self.require(user, Action::RaiseNeed, user.relation(office, None, false))?;
        // The need takes the command's number, so that a form sent twice is one need.
        let need = NeedId(id.0);
        let online = Online::new(self)?;
        let is_same = |fact: &NeedFact| match fact {
            NeedFact::Raised(fact) => fact.office.0 == office && fact.indicator == indicator,
            _ => false,
        };
        if let Some(answer) = answered(&online, id, is_same)? {
            return Ok(answer);
        }
        let office = OfficeCode(office.to_owned());
        let scope = Scope::Office(office.clone());
        let figures = self.figures(&online.reader, &scope, Breakdown::OfficeAndMonth)?;
        drop(online);
        let weak = figures.weak(self).into_iter().map(|proposed| proposed.figure);
        let figure = weak
            .chain(figures.figures)
            .find(|figure| figure.indicator == indicator && figure.office == office);
        let figure = figure.ok_or_else(|| {
            let text = "nothing was decided in this office in the last months";
            Refused::new("no-figure", Some("indicator"), text)
        })?;
        let meta = self.meta(user, id, Purpose::Training);
        self.execute(&meta, &Command::RaiseNeed { need, raise: RaiseNeed { figure } })
    }

    /// Says how a training need is met.
    ///
    /// # Errors
    ///
    /// [`Failure::Denied`]; [`Failure::NotFound`]; [`Failure::Refused`] where it was answered
    /// already or the words are missing; outages.
    pub fn answer_need(
        &self,
        user: &User,
        id: CommandId,
        need: NeedId,
        answer: (NeedAnswer, String),
    ) -> Result<Answer, Failure> {
        self.need(user, need)?;
        self.require_somewhere(user, Action::AnswerNeed)?;
        let meta = self.meta(user, id, Purpose::Training);
        let (answer, words) = answer;
        self.execute(&meta, &Command::AnswerNeed { need, answer: AnswerNeed { answer, words } })
    }

    /// Records the figure of a training need as it is counted now.
    ///
    /// # Errors
    ///
    /// [`Failure::Denied`]; [`Failure::NotFound`]; [`Failure::Refused`] where the figure is what it
    /// was, nothing is decided in its month any more, or the need was answered; outages.
    pub fn remeasure_need(
        &self,
        user: &User,
        id: CommandId,
        need: NeedId,
    ) -> Result<Answer, Failure> {
        let item = self.need(user, need)?;
        self.require_somewhere(user, Action::AnswerNeed)?;
        let online = Online::new(self)?;
        let is_same = |fact: &NeedFact| matches!(fact, NeedFact::Remeasured(_));
        if let Some(answer) = answered(&online, id, is_same)? {
            return Ok(answer);
        }
        let office = OfficeCode(item.office);
        let scope = Scope::Office(office.clone());
        let months = (item.month, item.month);
        let figures = self.figures_of(&online.reader, &scope, Breakdown::Whole, months)?;
        drop(online);
        let gap = figures.gaps.iter().find(|gap| gap.code == item.indicator);
        let gap = gap.and_then(|gap| Some((gap.practice.in_time_permille()?, gap)));
        let (value_permille, gap) = gap.ok_or_else(|| {
            let text = "nothing is decided any more in this office and month";
            Refused::new("no-figure", Some("indicator"), text)
        })?;
        let figure = Figure {
            office,
            indicator: item.indicator,
            value_permille,
            cases: gap.practice.decided(),
            month: item.month,
            position: figures.position,
        };
        let meta = self.meta(user, id, Purpose::Training);
        self.execute(&meta, &Command::RemeasureNeed { need, figure })
    }

    /// Returns one training need of an office that the reader may know of.
    ///
    /// # Errors
    ///
    /// [`Failure::Denied`]; [`Failure::NotFound`]; outages.
    pub fn need(&self, user: &User, need: NeedId) -> Result<NeedItem, Failure> {
        let scope = self.scope(user, Action::ViewNeeds)?;
        let online = Online::new(self)?;
        let stored = query::needs(&online.reader, None, None).map_err(Failure::outage)?;
        let row = stored.iter().find(|row| row.need_id == need && is_within(&scope, &row.office));
        let acts = acts_by_row(self.tables().pack());
        let item = row.map(|row| self.need_item(user, &online, row, &acts)).transpose()?;
        item.flatten().ok_or(Failure::NotFound)
    }

    fn need_item(
        &self,
        user: &User,
        online: &Online<'_>,
        row: &query::NeedRow,
        acts: &ActsByRow,
    ) -> Result<Option<NeedItem>, Failure> {
        let Some(stored) = online.stored(row.need_id.stream())? else { return Ok(None) };
        let need = Need::fold(facts(&stored.entries, None)?).map_err(Failure::defect)?;
        let Some(raised) = need.raised else { return Ok(None) };
        let raised = raised.fact;
        let scope = Scope::Office(raised.office.clone());
        let months = (raised.month, raised.month);
        let figures = self.figures_of(&online.reader, &scope, Breakdown::Whole, months)?;
        let now = figures.gaps.iter().find(|gap| gap.code == raised.indicator);
        Ok(Some(NeedItem {
            need: row.need_id,
            indicator_name: self.indicator_name(&raised.indicator),
            competence_name: self.competence_name(&raised.competence),
            now_permille: now.and_then(|gap| gap.practice.in_time_permille()),
            rows: rows_behind(self, acts, &raised.indicator),
            office: raised.office.0,
            indicator: raised.indicator,
            competence: raised.competence,
            value_permille: raised.value_permille,
            threshold_permille: raised.threshold_permille,
            cases: raised.cases,
            month: raised.month,
            position: raised.position,
            raised_on: row.raised_on,
            status: row.status.clone(),
            answer: need.answer.map(|answer| answer.code().to_owned()),
            may_answer: need.answer.is_none() && self.may(user, Action::AnswerNeed),
        }))
    }
}

fn is_within(scope: &Scope, office: &OfficeCode) -> bool {
    match scope {
        Scope::Everything => true,
        Scope::Office(own) => own == office,
        Scope::Offices(offices) => offices.contains(office),
        Scope::Officer(_) | Scope::Case(_) => false,
    }
}
