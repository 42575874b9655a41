//! Which crate may know which, and what the pure ones must never reach.
//!
//! Read from the resolved tree (`cargo metadata`) and from the text of the sources: a shortcut that
//! the one does not show, the other does.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::tree::{files, root, shown, text};

const WINGS: [&str; 5] = ["casework", "exchange", "measure", "academy", "cooperation"];
const PURE: [&str; 7] =
    ["core", "casework", "exchange", "measure", "academy", "cooperation", "paper"];

/// What each of our crates may know directly.
const MAY_KNOW: [(&str, &[&str]); 13] = [
    ("core", &[]),
    ("paper", &[]),
    ("casework", &["core"]),
    ("exchange", &["core"]),
    ("academy", &["core"]),
    ("cooperation", &["core"]),
    // The measuring wing alone reads other wings' facts.
    ("measure", &["core", "casework", "exchange", "academy", "cooperation"]),
    ("store", &["core"]),
    (
        "app",
        &["core", "casework", "exchange", "measure", "academy", "cooperation", "paper", "store"],
    ),
    // The pages name what the application hands them in the wings' words; acts go through `app`.
    ("web", &["core", "app", "academy", "casework", "exchange", "measure"]),
    ("country", &["core", "casework", "exchange", "app"]),
    ("bagyt", &["core", "app", "web", "country", "store", "casework", "exchange", "measure"]),
    ("xtask", &[]),
];

/// Crates that reach files, sockets, databases or threads of a runtime.
const OUTSIDE: [&str; 14] = [
    "tokio",
    "mio",
    "socket2",
    "hyper",
    "axum",
    "reqwest",
    "sqlx",
    "sqlx-core",
    "rusqlite",
    "libsqlite3-sys",
    "postgres",
    "tokio-postgres",
    "diesel",
    "async-std",
];

/// Crates that would need more than a C compiler, or bring a second TLS.
const NOWHERE: [&str; 5] = ["openssl-sys", "native-tls", "aws-lc-sys", "bindgen", "cmake"];

/// Licences under which we may ship.
const LICENCES: [&str; 14] = [
    "MIT",
    "Apache-2.0",
    "BSD-1-Clause",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "ISC",
    "Zlib",
    "0BSD",
    "CC0-1.0",
    "Unlicense",
    "Unicode-3.0",
    "BSL-1.0",
    "MIT-0",
    "Apache-2.0 WITH LLVM-exception",
];

/// Words that a pure crate's source must not have outside of its tests.
const IMPURE_WORDS: [&str; 9] = [
    "std::fs",
    "std::net",
    "std::env",
    "std::process",
    "SystemTime",
    "Instant::now",
    "Zoned::now",
    "Timestamp::now",
    "getrandom",
];

/// Finds every arrow that points the wrong way.
pub(crate) fn check() -> Result<Vec<String>, String> {
    let metadata = metadata()?;
    let packages = Packages::read(&metadata)?;
    let mut faults = packages.wrong_arrows();
    faults.extend(packages.impure());
    faults.extend(packages.unwanted());
    faults.extend(packages.licences());
    faults.extend(undocumented()?);
    faults.extend(impure_sources()?);
    faults.extend(misplaced_sql()?);
    faults.extend(uneven_lint_files()?);
    Ok(faults)
}

fn metadata() -> Result<Value, String> {
    let output = Command::new("cargo")
        .args(["metadata", "--format-version", "1", "--locked", "--filter-platform", &host()?])
        .current_dir(root())
        .output()
        .map_err(|error| format!("cargo metadata cannot be run: {error}"))?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into_owned());
    }
    serde_json::from_slice(&output.stdout).map_err(|error| format!("cargo metadata: {error}"))
}

fn host() -> Result<String, String> {
    let output = Command::new("rustc").arg("-vV").output().map_err(|error| error.to_string())?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let host = text.lines().find_map(|line| line.strip_prefix("host: "));
    host.map(str::to_owned).ok_or_else(|| "rustc does not name its host".to_owned())
}

/// The packages of the build, by their identifiers.
struct Packages {
    names: BTreeMap<String, String>,
    licences: BTreeMap<String, String>,
    /// What each needs to run or to build; not what only its tests need.
    needs: BTreeMap<String, Vec<String>>,
    ours: BTreeSet<String>,
}

impl Packages {
    fn read(metadata: &Value) -> Result<Packages, String> {
        let list = |value: &Value, name: &str| -> Result<Vec<Value>, String> {
            let found = value.get(name).and_then(Value::as_array).cloned();
            found.ok_or_else(|| format!("cargo metadata has no `{name}`"))
        };
        let word = |value: &Value, name: &str| {
            value.get(name).and_then(Value::as_str).unwrap_or_default().to_owned()
        };
        let (mut names, mut licences) = (BTreeMap::new(), BTreeMap::new());
        for package in list(metadata, "packages")? {
            let id = word(&package, "id");
            names.insert(id.clone(), word(&package, "name"));
            licences.insert(id, word(&package, "license"));
        }
        let mut needs: BTreeMap<String, Vec<String>> = BTreeMap::new();
        let resolve = metadata.get("resolve").cloned().unwrap_or_default();
        for node in list(&resolve, "nodes")? {
            let mut needed = Vec::new();
            for dependency in list(&node, "deps")? {
                let kinds = list(&dependency, "dep_kinds")?;
                if kinds.iter().any(|kind| kind.get("kind").and_then(Value::as_str) != Some("dev"))
                {
                    needed.push(word(&dependency, "pkg"));
                }
            }
            needs.insert(word(&node, "id"), needed);
        }
        let members = list(metadata, "workspace_members")?;
        let ours = members.iter().filter_map(Value::as_str).map(str::to_owned).collect();
        Ok(Packages { names, licences, needs, ours })
    }

