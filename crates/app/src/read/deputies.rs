//! Deputies of an office: who is appointed, who can be, and what stands in a deputy's day.

use bagyt_casework::deputy::{AppointDeputy, WithdrawDeputy};
use bagyt_core::command::Purpose;
use bagyt_core::effective::Effective;
use bagyt_core::identity::{CommandId, OfficeCode, StaffId};
use bagyt_store::query::{self, DeputyRow};
use jiff::civil::Date;

use crate::App;
use crate::command::Command;
use crate::execute::Online;
use crate::outcome::{Failure, Refused};
use crate::records::{Answer, Records};
use crate::role::{Action, Role};
use crate::staffing::StaffAct;
use crate::user::User;

/// The deputies of an office.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeputiesPage {
    /// Code of the office.
    pub office: String,
    /// Offices that the reader may look at.
    pub offices: Vec<OfficeCode>,
    /// The appointments, the newest first.
    pub deputies: Vec<DeputyItem>,
    /// Who can be appointed; nobody where the reader appoints nobody.
    pub candidates: Vec<DeputyCandidate>,
    /// Whether the reader may appoint and withdraw.
    pub may_appoint: bool,
}

/// An appointment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeputyItem {
    /// Who.
    pub staff: StaffId,
    /// Names.
    pub name: String,
    /// The post's office today.
    pub from_office: String,
    /// The first day.
    pub from: Date,
    /// The last day.
    pub until: Date,
    /// The first day on which it did not hold any more, where it was withdrawn.
    pub withdrawn_on: Option<Date>,
    /// What it rests on.
    pub words: String,
    /// Version of the appointment.
    pub version: u32,
    /// Whether it holds today.
    pub holds: bool,
    /// Whether it can still be withdrawn.
    pub is_open: bool,
}

/// Somebody who can be deputy of an office.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeputyCandidate {
    /// Who.
    pub staff: StaffId,
    /// Names.
    pub name: String,
    /// Where the person works.
    pub office: String,
}

impl App {
    /// Returns the deputies of an office: the reader's own where none is named.
    ///
    /// # Errors
    ///
    /// [`Failure::Denied`]; outages.
    pub fn deputies(
        &self,
        user: &User,
        office: Option<&OfficeCode>,
    ) -> Result<DeputiesPage, Failure> {
        self.require_somewhere(user, Action::ViewDeputies)?;
        let offices = match user.role {
            Role::InterregionalHead => user.region_offices.clone(),
            _ => vec![user.office.clone()],
        };
        let office = office.or_else(|| offices.first()).ok_or(Failure::NotFound)?.clone();
        let relation = user.relation(&office.0, None, false);
        self.require(user, Action::ViewDeputies, relation)?;
        let may_appoint = self.policy().allows(user.role, Action::AppointDeputy, relation);
        let online = Online::new(self)?;
        let rows = query::deputies_of(&online.reader, &office).map_err(Failure::outage)?;
        let mut deputies = Vec::new();
        for row in rows {
            deputies.push(self.deputy_item(&online, row)?);
        }
        let candidates = match may_appoint {
            true => self.deputy_candidates(user, &online, &office)?,
            false => Vec::new(),
        };
        Ok(DeputiesPage { office: office.0, offices, deputies, candidates, may_appoint })
    }

    fn deputy_item(&self, online: &Online<'_>, row: DeputyRow) -> Result<DeputyItem, Failure> {
        let today = self.today();
        let posts = query::staff_by_id(&online.reader, row.staff_id).map_err(Failure::outage)?;
        let post = posts.into_iter().next_back();
        let (name, from_office) = post.map(|post| (post.name, post.office.0)).unwrap_or_default();
        let stands = row.withdrawn_on.is_none_or(|end| today < end) && today <= row.until_on;
        Ok(DeputyItem {
            staff: row.staff_id,
            name,
            from_office,
            from: row.from_on,
            until: row.until_on,
            withdrawn_on: row.withdrawn_on,
            words: row.words,
            version: row.version,
            holds: stands && row.from_on <= today,
            is_open: row.withdrawn_on.is_none() && today <= row.until_on,
        })
    }

    /// Heads of the other offices of the reader's region, and the reader's department.
    fn deputy_candidates(
        &self,
        user: &User,
        online: &Online<'_>,
        office: &OfficeCode,
    ) -> Result<Vec<DeputyCandidate>, Failure> {
        let mut candidates = Vec::new();
        let places = user.region_offices.iter().chain([&user.office]);
        for place in places.filter(|place| *place != office) {
            let present = self.present(&online.reader, place)?;
            let posts = query::staff(&online.reader, Some(place), self.today());
            for post in posts.map_err(Failure::outage)? {
                let is_head = Role::find(&post.role).is_some_and(Role::is_head);
                let can = is_head && post.staff_id != user.staff;
                if can && present.contains(&post.staff_id) {
                    let (staff, name) = (post.staff_id, post.name);
                    candidates.push(DeputyCandidate { staff, name, office: place.0.clone() });
                }
            }
        }
        Ok(candidates)
    }

    /// Returns of which office an appointment is.
    ///
    /// # Errors
    ///
    /// [`Failure::Denied`] for who appoints nobody; [`Failure::NotFound`] if there is none.
    pub fn office_of_deputy(
        &self,
        user: &User,
        staff: StaffId,
        appointment: u32,
    ) -> Result<OfficeCode, Failure> {
        self.require_somewhere(user, Action::AppointDeputy)?;
        let known = Online::new(self)?.staff(staff)?.ok_or(Failure::NotFound)?;
        let of = known.deputyships.iter().find(|one| one.mark.version == appointment);
        let office = of.ok_or(Failure::NotFound)?.office.clone();
        self.require(user, Action::AppointDeputy, user.relation(&office.0, None, false))?;
        Ok(office)
    }

    /// Appoints a deputy for an office.
    ///
    /// # Errors
    ///
    /// [`Failure::Denied`]; [`Failure::NotFound`] for somebody who is not known; then the words of
    /// the wing.
    pub fn appoint_deputy(
        &self,
        user: &User,
        id: CommandId,
        (staff, appoint): (StaffId, AppointDeputy),
    ) -> Result<Answer, Failure> {
        let relation = user.relation(&appoint.office.0, None, false);
        self.require(user, Action::AppointDeputy, relation)?;
        let known = Online::new(self)?.staff(staff)?.ok_or(Failure::NotFound)?;
        // Nobody gives themselves a right that they do not have.
        if known.id == user.staff {
            let text = "nobody appoints themselves";
            return Err(Refused::new("deputy-oneself", Some("staff"), text).into());
        }
        let meta = self.meta(user, id, Purpose::Oversight);
        let act = StaffAct::AppointDeputy(appoint);
        self.execute(&meta, &Command::OfStaff { staff, act })
    }

    /// Withdraws an appointment: it does not hold any more from now on.
    ///
    /// # Errors
    ///
    /// As [`App::appoint_deputy`].
    pub fn withdraw_deputy(
        &self,
        user: &User,
        id: CommandId,
        (staff, appointment, words): (StaffId, u32, String),
    ) -> Result<Answer, Failure> {
        self.office_of_deputy(user, staff, appointment)?;
        let withdrawn = Effective::day(self.today(), self.zone());
        let withdraw = WithdrawDeputy { appointment, withdrawn, words };
        let meta = self.meta(user, id, Purpose::Oversight);
        let act = StaffAct::WithdrawDeputy(withdraw);
        self.execute(&meta, &Command::OfStaff { staff, act })
    }
}
