//! Which entries of a case a reader wants to see: by group, period, writer and words.
//!
//! What was withdrawn or corrected is shown like any other entry, marked as such: a filter hides
//! nothing because it no longer holds. An entry of a kind that stands in no group stands among the
//! others, so that a new kind is never lost.

use bagyt_exchange::finding::stems;
use jiff::civil::Date;

use super::TimelineItem;

/// The groups by which entries are chosen, in the order in which they are offered.
pub const ENTRY_GROUPS: [&str; 7] =
    ["meetings", "breaches", "court", "support", "file", "way", "other"];

/// The group of an entry, by the word of its kind behind the wing's.
const GROUPS: [(&str, &[&str]); 6] = [
    ("meetings", &["contact", "appointment", "reminder", "return", "work", "duty", "letter"]),
    (
        "breaches",
        &["absence", "explanation", "evidence", "reason", "violation", "warning", "contest"],
    ),
    (
        "court",
        &[
            "submission",
            "hearing",
            "appeal",
            "order",
            "report",
            "reoffence",
            "search",
            "debt",
            "paper",
            "attachment",
            "police_notice",
        ],
    ),
    (
        "support",
        &[
            "request",
            "referral",
            "specialist",
            "session",
            "job",
            "lawyer",
            "reward",
            "service",
            "programme",
            "payment",
            "wage",
            "plan",
        ],
    ),
    ("file", &["client", "attribute", "circumstance", "channel", "assessment"]),
    ("way", &["case", "abroad", "task", "glass", "access", "staff", "act"]),
];

/// Which entries are wanted; the default wants all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EntryFilter {
    /// Only those of a group.
    pub group: Option<String>,
    /// Only those of this day and later ones.
    pub from: Option<Date>,
    /// Only those of this day and earlier ones.
    pub until: Option<Date>,
    /// Only those that this person or agency wrote.
    pub actor: Option<String>,
    /// Only those in which all of these words stand, in any ending.
    pub words: String,
    /// Without those that the system wrote by itself.
    pub without_system: bool,
}

impl EntryFilter {
    /// Whether it wants every entry.
    pub fn is_open(&self) -> bool {
        *self == EntryFilter::default()
    }

    /// Returns the entries that are wanted, in their order.
    pub fn choose<'a>(&self, entries: &'a [TimelineItem]) -> Vec<&'a TimelineItem> {
        let wanted = stems(&self.words);
        entries.iter().filter(|entry| self.wants(entry, &wanted)).collect()
    }

    fn wants(&self, entry: &TimelineItem, wanted: &[String]) -> bool {
        self.group.as_deref().is_none_or(|group| group == group_of(&entry.kind))
            && self.from.is_none_or(|from| from <= entry.on)
            && self.until.is_none_or(|until| entry.on <= until)
            && self.actor.as_ref().is_none_or(|actor| *actor == entry.actor)
            && !(self.without_system && entry.actor.is_empty())
            && (wanted.is_empty() || stands_in(wanted, entry))
    }
}

/// Returns the group of a kind of entry.
pub fn group_of(kind: &str) -> &'static str {
    let about = kind.split('.').nth(1).unwrap_or_default();
    // What mends an entry is read with what can be contested and answered.
    let about = if kind == "casework.entry.contested" { "contest" } else { about };
    let found = GROUPS.iter().find(|(_, words)| words.contains(&about));
    found.map_or("other", |(group, _)| group)
}

/// Whether all words stand in what somebody wrote in an entry.
fn stands_in(wanted: &[String], entry: &TimelineItem) -> bool {
    let private = |(name, _): &&(String, String)| name.starts_with("private.");
    let written = entry.details.iter().filter(private).map(|(_, text)| text);
    let written: Vec<String> =
        entry.words.iter().chain(written).flat_map(|text| stems(text)).collect();
    wanted.iter().all(|stem| written.contains(stem))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(kind: &str, on: &str, actor: &str, words: &str) -> TimelineItem {
        TimelineItem {
            seq: 1,
            version: 1,
            kind: kind.to_owned(),
            on: on.parse().unwrap(),
            recorded_at: "2026-11-01T05:00:00Z".parse().unwrap(),
            actor: actor.to_owned(),
            details: vec![("private.explanation".to_owned(), "Болела мать".to_owned())],
            words: Some(words.to_owned()).filter(|words| !words.is_empty()),
            withdrawn: true,
            corrected: false,
            contested_on: None,
            look: None,
            beyond: None,
            scan: None,
            may: Vec::new(),
            stands: None,
        }
    }

    #[track_caller]
    fn check(filter: EntryFilter, expected: &[usize]) {
        let entries = [
            entry("casework.contact.recorded", "2026-10-01", "Асанов", "Потерял работу"),
            entry("casework.violation.established", "2026-10-02", "Усенов", "Не пришёл"),
            entry("casework.reminder.sent", "2026-10-03", "", ""),
            entry("casework.entry.withdrawn", "2026-10-04", "Асанов", "Ошибка"),
        ];
        let found = filter.choose(&entries);
        let days: Vec<i8> = found.iter().map(|entry| entry.on.day()).collect();
        let expected: Vec<i8> = expected.iter().map(|day| *day as i8).collect();
        assert_eq!(days, expected, "{filter:?}");
    }

    fn filter(change: fn(&mut EntryFilter)) -> EntryFilter {
        let mut filter = EntryFilter::default();
        change(&mut filter);
        filter
    }

    #[test]
    fn without_a_filter_all_stand_there_also_what_was_withdrawn() {
        check(EntryFilter::default(), &[1, 2, 3, 4]);
    }

    #[test]
    fn entries_are_chosen_by_group() {
        check(filter(|one| one.group = Some("meetings".to_owned())), &[1, 3]);
        check(filter(|one| one.group = Some("breaches".to_owned())), &[2]);
        check(filter(|one| one.group = Some("other".to_owned())), &[4]);
    }

    #[test]
    fn the_first_and_the_last_day_of_a_period_belong_to_it() {
        let day = |day: &str| Some(day.parse().unwrap());
        let period = EntryFilter {
            from: day("2026-10-02"),
            until: day("2026-10-03"),
            ..EntryFilter::default()
        };
        check(period, &[2, 3]);
    }

    #[test]
    fn entries_are_chosen_by_writer_and_without_the_system() {
        check(filter(|one| one.actor = Some("Асанов".to_owned())), &[1, 4]);
        check(filter(|one| one.without_system = true), &[1, 2, 4]);
    }

    #[test]
    fn words_are_found_in_any_ending_in_all_that_was_written() {
        check(filter(|one| one.words = "работа".to_owned()), &[1]);
        check(filter(|one| one.words = "мать".to_owned()), &[1, 2, 3, 4]);
        check(filter(|one| one.words = "мать ошибка".to_owned()), &[4]);
        check(filter(|one| one.words = "завод".to_owned()), &[]);
    }

    #[test]
    fn every_kind_of_a_case_stands_in_a_group_that_is_offered() {
        use bagyt_casework::fact::CaseFact;
        use bagyt_core::fact::FactCodec;
        for (kind, _) in CaseFact::KINDS {
            assert!(ENTRY_GROUPS.contains(&group_of(kind)), "{kind}");
        }
        for group in ENTRY_GROUPS {
            assert!(CaseFact::KINDS.iter().any(|(kind, _)| group_of(kind) == group), "{group}");
        }
    }
}
