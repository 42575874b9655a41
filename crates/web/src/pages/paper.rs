//! The papers of a case: what can be issued now and why the rest cannot, and what was issued.

use std::borrow::Cow;

use askama::Template;
use axum::extract::Path;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use bagyt_app::command::CaseAct;
use bagyt_app::issuing::PaperOrder;
use bagyt_app::outcome::Failure;
use bagyt_app::read::{CasePage, PaperChoice, PaperItem, PapersPage};
use bagyt_app::role::Action;
use bagyt_app::second_factor::Confirmation;
use bagyt_casework::codes::{PaperFault, PaperKind, Signing};
use bagyt_casework::paper::WithdrawPaper;
use bagyt_core::refusal::WORDS_MAX;

use crate::form::{Choice, Form};
use crate::frame::{Frame, Section};
use crate::language::Language;
use crate::pages::case::{open, who};
use crate::pages::case_form::{self, CaseForm};
use crate::pages::submission::paper_words;
use crate::parts::{Fact, Link, Who};
use crate::posted::Posted;
use crate::refusal;
use crate::texts::Texts;
use crate::visit::{Asked, Seen, Sent, Visit, named};

#[derive(Template)]
#[template(path = "papers.html")]
struct Page {
    t: Texts,
    frame: Frame,
    who: Who,
    choices: Vec<Row>,
    issued: Vec<Issued>,
}

/// A paper that can be issued, or why it cannot.
struct Row {
    paper: String,
    about: String,
    /// Where it is issued; empty where it cannot be.
    href: String,
    obstacle: String,
}

/// A paper that was issued.
struct Issued {
    number: String,
    paper: String,
    href: String,
    when: String,
    languages: String,
    signing: String,
    digest: String,
    /// Why it was withdrawn; empty of one that holds.
    withdrawn: String,
    withdraw: String,
}

#[derive(Template)]
#[template(path = "paper_issue.html")]
struct IssuePage {
    t: Texts,
    frame: Frame,
    who: Who,
    form: Form,
    title: String,
    facts: Vec<Fact>,
    previews: Vec<Link>,
    languages: Vec<Choice>,
    signings: Vec<Choice>,
    has_code: bool,
    back: String,
}

#[derive(Template)]
#[template(path = "paper_withdraw.html")]
struct WithdrawPage {
    t: Texts,
    frame: Frame,
    who: Who,
    form: Form,
    facts: Vec<Fact>,
    faults: Vec<Choice>,
    back: String,
}

/// Shows the papers of a case.
pub(crate) async fn list(visit: Visit, Path(case): Path<String>) -> Response {
    visit
        .show(move |seen| {
            let page = open(seen, &case, Action::ViewDocument)?;
            let papers = seen.app.papers(seen.user, page.row.case)?;
            Ok(listed(seen, &page, &papers))
        })
        .await
}

fn listed(seen: &Seen<'_>, page: &CasePage, papers: &PapersPage) -> Page {
    let t = seen.t;
    let who = who(seen, page);
    let row = |one: &PaperChoice| Row {
        paper: t.code("paper_kind", one.paper.code()).into_owned(),
        about: about(seen, one),
        href: match (&one.obstacle, papers.may_issue) {
            (None, true) => format!("{}/papers/new?{}", who.href, asked_for(one.paper, one.about)),
            _ => String::new(),
        },
        obstacle: one
            .obstacle
            .as_ref()
            .map(|refused| refusal::words(seen.words(), refused))
            .unwrap_or_default(),
    };
    let choices = papers.choices.iter().map(row).collect();
    let issued = papers.issued.iter();
    let issued = issued.map(|one| issued_row(seen, &who.href, one, papers.may_issue)).collect();
    Page { t, frame: seen.frame(Section::Cases), choices, issued, who }
}

