//! Where the tests keep what they write: in memory, where the machine has room there.
//!
//! Hundreds of tests open a record of their own and wait for the disk at each command. What they show
//! does not depend on it: a killed process loses nothing that the system has taken, in memory or not.
//! Where there is no such room they write where they always did.

use std::env;
use std::fs;
use std::path::PathBuf;
use std::process::{Command, id};

/// The file system in memory that Linux offers to everybody.
const MEMORY: &str = "/dev/shm";

/// The least room there, in KiB: what all tests hold at one time is a quarter of it.
const LEAST: u64 = 6 * 1024 * 1024;

/// A folder in memory, which goes with the run.
pub(crate) struct Room(Option<PathBuf>);

impl Room {
    /// Makes one where there is room for it and nobody has said where to write.
    pub(crate) fn make() -> Room {
        if env::var_os("TMPDIR").is_some() || free().is_none_or(|free| free < LEAST) {
            return Room(None);
        }
        let folder = PathBuf::from(MEMORY).join(format!("bagyt-tests-{}", id()));
        Room(fs::create_dir(&folder).is_ok().then_some(folder))
    }

    /// Lets a command write there.
    pub(crate) fn give(&self, command: &mut Command) {
        if let Some(folder) = &self.0 {
            command.env("TMPDIR", folder);
        }
    }
}

impl Drop for Room {
    fn drop(&mut self) {
        if let Some(folder) = &self.0 {
            // What is left there goes when the machine restarts.
            let _ = fs::remove_dir_all(folder);
        }
    }
}

/// The free room in memory, in KiB, as `df` tells it.
fn free() -> Option<u64> {
    let told = Command::new("df").args(["--output=avail", "-k", MEMORY]).output().ok()?;
    String::from_utf8(told.stdout).ok()?.lines().nth(1)?.trim().parse().ok()
}
