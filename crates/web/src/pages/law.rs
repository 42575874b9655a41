//! The law tables as they stood on any day, with source and words: those in force here, and to be
//! read only, those of the other countries whose law the program carries.

use askama::Template;
use axum::response::Response;
use bagyt_app::law::{Country, carried};
use bagyt_app::outcome::Failure;
use bagyt_app::role::Action;
use bagyt_core::law::{Named, Pack, Row, TimeMode};

use crate::cited;
use crate::form::{Choice, Form};
use crate::frame::{Frame, Section};
use crate::listing::Query;
use crate::pages::{campaign, lawmaking};
use crate::parts::{Chip, Fact};
use crate::texts::Texts;
use crate::visit::{Asked, Seen, Visit};

#[derive(Template)]
#[template(path = "law.html")]
struct LawPage {
    t: Texts,
    frame: Frame,
    form: Form,
    laws: Vec<Choice>,
    domains: Vec<Choice>,
    summary: String,
    /// Whose law this is where it is not in force here; empty where it is.
    elsewhere: String,
    /// How many of the rows no lawyer has verified; empty where the law is in force here.
    unverified: String,
    rows: Vec<Rule>,
    may_draft: bool,
    has_campaigns: bool,
}

/// A row of the law.
struct Rule {
    id: String,
    text: String,
    chips: Vec<Chip>,
    facts: Vec<Fact>,
    /// What a lawyer must know besides; the tables hold it in English only.
    note: Option<String>,
    /// Where its next edition is drafted; empty for those who draft none.
    draft_href: String,
}

const DOMAINS: [&str; 5] =
    ["pre_sentence", "non_custodial", "penitentiary", "post_release", "pre_trial"];

/// Shows the rows in force on a day.
pub(crate) async fn show(visit: Visit, asked: Asked) -> Response {
    visit
        .show(move |seen| {
            if !seen.app.may(seen.user, Action::ViewLaw) {
                return Err(Failure::Denied);
            }
            made(seen, &asked)
        })
        .await
}

fn made(seen: &Seen<'_>, asked: &Asked) -> Result<LawPage, Failure> {
    let t = seen.t;
    let mut form = asked.form();
    let on = form.optional_day(t, "on", "law-on").unwrap_or_else(|| seen.today());
    if form.value("on").is_empty() {
        form = form.preset("on", t.figures(on));
    }
    let domain = asked.get("domain");
    let own = seen.app.country();
    let country = law_of(t, &mut form, own);
    let is_own = country == own;
    let pack = if is_own { seen.tables().pack() } else { carried(country)? };
    let is_wanted = |row: &&Row| {
        domain.is_empty() || row.domains.list().iter().any(|known| known.name() == domain)
    };
    let shown: Vec<&Row> = pack.rows_on(on).filter(is_wanted).collect();
    let unverified = shown.iter().filter(|row| row.verified_by.is_none()).count();
    let may_draft = is_own && lawmaking::may_draft(seen);
    let drafted = |row: &Row| match may_draft {
        true => draft_href(row),
        false => String::new(),
    };
    let rule = |(place, row): (usize, &&Row)| Rule {
        draft_href: drafted(row),
        ..rule(seen, pack, row, place)
    };
    let rows: Vec<Rule> = shown.iter().enumerate().map(rule).collect();
    let mut domains = vec![Choice::new("", t.say("any"))];
    domains.extend(Choice::codes(t, "domain", &DOMAINS));
    let count = |rows: usize| i64::try_from(rows).unwrap_or(i64::MAX);
    let is_marked = !is_own && unverified > 0;
    Ok(LawPage {
        t,
        frame: seen.frame(Section::Law),
        form,
        domains,
        summary: t.fill("law-summary", &[("count", count(rows.len()).into()), ("day", on.into())]),
        laws: Country::ALL.map(|one| Choice::new(one.code(), t.code("country", one.code()))).into(),
        elsewhere: if is_own {
            String::new()
        } else {
            t.with("law-elsewhere", "country", t.code("country", country.code()))
        },
        unverified: if is_marked {
            t.count("law-unverified", count(unverified))
        } else {
            String::new()
        },
        rows,
        may_draft,
        has_campaigns: campaign::may_see(seen),
    })
}

fn draft_href(row: &Row) -> String {
    let from = row.in_force_from.to_string();
    Query::new("/law/drafts/new", &[("code", row.code.as_str()), ("from", &from)]).changed(&[])
}

