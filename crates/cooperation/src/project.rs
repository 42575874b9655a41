//! Reform projects: opening one, and publishing what the record shows about a rule.
//!
//! A project publishes a figure only for a rule of a standard that it works towards, and only one
//! that speaks about the rule. A figure that changes later is published anew; the older one stays
//! in the journal with its position.

use std::collections::BTreeMap;

use bagyt_core::fact::{FactError, Recorded, in_force};
use jiff::civil::Date;

use crate::evidence::IndicatorResult;
use crate::fact::{ProjectFact, ProjectOpened, ProjectTitle, ResultPublished};
use crate::standard::{Rule, Standard};

/// The longest code and title, in characters.
pub const TITLE_LENGTH_MAX: usize = 300;

/// Somebody opens a project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenProject {
    /// Its code.
    pub code: String,
    /// Its title.
    pub title: ProjectTitle,
    /// Codes of the standards that it works towards.
    pub standards: Vec<String>,
}

/// Somebody publishes a figure as a project's result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublishResult {
    /// Code of the standard.
    pub standard: String,
    /// Code of its rule.
    pub rule: String,
    /// The figure.
    pub result: IndicatorResult,
    /// SHA-256 of the definition's words, lower-case hexadecimal.
    pub definition: String,
}

/// What a result is about: standard, rule, indicator.
pub type Subject = (String, String, String);

/// A project as its facts tell it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Project {
    /// Version of the stream.
    pub version: u32,
    /// What was opened; `None` before, and after it was withdrawn.
    pub opened: Option<ProjectOpened>,
    /// The newest result about each subject, with the day of its publication.
    pub results: BTreeMap<Subject, (ResultPublished, Date)>,
}

bagyt_core::refusals! {
    /// Why nothing is recorded about a project.
    pub enum ProjectRefusal {
        /// The code or a title is empty.
        #[error("a project has a code and a title in each language; enter what is missing")]
        NoTitle = "project-no-title" @ "title",
        /// The code or a title is too long.
        #[error("{length} characters are too many; at most {length_max} are kept")]
        TitleTooLong {
            /// As many as were given.
            length: usize,
            /// As many as are kept.
            length_max: usize,
        } = "project-title-too-long" @ "title",
        /// There is no such standard, or no such one in the project.
        #[error("`{standard}` is not among the standards; choose one of them")]
        NoStandard {
            /// The standard.
            standard: String,
        } = "project-no-standard" @ "standard",
        /// The project is there already.
        #[error("the project is open already")]
        AlreadyOpen = "project-already-open",
        /// There is no such project, or it was withdrawn.
        #[error("there is no such project; look at the list of projects")]
        NotOpen = "project-not-open",
        /// The standard has no such rule.
        #[error("the standard has no rule {rule}; choose one of its rules")]
        NoRule {
            /// The rule.
            rule: String,
        } = "project-no-rule" @ "rule",
        /// The indicator does not speak about the rule.
        #[error("`{indicator}` does not speak about rule {rule}; add it to the standard's table")]
        OtherIndicator {
            /// The rule.
            rule: String,
            /// The indicator.
            indicator: String,
        } = "project-other-indicator" @ "indicator",
        /// The same figure was published already.
        #[error("the figure has not changed since it was published at position {position}")]
        Unchanged {
            /// The position of the figure that stands.
            position: u64,
        } = "project-unchanged",
    }
}

/// Decides what to write when somebody opens a project.
///
/// # Errors
///
/// The first that applies: [`ProjectRefusal::AlreadyOpen`], [`ProjectRefusal::NoTitle`],
/// [`ProjectRefusal::TitleTooLong`], [`ProjectRefusal::NoStandard`] (also if none is named).
pub fn open(
    project: &Project,
    command: &OpenProject,
    standards: &[Standard],
) -> Result<Vec<ProjectFact>, ProjectRefusal> {
    if project.opened.is_some() {
        return Err(ProjectRefusal::AlreadyOpen);
    }
    let title = &command.title;
    let texts = [&command.code, &title.en, &title.ru, &title.ky, &title.kk];
    if texts.iter().any(|text| text.trim().is_empty()) {
        return Err(ProjectRefusal::NoTitle);
    }
    let length = texts.iter().map(|text| text.chars().count()).max().unwrap_or(0);
    if length > TITLE_LENGTH_MAX {
        return Err(ProjectRefusal::TitleTooLong { length, length_max: TITLE_LENGTH_MAX });
    }
    let unknown = |code: &&String| standards.iter().all(|standard| &standard.code != *code);
    let none = String::new();
    let named = if command.standards.is_empty() { Some(&none) } else { None };
    if let Some(standard) = named.or_else(|| command.standards.iter().find(unknown)) {
        return Err(ProjectRefusal::NoStandard { standard: standard.clone() });
    }
    let OpenProject { code, title, standards } = command.clone();
    Ok(vec![ProjectOpened { code, title, standards }.into()])
}

