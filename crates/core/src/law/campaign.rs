//! A campaign: an amnesty or a new law under which many cases are looked at within some days.
//!
//! A campaign asks the same conditions of every case, and each has three answers: the case meets
//! it, does not, or lacks the fact that would tell. Who is eligible meets all; who fails one is not,
//! whatever is lacking; all others lack a fact. Nothing here is remembered: what depends on today is
//! asked for a day, and an answer changes with the facts.

use jiff::civil::Date;

use super::columns::texts;
use super::group::Sex;
use super::limit::{Limit, Unit};
use super::reading::{Place, Problem, Table, words};
use super::row::Texts;

/// A campaign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Campaign {
    /// Its code.
    pub code: String,
    /// Code of the row of law on which its submissions rest.
    pub row: String,
    /// What the court is asked for, as casework's code.
    pub submission: String,
    /// First day on which a submission is drafted under it.
    pub from: Date,
    /// Last such day.
    pub until: Date,
    /// Its name.
    pub name: Texts,
    /// What it asks of a case, in this order.
    pub conditions: Vec<Condition>,
    /// File and line.
    pub place: Place,
}

/// What a campaign asks of a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    /// Its code, within the campaign.
    pub code: String,
    /// How it is asked.
    pub test: Test,
    /// Its words.
    pub text: Texts,
    /// File and line.
    pub place: Place,
}

words! {
    /// A question that is asked of a case.
    pub enum TestKind {
        /// The measure is one of these.
        MeasureIn = "measure_in",
        /// The article belongs to none of these groups.
        ArticleGroupNotIn = "article_group_not_in",
        /// This part of the term has been served.
        ServedAtLeast = "served_at_least",
        /// At most so many violations are in force.
        ViolationsAtMost = "violations_at_most",
        /// The assessed risk is none of these.
        RiskNotIn = "risk_not_in",
        /// The client is at least so many years old.
        AgeAtLeast = "age_at_least",
        /// The client is younger than so many years.
        AgeBelow = "age_below",
        /// One of these attributes holds: pregnancy, a disability, a child under an age.
        AttributeIn = "attribute_in",
        /// This part of the damage has been made good.
        DamagePaidAtLeast = "damage_paid_at_least",
    }
}

/// An attribute that a condition asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskedAttribute {
    /// Its code.
    pub code: String,
    /// The only sex of which it can be true, where there is one; the loader finds it.
    pub sex: Option<Sex>,
}

/// How a condition is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Test {
    /// The measure is one of these.
    MeasureIn(Vec<String>),
    /// The article belongs to none of these groups.
    ArticleGroupNotIn(Vec<String>),
    /// This part of the term has been served.
    ServedAtLeast(Limit),
    /// At most so many violations are in force.
    ViolationsAtMost(u32),
    /// The assessed risk is none of these.
    RiskNotIn(Vec<String>),
    /// The client is at least so many years old.
    AgeAtLeast(u32),
    /// The client is younger than so many years.
    AgeBelow(u32),
    /// One of these attributes holds.
    AttributeIn(Vec<AskedAttribute>),
    /// This part of the damage has been made good.
    DamagePaidAtLeast(Limit),
}

/// The days on which an attribute holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeldAttribute {
    /// Its code.
    pub code: String,
    /// First day; none where the court act stated it.
    pub from: Option<Date>,
    /// First day on which it no longer holds; none while it lasts.
    pub until: Option<Date>,
}

/// Damage that is on record, in the smallest unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Damage {
    /// What is to be made good.
    pub owed: i64,
    /// What was paid of it.
    pub paid: i64,
}

/// What is known of a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CampaignFacts<'f> {
    /// Code of the measure.
    pub measure: &'f str,
    /// Group of the article of the offence.
    pub article_group: &'f str,
    /// Assessed risk, once there is an assessment.
    pub risk: Option<&'f str>,
    /// Violations in force.
    pub violations: u32,
    /// First day of the term.
    pub term_from: Date,
    /// Last day of the term, which belongs to it.
    pub term_until: Date,
    /// Age in years on the day of the opening.
    pub age: u32,
    /// Day of the opening.
    pub opened_on: Date,
    /// Sex of the client, as `f` or `m`.
    pub sex: &'f str,
    /// Attributes that are or were on record.
    pub attributes: Vec<HeldAttribute>,
    /// Damage that is on record; none where nothing says whether there was any.
    pub damage: Option<Damage>,
}

/// The answer to a condition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConditionAnswer {
    /// The case meets it.
    Meets,
    /// The case does not.
    DoesNot,
    /// A fact that would tell is lacking.
    NotKnown,
}

