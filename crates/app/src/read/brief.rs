//! One week of an office, a region or the country on one page, and what stands behind each number.

use std::collections::BTreeMap;

use bagyt_core::command::Purpose;
use bagyt_core::identity::OfficeCode;
use bagyt_store::query::{self, Scope, WeekRow};
use jiff::ToSpan;
use jiff::civil::Date;

use super::{CaseRow, RowWords};
use crate::App;
use crate::execute::Online;
use crate::outcome::Failure;
use crate::policy::Relation;
use crate::role::{Action, Role};
use crate::user::User;

/// Kinds of happenings that a brief tells of, in its order.
const KINDS: [&str; 9] = [
    "entry",
    "exit",
    "contact",
    "absence",
    "violation",
    "warning",
    "submission",
    "ruling",
    "transfer",
];

/// Days of a week.
const WEEK: i64 = 7;

/// A week of a scope in numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BriefPage {
    /// Code of the office; empty for a region or the country.
    pub office: String,
    /// Code of the department whose region it is; empty otherwise.
    pub region: String,
    /// Offices that the reader may choose.
    pub offices: Vec<OfficeCode>,
    /// Monday.
    pub from: Date,
    /// What happened, with the number of the week before.
    pub lines: Vec<BriefLine>,
    /// Open time limits that have run out today, the most first.
    pub overdue: Vec<OverdueLine>,
    /// Cases that another office sent back and that wait today.
    pub returned: usize,
    /// Position of the journal.
    pub position: u64,
}

/// How often something happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BriefLine {
    /// Code of the kind.
    pub kind: &'static str,
    /// In the week.
    pub count: u64,
    /// In the week before.
    pub before: u64,
}

/// Overdue time limits of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OverdueLine {
    /// Code of the row.
    pub code: String,
    /// Its words, if it is in force today.
    pub row: Option<RowWords>,
    /// How many.
    pub count: u64,
}

/// Which number of a brief is opened.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BriefQuestion {
    /// Code of an office; empty for all that the reader leads.
    pub office: String,
    /// A day of the week; the last whole week where none is given.
    pub week: Option<Date>,
    /// A kind of happening, `overdue` or `returned`; entries where none is given.
    pub what: String,
    /// Code of the row of law of what is overdue.
    pub row: String,
}

/// What stands behind a number of a brief.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BriefCell {
    /// Monday.
    pub from: Date,
    /// What was asked for.
    pub what: String,
    /// The row of law of what is overdue.
    pub row: Option<RowWords>,
    /// The lines; names only where the reader may see the case.
    pub rows: Vec<BriefEntry>,
    /// Whether there are more than a page holds.
    pub is_cut: bool,
}

/// A line behind a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BriefEntry {
    /// Code of the office.
    pub office: String,
    /// When; of a time limit, its last day.
    pub on: Date,
    /// The case; nothing for who sees numbers and no names.
    pub case: Option<CaseRow>,
}

impl App {
    /// Returns a week of an office, or of all that the reader leads.
    ///
    /// # Errors
    ///
    /// [`Failure::Denied`]; outages.
    pub fn brief(
        &self,
        user: &User,
        office: &str,
        week: Option<Date>,
    ) -> Result<BriefPage, Failure> {
        let scope = self.scope_of_brief(user, office)?;
        let from = self.monday(week);
        let except = user.unknown_cases();
        let online = Online::new(self)?;
        let reader = &online.reader;
        let counts = |from: Date| -> Result<BTreeMap<String, u64>, Failure> {
            let days = (from, from.saturating_add(WEEK.days()));
            let counts = query::week_counts(reader, &scope, &except, days);
            Ok(counts.map_err(Failure::outage)?.into_iter().collect())
        };
        let (now, before) = (counts(from)?, counts(from.saturating_sub(WEEK.days()))?);
        let of = |counts: &BTreeMap<String, u64>, kind| counts.get(kind).copied().unwrap_or(0);
        let line = |kind| BriefLine { kind, count: of(&now, kind), before: of(&before, kind) };
        let overdue = query::overdue_counts(reader, &scope, &except, self.now());
        let overdue = overdue.map_err(Failure::outage)?.into_iter().map(|(code, count)| {
            OverdueLine { row: self.row_words(&code, self.today()), code, count }
        });
        let returned = query::returned_behind(reader, &scope, &except).map_err(Failure::outage)?;
        let position = reader.head().map_err(Failure::outage)?.seq;
        let (office, region) = match &scope {
            Scope::Office(office) => (office.0.clone(), String::new()),
            Scope::Offices(_) => (String::new(), user.office.0.clone()),
            _ => (String::new(), String::new()),
        };
        let offices = match user.role {
            Role::InterregionalHead => user.region_offices.clone(),
            role if App::leads(role) => vec![user.office.clone()],
            _ => self.tables().offices().to_vec(),
        };
        Ok(BriefPage {
            office,
            region,
            offices,
            from,
            lines: KINDS.into_iter().map(line).collect(),
            overdue: overdue.collect(),
            returned: returned.len(),
            position,
        })
    }

