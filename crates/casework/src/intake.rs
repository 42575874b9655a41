//! Opening a case on the basis of a court act.
//!
//! The message has been understood and the person found before this; here the act is weighed as an
//! act: its days in order, its term within the law, the person born before it. The term counts from
//! the day that the act says, never from its arrival; an act that arrived later than its row of law
//! allows is opened all the same, and the lateness is part of the fact.

use bagyt_core::refusal::limited;
use std::num::NonZeroU16;

use bagyt_core::effective::Effective;
use bagyt_core::fact::PrivateWords;
use bagyt_core::identity::{MessageId, OfficeCode, PersonId};
use bagyt_core::law::{ClockError, Row, age_on};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::codes::{Domain, Sex};
use crate::fact::{CaseFact, Reliance, sealed};
use crate::reliance::TermBound;

/// Opens a case from a sentence, ruling or request.
#[derive(Clone, Debug, PartialEq)]
pub struct OpenCase {
    /// When the service puts the case on its register.
    pub opened: Effective,
    /// Whose case it is.
    pub person: PersonId,
    /// The message or paper act.
    pub message: MessageId,
    /// Code of the court, in the table of agencies.
    pub court: String,
    /// The court's number of the act.
    pub number: String,
    /// The office, as [`crate::allocation::choose_office`] found it.
    pub office: OfficeCode,
    /// Kind of probation work.
    pub domain: Domain,
    /// Code of the sentence or measure.
    pub measure: String,
    /// Article of the offence.
    pub article: String,
    /// Group of articles, for statistics.
    pub article_group: String,
    /// Groups of persons for whom rows of law differ: `minor`, `pregnant`, …
    pub groups: Vec<String>,
    /// Sex.
    pub sex: Sex,
    /// Age.
    pub age: Age,
    /// Language in which the client is spoken to: `ky`, `kk`, `ru`, …
    pub language: String,
    /// Day of the offence, where the act states it.
    pub offence_on: Option<Date>,
    /// Day on which the act was passed.
    pub passed_on: Date,
    /// Day on which it entered into force.
    pub in_force_on: Date,
    /// Day on which the service received it.
    pub received_on: Date,
    /// Day of release, where the case begins with one.
    pub released_on: Option<Date>,
    /// First day of the term, as the act says.
    pub term_from: Date,
    /// Last day of the term; it belongs to the term.
    pub term_until: Date,
    /// Hours of work, of a sentence that is counted in hours.
    pub hours: Option<NonZeroU16>,
    /// Codes of the duties that the court set.
    pub obligations: Vec<String>,
    /// The court's words on the duties, where the codes do not say everything.
    pub words: String,
}

/// How old the client is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Age {
    /// By the day of birth, which is not kept in the case.
    Born(Date),
    /// In whole years at the opening, where a register gives no more.
    Years(u8),
}

/// What the law in force says about such an act; the caller finds the rows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ActRules {
    /// The shortest term allowed.
    pub shortest: Option<TermBound>,
    /// The longest term allowed.
    pub longest: Option<TermBound>,
    /// The row by which the act had to arrive, with its due moment.
    pub arrival: Option<Reliance>,
}

impl ActRules {
    /// Returns the rules of an act whose term a row bounds.
    ///
    /// # Errors
    ///
    /// [`ClockError::OtherKind`] if the row is not counted in days, weeks, months or years.
    pub fn bounded_by(row: &Row, term_from: Date) -> Result<ActRules, ClockError> {
        let (shortest, longest) = TermBound::range(row, term_from)?;
        Ok(ActRules { shortest, longest, arrival: None })
    }
}

/// A case was opened on the basis of a court act.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseOpened {
    /// When the service put the case on its register.
    pub opened: Effective,
    /// Whose case it is.
    pub person: PersonId,
    /// The message or paper act.
    pub message: MessageId,
    /// Code of the court.
    pub court: String,
    /// The court's number of the act.
    pub number: String,
    /// The office.
    pub office: OfficeCode,
    /// Kind of probation work.
    pub domain: Domain,
    /// Code of the sentence or measure.
    pub measure: String,
    /// Article of the offence.
    pub article: String,
    /// Group of articles.
    pub article_group: String,
    /// Groups of persons for whom rows of law differ.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<String>,
    /// Sex.
    pub sex: Sex,
    /// Age at the opening in whole years.
    pub age: u8,
    /// Language in which the client is spoken to.
    pub language: String,
    /// Day of the offence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub offence_on: Option<Date>,
    /// Day on which the act was passed.
    pub passed_on: Date,
    /// Day on which it entered into force.
    pub in_force_on: Date,
    /// Day on which the service received it.
    pub received_on: Date,
    /// Day of release.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub released_on: Option<Date>,
    /// First day of the term.
    pub term_from: Date,
    /// Last day of the term; it belongs to the term.
    pub term_until: Date,
    /// Hours of work, of a sentence that is counted in hours.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hours: Option<NonZeroU16>,
    /// Codes of the duties.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub obligations: Vec<String>,
    /// That the act arrived later than the law allows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub late: Option<LateArrival>,
    /// The court's words on the duties.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub private: Option<PrivateWords>,
}

