//! The work of colleagues who are away or gone, in the day of those to whom it falls, and the cases
//! of a colleague, to be given to others in one act.

use std::collections::BTreeMap;

use bagyt_casework::codes::{AllocationReason, Risk};
use bagyt_casework::workload::Workload;
use bagyt_core::command::Purpose;
use bagyt_core::effective::Effective;
use bagyt_core::identity::{CaseId, CommandId, OfficeCode, StaffId};
use bagyt_store::query::{self, Page, Scope};

use super::today::{Asked, Audience, TodayItem, TodayKind};
use super::{AllocationItem, CaseRow};
use crate::App;
use crate::command::CaseAct;
use crate::execute::Online;
use crate::outcome::Failure;
use crate::records::Answer;
use crate::role::Action;
use crate::user::User;
use crate::workload::Counted;

/// Most cases that one act gives to others: as many as an officer has.
const REALLOCATED_MAX: u32 = 120;

/// The cases of a colleague, with who could be given each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reallocation {
    /// The colleague.
    pub staff: StaffId,
    /// Names.
    pub name: String,
    /// Code of the office.
    pub office: String,
    /// The cases, the heaviest first, each with its proposal.
    pub rows: Vec<ReallocationRow>,
    /// Cases that were left out because there are more than one act gives away.
    pub more: u64,
    /// Those who may be given cases, with what the proposal does to their work.
    pub choices: Vec<AllocationItem>,
}

/// A case of a colleague.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReallocationRow {
    /// The case.
    pub row: CaseRow,
    /// What it weighs.
    pub points: u32,
    /// Who would be given it, so that the work is spread evenly.
    pub proposed: Option<StaffId>,
}

impl App {
    /// Adds the work of those for whom the reader stands in, and for a head the work of those who
    /// are gone.
    pub(super) fn add_work_of_absent(
        &self,
        asked: &Asked<'_>,
        items: &mut Vec<TodayItem>,
    ) -> Result<(), Failure> {
        let covered = asked.user.covers.iter().map(|one| (one.staff, one.name.clone()));
        let gone = asked.gone.iter().map(|one| (one.staff, one.name.clone()));
        let away: BTreeMap<StaffId, String> = covered.chain(gone).collect();
        let excluded = &asked.user.own_access.excluded;
        for (staff, name) in away {
            let mut work = Vec::new();
            let theirs = asked.about(Scope::Officer(staff));
            self.add_from(Audience::Caseload, &theirs, &mut work)?;
            work.retain(|item| item.case.is_none_or(|case| !excluded.contains(&case)));
            for mut item in work {
                item.from.clone_from(&name);
                items.push(item);
            }
        }
        Ok(())
    }

    /// Those who are gone, whose cases a head gives to others.
    pub(super) fn add_reallocations(
        &self,
        asked: &Asked<'_>,
        items: &mut Vec<TodayItem>,
    ) -> Result<(), Failure> {
        let on = self.today();
        for gone in asked.gone {
            let item = self.item_without_case(TodayKind::Reallocate, self.zone().start_of(on), on);
            items.push(TodayItem {
                name: gone.name.clone(),
                detail: gone.cases.to_string(),
                subject: Some(gone.staff.0),
                ..item
            });
        }
        Ok(())
    }

