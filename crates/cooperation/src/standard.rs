//! International standards: their rules, and which indicators speak about each.

use std::collections::BTreeSet;

use serde::Deserialize;

use bagyt_core::words::Words;

/// A standard with the rules that a probation service's record can say something about.
///
/// Invariant: codes of rules are unique within the standard.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Standard {
    /// Its code.
    pub code: String,
    /// The document.
    pub source: String,
    /// Its name.
    pub name: Words,
    /// The rules, in the order of the document.
    #[serde(rename = "rule")]
    pub rules: Vec<Rule>,
}

/// A rule of a standard, or several that belong together.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// Its number, or the first and the last: `14`, `6-10`.
    pub code: String,
    /// Codes of the indicators that speak about it; none where the record says nothing yet.
    pub indicators: Vec<String>,
    /// What it asks, in our own words.
    pub summary: Words,
}

bagyt_core::refusals! {
    /// Why the table of a standard cannot be used.
    pub enum StandardRefusal {
        /// The table is not TOML of the right shape.
        #[error("the standard's table cannot be read: {problem}; mend the file")]
        Shape {
            /// What the reader met.
            problem: String,
        } = "standard-shape",
        /// A rule stands twice.
        #[error("rule {code} stands twice; put its indicators together")]
        NamedTwice {
            /// The code of the rule.
            code: String,
        } = "standard-named-twice",
    }
}

impl Standard {
    /// Reads the table of a standard.
    ///
    /// # Errors
    ///
    /// [`StandardRefusal::Shape`], then [`StandardRefusal::NamedTwice`] for the first such rule.
    pub fn parse(text: &str) -> Result<Standard, StandardRefusal> {
        let shape = |error: toml::de::Error| StandardRefusal::Shape { problem: error.to_string() };
        let standard: Standard = toml::from_str(text).map_err(shape)?;
        let mut codes = BTreeSet::new();
        match standard.rules.iter().find(|rule| !codes.insert(&rule.code)) {
            Some(rule) => Err(StandardRefusal::NamedTwice { code: rule.code.clone() }),
            None => Ok(standard),
        }
    }

    /// Returns the rule of that code, if the table has it.
    pub fn find(&self, code: &str) -> Option<&Rule> {
        self.rules.iter().find(|rule| rule.code == code)
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    pub(crate) const TABLES: [&str; 3] = [
        include_str!("../../../standards/tokyo_rules.toml"),
        include_str!("../../../standards/mandela_rules.toml"),
        include_str!("../../../standards/coe_probation_rules.toml"),
    ];

    pub(crate) fn tokyo() -> Standard {
        Standard::parse(TABLES[0]).unwrap()
    }

    #[track_caller]
    fn check(from: &str, to: &str, why: &str) {
        assert!(TABLES[0].contains(from), "the table no longer says `{from}`");
        let refusal = Standard::parse(&TABLES[0].replacen(from, to, 1)).unwrap_err();
        assert!(refusal.to_string().contains(why), "{refusal}");
    }

    #[test]
    fn a_standard_with_a_fault_is_refused() {
        check(r#"code = "10""#, r#"code = "14""#, "rule 14 stands twice");
        check("summary.kk", "summary.kz", "unknown field `kz`");
        check("source =", "origin =", "unknown field `origin`");
    }

    #[test]
    fn every_standard_is_read_and_no_text_stands_in_two_languages() {
        for standard in TABLES.map(|text| Standard::parse(text).unwrap()) {
            let summaries = standard.rules.iter().map(|rule| &rule.summary);
            for words in summaries.chain([&standard.name]) {
                let texts: BTreeSet<&str> = [&*words.en, &words.ru, &words.ky, &words.kk].into();
                assert_eq!(texts.len(), 4, "{}: {texts:?}", standard.code);
            }
        }
    }

    #[test]
    fn every_rule_names_indicators_that_there_are() {
        let tables = [
            include_str!("../../../indicators/practice.toml"),
            include_str!("../../../indicators/reoffending.toml"),
        ];
        for standard in TABLES.map(|text| Standard::parse(text).unwrap()) {
            for indicator in standard.rules.iter().flat_map(|rule| &rule.indicators) {
                let line = format!("code = \"{indicator}\"");
                let known = tables.iter().any(|table| table.contains(&line));
                assert!(known, "{} names `{indicator}`", standard.code);
            }
        }
    }

    #[test]
    fn the_rules_of_the_council_of_europe_follow_each_other_without_a_gap() {
        let mut next = 1;
        for rule in Standard::parse(TABLES[2]).unwrap().rules {
            let (first, last) = rule.code.split_once('-').unwrap_or((&rule.code, &rule.code));
            assert_eq!(first.parse(), Ok(next), "before rule {}", rule.code);
            next = last.parse::<u16>().unwrap() + 1;
        }
        assert_eq!(next, 109);
    }
}
