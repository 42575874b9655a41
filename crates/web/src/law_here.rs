//! What the law asks on a page: the rows in force behind its work, and the chapter of the guide.
//!
//! Each page of work stands in one of the lists below with the happenings that its work brings
//! about. The rows that these meet come from the tables in force and are never copied: in a case
//! those of its own kind of work and measure, with the last day where the case's clock runs on
//! them. A page whose work no row speaks of says so.

use bagyt_app::read::{CaseRow, ClockItem, RowWords};
use bagyt_app::tables::Tables;
use bagyt_core::law::{Domain, Kind, Named, Row};
use jiff::civil::Date;

use crate::cited;
use crate::drafts::page_of;
use crate::texts::Texts;
use crate::visit::Seen;

/// A page of work: its address, its chapter of the guide, the happenings of its work, and the codes
/// of rows that bound it without a happening.
type Place = (&'static str, &'static str, &'static [&'static str], &'static [&'static str]);

/// Codes of the rows on which a submission can rest.
const SUBMITTED: &[&str] = &[
    "warnings_before_submission",
    "control_extension_max",
    "early_discharge_after",
    "early_cancellation_after",
    "cancellation_grounds",
    "repeat_petition_after",
];
/// What follows when a submission is written.
const SENT: &[&str] = &["submission_approved", "submission_sent", "deferral_end_requested"];
/// Codes of the rows that say how much is worked.
const WORKED: &[&str] = &[
    "community_service_daily",
    "community_service_monthly",
    "community_service_travel",
    "community_service_hours",
    "no_community_service",
    "work_for_restriction",
    "community_service_to_restriction",
];
/// Codes of the rows that say how a duty is checked.
const CHECKED: &[&str] = &["home_checks_per_day", "home_check_length", "duties_under_control"];
/// Codes of the rows on electronic monitoring.
const MONITORED: &[&str] = &["electronic_tracking_hidden", "electronic_tracking_barred"];
/// Codes of the rows on warnings.
const WARNED: &[&str] = &["warnings_before_submission", "warning_objection"];
/// What a head can be asked to countersign.
const SIGNED: &[&str] = &["violation_established", "warning_issued", "submission_approved"];
/// Codes of the rows on what a permission frees from.
const FREED: &[&str] = &["freed_visit"];
/// Codes of the rows on a hearing.
const HEARD: &[&str] = &["hearing_notice", "appeal_period", "hearing_without_convict"];

