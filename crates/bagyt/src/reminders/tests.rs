//! Tests of the ways of reminders, each against a server that speaks the standard's words.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, channel};

use jiff::Timestamp;
use serde_json::Value;

use super::*;

fn reminder(kind: &'static str, to: &str) -> Reminder {
    Reminder {
        name: format!("0198-ahead-{kind}"),
        kind,
        to: to.to_owned(),
        language: "ru".to_owned(),
        subject: "Напоминание".to_owned(),
        text: "Напоминание: у вас встреча 5 ноября в 10:30".to_owned(),
        parts: 1,
        not_after: Timestamp::from_second(1_750_000_000).unwrap(),
    }
}

fn ways(settings: &str) -> Result<Ways, String> {
    let routes: ReminderRoutes = toml::from_str(settings).unwrap();
    routes.open().map_err(|failure| failure.to_string())
}

#[track_caller]
fn check_wrong(settings: &str, expected: &str) {
    assert_eq!(ways(settings).err().unwrap_or_default(), expected);
}

/// Listens for one visitor, serves it and tells what it gave.
fn served(serve: impl FnOnce(TcpStream) -> String + Send + 'static) -> (u16, Receiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let (tell, told) = channel();
    std::thread::spawn(move || {
        let (stream, _) = listener.accept().unwrap();
        tell.send(serve(stream)).unwrap();
    });
    (port, told)
}

/// A gateway that answers one post with a status.
fn gateway(status: u16) -> (u16, Receiver<String>) {
    served(move |mut stream| {
        let mut reader = BufReader::new(stream.try_clone().unwrap());
        let (mut head, mut length) = (String::new(), 0);
        loop {
            let mut line = String::new();
            reader.read_line(&mut line).unwrap();
            let lower = line.to_lowercase();
            if let Some(count) = lower.strip_prefix("content-length:") {
                length = count.trim().parse().unwrap();
            }
            if line.trim().is_empty() {
                break;
            }
            head.push_str(&lower);
        }
        let mut body = vec![0; length];
        reader.read_exact(&mut body).unwrap();
        let answer =
            format!("HTTP/1.1 {status} X\r\ncontent-length: 4\r\nconnection: close\r\n\r\nfull");
        stream.write_all(answer.as_bytes()).unwrap();
        head + &String::from_utf8(body).unwrap()
    })
}

/// A mail server that takes one letter and answers its end with a line.
fn mail_server(end: &'static str) -> (u16, Receiver<String>) {
    served(move |mut stream| {
        let mut reader = BufReader::new(stream.try_clone().unwrap());
        let mut say = |line: &str| stream.write_all(format!("{line}\r\n").as_bytes()).unwrap();
        let mut got = String::new();
        let mut is_letter = false;
        say("220 mail.example ESMTP");
        loop {
            let mut line = String::new();
            if reader.read_line(&mut line).unwrap() == 0 {
                return got;
            }
            got.push_str(&line);
            match line.trim_end() {
                "." if is_letter => {
                    is_letter = false;
                    say(end);
                }
                _ if is_letter => {}
                "DATA" => {
                    is_letter = true;
                    say("354 go on");
                }
                "QUIT" => {
                    say("221 bye");
                    return got;
                }
                _ => say("250 mail.example"),
            }
        }
    })
}

fn mail_settings(port: u16) -> String {
    format!(
        "[email]\nserver = \"127.0.0.1\"\nport = {port}\nfrom = \"Office <office@place.example>\""
    )
}

#[test]
fn a_reminder_is_one_file_however_often_it_is_handed_over() {
    let place = tempfile::tempdir().unwrap();
    let ways = ways(&format!("directory = {:?}", place.path().join("sms"))).unwrap();
    let reminder = reminder("phone", "+996700123456");
    ways.carry(&reminder).unwrap();
    ways.carry(&reminder).unwrap();
    let files: Vec<_> = std::fs::read_dir(place.path().join("sms"))
        .unwrap()
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .collect();
    assert_eq!(files, ["0198-ahead-phone.json"]);
    let text = std::fs::read(place.path().join("sms/0198-ahead-phone.json")).unwrap();
    let written: Value = serde_json::from_slice(&text).unwrap();
    assert_eq!(written["to"], "+996700123456");
    assert_eq!(written["not_after"], "2025-06-15T15:06:40Z");
}

#[test]
fn a_directory_that_cannot_be_written_is_told() {
    let place = tempfile::tempdir().unwrap();
    let directory = place.path().join("a-file");
    std::fs::write(&directory, "").unwrap();
    let ways = ways(&format!("directory = {directory:?}")).unwrap();
    let failed = ways.carry(&reminder("phone", "+996700123456")).unwrap_err();
    assert_eq!(failed.fault, Fault::Directory);
}

