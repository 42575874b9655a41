//! The rows of law that a decision relies on, as it needs them in hand.
//!
//! A caller finds the rows in the published pack; here they are put into the shape that deciding
//! functions take and facts keep. Nothing here chooses an edition: that is the pack's to say.

use bagyt_core::effective::Effective;
use bagyt_core::identity::StaffId;
use bagyt_core::law::{self, Clock, ClockError, ClockState, Compare, Kind, Limit, Row};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::case::Case;
use crate::entries::find_version;
use crate::standing::Term;

/// The row of law that an act relied on, as it stood when the act was done.
///
/// If a later entry moves the due moment, the act stands and [`crate::review`] shows the
/// difference.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reliance {
    /// Code of the row.
    pub row: String,
    /// First day on which that edition of the row was in force.
    pub edition_from: Date,
    /// Act and article, as they are cited.
    pub article: String,
    /// The due moment relied on; `None` where the row sets no time limit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due_at: Option<Timestamp>,
}

impl Reliance {
    /// Returns the reliance on a row, with the due moment where one is relied on.
    pub fn of_row(row: &Row, due_at: Option<Timestamp>) -> Reliance {
        Reliance {
            row: row.code.clone(),
            edition_from: row.in_force_from,
            article: cited(row),
            due_at,
        }
    }

    /// Returns the reliance on a clock: its row, and the moment at which it was due.
    pub fn of_clock(clock: &Clock<'_>) -> Reliance {
        Reliance::of_row(clock.row, Some(clock.due))
    }
}

/// Returns act, article and part of a row as they are cited: `Probation Act 24(1)`.
pub fn cited(row: &Row) -> String {
    let source = &row.source;
    let mut cited = format!("{} {}", source.act, source.article);
    if !source.part.is_empty() {
        cited.push('(');
        cited.push_str(&source.part);
        cited.push(')');
    }
    cited
}

/// A row of law as the caller found it in force, and whether it may carry a sanction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReliedLaw {
    /// The row.
    pub reliance: Reliance,
    /// Whether the row is sure enough to support an act by itself.
    pub verified: bool,
    /// The signature that carries it, where it is not verified and a head signed.
    pub countersigned: Option<Countersigned>,
}

/// A head's signature under an act.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Countersigned {
    /// The head.
    pub by: StaffId,
    /// Version of the entry that asked for it.
    pub asked: u32,
}

impl ReliedLaw {
    /// Returns the reliance on a row that nobody has countersigned.
    pub fn of_row(row: &Row, due_at: Option<Timestamp>) -> ReliedLaw {
        ReliedLaw {
            reliance: Reliance::of_row(row, due_at),
            verified: row.is_verified(),
            countersigned: None,
        }
    }

    /// Returns the reliance on a clock: its row, with the moment at which it was due.
    pub fn of_clock(clock: &Clock<'_>) -> ReliedLaw {
        ReliedLaw::of_row(clock.row, Some(clock.due))
    }

    /// Returns the code of the row if it may not carry a sanction as it stands.
    pub(crate) fn unsupported_row(&self) -> Option<&str> {
        let supported = self.verified || self.countersigned.is_some();
        (!supported).then_some(self.reliance.row.as_str())
    }

    /// Returns the head who countersigned, where somebody did.
    pub(crate) fn signer(&self) -> Option<StaffId> {
        self.countersigned.map(|signed| signed.by)
    }

    /// Returns the version of the entry that asked for the countersignature, where there is one.
    pub(crate) fn signature(&self) -> Option<u32> {
        self.countersigned.map(|signed| signed.asked)
    }
}

/// Returns the limit of one of the rows that a client let pass by an absence: the last one that ran
/// when the client did not come, and was not kept when the absence is found a violation.
///
/// `None` where every limit was kept or can still be kept, and where another violation rests on the
/// limit already; then the violation is that the client did not come, and no more.
pub fn missed_limit<'c, 'p>(
    case: &Case,
    clocks: &'c [Clock<'p>],
    rows: &[&str],
    absence: u32,
    established: Effective,
) -> Option<&'c Clock<'p>> {
    let missed = find_version(&case.absences, absence)?.mark.effective(case.zone);
    let ran = |clock: &&Clock<'_>| {
        let is_missed =
            matches!(clock.state(), ClockState::Open | ClockState::Late | ClockState::Never);
        let is_met_after = clock.met.is_none_or(|met| missed.on() <= met.on);
        let is_ended_after = clock.ended.is_none_or(|ended| missed.start() <= ended);
        clock.from_on <= missed.on() && is_missed && is_met_after && is_ended_after
    };
    let has_passed = |clock: &&Clock<'_>| clock.due < established.start();
    let is_free = |clock: &&Clock<'_>| {
        let relies = |law: &Reliance| law.row == clock.code() && law.due_at == Some(clock.due);
        !case.violations.iter().any(|violation| relies(&violation.law))
    };
    let of_rows = clocks.iter().filter(|one| one.is_applied && rows.contains(&one.code()));
    of_rows.filter(ran).filter(has_passed).max_by_key(|clock| clock.due).filter(is_free)
}

