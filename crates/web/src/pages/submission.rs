//! A submission to the court: drafted by the officer, checked, approved with the password.

use askama::Template;
use axum::extract::Path;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use bagyt_app::command::CaseAct;
use bagyt_app::outcome::Failure;
use bagyt_app::read::{AppealItem, CasePage, HearingItem, SubmissionPage};
use bagyt_app::role::Action;
use bagyt_app::second_factor::Confirmation;
use bagyt_casework::clocks::DEFERRAL;
use bagyt_casework::codes::SubmissionKind;
use bagyt_casework::countersign::{SignedAct, Subject};
use bagyt_casework::fact::SubmissionId;
use bagyt_core::identity::CommandId;
use bagyt_core::refusal::WORDS_MAX;
use uuid::Uuid;

use crate::cited::citation;
use crate::form::{Choice, Form};
use crate::frame::{Frame, Section};
use crate::language::Language;
use crate::pages::case::{open, who};
use crate::pages::countersign::{SignatureNote, note};
use crate::pages::inbox::delivery;
use crate::pages::timeline::beyond_law;
use crate::pages::upholding::told;
use crate::parts::{Fact, Link, Who, tone_of_code};
use crate::posted::Posted;
use crate::texts::Texts;
use crate::visit::{Asked, Seen, Sent, Visit};

#[derive(Template)]
#[template(path = "submission_new.html")]
struct DraftPage {
    t: Texts,
    frame: Frame,
    who: Who,
    form: Form,
    kinds: Vec<Choice>,
    grounds: Vec<Choice>,
    duties: Vec<Choice>,
    signature: Option<SignatureNote>,
}

#[derive(Template)]
#[template(path = "submission.html")]
struct Page {
    t: Texts,
    frame: Frame,
    who: Who,
    form: Form,
    status: String,
    tone: &'static str,
    pdf: String,
    pdf_words: String,
    facts: Vec<Fact>,
    grounds: Vec<String>,
    /// What has moved under the submission and its grounds.
    doubts: Vec<Link>,
    may_approve: bool,
    has_code: bool,
    approve_href: String,
    waits: String,
    way: Vec<Step>,
    court_href: String,
    /// Where a ruling on it that came on paper is recorded; empty if none can be.
    ruling_href: String,
    digest: String,
}

/// A step on the way of a submission.
struct Step {
    tone: &'static str,
    what: String,
    when: String,
    /// Where the scan of its paper is shown; empty where there is none.
    scan: String,
}

impl Step {
    fn new(tone: &'static str, what: impl Into<String>, when: impl Into<String>) -> Step {
        Step { tone, what: what.into(), when: when.into(), scan: String::new() }
    }
}

/// Shows the form of a draft.
pub(crate) async fn begin(visit: Visit, Path(case): Path<String>, asked: Asked) -> Response {
    visit
        .show(move |seen| {
            let page = open(seen, &case, Action::DraftSubmission)?;
            let form = Form::about(page.version).preset("kind", asked.get("kind"));
            drafting(seen, &page, form)
        })
        .await
}

/// Makes the draft.
pub(crate) async fn draft(
    visit: Visit,
    Path(case): Path<String>,
    Posted(mut form): Posted,
) -> Response {
    visit
        .send(move |seen| {
            let page = open(seen, &case, Action::DraftSubmission)?;
            if let Some((submission, act)) = read(seen, &mut form)
                && seen.act(&mut form, &page, act)?.is_some()
            {
                return Ok(Sent::To(format!("/submissions/{submission}?done=submission-drafted")));
            }
            Ok(Sent::Again(drafting(seen, &page, form)?))
        })
        .await
}

fn read(seen: &Seen<'_>, form: &mut Form) -> Option<(SubmissionId, CaseAct)> {
    let t = seen.t;
    let kind = form.code(t, "kind", "submission-kind", SubmissionKind::find);
    let until = form.optional_day(t, "until", "submission-until");
    let words = form.required(t, "reasoning", "submission-reasons");
    form.limited(t, "reasoning", "submission-reasons", WORDS_MAX);
    let grounds = form.values("grounds").into_iter().filter_map(|ground| ground.parse().ok());
    let grounds = grounds.collect();
    let duty = Some(form.value("duty").to_owned()).filter(|duty| !duty.is_empty());
    if !form.is_right() {
        return None;
    }
    // The form's own identifier: a form sent twice makes one draft.
    let submission = SubmissionId(Uuid::parse_str(&form.command).ok()?);
    let kind = kind?;
    let until = until.filter(|_| kind == SubmissionKind::Extend);
    let has_duty = matches!(kind, SubmissionKind::AddDuty | SubmissionKind::LiftDuty);
    let act = CaseAct::DraftSubmission {
        submission,
        kind,
        grounds,
        until,
        duty: duty.filter(|_| has_duty),
        words,
    };
    Some((submission, act))
}

