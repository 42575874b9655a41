//! Messages that came into an officer's cases and that the officer has not opened yet.
//!
//! Whether one was opened is read off the access log, which has each look; nobody ticks it. A
//! confirmation of receipt tells an officer nothing and stands in no day.

use bagyt_core::identity::{CaseId, StaffId};
use bagyt_store::query::{self, MessageRow};
use jiff::ToSpan;

use super::{TodayItem, TodayKind};
use crate::App;
use crate::execute::Online;
use crate::outcome::Failure;
use crate::user::User;

/// Kinds of messages that somebody has to read.
const READ: [&str; 3] = ["judgment", "ruling", "conviction_notice"];

impl App {
    /// Messages of the officer's cases, from the day on which they came for the days of the setting.
    pub(super) fn add_messages(
        &self,
        user: &User,
        online: &Online<'_>,
        officer: StaffId,
        items: &mut Vec<TodayItem>,
    ) -> Result<(), Failure> {
        let days = self.tables().message_days(self.today());
        if days < 1 {
            return Ok(());
        }
        let since = self.zone().start_of(self.today().saturating_add((1 - days).days()));
        let filed = query::messages_filed(&online.reader, officer, &READ, since);
        let excluded = &user.own_access.excluded;
        for message in filed.map_err(Failure::outage)? {
            let Some(case) = message.case_id.filter(|case| !excluded.contains(case)) else {
                continue;
            };
            if !self.was_opened(user, &message)? {
                items.extend(self.item_of_message(online, case, message)?);
            }
        }
        Ok(())
    }

    fn was_opened(&self, user: &User, message: &MessageRow) -> Result<bool, Failure> {
        let looks = self.store.accesses_to(message.message_id.stream()).map_err(Failure::outage)?;
        Ok(looks.iter().any(|look| look.staff_id == user.staff))
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
