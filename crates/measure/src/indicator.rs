//! Indicators: what each published number counts, as data.
//!
//! An indicator (`indicators/*.toml`) names the rows that it counts, the unit, by what they can be
//! told apart, the rule of disclosure, and its name, definition and scope in four languages. From
//! it and a cell's key follow the conditions by which the cell opens to its entries: the same
//! conditions by which it was counted.

use std::collections::{BTreeMap, BTreeSet};

use bagyt_core::law::Pack;
use bagyt_core::view::Cell as Value;
use serde::Deserialize;

use bagyt_core::month::month_number;
use bagyt_core::words::Words;

/// The kinds of happenings that the projection of events knows.
pub const EVENT_KINDS: [&str; 12] = [
    "entry",
    "exit",
    "contact",
    "absence",
    "excuse",
    "violation",
    "warning",
    "submission",
    "ruling",
    "reoffence",
    "late_act",
    "transfer",
];

/// A number that is published, and all that a reader must know of it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Indicator {
    /// Its code; every published number names it.
    pub code: String,
    /// What it counts.
    pub counts: Counts,
    /// In what the number is.
    pub unit: Unit,
    /// By what it can be told apart.
    pub dimensions: Vec<Dimension>,
    /// What must be hidden before publication.
    pub disclosure: DisclosureRule,
    /// Its name.
    pub name: Words,
    /// What exactly is counted, over what, and how it is rounded.
    pub definition: Words,
    /// What it covers and what it does not.
    pub scope: Words,
}

/// The rows that an indicator counts.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case", tag = "view", deny_unknown_fields)]
pub enum Counts {
    /// Rows of the projection of events.
    Events {
        /// Their kind, one of [`EVENT_KINDS`].
        kind: String,
        /// If given, only those with this detail.
        detail: Option<String>,
    },
    /// Rows of the projection of clocks: the share met in time.
    Clocks {
        /// All law rows that one of these acts meets.
        #[serde(default)]
        met_by: Vec<String>,
        /// And these law rows.
        #[serde(default)]
        rows: Vec<String>,
    },
    /// People followed after an index event.
    Followed {
        /// By which rule.
        rule: FollowRule,
    },
}

/// The rules of following people.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FollowRule {
    /// An offence within twelve months, proven within eighteen.
    ProvenTwelveAndSix,
    /// An offence registered in the calendar year among all who were on record in it.
    RegisteredInYear,
    /// Kaplan–Meier: the share not arrested again by each week.
    Survival,
}

/// In what a number is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// Cases.
    Cases,
    /// Happenings; one case may have several.
    Events,
    /// Thousandths.
    Permille,
    /// Billionths.
    Billionths,
}

/// By what a number can be told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Dimension {
    /// The month of the happening.
    Month,
    /// The office.
    Office,
    /// The domain of probation work.
    Domain,
    /// The kind of sentence.
    Measure,
    /// The group of articles.
    ArticleGroup,
    /// Sex.
    Sex,
    /// The group of ages.
    AgeGroup,
    /// The law row of a clock.
    Row,
}

impl Dimension {
    /// Returns the name of the column in the projection of events or of clocks.
    pub fn column(self, counts: &Counts) -> &'static str {
        match (self, counts) {
            (Dimension::Month, Counts::Clocks { .. }) => "due_month",
            (Dimension::Month, _) => "month",
            (Dimension::Office, _) => "office",
            (Dimension::Domain, _) => "domain",
            (Dimension::Measure, _) => "measure",
            (Dimension::ArticleGroup, _) => "article_group",
            (Dimension::Sex, _) => "sex",
            (Dimension::AgeGroup, _) => "age_group",
            (Dimension::Row, _) => "row",
        }
    }
}

/// What must be hidden before publication.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DisclosureRule {
    /// A number of people from 1 up to, not including, this one is hidden; 0 hides nothing.
    pub below: u64,
}

