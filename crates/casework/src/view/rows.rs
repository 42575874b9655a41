//! The rows of a case, table by table.

use bagyt_core::identity::{OfficeCode, StaffId};
use bagyt_core::law::{Clock, ClockState};
use bagyt_core::month::month_of;
use bagyt_core::view::{Cell, ViewRow};

use crate::abroad::Abroad;
use crate::case::Case;
use crate::entries::{Appointment, PostReason, Submission, WorkSession};
use crate::lawyer::LawyerRequest;
use crate::referral::{Referral, Step};
use crate::review::SecondLook;

/// The cells that most rows of a case share.
pub(super) struct Common {
    pub(super) case_id: Cell,
    pub(super) office: Cell,
    pub(super) officer: Cell,
}

impl Common {
    pub(super) fn of(case: &Case) -> Common {
        Common {
            case_id: case.id.to_string().into(),
            office: office_cell(case.office()),
            officer: officer_cell(case.officer()),
        }
    }
}

impl Common {
    /// Returns the case, its office and its officer.
    pub(super) fn cells(&self) -> [Cell; 3] {
        [self.case_id.clone(), self.office.clone(), self.officer.clone()]
    }
}

pub(crate) fn office_cell(office: &OfficeCode) -> Cell {
    office.0.as_str().into()
}

pub(crate) fn officer_cell(officer: Option<StaffId>) -> Cell {
    officer.map(|staff| staff.to_string()).into()
}

