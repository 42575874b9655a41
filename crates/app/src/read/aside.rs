//! What is put off or handed to a colleague: it leaves one day and stands in another.

use std::collections::BTreeMap;

use bagyt_casework::fact::Task;
use bagyt_core::identity::{CaseId, StaffId};
use bagyt_store::query::{self, Scope, TaskRow};
use jiff::civil::Date;

use super::today::{Asked, Audience, TodayItem};
use crate::App;
use crate::acting::right_to_arrange;
use crate::execute::Online;
use crate::outcome::Failure;
use crate::role::{Action, Role};
use crate::user::User;

/// A thing to be done that does not stand in the day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AsideItem {
    /// The thing.
    pub item: TodayItem,
    /// The day on which it stands in the day again, if it is put off.
    pub until: Option<Date>,
    /// The colleague who has it; empty if nobody else has.
    pub to: String,
}

/// What of somebody's work is put off or handed over, and what others handed to them.
pub(super) struct Arranged {
    /// Of their own cases, or of the whole office.
    pub(super) own: Vec<TaskRow>,
    /// What they were handed.
    pub(super) handed: Vec<TaskRow>,
}

/// A colleague to whom work can be handed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Colleague {
    /// Who.
    pub staff: StaffId,
    /// The name.
    pub name: String,
}

/// Returns what somebody must be allowed to do to put a piece of work off or to hand it over.
pub fn right_to_task(task: &Task) -> Action {
    right_to_arrange(task)
}

impl App {
    /// Returns who of the reader's office can do a piece of work in place of the reader.
    ///
    /// # Errors
    ///
    /// Outages.
    pub fn colleagues(&self, user: &User, task: &Task) -> Result<Vec<Colleague>, Failure> {
        let reader = self.store.read().map_err(Failure::outage)?;
        let rows = query::staff(&reader, Some(&user.office), self.today());
        let here = self.present(&reader, &user.office)?;
        let relation = user.relation(&user.office.0, None, false);
        let can = |row: &query::StaffRow| {
            let role = Role::find(&row.role);
            role.is_some_and(|role| self.policy().allows(role, right_to_arrange(task), relation))
        };
        let rows = rows.map_err(Failure::outage)?.into_iter();
        let is_other = |row: &query::StaffRow| row.staff_id != user.staff;
        let rows = rows.filter(|row| is_other(row) && here.contains(&row.staff_id) && can(row));
        Ok(rows.map(|row| Colleague { staff: row.staff_id, name: row.name }).collect())
    }

    /// Reads what of somebody's work is put off or handed over, and what they were handed.
    pub(super) fn arranged(
        &self,
        user: &User,
        online: &Online<'_>,
        leads: bool,
    ) -> Result<Arranged, Failure> {
        let staff = || std::iter::once(user.staff).chain(user.covers.iter().map(|one| one.staff));
        let scopes: Vec<Scope> = match leads {
            true => vec![Scope::Office(user.office.clone())],
            false => staff().map(Scope::Officer).collect(),
        };
        let mut arranged = Arranged { own: Vec::new(), handed: Vec::new() };
        for scope in &scopes {
            let rows = query::tasks(&online.reader, scope);
            arranged.own.extend(rows.map_err(Failure::outage)?);
        }
        for staff in staff() {
            let rows = query::tasks_handed_to(&online.reader, staff);
            arranged.handed.extend(rows.map_err(Failure::outage)?);
        }
        Ok(arranged)
    }

    /// Returns the day from which prompts are looked for: as many days back as the setting says, or
    /// further where one was put off and stands again.
    pub(super) fn prompts_from(&self, arranged: &Arranged) -> Option<Date> {
        let usual = self.first_day_of_prompts()?;
        let rows = arranged.own.iter().chain(&arranged.handed);
        let again = rows.filter(|row| row.until_on.is_some_and(|until| usual <= until));
        let said_from = again.filter_map(|row| Task::find(&row.task)?.said_from());
        Some(said_from.fold(usual, Date::min))
    }

