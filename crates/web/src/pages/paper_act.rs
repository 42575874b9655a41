//! A court act that came on paper: its short form, the stamp of receipt and the scan.
//!
//! The short form is written as the message that the court would have sent, and takes the same
//! way; what is wrong comes back at the field where it was typed.

use askama::Template;
use axum::response::Response;
use bagyt_app::PaperActForm;
use bagyt_app::outcome::Failure;
use bagyt_app::role::Action;
use bagyt_core::identity::{CommandId, MessageId};
use bagyt_core::words::Words;
use bagyt_exchange::fact::StoredFault;
use bagyt_exchange::message::envelope::VERSION;
use bagyt_exchange::message::subject::LANGUAGES;
use jiff::civil::Date;
use serde_json::{Map, Value, json};
use uuid::Uuid;

use crate::form::{Choice, Form};
use crate::format::parse_day;
use crate::frame::{Frame, Section};
use crate::pages::upload::{Accepted, check_scan};
use crate::posted::Posted;
use crate::refusal;
use crate::texts::Texts;
use crate::visit::{Seen, Sent, Visit};

#[derive(Template)]
#[template(path = "paper_act.html")]
struct PaperActPage {
    t: Texts,
    frame: Frame,
    form: Form,
    courts: Vec<Choice>,
    measures: Vec<Choice>,
    obligations: Vec<Choice>,
    sexes: Vec<Choice>,
    languages: Vec<Choice>,
    settlements: Vec<Choice>,
    accepted: Accepted,
}

/// Fields that must be filled, with the keys of their labels.
const REQUIRED: [(&str, &str); 12] = [
    ("court", "paper-court"),
    ("case_number", "paper-number"),
    ("stamped_on", "paper-received-on"),
    ("passed_on", "paper-decided-on"),
    ("in_force_on", "paper-in-force-on"),
    ("measure", "column-measure"),
    ("articles", "paper-article"),
    ("surname", "person-surname"),
    ("given_name", "person-given-name"),
    ("sex", "person-sex"),
    ("language", "person-language"),
    ("settlement", "person-residence"),
];
/// Members of the message that are days.
const DAYS: [&str; 3] = ["passed_on", "in_force_on", "offence_on"];
const TERM: [&str; 3] = ["months", "hours", "percent"];

/// Shows the empty form.
pub(crate) async fn show(visit: Visit) -> Response {
    visit
        .show(|seen| {
            let today = seen.t.figures(seen.today());
            let form = Form::fresh()
                .preset("stamped_on", today)
                .preset("citizenship", seen.app.country().code().to_uppercase());
            made(seen, form)
        })
        .await
}

/// Takes the act in.
pub(crate) async fn send(visit: Visit, Posted(mut form): Posted) -> Response {
    visit
        .send(move |seen| match take(seen, &mut form)? {
            Some(address) => Ok(Sent::To(address)),
            None => Ok(Sent::Again(made(seen, form)?)),
        })
        .await
}

fn take(seen: &Seen<'_>, form: &mut Form) -> Result<Option<String>, Failure> {
    let Some((stamped_on, scan)) = checked(seen, form)? else { return Ok(None) };
    let act = PaperActForm {
        sender: form.value("court").to_owned(),
        bytes: message(seen, form, stamped_on).to_string().into_bytes(),
        stamped_on,
        scan,
    };
    let Ok(command) = Uuid::parse_str(&form.command) else { return Err(Failure::NotFound) };
    match seen.app.paper_act(seen.user, CommandId(command), act) {
        Ok(receipt) if receipt.is_rejection() => {
            for fault in &receipt.faults {
                show_fault(seen, form, fault);
            }
            // The refused act is kept as it was; the mended one is another.
            form.command = Uuid::now_v7().to_string();
            Ok(None)
        }
        // An act for another office is taken in here and read there.
        Ok(receipt) => Ok(Some(match seen.app.message(seen.user, MessageId(receipt.message)) {
            Ok(_) => format!("/inbox/{}?done=paper", receipt.message),
            Err(_) => "/inbox?done=paper".to_owned(),
        })),
        Err(Failure::Refused(refused)) => {
            seen.refuse(form, &refused);
            Ok(None)
        }
        Err(other) => Err(other),
    }
}

/// Checks what only the form knows: empty fields, unreadable days, the scan.
fn checked(seen: &Seen<'_>, form: &mut Form) -> Result<Option<(Date, Vec<u8>)>, Failure> {
    let t = seen.t;
    for (name, label) in REQUIRED {
        form.required(t, name, label);
    }
    let stamped_on = form.optional_day(t, "stamped_on", "paper-received-on");
    for (name, label) in [
        ("passed_on", "paper-decided-on"),
        ("in_force_on", "paper-in-force-on"),
        ("birth_on", "person-birth-on"),
    ] {
        form.optional_day(t, name, label);
    }
    form.optional_number(t, "months", "paper-months");
    form.optional_number(t, "hours", "paper-hours");
    form.optional_number(t, "percent", "paper-percent");
    let scan = form.upload.as_ref().map(|upload| upload.bytes.clone()).unwrap_or_default();
    if scan.is_empty() {
        form.refuse("scan", t.say("wrong-scan-missing"));
    } else {
        check_scan(seen, form, &scan)?;
    }
    Ok(stamped_on.filter(|_| form.is_right()).map(|on| (on, scan)))
}

