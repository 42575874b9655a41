//! Papers: a submission to the court, drawn from its dated form in two languages and signed.

use std::collections::BTreeMap;

use bagyt_casework::breach::PrivateViolation;
use bagyt_casework::case::Case;
use bagyt_casework::codes::SubmissionStatus;
use bagyt_casework::entries::Violation;
use bagyt_casework::fact::{CaseFact, SubmissionId};
use bagyt_core::command::Purpose;
use bagyt_core::fact::Recorded;
use bagyt_core::identity::{CommandId, MessageId};
use bagyt_core::words;
use bagyt_paper::{Language, Languages, Stamp, Text, Value, Values, edition, fill, render};
use bagyt_store::query;
use jiff::Timestamp;

use crate::App;
use crate::command::{ApproveAndSend, CaseAct, Command};
use crate::execute::Online;
use crate::outcome::Failure;
use crate::read::{PersonBox, RowWords};
use crate::records::Answer;
use crate::report::ReportDraft;
use crate::role::Action;
use crate::second_factor::Confirmation;
use crate::user::User;

/// The words of codes in a language: the web knows them.
pub type Words<'w> = &'w dyn Fn(Language, &str) -> String;

/// The form of a submission.
const SUBMISSION_FORM: &str = "submission";
/// The form of the report of a study.
const REPORT_FORM: &str = "report";
/// The rule under which a report is made.
const REPORT_FORM_ROW: &str = "pre_sentence_report";

impl App {
    /// Approves a submission with the password and, where the account has a second factor, its
    /// code; draws the paper, signs it and sends it.
    ///
    /// `words` gives the words of a text key in a language, for codes that the paper names.
    ///
    /// # Errors
    ///
    /// Refused with `password` or `second-factor` if it is wrong; [`Failure::Denied`] for the
    /// drafter; the words of the wing.
    pub fn approve_submission<'c>(
        &self,
        user: &User,
        id: CommandId,
        submission: SubmissionId,
        confirmation: impl Into<Confirmation<'c>>,
        words: Words<'_>,
    ) -> Result<Answer, Failure> {
        let online = Online::new(self)?;
        let row = query::submission_by_id(&online.reader, submission.0)
            .map_err(Failure::outage)?
            .ok_or(Failure::NotFound)?;
        let read = self.read_case(user, &online, row.case.case_id)?;
        let person = self.person_box(&online, &read.case)?;
        drop(online);
        let case = &read.case;
        let drafted = case.find_submission(submission).ok_or(Failure::NotFound)?;
        let relation = crate::policy::Relation {
            own_act: drafted.drafted_by == Some(user.staff),
            ..self.relation_in(user, case)
        };
        self.require(user, Action::ApproveSubmission, relation)?;
        self.confirm(user, confirmation.into())?;
        let meta = self.meta(user, id, Purpose::Oversight);
        let paper = Paper {
            app: self,
            case,
            facts: &read.holding,
            person: &person,
            officer: &read.row.officer_name,
            head: &user.name,
            at: meta.recorded_at,
            is_draft: false,
            words,
        };
        let document = paper.submission(submission)?;
        let approve = ApproveAndSend {
            submission,
            approver: user.staff,
            // The same command names the same message, however often it is sent.
            message: MessageId(id.0),
            form: SUBMISSION_FORM.to_owned(),
            document: document.into(),
        };
        let act = CaseAct::ApproveSubmission(approve);
        self.execute(&meta, &Command::InCase { case: case.id, act })
    }

    /// Draws a submission as it would go to the court now, so that whoever approves it reads what
    /// will be signed. It says on every page that it is a draft, and is not kept.
    ///
    /// # Errors
    ///
    /// [`Failure::NotFound`] also for a submission that is a draft no more: its paper is kept.
    pub fn submission_preview(
        &self,
        user: &User,
        submission: SubmissionId,
        words: Words<'_>,
    ) -> Result<Vec<u8>, Failure> {
        let online = Online::new(self)?;
        let row = query::submission_by_id(&online.reader, submission.0).map_err(Failure::outage)?;
        let read = self.read_case(user, &online, row.ok_or(Failure::NotFound)?.case.case_id)?;
        self.require_for_case(user, Action::ViewDocument, &read.case)?;
        let person = self.person_box(&online, &read.case)?;
        drop(online);
        let case = &read.case;
        let drafted = case.find_submission(submission).ok_or(Failure::NotFound)?;
        if case.submission_status(drafted) != SubmissionStatus::Drafted {
            return Err(Failure::NotFound);
        }
        let paper = Paper {
            app: self,
            case,
            facts: &read.holding,
            person: &person,
            officer: &read.row.officer_name,
            head: "",
            at: self.now(),
            is_draft: true,
            words,
        };
        let bytes = paper.submission(submission)?;
        let subjects = [case.id.stream(), case.opening.person.stream()];
        self.log_access(user, Purpose::Supervision, "submission-preview", subjects)?;
        Ok(bytes)
    }

    /// Returns a paper of a case the reader may see.
    ///
    /// # Errors
    ///
    /// [`Failure::NotFound`] and [`Failure::Denied`]; outages.
    pub fn document(&self, user: &User, digest: &str) -> Result<Vec<u8>, Failure> {
        let online = Online::new(self)?;
        let row = query::submission_by_digest(&online.reader, digest)
            .map_err(Failure::outage)?
            .ok_or(Failure::NotFound)?;
        let read = self.read_case(user, &online, row.case.case_id)?;
        self.require_for_case(user, Action::ViewDocument, &read.case)?;
        let bytes = self.blob(&online.reader, digest)?.ok_or(Failure::NotFound)?;
        drop(online);
        let subjects = [read.case.id.stream(), read.case.opening.person.stream()];
        self.log_access(user, Purpose::Supervision, "document", subjects)?;
        Ok(bytes)
    }
}