    /// Returns the open cases of a colleague with a proposal that spreads them evenly.
    ///
    /// # Errors
    ///
    /// [`Failure::NotFound`] and [`Failure::Denied`]; outages.
    pub fn reallocation(&self, user: &User, staff: StaffId) -> Result<Reallocation, Failure> {
        let online = Online::new(self)?;
        let reader = &online.reader;
        let posts = query::staff_by_id(reader, staff).map_err(Failure::outage)?;
        let post = posts.last().ok_or(Failure::NotFound)?;
        let mut office = post.office.clone();
        let name = post.name.clone();
        let except = user.unknown_cases();
        let filter = query::CaseFilter {
            statuses: vec!["active".to_owned(), "suspended".to_owned()],
            except: except.clone(),
            ..query::CaseFilter::all(Scope::Officer(staff))
        };
        let page = Page::first(REALLOCATED_MAX);
        let listed = query::cases(reader, &filter, query::CaseOrder::NextDue, page);
        let listed = listed.map_err(Failure::outage)?;
        // Who went to another office has left the cases in the former one.
        if let Some(row) = listed.rows.iter().find(|row| row.office == user.office) {
            office = row.office.clone();
        }
        self.require(user, Action::Allocate, user.relation(&office.0, None, false))?;
        let found = listed.rows.len();
        let mut rows: Vec<ReallocationRow> = listed
            .rows
            .iter()
            .filter(|row| row.office == office)
            .filter_map(|row| self.shown(user, row).filter(|shown| !shown.stub))
            .map(|row| ReallocationRow { points: self.points_of_row(&row), row, proposed: None })
            .collect();
        rows.sort_by_key(|one| (std::cmp::Reverse(one.points), one.row.case));
        let choices = self.spread(user, &online, (staff, &office), &mut rows)?;
        drop(online);
        let subjects = rows.iter().map(|one| one.row.case.stream());
        self.log_access(user, Purpose::Oversight, "reallocation", subjects)?;
        let more = listed.total.saturating_sub(found as u64);
        Ok(Reallocation { staff, name, office: office.0, rows, more, choices })
    }

    /// Proposes for each case, the heaviest first, whoever then has least.
    fn spread(
        &self,
        user: &User,
        online: &Online<'_>,
        (staff, office): (StaffId, &OfficeCode),
        rows: &mut [ReallocationRow],
    ) -> Result<Vec<AllocationItem>, Failure> {
        let reader = &online.reader;
        let except = user.unknown_cases();
        let present = self.present(reader, office)?;
        let mut candidates = self.candidates(reader, office, &except)?;
        candidates.retain(|one| {
            one.staff != staff && one.role.is_supervising() && present.contains(&one.staff)
        });
        let names = query::staff(reader, Some(office), self.today()).map_err(Failure::outage)?;
        let scope = Scope::Office(office.clone());
        let loads =
            query::caseloads(reader, &scope, &except, self.now()).map_err(Failure::outage)?;
        let mut items: Vec<AllocationItem> = candidates
            .iter()
            .map(|one| AllocationItem {
                staff: one.staff,
                name: names
                    .iter()
                    .find(|row| row.staff_id == one.staff)
                    .map(|row| row.name.clone())
                    .unwrap_or_default(),
                role: one.role.code().to_owned(),
                cases: loads
                    .get(&(office.clone(), one.staff))
                    .map_or(0, |load| load.active + load.suspended),
                before: one.load,
                after: one.load,
            })
            .collect();
        for row in rows {
            let full = |load: Workload| load.with(row.points).permille();
            let can = items.iter_mut().filter_map(|one| Some((full(one.after)?, one)));
            let Some((_, least)) = can.min_by_key(|(permille, one)| (*permille, one.staff)) else {
                break;
            };
            least.after = least.after.with(row.points);
            row.proposed = Some(least.staff);
        }
        items.sort_by_key(|one| (one.before.permille().unwrap_or(u32::MAX), one.staff));
        Ok(items)
    }

    fn points_of_row(&self, row: &CaseRow) -> u32 {
        use bagyt_casework::codes::{Domain, Status, WorkKind};
        use bagyt_casework::workload::Piece;
        let (Some(domain), Some(status)) = (Domain::find(&row.domain), Status::find(&row.status))
        else {
            return 0;
        };
        let risk = row.risk.as_deref().and_then(Risk::find);
        let mut work = Counted::new();
        if let Some(kind) = WorkKind::of_case(domain, status) {
            work.insert(Piece { kind, domain, risk }, 1);
        }
        self.tables().points_of(&work, self.today())
    }

    /// Gives cases of a colleague to others, all of them or none.
    ///
    /// # Errors
    ///
    /// As [`App::act`], of the first case that cannot be given.
    pub fn reallocate(
        &self,
        user: &User,
        id: CommandId,
        given: &[(CaseId, StaffId)],
    ) -> Result<Answer, Failure> {
        let from = Effective::day(self.today(), self.zone());
        let reason = AllocationReason::Succession;
        let act = |&(case, officer): &(CaseId, StaffId)| {
            (case, CaseAct::Allocate { from, officer, reason })
        };
        self.act_in_all(user, id, given.iter().map(act).collect())
    }
}
