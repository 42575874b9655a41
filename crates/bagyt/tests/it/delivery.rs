//! What is sent reaches a court's system, through failures, restarts and duplicates.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use bagyt_core::identity::MessageId;
use bagyt_exchange::outbound::digest;
use bagyt_store::Location;
use serde_json::{Value, json};
use tempfile::TempDir;
use uuid::Uuid;

use crate::server::{Server, in_directory, run};
use crate::service::{JUDGMENT, MASTER_KEY, People, Service};

const COURT: &str = "ZZ-C-0303";

/// How long something may take that takes milliseconds on an idle machine.
const PATIENCE: Duration = Duration::from_secs(60);

/// What the court's system does with one delivery.
#[derive(Clone, Copy)]
enum Does {
    AnswersWith(u16),
    LosesTheAnswer,
    Confirms,
}

/// The receipt of the court for bytes that came; the same for the same bytes.
fn receipt(bytes: &[u8]) -> Value {
    let message: Value = serde_json::from_slice(bytes).unwrap();
    json!({
        "message": "receipt",
        "version": 1,
        "id": Uuid::from_u128(u128::from_str_radix(&digest(bytes)[..32], 16).unwrap()),
        "sent_at": "2025-09-16T05:00:00Z",
        "sender": COURT,
        "recipient": "ZZ-PROBATION",
        "body": {
            "digest": digest(bytes),
            "of": message["id"],
            "outcome": "accepted",
            "received_at": "2025-09-16T05:00:00Z",
        },
    })
}

/// Takes deliveries one by one and does with each what is said; tells what came.
fn court(listener: TcpListener, does: Vec<Does>) -> Receiver<(String, Vec<u8>)> {
    let (tell, told) = channel();
    std::thread::spawn(move || {
        let mut open = Vec::new();
        for does in does {
            let (mut stream, _) = listener.accept().unwrap();
            let (authorization, bytes) = request(&stream);
            let answer = json!({ "outcome": "taken", "receipt": receipt(&bytes) }).to_string();
            let (status, body) = match does {
                Does::AnswersWith(status) => (status, "busy".to_owned()),
                _ => (200, answer),
            };
            tell.send((authorization, bytes)).unwrap();
            if matches!(does, Does::LosesTheAnswer) {
                // The line stays open and nothing comes any more.
                open.push(stream);
            } else {
                let length = body.len();
                let head = format!(
                    "HTTP/1.1 {status} X\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n"
                );
                stream.write_all((head + &body).as_bytes()).unwrap();
            }
        }
    });
    told
}

/// Reads a request: its authorization and its body.
fn request(stream: &TcpStream) -> (String, Vec<u8>) {
    let mut reader = BufReader::new(stream);
    let (mut authorization, mut length) = (String::new(), 0);
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).unwrap();
        let Some((name, value)) = line.trim().split_once(": ") else {
            if line.trim().is_empty() {
                break;
            }
            continue;
        };
        match name.to_ascii_lowercase().as_str() {
            "authorization" => value.clone_into(&mut authorization),
            "content-length" => length = value.parse().unwrap(),
            _ => {}
        }
    }
    let mut bytes = vec![0; length];
    reader.read_exact(&mut bytes).unwrap();
    (authorization, bytes)
}

/// A record with one submission that was sent, as a machine keeps it.
fn record(directory: &Path) -> (Location, MessageId) {
    std::fs::write(directory.join("installation.toml"), "law = \"zz\"\ncomplete = true\n").unwrap();
    std::fs::write(directory.join("master.key"), MASTER_KEY).unwrap();
    let location = Location::Sqlite { path: directory.to_owned() };
    let mut service = Service::open(&location);
    let people = People::of(&service);
    let message = service.send_submission(JUDGMENT, &people);
    (location, message)
}

/// How far the message has come, read from the record while nobody serves it.
fn receipts(directory: &Path) -> Vec<Value> {
    let place = in_directory(directory);
    let place: Vec<&str> = place.iter().map(String::as_str).collect();
    let export = run(&place, &["journal", "export"]);
    let entries = export.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    let of_receipts = |line: &Value| line["entry"]["kind"] == "exchange.receipt.received";
    entries.filter(of_receipts).collect()
}

fn served(directory: &Path, settings: &str) -> Server {
    let file = directory.join("settings.toml");
    std::fs::write(&file, settings).unwrap();
    let mut place = in_directory(directory);
    place.extend(["--config".to_owned(), file.to_str().unwrap().to_owned()]);
    let place: Vec<&str> = place.iter().map(String::as_str).collect();
    Server::start(&place)
}

