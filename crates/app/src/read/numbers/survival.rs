//! How long released people stay without a new offence: Kaplan–Meier, from the journal's entries.
//!
//! A release is the opening of a case of post-release work. It is followed until the day of the
//! first new offence, else until the case was closed, else until today. Days are counted in weeks,
//! the week in which a day falls counting whole, so that a register that knows only weeks gives
//! its own curve back.

use std::collections::BTreeMap;
use std::sync::Arc;

use bagyt_casework::fact::CaseFact;
use bagyt_core::identity::CaseId;
use bagyt_core::view::{Cell, day_number};
use bagyt_measure::indicator::{Counts, FollowRule};
use bagyt_measure::survival::{self, Curve, Estimate, Scale, Spell};
use bagyt_store::query::{self, Episode, EventDimension, EventFilter, Listed, Scope};
use jiff::civil::Date;

use super::by_language;
use super::cell::{CellEntry, CellPage, Opened};
use crate::App;
use crate::conduct::refused;
use crate::execute::Online;
use crate::import::ImportSource;
use crate::outcome::Failure;
use crate::read::PAGE_ROWS;
use crate::read_stream::facts;
use crate::role::Action;
use crate::user::User;

/// The weeks that the page states in figures; a quarter, a half and a whole year, and two.
const WEEKS_SHOWN: [u32; 6] = [10, 13, 26, 39, 52, 104];

/// The event that ends a follow-up.
const EVENT: &str = "reoffence";

/// Releases that were followed, and their curve.
#[derive(Clone, Debug, PartialEq)]
pub struct FollowUp {
    /// The curve, in weeks; `None` where nobody was released.
    pub curve: Option<Curve>,
    /// The releases, in the order in which the curve's steps name them.
    pub releases: Vec<Release>,
    /// Name, definition and scope of the indicator, each by language.
    pub words: [BTreeMap<String, String>; 3],
    /// Whose data are among them beside the service's own.
    pub sources: Vec<ImportSource>,
    /// Position of the journal at which they were read.
    pub position: u64,
}

/// A release that was followed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Release {
    /// The case.
    pub case: CaseId,
    /// Code of the office at the release.
    pub office: String,
    /// Day of the release.
    pub released_on: Date,
    /// Week in which the follow-up ended.
    pub week: u32,
    /// Day of the new offence, if that ended it.
    pub offence_on: Option<Date>,
}

/// The page of the curve.
#[derive(Clone, Debug, PartialEq)]
pub struct SurvivalPage {
    /// The curve, in weeks; `None` where nobody was released.
    pub curve: Option<Curve>,
    /// Estimates at some weeks, as far as somebody was followed.
    pub at: Vec<(u32, Estimate)>,
    /// Number of releases.
    pub people: u32,
    /// How many ended with a new offence.
    pub events: u32,
    /// Name of the indicator by language.
    pub name: BTreeMap<String, String>,
    /// What is estimated, by language.
    pub definition: BTreeMap<String, String>,
    /// Who is followed, by language.
    pub scope: BTreeMap<String, String>,
    /// Whose data are among them beside the service's own, to be cited.
    pub sources: Vec<ImportSource>,
    /// Position of the journal at which all of it was read.
    pub position: u64,
}

impl App {
    /// Returns the page of the curve.
    ///
    /// # Errors
    ///
    /// [`Failure::Denied`]; outages.
    pub fn survival(&self, user: &User) -> Result<SurvivalPage, Failure> {
        self.require_somewhere(user, Action::ViewSurvival)?;
        let follow_up = self.survival_curve()?;
        let estimate = |week: &u32| Some((*week, follow_up.curve.as_ref()?.at(*week)?));
        let [name, definition, scope] = follow_up.words.clone();
        Ok(SurvivalPage {
            at: WEEKS_SHOWN.iter().filter_map(estimate).collect(),
            people: follow_up.curve.as_ref().map_or(0, Curve::people),
            events: follow_up.curve.as_ref().map_or(0, Curve::events),
            curve: follow_up.curve.clone(),
            name,
            definition,
            scope,
            sources: follow_up.sources.clone(),
            position: follow_up.position,
        })
    }

    /// Opens a step of the curve to the entries of the new offences in that week.
    ///
    /// # Errors
    ///
    /// [`Failure::Denied`]; outages.
    pub fn survival_cell(&self, user: &User, week: u32, page: u32) -> Result<CellPage, Failure> {
        self.require_somewhere(user, Action::ViewSurvival)?;
        self.require_somewhere(user, Action::ViewCellEntries)?;
        let online = Online::new(self)?;
        let follow_up = self.followed(&online)?;
        let ended: Vec<&Release> = follow_up
            .releases
            .iter()
            .filter(|release| release.week == week && release.offence_on.is_some())
            .collect();
        let skipped = usize::try_from((page.max(1) - 1).saturating_mul(PAGE_ROWS));
        let shown = ended.iter().skip(skipped.unwrap_or(usize::MAX));
        let limit = usize::try_from(PAGE_ROWS).unwrap_or(usize::MAX);
        let mut entries = Vec::new();
        for release in shown.take(limit) {
            entries.extend(offence_entry(&online, release)?);
        }
        let total = u64::try_from(ended.len()).unwrap_or(u64::MAX);
        let listed = Listed { rows: entries, total };
        let position = follow_up.position;
        self.cell(user, online, Opened { listed, page, position, earlier: None, now: None })
    }

