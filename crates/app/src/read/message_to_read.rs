//! Messages that came into an officer's cases and that the officer has not opened yet.
//!
//! Whether one was opened is read off the access log, which has each look; nobody ticks it. A
//! confirmation of receipt tells an officer nothing and stands in no day.

use bagyt_core::identity::{CaseId, StreamId};
use bagyt_store::query::{self, MessageRow};
use jiff::ToSpan;

use super::today::{Asked, TodayItem, TodayKind};
use crate::App;
use crate::execute::Online;
use crate::outcome::Failure;

/// Kinds of messages that somebody has to read.
const READ: [&str; 5] = ["judgment", "ruling", "hearing", "conviction_notice", "police_notice"];

impl App {
    /// Messages of the officer's cases, from the day on which they came for the days of the setting.
    pub(super) fn add_messages(
        &self,
        asked: &Asked<'_>,
        items: &mut Vec<TodayItem>,
    ) -> Result<(), Failure> {
        let days = self.tables().message_days(self.today());
        if days < 1 {
            return Ok(());
        }
        let since = self.zone().start_of(self.today().saturating_add((1 - days).days()));
        let filed = query::messages_filed(&asked.online.reader, &asked.scope, &READ, since);
        let filed = filed.map_err(Failure::outage)?;
        let streams: Vec<StreamId> = filed.iter().map(|one| one.message_id.stream()).collect();
        let opened = self.store.looked_at(asked.user.staff, &streams).map_err(Failure::outage)?;
        let excluded = &asked.user.own_access.excluded;
        for message in filed {
            let Some(case) = message.case_id.filter(|case| !excluded.contains(case)) else {
                continue;
            };
            if !opened.contains(&message.message_id.stream()) {
                items.extend(self.item_of_message(asked.online, case, message)?);
            }
        }
        Ok(())
    }

    fn item_of_message(
        &self,
        online: &Online<'_>,
        case: CaseId,
        message: MessageRow,
    ) -> Result<Option<TodayItem>, Failure> {
        let row = query::case_by_id(&online.reader, case).map_err(Failure::outage)?;
        let Some(row) = row else { return Ok(None) };
        let on = message.received_at.to_zoned(self.zone().time_zone()).date();
        let mut item = self.item_of_case(TodayKind::MessageToRead, &row, on);
        item.at = message.received_at;
        // It has no end by which it is due: it stands among the things of today.
        item.days_left = 0;
        item.detail = message.kind;
        item.subject = Some(message.message_id.0);
        Ok(Some(item))
    }
}
