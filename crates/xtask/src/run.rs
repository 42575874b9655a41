//! Running a program, showing what it says while it runs, and summing what it says of its tests.

use std::io::{BufRead, BufReader, Read};
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::thread;

/// How many tests ran, by the runners' own words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    /// Tests that passed.
    pub(crate) passed: u32,
    /// Tests that failed.
    pub(crate) failed: u32,
}

impl Tally {
    /// Adds another tally to this one.
    pub(crate) fn add(&mut self, other: Tally) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

/// What a program left behind.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Ran {
    /// Whether it ended well.
    pub(crate) succeeded: bool,
    /// The sum of its summaries.
    pub(crate) tally: Tally,
}

/// Runs a program from the project's root, with no input, and passes its words on as they come.
///
/// # Errors
///
/// A sentence if it cannot be started.
pub(crate) fn run(command: &mut Command) -> Result<Ran, String> {
    let program = command.get_program().to_string_lossy().into_owned();
    let failed = |error: std::io::Error| format!("{program} cannot be run: {error}");
    let mut child = command
        .current_dir(crate::tree::root())
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(failed)?;
    let (sender, receiver) = mpsc::channel();
    let mut readers = Vec::new();
    if let Some(stdout) = child.stdout.take() {
        readers.push(pass_on(stdout, sender.clone()));
    }
    if let Some(stderr) = child.stderr.take() {
        readers.push(pass_on(stderr, sender.clone()));
    }
    drop(sender);
    let (mut of_nextest, mut plain) = (None::<Tally>, Tally::default());
    for line in receiver {
        eprintln!("{line}");
        match summary(&line) {
            Some(Summary::Nextest(tally)) => of_nextest.get_or_insert_default().add(tally),
            Some(Summary::Plain(tally)) => plain.add(tally),
            None => {}
        }
    }
    // Nextest shows what a failed test's own runner said; those tests are in its sum already.
    let tally = of_nextest.unwrap_or(plain);
    for reader in readers {
        reader.join().map_err(|_| format!("reading what {program} says failed"))?;
    }
    let status = child.wait().map_err(failed)?;
    Ok(Ran { succeeded: status.success(), tally })
}

fn pass_on(
    stream: impl Read + Send + 'static,
    sender: mpsc::Sender<String>,
) -> thread::JoinHandle<()> {
    thread::spawn(move || {
        let mut reader = BufReader::new(stream);
        let mut line = Vec::new();
        while let Ok(1..) = reader.read_until(b'\n', &mut line) {
            let text = String::from_utf8_lossy(&line).trim_end().to_owned();
            line.clear();
            if sender.send(text).is_err() {
                return;
            }
        }
    })
}

/// The closing words of a runner.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Summary {
    Nextest(Tally),
    Plain(Tally),
}

/// Reads a runner's summary: nextest's `Summary [ 1.2s] 34 tests run: 33 passed, 1 failed` or
/// `test result: ok. 5 passed; 0 failed; …`.
fn summary(line: &str) -> Option<Summary> {
    let line = line.trim_start();
    let (counts, of): (&str, fn(Tally) -> Summary) = if line.starts_with("Summary [") {
        (line.split_once("run:")?.1, Summary::Nextest)
    } else {
        (line.strip_prefix("test result: ")?, Summary::Plain)
    };
    let count = |what: &str| {
        let words: Vec<&str> =
            counts.split([' ', ',', ';', '.', '(']).filter(|word| !word.is_empty()).collect();
        let at = words.iter().position(|word| *word == what)?;
        words.get(at.checked_sub(1)?)?.parse::<u32>().ok()
    };
    let timed_out = count("timed").unwrap_or_default();
    let passed = count("passed").unwrap_or_default();
    Some(of(Tally { passed, failed: count("failed").unwrap_or_default() + timed_out }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(line: &str, expected: Option<Summary>) {
        assert_eq!(summary(line), expected, "{line}");
    }

    fn tally(passed: u32, failed: u32) -> Tally {
        Tally { passed, failed }
    }

    #[test]
    fn the_summary_of_nextest_is_counted() {
        let nextest = |passed, failed| Some(Summary::Nextest(tally(passed, failed)));
        check("     Summary [   0.525s] 34 tests run: 34 passed, 0 skipped", nextest(34, 0));
        let line = "     Summary [ 1.2s] 5 tests run: 3 passed (1 slow), 2 failed, 1 skipped";
        check(line, nextest(3, 2));
        let line = "Summary [ 9s] 3/8 tests run: 1 passed, 1 failed, 1 timed out";
        check(line, nextest(1, 2));
    }

    #[test]
    fn the_summary_of_the_plain_runner_is_counted() {
        let line =
            "test result: FAILED. 9 passed; 14 failed; 0 ignored; 0 measured; 0 filtered out";
        check(line, Some(Summary::Plain(tally(9, 14))));
    }

    #[test]
    fn other_lines_are_not() {
        check("running 23 tests", None);
        check("thread 'x' panicked: 3 passed", None);
    }

    #[test]
    fn a_failed_test_is_counted_once_though_nextest_shows_its_own_words() {
        let script = "echo 'test result: FAILED. 0 passed; 1 failed; 0 ignored'; \
                      echo 'Summary [ 1s] 3 tests run: 2 passed, 1 failed, 0 skipped'";
        let ran = run(Command::new("sh").args(["-c", script])).unwrap();
        assert_eq!(ran.tally, tally(2, 1));
    }
}
