//! The page of a court's clerk: what waits for a receipt, the hearings, the bundles, and which of
//! the court's acts the service has registered.

use askama::Template;
use axum::extract::Path;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use bagyt_app::court::{CourtAct, CourtDay, CourtLine, CourtPage};
use bagyt_app::outcome::Failure;
use bagyt_casework::fact::SubmissionId;

use crate::form::{Choice, Form};
use crate::format::clock;
use crate::frame::{Frame, Section};
use crate::parts::{Fact, tone_of_code};
use crate::posted::Posted;
use crate::texts::Texts;
use crate::visit::{Seen, Sent, Visit, named};

#[derive(Template)]
#[template(path = "court.html")]
struct ListPage {
    t: Texts,
    frame: Frame,
    lead: String,
    waiting: Vec<Row>,
    hearings: Vec<Row>,
    others: Vec<Row>,
    acts: Vec<ActRow>,
}

/// A submission in a list.
struct Row {
    href: String,
    number: String,
    name: String,
    what: String,
    from: String,
    on: String,
    tone: &'static str,
    status: String,
    pdf: String,
}

/// An act of the court in a list.
struct ActRow {
    number: String,
    what: String,
    received: String,
    tone: &'static str,
    registered: String,
}

#[derive(Template)]
#[template(path = "court_submission.html")]
struct SubmissionPage {
    t: Texts,
    frame: Frame,
    form: Form,
    title: String,
    facts: Vec<Fact>,
    pdf: String,
    action: String,
    waits: bool,
    hears: bool,
    moves: bool,
    called: Vec<Choice>,
}

/// Longest words, in characters.
const WORDS_MAX: usize = 2_000;
/// Longest number of a court, in characters.
const NUMBER_MAX: usize = 60;

/// Shows the lists of the court.
pub(crate) async fn list(visit: Visit) -> Response {
    visit
        .show(|seen| {
            let page = seen.app.court_page(seen.user)?;
            Ok(listed(seen, &page))
        })
        .await
}

/// Shows one submission with what can be recorded of it.
pub(crate) async fn show(visit: Visit, Path(submission): Path<String>) -> Response {
    visit
        .show(move |seen| {
            let line = seen.app.court_line(seen.user, SubmissionId(named(&submission)?))?;
            let form = match line.hearing {
                Some((_, at)) => {
                    let local = at.to_zoned(seen.zone().time_zone());
                    Form::fresh()
                        .preset("on", seen.t.figures(local.date()))
                        .preset("at", clock(local.time()))
                }
                None => Form::fresh(),
            };
            Ok(made(seen, &line, form))
        })
        .await
}

/// Records a receipt or the day of a hearing.
pub(crate) async fn send(
    visit: Visit,
    Path(submission): Path<String>,
    Posted(mut form): Posted,
) -> Response {
    visit
        .send(move |seen| {
            let id = SubmissionId(named(&submission)?);
            let line = seen.app.court_line(seen.user, id)?;
            let is_hearing = form.value("step") == "hearing";
            let (recorded, done) = match is_hearing {
                true => (fix(seen, id, &mut form)?, "court-hearing"),
                // The second of two clicks finds the receipt on record.
                false if line.status != "sent" => (true, "court-received"),
                false => (confirm(seen, id, &mut form)?, "court-received"),
            };
            if recorded {
                return Ok(Sent::To(format!("/court/{submission}?done={done}")));
            }
            Ok(Sent::Again(made(seen, &line, form)))
        })
        .await
}

/// Sends the bundle of a submission.
pub(crate) async fn document(visit: Visit, Path(name): Path<String>) -> Response {
    visit
        .answer(move |seen| {
            let digest = name.strip_suffix(".pdf").ok_or(Failure::NotFound)?.to_owned();
            let bytes = seen.app.court_document(seen.user, &digest)?;
            let kind = [(header::CONTENT_TYPE, "application/pdf")];
            let name = format!("inline; filename=\"{digest}.pdf\"");
            Ok((kind, [(header::CONTENT_DISPOSITION, name)], bytes).into_response())
        })
        .await
}

fn confirm(seen: &Seen<'_>, id: SubmissionId, form: &mut Form) -> Result<bool, Failure> {
    let number = form.required(seen.t, "receipt", "court-receipt");
    form.limited(seen.t, "receipt", "court-receipt", NUMBER_MAX);
    if !form.is_right() {
        return Ok(false);
    }
    let app = seen.app;
    let confirmed =
        seen.record(form, |command| app.confirm_for_court(seen.user, command, id, &number))?;
    Ok(confirmed.is_some())
}

