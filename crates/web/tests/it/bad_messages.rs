//! Every message beside every fault, as the reviewed table says: what the sender is told, what is
//! kept, and what a reader in the house reads.

use serde_json::Value;

use crate::matrix::{Cell, FAULTS, MESSAGE_FAULTS, cells};
use crate::visitor::{Answer, JUDGMENT, Service, Visitor};

const TABLE: &str = include_str!("bad_messages.txt");
const KINDS: [&str; 8] = [
    "judgment",
    "ruling",
    "hearing",
    "hearing_cancelled",
    "conviction_notice",
    "police_notice",
    "device_alert",
    "receipt",
];

const RULING: &str = include_str!("../../../../schemas/examples/ruling.v1.json");
const HEARING: &str = include_str!("../../../../schemas/examples/hearing.v1.json");
const CANCELLED: &str = include_str!("../../../../schemas/examples/hearing_cancelled.v2.json");
const NOTICE: &str = include_str!("../../../../schemas/examples/conviction_notice.v1.json");
const POLICE: &str = include_str!("../../../../schemas/examples/police_notice.v1.json");
const ALERT: &str = include_str!("../../../../schemas/examples/device_alert.v1.json");
const RECEIPT: &str = include_str!("../../../../schemas/examples/receipt.v1.json");

/// Twenty megabytes, beyond what is read and below what is refused at the door.
const LARGE: usize = 20 * 1024 * 1024;

/// Beyond what is read, too; encrypting takes seconds in a build without optimization, and the kind
/// of a message that is not read makes no difference.
const LARGE_ENOUGH: usize = 2 * 1024 * 1024;

fn example(kind: &str, number: usize) -> Value {
    let text = match kind {
        "judgment" => JUDGMENT,
        "ruling" => RULING,
        "hearing" => HEARING,
        "hearing_cancelled" => CANCELLED,
        "conviction_notice" => NOTICE,
        "police_notice" => POLICE,
        "device_alert" => ALERT,
        _ => RECEIPT,
    };
    let mut message: Value = serde_json::from_str(text).unwrap();
    message["id"] = format!("01977b3e-4c00-7000-9000-{number:012x}").into();
    message
}

/// Puts one value in its place or takes it out.
fn edit(message: &mut Value, done: &str) {
    let (pointer, value) = match done.split_once(" = ") {
        Some((pointer, value)) => (pointer, Some(serde_json::from_str(value).unwrap())),
        None => (done.strip_suffix(" -").unwrap(), None),
    };
    let (parent, name) = pointer.rsplit_once('/').unwrap();
    let parent = message.pointer_mut(parent).unwrap().as_object_mut().unwrap();
    match value {
        Some(value) => drop(parent.insert(name.to_owned(), value)),
        None => assert!(parent.remove(name).is_some(), "{done}"),
    }
}

fn bytes(done: &str, message: &mut Value) -> Vec<u8> {
    match done {
        // The identifier stands in them, so that they are another message each time.
        "not-utf8" => [message["id"].to_string().as_bytes(), b"\xff\xfe"].concat(),
        "not-json" => format!("<message id={}/>", message["id"]).into_bytes(),
        "twenty-megabytes" => {
            let is_first = message["message"] == "judgment";
            message["padding"] = "a".repeat(if is_first { LARGE } else { LARGE_ENOUGH }).into();
            message.to_string().into_bytes()
        }
        "twice" | "other-content" => message.to_string().into_bytes(),
        edits => {
            edits.split("; ").for_each(|one| edit(message, one));
            message.to_string().into_bytes()
        }
    }
}

/// What one message met.
struct Met {
    told: Answer,
    written: u64,
}

async fn post(service: &Service, system: &Visitor, sender: &str, bytes: Vec<u8>) -> Met {
    let before = service.app.position().unwrap();
    let token = service.app.agency_token(sender).unwrap();
    let told = system.post_message(&token, bytes).await;
    Met { told, written: service.app.position().unwrap() - before }
}

