//! What a case keeps of requests and permissions, and how they stand.

use jiff::civil::Date;

use super::{RequestKind, RequestOutcome, RequestStatus};
use crate::case::Case;
use crate::entries::{Mark, Marked};

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