fn drafting(seen: &Seen<'_>, page: &CasePage, form: Form) -> Result<DraftPage, Failure> {
    let t = seen.t;
    let kinds = SubmissionKind::ALL
        .iter()
        .filter(|kind| **kind != SubmissionKind::EndDeferral || page.row.measure == DEFERRAL)
        .map(|kind| Choice::new(kind.code(), t.code("submission_kind", kind.code())));
    let grounds = page.violations.iter().map(|violation| {
        let words =
            format!("{}, {}", t.day(violation.on), t.code("violation_ground", &violation.ground));
        let has_moved = page.moved.iter().any(|review| review.mark.version == violation.version);
        let hint = match violation.contested_on {
            Some(on) => t.fill("submission-ground-contested", &[("day", on.into())]),
            None if has_moved => t.say("submission-ground-moved").into_owned(),
            None => seen.citation(&violation.article),
        };
        Choice::with_hint(violation.version.to_string(), words, hint)
    });
    let mut duties = vec![Choice::new("", t.say("choose"))];
    let codes = seen.tables().codes();
    duties.extend(
        codes.obligations.keys().map(|code| Choice::new(code, seen.words().obligation(code))),
    );
    let kind = SubmissionKind::find(form.value("kind"));
    let signature = match kind {
        Some(kind) => {
            let (act, submission) = (SignedAct::Submission, Some(kind));
            note(seen, page, Subject { act, about: None, submission }, None)?
        }
        None => None,
    };
    Ok(DraftPage {
        t,
        frame: seen.frame(Section::Cases),
        who: who(seen, page),
        form,
        kinds: kinds.collect(),
        grounds: grounds.collect(),
        duties,
        signature,
    })
}

/// Shows a submission, to be checked or read.
pub(crate) async fn show(visit: Visit, Path(submission): Path<String>) -> Response {
    visit
        .show(move |seen| {
            let page = seen.app.submission(seen.user, identifier(&submission)?)?;
            checking(seen, &page, Form::fresh())
        })
        .await
}

/// Sends a draft as the paper that it would become.
pub(crate) async fn preview(visit: Visit, Path(submission): Path<String>) -> Response {
    visit
        .answer(move |seen| {
            let id = identifier(&submission)?;
            let bytes = seen.app.submission_preview(seen.user, id, &|language, key| {
                paper_words(language.tag(), key)
            })?;
            let kind = [(header::CONTENT_TYPE, "application/pdf")];
            let name = format!("inline; filename=\"draft-{submission}.pdf\"");
            Ok((kind, [(header::CONTENT_DISPOSITION, name)], bytes).into_response())
        })
        .await
}

/// Approves a submission with the head's password.
pub(crate) async fn approve(
    visit: Visit,
    Path(submission): Path<String>,
    Posted(mut form): Posted,
) -> Response {
    visit
        .send(move |seen| {
            let id = identifier(&submission)?;
            let page = seen.app.submission(seen.user, id)?;
            // One that is approved already may be this very form, sent twice.
            if page.item.status == "drafted" && !page.may_approve {
                return Err(Failure::Denied);
            }
            let password = form.required(seen.t, "password", "sign-in-password");
            if form.is_right() && seen.may_try(&mut form) && sign(seen, id, &password, &mut form)? {
                seen.tried_well();
                let address = format!("/submissions/{submission}?done=submission-approved");
                return Ok(Sent::To(address));
            }
            let page = seen.app.submission(seen.user, id)?;
            // The second of two clicks brings a code that the first has used up.
            if page.item.status != "drafted" && form.is_wrong("code") {
                return Ok(Sent::To(format!("/submissions/{submission}")));
            }
            Ok(Sent::Again(checking(seen, &page, form)?))
        })
        .await
}

fn sign(
    seen: &Seen<'_>,
    id: SubmissionId,
    password: &str,
    form: &mut Form,
) -> Result<bool, Failure> {
    let Ok(command) = Uuid::parse_str(&form.command) else { return Err(Failure::NotFound) };
    let code = form.value("code").to_owned();
    match seen.app.approve_submission(
        seen.user,
        CommandId(command),
        id,
        Confirmation { password, code: &code },
        &|language, key| paper_words(language.tag(), key),
    ) {
        Ok(_) => Ok(true),
        Err(Failure::Refused(refused)) => {
            seen.refuse(form, &refused);
            Ok(false)
        }
        Err(other) => Err(other),
    }
}

