//! The registration card and personal file of a case: attributes that change rules, circumstances
//! of the client's life.

use bagyt_casework::attribute::AttributeSpan;
use bagyt_casework::case::Case;
use bagyt_casework::clocks::law_domain;
use bagyt_casework::codes::{Aspect, Sex};
use bagyt_casework::fact::CaseFact;
use bagyt_core::command::Purpose;
use bagyt_core::fact::{Recorded, in_force};
use bagyt_core::identity::CaseId;
use bagyt_core::law;
use jiff::Timestamp;
use jiff::civil::Date;

use super::{CaseRow, PersonBox, ReminderBox, TimelineItem};
use crate::App;
use crate::execute::Online;
use crate::outcome::Failure;
use crate::role::Action;
use crate::user::User;

/// An attribute of the client with its days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AttributeItem {
    /// Its code in the law pack.
    pub attribute: String,
    /// First day; `None` where the court act stated it.
    pub from: Option<Date>,
    /// Last day on which it holds; `None` while it lasts.
    pub last: Option<Date>,
    /// What it rests on.
    pub evidence: Option<String>,
    /// The paper.
    pub words: Option<String>,
    /// Who established it; empty where the court act stated it.
    pub actor: String,
    /// Whether it holds today.
    pub holds: bool,
}

/// What a birth date suggests; nothing is written before an officer confirms it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AttributeProposal {
    /// Its code in the law pack.
    pub attribute: String,
    /// What is suggested.
    pub change: ProposedChange,
}

/// A change of an attribute that a birth date suggests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProposedChange {
    /// It holds from a day, perhaps until a last day.
    Begins {
        /// First day.
        from: Date,
        /// Last day.
        last: Option<Date>,
    },
    /// It no longer holds from a day on.
    Ended {
        /// First day on which it no longer holds.
        on: Date,
    },
}

/// A line of the card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineItem {
    /// Its code.
    pub line: String,
    /// What stands there.
    pub text: String,
}

/// How things are in one aspect of the client's life.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AspectItem {
    /// The aspect.
    pub aspect: Aspect,
    /// Since when.
    pub since: Date,
    /// Lines of the card.
    pub lines: Vec<LineItem>,
    /// What else is said; `None` where nothing is, or where it is erased.
    pub words: Option<String>,
    /// Who recorded it.
    pub actor: String,
    /// When.
    pub recorded_at: Timestamp,
    /// Number of older records of the aspect.
    pub older: usize,
}

/// The registration card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CardPage {
    /// The case.
    pub row: CaseRow,
    /// The client.
    pub person: PersonBox,
    /// The court.
    pub court: String,
    /// Day of the registration and the language in which rights and duties were explained.
    pub registered: Option<(Date, String)>,
    /// Attributes: those that hold, then those that are over.
    pub attributes: Vec<AttributeItem>,
    /// What the birth date suggests.
    pub proposals: Vec<AttributeProposal>,
    /// Circumstances, in the order of the card; only those that were recorded.
    pub aspects: Vec<AspectItem>,
    /// Channels on which the client is reminded, and what went out.
    pub reminders: ReminderBox,
    /// What the reader may do here.
    pub may: Vec<Action>,
    /// The version of the case that was read.
    pub version: u32,
}

impl App {
    /// Returns the registration card of a case.
    ///
    /// # Errors
    ///
    /// As [`App::case`].
    pub fn card(&self, user: &User, id: CaseId) -> Result<CardPage, Failure> {
        let online = Online::new(self)?;
        let read = self.read_case(user, &online, id)?;
        let person = self.person_box(&online, &read.case)?.told_at_registration(&read.holding);
        let told = self.timeline(user, &online, &read)?;
        drop(online);
        let holding = in_force(read.facts.clone()).map_err(Failure::defect)?;
        let case = &read.case;
        let page = CardPage {
            court: case.opening.court.clone(),
            registered: holding.iter().find_map(|recorded| match &recorded.fact {
                CaseFact::Registered(fact) => {
                    Some((recorded.effective.on(), fact.language.clone()))
                }
                _ => None,
            }),
            attributes: self.attributes(case, &holding, &told),
            proposals: self.proposals(case, &person),
            aspects: aspects(&holding, &told),
            reminders: self.reminder_box(user, &read, &person),
            may: self.may_in(user, case),
            version: case.version,
            person,
            row: read.row,
        };
        let subjects = [id.stream(), case.opening.person.stream()];
        self.log_access(user, Purpose::Supervision, "card", subjects)?;
        Ok(page)
    }

