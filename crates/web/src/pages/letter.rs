//! Issuing a letter to the client: what it will say, by when an answer is due and by which article,
//! and what the law lets follow.

use std::borrow::Cow;

use askama::Template;
use axum::extract::Path;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use bagyt_app::letters::{LetterOrder, LetterOutline};
use bagyt_app::outcome::Failure;
use bagyt_app::role::Action;
use bagyt_casework::codes::LetterKind;

use crate::form::{Choice, Form};
use crate::frame::{Frame, Section};
use crate::language::Language;
use crate::pages::case::{open, who};
use crate::parts::{Fact, Who};
use crate::posted::Posted;
use crate::texts::Texts;
use crate::visit::{Asked, Seen, Sent, Visit, named};

#[derive(Template)]
#[template(path = "letter.html")]
struct LetterPage {
    t: Texts,
    frame: Frame,
    who: Who,
    form: Form,
    title: String,
    facts: Vec<Fact>,
    languages: Vec<Choice>,
    back: String,
}

/// What a letter is about, as the address says it.
struct Matter {
    letter: LetterKind,
    about: u32,
    /// The page of the absence or of the violation that led here, within the case.
    from: String,
}

impl Matter {
    fn read(asked: &Asked) -> Result<Matter, Failure> {
        Ok(Matter {
            letter: LetterKind::find(asked.get("letter")).ok_or(Failure::NotFound)?,
            about: named(asked.get("about"))?,
            from: match asked.get("violation") {
                "" => format!("absences/{}", named::<u32>(asked.get("absence"))?),
                violation => format!("violations/{}", named::<u32>(violation)?),
            },
        })
    }
}

/// Shows what the letter would say.
pub(crate) async fn show(visit: Visit, Path(case): Path<String>, asked: Asked) -> Response {
    visit
        .show(move |seen| {
            let page = open(seen, &case, Action::Warn)?;
            let matter = Matter::read(&asked)?;
            let outline =
                seen.app.letter_outline(seen.user, page.row.case, matter.letter, matter.about)?;
            let language = Language::find(&outline.language).unwrap_or(Language::Ru);
            let form = Form::about(page.version).preset("language", language.code());
            Ok(made(seen, who(seen, &page), &matter, &outline, form))
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
            let page = open(seen, &case, Action::Warn)?;
            let matter = Matter::read(&asked)?;
            let language = form.code(seen.t, "language", "letter-language", Language::find);
            if let Some(language) = language {
                let language = language.code().to_owned();
                let order = LetterOrder { letter: matter.letter, about: matter.about, language };
                let id = page.row.case;
                let issued = seen.record(&mut form, |command| {
                    seen.app.issue_letter(seen.user, command, id, &order, &|language, key| {
                        paper_words(language.tag(), key)
                    })
                })?;
                if issued.is_some() {
                    let from = &matter.from;
                    return Ok(Sent::To(format!("/cases/{case}/{from}?done=letter")));
                }
            }
            let outline =
                seen.app.letter_outline(seen.user, page.row.case, matter.letter, matter.about)?;
            Ok(Sent::Again(made(seen, who(seen, &page), &matter, &outline, form)))
        })
        .await
}

/// Sends the paper of a letter.
pub(crate) async fn paper(visit: Visit, Path((case, version)): Path<(String, String)>) -> Response {
    visit
        .answer(move |seen| {
            let bytes = seen.app.letter(seen.user, named(&case)?, named(&version)?)?;
            let headers = [
                (header::CONTENT_TYPE, Cow::Borrowed("application/pdf")),
                (
                    header::CONTENT_DISPOSITION,
                    Cow::Owned(format!("inline; filename=\"letter-{version}.pdf\"")),
                ),
            ];
            Ok((headers.map(|(name, value)| (name, value.into_owned())), bytes).into_response())
        })
        .await
}

/// The words of a letter, in one of its languages.
fn paper_words(language: &str, key: &str) -> String {
    let t = Texts::of(Language::find(language).unwrap_or(Language::Ru));
    let coded = |family, code: &str| t.code(family, code.replace('-', "_")).into_owned();
    if let Some(ground) = key.strip_prefix("ground-") {
        return coded("violation_ground", ground);
    }
    if let Some(kind) = key.strip_prefix("meeting-") {
        return coded("contact_kind", kind);
    }
    match key {
        "complaint" => t.say("client-page-complaint-text").into_owned(),
        "legal-aid" => t.say("client-page-legal-aid-text").into_owned(),
        other => t.code("court_paper", other).into_owned(),
    }
}

fn made(
    seen: &Seen<'_>,
    who: Who,
    matter: &Matter,
    outline: &LetterOutline,
    form: Form,
) -> LetterPage {
    let t = seen.t;
    let law =
        format!("{} ({})", seen.row_text(&outline.law.text), seen.citation(&outline.law.article));
    let mut facts = vec![Fact::new(t.say("letter-about-on"), t.day(outline.about_on))];
    if let Some(respond_by) = outline.respond_by {
        facts.push(Fact::new(t.say("letter-respond-by"), t.day(respond_by)));
    }
    facts.push(Fact::new(t.say("letter-law"), law));
    if let Some(next) = &outline.next {
        facts.push(Fact::new(t.say("letter-next"), seen.row_text(&next.text)));
    }
    let languages =
        Language::ALL.iter().map(|one| Choice::new(one.code(), t.code("language", one.code())));
    LetterPage {
        t,
        frame: seen.frame(Section::Cases),
        back: format!("{}/{}", who.href, matter.from),
        who,
        form,
        title: t.code("letter_kind", matter.letter.code()).into_owned(),
        facts,
        languages: languages.collect(),
    }
}
