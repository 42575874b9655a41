//! What a client asked leave for, as the case and the pages of requests show it.

use bagyt_casework::codes::{RequestForm, RequestKind, RequestOutcome, RequestStatus};
use bagyt_casework::entries::Mark;
use bagyt_casework::fact::{CaseFact, RequestAnswered, RequestMade};
use bagyt_casework::request::{Permission, Request};
use bagyt_core::fact::PrivateWords;
use jiff::civil::Date;

use super::reading::Read;
use crate::role::Action;

/// A request with what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestItem {
    /// Its version in the case.
    pub version: u32,
    /// When it was made.
    pub made_on: Date,
    /// What for.
    pub kind: RequestKind,
    /// In which form.
    pub form: RequestForm,
    /// First day asked for.
    pub from: Date,
    /// Last day asked for, of what has an end.
    pub until: Option<Date>,
    /// Where to; empty where nothing is said or it was forgotten.
    pub place: String,
    /// The client's own words.
    pub words: String,
    /// How it stands.
    pub status: RequestStatus,
    /// The answer.
    pub answer: Option<AnswerItem>,
    /// What was granted, as it holds.
    pub permission: Option<Permission>,
    /// When the client reported back from a stay, with what the officer saw.
    pub returned: Option<(Date, String)>,
}

/// An answer to a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnswerItem {
    /// Its day.
    pub on: Date,
    /// How it was answered.
    pub outcome: RequestOutcome,
    /// The day by which the client is back.
    pub back_by: Option<Date>,
    /// Conditions, or the reason.
    pub words: String,
}

impl RequestItem {
    /// What somebody must be allowed to do to answer it: a head answers what leads abroad.
    pub fn right_to_answer(&self) -> Action {
        right_to_answer(self.kind)
    }

    /// Whether a return is still to be recorded.
    pub fn awaits_return(&self) -> bool {
        self.status == RequestStatus::Granted && self.kind.is_stay()
    }

    /// The day by which the client had to be back, if the return came later.
    pub fn late_by(&self) -> Option<Date> {
        let back_by = self.answer.as_ref()?.back_by?;
        let (returned_on, _) = self.returned.as_ref()?;
        (back_by < *returned_on).then_some(back_by)
    }
}

/// Returns what somebody must be allowed to do to answer such a request.
pub(crate) fn right_to_answer(kind: RequestKind) -> Action {
    if kind.is_abroad() { Action::AnswerRequestAbroad } else { Action::AnswerRequest }
}

/// Returns the requests of a case, the newest first.
pub(super) fn requests(read: &Read) -> Vec<RequestItem> {
    read.case.duties().requests.iter().rev().map(|request| item(read, request)).collect()
}

fn item(read: &Read, request: &Request) -> RequestItem {
    let case = &read.case;
    let made = fact_of(read, request.mark).and_then(|fact| match fact {
        CaseFact::RequestMade(made) => Some(made),
        _ => None,
    });
    let private = made.and_then(|made: &RequestMade| made.private.clone());
    let answer = case.answer_to(request).map(|answer| AnswerItem {
        on: answer.mark.on,
        outcome: answer.outcome,
        back_by: answer.back_by,
        words: fact_of(read, answer.mark).map_or_else(String::new, |fact| match fact {
            CaseFact::RequestAnswered(RequestAnswered { private, .. }) => words(private.as_ref()),
            _ => String::new(),
        }),
    });
    let returned = case.return_from(request).map(|one| {
        let seen = fact_of(read, one.mark).map_or_else(String::new, |fact| match fact {
            CaseFact::ReturnRecorded(fact) => words(fact.private.as_ref()),
            _ => String::new(),
        });
        (one.mark.on, seen)
    });
    RequestItem {
        version: request.mark.version,
        made_on: request.mark.on,
        kind: request.kind,
        form: made.map_or(RequestForm::Spoken, |made| made.form),
        from: request.from,
        until: request.until,
        place: private.as_ref().and_then(|one| one.place.clone()).unwrap_or_default(),
        words: private.map(|one| one.words).unwrap_or_default(),
        status: case.request_status(request),
        answer,
        permission: case.permission_of(request),
        returned,
    }
}

/// Returns the fact of an entry of the case.
pub(super) fn fact_of(read: &Read, mark: Mark) -> Option<&CaseFact> {
    let found = read.facts.iter().find(|recorded| recorded.version == mark.version);
    found.map(|recorded| &recorded.fact)
}

/// Returns the words, or nothing where none were written or they were forgotten.
pub(super) fn words(private: Option<&PrivateWords>) -> String {
    private.map(|private| private.words.clone()).unwrap_or_default()
}
