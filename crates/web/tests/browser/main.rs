//! Pages in a real browser: every page of the list, in four languages, by every role that has it.
//!
//! `BAGYT_PICTURES=FOLDER` leaves a picture of each page there. The scenarios beside them
//! (`scenarios/README.md`) are what people do at the pages, and what the journal then says.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test stops at the first surprise, and drives programs and files"
)]

mod caller;
mod driver;
mod house;
mod pages;
mod prepare;
mod scenario;
mod visit;
mod walk;
mod words;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use pages::{Listed, listed, texts};
use scenario::POINTS;
use visit::Visit;

/// Keys of the WebDriver standard.
const TAB: char = '\u{e004}';
const ENTER: char = '\u{e007}';

/// Opens every page of the list in a language and gathers what `look` finds wrong with it.
fn look_at_all(
    visit: &mut Visit,
    language: &str,
    mut look: impl FnMut(&Visit, &Listed) -> Vec<String>,
) -> BTreeMap<String, Vec<String>> {
    let mut faults = BTreeMap::new();
    for page in listed() {
        let found = match visit.open(&page, language) {
            Ok(()) => look(visit, &page),
            Err(why) => vec![why],
        };
        if !found.is_empty() {
            faults.insert(format!("{} {language} ({})", page.name, visit.path()), found);
        }
    }
    faults
}

fn refuse(faults: &BTreeMap<String, Vec<String>>) {
    let lines: Vec<String> = faults
        .iter()
        .flat_map(|(page, faults)| faults.iter().map(move |fault| format!("{page} {fault}")))
        .collect();
    assert!(lines.is_empty(), "{} faults:\n{}", lines.len(), lines.join("\n"));
}

/// The languages in which the accessibility checker looks, those of the service's own pages. A page is
/// one template in every language, and the checker takes as long as all else.
const CHECKED: [&str; 2] = ["ru", "ky"];

/// Looks at every page in one language, wide and narrow, and at what `further` asks of it besides.
///
/// A page is opened once for all that is asked of it in a language: opening takes longer than most
/// questions. What is the same in every language is asked in one.
#[track_caller]
fn check_pages(language: &str, mut further: impl FnMut(&Visit, &Listed) -> Vec<String>) {
    let mut visit = Visit::begin();
    let texts = texts(language);
    let faults = look_at_all(&mut visit, language, |visit, page| {
        let expected = page.heading.map(|key| {
            texts.get(key).unwrap_or_else(|| panic!("i18n/{language} has no plain text `{key}`"))
        });
        let mut found = visit.head_faults(page, language, expected);
        if CHECKED.contains(&language) {
            found.extend(visit.axe_faults());
        }
        visit.leave_picture(&format!("{}-{language}", page.name));
        found.extend(narrow_faults(visit, page, language));
        found.extend(further(visit, page));
        found
    });
    refuse(&faults);
}

#[test]
fn pages_are_accessible_and_their_own_in_kyrgyz_and_reached_by_keyboard() {
    check_pages("ky", |visit, _| walk(visit));
}

#[test]
fn pages_are_their_own_in_kazakh_and_those_of_work_say_what_the_law_asks() {
    let mut asked = 0;
    check_pages("kk", |visit, page| {
        let expected = is_work(&visit.path()) && page.status != Some(403);
        asked += usize::from(expected);
        law_faults(visit, expected)
    });
    assert!(asked > PAGES_OF_WORK_MIN, "{asked} pages of work were looked at");
}

/// Pages of work in the list; there are never fewer.
const PAGES_OF_WORK_MIN: usize = 60;

/// Whether an address is one of a page of work, as `law_here.rs` lists them.
fn is_work(path: &str) -> bool {
    let source = include_str!("../../src/law_here.rs").split("#[cfg(test)]").next().unwrap();
    let quoted = source.split('"').skip(1).step_by(2);
    let mut places = quoted.filter(|one| one.starts_with('/') && !one.starts_with("/help"));
    let found: Vec<&str> = path.split('?').next().unwrap_or_default().split('/').collect();
    places.any(|place| {
        let parts: Vec<&str> = place.split('/').collect();
        let fits = |(part, found): (&&str, &&str)| part == found || part.starts_with('{');
        parts.len() == found.len() && parts.iter().zip(&found).all(fits)
    })
}

