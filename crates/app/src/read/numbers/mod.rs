//! Numbers: monthly tables, law against practice, survival; each opens to the entries behind it.
//!
//! A number is counted when it is asked for, at a position of the journal that stands beside it.
//! What was counted over a month is kept, so that the same question asked again costs nothing until
//! somebody writes something into that month ([`Cache`]).

mod cache;
mod cell;
mod practice;
mod statistics;
mod survival;

use std::collections::BTreeMap;
use std::sync::Arc;

use bagyt_core::identity::OfficeCode;
use bagyt_core::month::month_of;
use bagyt_core::view::ViewTable;
use bagyt_core::words::Words;
use bagyt_store::query;
use bagyt_store::{Changes, Reader};
use jiff::civil::Date;

use crate::App;
use crate::execute::Online;
use crate::known::Past;
use crate::outcome::{Failure, Refused};
use crate::read::Earlier;
use crate::role::Action;
use crate::tables::Tables;
use crate::user::User;

pub(crate) use cache::Cache;
pub use cell::{CellEntry, CellPage};
pub(in crate::read) use practice::groups_of;
pub use practice::{OfficeShare, PracticeItem, PracticePage, PracticeQuestion};
pub use statistics::{CellQuestion, TableCell, TableItem, TablePage, TableQuestion};
pub use survival::{FollowUp, Release, SurvivalPage};

/// Months of a trend: two years, so that each month stands beside the same one a year before.
const TREND_MONTHS: i64 = 24;

/// The first month that can be asked for: January 1900, before the first entry of any register.
const MONTH_FIRST: i64 = 1900 * 12;

/// Whose numbers somebody may see.
struct Reach {
    /// For the query.
    scope: query::Scope,
    /// The scope as part of a key.
    key: String,
    /// Whether small numbers must be hidden: from all but those who answer for the people.
    is_guarded: bool,
}

/// From where numbers are counted: the head of the journal, or an older position.
struct Sight<'r> {
    reader: &'r Reader<'r>,
    /// The tables in force there.
    tables: Arc<Tables>,
    /// Position of the last entry that counts.
    position: u64,
    /// The day on which somebody would have counted.
    today: Date,
    /// The older position, where it is one.
    earlier: Option<Earlier>,
}

impl<'r> Sight<'r> {
    /// Counts at the head.
    fn present(app: &App, online: &'r Online<'r>) -> Result<Sight<'r>, Failure> {
        let position = online.reader.head().map_err(Failure::outage)?.seq;
        let (reader, tables, today) = (&online.reader, app.tables(), app.today());
        Ok(Sight { reader, tables, position, today, earlier: None })
    }

    /// Counts at an older position, with a reader of its snapshot.
    fn past(past: &Past, reader: &'r Reader<'r>) -> Sight<'r> {
        let earlier = past.earlier;
        let (position, tables) = (earlier.position, Arc::clone(&past.tables));
        Sight { reader, tables, position, today: past.day, earlier: Some(earlier) }
    }

    /// Names a question within the whole journal: what is counted at an older position stands
    /// beside what is counted now.
    fn key(&self, question: String) -> String {
        match self.earlier {
            Some(earlier) => format!("at {} {question}", earlier.position),
            None => question,
        }
    }

    /// Since when the rows of a table stand.
    fn changes(&self, table: &ViewTable) -> Result<Changes, Failure> {
        Changes::of(self.reader, table).map_err(Failure::outage)
    }

    /// Returns the month asked for, or the last one that was over, and the last that had begun.
    fn month_asked(&self, month: Option<i64>) -> Result<(i64, i64), Failure> {
        let last = month_of(self.today);
        let month = month.unwrap_or(last - 1);
        if (MONTH_FIRST..=last).contains(&month) {
            return Ok((month, last));
        }
        let text = "there are no figures of a month that has not begun or lies before 1900";
        Err(Refused::new("month-outside", Some("month"), text).into())
    }
}

/// Returns the answer to the question of today beside one of an older position; none where today
/// has no such answer, because an indicator, a row of law or a month's end is of one time alone.
fn today_too<T>(answer: Result<T, Failure>) -> Result<Option<T>, Failure> {
    match answer {
        Ok(answer) => Ok(Some(answer)),
        Err(Failure::NotFound | Failure::Refused(_)) => Ok(None),
        Err(other) => Err(other),
    }
}

impl App {
    /// Decides whose numbers the person sees: those of one office, or all that the policy allows.
    fn reach(&self, user: &User, action: Action, office: Option<&str>) -> Result<Reach, Failure> {
        let scope = match office {
            Some(code) => {
                let office = OfficeCode(code.to_owned());
                if !self.tables().offices().contains(&office) {
                    return Err(Failure::NotFound);
                }
                self.require(user, action, user.relation(code, None, false))?;
                query::Scope::Office(office)
            }
            None => self.scope(user, action)?,
        };
        let key = match &scope {
            query::Scope::Everything => String::new(),
            query::Scope::Office(office) => office.0.clone(),
            query::Scope::Offices(offices) => {
                offices.iter().map(|office| office.0.as_str()).collect::<Vec<_>>().join(",")
            }
            query::Scope::Officer(officer) => officer.to_string(),
            query::Scope::Case(case) => case.to_string(),
        };
        let is_guarded = !self.may(user, Action::ViewSmallNumbers);
        Ok(Reach { scope, key, is_guarded })
    }
}

/// Returns the words of an indicator by language.
fn by_language(words: &Words) -> BTreeMap<String, String> {
    in_languages(|language| words.in_language(language))
}

/// Returns a text by language.
pub(crate) fn in_languages<'a>(text: impl Fn(&str) -> &'a str) -> BTreeMap<String, String> {
    ["ky", "kk", "ru", "en"]
        .into_iter()
        .map(|language| (language.to_owned(), text(language).to_owned()))
        .collect()
}
