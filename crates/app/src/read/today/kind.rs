//! What an item of the day asks for.

macro_rules! kinds {
    ($($(#[$doc:meta])* $variant:ident = $code:literal,)*) => {
        /// What an item of the queue asks for.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum TodayKind { $($(#[$doc])* $variant,)* }

        impl TodayKind {
            /// All of them, in the order in which items of one moment stand.
            pub const ALL: &'static [TodayKind] = &[$(TodayKind::$variant,)*];

            /// Returns its code, for texts.
            pub fn code(self) -> &'static str {
                match self { $(TodayKind::$variant => $code,)* }
            }
        }
    };
}

kinds! {
    /// A clock of the law runs out.
    Clock = "clock",
    /// An appointment is to come.
    Appointment = "appointment",
    /// An appointment has passed without an outcome.
    OutcomeMissing = "outcome_missing",
    /// An absence has not been weighed.
    AbsenceToWeigh = "absence_to_weigh",
    /// A client is to bring evidence by a day.
    EvidenceAwaited = "evidence_awaited",
    /// Something of a referral to a service is awaited.
    Referral = "referral",
    /// The answer to a request for a lawyer is awaited.
    Lawyer = "lawyer",
    /// Alerts of a device are to be looked at.
    Alert = "alert",
    /// A device is worn though the case or the duty is over.
    DeviceToTakeOff = "device_to_take_off",
    /// Something of a client's work is awaited.
    Job = "job",
    /// A session of a programme is to be held.
    Programme = "programme",
    /// A victim is to be told of something.
    VictimToTell = "victim_to_tell",
    /// A specialist is asked for a client.
    SpecialistAsked = "specialist_asked",
    /// A specialist let the day for the answer pass.
    SpecialistSilent = "specialist_silent",
    /// A specialist's session is to be held.
    Session = "session",
    /// It is to be recorded what became of a session.
    SessionOutcome = "session_outcome",
    /// A court hears a submission.
    Hearing = "hearing",
    /// A submission waits for a head's approval.
    ToApprove = "to_approve",
    /// A client contests an entry and waits for the answer.
    ContestToAnswer = "contest_to_answer",
    /// An act waits for a head's countersignature.
    ToCountersign = "to_countersign",
    /// A head has signed; the act can be recorded.
    Countersigned = "countersigned",
    /// A head has refused to sign.
    SignatureRefused = "signature_refused",
    /// What an act rested on has moved.
    SecondLook = "second_look",
    /// Something has become possible.
    Prompt = "prompt",
    /// A client has reached a milestone that is worth a reward.
    Milestone = "milestone",
    /// A case waits for an officer.
    ToAllocate = "to_allocate",
    /// A case that another office sent back is with its officer again and has no appointment.
    Returned = "returned",
    /// A case that another office sent back waits for an officer.
    ReturnedToAllocate = "returned_to_allocate",
    /// A colleague is gone or has nobody who stands in, and cases are to be given to others.
    Reallocate = "reallocate",
    /// The month's samples of oversight are to be drawn.
    SampleToDraw = "sample_to_draw",
    /// A file of a sample is to be looked at.
    Sample = "sample",
    /// A prosecutor's act waits for the office's answer.
    ProsecutorAct = "prosecutor_act",
    /// Something of a request to another state is awaited.
    Abroad = "abroad",
    /// A message waits for a decision of identity.
    Review = "review",
    /// Somebody broke the glass of a restricted case.
    AccessToReview = "access_to_review",
    /// A message came into a case, and its officer has not opened it.
    MessageToRead = "message_to_read",
    /// A client came into a group by age that has rules of its own, or left it.
    AgeTurned = "age_turned",
    /// A circumstance that changes rules comes to its last day: a child grows up, a paper runs out.
    AttributeEnds = "attribute_ends",
    /// The risk was assessed anew, and it is another.
    RiskChanged = "risk_changed",
    /// A court extended a term beyond what a row of law allows.
    ExtensionBeyond = "extension_beyond",
    /// A row of law waits for a second lawyer.
    LawDraftAsked = "law_draft_asked",
    /// A second lawyer gave a row of law back.
    LawDraftReturned = "law_draft_returned",
}

/// Kinds that are neither put off nor handed over, each with the reason.
const STAYS: &[(TodayKind, &str)] = &[
    (TodayKind::Appointment, "it is held at its hour; another hour is arranged with the client"),
    (TodayKind::Hearing, "the court sets its hour"),
    (TodayKind::Alert, "the policy gives minutes for a look, and the whole office can look"),
    (
        TodayKind::DeviceToTakeOff,
        "nobody wears a device for nothing because its officer has no time",
    ),
    (TodayKind::VictimToTell, "only those who keep the victim's wish may know of it"),
    (TodayKind::SpecialistAsked, "the specialist answers, or declines with a reason"),
    (TodayKind::SpecialistSilent, "another specialist is asked, or the question is taken back"),
    (TodayKind::Session, "a session is held at its hour by the specialist alone"),
    (TodayKind::SessionOutcome, "only the specialist who held the session knows what became of it"),
    (TodayKind::Countersigned, "it tells that the officer's own act can be recorded"),
    (TodayKind::SignatureRefused, "it tells what became of the officer's own question"),
    (TodayKind::SecondLook, "the client bears an act that lost its ground each day that it stands"),
    (TodayKind::Returned, "a client without an appointment has nobody to come to"),
    (TodayKind::ToAllocate, "it stands in the day of every head of the office until one does it"),
    (TodayKind::ReturnedToAllocate, "as a case that waits for its first officer"),
    (TodayKind::Reallocate, "the work of who is gone is nobody's meanwhile"),
    (TodayKind::SampleToDraw, "a lot is drawn by whoever of the heads comes first"),
    (TodayKind::Sample, "the lot says who looks at which file"),
    (TodayKind::ProsecutorAct, "it is the office's, and stands in the day of each of its heads"),
    (TodayKind::Abroad, "it is the office's, and stands in the day of each of its heads"),
    (TodayKind::Review, "a person is not registered meanwhile, and any head decides"),
    (TodayKind::AccessToReview, "it is no work in a case, and another head than the one looks"),
    (TodayKind::MessageToRead, "opening it is all that is to be done"),
    (TodayKind::LawDraftAsked, "it stands in the day of every lawyer who may answer"),
    (TodayKind::LawDraftReturned, "it goes when its author writes it anew or gives it up"),
];

impl TodayKind {
    /// Says why it is neither put off nor handed over; nothing of what can be.
    pub fn stays_because(self) -> Option<&'static str> {
        STAYS.iter().find(|(kind, _)| *kind == self).map(|(_, why)| *why)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_that_stays_is_listed_once_with_its_reason() {
        for (place, (kind, why)) in STAYS.iter().enumerate() {
            assert!(why.split(' ').count() > 3, "{}: {why}", kind.code());
            assert!(!STAYS[place + 1..].iter().any(|(other, _)| other == kind), "{}", kind.code());
        }
    }

    #[test]
    fn what_help_awaits_and_every_prompt_can_be_put_off_and_handed_over() {
        for kind in [
            TodayKind::Referral,
            TodayKind::Lawyer,
            TodayKind::Job,
            TodayKind::Programme,
            TodayKind::Prompt,
            TodayKind::Milestone,
            TodayKind::AgeTurned,
            TodayKind::AttributeEnds,
            TodayKind::RiskChanged,
            TodayKind::ExtensionBeyond,
        ] {
            assert_eq!(kind.stays_because(), None, "{}", kind.code());
        }
    }
}
