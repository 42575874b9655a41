//! From the files of a country to its pack: rows column by column, then what holds between rows.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::campaign::{Campaign, Condition, read_campaign};
use super::columns::{read_reform, read_row, sex, texts};
use super::enacted::prevailing;
use super::group::Sex;
use super::pack::{
    CASE_CLOSED, GROUPS_CHANGED, Happened, Pack, Reform, TERM_ENDED, TERM_RESUMED, TERM_SUSPENDED,
};
use super::reading::{PackError, PackErrors, Place, Problem, Sheet, Table, sorted};
use super::row::{Domain, Kind, Row};
use crate::effective::Zone;

/// The most names of one sort, so that a set of them fits in one machine integer.
const NAMES_MOST: usize = 128;

/// What the files hold before the names in them are joined.
#[derive(Default)]
struct Loaded {
    packs: Vec<(Place, String, String, Option<Zone>)>,
    rows: Vec<Row>,
    happenings: Vec<(Place, Happened)>,
    flags: Vec<(Place, Happened)>,
    reforms: Vec<Reform>,
    campaigns: Vec<Campaign>,
    /// Whether a row could not be read at all; what holds between rows is then not judged.
    has_lost_rows: bool,
}

/// Reads the files of a country.
pub(crate) fn load(country: &str, files: &[(&str, &str)]) -> Result<Pack, PackErrors> {
    let mut loaded = Loaded::default();
    let mut errors = Vec::new();
    for (file, text) in files {
        let sheet = Sheet::open(file, text);
        for (key, value) in &sheet.document() {
            let name = key.get_ref().as_ref();
            if !["pack", "row", "happening", "flag", "reform", "campaign"].contains(&name) {
                sheet.tell(sheet.place(key.span().start), name, Problem::Unknown);
                continue;
            }
            for table in sheet.tables(value, name) {
                loaded.take(name, table);
            }
        }
        errors.extend(sheet.close());
    }
    loaded.join(country, errors)
}

impl Loaded {
    fn take(&mut self, name: &str, mut table: Table<'_>) {
        let place = table.place.clone();
        match name {
            "row" => {
                let (row, is_whole) = read_row(table);
                self.rows.push(row);
                self.has_lost_rows |= !is_whole;
            }
            "reform" => self.reforms.extend(read_reform(table)),
            "campaign" => self.campaigns.extend(read_campaign(table)),
            "pack" => {
                let country = table.needed_text("country");
                let calendar = table.needed_text("calendar");
                let zone = table.needed_text("zone");
                let found = Zone::find(&zone);
                if found.is_none() {
                    let allowed = "Asia/Bishkek, Asia/Almaty, UTC".to_owned();
                    table.tell("zone", Problem::OtherWord { word: zone, allowed });
                }
                table.finish();
                self.packs.push((place, country, calendar, found));
            }
            _ => {
                let code = if name == "flag" { "code" } else { "name" };
                let declared = Happened {
                    name: table.needed_text(code),
                    is_personal: name == "flag" && table.flag("personal") == Some(true),
                    sex: if name == "flag" { sex(&mut table) } else { None },
                    text: texts(&mut table, "text"),
                };
                table.finish();
                let list = if name == "flag" { &mut self.flags } else { &mut self.happenings };
                list.push((place, declared));
            }
        }
    }

    fn join(mut self, country: &str, mut errors: Vec<PackError>) -> Result<Pack, PackErrors> {
        self.rows.sort_by_cached_key(|row| (key(row), row.in_force_from));
        self.rows = prevailing(self.rows);
        self.check_pack(country, &mut errors);
        let declared = self.happenings.iter().map(|(place, one)| (place, one.name.as_str()));
        let happening_numbers = numbers(declared, &ENGINE_HAPPENINGS, "happening", &mut errors);
        let mut groups: Vec<(&Place, &str)> =
            self.flags.iter().map(|(place, flag)| (place, flag.name.as_str())).collect();
        let of_age = self.rows.iter().filter(|row| row.kind == Kind::Group);
        let mut seen = BTreeSet::new();
        groups.extend(
            of_age
                .filter(|row| seen.insert(row.code.as_str()))
                .map(|row| (&row.place, row.code.as_str())),
        );
        let group_numbers = numbers(groups.into_iter(), &[], "group", &mut errors);
        if !self.has_lost_rows {
            check_intervals(&self.rows, &mut errors);
            let names = Names { happenings: &happening_numbers, groups: &group_numbers };
            names.check(&self.rows, &self.reforms, &mut errors);
            self.check_campaigns(&mut errors);
        }
        if !errors.is_empty() {
            return Err(sorted(errors));
        }
        Ok(self.assemble(happening_numbers, group_numbers))
    }