/// What comes of a cell: status, code and place, and how many entries were written.
async fn check(service: &Service, head: &Visitor, cell: &Cell, number: usize) -> Option<String> {
    let mut message = example(cell.input, number);
    let sender = message["sender"].as_str().unwrap().to_owned();
    let system = service.visitor();
    let bytes = bytes(cell.done, &mut message);
    if cell.done == "twice" || cell.done == "other-content" {
        let first = post(service, &system, &sender, bytes.clone()).await;
        let mut again = bytes;
        if cell.done == "other-content" {
            message["sent_at"] = "2025-06-10T04:30:01Z".into();
            again = message.to_string().into_bytes();
        }
        let second = post(service, &system, &sender, again).await;
        if cell.done == "twice" {
            let is_same =
                first.told.text == second.told.text && first.told.status == second.told.status;
            return (!is_same || second.written > 0).then(|| second.told.text.clone());
        }
        return wrong(cell, &second, 0);
    }
    let met = post(service, &system, &sender, bytes).await;
    // It came, it was rejected, and a receipt was given for it unless it is one itself.
    let is_receipt = cell.input == "receipt" && !is_unread(cell.done);
    // What only the house knows is found after the message was understood.
    let is_understood = cell.comes.contains(" no-");
    let entries = 3 - u64::from(is_receipt) + u64::from(is_understood);
    if let Some(fault) = wrong(cell, &met, entries) {
        return Some(fault);
    }
    if cell.done == "twenty-megabytes" && cell.input == "judgment" {
        // The next kind is read instead, for the same reason.
        return None;
    }
    read_in_the_house(head, cell, &met.told).await
}

/// Whether the kind of the message cannot be read any more.
fn is_unread(done: &str) -> bool {
    ["not-utf8", "not-json", "twenty-megabytes"].contains(&done)
}

fn wrong(cell: &Cell, met: &Met, entries: u64) -> Option<String> {
    let told: Value = serde_json::from_str(&met.told.text).unwrap_or_default();
    let faults = told["faults"].as_array().cloned().unwrap_or_default();
    let said: Vec<String> = faults
        .iter()
        .map(|fault| {
            let pointer = fault["pointer"].as_str().filter(|place| !place.is_empty());
            format!(
                "{} {} {}",
                met.told.status.as_u16(),
                fault["code"].as_str().unwrap(),
                pointer.unwrap_or("/")
            )
        })
        .collect();
    let has_menders = faults.iter().all(|fault| fault["mender"].is_string());
    let is_said = said.iter().any(|said| said == cell.comes) && has_menders;
    (!is_said || met.written != entries)
        .then(|| format!("{said:?}, {} entries instead of {entries}", met.written))
}

/// The page of the message tells the fault and its mender in the reader's own language.
async fn read_in_the_house(head: &Visitor, cell: &Cell, told: &Answer) -> Option<String> {
    let told: Value = serde_json::from_str(&told.text).unwrap();
    let address = format!("/inbox/{}", told["message"].as_str().unwrap());
    let mut texts = Vec::new();
    for language in ["en", "ru", "ky", "kk"] {
        let page = head.reading(language).get(&address).await.text;
        let (_, section) = page.split_once("class=\"note late\"")?;
        let section = section.split("</section>").next().unwrap().to_owned();
        if section.contains(&crate::matrix::words(language, "message-faulty")) {
            return Some(format!("no words in {language} for {}", cell.comes));
        }
        texts.push(section);
    }
    texts.sort_unstable();
    texts.dedup();
    (texts.len() != 4).then(|| format!("{} has one text in two languages", cell.comes))
}

#[tokio::test]
async fn every_message_beside_every_fault_meets_what_the_reviewed_table_says() {
    let service = Service::open();
    service.receive(JUDGMENT, "head_of_office");
    service.at("2026-02-20", 12);
    let head = service.signed_in("head_of_office").await;
    let mut wrong = Vec::new();
    let faults = [&FAULTS[..], &MESSAGE_FAULTS[..]].concat();
    for (number, cell) in cells(TABLE, &KINDS, &faults).iter().enumerate() {
        if let Some(fault) = check(&service, &head, cell, number).await {
            wrong.push(format!("{} | {} | {}: {fault}", cell.input, cell.fault, cell.comes));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    service.app.verify(&|_, _| {}).unwrap();
    service.app.check_projections(&|_, _| {}).unwrap();
}

/// A judgment in which everything is right but what only the house knows is kept and answered too.
#[tokio::test]
async fn an_act_without_a_birth_date_is_kept_and_answered() {
    let service = Service::open();
    let mut message = example("judgment", 1);
    edit(&mut message, "/body/person/birth_on -");
    edit(&mut message, "/body/person/national_no -");
    let met =
        post(&service, &service.visitor(), "ZZ-C-0303", message.to_string().into_bytes()).await;
    assert_eq!((met.told.status.as_u16(), met.written), (422, 4), "{}", met.told.text);
    assert!(met.told.text.contains("/body/person/birth_on"), "{}", met.told.text);
}
