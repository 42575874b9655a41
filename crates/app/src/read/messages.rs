//! What came in, and decisions of identity.

use bagyt_core::command::Purpose;
use bagyt_core::identity::{CaseId, MessageId, OfficeCode, PersonId};
use bagyt_exchange::fact::StoredFault;
use bagyt_exchange::message::Message;
use bagyt_exchange::message::read::{Body, Reception, Understood, understand};
use bagyt_store::Delivery;
use bagyt_store::query::{self, MessageFilter};
use jiff::Timestamp;
use jiff::civil::Date;

use super::{Paged, part};
use crate::App;
use crate::execute::Online;
use crate::outcome::Failure;
use crate::policy::Relation;
use crate::read_stream::facts;
use crate::records::Records;
use crate::role::{Action, Role};
use crate::user::User;

/// So much of a message's text is shown; no understood message has a tenth of it.
const TEXT_BYTES_MAX: usize = 64 * 1024;

/// The kind of messages by which the police tells of a client.
pub(super) const POLICE_NOTICE: &str = "police_notice";

/// A message in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MessageItem {
    /// The message.
    pub message: MessageId,
    /// `in` or `out`.
    pub direction: String,
    /// Kind.
    pub kind: String,
    /// The agency at the other end, by its code.
    pub counterpart: String,
    /// The court's number.
    pub number: Option<String>,
    /// The office.
    pub office: Option<String>,
    /// Status.
    pub status: String,
    /// When it came or went.
    pub received_at: Timestamp,
    /// The case.
    pub case: Option<CaseId>,
    /// JSON pointer of the first fault.
    pub field: Option<String>,
    /// Code of the first fault.
    pub reason: Option<String>,
    /// How far its delivery has come, if it was tried.
    pub delivery: Option<Delivery>,
}

impl MessageItem {
    /// How far the message has come, as a code: its status, or of a message that was sent and is
    /// not confirmed how its delivery stands, `delivered` or `failing`.
    pub fn standing(&self) -> &str {
        match &self.delivery {
            Some(delivery) if self.status == "sent" => match delivery.delivered_at {
                Some(_) => "delivered",
                None => "failing",
            },
            _ => &self.status,
        }
    }
}

/// A message with what was found wrong in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MessagePage {
    /// The message.
    pub item: MessageItem,
    /// Every fault, with who can mend it.
    pub faults: Vec<StoredFault>,
    /// Digest of its bytes.
    pub digest: String,
    /// Number of bytes.
    pub size: u32,
    /// The stamp of receipt, of paper.
    pub stamped_on: Option<Date>,
    /// Whether the scan of a paper is kept.
    pub has_scan: bool,
    /// What the police tells, as a code, with its day; of a notice of the police that was understood.
    pub police: Option<(String, Date)>,
    /// The text as it came, if it is text, at most its first 64 KiB.
    pub text: String,
    /// Whether the text goes on.
    pub is_cut: bool,
}

/// A decision of identity that waits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReviewItem {
    /// The message.
    pub message: MessageId,
    /// The office.
    pub office: Option<String>,
    /// Since when it waits.
    pub opened_at: Timestamp,
    /// How many people it may be.
    pub candidates: u64,
}

/// Somebody to whom a message may belong, beside what the message says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CandidateItem {
    /// The person; `None` for the message itself.
    pub person: Option<PersonId>,
    /// Surname.
    pub surname: String,
    /// Given name.
    pub given_name: String,
    /// Patronymic.
    pub patronymic: String,
    /// Birth date.
    pub birth_on: Option<Date>,
    /// `f` or `m`.
    pub sex: String,
    /// National number.
    pub national_no: String,
    /// Address.
    pub address: String,
    /// What speaks for it and against it, as codes.
    pub reasons: Vec<String>,
}

/// A decision of identity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReviewPage {
    /// The message.
    pub item: MessageItem,
    /// What the message says.
    pub asked: CandidateItem,
    /// Those whom it may be, the likest first.
    pub candidates: Vec<CandidateItem>,
    /// Whether it is decided already.
    pub decided: bool,
}

pub(super) fn item(row: query::MessageRow) -> MessageItem {
    MessageItem {
        message: row.message_id,
        direction: row.direction,
        kind: row.kind,
        counterpart: row.counterpart,
        number: row.number,
        office: row.office.map(|office| office.0),
        status: row.status,
        received_at: row.received_at,
        case: row.case_id,
        field: row.field,
        reason: row.reason,
        delivery: row.delivery,
    }
}

/// The offices whose messages somebody takes in: the own, or those of the region.
fn offices_of(user: &User) -> Vec<OfficeCode> {
    match user.role {
        Role::InterregionalHead => user.region_offices.clone(),
        _ => vec![user.office.clone()],
    }
}

