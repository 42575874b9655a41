//! Delivering what the house sends: at least once, in order, until a receipt says that it came.
//!
//! The outbox is a reading of the journal: messages that were sent and not confirmed. Only what is
//! committed is read, so nothing goes out that was not decided; a message that was handed over and
//! whose receipt was lost, by a fault of the line or of this process, goes out once more with the
//! same bytes. How a message travels is for a [`Carrier`]; what its receipt says is for the journal.

use bagyt_core::identity::MessageId;
use bagyt_exchange::message::Direction;
use bagyt_exchange::message::envelope::Kind;
use bagyt_exchange::message::read::peek;
use bagyt_exchange::outbound::{Document, carried_document};
use bagyt_store::{Delivery, query};
use jiff::{SignedDuration, Timestamp};

use crate::App;
use crate::execute::Online;
use crate::outcome::Failure;
use crate::records::Records;

/// Messages to one agency that are delivered in one round.
const ROUND_MAX: u32 = 50;

/// How long is waited after the first failure; twice as long after each further one.
const FIRST_WAIT: SignedDuration = SignedDuration::from_secs(5);

/// The longest wait after a failure: an agency that comes back in the morning has its messages
/// within the hour.
const LONGEST_WAIT: SignedDuration = SignedDuration::from_hours(1);

/// How long a receipt is waited for before a message that was handed over goes out once more.
const RECEIPT_WAIT: SignedDuration = SignedDuration::from_hours(24);

/// A technician's line is kept to this many characters.
const DETAIL_LENGTH_MAX: usize = 300;

/// What is carried to an agency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parcel {
    /// The agency, by its code.
    pub agency: String,
    /// The message; the same whenever it is delivered.
    pub message: MessageId,
    /// When it was sent.
    pub sent_at: Timestamp,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// The document that it names, if it names one.
    pub document: Option<Enclosed>,
}

/// A document with its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Enclosed {
    /// What the message says of it.
    pub document: Document,
    /// Its bytes, of which that is the digest.
    pub bytes: Vec<u8>,
}

/// How a parcel arrived.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Carried {
    /// It was handed over; its receipt comes later by itself.
    HandedOver,
    /// It was answered with this receipt.
    Answered(Vec<u8>),
}

/// Why a parcel did not arrive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The agency's system cannot be reached.
    Unreachable,
    /// It did not answer in time.
    TimedOut,
    /// It answered that it does not take the message.
    Refused,
    /// Its answer is no receipt for this message.
    NoReceipt,
    /// The directory cannot be written.
    Directory,
}

impl Fault {
    /// Every fault.
    pub const ALL: [Fault; 5] =
        [Fault::Unreachable, Fault::TimedOut, Fault::Refused, Fault::NoReceipt, Fault::Directory];

    /// Returns the word in columns and texts.
    pub fn code(self) -> &'static str {
        match self {
            Fault::Unreachable => "unreachable",
            Fault::TimedOut => "timed_out",
            Fault::Refused => "refused",
            Fault::NoReceipt => "no_receipt",
            Fault::Directory => "directory",
        }
    }
}

/// A parcel did not arrive.
#[derive(Debug, thiserror::Error)]
#[error("not delivered ({}): {detail}", fault.code())]
pub struct Undelivered {
    /// Why.
    pub fault: Fault,
    /// What the other side or the system said, for a technician.
    pub detail: String,
}

/// A way to an agency.
pub trait Carrier: Send + Sync {
    /// Carries one message; it may have been carried before.
    ///
    /// # Errors
    ///
    /// [`Undelivered`]; the message is then tried again later, and none after it before that.
    fn carry(&self, parcel: &Parcel) -> Result<Carried, Undelivered>;

    /// Returns messages of the agency that wait on this way, with their names on it.
    ///
    /// # Errors
    ///
    /// [`Undelivered`] if they cannot be read.
    fn waiting(&self) -> Result<Vec<(String, Vec<u8>)>, Undelivered> {
        Ok(Vec::new())
    }

