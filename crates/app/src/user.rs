//! The person at work: who asks, in which post.

use std::collections::{BTreeMap, BTreeSet};

use bagyt_core::identity::{CaseId, OfficeCode, StaffId};
use jiff::Timestamp;

use crate::policy::Relation;
use crate::role::Role;

/// A signed-in person with the post they hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct User {
    /// Name of the account.
    pub login: String,
    /// The member of staff.
    pub staff: StaffId,
    /// How they are addressed.
    pub name: String,
    /// What they are.
    pub role: Role,
    /// Where they work; headquarters and departments have codes too.
    pub office: OfficeCode,
    /// Offices of their interregional department; empty for others.
    pub region_offices: Vec<OfficeCode>,
    /// Other offices of which they are deputy today.
    pub deputises: Vec<OfficeCode>,
    /// Colleagues of the office for whom they stand in today.
    pub covers: Vec<Covered>,
    /// The cases that stand otherwise for them than for their colleagues.
    pub own_access: OwnAccess,
    /// Whether they must set up a second factor before they do anything else.
    pub owes_second_factor: bool,
}

/// A colleague for whom somebody stands in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Covered {
    /// Who.
    pub staff: StaffId,
    /// How lists show them.
    pub name: String,
}

/// Cases that stand otherwise for one person than for their colleagues.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OwnAccess {
    /// Cases of which they may not know.
    pub excluded: BTreeSet<CaseId>,
    /// Restricted cases whose glass they broke, with the exclusive end of the access.
    pub opened: BTreeMap<CaseId, Timestamp>,
}

impl User {
    /// Whether they do the work of that officer today: their own, or that of a colleague for whom
    /// they stand in.
    pub(crate) fn works_for(&self, officer: StaffId) -> bool {
        officer == self.staff || self.covers.iter().any(|one| one.staff == officer)
    }

    /// Returns the own office and those of which they are deputy today.
    pub(crate) fn led_offices(&self) -> Vec<OfficeCode> {
        std::iter::once(&self.office).chain(&self.deputises).cloned().collect()
    }

    /// Returns the cases of which the person may not know: no list and no count holds them.
    pub(crate) fn unknown_cases(&self) -> Vec<CaseId> {
        self.own_access.excluded.iter().copied().collect()
    }

    /// Returns how the person stands to a case of that office and officer.
    pub fn relation_to(
        &self,
        case: CaseId,
        office: &str,
        officer: Option<StaffId>,
        restricted: bool,
    ) -> Relation {
        Relation {
            opened: self.own_access.opened.contains_key(&case),
            excluded: self.own_access.excluded.contains(&case),
            ..self.relation(office, officer, restricted)
        }
    }

    /// Returns how the person stands to what is no single case: a list, a message, an office.
    pub fn relation(&self, office: &str, officer: Option<StaffId>, restricted: bool) -> Relation {
        let my_office = self.office.0 == office;
        Relation {
            mine: officer.is_some_and(|officer| self.works_for(officer)),
            my_office,
            my_region: my_office || self.region_offices.iter().any(|code| code.0 == office),
            deputy: self.deputises.iter().any(|code| code.0 == office),
            restricted,
            opened: false,
            excluded: false,
            own_act: false,
        }
    }
}
