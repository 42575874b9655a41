//! The circumstances of a client's life, as the personal file keeps them: residence, family, work,
//! health and the rest.
//!
//! A circumstance says how things are since a day. The newest of an aspect holds; the older ones
//! stay as the file's history. Nothing here changes a rule or a clock: what does is an attribute
//! ([`crate::attribute`]). All of it is sealed but the aspect and the day.

use bagyt_core::effective::Effective;
use bagyt_core::refusal::limited;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::case::Case;
use crate::fact::CaseFact;

codes! {
    /// What of a client's life a circumstance is about.
    pub enum Aspect {
        /// Where the client lives, with whom.
        Residence = "residence",
        /// How the client is reached.
        Contacts = "contacts",
        /// Partner, children, parents.
        Family = "family",
        /// Work.
        Work = "work",
        /// School and training.
        Education = "education",
        /// Health.
        Health = "health",
        /// What the client lives on.
        Income = "income",
        /// Papers.
        Documents = "documents",
        /// Language and how the client understands best.
        LanguageNeeds = "language_needs",
        /// What else the officer must know.
        Other = "other",
    }
}

impl Aspect {
    /// Returns the codes of the lines that the card asks for, in their order.
    pub fn lines(self) -> &'static [&'static str] {
        match self {
            Aspect::Residence => &["address", "lives_with", "housing"],
            Aspect::Contacts => &["phone", "second_phone", "email"],
            Aspect::Family => &["marital_status", "children", "close_person"],
            Aspect::Work => &["employer", "position", "work_hours"],
            Aspect::Education => &["school", "level"],
            Aspect::Health => &["conditions", "clinic"],
            Aspect::Income => &["source", "amount", "debts"],
            Aspect::Documents => &["passport", "residence_registration", "missing_papers"],
            Aspect::LanguageNeeds => &["spoken", "reading", "interpreter"],
            Aspect::Other => &[],
        }
    }
}

/// Records how things are.
#[derive(Clone, Debug, PartialEq)]
pub struct RecordCircumstance {
    /// What it is about.
    pub aspect: Aspect,
    /// Since when.
    pub since: Effective,
    /// Lines of the card, each with its code; those that are empty are left out.
    pub lines: Vec<CircumstanceLine>,
    /// What else there is to say.
    pub words: String,
}

/// A circumstance was recorded.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CircumstanceRecorded {
    /// What it is about.
    pub aspect: Aspect,
    /// Since when.
    pub since: Effective,
    /// How things are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub private: Option<CircumstanceWords>,
}

/// How things are, in the words of the card.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CircumstanceWords {
    /// Lines of the card.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lines: Vec<CircumstanceLine>,
    /// What else there is to say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<String>,
}

/// One line of the card.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CircumstanceLine {
    /// Its code.
    pub line: String,
    /// What stands there.
    pub text: String,
}

/// The most characters of one line of the card.
pub const LINE_MAX: usize = 300;

bagyt_core::refusals! {
    limited words;
    /// Why a circumstance is not recorded.
    pub enum CircumstanceRefusal {
        /// The case is closed.
        #[error("the case was closed on {closed_on}")]
        CaseClosed {
            /// Day of closing.
            closed_on: Date,
        } = "case-closed",
        /// The day has not come yet.
        #[error("the card says how things are; {on} has not come yet")]
        NotYet {
            /// Day that was given.
            on: Date,
        } = "not-yet" @ "on",
        /// The aspect has no such line.
        #[error("the card has no line `{line}` for `{aspect}`")]
        UnknownLine {
            /// Code that was given.
            line: String,
            /// The aspect.
            aspect: Aspect,
        } = "unknown-line" @ "line",
        /// A line is too long.
        #[error("a line has {characters} characters; the most is {most}")]
        LineTooLong {
            /// Characters given.
            characters: usize,
            /// The most.
            most: usize,
        } = "line-too-long" @ "line",
        /// Nothing was said.
        #[error("nothing is written; fill in at least one line")]
        NothingSaid = "nothing-said" @ "words",
    }
}

/// Decides what to write when a circumstance is recorded.
///
/// # Errors
///
/// [`CircumstanceRefusal`], in the order of its variants; the first that applies is returned.
pub fn record(
    case: &Case,
    command: &RecordCircumstance,
    today: Date,
) -> Result<Vec<CaseFact>, CircumstanceRefusal> {
    if let Some(closing) = case.closing() {
        return Err(CircumstanceRefusal::CaseClosed { closed_on: closing.mark.on });
    }
    let on = command.since.on();
    if on > today {
        return Err(CircumstanceRefusal::NotYet { on });
    }
    let lines = written(command)?;
    limited(&command.words)?;
    let words = command.words.trim();
    if lines.is_empty() && words.is_empty() {
        return Err(CircumstanceRefusal::NothingSaid);
    }
    let words = (!words.is_empty()).then(|| words.to_owned());
    Ok(vec![CaseFact::CircumstanceRecorded(CircumstanceRecorded {
        aspect: command.aspect,
        since: command.since,
        private: Some(CircumstanceWords { lines, words }),
    })])
}