    /// Whose week somebody may see: an office that is named, or all that they lead.
    fn scope_of_brief(&self, user: &User, office: &str) -> Result<Scope, Failure> {
        if !office.is_empty() {
            self.require(user, Action::ViewBrief, user.relation(office, None, false))?;
            return Ok(Scope::Office(OfficeCode(office.to_owned())));
        }
        if self.policy().allows(user.role, Action::ViewBrief, Relation::default()) {
            return Ok(Scope::Everything);
        }
        self.require_somewhere(user, Action::ViewBrief)?;
        Ok(match user.role {
            Role::InterregionalHead => Scope::Offices(user.region_offices.clone()),
            _ => Scope::Office(user.office.clone()),
        })
    }

    /// The Monday of the week of a day; of the last whole week where none is given.
    fn monday(&self, week: Option<Date>) -> Date {
        let day = week.unwrap_or_else(|| self.today().saturating_sub(WEEK.days()));
        let since = i64::from(day.weekday().to_monday_zero_offset());
        day.saturating_sub(since.days())
    }

    /// Returns what stands behind a number of a brief.
    ///
    /// # Errors
    ///
    /// [`Failure::NotFound`] for a number that there is not; [`Failure::Denied`]; outages.
    pub fn brief_cell(&self, user: &User, asked: &BriefQuestion) -> Result<BriefCell, Failure> {
        let scope = self.scope_of_brief(user, &asked.office)?;
        let from = self.monday(asked.week);
        let days = (from, from.saturating_add(WEEK.days()));
        let except = user.unknown_cases();
        let online = Online::new(self)?;
        let reader = &online.reader;
        let what = if asked.what.is_empty() { "entry" } else { asked.what.as_str() };
        let found = match what {
            "overdue" => {
                let of = (self.now(), asked.row.as_str());
                query::overdue_behind(reader, &scope, &except, of)
            }
            "returned" => query::returned_behind(reader, &scope, &except),
            kind if KINDS.contains(&kind) => {
                query::week_behind(reader, &scope, &except, (days, kind))
            }
            _ => return Err(Failure::NotFound),
        };
        let found = found.map_err(Failure::outage)?;
        let is_cut = u64::from(query::BEHIND_MAX) <= found.len() as u64;
        let mut rows = Vec::with_capacity(found.len());
        for WeekRow { case_id, office, on_day } in found {
            let case = query::case_by_id(reader, case_id).map_err(Failure::outage)?;
            let case = case.and_then(|case| self.shown(user, &case));
            rows.push(BriefEntry { office: office.0, on: on_day, case });
        }
        drop(online);
        let shown = rows.iter().filter_map(|one| one.case.as_ref()).filter(|case| !case.stub);
        let subjects: Vec<_> = shown.map(|case| case.case.stream()).collect();
        self.log_access(user, Purpose::Oversight, "brief", subjects)?;
        let row = self.row_words(&asked.row, self.today());
        Ok(BriefCell { from, what: what.to_owned(), row, rows, is_cut })
    }
}
