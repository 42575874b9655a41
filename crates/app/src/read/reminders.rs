//! The reminders of a case, as its registration card shows them.

use bagyt_casework::channel::{Channel, ChannelId, ChannelKind, ChannelLine, ChannelStatus};
use bagyt_casework::reminder::Occasion;
use jiff::Timestamp;

use super::PersonBox;
use super::reading::Read;
use crate::App;
use crate::reminding::{card_number, channel_number};
use crate::role::Action;
use crate::user::User;

/// A channel on which the client agreed to be reminded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChannelItem {
    /// Its identifier.
    pub id: ChannelId,
    /// The way.
    pub kind: ChannelKind,
    /// The line of the card.
    pub line: ChannelLine,
    /// The number as it is dialled; empty where it is erased.
    pub number: String,
    /// The language of reminders.
    pub language: String,
    /// How it stands.
    pub status: ChannelStatus,
    /// Whether the card has another number on that line by now, so that nothing goes out.
    pub is_outdated: bool,
    /// The code that is to be read back, for those who type it in: while it is awaited and has not
    /// gone out, so that nobody types in what the client alone was sent.
    pub code: Option<String>,
    /// When the code went out on the channel, if it did.
    pub code_sent_at: Option<Timestamp>,
    /// Until when it can be typed in.
    pub until_at: Timestamp,
    /// How often it can still be typed in.
    pub tries_left: usize,
}

/// A reminder that was handed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SentItem {
    /// When the appointment begins.
    pub begins_at: Timestamp,
    /// The way.
    pub kind: ChannelKind,
    /// The occasion.
    pub occasion: Occasion,
    /// When it was handed over.
    pub sent_at: Timestamp,
}

/// The reminders of a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReminderBox {
    /// Numbers of the card, with their lines.
    pub numbers: Vec<(ChannelLine, String)>,
    /// Channels, the newest first.
    pub channels: Vec<ChannelItem>,
    /// Reminders that were handed over, the newest first.
    pub sent: Vec<SentItem>,
}

impl App {
    pub(super) fn reminder_box(&self, user: &User, read: &Read, person: &PersonBox) -> ReminderBox {
        let case = &read.case;
        let on_card = |line: ChannelLine| card_number(&read.holding, person, line);
        let numbers = ChannelLine::ALL.iter().map(|line| (*line, on_card(*line)));
        let may = self.may_in(user, case).contains(&Action::KeepChannels);
        let now = self.now();
        let item = |channel: &Channel| {
            let status = case.channel_status(channel, now);
            let known = channel_number(&read.holding, channel.id);
            let dialled = bagyt_casework::channel::dialled(channel.line, &on_card(channel.line));
            let number = known.as_ref().map(|known| known.number.clone()).unwrap_or_default();
            let code_sent_at = case.code_sent_at(channel.id);
            let is_shown = may && status == ChannelStatus::Awaited && code_sent_at.is_none();
            ChannelItem {
                id: channel.id,
                kind: channel.kind,
                line: channel.line,
                is_outdated: dialled.ok().as_ref() != Some(&number),
                number,
                language: channel.language.clone(),
                status,
                code: known.filter(|_| is_shown).map(|known| known.code),
                code_sent_at,
                until_at: channel.until_at,
                tries_left: usize::from(channel.tries_most)
                    .saturating_sub(case.channel_tries(channel.id)),
            }
        };
        let sent = case.reminders.iter().rev().filter_map(|sent| {
            let appointment = case.find_appointment(sent.appointment)?;
            Some(SentItem {
                begins_at: appointment.begins_at,
                kind: sent.kind,
                occasion: sent.occasion,
                sent_at: sent.sent_at,
            })
        });
        ReminderBox {
            numbers: numbers.filter(|(_, number)| !number.trim().is_empty()).collect(),
            channels: case.channels.iter().rev().map(item).collect(),
            sent: sent.collect(),
        }
    }
}
