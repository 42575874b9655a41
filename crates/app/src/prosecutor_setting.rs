//! By when a prosecutor's act is answered that states no day, with dates (`policy/prosecutor.toml`).

use bagyt_casework::codes::ProsecutorActKind;
use jiff::civil::Date;
use serde::Deserialize;

use crate::dated::{self, Dated, Editions};

/// Most days: a year; what waits longer is not supervised.
const DAYS_MAX: i64 = 366;

/// The editions, the earliest first.
pub(crate) type ProsecutorSettings = Editions<ProsecutorEdition>;

/// What holds from a day on.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ProsecutorEdition {
    in_force_from: Date,
    source: String,
    representation: i64,
    order: i64,
    protest: i64,
    caution: i64,
}

impl ProsecutorEdition {
    /// In how many days an act of a kind is answered.
    pub(crate) fn days(&self, kind: ProsecutorActKind) -> i64 {
        match kind {
            ProsecutorActKind::Representation => self.representation,
            ProsecutorActKind::Order => self.order,
            ProsecutorActKind::Protest => self.protest,
            ProsecutorActKind::Caution => self.caution,
        }
    }
}

impl Dated for ProsecutorEdition {
    fn in_force_from(&self) -> Date {
        self.in_force_from
    }

    fn fault(&self) -> Option<String> {
        let days = [self.representation, self.order, self.protest, self.caution];
        let outside = |days| dated::outside(days, 1, DAYS_MAX, "days");
        dated::sourceless(&self.source).or_else(|| days.into_iter().find_map(outside))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = include_str!("../../../policy/prosecutor.toml");

    #[test]
    fn each_kind_has_its_days_from_the_first_day_of_the_edition() {
        let settings = ProsecutorSettings::parse(TEXT).unwrap();
        let days = |kind, on: &str| settings.on(on.parse().unwrap()).map(|one| one.days(kind));
        assert_eq!(days(ProsecutorActKind::Representation, "2016-12-31"), None);
        assert_eq!(days(ProsecutorActKind::Representation, "2017-01-01"), Some(30));
        for kind in
            [ProsecutorActKind::Order, ProsecutorActKind::Protest, ProsecutorActKind::Caution]
        {
            assert_eq!(days(kind, "2025-06-02"), Some(10));
        }
    }

    #[test]
    fn an_impossible_edition_is_named() {
        let invented = TEXT.lines().find(|line| line.starts_with("source")).unwrap();
        for (from, to) in [("= 30", "= 0"), ("= 30", "= 367"), (invented, "source = \" \"")] {
            let wrong = ProsecutorSettings::parse(&TEXT.replace(from, to)).unwrap_err();
            assert!(wrong.starts_with("edition of 2017-01-01: "), "{wrong}");
        }
    }
}
