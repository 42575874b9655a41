//! Taking in messages and paper acts: kept, understood, confirmed. What a judgment opens stands in
//! `judgment`, what a message says of a case that stands in `standing`.

mod judgment;
mod standing;

use bagyt_core::identity::{CaseId, MessageId, OfficeCode};
use bagyt_exchange::fact::{
    Identity, LinkGround, Medium, Mender, MessageFact, MessageReceived, MessageRejected,
    StoredFault,
};
use bagyt_exchange::message::envelope::Kind;
use bagyt_exchange::message::read::{Body, Reception, Understood, peek, understand};
use bagyt_exchange::outbound::{self, Posting, ReceiptContent};
use bagyt_exchange::review::{self, DecideReview};
use jiff::civil::Date;
use sha2::{Digest, Sha256};

use super::merge::main_of;
use super::{Desk, refused};
use crate::command::ReceiveMessage;
use crate::inbox::derived;
use crate::outcome::Failure;
use crate::records::{Answer, AnyFact, Decision, Records, Write};

/// Decides what an incoming message writes: always at least that it came.
pub(super) fn receive(
    desk: &Desk<'_>,
    records: &mut dyn Records,
    receive: &ReceiveMessage,
) -> Result<Decision, Failure> {
    let mut intake = Intake::new(desk, receive);
    let received_on =
        stamped_on(receive).unwrap_or_else(|| desk.tables.zone().day_of(receive.received_at));
    let reception = reception(desk, receive, received_on);
    match understand(
        &receive.bytes,
        desk.tables.codes(),
        &|question| desk.tables.bounds(question),
        &reception,
    ) {
        Err(rejections) => intake.reject(rejections.fact()),
        Ok(understood) => {
            // A case of long ago belongs to the office that has its residents now.
            let residence_on = receive.register.as_ref().map_or(received_on, |_| desk.today());
            let fact = understood.fact(desk.tables.codes(), residence_on);
            intake.office = fact.office.clone();
            intake.message_facts.push(MessageFact::Understood(fact));
            intake.act_on(records, &understood, received_on)?;
        }
    }
    intake.give_receipt();
    Ok(intake.finish())
}

/// The day on the stamp of a paper act, or the day of receipt that a register names.
fn stamped_on(receive: &ReceiveMessage) -> Option<Date> {
    let paper = receive.paper.as_ref().map(|paper| paper.stamped_on);
    paper.or(receive.register.as_ref().map(|line| line.received_on))
}

/// How a message came, and since when time limits can be counted.
fn reception<'a>(desk: &Desk<'_>, receive: &'a ReceiveMessage, received_on: Date) -> Reception<'a> {
    let known_from = Some(desk.tables.calendar().first_day());
    Reception { received_on, sender: Some(receive.sender.as_str()), known_from }
}

/// Decides what a decision of identity writes: the link, and the case that waited for it.
pub(super) fn decide_review(
    desk: &Desk<'_>,
    records: &mut dyn Records,
    id: MessageId,
    decide: &DecideReview,
    case: CaseId,
) -> Result<Decision, Failure> {
    let message = records.message(id)?.ok_or(Failure::NotFound)?;
    let facts = review::decide(&message, decide).map_err(refused)?;
    let bytes = records.blob(&message.digest)?.ok_or_else(|| {
        Failure::defect(format!("the bytes of message {id} are not kept under their digest"))
    })?;
    let person = match decide.identity {
        Identity::Same(person) | Identity::New(person) => person,
    };
    let receive = ReceiveMessage {
        message: id,
        sender: message.counterpart.clone(),
        bytes: bytes.into(),
        received_at: message.received_at,
        paper: None,
        register: None,
        person,
        case,
    };
    let zone = desk.tables.zone();
    let received_on = message.stamped_on.unwrap_or_else(|| zone.day_of(message.received_at));
    let reception = reception(desk, &receive, received_on);
    let understood = understand(
        &receive.bytes,
        desk.tables.codes(),
        &|question| desk.tables.bounds(question),
        &reception,
    )
    .map_err(|_| Failure::defect("a message under review is no longer understood"))?;
    let mut intake = Intake::resumed(desk, &receive, message.version, facts);
    intake.office = message.office.clone();
    intake.opened_on = message.opened_on;
    let Body::Judgment(sentence) = &understood.body else {
        return Err(Failure::defect("only a judgment waits for a decision of identity"));
    };
    // Whoever means a joined record means its person.
    let person = main_of(records, person)?;
    let known = match decide.identity {
        Identity::Same(_) => Some(records.person(person)?.ok_or(Failure::NotFound)?),
        Identity::New(_) => None,
    };
    let reasons = Vec::new();
    intake.link(person, known.as_deref(), &sentence.subject, LinkGround::Decision, reasons);
    intake.open(sentence, person, received_on)?;
    Ok(intake.finish())
}

/// A message on its way in: what has been decided so far.
struct Intake<'a> {
    desk: &'a Desk<'a>,
    receive: &'a ReceiveMessage,
    /// Version of the message's stream that was read.
    version: u32,
    office: Option<OfficeCode>,
    /// The day on which the case stands on the register, where that is not today.
    opened_on: Option<Date>,
    message_facts: Vec<MessageFact>,
    decision: Decision,
}

