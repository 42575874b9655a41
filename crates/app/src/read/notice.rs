//! What the police told of a client, in the timeline of the case.
//!
//! A notice of the police writes nothing into a case: it proves nothing. That it came is read here
//! off the message, so that whoever opens the case sees it beside what was recorded.

use bagyt_core::identity::MessageId;
use bagyt_store::query::{self, MessageRow};
use jiff::Timestamp;
use jiff::civil::Date;

use super::messages::POLICE_NOTICE;
use super::reading::Read;
use super::timeline::TimelineItem;
use crate::App;
use crate::execute::Online;
use crate::outcome::Failure;
use crate::records::Records;
use crate::role::Action;
use crate::user::User;

/// The kind under which a notice stands in a timeline; the journal has it as a message.
const KIND: &str = "exchange.police_notice.received";

impl App {
    /// Adds the notices of the police that came into a case, up to a moment where one is given.
    pub(super) fn add_notices(
        &self,
        user: &User,
        online: &mut Online<'_>,
        (read, until): (&Read, Option<Timestamp>),
        timeline: &mut Vec<TimelineItem>,
    ) -> Result<(), Failure> {
        let came = query::messages_in_case(&online.reader, read.case.id, POLICE_NOTICE);
        let came = came.map_err(Failure::outage)?.into_iter();
        let came: Vec<MessageRow> =
            came.filter(|row| until.is_none_or(|until| row.received_at <= until)).collect();
        if came.is_empty() {
            return Ok(());
        }
        let relation = self.relation_in(user, &read.case);
        let opens = self.policy().allows(user.role, Action::ViewInbox, relation);
        for row in came {
            let told = self.told_in(online, row.message_id)?;
            timeline.push(self.notice_item(row, told, opens));
        }
        timeline.sort_by_key(|item| std::cmp::Reverse((item.on, item.recorded_at, item.seq)));
        Ok(())
    }

    /// What a notice says, with its day; nothing where its bytes are forgotten, or where today's
    /// tables do not read them any more.
    fn told_in(
        &self,
        online: &mut Online<'_>,
        id: MessageId,
    ) -> Result<Option<(String, Date)>, Failure> {
        let Some(message) = online.message(id)? else { return Ok(None) };
        let Some(bytes) = online.blob(&message.digest)? else { return Ok(None) };
        Ok(self.told_by_police(&bytes, &message).unwrap_or_default())
    }

    fn notice_item(
        &self,
        row: MessageRow,
        told: Option<(String, Date)>,
        opens: bool,
    ) -> TimelineItem {
        let received_on = self.zone().day_of(row.received_at);
        let on = told.as_ref().map_or(received_on, |(_, on)| *on);
        let mut details: Vec<(String, String)> = Vec::new();
        details.extend(told.map(|(notice, _)| ("notice".to_owned(), notice)));
        details.extend(opens.then(|| ("message".to_owned(), row.message_id.to_string())));
        TimelineItem {
            seq: 0,
            version: 0,
            kind: KIND.to_owned(),
            on,
            recorded_at: row.received_at,
            actor: row.counterpart,
            details,
            words: None,
            withdrawn: false,
            corrected: false,
            contested_on: None,
            look: None,
            may: Vec::new(),
            stands: None,
            beyond: None,
            scan: None,
        }
    }
}
