//! What a client asks leave for: to travel, to live or work elsewhere, to be freed from visits for
//! a time.
//!
//! A request starts the clock of its answer; the row of law says how long it may take and who
//! answers. What is granted is a permission from a day, until a day where it has an end. From a
//! permitted stay elsewhere the client comes back by a day, and the return is recorded. A late
//! return is a breach only when somebody finds it to be one ([`crate::breach`]); an absence within
//! a permission is weighed with the permission in hand ([`crate::compliance`]).

use bagyt_core::effective::Effective;
use bagyt_core::fact::PrivateWords;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::case::Case;
use crate::entries::{Mark, Marked, find_version};
use crate::fact::{CaseFact, WORDS_MAX, sealed, too_long};

codes! {
    /// What a client asks leave for.
    pub enum RequestKind {
        /// To leave the district for a time.
        LeaveDistrict = "leave_district",
        /// To leave the country for a time.
        LeaveCountry = "leave_country",
        /// To work abroad.
        WorkAbroad = "work_abroad",
        /// To live elsewhere.
        ChangeResidence = "change_residence",
        /// To work or study elsewhere.
        ChangeWork = "change_work",
        /// To be freed from registration visits for a time.
        FreeFromVisits = "free_from_visits",
    }
}

codes! {
    /// In which form a request came.
    pub enum RequestForm {
        /// Spoken to the officer, who wrote it down.
        Spoken = "spoken",
        /// Handed in on paper.
        Written = "written",
        /// Sent by post or as a message.
        Sent = "sent",
    }
}

codes! {
    /// How a request was answered.
    pub enum RequestOutcome {
        /// Granted.
        Granted = "granted",
        /// Refused, with the reason.
        Refused = "refused",
        /// The client took it back.
        Withdrawn = "withdrawn",
    }
}

codes! {
    /// How a request stands; whether a day has passed is not part of it.
    pub enum RequestStatus {
        /// Nobody has answered it yet.
        AwaitingAnswer = "awaiting_answer",
        /// Granted; of a stay elsewhere, the return is not recorded yet.
        Granted = "granted",
        /// Refused.
        Refused = "refused",
        /// The client took it back.
        Withdrawn = "withdrawn",
        /// The client came back from the stay.
        Returned = "returned",
        /// The case was closed before it was answered.
        Lapsed = "lapsed",
    }
}

impl RequestKind {
    /// Whether it is for a stay elsewhere, from which the client comes back.
    pub fn is_stay(self) -> bool {
        matches!(self, Self::LeaveDistrict | Self::LeaveCountry | Self::WorkAbroad)
    }

    /// Whether what is granted has a last day.
    pub fn has_end(self) -> bool {
        self.is_stay() || self == Self::FreeFromVisits
    }

    /// Whether it is for a stay abroad, which has a row of its own and is answered by a head.
    pub fn is_abroad(self) -> bool {
        matches!(self, Self::LeaveCountry | Self::WorkAbroad)
    }
}

/// Records what a client asks leave for.
#[derive(Clone, Debug, PartialEq)]
pub struct MakeRequest {
    /// When it was made.
    pub made: Effective,
    /// What for.
    pub kind: RequestKind,
    /// In which form.
    pub form: RequestForm,
    /// First day asked for.
    pub from: Date,
    /// Last day asked for, of what has an end.
    pub until: Option<Date>,
    /// Where to.
    pub place: String,
    /// The client's own words.
    pub words: String,
}

/// Answers a request.
#[derive(Clone, Debug, PartialEq)]
pub struct AnswerRequest {
    /// Version of the request.
    pub request: u32,
    /// When.
    pub answered: Effective,
    /// How.
    pub outcome: RequestOutcome,
    /// First day granted.
    pub from: Option<Date>,
    /// Last day granted, of what has an end.
    pub until: Option<Date>,
    /// The day by which the client is back, of a stay elsewhere.
    pub back_by: Option<Date>,
    /// Conditions, or the reason.
    pub words: String,
}

