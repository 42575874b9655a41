//! Goes through scenarios in the browser, and reads afterwards in the journal what they wrote.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::caller::Caller;
use crate::house::{CENTRE, Day};
use crate::prepare::{Act, allocated, name_of, settlement_of, signed_in, taken_in};
use crate::scenario::{Answer, Client, Scenario, Scenarios, Step};
use crate::visit::Visit;
use crate::words::{Words, plain};

const SCRIPTS: &str = include_str!("walk.js");
/// What is attached where a paper is asked for.
const PAPER: &str = "%PDF-1.7 scan";

/// How often it is looked whether a page is there, ten milliseconds apart: it takes a few on an idle
/// machine.
const LOOKS_MAX: u32 = 3_000;
/// As much of a page is told in a fault.
const SEEN_CHARACTERS_MAX: usize = 600;

/// What is wrong, by scenario.
pub(crate) type Faults = BTreeMap<String, Vec<String>>;

/// Somebody who goes through the scenarios of one file.
pub(crate) struct Walk {
    visit: Visit,
    words: BTreeMap<String, Words>,
    /// By what the house knows people who have signed in before, by their language.
    known: BTreeMap<(String, String), Value>,
    callers: BTreeMap<String, Caller>,
    windows: BTreeMap<String, String>,
    /// What `@name` stands for.
    named: BTreeMap<String, String>,
    /// What was filled in since the page was opened, by window.
    filled: BTreeMap<String, BTreeMap<String, Answer>>,
    /// The window in front.
    front: String,
    language: String,
    clients: u32,
    /// How many messages other agencies have sent.
    sent: u32,
}

/// What a scenario wrote: it lies behind the first position, up to the second.
struct Written {
    from: u64,
    until: u64,
    kinds: Vec<String>,
}

/// Goes through the scenarios of a file and returns what is wrong.
pub(crate) fn go_through(scenarios: &Scenarios) -> Faults {
    let mut walk = Walk::begin(scenarios.later);
    let (mut faults, mut written) = (Faults::new(), BTreeMap::new());
    for scenario in &scenarios.scenario {
        let began = std::time::Instant::now();
        match walk.go(scenario) {
            Ok(found) => drop(written.insert(scenario.name.clone(), found)),
            Err(why) => drop(faults.insert(scenario.name.clone(), vec![why])),
        }
        println!("{:5} ms {}", began.elapsed().as_millis(), scenario.name);
    }
    let Some(first) = written.values().map(|one| one.from).min() else { return faults };
    let kinds = walk.visit.house.recorded_since(first + 1);
    if scenarios.checked {
        let wrong = walk.visit.house.faults_of_the_record();
        if !wrong.is_empty() {
            faults.insert("the record afterwards".to_owned(), wrong);
        }
    }
    for (name, one) in written {
        let own = kinds.iter().filter(|(seq, _)| (one.from + 1..=one.until).contains(*seq));
        let found: Vec<&String> = own.map(|(_, kind)| kind).collect();
        if found.iter().ne(&one.kinds.iter().collect::<Vec<_>>()) {
            faults.insert(name, vec![format!("wrote {found:?}, not {:?}", one.kinds)]);
        }
    }
    faults
}

impl Walk {
    fn begin(later: bool) -> Walk {
        let mut visit = Visit::begin();
        visit.house.move_to(if later { Day::Later } else { Day::Usual });
        let mut walk = Walk {
            visit,
            words: BTreeMap::new(),
            known: BTreeMap::new(),
            callers: BTreeMap::new(),
            windows: BTreeMap::new(),
            named: BTreeMap::new(),
            filled: BTreeMap::new(),
            front: String::new(),
            language: String::new(),
            clients: 0,
            sent: 0,
        };
        walk.windows.insert("first".to_owned(), walk.visit.browser.window());
        walk
    }

