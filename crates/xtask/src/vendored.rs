//! Vendored files: each stands in `vendor/README.md` with its digest.

use std::fs;

use sha2::{Digest, Sha256};

use crate::tree::{files, root, shown, text};

/// Finds vendored files that the list lacks or that are not what it says.
pub(crate) fn check() -> Result<Vec<String>, String> {
    let list = text(&root().join("vendor/README.md"))?;
    let mut faults = Vec::new();
    for path in files("vendor", "")? {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
        let name = name.unwrap_or_default();
        let tells_terms = name == "README.md" || name.starts_with("LICENSE") || name == "OFL.txt";
        if tells_terms || name.ends_with(".sh") {
            continue;
        }
        let place = shown(&path);
        let inside = place.trim_start_matches("vendor/");
        let Some(row) = list.lines().find(|line| line.contains(&format!("| `{inside}` |"))) else {
            faults.push(format!("{place} is not in vendor/README.md"));
            continue;
        };
        let bytes = fs::read(&path).map_err(|error| format!("{place}: {error}"))?;
        let digest: String =
            Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        if !row.contains(&digest) {
            faults
                .push(format!("{place} has the digest {digest}, not the one in vendor/README.md"));
        }
    }
    for row in list.lines().filter_map(|line| line.strip_prefix("| `")) {
        let place = row.split('`').next().unwrap_or_default();
        if !root().join("vendor").join(place).is_file() {
            faults.push(format!("vendor/README.md lists {place}, which is not there"));
        }
    }
    Ok(faults)
}
