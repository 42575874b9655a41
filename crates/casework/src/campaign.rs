//! What a campaign (an amnesty, a new law) asks of a case.
//!
//! The conditions and their answers are the law's ([`bagyt_core::law::campaign`]); the same facts
//! stand in the row of the case, from which lists are counted.

use bagyt_core::law::campaign::{CampaignFacts, Damage, HeldAttribute};

use crate::attribute::AttributeSpan;
use crate::case::Case;
use crate::payment::DebtKind;

impl Case {
    /// Returns what a campaign asks of the case.
    pub fn campaign_facts(&self) -> CampaignFacts<'_> {
        let (opening, term) = (&self.opening, self.term());
        let held = |span: AttributeSpan| HeldAttribute {
            code: span.attribute,
            from: span.from,
            until: span.until,
        };
        CampaignFacts {
            measure: &opening.measure,
            article_group: &opening.article_group,
            risk: self.risk().map(|risk| risk.code()),
            violations: u32::try_from(self.violations.len()).unwrap_or(u32::MAX),
            term_from: term.from,
            term_until: term.until,
            age: u32::from(opening.age),
            opened_on: self.opened_on(),
            sex: opening.sex.code(),
            attributes: self.attribute_spans().into_iter().map(held).collect(),
            damage: self.damage(),
        }
    }

    /// Returns the damage on record and what was paid of it; nothing where no damage is.
    pub(crate) fn damage(&self) -> Option<Damage> {
        let debts = self.duties().debts.iter().filter(|debt| debt.kind == DebtKind::Damage);
        debts.fold(None, |sum, debt| {
            let left = self.debt_left(debt).0;
            let sum = sum.unwrap_or(Damage { owed: 0, paid: 0 });
            Some(Damage {
                owed: sum.owed.saturating_add(debt.amount.0),
                paid: sum.paid.saturating_add(debt.amount.0 - left),
            })
        })
    }
}