/// Names what is wrong with what a page says of the law: a page of work says it once, with its rows
/// or that there are none, and with the chapter of the guide; every other page does not.
fn law_faults(visit: &Visit, expected: bool) -> Vec<String> {
    let look = "const here = document.querySelectorAll('#law-here');
        if (here.length !== 1) return [here.length, 0, ''];
        here[0].open = true;
        const words = here[0].querySelectorAll('li, p');
        return [1, [...words].filter(one => one.innerText.trim().length > 5).length,
            here[0].querySelector('a').getAttribute('href')]";
    let found = visit.browser.run(look, &[]);
    if found[0].as_u64() != Some(u64::from(expected)) {
        return vec![format!("says {} times what the law asks", found[0])];
    }
    let leads = found[2].as_str().is_some_and(|href| href.starts_with("/help/"));
    match !expected || (found[1].as_u64() >= Some(2) && leads) {
        true => Vec::new(),
        false => vec![format!("says what the law asks without words or chapter: {found}")],
    }
}

#[test]
fn pages_are_accessible_and_their_own_in_russian_and_say_the_same_without_scripts() {
    check_pages("ru", without_scripts);
}

#[test]
fn pages_are_their_own_in_english_and_are_all_that_the_router_has() {
    let mut paths = Vec::new();
    check_pages("en", |visit, _| {
        paths.push(visit.path());
        Vec::new()
    });
    every_page_of_the_router_is_among(&paths);
}

/// Answers that are not pages: files, redirections, and the agencies' door.
const NO_PAGES: [&str; 27] = [
    "/campaigns/{campaign}/list.csv",
    "/campaigns/{campaign}/list.xlsx",
    "/export/rows",
    "/registers/template.xlsx",
    "/registers/{register}/faults.xlsx",
    "/",
    "/sign-out",
    "/language/{code}",
    "/api/inbox",
    "/api/messages/{message}/document",
    "/assets/{name}",
    "/health",
    "/calendar/{name}",
    "/cases.csv",
    "/cases.xlsx",
    "/statistics.csv",
    "/statistics.xlsx",
    "/cases/{case}/report.pdf",
    "/documents/{name}",
    "/submissions/{submission}/preview.pdf",
    "/court/documents/{name}",
    "/cases/{case}/letters/{version}",
    "/cases/{case}/papers/preview.pdf",
    "/cases/{case}/papers/{version}",
    "/cases/{case}/attachments/{version}",
    "/cases/{case}/scans/{message}",
    "/inbox/{message}/scan",
];

/// Acts that answer with no page of their own.
const NOT_SEEN: [&str; 5] = [
    // Their buttons stand on the page of the two records once a head has proposed to join them.
    "/cases/{case}/merge/decide",
    "/cases/{case}/merge/part",
    // It is there once a sheet was handed in, which a scenario does.
    "/registers/{register}",
    // Its button stands on the need's page while the figure has moved; refused, it shows that page.
    "/needs/{need}/count",
    // Its button stands on the page of the number; refused, it shows that page.
    "/cases/{case}/channels/{channel}/withdraw",
];

/// Compares the addresses that were opened with those that the router answers.
fn every_page_of_the_router_is_among(paths: &[String]) {
    let router = include_str!("../../src/router.rs");
    let routes = router.split(".route(").skip(1).filter_map(|rest| rest.split('"').nth(1));
    let is_seen = |route: &&str| {
        let parts: Vec<&str> = route.split('/').collect();
        paths.iter().any(|path| {
            let path = path.split('?').next().unwrap_or_default();
            let found: Vec<&str> = path.split('/').collect();
            let fits = |(part, found): (&&str, &&str)| part == found || part.starts_with('{');
            parts.len() == found.len() && parts.iter().zip(&found).all(fits)
        })
    };
    let unseen: Vec<&str> =
        routes.filter(|route| !NO_PAGES.contains(route) && !is_seen(route)).collect();
    let missing: Vec<_> = unseen.iter().filter(|route| !NOT_SEEN.contains(route)).collect();
    assert!(missing.is_empty(), "add to pages.txt: {missing:?}");
    let gone: Vec<_> = NOT_SEEN.iter().filter(|route| !unseen.contains(route)).collect();
    assert!(gone.is_empty(), "seen, or no address any more; take out of NOT_SEEN: {gone:?}");
}

/// Names what makes the open page scroll sideways on a screen as narrow as a telephone's.
fn narrow_faults(visit: &Visit, page: &Listed, language: &str) -> Option<String> {
    visit.browser.size(320, 640);
    let seen = visit.browser.run(WIDER_THAN_THE_SCREEN, &[]);
    if language == "ru" {
        visit.leave_picture(&format!("{}-320", page.name));
    }
    visit.browser.size(1280, 900);
    seen.as_str().map(str::to_owned)
}

