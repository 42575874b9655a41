//! Somebody at a browser: signs in, opens the pages of the list, and looks at what is there.

use std::fs;

use serde_json::{Value, json};

use crate::driver::Browser;
use crate::house::House;
use crate::pages::Listed;

const AXE: &str = include_str!("../../../../vendor/axe-core/axe.min.js");
/// A browser in front of a running house.
pub(crate) struct Visit {
    pub(crate) house: House,
    pub(crate) browser: Browser,
    role: String,
}

impl Visit {
    pub(crate) fn begin() -> Visit {
        Visit { house: House::open(), browser: Browser::start(), role: "nobody".to_owned() }
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
    pub(crate) fn open(&mut self, page: &Listed, language: &str) -> Result<(), String> {
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
                if (!form) return false;
                form.noValidate = true;
                for (const field of form.elements) {
                    if (field.type !== 'hidden' && 'value' in field) field.value = '';
                    if ('checked' in field) field.checked = false;
                }
                form.requestSubmit();
                return true";
            if self.browser.run(send, &[]) == false {
                return Err("has no form to refuse".to_owned());
            }
            self.settle();
        }
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
