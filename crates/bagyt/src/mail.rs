//! Handing reminders to the mail server of the house.
//!
//! The server stands on the same machine or network, takes letters without a password and carries
//! them on, encrypted where the other side can. A letter that goes out twice because the answer was
//! lost has the same `Message-ID` both times, so that a mailbox keeps one.

use std::time::Duration;

use bagyt_app::delivery::{Fault, Undelivered};
use bagyt_app::reminding::{Reminder, ReminderCarrier};
use lettre::message::header::ContentType;
use lettre::message::{Mailbox, Message};
use lettre::{SmtpTransport, Transport};

/// How long one letter may take.
const LONGEST: Duration = Duration::from_secs(20);

/// The mail server with the address from which letters go.
pub(crate) struct MailServer {
    transport: SmtpTransport,
    from: Mailbox,
}

impl MailServer {
    /// Takes the server's name or address, its port, and the sender (`Office <office@place.kg>` or
    /// the address alone).
    ///
    /// # Errors
    ///
    /// What is wrong with the sender, in words.
    pub(crate) fn new(server: &str, port: u16, from: &str) -> Result<Self, String> {
        let from: Mailbox = from.parse().map_err(|error| format!("`{from}`: {error}"))?;
        let transport =
            SmtpTransport::builder_dangerous(server).port(port).timeout(Some(LONGEST)).build();
        Ok(MailServer { transport, from })
    }

    fn letter(&self, reminder: &Reminder) -> Result<Message, String> {
        let to: Mailbox = reminder.to.parse().map_err(|error| format!("the address: {error}"))?;
        let domain = self.from.email.domain();
        Message::builder()
            .message_id(Some(format!("<{}@{domain}>", reminder.name)))
            .from(self.from.clone())
            .to(to)
            .subject(reminder.subject.as_str())
            .header(ContentType::TEXT_PLAIN)
            .body(reminder.text.clone())
            .map_err(|error| error.to_string())
    }
}

impl ReminderCarrier for MailServer {
    fn carry(&self, reminder: &Reminder) -> Result<(), Undelivered> {
        let letter = self
            .letter(reminder)
            .map_err(|detail| Undelivered { fault: Fault::Refused, detail })?;
        match self.transport.send(&letter) {
            Ok(answer) if answer.is_positive() => Ok(()),
            Ok(answer) => {
                Err(Undelivered { fault: Fault::Refused, detail: answer.code().to_string() })
            }
            Err(error) => {
                let fault = if error.is_timeout() {
                    Fault::TimedOut
                } else if error.is_permanent() || error.is_transient() {
                    Fault::Refused
                } else {
                    Fault::Unreachable
                };
                Err(Undelivered { fault, detail: error.to_string() })
            }
        }
    }
}
