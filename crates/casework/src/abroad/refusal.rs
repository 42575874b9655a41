//! Why a request to another state, or what became of it, is not recorded.

use jiff::civil::Date;

use super::AbroadStatus;

bagyt_core::refusals! {
    required words;
    /// Why a request to another state, or what became of it, is not recorded.
    pub enum AbroadRefusal {
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
        /// The case is closed.
        #[error("the case was closed on {closed_on}")]
        CaseClosed {
            /// Day of closing.
            closed_on: Date,
        } = "case-closed",
        /// There is no such state.
        #[error("`{country}` is no state of ISO 3166-1; choose one of the list")]
        UnknownCountry {
            /// Code given.
            country: String,
        } = "abroad-unknown-country" @ "country",
        /// It is the service's own state.
        #[error("this state supervises the client already; choose another")]
        OwnCountry = "abroad-own-country" @ "country",
        /// Another request is pending.
        #[error("a request of {since_on} is pending; record what became of it first")]
        StillPending {
            /// When it was sent.
            since_on: Date,
        } = "abroad-still-pending" @ "country",
        /// The client's consent is missing.
        #[error("a client who does not live there is handed over with consent only")]
        ConsentMissing = "abroad-consent-missing" @ "consented_on",
        /// The client agreed after the request was sent.
        #[error("the client agreed on {consented_on}, after the request of {sent_on}")]
        ConsentLater {
            /// The day of the consent.
            consented_on: Date,
            /// The day of the request.
            sent_on: Date,
        } = "abroad-consent-later" @ "consented_on",
        /// Nobody is named.
        #[error("say which authority is asked")]
        AuthorityMissing = "abroad-authority-missing" @ "authority",
        /// The letter has no number.
        #[error("a letter has a number; write what stands on it")]
        NumberMissing = "abroad-number-missing" @ "number",
        /// A line is too long.
        #[error("names and numbers have at most {most} characters")]
        LineTooLong {
            /// The most.
            most: usize,
        } = "abroad-line-too-long" @ "number",
        /// The case has no such request.
        #[error("the case has no request to another state in entry {request}")]
        Unknown {
            /// The version that was named.
            request: u32,
        } = "abroad-unknown",
        /// The request is not at the point that the step follows.
        #[error("the request is `{status}`; this step does not follow")]
        NotAwaited {
            /// How it stands.
            status: AbroadStatus,
        } = "abroad-not-awaited" @ "step",
        /// The day lies before the step before.
        #[error("the step before was on {before_on}, after {on}")]
        BeforeStep {
            /// Day that was given.
            on: Date,
            /// Day of the step before.
            before_on: Date,
        } = "abroad-before-step" @ "on",
        /// The other state cannot have supervised before it decided.
        #[error("supervision there cannot begin on {from_on}, before the decision of {accepted_on}")]
        TakeoverBefore {
            /// The day that was given.
            from_on: Date,
            /// The day of the decision.
            accepted_on: Date,
        } = "abroad-takeover-before" @ "from",
        /// The term is over by then.
        #[error("the term ends on {until}, before {from_on}")]
        TakeoverAfterTerm {
            /// The day that was given.
            from_on: Date,
            /// Last day of the term.
            until: Date,
        } = "abroad-takeover-after-term" @ "from",
    }
}
