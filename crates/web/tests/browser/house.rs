//! The product itself, served from a copy of a small invented country.
//!
//! The country is filled and prepared (`prepare.rs`) once for all tests of a build and kept beside
//! the build's other files; each test serves a copy.

use std::collections::BTreeMap;
use std::env;
use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Instant;

use jiff::{SignedDuration, Timestamp};
use serde_json::Value;
use tempfile::TempDir;

use crate::prepare::prepare;

/// The file of the country in which the time stands from which its clock runs on.
const INSTALLATION: &str = "installation.toml";
/// As long as the record of a case that is closed today is kept, and a month.
const LATER_HOURS: i64 = 24 * (5 * 366 + 31);

/// Somebody who may sign in.
#[derive(Clone, Debug)]
pub(crate) struct Account {
    pub(crate) login: String,
    pub(crate) password: String,
    /// The code of the office.
    pub(crate) office: String,
}

/// When the house is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Day {
    /// On the day of the invented country.
    Usual,
    /// Years later, when the law no longer wants the records of that day kept.
    Later,
}

/// What was prepared: who may sign in, by the name that in the demo tells the role, and the
/// addresses of what was made, by the names in `pages.txt`.
#[derive(Clone, Debug, Default)]
pub(crate) struct Prepared {
    pub(crate) accounts: BTreeMap<String, Account>,
    pub(crate) addresses: BTreeMap<String, String>,
}

/// The monitoring centre of the invented country; its token is prepared.
pub(crate) const CENTRE: &str = "ZZ-E-0100";
/// The police unit that tells of clients.
pub(crate) const POLICE: &str = "ZZ-M-0302";

/// A running server.
pub(crate) struct House {
    server: Child,
    folder: PathBuf,
    day: Day,
    began: Instant,
    /// The address, without a slash at its end.
    pub(crate) url: String,
    pub(crate) known: Prepared,
    /// Removed when the server is gone.
    _data: Option<TempDir>,
}

impl House {
    /// Serves a copy of the country.
    pub(crate) fn open() -> House {
        let filled = filled();
        let data = tempfile::tempdir().unwrap();
        copy(&filled, data.path());
        let mut house = House::serve(data.path(), Day::Usual, &[]);
        house.known = Prepared::load(&filled);
        house._data = Some(data);
        house
    }

    /// Serves a folder on a day.
    fn serve(folder: &Path, day: Day, flags: &[&str]) -> House {
        let server = Command::new(program())
            .args(["demo", "--small", "--listen", "127.0.0.1:0"])
            .args(flags)
            .arg("--data")
            .arg(folder)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut house = House {
            server,
            folder: folder.to_owned(),
            day,
            began: Instant::now(),
            url: String::new(),
            known: Prepared::default(),
            _data: None,
        };
        house.listen();
        house
    }

    /// Serves the same record on another day, under another address; returns whether it had to.
    pub(crate) fn move_to(&mut self, day: Day) -> bool {
        if self.day == day {
            return false;
        }
        let known = std::mem::take(&mut self.known);
        let data = self._data.take();
        self.stop();
        let now = self.starts_at();
        let shift = SignedDuration::from_hours(LATER_HOURS);
        let moved = if day == Day::Later { now + shift } else { now - shift };
        let path = self.folder.join(INSTALLATION);
        let text = fs::read_to_string(&path).unwrap();
        fs::write(&path, text.replace(&now.to_string(), &moved.to_string())).unwrap();
        let folder = self.folder.clone();
        *self = House::serve(&folder, day, &[]);
        self.known = known;
        self._data = data;
        true
    }

    /// Closes the house and reads the kinds of the entries from a position of its journal on.
    pub(crate) fn recorded_since(&mut self, from: u64) -> BTreeMap<u64, String> {
        self.stop();
        let exported = Command::new(program())
            .args(["journal", "export", "--from", &from.to_string(), "--data"])
            .arg(&self.folder)
            .output()
            .unwrap();
        assert!(exported.status.success(), "{}", String::from_utf8_lossy(&exported.stderr));
        let lines = exported.stdout.split(|byte| *byte == b'\n').filter(|line| !line.is_empty());
        let read = |line: &[u8]| -> (u64, String) {
            let line: Value = serde_json::from_slice(line).unwrap();
            (line["seq"].as_u64().unwrap(), line["entry"]["kind"].as_str().unwrap().to_owned())
        };
        lines.map(read).collect()
    }

    /// Says what is wrong with the closed record: an entry or a projection that is not what the
    /// journal makes of it.
    pub(crate) fn faults_of_the_record(&self) -> Vec<String> {
        let checks = [["verify", "--data"].as_slice(), ["rebuild", "--check", "--data"].as_slice()];
        let said = checks.map(|check| {
            let told = Command::new(program()).args(check).arg(&self.folder).output().unwrap();
            let failed = !told.status.success();
            failed.then(|| String::from_utf8_lossy(&told.stderr).into_owned())
        });
        said.into_iter().flatten().collect()
    }

    /// What the clock of the house shows.
    pub(crate) fn now(&self) -> Timestamp {
        self.starts_at() + SignedDuration::try_from(self.began.elapsed()).unwrap()
    }

