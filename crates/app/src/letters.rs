//! Letters to the client: drawn from a dated form in the client's language, kept by their digest.

use std::collections::BTreeMap;

use bagyt_casework::case::Case;
use bagyt_casework::clocks::clocks;
use bagyt_casework::codes::LetterKind;
use bagyt_casework::fact::{CaseFact, Reliance};
use bagyt_casework::letter::{self, IssueLetter};
use bagyt_core::command::Purpose;
use bagyt_core::effective::Effective;
use bagyt_core::fact::Recorded;
use bagyt_core::identity::{CaseId, CommandId};
use bagyt_paper::{Language, Languages, Stamp, Text, Value, Values, edition, fill, render};
use jiff::civil::Date;

use crate::App;
use crate::acting::action_of;
use crate::command::{CaseAct, Command};
use crate::conduct::{digest, refused};
use crate::documents::{Words, each, short};
use crate::execute::Online;
use crate::outcome::{Failure, Refused};
use crate::read::{PersonBox, RowWords};
use crate::records::Answer;
use crate::role::Action;
use crate::user::User;

/// What a letter is to say, before it is issued.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LetterOutline {
    /// What it is for.
    pub letter: LetterKind,
    /// Day of the absence or of the violation.
    pub about_on: Date,
    /// Last day for the client's answer.
    pub respond_by: Option<Date>,
    /// The law relied on.
    pub law: RowWords,
    /// The rule that comes next.
    pub next: Option<RowWords>,
    /// The language in which the client is spoken to.
    pub language: String,
}

/// What a letter is asked to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LetterOrder {
    /// What it is for.
    pub letter: LetterKind,
    /// Version of the absence or of the warning.
    pub about: u32,
    /// The tag of its language: `ky`, `kk`, `ru` or `en`.
    pub language: String,
}

/// What a letter rests on.
struct Ground {
    about_on: Date,
    meeting: String,
    respond_by: Option<Date>,
    law: Reliance,
    /// Code of the rule that comes next.
    next: Option<String>,
    /// Number of the warning.
    number: Option<u8>,
    violation: Option<String>,
    reason: String,
}

/// The rule that says until when a client may object to a warning.
const WARNING_OBJECTION: &str = "warning_objection";

impl App {
    /// Returns what a letter would say.
    ///
    /// # Errors
    ///
    /// As [`App::case`]; refused where no rule asks for such a letter.
    pub fn letter_outline(
        &self,
        user: &User,
        case: CaseId,
        letter: LetterKind,
        about: u32,
    ) -> Result<LetterOutline, Failure> {
        let online = Online::new(self)?;
        let read = self.read_case(user, &online, case)?;
        self.require_for_case(user, Action::Warn, &read.case)?;
        drop(online);
        let ground = self.ground(&read.case, &read.facts, letter, about)?;
        let law = self.row_words(&ground.law.row, ground.law.edition_from);
        Ok(LetterOutline {
            letter,
            about_on: ground.about_on,
            respond_by: ground.respond_by,
            law: law.ok_or(Failure::NotFound)?,
            next: ground.next.and_then(|code| self.row_words(&code, self.today())),
            language: read.case.opening.language.clone(),
        })
    }

    /// Draws a letter in the client's language and issues it. A form sent twice gets the answer of
    /// the first.
    ///
    /// # Errors
    ///
    /// As [`App::act`]; [`Failure::Defect`] if the paper cannot be drawn.
    pub fn issue_letter(
        &self,
        user: &User,
        id: CommandId,
        case: CaseId,
        order: &LetterOrder,
        words: Words<'_>,
    ) -> Result<Answer, Failure> {
        let online = Online::new(self)?;
        if let Some(stored) = online.reader.command(id).map_err(Failure::outage)? {
            return self.stored_answer(&stored.accepted);
        }
        let read = self.read_case(user, &online, case)?;
        let person = self.person_box(&online, &read.case)?;
        drop(online);
        let language = Language::find(&order.language).ok_or(Failure::NotFound)?;
        let ground = self.ground(&read.case, &read.facts, order.letter, order.about)?;
        let meta = self.meta(user, id, Purpose::Supervision);
        let mut letter = IssueLetter {
            letter: order.letter,
            about: order.about,
            issued: Effective::instant(meta.recorded_at, read.case.zone),
            respond_by: ground.respond_by,
            law: ground.law.clone(),
            language: order.language.clone(),
            form: order.letter.code().to_owned(),
            digest: String::new(),
        };
        // Whoever may not, or may no longer, learns it before a paper is drawn.
        let draft = CaseAct::IssueLetter { letter: letter.clone(), document: [].into() };
        self.require_for_case(user, action_of(&draft, &read.facts), &read.case)?;
        letter::issue(&read.case, &letter, self.today()).map_err(refused)?;
        let values = self.letter_values(&read.case, &person, user, &ground, words);
        let document = self.drawn((order.letter, language), &values, meta.recorded_at, words)?;
        letter.digest = digest(&document);
        let act = CaseAct::IssueLetter { letter, document: document.into() };
        self.execute(&meta, &Command::InCase { case, act })
    }