fn fix(seen: &Seen<'_>, id: SubmissionId, form: &mut Form) -> Result<bool, Failure> {
    let t = seen.t;
    let on = form.day(t, "on", "court-step-on");
    form.required(t, "at", "court-step-at");
    let at = form.optional_time(t, "at", "court-step-at");
    let words = form.limited(t, "words", "court-step-words", WORDS_MAX).unwrap_or_default();
    let begins_at = on.zip(at).and_then(|(on, at)| seen.instant(on, at));
    let Some(begins_at) = begins_at.filter(|_| form.is_right()) else { return Ok(false) };
    let day = CourtDay {
        begins_at,
        officer_called: form.is_chosen("called", "officer"),
        client_called: form.is_chosen("called", "client"),
        words,
    };
    let app = seen.app;
    let fixed = seen.record(form, |command| app.fix_for_court(seen.user, command, id, day))?;
    Ok(fixed.is_some())
}

fn listed(seen: &Seen<'_>, page: &CourtPage) -> ListPage {
    let t = seen.t;
    let rows = |wanted: &dyn Fn(&&CourtLine) -> bool| -> Vec<Row> {
        page.lines.iter().filter(wanted).map(|line| row(seen, line)).collect()
    };
    let mut heard: Vec<&CourtLine> =
        page.lines.iter().filter(|line| line.hearing.is_some()).collect();
    heard.sort_by_key(|line| line.hearing.map(|(_, at)| at));
    ListPage {
        t,
        frame: seen.frame(Section::Court),
        lead: seen.words().counterpart(&page.court),
        waiting: rows(&|line| line.status == "sent"),
        hearings: heard.into_iter().map(|line| row(seen, line)).collect(),
        others: rows(&|line| line.status != "sent" && line.hearing.is_none()),
        acts: page.acts.iter().map(|act| act_row(t, act)).collect(),
    }
}

fn row(seen: &Seen<'_>, line: &CourtLine) -> Row {
    let t = seen.t;
    let hearing = line.hearing.map(|(_, at)| t.moment(at, seen.zone()));
    let decided = line
        .decided
        .as_ref()
        .map(|(on, outcome)| format!("{}, {}", t.day(*on), t.code("order_change", outcome)));
    let sent = line.approved_on.map(|on| t.day(on));
    Row {
        href: format!("/court/{}", line.submission),
        number: line.number.clone(),
        name: seen.name(&line.name),
        what: t.code("submission_kind", &line.kind).into_owned(),
        from: seen.words().office(&line.office),
        on: hearing.or(decided).or(sent).unwrap_or_default(),
        tone: tone_of_code(&line.status),
        status: t.code("submission_status", &line.status).into_owned(),
        pdf: pdf(line),
    }
}

fn pdf(line: &CourtLine) -> String {
    line.digest.as_ref().map_or(String::new(), |digest| format!("/court/documents/{digest}.pdf"))
}

fn act_row(t: Texts, act: &CourtAct) -> ActRow {
    let (tone, registered) = match act.registered_on {
        Some(on) => ("calm", t.with("court-act-registered", "day", t.day(on))),
        None => ("soon", t.code("message_status", &act.status).into_owned()),
    };
    ActRow {
        number: act.number.clone(),
        what: t.code("message_kind", &act.kind).into_owned(),
        received: t.day(act.received_on),
        tone,
        registered,
    }
}

fn made(seen: &Seen<'_>, line: &CourtLine, form: Form) -> SubmissionPage {
    let t = seen.t;
    let mut facts = vec![
        Fact::new(t.say("court-client"), seen.name(&line.name)),
        Fact::new(t.say("submission-kind"), t.code("submission_kind", &line.kind)),
        Fact::new(t.say("court-from"), seen.words().office(&line.office)),
        Fact::new(t.say("column-state"), t.code("submission_status", &line.status)),
    ];
    if let Some(on) = line.approved_on {
        facts.push(Fact::new(t.say("court-sent-on"), t.day(on)));
    }
    if let Some((_, at)) = line.hearing {
        facts.push(Fact::new(t.say("court-way-hearing"), t.moment(at, seen.zone())));
    }
    if let Some((on, outcome)) = &line.decided {
        let text = format!("{}, {}", t.day(*on), t.code("order_change", outcome));
        facts.push(Fact::new(t.say("court-way-ruling"), text));
    }
    let called = ["officer", "client"].map(|whom| Choice::new(whom, t.code("court_called", whom)));
    SubmissionPage {
        t,
        frame: seen.frame(Section::Court),
        form,
        title: t.with("court-case", "number", line.number.as_str()),
        facts,
        pdf: pdf(line),
        action: format!("/court/{}", line.submission),
        waits: line.status == "sent",
        hears: line.decided.is_none(),
        moves: line.hearing.is_some(),
        called: called.into(),
    }
}
