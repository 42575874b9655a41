//! Looking for a client who has gone: who was asked and what they said, until the client is found.
//!
//! The service's own measures come first; what a court declares is asked of it by a submission
//! ([`crate::submission`]), and the time limits stand still only by its ruling ([`crate::ruling`]).
//! A client who is found while the term stands still has not resumed it: that, too, is the court's.

use bagyt_core::effective::Effective;
use bagyt_core::fact::PrivateWords;
use bagyt_core::refusal::limited;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::case::Case;
use crate::entries::{Mark, Marked, find_version};
use crate::fact::{CaseFact, Change, sealed};

codes! {
    /// Who was asked for the client, or where the client was looked for.
    pub enum SearchMeasure {
        /// At the place of residence.
        Residence = "residence",
        /// Relatives and close persons.
        Relatives = "relatives",
        /// The place of work or study.
        Work = "work",
        /// The police.
        Police = "police",
        /// The bodies of the border and of migration.
        Border = "border",
        /// Places of detention.
        Detention = "detention",
        /// Hospitals and morgues.
        Health = "health",
        /// Somebody else, whom the words name.
        Other = "other",
    }
}

codes! {
    /// What came of it.
    pub enum SearchResult {
        /// The answer is awaited.
        Awaited = "awaited",
        /// Nothing is known there.
        Nothing = "nothing",
        /// There is a trace, which the words name.
        Trace = "trace",
    }
}

codes! {
    /// How the client was found.
    pub enum FoundBy {
        /// The client came.
        Came = "came",
        /// An officer found the client.
        Officer = "officer",
        /// The police.
        Police = "police",
        /// Another agency told.
        Agency = "agency",
    }
}

/// Records a measure of the search.
#[derive(Clone, Debug, PartialEq)]
pub struct RecordMeasure {
    /// When it was taken.
    pub taken: Effective,
    /// Who was asked.
    pub measure: SearchMeasure,
    /// What came of it.
    pub result: SearchResult,
    /// Who exactly, and what they said.
    pub words: String,
}

/// Records the answer that a measure waited for.
#[derive(Clone, Debug, PartialEq)]
pub struct RecordSearchAnswer {
    /// Version of the measure.
    pub measure: u32,
    /// When the answer came.
    pub answered: Effective,
    /// What it says.
    pub result: SearchResult,
    /// In words.
    pub words: String,
}

/// Records that the client was found.
#[derive(Clone, Debug, PartialEq)]
pub struct RecordFound {
    /// When.
    pub found: Effective,
    /// How.
    pub by: FoundBy,
    /// Where, and what the client said.
    pub words: String,
}

/// A measure of the search was taken.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SearchMeasureTaken {
    /// When.
    pub taken: Effective,
    /// Who was asked.
    pub measure: SearchMeasure,
    /// What came of it.
    pub result: SearchResult,
    /// Who exactly, and what they said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub private: Option<PrivateWords>,
}

/// The answer came that a measure waited for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SearchAnswered {
    /// Version of the measure.
    pub measure: u32,
    /// When.
    pub answered: Effective,
    /// What it says.
    pub result: SearchResult,
    /// In words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub private: Option<PrivateWords>,
}

/// The client was found.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ClientFound {
    /// When.
    pub found: Effective,
    /// How.
    pub by: FoundBy,
    /// Where, and what the client said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub private: Option<PrivateWords>,
}

/// A measure, as the state keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measure {
    /// Where the entry stands.
    pub mark: Mark,
    /// Who was asked.
    pub measure: SearchMeasure,
    /// What came of it at once.
    pub result: SearchResult,
}

/// The answer to a measure, as the state keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MeasureAnswer {
    /// Where the entry stands.
    pub mark: Mark,
    /// Version of the measure.
    pub measure: u32,
    /// What it says.
    pub result: SearchResult,
}

/// That the client was found, as the state keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Where the entry stands.
    pub mark: Mark,
    /// How.
    pub by: FoundBy,
}

impl Marked for Measure {
    fn mark(&self) -> Mark {
        self.mark
    }
}

impl Marked for MeasureAnswer {
    fn mark(&self) -> Mark {
        self.mark
    }
}

impl Marked for Found {
    fn mark(&self) -> Mark {
        self.mark
    }
}

bagyt_core::refusals! {
    limited words;
    /// Why nothing of a search is recorded.
    pub enum SearchRefusal {
        /// The day has not come yet.
        #[error("this is recorded after it happened; {on} has not come yet")]
        NotYet {
            /// Day that was given.
            on: Date,
        } = "not-yet" @ "on",
        /// The case was already closed on that day.
        #[error("the case was closed on {closed_on}")]
        CaseClosed {
            /// Day of closing.
            closed_on: Date,
        } = "case-closed",
        /// The day lies before the case was opened.
        #[error("the case was opened on {opened_on}; {on} lies before it")]
        BeforeOpening {
            /// Day that was given.
            on: Date,
            /// Day of opening.
            opened_on: Date,
        } = "search-before-opening" @ "on",
        /// There is no such measure that waits for an answer.
        #[error("no measure {measure} of the search waits for an answer")]
        NothingAwaited {
            /// Version that was named.
            measure: u32,
        } = "search-nothing-awaited" @ "measure",
        /// The answer lies before the question.
        #[error("it was asked on {asked_on}; an answer on {on} lies before it")]
        AnsweredBefore {
            /// Day that was given.
            on: Date,
            /// Day of the measure.
            asked_on: Date,
        } = "search-answered-before" @ "on",
        /// An answer says something.
        #[error("an answer says what is known; it does not wait for another one")]
        StillAwaited = "search-still-awaited" @ "result",
        /// Nobody looks for the client.
        #[error("nobody looks for the client on {on}")]
        NotSought {
            /// Day that was given.
            on: Date,
        } = "search-not-sought" @ "on",
        /// Who was asked, or where the client was found, is missing.
        #[error("who was asked and what they said, or where the client was found, is missing")]
        WordsMissing = "search-words-missing" @ "words",
    }
}

