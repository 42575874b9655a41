//! The facts of a person's record.

use bagyt_core::effective::Effective;
use bagyt_core::fact::{Corrected, Fact, Mending, Withdrawn};
use bagyt_core::identity::MessageId;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::erasure::{ErasureApproved, ErasureAsked, ErasureRefused};
use super::merge::{
    MergeConfirmed, MergeProposed, MergeRefused, MergeUndone, PersonJoined, PersonParted,
};

/// The sex in a person's papers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Sex {
    /// Female.
    #[serde(rename = "f")]
    Female,
    /// Male.
    #[serde(rename = "m")]
    Male,
}

impl Sex {
    /// Returns `f` or `m`, as in messages and columns.
    pub fn code(self) -> &'static str {
        match self {
            Sex::Female => "f",
            Sex::Male => "m",
        }
    }

    /// Returns the sex of that code, if it is one.
    pub fn find(code: &str) -> Option<Sex> {
        match code {
            "f" => Some(Sex::Female),
            "m" => Some(Sex::Male),
            _ => None,
        }
    }
}

/// A person became known to the service.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonCreated {
    /// The sex in the papers.
    pub sex: Sex,
    /// Year of birth, where known; the whole date is private.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub birth_year: Option<i16>,
    /// The language in which the person is spoken to: `ky`, `kk`, `ru`, `en`, `uz`, `tg`.
    pub language: String,
    /// Citizenship, two letters of ISO 3166-1; `XX` for a stateless person.
    pub country: String,
    /// Who the person is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub private: Option<PrivatePerson>,
}

/// Who a person is and where to be found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PrivatePerson {
    /// Surname, or the name with *uulu* or *kyzy* that stands for one.
    pub surname: String,
    /// Given name.
    pub given_name: String,
    /// Patronymic; lawfully absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub patronymic: Option<String>,
    /// Day of birth, where known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub birth_on: Option<Date>,
    /// National number, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub national_no: Option<String>,
    /// Address as written, without the settlement.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// Code of the settlement.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub settlement: Option<String>,
    /// Telephone number as written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
}

/// On what ground a message was said to speak of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LinkGround {
    /// Nobody like that was known; the record was made from this message.
    New,
    /// The same valid national number, and nothing against it.
    Number,
    /// A member of staff decided.
    Decision,
}

/// How a record is like a known person, or unlike.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Likeness {
    /// The national numbers are equal.
    SameNumber,
    /// The number is one that the person had before.
    FormerNumber,
    /// The numbers differ in one digit or in two neighbours changed over.
    NumberOneDigitOff,
    /// Both have a number, and the two are unlike.
    OtherNumber,
    /// The number says another birth date or sex than the record that carries it.
    NumberAgainstItsRecord,
    /// Surname and given name are equal in any script.
    SameNames,
    /// The same names stand in other places.
    NamesInOtherOrder,
    /// Surname or given name differs in one letter.
    SimilarNames,
    /// Given name and patronymic are equal, the surname is another.
    OtherSurname,
    /// Surname and given name are equal, the patronymic is another.
    OtherPatronymic,
    /// The names have nothing in common that counts.
    OtherNames,
    /// The birth dates are equal.
    SameBirthDate,
    /// Day and month are changed over.
    DayAndMonthSwapped,
    /// The birth dates differ in one digit.
    BirthDateOneDigitOff,
    /// The year is equal and one side knows no more, which is written as 1 January.
    BirthYearOnly,
    /// One side has no birth date.
    BirthDateUnknown,
    /// The birth dates differ.
    OtherBirthDate,
    /// The sexes differ.
    OtherSex,
}

/// A message was said to speak of this person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonLinked {
    /// The message.
    pub message: MessageId,
    /// On what ground.
    pub ground: LinkGround,
    /// What spoke for it and against it.
    pub reasons: Vec<Likeness>,
}

/// Why a person has another national number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NumberChange {
    /// There was none before.
    Assigned,
    /// The registry replaced the former one.
    Replaced,
    /// The former one had been written wrongly.
    Corrected,
}

/// The person has another national number; the former one stays known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NumberChanged {
    /// Why.
    pub change: NumberChange,
    /// Since when; absent means from the moment of recording.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<Effective>,
    /// The numbers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub private: Option<PrivateNumber>,
}

/// A national number that took the place of another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PrivateNumber {
    /// The number from then on.
    pub national_no: String,
}

/// Why a person has another name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NameChange {
    /// By marriage or divorce.
    Marriage,
    /// By a decision of the registry office.
    Registry,
    /// The former one had been written wrongly.
    Correction,
}

/// The person has another name; the former one stays known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonRenamed {
    /// Why.
    pub change: NameChange,
    /// Since when; absent means from the moment of recording.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<Effective>,
    /// The names.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub private: Option<PrivateNames>,
}

/// The names that a person has from then on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PrivateNames {
    /// Surname.
    pub surname: String,
    /// Given name.
    pub given_name: String,
    /// Patronymic; lawfully absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub patronymic: Option<String>,
}

bagyt_core::facts! {
    /// What happens to a person's record.
    pub enum PersonFact {
        /// The person became known.
        Created(PersonCreated) = "exchange.person.created" 1,
        /// A message was said to speak of the person.
        Linked(PersonLinked) = "exchange.person.linked" 1,
        /// The national number changed.
        NumberChanged(NumberChanged) = "exchange.person.number_changed" 1,
        /// The names changed.
        Renamed(PersonRenamed) = "exchange.person.renamed" 1,
        /// Somebody asked that it be forgotten who the person was.
        ErasureAsked(ErasureAsked) = "exchange.erasure.asked" 1,
        /// Another person refused it.
        ErasureRefused(ErasureRefused) = "exchange.erasure.refused" 1,
        /// Another person approved it.
        ErasureApproved(ErasureApproved) = "exchange.erasure.approved" 1,
        /// Somebody proposed that another record is this person's too.
        MergeProposed(MergeProposed) = "exchange.merge.proposed" 1,
        /// Another person refused it.
        MergeRefused(MergeRefused) = "exchange.merge.refused" 1,
        /// Another person confirmed it.
        MergeConfirmed(MergeConfirmed) = "exchange.merge.confirmed" 1,
        /// The records are two persons' after all.
        MergeUndone(MergeUndone) = "exchange.merge.undone" 1,
        /// This record is that of another one's person.
        Joined(PersonJoined) = "exchange.person.joined" 1,
        /// This record is a person of its own again.
        Parted(PersonParted) = "exchange.person.parted" 1,
        /// An entry no longer holds.
        Withdrawn(Withdrawn) = "exchange.entry.withdrawn" 1,
        /// An entry holds with another content.
        Corrected(Corrected) = "exchange.entry.corrected" 1,
    }
}

impl Fact for PersonFact {
    fn effective(&self) -> Option<Effective> {
        match self {
            PersonFact::NumberChanged(fact) => fact.since,
            PersonFact::Renamed(fact) => fact.since,
            _ => None,
        }
    }

    fn mends(&self) -> Option<Mending<'_>> {
        match self {
            PersonFact::Withdrawn(fact) => Some(Mending::Withdraws(fact)),
            PersonFact::Corrected(fact) => Some(Mending::Corrects(fact)),
            _ => None,
        }
    }
}
