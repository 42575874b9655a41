//! What a case keeps of requests to other states, and how they stand.

use jiff::civil::Date;

use super::{
    AbroadAwaits, AbroadGround, AbroadObstacle, AbroadReturn, AbroadStatus, AbroadWithdrawal,
};
use crate::case::Case;
use crate::codes::CloseReason;
use crate::entries::{Mark, Marked, drop_version, find_version, keep};
use crate::fact::CaseFact;

/// Entries about requests to other states.
///
/// Invariant: every list is ordered by [`Mark::order`] and holds each version once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AbroadTransfers {
    /// Requests.
    pub requests: Vec<AbroadRequest>,
    /// What became of them.
    pub steps: Vec<AbroadStep>,
}

/// A request to another state, as the state keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AbroadRequest {
    /// Where the entry stands.
    pub mark: Mark,
    /// Which state, two letters of ISO 3166-1.
    pub country: String,
    /// Why there.
    pub ground: AbroadGround,
    /// The last day on which word that the papers came is awaited.
    pub acknowledge_by: Date,
}

/// What became of a request, as the state keeps it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AbroadStep {
    /// Where the entry stands.
    pub mark: Mark,
    /// Version of the request.
    pub request: u32,
    /// What was done.
    pub step: Step,
}

/// What was done in a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The papers came; the last day on which the decision is awaited.
    Acknowledged(Date),
    /// The other state supervises from that day on; whether it adapts the measure.
    Accepted(Date, bool),
    /// It does not.
    Refused(AbroadObstacle),
    /// The service took its request back.
    Withdrawn(AbroadWithdrawal),
    /// The other state handed supervision back.
    Returned(AbroadReturn),
}

/// How a request stands, with what is awaited and by when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Abroad<'a> {
    /// The request.
    pub request: &'a AbroadRequest,
    /// How it stands.
    pub status: AbroadStatus,
    /// What is awaited next, and the last day for it.
    pub awaits: Option<(AbroadAwaits, Date)>,
}

impl Marked for AbroadRequest {
    fn mark(&self) -> Mark {
        self.mark
    }
}

impl Marked for AbroadStep {
    fn mark(&self) -> Mark {
        self.mark
    }
}

impl AbroadTransfers {
    pub(crate) const NOTHING: AbroadTransfers =
        AbroadTransfers { requests: Vec::new(), steps: Vec::new() };

    /// Takes an entry.
    fn apply(&mut self, mark: Mark, fact: &CaseFact) {
        let steps = &mut self.steps;
        let mut step = |request, step| keep(steps, AbroadStep { mark, request, step });
        match fact {
            CaseFact::AbroadAsked(fact) => {
                let (country, ground) = (fact.country.clone(), fact.ground);
                let acknowledge_by = fact.acknowledge_by;
                keep(&mut self.requests, AbroadRequest { mark, country, ground, acknowledge_by });
            }
            CaseFact::AbroadAcknowledged(fact) => {
                step(fact.request, Step::Acknowledged(fact.decide_by));
            }
            CaseFact::AbroadAccepted(fact) => {
                step(fact.request, Step::Accepted(fact.from, fact.adapted));
            }
            CaseFact::AbroadRefused(fact) => step(fact.request, Step::Refused(fact.reason)),
            CaseFact::AbroadWithdrawn(fact) => step(fact.request, Step::Withdrawn(fact.reason)),
            CaseFact::AbroadReturned(fact) => step(fact.request, Step::Returned(fact.reason)),
            _ => {}
        }
    }

    /// Takes the entry of that version out.
    pub(crate) fn forget(&mut self, version: u32) {
        drop_version(&mut self.requests, version);
        drop_version(&mut self.steps, version);
    }

    /// Whether an entry of that version stands here.
    pub(crate) fn has(&self, version: u32) -> bool {
        find_version(&self.requests, version).is_some()
            || find_version(&self.steps, version).is_some()
    }
}

