//! Scans, photographs and files of a case: attached, listed, shown, withdrawn.

use askama::Template;
use axum::extract::Path;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use bagyt_app::attaching::FileToAttach;
use bagyt_app::command::CaseAct;
use bagyt_app::outcome::Failure;
use bagyt_app::read::{AttachmentItem, CasePage};
use bagyt_app::role::Action;
use bagyt_casework::attachment::WithdrawAttachment;
use bagyt_casework::codes::{AttachmentKind, FileType};
use bagyt_core::refusal::WORDS_MAX;

use crate::form::{Choice, Form};
use crate::frame::{Frame, Section};
use crate::pages::case::{open, who};
use crate::pages::case_form::{self, CaseForm};
use crate::pages::upload::Accepted;
use crate::parts::{Fact, Who};
use crate::posted::Posted;
use crate::texts::Texts;
use crate::visit::{Seen, Sent, Visit, named};

#[derive(Template)]
#[template(path = "attachments.html")]
struct Page {
    t: Texts,
    frame: Frame,
    who: Who,
    form: Form,
    rows: Vec<Row>,
    may_attach: bool,
    kinds: Vec<Choice>,
    papers: Vec<Choice>,
    accepted: Accepted,
}

/// A file, as a line of the list shows it.
struct Row {
    kind: String,
    words: String,
    dated: String,
    attached: String,
    what: String,
    /// Where it is shown; empty of one that was withdrawn.
    href: String,
    withdraw: String,
    withdrawn: String,
}

#[derive(Template)]
#[template(path = "attachment_withdraw.html")]
struct WithdrawPage {
    t: Texts,
    frame: Frame,
    who: Who,
    form: Form,
    facts: Vec<Fact>,
    back: String,
}

/// Shows the files of a case and the form that attaches one.
pub(crate) async fn list(visit: Visit, Path(case): Path<String>) -> Response {
    visit
        .show(move |seen| {
            let page = open(seen, &case, Action::ViewDocument)?;
            let today = seen.t.figures(seen.today());
            made(seen, &page, Form::about(page.version).preset("on", today))
        })
        .await
}

/// Attaches a file.
pub(crate) async fn send(
    visit: Visit,
    Path(case): Path<String>,
    Posted(mut form): Posted,
) -> Response {
    visit
        .send(move |seen| {
            let page = open(seen, &case, Action::KeepAttachments)?;
            if attach(seen, &page, &mut form)? {
                return Ok(Sent::To(format!("/cases/{case}/attachments?done=attachment")));
            }
            Ok(Sent::Again(made(seen, &page, form)?))
        })
        .await
}

fn attach(seen: &Seen<'_>, page: &CasePage, form: &mut Form) -> Result<bool, Failure> {
    let t = seen.t;
    let bytes = form.upload.as_ref().map(|upload| upload.bytes.clone()).unwrap_or_default();
    // The field is not among those that were typed, and what is wrong with it stands there.
    *form = std::mem::take(form).preset("file", "");
    if bytes.is_empty() {
        form.refuse("file", t.say("wrong-attachment-missing"));
    }
    let kind = form.code(t, "kind", "attachment-kind", AttachmentKind::find);
    let dated_on = form.day(t, "on", "attachment-on");
    let words = form.required(t, "words", "attachment-words");
    form.limited(t, "words", "attachment-words", WORDS_MAX);
    let paper = form.value("paper").parse().ok().filter(|_| kind == Some(AttachmentKind::Signed));
    let (Some(kind), Some(dated_on), true) = (kind, dated_on, form.is_right()) else {
        return Ok(false);
    };
    let file = FileToAttach { kind, dated_on, paper, words, bytes };
    seen.once(form, |command| seen.app.attach_file(seen.user, command, page.row.case, &file))
}

fn made(seen: &Seen<'_>, page: &CasePage, form: Form) -> Result<Page, Failure> {
    let t = seen.t;
    let files = seen.app.attachments(seen.user, page.row.case)?;
    let papers = seen.app.papers(seen.user, page.row.case)?;
    let may_attach = page.may.contains(&Action::KeepAttachments);
    let who = who(seen, page);
    let kinds: Vec<&str> = AttachmentKind::ALL.iter().map(|kind| kind.code()).collect();
    let mut signed = vec![Choice::new("", t.say("attachment-no-paper"))];
    signed.extend(papers.issued.iter().filter(|one| one.withdrawn.is_none()).map(|one| {
        let paper = t.code("paper_kind", one.paper.code());
        Choice::new(one.version.to_string(), format!("{paper}, № {}/{}", one.number, one.year))
    }));
    Ok(Page {
        t,
        frame: seen.frame(Section::Cases),
        form,
        rows: files.iter().map(|one| row(t, &who.href, one, may_attach)).collect(),
        may_attach,
        kinds: Choice::codes(t, "attachment_kind", &kinds),
        papers: signed,
        accepted: Accepted::today(seen, "attachment-file-hint")?,
        who,
    })
}

