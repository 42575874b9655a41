//! Messages that courts of the invented country send, in the form that the exchange wing reads.
//!
//! They are real messages: the product keeps them byte for byte, understands or rejects them, and
//! finds the person. Numbers of cases have the form of Kyrgyz courts.

use bagyt_casework::codes::Sex;
use bagyt_exchange::codes::TermUnit;
use bagyt_exchange::fact::Sex as ExchangeSex;
use jiff::civil::Date;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::arrivals::Order;
use crate::country::Country;
use crate::diary::{Day, Millis, day_of, timestamp};
use crate::identity::Bearer;
use crate::supervision::Supervision;
use crate::territory::OfficeNumber;

/// The percentage of the wage that courts of the country withhold.
const PERCENT: u16 = 15;

/// Hours of work in a month of a sentence that is counted in hours: the least pace of the law.
pub(crate) const HOURS_A_MONTH: i32 = 20;

/// A message before it is written.
#[derive(Clone, Debug)]
pub(crate) struct Letter {
    /// The agency that sends it.
    pub(crate) sender: String,
    message: Value,
}

impl Letter {
    /// Writes the message.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        self.message.to_string().into_bytes()
    }

    /// Writes the message with one of the faults that messages really have.
    pub(crate) fn with_fault(mut self, which: u32) -> Letter {
        let body = self.message.get_mut("body").and_then(Value::as_object_mut);
        if let Some(body) = body {
            match which {
                0 => drop(body.remove("passed_on")),
                1 => drop(body.insert("articles".to_owned(), json!(["999"]))),
                _ => drop(body.insert("in_force_on".to_owned(), json!("2025-02-30"))),
            }
        }
        self
    }
}

/// Hands a sex over to the exchange wing.
pub(crate) fn exchange_sex(sex: Sex) -> ExchangeSex {
    match sex {
        Sex::Female => ExchangeSex::Female,
        Sex::Male => ExchangeSex::Male,
    }
}

/// What a court decided on a case under supervision.
#[derive(Clone, Debug)]
pub(crate) enum Decided {
    /// What was asked is refused.
    Refused,
    /// The term runs to another last day.
    Extended(Day),
    /// A duty is added.
    DutyAdded(String),
    /// The sentence behind it is executed.
    Cancelled,
    /// Supervision ends.
    EndedEarly,
    /// The term stands still.
    Suspended(Day),
    /// The term runs again.
    Resumed(Day),
}

impl Country {
    /// Returns the court's number of an act.
    pub(crate) fn case_number(&self, number: u32, year: i16) -> String {
        format!("УД-{number}/{:02}", year.rem_euclid(100))
    }

    /// Writes a judgment with its number and the duties that it sets.
    pub(crate) fn judgment(
        &mut self,
        at: Millis,
        bearer: Bearer,
        order: Order,
        (number, duties): (u32, u64),
    ) -> Option<Letter> {
        let court = self.court_of(bearer.resident, day_of(at))?;
        let sender = self.territory.office(court)?.court.clone();
        let sentence = *self.lists.sentence(order.sentence)?;
        let article = self.lists.draw_article(&mut self.chance)?.code.clone();
        let obligations = self.lists.duties(duties);
        let mut body = json!({
            "court": sender,
            "case_number": self.case_number(number, self.diary.date(order.passed).year()),
            "offence_on": self.diary.date(order.offence),
            "passed_on": self.diary.date(order.passed),
            "in_force_on": self.diary.date(order.in_force),
            "articles": [article],
            "measure": sentence.code,
            "obligations": obligations,
            "person": self.person(bearer)?,
        });
        let unit = self.codes.measures.get(sentence.code).map(|measure| measure.term);
        if let (Some(term), Some(body)) = (term_of(unit, order.months), body.as_object_mut()) {
            body.insert("term".to_owned(), term);
        }
        Some(self.letter(at, "judgment", sender, body))
    }

    /// Writes a ruling on a case; `submission` is what it answers, if it answers one.
    pub(crate) fn ruling(
        &mut self,
        at: Millis,
        supervision: &Supervision,
        passed: Day,
        decided: &Decided,
    ) -> Option<Letter> {
        let sender = self.territory.office(supervision.court)?.court.clone();
        let number = self.next_court_number();
        let year = self.diary.date(passed).year().rem_euclid(100);
        let mut body = json!({
            "court": sender,
            "case_number": self.number_of(supervision),
            "ruling_number": format!("ПМ-{number}/{year:02}"),
            "passed_on": self.diary.date(passed),
            "in_force_on": self.diary.date(passed),
            "result": result_of(decided),
        });
        let members = body.as_object_mut()?;
        if let Some(pending) = supervision.pending {
            members.insert("submission".to_owned(), json!(pending.id.0));
        }
        let date = |day: &Day| json!(self.diary.date(*day));
        match decided {
            Decided::Extended(until) => drop(members.insert("until".to_owned(), date(until))),
            Decided::DutyAdded(duty) => {
                members.insert("obligations".to_owned(), json!([duty]));
            }
            Decided::Suspended(from) => {
                members.insert("suspended_from".to_owned(), date(from));
            }
            Decided::Resumed(on) => drop(members.insert("resumed_on".to_owned(), date(on))),
            Decided::Refused | Decided::Cancelled | Decided::EndedEarly => {}
        }
        Some(self.letter(at, "ruling", sender, body))
    }

