//! A text that a table carries in the four languages of the product.

use serde::Deserialize;

/// A text that a table carries in every language; none may be missing.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// English.
    pub en: String,
    /// Russian.
    pub ru: String,
    /// Kyrgyz.
    pub ky: String,
    /// Kazakh.
    pub kk: String,
}

impl Words {
    /// Returns the text in a language by its code; English for a language that there is not.
    pub fn in_language(&self, code: &str) -> &str {
        match code {
            "ru" => &self.ru,
            "ky" => &self.ky,
            "kk" => &self.kk,
            _ => &self.en,
        }
    }
}
