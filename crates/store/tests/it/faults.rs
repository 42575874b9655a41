//! Faults: a killed process, a full disk, a second process, a lost server.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::mpsc::{Sender, channel};
use std::time::Duration;

use bagyt_core::command::Purpose;
use bagyt_core::identity::StaffId;
use bagyt_store::{AccessEntry, Location, OpenError, Options, Outage, Store, SubmitError};
use tempfile::TempDir;
use uuid::Uuid;

use crate::cluster::{GIVEN, Place, on_both};
use crate::sample::{VIEWS, case, notes, noting};

/// Threads that write when the process is killed.
const WRITERS: u128 = 16;

/// How long the writers may take until each was answered once.
const PATIENCE: Duration = Duration::from_secs(120);

/// How often a process is killed in a test.
const KILLS: u64 = 6;

/// How many of a writer's newest commands are looked up after each kill.
const COMMANDS_CHECKED: usize = 100;

/// Size of the file system that is filled.
const SMALL: &str = "24m";

/// This test binary again, running one of its ignored tests in a process of its own.
fn child(wrapper: &[&str], test: &str, given: &str) -> Child {
    let binary = std::env::current_exe().unwrap();
    let mut parts: Vec<&Path> = wrapper.iter().map(Path::new).collect();
    parts.push(&binary);
    Command::new(parts[0])
        .args(&parts[1..])
        .args(["--exact", test, "--ignored", "--nocapture", "--test-threads=1"])
        .env(GIVEN, given)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap()
}

/// Submits commands on 16 threads and prints each one that was acknowledged, until it is killed.
#[test]
#[ignore = "run by the tests of a killed process"]
fn writes_until_it_is_killed() {
    let store = Place::given().open(VIEWS);
    std::thread::scope(|scope| {
        for writer in 0..WRITERS {
            let store = &store;
            scope.spawn(move || {
                let reader = store.read().unwrap();
                let standing = reader.standing(case(writer + 1)).unwrap();
                drop(reader);
                let mut version = standing.map_or(0, |(_, version)| version);
                loop {
                    version += 1;
                    store.submit(command(writer, version)).unwrap();
                    println!("acknowledged {writer} {version}");
                }
            });
        }
    });
}

fn command(writer: u128, version: u32) -> bagyt_store::Commit {
    let number = (writer + 1) * 1_000_000 + u128::from(version);
    let stream = case(writer + 1);
    let mut commit = noting(number, stream, version, &["under load"]);
    commit.views = vec![(stream, vec![notes(&[&format!("version {version}")])])];
    commit
}

/// Reads acknowledgements until the process is gone, and tells when each writer has one.
fn acknowledged(output: ChildStdout, all_write: &Sender<()>) -> BTreeMap<u128, u32> {
    let mut newest = BTreeMap::new();
    for line in BufReader::new(output).lines().map_while(Result::ok) {
        let mut words = line.split(' ');
        // A line that was cut off by the end of the process is no acknowledgement.
        if let (Some("acknowledged"), Some(writer), Some(version)) =
            (words.next(), words.next(), words.next())
            && let (Ok(writer), Ok(version)) = (writer.parse(), version.parse())
        {
            let was_known = newest.insert(writer, version).is_some();
            if !was_known && newest.len() == WRITERS as usize {
                // The test waits no longer only if it has already failed.
                let _ = all_write.send(());
            }
        }
    }
    newest
}

on_both! {
    fn a_killed_process_loses_and_doubles_nothing_that_it_acknowledged(place) {
        let mut newest: BTreeMap<u128, u32> = BTreeMap::new();
        for kill in 0..KILLS {
            let test = "faults::writes_until_it_is_killed";
            let mut child = child(&[], test, &place.to_give());
            let output = child.stdout.take().unwrap();
            let (all_write, told) = channel();
            let reading = std::thread::spawn(move || acknowledged(output, &all_write));
            // Killed when everybody writes, however long a slow disk takes to let them begin.
            let began = told.recv_timeout(PATIENCE);
            std::thread::sleep(Duration::from_millis(70 * kill));
            child.kill().unwrap();
            child.wait().unwrap();
            newest.extend(reading.join().unwrap());
            assert!(began.is_ok(), "not every writer is answered");
            tear(&place);
            check_nothing_lost(&place, &newest);
        }
    }

    fn a_full_disk_is_told_and_heals(place) {
        let folder = TempDir::new().unwrap();
        let on_server = matches!(place.location, Location::Postgres { .. });
        let given = format!("{} {on_server}", folder.path().display());
        let test = "faults::fills_a_small_disk";
        // A file system of its own, which goes with the process; other users need a user's own
        // namespace for it.
        let unshare = ["unshare", "--mount", "--map-root-user", "--user"];
        let is_root = std::fs::metadata("/root").is_ok_and(|_| std::fs::read_dir("/root").is_ok());
        let wrapper = if is_root { &unshare[..2] } else { &unshare[..] };
        let output = child(wrapper, test, &given).wait_with_output().unwrap();
        let told = String::from_utf8_lossy(&output.stdout);
        assert!(output.status.success(), "{told}");
    }
}

