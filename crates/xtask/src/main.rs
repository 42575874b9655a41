//! What a developer and the build machine run: `cargo xtask test` and its parts.
//!
//! The steps stand in the order in which a fault is cheapest to find; the first that fails ends the
//! run. The closing line of a run is `N passed, N failed`, summed from what the test runners
//! themselves print; a failed step that is not a test counts as one.

mod arrows;
mod install;
mod ledger;
mod room;
mod run;
mod steps;
mod tree;
mod vendored;

use std::process::ExitCode;

const HELP: &str = "\
cargo xtask <command>

  test     everything the build machine runs; installs what is missing where it may
  check    the same steps, installs nothing
  deps     arrows between crates, purity, licences, vendored files
  texts    translations: the same keys and values in four languages
  papers   renders every form into a folder: papers FOLDER
  soak     the long runs: every test marked as ignored
  ledger   a clean release build in a folder of its own, CPU seconds by crate
";

fn main() -> ExitCode {
    if let Some(code) = ledger::as_compiler() {
        return code;
    }
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let command = arguments.first().map(String::as_str);
    let outcome = match command {
        Some("test") => steps::all(steps::Missing::Install),
        Some("check") => steps::all(steps::Missing::Refuse),
        Some("deps") => steps::only("deps", &[arrows::check, vendored::check]),
        Some("texts") => steps::texts(),
        Some("papers") => steps::papers(arguments.get(1).map(String::as_str)),
        Some("soak") => steps::soak(),
        Some("ledger") => ledger::write(),
        Some("help" | "--help" | "-h") => {
            print!("{HELP}");
            Ok(())
        }
        _ => Err(format!("name a command\n\n{HELP}")),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("{why}");
            ExitCode::FAILURE
        }
    }
}
