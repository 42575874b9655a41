//! Sixteen clients write to a running server, which is killed again and again.
//!
//! What a client was told was kept is there once, whatever happened after; what it was not told may
//! be there or not, and sending it again makes it be there once.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::channel;
use std::time::Duration;

use serde_json::Value;
use tempfile::TempDir;

use crate::cluster::Place;
use crate::server::{Client, Server, in_directory, run};
use crate::service::JUDGMENT;

const COURT: &str = "ZZ-C-0303";
const WRITERS: usize = 16;

/// The most answers that the server gives before it is killed. Answers are counted, not time, so
/// that a kill meets the same work on a slow machine.
const LIFE_MAX: usize = 80;

/// How long one answer may take.
const PATIENCE: Duration = Duration::from_secs(60);

/// Numbers that look as if by chance and are the same every time.
struct Dice(u64);

impl Dice {
    fn throw(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        usize::try_from(self.0 >> 33).unwrap() % sides
    }
}

/// The judgment of that number: another act about another person. One in four has a fault, so that
/// messages are kept which are not understood.
fn judgment(number: usize) -> String {
    let letter = |shift: u32| ["а", "б", "в", "г", "д", "е", "и", "к"][(number >> shift) & 7];
    let surname: String = (0..5).map(|place| letter(3 * place)).collect();
    let (day, month) = (1 + number % 28, 1 + number / 28 % 12);
    let year = 1950 + number / 336 % 40;
    let text = JUDGMENT
        .replace("01977b3e-4c00-7000-8000-000000000001", &id(number))
        .replace("УД-118/25.03", &format!("УД-{number}"))
        .replace("Зарылбек уулу", &format!("Т{surname}ов"))
        .replace("1990-05-12", &format!("{year}-{month:02}-{day:02}"))
        .replace("21205199000017", &format!("2{day:02}{month:02}{year}{number:05}"));
    if number % 4 == 3 { text.replace("\"measure\"", "\"mesure\"") } else { text }
}

fn id(number: usize) -> String {
    format!("01977b3e-4c00-7000-8000-{number:012x}")
}

/// What the clients know: of each message that was sent the answer, if one came.
type Noted = BTreeMap<usize, Option<(u16, String)>>;

/// Lets the clients write until the server has given some answers, and kills it.
fn write_until_killed(server: &mut Server, client: &Client, first: usize, life: usize) -> Noted {
    let is_over = AtomicBool::new(false);
    let (tell, told) = channel();
    let inbox = server.inbox.clone();
    std::thread::scope(|scope| {
        let writers: Vec<_> = (0..WRITERS)
            .map(|writer| {
                let (client, inbox, is_over) = (client.clone(), &inbox, &is_over);
                let tell = tell.clone();
                scope.spawn(move || {
                    let mut noted = Noted::new();
                    for number in (first + writer..).step_by(WRITERS) {
                        let answer = client.post(inbox, &judgment(number));
                        let has_ended = answer.is_none() || is_over.load(Ordering::Relaxed);
                        noted.insert(number, answer);
                        // Nobody listens once the server is to be killed.
                        let _ = tell.send(());
                        if has_ended {
                            break;
                        }
                    }
                    noted
                })
            })
            .collect();
        for _ in 0..life {
            told.recv_timeout(PATIENCE).unwrap();
        }
        server.kill();
        is_over.store(true, Ordering::Relaxed);
        writers.into_iter().flat_map(|writer| writer.join().unwrap()).collect()
    })
}

/// Sends everything once more: what was answered gets the same answer, the rest its first.
fn repeat(server: &Server, client: &Client, noted: &mut Noted) -> usize {
    let mut unanswered = 0;
    for (number, answer) in noted {
        let again = client.post(&server.inbox, &judgment(*number)).unwrap();
        match answer {
            Some(answer) => assert_eq!(&again, answer, "message {number}"),
            None => unanswered += 1,
        }
        let expected = if number % 4 == 3 { 422 } else { 200 };
        assert_eq!(again.0, expected, "{}", again.1);
        *answer = Some(again);
    }
    unanswered
}

/// Counts what the journal has of each message: that it came, and the case that it opened.
fn count(place: &[&str], known: &Noted) {
    let (mut came, mut opened, mut receipts) = (BTreeMap::new(), BTreeMap::new(), 0);
    for line in run(place, &["journal", "export"]).lines() {
        let line: Value = serde_json::from_str(line).unwrap();
        let entry = &line["entry"];
        let payload = &entry["payload"];
        match entry["kind"].as_str().unwrap() {
            "exchange.message.received" => {
                let reference = payload["reference"].as_str().unwrap().to_owned();
                *came.entry(reference).or_insert(0) += 1;
            }
            "casework.case.opened" => {
                let number = payload["number"].as_str().unwrap().to_owned();
                *opened.entry(number).or_insert(0) += 1;
            }
            "exchange.receipt.given" => receipts += 1,
            _ => {}
        }
    }
    let twice =
        |counts: &BTreeMap<String, i32>| counts.values().filter(|count| **count != 1).count();
    assert_eq!((twice(&came), twice(&opened)), (0, 0), "nothing is doubled");
    assert_eq!((came.len(), receipts), (known.len(), known.len()), "nothing is lost");
    assert!(opened.len() > known.len() / 3, "{} of {} opened", opened.len(), known.len());
    for (number, answer) in known {
        assert!(came.contains_key(&id(*number)), "message {number} was answered {answer:?}");
        let (_, said) = answer.as_ref().unwrap();
        let said_opened = said.contains(r#""outcome":"opened""#);
        assert_eq!(opened.contains_key(&format!("УД-{number}")), said_opened, "{said}");
    }
}

fn killed_again_and_again(place: &[&str], rounds: u64) {
    let mut server = Server::start(place);
    server.kill();
    let client = Client::new(run(place, &["agency-token", COURT]).trim());
    let mut dice = Dice(26);
    let (mut known, mut last) = (Noted::new(), Noted::new());
    let (mut acknowledged, mut unanswered) = (0, 0);
    for round in 0..=rounds {
        let mut server = Server::start(place);
        unanswered += repeat(&server, &client, &mut last);
        known.append(&mut last);
        if round < rounds {
            let first = known.keys().last().map_or(0, |last| last + 1);
            last = write_until_killed(&mut server, &client, first, dice.throw(LIFE_MAX));
            acknowledged += last.values().filter(|answer| answer.is_some()).count();
        }
        server.kill();
    }
    assert!(acknowledged > 5 * usize::try_from(rounds).unwrap(), "{acknowledged} answers");
    assert!(unanswered > 0, "no kill ever met a message on its way");
    assert!(run(place, &["verify"]).contains("are as they were written"));
    run(place, &["rebuild", "--check"]);
    count(place, &known);
}

#[test]
fn nothing_acknowledged_is_lost_or_doubled_in_fifty_kills_on_sqlite() {
    let directory = TempDir::new().unwrap();
    let place = in_directory(directory.path());
    let place: Vec<&str> = place.iter().map(String::as_str).collect();
    killed_again_and_again(&place, 50);
}

#[test]
fn nothing_acknowledged_is_lost_or_doubled_in_ten_kills_on_postgresql() {
    let (directory, database) = (TempDir::new().unwrap(), Place::postgresql());
    let mut place = in_directory(directory.path());
    place.extend(["--database".to_owned(), database.to_give()]);
    let place: Vec<&str> = place.iter().map(String::as_str).collect();
    killed_again_and_again(&place, 10);
}