/// Leaves the beginning of a write at the end of a data directory's log, as a machine does that
/// stops while it writes.
fn tear(place: &Place) {
    if let Location::Sqlite { path } = &place.location {
        let mut log =
            std::fs::File::options().append(true).open(path.join("bagyt.sqlite-wal")).unwrap();
        log.write_all(&[0x37; 5_000]).unwrap();
    }
}

/// Opens the record that a killed process left and checks it against its acknowledgements.
fn check_nothing_lost(place: &Place, newest: &BTreeMap<u128, u32>) {
    let store = open_when_free(place);
    let reader = store.read().unwrap();
    let mut entries = 0;
    for (writer, acknowledged) in newest {
        let stream = reader.stream(case(writer + 1)).unwrap().unwrap();
        assert!(stream.version >= *acknowledged, "an acknowledged command was lost");
        assert_eq!(stream.entries.len(), stream.version as usize, "an entry was doubled");
        entries += stream.entries.len();
        for version in (1..=stream.version).rev().take(COMMANDS_CHECKED) {
            let command = command(*writer, version);
            let kept = reader.command(command.meta.id).unwrap().unwrap();
            assert_eq!(kept.accepted.answer, command.answer);
        }
        // Submitted again, a command that may or may not have been answered is answered.
        let again = store.submit(command(*writer, stream.version)).unwrap();
        assert!(again.repeated);
    }
    let verified = store.verify(&mut |_| {}).unwrap();
    assert!(verified.entries >= entries as u64);
}

/// A server may still be ending the killed process's last transaction.
fn open_when_free(place: &Place) -> Store {
    for _ in 0..50 {
        match Store::open(&place.location, VIEWS, Options::default()) {
            Ok(store) => return store,
            Err(_) => std::thread::sleep(Duration::from_millis(100)),
        }
    }
    place.open(VIEWS)
}

/// Fills a small file system, and makes room again; runs in a process with mounts of its own.
#[test]
#[ignore = "run by the test of a full disk"]
fn fills_a_small_disk() {
    let given = std::env::var(GIVEN).unwrap();
    let (folder, on_server) = given.split_once(' ').unwrap();
    let folder = PathBuf::from(folder);
    let mounted = Command::new("mount")
        .args(["-t", "tmpfs", "-o", &format!("size={SMALL},mode=777"), "none"])
        .arg(&folder)
        .status()
        .unwrap();
    assert!(
        mounted.success(),
        "a small file system cannot be mounted: run as root, or allow users \
        their own namespaces (sysctl kernel.unprivileged_userns_clone=1)"
    );
    let place = Place::within(&folder, on_server == "true");
    let store = place.open(VIEWS);
    let head = store.read().unwrap().head().unwrap().seq;
    assert_eq!(head, 0);
    let ballast = folder.join("ballast");
    fill(&ballast);
    let outage = refused(&store);
    assert!(matches!(outage, Outage::DiskFull { .. }), "{outage:?}");
    if on_server != "true" {
        let outage = refused_access(&store);
        assert!(matches!(outage, Outage::DiskFull { .. }), "{outage:?}");
    }
    // Reading goes on, and so does refusing, from several threads too.
    let before = store.read().unwrap().head().unwrap();
    std::thread::scope(|scope| {
        for number in 0..4 {
            let store = &store;
            scope.spawn(move || store.submit(large(500_000 + number, 900_000 + number, 1)));
        }
    });
    let reader = store.read().unwrap();
    let (head, entries) = (reader.head().unwrap(), reader.entries(1, 10_000).unwrap().len());
    drop(reader);
    assert_eq!(head.seq, entries as u64);
    assert!(head.seq >= before.seq);
    std::fs::remove_file(&ballast).unwrap();
    let accepted = store.submit(large(1_000_000, 1_000_000, 1)).unwrap();
    assert_eq!(accepted.last_seq, head.seq + 1);
    store.verify(&mut |_| {}).unwrap();
}

