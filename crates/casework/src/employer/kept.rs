//! An employer as its entries say.

use bagyt_core::fact::Recorded;
use bagyt_core::identity::{CaseId, EmployerId, OfficeCode};
use bagyt_core::money::Money;
use jiff::civil::Date;
use uuid::Uuid;

use super::{EmployerFact, EmployerKind, EmployerWords, OfferKind};

/// An employer as its entries say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Employer {
    /// Identifier.
    pub id: EmployerId,
    /// The highest version applied; 0 for one of which nothing is recorded.
    pub version: u32,
    /// What was last described.
    pub standing: Option<EmployerStanding>,
    /// What it offers or offered, in the order in which it was recorded.
    pub vacancies: Vec<Vacancy>,
    /// The first day on which nobody is sent there any more.
    pub closed_on: Option<Date>,
}

/// What holds of an employer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EmployerStanding {
    /// First day of its first description.
    pub since_on: Date,
    /// Day of its newest description.
    pub described_on: Date,
    /// The office in whose register it stands.
    pub office: OfficeCode,
    /// What kind of body it is.
    pub kind: EmployerKind,
    /// The day of the agreement with the office.
    pub agreement_on: Option<Date>,
    /// Name, place and contact; empty where they cannot be read.
    pub words: EmployerWords,
}

/// A vacancy or a course.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Vacancy {
    /// Identifier.
    pub id: Uuid,
    /// From which day.
    pub offered_on: Date,
    /// Work or training.
    pub kind: OfferKind,
    /// How many places there are.
    pub places: u16,
    /// The wage of a month.
    pub wage: Option<Money>,
    /// The last day on which somebody can be sent.
    pub until_on: Option<Date>,
    /// The first day on which nobody is sent any more.
    pub closed_on: Option<Date>,
    /// The profession; empty where it cannot be read.
    pub name: String,
    /// The cases whose clients took a place.
    pub taken: Vec<CaseId>,
}

impl Vacancy {
    /// Returns how many places are free.
    pub fn free(&self) -> u16 {
        let taken = u16::try_from(self.taken.len()).unwrap_or(u16::MAX);
        self.places.saturating_sub(taken)
    }

    /// Whether somebody can be sent there on a day.
    pub fn is_open_on(&self, on: Date) -> bool {
        self.free() > 0
            && self.until_on.is_none_or(|until_on| on <= until_on)
            && self.closed_on.is_none_or(|closed_on| on < closed_on)
    }
}

impl Employer {
    /// Returns an employer of which nothing is recorded yet.
    pub fn unknown(id: EmployerId) -> Employer {
        Employer { id, version: 0, standing: None, vacancies: Vec::new(), closed_on: None }
    }

    /// Returns what the entries of a stream add up to.
    pub fn fold(id: EmployerId, facts: &[Recorded<EmployerFact>]) -> Employer {
        let mut employer = Employer::unknown(id);
        for recorded in facts {
            employer.apply(recorded);
        }
        employer
    }

    /// Takes one more entry into the state.
    pub fn apply(&mut self, recorded: &Recorded<EmployerFact>) {
        let on = recorded.effective.on();
        match &recorded.fact {
            EmployerFact::Described(fact) => {
                let since_on = self.standing.as_ref().map_or(on, |standing| standing.since_on);
                self.standing = Some(EmployerStanding {
                    since_on,
                    described_on: on,
                    office: fact.office.clone(),
                    kind: fact.kind,
                    agreement_on: fact.agreement_on,
                    words: fact.private.clone().unwrap_or_default(),
                });
            }
            EmployerFact::Closed(_) => self.closed_on = Some(on),
            EmployerFact::Offered(fact) => self.vacancies.push(Vacancy {
                id: fact.vacancy,
                offered_on: on,
                kind: fact.kind,
                places: fact.places,
                wage: fact.wage,
                until_on: fact.until_on,
                closed_on: None,
                name: fact.private.as_ref().map_or_else(String::new, |one| one.words.clone()),
                taken: Vec::new(),
            }),
            EmployerFact::VacancyClosed(fact) => {
                for vacancy in self.vacancies.iter_mut().filter(|one| one.id == fact.vacancy) {
                    vacancy.closed_on = Some(on);
                }
            }
            EmployerFact::Taken(fact) => {
                for vacancy in self.vacancies.iter_mut().filter(|one| one.id == fact.vacancy) {
                    vacancy.taken.push(fact.case);
                }
            }
        }
        self.version = self.version.max(recorded.version);
    }

    /// Finds a vacancy.
    pub fn vacancy(&self, id: Uuid) -> Option<&Vacancy> {
        self.vacancies.iter().find(|one| one.id == id)
    }
}
