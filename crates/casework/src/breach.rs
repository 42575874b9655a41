//! A breach that is no absence: a duty was not kept on a day, something proves it, and the client
//! was heard before it is found to be a violation.
//!
//! Deliberately not here: the finding itself and its article ([`crate::compliance`]).

use bagyt_core::effective::Effective;
use serde::{Deserialize, Serialize};

use crate::case::Case;
use crate::codes::ExplanationForm;
use crate::compliance::{ComplianceRefusal, EstablishViolation, check_words};

codes! {
    /// What proves a breach.
    pub enum BreachEvidence {
        /// What an officer saw and wrote down.
        OfficerReport = "officer_report",
        /// What a means of tracking told.
        Tracking = "tracking",
        /// What the police or another agency wrote.
        Agency = "agency",
        /// What an employer, a school or a host of community service wrote.
        Host = "host",
        /// What a witness said.
        Witness = "witness",
        /// Another paper.
        Document = "document",
    }
}

/// A breach, with what proves it and what the client said about it.
#[derive(Clone, Debug, PartialEq)]
pub struct Breach {
    /// When the duty was not kept.
    pub happened: Effective,
    /// Code of the duty, where it is one that the court set.
    pub duty: Option<String>,
    /// What proves it.
    pub evidence: BreachEvidence,
    /// The evidence in words: which paper, whose report, what it says.
    pub evidence_words: String,
    /// When the client was heard, or refused to answer.
    pub heard: Effective,
    /// How the client answered.
    pub answered: ExplanationForm,
    /// The client's own words.
    pub explanation: String,
}

/// A breach as its violation keeps it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct BreachFound {
    /// When the duty was not kept.
    pub happened: Effective,
    /// Code of the duty, where it is one that the court set.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub duty: Option<String>,
    /// What proves it.
    pub evidence: BreachEvidence,
    /// When the client was heard.
    pub heard: Effective,
    /// How the client answered.
    pub answered: ExplanationForm,
}

/// What was said and written about a violation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PrivateViolation {
    /// The officer's reason.
    pub words: String,
    /// What proves a breach that is no absence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<String>,
    /// The client's own words about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub explanation: Option<String>,
}

impl Breach {
    /// Returns what stands in clear.
    pub(crate) fn found(&self) -> BreachFound {
        BreachFound {
            happened: self.happened,
            duty: self.duty.clone(),
            evidence: self.evidence,
            heard: self.heard,
            answered: self.answered,
        }
    }
}

/// Returns the words of a violation as they are sealed.
pub(crate) fn sealed_words(command: &EstablishViolation) -> Option<PrivateViolation> {
    let said = |words: &String| {
        let words = words.trim();
        (!words.is_empty()).then(|| words.to_owned())
    };
    let breach = command.breach.as_ref();
    Some(PrivateViolation {
        words: said(&command.reason)?,
        evidence: breach.and_then(|breach| said(&breach.evidence_words)),
        explanation: breach.and_then(|breach| said(&breach.explanation)),
    })
}