    /// Writes a receipt for a message of the service.
    pub(crate) fn receipt(&mut self, at: Millis, supervision: &Supervision) -> Option<Letter> {
        let sender = self.territory.office(supervision.court)?.court.clone();
        let number = self.next_court_number();
        let message = supervision.pending?.message;
        // Nobody told the digest where the commands are only counted.
        let unknown = || message.0.simple().to_string().repeat(2);
        let digest = self.sent.remove(&message).unwrap_or_else(unknown);
        let body = json!({
            "digest": digest,
            "of": message.0,
            "outcome": "accepted",
            "received_at": timestamp(at),
            "number": format!("ВХ-{number}"),
        });
        Some(self.letter(at, "receipt", sender, body))
    }

    /// Writes a notice that a person was convicted of another offence.
    pub(crate) fn conviction(
        &mut self,
        at: Millis,
        bearer: Bearer,
        offence: Date,
        convicted: Date,
    ) -> Option<Letter> {
        let court = self.court_of(bearer.resident, day_of(at))?;
        let sender = self.territory.office(court)?.court.clone();
        let number = self.next_court_number();
        let article = self.lists.draw_article(&mut self.chance)?.code.clone();
        let body = json!({
            "court": sender,
            "case_number": self.case_number(number, convicted.year()),
            "offence_on": offence,
            "convicted_on": convicted,
            "articles": [article],
            "person": self.person(bearer)?,
        });
        Some(self.letter(at, "conviction_notice", sender, body))
    }

    /// Returns the court's number of the act on which a case rests.
    pub(crate) fn number_of(&self, supervision: &Supervision) -> String {
        self.case_number(supervision.number, self.diary.date(supervision.passed).year())
    }

    fn court_of(&self, resident: u32, on: Day) -> Option<OfficeNumber> {
        let settlement = self.population.find(resident)?.settlement;
        Some(self.territory.settlement(settlement)?.office(on))
    }

    pub(crate) fn letter(&mut self, at: Millis, kind: &str, sender: String, body: Value) -> Letter {
        let id: Uuid = self.identifiers.make(at);
        let message = json!({
            "message": kind,
            "version": 1,
            "id": id,
            "sent_at": timestamp(at - 2_000),
            "sender": sender,
            "recipient": self.codes.service.code,
            "body": body,
        });
        Letter { sender, message }
    }

    fn person(&self, bearer: Bearer) -> Option<Value> {
        let resident = self.population.find(bearer.resident)?;
        let name = resident.name(bearer.spelling);
        let settlement = self.territory.settlement(resident.settlement)?;
        let mut person = json!({
            "surname": name.surname,
            "given_name": name.given_name,
            "sex": resident.sex.code(),
            "birth_on": self.diary.date(resident.born),
            "citizenship": resident.citizenship,
            "language": resident.language,
            "address": { "settlement": settlement.code, "text": resident.address() },
        });
        let members = person.as_object_mut()?;
        if let Some(patronymic) = name.patronymic {
            members.insert("patronymic".to_owned(), json!(patronymic));
        }
        if let Some(phone) = resident.phone() {
            members.insert("phone".to_owned(), json!(phone));
        }
        let number = resident.national_number(&self.diary).filter(|_| bearer.with_number);
        if let Some(number) = number {
            members.insert("national_no".to_owned(), json!(number));
        }
        Some(person)
    }
}

fn term_of(unit: Option<TermUnit>, months: i32) -> Option<Value> {
    match unit? {
        TermUnit::None => None,
        TermUnit::Hours => Some(json!({ "hours": months * HOURS_A_MONTH })),
        TermUnit::Duration => Some(json!({ "months": months })),
        TermUnit::DurationAndPercent => Some(json!({ "months": months, "percent": PERCENT })),
    }
}

fn result_of(decided: &Decided) -> &'static str {
    match decided {
        Decided::Refused => "refused",
        Decided::Extended(_) => "extend",
        Decided::DutyAdded(_) => "add_duty",
        Decided::Cancelled => "cancel",
        Decided::EndedEarly => "end_early",
        Decided::Suspended(_) => "suspend",
        Decided::Resumed(_) => "resume",
    }
}
