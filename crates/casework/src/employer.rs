//! The register of employers and schools with which an office works: what they offer, how many
//! places there are, and who has taken them.
//!
//! An employer has a stream of its own. It is described when the office begins to work with it and
//! again when something changes; the newest description holds. It offers vacancies and courses, each
//! with its places and its last day. A place is taken when a client begins there
//! ([`crate::job`]); that is written here and in the client's case at once, so that no place is given
//! twice. Names, places and contacts tell of people who work there and are sealed.

mod kept;

use bagyt_core::effective::Effective;
use bagyt_core::fact::{Fact, PrivateWords};
use bagyt_core::identity::{CaseId, OfficeCode};
use bagyt_core::money::Money;
use bagyt_core::refusal::required;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

pub use self::kept::{Employer, EmployerStanding, Vacancy};
use crate::fact::sealed;

codes! {
    /// What kind of body an employer is.
    pub enum EmployerKind {
        /// A state or municipal body.
        State = "state",
        /// A company or an entrepreneur.
        Company = "company",
        /// A farm.
        Farm = "farm",
        /// A school, a college, a training centre.
        School = "school",
        /// A non-governmental organisation.
        Ngo = "ngo",
    }
}

codes! {
    /// What is offered.
    pub enum OfferKind {
        /// Work.
        Job = "job",
        /// Training.
        Course = "course",
    }
}

/// Describes an employer: a new one, or what has changed of a known one.
#[derive(Clone, Debug, PartialEq)]
pub struct DescribeEmployer {
    /// From which day.
    pub described: Effective,
    /// The office in whose register it stands.
    pub office: OfficeCode,
    /// What kind of body it is.
    pub kind: EmployerKind,
    /// The day of the agreement with the office, if there is one.
    pub agreement_on: Option<Date>,
    /// Its name.
    pub name: String,
    /// Where it is.
    pub place: String,
    /// Whom to ask for, and the telephone.
    pub contact: String,
}

/// Closes an employer, with all that it offers.
#[derive(Clone, Debug, PartialEq)]
pub struct CloseEmployer {
    /// The first day on which nobody is sent there any more.
    pub closed: Effective,
    /// Why.
    pub words: String,
}

/// Records what an employer offers.
#[derive(Clone, Debug, PartialEq)]
pub struct OfferVacancy {
    /// From which day.
    pub offered: Effective,
    /// Its identifier.
    pub vacancy: Uuid,
    /// Work or training.
    pub kind: OfferKind,
    /// How many places there are.
    pub places: u16,
    /// The wage of a month, if it is said.
    pub wage: Option<Money>,
    /// The last day on which somebody can be sent, if there is one.
    pub until_on: Option<Date>,
    /// The profession, or what is taught.
    pub name: String,
}

/// A vacancy is not offered any more.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CloseVacancy {
    /// Which.
    pub vacancy: Uuid,
    /// The first day on which nobody is sent any more.
    pub closed: Effective,
}

/// An employer was described.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EmployerDescribed {
    /// From which day.
    pub described: Effective,
    /// The office in whose register it stands.
    pub office: OfficeCode,
    /// What kind of body it is.
    pub kind: EmployerKind,
    /// The day of the agreement with the office.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agreement_on: Option<Date>,
    /// Name, place and contact.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub private: Option<EmployerWords>,
}

/// Name, place and contact of an employer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct EmployerWords {
    /// Its name.
    pub name: String,
    /// Where it is.
    pub place: String,
    /// Whom to ask for, and the telephone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<String>,
}

/// An employer was closed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EmployerClosed {
    /// The first day on which nobody is sent there any more.
    pub closed: Effective,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub private: Option<PrivateWords>,
}

/// An employer offers something.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct VacancyOffered {
    /// From which day.
    pub offered: Effective,
    /// Its identifier.
    pub vacancy: Uuid,
    /// Work or training.
    pub kind: OfferKind,
    /// How many places there are.
    pub places: u16,
    /// The wage of a month.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wage: Option<Money>,
    /// The last day on which somebody can be sent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until_on: Option<Date>,
    /// The profession, or what is taught.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub private: Option<PrivateWords>,
}

