//! Who sees a case against the rule: broken glass with its review, and excluded staff.
//!
//! A restricted case can be opened by somebody who would see it otherwise, with a reason and for a
//! limited time ("breaking the glass"); another person reviews each such access afterwards. An
//! excluded member of staff may not know that the case exists: a relative, a victim, a witness.
//! Who may do any of it is policy, not decided here; how long the glass stays open is told by the
//! caller from a dated table.

use bagyt_core::fact::PrivateWords;
use bagyt_core::identity::StaffId;
use bagyt_core::refusal::limited;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::case::Case;
use crate::fact::{CaseFact, sealed};

/// Opens a restricted case to a member of staff for a time.
#[derive(Clone, Debug, PartialEq)]
pub struct BreakGlass {
    /// Who.
    pub staff: StaffId,
    /// Exclusive end of the access.
    pub until_at: Timestamp,
    /// Why.
    pub words: String,
}

/// Says afterwards whether an access was justified.
#[derive(Clone, Debug, PartialEq)]
pub struct ReviewAccess {
    /// Version of the entry that opened the case.
    pub access: u32,
    /// Who reviews.
    pub reviewer: StaffId,
    /// Whether it was justified.
    pub justified: bool,
    /// Why; must be there if it was not.
    pub words: String,
}

/// Excludes a member of staff from a case, or lets them in again.
#[derive(Clone, Debug, PartialEq)]
pub struct ExcludeStaff {
    /// Who.
    pub staff: StaffId,
    /// Whether they are excluded from now on.
    pub excluded: bool,
    /// Why.
    pub words: String,
}

/// Somebody broke the glass of a restricted case.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct GlassBroken {
    /// Who.
    pub staff: StaffId,
    /// Exclusive end of the access.
    pub until_at: Timestamp,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub private: Option<PrivateWords>,
}

/// An access through broken glass was reviewed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AccessReviewed {
    /// Version of the entry that opened the case.
    pub access: u32,
    /// Whether it was justified.
    pub justified: bool,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub private: Option<PrivateWords>,
}

/// A member of staff was excluded from a case, or let in again.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StaffExcluded {
    /// Who.
    pub staff: StaffId,
    /// Whether they are excluded from then on.
    pub excluded: bool,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub private: Option<PrivateWords>,
}

bagyt_core::refusals! {
    required words;
    /// Why an access is not given, reviewed or taken away.
    pub enum AccessRefusal {
        /// Only a restricted case has glass to break.
        #[error("the case is not restricted; it can be opened as it is")]
        NotRestricted = "access-not-restricted",
        /// Nobody breaks the glass of a case from which they are excluded.
        #[error("this member of staff is excluded from the case")]
        Excluded = "access-excluded",
        /// There is no such access.
        #[error("no access stands at version {version}")]
        NoSuchAccess {
            /// Version that was named.
            version: u32,
        } = "access-unknown",
        /// It was reviewed before.
        #[error("the access at version {version} was reviewed already")]
        AlreadyReviewed {
            /// Version that was named.
            version: u32,
        } = "access-reviewed",
        /// Nobody reviews what is their own access.
        #[error("nobody reviews their own access; another head must")]
        OwnAccess = "access-own",
        /// The exclusion already stands so.
        #[error("the exclusion is already so (excluded: {excluded})")]
        NoChange {
            /// How it stands.
            excluded: bool,
        } = "exclusion-no-change" @ "staff",
        /// The officer of a case cannot be excluded from it.
        #[error("the case is allocated to this member of staff; give it to another one first")]
        HasCase = "exclusion-has-case" @ "staff",
    }
}

/// Decides what to write when somebody breaks the glass of a restricted case.
///
/// # Errors
///
/// [`AccessRefusal::NotRestricted`], [`AccessRefusal::Excluded`], then those of the words.
pub fn break_glass(case: &Case, command: &BreakGlass) -> Result<Vec<CaseFact>, AccessRefusal> {
    if !case.is_restricted() {
        return Err(AccessRefusal::NotRestricted);
    }
    if case.is_excluded(command.staff) {
        return Err(AccessRefusal::Excluded);
    }
    check_words(&command.words, true)?;
    let (staff, until_at) = (command.staff, command.until_at);
    let private = sealed(&command.words);
    Ok(vec![CaseFact::GlassBroken(GlassBroken { staff, until_at, private })])
}

/// Decides what to write when an access is reviewed. What was not justified needs words.
///
/// # Errors
///
/// [`AccessRefusal::NoSuchAccess`], [`AccessRefusal::AlreadyReviewed`],
/// [`AccessRefusal::OwnAccess`], then those of the words.
pub fn review(case: &Case, command: &ReviewAccess) -> Result<Vec<CaseFact>, AccessRefusal> {
    let version = command.access;
    let access = case.accesses.iter().find(|access| access.mark.version == version);
    let access = access.ok_or(AccessRefusal::NoSuchAccess { version })?;
    if case.review_of(version).is_some() {
        return Err(AccessRefusal::AlreadyReviewed { version });
    }
    if access.staff == command.reviewer {
        return Err(AccessRefusal::OwnAccess);
    }
    check_words(&command.words, !command.justified)?;
    let (access, justified) = (version, command.justified);
    let private = sealed(&command.words);
    Ok(vec![CaseFact::AccessReviewed(AccessReviewed { access, justified, private })])
}

