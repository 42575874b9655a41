//! The code lists of one country: who the agencies are, what the courts may order, for what.
//!
//! They are data in `agencies/<country>/`, published into the journal like the law; a message is
//! read against the lists that held when it came. A code stays for ever; a place changes its
//! office, an office opens and closes, with dates. Names stand in the four languages of the pages.
//!
//! Deliberately not here: how long a measure may last, which is a row of the law that the measure
//! names; and who works in an office.

mod check;
mod table;

use std::collections::BTreeMap;

use bagyt_core::effective::Zone;
use bagyt_core::identity::OfficeCode;
use bagyt_core::words::Words;
use jiff::civil::Date;
use serde::Deserialize;

use crate::number::Scheme;

pub use check::CodeError;

/// The probation service itself.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Service {
    /// Its code as sender and recipient of messages.
    pub code: String,
    /// The country: `zz`, `kz` or `kg`.
    pub country: String,
    /// The time zone of its offices in the tz database.
    pub zone: String,
    /// Its name.
    pub name: Words,
    /// Number of posts at headquarters.
    #[serde(default)]
    pub posts: u32,
}

/// A region or a city of that rank.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Region {
    /// Its code: two digits.
    pub code: String,
    /// Its name.
    pub name: Words,
    /// The interregional department that oversees its offices.
    pub department: String,
    /// Whether it is a city.
    #[serde(default)]
    pub city: bool,
}

/// An interregional department: oversees the offices of some regions.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Department {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: Words,
    /// Number of posts.
    pub posts: u32,
}

/// A territorial office.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Office {
    /// Its code: `ZZ-<region>-<number>`.
    pub code: OfficeCode,
    /// The region in which it lies.
    pub region: String,
    /// Its name.
    pub name: Words,
    /// Its address.
    pub address: Words,
    /// Its telephone number.
    pub phone: String,
    /// Number of posts, its head included.
    pub posts: u32,
    /// Its first day.
    pub opened_on: Date,
    /// The day on which it was there no more; absent while it is.
    pub closed_on: Option<Date>,
}

/// Which kind of agency a code names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AgencyKind {
    /// A court.
    Court,
    /// A prison, colony or remand prison.
    Prison,
    /// A police unit.
    Police,
    /// A centre of electronic monitoring.
    Centre,
}

/// A court, prison, police unit or monitoring centre.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Agency {
    /// Its code as sender and recipient of messages.
    pub code: String,
    /// The region in which it lies.
    pub region: String,
    /// Its name.
    pub name: Words,
    /// Its rank: of a court `region`, `city` or `district`, of a prison its regime.
    pub rank: String,
}

/// A spell in which a settlement belongs to an office.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OfficeSpell {
    /// The office.
    pub office: OfficeCode,
    /// The first day.
    pub from: Date,
    /// The day from which it belongs to another; absent while it belongs to this one.
    pub until: Option<Date>,
}

/// A town, village or part of a city, with the office of its residents.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settlement {
    /// Its code.
    pub code: String,
    /// The region in which it lies.
    pub region: String,
    /// Its name.
    pub name: Words,
    /// Thousands of residents, rounded up; how the invented country spreads its people.
    pub residents_thousand: u32,
    /// The offices of its residents, one after the other.
    pub offices: Vec<OfficeSpell>,
}

/// How the length of a measure is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TermUnit {
    /// In years, months and days.
    Duration,
    /// In hours of work.
    Hours,
    /// In years, months and days, with a percentage of the wage.
    DurationAndPercent,
    /// It has no length.
    None,
}

/// Where in probation work a measure belongs; the words of the journal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Domain {
    /// Before trial and sentence.
    PreSentence,
    /// Sentences in the community.
    NonCustodial,
    /// In prison, before release.
    Penitentiary,
    /// After release.
    PostRelease,
}

impl Domain {
    /// Returns the word in facts and columns.
    pub fn code(self) -> &'static str {
        match self {
            Domain::PreSentence => "pre_sentence",
            Domain::NonCustodial => "non_custodial",
            Domain::Penitentiary => "penitentiary",
            Domain::PostRelease => "post_release",
        }
    }
}

/// What a court orders: a kind of sentence, of release or of study.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Measure {
    /// Its code.
    pub code: String,
    /// Where in probation work it belongs.
    pub domain: Domain,
    /// How its length is said.
    pub term: TermUnit,
    /// The rows of the law that bound its length.
    #[serde(default)]
    pub term_rows: Vec<String>,
    /// The rows of the law that bound the percentage of the wage.
    #[serde(default)]
    pub percent_rows: Vec<String>,
    /// The row of the law that says how many hours of work are done in a period at the least; only
    /// of a measure that is counted in hours.
    #[serde(default)]
    pub pace_row: Option<String>,
    /// Its name.
    pub name: Words,
}