/// A vacancy is not offered any more.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct VacancyClosed {
    /// Which.
    pub vacancy: Uuid,
    /// The first day on which nobody is sent any more.
    pub closed: Effective,
}

/// A client took a place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PlaceTaken {
    /// The vacancy.
    pub vacancy: Uuid,
    /// The case of the client.
    pub case: CaseId,
    /// When.
    pub taken: Effective,
}

bagyt_core::facts! {
    /// What happens to an employer.
    pub enum EmployerFact {
        /// An employer was described, for the first time or anew.
        Described(EmployerDescribed) = "casework.employer.described" 1,
        /// Nobody is sent to an employer any more.
        Closed(EmployerClosed) = "casework.employer.closed" 1,
        /// An employer offers something.
        Offered(VacancyOffered) = "casework.vacancy.offered" 1,
        /// A vacancy is not offered any more.
        VacancyClosed(VacancyClosed) = "casework.vacancy.closed" 1,
        /// A client took a place.
        Taken(PlaceTaken) = "casework.vacancy.taken" 1,
    }
}

impl Fact for EmployerFact {
    fn effective(&self) -> Option<Effective> {
        match self {
            EmployerFact::Described(fact) => Some(fact.described),
            EmployerFact::Closed(fact) => Some(fact.closed),
            EmployerFact::Offered(fact) => Some(fact.offered),
            EmployerFact::VacancyClosed(fact) => Some(fact.closed),
            EmployerFact::Taken(fact) => Some(fact.taken),
        }
    }
}

/// The longest name, place or contact, in characters: each stands on one line of a list.
pub const EMPLOYER_LINE_MAX: usize = 200;
/// The most places of one vacancy.
pub const PLACES_MAX: u16 = 500;

bagyt_core::refusals! {
    required words;
    /// Why nothing is written in the register of employers.
    pub enum EmployerRefusal {
        /// The day has not come yet.
        #[error("{on} has not come yet")]
        NotYet {
            /// Day that was given.
            on: Date,
        } = "not-yet" @ "on",
        /// There is no such employer.
        #[error("nothing is recorded of this employer")]
        Unknown = "employer-unknown",
        /// Nobody is sent there any more.
        #[error("the employer was closed on {closed_on}; describe a new one")]
        AlreadyClosed {
            /// Since when.
            closed_on: Date,
        } = "employer-closed",
        /// The day lies before the employer was described.
        #[error("the employer was described on {described_on}, after {on}")]
        BeforeDescription {
            /// Day that was given.
            on: Date,
            /// Day of the description.
            described_on: Date,
        } = "employer-before" @ "on",
        /// It stands in the register of another office.
        #[error("the employer stands in the register of office `{office}`")]
        OtherOffice {
            /// That office.
            office: OfficeCode,
        } = "employer-other-office",
        /// It has no name.
        #[error("an employer has a name")]
        NameMissing = "employer-name-missing" @ "name",
        /// Nobody could find it.
        #[error("say where the employer is")]
        PlaceMissing = "employer-place-missing" @ "place",
        /// A line is too long.
        #[error("name, place and contact have at most {most} characters each")]
        LineTooLong {
            /// The most.
            most: usize,
        } = "employer-line-too-long" @ "name",
        /// The agreement lies in the future.
        #[error("an agreement of {on} has not been made yet")]
        AgreementNotYet {
            /// Day that was given.
            on: Date,
        } = "employer-agreement-not-yet" @ "agreement_on",
        /// There are no places, or too many.
        #[error("a vacancy has from 1 to {most} places")]
        Places {
            /// The most.
            most: u16,
        } = "vacancy-places" @ "places",
        /// The last day lies before the first.
        #[error("the last day {until_on} lies before {on}")]
        EndsBefore {
            /// Last day.
            until_on: Date,
            /// First day.
            on: Date,
        } = "vacancy-ends-before" @ "until_on",
        /// There is no such vacancy.
        #[error("the employer offers no such vacancy")]
        UnknownVacancy = "vacancy-unknown" @ "vacancy",
        /// It is not offered any more.
        #[error("the vacancy was closed on {closed_on}; choose another")]
        VacancyGone {
            /// Since when.
            closed_on: Date,
        } = "vacancy-closed" @ "vacancy",
        /// Its last day has passed.
        #[error("the last day of the vacancy was {until_on}; choose another")]
        Expired {
            /// That day.
            until_on: Date,
        } = "vacancy-expired" @ "vacancy",
        /// No place is free.
        #[error("all places ({places}) are taken; choose another vacancy")]
        Filled {
            /// How many there are.
            places: u16,
        } = "vacancy-filled" @ "vacancy",
    }
}

