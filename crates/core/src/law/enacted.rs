//! What lawyers enact in the product: rows of a table of their own, which stand before the others.
//!
//! A country's folder may hold one table named [`ENACTED`]. A row of it with the first day of an
//! edition of the same rule stands in the place of that edition; any other ends the edition that was
//! in force the day before. An edition of the other tables that begins while an enacted one is in
//! force is an overlap, and refused: nobody's law is overwritten silently.
//!
//! A row that is being written is a map from the names of its columns to what stands in them, as a
//! form has them; [`written`] makes its text, [`columns_of`] reads it back, and [`field_at`] says
//! which of them a fault is about. A reform and a campaign that rest on the row are written with it.

use std::collections::BTreeMap;

use super::loading::key;
use super::row::{Kind, Row};

/// Name of the table of a country that lawyers enact.
pub const ENACTED: &str = "enacted";

/// Languages of texts, in the order in which a row holds them.
pub const LANGUAGES: [&str; 4] = ["ru", "ky", "kk", "en"];

/// What stands in the columns of a row that is being written, by their names; those of the source,
/// the words and the reform have a prefix: `source_act`, `text_ky`, `reform_aim_ky`.
pub type Columns = BTreeMap<String, String>;

/// Columns that every row has, before those of its kind.
const FIRST: [&str; 3] = ["code", "kind", "domain"];

/// Columns that every row has, after those of its kind.
const LAST: [&str; 14] = [
    "bearer",
    "follows",
    "for_groups",
    "with_groups",
    "not_for_groups",
    "for_measures",
    "conflicts_with",
    "milder",
    "time_mode",
    "in_force_from",
    "in_force_until",
    "fact",
    "basis",
    "note",
];

/// Columns that say who vouches for the row.
const VOUCHED: [&str; 3] = ["confidence", "verified_by", "verified_on"];

/// Columns that hold several names, with commas between.
const LISTS: [&str; 10] = [
    "domain",
    "starts_on",
    "met_by",
    "ends_on",
    "for_groups",
    "with_groups",
    "not_for_groups",
    "for_measures",
    "conflicts_with",
    "rows",
];

/// Conditions that a campaign has at most, where it is drafted in the product.
pub const CONDITIONS_MOST: usize = 4;

/// How the names of columns begin that stand beside the row itself.
const BESIDE: [&str; 3] = ["reform_", "campaign_", "condition_"];

/// How the names of columns begin that have headings of their own.
const PREFIXES: [&str; 5] = ["source_", "text_", "reform_", "campaign_", "condition_"];

const SOURCE: [&str; 4] = ["act", "article", "part", "edition"];

/// Columns that every clock has, before those of its kind.
const OF_A_CLOCK: [&str; 7] =
    ["starts_on", "met_by", "ends_on", "limit", "counts", "on_holiday", "suspendable"];

/// Returns the columns that a row of a kind has besides those of all rows, in the order of a form.
pub fn columns_of_kind(kind: Kind) -> impl Iterator<Item = &'static str> {
    let (shared, own): (&[&str], &[&str]) = match kind {
        Kind::Deadline => (&OF_A_CLOCK, &["once_reached", "until_reached"]),
        Kind::Frequency => (&OF_A_CLOCK, &["freeable", "once_reached", "until_reached"]),
        Kind::Lead => (&OF_A_CLOCK, &["once_reached", "until_reached", "anchor", "expiry_of"]),
        Kind::Right => (&[], &["starts_on"]),
        Kind::Guard => (&[], &["bars", "allows"]),
        Kind::Fraction | Kind::Share => (&[], &["limit", "counts", "rounding"]),
        Kind::Count | Kind::Maximum | Kind::Minimum => {
            (&[], &["limit", "counts", "counted", "per", "compare"])
        }
        Kind::Range => (&[], &["limit", "minimum", "counts"]),
        Kind::Ratio => (&[], &["limit", "counts", "from_unit", "to_unit", "rounding"]),
        Kind::Index => (&[], &["limit", "counts"]),
        Kind::Group => (&[], &["limit", "minimum", "counts", "compare", "age_of", "flag", "sex"]),
    };
    shared.iter().chain(own).copied()
}