impl Case {
    /// Returns what is recorded of requests to other states.
    pub fn abroad(&self) -> &AbroadTransfers {
        const NOTHING: &AbroadTransfers = &AbroadTransfers::NOTHING;
        self.rare.as_deref().map_or(NOTHING, |rare| &rare.abroad)
    }

    /// Takes an entry about a request to another state.
    pub(crate) fn apply_abroad(&mut self, mark: Mark, fact: &CaseFact) {
        self.rare_mut().abroad.apply(mark, fact);
    }

    /// Returns the version of an entry that rests on an entry about a request: a later step of it, or
    /// the closing that followed an acceptance.
    pub(crate) fn abroad_resting_on(&self, version: u32) -> Option<u32> {
        let own = find_version(&self.abroad().steps, version);
        let request = own.map_or(version, |step| step.request);
        let rests = |step: &&AbroadStep| step.request == request && step.mark.version > version;
        let steps = self.abroad().steps.iter().filter(rests).map(|step| step.mark.version);
        let is_acceptance = own.is_some_and(|step| matches!(step.step, Step::Accepted(..)));
        let closing = self.closing().filter(|one| one.reason == CloseReason::TransferredAbroad);
        let closing = closing.filter(|_| is_acceptance).map(|one| one.mark.version);
        steps.chain(closing).min()
    }

    /// Returns the steps of a request of this case, in their order.
    pub fn abroad_steps<'a>(
        &'a self,
        request: &'a AbroadRequest,
    ) -> impl DoubleEndedIterator<Item = &'a AbroadStep> {
        self.abroad().steps.iter().filter(|step| step.request == request.mark.version)
    }

    /// Returns the day of the newest step of a request, or that of the request itself.
    pub fn abroad_last_on(&self, request: &AbroadRequest) -> Date {
        self.abroad_steps(request).next_back().map_or(request.mark.on, |step| step.mark.on)
    }

    /// Returns how a request of this case stands.
    pub fn abroad_status(&self, request: &AbroadRequest) -> AbroadStatus {
        let status = match self.abroad_steps(request).next_back().map(|step| step.step) {
            None => AbroadStatus::Sent,
            Some(Step::Acknowledged(_)) => AbroadStatus::Acknowledged,
            Some(Step::Accepted(..)) => AbroadStatus::Accepted,
            Some(Step::Refused(_)) => AbroadStatus::Refused,
            Some(Step::Withdrawn(_)) => AbroadStatus::Withdrawn,
            Some(Step::Returned(_)) => AbroadStatus::Returned,
        };
        let closed = self.closing().map(|closing| closing.reason);
        match (status, closed) {
            (AbroadStatus::Accepted, Some(CloseReason::TransferredAbroad)) => status,
            (AbroadStatus::Sent | AbroadStatus::Acknowledged | AbroadStatus::Accepted, Some(_)) => {
                AbroadStatus::Lapsed
            }
            _ => status,
        }
    }

    /// Returns what a request of this case waits for, and the last day for it.
    pub fn abroad_awaits(&self, request: &AbroadRequest) -> Option<(AbroadAwaits, Date)> {
        if self.closing().is_some() {
            return None;
        }
        match self.abroad_steps(request).next_back().map(|step| step.step) {
            None => Some((AbroadAwaits::Acknowledgement, request.acknowledge_by)),
            Some(Step::Acknowledged(decide_by)) => Some((AbroadAwaits::Decision, decide_by)),
            Some(Step::Accepted(from, _)) => Some((AbroadAwaits::Takeover, from)),
            Some(Step::Refused(_) | Step::Withdrawn(_) | Step::Returned(_)) => None,
        }
    }

    /// Returns the request of which something is awaited.
    pub fn abroad_pending(&self) -> Option<&AbroadRequest> {
        self.abroad().requests.iter().find(|one| self.abroad_awaits(one).is_some())
    }

    /// Returns the requests of this case, the newest first, with how each stands.
    pub fn abroad_all(&self) -> impl Iterator<Item = Abroad<'_>> {
        self.abroad().requests.iter().rev().map(|request| Abroad {
            request,
            status: self.abroad_status(request),
            awaits: self.abroad_awaits(request),
        })
    }
}
