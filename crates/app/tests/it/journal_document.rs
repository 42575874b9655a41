//! `docs/journal.md` says what the program writes, kind by kind and member by member.
//!
//! The document is held against the list of kinds of every wing, against stored payloads of every
//! kind (their members, types and times), and against an entry that is written here. Whoever adds a
//! kind, a member or a code without a row in the document is told so here, and whoever documents
//! what does not exist as well.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Debug;

use bagyt_academy::fact::{Answer, NeedFact};
use bagyt_casework::codes;
use bagyt_casework::employer::EmployerFact;
use bagyt_casework::fact::{
    CaseFact, Change, ProsecutorFact, ServiceFact, StaffFact, Task, TimeStudyFact,
};
use bagyt_casework::notebook::NotebookFact;
use bagyt_casework::review::Cause;
use bagyt_casework::task::PromptKind;
use bagyt_casework::wish::WishFact;
use bagyt_cooperation::fact::ProjectFact;
use bagyt_core::command::{CommandMeta, Purpose};
use bagyt_core::drafting::DraftFact;
use bagyt_core::effective::{Effective, Zone};
use bagyt_core::fact::{Fact, FactCodec, FactError, NewFact, whole_payload};
use bagyt_core::identity::StreamId;
use bagyt_core::journal::{self, Place};
use bagyt_core::merkle::leaf_hash;
use bagyt_core::seal::RecordKey;
use bagyt_core::table::InstallationFact;
use bagyt_exchange::fact::{
    self as exchange, Likeness, LinkGround, Medium, Mender, MessageFact, NameChange, NumberChange,
    PersonFact, ReceiptOutcome,
};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use uuid::Uuid;

const DOCUMENT: &str = include_str!("../../../../docs/journal.md");

/// Stored payloads: those of the wings, and the forms of a kind that stand in neither.
const STORED: [&str; 3] = [
    include_str!("../../../casework/tests/fixtures/facts.jsonl"),
    include_str!("../../../exchange/tests/it/stored.jsonl"),
    include_str!("journal_document.jsonl"),
];

/// The key of the document's example, as the document gives it.
const EXAMPLE_KEY: [u8; 32] = [7; 32];

/// A member of a kind, as a row of the document has it.
#[derive(Debug)]
struct Member {
    path: String,
    written_as: String,
    kept: String,
}

impl Member {
    fn is_optional(&self) -> bool {
        self.written_as.ends_with(", optional")
    }

    /// Whether it stands only in some cases, which the row's type names in brackets.
    fn is_conditional(&self) -> bool {
        self.written_as.contains('(')
    }

    /// The type without "optional" and without the case.
    fn plain_type(&self) -> &str {
        let plain = self.written_as.strip_suffix(", optional").unwrap_or(&self.written_as);
        plain.split(" (").next().unwrap_or(plain)
    }
}

/// A kind, as the document has it.
#[derive(Debug)]
struct Kind {
    name: String,
    v: u16,
    /// The member that `effective` is taken from.
    true_at: Option<String>,
    members: Vec<Member>,
}

impl Kind {
    fn member(&self, path: &str) -> Option<&Member> {
        self.members.iter().find(|member| member.path == path)
    }
}

/// Returns the part of the document under a heading.
fn section(heading: &str) -> &'static str {
    let begun = DOCUMENT.split_once(&format!("\n{heading}\n")).unwrap().1;
    begun.split("\n## ").next().unwrap()
}

/// Returns the rows of the tables of a text, without their headings.
fn rows(text: &str) -> Vec<Vec<&str>> {
    let mut rows = Vec::new();
    let mut is_body = false;
    for line in text.lines() {
        if line.starts_with("| ---") {
            is_body = true;
        } else if !line.starts_with('|') {
            is_body = false;
        } else if is_body {
            let cells = line.trim_matches('|').split(" | ");
            rows.push(cells.map(|cell| cell.trim().trim_matches('`')).collect());
        }
    }
    rows
}

