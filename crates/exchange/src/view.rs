//! What lists and search read of persons, messages and reviews.
//!
//! The tables of persons tell who somebody is: they are left out of backups, rebuilt from the
//! journal and wiped on erasure. A name is found by keyed hashes of its folded words, so that the
//! table of postings by itself tells no name. The order by language comes in from the caller,
//! because the rules of collation are large tables.

use bagyt_core::identity::{MessageId, PersonId};
use bagyt_core::view::{ViewRow, ViewRows, ViewTable, bytes, integer, text};
use hmac::{Hmac, Mac};
use sha2::Sha256;

use crate::erasure::erased_streams;
use crate::fact::Identity;
use crate::finding::{address_tokens, phone_tokens};
use crate::linkage::record_tokens;
use crate::message::{Direction, Message};
use crate::name::{number_token, slip_tokens, surname_tokens, tokens};
use crate::person::{ErasureOutcome, Names, Person};

/// Persons as lists show and sort them.
///
/// `birth_on` is absent when not known, `national_no` when there is none; `former_names` has a line
/// for each, in which [`NAMES_DIVIDED_BY`] divides surname, given name and patronymic. A person
/// whose names were erased has no row.
pub const PERSON_VIEW: ViewTable = ViewTable {
    name: "person_view",
    version: 2,
    columns: &[
        text("person_id"),
        text("display_name"),
        text("surname"),
        text("given_name"),
        text("patronymic"),
        integer("birth_on"),
        text("sex"),
        text("national_no"),
        bytes("sort_ru"),
        bytes("sort_ky"),
        bytes("sort_kk"),
        text("former_names"),
    ],
    indexes: &["person_id", "sort_ru", "sort_ky", "sort_kk"],
    personal: true,
};

/// Between the parts of a name in a line of `former_names`.
pub const NAMES_DIVIDED_BY: char = '\u{1f}';

/// Under which tokens a person is found: words and beginnings of names, what they are near to,
/// pairs for linkage, numbers, telephone and address. The person is that of the stream.
pub const PERSON_POSTING: ViewTable = ViewTable {
    name: "person_posting",
    version: 2,
    columns: &[integer("token")],
    indexes: &["token"],
    personal: true,
};

/// Requests to forget who a person was, the newest of each person; `status` is `waiting`, `refused`
/// or `approved`.
pub const ERASURE_VIEW: ViewTable = ViewTable {
    name: "erasure_view",
    version: 1,
    columns: &[text("person_id"), text("status"), integer("asked_at"), integer("decided_at")],
    indexes: &["person_id", "status,asked_at"],
    personal: false,
};

/// Pairs of records that are one person's, or were proposed to be; one row in the stream of the main
/// record. `status` is `waiting` or `joined`; a refused or parted pair has no row.
pub const MERGE_VIEW: ViewTable = ViewTable {
    name: "merge_view",
    version: 1,
    columns: &[
        text("person_id"),
        text("other_id"),
        text("status"),
        integer("proposed_at"),
        text("proposed_by"),
    ],
    indexes: &["person_id", "other_id", "status,proposed_at"],
    personal: false,
};

/// The streams whose keys go, or went, with an approved erasure.
pub const ERASED_STREAM: ViewTable = ViewTable {
    name: "erased_stream",
    version: 1,
    columns: &[text("person_id"), text("erased")],
    indexes: &["erased"],
    personal: false,
};

/// Messages, in and out; `field` and `reason` name the first fault of a rejected one.
pub const MESSAGE_VIEW: ViewTable = ViewTable {
    name: "message_view",
    version: 1,
    columns: &[
        text("message_id"),
        text("direction"),
        text("kind"),
        text("counterpart"),
        text("number"),
        text("office"),
        text("status"),
        integer("received_at"),
        text("case_id"),
        text("digest"),
        text("field"),
        text("reason"),
    ],
    indexes: &[
        "status,received_at",
        "office,received_at",
        "counterpart,number",
        "message_id",
        "case_id",
    ],
    personal: false,
};

/// Questions of identity; `candidates` is their count, `decision` is `same` or `new`.
pub const REVIEW_VIEW: ViewTable = ViewTable {
    name: "review_view",
    version: 1,
    columns: &[
        text("message_id"),
        text("office"),
        text("status"),
        integer("opened_at"),
        integer("candidates"),
        integer("decided_at"),
        text("decision"),
    ],
    indexes: &["status,opened_at", "message_id"],
    personal: false,
};

/// The tables of a person's stream.
pub const PERSON_TABLES: [&ViewTable; 5] =
    [&PERSON_VIEW, &PERSON_POSTING, &ERASURE_VIEW, &ERASED_STREAM, &MERGE_VIEW];

