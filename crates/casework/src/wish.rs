//! A victim's wish to be told of what happens to the client.
//!
//! A wish has a stream and a key of its own, apart from the case, and is read by those alone who may
//! keep wishes: it stands on no page of the case, in no paper, list, search or export, and the client
//! is told nothing of it. It names what the victim wants to be told of and how; whatever of that kind
//! happens in the case from then on waits in the day of whoever recorded the wish, until it is
//! recorded that the victim was told. Who the victim is, and where they are reached, is sealed.

use bagyt_core::command::Actor;
use bagyt_core::effective::Effective;
use bagyt_core::fact::{Fact, PrivateWords, Recorded};
use bagyt_core::identity::{CaseId, StaffId, WishId};
use bagyt_core::refusal::required;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::codes::{Aspect, RequestKind, RequestOutcome};
use crate::fact::{CaseFact, sealed};

codes! {
    /// What a victim wants to be told of.
    pub enum WishMatter {
        /// The case is closed: the term ended, or the client was released from it.
        End = "end",
        /// A court changed the sentence or its duties.
        Change = "change",
        /// The client moves, or the case goes to another office.
        Move = "move",
        /// The client is searched for, or was found.
        Escape = "escape",
        /// The client committed a new offence.
        Reoffence = "reoffence",
    }
}

codes! {
    /// How a victim wants to be told.
    pub enum WishMeans {
        /// On the telephone.
        Telephone = "telephone",
        /// By letter.
        Letter = "letter",
        /// In person.
        InPerson = "in_person",
        /// Through a lawyer or another representative.
        Representative = "representative",
    }
}

/// Records what a victim wants to be told of.
#[derive(Clone, Debug, PartialEq)]
pub struct RecordWish {
    /// From which day.
    pub recorded: Effective,
    /// The case.
    pub case: CaseId,
    /// Of what.
    pub matters: Vec<WishMatter>,
    /// How.
    pub means: WishMeans,
    /// The last day, if there is one.
    pub until_on: Option<Date>,
    /// Who wants it.
    pub name: String,
    /// Where they are reached.
    pub contact: String,
}

/// Records that a victim was told.
#[derive(Clone, Debug, PartialEq)]
pub struct TellVictim {
    /// When.
    pub told: Effective,
    /// Version of the entry of the case of which they were told.
    pub version: u32,
    /// How.
    pub means: WishMeans,
    /// What was said, or why they could not be reached.
    pub words: String,
}

/// The victim does not want to be told any more.
#[derive(Clone, Debug, PartialEq)]
pub struct WithdrawWish {
    /// From which day.
    pub withdrawn: Effective,
    /// How that was said.
    pub words: String,
}

/// It was recorded what a victim wants to be told of.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WishRecorded {
    /// From which day.
    pub recorded: Effective,
    /// The case.
    pub case: CaseId,
    /// Of what, in the order of [`WishMatter::ALL`].
    pub matters: Vec<WishMatter>,
    /// How.
    pub means: WishMeans,
    /// The last day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until_on: Option<Date>,
    /// Who wants it, and where they are reached.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub private: Option<WishWords>,
}

/// Who wants to be told, and where they are reached.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct WishWords {
    /// Names.
    pub name: String,
    /// Telephone, address or representative.
    pub contact: String,
}

/// A victim was told.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct VictimTold {
    /// When.
    pub told: Effective,
    /// Version of the entry of the case of which they were told.
    pub version: u32,
    /// How.
    pub means: WishMeans,
    /// What was said, or why they could not be reached.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub private: Option<PrivateWords>,
}

/// A wish was taken back.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WishWithdrawn {
    /// From which day.
    pub withdrawn: Effective,
    /// How that was said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub private: Option<PrivateWords>,
}

bagyt_core::facts! {
    /// What happens to a victim's wish.
    pub enum WishFact {
        /// It was recorded what a victim wants to be told of.
        Recorded(WishRecorded) = "casework.wish.recorded" 1,
        /// The victim was told.
        Told(VictimTold) = "casework.wish.told" 1,
        /// The wish was taken back.
        Withdrawn(WishWithdrawn) = "casework.wish.withdrawn" 1,
    }
}

impl Fact for WishFact {
    fn effective(&self) -> Option<Effective> {
        match self {
            WishFact::Recorded(fact) => Some(fact.recorded),
            WishFact::Told(fact) => Some(fact.told),
            WishFact::Withdrawn(fact) => Some(fact.withdrawn),
        }
    }
}

/// A wish as its entries say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wish {
    /// Identifier.
    pub id: WishId,
    /// The highest version applied; 0 for one of which nothing is recorded.
    pub version: u32,
    /// What was recorded.
    pub standing: Option<WishStanding>,
    /// Of what the victim was told.
    pub told: Vec<Told>,
    /// From which day it is taken back.
    pub withdrawn_on: Option<Date>,
}

