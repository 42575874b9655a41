//! A person as the service knows one: names, number, where to be found, with what was before.
//!
//! A national number is an attribute with a history and never a key: registries replace and
//! correct numbers. Former names and numbers stay known, because papers and messages go on naming
//! them. What is erased is absent here at every position of the journal.

use bagyt_core::command::Actor;
use bagyt_core::fact::{FactError, Recorded, in_force};
use bagyt_core::identity::{MessageId, PersonId, StaffId};
use jiff::Timestamp;
use jiff::civil::Date;

use crate::fact::{
    ErasureApproved, LinkGround, PersonCreated, PersonFact, PrivatePerson, Retention, Sex,
};

/// The names that a person bears at one time.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Names {
    /// Surname, or the name with *uulu* or *kyzy* that stands for one.
    pub surname: String,
    /// Given name.
    pub given_name: String,
    /// Patronymic; lawfully absent.
    pub patronymic: Option<String>,
}

impl Names {
    /// Returns the names in the order of papers: surname, given name, patronymic.
    pub fn display(&self) -> String {
        let parts = [Some(&self.surname), Some(&self.given_name), self.patronymic.as_ref()];
        let parts: Vec<&str> = parts
            .into_iter()
            .flatten()
            .map(String::as_str)
            .filter(|part| !part.is_empty())
            .collect();
        parts.join(" ")
    }
}

/// A message that was said to speak of the person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The message.
    pub message: MessageId,
    /// On what ground.
    pub ground: LinkGround,
    /// Version of the entry that says so.
    pub version: u32,
}

/// Another record that was proposed, or is confirmed, to be this person's too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merge {
    /// The other record.
    pub other: PersonId,
    /// Version of the entry in which it was proposed.
    pub proposed: u32,
    /// Who proposed it; absent where it was no member of staff.
    pub proposed_by: Option<StaffId>,
    /// When.
    pub proposed_at: Timestamp,
    /// Why; absent when erased.
    pub words: Option<String>,
    /// Version of the entry in which it was confirmed.
    pub confirmed: Option<u32>,
}

impl Merge {
    /// Whether it was confirmed.
    pub fn is_confirmed(&self) -> bool {
        self.confirmed.is_some()
    }
}

/// What became of a request that it be forgotten who the person was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ErasureOutcome {
    /// It waits for another person's decision.
    Waiting,
    /// It was refused.
    Refused {
        /// When.
        refused_at: Timestamp,
        /// Why.
        words: Option<String>,
    },
    /// It was approved, and what it names is gone.
    Approved {
        /// When.
        approved_at: Timestamp,
        /// What goes.
        approved: ErasureApproved,
    },
}

/// The newest request that it be forgotten who the person was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Erasure {
    /// Version of the entry in which it was asked.
    pub asked: u32,
    /// Who asked; absent where it was no member of staff.
    pub asked_by: Option<StaffId>,
    /// When it was asked.
    pub asked_at: Timestamp,
    /// The law relied on.
    pub retention: Retention,
    /// What became of it.
    pub outcome: ErasureOutcome,
}

/// The state of a person's record.
///
/// The default is a record in which nothing stands yet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Person {
    /// Position of the last entry in the stream; 0 before the first.
    pub version: u32,
    /// The sex in the papers; absent before the first entry.
    pub sex: Option<Sex>,
    /// Year of birth, where known.
    pub birth_year: Option<i16>,
    /// The language in which the person is spoken to.
    pub language: String,
    /// Citizenship, two letters.
    pub country: String,
    /// The names; absent when erased.
    pub names: Option<Names>,
    /// The names before, oldest first.
    pub former_names: Vec<Names>,
    /// Day of birth; absent when not known or erased.
    pub birth_on: Option<Date>,
    /// The national number.
    pub national_no: Option<String>,
    /// The numbers before, oldest first.
    pub former_numbers: Vec<String>,
    /// Address as written.
    pub address: Option<String>,
    /// Code of the settlement.
    pub settlement: Option<String>,
    /// Telephone number.
    pub phone: Option<String>,
    /// The messages that speak of the person, oldest first.
    pub links: Vec<Link>,
    /// The newest request to forget who the person was.
    pub erasure: Option<Erasure>,
    /// The other record that is, or may be, this person's too; this one is the main record.
    pub merge: Option<Merge>,
    /// The main record, where this one is that of its person.
    pub joined_to: Option<PersonId>,
}

impl Person {
    /// Folds a person's facts, in any order, to the state that holds.
    ///
    /// # Errors
    ///
    /// [`FactError`] if the content of a correction cannot be read.
    pub fn fold(facts: Vec<Recorded<PersonFact>>) -> Result<Person, FactError> {
        let mut person = Person::default();
        for recorded in in_force(facts)? {
            person.apply(&recorded);
        }
        Ok(person)
    }

