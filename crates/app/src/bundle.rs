//! What is bound in behind a submission: the facts on which the court can check it.
//!
//! The register of appearances holds each meeting and each absence of the term, whether it speaks
//! for or against the client; violations stand with their evidence and the client's own words.
//! Officers' notes of meetings are confidential: nothing here reads them.

use std::collections::BTreeMap;

use bagyt_casework::codes::{ContactKind, LetterKind, SubmissionKind};
use bagyt_casework::entries::{Absence, Contest, Mark, Submission, Violation, Warning};
use bagyt_casework::fact::{CaseFact, Change, ExplanationReceived, OrderChanged, Reliance};
use bagyt_core::words::Words;
use bagyt_paper::{Language, Value, Values};

use crate::documents::Paper;

/// What stands where there is nothing to say.
const NOTHING: &str = "—";

/// A meeting or an absence: where it stands, what it was, how it went and why.
type Appearance = (Mark, ContactKind, Value, Value);

/// What the tables call a code, or the code where they do not know it.
fn in_words(named: Option<&Words>, code: &str, language: Language) -> String {
    named.map_or(code, |named| named.in_language(language.tag())).to_owned()
}

impl Paper<'_> {
    /// Adds what the annexes of a submission say.
    pub(crate) fn add_annexes(&self, submission: &Submission, values: &mut Values) {
        let mut put = |name: &str, value: Value| values.insert(name.to_owned(), value);
        let opening = &self.case.opening;
        put("in_force_on", Value::Day(opening.in_force_on));
        put("received_on", Value::Day(opening.received_on));
        if let Some(late) = &opening.late {
            let said = |text| format!("{text}: {}. {}", late.days, late.law.article);
            put("late", self.said_in_each("late-days", said));
        }
        put("rulings", Value::Rows(self.rulings()));
        let appearances = self.appearances();
        let kept = self.kept();
        put("arranged", Value::text(appearances.len().to_string()));
        put("kept", Value::text(kept.to_string()));
        put("appearances", Value::Rows(appearances));
        put("breaches", Value::Rows(self.breaches()));
        put("warnings_issued", Value::Rows(self.warnings_issued()));
        put("contests", Value::Rows(self.contests()));
        put("explanations", Value::Rows(self.explanations()));
        if matches!(submission.kind, SubmissionKind::EndEarly | SubmissionKind::LiftDuty) {
            put("conduct", Value::Rows(self.conduct(kept)));
            put("goals", Value::List(self.goals()));
        }
        put("law_quoted", Value::Rows(self.law_quoted(submission)));
    }

    /// Words of a key with what the caller adds, in each language.
    fn said_in_each(&self, key: &str, said: impl Fn(String) -> String) -> Value {
        let text = |(language, text)| (language, said(text));
        Value::Each(self.all(key).into_iter().map(text).collect())
    }

    fn rulings(&self) -> Vec<Vec<Value>> {
        let rulings = self.facts.iter().filter_map(|recorded| match &recorded.fact {
            CaseFact::OrderChanged(fact) => Some((Mark::of(recorded), fact)),
            _ => None,
        });
        let row = |(mark, fact): (Mark, &OrderChanged)| {
            vec![Value::Day(mark.on), Value::text(fact.number.clone()), self.change(&fact.change)]
        };
        rulings.map(row).collect()
    }

    /// What a ruling changed, with the day, the duty or the measure that it names.
    fn change(&self, change: &Change) -> Value {
        let tables = self.app.tables();
        let codes = tables.codes();
        let text = |(language, said): (Language, String)| {
            let more = match change {
                Change::Extended { until } => language.day_in_words(*until),
                Change::DutyAdded { duty } | Change::DutyLifted { duty } => {
                    let named = codes.obligations.get(duty).map(|duty| &duty.name);
                    in_words(named, duty, language)
                }
                Change::Replaced { measure } => {
                    let named = codes.measures.get(measure).map(|measure| &measure.name);
                    in_words(named, measure, language)
                }
                Change::Ended | Change::Suspended | Change::Resumed | Change::Refused => {
                    return (language, said);
                }
            };
            (language, format!("{said}: {more}"))
        };
        let said = self.all(&format!("order_change/{}", change.code()));
        Value::Each(said.into_iter().map(text).collect())
    }

    fn is_in_term(&self, mark: Mark) -> bool {
        self.case.term().contains(mark.on)
    }

    /// Meetings of the term to which the client came, whatever came of them.
    pub(crate) fn kept(&self) -> usize {
        self.case.contacts.iter().filter(|contact| self.is_in_term(contact.mark)).count()
    }

    fn appearances(&self) -> Vec<Vec<Value>> {
        let case = self.case;
        let contacts = case.contacts.iter().filter(|one| self.is_in_term(one.mark));
        let contacts = contacts.map(|one| {
            let outcome = self.coded_as("attendance", one.attendance.code());
            (one.mark, one.kind, outcome, Value::text(NOTHING))
        });
        let absences = case.absences.iter().filter(|one| self.is_in_term(one.mark));
        let absences = absences.map(|one| {
            let status = case.absence_status(one).code();
            (one.mark, one.kind, self.coded_as("absence_status", status), self.reason_of(one))
        });
        let mut all: Vec<Appearance> = contacts.chain(absences).collect();
        all.sort_by_key(|(mark, ..)| mark.order());
        let row = |(index, (mark, kind, outcome, reason)): (usize, Appearance)| {
            let kind = self.coded_as("contact_kind", kind.code());
            vec![Value::text((index + 1).to_string()), Value::Day(mark.on), kind, outcome, reason]
        };
        all.into_iter().enumerate().map(row).collect()
    }

    /// Why the client did not come, where a reason was accepted.
    fn reason_of(&self, absence: &Absence) -> Value {
        let version = absence.mark.version;
        let excuse = self.case.excuses.iter().find(|excuse| excuse.absence == version);
        match excuse {
            Some(excuse) => self.coded_as("absence_reason", excuse.reason.code()),
            None => Value::Each(self.all("no-reason")),
        }
    }

    fn breaches(&self) -> Vec<Vec<Value>> {
        let row = |violation: &Violation| {
            let reason = self.of_violation(violation.mark.version);
            let reason = reason.map_or(String::new(), |private| private.words.clone());
            let said = self.said(violation);
            vec![
                Value::Day(violation.mark.on),
                self.ground(violation),
                said.map_or_else(|| Value::Each(self.all("not-explained")), Value::Text),
                Value::Text(reason),
                self.cited(&violation.law),
            ]
        };
        self.case.violations.iter().map(row).collect()
    }

    fn warnings_issued(&self) -> Vec<Vec<Value>> {
        let row = |warning: &Warning| {
            let of = self.case.violations.iter().find(|one| one.mark.version == warning.violation);
            let of = of.map_or(Value::text(NOTHING), |violation| {
                let ground = self.all(&format!("violation_ground/{}", violation.ground.code()));
                let dated = |(language, ground): (Language, String)| {
                    let day = language.day_in_digits(violation.mark.on);
                    (language, format!("{day}: {ground}"))
                };
                Value::Each(ground.into_iter().map(dated).collect())
            });
            vec![
                Value::text(warning.number.to_string()),
                Value::Day(warning.mark.on),
                of,
                self.cited(&warning.law),
                self.served(warning),
            ]
        };
        self.case.warnings.iter().map(row).collect()
    }

    /// How a warning came to the client: by which letter, or by word of mouth.
    fn served(&self, warning: &Warning) -> Value {
        let letter = self.facts.iter().find_map(|recorded| match &recorded.fact {
            CaseFact::LetterIssued(fact)
                if fact.letter == LetterKind::Warning && fact.about == warning.mark.version =>
            {
                Some(fact)
            }
            _ => None,
        });
        let Some(letter) = letter else { return Value::Each(self.all("served-spoken")) };
        let spoken = self.all(&format!("language/{}", letter.language));
        let text = |(language, text): (Language, String)| {
            let day = language.day_in_digits(letter.issued.on());
            let spoken = spoken.get(&language).cloned().unwrap_or_default();
            (language, format!("{text} {day} ({spoken})"))
        };
        Value::Each(self.all("served-letter").into_iter().map(text).collect())
    }

    fn contests(&self) -> Vec<Vec<Value>> {
        let row = |contest: &Contest| {
            let version = contest.mark.version;
            let words = self.facts.iter().find_map(|recorded| match &recorded.fact {
                CaseFact::EntryContested(fact) if recorded.version == version => {
                    fact.private.as_ref().map(|private| private.words.clone())
                }
                _ => None,
            });
            vec![
                Value::Day(contest.mark.on),
                self.contested(contest.entry),
                Value::Text(words.unwrap_or_default()),
                self.answer_to(contest),
            ]
        };
        self.case.contests.iter().map(row).collect()
    }

    /// What kind of entry is contested, and of which day.
    fn contested(&self, version: u32) -> Value {
        let recorded = self.facts.iter().find(|recorded| recorded.version == version);
        let Some(recorded) = recorded else { return Value::text(NOTHING) };
        let on = recorded.effective.on();
        let key = match &recorded.fact {
            CaseFact::AbsenceRecorded(_) => "contested-absence",
            CaseFact::WarningIssued(_) => "contested-warning",
            _ => "contested-violation",
        };
        let text = |(language, text): (Language, String)| {
            (language, format!("{text}, {}", language.day_in_digits(on)))
        };
        Value::Each(self.all(key).into_iter().map(text).collect())
    }

    fn answer_to(&self, contest: &Contest) -> Value {
        let version = contest.mark.version;
        let answer = self.facts.iter().find_map(|recorded| match &recorded.fact {
            CaseFact::ContestAnswered(fact) if fact.contest == version => Some(fact),
            _ => None,
        });
        let status = self.case.contest_status(contest).code();
        let said = self.all(&format!("contest_status/{status}"));
        let text = |(language, said): (Language, String)| match answer {
            None => (language, said),
            Some(answer) => {
                let day = language.day_in_digits(answer.answered.on());
                let words = answer.private.as_ref().map_or("", |private| &private.words);
                (language, format!("{day}: {said}. {words}"))
            }
        };
        Value::Each(said.into_iter().map(text).collect())
    }

    fn explanations(&self) -> Vec<Vec<Value>> {
        let case = self.case;
        let received = self.facts.iter().filter_map(|recorded| match &recorded.fact {
            CaseFact::ExplanationReceived(fact) => Some(fact),
            _ => None,
        });
        let row = |fact: &ExplanationReceived| {
            let absence = case.absences.iter().find(|one| one.mark.version == fact.absence);
            let words = fact.private.as_ref().map_or(NOTHING, |private| private.words.as_str());
            vec![
                Value::Day(fact.received.on()),
                absence.map_or(Value::text(NOTHING), |absence| Value::Day(absence.mark.on)),
                self.coded_as("explanation_form", fact.form.code()),
                Value::text(words),
            ]
        };
        received.map(row).collect()
    }

    /// What speaks for the client: meetings kept, hours worked, violations and warnings in force.
    pub(crate) fn conduct(&self, kept: usize) -> Vec<Vec<Value>> {
        let case = self.case;
        let missed = case.absences.iter().filter(|one| self.is_in_term(one.mark)).count();
        let of = |part: String, whole: String| format!("{part} / {whole}");
        let mut known = vec![
            ("conduct-kept", of(kept.to_string(), (kept + missed).to_string())),
            ("conduct-violations", case.violations.len().to_string()),
            ("conduct-warnings", case.warnings.len().to_string()),
        ];
        if let Some(hours) = case.opening.hours {
            let credited = case.work_credited_minutes() / 60;
            known.push(("conduct-hours", of(credited.to_string(), hours.to_string())));
        }
        let row =
            |(key, known): (&str, String)| vec![Value::Each(self.all(key)), Value::Text(known)];
        known.into_iter().map(row).collect()
    }

    /// The goals of the plan as last agreed.
    pub(crate) fn goals(&self) -> Vec<Value> {
        let plan = self.facts.iter().rev().find_map(|recorded| match &recorded.fact {
            CaseFact::PlanAgreed(fact) => Some(fact),
            _ => None,
        });
        let goals = plan.and_then(|plan| plan.private.as_ref()).map(|private| &private.goals);
        goals.into_iter().flatten().map(|goal| Value::text(goal.clone())).collect()
    }

    /// An article with the first day of its edition.
    fn cited(&self, law: &Reliance) -> Value {
        let text = |(language, text): (Language, String)| {
            let day = language.day_in_digits(law.edition_from);
            (language, format!("{}, {text} {day}", law.article))
        };
        Value::Each(self.all("edition-from").into_iter().map(text).collect())
    }

    /// The rows relied on, each edition once: the submission's own first.
    fn law_quoted(&self, submission: &Submission) -> Vec<Vec<Value>> {
        let case = self.case;
        let late = case.opening.late.as_ref().map(|late| &late.law);
        let relied = [&submission.law]
            .into_iter()
            .chain(case.violations.iter().map(|one| &one.law))
            .chain(case.warnings.iter().map(|one| &one.law))
            .chain(late);
        let mut quoted: BTreeMap<(&str, _), usize> = BTreeMap::new();
        let mut rows = Vec::new();
        for law in relied {
            let place = quoted.len();
            if *quoted.entry((&law.row, law.edition_from)).or_insert(place) < place {
                continue;
            }
            let row = self.app.row_words(&law.row, law.edition_from);
            let text = |language: Language| {
                let said = row.as_ref().and_then(|row| row.text.get(language.tag()));
                (language, said.cloned().unwrap_or_default())
            };
            rows.push(vec![
                Value::text(law.article.clone()),
                Value::Day(law.edition_from),
                Value::Each(Language::ALL.into_iter().map(text).collect()),
            ]);
        }
        rows
    }

    pub(crate) fn coded_as(&self, family: &str, code: &str) -> Value {
        Value::Each(self.all(&format!("{family}/{code}")))
    }
}
