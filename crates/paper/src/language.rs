//! The four languages of papers, and the few words that every paper needs in them.

use jiff::civil::Date;

/// A language in which papers are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Language {
    /// Kyrgyz, state language of Kyrgyzstan.
    Kyrgyz,
    /// Kazakh, state language of Kazakhstan.
    Kazakh,
    /// Russian, official language of both.
    Russian,
    /// English.
    English,
}

const MONTHS_KYRGYZ: [&str; 12] = [
    "январы",
    "февралы",
    "марты",
    "апрели",
    "майы",
    "июну",
    "июлу",
    "августу",
    "сентябры",
    "октябры",
    "ноябры",
    "декабры",
];
const MONTHS_KAZAKH: [&str; 12] = [
    "қаңтар",
    "ақпан",
    "наурыз",
    "сәуір",
    "мамыр",
    "маусым",
    "шілде",
    "тамыз",
    "қыркүйек",
    "қазан",
    "қараша",
    "желтоқсан",
];
const MONTHS_RUSSIAN: [&str; 12] = [
    "января",
    "февраля",
    "марта",
    "апреля",
    "мая",
    "июня",
    "июля",
    "августа",
    "сентября",
    "октября",
    "ноября",
    "декабря",
];
const MONTHS_ENGLISH: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

impl Language {
    /// All four, in the order in which a person is offered them.
    pub const ALL: [Language; 4] =
        [Language::Kyrgyz, Language::Kazakh, Language::Russian, Language::English];

    /// Returns the tag of RFC 5646, for example `ky`.
    pub fn tag(self) -> &'static str {
        match self {
            Language::Kyrgyz => "ky",
            Language::Kazakh => "kk",
            Language::Russian => "ru",
            Language::English => "en",
        }
    }

    /// Returns the language of that tag.
    pub fn find(tag: &str) -> Option<Language> {
        Language::ALL.into_iter().find(|language| language.tag() == tag)
    }

    /// Returns a civil day in words, as a paper of that language writes it.
    pub fn day_in_words(self, day: Date) -> String {
        let (year, number) = (day.year(), day.day());
        let month = match self {
            Language::Kyrgyz => MONTHS_KYRGYZ,
            Language::Kazakh => MONTHS_KAZAKH,
            Language::Russian => MONTHS_RUSSIAN,
            Language::English => MONTHS_ENGLISH,
        };
        // A month is 1 to 12, so the name is always found.
        let index = usize::from(day.month().unsigned_abs()).saturating_sub(1);
        let month = month.get(index).copied().unwrap_or_default();
        match self {
            Language::Kyrgyz => format!("{year}-жылдын {number}-{month}"),
            Language::Kazakh => format!("{year} жылғы {number} {month}"),
            Language::Russian => format!("{number} {month} {year} г."),
            Language::English => format!("{number} {month} {year}"),
        }
    }

    /// Returns a civil day in digits, for a table's cell.
    pub fn day_in_digits(self, day: Date) -> String {
        match self {
            Language::Kyrgyz | Language::Kazakh | Language::Russian => {
                day.strftime("%d.%m.%Y").to_string()
            }
            // Day and month in digits are read both ways in English.
            Language::English => day.to_string(),
        }
    }

    /// Returns what an annex is called by its number.
    pub(crate) fn annex(self, number: usize) -> String {
        match self {
            Language::Kyrgyz => format!("{number}-тиркеме"),
            Language::Kazakh => format!("{number}-қосымша"),
            Language::Russian => format!("Приложение {number}"),
            Language::English => format!("Annex {number}"),
        }
    }

    /// Returns what the foot of a page says: which page this is, of how many.
    pub(crate) fn page_of(self, page: usize, pages: usize) -> String {
        match self {
            Language::Kyrgyz => format!("{page}-бет, бардыгы {pages}"),
            Language::Kazakh => format!("{page}-бет, барлығы {pages}"),
            Language::Russian => format!("стр. {page} из {pages}"),
            Language::English => format!("page {page} of {pages}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(language: Language, day: &str, words: &str) {
        assert_eq!(language.day_in_words(day.parse().unwrap()), words);
    }

    #[test]
    fn a_day_is_written_as_its_language_writes_it() {
        check(Language::Kyrgyz, "2025-03-05", "2025-жылдын 5-марты");
        check(Language::Kazakh, "2025-12-31", "2025 жылғы 31 желтоқсан");
        check(Language::Russian, "2025-01-01", "1 января 2025 г.");
        check(Language::English, "2025-08-09", "9 August 2025");
    }

    #[test]
    fn a_tag_names_its_language_and_no_other() {
        for language in Language::ALL {
            assert_eq!(Language::find(language.tag()), Some(language));
        }
        assert_eq!(Language::find("uz"), None);
    }
}
