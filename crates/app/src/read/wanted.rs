//! The search for a client who has gone, as the case shows it.

use bagyt_casework::codes::{FoundBy, SearchMeasure, SearchResult};
use bagyt_casework::fact::CaseFact;
use jiff::civil::Date;

use super::reading::Read;
use super::request::{fact_of, words};

/// The search for a client.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WantedBox {
    /// First day of the search that is on.
    pub sought_since: Option<Date>,
    /// Day from which the term stands still by a court's ruling.
    pub suspended_since: Option<Date>,
    /// Measures, the newest first.
    pub measures: Vec<MeasureItem>,
    /// When the client was found, the newest first.
    pub found: Vec<FoundItem>,
}

/// A measure of the search.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MeasureItem {
    /// Its version in the case.
    pub version: u32,
    /// Its day.
    pub on: Date,
    /// Who was asked.
    pub measure: SearchMeasure,
    /// What is known by now.
    pub result: SearchResult,
    /// Who exactly, and what they said.
    pub words: String,
    /// The answer that came later: its day and words.
    pub answer: Option<(Date, String)>,
}

/// That the client was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundItem {
    /// Its day.
    pub on: Date,
    /// How.
    pub by: FoundBy,
    /// Where, and what the client said.
    pub words: String,
}

impl WantedBox {
    /// Whether the client is found and the court has not resumed the term.
    pub fn waits_for_court(&self) -> bool {
        self.sought_since.is_none() && self.suspended_since.is_some() && !self.found.is_empty()
    }
}

/// Returns the search for the client of a case.
pub(super) fn wanted(read: &Read) -> WantedBox {
    let (case, duties) = (&read.case, read.case.duties());
    let said = |mark| {
        fact_of(read, mark).map_or_else(String::new, |fact| match fact {
            CaseFact::SearchMeasureTaken(fact) => words(fact.private.as_ref()),
            CaseFact::SearchAnswered(fact) => words(fact.private.as_ref()),
            CaseFact::ClientFound(fact) => words(fact.private.as_ref()),
            _ => String::new(),
        })
    };
    let answer = |version: u32| {
        let found = duties.measure_answers.iter().find(|one| one.measure == version)?;
        Some((found.mark.on, said(found.mark)))
    };
    let measures = duties.measures.iter().rev().map(|one| MeasureItem {
        version: one.mark.version,
        on: one.mark.on,
        measure: one.measure,
        result: case.search_result(one),
        words: said(one.mark),
        answer: answer(one.mark.version),
    });
    let found = duties.found.iter().rev().map(|one| FoundItem {
        on: one.mark.on,
        by: one.by,
        words: said(one.mark),
    });
    WantedBox {
        sought_since: case.sought_since(),
        suspended_since: case.suspended_since(),
        measures: measures.collect(),
        found: found.collect(),
    }
}
