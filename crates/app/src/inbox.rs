//! The doors through which messages and paper acts come in, and what they are answered.

use std::fmt;

use bagyt_core::command::{Actor, CommandMeta, Purpose};
use bagyt_core::identity::{CaseId, CommandId, MessageId, PersonId};
use bagyt_exchange::fact::{Identity, StoredFault};
use bagyt_exchange::message::read::peek;
use bagyt_exchange::review::DecideReview;
use jiff::civil::Date;
use serde::{Serialize, Serializer};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::App;
use crate::command::{Command, PaperAct, ReceiveMessage};
use crate::outcome::{Failure, Refused};
use crate::records::{Answer, Records};
use crate::role::Action;
use crate::user::User;

/// The sender of bytes that name none.
const UNKNOWN_SENDER: &str = "unknown";

/// What the sender of a message is told. The same message gets the same receipt.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Receipt {
    /// Under what it is kept here.
    pub message: Uuid,
    /// What became of it: `opened`, `review`, `applied`, `understood` or `rejected`.
    pub outcome: String,
    /// Every fault, with its place and who can mend it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub faults: Vec<StoredFault>,
    /// The receipt itself, a message as its schema says; absent for paper, for a receipt, and for
    /// what came before receipts were kept.
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "as_it_is")]
    pub receipt: Option<String>,
}

/// Writes JSON text as the value that it is, byte for byte, so that its digest holds.
fn as_it_is<S: Serializer>(text: &Option<String>, serializer: S) -> Result<S::Ok, S::Error> {
    let raw = text.clone().map(serde_json::value::RawValue::from_string).transpose();
    raw.map_err(serde::ser::Error::custom)?.serialize(serializer)
}

impl Receipt {
    /// Whether the message was kept but not understood.
    pub fn is_rejection(&self) -> bool {
        self.outcome == "rejected"
    }
}

impl fmt::Display for Receipt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.outcome, self.message)?;
        for fault in &self.faults {
            let place = if fault.pointer.is_empty() { "/" } else { &fault.pointer };
            write!(f, "\n  {place}: {}", fault.code)?;
            for (name, value) in &fault.arguments {
                write!(f, " {name}={value}")?;
            }
        }
        Ok(())
    }
}

/// A paper act as it is typed in.
#[derive(Clone, Debug)]
pub struct PaperActForm {
    /// The court, by its code.
    pub sender: String,
    /// The short form as a message.
    pub bytes: Vec<u8>,
    /// The day on the stamp of receipt.
    pub stamped_on: Date,
    /// The scan; empty where there is none.
    pub scan: Vec<u8>,
}

/// Derives an identifier (UUID version 8) from what names the message, so that the same message
/// leads to the same command and the same entries.
pub(crate) fn derived(purpose: &str, parts: &[&[u8]]) -> Uuid {
    let mut hash = Sha256::new();
    hash.update(purpose.as_bytes());
    for part in parts {
        hash.update(u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
        hash.update(part);
    }
    let digest = hash.finalize();
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&digest[..16]);
    uuid::Builder::from_custom_bytes(bytes).into_uuid()
}

impl App {
    /// Takes in a message. It is kept whatever it says.
    ///
    /// `sender` is the agency that was authenticated; without one the sender that the message
    /// names.
    ///
    /// # Errors
    ///
    /// Refused with `command-reused` if a message of that identifier came with other content;
    /// outages: the message is then not kept and must be sent again.
    pub fn receive_message(
        &self,
        sender: Option<&str>,
        bytes: Vec<u8>,
    ) -> Result<Receipt, Failure> {
        let peeked = peek(&bytes);
        let named = sender_named(&bytes);
        let sender =
            sender.map(str::to_owned).or(named).unwrap_or_else(|| UNKNOWN_SENDER.to_owned());
        let reference = match peeked.id {
            Some(id) => id.as_bytes().to_vec(),
            None => Sha256::digest(&bytes).to_vec(),
        };
        let named = sender.clone();
        let name: &[&[u8]] = &[named.as_bytes(), &reference];
        let meta = CommandMeta {
            id: CommandId(derived("command", name)),
            recorded_at: self.now(),
            actor: Actor::Agency(sender.clone()),
            purpose: Purpose::Intake,
        };
        let message = MessageId(derived("message", name));
        let receive = ReceiveMessage {
            message,
            sender,
            bytes: bytes.into(),
            received_at: meta.recorded_at,
            paper: None,
            register: None,
            person: PersonId(derived("person", name)),
            case: CaseId(derived("case", name)),
        };
        let answer = self.execute(&meta, &Command::Receive(receive))?;
        self.receipt(message, answer)
    }

