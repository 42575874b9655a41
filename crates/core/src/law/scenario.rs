//! Scenarios: stories with their outcome, which a lawyer can read and add to.
//!
//! A scenario tells what happened in a case and what must follow from the law: the last day or
//! minute of a clock and how it stands, what a row says about a number or a person, or how a campaign
//! answers a case. The columns are described in `law/README.md`; [`check`](super::check) plays every
//! scenario.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};

use super::campaign::{Damage, HeldAttribute};
use super::clock::Term;
use super::reading::{PackError, Place, Problem, Sheet, Table};
use super::row::Domain;
use crate::effective::{Effective, Zone};

/// A moment as a lawyer writes it: a day, or a day with hour and minute in the country's zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Written {
    Day(Date),
    Minute(DateTime),
}

impl Written {
    fn parse(text: &str) -> Option<Written> {
        match text.split_once(' ') {
            None => text.parse().ok().map(Written::Day),
            Some((day, time)) if time.len() == 5 => {
                format!("{day}T{time}:00").parse().ok().map(Written::Minute)
            }
            Some(_) => None,
        }
    }

    pub(crate) fn effective(self, zone: Zone) -> Effective {
        match self {
            Written::Day(day) => Effective::day(day, zone),
            Written::Minute(minute) => {
                let at = minute.to_zoned(zone.time_zone()).map(|zoned| zoned.timestamp());
                Effective::instant(at.unwrap_or(Timestamp::UNIX_EPOCH), zone)
            }
        }
    }
}

/// Something that happens in a scenario.
#[derive(Clone, Debug)]
pub(crate) struct Told {
    pub(crate) name: String,
    pub(crate) at: Written,
    pub(crate) about: Option<u32>,
}

/// A group of the scenario's person, with its days.
#[derive(Clone, Debug)]
pub(crate) struct Grouped {
    pub(crate) group: String,
    pub(crate) from: Option<Date>,
    pub(crate) until: Option<Date>,
}

/// What a case has on record that a campaign asks for. What is not told is not on record.
#[derive(Clone, Debug, Default)]
pub(crate) struct OnRecord {
    pub(crate) measure: Option<String>,
    pub(crate) term: Option<Term>,
    pub(crate) article_group: Option<String>,
    pub(crate) risk: Option<String>,
    pub(crate) violations: Option<u32>,
    pub(crate) sex: Option<String>,
    pub(crate) age: Option<u32>,
    pub(crate) opened_on: Option<Date>,
    pub(crate) attributes: Option<Vec<HeldAttribute>>,
    pub(crate) damage: Option<Damage>,
}

impl OnRecord {
    /// The record of a scenario with what one expectation changes of it.
    pub(crate) fn or(self, record: &OnRecord) -> OnRecord {
        let record = record.clone();
        OnRecord {
            measure: self.measure.or(record.measure),
            term: self.term.or(record.term),
            article_group: self.article_group.or(record.article_group),
            risk: self.risk.or(record.risk),
            violations: self.violations.or(record.violations),
            sex: self.sex.or(record.sex),
            age: self.age.or(record.age),
            opened_on: self.opened_on.or(record.opened_on),
            attributes: self.attributes.or(record.attributes),
            damage: self.damage.or(record.damage),
        }
    }
}

/// What must follow.
#[derive(Clone, Debug, Default)]
pub(crate) struct Expected {
    pub(crate) place: Place,
    /// Code of a row; empty where a campaign is asked.
    pub(crate) row: String,
    pub(crate) on: Option<Date>,
    pub(crate) groups: Option<Vec<String>>,
    pub(crate) measure: Option<String>,
    pub(crate) is: Option<bool>,
    // Of a clock.
    pub(crate) nth: Option<i64>,
    pub(crate) clocks: Option<i64>,
    pub(crate) due: Option<String>,
    pub(crate) state: Option<String>,
    pub(crate) edition: Option<Date>,
    pub(crate) applied: Option<bool>,
    pub(crate) suspended_days: Option<i64>,
    // Of a number.
    pub(crate) amount: Option<String>,
    pub(crate) per: Option<String>,
    pub(crate) term: Option<Term>,
    pub(crate) term_until: Option<Date>,
    pub(crate) reached_on: Option<Date>,
    pub(crate) from: Option<i64>,
    pub(crate) to: Option<i64>,
    pub(crate) offence_on: Option<Date>,
    // Of a person.
    pub(crate) sex: Option<String>,
    pub(crate) age: Option<i64>,
    pub(crate) child_age: Option<i64>,
    pub(crate) flags: Vec<String>,
    // Of a campaign.
    pub(crate) campaign: Option<String>,
    pub(crate) verdict: Option<String>,
    pub(crate) decides: Option<String>,
    pub(crate) changed: OnRecord,
}

/// A story with its outcome.
#[derive(Clone, Debug)]
pub(crate) struct Scenario {
    pub(crate) name: String,
    pub(crate) domain: Option<Domain>,
    pub(crate) measure: String,
    pub(crate) groups: Vec<Grouped>,
    pub(crate) on: Option<Date>,
    pub(crate) offence_on: Option<Date>,
    pub(crate) term: Option<Term>,
    pub(crate) freed: Vec<Term>,
    pub(crate) record: OnRecord,
    pub(crate) happenings: Vec<Told>,
    pub(crate) expected: Vec<Expected>,
}

