//! What the state keeps of a client's duties and measures, piece of work by piece of work.
//!
//! It stands apart from the case, because most cases have nothing of it and all of them stand in
//! memory at once. What an entry means is said where it is decided ([`crate::request`],
//! [`crate::search`], [`crate::payment`]).

use crate::case::Case;
use crate::device::Devices;
use crate::duty_check::Check;
use crate::entries::{Mark, Marked, drop_version, find_version, keep};
use crate::fact::CaseFact;
use crate::payment::{Debt, Payment, Wage};
use crate::request::{Request, RequestAnswer, StayReturn};
use crate::search::{Found, Measure, MeasureAnswer};
use crate::support::Support;

/// The closed lists of words that these entries are written in.
pub mod lists {
    pub use crate::alert::{AlertKind, TriageOutcome};
    pub use crate::device::RemovalReason;
    pub use crate::duty_check::{CheckMeans, CheckResult};
    pub use crate::payment::{DebtKind, DebtPaper, PaymentProof};
    pub use crate::request::{RequestForm, RequestKind, RequestOutcome, RequestStatus};
    pub use crate::search::{FoundBy, SearchMeasure, SearchResult};
}

/// Entries about a client's duties and measures.
///
/// Invariant: every list is ordered by [`Mark::order`] and holds each version once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Duties {
    /// What the client asked leave for.
    pub requests: Vec<Request>,
    /// Answers to requests.
    pub answers: Vec<RequestAnswer>,
    /// Returns from permitted stays.
    pub returns: Vec<StayReturn>,
    /// Measures of a search.
    pub measures: Vec<Measure>,
    /// Answers that measures waited for.
    pub measure_answers: Vec<MeasureAnswer>,
    /// That the client was found.
    pub found: Vec<Found>,
    /// Sums that are owed.
    pub debts: Vec<Debt>,
    /// What was paid.
    pub payments: Vec<Payment>,
    /// What was withheld from wages.
    pub wages: Vec<Wage>,
    /// Checks of duties.
    pub checks: Vec<Check>,
    /// Devices of electronic monitoring.
    pub devices: Devices,
    /// The help that the client gets.
    pub support: Support,
}

impl Duties {
    const NOTHING: Duties = Duties {
        requests: Vec::new(),
        answers: Vec::new(),
        returns: Vec::new(),
        measures: Vec::new(),
        measure_answers: Vec::new(),
        found: Vec::new(),
        debts: Vec::new(),
        payments: Vec::new(),
        wages: Vec::new(),
        checks: Vec::new(),
        devices: Devices::NOTHING,
        support: Support::NOTHING,
    };

    /// Takes an entry.
    fn apply(&mut self, mark: Mark, fact: &CaseFact) {
        match fact {
            CaseFact::RequestMade(fact) => {
                let (kind, from, until) = (fact.kind, fact.from, fact.until);
                keep(&mut self.requests, Request { mark, kind, from, until });
            }
            CaseFact::RequestAnswered(fact) => {
                let answer = RequestAnswer {
                    mark,
                    request: fact.request,
                    outcome: fact.outcome,
                    from: fact.from,
                    until: fact.until,
                    back_by: fact.back_by,
                };
                keep(&mut self.answers, answer);
            }
            CaseFact::ReturnRecorded(fact) => {
                keep(&mut self.returns, StayReturn { mark, request: fact.request });
            }
            CaseFact::SearchMeasureTaken(fact) => {
                let (measure, result) = (fact.measure, fact.result);
                keep(&mut self.measures, Measure { mark, measure, result });
            }
            CaseFact::SearchAnswered(fact) => {
                let (measure, result) = (fact.measure, fact.result);
                keep(&mut self.measure_answers, MeasureAnswer { mark, measure, result });
            }
            CaseFact::DebtRecorded(fact) => {
                let (kind, amount) = (fact.kind, fact.amount);
                keep(&mut self.debts, Debt { mark, kind, amount });
            }
            CaseFact::PaymentRecorded(fact) => {
                let (debt, amount) = (fact.debt, fact.amount);
                keep(&mut self.payments, Payment { mark, debt, amount });
            }
            CaseFact::WageRecorded(fact) => {
                let (wage, withheld, due) = (fact.wage, fact.withheld, fact.due);
                keep(&mut self.wages, Wage { mark, month: fact.month, wage, withheld, due });
            }
            CaseFact::DutyChecked(fact) => {
                let (duty, means, result) = (fact.duty.clone(), fact.means, fact.result);
                keep(&mut self.checks, Check { mark, duty, means, result });
            }
            CaseFact::ClientFound(fact) => keep(&mut self.found, Found { mark, by: fact.by }),
            device => self.devices.apply(mark, device),
        }
    }

    /// Takes the entry of that version out.
    pub(crate) fn forget(&mut self, version: u32) {
        drop_version(&mut self.requests, version);
        drop_version(&mut self.answers, version);
        drop_version(&mut self.returns, version);
        drop_version(&mut self.measures, version);
        drop_version(&mut self.measure_answers, version);
        drop_version(&mut self.found, version);
        drop_version(&mut self.debts, version);
        drop_version(&mut self.payments, version);
        drop_version(&mut self.wages, version);
        drop_version(&mut self.checks, version);
        self.devices.forget(version);
        self.support.forget(version);
    }

    /// Whether an entry of that version stands here.
    pub(crate) fn has(&self, version: u32) -> bool {
        find_version(&self.requests, version).is_some()
            || find_version(&self.answers, version).is_some()
            || find_version(&self.returns, version).is_some()
            || find_version(&self.measures, version).is_some()
            || find_version(&self.measure_answers, version).is_some()
            || find_version(&self.found, version).is_some()
            || find_version(&self.debts, version).is_some()
            || find_version(&self.payments, version).is_some()
            || find_version(&self.wages, version).is_some()
            || find_version(&self.checks, version).is_some()
            || self.devices.has(version)
            || self.support.has(version)
    }
}

impl Case {
    /// Returns what is recorded of the client's duties and measures.
    pub fn duties(&self) -> &Duties {
        static NOTHING: Duties = Duties::NOTHING;
        self.rare.as_deref().map_or(&NOTHING, |rare| &rare.duties)
    }

    /// Takes an entry about duties and measures.
    pub(crate) fn apply_duty(&mut self, mark: Mark, fact: &CaseFact) {
        self.rare_mut().duties.apply(mark, fact);
    }

    /// Returns the version of an entry about duties and measures that rests on the entry.
    pub(crate) fn duty_resting_on(&self, version: u32) -> Option<u32> {
        let duties = self.duties();
        let answer = duties.answers.iter().find(|one| one.request == version);
        let answered = find_version(&duties.answers, version).map(|answer| answer.request);
        let returned = duties
            .returns
            .iter()
            .find(|one| one.request == version || Some(one.request) == answered);
        let result = duties.measure_answers.iter().find(|one| one.measure == version);
        let paid = duties.payments.iter().find(|one| one.debt == version);
        let entries: [Option<&dyn Marked>; 4] = [
            paid.map(|one| one as &dyn Marked),
            answer.map(|one| one as &dyn Marked),
            returned.map(|one| one as &dyn Marked),
            result.map(|one| one as &dyn Marked),
        ];
        let entries = entries.into_iter().flatten().map(|one| one.mark().version);
        let entries = entries.chain(duties.devices.resting_on(version));
        entries.chain(duties.support.resting_on(version)).min()
    }
}
