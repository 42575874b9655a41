//! What a client asks leave for: the list with the form for a new request, and each request with
//! its answer and, of a stay elsewhere, the return.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use bagyt_app::command::CaseAct;
use bagyt_app::outcome::Failure;
use bagyt_app::read::{CasePage, RequestItem};
use bagyt_app::role::Action;
use bagyt_casework::codes::{
    BreachEvidence, RequestForm, RequestKind, RequestOutcome, RequestStatus, ViolationGround,
};
use bagyt_casework::request::{AnswerRequest, MakeRequest, PLACE_MAX, RecordReturn};
use jiff::civil::Date;

use crate::form::{Choice, Form};
use crate::frame::{Frame, Section};
use crate::pages::case::{open, who};
use crate::pages::case_form::{self, CaseForm};
use crate::parts::{Fact, Link, Who};
use crate::posted::Posted;
use crate::texts::Texts;
use crate::visit::{Seen, Visit};

#[derive(Template)]
#[template(path = "requests.html")]
pub(crate) struct ListPage {
    t: Texts,
    frame: Frame,
    who: Who,
    form: Form,
    rows: Vec<Row>,
    /// Whether a request can be recorded now.
    can_record: bool,
    kinds: Vec<Choice>,
    forms: Vec<Choice>,
}

/// A request, as a line of the list shows it.
struct Row {
    what: String,
    days: String,
    made: String,
    tone: &'static str,
    status: String,
    next: String,
    href: String,
}

#[derive(Template)]
#[template(path = "request.html")]
pub(crate) struct OnePage {
    t: Texts,
    frame: Frame,
    who: Who,
    form: Form,
    what: String,
    tone: &'static str,
    status: String,
    facts: Vec<Fact>,
    /// Where a late return is found to be a breach; nothing where there is none.
    breach: Option<Link>,
    late: String,
    /// `answer`, `return`, or empty where nothing can be done.
    step: &'static str,
    /// What was typed into a step that somebody else took first.
    unwritten: Vec<String>,
    outcomes: Vec<Choice>,
    has_end: bool,
    is_stay: bool,
}

/// Longest words, in characters.
const WORDS_MAX: usize = 4_000;

/// A new request of one case.
struct Making {
    case: String,
    right: Action,
}

/// A request of one case, to be answered or closed with the return.
struct Answering {
    case: String,
    version: String,
    sends: bool,
}

/// What the form of one request says.
enum Step {
    Answer(AnswerRequest),
    Return(RecordReturn),
}

/// Shows the requests of a case.
pub(crate) async fn list(visit: Visit, Path(case): Path<String>) -> Response {
    case_form::show(visit, Making { case, right: Action::ViewCase }).await
}

/// Records a request.
pub(crate) async fn make(visit: Visit, Path(case): Path<String>, Posted(form): Posted) -> Response {
    case_form::send(visit, Making { case, right: Action::KeepRequests }, form).await
}

/// Shows a request.
pub(crate) async fn show(visit: Visit, Path((case, version)): Path<(String, String)>) -> Response {
    case_form::show(visit, Answering { case, version, sends: false }).await
}

/// Records the answer or the return.
pub(crate) async fn send(
    visit: Visit,
    Path((case, version)): Path<(String, String)>,
    Posted(form): Posted,
) -> Response {
    case_form::send(visit, Answering { case, version, sends: true }, form).await
}

impl CaseForm for Making {
    type Shown = ListPage;
    type Read = MakeRequest;

    fn open(&self, seen: &Seen<'_>) -> Result<CasePage, Failure> {
        open(seen, &self.case, self.right)
    }

    fn filled(&self, seen: &Seen<'_>, _: &CasePage, form: Form) -> Result<Form, Failure> {
        Ok(form.preset("on", seen.t.figures(seen.today())))
    }

    fn shown(&self, seen: &Seen<'_>, page: &CasePage, form: Form) -> Result<ListPage, Failure> {
        let t = seen.t;
        let codes: Vec<&str> = RequestKind::ALL.iter().map(|one| one.code()).collect();
        let kinds = Choice::codes(t, "request_kind", &codes);
        let codes: Vec<&str> = RequestForm::ALL.iter().map(|one| one.code()).collect();
        Ok(ListPage {
            t,
            frame: seen.frame(Section::Cases),
            who: who(seen, page),
            form,
            rows: page.requests.iter().map(|one| row(seen, page, one)).collect(),
            can_record: page.row.status != "closed" && page.may.contains(&Action::KeepRequests),
            kinds,
            forms: Choice::codes(t, "request_form", &codes),
        })
    }