pub(super) fn case_row(case: &Case, clocks: &[Clock<'_>], common: &Common) -> ViewRow {
    let opening = &case.opening;
    let term = case.term();
    let closing = case.closing();
    let open = |clock: &&Clock<'_>| clock.is_applied && clock.state() == ClockState::Open;
    let next = clocks.iter().filter(open).min_by_key(|clock| (clock.due, clock.code()));
    let last_move = case.posts.last().and_then(|post| match post.reason {
        PostReason::Allocated(_) => None,
        PostReason::Transferred(reason) => Some(("transferred", reason.code())),
        PostReason::Returned(reason) => Some(("returned", reason.code())),
    });
    vec![
        common.case_id.clone(),
        opening.person.to_string().into(),
        opening.message.to_string().into(),
        opening.number.as_str().into(),
        common.office.clone(),
        common.officer.clone(),
        opening.domain.code().into(),
        opening.measure.as_str().into(),
        opening.article.as_str().into(),
        opening.article_group.as_str().into(),
        opening.sex.code().into(),
        u32::from(opening.age).into(),
        opening.language.as_str().into(),
        opening.received_on.into(),
        opening.in_force_on.into(),
        case.opened_on().into(),
        term.from.into(),
        term.until.into(),
        closing.map(|closing| closing.mark.on).into(),
        closing.map(|closing| closing.reason.code()).into(),
        case.risk().map(|risk| risk.code()).into(),
        case.status().code().into(),
        case.is_restricted().into(),
        count(case.warnings.len()),
        count(case.violations.len()),
        case.last_contact_on().into(),
        case.next_appointment_at().into(),
        next.map(|clock| clock.due).into(),
        next.map(|clock| clock.code()).into(),
        last_move.map(|(name, _)| name).into(),
        last_move.map(|(_, reason)| reason).into(),
    ]
}

fn count(length: usize) -> Cell {
    Cell::Integer(i64::try_from(length).unwrap_or(i64::MAX))
}

pub(super) fn clock_row(clock: &Clock<'_>, common: &Common) -> ViewRow {
    vec![
        common.case_id.clone(),
        common.office.clone(),
        common.officer.clone(),
        bagyt_core::law::Named::name(clock.domain).into(),
        clock.code().into(),
        clock.edition().into(),
        clock.row.bearer.as_str().into(),
        clock.from.into(),
        clock.due.into(),
        clock.due_on.into(),
        month_of(clock.due_on).into(),
        clock.met.map(|met| met.at).into(),
        clock.met.map(|met| met.on).into(),
        clock.started_version.into(),
        clock.met.map(|met| met.version).into(),
        clock.suspended_days.into(),
        clock.state().name().into(),
    ]
}

pub(super) fn appointment_row(case: &Case, appointment: &Appointment, common: &Common) -> ViewRow {
    let group = appointment.particulars.as_ref().and_then(|own| own.group.as_ref());
    vec![
        appointment.id.to_string().into(),
        common.case_id.clone(),
        common.office.clone(),
        // It stands in the queue of whoever holds it.
        officer_cell(appointment.holder().or(case.officer())),
        appointment.begins_at.into(),
        appointment.begins_on.into(),
        appointment.kind.code().into(),
        case.appointment_status(appointment).code().into(),
        group.map(|group| group.session.to_string()).into(),
        group.map(|group| group.topic.clone()).into(),
    ]
}

pub(super) fn work_row(session: &WorkSession, common: &Common) -> ViewRow {
    vec![
        common.case_id.clone(),
        common.office.clone(),
        common.officer.clone(),
        session.host.as_str().into(),
        session.mark.version.into(),
        session.mark.on.into(),
        u32::from(session.credited_minutes).into(),
    ]
}

pub(super) fn absence_rows(case: &Case, common: &Common) -> Vec<ViewRow> {
    let row = |absence: &crate::entries::Absence| {
        vec![
            absence.mark.version.into(),
            common.case_id.clone(),
            common.office.clone(),
            common.officer.clone(),
            absence.mark.on.into(),
            case.absence_status(absence).code().into(),
            case.awaited_until(absence.mark.version).into(),
        ]
    };
    case.absences.iter().map(row).collect()
}

pub(super) fn contest_rows(case: &Case, common: &Common) -> Vec<ViewRow> {
    let row = |contest: &crate::entries::Contest| {
        vec![
            contest.mark.version.into(),
            common.case_id.clone(),
            common.office.clone(),
            common.officer.clone(),
            contest.mark.on.into(),
            case.contest_status(contest).code().into(),
        ]
    };
    case.contests.iter().map(row).collect()
}

pub(super) fn countersignature_rows(case: &Case, common: &Common) -> Vec<ViewRow> {
    let row = |asked: &crate::countersign::Asked| {
        let answer = case.answer_of(asked.mark.version);
        vec![
            asked.mark.version.into(),
            common.case_id.clone(),
            common.office.clone(),
            common.officer.clone(),
            asked.mark.on.into(),
            officer_cell(asked.by),
            asked.subject.act.code().into(),
            asked.subject.about.into(),
            case.signature_status(asked).code().into(),
            answer.map(|answer| answer.mark.on).into(),
        ]
    };
    case.countersignatures().asked.iter().map(row).collect()
}

pub(super) fn second_look_row(look: &SecondLook, common: &Common) -> ViewRow {
    let (review, cause) = (&look.review, &look.review.cause);
    vec![
        common.case_id.clone(),
        common.office.clone(),
        common.officer.clone(),
        review.act.code().into(),
        review.mark.version.into(),
        review.mark.on.into(),
        cause.code().into(),
        cause.row().into(),
        look.edition.into(),
        cause.relied_at().into(),
        cause.due_at().into(),
        cause.kept_at().into(),
        look.known.map(|known| known.version).into(),
        look.known.map(|known| known.on).into(),
    ]
}

pub(super) fn task_rows(case: &Case, common: &Common) -> Vec<ViewRow> {
    let row = |standing: crate::task::TaskStanding| {
        vec![
            common.case_id.clone(),
            common.office.clone(),
            common.officer.clone(),
            standing.task.key().into(),
            standing.until.into(),
            standing.to.map(|to| to.to_string()).into(),
            standing.version.into(),
        ]
    };
    case.task_standings().into_iter().map(row).collect()
}

pub(super) fn referral_rows(case: &Case, common: &Common) -> Vec<ViewRow> {
    let row = |referral: &Referral| {
        let steps = || case.referral_steps(referral);
        let accepted = steps().find(|step| matches!(step.step, Step::Answered(_, Some(_))));
        let started = steps().find(|step| matches!(step.step, Step::Followed(..)));
        let ended = steps().find_map(|step| match step.step {
            Step::Ended(reason, result) => Some((step.mark.on, reason, result)),
            _ => None,
        });
        let awaited = case.referral_awaits(referral);
        vec![
            common.case_id.clone(),
            common.office.clone(),
            common.officer.clone(),
            referral.service.to_string().into(),
            referral.mark.version.into(),
            referral.need.code().into(),
            case.referral_status(referral).code().into(),
            referral.mark.on.into(),
            accepted.map(|step| step.mark.on).into(),
            started.map(|step| step.mark.on).into(),
            ended.map(|(on, ..)| on).into(),
            ended.map(|(_, reason, _)| reason.code()).into(),
            ended.map(|(.., result)| result.code()).into(),
            awaited.map(|(what, _)| what.code()).into(),
            awaited.map(|(_, by)| by).into(),
        ]
    };
    case.support().referrals.iter().map(row).collect()
}

/// What milestones are counted from, of a case that is not closed.
pub(super) fn progress_row(case: &Case, common: &Common) -> Option<ViewRow> {
    if case.closing().is_some() {
        return None;
    }
    let progress = case.progress();
    let sessions = progress.sessions.iter().map(|(on, minutes)| format!("{on}:{minutes}"));
    let rewarded = progress.rewarded.iter().map(|(code, on)| format!("{on}:{code}"));
    Some(vec![
        common.case_id.clone(),
        common.office.clone(),
        common.officer.clone(),
        progress.term_from.into(),
        progress.term_until.into(),
        progress.counted_from.into(),
        progress.owed_minutes.into(),
        sessions.collect::<Vec<_>>().join(" ").into(),
        rewarded.collect::<Vec<_>>().join(" ").into(),
    ])
}

pub(super) fn lawyer_rows(case: &Case, common: &Common) -> Vec<ViewRow> {
    let row = |request: &LawyerRequest| {
        vec![
            common.case_id.clone(),
            common.office.clone(),
            common.officer.clone(),
            request.mark.version.into(),
            request.matter.code().into(),
            case.lawyer_status(request).code().into(),
            request.mark.on.into(),
            request.answer_by.into(),
            case.lawyer_answer(request).map(|answer| answer.mark.on).into(),
        ]
    };
    case.support().lawyer_requests.iter().map(row).collect()
}

pub(super) fn abroad_rows(case: &Case, common: &Common) -> Vec<ViewRow> {
    let row = |one: Abroad<'_>| {
        let [case_id, office, officer] = common.cells();
        vec![
            case_id,
            office,
            officer,
            one.request.mark.version.into(),
            one.request.country.as_str().into(),
            one.request.ground.code().into(),
            one.status.code().into(),
            one.request.mark.on.into(),
            one.awaits.map(|(what, _)| what.code()).into(),
            one.awaits.map(|(_, by)| by).into(),
        ]
    };
    let mut rows: Vec<ViewRow> = case.abroad_all().map(row).collect();
    rows.reverse();
    rows
}

