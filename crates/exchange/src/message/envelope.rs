//! What stands around the body of every message: its kind, version, identifier, time and agencies.

use jiff::Timestamp;
use uuid::Uuid;

use super::object::Object;
use super::read::Reading;
use crate::codes::AgencyKind;
use crate::fault::Problem;

/// The version of the schemas that are written, and the first of every kind that is read.
pub const VERSION: u16 = 1;

/// An agency's code has no more characters.
const CODE_LENGTH_MAX: usize = 40;

/// The kinds of messages that are read here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A court act that puts a person under probation's care.
    Judgment,
    /// A court's ruling on a case under supervision.
    Ruling,
    /// The recipient's word that a message of ours came.
    Receipt,
    /// A conviction for another offence.
    ConvictionNotice,
    /// What a monitoring centre noticed of a device.
    DeviceAlert,
    /// When a court hears a submission of ours.
    Hearing,
    /// What the police tells of a client.
    PoliceNotice,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Kind; 7] = [
        Kind::Judgment,
        Kind::Ruling,
        Kind::Receipt,
        Kind::ConvictionNotice,
        Kind::DeviceAlert,
        Kind::Hearing,
        Kind::PoliceNotice,
    ];

    /// The words of all kinds, for the fault that names them.
    const KNOWN: &'static str = "judgment, ruling, receipt, conviction_notice, device_alert, hearing, \
         police_notice";

    /// Returns the word in messages, facts and columns.
    pub fn code(self) -> &'static str {
        match self {
            Kind::Judgment => "judgment",
            Kind::Ruling => "ruling",
            Kind::Receipt => "receipt",
            Kind::ConvictionNotice => "conviction_notice",
            Kind::DeviceAlert => "device_alert",
            Kind::Hearing => "hearing",
            Kind::PoliceNotice => "police_notice",
        }
    }

    /// Returns the kind of that word, if it is one.
    pub fn find(code: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// Returns the newest version of its schema that is read, and the words for all that are.
    fn versions(self) -> (u16, &'static str) {
        match self {
            Kind::Hearing => (2, "1, 2"),
            _ => (VERSION, "1"),
        }
    }

    /// Returns the kinds of agencies that send it, and their names.
    fn senders(self) -> (&'static [AgencyKind], &'static str) {
        use AgencyKind::{Centre, Court, Police, Prison};
        match self {
            Kind::Judgment | Kind::Ruling | Kind::Hearing => (&[Court], "courts"),
            Kind::ConvictionNotice => (&[Court, Police], "courts, police"),
            Kind::DeviceAlert => (&[Centre], "monitoring centres"),
            Kind::PoliceNotice => (&[Police], "police"),
            Kind::Receipt => (&[Court, Police, Prison], "courts, police, prisons"),
        }
    }
}

/// The envelope of a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Envelope {
    /// The kind.
    pub kind: Kind,
    /// The version of its schema.
    pub version: u16,
    /// The sender's identifier of the message.
    pub id: Uuid,
    /// When it was sent, by the sender's clock.
    pub sent_at: Timestamp,
    /// Code of the agency that sent it.
    pub sender: String,
    /// Code of the service or office to which it goes.
    pub recipient: String,
}

/// The members of a message, all of which must be there.
pub(super) const MEMBERS: [&str; 7] =
    ["message", "version", "id", "sent_at", "sender", "recipient", "body"];

/// Reads the kind and the version of its schema; what has another version is read as the newest.
pub(super) fn kind(message: &Object<'_>) -> (Option<Kind>, u16) {
    let said = message.find("version").and_then(|_| message.whole("version"));
    let word = message.find("message").and_then(|_| message.text("message", CODE_LENGTH_MAX));
    let kind = word.and_then(Kind::find);
    let (newest, known) = kind.map_or((VERSION, "1"), Kind::versions);
    let version = said.and_then(|said| u16::try_from(said).ok());
    let version = version.filter(|version| (VERSION..=newest).contains(version));
    if let (Some(said), None) = (said, version) {
        let problem = Problem::UnknownVersion { known };
        message.report().add_given(&message.at("version"), problem, &said.to_string());
    }
    if let (Some(word), None) = (word, kind) {
        let problem = Problem::UnknownKind { known: Kind::KNOWN };
        message.report().add_given(&message.at("message"), problem, word);
    }
    (kind, version.unwrap_or(newest))
}

/// Reads the rest of the envelope.
pub(super) fn read(
    reading: &Reading<'_>,
    message: &Object<'_>,
    (kind, version): (Option<Kind>, u16),
) -> Option<Envelope> {
    let id = message.uuid("id");
    let sent_at = message.instant("sent_at");
    reading.not_after_tomorrow(message, "sent_at", sent_at);
    let sender = sender(reading, message, kind);
    let recipient = recipient(reading, message);
    Some(Envelope {
        kind: kind?,
        version,
        id: id?,
        sent_at: sent_at?,
        sender: sender?.to_owned(),
        recipient: recipient?.to_owned(),
    })
}

fn sender<'a>(reading: &Reading<'_>, message: &Object<'a>, kind: Option<Kind>) -> Option<&'a str> {
    let codes = reading.codes;
    let is_agency = |code: &str| codes.find_agency(code).is_some();
    let sender = message.code("sender", "agencies", is_agency)?;
    if reading.sender.is_some_and(|delivered| delivered != sender) {
        message.report().add_given(&message.at("sender"), Problem::SenderIsAnother, sender);
    }
    let (entitled, senders) = kind.map(Kind::senders)?;
    let (agency, _) = codes.find_agency(sender)?;
    if !entitled.contains(&agency) {
        let problem = Problem::SenderNotEntitled { senders };
        message.report().add_given(&message.at("sender"), problem, sender);
    }
    Some(sender)
}

fn recipient<'a>(reading: &Reading<'_>, message: &Object<'a>) -> Option<&'a str> {
    let codes = reading.codes;
    message.find("recipient")?;
    let recipient = message.text("recipient", CODE_LENGTH_MAX)?;
    if recipient != codes.service.code && !codes.offices.contains_key(recipient) {
        let problem = Problem::NotForUs { recipient: codes.service.code.clone() };
        message.report().add_given(&message.at("recipient"), problem, recipient);
        return None;
    }
    Some(recipient)
}
