//! Papers of a case: drawn from their dated forms, looked at as drafts, issued under their number.
//!
//! The number stands on the paper, so that it is known before the paper is drawn; the entry takes
//! it, and whoever comes second draws anew with the next. So numbers have no gap and no twin.

use bagyt_casework::codes::{PaperKind, Signing};
use bagyt_casework::paper::{self, IssuePaper, matters, never_issued};
use bagyt_core::command::Purpose;
use bagyt_core::effective::Effective;
use bagyt_core::identity::{CaseId, CommandId};
use bagyt_paper::{Form, Language, Languages, Stamp, Text, Value, Values, edition, fill, render};
use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use ed25519_dalek::Signer;
use jiff::Timestamp;
use jiff::civil::Date;
use sha2::{Digest, Sha256};

use crate::App;
use crate::command::{CaseAct, Command};
use crate::conduct::{digest, next_number, refused};
use crate::documents::{Paper, Words};
use crate::execute::Online;
use crate::outcome::Failure;
use crate::read::{PaperSource, issued_fact};
use crate::records::Answer;
use crate::role::Action;
use crate::second_factor::Confirmation;
use crate::user::User;

/// How often a paper is drawn anew because somebody else took its number meanwhile.
const ATTEMPTS_MAX: usize = 8;

/// The most characters of a paper by which it is found; the words of the longest plan.
const TEXT_MAX: usize = 8_000;

/// What a paper is asked to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaperOrder {
    /// What it is.
    pub paper: PaperKind,
    /// Version of the entry that it is drawn from.
    pub about: Option<u32>,
    /// The tag of its second language; that of the state makes it a paper in one.
    pub language: String,
    /// How it is borne out.
    pub signing: Signing,
}

/// A paper as it was drawn.
struct Drawn {
    bytes: Vec<u8>,
    edition_from: Date,
    text: String,
}

/// What a drawing has besides the case: the number, where it has one, and the moment.
#[derive(Clone, Copy)]
struct Drawing {
    number: Option<u32>,
    at: Timestamp,
}

impl App {
    /// Draws a paper as it would be issued now; it says on every page that it is a draft, and is
    /// not kept.
    ///
    /// # Errors
    ///
    /// [`Failure::NotFound`] also for what cannot be issued now; [`Failure::Denied`]; outages.
    pub fn paper_preview(
        &self,
        user: &User,
        case: CaseId,
        order: &PaperOrder,
        words: Words<'_>,
    ) -> Result<Vec<u8>, Failure> {
        let source = self.paper_source(user, case)?;
        self.require_for_case(user, Action::IssuePaper, &source.read.case)?;
        let at = self.now();
        let found = matters(&source.read.case, order.paper, at).map_err(|_| Failure::NotFound)?;
        if !found.contains(&order.about) {
            return Err(Failure::NotFound);
        }
        let drawing = Drawing { number: None, at };
        let drawn = self.draw(user, &source, order, drawing, words)?;
        let subjects = [case.stream(), source.read.case.opening.person.stream()];
        self.log_access(user, Purpose::Supervision, "paper-preview", subjects)?;
        Ok(drawn.bytes)
    }

    /// Issues a paper; one that is confirmed in the system wants the password and, where the
    /// account has a second factor, its code. A form sent twice gets the answer of the first.
    ///
    /// # Errors
    ///
    /// [`Failure::NotFound`] and [`Failure::Denied`], the words of the wing, then those of a wrong
    /// confirmation; [`Failure::Changed`] if the number was taken again and again.
    pub fn issue_paper(
        &self,
        user: &User,
        id: CommandId,
        (case, order): (CaseId, &PaperOrder),
        confirmation: Confirmation<'_>,
        words: Words<'_>,
    ) -> Result<Answer, Failure> {
        let online = Online::new(self)?;
        if let Some(stored) = online.reader.command(id).map_err(Failure::outage)? {
            return self.stored_answer(&stored.accepted);
        }
        drop(online);
        let source = self.paper_source(user, case)?;
        self.require_for_case(user, Action::IssuePaper, &source.read.case)?;
        self.check_matter(&source, order)?;
        if order.signing == Signing::System {
            self.confirm(user, confirmation)?;
        }
        self.issue_next(user, id, (source, order), words)
    }

