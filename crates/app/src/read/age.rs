//! Prompts of age: the day on which a client comes into or leaves a group by age for which the law
//! has rules of its own, and the days after it.

use std::collections::BTreeSet;

use bagyt_casework::clocks::law_domain;
use bagyt_casework::codes::Domain;
use bagyt_casework::task::{PromptKind, Task};
use bagyt_core::law::{Kind, Pack, Row, Sex, Term};
use bagyt_store::query;
use jiff::ToSpan;
use jiff::civil::Date;

use super::reading::Read;
use super::today::{Asked, TodayItem, TodayKind};
use super::{PersonBox, RowWords};
use crate::App;
use crate::outcome::Failure;

/// A client of whom an age is asked.
struct Client<'a> {
    born_on: Date,
    sex: &'a str,
    domain: &'a str,
    term: Term,
}

/// That a client came into a group or left it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgeTurn {
    /// `begins` or `ends`.
    pub change: &'static str,
    /// The first day on which it is so.
    pub on: Date,
    /// The row that makes the group.
    pub row: RowWords,
}

impl App {
    /// Turns of age of the officer's clients on the days for which a prompt stands.
    pub(super) fn add_turns_of_age(
        &self,
        asked: &Asked<'_>,
        items: &mut Vec<TodayItem>,
    ) -> Result<(), Failure> {
        let (tables, today) = (self.tables(), self.today());
        let Some(from) = asked.prompts_from else { return Ok(()) };
        let spans = birthdays(tables.pack(), (from, today));
        let born = query::born_within(&asked.online.reader, &asked.scope, &spans);
        let born = born.map_err(Failure::outage)?;
        let excluded = &asked.user.own_access.excluded;
        for found in born.iter().filter(|found| !excluded.contains(&found.case.case_id)) {
            let client = Client {
                born_on: found.born_on,
                sex: &found.sex,
                domain: &found.case.domain,
                term: Term { from: found.from, until: found.until },
            };
            for turn in turns(tables.pack(), &client, (from, today)) {
                let at = self.zone().start_of(turn.on);
                let mut item = self.item(TodayKind::AgeTurned, &found.case, at, turn.on);
                // It has no end by which it is due: it stands among the things of today.
                item.days_left = 0;
                let (prompt, about) = (PromptKind::AgeTurned, turn.row.code.clone());
                item.task = Some(Task::Prompt { prompt, about, on: turn.on });
                item.detail = turn.change.to_owned();
                item.row = Some(turn.row);
                items.push(item);
            }
        }
        Ok(())
    }

    /// Turns of age of one client on the days for which a prompt stands.
    fn turns_of_age(&self, client: &Client<'_>) -> Vec<AgeTurn> {
        match self.first_day_of_prompts() {
            Some(from) => turns(self.tables().pack(), client, (from, self.today())),
            None => Vec::new(),
        }
    }

    /// Turns of age of the client of an open case.
    pub(super) fn turns_in(&self, read: &Read, person: &PersonBox) -> Vec<AgeTurn> {
        let Some(born_on) = person.birth_on.filter(|_| read.case.closing().is_none()) else {
            return Vec::new();
        };
        let (row, term) = (&read.row, read.case.term());
        let term = Term { from: term.from, until: term.until };
        self.turns_of_age(&Client { born_on, sex: &person.sex, domain: &row.domain, term })
    }

    /// The first day of which a prompt still stands today; none where none stands.
    pub(super) fn first_day_of_prompts(&self) -> Option<Date> {
        let days = self.tables().prompt_days(self.today());
        (0 < days).then(|| self.today().saturating_add((1 - days).days()))
    }
}

/// Groups and attributes that a rule in force names.
pub(super) fn groups_named<'p>(pack: &'p Pack, on: Date) -> BTreeSet<&'p str> {
    let lists = |row: &'p Row| [&row.for_groups, &row.with_groups, &row.not_for_groups];
    pack.rows_on(on).flat_map(lists).flatten().map(String::as_str).collect()
}

/// Groups by age that a rule in force names: another birthday changes no rule.
fn groups_by_age(pack: &Pack, on: Date) -> impl Iterator<Item = &Row> {
    let named = groups_named(pack, on);
    pack.rows_on(on).filter(move |row| row.kind == Kind::Group && named.contains(row.code.as_str()))
}

/// Days of birth of everybody who may turn an age of a group on one of these days, and of some who
/// do not: the days beside a birthday are among them, because a leap year moves it.
fn birthdays(pack: &Pack, (from, until): (Date, Date)) -> Vec<(Date, Date)> {
    let limits = groups_by_age(pack, until).flat_map(|row| [row.limit, row.minimum]);
    let ages: BTreeSet<u32> =
        limits.flatten().flat_map(|limit| [limit.number, limit.number + 1]).collect();
    let years = |age: u32| i64::from(age).years();
    let span = |age: u32| {
        let first = from.saturating_sub(years(age)).saturating_sub(2.days());
        (first, until.saturating_sub(years(age)).saturating_add(1.day()))
    };
    ages.into_iter().map(span).collect()
}

/// The groups that a client came into or left on one of these days, within the term.
fn turns(pack: &Pack, client: &Client<'_>, (from, until): (Date, Date)) -> Vec<AgeTurn> {
    let domain = Domain::find(client.domain).map(law_domain);
    let of_domain = |row: &&Row| domain.is_none_or(|domain| row.domains.contains(domain));
    let turn = |row: &Row| {
        let span = row.span_by_age(client.born_on, Sex::find(client.sex))?;
        let begins = span.first.map(|on| ("begins", on));
        let ends = span.last.and_then(|last| last.tomorrow().ok()).map(|on| ("ends", on));
        let is_now = |(_, on): &(&str, Date)| {
            (from..=until).contains(on) && client.term.from < *on && *on <= client.term.until
        };
        let (change, on) = [begins, ends].into_iter().flatten().find(is_now)?;
        Some(AgeTurn { change, on, row: RowWords::of(row) })
    };
    groups_by_age(pack, until).filter(of_domain).filter_map(turn).collect()
}
