//! The register of services to which an office refers clients: who helps with what, and where.
//!
//! A service has a stream of its own. It is described when the office begins to work with it and
//! again when something about it changes; the newest description holds. It is closed when the
//! office no longer sends anybody there: who is there already stays a referral of their case
//! ([`crate::referral`]). Its name, place and contact tell of people who work there and are sealed.

use bagyt_core::effective::Effective;
use bagyt_core::fact::{PrivateWords, Recorded};
use bagyt_core::identity::{OfficeCode, ServiceId};
use bagyt_core::refusal::required;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::codes::Need;
use crate::fact::{ServiceFact, sealed};

codes! {
    /// What kind of body a service belongs to.
    pub enum ServiceKind {
        /// The local executive body: social help, benefits.
        LocalExecutive = "local_executive",
        /// A hospital, a polyclinic, a centre of mental health.
        Health = "health",
        /// The employment service.
        Employment = "employment",
        /// Shelters and housing.
        Housing = "housing",
        /// Passports, registration, civil acts.
        Papers = "papers",
        /// Schools and training.
        Education = "education",
        /// A non-governmental organisation.
        Ngo = "ngo",
    }
}

/// Describes a service: a new one, or what has changed of a known one.
#[derive(Clone, Debug, PartialEq)]
pub struct DescribeService {
    /// From which day.
    pub described: Effective,
    /// The office in whose register it stands.
    pub office: OfficeCode,
    /// What kind of body it belongs to.
    pub kind: ServiceKind,
    /// The needs that it answers.
    pub needs: Vec<Need>,
    /// Its name.
    pub name: String,
    /// Where it is.
    pub place: String,
    /// Whom to ask for, and the telephone.
    pub contact: String,
}

/// Closes a service.
#[derive(Clone, Debug, PartialEq)]
pub struct CloseService {
    /// The first day on which nobody is referred there any more.
    pub closed: Effective,
    /// Why.
    pub words: String,
}

/// A service was described.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ServiceDescribed {
    /// From which day.
    pub described: Effective,
    /// The office in whose register it stands.
    pub office: OfficeCode,
    /// What kind of body it belongs to.
    pub kind: ServiceKind,
    /// The needs that it answers, in the order of [`Need::ALL`].
    pub needs: Vec<Need>,
    /// Name, place and contact.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub private: Option<ServiceWords>,
}

/// Name, place and contact of a service.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServiceWords {
    /// Its name.
    pub name: String,
    /// Where it is.
    pub place: String,
    /// Whom to ask for, and the telephone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<String>,
}

/// A service was closed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ServiceClosed {
    /// The first day on which nobody is referred there any more.
    pub closed: Effective,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub private: Option<PrivateWords>,
}

/// A service as its entries say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Service {
    /// Identifier.
    pub id: ServiceId,
    /// The highest version applied; 0 for one of which nothing is recorded.
    pub version: u32,
    /// What was last described.
    pub standing: Option<ServiceStanding>,
    /// The first day on which nobody is referred there any more.
    pub closed_on: Option<Date>,
}

/// What holds of a service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServiceStanding {
    /// First day of its first description.
    pub since_on: Date,
    /// Day of its newest description.
    pub described_on: Date,
    /// The office in whose register it stands.
    pub office: OfficeCode,
    /// What kind of body it belongs to.
    pub kind: ServiceKind,
    /// The needs that it answers.
    pub needs: Vec<Need>,
    /// Name, place and contact; empty where they cannot be read.
    pub words: ServiceWords,
}

/// The longest name, place or contact, in characters: each stands on one line of a list.
pub const SERVICE_LINE_MAX: usize = 200;

bagyt_core::refusals! {
    required words;
    /// Why a service is not described or closed.
    pub enum ServiceRefusal {
        /// The day has not come yet.
        #[error("{on} has not come yet")]
        NotYet {
            /// Day that was given.
            on: Date,
        } = "not-yet" @ "on",
        /// There is no such service.
        #[error("nothing is recorded of this service")]
        Unknown = "service-unknown",
        /// Nobody is referred there any more.
        #[error("the service was closed on {closed_on}; describe a new one")]
        AlreadyClosed {
            /// Since when.
            closed_on: Date,
        } = "service-closed",
        /// The day lies before the service was described.
        #[error("the service was described on {described_on}, after {on}")]
        BeforeDescription {
            /// Day that was given.
            on: Date,
            /// Day of the description.
            described_on: Date,
        } = "service-before" @ "on",
        /// It stands in the register of another office.
        #[error("the service stands in the register of office `{office}`")]
        OtherOffice {
            /// That office.
            office: OfficeCode,
        } = "service-other-office",
        /// It has no name.
        #[error("a service has a name")]
        NameMissing = "service-name-missing" @ "name",
        /// Nobody could find it.
        #[error("say where the service is")]
        PlaceMissing = "service-place-missing" @ "place",
        /// It answers no need.
        #[error("a service answers at least one need")]
        NoNeeds = "service-no-needs" @ "needs",
        /// A line is too long.
        #[error("name, place and contact have at most {most} characters each")]
        LineTooLong {
            /// The most.
            most: usize,
        } = "service-line-too-long" @ "name",
    }
}

