//! What a client owes: sums with their papers, what was paid of them, and what employers withheld.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use bagyt_app::command::CaseAct;
use bagyt_app::outcome::Failure;
use bagyt_app::read::{CasePage, DebtItem, WageItem};
use bagyt_app::role::Action;
use bagyt_casework::codes::{DebtKind, DebtPaper, PaymentProof};
use bagyt_casework::payment::{NUMBER_MAX, RecordDebt, RecordPayment, RecordWage};
use bagyt_core::money::Money;

use crate::form::{Choice, Form};
use crate::format::grouped;
use crate::frame::{Frame, Section};
use crate::pages::case::{open, who};
use crate::pages::case_form::{self, CaseForm};
use crate::parts::Who;
use crate::posted::Posted;
use crate::texts::Texts;
use crate::visit::{Seen, Visit};

#[derive(Template)]
#[template(path = "payments.html")]
pub(crate) struct Page {
    t: Texts,
    frame: Frame,
    who: Who,
    form: Form,
    debts: Vec<DebtRow>,
    /// The row by which wages are withheld; empty where there is none.
    share: String,
    wages: Vec<WageRow>,
    may_record: bool,
    kinds: Vec<Choice>,
    papers: Vec<Choice>,
    /// Debts of which something is left.
    open: Vec<Choice>,
    proofs: Vec<Choice>,
}

/// A debt, as its card shows it.
struct DebtRow {
    what: String,
    paper: String,
    amount: String,
    left: String,
    is_paid: bool,
    paid: i64,
    whole: i64,
    payments: Vec<String>,
}

/// A month of wages, as a line of the table shows it.
struct WageRow {
    month: String,
    wage: String,
    withheld: String,
    due: String,
    tone: &'static str,
    verdict: String,
    number: String,
}

/// What is owed in one case.
struct Owing {
    case: String,
    right: Action,
}

/// What a form of the page says.
enum Step {
    Debt(RecordDebt),
    Payment(RecordPayment),
    Wage(RecordWage),
}

/// Shows what is owed.
pub(crate) async fn show(visit: Visit, Path(case): Path<String>) -> Response {
    case_form::show(visit, Owing { case, right: Action::ViewCase }).await
}

/// Records a debt, a payment or a month of wages.
pub(crate) async fn send(visit: Visit, Path(case): Path<String>, Posted(form): Posted) -> Response {
    case_form::send(visit, Owing { case, right: Action::KeepPayments }, form).await
}

impl CaseForm for Owing {
    type Shown = Page;
    type Read = Step;

    fn open(&self, seen: &Seen<'_>) -> Result<CasePage, Failure> {
        open(seen, &self.case, self.right)
    }

    fn filled(&self, seen: &Seen<'_>, page: &CasePage, form: Form) -> Result<Form, Failure> {
        let today = seen.t.figures(seen.today());
        let last = seen.today().first_of_month().yesterday();
        let month = last.map(|day| seen.t.figures(day.first_of_month())).unwrap_or_default();
        let act = seen.t.figures(page.row.in_force_on);
        let form = form.preset("set_on", act).preset("paid_on", today.clone());
        Ok(form.preset("received_on", today).preset("month", month))
    }

    fn shown(&self, seen: &Seen<'_>, page: &CasePage, form: Form) -> Result<Page, Failure> {
        let t = seen.t;
        let owed = &page.payments;
        let open = owed.debts.iter().filter(|debt| debt.left > Money(0));
        let open = open.map(|debt| {
            let kind = t.code("debt_kind", debt.kind.code());
            let words = t.with("payment-left-of", "sum", sum(t, debt.left));
            Choice::new(debt.version.to_string(), format!("{kind}, {}: {words}", debt.number))
        });
        let share = owed
            .share
            .as_ref()
            .map(|row| format!("{} ({})", seen.row_text(&row.text), seen.citation(&row.article)));
        Ok(Page {
            t,
            frame: seen.frame(Section::Cases),
            who: who(seen, page),
            form,
            debts: owed.debts.iter().map(|debt| debt_row(t, debt)).collect(),
            share: share.unwrap_or_default(),
            wages: owed.wages.iter().map(|wage| wage_row(t, wage)).collect(),
            may_record: page.row.status != "closed" && page.may.contains(&Action::KeepPayments),
            kinds: codes(t, "debt_kind", DebtKind::ALL.iter().map(|one| one.code())),
            papers: codes(t, "debt_paper", DebtPaper::ALL.iter().map(|one| one.code())),
            open: open.collect(),
            proofs: codes(t, "payment_proof", PaymentProof::ALL.iter().map(|one| one.code())),
        })
    }

