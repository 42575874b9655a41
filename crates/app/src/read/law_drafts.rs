//! Rows of law that lawyers write, in the day of those who have something to do with them.

use bagyt_core::drafting::DraftStatus;
use bagyt_store::query;

use super::today::{Asked, TodayItem, TodayKind};
use crate::App;
use crate::execute::Online;
use crate::outcome::Failure;
use crate::records::Records;

impl App {
    /// Drafts that a second lawyer is asked about, for every lawyer who did not write at them, and
    /// those that were given back, for those who did.
    pub(super) fn add_law_drafts(
        &self,
        asked: &Asked<'_>,
        items: &mut Vec<TodayItem>,
    ) -> Result<(), Failure> {
        let rows = query::law_drafts(&asked.online.reader).map_err(Failure::outage)?;
        let waits = |row: &query::LawDraftRow| matches!(row.status.as_str(), "asked" | "returned");
        let mut online = Online::new(self)?;
        for row in rows.into_iter().filter(waits) {
            let draft = online.law_draft(row.draft_id)?;
            let is_author = draft.authors.contains(&asked.user.staff);
            let kind = match (draft.status, is_author) {
                (DraftStatus::Asked, false) => TodayKind::LawDraftAsked,
                (DraftStatus::Returned, true) => TodayKind::LawDraftReturned,
                _ => continue,
            };
            let at = self.zone().start_of(row.changed_on);
            let item = self.item_without_case(kind, at, row.changed_on);
            items.push(TodayItem {
                // It has no end by which it is due: it stands among the things of today.
                days_left: 0,
                name: row.code,
                subject: Some(row.draft_id.0),
                ..item
            });
        }
        Ok(())
    }
}
