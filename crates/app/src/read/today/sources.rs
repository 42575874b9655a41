//! Where the items of a day come from: a table, one line a source.
//!
//! A source is a function that reads what waits in a scope and adds it. The table says in whose day
//! it is read and which kinds of items it makes; whoever adds one adds a line.

use bagyt_store::query::Scope;
use jiff::Timestamp;
use jiff::civil::Date;

use super::{TodayItem, TodayKind};
use crate::App;
use crate::execute::Online;
use crate::outcome::Failure;
use crate::presence::Absent;
use crate::user::User;

/// In whose day a source is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::read) enum Audience {
    /// Whoever has cases, and whoever does their work while they are away.
    Caseload,
    /// The person alone: nobody who stands in for them does it.
    Oneself,
    /// A head, for the whole office.
    Head,
    /// A head, for the office and for those of which they are deputy today.
    Led,
    /// A lawyer of the tables of law, who has no cases.
    Lawyer,
}

/// What a source is asked.
pub(in crate::read) struct Asked<'a> {
    /// Who asks.
    pub(in crate::read) user: &'a User,
    /// The snapshot that is read.
    pub(in crate::read) online: &'a Online<'a>,
    /// Whose work is asked for.
    pub(in crate::read) scope: Scope,
    /// The moment up to which the day looks ahead.
    pub(in crate::read) until: Timestamp,
    /// Colleagues of the office whose work would be nobody's; of a head alone.
    pub(in crate::read) gone: &'a [Absent],
    /// The day from which prompts are looked for; none where no setting says for how long they stand.
    pub(in crate::read) prompts_from: Option<Date>,
}

impl<'a> Asked<'a> {
    /// Whether the person asks for their own work.
    pub(in crate::read) fn is_own(&self) -> bool {
        self.scope == Scope::Officer(self.user.staff)
    }

    /// The same question about the work of another scope.
    pub(in crate::read) fn about(&self, scope: Scope) -> Asked<'a> {
        Asked { scope, ..*self }
    }
}

/// Reads what waits in a scope and adds it to a day.
type Find = fn(&App, &Asked<'_>, &mut Vec<TodayItem>) -> Result<(), Failure>;

/// A source of items.
struct Source {
    /// In whose day it is read.
    audience: Audience,
    /// What its items ask for.
    kinds: &'static [TodayKind],
    find: Find,
}

const fn source(audience: Audience, kinds: &'static [TodayKind], find: Find) -> Source {
    Source { audience, kinds, find }
}

/// All sources, in the order in which they are read.
const SOURCES: &[Source] = {
    use Audience::{Caseload, Head, Lawyer, Led, Oneself};
    use TodayKind as Kind;
    &[
        source(
            Caseload,
            &[Kind::Clock, Kind::AbsenceToWeigh, Kind::EvidenceAwaited],
            App::add_clocks,
        ),
        source(Caseload, &[Kind::Appointment, Kind::OutcomeMissing], App::add_appointments),
        source(Caseload, &[Kind::Hearing], App::add_hearings),
        source(Caseload, &[Kind::Returned], App::add_returned),
        source(Caseload, &[Kind::Referral], App::add_referrals),
        source(Caseload, &[Kind::Lawyer], App::add_lawyers),
        source(Caseload, &[Kind::Alert], App::add_alerts),
        source(Caseload, &[Kind::DeviceToTakeOff], App::add_devices),
        source(Caseload, &[Kind::Job], App::add_jobs),
        source(Caseload, &[Kind::Programme], App::add_programmes),
        source(
            Caseload,
            &[Kind::SpecialistAsked, Kind::SpecialistSilent, Kind::Session, Kind::SessionOutcome],
            App::add_specialists,
        ),
        source(Caseload, &[Kind::Prompt], App::add_prompts),
        source(
            Caseload,
            &[Kind::Countersigned, Kind::SignatureRefused],
            App::add_answered_signatures,
        ),
        source(Caseload, &[Kind::Milestone], App::add_milestones),
        source(Caseload, &[Kind::AgeTurned], App::add_turns_of_age),
        source(Caseload, &[Kind::AttributeEnds], App::add_attributes_ending),
        source(Caseload, &[Kind::RiskChanged], App::add_risks_changed),
        source(Caseload, &[Kind::ExtensionBeyond], App::add_extensions),
        source(Caseload, &[Kind::MessageToRead], App::add_messages),
        source(Caseload, &[Kind::SecondLook], App::add_second_looks),
        source(Oneself, &[Kind::VictimToTell], App::add_wishes),
        source(Led, &[Kind::ToApprove], App::add_approvals),
        source(Led, &[Kind::ContestToAnswer], App::add_contests),
        source(Led, &[Kind::ToCountersign], App::add_signatures),
        source(Head, &[Kind::SecondLook], App::add_second_looks),
        source(Led, &[Kind::ToAllocate, Kind::ReturnedToAllocate], App::add_unallocated),
        source(Head, &[Kind::SampleToDraw, Kind::Sample], App::add_samples),
        source(Head, &[Kind::Abroad], App::add_abroad),
        source(Head, &[Kind::ProsecutorAct], App::add_prosecutor_acts),
        source(Led, &[Kind::AccessToReview], App::add_accesses),
        source(Head, &[Kind::Review], App::add_reviews),
        source(Head, &[Kind::Reallocate], App::add_reallocations),
        source(Lawyer, &[Kind::LawDraftAsked, Kind::LawDraftReturned], App::add_law_drafts),
    ]
};

impl App {
    /// Adds what the sources for an audience find.
    pub(in crate::read) fn add_from(
        &self,
        audience: Audience,
        asked: &Asked<'_>,
        items: &mut Vec<TodayItem>,
    ) -> Result<(), Failure> {
        for source in SOURCES.iter().filter(|source| source.audience == audience) {
            let before = items.len();
            (source.find)(self, asked, items)?;
            let is_declared = |item: &TodayItem| source.kinds.contains(&item.kind);
            debug_assert!(items.iter().skip(before).all(is_declared), "{items:?}");
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_item_has_its_source() {
        let of_sources: Vec<TodayKind> =
            SOURCES.iter().flat_map(|source| source.kinds).copied().collect();
        for kind in TodayKind::ALL {
            assert!(of_sources.contains(kind), "{} comes from nowhere", kind.code());
        }
    }

    #[test]
    fn a_kind_of_item_comes_from_one_source_for_an_audience() {
        for (place, source) in SOURCES.iter().enumerate() {
            for other in &SOURCES[place + 1..] {
                let shared = source.kinds.iter().find(|kind| other.kinds.contains(kind));
                let twice = shared.filter(|_| source.audience == other.audience);
                assert_eq!(twice, None, "a day would have it twice");
            }
        }
    }
}
