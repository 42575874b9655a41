//! Attributes of the client that change which rules of law apply: a minor, pregnant, the parent of
//! a small child, a disability.
//!
//! Which attributes there are, the law pack says. Each has its days and its evidence, because
//! age, pregnancy and a child's age change while the term runs; the clocks follow
//! ([`crate::clocks`]). An attribute is never derived silently: what a birth date suggests, an
//! officer confirms.

use bagyt_core::effective::Effective;
use bagyt_core::fact::PrivateWords;
use bagyt_core::law::Attribute;
use bagyt_core::refusal::limited;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::case::Case;
use crate::codes::Sex;
use crate::fact::{CaseFact, sealed};

codes! {
    /// What an attribute rests on.
    pub enum Evidence {
        /// A passport, a birth certificate.
        IdentityDocument = "identity_document",
        /// A paper of a clinic or of a medical commission.
        MedicalCertificate = "medical_certificate",
        /// A paper of another agency or of an employer.
        Certificate = "certificate",
        /// An act of a court.
        CourtAct = "court_act",
        /// An extract of a state register.
        RegisterExtract = "register_extract",
        /// What the client says, until there is a paper.
        OwnStatement = "own_statement",
    }
}

/// Establishes an attribute.
#[derive(Clone, Debug, PartialEq)]
pub struct EstablishAttribute {
    /// Its code in the law pack.
    pub attribute: String,
    /// First day on which it holds.
    pub from: Effective,
    /// Last day on which it holds, where that is known ahead: a birthday, the end of a certificate.
    pub until: Option<Date>,
    /// What it rests on.
    pub evidence: Evidence,
    /// The paper: number, day, who gave it.
    pub words: String,
}

/// Ends an attribute.
#[derive(Clone, Debug, PartialEq)]
pub struct EndAttribute {
    /// Its code in the law pack.
    pub attribute: String,
    /// First day on which it no longer holds.
    pub ended: Effective,
    /// What that rests on.
    pub evidence: Evidence,
    /// The paper, or what happened.
    pub words: String,
}

/// An attribute was established.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AttributeEstablished {
    /// Its code in the law pack.
    pub attribute: String,
    /// First day on which it holds.
    pub from: Effective,
    /// Last day on which it holds, where that is known ahead.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
    /// What it rests on.
    pub evidence: Evidence,
    /// The paper.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub private: Option<PrivateWords>,
}

/// An attribute ended.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AttributeEnded {
    /// Its code in the law pack.
    pub attribute: String,
    /// First day on which it no longer holds.
    pub ended: Effective,
    /// What that rests on.
    pub evidence: Evidence,
    /// The paper.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub private: Option<PrivateWords>,
}

/// The days on which an attribute holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AttributeSpan {
    /// Its code in the law pack.
    pub attribute: String,
    /// First day; `None` where the court act stated it.
    pub from: Option<Date>,
    /// First day on which it no longer holds; `None` while it lasts.
    pub until: Option<Date>,
    /// Version of the entry that established it; `None` where the court act stated it.
    pub version: Option<u32>,
}

impl AttributeSpan {
    /// Whether it holds on that day.
    pub fn holds_on(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day < until)
    }
}

bagyt_core::refusals! {
    limited words;
    /// Why an attribute is not established or ended.
    pub enum AttributeRefusal {
        /// The case is closed.
        #[error("the case was closed on {closed_on}")]
        CaseClosed {
            /// Day of closing.
            closed_on: Date,
        } = "case-closed",
        /// The law knows no such attribute.
        #[error("the law tables know no attribute `{attribute}` of a person")]
        Unknown {
            /// Code that was given.
            attribute: String,
        } = "attribute-unknown" @ "attribute",
        /// The day has not come yet.
        #[error("{on} has not come yet; an attribute is recorded when it begins or ends")]
        NotYet {
            /// Day that was given.
            on: Date,
        } = "not-yet" @ "on",
        /// It cannot be true of a person of the client's sex.
        #[error("the attribute `{attribute}` cannot be true of a person of sex `{sex}`; if the \
                 sex in the court act is wrong, have the act corrected")]
        OtherSex {
            /// Code that was given.
            attribute: String,
            /// The client's sex.
            sex: Sex,
        } = "attribute-other-sex" @ "attribute",
        /// It would end before it begins.
        #[error("an attribute cannot begin on {from} and hold until {until}")]
        Backwards {
            /// First day given.
            from: Date,
            /// Last day given.
            until: Date,
        } = "attribute-backwards" @ "until",
        /// It holds already on a day of that time.
        #[error("the attribute `{attribute}` already holds on {on}; end that one first")]
        HoldsAlready {
            /// Code of the attribute.
            attribute: String,
            /// The first day of both.
            on: Date,
        } = "attribute-holds" @ "attribute",
        /// It did not hold until that day, or is over.
        #[error("the attribute `{attribute}` did not hold until {on}, or has ended already")]
        DoesNotHold {
            /// Code of the attribute.
            attribute: String,
            /// Day that was given.
            on: Date,
        } = "attribute-not-held" @ "on",
        /// The paper is not named.
        #[error("the evidence is not named; say which paper, of what day, given by whom")]
        EvidenceMissing = "evidence-missing" @ "words",
    }
}

