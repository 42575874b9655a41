//! The second factor of one's own account: set up, recovery codes made anew, taken away.

use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use bagyt_app::outcome::Failure;
use bagyt_app::second_factor::Confirmation;

use crate::form::Form;
use crate::frame::{Frame, Section};
use crate::picture::{Picture, picture};
use crate::posted::Posted;
use crate::texts::Texts;
use crate::visit::{Seen, Visit, page};

/// The account has none: the secret, as a picture and as text.
#[derive(Template)]
#[template(path = "second_factor_new.html")]
struct EnrolPage {
    t: Texts,
    frame: Frame,
    form: Form,
    owed: bool,
    secret: String,
    drawn: Option<Picture>,
}

/// The account has one.
#[derive(Template)]
#[template(path = "second_factor.html")]
struct StandingPage {
    t: Texts,
    frame: Frame,
    form: Form,
    left: String,
    required: bool,
}

/// Recovery codes, shown once.
#[derive(Template)]
#[template(path = "recovery_codes.html")]
struct CodesPage {
    t: Texts,
    frame: Frame,
    codes: Vec<String>,
}

/// What became of the form.
enum Outcome {
    Codes(Vec<String>),
    Removed,
}

/// Shows how the account stands.
pub(crate) async fn show(visit: Visit) -> Response {
    visit.answer(|seen| made(seen, StatusCode::OK, Form::fresh())).await
}

/// Sets up a second factor, makes new recovery codes, or takes it away.
pub(crate) async fn send(visit: Visit, Posted(mut form): Posted) -> Response {
    visit
        .answer(move |seen| {
            let password = form.required(seen.t, "password", "sign-in-password");
            let code = form.required(seen.t, "code", "second-factor-code");
            if !form.is_right() || !seen.may_try(&mut form) {
                return made(seen, StatusCode::UNPROCESSABLE_ENTITY, form);
            }
            let typed = Confirmation { password: &password, code: &code };
            match done(seen, &form, typed) {
                Ok(outcome) => {
                    seen.tried_well();
                    Ok(answered(seen, outcome))
                }
                Err(Failure::Refused(refused)) => {
                    seen.refuse(&mut form, &refused);
                    made(seen, StatusCode::UNPROCESSABLE_ENTITY, form)
                }
                Err(other) => Err(other),
            }
        })
        .await
}

fn done(seen: &Seen<'_>, form: &Form, typed: Confirmation<'_>) -> Result<Outcome, Failure> {
    let (app, user) = (seen.app, seen.user);
    match form.value("act") {
        "renew" => app.renew_recovery_codes(user, typed).map(Outcome::Codes),
        "remove" => app.remove_second_factor(user, typed).map(|()| Outcome::Removed),
        _ => app.enrol(user, form.value("secret"), typed).map(Outcome::Codes),
    }
}

fn answered(seen: &Seen<'_>, outcome: Outcome) -> Response {
    match outcome {
        Outcome::Codes(codes) => {
            let frame = seen.frame(Section::Elsewhere);
            page(StatusCode::OK, &CodesPage { t: seen.t, frame, codes })
        }
        // Taking it away ends all sessions.
        Outcome::Removed => Redirect::to("/sign-in").into_response(),
    }
}

fn made(seen: &Seen<'_>, status: StatusCode, form: Form) -> Result<Response, Failure> {
    let (t, frame) = (seen.t, seen.frame(Section::Elsewhere));
    let standing = seen.app.second_factor(seen.user)?;
    if standing.enrolled {
        let left = i64::try_from(standing.codes_left).unwrap_or(i64::MAX);
        let left = t.count("second-factor-codes-left", left);
        let required = standing.required;
        return Ok(page(status, &StandingPage { t, frame, form, left, required }));
    }
    // A form shown again keeps its secret: the telephone has it already.
    let enrolment = match seen.app.same_second_factor(seen.user, form.value("secret")) {
        Some(enrolment) => enrolment,
        None => seen.app.new_second_factor(seen.user)?,
    };
    let drawn = picture(&enrolment.address);
    let owed = standing.required;
    Ok(page(status, &EnrolPage { t, frame, form, owed, secret: enrolment.secret, drawn }))
}