/// Returns all columns of a row of a kind, but those that say who vouches for it.
pub fn columns_of_row(kind: Kind) -> impl Iterator<Item = &'static str> {
    FIRST.iter().copied().chain(columns_of_kind(kind)).chain(LAST.iter().copied())
}

/// Writes a row as it stands in the table, with its reform where the form says anything of one.
///
/// What is no column of the row's kind is written as well, so that the loader names it. Every row
/// gets its headings, so that what is missing is told where it belongs.
pub fn written(columns: &Columns) -> String {
    let given = |name: &str| columns.get(name).map(|text| plain(text)).filter(|it| !it.is_empty());
    let mut text = "[[row]]\n".to_owned();
    let is_of_part = |name: &str| PREFIXES.iter().any(|prefix| name.starts_with(prefix));
    let known = FIRST.iter().chain(&LAST).chain(&VOUCHED).copied();
    let known: Vec<&str> = known.collect();
    let others = columns.keys().map(String::as_str);
    let others = others.filter(|name| !is_of_part(name) && !known.contains(name));
    for name in FIRST.iter().copied().chain(others).chain(LAST.iter().chain(&VOUCHED).copied()) {
        if let Some(value) = given(name) {
            text.push_str(&line(name, &value));
        }
    }
    let mut part = |heading: &str, prefix: &str, names: &[&str]| {
        text.push_str(heading);
        for name in names {
            if let Some(value) = given(&format!("{prefix}{name}")) {
                text.push_str(&line(name, &value));
            }
        }
    };
    part("[row.source]\n", "source_", &SOURCE);
    part("[row.text]\n", "text_", &LANGUAGES);
    let has_reform =
        columns.iter().any(|(name, value)| name.starts_with("reform_") && !value.trim().is_empty());
    if has_reform {
        let (code, from) = (given("code"), given("in_force_from"));
        let (code, from) = (code.unwrap_or_default(), from.unwrap_or_default());
        let named = format!("\n[[reform]]\ncode = {}\n", quoted(&format!("{code}_{from}")));
        part(&format!("{named}on = {}\nrows = [{}]\n", quoted(&from), quoted(&code)), "", &[]);
        part("", "reform_", &["source", "indicator"]);
        part("[reform.aim]\n", "reform_aim_", &LANGUAGES);
    }
    if has_campaign(columns) {
        text.push_str(&campaign(&given));
    }
    text
}

/// Whether anything is said of a campaign.
pub fn has_campaign(columns: &Columns) -> bool {
    let is_of_campaign =
        |name: &str| name.starts_with("campaign_") || name.starts_with("condition_");
    columns.iter().any(|(name, value)| is_of_campaign(name) && !value.trim().is_empty())
}

/// Writes the campaign that rests on a row, with the conditions of which the form says anything.
fn campaign(given: &dyn Fn(&str) -> Option<String>) -> String {
    let code = quoted(&given("code").unwrap_or_default());
    let mut text = format!("\n[[campaign]]\ncode = {code}\nrow = {code}\n");
    let mut part = |heading: &str, prefix: &str, names: &[&str]| {
        text.push_str(heading);
        for name in names {
            if let Some(value) = given(&format!("{prefix}{name}")) {
                text.push_str(&format!("{name} = {}\n", quoted(&value)));
            }
        }
    };
    part("", "campaign_", &["submission", "from", "until"]);
    part("[campaign.name]\n", "campaign_name_", &LANGUAGES);
    for number in 1..=CONDITIONS_MOST {
        let prefix = format!("condition_{number}_");
        let own = ["test", "values", "text_ru", "text_ky", "text_kk", "text_en"];
        if own.iter().all(|name| given(&format!("{prefix}{name}")).is_none()) {
            continue;
        }
        let values = given(&format!("{prefix}values")).unwrap_or_default();
        let values = values.split(',').map(str::trim).filter(|one| !one.is_empty()).map(quoted);
        let values = values.collect::<Vec<_>>().join(", ");
        let code = format!("code = \"condition_{number}\"\nvalues = [{values}]\n");
        part(&format!("[[campaign.condition]]\n{code}"), &prefix, &["test"]);
        part("[campaign.condition.text]\n", &format!("{prefix}text_"), &LANGUAGES);
    }
    text
}

