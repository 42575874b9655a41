//! What a client asks leave for: to travel, to live or work elsewhere, to be freed from visits for
//! a time.
//!
//! A request starts the clock of its answer; the row of law says how long it may take and who
//! answers. What is granted is a permission from a day, until a day where it has an end. From a
//! permitted stay elsewhere the client comes back by a day, and the return is recorded. A late
//! return is a breach only when somebody finds it to be one ([`crate::breach`]); an absence within
//! a permission is weighed with the permission in hand ([`crate::compliance`]).

mod kept;
mod refusal;

use bagyt_core::effective::Effective;
use bagyt_core::fact::PrivateWords;
use bagyt_core::refusal::limited;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

pub use self::kept::{Permission, Request, RequestAnswer, StayReturn};
pub use self::refusal::RequestRefusal;
use crate::case::Case;
use crate::entries::find_version;
use crate::fact::{CaseFact, sealed};

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

/// The longest name of a place, in characters: an address on one line.
pub const PLACE_MAX: usize = 300;

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
    Ok(limited(words)?)
}

#[cfg(test)]
mod tests;
