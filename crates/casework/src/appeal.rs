//! An appeal against a ruling: who lodged it and by when, and what the higher court said.
//!
//! The law's time runs from the day of the ruling. A ruling that the higher court annuls or changes
//! is taken back by a visible entry, with what it did to the case: the term, the duties and every
//! limit stand again as they stood before it, and the submission is once more before its court. What
//! the higher court put in its place comes in as a ruling of its own.

use bagyt_core::effective::Effective;
use bagyt_core::fact::{PrivateWords, Withdrawn};
use bagyt_core::law::{ClockError, Row};
use bagyt_core::refusal::limited;
use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::case::Case;
use crate::codes::MendingReason;
use crate::entries::{Mark, Marked, Ruling, find_version};
use crate::fact::{CaseFact, sealed};
use crate::reliance::{Reliance, TermBound};
use crate::ruling::closing_reason;

codes! {
    /// Who appeals.
    pub enum Appellant {
        /// The client, or counsel.
        Client = "client",
        /// The prosecutor.
        Prosecutor = "prosecutor",
        /// The probation service.
        Service = "service",
    }
}

codes! {
    /// What became of an appeal.
    pub enum AppealOutcome {
        /// The ruling stands.
        Upheld = "upheld",
        /// The higher court ruled otherwise.
        Changed = "changed",
        /// The ruling is annulled; the submission goes back to its court.
        Annulled = "annulled",
        /// The appeal was taken back.
        Withdrawn = "withdrawn",
    }
}

impl AppealOutcome {
    /// Whether the ruling no longer holds.
    pub fn takes_back(self) -> bool {
        matches!(self, AppealOutcome::Changed | AppealOutcome::Annulled)
    }
}

/// Until when a ruling may be appealed, by the row in force on its day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AppealPeriod {
    /// The row.
    pub law: Reliance,
    /// The last day.
    pub last_day: Date,
}

impl AppealPeriod {
    /// Returns the period of a ruling passed on a day: its first day is the next.
    ///
    /// # Errors
    ///
    /// [`ClockError`] if the row is no length of time.
    pub fn of_row(row: &Row, passed_on: Date) -> Result<AppealPeriod, ClockError> {
        let bound = TermBound::of_row(row, passed_on.saturating_add(1.day()))?;
        Ok(AppealPeriod { law: Reliance::of_row(row, None), last_day: bound.last_day })
    }
}

/// Records an appeal.
#[derive(Clone, Debug, PartialEq)]
pub struct LodgeAppeal {
    /// Version of the ruling's entry.
    pub ruling: u32,
    /// Who appeals.
    pub by: Appellant,
    /// When.
    pub lodged: Effective,
    /// The number under which the court took it in.
    pub number: String,
    /// Whether the court restored the time that had run out.
    pub restored: bool,
}

/// Records what the higher court said.
#[derive(Clone, Debug, PartialEq)]
pub struct DecideAppeal {
    /// Version of the appeal's entry.
    pub appeal: u32,
    /// What became of it.
    pub outcome: AppealOutcome,
    /// When.
    pub decided: Effective,
    /// The higher court's number.
    pub number: String,
    /// In words.
    pub words: String,
}

/// An appeal was lodged.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AppealLodged {
    /// Version of the ruling's entry.
    pub ruling: u32,
    /// Who appeals.
    pub by: Appellant,
    /// When.
    pub lodged: Effective,
    /// The number under which the court took it in.
    pub number: String,
    /// The last day of the law's time, where the tables have a row.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_day: Option<Date>,
    /// That row.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub law: Option<Reliance>,
    /// Whether the court restored the time that had run out.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub restored: bool,
}

/// An appeal was decided.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AppealDecided {
    /// Version of the appeal's entry.
    pub appeal: u32,
    /// What became of it.
    pub outcome: AppealOutcome,
    /// When.
    pub decided: Effective,
    /// The higher court's number.
    pub number: String,
    /// In words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub private: Option<PrivateWords>,
}

