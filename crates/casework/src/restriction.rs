//! Restricting a case, or lifting the restriction.
//!
//! A restricted case shows a stub with the set words and whom to ask to those who do not work on
//! it; who may see more is policy, not decided here.

use bagyt_core::fact::PrivateWords;
use bagyt_core::refusal::limited;
use serde::{Deserialize, Serialize};

use crate::case::Case;
use crate::fact::{CaseFact, sealed};

/// Restricts a case, or lifts the restriction.
#[derive(Clone, Debug, PartialEq)]
pub struct RestrictCase {
    /// Whether it is restricted from now on.
    pub restricted: bool,
    /// What others are shown, and whom to ask.
    pub words: String,
}

/// The case was restricted, or the restriction lifted.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CaseRestricted {
    /// Whether it is restricted from then on.
    pub restricted: bool,
    /// What others are shown, and whom to ask.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub private: Option<PrivateWords>,
}

bagyt_core::refusals! {
    limited words;
    /// Why a restriction is not set or lifted.
    pub enum RestrictionRefusal {
        /// The case is restricted, or not restricted, as asked.
        #[error("the restriction of the case is already so (restricted: {restricted})")]
        NoChange {
            /// How it stands.
            restricted: bool,
        } = "restriction-no-change",
        /// Those who see the stub need words.
        #[error("words for those who may not see the case are missing")]
        WordsMissing = "words-missing" @ "words",
    }
}

/// Decides what to write when a case is restricted or its restriction lifted.
///
/// # Errors
///
/// [`RestrictionRefusal`], in the order of its variants; the first that applies is returned.
pub fn restrict(case: &Case, command: &RestrictCase) -> Result<Vec<CaseFact>, RestrictionRefusal> {
    let restricted = command.restricted;
    if case.is_restricted() == restricted {
        return Err(RestrictionRefusal::NoChange { restricted });
    }
    if restricted && command.words.trim().is_empty() {
        return Err(RestrictionRefusal::WordsMissing);
    }
    limited(&command.words)?;
    Ok(vec![CaseFact::Restricted(CaseRestricted { restricted, private: sealed(&command.words) })])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::invented::{Story, told};

    #[track_caller]
    fn check(story: &Story, restricted: bool, words: &str, expected: Result<&str, &str>) {
        let command = RestrictCase { restricted, words: words.to_owned() };
        let outcome = told(restrict(&story.case, &command));
        assert_eq!(outcome, expected.map(str::to_owned).map_err(str::to_owned));
    }

    #[test]
    fn a_case_is_restricted_with_words_and_set_free_without() {
        let story = Story::opened();
        check(&story, true, "ask the head of office", Ok("case.restricted"));
        check(&story, true, " ", Err("words for those who may not see the case are missing"));
        let why = "the restriction of the case is already so (restricted: false)";
        check(&story, false, "", Err(why));
        let command = RestrictCase { restricted: true, words: "ask the head".to_owned() };
        let facts = restrict(&story.case, &command).unwrap();
        let story = story.then("2025-04-01", facts);
        assert!(story.case.is_restricted());
        check(&story, false, "", Ok("case.restricted"));
        let why = "the restriction of the case is already so (restricted: true)";
        check(&story, true, "again", Err(why));
    }

    #[test]
    fn the_words_have_an_end() {
        let why = "the words have 12001 characters; the most is 12000";
        check(&Story::opened(), true, &"a".repeat(12_001), Err(why));
    }
}
