//! Reminding clients of appointments: the numbers that they agreed to, and handing over what is due.
//!
//! What is due is read off the journal each time ([`bagyt_casework::reminder`]); nothing waits in a
//! queue. A reminder is handed over first and put on record then: if the process ends in between,
//! it is handed over once more under the same name, so that whoever carries it on can tell.

mod code;

use std::collections::BTreeSet;

use bagyt_casework::case::Case;
use bagyt_casework::channel::{ChannelId, ChannelKind, ChannelLine, RecordChannel, dialled};
use bagyt_casework::codes::{Aspect, ContactPlace};
use bagyt_casework::fact::{AppointmentId, CaseFact, ChannelNumber};
use bagyt_casework::reminder::{DueReminder, NoteReminder, due, short_messages};
use bagyt_core::command::{CommandMeta, Purpose};
use bagyt_core::fact::{Recorded, in_force};
use bagyt_core::identity::{CaseId, CommandId};
use bagyt_store::query;
use jiff::{Span, Timestamp};
use serde::Serialize;

use crate::App;
use crate::command::{CaseAct, Command};
use crate::delivery::Undelivered;
use crate::execute::Online;
use crate::outcome::Failure;
use crate::read::PersonBox;
use crate::read_stream::facts;
use crate::records::Answer;
use crate::reminder_setting::ReminderSetting;
use crate::user::User;

pub use code::CodesAwaited;

/// A reminder, or the code of a number, as it is handed over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Reminder {
    /// Its name, the same however often it is handed over.
    pub name: String,
    /// The way: `phone` (a short message), `email` or `messenger`.
    pub kind: &'static str,
    /// The number (`+996700123456`) or address.
    pub to: String,
    /// The language of its text.
    pub language: String,
    /// Subject of an e-mail.
    pub subject: String,
    /// Its text.
    pub text: String,
    /// Short messages that the text takes; one for an e-mail and for a messenger.
    pub parts: u8,
    /// After this instant it is worth nothing.
    pub not_after: Timestamp,
}

/// A way on which reminders leave the house.
pub trait ReminderCarrier: Send + Sync {
    /// Takes over one reminder, durably; it may have been handed over before under its name.
    ///
    /// # Errors
    ///
    /// [`Undelivered`]; the reminder is then due still.
    fn carry(&self, reminder: &Reminder) -> Result<(), Undelivered>;
}

/// What came of one round.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reminded {
    /// Reminders or codes that were handed over and put on record.
    pub sent: u32,
    /// Those that were not taken over, and cases that could not be read.
    pub failed: u32,
}

/// A case as the reminders read it.
struct Docket {
    case: Case,
    holding: Vec<Recorded<CaseFact>>,
    person: PersonBox,
}

impl App {
    /// Hands over the reminders that are due now. One round runs at a time.
    ///
    /// # Errors
    ///
    /// [`Failure`] of the record where the cases cannot be listed. A case that fails is counted and
    /// told in the log; what was handed over for it may be handed over once more.
    pub fn remind(&self, carrier: &dyn ReminderCarrier) -> Result<Reminded, Failure> {
        let mut reminded = Reminded::default();
        let tables = self.tables();
        let Some(setting) = tables.reminders().on(self.today()) else { return Ok(reminded) };
        for id in self.cases_to_remind(setting)? {
            // One case that cannot be read keeps nobody else from being reminded.
            if let Err(failure) = self.remind_of_case(id, setting, carrier, &mut reminded) {
                tracing::error!(%failure, case = %id, "reminders of a case were broken off");
                reminded.failed += 1;
            }
        }
        Ok(reminded)
    }