/// An appeal as the state keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Appeal {
    /// Where the entry stands.
    pub mark: Mark,
    /// Version of the ruling's entry.
    pub ruling: u32,
    /// Who appealed.
    pub by: Appellant,
}

/// What became of an appeal, as the state keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AppealDecision {
    /// Where the entry stands.
    pub mark: Mark,
    /// Version of the appeal's entry.
    pub appeal: u32,
    /// What became of it.
    pub outcome: AppealOutcome,
}

impl Marked for Appeal {
    fn mark(&self) -> Mark {
        self.mark
    }
}

impl Marked for AppealDecision {
    fn mark(&self) -> Mark {
        self.mark
    }
}

bagyt_core::refusals! {
    limited words;
    /// Why an appeal or its outcome is not recorded.
    pub enum AppealRefusal {
        /// The case has no such ruling in force.
        #[error("the case has no ruling in entry {version}")]
        NoSuchRuling {
            /// Version that was named.
            version: u32,
        } = "no-such-ruling",
        /// The day has not come yet.
        #[error("{on} has not come yet")]
        NotYet {
            /// Day that was given.
            on: Date,
        } = "not-yet" @ "on",
        /// The day lies before the ruling.
        #[error("the ruling was passed on {passed_on}; nobody appealed on {on}")]
        BeforeRuling {
            /// Day that was given.
            on: Date,
            /// Day of the ruling.
            passed_on: Date,
        } = "appeal-before-ruling" @ "on",
        /// The same appealed already and waits for the answer.
        #[error("a `{by}` appealed on {lodged_on} and waits for the outcome")]
        AlreadyLodged {
            /// Who.
            by: Appellant,
            /// When.
            lodged_on: Date,
        } = "appeal-already-lodged" @ "by",
        /// The time of the law has run out, and the court did not restore it.
        #[error("`{row}` allowed an appeal until {last_day}; the court must restore the time")]
        TooLate {
            /// Row of law.
            row: String,
            /// The last day.
            last_day: Date,
        } = "appeal-too-late" @ "on",
        /// The number is missing.
        #[error("the court's number is missing")]
        NumberMissing = "number-missing" @ "number",
        /// The case has no such appeal, or it was decided.
        #[error("the case has no appeal in entry {version} that waits for its outcome")]
        NoSuchAppeal {
            /// Version that was named.
            version: u32,
        } = "no-such-appeal",
        /// The day lies before the appeal.
        #[error("the appeal was lodged on {lodged_on}; it was not decided on {on}")]
        BeforeAppeal {
            /// Day that was given.
            on: Date,
            /// When it was lodged.
            lodged_on: Date,
        } = "decided-before-appeal" @ "on",
    }
}

/// Decides what to write when an appeal was lodged, also against a ruling that closed the case.
///
/// `period` is the law's time, where the tables have a row: without one nobody is too late.
///
/// # Errors
///
/// [`AppealRefusal`], in the order of its variants; the first that applies is returned.
pub fn lodge(
    case: &Case,
    command: &LodgeAppeal,
    period: Option<&AppealPeriod>,
    today: Date,
) -> Result<Vec<CaseFact>, AppealRefusal> {
    let (version, on, by) = (command.ruling, command.lodged.on(), command.by);
    let ruling =
        find_version(&case.rulings, version).ok_or(AppealRefusal::NoSuchRuling { version })?;
    if on > today {
        return Err(AppealRefusal::NotYet { on });
    }
    let passed_on = ruling.passed();
    if on < passed_on {
        return Err(AppealRefusal::BeforeRuling { on, passed_on });
    }
    let same =
        case.proceedings().appeals.iter().find(|appeal| {
            appeal.ruling == version && appeal.by == by && case.is_undecided(appeal)
        });
    if let Some(appeal) = same {
        return Err(AppealRefusal::AlreadyLodged { by, lodged_on: appeal.mark.on });
    }
    let run_out = period.filter(|period| on > period.last_day);
    if let Some(AppealPeriod { law, last_day }) = run_out.filter(|_| !command.restored) {
        return Err(AppealRefusal::TooLate { row: law.row.clone(), last_day: *last_day });
    }
    let number = command.number.trim().to_owned();
    if number.is_empty() {
        return Err(AppealRefusal::NumberMissing);
    }
    Ok(vec![CaseFact::AppealLodged(AppealLodged {
        ruling: version,
        by,
        lodged: command.lodged,
        number,
        last_day: period.map(|period| period.last_day),
        law: period.map(|period| period.law.clone()),
        restored: run_out.is_some(),
    })])
}

