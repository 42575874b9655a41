//! What a campaign (an amnesty, a new law) asks of a case.
//!
//! The conditions and their answers are the law's ([`bagyt_core::law::campaign`]); the same facts
//! stand in the row of the case, from which lists are counted.

use bagyt_core::law::campaign::CampaignFacts;

use crate::case::Case;

impl Case {
    /// Returns what a campaign asks of the case.
    pub fn campaign_facts(&self) -> CampaignFacts<'_> {
        let (opening, term) = (&self.opening, self.term());
        CampaignFacts {
            measure: &opening.measure,
            article_group: &opening.article_group,
            risk: self.risk().map(|risk| risk.code()),
            violations: u32::try_from(self.violations.len()).unwrap_or(u32::MAX),
            term_from: term.from,
            term_until: term.until,
            age: u32::from(opening.age),
            opened_on: self.opened_on(),
        }
    }
}