    /// Says that a message of [`Carrier::waiting`] is kept and need not be shown again.
    ///
    /// # Errors
    ///
    /// [`Undelivered`] if that cannot be noted; it is then taken in once more, to the same end.
    fn taken(&self, _name: &str) -> Result<(), Undelivered> {
        Ok(())
    }
}

/// What a round of delivery did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Round {
    /// Messages that were confirmed.
    pub confirmed: u32,
    /// Messages that were handed over and wait for their receipt.
    pub handed_over: u32,
    /// Whether one did not arrive, so that those after it wait.
    pub failed: bool,
}

impl App {
    /// Returns the agencies to which messages are on their way.
    ///
    /// # Errors
    ///
    /// [`Failure::Outage`].
    pub fn awaiting_agencies(&self) -> Result<Vec<String>, Failure> {
        let online = Online::new(self)?;
        query::awaiting_agencies(&online.reader).map_err(Failure::outage)
    }

    /// Returns the digest of a message that was sent, if it was.
    ///
    /// # Errors
    ///
    /// [`Failure::Outage`] and [`Failure::Defect`].
    pub fn sent_digest(&self, message: MessageId) -> Result<Option<String>, Failure> {
        let message = Online::new(self)?.message(message)?;
        Ok(message.map(|message| message.digest.clone()))
    }

    /// Returns the document of a message that was sent to the agency whose token this is.
    ///
    /// # Errors
    ///
    /// [`Failure::Denied`] without a token of ours; [`Failure::NotFound`] for a message that was
    /// not sent to the agency, that carries no document, or whose document was erased.
    pub fn document_for_agency(
        &self,
        token: Option<&str>,
        message: MessageId,
    ) -> Result<Enclosed, Failure> {
        let agency = self.agency_of_token(token)?;
        let mut online = Online::new(self)?;
        let sent = online.message(message)?.ok_or(Failure::NotFound)?;
        let is_theirs = sent.direction == Some(Direction::Out) && sent.counterpart == agency;
        if !is_theirs {
            return Err(Failure::NotFound);
        }
        let bytes = online.blob(&sent.digest)?.ok_or(Failure::NotFound)?;
        enclosed(&mut online, &bytes)?.ok_or(Failure::NotFound)
    }

    /// Delivers what is due to an agency, in the order in which it was sent, and takes in what the
    /// agency left on the same way.
    ///
    /// # Errors
    ///
    /// [`Failure`] of the record; what was delivered until then may be delivered once more.
    pub fn deliver(&self, agency: &str, carrier: &dyn Carrier) -> Result<Round, Failure> {
        let mut round = Round::default();
        round.failed |= self.fetch_waiting(agency, carrier)?;
        let now = self.now();
        let rows = {
            let online = Online::new(self)?;
            query::outbox(&online.reader, agency, now, ROUND_MAX).map_err(Failure::outage)?
        };
        for row in rows {
            if row.delivery.as_ref().is_some_and(|delivery| delivery.next_at > now) {
                break;
            }
            match self.deliver_one(agency, &row, carrier)? {
                Ok(true) => round.confirmed += 1,
                Ok(false) => round.handed_over += 1,
                Err(undelivered) => {
                    self.note_failure(&row, &undelivered)?;
                    round.failed = true;
                    break;
                }
            }
        }
        Ok(round)
    }

    /// Carries one message; says whether its receipt came at once.
    fn deliver_one(
        &self,
        agency: &str,
        row: &query::MessageRow,
        carrier: &dyn Carrier,
    ) -> Result<Result<bool, Undelivered>, Failure> {
        let mut online = Online::new(self)?;
        let bytes = online.blob(&row.digest)?.ok_or_else(|| {
            Failure::defect(format!("the bytes of message {} are not kept", row.message_id))
        })?;
        let document = enclosed(&mut online, &bytes)?;
        drop(online);
        let parcel = Parcel {
            agency: agency.to_owned(),
            message: row.message_id,
            sent_at: row.received_at,
            bytes,
            document,
        };
        match carrier.carry(&parcel) {
            Err(undelivered) => Ok(Err(undelivered)),
            Ok(Carried::Answered(receipt)) => {
                let taken = self.take_receipt(agency, row.message_id, receipt)?;
                Ok(taken.map(|()| true))
            }
            Ok(Carried::HandedOver) => {
                let delivered_at = self.now();
                let delivery = Delivery {
                    failures: 0,
                    fault: None,
                    detail: None,
                    delivered_at: Some(delivered_at),
                    next_at: later(delivered_at, RECEIPT_WAIT),
                };
                self.store.put_delivery(row.message_id, &delivery).map_err(Failure::outage)?;
                Ok(Ok(false))
            }
        }
    }

