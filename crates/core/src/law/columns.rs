//! From the columns of a table to a row, a reform or words: what each kind of row has and lacks.

use jiff::civil::Date;

use super::group::Sex;
use super::limit::{Limit, Unit};
use super::pack::Reform;
use super::reading::{Named, Problem, Table};
use super::row::{
    Anchor, Basis, Compare, Domain, Domains, Kind, OnHoliday, Row, Source, Texts, TimeMode,
};

/// Columns that only some kinds of rows have.
const COLUMNS_OF_KINDS: [&str; 24] = [
    "starts_on",
    "met_by",
    "ends_on",
    "limit",
    "minimum",
    "counts",
    "per",
    "on_holiday",
    "anchor",
    "expiry_of",
    "suspendable",
    "freeable",
    "bars",
    "allows",
    "compare",
    "counted",
    "once_reached",
    "until_reached",
    "from_unit",
    "to_unit",
    "rounding",
    "age_of",
    "sex",
    "flag",
];

/// Takes the words in the four languages.
pub(crate) fn texts(table: &mut Table<'_>, field: &'static str) -> Texts {
    let Some(mut words) = table.table(field) else {
        table.tell(field, Problem::Missing);
        return Texts::default();
    };
    let texts = Texts {
        en: words.needed_text("en"),
        ru: words.needed_text("ru"),
        ky: words.needed_text("ky"),
        kk: words.needed_text("kk"),
    };
    words.finish();
    texts
}

/// Reads a reform; none if its day cannot be read.
pub(crate) fn read_reform(mut table: Table<'_>) -> Option<Reform> {
    let place = table.place.clone();
    let on = needed_day(&mut table, "on");
    let code = table.needed_text("code");
    let aim = texts(&mut table, "aim");
    let source = table.needed_text("source");
    let indicator = table.needed_text("indicator");
    let rows = table.texts("rows");
    table.finish();
    Some(Reform { code, on: on?, rows, aim, source, indicator, place })
}

fn needed_day(table: &mut Table<'_>, field: &'static str) -> Option<Date> {
    if !table.has(field) {
        table.tell(field, Problem::Missing);
    }
    table.day(field)
}

fn needed_word<W: Named>(table: &mut Table<'_>, field: &'static str) -> Option<W> {
    if !table.has(field) {
        table.tell(field, Problem::Missing);
    }
    table.word(field)
}

/// Reads a row as far as it can be read; the second value says whether nothing that holds between
/// rows was lost.
pub(crate) fn read_row(mut table: Table<'_>) -> (Row, bool) {
    let place = table.place.clone();
    let kind: Option<Kind> = needed_word(&mut table, "kind");
    let from = needed_day(&mut table, "in_force_from");
    let time_mode = needed_word(&mut table, "time_mode");
    let basis = needed_word(&mut table, "basis");
    let domains = read_domains(&mut table);
    let source = read_source(&mut table);
    if !table.has("confidence") {
        table.tell("confidence", Problem::Missing);
    }
    let row = Row {
        code: table.needed_text("code"),
        fact: table.text("fact"),
        domains,
        kind: kind.unwrap_or(Kind::Right),
        bearer: table.needed_text("bearer"),
        follows: table.text("follows"),
        for_groups: table.texts("for_groups"),
        with_groups: table.texts("with_groups"),
        not_for_groups: table.texts("not_for_groups"),
        for_measures: table.texts("for_measures"),
        conflicts_with: table.texts("conflicts_with"),
        milder: table.word("milder"),
        time_mode: time_mode.unwrap_or(TimeMode::Act),
        in_force_from: from.unwrap_or(Date::MIN),
        in_force_until: table.day("in_force_until"),
        source,
        basis: basis.unwrap_or(Basis::Recalled),
        text: texts(&mut table, "text"),
        note: table.text("note"),
        confidence_permille: table.permille("confidence").unwrap_or(0),
        verified_by: table.text("verified_by"),
        verified_on: table.day("verified_on"),
        place,
        ..Row::blank()
    };
    let is_whole = kind.is_some() && from.is_some();
    if kind.is_none() {
        return (row, is_whole);
    }
    (read_columns_of_kind(table, row), is_whole)
}

fn read_domains(table: &mut Table<'_>) -> Domains {
    if !table.has("domain") {
        table.tell("domain", Problem::Missing);
    }
    let names = table.texts("domain");
    let mut domains = Vec::new();
    for word in names {
        match Domain::find(&word) {
            Some(domain) => domains.push(domain),
            None => {
                let allowed = Domain::NAMES.join(", ");
                table.tell("domain", Problem::OtherWord { word, allowed });
            }
        }
    }
    Domains::of(&domains)
}

fn read_source(table: &mut Table<'_>) -> Source {
    let Some(mut source) = table.table("source") else {
        table.tell("source", Problem::Missing);
        return Source::default();
    };
    let read = Source {
        act: source.needed_text("act"),
        article: source.needed_text("article"),
        part: source.text("part").unwrap_or_default(),
        edition: source.text("edition").unwrap_or_default(),
    };
    source.finish();
    read
}