/// Pages about one case, which say whose it is.
const IN_CASE: [Place; 65] = [
    ("/cases/{case}/legal-aid", "duties", &[], &["legal_aid"]),
    ("/cases/{case}/jobs", "duties", &[], &[]),
    ("/cases/{case}/programmes", "duties", &[], &[]),
    ("/cases/{case}/wishes", "duties", &[], &[]),
    ("/cases/{case}/specialists", "duties", &[], &[]),
    ("/cases/{case}/notes", "duties", &[], &[]),
    ("/cases/{case}/contact", "meetings", &["contact_held"], CHECKED),
    ("/cases/{case}/appointment", "meetings", &["contact_held"], &[]),
    ("/cases/{case}/appointments/{appointment}", "meetings", &["contact_held"], &[]),
    ("/cases/{case}/channels", "meetings", &["contact_held"], &[]),
    ("/cases/{case}/channels/{channel}", "meetings", &["contact_held"], &[]),
    (
        "/cases/{case}/registration",
        "beginning",
        &["client_registered", "rights_explained"],
        &["client_status"],
    ),
    ("/cases/{case}/card", "beginning", &["client_registered"], GROUPS),
    ("/cases/{case}/card/{aspect}", "beginning", &["client_registered"], &["legal_aid"]),
    ("/cases/{case}/attributes", "beginning", &[], GROUPS),
    ("/cases/{case}/assessment", "beginning", &["assessment_made"], &["assessment_and_plan"]),
    ("/cases/{case}/plan", "beginning", &["plan_agreed"], &["assessment_and_plan"]),
    ("/cases/{case}/allocate", "head", &["officer_allocated"], &[]),
    (
        "/cases/{case}/absences/{version}",
        "absences",
        &["explanation_received", "reason_accepted", "violation_established", "warning_issued"],
        WARNED,
    ),
    (
        "/cases/{case}/letters/new",
        "absences",
        &["explanation_received", "warning_issued"],
        &["warning_objection"],
    ),
    (
        "/cases/{case}/papers/new",
        "duties",
        &["rights_explained", "search_requested", "return_recorded"],
        &["hearing_notice"],
    ),
    ("/cases/{case}/papers/{version}/withdraw", "duties", &[], &["warning_objection"]),
    ("/cases/{case}/attachments", "duties", &[], &["retention_after_closing"]),
    ("/cases/{case}/attachments/{version}/withdraw", "duties", &[], &["retention_after_closing"]),
    (
        "/cases/{case}/violations/new",
        "absences",
        &["violation_established", "warning_issued"],
        WARNED,
    ),
    (
        "/cases/{case}/violations/{version}",
        "absences",
        &["warning_issued", "submission_sent"],
        WARNED,
    ),
    ("/cases/{case}/violations/{version}/no-action", "absences", &["warning_issued"], WARNED),
    ("/cases/{case}/entries/{version}", "absences", &["contest_answered"], &[]),
    ("/cases/{case}/entries/{version}/withdraw", "absences", &["contest_answered"], &[]),
    ("/cases/{case}/entries/{version}/correct", "absences", &["contest_answered"], &[]),
    (
        "/cases/{case}/entries/{version}/contest",
        "absences",
        &["contest_answered"],
        &["warning_objection"],
    ),
    (
        "/cases/{case}/entries/{version}/uphold",
        "court",
        &["violation_established", "warning_issued", "submission_sent"],
        &[],
    ),
    ("/cases/{case}/contests/{contest}", "absences", &["contest_answered"], &[]),
    (
        "/cases/{case}/tasks/{task}",
        "day",
        &["contact_held", "violation_established", "submission_approved", "contest_answered"],
        &[],
    ),
    (
        "/cases/{case}/duties",
        "duties",
        &["curfew_checked", "employment_registered", "database_checked"],
        CHECKED,
    ),
    ("/cases/{case}/device", "duties", &[], MONITORED),
    ("/cases/{case}/requests", "duties", &["request_answered", "return_recorded"], FREED),
    ("/cases/{case}/requests/{version}", "duties", &["request_answered", "return_recorded"], FREED),
    ("/cases/{case}/work", "duties", &["work_placed"], WORKED),
    ("/cases/{case}/work/host", "duties", &["work_placed"], WORKED),
    (
        "/cases/{case}/payments",
        "duties",
        &[],
        &["wage_deduction", "fine_size", "monthly_index", "correctional_works_deduction"],
    ),
    (
        "/cases/{case}/wanted",
        "duties",
        &["search_requested", "resumption_requested", "term_resumed"],
        &["search_by_court"],
    ),
    ("/cases/{case}/report", "court", &["report_sent"], &[]),
    ("/cases/{case}/submission", "court", SENT, SUBMITTED),
    ("/submissions/{submission}", "court", SENT, SUBMITTED),
    ("/submissions/{submission}/approve", "court", SENT, SUBMITTED),
    (
        "/submissions/{submission}/court",
        "court",
        &["submission_received_by_court", "ruling_received"],
        HEARD,
    ),
    ("/cases/{case}/ruling", "court", &["ruling_received"], HEARD),
    ("/cases/{case}/countersignature", "court", SIGNED, WARNED),
    ("/cases/{case}/countersignatures/{asked}", "court", SIGNED, WARNED),
    ("/cases/{case}/referrals", "duties", &[], &["legal_aid"]),
    ("/cases/{case}/referrals/{version}", "duties", &[], &["legal_aid"]),
    ("/cases/{case}/rewards", "duties", &[], &["early_discharge_after"]),
    (
        "/cases/{case}/reoffence",
        "court",
        &[],
        &["court_decides_on_new_crime", "mandatory_cancellation"],
    ),
    ("/cases/{case}/access", "access", &[], &[]),
    (
        "/cases/{case}/campaigns/{campaign}",
        "court",
        &[],
        &["amnesty_of_independence", "clemency_for_parents"],
    ),
    ("/cases/{case}/merge", "beginning", &[], RETAINED),
    ("/cases/{case}/merge/decide", "beginning", &[], RETAINED),
    ("/cases/{case}/merge/part", "beginning", &[], RETAINED),
    ("/cases/{case}/transfer", "ending", &["officer_allocated"], &[]),
    ("/cases/{case}/abroad", "ending", &["case_closed"], &[]),
    ("/cases/{case}/return", "ending", &["officer_allocated"], &[]),
    ("/cases/{case}/closing", "ending", &["case_closed"], &["early_discharge_after"]),
    ("/cases/{case}/erasure", "ending", &[], RETAINED),
    ("/cases/{case}/erasure/decide", "ending", &[], RETAINED),
];
/// Codes of the rows that say how long a record is kept.
const RETAINED: &[&str] = &["retention_after_closing", "conviction_extinguished_after"];
/// In place of codes: every row that makes a group of persons.
const GROUPS: &[&str] = &["groups"];