/// Decides what to write when an attribute is established.
///
/// `known` are the attributes of the law pack, `today` the civil day at the office. The
/// first day may lie before the opening: what began before holds from the case's first day.
///
/// # Errors
///
/// [`AttributeRefusal`], in the order of its variants; the first that applies is returned.
pub fn establish(
    case: &Case,
    command: &EstablishAttribute,
    known: &[Attribute<'_>],
    today: Date,
) -> Result<Vec<CaseFact>, AttributeRefusal> {
    let (attribute, from) = (&command.attribute, command.from.on());
    check_open(case, attribute, known, from, today)?;
    let sex = case.opening.sex;
    if known.iter().any(|one| one.code == *attribute && !one.fits(sex.code())) {
        return Err(AttributeRefusal::OtherSex { attribute: attribute.clone(), sex });
    }
    if let Some(until) = command.until.filter(|until| *until < from) {
        return Err(AttributeRefusal::Backwards { from, until });
    }
    let overlapping = case.attribute_spans().into_iter().find(|span| {
        span.attribute == *attribute
            && span.until.is_none_or(|until| from < until)
            && command.until.is_none_or(|last| span.from.is_none_or(|first| first <= last))
    });
    if let Some(span) = overlapping {
        let on = span.from.map_or(from, |first| first.max(from));
        return Err(AttributeRefusal::HoldsAlready { attribute: attribute.clone(), on });
    }
    check_evidence(&command.words)?;
    Ok(vec![CaseFact::AttributeEstablished(AttributeEstablished {
        attribute: attribute.clone(),
        from: command.from,
        until: command.until,
        evidence: command.evidence,
        private: sealed(&command.words),
    })])
}

/// Decides what to write when an attribute ends.
///
/// `known` are the attributes of the law pack, `today` the civil day at the office.
///
/// # Errors
///
/// [`AttributeRefusal`], in the order of its variants; the first that applies is returned.
pub fn end(
    case: &Case,
    command: &EndAttribute,
    known: &[Attribute<'_>],
    today: Date,
) -> Result<Vec<CaseFact>, AttributeRefusal> {
    let (attribute, on) = (&command.attribute, command.ended.on());
    check_open(case, attribute, known, on, today)?;
    let held = case.attribute_spans().into_iter().any(|span| {
        let held_before = on.yesterday().is_ok_and(|before| span.holds_on(before));
        span.attribute == *attribute && held_before && span.holds_on(on)
    });
    if !held {
        return Err(AttributeRefusal::DoesNotHold { attribute: attribute.clone(), on });
    }
    check_evidence(&command.words)?;
    Ok(vec![CaseFact::AttributeEnded(AttributeEnded {
        attribute: attribute.clone(),
        ended: command.ended,
        evidence: command.evidence,
        private: sealed(&command.words),
    })])
}

fn check_open(
    case: &Case,
    attribute: &str,
    known: &[Attribute<'_>],
    on: Date,
    today: Date,
) -> Result<(), AttributeRefusal> {
    if let Some(closing) = case.closing() {
        return Err(AttributeRefusal::CaseClosed { closed_on: closing.mark.on });
    }
    if !known.iter().any(|one| one.code == attribute) {
        return Err(AttributeRefusal::Unknown { attribute: attribute.to_owned() });
    }
    if on > today {
        return Err(AttributeRefusal::NotYet { on });
    }
    Ok(())
}

fn check_evidence(words: &str) -> Result<(), AttributeRefusal> {
    if words.trim().is_empty() {
        return Err(AttributeRefusal::EvidenceMissing);
    }
    Ok(limited(words)?)
}

impl Case {
    /// Returns the attributes of the client with the days on which they hold: those that the court
    /// act stated, then those that were established, by their first day.
    pub fn attribute_spans(&self) -> Vec<AttributeSpan> {
        let stated = self.opening.groups.iter().map(|code| AttributeSpan {
            attribute: code.clone(),
            from: None,
            until: None,
            version: None,
        });
        let established = self.attributes.iter().map(|kept| AttributeSpan {
            attribute: kept.attribute.clone(),
            from: Some(kept.mark.on),
            until: kept.until,
            version: Some(kept.mark.version),
        });
        let mut spans: Vec<AttributeSpan> = stated.chain(established).collect();
        for end in &self.attribute_ends {
            let ended_on = end.mark.on;
            let held = |span: &&mut AttributeSpan| {
                span.attribute == end.attribute
                    && ended_on.yesterday().is_ok_and(|before| span.holds_on(before))
            };
            if let Some(span) = spans.iter_mut().find(held) {
                span.until = Some(ended_on);
            }
        }
        spans
    }
}

#[cfg(test)]
mod tests;