    fn starts_at(&self) -> Timestamp {
        let text = fs::read_to_string(self.folder.join(INSTALLATION)).unwrap();
        let line = text.lines().find_map(|line| line.strip_prefix("now = ")).unwrap();
        line.trim_matches('"').parse().unwrap()
    }

    /// Reads what the demo prints: who may sign in, and last the address.
    fn listen(&mut self) {
        let mut said = BufReader::new(self.server.stdout.take().unwrap());
        let mut line = String::new();
        while said.read_line(&mut line).unwrap() > 0 {
            if let Some((_, address)) = line.split_once("http://") {
                self.url = format!("http://{}", address.trim().trim_end_matches('/'));
                // What it says further is read and dropped, so that it never waits for a full pipe.
                std::thread::spawn(move || std::io::copy(&mut said, &mut std::io::sink()));
                return;
            }
            if line.starts_with("  ") {
                self.known.add(&line);
            }
            line.clear();
        }
        panic!("the demo ended before it served");
    }

    fn stop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

impl Drop for House {
    fn drop(&mut self) {
        self.stop();
    }
}

impl Prepared {
    /// Reads an account off a line that ends with its name, password and office.
    fn add(&mut self, line: &str) {
        let words: Vec<&str> = line.split_whitespace().collect();
        if let [.., login, password, office] = &words[..] {
            let (login, password) = ((*login).to_owned(), (*password).to_owned());
            let account = Account { login: login.clone(), password, office: (*office).to_owned() };
            self.accounts.insert(login, account);
        }
    }

    fn load(folder: &Path) -> Prepared {
        let mut prepared = Prepared::default();
        for line in fs::read_to_string(beside(folder)).unwrap().lines() {
            match line.split_once(" is at ") {
                Some((name, address)) => {
                    prepared.addresses.insert(name.to_owned(), address.to_owned());
                }
                None => prepared.add(line),
            }
        }
        prepared
    }

    fn save(&self, folder: &Path) {
        let accounts = self.accounts.values();
        let accounts = accounts.map(|one| format!("{} {} {}", one.login, one.password, one.office));
        let addresses = self.addresses.iter().map(|(name, at)| format!("{name} is at {at}"));
        let lines: Vec<String> = accounts.chain(addresses).collect();
        fs::write(beside(folder), lines.join("\n")).unwrap();
    }
}

/// Where it stands what was prepared in a country.
fn beside(folder: &Path) -> PathBuf {
    folder.with_file_name("country-prepared")
}

/// Returns the program under test: the one that the build command names, or the one beside us.
fn program() -> PathBuf {
    let beside = || {
        let test = env::current_exe().unwrap();
        test.ancestors().nth(2).unwrap().join("bagyt")
    };
    let program = env::var_os("BAGYT_BINARY").map_or_else(beside, PathBuf::from);
    assert!(program.is_file(), "{} is missing; run `cargo build -p bagyt`", program.display());
    program
}

/// Returns the folder of the filled country; the first test that needs it fills and prepares it.
fn filled() -> PathBuf {
    let made = |program: &Path| {
        let built = fs::metadata(program).unwrap().modified().unwrap();
        built.duration_since(std::time::UNIX_EPOCH).unwrap().as_nanos()
    };
    let stamp = format!("{} {}", made(&program()), made(&env::current_exe().unwrap()));
    let keep = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let (folder, note) = (keep.join("country"), keep.join("country-filled-by"));
    let lock = File::create(keep.join("country-lock")).unwrap();
    // Other tests wait here until the country stands.
    lock.lock().unwrap();
    if fs::read_to_string(&note).is_ok_and(|filled_by| filled_by == stamp) {
        return folder;
    }
    let _ = fs::remove_dir_all(&folder);
    let filling = Command::new(program())
        .args(["demo", "--small", "--fill-only", "--listen", "127.0.0.1:0", "--data"])
        .arg(&folder)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .status()
        .unwrap();
    assert!(filling.success(), "filling the invented country failed");
    let mut house = House::serve(&folder, Day::Usual, &["--new-passwords"]);
    assert!(!house.known.accounts.is_empty(), "the demo printed no sign-in");
    prepare(&mut house);
    house.move_to(Day::Usual);
    house.stop();
    let token = agency_token(&folder, CENTRE);
    house.known.addresses.insert(CENTRE.to_owned(), token);
    let court = house.known.addresses["code-of-court"].clone();
    let token = agency_token(&folder, &court);
    house.known.addresses.insert(court, token);
    let token = agency_token(&folder, POLICE);
    house.known.addresses.insert(POLICE.to_owned(), token);
    house.known.save(&folder);
    drop(house);
    fs::write(&note, stamp).unwrap();
    folder
}

/// Returns the token with which an agency's system sends, as the program prints it while nobody
/// serves the folder.
fn agency_token(folder: &Path, agency: &str) -> String {
    let printing = ["agency-token", agency, "--data"];
    let told = Command::new(program()).args(printing).arg(folder).output().unwrap();
    assert!(told.status.success(), "{}", String::from_utf8_lossy(&told.stderr));
    String::from_utf8(told.stdout).unwrap().trim().to_owned()
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &target);
        } else {
            fs::copy(&path, &target).unwrap();
        }
    }
}
