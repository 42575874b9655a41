//! Prosecutors' acts of supervision: what a prosecutor demands of an office, and what the office
//! answers.
//!
//! An act has a stream of its own. It is registered on the day on which it came, with the day by
//! which it is to be answered: the one that it states, else the one of house policy. It is answered
//! once; an answer that was wrong is corrected by a letter to the prosecutor, not here. Who signed the
//! act, what it found and what was answered may name people and is sealed.

use bagyt_core::effective::Effective;
use bagyt_core::fact::{PrivateWords, Recorded};
use bagyt_core::identity::{OfficeCode, ProsecutorActId};
use bagyt_core::refusal::required;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::fact::{ProsecutorFact, sealed};

codes! {
    /// What kind of act of supervision it is.
    pub enum ProsecutorActKind {
        /// A demand to remove breaches of the law and their causes.
        Representation = "representation",
        /// A demand to remove one breach at once.
        Order = "order",
        /// A demand to repeal an act that breaks the law.
        Protest = "protest",
        /// A warning to an official that the law must not be broken.
        Caution = "caution",
    }
}

codes! {
    /// What the office answered.
    pub enum ProsecutorActOutcome {
        /// What was demanded is done.
        Satisfied = "satisfied",
        /// A part of it is done.
        PartlySatisfied = "partly_satisfied",
        /// It is refused, with reasons.
        Refused = "refused",
    }
}

/// Registers an act.
#[derive(Clone, Debug, PartialEq)]
pub struct ReceiveProsecutorAct {
    /// The day on which it came.
    pub received: Effective,
    /// The office of which something is demanded.
    pub office: OfficeCode,
    /// What kind of act it is.
    pub kind: ProsecutorActKind,
    /// The prosecutor's number.
    pub number: String,
    /// The day of the act.
    pub dated: Date,
    /// The last day of the answer, where the act states one.
    pub answer_by: Option<Date>,
    /// Who signed it.
    pub signed: String,
    /// What it found and demands.
    pub words: String,
}

/// Records the answer.
#[derive(Clone, Debug, PartialEq)]
pub struct AnswerProsecutorAct {
    /// The day of the answer.
    pub answered: Effective,
    /// What was answered.
    pub outcome: ProsecutorActOutcome,
    /// The office's number of the answer.
    pub number: String,
    /// What was done, or why not.
    pub words: String,
}

/// An act came.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ProsecutorActReceived {
    /// The day on which it came.
    pub received: Effective,
    /// The office of which something is demanded.
    pub office: OfficeCode,
    /// What kind of act it is.
    pub kind: ProsecutorActKind,
    /// The prosecutor's number.
    pub number: String,
    /// The day of the act.
    pub dated: Date,
    /// The last day of the answer.
    pub answer_by: Date,
    /// Whether the act itself states that day.
    pub is_stated: bool,
    /// Who signed it, what it found and demands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub private: Option<ProsecutorActWords>,
}

/// Who signed an act, and what it found and demands.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProsecutorActWords {
    /// Who signed it.
    pub signed: String,
    /// What it found and demands.
    pub words: String,
}

/// An act was answered.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ProsecutorActAnswered {
    /// The day of the answer.
    pub answered: Effective,
    /// What was answered.
    pub outcome: ProsecutorActOutcome,
    /// The office's number of the answer.
    pub number: String,
    /// What was done, or why not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub private: Option<PrivateWords>,
}

/// An act as its entries say.
#[derive(Clone, Debug, PartialEq)]
pub struct ProsecutorAct {
    /// Identifier.
    pub id: ProsecutorActId,
    /// The highest version applied; 0 for one of which nothing is recorded.
    pub version: u32,
    /// What came.
    pub received: Option<ProsecutorActReceived>,
    /// What was answered.
    pub answered: Option<ProsecutorActAnswered>,
}

/// Longest number or name of a prosecutor, in characters: each stands on one line of a list.
pub const PROSECUTOR_LINE_MAX: usize = 120;

bagyt_core::refusals! {
    required words;
    /// Why an act is not registered or answered.
    pub enum ProsecutorRefusal {
        /// The day has not come yet.
        #[error("{on} has not come yet")]
        NotYet {
            /// Day that was given.
            on: Date,
        } = "not-yet" @ "on",
        /// It was registered before.
        #[error("the act {number} of {dated} is registered already")]
        AlreadyRegistered {
            /// The prosecutor's number.
            number: String,
            /// The day of the act.
            dated: Date,
        } = "prosecutor-act-registered" @ "number",
        /// It has no number.
        #[error("an act has a number; write what stands on it")]
        NumberMissing = "prosecutor-number-missing" @ "number",
        /// Nobody signed it.
        #[error("say who signed the act")]
        SignedMissing = "prosecutor-signed-missing" @ "signed",
        /// A line is too long.
        #[error("numbers and names have at most {most} characters")]
        LineTooLong {
            /// The most.
            most: usize,
        } = "prosecutor-line-too-long" @ "number",
        /// It came before its day.
        #[error("an act of {dated} cannot have come on {on}")]
        BeforeItsDay {
            /// Day on which it came.
            on: Date,
            /// The day of the act.
            dated: Date,
        } = "prosecutor-act-before-its-day" @ "dated",
        /// It would have to be answered before it came.
        #[error("an act that came on {on} cannot be answered by {answer_by}")]
        AnswerBeforeReceipt {
            /// Day on which it came.
            on: Date,
            /// The last day of the answer.
            answer_by: Date,
        } = "prosecutor-answer-before-receipt" @ "answer_by",
        /// There is no such act.
        #[error("nothing is recorded of this act")]
        Unknown = "prosecutor-act-unknown",
        /// It was answered.
        #[error("the act was answered on {answered_on}")]
        AlreadyAnswered {
            /// Day of the answer.
            answered_on: Date,
        } = "prosecutor-act-answered",
        /// The answer lies before the receipt.
        #[error("the act came on {received_on}, after {on}")]
        BeforeReceipt {
            /// Day that was given.
            on: Date,
            /// The day on which it came.
            received_on: Date,
        } = "prosecutor-before-receipt" @ "on",
    }
}