/// The tables of a message's stream.
pub const MESSAGE_TABLES: [&ViewTable; 2] = [&MESSAGE_VIEW, &REVIEW_VIEW];

/// The key of the table of postings.
#[derive(Clone)]
pub struct PostingKey(Hmac<Sha256>);

impl std::fmt::Debug for PostingKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("PostingKey(…)")
    }
}

impl PostingKey {
    /// Takes 32 bytes of chance that stay the same as long as the table does.
    pub fn new(key: &[u8; 32]) -> Self {
        // A block holds the whole key, so that this is what HMAC does with it (RFC 2104).
        let mut block = hmac::digest::crypto_common::Key::<Hmac<Sha256>>::default();
        block.iter_mut().zip(key).for_each(|(into, from)| *into = *from);
        PostingKey(<Hmac<Sha256> as hmac::digest::KeyInit>::new(&block))
    }

    /// Returns the number under which a token of [`tokens`] or [`record_tokens`] stands: the first
    /// eight bytes of its HMAC-SHA-256.
    pub fn posting(&self, token: &str) -> i64 {
        let mut first = [0; 8];
        first.iter_mut().zip(self.mac(token)).for_each(|(into, from)| *into = from);
        i64::from_be_bytes(first)
    }

    /// Returns the claim that no two persons bear one national number, for the journal's writer.
    pub fn number_claim(&self, national_no: &str) -> String {
        let hex: String =
            self.mac(&number_token(national_no)).iter().map(|byte| format!("{byte:02x}")).collect();
        format!("pin:{hex}")
    }

    /// Returns under what a word stands among those of a case: the first four bytes of its
    /// HMAC-SHA-256 with the case before it.
    pub fn word(&self, case: uuid::Uuid, stem: &str) -> u32 {
        let mut mac = self.0.clone();
        mac.update(case.as_bytes());
        mac.update(stem.as_bytes());
        let mut first = [0; 4];
        let whole: [u8; 32] = mac.finalize().into_bytes().into();
        first.iter_mut().zip(whole).for_each(|(into, from)| *into = from);
        u32::from_be_bytes(first)
    }

    fn mac(&self, token: &str) -> [u8; 32] {
        let mut mac = self.0.clone();
        mac.update(token.as_bytes());
        mac.finalize().into_bytes().into()
    }
}

/// The keys by which a name sorts in each language of the pages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SortKeys {
    /// In the Russian order.
    pub ru: Vec<u8>,
    /// In the Kyrgyz order.
    pub ky: Vec<u8>,
    /// In the Kazakh order.
    pub kk: Vec<u8>,
}

/// What the rows of a person need from outside.
#[derive(Clone, Copy)]
pub struct PersonTables<'a> {
    /// The key of the postings.
    pub posting_key: &'a PostingKey,
    /// Makes the sort keys of a name as shown.
    pub sort_keys: &'a dyn Fn(&str) -> SortKeys,
}

/// Returns the rows of a person in each of [`PERSON_TABLES`].
pub fn person_views(id: PersonId, person: &Person, tables: &PersonTables<'_>) -> Vec<ViewRows> {
    let row = person_row(id, person, tables.sort_keys);
    let postings = match row {
        Some(_) => person_tokens(person),
        None => Vec::new(),
    };
    let mut numbers: Vec<i64> =
        postings.iter().map(|token| tables.posting_key.posting(token)).collect();
    numbers.sort_unstable();
    numbers.dedup();
    let erasure = erasure_row(id, person).into_iter().collect();
    let erased = erased_rows(id, person);
    let merge = merge_row(id, person).into_iter().collect();
    let postings = numbers.into_iter().map(|token| vec![token.into()]).collect();
    vec![
        ViewRows { table: &PERSON_VIEW, rows: row.into_iter().collect() },
        ViewRows { table: &PERSON_POSTING, rows: postings },
        ViewRows { table: &ERASURE_VIEW, rows: erasure },
        ViewRows { table: &ERASED_STREAM, rows: erased },
        ViewRows { table: &MERGE_VIEW, rows: merge },
    ]
}

fn merge_row(id: PersonId, person: &Person) -> Option<ViewRow> {
    let merge = person.merge.as_ref()?;
    Some(vec![
        id.to_string().into(),
        merge.other.to_string().into(),
        if merge.is_confirmed() { "joined" } else { "waiting" }.into(),
        merge.proposed_at.into(),
        merge.proposed_by.map(|staff| staff.to_string()).into(),
    ])
}

fn erasure_row(id: PersonId, person: &Person) -> Option<ViewRow> {
    let erasure = person.erasure.as_ref()?;
    let (status, decided_at) = match &erasure.outcome {
        ErasureOutcome::Waiting => ("waiting", None),
        ErasureOutcome::Refused { refused_at, .. } => ("refused", Some(*refused_at)),
        ErasureOutcome::Approved { approved_at, .. } => ("approved", Some(*approved_at)),
    };
    Some(vec![id.to_string().into(), status.into(), erasure.asked_at.into(), decided_at.into()])
}

