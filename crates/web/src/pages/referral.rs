//! Referring a client to services: the list beside the needs with the form for a new referral, and
//! each referral with the step that follows.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use bagyt_app::command::{CaseAct, SupportAct};
use bagyt_app::outcome::Failure;
use bagyt_app::read::{CasePage, NeedLine, ReferralItem, ServiceItem};
use bagyt_app::role::Action;
use bagyt_casework::codes::{
    Need, ReferralAnswer, ReferralAwaits, ReferralEnd, ReferralProgress, ReferralResult,
    ReferralStatus,
};
use bagyt_casework::referral::{AnswerReferral, EndReferral, FollowReferral, Refer, Step};
use bagyt_core::identity::OfficeCode;
use jiff::civil::Date;

use crate::form::{Choice, Form};
use crate::format::days_between;
use crate::frame::{Frame, Section};
use crate::pages::case::{open, who};
use crate::pages::case_form::{self, CaseForm};
use crate::parts::{Chip, Fact, Who, tone_of};
use crate::posted::Posted;
use crate::texts::Texts;
use crate::visit::{Asked, Seen, Visit};

/// Longest words, in characters.
const WORDS_MAX: usize = 4_000;

#[derive(Template)]
#[template(path = "referrals.html")]
pub(crate) struct ListPage {
    t: Texts,
    frame: Frame,
    who: Who,
    form: Form,
    needs: Vec<NeedRow>,
    rows: Vec<Row>,
    /// Whether a client can be referred now.
    can_refer: bool,
    /// Whether the office has a service to which somebody can be referred.
    has_services: bool,
    choices: Vec<Choice>,
    services: Vec<Choice>,
    consent: Vec<Choice>,
}

/// A need with what is done about it.
pub(crate) struct NeedRow {
    pub(crate) need: String,
    pub(crate) chips: Vec<Chip>,
    /// Where to refer for it; empty where that is done or nobody may.
    pub(crate) href: String,
}

/// A referral, as a line of the list shows it.
struct Row {
    need: String,
    service: String,
    made: String,
    chip: Chip,
    next: String,
    href: String,
}

#[derive(Template)]
#[template(path = "referral.html")]
pub(crate) struct OnePage {
    t: Texts,
    frame: Frame,
    who: Who,
    form: Form,
    title: String,
    chip: Chip,
    facts: Vec<Fact>,
    /// `answer`, `started`, `reviewed`, or empty where nothing follows.
    step: &'static str,
    /// What was typed into a step that somebody else took first.
    unwritten: Vec<String>,
    outcomes: Vec<Choice>,
    /// Reasons for which it can end now; none where it cannot.
    reasons: Vec<Choice>,
    results: Vec<Choice>,
}

/// A new referral of one case.
struct Referring {
    case: String,
    need: String,
    right: Action,
}

/// A step of one referral.
struct Stepping {
    case: String,
    version: String,
    right: Action,
}

/// Shows needs and referrals.
pub(crate) async fn list(visit: Visit, Path(case): Path<String>, asked: Asked) -> Response {
    let need = asked.get("need").to_owned();
    case_form::show(visit, Referring { case, need, right: Action::ViewCase }).await
}

/// Records a referral.
pub(crate) async fn refer(
    visit: Visit,
    Path(case): Path<String>,
    Posted(form): Posted,
) -> Response {
    let right = Action::KeepReferrals;
    case_form::send(visit, Referring { case, need: String::new(), right }, form).await
}

/// Shows a referral.
pub(crate) async fn show(visit: Visit, Path((case, version)): Path<(String, String)>) -> Response {
    case_form::show(visit, Stepping { case, version, right: Action::ViewCase }).await
}

/// Records a step.
pub(crate) async fn send(
    visit: Visit,
    Path((case, version)): Path<(String, String)>,
    Posted(form): Posted,
) -> Response {
    case_form::send(visit, Stepping { case, version, right: Action::KeepReferrals }, form).await
}

impl CaseForm for Referring {
    type Shown = ListPage;
    type Read = Refer;

