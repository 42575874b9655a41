//! The ladder: what the law lets follow a violation now, and why a step is not open yet.
//!
//! It offers, it decides nothing: a person chooses, gives the reason, and the deciding functions of
//! [`crate::warning`] and [`crate::submission`] check again. The mildest step that is open is
//! recommended first.

use jiff::civil::Date;

use crate::case::Case;
use crate::codes::{SubmissionKind, SubmissionStatus};
use crate::entries::{Violation, Warning, find_version};
use crate::submission::contest_of;

/// What may follow a violation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Response {
    /// A warning.
    Warning,
    /// A submission to the court.
    Submission(SubmissionKind),
}

/// Why a step is not open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Obstacle {
    /// The case is closed.
    Closed {
        /// Day of closing.
        on: Date,
    },
    /// The client contests the violation, and nobody has answered.
    Contested {
        /// Since when.
        on: Date,
    },
    /// It was decided that nothing follows.
    Waived {
        /// When.
        on: Date,
    },
    /// It was taken already.
    Taken,
    /// As many warnings were issued as the law knows before the court.
    WarningsReached {
        /// Warnings in force.
        count: u32,
    },
    /// Too few warnings were issued.
    TooFewWarnings {
        /// The least.
        least: u32,
        /// Warnings in force that nobody contests.
        count: u32,
    },
    /// The court was asked for the same and has not decided.
    Undecided {
        /// Day of the draft.
        on: Date,
    },
}

/// A step of the ladder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rung {
    /// What it is.
    pub response: Response,
    /// Warnings in force that nobody contests, of those that the law knows before the court.
    pub warnings: (u32, u32),
    /// Why it is not open; `None` where it is.
    pub obstacle: Option<Obstacle>,
    /// Whether it is the mildest that is open.
    pub recommended: bool,
}

/// The submissions that may answer a violation, the mildest first.
const SUBMISSIONS: [SubmissionKind; 4] = [
    SubmissionKind::Extend,
    SubmissionKind::AddDuty,
    SubmissionKind::Replace,
    SubmissionKind::Cancel,
];

/// Returns the steps that may follow a violation of this case, the recommended one first, then those
/// that are open, each from mild to hard.
///
/// `least` is the number of warnings that the law demands before a submission.
pub fn ladder(case: &Case, violation: &Violation, least: u32) -> Vec<Rung> {
    let counts = |warning: &&Warning| {
        let of = find_version(&case.violations, warning.violation);
        of.is_none_or(|violation| contest_of(case, violation).is_none())
    };
    let count = case.warnings.iter().filter(counts).count();
    let count = u32::try_from(count).unwrap_or(u32::MAX);
    let common = common_obstacle(case, violation);
    let rung = |response| {
        let own = match response {
            Response::Warning => warning_obstacle(case, violation, (count, least)),
            Response::Submission(kind) => {
                submission_obstacle(case, violation, kind, (count, least))
            }
        };
        Rung { response, warnings: (count, least), obstacle: common.or(own), recommended: false }
    };
    let submissions = SUBMISSIONS.map(Response::Submission);
    let all = std::iter::once(Response::Warning).chain(submissions);
    let mut rungs: Vec<Rung> = all.map(rung).collect();
    rungs.sort_by_key(|rung| rung.obstacle.is_some());
    if let Some(first) = rungs.first_mut().filter(|rung| rung.obstacle.is_none()) {
        first.recommended = true;
    }
    rungs
}

/// What keeps every step from being taken.
fn common_obstacle(case: &Case, violation: &Violation) -> Option<Obstacle> {
    let closed = case.closing().map(|closing| Obstacle::Closed { on: closing.mark.on });
    let contested = || contest_of(case, violation);
    let contested = || contested().map(|contest| Obstacle::Contested { on: contest.mark.on });
    let waived = || case.waiver_of(violation.mark.version);
    let waived = || waived().map(|waiver| Obstacle::Waived { on: waiver.mark.on });
    closed.or_else(contested).or_else(waived)
}