/// An article of the criminal code, with its place in the international classification.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Article {
    /// Its code as courts write it: article, and part in brackets.
    pub code: String,
    /// Code in the International Classification of Crime for Statistical Purposes.
    pub iccs: String,
    /// The group that statistics use: its first level in that classification.
    pub group: String,
    /// Its name.
    pub name: Words,
}

/// A group of articles: a first level of the international classification.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ArticleGroup {
    /// Its code: two digits.
    pub code: String,
    /// Its name.
    pub name: Words,
}

/// An obligation that a court may lay on a person.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Obligation {
    /// Its code.
    pub code: String,
    /// The row of the law from which it comes, where there is one.
    pub row: Option<String>,
    /// Its name.
    pub name: Words,
}

/// Where community service is done: a municipal enterprise, a home, a school.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Host {
    /// Its code.
    pub code: String,
    /// The region in which it lies.
    pub region: String,
    /// Its name.
    pub name: Words,
}

/// What a meeting of several clients is about.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Topic {
    /// Its code.
    pub code: String,
    /// The most clients of one meeting, at least two.
    pub clients_max: u8,
    /// Its name.
    pub name: Words,
}

/// The code lists of one country.
///
/// Invariant: each code stands once in its list, each code that a row names is in its list, and
/// the spells of a settlement leave no gap and no overlap. [`Codes::parse`] checks it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Codes {
    /// The service.
    pub service: Service,
    /// Regions by code.
    pub regions: BTreeMap<String, Region>,
    /// Interregional departments by code.
    pub departments: BTreeMap<String, Department>,
    /// Offices by code.
    pub offices: BTreeMap<String, Office>,
    /// Courts by code.
    pub courts: BTreeMap<String, Agency>,
    /// Prisons by code.
    pub prisons: BTreeMap<String, Agency>,
    /// Police units by code.
    pub police: BTreeMap<String, Agency>,
    /// Centres of electronic monitoring by code.
    pub centres: BTreeMap<String, Agency>,
    /// Settlements by code.
    pub settlements: BTreeMap<String, Settlement>,
    /// Measures by code.
    pub measures: BTreeMap<String, Measure>,
    /// Groups of articles by code.
    pub groups: BTreeMap<String, ArticleGroup>,
    /// Articles by code.
    pub articles: BTreeMap<String, Article>,
    /// Obligations by code.
    pub obligations: BTreeMap<String, Obligation>,
    /// Hosts of community service by code.
    pub hosts: BTreeMap<String, Host>,
    /// Topics of group sessions by code.
    pub topics: BTreeMap<String, Topic>,
}

impl Codes {
    /// Reads the lists from the texts of their files, each with its name (`offices.toml`); other
    /// names are passed over.
    ///
    /// # Errors
    ///
    /// Every [`CodeError`] that was found, in the order of the files.
    ///
    /// ```
    /// use bagyt_exchange::codes::{CodeError, Codes};
    ///
    /// let errors = Codes::parse(&[]).unwrap_err();
    /// assert!(matches!(&errors[0], CodeError::NoFile { file: "service.toml" }));
    /// ```
    pub fn parse(files: &[(&str, &str)]) -> Result<Codes, Vec<CodeError>> {
        table::read(files)
    }

    /// Returns the zone in which days are meant.
    pub fn zone(&self) -> Zone {
        Zone::find(&self.service.zone).unwrap_or(Zone::Utc)
    }

    /// Returns the scheme of the country's national numbers, if it is known.
    pub fn number_scheme(&self) -> Option<Scheme> {
        Scheme::of_country(&self.service.country)
    }

    /// Returns the court, prison, police unit or monitoring centre of that code, with its kind.
    pub fn find_agency(&self, code: &str) -> Option<(AgencyKind, &Agency)> {
        let lists = [
            (AgencyKind::Court, &self.courts),
            (AgencyKind::Prison, &self.prisons),
            (AgencyKind::Police, &self.police),
            (AgencyKind::Centre, &self.centres),
        ];
        lists.into_iter().find_map(|(kind, list)| list.get(code).map(|agency| (kind, agency)))
    }

    /// Returns the name of whatever sends or receives messages under that code.
    pub fn find_counterpart(&self, code: &str) -> Option<&Words> {
        if code == self.service.code {
            return Some(&self.service.name);
        }
        let office = self.offices.get(code).map(|office| &office.name);
        office.or_else(|| self.find_agency(code).map(|(_, agency)| &agency.name))
    }

    /// Returns the office of the residents of a settlement on a day.
    pub fn find_office_of(&self, settlement: &str, on: Date) -> Option<&OfficeCode> {
        let spells = &self.settlements.get(settlement)?.offices;
        let holds =
            |spell: &&OfficeSpell| spell.from <= on && spell.until.is_none_or(|until| on < until);
        spells.iter().find(holds).map(|spell| &spell.office)
    }

    /// Returns the group of an article, for statistics.
    pub fn find_group_of(&self, article: &str) -> Option<&str> {
        self.articles.get(article).map(|article| article.group.as_str())
    }
}
