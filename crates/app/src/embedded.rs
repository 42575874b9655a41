//! The data that the binary carries: law, calendars, agencies, forms, policy, indicators,
//! curriculum and standards, so that it runs from any directory.

use include_dir::{Dir, include_dir};

static LAW: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../law");
static CALENDAR: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../calendar");
static AGENCIES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../agencies");
static FORMS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../forms");
static INDICATORS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../indicators");
static CURRICULUM: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../curriculum");
static POLICIES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../policy");
static STANDARDS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../standards");
static SCENARIOS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../scenarios");

/// The policies, as Cedar.
pub(crate) const POLICY: &str = include_str!("../../../policy/bagyt.cedar");

/// A file that the binary carries.
#[derive(Clone, Debug)]
pub struct File {
    /// Its path below the project's root, for example `law/zz/deadlines.toml`.
    pub name: String,
    /// Its text.
    pub text: &'static str,
}

impl File {
    /// Returns its name without the folders.
    pub fn base(&self) -> &str {
        self.name.rsplit('/').next().unwrap_or(&self.name)
    }
}

/// A folder of data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Folder {
    /// Law rows by country.
    Law,
    /// Calendars by country.
    Calendar,
    /// Offices, courts and codes by country.
    Agencies,
    /// Dated forms.
    Forms,
    /// Definitions of tables and indicators.
    Indicators,
    /// Competences.
    Curriculum,
    /// Standards and their rules.
    Standards,
    /// Dated settings of access.
    Policy,
    /// Stories that hold the law rows.
    Scenarios,
}

/// Returns the TOML files of a folder, below `under` where given, in the order of their names.
pub fn files(folder: Folder, under: Option<&str>) -> Vec<File> {
    let (root, dir) = match folder {
        Folder::Law => ("law", &LAW),
        Folder::Calendar => ("calendar", &CALENDAR),
        Folder::Agencies => ("agencies", &AGENCIES),
        Folder::Forms => ("forms", &FORMS),
        Folder::Indicators => ("indicators", &INDICATORS),
        Folder::Curriculum => ("curriculum", &CURRICULUM),
        Folder::Standards => ("standards", &STANDARDS),
        Folder::Policy => ("policy", &POLICIES),
        Folder::Scenarios => ("scenarios", &SCENARIOS),
    };
    let mut found = Vec::new();
    let dir = match under {
        None => Some(dir),
        Some(under) => dir.get_dir(under),
    };
    if let Some(dir) = dir {
        collect(root, dir, &mut found);
    }
    found.sort_by(|one, other| one.name.cmp(&other.name));
    found
}

fn collect(root: &str, dir: &'static Dir<'static>, into: &mut Vec<File>) {
    for file in dir.files() {
        let is_table = file.path().extension().is_some_and(|extension| extension == "toml");
        if let (true, Some(name), Some(text)) =
            (is_table, file.path().to_str(), file.contents_utf8())
        {
            into.push(File { name: format!("{root}/{name}"), text });
        }
    }
    for inner in dir.dirs() {
        collect(root, inner, into);
    }
}
