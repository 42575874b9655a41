//! Evidence: what the record shows about a rule of a standard.
//!
//! For each indicator that speaks about the rule there is a figure with its position in the
//! journal, or the word that there is none yet. No verdict is drawn from it.

use crate::standard::Rule;

/// An indicator's figure as it was counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IndicatorResult {
    /// Code of the indicator; its definition stands under this code in the table of indicators.
    pub indicator: String,
    /// The figure, in thousandths; `None` where nothing could be counted or it is withheld.
    pub value_permille: Option<u32>,
    /// Of how many it is the share.
    pub cases: u64,
    /// The first month: year * 12 + month - 1.
    pub month_from: i64,
    /// The last month, which belongs to it.
    pub month_last: i64,
    /// The journal's position that it was counted at.
    pub position: u64,
}

/// How far the record speaks about a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// No indicator speaks about the rule.
    NoIndicator,
    /// Indicators do, but none has a figure.
    NoFigure,
    /// Some have a figure.
    Partly,
    /// All have one.
    Whole,
}

/// What one indicator says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EvidenceLine {
    /// Code of the indicator.
    pub indicator: String,
    /// Its figure, if there is one.
    pub result: Option<IndicatorResult>,
}

/// What the record shows about a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// How far it speaks.
    pub reach: Reach,
    /// One line for each indicator, in the rule's order.
    pub lines: Vec<EvidenceLine>,
}

/// Gathers what the record shows about a rule; of several figures of one indicator, the one of the
/// newest position counts.
pub fn evidence(rule: &Rule, results: &[IndicatorResult]) -> Evidence {
    let line = |indicator: &String| {
        let of_indicator = results.iter().filter(|result| &result.indicator == indicator);
        let newest = of_indicator.max_by_key(|result| (result.position, result.month_last));
        EvidenceLine { indicator: indicator.clone(), result: newest.cloned() }
    };
    let lines: Vec<EvidenceLine> = rule.indicators.iter().map(line).collect();
    let speaks = |line: &&EvidenceLine| {
        line.result.as_ref().is_some_and(|result| result.value_permille.is_some())
    };
    let reach = match lines.iter().filter(speaks).count() {
        _ if lines.is_empty() => Reach::NoIndicator,
        0 => Reach::NoFigure,
        speaking if speaking < lines.len() => Reach::Partly,
        _ => Reach::Whole,
    };
    Evidence { reach, lines }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::standard::tests::tokyo;

    fn result(indicator: &str, value_permille: Option<u32>, position: u64) -> IndicatorResult {
        IndicatorResult {
            indicator: indicator.to_owned(),
            value_permille,
            cases: 40,
            month_from: 24_303,
            month_last: 24_314,
            position,
        }
    }

    #[track_caller]
    fn check(rule: &str, results: &[IndicatorResult], reach: Reach, values: &[Option<u32>]) {
        let standard = tokyo();
        let evidence = evidence(standard.find(rule).unwrap(), results);
        assert_eq!(evidence.reach, reach);
        let value =
            |line: &EvidenceLine| line.result.as_ref().and_then(|result| result.value_permille);
        assert_eq!(evidence.lines.iter().map(value).collect::<Vec<_>>(), values);
    }

    #[test]
    fn a_rule_without_indicators_has_no_evidence() {
        check("15-16", &[result("contact_in_time", Some(900), 5)], Reach::NoIndicator, &[]);
    }

    #[test]
    fn a_figure_that_is_withheld_is_no_evidence() {
        check("10", &[], Reach::NoFigure, &[None, None]);
        let withheld = [result("contact_in_time", None, 5)];
        check("10", &withheld, Reach::NoFigure, &[None, None]);
    }

    #[test]
    fn some_or_all_indicators_speak_about_a_rule() {
        let contact = result("contact_in_time", Some(910), 5);
        let assessment = result("assessment_in_time", Some(800), 5);
        let one = [contact.clone()];
        check("10", &one, Reach::Partly, &[Some(910), None]);
        check("10", &[assessment, contact], Reach::Whole, &[Some(910), Some(800)]);
    }

    #[test]
    fn a_late_entry_changes_the_evidence_at_its_newer_position() {
        let before = result("contact_in_time", Some(900), 5);
        let after = result("contact_in_time", Some(910), 6);
        check("10", &[after, before], Reach::Partly, &[Some(910), None]);
    }
}
