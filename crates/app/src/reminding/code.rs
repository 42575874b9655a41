//! Sending the codes by which clients verify their numbers.
//!
//! A client sits opposite when a number is recorded, so that its code goes out within seconds. Who
//! waits for one is read off the journal as it grows; what was recorded before the process began is
//! looked up once, as far back as a code can still be typed in.

use std::collections::BTreeSet;

use bagyt_casework::channel::Channel;
use bagyt_core::command::{CommandMeta, Purpose};
use bagyt_core::identity::{CaseId, StreamKind};
use bagyt_core::journal;
use jiff::{SignedDuration, Timestamp};

use super::{Docket, Reminded, Reminder, ReminderCarrier, channel_number};
use crate::App;
use crate::command::{CaseAct, Command};
use crate::execute::Online;
use crate::outcome::Failure;

/// Entries that are read at once.
const BATCH: usize = 1_000;

/// The entry after which a code is to go out.
const RECORDED: &str = "casework.channel.recorded";

/// Which cases wait for a code, as one process knows it from round to round.
#[derive(Debug, Default)]
pub struct CodesAwaited {
    /// The position of the journal from which on it is still to be read; none before the first
    /// round.
    next: Option<u64>,
    /// Cases with a code that may still have to go out.
    cases: BTreeSet<CaseId>,
}

impl App {
    /// Hands over the codes that are due now. A code that is not taken over stays due until its
    /// time has passed. One round runs at a time.
    ///
    /// # Errors
    ///
    /// [`Failure`] of the record where the journal cannot be read. A case that fails is counted and
    /// told in the log, and tried again in the next round.
    pub fn send_codes(
        &self,
        carrier: &dyn ReminderCarrier,
        awaited: &mut CodesAwaited,
    ) -> Result<Reminded, Failure> {
        self.read_on(awaited)?;
        let mut reminded = Reminded::default();
        for id in awaited.cases.clone() {
            match self.send_codes_of_case(id, carrier, &mut reminded) {
                Ok(true) => {
                    awaited.cases.remove(&id);
                }
                Ok(false) => {}
                Err(failure) => {
                    tracing::error!(%failure, case = %id, "a code could not be sent");
                    reminded.failed += 1;
                }
            }
        }
        Ok(reminded)
    }

    /// Reads the journal on to its end and notes the cases in which a channel was recorded.
    fn read_on(&self, awaited: &mut CodesAwaited) -> Result<(), Failure> {
        let online = Online::new(self)?;
        let reader = &online.reader;
        let mut next = match awaited.next {
            Some(next) => next,
            None => {
                let since = self.oldest_code();
                reader.last_before(since).map_err(Failure::outage)?.map_or(1, |seq| seq + 1)
            }
        };
        loop {
            let batch = reader.entries(next, BATCH).map_err(Failure::outage)?;
            for stored in &batch {
                let entry = journal::read(&stored.bytes).map_err(Failure::defect)?;
                if entry.kind == RECORDED && entry.stream.kind == StreamKind::CaseId {
                    awaited.cases.insert(CaseId(entry.stream.id));
                }
                next = stored.seq + 1;
            }
            awaited.next = Some(next);
            if batch.len() < BATCH {
                return Ok(());
            }
        }
    }

    /// The earliest instant of which a code may still be typed in, by the setting of today.
    fn oldest_code(&self) -> Timestamp {
        let tables = self.tables();
        let hours = tables.reminders().on(self.today()).map_or(0, |setting| setting.code_hours);
        self.now().saturating_sub(SignedDuration::from_hours(hours)).unwrap_or(self.now())
    }

    /// Hands over the codes of a case; says whether none is left.
    fn send_codes_of_case(
        &self,
        id: CaseId,
        carrier: &dyn ReminderCarrier,
        reminded: &mut Reminded,
    ) -> Result<bool, Failure> {
        let docket = self.docket(id)?;
        let mut is_done = true;
        for channel in docket.case.codes_to_send(self.now()) {
            let Some(letter) = self.code_letter(&docket, channel) else { continue };
            if let Err(undelivered) = carrier.carry(&letter) {
                tracing::warn!(%undelivered, name = letter.name, "a code stays due");
                reminded.failed += 1;
                is_done = false;
                continue;
            }
            let act = CaseAct::NoteCode(channel.id);
            let meta = CommandMeta { purpose: Purpose::Supervision, ..self.system_meta() };
            self.execute(&meta, &Command::InCase { case: id, act })?;
            reminded.sent += 1;
        }
        Ok(is_done)
    }

    /// Writes what carries a code; nothing where the number is erased, or where tables of an
    /// earlier version have no words for it: the code then stands on the page and is told.
    fn code_letter(&self, docket: &Docket, channel: &Channel) -> Option<Reminder> {
        let tables = self.tables();
        let number = channel_number(&docket.holding, channel.id)?;
        let words = tables.reminders().text(&channel.language)?;
        Some(Reminder {
            name: format!("{}-code", channel.id),
            kind: channel.kind.code(),
            to: number.number,
            language: channel.language.clone(),
            subject: words.subject.clone(),
            text: words.write_code(&number.code)?,
            parts: 1,
            not_after: channel.until_at,
        })
    }
}
