//! Accounts as the administrator and the demo handle them.

use bagyt_casework::codes::Role;
use bagyt_casework::fact::StaffNames;
use bagyt_casework::staff::AppointStaff;
use bagyt_core::effective::Effective;
use bagyt_core::identity::{OfficeCode, StaffId};
use bagyt_store::{Account, Reader, query};
use jiff::ToSpan;

use crate::App;
use crate::account::{hash_password, random_password};
use crate::command::Command;
use crate::execute::Online;
use crate::outcome::{Failure, Refused};
use crate::role::Action;
use crate::user::User;

/// Somebody to be appointed and given an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewAccount {
    /// Name to sign in with.
    pub login: String,
    /// Surname, given name and patronymic.
    pub name: String,
    /// Code of the role.
    pub role: String,
    /// Code of the office, department or headquarters.
    pub office: String,
}

/// An account in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountRow {
    /// Name to sign in with.
    pub login: String,
    /// Names.
    pub name: String,
    /// Code of the role.
    pub role: String,
    /// Code of the office.
    pub office: String,
    /// Whether it is disabled.
    pub disabled: bool,
    /// Whether it has a second factor.
    pub second_factor: bool,
}

/// An account of the demo with its password, shown once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DemoAccount {
    /// Name to sign in with.
    pub login: String,
    /// What the person is.
    pub role: &'static str,
    /// The password.
    pub password: String,
    /// Code of the office.
    pub office: String,
}

/// Who can be signed in as in the demo: login, words for the role, role.
const DEMO: &[(&str, &str, Role)] = &[
    ("officer", "officer", Role::Officer),
    ("head", "head of office", Role::HeadOfOffice),
    ("region", "interregional head", Role::InterregionalHead),
    ("department", "department analyst", Role::DepartmentAnalyst),
    ("analyst", "analyst", Role::Headquarters),
    ("trainer", "trainer", Role::Trainer),
    ("administrator", "administrator", Role::Administrator),
];

/// The caseload of the officer whom the demo shows: about that of the service's own figures.
const CASELOAD: u64 = 90;

/// Longest login, in characters.
const LOGIN_CHARACTERS_MAX: usize = 64;

impl App {
    /// Appoints somebody and gives them an account; returns the password.
    ///
    /// # Errors
    ///
    /// [`Failure::Refused`] naming the field: login, role, name or office.
    pub fn add_account(&self, new: NewAccount) -> Result<String, Failure> {
        let refuse = |code: &str, field: &str, text: &str| {
            Failure::Refused(Refused::new(code, Some(field), text))
        };
        let login = new.login.trim().to_owned();
        let is_plain =
            |character: char| character.is_ascii_alphanumeric() || "._-".contains(character);
        if login.is_empty() || login.len() > LOGIN_CHARACTERS_MAX || !login.chars().all(is_plain) {
            let text = "a login has 1 to 64 letters a to z, digits, dots, dashes";
            return Err(refuse("login-form", "login", text));
        }
        let role = Role::find(&new.role)
            .ok_or_else(|| refuse("unknown-role", "role", "there is no such role"))?;
        let reader = self.store.read().map_err(Failure::outage)?;
        if reader.account(&login).map_err(Failure::outage)?.is_some() {
            return Err(refuse("login-taken", "login", "this login is taken"));
        }
        drop(reader);
        let mut parts = new.name.split_whitespace().map(str::to_owned);
        let (Some(surname), Some(given_name)) = (parts.next(), parts.next()) else {
            let text = "a name has a surname and a given name";
            return Err(refuse("name-form", "name", text));
        };
        let patronymic = Some(parts.collect::<Vec<_>>().join(" ")).filter(|rest| !rest.is_empty());
        let staff = StaffId(self.new_id());
        let appoint = AppointStaff {
            from: Effective::day(self.today(), self.zone()),
            role,
            office: OfficeCode(new.office),
            names: StaffNames { surname, given_name, patronymic },
        };
        self.execute(&self.system_meta(), &Command::AppointStaff { staff, appoint })?;
        self.put_account(&login, staff)
    }

