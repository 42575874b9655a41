//! What the numbers point to: weak figures and training needs, and the evidence for standards.
//!
//! A figure is the share of time limits kept, of one indicator over the last months that are over.
//! It is counted when the page is asked for and names its position, its month and the law rows
//! behind it, by which the page of law against practice opens to the entries.

mod evidence;
mod needs;

use std::collections::{BTreeMap, BTreeSet};

use bagyt_academy::need::{self, Figure};
use bagyt_casework::view::CLOCK;
use bagyt_core::fact::Fact;
use bagyt_core::identity::{CommandId, OfficeCode};
use bagyt_core::journal;
use bagyt_core::month::month_of;
use bagyt_measure::gap::{self, Breakdown, Gap};
use bagyt_measure::indicator::{ActsByRow, acts_by_row};
use bagyt_store::query::{self, PracticeDimension, PracticeFilter, Scope};
use bagyt_store::{Changes, Reader};

use super::numbers::{groups_of, in_languages};
use crate::App;
use crate::execute::Online;
use crate::outcome::Failure;
use crate::records::Answer;

pub use evidence::{EvidencePage, EvidenceRow, PublishedResult};
pub use needs::{NeedItem, NeedsPage, WeakItem};

/// Months over which figures are looked at; the newest that is weak counts for its office.
const MONTHS: i64 = 3;

impl App {
    fn figures(
        &self,
        reader: &Reader<'_>,
        scope: &Scope,
        breakdown: Breakdown,
    ) -> Result<Figures, Failure> {
        let last = month_of(self.today()) - 1;
        self.figures_of(reader, scope, breakdown, (last - MONTHS + 1, last))
    }

    fn figures_of(
        &self,
        reader: &Reader<'_>,
        scope: &Scope,
        breakdown: Breakdown,
        (month_from, month_last): (i64, i64),
    ) -> Result<Figures, Failure> {
        let position = reader.head().map_err(Failure::outage)?.seq;
        let filter = PracticeFilter {
            from_month: month_from,
            until_month: month_last + 1,
            scope: scope.clone(),
            only: Vec::new(),
        };
        let by = [
            PracticeDimension::Row,
            PracticeDimension::Office,
            PracticeDimension::Month,
            PracticeDimension::State,
        ];
        let question = format!("figures {month_from} {month_last} {scope:?}");
        let changes = Changes::of(reader, &CLOCK).map_err(Failure::outage)?;
        let changed_at = changes.within(month_from, month_last);
        let counts = self.numbers.counts(changed_at, question, || {
            query::practice_counts(reader, &filter, &by).map_err(Failure::outage)
        })?;
        let acts = acts_by_row(self.tables().pack());
        let tables = self.tables();
        let indicators = tables.indicators();
        let gaps = gap::by_indicator(&groups_of(&counts), breakdown, indicators, &acts);
        let figure = |gap: &Gap| {
            Some(Figure {
                office: gap.office.clone()?,
                indicator: gap.code.clone(),
                value_permille: gap.practice.in_time_permille()?,
                cases: gap.practice.decided(),
                month: gap.month?,
                position,
            })
        };
        let figures = gaps.iter().filter_map(figure).collect();
        Ok(Figures { gaps, figures, acts, month_from, month_last, position })
    }

    fn indicator_name(&self, code: &str) -> BTreeMap<String, String> {
        let tables = self.tables();
        let indicator = tables.indicators().iter().find(|one| one.code == code);
        indicator
            .map(|one| in_languages(|language| one.name.in_language(language)))
            .unwrap_or_default()
    }

    fn competence_name(&self, code: &str) -> BTreeMap<String, String> {
        let tables = self.tables();
        let competence = tables.framework().find(code);
        competence
            .map(|one| in_languages(|language| one.name.in_language(language)))
            .unwrap_or_default()
    }
}

/// Shares of time limits kept, counted at one position.
struct Figures {
    gaps: Vec<Gap>,
    figures: Vec<Figure>,
    acts: ActsByRow,
    month_from: i64,
    month_last: i64,
    position: u64,
}

impl Figures {
    /// Returns the weak figures, of each office and indicator the one of the newest month.
    fn weak(&self, app: &App) -> Vec<need::Proposed> {
        let mut weak = need::weaknesses(&self.figures, app.tables().need_rules());
        let mut newest: BTreeMap<(OfficeCode, String), i64> = BTreeMap::new();
        for proposed in &weak {
            let figure = &proposed.figure;
            let key = (figure.office.clone(), figure.indicator.clone());
            let month = newest.entry(key).or_insert(figure.month);
            *month = figure.month.max(*month);
        }
        weak.retain(|proposed| {
            let figure = &proposed.figure;
            let key = (figure.office.clone(), figure.indicator.clone());
            newest.get(&key) == Some(&figure.month)
        });
        weak
    }

    fn rows_of(&self, app: &App, indicator: &str) -> Vec<String> {
        rows_behind(app, &self.acts, indicator)
    }
}

/// Returns the codes of the law rows whose clocks an indicator counts.
fn rows_behind(app: &App, acts: &ActsByRow, indicator: &str) -> Vec<String> {
    let tables = app.tables();
    let indicator = tables.indicators().iter().find(|one| one.code == indicator);
    let read = |(row, met_by): (&String, &BTreeSet<String>)| {
        indicator.is_some_and(|one| one.reads_clocks(row, met_by)).then(|| row.clone())
    };
    acts.iter().filter_map(read).collect()
}

/// Returns the answer to a command that was accepted before: what it rests on has moved on since,
/// so it is not decided anew. One that wrote another fact is refused.
fn answered<F: Fact>(
    online: &Online<'_>,
    id: CommandId,
    is_same: impl Fn(&F) -> bool,
) -> Result<Option<Answer>, Failure> {
    let Some(stored) = online.reader.command(id).map_err(Failure::outage)? else {
        return Ok(None);
    };
    let entries = online.reader.entries(stored.accepted.first_seq, 1).map_err(Failure::outage)?;
    let entry = entries.first().ok_or_else(|| Failure::defect("a command without entries"))?;
    let fact = journal::read(&entry.bytes).map(|entry| entry.fact::<F>());
    match fact {
        Ok(Ok(fact)) if is_same(&fact) => online.app.stored_answer(&stored.accepted).map(Some),
        _ => Err(crate::outcome::command_reused().into()),
    }
}