/// Writes the form as the message that the court would have sent.
fn message(seen: &Seen<'_>, form: &Form, stamped_on: Date) -> Value {
    let mut body = Map::new();
    for name in ["court", "case_number", "measure"] {
        body.insert(name.to_owned(), form.value(name).into());
    }
    for name in DAYS {
        if let Some(day) = parse_day(form.value(name)) {
            body.insert(name.to_owned(), day.to_string().into());
        }
    }
    let articles = form.value("articles").split([',', ';']).map(str::trim);
    let articles: Vec<&str> = articles.filter(|article| !article.is_empty()).collect();
    body.insert("articles".to_owned(), articles.into());
    body.insert("obligations".to_owned(), form.values("obligations").into());
    let term: Map<String, Value> = TERM
        .iter()
        .filter_map(|name| Some(((*name).to_owned(), form.value(name).parse::<u32>().ok()?.into())))
        .collect();
    if !term.is_empty() {
        body.insert("term".to_owned(), term.into());
    }
    body.insert("person".to_owned(), person(form));
    json!({
        "message": "judgment",
        "version": VERSION,
        "id": form.command,
        "sent_at": seen.zone().start_of(stamped_on),
        "sender": form.value("court"),
        "recipient": seen.tables().codes().service.code,
        "body": body,
    })
}

fn person(form: &Form) -> Value {
    let mut person = Map::new();
    for name in [
        "surname",
        "given_name",
        "patronymic",
        "sex",
        "national_no",
        "citizenship",
        "language",
        "phone",
    ] {
        if !form.value(name).is_empty() {
            person.insert(name.to_owned(), form.value(name).into());
        }
    }
    if let Some(day) = parse_day(form.value("birth_on")) {
        person.insert("birth_on".to_owned(), day.to_string().into());
    }
    let mut address = Map::new();
    address.insert("settlement".to_owned(), form.value("settlement").into());
    if !form.value("address").is_empty() {
        address.insert("text".to_owned(), form.value("address").into());
    }
    person.insert("address".to_owned(), address.into());
    person.into()
}

/// Shows a fault at the field where its value was typed.
pub(crate) fn show_fault(seen: &Seen<'_>, form: &mut Form, fault: &StoredFault) {
    let words = refusal::fill(
        seen.words(),
        &format!("refusal-{}", fault.code),
        fault.arguments.iter().map(|(name, value)| (name.as_str(), value.as_str())),
    );
    let last = fault.pointer.rsplit('/').find(|part| part.parse::<usize>().is_err());
    let field = match last.unwrap_or_default() {
        "text" => "address",
        "term" => "months",
        other => other,
    };
    let field = if form.has(field) || field == "obligations" { field } else { "" };
    form.refuse(field, words);
}

fn made(seen: &Seen<'_>, form: Form) -> Result<PaperActPage, Failure> {
    if !seen.app.may(seen.user, Action::TakePaperAct) {
        return Err(Failure::Denied);
    }
    let (t, codes) = (seen.t, seen.tables().codes());
    let language = t.language().code();
    let choices = |list: Vec<(&String, &Words)>| {
        let mut choices: Vec<Choice> = list
            .into_iter()
            .map(|(code, name)| Choice::new(code, name.in_language(language)))
            .collect();
        choices.sort_by(|one, other| one.text.cmp(&other.text));
        choices
    };
    let with_empty = |mut list: Vec<Choice>| {
        list.insert(0, Choice::new("", t.say("choose")));
        list
    };
    let office = &seen.user.office.0;
    let region = codes.offices.get(office).map(|office| office.region.as_str());
    let near = |known: &str| region.is_none_or(|region| region == known);
    let courts = codes.courts.iter().filter(|(_, court)| near(&court.region));
    let settlements = codes.settlements.iter().filter(|(_, place)| near(&place.region));
    Ok(PaperActPage {
        t,
        accepted: Accepted::today(seen, "paper-scan-hint")?,
        frame: seen.frame(Section::Inbox),
        form,
        courts: with_empty(choices(courts.map(|(code, court)| (code, &court.name)).collect())),
        measures: with_empty(choices(
            codes.measures.iter().map(|(code, measure)| (code, &measure.name)).collect(),
        )),
        obligations: choices(
            codes.obligations.iter().map(|(code, duty)| (code, &duty.name)).collect(),
        ),
        sexes: Choice::codes(t, "sex", &["f", "m"]),
        languages: Choice::codes(t, "language", &LANGUAGES),
        settlements: with_empty(choices(
            settlements.map(|(code, place)| (code, &place.name)).collect(),
        )),
    })
}
