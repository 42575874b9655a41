//! The first day of a service and of an office: what is there and what is missing.
//!
//! Each step is read off the real state when somebody asks; nobody ticks one. What the program
//! cannot know, as whether a copy was made, says so and is never counted as done.

use std::collections::{BTreeMap, BTreeSet};

use bagyt_casework::codes::Role;
use bagyt_core::journal;
use bagyt_core::law::{Basis, Domain, Row};
use bagyt_store::query::{self, MessageFilter, Page, Scope};

use crate::App;
use crate::accounts::AccountRow;
use crate::execute::Online;
use crate::outcome::Failure;
use crate::role::Action;
use crate::user::User;

/// Cases that are looked through for one that is registered: those whose terms end first, so that
/// in an office at work the first is one.
const LOOKED_THROUGH: u32 = 5;
/// The kind of the entry by which a client is registered.
const REGISTERED: &str = "casework.client.registered";

/// How a step stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepState {
    /// It is there.
    Done,
    /// It is missing.
    Undone,
    /// The program cannot know.
    NotKnown,
}

/// A step of the first day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FirstStep {
    /// What is asked, as a code.
    pub code: &'static str,
    /// How it stands.
    pub state: StepState,
    /// How many there are.
    pub have: u64,
    /// Of how many, where all are needed.
    pub of: Option<u64>,
}

impl FirstStep {
    /// A step that wants at least so many.
    fn least(code: &'static str, have: u64, least: u64) -> FirstStep {
        let state = if have < least { StepState::Undone } else { StepState::Done };
        FirstStep { code, state, have, of: None }
    }

    /// A step that wants all.
    fn all(code: &'static str, have: u64, of: u64) -> FirstStep {
        let state = if have < of { StepState::Undone } else { StepState::Done };
        FirstStep { code, state, have, of: Some(of) }
    }
}

/// The steps of a first day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FirstDay {
    /// Code of the office; none where it is the whole service's.
    pub office: Option<String>,
    /// The steps, in the order in which they are gone.
    pub steps: Vec<FirstStep>,
}

impl FirstDay {
    /// How many steps are missing; what cannot be known is not among them.
    pub fn undone(&self) -> usize {
        self.steps.iter().filter(|step| step.state == StepState::Undone).count()
    }
}

impl App {
    /// Returns the first day of the service for an administrator, of the office for its head.
    ///
    /// # Errors
    ///
    /// [`Failure::Denied`] for every other post; outages.
    pub fn first_day(&self, user: &User) -> Result<FirstDay, Failure> {
        match user.role {
            Role::HeadOfOffice | Role::DeputyHead => {
                let relation = user.relation(&user.office.0, None, false);
                self.require(user, Action::ViewOffice, relation)?;
                self.first_day_of_office(user)
            }
            _ => {
                self.require_somewhere(user, Action::ManageUsers)?;
                self.first_day_of_service()
            }
        }
    }

    fn first_day_of_service(&self) -> Result<FirstDay, Failure> {
        let mut accounts = self.accounts()?;
        accounts.retain(|account| !account.disabled);
        let online = Online::new(self)?;
        let scope = Scope::Everything;
        let messages =
            MessageFilter { direction: Some("in".to_owned()), ..MessageFilter::default() };
        let messages = query::messages(&online.reader, &messages, Page::first(1));
        let checkpoints = online.reader.checkpoints().map_err(Failure::outage)?;
        let tables = self.tables();
        let (offices, hosts) = (tables.codes().offices.len(), tables.codes().hosts.len());
        let reminders = tables.reminders().on(self.today()).is_some();
        let steps = vec![
            FirstStep::least("offices", offices as u64, 1),
            people(&accounts),
            heads(&accounts),
            self.second_factors(&accounts),
            self.verified_rows(),
            FirstStep::least("reminders", u64::from(reminders), 1),
            FirstStep::least("hosts", hosts as u64, 1),
            FirstStep::least("first_act", messages.map_err(Failure::outage)?.total, 1),
            first_case(&online, &query::CaseFilter::all(scope))?,
            FirstStep::least("checkpoint", checkpoints.len() as u64, 1),
            FirstStep { code: "backup", state: StepState::NotKnown, have: 0, of: None },
        ];
        Ok(FirstDay { office: None, steps })
    }

