//! A message from its coming to its case, and a person from the first record to another name, with
//! the rows that lists and search read.

use bagyt_core::command::Actor;
use bagyt_core::effective::{Effective, Zone};
use bagyt_core::fact::{Fact, PrivateWords, Recorded, Withdrawn};
use bagyt_core::identity::{CaseId, CommandId, MessageId, PersonId};
use bagyt_core::view::{Cell, ViewRows, ViewTable};
use bagyt_exchange::fact::*;
use bagyt_exchange::finding::understand;
use bagyt_exchange::linkage::{Known, Match, match_person};
use bagyt_exchange::message::{Message, Status, peek};
use bagyt_exchange::person::Person;
use bagyt_exchange::view::{
    MESSAGE_VIEW, PERSON_POSTING, PERSON_VIEW, PersonTables, PostingKey, REVIEW_VIEW, SortKeys,
    message_views, person_views,
};
use jiff::civil::date;
use uuid::Uuid;

use crate::invented::{RECEIVED_ON, codes, example, read};

const PERSON: PersonId = PersonId(Uuid::from_u128(1));
const MESSAGE: MessageId = MessageId(Uuid::from_u128(2));
const CASE: CaseId = CaseId(Uuid::from_u128(3));

/// Gives facts their places in a stream, an hour apart.
fn recorded<F: Fact>(facts: Vec<F>) -> Vec<Recorded<F>> {
    let start: jiff::Timestamp = "2026-03-02T04:00:00Z".parse().unwrap();
    let place = |(index, fact): (usize, F)| {
        let version = index as u32 + 1;
        let recorded_at = start + jiff::Span::new().hours(index as i64);
        Recorded {
            seq: u64::from(version),
            version,
            recorded_at,
            effective: fact.effective().unwrap_or(Effective::instant(recorded_at, Zone::Bishkek)),
            actor: Actor::System,
            cause: CommandId(Uuid::from_u128(9)),
            fact,
        }
    };
    facts.into_iter().enumerate().map(place).collect()
}

fn received(bytes: &[u8]) -> MessageReceived {
    let peeked = peek(bytes);
    MessageReceived {
        sender: "ZZ-C-0303".to_owned(),
        kind: peeked.kind.map(|kind| kind.code().to_owned()),
        reference: peeked.id,
        digest: bagyt_exchange::outbound::digest(bytes),
        size: bytes.len() as u32,
        medium: Medium::Message,
        received_at: "2026-03-02T04:00:00Z".parse().unwrap(),
        stamped_on: None,
        scan_digest: None,
        register_digest: None,
        register_line: None,
        opened_on: None,
    }
}

/// Returns the columns of a table's only row, by name.
fn row(rows: &[ViewRows], table: &ViewTable) -> impl Fn(&str) -> Cell {
    let rows = &rows.iter().find(|rows| rows.table == table).unwrap().rows;
    assert_eq!(rows.len(), 1);
    let (row, columns) = (rows[0].clone(), table.columns);
    assert_eq!(row.len(), columns.len());
    move |name| row[columns.iter().position(|column| column.name == name).unwrap()].clone()
}

fn review_facts() -> Vec<MessageFact> {
    let bytes = example("judgment.v1").to_string().into_bytes();
    let understood = read(&bytes).unwrap();
    let known = Person::fold(recorded(vec![understood.subject().unwrap().created().into()]));
    let mut known = Known::of(PERSON, &known.unwrap());
    known.birth_on = Some(date(1990, 12, 5));
    let claim = understood.subject().unwrap().claim();
    let Match::Review { candidates } = match_person(&claim, Some(&known), &[]) else { panic!() };
    vec![
        received(&bytes).into(),
        understood.fact(codes(), RECEIVED_ON).into(),
        ReviewRequested { candidates }.into(),
    ]
}