impl ConditionAnswer {
    /// Returns the code.
    pub fn code(self) -> &'static str {
        match self {
            ConditionAnswer::Meets => "meets",
            ConditionAnswer::DoesNot => "does_not",
            ConditionAnswer::NotKnown => "not_known",
        }
    }

    fn of(holds: bool) -> ConditionAnswer {
        if holds { ConditionAnswer::Meets } else { ConditionAnswer::DoesNot }
    }
}

/// What the answers to all conditions add up to. The number is the place of the first condition
/// that decides it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// All are met.
    Eligible,
    /// None fails, and facts are lacking.
    Lacks(usize),
    /// One fails.
    NotEligible(usize),
}

impl Verdict {
    /// Returns the code.
    pub fn code(self) -> &'static str {
        match self {
            Verdict::Eligible => "eligible",
            Verdict::Lacks(_) => "lacks",
            Verdict::NotEligible(_) => "not_eligible",
        }
    }
}

impl Condition {
    /// The attributes that it asks for.
    pub(super) fn attributes(&self) -> &[AskedAttribute] {
        match &self.test {
            Test::AttributeIn(asked) => asked,
            _ => &[],
        }
    }

    /// The same, to say of which sex each can be true.
    pub(super) fn attributes_mut(&mut self) -> &mut [AskedAttribute] {
        match &mut self.test {
            Test::AttributeIn(asked) => asked,
            _ => &mut [],
        }
    }
}

impl Campaign {
    /// Whether submissions are drafted under it on a day.
    pub fn is_open(&self, on: Date) -> bool {
        self.from <= on && on <= self.until
    }

    /// Answers each condition for a case on a day, in the order of the conditions.
    pub fn answers(&self, facts: &CampaignFacts<'_>, on: Date) -> Vec<ConditionAnswer> {
        self.conditions.iter().map(|condition| condition.test.answer(facts, on)).collect()
    }

    /// Returns what the answers of a case on a day add up to.
    pub fn verdict(&self, facts: &CampaignFacts<'_>, on: Date) -> Verdict {
        let mut lacking = None;
        for (place, condition) in self.conditions.iter().enumerate() {
            match condition.test.answer(facts, on) {
                ConditionAnswer::Meets => {}
                ConditionAnswer::DoesNot => return Verdict::NotEligible(place),
                ConditionAnswer::NotKnown => lacking = lacking.or(Some(place)),
            }
        }
        lacking.map_or(Verdict::Eligible, Verdict::Lacks)
    }
}

impl Test {
    fn answer(&self, facts: &CampaignFacts<'_>, on: Date) -> ConditionAnswer {
        let among = |codes: &[String], code: &str| codes.iter().any(|known| known == code);
        match self {
            Test::MeasureIn(codes) => ConditionAnswer::of(among(codes, facts.measure)),
            Test::ArticleGroupNotIn(codes) => {
                ConditionAnswer::of(!among(codes, facts.article_group))
            }
            Test::ServedAtLeast(part) => ConditionAnswer::of(has_served(facts, *part, on)),
            Test::ViolationsAtMost(most) => ConditionAnswer::of(facts.violations <= *most),
            Test::RiskNotIn(codes) => facts
                .risk
                .map_or(ConditionAnswer::NotKnown, |risk| ConditionAnswer::of(!among(codes, risk))),
            Test::AttributeIn(asked) => has_one(facts, asked, on),
            Test::DamagePaidAtLeast(part) => facts
                .damage
                .map_or(ConditionAnswer::NotKnown, |it| ConditionAnswer::of(is_paid(it, *part))),
            Test::AgeAtLeast(years) => at_least(facts, *years, on),
            Test::AgeBelow(years) => match at_least(facts, *years, on) {
                ConditionAnswer::Meets => ConditionAnswer::DoesNot,
                ConditionAnswer::DoesNot => ConditionAnswer::Meets,
                ConditionAnswer::NotKnown => ConditionAnswer::NotKnown,
            },
        }
    }
}

/// Whether one of some attributes holds on a day. Of which nothing is on record nobody knows, unless
/// it cannot be true of the client's sex.
fn has_one(facts: &CampaignFacts<'_>, asked: &[AskedAttribute], on: Date) -> ConditionAnswer {
    let holds = |held: &HeldAttribute| {
        held.from.is_none_or(|from| from <= on) && held.until.is_none_or(|until| on < until)
    };
    if asked.iter().any(|one| facts.held(&one.code).any(holds)) {
        return ConditionAnswer::Meets;
    }
    let sex = Sex::find(facts.sex);
    let cannot = |one: &AskedAttribute| one.sex.is_some() && sex.is_some() && one.sex != sex;
    match asked.iter().all(|one| cannot(one) || facts.held(&one.code).next().is_some()) {
        true => ConditionAnswer::DoesNot,
        false => ConditionAnswer::NotKnown,
    }
}

