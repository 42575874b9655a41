//! Every form beside every fault, as the reviewed table says: refused at its field in the reader's
//! own language, with nothing half done.

use std::sync::Arc;

use crate::form_house::{FORMS, Fields, House, base};
use crate::matrix::{Cell, FAULTS, FORM_FAULTS, cells, words};
use crate::visitor::{Answer, Visitor};

const TABLE: &str = include_str!("bad_forms.txt");

pub(crate) async fn send(visitor: &Visitor, address: &str, fields: &Fields) -> Answer {
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
        let long = value.strip_prefix("signs ").map(|count| "ы".repeat(count.parse().unwrap()));
        fields.retain(|(known, _)| *known != name);
        fields.push((name, long.unwrap_or_else(|| value.to_owned())));
    }
    fields
}

/// Does what a cell says and returns what is wrong with what comes of it.
async fn check(house: &mut House, cell: &Cell) -> Option<String> {
    let (visitor, address) = (house.visitor.clone(), house.address.clone());
    let (visitor, address) = (&visitor, address.as_str());
    let valid = house.filled(visitor, &house.shown, base(cell.input, &house.service)).await;
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
            house.overtaken(cell.input).await;
            let changed = position();
            let answer = send(visitor, address, &valid).await;
            return told(house, cell, &answer, Some(position() - changed));
        }
        "elsewhere" => {
            let at = house.elsewhere(cell.input);
            let before = position();
            let answer = send(visitor, &at, &valid).await;
            return told(house, cell, &answer, Some(position() - before));
        }
        "by a head elsewhere" => {
            house.service.appoint("elsewhere", "head_of_office", "ZZ-01-01");
            let stranger = house.service.signed_in("elsewhere").await;
            let before = position();
            let answer = send(&stranger, address, &valid).await;
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
            fields = house.filled(&house.visitor, &house.shown, fields).await;
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

/// Tries every fault of a form; returns what came otherwise than the table says.
async fn tried(form: &'static str, cells: Vec<Cell>) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut house = House::open(form).await;
    for cell in cells {
        let changes = ["twice", "changed", "elsewhere", "left"].contains(&cell.done);
        let changes = changes || cell.fault == "same id with another body";
        if let Some(fault) = check(&mut house, &cell).await {
            wrong.push(format!("{form} | {} | {}: {fault}", cell.fault, cell.comes));
        }
        if changes {
            house = House::open(form).await;
        }
    }
    wrong
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_form_beside_every_fault_meets_what_the_reviewed_table_says() {
    let faults = [&FAULTS[..], &FORM_FAULTS[..]].concat();
    let cells = cells(TABLE, &FORMS, &faults);
    let of = |form| cells.iter().filter(|cell| cell.input == form).cloned().collect();
    let tasks = FORMS.map(|form| tokio::spawn(tried(form, of(form))));
    let mut wrong = Vec::new();
    for task in tasks {
        wrong.extend(task.await.unwrap());
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