    fn read(&self, seen: &Seen<'_>, _: &CasePage, form: &mut Form) -> Option<MakeRequest> {
        let t = seen.t;
        let kind = form.code(t, "kind", "request-kind", RequestKind::find);
        let how = form.code(t, "form", "request-form", RequestForm::find);
        let on = form.day(t, "on", "request-on");
        let from = form.day(t, "from", "request-from");
        let until = form.optional_day(t, "until", "request-until");
        let place = form.limited(t, "place", "request-place", PLACE_MAX);
        let words = form.required(t, "words", "request-words");
        form.limited(t, "words", "request-words", WORDS_MAX);
        if !form.is_right() {
            return None;
        }
        Some(MakeRequest {
            made: seen.effective(on?, None),
            kind: kind?,
            form: how?,
            from: from?,
            until,
            place: place.unwrap_or_default(),
            words,
        })
    }

    fn act(&self, read: &MakeRequest) -> CaseAct {
        CaseAct::MakeRequest(read.clone())
    }

    fn next(&self) -> String {
        format!("/cases/{}/requests?done=request", self.case)
    }
}

impl CaseForm for Answering {
    type Shown = OnePage;
    type Read = Step;

    fn open(&self, seen: &Seen<'_>) -> Result<CasePage, Failure> {
        let page = open(seen, &self.case, Action::ViewCase)?;
        let request = find(&page, &self.version)?;
        let right = match request.status {
            _ if !self.sends => Action::ViewCase,
            RequestStatus::AwaitingAnswer => request.right_to_answer(),
            _ => Action::KeepRequests,
        };
        if page.may.contains(&right) { Ok(page) } else { Err(Failure::Denied) }
    }

    fn filled(&self, seen: &Seen<'_>, page: &CasePage, form: Form) -> Result<Form, Failure> {
        let t = seen.t;
        let request = find(page, &self.version)?;
        let until = request.until.map(|day| t.figures(day)).unwrap_or_default();
        Ok(form
            .preset("on", t.figures(seen.today()))
            .preset("from", t.figures(request.from))
            .preset("back_by", until.clone())
            .preset("until", until))
    }

    fn shown(&self, seen: &Seen<'_>, page: &CasePage, form: Form) -> Result<OnePage, Failure> {
        let t = seen.t;
        let request = find(page, &self.version)?;
        let who = who(seen, page);
        let codes: Vec<&str> = RequestOutcome::ALL.iter().map(|one| one.code()).collect();
        let late = request.late_by();
        let may_find = page.may.contains(&Action::WeighAbsence);
        let breach = late.filter(|_| may_find).and_then(|day| breach(seen, &who.href, page, day));
        Ok(OnePage {
            t,
            frame: seen.frame(Section::Cases),
            unwritten: form.unwritten(&["words"], form.value("step") == step(page, request)),
            form,
            what: t.code("request_kind", request.kind.code()).into_owned(),
            tone: tone(request.status),
            status: t.code("request_status", request.status.code()).into_owned(),
            facts: facts(seen, page, request),
            late: late
                .map_or_else(String::new, |day| t.fill("request-late", &[("day", day.into())])),
            breach,
            step: step(page, request),
            outcomes: Choice::codes(t, "request_outcome", &codes),
            has_end: request.kind.has_end(),
            is_stay: request.kind.is_stay(),
            who,
        })
    }

    fn read(&self, seen: &Seen<'_>, page: &CasePage, form: &mut Form) -> Option<Step> {
        let t = seen.t;
        let request = find(page, &self.version).ok()?;
        let on = form.day(t, "on", "request-answered-on");
        let words = form.limited(t, "words", "request-answer-words", WORDS_MAX);
        let (words, version) = (words.unwrap_or_default(), request.version);
        if form.value("step") == "return" {
            let returned = seen.effective(on?, None);
            let back = RecordReturn { request: version, returned, words };
            return form.is_right().then_some(Step::Return(back));
        }
        let outcome = form.code(t, "outcome", "request-outcome", RequestOutcome::find);
        let mut day = |name, label| match outcome {
            Some(RequestOutcome::Granted) => form.optional_day(t, name, label),
            // What is not granted has no days, whatever stands in the fields.
            _ => None,
        };
        let from = day("from", "request-from");
        let until = day("until", "request-until");
        let back_by = day("back_by", "request-back-by");
        if !form.is_right() {
            return None;
        }
        let answered = seen.effective(on?, None);
        let (request, outcome) = (version, outcome?);
        Some(Step::Answer(AnswerRequest {
            request,
            answered,
            outcome,
            from,
            until,
            back_by,
            words,
        }))
    }

    fn act(&self, read: &Step) -> CaseAct {
        match read {
            Step::Answer(answer) => CaseAct::AnswerRequest(answer.clone()),
            Step::Return(back) => CaseAct::RecordReturn(back.clone()),
        }
    }

    fn next(&self) -> String {
        format!("/cases/{}/requests/{}?done=request-step", self.case, self.version)
    }
}

fn find<'a>(page: &'a CasePage, version: &str) -> Result<&'a RequestItem, Failure> {
    let found = page.requests.iter().find(|one| one.version.to_string() == version);
    found.ok_or(Failure::NotFound)
}