    fn attributes(
        &self,
        case: &Case,
        holding: &[Recorded<CaseFact>],
        told: &[TimelineItem],
    ) -> Vec<AttributeItem> {
        let today = self.today();
        let item = |span: AttributeSpan| {
            let recorded = holding.iter().find(|one| Some(one.version) == span.version);
            let established = recorded.and_then(|recorded| match &recorded.fact {
                CaseFact::AttributeEstablished(fact) => Some(fact),
                _ => None,
            });
            AttributeItem {
                from: span.from,
                last: span.until.and_then(|until| until.yesterday().ok()),
                evidence: established.map(|fact| fact.evidence.code().to_owned()),
                words: established
                    .and_then(|fact| fact.private.as_ref())
                    .map(|private| private.words.clone()),
                actor: actor_of(told, span.version),
                holds: span.holds_on(today),
                attribute: span.attribute,
            }
        };
        let mut items: Vec<AttributeItem> = case.attribute_spans().into_iter().map(item).collect();
        items.sort_by_key(|item| (!item.holds, item.from));
        items
    }

    /// What the birth date says about groups by age during the term, and the record does not.
    fn proposals(&self, case: &Case, person: &PersonBox) -> Vec<AttributeProposal> {
        let Some(born_on) = person.birth_on.filter(|_| case.closing().is_none()) else {
            return Vec::new();
        };
        let (today, term) = (self.today(), case.term());
        let sex = match case.opening.sex {
            Sex::Female => law::Sex::Female,
            Sex::Male => law::Sex::Male,
        };
        let spans = case.attribute_spans();
        let tables = self.tables();
        let rows = tables.pack().rows_on(today);
        let of_domain = rows.filter(|row| row.domains.contains(law_domain(case.opening.domain)));
        let proposal = |row: &law::Row| {
            let age = row.span_by_age(born_on, Some(sex))?;
            let from = age.first.unwrap_or(term.from).max(term.from);
            let is_over = age.last.is_some_and(|last| last < term.from);
            let own: Vec<_> = spans.iter().filter(|span| span.attribute == row.code).collect();
            let ended_on = age.last.and_then(|last| last.tomorrow().ok());
            let overdue =
                ended_on.filter(|on| *on <= today && own.iter().any(|span| span.holds_on(*on)));
            let change = match overdue {
                Some(on) => ProposedChange::Ended { on },
                None if own.is_empty() && !is_over && from <= today => {
                    ProposedChange::Begins { from, last: age.last }
                }
                None => return None,
            };
            Some(AttributeProposal { attribute: row.code.clone(), change })
        };
        of_domain.filter_map(proposal).collect()
    }
}

fn actor_of(told: &[TimelineItem], version: Option<u32>) -> String {
    let item = told.iter().find(|item| Some(item.version) == version);
    item.map(|item| item.actor.clone()).unwrap_or_default()
}

/// The newest record of each aspect, in the order of the card.
fn aspects(holding: &[Recorded<CaseFact>], told: &[TimelineItem]) -> Vec<AspectItem> {
    let item = |aspect: &Aspect| {
        let records: Vec<_> = holding
            .iter()
            .filter_map(|recorded| match &recorded.fact {
                CaseFact::CircumstanceRecorded(fact) if fact.aspect == *aspect => {
                    Some((recorded, fact))
                }
                _ => None,
            })
            .collect();
        // In force means in the order of days, so that the last is the newest.
        let (recorded, fact) = records.last()?;
        let private = fact.private.clone();
        let lines = private.as_ref().map(|private| private.lines.clone()).unwrap_or_default();
        Some(AspectItem {
            aspect: *aspect,
            since: recorded.effective.on(),
            lines: lines
                .into_iter()
                .map(|line| LineItem { line: line.line, text: line.text })
                .collect(),
            words: private.and_then(|private| private.words),
            actor: actor_of(told, Some(recorded.version)),
            recorded_at: recorded.recorded_at,
            older: records.len() - 1,
        })
    };
    Aspect::ALL.iter().filter_map(item).collect()
}
