//! Clocks, absences and meetings: the work that the law and the calendar bring.

use std::collections::{BTreeMap, BTreeSet};

use bagyt_casework::fact::{AppointmentId, Task};
use bagyt_core::identity::CaseId;
use bagyt_store::query::{self, CaseHead, ClockRow};
use jiff::Timestamp;

use super::{Asked, TodayItem, TodayKind, TodaySession};
use crate::App;
use crate::execute::Online;
use crate::outcome::Failure;
use crate::read::last_day;
use crate::role::Action;
use crate::user::User;

impl App {
    /// Clocks and absences of a scope. An absence that waits to be weighed is one piece of work,
    /// however many rows speak of it.
    pub(in crate::read) fn add_clocks(
        &self,
        asked: &Asked<'_>,
        items: &mut Vec<TodayItem>,
    ) -> Result<(), Failure> {
        let weighed = self.add_absences(asked, items)?;
        let clocks = query::open_clocks(&asked.online.reader, &asked.scope, asked.until);
        let clocks = clocks.map_err(Failure::outage)?;
        for clock in clocks.iter().filter(|clock| self.is_own_work(clock, &weighed)) {
            let on = last_day(self.zone(), clock.due_at);
            let mut item = self.item(TodayKind::Clock, &clock.case, clock.due_at, on);
            item.row = self.row_words(&clock.row, clock.edition);
            item.task =
                Some(Task::Clock { row: clock.row.clone(), started: clock.started_version });
            items.push(item);
        }
        Ok(())
    }

    /// Absences that wait to be weighed, each by the law's day for the decision or by the day on
    /// which evidence is to come; returns which they are.
    fn add_absences(
        &self,
        asked: &Asked<'_>,
        items: &mut Vec<TodayItem>,
    ) -> Result<BTreeSet<(CaseId, u32)>, Failure> {
        let mut weighed = BTreeSet::new();
        let waiting = query::absences(&asked.online.reader, &asked.scope, &["awaiting_reason"]);
        let waiting = waiting.map_err(Failure::outage)?;
        let cases: Vec<CaseId> = waiting.iter().map(|row| row.case.case_id).collect();
        let moments = self.moments(asked.online, &cases, "reason_accepted")?;
        for row in waiting {
            weighed.insert((row.case.case_id, row.absence_version));
            let kind = match row.awaited_until {
                Some(_) => TodayKind::EvidenceAwaited,
                None => TodayKind::AbsenceToWeigh,
            };
            let on = row.awaited_until.unwrap_or(row.on_day);
            let mut item = self.item(kind, &row.case, self.zone().start_of(on), on);
            item.version = row.absence_version;
            item.task = Some(Task::Absence { absence: row.absence_version });
            match moments.get(&(row.case.case_id, row.absence_version)) {
                Some(clock) if row.awaited_until.is_none() => self.set_moment(&mut item, clock),
                Some(clock) => item.row = self.row_words(&clock.row, clock.edition),
                None => {}
            }
            items.push(item);
        }
        Ok(weighed)
    }

    /// Whether a clock stands in an officer's day as work of its own. What the head of the office
    /// owes stands in the head's day; what a court or a prison owes, once its day has passed and
    /// somebody has to ask for it; and an absence that waits to be weighed is one piece of work,
    /// however many rows speak of it.
    fn is_own_work(&self, clock: &ClockRow, weighed: &BTreeSet<(CaseId, u32)>) -> bool {
        match clock.bearer.as_str() {
            "head_of_office" => false,
            "officer" | "client" => !weighed.contains(&(clock.case.case_id, clock.started_version)),
            _ => clock.due_at < self.now(),
        }
    }

    /// Returns the open clocks of some cases whose rows a happening meets, by the entry that started
    /// each.
    pub(in crate::read) fn moments(
        &self,
        online: &Online<'_>,
        cases: &[CaseId],
        met_by: &str,
    ) -> Result<BTreeMap<(CaseId, u32), ClockRow>, Failure> {
        let mut moments = BTreeMap::new();
        if cases.is_empty() {
            return Ok(moments);
        }
        let tables = self.tables();
        let meets = |name: &String| name == met_by;
        let rows = tables.pack().rows().iter().filter(|row| row.met_by.iter().any(meets));
        let codes: BTreeSet<&str> = rows.map(|row| row.code.as_str()).collect();
        let codes: Vec<&str> = codes.into_iter().collect();
        let clocks = query::open_clocks_of(&online.reader, cases, &codes);
        for clock in clocks.map_err(Failure::outage)? {
            moments.entry((clock.case.case_id, clock.started_version)).or_insert(clock);
        }
        Ok(moments)
    }

    /// Orders an item by the end of a clock, whose row says why.
    pub(in crate::read) fn set_moment(&self, item: &mut TodayItem, clock: &ClockRow) {
        item.at = clock.due_at;
        item.on = last_day(self.zone(), clock.due_at);
        item.days_left = self.days_left(item.on);
        item.row = self.row_words(&clock.row, clock.edition);
    }

    /// Meetings that are to come or have no outcome; one of several clients is one item.
    pub(in crate::read) fn add_appointments(
        &self,
        asked: &Asked<'_>,
        items: &mut Vec<TodayItem>,
    ) -> Result<(), Failure> {
        let (user, now) = (asked.user, self.now());
        let (scope, until) = (&asked.scope, asked.until);
        let reader = &asked.online.reader;
        let rows = query::appointments(reader, scope, Timestamp::MIN, until, &["planned"]);
        let rows = rows.map_err(Failure::outage)?;
        // Whoever held meetings before being excluded sees none of them any more.
        let excluded = &user.own_access.excluded;
        for row in rows.into_iter().filter(|row| !excluded.contains(&row.case.case_id)) {
            let kind = match row.at < now {
                true => TodayKind::OutcomeMissing,
                false => TodayKind::Appointment,
            };
            let mut item = self.item(kind, &row.case, row.at, row.on_day);
            if let Some(session) = row.session {
                if !self.may_record_in(user, &row.case) {
                    continue;
                }
                let of_items = items.iter_mut().filter_map(|item| item.session.as_mut());
                if let Some(known) = of_items.into_iter().find(|one| one.session == session) {
                    known.clients += 1;
                    continue;
                }
                let topic = row.topic.unwrap_or_default();
                item.session = Some(TodaySession { session, topic, clients: 1 });
                item.name = String::new();
            }
            item.detail = row.kind;
            item.subject = Some(row.appointment_id);
            if kind == TodayKind::OutcomeMissing && item.session.is_none() {
                let appointment = AppointmentId(row.appointment_id);
                item.task = Some(Task::Outcome { appointment });
            }
            items.push(item);
        }
        Ok(())
    }

    fn may_record_in(&self, user: &User, case: &CaseHead) -> bool {
        let (office, restricted) = (&case.office.0, case.restricted);
        let relation = user.relation_to(case.case_id, office, case.officer, restricted);
        self.policy().allows(user.role, Action::RecordContact, relation)
    }
}
