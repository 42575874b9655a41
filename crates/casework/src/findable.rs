//! Which texts of a case it may be found by.
//!
//! The kinds are listed one by one, each with what its words are: a kind that does not stand here
//! is not searched, so that what not every reader of a case may read (who is excluded and why, how
//! broken glass was reviewed, the code of a channel) is found by nobody. The texts are read from
//! the private part as it was sealed; after an erasure there is none, and nothing is found.

use bagyt_core::finding::{Findable, Source};
use serde_json::Value;

use crate::case::Case;

/// What the words of an entry are, by its kind.
const KINDS: [(&str, Source); 70] = [
    ("casework.appointment.arranged", Source::Notes),
    ("casework.appointment.cancelled", Source::Notes),
    ("casework.contact.recorded", Source::Notes),
    ("casework.absence.recorded", Source::Notes),
    ("casework.evidence.awaited", Source::Notes),
    ("casework.reason.accepted", Source::Notes),
    ("casework.violation.established", Source::Notes),
    ("casework.warning.issued", Source::Notes),
    ("casework.response.waived", Source::Notes),
    ("casework.case.transferred", Source::Notes),
    ("casework.case.returned", Source::Notes),
    ("casework.task.deferred", Source::Notes),
    ("casework.task.handed", Source::Notes),
    ("casework.duty.checked", Source::Notes),
    ("casework.device.fitted", Source::Notes),
    ("casework.device.removed", Source::Notes),
    ("casework.device.alerted", Source::Notes),
    ("casework.device.triaged", Source::Notes),
    ("casework.return.recorded", Source::Notes),
    ("casework.search.measure_taken", Source::Notes),
    ("casework.search.answered", Source::Notes),
    ("casework.client.found", Source::Notes),
    ("casework.work.placed", Source::Notes),
    ("casework.work.recorded", Source::Notes),
    ("casework.countersignature.asked", Source::Notes),
    ("casework.countersignature.answered", Source::Notes),
    ("casework.referral.made", Source::Notes),
    ("casework.referral.answered", Source::Notes),
    ("casework.referral.followed", Source::Notes),
    ("casework.referral.ended", Source::Notes),
    ("casework.reward.given", Source::Notes),
    ("casework.lawyer.asked", Source::Notes),
    ("casework.lawyer.answered", Source::Notes),
    ("casework.case.closed", Source::Notes),
    ("casework.act.upheld", Source::Notes),
    ("casework.entry.withdrawn", Source::Notes),
    ("casework.entry.corrected", Source::Notes),
    ("casework.explanation.received", Source::Client),
    ("casework.entry.contested", Source::Client),
    ("casework.request.made", Source::Client),
    ("casework.case.opened", Source::Papers),
    ("casework.submission.drafted", Source::Papers),
    ("casework.hearing.fixed", Source::Papers),
    ("casework.hearing.moved", Source::Papers),
    ("casework.hearing.cancelled", Source::Papers),
    ("casework.hearing.held", Source::Papers),
    ("casework.appeal.decided", Source::Papers),
    ("casework.report.sent", Source::Papers),
    ("casework.abroad.asked", Source::Papers),
    ("casework.abroad.acknowledged", Source::Papers),
    ("casework.abroad.accepted", Source::Papers),
    ("casework.abroad.refused", Source::Papers),
    ("casework.abroad.withdrawn", Source::Papers),
    ("casework.abroad.returned", Source::Papers),
    ("casework.paper.issued", Source::Papers),
    ("casework.paper.withdrawn", Source::Papers),
    ("casework.attachment.kept", Source::Papers),
    ("casework.attachment.withdrawn", Source::Papers),
    ("casework.contest.answered", Source::Papers),
    ("casework.request.answered", Source::Papers),
    ("casework.debt.recorded", Source::Papers),
    ("casework.payment.recorded", Source::Papers),
    ("casework.wage.recorded", Source::Papers),
    ("casework.client.registered", Source::File),
    ("casework.attribute.established", Source::File),
    ("casework.attribute.ended", Source::File),
    ("casework.circumstance.recorded", Source::File),
    ("casework.channel.recorded", Source::File),
    ("casework.assessment.made", Source::File),
    ("casework.plan.agreed", Source::File),
];

/// Members of private parts that are codes or secrets and no words.
const NO_WORDS: [&str; 2] = ["line", "code"];