    fn put_account(&self, login: &str, staff_id: StaffId) -> Result<String, Failure> {
        let password = random_password().map_err(Failure::outage)?;
        let account = Account {
            login: login.to_owned(),
            staff_id,
            password_hash: hash_password(&password, self.password_work).map_err(Failure::defect)?,
            totp_secret: None,
            disabled: false,
            created_at: self.now(),
        };
        self.store.put_account(&account).map_err(Failure::outage)?;
        Ok(password)
    }

    /// Lists the accounts.
    ///
    /// # Errors
    ///
    /// Outages.
    pub fn accounts(&self) -> Result<Vec<AccountRow>, Failure> {
        let online = Online::new(self)?;
        let reader = &online.reader;
        let mut rows = Vec::new();
        for account in reader.accounts().map_err(Failure::outage)? {
            let posts = query::staff_by_id(reader, account.staff_id).map_err(Failure::outage)?;
            let post = posts.into_iter().next_back();
            rows.push(AccountRow {
                login: account.login,
                name: post.as_ref().map(|post| post.name.clone()).unwrap_or_default(),
                role: post.as_ref().map(|post| post.role.clone()).unwrap_or_default(),
                office: post.map(|post| post.office.0).unwrap_or_default(),
                disabled: account.disabled,
                second_factor: account.totp_secret.is_some(),
            });
        }
        Ok(rows)
    }

    /// Lists the accounts for an administrator.
    ///
    /// # Errors
    ///
    /// [`Failure::Denied`]; outages.
    pub fn users(&self, user: &User) -> Result<Vec<AccountRow>, Failure> {
        self.require_somewhere(user, Action::ManageUsers)?;
        self.accounts()
    }

    /// Adds a user as an administrator; returns the password.
    ///
    /// # Errors
    ///
    /// [`Failure::Denied`]; as [`App::add_account`].
    pub fn add_user(&self, user: &User, new: NewAccount) -> Result<String, Failure> {
        self.require_somewhere(user, Action::ManageUsers)?;
        self.add_account(new)
    }

    /// Disables an account as an administrator.
    ///
    /// # Errors
    ///
    /// [`Failure::Denied`]; as [`App::disable_account`].
    pub fn disable_user(&self, user: &User, login: &str) -> Result<(), Failure> {
        self.require_somewhere(user, Action::ManageUsers)?;
        self.disable_account(login)
    }

    /// Disables an account, ends its sessions at once, and removes its drafts.
    ///
    /// # Errors
    ///
    /// [`Failure::NotFound`] if there is none; outages.
    pub fn disable_account(&self, login: &str) -> Result<(), Failure> {
        match self.store.set_disabled(login, true).map_err(Failure::outage)? {
            true => self.store.end_sessions(login).map_err(Failure::outage),
            false => Err(Failure::NotFound),
        }
    }

    /// Gives one person of each role of the demo an account with a fresh password.
    ///
    /// The officer is the one whose caseload is nearest to the usual, of those with all kinds of
    /// work on the desk and with a head who has them too; the head leads that office.
    ///
    /// # Errors
    ///
    /// Outages; [`Failure::NotFound`] if the country has nobody in a role.
    pub fn demo_accounts(&self) -> Result<Vec<DemoAccount>, Failure> {
        let online = Online::new(self)?;
        let reader = &online.reader;
        let today = self.today();
        let staff = query::staff(reader, None, today).map_err(Failure::outage)?;
        let usual = self.usual_officer(reader, &staff)?;
        drop(online);
        let mut accounts = Vec::new();
        for (login, role, code) in DEMO {
            let of_role = staff.iter().filter(|row| row.role == code.code());
            let chosen = match (&usual, code) {
                (Some((_, officer)), Role::Officer) => {
                    of_role.clone().find(|row| row.staff_id == *officer)
                }
                (Some((office, _)), Role::HeadOfOffice) => {
                    of_role.clone().find(|row| row.office == *office)
                }
                (Some((office, _)), Role::InterregionalHead) => {
                    let department = self.department_of(office);
                    of_role.clone().find(|row| Some(&row.office.0) == department.as_ref())
                }
                _ => None,
            };
            let chosen = chosen.or_else(|| of_role.clone().next()).ok_or(Failure::NotFound)?;
            accounts.push(DemoAccount {
                login: (*login).to_owned(),
                role,
                password: self.put_account(login, chosen.staff_id)?,
                office: chosen.office.0.clone(),
            });
        }
        Ok(accounts)
    }

