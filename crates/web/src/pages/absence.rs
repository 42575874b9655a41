//! Weighing an absence, step by step: hear the client, accept the reason or establish a
//! violation, issue the warning. Each step is a person's act with a reason.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use bagyt_app::command::CaseAct;
use bagyt_app::outcome::Failure;
use bagyt_app::read::{AbsenceItem, CasePage, EntryAct, LetterItem};
use bagyt_app::role::Action;
use bagyt_casework::absence::AwaitEvidence;
use bagyt_casework::codes::{AbsenceReason, ExplanationForm, LetterKind, ViolationGround};
use bagyt_casework::compliance::{AcceptReason, ReceiveExplanation};
use bagyt_casework::countersign::{SignedAct, Subject};

use crate::form::{Choice, Form};
use crate::frame::{Frame, Section};
use crate::pages::case::{open, who};
use crate::pages::countersign::{SignatureNote, note};
use crate::pages::request::permission_on;
use crate::pages::violation::warning_of;
use crate::parts::{Fact, Link, Who, tone_of_code};
use crate::posted::Posted;
use crate::texts::Texts;
use crate::visit::{Seen, Sent, Visit};

#[derive(Template)]
#[template(path = "absence.html")]
struct AbsencePage {
    t: Texts,
    frame: Frame,
    who: Who,
    form: Form,
    step: &'static str,
    /// Whether evidence may be awaited.
    may_await: bool,
    /// Whether a reason may be accepted although a violation was established.
    may_excuse: bool,
    letters: Vec<Link>,
    /// The letter that may be issued now; empty where there is none.
    write: Option<Link>,
    status: String,
    tone: &'static str,
    facts: Vec<Fact>,
    forms: Vec<Choice>,
    decisions: Vec<Choice>,
    reasons: Vec<Choice>,
    grounds: Vec<Choice>,
    contest: String,
    signature: Option<SignatureNote>,
    /// What was typed into a form that came too late and is not offered any more.
    unwritten: Vec<String>,
}

/// Shows where the absence stands and what comes next.
pub(crate) async fn show(visit: Visit, Path((case, version)): Path<(String, String)>) -> Response {
    visit
        .show(move |seen| {
            let page = open(seen, &case, Action::ViewCase)?;
            let today = seen.t.figures(seen.today());
            let form = Form::about(page.version)
                .preset("excused_on", today.clone())
                .preset("on", today)
                .preset("ground", "no_show");
            made(seen, &page, &version, form)
        })
        .await
}

/// Records the next step.
pub(crate) async fn send(
    visit: Visit,
    Path((case, version)): Path<(String, String)>,
    Posted(mut form): Posted,
) -> Response {
    visit
        .send(move |seen| {
            let page = open(seen, &case, Action::ViewCase)?;
            let absence = find(&page, &version)?;
            if !page.may.contains(&action_of(form.value("step"))) {
                return Err(Failure::Denied);
            }
            if let Some((act, done)) = read(seen, &mut form, &page, absence)
                && seen.act(&mut form, &page, act)?.is_some()
            {
                return Ok(Sent::To(format!("/cases/{case}/absences/{version}?done={done}")));
            }
            Ok(Sent::Again(made(seen, &page, &version, form)?))
        })
        .await
}

fn action_of(step: &str) -> Action {
    match step {
        "decision" | "excuse" => Action::WeighAbsence,
        "warning" => Action::Warn,
        _ => Action::RecordAbsence,
    }
}

fn find<'a>(page: &'a CasePage, version: &str) -> Result<&'a AbsenceItem, Failure> {
    let found = page.absences.iter().find(|absence| absence.version.to_string() == version);
    found.ok_or(Failure::NotFound)
}

/// The violation that was established from an absence, as its entry names it.
fn violation_of(page: &CasePage, absence: u32) -> Option<u32> {
    let named = |details: &[(String, String)]| {
        details.iter().any(|(name, value)| name == "absence" && *value == absence.to_string())
    };
    let mut established =
        page.timeline.iter().filter(|item| item.kind == "casework.violation.established");
    established.find(|item| !item.withdrawn && named(&item.details)).map(|item| item.version)
}