/// Records that the client came back.
#[derive(Clone, Debug, PartialEq)]
pub struct RecordReturn {
    /// Version of the request.
    pub request: u32,
    /// When the client reported back.
    pub returned: Effective,
    /// What the officer saw: tickets, stamps.
    pub words: String,
}

/// The client asked leave for something.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RequestMade {
    /// When.
    pub made: Effective,
    /// What for.
    pub kind: RequestKind,
    /// In which form.
    pub form: RequestForm,
    /// First day asked for.
    pub from: Date,
    /// Last day asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
    /// Where to and why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub private: Option<PrivateRequest>,
}

/// Where to and why, in the client's words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PrivateRequest {
    /// Where to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// The client's own words.
    pub words: String,
}

/// A request was answered.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RequestAnswered {
    /// Version of the request.
    pub request: u32,
    /// What it was for.
    pub kind: RequestKind,
    /// When.
    pub answered: Effective,
    /// How.
    pub outcome: RequestOutcome,
    /// First day granted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Date>,
    /// Last day granted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
    /// The day by which the client is back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub back_by: Option<Date>,
    /// Conditions, or the reason.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub private: Option<PrivateWords>,
}

/// The client came back from a permitted stay.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ReturnRecorded {
    /// Version of the request.
    pub request: u32,
    /// When the client reported back.
    pub returned: Effective,
    /// What the officer saw.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub private: Option<PrivateWords>,
}

/// A request, as the state keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// Where the entry stands.
    pub mark: Mark,
    /// What for.
    pub kind: RequestKind,
    /// First day asked for.
    pub from: Date,
    /// Last day asked for.
    pub until: Option<Date>,
}

/// An answer, as the state keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestAnswer {
    /// Where the entry stands.
    pub mark: Mark,
    /// Version of the request.
    pub request: u32,
    /// How.
    pub outcome: RequestOutcome,
    /// First day granted.
    pub from: Option<Date>,
    /// Last day granted.
    pub until: Option<Date>,
    /// The day by which the client is back.
    pub back_by: Option<Date>,
}

/// A return, as the state keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StayReturn {
    /// Where the entry stands.
    pub mark: Mark,
    /// Version of the request.
    pub request: u32,
}

impl Marked for Request {
    fn mark(&self) -> Mark {
        self.mark
    }
}

impl Marked for RequestAnswer {
    fn mark(&self) -> Mark {
        self.mark
    }
}

impl Marked for StayReturn {
    fn mark(&self) -> Mark {
        self.mark
    }
}

/// A permission that holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Permission {
    /// Version of the request.
    pub request: u32,
    /// What for.
    pub kind: RequestKind,
    /// First day.
    pub from: Date,
    /// Last day, of what has an end.
    pub until: Option<Date>,
}

impl Permission {
    /// Whether the day belongs to it.
    pub fn contains(self, day: Date) -> bool {
        self.from <= day && self.until.is_none_or(|until| day <= until)
    }

    /// Whether the client need not come to the office on that day: a permission to live or work
    /// elsewhere frees nobody from coming.
    pub fn frees_on(self, day: Date) -> bool {
        self.kind.has_end() && self.contains(day)
    }
}

/// The longest name of a place, in characters: an address on one line.
pub const PLACE_MAX: usize = 300;

bagyt_core::refusals! {
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
        /// The words are too long.
        #[error("the text has {characters} characters; the most is {most}")]
        WordsTooLong {
            /// Characters given.
            characters: usize,
            /// The most.
            most: usize,
        } = "words-too-long" @ "words",
    }
}