fn warning_obstacle(
    case: &Case,
    violation: &Violation,
    (count, least): (u32, u32),
) -> Option<Obstacle> {
    if case.is_warned(violation.mark.version) {
        return Some(Obstacle::Taken);
    }
    (count >= least).then_some(Obstacle::WarningsReached { count })
}

fn submission_obstacle(
    case: &Case,
    violation: &Violation,
    kind: SubmissionKind,
    (count, least): (u32, u32),
) -> Option<Obstacle> {
    let same = case.submissions.iter().find(|other| {
        other.kind == kind && case.submission_status(other) != SubmissionStatus::Decided
    });
    if let Some(other) = same {
        return Some(Obstacle::Undecided { on: other.mark.on });
    }
    // Malicious evasion goes to the court by itself.
    let few = count < least && !violation.malicious;
    few.then_some(Obstacle::TooFewWarnings { least, count })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compliance::{EstablishViolation, establish_violation};
    use crate::fact::Change;
    use crate::invented::{Story, day, no_show};

    /// The steps of the newest violation: each with its obstacle, the recommended one marked.
    #[track_caller]
    fn check(story: &Story, expected: &[&str]) {
        let violation = story.case.violations.last().unwrap();
        let told: Vec<String> = ladder(&story.case, violation, 2)
            .into_iter()
            .map(|rung| {
                let response = match rung.response {
                    Response::Warning => "warning",
                    Response::Submission(kind) => kind.code(),
                };
                let obstacle = match rung.obstacle {
                    None if rung.recommended => "recommended".to_owned(),
                    None => "open".to_owned(),
                    Some(obstacle) => format!("{obstacle:?}"),
                };
                format!("{response} {obstacle}")
            })
            .collect();
        assert_eq!(told, expected);
    }

    fn once() -> Story {
        Story::opened().absent("2025-04-07").explained(2, "2025-04-08")
    }

    /// A violation of the absence in entry 2, without its warning.
    fn unwarned(story: Story) -> Story {
        let command = EstablishViolation { warning: None, ..no_show(2, "2025-04-09") };
        let facts = establish_violation(&story.case, &command, day("2025-04-09")).unwrap();
        story.then("2025-04-09", facts)
    }

    #[test]
    fn a_first_violation_is_warned_of_and_the_court_waits() {
        let few = "TooFewWarnings { least: 2, count: 0 }";
        check(
            &unwarned(once()),
            &[
                "warning recommended",
                &format!("extend {few}"),
                &format!("add_duty {few}"),
                &format!("replace {few}"),
                &format!("cancel {few}"),
            ],
        );
    }

    #[test]
    fn after_the_last_warning_the_mildest_submission_is_recommended() {
        check(
            &Story::twice_warned(),
            &[
                "extend recommended",
                "add_duty open",
                "replace open",
                "cancel open",
                "warning Taken",
            ],
        );
        check(
            &Story::twice_warned().drafted("2025-06-01"),
            &[
                "add_duty recommended",
                "replace open",
                "cancel open",
                "warning Taken",
                "extend Undecided { on: 2025-06-01 }",
            ],
        );
    }

    #[test]
    fn nothing_is_open_while_the_client_waits_an_answer_nothing_follows_or_the_case_is_closed() {
        let command = crate::waiver::WaiveResponse {
            violation: 4,
            decided: crate::invented::on("2025-04-10"),
            words: "the first in two years".to_owned(),
        };
        let story = unwarned(once());
        let facts = crate::waiver::waive(&story.case, &command, day("2025-04-10")).unwrap();
        let waived = story.then("2025-04-10", facts);
        let warned = once().warned(2, "2025-04-09");
        let version = warned.case.violations[0].mark.version;
        let contested = warned.clone().contested(version, "2025-04-12");
        let closed = warned.ruled("2025-04-20", Change::Ended);
        for (story, why) in [(contested, "Contested"), (closed, "Closed"), (waived, "Waived")] {
            let violation = story.case.violations.last().unwrap();
            let rungs = ladder(&story.case, violation, 2);
            assert!(rungs.iter().all(|rung| !rung.recommended));
            let all = rungs.iter().all(|rung| format!("{:?}", rung.obstacle).contains(why));
            assert!(all, "{rungs:?}");
        }
    }
}