fn erased_rows(id: PersonId, person: &Person) -> Vec<ViewRow> {
    let Some(approved) = person.erased() else { return Vec::new() };
    let streams = erased_streams(id, approved).into_iter();
    streams.map(|stream| vec![id.to_string().into(), stream.to_string().into()]).collect()
}

fn person_row(
    id: PersonId,
    person: &Person,
    sort_keys: &dyn Fn(&str) -> SortKeys,
) -> Option<ViewRow> {
    let (names, sex) = (person.names.as_ref()?, person.sex?);
    let display_name = names.display();
    let keys = sort_keys(&display_name);
    Some(vec![
        id.to_string().into(),
        display_name.into(),
        names.surname.as_str().into(),
        names.given_name.as_str().into(),
        names.patronymic.clone().unwrap_or_default().into(),
        person.birth_on.into(),
        sex.code().into(),
        person.national_no.clone().into(),
        keys.ru.into(),
        keys.ky.into(),
        keys.kk.into(),
        former_lines(person).into(),
    ])
}

fn former_lines(person: &Person) -> String {
    let line = |names: &Names| {
        let patronymic = names.patronymic.as_deref().unwrap_or_default();
        let divided = NAMES_DIVIDED_BY;
        format!("{}{divided}{}{divided}{patronymic}", names.surname, names.given_name)
    };
    person.former_names.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// Reads the lines of `former_names`.
pub fn former_names(lines: &str) -> Vec<Names> {
    let name = |line: &str| {
        let mut parts = line.split(NAMES_DIVIDED_BY).map(str::to_owned);
        Some(Names {
            surname: parts.next()?,
            given_name: parts.next()?,
            patronymic: parts.next().filter(|patronymic| !patronymic.is_empty()),
        })
    };
    lines.lines().filter_map(name).collect()
}

/// Returns every token under which a person is found, by present and former names and numbers, by
/// telephone and by address.
pub fn person_tokens(person: &Person) -> Vec<String> {
    let mut found = Vec::new();
    for names in person.names.iter().chain(&person.former_names) {
        found.extend(tokens(&names.display()));
        found.extend(slip_tokens(&names.display()));
        found.extend(surname_tokens(&names.surname));
        found.extend(record_tokens(names, person.birth_on));
    }
    let numbers = person.national_no.iter().chain(&person.former_numbers);
    found.extend(numbers.map(|number| number_token(number)));
    found.extend(person.phone.iter().flat_map(|phone| phone_tokens(phone)));
    found.extend(person.address.iter().flat_map(|address| address_tokens(address)));
    found
}

/// Returns the rows of a message in each of [`MESSAGE_TABLES`].
pub fn message_views(id: MessageId, message: &Message) -> Vec<ViewRows> {
    vec![
        ViewRows { table: &MESSAGE_VIEW, rows: message_row(id, message).into_iter().collect() },
        ViewRows { table: &REVIEW_VIEW, rows: review_row(id, message).into_iter().collect() },
    ]
}

fn message_row(id: MessageId, message: &Message) -> Option<ViewRow> {
    let direction = match message.direction? {
        Direction::In => "in",
        Direction::Out => "out",
    };
    let fault = message.faults.first();
    Some(vec![
        id.to_string().into(),
        direction.into(),
        message.kind.as_deref().unwrap_or("unknown").into(),
        message.counterpart.as_str().into(),
        message.number.clone().into(),
        message.office.as_ref().map(|office| office.0.clone()).into(),
        message.status?.code().into(),
        message.received_at.into(),
        message.case.map(|case| case.to_string()).into(),
        message.digest.as_str().into(),
        fault.map(|fault| fault.pointer.clone()).into(),
        fault.map(|fault| fault.code.clone()).into(),
    ])
}

fn review_row(id: MessageId, message: &Message) -> Option<ViewRow> {
    let review = message.review.as_ref()?;
    let decision = review.decision.as_ref();
    let word = |identity: Identity| match identity {
        Identity::Same(_) => "same",
        Identity::New(_) => "new",
    };
    Some(vec![
        id.to_string().into(),
        message.office.as_ref().map(|office| office.0.clone()).into(),
        if decision.is_some() { "decided" } else { "open" }.into(),
        review.opened_at.into(),
        i64::try_from(review.candidates.len()).unwrap_or(i64::MAX).into(),
        decision.map(|decision| decision.decided_at).into(),
        decision.map(|decision| word(decision.identity)).into(),
    ])
}