/// Reads the kinds of the document.
fn documented() -> Vec<Kind> {
    let kinds = section("## The kinds").split("\n#### ").skip(1);
    kinds
        .map(|text| {
            let (heading, body) = text.split_once('\n').unwrap();
            let (name, v) = heading.split_once("` ").unwrap();
            let time = body.split_once("\nTrue ").unwrap().1.lines().next().unwrap();
            let true_at = time.strip_prefix("at `").map(|rest| rest.split('`').next().unwrap());
            let member = |row: Vec<&str>| {
                let [path, written_as, kept, _meaning] = row[..] else { panic!("{name}: {row:?}") };
                let [path, written_as, kept] = [path, written_as, kept].map(str::to_owned);
                Member { path, written_as, kept }
            };
            Kind {
                name: name.trim_start_matches('`').to_owned(),
                v: v.parse().unwrap(),
                true_at: true_at.map(str::to_owned),
                members: rows(body).into_iter().map(member).collect(),
            }
        })
        .collect()
}

/// A stored payload with its kind, as the document has the kind.
struct Line<'d> {
    kind: &'d Kind,
    payload: Value,
}

fn stored(kinds: &[Kind]) -> Vec<Line<'_>> {
    let lines = STORED.iter().flat_map(|text| text.lines());
    lines
        .map(|line| {
            let line: Value = serde_json::from_str(line).unwrap();
            let is_meant = |kind: &&Kind| line["kind"] == kind.name && line["v"] == kind.v;
            let kind = kinds.iter().find(is_meant).unwrap_or_else(|| panic!("no kind: {line}"));
            Line { kind, payload: line["payload"].clone() }
        })
        .collect()
}

/// Reads a payload as a fact of one wing, if the kind is one of that wing's.
fn drafted_by<F: Fact>(kind: &Kind, payload: &Value) -> Option<Result<NewFact, FactError>> {
    let name = (kind.name.as_str(), kind.v);
    let is_ours = F::KINDS.contains(&name) || F::OLD_KINDS.contains(&name);
    let read = || F::decode(&kind.name, kind.v, &payload.to_string());
    is_ours.then(|| read().map(|fact| fact.draft().unwrap()))
}

/// Reads a payload as a fact and returns it as it would be written again.
fn drafted(kind: &Kind, payload: &Value) -> Result<NewFact, FactError> {
    drafted_by::<CaseFact>(kind, payload)
        .or_else(|| drafted_by::<StaffFact>(kind, payload))
        .or_else(|| drafted_by::<ServiceFact>(kind, payload))
        .or_else(|| drafted_by::<ProsecutorFact>(kind, payload))
        .or_else(|| drafted_by::<TimeStudyFact>(kind, payload))
        .or_else(|| drafted_by::<NotebookFact>(kind, payload))
        .or_else(|| drafted_by::<WishFact>(kind, payload))
        .or_else(|| drafted_by::<EmployerFact>(kind, payload))
        .or_else(|| drafted_by::<PersonFact>(kind, payload))
        .or_else(|| drafted_by::<MessageFact>(kind, payload))
        .or_else(|| drafted_by::<NeedFact>(kind, payload))
        .or_else(|| drafted_by::<ProjectFact>(kind, payload))
        .or_else(|| drafted_by::<InstallationFact>(kind, payload))
        .or_else(|| drafted_by::<DraftFact>(kind, payload))
        .unwrap_or_else(|| panic!("no wing has {}", kind.name))
}

/// Collects the members of a value by their paths: `law.row`, `faults[].code`.
fn walk(kind: &Kind, path: &str, value: &Value, found: &mut BTreeMap<String, Vec<Value>>) {
    let plain_type = kind.member(path).map_or("", Member::plain_type);
    if !plain_type.is_empty() {
        found.entry(path.to_owned()).or_default().push(value.clone());
    }
    match value {
        _ if plain_type == "payload" || plain_type.starts_with("map") => {}
        Value::Object(members) => {
            for (name, value) in members {
                let path = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
                walk(kind, &path, value, found);
            }
        }
        Value::Array(values) if values.iter().any(Value::is_object) => {
            values.iter().for_each(|value| walk(kind, &format!("{path}[]"), value, found));
        }
        _ if plain_type.is_empty() => panic!("{} has no row for `{path}`", kind.name),
        _ => {}
    }
}

