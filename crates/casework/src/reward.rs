//! Rewarding a client: thanks, a letter, a certificate, fewer visits where the law allows them.
//!
//! What can be given is a table with its days, and so is what is worth a reward: a month without an
//! absence, half of the term, the last hour of work. That a milestone was reached is read off the
//! case and decides nothing; a person gives a reward, with a reason in words. Rewards stand beside
//! warnings wherever those stand.

use bagyt_core::effective::Effective;
use bagyt_core::fact::PrivateWords;
use bagyt_core::refusal::required;
use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::case::Case;
use crate::codes::AbsenceStatus;
use crate::entries::{Mark, Marked};
use crate::fact::{CaseFact, Reliance, sealed};

codes! {
    /// What a milestone is reached by.
    pub enum MilestoneKind {
        /// Days since the registration, or since the last absence that was not excused.
        DaysWithoutAbsence = "days_without_absence",
        /// A share of the term, in thousandths.
        ShareOfTerm = "share_of_term",
        /// A share of the hours of work that were ordered, in thousandths.
        ShareOfHours = "share_of_hours",
    }
}

/// A row of the table of milestones.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MilestoneRow {
    /// Its code.
    pub code: String,
    /// First day on which the row holds.
    pub in_force_from: Date,
    /// First day on which it no longer holds.
    pub in_force_until: Option<Date>,
    /// What it is reached by.
    pub kind: MilestoneKind,
    /// How many days, or thousandths.
    pub amount: u32,
}

/// A row of the table of rewards.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RewardRow {
    /// Its code.
    pub code: String,
    /// First day on which the row holds.
    pub in_force_from: Date,
    /// First day on which it no longer holds.
    pub in_force_until: Option<Date>,
    /// Whether only the head of the office gives it.
    pub by_head: bool,
    /// The row of law without which it is not given: what frees from a duty has its row.
    pub law: Option<String>,
}

/// Gives a reward.
#[derive(Clone, Debug, PartialEq)]
pub struct GiveReward {
    /// When.
    pub given: Effective,
    /// Its code in the table.
    pub kind: String,
    /// The milestone for which it is given, if it is for one.
    pub milestone: Option<String>,
    /// For what, in words that the client reads.
    pub words: String,
}

/// A reward was given.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RewardGiven {
    /// When.
    pub given: Effective,
    /// Its code in the table.
    pub kind: String,
    /// The milestone for which it was given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub milestone: Option<String>,
    /// The row of law that was relied on, where the reward needs one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub law: Option<Reliance>,
    /// For what.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub private: Option<PrivateWords>,
}

/// A reward, as the state keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reward {
    /// Where the entry stands.
    pub mark: Mark,
    /// Its code in the table.
    pub kind: String,
    /// The milestone for which it was given.
    pub milestone: Option<String>,
}

impl Marked for Reward {
    fn mark(&self) -> Mark {
        self.mark
    }
}

/// A milestone that a case has reached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Milestone {
    /// Its code in the table.
    pub code: String,
    /// The day on which it was reached.
    pub reached_on: Date,
    /// Whether a reward was given for it since.
    pub is_rewarded: bool,
}

bagyt_core::refusals! {
    required words;
    /// Why a reward is not given.
    pub enum RewardRefusal {
        /// The day has not come yet.
        #[error("a reward is recorded after it was given; {on} has not come yet")]
        NotYet {
            /// Day that was given.
            on: Date,
        } = "not-yet" @ "on",
        /// The day lies before the opening.
        #[error("the case was opened on {opened_on}, after {on}")]
        BeforeOpening {
            /// Day that was given.
            on: Date,
            /// Day of opening.
            opened_on: Date,
        } = "before-opening" @ "on",
        /// The case was already closed on that day.
        #[error("the case was closed on {closed_on}")]
        CaseClosed {
            /// Day of closing.
            closed_on: Date,
        } = "case-closed",
        /// The table has no such reward on that day.
        #[error("no reward `{kind}` could be given on {on}; choose one of the list")]
        UnknownKind {
            /// Code that was given.
            kind: String,
            /// Day that was given.
            on: Date,
        } = "reward-unknown-kind" @ "kind",
        /// The law has no row that allows it.
        #[error("no row of law allowed this reward on {on}; choose another")]
        NoLaw {
            /// Day that was given.
            on: Date,
        } = "reward-no-law" @ "kind",
        /// The case has not reached that milestone.
        #[error("the milestone `{milestone}` was not reached by {on}")]
        NotReached {
            /// Code of the milestone.
            milestone: String,
            /// Day that was given.
            on: Date,
        } = "reward-not-reached" @ "milestone",
        /// A reward was given for that milestone.
        #[error("the milestone of {reached_on} has its reward")]
        AlreadyRewarded {
            /// When it was reached.
            reached_on: Date,
        } = "reward-already-given" @ "milestone",
    }
}

impl RewardRow {
    /// Whether the row holds on a day.
    pub fn holds_on(&self, on: Date) -> bool {
        self.in_force_from <= on && self.in_force_until.is_none_or(|until| on < until)
    }
}

impl MilestoneRow {
    /// Whether the row holds on a day.
    pub fn holds_on(&self, on: Date) -> bool {
        self.in_force_from <= on && self.in_force_until.is_none_or(|until| on < until)
    }