/// What comes next, as far as the reader may do it.
fn step(page: &CasePage, absence: &AbsenceItem) -> &'static str {
    let may = |action| page.may.contains(&action);
    match absence.status.as_str() {
        "awaiting_reason" if !absence.heard && may(Action::RecordAbsence) => "explanation",
        "awaiting_reason" if absence.heard && may(Action::WeighAbsence) => "decision",
        "violation" if may(Action::Warn) => "warning",
        _ => "done",
    }
}

fn read(
    seen: &Seen<'_>,
    form: &mut Form,
    page: &CasePage,
    absence: &AbsenceItem,
) -> Option<(CaseAct, &'static str)> {
    let t = seen.t;
    match form.value("step").to_owned().as_str() {
        "explanation" => {
            let kind = form.code(t, "form", "absence-form", ExplanationForm::find);
            let on = form.day(t, "on", "absence-received-on");
            let words = form.value("words").to_owned();
            let (form_of, on) = (kind?, on?);
            let received = seen.effective(on, None);
            let absence = absence.version;
            let heard = ReceiveExplanation { absence, received, form: form_of, words };
            Some((CaseAct::ReceiveExplanation(heard), "explanation"))
        }
        "decision" => read_decision(seen, form, absence.version),
        "excuse" => read_excuse(seen, form, absence.version),
        "await" => {
            let until = form.day(t, "until", "await-until");
            let words = form.required(t, "evidence", "await-what");
            form.call("words", "evidence");
            let await_evidence = AwaitEvidence { absence: absence.version, until: until?, words };
            form.is_right().then_some((CaseAct::AwaitEvidence(await_evidence), "await"))
        }
        "warning" => {
            let on = form.day(t, "on", "warning-on")?;
            let Some(violation) = violation_of(page, absence.version) else {
                form.refuse("", t.say("wrong-changed"));
                return None;
            };
            let words = form.value("words").to_owned();
            let issued = seen.effective(on, None);
            Some((CaseAct::Warn { violation, issued, words }, "warning"))
        }
        _ => {
            form.refuse("", t.say("bad-request-text"));
            None
        }
    }
}

fn read_decision(
    seen: &Seen<'_>,
    form: &mut Form,
    absence: u32,
) -> Option<(CaseAct, &'static str)> {
    let t = seen.t;
    let decision = form.choice(t, "decision", "absence-decision", &["accept", "violation"]);
    let on = form.day(t, "on", "absence-decided-on");
    let words = form.required(t, "words", "absence-why");
    if decision.as_deref() == Some("accept") {
        let reason = form.code(t, "reason", "absence-reason", AbsenceReason::find);
        let accepted = seen.effective(on?, None);
        let act = AcceptReason { absence, accepted, reason: reason?, words };
        return form.is_right().then_some((CaseAct::AcceptReason(act), "accepted"));
    }
    let ground = form.code(t, "ground", "absence-ground", ViolationGround::find);
    let (on, ground) = (on?, ground?);
    let act = CaseAct::EstablishViolation {
        ground,
        absence: Some(absence),
        breach: None,
        established: seen.effective(on, None),
        malicious: false,
        reason: words,
        warn: false,
    };
    form.is_right().then_some((act, "violation"))
}

/// Reads a reason that is accepted after a violation was established.
fn read_excuse(seen: &Seen<'_>, form: &mut Form, absence: u32) -> Option<(CaseAct, &'static str)> {
    let t = seen.t;
    let reason = form.code(t, "reason", "absence-reason", AbsenceReason::find);
    let on = form.day(t, "excused_on", "absence-decided-on");
    let words = form.required(t, "excuse", "absence-why");
    form.call("on", "excused_on");
    form.call("words", "excuse");
    let accepted = seen.effective(on?, None);
    let act = AcceptReason { absence, accepted, reason: reason?, words };
    form.is_right().then_some((CaseAct::AcceptReason(act), "excused"))
}

/// The letters that were issued, each with its paper.
fn letters(seen: &Seen<'_>, case: &str, absence: &AbsenceItem) -> Vec<Link> {
    let t = seen.t;
    let link = |letter: &LetterItem| {
        let kind = t.code("letter_kind", letter.letter.code());
        let language = t.code("language", &letter.language);
        let words = format!("{kind}, {}, {language}", t.figures(letter.issued_on));
        let due = letter.respond_by.map(|day| t.fill("letter-due", &[("day", day.into())]));
        let words = [Some(words), due].into_iter().flatten().collect::<Vec<_>>().join(", ");
        Link::new(format!("{case}/letters/{}", letter.version), words)
    };
    absence.letters.iter().map(link).collect()
}

