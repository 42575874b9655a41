//! The work that people have in hand, in points of the policy, against what they can carry.

use std::collections::BTreeMap;

use bagyt_casework::allocation::Candidate;
use bagyt_casework::codes::{Domain, Risk, Role, Status, WorkKind};
use bagyt_casework::workload::{Piece, Workload, share_left};
use bagyt_core::command::{Actor, CommandMeta};
use bagyt_core::identity::{CaseId, OfficeCode, StaffId};
use bagyt_store::query::{self, Scope, WorkGroup};
use bagyt_store::{Outage, Reader};

use crate::App;
use crate::outcome::Failure;

/// Work in hand that is alike, with its number.
pub(crate) type Counted = BTreeMap<Piece, u32>;

impl App {
    /// Returns those who may be given a case of the office, with the work that they have; cases in
    /// `except` are in no sum.
    pub(crate) fn candidates(
        &self,
        reader: &Reader<'_>,
        office: &OfficeCode,
        except: &[CaseId],
    ) -> Result<Vec<Candidate>, Failure> {
        let today = self.today();
        let staff = query::staff(reader, Some(office), today).map_err(Failure::outage)?;
        let in_hand = self.work_in_hand(reader, &Scope::Office(office.clone()), except)?;
        let everybody = staff.iter().map(|row| row.staff_id);
        let reductions = query::reductions(reader, everybody, today).map_err(Failure::outage)?;
        let tables = self.tables();
        let nothing = Counted::new();
        let mut candidates: Vec<Candidate> = staff
            .into_iter()
            .filter_map(|row| {
                let role = Role::find(&row.role)?;
                let own = reductions.iter().filter(|one| one.staff_id == row.staff_id);
                let percents = own.map(|one| u16::try_from(one.percent).unwrap_or(100));
                let work = in_hand.get(&row.staff_id).unwrap_or(&nothing);
                let load = Workload {
                    points: tables.points_of(work, today),
                    target: tables.target(role, today),
                    share_percent: share_left(percents),
                };
                let (staff, office, left_on) = (row.staff_id, row.office, row.until_on);
                Some(Candidate { staff, role, office, left_on, load })
            })
            .collect();
        candidates.sort_by_key(|candidate| candidate.staff);
        Ok(candidates)
    }

    /// Returns the work that officers of a scope have in hand, counted by what it weighs by.
    pub(crate) fn work_in_hand(
        &self,
        reader: &Reader<'_>,
        scope: &Scope,
        except: &[CaseId],
    ) -> Result<BTreeMap<StaffId, Counted>, Failure> {
        let cases = query::cases_in_hand(reader, scope, except).map_err(Failure::outage)?;
        let drafts = query::submissions_in_hand(reader, scope, except).map_err(Failure::outage)?;
        let mut in_hand: BTreeMap<StaffId, Counted> = BTreeMap::new();
        let mut add = |group: &WorkGroup, kind: fn(Domain, Status) -> Option<WorkKind>| {
            let (Some(domain), Some(status)) =
                (Domain::find(&group.domain), Status::find(&group.status))
            else {
                return;
            };
            let risk = group.risk.as_deref().and_then(Risk::find);
            let Some(kind) = kind(domain, status) else { return };
            let own = in_hand.entry(group.officer).or_default();
            let count = u32::try_from(group.count).unwrap_or(u32::MAX);
            *own.entry(Piece { kind, domain, risk }).or_default() += count;
        };
        for group in &cases {
            add(group, WorkKind::of_case);
        }
        for group in &drafts {
            add(group, |_, _| Some(WorkKind::Submission));
        }
        Ok(in_hand)
    }
}

/// Returns the cases of which somebody who gives a command may not know.
///
/// # Errors
///
/// [`Outage`] if the database does not answer.
pub(crate) fn unknown_to(reader: &Reader<'_>, meta: &CommandMeta) -> Result<Vec<CaseId>, Outage> {
    let Actor::Staff(staff) = meta.actor else { return Ok(Vec::new()) };
    let accesses = query::accesses_of(reader, staff, meta.recorded_at)?;
    let excluded = accesses.into_iter().filter(|row| row.until_at.is_none());
    Ok(excluded.map(|row| row.case_id).collect())
}