impl ProsecutorAct {
    /// Returns an act of which nothing is recorded yet.
    pub fn unknown(id: ProsecutorActId) -> ProsecutorAct {
        ProsecutorAct { id, version: 0, received: None, answered: None }
    }

    /// Returns what the entries of a stream add up to.
    pub fn fold(id: ProsecutorActId, facts: &[Recorded<ProsecutorFact>]) -> ProsecutorAct {
        let mut act = ProsecutorAct::unknown(id);
        for recorded in facts {
            act.apply(recorded);
        }
        act
    }

    /// Takes one more entry into the state.
    pub fn apply(&mut self, recorded: &Recorded<ProsecutorFact>) {
        match &recorded.fact {
            ProsecutorFact::Received(fact) => self.received = Some(fact.clone()),
            ProsecutorFact::Answered(fact) => self.answered = Some(fact.clone()),
        }
        self.version = self.version.max(recorded.version);
    }
}

/// The name that one act of one prosecutor takes, so that nobody registers it twice.
pub fn claim(command: &ReceiveProsecutorAct) -> String {
    let (office, kind, dated) = (&command.office, command.kind.code(), command.dated);
    format!("prosecutor-act:{office}:{kind}:{dated}:{}", one_line(&command.number).to_lowercase())
}

/// Decides what to write when an act came.
///
/// `is_registered` says whether [`claim`] is taken; `days` are those of house policy for an act that
/// states no day.
///
/// # Errors
///
/// [`ProsecutorRefusal`], in the order of its variants; the first that applies is returned.
pub fn receive(
    act: &ProsecutorAct,
    command: &ReceiveProsecutorAct,
    (is_registered, days): (bool, i64),
    today: Date,
) -> Result<Vec<ProsecutorFact>, ProsecutorRefusal> {
    let (on, dated) = (command.received.on(), command.dated);
    if on > today {
        return Err(ProsecutorRefusal::NotYet { on });
    }
    let [number, signed] = [&command.number, &command.signed].map(|line| one_line(line));
    if is_registered || act.received.is_some() {
        return Err(ProsecutorRefusal::AlreadyRegistered { number, dated });
    }
    if number.is_empty() {
        return Err(ProsecutorRefusal::NumberMissing);
    }
    if signed.is_empty() {
        return Err(ProsecutorRefusal::SignedMissing);
    }
    if is_long(&number) || is_long(&signed) {
        return Err(ProsecutorRefusal::LineTooLong { most: PROSECUTOR_LINE_MAX });
    }
    if on < dated {
        return Err(ProsecutorRefusal::BeforeItsDay { on, dated });
    }
    let span = jiff::Span::new().days(days);
    let answer_by = command.answer_by.unwrap_or_else(|| on.saturating_add(span));
    if answer_by < on {
        return Err(ProsecutorRefusal::AnswerBeforeReceipt { on, answer_by });
    }
    required(&command.words)?;
    let received = ProsecutorActReceived {
        received: command.received,
        office: command.office.clone(),
        kind: command.kind,
        number,
        dated,
        answer_by,
        is_stated: command.answer_by.is_some(),
        private: Some(ProsecutorActWords { signed, words: command.words.trim().to_owned() }),
    };
    Ok(vec![received.into()])
}

/// Decides what to write when an act is answered.
///
/// # Errors
///
/// [`ProsecutorRefusal`], in the order of its variants; the first that applies is returned.
pub fn answer(
    act: &ProsecutorAct,
    command: &AnswerProsecutorAct,
    today: Date,
) -> Result<Vec<ProsecutorFact>, ProsecutorRefusal> {
    let on = command.answered.on();
    if on > today {
        return Err(ProsecutorRefusal::NotYet { on });
    }
    let number = one_line(&command.number);
    if number.is_empty() {
        return Err(ProsecutorRefusal::NumberMissing);
    }
    if is_long(&number) {
        return Err(ProsecutorRefusal::LineTooLong { most: PROSECUTOR_LINE_MAX });
    }
    let received = act.received.as_ref().ok_or(ProsecutorRefusal::Unknown)?;
    if let Some(answered) = &act.answered {
        return Err(ProsecutorRefusal::AlreadyAnswered { answered_on: answered.answered.on() });
    }
    let received_on = received.received.on();
    if on < received_on {
        return Err(ProsecutorRefusal::BeforeReceipt { on, received_on });
    }
    required(&command.words)?;
    let answered = ProsecutorActAnswered {
        answered: command.answered,
        outcome: command.outcome,
        number,
        private: sealed(&command.words),
    };
    Ok(vec![answered.into()])
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn is_long(line: &str) -> bool {
    line.chars().count() > PROSECUTOR_LINE_MAX
}

#[cfg(test)]
mod tests;
#[cfg(test)]
pub(crate) use tests::answered;
