//! A member of staff as the head sees one: the work in hand by kind, and what lowers the target.

use bagyt_casework::codes::{LeaveKind, ReductionKind, Role, WorkKind};
use bagyt_casework::staff::Staff;
use bagyt_casework::workload::{Piece, Reduction, ReductionRule, Workload};
use bagyt_core::command::Purpose;
use bagyt_core::identity::{OfficeCode, StaffId};
use bagyt_store::Reader;
use bagyt_store::query::{self, Scope};
use jiff::civil::Date;

use super::Colleague;
use crate::App;
use crate::execute::Online;
use crate::outcome::Failure;
use crate::records::Records;
use crate::role::Action;
use crate::staffing::relation_to_staff;
use crate::user::User;
use crate::workload::Counted;

/// A member of staff.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StaffPage {
    /// Who.
    pub staff: StaffId,
    /// Names.
    pub name: String,
    /// Code of the role.
    pub role: String,
    /// Code of the office.
    pub office: String,
    /// The first day away from the post; `None` while in it.
    pub left_on: Option<Date>,
    /// The work in hand and what the person can carry today.
    pub load: Workload,
    /// The work in hand by what it weighs by.
    pub lines: Vec<WorkLine>,
    /// Reductions, the newest first.
    pub reductions: Vec<ReductionItem>,
    /// Leaves, the newest first.
    pub leaves: Vec<LeaveItem>,
    /// Colleagues who can stand in.
    pub colleagues: Vec<Colleague>,
    /// Number of open cases.
    pub cases: u32,
    /// The reductions that may be granted today.
    pub rules: Vec<ReductionRule>,
    /// Who set the points, and whether they are invented.
    pub policy: Option<(String, bool)>,
    /// Whether the reader may record something of the person.
    pub may_keep: bool,
}

/// Work in hand that is alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WorkLine {
    /// What it is.
    pub piece: Piece,
    /// How many.
    pub count: u32,
    /// Points of one.
    pub each: u32,
    /// Points of all.
    pub points: u32,
}

/// Days for which the person is away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeaveItem {
    /// Version of its entry.
    pub version: u32,
    /// Why.
    pub kind: LeaveKind,
    /// First day away.
    pub from_on: Date,
    /// First day back.
    pub until_on: Date,
    /// Who stands in.
    pub cover: String,
    /// What it rests on.
    pub words: String,
    /// Whether it can still be ended.
    pub is_open: bool,
    /// Whether the person is away today.
    pub holds: bool,
}

/// A reduction of the target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReductionItem {
    /// Version of its entry.
    pub version: u32,
    /// Why.
    pub kind: ReductionKind,
    /// By how much, in per cent.
    pub percent: u16,
    /// First day.
    pub from_on: Date,
    /// First day on which it no longer holds, if it has an end.
    pub until_on: Option<Date>,
    /// What it rests on.
    pub words: String,
    /// Whether it can still be ended.
    pub is_open: bool,
    /// Whether it holds today.
    pub holds: bool,
}

impl App {
    /// Returns a member of staff.
    ///
    /// # Errors
    ///
    /// [`Failure::NotFound`] and [`Failure::Denied`]; outages.
    pub fn staff_page(&self, user: &User, id: StaffId) -> Result<StaffPage, Failure> {
        let mut online = Online::new(self)?;
        let staff = online.staff(id)?.ok_or(Failure::NotFound)?;
        let relation = relation_to_staff(user, &staff);
        self.require(user, Action::ViewOffice, relation)?;
        let post = staff.posts.last().ok_or(Failure::NotFound)?;
        let today = self.today();
        let tables = self.tables();
        let except = user.unknown_cases();
        let colleagues = self.who_can_stand_in(&online.reader, id, (&post.office, post.role))?;
        let leaves = self.leaves(&online.reader, &staff)?;
        let mut all = self.work_in_hand(&online.reader, &Scope::Officer(id), &except)?;
        drop(online);
        let work = all.remove(&id).unwrap_or_default();
        let load = Workload {
            points: tables.points_of(&work, today),
            target: tables.target(post.role, today),
            share_percent: staff.share_percent(today),
        };
        self.log_access(user, Purpose::Oversight, "staff", [id.stream()])?;
        let edition = tables.workload(today);
        Ok(StaffPage {
            staff: id,
            name: name_of(&staff),
            role: post.role.code().to_owned(),
            office: post.office.0.clone(),
            left_on: post.until_on,
            load,
            cases: cases_of(&work),
            lines: self.lines(&work),
            leaves,
            colleagues,
            reductions: staff.reductions.iter().rev().map(|one| item(one, today)).collect(),
            rules: edition.map(|edition| edition.reductions().to_vec()).unwrap_or_default(),
            policy: edition.map(|edition| (edition.source.clone(), edition.invented)),
            may_keep: self.policy().allows(user.role, Action::KeepStaff, relation),
        })
    }