    fn go(&mut self, scenario: &Scenario) -> Result<Written, String> {
        self.named = self.visit.house.known.addresses.clone();
        for account in self.visit.house.known.accounts.values() {
            self.named.insert(format!("password-of-{}", account.login), account.password.clone());
        }
        let officer = name_of(self.caller("officer"));
        self.named.insert("name-of-officer".to_owned(), officer);
        self.named.insert("settlement".to_owned(), settlement_of(&self.visit.house));
        for (name, client) in [("case", &scenario.client), ("other", &scenario.other)] {
            if let Some(client) = client {
                let (case, surname) = self.take_in(client);
                self.named.insert(format!("{name}-surname"), surname);
                let id = case.trim_start_matches("/cases/").to_owned();
                self.named.insert(format!("{name}-id"), id);
                self.named.insert(name.to_owned(), case);
            }
        }
        self.bring_forward("first");
        let mut who = scenario.who.clone();
        for (number, step) in scenario.before.iter().enumerate() {
            who = step.who.clone().unwrap_or(who);
            self.do_before(step, &who)
                .map_err(|why| format!("before, step {}: {why}", number + 1))?;
        }
        let from = self.position();
        self.sit_down(&scenario.who, &scenario.language);
        for (number, step) in scenario.steps.iter().enumerate() {
            let done = self.take(step, &scenario.language);
            done.map_err(|why| format!("step {} at {}: {why}", number + 1, self.visit.path()))?;
        }
        Ok(Written { from, until: self.position(), kinds: scenario.journal.clone() })
    }

    /// Lets somebody sit down at the browser, signing in through the page the first time; no page
    /// that is open is left for it another time.
    fn sit_down(&mut self, who: &str, language: &str) {
        let wanted = (who.to_owned(), language.to_owned());
        if (self.visit.role.as_str(), self.language.as_str()) == (who, language) {
            return;
        }
        self.language.clone_from(&wanted.1);
        let browser = &self.visit.browser;
        if who == "nobody" {
            let cookies = browser.cookies();
            let mut cookies = cookies.as_array().cloned().unwrap_or_default();
            cookies.retain(|cookie| cookie["name"] == "language");
            browser.forget();
            browser.put_cookies(&json!(cookies));
            self.visit.role = wanted.0;
            return;
        }
        if let Some(cookies) = self.known.get(&wanted) {
            browser.forget();
            browser.put_cookies(cookies);
            self.visit.role = wanted.0;
            return;
        }
        self.visit.sign_in(who, language);
        let switch = format!("{}/language/{language}?back=/about", self.visit.house.url);
        self.visit.browser.open(&switch);
        self.known.insert(wanted, self.visit.browser.cookies());
    }

    fn caller(&mut self, who: &str) -> &Caller {
        let house = &self.visit.house;
        self.callers.entry(who.to_owned()).or_insert_with(|| signed_in(house, who))
    }

    /// The position of the journal, as the foot of a page says it.
    fn position(&mut self) -> u64 {
        let foot = self.caller("officer").get("/drafts").between("Позиция журнала ", "<");
        foot.chars().filter(char::is_ascii_digit).collect::<String>().parse().unwrap()
    }

    /// Takes the act of a client in on paper; gives the case to the officer unless it waits.
    fn take_in(&mut self, client: &Client) -> (String, String) {
        self.clients += 1;
        let at = self.clients;
        let surname =
            format!("{}{}", STEMS[at as usize % STEMS.len()], ENDINGS[at as usize / STEMS.len()]);
        let (month, day) = (at * 7 % 12 + 1, at * 11 % 28 + 1);
        let term = if client.hours > 0 {
            ("hours", client.hours.to_string())
        } else {
            ("months", client.months.to_string())
        };
        let figure = if client.sex == "f" { 1 } else { 2 };
        let national_no = format!("{figure}{day:02}{month:02}{}{at:05}", client.born);
        self.named.insert("last-born".to_owned(), format!("{}-{month:02}-{day:02}", client.born));
        self.named.insert("last-national-no".to_owned(), national_no.clone());
        let act = Act {
            name: "",
            number: &format!("УД-7{at:03}/26"),
            surname: &surname,
            given_name: if client.sex == "f" { "Айдана" } else { "Нурбек" },
            sex: &client.sex,
            born: &format!("{day:02}.{month:02}.{}", client.born),
            measure: &client.measure,
            term: (term.0, &term.1),
            duties: &client.duties.join(", "),
            national_no: if client.numbered { &national_no } else { "" },
        };
        let officer = self.named["name-of-officer"].clone();
        self.caller("head");
        let (house, head) = (&self.visit.house, &self.callers["head"]);
        let case = taken_in(house, head, &act);
        if !client.unallocated {
            allocated(head, &case, &officer);
        }
        (case, surname)
    }

