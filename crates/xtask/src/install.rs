//! The programs that tests need: found, installed where we may, or named with the way to get them.

use std::path::Path;
use std::process::Command;

use crate::run::run;
use crate::steps::Missing;

/// A program that tests start.
struct Needed {
    /// Debian's package.
    package: &'static str,
    /// What the tests use it for.
    purpose: &'static str,
    /// Whether it is there.
    is_there: fn() -> bool,
}

const NEEDED: [Needed; 4] = [
    Needed {
        package: "postgresql",
        purpose: "every test of the store runs on both databases",
        is_there: has_postgresql,
    },
    Needed {
        package: "chromium",
        purpose: "pages are tested in a real browser",
        is_there: || on_path("chromium"),
    },
    Needed {
        package: "chromium-driver",
        purpose: "drives the browser",
        is_there: || on_path("chromedriver"),
    },
    Needed {
        package: "poppler-utils",
        purpose: "papers are read back by an independent program",
        is_there: || on_path("pdftotext"),
    },
];

/// Sees to it that every program is there.
///
/// # Errors
///
/// A sentence that says what to install and how.
pub(crate) fn provide(missing: Missing) -> Result<(), String> {
    let wanted = absent();
    if wanted.is_empty() {
        return Ok(());
    }
    if missing == Missing::Install && Path::new("/usr/bin/apt-get").exists() && may_install() {
        install(&wanted)?;
    }
    let wanted = absent();
    if wanted.is_empty() {
        return Ok(());
    }
    let lines: Vec<String> =
        wanted.iter().map(|needed| format!("  {}: {}", needed.package, needed.purpose)).collect();
    let packages: Vec<&str> = wanted.iter().map(|needed| needed.package).collect();
    Err(format!(
        "these programs are missing:\n{}\non Debian or Ubuntu: sudo apt-get install {}\n\
         elsewhere: install PostgreSQL 15 or later (with initdb), Chromium with its ChromeDriver, \
         and poppler's pdftotext, and put them on the PATH",
        lines.join("\n"),
        packages.join(" ")
    ))
}

fn absent() -> Vec<&'static Needed> {
    NEEDED.iter().filter(|needed| !(needed.is_there)()).collect()
}

fn install(wanted: &[&Needed]) -> Result<(), String> {
    eprintln!("\n── install");
    let mut update = apt_get();
    run(update.args(["update", "-q"]))?;
    let mut install = apt_get();
    install.args(["install", "-y", "-q", "--no-install-recommends"]);
    run(install.args(wanted.iter().map(|needed| needed.package)))?;
    Ok(())
}

fn apt_get() -> Command {
    let mut command = if is_root() {
        Command::new("apt-get")
    } else {
        let mut sudo = Command::new("sudo");
        sudo.args(["-n", "apt-get"]);
        sudo
    };
    command.env("DEBIAN_FRONTEND", "noninteractive");
    command
}

fn may_install() -> bool {
    is_root() || Command::new("sudo").args(["-n", "true"]).status().is_ok_and(|s| s.success())
}

fn is_root() -> bool {
    let id = Command::new("id").arg("-u").output();
    id.is_ok_and(|output| output.stdout.trim_ascii() == b"0")
}

fn on_path(program: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|folder| folder.join(program).is_file())
}

/// Debian keeps the server's programs off the path, one folder a version.
fn has_postgresql() -> bool {
    if on_path("initdb") {
        return true;
    }
    let versions = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    versions.into_iter().any(|version| version.path().join("bin/initdb").is_file())
}
