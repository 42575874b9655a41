//! The product itself, served from a copy of a small invented country.
//!
//! The country is filled once for all tests of a build and kept beside the build's other files;
//! each test serves a copy with fresh passwords.

use std::collections::BTreeMap;
use std::env;
use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use tempfile::TempDir;

/// Somebody who may sign in.
#[derive(Clone, Debug)]
pub(crate) struct Account {
    pub(crate) login: String,
    pub(crate) password: String,
}

/// A running server.
pub(crate) struct House {
    server: Child,
    /// The address, without a slash at its end.
    pub(crate) url: String,
    /// The accounts by the name they sign in with, which in the demo tells the role.
    pub(crate) accounts: BTreeMap<String, Account>,
    /// Removed when the server is gone.
    _data: TempDir,
}

impl House {
    /// Serves a copy of the country.
    pub(crate) fn open() -> House {
        let filled = filled();
        let data = tempfile::tempdir().unwrap();
        copy(&filled, data.path());
        let server = Command::new(program())
            .args(["demo", "--small", "--new-passwords", "--listen", "127.0.0.1:0", "--data"])
            .arg(data.path())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let (url, accounts) = (String::new(), BTreeMap::new());
        let mut house = House { server, url, accounts, _data: data };
        house.listen();
        house
    }

    /// Reads what the demo prints: who may sign in, and last the address.
    fn listen(&mut self) {
        let mut said = BufReader::new(self.server.stdout.take().unwrap());
        let mut line = String::new();
        while said.read_line(&mut line).unwrap() > 0 {
            if let Some((_, address)) = line.split_once("http://") {
                self.url = format!("http://{}", address.trim().trim_end_matches('/'));
                assert!(!self.accounts.is_empty(), "the demo printed no sign-in");
                // What it says further is read and dropped, so that it never waits for a full pipe.
                std::thread::spawn(move || std::io::copy(&mut said, &mut std::io::sink()));
                return;
            }
            let words: Vec<&str> = line.split_whitespace().collect();
            if let (true, [.., login, password, _]) = (line.starts_with("  "), &words[..]) {
                let account =
                    Account { login: (*login).to_owned(), password: (*password).to_owned() };
                self.accounts.insert((*login).to_owned(), account);
            }
            line.clear();
        }
        panic!("the demo ended before it served");
    }
}

impl Drop for House {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
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

/// Returns the folder of the filled country; the first test that needs it fills it.
fn filled() -> PathBuf {
    let program = program();
    let built = fs::metadata(&program).unwrap().modified().unwrap();
    let stamp = built.duration_since(std::time::UNIX_EPOCH).unwrap().as_nanos().to_string();
    let keep = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let (folder, note) = (keep.join("country"), keep.join("country-filled-by"));
    let lock = File::create(keep.join("country-lock")).unwrap();
    // Other tests wait here until the country stands.
    lock.lock().unwrap();
    if fs::read_to_string(&note).is_ok_and(|filled_by| filled_by == stamp) {
        return folder;
    }
    let _ = fs::remove_dir_all(&folder);
    let filling = Command::new(&program)
        .args(["demo", "--small", "--fill-only", "--listen", "127.0.0.1:0", "--data"])
        .arg(&folder)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .status()
        .unwrap();
    assert!(filling.success(), "filling the invented country failed");
    fs::write(&note, stamp).unwrap();
    folder
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
