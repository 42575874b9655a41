//! The ledger of the build: what each crate costs, measured compiler run by compiler run.
//!
//! The build runs in a folder of its own with this program in front of the compiler. It starts the
//! compiler, waits, and reads from the kernel what its child used; what is left of the whole are
//! build scripts, among them the C code of SQLite.

use std::collections::BTreeMap;
use std::env;
use std::fmt::Write as _;
use std::fs::{self, OpenOptions};
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, ExitCode};
use std::time::Instant;

use serde_json::json;

use crate::tree::{root, text};

/// Names the file to which compiler runs are noted, and so tells this program to stand in front.
const NOTES: &str = "BAGYT_LEDGER_NOTES";
const TABLE: &str = "docs/benchmarks.md";
const RAW: &str = "docs/benchmarks/build.json";
const BEGIN: &str = "<!-- build ledger: cargo xtask ledger -->";
const END: &str = "<!-- end of build ledger -->";
/// Crates below this stand together in one line.
const SHOWN_SECONDS_MIN: f64 = 4.0;

/// If the build put this program in front of the compiler, compiles and notes the cost.
pub(crate) fn as_compiler() -> Option<ExitCode> {
    let notes = env::var_os(NOTES)?;
    let mut arguments = env::args_os().skip(1);
    let compiler = arguments.next()?;
    let arguments: Vec<_> = arguments.collect();
    let name = arguments.iter().position(|word| word == "--crate-name");
    let name = name.and_then(|at| arguments.get(at + 1)).map(|word| word.to_string_lossy());
    let status = Command::new(compiler).args(&arguments).status();
    // `___` is cargo asking the compiler for its settings.
    if let (Some(name), Some(cost)) = (name.filter(|name| name != "___"), seconds_of_children())
        && let Ok(mut file) = OpenOptions::new().append(true).create(true).open(notes)
    {
        // One short line is appended whole; a lost one shows in the sum.
        let _ = file.write_all(format!("{name} {cost:.2}\n").as_bytes());
    }
    let code =
        status.ok().and_then(|status| status.code()).and_then(|code| u8::try_from(code).ok());
    Some(ExitCode::from(code.unwrap_or(1)))
}

/// Builds from nothing and writes the ledger.
///
/// # Errors
///
/// A sentence if the build fails or the ledger cannot be written.
pub(crate) fn write() -> Result<(), String> {
    let folder = env::temp_dir().join(format!("bagyt-ledger-{}", std::process::id()));
    let measured = measure(&folder);
    let _ = fs::remove_dir_all(&folder);
    let (costs, total, wall) = measured?;
    let raw = json!({
        "command": "cargo xtask ledger",
        "profile": "release",
        "rustc": version()?,
        "cores": std::thread::available_parallelism().map_or(0, usize::from),
        "wall_seconds": hundredths(wall),
        "cpu_seconds": hundredths(total),
        "crates": costs.iter().map(|(name, cost)| (name, hundredths(*cost))).collect::<BTreeMap<_, _>>(),
    });
    let why = |error: std::io::Error| format!("{RAW}: {error}");
    fs::create_dir_all(root().join("docs/benchmarks")).map_err(why)?;
    fs::write(root().join(RAW), format!("{raw:#}\n")).map_err(why)?;
    let section = table(&costs, total, wall, &version()?);
    let page = root().join(TABLE);
    let page_text = text(&page).unwrap_or_else(|_| "# Benchmarks\n".to_owned());
    fs::write(&page, with_section(&page_text, &section)).map_err(|error| error.to_string())?;
    println!("{section}");
    Ok(())
}

fn measure(folder: &Path) -> Result<(BTreeMap<String, f64>, f64, f64), String> {
    fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let notes = folder.join("notes");
    let program = env::current_exe().map_err(|error| error.to_string())?;
    eprintln!("fetching what the build needs, which is not measured");
    build(Command::new("cargo").args(["fetch", "--locked"]))?;
    let before = seconds_of_children().unwrap_or_default();
    let begun = Instant::now();
    build(
        Command::new("cargo")
            .args(["build", "--release", "--locked", "--bin", "bagyt"])
            .env("CARGO_TARGET_DIR", folder.join("target"))
            .env("RUSTC_WRAPPER", program)
            .env(NOTES, &notes),
    )?;
    let wall = begun.elapsed().as_secs_f64();
    let total = seconds_of_children().unwrap_or_default() - before;
    let mut costs: BTreeMap<String, f64> = BTreeMap::new();
    for line in text(&notes)?.lines() {
        if let Some((name, cost)) = line.split_once(' ') {
            *costs.entry(name.replace('_', "-")).or_default() += cost.parse::<f64>().unwrap_or(0.0);
        }
    }
    let compiled: f64 = costs.values().sum();
    costs
        .insert("(build scripts at work: SQLite's C code and others)".to_owned(), total - compiled);
    Ok((costs, total, wall))
}

