//! What the state keeps of the help that a client gets, piece of work by piece of work.
//!
//! It stands beside the duties, apart from the case, because many cases have nothing of it and all
//! of them stand in memory at once. What an entry means is said where it is decided ([`crate::referral`]).

use crate::case::Case;
use crate::entries::{Mark, Marked, drop_version, find_version, keep};
use crate::fact::CaseFact;
use crate::job::Jobs;
use crate::lawyer::{LawyerAnswer, LawyerRequest};
use crate::programme::Programmes;
use crate::referral::{Referral, ReferralStep, Step};
use crate::reward::Reward;
use crate::specialist::Care;

/// The closed lists of words that these entries are written in.
pub mod lists {
    pub use crate::employer::{EmployerKind, OfferKind};
    pub use crate::job::{JobAnswer, JobAwaits, JobEvidence, JobOutcome, JobStatus};
    pub use crate::lawyer::{LegalMatter, LegalOutcome, LegalStatus};
    pub use crate::notebook::NotebookShare;
    pub use crate::programme::{ProgrammeAttendance, ProgrammeEnd, ProgrammeStatus};
    pub use crate::referral::{
        Awaited as ReferralAwaits, ReferralAnswer, ReferralEnd, ReferralProgress, ReferralResult,
        ReferralStatus,
    };
    pub use crate::service::ServiceKind;
    pub use crate::specialist::{
        SessionForm, SessionOutcome, SpecialistAnswer, SpecialistEnd, SpecialistStatus,
        SpecialistTask,
    };
    pub use crate::wish::{WishMatter, WishMeans};
}

/// Entries about the help that a client gets.
///
/// Invariant: every list is ordered by [`Mark::order`] and holds each version once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Support {
    /// Referrals to services.
    pub referrals: Vec<Referral>,
    /// What became of them.
    pub referral_steps: Vec<ReferralStep>,
    /// Rewards.
    pub rewards: Vec<Reward>,
    /// Requests for a lawyer.
    pub lawyer_requests: Vec<LawyerRequest>,
    /// What became of them.
    pub lawyer_answers: Vec<LawyerAnswer>,
    /// The work of psychologists and social workers.
    pub care: Care,
    /// Work and training.
    pub jobs: Jobs,
    /// Programmes.
    pub programmes: Programmes,
}

impl Support {
    pub(crate) const NOTHING: Support = Support {
        referrals: Vec::new(),
        referral_steps: Vec::new(),
        rewards: Vec::new(),
        lawyer_requests: Vec::new(),
        lawyer_answers: Vec::new(),
        care: Care::NOTHING,
        jobs: Jobs::NOTHING,
        programmes: Programmes::NOTHING,
    };

    /// Takes an entry.
    fn apply(&mut self, mark: Mark, fact: &CaseFact) {
        let steps = &mut self.referral_steps;
        let mut step = |referral, step| keep(steps, ReferralStep { mark, referral, step });
        match fact {
            CaseFact::ReferralMade(fact) => {
                let (service, need, answer_by) = (fact.service, fact.need, fact.answer_by);
                keep(&mut self.referrals, Referral { mark, service, need, answer_by });
            }
            CaseFact::ReferralAnswered(fact) => {
                step(fact.referral, Step::Answered(fact.outcome, fact.attend_by));
            }
            CaseFact::ReferralFollowed(fact) => {
                step(fact.referral, Step::Followed(fact.progress, fact.review_by));
            }
            CaseFact::ReferralEnded(fact) => {
                step(fact.referral, Step::Ended(fact.reason, fact.result));
            }
            CaseFact::LawyerAsked(fact) => {
                let (matter, answer_by) = (fact.matter, fact.answer_by);
                keep(&mut self.lawyer_requests, LawyerRequest { mark, matter, answer_by });
            }
            CaseFact::LawyerAnswered(fact) => {
                let (request, outcome) = (fact.request, fact.outcome);
                keep(&mut self.lawyer_answers, LawyerAnswer { mark, request, outcome });
            }
            CaseFact::RewardGiven(fact) => {
                let (kind, milestone) = (fact.kind.clone(), fact.milestone.clone());
                keep(&mut self.rewards, Reward { mark, kind, milestone });
            }
            fact => {
                self.care.apply(mark, fact);
                self.jobs.apply(mark, fact);
                self.programmes.apply(mark, fact);
            }
        }
    }

    /// Takes the entry of that version out.
    pub(crate) fn forget(&mut self, version: u32) {
        drop_version(&mut self.referrals, version);
        drop_version(&mut self.referral_steps, version);
        drop_version(&mut self.rewards, version);
        drop_version(&mut self.lawyer_requests, version);
        drop_version(&mut self.lawyer_answers, version);
        self.care.forget(version);
        self.jobs.forget(version);
        self.programmes.forget(version);
    }

    /// Returns the version of an entry that rests on the entry: a later step of the same referral,
    /// the answer to the request.
    pub(crate) fn resting_on(&self, version: u32) -> Option<u32> {
        let own = find_version(&self.referral_steps, version).map(|step| step.referral);
        let referral = own.unwrap_or(version);
        let rests = |step: &&ReferralStep| step.referral == referral && step.mark.version > version;
        let steps = self.referral_steps.iter().filter(rests).map(|step| step.mark().version);
        let answers = self.lawyer_answers.iter().filter(|one| one.request == version);
        let answers = answers.map(|one| one.mark().version);
        let own = self.care.resting_on(version).into_iter().chain(self.jobs.resting_on(version));
        let own = own.chain(self.programmes.resting_on(version));
        steps.chain(answers).chain(own).min()
    }

    /// Whether an entry of that version stands here.
    pub(crate) fn has(&self, version: u32) -> bool {
        find_version(&self.referrals, version).is_some()
            || find_version(&self.referral_steps, version).is_some()
            || find_version(&self.rewards, version).is_some()
            || find_version(&self.lawyer_requests, version).is_some()
            || find_version(&self.lawyer_answers, version).is_some()
            || self.care.has(version)
            || self.jobs.has(version)
            || self.programmes.has(version)
    }
}

impl Case {
    /// Returns what is recorded of the help that the client gets.
    pub fn support(&self) -> &Support {
        &self.duties().support
    }

    /// Takes an entry about the client's help.
    pub(crate) fn apply_support(&mut self, mark: Mark, fact: &CaseFact) {
        self.rare_mut().duties.support.apply(mark, fact);
    }
}
