//! The entries behind a number.
//!
//! Who reads a number walks back to the entries that were counted: their positions, kinds, days and
//! offices. Whose case it is, is told to those alone who may see that case; others read a short
//! number that is the same wherever the case occurs and leads nowhere.

use bagyt_core::command::Purpose;
use bagyt_core::identity::{CaseId, StreamId};
use bagyt_store::Reader;
use bagyt_store::query::{self, ClockBehind, EventBehind, Listed, Page};
use jiff::civil::Date;

use crate::App;
use crate::execute::Online;
use crate::outcome::Failure;
use crate::policy::Scope;
use crate::read::{Earlier, PAGE_ROWS, last_day};
use crate::role::Action;
use crate::user::User;

/// An entry behind a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CellEntry {
    /// Position of the entry in the journal; of a clock, of the entry that started it.
    pub seq: u64,
    /// Its version in its stream.
    pub version: u32,
    /// Position and version of the entry that met the clock.
    pub met: Option<(u64, u32)>,
    /// What it was counted as: the kind of a happening, the state of a clock.
    pub kind: String,
    /// What the kind says more.
    pub detail: Option<String>,
    /// On which day it happened; of a clock, the last day in time.
    pub on: Date,
    /// Code of the office.
    pub office: String,
    /// The case, for those who may see it.
    pub case: Option<CaseId>,
    /// A number for the case that tells nothing of it.
    pub case_short: String,
}

/// A page of the entries behind a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CellPage {
    /// Number of entries on all pages: the number itself.
    pub total: u64,
    /// The entries.
    pub entries: Vec<CellEntry>,
    /// This page, from 1.
    pub page: u32,
    /// Number of pages, at least 1.
    pub pages: u32,
    /// Position of the journal at which they were counted.
    pub position: u64,
    /// The older position that was asked for.
    pub earlier: Option<Earlier>,
    /// Beside an older position, the number as it is counted now; none where it is hidden, or the
    /// same.
    pub now: Option<u64>,
}

/// What is on a page of entries, and from where it was counted.
pub(super) struct Opened<T> {
    pub(super) listed: Listed<T>,
    pub(super) page: u32,
    pub(super) position: u64,
    pub(super) earlier: Option<Earlier>,
    pub(super) now: Option<u64>,
}

impl<T> Opened<T> {
    /// The same with other rows.
    fn with<R>(
        self,
        make: impl FnOnce(Vec<T>) -> Result<Vec<R>, Failure>,
    ) -> Result<Opened<R>, Failure> {
        let Opened { listed, page, position, earlier, now } = self;
        let listed = Listed { rows: make(listed.rows)?, total: listed.total };
        Ok(Opened { listed, page, position, earlier, now })
    }
}

/// The part of a list that is on a page.
pub(super) fn page_of(page: u32) -> Page {
    Page { offset: (page.max(1) - 1).saturating_mul(PAGE_ROWS), limit: PAGE_ROWS }
}

impl App {
    pub(super) fn cell_of_events(
        &self,
        user: &User,
        online: Online<'_>,
        opened: Opened<EventBehind>,
    ) -> Result<CellPage, Failure> {
        let entry = |row: EventBehind| CellEntry {
            seq: row.seq,
            version: row.version,
            met: None,
            kind: row.kind,
            detail: row.detail,
            on: row.on_day,
            office: row.office.0,
            case: Some(row.case_id),
            case_short: String::new(),
        };
        let opened = opened.with(|rows| Ok(rows.into_iter().map(entry).collect()))?;
        self.cell(user, online, opened)
    }

    pub(super) fn cell_of_clocks(
        &self,
        user: &User,
        online: Online<'_>,
        opened: Opened<ClockBehind>,
    ) -> Result<CellPage, Failure> {
        let entry = |row: ClockBehind| -> Result<CellEntry, Failure> {
            let met = match row.met_version {
                Some(version) => Some((seq_of(&online.reader, row.stream, version)?, version)),
                None => None,
            };
            Ok(CellEntry {
                seq: seq_of(&online.reader, row.stream, row.started_version)?,
                version: row.started_version,
                met,
                kind: row.state,
                detail: Some(row.row),
                on: last_day(self.zone(), row.due_at),
                office: row.office.0,
                case: Some(row.case_id),
                case_short: String::new(),
            })
        };
        let opened = opened.with(|rows| rows.into_iter().map(entry).collect())?;
        self.cell(user, online, opened)
    }

    /// Makes the page, taking out the cases that the person may not see, and puts the others on
    /// record.
    pub(super) fn cell(
        &self,
        user: &User,
        online: Online<'_>,
        opened: Opened<CellEntry>,
    ) -> Result<CellPage, Failure> {
        let Opened { listed, page, position, earlier, now } = opened;
        let Listed { rows: mut entries, total } = listed;
        let sees_none = self.policy().scope(user.role, Action::ViewCase) == Scope::Nothing;
        for entry in &mut entries {
            let Some(case) = entry.case else { continue };
            entry.case_short = self.short_number(case);
            let row = match sees_none {
                true => None,
                false => query::case_by_id(&online.reader, case).map_err(Failure::outage)?,
            };
            let shown = row.and_then(|row| self.shown(user, &row));
            entry.case = shown.filter(|row| !row.stub).map(|row| row.case);
        }
        drop(online);
        let subjects = entries.iter().filter_map(|entry| entry.case).map(CaseId::stream);
        self.log_access(user, Purpose::Measurement, "cell", subjects)?;
        let pages = u32::try_from(total.div_ceil(u64::from(PAGE_ROWS)).max(1));
        let pages = pages.unwrap_or(u32::MAX);
        Ok(CellPage { total, entries, page: page.max(1), pages, position, earlier, now })
    }

    /// A number of a case from which nobody without the installation's key can find the case.
    pub(crate) fn short_number(&self, case: CaseId) -> String {
        let number = self.posting_key().posting(&format!("case number {case}"));
        // Eight of sixteen digits tell apart the cases of any one table.
        format!("{number:016x}").chars().take(8).collect()
    }
}

/// Returns the position in the journal of an entry of a stream.
pub(super) fn seq_of(reader: &Reader<'_>, stream: StreamId, version: u32) -> Result<u64, Failure> {
    let entry = reader.entry(stream, version).map_err(Failure::outage)?;
    let missing = || Failure::defect(format!("{stream} has no entry of version {version}"));
    entry.map(|entry| entry.seq).ok_or_else(missing)
}
