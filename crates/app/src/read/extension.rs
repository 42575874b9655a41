//! Extensions that go beyond what a row of law allows: what a court ruled is so, and the officer of
//! the case looks at it, beside the ruling and for the days of a prompt in the day.

use std::collections::BTreeSet;

use bagyt_casework::case::Case;
use bagyt_casework::task::{PromptKind, Task};
use bagyt_core::identity::MessageId;
use bagyt_store::query;
use jiff::civil::Date;

use super::RowWords;
use super::today::{Asked, TodayItem, TodayKind};
use crate::App;
use crate::conduct::longest_extension;
use crate::outcome::Failure;
use crate::read_stream::facts;
use crate::tables::Tables;

/// Kinds of messages that extend a term.
const RULINGS: [&str; 1] = ["ruling"];

/// A court's extension that goes beyond what a row of law allows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BeyondItem {
    /// Version of the ruling's entry.
    pub version: u32,
    /// The last day that the court set.
    pub until: Date,
    /// The last day to which the row lets a court extend.
    pub last_day: Date,
    /// The row.
    pub row: RowWords,
}

/// Returns the extensions of a case that hold and go beyond the row in force when they were ruled,
/// each with the message that brought it.
pub(super) fn beyond_law(
    tables: &Tables,
    case: &Case,
) -> Result<Vec<(MessageId, BeyondItem)>, Failure> {
    let mut found = Vec::new();
    for one in case.extensions() {
        let Some((row, bound)) = longest_extension(tables, one.passed_on, one.before)? else {
            continue;
        };
        let ruling = case.rulings.iter().find(|ruling| ruling.mark == one.mark);
        if let Some(ruling) = ruling.filter(|_| bound.last_day < one.until) {
            let (version, until, last_day) = (one.mark.version, one.until, bound.last_day);
            let item = BeyondItem { version, until, last_day, row: RowWords::of(row) };
            found.push((ruling.message, item));
        }
    }
    Ok(found)
}

impl App {
    /// Cases of the officer in which a ruling that came in the days of a prompt extends the term
    /// beyond the law.
    pub(super) fn add_extensions(
        &self,
        asked: &Asked<'_>,
        items: &mut Vec<TodayItem>,
    ) -> Result<(), Failure> {
        let Some(from) = asked.prompts_from else { return Ok(()) };
        let (reader, since) = (&asked.online.reader, self.zone().start_of(from));
        let filed = query::messages_filed(reader, &asked.scope, &RULINGS, since);
        let filed = filed.map_err(Failure::outage)?;
        let excluded = &asked.user.own_access.excluded;
        let cases: BTreeSet<_> = filed.iter().filter_map(|message| message.case_id).collect();
        for id in cases.into_iter().filter(|case| !excluded.contains(case)) {
            let Some(row) = query::case_by_id(reader, id).map_err(Failure::outage)? else {
                continue;
            };
            let Some(stored) = asked.online.stored(id.stream())? else { continue };
            let case = Case::fold(id, &facts(&stored.entries, None)?).map_err(Failure::defect)?;
            if case.closing().is_some() {
                continue;
            }
            for (message, beyond) in beyond_law(&self.tables(), &case)? {
                let came = filed.iter().find(|one| one.message_id == message);
                let Some(came) = came.map(|one| self.zone().day_of(one.received_at)) else {
                    continue;
                };
                let mut item = self.item_of_case(TodayKind::ExtensionBeyond, &row, came);
                // It has no end by which it is due: it stands among the things of today.
                item.days_left = 0;
                let (prompt, about) = (PromptKind::ExtensionBeyond, beyond.version.to_string());
                item.task = Some(Task::Prompt { prompt, about, on: came });
                item.version = beyond.version;
                item.detail = format!("{} {}", beyond.until, beyond.last_day);
                item.row = Some(beyond.row);
                items.push(item);
            }
        }
        Ok(())
    }
}
