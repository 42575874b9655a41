//! One request of one reader: who, in which language, to which address; and how it is answered.
//!
//! The application may wait for disk, so it is asked on a thread for that; the page is made there
//! too. Whatever goes wrong is answered with a page in the reader's language.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::str::FromStr;
use std::sync::Arc;

use askama::Template;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use bagyt_app::App;
use bagyt_app::command::CaseAct;
use bagyt_app::outcome::{Failure, Refused};
use bagyt_app::read::{CasePage, Considered};
use bagyt_app::records::Answer;
use bagyt_app::tables::Tables;
use bagyt_app::user::User;
use bagyt_casework::fact::CaseFact;
use bagyt_core::effective::{Effective, Zone};
use bagyt_core::identity::{CaseId, CommandId, TableId};
use jiff::Timestamp;
use jiff::civil::{Date, Time};

use crate::cited;
use crate::drafts;
use crate::failure;
use crate::form::Form;
use crate::frame::{Frame, Section};
use crate::language::{LANGUAGE_COOKIE, Language};
use crate::law_here::LawHere;
use crate::listing::Query;
use crate::pages::check::CheckPage;
use crate::pages::first_day::Settled;
use crate::posted::fields_of;
use crate::refusal;
use crate::session::cookie;
use crate::site::Site;
use crate::texts::Texts;
use crate::words::Words;

/// A request, before anything is asked of the application.
#[derive(Clone)]
pub(crate) struct Visit {
    pub(crate) site: Site,
    pub(crate) t: Texts,
    /// Path and query, for the language switch and for coming back after signing in.
    pub(crate) path: String,
    pub(crate) user: Option<Arc<User>>,
    /// What was done before, as a word that stands in a text's key.
    done: Option<String>,
}

impl Visit {
    /// Reads a visit off a request's head.
    pub(crate) fn of(site: &Site, parts: &Parts) -> Visit {
        let accept = text_of(&parts.headers, header::ACCEPT_LANGUAGE);
        let chosen = cookie(&parts.headers, LANGUAGE_COOKIE);
        let asked = Asked::of(parts.uri.query());
        let path = parts.uri.path_and_query().map_or("/", |path| path.as_str());
        Visit {
            site: site.clone(),
            t: Texts::of(Language::negotiate(chosen, None, accept)),
            path: path.to_owned(),
            user: parts.extensions.get::<Arc<User>>().cloned(),
            done: Some(asked.get("done").to_owned()).filter(|done| !done.is_empty()),
        }
    }