/// A condition on a column of a projection; a row is counted if it keeps to all of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    /// The column.
    pub column: &'static str,
    /// The row has one of these values there.
    pub any_of: Vec<Value>,
}

/// The acts that meet the clocks of each law row, by the row's code.
pub type ActsByRow = BTreeMap<String, BTreeSet<String>>;

/// Returns the acts that meet the clocks of each row of a pack; those of all editions together.
pub fn acts_by_row(pack: &Pack) -> ActsByRow {
    let mut acts = ActsByRow::new();
    for row in pack.rows().iter().filter(|row| !row.met_by.is_empty()) {
        acts.entry(row.code.clone()).or_default().extend(row.met_by.iter().cloned());
    }
    acts
}

bagyt_core::refusals! {
    /// Why a table of indicators, or a key, cannot be used.
    pub enum IndicatorRefusal {
        /// The table is not TOML of the right shape.
        #[error("the table of indicators cannot be read: {problem}; mend the file")]
        Shape {
            /// What the reader met.
            problem: String,
        } = "indicator-shape",
        /// Two indicators have one code.
        #[error("indicator `{code}` stands twice; give each its own code")]
        NamedTwice {
            /// The code.
            code: String,
        } = "indicator-named-twice",
        /// The indicator counts a kind of happening that there is not.
        #[error("indicator `{code}` counts `{kind}`, which the projection does not know")]
        UnknownKind {
            /// The indicator.
            code: String,
            /// The kind.
            kind: String,
        } = "indicator-unknown-kind",
        /// The indicator does not tell apart by that.
        #[error("indicator `{code}` does not tell apart by `{column}`; choose another column")]
        NoDimension {
            /// The indicator.
            code: String,
            /// The column that was asked for.
            column: &'static str,
        } = "indicator-no-dimension",
        /// The text is not the code of a month.
        #[error("`{key}` is no month; one reads like `2026-03`")]
        NoMonth {
            /// What was given.
            key: String,
        } = "indicator-no-month",
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct IndicatorFile {
    indicator: Vec<Indicator>,
}

/// Reads one table of indicators.
///
/// # Errors
///
/// [`IndicatorRefusal::Shape`], then [`IndicatorRefusal::NamedTwice`] or
/// [`IndicatorRefusal::UnknownKind`] for the first such indicator.
pub fn parse(text: &str) -> Result<Vec<Indicator>, IndicatorRefusal> {
    let shape = |error: toml::de::Error| IndicatorRefusal::Shape { problem: error.to_string() };
    let file: IndicatorFile = toml::from_str(text).map_err(shape)?;
    check(&file.indicator)?;
    Ok(file.indicator)
}

/// Checks that the indicators of all tables together can stand side by side.
///
/// # Errors
///
/// [`IndicatorRefusal::NamedTwice`] or [`IndicatorRefusal::UnknownKind`] for the first such one.
pub fn check(indicators: &[Indicator]) -> Result<(), IndicatorRefusal> {
    let mut codes = BTreeSet::new();
    for indicator in indicators {
        let code = || indicator.code.clone();
        if !codes.insert(&indicator.code) {
            return Err(IndicatorRefusal::NamedTwice { code: code() });
        }
        if let Counts::Events { kind, .. } = &indicator.counts
            && !EVENT_KINDS.contains(&kind.as_str())
        {
            return Err(IndicatorRefusal::UnknownKind { code: code(), kind: kind.clone() });
        }
    }
    Ok(())
}

impl Indicator {
    /// Returns whether it counts the clocks of a law row that these acts meet.
    pub fn reads_clocks(&self, row: &str, met_by: &BTreeSet<String>) -> bool {
        match &self.counts {
            Counts::Clocks { met_by: acts, rows } => {
                rows.iter().any(|code| code == row) || acts.iter().any(|act| met_by.contains(act))
            }
            Counts::Events { .. } | Counts::Followed { .. } => false,
        }
    }

    /// Returns the condition on the projection of clocks that a row keeps to if the indicator
    /// counts it; `acts` are those that meet each law row.
    pub fn clock_condition(&self, acts: &ActsByRow) -> Condition {
        let read = acts.iter().filter(|(row, met_by)| self.reads_clocks(row, met_by));
        let any_of = read.map(|(row, _)| row.as_str().into()).collect();
        Condition { column: Dimension::Row.column(&self.counts), any_of }
    }

    /// Returns the conditions that a row of the projection keeps to if it counts in the cell with
    /// this key. For clocks, [`Indicator::clock_condition`] stands beside them.
    ///
    /// # Errors
    ///
    /// [`IndicatorRefusal::NoDimension`], then [`IndicatorRefusal::NoMonth`], for the first such
    /// part of the key.
    pub fn conditions(
        &self,
        key: &[(Dimension, &str)],
    ) -> Result<Vec<Condition>, IndicatorRefusal> {
        let one = |column, value: Value| Condition { column, any_of: vec![value] };
        let mut conditions = Vec::new();
        if let Counts::Events { kind, detail } = &self.counts {
            conditions.push(one("kind", kind.as_str().into()));
            conditions.extend(detail.as_deref().map(|detail| one("detail", detail.into())));
        }
        for &(dimension, value) in key {
            let column = dimension.column(&self.counts);
            if !self.dimensions.contains(&dimension) {
                return Err(IndicatorRefusal::NoDimension { code: self.code.clone(), column });
            }
            let refusal = || IndicatorRefusal::NoMonth { key: value.to_owned() };
            conditions.push(match dimension {
                Dimension::Month => one(column, month_number(value).ok_or_else(refusal)?.into()),
                _ => one(column, value.into()),
            });
        }
        Ok(conditions)
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    const WORDS: &str = r#"{ en = "e", ru = "r", ky = "y", kk = "k" }"#;

    pub(crate) fn table(code: &str, counts: &str) -> String {
        format!(
            r#"
            [[indicator]]
            code = "{code}"
            counts = {counts}
            unit = "events"
            dimensions = ["month", "office", "sex"]
            disclosure = {{ below = 5 }}
            name = {WORDS}
            definition = {WORDS}
            scope = {WORDS}
            "#
        )
    }

    /// An indicator of the clocks that these acts meet.
    pub(crate) fn in_time(acts: &[&str]) -> Vec<Indicator> {
        let counts = format!(r#"{{ view = "clocks", met_by = {acts:?} }}"#);
        parse(&table("tested_in_time", &counts)).unwrap()
    }

    #[test]
    fn clocks_are_read_by_the_acts_that_meet_them_or_by_their_row() {
        let text =
            table("t", r#"{ view = "clocks", met_by = ["plan_agreed"], rows = ["report"] }"#);
        let acts = [("report", "sent"), ("plan", "plan_agreed"), ("contact", "contact_held")];
        let acts = acts.map(|(row, act)| (row.to_owned(), BTreeSet::from([act.to_owned()]))).into();
        let condition = parse(&text).unwrap()[0].clock_condition(&acts);
        let rows: [Value; 2] = ["plan".into(), "report".into()];
        assert_eq!((condition.column, &condition.any_of[..]), ("row", &rows[..]));
    }

    #[track_caller]
    fn check_key(key: &[(Dimension, &str)], expected: Result<&str, &str>) {
        let text = table("tested", r#"{ view = "events", kind = "exit", detail = "completed" }"#);
        let outcome = parse(&text).unwrap()[0].conditions(key);
        let written = |conditions: Vec<Condition>| {
            let each = conditions.iter().map(|one| format!("{} {:?}", one.column, one.any_of[0]));
            each.collect::<Vec<_>>().join(", ")
        };
        let outcome = outcome.map(written).map_err(|refusal| refusal.to_string());
        assert_eq!(outcome, expected.map(str::to_owned).map_err(str::to_owned));
    }

    #[test]
    fn a_cell_opens_by_the_conditions_by_which_it_was_counted() {
        let of_kind = r#"kind Text("exit"), detail Text("completed")"#;
        check_key(&[], Ok(of_kind));
        let key = [(Dimension::Month, "2026-03"), (Dimension::Office, "ZZ-01-01")];
        let whole = format!(r#"{of_kind}, month Integer(24314), office Text("ZZ-01-01")"#);
        check_key(&key, Ok(&whole));
    }

    #[test]
    fn a_key_by_which_the_indicator_does_not_tell_apart_is_refused() {
        let why = "indicator `tested` does not tell apart by `domain`; choose another column";
        check_key(&[(Dimension::Domain, "non_custodial")], Err(why));
        let why = "`March` is no month; one reads like `2026-03`";
        check_key(&[(Dimension::Month, "March")], Err(why));
    }

    #[track_caller]
    fn check_refused(text: &str, code: &str) {
        use bagyt_core::refusal::Refusal;
        assert_eq!(parse(text).unwrap_err().code(), code);
    }

    #[test]
    fn a_table_with_a_fault_is_refused() {
        let events = r#"{ view = "events", kind = "exit" }"#;
        let twice = table("tested", events).repeat(2);
        check_refused(&twice, "indicator-named-twice");
        check_refused(
            &table("tested", r#"{ view = "events", kind = "party" }"#),
            "indicator-unknown-kind",
        );
        check_refused(&table("tested", events).replace("kk =", "kz ="), "indicator-shape");
        check_refused(&table("tested", events).replace("scope", "reach"), "indicator-shape");
    }

    fn of_the_product() -> Vec<Indicator> {
        let tables = [
            include_str!("../../../indicators/casework.toml"),
            include_str!("../../../indicators/practice.toml"),
            include_str!("../../../indicators/reoffending.toml"),
        ];
        tables.into_iter().flat_map(|text| parse(text).unwrap()).collect()
    }

    #[test]
    fn every_clock_of_supervision_and_the_aim_of_every_reform_has_its_indicator() {
        let files = [
            ("pack.toml", include_str!("../../../law/zz/pack.toml")),
            ("happenings.toml", include_str!("../../../law/zz/happenings.toml")),
            ("measures.toml", include_str!("../../../law/zz/measures.toml")),
            ("supervision.toml", include_str!("../../../law/zz/supervision.toml")),
            ("compliance.toml", include_str!("../../../law/zz/compliance.toml")),
            ("other_domains.toml", include_str!("../../../law/zz/other_domains.toml")),
            ("duties.toml", include_str!("../../../law/zz/duties.toml")),
            ("deferral.toml", include_str!("../../../law/zz/deferral.toml")),
        ];
        let pack = Pack::parse("zz", &files).unwrap();
        let indicators = of_the_product();
        for (row, met_by) in acts_by_row(&pack) {
            let reads = |indicator: &Indicator| indicator.reads_clocks(&row, &met_by);
            assert!(indicators.iter().any(reads), "no indicator reads `{row}`");
        }
        for reform in pack.reforms() {
            let shows = |indicator: &Indicator| indicator.code == reform.indicator;
            assert!(indicators.iter().any(shows), "no indicator `{}`", reform.indicator);
        }
    }

    #[test]
    fn the_tables_of_the_product_are_read_and_stand_side_by_side() {
        let all = of_the_product();
        check(&all).unwrap();
        for kind in EVENT_KINDS {
            let counted = |one: &&Indicator| matches!(&one.counts, Counts::Events { kind: of, .. } if of == kind);
            assert!(all.iter().any(|one| counted(&one)), "no indicator counts `{kind}`");
        }
        for words in all.iter().flat_map(|one| [&one.name, &one.definition, &one.scope]) {
            let texts: BTreeSet<&str> = [&*words.en, &words.ru, &words.ky, &words.kk].into();
            assert_eq!(texts.len(), 4, "a text stands in two languages: {texts:?}");
        }
    }
}