/// Decides what to write when a measure of the search was taken.
///
/// # Errors
///
/// [`SearchRefusal`], in the order of its variants; the first that applies is returned.
pub fn measure(
    case: &Case,
    command: &RecordMeasure,
    today: Date,
) -> Result<Vec<CaseFact>, SearchRefusal> {
    check_day(case, command.taken.on(), today)?;
    check_words(&command.words)?;
    let (taken, measure, result) = (command.taken, command.measure, command.result);
    let private = sealed(&command.words);
    Ok(vec![SearchMeasureTaken { taken, measure, result, private }.into()])
}

/// Decides what to write when the answer came that a measure waited for.
///
/// # Errors
///
/// [`SearchRefusal`], in the order of its variants; the first that applies is returned.
pub fn answer(
    case: &Case,
    command: &RecordSearchAnswer,
    today: Date,
) -> Result<Vec<CaseFact>, SearchRefusal> {
    let on = command.answered.on();
    check_day(case, on, today)?;
    let asked = find_version(&case.duties().measures, command.measure);
    let asked = asked.filter(|asked| case.search_result(asked) == SearchResult::Awaited);
    let nothing = SearchRefusal::NothingAwaited { measure: command.measure };
    let asked_on = asked.ok_or(nothing)?.mark.on;
    if on < asked_on {
        return Err(SearchRefusal::AnsweredBefore { on, asked_on });
    }
    if command.result == SearchResult::Awaited {
        return Err(SearchRefusal::StillAwaited);
    }
    check_words(&command.words)?;
    let (measure, answered, result) = (command.measure, command.answered, command.result);
    let private = sealed(&command.words);
    Ok(vec![SearchAnswered { measure, answered, result, private }.into()])
}

/// Decides what to write when the client was found.
///
/// # Errors
///
/// [`SearchRefusal`], in the order of its variants; the first that applies is returned.
pub fn found(
    case: &Case,
    command: &RecordFound,
    today: Date,
) -> Result<Vec<CaseFact>, SearchRefusal> {
    let on = command.found.on();
    check_day(case, on, today)?;
    if case.sought_since().is_none_or(|since| on < since) {
        return Err(SearchRefusal::NotSought { on });
    }
    check_words(&command.words)?;
    let (found, by) = (command.found, command.by);
    Ok(vec![ClientFound { found, by, private: sealed(&command.words) }.into()])
}

fn check_day(case: &Case, on: Date, today: Date) -> Result<(), SearchRefusal> {
    if on > today {
        return Err(SearchRefusal::NotYet { on });
    }
    if let Some(closed_on) = case.closed_before(on) {
        return Err(SearchRefusal::CaseClosed { closed_on });
    }
    let opened_on = case.opened_on();
    match on < opened_on {
        true => Err(SearchRefusal::BeforeOpening { on, opened_on }),
        false => Ok(()),
    }
}

fn check_words(words: &str) -> Result<(), SearchRefusal> {
    if words.trim().is_empty() {
        return Err(SearchRefusal::WordsMissing);
    }
    Ok(limited(words)?)
}

impl Case {
    /// Returns what came of a measure of this case, as far as it is known.
    pub fn search_result(&self, measure: &Measure) -> SearchResult {
        let version = measure.mark.version;
        let answer = self.duties().measure_answers.iter().find(|one| one.measure == version);
        answer.map_or(measure.result, |answer| answer.result)
    }

    /// Returns the first day of the search that is on; nothing while nobody looks for the client.
    ///
    /// A search begins with a measure of the service, or with the submission that asks the court to
    /// declare it, and ends when the client is found.
    pub fn sought_since(&self) -> Option<Date> {
        let found = self.duties().found.last().map(|found| found.mark.order());
        let is_new = |mark: &Mark| found.is_none_or(|found| found < mark.order());
        let measured = self.duties().measures.iter().map(|measure| measure.mark);
        let asks =
            |one: &&crate::entries::Submission| one.kind == crate::codes::SubmissionKind::Search;
        let asked = self.submissions.iter().filter(asks).filter_map(|one| Some(one.sent?.0));
        measured.chain(asked).filter(is_new).map(|mark| mark.on).min()
    }

    /// Whether a measure is the first of its search.
    pub(crate) fn begins_search(&self, measure: &Measure) -> bool {
        let duties = self.duties();
        let order = measure.mark.order();
        let before = duties.measures.iter().rfind(|one| one.mark.order() < order);
        let Some(before) = before.map(|one| one.mark.order()) else { return true };
        duties.found.iter().any(|found| before < found.mark.order() && found.mark.order() < order)
    }

    /// Whether the term stood still on a day by a court's ruling.
    pub fn is_suspended_on(&self, day: Date) -> bool {
        let ruled = self.rulings.iter().rfind(|ruling| {
            ruling.mark.on <= day && matches!(ruling.change, Change::Suspended | Change::Resumed)
        });
        ruled.is_some_and(|ruling| ruling.change == Change::Suspended)
    }
}

#[cfg(test)]
mod tests;
