//! What a client owes, what was paid and what was withheld from wages, as the case shows it.

use bagyt_casework::codes::{DebtKind, DebtPaper, PaymentProof};
use bagyt_casework::fact::CaseFact;
use bagyt_casework::payment::Debt;
use bagyt_core::money::Money;
use jiff::civil::Date;

use super::RowWords;
use super::reading::Read;
use super::request::{fact_of, words};
use crate::App;
use crate::conduct::wage_share;

/// What a client owes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaymentBox {
    /// Sums that are owed, the newest first.
    pub debts: Vec<DebtItem>,
    /// The row by which a share of wages is withheld under the sentence.
    pub share: Option<RowWords>,
    /// Months of wages, the newest first.
    pub wages: Vec<WageItem>,
}

/// A sum that is owed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DebtItem {
    /// Its version in the case.
    pub version: u32,
    /// Day of the paper.
    pub on: Date,
    /// What for.
    pub kind: DebtKind,
    /// By which paper.
    pub paper: Option<DebtPaper>,
    /// Number of the paper.
    pub number: String,
    /// To whom; empty where nobody is named.
    pub creditor: String,
    /// How much.
    pub amount: Money,
    /// What is left.
    pub left: Money,
    /// What was paid, the newest first.
    pub payments: Vec<PaymentItem>,
}

/// A payment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaymentItem {
    /// Its day.
    pub on: Date,
    /// How much.
    pub amount: Money,
    /// What proves it.
    pub proof: Option<PaymentProof>,
    /// Number of the proof.
    pub number: String,
}

/// The wage of a month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WageItem {
    /// First day of the month.
    pub month: Date,
    /// Day of the sheet.
    pub on: Date,
    /// The wage.
    pub wage: Money,
    /// What was withheld.
    pub withheld: Money,
    /// What the row of law said.
    pub due: Money,
    /// Number of the sheet.
    pub number: String,
}

impl WageItem {
    /// Returns by how much too little was withheld; nothing where it was enough.
    pub fn short_by(&self) -> Option<Money> {
        (self.withheld < self.due).then(|| Money(self.due.0 - self.withheld.0))
    }
}

impl App {
    /// Returns what the client of a case owes.
    pub(super) fn payment_box(&self, read: &Read) -> PaymentBox {
        let (case, duties) = (&read.case, read.case.duties());
        let debts = duties.debts.iter().rev().map(|debt| debt_item(read, debt));
        let wages = duties.wages.iter().rev().map(|wage| WageItem {
            month: wage.month,
            on: wage.mark.on,
            wage: wage.wage,
            withheld: wage.withheld,
            due: wage.due,
            number: match fact_of(read, wage.mark) {
                Some(CaseFact::WageRecorded(fact)) => words(fact.private.as_ref()),
                _ => String::new(),
            },
        });
        PaymentBox {
            debts: debts.collect(),
            share: wage_share(&read.tables, case, self.today()).map(RowWords::of),
            wages: wages.collect(),
        }
    }
}

fn debt_item(read: &Read, debt: &Debt) -> DebtItem {
    let mark = debt.mark;
    let fact = match fact_of(read, mark) {
        Some(CaseFact::DebtRecorded(fact)) => Some(fact),
        _ => None,
    };
    let private = fact.and_then(|fact| fact.private.clone());
    let of_debt = read.case.duties().payments.iter().rev().filter(|one| one.debt == mark.version);
    let payments = of_debt.map(|payment| {
        let fact = match fact_of(read, payment.mark) {
            Some(CaseFact::PaymentRecorded(fact)) => Some(fact),
            _ => None,
        };
        PaymentItem {
            on: payment.mark.on,
            amount: payment.amount,
            proof: fact.map(|fact| fact.proof),
            number: fact.map(|fact| words(fact.private.as_ref())).unwrap_or_default(),
        }
    });
    DebtItem {
        version: mark.version,
        on: mark.on,
        kind: debt.kind,
        paper: fact.map(|fact| fact.paper),
        creditor: private.as_ref().and_then(|one| one.creditor.clone()).unwrap_or_default(),
        number: private.map(|one| one.number).unwrap_or_default(),
        amount: debt.amount,
        left: read.case.debt_left(debt),
        payments: payments.collect(),
    }
}
