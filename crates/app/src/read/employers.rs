//! The employers of an office with what they offer, and what became of those who were sent there.

use bagyt_casework::codes::{EmployerKind, OfferKind};
use bagyt_casework::employer::{CloseEmployer, CloseVacancy, DescribeEmployer, OfferVacancy};
use bagyt_core::command::Purpose;
use bagyt_core::identity::{CommandId, EmployerId, OfficeCode};
use bagyt_core::money::Money;
use bagyt_store::query::{self, EmployerRow, JobRow, VacancyRow};
use jiff::civil::Date;
use uuid::Uuid;

use super::services::shown_parts;
use crate::App;
use crate::command::{Command, EmployerAct};
use crate::execute::Online;
use crate::outcome::Failure;
use crate::records::Answer;
use crate::role::Action;
use crate::user::User;

/// The employers of an office.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EmployersPage {
    /// Code of the office.
    pub office: String,
    /// Offices that the reader may look at.
    pub offices: Vec<OfficeCode>,
    /// The employers, by name; those that are closed come last.
    pub employers: Vec<EmployerItem>,
    /// What became of all who were sent: sent, begun, kept for each of the months that somebody
    /// looks at. A number that is too small to be shown is nothing.
    pub numbers: Vec<Option<u64>>,
    /// The months of the last of these numbers.
    pub months: Vec<u16>,
    /// Whether the reader may keep the register.
    pub may_keep: bool,
}

/// An employer of an office.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EmployerItem {
    /// Its identifier.
    pub employer: EmployerId,
    /// Entries of its stream.
    pub version: u32,
    /// What kind of body it is.
    pub kind: Option<EmployerKind>,
    /// Its name.
    pub name: String,
    /// Where it is.
    pub place: String,
    /// Whom to ask for.
    pub contact: String,
    /// First day in the register.
    pub since_on: Date,
    /// Day of the agreement.
    pub agreement_on: Option<Date>,
    /// First day on which nobody is sent there any more.
    pub closed_on: Option<Date>,
    /// What it offers and offered, the newest first.
    pub vacancies: Vec<VacancyItem>,
}

/// A vacancy or a course.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VacancyItem {
    /// Its identifier.
    pub vacancy: Uuid,
    /// Work or training.
    pub kind: Option<OfferKind>,
    /// The profession.
    pub name: String,
    /// How many places there are.
    pub places: u32,
    /// How many are free.
    pub free: u32,
    /// The wage of a month.
    pub wage: Option<Money>,
    /// The last day on which somebody can be sent.
    pub until_on: Option<Date>,
    /// The first day on which nobody is sent any more.
    pub closed_on: Option<Date>,
    /// Whether somebody can be sent today.
    pub is_open: bool,
}

impl App {
    /// Returns the employers of an office: the reader's own where none is named.
    ///
    /// # Errors
    ///
    /// [`Failure::Denied`]; [`Failure::NotFound`] for a reader without an office; outages.
    pub fn employers(
        &self,
        user: &User,
        office: Option<&OfficeCode>,
    ) -> Result<EmployersPage, Failure> {
        let offices = match user.role {
            crate::role::Role::InterregionalHead => user.region_offices.clone(),
            _ => vec![user.office.clone()],
        };
        let office = office.or_else(|| offices.first()).ok_or(Failure::NotFound)?.clone();
        let relation = user.relation(&office.0, None, false);
        self.require(user, Action::ViewEmployers, relation)?;
        let may = |action| self.policy().allows(user.role, action, relation);
        let employers = self.employers_of(&office)?;
        let ids: Vec<EmployerId> = employers.iter().map(|one| one.employer).collect();
        let online = Online::new(self)?;
        let jobs = query::jobs_at(&online.reader, &ids, &user.unknown_cases());
        let jobs = jobs.map_err(Failure::outage)?;
        drop(online);
        let tables = self.tables();
        let months = tables.support().job(self.today());
        let months = months.map(|setting| setting.check_months.clone()).unwrap_or_default();
        let below = match may(Action::ViewSmallNumbers) {
            true => 0,
            false => tables.support().small_below(self.today()),
        };
        let numbers = numbers(&jobs, &months, below);
        let may_keep = may(Action::KeepEmployers);
        Ok(EmployersPage { office: office.0, offices, employers, numbers, months, may_keep })
    }

    /// Returns the employers of an office with what they offer; whoever asks may see them.
    ///
    /// # Errors
    ///
    /// Outages.
    pub fn employers_of(&self, office: &OfficeCode) -> Result<Vec<EmployerItem>, Failure> {
        let online = Online::new(self)?;
        let rows = query::employers(&online.reader, office).map_err(Failure::outage)?;
        let vacancies = query::vacancies(&online.reader, office).map_err(Failure::outage)?;
        let today = self.today();
        let item = |row: EmployerRow| {
            let own = vacancies.iter().filter(|one| one.employer_id == row.employer_id);
            let vacancies = own.map(|one| vacancy(one, today)).collect();
            EmployerItem {
                employer: row.employer_id,
                version: row.version,
                kind: EmployerKind::find(&row.kind),
                name: row.name,
                place: row.place,
                contact: row.contact.unwrap_or_default(),
                since_on: row.since_on,
                agreement_on: row.agreement_on,
                closed_on: row.closed_on,
                vacancies,
            }
        };
        Ok(rows.into_iter().map(item).collect())
    }

