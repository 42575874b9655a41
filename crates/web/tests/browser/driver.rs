//! A browser driven over the WebDriver protocol: a dozen requests over a plain socket.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use tempfile::TempDir;

/// A page that takes longer has hung.
const ANSWER_SECONDS_MAX: u64 = 120;
const FLAGS: [&str; 9] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    // A screen of 320 pixels is 320 wide, as on a telephone.
    "--hide-scrollbars",
];

/// A browser of its own, with an empty profile.
pub(crate) struct Browser {
    driver: Child,
    port: u16,
    session: String,
    /// Removed when the browser is gone.
    _profile: TempDir,
}

impl Browser {
    /// Starts a browser.
    ///
    /// A machine without one fails with what to install: these tests are never left out in silence.
    pub(crate) fn start() -> Browser {
        let mut driver = Command::new("chromedriver")
            .arg("--port=0")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap_or_else(|error| {
                panic!("chromedriver: {error}; install Chromium (chromium, chromium-driver)")
            });
        let port = port_of(&mut driver);
        let profile = tempfile::tempdir().unwrap();
        let mut flags: Vec<String> = FLAGS.map(str::to_owned).to_vec();
        flags.push(format!("--user-data-dir={}", profile.path().display()));
        let mut options = json!({ "args": flags });
        if Path::new("/usr/bin/chromium").exists() {
            options["binary"] = json!("/usr/bin/chromium");
        }
        let capabilities = json!({ "browserName": "chrome", "goog:chromeOptions": options });
        let wish = json!({ "capabilities": { "alwaysMatch": capabilities } });
        let mut browser = Browser { driver, port, session: String::new(), _profile: profile };
        let made = browser.ask("POST", "/session", &wish);
        browser.session = made["sessionId"].as_str().unwrap().to_owned();
        browser.size(1280, 900);
        browser
    }

    /// Opens a page and waits until it is loaded.
    pub(crate) fn open(&self, url: &str) {
        self.tell("url", &json!({ "url": url }));
    }

    /// Runs a function body in the page with its arguments; waits for a promise that it returns.
    pub(crate) fn run(&self, script: &str, arguments: &[Value]) -> Value {
        self.tell("execute/sync", &json!({ "script": script, "args": arguments }))
    }

    /// Presses a key: a character, or one of the codes of the WebDriver standard.
    pub(crate) fn press(&self, key: char) {
        self.press_often(key, 1);
    }

    /// Presses a key so many times, one stroke after the other.
    pub(crate) fn press_often(&self, key: char, times: usize) {
        let stroke = ["keyDown", "keyUp"].map(|kind| json!({ "type": kind, "value": key }));
        let strokes: Vec<Value> = (0..times).flat_map(|_| stroke.clone()).collect();
        let source = json!({ "type": "key", "id": "keyboard", "actions": strokes });
        self.tell("actions", &json!({ "actions": [source] }));
    }

    /// Types a text into what has the focus.
    pub(crate) fn type_in(&self, text: &str) {
        text.chars().for_each(|key| self.press(key));
    }

    /// Clicks on an element that a script returned, as a mouse does.
    pub(crate) fn click(&self, element: &Value) {
        self.tell(&format!("element/{}/click", id_of(element)), &json!({}));
    }

    /// Types a text into a field that a script returned, in place of what stands there.
    pub(crate) fn write(&self, field: &Value, text: &str) {
        self.tell(&format!("element/{}/clear", id_of(field)), &json!({}));
        if !text.is_empty() {
            self.tell(&format!("element/{}/value", id_of(field)), &json!({ "text": text }));
        }
    }

    /// Returns by what the house knows who is signed in.
    pub(crate) fn cookies(&self) -> Value {
        self.ask("GET", &format!("/session/{}/cookie", self.session), &Value::Null)
    }

    /// Takes over what [`Browser::cookies`] returned.
    pub(crate) fn put_cookies(&self, cookies: &Value) {
        for cookie in cookies.as_array().unwrap() {
            self.tell("cookie", &json!({ "cookie": cookie }));
        }
    }

    /// Opens a further window and returns its name; the present one stays in front.
    pub(crate) fn new_window(&self) -> String {
        let made = self.tell("window/new", &json!({ "type": "tab" }));
        made["handle"].as_str().unwrap().to_owned()
    }