/// Names the first things that make a page wider than its screen. A page that seems to be is looked
/// at once more after two frames: on a busy machine it may still be on its way to the new width.
const WIDER_THAN_THE_SCREEN: &str = "
    const scrolls = e => ['auto', 'scroll', 'hidden'].includes(getComputedStyle(e).overflowX);
    const holder = e => getComputedStyle(e).position === 'absolute' ? e.offsetParent : e.parentElement;
    const held = e => { while ((e = holder(e))) if (scrolls(e)) return true; return false; };
    const look = () => {
        const wide = document.documentElement.clientWidth;
        if (document.documentElement.scrollWidth <= wide) return null;
        const out = [...document.querySelectorAll('body *')].filter(e =>
            e.checkVisibility() && e.getBoundingClientRect().right > wide + 1 && !held(e));
        return 'is wider than the screen: ' + out.slice(0, 3).map(e => e.outerHTML.slice(0, 120)).join(' | ');
    };
    const frame = () => new Promise(done => requestAnimationFrame(done));
    return look() && frame().then(frame).then(look)";

/// Presses Tab until the walk has come round, and names what was not reached or did not show it.
///
/// The page itself writes down what gets the focus, so that all strokes go out in one request.
fn walk(visit: &Visit) -> Vec<String> {
    // The walk begins above the page, wherever a script may have put the focus.
    let begin = "const top = document.createElement('span');
        top.tabIndex = -1;
        document.body.prepend(top);
        top.focus();
        const can = e => e.checkVisibility({ visibilityProperty: true }) && !e.disabled && e.tabIndex >= 0;
        const all = [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex]')].filter(can);
        window.toReach = new Set(all.filter(e => e.type !== 'radio' && e.type !== 'hidden'));
        window.unseen = new Set();
        document.addEventListener('focusin', ({ target }) => {
            window.toReach.delete(target);
            const s = getComputedStyle(target);
            const shows = target.matches(':focus-visible') && (s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) > 0 || s.boxShadow !== 'none');
            if (!shows) window.unseen.add(target);
        });
        return window.toReach.size";
    let all = visit.browser.run(begin, &[]).as_u64().unwrap();
    visit.browser.press_often(TAB, usize::try_from(all).unwrap() + STROKES_MORE);
    let found = "const told = (what, all) => [...all].map(e => what + e.outerHTML.slice(0, 120));
        return [...told('does not show the focus on ', window.unseen), ...told('does not reach ', window.toReach)].slice(0, 4)";
    let found = visit.browser.run(found, &[]);
    found.as_array().unwrap().iter().filter_map(Value::as_str).map(str::to_owned).collect()
}

/// Strokes beyond the number of places: a group of choices takes one and stands for none.
const STROKES_MORE: usize = 10;

#[test]
fn an_officer_signs_in_and_opens_a_case_by_keyboard_alone() {
    let visit = Visit::begin();
    let account = visit.house.known.accounts.get("officer").unwrap().clone();
    visit.browser.open(&format!("{}/sign-in", visit.house.url));
    let focused = || {
        let id = visit.browser.run("return document.activeElement.id", &[]);
        id.as_str().unwrap_or_default().to_owned()
    };
    for _ in 0..30 {
        if focused() == "login" {
            break;
        }
        visit.browser.press(TAB);
    }
    assert_eq!(focused(), "login", "the field is not reached");
    visit.browser.type_in(&account.login);
    visit.browser.press(TAB);
    visit.browser.type_in(&account.password);
    visit.browser.press(ENTER);
    visit.settle();
    assert_eq!(visit.path(), "/today");
    for _ in 0..60 {
        visit.browser.press(TAB);
        let target = "return document.activeElement.getAttribute('href') || ''";
        let target = visit.browser.run(target, &[]);
        if target.as_str().unwrap_or_default().starts_with("/cases/") {
            visit.browser.press(ENTER);
            visit.settle();
            assert!(visit.path().starts_with("/cases/"), "{}", visit.path());
            return;
        }
    }
    panic!("no case is reached from the officer's day");
}

/// The scenarios of all files; there are never fewer.
const SCENARIOS_MIN: usize = 60;

#[test]
fn every_point_of_work_has_a_scenario_that_writes_and_is_refused() {
    let all: Vec<_> =
        scenario::files().iter().flat_map(|file| scenario::read(file).scenario).collect();
    assert!(all.len() >= SCENARIOS_MIN, "{} scenarios", all.len());
    let names: BTreeSet<&str> = all.iter().map(|one| one.name.as_str()).collect();
    assert_eq!(names.len(), all.len(), "two scenarios have one name");
    for one in &all {
        assert!(POINTS.contains(&one.point.as_str()), "{}: no point {}", one.name, one.point);
    }
    let proves = |point: &&str| {
        let mut own = all.iter().filter(|one| one.point == *point);
        own.any(|one| !one.journal.is_empty() && one.refuses())
    };
    let unproven: Vec<_> = POINTS.iter().filter(|point| !proves(point)).collect();
    assert!(unproven.is_empty(), "no scenario writes and is refused: {unproven:?}");
}