/// Writes the access log until it is refused.
fn refused_access(store: &Store) -> Outage {
    for _ in 0..1_000 {
        let entry = AccessEntry {
            at: noting(1, case(1), 1, &[]).meta.recorded_at,
            login: "osmonov".to_owned(),
            staff_id: StaffId(Uuid::from_u128(7)),
            purpose: Purpose::Supervision,
            subject: case(1),
            page: "x".repeat(100_000),
        };
        if let Err(outage) = store.log_access(vec![entry]) {
            return outage;
        }
    }
    panic!("the log never filled the disk");
}

/// Leaves some room for the database, so that a commit runs out of it in its middle.
fn fill(ballast: &Path) {
    let mut file = std::fs::File::create(ballast).unwrap();
    while file.write_all(&[0; 65_536]).is_ok() {}
    let length = file.metadata().unwrap().len();
    file.set_len(length - 2_000_000).unwrap();
}

/// A commit with a large entry that no database makes small.
fn large(number: u128, stream: u128, version: u32) -> bagyt_store::Commit {
    let digits = (0..2_000_u128).map(|place| {
        let blob = bagyt_store::Blob::new((number << 32 | place).to_be_bytes().to_vec());
        bagyt_store::hexadecimal(&blob.digest)
    });
    let words: String = digits.collect();
    let mut commit = noting(number, case(stream), version, &[&words]);
    commit.answer = "noted".to_owned();
    commit
}

/// Writes until a commit is refused.
fn refused(store: &Store) -> Outage {
    for number in 1..1_000 {
        let version = u32::try_from(number).unwrap();
        match store.submit(large(number, 1, version)) {
            Ok(_) => {}
            Err(SubmitError::Outage(outage)) => return outage,
            Err(other) => panic!("{other}"),
        }
    }
    panic!("the disk never filled");
}

#[test]
fn a_second_use_of_one_data_directory_is_refused() {
    let place = Place::sqlite();
    let store = place.open(VIEWS);
    let refusal = Store::open(&place.location, VIEWS, Options::default()).err().unwrap();
    assert!(matches!(refusal, OpenError::InUse { .. }));
    let path = place.directory().display();
    let words =
        format!("another process is using {path}; stop it first, or choose another data directory");
    assert_eq!(refusal.to_string(), words);
    drop(store);
    place.open(VIEWS);
}

#[test]
fn a_second_process_on_one_data_directory_is_refused() {
    let place = Place::sqlite();
    let mut child = child(&[], "faults::writes_until_it_is_killed", &place.to_give());
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    while lines.next().unwrap().unwrap().split(' ').next() != Some("acknowledged") {}
    let refusal = Store::open(&place.location, VIEWS, Options::default()).err().unwrap();
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(matches!(refusal, OpenError::InUse { .. }));
}

#[test]
fn a_server_that_asks_for_encryption_is_refused() {
    let url = "postgres://postgres@127.0.0.1/record?sslmode=require".to_owned();
    let refusal = Store::open(&Location::Postgres { url }, VIEWS, Options::default());
    let OpenError::Database { source } = refusal.err().unwrap() else { panic!("another refusal") };
    assert!(source.to_string().contains("sslmode=require"), "{source}");
}

#[test]
fn a_writer_whose_server_connection_is_cut_goes_on() {
    let place = Place::postgresql();
    let store = place.open(VIEWS);
    store.submit(noting(1, case(1), 1, &["a"])).unwrap();
    place.tamper(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity
            WHERE datname = current_database() AND pid <> pg_backend_pid()",
    );
    assert_eq!(store.submit(noting(2, case(1), 2, &["b"])).unwrap().last_seq, 2);
    assert_eq!(store.read().unwrap().head().unwrap().seq, 2);
}

on_both! {
    /// Rows may reach the database together with the end of their transaction, whose own answer
    /// does not tell that it was undone.
    fn a_row_that_the_database_refuses_is_told_and_nothing_is_kept(place) {
        let store = place.open(VIEWS);
        store.submit(noting(1, case(1), 1, &["a"])).unwrap();
        place.tamper(
            "INSERT INTO journal (lane, seq, stream_no, version, entry, leaf)
            SELECT lane, 2, 99, 1, entry, leaf FROM journal",
        );
        let refusal = store.submit(noting(2, case(1), 2, &["b"])).unwrap_err();
        assert!(matches!(refusal, SubmitError::Outage(_)), "{refusal}");
        assert_eq!(store.read().unwrap().head().unwrap().seq, 1);
        place.tamper("DELETE FROM journal WHERE stream_no = 99");
        assert_eq!(store.submit(noting(2, case(1), 2, &["b"])).unwrap().last_seq, 2);
        store.verify(&mut |_| {}).unwrap();
    }
}
