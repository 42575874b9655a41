//! Pages in a real browser: every page of the list, in four languages, by every role that has it.
//!
//! `BAGYT_PICTURES=FOLDER` leaves a picture of each page there.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test stops at the first surprise, and drives programs and files"
)]

mod driver;
mod house;
mod pages;

use std::collections::BTreeMap;
use std::fs;

use serde_json::{Value, json};

use driver::Browser;
use house::House;
use pages::{Listed, listed, texts};

const LANGUAGES: [&str; 4] = ["ky", "kk", "ru", "en"];
/// Keys of the WebDriver standard.
const TAB: char = '\u{e004}';
const ENTER: char = '\u{e007}';
const AXE: &str = include_str!("../../../../vendor/axe-core/axe.min.js");

/// A browser in front of a running house.
struct Visit {
    house: House,
    browser: Browser,
    role: String,
}

impl Visit {
    fn begin() -> Visit {
        Visit { house: House::open(), browser: Browser::start(), role: "nobody".to_owned() }
    }

    /// A visit of a house in which there is something on every desk: a case to allocate, and a
    /// namesake about whom a person decides.
    fn begin_with_work() -> Visit {
        let mut visit = Visit::begin();
        visit.take_paper_act("ZZ-1/2026", Some("22405199100123"));
        visit.take_paper_act("ZZ-2/2026", None);
        visit
    }

    /// Takes a paper act in, as an officer does; both acts are about the same names.
    fn take_paper_act(&mut self, case_number: &str, national_no: Option<&str>) {
        self.sign_in("officer");
        let office = self.house.accounts.get("officer").unwrap().office.clone();
        self.browser.open(&format!("{}/paper-act", self.house.url));
        let typed = json!({
            "case_number": case_number, "measure": "conditional_sentence", "articles": "101(1)",
            "months": "18", "surname": "Токтобекова", "given_name": "Жазгүл",
            "patronymic": "Эркинбек кызы", "birth_on": "24.05.1991",
            "national_no": national_no.unwrap_or_default(), "settlement": settlement_of(&office),
        });
        let fill = "const form = document.querySelector('main form[method=post]');
            for (const [name, value] of Object.entries(arguments[0])) {
                form.elements[name].value = value;
            }
            form.elements.court.selectedIndex = 1;
            document.getElementById('sex-f').checked = true;
            const [day, month, year] = form.elements.stamped_on.value.split('.').map(Number);
            const before = days => {
                const then = new Date(Date.UTC(year, month - 1, day - days));
                return then.toISOString().slice(0, 10).split('-').reverse().join('.');
            };
            form.elements.passed_on.value = before(25);
            form.elements.in_force_on.value = before(5);
            const scan = new DataTransfer();
            scan.items.add(new File(['%PDF-1.7\\n%%EOF'], 'act.pdf', { type: 'application/pdf' }));
            form.elements.scan.files = scan.files;
            form.requestSubmit();";
        self.browser.run(fill, &[typed]);
        self.settle();
        let refused = "const s = document.querySelector('.summary'); return s && s.innerText";
        let refused = self.browser.run(refused, &[]);
        assert!(self.path().starts_with("/inbox/"), "{}: {refused}", self.path());
    }

    /// Signs in as somebody of that role, through the page.
    fn sign_in(&mut self, role: &str) {
        if self.role == role {
            return;
        }
        self.browser.open(&self.house.url);
        self.browser.forget();
        role.clone_into(&mut self.role);
        if role == "nobody" {
            return;
        }
        let Some(account) = self.house.accounts.get(role) else {
            panic!("nobody has the role {role}: {:?}", self.house.accounts.keys());
        };
        self.browser.open(&format!("{}/sign-in", self.house.url));
        let fill = "document.getElementById('login').value = arguments[0];
            document.getElementById('password').value = arguments[1];
            document.getElementById('password').form.requestSubmit();";
        self.browser.run(fill, &[json!(account.login), json!(account.password)]);
        self.settle();
        assert!(!self.path().starts_with("/sign-in"), "{role} cannot sign in");
    }

