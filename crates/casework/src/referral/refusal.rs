//! Why a referral, or a step of one, is not recorded.

use bagyt_core::identity::OfficeCode;
use jiff::civil::Date;

use super::ReferralStatus;
use crate::codes::Need;

bagyt_core::refusals! {
    required words;
    /// Why a referral, or a step of one, is not recorded.
    pub enum ReferralRefusal {
        /// The day has not come yet.
        #[error("a referral is recorded after it was made; {on} has not come yet")]
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
        /// There is no such service.
        #[error("the service is in no register; choose one of the list")]
        UnknownService = "referral-unknown-service" @ "service",
        /// The service stands in the register of another office.
        #[error("the service stands in the register of office `{office}`, not of the case's")]
        ServiceOfOtherOffice {
            /// That office.
            office: OfficeCode,
        } = "referral-other-office" @ "service",
        /// Nobody is referred there any more.
        #[error("nobody is referred to this service since {closed_on}; choose another")]
        ServiceClosed {
            /// Since when.
            closed_on: Date,
        } = "referral-service-closed" @ "service",
        /// The service does not answer that need.
        #[error("the service does not answer the need `{need}`; choose another")]
        NeedNotAnswered {
            /// The need.
            need: Need,
        } = "referral-need-not-answered" @ "service",
        /// The client is referred there for that need already.
        #[error("the client is referred there since {since}; end that referral first")]
        StillOpen {
            /// Since when.
            since: Date,
        } = "referral-still-open" @ "service",
        /// The client did not agree.
        #[error("nobody is referred without the client's consent")]
        NoConsent = "referral-no-consent" @ "consented",
        /// The case has no such referral.
        #[error("the case has no referral in entry {referral}")]
        Unknown {
            /// The version that was named.
            referral: u32,
        } = "referral-unknown",
        /// The day lies before the step before.
        #[error("the step before was on {before_on}, after {on}")]
        BeforeStep {
            /// Day that was given.
            on: Date,
            /// Day of the step before.
            before_on: Date,
        } = "referral-before-step" @ "on",
        /// The service answered already.
        #[error("the service answered on {answered_on}")]
        AlreadyAnswered {
            /// When.
            answered_on: Date,
        } = "referral-already-answered",
        /// The service still has time.
        #[error("the service has time to answer until {answer_by}")]
        StillTime {
            /// The last day.
            answer_by: Date,
        } = "referral-still-time" @ "on",
        /// The client began there already.
        #[error("the client goes there since {since}")]
        AlreadyStarted {
            /// Since when.
            since: Date,
        } = "referral-already-started",
        /// The referral is not at the point that the step follows.
        #[error("the referral is `{status}`; this step does not follow")]
        NotThere {
            /// How it stands.
            status: ReferralStatus,
        } = "referral-not-there" @ "reason",
    }
}
