//! The client contests an entry, and somebody answers.
//!
//! Whoever is recorded may say that the record is wrong. The client's own words are kept, a
//! contested violation carries no submission until a head has answered, and an upheld contest takes
//! the entry back in the same breath. The answer comes from another person than the one who made
//! the record wherever the office has one; that is policy and not decided here.

use bagyt_core::effective::Effective;
use bagyt_core::fact::{PrivateWords, Withdrawn};
use bagyt_core::refusal::limited;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::case::Case;
use crate::codes::MendingReason;
use crate::entries::find_version;
use crate::fact::{CaseFact, sealed};

/// Records that the client contests an absence, a violation or a warning.
#[derive(Clone, Debug, PartialEq)]
pub struct ContestEntry {
    /// Version of the entry.
    pub version: u32,
    /// When.
    pub contested: Effective,
    /// The client's own words.
    pub words: String,
}

/// Answers a contest.
#[derive(Clone, Debug, PartialEq)]
pub struct AnswerContest {
    /// Version of the contest.
    pub contest: u32,
    /// When.
    pub answered: Effective,
    /// Whether the client is right.
    pub upheld: bool,
    /// The answer, as the client is given it.
    pub words: String,
}

/// The client contested an entry.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EntryContested {
    /// Version of the entry.
    pub version: u32,
    /// When.
    pub contested: Effective,
    /// The client's own words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub private: Option<PrivateWords>,
}

/// A contest was answered.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ContestAnswered {
    /// Version of the contest.
    pub contest: u32,
    /// When.
    pub answered: Effective,
    /// Whether the client was right.
    pub upheld: bool,
    /// The answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub private: Option<PrivateWords>,
}

bagyt_core::refusals! {
    limited words;
    /// Why a contest or its answer is not recorded.
    pub enum ContestRefusal {
        /// The day has not come yet.
        #[error("{on} has not come yet")]
        NotYet {
            /// Day that was given.
            on: Date,
        } = "not-yet" @ "on",
        /// The case has no such absence, violation or warning in force.
        #[error("the case has no absence, violation or warning in entry {version}")]
        NothingToContest {
            /// Version that was named.
            version: u32,
        } = "nothing-to-contest" @ "version",
        /// The entry is contested already and not answered.
        #[error("entry {version} has been contested since {contested_on} and is not answered")]
        AlreadyContested {
            /// Version of the entry.
            version: u32,
            /// When it was contested.
            contested_on: Date,
        } = "already-contested" @ "version",
        /// The case has no such contest.
        #[error("the case has no contest in entry {version}")]
        UnknownContest {
            /// Version that was named.
            version: u32,
        } = "unknown-contest" @ "contest",
        /// The contest was answered.
        #[error("the contest was answered on {answered_on}")]
        AlreadyAnswered {
            /// When.
            answered_on: Date,
        } = "already-answered" @ "contest",
        /// The day lies before the contest.
        #[error("{on} lies before the contest of {contested_on}")]
        BeforeContest {
            /// Day that was given.
            on: Date,
            /// When it was contested.
            contested_on: Date,
        } = "before-contest" @ "on",
        /// Words are missing.
        #[error("words are missing")]
        WordsMissing = "words-missing" @ "words",
    }
}

/// Decides what to write when the client contests an entry.
///
/// # Errors
///
/// [`ContestRefusal`], in the order of its variants; the first that applies is returned.
pub fn contest(
    case: &Case,
    command: &ContestEntry,
    today: Date,
) -> Result<Vec<CaseFact>, ContestRefusal> {
    let (on, version) = (command.contested.on(), command.version);
    if on > today {
        return Err(ContestRefusal::NotYet { on });
    }
    if !is_contestable(case, version) {
        return Err(ContestRefusal::NothingToContest { version });
    }
    if let Some(open) = case.open_contest(version) {
        let contested_on = open.mark.on;
        return Err(ContestRefusal::AlreadyContested { version, contested_on });
    }
    check_words(&command.words)?;
    Ok(vec![CaseFact::EntryContested(EntryContested {
        version,
        contested: command.contested,
        private: sealed(&command.words),
    })])
}

