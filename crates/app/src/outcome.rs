//! How an answer reads when it is not the one hoped for.
//!
//! A refusal is a value that a person reads: it has a code (the key of its text), the field it is
//! about and arguments. An outage (disk, network, database) is another thing; both are told apart
//! from "there is no such thing", which is also what an excluded person is told.

use bagyt_core::refusal::Refusal;
use bagyt_store::{CommitRefusal, SubmitError};

/// A refusal in the form in which a page or a message answers it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{text}")]
pub struct Refused {
    /// Stable code; the key of the text in the reader's language is `refusal-<code>`.
    pub code: String,
    /// Name of the form field or the JSON pointer that it is about.
    pub field: Option<String>,
    /// What the text's places are filled with.
    pub arguments: Vec<(String, String)>,
    /// The English words, for logs and the command line.
    pub text: String,
}

impl Refused {
    /// Takes over the refusal of a wing.
    pub fn of<R: Refusal + std::fmt::Display>(refusal: &R) -> Refused {
        Refused {
            code: refusal.code().to_owned(),
            field: refusal.field().map(str::to_owned),
            arguments: refusal
                .arguments()
                .into_iter()
                .map(|(name, value)| (name.to_owned(), value))
                .collect(),
            text: refusal.to_string(),
        }
    }

    /// A refusal that the conductor itself makes.
    pub fn new(code: &str, field: Option<&str>, text: &str) -> Refused {
        Refused {
            code: code.to_owned(),
            field: field.map(str::to_owned),
            arguments: Vec::new(),
            text: text.to_owned(),
        }
    }

    /// The same refusal with a place filled.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl ToString) -> Refused {
        self.arguments.push((name.to_owned(), value.to_string()));
        self
    }
}

/// Why something was not done or shown.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The law or the state says no.
    #[error(transparent)]
    Refused(#[from] Refused),
    /// The policy does not allow it.
    #[error("this role may not do that here")]
    Denied,
    /// There is no such thing, or none that this person may know of.
    #[error("there is no such record")]
    NotFound,
    /// Somebody else changed it meanwhile; nothing was written.
    #[error("someone else changed this record meanwhile; read it again and decide anew")]
    Changed,
    /// Disk, network or database; nothing was written.
    #[error("the record cannot be reached now: {reason}")]
    Outage {
        /// What happened, for the log.
        reason: String,
    },
    /// A defect of the program or of the stored record; nothing was written.
    #[error("the program met what it does not expect: {reason}")]
    Defect {
        /// What happened, for the log.
        reason: String,
    },
}

impl Failure {
    /// A defect, described for the log.
    pub fn defect(reason: impl ToString) -> Failure {
        Failure::Defect { reason: reason.to_string() }
    }

    /// An outage, described for the log.
    pub fn outage(reason: impl ToString) -> Failure {
        Failure::Outage { reason: reason.to_string() }
    }
}

impl From<SubmitError> for Failure {
    fn from(error: SubmitError) -> Failure {
        match error {
            SubmitError::Refused(
                CommitRefusal::Conflict { .. } | CommitRefusal::OtherBasis { .. },
            ) => Failure::Changed,
            SubmitError::Refused(CommitRefusal::ClaimTaken { name, .. }) => Refused::new(
                "claim-taken",
                None,
                &format!("`{name}` is already on record; two records cannot hold it"),
            )
            .into(),
            SubmitError::Refused(CommitRefusal::CommandReused { .. }) => command_reused().into(),
            SubmitError::Malformed(error) => Failure::defect(error),
            other => Failure::outage(other),
        }
    }
}

/// The same command number came with another content.
pub(crate) fn command_reused() -> Refused {
    let text = "the same command number came with another content; nothing was written";
    Refused::new("command-reused", None, text)
}
