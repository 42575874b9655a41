//! Whose law is in force, and the law tables as the command line reads and checks them.

use std::str::FromStr;
use std::sync::LazyLock;

use bagyt_core::law::Pack;

use crate::embedded::{self, Folder};
use crate::outcome::Failure;

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

/// The laws of all countries that the program carries, each read once.
static CARRIED: LazyLock<Vec<(Country, Result<Pack, String>)>> =
    LazyLock::new(|| Country::ALL.map(|country| (country, parsed(country))).into());

/// Returns the law of a country as the program carries it, to be read: what is in force in an
/// installation is its own law alone ([`crate::tables::Tables::pack`]).
///
/// # Errors
///
/// [`Failure::Defect`] if the build carries rows that cannot be read.
pub fn carried(country: Country) -> Result<&'static Pack, Failure> {
    let found = CARRIED.iter().find(|(known, _)| *known == country);
    match found.map(|(_, pack)| pack) {
        Some(Ok(pack)) => Ok(pack),
        Some(Err(reason)) => Err(Failure::defect(reason)),
        None => Err(Failure::NotFound),
    }
}

fn parsed(country: Country) -> Result<Pack, String> {
    let files = embedded::files(Folder::Law, Some(country.code()));
    let named: Vec<(&str, &str)> = files.iter().map(|file| (file.base(), file.text)).collect();
    Pack::parse(country.code(), &named).map_err(|error| error.to_string())
}