    /// Returns the name of the window that is in front.
    pub(crate) fn window(&self) -> String {
        let path = format!("/session/{}/window", self.session);
        self.ask("GET", &path, &Value::Null).as_str().unwrap().to_owned()
    }

    /// Puts a window in front.
    pub(crate) fn to_window(&self, name: &str) {
        self.tell("window", &json!({ "handle": name }));
    }

    /// Makes the window that large; a headless window may be narrower than one on a desk.
    pub(crate) fn size(&self, width: u32, height: u32) {
        let metrics = json!({
            "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false,
        });
        let command = json!({ "cmd": "Emulation.setDeviceMetricsOverride", "params": metrics });
        self.tell("goog/cdp/execute", &command);
    }

    /// Switches scripts of pages on or off, as a browser's setting does.
    pub(crate) fn scripts(&self, on: bool) {
        let off = json!({ "value": !on });
        let command = json!({ "cmd": "Emulation.setScriptExecutionDisabled", "params": off });
        self.tell("goog/cdp/execute", &command);
    }

    /// Forgets who was signed in.
    pub(crate) fn forget(&self) {
        self.ask("DELETE", &format!("/session/{}/cookie", self.session), &Value::Null);
    }

    /// Returns a picture of the whole page, or of its beginning where it is longer than the browser
    /// can draw.
    pub(crate) fn picture(&self) -> Vec<u8> {
        let size = "const page = document.documentElement;
            return { x: 0, y: 0, scale: 1, width: page.clientWidth,
                height: Math.min(page.scrollHeight, 12000) }";
        let clip = self.run(size, &[]);
        let whole = json!({ "format": "png", "captureBeyondViewport": true, "clip": clip });
        let command = json!({ "cmd": "Page.captureScreenshot", "params": whole });
        let shot = self.tell("goog/cdp/execute", &command);
        STANDARD.decode(shot["data"].as_str().unwrap()).unwrap()
    }

    fn tell(&self, command: &str, body: &Value) -> Value {
        self.ask("POST", &format!("/session/{}/{command}", self.session), body)
    }

    /// Sends one request and returns the value of the answer.
    fn ask(&self, method: &str, path: &str, body: &Value) -> Value {
        let value = self.exchange(method, path, body).unwrap();
        assert!(value["error"].is_null(), "{method} {path}: {value}");
        value
    }

    fn exchange(&self, method: &str, path: &str, body: &Value) -> io::Result<Value> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port))?;
        stream.set_read_timeout(Some(Duration::from_secs(ANSWER_SECONDS_MAX)))?;
        let body = if body.is_null() { String::new() } else { body.to_string() };
        write!(
            stream,
            "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n\
             Content-Length: {}\r\nConnection: close\r\n\r\n{body}",
            body.len()
        )?;
        let mut reader = BufReader::new(stream);
        let mut length = 0;
        loop {
            let mut line = String::new();
            reader.read_line(&mut line)?;
            if let Some((name, value)) = line.split_once(':')
                && name.eq_ignore_ascii_case("content-length")
            {
                length = value.trim().parse().map_err(io::Error::other)?;
            }
            if line.trim().is_empty() {
                break;
            }
        }
        let mut answer = vec![0; length];
        reader.read_exact(&mut answer)?;
        let answer: Value = serde_json::from_slice(&answer)?;
        Ok(answer["value"].clone())
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // A test that failed must not leave its browser behind.
        let _ = self.exchange("DELETE", &format!("/session/{}", self.session), &Value::Null);
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}

/// The identifier of an element, under the name that the WebDriver standard gives it.
fn id_of(element: &Value) -> &str {
    element["element-6066-11e4-a52e-4f735466cecf"].as_str().unwrap()
}

/// Reads from what the driver prints which port it took.
fn port_of(driver: &mut Child) -> u16 {
    let mut said = BufReader::new(driver.stdout.take().unwrap());
    let mut line = String::new();
    while said.read_line(&mut line).unwrap() > 0 {
        if let Some((_, port)) =
            line.trim().trim_end_matches('.').rsplit_once("successfully on port ")
            && let Ok(port) = port.parse()
        {
            // What it says further is read and dropped, so that it never waits for a full pipe.
            std::thread::spawn(move || std::io::copy(&mut said, &mut std::io::sink()));
            return port;
        }
        line.clear();
    }
    panic!("chromedriver ended without naming its port");
}