/// What a paper to a court is drawn from.
pub(crate) struct Paper<'p> {
    pub(crate) app: &'p App,
    pub(crate) case: &'p Case,
    pub(crate) facts: &'p [Recorded<CaseFact>],
    pub(crate) person: &'p PersonBox,
    pub(crate) officer: &'p str,
    pub(crate) head: &'p str,
    pub(crate) at: Timestamp,
    /// Whether it is only looked at: said on every page, neither signed nor kept.
    pub(crate) is_draft: bool,
    pub(crate) words: Words<'p>,
}

pub(crate) fn each(wording: &words::Words) -> Value {
    let text = |language: Language| (language, wording.in_language(language.tag()).to_owned());
    Value::Each(Language::ALL.into_iter().map(text).collect::<BTreeMap<_, _>>())
}

impl Paper<'_> {
    fn submission(&self, id: SubmissionId) -> Result<Vec<u8>, Failure> {
        self.drawn(SUBMISSION_FORM, &self.values(id)?)
    }

    /// Draws the report of a study.
    pub(crate) fn report(&self, draft: &ReportDraft) -> Result<Vec<u8>, Failure> {
        let mut values = self.heading(self.case.id.0);
        values.insert("conclusion".to_owned(), Value::Text(draft.conclusion.clone()));
        let duties: Vec<Value> = draft.duties.iter().map(|code| self.duty(code)).collect();
        if !duties.is_empty() {
            values.insert("duties".to_owned(), Value::List(duties));
        }
        let on = self.app.zone().day_of(self.at);
        values.insert("law".to_owned(), self.law(self.app.row_words(REPORT_FORM_ROW, on)));
        self.drawn(REPORT_FORM, &values)
    }

    /// Draws a paper in the two languages of the state and of business.
    fn drawn(&self, form: &str, values: &Values) -> Result<Vec<u8>, Failure> {
        let on = self.app.zone().day_of(self.at);
        let tables = self.app.tables();
        let form = edition(tables.forms(), form, on)
            .ok_or_else(|| Failure::defect(format!("no form `{form}` is in force")))?;
        let state = match self.app.country() {
            crate::law::Country::Kz => Language::Kazakh,
            _ => Language::Kyrgyz,
        };
        let invented = self.app.is_invented().then_some("invented-paper");
        let draft = self.is_draft.then_some("draft-paper");
        let said = [draft, invented]
            .into_iter()
            .flatten()
            .flat_map(|key| [state, Language::Russian].map(|language| (self.words)(language, key)));
        let said: Vec<String> = said.collect();
        let standing = (!said.is_empty()).then(|| Text::plain(said.join(" · ")));
        let stamp = Stamp { created_at: self.at, standing };
        let languages = Languages::Two(state, Language::Russian);
        let document = fill(form, languages, values, &stamp).map_err(Failure::defect)?;
        render(&document, self.app.tables().fonts()).map_err(Failure::defect)
    }

    pub(crate) fn all(&self, key: &str) -> BTreeMap<Language, String> {
        Language::ALL.into_iter().map(|language| (language, (self.words)(language, key))).collect()
    }

    fn coded(&self, prefix: &str, code: &str) -> Value {
        Value::Each(self.all(&format!("{prefix}-{}", code.replace('_', "-"))))
    }

    /// What stands at the head of every paper: from whom, to whom, about whom.
    pub(crate) fn heading(&self, number: uuid::Uuid) -> Values {
        let tables = self.app.tables();
        let (case, codes) = (self.case, tables.codes());
        let opening = &case.opening;
        let words = |text: &str| Value::Text(text.to_owned());
        let office = codes.offices.get(&case.office().0);
        let mut values = Values::new();
        let mut put = |name: &str, value: Value| values.insert(name.to_owned(), value);
        put("office", office.map_or(words(&case.office().0), |office| each(&office.name)));
        put("number", words(&short(number)));
        put("drawn_on", Value::Day(self.app.zone().day_of(self.at)));
        let court = codes.courts.get(&opening.court);
        put("court", court.map_or(words(&opening.court), |court| each(&court.name)));
        put("client", words(&self.person.names));
        if let Some(birth_on) = self.person.birth_on {
            put("birth_on", Value::Day(birth_on));
        }
        if !self.person.address.is_empty() {
            put("address", words(&self.person.address));
        }
        put("case_number", words(&short(case.id.0)));
        put("act_number", words(&opening.number));
        put("passed_on", Value::Day(opening.passed_on));
        let article = codes.articles.get(&opening.article);
        put("article", article.map_or(words(&opening.article), |article| each(&article.name)));
        put("officer", words(self.officer));
        if let Some(office) = office {
            put("officer_phone", words(&office.phone));
        }
        values
    }

    pub(crate) fn duty(&self, code: &str) -> Value {
        let tables = self.app.tables();
        let duty = tables.codes().obligations.get(code);
        duty.map_or_else(|| Value::Text(code.to_owned()), |duty| each(&duty.name))
    }

    fn law(&self, row: Option<RowWords>) -> Value {
        let line = |row: RowWords| {
            let text = |language: Language| {
                let said = row.text.get(language.tag()).map(String::as_str).unwrap_or_default();
                (language, format!("{}: {said}", row.article))
            };
            Value::Each(Language::ALL.into_iter().map(text).collect())
        };
        Value::List(row.map(line).into_iter().collect())
    }

    fn values(&self, id: SubmissionId) -> Result<Values, Failure> {
        let case = self.case;
        let submission = case.find_submission(id).ok_or(Failure::NotFound)?;
        let drafted = self.facts.iter().find_map(|recorded| match &recorded.fact {
            CaseFact::SubmissionDrafted(fact) if fact.submission == id => Some(fact),
            _ => None,
        });
        let drafted = drafted.ok_or(Failure::NotFound)?;
        let words = |text: &str| Value::Text(text.to_owned());
        let mut values = self.heading(id.0);
        let mut put = |name: &str, value: Value| values.insert(name.to_owned(), value);
        let tables = self.app.tables();
        let measure = tables.codes().measures.get(&case.opening.measure);
        put("measure", measure.map_or(words(&case.opening.measure), |one| each(&one.name)));
        let term = case.term();
        put("term_from", Value::Day(term.from));
        put("term_until", Value::Day(term.until));
        let duties: Vec<Value> =
            case.obligations().into_iter().map(|code| self.duty(code)).collect();
        if !duties.is_empty() {
            put("obligations", Value::List(duties));
        }
        put("violations", Value::Rows(self.violations(&submission.grounds)));
        let warnings = self.warnings();
        if !warnings.is_empty() {
            put("warnings", Value::Rows(warnings));
        }
        let reasoning = drafted.private.as_ref().map_or("", |private| private.words.as_str());
        put("reasoning", words(reasoning));
        let row = self.app.row_words(&submission.law.row, submission.law.edition_from);
        put("law", self.law(row));
        put("request", self.request(drafted));
        if self.is_draft {
            put("head", Value::Each(self.all("not-approved")));
        } else {
            put("head", words(self.head));
            let at = self.at.to_zoned(case.zone.time_zone());
            put("confirmed_at", words(&at.strftime("%d.%m.%Y %H:%M").to_string()));
        }
        self.add_annexes(submission, &mut values);
        Ok(values)
    }

    fn request(&self, drafted: &bagyt_casework::fact::SubmissionDrafted) -> Value {
        let asked = self.all(&format!("request-{}", drafted.kind.code().replace('_', "-")));
        let tables = self.app.tables();
        let codes = tables.codes();
        let duty = drafted.duty.as_ref().and_then(|duty| codes.obligations.get(duty));
        let text = |(language, asked): (Language, String)| {
            let until = drafted.until.map(|day| format!(" {}", language.day_in_words(day)));
            let duty = duty.map(|duty| format!(": {}", duty.name.in_language(language.tag())));
            (language, format!("{asked}{}{}", until.unwrap_or_default(), duty.unwrap_or_default()))
        };
        Value::Each(asked.into_iter().map(text).collect())
    }

    /// Day, what was established, what the client says, the ground in law.
    pub(crate) fn violations(&self, grounds: &[u32]) -> Vec<Vec<Value>> {
        let case = self.case;
        case.violations
            .iter()
            .filter(|violation| grounds.contains(&violation.mark.version))
            .map(|violation| {
                let said = self.said(violation);
                vec![
                    Value::Day(violation.mark.on),
                    self.ground(violation),
                    said.map_or_else(|| Value::Each(self.all("not-explained")), Value::Text),
                    Value::Text(violation.law.article.clone()),
                ]
            })
            .collect()
    }

    /// What was done, and what proves it where it is no absence.
    pub(crate) fn ground(&self, violation: &Violation) -> Value {
        let ground = self.coded("ground", violation.ground.code());
        let evidence = self.of_violation(violation.mark.version);
        let evidence = evidence.and_then(|private| private.evidence.as_deref());
        match (ground, evidence) {
            (Value::Each(texts), Some(evidence)) => {
                let with = |(language, text)| (language, format!("{text}. {evidence}"));
                Value::Each(texts.into_iter().map(with).collect())
            }
            (ground, _) => ground,
        }
    }

    pub(crate) fn of_violation(&self, version: u32) -> Option<&PrivateViolation> {
        self.facts.iter().find_map(|recorded| match &recorded.fact {
            CaseFact::ViolationEstablished(fact) if recorded.version == version => {
                fact.private.as_ref()
            }
            _ => None,
        })
    }

    /// What the client said about a ground: the explanation, and each contest of the ground, of its
    /// absence and of its warnings with the answer that was given.
    pub(crate) fn said(&self, violation: &Violation) -> Option<String> {
        let version = violation.mark.version;
        let warnings = self.case.warnings.iter().filter(|one| one.violation == version);
        let about: Vec<u32> = warnings
            .map(|warning| warning.mark.version)
            .chain([version])
            .chain(violation.absence)
            .collect();
        let explanation = match violation.absence {
            Some(absence) => self.explanation(absence),
            None => self.of_violation(version).and_then(|private| private.explanation.clone()),
        };
        let mut said: Vec<String> = explanation.into_iter().collect();
        for contest in self.case.contests.iter().filter(|one| about.contains(&one.entry)) {
            let contest = contest.mark.version;
            said.extend(self.facts.iter().filter_map(|recorded| match &recorded.fact {
                CaseFact::EntryContested(fact) if recorded.version == contest => {
                    fact.private.as_ref().map(|private| private.words.clone())
                }
                CaseFact::ContestAnswered(fact) if fact.contest == contest => {
                    fact.private.as_ref().map(|private| format!("— {}", private.words))
                }
                _ => None,
            }));
        }
        (!said.is_empty()).then(|| said.join(" · "))
    }

    fn explanation(&self, absence: u32) -> Option<String> {
        self.facts.iter().find_map(|recorded| match &recorded.fact {
            CaseFact::ExplanationReceived(fact) if fact.absence == absence => {
                fact.private.as_ref().map(|private| private.words.clone())
            }
            _ => None,
        })
    }

    pub(crate) fn warnings(&self) -> Vec<Vec<Value>> {
        self.case
            .warnings
            .iter()
            .map(|warning| {
                vec![
                    Value::Text(warning.number.to_string()),
                    Value::Day(warning.mark.on),
                    Value::Text(warning.law.article.clone()),
                ]
            })
            .collect()
    }
}

/// The first group of an identifier's last part: what people call a file by.
pub(crate) fn short(id: uuid::Uuid) -> String {
    let text = id.simple().to_string();
    text.chars().skip(20).collect::<String>().to_uppercase()
}
