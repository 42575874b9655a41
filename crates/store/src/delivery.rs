//! How far the delivery of a message has come, as long as no receipt for it stands in the journal.
//!
//! That a message was sent and that it was confirmed are facts; how often it was tried in between is
//! not. These rows may be lost: the message is then delivered once more.

use bagyt_core::identity::MessageId;
use jiff::Timestamp;

use crate::Store;
use crate::failure::Outage;

/// How far the delivery of a message has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delivery {
    /// How often it failed since it last went well.
    pub failures: u32,
    /// Why it failed last, as a code.
    pub fault: Option<String>,
    /// What the other side or the system said to that, for a technician.
    pub detail: Option<String>,
    /// When it was handed over, if it was; its receipt is waited for.
    pub delivered_at: Option<Timestamp>,
    /// Not before then it is tried again.
    pub next_at: Timestamp,
}

impl Store {
    /// Keeps how far the delivery of a message has come, in the place of what was kept.
    ///
    /// # Errors
    ///
    /// [`Outage`] if the database does not do its part.
    pub fn put_delivery(&self, message: MessageId, delivery: &Delivery) -> Result<(), Outage> {
        self.statement(
            "INSERT INTO delivery (message_id, failures, fault, detail, delivered_at, next_at)
                VALUES ($1, $2, $3, $4, $5, $6)
                ON CONFLICT (message_id) DO UPDATE SET failures = excluded.failures,
                fault = excluded.fault, detail = excluded.detail,
                delivered_at = excluded.delivered_at, next_at = excluded.next_at",
            vec![
                message.to_string().into(),
                delivery.failures.into(),
                delivery.fault.as_deref().into(),
                delivery.detail.as_deref().into(),
                delivery.delivered_at.into(),
                delivery.next_at.into(),
            ],
        )?;
        Ok(())
    }

    /// Forgets the attempts to deliver a message whose receipt came.
    ///
    /// # Errors
    ///
    /// [`Outage`] if the database does not do its part.
    pub fn remove_delivery(&self, message: MessageId) -> Result<(), Outage> {
        let values = vec![message.to_string().into()];
        self.statement("DELETE FROM delivery WHERE message_id = $1", values)?;
        Ok(())
    }
}