    /// Colleagues of the office who do the same kind of work and could come in.
    fn who_can_stand_in(
        &self,
        reader: &Reader<'_>,
        staff: StaffId,
        (office, role): (&OfficeCode, Role),
    ) -> Result<Vec<Colleague>, Failure> {
        let present = self.present(reader, office)?;
        let rows = query::staff(reader, Some(office), self.today()).map_err(Failure::outage)?;
        let can = |row: &query::StaffRow| {
            let supervises = Role::find(&row.role).is_some_and(Role::is_supervising);
            present.contains(&row.staff_id) && (supervises || !role.is_supervising())
        };
        let rows = rows.into_iter().filter(|row| row.staff_id != staff && can(row));
        Ok(rows.map(|row| Colleague { staff: row.staff_id, name: row.name }).collect())
    }

    fn leaves(&self, reader: &Reader<'_>, staff: &Staff) -> Result<Vec<LeaveItem>, Failure> {
        let today = self.today();
        let mut items = Vec::new();
        for one in staff.leaves.iter().rev() {
            let posts = query::staff_by_id(reader, one.cover).map_err(Failure::outage)?;
            items.push(LeaveItem {
                version: one.mark.version,
                kind: one.kind,
                from_on: one.mark.on,
                until_on: one.until_on,
                cover: posts.into_iter().next_back().map(|post| post.name).unwrap_or_default(),
                words: one.words.clone(),
                is_open: !one.is_ended && today < one.until_on,
                holds: one.holds_on(today),
            });
        }
        Ok(items)
    }

    fn lines(&self, work: &Counted) -> Vec<WorkLine> {
        let (today, tables) = (self.today(), self.tables());
        let edition = tables.workload(today);
        let line = |(piece, count): (&Piece, &u32)| {
            let each = edition.map_or(0, |one| one.points(piece.kind, piece.domain, piece.risk));
            WorkLine { piece: *piece, count: *count, each, points: each.saturating_mul(*count) }
        };
        work.iter().map(line).collect()
    }
}

fn item(one: &Reduction, today: Date) -> ReductionItem {
    let never = one.until_on == Some(one.mark.on);
    ReductionItem {
        version: one.mark.version,
        kind: one.kind,
        percent: one.percent,
        from_on: one.mark.on,
        until_on: one.until_on,
        words: one.words.clone(),
        is_open: !one.is_ended && !never && one.until_on.is_none_or(|until_on| today < until_on),
        holds: one.holds_on(today),
    }
}

/// Open cases among work in hand.
fn cases_of(work: &Counted) -> u32 {
    let cases = work.iter().filter(|(piece, _)| piece.kind != WorkKind::Submission);
    cases.map(|(_, count)| *count).fold(0, u32::saturating_add)
}

/// Names of a member of staff as lists show them.
fn name_of(staff: &Staff) -> String {
    let names = &staff.names;
    let parts = [names.surname.as_str(), names.given_name.as_str()];
    let parts = parts.into_iter().chain(names.patronymic.as_deref());
    parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}