/// Takes the columns that the row's kind has, tells those it needs and lacks, and refuses the
/// columns of other kinds.
fn read_columns_of_kind(mut table: Table<'_>, mut row: Row) -> Row {
    let unit = read_unit(&mut table, row.kind);
    let in_unit =
        |table: &mut Table<'_>, field| unit.and_then(|unit| read_limit(table, field, unit));
    match row.kind {
        Kind::Deadline | Kind::Lead | Kind::Frequency => {
            row.limit = in_unit(&mut table, "limit");
            read_clock(&mut table, &mut row);
        }
        Kind::Right => row.starts_on = table.texts("starts_on"),
        Kind::Guard => {
            row.bars = table.text("bars");
            row.allows = table.text("allows");
            if row.bars.is_none() && row.allows.is_none() {
                table.tell("bars", Problem::Missing);
            }
        }
        Kind::Fraction | Kind::Share => {
            row.limit = in_unit(&mut table, "limit");
            row.rounding = needed_word(&mut table, "rounding");
        }
        Kind::Count | Kind::Maximum | Kind::Minimum => {
            row.limit = in_unit(&mut table, "limit");
            read_count(&mut table, &mut row);
        }
        Kind::Range => {
            row.limit = in_unit(&mut table, "limit");
            row.minimum = in_unit(&mut table, "minimum");
        }
        Kind::Ratio => {
            row.limit = in_unit(&mut table, "limit");
            row.from_unit = Some(table.needed_text("from_unit"));
            row.to_unit = Some(table.needed_text("to_unit"));
            row.rounding = needed_word(&mut table, "rounding");
        }
        Kind::Index => row.limit = in_unit(&mut table, "limit"),
        Kind::Group => {
            row.limit = in_unit(&mut table, "limit");
            if table.has("minimum") {
                row.minimum = in_unit(&mut table, "minimum");
            }
            read_group(&mut table, &mut row);
        }
    }
    table.finish_kind(row.kind.name(), &COLUMNS_OF_KINDS);
    row
}

fn read_count(table: &mut Table<'_>, row: &mut Row) {
    row.counted = table.text("counted");
    row.per = table.text("per").and_then(|text| {
        let read = PERIODS.iter().find_map(|unit| Limit::parse(&text, *unit));
        if read.is_none() {
            table.tell("per", Problem::OtherForm { text, unit: "a period" });
        }
        read
    });
    row.compare = table.word("compare").unwrap_or(match row.kind {
        Kind::Maximum => Compare::AtMost,
        _ => Compare::AtLeast,
    });
}

fn read_group(table: &mut Table<'_>, row: &mut Row) {
    row.compare = needed_word(table, "compare").unwrap_or(row.compare);
    row.age_of = needed_word(table, "age_of");
    row.flag = table.text("flag");
    row.sex = sex(table);
}

/// Reads a person's sex, where the table names one.
pub(crate) fn sex(table: &mut Table<'_>) -> Option<Sex> {
    let letter = table.text("sex")?;
    let sex = Sex::find(&letter);
    if sex.is_none() {
        let allowed = "f, m".to_owned();
        table.tell("sex", Problem::OtherWord { word: letter, allowed });
    }
    sex
}

const PERIODS: [Unit; 5] =
    [Unit::CalendarDays, Unit::Weeks, Unit::Months, Unit::Years, Unit::Hours];

fn read_clock(table: &mut Table<'_>, row: &mut Row) {
    for field in ["starts_on", "met_by"] {
        if !table.has(field) {
            table.tell(field, Problem::Missing);
        }
    }
    row.starts_on = table.texts("starts_on");
    row.met_by = table.texts("met_by");
    row.ends_on = table.texts("ends_on");
    row.suspendable = table.flag("suspendable").unwrap_or(false);
    // Only what is repeated can be put off: what is done once is owed all the same.
    row.freeable = row.kind == Kind::Frequency && table.flag("freeable").unwrap_or(false);
    row.once_reached = table.text("once_reached");
    row.until_reached = table.text("until_reached");
    let of_the_clock = row.limit.is_some_and(|limit| limit.unit.is_of_the_clock());
    row.on_holiday = if of_the_clock {
        OnHoliday::Stays
    } else {
        needed_word(table, "on_holiday").unwrap_or(OnHoliday::Stays)
    };
    if row.kind == Kind::Lead {
        row.anchor = needed_word(table, "anchor").unwrap_or(Anchor::TermEnd);
        row.expiry_of = table.text("expiry_of");
        if row.anchor == Anchor::Expiry && row.expiry_of.is_none() {
            table.tell("expiry_of", Problem::Missing);
        }
    }
}

/// Reads the unit and refuses one that the kind cannot count.
fn read_unit(table: &mut Table<'_>, kind: Kind) -> Option<Unit> {
    let fits: fn(Unit) -> bool = match kind {
        Kind::Right | Kind::Guard => return None,
        Kind::Deadline | Kind::Lead | Kind::Frequency => Unit::is_time,
        Kind::Fraction => |unit| unit == Unit::OfTerm,
        Kind::Count => |unit| unit == Unit::Times,
        Kind::Ratio => |unit| unit == Unit::ForEach,
        Kind::Share => |unit| unit == Unit::Percent,
        Kind::Index => |unit| unit == Unit::Currency,
        Kind::Group => |unit| unit == Unit::Years,
        Kind::Range | Kind::Maximum | Kind::Minimum => {
            |unit| !matches!(unit, Unit::OfTerm | Unit::ForEach)
        }
    };
    if !table.has("counts") {
        table.tell("counts", Problem::Missing);
    }
    let word = table.text("counts")?;
    let unit = Unit::find(&word).filter(|unit| fits(*unit));
    if unit.is_none() {
        let fitting = Unit::names().into_iter().filter(|name| Unit::find(name).is_some_and(fits));
        let allowed = fitting.collect::<Vec<_>>().join(", ");
        table.tell("counts", Problem::OtherWord { word, allowed });
    }
    unit
}

fn read_limit(table: &mut Table<'_>, field: &'static str, unit: Unit) -> Option<Limit> {
    let text = table.needed_text(field);
    let limit = Limit::parse(&text, unit);
    if limit.is_none() && !text.is_empty() {
        table.tell(field, Problem::OtherForm { text, unit: unit.name() });
    }
    limit
}