/// Pages of work about several cases, or about none yet.
const ELSEWHERE: [Place; 16] = [
    ("/employers", "duties", &[], &[]),
    ("/employers/{employer}", "duties", &[], &[]),
    ("/specialist", "duties", &[], &[]),
    ("/day-sheet/entry", "day", &["contact_held", "explanation_received"], &[]),
    ("/paper-act", "beginning", &["court_act_received"], &[]),
    ("/reviews/{message}", "beginning", &["court_act_received"], &[]),
    ("/unallocated", "head", &["officer_allocated"], &[]),
    ("/staff/{staff}/cases", "head", &["officer_allocated"], &[]),
    ("/oversight/{staff}/{version}/{case}", "head", &[], &[]),
    ("/group-sessions/new", "meetings", &["contact_held"], &[]),
    ("/cases/{case}/group-sessions/{session}", "meetings", &["contact_held"], &[]),
    ("/cases/{case}/group-sessions/{session}/change", "meetings", &["contact_held"], &[]),
    ("/cases/{case}/group-sessions/{session}/clients", "meetings", &["contact_held"], &[]),
    ("/access-reviews", "access", &[], &[]),
    ("/court", "clerk", &["submission_received_by_court", "ruling_received"], HEARD),
    ("/court/{submission}", "clerk", &["submission_received_by_court", "ruling_received"], HEARD),
];

/// What the law asks on a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct LawHere {
    pub(crate) lines: Vec<LawLine>,
    /// The address of the chapter.
    pub(crate) chapter: String,
}

/// A row of the law in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct LawLine {
    pub(crate) text: String,
    pub(crate) source: String,
    /// Until when, where the case's clock runs on the row; empty otherwise.
    pub(crate) due: String,
    pub(crate) unverified: bool,
}

impl LawHere {
    /// What is asked on a page about that case; nothing where the page is no page of work.
    pub(crate) fn in_case(
        seen: &Seen<'_>,
        case: &CaseRow,
        clocks: &[ClockItem],
    ) -> Option<LawHere> {
        let (_, chapter, names, codes) = place(&IN_CASE, seen.path())?;
        let is_own = |row: &&Row| {
            let domain = Domain::ALL.iter().find(|domain| domain.name() == case.domain);
            let is_domain = domain.is_none_or(|domain| row.domains.contains(*domain));
            let measures = &row.for_measures;
            is_domain && (measures.is_empty() || measures.contains(&case.measure))
        };
        let rows = rows(seen.tables(), seen.today(), names, codes);
        let rows: Vec<&Row> = rows.into_iter().filter(is_own).collect();
        Some(LawHere { lines: lines(seen, &rows, clocks), chapter: format!("/help/{chapter}") })
    }

