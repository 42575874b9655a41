//! The services of an office, with what became of those who were referred there.

use std::collections::BTreeMap;

use bagyt_casework::codes::{Need, Role, ServiceKind};
use bagyt_casework::service::{CloseService, DescribeService};
use bagyt_core::command::Purpose;
use bagyt_core::identity::{CommandId, OfficeCode, ServiceId};
use bagyt_core::view::day_number;
use bagyt_store::query::{self, ReferralRow, ServiceRow};
use jiff::civil::Date;

use crate::App;
use crate::command::{Command, ServiceAct};
use crate::execute::Online;
use crate::outcome::Failure;
use crate::records::Answer;
use crate::role::Action;
use crate::user::User;

/// The services of an office.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServicesPage {
    /// Code of the office.
    pub office: String,
    /// Offices that the reader may look at.
    pub offices: Vec<OfficeCode>,
    /// The services, by kind and name; those that are closed come last.
    pub services: Vec<ServiceItem>,
    /// Whether the reader may keep the register.
    pub may_keep: bool,
}

/// A service of an office.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServiceItem {
    /// Its identifier.
    pub service: ServiceId,
    /// Entries of its stream.
    pub version: u32,
    /// What kind of body it belongs to.
    pub kind: Option<ServiceKind>,
    /// The needs that it answers.
    pub needs: Vec<Need>,
    /// Its name.
    pub name: String,
    /// Where it is.
    pub place: String,
    /// Whom to ask for.
    pub contact: String,
    /// First day in the register.
    pub since_on: Date,
    /// First day on which nobody is referred there any more.
    pub closed_on: Option<Date>,
    /// What became of those who were referred there.
    pub numbers: ServiceNumbers,
}

/// What became of those who were referred to a service. A number that is too small to be shown to
/// the reader, or by which a small one could be reckoned, is nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ServiceNumbers {
    /// Referrals.
    pub referred: Option<u64>,
    /// Of these accepted.
    pub accepted: Option<u64>,
    /// Of these begun.
    pub started: Option<u64>,
    /// Of these ended because it was done.
    pub completed: Option<u64>,
    /// Median of the days from the referral to the client's first time there, of those who began.
    pub days_median: Option<i64>,
}

impl App {
    /// Returns the services of an office: the reader's own where none is named.
    ///
    /// # Errors
    ///
    /// [`Failure::Denied`]; [`Failure::NotFound`] for a reader without an office; outages.
    pub fn services(
        &self,
        user: &User,
        office: Option<&OfficeCode>,
    ) -> Result<ServicesPage, Failure> {
        let offices = match user.role {
            Role::InterregionalHead => user.region_offices.clone(),
            _ => vec![user.office.clone()],
        };
        let office = office.or_else(|| offices.first()).ok_or(Failure::NotFound)?.clone();
        let relation = user.relation(&office.0, None, false);
        self.require(user, Action::ViewServices, relation)?;
        let may = |action| self.policy().allows(user.role, action, relation);
        let online = Online::new(self)?;
        let rows = query::services(&online.reader, &office).map_err(Failure::outage)?;
        let ids: Vec<ServiceId> = rows.iter().map(|row| row.service_id).collect();
        let referrals = query::referrals_to(&online.reader, &ids, &user.unknown_cases());
        let mut by_service: BTreeMap<ServiceId, Vec<ReferralRow>> = BTreeMap::new();
        for row in referrals.map_err(Failure::outage)? {
            by_service.entry(row.service_id).or_default().push(row);
        }
        drop(online);
        let below = match may(Action::ViewSmallNumbers) {
            true => 0,
            false => self.tables().support().small_below(self.today()),
        };
        let services = rows.into_iter().map(|row| {
            let own = by_service.remove(&row.service_id).unwrap_or_default();
            item(row, numbers(&own, below))
        });
        let services = services.collect();
        let may_keep = may(Action::KeepServices);
        Ok(ServicesPage { office: office.0, offices, services, may_keep })
    }