/// The words of a paper for the court, in one of its languages.
pub(crate) fn paper_words(language: &str, key: &str) -> String {
    let t = Texts::of(Language::find(language).unwrap_or(Language::Ru));
    if let Some(cited) = key.strip_prefix("cited/") {
        return citation(t, cited);
    }
    if let Some((family, code)) = key.split_once('/') {
        return t.code(family, code).into_owned();
    }
    match key.strip_prefix("ground-") {
        Some(ground) => t.code("violation_ground", ground.replace('-', "_")).into_owned(),
        None => t.code("court_paper", key).into_owned(),
    }
}

fn identifier(text: &str) -> Result<SubmissionId, Failure> {
    Uuid::parse_str(text).map(SubmissionId).map_err(|_| Failure::NotFound)
}

fn checking(seen: &Seen<'_>, page: &SubmissionPage, form: Form) -> Result<Page, Failure> {
    let (t, item, row) = (seen.t, &page.item, &page.row);
    let grounds = page.grounds.iter().map(|violation| {
        let (day, ground) = (t.day(violation.on), t.code("violation_ground", &violation.ground));
        format!("{day}: {ground}. {}", seen.citation(&violation.article))
    });
    let doubts = page.doubts.iter().map(|doubt| {
        let href = format!("/cases/{}/entries/{}", row.case, doubt.version);
        Link::new(href, told(seen, doubt))
    });
    let digest = item.digest.clone().unwrap_or_default();
    let pdf = match item.status.as_str() {
        "drafted" => format!("/submissions/{}/preview.pdf", item.submission),
        _ if digest.is_empty() => String::new(),
        _ => format!("/documents/{digest}.pdf"),
    };
    let pdf_words = if item.status == "drafted" { "submission-preview" } else { "submission-pdf" };
    let waits = item.status == "drafted" && !page.may_approve;
    let has_code = page.may_approve && seen.app.second_factor(seen.user)?.enrolled;
    Ok(Page {
        t,
        frame: seen.frame(Section::Cases),
        who: Who::of(seen, row, &[]),
        form,
        status: t.code("submission_status", &item.status).into_owned(),
        tone: tone_of_code(&item.status),
        pdf,
        pdf_words: t.say(pdf_words).into_owned(),
        facts: facts(seen, page),
        grounds: grounds.collect(),
        doubts: doubts.collect(),
        may_approve: page.may_approve,
        approve_href: format!("/submissions/{}/approve", item.submission),
        waits: if waits { t.say("submission-waits-head").into_owned() } else { String::new() },
        way: way(seen, page),
        court_href: match (page.may_record, item.status.as_str()) {
            (true, "sent" | "received" | "decided") => {
                format!("/submissions/{}/court", item.submission)
            }
            _ => String::new(),
        },
        ruling_href: match (page.may_record, item.status.as_str()) {
            (true, "sent" | "received") => {
                format!("/cases/{}/ruling?submission={}", row.case, item.submission)
            }
            _ => String::new(),
        },
        digest,
        has_code,
    })
}

fn facts(seen: &Seen<'_>, page: &SubmissionPage) -> Vec<Fact> {
    let (t, words, item) = (seen.t, seen.words(), &page.item);
    let mut facts = vec![
        Fact::new(t.say("submission-court"), words.counterpart(&page.court)),
        Fact::new(t.say("submission-kind"), t.code("submission_kind", &item.kind)),
    ];
    if let Some(until) = page.until {
        facts.push(Fact::new(t.say("submission-until"), t.day(until)));
    }
    if let Some(duty) = &page.duty {
        facts.push(Fact::new(t.say("submission-duty"), words.obligation(duty)));
    }
    if let Some(law) = &page.law {
        let text = format!("{}. {}", seen.citation(&law.article), seen.row_text(&law.text));
        facts.push(Fact::new(t.say("submission-law"), text));
    }
    facts.push(Fact::new(t.say("submission-reasons"), page.words.clone()));
    facts
}

/// The steps that were taken and those that are to come.
fn way(seen: &Seen<'_>, page: &SubmissionPage) -> Vec<Step> {
    let (t, item) = (seen.t, &page.item);
    let message = page.message.as_ref();
    let is_rejected = message.is_some_and(|message| message.status == "rejected");
    let delivery = message.and_then(|message| delivery(seen, message));
    let order = ["drafted", "approved", "sent", "received"];
    let reached = match item.status.as_str() {
        "decided" => order.len(),
        status => order.iter().position(|step| *step == status).unwrap_or_default(),
    };
    let day = |step: &str| match step {
        "drafted" => Some(item.drafted_on),
        "approved" => item.approved_on,
        _ => None,
    };
    let mut steps: Vec<Step> = order
        .iter()
        .enumerate()
        .map(|(place, step)| Step {
            scan: String::new(),
            tone: match () {
                () if *step == "received" && is_rejected => "late",
                () if place <= reached => "calm",
                () => "todo",
            },
            what: t.code("submission_status", step).into_owned(),
            when: match day(step) {
                Some(on) => t.day(on),
                None if *step == "sent" && delivery.is_some() => {
                    delivery.clone().unwrap_or_default()
                }
                None if *step == "received" && is_rejected => {
                    t.code("message_status", "rejected").into_owned()
                }
                None if place > reached => t.say("none-yet").into_owned(),
                None => String::new(),
            },
        })
        .collect();
    steps.extend(before_court(seen, page));
    steps
}

