//! Rewards of a client beside sanctions, and milestones that are worth one.

use bagyt_casework::fact::{CaseFact, Task};
use bagyt_casework::reward::{Milestone, MilestoneKind, MilestoneRow, Progress, RewardRow};
use bagyt_casework::task::PromptKind;
use bagyt_store::query::{self, Nearing, ProgressRow};
use jiff::civil::Date;

use super::reading::Read;
use super::request::{fact_of, words};
use super::today::{Asked, TodayItem, TodayKind};
use crate::App;
use crate::outcome::Failure;
use crate::role::Action;

/// A reward.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RewardItem {
    /// Its version in the case.
    pub version: u32,
    /// When it was given.
    pub on: Date,
    /// Its code.
    pub kind: String,
    /// The milestone for which it was given.
    pub milestone: Option<String>,
    /// For what.
    pub words: String,
}

/// Rewards and sanctions of a case, side by side.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RewardBox {
    /// Rewards, the newest first.
    pub rewards: Vec<RewardItem>,
    /// Days of the warnings in force, the newest first.
    pub warnings: Vec<Date>,
    /// Violations in force.
    pub violations: usize,
    /// Milestones that were reached, the newest first.
    pub milestones: Vec<Milestone>,
    /// Rewards that can be given today.
    pub choices: Vec<RewardRow>,
}

/// What somebody must be allowed to do to give a reward of that row.
pub fn right_to_reward(row: &RewardRow) -> Action {
    if row.by_head { Action::GiveRewardOfOffice } else { Action::GiveReward }
}

/// Returns rewards and sanctions of a case.
pub(super) fn rewards(read: &Read, today: Date) -> RewardBox {
    let (case, tables) = (&read.case, &read.tables);
    let item = |one: &bagyt_casework::reward::Reward| RewardItem {
        version: one.mark.version,
        on: one.mark.on,
        kind: one.kind.clone(),
        milestone: one.milestone.clone(),
        words: match fact_of(read, one.mark) {
            Some(CaseFact::RewardGiven(fact)) => words(fact.private.as_ref()),
            _ => String::new(),
        },
    };
    let settings = tables.support();
    let mut milestones = case.progress().milestones(settings.milestones(), today);
    milestones.sort_by_key(|one| std::cmp::Reverse(one.reached_on));
    let is_lawful = |row: &&RewardRow| {
        let law = row.law.as_deref();
        law.is_none_or(|code| tables.pack().edition(code, today).is_ok())
    };
    let choices = settings.rewards().iter().filter(|row| row.holds_on(today)).filter(is_lawful);
    RewardBox {
        rewards: case.support().rewards.iter().rev().map(item).collect(),
        warnings: case.warnings.iter().rev().map(|one| one.mark.on).collect(),
        violations: case.violations.len(),
        milestones,
        choices: choices.cloned().collect(),
    }
}

/// What milestones are counted from, as the rows of a list have it.
fn progress(row: &ProgressRow) -> Progress {
    let pairs = |text: &str| -> Vec<(Date, String)> {
        let pair = |pair: &str| {
            let (on, what) = pair.split_once(':')?;
            Some((on.parse().ok()?, what.to_owned()))
        };
        text.split(' ').filter_map(pair).collect()
    };
    let minutes = |(on, minutes): (Date, String)| Some((on, minutes.parse().ok()?));
    Progress {
        term_from: row.term_from,
        term_until: row.term_until,
        counted_from: row.counted_from,
        owed_minutes: row.owed_minutes,
        sessions: pairs(&row.sessions).into_iter().filter_map(minutes).collect(),
        rewarded: pairs(&row.rewarded).into_iter().map(|(on, code)| (code, on)).collect(),
    }
}

/// What the rows of a list tell of a milestone before their sessions are read.
fn nearing(row: &MilestoneRow) -> Nearing {
    match row.kind {
        MilestoneKind::DaysWithoutAbsence => Nearing::Days(row.amount),
        MilestoneKind::ShareOfTerm => Nearing::TermShare(row.amount),
        MilestoneKind::ShareOfHours => Nearing::Work,
    }
}

impl App {
    /// Milestones that the officer's clients reached in the last days and that nobody has rewarded.
    pub(super) fn add_milestones(
        &self,
        asked: &Asked<'_>,
        items: &mut Vec<TodayItem>,
    ) -> Result<(), Failure> {
        let (tables, today) = (self.tables(), self.today());
        let Some(from) = asked.prompts_from else { return Ok(()) };
        let rows_of = tables.support().milestones();
        let nearing: Vec<Nearing> =
            rows_of.iter().filter(|row| row.holds_on(today)).map(nearing).collect();
        let reader = &asked.online.reader;
        let rows = query::progress(reader, &asked.scope, &nearing, (from, today));
        let excluded = &asked.user.own_access.excluded;
        for row in rows.map_err(Failure::outage)? {
            if excluded.contains(&row.case.case_id) {
                continue;
            }
            for milestone in progress(&row).milestones(rows_of, today) {
                let on = milestone.reached_on;
                if milestone.is_rewarded || !(from..=today).contains(&on) {
                    continue;
                }
                let at = self.zone().start_of(on);
                let mut item = self.item(TodayKind::Milestone, &row.case, at, on);
                // It has no end by which it is due: it stands among the things of today.
                item.days_left = 0;
                let (prompt, about) = (PromptKind::Milestone, milestone.code.clone());
                item.task = Some(Task::Prompt { prompt, about, on });
                item.detail = milestone.code;
                items.push(item);
            }
        }
        Ok(())
    }
}
