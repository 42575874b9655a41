//! Accesses through broken glass: each is reviewed by a head who did not break it.

use askama::Template;
use axum::response::Response;
use bagyt_app::command::CaseAct;
use bagyt_app::outcome::Failure;
use bagyt_app::read::AccessItem;
use bagyt_core::identity::CaseId;

use crate::form::{Choice, Form};
use crate::frame::{Frame, Section};
use crate::posted::Posted;
use crate::texts::Texts;
use crate::visit::{Seen, Sent, Visit};

#[derive(Template)]
#[template(path = "access_reviews.html")]
struct ReviewsPage {
    t: Texts,
    frame: Frame,
    form: Form,
    open: Vec<Access>,
    reviewed: Vec<Access>,
    verdicts: Vec<Choice>,
    /// The access that the form shown again is about.
    asked: String,
}

/// An access, ready to be read.
struct Access {
    key: String,
    case: String,
    version: u32,
    href: String,
    client: String,
    who: String,
    when: String,
    words: String,
    tone: &'static str,
    state: String,
    may_review: bool,
}

/// Shows the accesses.
pub(crate) async fn show(visit: Visit) -> Response {
    visit.show(|seen| made(seen, Form::fresh())).await
}

/// Says whether an access was justified.
pub(crate) async fn send(visit: Visit, Posted(mut form): Posted) -> Response {
    visit
        .send(move |seen| {
            // Who leads nobody, is refused before the form is read.
            let again = |form| made(seen, form).map(Sent::Again);
            if !seen.app.may(seen.user, bagyt_app::role::Action::ReviewAccess) {
                return Err(Failure::Denied);
            }
            let verdict = form.required(seen.t, "verdict", "glass-verdict");
            if !form.is_right() {
                return again(form);
            }
            let (case, version) = (form.value("case").to_owned(), form.value("access").parse());
            let (Ok(case), Ok(access)) = (case.parse::<CaseId>(), version) else {
                return Err(Failure::NotFound);
            };
            let justified = match verdict.as_str() {
                "justified" => true,
                "unjustified" => false,
                _ => return Err(Failure::NotFound),
            };
            let words = form.value("words").to_owned();
            let act = CaseAct::ReviewAccess { access, justified, words };
            match seen.record(&mut form, |command| seen.app.act(seen.user, command, case, act))? {
                Some(_) => Ok(Sent::To("/access-reviews?done=glass-reviewed".to_owned())),
                None => again(form),
            }
        })
        .await
}

fn made(seen: &Seen<'_>, form: Form) -> Result<ReviewsPage, Failure> {
    let t = seen.t;
    let items = seen.app.access_reviews(seen.user)?;
    let (open, reviewed): (Vec<_>, Vec<_>) =
        items.iter().map(|item| access(seen, item)).partition(|one| one.state.is_empty());
    Ok(ReviewsPage {
        t,
        frame: seen.frame(Section::AccessReviews),
        asked: format!("{}-{}", form.value("case"), form.value("access")),
        form,
        open,
        reviewed,
        verdicts: Choice::codes(t, "glass_verdict", &["justified", "unjustified"]),
    })
}

fn access(seen: &Seen<'_>, item: &AccessItem) -> Access {
    let t = seen.t;
    let moment = |at| t.moment_figures(at, seen.zone());
    let (from, until) = (item.at.map(moment), item.until_at.map(moment));
    let (tone, state) = match item.justified {
        None => ("soon", String::new()),
        Some(true) => ("calm", t.code("glass_verdict", "justified").into_owned()),
        Some(false) => ("late", t.code("glass_verdict", "unjustified").into_owned()),
    };
    Access {
        key: format!("{}-{}", item.case, item.version),
        case: item.case.to_string(),
        version: item.version,
        href: format!("/cases/{}", item.case),
        client: if item.name.is_empty() {
            t.say("name-hidden").into_owned()
        } else {
            format!("{} · {}", item.name, item.number)
        },
        who: item.staff_name.clone(),
        when: t.fill(
            "glass-when",
            &[
                ("from", from.unwrap_or_default().into()),
                ("until", until.unwrap_or_default().into()),
            ],
        ),
        words: item.words.clone(),
        tone,
        state,
        may_review: item.may_review,
    }
}