/// A court act arrived later than its row of law allows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LateArrival {
    /// The row, with the due moment that was missed.
    pub law: Reliance,
    /// Whole days from the last day in time to the day of receipt.
    pub days: u32,
}

bagyt_core::refusals! {
    limited words;
    /// Why a case is not opened.
    pub enum IntakeRefusal {
        /// The act has no number.
        #[error("the court's number of the act is missing")]
        NumberMissing = "number-missing" @ "number",
        /// The number is longer than any court's.
        #[error("the number has {characters} characters; the most is {most}")]
        NumberTooLong {
            /// Characters given.
            characters: usize,
            /// The most.
            most: usize,
        } = "number-too-long" @ "number",
        /// The act has not been received yet.
        #[error("the act cannot have been received on {received_on}; that day has not come yet")]
        NotYetReceived {
            /// Day of receipt given.
            received_on: Date,
        } = "not-yet-received" @ "received_on",
        /// The act was received before it was passed.
        #[error("the act was passed on {passed_on} and cannot have been received on {received_on}")]
        ReceivedBeforePassed {
            /// Day of receipt given.
            received_on: Date,
            /// Day on which the act was passed.
            passed_on: Date,
        } = "received-before-passed" @ "received_on",
        /// The act entered into force before it was passed.
        #[error("the act was passed on {passed_on} and cannot be in force from {in_force_on}")]
        InForceBeforePassed {
            /// Day of entry into force given.
            in_force_on: Date,
            /// Day on which the act was passed.
            passed_on: Date,
        } = "in-force-before-passed" @ "in_force_on",
        /// The case was opened before the act was received, or in the future.
        #[error("the case cannot be opened on {opened_on}; the act was received on {received_on}")]
        OpenedOutOfOrder {
            /// Day of opening given.
            opened_on: Date,
            /// Day of receipt.
            received_on: Date,
        } = "opened-out-of-order" @ "opened_on",
        /// The offence lies after the act.
        #[error("the offence of {offence_on} lies after the act of {passed_on}")]
        OffenceAfterAct {
            /// Day of the offence given.
            offence_on: Date,
            /// Day on which the act was passed.
            passed_on: Date,
        } = "offence-after-act" @ "offence_on",
        /// The person was born after the act or the offence.
        #[error("the person was born on {birth_on}, after the act of {act_on}")]
        BornAfterAct {
            /// Day of birth given.
            birth_on: Date,
            /// Day of the offence, or of the act where that is not known.
            act_on: Date,
        } = "born-after-act" @ "birth_on",
        /// Nobody is that old.
        #[error("an age of {age} years is not possible; the most is {most}")]
        AgeImpossible {
            /// Age in whole years.
            age: u32,
            /// The most.
            most: u8,
        } = "age-impossible" @ "birth_on",
        /// The term ends before it begins.
        #[error("a term cannot begin on {term_from} and end on {term_until}")]
        TermNegative {
            /// First day given.
            term_from: Date,
            /// Last day given.
            term_until: Date,
        } = "term-negative" @ "term_until",
        /// The term is shorter than the law allows.
        #[error("a term to {term_until} is under the least of `{row}` ({article}): {last_day}")]
        TermUnderMinimum {
            /// Last day given.
            term_until: Date,
            /// Last day of the shortest term.
            last_day: Date,
            /// Row of law.
            row: String,
            /// Act and article.
            article: String,
        } = "term-under-minimum" @ "term_until",
        /// The term is longer than the law allows.
        #[error("a term to {term_until} is over the most of `{row}` ({article}): {last_day}")]
        TermOverMaximum {
            /// Last day given.
            term_until: Date,
            /// Last day of the longest term.
            last_day: Date,
            /// Row of law.
            row: String,
            /// Act and article.
            article: String,
        } = "term-over-maximum" @ "term_until",
        /// A duty is named twice.
        #[error("the duty `{duty}` is named twice")]
        DutyTwice {
            /// Code of the duty.
            duty: String,
        } = "duty-twice" @ "obligations",
    }
}

/// The longest number of a court act: three times the longest seen in the two countries.
pub const NUMBER_MAX: usize = 60;

/// The greatest age in whole years; a greater one is a slip in the year of birth.
pub const AGE_MAX: u8 = 115;

/// Decides what to write when a case is opened.
///
/// `rules` are the rows of law in force for such an act, `today` the civil day at the office.
///
/// # Errors
///
/// [`IntakeRefusal`], in the order of its variants; the first that applies is returned.
pub fn open(
    command: &OpenCase,
    rules: &ActRules,
    today: Date,
) -> Result<Vec<CaseFact>, IntakeRefusal> {
    check_number(&command.number)?;
    check_days(command, today)?;
    let age = age_at_opening(command)?;
    check_term(command, rules)?;
    check_obligations(&command.obligations)?;
    limited(&command.words)?;
    let late = rules.arrival.as_ref().and_then(|arrival| late_arrival(command, arrival));
    Ok(vec![CaseFact::Opened(Box::new(fact(command, age, late)))])
}

