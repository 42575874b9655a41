//! Forms: what was typed, what is wrong with it, and the values read from it.
//!
//! Invariant: nothing that was typed is lost when a form is refused; the page is shown again with
//! every value and each problem stands at its field and in the summary above.

use jiff::civil::{Date, Time};
use uuid::Uuid;

use crate::format::{parse_day, parse_time};
use crate::texts::{Argument, Texts};

/// Most fields that a form may bring; the longest of ours has fewer than fifty.
const FIELDS_MAX: usize = 400;

/// Field of a form that goes on with a draft.
pub(crate) const TAKEN_UP: &str = "taken_up";

/// One choice of a list, of radio buttons or of checkboxes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Choice {
    /// What is sent.
    pub(crate) value: String,
    /// What is read.
    pub(crate) text: String,
    /// A second line that helps to choose; may be empty.
    pub(crate) hint: String,
}

impl Choice {
    /// A choice without a second line.
    pub(crate) fn new(value: impl Into<String>, text: impl Into<String>) -> Self {
        Choice { value: value.into(), text: text.into(), hint: String::new() }
    }

    /// A choice with a second line.
    pub(crate) fn with_hint(
        value: impl Into<String>,
        text: impl Into<String>,
        hint: impl Into<String>,
    ) -> Self {
        Choice { value: value.into(), text: text.into(), hint: hint.into() }
    }

    /// One choice for each code of a family of texts.
    pub(crate) fn codes(t: Texts, family: &str, codes: &[&str]) -> Vec<Choice> {
        codes.iter().map(|code| Choice::new(*code, t.code(family, code))).collect()
    }
}

/// Something wrong with a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Problem {
    /// Name of the field; empty where the whole form is meant.
    pub(crate) field: String,
    /// What is wrong and who can mend it, in the reader's language.
    pub(crate) text: String,
}

/// A file that came with a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Upload {
    /// The name it had with the sender.
    pub(crate) name: String,
    /// Its content.
    pub(crate) bytes: Vec<u8>,
}

/// A form as it stands: the values that were typed and the problems found so far.
#[derive(Clone, Debug, Default)]
pub(crate) struct Form {
    values: Vec<(String, String)>,
    /// The file that came with it.
    pub(crate) upload: Option<Upload>,
    /// Problems in the order in which they were found.
    pub(crate) problems: Vec<Problem>,
    /// Identifier under which the form is recorded once, however often it is sent.
    pub(crate) command: String,
    /// Version of the record that the reader saw; empty where there is none.
    pub(crate) version: String,
    /// Fields that have another name here than where they are refused.
    called: Vec<(&'static str, &'static str)>,
    /// Whether it is a draft that somebody goes on with.
    taken_up: bool,
}

impl Form {
    /// An empty form with a new identifier, to be filled in.
    pub(crate) fn fresh() -> Self {
        Form { command: Uuid::now_v7().to_string(), ..Form::default() }
    }

    /// An empty form about a record of that version.
    pub(crate) fn about(version: u32) -> Self {
        Form { version: version.to_string(), ..Form::fresh() }
    }

    /// A form as it was sent. With a field [`TAKEN_UP`] it is a draft: it is shown as it was typed,
    /// and nothing of it is recorded.
    pub(crate) fn sent(values: Vec<(String, String)>) -> Self {
        let find = |name: &str| {
            let found = values.iter().find(|(known, _)| known == name);
            found.map(|(_, value)| value.clone()).unwrap_or_default()
        };
        let command = match Uuid::parse_str(&find("command")) {
            Ok(id) => id.to_string(),
            Err(_) => Uuid::now_v7().to_string(),
        };
        let version = find("version");
        let taken_up = values.iter().any(|(name, _)| name == TAKEN_UP);
        let values = values.into_iter().filter(|(name, _)| name != TAKEN_UP).take(FIELDS_MAX);
        Form { values: values.collect(), command, version, taken_up, ..Form::default() }
    }

