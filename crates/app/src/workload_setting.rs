//! What work weighs and what one person can carry, with its dates (`policy/workload.toml`).

use std::collections::BTreeMap;

use bagyt_casework::codes::{Domain, ReductionKind, Risk, Role, WorkKind};
use bagyt_casework::workload::{ReductionRule, Weights, points};
use jiff::civil::Date;
use serde::Deserialize;

use crate::dated::{Dated, Editions};

/// Most points that one piece of work may weigh: no number of one case is worth a year.
const POINTS_MAX: u32 = 10_000;

/// Most points of a post.
const TARGET_MAX: u32 = 1_000_000;

/// The editions, the earliest first.
pub(crate) type WorkloadSettings = Editions<WorkloadEdition>;

/// What work weighs from a day on.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WorkloadEdition {
    /// Its first day.
    pub in_force_from: Date,
    /// Who set it.
    pub source: String,
    /// Whether the values are invented and still to be set by the service.
    pub invented: bool,
    target: BTreeMap<Role, u32>,
    weights: Vec<Weights>,
    reduction: Vec<ReductionRule>,
}

impl WorkloadEdition {
    /// Points of one piece of work.
    pub fn points(&self, kind: WorkKind, domain: Domain, risk: Option<Risk>) -> u32 {
        points(&self.weights, kind, domain, risk)
    }

    /// Points of a post in full time; none for a post that carries no cases.
    pub fn target(&self, role: Role) -> u32 {
        self.target.get(&role).copied().unwrap_or(0)
    }

    /// The reductions that may be granted.
    pub fn reductions(&self) -> &[ReductionRule] {
        &self.reduction
    }
}

impl Dated for WorkloadEdition {
    fn in_force_from(&self) -> Date {
        self.in_force_from
    }

    fn fault(&self) -> Option<String> {
        check(self).err()
    }
}

/// Names the first thing that is wrong with an edition.
fn check(edition: &WorkloadEdition) -> Result<(), String> {
    if edition.source.trim().is_empty() {
        return Err("`source` is empty; say who set these values".to_owned());
    }
    for role in Role::ALL.iter().copied().filter(|role| role.is_supervising()) {
        let target = edition.target(role);
        if !(1..=TARGET_MAX).contains(&target) {
            return Err(format!(
                "target: {target} for `{role}`; from 1 to {TARGET_MAX} are possible"
            ));
        }
    }
    for (place, row) in edition.weights.iter().enumerate() {
        let kind = row.kind;
        if [row.unassessed, row.low, row.medium, row.high].iter().any(|one| *one > POINTS_MAX) {
            return Err(format!("weights: `{kind}` weighs more than {POINTS_MAX}"));
        }
        let again = |other: &Weights| (other.kind, other.domain) == (kind, row.domain);
        if edition.weights.iter().take(place).any(again) {
            return Err(format!("weights: `{kind}` stands twice for the same domain"));
        }
    }
    for kind in WorkKind::ALL {
        let speaks = |row: &Weights| row.kind == *kind && row.domain.is_none();
        if !edition.weights.iter().any(speaks) {
            return Err(format!("weights: no row of all domains for `{kind}`"));
        }
    }
    for (place, rule) in edition.reduction.iter().enumerate() {
        let (kind, most) = (rule.kind, rule.percent_most);
        if !(1..=100).contains(&most) {
            return Err(format!(
                "reduction: {most} per cent for `{kind}`; from 1 to 100 are possible"
            ));
        }
        let again = |other: &ReductionRule| other.kind == kind;
        if edition.reduction.iter().take(place).any(again) {
            return Err(format!("reduction: `{kind}` stands twice"));
        }
    }
    let missing = |kind: &&ReductionKind| {
        !edition.reduction.iter().any(|rule: &ReductionRule| rule.kind == **kind)
    };
    match ReductionKind::ALL.iter().find(missing) {
        Some(kind) => Err(format!("reduction: nothing is said of `{kind}`")),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = include_str!("../../../policy/workload.toml");

    #[test]
    fn an_edition_holds_from_its_day_until_the_next() {
        let later = TEXT
            .replace("2017-01-01", "2026-01-01")
            .replace("high       = 50", "high       = 55")
            .replace("officer      = 2700", "officer      = 2600");
        let settings = WorkloadSettings::parse(&format!("{TEXT}\n{later}")).unwrap();
        let high = |on: &str| {
            let edition = settings.on(on.parse().unwrap())?;
            let of = |domain| edition.points(WorkKind::Supervision, domain, Some(Risk::High));
            Some((of(Domain::NonCustodial), of(Domain::PostRelease), edition.target(Role::Officer)))
        };
        assert_eq!(high("2016-12-31"), None);
        assert_eq!(high("2025-12-31"), Some((50, 60, 2700)));
        assert_eq!(high("2026-01-01"), Some((55, 60, 2600)));
        assert_eq!(settings.on("2026-01-01".parse().unwrap()).unwrap().target(Role::Trainer), 0);
    }

    #[test]
    fn the_values_of_the_program_say_that_they_are_invented() {
        let settings = WorkloadSettings::parse(TEXT).unwrap();
        assert!(settings.edition.iter().all(|edition| edition.invented));
        assert!(settings.edition.iter().all(|edition| edition.source.contains("to be set")));
    }

    #[track_caller]
    fn check_wrong(from: &str, to: &str, expected: &str) {
        let text = TEXT.replacen(from, to, 1);
        assert_ne!(text, TEXT);
        let wrong = WorkloadSettings::parse(&text).unwrap_err();
        assert_eq!(wrong, format!("edition of 2017-01-01: {expected}"));
    }

    #[test]
    fn an_impossible_edition_is_named() {
        let why = "target: 0 for `officer`; from 1 to 1000000 are possible";
        check_wrong("officer      = 2700", "officer      = 0", why);
        check_wrong(
            "high       = 50",
            "high       = 10001",
            "weights: `supervision` weighs more than 10000",
        );
        let why = "weights: `supervision` stands twice for the same domain";
        check_wrong("domain     = \"post_release\"\n", "", why);
        let why = "weights: no row of all domains for `suspended`";
        check_wrong(
            "kind       = \"suspended\"",
            "kind       = \"suspended\"\ndomain     = \"post_release\"",
            why,
        );
        let why = "reduction: 101 per cent for `sickness`; from 1 to 100 are possible";
        check_wrong("\"sickness\"\npercent_most = 100", "\"sickness\"\npercent_most = 101", why);
        check_wrong(
            "kind         = \"union\"",
            "kind         = \"sickness\"",
            "reduction: `sickness` stands twice",
        );
        let rest = TEXT.find("[[edition.reduction]]\nkind         = \"other_duties\"").unwrap();
        let wrong = WorkloadSettings::parse(&TEXT[..rest]).unwrap_err();
        assert_eq!(wrong, "edition of 2017-01-01: reduction: nothing is said of `other_duties`");
        let twice = format!("{TEXT}\n{TEXT}");
        assert!(WorkloadSettings::parse(&twice).unwrap_err().contains("do not follow"));
    }
}
