//! The project's files.

use std::fs;
use std::path::{Path, PathBuf};

/// Returns the project's root.
pub(crate) fn root() -> PathBuf {
    // The package stands two folders below it.
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    package.ancestors().nth(2).unwrap_or(package).to_path_buf()
}

/// Returns every file below a folder of the project whose name has that ending, sorted.
///
/// # Errors
///
/// A sentence if a folder cannot be read.
pub(crate) fn files(folder: &str, ending: &str) -> Result<Vec<PathBuf>, String> {
    let mut found = Vec::new();
    let mut rest = vec![root().join(folder)];
    while let Some(folder) = rest.pop() {
        let why = |error: std::io::Error| format!("{}: {error}", folder.display());
        for entry in fs::read_dir(&folder).map_err(why)? {
            let path = entry.map_err(why)?.path();
            if path.is_dir() {
                rest.push(path);
            } else if path.to_string_lossy().ends_with(ending) {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}

/// Returns a file's text.
///
/// # Errors
///
/// A sentence if it cannot be read.
pub(crate) fn text(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
}

/// Returns a path as it is written in the project.
pub(crate) fn shown(path: &Path) -> String {
    path.strip_prefix(root()).unwrap_or(path).display().to_string()
}
