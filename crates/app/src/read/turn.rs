//! Prompts of what turned in a client's circumstances: an attribute comes to its last day, the risk
//! was assessed anew.

use bagyt_casework::task::{PromptKind, Task};
use bagyt_core::identity::CaseId;
use bagyt_core::law::{Kind, Row};
use bagyt_store::query::{self, ClockRow};
use jiff::ToSpan;

use super::age::groups_named;
use super::today::{Asked, TodayItem, TodayKind};
use crate::App;
use crate::outcome::Failure;

/// What meets the frequency of contacts, as rows of law name it.
const CONTACT_HELD: &str = "contact_held";

impl App {
    /// Attributes of the officer's clients that a rule in force names and that come to their last
    /// day: for a week ahead, because a paper takes time, and for the days of a prompt.
    pub(super) fn add_attributes_ending(
        &self,
        asked: &Asked<'_>,
        items: &mut Vec<TodayItem>,
    ) -> Result<(), Failure> {
        let Some(from) = asked.prompts_from else { return Ok(()) };
        let (tables, today) = (self.tables(), self.today());
        let until = self.zone().day_of(asked.until).saturating_add((-1).days());
        let reader = &asked.online.reader;
        let rows = query::attributes_ending(reader, &asked.scope, (from, until));
        let named = groups_named(tables.pack(), today);
        let excluded = &asked.user.own_access.excluded;
        for found in rows.map_err(Failure::outage)? {
            let is_known = !excluded.contains(&found.case.case_id);
            if !is_known || !named.contains(found.attribute.as_str()) {
                continue;
            }
            let (on, at) = (found.until, self.zone().start_of(found.until));
            let mut item = self.item(TodayKind::AttributeEnds, &found.case, at, on);
            // Nothing is due by its day: from then on it stands among the things of today.
            item.days_left = item.days_left.max(0);
            let (prompt, about) = (PromptKind::AttributeEnds, found.attribute.clone());
            item.task = Some(Task::Prompt { prompt, about, on });
            // The rule that names it is what changes with it.
            let names = |row: &&Row| {
                [&row.for_groups, &row.with_groups, &row.not_for_groups]
                    .into_iter()
                    .flatten()
                    .any(|group| *group == found.attribute)
            };
            item.row = tables.pack().rows_on(today).find(names).map(super::RowWords::of);
            item.detail = found.attribute;
            items.push(item);
        }
        Ok(())
    }

    /// Cases of the officer whose risk was assessed otherwise than before, with the row that says how
    /// often the client comes from then on.
    pub(super) fn add_risks_changed(
        &self,
        asked: &Asked<'_>,
        items: &mut Vec<TodayItem>,
    ) -> Result<(), Failure> {
        let Some(from) = asked.prompts_from else { return Ok(()) };
        let today = self.today();
        let reader = &asked.online.reader;
        let rows = query::risks_changed(reader, &asked.scope, (from, today));
        let excluded = &asked.user.own_access.excluded;
        let mut rows = rows.map_err(Failure::outage)?;
        rows.retain(|row| !excluded.contains(&row.case.case_id));
        if rows.is_empty() {
            return Ok(());
        }
        let cases: Vec<CaseId> = rows.iter().map(|row| row.case.case_id).collect();
        let frequencies = self.open_frequencies(asked, &cases)?;
        for found in rows {
            let at = self.zone().start_of(found.on);
            let mut item = self.item(TodayKind::RiskChanged, &found.case, at, found.on);
            // It has no end by which it is due: it stands among the things of today.
            item.days_left = 0;
            let (prompt, about) = (PromptKind::RiskChanged, found.version.to_string());
            item.task = Some(Task::Prompt { prompt, about, on: found.on });
            let clock = frequencies.iter().find(|one| one.case.case_id == found.case.case_id);
            item.row = clock.and_then(|clock| self.row_words(&clock.row, clock.edition));
            item.version = found.version;
            item.detail = format!("{} {}", found.before, found.risk);
            items.push(item);
        }
        Ok(())
    }

    /// The open clocks of some cases that say how often the client comes.
    fn open_frequencies(
        &self,
        asked: &Asked<'_>,
        cases: &[CaseId],
    ) -> Result<Vec<ClockRow>, Failure> {
        let tables = self.tables();
        let is_frequency = |row: &&Row| {
            row.kind == Kind::Frequency && row.met_by.iter().any(|name| name == CONTACT_HELD)
        };
        let rows = tables.pack().rows().iter().filter(is_frequency);
        let mut codes: Vec<&str> = rows.map(|row| row.code.as_str()).collect();
        codes.sort_unstable();
        codes.dedup();
        query::open_clocks_of(&asked.online.reader, cases, &codes).map_err(Failure::outage)
    }
}
