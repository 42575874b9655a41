//! What a person is shown before appointments are arranged: who may hold them, and which of a series
//! are not possible.

use bagyt_casework::appointment::{self, ArrangeAppointment, Holder};
use bagyt_casework::codes::Role;
use bagyt_core::identity::CaseId;
use bagyt_store::query;

use crate::App;
use crate::conduct::busy;
use crate::execute::Online;
use crate::outcome::{Failure, Refused};
use crate::records::Records;
use crate::role::Action;
use crate::user::User;

/// Somebody who may hold a meeting of a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HolderItem {
    /// Who.
    pub holder: Holder,
    /// The name.
    pub name: String,
}

/// Roles that hold meetings with clients.
pub(super) const HOLDING: [Role; 5] =
    [Role::Officer, Role::Psychologist, Role::SocialWorker, Role::HeadOfOffice, Role::DeputyHead];

impl App {
    /// Returns those who may hold a meeting of a case: the staff of its office who meet clients.
    ///
    /// # Errors
    ///
    /// [`Failure::NotFound`] and [`Failure::Denied`]; outages.
    pub fn holders(&self, user: &User, id: CaseId) -> Result<Vec<HolderItem>, Failure> {
        let online = Online::new(self)?;
        let read = self.read_case(user, &online, id)?;
        self.require_for_case(user, Action::ArrangeAppointment, &read.case)?;
        let rows = query::staff(&online.reader, Some(read.case.office()), self.today());
        let item = |row: query::StaffRow| {
            let role = Role::find(&row.role).filter(|role| HOLDING.contains(role))?;
            if read.case.is_excluded(row.staff_id) {
                return None;
            }
            Some(HolderItem { holder: Holder { staff: row.staff_id, role }, name: row.name })
        };
        Ok(rows.map_err(Failure::outage)?.into_iter().filter_map(item).collect())
    }

    /// Returns for each appointment why it is not possible; nothing is written.
    ///
    /// # Errors
    ///
    /// As [`App::holders`].
    pub fn outlook(
        &self,
        user: &User,
        id: CaseId,
        commands: &[ArrangeAppointment],
    ) -> Result<Vec<Option<Refused>>, Failure> {
        let mut online = Online::new(self)?;
        let case = online.case(id)?.ok_or(Failure::NotFound)?;
        self.require_for_case(user, Action::ArrangeAppointment, &case)?;
        let busy = busy(&mut online, &case, commands)?;
        let outlook = appointment::outlook(&case, commands, &busy, self.now());
        Ok(outlook.iter().map(|one| one.as_ref().map(Refused::of)).collect())
    }
}