/// The same row as if it had come into force on another day, without its reform and its campaign.
#[must_use]
pub fn laid(columns: &Columns, from: jiff::civil::Date) -> Columns {
    let mut columns = columns.clone();
    let is_beside = |name: &str| BESIDE.iter().any(|prefix| name.starts_with(prefix));
    columns.retain(|name, _| !is_beside(name));
    columns.insert("in_force_from".to_owned(), from.to_string());
    columns
}

/// Reads the columns off the text of one row; nothing of what is no row.
pub fn columns_of(text: &str) -> Columns {
    let mut columns = Columns::new();
    let Ok(document) = text.parse::<toml::Table>() else { return columns };
    let first = |name: &str| document.get(name)?.as_array()?.first()?.as_table();
    for (name, prefix) in [("row", ""), ("reform", "reform_")] {
        for (name, value) in first(name).into_iter().flatten() {
            let inner = match name.as_str() {
                "source" | "text" | "aim" => value.as_table(),
                _ => None,
            };
            match inner {
                Some(table) => columns.extend(
                    table
                        .iter()
                        .map(|(part, value)| (format!("{prefix}{name}_{part}"), shown(value))),
                ),
                None => {
                    columns.insert(format!("{prefix}{name}"), shown(value));
                }
            }
        }
    }
    if let Some(campaign) = first("campaign") {
        read_campaign(campaign, &mut columns);
    }
    // What is written of itself is no answer of the form.
    for name in ["reform_code", "reform_on", "reform_rows"] {
        columns.remove(name);
    }
    columns
}

/// Reads the columns of a campaign off its table.
fn read_campaign(campaign: &toml::Table, columns: &mut Columns) {
    for name in ["submission", "from", "until"] {
        if let Some(value) = campaign.get(name) {
            columns.insert(format!("campaign_{name}"), shown(value));
        }
    }
    let mut texts = |of: Option<&toml::Value>, prefix: &str| {
        for (language, value) in of.and_then(toml::Value::as_table).into_iter().flatten() {
            columns.insert(format!("{prefix}{language}"), shown(value));
        }
    };
    texts(campaign.get("name"), "campaign_name_");
    let conditions = campaign.get("condition").and_then(toml::Value::as_array);
    let conditions: Vec<&toml::Table> =
        conditions.into_iter().flatten().filter_map(toml::Value::as_table).collect();
    for condition in &conditions {
        texts(condition.get("text"), &format!("{}_text_", code_of(condition)));
    }
    for condition in conditions {
        for name in ["test", "values"] {
            if let Some(value) = condition.get(name) {
                columns.insert(format!("{}_{name}", code_of(condition)), shown(value));
            }
        }
    }
}

/// The code of a condition, which says where it stands in the form.
fn code_of(condition: &toml::Table) -> String {
    condition.get("code").map(shown).unwrap_or_default()
}

/// Returns the text of the row that begins on a line of a table's text, the line being counted
/// from 1.
pub fn row_at(table: &str, first: usize) -> String {
    let from_there = table.lines().skip(first.saturating_sub(1));
    let mut lines = Vec::new();
    for (place, line) in from_there.enumerate() {
        if place > 0 && line.starts_with("[[") {
            break;
        }
        lines.push(line);
    }
    lines.join("\n")
}

/// Returns which column of a written row the loader means by a field on a line, counted from 1.
pub fn field_at(text: &str, line: usize, field: &str) -> String {
    let heading = text.lines().take(line).filter(|line| line.starts_with('[')).last();
    let heading = heading.unwrap_or_default();
    if heading.contains("campaign") {
        return field_of_campaign(text, (line, heading), field);
    }
    let prefix = match (heading, field) {
        (_, "act" | "article" | "part" | "edition") => "source_",
        ("[[reform]]" | "[reform.aim]", "en" | "ru" | "ky" | "kk") => "reform_aim_",
        (_, "en" | "ru" | "ky" | "kk") => "text_",
        ("[[reform]]" | "[reform.aim]", _) => "reform_",
        _ => "",
    };
    match (prefix, field) {
        // The row's own part, not a reform's.
        ("", "source") => "source_act".to_owned(),
        ("", "text") => "text_ru".to_owned(),
        ("reform_", "aim") => "reform_aim_ru".to_owned(),
        ("reform_", "on") => "in_force_from".to_owned(),
        ("reform_", "code" | "rows") => "code".to_owned(),
        _ => format!("{prefix}{field}"),
    }
}

