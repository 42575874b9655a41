//! Putting a client on the register: the first meeting, at which rights and duties are explained.
//!
//! Registration is the client's reception and happens once. It is refused while rights and duties
//! have not been explained in a language that the client understands, because every later sanction
//! rests on it.

use bagyt_core::effective::Effective;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::case::Case;
use crate::fact::CaseFact;

/// Registers a client.
#[derive(Clone, Debug, PartialEq)]
pub struct RegisterClient {
    /// When.
    pub registered: Effective,
    /// Whether rights and duties were explained.
    pub rights_explained: bool,
    /// In which language: `ky`, `kk`, `ru`, …
    pub language: String,
    /// Where the client lives and is reached; kept sealed.
    pub whereabouts: Option<ClientWhereabouts>,
}

/// The client was put on the register.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ClientRegistered {
    /// When.
    pub registered: Effective,
    /// Whether rights and duties were explained.
    pub rights_explained: bool,
    /// In which language.
    pub language: String,
    /// Where the client lives and is reached.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub private: Option<ClientWhereabouts>,
}

/// Where a client lives and is reached, as stated at registration.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClientWhereabouts {
    /// Address.
    pub address: String,
    /// Telephone number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
}

bagyt_core::refusals! {
    /// Why a client is not registered.
    pub enum RegistrationRefusal {
        /// The day has not come yet.
        #[error("a client is registered when it happens; {on} has not come yet")]
        NotYet {
            /// Day that was given.
            on: Date,
        } = "not-yet" @ "on",
        /// The day lies before the opening.
        #[error("the case was opened on {opened_on}; nobody can be registered on {on}")]
        BeforeOpening {
            /// Day that was given.
            on: Date,
            /// Day of opening.
            opened_on: Date,
        } = "before-opening" @ "on",
        /// The case is closed.
        #[error("the case was closed on {closed_on}")]
        CaseClosed {
            /// Day of closing.
            closed_on: Date,
        } = "case-closed",
        /// The client is on the register.
        #[error("the client was registered on {registered_on}")]
        AlreadyRegistered {
            /// Since when.
            registered_on: Date,
        } = "already-registered",
        /// Rights and duties were not explained.
        #[error("rights and duties must be explained before a client is registered")]
        RightsNotExplained = "rights-not-explained" @ "rights_explained",
        /// The language is missing.
        #[error("the language in which rights were explained is missing")]
        LanguageMissing = "language-missing" @ "language",
    }
}

/// Decides what to write when a client is registered.
///
/// # Errors
///
/// [`RegistrationRefusal`], in the order of its variants; the first that applies is returned.
pub fn register(
    case: &Case,
    command: &RegisterClient,
    today: Date,
) -> Result<Vec<CaseFact>, RegistrationRefusal> {
    let on = command.registered.on();
    let opened_on = case.opened_on();
    if on > today {
        return Err(RegistrationRefusal::NotYet { on });
    }
    if on < opened_on {
        return Err(RegistrationRefusal::BeforeOpening { on, opened_on });
    }
    if let Some(closing) = case.closing() {
        return Err(RegistrationRefusal::CaseClosed { closed_on: closing.mark.on });
    }
    if let Some(registration) = case.registrations.first() {
        let registered_on = registration.mark.on;
        return Err(RegistrationRefusal::AlreadyRegistered { registered_on });
    }
    if !command.rights_explained {
        return Err(RegistrationRefusal::RightsNotExplained);
    }
    if command.language.trim().is_empty() {
        return Err(RegistrationRefusal::LanguageMissing);
    }
    Ok(vec![CaseFact::Registered(ClientRegistered {
        registered: command.registered,
        rights_explained: command.rights_explained,
        language: command.language.clone(),
        private: command.whereabouts.clone(),
    })])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::invented::{Story, day, on, told};

    #[track_caller]
    fn check(
        story: &Story,
        change: impl FnOnce(&mut RegisterClient),
        expected: Result<&str, &str>,
    ) {
        let mut command = RegisterClient {
            registered: on("2025-03-14"),
            rights_explained: true,
            language: "ky".to_owned(),
            whereabouts: None,
        };
        change(&mut command);
        let outcome = told(register(&story.case, &command, day("2025-03-14")));
        assert_eq!(outcome, expected.map(str::to_owned).map_err(str::to_owned));
    }

    #[test]
    fn a_client_is_registered_from_the_opening_to_today() {
        let story = Story::opened();
        check(&story, |_| {}, Ok("client.registered"));
        check(&story, |one| one.registered = on("2025-03-11"), Ok("client.registered"));
        let why = "the case was opened on 2025-03-11; nobody can be registered on 2025-03-10";
        check(&story, |one| one.registered = on("2025-03-10"), Err(why));
        let why = "a client is registered when it happens; 2025-03-15 has not come yet";
        check(&story, |one| one.registered = on("2025-03-15"), Err(why));
    }

    #[test]
    fn a_client_is_registered_once() {
        let why = "the client was registered on 2025-03-14";
        check(&Story::opened().registered(), |_| {}, Err(why));
    }

    #[test]
    fn nobody_is_registered_in_a_closed_case() {
        let story = Story::opened().ruled("2025-03-12", crate::fact::Change::Ended);
        check(&story, |_| {}, Err("the case was closed on 2025-03-12"));
    }

    #[test]
    fn rights_come_first_in_a_language() {
        let why = "rights and duties must be explained before a client is registered";
        check(&Story::opened(), |one| one.rights_explained = false, Err(why));
        let why = "the language in which rights were explained is missing";
        check(&Story::opened(), |one| one.language.clear(), Err(why));
    }
}