impl App {
    /// Returns a page, from 1, of the messages that the reader may see, the newest first: all or
    /// those of a status.
    ///
    /// # Errors
    ///
    /// [`Failure::Denied`]; outages.
    pub fn inbox(
        &self,
        user: &User,
        status: Option<&str>,
        page: u32,
    ) -> Result<Paged<MessageItem>, Failure> {
        self.require_somewhere(user, Action::ViewInbox)?;
        let online = Online::new(self)?;
        let filter = MessageFilter {
            status: status.map(str::to_owned),
            offices: Some(offices_of(user)),
            ..MessageFilter::default()
        };
        let listed =
            query::messages(&online.reader, &filter, part(page)).map_err(Failure::outage)?;
        let mut rows = Vec::with_capacity(listed.rows.len());
        let found = listed.rows.len();
        for item in listed.rows.into_iter().map(item) {
            let office = item.office.clone().unwrap_or_default();
            let relation = self.relation_to_message(user, &online, &item, &office)?;
            if self.policy().allows(user.role, Action::ViewInbox, relation) {
                rows.push(item);
            }
        }
        Ok(Paged::without(rows, found, listed.total, page))
    }

    /// How a person stands to a message: as to its office, and as to the case that it is about.
    fn relation_to_message(
        &self,
        user: &User,
        online: &Online<'_>,
        item: &MessageItem,
        office: &str,
    ) -> Result<Relation, Failure> {
        let row = match item.case {
            Some(case) => query::case_by_id(&online.reader, case).map_err(Failure::outage)?,
            None => None,
        };
        Ok(match row {
            Some(row) => user.relation_to(row.case_id, office, row.officer, row.restricted),
            None => user.relation(office, None, false),
        })
    }

    /// Refuses what the person may not do with a message; who is excluded from its case, or from a
    /// case of somebody whom it may be about, is told that there is none.
    pub(super) fn require_for_message(
        &self,
        user: &User,
        online: &Online<'_>,
        item: &MessageItem,
        action: Action,
    ) -> Result<(), Failure> {
        // A message that names no office is for whoever takes in for the service.
        let office = item.office.clone().unwrap_or_else(|| user.office.0.clone());
        let relation = self.relation_to_message(user, online, item, &office)?;
        if relation.excluded {
            return Err(Failure::NotFound);
        }
        self.require(user, action, relation)
    }