/// Which column of a campaign the loader means; the code of a condition says where it stands in the
/// form.
fn field_of_campaign(text: &str, (line, heading): (usize, &str), field: &str) -> String {
    let before = text.lines().zip(text.lines().skip(1)).take(line);
    let begins = before.filter(|(line, _)| *line == "[[campaign.condition]]");
    let code = begins.last().map(|(_, code)| code.trim_start_matches("code = "));
    let condition = code.unwrap_or_default().trim_matches('"');
    match (heading, field) {
        (_, "code" | "row") => "code".to_owned(),
        ("[[campaign]]", "name") => "campaign_name_ru".to_owned(),
        ("[[campaign]]", _) => format!("campaign_{field}"),
        ("[campaign.name]", _) => format!("campaign_name_{field}"),
        ("[campaign.condition.text]", _) => format!("{condition}_text_{field}"),
        (_, "text") => format!("{condition}_text_ru"),
        _ => format!("{condition}_{field}"),
    }
}

impl Row {
    /// Whether lawyers enacted it in the product.
    pub fn is_enacted(&self) -> bool {
        self.place.file.strip_suffix(".toml") == Some(ENACTED)
    }

    /// Whether two rows are editions of one rule.
    pub fn is_edition_of(&self, other: &Row) -> bool {
        self.code == other.code && key(self) == key(other)
    }
}

/// Puts enacted rows in the places of the others. Rows come, and go, in the order of rule and first
/// day; of two enacted ones of one day the later in the table stands.
pub(super) fn prevailing(rows: Vec<Row>) -> Vec<Row> {
    if !rows.iter().any(Row::is_enacted) {
        return rows;
    }
    let mut standing: Vec<Row> = Vec::with_capacity(rows.len());
    for row in rows {
        let before = standing.last_mut().filter(|before| before.is_edition_of(&row));
        let Some(before) = before else {
            standing.push(row);
            continue;
        };
        let is_same_day = before.in_force_from == row.in_force_from;
        if is_same_day && row.is_enacted() {
            *before = row;
        } else if !(is_same_day && before.is_enacted()) {
            let from = row.in_force_from;
            if row.is_enacted() && before.in_force_until.is_none_or(|until| from < until) {
                before.in_force_until = Some(from);
            }
            standing.push(row);
        }
    }
    standing
}

/// Words on one line.
fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

fn line(name: &str, value: &str) -> String {
    let value = match name {
        _ if LISTS.contains(&name) => {
            let names = value.split(',').map(str::trim).filter(|name| !name.is_empty());
            format!("[{}]", names.map(quoted).collect::<Vec<_>>().join(", "))
        }
        "suspendable" | "freeable" if matches!(value, "true" | "false") => value.to_owned(),
        "confidence" if value.parse::<f32>().is_ok() => value.to_owned(),
        _ => quoted(value),
    };
    format!("{name} = {value}\n")
}

