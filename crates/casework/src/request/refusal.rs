//! Why nothing is recorded of a request.

use jiff::civil::Date;

bagyt_core::refusals! {
    limited words;
    /// Why no request, answer or return is recorded.
    pub enum RequestRefusal {
        /// The day has not come yet.
        #[error("this is recorded after it happened; {on} has not come yet")]
        NotYet {
            /// Day that was given.
            on: Date,
        } = "not-yet" @ "on",
        /// The case was already closed on that day.
        #[error("the case was closed on {closed_on}")]
        CaseClosed {
            /// Day of closing.
            closed_on: Date,
        } = "case-closed",
        /// The request was made outside the term.
        #[error("supervision runs from {from} to {until}; {on} is outside")]
        MadeOutsideTerm {
            /// Day that was given.
            on: Date,
            /// First day of the term.
            from: Date,
            /// Last day of the term.
            until: Date,
        } = "request-made-outside-term" @ "on",
        /// The first day lies outside the term.
        #[error("supervision runs from {from} to {until}; {day} is outside")]
        FromOutsideTerm {
            /// Day that was given.
            day: Date,
            /// First day of the term.
            from: Date,
            /// Last day of the term.
            until: Date,
        } = "request-from-outside-term" @ "from",
        /// The last day is missing.
        #[error("the last day is missing")]
        UntilMissing = "request-until-missing" @ "until",
        /// The last day lies before the first.
        #[error("the last day {until} lies before the first, {from}")]
        UntilBeforeFrom {
            /// First day.
            from: Date,
            /// Last day.
            until: Date,
        } = "request-until-before-from" @ "until",
        /// The last day lies outside the term.
        #[error("supervision ends on {until}; {day} is later")]
        UntilOutsideTerm {
            /// Day that was given.
            day: Date,
            /// Last day of the term.
            until: Date,
        } = "request-until-outside-term" @ "until",
        /// Where to is missing.
        #[error("where the client wants to go is missing")]
        PlaceMissing = "request-place-missing" @ "place",
        /// The name of the place is too long.
        #[error("the place has {characters} characters; the most is {most}")]
        PlaceTooLong {
            /// Characters given.
            characters: usize,
            /// The most.
            most: usize,
        } = "request-place-too-long" @ "place",
        /// The client's own words are missing.
        #[error("the client's own words are missing")]
        ClientWordsMissing = "request-words-missing" @ "words",
        /// There is no such request.
        #[error("the case has no request {request}")]
        Unknown {
            /// Version that was named.
            request: u32,
        } = "request-unknown" @ "request",
        /// It was answered.
        #[error("the request was answered on {answered_on}")]
        AlreadyAnswered {
            /// Day of the answer.
            answered_on: Date,
        } = "request-answered",
        /// The answer lies before the request.
        #[error("the request was made on {made_on} and cannot be answered on {on}")]
        AnsweredBefore {
            /// Day that was given.
            on: Date,
            /// Day of the request.
            made_on: Date,
        } = "request-answered-before" @ "on",
        /// The reason of a refusal is missing.
        #[error("why the request is refused is missing")]
        ReasonMissing = "request-reason-missing" @ "words",
        /// The first day granted is missing.
        #[error("the first day granted is missing")]
        FromMissing = "request-from-missing" @ "from",
        /// Another permission of the kind covers some of these days.
        #[error("a permission from {from} to {until} covers some of these days")]
        Overlaps {
            /// First day of that permission.
            from: Date,
            /// Last day of that permission.
            until: Date,
        } = "request-overlaps" @ "from",
        /// The day of return is missing.
        #[error("the day by which the client is back is missing")]
        BackMissing = "request-back-missing" @ "back_by",
        /// The day of return lies before the last day.
        #[error("the client is to be back by {back_by}, before the last day {until}")]
        BackBeforeUntil {
            /// Day of return that was given.
            back_by: Date,
            /// Last day.
            until: Date,
        } = "request-back-before" @ "back_by",
        /// There is no stay to return from.
        #[error("no stay elsewhere was granted by this request")]
        NoStay = "request-no-stay",
        /// The return was recorded.
        #[error("the return was recorded on {returned_on}")]
        AlreadyReturned {
            /// Its day.
            returned_on: Date,
        } = "request-returned",
        /// The return lies before the stay.
        #[error("the stay begins on {from}; a return on {on} lies before it")]
        ReturnedBefore {
            /// Day that was given.
            on: Date,
            /// First day of the stay.
            from: Date,
        } = "request-returned-before" @ "on",
    }
}
