//! What the court's papers say of a submission: a hearing fixed, moved, cancelled or held, an appeal
//! and what became of it. One step is recorded at a time; the page offers those that can come next.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use bagyt_app::command::CaseAct;
use bagyt_app::outcome::Failure;
use bagyt_app::read::SubmissionPage;
use bagyt_casework::appeal::{DecideAppeal, LodgeAppeal};
use bagyt_casework::codes::{AppealOutcome, Appellant};
use bagyt_casework::fact::{HearingId, SubmissionId};
use bagyt_casework::hearing::{CancelHearing, FixHearing, HoldHearing, MoveHearing};
use jiff::Timestamp;
use uuid::Uuid;

use crate::form::{Choice, Form};
use crate::format::clock;
use crate::frame::{Frame, Section};
use crate::parts::{Link, Who};
use crate::posted::Posted;
use crate::texts::Texts;
use crate::visit::{Asked, Seen, Sent, Visit, named};

#[derive(Template)]
#[template(path = "court_step.html")]
struct StepPage {
    t: Texts,
    frame: Frame,
    who: Who,
    form: Form,
    /// The step of the form; empty where nothing can be recorded now.
    step: String,
    title: String,
    about: String,
    others: Vec<Link>,
    called: Vec<Choice>,
    appellants: Vec<Choice>,
    restored: Vec<Choice>,
    outcomes: Vec<Choice>,
    back: String,
}

/// Longest words, in characters.
const WORDS_MAX: usize = 2_000;
/// Longest number of a court, in characters.
const NUMBER_MAX: usize = 60;

/// Shows the form of a step.
pub(crate) async fn show(visit: Visit, Path(submission): Path<String>, asked: Asked) -> Response {
    visit
        .show(move |seen| {
            let page = open(seen, &submission)?;
            let steps = steps(seen, &page);
            let asked = asked.get("step");
            let step = steps.iter().find(|step| **step == asked).or(steps.first());
            let step = step.copied().unwrap_or_default();
            let form = filled(seen, &page, step);
            Ok(made(seen, &page, step, form))
        })
        .await
}

/// Records a step.
pub(crate) async fn send(
    visit: Visit,
    Path(submission): Path<String>,
    Posted(mut form): Posted,
) -> Response {
    visit
        .send(move |seen| {
            let page = open(seen, &submission)?;
            let step = form.value("step").to_owned();
            if let Some(act) = read(seen, &page, &step, &mut form)
                && seen.act_on(&mut form, (page.row.case, page.version), act)?.is_some()
            {
                return Ok(Sent::To(format!("/submissions/{submission}?done=court-step")));
            }
            if form.is_right() && !form.is_refused() {
                form.refuse("", seen.t.say("court-step-none"));
            }
            Ok(Sent::Again(made(seen, &page, &step, form)))
        })
        .await
}

fn open(seen: &Seen<'_>, submission: &str) -> Result<SubmissionPage, Failure> {
    let page = seen.app.submission(seen.user, SubmissionId(named(submission)?))?;
    if page.may_record { Ok(page) } else { Err(Failure::Denied) }
}

