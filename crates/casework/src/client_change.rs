//! A case that is another person's than it was taken to be.
//!
//! Two records of the exchange wing were one person's and are parted again; a case that was opened
//! meanwhile is given to whom it belongs. Nothing else of the case changes: its clocks, entries and
//! papers rest on its own act. Whose it is was decided by a person, case by case, in the exchange
//! wing's `merge`.

use bagyt_core::identity::PersonId;
use serde::{Deserialize, Serialize};

use crate::case::Case;
use crate::fact::CaseFact;

/// The case is another person's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClientChanged {
    /// Whose it was.
    pub from: PersonId,
    /// Whose it is.
    pub person: PersonId,
}

/// Returns what to write when the case is said to be a person's; nothing if it is already.
pub fn give_to(case: &Case, person: PersonId) -> Vec<CaseFact> {
    let from = case.opening.person;
    if from == person {
        return Vec::new();
    }
    vec![CaseFact::ClientChanged(ClientChanged { from, person })]
}
