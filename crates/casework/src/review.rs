//! Acts that need a second look, because what they rested on has moved.
//!
//! An act stands as it was done. But a meeting entered later can show that a limit was kept after
//! all, and an accepted excuse can take a ground away. Each such act is listed with what it relied
//! on and what holds now; what to do about it a person decides. Nothing here is stored: it is read
//! off the case and its clocks.

use bagyt_core::law::{Clock, ClockState};
use jiff::Timestamp;

use crate::case::Case;
use crate::entries::{Mark, Marked};
use crate::fact::SubmissionId;
use crate::reliance::Reliance;
use crate::submission::lost_grounds;

/// An act that needs a second look.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Review {
    /// Where the act's entry stands.
    pub mark: Mark,
    /// What has moved.
    pub cause: Cause,
}

/// What has moved under an act.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cause {
    /// The due moment relied on is another now.
    DueMoved {
        /// Code of the row.
        row: String,
        /// The moment relied on.
        relied_at: Timestamp,
        /// The nearest moment that the row gives now; `None` if it gives none.
        due_at: Option<Timestamp>,
    },
    /// The limit that was relied on as missed was kept.
    KeptAfterAll {
        /// Code of the row.
        row: String,
        /// The moment relied on.
        relied_at: Timestamp,
    },
    /// A ground of a submission no longer holds.
    GroundLost {
        /// The submission.
        submission: SubmissionId,
        /// Version of the violation that was withdrawn.
        ground: u32,
    },
}

/// Returns the acts of a case that need a second look, by the day of the act.
pub fn reviews(case: &Case, clocks: &[Clock<'_>]) -> Vec<Review> {
    let violations = case.violations.iter().map(|one| (one.mark(), &one.law));
    let warnings = case.warnings.iter().map(|one| (one.mark(), &one.law));
    let submissions = case.submissions.iter().map(|one| (one.mark(), &one.law));
    let acts = violations.chain(warnings).chain(submissions);
    let mut reviews: Vec<Review> = acts
        .filter_map(|(mark, law)| moved(law, clocks).map(|cause| Review { mark, cause }))
        .collect();
    for submission in &case.submissions {
        reviews.extend(lost_grounds(case, submission).into_iter().map(|ground| Review {
            mark: submission.mark,
            cause: Cause::GroundLost { submission: submission.id, ground },
        }));
    }
    reviews.sort_by_key(|review| review.mark.order());
    reviews
}

fn moved(law: &Reliance, clocks: &[Clock<'_>]) -> Option<Cause> {
    let relied_at = law.due_at?;
    // A limit that another took the place of before it was due is owed by nobody.
    let owed = |clock: &&Clock<'_>| clock.state() != ClockState::Void;
    let same_row = || clocks.iter().filter(|clock| clock.code() == law.row).filter(owed);
    match same_row().find(|clock| clock.due == relied_at) {
        Some(clock) if clock.state() == ClockState::InTime => {
            Some(Cause::KeptAfterAll { row: law.row.clone(), relied_at })
        }
        Some(_) => None,
        None => {
            let apart = |clock: &&Clock<'_>| clock.due.duration_since(relied_at).abs();
            let due_at = same_row().min_by_key(apart).map(|clock| clock.due);
            Some(Cause::DueMoved { row: law.row.clone(), relied_at, due_at })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clocks::clocks;
    use crate::codes::{Risk, ViolationGround};
    use crate::compliance::establish_violation;
    use crate::invented::{Story, calendar, day, no_show, pack, submission_id};

    /// A violation of the monthly visit of 14 April, relied on with its due moment.
    fn relied() -> Story {
        let story = Story::opened().registered();
        let pack = pack();
        let clocks = clocks(&story.case, &pack, &calendar()).unwrap();
        let clock = clocks.iter().find(|clock| clock.code() == "registration_visit").unwrap();
        assert_eq!(clock.due_on, day("2025-04-14"));
        let mut command = no_show(0, "2025-04-16");
        command.absence = None;
        command.ground = ViolationGround::DutyNotDone;
        command.law.reliance = Reliance::of_clock(clock);
        command.warning = None;
        let facts = establish_violation(&story.case, &command, day("2025-04-16")).unwrap();
        story.then("2025-04-16", facts)
    }

    #[track_caller]
    fn check(story: &Story, expected: &[&str]) {
        let pack = pack();
        let clocks = clocks(&story.case, &pack, &calendar()).unwrap();
        let told: Vec<String> = reviews(&story.case, &clocks)
            .iter()
            .map(|review| match &review.cause {
                Cause::DueMoved { row, due_at, .. } => {
                    let due_on = due_at.map(|due_at| story.case.zone.day_of(due_at).to_string());
                    format!("{row} moved to {}", due_on.unwrap_or_default())
                }
                Cause::KeptAfterAll { row, relied_at } => {
                    format!("{row} of {} kept", story.case.zone.day_of(*relied_at))
                }
                Cause::GroundLost { ground, .. } => format!("ground {ground} lost"),
            })
            .collect();
        assert_eq!(told, expected);
    }

    #[test]
    fn an_act_whose_limit_stands_needs_no_second_look() {
        check(&relied(), &[]);
        check(&relied().met("2025-04-15"), &[]);
    }

    #[test]
    fn a_late_entry_shows_that_the_limit_was_kept() {
        check(&relied().met("2025-04-14"), &["registration_visit of 2025-04-14 kept"]);
    }

    #[test]
    fn a_late_assessment_moves_the_limit() {
        let story = relied().assessed("2025-03-20", Risk::High);
        check(&story, &["registration_visit moved to 2025-04-17"]);
    }

    #[test]
    fn a_withdrawn_ground_is_named_with_its_submission() {
        let story = Story::twice_warned().drafted("2025-06-01");
        let story = story.excused(4, "2025-06-02");
        check(&story, &["ground 6 lost"]);
        let pack = pack();
        let clocks = clocks(&story.case, &pack, &calendar()).unwrap();
        let cause = Cause::GroundLost { submission: submission_id(0xE1), ground: 6 };
        assert_eq!(reviews(&story.case, &clocks)[0].cause, cause);
    }
}
