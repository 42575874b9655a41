//! Somebody at a browser: signs in, opens the pages of the list, and looks at what is there.

use std::fs;

use serde_json::{Value, json};

use crate::driver::Browser;
use crate::house::{Day, House};
use crate::pages::Listed;

const AXE: &str = include_str!("../../../../vendor/axe-core/axe.min.js");

/// Writes something into a form and takes the button that keeps it for later.
const KEPT: &str = "form.querySelector('textarea').value = 'Дочь болеет, придёт позже';
    button = form.querySelector('button[formaction^=\"/drafts?of=\"]');
    if (!button) return false;";

/// Whose account asks for a code after the password.
const GUARDED: &str = "guarded";
/// Takes every answer out of a form.
const EMPTIED: &str = "for (const field of form.elements) {
    if (field.type !== 'hidden' && 'value' in field) field.value = '';
    if ('checked' in field) field.checked = false;
}";
/// Puts answers into a form; a choice is one of those that stand there, `*` the last.
const FILLED_IN: &str = "for (const [name, value] of arguments[0]) {
    const fields = [...form.querySelectorAll(`[name=\"${name}\"]`)];
    const choice = fields.find(field => field.value === value) || fields.at(-1);
    if (choice.type === 'radio' || choice.type === 'checkbox') choice.checked = true;
    else if (value === '*') choice.selectedIndex = choice.options.length - 1;
    else choice.value = value;
}";

/// A browser in front of a running house.
pub(crate) struct Visit {
    pub(crate) house: House,
    pub(crate) browser: Browser,
    /// Who is signed in.
    pub(crate) role: String,
    /// The language that this person's pages are in.
    language: String,
}

impl Visit {
    pub(crate) fn begin() -> Visit {
        Visit {
            house: House::open(),
            browser: Browser::start(),
            role: "nobody".to_owned(),
            language: String::new(),
        }
    }

    /// Signs in as somebody of that role, through the page.
    pub(crate) fn sign_in(&mut self, role: &str, language: &str) {
        if self.role == role {
            return;
        }
        self.browser.open(&self.house.url);
        self.browser.forget();
        role.clone_into(&mut self.role);
        self.language.clear();
        if role == "nobody" {
            return;
        }
        let Some(account) = self.house.known.accounts.get(role) else {
            panic!("nobody has the role {role}: {:?}", self.house.known.accounts.keys());
        };
        self.browser.open(&format!("{}/language/{language}?back=/sign-in", self.house.url));
        let fill = "document.getElementById('login').value = arguments[0];
            document.getElementById('password').value = arguments[1];
            document.getElementById('password').form.requestSubmit();";
        self.browser.run(fill, &[json!(account.login), json!(account.password)]);
        self.settle();
        let is_in = !self.path().starts_with("/sign-in");
        assert_eq!(is_in, role != GUARDED, "{role} at {}", self.path());
    }

    /// Opens a page of the list in a language and follows its links.
    ///
    /// # Errors
    ///
    /// The link that is not there.
    pub(crate) fn open(&mut self, page: &Listed, language: &str) -> Result<(), String> {
        let day = if page.later { Day::Later } else { Day::Usual };
        // Whoever was signed in is not any more after a move; and the page after the password has
        // no switch of languages.
        if self.house.move_to(day) || page.role == GUARDED && !page.refused {
            self.role.clear();
        }
        self.sign_in(page.role, language);
        if page.start != "-" {
            if self.language != language {
                self.browser.open(&format!("{}/language/{language}?back=/about", self.house.url));
                language.clone_into(&mut self.language);
            }
            self.browser.open(&format!("{}{}", self.house.url, self.address(page.start)?));
        }
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
            self.send(EMPTIED, &[])?;
        }
        if page.kept {
            self.send(KEPT, &[])?;
        }
        if !page.answers.is_empty() {
            self.send(FILLED_IN, &[json!(page.answers)])?;
        }
        Ok(())
    }

    /// Returns an address: `@name` stands for what was prepared under that name.
    fn address(&self, start: &str) -> Result<String, String> {
        let Some(named) = start.strip_prefix('@') else { return Ok(start.to_owned()) };
        let (name, rest) = named.split_at(named.find(['/', '?']).unwrap_or(named.len()));
        let address = self.house.known.addresses.get(name);
        let address = address.ok_or_else(|| format!("`{name}` was not prepared"))?;
        Ok(format!("{address}{rest}"))
    }

    /// Sends the page's form after that was done to it.
    fn send(&self, change: &str, arguments: &[Value]) -> Result<(), String> {
        let send = format!(
            "const form = document.querySelector('main form[method=post]');
            if (!form) return false;
            form.noValidate = true;
            let button = null;
            {change}
            form.requestSubmit(button);
            return true"
        );
        if self.browser.run(&send, arguments) == false {
            return Err("has no form to send".to_owned());
        }
        self.settle();
        Ok(())
    }

    /// Waits until a page that was asked for is there.
    pub(crate) fn settle(&self) {
        for _ in 0..200 {
            std::thread::sleep(std::time::Duration::from_millis(25));
            let state = self.browser.run("return document.readyState", &[]);
            if state == "complete" {
                return;
            }
        }
        panic!("the page does not end loading");
    }

    pub(crate) fn path(&self) -> String {
        let path = self.browser.run("return location.pathname + location.search", &[]);
        path.as_str().unwrap().to_owned()
    }

    /// Names what is wrong with the page's own head: status, language, heading, summary of errors.
    pub(crate) fn head_faults(
        &self,
        page: &Listed,
        language: &str,
        expected: Option<&String>,
    ) -> Vec<String> {
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
        let is_usual = (status >= 400) == page.refused;
        if !page.status.map_or(is_usual, |expected| status == expected) {
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
    pub(crate) fn axe_faults(&self) -> Vec<String> {
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

    pub(crate) fn leave_picture(&self, name: &str) {
        if let Ok(folder) = std::env::var("BAGYT_PICTURES") {
            fs::create_dir_all(&folder).unwrap();
            fs::write(format!("{folder}/{name}.png"), self.browser.picture()).unwrap();
        }
    }
}