    fn open(&self, seen: &Seen<'_>) -> Result<CasePage, Failure> {
        open(seen, &self.case, self.right)
    }

    fn filled(&self, seen: &Seen<'_>, page: &CasePage, form: Form) -> Result<Form, Failure> {
        let only = match page.needs.as_slice() {
            [only] => only.need.code(),
            _ => "",
        };
        let need = Need::find(&self.need).map_or(only, Need::code);
        Ok(form.preset("on", seen.t.figures(seen.today())).preset("need", need))
    }

    fn shown(&self, seen: &Seen<'_>, page: &CasePage, form: Form) -> Result<ListPage, Failure> {
        let t = seen.t;
        let who = who(seen, page);
        let may = may_refer(page);
        let services = match may {
            true => seen.app.open_services(&OfficeCode(page.row.office.clone()))?,
            false => Vec::new(),
        };
        Ok(ListPage {
            t,
            frame: seen.frame(Section::Cases),
            form,
            needs: need_rows(t, page),
            rows: page.referrals.iter().map(|one| row(seen, &who.href, one)).collect(),
            can_refer: may && !services.is_empty(),
            has_services: !may || !services.is_empty(),
            choices: need_choices(t, page),
            services: services.iter().map(|one| service_choice(t, one)).collect(),
            consent: vec![Choice::new("yes", t.say("referral-consent-yes"))],
            who,
        })
    }

    fn read(&self, seen: &Seen<'_>, _: &CasePage, form: &mut Form) -> Option<Refer> {
        let t = seen.t;
        let need = form.code(t, "need", "referral-need", Need::find);
        let find = |text: &str| text.parse().ok();
        let service = form.code(t, "service", "referral-service", find);
        let on = form.day(t, "on", "referral-on");
        let words = form.required(t, "words", "referral-words");
        form.limited(t, "words", "referral-words", WORDS_MAX);
        // A box that is not ticked is not sent, so that what is refused later finds no field.
        let consented = form.value("consented") == "yes";
        if !consented {
            form.refuse("consented", t.say("refusal-referral-no-consent"));
        }
        if !form.is_right() {
            return None;
        }
        Some(Refer {
            referred: seen.effective(on?, None),
            service: service?,
            need: need?,
            consented,
            words,
        })
    }

    fn act(&self, read: &Refer) -> CaseAct {
        CaseAct::Support(SupportAct::Refer(read.clone()))
    }

    fn next(&self) -> String {
        format!("/cases/{}/referrals?done=referral", self.case)
    }
}

impl CaseForm for Stepping {
    type Shown = OnePage;
    type Read = SupportAct;

    fn open(&self, seen: &Seen<'_>) -> Result<CasePage, Failure> {
        let page = open(seen, &self.case, self.right)?;
        find(&page, &self.version)?;
        Ok(page)
    }

    fn filled(&self, seen: &Seen<'_>, _: &CasePage, form: Form) -> Result<Form, Failure> {
        let today = seen.t.figures(seen.today());
        Ok(form.preset("on", today.clone()).preset("ended_on", today))
    }

    fn shown(&self, seen: &Seen<'_>, page: &CasePage, form: Form) -> Result<OnePage, Failure> {
        let t = seen.t;
        let referral = find(page, &self.version)?;
        let step = step(page, referral);
        let same = form.value("step") == step || form.value("step") == "end";
        let codes: Vec<&str> = ReferralAnswer::ALL.iter().map(|one| one.code()).collect();
        let results: Vec<&str> = ReferralResult::ALL.iter().map(|one| one.code()).collect();
        let reasons = match step {
            "" => &[],
            _ => ends(referral.status),
        };
        let reasons: Vec<&str> = reasons.iter().map(|one| one.code()).collect();
        Ok(OnePage {
            t,
            frame: seen.frame(Section::Cases),
            who: who(seen, page),
            unwritten: form.unwritten(&["words", "end_words"], same),
            form,
            title: t.code("need", referral.need.code()).into_owned(),
            chip: chip(t, referral),
            facts: facts(seen, referral),
            step,
            outcomes: Choice::codes(t, "referral_answer", &codes),
            reasons: Choice::codes(t, "referral_end", &reasons),
            results: Choice::codes(t, "referral_result", &results),
        })
    }