/// Takes a member out of a value; returns whether it was there.
fn remove(value: &mut Value, path: &str) -> bool {
    let (name, rest) = path.split_once('.').map_or((path, None), |(name, rest)| (name, Some(rest)));
    match (name.strip_suffix("[]"), rest) {
        (Some(name), Some(rest)) => {
            let values = value.get_mut(name).and_then(Value::as_array_mut);
            values.is_some_and(|values| values.iter_mut().any(|value| remove(value, rest)))
        }
        (None, Some(rest)) => value.get_mut(name).is_some_and(|value| remove(value, rest)),
        _ => value.as_object_mut().is_some_and(|members| members.remove(name).is_some()),
    }
}

/// Says whether a value is written as its type says.
fn is_written_as(plain_type: &str, value: &Value) -> bool {
    if let Some(each) = plain_type.strip_prefix("list of ") {
        let one = match each.split_once(": ") {
            Some((plural, list)) => format!("{}: {list}", plural.trim_end_matches('s')),
            None => each.trim_end_matches('s').to_owned(),
        };
        let values = value.as_array();
        return values.is_some_and(|values| values.iter().all(|value| is_written_as(&one, value)));
    }
    let text = value.as_str();
    let reads = |reader: fn(&str) -> bool| text.is_some_and(reader);
    let (plain_type, list) = plain_type.split_once(": ").unwrap_or((plain_type, ""));
    match plain_type {
        "text" | "table code" | "code of the wing" | "language" | "signature" => text.is_some(),
        "map of texts" | "object" | "payload" => value.is_object(),
        "number" | "version" | "position" | "month" => value.is_u64(),
        "yes or no" => value.is_boolean(),
        "day" => reads(|text| text.parse::<Date>().is_ok()),
        "instant" => reads(|text| text.ends_with('Z') && text.parse::<Timestamp>().is_ok()),
        "moment" => reads(|text| text.parse::<Effective>().is_ok()),
        "identifier" | "case" | "person" | "message" | "staff" | "service" | "employer" => {
            reads(|text| text.parse::<Uuid>().is_ok())
        }
        "stream" => reads(|text| text.parse::<StreamId>().is_ok()),
        "digest" => reads(|text| text.len() == 64 && u8::from_str_radix(&text[..2], 16).is_ok()),
        "code" => text.is_some_and(|text| documented_codes(list).contains(&text)),
        _ => panic!("the document does not say how `{plain_type}` is written"),
    }
}

/// Returns the codes of a list of the document, in its order.
fn documented_codes(list: &str) -> Vec<&'static str> {
    let rows = rows(section("## Lists of codes"));
    rows.into_iter().filter(|row| row[0] == list).map(|row| row[1]).collect()
}

/// Returns every code that a type reads: the reader lists them when it meets another.
fn codes_of<T: DeserializeOwned + Debug>(stranger: Value) -> Vec<String> {
    let refusal = serde_json::from_value::<T>(stranger).unwrap_err().to_string();
    let expected = refusal.split_once("expected").unwrap().1.split('`');
    expected.skip(1).step_by(2).map(str::to_owned).collect()
}

#[track_caller]
fn check_codes<T: DeserializeOwned + Debug>(list: &str, seen: &mut BTreeSet<String>) {
    assert_eq!(documented_codes(list), codes_of::<T>(json!("?")), "{list}");
    seen.insert(list.to_owned());
}

#[test]
fn every_kind_and_version_stands_in_the_document_and_no_other() {
    let wings = [
        InstallationFact::KINDS,
        DraftFact::KINDS,
        CaseFact::KINDS,
        CaseFact::OLD_KINDS,
        StaffFact::KINDS,
        ServiceFact::KINDS,
        ProsecutorFact::KINDS,
        TimeStudyFact::KINDS,
        NotebookFact::KINDS,
        WishFact::KINDS,
        EmployerFact::KINDS,
        PersonFact::KINDS,
        MessageFact::KINDS,
        NeedFact::KINDS,
        ProjectFact::KINDS,
    ];
    let written = documented();
    let in_document: BTreeSet<(&str, u16)> =
        written.iter().map(|kind| (kind.name.as_str(), kind.v)).collect();
    let in_program: BTreeSet<(&str, u16)> = wings.concat().into_iter().collect();
    assert_eq!(in_document, in_program);
    assert_eq!(written.len(), in_document.len(), "a kind stands in the document twice");
}