    /// Returns the paper of a letter.
    ///
    /// # Errors
    ///
    /// [`Failure::NotFound`] and [`Failure::Denied`]; outages.
    pub fn letter(&self, user: &User, case: CaseId, version: u32) -> Result<Vec<u8>, Failure> {
        let online = Online::new(self)?;
        let read = self.read_case(user, &online, case)?;
        self.require_for_case(user, Action::ViewDocument, &read.case)?;
        let issued = read.facts.iter().find_map(|recorded| match &recorded.fact {
            CaseFact::LetterIssued(fact) if recorded.version == version => Some(&fact.digest),
            _ => None,
        });
        let digest = issued.ok_or(Failure::NotFound)?;
        let bytes = self.blob(&online.reader, digest)?.ok_or(Failure::NotFound)?;
        drop(online);
        let subjects = [case.stream(), read.case.opening.person.stream()];
        self.log_access(user, Purpose::Supervision, "letter", subjects)?;
        Ok(bytes)
    }

    /// Finds the entry that a letter is about, with the law that asks for it.
    fn ground(
        &self,
        case: &Case,
        facts: &[Recorded<CaseFact>],
        letter: LetterKind,
        about: u32,
    ) -> Result<Ground, Failure> {
        match letter {
            LetterKind::ExplanationRequest => self.ground_of_absence(case, about),
            LetterKind::Warning => self.ground_of_warning(case, facts, about),
        }
    }

    fn ground_of_absence(&self, case: &Case, version: u32) -> Result<Ground, Failure> {
        let absence = case.absences.iter().find(|one| one.mark.version == version);
        let absence = absence.ok_or(Failure::NotFound)?;
        let tables = self.tables();
        let (pack, calendar) = (tables.pack(), tables.calendar());
        let clocks = clocks(case, pack, calendar).map_err(Failure::defect)?;
        let asks = |name: &String| name == "explanation_received";
        let clock = clocks.iter().find(|clock| {
            clock.is_applied
                && clock.started_version == version
                && clock.row.met_by.iter().any(asks)
        });
        let clock = clock.ok_or_else(|| {
            let on = absence.mark.on;
            Refused::new("no-row", None, &format!("no rule `explanation` was in force on {on}"))
                .with("row", "explanation")
                .with("on", on)
        })?;
        Ok(Ground {
            about_on: absence.mark.on,
            meeting: absence.kind.code().to_owned(),
            respond_by: Some(clock.due_on),
            law: Reliance::of_clock(clock),
            next: clock.row.follows.clone(),
            number: None,
            violation: None,
            reason: String::new(),
        })
    }

    fn ground_of_warning(
        &self,
        case: &Case,
        facts: &[Recorded<CaseFact>],
        version: u32,
    ) -> Result<Ground, Failure> {
        let warning = case.warnings.iter().find(|one| one.mark.version == version);
        let warning = warning.ok_or(Failure::NotFound)?;
        let violation = case.violations.iter().find(|one| one.mark.version == warning.violation);
        let violation = violation.ok_or(Failure::NotFound)?;
        let reason = facts.iter().find_map(|recorded| match &recorded.fact {
            CaseFact::ViolationEstablished(fact) if recorded.version == warning.violation => {
                fact.private.as_ref().map(|private| private.words.clone())
            }
            _ => None,
        });
        let tables = self.tables();
        let row = tables.pack().edition(&warning.law.row, warning.law.edition_from);
        let follows = row.ok().and_then(|row| row.until_reached.clone().or(row.follows.clone()));
        Ok(Ground {
            about_on: violation.mark.on,
            meeting: String::new(),
            respond_by: self.objection_until()?,
            law: warning.law.clone(),
            next: follows,
            number: Some(warning.number),
            violation: Some(violation.ground.code().to_owned()),
            reason: reason.unwrap_or_default(),
        })
    }