impl<'a> Intake<'a> {
    fn new(desk: &'a Desk<'a>, receive: &'a ReceiveMessage) -> Self {
        let peeked = peek(&receive.bytes);
        let scan = receive.paper.as_ref().map(|paper| &paper.scan).filter(|scan| !scan.is_empty());
        let line = receive.register.as_ref();
        let received = MessageReceived {
            sender: receive.sender.clone(),
            kind: peeked.kind.map(|kind| kind.code().to_owned()),
            reference: peeked.id,
            digest: digest(&receive.bytes),
            size: u32::try_from(receive.bytes.len()).unwrap_or(u32::MAX),
            medium: match (&receive.paper, &receive.register) {
                (Some(_), _) => Medium::Paper,
                (None, Some(_)) => Medium::Register,
                (None, None) => Medium::Message,
            },
            received_at: receive.received_at,
            stamped_on: stamped_on(receive),
            scan_digest: scan.map(|scan| digest(scan)),
            register_digest: line.map(|line| line.digest.clone()),
            register_line: line.map(|line| line.line),
            opened_on: line.map(|line| line.opened_on),
        };
        let mut intake = Intake::resumed(desk, receive, 0, vec![MessageFact::Received(received)]);
        intake.opened_on = line.map(|line| line.opened_on);
        intake.decision.blobs.push(receive.bytes.to_vec());
        intake.decision.blobs.extend(scan.map(|scan| scan.to_vec()));
        intake
    }

    fn resumed(
        desk: &'a Desk<'a>,
        receive: &'a ReceiveMessage,
        version: u32,
        message_facts: Vec<MessageFact>,
    ) -> Self {
        let answer = Answer {
            outcome: "understood".to_owned(),
            stream: Some(receive.message.stream()),
            ..Answer::default()
        };
        let decision = Decision { answer, ..Decision::default() };
        let (office, opened_on) = (None, None);
        Intake { desk, receive, version, office, opened_on, message_facts, decision }
    }

    /// Confirms to the sender that the message came, in the transaction that keeps it.
    ///
    /// Paper has the stamp for that, and of a register the court knows nothing. A receipt gets none, or two systems would confirm each other's
    /// confirmations for ever.
    fn give_receipt(&mut self) {
        let peeked = peek(&self.receive.bytes);
        let is_of_the_house = self.receive.paper.is_some() || self.receive.register.is_some();
        if is_of_the_house || peeked.kind == Some(Kind::Receipt) {
            return;
        }
        let digest = digest(&self.receive.bytes);
        let posting = Posting {
            id: MessageId(derived("receipt", &[self.receive.message.0.as_bytes()])),
            sent_at: self.receive.received_at,
            sender: self.desk.tables.codes().service.code.clone(),
            recipient: self.receive.sender.clone(),
        };
        let rejected = self.message_facts.iter().find_map(|fact| match fact {
            MessageFact::Rejected(rejected) => Some(rejected),
            _ => None,
        });
        let content = ReceiptContent {
            of: peeked.id,
            digest: &digest,
            received_at: self.receive.received_at,
            rejected,
        };
        let (bytes, given) = outbound::receipt(&posting, &content);
        self.decision.answer.receipt = Some(given.digest.clone());
        self.decision.blobs.push(bytes);
        self.message_facts.push(MessageFact::ReceiptGiven(given));
    }

    fn reject(&mut self, rejected: MessageRejected) {
        self.decision.answer.outcome = "rejected".to_owned();
        self.decision.answer.faults.clone_from(&rejected.faults);
        self.message_facts.push(MessageFact::Rejected(rejected));
    }

    fn reject_for(&mut self, pointer: &str, code: &str, arguments: &[(&str, String)]) {
        let fault = StoredFault {
            pointer: pointer.to_owned(),
            code: code.to_owned(),
            arguments: arguments
                .iter()
                .map(|(name, value)| ((*name).to_owned(), value.clone()))
                .collect(),
            mender: Mender::Sender,
        };
        self.reject(MessageRejected { faults: vec![fault], private: None });
    }

    fn act_on(
        &mut self,
        records: &mut dyn Records,
        understood: &Understood,
        received_on: Date,
    ) -> Result<(), Failure> {
        match &understood.body {
            Body::Judgment(sentence) => self.judge(records, sentence, received_on),
            Body::Ruling(ruling) => self.rule(records, ruling, received_on),
            Body::Receipt(receipt) => self.note_receipt(records, receipt),
            Body::ConvictionNotice(notice) => self.note_conviction(records, notice),
            Body::DeviceAlert(alert) => self.note_alert(records, alert),
            Body::Hearing(notice) => self.note_hearing(records, notice),
            Body::PoliceNotice(notice) => self.note_police(records, notice),
        }
    }

    fn finish(mut self) -> Decision {
        self.decision.writes.insert(
            0,
            Write {
                stream: self.receive.message.stream(),
                version: self.version,
                zone: self.desk.tables.zone(),
                facts: self.message_facts.into_iter().map(AnyFact::Message).collect(),
            },
        );
        self.decision
    }
}

/// SHA-256, lower-case hexadecimal.
pub(crate) fn digest(bytes: &[u8]) -> String {
    bagyt_store::hexadecimal(&Sha256::digest(bytes).into())
}