    fn first_day_of_office(&self, user: &User) -> Result<FirstDay, Failure> {
        let online = Online::new(self)?;
        let reader = &online.reader;
        let staff =
            query::staff(reader, Some(&user.office), self.today()).map_err(Failure::outage)?;
        let works = |role: &str| Role::find(role).is_some_and(Role::is_supervising);
        let colleagues = staff.iter().filter(|row| works(&row.role)).count();
        let messages = MessageFilter {
            offices: Some(vec![user.office.clone()]),
            direction: Some("in".to_owned()),
            ..MessageFilter::default()
        };
        let messages =
            query::messages(reader, &messages, Page::first(1)).map_err(Failure::outage)?;
        let own = query::CaseFilter {
            except: user.unknown_cases(),
            ..query::CaseFilter::all(Scope::Office(user.office.clone()))
        };
        let count = |statuses: &[&str]| {
            let statuses = statuses.iter().map(|status| (*status).to_owned()).collect();
            let filter = query::CaseFilter { statuses, ..own.clone() };
            query::cases(reader, &filter, query::CaseOrder::Number, Page::first(1))
                .map(|found| found.total)
                .map_err(Failure::outage)
        };
        let (all, waiting) = (count(&[])?, count(&["unallocated"])?);
        let steps = vec![
            FirstStep::least("second_person", colleagues as u64, 2),
            FirstStep::least("own_second_factor", u64::from(self.is_guarded(user)?), 1),
            FirstStep::least("hosts", self.hosts_of(&user.office.0), 1),
            self.verified_rows(),
            FirstStep::least("first_act", messages.total, 1),
            FirstStep::least("allocated", all.saturating_sub(waiting), 1),
            first_case(&online, &own)?,
        ];
        Ok(FirstDay { office: Some(user.office.0.clone()), steps })
    }

    /// Whether the person has the second factor that is asked of the post, or none is asked.
    fn is_guarded(&self, user: &User) -> Result<bool, Failure> {
        Ok(!self.demands_second_factor(user.role) || self.second_factor(user)?.enrolled)
    }

    /// Accounts from which a second factor is asked, and those that have one.
    fn second_factors(&self, accounts: &[AccountRow]) -> FirstStep {
        let asked = |account: &&AccountRow| {
            Role::find(&account.role).is_some_and(|role| self.demands_second_factor(role))
        };
        let asked: Vec<&AccountRow> = accounts.iter().filter(asked).collect();
        let have = asked.iter().filter(|account| account.second_factor).count();
        FirstStep::all("second_factors", have as u64, asked.len() as u64)
    }

    /// Rows of probation law in force, and those that a lawyer compared with the act or that are
    /// sure enough to carry an act. An invented row has no act with which it could be compared.
    fn verified_rows(&self) -> FirstStep {
        let tables = self.tables();
        let is_probation =
            |row: &&Row| row.domains.list().iter().any(|one| *one != Domain::PreTrial);
        let rows: Vec<&Row> = tables.pack().rows_on(self.today()).filter(is_probation).collect();
        let is_settled = |row: &&&Row| row.is_verified() || row.basis == Basis::Invented;
        let have = rows.iter().filter(is_settled).count();
        FirstStep::all("law_rows", have as u64, rows.len() as u64)
    }

    /// Hosts of community service in the region of an office.
    fn hosts_of(&self, office: &str) -> u64 {
        let tables = self.tables();
        let codes = tables.codes();
        let Some(office) = codes.offices.get(office) else { return 0 };
        codes.hosts.values().filter(|host| host.region == office.region).count() as u64
    }
}

fn is_supervising(account: &AccountRow) -> bool {
    Role::find(&account.role).is_some_and(Role::is_supervising)
}

/// People who may be given cases.
fn people(accounts: &[AccountRow]) -> FirstStep {
    let people = accounts.iter().filter(|account| is_supervising(account)).count();
    FirstStep::least("people", people as u64, 1)
}

/// Offices with people, and those of them that have a head or a deputy.
fn heads(accounts: &[AccountRow]) -> FirstStep {
    let mut led: BTreeMap<&str, bool> = BTreeMap::new();
    for account in accounts.iter().filter(|account| is_supervising(account)) {
        let leads =
            matches!(Role::find(&account.role), Some(Role::HeadOfOffice | Role::DeputyHead));
        *led.entry(&account.office).or_default() |= leads;
    }
    let have = led.values().filter(|led| **led).count();
    let mut step = FirstStep::all("heads", have as u64, led.len() as u64);
    if led.is_empty() {
        step.state = StepState::Undone;
    }
    step
}

/// Whether one of the cases has a registered client.
fn first_case(online: &Online<'_>, filter: &query::CaseFilter) -> Result<FirstStep, Failure> {
    let order = query::CaseOrder::TermEnd;
    let cases = query::cases(&online.reader, filter, order, Page::first(LOOKED_THROUGH));
    let mut seen = BTreeSet::new();
    for case in cases.map_err(Failure::outage)?.rows {
        let Some(stored) = online.stored(case.case_id.stream())? else { continue };
        for (_, bytes) in &stored.entries {
            if journal::read(bytes).map_err(Failure::defect)?.kind == REGISTERED {
                seen.insert(case.case_id);
            }
        }
        if !seen.is_empty() {
            break;
        }
    }
    Ok(FirstStep::least("first_case", seen.len() as u64, 1))
}