    /// Takes in the receipt with which a delivery was answered.
    fn take_receipt(
        &self,
        agency: &str,
        message: MessageId,
        receipt: Vec<u8>,
    ) -> Result<Result<(), Undelivered>, Failure> {
        let no_receipt = |detail: String| {
            let detail = detail.chars().take(DETAIL_LENGTH_MAX).collect();
            Ok(Err(Undelivered { fault: Fault::NoReceipt, detail }))
        };
        if peek(&receipt).kind != Some(Kind::Receipt) {
            return no_receipt("the answer is another message".to_owned());
        }
        let said = match self.receive_message(Some(agency), receipt) {
            Ok(said) => said.to_string(),
            Err(Failure::Refused(refused)) => refused.text,
            Err(failure) => return Err(failure),
        };
        // Whatever was said about the receipt: what counts is that the message has one now.
        let stands = Online::new(self)?.message(message)?;
        if stands.is_none_or(|stands| stands.receipt.is_none()) {
            return no_receipt(said);
        }
        self.store.remove_delivery(message).map_err(Failure::outage)?;
        Ok(Ok(()))
    }

    fn note_failure(
        &self,
        row: &query::MessageRow,
        undelivered: &Undelivered,
    ) -> Result<(), Failure> {
        let before = row.delivery.as_ref().map_or(0, |delivery| delivery.failures);
        let delivery = Delivery {
            failures: before.saturating_add(1),
            fault: Some(undelivered.fault.code().to_owned()),
            detail: Some(undelivered.detail.chars().take(DETAIL_LENGTH_MAX).collect()),
            delivered_at: None,
            next_at: later(self.now(), wait_after(before)),
        };
        self.store.put_delivery(row.message_id, &delivery).map_err(Failure::outage)
    }

    /// Takes in what the agency left on its way; says whether something could not be read.
    fn fetch_waiting(&self, agency: &str, carrier: &dyn Carrier) -> Result<bool, Failure> {
        let Ok(waiting) = carrier.waiting() else { return Ok(true) };
        let mut failed = false;
        for (name, bytes) in waiting {
            match self.receive_message(Some(agency), bytes) {
                Ok(_) | Err(Failure::Refused(_)) => failed |= carrier.taken(&name).is_err(),
                Err(failure) => return Err(failure),
            }
        }
        Ok(failed)
    }
}

/// Reads the document that a message of ours names.
fn enclosed(online: &mut Online<'_>, message: &[u8]) -> Result<Option<Enclosed>, Failure> {
    let Some(document) = carried_document(message) else { return Ok(None) };
    let bytes = online.blob(&document.digest)?;
    Ok(bytes.map(|bytes| Enclosed { document, bytes }))
}

/// How long is waited after one more failure.
fn wait_after(failures: u32) -> SignedDuration {
    let doubled = 2_i32.checked_pow(failures).and_then(|times| FIRST_WAIT.checked_mul(times));
    doubled.unwrap_or(LONGEST_WAIT).min(LONGEST_WAIT)
}

fn later(at: Timestamp, wait: SignedDuration) -> Timestamp {
    at.saturating_add(wait).unwrap_or(Timestamp::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wait_doubles_up_to_an_hour() {
        let seconds: Vec<i64> = (0..12).map(|before| wait_after(before).as_secs()).collect();
        let expected = [5, 10, 20, 40, 80, 160, 320, 640, 1280, 2560, 3600, 3600];
        assert_eq!(seconds, expected);
        assert_eq!(wait_after(u32::MAX), LONGEST_WAIT);
    }
}