/// The steps that can come next, the likeliest first.
fn steps(seen: &Seen<'_>, page: &SubmissionPage) -> Vec<&'static str> {
    let court = &page.before_court;
    if court.open_appeal().is_some() {
        return vec!["outcome", "appeal"];
    }
    if court.ruling().is_some() {
        return vec!["appeal"];
    }
    match (court.open_hearing(), page.item.status.as_str()) {
        (Some(hearing), _) if seen.app.now() < hearing.begins_at => vec!["move", "cancel", "held"],
        (Some(_), _) => vec!["held", "move", "cancel"],
        (None, "sent" | "received") => vec!["fix"],
        (None, _) => Vec::new(),
    }
}

fn filled(seen: &Seen<'_>, page: &SubmissionPage, step: &str) -> Form {
    let form = Form::about(page.version);
    let hearing = page.before_court.open_hearing();
    match (step, hearing) {
        ("move", Some(hearing)) => {
            let local = hearing.begins_at.to_zoned(seen.zone().time_zone());
            form.preset("on", seen.t.figures(local.date()))
                .preset("at", clock(local.time()))
                .preset("words", hearing.words.clone())
        }
        ("held", Some(hearing)) => {
            let local = hearing.begins_at.to_zoned(seen.zone().time_zone());
            form.preset("on", seen.t.figures(local.date()))
        }
        _ => form,
    }
}

fn read(seen: &Seen<'_>, page: &SubmissionPage, step: &str, form: &mut Form) -> Option<CaseAct> {
    let words = form.limited(seen.t, "words", "court-step-words", WORDS_MAX).unwrap_or_default();
    match step {
        "fix" | "move" => read_day(seen, page, step, form, words),
        "cancel" => {
            form.required(seen.t, "words", "court-step-words");
            let hearing = HearingId(page.before_court.open_hearing()?.hearing);
            form.is_right().then_some(CaseAct::CancelHearing(CancelHearing { hearing, words }))
        }
        "held" => read_held(seen, page, form, words),
        "appeal" => read_appeal(seen, page, form),
        "outcome" => read_outcome(seen, page, form, words),
        _ => None,
    }
}

fn is_called(form: &Form, whom: &str) -> bool {
    form.is_chosen("called", whom)
}

/// The moment that two fields say together.
fn moment(seen: &Seen<'_>, form: &mut Form, (on, at): (&str, &str)) -> Option<Timestamp> {
    let day = form.day(seen.t, on, "court-step-on");
    form.required(seen.t, at, "court-step-at");
    let time = form.optional_time(seen.t, at, "court-step-at");
    seen.instant(day?, time?)
}

fn read_day(
    seen: &Seen<'_>,
    page: &SubmissionPage,
    step: &str,
    form: &mut Form,
    words: String,
) -> Option<CaseAct> {
    let begins_at = moment(seen, form, ("on", "at"));
    if !form.is_right() {
        return None;
    }
    let begins_at = begins_at?;
    if step == "move" {
        let hearing = HearingId(page.before_court.open_hearing()?.hearing);
        return Some(CaseAct::MoveHearing(MoveHearing { hearing, begins_at, words }));
    }
    Some(CaseAct::FixHearing(FixHearing {
        // The form's own identifier: a form sent twice fixes one hearing.
        hearing: HearingId(Uuid::parse_str(&form.command).ok()?),
        submission: SubmissionId(page.item.submission),
        begins_at,
        officer_called: is_called(form, "officer"),
        client_called: is_called(form, "client"),
        words,
    }))
}

fn read_held(
    seen: &Seen<'_>,
    page: &SubmissionPage,
    form: &mut Form,
    words: String,
) -> Option<CaseAct> {
    let on = form.day(seen.t, "on", "court-step-held-on");
    let is_adjourned = !form.value("to_on").is_empty() || !form.value("to_at").is_empty();
    let adjourned_to = match is_adjourned {
        true => moment(seen, form, ("to_on", "to_at")),
        false => None,
    };
    if !form.is_right() || is_adjourned && adjourned_to.is_none() {
        return None;
    }
    Some(CaseAct::HoldHearing(HoldHearing {
        hearing: HearingId(page.before_court.open_hearing()?.hearing),
        held: seen.effective(on?, None),
        officer_came: is_called(form, "officer"),
        client_came: is_called(form, "client"),
        adjourned_to,
        words,
    }))
}

fn read_appeal(seen: &Seen<'_>, page: &SubmissionPage, form: &mut Form) -> Option<CaseAct> {
    let t = seen.t;
    let by = form.code(t, "by", "court-step-by", Appellant::find);
    let on = form.day(t, "on", "court-step-lodged-on");
    let number = form.required(t, "number", "court-step-number");
    form.limited(t, "number", "court-step-number", NUMBER_MAX);
    if !form.is_right() {
        return None;
    }
    Some(CaseAct::LodgeAppeal(LodgeAppeal {
        ruling: page.before_court.ruling()?.version,
        by: by?,
        lodged: seen.effective(on?, None),
        number,
        restored: form.is_chosen("restored", "yes"),
    }))
}

fn read_outcome(
    seen: &Seen<'_>,
    page: &SubmissionPage,
    form: &mut Form,
    words: String,
) -> Option<CaseAct> {
    let t = seen.t;
    let outcome = form.code(t, "outcome", "court-step-outcome", AppealOutcome::find);
    let on = form.day(t, "on", "court-step-decided-on");
    let number = form.required(t, "number", "court-step-number");
    form.limited(t, "number", "court-step-number", NUMBER_MAX);
    if !form.is_right() {
        return None;
    }
    Some(CaseAct::DecideAppeal(DecideAppeal {
        appeal: page.before_court.open_appeal()?.version,
        outcome: outcome?,
        decided: seen.effective(on?, None),
        number,
        words,
    }))
}

/// What the step is about: the hearing as it stands, the ruling with its time, or the appeal.
fn about(seen: &Seen<'_>, page: &SubmissionPage, step: &str) -> String {
    let t = seen.t;
    let court = &page.before_court;
    match step {
        "move" | "cancel" | "held" => court.open_hearing().map_or(String::new(), |hearing| {
            t.with("court-hearing-on", "moment", t.moment(hearing.begins_at, seen.zone()))
        }),
        "appeal" => {
            let until = court.ruling().and_then(|ruling| ruling.appeal_until.as_ref());
            until.map_or(String::new(), |(until, row)| {
                let article = row.as_ref().map(|row| seen.citation(&row.article));
                let article = article.unwrap_or_default();
                let values = [("day", (*until).into()), ("article", article.into())];
                t.fill("court-appeal-until", &values)
            })
        }
        "outcome" => court.open_appeal().map_or(String::new(), |appeal| {
            let by = t.code("appellant", &appeal.by);
            format!("{by}, {}, № {}", t.day(appeal.lodged_on), appeal.number)
        }),
        _ => String::new(),
    }
}

fn made(seen: &Seen<'_>, page: &SubmissionPage, step: &str, form: Form) -> StepPage {
    let t = seen.t;
    let steps = steps(seen, page);
    let known = steps.contains(&step);
    let step = if known { step } else { steps.first().copied().unwrap_or_default() };
    let back = format!("/submissions/{}", page.item.submission);
    let others = steps
        .iter()
        .filter(|other| **other != step)
        .map(|other| Link::new(format!("{back}/court?step={other}"), t.code("court_step", *other)));
    let coded = |family, codes: Vec<&str>| -> Vec<Choice> {
        codes.into_iter().map(|code| Choice::new(code, t.code(family, code))).collect()
    };
    StepPage {
        t,
        frame: seen.frame(Section::Cases),
        who: Who::of(seen, &page.row, &[]),
        form,
        title: match step {
            "" => t.say("court-step-title").into_owned(),
            step => t.code("court_step", step).into_owned(),
        },
        about: about(seen, page, step),
        step: step.to_owned(),
        others: others.collect(),
        called: coded("court_called", vec!["officer", "client"]),
        appellants: coded("appellant", Appellant::ALL.iter().map(|one| one.code()).collect()),
        restored: vec![Choice::new("yes", t.say("court-step-restored"))],
        outcomes: coded(
            "appeal_outcome",
            AppealOutcome::ALL.iter().map(|one| one.code()).collect(),
        ),
        back,
    }
}
