//! Reoffending by two declared rules, which must never be compared with each other.
//!
//! *Proven reoffending* follows each person for twelve months after the index event and waits six
//! more for the conviction. *Registered reoffending of a calendar year* looks at everybody on
//! record in the year and follows nobody. From the same people the second is far lower; each
//! figure therefore carries the code of its definition (`indicators/reoffending.toml`).

use jiff::ToSpan;
use jiff::civil::Date;

use crate::gap::permille;

/// Months after the index event within which an offence counts.
const FOLLOW_UP_MONTHS: i32 = 12;

/// Months after the index event within which it must be proven.
const PROOF_MONTHS: i32 = 18;

/// An offence after the index event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Offence {
    /// The day on which it was committed.
    pub offence_on: Date,
    /// The day of the conviction; `None` while there is none.
    pub convicted_on: Option<Date>,
}

/// A person on record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Followed {
    /// The index event: release, or the start of a sentence in the community.
    pub entry_on: Date,
    /// The last day on record; `None` while the person is.
    pub exit_on: Option<Date>,
    /// What the person did after the index event.
    pub offences: Vec<Offence>,
}

/// How far a figure can still change because its time has not run out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// The time ran out for everybody.
    Final,
    /// For somebody it has not.
    Provisional,
}

/// A rate of reoffending with its definition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reoffending {
    /// Code of the definition in the table of indicators.
    pub definition: &'static str,
    /// How many people.
    pub people: u64,
    /// How many of them reoffended.
    pub reoffenders: u64,
    /// How many offences that were.
    pub offences: u64,
    /// Whether the figure can still change.
    pub standing: Standing,
}

impl Reoffending {
    /// Returns the share of reoffenders in thousandths, halves rounded up; `None` of nobody.
    pub fn rate_permille(&self) -> Option<u32> {
        permille(self.reoffenders, self.people)
    }

    /// Returns the offences per reoffender in thousandths, halves rounded up; `None` of nobody.
    pub fn offences_per_reoffender_permille(&self) -> Option<u32> {
        permille(self.offences, self.reoffenders)
    }
}

/// Counts proven reoffending: an offence within twelve months of the index event, convicted within
/// eighteen.
///
/// A month ends on the same day of the month, or on its last day where it has no such day: one
/// year after 29 February is 28 February. That day itself no longer counts; the day of the index
/// event does. Both times are counted from the index event. `known_until` is the last day of which
/// the record knows.
///
/// # Source
///
/// Ministry of Justice (United Kingdom), Guide to Proven Reoffending Statistics.
pub fn proven(people: &[Followed], known_until: Date) -> Reoffending {
    let (mut reoffenders, mut offences, mut standing) = (0, 0, Standing::Final);
    for person in people {
        let followed_until = months_after(person.entry_on, FOLLOW_UP_MONTHS);
        let proven_until = months_after(person.entry_on, PROOF_MONTHS);
        let counts = |offence: &&Offence| {
            person.entry_on <= offence.offence_on
                && offence.offence_on < followed_until
                && offence.convicted_on.is_some_and(|day| day < proven_until && day <= known_until)
        };
        let counted = count(person.offences.iter().filter(counts).count());
        offences += counted;
        reoffenders += u64::from(counted > 0);
        // The last day that counts is the one before `proven_until`.
        if known_until.tomorrow().is_ok_and(|next| next < proven_until) {
            standing = Standing::Provisional;
        }
    }
    let people = count(people.len());
    Reoffending { definition: "proven_reoffending", people, reoffenders, offences, standing }
}