    /// What is asked on a page of work that is about no one case.
    pub(crate) fn elsewhere(seen: &Seen<'_>) -> Option<LawHere> {
        let (_, chapter, names, codes) = place(&ELSEWHERE, seen.path())?;
        let rows = rows(seen.tables(), seen.today(), names, codes);
        let rows: Vec<&Row> = rows.into_iter().filter(|row| row.for_measures.is_empty()).collect();
        Some(LawHere { lines: lines(seen, &rows, &[]), chapter: format!("/help/{chapter}") })
    }
}

fn place<const N: usize>(places: &'static [Place; N], path: &str) -> Option<&'static Place> {
    let page = page_of(path);
    // A fixed word beats what stands for any: `violations/new` is no violation's number.
    let found = places.iter().filter(|(pattern, ..)| fits(pattern, page));
    found.min_by_key(|(pattern, ..)| pattern.matches('{').count())
}

/// Whether a page is one of a place: word by word, with anything where the place names a thing.
fn fits(pattern: &str, page: &str) -> bool {
    let (parts, places) = (page.split('/'), pattern.split('/'));
    parts.clone().count() == places.clone().count()
        && parts.zip(places).all(|(part, place)| match place.starts_with('{') {
            true => !part.is_empty(),
            false => part == place,
        })
}

/// Rows in force that these happenings meet or that have one of these codes, beside the rights of
/// suspects, which no page of probation work serves.
fn rows<'t>(tables: &'t Tables, on: Date, names: &[&str], codes: &[&str]) -> Vec<&'t Row> {
    let is_probation = |row: &&Row| row.domains.list().iter().any(|one| *one != Domain::PreTrial);
    let is_asked = |row: &&Row| {
        row.met_by.iter().any(|name| names.contains(&name.as_str()))
            || codes.contains(&row.code.as_str())
            || (codes == GROUPS && row.kind == Kind::Group)
    };
    tables.pack().rows_on(on).filter(is_probation).filter(is_asked).collect()
}

/// The rows in words. Of a rule with variants, the one on which the case's clock runs is told, else
/// the one for everybody, else all of them.
fn lines(seen: &Seen<'_>, rows: &[&Row], clocks: &[ClockItem]) -> Vec<LawLine> {
    let mut told: Vec<&str> = Vec::new();
    let mut lines = Vec::new();
    for row in rows {
        if told.contains(&row.code.as_str()) {
            continue;
        }
        told.push(&row.code);
        let open = |clock: &&ClockItem| clock.row.code == row.code && clock.state == "open";
        if let Some(clock) = clocks.iter().find(open) {
            let due = seen.t.fill("law-here-due", &[("day", clock.due_on.into())]);
            lines.push(LawLine { due, ..line(seen, &clock.row) });
            continue;
        }
        let own = rows.iter().copied().filter(|one| one.code == row.code).collect();
        lines.extend(meant(own).into_iter().map(|one| line(seen, &RowWords::of(one))));
    }
    // What runs in this case comes first.
    lines.sort_by_key(|line: &LawLine| line.due.is_empty());
    lines
}

/// Of the variants of a rule those for everybody, else all of them. A variant for the measure of a
/// case stands before the one for every measure.
fn meant(own: Vec<&Row>) -> Vec<&Row> {
    let by_group = |row: &&Row| !row.for_groups.is_empty() || !row.with_groups.is_empty();
    let general: Vec<&Row> = own.iter().copied().filter(|row| !by_group(row)).collect();
    let of_measure: Vec<&Row> =
        general.iter().copied().filter(|row| !row.for_measures.is_empty()).collect();
    [of_measure, general].into_iter().find(|some| !some.is_empty()).unwrap_or(own)
}

