//! Reading a message: either what it says, or every fault that it has.
//!
//! Nothing is guessed and nothing mended: a message with one fault is not acted on, its bytes are
//! kept, and the sender is told all its faults at once. The reading depends on nothing but the
//! bytes, the code lists and the rows of law that held, so that it gives the same for ever.

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use uuid::Uuid;

use super::alert::{self, DeviceAlert};
use super::conviction::{self, Conviction};
use super::envelope::{self, Envelope, Kind};
use super::hearing::{self, HearingNotice};
use super::judgment::{self, Sentence};
use super::object::{Object, Report};
use super::police::{self, PoliceNotice};
use super::receipt::{self, Receipt};
use super::ruling::{self, Ruling};
use super::subject::Subject;
use super::term::Limits;
use super::tree;
use crate::codes::Codes;
use crate::fact::{MessageRejected, MessageUnderstood, PrivateGiven};
use crate::fault::{Fault, Problem};

/// How a message came.
#[derive(Clone, Copy, Debug)]
pub struct Reception<'a> {
    /// The civil day, at the service, on which it came; of paper the day on the stamp.
    pub received_on: Date,
    /// The agency that delivered it, where the channel proves one.
    pub sender: Option<&'a str>,
    /// The first day that the calendar of working days knows, where there is one: from an earlier
    /// day no time limit can be counted.
    pub known_from: Option<Date>,
}

/// What every reader of a part needs.
pub(super) struct Reading<'a> {
    pub(super) report: &'a Report,
    pub(super) codes: &'a Codes,
    pub(super) limits: Limits<'a>,
    pub(super) received_on: Date,
    pub(super) sender: Option<&'a str>,
    pub(super) known_from: Option<Date>,
}

impl Reading<'_> {
    /// Names a day from which time limits are counted and which the calendar does not know.
    pub(super) fn is_known(&self, object: &Object<'_>, (name, day): (&str, Option<Date>)) {
        if let (Some(day), Some(known_from)) = (day, self.known_from)
            && day < known_from
        {
            let problem = Problem::BeforeCalendar { first_day: known_from };
            self.report.add_given(&object.at(name), problem, &day.to_string());
        }
    }

    /// Names an instant that lies after the day of receipt in every zone of the world.
    pub(super) fn not_after_tomorrow(
        &self,
        object: &Object<'_>,
        name: &str,
        at: Option<Timestamp>,
    ) {
        let received_on = self.received_on;
        let last = received_on.saturating_add(1.day());
        if let Some(at) = at.filter(|at| self.codes.zone().day_of(*at) > last) {
            let problem = Problem::NotYet { received_on };
            object.report().add_given(&object.at(name), problem, &at.to_string());
        }
    }
}

/// What a message says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Understood {
    /// The envelope.
    pub envelope: Envelope,
    /// The body.
    pub body: Body,
}

/// The body of a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Body {
    /// A court act that puts a person under probation's care.
    Judgment(Box<Sentence>),
    /// A court's ruling on a case under supervision.
    Ruling(Ruling),
    /// The recipient's word that a message of ours came.
    Receipt(Receipt),
    /// A conviction for another offence.
    ConvictionNotice(Box<Conviction>),
    /// What a monitoring centre noticed of a device.
    DeviceAlert(DeviceAlert),
    /// A court's notice of a hearing.
    Hearing(HearingNotice),
    /// What the police tells of a client.
    PoliceNotice(Box<PoliceNotice>),
}

impl Understood {
    /// Returns the person whom the message describes, if it describes one.
    pub fn subject(&self) -> Option<&Subject> {
        match &self.body {
            Body::Judgment(sentence) => Some(&sentence.subject),
            Body::ConvictionNotice(conviction) => Some(&conviction.subject),
            Body::PoliceNotice(notice) => Some(&notice.subject),
            Body::Ruling(_) | Body::Receipt(_) | Body::DeviceAlert(_) | Body::Hearing(_) => None,
        }
    }

    /// Returns the court's number of the case, if the message names one.
    pub fn number(&self) -> Option<&str> {
        match &self.body {
            Body::Judgment(sentence) => Some(&sentence.case_number),
            Body::Ruling(ruling) => Some(&ruling.case_number),
            Body::ConvictionNotice(conviction) => Some(&conviction.case_number),
            Body::Hearing(notice) => Some(&notice.case_number),
            Body::PoliceNotice(notice) => Some(&notice.number),
            Body::Receipt(_) | Body::DeviceAlert(_) => None,
        }
    }

