use bagyt_core::law::Pack;

use super::*;
use crate::invented::{Story, day, on, told};

const ROWS: &str = r#"
[[row]]
code = "wage_deduction"
domain = "non_custodial"
kind = "share"
limit = "20"
counts = "percent"
rounding = "down"
bearer = "employer"
time_mode = "act"
in_force_from = "2017-01-01"
source = { act = "Criminal Code", article = "42", part = "2", edition = "2016-12-30" }
basis = "invented"
confidence = 1.0
verified_by = "invented country"
text = { en = "a", ru = "b", ky = "c", kk = "d" }
"#;

fn fine() -> RecordDebt {
    RecordDebt {
        set: on("2025-04-01"),
        kind: DebtKind::Fine,
        amount: Money(100_000),
        paper: DebtPaper::CourtAct,
        number: "17-218/25".to_owned(),
        creditor: String::new(),
    }
}

fn payment(amount: i64) -> RecordPayment {
    RecordPayment {
        paid: on("2025-04-10"),
        debt: 2,
        amount: Money(amount),
        proof: PaymentProof::Receipt,
        number: "4471".to_owned(),
    }
}

fn wage() -> RecordWage {
    RecordWage {
        received: on("2025-05-01"),
        month: day("2025-04-17"),
        wage: Money(2_500_003),
        withheld: Money(500_000),
        number: "sheet 4".to_owned(),
    }
}

impl Story {
    /// A damage of a thousand, of which four hundred were paid.
    pub(crate) fn owing_damage() -> Story {
        let command = RecordDebt { kind: DebtKind::Damage, ..fine() };
        let story = Story::opened();
        let facts = record_debt(&story.case, &command, day("2025-04-01")).unwrap();
        story.then("2025-04-01", facts).paying(40_000)
    }

    fn fined(self) -> Story {
        let facts = record_debt(&self.case, &fine(), day("2025-04-01")).unwrap();
        self.then("2025-04-01", facts)
    }

    fn paying(self, amount: i64) -> Story {
        let facts = record_payment(&self.case, &payment(amount), day("2025-04-10")).unwrap();
        self.then("2025-04-10", facts)
    }
}

#[track_caller]
fn check_debt(change: impl FnOnce(&mut RecordDebt), expected: Result<&str, &str>) {
    let mut command = fine();
    change(&mut command);
    let outcome = told(record_debt(&Story::opened().case, &command, day("2025-04-20")));
    assert_eq!(outcome, expected.map(str::to_owned).map_err(str::to_owned));
}

#[track_caller]
fn check_payment(
    story: &Story,
    change: impl FnOnce(&mut RecordPayment),
    expected: Result<&str, &str>,
) {
    let mut command = payment(40_000);
    change(&mut command);
    let outcome = told(record_payment(&story.case, &command, day("2025-04-20")));
    assert_eq!(outcome, expected.map(str::to_owned).map_err(str::to_owned));
}

#[track_caller]
fn check_wage(story: &Story, change: impl FnOnce(&mut RecordWage), expected: Result<&str, &str>) {
    let pack = Pack::parse("zz", &[("pack.toml", PACK), ("rows.toml", ROWS)]).unwrap();
    let row = pack.edition("wage_deduction", day("2025-04-01")).unwrap();
    let mut command = wage();
    change(&mut command);
    let outcome = told(record_wage(&story.case, &command, Some(row), day("2025-05-20")));
    assert_eq!(outcome, expected.map(str::to_owned).map_err(str::to_owned));
}

const PACK: &str = include_str!("../../tests/fixtures/pack.toml");

#[test]
fn a_debt_has_its_sum_and_its_paper() {
    check_debt(|_| {}, Ok("debt.recorded"));
    check_debt(|one| one.amount = Money(0), Err("the sum is missing"));
    check_debt(|one| one.amount = Money(1), Ok("debt.recorded"));
    check_debt(|one| one.amount = AMOUNT_MAX, Ok("debt.recorded"));
    let why = "the sum is larger than 10000000000.00";
    check_debt(|one| one.amount = Money(AMOUNT_MAX.0 + 1), Err(why));
    check_debt(|one| one.number = " ".to_owned(), Err("the number of the paper is missing"));
    let why = "the text has 201 characters; the most is 200";
    check_debt(|one| one.number = "4".repeat(201), Err(why));
    check_debt(|one| one.creditor = "а".repeat(201), Err(why));
    let why = "this is recorded after it happened; 2025-04-21 has not come yet";
    check_debt(|one| one.set = on("2025-04-21"), Err(why));
}

#[test]
fn a_closed_case_takes_no_money() {
    let story = Story::opened().fined().ruled("2025-04-05", crate::fact::Change::Ended);
    check_payment(&story, |_| {}, Err("the case was closed on 2025-04-05"));
    check_payment(&story, |one| one.paid = on("2025-04-05"), Ok("payment.recorded"));
}

