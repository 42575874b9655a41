//! Why nothing is written of a specialist's work.

use jiff::civil::Date;

use super::SpecialistStatus;

bagyt_core::refusals! {
    required words;
    /// Why a specialist's work with a client is not recorded.
    pub enum SpecialistRefusal {
        /// The day has not come yet.
        #[error("{on} has not come yet")]
        NotYet {
            /// Day that was given.
            on: Date,
        } = "not-yet" @ "on",
        /// The day lies before the opening.
        #[error("the case was opened on {opened_on}, after {on}")]
        BeforeOpening {
            /// Day that was given.
            on: Date,
            /// Day of opening.
            opened_on: Date,
        } = "before-opening" @ "on",
        /// The case was already closed on that day.
        #[error("the case was closed on {closed_on}")]
        CaseClosed {
            /// Day of closing.
            closed_on: Date,
        } = "case-closed",
        /// The case has no such request.
        #[error("the case has no request to a specialist in entry {request}")]
        Unknown {
            /// The version that was named.
            request: u32,
        } = "specialist-unknown" @ "request",
        /// Another specialist was asked.
        #[error("another specialist was asked; only that one answers and holds the sessions")]
        AnotherAsked = "specialist-another" @ "request",
        /// The day lies before the step before it.
        #[error("the step before was on {before_on}, after {on}")]
        BeforeStep {
            /// Day that was given.
            on: Date,
            /// Day of that step.
            before_on: Date,
        } = "specialist-before-step" @ "on",
        /// Who was asked is no specialist of the office.
        #[error("choose a psychologist or a social worker of the office that has the case")]
        NoSpecialist = "specialist-none" @ "specialist",
        /// That specialist was asked already.
        #[error("that specialist was asked on {since}, and it is not over")]
        StillOpen {
            /// Since when.
            since: Date,
        } = "specialist-still-open" @ "specialist",
        /// It was answered.
        #[error("the request was answered on {answered_on}")]
        AlreadyAnswered {
            /// When.
            answered_on: Date,
        } = "specialist-answered" @ "request",
        /// The specialist does not work with the client.
        #[error("the specialist does not work with the client: `{status}`")]
        NotTaken {
            /// How the request stands.
            status: SpecialistStatus,
        } = "specialist-not-taken" @ "request",
        /// Something of a session is still to be recorded.
        #[error("record first what became of the session of {begins_on}")]
        SessionOpen {
            /// Its day.
            begins_on: Date,
        } = "session-open" @ "request",
        /// A session is arranged for later.
        #[error("a session is arranged for a time to come")]
        InThePast = "session-in-the-past" @ "begins_on",
        /// It is too short or too long.
        #[error("a session lasts from {least} to {most} minutes")]
        Minutes {
            /// The least.
            least: u16,
            /// The most.
            most: u16,
        } = "session-minutes" @ "minutes",
        /// The specialist has another session then.
        #[error("the specialist has another session at that time")]
        Busy = "session-busy" @ "begins_at",
        /// The case has no such session.
        #[error("the case has no session in entry {session}")]
        UnknownSession {
            /// The version that was named.
            session: u32,
        } = "session-unknown" @ "session",
        /// It was recorded.
        #[error("it was recorded on {recorded_on} what became of the session")]
        AlreadyRecorded {
            /// When.
            recorded_on: Date,
        } = "session-recorded" @ "session",
        /// It has not begun.
        #[error("the session is on {begins_on}; until then it can only be called off")]
        NotYetHeld {
            /// Its day.
            begins_on: Date,
        } = "session-not-yet" @ "outcome",
    }
}
