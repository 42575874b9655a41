//! Assessing risk and needs: a person's judgement with its reasons.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use bagyt_app::command::CaseAct;
use bagyt_app::read::CasePage;
use bagyt_app::role::Action;
use bagyt_casework::assessment::MakeAssessment;
use bagyt_casework::codes::{Need, Risk};

use crate::form::{Choice, Form};
use crate::frame::{Frame, Section};
use crate::pages::case::{open, who};
use crate::parts::Who;
use crate::posted::Posted;
use crate::texts::Texts;
use crate::visit::{Seen, Sent, Visit};

#[derive(Template)]
#[template(path = "assessment.html")]
struct AssessmentPage {
    t: Texts,
    frame: Frame,
    who: Who,
    form: Form,
    risks: Vec<Choice>,
    needs: Vec<Choice>,
}

/// Shows the form.
pub(crate) async fn show(visit: Visit, Path(case): Path<String>) -> Response {
    visit
        .show(move |seen| {
            let page = open(seen, &case, Action::Assess)?;
            let form = Form::about(page.version).preset("on", seen.t.figures(seen.today()));
            Ok(made(seen, &page, form))
        })
        .await
}

/// Records the assessment.
pub(crate) async fn send(
    visit: Visit,
    Path(case): Path<String>,
    Posted(mut form): Posted,
) -> Response {
    visit
        .send(move |seen| {
            let page = open(seen, &case, Action::Assess)?;
            if let Some(assessment) = read(seen, &mut form)
                && seen.act(&mut form, &page, CaseAct::Assess(assessment))?.is_some()
            {
                return Ok(Sent::To(format!("/cases/{case}?done=assessment")));
            }
            Ok(Sent::Again(made(seen, &page, form)))
        })
        .await
}

fn read(seen: &Seen<'_>, form: &mut Form) -> Option<MakeAssessment> {
    let t = seen.t;
    let on = form.day(t, "on", "assessment-on");
    let risk = form.code(t, "risk", "assessment-risk", Risk::find);
    let reason = form.required(t, "reason", "assessment-reason");
    let needs = form.values("needs").into_iter().filter_map(Need::find).collect();
    if !form.is_right() {
        return None;
    }
    Some(MakeAssessment { made: seen.effective(on?, None), risk: risk?, needs, reason })
}

fn made(seen: &Seen<'_>, page: &CasePage, form: Form) -> AssessmentPage {
    let t = seen.t;
    let risks = Risk::ALL.iter().map(|risk| Choice::new(risk.code(), t.code("risk", risk.code())));
    let needs = Need::ALL.iter().map(|need| Choice::new(need.code(), t.code("need", need.code())));
    AssessmentPage {
        t,
        frame: seen.frame(Section::Cases),
        who: who(seen, page),
        form,
        risks: risks.collect(),
        needs: needs.collect(),
    }
}