#[test]
fn a_gateway_is_posted_the_reminder_with_its_name_and_our_token() {
    for kind in ["phone", "messenger"] {
        let (port, told) = gateway(202);
        let settings =
            format!("[{kind}]\ngateway = \"http://127.0.0.1:{port}/send\"\ntoken = \"abc\"");
        ways(&settings).unwrap().carry(&reminder(kind, "+996700123456")).unwrap();
        let got = told.recv().unwrap();
        assert!(got.starts_with("post /send http/1.1"), "{got}");
        assert!(got.contains("authorization: bearer abc"), "{got}");
        assert!(got.contains(&format!("idempotency-key: 0198-ahead-{kind}")), "{got}");
        assert!(got.contains("\"to\":\"+996700123456\""), "{got}");
    }
}

#[test]
fn a_gateway_that_does_not_take_a_reminder_is_told_with_its_words() {
    let (port, _told) = gateway(507);
    let settings = format!("[phone]\ngateway = \"http://127.0.0.1:{port}/send\"\ntoken = \"abc\"");
    let failed = ways(&settings).unwrap().carry(&reminder("phone", "+996700123456")).unwrap_err();
    assert_eq!(failed.fault, Fault::Refused);
    assert!(failed.detail.contains("507") && failed.detail.ends_with("full"), "{failed}");
    let failed = ways(&settings).unwrap().carry(&reminder("phone", "+996700123456")).unwrap_err();
    assert_eq!(failed.fault, Fault::Unreachable);
}

#[test]
fn an_e_mail_is_handed_to_the_mail_server_of_the_house() {
    let (port, told) = mail_server("250 taken");
    let ways = ways(&mail_settings(port)).unwrap();
    ways.carry(&reminder("email", "aida@post.example")).unwrap();
    drop(ways);
    let got = told.recv().unwrap();
    for line in [
        "MAIL FROM:<office@place.example>",
        "RCPT TO:<aida@post.example>",
        "Message-ID: <0198-ahead-email@place.example>",
        "Content-Type: text/plain; charset=utf-8",
    ] {
        assert!(got.contains(line), "{line} in {got}");
    }
}

#[test]
fn a_mail_server_that_refuses_a_letter_is_told() {
    let (port, _told) = mail_server("452 no room");
    let failed = ways(&mail_settings(port)).unwrap();
    let failed = failed.carry(&reminder("email", "aida@post.example")).unwrap_err();
    assert_eq!(failed.fault, Fault::Refused);
    assert!(failed.detail.contains("no room"), "{failed}");
}

#[test]
fn a_way_of_its_own_goes_before_the_directory_and_a_missing_one_is_told() {
    let place = tempfile::tempdir().unwrap();
    let (own, rest) = (place.path().join("own"), place.path().join("rest"));
    let settings = format!("directory = {rest:?}\n[phone]\ndirectory = {own:?}");
    let ways_open = ways(&settings).unwrap();
    ways_open.carry(&reminder("phone", "+996700123456")).unwrap();
    ways_open.carry(&reminder("email", "aida@post.example")).unwrap();
    assert!(own.join("0198-ahead-phone.json").exists());
    assert!(rest.join("0198-ahead-email.json").exists());
    let failed = ways("").unwrap().carry(&reminder("messenger", "+996700123456")).unwrap_err();
    assert_eq!(failed.detail, "the settings name no way `reminders.messenger`");
}

#[test]
fn a_wrong_setting_is_named() {
    let start = "the settings say `reminders.";
    for (settings, expected) in [
        ("[phone]", "phone`: it needs either `gateway` with `token`, or `directory`"),
        (
            "[phone]\ngateway = \"https://a\"",
            "phone.gateway`: an address begins with http://; what stands beside it encrypts the line",
        ),
        (
            "[messenger]\ngateway = \"http://a\"",
            "messenger.token`: it is missing; the gateway gives it to us",
        ),
        (
            "[messenger]\ngateway = \"http://a\"\ntoken = \"я\"",
            "messenger.token`: a token has printed Latin letters only",
        ),
        ("[email]\nserver = \"a\"", "email.from`: it is missing: who sends the letters"),
        (
            "[email]\nfrom = \"a@b.c\"",
            "email`: it needs either `server` with `from`, or `directory`",
        ),
    ] {
        check_wrong(settings, &format!("{start}{expected}"));
    }
    let told = ways("[email]\nserver = \"a\"\nfrom = \"nobody\"").err().unwrap_or_default();
    assert!(told.starts_with("the settings say `reminders.email.from`: `nobody`: "), "{told}");
}
