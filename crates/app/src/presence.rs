//! Who is there: posts, accounts, leave, and whose work falls to whom meanwhile.

use std::collections::{BTreeMap, BTreeSet};

use bagyt_casework::codes::Role;
use bagyt_core::identity::{OfficeCode, StaffId};
use bagyt_store::Reader;
use bagyt_store::query::{self, Scope};

use crate::App;
use crate::outcome::Failure;
use crate::user::{Covered, User};

/// Somebody whose cases are nobody's work: gone from the office, without an account, or away while
/// whoever stands in is gone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Absent {
    /// Who.
    pub(crate) staff: StaffId,
    /// How lists show them.
    pub(crate) name: String,
    /// Number of open cases in the office.
    pub(crate) cases: u64,
}

impl App {
    /// Returns the colleagues of the office for whom somebody stands in today.
    pub(crate) fn covered_by(
        &self,
        reader: &Reader<'_>,
        user: &User,
    ) -> Result<Vec<Covered>, Failure> {
        let today = self.today();
        let leaves = query::leaves_covered_by(reader, user.staff, today);
        let mut covers = Vec::new();
        for leave in leaves.map_err(Failure::outage)? {
            if today < leave.from_on || leave.office != user.office {
                continue;
            }
            let posts = query::staff_by_id(reader, leave.staff_id).map_err(Failure::outage)?;
            let name = posts.into_iter().next_back().map(|post| post.name).unwrap_or_default();
            covers.push(Covered { staff: leave.staff_id, name });
        }
        Ok(covers)
    }

    /// Returns who has a post in an office today and could come in: whose accounts are all disabled
    /// could not.
    pub(crate) fn present(
        &self,
        reader: &Reader<'_>,
        office: &OfficeCode,
    ) -> Result<BTreeSet<StaffId>, Failure> {
        let posts = query::staff(reader, Some(office), self.today()).map_err(Failure::outage)?;
        let here: Vec<StaffId> = posts.into_iter().map(|post| post.staff_id).collect();
        let shut_out = reader.shut_out(&here).map_err(Failure::outage)?;
        Ok(here.into_iter().filter(|staff| !shut_out.contains(staff)).collect())
    }

    /// Returns the holders of open cases of an office whose work would be nobody's, as far as the
    /// reader may know of the cases.
    pub(crate) fn absent(
        &self,
        user: &User,
        reader: &Reader<'_>,
        office: &OfficeCode,
    ) -> Result<Vec<Absent>, Failure> {
        let (scope, except) = (Scope::Office(office.clone()), user.unknown_cases());
        let held = query::cases_in_hand(reader, &scope, &except).map_err(Failure::outage)?;
        let mut cases: BTreeMap<StaffId, u64> = BTreeMap::new();
        for group in held {
            *cases.entry(group.officer).or_default() += group.count;
        }
        let present = self.present(reader, office)?;
        let leaves = query::leaves_on(reader, office, self.today()).map_err(Failure::outage)?;
        let is_covered = |staff: &StaffId| {
            let mut own = leaves.iter().filter(|leave| leave.staff_id == *staff);
            own.all(|leave| present.contains(&leave.cover))
        };
        let mut absent = Vec::new();
        for (staff, cases) in cases {
            if present.contains(&staff) && is_covered(&staff) {
                continue;
            }
            let posts = query::staff_by_id(reader, staff).map_err(Failure::outage)?;
            let name = posts.into_iter().next_back().map(|post| post.name).unwrap_or_default();
            absent.push(Absent { staff, name, cases });
        }
        Ok(absent)
    }

    /// Whether the role leads an office.
    pub(crate) fn leads(role: Role) -> bool {
        matches!(role, Role::HeadOfOffice | Role::DeputyHead)
    }
}