/// What holds of a wish.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WishStanding {
    /// From which day.
    pub from_on: Date,
    /// Who recorded it, and answers for telling.
    pub keeper: Option<StaffId>,
    /// The case.
    pub case: CaseId,
    /// Of what.
    pub matters: Vec<WishMatter>,
    /// How.
    pub means: WishMeans,
    /// The last day.
    pub until_on: Option<Date>,
    /// Who wants it; empty where it cannot be read any more.
    pub words: WishWords,
}

/// That a victim was told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// When.
    pub on: Date,
    /// Version of the entry of the case.
    pub version: u32,
    /// How.
    pub means: WishMeans,
    /// What was said.
    pub words: String,
}

/// Something in a case of which a victim wants to be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tidings {
    /// Version of the entry.
    pub version: u32,
    /// Its day.
    pub on: Date,
    /// What it is.
    pub matter: WishMatter,
}

bagyt_core::refusals! {
    required words;
    /// Why nothing is written of a victim's wish.
    pub enum WishRefusal {
        /// The day has not come yet.
        #[error("{on} has not come yet")]
        NotYet {
            /// Day that was given.
            on: Date,
        } = "not-yet" @ "on",
        /// There is no such wish.
        #[error("nothing is recorded of this wish")]
        Unknown = "wish-unknown" @ "wish",
        /// It is taken back.
        #[error("the wish was taken back on {withdrawn_on}")]
        Gone {
            /// Since when.
            withdrawn_on: Date,
        } = "wish-withdrawn" @ "wish",
        /// The day lies before the wish.
        #[error("the wish was recorded on {from_on}, after {on}")]
        BeforeWish {
            /// Day that was given.
            on: Date,
            /// Day of the wish.
            from_on: Date,
        } = "wish-before" @ "on",
        /// Nothing is named.
        #[error("choose at least one thing of which the victim wants to be told")]
        NoMatters = "wish-no-matters" @ "matters",
        /// It ended before it began.
        #[error("the last day {until_on} lies before {on}")]
        EndsBefore {
            /// Last day.
            until_on: Date,
            /// First day.
            on: Date,
        } = "wish-ends-before" @ "until_on",
        /// Nobody is named.
        #[error("say who wants to be told")]
        NameMissing = "wish-name-missing" @ "name",
        /// They cannot be reached.
        #[error("say where they are reached")]
        ContactMissing = "wish-contact-missing" @ "contact",
        /// Of that the victim need not be told.
        #[error("of that entry the victim was told, or does not want to be")]
        NothingToTell = "wish-nothing-to-tell" @ "tidings",
    }
}

impl Wish {
    /// Returns a wish of which nothing is recorded yet.
    pub fn unknown(id: WishId) -> Wish {
        Wish { id, version: 0, standing: None, told: Vec::new(), withdrawn_on: None }
    }

    /// Returns what the entries of a stream add up to.
    pub fn fold(id: WishId, facts: &[Recorded<WishFact>]) -> Wish {
        let mut wish = Wish::unknown(id);
        for recorded in facts {
            wish.apply(recorded);
        }
        wish
    }

    /// Takes one more entry into the state.
    pub fn apply(&mut self, recorded: &Recorded<WishFact>) {
        let on = recorded.effective.on();
        match &recorded.fact {
            WishFact::Recorded(fact) => {
                let keeper = match recorded.actor {
                    Actor::Staff(staff) => Some(staff),
                    _ => None,
                };
                self.standing = Some(WishStanding {
                    from_on: on,
                    keeper,
                    case: fact.case,
                    matters: fact.matters.clone(),
                    means: fact.means,
                    until_on: fact.until_on,
                    words: fact.private.clone().unwrap_or_default(),
                });
            }
            WishFact::Told(fact) => {
                let words = fact.private.as_ref().map_or_else(String::new, |one| one.words.clone());
                let (version, means) = (fact.version, fact.means);
                self.told.push(Told { on, version, means, words });
            }
            WishFact::Withdrawn(_) => self.withdrawn_on = Some(on),
        }
        self.version = self.version.max(recorded.version);
    }