    /// Does a step without the browser.
    fn do_before(&mut self, step: &Step, who: &str) -> Result<(), String> {
        let address = self.address(step.open.as_deref().unwrap_or_default())?;
        let mut fields = Vec::new();
        for (name, answer) in &step.fill {
            for one in answer.all() {
                fields.push((self.address(name)?, self.address(one)?));
            }
        }
        let fields: Vec<_> =
            fields.iter().map(|(name, one)| (name.as_str(), one.as_str())).collect();
        let form = address.split("/approve").next().unwrap_or_default().to_owned();
        let sent = self.caller(who).send(&address, &form, &fields);
        if sent.status != 303 {
            return Err(format!("{address} is refused: {}", plain(&sent.text)));
        }
        match &step.goes_to {
            Some(pattern) => self.bind(&pattern.clone(), &sent.header("location")),
            None => Ok(()),
        }
    }

    fn take(&mut self, step: &Step, language: &str) -> Result<(), String> {
        if let Some(window) = &step.window {
            self.bring_forward(window);
        }
        if let Some(who) = &step.who {
            self.sit_down(who, language);
        }
        if !step.alert.is_empty() {
            self.alarm(step)?;
        }
        if !step.sends.is_empty() {
            self.receive(step)?;
        }
        if let Some(open) = &step.open {
            let address = format!("{}{}", self.visit.house.url, self.address(open)?);
            self.visit.browser.open(&address);
            if let Some(words) = &step.waits_for {
                self.await_words(&address, words)?;
            }
        }
        if step.open.is_some() || step.follow.is_some() {
            self.filled.remove(&self.front);
        }
        if let Some(line) = &step.unfold {
            let found = self.find("fold", line, step)?;
            self.visit.browser.click(&found);
        }
        if let Some(link) = &step.follow {
            let found = self.find("link", link, step)?;
            self.go_by(&found)?;
        }
        self.fill_in(step)?;
        if let Some(button) = &step.press {
            let found = self.find("button", button, step)?;
            self.go_by(&found)?;
        }
        if step.window.is_none() || step.open.is_some() || step.press.is_some() {
            self.look(step)?;
        }
        Ok(())
    }

    /// Sends what the monitoring centre says of a device.
    fn alarm(&mut self, step: &Step) -> Result<(), String> {
        self.post((CENTRE, "device_alert", 1), json!(step.alert), step)
    }

    /// Sends what another agency says.
    fn receive(&mut self, step: &Step) -> Result<(), String> {
        let mut body = json!({});
        for (name, answer) in &step.sends {
            let texts: Result<Vec<String>, String> =
                answer.all().iter().map(|text| self.address(text)).collect();
            let value = match (answer, texts?) {
                (Answer::One(_), mut texts) => texts.pop().unwrap_or_default().into(),
                (Answer::Several(_), texts) => texts.into(),
            };
            let mut place = &mut body;
            for member in name.split('.') {
                place = &mut place[member];
            }
            *place = value;
        }
        let mut taken = |name: &str| {
            let value = body.as_object_mut().and_then(|members| members.remove(name));
            let text = value.as_ref().and_then(Value::as_str).map(str::to_owned);
            text.ok_or_else(|| format!("what is sent has no `{name}`"))
        };
        // The first version of its schema where no other is named.
        let version = taken("version").ok().and_then(|version| version.parse().ok()).unwrap_or(1);
        let (sender, kind) = (taken("sender")?, taken("message")?);
        self.post((&sender, &kind, version), body, step)
    }

    fn post(
        &mut self,
        (sender, kind, version): (&str, &str, u16),
        body: Value,
        step: &Step,
    ) -> Result<(), String> {
        self.sent += 1;
        let message = json!({
            "message": kind,
            "version": version,
            "id": format!("01977b3e-4c00-7000-a000-{:012}", self.sent),
            "sent_at": "2026-11-02T03:00:00Z",
            "sender": sender,
            "recipient": "ZZ-PROBATION",
            "body": body,
        });
        let token = self.named[sender].clone();
        let told = self.caller("officer").send_message(&token, &message.to_string());
        let told: Value = serde_json::from_str(&told).unwrap_or_default();
        let expected = step.becomes.as_deref().unwrap_or("applied");
        if told["outcome"] != expected {
            return Err(format!("the message is not {expected}: {told}"));
        }
        Ok(())
    }

    /// Opens an address again until its page has the words.
    fn await_words(&mut self, address: &str, words: &str) -> Result<(), String> {
        let mut last = Ok(());
        for _ in 0..LOOKS_MAX / 10 {
            let page = self.run("look", &[]);
            last = self.expect(words, page["main"].as_str().unwrap_or_default(), "waited, says");
            if last.is_ok() {
                break;
            }
            std::thread::sleep(std::time::Duration::from_millis(100));
            self.visit.browser.open(address);
        }
        last
    }