/// Counts reoffending registered in a calendar year: among all who were on record on any day of
/// the year, those who committed an offence in it while on record, convicted or not.
///
/// # Source
///
/// The Kyrgyz probation department's published figure (140 of 13,012 who passed through in a
/// year); the rule as far as that publication tells it.
pub fn registered_in_year(people: &[Followed], year: i16, known_until: Date) -> Reoffending {
    let (mut on_record, mut reoffenders, mut offences) = (0, 0, 0);
    for person in people {
        let last_year = person.exit_on.map_or(year, Date::year);
        if year < person.entry_on.year() || last_year < year {
            continue;
        }
        on_record += 1;
        let counts = |offence: &&Offence| {
            offence.offence_on.year() == year
                && person.entry_on <= offence.offence_on
                && person.exit_on.is_none_or(|exit_on| offence.offence_on <= exit_on)
        };
        let counted = count(person.offences.iter().filter(counts).count());
        offences += counted;
        reoffenders += u64::from(counted > 0);
    }
    let whole = known_until.tomorrow().map_or(year, Date::year) > year;
    let standing = if whole { Standing::Final } else { Standing::Provisional };
    let definition = "registered_reoffending_in_year";
    Reoffending { definition, people: on_record, reoffenders, offences, standing }
}

fn months_after(day: Date, months: i32) -> Date {
    day.saturating_add(months.months())
}