    /// Returns what happened in the case of which the victim wants to be told and was not yet, in the
    /// order of the entries: what was true while the wish held.
    pub fn tidings(&self, facts: &[Recorded<CaseFact>]) -> Vec<Tidings> {
        let Some(standing) = &self.standing else { return Vec::new() };
        let is_told = |version: u32| self.told.iter().any(|told| told.version == version);
        let holds = |on: Date| {
            standing.from_on <= on
                && standing.until_on.is_none_or(|until_on| on <= until_on)
                && self.withdrawn_on.is_none_or(|withdrawn_on| on < withdrawn_on)
        };
        let found = facts.iter().filter_map(|recorded| {
            let (version, on) = (recorded.version, recorded.effective.on());
            let matter = matter_of(&recorded.fact)?;
            let wanted = standing.matters.contains(&matter) && holds(on) && !is_told(version);
            wanted.then_some(Tidings { version, on, matter })
        });
        found.collect()
    }
}

/// What an entry of a case is to a victim, if it is anything.
fn matter_of(fact: &CaseFact) -> Option<WishMatter> {
    match fact {
        CaseFact::Closed(_) => Some(WishMatter::End),
        CaseFact::OrderChanged(_) => Some(WishMatter::Change),
        CaseFact::Transferred(_) => Some(WishMatter::Move),
        CaseFact::CircumstanceRecorded(fact) if fact.aspect == Aspect::Residence => {
            Some(WishMatter::Move)
        }
        CaseFact::RequestAnswered(fact)
            if fact.kind == RequestKind::ChangeResidence
                && fact.outcome == RequestOutcome::Granted =>
        {
            Some(WishMatter::Move)
        }
        CaseFact::SearchMeasureTaken(_) | CaseFact::ClientFound(_) => Some(WishMatter::Escape),
        CaseFact::Reoffended(_) => Some(WishMatter::Reoffence),
        _ => None,
    }
}

/// Decides what to write when it is recorded what a victim wants to be told of.
///
/// # Errors
///
/// [`WishRefusal`], in the order of its variants; the first that applies is returned.
pub fn record(command: &RecordWish, today: Date) -> Result<Vec<WishFact>, WishRefusal> {
    let on = command.recorded.on();
    if on > today {
        return Err(WishRefusal::NotYet { on });
    }
    if command.matters.is_empty() {
        return Err(WishRefusal::NoMatters);
    }
    if let Some(until_on) = command.until_on.filter(|until_on| *until_on < on) {
        return Err(WishRefusal::EndsBefore { until_on, on });
    }
    let (name, contact) = (command.name.trim(), command.contact.trim());
    if name.is_empty() {
        return Err(WishRefusal::NameMissing);
    }
    if contact.is_empty() {
        return Err(WishRefusal::ContactMissing);
    }
    let is_named = |matter: &&WishMatter| command.matters.contains(matter);
    let recorded = WishRecorded {
        recorded: command.recorded,
        case: command.case,
        matters: WishMatter::ALL.iter().filter(is_named).copied().collect(),
        means: command.means,
        until_on: command.until_on,
        private: Some(WishWords { name: name.to_owned(), contact: contact.to_owned() }),
    };
    Ok(vec![recorded.into()])
}

/// Decides what to write when a victim was told of an entry of the case.
///
/// # Errors
///
/// [`WishRefusal`], in the order of its variants; the first that applies is returned.
pub fn tell(
    wish: &Wish,
    command: &TellVictim,
    facts: &[Recorded<CaseFact>],
    today: Date,
) -> Result<Vec<WishFact>, WishRefusal> {
    let on = command.told.on();
    check_day(wish, on, today)?;
    if !wish.tidings(facts).iter().any(|one| one.version == command.version) {
        return Err(WishRefusal::NothingToTell);
    }
    required(&command.words)?;
    let (told, version, means) = (command.told, command.version, command.means);
    Ok(vec![VictimTold { told, version, means, private: sealed(&command.words) }.into()])
}

/// Decides what to write when a victim does not want to be told any more.
///
/// # Errors
///
/// [`WishRefusal`], in the order of its variants; the first that applies is returned.
pub fn withdraw(
    wish: &Wish,
    command: &WithdrawWish,
    today: Date,
) -> Result<Vec<WishFact>, WishRefusal> {
    check_day(wish, command.withdrawn.on(), today)?;
    if let Some(withdrawn_on) = wish.withdrawn_on {
        return Err(WishRefusal::Gone { withdrawn_on });
    }
    required(&command.words)?;
    let withdrawn = command.withdrawn;
    Ok(vec![WishWithdrawn { withdrawn, private: sealed(&command.words) }.into()])
}

fn check_day(wish: &Wish, on: Date, today: Date) -> Result<(), WishRefusal> {
    if on > today {
        return Err(WishRefusal::NotYet { on });
    }
    let standing = wish.standing.as_ref().ok_or(WishRefusal::Unknown)?;
    let from_on = standing.from_on;
    if on < from_on {
        return Err(WishRefusal::BeforeWish { on, from_on });
    }
    Ok(())
}

#[cfg(test)]
mod tests;
#[cfg(test)]
pub(crate) use tests::wished;
