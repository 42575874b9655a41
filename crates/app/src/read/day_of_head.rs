//! What stands in the day of a head of office besides the head's own cases: submissions to approve,
//! contests to answer, cases to allocate, accesses and identities to review.

use bagyt_casework::fact::{SubmissionId, Task};
use bagyt_core::identity::CaseId;
use bagyt_store::query::{self, Page};

use super::last_day;
use super::today::{Asked, TodayItem, TodayKind};
use crate::App;
use crate::outcome::Failure;

impl App {
    /// Drafts that wait for a head's approval.
    pub(super) fn add_approvals(
        &self,
        asked: &Asked<'_>,
        items: &mut Vec<TodayItem>,
    ) -> Result<(), Failure> {
        let rows = query::submissions(&asked.online.reader, &asked.scope, &["drafted"]);
        let excluded = &asked.user.own_access.excluded;
        // Somebody else approves what a head drafted.
        let is_for_reader = |row: &query::SubmissionRow| {
            !excluded.contains(&row.case.case_id) && row.drafted_by != Some(asked.user.staff)
        };
        let rows = rows.map_err(Failure::outage)?.into_iter().filter(is_for_reader);
        let rows: Vec<query::SubmissionRow> = rows.collect();
        let cases: Vec<CaseId> = rows.iter().map(|row| row.case.case_id).collect();
        let moments = self.moments(asked.online, &cases, "submission_approved")?;
        for row in rows {
            let at = self.zone().start_of(row.drafted_on);
            let mut item = self.item(TodayKind::ToApprove, &row.case, at, row.drafted_on);
            if let Some(clock) = moments.get(&(row.case.case_id, row.draft_version)) {
                self.set_moment(&mut item, clock);
            }
            item.detail = row.kind;
            item.subject = Some(row.submission_id);
            item.task = Some(Task::Approval { submission: SubmissionId(row.submission_id) });
            items.push(item);
        }
        Ok(())
    }

    /// What clients contest and nobody has answered.
    pub(super) fn add_contests(
        &self,
        asked: &Asked<'_>,
        items: &mut Vec<TodayItem>,
    ) -> Result<(), Failure> {
        let rows = query::contests(&asked.online.reader, &asked.scope, &["awaiting_answer"]);
        let excluded = &asked.user.own_access.excluded;
        let mut rows = rows.map_err(Failure::outage)?;
        rows.retain(|row| !excluded.contains(&row.case.case_id));
        let cases: Vec<CaseId> = rows.iter().map(|row| row.case.case_id).collect();
        let moments = self.moments(asked.online, &cases, "contest_answered")?;
        for row in rows {
            let at = self.zone().start_of(row.on_day);
            let mut item = self.item(TodayKind::ContestToAnswer, &row.case, at, row.on_day);
            if let Some(clock) = moments.get(&(row.case.case_id, row.contest_version)) {
                self.set_moment(&mut item, clock);
            }
            item.version = row.contest_version;
            item.task = Some(Task::Contest { contest: row.contest_version });
            items.push(item);
        }
        Ok(())
    }

    /// Acts that colleagues cannot record before a head signs or refuses.
    pub(super) fn add_signatures(
        &self,
        asked: &Asked<'_>,
        items: &mut Vec<TodayItem>,
    ) -> Result<(), Failure> {
        let rows = query::countersignatures(&asked.online.reader, &asked.scope, &["asked"]);
        let excluded = &asked.user.own_access.excluded;
        for row in rows.map_err(Failure::outage)? {
            if excluded.contains(&row.case.case_id) || row.asked_by == Some(asked.user.staff) {
                continue;
            }
            let at = self.zone().start_of(row.asked_on);
            let mut item = self.item(TodayKind::ToCountersign, &row.case, at, row.asked_on);
            item.version = row.asked_version;
            item.detail = row.act;
            item.task = Some(Task::Countersignature { asked: row.asked_version });
            items.push(item);
        }
        Ok(())
    }

    /// Cases that wait for an officer, those that another office sent back among them.
    pub(super) fn add_unallocated(
        &self,
        asked: &Asked<'_>,
        items: &mut Vec<TodayItem>,
    ) -> Result<(), Failure> {
        let (reader, page) = (&asked.online.reader, Page::first(super::PAGE_ROWS));
        let waiting = query::unallocated(reader, &asked.scope, &asked.user.unknown_cases(), page);
        for row in waiting.map_err(Failure::outage)?.rows {
            let kind = match row.last_move.as_deref() {
                Some("returned") => TodayKind::ReturnedToAllocate,
                _ => TodayKind::ToAllocate,
            };
            let mut item = self.item_of_case(kind, &row, row.received_on);
            if let Some((due_at, code)) = row.next_due_at.zip(row.next_due_row.as_deref()) {
                let on = last_day(self.zone(), due_at);
                (item.at, item.on, item.days_left) = (due_at, on, self.days_left(on));
                item.row = self.row_words(code, self.today());
            }
            if row.restricted {
                item.name = String::new();
            }
            items.push(item);
        }
        Ok(())
    }

    /// What was opened by force and waits for a review.
    pub(super) fn add_accesses(
        &self,
        asked: &Asked<'_>,
        items: &mut Vec<TodayItem>,
    ) -> Result<(), Failure> {
        for row in self.reviewable(asked.user, asked.online, &asked.scope)? {
            // What a head opened by force is reviewed by another one.
            if row.review.as_deref() != Some("open") || row.staff_id == asked.user.staff {
                continue;
            }
            let at = row.from_at.unwrap_or_default();
            let item =
                self.item_without_case(TodayKind::AccessToReview, at, self.zone().day_of(at));
            items.push(TodayItem { case: Some(row.case_id), version: row.version, ..item });
        }
        Ok(())
    }

    /// Messages that wait for a decision of identity.
    pub(super) fn add_reviews(
        &self,
        asked: &Asked<'_>,
        items: &mut Vec<TodayItem>,
    ) -> Result<(), Failure> {
        let (user, online) = (asked.user, asked.online);
        let (office, page) = (std::slice::from_ref(&user.office), Page::first(super::PAGE_ROWS));
        let open = query::reviews(&online.reader, "open", Some(office), page);
        for row in open.map_err(Failure::outage)?.rows {
            if self.is_about_excluded(user, online, row.message_id)? {
                continue;
            }
            let on = self.zone().day_of(row.opened_at);
            let item = self.item_without_case(TodayKind::Review, row.opened_at, on);
            let (detail, subject) = (row.candidates.to_string(), Some(row.message_id.0));
            items.push(TodayItem { detail, subject, ..item });
        }
        Ok(())
    }
}