    fn remind_of_case(
        &self,
        id: CaseId,
        setting: &ReminderSetting,
        carrier: &dyn ReminderCarrier,
        reminded: &mut Reminded,
    ) -> Result<(), Failure> {
        let docket = self.docket(id)?;
        for one in due(&docket.case, &setting.times(), self.now()) {
            let Some(reminder) = self.reminder(&docket, &one) else { continue };
            if let Err(undelivered) = carrier.carry(&reminder) {
                tracing::warn!(%undelivered, name = reminder.name, "a reminder stays due");
                reminded.failed += 1;
                continue;
            }
            let act = CaseAct::NoteReminder(NoteReminder {
                appointment: one.appointment.id,
                channel: one.channel.id,
                occasion: one.occasion,
                parts: reminder.parts,
            });
            let meta = CommandMeta { purpose: Purpose::Supervision, ..self.system_meta() };
            self.execute(&meta, &Command::InCase { case: id, act })?;
            reminded.sent += 1;
        }
        Ok(())
    }

    /// The cases with a planned appointment on the days of which one is reminded now; none at
    /// night.
    fn cases_to_remind(&self, setting: &ReminderSetting) -> Result<BTreeSet<CaseId>, Failure> {
        let times = setting.times();
        let zone = self.zone();
        let local = self.now().to_zoned(zone.time_zone());
        let mut cases = BTreeSet::new();
        if local.time() < times.from || times.until <= local.time() {
            return Ok(cases);
        }
        let day = |ahead: i64| {
            let day = local.date().saturating_add(Span::new().days(ahead));
            zone.start_of(day)
        };
        let (mut from, until) = (day(1), day(i64::from(times.days_ahead) + 1));
        let online = Online::new(self)?;
        loop {
            let scope = query::Scope::Everything;
            let rows = query::appointments(&online.reader, &scope, from, until, &["planned"])
                .map_err(Failure::outage)?;
            cases.extend(rows.iter().map(|row| row.case.case_id));
            let last = rows.last().map(|row| row.at);
            match last.filter(|_| rows.len() >= query::WORKLIST_MAX) {
                // The rows of one instant may go on in the next list.
                Some(last) if last > from => from = last,
                Some(last) => {
                    from =
                        last.saturating_add(Span::new().microseconds(1)).map_err(Failure::defect)?
                }
                None => return Ok(cases),
            }
        }
    }

    fn docket(&self, id: CaseId) -> Result<Docket, Failure> {
        let online = Online::new(self)?;
        let stored = online.stored(id.stream())?.ok_or(Failure::NotFound)?;
        let key = online.key(id.stream())?;
        let facts = facts::<CaseFact>(&stored.entries, key.as_ref())?;
        let case = Case::fold(id, &facts).map_err(Failure::defect)?;
        let person = self.person_box(&online, &case)?;
        let holding = in_force(facts).map_err(Failure::defect)?;
        Ok(Docket { case, holding, person })
    }

    /// Writes a reminder; nothing where the number is erased, or where the card has another one by
    /// now: somebody else may have the old one.
    fn reminder(&self, docket: &Docket, due: &DueReminder<'_>) -> Option<Reminder> {
        let tables = self.tables();
        let (channel, appointment) = (due.channel, due.appointment);
        let number = channel_number(&docket.holding, channel.id)?.number;
        let on_card = card_number(&docket.holding, &docket.person, channel.line);
        if dialled(channel.line, &on_card).ok().as_ref() != Some(&number) {
            return None;
        }
        let is_at_office = docket.holding.iter().any(|recorded| match &recorded.fact {
            CaseFact::AppointmentArranged(fact) => {
                fact.appointment == appointment.id && fact.place == ContactPlace::Office
            }
            _ => false,
        });
        let office = tables.codes().offices.get(&docket.case.office().0);
        let place = office
            .filter(|_| is_at_office)
            .map(|office| office.address.in_language(&channel.language).to_owned());
        let at = appointment.begins_at.to_zoned(docket.case.zone.time_zone()).datetime();
        let words = tables.reminders().text(&channel.language)?;
        let text = words.write(at, place.as_deref());
        let kind = channel.kind.code();
        let is_short_message = channel.kind == ChannelKind::Phone;
        let parts = if is_short_message { short_messages(&text) } else { 1 };
        Some(Reminder {
            name: name_of(appointment.id, due),
            kind,
            to: number,
            language: channel.language.clone(),
            subject: words.subject.clone(),
            text,
            parts: u8::try_from(parts).unwrap_or(u8::MAX),
            not_after: appointment.begins_at,
        })
    }