    /// Opens a page of the list in a language and follows its links.
    ///
    /// # Errors
    ///
    /// The link that is not there.
    fn open(&mut self, page: &Listed, language: &str) -> Result<(), String> {
        self.sign_in(page.role);
        self.browser.open(&format!("{}/language/{language}?back=/about", self.house.url));
        self.browser.open(&format!("{}{}", self.house.url, page.start));
        for beginning in &page.links {
            let find = "const links = [...document.querySelectorAll('main a[href]')];
                const hit = links.find(link => new RegExp('^' + arguments[0]).test(link.getAttribute('href')));
                return hit ? hit.href : null";
            let found = self.browser.run(find, &[json!(beginning)]);
            let Some(address) = found.as_str() else {
                return Err(format!("is not reached: no link `{beginning}`"));
            };
            self.browser.open(address);
        }
        if page.refused {
            let send = "const form = document.querySelector('main form[method=post]');
                form.noValidate = true;
                for (const field of form.elements) {
                    if (field.type !== 'hidden' && 'value' in field) field.value = '';
                    if ('checked' in field) field.checked = false;
                }
                form.requestSubmit();";
            self.browser.run(send, &[]);
            self.settle();
        }
        Ok(())
    }

    /// Waits until a page that was asked for is there.
    fn settle(&self) {
        for _ in 0..200 {
            std::thread::sleep(std::time::Duration::from_millis(25));
            let state = self.browser.run("return document.readyState", &[]);
            if state == "complete" {
                return;
            }
        }
        panic!("the page does not end loading");
    }

    fn path(&self) -> String {
        let path = self.browser.run("return location.pathname + location.search", &[]);
        path.as_str().unwrap().to_owned()
    }

    /// Names what is wrong with the page's own head: status, language, heading, summary of errors.
    fn head_faults(&self, page: &Listed, language: &str, expected: Option<&String>) -> Vec<String> {
        let look = "return {
            lang: document.documentElement.lang,
            headings: [...document.querySelectorAll('h1')].map(h => h.innerText.trim()),
            title: document.title,
            refused: document.querySelectorAll('.summary').length,
            status: performance.getEntriesByType('navigation')[0].responseStatus,
        }";
        let seen = self.browser.run(look, &[]);
        let headings: Vec<&str> =
            seen["headings"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
        let mut faults = Vec::new();
        if seen["lang"] != language {
            faults.push(format!("says lang={}", seen["lang"]));
        }
        match (&headings[..], expected) {
            ([one], Some(expected)) if one != expected => {
                faults.push(format!("has the heading `{one}`, not `{expected}`"));
            }
            ([one], _) if !one.is_empty() => {}
            _ => faults.push(format!("has the headings {headings:?}")),
        }
        let status = seen["status"].as_u64().unwrap_or_default();
        if (status >= 400) != page.refused && page.name != "not-found" {
            faults.push(format!("came with the status {status}"));
        }
        if page.refused && seen["refused"] != 1 {
            faults.push("does not sum up what was refused".to_owned());
        }
        if seen["title"].as_str().unwrap_or_default().len() < 5 {
            faults.push(format!("has the title {}", seen["title"]));
        }
        faults
    }

    /// Names what axe finds by the rules of WCAG 2.2 AA.
    fn axe_faults(&self) -> Vec<String> {
        self.browser.run(AXE, &[]);
        let rules = "return axe.run(document, {
            runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] },
            rules: { 'target-size': { enabled: true } },
            resultTypes: ['violations'],
        }).then(found => found.violations.map(broken => {
            const first = broken.nodes[0];
            const why = first.failureSummary.replace(/\\s+/g, ' ').slice(0, 200);
            return `breaks ${broken.id} ${broken.nodes.length} times, first ${first.html.slice(0, 160)}: ${why}`;
        }))";
        let found = self.browser.run(rules, &[]);
        found.as_array().unwrap().iter().filter_map(Value::as_str).map(str::to_owned).collect()
    }

    fn leave_picture(&self, name: &str) {
        if let Ok(folder) = std::env::var("BAGYT_PICTURES") {
            fs::create_dir_all(&folder).unwrap();
            fs::write(format!("{folder}/{name}.png"), self.browser.picture()).unwrap();
        }
    }
}

/// Returns a settlement whose cases go to that office today.
fn settlement_of(office: &str) -> String {
    let table = include_str!("../../../../agencies/zz/settlements.toml");
    let served = |part: &&str| {
        part.lines().any(|line| {
            line.starts_with("offices") && line.contains(office) && !line.contains("until")
        })
    };
    let part = table.split("[[settlement]]").skip(1).find(served).unwrap();
    let code = part.lines().find_map(|line| line.strip_prefix("code = "));
    code.unwrap().trim_matches('"').to_owned()
}

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

/// Looks at every page in one language.
#[track_caller]
fn check_pages(language: &str) {
    let mut visit = Visit::begin_with_work();
    let texts = texts(language);
    let faults = look_at_all(&mut visit, language, |visit, page| {
        let expected = page.heading.map(|key| {
            texts.get(key).unwrap_or_else(|| panic!("i18n/{language} has no plain text `{key}`"))
        });
        let mut found = visit.head_faults(page, language, expected);
        found.extend(visit.axe_faults());
        visit.leave_picture(&format!("{}-{language}", page.name));
        found
    });
    refuse(&faults);
}

