//! Delivery of what the house sends: in order, at least once, until a receipt came.

use std::sync::Mutex;

use bagyt_app::delivery::{Carried, Carrier, Fault, Parcel, Round, Undelivered};
use bagyt_core::identity::MessageId;
use bagyt_exchange::outbound::digest;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::cluster::Place;
use crate::service::{JUDGMENT, People, Service};

const COURT: &str = "ZZ-C-0303";

/// What a court's system does with the next deliveries.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mood {
    Down,
    TakesAndSaysNothing,
    TakesAndTheAnswerIsLost,
    Answers,
    Rejects,
    AnswersForAnother,
}

/// A court's system: keeps what it was given, and gives the same message the same receipt.
struct Court {
    mood: Mutex<Mood>,
    got: Mutex<Vec<(MessageId, Vec<u8>)>>,
}

impl Court {
    fn new(mood: Mood) -> Self {
        Court { mood: Mutex::new(mood), got: Mutex::new(Vec::new()) }
    }

    fn becomes(&self, mood: Mood) {
        *self.mood.lock().unwrap() = mood;
    }

    fn got(&self) -> Vec<MessageId> {
        self.got.lock().unwrap().iter().map(|(message, _)| *message).collect()
    }
}

/// The receipt of a court for bytes that came.
fn receipt(bytes: &[u8], outcome: &str) -> Vec<u8> {
    let message: Value = serde_json::from_slice(bytes).unwrap();
    let of = message["id"].as_str().unwrap();
    let receipt = json!({
        "message": "receipt",
        "version": 1,
        "id": Uuid::from_u128(u128::from_str_radix(&digest(bytes)[..32], 16).unwrap()),
        "sent_at": "2025-09-16T05:00:00Z",
        "sender": COURT,
        "recipient": "ZZ-PROBATION",
        "body": {
            "digest": digest(bytes),
            "of": of,
            "outcome": outcome,
            "received_at": "2025-09-16T05:00:00Z",
            "number": "вх-2201",
        },
    });
    receipt.to_string().into_bytes()
}

impl Carrier for Court {
    fn carry(&self, parcel: &Parcel) -> Result<Carried, Undelivered> {
        assert_eq!(parcel.agency, COURT);
        let mood = *self.mood.lock().unwrap();
        let fails = |fault| Err(Undelivered { fault, detail: "as the test wants".to_owned() });
        if mood == Mood::Down {
            return fails(Fault::Unreachable);
        }
        self.got.lock().unwrap().push((parcel.message, parcel.bytes.clone()));
        match mood {
            Mood::TakesAndSaysNothing => Ok(Carried::HandedOver),
            Mood::TakesAndTheAnswerIsLost => fails(Fault::TimedOut),
            Mood::Rejects => Ok(Carried::Answered(receipt(&parcel.bytes, "rejected"))),
            Mood::AnswersForAnother => {
                let mut other = parcel.bytes.clone();
                other.push(b' ');
                Ok(Carried::Answered(receipt(&other, "accepted")))
            }
            _ => Ok(Carried::Answered(receipt(&parcel.bytes, "accepted"))),
        }
    }
}

/// A second person sentenced by the same court.
fn another_judgment() -> String {
    JUDGMENT
        .replace("01977b3e-4c00-7000-8000-000000000001", "01977b3e-4c00-7000-8000-0000000000f1")
        .replace("УД-118/25.03", "УД-119/25.03")
        .replace("Зарылбек уулу", "Токтомамбетов")
        .replace("21205199000017", "20101198500018")
        .replace("1990-05-12", "1985-01-01")
}

#[track_caller]
fn check(service: &Service, people: &People, message: MessageId, standing: &str) {
    let page = service.app.message(&people.head, message).unwrap();
    assert_eq!(page.item.standing(), standing);
}

fn round(confirmed: u32, handed_over: u32, failed: bool) -> Round {
    Round { confirmed, handed_over, failed }
}