    /// Returns the day on which a case reaches the milestone, as far as is known now; nothing where
    /// the case has nothing that it is counted from.
    pub fn reached_on(&self, progress: &Progress) -> Option<Date> {
        let amount = i64::from(self.amount);
        match self.kind {
            MilestoneKind::DaysWithoutAbsence => {
                progress.counted_from?.checked_add(amount.days()).ok()
            }
            MilestoneKind::ShareOfTerm => {
                let (from, until) = (progress.term_from, progress.term_until);
                // The last day belongs to the term.
                let days = i64::from((until - from).get_days()) + 1;
                let served = (days * amount + 999) / 1_000;
                from.checked_add((served - 1).max(0).days()).ok()
            }
            MilestoneKind::ShareOfHours => {
                let wanted = u64::from(progress.owed_minutes) * u64::from(self.amount);
                let mut credited = 0;
                let reached = |(_, minutes): &&(Date, u32)| {
                    credited += u64::from(*minutes) * 1_000;
                    wanted <= credited
                };
                let session = progress.sessions.iter().filter(|_| wanted > 0).find(reached);
                session.map(|(on, _)| *on)
            }
        }
    }
}

/// What of a case milestones are counted from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Progress {
    /// First day of the term.
    pub term_from: Date,
    /// Its last day.
    pub term_until: Date,
    /// The registration, or the last absence since that was not excused.
    pub counted_from: Option<Date>,
    /// Minutes of work that were ordered; 0 where none were.
    pub owed_minutes: u32,
    /// Days of sessions of work with the minutes that count, the earliest first.
    pub sessions: Vec<(Date, u32)>,
    /// Codes of milestones for which a reward was given, with its day.
    pub rewarded: Vec<(String, Date)>,
}

impl Case {
    /// Returns what of the case milestones are counted from.
    pub fn progress(&self) -> Progress {
        let registered = self.registrations.first().map(|one| one.mark.on);
        let unexcused = self.absences.iter().rev().find(|absence| {
            // One that nobody has weighed yet counts: the milestone comes later if it is excused.
            self.absence_status(absence) != AbsenceStatus::Accepted
        });
        let missed = unexcused.map(|absence| absence.mark.on);
        let term = self.term();
        Progress {
            term_from: term.from,
            term_until: term.until,
            counted_from: registered.map(|on| missed.map_or(on, |missed| missed.max(on))),
            owed_minutes: self.work_owed_minutes(),
            sessions: self
                .work_sessions
                .iter()
                .map(|session| (session.mark.on, u32::from(session.credited_minutes)))
                .collect(),
            rewarded: self
                .support()
                .rewards
                .iter()
                .filter_map(|one| Some((one.milestone.clone()?, one.mark.on)))
                .collect(),
        }
    }
}

impl Progress {
    /// Returns the milestones of the rows in force that were reached by a day.
    pub fn milestones(&self, rows: &[MilestoneRow], by: Date) -> Vec<Milestone> {
        let reached = |row: &MilestoneRow| {
            let reached_on = row.reached_on(self).filter(|on| *on <= by)?;
            let since = |(code, on): &(String, Date)| *code == row.code && reached_on <= *on;
            let is_rewarded = self.rewarded.iter().any(since);
            Some(Milestone { code: row.code.clone(), reached_on, is_rewarded })
        };
        rows.iter().filter(|row| row.holds_on(by)).filter_map(reached).collect()
    }
}

/// What the tables say about a reward on its day.
#[derive(Clone, Debug, PartialEq)]
pub struct RewardRules<'a> {
    /// The rows of rewards.
    pub rewards: &'a [RewardRow],
    /// The rows of milestones.
    pub milestones: &'a [MilestoneRow],
    /// The row of law that the reward needs, where it needs one and it was in force.
    pub law: Option<Reliance>,
}

/// Decides what to write when a reward is given. Who may give which is the caller's to know.
///
/// # Errors
///
/// [`RewardRefusal`], in the order of its variants; the first that applies is returned.
pub fn give(
    case: &Case,
    command: &GiveReward,
    rules: &RewardRules<'_>,
    today: Date,
) -> Result<Vec<CaseFact>, RewardRefusal> {
    let on = command.given.on();
    if on > today {
        return Err(RewardRefusal::NotYet { on });
    }
    let opened_on = case.opened_on();
    if on < opened_on {
        return Err(RewardRefusal::BeforeOpening { on, opened_on });
    }
    if let Some(closed_on) = case.closed_before(on) {
        return Err(RewardRefusal::CaseClosed { closed_on });
    }
    let fits = |row: &&RewardRow| row.code == command.kind && row.holds_on(on);
    let Some(row) = rules.rewards.iter().find(fits) else {
        return Err(RewardRefusal::UnknownKind { kind: command.kind.clone(), on });
    };
    if row.law.is_some() && rules.law.is_none() {
        return Err(RewardRefusal::NoLaw { on });
    }
    if let Some(milestone) = &command.milestone {
        let reached = case.progress().milestones(rules.milestones, on);
        let found = reached.into_iter().find(|one| one.code == *milestone);
        let not_reached = RewardRefusal::NotReached { milestone: milestone.clone(), on };
        let found = found.ok_or(not_reached)?;
        if found.is_rewarded {
            return Err(RewardRefusal::AlreadyRewarded { reached_on: found.reached_on });
        }
    }
    required(&command.words)?;
    let given = RewardGiven {
        given: command.given,
        kind: command.kind.clone(),
        milestone: command.milestone.clone(),
        law: rules.law.clone().filter(|_| row.law.is_some()),
        private: sealed(&command.words),
    };
    Ok(vec![given.into()])
}

#[cfg(test)]
mod tests;
