//! Every form beside every fault, as the reviewed table says: refused at its field in the reader's
//! own language, with nothing half done.

use std::sync::Arc;

use axum::http::StatusCode;

use crate::matrix::{Cell, cells, words};
use crate::visitor::{Answer, JUDGMENT, Service, Visitor};

const TABLE: &str = include_str!("bad_forms.txt");
const FORMS: [&str; 9] = [
    "contact",
    "appointment",
    "registration",
    "assessment",
    "plan",
    "submission",
    "allocate",
    "paper-act",
    "users",
];

type Fields = Vec<(&'static str, String)>;

/// A form that would be accepted.
fn base(form: &str, service: &Service) -> Fields {
    let fields: &[(&'static str, &str)] = match form {
        "contact" => &[
            ("outcome", "attended"),
            ("held_on", "12.06.2025"),
            ("kind", "registration"),
            ("place", "office"),
            ("note", ""),
        ],
        "appointment" => &[
            ("on", "13.06.2025"),
            ("begins_at", "10:00"),
            ("kind", "registration"),
            ("place", "office"),
            ("minutes", "30"),
        ],
        "registration" => &[("on", "12.06.2025"), ("rights_explained", "yes"), ("language", "ky")],
        "assessment" => {
            &[("on", "12.06.2025"), ("risk", "low"), ("needs", "family"), ("reason", "Работа")]
        }
        "plan" => &[("on", "12.06.2025"), ("goals", "Найти работу")],
        "submission" => &[("kind", "extend"), ("until", "03.06.2027"), ("reasoning", "Не явился")],
        "allocate" => &[("on", "12.06.2025"), ("reason", "lowest_caseload")],
        "users" => &[
            ("act", "add"),
            ("login", "nurlan"),
            ("name", "Нурлан Асанов"),
            ("role", "officer"),
            ("office", "ZZ-03-05"),
        ],
        _ => &[
            ("court", "ZZ-C-0303"),
            ("case_number", "УД-77"),
            ("stamped_on", "10.06.2025"),
            ("passed_on", "20.05.2025"),
            ("in_force_on", "04.06.2025"),
            ("measure", "restriction_of_liberty"),
            ("articles", "101(2)"),
            ("months", "18"),
            ("surname", "Асанов"),
            ("given_name", "Бакыт"),
            ("birth_on", "12.05.1990"),
            ("sex", "m"),
            ("national_no", "21205199000025"),
            ("language", "ky"),
            ("settlement", "ZZ-P-03-013"),
            ("citizenship", "ZZ"),
        ],
    };
    let mut fields: Fields =
        fields.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
    if form == "allocate" {
        fields.push(("officer", service.user("officer").staff.to_string()));
    }
    fields
}

/// A service with a case that waits, or that the officer has.
struct House {
    service: Service,
    who: &'static str,
    visitor: Visitor,
    address: String,
}

impl House {
    async fn open(form: &str) -> Self {
        let service = Service::of(["officer", "head_of_office", "administrator"]);
        let (case, _) = service.receive(JUDGMENT, "head_of_office");
        let who = match form {
            "users" => "administrator",
            "allocate" | "paper-act" => "head_of_office",
            _ => "officer",
        };
        let visitor = service.signed_in(who).await;
        let address = match form {
            "users" | "paper-act" => format!("/{form}"),
            _ => format!("/cases/{case}/{form}"),
        };
        let house = House { service, who, visitor, address };
        if who == "officer" {
            let head = house.service.signed_in("head_of_office").await;
            let at = format!("/cases/{case}/allocate");
            let fields = house.filled(&head, &at, base("allocate", &house.service)).await;
            assert_eq!(send(&head, &at, &fields).await.status, StatusCode::SEE_OTHER);
        }
        if form == "plan" {
            let at = format!("/cases/{case}/assessment");
            let fields = base("assessment", &house.service);
            let fields = house.filled(&house.visitor, &at, fields).await;
            assert_eq!(send(&house.visitor, &at, &fields).await.status, StatusCode::SEE_OTHER);
        }
        house
    }

    /// The fields with the identifier and version of a form as it is shown.
    async fn filled(&self, visitor: &Visitor, address: &str, mut fields: Fields) -> Fields {
        let shown = visitor.get(address).await;
        for name in ["command", "version"] {
            fields.extend(shown.find_hidden(name).map(|value| (name, value)));
        }
        fields
    }
}

async fn send(visitor: &Visitor, address: &str, fields: &Fields) -> Answer {
    let fields: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    if address == "/paper-act" {
        return visitor.post_file(address, &fields, ("scan", b"%PDF-1.7 scan")).await;
    }
    visitor.post(address, &fields).await
}

fn edited(mut fields: Fields, edits: &'static str) -> Fields {
    for edit in edits.split("; ") {
        let (name, value) = match edit.split_once(" = ") {
            Some((name, value)) => (name, value),
            None => (edit.strip_suffix(" -").unwrap(), ""),
        };
        fields.retain(|(known, _)| *known != name);
        fields.push((name, value.to_owned()));
    }
    fields
}

/// Does what a cell says and returns what is wrong with what comes of it.
async fn check(house: &mut House, cell: &Cell) -> Option<String> {
    let (visitor, address) = (house.visitor.clone(), house.address.clone());
    let (visitor, address) = (&visitor, address.as_str());
    let valid = house.filled(visitor, address, base(cell.input, &house.service)).await;
    let app = Arc::clone(&house.service.app);
    let position = || app.position().unwrap();
    let before = position();
    let answer = match cell.done {
        "not-utf8" => visitor.post_bytes(address, b"on=%FF%FE".to_vec()).await,
        "twenty-megabytes" => visitor.post_bytes(address, vec![b'a'; 20 << 20]).await,
        "twice" => {
            let first = send(visitor, address, &valid).await;
            let once = position();
            let second = send(visitor, address, &valid).await;
            let was_done = first.status.is_redirection() || first.status.is_success();
            if !was_done || once == before || position() != once {
                return Some(format!("{} then {}", first.status, second.status));
            }
            return told(house, cell, &second, None);
        }
        "changed" => {
            let early = house.filled(visitor, address, base(cell.input, &house.service)).await;
            let other = if cell.input == "allocate" { "allocate" } else { "registration" };
            let at = format!("{}/{other}", address.rsplit_once('/').unwrap().0);
            let head = house.service.signed_in("head_of_office").await;
            let fields = house.filled(&head, &at, base(other, &house.service)).await;
            let sent = send(&head, &at, &fields).await;
            assert!(sent.status.is_redirection(), "{}: {}", cell.input, summary(&sent.text));
            let changed = position();
            let answer = send(visitor, address, &early).await;
            return told(house, cell, &answer, Some(position() - changed));
        }
        "elsewhere" => {
            let elsewhere = JUDGMENT.replace("ZZ-P-03-013", "ZZ-P-01-001");
            let elsewhere = elsewhere.replace("8000-000000000001", "8000-000000000002");
            let elsewhere = elsewhere.replace("УД-118/25.03", "УД-119/25.03");
            let elsewhere = elsewhere.replace("21205199000017", "20101198500018");
            let elsewhere = elsewhere.replace("1990-05-12", "1985-01-01");
            let elsewhere = elsewhere.replace("Зарылбек", "Токтомамбет");
            house.service.appoint("elsewhere", "head_of_office", "ZZ-01-01");
            let (case, _) = house.service.receive(&elsewhere, "elsewhere");
            let at = format!("/cases/{case}/{}", cell.input);
            let before = position();
            let answer = send(visitor, &at, &valid).await;
            return told(house, cell, &answer, Some(position() - before));
        }
        "left" => {
            house.service.app.disable_account(house.who).unwrap();
            send(visitor, address, &valid).await
        }
        edits if cell.fault == "same id with another body" => {
            let first = send(visitor, address, &valid).await;
            let is_done = first.status.is_redirection();
            assert!(is_done, "{}: {}", cell.input, summary(&first.text));
            let once = position();
            let answer = send(visitor, address, &edited(valid, edits)).await;
            return told(house, cell, &answer, Some(position() - once));
        }
        edits => {
            let wrong = edited(valid, edits);
            let answer = send(visitor, address, &wrong).await;
            if let Some(fault) = in_every_language(house, cell, &wrong).await {
                return Some(fault);
            }
            answer
        }
    };
    // The house keeps a paper act that it cannot act on; all else leaves the journal as it was.
    let kept = cell.input == "paper-act" && cell.comes.contains("refusal-");
    told(house, cell, &answer, (!kept).then(|| position() - before))
}

/// Says what is wrong with an answer.
fn told(house: &House, cell: &Cell, answer: &Answer, written: Option<u64>) -> Option<String> {
    let mut parts = cell.comes.split(' ');
    let status = parts.next().unwrap();
    if answer.status.as_str() != status {
        return Some(format!("{} at {}: {}", answer.status, house.address, summary(&answer.text)));
    }
    if written.is_some_and(|written| written > 0) {
        return Some("something was written".to_owned());
    }
    let (Some(key), Some(field)) = (parts.next(), parts.next()) else { return None };
    if !answer.text.contains(&words("ru", key)) {
        return Some(format!("no `{}` in {}", words("ru", key), summary(&answer.text)));
    }
    let is_there = field == "-" || answer.text.contains(&format!("<li><a href=\"#{field}\">"));
    (!is_there).then(|| format!("not at {field}: {}", summary(&answer.text)))
}

/// The refusal stands in the words of each language, which differ.
async fn in_every_language(house: &House, cell: &Cell, fields: &Fields) -> Option<String> {
    let key = cell.comes.split(' ').nth(1)?;
    let mut texts = Vec::new();
    for language in ["en", "ru", "ky", "kk"] {
        let mut fields = fields.clone();
        if cell.input == "paper-act" {
            // Each reader types an act of its own.
            fields = house.filled(&house.visitor, &house.address, fields).await;
            let last = fields.pop().unwrap();
            fields.retain(|(name, _)| *name != "command");
            fields.push(("command", last.1));
        }
        let answer = send(&house.visitor.reading(language), &house.address, &fields).await;
        let summary = summary(&answer.text);
        if !summary.contains(&words(language, key)) {
            return Some(format!(
                "`{}` is not said in {language}: {summary}",
                words(language, key)
            ));
        }
        texts.push(summary);
    }
    texts.sort_unstable();
    texts.dedup();
    (texts.len() != 4).then(|| format!("{key} has one text in two languages"))
}

/// What a page says is wrong.
fn summary(text: &str) -> String {
    let (_, rest) = text.split_once("id=\"summary\"").unwrap_or_default();
    let summary = rest.split("</div>").next().unwrap_or_default();
    summary.replace("&#34;", "\"").replace("&#39;", "'")
}

#[tokio::test]
async fn every_form_beside_every_fault_meets_what_the_reviewed_table_says() {
    let cells = cells(TABLE, &FORMS);
    let mut wrong = Vec::new();
    for form in FORMS {
        let mut house = House::open(form).await;
        for cell in cells.iter().filter(|cell| cell.input == form) {
            let changes = ["twice", "changed", "elsewhere", "left"].contains(&cell.done);
            let changes = changes || cell.fault == "same id with another body";
            let fault = check(&mut house, cell).await;
            wrong.extend(
                fault.map(|fault| {
                    format!("{} | {} | {}: {fault}", cell.input, cell.fault, cell.comes)
                }),
            );
            if changes {
                house = House::open(form).await;
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
