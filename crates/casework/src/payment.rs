//! Fines, damages and what is withheld from wages: what is owed by which paper, what was paid by
//! which proof, and what is left.
//!
//! A sum is owed by an act of a court or a writ, and paid in parts; more than is left is never taken.
//! Of correctional works nobody owes a sum: the employer withholds a share of each wage, which the
//! row of law says, and its sheet is held against that share. A mistake is mended by taking the
//! entry back.

use bagyt_core::effective::Effective;
use bagyt_core::fact::PrivateWords;
use bagyt_core::law::Row;
use bagyt_core::money::Money;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::case::Case;
use crate::entries::{Mark, Marked, find_version};
use crate::fact::{CaseFact, sealed};
use crate::reliance::Reliance;

codes! {
    /// What a sum is owed for.
    pub enum DebtKind {
        /// A fine.
        Fine = "fine",
        /// Damage that is to be made good.
        Damage = "damage",
        /// Support of the family.
        Support = "support",
        /// Costs of the court.
        Costs = "costs",
    }
}

codes! {
    /// The paper by which a sum is owed.
    pub enum DebtPaper {
        /// The court's act.
        CourtAct = "court_act",
        /// A writ of execution.
        Writ = "writ",
        /// A settlement with the person harmed.
        Settlement = "settlement",
    }
}

codes! {
    /// What proves a payment.
    pub enum PaymentProof {
        /// A receipt.
        Receipt = "receipt",
        /// A statement of a bank.
        Bank = "bank",
        /// A paper of the bailiff.
        Bailiff = "bailiff",
        /// What the person harmed signed.
        Creditor = "creditor",
    }
}

/// Records that a sum is owed.
#[derive(Clone, Debug, PartialEq)]
pub struct RecordDebt {
    /// Day of the paper.
    pub set: Effective,
    /// What for.
    pub kind: DebtKind,
    /// How much.
    pub amount: Money,
    /// By which paper.
    pub paper: DebtPaper,
    /// Its number.
    pub number: String,
    /// To whom.
    pub creditor: String,
}

/// Records a payment.
#[derive(Clone, Debug, PartialEq)]
pub struct RecordPayment {
    /// When it was paid.
    pub paid: Effective,
    /// Version of the debt.
    pub debt: u32,
    /// How much.
    pub amount: Money,
    /// What proves it.
    pub proof: PaymentProof,
    /// Number of the proof.
    pub number: String,
}

/// Records what an employer withheld from a month's wage.
#[derive(Clone, Debug, PartialEq)]
pub struct RecordWage {
    /// When the sheet came.
    pub received: Effective,
    /// First day of the month.
    pub month: Date,
    /// The wage.
    pub wage: Money,
    /// What was withheld.
    pub withheld: Money,
    /// Number of the sheet.
    pub number: String,
}

/// A sum is owed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DebtRecorded {
    /// Day of the paper.
    pub set: Effective,
    /// What for.
    pub kind: DebtKind,
    /// How much, in the smallest unit.
    pub amount: Money,
    /// By which paper.
    pub paper: DebtPaper,
    /// The paper's number and to whom it is owed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub private: Option<PrivateDebt>,
}

/// What names people and papers of a debt.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PrivateDebt {
    /// Number of the paper.
    pub number: String,
    /// To whom.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub creditor: Option<String>,
}

/// Something was paid.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PaymentRecorded {
    /// When.
    pub paid: Effective,
    /// Version of the debt.
    pub debt: u32,
    /// How much, in the smallest unit.
    pub amount: Money,
    /// What proves it.
    pub proof: PaymentProof,
    /// Number of the proof.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub private: Option<PrivateWords>,
}

/// An employer withheld a share of a month's wage.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WageRecorded {
    /// When the sheet came.
    pub received: Effective,
    /// First day of the month.
    pub month: Date,
    /// The wage, in the smallest unit.
    pub wage: Money,
    /// What was withheld.
    pub withheld: Money,
    /// What the row of law says.
    pub due: Money,
    /// That row.
    pub law: Reliance,
    /// Number of the sheet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub private: Option<PrivateWords>,
}

/// A debt, as the state keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Debt {
    /// Where the entry stands.
    pub mark: Mark,
    /// What for.
    pub kind: DebtKind,
    /// How much.
    pub amount: Money,
}

/// A payment, as the state keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Payment {
    /// Where the entry stands.
    pub mark: Mark,
    /// Version of the debt.
    pub debt: u32,
    /// How much.
    pub amount: Money,
}