/// Decides what to write when a member of staff is excluded from a case or let in again.
///
/// # Errors
///
/// [`AccessRefusal::NoChange`], [`AccessRefusal::HasCase`], then those of the words.
pub fn exclude(case: &Case, command: &ExcludeStaff) -> Result<Vec<CaseFact>, AccessRefusal> {
    let (staff, excluded) = (command.staff, command.excluded);
    if case.is_excluded(staff) == excluded {
        return Err(AccessRefusal::NoChange { excluded });
    }
    if excluded && case.officer() == Some(staff) {
        return Err(AccessRefusal::HasCase);
    }
    check_words(&command.words, excluded)?;
    let private = sealed(&command.words);
    Ok(vec![CaseFact::StaffExcluded(StaffExcluded { staff, excluded, private })])
}

fn check_words(words: &str, needed: bool) -> Result<(), AccessRefusal> {
    if needed && words.trim().is_empty() {
        return Err(AccessRefusal::WordsMissing);
    }
    Ok(limited(words)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::invented::{Story, at, told};
    use crate::restriction::{RestrictCase, restrict};
    use uuid::Uuid;

    const COLLEAGUE: StaffId = StaffId(Uuid::from_u128(0xB7));
    const HEAD: StaffId = StaffId(Uuid::from_u128(0xB8));

    fn restricted() -> Story {
        let story = Story::opened();
        let command = RestrictCase { restricted: true, words: "ask the head".to_owned() };
        let facts = restrict(&story.case, &command).unwrap();
        story.then("2025-04-01", facts)
    }

    fn breaking(words: &str) -> BreakGlass {
        let until_at = at("2025-04-02T20:00");
        BreakGlass { staff: COLLEAGUE, until_at, words: words.to_owned() }
    }

    fn broken() -> Story {
        let story = restricted();
        let facts = break_glass(&story.case, &breaking("the client stands at the door")).unwrap();
        story.then("2025-04-02", facts)
    }

    fn excluding(staff: StaffId, excluded: bool, words: &str) -> ExcludeStaff {
        ExcludeStaff { staff, excluded, words: words.to_owned() }
    }

    #[test]
    fn only_a_restricted_case_has_glass_to_break() {
        let refusal = break_glass(&Story::opened().case, &breaking("why")).unwrap_err();
        assert_eq!(refusal, AccessRefusal::NotRestricted);
        let story = restricted();
        assert_eq!(break_glass(&story.case, &breaking(" ")), Err(AccessRefusal::WordsMissing));
        let long = break_glass(&story.case, &breaking(&"a".repeat(12_001)));
        assert_eq!(long, Err(AccessRefusal::WordsTooLong { characters: 12_001, most: 12_000 }));
        let outcome = told(break_glass(&story.case, &breaking("why")));
        assert_eq!(outcome, Ok("glass.broken".to_owned()));
    }

    #[test]
    fn broken_glass_is_open_to_its_breaker_until_its_end() {
        let case = broken().case;
        let until = at("2025-04-02T20:00");
        assert_eq!(case.opened_until(COLLEAGUE, at("2025-04-02T19:59")), Some(until));
        assert_eq!(case.opened_until(COLLEAGUE, until), None);
        assert_eq!(case.opened_until(HEAD, at("2025-04-02T19:59")), None);
    }

    #[test]
    fn each_access_is_reviewed_once_and_by_another_person() {
        let story = broken();
        let access = story.case.accesses[0].mark.version;
        let ask = |case: &Case, access, reviewer, justified, words: &str| {
            let words = words.to_owned();
            told(review(case, &ReviewAccess { access, reviewer, justified, words }))
        };
        let why = "nobody reviews their own access; another head must";
        assert_eq!(ask(&story.case, access, COLLEAGUE, true, ""), Err(why.to_owned()));
        let why = "a reason in words is missing";
        assert_eq!(ask(&story.case, access, HEAD, false, ""), Err(why.to_owned()));
        let why = "no access stands at version 99";
        assert_eq!(ask(&story.case, 99, HEAD, true, ""), Err(why.to_owned()));
        assert_eq!(ask(&story.case, access, HEAD, true, ""), Ok("access.reviewed".to_owned()));
        let words = "nobody was at the door".to_owned();
        let command = ReviewAccess { access, reviewer: HEAD, justified: false, words };
        let facts = review(&story.case, &command).unwrap();
        let story = story.then("2025-04-03", facts);
        assert_eq!(story.case.review_of(access), Some(false));
        let why = format!("the access at version {access} was reviewed already");
        assert_eq!(ask(&story.case, access, HEAD, true, ""), Err(why));
    }

    #[test]
    fn an_excluded_colleague_breaks_no_glass_and_may_be_let_in_again() {
        let story = restricted();
        let without = exclude(&story.case, &excluding(COLLEAGUE, true, ""));
        assert_eq!(without, Err(AccessRefusal::WordsMissing));
        let facts = exclude(&story.case, &excluding(COLLEAGUE, true, "his sister")).unwrap();
        let story = story.then("2025-04-02", facts);
        assert!(story.case.is_excluded(COLLEAGUE) && !story.case.is_excluded(HEAD));
        assert_eq!(break_glass(&story.case, &breaking("why")), Err(AccessRefusal::Excluded));
        let again = exclude(&story.case, &excluding(COLLEAGUE, true, "again"));
        assert_eq!(again, Err(AccessRefusal::NoChange { excluded: true }));
        let facts = exclude(&story.case, &excluding(COLLEAGUE, false, "")).unwrap();
        assert!(!story.then("2025-04-03", facts).case.is_excluded(COLLEAGUE));
    }

    #[test]
    fn the_officer_of_a_case_is_not_excluded_from_it() {
        let story = Story::opened().allocated();
        let officer = story.case.officer().unwrap();
        let outcome = exclude(&story.case, &excluding(officer, true, "her brother"));
        assert_eq!(outcome, Err(AccessRefusal::HasCase));
    }
}