pub(super) fn access_rows(case: &Case, common: &Common) -> Vec<ViewRow> {
    let broken = case.accesses.iter().map(|access| {
        let review = match case.review_of(access.mark.version) {
            None => "open",
            Some(true) => "justified",
            Some(false) => "unjustified",
        };
        vec![
            common.case_id.clone(),
            common.office.clone(),
            access.staff.to_string().into(),
            "broken".into(),
            access.mark.version.into(),
            access.mark.instant.into(),
            access.until_at.into(),
            review.into(),
        ]
    });
    let newest = |exclusion: &&crate::entries::Exclusion| {
        let last = case.exclusions.iter().rfind(|one| one.staff == exclusion.staff);
        exclusion.excluded && last == Some(exclusion)
    };
    let excluded = case.exclusions.iter().filter(newest).map(|exclusion| {
        vec![
            common.case_id.clone(),
            common.office.clone(),
            exclusion.staff.to_string().into(),
            "excluded".into(),
            exclusion.mark.version.into(),
            exclusion.mark.instant.into(),
            Cell::Null,
            Cell::Null,
        ]
    });
    broken.chain(excluded).collect()
}

pub(super) fn submission_row(case: &Case, submission: &Submission, common: &Common) -> ViewRow {
    let approved = submission.approved.as_ref();
    let decision = case.decision(submission);
    let hearing = case.open_hearing(submission.id);
    vec![
        submission.id.to_string().into(),
        common.case_id.clone(),
        common.office.clone(),
        common.officer.clone(),
        submission.kind.code().into(),
        case.submission_status(submission).code().into(),
        submission.mark.on.into(),
        approved.map(|approval| approval.mark.on).into(),
        approved.map(|approval| approval.digest.as_str()).into(),
        submission.sent.map(|(_, message)| message.to_string()).into(),
        decision.map(|ruling| ruling.mark.on).into(),
        decision.map(|ruling| ruling.change.code()).into(),
        case.opening.court.as_str().into(),
        hearing.map(|(hearing, _)| hearing.id.to_string()).into(),
        hearing.map(|(_, begins_at)| begins_at).into(),
        submission.law.row.as_str().into(),
        submission.drafted_by.map(|staff| staff.to_string()).into(),
        submission.mark.version.into(),
    ]
}