/// Tells whether an entry can be contested now: an absence, a violation or a warning in force about
/// which no contest waits for its answer.
pub fn may_contest(case: &Case, version: u32) -> bool {
    is_contestable(case, version) && case.open_contest(version).is_none()
}

/// Tells whether an entry is a contest that nobody has answered yet.
pub fn awaits_answer(case: &Case, version: u32) -> bool {
    find_version(&case.contests, version).is_some()
        && case.answers.iter().all(|answer| answer.contest != version)
}

fn is_contestable(case: &Case, version: u32) -> bool {
    find_version(&case.absences, version).is_some()
        || find_version(&case.violations, version).is_some()
        || find_version(&case.warnings, version).is_some()
}

/// Decides what to write when a contest is answered.
///
/// An upheld contest withdraws the entry and what was issued on it: of a violation its warnings, of
/// an absence its violations and their warnings.
///
/// # Errors
///
/// [`ContestRefusal`], in the order of its variants; the first that applies is returned.
pub fn answer(
    case: &Case,
    command: &AnswerContest,
    today: Date,
) -> Result<Vec<CaseFact>, ContestRefusal> {
    let (on, version) = (command.answered.on(), command.contest);
    if on > today {
        return Err(ContestRefusal::NotYet { on });
    }
    let contest =
        find_version(&case.contests, version).ok_or(ContestRefusal::UnknownContest { version })?;
    if let Some(answer) = case.answers.iter().find(|kept| kept.contest == version) {
        return Err(ContestRefusal::AlreadyAnswered { answered_on: answer.mark.on });
    }
    let contested_on = contest.mark.on;
    if on < contested_on {
        return Err(ContestRefusal::BeforeContest { on, contested_on });
    }
    check_words(&command.words)?;
    let mut facts = vec![CaseFact::ContestAnswered(ContestAnswered {
        contest: version,
        answered: command.answered,
        upheld: command.upheld,
        private: sealed(&command.words),
    })];
    if command.upheld {
        facts.extend(fallen_with(case, contest.entry).into_iter().map(withdrawal));
    }
    Ok(facts)
}

fn check_words(words: &str) -> Result<(), ContestRefusal> {
    if words.trim().is_empty() {
        return Err(ContestRefusal::WordsMissing);
    }
    Ok(limited(words)?)
}

/// Returns the versions in force that fall with an entry, what rests on it first.
fn fallen_with(case: &Case, entry: u32) -> Vec<u32> {
    let violations: Vec<u32> = case
        .violations
        .iter()
        .filter(|kept| kept.mark.version == entry || kept.absence == Some(entry))
        .map(|kept| kept.mark.version)
        .collect();
    let warnings = case.warnings.iter();
    let warnings = warnings
        .filter(|kept| kept.mark.version == entry || violations.contains(&kept.violation))
        .map(|kept| kept.mark.version);
    let waivers = violations.iter().filter_map(|violation| case.waiver_of(*violation));
    let waivers = waivers.map(|kept| kept.mark.version);
    let absences = case.absences.iter().map(|kept| kept.mark.version);
    let absences = absences.filter(|version| *version == entry);
    warnings.chain(waivers).chain(violations.iter().copied()).chain(absences).collect()
}