fn build(command: &mut Command) -> Result<(), String> {
    let status = command.current_dir(root()).status().map_err(|error| error.to_string())?;
    if status.success() { Ok(()) } else { Err("the build failed".to_owned()) }
}

/// Returns the processor time of children that ended, from the kernel's own account.
fn seconds_of_children() -> Option<f64> {
    let account = fs::read_to_string("/proc/self/stat").ok()?;
    // The name in parentheses may hold spaces; counting begins after it.
    let fields: Vec<&str> = account.rsplit_once(')')?.1.split_whitespace().collect();
    let ticks = |at: usize| fields.get(at).and_then(|field| field.parse::<f64>().ok());
    // Fields 16 and 17 of proc(5), in hundredths of a second on Linux.
    Some((ticks(13)? + ticks(14)?) / 100.0)
}

/// The kernel counts in hundredths; further digits would be none.
fn hundredths(seconds: f64) -> f64 {
    (seconds * 100.0).round() / 100.0
}

fn version() -> Result<String, String> {
    let output = Command::new("rustc").arg("-V").output().map_err(|error| error.to_string())?;
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

fn table(costs: &BTreeMap<String, f64>, total: f64, wall: f64, version: &str) -> String {
    let is_ours = |name: &str| name == "bagyt" || name.starts_with("bagyt-");
    let sum = |ours: bool| -> f64 {
        costs.iter().filter(|(name, _)| is_ours(name) == ours).map(|(_, cost)| cost).sum()
    };
    let mut rows: Vec<(&String, &f64)> = costs.iter().collect();
    rows.sort_by(|one, other| other.1.total_cmp(one.1).then(one.0.cmp(other.0)));
    let (large, small): (Vec<_>, Vec<_>) =
        rows.into_iter().partition(|(_, cost)| **cost >= SHOWN_SECONDS_MIN);
    let mut text = format!(
        "A clean release build by `cargo xtask ledger`, {version}: {total:.0} CPU s, {wall:.0} s \
         by the clock; dependencies {:.0} CPU s, ours {:.0} CPU s. Raw: `{RAW}`.\n\n\
         | crate | CPU s |\n| --- | --- |\n",
        sum(false),
        sum(true)
    );
    for (name, cost) in large {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "| {name} | {cost:.1} |");
    }
    let rest: f64 = small.iter().map(|(_, cost)| **cost).sum();
    let _ = writeln!(text, "| {} others | {rest:.1} |", small.len());
    text
}

/// Puts the section in the place of the old one, or at the end.
fn with_section(page: &str, section: &str) -> String {
    let section = format!("{BEGIN}\n{section}{END}\n");
    let old = page
        .split_once(BEGIN)
        .and_then(|(before, rest)| rest.split_once(END).map(|(_, after)| (before, after)));
    match old {
        Some((before, after)) => format!("{before}{}{after}", section.trim_end()),
        None => format!("{}\n\n## The build\n\n{section}", page.trim_end()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_section_takes_the_place_of_the_old_one() {
        let first = with_section("# Benchmarks\n", "one\n");
        let second = with_section(&format!("{first}\n## More\n"), "two\n");
        assert!(second.contains("two") && !second.contains("one\n"), "{second}");
        assert_eq!(second.matches(BEGIN).count(), 1);
        assert!(second.ends_with("## More\n"));
    }

    #[test]
    fn ours_and_others_are_summed_apart() {
        let costs = BTreeMap::from([("bagyt-core".to_owned(), 6.0), ("syn".to_owned(), 5.0)]);
        let text = table(&costs, 11.0, 7.0, "rustc");
        assert!(text.contains("dependencies 5 CPU s, ours 6 CPU s"), "{text}");
    }
}