    /// Clicks on what leads to another page and waits until that page is there.
    fn go_by(&self, element: &Value) -> Result<(), String> {
        self.visit.browser.run("document.documentElement.dataset.left = 'yes'", &[]);
        self.visit.browser.click(element);
        for _ in 0..LOOKS_MAX {
            let there = "return document.readyState === 'complete'
                && !document.documentElement.dataset.left";
            if self.visit.browser.run(there, &[]) == true {
                return Ok(());
            }
            std::thread::sleep(std::time::Duration::from_millis(10));
        }
        Err("leads to no other page".to_owned())
    }

    /// Looks at the page that the step led to.
    fn look(&mut self, step: &Step) -> Result<(), String> {
        let page = self.run("look", &[]);
        let text = |name: &str| page[name].as_str().unwrap_or_default();
        let status = page["status"].as_u64().unwrap_or_default();
        let expected = match (step.status, step.refused.is_empty()) {
            (Some(status), _) => status,
            (None, false) => 422,
            (None, true) => 200,
        };
        if status != expected {
            return Err(format!("came with {status}, not {expected}: {}", text("summary")));
        }
        let is_refused = !text("summary").is_empty();
        if step.status.is_none() && is_refused == step.refused.is_empty() {
            return Err(format!("sums up: `{}`", text("summary")));
        }
        for (field, why) in &step.refused {
            let field = self.address(field)?;
            let seen =
                if field == "form" { text("summary") } else { told_at(&page["wrong"], &field) };
            self.expect(why, text("summary"), "the summary says")?;
            self.expect(why, seen, &format!("`{field}` (summary: {}) says", text("summary")))?;
        }
        if !step.refused.is_empty() {
            self.is_still_there(text("main"))?;
        }
        if step.press.is_some() && step.refused.is_empty() {
            self.filled.remove(&self.front);
        }
        if let Some(pattern) = &step.goes_to {
            self.bind(pattern, text("path"))?;
        }
        for (name, words) in &step.takes {
            let said = json!(self.words().said(words)?);
            let taken = self.run("beside_word", &[said]);
            let taken = taken.as_str().ok_or_else(|| format!("says nothing beside `{words}`"))?;
            self.named.insert(name.clone(), taken.to_owned());
        }
        for words in &step.sees {
            self.expect(words, text("main"), "the page says")?;
        }
        for words in &step.sees_not {
            let words = self.address(words)?;
            if self.words().stand_in(&words, text("main"))? {
                return Err(format!("says `{words}`"));
            }
        }
        Ok(())
    }

    fn expect(&mut self, words: &str, seen: &str, what: &str) -> Result<(), String> {
        let words = self.address(words)?;
        if self.words().stand_in(&words, seen)? {
            return Ok(());
        }
        let seen: String = seen.chars().take(SEEN_CHARACTERS_MAX).collect();
        Err(format!("{what} `{seen}`, not `{words}`"))
    }

    /// Whether what was filled in stands in the form that came back.
    fn is_still_there(&mut self, main: &str) -> Result<(), String> {
        for (name, answer) in self.filled.get(&self.front).cloned().unwrap_or_default() {
            let stands = self.run("filled", &[json!(name)]);
            if stands == "gone" {
                // Who came first took the form away; the words must be on the page all the same.
                let words = answer.all().iter().filter(|one| !one.is_ascii());
                for one in words {
                    self.expect(one, main, "the page says")?;
                }
                continue;
            }
            let Some(stands) = stands.as_array() else { continue };
            let lost = answer.all().iter().filter(|one| *one != "*").find(|one| {
                !stands.iter().any(|found| {
                    found["value"] == one.as_str()
                        || found["label"].as_str().is_some_and(|label| label.contains(one.as_str()))
                })
            });
            if let Some(lost) = lost {
                return Err(format!("lost `{lost}` in `{name}`: {stands:?}"));
            }
        }
        Ok(())
    }

