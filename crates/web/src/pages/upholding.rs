//! Acts that need a second look: what has moved, in words, and the form by which somebody says that
//! the act stands.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use bagyt_app::command::CaseAct;
use bagyt_app::outcome::Failure;
use bagyt_app::read::{CasePage, EntryAct, SecondLookItem};
use bagyt_casework::fact::CaseFact;
use bagyt_casework::upholding::UpholdAct;

use crate::form::Form;
use crate::frame::{Frame, Section};
use crate::pages::case::who;
use crate::pages::case_form::{self, CaseForm, CheckedForm};
use crate::pages::check::Check;
use crate::pages::entry::{card, find, open};
use crate::pages::timeline::Entry;
use crate::parts::{Fact, Who};
use crate::posted::Posted;
use crate::texts::Texts;
use crate::visit::{Seen, Visit};

/// Longest reason, in characters.
const WORDS_MAX: usize = 4_000;

#[derive(Template)]
#[template(path = "uphold.html")]
struct UpholdPage {
    t: Texts,
    frame: Frame,
    who: Who,
    form: Form,
    entry: Entry,
}

/// Says which act rests on what, what moved, by which row, from where to where.
pub(crate) fn told(seen: &Seen<'_>, look: &SecondLookItem) -> String {
    let t = seen.t;
    let act = t.code("act_kind", &look.act).into_owned();
    let mut arguments = vec![("act", act.into()), ("day", look.on.into())];
    arguments.extend(look.relied_on.map(|on| ("relied", on.into())));
    arguments.extend(look.due_on.map(|on| ("due", on.into())));
    arguments.extend(look.kept_on.map(|on| ("kept", on.into())));
    let law = look.row.as_ref().map(|row| seen.citation(&row.article));
    arguments.extend(law.map(|law| ("law", law.into())));
    let key = match (look.cause.as_str(), look.due_on) {
        ("kept_after_all", _) => "second-look-kept",
        ("due_moved", Some(_)) => "second-look-moved",
        ("due_moved", None) => "second-look-gone",
        _ => "second-look-lost",
    };
    t.fill(key, &arguments)
}

/// An act that is upheld.
struct Upholding {
    case: String,
    version: String,
}

/// Shows what has moved and the form for the reason.
pub(crate) async fn show(visit: Visit, Path((case, version)): Path<(String, String)>) -> Response {
    case_form::show(visit, Upholding { case, version }).await
}

/// Shows the answer to be checked, then records it.
pub(crate) async fn send(
    visit: Visit,
    Path((case, version)): Path<(String, String)>,
    Posted(form): Posted,
) -> Response {
    case_form::send_checked(visit, Upholding { case, version }, form).await
}

impl CaseForm for Upholding {
    type Shown = UpholdPage;
    type Read = UpholdAct;

    fn open(&self, seen: &Seen<'_>) -> Result<CasePage, Failure> {
        open(seen, &self.case, &self.version, EntryAct::Uphold)
    }

    fn shown(&self, seen: &Seen<'_>, page: &CasePage, form: Form) -> Result<UpholdPage, Failure> {
        Ok(UpholdPage {
            t: seen.t,
            frame: seen.frame(Section::Cases),
            who: who(seen, page),
            form,
            entry: card(seen, page, &self.version)?,
        })
    }

    fn read(&self, seen: &Seen<'_>, page: &CasePage, form: &mut Form) -> Option<UpholdAct> {
        form.required(seen.t, "words", "uphold-words");
        let words = form.limited(seen.t, "words", "uphold-words", WORDS_MAX);
        if !form.is_right() {
            return None;
        }
        let version = find(page, &self.version).ok()?.version;
        let review = page.moved.iter().find(|review| review.mark.version == version)?;
        Some(UpholdAct { version, seen: review.cause.clone(), words: words? })
    }

    fn act(&self, read: &UpholdAct) -> CaseAct {
        CaseAct::Uphold(read.clone())
    }

    fn next(&self) -> String {
        format!("/cases/{}?done=upheld", self.case)
    }
}

impl CheckedForm for Upholding {
    fn asked(&self, seen: &Seen<'_>, page: &CasePage, uphold: &UpholdAct, _: &[CaseFact]) -> Check {
        let t = seen.t;
        let look = find(page, &self.version).ok().and_then(|item| item.look.as_ref());
        let what = look.map(|look| Fact::new(t.say("uphold-what"), told(seen, look)));
        let words = Fact::new(t.say("uphold-words"), uphold.words.clone());
        Check {
            title: t.say("uphold-check-title").into_owned(),
            facts: what.into_iter().chain([words]).collect(),
            notes: vec![t.say("uphold-until").into_owned()],
            button: t.say("uphold-button").into_owned(),
        }
    }
}
