//! Saying that an act stands though what it rested on has moved.
//!
//! An act that needs a second look ([`crate::review`]) is taken back, or somebody answers for it:
//! says in words why it stands. That ends the matter until something moves again; then the act is
//! looked at anew, because what was upheld was the act on what was known. Who may uphold which act
//! is policy and not decided here.

use bagyt_core::fact::PrivateWords;
use bagyt_core::law::Clock;
use bagyt_core::refusal::required;
use serde::{Deserialize, Serialize};

use crate::case::Case;
use crate::entries::find_version;
use crate::fact::{CaseFact, sealed};
use crate::review::{Cause, reviews};

/// Says that an act stands.
#[derive(Clone, Debug, PartialEq)]
pub struct UpholdAct {
    /// Version of the act's entry.
    pub version: u32,
    /// What has moved, as the person was shown it.
    pub seen: Cause,
    /// Why the act stands.
    pub words: String,
}

/// An act was upheld.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ActUpheld {
    /// Version of the act's entry.
    pub version: u32,
    /// What had moved, as the person was shown it.
    #[serde(flatten)]
    pub seen: Cause,
    /// Why the act stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub private: Option<PrivateWords>,
}

bagyt_core::refusals! {
    required words;
    /// Why an act is not upheld.
    pub enum UpholdRefusal {
        /// The case has no such act, or it was taken back.
        #[error("the case has no violation, warning or submission in entry {version}")]
        NoAct {
            /// Version that was named.
            version: u32,
        } = "no-act-to-uphold" @ "version",
        /// Nothing has moved under the act, or it was upheld as things stand.
        #[error("entry {version} needs no second look; nothing has moved that was not answered")]
        NothingMoved {
            /// Version that was named.
            version: u32,
        } = "nothing-moved" @ "version",
        /// Something else has moved than the person was shown.
        #[error("what entry {version} rests on has moved again; look at it anew")]
        MovedAgain {
            /// Version that was named.
            version: u32,
        } = "moved-again" @ "version",
    }
}

/// Decides what to write when somebody says that an act stands.
///
/// `clocks` are those of [`crate::clocks::clocks`].
///
/// # Errors
///
/// [`UpholdRefusal`], in the order of its variants; the first that applies is returned.
pub fn uphold(
    case: &Case,
    command: &UpholdAct,
    clocks: &[Clock<'_>],
) -> Result<Vec<CaseFact>, UpholdRefusal> {
    let version = command.version;
    if !is_act(case, version) {
        return Err(UpholdRefusal::NoAct { version });
    }
    let reviews = reviews(case, clocks);
    let review = reviews.iter().find(|review| review.mark.version == version);
    let review = review.ok_or(UpholdRefusal::NothingMoved { version })?;
    if review.cause != command.seen {
        return Err(UpholdRefusal::MovedAgain { version });
    }
    required(&command.words)?;
    Ok(vec![CaseFact::ActUpheld(ActUpheld {
        version,
        seen: command.seen.clone(),
        private: sealed(&command.words),
    })])
}

fn is_act(case: &Case, version: u32) -> bool {
    find_version(&case.violations, version).is_some()
        || find_version(&case.warnings, version).is_some()
        || find_version(&case.submissions, version).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clocks::clocks;
    use crate::invented::{Story, calendar, pack, told};

    /// Upholds the newest act that needs a second look, or the given entry.
    #[track_caller]
    fn check(story: &Story, change: impl FnOnce(&mut UpholdAct), expected: Result<&str, &str>) {
        let pack = pack();
        let clocks = clocks(&story.case, &pack, &calendar()).unwrap();
        let review = reviews(&story.case, &clocks).into_iter().next_back();
        let mut command = UpholdAct {
            version: review.as_ref().map_or(3, |review| review.mark.version),
            seen: review.map_or(Cause::GroundLost { grounds: vec![6] }, |review| review.cause),
            words: "the client was told of the day twice".to_owned(),
        };
        change(&mut command);
        let outcome = told(uphold(&story.case, &command, &clocks));
        assert_eq!(outcome, expected.map(str::to_owned).map_err(str::to_owned));
    }

    #[test]
    fn an_act_whose_limit_was_kept_after_all_is_upheld_in_words() {
        let story = Story::relied().met("2025-04-14");
        check(&story, |_| {}, Ok("act.upheld"));
        check(&story, |one| one.words = " ".to_owned(), Err("a reason in words is missing"));
        let why = "the words have 12001 characters; the most is 12000";
        check(&story, |one| one.words = "a".repeat(12_001), Err(why));
    }

    #[test]
    fn an_act_under_which_nothing_moved_needs_nobody_to_answer_for_it() {
        let why = "entry 3 needs no second look; nothing has moved that was not answered";
        check(&Story::relied(), |_| {}, Err(why));
        let story = Story::relied().met("2025-04-14").upheld();
        check(&story, |_| {}, Err(why));
    }

    #[test]
    fn what_is_no_act_or_was_taken_back_is_not_upheld() {
        let story = Story::relied().met("2025-04-14");
        let why = "the case has no violation, warning or submission in entry 4";
        check(&story, |one| one.version = 4, Err(why));
        let why = "the case has no violation, warning or submission in entry 3";
        check(&story.taken_back(3), |_| {}, Err(why));
    }

    #[test]
    fn what_moved_again_is_looked_at_anew() {
        let story = Story::relied().met("2025-04-14");
        let lost = Cause::GroundLost { grounds: vec![6] };
        let why = "what entry 3 rests on has moved again; look at it anew";
        check(&story, |one| one.seen = lost, Err(why));
    }
}