#[test]
fn every_member_of_a_kind_has_a_row_and_every_row_is_a_member() {
    let kinds = documented();
    let mut found: BTreeMap<(&str, u16), BTreeMap<String, Vec<Value>>> = BTreeMap::new();
    for Line { kind, payload } in stored(&kinds) {
        walk(kind, "", &payload, found.entry((&kind.name, kind.v)).or_default());
    }
    for kind in &kinds {
        let found = &found[&(kind.name.as_str(), kind.v)];
        for member in &kind.members {
            let place = format!("{} `{}`", kind.name, member.path);
            let values = found.get(&member.path);
            let values = values.unwrap_or_else(|| panic!("{place} is in no stored payload"));
            for value in values {
                assert!(is_written_as(member.plain_type(), value), "{place}: {value}");
            }
        }
    }
}

#[test]
fn a_stored_payload_is_written_again_as_it_stands_and_at_its_documented_time() {
    let kinds = documented();
    for Line { kind, payload } in stored(&kinds) {
        let fact = drafted(kind, &payload).unwrap();
        // An earlier version is written again in the shape of today.
        if fact.v == kind.v {
            assert_eq!(whole_payload(&fact.payload, fact.private.as_ref()), payload);
        }
        let time = kind.true_at.as_ref().and_then(|name| payload[name].as_str());
        assert_eq!(fact.effective.map(|time| time.to_string()).as_deref(), time, "{}", kind.name);
    }
}

#[test]
fn a_member_may_be_absent_where_its_row_says_so_and_nowhere_else() {
    let kinds = documented();
    for Line { kind, payload } in stored(&kinds) {
        for member in kind.members.iter().filter(|member| !member.is_conditional()) {
            let mut without = payload.clone();
            if remove(&mut without, &member.path) {
                let is_read = drafted(kind, &without).is_ok();
                assert_eq!(is_read, member.is_optional(), "{} `{}`", kind.name, member.path);
            }
        }
    }
}

#[test]
fn what_is_private_is_called_sealed_and_all_else_clear() {
    for kind in documented() {
        for member in &kind.members {
            let is_private = member.path == "private" || member.path.starts_with("private.");
            let kept = if is_private { "sealed" } else { "clear" };
            assert_eq!(member.kept, kept, "{} `{}`", kind.name, member.path);
        }
    }
}