    fn fill_in(&mut self, step: &Step) -> Result<(), String> {
        if step.fill.is_empty() && step.attach.is_none() {
            return Ok(());
        }
        let button = match &step.press {
            Some(button) => self.find("button", button, step)?,
            None => Value::Null,
        };
        for (name, answer) in &step.fill {
            let name = self.address(name)?;
            let answers: Result<Vec<String>, String> =
                answer.all().iter().map(|one| self.address(one)).collect();
            let answers = answers?;
            let found = self.run("field", &[button.clone(), json!(name), json!(answers)]);
            if let Some(fault) = found["fault"].as_str() {
                return Err(fault.to_owned());
            }
            for element in found["clicked"].as_array().into_iter().flatten() {
                self.visit.browser.click(element);
            }
            if !found["written"].is_null() {
                self.visit.browser.write(&found["written"], &answers[0]);
            }
            let filled = self.filled.entry(self.front.clone()).or_default();
            filled.insert(name, Answer::Several(answers));
        }
        if let Some(name) = &step.attach {
            let lines: Result<Vec<String>, String> =
                step.sheet.iter().map(|line| self.address(line)).collect();
            let (words, file) = match lines?.as_slice() {
                [] => (PAPER.to_owned(), "act.pdf"),
                lines => (lines.join("\n"), "register.csv"),
            };
            self.run("attach", &[button, json!(name), json!(words), json!(file)]);
        }
        Ok(())
    }

    /// Finds a button or link by its words.
    fn find(&mut self, kind: &str, words: &str, step: &Step) -> Result<Value, String> {
        let near = step.within.as_deref().map(|near| self.address(near)).transpose()?;
        let said = if words.starts_with('/') || words.starts_with('@') {
            json!(self.address(words)?)
        } else {
            json!(self.words().said(words)?)
        };
        let found = self.run(kind, &[said, json!(near)]);
        if found.is_null() {
            return Err(format!("has no {kind} `{words}`"));
        }
        Ok(found)
    }

    fn run(&self, function: &str, arguments: &[Value]) -> Value {
        let script = format!("{SCRIPTS}\nreturn {function}(...arguments)");
        self.visit.browser.run(&script, arguments)
    }

    fn words(&mut self) -> &Words {
        let language = self.language.clone();
        self.words.entry(language).or_insert_with_key(|language| Words::of(language))
    }

    fn bring_forward(&mut self, name: &str) {
        name.clone_into(&mut self.front);
        let browser = &self.visit.browser;
        match self.windows.get(name) {
            Some(window) => browser.to_window(window),
            None => {
                let window = browser.new_window();
                browser.to_window(&window);
                // Who sits at a window is known to the house alone.
                browser.open(&format!("{}/about", self.visit.house.url));
                self.windows.insert(name.to_owned(), window);
            }
        }
    }

    /// Puts what is known in the place of each `@name`.
    fn address(&self, text: &str) -> Result<String, String> {
        let mut parts = text.split('@');
        let mut whole = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            let known = self.named.iter().filter(|(name, _)| part.starts_with(name.as_str()));
            let Some((name, value)) = known.max_by_key(|(name, _)| name.len()) else {
                return Err(format!("nothing is called `@{part}`"));
            };
            whole.push_str(value);
            whole.push_str(&part[name.len()..]);
        }
        Ok(whole)
    }

    /// Compares an address with a pattern and keeps what stands at its names.
    fn bind(&mut self, pattern: &str, path: &str) -> Result<(), String> {
        let pattern = self.address(pattern)?;
        let path =
            if pattern.contains('?') { path } else { path.split('?').next().unwrap_or_default() };
        let ends = ['/', '?', '&'];
        let (wanted, found) = (pattern.split(ends), path.split(ends));
        let mut fits = wanted.clone().count() == found.clone().count();
        for (wanted, found) in wanted.zip(found) {
            match wanted.strip_prefix('{').and_then(|name| name.strip_suffix('}')) {
                Some(name) => drop(self.named.insert(name.to_owned(), found.to_owned())),
                None => fits &= wanted == found,
            }
        }
        if fits { Ok(()) } else { Err(format!("goes to {path}, not {pattern}")) }
    }
}

/// What is said at a field; `name*` is the first whose name begins so.
fn told_at<'a>(wrong: &'a Value, field: &str) -> &'a str {
    let fits = |name: &str| match field.strip_suffix('*') {
        Some(beginning) => name.starts_with(beginning),
        None => name == field,
    };
    let mut told = wrong.as_object().into_iter().flatten();
    let found = told.find(|(name, _)| fits(name));
    found.and_then(|(_, said)| said.as_str()).unwrap_or_default()
}

/// Surnames of clients are put together of these, so that no two are alike.
const STEMS: [&str; 12] = [
    "Абдыкер",
    "Боронбай",
    "Дүйшөн",
    "Жаманкул",
    "Калмурат",
    "Маматжан",
    "Осмонаалы",
    "Сүйүнбай",
    "Токтогул",
    "Чолпонкул",
    "Шаршен",
    "Ысмайыл",
];
const ENDINGS: [&str; 4] = ["ов", "тегин", "уулу", "беков"];
