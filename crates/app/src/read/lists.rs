//! Lists of cases.

use bagyt_core::command::Purpose;
use bagyt_core::identity::OfficeCode;
use bagyt_store::query::{self, CaseOrder, Language, Page, Scope};
use jiff::ToSpan;

use super::{CaseRow, PAGE_ROWS, Paged, part};
use crate::App;
use crate::execute::Online;
use crate::outcome::Failure;
use crate::role::Action;
use crate::user::User;

/// In which order a list stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// The nearest legal moment first.
    #[default]
    Due,
    /// By name, in the order of the reader's language.
    Name,
    /// The nearest end of term first.
    Term,
    /// The newest first.
    Newest,
}

/// Which cases a list shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CaseFilter {
    /// Only those of the person who asks; else those of the office or region.
    pub mine: bool,
    /// Only those of an office.
    pub office: Option<String>,
    /// Only those of a status; without, all that are not closed.
    pub status: Option<String>,
    /// Only those of a risk.
    pub risk: Option<String>,
    /// Only those of a kind of probation work.
    pub domain: Option<String>,
    /// Only those on a measure.
    pub measure: Option<String>,
    /// Only those with a clock that runs out before the end of so many days; 0 for those whose clock
    /// has run out.
    pub due_days: Option<i32>,
    /// Only those whose term ends within so many days.
    pub ending_days: Option<i32>,
    /// Only those without a contact for so many days.
    pub quiet_days: Option<i32>,
    /// Order.
    pub sort: Sort,
    /// The reader's language, for the order of names.
    pub language: String,
    /// Page, from 1.
    pub page: u32,
    /// Every row, for a file.
    pub all: bool,
}

/// One page of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseList {
    /// The rows.
    pub rows: Vec<CaseRow>,
    /// Number of rows on all pages.
    pub total: u64,
    /// This page, from 1.
    pub page: u32,
    /// Number of pages, at least 1.
    pub pages: u32,
}

impl App {
    /// Returns a page of cases.
    ///
    /// # Errors
    ///
    /// [`Failure::Denied`] for a role that has no lists; outages.
    pub fn cases(&self, user: &User, filter: &CaseFilter) -> Result<CaseList, Failure> {
        let mut scope = self.scope(user, Action::ViewCase)?;
        if filter.mine {
            scope = Scope::Officer(user.staff);
        } else if let Some(office) = &filter.office {
            let office = OfficeCode(office.clone());
            self.require(user, Action::ViewCase, user.relation(&office.0, None, false))?;
            scope = Scope::Office(office);
        }
        let statuses = match &filter.status {
            Some(status) => vec![status.clone()],
            None => ["unallocated", "active", "suspended"].map(str::to_owned).to_vec(),
        };
        let today = self.today();
        let question = query::CaseFilter {
            statuses,
            risk: filter.risk.clone(),
            domain: filter.domain.clone(),
            measure: filter.measure.clone(),
            due_before: filter.due_days.map(|days| match days {
                0 => self.now(),
                days => self.zone().start_of(today.saturating_add((days + 1).days())),
            }),
            ending_before: filter.ending_days.map(|days| today.saturating_add((days + 1).days())),
            no_contact_since: filter.quiet_days.map(|days| today.saturating_sub(days.days())),
            // Left out of the count as well: an excluded person cannot even count them.
            except: user.unknown_cases(),
            ..query::CaseFilter::all(scope)
        };
        let order = match filter.sort {
            Sort::Due => CaseOrder::NextDue,
            Sort::Term => CaseOrder::TermEnd,
            Sort::Newest => CaseOrder::Newest,
            Sort::Name => CaseOrder::Name(match filter.language.as_str() {
                "ky" => Language::Kyrgyz,
                "kk" => Language::Kazakh,
                _ => Language::Russian,
            }),
        };
        let page = filter.page.max(1);
        let wanted = match filter.all {
            true => Page::first(query::ROWS_MAX),
            false => part(page),
        };
        let online = Online::new(self)?;
        let listed =
            query::cases(&online.reader, &question, order, wanted).map_err(Failure::outage)?;
        let mut rows: Vec<CaseRow> =
            listed.rows.iter().filter_map(|row| self.shown(user, row)).collect();
        self.name_officers(&online.reader, &mut rows)?;
        drop(online);
        let subjects = rows.iter().filter(|row| !row.stub).map(|row| row.case.stream());
        self.log_access(user, Purpose::Supervision, "cases", subjects)?;
        let pages = listed.total.div_ceil(u64::from(PAGE_ROWS)).max(1);
        let pages = u32::try_from(pages).unwrap_or(u32::MAX);
        Ok(CaseList { rows, total: listed.total, page, pages })
    }

    /// Returns a page of the cases that wait for an officer, from 1.
    ///
    /// # Errors
    ///
    /// As [`App::cases`].
    pub fn unallocated(&self, user: &User, page: u32) -> Result<Paged<CaseRow>, Failure> {
        let scope = self.scope(user, Action::Allocate)?;
        let online = Online::new(self)?;
        let listed = query::unallocated(&online.reader, &scope, &user.unknown_cases(), part(page))
            .map_err(Failure::outage)?;
        drop(online);
        let rows: Vec<CaseRow> =
            listed.rows.iter().filter_map(|row| self.shown(user, row)).collect();
        let subjects = rows.iter().filter(|row| !row.stub).map(|row| row.case.stream());
        self.log_access(user, Purpose::Oversight, "unallocated", subjects)?;
        Ok(Paged { rows, total: listed.total, page: page.max(1) })
    }
}