/// A bound of a term, counted from its first day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TermBound {
    /// The row of law.
    pub row: String,
    /// Act and article.
    pub article: String,
    /// The last day that a term of just that length has.
    pub last_day: Date,
}

impl TermBound {
    /// Returns the bound that a row's main number sets for a term beginning on `from`.
    ///
    /// # Errors
    ///
    /// [`ClockError::OtherKind`] if the row is not counted in days, weeks, months or years.
    pub fn of_row(row: &Row, from: Date) -> Result<TermBound, ClockError> {
        let last_day = row.term_until(from)?;
        Ok(TermBound { row: row.code.clone(), article: cited(row), last_day })
    }

    /// Returns the bound that a greatest extension sets for a term that now ends on `until`.
    ///
    /// # Errors
    ///
    /// [`ClockError::OtherKind`] if the row is not counted in days, weeks, months or years.
    pub fn of_extension(row: &Row, until: Date) -> Result<TermBound, ClockError> {
        TermBound::of_row(row, until.saturating_add(jiff::Span::new().days(1)))
    }

    /// Returns the shortest and the longest term beginning on `from` that a row allows.
    ///
    /// # Errors
    ///
    /// [`ClockError::OtherKind`] if the row is not counted in days, weeks, months or years.
    pub fn range(
        row: &Row,
        from: Date,
    ) -> Result<(Option<TermBound>, Option<TermBound>), ClockError> {
        let bound = TermBound::of_row(row, from)?;
        match row.kind {
            Kind::Minimum => Ok((Some(bound), None)),
            Kind::Range => {
                let mut least = row.clone();
                least.limit = row.minimum;
                Ok((Some(TermBound::of_row(&least, from)?), Some(bound)))
            }
            _ => Ok((None, Some(bound))),
        }
    }
}

/// What the law demands of the grounds of a submission.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GroundRules {
    /// The least number of warnings in force.
    pub warnings_least: u32,
    /// The least number of violations among the grounds.
    pub violations_least: u32,
    /// Whether one malicious evasion suffices instead.
    pub malicious_suffices: bool,
    /// The first day on which it may be asked.
    pub earliest_on: Option<Date>,
    /// The longest term to which a court may extend, where a row says so.
    pub longest: Option<TermBound>,
}

impl GroundRules {
    /// Returns what `rows` demand of a submission in a case with that term.
    ///
    /// A count of `warning_issued` is the least number of warnings, one of
    /// `violation_established` the least number of violations; "more than two" is at least three.
    /// After a fraction of the term it may be asked from the day after that fraction was served.
    /// Rows of other kinds say nothing here.
    ///
    /// # Errors
    ///
    /// [`ClockError::OtherKind`] if a fraction cannot be taken of the term.
    pub fn of_rows<'r>(
        rows: impl IntoIterator<Item = &'r Row>,
        term: Term,
    ) -> Result<GroundRules, ClockError> {
        let mut rules = GroundRules::default();
        for row in rows {
            match (row.kind, row.limit, row.counted.as_deref()) {
                (Kind::Count, Some(limit), Some("warning_issued")) => {
                    rules.warnings_least = least(row, limit);
                }
                (Kind::Count, Some(limit), Some("violation_established")) => {
                    rules.violations_least = least(row, limit);
                }
                (Kind::Fraction, _, _) => {
                    let term = law::Term { from: term.from, until: term.until };
                    let served_on = row.reached_on(term)?;
                    rules.earliest_on = Some(served_on.saturating_add(jiff::Span::new().days(1)));
                }
                _ => {}
            }
        }
        Ok(rules)
    }
}