    /// Returns one employer of an office that the reader may look at.
    ///
    /// # Errors
    ///
    /// [`Failure::NotFound`] if there is none; [`Failure::Denied`]; outages.
    pub fn employer(&self, user: &User, id: EmployerId) -> Result<(EmployerItem, bool), Failure> {
        let online = Online::new(self)?;
        let rows = query::employers_by_id(&online.reader, &[id]).map_err(Failure::outage)?;
        drop(online);
        let office = rows.into_iter().next().ok_or(Failure::NotFound)?.office;
        let page = self.employers(user, Some(&office))?;
        let found = page.employers.into_iter().find(|one| one.employer == id);
        Ok((found.ok_or(Failure::NotFound)?, page.may_keep))
    }

    /// Describes an employer of the reader's office; a new one where none is named.
    ///
    /// # Errors
    ///
    /// [`Failure::Denied`], then the words of the wing.
    pub fn describe_employer(
        &self,
        user: &User,
        id: CommandId,
        (employer, describe): (Option<EmployerId>, DescribeEmployer),
    ) -> Result<Answer, Failure> {
        let relation = user.relation(&describe.office.0, None, false);
        self.require(user, Action::KeepEmployers, relation)?;
        // A new one takes the command's number, so that a form sent twice is one employer.
        let employer = employer.unwrap_or(EmployerId(id.0));
        let meta = self.meta(user, id, Purpose::Supervision);
        let act = EmployerAct::Describe(describe);
        self.execute(&meta, &Command::InEmployer { employer, act })
    }

    /// Closes an employer of the reader's office.
    ///
    /// # Errors
    ///
    /// [`Failure::NotFound`]; [`Failure::Denied`]; then the words of the wing.
    pub fn close_employer(
        &self,
        user: &User,
        id: CommandId,
        (employer, close): (EmployerId, CloseEmployer),
    ) -> Result<Answer, Failure> {
        self.at_employer(user, id, (employer, EmployerAct::Close(close)))
    }

    /// Records what an employer offers.
    ///
    /// # Errors
    ///
    /// As [`App::close_employer`].
    pub fn offer_vacancy(
        &self,
        user: &User,
        id: CommandId,
        (employer, offer): (EmployerId, OfferVacancy),
    ) -> Result<Answer, Failure> {
        self.at_employer(user, id, (employer, EmployerAct::Offer(offer)))
    }

    /// Takes a vacancy back.
    ///
    /// # Errors
    ///
    /// As [`App::close_employer`].
    pub fn close_vacancy(
        &self,
        user: &User,
        id: CommandId,
        (employer, close): (EmployerId, CloseVacancy),
    ) -> Result<Answer, Failure> {
        self.at_employer(user, id, (employer, EmployerAct::CloseVacancy(close)))
    }

    fn at_employer(
        &self,
        user: &User,
        id: CommandId,
        (employer, act): (EmployerId, EmployerAct),
    ) -> Result<Answer, Failure> {
        let (_, may_keep) = self.employer(user, employer)?;
        if !may_keep {
            return Err(Failure::Denied);
        }
        let meta = self.meta(user, id, Purpose::Supervision);
        self.execute(&meta, &Command::InEmployer { employer, act })
    }
}

fn vacancy(row: &VacancyRow, today: Date) -> VacancyItem {
    let free = row.places.saturating_sub(row.taken);
    VacancyItem {
        vacancy: row.vacancy_id,
        kind: OfferKind::find(&row.kind),
        name: row.name.clone(),
        places: row.places,
        free,
        wage: row.wage.map(Money),
        until_on: row.until_on,
        closed_on: row.closed_on,
        is_open: free > 0
            && row.until_on.is_none_or(|until_on| today <= until_on)
            && row.closed_on.is_none_or(|closed_on| today < closed_on),
    }
}

/// Counts what became of those who were sent. `below` is the least number that is shown.
fn numbers(jobs: &[JobRow], months: &[u16], below: u64) -> Vec<Option<u64>> {
    let count = |of: &dyn Fn(&JobRow) -> bool| {
        u64::try_from(jobs.iter().filter(|row| of(row)).count()).unwrap_or(u64::MAX)
    };
    let mut parts = vec![count(&|_| true), count(&|row| row.taken_on.is_some())];
    for least in months {
        let kept = |row: &JobRow| row.kept_months.is_some_and(|kept| kept >= i64::from(*least));
        parts.push(count(&kept));
    }
    shown_parts(&parts, below)
}