#[test]
fn nobody_pays_more_than_is_left() {
    let story = Story::opened().fined();
    check_payment(&story, |one| one.amount = Money(100_000), Ok("payment.recorded"));
    let why = "1000.00 is left of this debt; 1000.01 is more";
    check_payment(&story, |one| one.amount = Money(100_001), Err(why));
    let part = story.paying(60_000);
    assert_eq!(part.case.debt_left(&part.case.duties().debts[0]), Money(40_000));
    check_payment(&part, |one| one.amount = Money(40_000), Ok("payment.recorded"));
    let why = "400.00 is left of this debt; 400.01 is more";
    check_payment(&part, |one| one.amount = Money(40_001), Err(why));
    let whole = part.paying(40_000);
    assert_eq!(whole.case.debt_left(&whole.case.duties().debts[0]), Money(0));
    let why = "0.00 is left of this debt; 0.01 is more";
    check_payment(&whole, |one| one.amount = Money(1), Err(why));
}

#[test]
fn a_payment_is_for_a_debt_of_the_case_and_not_before_it() {
    let story = Story::opened().fined();
    check_payment(&story, |one| one.debt = 1, Err("the case has no debt 1"));
    let why = "the sum is owed since 2025-04-01; a payment of 2025-03-31 lies before it";
    check_payment(&story, |one| one.paid = on("2025-03-31"), Err(why));
    check_payment(&story, |one| one.paid = on("2025-04-01"), Ok("payment.recorded"));
    check_payment(&story, |one| one.amount = Money(-1), Err("the sum is missing"));
    check_payment(
        &story,
        |one| one.number = String::new(),
        Err("the number of the paper is missing"),
    );
}

#[test]
fn a_payment_taken_back_is_owed_again_and_a_paid_debt_is_not_taken_back_before_it() {
    use crate::mending::{MendingRefusal, check_mendable};
    let story = Story::opened().fined().paying(60_000);
    let relied = MendingRefusal::Relied { version: 2, by: 3 };
    assert_eq!(check_mendable(&story.case, 2), Err(relied));
    assert_eq!(check_mendable(&story.case, 3), Ok(()));
    let command = crate::mending::WithdrawEntry {
        version: 3,
        reason: crate::codes::MendingReason::Mistake,
        words: "another client's receipt".to_owned(),
    };
    let facts = crate::mending::withdraw(&story.case, &command).unwrap();
    let story = story.then("2025-04-12", facts);
    assert_eq!(story.case.debt_left(&story.case.duties().debts[0]), Money(100_000));
}

#[test]
fn a_months_wage_is_held_against_the_share_of_the_law() {
    let pack = Pack::parse("zz", &[("pack.toml", PACK), ("rows.toml", ROWS)]).unwrap();
    let row = pack.edition("wage_deduction", day("2025-04-01")).unwrap();
    let story = Story::opened();
    let facts = record_wage(&story.case, &wage(), Some(row), day("2025-05-20")).unwrap();
    let CaseFact::WageRecorded(fact) = &facts[0] else { panic!("{facts:?}") };
    assert_eq!((fact.month, fact.due), (day("2025-04-01"), Money(500_000)));
    let refused = record_wage(&story.case, &wage(), None, day("2025-05-20")).unwrap_err();
    assert_eq!(refused, PaymentRefusal::NoShare);
    let story = story.then("2025-05-01", facts);
    let why = "the wage of the month of 2025-04-01 is recorded already; take that entry back first";
    check_wage(&story, |one| one.month = day("2025-04-30"), Err(why));
}

#[test]
fn a_wage_is_of_a_month_that_is_over_and_bears_what_is_withheld() {
    let story = Story::opened();
    let why = "the month of 2025-05-01 is not over on 2025-05-01";
    check_wage(&story, |one| one.month = day("2025-05-31"), Err(why));
    let why = "the month of 2025-04-01 is not over on 2025-04-30";
    check_wage(&story, |one| one.received = on("2025-04-30"), Err(why));
    check_wage(&story, |_| {}, Ok("wage.recorded"));
    check_wage(&story, |one| one.withheld = Money(0), Ok("wage.recorded"));
    check_wage(&story, |one| one.withheld = one.wage, Ok("wage.recorded"));
    let why = "25000.04 cannot be withheld from a wage of 25000.03";
    check_wage(&story, |one| one.withheld = Money(2_500_004), Err(why));
    let why = "-0.01 cannot be withheld from a wage of 25000.03";
    check_wage(&story, |one| one.withheld = Money(-1), Err(why));
    check_wage(&story, |one| one.wage = Money(0), Err("the sum is missing"));
}
