//! Order of names in the reader's language.
//!
//! Names sort differently in Russian, Kyrgyz and Kazakh. A sort key per language is kept beside
//! the name in the personal projections, so that a database can order by plain bytes. The keys
//! follow the Unicode collation algorithm with CLDR's tailorings.

use icu_collator::options::CollatorOptions;
use icu_collator::{Collator, CollatorBorrowed};
use icu_locale_core::locale;

/// Collators of the languages whose orders differ; English names are sorted as in Russian lists.
pub(crate) struct Sorting {
    russian: CollatorBorrowed<'static>,
    kyrgyz: CollatorBorrowed<'static>,
    kazakh: CollatorBorrowed<'static>,
}

/// Keys of one name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SortKeys {
    /// In Russian.
    pub(crate) russian: Vec<u8>,
    /// In Kyrgyz.
    pub(crate) kyrgyz: Vec<u8>,
    /// In Kazakh.
    pub(crate) kazakh: Vec<u8>,
}

/// The binary's collation data lacks a language.
#[derive(Clone, Debug, thiserror::Error)]
#[error("the order of the language {language} is not in this program")]
pub struct NoCollation {
    /// Its code.
    pub language: &'static str,
}

impl Sorting {
    /// Reads the compiled-in orders.
    ///
    /// # Errors
    ///
    /// [`NoCollation`] if the data were built without one of the languages.
    pub(crate) fn try_new() -> Result<Sorting, NoCollation> {
        let collator = |locale: icu_locale_core::Locale, language| {
            Collator::try_new((&locale).into(), CollatorOptions::default())
                .map_err(|_| NoCollation { language })
        };
        Ok(Sorting {
            russian: collator(locale!("ru"), "ru")?,
            kyrgyz: collator(locale!("ky"), "ky")?,
            kazakh: collator(locale!("kk"), "kk")?,
        })
    }

    /// Returns the keys of a name.
    pub(crate) fn keys(&self, name: &str) -> SortKeys {
        let key = |collator: &CollatorBorrowed<'static>| {
            let mut key = Vec::with_capacity(name.len() * 2);
            let Ok(()) = collator.write_sort_key_to(name, &mut key);
            key
        };
        SortKeys {
            russian: key(&self.russian),
            kyrgyz: key(&self.kyrgyz),
            kazakh: key(&self.kazakh),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(of: fn(SortKeys) -> Vec<u8>, ordered: &[&str]) {
        let sorting = Sorting::try_new().unwrap();
        let mut names = ordered.to_vec();
        names.reverse();
        names.sort_by_key(|name| of(sorting.keys(name)));
        assert_eq!(names, ordered);
    }

    #[test]
    fn kyrgyz_names_sort_as_in_a_kyrgyz_list() {
        check(|keys| keys.kyrgyz, &["Нурбек", "Ңаалы", "Осмон", "Өмүр", "Улан", "Үсөн"]);
    }

    #[test]
    fn kazakh_names_sort_as_in_a_kazakh_list() {
        check(
            |keys| keys.kazakh,
            &["Айгүл", "Әлия", "Гүлнар", "Ғалым", "Кәрім", "Қайрат", "Ұлан", "Үміт", "Іле"],
        );
    }

    #[test]
    fn russian_lists_put_yo_beside_ye() {
        check(|keys| keys.russian, &["Елена", "Ёлкин", "Ермаков", "Жанна"]);
    }
}