#[test]
fn pages_are_accessible_and_their_own_in_kyrgyz() {
    check_pages("ky");
}

#[test]
fn pages_are_accessible_and_their_own_in_kazakh() {
    check_pages("kk");
}

#[test]
fn pages_are_accessible_and_their_own_in_russian() {
    check_pages("ru");
}

#[test]
fn pages_are_accessible_and_their_own_in_english() {
    check_pages("en");
}

#[test]
fn no_page_scrolls_sideways_on_a_narrow_screen() {
    let mut visit = Visit::begin_with_work();
    visit.browser.size(320, 640);
    let mut faults = BTreeMap::new();
    for language in LANGUAGES {
        faults.append(&mut look_at_all(&mut visit, language, |visit, page| {
            if language == "ru" {
                visit.leave_picture(&format!("{}-320", page.name));
            }
            let seen = visit.browser.run(WIDER_THAN_THE_SCREEN, &[]);
            seen.as_str().map(str::to_owned).into_iter().collect()
        }));
    }
    refuse(&faults);
}

/// Names the first things that make a page wider than its screen.
const WIDER_THAN_THE_SCREEN: &str = "
    const wide = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= wide) return null;
    const scrolls = e => ['auto', 'scroll', 'hidden'].includes(getComputedStyle(e).overflowX);
    const holder = e => getComputedStyle(e).position === 'absolute' ? e.offsetParent : e.parentElement;
    const held = e => { while ((e = holder(e))) if (scrolls(e)) return true; return false; };
    const out = [...document.querySelectorAll('body *')].filter(e =>
        e.checkVisibility() && e.getBoundingClientRect().right > wide + 1 && !held(e));
    return 'is wider than the screen: ' + out.slice(0, 3).map(e => e.outerHTML.slice(0, 120)).join(' | ')";

#[test]
fn everything_is_reached_by_keyboard_and_shows_that_it_is() {
    let mut visit = Visit::begin_with_work();
    refuse(&look_at_all(&mut visit, "ru", |visit, _| walk(visit)));
}

/// Presses Tab until the walk comes round, and names what was not reached or did not show it.
fn walk(visit: &Visit) -> Vec<String> {
    // The walk begins above the page, wherever a script may have put the focus.
    let count = "const top = document.createElement('span');
        top.tabIndex = -1;
        document.body.prepend(top);
        top.focus();
        const can = e => e.checkVisibility({ visibilityProperty: true }) && !e.disabled && e.tabIndex >= 0;
        const all = [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex]')].filter(can);
        window.toReach = new Set(all.filter(e => e.type !== 'radio' && e.type !== 'hidden'));
        return window.toReach.size";
    let all = visit.browser.run(count, &[]).as_u64().unwrap();
    let seen = "const e = document.activeElement; window.toReach.delete(e);
        if (e === document.body) return null;
        const s = getComputedStyle(e);
        const shows = e.matches(':focus-visible') && (s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) > 0 || s.boxShadow !== 'none');
        return shows ? '' : 'does not show the focus on ' + e.outerHTML.slice(0, 120)";
    let mut found = Vec::new();
    for _ in 0..all + 10 {
        visit.browser.press(TAB);
        let step = visit.browser.run(seen, &[]);
        if let Some(fault) = step.as_str().filter(|fault| !fault.is_empty()) {
            found.push(fault.to_owned());
        }
        if step.is_null() {
            break;
        }
    }
    let left = "return [...window.toReach].map(e => 'does not reach ' + e.outerHTML.slice(0, 120))";
    let left = visit.browser.run(left, &[]);
    found.extend(left.as_array().unwrap().iter().filter_map(Value::as_str).map(str::to_owned));
    found.truncate(4);
    found
}

#[test]
fn an_officer_signs_in_and_opens_a_case_by_keyboard_alone() {
    let visit = Visit::begin();
    let account = visit.house.accounts.get("officer").unwrap().clone();
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

#[test]
fn pages_say_the_same_without_scripts() {
    let mut visit = Visit::begin_with_work();
    let faults = look_at_all(&mut visit, "ru", |visit, page| {
        let words = "return document.querySelector('main').innerText.replace(/\\s+/g, ' ').trim()";
        if page.refused {
            return Vec::new();
        }
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
    });
    refuse(&faults);
}
