//! The person at work: who asks, in which post.

use bagyt_core::identity::{OfficeCode, StaffId};

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
    /// Whether they must set up a second factor before they do anything else.
    pub owes_second_factor: bool,
}

impl User {
    /// Returns how the person stands to a record of that office and officer.
    pub fn relation(&self, office: &str, officer: Option<StaffId>, restricted: bool) -> Relation {
        let my_office = self.office.0 == office;
        Relation {
            mine: officer == Some(self.staff),
            my_office,
            my_region: my_office || self.region_offices.iter().any(|code| code.0 == office),
            restricted,
            excluded: false,
            own_act: false,
        }
    }
}