    fn name(&self, id: &str) -> &str {
        self.names.get(id).map_or("?", String::as_str)
    }

    /// Returns the short name of one of our crates.
    fn short(&self, id: &str) -> &str {
        let name = self.name(id);
        name.strip_prefix("bagyt-").unwrap_or(name)
    }

    fn wrong_arrows(&self) -> Vec<String> {
        let rules = BTreeMap::from(MAY_KNOW);
        let mut faults = Vec::new();
        for id in &self.ours {
            let from = self.short(id);
            let Some(allowed) = rules.get(from) else {
                faults
                    .push(format!("crates/{from} has no rule; add it to the map and to MAY_KNOW"));
                continue;
            };
            for needed in self.needs.get(id).into_iter().flatten() {
                let to = self.short(needed);
                if self.ours.contains(needed) && !allowed.contains(&to) {
                    faults.push(format!("{from} must not know {to}"));
                }
            }
        }
        faults
    }

    /// Returns everything that a package needs, near and far.
    fn reach(&self, id: &str) -> BTreeSet<&str> {
        let mut seen: BTreeSet<&str> = BTreeSet::new();
        let mut rest = vec![id];
        while let Some(id) = rest.pop() {
            for needed in self.needs.get(id).into_iter().flatten() {
                if seen.insert(needed) {
                    rest.push(needed);
                }
            }
        }
        seen
    }

    fn impure(&self) -> Vec<String> {
        let mut faults = Vec::new();
        for id in self.ours.iter().filter(|id| PURE.contains(&self.short(id))) {
            for needed in self.reach(id) {
                let name = self.name(needed);
                if OUTSIDE.contains(&name) {
                    faults.push(format!("{} is pure and must not reach {name}", self.short(id)));
                }
            }
        }
        faults
    }

    fn unwanted(&self) -> Vec<String> {
        let all: BTreeSet<&str> = self.ours.iter().flat_map(|id| self.reach(id)).collect();
        let mut faults = Vec::new();
        for name in NOWHERE {
            if all.iter().any(|id| self.name(id) == name) {
                faults.push(format!("{name} is in the tree; a plain C compiler must be enough"));
            }
        }
        if all.iter().filter(|id| self.name(id) == "libsqlite3-sys").count() > 1 {
            faults.push("libsqlite3-sys is in the tree twice; it may be linked once".to_owned());
        }
        faults
    }

    fn licences(&self) -> Vec<String> {
        let all: BTreeSet<&str> = self.ours.iter().flat_map(|id| self.reach(id)).collect();
        let refused = |id: &&&str| {
            let licence = self.licences.get(**id).map_or("", String::as_str);
            !self.ours.contains(**id) && !is_allowed(licence)
        };
        let told = |id: &&str| {
            let licence = self.licences.get(*id).map_or("", String::as_str);
            format!("{}: the licence `{licence}` is not among those we ship under", self.name(id))
        };
        all.iter().filter(refused).map(told).collect()
    }
}

/// Returns whether a licence expression leaves a choice that we may take.
fn is_allowed(expression: &str) -> bool {
    let spaced = expression.replace('/', " OR ").replace('(', " ( ").replace(')', " ) ");
    let mut words = spaced.split_whitespace().peekable();
    let allowed = some_choice(&mut words);
    allowed && words.next().is_none()
}

type Words<'a> = std::iter::Peekable<std::str::SplitWhitespace<'a>>;

/// Reads `A OR B …`: one allowed choice is enough.
fn some_choice(words: &mut Words<'_>) -> bool {
    let mut allowed = every_part(words);
    while words.next_if_eq(&"OR").is_some() {
        allowed |= every_part(words);
    }
    allowed
}

/// Reads `A AND B …`: every part must be allowed.
fn every_part(words: &mut Words<'_>) -> bool {
    let mut allowed = one_licence(words);
    while words.next_if_eq(&"AND").is_some() {
        allowed &= one_licence(words);
    }
    allowed
}

fn one_licence(words: &mut Words<'_>) -> bool {
    if words.next_if_eq(&"(").is_some() {
        let allowed = some_choice(words);
        return words.next_if_eq(&")").is_some() && allowed;
    }
    let Some(name) = words.next() else {
        return false;
    };
    match words.next_if_eq(&"WITH").and_then(|_| words.next()) {
        Some(exception) => LICENCES.contains(&format!("{name} WITH {exception}").as_str()),
        None => LICENCES.contains(&name),
    }
}