    fn read(&self, seen: &Seen<'_>, _: &CasePage, form: &mut Form) -> Option<Step> {
        match form.value("step").to_owned().as_str() {
            "payment" => read_payment(seen, form).map(Step::Payment),
            "wage" => read_wage(seen, form).map(Step::Wage),
            _ => read_debt(seen, form).map(Step::Debt),
        }
    }

    fn act(&self, read: &Step) -> CaseAct {
        match read {
            Step::Debt(debt) => CaseAct::RecordDebt(debt.clone()),
            Step::Payment(payment) => CaseAct::RecordPayment(payment.clone()),
            Step::Wage(wage) => CaseAct::RecordWage(wage.clone()),
        }
    }

    fn next(&self) -> String {
        format!("/cases/{}/payments?done=payment", self.case)
    }
}

fn read_debt(seen: &Seen<'_>, form: &mut Form) -> Option<RecordDebt> {
    let t = seen.t;
    form.call("on", "set_on");
    let kind = form.code(t, "kind", "payment-kind", DebtKind::find);
    let amount = read_sum(t, form, "amount", "payment-amount");
    let paper = form.code(t, "paper", "payment-paper", DebtPaper::find);
    let number = form.required(t, "number", "payment-number");
    let set = form.day(t, "set_on", "payment-set-on");
    let creditor = form.limited(t, "creditor", "payment-creditor", NUMBER_MAX);
    if !form.is_right() {
        return None;
    }
    Some(RecordDebt {
        set: seen.effective(set?, None),
        kind: kind?,
        amount: amount?,
        paper: paper?,
        number,
        creditor: creditor.unwrap_or_default(),
    })
}

fn read_payment(seen: &Seen<'_>, form: &mut Form) -> Option<RecordPayment> {
    let t = seen.t;
    for (name, field) in [("on", "paid_on"), ("amount", "paid"), ("number", "proof_number")] {
        form.call(name, field);
    }
    let debt = form.required(t, "debt", "payment-debt");
    let amount = read_sum(t, form, "paid", "payment-paid");
    let paid = form.day(t, "paid_on", "payment-paid-on");
    let proof = form.code(t, "proof", "payment-proof", PaymentProof::find);
    let number = form.required(t, "proof_number", "payment-proof-number");
    if !form.is_right() {
        return None;
    }
    Some(RecordPayment {
        paid: seen.effective(paid?, None),
        // What is no number names no debt, which the record says.
        debt: debt.parse().unwrap_or_default(),
        amount: amount?,
        proof: proof?,
        number,
    })
}

fn read_wage(seen: &Seen<'_>, form: &mut Form) -> Option<RecordWage> {
    let t = seen.t;
    for (name, field) in [("on", "received_on"), ("amount", "wage"), ("number", "sheet")] {
        form.call(name, field);
    }
    let month = form.day(t, "month", "payment-month");
    let wage = read_sum(t, form, "wage", "payment-wage");
    let withheld = read_sum(t, form, "withheld", "payment-withheld");
    let number = form.required(t, "sheet", "payment-sheet");
    let received = form.day(t, "received_on", "payment-received-on");
    if !form.is_right() {
        return None;
    }
    let received = seen.effective(received?, None);
    Some(RecordWage { received, month: month?, wage: wage?, withheld: withheld?, number })
}

