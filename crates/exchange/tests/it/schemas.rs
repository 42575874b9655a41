//! The schemas that other agencies read say what our reader does.
//!
//! A small checker of JSON Schema 2020-12 stands here, with the words that our schemas use and a
//! refusal of every other.

use bagyt_exchange::message::subject::LANGUAGES;
use serde_json::{Value, json};

use crate::invented::{EXAMPLES, codes, example, faults, read, set};

const SCHEMAS: [(&str, &str); 11] = [
    ("judgment", include_str!("../../../../schemas/judgment.v1.json")),
    ("ruling", include_str!("../../../../schemas/ruling.v1.json")),
    ("conviction_notice", include_str!("../../../../schemas/conviction_notice.v1.json")),
    ("police_notice", include_str!("../../../../schemas/police_notice.v1.json")),
    ("hearing", include_str!("../../../../schemas/hearing.v1.json")),
    ("hearing 2", include_str!("../../../../schemas/hearing.v2.json")),
    ("device_alert", include_str!("../../../../schemas/device_alert.v1.json")),
    ("receipt", include_str!("../../../../schemas/receipt.v1.json")),
    ("submission", include_str!("../../../../schemas/submission.v1.json")),
    ("report", include_str!("../../../../schemas/report.v1.json")),
    ("acknowledgement", include_str!("../../../../schemas/acknowledgement.v1.json")),
];

pub(crate) fn schema(kind: &str) -> Value {
    let (_, text) = SCHEMAS.iter().find(|(name, _)| *name == kind).unwrap();
    serde_json::from_str(text).unwrap()
}

/// Returns what is wrong with a value, as pointer and the schema's word.
pub(crate) fn wrong(root: &Value, schema: &Value, value: &Value, at: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (word, rule) in schema.as_object().unwrap() {
        match word.as_str() {
            "$ref" => {
                let target = rule.as_str().unwrap().trim_start_matches('#');
                found.extend(wrong(root, root.pointer(target).unwrap(), value, at));
            }
            "items" => {
                for (index, item) in items(value).iter().enumerate() {
                    found.extend(wrong(root, rule, item, &format!("{at}/{index}")));
                }
            }
            "properties" => {
                for (name, rule) in rule.as_object().unwrap() {
                    if let Some(member) = value.get(name) {
                        found.extend(wrong(root, rule, member, &format!("{at}/{name}")));
                    }
                }
            }
            "required" => {
                let names = items(rule).iter().map(|name| name.as_str().unwrap());
                let missing = names.filter(|name| value.get(name).is_none());
                found.extend(missing.map(|name| format!("{at}/{name} required")));
            }
            "additionalProperties" => {
                let members = value.as_object().into_iter().flatten();
                let unknown = members.filter(|(name, _)| schema["properties"].get(name).is_none());
                found.extend(unknown.map(|(name, _)| format!("{at}/{name} unknown")));
            }
            "allOf" => {
                for rule in items(rule) {
                    if wrong(root, &rule["if"], value, at).is_empty() {
                        found.extend(wrong(root, &rule["then"], value, at));
                    }
                }
            }
            "$schema" | "$id" | "$defs" | "title" | "description" | "format" | "pattern" => {}
            plain if holds(plain, rule, value) => {}
            plain => found.push(format!("{at} {plain}")),
        }
    }
    found
}

/// Says whether a value keeps a rule that speaks of no other place.
fn holds(word: &str, rule: &Value, value: &Value) -> bool {
    match word {
        "type" => match rule.as_str().unwrap() {
            "object" => value.is_object(),
            "array" => value.is_array(),
            "string" => value.is_string(),
            "integer" => value.is_i64(),
            other => panic!("type {other}"),
        },
        "const" => value == rule,
        "enum" => items(rule).contains(value),
        "minimum" => value.as_i64().is_none_or(|number| number >= rule.as_i64().unwrap()),
        "maximum" => value.as_i64().is_none_or(|number| number <= rule.as_i64().unwrap()),
        "minLength" => length(value).is_none_or(|length| length >= rule.as_u64().unwrap()),
        "maxLength" => length(value).is_none_or(|length| length <= rule.as_u64().unwrap()),
        "minItems" => items(value).len() as u64 >= rule.as_u64().unwrap(),
        "maxItems" => items(value).len() as u64 <= rule.as_u64().unwrap(),
        "uniqueItems" => {
            let items = items(value);
            (1..items.len()).all(|end| !items[..end].contains(&items[end]))
        }
        other => panic!("the checker does not know the word {other}"),
    }
}

fn length(value: &Value) -> Option<u64> {
    value.as_str().map(|text| text.chars().count() as u64)
}

