//! How much work somebody has: points of the work in hand against what the person can carry.
//!
//! A piece of work weighs by its kind, the domain of the case and the client's risk; the weights
//! and the target of a post are a dated table of the service's own policy and arguments here. A
//! person carries less than the target for as long as a *reduction* holds: somebody in training, in
//! part time, long ill. A reduction is a fact of the member of staff; what is left of the target is
//! folded. Leave of some days is no reduction: colleagues stand in for it.

use bagyt_core::effective::Effective;
use bagyt_core::fact::{PrivateWords, Recorded};
use bagyt_core::refusal::required;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::case::Case;
use crate::codes::{Domain, Risk, Status, SubmissionStatus};
use crate::entries::{Mark, Submission};
use crate::fact::{StaffFact, sealed};
use crate::staff::Staff;

codes! {
    /// What a piece of work is to whoever has it.
    pub enum WorkKind {
        /// A case under supervision.
        Supervision = "supervision",
        /// A study that ends with a report, before sentence or release.
        Report = "report",
        /// A case whose supervision is suspended.
        Suspended = "suspended",
        /// A submission to a court that is being written.
        Submission = "submission",
    }
}

codes! {
    /// Why somebody is to carry less.
    pub enum ReductionKind {
        /// In training for the post.
        Trainee = "trainee",
        /// New in the post.
        NewlyQualified = "newly_qualified",
        /// In part time.
        PartTime = "part_time",
        /// Long ill.
        Sickness = "sickness",
        /// With a newborn or small child.
        Parental = "parental",
        /// Work for the trade union.
        Union = "union",
        /// Leads a field for the whole service.
        Specialist = "specialist",
        /// Other duties by order.
        OtherDuties = "other_duties",
    }
}

impl WorkKind {
    /// Returns what a case in that state is to its officer; nothing where it is no work.
    pub fn of_case(domain: Domain, status: Status) -> Option<WorkKind> {
        match (status, domain) {
            (Status::Closed | Status::Unallocated, _) => None,
            (Status::Suspended, _) => Some(WorkKind::Suspended),
            (Status::Active, Domain::PreSentence | Domain::Penitentiary) => Some(WorkKind::Report),
            (Status::Active, Domain::NonCustodial | Domain::PostRelease) => {
                Some(WorkKind::Supervision)
            }
        }
    }
}

/// A piece of work, by what it weighs by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Piece {
    /// What it is.
    pub kind: WorkKind,
    /// The domain of the case.
    pub domain: Domain,
    /// The risk as it was assessed last.
    pub risk: Option<Risk>,
}

/// Returns the work that a case is to its officer: the case, and each submission in the writing.
pub fn pieces(case: &Case) -> Vec<Piece> {
    let (domain, risk) = (case.opening.domain, case.risk());
    let piece = |kind| Piece { kind, domain, risk };
    let drafted = |one: &&Submission| case.submission_status(one) == SubmissionStatus::Drafted;
    let drafts = case.submissions.iter().filter(drafted).count();
    let of_case = WorkKind::of_case(domain, case.status()).map(piece);
    of_case.into_iter().chain(std::iter::repeat_n(piece(WorkKind::Submission), drafts)).collect()
}

/// Returns the work that a case will be to whoever is given it.
pub fn pieces_once_allocated(case: &Case) -> Vec<Piece> {
    let mut pieces = pieces(case);
    if case.status() == Status::Unallocated {
        let (domain, risk) = (case.opening.domain, case.risk());
        let kind = WorkKind::of_case(domain, Status::Active);
        pieces.extend(kind.map(|kind| Piece { kind, domain, risk }));
    }
    pieces
}

/// What a kind of work weighs, in points, by the client's risk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Weights {
    /// The kind of work.
    pub kind: WorkKind,
    /// In cases of which domain; in those of every domain where none is named.
    pub domain: Option<Domain>,
    /// Before the first assessment.
    pub unassessed: u32,
    /// Low risk.
    pub low: u32,
    /// Medium risk.
    pub medium: u32,
    /// High risk.
    pub high: u32,
}

impl Weights {
    /// Returns the points of one piece of work.
    pub fn of(&self, risk: Option<Risk>) -> u32 {
        match risk {
            None => self.unassessed,
            Some(Risk::Low) => self.low,
            Some(Risk::Medium) => self.medium,
            Some(Risk::High) => self.high,
        }
    }
}

/// Returns what one piece of work weighs; the row of its domain comes before one of all domains.
///
/// Nothing where no row speaks of it.
pub fn points(weights: &[Weights], kind: WorkKind, domain: Domain, risk: Option<Risk>) -> u32 {
    let of_kind = || weights.iter().filter(|row| row.kind == kind);
    let own = of_kind().find(|row| row.domain == Some(domain));
    own.or_else(|| of_kind().find(|row| row.domain.is_none())).map_or(0, |row| row.of(risk))
}

/// What somebody carries, and could.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Workload {
    /// Points of the work in hand.
    pub points: u32,
    /// Points that the post stands for in full time.
    pub target: u32,
    /// The share of the target that is left after reductions, in per cent.
    pub share_percent: u16,
}