/// Decides what to write when an employer is described, for the first time or anew.
///
/// # Errors
///
/// [`EmployerRefusal`], in the order of its variants; the first that applies is returned.
pub fn describe(
    employer: &Employer,
    command: &DescribeEmployer,
    today: Date,
) -> Result<Vec<EmployerFact>, EmployerRefusal> {
    let on = command.described.on();
    if on > today {
        return Err(EmployerRefusal::NotYet { on });
    }
    if let Some(closed_on) = employer.closed_on {
        return Err(EmployerRefusal::AlreadyClosed { closed_on });
    }
    if let Some(standing) = &employer.standing {
        let described_on = standing.described_on;
        if on < described_on {
            return Err(EmployerRefusal::BeforeDescription { on, described_on });
        }
        if standing.office != command.office {
            return Err(EmployerRefusal::OtherOffice { office: standing.office.clone() });
        }
    }
    let [name, place, contact] =
        [&command.name, &command.place, &command.contact].map(|line| one_line(line));
    if name.is_empty() {
        return Err(EmployerRefusal::NameMissing);
    }
    if place.is_empty() {
        return Err(EmployerRefusal::PlaceMissing);
    }
    if [&name, &place, &contact].into_iter().any(|line| is_long(line)) {
        return Err(EmployerRefusal::LineTooLong { most: EMPLOYER_LINE_MAX });
    }
    if let Some(on) = command.agreement_on.filter(|on| today < *on) {
        return Err(EmployerRefusal::AgreementNotYet { on });
    }
    let contact = (!contact.is_empty()).then_some(contact);
    let described = EmployerDescribed {
        described: command.described,
        office: command.office.clone(),
        kind: command.kind,
        agreement_on: command.agreement_on,
        private: Some(EmployerWords { name, place, contact }),
    };
    Ok(vec![described.into()])
}

/// Decides what to write when nobody is sent to an employer any more.
///
/// # Errors
///
/// [`EmployerRefusal`], in the order of its variants; the first that applies is returned.
pub fn close(
    employer: &Employer,
    command: &CloseEmployer,
    today: Date,
) -> Result<Vec<EmployerFact>, EmployerRefusal> {
    check_day(employer, command.closed.on(), today)?;
    required(&command.words)?;
    Ok(vec![EmployerClosed { closed: command.closed, private: sealed(&command.words) }.into()])
}

/// Decides what to write when an employer offers something.
///
/// # Errors
///
/// [`EmployerRefusal`], in the order of its variants; the first that applies is returned.
pub fn offer(
    employer: &Employer,
    command: &OfferVacancy,
    today: Date,
) -> Result<Vec<EmployerFact>, EmployerRefusal> {
    let on = command.offered.on();
    check_day(employer, on, today)?;
    let name = one_line(&command.name);
    if name.is_empty() {
        return Err(EmployerRefusal::NameMissing);
    }
    if is_long(&name) {
        return Err(EmployerRefusal::LineTooLong { most: EMPLOYER_LINE_MAX });
    }
    if !(1..=PLACES_MAX).contains(&command.places) {
        return Err(EmployerRefusal::Places { most: PLACES_MAX });
    }
    if let Some(until_on) = command.until_on.filter(|until_on| *until_on < on) {
        return Err(EmployerRefusal::EndsBefore { until_on, on });
    }
    let offered = VacancyOffered {
        offered: command.offered,
        vacancy: command.vacancy,
        kind: command.kind,
        places: command.places,
        wage: command.wage,
        until_on: command.until_on,
        private: sealed(&name),
    };
    Ok(vec![offered.into()])
}