#[test]
fn a_message_waits_for_a_decision_and_goes_on_to_its_case() {
    let mut facts = review_facts();
    let message = Message::fold(recorded(facts.clone())).unwrap();
    assert_eq!(message.status, Some(Status::Review));
    let views = message_views(MESSAGE, &message);
    let cell = row(&views, &MESSAGE_VIEW);
    assert_eq!(cell("status"), Cell::from("review"));
    assert_eq!(cell("kind"), Cell::from("judgment"));
    assert_eq!(cell("number"), Cell::from("УД-118/25.03"));
    assert_eq!(cell("office"), Cell::from("ZZ-03-05"));
    let cell = row(&views, &REVIEW_VIEW);
    assert_eq!((cell("status"), cell("candidates")), (Cell::from("open"), Cell::Integer(1)));

    let private = Some(PrivateWords { words: "the same scar".to_owned() });
    facts.push(ReviewDecided { identity: Identity::Same(PERSON), private }.into());
    facts.push(CaseOpenedFrom { case: CASE, person: PERSON }.into());
    let message = Message::fold(recorded(facts)).unwrap();
    assert_eq!(message.person, Some(PERSON));
    let views = message_views(MESSAGE, &message);
    let cell = row(&views, &MESSAGE_VIEW);
    assert_eq!(cell("status"), Cell::from("opened"));
    assert_eq!(cell("case_id"), Cell::from(CASE.to_string()));
    let cell = row(&views, &REVIEW_VIEW);
    assert_eq!((cell("status"), cell("decision")), (Cell::from("decided"), Cell::from("same")));
}

#[test]
fn a_withdrawn_decision_is_a_question_again() {
    let mut facts = review_facts();
    facts.push(ReviewDecided { identity: Identity::New(PERSON), private: None }.into());
    let reason = "mistake".to_owned();
    facts.push(MessageFact::Withdrawn(Withdrawn { version: 4, reason, private: None }));
    let message = Message::fold(recorded(facts)).unwrap();
    assert_eq!(message.status, Some(Status::Review));
    assert_eq!(message.person, None);
    assert_eq!(message.version, 5);
}

#[test]
fn a_rejected_message_shows_its_first_fault_and_no_value() {
    let bytes = b"{\"message\": \"judgment\", \"name\": \"Asan uulu Bakyt\"}";
    let rejections = read(bytes).unwrap_err();
    let facts = vec![received(bytes).into(), rejections.fact().into()];
    let message = Message::fold(recorded(facts)).unwrap();
    let views = message_views(MESSAGE, &message);
    let cell = row(&views, &MESSAGE_VIEW);
    assert_eq!(cell("status"), Cell::from("rejected"));
    assert_eq!(cell("field"), Cell::from(""));
    assert_eq!(cell("reason"), Cell::from("field-unknown"));
    let (clear, private) = MessageFact::from(rejections.fact())
        .draft()
        .map(|fact| (fact.payload, fact.private))
        .unwrap();
    assert!(!clear.to_string().contains("name"), "{clear}");
    assert!(private.unwrap().to_string().contains("name"));
}

#[test]
fn a_message_of_ours_is_sent_until_its_receipt_comes() {
    let sent = MessageSent {
        kind: "submission".to_owned(),
        recipient: "ZZ-C-0303".to_owned(),
        digest: "ab".repeat(32),
        size: 700,
        case: Some(CASE),
        number: Some("УД-118/25.03".to_owned()),
        office: None,
        answers: None,
        submission: Some(Uuid::from_u128(5)),
    };
    let receipt = |outcome| ReceiptReceived {
        outcome,
        digest: "cd".repeat(32),
        received_at: "2026-03-02T05:00:00Z".parse().unwrap(),
        number: None,
    };
    let status = |facts: Vec<MessageFact>| Message::fold(recorded(facts)).unwrap().status.unwrap();
    assert_eq!(status(vec![sent.clone().into()]), Status::Sent);
    let accepted = receipt(ReceiptOutcome::Accepted);
    assert_eq!(status(vec![sent.clone().into(), accepted.into()]), Status::Acknowledged);
    let rejected = receipt(ReceiptOutcome::Rejected);
    assert_eq!(status(vec![sent.into(), rejected.into()]), Status::Rejected);
}

fn tables(key: &PostingKey) -> PersonTables<'_> {
    let sort_keys: &dyn Fn(&str) -> SortKeys =
        &|name| SortKeys { ru: name.as_bytes().to_vec(), ..SortKeys::default() };
    PersonTables { posting_key: key, sort_keys }
}

fn postings(person: &Person, key: &PostingKey) -> Vec<i64> {
    let views = person_views(PERSON, person, &tables(key));
    let rows = &views.iter().find(|rows| rows.table == &PERSON_POSTING).unwrap().rows;
    let number = |row: &Vec<Cell>| match row[0] {
        Cell::Integer(number) => number,
        _ => panic!(),
    };
    rows.iter().map(number).collect()
}