#[test]
fn a_submission_reaches_the_court_through_failures_kills_and_duplicates() {
    let directory = TempDir::new().unwrap();
    let (_, message) = record(directory.path());
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let inbox = format!("http://{}/inbox", listener.local_addr().unwrap());
    let settings = format!("[agency.{COURT}]\ninbox = \"{inbox}\"\ntoken = \"our-token\"\n");
    let mut does = vec![Does::LosesTheAnswer, Does::AnswersWith(503)];
    does.resize(100, Does::Confirms);
    let came = court(listener, does);

    // The court takes it, and we are killed before its answer is here.
    let mut server = served(directory.path(), &settings);
    let (authorization, first) = came.recv_timeout(PATIENCE).unwrap();
    server.kill();
    assert_eq!(authorization, "Bearer our-token");
    let sent: Value = serde_json::from_slice(&first).unwrap();
    assert_eq!(sent["id"], message.to_string());
    assert!(receipts(directory.path()).is_empty());

    // Started again it goes on by itself, with the same bytes, until the court confirms them.
    let mut server = served(directory.path(), &settings);
    for _ in 0..2 {
        let (_, again) = came.recv_timeout(PATIENCE).unwrap();
        assert_eq!(again, first);
    }
    confirmed(&mut server, &directory, &settings);
}

/// Waits until the receipt of the one message stands in the journal, once.
#[track_caller]
fn confirmed(server: &mut Server, directory: &TempDir, settings: &str) {
    let began = Instant::now();
    while receipts_of(server, directory, settings).is_empty() {
        assert!(began.elapsed() < PATIENCE, "no receipt came");
        std::thread::sleep(Duration::from_millis(300));
    }
    server.kill();
    assert_eq!(receipts(directory.path()).len(), 1);
    let place = in_directory(directory.path());
    let place: Vec<&str> = place.iter().map(String::as_str).collect();
    run(&place, &["verify"]);
}

/// A record can be read by one process alone, so the server is stopped for a look.
fn receipts_of(server: &mut Server, directory: &TempDir, settings: &str) -> Vec<Value> {
    server.kill();
    let found = receipts(directory.path());
    if found.is_empty() {
        *server = served(directory.path(), settings);
    }
    found
}

#[test]
fn a_submission_goes_through_a_directory_and_its_receipt_comes_back_on_the_same_way() {
    let directory = TempDir::new().unwrap();
    let (_, message) = record(directory.path());
    let exchange = directory.path().join("exchange");
    let settings = format!("[agency.{COURT}]\ndirectory = \"{}\"\n", exchange.display());
    let mut server = served(directory.path(), &settings);
    let began = Instant::now();
    let file = loop {
        let mut found = std::fs::read_dir(exchange.join("out")).into_iter().flatten().flatten();
        let is_message = |path: &PathBuf| {
            let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
            name.ends_with(".json") && !name.starts_with('.')
        };
        match found.find_map(|found| Some(found.path()).filter(is_message)) {
            Some(path) => break path,
            None => assert!(began.elapsed() < PATIENCE, "nothing was put out"),
        }
        std::thread::sleep(Duration::from_millis(50));
    };
    assert!(file.to_str().unwrap().contains(&message.to_string()));
    let bytes = std::fs::read(&file).unwrap();
    let said: Value = serde_json::from_slice(&bytes).unwrap();
    let paper = exchange.join("out").join(said["body"]["document"]["sha256"].as_str().unwrap());
    assert!(std::fs::read(paper).unwrap().starts_with(b"%PDF-"));
    std::fs::write(exchange.join("in/receipt.json"), receipt(&bytes).to_string()).unwrap();
    confirmed(&mut server, &directory, &settings);
    assert!(exchange.join("in/taken/receipt.json").exists());
}

#[test]
fn a_way_that_cannot_be_gone_is_refused_before_the_server_serves() {
    let cases = [
        ("[agency.ZZ-X]\ndirectory = \"x\"\n", "agency.ZZ-X`: the code lists have no such agency"),
        ("[agency.ZZ-C-0303]\n", "agency.ZZ-C-0303`: it needs either"),
        ("[agency.ZZ-C-0303]\ninbox = \"http://x/\"\n", "agency.ZZ-C-0303.token`: it is missing"),
        (
            "[agency.ZZ-C-0303]\ninbox = \"https://x/\"\ntoken = \"t\"\n",
            "agency.ZZ-C-0303.inbox`: an address begins with http://",
        ),
        (
            "[agency.ZZ-C-0303]\ninbox = \"http://x/\"\ntoken = \"т\"\n",
            "agency.ZZ-C-0303.token`: a token has printed Latin letters only",
        ),
        ("[agency.ZZ-C-0303]\nfolder = \"x\"\n", "unknown field `folder`"),
    ];
    for (settings, why) in cases {
        let directory = TempDir::new().unwrap();
        let file = directory.path().join("settings.toml");
        std::fs::write(&file, settings).unwrap();
        let output = std::process::Command::new(crate::server::BAGYT)
            .args(in_directory(&directory.path().join("data")))
            .args(["--config", file.to_str().unwrap()])
            .args(["serve", "--law", "zz", "--listen", "127.0.0.1:0"])
            .output()
            .unwrap();
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(!output.status.success() && told.contains(why), "{settings}: {told}");
    }
}