/// Decides what to write when a vacancy is not offered any more.
///
/// # Errors
///
/// [`EmployerRefusal`], in the order of its variants; the first that applies is returned.
pub fn close_vacancy(
    employer: &Employer,
    command: &CloseVacancy,
    today: Date,
) -> Result<Vec<EmployerFact>, EmployerRefusal> {
    check_day(employer, command.closed.on(), today)?;
    let vacancy = employer.vacancy(command.vacancy).ok_or(EmployerRefusal::UnknownVacancy)?;
    if let Some(closed_on) = vacancy.closed_on {
        return Err(EmployerRefusal::VacancyGone { closed_on });
    }
    let CloseVacancy { vacancy, closed } = *command;
    Ok(vec![VacancyClosed { vacancy, closed }.into()])
}

/// Returns the vacancy to which somebody can be sent on a day.
///
/// # Errors
///
/// [`EmployerRefusal::Unknown`], `AlreadyClosed`, `UnknownVacancy`, `VacancyGone`, `Expired`,
/// `Filled`; the first that applies is returned.
pub fn free_place(
    employer: &Employer,
    vacancy: Uuid,
    on: Date,
) -> Result<&Vacancy, EmployerRefusal> {
    if employer.standing.is_none() {
        return Err(EmployerRefusal::Unknown);
    }
    if let Some(closed_on) = employer.closed_on.filter(|closed_on| *closed_on <= on) {
        return Err(EmployerRefusal::AlreadyClosed { closed_on });
    }
    let vacancy = employer.vacancy(vacancy).ok_or(EmployerRefusal::UnknownVacancy)?;
    if let Some(closed_on) = vacancy.closed_on.filter(|closed_on| *closed_on <= on) {
        return Err(EmployerRefusal::VacancyGone { closed_on });
    }
    if let Some(until_on) = vacancy.until_on.filter(|until_on| *until_on < on) {
        return Err(EmployerRefusal::Expired { until_on });
    }
    match vacancy.free() {
        0 => Err(EmployerRefusal::Filled { places: vacancy.places }),
        _ => Ok(vacancy),
    }
}

/// Decides what to write when a client takes a place to which they were sent. Whoever was sent in
/// time may begin after the last day of the vacancy, but not where every place is taken.
///
/// # Errors
///
/// [`EmployerRefusal::UnknownVacancy`], `Filled`.
pub fn take_place(
    employer: &Employer,
    (vacancy, case): (Uuid, CaseId),
    taken: Effective,
) -> Result<Vec<EmployerFact>, EmployerRefusal> {
    let known = employer.vacancy(vacancy).ok_or(EmployerRefusal::UnknownVacancy)?;
    match known.free() {
        0 => Err(EmployerRefusal::Filled { places: known.places }),
        _ => Ok(vec![PlaceTaken { vacancy, case, taken }.into()]),
    }
}

fn check_day(employer: &Employer, on: Date, today: Date) -> Result<(), EmployerRefusal> {
    if on > today {
        return Err(EmployerRefusal::NotYet { on });
    }
    let standing = employer.standing.as_ref().ok_or(EmployerRefusal::Unknown)?;
    if let Some(closed_on) = employer.closed_on {
        return Err(EmployerRefusal::AlreadyClosed { closed_on });
    }
    let described_on = standing.since_on;
    if on < described_on {
        return Err(EmployerRefusal::BeforeDescription { on, described_on });
    }
    Ok(())
}

/// Each stands on one line.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn is_long(line: &str) -> bool {
    line.chars().count() > EMPLOYER_LINE_MAX
}

#[cfg(test)]
mod tests;
#[cfg(test)]
pub(crate) use tests::{BAKER, bakery};