    /// Answers with a page.
    pub(crate) async fn show<P: Template>(
        self,
        ask: impl FnOnce(&Seen<'_>) -> Result<P, Failure> + Send + 'static,
    ) -> Response {
        self.answer(move |seen| Ok(page(StatusCode::OK, &ask(seen)?))).await
    }

    /// Answers a form that was sent: with the next address, or with the form again.
    pub(crate) async fn send<P: Template>(
        self,
        ask: impl FnOnce(&Seen<'_>) -> Result<Sent<P>, Failure> + Send + 'static,
    ) -> Response {
        self.answer(move |seen| {
            Ok(match ask(seen)? {
                Sent::To(address) => Redirect::to(&address).into_response(),
                Sent::Next(form) => page(StatusCode::OK, &form),
                Sent::Again(form) => page(StatusCode::UNPROCESSABLE_ENTITY, &form),
                Sent::Form(form) => page(StatusCode::OK, &form),
                Sent::Check(check) => page(StatusCode::OK, check.as_ref()),
            })
        })
        .await
    }

    /// Answers with whatever is made on the thread that may wait.
    pub(crate) async fn answer(
        self,
        ask: impl FnOnce(&Seen<'_>) -> Result<Response, Failure> + Send + 'static,
    ) -> Response {
        let Some(user) = self.user.clone() else {
            return Redirect::to("/sign-in").into_response();
        };
        let visit = self.clone();
        let asked = tokio::task::spawn_blocking(move || {
            let seen = Seen::new(&visit, &user);
            match ask(&seen) {
                Ok(response) => response,
                Err(failure) => failure::page(&visit, &failure),
            }
        });
        match asked.await {
            Ok(response) => response,
            Err(error) => failure::page(&self, &Failure::defect(error)),
        }
    }

    /// The frame of a page that stands outside the sections.
    pub(crate) fn frame(&self) -> Frame {
        let (app, t) = (&self.site.app, self.t);
        match &self.user {
            Some(user) => Frame::of(app, t, &self.path, user, Section::Elsewhere),
            None => Frame::bare(app, t, &self.path),
        }
    }
}

impl FromRequestParts<Site> for Visit {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self, Infallible> {
        Ok(Visit::of(site, parts))
    }
}

fn text_of(headers: &HeaderMap, name: header::HeaderName) -> Option<&str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}

/// What became of a form.
pub(crate) enum Sent<P> {
    /// It was recorded; the reader goes to that address.
    To(String),
    /// It was read, and its next step is shown; nothing is recorded yet.
    Next(P),
    /// It was refused and is shown again.
    Again(P),
    /// The reader wants to change it before it is recorded.
    Form(P),
    /// It is shown once more, to be checked before it is recorded.
    Check(Box<CheckPage>),
}

/// Makes an answer of a page.
pub(crate) fn page(status: StatusCode, page: &impl Template) -> Response {
    match page.render() {
        Ok(text) => (status, Html(text)).into_response(),
        Err(error) => {
            tracing::error!(%error, "a page could not be made");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

/// What a handler has at hand when it asks the application.
pub(crate) struct Seen<'a> {
    pub(crate) app: &'a App,
    pub(crate) user: &'a User,
    pub(crate) t: Texts,
    /// One set for the whole page, whatever is published while it is made.
    tables: Arc<Tables>,
    visit: &'a Visit,
}

impl<'a> Seen<'a> {
    fn new(visit: &'a Visit, user: &'a User) -> Self {
        let app = &*visit.site.app;
        Seen { app, user, t: visit.t, tables: app.tables(), visit }
    }

    /// The same with the tables that were in force earlier.
    pub(crate) fn with_tables(&self, tables: Arc<Tables>) -> Seen<'a> {
        Seen { tables, ..Seen::new(self.visit, self.user) }
    }

    /// Law, codes and the other tables that the page reads.
    pub(crate) fn tables(&self) -> &Tables {
        &self.tables
    }

    /// The frame of a page, with the word about what was just done.
    pub(crate) fn frame(&self, section: Section) -> Frame {
        let mut frame = Frame::of(self.app, self.t, &self.visit.path, self.user, section);
        let done = self.visit.done.as_ref().and_then(|done| self.t.find(&format!("{done}-done")));
        frame.done = done.map(|text| text.into_owned());
        frame.law = LawHere::elsewhere(self);
        frame
    }

    /// Path and query of the page.
    pub(crate) fn path(&self) -> &str {
        &self.visit.path
    }

    /// Whose first day was found to be over.
    pub(crate) fn settled(&self) -> &Settled {
        &self.visit.site.settled
    }

    /// Words for the country's codes.
    pub(crate) fn words(&self) -> Words<'_> {
        Words::new(&self.tables, self.t)
    }

    /// A row of law in the reader's language.
    pub(crate) fn row_text(&self, text: &BTreeMap<String, String>) -> String {
        text.get(self.t.language().code()).or_else(|| text.get("en")).cloned().unwrap_or_default()
    }

    /// A citation (`Probation Act 24(1)`) in the reader's language.
    pub(crate) fn citation(&self, cited: &str) -> String {
        cited::citation(self.t, cited)
    }

    /// A name, or a word in its place where it is erased or hidden.
    pub(crate) fn name(&self, name: &str) -> String {
        if name.is_empty() { self.t.say("name-hidden").into_owned() } else { name.to_owned() }
    }

    /// Today at the offices.
    pub(crate) fn today(&self) -> Date {
        self.app.today()
    }

    /// The offices' zone.
    pub(crate) fn zone(&self) -> Zone {
        self.app.zone()
    }

    /// A day at the offices, to the minute where a time is known.
    pub(crate) fn effective(&self, day: Date, time: Option<Time>) -> Effective {
        match time.and_then(|time| self.instant(day, time)) {
            Some(at) => Effective::instant(at, self.zone()),
            None => Effective::day(day, self.zone()),
        }
    }

    /// The instant of a day and time at the offices.
    pub(crate) fn instant(&self, day: Date, time: Time) -> Option<Timestamp> {
        let zoned = day.to_datetime(time).to_zoned(self.zone().time_zone()).ok()?;
        Some(zoned.timestamp())
    }

    /// Records a form under its identifier; a draft that is gone on with is not. A refusal is noted at its field, and nothing is lost.
    ///
    /// # Errors
    ///
    /// What is no refusal: no right, no such thing, an outage.
    pub(crate) fn record(
        &self,
        form: &mut Form,
        act: impl FnOnce(CommandId) -> Result<Answer, Failure>,
    ) -> Result<Option<Answer>, Failure> {
        if form.is_taken_up() {
            return Ok(None);
        }
        let Ok(command) = form.command.parse() else {
            return Err(Failure::NotFound);
        };
        match act(CommandId(command)) {
            Ok(answer) => {
                self.settle(form);
                Ok(Some(answer))
            }
            Err(Failure::Refused(refused)) => {
                self.refuse(form, &refused);
                Ok(None)
            }
            Err(Failure::Changed) => {
                form.refuse("", self.t.say("wrong-changed"));
                Ok(None)
            }
            Err(other) => Err(other),
        }
    }

    /// Records what was read off a form, as [`Seen::record`]; nothing where a field was refused.
    ///
    /// # Errors
    ///
    /// As [`Seen::record`].
    pub(crate) fn record_read<T>(
        &self,
        form: &mut Form,
        read: Option<T>,
        act: impl FnOnce(CommandId, T) -> Result<Answer, Failure>,
    ) -> Result<Option<Answer>, Failure> {
        match read {
            Some(read) => self.record(form, |command| act(command, read)),
            None => Ok(None),
        }
    }

    /// Records what was read off a form about something of which that version is known now, as
    /// [`Seen::record_known`]; nothing where a field was refused.
    ///
    /// # Errors
    ///
    /// As [`Seen::record`].
    pub(crate) fn record_read_of<T>(
        &self,
        form: &mut Form,
        version: u32,
        read: Option<T>,
        act: impl FnOnce(CommandId, T) -> Result<Answer, Failure>,
    ) -> Result<Option<Answer>, Failure> {
        match read {
            Some(read) => self.record_known(form, version, |command| act(command, read)),
            None => Ok(None),
        }
    }

    /// Records a form about something of which that version is known now, unless somebody else changed
    /// it since the form was shown. A form sent twice gets its first answer again.
    ///
    /// # Errors
    ///
    /// As [`Seen::record`].
    pub(crate) fn record_known(
        &self,
        form: &mut Form,
        version: u32,
        act: impl FnOnce(CommandId) -> Result<Answer, Failure>,
    ) -> Result<Option<Answer>, Failure> {
        let version = version.to_string();
        let answered = &self.visit.site.answered;
        let is_stale = !form.version.is_empty() && form.version != version;
        if is_stale && !form.is_taken_up() && !answered.knows(&form.command) {
            form.version = version;
            form.refuse("", self.t.say("wrong-changed"));
            return Ok(None);
        }
        let answer = self.record(form, act)?;
        if answer.is_some() {
            answered.note(&form.command);
        }
        Ok(answer)
    }

    /// Records an act in a case, unless somebody else changed the case since the form was shown. A
    /// form sent twice gets its first answer again.
    ///
    /// # Errors
    ///
    /// As [`Seen::record`].
    pub(crate) fn act(
        &self,
        form: &mut Form,
        page: &CasePage,
        act: CaseAct,
    ) -> Result<Option<Answer>, Failure> {
        self.act_on(form, (page.row.case, page.version), act)
    }

    /// Records an act in a case of which that version is known now; as [`Seen::act`].
    ///
    /// # Errors
    ///
    /// As [`Seen::record`].
    pub(crate) fn act_on(
        &self,
        form: &mut Form,
        (case, version): (CaseId, u32),
        act: CaseAct,
    ) -> Result<Option<Answer>, Failure> {
        self.record_known(form, version, |command| self.app.act(self.user, command, case, act))
    }

    /// Counts a password or code that the signed-in person gives once more; too many in a minute
    /// have to wait, which is noted over the form.
    pub(crate) fn may_try(&self, form: &mut Form) -> bool {
        let attempts = &self.visit.site.attempts;
        let may = attempts.admit(&self.user.login, self.app.now().as_second());
        if !may {
            form.refuse("", self.t.say("sign-in-wait"));
        }
        may
    }

    /// Forgets the attempts of the signed-in person, whose password and code were right.
    pub(crate) fn tried_well(&self) {
        self.visit.site.attempts.forget(&self.user.login);
    }

    /// Records a form that draws a paper: sent twice, it gets its first answer again, though the
    /// paper would not be drawn the same to the second.
    ///
    /// # Errors
    ///
    /// As [`Seen::record`].
    pub(crate) fn once(
        &self,
        form: &mut Form,
        act: impl FnOnce(CommandId) -> Result<Answer, Failure>,
    ) -> Result<bool, Failure> {
        let answered = &self.visit.site.answered;
        if answered.knows(&form.command) {
            return Ok(true);
        }
        let is_done = self.record(form, act)?.is_some();
        if is_done {
            answered.note(&form.command);
        }
        Ok(is_done)
    }

    /// Says what an act in a case would write. A refusal is noted at its field.
    ///
    /// # Errors
    ///
    /// As [`Seen::record`].
    pub(crate) fn consider(
        &self,
        form: &mut Form,
        page: &CasePage,
        act: CaseAct,
    ) -> Result<Option<Vec<CaseFact>>, Failure> {
        Ok(self.considered(form, page.row.case, act)?.map(|considered| considered.facts))
    }

    /// Says what an act in a case would write and how the clocks would run then. A refusal is noted
    /// at its field.
    ///
    /// # Errors
    ///
    /// As [`Seen::record`].
    pub(crate) fn considered(
        &self,
        form: &mut Form,
        case: CaseId,
        act: CaseAct,
    ) -> Result<Option<Considered>, Failure> {
        if form.is_taken_up() {
            return Ok(None);
        }
        match self.app.consider(self.user, case, act) {
            Ok(considered) => Ok(Some(considered)),
            Err(Failure::Refused(refused)) => {
                self.refuse(form, &refused);
                Ok(None)
            }
            Err(other) => Err(other),
        }
    }

    /// Throws away the draft of a form that was recorded. That it could not be is no reason to say
    /// that the form was not recorded.
    pub(crate) fn settle(&self, form: &Form) {
        let page = drafts::page_of(&self.visit.path);
        if drafts::title_of(page).is_none() {
            return;
        }
        if let Err(failure) = self.app.settle_draft(self.user, page, &form.command) {
            tracing::warn!(?failure, "a draft stays though its form was recorded");
        }
    }

    /// Whether a command was carried out of late, by the first of two clicks.
    pub(crate) fn was_recorded(&self, command: &str) -> bool {
        self.visit.site.answered.knows(command)
    }

    /// Notes a command that was carried out.
    pub(crate) fn note_recorded(&self, command: &str) {
        self.visit.site.answered.note(command);
    }

    /// Begins to work out what a drafted row of law would have done.
    ///
    /// # Errors
    ///
    /// As [`App::begin_law_effect`](bagyt_app::App::begin_law_effect).
    pub(crate) fn begin_law_effect(&self, draft: TableId) -> Result<(), Failure> {
        self.visit.site.app.begin_law_effect(self.user, draft)
    }

    /// Notes a refusal at its field, or over the form if it has no such field.
    pub(crate) fn refuse(&self, form: &mut Form, refused: &Refused) {
        let field = form.field_of(refused.field.as_deref().unwrap_or_default());
        form.refuse(&field, refusal::words(self.words(), refused));
    }
}

/// Reads an identifier out of an address; one that is none names nothing.
///
/// # Errors
///
/// [`Failure::NotFound`].
pub(crate) fn named<T: FromStr>(text: &str) -> Result<T, Failure> {
    text.parse().map_err(|_| Failure::NotFound)
}

/// What stands behind the question mark of an address.
pub(crate) struct Asked(BTreeMap<String, String>);

impl Asked {
    /// Reads the parts of an address.
    pub(crate) fn of(query: Option<&str>) -> Asked {
        let fields = fields_of(query.unwrap_or_default().as_bytes()).unwrap_or_default();
        Asked(fields.into_iter().collect())
    }

    /// Returns a part, without the spaces around it; empty if it is not there.
    pub(crate) fn get(&self, name: &str) -> &str {
        self.0.get(name).map_or("", |value| value.trim())
    }

    /// Returns the page of a list, from 1.
    pub(crate) fn page(&self) -> u32 {
        // Ten thousand pages of fifty rows hold more cases than a country has.
        self.get("page").parse().unwrap_or(1).clamp(1, 10_000)
    }

    /// Returns the same address, to be changed one part at a time.
    pub(crate) fn query(&self, path: &str) -> Query {
        let parts: Vec<(&str, &str)> =
            self.0.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        Query::new(path, &parts)
    }

    /// Returns a form that shows what was asked.
    pub(crate) fn form(&self) -> Form {
        Form::sent(self.0.clone().into_iter().collect())
    }
}

impl FromRequestParts<Site> for Asked {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &Site) -> Result<Self, Infallible> {
        Ok(Asked::of(parts.uri.query()))
    }
}
