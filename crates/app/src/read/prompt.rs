//! Prompts: what has become possible in a case and stands in the day for its days.

use bagyt_casework::task::{PromptKind, Task};
use bagyt_core::law::{Kind, Term};
use bagyt_store::query;
use jiff::ToSpan;

use super::RowWords;
use super::today::{Asked, TodayItem, TodayKind};
use crate::App;
use crate::conduct::EARLY_END;
use crate::outcome::Failure;

impl App {
    /// Cases of the officer whose early end can be asked for since a few days, with the row that
    /// says so: the client kept every duty, and nobody asked yet.
    pub(super) fn add_prompts(
        &self,
        asked: &Asked<'_>,
        items: &mut Vec<TodayItem>,
    ) -> Result<(), Failure> {
        let (tables, today) = (self.tables(), self.today());
        let Some(from) = asked.prompts_from else { return Ok(()) };
        let row = tables.pack().edition(EARLY_END, today).ok();
        let Some(row) = row.filter(|row| row.kind == Kind::Fraction) else { return Ok(()) };
        let Some(share) = row.limit else { return Ok(()) };
        let share = (share.number, share.per);
        let rows = query::terms_served(&asked.online.reader, &asked.scope, share, (from, today));
        for found in rows.map_err(Failure::outage)? {
            let term = Term { from: found.from, until: found.until };
            let on = row.reached_on(term).map_err(Failure::defect)?;
            if !(from..=today).contains(&on) {
                continue;
            }
            let mut item = self.item(TodayKind::Prompt, &found.case, self.zone().start_of(on), on);
            // It has no end by which it is due: it stands among the things of today.
            item.days_left = 0;
            let (prompt, about) = (PromptKind::EarlyEnd, row.code.clone());
            item.task = Some(Task::Prompt { prompt, about, on });
            item.row = Some(RowWords::of(row));
            items.push(item);
        }
        Ok(())
    }

    /// What heads answered to the officer: what is signed stands until the act is recorded, what is
    /// refused for the days of a prompt.
    pub(super) fn add_answered_signatures(
        &self,
        asked: &Asked<'_>,
        items: &mut Vec<TodayItem>,
    ) -> Result<(), Failure> {
        let today = self.today();
        let from = today.saturating_add((1 - self.tables().prompt_days(today)).days());
        let rows =
            query::countersignatures(&asked.online.reader, &asked.scope, &["signed", "refused"]);
        for row in rows.map_err(Failure::outage)? {
            let on = row.answered_on.unwrap_or(row.asked_on);
            let kind = match row.status.as_str() {
                "signed" => TodayKind::Countersigned,
                _ if on < from => continue,
                _ => TodayKind::SignatureRefused,
            };
            let mut item = self.item(kind, &row.case, self.zone().start_of(on), on);
            item.days_left = 0;
            item.version = row.asked_version;
            item.detail = row.act;
            items.push(item);
        }
        Ok(())
    }
}
