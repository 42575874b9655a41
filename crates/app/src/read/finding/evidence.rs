//! What the record shows about the rules of standards, and what was published of it.

use std::collections::BTreeMap;

use bagyt_cooperation::evidence::IndicatorResult;
use bagyt_cooperation::fact::{ProjectFact, ProjectTitle};
use bagyt_cooperation::project::{OpenProject, PublishResult, find_rule};
use bagyt_cooperation::standard::{Rule, Standard};
use bagyt_core::command::Purpose;
use bagyt_core::identity::{CommandId, ProjectId};
use bagyt_measure::gap::Breakdown;
use bagyt_store::query::{self, Scope};
use jiff::civil::Date;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::{Figures, answered};
use crate::App;
use crate::command::Command;
use crate::conduct::refused;
use crate::execute::Online;
use crate::outcome::Failure;
use crate::read::numbers::in_languages;
use crate::records::{Answer, Records};
use crate::role::Action;
use crate::user::User;

/// The project under which the service publishes what its own record shows.
const OWN_PROJECT: ProjectId = ProjectId(Uuid::from_u128(1));

/// A result that a project published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublishedResult {
    /// The project.
    pub project: ProjectId,
    /// The figure, in thousandths; none where it is withheld.
    pub value_permille: Option<i64>,
    /// Position of the journal at which it was counted.
    pub position: u64,
    /// Day of the publication.
    pub published_on: Date,
}

/// What one indicator says about one rule; a rule of which none speaks has one row without one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EvidenceRow {
    /// Code of the standard.
    pub standard: String,
    /// Name of the standard by language.
    pub standard_name: BTreeMap<String, String>,
    /// The document.
    pub source: String,
    /// Code of the rule.
    pub rule: String,
    /// What it asks, by language.
    pub summary: BTreeMap<String, String>,
    /// Code of the indicator; empty where none speaks about the rule.
    pub indicator: String,
    /// Name of the indicator by language.
    pub indicator_name: BTreeMap<String, String>,
    /// The figure now, in thousandths; none where nothing was decided.
    pub value_permille: Option<u32>,
    /// Of how many it is the share.
    pub cases: u64,
    /// Codes of the law rows behind it.
    pub rows: Vec<String>,
    /// What was published, the newest first.
    pub results: Vec<PublishedResult>,
}

/// What the record shows about the rules of standards.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EvidencePage {
    /// One row a rule and indicator, in the order of the standards.
    pub rows: Vec<EvidenceRow>,
    /// First month of the figures: year * 12 + month - 1.
    pub month_from: i64,
    /// Last month, which belongs to them.
    pub month_last: i64,
    /// Whether the reader may publish.
    pub may_publish: bool,
    /// Position of the journal at which the figures were counted.
    pub position: u64,
}

impl App {
    /// Returns what the record shows about the rules of standards.
    ///
    /// # Errors
    ///
    /// [`Failure::Denied`]; outages.
    pub fn evidence(&self, user: &User) -> Result<EvidencePage, Failure> {
        self.require_somewhere(user, Action::ViewEvidence)?;
        let online = Online::new(self)?;
        let figures = self.figures(&online.reader, &Scope::Everything, Breakdown::Whole)?;
        let published = query::results(&online.reader, None, None).map_err(Failure::outage)?;
        drop(online);
        let mut rows = Vec::new();
        for standard in self.tables().standards() {
            for rule in &standard.rules {
                let none = [String::new()];
                let indicators =
                    if rule.indicators.is_empty() { &none[..] } else { &rule.indicators };
                let about = |row: &&query::ResultRow| {
                    (&row.standard, &row.rule) == (&standard.code, &rule.code)
                };
                for indicator in indicators {
                    let about = |row: &&query::ResultRow| about(row) && row.indicator == *indicator;
                    let results = published.iter().filter(about).map(|row| PublishedResult {
                        project: row.project_id,
                        value_permille: row.value_permille,
                        position: row.position,
                        published_on: row.published_on,
                    });
                    let results = results.collect();
                    rows.push(self.evidence_row((standard, rule), indicator, &figures, results));
                }
            }
        }
        Ok(EvidencePage {
            rows,
            month_from: figures.month_from,
            month_last: figures.month_last,
            may_publish: self.may(user, Action::PublishResult),
            position: figures.position,
        })
    }

