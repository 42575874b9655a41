//! Putting a client on the register.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use bagyt_app::command::CaseAct;
use bagyt_app::read::CasePage;
use bagyt_app::role::Action;
use bagyt_casework::registration::{ClientWhereabouts, RegisterClient};
use bagyt_exchange::message::subject::LANGUAGES;

use crate::form::{Choice, Form};
use crate::frame::{Frame, Section};
use crate::pages::case::{open, who};
use crate::parts::Who;
use crate::posted::Posted;
use crate::texts::Texts;
use crate::visit::{Seen, Sent, Visit};

#[derive(Template)]
#[template(path = "registration.html")]
struct RegistrationPage {
    t: Texts,
    frame: Frame,
    who: Who,
    form: Form,
    rights: Vec<Choice>,
    languages: Vec<Choice>,
}

/// Shows the form, filled in with what the court act said.
pub(crate) async fn show(visit: Visit, Path(case): Path<String>) -> Response {
    visit
        .show(move |seen| {
            let page = open(seen, &case, Action::RegisterClient)?;
            let form = Form::about(page.version)
                .preset("on", seen.t.figures(seen.today()))
                .preset("language", page.person.language.clone())
                .preset("address", page.person.address.clone())
                .preset("phone", page.person.phone.clone());
            Ok(made(seen, &page, form))
        })
        .await
}

/// Puts the client on the register.
pub(crate) async fn send(
    visit: Visit,
    Path(case): Path<String>,
    Posted(mut form): Posted,
) -> Response {
    visit
        .send(move |seen| {
            let page = open(seen, &case, Action::RegisterClient)?;
            if let Some(register) = read(seen, &mut form)
                && seen.act(&mut form, &page, CaseAct::Register(register))?.is_some()
            {
                return Ok(Sent::To(format!("/cases/{case}?done=registration")));
            }
            Ok(Sent::Again(made(seen, &page, form)))
        })
        .await
}

fn read(seen: &Seen<'_>, form: &mut Form) -> Option<RegisterClient> {
    let t = seen.t;
    let on = form.day(t, "on", "registration-on");
    let rights = form.choice(t, "rights_explained", "registration-rights", &["yes", "no"]);
    let language = form.choice(t, "language", "registration-language", &LANGUAGES);
    let address = form.limited(t, "address", "registration-address", 300);
    let phone = form.limited(t, "phone", "registration-phone", 40);
    if address.is_none() && phone.is_some() {
        // They are kept together; a number alone would be lost.
        form.required(t, "address", "registration-address");
    }
    if !form.is_right() {
        return None;
    }
    let whereabouts = address.map(|address| ClientWhereabouts { address, phone });
    Some(RegisterClient {
        registered: seen.effective(on?, None),
        rights_explained: rights? == "yes",
        language: language?,
        whereabouts,
    })
}

fn made(seen: &Seen<'_>, page: &CasePage, form: Form) -> RegistrationPage {
    let t = seen.t;
    RegistrationPage {
        t,
        frame: seen.frame(Section::Cases),
        who: who(seen, page),
        form,
        rights: vec![Choice::new("yes", t.say("yes")), Choice::new("no", t.say("no"))],
        languages: Choice::codes(t, "language", &LANGUAGES),
    }
}