    /// Checks the campaigns, and tells their conditions of which sex an attribute can be true.
    fn check_campaigns(&mut self, errors: &mut Vec<PackError>) {
        let flags = self.flags.iter().filter(|(_, flag)| flag.is_personal);
        let flags = flags.map(|(_, flag)| (flag.name.clone(), flag.sex));
        let groups = self.rows.iter().filter(|row| row.kind == Kind::Group);
        let groups = groups.map(|row| (row.code.clone(), row.sex));
        let attributes: BTreeMap<String, Option<Sex>> = flags.chain(groups).collect();
        let conditions = self.campaigns.iter_mut().flat_map(|one| &mut one.conditions);
        for asked in conditions.flat_map(Condition::attributes_mut) {
            asked.sex = attributes.get(&asked.code).copied().flatten();
        }
        check_campaigns(&self.campaigns, &self.rows, &attributes, errors);
    }

    fn check_pack(&self, country: &str, errors: &mut Vec<PackError>) {
        let mut tell = |place: &Place, problem: Problem| {
            errors.push(PackError { place: place.clone(), field: "pack".to_owned(), problem });
        };
        match &self.packs[..] {
            [] => tell(&Place { file: format!("law/{country}"), line: 0 }, Problem::Missing),
            [(place, own, ..)] if own != country => {
                tell(place, Problem::OtherWord { word: own.clone(), allowed: country.to_owned() });
            }
            [_] => {}
            [_, second, ..] => tell(&second.0, Problem::Twice { name: second.1.clone() }),
        }
    }

    fn assemble(
        mut self,
        happening_numbers: HashMap<String, u8>,
        group_numbers: HashMap<String, u8>,
    ) -> Pack {
        let mut by_code: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (index, row) in self.rows.iter().enumerate() {
            by_code.entry(row.code.clone()).or_default().push(index);
        }
        let mut narrowest: BTreeMap<String, usize> = BTreeMap::new();
        for row in &self.rows {
            let known = narrowest.entry(row.code.clone()).or_default();
            *known = row.narrowness().max(*known);
        }
        let mask = |names: &[String], numbers: &HashMap<String, u8>| {
            names
                .iter()
                .filter_map(|name| numbers.get(name))
                .fold(0_u128, |set, bit| set | 1 << bit)
        };
        let mut starts: Vec<Vec<usize>> = vec![Vec::new(); NAMES_MOST];
        for (index, row) in self.rows.iter_mut().enumerate() {
            row.index = index;
            row.met_mask = mask(&row.met_by, &happening_numbers);
            row.end_mask = mask(&row.ends_on, &happening_numbers);
            row.group_filter = super::Groups(mask(&row.for_groups, &group_numbers));
            row.group_need = super::Groups(mask(&row.with_groups, &group_numbers));
            row.group_bar = super::Groups(mask(&row.not_for_groups, &group_numbers));
            row.has_narrower =
                narrowest.get(&row.code).is_some_and(|most| *most > row.narrowness());
            for number in row.starts_on.iter().filter_map(|name| happening_numbers.get(name)) {
                if let Some(list) = starts.get_mut(usize::from(*number)).filter(|_| row.is_clock())
                {
                    list.push(index);
                }
            }
        }
        for list in &mut starts {
            list.sort_by_key(|index| {
                self.rows.get(*index).is_some_and(|row| row.kind == Kind::Lead)
            });
        }
        let (_, country, calendar, zone) = self.packs.swap_remove(0);
        Pack {
            country,
            calendar,
            zone: zone.unwrap_or(Zone::Utc),
            has_conflicts: self.rows.iter().any(|row| !row.conflicts_with.is_empty()),
            rows: self.rows,
            by_code,
            happenings: self.happenings.into_iter().map(|(_, one)| one).collect(),
            flags: self.flags.into_iter().map(|(_, one)| one).collect(),
            reforms: self.reforms,
            campaigns: self.campaigns,
            happening_numbers,
            group_numbers,
            starts,
        }
    }
}

