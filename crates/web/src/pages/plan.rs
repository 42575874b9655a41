//! Agreeing a plan with the client: one goal a line.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use bagyt_app::command::CaseAct;
use bagyt_app::read::CasePage;
use bagyt_app::role::Action;
use bagyt_casework::plan::AgreePlan;

use crate::form::Form;
use crate::frame::{Frame, Section};
use crate::pages::case::{open, who};
use crate::parts::Who;
use crate::posted::Posted;
use crate::texts::Texts;
use crate::visit::{Seen, Sent, Visit};

#[derive(Template)]
#[template(path = "plan.html")]
struct PlanPage {
    t: Texts,
    frame: Frame,
    who: Who,
    form: Form,
}

/// Shows the form with the goals as they stand.
pub(crate) async fn show(visit: Visit, Path(case): Path<String>) -> Response {
    visit
        .show(move |seen| {
            let page = open(seen, &case, Action::AgreePlan)?;
            let form = Form::about(page.version)
                .preset("on", seen.t.figures(seen.today()))
                .preset("goals", page.plan.join("\n"));
            Ok(made(seen, &page, form))
        })
        .await
}

/// Records what was agreed.
pub(crate) async fn send(
    visit: Visit,
    Path(case): Path<String>,
    Posted(mut form): Posted,
) -> Response {
    visit
        .send(move |seen| {
            let page = open(seen, &case, Action::AgreePlan)?;
            if let Some(plan) = read(seen, &mut form)
                && seen.act(&mut form, &page, CaseAct::AgreePlan(plan))?.is_some()
            {
                return Ok(Sent::To(format!("/cases/{case}?done=plan")));
            }
            Ok(Sent::Again(made(seen, &page, form)))
        })
        .await
}

fn read(seen: &Seen<'_>, form: &mut Form) -> Option<AgreePlan> {
    let on = form.day(seen.t, "on", "plan-on");
    let goals = form.required(seen.t, "goals", "plan-goals");
    let goals = goals.lines().map(str::trim).filter(|goal| !goal.is_empty());
    let goals = goals.map(str::to_owned).collect();
    if !form.is_right() {
        return None;
    }
    Some(AgreePlan { agreed: seen.effective(on?, None), goals })
}

fn made(seen: &Seen<'_>, page: &CasePage, form: Form) -> PlanPage {
    PlanPage { t: seen.t, frame: seen.frame(Section::Cases), who: who(seen, page), form }
}