fn check_number(number: &str) -> Result<(), IntakeRefusal> {
    let characters = number.trim().chars().count();
    match characters {
        0 => Err(IntakeRefusal::NumberMissing),
        1..=NUMBER_MAX => Ok(()),
        _ => Err(IntakeRefusal::NumberTooLong { characters, most: NUMBER_MAX }),
    }
}

fn check_days(command: &OpenCase, today: Date) -> Result<(), IntakeRefusal> {
    let (received_on, passed_on) = (command.received_on, command.passed_on);
    if received_on > today {
        return Err(IntakeRefusal::NotYetReceived { received_on });
    }
    if received_on < passed_on {
        return Err(IntakeRefusal::ReceivedBeforePassed { received_on, passed_on });
    }
    let in_force_on = command.in_force_on;
    if in_force_on < passed_on {
        return Err(IntakeRefusal::InForceBeforePassed { in_force_on, passed_on });
    }
    let opened_on = command.opened.on();
    if opened_on < received_on || opened_on > today {
        return Err(IntakeRefusal::OpenedOutOfOrder { opened_on, received_on });
    }
    match command.offence_on {
        Some(offence_on) if offence_on > passed_on => {
            Err(IntakeRefusal::OffenceAfterAct { offence_on, passed_on })
        }
        _ => Ok(()),
    }
}

fn age_at_opening(command: &OpenCase) -> Result<u8, IntakeRefusal> {
    let years = match command.age {
        Age::Years(years) => u32::from(years),
        Age::Born(birth_on) => {
            let act_on = command.offence_on.unwrap_or(command.passed_on);
            if birth_on > act_on {
                return Err(IntakeRefusal::BornAfterAct { birth_on, act_on });
            }
            age_on(birth_on, command.opened.on())
        }
    };
    match u8::try_from(years) {
        Ok(age) if age <= AGE_MAX => Ok(age),
        _ => Err(IntakeRefusal::AgeImpossible { age: years, most: AGE_MAX }),
    }
}

fn check_term(command: &OpenCase, rules: &ActRules) -> Result<(), IntakeRefusal> {
    let (term_from, term_until) = (command.term_from, command.term_until);
    if term_until < term_from {
        return Err(IntakeRefusal::TermNegative { term_from, term_until });
    }
    if let Some(TermBound { row, article, last_day }) = &rules.shortest
        && term_until < *last_day
    {
        let (row, article, last_day) = (row.clone(), article.clone(), *last_day);
        return Err(IntakeRefusal::TermUnderMinimum { term_until, last_day, row, article });
    }
    if let Some(TermBound { row, article, last_day }) = &rules.longest
        && term_until > *last_day
    {
        let (row, article, last_day) = (row.clone(), article.clone(), *last_day);
        return Err(IntakeRefusal::TermOverMaximum { term_until, last_day, row, article });
    }
    Ok(())
}

fn check_obligations(duties: &[String]) -> Result<(), IntakeRefusal> {
    let mut numbered = duties.iter().enumerate();
    let twice = numbered.find(|(place, duty)| duties.iter().take(*place).any(|one| one == *duty));
    match twice {
        Some((_, duty)) => Err(IntakeRefusal::DutyTwice { duty: duty.clone() }),
        None => Ok(()),
    }
}

fn late_arrival(command: &OpenCase, arrival: &Reliance) -> Option<LateArrival> {
    let due_on = command.opened.zone.day_of(arrival.due_at?);
    let hours = command.received_on.duration_since(due_on).as_hours();
    let days = u32::try_from(hours / 24).ok().filter(|&days| days > 0)?;
    Some(LateArrival { law: arrival.clone(), days })
}

fn fact(command: &OpenCase, age: u8, late: Option<LateArrival>) -> CaseOpened {
    CaseOpened {
        opened: command.opened,
        person: command.person,
        message: command.message,
        court: command.court.clone(),
        number: command.number.trim().to_owned(),
        office: command.office.clone(),
        domain: command.domain,
        measure: command.measure.clone(),
        article: command.article.clone(),
        article_group: command.article_group.clone(),
        groups: command.groups.clone(),
        sex: command.sex,
        age,
        language: command.language.clone(),
        offence_on: command.offence_on,
        passed_on: command.passed_on,
        in_force_on: command.in_force_on,
        received_on: command.received_on,
        released_on: command.released_on,
        term_from: command.term_from,
        term_until: command.term_until,
        hours: command.hours,
        obligations: command.obligations.clone(),
        late,
        private: sealed(&command.words),
    }
}

#[cfg(test)]
mod tests;