impl CampaignFacts<'_> {
    /// What is on record of an attribute.
    fn held<'s>(&'s self, code: &'s str) -> impl Iterator<Item = &'s HeldAttribute> {
        self.attributes.iter().filter(move |held| held.code == code)
    }
}

/// Whether a part of a damage has been made good.
fn is_paid(damage: Damage, part: Limit) -> bool {
    let (of, number) = (i64::from(part.per), i64::from(part.number));
    damage.paid.saturating_mul(of) >= damage.owed.saturating_mul(number)
}

/// Whether a part of the term has been served when a day is over; the first day of the term and
/// that day both count.
fn has_served(facts: &CampaignFacts<'_>, part: Limit, on: Date) -> bool {
    let days = |from: Date, until: Date| i64::from((until - from).get_days()) + 1;
    let (served, whole) = (days(facts.term_from, on), days(facts.term_from, facts.term_until));
    let (of, number) = (i64::from(part.per), i64::from(part.number));
    served.saturating_mul(of) >= whole.saturating_mul(number)
}

/// Whether somebody is at least so old. The day of birth is not known here: within the year in which
/// the age is reached nobody can tell.
fn at_least(facts: &CampaignFacts<'_>, years: u32, on: Date) -> ConditionAnswer {
    let since = (i32::from(on.year()) - i32::from(facts.opened_on.year()))
        - i32::from((on.month(), on.day()) < (facts.opened_on.month(), facts.opened_on.day()));
    let least = facts.age.saturating_add(u32::try_from(since).unwrap_or(0));
    match (least >= years, least + 1 >= years) {
        (true, _) => ConditionAnswer::Meets,
        (_, true) => ConditionAnswer::NotKnown,
        _ => ConditionAnswer::DoesNot,
    }
}

/// Reads a campaign; none if its days cannot be read.
pub(super) fn read_campaign(mut table: Table<'_>) -> Option<Campaign> {
    let place = table.place.clone();
    for field in ["from", "until"] {
        if !table.has(field) {
            table.tell(field, Problem::Missing);
        }
    }
    let (from, until) = (table.day("from"), table.day("until"));
    let code = table.needed_text("code");
    let row = table.needed_text("row");
    let submission = table.needed_text("submission");
    let name = texts(&mut table, "name");
    let conditions = table.tables("condition").into_iter().filter_map(read_condition).collect();
    if let (Some(from), Some(until)) = (from, until)
        && until < from
    {
        table.tell("until", Problem::Empty { until });
    }
    table.finish();
    let (from, until) = (from?, until?);
    Some(Campaign { code, row, submission, from, until, name, conditions, place })
}

fn read_condition(mut table: Table<'_>) -> Option<Condition> {
    let place = table.place.clone();
    let code = table.needed_text("code");
    if !table.has("test") {
        table.tell("test", Problem::Missing);
    }
    let kind: Option<TestKind> = table.word("test");
    let text = texts(&mut table, "text");
    let values = table.texts("values");
    let one = values.first().filter(|_| values.len() == 1);
    let number = || one.and_then(|value| value.parse::<u32>().ok());
    let test = kind.map(|kind| match kind {
        TestKind::MeasureIn => Some(Test::MeasureIn(values.clone())),
        TestKind::ArticleGroupNotIn => Some(Test::ArticleGroupNotIn(values.clone())),
        TestKind::RiskNotIn => Some(Test::RiskNotIn(values.clone())),
        TestKind::ServedAtLeast => {
            one.and_then(|value| Limit::parse(value, Unit::OfTerm)).map(Test::ServedAtLeast)
        }
        TestKind::ViolationsAtMost => number().map(Test::ViolationsAtMost),
        TestKind::AgeAtLeast => number().map(Test::AgeAtLeast),
        TestKind::AgeBelow => number().map(Test::AgeBelow),
        TestKind::AttributeIn => {
            let asked = |code: &String| AskedAttribute { code: code.clone(), sex: None };
            Some(Test::AttributeIn(values.iter().map(asked).collect()))
        }
        TestKind::DamagePaidAtLeast => {
            one.and_then(|value| Limit::parse(value, Unit::OfTerm)).map(Test::DamagePaidAtLeast)
        }
    });
    if values.is_empty() || test == Some(None) {
        let text = values.join(", ");
        table.tell("values", Problem::OtherForm { text, unit: "what the test asks for" });
    }
    table.finish();
    Some(Condition { code, test: test??, text, place })
}

#[cfg(test)]
mod tests;
