//! Rows of the law in words, as they stand beside the work that they are about.

use bagyt_app::tables::Tables;
use bagyt_core::law::{Domain, Row};
use jiff::civil::Date;

use crate::cited;
use crate::texts::Texts;

/// A row of the law in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct LawLine {
    pub(crate) text: String,
    pub(crate) source: String,
    pub(crate) unverified: bool,
}

/// The rows in force for everybody that one of these happenings meets. The rights of suspects are
/// not among them: no page of probation work serves them.
pub(crate) fn met_by(tables: &Tables, t: Texts, on: Date, names: &[String]) -> Vec<LawLine> {
    let is_probation = |row: &&Row| row.domains.list().iter().any(|one| *one != Domain::PreTrial);
    let is_asked = |row: &&Row| row.met_by.iter().any(|name| names.contains(name));
    let found = tables.pack().rows_on(on).filter(is_probation).filter(is_asked);
    let line = |row: &Row| LawLine {
        text: row.text.of(t.language().code()).to_owned(),
        source: cited::citation(t, &bagyt_casework::reliance::cited(row)),
        unverified: !row.is_verified(),
    };
    found.filter(|row| !row.is_filtered()).map(line).collect()
}