    /// Whether a prompt still stands: for its days, and for as many after it was put off.
    fn is_still_said(&self, item: &TodayItem, row: Option<&TaskRow>) -> bool {
        let Some(on) = item.task.as_ref().and_then(Task::said_from) else { return true };
        let Some(usual) = self.first_day_of_prompts() else { return false };
        usual <= on || row.and_then(|row| row.until_on).is_some_and(|until| usual <= until)
    }

    /// Takes out of a day what is put off and what a colleague was given.
    pub(super) fn set_aside(
        &self,
        asked: &Asked<'_>,
        rows: Vec<TaskRow>,
        items: &mut Vec<TodayItem>,
    ) -> Result<Vec<AsideItem>, Failure> {
        let (user, online) = (asked.user, asked.online);
        if rows.is_empty() {
            items.retain(|item| self.is_still_said(item, None));
            return Ok(Vec::new());
        }
        // What was given to somebody who has left the office, or cannot come in any more, stands in
        // the day again.
        let here = self.present(&online.reader, &user.office)?;
        let standings: BTreeMap<(CaseId, String), TaskRow> =
            rows.into_iter().map(|row| ((row.case.case_id, row.task.clone()), row)).collect();
        let mut aside = Vec::new();
        let mut names = BTreeMap::new();
        let mut now = Vec::with_capacity(items.len());
        for item in std::mem::take(items) {
            let standing = item.case.zip(item.task.as_ref());
            let standing = standing.and_then(|(case, task)| standings.get(&(case, task.key())));
            if !self.is_still_said(&item, standing) {
                continue;
            }
            let until = standing.and_then(|one| one.until_on).filter(|until| self.today() < *until);
            // What heads do stands in the day of each head of the office, whoever was asked: the
            // one who drafted or recorded it may not.
            let is_of_heads = matches!(
                item.task,
                Some(Task::Approval { .. } | Task::Contest { .. } | Task::Countersignature { .. })
            );
            let to = standing.and_then(|one| one.to_staff);
            let to = to.filter(|to| !user.works_for(*to) && here.contains(to) && !is_of_heads);
            if until.is_none() && to.is_none() {
                now.push(item);
                continue;
            }
            let to = match to {
                Some(to) => self.named(online, to, &mut names)?,
                None => String::new(),
            };
            aside.push(AsideItem { item, until, to });
        }
        *items = now;
        Ok(aside)
    }

    /// Adds what colleagues handed over and what is still to be done.
    pub(super) fn add_handed(
        &self,
        asked: &Asked<'_>,
        rows: Vec<TaskRow>,
        items: &mut Vec<TodayItem>,
    ) -> Result<(), Failure> {
        let (user, online) = (asked.user, asked.online);
        let excluded = &user.own_access.excluded;
        let rows = rows.into_iter().filter(|row| {
            row.case.office == user.office
                && !excluded.contains(&row.case.case_id)
                && row.until_on.is_none_or(|until| until <= self.today())
        });
        let mut of_cases: BTreeMap<CaseId, Vec<TaskRow>> = BTreeMap::new();
        for row in rows {
            of_cases.entry(row.case.case_id).or_default().push(row);
        }
        let mut names = BTreeMap::new();
        for (case, rows) in of_cases {
            let mut work = Vec::new();
            let of_case = asked.about(Scope::Case(case));
            self.add_from(Audience::Caseload, &of_case, &mut work)?;
            for mut item in work {
                let key = item.task.as_ref().map(Task::key);
                let handed = rows.iter().find(|row| Some(&row.task) == key.as_ref());
                let handed = handed.filter(|row| self.is_still_said(&item, Some(row)));
                let Some(officer) = handed.map(|row| row.case.officer) else { continue };
                item.from = match officer {
                    Some(officer) => self.named(online, officer, &mut names)?,
                    None => String::new(),
                };
                items.push(item);
            }
        }
        Ok(())
    }

    fn named(
        &self,
        online: &Online<'_>,
        staff: StaffId,
        names: &mut BTreeMap<StaffId, String>,
    ) -> Result<String, Failure> {
        if let Some(name) = names.get(&staff) {
            return Ok(name.clone());
        }
        let posts = query::staff_by_id(&online.reader, staff).map_err(Failure::outage)?;
        let name = posts.into_iter().next_back().map(|post| post.name).unwrap_or_default();
        names.insert(staff, name.clone());
        Ok(name)
    }
}