#[test]
fn the_lists_of_codes_are_those_of_the_program() {
    let mut seen = BTreeSet::new();
    check_codes::<Purpose>("purpose", &mut seen);
    check_codes::<codes::Domain>("domain", &mut seen);
    check_codes::<codes::Sex>("sex", &mut seen);
    check_codes::<exchange::Sex>("sex", &mut seen);
    check_codes::<codes::Risk>("risk", &mut seen);
    check_codes::<codes::Need>("need", &mut seen);
    check_codes::<codes::ContactKind>("contact kind", &mut seen);
    check_codes::<codes::ContactPlace>("contact place", &mut seen);
    check_codes::<codes::Attendance>("attendance", &mut seen);
    check_codes::<codes::ExplanationForm>("explanation form", &mut seen);
    check_codes::<codes::AbsenceReason>("absence reason", &mut seen);
    check_codes::<codes::Evidence>("evidence", &mut seen);
    check_codes::<codes::BreachEvidence>("breach evidence", &mut seen);
    check_codes::<codes::Aspect>("aspect", &mut seen);
    check_codes::<codes::ChannelKind>("channel", &mut seen);
    check_codes::<codes::ChannelLine>("channel line", &mut seen);
    check_codes::<codes::Occasion>("occasion", &mut seen);
    check_codes::<codes::LetterKind>("letter", &mut seen);
    check_codes::<codes::ViolationGround>("violation ground", &mut seen);
    check_codes::<codes::SubmissionKind>("submission kind", &mut seen);
    check_codes::<codes::SignedAct>("signed act", &mut seen);
    check_codes::<codes::CloseReason>("close reason", &mut seen);
    check_codes::<codes::AllocationReason>("allocation reason", &mut seen);
    check_codes::<codes::TransferReason>("transfer reason", &mut seen);
    check_codes::<codes::ReturnReason>("return reason", &mut seen);
    check_codes::<codes::AbroadGround>("abroad ground", &mut seen);
    check_codes::<codes::AbroadObstacle>("abroad obstacle", &mut seen);
    check_codes::<codes::AbroadWithdrawal>("abroad withdrawal", &mut seen);
    check_codes::<codes::AbroadReturn>("abroad return", &mut seen);
    check_codes::<codes::SearchMeasure>("search measure", &mut seen);
    check_codes::<codes::SearchResult>("search result", &mut seen);
    check_codes::<codes::FoundBy>("found by", &mut seen);
    check_codes::<codes::DebtKind>("debt kind", &mut seen);
    check_codes::<codes::DebtPaper>("debt paper", &mut seen);
    check_codes::<codes::PaymentProof>("payment proof", &mut seen);
    check_codes::<codes::CheckMeans>("check means", &mut seen);
    check_codes::<codes::CheckResult>("check result", &mut seen);
    check_codes::<codes::RequestKind>("request kind", &mut seen);
    check_codes::<codes::RequestForm>("request form", &mut seen);
    check_codes::<codes::RequestOutcome>("request outcome", &mut seen);
    check_codes::<codes::ProsecutorActKind>("prosecutor act kind", &mut seen);
    check_codes::<codes::ProsecutorActOutcome>("prosecutor act outcome", &mut seen);
    check_codes::<codes::ServiceKind>("service kind", &mut seen);
    check_codes::<codes::ReferralAnswer>("referral answer", &mut seen);
    check_codes::<codes::ReferralProgress>("referral progress", &mut seen);
    check_codes::<codes::ReferralEnd>("referral end", &mut seen);
    check_codes::<codes::ReferralResult>("referral result", &mut seen);
    check_codes::<codes::PaperKind>("paper", &mut seen);
    check_codes::<codes::AttachmentKind>("attachment", &mut seen);
    check_codes::<codes::FileType>("file type", &mut seen);
    check_codes::<codes::Signing>("signing", &mut seen);
    check_codes::<codes::PaperFault>("paper fault", &mut seen);
    check_codes::<codes::RemovalReason>("removal reason", &mut seen);
    check_codes::<codes::AlertKind>("alert kind", &mut seen);
    check_codes::<codes::TriageOutcome>("triage outcome", &mut seen);
    check_codes::<codes::LegalMatter>("legal matter", &mut seen);
    check_codes::<codes::LegalOutcome>("legal outcome", &mut seen);
    check_codes::<codes::SpecialistTask>("specialist task", &mut seen);
    check_codes::<codes::SpecialistAnswer>("specialist answer", &mut seen);
    check_codes::<codes::SpecialistEnd>("specialist end", &mut seen);
    check_codes::<codes::SessionForm>("session form", &mut seen);
    check_codes::<codes::SessionOutcome>("session outcome", &mut seen);
    check_codes::<codes::NotebookShare>("notebook share", &mut seen);
    check_codes::<codes::EmployerKind>("employer kind", &mut seen);
    check_codes::<codes::OfferKind>("offer kind", &mut seen);
    check_codes::<codes::JobAnswer>("job answer", &mut seen);
    check_codes::<codes::JobOutcome>("job outcome", &mut seen);
    check_codes::<codes::JobEvidence>("job evidence", &mut seen);
    check_codes::<codes::ProgrammeAttendance>("programme attendance", &mut seen);
    check_codes::<codes::ProgrammeEnd>("programme end", &mut seen);
    check_codes::<codes::WishMatter>("wish matter", &mut seen);
    check_codes::<codes::WishMeans>("wish means", &mut seen);
    check_codes::<codes::CancelReason>("cancel reason", &mut seen);
    check_codes::<codes::Role>("role", &mut seen);
    check_codes::<codes::MendingReason>("mending reason", &mut seen);
    check_codes::<codes::HearingResult>("hearing result", &mut seen);
    check_codes::<codes::Appellant>("appellant", &mut seen);
    check_codes::<codes::AppealOutcome>("appeal outcome", &mut seen);
    check_codes::<codes::WorkKind>("work kind", &mut seen);
    check_codes::<codes::ReductionKind>("reduction kind", &mut seen);
    check_codes::<codes::LeaveKind>("leave kind", &mut seen);
    check_codes::<codes::FileAnswer>("file answer", &mut seen);
    check_codes::<LinkGround>("link ground", &mut seen);
    check_codes::<Likeness>("likeness", &mut seen);
    check_codes::<NumberChange>("number change", &mut seen);
    check_codes::<NameChange>("name change", &mut seen);
    check_codes::<Medium>("medium", &mut seen);
    check_codes::<Mender>("mender", &mut seen);
    check_codes::<ReceiptOutcome>("receipt outcome", &mut seen);
    check_codes::<Answer>("answer", &mut seen);
    assert_eq!(documented_codes("change"), codes_of::<Change>(json!({ "change": "?" })));
    seen.insert("change".to_owned());
    assert_eq!(documented_codes("task"), codes_of::<Task>(json!({ "task": "?" })));
    seen.insert("task".to_owned());
    check_codes::<PromptKind>("prompt", &mut seen);
    let causes = codes_of::<Cause>(json!({ "cause": "?" }));
    assert_eq!(documented_codes("cause of a second look"), causes);
    seen.insert("cause of a second look".to_owned());
    let rows = rows(section("## Lists of codes"));
    let in_document: BTreeSet<String> = rows.iter().map(|row| row[0].to_owned()).collect();
    assert_eq!(in_document, seen);
}