    /// Records a channel with the number that stands on the card.
    ///
    /// # Errors
    ///
    /// As [`App::act`].
    pub fn record_channel(
        &self,
        user: &User,
        id: CommandId,
        case: CaseId,
        asked: (ChannelLine, ChannelKind, &str, bool),
    ) -> Result<Answer, Failure> {
        let (line, kind, language, consented) = asked;
        let online = Online::new(self)?;
        let read = self.read_case(user, &online, case)?;
        let person = self.person_box(&online, &read.case)?;
        drop(online);
        let act = CaseAct::RecordChannel(RecordChannel {
            channel: ChannelId(id.0),
            line,
            kind,
            number: card_number(&read.holding, &person, line),
            code: self.code_of(id),
            language: language.to_owned(),
            consented,
        });
        self.act_in_channel(user, id, case, act)
    }

    /// Takes the code that a client read back: the channel is verified, or a wrong try is on record.
    ///
    /// # Errors
    ///
    /// As [`App::act`].
    pub fn verify_channel(
        &self,
        user: &User,
        id: CommandId,
        case: CaseId,
        (channel, code): (ChannelId, &str),
    ) -> Result<Answer, Failure> {
        let online = Online::new(self)?;
        let read = self.read_case(user, &online, case)?;
        drop(online);
        let known = channel_number(&read.holding, channel);
        let is_right = known.is_some_and(|known| known.code == code);
        self.act_in_channel(user, id, case, CaseAct::VerifyChannel { channel, is_right })
    }

    fn act_in_channel(
        &self,
        user: &User,
        id: CommandId,
        case: CaseId,
        act: CaseAct,
    ) -> Result<Answer, Failure> {
        self.require_act(user, case, &act)?;
        let meta = self.meta(user, id, Purpose::Supervision);
        self.execute(&meta, &Command::InCase { case, act })
    }

    /// The code of a channel: six figures that nobody can reckon without the master key, and the
    /// same when the form comes twice.
    fn code_of(&self, id: CommandId) -> String {
        let hash = self.secrets().keyed_hash(&format!("channel code|{}", id.0));
        let number = hash.get(..15).and_then(|part| u64::from_str_radix(part, 16).ok());
        format!("{:06}", number.unwrap_or_default() % 1_000_000)
    }
}

/// The name of a reminder: of its appointment, occasion and way.
fn name_of(appointment: AppointmentId, due: &DueReminder<'_>) -> String {
    format!("{appointment}-{}-{}", due.occasion, due.channel.kind)
}

/// The number of a channel with its code; nothing where it is erased.
pub(crate) fn channel_number(
    holding: &[Recorded<CaseFact>],
    channel: ChannelId,
) -> Option<ChannelNumber> {
    holding.iter().find_map(|recorded| match &recorded.fact {
        CaseFact::ChannelRecorded(fact) if fact.channel == channel => fact.private.clone(),
        _ => None,
    })
}

/// What stands on a line of the card; empty where nothing does.
pub(crate) fn card_number(
    holding: &[Recorded<CaseFact>],
    person: &PersonBox,
    line: ChannelLine,
) -> String {
    if line == ChannelLine::RegisteredPhone {
        return person.clone().told_at_registration(holding).phone;
    }
    // In force means in the order of days, so that the last is the newest.
    let contacts = holding.iter().rev().find_map(|recorded| match &recorded.fact {
        CaseFact::CircumstanceRecorded(fact) if fact.aspect == Aspect::Contacts => {
            Some(fact.private.as_ref())
        }
        _ => None,
    });
    let lines = contacts.flatten().map(|private| private.lines.as_slice()).unwrap_or_default();
    let found = lines.iter().find(|one| one.line == line.code());
    found.map(|one| one.text.clone()).unwrap_or_default()
}
