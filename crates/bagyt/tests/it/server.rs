//! A server of our own, and clients of its inbox.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// The program that is tested.
pub(crate) const BAGYT: &str = env!("CARGO_BIN_EXE_bagyt");

/// The longest that a client waits for an answer.
const LONGEST: Duration = Duration::from_secs(20);

/// A server; it is killed when it is dropped.
pub(crate) struct Server {
    child: Child,
    pub(crate) inbox: String,
}

impl Server {
    /// Starts a server and waits until it serves.
    pub(crate) fn start(place: &[&str]) -> Self {
        let mut child = Command::new(BAGYT)
            .args(place)
            .args(["serve", "--law", "zz", "--listen", "127.0.0.1:0"])
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let address = line.trim().strip_prefix("serving on ").unwrap();
        Server { inbox: format!("{address}api/inbox"), child }
    }

    /// Ends it as a power cut does: nothing of it runs any further.
    pub(crate) fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Runs a command of the program to its end and returns what it prints.
#[track_caller]
pub(crate) fn run(place: &[&str], command: &[&str]) -> String {
    let output = Command::new(BAGYT).args(place).args(command).output().unwrap();
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{command:?}: {told}");
    String::from_utf8(output.stdout).unwrap()
}

/// The flags by which a data directory is named.
pub(crate) fn in_directory(directory: &Path) -> Vec<String> {
    vec!["--data".to_owned(), directory.to_str().unwrap().to_owned()]
}

/// An agency's system that posts messages.
#[derive(Clone)]
pub(crate) struct Client {
    agent: ureq::Agent,
    token: String,
}

impl Client {
    pub(crate) fn new(token: &str) -> Self {
        let config = ureq::Agent::config_builder()
            .timeout_global(Some(LONGEST))
            .http_status_as_error(false)
            .proxy(None)
            .build();
        Client { agent: config.into(), token: token.to_owned() }
    }

    /// Posts a message; `None` if no whole answer came.
    pub(crate) fn post(&self, inbox: &str, message: &str) -> Option<(u16, String)> {
        let authorization = format!("Bearer {}", self.token);
        let request = self.agent.post(inbox).header("authorization", &authorization);
        let mut response = request.send(message).ok()?;
        let body = response.body_mut().read_to_string().ok()?;
        Some((response.status().as_u16(), body))
    }
}