const ENGINE_HAPPENINGS: [&str; 5] =
    [TERM_SUSPENDED, TERM_RESUMED, TERM_ENDED, CASE_CLOSED, GROUPS_CHANGED];

/// Gives each declared name its number; the engine's own names come first and may be declared
/// again for their words.
fn numbers<'n>(
    declared: impl Iterator<Item = (&'n Place, &'n str)>,
    own: &[&str],
    field: &str,
    errors: &mut Vec<PackError>,
) -> HashMap<String, u8> {
    let mut numbers: HashMap<String, u8> = HashMap::new();
    for (number, name) in (0..).zip(own) {
        numbers.insert((*name).to_owned(), number);
    }
    let mut seen = BTreeSet::new();
    for (place, name) in declared {
        let mut tell = |problem| {
            errors.push(PackError { place: place.clone(), field: field.to_owned(), problem });
        };
        if !seen.insert(name) {
            tell(Problem::Twice { name: name.to_owned() });
        } else if !numbers.contains_key(name) {
            match u8::try_from(numbers.len()) {
                Ok(number) if numbers.len() < NAMES_MOST => {
                    numbers.insert(name.to_owned(), number);
                }
                _ => tell(Problem::TooMany { most: NAMES_MOST }),
            }
        }
    }
    numbers
}

/// What makes two rows editions of one rule.
pub(super) type Key = (String, [Vec<String>; 4], Vec<Domain>);

pub(super) fn key(row: &Row) -> Key {
    let set = |names: &[String]| {
        let mut names = names.to_vec();
        names.sort();
        names
    };
    let filters = [&row.for_groups, &row.with_groups, &row.not_for_groups, &row.for_measures];
    (row.code.clone(), filters.map(|names| set(names)), row.domains.list())
}

/// Tells editions that hold no day, overlap, or leave days without one. Rows are sorted.
fn check_intervals(rows: &[Row], errors: &mut Vec<PackError>) {
    let mut tell = |row: &Row, field: &str, problem| {
        errors.push(PackError { place: row.place.clone(), field: field.to_owned(), problem });
    };
    for row in rows {
        if let Some(until) = row.in_force_until.filter(|until| *until <= row.in_force_from) {
            tell(row, "in_force_until", Problem::Empty { until });
        }
    }
    for (before, after) in rows.iter().zip(rows.iter().skip(1)) {
        if key(before) != key(after) {
            continue;
        }
        let (code, from) = (after.code.clone(), after.in_force_from);
        match before.in_force_until {
            Some(until) if until < from => {
                let problem = Problem::Gap { code, from: until, until: from };
                tell(after, "in_force_from", problem);
            }
            Some(until) if until == from => {}
            // A lawyer can end what lawyers enacted.
            _ if before.is_enacted() && !after.is_enacted() => {
                tell(before, "in_force_until", Problem::Overlap { code, on: from });
            }
            _ => tell(after, "in_force_from", Problem::Overlap { code, on: from }),
        }
    }
}

/// Tells campaigns that rest on no row or ask for an attribute that nothing declares, and codes that
/// stand twice.
fn check_campaigns(
    campaigns: &[Campaign],
    rows: &[Row],
    attributes: &BTreeMap<String, Option<Sex>>,
    errors: &mut Vec<PackError>,
) {
    for condition in campaigns.iter().flat_map(|one| &one.conditions) {
        for asked in condition.attributes().iter().filter(|it| !attributes.contains_key(&it.code)) {
            let problem = Problem::Undeclared { what: "attribute", name: asked.code.clone() };
            let place = condition.place.clone();
            errors.push(PackError { place, field: "values".to_owned(), problem });
        }
    }
    let mut seen = BTreeSet::new();
    for one in campaigns {
        let mut tell = |field: &str, problem| {
            let (place, field) = (one.place.clone(), field.to_owned());
            errors.push(PackError { place, field, problem });
        };
        if !rows.iter().any(|row| row.code == one.row) {
            tell("row", Problem::Undeclared { what: "row", name: one.row.clone() });
        }
        let codes = one.conditions.iter().map(|condition| condition.code.as_str());
        for code in codes.map(|code| format!("{} {code}", one.code)).chain([one.code.clone()]) {
            if !seen.insert(code.clone()) {
                tell("code", Problem::Twice { name: code });
            }
        }
    }
}

/// The names that the pack declares.
struct Names<'n> {
    happenings: &'n HashMap<String, u8>,
    groups: &'n HashMap<String, u8>,
}