    /// Returns one service of an office that the reader may look at.
    ///
    /// # Errors
    ///
    /// [`Failure::NotFound`] if there is none; [`Failure::Denied`]; outages.
    pub fn service(&self, user: &User, id: ServiceId) -> Result<(ServicesPage, usize), Failure> {
        let online = Online::new(self)?;
        let rows = query::services_by_id(&online.reader, &[id]).map_err(Failure::outage)?;
        drop(online);
        let office = rows.into_iter().next().ok_or(Failure::NotFound)?.office;
        let page = self.services(user, Some(&office))?;
        let place = page.services.iter().position(|one| one.service == id);
        Ok((page, place.ok_or(Failure::NotFound)?))
    }

    /// Returns the services of an office to which a client can be referred today, without numbers;
    /// whoever sees the case asked before.
    ///
    /// # Errors
    ///
    /// Outages.
    pub fn open_services(&self, office: &OfficeCode) -> Result<Vec<ServiceItem>, Failure> {
        let online = Online::new(self)?;
        let rows = query::services(&online.reader, office).map_err(Failure::outage)?;
        let today = self.today();
        let is_open = |row: &ServiceRow| row.closed_on.is_none_or(|closed_on| today < closed_on);
        let open = rows.into_iter().filter(is_open);
        Ok(open.map(|row| item(row, ServiceNumbers::default())).collect())
    }

    /// Describes a service of the reader's office; a new one where none is named.
    ///
    /// # Errors
    ///
    /// [`Failure::Denied`], then the words of the wing.
    pub fn describe_service(
        &self,
        user: &User,
        id: CommandId,
        (service, describe): (Option<ServiceId>, DescribeService),
    ) -> Result<Answer, Failure> {
        let relation = user.relation(&describe.office.0, None, false);
        self.require(user, Action::KeepServices, relation)?;
        // A new one takes the command's number, so that a form sent twice is one service.
        let service = service.unwrap_or(ServiceId(id.0));
        let meta = self.meta(user, id, Purpose::Supervision);
        let act = ServiceAct::Describe(describe);
        self.execute(&meta, &Command::InService { service, act })
    }

    /// Closes a service of the reader's office.
    ///
    /// # Errors
    ///
    /// [`Failure::NotFound`]; [`Failure::Denied`]; then the words of the wing.
    pub fn close_service(
        &self,
        user: &User,
        id: CommandId,
        (service, close): (ServiceId, CloseService),
    ) -> Result<Answer, Failure> {
        let (page, _) = self.service(user, service)?;
        self.require(user, Action::KeepServices, user.relation(&page.office, None, false))?;
        let meta = self.meta(user, id, Purpose::Supervision);
        let act = ServiceAct::Close(close);
        self.execute(&meta, &Command::InService { service, act })
    }
}

fn item(row: ServiceRow, numbers: ServiceNumbers) -> ServiceItem {
    ServiceItem {
        service: row.service_id,
        version: row.version,
        kind: ServiceKind::find(&row.kind),
        needs: row.needs.split(' ').filter_map(Need::find).collect(),
        name: row.name,
        place: row.place,
        contact: row.contact.unwrap_or_default(),
        since_on: row.since_on,
        closed_on: row.closed_on,
        numbers,
    }
}

/// Returns what is shown of a number and of its parts, each a part of those before it: nothing of a
/// number below `below`, or of one by which such a number could be reckoned.
pub(super) fn shown_parts(parts: &[u64], below: u64) -> Vec<Option<u64>> {
    let is_shown = |number: u64| number == 0 || below <= number;
    let mut shown = parts.first().copied().unwrap_or_default();
    let mut found = Vec::with_capacity(parts.len());
    for (place, number) in parts.iter().copied().enumerate() {
        // A part is shown if neither it nor what is left of the last number shown is small.
        let fits = is_shown(shown) && is_shown(number) && is_shown(shown.saturating_sub(number));
        if fits && place > 0 {
            shown = number;
        }
        found.push(fits.then_some(number));
    }
    found
}

