//! Under which record a person of the country is known, and what the matching would say.
//!
//! The product's own matching is asked, with the few records that can be meant: the invented
//! people are so made that no two of them are alike by accident.

use bagyt_core::identity::PersonId;
use bagyt_exchange::linkage::{Claim, Known, Match, candidate_tokens, match_person, record_tokens};
use bagyt_exchange::number::{self, Scheme};
use bagyt_exchange::person::Names;

use crate::country::Country;
use crate::letters::exchange_sex;
use crate::names::Name;
use crate::names::spelling::Spelling;

/// Who an act is about, and how it is written there.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Bearer {
    /// Number in the population.
    pub(crate) resident: u32,
    /// How the name is written.
    pub(crate) spelling: Spelling,
    /// Whether the national number stands in it.
    pub(crate) with_number: bool,
    /// Whether it is meant as a second, differing record.
    pub(crate) is_duplicate: bool,
}

impl Bearer {
    /// A person as the population register has them.
    pub(crate) fn own(resident: u32) -> Self {
        let spelling = Spelling::Register;
        Bearer { resident, spelling, with_number: true, is_duplicate: false }
    }
}

impl Country {
    /// Asks whose a record would be said to be.
    pub(crate) fn whose(&self, bearer: Bearer) -> Match {
        let Some(resident) = self.population.find(bearer.resident) else { return Match::New };
        let Some(claim) = self.claim_of(bearer) else { return Match::New };
        if resident.cases == 0 {
            return Match::New;
        }
        let mut known: Vec<Known> =
            self.known(resident.id, Bearer::own(bearer.resident)).into_iter().collect();
        known.extend(self.doubled.get(&bearer.resident).cloned().flatten());
        let number = claim.national_no.as_ref().map(|number| number.as_str());
        let by_number =
            known.iter().find(|one| number.is_some() && one.national_no.as_deref() == number);
        let asked = candidate_tokens(&claim);
        let shares_token = |one: &&Known| {
            let names = one.names.iter();
            names
                .flat_map(|names| record_tokens(names, one.birth_on))
                .any(|token| asked.contains(&token))
        };
        let candidates: Vec<Known> = known.iter().filter(shares_token).cloned().collect();
        match_person(&claim, by_number, &candidates)
    }

    /// Notes under which record a person is known from now on.
    pub(crate) fn remember(&mut self, bearer: Bearer, identity: PersonId, found: &Match) {
        if bearer.is_duplicate {
            let is_new = matches!(found, Match::New);
            let second = if is_new { self.known(identity, bearer) } else { None };
            self.doubled.insert(bearer.resident, second);
        }
        if let Some(resident) = self.population.find_mut(bearer.resident) {
            if resident.cases == 0 {
                resident.id = identity;
            }
            resident.cases = resident.cases.saturating_add(1);
        }
    }

    /// Describes a record of a person as the product would compare it.
    fn known(&self, person: PersonId, bearer: Bearer) -> Option<Known> {
        let claim = self.claim_of(bearer)?;
        Some(Known {
            person,
            names: vec![claim.names],
            sex: Some(claim.sex),
            birth_on: claim.birth_on,
            national_no: claim.national_no.map(|number| number.as_str().to_owned()),
            former_numbers: Vec::new(),
        })
    }

    /// Writes what an act says of the person whom it is about.
    pub(crate) fn claim_of(&self, bearer: Bearer) -> Option<Claim> {
        let resident = self.population.find(bearer.resident)?;
        let number = resident.national_number(&self.diary).filter(|_| bearer.with_number);
        Some(Claim {
            names: names_of(resident.name(bearer.spelling)),
            sex: exchange_sex(resident.sex),
            birth_on: Some(self.diary.date(resident.born)),
            national_no: number.and_then(|text| number::parse(Scheme::Kyrgyz, &text).ok()),
        })
    }
}

/// Hands a name over to the exchange wing.
pub(crate) fn names_of(name: Name) -> Names {
    Names { surname: name.surname, given_name: name.given_name, patronymic: name.patronymic }
}