impl Workload {
    /// Points that the person can carry, rounded down.
    pub fn available(&self) -> u32 {
        let available = u64::from(self.target) * u64::from(self.share_percent) / 100;
        u32::try_from(available).unwrap_or(u32::MAX)
    }

    /// The work in hand against what the person can carry, in thousandths, rounded to the nearest;
    /// nothing for somebody who can carry nothing.
    ///
    /// # Source
    ///
    /// Capacity = points ÷ (target × available share), rounded to 0.1 %.
    pub fn permille(&self) -> Option<u32> {
        let carried = u64::from(self.target) * u64::from(self.share_percent);
        if carried == 0 {
            return None;
        }
        let permille = (u64::from(self.points) * 100_000 * 2 + carried) / (carried * 2);
        Some(u32::try_from(permille).unwrap_or(u32::MAX))
    }

    /// The same person with more work.
    #[must_use]
    pub fn with(self, points: u32) -> Workload {
        Workload { points: self.points.saturating_add(points), ..self }
    }
}

/// By how much and for how long a kind of reduction may lower the target; a row of policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReductionRule {
    /// The kind.
    pub kind: ReductionKind,
    /// The most, in per cent of the target.
    pub percent_most: u16,
    /// For how many days at most; as long as it is needed where nothing is said.
    pub days_most: Option<u32>,
}

/// Lowers what somebody is to carry, for a time.
#[derive(Clone, Debug, PartialEq)]
pub struct GrantReduction {
    /// Why.
    pub kind: ReductionKind,
    /// By how much, in per cent of the target.
    pub percent: u16,
    /// From when.
    pub from: Effective,
    /// The first day on which it no longer holds, if that is known.
    pub until_on: Option<Date>,
    /// What it rests on, in words: the order, the paper.
    pub words: String,
}

/// Ends a reduction; on its own first day, so that it never held.
#[derive(Clone, Debug, PartialEq)]
pub struct EndReduction {
    /// Version of its entry.
    pub reduction: u32,
    /// The first day on which it no longer holds.
    pub ended: Effective,
}

/// What somebody is to carry was lowered.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ReductionGranted {
    /// Why.
    pub kind: ReductionKind,
    /// By how much, in per cent of the target.
    pub percent: u16,
    /// From when.
    pub from: Effective,
    /// The first day on which it no longer holds, where that was known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until_on: Option<Date>,
    /// What it rests on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub private: Option<PrivateWords>,
}

/// A reduction ended.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ReductionEnded {
    /// Version of its entry.
    pub reduction: u32,
    /// The first day on which it no longer holds.
    pub ended: Effective,
}

/// A reduction as the entries of a member of staff say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reduction {
    /// Where its entry stands.
    pub mark: Mark,
    /// Why.
    pub kind: ReductionKind,
    /// By how much, in per cent of the target.
    pub percent: u16,
    /// The first day on which it no longer holds; the earlier of what was granted and of its end.
    pub until_on: Option<Date>,
    /// Whether it was ended.
    pub is_ended: bool,
    /// What it rests on; empty where nothing was said or it is erased.
    pub words: String,
}

impl Reduction {
    /// Whether it holds on a day.
    pub fn holds_on(&self, on: Date) -> bool {
        self.mark.on <= on && self.until_on.is_none_or(|until_on| on < until_on)
    }
}

bagyt_core::refusals! {
    required words;
    /// Why a reduction is not granted or ended.
    pub enum ReductionRefusal {
        /// The person has no post on that day.
        #[error("the person has no post on {on}")]
        NoPost {
            /// First day of the reduction.
            on: Date,
        } = "no-post-then" @ "from",
        /// The policy knows no such reduction on that day.
        #[error("the policy of {on} knows no reduction `{reduction}`; complete policy/workload.toml")]
        NoRule {
            /// The kind.
            reduction: ReductionKind,
            /// First day of the reduction.
            on: Date,
        } = "reduction-no-rule" @ "kind",
        /// The share is nothing, or more than the policy allows.
        #[error("a reduction `{reduction}` is of 1 to {most} per cent, not of {percent}")]
        OutOfBounds {
            /// The kind.
            reduction: ReductionKind,
            /// What was given.
            percent: u16,
            /// The most.
            most: u16,
        } = "reduction-out-of-bounds" @ "percent",
        /// The end does not lie after the beginning.
        #[error("a reduction from {from_on} cannot end on {until_on}")]
        EndsFirst {
            /// First day.
            from_on: Date,
            /// First day on which it would no longer hold.
            until_on: Date,
        } = "reduction-ends-first" @ "until_on",
        /// An end is needed, or lies too far away.
        #[error("a reduction `{reduction}` from {from_on} ends on {latest_on} at the latest")]
        TooLong {
            /// The kind.
            reduction: ReductionKind,
            /// First day.
            from_on: Date,
            /// The latest first day on which it may no longer hold.
            latest_on: Date,
        } = "reduction-too-long" @ "until_on",
        /// There is one of that kind already.
        #[error("the person has a reduction `{reduction}` since {since_on}; end it first")]
        Overlaps {
            /// The kind.
            reduction: ReductionKind,
            /// Its first day.
            since_on: Date,
        } = "reduction-overlaps" @ "kind",
        /// There is no such reduction, or it is over.
        #[error("there is no reduction in entry {version} that could still be ended")]
        NoReduction {
            /// Version that was named.
            version: u32,
        } = "no-reduction" @ "version",
        /// The end lies before the beginning or after the day on which it ends anyway.
        #[error("the reduction holds from {from_on}; it cannot end on {ended_on}")]
        EndOutside {
            /// First day.
            from_on: Date,
            /// Day given.
            ended_on: Date,
        } = "reduction-end-outside" @ "ended",
    }
}

