//! Playing one scenario: its clocks are counted, and each thing that it expects is judged.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::Failure;
use crate::law::calendar::Calendar;
use crate::law::campaign::{CampaignFacts, Verdict};
use crate::law::clock::{Clock, Happening, Subject};
use crate::law::group::{Membership, Person, Sex};
use crate::law::limit::{Limit, Unit};
use crate::law::pack::Pack;
use crate::law::row::{Domain, Kind, Row};
use crate::law::running::clocks;
use crate::law::scenario::{Expected, Grouped, Scenario, Told};
use crate::law::{ClockError, Groups};
use crate::money::Money;

/// One scenario being played.
pub(super) struct Play<'p, 'u> {
    pub(super) pack: &'p Pack,
    pub(super) calendar: &'p Calendar,
    pub(super) scenario: &'p Scenario,
    pub(super) used: &'u mut BTreeSet<usize>,
}

/// What was expected and what was found, where they differ.
type Difference = Option<(String, String)>;

impl<'p> Play<'p, '_> {
    pub(super) fn run(&mut self) -> Vec<Failure> {
        let counted = self.clocks();
        let mut failures = self.undeclared();
        for expected in &self.scenario.expected {
            let difference = match self.judge(expected, &counted) {
                Ok(difference) => difference,
                Err(error) => Some(("answered".to_owned(), error.to_string())),
            };
            failures.extend(difference.map(|(wanted, found)| Failure {
                place: expected.place.clone(),
                scenario: self.scenario.name.clone(),
                row: expected.campaign.clone().unwrap_or_else(|| expected.row.clone()),
                expected: wanted,
                found,
            }));
        }
        failures
    }

    /// Tells happenings and groups of the story that the pack does not declare: a slip of the pen
    /// would otherwise make the story say nothing.
    fn undeclared(&self) -> Vec<Failure> {
        let scenario = self.scenario;
        let happened = scenario.happenings.iter().map(|told| &told.name);
        let unknown = happened.filter(|name| self.pack.happening(name).is_none());
        let own = scenario.groups.iter().map(|group| &group.group);
        let asked = scenario
            .expected
            .iter()
            .flat_map(|expected| expected.groups.iter().flatten().chain(&expected.flags));
        let ungrouped =
            own.chain(asked).filter(|group| self.pack.groups([group.as_str()]).is_empty());
        let place = scenario.expected.first().map(|expected| expected.place.clone());
        let failure = |name: &String| Failure {
            place: place.clone().unwrap_or_default(),
            scenario: scenario.name.clone(),
            row: name.clone(),
            expected: "declared in the pack".to_owned(),
            found: "not".to_owned(),
        };
        unknown.chain(ungrouped).map(failure).collect()
    }

    fn clocks(&self) -> Result<Vec<Clock<'p>>, ClockError> {
        let scenario = self.scenario;
        let membership = |group: &Grouped| Membership {
            groups: self.pack.groups([group.group.as_str()]),
            from: group.from,
            until: group.until,
        };
        let groups: Vec<Membership> = scenario.groups.iter().map(membership).collect();
        let subject = Subject {
            domain: scenario.domain.unwrap_or(Domain::NonCustodial),
            measure: &scenario.measure,
            groups: &groups,
            offence_on: scenario.offence_on,
            term: scenario.term,
            freed: &scenario.freed,
        };
        let happening = |(version, told): (u32, &'p Told)| Happening {
            name: &told.name,
            at: told.at.effective(self.pack.zone()),
            version,
            about: told.about,
        };
        let happenings: Vec<Happening<'_>> =
            (1..).zip(&scenario.happenings).map(happening).collect();
        clocks(self.pack, self.calendar, &subject, &happenings)
    }

    fn judge(
        &mut self,
        expected: &Expected,
        counted: &Result<Vec<Clock<'p>>, ClockError>,
    ) -> Result<Difference, ClockError> {
        let on = expected.on.or(self.scenario.on).or_else(|| self.last_day());
        if let Some(campaign) = &expected.campaign {
            return Ok(self.judge_campaign(campaign, expected, on.unwrap_or(Date::MIN)));
        }
        let code = expected.row.as_str();
        let Some(first) = self.pack.rows_of(code).next() else {
            return Err(ClockError::NoRule { code: code.to_owned(), on: on.unwrap_or(Date::MIN) });
        };
        if first.is_clock() {
            return match counted {
                Ok(clocks) => Ok(self.judge_clock(expected, clocks)),
                Err(error) => Err(error.clone()),
            };
        }
        let on = on.unwrap_or(Date::MIN);
        if first.kind == Kind::Group {
            return Ok(self.judge_group(expected, on));
        }
        let groups = self.groups(expected, on);
        let measure = expected.measure.as_deref().unwrap_or(&self.scenario.measure);
        if matches!(first.kind, Kind::Right | Kind::Guard) {
            return Ok(self.judge_standing(expected, on, groups, measure));
        }
        let row = match expected.offence_on {
            Some(offence_on) => self.pack.mildest(code, offence_on, on, groups)?,
            None => self.pack.edition_for(code, on, groups, measure)?,
        };
        self.used.insert(row.index);
        judge_number(self.pack, row, expected, on)
    }

    /// How the campaign answers the case of the scenario, and by which condition.
    fn judge_campaign(&self, code: &str, expected: &Expected, on: Date) -> Difference {
        let Some(campaign) = self.pack.campaign(code) else {
            return Some(("declared in the pack".to_owned(), "not".to_owned()));
        };
        let record = expected.changed.clone().or(&self.scenario.record);
        let (Some(term), Some(measure), Some(article_group), Some(sex)) =
            (record.term, &record.measure, &record.article_group, &record.sex)
        else {
            let wanted = "asked of a record with measure, term, article_group and sex";
            return Some((wanted.to_owned(), "asked of one that lacks them".to_owned()));
        };
        let facts = CampaignFacts {
            measure,
            article_group,
            risk: record.risk.as_deref(),
            violations: record.violations.unwrap_or(0),
            term_from: term.from,
            term_until: term.until,
            age: record.age.unwrap_or(0),
            opened_on: record.opened_on.unwrap_or(term.from),
            sex,
            attributes: record.attributes.unwrap_or_default(),
            damage: record.damage,
        };
        let verdict = campaign.verdict(&facts, on);
        let decides = match verdict {
            Verdict::Eligible => None,
            Verdict::Lacks(place) | Verdict::NotEligible(place) => campaign.conditions.get(place),
        };
        let decides = decides.map_or_else(String::new, |condition| condition.code.clone());
        let said = [
            expected
                .verdict
                .as_ref()
                .and_then(|wanted| differs("answered with", wanted, &verdict.code().to_owned())),
            expected.decides.as_ref().and_then(|wanted| differs("decided by", wanted, &decides)),
            expected.is.and_then(|wanted| differs("open", &wanted, &campaign.is_open(on))),
        ];
        let asserts = expected.verdict.is_some() || expected.is.is_some();
        if asserts { said.into_iter().flatten().next() } else { nothing_asked() }
    }

    fn last_day(&self) -> Option<Date> {
        let last = self.scenario.happenings.last()?;
        Some(last.at.effective(self.pack.zone()).on())
    }

    fn groups(&self, expected: &Expected, on: Date) -> Groups {
        match &expected.groups {
            Some(groups) => self.pack.groups(groups.iter().map(String::as_str)),
            None => {
                let holds = |group: &&Grouped| {
                    group.from.is_none_or(|from| from <= on)
                        && group.until.is_none_or(|until| on < until)
                };
                let holding = self.scenario.groups.iter().filter(holds);
                self.pack.groups(holding.map(|group| group.group.as_str()))
            }
        }
    }

    fn judge_clock(&mut self, expected: &Expected, counted: &[Clock<'p>]) -> Difference {
        let of_row: Vec<&Clock<'p>> =
            counted.iter().filter(|clock| clock.row.code == expected.row).collect();
        if let Some(number) = expected.clocks {
            let found = i64::try_from(of_row.len()).unwrap_or(i64::MAX);
            return differs("number of clocks", &number, &found);
        }
        let nth = usize::try_from(expected.nth.unwrap_or(1)).unwrap_or(0);
        let Some(clock) = nth.checked_sub(1).and_then(|at| of_row.get(at)) else {
            return Some((format!("clock number {nth}"), format!("{} clocks", of_row.len())));
        };
        self.used.insert(clock.row.index);
        let zone = self.pack.zone();
        let due = expected.due.as_ref().map(|due| {
            let minute = clock.due.to_zoned(zone.time_zone());
            let by_minute = due.len() > "2025-03-01".len();
            let found =
                if by_minute && clock.row.limit.is_some_and(|limit| limit.unit.is_of_the_clock()) {
                    minute.strftime("%Y-%m-%d %H:%M").to_string()
                } else {
                    clock.due_on.to_string()
                };
            (due.clone(), found)
        });
        let state = if clock.is_suspended { "suspended" } else { clock.state().name() };
        let said = [
            due.and_then(|(wanted, found)| differs("due", &wanted, &found)),
            expected.state.as_ref().and_then(|wanted| differs("state", wanted, &state.to_owned())),
            expected.edition.and_then(|wanted| differs("edition", &wanted, &clock.edition())),
            expected.applied.and_then(|wanted| differs("applied", &wanted, &clock.is_applied)),
            expected.suspended_days.and_then(|wanted| {
                differs("suspended days", &wanted, &i64::from(clock.suspended_days))
            }),
        ];
        let asserts =
            expected.due.is_some() || expected.state.is_some() || expected.applied.is_some();
        if asserts { said.into_iter().flatten().next() } else { nothing_asked() }
    }

    fn judge_group(&mut self, expected: &Expected, on: Date) -> Difference {
        let whole = |number: Option<i64>| number.and_then(|number| u32::try_from(number).ok());
        let flags: Vec<&str> = expected.flags.iter().map(String::as_str).collect();
        let person = Person {
            sex: expected.sex.as_deref().and_then(Sex::find),
            age_years: whole(expected.age),
            child_age_years: whole(expected.child_age),
            flags: &flags,
        };
        let groups = self.pack.groups_of(&person, on);
        let belongs = groups.meets(self.pack.groups([expected.row.as_str()]));
        if belongs {
            let rows = self.pack.rows_of(&expected.row).filter(|row| row.is_in_force(on));
            self.used.extend(rows.map(|row| row.index));
        }
        differs_if_asked("belongs", expected.is, belongs)
    }

    fn judge_standing(
        &mut self,
        expected: &Expected,
        on: Date,
        groups: Groups,
        measure: &str,
    ) -> Difference {
        let domain = self.scenario.domain;
        let has_started = |row: &Row| {
            let happened =
                |name: &String| self.scenario.happenings.iter().any(|told| told.name == *name);
            row.starts_on.is_empty() || row.starts_on.iter().any(happened)
        };
        let stands = self.pack.rows_of(&expected.row).find(|row| {
            row.is_in_force(on)
                && row.is_for(groups, measure)
                && domain.is_none_or(|domain| row.domains.contains(domain))
                && has_started(row)
        });
        self.used.extend(stands.map(|row| row.index));
        differs_if_asked("standing", expected.is, stands.is_some())
    }
}