    /// The interregional department above an office.
    fn department_of(&self, office: &OfficeCode) -> Option<String> {
        let tables = self.tables();
        let codes = tables.codes();
        let region = &codes.offices.get(&office.0)?.region;
        codes.regions.get(region).map(|region| region.department.clone())
    }

    /// Chooses the officer whom the demo shows, with the office.
    fn usual_officer(
        &self,
        reader: &Reader<'_>,
        staff: &[query::StaffRow],
    ) -> Result<Option<(OfficeCode, StaffId)>, Failure> {
        let (now, everything) = (self.now(), query::Scope::Everything);
        let offices = query::overviews_by_office(reader, &everything, &[], (now, now));
        let mut offices = offices.map_err(Failure::outage)?;
        offices.retain(|_, office| {
            office.unallocated > 1 && office.to_approve > 0 && office.awaiting_reason > 0
        });
        let loads = query::caseloads(reader, &everything, &[], now).map_err(Failure::outage)?;
        let mut officers: Vec<(u64, StaffId, OfficeCode)> = loads
            .into_iter()
            .filter(|((_, officer), _)| {
                staff.iter().any(|row| row.staff_id == *officer && row.role == Role::Officer.code())
            })
            .map(|((office, officer), load)| (load.active.abs_diff(CASELOAD), officer, office))
            .collect();
        officers.sort();
        for (_, officer, office) in &officers {
            if offices.contains_key(office)
                && self.has_all_kinds_of_work(reader, office, *officer)?
            {
                return Ok(Some((office.clone(), *officer)));
            }
        }
        Ok(officers.into_iter().next().map(|(_, officer, office)| (office, officer)))
    }

    /// Says whether an officer has somebody to register, appointments today, a meeting without an
    /// outcome and an absence to weigh, and the head of the office somebody to identify.
    fn has_all_kinds_of_work(
        &self,
        reader: &Reader<'_>,
        office: &OfficeCode,
        officer: StaffId,
    ) -> Result<bool, Failure> {
        let (now, zone) = (self.now(), self.zone());
        let page = query::Page::first(1);
        let reviews = query::reviews(reader, "open", Some(std::slice::from_ref(office)), page)
            .map_err(Failure::outage)?;
        let mine = query::Scope::Officer(officer);
        let tomorrow = zone.start_of(self.today().saturating_add(1.day()));
        let from = jiff::Timestamp::MIN;
        let planned = query::appointments(reader, &mine, from, tomorrow, &["planned"]);
        let planned = planned.map_err(Failure::outage)?;
        let unweighed = query::absences(reader, &mine, &["awaiting_reason"]);
        let unweighed = unweighed.map_err(Failure::outage)?;
        let week = zone.start_of(self.today().saturating_add(7.days()));
        let clocks = query::open_clocks(reader, &mine, week).map_err(Failure::outage)?;
        let registers = |row: &str| {
            let tables = self.tables();
            let mut rows = tables.pack().rows_of(row);
            rows.any(|row| row.met_by.iter().any(|met| met == "client_registered"))
        };
        Ok(reviews.total > 0
            && planned.iter().any(|one| one.at < now)
            && planned.iter().any(|one| now <= one.at)
            && !unweighed.is_empty()
            && clocks.iter().any(|clock| registers(&clock.row)))
    }
}