/// What a paper is about, where it is one of several.
fn about(seen: &Seen<'_>, one: &PaperChoice) -> String {
    let t = seen.t;
    let request = one.request.map(|kind| t.code("request_kind", kind.code()).into_owned());
    let service = Some(one.service.clone()).filter(|name| !name.is_empty());
    let day = one.about_on.map(|day| t.figures(day));
    [service, request, day].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

fn asked_for(paper: PaperKind, about: Option<u32>) -> String {
    let about = about.map(|about| format!("&about={about}")).unwrap_or_default();
    format!("paper={paper}{about}")
}

fn issued_row(seen: &Seen<'_>, case: &str, one: &PaperItem, may_issue: bool) -> Issued {
    let t = seen.t;
    let languages: Vec<Cow<'_, str>> =
        one.languages.iter().map(|tag| t.code("language", tag)).collect();
    let withdrawn = one.withdrawn.as_ref().map(|(on, fault, words)| {
        let fault = t.code("paper_fault", fault.code());
        let told = t.fill("paper-withdrawn-on", &[("day", (*on).into())]);
        format!("{told}: {fault}. {words}")
    });
    let own = format!("{case}/papers/{}", one.version);
    Issued {
        number: number(one),
        paper: t.code("paper_kind", one.paper.code()).into_owned(),
        when: format!("{}, {}", t.figures(one.issued_on), seen.name(&one.issued_by)),
        languages: languages.join(", "),
        signing: t.code("signing", one.signing.code()).into_owned(),
        digest: one.digest.chars().take(16).collect(),
        withdraw: match may_issue && withdrawn.is_none() {
            true => format!("{own}/withdraw"),
            false => String::new(),
        },
        withdrawn: withdrawn.unwrap_or_default(),
        href: own,
    }
}

fn number(one: &PaperItem) -> String {
    format!("№ {}/{}", one.number, one.year)
}

/// Which paper an address asks for.
struct Wanted {
    paper: PaperKind,
    about: Option<u32>,
}

impl Wanted {
    fn read(asked: &Asked) -> Result<Wanted, Failure> {
        Ok(Wanted {
            paper: PaperKind::find(asked.get("paper")).ok_or(Failure::NotFound)?,
            about: match asked.get("about") {
                "" => None,
                version => Some(named(version)?),
            },
        })
    }

    fn order(&self, language: Language, signing: Signing) -> PaperOrder {
        PaperOrder {
            paper: self.paper,
            about: self.about,
            language: language.code().to_owned(),
            signing,
        }
    }

    /// The second language that is offered first: the client's of what the client reads.
    fn language(&self, page: &CasePage) -> Language {
        let spoken = Language::find(&page.person.language);
        spoken.filter(|_| self.paper.is_for_the_client()).unwrap_or(Language::Ru)
    }
}

/// Shows the form by which a paper is issued.
pub(crate) async fn show(visit: Visit, Path(case): Path<String>, asked: Asked) -> Response {
    visit
        .show(move |seen| {
            let page = open(seen, &case, Action::IssuePaper)?;
            let wanted = Wanted::read(&asked)?;
            let language = wanted.language(&page).code();
            let form = Form::about(page.version)
                .preset("language", language)
                .preset("signing", Signing::System.code());
            asking(seen, &page, &wanted, form)
        })
        .await
}

/// Issues it.
pub(crate) async fn send(
    visit: Visit,
    Path(case): Path<String>,
    asked: Asked,
    Posted(mut form): Posted,
) -> Response {
    visit
        .send(move |seen| {
            let page = open(seen, &case, Action::IssuePaper)?;
            let wanted = Wanted::read(&asked)?;
            if issue(seen, &page, &wanted, &mut form)? {
                return Ok(Sent::To(format!("/cases/{case}/papers?done=paper-issued")));
            }
            Ok(Sent::Again(asking(seen, &page, &wanted, form)?))
        })
        .await
}

fn issue(
    seen: &Seen<'_>,
    page: &CasePage,
    wanted: &Wanted,
    form: &mut Form,
) -> Result<bool, Failure> {
    let t = seen.t;
    if seen.was_recorded(&form.command) {
        return Ok(true);
    }
    let language = form.code(t, "language", "paper-language", Language::find);
    let signing = form.code(t, "signing", "paper-signing", Signing::find);
    let by_system = signing == Some(Signing::System);
    if by_system {
        form.required(t, "password", "sign-in-password");
    }
    // What is issued is what was looked at.
    if form.is_right() && !form.version.is_empty() && form.version != page.version.to_string() {
        form.version = page.version.to_string();
        form.refuse("", t.say("wrong-changed"));
    }
    let (Some(language), Some(signing), true) = (language, signing, form.is_right()) else {
        return Ok(false);
    };
    if by_system && !seen.may_try(form) {
        return Ok(false);
    }
    let (password, code) = (form.value("password").to_owned(), form.value("code").to_owned());
    let order = wanted.order(language, signing);
    let is_issued = seen.once(form, |command| {
        let confirmation = Confirmation { password: &password, code: &code };
        let about = (page.row.case, &order);
        seen.app.issue_paper(seen.user, command, about, confirmation, &|language, key| {
            paper_words(language.tag(), key)
        })
    })?;
    if is_issued && by_system {
        seen.tried_well();
    }
    Ok(is_issued)
}

fn asking(
    seen: &Seen<'_>,
    page: &CasePage,
    wanted: &Wanted,
    form: Form,
) -> Result<IssuePage, Failure> {
    let t = seen.t;
    let papers = seen.app.papers(seen.user, page.row.case)?;
    let is_wanted = |one: &&PaperChoice| one.paper == wanted.paper && one.about == wanted.about;
    let choice = papers.choices.iter().find(is_wanted);
    let who = who(seen, page);
    let obstacle = choice.and_then(|one| one.obstacle.as_ref());
    if (choice.is_none() || obstacle.is_some()) && !form.is_refused() {
        return Err(Failure::NotFound);
    }
    let mut facts = Vec::new();
    let about = choice.map(|one| about(seen, one)).filter(|about| !about.is_empty());
    if let Some(about) = about {
        facts.push(Fact::new(t.say("paper-about"), about));
    }
    facts.push(Fact::new(t.say("issue-number"), t.say("paper-number-next")));
    let asked = asked_for(wanted.paper, wanted.about);
    let preview = |one: &Language| {
        let href = format!("{}/papers/preview.pdf?{asked}&language={}", who.href, one.code());
        Link::new(href, t.code("language", one.code()))
    };
    let languages =
        Language::ALL.iter().map(|one| Choice::new(one.code(), t.code("language", one.code())));
    let hinted = |one: &Signing| {
        let hint = t.code("signing_hint", one.code());
        Choice::with_hint(one.code(), t.code("signing", one.code()), hint)
    };
    Ok(IssuePage {
        t,
        frame: seen.frame(Section::Cases),
        form,
        title: t.code("paper_kind", wanted.paper.code()).into_owned(),
        facts,
        previews: Language::ALL.iter().map(preview).collect(),
        languages: languages.collect(),
        signings: Signing::ALL.iter().map(hinted).collect(),
        has_code: seen.app.second_factor(seen.user)?.enrolled,
        back: format!("{}/papers", who.href),
        who,
    })
}

/// Sends a paper as it would be issued now, as a draft.
pub(crate) async fn preview(visit: Visit, Path(case): Path<String>, asked: Asked) -> Response {
    visit
        .answer(move |seen| {
            let wanted = Wanted::read(&asked)?;
            let language = Language::find(asked.get("language")).ok_or(Failure::NotFound)?;
            let order = wanted.order(language, Signing::Hand);
            let bytes =
                seen.app.paper_preview(seen.user, named(&case)?, &order, &|language, key| {
                    paper_words(language.tag(), key)
                })?;
            Ok(pdf(format!("draft-{}.pdf", wanted.paper), bytes))
        })
        .await
}

/// Sends a paper that was issued.
pub(crate) async fn paper(visit: Visit, Path((case, version)): Path<(String, String)>) -> Response {
    visit
        .answer(move |seen| {
            let bytes = seen.app.issued_paper(seen.user, named(&case)?, named(&version)?)?;
            Ok(pdf(format!("paper-{version}.pdf"), bytes))
        })
        .await
}

fn pdf(name: String, bytes: Vec<u8>) -> Response {
    let headers = [
        (header::CONTENT_TYPE, "application/pdf".to_owned()),
        (header::CONTENT_DISPOSITION, format!("inline; filename=\"{name}\"")),
    ];
    (headers, bytes).into_response()
}

/// A paper that is withdrawn.
struct Withdrawing {
    case: String,
    version: String,
}

/// Shows the form that withdraws a paper.
pub(crate) async fn begin(visit: Visit, Path((case, version)): Path<(String, String)>) -> Response {
    case_form::show(visit, Withdrawing { case, version }).await
}

/// Withdraws it.
pub(crate) async fn withdraw(
    visit: Visit,
    Path((case, version)): Path<(String, String)>,
    Posted(form): Posted,
) -> Response {
    case_form::send(visit, Withdrawing { case, version }, form).await
}

impl CaseForm for Withdrawing {
    type Shown = WithdrawPage;
    type Read = WithdrawPaper;

    fn open(&self, seen: &Seen<'_>) -> Result<CasePage, Failure> {
        open(seen, &self.case, Action::IssuePaper)
    }

    fn shown(&self, seen: &Seen<'_>, page: &CasePage, form: Form) -> Result<WithdrawPage, Failure> {
        let t = seen.t;
        let version: u32 = named(&self.version)?;
        let papers = seen.app.papers(seen.user, page.row.case)?;
        let one = papers.issued.iter().find(|one| one.version == version);
        let one = one.ok_or(Failure::NotFound)?;
        let faults: Vec<&str> = PaperFault::ALL.iter().map(|fault| fault.code()).collect();
        let who = who(seen, page);
        Ok(WithdrawPage {
            t,
            frame: seen.frame(Section::Cases),
            form,
            facts: vec![
                Fact::new(t.say("paper-column"), t.code("paper_kind", one.paper.code())),
                Fact::new(t.say("issue-number"), number(one)),
                Fact::new(t.say("paper-issued-on"), t.day(one.issued_on)),
            ],
            faults: Choice::codes(t, "paper_fault", &faults),
            back: format!("{}/papers", who.href),
            who,
        })
    }

    fn read(&self, seen: &Seen<'_>, _: &CasePage, form: &mut Form) -> Option<WithdrawPaper> {
        let t = seen.t;
        let fault = form.code(t, "fault", "paper-fault", PaperFault::find);
        let words = form.required(t, "words", "paper-fault-words");
        form.limited(t, "words", "paper-fault-words", WORDS_MAX);
        if !form.is_right() {
            return None;
        }
        let withdrawn = seen.effective(seen.today(), None);
        Some(WithdrawPaper { paper: self.version.parse().ok()?, withdrawn, fault: fault?, words })
    }

    fn act(&self, read: &WithdrawPaper) -> CaseAct {
        CaseAct::WithdrawPaper(read.clone())
    }

    fn next(&self) -> String {
        format!("/cases/{}/papers?done=paper-withdrawn", self.case)
    }
}