    /// Returns the releases of the record with their curve. Nobody's rights are asked: the command
    /// line of the installation is the administrator's.
    ///
    /// # Errors
    ///
    /// Outages.
    pub fn survival_curve(&self) -> Result<Arc<FollowUp>, Failure> {
        let online = Online::new(self)?;
        self.followed(&online)
    }

    fn followed(&self, online: &Online<'_>) -> Result<Arc<FollowUp>, Failure> {
        let position = online.reader.head().map_err(Failure::outage)?.seq;
        self.numbers.follow_up((position, self.today()), || self.follow_up(online, position))
    }

    fn follow_up(&self, online: &Online<'_>, position: u64) -> Result<FollowUp, Failure> {
        let releases = self.releases(online)?;
        let spell = |release: &Release| Spell {
            entry: None,
            exit: release.week,
            event: release.offence_on.is_some(),
        };
        let spells: Vec<Spell> = releases.iter().map(spell).collect();
        let curve = match spells.is_empty() {
            true => None,
            false => Some(survival::kaplan_meier(&spells, Scale::LogLog).map_err(refused)?),
        };
        let followed = Counts::Followed { rule: FollowRule::Survival };
        let tables = self.tables();
        let indicator = tables.indicators().iter().find(|one| one.counts == followed);
        let words = match indicator {
            Some(one) => [&one.name, &one.definition, &one.scope].map(by_language),
            None => Default::default(),
        };
        let sources = self.import_sources(online)?;
        Ok(FollowUp { curve, releases, words, sources, position })
    }

    fn releases(&self, online: &Online<'_>) -> Result<Vec<Release>, Failure> {
        let domain = bagyt_casework::codes::Domain::PostRelease.code();
        let filter = EventFilter {
            kinds: Vec::new(),
            from_month: super::MONTH_FIRST,
            until_month: i64::MAX,
            scope: Scope::Everything,
            only: vec![(EventDimension::Domain, Cell::from(domain))],
        };
        let episodes = query::survival(&online.reader, &filter, EVENT).map_err(Failure::outage)?;
        let today = self.today();
        Ok(episodes.into_iter().map(|episode| release(episode, today)).collect())
    }
}

fn release(episode: Episode, today: Date) -> Release {
    let until = episode.exited_on.unwrap_or(today).max(episode.entered_on);
    let offence_on = episode.event_on.filter(|on| *on <= until);
    let days = day_number(offence_on.unwrap_or(until)) - day_number(episode.entered_on);
    Release {
        case: episode.case_id,
        office: episode.office.0,
        released_on: episode.entered_on,
        week: u32::try_from((days + 6) / 7).unwrap_or(0),
        offence_on,
    }
}

/// Finds the entry of the new offence that ended a follow-up.
fn offence_entry(online: &Online<'_>, release: &Release) -> Result<Option<CellEntry>, Failure> {
    let Some(stored) = online.stored(release.case.stream())? else { return Ok(None) };
    let facts = facts::<CaseFact>(&stored.entries, None)?;
    let entry = facts.iter().find_map(|recorded| match &recorded.fact {
        CaseFact::Reoffended(fact) if Some(fact.offence.on()) == release.offence_on => {
            Some(CellEntry {
                seq: recorded.seq,
                version: recorded.version,
                met: None,
                kind: EVENT.to_owned(),
                detail: Some(fact.article_group.clone()),
                on: fact.offence.on(),
                office: release.office.clone(),
                case: Some(release.case),
                case_short: String::new(),
            })
        }
        _ => None,
    });
    Ok(entry)
}

#[cfg(test)]
mod tests {
    use super::*;
    use bagyt_core::identity::OfficeCode;
    use uuid::Uuid;

    #[track_caller]
    fn check(event_on: Option<&str>, exited_on: Option<&str>, expected: (u32, bool)) {
        let day = |text: &str| text.parse::<Date>().unwrap();
        let episode = Episode {
            case_id: CaseId(Uuid::nil()),
            version: 1,
            office: OfficeCode("ZZ-01-01".to_owned()),
            domain: "post_release".to_owned(),
            measure: "parole".to_owned(),
            article_group: "05".to_owned(),
            sex: "m".to_owned(),
            age_group: "25_34".to_owned(),
            entered_on: day("2026-01-05"),
            event_on: event_on.map(day),
            exited_on: exited_on.map(day),
        };
        let release = release(episode, day("2026-03-02"));
        assert_eq!((release.week, release.offence_on.is_some()), expected);
    }

    #[test]
    fn the_day_after_seven_days_is_of_the_second_week() {
        check(Some("2026-01-12"), None, (1, true));
        check(Some("2026-01-13"), None, (2, true));
        check(Some("2026-01-05"), None, (0, true));
    }

    #[test]
    fn without_an_offence_the_follow_up_ends_with_the_case_or_today() {
        check(None, Some("2026-02-02"), (4, false));
        check(None, None, (8, false));
    }

    #[test]
    fn an_offence_after_the_end_of_the_case_is_not_of_the_follow_up() {
        check(Some("2026-02-02"), Some("2026-02-02"), (4, true));
        check(Some("2026-02-03"), Some("2026-02-02"), (4, false));
    }
}
