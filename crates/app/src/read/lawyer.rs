//! Requests for a lawyer, as the case, its page and the day show them.

use bagyt_casework::codes::{LegalMatter, LegalStatus};
use bagyt_casework::fact::{CaseFact, Task};
use bagyt_casework::lawyer::LawyerRequest;
use bagyt_core::view::day_number;
use bagyt_store::query;
use jiff::ToSpan;
use jiff::civil::Date;

use super::reading::Read;
use super::request::{fact_of, words};
use super::today::{Asked, TodayItem, TodayKind};
use crate::App;
use crate::outcome::Failure;

/// A request for a lawyer with what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LawyerItem {
    /// Its version in the case.
    pub version: u32,
    /// When the client asked.
    pub asked_on: Date,
    /// For what.
    pub matter: LegalMatter,
    /// How it stands.
    pub status: LegalStatus,
    /// The day by which somebody looks after the answer.
    pub answer_by: Date,
    /// To whom it went, and what about.
    pub words: String,
    /// When it was answered, with what was said.
    pub answer: Option<(Date, String)>,
    /// Days from the request to the answer, or to today where there is none.
    pub days: i64,
}

/// Returns the requests for a lawyer of a case, the newest first.
pub(super) fn lawyers(read: &Read, today: Date) -> Vec<LawyerItem> {
    let case = &read.case;
    let said = |mark| {
        fact_of(read, mark).map_or_else(String::new, |fact| match fact {
            CaseFact::LawyerAsked(fact) => words(fact.private.as_ref()),
            CaseFact::LawyerAnswered(fact) => words(fact.private.as_ref()),
            _ => String::new(),
        })
    };
    let item = |one: &LawyerRequest| {
        let answer = case.lawyer_answer(one);
        let until = answer.map_or(today, |answer| answer.mark.on);
        LawyerItem {
            version: one.mark.version,
            asked_on: one.mark.on,
            matter: one.matter,
            status: case.lawyer_status(one),
            answer_by: one.answer_by,
            words: said(one.mark),
            answer: answer.map(|answer| (answer.mark.on, said(answer.mark))),
            days: day_number(until) - day_number(one.mark.on),
        }
    };
    case.support().lawyer_requests.iter().rev().map(item).collect()
}

impl App {
    /// Requests for a lawyer of the officer's clients that wait for an answer.
    pub(super) fn add_lawyers(
        &self,
        asked: &Asked<'_>,
        items: &mut Vec<TodayItem>,
    ) -> Result<(), Failure> {
        let until = self.zone().day_of(asked.until).saturating_add((-1).days());
        let rows = query::lawyers_awaited(&asked.online.reader, &asked.scope, until);
        let excluded = &asked.user.own_access.excluded;
        for row in rows.map_err(Failure::outage)? {
            if excluded.contains(&row.case.case_id) {
                continue;
            }
            let (kind, on) = (TodayKind::Lawyer, row.answer_by);
            let mut item = self.item(kind, &row.case, self.zone().start_of(on), on);
            item.detail = row.matter;
            item.task = Some(Task::Lawyer { request: row.version });
            items.push(item);
        }
        Ok(())
    }
}