/// Returns what the words of an entry of that kind are, if they are searched at all.
pub fn source_of(kind: &str) -> Option<Source> {
    KINDS.iter().find(|(listed, _)| *listed == kind).map(|(_, source)| *source)
}

/// Returns the texts of an entry's private part; none if its kind is not searched.
pub fn texts(kind: &str, private: &Value) -> Vec<Findable> {
    let mut found = Vec::new();
    if let Some(source) = source_of(kind) {
        add(private, (kind, source), &mut found);
    }
    found
}

fn add(value: &Value, (kind, source): (&str, Source), found: &mut Vec<Findable>) {
    match value {
        Value::String(text) if !text.is_empty() => {
            found.push(Findable { source, text: text.clone() });
        }
        Value::Array(items) => items.iter().for_each(|item| add(item, (kind, source), found)),
        Value::Object(members) => {
            for (name, value) in members.iter().filter(|(name, _)| !is_no_words(name)) {
                add(value, (kind, source_in(kind, name, source)), found);
            }
        }
        _ => {}
    }
}

fn is_no_words(member: &str) -> bool {
    NO_WORDS.contains(&member)
}

fn source_in(kind: &str, member: &str, source: Source) -> Source {
    match (kind, member) {
        (_, "phone") | ("casework.channel.recorded", "number") => Source::Phone,
        (_, "address") => Source::Address,
        ("casework.violation.established", "explanation") => Source::Client,
        _ => source,
    }
}

/// Returns the court's number of the case, by which it is found also where it was erased who the
/// client was.
pub fn number(case: &Case) -> Findable {
    Findable { source: Source::Number, text: case.opening.number.clone() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fact::CaseFact;
    use bagyt_core::fact::FactCodec;
    use serde_json::json;

    #[track_caller]
    fn check(kind: &str, private: &Value, expected: &[(Source, &str)]) {
        let found = texts(kind, private);
        let found: Vec<(Source, &str)> =
            found.iter().map(|one| (one.source, one.text.as_str())).collect();
        assert_eq!(found, expected, "{kind}");
    }

    #[test]
    fn every_kind_that_is_searched_is_one_of_a_case_and_stands_once() {
        let mut seen = std::collections::BTreeSet::new();
        for (kind, _) in KINDS {
            assert!(CaseFact::KINDS.iter().any(|(known, _)| *known == kind), "{kind}");
            assert!(seen.insert(kind), "{kind} stands twice");
        }
    }

    #[test]
    fn words_telephones_and_addresses_are_told_apart() {
        let note = json!({ "words": "Потерял работу" });
        check("casework.contact.recorded", &note, &[(Source::Notes, "Потерял работу")]);
        let registered = json!({ "address": "ул. Манаса, 12", "phone": "+996 555 123456" });
        let expected = [(Source::Address, "ул. Манаса, 12"), (Source::Phone, "+996 555 123456")];
        check("casework.client.registered", &registered, &expected);
        let plan = json!({ "goals": ["Найти работу", "Лечение"] });
        let expected = [(Source::File, "Найти работу"), (Source::File, "Лечение")];
        check("casework.plan.agreed", &plan, &expected);
        let card = json!({ "lines": [{ "line": "school", "text": "Школа № 5" }] });
        check("casework.circumstance.recorded", &card, &[(Source::File, "Школа № 5")]);
    }

    #[test]
    fn papers_and_files_are_found_by_what_was_filled_in_and_said() {
        let paper = json!({ "text": "Справка\nАсанов Бакыт" });
        let expected = [(Source::Papers, "Справка\nАсанов Бакыт")];
        check("casework.paper.issued", &paper, &expected);
        let scan = json!({ "words": "Справка поликлиники" });
        check("casework.attachment.kept", &scan, &[(Source::Papers, "Справка поликлиники")]);
        let words = json!({ "words": "В приют" });
        for kind in ["referral.made", "reward.given", "lawyer.asked", "countersignature.asked"] {
            check(&format!("casework.{kind}"), &words, &[(Source::Notes, "В приют")]);
        }
    }

    #[test]
    fn what_not_every_reader_may_read_is_found_by_nobody() {
        let words = json!({ "words": "Брат клиента" });
        check("casework.staff.excluded", &words, &[]);
        check("casework.access.reviewed", &words, &[]);
        check("casework.glass.broken", &words, &[]);
        let channel = json!({ "number": "+996 555 123456", "code": "4711" });
        check("casework.channel.recorded", &channel, &[(Source::Phone, "+996 555 123456")]);
    }
}