fn line(seen: &Seen<'_>, row: &RowWords) -> LawLine {
    LawLine {
        text: seen.row_text(&row.text),
        source: seen.citation(&row.article),
        due: String::new(),
        unverified: !row.verified,
    }
}

/// The rows in force that one of these happenings meets, for the guide.
pub(crate) fn met_by(tables: &Tables, t: Texts, on: Date, names: &[String]) -> Vec<LawLine> {
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let found = rows(tables, on, &names, &[]).into_iter();
    let general: Vec<&Row> = found.filter(|row| !row.is_filtered()).collect();
    let line = |row: &&Row| LawLine {
        text: row.text.of(t.language().code()).to_owned(),
        source: cited::citation(t, &bagyt_casework::reliance::cited(row)),
        due: String::new(),
        unverified: !row.is_verified(),
    };
    general.iter().map(line).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::guide;
    use crate::language::Language;

    const ROUTES: &str = include_str!("router.rs");

    /// Pages without work of their own: what is read, what is kept of oneself, numbers, the house;
    /// and what is no page.
    const NO_WORK: [&str; 95] = [
        "/",
        "/sign-in",
        "/sign-in/code",
        "/sign-out",
        "/language/{code}",
        "/about",
        "/help",
        "/help/{chapter}",
        "/api/inbox",
        "/api/messages/{message}/document",
        "/calendar/{name}",
        "/assets/{name}",
        "/health",
        // Each line there names its own row.
        "/today",
        "/today/done",
        "/day-sheet",
        "/calendar",
        "/cases",
        "/cases/filters",
        "/cases.csv",
        "/cases.xlsx",
        // Its clocks name their rows.
        "/cases/{case}",
        "/cases/{case}/group-sessions/{session}/sheet",
        "/cases/{case}/channels/{channel}/withdraw",
        "/cases/{case}/report.pdf",
        "/cases/{case}/letters/{version}",
        // Papers, and the list of those that can be issued.
        "/cases/{case}/papers",
        "/cases/{case}/papers/preview.pdf",
        "/cases/{case}/papers/{version}",
        "/cases/{case}/attachments/{version}",
        "/cases/{case}/scans/{message}",
        "/cases/{case}/break-glass",
        // A paper for the client, which names its articles.
        "/cases/{case}/client-page",
        "/submissions/{submission}/preview.pdf",
        "/court/documents/{name}",
        "/documents/{name}",
        "/search",
        "/inbox",
        "/inbox/{message}",
        "/inbox/{message}/scan",
        "/erasures",
        "/office",
        "/reviews",
        "/users",
        "/journal",
        "/drafts",
        "/drafts/{draft}",
        "/second-factor",
        "/statistics",
        "/statistics.csv",
        "/statistics.xlsx",
        "/statistics/cell",
        "/practice",
        "/practice/cell",
        "/survival",
        "/survival/cell",
        "/needs",
        "/needs/raise",
        "/needs/{need}",
        "/needs/{need}/count",
        "/evidence",
        "/law",
        "/campaigns",
        "/campaigns/{campaign}",
        "/campaigns/{campaign}/list.csv",
        "/campaigns/{campaign}/list.xlsx",
        "/law/drafts",
        "/law/drafts/new",
        "/law/drafts/{row}",
        "/law/drafts/{row}/edit",
        "/first-day",
        // What is drawn by lot, and a week to print.
        "/oversight",
        "/brief",
        "/brief/cell",
        // Registers of services and of what was brought in, and the posts of the staff.
        "/time-studies",
        "/time-studies/{study}",
        "/time-studies/{study}/now",
        "/deputies",
        "/deputies/{staff}/{version}",
        // What the service asked of other states; house policy says by when.
        "/transfers-abroad",
        "/prosecutor-acts",
        "/prosecutor-acts/{act}",
        "/services",
        "/services/{service}",
        "/export",
        "/export/rows",
        "/registers",
        "/registers/template.xlsx",
        "/registers/{register}",
        "/registers/{register}/faults.xlsx",
        "/staff/{staff}",
        "/staff/{staff}/reductions/{version}",
        "/staff/{staff}/leave",
        "/staff/{staff}/leaves/{version}",
        "/staff/{staff}/leaving",
    ];

    fn routes() -> Vec<&'static str> {
        let statements = ROUTES.split(".route(").skip(1);
        statements.filter_map(|statement| statement.split('"').nth(1)).collect()
    }

    fn places() -> impl Iterator<Item = &'static Place> {
        IN_CASE.iter().chain(&ELSEWHERE)
    }

    fn invented() -> bagyt_core::law::Pack {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../law/zz");
        let files: Vec<(String, String)> = std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .map(|path| {
                let name = path.file_name().unwrap().to_str().unwrap().to_owned();
                (name, std::fs::read_to_string(&path).unwrap())
            })
            .collect();
        let files: Vec<(&str, &str)> =
            files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
        bagyt_core::law::Pack::parse("zz", &files).unwrap()
    }

    #[test]
    fn every_address_is_a_page_of_work_or_reviewed_to_be_none() {
        for route in routes() {
            let listed = places().filter(|(pattern, ..)| *pattern == route).count();
            let none = usize::from(NO_WORK.contains(&route));
            assert_eq!(listed + none, 1, "{route} stands in one list, once");
        }
        for (pattern, ..) in places() {
            assert!(routes().contains(pattern), "nothing is served at {pattern}");
        }
        for route in NO_WORK {
            assert!(routes().contains(&route), "nothing is served at {route}");
        }
    }

    #[test]
    fn every_place_names_a_chapter_and_happenings_that_there_are() {
        let chapters: Vec<&str> =
            guide::chapters(Language::Ru).iter().map(|chapter| chapter.slug).collect();
        let mut packs = String::new();
        for country in ["zz", "kg", "kz"] {
            let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../law");
            for entry in std::fs::read_dir(folder.join(country)).unwrap() {
                packs.push_str(&std::fs::read_to_string(entry.unwrap().path()).unwrap());
            }
        }
        let named = |column: &str, name: &str| {
            let padded = |line: &str| {
                line.split_once('=').is_some_and(|(key, value)| {
                    key.trim() == column && value.trim().trim_matches('"') == name
                })
            };
            packs.lines().any(padded)
        };
        for (pattern, chapter, names, codes) in places() {
            assert!(chapters.contains(chapter), "{pattern}: no chapter {chapter}");
            for name in *names {
                assert!(named("name", name), "{pattern}: nothing is called {name}");
            }
            for code in codes.iter().filter(|code| **code != "groups") {
                assert!(named("code", code), "{pattern}: no row is called {code}");
            }
        }
    }

    #[test]
    fn every_clock_of_the_invented_law_is_told_where_its_work_is_done() {
        let pack = invented();
        let told: BTreeSet<&str> =
            places().flat_map(|(_, _, names, _)| names.iter().copied()).collect();
        // What other agencies owe before trial is told by no page of probation work.
        let untold: BTreeSet<&str> = pack
            .rows()
            .iter()
            .filter(|row| row.is_clock() && row.domains.list() != [Domain::PreTrial])
            .filter(|row| !row.met_by.iter().any(|name| told.contains(name.as_str())))
            .map(|row| row.code.as_str())
            .collect();
        assert_eq!(untold, BTreeSet::new());
    }

    #[test]
    fn a_fixed_word_of_an_address_beats_what_stands_for_any() {
        let found = |path: &str| place(&IN_CASE, path).map(|(pattern, ..)| *pattern);
        assert_eq!(found("/cases/a/violations/new?x=1"), Some("/cases/{case}/violations/new"));
        assert_eq!(found("/cases/a/violations/7"), Some("/cases/{case}/violations/{version}"));
        assert_eq!(found("/cases/a/tasks/clock.plan.10"), Some("/cases/{case}/tasks/{task}"));
        assert_eq!(found("/cases/a"), None);
    }
}
