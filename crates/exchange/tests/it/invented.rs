//! The code lists of the invented country, the bounds of two of its rows, and messages from the
//! examples of the schemas.

use std::sync::LazyLock;

use bagyt_core::law::{Limit, Unit};
use bagyt_exchange::codes::Codes;
use bagyt_exchange::message::{
    Bounds, Reception, Rejections, TermQuestion, Understood, understand,
};
use jiff::civil::{Date, date};
use serde_json::Value;

macro_rules! lists {
    ($country:literal: $($file:literal),*) => {
        &[$(($file, include_str!(concat!("../../../../agencies/", $country, "/", $file)))),*]
    };
}

pub(crate) const ZZ: &[(&str, &str)] = lists!("zz":
    "service.toml", "offices.toml", "courts.toml", "prisons.toml", "police.toml",
    "centres.toml",
    "settlements.toml", "measures.toml", "articles.toml", "obligations.toml", "topics.toml");
pub(crate) const KZ: &[(&str, &str)] = lists!("kz":
    "service.toml", "courts.toml", "measures.toml", "articles.toml", "obligations.toml");
pub(crate) const KG: &[(&str, &str)] = lists!("kg":
    "service.toml", "courts.toml", "measures.toml", "articles.toml", "obligations.toml");

static CODES: LazyLock<Codes> = LazyLock::new(|| Codes::parse(ZZ).unwrap());

pub(crate) fn codes() -> &'static Codes {
    &CODES
}

macro_rules! examples {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!("../../../../schemas/examples/", $name, ".json")))),*]
    };
}

/// Every example of the schemas, by the name of its file.
pub(crate) const EXAMPLES: &[(&str, &str)] = examples![
    "judgment.v1",
    "judgment_community_service.v1",
    "judgment_parole.v1",
    "ruling.v1",
    "ruling_replace.v1",
    "ruling_suspend.v1",
    "hearing.v1",
    "hearing.v2",
    "hearing_cancelled.v2",
    "conviction_notice.v1",
    "police_notice.v1",
    "device_alert.v1",
    "receipt.v1",
    "receipt_rejected.v1",
    "submission.v1",
    "report.v1",
    "acknowledgement.v1",
];

pub(crate) fn example(name: &str) -> Value {
    let (_, text) = EXAMPLES.iter().find(|(file, _)| *file == name).unwrap();
    serde_json::from_str(text).unwrap()
}

/// The day on which the messages of the examples come.
pub(crate) const RECEIVED_ON: Date = date(2026, 3, 2);

/// Rows of the law as `law/zz` has them: six months from the reform on, a year before.
pub(crate) fn limits(question: &TermQuestion<'_>) -> Option<Bounds> {
    let limit = |number, unit| Some(Limit { number, per: 1, unit });
    match question.row {
        "restriction_min" if question.passed_on < date(2017, 1, 1) => None,
        "restriction_min" => {
            let months = if question.passed_on < date(2025, 7, 1) { 12 } else { 6 };
            Some(Bounds { least: limit(months, Unit::Months), most: limit(60, Unit::Months) })
        }
        "community_service_hours" => Some(Bounds {
            least: limit(40, Unit::HoursOfWork),
            most: limit(300, Unit::HoursOfWork),
        }),
        "supervision_term" => {
            Some(Bounds { least: limit(1, Unit::Years), most: limit(5, Unit::Years) })
        }
        _ => None,
    }
}

pub(crate) fn read(bytes: &[u8]) -> Result<Understood, Rejections> {
    let reception = Reception { received_on: RECEIVED_ON, sender: None, known_from: None };
    understand(bytes, codes(), &limits, &reception)
}

/// Reads a message and returns its faults, each as `pointer code`.
pub(crate) fn faults(bytes: &[u8]) -> Vec<String> {
    match read(bytes) {
        Ok(_) => Vec::new(),
        Err(rejections) => {
            rejections.faults.iter().map(|f| format!("{} {}", f.pointer, f.code)).collect()
        }
    }
}

/// Sets a member of a message, or takes it out where `value` is none.
pub(crate) fn set(message: &mut Value, pointer: &str, value: Option<Value>) {
    let (parent, name) = pointer.rsplit_once('/').unwrap();
    match message.pointer_mut(parent).unwrap() {
        Value::Object(members) => {
            members.remove(name);
            members.extend(value.map(|value| (name.to_owned(), value)));
        }
        Value::Array(values) => {
            let index: usize = name.parse().unwrap();
            match value {
                Some(value) if index < values.len() => values[index] = value,
                Some(value) => values.push(value),
                None => drop(values.remove(index)),
            }
        }
        other => panic!("{other} has no members"),
    }
}
