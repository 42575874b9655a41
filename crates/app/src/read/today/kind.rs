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
    /// A message waits for a decision of identity.
    Review = "review",
    /// Somebody broke the glass of a restricted case.
    AccessToReview = "access_to_review",
    /// A message came into a case, and its officer has not opened it.
    MessageToRead = "message_to_read",
    /// A client came into a group by age that has rules of its own, or left it.
    AgeTurned = "age_turned",
}
