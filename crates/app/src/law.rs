//! Whose law is in force, and the law tables as the command line reads and checks them.

use std::str::FromStr;

/// A country whose law the product carries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Country {
    /// The invented country.
    Zz,
    /// The Kyrgyz Republic.
    Kg,
    /// Kazakhstan.
    Kz,
}

impl Country {
    /// All of them.
    pub const ALL: [Country; 3] = [Country::Zz, Country::Kg, Country::Kz];

    /// Returns its folder's name.
    pub fn code(self) -> &'static str {
        match self {
            Country::Zz => "zz",
            Country::Kg => "kg",
            Country::Kz => "kz",
        }
    }
}

/// A word names no country whose law is here.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{text}` names no country whose law is here; there are zz, kg and kz")]
pub struct UnknownCountry {
    /// What was given.
    pub text: String,
}

impl FromStr for Country {
    type Err = UnknownCountry;

    fn from_str(text: &str) -> Result<Self, UnknownCountry> {
        Country::ALL
            .into_iter()
            .find(|country| country.code() == text)
            .ok_or_else(|| UnknownCountry { text: text.to_owned() })
    }
}