/// Decides what to write when a client asks leave for something.
///
/// # Errors
///
/// [`RequestRefusal`], in the order of its variants; the first that applies is returned.
pub fn make(
    case: &Case,
    command: &MakeRequest,
    today: Date,
) -> Result<Vec<CaseFact>, RequestRefusal> {
    let (on, term) = (command.made.on(), case.term());
    check_day(case, on, today)?;
    if !term.contains(on) {
        return Err(RequestRefusal::MadeOutsideTerm { on, from: term.from, until: term.until });
    }
    let until = check_span(case, command.kind, command.from, command.until)?;
    let place = command.place.trim();
    if place.is_empty() && command.kind != RequestKind::FreeFromVisits {
        return Err(RequestRefusal::PlaceMissing);
    }
    let characters = place.chars().count();
    if characters > PLACE_MAX {
        return Err(RequestRefusal::PlaceTooLong { characters, most: PLACE_MAX });
    }
    let words = command.words.trim();
    if words.is_empty() {
        return Err(RequestRefusal::ClientWordsMissing);
    }
    check_words(words)?;
    let place = (!place.is_empty()).then(|| place.to_owned());
    let made = RequestMade {
        made: command.made,
        kind: command.kind,
        form: command.form,
        from: command.from,
        until,
        private: Some(PrivateRequest { place, words: words.to_owned() }),
    };
    Ok(vec![made.into()])
}

/// Decides what to write when a request is answered.
///
/// Who may answer which is the caller's to know ([`RequestKind::is_abroad`]).
///
/// # Errors
///
/// [`RequestRefusal`], in the order of its variants; the first that applies is returned.
pub fn answer(
    case: &Case,
    command: &AnswerRequest,
    today: Date,
) -> Result<Vec<CaseFact>, RequestRefusal> {
    let on = command.answered.on();
    check_day(case, on, today)?;
    let request = find(case, command.request)?;
    if let Some(answer) = case.answer_to(request) {
        return Err(RequestRefusal::AlreadyAnswered { answered_on: answer.mark.on });
    }
    if on < request.mark.on {
        return Err(RequestRefusal::AnsweredBefore { on, made_on: request.mark.on });
    }
    if command.outcome == RequestOutcome::Refused && command.words.trim().is_empty() {
        return Err(RequestRefusal::ReasonMissing);
    }
    check_words(&command.words)?;
    let (from, until, back_by) = match command.outcome {
        RequestOutcome::Granted => granted(case, request, command)?,
        RequestOutcome::Refused | RequestOutcome::Withdrawn => (None, None, None),
    };
    let answered = RequestAnswered {
        request: command.request,
        kind: request.kind,
        answered: command.answered,
        outcome: command.outcome,
        from,
        until,
        back_by,
        private: sealed(&command.words),
    };
    Ok(vec![answered.into()])
}

/// Decides what to write when the client is back from a permitted stay.
///
/// # Errors
///
/// [`RequestRefusal`], in the order of its variants; the first that applies is returned.
pub fn record_return(
    case: &Case,
    command: &RecordReturn,
    today: Date,
) -> Result<Vec<CaseFact>, RequestRefusal> {
    let on = command.returned.on();
    check_day(case, on, today)?;
    let request = find(case, command.request)?;
    let permission = case.permission_of(request).filter(|_| request.kind.is_stay());
    let from = permission.ok_or(RequestRefusal::NoStay)?.from;
    if let Some(known) = case.return_from(request) {
        return Err(RequestRefusal::AlreadyReturned { returned_on: known.mark.on });
    }
    if on < from {
        return Err(RequestRefusal::ReturnedBefore { on, from });
    }
    check_words(&command.words)?;
    let (request, returned) = (command.request, command.returned);
    Ok(vec![ReturnRecorded { request, returned, private: sealed(&command.words) }.into()])
}

/// First and last day granted, and the day of return.
type Granted = (Option<Date>, Option<Date>, Option<Date>);

fn granted(
    case: &Case,
    request: &Request,
    command: &AnswerRequest,
) -> Result<Granted, RequestRefusal> {
    let from = command.from.ok_or(RequestRefusal::FromMissing)?;
    let until = check_span(case, request.kind, from, command.until)?;
    let last = until.unwrap_or(Date::MAX);
    let overlaps = |one: &Permission| {
        one.kind.has_end() == request.kind.has_end()
            && one.kind.is_stay() == request.kind.is_stay()
            && one.from <= last
            && one.until.is_some_and(|until| from <= until)
    };
    if let Some(one) = case.permissions().find(overlaps) {
        let until = one.until.unwrap_or(one.from);
        return Err(RequestRefusal::Overlaps { from: one.from, until });
    }
    let Some(until) = until.filter(|_| request.kind.is_stay()) else {
        return Ok((Some(from), until, None));
    };
    let back_by = command.back_by.ok_or(RequestRefusal::BackMissing)?;
    if back_by < until {
        return Err(RequestRefusal::BackBeforeUntil { back_by, until });
    }
    Ok((Some(from), Some(until), Some(back_by)))
}