/// Reads a sum with hundredths or without: `1 500`, `1500,50`.
pub(crate) fn read_sum(t: Texts, form: &mut Form, name: &str, label: &str) -> Option<Money> {
    let typed = form.required(t, name, label);
    let sum = parse_sum(&typed);
    if sum.is_none() && !typed.is_empty() {
        form.refuse(name, t.with("wrong-sum", "field", t.say(label)));
    }
    sum
}

/// Reads a sum as people write it; nothing of what is none.
pub(crate) fn parse_sum(typed: &str) -> Option<Money> {
    let plain: String = typed.split_whitespace().collect();
    let (units, rest) = plain.split_once([',', '.']).unwrap_or((&plain, "0"));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|sign| sign.is_ascii_digit());
    if !digits(units) || !digits(rest) || rest.len() > 2 {
        return None;
    }
    let hundredths: i64 = rest.parse().ok()?;
    let hundredths = if rest.len() == 1 { hundredths * 10 } else { hundredths };
    let units: i64 = units.parse().ok()?;
    units.checked_mul(100)?.checked_add(hundredths).map(Money)
}

/// Writes a sum as the language writes it.
pub(crate) fn sum(t: Texts, sum: Money) -> String {
    let rest = (sum.0 % 100).abs();
    let units = grouped(sum.0 / 100);
    t.fill("payment-sum", &[("units", units.into()), ("rest", format!("{rest:02}").into())])
}

fn codes<'a>(t: Texts, family: &str, codes: impl Iterator<Item = &'a str>) -> Vec<Choice> {
    Choice::codes(t, family, &codes.collect::<Vec<_>>())
}

fn debt_row(t: Texts, debt: &DebtItem) -> DebtRow {
    let paper = debt.paper.map(|paper| t.code("debt_paper", paper.code()).into_owned());
    let number = format!("№ {}, {}", debt.number, t.figures(debt.on));
    let creditor = Some(debt.creditor.clone()).filter(|name| !name.is_empty());
    let parts = [paper, Some(number), creditor];
    let payments = debt.payments.iter().map(|payment| {
        let proof = payment.proof.map(|proof| t.code("payment_proof", proof.code()).into_owned());
        let proof = format!("{} № {}", proof.unwrap_or_default(), payment.number);
        format!("{}: {} ({})", t.figures(payment.on), sum(t, payment.amount), proof.trim_start())
    });
    DebtRow {
        what: t.code("debt_kind", debt.kind.code()).into_owned(),
        paper: parts.into_iter().flatten().collect::<Vec<_>>().join(", "),
        amount: sum(t, debt.amount),
        left: sum(t, debt.left),
        is_paid: debt.left == Money(0),
        paid: debt.amount.0 - debt.left.0,
        whole: debt.amount.0,
        payments: payments.collect(),
    }
}

fn wage_row(t: Texts, wage: &WageItem) -> WageRow {
    let short = wage.short_by();
    WageRow {
        month: t.month(wage.month),
        wage: sum(t, wage.wage),
        withheld: sum(t, wage.withheld),
        due: sum(t, wage.due),
        tone: if short.is_some() { "late" } else { "calm" },
        verdict: match short {
            Some(short) => t.with("payment-short", "sum", sum(t, short)),
            None => t.say("payment-enough").into_owned(),
        },
        number: format!("№ {}, {}", wage.number, t.figures(wage.on)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(typed: &str, expected: Option<i64>) {
        assert_eq!(parse_sum(typed), expected.map(Money));
    }

    #[test]
    fn a_sum_is_read_as_people_write_it() {
        check("1500", Some(150_000));
        check("1 500,5", Some(150_050));
        check("1\u{202f}500.05", Some(150_005));
        check("0,01", Some(1));
    }

    #[test]
    fn what_is_no_sum_is_not_guessed() {
        for typed in
            ["", "-5", "1,234,5", "1.005", "5,", ",5", "пять", "1e3", "99999999999999999999"]
        {
            check(typed, None);
        }
    }
}
