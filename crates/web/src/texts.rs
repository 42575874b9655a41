//! The words of the pages, in four languages.
//!
//! Texts stand in `i18n/<language>/*.ftl` (Project Fluent) and are compiled in. A text without
//! arguments is made ready once; one with arguments is formatted when it is asked for, with the
//! plural forms of its language. A text that is missing shows as its key between brackets, and a
//! test finds it first. Invariant: nothing that a reader sees is written in Rust or in a template.

use std::borrow::{Borrow, Cow};
use std::collections::BTreeMap;
use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use jiff::civil::Date;
use unic_langid::LanguageIdentifier;

use crate::format::grouped;
use crate::language::Language;

/// The files of one language, in the order of this list.
macro_rules! sources {
    ($language:literal) => {
        &[
            include_str!(concat!("../../../i18n/", $language, "/product.ftl")),
            include_str!(concat!("../../../i18n/", $language, "/time.ftl")),
            include_str!(concat!("../../../i18n/", $language, "/codes.ftl")),
            include_str!(concat!("../../../i18n/", $language, "/casework.ftl")),
            include_str!(concat!("../../../i18n/", $language, "/acts.ftl")),
            include_str!(concat!("../../../i18n/", $language, "/card.ftl")),
            include_str!(concat!("../../../i18n/", $language, "/work.ftl")),
            include_str!(concat!("../../../i18n/", $language, "/duties.ftl")),
            include_str!(concat!("../../../i18n/", $language, "/devices.ftl")),
            include_str!(concat!("../../../i18n/", $language, "/support.ftl")),
            include_str!(concat!("../../../i18n/", $language, "/papers.ftl")),
            include_str!(concat!("../../../i18n/", $language, "/specialists.ftl")),
            include_str!(concat!("../../../i18n/", $language, "/wishes.ftl")),
            include_str!(concat!("../../../i18n/", $language, "/programmes.ftl")),
            include_str!(concat!("../../../i18n/", $language, "/jobs.ftl")),
            include_str!(concat!("../../../i18n/", $language, "/meetings.ftl")),
            include_str!(concat!("../../../i18n/", $language, "/tasks.ftl")),
            include_str!(concat!("../../../i18n/", $language, "/reminders.ftl")),
            include_str!(concat!("../../../i18n/", $language, "/register.ftl")),
            include_str!(concat!("../../../i18n/", $language, "/erasure.ftl")),
            include_str!(concat!("../../../i18n/", $language, "/court.ftl")),
            include_str!(concat!("../../../i18n/", $language, "/office.ftl")),
            include_str!(concat!("../../../i18n/", $language, "/heads.ftl")),
            include_str!(concat!("../../../i18n/", $language, "/studies.ftl")),
            include_str!(concat!("../../../i18n/", $language, "/deputies.ftl")),
            include_str!(concat!("../../../i18n/", $language, "/abroad.ftl")),
            include_str!(concat!("../../../i18n/", $language, "/measure.ftl")),
            include_str!(concat!("../../../i18n/", $language, "/house.ftl")),
            include_str!(concat!("../../../i18n/", $language, "/lawmaking.ftl")),
            include_str!(concat!("../../../i18n/", $language, "/help.ftl")),
            include_str!(concat!("../../../i18n/", $language, "/trust.ftl")),
            include_str!(concat!("../../../i18n/", $language, "/refusals.ftl")),
        ]
    };
}

/// Returns the sources of a language's texts.
pub(crate) fn sources(language: Language) -> &'static [&'static str] {
    match language {
        Language::Ky => sources!("ky"),
        Language::Kk => sources!("kk"),
        Language::Ru => sources!("ru"),
        Language::En => sources!("en"),
    }
}

/// All texts of one language, ready to use.
struct Loaded {
    language: Language,
    plain: BTreeMap<String, String>,
    bundle: FluentBundle<FluentResource>,
}

static LOADED: LazyLock<[Loaded; 4]> = LazyLock::new(|| Language::ALL.map(load));

/// The texts of one language; a small value to be copied.
#[derive(Clone, Copy)]
pub(crate) struct Texts(&'static Loaded);

/// An argument of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Argument {
    /// A number, which chooses the plural form and is written with thin spaces.
    Number(i64),
    /// A text that is put in as it is.
    Text(String),
    /// A day. Beside `$name` a text may ask for `$name_to`, `$name_from`, `$name_in` and
    /// `$name_of`: Kyrgyz and Kazakh put endings where others put prepositions.
    Day(Date),
}

/// The endings that a day can have in a text.
pub(crate) const DAY_ENDINGS: [&str; 4] = ["to", "from", "in", "of"];

impl From<Date> for Argument {
    fn from(value: Date) -> Self {
        Argument::Day(value)
    }
}

impl From<i64> for Argument {
    fn from(value: i64) -> Self {
        Argument::Number(value)
    }
}

impl From<&str> for Argument {
    fn from(value: &str) -> Self {
        Argument::Text(value.to_owned())
    }
}

impl From<String> for Argument {
    fn from(value: String) -> Self {
        Argument::Text(value)
    }
}

impl Texts {
    /// Returns the texts of a language.
    pub(crate) fn of(language: Language) -> Texts {
        let place = Language::ALL.iter().position(|known| *known == language).unwrap_or_default();
        Texts(&LOADED[place])
    }

    /// Returns the language.
    pub(crate) fn language(self) -> Language {
        self.0.language
    }