    fn evidence_row(
        &self,
        (standard, rule): (&Standard, &Rule),
        indicator: &str,
        figures: &Figures,
        results: Vec<PublishedResult>,
    ) -> EvidenceRow {
        let gap = figures.gaps.iter().find(|gap| gap.code == indicator);
        EvidenceRow {
            standard: standard.code.clone(),
            standard_name: in_languages(|code| standard.name.in_language(code)),
            source: standard.source.clone(),
            rule: rule.code.clone(),
            summary: in_languages(|code| rule.summary.in_language(code)),
            indicator: indicator.to_owned(),
            indicator_name: self.indicator_name(indicator),
            value_permille: gap.and_then(|gap| gap.practice.in_time_permille()),
            cases: gap.map_or(0, |gap| gap.practice.decided()),
            rows: figures.rows_of(self, indicator),
            results,
        }
    }

    /// Publishes what an indicator says about a rule, as it is counted now, as a result of the
    /// service's own project.
    ///
    /// # Errors
    ///
    /// [`Failure::Denied`]; [`Failure::Refused`] for a rule or indicator that there is not, or a
    /// figure that was published already; outages.
    pub fn publish_result(
        &self,
        user: &User,
        id: CommandId,
        (standard, rule): (&str, &str),
        indicator: &str,
    ) -> Result<Answer, Failure> {
        self.require_somewhere(user, Action::PublishResult)?;
        let mut online = Online::new(self)?;
        let is_same = |fact: &ProjectFact| match fact {
            ProjectFact::Published(fact) => {
                (fact.standard.as_str(), fact.rule.as_str()) == (standard, rule)
                    && fact.indicator == indicator
            }
            _ => false,
        };
        if let Some(answer) = answered(&online, id, is_same)? {
            return Ok(answer);
        }
        // The project is opened with its first result: what is refused must not leave it open.
        let tables = self.tables();
        let standards = tables.standards().iter();
        find_rule(standards, (standard, rule), indicator).map_err(refused)?;
        let project = online.project(OWN_PROJECT)?;
        let figures = self.figures(&online.reader, &Scope::Everything, Breakdown::Whole)?;
        drop(online);
        if project.opened.is_none() {
            let open = CommandId(crate::import::derived_id("own project", &id.0.to_string(), 0));
            let command = Command::OpenProject { project: OWN_PROJECT, open: self.own_project() };
            self.execute(&self.meta(user, open, Purpose::Evidence), &command)?;
        }
        let gap = figures.gaps.iter().find(|gap| gap.code == indicator);
        let result = IndicatorResult {
            indicator: indicator.to_owned(),
            value_permille: gap.and_then(|gap| gap.practice.in_time_permille()),
            cases: gap.map_or(0, |gap| gap.practice.decided()),
            month_from: figures.month_from,
            month_last: figures.month_last,
            position: figures.position,
        };
        let publish = PublishResult {
            standard: standard.to_owned(),
            rule: rule.to_owned(),
            definition: self.definition_digest(indicator),
            result,
        };
        let command = Command::PublishResult { project: OWN_PROJECT, publish };
        self.execute(&self.meta(user, id, Purpose::Evidence), &command)
    }

    fn own_project(&self) -> OpenProject {
        let tables = self.tables();
        let standards = tables.standards().iter();
        OpenProject {
            code: "own-record".to_owned(),
            title: ProjectTitle {
                en: "What the service's own record shows".to_owned(),
                kk: "Қызметтің өз жазбалары не көрсетеді".to_owned(),
                ky: "Кызматтын өз жазуулары эмнени көрсөтөт".to_owned(),
                ru: "Что показывают собственные записи службы".to_owned(),
            },
            standards: standards.map(|standard| standard.code.clone()).collect(),
        }
    }

    /// The digest by which a published figure names the words of its definition.
    fn definition_digest(&self, code: &str) -> String {
        let tables = self.tables();
        let indicator = tables.indicators().iter().find(|one| one.code == code);
        let mut hashing = Sha256::new();
        for language in ["en", "kk", "ky", "ru"] {
            let words = indicator.map_or("", |one| one.definition.in_language(language));
            hashing.update(words.as_bytes());
            hashing.update([0]);
        }
        bagyt_store::hexadecimal(&hashing.finalize().into())
    }
}