fn withdrawal(version: u32) -> CaseFact {
    CaseFact::Withdrawn(Withdrawn {
        version,
        reason: MendingReason::Contested.code().to_owned(),
        private: None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::invented::{Story, day, on, told};

    /// Entry 2 is the absence, 4 the violation, 5 its warning.
    fn warned() -> Story {
        Story::opened().absent("2025-04-07").explained(2, "2025-04-08").warned(2, "2025-04-09")
    }

    fn contested(story: Story, version: u32) -> Story {
        story.contested(version, "2025-04-12")
    }

    #[track_caller]
    fn check(story: &Story, change: impl FnOnce(&mut ContestEntry), expected: Result<&str, &str>) {
        let words = "I was there".to_owned();
        let mut command = ContestEntry { version: 4, contested: on("2025-04-12"), words };
        change(&mut command);
        let outcome = told(contest(&story.case, &command, day("2025-04-20")));
        assert_eq!(outcome, expected.map(str::to_owned).map_err(str::to_owned));
    }

    #[track_caller]
    fn check_answered(
        story: &Story,
        change: impl FnOnce(&mut AnswerContest),
        expected: Result<&str, &str>,
    ) {
        let words = "the door was locked until ten".to_owned();
        let mut command =
            AnswerContest { contest: 6, answered: on("2025-04-15"), upheld: true, words };
        change(&mut command);
        let outcome = told(answer(&story.case, &command, day("2025-04-20")));
        assert_eq!(outcome, expected.map(str::to_owned).map_err(str::to_owned));
    }

    #[test]
    fn an_absence_a_violation_and_a_warning_can_be_contested() {
        for version in [2, 4, 5] {
            check(&warned(), |one| one.version = version, Ok("entry.contested"));
        }
        let why = "the case has no absence, violation or warning in entry 3";
        check(&warned(), |one| one.version = 3, Err(why));
    }

    #[test]
    fn a_contest_is_of_today_or_before_and_has_words() {
        check(&warned(), |one| one.contested = on("2025-04-20"), Ok("entry.contested"));
        let why = "2025-04-21 has not come yet";
        check(&warned(), |one| one.contested = on("2025-04-21"), Err(why));
        check(&warned(), |one| one.words.clear(), Err("words are missing"));
        let why = "the words have 12001 characters; the most is 12000";
        check(&warned(), |one| one.words = "a".repeat(12_001), Err(why));
    }

    #[test]
    fn an_entry_is_contested_again_only_after_an_answer() {
        let story = contested(warned(), 4);
        let why = "entry 4 has been contested since 2025-04-12 and is not answered";
        check(&story, |_| {}, Err(why));
        let command = AnswerContest {
            contest: 6,
            answered: on("2025-04-15"),
            upheld: false,
            words: "the camera shows an open door".to_owned(),
        };
        let facts = answer(&story.case, &command, day("2025-04-15")).unwrap();
        let story = story.then("2025-04-15", facts);
        check(&story, |_| {}, Ok("entry.contested"));
        check_answered(&story, |_| {}, Err("the contest was answered on 2025-04-15"));
    }

    #[test]
    fn an_upheld_contest_takes_the_entry_back_with_what_rests_on_it() {
        let story = contested(warned(), 4);
        let expected = "contest.answered entry.withdrawn entry.withdrawn";
        check_answered(&story, |_| {}, Ok(expected));
        check_answered(&story, |one| one.upheld = false, Ok("contest.answered"));
        let story = contested(warned(), 2);
        let expected = "contest.answered entry.withdrawn entry.withdrawn entry.withdrawn";
        check_answered(&story, |_| {}, Ok(expected));
        let story = contested(warned(), 5);
        check_answered(&story, |_| {}, Ok("contest.answered entry.withdrawn"));
    }

    #[test]
    fn an_answer_follows_its_contest() {
        let story = contested(warned(), 4);
        check_answered(&story, |one| one.contest = 5, Err("the case has no contest in entry 5"));
        let why = "2025-04-11 lies before the contest of 2025-04-12";
        check_answered(&story, |one| one.answered = on("2025-04-11"), Err(why));
        let why = "2025-04-21 has not come yet";
        check_answered(&story, |one| one.answered = on("2025-04-21"), Err(why));
        check_answered(&story, |one| one.words.clear(), Err("words are missing"));
    }

    #[test]
    fn what_can_be_contested_or_waits_for_an_answer_is_told() {
        let story = warned();
        assert!(may_contest(&story.case, 4) && !may_contest(&story.case, 3));
        let story = contested(story, 4);
        assert!(!may_contest(&story.case, 4) && may_contest(&story.case, 5));
        assert!(awaits_answer(&story.case, 6) && !awaits_answer(&story.case, 4));
        let command = AnswerContest {
            contest: 6,
            answered: on("2025-04-15"),
            upheld: false,
            words: "the door was open".to_owned(),
        };
        let facts = answer(&story.case, &command, day("2025-04-15")).unwrap();
        let story = story.then("2025-04-15", facts);
        assert!(!awaits_answer(&story.case, 6) && may_contest(&story.case, 4));
    }
}