/// What was withheld from a month's wage, as the state keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wage {
    /// Where the entry stands.
    pub mark: Mark,
    /// First day of the month.
    pub month: Date,
    /// The wage.
    pub wage: Money,
    /// What was withheld.
    pub withheld: Money,
    /// What the row of law said.
    pub due: Money,
}

impl Marked for Debt {
    fn mark(&self) -> Mark {
        self.mark
    }
}

impl Marked for Payment {
    fn mark(&self) -> Mark {
        self.mark
    }
}

impl Marked for Wage {
    fn mark(&self) -> Mark {
        self.mark
    }
}

/// The largest sum, in the smallest unit: ten billion of a currency; more is a slip of the pen.
pub const AMOUNT_MAX: Money = Money(1_000_000_000_000);

/// The longest number of a paper or name of a creditor, in characters.
pub const NUMBER_MAX: usize = 200;

bagyt_core::refusals! {
    /// Why no debt, payment or wage is recorded.
    pub enum PaymentRefusal {
        /// The day has not come yet.
        #[error("this is recorded after it happened; {on} has not come yet")]
        NotYet {
            /// Day that was given.
            on: Date,
        } = "not-yet" @ "on",
        /// The case was already closed on that day.
        #[error("the case was closed on {closed_on}")]
        CaseClosed {
            /// Day of closing.
            closed_on: Date,
        } = "case-closed",
        /// There is no such debt.
        #[error("the case has no debt {debt}")]
        UnknownDebt {
            /// Version that was named.
            debt: u32,
        } = "payment-unknown-debt" @ "debt",
        /// The payment lies before the debt.
        #[error("the sum is owed since {set_on}; a payment of {on} lies before it")]
        PaidBefore {
            /// Day that was given.
            on: Date,
            /// Day of the debt.
            set_on: Date,
        } = "payment-before-debt" @ "on",
        /// The sentence has no share of wages.
        #[error("no row of law takes a share of the wage under this sentence")]
        NoShare = "payment-no-share",
        /// The month is not over.
        #[error("the month of {month} is not over on {on}")]
        MonthNotOver {
            /// First day of the month.
            month: Date,
            /// Day of the sheet.
            on: Date,
        } = "payment-month-not-over" @ "month",
        /// The wage of that month is recorded.
        #[error("the wage of the month of {month} is recorded already; take that entry back first")]
        MonthRecorded {
            /// First day of the month.
            month: Date,
        } = "payment-month-recorded" @ "month",
        /// The sum is nothing or less.
        #[error("the sum is missing")]
        AmountMissing = "payment-amount-missing" @ "amount",
        /// The sum is a slip of the pen.
        #[error("the sum is larger than {most}")]
        AmountTooLarge {
            /// The largest.
            most: Money,
        } = "payment-amount-too-large" @ "amount",
        /// More is withheld than was earned.
        #[error("{withheld} cannot be withheld from a wage of {wage}")]
        WithheldTooMuch {
            /// What was withheld.
            withheld: Money,
            /// The wage.
            wage: Money,
        } = "payment-withheld-too-much" @ "withheld",
        /// More is paid than is left.
        #[error("{left} is left of this debt; {amount} is more")]
        Overpaid {
            /// What was paid.
            amount: Money,
            /// What is left.
            left: Money,
        } = "payment-overpaid" @ "amount",
        /// The number of the paper is missing.
        #[error("the number of the paper is missing")]
        NumberMissing = "payment-number-missing" @ "number",
        /// The number or the name is too long.
        #[error("the text has {characters} characters; the most is {most}")]
        NumberTooLong {
            /// Characters given.
            characters: usize,
            /// The most.
            most: usize,
        } = "payment-number-too-long" @ "number",
    }
}

/// Decides what to write when a sum is owed.
///
/// # Errors
///
/// [`PaymentRefusal`], in the order of its variants; the first that applies is returned.
pub fn record_debt(
    case: &Case,
    command: &RecordDebt,
    today: Date,
) -> Result<Vec<CaseFact>, PaymentRefusal> {
    check_day(case, command.set.on(), today)?;
    check_amount(command.amount)?;
    let number = check_number(&command.number)?;
    let creditor = command.creditor.trim();
    check_length(creditor)?;
    let creditor = (!creditor.is_empty()).then(|| creditor.to_owned());
    let recorded = DebtRecorded {
        set: command.set,
        kind: command.kind,
        amount: command.amount,
        paper: command.paper,
        private: Some(PrivateDebt { number: number.to_owned(), creditor }),
    };
    Ok(vec![recorded.into()])
}

