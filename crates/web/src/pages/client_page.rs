//! The page that the client takes home, in the client's own language: what, by when, by which
//! article, whom to ask, where to complain.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use bagyt_app::read::{self, ClockItem, ReferralItem, RewardItem};
use bagyt_casework::codes::ReferralAwaits;
use jiff::civil::Date;

use crate::cited::citation;
use crate::frame::{Frame, Section};
use crate::language::Language;
use crate::parts::Fact;
use crate::texts::Texts;
use crate::visit::{Seen, Visit, named};
use crate::words::Words;

#[derive(Template)]
#[template(path = "client_page.html")]
struct ClientPage {
    t: Texts,
    frame: Frame,
    back: String,
    /// The texts in the client's language.
    words: Texts,
    name: String,
    basis: String,
    printed: String,
    duties: Vec<Duty>,
    obligations: Vec<String>,
    help: Vec<Fact>,
    /// Rewards and warnings.
    record: Vec<Fact>,
    /// Services that help the client.
    services: Vec<Fact>,
}

/// Something that the client must do.
struct Duty {
    what: String,
    /// What the officer wrote to the client about it; may be empty.
    words: String,
    by: String,
    article: String,
}

/// Shows the page.
pub(crate) async fn show(visit: Visit, Path(case): Path<String>) -> Response {
    visit
        .show(move |seen| {
            let page = seen.app.client_page(seen.user, named(&case)?)?;
            Ok(made(seen, &page))
        })
        .await
}

fn made(seen: &Seen<'_>, page: &read::ClientPage) -> ClientPage {
    // A language in which we have no texts is served by an interpreter, with Russian on paper.
    let language = Language::find(&page.person.language).unwrap_or(Language::Ru);
    let t = Texts::of(language);
    let words = Words::new(seen.tables(), t);
    let mut duties: Vec<Duty> = page.duties.iter().map(|clock| duty(t, clock)).collect();
    if let Some(next) = &page.next_appointment {
        let kind = t.code("contact_kind", &next.kind);
        duties.insert(
            0,
            Duty {
                what: t.with("client-page-appointment", "kind", kind),
                words: next.words.clone(),
                by: t.moment(next.at, seen.zone()),
                article: String::new(),
            },
        );
    }
    let row = &page.row;
    let basis = format!(
        "{}, {} {}. {}",
        words.counterpart(&page.court),
        t.say("column-number"),
        row.number,
        words.measure(&row.measure),
    );
    ClientPage {
        t: seen.t,
        frame: seen.frame(Section::Cases),
        back: format!("/cases/{}", row.case),
        words: t,
        name: seen.name(&page.person.names),
        basis,
        printed: t.fill("client-page-date", &[("day", seen.today().into())]),
        duties,
        obligations: page.obligations.iter().map(|code| words.obligation(code)).collect(),
        help: help(seen, page, t, words),
        record: record(t, page),
        services: page.referrals.iter().map(|one| service(t, one)).collect(),
    }
}

fn duty(t: Texts, clock: &ClockItem) -> Duty {
    let text = &clock.row.text;
    let what = text.get(t.language().code()).or_else(|| text.get("en"));
    Duty {
        what: what.cloned().unwrap_or_default(),
        words: String::new(),
        by: t.with("today-by", "day", t.day(clock.due_on)),
        article: citation(t, &clock.row.article),
    }
}

/// Rewards and warnings with their days, the rewards first.
fn record(t: Texts, page: &read::ClientPage) -> Vec<Fact> {
    let reward = |one: &RewardItem| {
        Fact::new(t.day(one.on), format!("{}. {}", t.code("reward", &one.kind), one.words))
    };
    let warning = |on: &Date| Fact::new(t.day(*on), t.say("client-page-warning"));
    let ledger = &page.ledger;
    ledger.rewards.iter().map(reward).chain(ledger.warnings.iter().map(warning)).collect()
}

/// A service that took the client: for what, where, and until when it awaits the first visit.
fn service(t: Texts, referral: &ReferralItem) -> Fact {
    let lines = [&referral.name, &referral.place, &referral.contact];
    let mut lines: Vec<String> =
        lines.into_iter().filter(|line| !line.is_empty()).cloned().collect();
    if let Some((ReferralAwaits::Attendance, by)) = referral.awaits {
        lines.push(t.fill("referral-awaits-attendance", &[("day", by.into())]));
    }
    Fact::new(t.code("need", referral.need.code()), lines.join(", "))
}

fn help(seen: &Seen<'_>, page: &read::ClientPage, t: Texts, words: Words<'_>) -> Vec<Fact> {
    let codes = seen.tables().codes();
    let mut place = words.office(&page.office);
    if let Some(office) = codes.offices.get(&page.office) {
        place = format!(
            "{place}, {}, {}",
            office.address.in_language(t.language().code()),
            office.phone
        );
    }
    let officer = if page.row.officer_name.is_empty() {
        t.say("none-yet").into_owned()
    } else {
        page.row.officer_name.clone()
    };
    vec![
        Fact::new(t.say("client-page-officer"), officer),
        Fact::new(t.say("client-page-office"), place),
        Fact::new(t.say("client-page-complaint"), t.say("client-page-complaint-text")),
        Fact::new(t.say("client-page-legal-aid"), t.say("client-page-legal-aid-text")),
    ]
}
