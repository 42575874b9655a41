//! A client as small as a measurement needs: one connection that is kept, GET and one form.

use std::io::{BufRead, BufReader, Error, ErrorKind, Read, Write};
use std::net::TcpStream;
use std::time::Duration;

/// Longest line of a header that is read, in bytes.
const LINE_BYTES_MAX: u64 = 16 * 1024;

/// Largest body that is read, in bytes.
const BODY_BYTES_MAX: u64 = 16 * 1024 * 1024;

/// How long an answer may take.
const PATIENCE: Duration = Duration::from_secs(60);

/// An answer.
#[derive(Debug)]
pub(super) struct Answer {
    /// Its status.
    pub(super) status: u16,
    /// The cookie that it sets, without its attributes.
    pub(super) cookie: Option<String>,
    /// Its body, as it went over the wire.
    pub(super) body: Vec<u8>,
}

/// A connection that is kept.
pub(super) struct Client {
    address: String,
    stream: BufReader<TcpStream>,
    cookie: String,
}

impl Client {
    /// Connects to `address`; `cookie` is sent with every request.
    pub(super) fn connect(address: &str, cookie: &str) -> std::io::Result<Client> {
        let stream = TcpStream::connect(address)?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        let (address, cookie) = (address.to_owned(), cookie.to_owned());
        Ok(Client { address, stream: BufReader::new(stream), cookie })
    }

    /// Asks for a page.
    pub(super) fn get(&mut self, path: &str) -> std::io::Result<Answer> {
        self.ask(&format!(
            "GET {path} HTTP/1.1\r\nHost: {}\r\nCookie: {}\r\nAccept-Encoding: gzip\r\n\r\n",
            self.address, self.cookie
        ))
    }

    /// Asks for a page that is not packed, to be read.
    pub(super) fn text(&mut self, path: &str) -> std::io::Result<String> {
        let (host, cookie) = (&self.address, &self.cookie);
        let request = format!("GET {path} HTTP/1.1\r\nHost: {host}\r\nCookie: {cookie}\r\n\r\n");
        let answer = self.ask(&request)?;
        String::from_utf8(answer.body).map_err(|_| strange("no text"))
    }

    /// Sends a form, already written as one.
    pub(super) fn post(&mut self, path: &str, form: &str) -> std::io::Result<Answer> {
        self.ask(&format!(
            "POST {path} HTTP/1.1\r\nHost: {}\r\nContent-Length: {}\r\n\
             Content-Type: application/x-www-form-urlencoded\r\n\r\n{form}",
            self.address,
            form.len()
        ))
    }

    fn ask(&mut self, request: &str) -> std::io::Result<Answer> {
        self.stream.get_mut().write_all(request.as_bytes())?;
        read(&mut self.stream)
    }
}

/// Reads an answer to its end, so that the connection is free for the next.
fn read(stream: &mut impl BufRead) -> std::io::Result<Answer> {
    let status = line(stream)?;
    let status = status.split(' ').nth(1).and_then(|code| code.parse().ok());
    let mut answer = Answer {
        status: status.ok_or_else(|| strange("no status"))?,
        cookie: None,
        body: Vec::new(),
    };
    let (mut length, mut is_chunked) = (0, false);
    loop {
        let header = line(stream)?;
        let Some((name, value)) = header.split_once(':') else { break };
        let value = value.trim();
        match name.to_ascii_lowercase().as_str() {
            "content-length" => length = value.parse().map_err(|_| strange("no length"))?,
            "transfer-encoding" => is_chunked = value.eq_ignore_ascii_case("chunked"),
            "set-cookie" => {
                answer.cookie = value.split(';').next().map(str::to_owned);
            }
            _ => {}
        }
    }
    if !is_chunked {
        take(stream, length, &mut answer.body)?;
        return Ok(answer);
    }
    loop {
        let size = line(stream)?;
        let size = u64::from_str_radix(size.trim(), 16).map_err(|_| strange("no chunk"))?;
        take(stream, size, &mut answer.body)?;
        line(stream)?;
        if size == 0 {
            return Ok(answer);
        }
    }
}

fn line(stream: &mut impl BufRead) -> std::io::Result<String> {
    let mut line = String::new();
    let read = stream.take(LINE_BYTES_MAX).read_line(&mut line)?;
    if read == 0 {
        return Err(Error::new(ErrorKind::UnexpectedEof, "the server closed the connection"));
    }
    Ok(line.trim_end().to_owned())
}

fn take(stream: &mut impl BufRead, bytes: u64, body: &mut Vec<u8>) -> std::io::Result<()> {
    if (body.len() as u64).saturating_add(bytes) > BODY_BYTES_MAX {
        return Err(strange("too long an answer"));
    }
    let taken = stream.take(bytes).read_to_end(body)?;
    if taken as u64 == bytes { Ok(()) } else { Err(strange("half an answer")) }
}

fn strange(what: &str) -> Error {
    Error::new(ErrorKind::InvalidData, what.to_owned())
}

/// Writes a word so that it can stand in an address or a form.
pub(super) fn escaped(word: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    word.bytes()
        .map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reads two answers off one connection and checks the first.
    #[track_caller]
    fn check(first: &str, status: u16, bytes: usize) {
        let second = "HTTP/1.1 204 No Content\r\n\r\n";
        let both = format!("{first}{second}");
        let mut stream = both.as_bytes();
        let answer = read(&mut stream).unwrap();
        assert_eq!((answer.status, answer.body.len()), (status, bytes));
        assert_eq!(read(&mut stream).unwrap().status, 204, "the first answer was not read whole");
    }

    #[test]
    fn an_answer_is_read_to_its_end_and_its_body_counted() {
        check("HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nabcde", 200, 5);
        check("HTTP/1.1 303 See Other\r\nContent-Length: 0\r\n\r\n", 303, 0);
        let chunks = "5\r\nabcde\r\n10\r\n0123456789abcdef\r\n0\r\n\r\n";
        check(&format!("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n{chunks}"), 200, 21);
    }

    #[test]
    fn half_an_answer_is_an_error() {
        for half in ["", "HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nabc", "what\r\n\r\n"] {
            assert!(read(&mut half.as_bytes()).is_err(), "{half}");
        }
    }

    #[test]
    fn a_word_is_written_for_an_address() {
        assert_eq!(escaped("А b"), "%D0%90%20b");
    }
}
