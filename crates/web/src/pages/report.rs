//! The report of a study before sentence or release: written, checked, sent.

use askama::Template;
use axum::extract::Path;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use bagyt_app::command::CaseAct;
use bagyt_app::outcome::Failure;
use bagyt_app::read::CasePage;
use bagyt_app::report::ReportDraft;
use bagyt_app::role::Action;
use bagyt_casework::fact::CaseFact;

use crate::form::{Choice, Form};
use crate::frame::{Frame, Section};
use crate::pages::case::{open, who};
use crate::pages::case_form::{self, CaseForm, CheckedForm};
use crate::pages::check::Check;
use crate::pages::submission::paper_words;
use crate::parts::{Fact, Who};
use crate::posted::Posted;
use crate::texts::Texts;
use crate::visit::{Seen, Visit, named};

#[derive(Template)]
#[template(path = "report.html")]
struct ReportPage {
    t: Texts,
    frame: Frame,
    who: Who,
    form: Form,
    court: String,
    duties: Vec<Choice>,
}

/// Longest conclusion, in characters: what four pages hold.
const CONCLUSION_MAX: usize = 12_000;

/// The report of one study.
struct Report {
    case: String,
}

/// Shows the form.
pub(crate) async fn show(visit: Visit, Path(case): Path<String>) -> Response {
    case_form::show(visit, Report { case }).await
}

/// Shows the report to be checked, then sends it.
pub(crate) async fn send(visit: Visit, Path(case): Path<String>, Posted(form): Posted) -> Response {
    case_form::send_checked(visit, Report { case }, form).await
}

impl CaseForm for Report {
    type Shown = ReportPage;
    type Read = ReportDraft;

    fn open(&self, seen: &Seen<'_>) -> Result<CasePage, Failure> {
        open(seen, &self.case, Action::SendReport)
    }

    fn shown(&self, seen: &Seen<'_>, page: &CasePage, form: Form) -> Result<ReportPage, Failure> {
        let (t, words) = (seen.t, seen.words());
        let codes = seen.tables().codes().obligations.keys();
        Ok(ReportPage {
            t,
            frame: seen.frame(Section::Cases),
            who: who(seen, page),
            form,
            court: words.counterpart(&page.court),
            duties: codes.map(|code| Choice::new(code, words.obligation(code))).collect(),
        })
    }

    fn read(&self, seen: &Seen<'_>, _: &CasePage, form: &mut Form) -> Option<ReportDraft> {
        let t = seen.t;
        form.required(t, "conclusion", "report-conclusion");
        let conclusion = form.limited(t, "conclusion", "report-conclusion", CONCLUSION_MAX);
        let known = &seen.tables().codes().obligations;
        let duties = form.values("duties").into_iter().filter(|code| known.contains_key(*code));
        let duties = duties.map(str::to_owned).collect();
        if !form.is_right() {
            return None;
        }
        Some(ReportDraft { duties, conclusion: conclusion? })
    }

    fn act(&self, read: &ReportDraft) -> CaseAct {
        read.act()
    }

    fn record(
        &self,
        seen: &Seen<'_>,
        page: &CasePage,
        form: &mut Form,
        draft: &ReportDraft,
    ) -> Result<bool, Failure> {
        seen.once(form, |command| {
            let (user, case) = (seen.user, page.row.case);
            seen.app.send_report(user, command, case, draft, &|language, key| {
                paper_words(language.tag(), key)
            })
        })
    }

    fn next(&self) -> String {
        format!("/cases/{}?done=report", self.case)
    }
}

impl CheckedForm for Report {
    fn asked(
        &self,
        seen: &Seen<'_>,
        page: &CasePage,
        draft: &ReportDraft,
        _: &[CaseFact],
    ) -> Check {
        let (t, words) = (seen.t, seen.words());
        let duties: Vec<String> = draft.duties.iter().map(|code| words.obligation(code)).collect();
        let duties =
            if duties.is_empty() { t.say("none-yet").into_owned() } else { duties.join("; ") };
        Check {
            title: t.say("report-check-title").into_owned(),
            facts: vec![
                Fact::new(t.say("submission-court"), words.counterpart(&page.court)),
                Fact::new(t.say("report-duties"), duties),
                Fact::new(t.say("report-conclusion"), draft.conclusion.clone()),
            ],
            notes: vec![t.say("report-follows").into_owned()],
            button: t.say("report-button").into_owned(),
        }
    }
}

/// Sends the paper of the report.
pub(crate) async fn paper(visit: Visit, Path(case): Path<String>) -> Response {
    visit
        .answer(move |seen| {
            let paper = seen.app.report_paper(seen.user, named(&case)?)?;
            Ok(([(header::CONTENT_TYPE, "application/pdf")], paper).into_response())
        })
        .await
}
