//! A judgment: whose it is, who that person is in the record, and the case that it opens.

use std::num::NonZeroU16;

use bagyt_casework::codes::{Domain, Sex};
use bagyt_casework::intake::{self as opening, ActRules, Age, OpenCase};
use bagyt_casework::reliance::{Reliance, TermBound};
use bagyt_core::effective::Effective;
use bagyt_core::identity::PersonId;
use bagyt_exchange::fact::{
    Candidate, CaseOpenedFrom, LinkGround, MessageFact, PersonCreated, PersonFact, PersonLinked,
    PrivatePerson, ReviewRequested,
};
use bagyt_exchange::linkage::{Known, Match, candidate_tokens, match_person};
use bagyt_exchange::message::judgment::Sentence;
use bagyt_exchange::message::subject::Subject;
use bagyt_exchange::person::Person;
use jiff::civil::Date;

use super::Intake;
use crate::conduct::Desk;
use crate::conduct::merge::main_of;
use crate::outcome::{Failure, Refused};
use crate::records::{AnyFact, Records, Write};

/// Where a message says when the person was born, and where the person lives.
const BIRTH_ON: &str = "person/birth_on";
const SETTLEMENT: &str = "person/address/settlement";
/// The rule by which a court's act has to arrive.
const ARRIVAL: &str = "court_act_transmission";

impl Intake<'_> {
    /// A judgment: whose, and if that is known the case.
    pub(super) fn judge(
        &mut self,
        records: &mut dyn Records,
        sentence: &Sentence,
        received_on: Date,
    ) -> Result<(), Failure> {
        let tables = self.desk.tables;
        let subject = &sentence.subject;
        let claim = tables.act_claim(sentence);
        if records.holder(&claim)?.is_some() {
            let number = sentence.case_number.clone();
            self.reject_for("/body/case_number", "act-already-known", &[("number", number)]);
            return Ok(());
        }
        let asked = subject.claim();
        let bearer = match &asked.national_no {
            Some(number) => records.holder(&tables.number_claim(number.as_str()))?,
            None => None,
        };
        let by_number = match bearer {
            Some(stream) => known(records, PersonId(stream.id))?,
            None => None,
        };
        let mut candidates = Vec::new();
        for id in records.people_with(&candidate_tokens(&asked))? {
            if by_number.as_ref().is_none_or(|(known, _)| known.person != id) {
                candidates.extend(known(records, id)?.map(|(known, _)| known));
            }
        }
        let bearer = by_number.as_ref().map(|(known, _)| known);
        match match_person(&asked, bearer, &candidates) {
            Match::Review { candidates } => {
                let candidates = mains(records, candidates)?;
                let requested = ReviewRequested { candidates };
                self.message_facts.push(MessageFact::ReviewRequested(requested));
                self.decision.answer.outcome = "review".to_owned();
                Ok(())
            }
            Match::Linked { person, reasons } => {
                let person = main_of(records, person)?;
                let state = records.person(person)?;
                self.link(person, state.as_deref(), subject, LinkGround::Number, reasons);
                self.open(sentence, person, received_on)
            }
            Match::New => {
                let person = self.receive.person;
                self.link(person, None, subject, LinkGround::New, Vec::new());
                self.open(sentence, person, received_on)
            }
        }
    }

    /// Says that the message speaks of the person, who is created if not known.
    pub(super) fn link(
        &mut self,
        id: PersonId,
        known: Option<&Person>,
        subject: &Subject,
        ground: LinkGround,
        reasons: Vec<bagyt_exchange::fact::Likeness>,
    ) {
        let mut facts = Vec::new();
        if known.is_none() {
            facts.push(AnyFact::Person(PersonFact::Created(created(subject))));
            if let Some(number) = &subject.national_no {
                let claim = self.desk.tables.number_claim(number.as_str());
                // A number that somebody else holds stays with them until a person has decided.
                if ground == LinkGround::New {
                    self.decision.claims.push((claim, id.stream()));
                }
            }
        }
        let link = PersonLinked { message: self.receive.message, ground, reasons };
        facts.push(AnyFact::Person(PersonFact::Linked(link)));
        self.decision.writes.push(Write {
            stream: id.stream(),
            version: known.map_or(0, |person| person.version),
            zone: self.desk.tables.zone(),
            facts,
        });
    }

    pub(super) fn open(
        &mut self,
        sentence: &Sentence,
        person: PersonId,
        received_on: Date,
    ) -> Result<(), Failure> {
        let desk = self.desk;
        let decided = match self.open_case(sentence, person, received_on) {
            Ok(open) => {
                let rules = act_rules(desk, &open);
                opening::open(&open, &rules, desk.today()).map_err(|why| Refused::of(&why))
            }
            Err(Failure::Refused(refused)) => Err(refused),
            Err(failure) => return Err(failure),
        };
        match decided {
            Ok(facts) => {
                let stream = self.receive.case.stream();
                self.decision.writes.push(Write {
                    stream,
                    version: 0,
                    zone: desk.tables.zone(),
                    facts: facts.into_iter().map(AnyFact::Case).collect(),
                });
                let claim = desk.tables.act_claim(sentence);
                self.decision.claims.push((claim, stream));
                let opened = CaseOpenedFrom { case: self.receive.case, person };
                self.message_facts.push(MessageFact::CaseOpenedFrom(opened));
                self.decision.answer.outcome = "opened".to_owned();
                self.decision.answer.stream = Some(stream);
            }
            Err(refused) => {
                // Nothing of the person is written on the word of an act that does not hold.
                self.decision.writes.clear();
                self.decision.claims.clear();
                let pointer =
                    refused.field.map(|field| format!("/body/{field}")).unwrap_or_default();
                let arguments: Vec<(&str, String)> = refused
                    .arguments
                    .iter()
                    .map(|(name, value)| (name.as_str(), value.clone()))
                    .collect();
                self.reject_for(&pointer, &refused.code, &arguments);
            }
        }
        Ok(())
    }

    fn open_case(
        &self,
        sentence: &Sentence,
        person: PersonId,
        received_on: Date,
    ) -> Result<OpenCase, Failure> {
        let codes = self.desk.tables.codes();
        let zone = self.desk.tables.zone();
        let subject = &sentence.subject;
        let measure = codes.measures.get(&sentence.measure).ok_or_else(|| {
            Failure::defect(format!("measure `{}` was understood and is gone", sentence.measure))
        })?;
        let article = sentence.articles.first().cloned().unwrap_or_default();
        let group = codes.find_group_of(&article).unwrap_or("other").to_owned();
        let office = self
            .office
            .clone()
            .or_else(|| self.desk.tables.office_of_court(&sentence.court))
            .ok_or_else(|| Refused::new("no-office", Some(SETTLEMENT), "no office is known"))?;
        // A record with a year alone says 1 January; one with nothing cannot give an age.
        let age = subject.birth_on.map(Age::Born).ok_or_else(|| {
            Refused::new("birth-date-missing", Some(BIRTH_ON), "the birth date is missing")
        })?;
        let sex = if subject.sex.code() == "f" { Sex::Female } else { Sex::Male };
        let term_from = sentence.first_day();
        Ok(OpenCase {
            opened: Effective::day(self.opened_on.unwrap_or(self.desk.today()), zone),
            person,
            message: self.receive.message,
            court: sentence.court.clone(),
            number: sentence.case_number.clone(),
            office,
            domain: Domain::find(measure.domain.code()).ok_or_else(|| {
                Failure::defect(format!("measure `{}` has no domain", measure.code))
            })?,
            measure: sentence.measure.clone(),
            article,
            article_group: group,
            groups: Vec::new(),
            sex,
            age,
            language: subject.language.clone(),
            offence_on: sentence.offence_on,
            passed_on: sentence.passed_on,
            in_force_on: sentence.in_force_on,
            received_on,
            released_on: sentence.released_on,
            term_from,
            term_until: self.desk.tables.last_day(measure, &sentence.term, term_from),
            hours: NonZeroU16::new(sentence.term.hours),
            obligations: sentence.obligations.clone(),
            words: String::new(),
        })
    }
}