/// A breach lies within supervision and before its finding, is proved by something, and the client
/// was heard in between.
///
/// # Errors
///
/// [`ComplianceRefusal`] of a breach, in the order of its variants; the first that applies is
/// returned.
pub(crate) fn check_breach(
    case: &Case,
    command: &EstablishViolation,
    breach: &Breach,
) -> Result<(), ComplianceRefusal> {
    let (happened_on, heard_on) = (breach.happened.on(), breach.heard.on());
    let established_on = command.established.on();
    if happened_on > established_on {
        return Err(ComplianceRefusal::BreachLater { happened_on, established_on });
    }
    let term = case.term();
    if !term.contains(happened_on) {
        let (from, until) = (term.from, term.until);
        return Err(ComplianceRefusal::BreachOutsideTerm { happened_on, from, until });
    }
    if let Some(duty) = breach.duty.as_ref().filter(|duty| !case.obligations().contains(&&***duty))
    {
        return Err(ComplianceRefusal::DutyNotSet { duty: duty.clone() });
    }
    if breach.evidence_words.trim().is_empty() {
        return Err(ComplianceRefusal::EvidenceMissing);
    }
    check_words(&breach.evidence_words, false)?;
    if heard_on < happened_on || established_on < heard_on {
        return Err(ComplianceRefusal::HeardElsewhen { heard_on, happened_on, established_on });
    }
    let is_silent = breach.answered == ExplanationForm::Refused;
    if !is_silent && breach.explanation.trim().is_empty() {
        return Err(ComplianceRefusal::ClientWordsMissing);
    }
    check_words(&breach.explanation, false)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codes::ViolationGround;
    use crate::compliance::establish_violation;
    use crate::fact::CaseFact;
    use crate::invented::{Story, breach, day, no_show, on, told};

    fn command(change: impl FnOnce(&mut Breach)) -> EstablishViolation {
        let mut breach = breach("2025-04-07");
        change(&mut breach);
        EstablishViolation {
            ground: ViolationGround::MovedWithoutNotice,
            absence: None,
            breach: Some(breach),
            ..no_show(0, "2025-04-10")
        }
    }

    #[track_caller]
    fn check(change: impl FnOnce(&mut Breach), expected: Result<&str, &str>) {
        let case = Story::opened().case;
        let outcome = told(establish_violation(&case, &command(change), day("2025-04-20")));
        assert_eq!(outcome, expected.map(str::to_owned).map_err(str::to_owned));
    }

    #[test]
    fn a_breach_is_found_with_what_proves_it_and_what_the_client_said() {
        let case = Story::opened().case;
        let facts = establish_violation(&case, &command(|_| {}), day("2025-04-20")).unwrap();
        let CaseFact::ViolationEstablished(fact) = &facts[0] else { panic!("{facts:?}") };
        assert_eq!(fact.breach.as_ref().unwrap().happened, on("2025-04-07"));
        let private = fact.private.as_ref().unwrap();
        assert_eq!(private.evidence.as_deref(), Some("report of the visit"));
        assert_eq!(private.explanation.as_deref(), Some("I live with my brother now"));
    }

    #[test]
    fn nobody_is_found_in_breach_unheard() {
        let why = "the client's own words are missing";
        check(|one| one.explanation = " ".to_owned(), Err(why));
        let refused = |one: &mut Breach| {
            one.answered = ExplanationForm::Refused;
            one.explanation = String::new();
        };
        check(refused, Ok("violation.established warning.issued"));
        let why = "the client is heard after the breach of 2025-04-07 and before the finding of \
                   2025-04-10, not on 2025-04-06";
        check(|one| one.heard = on("2025-04-06"), Err(why));
        check(|one| one.heard = on("2025-04-07"), Ok("violation.established warning.issued"));
        check(|one| one.heard = on("2025-04-10"), Ok("violation.established warning.issued"));
        check(|one| one.heard = on("2025-04-11"), Err(&why.replace("04-06", "04-11")));
    }

    #[test]
    fn a_breach_is_proved_by_something_and_breaks_a_duty_in_force() {
        check(|one| one.evidence_words = "\n".to_owned(), Err("what proves the breach is missing"));
        let why = "the court set no duty `treatment` that is in force";
        check(|one| one.duty = Some("treatment".to_owned()), Err(why));
    }

    #[test]
    fn a_breach_lies_in_the_term_and_before_its_finding() {
        let why = "the breach of 2025-04-11 is later than its finding of 2025-04-10";
        check(|one| one.happened = on("2025-04-11"), Err(why));
        let from = Story::opened().case.term().from;
        let first = |one: &mut Breach| one.happened = on(&from.to_string());
        check(first, Ok("violation.established warning.issued"));
        let before = from.yesterday().unwrap();
        let case = Story::opened().case;
        let early = command(|one| one.happened = on(&before.to_string()));
        let refused = establish_violation(&case, &early, day("2025-04-20")).unwrap_err();
        assert!(matches!(refused, ComplianceRefusal::BreachOutsideTerm { .. }), "{refused}");
    }

    #[test]
    fn a_violation_rests_on_an_absence_or_on_a_breach() {
        let case = Story::opened().case;
        let check = |command: &EstablishViolation, why: &str| {
            let refused = establish_violation(&case, command, day("2025-04-20")).unwrap_err();
            assert_eq!(refused.to_string(), why);
        };
        let nothing = EstablishViolation { breach: None, ..command(|_| {}) };
        check(&nothing, "a violation that is no absence needs the breach that it is about");
        let both = EstablishViolation { absence: Some(2), ..command(|_| {}) };
        check(&both, "a violation is about an absence or about another breach, not about both");
        let no_show = EstablishViolation { ground: ViolationGround::NoShow, ..command(|_| {}) };
        check(&no_show, "`no_show` needs the absence that it is about");
    }
}
