//! Check your answers: what a form says is shown once more before an act that the law counts.

use askama::Template;
use bagyt_app::read::CasePage;
use bagyt_casework::fact::CaseFact;

use crate::form::Form;
use crate::frame::{Frame, Section};
use crate::pages::case::who;
use crate::parts::{Fact, Who};
use crate::texts::Texts;
use crate::visit::Seen;

/// The page on which answers are checked.
#[derive(Template)]
#[template(path = "check.html")]
pub(crate) struct CheckPage {
    t: Texts,
    frame: Frame,
    who: Who,
    form: Form,
    answers: Vec<(String, String)>,
    check: Check,
}

/// What is to be checked.
pub(crate) struct Check {
    /// What is about to be done.
    pub(crate) title: String,
    /// The answers in words.
    pub(crate) facts: Vec<Fact>,
    /// What follows from it.
    pub(crate) notes: Vec<String>,
    /// The words of the button that records it.
    pub(crate) button: String,
}

/// Makes the page; it carries the form's answers through.
pub(crate) fn page(seen: &Seen<'_>, page: &CasePage, form: Form, check: Check) -> Box<CheckPage> {
    Box::new(CheckPage {
        t: seen.t,
        frame: seen.frame(Section::Cases),
        who: who(seen, page),
        answers: form.answers(),
        form,
        check,
    })
}

/// Says what an act does besides what it is for: appointments that fall, entries that are taken
/// back.
pub(crate) fn followed(t: Texts, facts: &[CaseFact]) -> Vec<String> {
    let count = |is: fn(&&CaseFact) -> bool| {
        i64::try_from(facts.iter().filter(is).count()).unwrap_or(i64::MAX)
    };
    let cancelled = count(|fact| matches!(fact, CaseFact::AppointmentCancelled(_)));
    let withdrawn = count(|fact| matches!(fact, CaseFact::Withdrawn(_)));
    let mut notes = Vec::new();
    if cancelled > 0 {
        notes.push(t.count("check-appointments", cancelled));
    }
    if withdrawn > 0 {
        notes.push(t.count("check-withdrawn", withdrawn));
    }
    notes
}