/// What the reader can do with a request now.
fn step(page: &CasePage, request: &RequestItem) -> &'static str {
    let may = |action| page.may.contains(&action);
    match request.status {
        RequestStatus::AwaitingAnswer if may(request.right_to_answer()) => "answer",
        _ if page.row.status == "closed" => "",
        _ if request.awaits_return() && may(Action::KeepRequests) => "return",
        _ => "",
    }
}

fn tone(status: RequestStatus) -> &'static str {
    match status {
        RequestStatus::AwaitingAnswer => "soon",
        RequestStatus::Granted | RequestStatus::Returned => "calm",
        RequestStatus::Refused => "late",
        RequestStatus::Withdrawn | RequestStatus::Lapsed => "",
    }
}

/// The day by which the next step is due, in words; empty where nothing is.
fn next(seen: &Seen<'_>, page: &CasePage, request: &RequestItem) -> String {
    let own = |about: u32, state: &str| about == request.version && state == "open";
    let clock = page.clocks.iter().find(|clock| own(clock.about, &clock.state));
    let Some(clock) = clock else { return String::new() };
    let key = match request.awaits_return() {
        true => "request-return-due",
        false => "request-answer-due",
    };
    let law = seen.citation(&clock.row.article);
    seen.t.fill(key, &[("day", clock.due_on.into()), ("law", law.into())])
}

/// From which day until which.
fn days(t: Texts, from: Date, until: Option<Date>) -> String {
    match until {
        Some(until) => t.fill("request-days", &[("from", from.into()), ("until", until.into())]),
        None => t.fill("request-since", &[("from", from.into())]),
    }
}

fn row(seen: &Seen<'_>, page: &CasePage, request: &RequestItem) -> Row {
    let t = seen.t;
    let (from, until) = match request.permission {
        Some(permission) => (permission.from, permission.until),
        None => (request.from, request.until),
    };
    Row {
        what: t.code("request_kind", request.kind.code()).into_owned(),
        days: days(t, from, until),
        made: t.figures(request.made_on),
        tone: tone(request.status),
        status: t.code("request_status", request.status.code()).into_owned(),
        next: next(seen, page, request),
        href: format!("/cases/{}/requests/{}", page.row.case, request.version),
    }
}

fn facts(seen: &Seen<'_>, page: &CasePage, request: &RequestItem) -> Vec<Fact> {
    let t = seen.t;
    let how = t.code("request_form", request.form.code());
    let mut facts = vec![
        Fact::new(t.say("request-on"), format!("{}, {how}", t.day(request.made_on))),
        Fact::new(t.say("request-asked"), days(t, request.from, request.until)),
    ];
    if !request.place.is_empty() {
        facts.push(Fact::new(t.say("request-place"), request.place.clone()));
    }
    facts.push(Fact::new(t.say("request-words"), request.words.clone()));
    let due = next(seen, page, request);
    if !due.is_empty() {
        facts.push(Fact::new(t.say("column-due"), due));
    }
    let Some(answer) = &request.answer else { return facts };
    let outcome = t.code("request_outcome", answer.outcome.code());
    facts.push(Fact::new(t.say("request-outcome"), format!("{outcome}, {}", t.day(answer.on))));
    if let Some(permission) = request.permission {
        let granted = days(t, permission.from, permission.until);
        facts.push(Fact::new(t.say("request-granted"), granted));
    }
    if let Some(back_by) = answer.back_by {
        facts.push(Fact::new(t.say("request-back-by"), t.day(back_by)));
    }
    if !answer.words.is_empty() {
        facts.push(Fact::new(t.say("request-answer-words"), answer.words.clone()));
    }
    if let Some((on, words)) = &request.returned {
        let told = if words.is_empty() { t.day(*on) } else { format!("{}: {words}", t.day(*on)) };
        facts.push(Fact::new(t.say("request-returned-on"), told));
    }
    facts
}

/// The form of a violation, filled in with what a late return proves: the first day on which the
/// client was not back.
fn breach(seen: &Seen<'_>, case: &str, page: &CasePage, back_by: Date) -> Option<Link> {
    let happened_on = back_by.tomorrow().ok()?;
    let ground = ViolationGround::DutyNotDone.code();
    let evidence = BreachEvidence::Document.code();
    let duty = page.obligations.iter().find(|code| *code == "no_leave_country");
    let duty = duty.map(String::as_str).unwrap_or_default();
    let asked =
        format!("ground={ground}&happened_on={happened_on}&evidence={evidence}&duty={duty}");
    Some(Link::new(format!("{case}/violations/new?{asked}"), seen.t.say("violation-new-title")))
}

/// The permission by which the client need not come on a day, in words.
pub(crate) fn permission_on(t: Texts, page: &CasePage, day: Date) -> Option<String> {
    let holds = |one: &&RequestItem| one.permission.is_some_and(|held| held.frees_on(day));
    let request = page.requests.iter().find(holds)?;
    let permission = request.permission?;
    let kind = t.code("request_kind", request.kind.code());
    Some(format!("{kind}, {}", days(t, permission.from, permission.until)))
}