    fn read(&self, seen: &Seen<'_>, page: &CasePage, form: &mut Form) -> Option<SupportAct> {
        let t = seen.t;
        let referral = find(page, &self.version).ok()?.version;
        match form.value("step") {
            "end" => {
                form.call("on", "ended_on");
                form.call("words", "end_words");
                let on = form.day(t, "ended_on", "referral-ended-on");
                let reason = form.code(t, "reason", "referral-reason", ReferralEnd::find);
                let result = form.code(t, "result", "referral-result", ReferralResult::find);
                let words = form.required(t, "end_words", "referral-end-words");
                form.limited(t, "end_words", "referral-end-words", WORDS_MAX);
                if !form.is_right() {
                    return None;
                }
                let (ended, reason, result) = (seen.effective(on?, None), reason?, result?);
                Some(SupportAct::EndReferral(EndReferral {
                    referral,
                    ended,
                    reason,
                    result,
                    words,
                }))
            }
            kept => {
                let progress = ReferralProgress::find(kept);
                let on = form.day(t, "on", "referral-step-on");
                let words = form.limited(t, "words", "referral-step-words", WORDS_MAX);
                let outcome = match progress {
                    None => form.code(t, "outcome", "referral-answer", ReferralAnswer::find),
                    Some(_) => None,
                };
                if !form.is_right() {
                    return None;
                }
                let (on, words) = (seen.effective(on?, None), words.unwrap_or_default());
                Some(match progress {
                    Some(progress) => {
                        let followed = on;
                        let command = FollowReferral { referral, followed, progress, words };
                        SupportAct::FollowReferral(command)
                    }
                    None => {
                        let (answered, outcome) = (on, outcome?);
                        let command = AnswerReferral { referral, answered, outcome, words };
                        SupportAct::AnswerReferral(command)
                    }
                })
            }
        }
    }

    fn act(&self, read: &SupportAct) -> CaseAct {
        CaseAct::Support(read.clone())
    }

    fn next(&self) -> String {
        format!("/cases/{}/referrals/{}?done=referral-step", self.case, self.version)
    }
}

fn find<'a>(page: &'a CasePage, version: &str) -> Result<&'a ReferralItem, Failure> {
    let found = page.referrals.iter().find(|one| one.version.to_string() == version);
    found.ok_or(Failure::NotFound)
}

/// What the reader can record of a referral now, besides its end.
fn step(page: &CasePage, referral: &ReferralItem) -> &'static str {
    if !page.may.contains(&Action::KeepReferrals) {
        return "";
    }
    match referral.status {
        ReferralStatus::AwaitingAnswer => "answer",
        ReferralStatus::Accepted => ReferralProgress::Started.code(),
        ReferralStatus::Started => ReferralProgress::Reviewed.code(),
        _ => "",
    }
}

/// The reasons for which a referral that stands so can end.
fn ends(status: ReferralStatus) -> &'static [ReferralEnd] {
    match status {
        ReferralStatus::AwaitingAnswer | ReferralStatus::Accepted => {
            &[ReferralEnd::Declined, ReferralEnd::ServiceEnded]
        }
        ReferralStatus::Started => {
            &[ReferralEnd::Done, ReferralEnd::Left, ReferralEnd::ServiceEnded]
        }
        _ => &[],
    }
}

/// How a referral stands, as a chip.
pub(crate) fn chip(t: Texts, referral: &ReferralItem) -> Chip {
    let tone = match referral.status {
        ReferralStatus::AwaitingAnswer => "soon",
        ReferralStatus::Accepted | ReferralStatus::Started => "calm",
        ReferralStatus::Refused | ReferralStatus::Silent => "late",
        ReferralStatus::Ended | ReferralStatus::Lapsed => "",
    };
    let words = match referral.end {
        Some((_, result)) => t.code("referral_result", result.code()),
        None => t.code("referral_status", referral.status.code()),
    };
    Chip::new(words, tone)
}

