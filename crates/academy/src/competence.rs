//! The framework of competences, read from `curriculum/competences.toml`.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use bagyt_core::words::Words;

/// The competences of a curriculum.
///
/// Invariant: codes are unique, and each competence's group is in the framework.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Framework {
    /// The groups, in the order of the table.
    pub groups: Vec<Group>,
    /// The competences, in the order of the table.
    pub competences: Vec<Competence>,
}

/// Competences that belong together.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Group {
    /// Its code, a capital letter.
    pub code: String,
    /// Its name.
    pub name: Words,
}

/// What somebody can do, to be evidenced.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Competence {
    /// Its code: that of its group and a number.
    pub code: String,
    /// How far each domain needs it; a domain that does not is absent.
    pub domains: BTreeMap<Domain, Importance>,
    /// By what it is evidenced.
    pub evidence: Vec<EvidenceKind>,
    /// Its name.
    pub name: Words,
}

/// A domain of probation work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Domain {
    /// Reports before the sentence.
    PreSentence,
    /// Sentences in the community.
    NonCustodial,
    /// Preparing release.
    Penitentiary,
    /// After release.
    PostRelease,
}

/// How far a domain needs a competence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Importance {
    /// Every officer of the domain must have it.
    Core,
    /// It helps.
    Useful,
}

/// By what a competence is evidenced.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EvidenceKind {
    /// A test.
    Test,
    /// Practice that somebody observed.
    Observation,
    /// Extracts of own work.
    Portfolio,
    /// A simulation.
    Simulation,
}

bagyt_core::refusals! {
    /// Why a table of the curriculum cannot be used.
    pub enum CurriculumRefusal {
        /// The table is not TOML of the right shape.
        #[error("the curriculum's table cannot be read: {problem}; mend the file")]
        Shape {
            /// What the reader met.
            problem: String,
        } = "curriculum-shape",
        /// A code stands twice.
        #[error("`{code}` stands twice; give each its own code")]
        NamedTwice {
            /// The code.
            code: String,
        } = "curriculum-named-twice",
        /// A code names nothing in the framework.
        #[error("`{code}` is not in the framework; mend the code or add it there")]
        Unknown {
            /// The code.
            code: String,
        } = "curriculum-unknown",
        /// A threshold is no share.
        #[error("`{indicator}` asks for {threshold_permille} of 1000; a share is 1 to 1000")]
        NoShare {
            /// The indicator of the rule.
            indicator: String,
            /// Its threshold.
            threshold_permille: u32,
        } = "curriculum-no-share",
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FrameworkFile {
    group: Vec<Group>,
    competence: Vec<Competence>,
}

impl Framework {
    /// Reads a framework.
    ///
    /// # Errors
    ///
    /// [`CurriculumRefusal::Shape`], then [`CurriculumRefusal::NamedTwice`] or
    /// [`CurriculumRefusal::Unknown`] for the first such code.
    pub fn parse(text: &str) -> Result<Framework, CurriculumRefusal> {
        let shape =
            |error: toml::de::Error| CurriculumRefusal::Shape { problem: error.to_string() };
        let file: FrameworkFile = toml::from_str(text).map_err(shape)?;
        let mut codes = BTreeSet::new();
        let groups = file.group.iter().map(|group| &group.code);
        for code in groups.chain(file.competence.iter().map(|competence| &competence.code)) {
            if !codes.insert(code) {
                return Err(CurriculumRefusal::NamedTwice { code: code.clone() });
            }
        }
        for competence in &file.competence {
            let of_group = |group: &Group| competence.code.starts_with(&group.code);
            if !file.group.iter().any(of_group) {
                return Err(CurriculumRefusal::Unknown { code: competence.code.clone() });
            }
        }
        Ok(Framework { groups: file.group, competences: file.competence })
    }

    /// Returns the competence of a code, if there is one.
    pub fn find(&self, code: &str) -> Option<&Competence> {
        self.competences.iter().find(|competence| competence.code == code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = include_str!("../../../curriculum/competences.toml");

    #[test]
    fn the_framework_has_46_competences_in_8_groups() {
        let framework = Framework::parse(TABLE).unwrap();
        assert_eq!((framework.competences.len(), framework.groups.len()), (46, 8));
        let submission = framework.find("C2").unwrap();
        assert_eq!(submission.domains.get(&Domain::NonCustodial), Some(&Importance::Core));
        assert_eq!(submission.domains.get(&Domain::PreSentence), None);
        assert_eq!(submission.evidence, [EvidenceKind::Portfolio, EvidenceKind::Simulation]);
    }

    #[test]
    fn no_name_stands_in_two_languages() {
        for competence in Framework::parse(TABLE).unwrap().competences {
            let name = competence.name;
            let texts: BTreeSet<String> = [name.en, name.ru, name.ky, name.kk].into();
            assert_eq!(texts.len(), 4, "{}: {texts:?}", competence.code);
        }
    }

    #[track_caller]
    fn check(from: &str, to: &str, why: &str) {
        assert!(TABLE.contains(from), "the table no longer says `{from}`");
        let refusal = Framework::parse(&TABLE.replacen(from, to, 1)).unwrap_err();
        assert_eq!(refusal.to_string(), why);
    }

    #[test]
    fn a_framework_with_a_fault_is_refused() {
        check(r#"code = "A2""#, r#"code = "A1""#, "`A1` stands twice; give each its own code");
        let why = "`X2` is not in the framework; mend the code or add it there";
        check(r#"code = "A2""#, r#"code = "X2""#, why);
        assert!(Framework::parse(&TABLE.replacen("name.kk", "name.kz", 1)).is_err());
        assert!(Framework::parse(&TABLE.replacen("\"core\"", "\"vital\"", 1)).is_err());
    }
}
