//! The project's files.

use std::collections::BTreeSet;
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

/// Returns the folders under `crates` whose sources have an example in their documentation.
///
/// # Errors
///
/// A sentence if a file cannot be read.
pub(crate) fn with_examples() -> Result<BTreeSet<String>, String> {
    let mut found = BTreeSet::new();
    for path in files("crates", ".rs")? {
        let parts = path.strip_prefix(root().join("crates")).map_err(|error| error.to_string())?;
        let mut parts = parts.iter().map(|part| part.to_string_lossy());
        let (folder, inner) = (parts.next(), parts.next());
        let Some(folder) = folder else { continue };
        // Programs have no documentation tests.
        let is_library = root().join("crates").join(&*folder).join("src/lib.rs").is_file();
        if is_library && inner.as_deref() == Some("src") && text(&path)?.lines().any(begins_example)
        {
            found.insert(folder.into_owned());
        }
    }
    Ok(found)
}

/// Whether a line of documentation opens or closes a block, which may be an example.
fn begins_example(line: &str) -> bool {
    let line = line.trim_start();
    let words = line.strip_prefix("///").or_else(|| line.strip_prefix("//!"));
    words.is_some_and(|words| words.trim_start().starts_with("```"))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_crate_with_an_example_is_found_and_one_without_is_not() {
        let found = with_examples().unwrap();
        assert!(found.contains("core") && found.contains("exchange"), "{found:?}");
        assert!(!found.contains("xtask"), "{found:?}");
    }

    #[test]
    fn an_example_stands_in_documentation_however_deep_it_is() {
        for line in ["/// ```", "    //! ```text", "///  ```should_panic"] {
            assert!(begins_example(line), "{line}");
        }
        for line in ["// ```", "let fence = \"```\";", "/// a word ```"] {
            assert!(!begins_example(line), "{line}");
        }
    }
}