/// Whether the reader can refer the client now.
fn may_refer(page: &CasePage) -> bool {
    page.row.status != "closed" && page.may.contains(&Action::KeepReferrals)
}

/// The needs of a case with what is done about each.
pub(crate) fn need_rows(t: Texts, page: &CasePage) -> Vec<NeedRow> {
    let may = may_refer(page);
    page.needs.iter().map(|line| need_row(t, page, line, may)).collect()
}

fn need_row(t: Texts, page: &CasePage, line: &NeedLine, may: bool) -> NeedRow {
    let own = |version: &u32| page.referrals.iter().find(|one| one.version == *version);
    let own: Vec<&ReferralItem> = line.referrals.iter().filter_map(own).collect();
    let is_answered = own.iter().any(|one| one.is_open());
    let href = match may && !is_answered {
        true => format!("/cases/{}/referrals?need={}#words", page.row.case, line.need.code()),
        false => String::new(),
    };
    let chips = own.iter().map(|one| chip(t, one)).collect();
    NeedRow { need: t.code("need", line.need.code()).into_owned(), chips, href }
}

/// Needs as choices: those that the assessment names stand first.
fn need_choices(t: Texts, page: &CasePage) -> Vec<Choice> {
    let named: Vec<&str> = page.needs.iter().map(|line| line.need.code()).collect();
    let others = Need::ALL.iter().map(|need| need.code()).filter(|code| !named.contains(code));
    let codes: Vec<&str> = named.iter().copied().chain(others).collect();
    let mut choices = Choice::codes(t, "need", &codes);
    choices.insert(0, Choice::new("", t.say("referral-need-none")));
    choices
}

fn service_choice(t: Texts, service: &ServiceItem) -> Choice {
    let needs: Vec<_> = service.needs.iter().map(|need| t.code("need", need.code())).collect();
    let hint = format!("{} · {}", service.place, needs.join(", "));
    Choice::with_hint(service.service.to_string(), service.name.clone(), hint)
}

/// What is awaited next and by when; empty where nothing is.
pub(crate) fn next(t: Texts, awaits: Option<(ReferralAwaits, Date)>) -> String {
    let Some((what, by)) = awaits else { return String::new() };
    t.fill(&format!("referral-awaits-{}", what.code()), &[("day", by.into())])
}

fn row(seen: &Seen<'_>, case: &str, referral: &ReferralItem) -> Row {
    let t = seen.t;
    let mut shown = chip(t, referral);
    if let Some((_, by)) = referral.awaits
        && by < seen.today()
    {
        shown.tone = tone_of(days_between(seen.today(), by));
    }
    Row {
        need: t.code("need", referral.need.code()).into_owned(),
        service: seen.name(&referral.name),
        made: t.figures(referral.referred_on),
        chip: shown,
        next: next(t, referral.awaits),
        href: format!("{case}/referrals/{}", referral.version),
    }
}

fn facts(seen: &Seen<'_>, referral: &ReferralItem) -> Vec<Fact> {
    let t = seen.t;
    let mut service = seen.name(&referral.name);
    for line in [&referral.place, &referral.contact] {
        if !line.is_empty() {
            service.push_str(", ");
            service.push_str(line);
        }
    }
    let mut facts = vec![
        Fact::new(t.say("referral-service"), service),
        Fact::new(t.day(referral.referred_on), referral.words.clone()),
    ];
    for step in &referral.steps {
        let what = match step.step {
            Step::Answered(answer, _) => t.code("referral_answer", answer.code()),
            Step::Followed(progress, _) => t.code("referral_progress", progress.code()),
            Step::Ended(reason, _) => t.code("referral_end", reason.code()),
        };
        let words = match step.words.as_str() {
            "" => what.into_owned(),
            words => format!("{what}. {words}"),
        };
        facts.push(Fact::new(t.day(step.on), words));
    }
    let awaited = next(t, referral.awaits);
    if !awaited.is_empty() {
        facts.push(Fact::new(t.say("referral-next"), awaited));
    }
    facts
}