fn judge_number(
    pack: &Pack,
    row: &Row,
    expected: &Expected,
    on: Date,
) -> Result<Difference, ClockError> {
    let from = expected.from.and_then(|number| u64::try_from(number).ok());
    let to = expected.to.and_then(|number| u64::try_from(number).ok());
    if let Some(edition) =
        expected.edition.and_then(|wanted| differs("edition", &wanted, &row.in_force_from))
    {
        return Ok(Some(edition));
    }
    let period = row.per.map(|per| per.to_string()).unwrap_or_default();
    if let Some(per) = expected.per.as_ref().and_then(|wanted| differs("in each", wanted, &period))
    {
        return Ok(Some(per));
    }
    match (row.kind, from, to) {
        (Kind::Ratio, Some(from), Some(to)) => Ok(differs("converted", &to, &row.converted(from)?)),
        (Kind::Fraction, Some(from), Some(to)) => {
            Ok(differs("fraction in days", &to, &row.fraction_of(from)?))
        }
        (Kind::Share, Some(from), Some(to)) => {
            let sum = |whole: u64| Money(i64::try_from(whole).unwrap_or(i64::MAX));
            Ok(differs("share", &sum(to).0, &row.share_of(sum(from))?.0))
        }
        (Kind::Index, Some(from), Some(to)) => {
            let units = u32::try_from(from).unwrap_or(u32::MAX);
            let worth = pack.index_worth(&row.code, units, on)?.0;
            Ok(differs("worth", &i64::try_from(to).unwrap_or(i64::MAX), &worth))
        }
        _ => judge_bound(row, expected),
    }
}