fn count(length: usize) -> u64 {
    u64::try_from(length).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    fn person(entry_on: &str, exit_on: Option<&str>, offences: &[(&str, &str)]) -> Followed {
        let offence = |&(offence_on, convicted_on): &(&str, &str)| Offence {
            offence_on: day(offence_on),
            convicted_on: convicted_on.parse().ok(),
        };
        Followed {
            entry_on: day(entry_on),
            exit_on: exit_on.map(day),
            offences: offences.iter().map(offence).collect(),
        }
    }

    #[track_caller]
    fn check_proven(entry_on: &str, offence_on: &str, convicted_on: &str, expected: u64) {
        let people = [person(entry_on, None, &[(offence_on, convicted_on)])];
        let counted = proven(&people, day("2030-01-01"));
        assert_eq!((counted.reoffenders, counted.offences), (expected, expected));
    }

    #[test]
    fn the_day_of_release_counts_and_the_day_before_does_not() {
        check_proven("2024-03-10", "2024-03-10", "2024-04-01", 1);
        check_proven("2024-03-10", "2024-03-09", "2024-04-01", 0);
    }

    #[test]
    fn the_last_day_of_the_year_counts_and_the_same_day_next_year_does_not() {
        check_proven("2024-03-10", "2025-03-09", "2025-04-01", 1);
        check_proven("2024-03-10", "2025-03-10", "2025-04-01", 0);
    }

    #[test]
    fn a_conviction_in_the_further_six_months_counts_and_a_later_one_does_not() {
        check_proven("2024-03-10", "2025-03-09", "2025-09-09", 1);
        check_proven("2024-03-10", "2025-03-09", "2025-09-10", 0);
        check_proven("2024-03-10", "2024-05-01", "none", 0);
    }

    #[test]
    fn a_year_after_29_february_ends_before_28_february() {
        check_proven("2024-02-29", "2025-02-27", "2025-03-01", 1);
        check_proven("2024-02-29", "2025-02-28", "2025-03-01", 0);
        check_proven("2024-02-29", "2024-05-01", "2025-08-28", 1);
        check_proven("2024-02-29", "2024-05-01", "2025-08-29", 0);
    }

    #[test]
    fn eighteen_months_after_the_31st_end_in_a_shorter_month() {
        check_proven("2023-08-31", "2024-08-30", "2025-02-27", 1);
        check_proven("2023-08-31", "2024-08-30", "2025-02-28", 0);
    }

    #[test]
    fn a_figure_is_provisional_until_the_last_day_for_the_last_person_has_passed() {
        let people = [person("2024-03-10", None, &[])];
        assert_eq!(proven(&people, day("2025-09-08")).standing, Standing::Provisional);
        assert_eq!(proven(&people, day("2025-09-09")).standing, Standing::Final);
    }

    #[test]
    fn a_conviction_not_yet_known_does_not_count() {
        let people = [person("2024-03-10", None, &[("2024-05-01", "2024-06-01")])];
        assert_eq!(proven(&people, day("2024-05-31")).reoffenders, 0);
        assert_eq!(proven(&people, day("2024-06-01")).reoffenders, 1);
    }

    #[track_caller]
    fn check_year(person: Followed, people: u64, reoffenders: u64) {
        let counted = registered_in_year(&[person], 2024, day("2024-12-31"));
        assert_eq!((counted.people, counted.reoffenders), (people, reoffenders));
        assert_eq!(counted.standing, Standing::Final);
    }

    #[test]
    fn whoever_was_on_record_on_any_day_of_the_year_is_counted() {
        check_year(person("2020-01-01", Some("2024-01-01"), &[]), 1, 0);
        check_year(person("2020-01-01", Some("2023-12-31"), &[]), 0, 0);
        check_year(person("2024-12-31", None, &[]), 1, 0);
        check_year(person("2025-01-01", None, &[]), 0, 0);
    }

    #[test]
    fn an_offence_after_the_end_of_supervision_is_not_seen_by_the_calendar_year() {
        let exit_on = Some("2024-03-01");
        check_year(person("2023-03-01", exit_on, &[("2024-03-01", "none")]), 1, 1);
        check_year(person("2023-03-01", exit_on, &[("2024-03-02", "2024-05-01")]), 1, 0);
        check_year(person("2023-03-01", exit_on, &[("2023-12-31", "2024-02-01")]), 1, 0);
    }

    #[test]
    fn a_year_that_has_not_ended_is_provisional() {
        let counted = registered_in_year(&[], 2024, day("2024-12-30"));
        assert_eq!((counted.standing, counted.rate_permille()), (Standing::Provisional, None));
    }

    #[test]
    fn both_rules_give_other_figures_from_the_same_people() {
        let people = [
            person("2023-02-01", Some("2023-08-01"), &[("2023-11-05", "2024-03-01")]),
            person("2023-05-01", None, &[]),
            person("2022-01-15", Some("2023-06-30"), &[("2023-04-01", "none")]),
            person(
                "2023-03-01",
                Some("2023-09-01"),
                &[("2023-10-01", "2024-01-10"), ("2024-01-01", "2024-05-10")],
            ),
        ];
        let proven = proven(&people, day("2025-12-31"));
        let registered = registered_in_year(&people, 2023, day("2025-12-31"));
        assert_eq!((proven.rate_permille(), registered.rate_permille()), (Some(500), Some(250)));
        assert_eq!(proven.offences_per_reoffender_permille(), Some(1500));
        assert_ne!(proven.definition, registered.definition);
    }

    #[test]
    fn every_definition_stands_in_the_table_of_indicators() {
        let text = include_str!("../../../indicators/reoffending.toml");
        let indicators = crate::indicator::parse(text).unwrap();
        let today = day("2025-01-01");
        for counted in [proven(&[], today), registered_in_year(&[], 2024, today)] {
            assert!(indicators.iter().any(|one| one.code == counted.definition));
        }
    }

    proptest! {
        #[test]
        fn there_are_never_more_reoffenders_than_people_or_offences(
            days in proptest::collection::vec((0_i32..900, 0_i32..900, 0_i32..900), 0..30),
        ) {
            let after = |days: i32| day("2022-01-01").saturating_add(days.days());
            let people: Vec<Followed> = days
                .iter()
                .map(|&(entry, offence, conviction)| Followed {
                    entry_on: after(entry),
                    exit_on: None,
                    offences: vec![Offence {
                        offence_on: after(offence),
                        convicted_on: Some(after(conviction)),
                    }],
                })
                .collect();
            for counted in [
                proven(&people, after(1000)),
                registered_in_year(&people, 2023, after(1000)),
            ] {
                prop_assert!(counted.reoffenders <= counted.people);
                prop_assert!(counted.reoffenders <= counted.offences);
            }
        }
    }
}
