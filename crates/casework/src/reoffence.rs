//! Recording that a new offence became known.
//!
//! The day that counts is that of the offence, not of the conviction, which may come much later or
//! never. What it means for the sentence is the court's to say. A case can receive it after its
//! closing, because follow-up runs on.

use bagyt_core::effective::Effective;
use bagyt_core::identity::MessageId;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::case::Case;
use crate::fact::CaseFact;

/// Records a new offence.
#[derive(Clone, Debug, PartialEq)]
pub struct RecordReoffence {
    /// Day or minute of the offence.
    pub offence: Effective,
    /// Day of conviction; `None` while there is none.
    pub convicted_on: Option<Date>,
    /// Article.
    pub article: String,
    /// Group of articles.
    pub article_group: String,
    /// The message that told of it.
    pub message: Option<MessageId>,
}

/// A new offence became known.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ReoffenceRecorded {
    /// Day or minute of the offence.
    pub offence: Effective,
    /// Day of conviction.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub convicted_on: Option<Date>,
    /// Article.
    pub article: String,
    /// Group of articles.
    pub article_group: String,
    /// The message that told of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message: Option<MessageId>,
}

bagyt_core::refusals! {
    /// Why a new offence is not recorded.
    pub enum ReoffenceRefusal {
        /// The day of the offence has not come yet.
        #[error("{offence_on} has not come yet")]
        NotYet {
            /// Day that was given.
            offence_on: Date,
        } = "offence-not-yet" @ "offence_on",
        /// The offence lies before the term: it is a former one.
        #[error("the term began on {from}; an offence of {offence_on} is not a new one")]
        BeforeTerm {
            /// Day that was given.
            offence_on: Date,
            /// First day of the term.
            from: Date,
        } = "offence-before-term" @ "offence_on",
        /// The conviction lies before the offence.
        #[error("a conviction on {convicted_on} cannot be for an offence of {offence_on}")]
        ConvictedBefore {
            /// Day of conviction given.
            convicted_on: Date,
            /// Day of the offence.
            offence_on: Date,
        } = "convicted-before-offence" @ "convicted_on",
        /// The day of conviction has not come yet.
        #[error("the day of conviction, {convicted_on}, has not come yet")]
        NotYetConvicted {
            /// Day of conviction given.
            convicted_on: Date,
        } = "not-yet-convicted" @ "convicted_on",
        /// The article is missing.
        #[error("the article of the offence is missing")]
        ArticleMissing = "article-missing" @ "article",
        /// The same offence is on record.
        #[error("an offence of {offence_on} under `{article}` is on record")]
        AlreadyRecorded {
            /// Day of the offence.
            offence_on: Date,
            /// Article.
            article: String,
        } = "reoffence-already-recorded" @ "offence_on",
    }
}

/// Decides what to write when a new offence becomes known.
///
/// # Errors
///
/// [`ReoffenceRefusal`], in the order of its variants; the first that applies is returned.
pub fn record(
    case: &Case,
    command: &RecordReoffence,
    today: Date,
) -> Result<Vec<CaseFact>, ReoffenceRefusal> {
    let offence_on = command.offence.on();
    if offence_on > today {
        return Err(ReoffenceRefusal::NotYet { offence_on });
    }
    let from = case.term().from;
    if offence_on < from {
        return Err(ReoffenceRefusal::BeforeTerm { offence_on, from });
    }
    if let Some(convicted_on) = command.convicted_on {
        if convicted_on < offence_on {
            return Err(ReoffenceRefusal::ConvictedBefore { convicted_on, offence_on });
        }
        if convicted_on > today {
            return Err(ReoffenceRefusal::NotYetConvicted { convicted_on });
        }
    }
    let article = command.article.trim();
    if article.is_empty() {
        return Err(ReoffenceRefusal::ArticleMissing);
    }
    let recorded = |kept: &crate::entries::Reoffence| {
        kept.mark.on == offence_on
            && kept.article == article
            && kept.convicted_on == command.convicted_on
    };
    if case.reoffences.iter().any(recorded) {
        let article = article.to_owned();
        return Err(ReoffenceRefusal::AlreadyRecorded { offence_on, article });
    }
    Ok(vec![CaseFact::Reoffended(ReoffenceRecorded {
        offence: command.offence,
        convicted_on: command.convicted_on,
        article: article.to_owned(),
        article_group: command.article_group.clone(),
        message: command.message,
    })])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::invented::{Story, day, on, told};

    #[track_caller]
    fn check(
        story: &Story,
        change: impl FnOnce(&mut RecordReoffence),
        expected: Result<&str, &str>,
    ) {
        let mut command = RecordReoffence {
            offence: on("2025-05-10"),
            convicted_on: Some(day("2025-06-09")),
            article: "205(2)".to_owned(),
            article_group: "theft".to_owned(),
            message: None,
        };
        change(&mut command);
        let outcome = told(record(&story.case, &command, day("2025-06-10")));
        assert_eq!(outcome, expected.map(str::to_owned).map_err(str::to_owned));
    }

    #[test]
    fn an_offence_is_new_from_the_first_day_of_the_term() {
        check(&Story::opened(), |_| {}, Ok("reoffence.recorded"));
        check(&Story::opened(), |one| one.offence = on("2025-03-01"), Ok("reoffence.recorded"));
        let why = "the term began on 2025-03-01; an offence of 2025-02-28 is not a new one";
        check(&Story::opened(), |one| one.offence = on("2025-02-28"), Err(why));
        let why = "2025-06-11 has not come yet";
        check(&Story::opened(), |one| one.offence = on("2025-06-11"), Err(why));
    }

    #[test]
    fn a_conviction_lies_between_the_offence_and_today() {
        let convicted = |text: &str| {
            let convicted_on = Some(day(text));
            move |one: &mut RecordReoffence| one.convicted_on = convicted_on
        };
        check(&Story::opened(), convicted("2025-05-10"), Ok("reoffence.recorded"));
        check(&Story::opened(), convicted("2025-06-10"), Ok("reoffence.recorded"));
        let why = "a conviction on 2025-05-09 cannot be for an offence of 2025-05-10";
        check(&Story::opened(), convicted("2025-05-09"), Err(why));
        let why = "the day of conviction, 2025-06-11, has not come yet";
        check(&Story::opened(), convicted("2025-06-11"), Err(why));
    }

    #[test]
    fn an_offence_has_an_article() {
        let why = "the article of the offence is missing";
        check(&Story::opened(), |one| one.article = " ".to_owned(), Err(why));
    }

    #[test]
    fn an_offence_is_recorded_once_and_its_conviction_later() {
        let suspected = RecordReoffence {
            offence: on("2025-05-10"),
            convicted_on: None,
            article: "205(2)".to_owned(),
            article_group: "theft".to_owned(),
            message: None,
        };
        let story = Story::opened();
        let facts = record(&story.case, &suspected, day("2025-05-20")).unwrap();
        let story = story.then("2025-05-20", facts);
        let why = "an offence of 2025-05-10 under `205(2)` is on record";
        check(&story, |one| one.convicted_on = None, Err(why));
        check(&story, |_| {}, Ok("reoffence.recorded"));
    }

    #[test]
    fn follow_up_runs_on_after_the_closing() {
        let story = Story::opened().ruled("2025-04-01", crate::fact::Change::Ended);
        check(&story, |_| {}, Ok("reoffence.recorded"));
    }
}
