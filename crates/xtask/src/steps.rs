//! The steps of a run, from the cheapest to the dearest.

use std::env;
use std::path::PathBuf;
use std::process::Command;
use std::time::Instant;

use crate::install;
use crate::room::Room;
use crate::run::{Tally, run};
use crate::{arrows, tree, vendored};

/// What is done about a program that is not on the machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Missing {
    /// It is installed if this is Debian or Ubuntu and we may; else the run ends with what to do.
    Install,
    /// The run ends with what to do.
    Refuse,
}

/// A check made by this program itself: the faults it found, each a line.
pub(crate) type Check = fn() -> Result<Vec<String>, String>;

/// Runs every step; the first that fails ends the run.
///
/// # Errors
///
/// A sentence that names the step.
pub(crate) fn all(missing: Missing) -> Result<(), String> {
    let mut tally = Tally::default();
    let outcome = run_all(missing, &mut tally);
    if outcome.is_err() && tally.failed == 0 {
        tally.failed = 1;
    }
    if let Err(why) = &outcome {
        eprintln!("\n{why}");
    }
    println!("{} passed, {} failed", tally.passed, tally.failed);
    outcome.map_err(|_| String::new())
}

fn run_all(missing: Missing, tally: &mut Tally) -> Result<(), String> {
    let lints = ["clippy", "--workspace", "--all-targets", "--locked", "--", "-D", "warnings"];
    cargo("format", &["fmt", "--all", "--check"], tally)?;
    only("deps", &[arrows::check, vendored::check])?;
    cargo("clippy", &lints, tally)?;
    install::provide(missing)?;
    cargo("build", &["build", "--workspace", "--bins", "--locked"], tally)?;
    law(tally)?;
    let room = Room::make();
    if has_nextest() {
        let nextest = ["nextest", "run", "--workspace", "--locked", "-E"];
        tests("tests", &[&nextest[..], &["not binary(browser)"]].concat(), (&room, tally))?;
        doc_tests(tally)?;
        rustdoc(tally)?;
        tests("browser tests", &[&nextest[..], &["binary(browser)"]].concat(), (&room, tally))
    } else {
        // The plain runner takes the browser tests along with the others, and the doc tests too.
        tests("tests", &["test", "--workspace", "--locked", "--no-fail-fast"], (&room, tally))?;
        rustdoc(tally)
    }
}

/// Runs tests, which write into the room.
fn tests(name: &str, arguments: &[&str], (room, tally): (&Room, &mut Tally)) -> Result<(), String> {
    let mut command = asked(arguments);
    room.give(&mut command);
    step(name, &mut command, tally)
}

/// Runs the examples of the documentation. A crate without one is left out: cargo would compile it
/// and all that it stands on once more to find that there is nothing to run.
fn doc_tests(tally: &mut Tally) -> Result<(), String> {
    let folders = tree::with_examples()?;
    let mut arguments = vec!["test", "--doc", "--locked"];
    let names: Vec<String> = folders.iter().map(|folder| format!("bagyt-{folder}")).collect();
    for name in &names {
        arguments.extend(["-p", name]);
    }
    cargo("doc tests", &arguments, tally)
}

/// Makes checks of this program itself and lists what they find.
///
/// # Errors
///
/// A sentence with the number of faults.
pub(crate) fn only(name: &str, checks: &[Check]) -> Result<(), String> {
    let begun = begin(name);
    let mut faults = Vec::new();
    for check in checks {
        faults.append(&mut check()?);
    }
    for fault in &faults {
        eprintln!("  {fault}");
    }
    end(name, begun);
    if faults.is_empty() { Ok(()) } else { Err(format!("{name}: {} faults", faults.len())) }
}

/// Runs the tests that are too long for every day.
///
/// # Errors
///
/// A sentence that names the step.
pub(crate) fn soak() -> Result<(), String> {
    install::provide(Missing::Refuse)?;
    let mut tally = Tally::default();
    cargo("build", &["build", "--workspace", "--bins", "--locked"], &mut tally)?;
    let soaked = if has_nextest() {
        let only_ignored = ["nextest", "run", "--workspace", "--locked", "--run-ignored", "only"];
        cargo("soak", &only_ignored, &mut tally)
    } else {
        cargo("soak", &["test", "--workspace", "--locked", "--", "--ignored"], &mut tally)
    };
    println!("{} passed, {} failed", tally.passed, tally.failed);
    soaked
}

/// Checks the translations alone: the tests of the pages' texts.
///
/// # Errors
///
/// A sentence that names the step.
pub(crate) fn texts() -> Result<(), String> {
    let mut tally = Tally::default();
    cargo("texts", &["test", "-p", "bagyt-web", "--lib", "texts"], &mut tally)
}

/// Renders every form into a folder, for a person to look at.
///
/// # Errors
///
/// A sentence if no folder is named or a form cannot be rendered.
pub(crate) fn papers(folder: Option<&str>) -> Result<(), String> {
    let folder = folder.ok_or("name the folder: cargo xtask papers FOLDER")?;
    let folder = env::current_dir().map_err(|error| error.to_string())?.join(folder);
    let mut command = Command::new("cargo");
    command.args(["test", "--quiet", "-p", "bagyt-paper", "--test", "it"]);
    let ran = run(command.env("BAGYT_PAPERS", &folder))?;
    if ran.succeeded { Ok(()) } else { Err("the papers could not all be made".to_owned()) }
}

fn cargo(name: &str, arguments: &[&str], tally: &mut Tally) -> Result<(), String> {
    step(name, &mut asked(arguments), tally)
}

fn asked(arguments: &[&str]) -> Command {
    let mut command = Command::new("cargo");
    command.args(arguments).env("BAGYT_BINARY", binary()).env("CARGO_TERM_COLOR", "never");
    command
}

fn rustdoc(tally: &mut Tally) -> Result<(), String> {
    let mut command = Command::new("cargo");
    command.args(["doc", "--workspace", "--no-deps", "--locked"]);
    command.env("RUSTDOCFLAGS", "-D warnings").env("CARGO_TERM_COLOR", "never");
    step("rustdoc", &mut command, tally)
}

fn law(tally: &mut Tally) -> Result<(), String> {
    let mut command = Command::new(binary());
    command.args(["law", "check", "--law", "law", "--scenarios", "scenarios"]);
    step("law", &mut command, tally)
}

fn step(name: &str, command: &mut Command, tally: &mut Tally) -> Result<(), String> {
    let begun = begin(name);
    let ran = run(command)?;
    tally.add(ran.tally);
    end(name, begun);
    if ran.succeeded { Ok(()) } else { Err(format!("{name} failed")) }
}

fn begin(name: &str) -> Instant {
    eprintln!("\n── {name}");
    Instant::now()
}

fn end(name: &str, begun: Instant) {
    eprintln!("── {name}: {:.1} s", begun.elapsed().as_secs_f64());
}

fn has_nextest() -> bool {
    let found = Command::new("cargo").args(["nextest", "--version"]).output();
    found.is_ok_and(|output| output.status.success())
}

/// Returns where the build puts the program.
fn binary() -> PathBuf {
    let target = env::var_os("CARGO_TARGET_DIR").map(PathBuf::from);
    let target = target.unwrap_or_else(|| PathBuf::from("target"));
    tree::root().join(target).join("debug").join("bagyt")
}