/// Decides what to write when somebody publishes a figure as a project's result.
///
/// # Errors
///
/// The first that applies: [`ProjectRefusal::NotOpen`], [`ProjectRefusal::NoStandard`],
/// [`ProjectRefusal::NoRule`], [`ProjectRefusal::OtherIndicator`], [`ProjectRefusal::Unchanged`].
pub fn publish(
    project: &Project,
    command: &PublishResult,
    standards: &[Standard],
) -> Result<Vec<ProjectFact>, ProjectRefusal> {
    let opened = project.opened.as_ref().ok_or(ProjectRefusal::NotOpen)?;
    let own = standards.iter().filter(|standard| opened.standards.contains(&standard.code));
    let result = &command.result;
    find_rule(own, (&command.standard, &command.rule), &result.indicator)?;
    let published = ResultPublished {
        standard: command.standard.clone(),
        rule: command.rule.clone(),
        indicator: result.indicator.clone(),
        value_permille: result.value_permille,
        cases: result.cases,
        month_from: result.month_from,
        month_last: result.month_last,
        position: result.position,
        definition: command.definition.clone(),
    };
    if let Some((standing, _)) = project.results.get(&subject(&published))
        && *standing == (ResultPublished { position: standing.position, ..published.clone() })
    {
        return Err(ProjectRefusal::Unchanged { position: standing.position });
    }
    Ok(vec![published.into()])
}

/// Finds the rule of a standard about which an indicator speaks.
///
/// # Errors
///
/// The first that applies: [`ProjectRefusal::NoStandard`], [`ProjectRefusal::NoRule`],
/// [`ProjectRefusal::OtherIndicator`].
pub fn find_rule<'s>(
    mut standards: impl Iterator<Item = &'s Standard>,
    (standard, rule): (&str, &str),
    indicator: &str,
) -> Result<&'s Rule, ProjectRefusal> {
    let found = standards.find(|known| known.code == standard);
    let found =
        found.ok_or_else(|| ProjectRefusal::NoStandard { standard: standard.to_owned() })?;
    let missing = || ProjectRefusal::NoRule { rule: rule.to_owned() };
    let rule = found.find(rule).ok_or_else(missing)?;
    if !rule.indicators.iter().any(|known| known == indicator) {
        let (rule, indicator) = (rule.code.clone(), indicator.to_owned());
        return Err(ProjectRefusal::OtherIndicator { rule, indicator });
    }
    Ok(rule)
}

fn subject(result: &ResultPublished) -> Subject {
    (result.standard.clone(), result.rule.clone(), result.indicator.clone())
}

impl Project {
    /// Folds a project's facts, in any order, to the state that holds.
    ///
    /// # Errors
    ///
    /// [`FactError`] if the content of a correction cannot be read.
    pub fn fold(facts: Vec<Recorded<ProjectFact>>) -> Result<Project, FactError> {
        let mut project = Project::default();
        for recorded in in_force(facts)? {
            project.apply(&recorded);
        }
        Ok(project)
    }

