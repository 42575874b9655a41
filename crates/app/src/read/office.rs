//! An office as a whole, and the allocation of a case.

use bagyt_casework::allocation;
use bagyt_casework::codes::Role;
use bagyt_casework::workload::Workload;
use bagyt_core::command::Purpose;
use bagyt_core::identity::{CaseId, OfficeCode, StaffId};
use bagyt_store::query::{self, Overview, Scope};

use super::CaseRow;
use crate::App;
use crate::execute::Online;
use crate::outcome::Failure;
use crate::role::Action;
use crate::user::User;

/// How many days ahead an office looks.
const SOON_DAYS: i64 = 7;

/// An officer of an office.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfficerItem {
    /// Who.
    pub staff: StaffId,
    /// Names.
    pub name: String,
    /// Code of the role.
    pub role: String,
    /// Open cases.
    pub cases: u64,
    /// Of these of high risk.
    pub high_risk: u64,
    /// Cases with a clock that has run out.
    pub overdue: u64,
    /// The work in hand, and what the person can carry.
    pub load: Workload,
}

/// An office as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfficePage {
    /// Its code.
    pub office: String,
    /// Its counts.
    pub overview: Overview,
    /// Messages that wait for a decision of identity.
    pub reviews: u64,
    /// Its officers.
    pub officers: Vec<OfficerItem>,
    /// Offices that the reader may look at.
    pub offices: Vec<OfficeCode>,
    /// Whether the points are invented and still to be set by the service.
    pub invented: bool,
}

/// Somebody who may be given a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AllocationItem {
    /// Who.
    pub staff: StaffId,
    /// Names.
    pub name: String,
    /// Code of the role.
    pub role: String,
    /// Open cases now.
    pub cases: u64,
    /// The work now, and what the person can carry.
    pub before: Workload,
    /// The same with this case.
    pub after: Workload,
}

/// The choice of an officer for a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Allocation {
    /// The case.
    pub row: CaseRow,
    /// Those who may be given it, the lowest workload first.
    pub choices: Vec<AllocationItem>,
    /// The one whom the caseloads propose.
    pub proposed: Option<StaffId>,
    /// Version of the case that was read.
    pub version: u32,
}

impl App {
    /// Returns an office as a whole: the reader's own where none is named.
    ///
    /// # Errors
    ///
    /// [`Failure::Denied`]; outages.
    pub fn office(&self, user: &User, office: Option<&OfficeCode>) -> Result<OfficePage, Failure> {
        let offices = match user.role {
            Role::InterregionalHead => user.region_offices.clone(),
            _ => user.led_offices(),
        };
        let office = office.or_else(|| offices.first()).ok_or(Failure::NotFound)?.clone();
        let relation = user.relation(&office.0, None, false);
        self.require(user, Action::ViewOffice, relation)?;
        let (now, soon) = (self.now(), self.in_days(SOON_DAYS));
        let scope = Scope::Office(office.clone());
        let online = Online::new(self)?;
        let reader = &online.reader;
        let except = user.unknown_cases();
        let overview =
            query::overview(reader, &scope, &except, (now, soon)).map_err(Failure::outage)?;
        let loads = query::caseloads(reader, &scope, &except, now).map_err(Failure::outage)?;
        let page = query::Page::first(1);
        let reviews = query::reviews(reader, "open", Some(std::slice::from_ref(&office)), page)
            .map_err(Failure::outage)?
            .total;
        let staff = query::staff(reader, Some(&office), self.today()).map_err(Failure::outage)?;
        let candidates = self.candidates(reader, &office, &except)?;
        let mut officers: Vec<OfficerItem> = staff
            .into_iter()
            .filter(|row| Role::find(&row.role).is_some_and(Role::is_supervising))
            .map(|row| {
                let load = loads.get(&(office.clone(), row.staff_id));
                let candidate = candidates.iter().find(|one| one.staff == row.staff_id);
                OfficerItem {
                    staff: row.staff_id,
                    name: row.name,
                    role: row.role,
                    cases: load.map_or(0, |load| load.active + load.suspended),
                    high_risk: load.map_or(0, |load| load.high_risk),
                    overdue: load.map_or(0, |load| load.overdue),
                    load: candidate.map(|candidate| candidate.load).unwrap_or_default(),
                }
            })
            .collect();
        officers.sort_by_key(|item| (std::cmp::Reverse(fullness(item.load)), item.staff));
        let tables = self.tables();
        let invented = tables.workload(self.today()).is_some_and(|edition| edition.invented);
        let office = office.0;
        Ok(OfficePage { office, overview, reviews, officers, offices, invented })
    }

    /// Returns the choice of an officer for a case.
    ///
    /// # Errors
    ///
    /// [`Failure::NotFound`] and [`Failure::Denied`]; outages.
    pub fn allocation(&self, user: &User, id: CaseId) -> Result<Allocation, Failure> {
        let online = Online::new(self)?;
        let read = self.read_case(user, &online, id)?;
        let case = &read.case;
        self.require_for_case(user, Action::Allocate, case)?;
        let reader = &online.reader;
        let office = case.office().clone();
        let except = user.unknown_cases();
        let mut candidates = self.candidates(reader, &office, &except)?;
        candidates.retain(|one| case.officer() != Some(one.staff) && !case.is_excluded(one.staff));
        let scope = Scope::Office(office.clone());
        let loads =
            query::caseloads(reader, &scope, &except, self.now()).map_err(Failure::outage)?;
        let staff = query::staff(reader, Some(&office), self.today()).map_err(Failure::outage)?;
        drop(online);
        let points = self.tables().points_in_hand(case, self.today());
        let proposed = allocation::propose(&candidates, &office, points, self.today());
        let mut choices: Vec<AllocationItem> = candidates
            .iter()
            .filter(|candidate| candidate.role.is_supervising())
            .map(|candidate| AllocationItem {
                staff: candidate.staff,
                name: staff
                    .iter()
                    .find(|row| row.staff_id == candidate.staff)
                    .map(|row| row.name.clone())
                    .unwrap_or_default(),
                role: candidate.role.code().to_owned(),
                cases: loads
                    .get(&(office.clone(), candidate.staff))
                    .map_or(0, |load| load.active + load.suspended),
                before: candidate.load,
                after: candidate.load.with(points),
            })
            .collect();
        choices.sort_by_key(|item| (fullness(item.after), item.staff));
        let subjects = [id.stream(), case.opening.person.stream()];
        self.log_access(user, Purpose::Oversight, "allocate", subjects)?;
        let proposed = proposed.map(|proposal| proposal.officer);
        Ok(Allocation { version: case.version, row: read.row, choices, proposed })
    }
}

/// What workloads are ordered by: who can carry nothing comes last, with whatever is in hand.
fn fullness(load: Workload) -> (u32, u32) {
    (load.permille().unwrap_or(u32::MAX), load.points)
}