/// A value as a form shows it.
fn shown(value: &toml::Value) -> String {
    match value {
        toml::Value::String(text) => text.clone(),
        toml::Value::Array(values) => values.iter().map(shown).collect::<Vec<_>>().join(", "),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use std::slice::from_ref;

    use super::*;
    use crate::law::Pack;

    const PACK: &str = "[pack]\ncountry = \"zz\"\ncalendar = \"kg\"\nzone = \"Asia/Bishkek\"\n\
        [[happening]]\nname = \"act_received\"\n\
        text = { en = \"a\", ru = \"b\", ky = \"c\", kk = \"d\" }\n\
        [[happening]]\nname = \"met\"\ntext = { en = \"e\", ru = \"f\", ky = \"g\", kk = \"h\" }\n";

    fn columns(limit: &str, from: &str, until: &str) -> Columns {
        let given = [
            ("code", "first_interview"),
            ("kind", "deadline"),
            ("domain", "non_custodial, post_release"),
            ("starts_on", "act_received"),
            ("met_by", "met"),
            ("limit", limit),
            ("counts", "working_days"),
            ("on_holiday", "next_working_day"),
            ("bearer", "officer"),
            ("time_mode", "execution"),
            ("in_force_from", from),
            ("in_force_until", until),
            ("basis", "invented"),
            ("confidence", "1.0"),
            ("source_act", "Act \"on\" probation"),
            ("source_article", "24"),
            ("text_ru", "a"),
            ("text_ky", "b"),
            ("text_kk", "c"),
            ("text_en", "d"),
        ];
        let given = given.into_iter().filter(|(_, value)| !value.is_empty());
        given.map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
    }

    /// The editions of the rule where these rows stand in the files and those are enacted: limit,
    /// first day, end.
    #[track_caller]
    fn check(files: &[Columns], enacted: &[Columns], expected: Result<&[&str], &str>) {
        let text = |rows: &[Columns]| rows.iter().map(written).collect::<Vec<_>>().join("\n");
        let (files, enacted) = (text(files), text(enacted));
        let tables = [("enacted.toml", &*enacted), ("pack.toml", PACK), ("rows.toml", &*files)];
        let read = Pack::parse("zz", &tables);
        let lines = read.as_ref().map(|pack| {
            let until = |row: &Row| row.in_force_until.map_or("-".to_owned(), |it| it.to_string());
            let line = |row: &Row| {
                let days = row.limit.map_or(0, |limit| limit.number);
                format!("{days} {} {}", row.in_force_from, until(row))
            };
            pack.rows().iter().map(line).collect::<Vec<_>>()
        });
        match (lines, expected) {
            (Ok(lines), Ok(expected)) => assert_eq!(lines, expected),
            (Err(errors), Err(expected)) => assert_eq!(errors.to_string(), expected),
            (found, expected) => panic!("{found:?} is not {expected:?}"),
        }
    }

    #[test]
    fn a_campaign_is_written_with_its_row_and_read_back() {
        let mut columns = Columns::new();
        for (name, value) in [
            ("code", "mercy"),
            ("campaign_submission", "end_early"),
            ("campaign_from", "2026-11-02"),
            ("campaign_name_ru", "Милость"),
            ("condition_2_test", "attribute_in"),
            ("condition_2_values", "pregnant,  minor"),
            ("condition_2_text_ky", "Кош бойлуулук"),
        ] {
            columns.insert(name.to_owned(), value.to_owned());
        }
        let text = written(&columns);
        let again = columns_of(&text);
        // A condition keeps its place in the form, though one before it was left out.
        assert_eq!(again["condition_2_values"], "pregnant, minor");
        assert_eq!(again["condition_2_text_ky"], "Кош бойлуулук");
        assert_eq!(
            (&*again["campaign_from"], &*again["campaign_name_ru"]),
            ("2026-11-02", "Милость")
        );
        let line =
            |wanted: &str| text.lines().position(|line| line.starts_with(wanted)).unwrap() + 1;
        let field = |wanted: &str, field: &str| field_at(&text, line(wanted), field);
        assert_eq!(field("[[campaign]]", "until"), "campaign_until");
        assert_eq!(field("[[campaign]]", "name"), "campaign_name_ru");
        assert_eq!(field("[campaign.name]", "kk"), "campaign_name_kk");
        assert_eq!(field("values", "values"), "condition_2_values");
        assert_eq!(field("[campaign.condition.text]", "en"), "condition_2_text_en");
        let from = "2026-12-01".parse().unwrap();
        assert!(!has_campaign(&laid(&again, from)), "what is laid over a year has no campaign");
    }

    #[test]
    fn an_enacted_row_ends_the_edition_before_it() {
        let old = columns("P10D", "2017-01-01", "");
        let new = columns("P7D", "2026-12-01", "");
        let both = ["10 2017-01-01 2026-12-01", "7 2026-12-01 -"];
        check(from_ref(&old), from_ref(&new), Ok(&both));
        let third = columns("P5D", "2027-03-01", "");
        let three = ["10 2017-01-01 2026-12-01", "7 2026-12-01 2027-03-01", "5 2027-03-01 -"];
        check(&[old], &[new, third], Ok(&three));
    }

    #[test]
    fn an_enacted_row_of_the_same_first_day_stands_in_the_place_of_the_other() {
        let old = columns("P10D", "2017-01-01", "");
        let mended = columns("P9D", "2017-01-01", "");
        check(from_ref(&old), from_ref(&mended), Ok(&["9 2017-01-01 -"]));
        // Of two enacted ones the later in the table stands.
        let again = columns("P8D", "2017-01-01", "");
        check(&[old], &[mended, again], Ok(&["8 2017-01-01 -"]));
    }

    #[test]
    fn an_edition_that_a_later_program_brings_does_not_overwrite_what_was_enacted() {
        let brought =
            [columns("P10D", "2017-01-01", "2027-01-01"), columns("P6D", "2027-01-01", "")];
        let enacted = columns("P7D", "2026-12-01", "");
        let why = "enacted.toml:1: `in_force_until`: two editions of `first_interview` are in \
                   force on 2027-01-01";
        check(&brought, &[enacted], Err(why));
        // Ended by a lawyer, it makes room.
        let ended = columns("P7D", "2026-12-01", "2027-01-01");
        let three = ["10 2017-01-01 2026-12-01", "7 2026-12-01 2027-01-01", "6 2027-01-01 -"];
        check(&brought, &[ended], Ok(&three));
    }

    #[test]
    fn rows_of_the_files_stand_beside_enacted_ones_of_other_rules() {
        let old = columns("P10D", "2017-01-01", "");
        let mut other = columns("P3D", "2026-12-01", "");
        other.insert("code".to_owned(), "second_interview".to_owned());
        check(&[old], &[other], Ok(&["10 2017-01-01 -", "3 2026-12-01 -"]));
    }

    #[test]
    fn a_written_row_is_read_back_as_it_was() {
        let mut columns = columns("P7D", "2026-12-01", "");
        columns.insert("reform_source".to_owned(), "explanatory note".to_owned());
        columns.insert("reform_indicator".to_owned(), "first_interview_in_time".to_owned());
        for language in LANGUAGES {
            columns.insert(format!("reform_aim_{language}"), format!("sooner, {language}"));
        }
        assert_eq!(columns_of(&written(&columns)), columns);
        let table = format!("# first\n{}\n{}", written(&columns), written(&columns));
        assert_eq!(columns_of(&row_at(&table, 2)).get("limit"), columns.get("limit"));
        assert!(!row_at(&table, 2).contains("[[reform]]"));
    }

    /// The column at which the fault of a row without it is told.
    #[track_caller]
    fn check_field(without: &str, expected: &str) {
        let mut columns = columns("P7D", "2026-12-01", "");
        columns.insert("reform_source".to_owned(), "note".to_owned());
        columns.insert("reform_indicator".to_owned(), "x".to_owned());
        for language in LANGUAGES {
            columns.insert(format!("reform_aim_{language}"), language.to_owned());
        }
        assert!(columns.remove(without).is_some());
        let text = written(&columns);
        let tables = [("enacted.toml", text.as_str()), ("pack.toml", PACK)];
        let errors = Pack::parse("zz", &tables).unwrap_err();
        let field = |error: &crate::law::PackError| field_at(&text, error.place.line, &error.field);
        let fields: Vec<String> = errors.0.iter().map(field).collect();
        assert_eq!(fields, [expected]);
    }

    #[test]
    fn a_fault_is_told_at_its_column() {
        check_field("bearer", "bearer");
        check_field("text_ky", "text_ky");
        check_field("source_article", "source_article");
        check_field("reform_aim_kk", "reform_aim_kk");
        check_field("reform_indicator", "reform_indicator");
        check_field("reform_source", "reform_source");
    }
}
