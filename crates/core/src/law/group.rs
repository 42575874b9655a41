//! Groups of persons for whom the law counts otherwise: minors, mothers of small children, clients
//! of high risk.
//!
//! A group is either a flag that somebody recorded with evidence (`disability_1_2`), or follows
//! from age and sex by a row of kind `group`, because the ages are the parliament's to change. Ages
//! change during a term; so whoever counts clocks gives memberships with their days.

use jiff::civil::Date;

/// A set of groups of one pack, made by [`Pack::groups`](super::Pack::groups).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Groups(pub(crate) u128);

impl Groups {
    /// The empty set.
    pub const NONE: Groups = Groups(0);

    /// Returns the groups that are in one of the two sets or in both.
    #[must_use]
    pub fn with(self, other: Groups) -> Groups {
        Groups(self.0 | other.0)
    }

    /// Returns whether the sets have a group in common.
    pub fn meets(self, other: Groups) -> bool {
        self.0 & other.0 != 0
    }

    /// Returns whether every group of `other` is in this set.
    pub fn has_all(self, other: Groups) -> bool {
        self.0 & other.0 == other.0
    }

    /// Returns whether the set is empty.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }
}

/// That somebody belongs to groups, from a day until a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Membership {
    /// The groups.
    pub groups: Groups,
    /// First day; `None` if always.
    pub from: Option<Date>,
    /// First day on which it is over (exclusive); `None` while it lasts.
    pub until: Option<Date>,
}

impl Membership {
    /// Returns a membership that always holds.
    pub fn always(groups: Groups) -> Self {
        Membership { groups, from: None, until: None }
    }

    /// Returns whether it holds on that day.
    pub fn holds_on(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day < until)
    }
}

/// Returns the groups to which memberships amount on a day.
pub fn groups_on(memberships: &[Membership], day: Date) -> Groups {
    let holding = memberships.iter().filter(|membership| membership.holds_on(day));
    holding.fold(Groups::NONE, |groups, membership| groups.with(membership.groups))
}

/// The sex that stands in a person's papers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Sex {
    /// Female, `f`.
    Female,
    /// Male, `m`.
    Male,
}

impl Sex {
    /// Returns the sex of that letter, `f` or `m`.
    pub fn find(letter: &str) -> Option<Sex> {
        match letter {
            "f" => Some(Sex::Female),
            "m" => Some(Sex::Male),
            _ => None,
        }
    }
}

/// What the law needs to know of a person to say to which groups they belong on a day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Person<'a> {
    /// Sex, where known.
    pub sex: Option<Sex>,
    /// Age in whole years, where known.
    pub age_years: Option<u32>,
    /// Age in whole years of the youngest child brought up, where there is one.
    pub child_age_years: Option<u32>,
    /// Codes of recorded flags; a code that the pack does not know has no effect in its law.
    pub flags: &'a [&'a str],
}

/// Returns the age in whole years on a day; a person is a year older from the day after the
/// birthday, and 0 before birth.
///
/// # Source
///
/// A person reaches an age from zero hours of the day that follows the birthday (the rule that
/// courts of both countries apply when they judge whether somebody was a minor).
pub fn age_on(born_on: Date, day: Date) -> u32 {
    let years = i32::from(day.year()) - i32::from(born_on.year());
    let reached = (day.month(), day.day()) > (born_on.month(), born_on.day());
    u32::try_from(years - i32::from(!reached)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(born_on: &str, day: &str, expected: u32) {
        assert_eq!(age_on(born_on.parse().unwrap(), day.parse().unwrap()), expected);
    }

    #[test]
    fn a_person_is_older_from_the_day_after_the_birthday() {
        check("2007-05-10", "2025-05-10", 17);
        check("2007-05-10", "2025-05-11", 18);
        check("2008-02-29", "2026-02-28", 17);
        check("2008-02-29", "2026-03-01", 18);
    }

    #[test]
    fn nobody_has_an_age_below_nought() {
        check("2025-05-10", "2024-01-01", 0);
    }

    #[test]
    fn a_membership_ends_on_its_exclusive_day() {
        let until: Date = "2025-07-01".parse().unwrap();
        let membership = Membership { groups: Groups(1), from: None, until: Some(until) };
        assert!(membership.holds_on("2025-06-30".parse().unwrap()));
        assert!(!membership.holds_on(until));
    }
}
