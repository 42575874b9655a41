//! Acts that need a second look, as pages tell them: which act, what moved, by which row, from
//! where to where.

use bagyt_casework::review::{SecondLook, second_looks};
use bagyt_casework::{clocks, review};
use bagyt_store::query::{self, Scope};
use jiff::Timestamp;
use jiff::civil::Date;

use super::reading::Read;
use super::timeline::{EntryAct, TimelineItem};
use super::today::{Asked, TodayItem, TodayKind};
use super::{RowWords, last_day};
use crate::App;
use crate::acting::right_to_uphold;
use crate::outcome::Failure;
use crate::user::User;

/// What has moved under an act.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SecondLookItem {
    /// Code of the act: `violation`, `warning` or `submission`.
    pub act: String,
    /// Version of its entry.
    pub version: u32,
    /// Its day.
    pub on: Date,
    /// Code of what has moved: `due_moved`, `kept_after_all` or `ground_lost`.
    pub cause: String,
    /// The row of law that was relied on.
    pub row: Option<RowWords>,
    /// The last day that was relied on.
    pub relied_on: Option<Date>,
    /// The last day as it is now; `None` if the row gives none.
    pub due_on: Option<Date>,
    /// The day on which the limit was kept after all.
    pub kept_on: Option<Date>,
    /// The day on which it became known; that of the act where no entry of the case says it.
    pub known_on: Date,
}

impl App {
    /// Returns the acts of a case that need a second look.
    pub(super) fn looks_of(&self, read: &Read) -> Result<Vec<SecondLook>, Failure> {
        let Read { case, facts, tables, .. } = read;
        let (pack, calendar) = (tables.pack(), tables.calendar());
        let clocks = clocks::clocks(case, pack, calendar).map_err(Failure::defect)?;
        second_looks(case, &clocks, facts, pack, calendar).map_err(Failure::defect)
    }

    /// Says at the entries of a case which of them need a second look, and what is for the reader
    /// to say about that.
    pub(super) fn add_looks(
        &self,
        user: &User,
        read: &Read,
        looks: &[SecondLook],
        timeline: &mut [TimelineItem],
    ) {
        let here = self.relation_in(user, &read.case);
        for item in timeline {
            let own = |look: &&SecondLook| look.review.mark.version == item.version;
            let Some(look) = looks.iter().find(own) else { continue };
            item.look = Some(self.look_item(read, look));
            let right = right_to_uphold(&read.facts, item.version);
            if self.policy().allows(user.role, right, here) {
                item.may.push(EntryAct::Uphold);
            }
        }
    }

    /// Makes an act that needs a second look ready to be told.
    pub(super) fn look_item(&self, read: &Read, look: &SecondLook) -> SecondLookItem {
        let zone = read.case.zone;
        let words = |row: &str, on| super::row_words(&read.tables, row, on);
        let review::Review { act, mark, cause } = &look.review;
        let last = |at: Timestamp| last_day(zone, at);
        SecondLookItem {
            act: act.code().to_owned(),
            version: mark.version,
            on: mark.on,
            cause: cause.code().to_owned(),
            row: cause.row().zip(look.edition).and_then(|(row, on)| words(row, on)),
            relied_on: cause.relied_at().map(last),
            due_on: cause.due_at().map(last),
            kept_on: cause.kept_at().map(|at| zone.day_of(at)),
            known_on: look.known.map_or(mark.on, |known| known.on),
        }
    }

    /// Adds the acts of a scope that need a second look to a day.
    pub(super) fn add_second_looks(
        &self,
        asked: &Asked<'_>,
        items: &mut Vec<TodayItem>,
    ) -> Result<(), Failure> {
        let zone = self.zone();
        let (user, scope) = (asked.user, &asked.scope);
        // Those of a colleague who is gone a head has among those of the office.
        if matches!(scope, Scope::Officer(_)) && !asked.is_own() && App::leads(user.role) {
            return Ok(());
        }
        let excluded = &user.own_access.excluded;
        let rows = query::second_looks(&asked.online.reader, scope).map_err(Failure::outage)?;
        for row in rows.into_iter().filter(|row| !excluded.contains(&row.case.case_id)) {
            // A head's own cases stand among the head's own things to do.
            if matches!(scope, Scope::Office(_)) && row.case.officer == Some(user.staff) {
                continue;
            }
            let last = |at: Timestamp| last_day(zone, at);
            let on = row.known_on.unwrap_or(row.act_on);
            let at = zone.start_of(on);
            let mut item = self.item(TodayKind::SecondLook, &row.case, at, on);
            item.version = row.act_version;
            let words = row.row.zip(row.edition).and_then(|(row, on)| self.row_words(&row, on));
            item.look = Some(SecondLookItem {
                act: row.act,
                version: row.act_version,
                on: row.act_on,
                cause: row.cause,
                row: words,
                relied_on: row.relied_at.map(last),
                due_on: row.due_at.map(last),
                kept_on: row.kept_at.map(|at| zone.day_of(at)),
                known_on: on,
            });
            items.push(item);
        }
        Ok(())
    }
}