/// Returns the lines in which something stands, in the order of the card.
fn written(command: &RecordCircumstance) -> Result<Vec<CircumstanceLine>, CircumstanceRefusal> {
    let known = command.aspect.lines();
    for given in &command.lines {
        if !known.contains(&given.line.as_str()) {
            let (line, aspect) = (given.line.clone(), command.aspect);
            return Err(CircumstanceRefusal::UnknownLine { line, aspect });
        }
        let characters = given.text.trim().chars().count();
        if characters > LINE_MAX {
            return Err(CircumstanceRefusal::LineTooLong { characters, most: LINE_MAX });
        }
    }
    let text_of = |line: &&str| {
        let given = command.lines.iter().find(|given| given.line == *line)?;
        let text = given.text.trim().to_owned();
        (!text.is_empty()).then(|| CircumstanceLine { line: given.line.clone(), text })
    };
    Ok(known.iter().filter_map(text_of).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::invented::{Story, day, on, told};

    fn line(code: &str, text: &str) -> CircumstanceLine {
        CircumstanceLine { line: code.to_owned(), text: text.to_owned() }
    }

    #[track_caller]
    fn check(
        story: &Story,
        change: impl FnOnce(&mut RecordCircumstance),
        expected: Result<&str, &str>,
    ) {
        let mut command = RecordCircumstance {
            aspect: Aspect::Work,
            since: on("2025-03-14"),
            lines: vec![line("position", "driver"), line("employer", "the bus depot")],
            words: String::new(),
        };
        change(&mut command);
        let outcome = told(record(&story.case, &command, day("2025-03-14")));
        assert_eq!(outcome, expected.map(str::to_owned).map_err(str::to_owned));
    }

    #[test]
    fn a_circumstance_holds_since_any_day_up_to_today() {
        let story = Story::opened();
        check(&story, |_| {}, Ok("circumstance.recorded"));
        check(&story, |one| one.since = on("2019-09-01"), Ok("circumstance.recorded"));
        let why = "the card says how things are; 2025-03-15 has not come yet";
        check(&story, |one| one.since = on("2025-03-15"), Err(why));
    }

    #[test]
    fn lines_stand_in_the_order_of_the_card_and_empty_ones_nowhere() {
        let command = RecordCircumstance {
            aspect: Aspect::Work,
            since: on("2025-03-14"),
            lines: vec![
                line("position", " driver "),
                line("employer", "depot"),
                line("work_hours", ""),
            ],
            words: " ".to_owned(),
        };
        let facts = record(&Story::opened().case, &command, day("2025-03-14")).unwrap();
        let CaseFact::CircumstanceRecorded(fact) = &facts[0] else { panic!("{facts:?}") };
        let lines = vec![line("employer", "depot"), line("position", "driver")];
        assert_eq!(fact.private, Some(CircumstanceWords { lines, words: None }));
    }

    #[test]
    fn a_line_belongs_to_its_aspect_and_has_its_length() {
        let story = Story::opened();
        let why = "the card has no line `phone` for `work`";
        check(&story, |one| one.lines.push(line("phone", "0700")), Err(why));
        check(&story, |one| one.lines[0].text = "a".repeat(300), Ok("circumstance.recorded"));
        let why = "a line has 301 characters; the most is 300";
        check(&story, |one| one.lines[0].text = "a".repeat(301), Err(why));
    }

    #[test]
    fn something_is_said_and_not_too_much() {
        let story = Story::opened();
        let why = "nothing is written; fill in at least one line";
        check(&story, |one| one.lines.clear(), Err(why));
        let why = "the words have 12001 characters; the most is 12000";
        check(&story, |one| one.words = "a".repeat(12_001), Err(why));
    }

    #[test]
    fn the_file_of_a_closed_case_is_closed() {
        let story = Story::opened().ruled("2025-03-12", crate::fact::Change::Ended);
        check(&story, |_| {}, Err("the case was closed on 2025-03-12"));
    }

    #[test]
    fn a_mistaken_record_is_taken_back() {
        let command = RecordCircumstance {
            aspect: Aspect::Other,
            since: on("2025-03-14"),
            lines: Vec::new(),
            words: "has a dog".to_owned(),
        };
        let story = Story::opened();
        let facts = record(&story.case, &command, day("2025-03-14")).unwrap();
        let story = story.then("2025-03-14", facts);
        let withdrawal = crate::mending::WithdrawEntry {
            version: story.newest(),
            reason: crate::codes::MendingReason::WrongCase,
            words: "another client's dog".to_owned(),
        };
        let facts = crate::mending::withdraw(&story.case, &withdrawal).unwrap();
        assert!(story.then("2025-03-15", facts).case.circumstances.is_empty());
    }
}