    /// Draws a paper under the next number and issues it, anew as long as that number is taken.
    fn issue_next(
        &self,
        user: &User,
        id: CommandId,
        (mut source, order): (PaperSource, &PaperOrder),
        words: Words<'_>,
    ) -> Result<Answer, Failure> {
        let meta = self.meta(user, id, Purpose::Supervision);
        for _ in 0..ATTEMPTS_MAX {
            let case = &source.read.case;
            let (id, zone) = (case.id, case.zone);
            let year = zone.day_of(meta.recorded_at).year();
            let claim = |number| paper::number_claim(case.office(), order.paper, year, number);
            let number = next_number(&mut Online::new(self)?, &claim)?;
            let drawing = Drawing { number: Some(number), at: meta.recorded_at };
            let drawn = self.draw(user, &source, order, drawing, words)?;
            let by_system = order.signing == Signing::System;
            let issue = IssuePaper {
                paper: order.paper,
                about: order.about,
                issued: Effective::instant(meta.recorded_at, zone),
                number,
                form: order.paper.code().to_owned(),
                edition_from: drawn.edition_from,
                languages: self.tags(order),
                signing: order.signing,
                signature: by_system.then(|| self.signature_of(&drawn.bytes)),
                digest: digest(&drawn.bytes),
                text: drawn.text,
            };
            let act = CaseAct::IssuePaper { issue, document: drawn.bytes.into() };
            match self.execute(&meta, &Command::InCase { case: id, act }) {
                Err(Failure::Changed) => source = self.paper_source(user, id)?,
                other => return other,
            }
        }
        Err(Failure::Changed)
    }

    /// Returns a paper of a case, byte for byte as it was issued.
    ///
    /// # Errors
    ///
    /// [`Failure::NotFound`] and [`Failure::Denied`]; outages.
    pub fn issued_paper(
        &self,
        user: &User,
        case: CaseId,
        version: u32,
    ) -> Result<Vec<u8>, Failure> {
        let online = Online::new(self)?;
        let read = self.read_case(user, &online, case)?;
        self.require_for_case(user, Action::ViewDocument, &read.case)?;
        let fact = issued_fact(&read, version).ok_or(Failure::NotFound)?;
        let bytes = self.blob(&online.reader, &fact.digest)?.ok_or(Failure::NotFound)?;
        drop(online);
        let subjects = [case.stream(), read.case.opening.person.stream()];
        self.log_access(user, Purpose::Supervision, "paper", subjects)?;
        Ok(bytes)
    }

    /// Says what stands in the way of a paper before anything is drawn or asked.
    fn check_matter(&self, source: &PaperSource, order: &PaperOrder) -> Result<(), Failure> {
        let case = &source.read.case;
        let found = matters(case, order.paper, self.now()).map_err(refused)?;
        if !found.contains(&order.about) {
            return Err(Failure::NotFound);
        }
        never_issued(case, order.paper, order.about).map_err(refused)
    }

    fn signature_of(&self, document: &[u8]) -> String {
        let signature = self.secrets().signing().sign(&Sha256::digest(document));
        BASE64.encode(signature.to_bytes())
    }

    /// The language of the state.
    pub(crate) fn state_language(&self) -> Language {
        match self.country() {
            crate::law::Country::Kz => Language::Kazakh,
            _ => Language::Kyrgyz,
        }
    }

    fn languages(&self, order: &PaperOrder) -> Languages {
        let state = self.state_language();
        let second = Language::find(&order.language).unwrap_or(Language::Russian);
        if second == state { Languages::One(state) } else { Languages::Two(state, second) }
    }