/// Reads whose law is asked for; nothing asked is the law in force here.
fn law_of(t: Texts, form: &mut Form, own: Country) -> Country {
    let asked = form.value("law").to_owned();
    let found = if asked.is_empty() { Ok(own) } else { asked.parse() };
    let country = found.unwrap_or_else(|_| {
        form.refuse("law", t.with("wrong-choice", "field", t.say("law-whose")));
        own
    });
    *form = std::mem::take(form).preset("law", country.code());
    country
}

fn rule(seen: &Seen<'_>, pack: &Pack, row: &Row, place: usize) -> Rule {
    let t = seen.t;
    let mut chips: Vec<Chip> = row
        .domains
        .list()
        .into_iter()
        .map(|domain| Chip::new(t.code("domain", domain.name()), ""))
        .collect();
    if !row.is_verified() {
        chips.push(Chip::new(t.say("unverified"), "info"));
    }
    Rule {
        id: format!("row-{place}"),
        text: row.text.of(t.language().code()).to_owned(),
        chips,
        facts: facts(seen, pack, row),
        note: row.note.clone(),
        draft_href: String::new(),
    }
}

fn facts(seen: &Seen<'_>, pack: &Pack, row: &Row) -> Vec<Fact> {
    let t = seen.t;
    let mut facts =
        vec![Fact::new(t.say("law-source"), seen.citation(&bagyt_casework::reliance::cited(row)))];
    if let Some(limit) = cited::limit_of(t, row) {
        facts.push(Fact::new(t.say("law-limit"), limit));
    }
    let happenings = |names: &[String]| {
        let words: Vec<String> = names.iter().map(|name| happening(t, pack, name)).collect();
        words.join("; ")
    };
    if !row.starts_on.is_empty() {
        facts.push(Fact::new(t.say("law-starts"), happenings(&row.starts_on)));
    }
    if !row.met_by.is_empty() {
        facts.push(Fact::new(t.say("law-met"), happenings(&row.met_by)));
    }
    facts.push(Fact::new(t.say("law-bearer"), t.code("bearer", &row.bearer)));
    if !row.conflicts_with.is_empty() {
        facts.push(Fact::new(t.say("law-conflict"), conflicts(t, pack, row)));
    }
    let mode = match row.time_mode {
        TimeMode::Offence => "law-mode-offence",
        TimeMode::Act => "law-mode-act",
        TimeMode::Execution => "law-mode-execution",
    };
    facts.push(Fact::new(t.say("law-mode"), t.say(mode)));
    let in_force = match row.in_force_until {
        Some(until) => {
            t.fill("law-between", &[("from", row.in_force_from.into()), ("until", until.into())])
        }
        None => t.fill("law-since", &[("from", row.in_force_from.into())]),
    };
    facts.push(Fact::new(t.say("law-in-force"), in_force));
    facts.push(Fact::new(t.say("law-basis"), t.code("basis", row.basis.name())));
    facts.push(Fact::new(t.say("law-confidence"), verification(t, row)));
    let code = match &row.fact {
        Some(fact) => format!("{} ({fact})", row.code),
        None => row.code.clone(),
    };
    facts.push(Fact::new(t.say("law-code"), code));
    facts
}

fn verification(t: Texts, row: &Row) -> String {
    match &row.verified_by {
        Some(who) if row.is_verified() => {
            t.with("law-verified", "who", t.code("verifier", who.replace(' ', "_")))
        }
        _ if row.is_verified() => {
            t.with("law-sure", "share", t.share(i64::from(row.confidence_permille)))
        }
        _ => t.say("law-not-verified").into_owned(),
    }
}

/// The words of the rules that contradict a row.
fn conflicts(t: Texts, pack: &Pack, row: &Row) -> String {
    let words = |code: &String| {
        let other = pack.rows_of(code).next();
        other.map_or_else(|| code.clone(), |other| other.text.of(t.language().code()).to_owned())
    };
    row.conflicts_with.iter().map(words).collect::<Vec<_>>().join(" ")
}

/// The name of a happening in the reader's language, as the pack has it.
fn happening(t: Texts, pack: &Pack, name: &str) -> String {
    let known = pack.happenings().iter().find(|known| known.name == name);
    known.map_or_else(|| name.to_owned(), |known| known.text.of(t.language().code()).to_owned())
}