fn judge_bound(row: &Row, expected: &Expected) -> Result<Difference, ClockError> {
    if let (Some(wanted), Some(term)) = (expected.reached_on, expected.term) {
        return Ok(differs("reached on", &wanted, &row.reached_on(term)?));
    }
    if let (Some(wanted), Some(term)) = (expected.term_until, expected.term) {
        return Ok(differs("last day", &wanted, &row.term_until(term.from)?));
    }
    if let Some(term) = expected.term {
        return Ok(differs_if_asked("admitted", expected.is, row.admits_term(term)?));
    }
    let Some(text) = expected.amount.as_deref() else { return Ok(nothing_asked()) };
    let unit = row.limit.map_or(Unit::Times, |limit| limit.unit);
    let also = [unit, Unit::Months, Unit::Years, Unit::Hours, Unit::Minutes, Unit::Weeks];
    let amount = also.iter().find_map(|unit| Limit::parse(text, *unit));
    let amount = amount.ok_or_else(|| row.other_kind())?;
    Ok(differs_if_asked("admitted", expected.is, row.admits(amount)?))
}

fn differs<T: PartialEq + std::fmt::Display>(what: &str, wanted: &T, found: &T) -> Difference {
    (wanted != found).then(|| (format!("{what} {wanted}"), found.to_string()))
}

fn differs_if_asked(what: &str, wanted: Option<bool>, found: bool) -> Difference {
    match wanted {
        Some(wanted) => differs(what, &wanted, &found),
        None => nothing_asked(),
    }
}

fn nothing_asked() -> Difference {
    Some(("asked for something".to_owned(), "asked for nothing".to_owned()))
}