    /// Returns the text of that key, which has no arguments.
    pub(crate) fn say(self, key: &str) -> Cow<'static, str> {
        match self.0.plain.get(key) {
            Some(text) => Cow::Borrowed(text),
            None => Cow::Owned(self.formatted(key, &FluentArgs::new())),
        }
    }

    /// Returns the text of a key with its argument `count`.
    pub(crate) fn count(self, key: &str, count: impl Borrow<i64>) -> String {
        self.fill(key, &[("count", Argument::Number(*count.borrow()))])
    }

    /// Returns the text of a key with one text as argument `name`.
    pub(crate) fn with(self, key: &str, name: &'static str, value: impl AsRef<str>) -> String {
        self.fill(key, &[(name, Argument::Text(value.as_ref().to_owned()))])
    }

    /// Returns the text of a key with its arguments.
    pub(crate) fn fill(self, key: &str, arguments: &[(&'static str, Argument)]) -> String {
        let mut args = FluentArgs::with_capacity(arguments.len());
        for (name, value) in arguments {
            self.put(&mut args, name, value);
        }
        self.formatted(key, &args)
    }

    /// Returns the text of a key with arguments whose names are not known beforehand.
    pub(crate) fn fill_named(self, key: &str, arguments: &[(String, Argument)]) -> String {
        let mut args = FluentArgs::with_capacity(arguments.len());
        for (name, value) in arguments {
            self.put(&mut args, name, value);
        }
        self.formatted(key, &args)
    }

    fn put<'a>(self, args: &mut FluentArgs<'a>, name: &'a str, value: &'a Argument) {
        match value {
            Argument::Number(number) => args.set(name, *number),
            Argument::Text(text) => args.set(name, text.as_str()),
            Argument::Day(day) => {
                args.set(name, self.day(*day));
                for ending in DAY_ENDINGS {
                    args.set(format!("{name}_{ending}"), self.day_with(ending, *day));
                }
            }
        }
    }

    /// Returns the word for a code of a family, for example `domain`, `post_release`.
    ///
    /// Codes come from the journal and the tables; one without a word shows as it is, because a
    /// page must stand even when a table was published that this program does not know.
    pub(crate) fn code(self, family: &str, code: impl AsRef<str>) -> Cow<'static, str> {
        let code = code.as_ref();
        self.find(&format!("{family}-{code}")).unwrap_or_else(|| Cow::Owned(code.to_owned()))
    }

    /// Returns the text of a key without arguments, if there is one.
    pub(crate) fn find(self, key: &str) -> Option<Cow<'static, str>> {
        self.0.plain.get(key).map(|text| Cow::Borrowed(text.as_str()))
    }

    /// Returns whether a text of that key exists, with arguments or without.
    pub(crate) fn has(self, key: &str) -> bool {
        self.0.bundle.has_message(key)
    }

    fn formatted(self, key: &str, args: &FluentArgs<'_>) -> String {
        let pattern = self.0.bundle.get_message(key).and_then(|message| message.value());
        let Some(pattern) = pattern else { return format!("⟦{key}⟧") };
        let mut errors = Vec::new();
        let text = self.0.bundle.format_pattern(pattern, Some(args), &mut errors).into_owned();
        if errors.is_empty() { text } else { format!("⟦{key}: {text}⟧") }
    }
}

/// Loads a language. A source that does not parse loses only the broken text, which then shows as
/// its key; a test keeps that from happening.
fn load(language: Language) -> Loaded {
    let identifier = language.code().parse::<LanguageIdentifier>().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![identifier]);
    bundle.set_use_isolating(false);
    bundle.set_formatter(Some(|value, _| match value {
        // Counts are whole; the formatter meets no other number.
        FluentValue::Number(number) => Some(grouped(number.value as i64)),
        _ => None,
    }));
    let mut keys = Vec::new();
    for source in sources(language) {
        let resource = FluentResource::try_new((*source).to_owned());
        let resource = resource.unwrap_or_else(|(readable, _)| readable);
        keys.extend(texts_of(source).map(|(key, _)| key.to_owned()));
        bundle.add_resource_overriding(resource);
    }
    let mut plain = BTreeMap::new();
    for key in keys {
        let Some(pattern) = bundle.get_message(&key).and_then(|message| message.value()) else {
            continue;
        };
        let mut errors = Vec::new();
        let text = bundle.format_pattern(pattern, None, &mut errors).into_owned();
        if errors.is_empty() {
            plain.insert(key, text);
        }
    }
    Loaded { language, plain, bundle }
}

/// Returns the keys of a source with their raw texts, in the order of the file.
pub(crate) fn texts_of(source: &str) -> impl Iterator<Item = (&str, &str)> {
    let starts = source.match_indices('\n').map(|(at, _)| at + 1);
    let starts: Vec<usize> = std::iter::once(0)
        .chain(starts)
        .filter(|at| source[*at..].starts_with(|first: char| first.is_ascii_alphabetic()))
        .collect();
    let ends: Vec<usize> = starts.iter().copied().skip(1).chain([source.len()]).collect();
    starts.into_iter().zip(ends).filter_map(|(start, end)| {
        let (key, text) = source[start..end].split_once('=')?;
        // A comment before the next text does not belong to this one.
        let text = text.split("\n#").next().unwrap_or(text);
        Some((key.trim(), text.trim()))
    })
}