impl Service {
    /// Returns a service of which nothing is recorded yet.
    pub fn unknown(id: ServiceId) -> Service {
        Service { id, version: 0, standing: None, closed_on: None }
    }

    /// Returns what the entries of a stream add up to.
    pub fn fold(id: ServiceId, facts: &[Recorded<ServiceFact>]) -> Service {
        let mut service = Service::unknown(id);
        for recorded in facts {
            service.apply(recorded);
        }
        service
    }

    /// Takes one more entry into the state.
    pub fn apply(&mut self, recorded: &Recorded<ServiceFact>) {
        let on = recorded.effective.on();
        match &recorded.fact {
            ServiceFact::Described(fact) => {
                let since_on = self.standing.as_ref().map_or(on, |standing| standing.since_on);
                self.standing = Some(ServiceStanding {
                    since_on,
                    described_on: on,
                    office: fact.office.clone(),
                    kind: fact.kind,
                    needs: fact.needs.clone(),
                    words: fact.private.clone().unwrap_or_default(),
                });
            }
            ServiceFact::Closed(_) => self.closed_on = Some(on),
        }
        self.version = self.version.max(recorded.version);
    }

    /// Returns the day of closing, if nobody is referred there on the given day any more.
    pub fn closed_by(&self, on: Date) -> Option<Date> {
        self.closed_on.filter(|closed_on| *closed_on <= on)
    }
}

/// Decides what to write when a service is described, for the first time or anew.
///
/// # Errors
///
/// [`ServiceRefusal`], in the order of its variants; the first that applies is returned.
pub fn describe(
    service: &Service,
    command: &DescribeService,
    today: Date,
) -> Result<Vec<ServiceFact>, ServiceRefusal> {
    let on = command.described.on();
    if on > today {
        return Err(ServiceRefusal::NotYet { on });
    }
    if let Some(closed_on) = service.closed_on {
        return Err(ServiceRefusal::AlreadyClosed { closed_on });
    }
    if let Some(standing) = &service.standing {
        let described_on = standing.described_on;
        if on < described_on {
            return Err(ServiceRefusal::BeforeDescription { on, described_on });
        }
        if standing.office != command.office {
            return Err(ServiceRefusal::OtherOffice { office: standing.office.clone() });
        }
    }
    let [name, place, contact] = [&command.name, &command.place, &command.contact].map(|line| {
        // Each stands on one line.
        line.split_whitespace().collect::<Vec<_>>().join(" ")
    });
    if name.is_empty() {
        return Err(ServiceRefusal::NameMissing);
    }
    if place.is_empty() {
        return Err(ServiceRefusal::PlaceMissing);
    }
    if command.needs.is_empty() {
        return Err(ServiceRefusal::NoNeeds);
    }
    let is_long = |line: &String| line.chars().count() > SERVICE_LINE_MAX;
    if [&name, &place, &contact].into_iter().any(is_long) {
        return Err(ServiceRefusal::LineTooLong { most: SERVICE_LINE_MAX });
    }
    let is_named = |need: &&Need| command.needs.contains(need);
    let described = ServiceDescribed {
        described: command.described,
        office: command.office.clone(),
        kind: command.kind,
        needs: Need::ALL.iter().filter(is_named).copied().collect(),
        private: Some(ServiceWords {
            name,
            place,
            contact: (!contact.is_empty()).then_some(contact),
        }),
    };
    Ok(vec![described.into()])
}

/// Decides what to write when nobody is referred to a service any more.
///
/// # Errors
///
/// [`ServiceRefusal`], in the order of its variants; the first that applies is returned.
pub fn close(
    service: &Service,
    command: &CloseService,
    today: Date,
) -> Result<Vec<ServiceFact>, ServiceRefusal> {
    let on = command.closed.on();
    if on > today {
        return Err(ServiceRefusal::NotYet { on });
    }
    let standing = service.standing.as_ref().ok_or(ServiceRefusal::Unknown)?;
    if let Some(closed_on) = service.closed_on {
        return Err(ServiceRefusal::AlreadyClosed { closed_on });
    }
    let described_on = standing.described_on;
    if on < described_on {
        return Err(ServiceRefusal::BeforeDescription { on, described_on });
    }
    required(&command.words)?;
    Ok(vec![ServiceClosed { closed: command.closed, private: sealed(&command.words) }.into()])
}

#[cfg(test)]
mod tests;
#[cfg(test)]
pub(crate) use tests::shelter;
