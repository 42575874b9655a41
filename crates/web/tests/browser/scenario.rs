//! Scenarios: what people do at the pages and what the journal then says, as data.
//!
//! `scenarios/README.md` says how one is written.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde::Deserialize;

/// The points of work of which each has a scenario that writes and is refused.
pub(crate) const POINTS: [&str; 22] = [
    "access",
    "appointments",
    "bringing in",
    "campaigns",
    "compliance",
    "contacts",
    "drafts",
    "enforcement",
    "finding",
    "forgetting",
    "guide",
    "heads",
    "jobs",
    "law",
    "leading",
    "obligations",
    "papers",
    "plan",
    "register",
    "specialists",
    "support",
    "today",
];

/// The scenarios of one file; they share a house and a browser.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Scenarios {
    /// Whether the house stands years later.
    #[serde(default)]
    pub(crate) later: bool,
    /// Whether every entry and every projection is checked when the last scenario is over.
    #[serde(default)]
    pub(crate) checked: bool,
    pub(crate) scenario: Vec<Scenario>,
}

/// One story.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Scenario {
    /// The story in one sentence.
    pub(crate) name: String,
    /// The point of work that it proves, one of [`POINTS`].
    pub(crate) point: String,
    /// Who begins.
    pub(crate) who: String,
    /// The language in which all of them read.
    #[serde(default = "russian")]
    pub(crate) language: String,
    /// A client whose act came in before; `@case` is the address of the case.
    pub(crate) client: Option<Client>,
    /// A second client, at `@other`.
    pub(crate) other: Option<Client>,
    /// What was done before, without the browser; only `as`, `open`, `fill` and `goes_to`.
    #[serde(default)]
    pub(crate) before: Vec<Step>,
    pub(crate) steps: Vec<Step>,
    /// The kinds of the entries that the steps write, in their order.
    pub(crate) journal: Vec<String>,
}

/// Somebody whose act came in on paper.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Client {
    pub(crate) measure: String,
    #[serde(default)]
    pub(crate) months: u32,
    #[serde(default)]
    pub(crate) hours: u32,
    /// The birth year; the rest of the day is given by the runner.
    #[serde(default = "middle_aged")]
    pub(crate) born: u32,
    #[serde(default = "male")]
    pub(crate) sex: String,
    /// Codes of the duties that the court set.
    #[serde(default)]
    pub(crate) duties: Vec<String>,
    /// Whether the act names the national number.
    #[serde(default)]
    pub(crate) numbered: bool,
    /// Whether nobody has the case yet.
    #[serde(default)]
    pub(crate) unallocated: bool,
}

/// What somebody does and then sees; the columns are gone through in the order in which they stand
/// here.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Step {
    /// The window in front: `first` or `second`.
    pub(crate) window: Option<String>,
    /// Who sits there now.
    #[serde(rename = "as")]
    pub(crate) who: Option<String>,
    /// What the monitoring centre sends before anything else: the members of the body.
    #[serde(default)]
    pub(crate) alert: BTreeMap<String, String>,
    /// What another agency sends first: its code as `sender`, the kind as `message`, and the
    /// members of the body.
    #[serde(default)]
    pub(crate) sends: BTreeMap<String, Answer>,
    /// What becomes of that message, where it is not `applied`.
    pub(crate) becomes: Option<String>,
    pub(crate) open: Option<String>,
    /// Words for which that address is opened again and again, because work goes on behind it.
    pub(crate) waits_for: Option<String>,
    /// The line that is unfolded, by its words.
    pub(crate) unfold: Option<String>,
    /// The link that is clicked on: its words, or a pattern of its address beginning with `/`.
    pub(crate) follow: Option<String>,
    #[serde(default)]
    pub(crate) fill: BTreeMap<String, Answer>,
    /// A paper that is attached in a field.
    pub(crate) attach: Option<String>,
    /// The lines of the sheet that is attached in the place of a paper.
    #[serde(default)]
    pub(crate) sheet: Vec<String>,
    /// The button that is clicked on, by its words.
    pub(crate) press: Option<String>,
    /// Words that stand beside the button or the link, where there are several.
    pub(crate) within: Option<String>,
    /// What is wrong, by field; `form` is what is wrong with the whole.
    #[serde(default)]
    pub(crate) refused: BTreeMap<String, String>,
    /// The status of a page that is not the usual one.
    pub(crate) status: Option<u64>,
    /// The address that this led to; `{name}` takes what stands there as `@name`.
    pub(crate) goes_to: Option<String>,
    /// Names for what the page says beside a word, as a list of facts has it.
    #[serde(default)]
    pub(crate) takes: BTreeMap<String, String>,
    #[serde(default)]
    pub(crate) sees: Vec<String>,
    #[serde(default)]
    pub(crate) sees_not: Vec<String>,
}

/// What is filled into a field: words, a choice, or all choices of a list of boxes.
#[derive(Clone, Deserialize)]
#[serde(untagged)]
pub(crate) enum Answer {
    One(String),
    Several(Vec<String>),
}

impl Answer {
    pub(crate) fn all(&self) -> &[String] {
        match self {
            Answer::One(one) => std::slice::from_ref(one),
            Answer::Several(several) => several,
        }
    }
}

impl Scenario {
    /// Whether something is refused in it.
    pub(crate) fn refuses(&self) -> bool {
        let denied = |step: &Step| step.status.is_some_and(|status| (401..=404).contains(&status));
        self.steps.iter().any(|step| !step.refused.is_empty() || denied(step))
    }
}

fn russian() -> String {
    "ru".to_owned()
}

fn male() -> String {
    "m".to_owned()
}

fn middle_aged() -> u32 {
    1988
}

/// Reads a file of scenarios.
pub(crate) fn read(file: &str) -> Scenarios {
    let text = fs::read_to_string(folder().join(file)).unwrap();
    toml::from_str(&text).unwrap_or_else(|error| panic!("{file}: {error}"))
}

/// The names of all files of scenarios.
pub(crate) fn files() -> Vec<String> {
    let entries = fs::read_dir(folder()).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = names.filter(|name| name.ends_with(".toml")).collect();
    names.sort();
    names
}

fn folder() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser/scenarios")
}