fn items(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn kind_of(message: &Value) -> &str {
    message["message"].as_str().unwrap()
}

/// The name in [`SCHEMAS`] of the schema that a message follows.
fn name_of(message: &Value) -> String {
    match message["version"].as_i64().unwrap() {
        1 => kind_of(message).to_owned(),
        version => format!("{} {version}", kind_of(message)),
    }
}

fn is_read_here(message: &Value) -> bool {
    !matches!(kind_of(message), "submission" | "report" | "acknowledgement")
        && message["sender"] != codes().service.code.as_str()
}

/// Goes through every object of a message with the schema that it follows.
fn objects(root: &Value, schema: &Value, value: &Value, at: &str, into: &mut Vec<(String, Value)>) {
    let schema = match schema.get("$ref") {
        Some(target) => root.pointer(target.as_str().unwrap().trim_start_matches('#')).unwrap(),
        None => schema,
    };
    if value.is_object() {
        into.push((at.to_owned(), schema.clone()));
    }
    for (name, rule) in schema["properties"].as_object().into_iter().flatten() {
        if let Some(member) = value.get(name) {
            objects(root, rule, member, &format!("{at}/{name}"), into);
        }
    }
}

#[test]
fn every_example_follows_its_schema() {
    for (name, _) in EXAMPLES {
        let message = example(name);
        let schema = schema(&name_of(&message));
        assert_eq!(wrong(&schema, &schema, &message, ""), [""; 0], "{name}");
    }
}

#[test]
fn every_schema_has_an_example() {
    for (kind, _) in SCHEMAS {
        assert!(EXAMPLES.iter().any(|(name, _)| name_of(&example(name)) == kind), "{kind}");
    }
}

#[test]
fn what_a_schema_requires_our_reader_misses_and_what_it_does_not_know_it_names() {
    for (name, _) in EXAMPLES.iter().filter(|(name, _)| is_read_here(&example(name))) {
        let message = example(name);
        let root = schema(&name_of(&message));
        let mut found = Vec::new();
        objects(&root, &root, &message, "", &mut found);
        for (at, schema) in found {
            let required = items(&schema["required"]).iter().map(|name| name.as_str().unwrap());
            for member in required {
                let mut without = message.clone();
                set(&mut without, &format!("{at}/{member}"), None);
                let missing = format!("{at}/{member} field-missing");
                let named = faults(without.to_string().as_bytes());
                assert!(named.contains(&missing), "{name}: {missing}, but {named:?}");
            }
            let mut with = message.clone();
            set(&mut with, &format!("{at}/zz_unknown"), Some(json!(1)));
            let unknown = format!("{at}/zz_unknown field-unknown");
            assert_eq!(faults(with.to_string().as_bytes()), [unknown], "{name}");
        }
    }
}

#[test]
fn what_a_schema_leaves_free_our_reader_does_not_ask_for() {
    for (name, _) in EXAMPLES.iter().filter(|(name, _)| is_read_here(&example(name))) {
        let message = example(name);
        let root = schema(&name_of(&message));
        let mut found = Vec::new();
        objects(&root, &root, &message, "", &mut found);
        for (at, schema) in found {
            let required = items(&schema["required"]);
            for member in schema["properties"].as_object().unwrap().keys() {
                let pointer = format!("{at}/{member}");
                let is_free = !required.contains(&json!(member));
                // How a term is said depends on the measure, which a schema cannot look up.
                let is_of_term = at.ends_with("/term");
                if !is_free || is_of_term || message.pointer(&pointer).is_none() {
                    continue;
                }
                let mut without = message.clone();
                set(&mut without, &pointer, None);
                let by_schema = wrong(&root, &root, &without, "");
                let named = faults(without.to_string().as_bytes());
                let is_asked_for = !by_schema.is_empty() || member == "term";
                assert_eq!(named.is_empty(), !is_asked_for, "{name}: {pointer}, {named:?}");
            }
        }
    }
}

#[test]
fn the_words_of_the_schemas_are_those_of_our_reader() {
    let languages = schema("judgment")["$defs"]["person"]["properties"]["language"]["enum"].clone();
    assert_eq!(languages, json!(LANGUAGES));
    let results = schema("ruling")["properties"]["body"]["properties"]["result"]["enum"].clone();
    let mut message = example("ruling.v1");
    for result in items(&results) {
        set(&mut message, "/body/result", Some(result.clone()));
        let named = faults(message.to_string().as_bytes());
        assert!(!named.contains(&"/body/result field-not-one-of".to_owned()), "{result}");
    }
    let does = schema("hearing 2")["properties"]["body"]["properties"]["result"]["enum"].clone();
    assert_eq!(does, json!(bagyt_exchange::message::hearing::RESULTS));
    set(&mut message, "/body/result", Some(json!("other")));
    let rejections = read(message.to_string().as_bytes()).unwrap_err();
    let allowed: Vec<&str> = items(&results).iter().map(|word| word.as_str().unwrap()).collect();
    assert_eq!(rejections.faults[0].arguments, [("allowed", allowed.join(", "))]);
}

#[test]
fn the_checker_itself_finds_what_is_wrong() {
    let root = schema("judgment");
    let check = |pointer: &str, value: Option<Value>, expected: &str| {
        let mut message = example("judgment.v1");
        set(&mut message, pointer, value);
        assert_eq!(wrong(&root, &root, &message, ""), [expected]);
    };
    check("/body/court", None, "/body/court required");
    check("/body/other", Some(json!(1)), "/body/other unknown");
    check("/version", Some(json!(2)), "/version const");
    check("/body/articles", Some(json!([])), "/body/articles minItems");
    check("/body/term/years", Some(json!(-1)), "/body/term/years minimum");
    check("/body/person/sex", Some(json!("x")), "/body/person/sex enum");
}