fn delivering(place: &Place) {
    let mut service = Service::open(&place.location);
    let people = People::of(&service);
    let first = service.send_submission(JUDGMENT, &people);
    let second = service.send_submission(&another_judgment(), &people);
    assert_eq!(service.app.awaiting_agencies().unwrap(), [COURT]);
    check(&service, &people, first, "sent");

    // The court's system is down: the first fails, the second waits for it.
    let court = Court::new(Mood::Down);
    assert_eq!(service.app.deliver(COURT, &court).unwrap(), round(0, 0, true));
    check(&service, &people, first, "failing");
    check(&service, &people, second, "sent");
    let delivery = service.app.message(&people.head, first).unwrap().item.delivery.unwrap();
    assert_eq!((delivery.failures, delivery.fault.as_deref()), (1, Some("unreachable")));

    // Nothing is tried before its time, nor after the process has started again.
    court.becomes(Mood::TakesAndTheAnswerIsLost);
    assert_eq!(service.app.deliver(COURT, &court).unwrap(), round(0, 0, false));
    drop(service);
    let service = Service::open(&place.location);
    service.at("2025-09-16", 10);
    assert_eq!(service.app.deliver(COURT, &court).unwrap(), round(0, 0, false));
    assert!(court.got().is_empty());
    service.pass(10);
    assert_eq!(service.app.deliver(COURT, &court).unwrap(), round(0, 0, true));
    assert_eq!(court.got(), [first]);
    let delivery = service.app.message(&people.head, first).unwrap().item.delivery.unwrap();
    assert_eq!((delivery.failures, delivery.fault.as_deref()), (2, Some("timed_out")));

    // A receipt for other bytes is none.
    court.becomes(Mood::AnswersForAnother);
    service.pass(20);
    assert_eq!(service.app.deliver(COURT, &court).unwrap(), round(0, 0, true));
    check(&service, &people, first, "failing");

    // It answers: the first goes out again with the same bytes, the second after it.
    court.becomes(Mood::Answers);
    service.pass(40);
    assert_eq!(service.app.deliver(COURT, &court).unwrap(), round(2, 0, false));
    assert_eq!(court.got(), [first, first, first, second]);
    let bytes: Vec<_> = court.got.lock().unwrap().iter().map(|(_, bytes)| bytes.clone()).collect();
    assert!(bytes[0] == bytes[1] && bytes[1] == bytes[2]);
    for message in [first, second] {
        check(&service, &people, message, "acknowledged");
    }
    assert_eq!(service.app.deliver(COURT, &court).unwrap(), Round::default());
    service.app.verify(&|_, _| {}).unwrap();
    service.app.check_projections(&|_, _| {}).unwrap();
}

#[test]
fn what_was_sent_is_delivered_in_order_until_it_is_confirmed_on_sqlite() {
    delivering(&Place::sqlite());
}

#[test]
fn what_was_sent_is_delivered_in_order_until_it_is_confirmed_on_postgresql() {
    delivering(&Place::postgresql());
}

#[test]
fn a_message_without_a_receipt_goes_out_again_after_a_day_and_holds_nothing_up() {
    let place = Place::sqlite();
    let mut service = Service::open(&place.location);
    let people = People::of(&service);
    let first = service.send_submission(JUDGMENT, &people);
    let second = service.send_submission(&another_judgment(), &people);
    let court = Court::new(Mood::TakesAndSaysNothing);
    assert_eq!(service.app.deliver(COURT, &court).unwrap(), round(0, 2, false));
    check(&service, &people, first, "delivered");
    service.pass(23 * 3600);
    assert_eq!(service.app.deliver(COURT, &court).unwrap(), Round::default());
    // The receipt of the second comes by itself; the first goes out once more.
    let (_, bytes) = court.got.lock().unwrap()[1].clone();
    let taken = service.app.receive_message(Some(COURT), receipt(&bytes, "accepted")).unwrap();
    assert_eq!(taken.outcome, "applied", "{taken}");
    assert_eq!(taken.receipt, None, "a receipt gets no receipt");
    service.pass(3600);
    assert_eq!(service.app.deliver(COURT, &court).unwrap(), round(0, 1, false));
    assert_eq!(court.got(), [first, second, first]);
    check(&service, &people, second, "acknowledged");
}

#[test]
fn a_court_that_cannot_act_on_a_message_ends_its_delivery_and_not_the_submission() {
    let place = Place::sqlite();
    let mut service = Service::open(&place.location);
    let people = People::of(&service);
    let message = service.send_submission(JUDGMENT, &people);
    let court = Court::new(Mood::Rejects);
    assert_eq!(service.app.deliver(COURT, &court).unwrap(), round(1, 0, false));
    check(&service, &people, message, "rejected");
    assert_eq!(service.app.deliver(COURT, &court).unwrap(), Round::default());
    let case = service.app.message(&people.head, message).unwrap().item.case.unwrap();
    let page = service.app.case(&people.officer, case).unwrap();
    assert_eq!(page.submissions[0].status, "sent");
}