/// The candidates with joined records put under the main one, each once, in their order.
fn mains(records: &mut dyn Records, found: Vec<Candidate>) -> Result<Vec<Candidate>, Failure> {
    let mut mains: Vec<Candidate> = Vec::new();
    for candidate in found {
        let person = main_of(records, candidate.person)?;
        if mains.iter().all(|known| known.person != person) {
            mains.push(Candidate { person, ..candidate });
        }
    }
    Ok(mains)
}

fn known(records: &mut dyn Records, id: PersonId) -> Result<Option<(Known, u32)>, Failure> {
    let person = records.person(id)?;
    Ok(person.map(|person| (Known::of(id, &person), person.version)))
}

fn created(subject: &Subject) -> PersonCreated {
    PersonCreated {
        sex: subject.sex,
        birth_year: subject.birth_on.map(|day| day.year()),
        language: subject.language.clone(),
        country: subject.citizenship.clone(),
        private: Some(PrivatePerson {
            surname: subject.names.surname.clone(),
            given_name: subject.names.given_name.clone(),
            patronymic: subject.names.patronymic.clone(),
            birth_on: subject.birth_on,
            national_no: subject.national_no.as_ref().map(|number| number.as_str().to_owned()),
            address: subject.address.clone(),
            settlement: Some(subject.settlement.clone()),
            phone: subject.phone.clone(),
        }),
    }
}

/// What the law says of the act itself: the bounds of its term, and when it should have arrived.
fn act_rules(desk: &Desk<'_>, open: &OpenCase) -> ActRules {
    let pack = desk.tables.pack();
    let mut rules = ActRules::default();
    let measure = desk.tables.codes().measures.get(&open.measure);
    for code in measure.map(|measure| measure.term_rows.as_slice()).unwrap_or_default() {
        let Ok(row) = pack.edition(code, open.passed_on) else { continue };
        // A measure counted in hours of work has no bound in days.
        let Ok((shortest, longest)) = TermBound::range(row, open.term_from) else { continue };
        rules.shortest = rules.shortest.or(shortest);
        rules.longest = rules.longest.or(longest);
    }
    let in_force = Effective::day(open.in_force_on, desk.tables.zone());
    rules.arrival = pack
        .edition(ARRIVAL, open.in_force_on)
        .ok()
        .and_then(|row| desk.tables.due(row, in_force).map(|due| Reliance::of_row(row, Some(due))));
    rules
}