/// Decides what to write when something was paid.
///
/// # Errors
///
/// [`PaymentRefusal`], in the order of its variants; the first that applies is returned.
pub fn record_payment(
    case: &Case,
    command: &RecordPayment,
    today: Date,
) -> Result<Vec<CaseFact>, PaymentRefusal> {
    let on = command.paid.on();
    check_day(case, on, today)?;
    let debt = find_version(&case.duties().debts, command.debt);
    let debt = debt.ok_or(PaymentRefusal::UnknownDebt { debt: command.debt })?;
    if on < debt.mark.on {
        return Err(PaymentRefusal::PaidBefore { on, set_on: debt.mark.on });
    }
    check_amount(command.amount)?;
    let (amount, left) = (command.amount, case.debt_left(debt));
    if amount > left {
        return Err(PaymentRefusal::Overpaid { amount, left });
    }
    let private = sealed(check_number(&command.number)?);
    let (paid, debt, proof) = (command.paid, command.debt, command.proof);
    Ok(vec![PaymentRecorded { paid, debt, amount, proof, private }.into()])
}

/// Decides what to write when an employer's sheet of a month came.
///
/// `share` is the row by which a share of the wage is withheld under this sentence; nothing where
/// there is none.
///
/// # Errors
///
/// [`PaymentRefusal`], in the order of its variants; the first that applies is returned.
pub fn record_wage(
    case: &Case,
    command: &RecordWage,
    share: Option<&Row>,
    today: Date,
) -> Result<Vec<CaseFact>, PaymentRefusal> {
    let on = command.received.on();
    check_day(case, on, today)?;
    let row = share.ok_or(PaymentRefusal::NoShare)?;
    let month = command.month.first_of_month();
    if on <= month.last_of_month() {
        return Err(PaymentRefusal::MonthNotOver { month, on });
    }
    if case.duties().wages.iter().any(|wage| wage.month == month) {
        return Err(PaymentRefusal::MonthRecorded { month });
    }
    check_amount(command.wage)?;
    let (wage, withheld) = (command.wage, command.withheld);
    if withheld > wage || withheld < Money(0) {
        return Err(PaymentRefusal::WithheldTooMuch { withheld, wage });
    }
    let due = row.share_of(wage).map_err(|_| PaymentRefusal::NoShare)?;
    let private = sealed(check_number(&command.number)?);
    let law = Reliance::of_row(row, None);
    let received = command.received;
    Ok(vec![WageRecorded { received, month, wage, withheld, due, law, private }.into()])
}

fn check_day(case: &Case, on: Date, today: Date) -> Result<(), PaymentRefusal> {
    if on > today {
        return Err(PaymentRefusal::NotYet { on });
    }
    match case.closed_before(on) {
        Some(closed_on) => Err(PaymentRefusal::CaseClosed { closed_on }),
        None => Ok(()),
    }
}

fn check_amount(amount: Money) -> Result<(), PaymentRefusal> {
    if amount <= Money(0) {
        return Err(PaymentRefusal::AmountMissing);
    }
    match amount > AMOUNT_MAX {
        true => Err(PaymentRefusal::AmountTooLarge { most: AMOUNT_MAX }),
        false => Ok(()),
    }
}

fn check_number(number: &str) -> Result<&str, PaymentRefusal> {
    let number = number.trim();
    if number.is_empty() {
        return Err(PaymentRefusal::NumberMissing);
    }
    check_length(number)?;
    Ok(number)
}

fn check_length(text: &str) -> Result<(), PaymentRefusal> {
    let characters = text.chars().count();
    match characters > NUMBER_MAX {
        true => Err(PaymentRefusal::NumberTooLong { characters, most: NUMBER_MAX }),
        false => Ok(()),
    }
}

impl Case {
    /// Returns what is left of a debt of this case; never less than nothing.
    pub fn debt_left(&self, debt: &Debt) -> Money {
        let version = debt.mark.version;
        let payments = self.duties().payments.iter().filter(|payment| payment.debt == version);
        let paid: i64 = payments.map(|payment| payment.amount.0).sum();
        Money(debt.amount.0.saturating_sub(paid).max(0))
    }
}

#[cfg(test)]
mod tests;
