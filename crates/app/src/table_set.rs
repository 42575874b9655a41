//! A set of tables by their names, as a program carries them or as the journal publishes them.
//!
//! A table's name is its path below the project's root without the ending: `law/zz/supervision`.
//! A table of no bytes counts as taken away: so a publication can end a table, for nothing that is
//! published is ever removed.

use std::collections::BTreeMap;
use std::sync::Arc;

use bagyt_core::law::{Pack, PackError, Problem};
use bagyt_core::table::TablePublished;
use bagyt_store::hexadecimal;
use sha2::{Digest, Sha256};

use crate::embedded::{self, Folder};
use crate::law::Country;

/// The folder of the law rows, with the country's folder below.
pub(crate) const LAW: &str = "law";
/// The folder of the calendars.
pub(crate) const CALENDAR: &str = "calendar";
/// The folder of offices, courts and codes, with the country's folder below.
pub(crate) const AGENCIES: &str = "agencies";

/// What installations read, in the order in which it is published: each needs all of it, and what
/// an older record has nothing of is taken from the program.
const FAMILIES: [&str; 21] = [
    LAW,
    CALENDAR,
    AGENCIES,
    "forms",
    "indicators",
    "curriculum/competences",
    "curriculum/needs",
    "standards",
    "policy/access",
    "policy/reminders",
    "policy/tasks",
    "policy/workload",
    "policy/support",
    "policy/oversight",
    "policy/comparison",
    "policy/prosecutor",
    "policy/time_study",
    "policy/deputies",
    "policy/abroad",
    "policy/uploads",
    "policy/monitoring",
];

/// The families on which the rows of a projection depend, beside the entries.
const READ_BY_PROJECTIONS: [usize; 2] = [0, 1];

/// A table cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{table}`: {reason}")]
pub struct TableFault {
    /// Its name, or that of its folder where the fault is between several.
    pub table: String,
    /// What is wrong, line by line.
    pub reason: String,
}

impl TableFault {
    pub(crate) fn new(table: &str, reason: impl ToString) -> TableFault {
        TableFault { table: table.to_owned(), reason: reason.to_string() }
    }
}

/// A table with its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// Its name, digest and size, as a publication tells them.
    pub published: TablePublished,
    /// Its text.
    pub text: Arc<str>,
}

impl Table {
    /// Names a text.
    pub fn new(name: &str, text: impl Into<Arc<str>>) -> Table {
        let text = text.into();
        let published = TablePublished {
            name: name.to_owned(),
            digest: hexadecimal(&Sha256::digest(text.as_bytes()).into()),
            size: u32::try_from(text.len()).unwrap_or(u32::MAX),
        };
        Table { published, text }
    }
}

/// The place of a table among the others: its family, then its file's name.
pub(crate) type Rank = (usize, String);

/// Returns the place of a table among those that an installation of a country reads; none for one
/// that it does not read.
pub(crate) fn rank(country: Country, name: &str) -> Option<Rank> {
    let is_of = |family: &str| match family {
        LAW | AGENCIES => name.starts_with(&format!("{family}/{}/", country.code())),
        single if single.contains('/') => name == single,
        folder => name.starts_with(&format!("{folder}/")),
    };
    let family = FAMILIES.iter().position(|family| is_of(family))?;
    // Files were first published in the order of their whole names.
    Some((family, format!("{name}.toml")))
}

/// Number of families.
pub(crate) fn families() -> std::ops::Range<usize> {
    0..FAMILIES.len()
}

/// The tables that an installation of a country reads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableSet {
    country: Country,
    tables: BTreeMap<Rank, Table>,
}

impl TableSet {
    /// Those of the given tables that an installation of the country reads.
    pub fn new(country: Country, tables: impl IntoIterator<Item = Table>) -> TableSet {
        let empty = TableSet { country, tables: BTreeMap::new() };
        tables.into_iter().fold(empty, TableSet::with)
    }

    /// The tables that this program carries; of the calendars the one that the law counts by.
    ///
    /// # Errors
    ///
    /// [`TableFault`] if the law cannot be read.
    pub fn of_program(country: Country) -> Result<TableSet, TableFault> {
        let folders = [
            (Folder::Law, Some(country.code())),
            (Folder::Agencies, Some(country.code())),
            (Folder::Forms, None),
            (Folder::Indicators, None),
            (Folder::Curriculum, None),
            (Folder::Standards, None),
            (Folder::Policy, None),
        ];
        let files = |(folder, under)| embedded::files(folder, under);
        let table =
            |file: embedded::File| Table::new(file.name.trim_end_matches(".toml"), file.text);
        let set = TableSet::new(country, folders.into_iter().flat_map(files).map(table));
        let wanted = format!("{CALENDAR}/{}", set.pack()?.calendar());
        let calendars = files((Folder::Calendar, None)).into_iter().map(table);
        Ok(calendars.filter(|one| one.published.name == wanted).fold(set, TableSet::with))
    }

    /// The same set with a table put in, in the place of the one of its name; one of no bytes takes
    /// it away.
    #[must_use]
    pub fn with(mut self, table: Table) -> TableSet {
        if let Some(rank) = rank(self.country, &table.published.name) {
            if table.text.is_empty() {
                self.tables.remove(&rank);
            } else {
                self.tables.insert(rank, table);
            }
        }
        self
    }