    /// Whether a message may be about somebody of whose case the person may not know.
    pub(crate) fn is_about_excluded(
        &self,
        user: &User,
        online: &Online<'_>,
        id: MessageId,
    ) -> Result<bool, Failure> {
        let excluded = &user.own_access.excluded;
        if excluded.is_empty() {
            return Ok(false);
        }
        let Some(stored) = online.stored(id.stream())? else { return Ok(false) };
        let key = online.key(id.stream())?;
        let message = Message::fold(facts(&stored.entries, key.as_ref())?);
        let message = message.map_err(Failure::defect)?;
        for candidate in message.review.iter().flat_map(|review| &review.candidates) {
            let cases = query::cases_of_person(&online.reader, candidate.person);
            if cases.map_err(Failure::outage)?.iter().any(|row| excluded.contains(&row.case_id)) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Returns a message with its faults and its text.
    ///
    /// # Errors
    ///
    /// [`Failure::NotFound`] and [`Failure::Denied`]; outages.
    pub fn message(&self, user: &User, id: MessageId) -> Result<MessagePage, Failure> {
        let mut online = Online::new(self)?;
        let row = query::message_by_id(&online.reader, id).map_err(Failure::outage)?;
        let item = item(row.ok_or(Failure::NotFound)?);
        self.require_for_message(user, &online, &item, Action::ViewInbox)?;
        if self.is_about_excluded(user, &online, id)? {
            return Err(Failure::NotFound);
        }
        let message = online.message(id)?.ok_or(Failure::NotFound)?;
        let bytes = online.blob(&message.digest)?.unwrap_or_default();
        drop(online);
        let police = match item.kind.as_str() {
            POLICE_NOTICE if item.case.is_some() && !bytes.is_empty() => {
                self.told_by_police(&bytes, &message)?
            }
            _ => None,
        };
        self.log_access(user, Purpose::Intake, "message", [id.stream()])?;
        Ok(MessagePage {
            item,
            faults: message.faults.clone(),
            digest: message.digest.clone(),
            size: message.size,
            stamped_on: message.stamped_on,
            has_scan: message.scan_digest.is_some(),
            police,
            is_cut: bytes.len() > TEXT_BYTES_MAX,
            text: beginning(bytes),
        })
    }

    /// Returns a page, from 1, of the decisions of identity that wait, the oldest first.
    ///
    /// # Errors
    ///
    /// [`Failure::Denied`]; outages.
    pub fn reviews(&self, user: &User, page: u32) -> Result<Paged<ReviewItem>, Failure> {
        self.require_somewhere(user, Action::DecideReview)?;
        let online = Online::new(self)?;
        let offices = offices_of(user);
        let listed = query::reviews(&online.reader, "open", Some(&offices), part(page))
            .map_err(Failure::outage)?;
        let found = listed.rows.len();
        let mut rows = Vec::with_capacity(found);
        for row in listed.rows {
            if self.is_about_excluded(user, &online, row.message_id)? {
                continue;
            }
            rows.push(ReviewItem {
                message: row.message_id,
                office: row.office.map(|office| office.0),
                opened_at: row.opened_at,
                candidates: row.candidates,
            });
        }
        Ok(Paged::without(rows, found, listed.total, page))
    }

    /// Returns a decision of identity: what the message says beside those whom it may be.
    ///
    /// # Errors
    ///
    /// [`Failure::NotFound`] and [`Failure::Denied`]; outages.
    pub fn review(&self, user: &User, id: MessageId) -> Result<ReviewPage, Failure> {
        let mut online = Online::new(self)?;
        let row = query::message_by_id(&online.reader, id).map_err(Failure::outage)?;
        let item = item(row.ok_or(Failure::NotFound)?);
        let office = item.office.clone().unwrap_or_default();
        self.require(user, Action::DecideReview, user.relation(&office, None, false))?;
        if self.is_about_excluded(user, &online, id)? {
            return Err(Failure::NotFound);
        }
        let message = online.message(id)?.ok_or(Failure::NotFound)?;
        let review = message.review.as_ref().ok_or(Failure::NotFound)?;
        // Of an erased message nothing is left to decide.
        let bytes = online.blob(&message.digest)?.ok_or(Failure::NotFound)?;
        let on = message.stamped_on.unwrap_or_else(|| self.zone().day_of(message.received_at));
        let understood = self.understand_again(&bytes, &message.counterpart, on)?;
        let asked = asked(&understood)?;
        let mut candidates = Vec::new();
        let mut subjects = vec![id.stream()];
        for candidate in &review.candidates {
            let Some(person) = online.person(candidate.person)? else { continue };
            let names = person.names.as_ref();
            subjects.push(candidate.person.stream());
            candidates.push(CandidateItem {
                person: Some(candidate.person),
                surname: names.map(|names| names.surname.clone()).unwrap_or_default(),
                given_name: names.map(|names| names.given_name.clone()).unwrap_or_default(),
                patronymic: names.and_then(|names| names.patronymic.clone()).unwrap_or_default(),
                birth_on: person.birth_on,
                sex: person.sex.map(|sex| sex.code().to_owned()).unwrap_or_default(),
                national_no: person.national_no.clone().unwrap_or_default(),
                address: person.address.clone().unwrap_or_default(),
                reasons: candidate
                    .reasons
                    .iter()
                    .filter_map(|reason| serde_json::to_value(reason).ok())
                    .filter_map(|reason| reason.as_str().map(str::to_owned))
                    .collect(),
            });
        }
        let decided = review.decision.is_some();
        drop(online);
        self.log_access(user, Purpose::Identification, "review", subjects)?;
        Ok(ReviewPage { item, asked, candidates, decided })
    }

    /// Reads again what the police tells.
    pub(super) fn told_by_police(
        &self,
        bytes: &[u8],
        message: &Message,
    ) -> Result<Option<(String, Date)>, Failure> {
        let on = self.zone().day_of(message.received_at);
        let understood = self.understand_again(bytes, &message.counterpart, on)?;
        Ok(match understood.body {
            Body::PoliceNotice(notice) => Some((notice.notice.to_owned(), notice.happened_on)),
            _ => None,
        })
    }

    /// Reads the bytes of a message that was understood before.
    pub(crate) fn understand_again(
        &self,
        bytes: &[u8],
        sender: &str,
        received_on: Date,
    ) -> Result<Understood, Failure> {
        let reception = Reception { received_on, sender: Some(sender), known_from: None };
        let tables = self.tables();
        understand(bytes, tables.codes(), &|question| tables.bounds(question), &reception)
            .map_err(|_| Failure::defect("a message that was understood no longer is"))
    }
}

/// The beginning of bytes that are text; empty for others.
fn beginning(bytes: Vec<u8>) -> String {
    let mut text = String::from_utf8(bytes).unwrap_or_default();
    text.truncate(text.floor_char_boundary(TEXT_BYTES_MAX));
    text
}

fn asked(understood: &Understood) -> Result<CandidateItem, Failure> {
    let subject = understood
        .subject()
        .ok_or_else(|| Failure::defect("a message under review speaks of nobody"))?;
    Ok(CandidateItem {
        person: None,
        surname: subject.names.surname.clone(),
        given_name: subject.names.given_name.clone(),
        patronymic: subject.names.patronymic.clone().unwrap_or_default(),
        birth_on: subject.birth_on,
        sex: subject.sex.code().to_owned(),
        national_no: subject
            .national_no
            .as_ref()
            .map(|number| number.as_str().to_owned())
            .unwrap_or_default(),
        address: subject.address.clone().unwrap_or_default(),
        reasons: Vec::new(),
    })
}
