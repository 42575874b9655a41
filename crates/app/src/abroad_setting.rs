//! By when another state is awaited to say that it has a request, and to decide on it, with dates
//! (`policy/abroad.toml`).

use jiff::civil::Date;
use serde::Deserialize;

use crate::dated::{self, Dated, Editions};

/// Most days of a step: a year; what waits longer is asked anew.
const DAYS_MAX: i64 = 366;

/// The editions, the earliest first.
pub(crate) type AbroadSettings = Editions<AbroadEdition>;

/// What holds from a day on.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct AbroadEdition {
    in_force_from: Date,
    acknowledgement: Awaited,
    decision: Awaited,
}

/// For how long a step is awaited.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Awaited {
    days: i64,
    source: String,
}

impl AbroadEdition {
    /// In how many days from the sending word is awaited that the papers came.
    pub(crate) fn acknowledgement_days(&self) -> i64 {
        self.acknowledgement.days
    }

    /// In how many days from then on the decision is awaited.
    pub(crate) fn decision_days(&self) -> i64 {
        self.decision.days
    }
}

impl Dated for AbroadEdition {
    fn in_force_from(&self) -> Date {
        self.in_force_from
    }

    fn fault(&self) -> Option<String> {
        let steps = [("acknowledgement", &self.acknowledgement), ("decision", &self.decision)];
        steps.into_iter().find_map(|(name, step)| {
            let fault = dated::sourceless(&step.source)
                .or_else(|| dated::outside(step.days, 1, DAYS_MAX, "days"));
            fault.map(|fault| format!("{name}: {fault}"))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = include_str!("../../../policy/abroad.toml");

    #[test]
    fn each_step_has_its_days_from_the_first_day_of_the_edition() {
        let settings = AbroadSettings::parse(TEXT).unwrap();
        let days = |on: &str| {
            let edition = settings.on(on.parse().unwrap());
            edition.map(|one| (one.acknowledgement_days(), one.decision_days()))
        };
        assert_eq!(days("2016-12-31"), None);
        assert_eq!(days("2017-01-01"), Some((14, 60)));
    }

    #[test]
    fn an_impossible_step_is_named() {
        for (from, to, step) in [
            ("= 14", "= 0", "acknowledgement"),
            ("= 60", "= 367", "decision"),
            ("house policy, invented for the demonstration; to be set by the service", " ", "ack"),
        ] {
            let wrong = AbroadSettings::parse(&TEXT.replace(from, to)).unwrap_err();
            assert!(wrong.starts_with(&format!("edition of 2017-01-01: {step}")), "{wrong}");
        }
    }
}