/// Counts what became of referrals to one service. `below` is the least number that is shown.
fn numbers(referrals: &[ReferralRow], below: u64) -> ServiceNumbers {
    let count = |of: &dyn Fn(&ReferralRow) -> bool| {
        u64::try_from(referrals.iter().filter(|row| of(row)).count()).unwrap_or(u64::MAX)
    };
    let whole = count(&|_| true);
    let accepted = count(&|row| row.accepted_on.is_some());
    let started = count(&|row| row.started_on.is_some());
    let completed = count(&|row| row.reason.as_deref() == Some("done"));
    let shown = shown_parts(&[whole, accepted, started, completed], below);
    let part = |place: usize| shown.get(place).copied().flatten();
    let (referred, accepted, started, completed) = (part(0), part(1), part(2), part(3));
    let mut days: Vec<i64> = referrals
        .iter()
        .filter_map(|row| Some(day_number(row.started_on?) - day_number(row.referred_on)))
        .collect();
    days.sort_unstable();
    let median = days.get(days.len().saturating_sub(1) / 2).copied();
    let days_median = median.filter(|_| started.is_some());
    ServiceNumbers { referred, accepted, started, completed, days_median }
}

#[cfg(test)]
mod tests {
    use super::*;
    use bagyt_core::identity::{CaseId, PersonId};
    use bagyt_store::query::CaseHead;
    use uuid::Uuid;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    /// A referral of 1 March that was accepted, begun after some days, and done.
    fn referral(accepted: bool, begun: Option<i8>, done: bool) -> ReferralRow {
        let case = CaseHead {
            case_id: CaseId(Uuid::from_u128(1)),
            person_id: PersonId(Uuid::from_u128(2)),
            name: None,
            number: String::new(),
            office: OfficeCode("ZZ-03-02".to_owned()),
            officer: None,
            domain: String::new(),
            status: "active".to_owned(),
            restricted: false,
        };
        ReferralRow {
            case,
            service_id: ServiceId(Uuid::from_u128(3)),
            version: 1,
            need: "health".to_owned(),
            status: String::new(),
            referred_on: day("2025-03-01"),
            accepted_on: accepted.then(|| day("2025-03-02")),
            started_on: begun.map(|after| jiff::civil::date(2025, 3, 1 + after)),
            ended_on: None,
            reason: done.then(|| "done".to_owned()),
            awaits: None,
            awaited_by: None,
        }
    }

    #[track_caller]
    fn check(referrals: &[ReferralRow], below: u64, expected: [Option<i64>; 5]) {
        let found = numbers(referrals, below);
        let whole = |number: Option<u64>| number.map(|number| i64::try_from(number).unwrap());
        let [referred, accepted, started, completed, days] = expected;
        assert_eq!(whole(found.referred), referred);
        assert_eq!(whole(found.accepted), accepted);
        assert_eq!(whole(found.started), started);
        assert_eq!(whole(found.completed), completed);
        assert_eq!(found.days_median, days);
    }

    #[test]
    fn each_step_is_counted_of_those_who_came_so_far() {
        let some = [
            referral(false, None, false),
            referral(true, None, false),
            referral(true, Some(4), false),
            referral(true, Some(10), true),
            referral(true, Some(6), true),
        ];
        check(&some, 0, [Some(5), Some(4), Some(3), Some(2), Some(6)]);
        check(&[], 5, [Some(0), Some(0), Some(0), Some(0), None]);
    }

    #[test]
    fn a_small_number_is_hidden_and_so_is_one_by_which_it_could_be_reckoned() {
        let four = vec![referral(true, Some(4), true); 4];
        check(&four, 5, [None, None, None, None, None]);
        let mut nine = vec![referral(true, Some(4), true); 9];
        check(&nine, 5, [Some(9), Some(9), Some(9), Some(9), Some(4)]);
        // Eight of nine accepted would tell of the one who was refused.
        nine[0] = referral(false, None, false);
        check(&nine, 5, [Some(9), None, None, None, None]);
        let mut ten = vec![referral(true, Some(4), true); 5];
        ten.extend(vec![referral(true, None, false); 5]);
        check(&ten, 5, [Some(10), Some(10), Some(5), Some(5), Some(4)]);
    }
}