/// The steps before the courts: hearings, rulings, appeals; those to come where there is none yet.
fn before_court(seen: &Seen<'_>, page: &SubmissionPage) -> Vec<Step> {
    let (t, court) = (seen.t, &page.before_court);
    let mut steps: Vec<Step> =
        court.hearings.iter().map(|hearing| sitting(seen, hearing)).collect();
    let to_come = |key: &str| Step::new("todo", t.say(key), t.say("none-yet"));
    if court.hearings.is_empty() && court.rulings.is_empty() {
        steps.push(to_come("court-way-hearing"));
    }
    for ruling in &court.rulings {
        let passed_on = ruling.passed_on.unwrap_or(ruling.received_on);
        let number = ruling.number.as_str().into();
        let values = [("number", number), ("day", ruling.in_force_on.into())];
        let mut when = vec![t.day(passed_on), t.fill("court-way-in-force", &values)];
        when.extend(ruling.on_paper.then(|| t.say("court-way-on-paper").into_owned()));
        match &ruling.appeal_until {
            _ if !ruling.holds => when.push(t.say("court-way-taken-back").into_owned()),
            Some((until, row)) => {
                let article = row.as_ref().map(|row| seen.citation(&row.article));
                let article = article.unwrap_or_default().into();
                let values = [("day", (*until).into()), ("article", article)];
                when.push(t.fill("court-appeal-until", &values));
            }
            None => {}
        }
        when.extend(ruling.beyond.as_ref().map(|beyond| beyond_law(seen, beyond)));
        let href = ruling.scan.map(|scan| format!("/cases/{}/scans/{scan}", page.row.case));
        let change = t.code("order_change", &ruling.change);
        let what = format!("{}: {change}", t.say("court-way-ruling"));
        let tone = if ruling.holds { "calm" } else { "soon" };
        steps.push(Step {
            scan: href.unwrap_or_default(),
            ..Step::new(tone, what, when.join(" · "))
        });
    }
    if court.ruling().is_none() {
        steps.push(to_come("court-way-ruling"));
    }
    steps.extend(court.appeals.iter().map(|appeal| appealed(seen, appeal)));
    steps
}

fn sitting(seen: &Seen<'_>, hearing: &HearingItem) -> Step {
    let t = seen.t;
    let mut when = vec![t.moment(hearing.begins_at, seen.zone())];
    when.push(t.code("hearing_status", &hearing.status).into_owned());
    let called = [("officer", hearing.officer_called), ("client", hearing.client_called)];
    let called = called.iter().filter(|(_, called)| *called);
    let called: Vec<_> = called.map(|(whom, _)| t.code("court_called", *whom)).collect();
    if !called.is_empty() {
        when.push(format!("{} {}", t.say("court-step-called"), called.join(", ")));
    }
    if let Some((on, row)) = &hearing.notice_by {
        let article = seen.citation(&row.article).into();
        when.push(t.fill("court-notice-by", &[("day", (*on).into()), ("article", article)]));
    }
    when.extend(Some(hearing.words.clone()).filter(|words| !words.is_empty()));
    let tone = if hearing.status == "fixed" { "soon" } else { "calm" };
    Step::new(tone, t.say("court-way-hearing"), when.join(" · "))
}

fn appealed(seen: &Seen<'_>, appeal: &AppealItem) -> Step {
    let t = seen.t;
    let lodged = format!("{}, № {}", t.day(appeal.lodged_on), appeal.number);
    let decided = appeal.decision.as_ref().map(|decision| {
        let outcome = t.code("appeal_outcome", &decision.outcome);
        format!("{}: {outcome}, № {}. {}", t.day(decision.on), decision.number, decision.words)
    });
    let when: Vec<String> = std::iter::once(lodged).chain(decided).collect();
    let tone = if appeal.decision.is_some() { "calm" } else { "soon" };
    let what = format!("{}: {}", t.say("court-way-appeal"), t.code("appellant", &appeal.by));
    Step::new(tone, what, when.join(" · "))
}