    /// Takes in one more fact that mends none and is not earlier than the last one.
    pub fn apply(&mut self, recorded: &Recorded<ProjectFact>) {
        self.version = self.version.max(recorded.version);
        match &recorded.fact {
            ProjectFact::Opened(fact) => self.opened = Some(fact.clone()),
            ProjectFact::Published(fact) => {
                let published_on = recorded.effective.on();
                self.results.insert(subject(fact), (fact.clone(), published_on));
            }
            ProjectFact::Withdrawn(_) => {}
        }
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::standard::tests::{TABLES, tokyo};
    use bagyt_core::command::Actor;
    use bagyt_core::effective::{Effective, Zone};
    use bagyt_core::fact::Withdrawn;
    use bagyt_core::identity::CommandId;
    use bagyt_core::refusal::Refusal;
    use uuid::Uuid;

    pub(crate) fn fold(facts: Vec<ProjectFact>) -> Project {
        let recorded_at = "2026-03-31T20:00:00Z".parse().unwrap();
        let recorded = |(version, fact): (u32, ProjectFact)| Recorded {
            seq: u64::from(version),
            version,
            recorded_at,
            effective: Effective::instant(recorded_at, Zone::Bishkek),
            actor: Actor::System,
            cause: CommandId(Uuid::nil()),
            fact,
        };
        Project::fold((1_u32..).zip(facts).map(recorded).collect()).unwrap()
    }

    fn opening(code: &str, standard: &str) -> OpenProject {
        let title = |language: &str| format!("{code} {language}");
        let (en, ru, ky, kk) = (title("en"), title("ru"), title("ky"), title("kk"));
        OpenProject {
            code: code.to_owned(),
            title: ProjectTitle { en, ru, ky, kk },
            standards: vec![standard.to_owned()],
        }
    }

    pub(crate) fn opened() -> Vec<ProjectFact> {
        open(&Project::default(), &opening("P-1", "tokyo_rules"), &[tokyo()]).unwrap()
    }

    pub(crate) fn result(rule: &str, indicator: &str, value_permille: u32) -> PublishResult {
        let result = IndicatorResult {
            indicator: indicator.to_owned(),
            value_permille: Some(value_permille),
            cases: 40,
            month_from: 24_303,
            month_last: 24_314,
            position: 1000,
        };
        PublishResult {
            standard: "tokyo_rules".to_owned(),
            rule: rule.to_owned(),
            result,
            definition: "00ff".to_owned(),
        }
    }

    #[track_caller]
    fn check_open(command: &OpenProject, expected: Result<usize, &str>) {
        let outcome = open(&Project::default(), command, &[tokyo()]);
        let outcome = outcome.map(|facts| facts.len()).map_err(|refusal| refusal.code());
        assert_eq!(outcome, expected);
    }

    #[test]
    fn a_project_has_a_title_of_some_length_in_each_language() {
        check_open(&opening("P-1", "tokyo_rules"), Ok(1));
        check_open(&opening(&"ө".repeat(297), "tokyo_rules"), Ok(1));
        check_open(&opening(&"ө".repeat(298), "tokyo_rules"), Err("project-title-too-long"));
        check_open(&opening(" ", "tokyo_rules"), Err("project-no-title"));
    }

    #[test]
    fn a_project_works_towards_a_standard_that_there_is() {
        check_open(&opening("P-1", "mandela_rules"), Err("project-no-standard"));
        let none = OpenProject { standards: Vec::new(), ..opening("P-1", "tokyo_rules") };
        check_open(&none, Err("project-no-standard"));
    }

    #[test]
    fn a_project_is_opened_once() {
        let refusal = open(&fold(opened()), &opening("P-1", "tokyo_rules"), &[tokyo()]);
        assert_eq!(refusal, Err(ProjectRefusal::AlreadyOpen));
    }

    #[track_caller]
    fn check_publish(project: &Project, command: &PublishResult, expected: Result<usize, &str>) {
        let standards = TABLES.map(|text| Standard::parse(text).unwrap());
        let outcome = publish(project, command, &standards);
        let outcome = outcome.map(|facts| facts.len()).map_err(|refusal| refusal.code());
        assert_eq!(outcome, expected);
    }

    #[test]
    fn a_figure_that_speaks_about_the_rule_is_published() {
        let project = fold(opened());
        check_publish(&project, &result("10", "contact_in_time", 910), Ok(1));
        let other = result("10", "plan_in_time", 910);
        check_publish(&project, &other, Err("project-other-indicator"));
        check_publish(&project, &result("99", "contact_in_time", 910), Err("project-no-rule"));
        let mandela = PublishResult {
            standard: "mandela_rules".to_owned(),
            ..result("87-90", "contact_in_time", 910)
        };
        check_publish(&project, &mandela, Err("project-no-standard"));
        let nowhere = Project::default();
        check_publish(&nowhere, &result("10", "contact_in_time", 910), Err("project-not-open"));
    }

    #[test]
    fn a_figure_is_published_anew_only_when_it_changed() {
        let mut facts = opened();
        let first = result("10", "contact_in_time", 910);
        facts.extend(publish(&fold(facts.clone()), &first, &[tokyo()]).unwrap());
        let mut later = first;
        later.result.position = 1001;
        check_publish(&fold(facts.clone()), &later, Err("project-unchanged"));
        later.result.value_permille = Some(912);
        facts.extend(publish(&fold(facts.clone()), &later, &[tokyo()]).unwrap());
        let project = fold(facts);
        let (standing, published_on) = project.results.values().next().unwrap();
        assert_eq!((standing.value_permille, standing.position), (Some(912), 1001));
        assert_eq!(published_on.to_string(), "2026-04-01");
        assert_eq!(project.results.len(), 1);
    }

    #[test]
    fn a_withdrawn_result_gives_way_to_the_one_before() {
        let mut facts = opened();
        for value_permille in [910, 912] {
            let command = result("10", "contact_in_time", value_permille);
            facts.extend(publish(&fold(facts.clone()), &command, &[tokyo()]).unwrap());
        }
        let reason = "mistake".to_owned();
        facts.push(ProjectFact::Withdrawn(Withdrawn { version: 3, reason, private: None }));
        let project = fold(facts);
        let (standing, _) = project.results.values().next().unwrap();
        assert_eq!(standing.value_permille, Some(910));
    }
}
