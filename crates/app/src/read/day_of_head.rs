//! What stands in the day of a head of office besides the head's own cases: submissions to approve,
//! contests to answer, cases to allocate, accesses and identities to review.

use bagyt_casework::case::Case;
use bagyt_casework::fact::{CaseFact, SubmissionId, Task};
use bagyt_core::identity::{CaseId, StaffId};
use bagyt_store::query::{self, Page, Scope};

use super::last_day;
use super::today::{TodayItem, TodayKind};
use crate::App;
use crate::execute::Online;
use crate::outcome::Failure;
use crate::read_stream::facts;
use crate::user::User;

impl App {
    pub(super) fn add_work_of_head(
        &self,
        user: &User,
        online: &Online<'_>,
        items: &mut Vec<TodayItem>,
    ) -> Result<(), Failure> {
        let office = Scope::Office(user.office.clone());
        // Also of those offices of which they are deputy today.
        let led = Scope::Offices(user.led_offices());
        let zone = self.zone();
        let reader = &online.reader;
        let drafted = query::submissions(reader, &led, &["drafted"]).map_err(Failure::outage)?;
        let excluded = &user.own_access.excluded;
        for row in drafted.into_iter().filter(|row| !excluded.contains(&row.case.case_id)) {
            let case = row.case.case_id;
            let draft = self.draft_of(online, case, SubmissionId(row.submission_id))?;
            if draft.is_some_and(|(_, drafted_by)| drafted_by == Some(user.staff)) {
                // Somebody else approves what a head drafted.
                continue;
            }
            let at = zone.start_of(row.drafted_on);
            let mut item = self.item(TodayKind::ToApprove, &row.case, at, row.drafted_on);
            if let Some((version, _)) = draft {
                self.set_moment_of(online, "submission_approved", (case, version), &mut item)?;
            }
            item.detail = row.kind;
            item.subject = Some(row.submission_id);
            item.task = Some(Task::Approval { submission: SubmissionId(row.submission_id) });
            items.push(item);
        }
        let contested =
            query::contests(reader, &led, &["awaiting_answer"]).map_err(Failure::outage)?;
        for row in contested.into_iter().filter(|row| !excluded.contains(&row.case.case_id)) {
            let at = zone.start_of(row.on_day);
            let mut item = self.item(TodayKind::ContestToAnswer, &row.case, at, row.on_day);
            let of = (row.case.case_id, row.contest_version);
            self.set_moment_of(online, "contest_answered", of, &mut item)?;
            item.version = row.contest_version;
            item.task = Some(Task::Contest { contest: row.contest_version });
            items.push(item);
        }
        self.add_signatures(user, online, &led, items)?;
        self.add_second_looks(user, online, &office, items)?;
        let page = Page::first(super::PAGE_ROWS);
        let waiting = query::unallocated(reader, &led, &user.unknown_cases(), page)
            .map_err(Failure::outage)?;
        for row in waiting.rows {
            let kind = match row.last_move.as_deref() {
                Some("returned") => TodayKind::ReturnedToAllocate,
                _ => TodayKind::ToAllocate,
            };
            let mut item = self.item_of_case(kind, &row, row.received_on);
            if let Some((due_at, code)) = row.next_due_at.zip(row.next_due_row.as_deref()) {
                let on = last_day(zone, due_at);
                (item.at, item.on, item.days_left) = (due_at, on, self.days_left(on));
                item.row = self.row_words(code, self.today());
            }
            if row.restricted {
                item.name = String::new();
            }
            items.push(item);
        }
        self.add_samples(user, online, items)?;
        self.add_prosecutor_acts(user, online, items)?;
        self.add_accesses(user, online, items)?;
        self.add_reviews(user, online, items)
    }

    /// Acts that colleagues cannot record before a head signs or refuses.
    fn add_signatures(
        &self,
        user: &User,
        online: &Online<'_>,
        office: &Scope,
        items: &mut Vec<TodayItem>,
    ) -> Result<(), Failure> {
        let asked = query::countersignatures(&online.reader, office, &["asked"]);
        let excluded = &user.own_access.excluded;
        for row in asked.map_err(Failure::outage)? {
            if excluded.contains(&row.case.case_id) || row.asked_by == Some(user.staff) {
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

    /// What was opened by force and waits for a review.
    fn add_accesses(
        &self,
        user: &User,
        online: &Online<'_>,
        items: &mut Vec<TodayItem>,
    ) -> Result<(), Failure> {
        let (office, zone) = (Scope::Office(user.office.clone()), self.zone());
        for row in self.reviewable(user, online, &office)? {
            // What a head opened by force is reviewed by another one.
            if row.review.as_deref() != Some("open") || row.staff_id == user.staff {
                continue;
            }
            let at = row.from_at.unwrap_or_default();
            let on = zone.day_of(at);
            items.push(TodayItem {
                kind: TodayKind::AccessToReview,
                case: Some(row.case_id),
                name: String::new(),
                at,
                on,
                days_left: self.days_left(on),
                row: None,
                detail: String::new(),
                version: row.version,
                look: None,
                subject: None,
                session: None,
                task: None,
                from: String::new(),
            });
        }
        Ok(())
    }

    /// Messages that wait for a decision of identity.
    fn add_reviews(
        &self,
        user: &User,
        online: &Online<'_>,
        items: &mut Vec<TodayItem>,
    ) -> Result<(), Failure> {
        let (reader, zone) = (&online.reader, self.zone());
        let page = Page::first(super::PAGE_ROWS);
        let open = query::reviews(reader, "open", Some(std::slice::from_ref(&user.office)), page)
            .map_err(Failure::outage)?;
        for row in open.rows {
            if self.is_about_excluded(user, online, row.message_id)? {
                continue;
            }
            let on = zone.day_of(row.opened_at);
            items.push(TodayItem {
                kind: TodayKind::Review,
                case: None,
                name: String::new(),
                at: row.opened_at,
                on,
                days_left: self.days_left(on),
                row: None,
                detail: row.candidates.to_string(),
                version: 0,
                look: None,
                subject: Some(row.message_id.0),
                session: None,
                task: None,
                from: String::new(),
            });
        }
        Ok(())
    }

    /// Orders an item by the end of the clock that an entry started. The case is asked alone: an
    /// office has thousands of clocks, and a head a handful of these things to do.
    fn set_moment_of(
        &self,
        online: &Online<'_>,
        met_by: &str,
        (case, version): (CaseId, u32),
        item: &mut TodayItem,
    ) -> Result<(), Failure> {
        let moments = self.moments(online, &Scope::Case(case), &[met_by])?;
        if let Some(clock) = moments.get(&(case, version)) {
            self.set_moment(item, clock);
        }
        Ok(())
    }

    /// Returns the version of a draft and who made it.
    fn draft_of(
        &self,
        online: &Online<'_>,
        case: CaseId,
        submission: SubmissionId,
    ) -> Result<Option<(u32, Option<StaffId>)>, Failure> {
        let Some(stored) = online.stored(case.stream())? else { return Ok(None) };
        let facts = facts::<CaseFact>(&stored.entries, None)?;
        let case = Case::fold(case, &facts).map_err(Failure::defect)?;
        let found = case.find_submission(submission);
        Ok(found.map(|found| (found.mark.version, found.drafted_by)))
    }
}