/// Decides what to write when somebody is to carry less for a time.
///
/// `rules` are those of the policy in force on the first day.
///
/// # Errors
///
/// [`ReductionRefusal`], in the order of its variants; the first that applies is returned.
pub fn grant_reduction(
    staff: &Staff,
    command: &GrantReduction,
    rules: &[ReductionRule],
) -> Result<Vec<StaffFact>, ReductionRefusal> {
    let (kind, from_on, percent) = (command.kind, command.from.on(), command.percent);
    if staff.post_on(from_on).is_none() {
        return Err(ReductionRefusal::NoPost { on: from_on });
    }
    let rule = rules.iter().find(|rule| rule.kind == kind);
    let rule = rule.ok_or(ReductionRefusal::NoRule { reduction: kind, on: from_on })?;
    let most = rule.percent_most;
    if !(1..=most).contains(&percent) {
        return Err(ReductionRefusal::OutOfBounds { reduction: kind, percent, most });
    }
    if let Some(until_on) = command.until_on.filter(|&until_on| until_on <= from_on) {
        return Err(ReductionRefusal::EndsFirst { from_on, until_on });
    }
    if let Some(days) = rule.days_most {
        let latest_on = from_on.saturating_add(jiff::Span::new().days(i64::from(days)));
        if command.until_on.is_none_or(|until_on| latest_on < until_on) {
            return Err(ReductionRefusal::TooLong { reduction: kind, from_on, latest_on });
        }
    }
    let meets = |one: &&Reduction| {
        let ends_after = one.until_on.is_none_or(|until_on| from_on < until_on);
        let begins_before = command.until_on.is_none_or(|until_on| one.mark.on < until_on);
        one.kind == kind && ends_after && begins_before && one.until_on != Some(one.mark.on)
    };
    if let Some(other) = staff.reductions.iter().find(meets) {
        return Err(ReductionRefusal::Overlaps { reduction: kind, since_on: other.mark.on });
    }
    required(&command.words)?;
    Ok(vec![StaffFact::ReductionGranted(ReductionGranted {
        kind,
        percent,
        from: command.from,
        until_on: command.until_on,
        private: sealed(&command.words),
    })])
}

/// Decides what to write when a reduction ends.
///
/// # Errors
///
/// [`ReductionRefusal::NoReduction`], then [`ReductionRefusal::EndOutside`].
pub fn end_reduction(
    staff: &Staff,
    command: &EndReduction,
) -> Result<Vec<StaffFact>, ReductionRefusal> {
    let (reduction, ended_on) = (command.reduction, command.ended.on());
    let standing = |one: &&Reduction| one.mark.version == reduction && !one.is_ended;
    let found = staff.reductions.iter().find(standing);
    let found = found.ok_or(ReductionRefusal::NoReduction { version: reduction })?;
    let from_on = found.mark.on;
    if ended_on < from_on || found.until_on.is_some_and(|until_on| until_on < ended_on) {
        return Err(ReductionRefusal::EndOutside { from_on, ended_on });
    }
    Ok(vec![StaffFact::ReductionEnded(ReductionEnded { reduction, ended: command.ended })])
}

impl Staff {
    /// Returns what is left of the target on a day, in per cent: reductions add up, to all of it at
    /// most.
    pub fn share_percent(&self, on: Date) -> u16 {
        let holding = self.reductions.iter().filter(|one| one.holds_on(on));
        share_left(holding.map(|one| one.percent))
    }

    pub(crate) fn apply_reduction(&mut self, recorded: &Recorded<StaffFact>) {
        match &recorded.fact {
            StaffFact::ReductionGranted(fact) => self.reductions.push(Reduction {
                mark: Mark::of(recorded),
                kind: fact.kind,
                percent: fact.percent,
                until_on: fact.until_on,
                is_ended: false,
                words: fact.private.as_ref().map(|one| one.words.clone()).unwrap_or_default(),
            }),
            StaffFact::ReductionEnded(fact) => {
                let mut all = self.reductions.iter_mut();
                if let Some(found) = all.find(|one| one.mark.version == fact.reduction) {
                    found.until_on = Some(fact.ended.on());
                    found.is_ended = true;
                }
            }
            _ => {}
        }
    }
}

/// Returns what is left of a target after reductions, in per cent.
pub fn share_left(reductions: impl IntoIterator<Item = u16>) -> u16 {
    reductions.into_iter().fold(100_u16, u16::saturating_sub)
}

#[cfg(test)]
mod tests;