    /// Whose law is in the set.
    pub fn country(&self) -> Country {
        self.country
    }

    /// The tables, in the order in which they are published.
    pub fn tables(&self) -> impl Iterator<Item = &Table> {
        self.tables.values()
    }

    /// The table of a name.
    pub fn find(&self, name: &str) -> Option<&Table> {
        self.tables.get(&rank(self.country, name)?)
    }

    /// The tables of a folder, by their files' names, with their texts.
    pub(crate) fn within(&self, folder: &str) -> Vec<(String, &str)> {
        let within = |table: &&Table| {
            table.published.name.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
        };
        let base = |name: &str| name.rsplit('/').next().unwrap_or(name).to_owned();
        self.tables()
            .filter(within)
            .map(|table| (format!("{}.toml", base(&table.published.name)), &*table.text))
            .collect()
    }

    /// Reads the law of the set.
    ///
    /// # Errors
    ///
    /// [`TableFault`] naming the table of the first fault.
    pub(crate) fn pack(&self) -> Result<Pack, TableFault> {
        let folder = format!("{LAW}/{}", self.country.code());
        let files = self.within(&folder);
        Pack::parse(self.country.code(), &borrowed(&files)).map_err(|errors| {
            // Where a whole file cannot be read, what others miss in it follows.
            let is_whole = |error: &&PackError| matches!(error.problem, Problem::NotToml { .. });
            let first = errors.0.iter().find(is_whole).or(errors.0.first());
            let first = first.map(|error| error.place.file.as_str());
            let table = match first.and_then(|file| file.strip_suffix(".toml")) {
                Some(file) => format!("{folder}/{file}"),
                None => folder.clone(),
            };
            TableFault::new(&table, errors)
        })
    }

    /// The names and digests of the set, by which it is known.
    pub(crate) fn basis(&self) -> Basis {
        let named = self.tables.iter();
        Basis::of(named.map(|(rank, table)| (rank, table.published.digest.as_str())))
    }
}

/// Lends names and texts.
pub(crate) fn borrowed<'a>(files: &'a [(String, &'a str)]) -> Vec<(&'a str, &'a str)> {
    files.iter().map(|(name, text)| (name.as_str(), *text)).collect()
}

/// By what a set of tables is known: digests of its names and digests.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Basis {
    /// Over the tables on which rows of projections depend.
    rows: String,
    /// Over all.
    all: String,
}

impl Basis {
    /// Makes it of the tables' places and digests, in their order.
    pub(crate) fn of<'a>(tables: impl Iterator<Item = (&'a Rank, &'a str)>) -> Basis {
        let (mut rows, mut all) = (Sha256::new(), Sha256::new());
        for ((family, file), digest) in tables {
            let line = format!("{file} {digest}\n");
            all.update(&line);
            if READ_BY_PROJECTIONS.contains(family) {
                rows.update(&line);
            }
        }
        let text = |hash: Sha256| hexadecimal(&hash.finalize().into());
        Basis { rows: text(rows), all: text(all) }
    }

    /// The name under which the store knows rows that were made with these tables.
    pub(crate) fn name(&self) -> String {
        format!("{} {}", self.rows, self.all)
    }

    /// Whether rows are the same under both.
    pub(crate) fn gives_the_rows_of(&self, other: &Basis) -> bool {
        self.rows == other.rows
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, family: Option<&str>) {
        let found = rank(Country::Zz, name).map(|(family, _)| FAMILIES[family]);
        assert_eq!(found, family);
    }

    #[test]
    fn an_installation_reads_the_law_of_its_country_and_what_all_share() {
        check("law/zz/supervision", Some("law"));
        check("law/kg/supervision", None);
        check("law/zzz/supervision", None);
        check("agencies/zz/offices", Some("agencies"));
        check("calendar/kg", Some("calendar"));
        check("forms/warning", Some("forms"));
        check("curriculum/needs", Some("curriculum/needs"));
        check("curriculum/others", None);
        check("policy/access", Some("policy/access"));
        check("policy/access/old", None);
        check("scenarios/zz/story", None);
    }

    #[test]
    fn every_policy_that_the_program_carries_is_read() {
        let folder = embedded::files(Folder::Policy, None);
        let names: Vec<&str> =
            folder.iter().map(|file| file.name.trim_end_matches(".toml")).collect();
        let unread: Vec<_> =
            names.iter().filter(|name| rank(Country::Zz, name).is_none()).collect();
        assert!(names.len() > 10 && unread.is_empty(), "{unread:?} of {names:?}");
    }

    #[test]
    fn a_table_of_no_bytes_is_taken_away() {
        let set = TableSet::of_program(Country::Zz).unwrap();
        let name = "forms/warning";
        assert!(set.find(name).is_some());
        let less = set.clone().with(Table::new(name, ""));
        assert!(less.find(name).is_none());
        assert!(less.basis().gives_the_rows_of(&set.basis()));
        assert_ne!(less.basis(), set.basis());
        assert!(
            !set.clone()
                .with(Table::new("law/zz/record", ""))
                .basis()
                .gives_the_rows_of(&set.basis())
        );
    }
}