fn least(row: &Row, limit: Limit) -> u32 {
    limit.number.saturating_add(u32::from(row.compare == Compare::MoreThan))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clocks::clocks;
    use crate::invented::{Story, calendar, day, on, pack};

    fn row<'p>(pack: &'p bagyt_core::law::Pack, code: &str, on: &str) -> &'p Row {
        pack.edition(code, day(on)).unwrap()
    }

    #[test]
    fn a_row_is_cited_with_act_article_and_part() {
        let pack = pack();
        let relied = ReliedLaw::of_row(row(&pack, "warning", "2025-04-09"), None);
        assert_eq!(relied.reliance.article, "Probation Act 31(1)");
        assert_eq!(relied.reliance.edition_from, day("2017-01-01"));
        assert!(relied.verified);
        assert_eq!(relied.unsupported_row(), None);
    }

    #[track_caller]
    fn check_range(code: &str, on: &str, expected: (Option<&str>, Option<&str>)) {
        let pack = pack();
        let (shortest, longest) =
            TermBound::range(row(&pack, code, on), day("2025-03-01")).unwrap();
        let last_day = |bound: Option<TermBound>| bound.map(|bound| bound.last_day.to_string());
        let expected = (expected.0.map(str::to_owned), expected.1.map(str::to_owned));
        assert_eq!((last_day(shortest), last_day(longest)), expected);
    }

    #[test]
    fn a_range_bounds_a_term_on_both_sides_by_its_edition() {
        let most = Some("2030-02-28");
        check_range("restriction_min", "2025-06-30", (Some("2026-02-28"), most));
        check_range("restriction_min", "2025-07-01", (Some("2025-08-31"), most));
        check_range("control_extension_max", "2025-07-01", (None, Some("2026-02-28")));
    }

    #[test]
    fn a_greatest_extension_counts_from_the_last_day() {
        let pack = pack();
        let most = row(&pack, "control_extension_max", "2025-06-05");
        let bound = TermBound::of_extension(most, day("2026-02-28")).unwrap();
        assert_eq!(bound.last_day, day("2027-02-28"));
    }

    #[test]
    fn a_row_without_a_length_bounds_nothing() {
        let pack = pack();
        assert!(
            TermBound::of_row(row(&pack, "legal_aid", "2025-06-05"), day("2025-03-01")).is_err()
        );
    }

    /// The limit of a monthly visit that is missed by the newest absence, found a violation on a day.
    #[track_caller]
    fn check_missed(story: &Story, established: &str, expected: Option<&str>) {
        let pack = pack();
        let clocks = clocks(&story.case, &pack, &calendar()).unwrap();
        let (rows, absence) = (["registration_visit"], story.case.absences[0].mark.version);
        let found = missed_limit(&story.case, &clocks, &rows, absence, on(established));
        let due_on = found.map(|clock| clock.due_on.to_string());
        assert_eq!(due_on.as_deref(), expected);
    }

    #[test]
    fn an_absence_lets_a_limit_pass_only_once_it_has_passed_unkept() {
        // The first visit is due on 14 April.
        let story = Story::opened().registered();
        let early = story.clone().absent("2025-04-10");
        check_missed(&early, "2025-04-14", None);
        check_missed(&early, "2025-04-15", Some("2025-04-14"));
        check_missed(&early.met("2025-04-14"), "2025-04-15", None);
        check_missed(&story.clone().absent("2025-04-16"), "2025-04-17", Some("2025-04-14"));
        // Met late, before or after the client stayed away.
        let met = story.met("2025-04-20");
        check_missed(&met.clone().absent("2025-04-16"), "2025-04-21", Some("2025-04-14"));
        check_missed(&met.absent("2025-05-05"), "2025-05-10", None);
    }

    #[test]
    fn one_missed_limit_carries_one_violation() {
        let story = Story::relied().absent("2025-04-24");
        check_missed(&story, "2025-04-25", None);
        check_missed(&story.taken_back(3), "2025-04-25", Some("2025-04-14"));
    }

    #[test]
    fn counts_and_fractions_say_what_a_submission_needs() {
        let pack = pack();
        let rows = ["warnings_before_submission", "early_discharge_after", "legal_aid"];
        let rows = rows.map(|code| row(&pack, code, "2025-06-05"));
        let term = Term { from: day("2025-03-01"), until: day("2026-02-28") };
        let rules = GroundRules::of_rows(rows, term).unwrap();
        let expected = GroundRules {
            warnings_least: 2,
            violations_least: 0,
            malicious_suffices: false,
            earliest_on: Some(day("2025-08-31")),
            longest: None,
        };
        assert_eq!(rules, expected);
    }
}
