//! The four languages of the pages, and how a reader's language is found.
//!
//! Order: the cookie that the language switch sets, the setting of the account, the browser's
//! wish, Russian.

/// A language of the pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Language {
    /// Kyrgyz.
    Ky,
    /// Kazakh.
    Kk,
    /// Russian.
    Ru,
    /// English.
    En,
}

/// Name of the cookie that keeps the reader's choice.
pub(crate) const LANGUAGE_COOKIE: &str = "language";

/// Longest `Accept-Language` header that is read; browsers send fewer than a hundred bytes.
const ACCEPT_LENGTH_MAX: usize = 1_000;

impl Language {
    /// Every language, in the order of the language switch.
    pub(crate) const ALL: [Language; 4] = [Language::Ky, Language::Kk, Language::Ru, Language::En];

    /// Returns the code of the language, as in `<html lang>`.
    pub(crate) fn code(self) -> &'static str {
        match self {
            Language::Ky => "ky",
            Language::Kk => "kk",
            Language::Ru => "ru",
            Language::En => "en",
        }
    }

    /// Returns the language's name in that language.
    pub(crate) fn own_name(self) -> &'static str {
        match self {
            Language::Ky => "Кыргызча",
            Language::Kk => "Қазақша",
            Language::Ru => "Русский",
            Language::En => "English",
        }
    }

    /// Returns the language of that code, if the pages speak it; `ru-KG` is Russian.
    pub(crate) fn find(code: &str) -> Option<Language> {
        let main = code.split(['-', '_']).next().unwrap_or(code);
        Language::ALL.into_iter().find(|language| main.eq_ignore_ascii_case(language.code()))
    }

    /// Returns the language in which a reader is answered.
    ///
    /// `cookie` and `setting` are codes; `accept` is the `Accept-Language` header.
    pub(crate) fn negotiate(
        cookie: Option<&str>,
        setting: Option<&str>,
        accept: Option<&str>,
    ) -> Language {
        cookie
            .and_then(Language::find)
            .or_else(|| setting.and_then(Language::find))
            .or_else(|| accept.and_then(wished))
            .unwrap_or(Language::Ru)
    }
}

/// Returns the language that an `Accept-Language` header likes best among ours.
fn wished(header: &str) -> Option<Language> {
    if header.len() > ACCEPT_LENGTH_MAX {
        return None;
    }
    let mut best: Option<(u32, Language)> = None;
    for wish in header.split(',') {
        let mut parts = wish.split(';').map(str::trim);
        let Some(language) = parts.next().and_then(Language::find) else { continue };
        let weight = parts.find_map(|part| part.strip_prefix("q=")).map_or(1_000, permille);
        if weight > 0 && best.is_none_or(|(known, _)| weight > known) {
            best = Some((weight, language));
        }
    }
    best.map(|(_, language)| language)
}

/// Reads a weight such as `0.8` as thousandths; what is no weight counts as nothing.
fn permille(text: &str) -> u32 {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let digits: String = fraction.chars().chain("000".chars()).take(3).collect();
    match (whole.parse::<u32>(), digits.parse::<u32>()) {
        (Ok(whole @ 0..=1), Ok(fraction)) => (whole * 1_000 + fraction).min(1_000),
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(cookie: Option<&str>, setting: Option<&str>, accept: Option<&str>, code: &str) {
        assert_eq!(Language::negotiate(cookie, setting, accept).code(), code);
    }

    #[test]
    fn the_choice_of_the_reader_goes_before_the_account_and_the_browser() {
        check(Some("kk"), Some("ky"), Some("en"), "kk");
        check(None, Some("ky"), Some("en"), "ky");
        check(None, None, Some("en"), "en");
    }

    #[test]
    fn a_language_that_we_do_not_speak_is_passed_over() {
        check(Some("de"), None, None, "ru");
        check(Some("de"), Some("xx"), Some("fr, ky-KG;q=0.4, en;q=0.3"), "ky");
        check(None, None, None, "ru");
    }

    #[test]
    fn the_browser_is_answered_by_its_weights() {
        check(None, None, Some("ru;q=0.2, kk-KZ;q=0.9, en;q=0.8"), "kk");
        check(None, None, Some("en;q=0, ky;q=0.001"), "ky");
        check(None, None, Some("en;q=nonsense"), "ru");
    }

    #[test]
    fn an_endless_header_is_not_read() {
        check(None, None, Some(&"en,".repeat(1_000)), "ru");
    }
}