fn row(t: Texts, case: &str, one: &AttachmentItem, may: bool) -> Row {
    let own = format!("{case}/attachments/{}", one.version);
    let withdrawn = one.withdrawn.as_ref().map(|(on, words)| {
        format!("{}: {words}", t.fill("attachment-withdrawn-on", &[("day", (*on).into())]))
    });
    let holds = withdrawn.is_none();
    Row {
        kind: t.code("attachment_kind", one.kind.code()).into_owned(),
        words: one.words.clone(),
        dated: t.figures(one.dated_on),
        attached: t.figures(one.attached_on),
        what: what(t, one),
        withdraw: if may && holds { format!("{own}/withdraw") } else { String::new() },
        href: if holds { own } else { String::new() },
        withdrawn: withdrawn.unwrap_or_default(),
    }
}

/// What a file is by its content, with its size.
fn what(t: Texts, one: &AttachmentItem) -> String {
    let size = t.count("attachment-kilobytes", i64::try_from(one.bytes / 1024 + 1).unwrap_or(0));
    let pages = t.count("attachment-pages", i64::from(one.pages));
    format!("{}, {size}, {pages}", one.file.code().to_uppercase())
}

/// Sends a file.
pub(crate) async fn file(visit: Visit, Path((case, version)): Path<(String, String)>) -> Response {
    visit
        .answer(move |seen| {
            let kept = seen.app.attached_file(seen.user, named(&case)?, named(&version)?)?;
            Ok(shown_inline("attachment", &version, kept))
        })
        .await
}

/// Answers with a file under the type of its content, whatever its name was.
pub(crate) fn shown_inline(
    what: &str,
    number: &str,
    (file, bytes): (FileType, Vec<u8>),
) -> Response {
    let ending = if file == FileType::Jpeg { "jpg" } else { file.code() };
    let headers = [
        (header::CONTENT_TYPE, file.media_type().to_owned()),
        (header::CONTENT_DISPOSITION, format!("inline; filename=\"{what}-{number}.{ending}\"")),
    ];
    (headers, bytes).into_response()
}

/// A file that is withdrawn.
struct Withdrawing {
    case: String,
    version: String,
}

/// Shows the form that withdraws a file.
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
    type Read = WithdrawAttachment;

    fn open(&self, seen: &Seen<'_>) -> Result<CasePage, Failure> {
        open(seen, &self.case, Action::KeepAttachments)
    }

    fn shown(&self, seen: &Seen<'_>, page: &CasePage, form: Form) -> Result<WithdrawPage, Failure> {
        let t = seen.t;
        let version: u32 = named(&self.version)?;
        let files = seen.app.attachments(seen.user, page.row.case)?;
        let one = files.iter().find(|one| one.version == version).ok_or(Failure::NotFound)?;
        let who = who(seen, page);
        Ok(WithdrawPage {
            t,
            frame: seen.frame(Section::Cases),
            form,
            facts: vec![
                Fact::new(t.say("attachment-kind"), t.code("attachment_kind", one.kind.code())),
                Fact::new(t.say("attachment-words"), one.words.clone()),
                Fact::new(t.say("attachment-on"), t.day(one.dated_on)),
                Fact::new(t.say("attachment-file"), what(t, one)),
            ],
            back: format!("{}/attachments", who.href),
            who,
        })
    }

    fn read(&self, seen: &Seen<'_>, _: &CasePage, form: &mut Form) -> Option<WithdrawAttachment> {
        let t = seen.t;
        let words = form.required(t, "words", "attachment-why");
        form.limited(t, "words", "attachment-why", WORDS_MAX);
        if !form.is_right() {
            return None;
        }
        let withdrawn = seen.effective(seen.today(), None);
        Some(WithdrawAttachment { attachment: self.version.parse().ok()?, withdrawn, words })
    }

    fn act(&self, read: &WithdrawAttachment) -> CaseAct {
        CaseAct::WithdrawAttachment(read.clone())
    }

    fn next(&self) -> String {
        format!("/cases/{}/attachments?done=attachment-withdrawn", self.case)
    }
}
