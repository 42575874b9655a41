//! Cases that wait for an officer, and the choice of one with the caseloads before and after.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use bagyt_app::command::CaseAct;
use bagyt_app::outcome::Failure;
use bagyt_app::read::{Allocation, CaseRow};
use bagyt_casework::codes::AllocationReason;
use bagyt_core::identity::{CaseId, StaffId};

use crate::form::{Choice, Form};
use crate::format::{days_between, grouped};
use crate::frame::{Frame, Section};
use crate::listing::{Pages, Query};
use crate::pages::staff::Load;
use crate::parts::{Who, tone_of};
use crate::posted::Posted;
use crate::texts::Texts;
use crate::visit::{Asked, Seen, Sent, Visit, named};

#[derive(Template)]
#[template(path = "unallocated.html")]
struct UnallocatedPage {
    t: Texts,
    frame: Frame,
    rows: Vec<Waiting>,
    pages: Pages,
}

/// A case that waits.
struct Waiting {
    name: String,
    number: String,
    measure: String,
    received: String,
    waits: String,
    due: String,
    distance: String,
    tone: &'static str,
    href: String,
    /// Why another office sent it back; empty where none did.
    returned: String,
    /// Where it is sent back; empty where no office transferred it here.
    return_href: String,
}

#[derive(Template)]
#[template(path = "allocate.html")]
struct AllocatePage {
    t: Texts,
    frame: Frame,
    who: Who,
    about: String,
    form: Form,
    officers: Vec<Officer>,
    reasons: Vec<Choice>,
    /// Whether the points are invented and still to be set by the service.
    invented: bool,
}

/// Somebody who may be given the case.
struct Officer {
    id: String,
    name: String,
    role: String,
    proposed: bool,
    cases: String,
    before: Load,
    after: Load,
}

/// Lists the cases that wait.
pub(crate) async fn list(visit: Visit, asked: Asked) -> Response {
    visit
        .show(move |seen| {
            let list = seen.app.unallocated(seen.user, asked.page())?;
            let query = Query::new("/unallocated", &[]);
            Ok(UnallocatedPage {
                t: seen.t,
                frame: seen.frame(Section::Unallocated),
                rows: list.rows.iter().map(|row| waiting(seen, row)).collect(),
                pages: Pages::of(seen.t, &query, list.page, list.total),
            })
        })
        .await
}

fn waiting(seen: &Seen<'_>, row: &CaseRow) -> Waiting {
    let t = seen.t;
    let days_left = row.next_due_on.map(|on| days_between(seen.today(), on));
    let late = days_left.filter(|days| *days < 0).map(|days| t.count("late-days", -days));
    let near = row.next_due_on.and_then(|on| t.distance(on, seen.today()));
    let moved = |name: &str| row.last_move.as_deref() == Some(name);
    let reason = row.move_reason.as_deref().filter(|_| moved("returned"));
    let told = |code: &str| t.with("today-returned", "reason", t.code("return_reason", code));
    let return_href = match moved("transferred") {
        true => format!("/cases/{}/return", row.case),
        false => String::new(),
    };
    Waiting {
        name: seen.name(&row.name),
        number: row.number.clone(),
        measure: seen.words().measure(&row.measure),
        received: t.figures(row.received_on),
        waits: t.count("waits-days", days_between(row.received_on, seen.today())),
        due: row.next_due_on.map(|on| t.figures(on)).unwrap_or_default(),
        distance: late.or(near).unwrap_or_default(),
        tone: days_left.map_or("", tone_of),
        href: format!("/cases/{}/allocate", row.case),
        returned: reason.map(told).unwrap_or_default(),
        return_href,
    }
}

/// Shows who may be given a case.
pub(crate) async fn show(visit: Visit, Path(case): Path<String>) -> Response {
    visit
        .show(move |seen| {
            let allocation = seen.app.allocation(seen.user, named(&case)?)?;
            let mut form = Form::about(allocation.version)
                .preset("on", seen.t.figures(seen.today()))
                .preset("reason", AllocationReason::LowestCaseload.code());
            if let Some(proposed) = allocation.proposed {
                form = form.preset("officer", proposed.to_string());
            }
            Ok(made(seen, &allocation, form))
        })
        .await
}

/// Gives the case to the chosen officer.
pub(crate) async fn send(
    visit: Visit,
    Path(case): Path<String>,
    Posted(mut form): Posted,
) -> Response {
    visit
        .send(move |seen| {
            let id: CaseId = named(&case)?;
            let allocation = seen.app.allocation(seen.user, id)?;
            if give(seen, (id, allocation.version), &mut form)? {
                return Ok(Sent::To("/unallocated?done=allocate".to_owned()));
            }
            let allocation = seen.app.allocation(seen.user, id)?;
            Ok(Sent::Again(made(seen, &allocation, form)))
        })
        .await
}

fn give(seen: &Seen<'_>, case: (CaseId, u32), form: &mut Form) -> Result<bool, Failure> {
    let t = seen.t;
    let officer = form.code(t, "officer", "allocate-officer", |text| text.parse::<StaffId>().ok());
    let on = form.day(t, "on", "allocate-on");
    let reason = form.code(t, "reason", "allocate-reason", AllocationReason::find);
    let (Some(officer), Some(on), Some(reason)) = (officer, on, reason) else { return Ok(false) };
    let act = CaseAct::Allocate { from: seen.effective(on, None), officer, reason };
    let done = seen.act_on(form, case, act)?;
    Ok(done.is_some())
}

fn made(seen: &Seen<'_>, allocation: &Allocation, form: Form) -> AllocatePage {
    let (t, row) = (seen.t, &allocation.row);
    let officers = allocation.choices.iter().map(|choice| Officer {
        id: choice.staff.to_string(),
        name: choice.name.clone(),
        role: t.code("role", &choice.role).into_owned(),
        proposed: allocation.proposed == Some(choice.staff),
        cases: grouped(i64::try_from(choice.cases).unwrap_or(i64::MAX)),
        before: Load::of(t, choice.before),
        after: Load::of(t, choice.after),
    });
    let reasons = AllocationReason::ALL
        .iter()
        .map(|reason| Choice::new(reason.code(), t.code("allocation_reason", reason.code())));
    AllocatePage {
        t,
        frame: seen.frame(Section::Unallocated),
        who: Who::of(seen, row, &[]),
        about: format!("{}, {}", row.number, seen.words().measure(&row.measure)),
        form,
        officers: officers.collect(),
        reasons: reasons.collect(),
        invented: seen.tables().workload(seen.today()).is_some_and(|edition| edition.invented),
    }
}