fn person_facts() -> Vec<PersonFact> {
    let understood = read(example("judgment.v1").to_string().as_bytes()).unwrap();
    vec![understood.subject().unwrap().created().into()]
}

#[test]
fn a_person_is_found_in_any_script_by_present_and_former_names_and_numbers() {
    let key = PostingKey::new(&[7; 32]);
    let mut facts = person_facts();
    let found = |person: &Person, question: &str| {
        let postings = postings(person, &key);
        let is_kept = |token: &String| postings.contains(&key.posting(token));
        let asked = understand(question);
        let is_number = asked.national_no.as_ref().is_some_and(is_kept);
        let names = &asked.names;
        is_number || (!names.is_empty() && names.iter().all(|word| word.iter().any(is_kept)))
    };
    let person = Person::fold(recorded(facts.clone())).unwrap();
    for question in ["алмаз", "Almazbek Zarylbek", "зарыл", "21205199000017"] {
        assert!(found(&person, question), "{question}");
    }
    assert!(!found(&person, "Асан"));
    let names = PrivateNames {
        surname: "Асанов".to_owned(),
        given_name: "Алмазбек".to_owned(),
        patronymic: None,
    };
    let since = Some(Effective::day(date(2026, 4, 1), Zone::Bishkek));
    let change = NameChange::Registry;
    facts.push(PersonRenamed { change, since, private: Some(names) }.into());
    let number = PrivateNumber { national_no: "21205199000945".to_owned() };
    let change = NumberChange::Replaced;
    facts.push(NumberChanged { change, since, private: Some(number) }.into());
    let person = Person::fold(recorded(facts)).unwrap();
    assert_eq!(person.former_numbers, ["21205199000017"]);
    for question in ["асан", "Zarylbek", "21205199000017", "21205199000945"] {
        assert!(found(&person, question), "{question}");
    }
    let views = person_views(PERSON, &person, &tables(&key));
    let cell = row(&views, &PERSON_VIEW);
    assert_eq!(cell("display_name"), Cell::from("Асанов Алмазбек"));
    assert_eq!(cell("national_no"), Cell::from("21205199000945"));
    assert_eq!(cell("birth_on"), Cell::from(date(1990, 5, 12)));
}

#[test]
fn an_erased_person_has_no_rows() {
    let key = PostingKey::new(&[7; 32]);
    let mut facts = person_facts();
    if let PersonFact::Created(created) = &mut facts[0] {
        created.private = None;
    }
    let person = Person::fold(recorded(facts)).unwrap();
    assert_eq!(person.birth_year, Some(1990));
    let views = person_views(PERSON, &person, &tables(&key));
    assert!(views.iter().all(|rows| rows.rows.is_empty()));
}

#[test]
fn another_key_gives_other_numbers_and_another_claim() {
    let (one, other) = (PostingKey::new(&[7; 32]), PostingKey::new(&[8; 32]));
    assert_ne!(one.posting("almazbek"), other.posting("almazbek"));
    assert_ne!(one.number_claim("21205199000017"), other.number_claim("21205199000017"));
    assert!(one.number_claim("21205199000017").starts_with("pin:"));
}

#[test]
fn a_posting_is_the_beginning_of_an_hmac_sha_256() {
    // RFC 4231, test case 1, with its key of twenty bytes filled up with zeros, as HMAC itself does.
    let mut key = [0; 32];
    key[..20].fill(0x0b);
    assert_eq!(PostingKey::new(&key).posting("Hi There"), 0xb034_4c61_d8db_3853_u64 as i64);
}

#[test]
fn a_withdrawn_link_no_longer_stands() {
    let mut facts = person_facts();
    let ground = LinkGround::Decision;
    facts.push(PersonLinked { message: MESSAGE, ground, reasons: Vec::new() }.into());
    assert_eq!(Person::fold(recorded(facts.clone())).unwrap().links.len(), 1);
    let reason = "mistake".to_owned();
    facts.push(PersonFact::Withdrawn(Withdrawn { version: 2, reason, private: None }));
    assert_eq!(Person::fold(recorded(facts)).unwrap().links, []);
}
