//! Who may sign in: added and disabled by the administrator.

use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use bagyt_app::accounts::{AccountRow, NewAccount};
use bagyt_app::outcome::Failure;
use bagyt_casework::codes::Role;

use crate::form::{Choice, Form};
use crate::frame::{Frame, Section};
use crate::pages::first_day;
use crate::posted::Posted;
use crate::texts::Texts;
use crate::visit::{Seen, Visit, page};

#[derive(Template)]
#[template(path = "users.html")]
struct UsersPage {
    t: Texts,
    frame: Frame,
    form: Form,
    password: String,
    rows: Vec<Row>,
    roles: Vec<Choice>,
    offices: Vec<Choice>,
    /// How much the service lacks on its first day; empty where nothing does.
    first_day: String,
}

/// An account.
struct Row {
    login: String,
    name: String,
    role: String,
    office: String,
    tone: &'static str,
    status: String,
    active: bool,
    second_factor: bool,
}

/// Shows the accounts.
pub(crate) async fn show(visit: Visit) -> Response {
    visit.show(|seen| made(seen, Form::fresh(), String::new())).await
}

/// Adds or disables an account.
pub(crate) async fn send(visit: Visit, Posted(mut form): Posted) -> Response {
    visit
        .answer(move |seen| {
            if form.value("act") == "disable" {
                seen.app.disable_user(seen.user, form.value("account"))?;
                return Ok(Redirect::to("/users?done=users-disabled").into_response());
            }
            if form.value("act") == "reset" {
                seen.app.reset_second_factor(seen.user, form.value("account"))?;
                return Ok(Redirect::to("/users?done=users-reset").into_response());
            }
            let password = add(seen, &mut form)?;
            let status = match password {
                Some(_) => StatusCode::OK,
                None => StatusCode::UNPROCESSABLE_ENTITY,
            };
            let form = if password.is_some() { Form::fresh() } else { form };
            Ok(page(status, &made(seen, form, password.unwrap_or_default())?))
        })
        .await
}

fn add(seen: &Seen<'_>, form: &mut Form) -> Result<Option<String>, Failure> {
    let t = seen.t;
    let new = NewAccount {
        login: form.required(t, "login", "users-login"),
        name: form.required(t, "name", "users-name"),
        role: form.required(t, "role", "users-role"),
        office: form.required(t, "office", "column-office"),
    };
    if !form.is_right() {
        return Ok(None);
    }
    match seen.app.add_user(seen.user, new) {
        Ok(password) => Ok(Some(password)),
        Err(Failure::Refused(refused)) => {
            seen.refuse(form, &refused);
            Ok(None)
        }
        Err(other) => Err(other),
    }
}

fn made(seen: &Seen<'_>, form: Form, password: String) -> Result<UsersPage, Failure> {
    let (t, words) = (seen.t, seen.words());
    let accounts = seen.app.users(seen.user)?;
    let roles = Role::ALL.iter().map(|role| Choice::new(role.code(), t.code("role", role.code())));
    let tables = seen.tables();
    let posts: Vec<_> = tables.posts().into_iter().chain(tables.courts()).collect();
    let mut offices: Vec<Choice> =
        posts.iter().map(|code| Choice::new(code.0.clone(), words.post(&code.0))).collect();
    offices.sort_by(|one, other| one.text.cmp(&other.text));
    Ok(UsersPage {
        t,
        frame: seen.frame(Section::Users),
        form,
        password,
        rows: accounts.iter().map(|account| row(seen, account)).collect(),
        roles: roles.collect(),
        offices,
        first_day: first_day::reminder(seen)?,
    })
}

fn row(seen: &Seen<'_>, account: &AccountRow) -> Row {
    let t = seen.t;
    let (tone, status) =
        if account.disabled { ("late", "users-disabled") } else { ("calm", "users-active") };
    Row {
        login: account.login.clone(),
        name: account.name.clone(),
        role: t.code("role", &account.role).into_owned(),
        office: seen.words().post(&account.office),
        tone,
        status: t.say(status).into_owned(),
        active: !account.disabled && account.login != seen.user.login,
        second_factor: account.second_factor,
    }
}