    /// Returns the last day on which the client may object to a warning whose letter is of today;
    /// `None` where the law sets none.
    fn objection_until(&self) -> Result<Option<Date>, Failure> {
        let (tables, today) = (self.tables(), self.today());
        let Ok(row) = tables.pack().edition(WARNING_OBJECTION, today) else { return Ok(None) };
        row.open_until(today, tables.calendar()).map(Some).map_err(Failure::defect)
    }

    fn letter_values(
        &self,
        case: &Case,
        person: &PersonBox,
        user: &User,
        ground: &Ground,
        words: Words<'_>,
    ) -> Values {
        let tables = self.tables();
        let codes = tables.codes();
        let office = codes.offices.get(&case.office().0);
        let said = |text: &str| Value::Text(text.to_owned());
        let told = |key: &str| {
            let text = |language: Language| (language, words(language, key));
            Value::Each(Language::ALL.into_iter().map(text).collect())
        };
        let on = self.today();
        let number = ground.number.map_or_else(|| short(case.id.0), |number| number.to_string());
        let mut values = Values::new();
        let mut put = |name: &str, value: Value| values.insert(name.to_owned(), value);
        put("office", office.map_or(said(&case.office().0), |office| each(&office.name)));
        put("number", said(&number));
        put("issued_on", Value::Day(on));
        put("client", said(&person.names));
        put("case_number", said(&case.opening.number));
        put("law", self.row_in_each(&ground.law.row, ground.law.edition_from));
        let next = ground.next.as_deref().unwrap_or(&ground.law.row);
        put("next_step", self.row_in_each(next, on));
        put("complaint", told("complaint"));
        put("legal_aid", told("legal-aid"));
        put("officer", said(&user.name));
        put("officer_phone", said(office.map_or("", |office| &office.phone)));
        match (&ground.violation, ground.respond_by) {
            (Some(violation), respond_by) => {
                put("violated_on", Value::Day(ground.about_on));
                put("violation", told(&format!("ground-{}", violation.replace('_', "-"))));
                put("reason", said(&ground.reason));
                if let Some(respond_by) = respond_by {
                    put("respond_by", Value::Day(respond_by));
                }
            }
            (None, respond_by) => {
                put("missed_on", Value::Day(ground.about_on));
                put("meeting", told(&format!("meeting-{}", ground.meeting.replace('_', "-"))));
                put("respond_by", Value::Day(respond_by.unwrap_or(on)));
            }
        }
        values
    }

    /// A row of law in every language, with its article.
    fn row_in_each(&self, code: &str, on: Date) -> Value {
        let row = self.row_words(code, on);
        let text = |language: Language| {
            let said = row.as_ref().and_then(|row| row.text.get(language.tag()));
            (language, said.cloned().unwrap_or_default())
        };
        Value::Each(Language::ALL.into_iter().map(text).collect::<BTreeMap<_, _>>())
    }

    fn drawn(
        &self,
        (letter, language): (LetterKind, Language),
        values: &Values,
        at: jiff::Timestamp,
        words: Words<'_>,
    ) -> Result<Vec<u8>, Failure> {
        let name = letter.code();
        let tables = self.tables();
        let form = edition(tables.forms(), name, self.zone().day_of(at))
            .ok_or_else(|| Failure::defect(format!("no form `{name}` is in force")))?;
        let standing = self.is_invented().then(|| Text::plain(words(language, "invented-paper")));
        let stamp = Stamp { created_at: at, standing };
        let document = fill(form, Languages::One(language), values, &stamp);
        render(&document.map_err(Failure::defect)?, self.tables().fonts()).map_err(Failure::defect)
    }
}