/// Goes through the scenarios of a file; the function of each file says which.
fn check_scenarios(file: &str) {
    refuse(&walk::go_through(&scenario::read(file)));
}

#[test]
fn an_officers_week_is_written_refused_and_journalled() {
    check_scenarios("week.toml");
}

#[test]
fn the_register_is_kept_in_the_browser() {
    check_scenarios("register.toml");
}

#[test]
fn appointments_are_made_in_the_browser() {
    check_scenarios("appointments.toml");
}

#[test]
fn absences_are_weighed_in_the_browser() {
    check_scenarios("enforcement.toml");
}

#[test]
fn violations_and_submissions_are_written_in_the_browser() {
    check_scenarios("compliance.toml");
}

#[test]
fn hours_of_work_are_credited_in_the_browser() {
    check_scenarios("obligations.toml");
}

#[test]
fn a_register_is_brought_in_in_the_browser() {
    check_scenarios("bring_in.toml");
}

#[test]
fn heads_and_the_house_work_in_the_browser() {
    check_scenarios("heads.toml");
}

#[test]
fn a_row_of_law_is_drafted_and_published_in_the_browser() {
    check_scenarios("law_work.toml");
}

#[test]
fn offices_are_led_in_the_browser() {
    check_scenarios("leading.toml");
}

#[test]
fn an_office_is_asked_what_its_time_goes_into_in_the_browser() {
    check_scenarios("studies.toml");
}

#[test]
fn a_deputy_is_appointed_for_days_in_the_browser() {
    check_scenarios("deputies.toml");
}

#[test]
fn supervision_is_handed_to_another_state_in_the_browser() {
    check_scenarios("abroad.toml");
}

#[test]
fn access_and_drafts_hold_in_the_browser() {
    check_scenarios("access.toml");
}

#[test]
fn an_erasure_is_decided_in_the_browser() {
    check_scenarios("later.toml");
}

#[test]
fn requests_are_answered_and_work_is_put_off_in_the_browser() {
    check_scenarios("requests.toml");
}

#[test]
fn what_the_day_says_is_put_off_handed_over_and_answered_in_the_browser() {
    check_scenarios("today.toml");
}

#[test]
fn clients_are_found_in_the_browser() {
    check_scenarios("find.toml");
}

#[test]
fn a_campaign_is_worked_through_in_the_browser() {
    check_scenarios("campaigns.toml");
}

#[test]
fn a_campaign_is_drafted_by_lawyers_in_the_browser() {
    check_scenarios("campaign_law.toml");
}

#[test]
fn clients_are_helped_in_the_browser() {
    check_scenarios("support.toml");
}

#[test]
fn papers_are_issued_withdrawn_and_refused_in_the_browser() {
    check_scenarios("papers.toml");
}

#[test]
fn clients_are_sent_to_work_in_the_browser() {
    check_scenarios("jobs.toml");
}

#[test]
fn specialists_work_in_confidence_in_the_browser() {
    check_scenarios("specialists.toml");
}

#[test]
fn who_is_new_is_led_by_the_guide_in_the_browser() {
    check_scenarios("guide.toml");
}

#[test]
fn courts_hear_submissions_in_the_browser() {
    check_scenarios("court.toml");
}

#[test]
fn rulings_on_paper_are_recorded_in_the_browser() {
    check_scenarios("rulings.toml");
}

#[test]
fn devices_are_fitted_and_their_alerts_triaged_in_the_browser() {
    check_scenarios("devices.toml");
}

/// Names what a page says with scripts and does not say without them.
fn without_scripts(visit: &Visit, page: &Listed) -> Vec<String> {
    if page.is_answer() {
        return Vec::new();
    }
    let words = "return document.querySelector('main').innerText.replace(/\\s+/g, ' ').trim()";
    let path = visit.path();
    let with = visit.browser.run(words, &[]);
    visit.browser.scripts(false);
    visit.browser.open(&format!("{}{path}", visit.house.url));
    let without = visit.browser.run(words, &[]);
    visit.browser.scripts(true);
    let without = without.as_str().unwrap_or_default();
    // A script may add to a page (a counter, a button to print), never be needed for it.
    let with = with.as_str().unwrap_or_default().split(' ');
    let lost = with.filter(|word| word.chars().count() > 12 && !without.contains(*word));
    let lost: Vec<&str> = lost.take(3).collect();
    if lost.is_empty() && !without.is_empty() {
        return Vec::new();
    }
    vec![format!("lacks {lost:?} without scripts")]
}