/// Decides what to write when the higher court has spoken: a ruling that it annulled or changed is
/// taken back, with the closing that it brought.
///
/// # Errors
///
/// [`AppealRefusal`], in the order of its variants; the first that applies is returned.
pub fn decide(
    case: &Case,
    command: &DecideAppeal,
    today: Date,
) -> Result<Vec<CaseFact>, AppealRefusal> {
    let (version, on) = (command.appeal, command.decided.on());
    if on > today {
        return Err(AppealRefusal::NotYet { on });
    }
    let number = command.number.trim().to_owned();
    if number.is_empty() {
        return Err(AppealRefusal::NumberMissing);
    }
    let appeal = find_version(&case.proceedings().appeals, version)
        .filter(|appeal| case.is_undecided(appeal));
    let appeal = appeal.ok_or(AppealRefusal::NoSuchAppeal { version })?;
    let lodged_on = appeal.mark.on;
    if on < lodged_on {
        return Err(AppealRefusal::BeforeAppeal { on, lodged_on });
    }
    limited(&command.words)?;
    let outcome = command.outcome;
    let mut facts = vec![CaseFact::AppealDecided(AppealDecided {
        appeal: version,
        outcome,
        decided: command.decided,
        number: number.clone(),
        private: sealed(&command.words),
    })];
    if outcome.takes_back()
        && let Some(ruling) = find_version(&case.rulings, appeal.ruling)
    {
        let versions = fallen_with(case, ruling, on);
        facts.extend(versions.into_iter().map(|version| annulled(version, &number)));
    }
    Ok(facts)
}

/// Returns the entries that fall with a ruling: all that its message changed, the closing that it
/// brought, and the cancellations that came with it of what begins after `on`; what would have been
/// before has passed.
fn fallen_with(case: &Case, ruling: &Ruling, on: Date) -> Vec<u32> {
    let brought = closing_reason(&ruling.change);
    let closing = case
        .closing()
        .filter(|closing| Some(closing.reason) == brought && closing.mark.on == ruling.mark.on);
    let closing = closing.map(|closing| closing.mark.version);
    let same = case.rulings.iter().filter(|other| other.message == ruling.message);
    let same = same.map(|ruling| ruling.mark.version);
    // A closing and its cancellations stand in the stream one after the other.
    let cancelled =
        |version: u32| case.appointments.iter().find(|one| one.cancelled == Some(version));
    let with_it = closing
        .into_iter()
        .flat_map(|closing| (closing + 1..).map_while(cancelled).filter(|one| one.begins_on > on));
    let with_it = with_it.filter_map(|one| one.cancelled);
    same.chain(closing).chain(with_it).collect()
}

fn annulled(version: u32, number: &str) -> CaseFact {
    let reason = MendingReason::AnnulledOnAppeal.code().to_owned();
    CaseFact::Withdrawn(Withdrawn { version, reason, private: sealed(number) })
}

impl Case {
    /// Whether nobody has recorded the outcome of an appeal yet.
    pub fn is_undecided(&self, appeal: &Appeal) -> bool {
        let version = appeal.mark.version;
        self.proceedings().appeal_decisions.iter().all(|decision| decision.appeal != version)
    }
}

#[cfg(test)]
mod tests;