/// A first-level dependency has a line in the decision that says what it saves and costs.
fn undocumented() -> Result<Vec<String>, String> {
    let record = "docs/decisions/0004-dependencies.md";
    let said = text(&root().join(record))?;
    let manifest = text(&root().join("Cargo.toml"))?;
    let table = manifest.split("[workspace.dependencies]").nth(1).unwrap_or_default();
    let names = table
        .lines()
        .take_while(|line| !line.starts_with('['))
        .filter_map(|line| line.split_once('=').map(|(name, _)| name.trim()))
        .filter(|name| !name.starts_with('#') && !name.starts_with("bagyt-"));
    let unsaid = names.filter(|name| !said.contains(&format!("`{name}`")));
    Ok(unsaid.map(|name| format!("{record} does not say why `{name}` is needed")).collect())
}

/// Returns the code of a file: without comments and without its tests.
fn code(path: &Path) -> Result<String, String> {
    let whole = text(path)?;
    let code = whole.split("#[cfg(test)]").next().unwrap_or_default();
    Ok(code
        .lines()
        .map(|line| line.split("//").next().unwrap_or_default())
        .collect::<Vec<_>>()
        .join("\n"))
}

fn impure_sources() -> Result<Vec<String>, String> {
    let mut faults = Vec::new();
    for crate_name in PURE {
        for path in files(&format!("crates/{crate_name}/src"), ".rs")? {
            let is_test = path.file_stem().is_some_and(|stem| stem == "tests");
            let code = if is_test { String::new() } else { code(&path)? };
            for word in IMPURE_WORDS.iter().filter(|word| code.contains(**word)) {
                faults.push(format!("{}: a pure crate has no `{word}`", shown(&path)));
            }
            // The measuring wing reads facts of others and nothing else of theirs.
            for wing in WINGS.iter().filter(|wing| crate_name == "measure" && **wing != "measure") {
                let name = format!("bagyt_{wing}::");
                let reads = code.match_indices(&name).map(|(at, _)| &code[at + name.len()..]);
                if reads.into_iter().any(|rest| !rest.starts_with("fact")) {
                    faults.push(format!("{}: measure reads only {name}fact", shown(&path)));
                }
            }
        }
    }
    Ok(faults)
}

fn misplaced_sql() -> Result<Vec<String>, String> {
    let mut faults = Vec::new();
    for path in files("crates", ".rs")? {
        let place = shown(&path);
        let is_ours_to_look_at = place.contains("/src/")
            && !place.starts_with("crates/store/")
            && !place.starts_with("crates/xtask/");
        if is_ours_to_look_at && code(&path)?.lines().any(is_sql) {
            faults.push(format!("{place}: SQL stands only in store"));
        }
    }
    Ok(faults)
}

fn is_sql(line: &str) -> bool {
    let after = |word: &str| line.split_once(word).map(|(_, rest)| rest);
    line.contains("INSERT INTO ")
        || line.contains("DELETE FROM ")
        || after("SELECT ").is_some_and(|rest| rest.contains(" FROM "))
        || after("UPDATE ").is_some_and(|rest| rest.contains(" SET "))
}

/// The lint file of the pure crates is one text in several places.
fn uneven_lint_files() -> Result<Vec<String>, String> {
    let first = text(&root().join("crates/core/clippy.toml"))?;
    let mut faults = Vec::new();
    for crate_name in PURE {
        let place = format!("crates/{crate_name}/clippy.toml");
        if text(&root().join(&place)).ok().as_deref() != Some(first.as_str()) {
            faults.push(format!("{place} differs from crates/core/clippy.toml"));
        }
    }
    Ok(faults)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_licence(expression: &str, expected: bool) {
        assert_eq!(is_allowed(expression), expected, "{expression}");
    }

    #[test]
    fn one_allowed_choice_is_enough_and_every_part_of_it_counts() {
        check_licence("MIT OR Apache-2.0", true);
        check_licence("GPL-3.0 OR MIT", true);
        check_licence("MIT/Apache-2.0", true);
        check_licence("(MIT OR Apache-2.0) AND Unicode-3.0", true);
        check_licence("Unicode-3.0 AND (MIT OR GPL-3.0)", true);
        check_licence("Apache-2.0 WITH LLVM-exception", true);
        check_licence("MIT AND GPL-3.0", false);
        check_licence("(MIT OR Apache-2.0) AND GPL-3.0", false);
        check_licence("", false);
    }

    #[test]
    fn sql_is_told_from_prose() {
        assert!(is_sql("let text = \"SELECT a FROM b\";"));
        assert!(is_sql("\"UPDATE case_view SET a = 1\""));
        assert!(!is_sql("let label = \"FROM\";"));
    }

    #[test]
    fn every_pure_crate_and_wing_has_a_rule() {
        let rules = BTreeMap::from(MAY_KNOW);
        assert!(PURE.iter().chain(&WINGS).all(|name| rules.contains_key(name)));
    }
}