    fn tags(&self, order: &PaperOrder) -> Vec<String> {
        let tags = |language: Language| language.tag().to_owned();
        match self.languages(order) {
            Languages::One(one) => vec![tags(one)],
            Languages::Two(one, other) => vec![tags(one), tags(other)],
        }
    }

    fn draw(
        &self,
        user: &User,
        source: &PaperSource,
        order: &PaperOrder,
        drawing: Drawing,
        words: Words<'_>,
    ) -> Result<Drawn, Failure> {
        let (name, on) = (order.paper.code(), self.zone().day_of(drawing.at));
        let tables = self.tables();
        let form = edition(tables.forms(), name, on)
            .ok_or_else(|| Failure::defect(format!("no form `{name}` is in force")))?;
        let is_draft = drawing.number.is_none();
        let paper = Paper {
            app: self,
            case: &source.read.case,
            facts: &source.read.holding,
            person: &source.person,
            officer: &user.name,
            head: "",
            at: drawing.at,
            is_draft,
            words,
        };
        let mut values = paper.values_of(order, source);
        let number = drawing
            .number
            .map_or_else(|| "—".to_owned(), |number| format!("{number}/{}", on.year()));
        values.insert("number".to_owned(), Value::Text(number));
        if !is_draft && order.signing == Signing::System {
            let at = drawing.at.to_zoned(self.zone().time_zone());
            let at = at.strftime("%d.%m.%Y %H:%M").to_string();
            values.insert("confirmed_at".to_owned(), Value::Text(at));
        }
        values.retain(|name, _| form.field(name).is_some());
        let languages = self.languages(order);
        let stamp = self.stamp(languages, is_draft, drawing.at, words);
        let document = fill(form, languages, &values, &stamp).map_err(Failure::defect)?;
        let bytes = render(&document, tables.fonts()).map_err(Failure::defect)?;
        let text = text_of(form, &self.tags(order), &values);
        Ok(Drawn { bytes, edition_from: form.in_force_from, text })
    }

    fn stamp(
        &self,
        languages: Languages,
        is_draft: bool,
        at: Timestamp,
        words: Words<'_>,
    ) -> Stamp {
        let both = match languages {
            Languages::One(one) => vec![one],
            Languages::Two(one, other) => vec![one, other],
        };
        let keys =
            [is_draft.then_some("draft-of-case"), self.is_invented().then_some("invented-paper")];
        let said = keys.into_iter().flatten();
        let said = said.flat_map(|key| both.iter().map(move |language| words(*language, key)));
        let said: Vec<String> = said.collect();
        let standing = (!said.is_empty()).then(|| Text::plain(said.join(" · ")));
        Stamp { created_at: at, standing }
    }
}

/// The words by which a paper is found: its titles, and what was filled in as text.
fn text_of(form: &Form, tags: &[String], values: &Values) -> String {
    let titles = tags.iter().filter_map(|tag| Language::find(tag));
    let mut lines: Vec<String> =
        titles.map(|language| form.title.in_language(language).to_owned()).collect();
    values.values().for_each(|value| add_text(value, &mut lines));
    let mut text = String::new();
    for (place, line) in lines.iter().enumerate() {
        if lines[..place].contains(line) || text.len() + line.len() > TEXT_MAX {
            continue;
        }
        text.push_str(line);
        text.push('\n');
    }
    text
}

fn add_text(value: &Value, lines: &mut Vec<String>) {
    match value {
        Value::Text(text) if text.chars().any(char::is_alphabetic) => lines.push(text.clone()),
        Value::List(values) => values.iter().for_each(|value| add_text(value, lines)),
        Value::Rows(rows) => rows.iter().flatten().for_each(|value| add_text(value, lines)),
        Value::Text(_) | Value::Each(_) | Value::Day(_) => {}
    }
}