fn find(case: &Case, request: u32) -> Result<&Request, RequestRefusal> {
    find_version(&case.duties().requests, request).ok_or(RequestRefusal::Unknown { request })
}

fn check_day(case: &Case, on: Date, today: Date) -> Result<(), RequestRefusal> {
    if on > today {
        return Err(RequestRefusal::NotYet { on });
    }
    match case.closed_before(on) {
        Some(closed_on) => Err(RequestRefusal::CaseClosed { closed_on }),
        None => Ok(()),
    }
}

/// Returns the last day, of what has an end; both days lie in the term.
fn check_span(
    case: &Case,
    kind: RequestKind,
    from: Date,
    until: Option<Date>,
) -> Result<Option<Date>, RequestRefusal> {
    let term = case.term();
    if !term.contains(from) {
        let (day, until) = (from, term.until);
        return Err(RequestRefusal::FromOutsideTerm { day, from: term.from, until });
    }
    if !kind.has_end() {
        return Ok(None);
    }
    let until = until.ok_or(RequestRefusal::UntilMissing)?;
    if until < from {
        return Err(RequestRefusal::UntilBeforeFrom { from, until });
    }
    if until > term.until {
        return Err(RequestRefusal::UntilOutsideTerm { day: until, until: term.until });
    }
    Ok(Some(until))
}

fn check_words(words: &str) -> Result<(), RequestRefusal> {
    match too_long(words) {
        Some(characters) => Err(RequestRefusal::WordsTooLong { characters, most: WORDS_MAX }),
        None => Ok(()),
    }
}

impl Case {
    /// Returns the answer to a request of this case.
    pub fn answer_to(&self, request: &Request) -> Option<&RequestAnswer> {
        self.duties().answers.iter().find(|answer| answer.request == request.mark.version)
    }

    /// Returns the return from the stay that a request of this case was for.
    pub fn return_from(&self, request: &Request) -> Option<&StayReturn> {
        self.duties().returns.iter().find(|one| one.request == request.mark.version)
    }

    /// Returns how a request of this case stands.
    pub fn request_status(&self, request: &Request) -> RequestStatus {
        match self.answer_to(request).map(|answer| answer.outcome) {
            None if self.closing().is_some() => RequestStatus::Lapsed,
            None => RequestStatus::AwaitingAnswer,
            Some(RequestOutcome::Refused) => RequestStatus::Refused,
            Some(RequestOutcome::Withdrawn) => RequestStatus::Withdrawn,
            Some(RequestOutcome::Granted) if self.return_from(request).is_some() => {
                RequestStatus::Returned
            }
            Some(RequestOutcome::Granted) => RequestStatus::Granted,
        }
    }

    /// Returns what a request of this case was granted; a stay ends when the client is back.
    pub fn permission_of(&self, request: &Request) -> Option<Permission> {
        let answer = self.answer_to(request)?;
        let from = answer.from.filter(|_| answer.outcome == RequestOutcome::Granted)?;
        let back_on = self.return_from(request).map(|one| one.mark.on);
        let until = answer.until.map(|until| back_on.map_or(until, |back_on| back_on.min(until)));
        Some(Permission { request: request.mark.version, kind: request.kind, from, until })
    }

    /// Returns every permission of this case, in the order of the requests.
    pub fn permissions(&self) -> impl Iterator<Item = Permission> {
        self.duties().requests.iter().filter_map(|request| self.permission_of(request))
    }
}

#[cfg(test)]
mod tests;
