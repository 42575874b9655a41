//! Somebody who sends forms over a plain socket, as a browser without scripts would.

use std::io::{Read, Write};
use std::net::TcpStream;

use crate::house::Account;

/// Somebody who has signed in.
pub(crate) struct Caller {
    /// Address and port.
    host: String,
    cookie: String,
}

/// What came back.
pub(crate) struct Answer {
    pub(crate) status: u16,
    head: String,
    pub(crate) text: String,
}

impl Caller {
    /// Signs in, with the password alone.
    pub(crate) fn signed_in(url: &str, account: &Account) -> Caller {
        let host = url.trim_start_matches("http://").to_owned();
        let mut caller = Caller { host, cookie: String::new() };
        let form = [("login", account.login.as_str()), ("password", account.password.as_str())];
        let answer = caller.post("/sign-in", &form);
        assert_eq!(answer.status, 303, "{} cannot sign in", account.login);
        let cookie = answer.header("set-cookie");
        caller.cookie = cookie.split(';').next().unwrap().to_owned();
        caller
    }

    pub(crate) fn get(&self, address: &str) -> Answer {
        let answer = self.ask("GET", address, ("", b""));
        assert_eq!(answer.status, 200, "{address}: {}", answer.text);
        answer
    }

    /// Fills in the form of a page and sends it; it must be taken.
    pub(crate) fn done(&self, address: &str, fields: &[(&str, &str)]) -> Answer {
        self.done_at(address, address, fields)
    }

    /// Fills in a form that stands at another address than it goes to; it must be taken.
    pub(crate) fn done_at(&self, address: &str, form: &str, fields: &[(&str, &str)]) -> Answer {
        let answer = self.send(address, form, fields);
        assert_eq!(answer.status, 303, "{address} is refused: {}", answer.text);
        answer
    }

    /// Fills in a form and sends it.
    pub(crate) fn send(&self, address: &str, form: &str, fields: &[(&str, &str)]) -> Answer {
        let shown = self.get(form);
        let names = ["command", "version", "office", "indicator"];
        let hidden: Vec<(&str, String)> =
            names.iter().filter_map(|name| Some((*name, shown.find_hidden(name)?))).collect();
        let typed = |name: &str| fields.iter().any(|(known, _)| *known == name);
        let mut all: Vec<(&str, &str)> = hidden
            .iter()
            .filter(|(name, _)| !typed(name))
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        all.extend_from_slice(fields);
        self.post(address, &all)
    }

    /// Sends the short form of a paper act with a scan.
    pub(crate) fn send_paper(&self, fields: &[(&str, &str)]) {
        self.send_file("/paper-act", ("scan", "%PDF-1.7 scan"), fields);
    }

    /// Sends a form with a file.
    pub(crate) fn send_file(
        &self,
        address: &str,
        (field, content): (&str, &str),
        fields: &[(&str, &str)],
    ) {
        let command = self.get(address).hidden("command");
        let mut body = String::new();
        let edge = "--edge\r\ncontent-disposition: form-data; name=";
        for (name, value) in fields.iter().chain(&[("command", command.as_str())]) {
            body.push_str(&format!("{edge}\"{name}\"\r\n\r\n{value}\r\n"));
        }
        body.push_str(&format!("{edge}\"{field}\"; filename=\"a.pdf\"\r\n\r\n{content}\r\n"));
        body.push_str("--edge--\r\n");
        let kind = "multipart/form-data; boundary=edge";
        let answer = self.ask("POST", address, (kind, body.as_bytes()));
        assert_eq!(answer.status, 303, "{address} is refused: {}", answer.text);
    }

    /// Sends a message as an agency's system does, with its token; returns the answer.
    pub(crate) fn send_message(&self, token: &str, message: &str) -> String {
        let system = Caller { host: self.host.clone(), cookie: String::new() };
        let head = format!("application/json\r\nauthorization: Bearer {token}");
        system.ask("POST", "/api/inbox", (&head, message.as_bytes())).text
    }

    fn post(&self, address: &str, fields: &[(&str, &str)]) -> Answer {
        let pairs: Vec<String> =
            fields.iter().map(|(name, value)| format!("{name}={}", encoded(value))).collect();
        let kind = "application/x-www-form-urlencoded";
        self.ask("POST", address, (kind, pairs.join("&").as_bytes()))
    }

    fn ask(&self, method: &str, address: &str, (kind, body): (&str, &[u8])) -> Answer {
        let mut stream = TcpStream::connect(&self.host).unwrap();
        let head = format!(
            "{method} {address} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\nCookie: {}\r\n\
             Sec-Fetch-Site: same-origin\r\nContent-Type: {kind}\r\nContent-Length: {}\r\n\r\n",
            self.host,
            self.cookie,
            body.len()
        );
        stream.write_all(head.as_bytes()).unwrap();
        stream.write_all(body).unwrap();
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).unwrap();
        let all = String::from_utf8_lossy(&bytes);
        let (head, text) = all.split_once("\r\n\r\n").unwrap();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        Answer { status, head: head.to_owned(), text: text.to_owned() }
    }
}

fn encoded(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' => char::from(byte).to_string(),
            other => format!("%{other:02X}"),
        })
        .collect()
}

impl Answer {
    /// A line of the head; empty if there is none.
    pub(crate) fn header(&self, name: &str) -> String {
        let lines = self.head.lines().filter_map(|line| line.split_once(": "));
        let found = lines.into_iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.to_owned()).unwrap_or_default()
    }

    /// The addresses on the page that begin and end so, each once.
    pub(crate) fn links(&self, start: &str, end: &str) -> Vec<String> {
        let mut found = Vec::new();
        for rest in self.text.split("href=\"").skip(1) {
            let link = rest.split('"').next().unwrap().replace("&#38;", "&");
            if link.starts_with(start) && link.ends_with(end) && !found.contains(&link) {
                found.push(link);
            }
        }
        found
    }

    /// What stands on the page between two texts.
    pub(crate) fn between(&self, start: &str, end: &str) -> String {
        let (_, rest) =
            self.text.split_once(start).unwrap_or_else(|| panic!("no {start} in {}", self.text));
        rest.split(end).next().unwrap().to_owned()
    }

    /// The value of a hidden field.
    pub(crate) fn hidden(&self, name: &str) -> String {
        self.find_hidden(name).unwrap_or_else(|| panic!("no field {name} in {}", self.text))
    }

    fn find_hidden(&self, name: &str) -> Option<String> {
        let (_, rest) = self.text.split_once(&format!("name=\"{name}\" value=\""))?;
        rest.split('"').next().map(str::to_owned)
    }
}