    /// Makes the token with which an agency's system shows who it is: the agency's code and a
    /// keyed hash of it. It is handed over on paper or by another safe way.
    ///
    /// # Errors
    ///
    /// Refused with `unknown-agency` if the code lists have no such agency.
    pub fn agency_token(&self, agency: &str) -> Result<String, Failure> {
        if self.tables().codes().find_counterpart(agency).is_none() {
            let text = format!("the code lists have no agency `{agency}`");
            return Err(Refused::new("unknown-agency", Some("agency"), &text)
                .with("agency", agency)
                .into());
        }
        Ok(format!("{agency}.{}", self.secrets().keyed_hash(&format!("agency token {agency}"))))
    }

    /// Takes in a message from an agency's system that shows its token.
    ///
    /// # Errors
    ///
    /// [`Failure::Denied`] without a token of ours; nothing is kept then. Else as
    /// [`App::receive_message`].
    pub fn receive_with_token(
        &self,
        token: Option<&str>,
        bytes: Vec<u8>,
    ) -> Result<Receipt, Failure> {
        let agency = self.agency_of_token(token)?;
        self.receive_message(Some(agency), bytes)
    }

    /// Returns the agency whose token this is.
    pub(crate) fn agency_of_token<'t>(&self, token: Option<&'t str>) -> Result<&'t str, Failure> {
        let token = token.ok_or(Failure::Denied)?;
        let (agency, _) = token.rsplit_once('.').ok_or(Failure::Denied)?;
        let expected = self.agency_token(agency).map_err(|_| Failure::Denied)?;
        // Hashed once more under the key, so that the time of comparing tells nothing.
        let hashed = |text: &str| self.secrets().keyed_hash(text);
        if hashed(token) == hashed(&expected) { Ok(agency) } else { Err(Failure::Denied) }
    }

    /// Takes in an act that came on paper.
    ///
    /// # Errors
    ///
    /// [`Failure::Denied`]; as [`App::receive_message`].
    pub fn paper_act(
        &self,
        user: &User,
        id: CommandId,
        form: PaperActForm,
    ) -> Result<Receipt, Failure> {
        let relation = user.relation(&user.office.0, None, false);
        self.require(user, Action::TakePaperAct, relation)?;
        self.check_scan(&form.scan)?;
        let meta = self.meta(user, id, Purpose::Intake);
        let message = MessageId(derived("message", &[id.0.as_bytes()]));
        let receive = ReceiveMessage {
            message,
            sender: form.sender,
            bytes: form.bytes.into(),
            received_at: meta.recorded_at,
            paper: Some(PaperAct {
                stamped_on: form.stamped_on,
                scan: form.scan.into(),
                case: None,
            }),
            register: None,
            person: PersonId(derived("person", &[id.0.as_bytes()])),
            case: CaseId(derived("case", &[id.0.as_bytes()])),
        };
        let answer = self.execute(&meta, &Command::Receive(receive))?;
        self.receipt(message, answer)
    }

    /// Decides to whom a message belongs: to a person who is known, or to a new one.
    ///
    /// # Errors
    ///
    /// [`Failure::NotFound`] and [`Failure::Denied`]; the words of the wing.
    pub fn decide_review(
        &self,
        user: &User,
        id: CommandId,
        message: MessageId,
        person: Option<PersonId>,
        reason: String,
    ) -> Result<Answer, Failure> {
        let online = crate::execute::Online::new(self)?;
        let row = bagyt_store::query::message_by_id(&online.reader, message)
            .map_err(Failure::outage)?
            .ok_or(Failure::NotFound)?;
        if self.is_about_excluded(user, &online, message)? {
            return Err(Failure::NotFound);
        }
        drop(online);
        let office = row.office.map(|office| office.0).unwrap_or_default();
        self.require(user, Action::DecideReview, user.relation(&office, None, false))?;
        let identity = match person {
            Some(person) => Identity::Same(person),
            None => Identity::New(PersonId(derived("person", &[id.0.as_bytes()]))),
        };
        let decide = DecideReview { identity, reason };
        let case = CaseId(derived("case", &[id.0.as_bytes()]));
        let meta = self.meta(user, id, Purpose::Identification);
        self.execute(&meta, &Command::DecideReview { message, decide, case })
    }

    /// Puts what a sender is told together from what was decided, now or when it came first.
    fn receipt(&self, message: MessageId, answer: Answer) -> Result<Receipt, Failure> {
        let bytes = match &answer.receipt {
            Some(digest) => crate::execute::Online::new(self)?.blob(digest)?,
            None => None,
        };
        let receipt = bytes.map(String::from_utf8).transpose().map_err(Failure::defect)?;
        Ok(Receipt { message: message.0, outcome: answer.outcome, faults: answer.faults, receipt })
    }
}

/// Reads the sender that a message names, whatever else is wrong with it.
fn sender_named(bytes: &[u8]) -> Option<String> {
    #[derive(serde::Deserialize)]
    struct Named {
        sender: String,
    }
    let named: Named = serde_json::from_slice(bytes).ok()?;
    // Longer than any code of an agency: not a sender.
    Some(named.sender).filter(|sender| !sender.is_empty() && sender.len() <= 64)
}