/// The letter that the standing of the absence asks for, if it was not issued yet.
fn letter_to_write(
    seen: &Seen<'_>,
    case: &str,
    page: &CasePage,
    absence: &AbsenceItem,
) -> Option<Link> {
    let (letter, about) = match (absence.warning, absence.status.as_str()) {
        (Some(warning), _) => (LetterKind::Warning, warning),
        (None, "awaiting_reason") if !absence.heard => {
            (LetterKind::ExplanationRequest, absence.version)
        }
        _ => return None,
    };
    let was_issued = absence.letters.iter().any(|one| one.letter == letter);
    let version = absence.version;
    let code = letter.code();
    let href = format!("{case}/letters/new?letter={code}&about={about}&absence={version}");
    let may = page.may.contains(&Action::Warn) && !was_issued;
    may.then(|| Link::new(href, seen.t.code("letter_write", code)))
}

fn made(
    seen: &Seen<'_>,
    page: &CasePage,
    version: &str,
    form: Form,
) -> Result<AbsencePage, Failure> {
    let t = seen.t;
    let absence = find(page, version)?;
    let mut facts = vec![Fact::new(t.say("absence-missed-on"), t.weekday(absence.on))];
    if let Some(permission) = permission_on(t, page, absence.on) {
        facts.push(Fact::new(t.say("request-absence"), permission));
    }
    if let Some(until) = absence.awaited_until {
        facts.push(Fact::new(t.say("await-until"), t.weekday(until)));
    }
    if let Some(words) = &absence.explanation {
        facts.push(Fact::new(t.say("absence-said"), words.clone()));
    }
    let forms = ExplanationForm::ALL
        .iter()
        .map(|one| Choice::new(one.code(), t.code("explanation_form", one.code())));
    let reasons = AbsenceReason::ALL
        .iter()
        .map(|one| Choice::new(one.code(), t.code("absence_reason", one.code())));
    let grounds = ViolationGround::ALL
        .iter()
        .map(|one| Choice::new(one.code(), t.code("violation_ground", one.code())));
    let can_contest = page
        .timeline
        .iter()
        .any(|item| item.version == absence.version && item.may.contains(&EntryAct::Contest));
    let contest = format!("/cases/{}/entries/{}/contest", page.row.case, absence.version);
    let who = who(seen, page);
    let weighs = page.may.contains(&Action::WeighAbsence);
    let may_await =
        absence.status == "awaiting_reason" && page.may.contains(&Action::RecordAbsence);
    let signature = signature_of(seen, page, absence)?;
    let may_excuse = weighs && matches!(absence.status.as_str(), "violation" | "warned");
    Ok(AbsencePage {
        t,
        contest: if can_contest { contest } else { String::new() },
        frame: seen.frame(Section::Cases),
        letters: letters(seen, &who.href, absence),
        write: letter_to_write(seen, &who.href, page, absence),
        who,
        unwritten: form.unwritten(
            &["words", "evidence", "excuse"],
            match form.value("step") {
                "await" => may_await,
                "excuse" => may_excuse,
                sent => sent == step(page, absence),
            },
        ),
        form,
        step: step(page, absence),
        may_await,
        may_excuse,
        status: t.code("absence_status", &absence.status).into_owned(),
        tone: tone_of_code(&absence.status),
        facts,
        forms: forms.collect(),
        decisions: vec![
            Choice::with_hint("accept", t.say("decision-accept"), t.say("decision-accept-hint")),
            Choice::with_hint(
                "violation",
                t.say("decision-violation"),
                t.say("decision-violation-hint"),
            ),
        ],
        reasons: reasons.collect(),
        grounds: grounds.collect(),
        signature,
    })
}

/// What the next step needs where its row is not verified.
fn signature_of(
    seen: &Seen<'_>,
    page: &CasePage,
    absence: &AbsenceItem,
) -> Result<Option<SignatureNote>, Failure> {
    let about = Some(absence.version);
    let subject = match (step(page, absence), violation_of(page, absence.version)) {
        ("decision", _) => Subject { act: SignedAct::Violation, about, submission: None },
        ("warning", Some(violation)) => warning_of(violation),
        _ => return Ok(None),
    };
    note(seen, page, subject, None)
}