/// Reads the scenarios of a file; faults are added to `errors`.
pub(crate) fn read(file: &str, text: &str, errors: &mut Vec<PackError>) -> Vec<Scenario> {
    let sheet = Sheet::open(file, text);
    let mut scenarios = Vec::new();
    for (key, value) in &sheet.document() {
        if key.get_ref().as_ref() != "scenario" {
            sheet.tell(sheet.place(key.span().start), key.get_ref(), Problem::Unknown);
            continue;
        }
        scenarios.extend(sheet.tables(value, "scenario").into_iter().map(read_scenario));
    }
    errors.extend(sheet.close());
    scenarios
}

fn read_scenario(mut table: Table<'_>) -> Scenario {
    let domain = table.has("domain").then(|| table.word::<Domain>("domain")).flatten();
    let happenings = table.tables("happenings").into_iter().filter_map(read_told).collect();
    let expected: Vec<Expected> = table.tables("expect").into_iter().map(read_expected).collect();
    if expected.is_empty() {
        table.tell("expect", Problem::Missing);
    }
    let scenario = Scenario {
        name: table.needed_text("name"),
        domain,
        measure: table.text("measure").unwrap_or_default(),
        groups: read_groups(&mut table),
        on: table.day("on"),
        offence_on: table.day("offence_on"),
        term: read_term(&mut table),
        freed: table.tables("freed").into_iter().filter_map(read_days).collect(),
        record: table.table("record").map(read_record).unwrap_or_default(),
        happenings,
        expected,
    };
    table.finish();
    scenario
}

fn read_told(mut table: Table<'_>) -> Option<Told> {
    let name = table.needed_text("name");
    let at = table.needed_text("at");
    let about = table.whole("about").and_then(|about| u32::try_from(about).ok());
    let written = Written::parse(&at);
    if written.is_none() {
        let unit = "a day or minute like 2025-03-01 14:20";
        table.tell("at", Problem::OtherForm { text: at, unit });
    }
    table.finish();
    Some(Told { name, at: written?, about })
}

fn read_groups(table: &mut Table<'_>) -> Vec<Grouped> {
    let one = |group: Result<String, Table<'_>>| match group {
        Ok(group) => Grouped { group, from: None, until: None },
        Err(mut table) => {
            let group = table.needed_text("group");
            let (from, until) = (table.day("from"), table.day("until"));
            table.finish();
            Grouped { group, from, until }
        }
    };
    table.each("groups").into_iter().map(one).collect()
}

fn read_term(table: &mut Table<'_>) -> Option<Term> {
    read_days(table.table("term")?)
}

fn read_days(mut table: Table<'_>) -> Option<Term> {
    let (from, until) = (table.day("from"), table.day("until"));
    if from.is_none() || until.is_none() {
        table.tell("term", Problem::Missing);
    }
    table.finish();
    Some(Term { from: from?, until: until? })
}

fn read_record(mut table: Table<'_>) -> OnRecord {
    let has_attributes = table.has("attributes");
    let attributes = table.tables("attributes").into_iter().map(read_attribute).collect();
    let record = OnRecord {
        measure: table.text("measure"),
        term: read_term(&mut table),
        article_group: table.text("article_group"),
        risk: table.text("risk"),
        violations: table.whole("violations").and_then(|number| u32::try_from(number).ok()),
        sex: table.text("sex"),
        age: table.whole("age").and_then(|years| u32::try_from(years).ok()),
        opened_on: table.day("opened_on"),
        attributes: has_attributes.then_some(attributes),
        damage: table.table("damage").map(read_damage),
    };
    table.finish();
    record
}

fn read_attribute(mut table: Table<'_>) -> HeldAttribute {
    let code = table.needed_text("attribute");
    let (from, until) = (table.day("from"), table.day("until"));
    table.finish();
    HeldAttribute { code, from, until }
}

fn read_damage(mut table: Table<'_>) -> Damage {
    for field in ["owed", "paid"] {
        if !table.has(field) {
            table.tell(field, Problem::Missing);
        }
    }
    let (owed, paid) = (table.whole("owed"), table.whole("paid"));
    table.finish();
    Damage { owed: owed.unwrap_or(0), paid: paid.unwrap_or(0) }
}

fn read_expected(mut table: Table<'_>) -> Expected {
    let groups = table.has("groups").then(|| table.texts("groups"));
    let campaign = table.text("campaign");
    let expected = Expected {
        place: table.place.clone(),
        row: match campaign {
            Some(_) => String::new(),
            None => table.needed_text("row"),
        },
        on: table.day("on"),
        groups,
        measure: table.text("measure"),
        is: table.flag("is"),
        nth: table.whole("nth"),
        clocks: table.whole("clocks"),
        due: table.text("due"),
        state: table.text("state"),
        edition: table.day("edition"),
        applied: table.flag("applied"),
        suspended_days: table.whole("suspended_days"),
        amount: table.text("amount"),
        per: table.text("per"),
        term: read_term(&mut table),
        term_until: table.day("term_until"),
        reached_on: table.day("reached_on"),
        from: table.whole("from"),
        to: table.whole("to"),
        offence_on: table.day("offence_on"),
        sex: table.text("sex"),
        age: table.whole("age"),
        child_age: table.whole("child_age"),
        flags: table.texts("flags"),
        campaign,
        verdict: table.text("verdict"),
        decides: table.text("decides"),
        changed: table.table("changed").map(read_record).unwrap_or_default(),
    };
    if let Some(state) = expected.state.as_deref().filter(|state| !STATES.contains(state)) {
        let (word, allowed) = (state.to_owned(), STATES.join(", "));
        table.tell("state", Problem::OtherWord { word, allowed });
    }
    table.finish();
    expected
}

const STATES: [&str; 6] = ["open", "in_time", "late", "never", "void", "suspended"];
