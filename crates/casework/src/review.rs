//! Acts that need a second look, because what they rested on has moved.
//!
//! An act stands as it was done. But a meeting entered later can show that a limit was kept after
//! all, and an accepted excuse can take a ground away. Each such act is listed with what it relied
//! on and what holds now; what to do about it a person decides: take the act back, or uphold it
//! with reasons ([`crate::upholding`]). Nothing here is stored: it is read off the case and its
//! clocks. A case that is closed and a submission that was decided are looked at no more.

use bagyt_core::fact::Recorded;
use bagyt_core::law::{Calendar, Clock, ClockError, ClockState, Pack};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::case::{Case, FoldError};
use crate::clocks::clocks;
use crate::codes::SubmissionStatus;
use crate::entries::{Mark, Marked, Submission};
use crate::fact::CaseFact;
use crate::reliance::Reliance;
use crate::submission::lost_grounds;

codes! {
    /// An act that rests on law and on what was known.
    pub enum ActKind {
        /// A violation was established.
        Violation = "violation",
        /// A warning was issued.
        Warning = "warning",
        /// A submission to the court was drafted.
        Submission = "submission",
    }
}

/// An act that needs a second look.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Review {
    /// What was done.
    pub act: ActKind,
    /// Where the act's entry stands.
    pub mark: Mark,
    /// What has moved.
    pub cause: Cause,
}

/// What has moved under an act.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "cause", rename_all = "snake_case")]
pub enum Cause {
    /// The due moment relied on is another now.
    DueMoved {
        /// Code of the row.
        row: String,
        /// The moment relied on.
        relied_at: Timestamp,
        /// The nearest moment that the row gives now; `None` if it gives none.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        due_at: Option<Timestamp>,
    },
    /// The limit that was relied on as missed was kept.
    KeptAfterAll {
        /// Code of the row.
        row: String,
        /// The moment relied on.
        relied_at: Timestamp,
        /// When it was kept.
        kept_at: Timestamp,
        /// Version of the entry that says so.
        kept_by: u32,
    },
    /// Grounds of a submission no longer hold.
    GroundLost {
        /// Versions of the violations that were withdrawn.
        grounds: Vec<u32>,
    },
}

impl Cause {
    /// Returns the code under which lists and texts name it.
    pub fn code(&self) -> &'static str {
        match self {
            Cause::DueMoved { .. } => "due_moved",
            Cause::KeptAfterAll { .. } => "kept_after_all",
            Cause::GroundLost { .. } => "ground_lost",
        }
    }

    /// Returns the code of the row of law whose limit moved or was kept.
    pub fn row(&self) -> Option<&str> {
        match self {
            Cause::DueMoved { row, .. } | Cause::KeptAfterAll { row, .. } => Some(row),
            Cause::GroundLost { .. } => None,
        }
    }

    /// Returns the due moment relied on.
    pub fn relied_at(&self) -> Option<Timestamp> {
        match self {
            Cause::DueMoved { relied_at, .. } | Cause::KeptAfterAll { relied_at, .. } => {
                Some(*relied_at)
            }
            Cause::GroundLost { .. } => None,
        }
    }

    /// Returns the due moment as it is now: of a limit that was kept, the one relied on.
    pub fn due_at(&self) -> Option<Timestamp> {
        match self {
            Cause::DueMoved { due_at, .. } => *due_at,
            Cause::KeptAfterAll { relied_at, .. } => Some(*relied_at),
            Cause::GroundLost { .. } => None,
        }
    }

    /// Returns when the limit was kept.
    pub fn kept_at(&self) -> Option<Timestamp> {
        match self {
            Cause::KeptAfterAll { kept_at, .. } => Some(*kept_at),
            Cause::DueMoved { .. } | Cause::GroundLost { .. } => None,
        }
    }
}

/// An act that needs a second look, and since when that is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SecondLook {
    /// The act and what has moved.
    pub review: Review,
    /// First day of the edition of the row that was relied on, where a limit of it moved.
    pub edition: Option<Date>,
    /// The entry with which it became known; `None` where no entry did, but another table of law.
    pub known: Option<Known>,
}

/// The entry with which something became known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Known {
    /// Its version.
    pub version: u32,
    /// Civil day at the office on which it was recorded.
    pub on: Date,
}