    /// Returns the fact that the message was understood, with the office of the person's residence
    /// on the day on which it came.
    pub fn fact(&self, codes: &Codes, received_on: Date) -> MessageUnderstood {
        MessageUnderstood {
            kind: self.envelope.kind.code().to_owned(),
            schema: self.envelope.version,
            number: self.number().map(str::to_owned),
            office: self
                .subject()
                .and_then(|subject| subject.find_office(codes, received_on))
                .cloned(),
        }
    }
}

/// What the envelope of a message says, as far as it can be read without judging it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Peeked {
    /// The kind, if it is one that is read here.
    pub kind: Option<Kind>,
    /// The sender's identifier of the message.
    pub id: Option<Uuid>,
}

/// Reads kind and identifier out of bytes that may be anything.
pub fn peek(bytes: &[u8]) -> Peeked {
    let Ok(node) = tree::read(bytes) else { return Peeked::default() };
    let text = |name: &str| match node.find(name) {
        Some(tree::Node::Text(text)) => Some(text.as_str()),
        _ => None,
    };
    Peeked {
        kind: text("message").and_then(Kind::find),
        id: text("id").and_then(|id| Uuid::parse_str(id).ok()),
    }
}

/// A message cannot be acted on.
///
/// Invariant: there is at least one fault.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rejections {
    /// Every fault that was found, at most [`crate::fault::FAULTS_MAX`] and one that says so.
    pub faults: Vec<Fault>,
}

impl Rejections {
    /// Returns the fact that the message cannot be acted on.
    pub fn fact(&self) -> MessageRejected {
        let (faults, given) = self.faults.iter().map(Fault::stored).unzip();
        MessageRejected { faults, private: Some(PrivateGiven { given }) }
    }
}

/// Reads a message.
///
/// `limits` gives the law's bounds for terms on the day of the act.
///
/// # Errors
///
/// [`Rejections`] with every fault: those of the bytes stand alone; otherwise the envelope's come
/// first, then the body's in the order of the schema.
pub fn understand(
    bytes: &[u8],
    codes: &Codes,
    limits: Limits<'_>,
    reception: &Reception<'_>,
) -> Result<Understood, Rejections> {
    let node = tree::read(bytes).map_err(|problem| {
        let fault = Fault::new(String::new(), &problem, problem.mender());
        Rejections { faults: vec![fault] }
    })?;
    let report = Report::default();
    let Reception { received_on, sender, known_from } = *reception;
    let reading = Reading { report: &report, codes, limits, received_on, sender, known_from };
    let understood = read(&reading, &node);
    let faults = report.into_faults();
    match understood {
        Some(understood) if faults.is_empty() => Ok(understood),
        _ => Err(Rejections { faults }),
    }
}

fn read(reading: &Reading<'_>, node: &tree::Node) -> Option<Understood> {
    let message = Object::new(reading.report, String::new(), node, &envelope::MEMBERS, &[])?;
    let (kind, version) = envelope::kind(&message);
    let envelope = envelope::read(reading, &message, (kind, version));
    let (required, optional): (&[&str], &[&str]) = match kind? {
        Kind::Judgment => (&judgment::REQUIRED, &judgment::OPTIONAL),
        Kind::Ruling => (&ruling::REQUIRED, &ruling::OPTIONAL),
        Kind::Receipt => (&receipt::REQUIRED, &receipt::OPTIONAL),
        Kind::ConvictionNotice => (&conviction::REQUIRED, &conviction::OPTIONAL),
        Kind::DeviceAlert => (&alert::REQUIRED, &alert::OPTIONAL),
        Kind::Hearing => hearing::members(version),
        Kind::PoliceNotice => (&police::REQUIRED, &police::OPTIONAL),
    };
    let body = message.object("body", required, optional)?;
    let body = match kind? {
        Kind::Judgment => Body::Judgment(Box::new(judgment::read(reading, &body)?)),
        Kind::Ruling => Body::Ruling(ruling::read(reading, &body)?),
        Kind::Receipt => Body::Receipt(receipt::read(reading, &body)?),
        Kind::ConvictionNotice => {
            Body::ConvictionNotice(Box::new(conviction::read(reading, &body)?))
        }
        Kind::DeviceAlert => Body::DeviceAlert(alert::read(reading, &body)?),
        Kind::Hearing => Body::Hearing(hearing::read(reading, &body, version)?),
        Kind::PoliceNotice => Body::PoliceNotice(Box::new(police::read(reading, &body)?)),
    };
    Some(Understood { envelope: envelope?, body })
}
