//! Lines of one file that may speak of one person, held against each other as records are.
//!
//! A register that is only looked at writes nothing, so that a later line does not find the person
//! of an earlier one in the record. The lines before it stand here in their place.

use std::collections::{BTreeMap, HashMap};

use bagyt_core::identity::PersonId;
use uuid::Uuid;

use crate::linkage::{Known, Match, candidate_tokens, match_person, record_tokens};
use crate::message::judgment::Sentence;
use crate::name::number_token;

/// What a line has in common with those before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Twin {
    /// Nothing.
    None,
    /// The same act about the same person stands in that line.
    SameAct(u64),
    /// It may be the person of that line, which somebody has to decide.
    Perhaps(u64),
}

/// The lines that were read.
#[derive(Debug, Default)]
pub struct Twins {
    known: Vec<(Known, u64)>,
    by_token: HashMap<String, Vec<usize>>,
    by_number: HashMap<String, usize>,
    acts: BTreeMap<String, u64>,
}

impl Twins {
    /// Says what a line has in common with those before it, and remembers it. `act` names the act
    /// and its person, as the record does.
    pub fn add(&mut self, number: u64, sentence: &Sentence, act: &str) -> Twin {
        if let Some(line) = self.acts.get(act) {
            return Twin::SameAct(*line);
        }
        self.acts.insert(act.to_owned(), number);
        let claim = sentence.subject.claim();
        let national_no = claim.national_no.as_ref().map(|number| number.as_str().to_owned());
        let bearer = national_no.as_ref().and_then(|number| self.by_number.get(number)).copied();
        let mut places: Vec<usize> = candidate_tokens(&claim)
            .iter()
            .filter_map(|token| self.by_token.get(token))
            .flatten()
            .copied()
            .filter(|place| Some(*place) != bearer)
            .collect();
        places.sort_unstable();
        places.dedup();
        let known = |place: &usize| self.known.get(*place).map(|(known, _)| known.clone());
        let candidates: Vec<Known> = places.iter().filter_map(known).collect();
        let bearer = bearer.as_ref().and_then(known);
        let found = match_person(&claim, bearer.as_ref(), &candidates);
        let line_of = |person: PersonId| {
            let found = self.known.iter().find(|(known, _)| known.person == person);
            found.map_or(number, |(_, line)| *line)
        };
        match found {
            Match::Linked { .. } => Twin::None,
            Match::Review { candidates } => {
                let first = candidates.first().map(|candidate| line_of(candidate.person));
                Twin::Perhaps(first.unwrap_or(number))
            }
            Match::New => {
                self.remember(number, &claim, national_no);
                Twin::None
            }
        }
    }

    fn remember(
        &mut self,
        number: u64,
        claim: &crate::linkage::Claim,
        national_no: Option<String>,
    ) {
        let place = self.known.len();
        let mut tokens = record_tokens(&claim.names, claim.birth_on);
        tokens.extend(national_no.as_deref().map(number_token));
        for token in tokens {
            self.by_token.entry(token).or_default().push(place);
        }
        if let Some(number) = &national_no {
            self.by_number.entry(number.clone()).or_insert(place);
        }
        let person = PersonId(Uuid::from_u128(u128::from(number)));
        let known = Known {
            person,
            names: vec![claim.names.clone()],
            sex: Some(claim.sex),
            birth_on: claim.birth_on,
            national_no,
            former_numbers: Vec::new(),
        };
        self.known.push((known, number));
    }
}