/// An earlier state of a case cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum ReviewError {
    /// Its entries are no case.
    #[error("the case as it was known before cannot be read")]
    Fold(#[from] FoldError),
    /// Its clocks cannot be reckoned.
    #[error("the clocks of the case as it was known before cannot be reckoned")]
    Clock(#[from] ClockError),
}

/// Returns the acts of a case that need a second look and were not upheld as things stand, by the
/// day of the act; one line an act.
pub fn reviews(case: &Case, clocks: &[Clock<'_>]) -> Vec<Review> {
    let mut reviews = moved_acts(case, clocks);
    reviews.retain(|review| !is_upheld(case, review));
    reviews
}

/// Returns the acts under which something has moved, upheld or not.
fn moved_acts(case: &Case, clocks: &[Clock<'_>]) -> Vec<Review> {
    if case.closing().is_some() {
        return Vec::new();
    }
    let violations = case.violations.iter().map(|one| (ActKind::Violation, one.mark(), &one.law));
    let warnings = case.warnings.iter().map(|one| (ActKind::Warning, one.mark(), &one.law));
    let submissions = case.submissions.iter().filter(|one| is_open(case, one));
    let submissions = submissions.map(|one| (ActKind::Submission, one.mark(), &one.law));
    let mut reviews: Vec<Review> = violations
        .chain(warnings)
        .chain(submissions)
        .filter_map(|(act, mark, law)| {
            let lost = case.submissions.iter().find(|one| one.mark == mark);
            let lost = lost.and_then(|submission| grounds_lost(case, submission));
            let cause = lost.or_else(|| moved(mark, law, clocks))?;
            Some(Review { act, mark, cause })
        })
        .collect();
    reviews.sort_by_key(|review| review.mark.order());
    reviews
}

/// Returns the acts of a case that need a second look, each with the entry by which that is known.
///
/// `facts` are all entries of the case, in any order; `clocks` those that follow from them.
///
/// # Errors
///
/// [`ReviewError`] if the case as it was known before cannot be read.
pub fn second_looks(
    case: &Case,
    clocks: &[Clock<'_>],
    facts: &[Recorded<CaseFact>],
    pack: &Pack,
    calendar: &Calendar,
) -> Result<Vec<SecondLook>, ReviewError> {
    let reviews = reviews(case, clocks);
    if reviews.is_empty() {
        return Ok(Vec::new());
    }
    let mut in_order = facts.to_vec();
    in_order.sort_by_key(|recorded| recorded.version);
    let past = Past { case, facts: &in_order, pack, calendar };
    let look = |review: Review| {
        let known = past.known_since(&review)?;
        let edition = relied_edition(case, &review);
        Ok(SecondLook { edition, known, review })
    };
    reviews.into_iter().map(look).collect()
}

/// Whether a court may still decide on a submission.
fn is_open(case: &Case, submission: &Submission) -> bool {
    !matches!(
        case.submission_status(submission),
        SubmissionStatus::Decided | SubmissionStatus::Lapsed
    )
}

/// Whether a person has said that the act stands although just this moved.
fn is_upheld(case: &Case, review: &Review) -> bool {
    let last = case.upholdings.iter().rfind(|one| one.act == review.mark.version);
    last.is_some_and(|upholding| upholding.seen == review.cause)
}

fn grounds_lost(case: &Case, submission: &Submission) -> Option<Cause> {
    let grounds = lost_grounds(case, submission);
    (!grounds.is_empty()).then_some(Cause::GroundLost { grounds })
}

fn relied_edition(case: &Case, review: &Review) -> Option<Date> {
    let version = review.mark.version;
    let violation = case.violations.iter().find(|one| one.mark.version == version);
    let warning = case.warnings.iter().find(|one| one.mark.version == version);
    let submission = case.submissions.iter().find(|one| one.mark.version == version);
    let law = violation
        .map(|one| &one.law)
        .or(warning.map(|one| &one.law))
        .or(submission.map(|one| &one.law))?;
    review.cause.row().map(|_| law.edition_from)
}

fn moved(mark: Mark, law: &Reliance, clocks: &[Clock<'_>]) -> Option<Cause> {
    let relied_at = law.due_at?;
    let row = law.row.clone();
    // A limit that another took the place of before it was due is owed by nobody.
    let owed = |clock: &&Clock<'_>| clock.state() != ClockState::Void;
    let same_row = || clocks.iter().filter(|clock| clock.code() == law.row).filter(owed);
    // A visit on the first day of a period begins another that ends on the same day.
    let relied_on = || same_row().filter(|clock| clock.due == relied_at);
    let Some(last) = relied_on().next_back() else {
        let apart = |clock: &&Clock<'_>| clock.due.duration_since(relied_at).abs();
        let due_at = same_row().min_by_key(apart).map(|clock| clock.due);
        return Some(Cause::DueMoved { row, relied_at, due_at });
    };
    let is_kept = relied_on().all(|clock| clock.state() == ClockState::InTime);
    // A limit that the act itself kept was not relied on as missed.
    let met = last.met.filter(|met| is_kept && met.version != mark.version)?;
    Some(Cause::KeptAfterAll { row, relied_at, kept_at: met.at, kept_by: met.version })
}

/// The entries of a case in the order in which they were written.
struct Past<'a> {
    case: &'a Case,
    facts: &'a [Recorded<CaseFact>],
    pack: &'a Pack,
    calendar: &'a Calendar,
}

impl Past<'_> {
    /// Returns the entry after the act with which what has moved became known.
    fn known_since(&self, review: &Review) -> Result<Option<Known>, ReviewError> {
        let act = review.mark.version;
        // Before the act nothing could move under it; at the newest entry it has moved.
        let first = self.facts.partition_point(|recorded| recorded.version < act);
        let (mut low, mut high) = (first, self.facts.len().saturating_sub(1));
        while low < high {
            let middle = low + (high - low) / 2;
            if self.is_known_at(middle, review)? {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        let entry = self.facts.get(high).filter(|recorded| recorded.version != act);
        Ok(entry.map(|recorded| Known {
            version: recorded.version,
            on: self.case.zone.day_of(recorded.recorded_at),
        }))
    }

    /// Whether the entries up to that place show the act with the same cause.
    fn is_known_at(&self, place: usize, review: &Review) -> Result<bool, ReviewError> {
        let known = self.facts.get(..=place).unwrap_or(self.facts);
        let case = Case::fold(self.case.id, known)?;
        let clocks = clocks(&case, self.pack, self.calendar)?;
        Ok(moved_acts(&case, &clocks).contains(review))
    }
}

#[cfg(test)]
mod tests;
