//! What in a case still holds the record of the client: as long as one of these stands, it is not
//! forgotten who the client was.
//!
//! How long the law wants a record kept after its last case was closed is a row of law; who asks
//! for an erasure and who decides it stands in the exchange wing, which keeps persons.

use jiff::civil::Date;

use crate::case::Case;
use crate::contest::awaits_answer;
use crate::entries::Marked;
use crate::standing::SubmissionStatus;

/// What in one case holds the record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Holding {
    /// Day on which the case was closed; `None` while it is open.
    pub closed_on: Option<Date>,
    /// Contests that nobody has answered.
    pub contests: u32,
    /// Submissions that no court has decided; one that never left the service ended with the case.
    pub submissions: u32,
}

/// Returns what in a case still holds the client's record.
pub fn holding(case: &Case) -> Holding {
    let contests = case.contests.iter().filter(|one| awaits_answer(case, one.mark().version));
    let submissions = case.submissions.iter().filter(|one| {
        let status = case.submission_status(one);
        !matches!(status, SubmissionStatus::Decided | SubmissionStatus::Lapsed)
    });
    Holding {
        closed_on: case.closing().map(|closing| closing.mark.on),
        contests: u32::try_from(contests.count()).unwrap_or(u32::MAX),
        submissions: u32::try_from(submissions.count()).unwrap_or(u32::MAX),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::closing::{CloseCase, close};
    use crate::codes::CloseReason;
    use crate::invented::{Story, day, on};

    fn closed(story: Story, closed_on: &str) -> Story {
        let command =
            CloseCase { closed: on(closed_on), reason: CloseReason::Died, words: String::new() };
        let facts = close(&story.case, &command, day(closed_on)).unwrap();
        story.then(closed_on, facts)
    }

    #[track_caller]
    fn check(story: &Story, closed_on: Option<&str>, contests: u32, submissions: u32) {
        let expected = Holding { closed_on: closed_on.map(day), contests, submissions };
        assert_eq!(holding(&story.case), expected);
    }

    #[test]
    fn an_open_case_holds_and_a_closed_one_names_its_day() {
        check(&Story::opened(), None, 0, 0);
        check(&closed(Story::opened(), "2025-05-05"), Some("2025-05-05"), 0, 0);
    }

    #[test]
    fn a_contest_without_answer_outlasts_the_case() {
        let story = Story::opened().absent("2025-04-07").explained(2, "2025-04-08");
        let story = story.warned(2, "2025-04-09").contested(4, "2025-04-12");
        check(&closed(story, "2025-05-05"), Some("2025-05-05"), 1, 0);
    }

    #[test]
    fn a_submission_holds_once_it_was_sent_and_lapses_otherwise() {
        let drafted = Story::twice_warned().drafted("2025-05-10");
        check(&drafted, None, 0, 1);
        let sent =
            Story::twice_warned().drafted("2025-05-10").approved("2025-05-11").sent("2025-05-11");
        check(&closed(drafted, "2025-06-05"), Some("2025-06-05"), 0, 0);
        check(&closed(sent, "2025-06-05"), Some("2025-06-05"), 0, 1);
    }
}