impl Names<'_> {
    fn check(&self, rows: &[Row], reforms: &[Reform], errors: &mut Vec<PackError>) {
        let codes: BTreeSet<&str> = rows.iter().map(|row| row.code.as_str()).collect();
        let counts: BTreeSet<&str> = rows
            .iter()
            .filter(|row| row.kind == Kind::Count && row.counted.is_some())
            .map(|row| row.code.as_str())
            .collect();
        let mut look = |place: &Place,
                        field: &str,
                        what: &'static str,
                        name: &String,
                        known: bool| {
            if !known {
                let problem = Problem::Undeclared { what, name: name.clone() };
                errors.push(PackError { place: place.clone(), field: field.to_owned(), problem });
            }
        };
        for row in rows {
            let happenings =
                [("starts_on", &row.starts_on), ("met_by", &row.met_by), ("ends_on", &row.ends_on)];
            for (field, names) in happenings {
                for name in names {
                    look(&row.place, field, "happening", name, self.happenings.contains_key(name));
                }
            }
            for name in row.counted.iter() {
                look(&row.place, "counted", "happening", name, self.happenings.contains_key(name));
            }
            let groups = [
                ("for_groups", &row.for_groups),
                ("with_groups", &row.with_groups),
                ("not_for_groups", &row.not_for_groups),
            ];
            for (field, names) in groups {
                for name in names {
                    look(&row.place, field, "group", name, self.groups.contains_key(name));
                }
            }
            for name in row.flag.iter() {
                look(&row.place, "flag", "group", name, self.groups.contains_key(name));
            }
            for name in row.conflicts_with.iter().chain(&row.expiry_of) {
                look(&row.place, "conflicts_with", "row", name, codes.contains(name.as_str()));
            }
            for name in row.once_reached.iter().chain(&row.until_reached) {
                look(
                    &row.place,
                    "once_reached",
                    "counting row",
                    name,
                    counts.contains(name.as_str()),
                );
            }
        }
        for reform in reforms {
            for name in &reform.rows {
                look(&reform.place, "rows", "row", name, codes.contains(name.as_str()));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PACK: &str = "[pack]\ncountry = \"zz\"\ncalendar = \"kg\"\nzone = \"Asia/Bishkek\"\n";
    const TEXT: &str = "text = { en = \"a\", ru = \"b\", ky = \"c\", kk = \"d\" }\n";

    fn happening(name: &str) -> String {
        format!("[[happening]]\nname = \"{name}\"\n{TEXT}")
    }

    /// A registration deadline of three working days, in force from 2017 on.
    fn row() -> String {
        let columns = [
            "[[row]]",
            "code = \"registration\"",
            "domain = \"non_custodial\"",
            "kind = \"deadline\"",
            "starts_on = \"court_act_received\"",
            "met_by = \"client_registered\"",
            "limit = \"P3D\"",
            "counts = \"working_days\"",
            "on_holiday = \"next_working_day\"",
            "bearer = \"officer\"",
            "time_mode = \"execution\"",
            "in_force_from = \"2017-01-01\"",
            "source = { act = \"Probation Act\", article = \"14\" }",
            "basis = \"invented\"",
            "confidence = 1.0",
        ];
        format!("{}\n{TEXT}", columns.join("\n"))
    }

    /// Reads a pack of two happenings and these rows; the rows begin on line 1 of `rows.toml`.
    #[track_caller]
    fn check(rows: &str, expected: &[&str]) {
        let names = happening("court_act_received") + &happening("client_registered");
        let files = [("pack.toml", PACK), ("names.toml", names.as_str()), ("rows.toml", rows)];
        let told = match load("zz", &files) {
            Ok(_) => Vec::new(),
            Err(errors) => errors.0.iter().map(ToString::to_string).collect(),
        };
        assert_eq!(told, expected);
    }

    #[test]
    fn a_whole_row_is_read() {
        check(&row(), &[]);
    }

    #[test]
    fn an_unknown_column_is_refused_with_file_line_and_name() {
        let wrong = row().replace("bearer", "barer");
        let missing = "rows.toml:1: `bearer`: this column is missing";
        check(&wrong, &[missing, "rows.toml:10: `barer`: this name is not known here"]);
    }

    #[test]
    fn a_column_of_another_kind_is_refused_as_such() {
        let wrong = row().replace("bearer", "bars = \"works\"\nbearer");
        let why = "rows.toml:10: `bars`: a row of kind `deadline` has no such column";
        check(&wrong, &[why]);
    }

    #[test]
    fn all_faults_are_told_at_once() {
        let wrong = row()
            .replace("P3D", "3 days")
            .replace("execution", "always")
            .replace("confidence = 1.0", "confidence = 1.5");
        check(
            &wrong,
            &[
                "rows.toml:7: `limit`: `3 days` is not a number of working_days",
                "rows.toml:11: `time_mode`: `always` is none of: offence, act, execution",
                "rows.toml:15: `confidence`: the value is to be a number from 0 to 1 with at most \
                 three decimals",
            ],
        );
    }

    #[test]
    fn a_limit_in_hours_cannot_be_counted_in_working_days() {
        let why = "rows.toml:7: `limit`: `PT48H` is not a number of working_days";
        check(&row().replace("P3D", "PT48H"), &[why]);
    }

    #[test]
    fn a_happening_that_nobody_declares_is_refused() {
        let wrong = row().replace("court_act_received", "court_act_recieved");
        let why = "rows.toml:1: `starts_on`: no happening `court_act_recieved` is declared in this \
                   pack";
        check(&wrong, &[why]);
    }

    #[test]
    fn a_missing_language_is_refused() {
        let wrong = row().replace("ky = \"c\", ", "");
        check(&wrong, &["rows.toml:16: `ky`: this column is missing"]);
    }

    fn edition(from: &str, until: &str) -> String {
        let until = format!("\nin_force_until = \"{until}\"");
        let until = if until.ends_with("\"\"") { String::new() } else { until };
        row().replace("\"2017-01-01\"", &format!("\"{from}\"{until}"))
    }

    #[test]
    fn editions_that_follow_each_other_are_read() {
        check(&(edition("2017-01-01", "2025-07-01") + &edition("2025-07-01", "")), &[]);
    }

    #[test]
    fn a_gap_between_editions_is_refused() {
        let rows = edition("2017-01-01", "2025-07-01") + &edition("2025-07-02", "");
        let why = "rows.toml:18: `in_force_from`: no edition of `registration` is in force from \
                   2025-07-01 until 2025-07-02";
        check(&rows, &[why]);
    }

    #[test]
    fn an_overlap_of_editions_is_refused() {
        let why = "rows.toml:18: `in_force_from`: two editions of `registration` are in force on \
                   2025-06-30";
        check(&(edition("2017-01-01", "2025-07-01") + &edition("2025-06-30", "")), &[why]);
        let why = "rows.toml:17: `in_force_from`: two editions of `registration` are in force on \
                   2025-06-30";
        check(&(edition("2017-01-01", "") + &edition("2025-06-30", "")), &[why]);
    }

    #[test]
    fn an_edition_that_holds_no_day_is_refused() {
        let why = "rows.toml:1: `in_force_until`: the interval ends on 2017-01-01, which is not \
                   after its beginning";
        check(&edition("2017-01-01", "2017-01-01"), &[why]);
    }

    #[test]
    fn the_same_rule_for_other_groups_is_no_overlap() {
        let flag = format!("[[flag]]\ncode = \"minor\"\n{TEXT}");
        let other = row().replace("bearer", "for_groups = \"minor\"\nbearer");
        check(&(row() + &other + &flag), &[]);
    }

    #[test]
    fn what_is_not_toml_is_told_with_its_line() {
        let files = [("pack.toml", PACK), ("rows.toml", "[[row]]\ncode = \n")];
        let errors = load("zz", &files).unwrap_err().to_string();
        assert!(errors.starts_with("rows.toml:"), "{errors}");
        assert!(errors.contains("cannot be read as TOML"), "{errors}");
    }

    #[test]
    fn a_pack_of_another_country_and_two_packs_are_refused() {
        let told = |files: &[(&str, &str)]| load("kz", files).unwrap_err().to_string();
        assert_eq!(told(&[("pack.toml", PACK)]), "pack.toml:1: `pack`: `zz` is none of: kz");
        let two = told(&[("one.toml", PACK), ("two.toml", PACK)]);
        assert_eq!(two, "two.toml:1: `pack`: `zz` is declared twice");
        assert_eq!(told(&[]), "law/kz:0: `pack`: this column is missing");
    }
}
