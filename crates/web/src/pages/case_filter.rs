//! What the list of cases is filtered by: the parts of its address, their choices and their words.

use bagyt_app::read::{CaseFilter, Sort};
use bagyt_casework::codes::{Domain, Role};

use crate::form::Choice;
use crate::listing::Query;
use crate::texts::Texts;
use crate::visit::{Asked, Seen};

/// The own cases, and those of the office or region.
pub(crate) const MINE: &str = "mine";
pub(crate) const OFFICE: &str = "office";

const STATUSES: [&str; 4] = ["unallocated", "active", "suspended", "closed"];
const RISKS: [&str; 3] = ["low", "medium", "high"];
/// Days until a time limit ends; nought for those that have ended.
const DUE_DAYS: [&str; 3] = ["0", "7", "30"];
const ENDING_DAYS: [&str; 3] = ["30", "90", "180"];
const QUIET_DAYS: [&str; 3] = ["30", "60", "90"];

/// The parts by which the list is filtered, in the order in which they are told.
const PARTS: [&str; 9] =
    ["whose", "office", "status", "risk", "domain", "measure", "due", "ending", "quiet"];

/// The choices of the form.
pub(crate) struct Choices {
    pub(crate) whose: Vec<Choice>,
    pub(crate) statuses: Vec<Choice>,
    pub(crate) risks: Vec<Choice>,
    pub(crate) domains: Vec<Choice>,
    pub(crate) measures: Vec<Choice>,
    pub(crate) due: Vec<Choice>,
    pub(crate) ending: Vec<Choice>,
    pub(crate) quiet: Vec<Choice>,
}

impl Choices {
    pub(crate) fn of(seen: &Seen<'_>) -> Choices {
        let t = seen.t;
        let whose = vec![
            Choice::new(MINE, t.say("cases-mine")),
            Choice::new(OFFICE, t.say("cases-office")),
        ];
        let domains: Vec<&str> = Domain::ALL.iter().map(|domain| domain.code()).collect();
        let tables = seen.app.tables();
        let mut measures: Vec<Choice> = tables
            .codes()
            .measures
            .keys()
            .map(|code| Choice::new(code, seen.words().measure(code)))
            .collect();
        measures.sort_by(|one, other| one.text.cmp(&other.text));
        measures.insert(0, Choice::new("", t.say("any")));
        let days = |part: &str, all: &[&str]| {
            let mut choices = vec![Choice::new("", t.say("any"))];
            choices.extend(all.iter().map(|days| Choice::new(*days, within(t, part, days))));
            choices
        };
        Choices {
            whose,
            statuses: coded(t, "case_status", &STATUSES, "cases-open"),
            risks: coded(t, "risk", &RISKS, "any"),
            domains: coded(t, "domain", &domains, "any"),
            measures,
            due: days("due", &DUE_DAYS),
            ending: days("ending", &ENDING_DAYS),
            quiet: days("quiet", &QUIET_DAYS),
        }
    }
}

fn coded(t: Texts, family: &str, codes: &[&str], any: &str) -> Vec<Choice> {
    let mut choices = vec![Choice::new("", t.say(any))];
    choices.extend(Choice::codes(t, family, codes));
    choices
}

/// A number of days of a part in words.
fn within(t: Texts, part: &str, days: &str) -> String {
    match (part, days.parse().unwrap_or(0)) {
        ("due", 0) => t.say("cases-due-late").into_owned(),
        ("due", days) => t.count("cases-due-days", days),
        ("ending", days) => t.count("cases-ending-days", days),
        (_, days) => t.count("cases-quiet-days", days),
    }
}

/// Reads what the list is asked for; what is not offered asks for nothing.
pub(crate) fn read(seen: &Seen<'_>, asked: &Asked, all: bool) -> CaseFilter {
    let some = |name: &str| Some(asked.get(name).to_owned()).filter(|value| !value.is_empty());
    let one_of =
        |name: &str, offered: &[&str]| some(name).filter(|one| offered.contains(&one.as_str()));
    let days =
        |name: &str, offered: &[&str]| one_of(name, offered).and_then(|one| one.parse().ok());
    CaseFilter {
        mine: whose(seen, asked) == MINE,
        office: some("office"),
        status: one_of("status", &STATUSES),
        risk: one_of("risk", &RISKS),
        domain: some("domain").filter(|domain| Domain::find(domain).is_some()),
        measure: some("measure"),
        due_days: days("due", &DUE_DAYS),
        ending_days: days("ending", &ENDING_DAYS),
        quiet_days: days("quiet", &QUIET_DAYS),
        sort: match asked.get("sort") {
            "name" => Sort::Name,
            "until" => Sort::Term,
            "new" => Sort::Newest,
            _ => Sort::Due,
        },
        language: seen.t.language().code().to_owned(),
        page: asked.page(),
        all,
    }
}

/// Whose cases are listed: unless it is said, those of an officer, or the office that one heads.
pub(crate) fn whose(seen: &Seen<'_>, asked: &Asked) -> &'static str {
    let is_head =
        matches!(seen.user.role, Role::HeadOfOffice | Role::DeputyHead | Role::InterregionalHead);
    match asked.get("whose") {
        MINE => MINE,
        OFFICE => OFFICE,
        _ if is_head => OFFICE,
        _ => MINE,
    }
}

/// The address of a list with what it is filtered by and its order.
pub(crate) fn query(path: &str, asked: &Asked) -> Query {
    let parts: Vec<(&str, &str)> =
        PARTS.into_iter().chain(["sort"]).map(|name| (name, asked.get(name))).collect();
    Query::new(path, &parts)
}

/// Whether more is asked for than whose, of which status and risk.
pub(crate) fn is_narrow(asked: &Asked) -> bool {
    ["domain", "measure", "due", "ending", "quiet"].iter().any(|name| !asked.get(name).is_empty())
}

/// Tells what is asked for, part by part.
pub(crate) fn told(seen: &Seen<'_>, asked: &Asked) -> Vec<String> {
    let t = seen.t;
    let part = |name: &&str| -> Option<String> {
        let value = asked.get(name);
        if value.is_empty() {
            return None;
        }
        Some(match *name {
            "whose" if value == OFFICE => t.say("cases-office").into_owned(),
            "whose" => t.say("cases-mine").into_owned(),
            "office" => seen.words().office(value),
            "status" => t.code("case_status", value).into_owned(),
            "risk" => format!("{}: {}", t.say("column-risk"), t.code("risk", value)),
            "domain" => t.code("domain", value).into_owned(),
            "measure" => seen.words().measure(value),
            _ => {
                let column = match *name {
                    "due" => "column-next-due",
                    "ending" => "column-until",
                    _ => "column-last-contact",
                };
                format!("{}: {}", t.say(column), within(t, name, value))
            }
        })
    };
    PARTS.iter().filter_map(part).collect()
}