    /// Takes in one more fact that mends none and is not earlier than the last one.
    pub fn apply(&mut self, recorded: &Recorded<PersonFact>) {
        self.version = self.version.max(recorded.version);
        match &recorded.fact {
            PersonFact::Created(fact) => self.create(fact),
            PersonFact::Linked(fact) => {
                let (message, ground) = (fact.message, fact.ground);
                self.links.push(Link { message, ground, version: recorded.version });
            }
            PersonFact::NumberChanged(fact) => {
                let new = fact.private.as_ref().map(|private| private.national_no.clone());
                let former = std::mem::replace(&mut self.national_no, new);
                self.former_numbers.extend(former);
            }
            PersonFact::Renamed(fact) => {
                let new = fact.private.as_ref().map(|private| Names {
                    surname: private.surname.clone(),
                    given_name: private.given_name.clone(),
                    patronymic: private.patronymic.clone(),
                });
                let former = std::mem::replace(&mut self.names, new);
                self.former_names.extend(former);
            }
            PersonFact::ErasureAsked(fact) => {
                let asked_by = staff_of(&recorded.actor);
                self.erasure = Some(Erasure {
                    asked: recorded.version,
                    asked_by,
                    asked_at: recorded.recorded_at,
                    retention: fact.retention.clone(),
                    outcome: ErasureOutcome::Waiting,
                });
            }
            PersonFact::ErasureRefused(fact) => {
                let words = fact.private.as_ref().map(|private| private.words.clone());
                let refused_at = recorded.recorded_at;
                self.decide(fact.asked, ErasureOutcome::Refused { refused_at, words });
            }
            PersonFact::ErasureApproved(fact) => {
                let (approved_at, approved) = (recorded.recorded_at, fact.clone());
                self.decide(fact.asked, ErasureOutcome::Approved { approved_at, approved });
                self.forget();
            }
            PersonFact::MergeProposed(fact) => {
                self.merge = Some(Merge {
                    other: fact.other,
                    proposed: recorded.version,
                    proposed_by: staff_of(&recorded.actor),
                    proposed_at: recorded.recorded_at,
                    words: fact.private.as_ref().map(|private| private.words.clone()),
                    confirmed: None,
                });
            }
            PersonFact::MergeConfirmed(_) => {
                if let Some(merge) = &mut self.merge {
                    merge.confirmed = Some(recorded.version);
                }
            }
            PersonFact::MergeRefused(_) | PersonFact::MergeUndone(_) => self.merge = None,
            PersonFact::Joined(fact) => self.joined_to = Some(fact.to),
            PersonFact::Parted(_) => self.joined_to = None,
            PersonFact::Withdrawn(_) | PersonFact::Corrected(_) => {}
        }
    }

    /// Returns what goes, if it was approved that it be forgotten who the person was.
    pub fn erased(&self) -> Option<&ErasureApproved> {
        match &self.erasure.as_ref()?.outcome {
            ErasureOutcome::Approved { approved, .. } => Some(approved),
            ErasureOutcome::Waiting | ErasureOutcome::Refused { .. } => None,
        }
    }

    fn decide(&mut self, asked: u32, outcome: ErasureOutcome) {
        if let Some(erasure) = self.erasure.as_mut().filter(|erasure| erasure.asked == asked) {
            erasure.outcome = outcome;
        }
    }

    /// Leaves out who the person was, also while the key still stands.
    fn forget(&mut self) {
        self.names = None;
        self.former_names.clear();
        self.birth_on = None;
        self.national_no = None;
        self.former_numbers.clear();
        self.address = None;
        self.settlement = None;
        self.phone = None;
    }

    fn create(&mut self, fact: &PersonCreated) {
        self.sex = Some(fact.sex);
        self.birth_year = fact.birth_year;
        self.language.clone_from(&fact.language);
        self.country.clone_from(&fact.country);
        if let Some(private) = &fact.private {
            self.describe(private);
        }
    }

    fn describe(&mut self, private: &PrivatePerson) {
        self.names = Some(Names {
            surname: private.surname.clone(),
            given_name: private.given_name.clone(),
            patronymic: private.patronymic.clone(),
        });
        self.birth_on = private.birth_on;
        self.national_no.clone_from(&private.national_no);
        self.address.clone_from(&private.address);
        self.settlement.clone_from(&private.settlement);
        self.phone.clone_from(&private.phone);
    }
}

fn staff_of(actor: &Actor) -> Option<StaffId> {
    match actor {
        Actor::Staff(staff) => Some(*staff),
        Actor::Agency(_) | Actor::System => None,
    }
}