/// Returns the n-th block of JSON of the document's example.
fn example(number: usize) -> &'static str {
    let block = section("## An example").split("```json\n").nth(number + 1).unwrap();
    block.split("\n```").next().unwrap()
}

#[test]
fn the_example_of_the_document_is_what_the_program_writes() {
    let bytes = [&[journal::FORMAT][..], example(0).as_bytes()].concat();
    let entry = journal::read(&bytes).unwrap();
    let key = RecordKey::new(EXAMPLE_KEY);
    assert_eq!(entry.private(Some(&key)).unwrap().as_deref(), Some(example(1)));
    let fact = entry.opened_fact::<CaseFact>(Some(&key)).unwrap().draft().unwrap();
    let meta = CommandMeta {
        id: entry.cause,
        recorded_at: entry.recorded_at,
        actor: entry.actor.clone(),
        purpose: entry.purpose,
    };
    let ordinal = entry.sealed.as_ref().unwrap().ordinal;
    let place =
        Place { stream: entry.stream, version: entry.version, ordinal, zone: Zone::Bishkek };
    let again = journal::write(&meta, place, &fact, Some(&key)).unwrap();
    assert_eq!(String::from_utf8_lossy(&again), String::from_utf8_lossy(&bytes));
    let leaf: String = leaf_hash(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    assert!(section("## An example").contains(&leaf), "the leaf is {leaf}");
}

#[test]
fn the_members_of_an_entry_are_those_of_the_document() {
    let entry: Value = serde_json::from_str(example(0)).unwrap();
    let names =
        |value: &Value| -> Vec<String> { value.as_object().unwrap().keys().cloned().collect() };
    let in_document = |heading: &str| -> Vec<String> {
        rows(section(heading)).into_iter().map(|row| row[0].to_owned()).collect()
    };
    assert_eq!(in_document("## An entry"), names(&entry));
    assert_eq!(in_document("## The sealed part"), names(&entry["sealed"]));
}