    /// Puts a value into a field, in place of what stands there.
    #[must_use]
    pub(crate) fn preset(mut self, name: &str, value: impl Into<String>) -> Self {
        self.values.retain(|(known, _)| known != name);
        self.values.push((name.to_owned(), value.into()));
        self
    }

    /// Puts several values into a field, in place of what stands there.
    #[must_use]
    pub(crate) fn preset_all<'v>(
        mut self,
        name: &str,
        values: impl IntoIterator<Item = &'v str>,
    ) -> Self {
        self.values.retain(|(known, _)| known != name);
        self.values.extend(values.into_iter().map(|value| (name.to_owned(), value.to_owned())));
        self
    }

    /// Returns the first value of a field, without the spaces around it; empty if there is none.
    pub(crate) fn value(&self, name: impl AsRef<str>) -> &str {
        let name = name.as_ref();
        self.values.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value.trim())
    }

    /// Returns the names of the fields that were sent.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.values.iter().map(|(name, _)| name.as_str())
    }

    /// Returns every value of a field that is not empty.
    pub(crate) fn values(&self, name: &str) -> Vec<&str> {
        let all = self.values.iter().filter(|(known, _)| known == name);
        all.map(|(_, value)| value.trim()).filter(|value| !value.is_empty()).collect()
    }

    /// Returns whether that choice of a field was made.
    pub(crate) fn is_chosen(&self, name: impl AsRef<str>, value: impl AsRef<str>) -> bool {
        let (name, value) = (name.as_ref(), value.as_ref());
        self.values.iter().any(|(known, chosen)| known == name && chosen == value)
    }

    /// Returns whether the answers were checked and are to be recorded.
    pub(crate) fn is_confirmed(&self) -> bool {
        self.value("step") == "confirmed"
    }

    /// Returns whether the answers are to be changed after the check.
    pub(crate) fn is_to_change(&self) -> bool {
        self.taken_up || self.value("step") == "change"
    }

    /// Returns whether it is a draft that somebody goes on with: it is shown, and not recorded.
    pub(crate) fn is_taken_up(&self) -> bool {
        self.taken_up
    }

    /// Returns whether a problem was found.
    pub(crate) fn is_refused(&self) -> bool {
        !self.problems.is_empty()
    }

    /// Returns every field as it was sent.
    pub(crate) fn fields(self) -> Vec<(String, String)> {
        self.values
    }

    /// Returns the answers, to be carried through the page on which they are checked.
    pub(crate) fn answers(&self) -> Vec<(String, String)> {
        let own = ["command", "version", "step"];
        let answers = self.values.iter().filter(|(name, _)| !own.contains(&name.as_str()));
        answers.cloned().collect()
    }

    /// Returns the first problem of a field.
    pub(crate) fn problem(&self, name: impl AsRef<str>) -> Option<&str> {
        let name = name.as_ref();
        let found = self.problems.iter().find(|problem| problem.field == name);
        found.map(|problem| problem.text.as_str())
    }

    /// The words typed into those fields, where the form was refused and the page does not offer it
    /// any more because somebody else came first: they are shown beside the refusal.
    pub(crate) fn unwritten(&self, fields: &[&str], is_offered: bool) -> Vec<String> {
        let lost: &[&str] = if self.is_refused() && !is_offered { fields } else { &[] };
        let typed = lost.iter().map(|name| self.value(name).to_owned());
        typed.filter(|words| !words.is_empty()).collect()
    }

    /// Returns whether something is wrong with a field.
    pub(crate) fn is_wrong(&self, name: impl AsRef<str>) -> bool {
        self.problem(name).is_some()
    }

    /// Returns whether the form has a field of that name, as far as it was sent or read.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.values.iter().any(|(known, _)| known == name)
    }

    /// Says that what is refused as `name` was asked for as `field`: two forms of one page have no
    /// field in common.
    pub(crate) fn call(&mut self, name: &'static str, field: &'static str) {
        self.called.push((name, field));
    }

    /// Returns the field of the form that a refusal of `name` is about; empty if it has none.
    pub(crate) fn field_of(&self, name: &str) -> String {
        let called = self.called.iter().find(|(known, _)| *known == name);
        let field = called.map_or(name, |(_, field)| field);
        if self.has(field) { field.to_owned() } else { String::new() }
    }

    /// Notes a problem; an empty `field` means the whole form. Nobody has sent a draft yet, so that
    /// nothing is wrong with it.
    pub(crate) fn refuse(&mut self, field: &str, text: impl Into<String>) {
        if self.taken_up {
            return;
        }
        self.problems.push(Problem { field: field.to_owned(), text: text.into() });
    }

    /// Returns whether it was sent to be recorded and no problem was found.
    pub(crate) fn is_right(&self) -> bool {
        self.problems.is_empty() && !self.taken_up
    }

    /// Reads a text that must be there.
    pub(crate) fn required(&mut self, t: Texts, name: &str, label: &str) -> String {
        let value = self.value(name).to_owned();
        if value.is_empty() {
            self.refuse(name, t.with("wrong-missing", "field", t.say(label)));
        }
        value
    }

    /// Reads a text that may be missing, but is not longer than `most` signs.
    pub(crate) fn limited(
        &mut self,
        t: Texts,
        name: &str,
        label: &str,
        most: usize,
    ) -> Option<String> {
        let value = self.value(name).to_owned();
        if value.chars().count() > most {
            let arguments: [(&'static str, Argument); 2] = [
                ("field", t.say(label).as_ref().into()),
                ("count", i64::try_from(most).unwrap_or(i64::MAX).into()),
            ];
            self.refuse(name, t.fill("wrong-too-long", &arguments));
        }
        (!value.is_empty()).then_some(value)
    }

    /// Reads a day that must be there.
    pub(crate) fn day(&mut self, t: Texts, name: &str, label: &str) -> Option<Date> {
        if self.value(name).is_empty() {
            self.refuse(name, t.with("wrong-missing", "field", t.say(label)));
            return None;
        }
        self.optional_day(t, name, label)
    }

    /// Reads a day that may be missing.
    pub(crate) fn optional_day(&mut self, t: Texts, name: &str, label: &str) -> Option<Date> {
        let text = self.value(name).to_owned();
        let day = parse_day(&text);
        if day.is_none() && !text.is_empty() {
            self.refuse(name, t.with("wrong-day", "field", t.say(label)));
        }
        day
    }

    /// Reads a time of day that may be missing.
    pub(crate) fn optional_time(&mut self, t: Texts, name: &str, label: &str) -> Option<Time> {
        let text = self.value(name).to_owned();
        let time = parse_time(&text);
        if time.is_none() && !text.is_empty() {
            self.refuse(name, t.with("wrong-time", "field", t.say(label)));
        }
        time
    }

    /// Reads a whole number that may be missing.
    pub(crate) fn optional_number(&mut self, t: Texts, name: &str, label: &str) -> Option<u32> {
        let text: String = self.value(name).split_whitespace().collect();
        if text.is_empty() {
            return None;
        }
        let number = text.parse().ok();
        if number.is_none() {
            self.refuse(name, t.with("wrong-number", "field", t.say(label)));
        }
        number
    }

    /// Reads a choice that must be made, one of a closed list.
    pub(crate) fn code<C>(
        &mut self,
        t: Texts,
        name: &str,
        label: &str,
        find: impl Fn(&str) -> Option<C>,
    ) -> Option<C> {
        let found = find(self.value(name));
        if found.is_none() {
            self.refuse(name, t.with("wrong-choice", "field", t.say(label)));
        }
        found
    }

    /// Reads a choice that must be made, one of `codes`.
    pub(crate) fn choice(
        &mut self,
        t: Texts,
        name: &str,
        label: &str,
        codes: &[&str],
    ) -> Option<String> {
        let value = self.value(name).to_owned();
        if codes.contains(&value.as_str()) {
            return Some(value);
        }
        self.refuse(name, t.with("wrong-choice", "field", t.say(label)));
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;

    fn form(pairs: &[(&str, &str)]) -> Form {
        let owned = pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        Form::sent(owned.collect())
    }

    #[track_caller]
    fn check(pairs: &[(&str, &str)], expected_day: Option<&str>, problems: usize) {
        let t = Texts::of(Language::Ru);
        let mut form = form(pairs);
        let day = form.day(t, "held_on", "contact-held-on");
        assert_eq!(day.map(|day| day.to_string()).as_deref(), expected_day);
        assert_eq!(form.problems.len(), problems);
        assert_eq!(form.is_wrong("held_on"), problems > 0);
    }

    #[test]
    fn a_day_is_asked_for_and_read() {
        check(&[("held_on", " 22.11.2026 ")], Some("2026-11-22"), 0);
        check(&[("held_on", "31.02.2026")], None, 1);
        check(&[("held_on", "  ")], None, 1);
        check(&[], None, 1);
    }

    #[test]
    fn what_was_typed_stands_in_a_refused_form() {
        let mut form = form(&[("held_on", "tomorrow"), ("kind", "visit"), ("kind", "phone")]);
        assert!(form.day(Texts::of(Language::En), "held_on", "contact-held-on").is_none());
        assert_eq!(form.value("held_on"), "tomorrow");
        assert_eq!(form.values("kind"), ["visit", "phone"]);
        assert!(form.is_chosen("kind", "phone") && !form.is_chosen("kind", "letter"));
    }

    #[test]
    fn a_draft_that_is_gone_on_with_is_neither_right_nor_refused() {
        let mut form = form(&[("held_on", "tomorrow"), (TAKEN_UP, "yes")]);
        assert!(form.day(Texts::of(Language::En), "held_on", "contact-held-on").is_none());
        assert!(form.is_taken_up() && !form.is_right() && !form.is_refused());
        assert_eq!(form.value("held_on"), "tomorrow");
        assert!(!form.has(TAKEN_UP), "it is gone on with once");
    }

    #[test]
    fn a_form_keeps_its_identifier_and_a_broken_one_is_replaced() {
        let id = "0190c0de-0000-7000-8000-000000000001";
        assert_eq!(form(&[("command", id)]).command, id);
        assert!(Uuid::parse_str(&form(&[("command", "x")]).command).is_ok());
    }

    #[test]
    fn a_refusal_stands_at_the_field_as_the_form_calls_it() {
        let mut form = form(&[("excused_on", "01.06.2026"), ("reason", "medical")]);
        form.call("on", "excused_on");
        assert_eq!(form.field_of("on"), "excused_on");
        assert_eq!((form.field_of("reason"), form.field_of("words")), ("reason".into(), "".into()));
    }

    #[test]
    fn a_choice_outside_the_list_is_refused() {
        let t = Texts::of(Language::Ru);
        let mut form = form(&[("sex", "x"), ("kind", "visit")]);
        assert_eq!(form.choice(t, "sex", "person-sex", &["f", "m"]), None);
        assert_eq!(form.choice(t, "kind", "contact-kind", &["visit"]).as_deref(), Some("visit"));
        assert_eq!(form.problems.len(), 1);
    }

    #[test]
    fn a_text_that_is_too_long_is_refused_with_its_limit() {
        let t = Texts::of(Language::En);
        let mut form = form(&[("words", "ӨӨӨӨ")]);
        assert_eq!(form.limited(t, "words", "contact-note", 4).as_deref(), Some("ӨӨӨӨ"));
        assert!(form.is_right());
        form.limited(t, "words", "contact-note", 3);
        assert!(form.problem("words").unwrap().contains('3'));
    }
}
