//! Referrals of a client to services, as the case, its pages and the day show them.

use bagyt_casework::codes::{
    Need, ReferralAwaits, ReferralEnd, ReferralResult, ReferralStatus, ServiceKind,
};
use bagyt_casework::entries::Mark;
use bagyt_casework::fact::{CaseFact, Task};
use bagyt_casework::referral::{Referral, Step};
use bagyt_core::identity::ServiceId;
use bagyt_store::query::{self, ServiceRow};
use jiff::ToSpan;
use jiff::civil::Date;

use super::reading::Read;
use super::request::{fact_of, words};
use super::today::{Asked, TodayItem, TodayKind};
use crate::App;
use crate::execute::Online;
use crate::outcome::Failure;

/// A referral with what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReferralItem {
    /// Its version in the case.
    pub version: u32,
    /// When it was made.
    pub referred_on: Date,
    /// The service.
    pub service: ServiceId,
    /// What kind of body the service belongs to.
    pub kind: Option<ServiceKind>,
    /// Name of the service.
    pub name: String,
    /// Where the service is.
    pub place: String,
    /// Whom to ask for there.
    pub contact: String,
    /// The need that it is to answer.
    pub need: Need,
    /// Why, and what was asked for.
    pub words: String,
    /// How it stands.
    pub status: ReferralStatus,
    /// What is awaited next, and the last day for it.
    pub awaits: Option<(ReferralAwaits, Date)>,
    /// Why it ended and what came of it.
    pub end: Option<(ReferralEnd, ReferralResult)>,
    /// Its steps, the earliest first.
    pub steps: Vec<ReferralStepItem>,
}

/// A step of a referral.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReferralStepItem {
    /// Its day.
    pub on: Date,
    /// What was done.
    pub step: Step,
    /// What was said about it.
    pub words: String,
}

/// A need that the newest assessment names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NeedLine {
    /// The need.
    pub need: Need,
    /// Versions of the referrals for it, the newest first.
    pub referrals: Vec<u32>,
}

impl ReferralItem {
    /// Whether something of it is still to come.
    pub fn is_open(&self) -> bool {
        self.status == ReferralStatus::AwaitingAnswer || self.is_running()
    }

    /// Whether the service took the client and it is not over.
    pub fn is_running(&self) -> bool {
        matches!(self.status, ReferralStatus::Accepted | ReferralStatus::Started)
    }
}

/// Returns the needs of the newest assessment, and those for which there is a referral.
pub(super) fn needs(read: &Read) -> Vec<NeedLine> {
    let assessed = read.holding.iter().filter_map(|recorded| match &recorded.fact {
        CaseFact::Assessed(fact) => {
            Some(((recorded.effective.on(), recorded.version), &fact.needs))
        }
        _ => None,
    });
    let newest = assessed.max_by_key(|(order, _)| *order).map(|(_, needs)| needs);
    let referrals = &read.case.support().referrals;
    let line = |need: &Need| {
        let own = referrals.iter().rev().filter(|one| one.need == *need);
        let referrals: Vec<u32> = own.map(|one| one.mark.version).collect();
        let is_named = newest.is_some_and(|needs| needs.contains(need));
        (is_named || !referrals.is_empty()).then_some(NeedLine { need: *need, referrals })
    };
    Need::ALL.iter().filter_map(line).collect()
}

/// Returns the referrals of a case, the newest first.
pub(super) fn referrals(online: &Online<'_>, read: &Read) -> Result<Vec<ReferralItem>, Failure> {
    let referrals = &read.case.support().referrals;
    if referrals.is_empty() {
        return Ok(Vec::new());
    }
    let services: Vec<ServiceId> = referrals.iter().map(|one| one.service).collect();
    let services = query::services_by_id(&online.reader, &services).map_err(Failure::outage)?;
    Ok(referrals.iter().rev().map(|one| item(read, one, &services)).collect())
}

fn item(read: &Read, referral: &Referral, services: &[ServiceRow]) -> ReferralItem {
    let case = &read.case;
    let service = services.iter().find(|row| row.service_id == referral.service);
    let line = |line: fn(&ServiceRow) -> &str| service.map_or("", line).to_owned();
    let step = |step: &bagyt_casework::referral::ReferralStep| ReferralStepItem {
        on: step.mark.on,
        step: step.step,
        words: said(read, step.mark),
    };
    ReferralItem {
        version: referral.mark.version,
        referred_on: referral.mark.on,
        service: referral.service,
        kind: service.and_then(|row| ServiceKind::find(&row.kind)),
        name: line(|row| &row.name),
        place: line(|row| &row.place),
        contact: line(|row| row.contact.as_deref().unwrap_or_default()),
        need: referral.need,
        words: said(read, referral.mark),
        status: case.referral_status(referral),
        awaits: case.referral_awaits(referral),
        end: case.referral_steps(referral).find_map(|step| match step.step {
            Step::Ended(reason, result) => Some((reason, result)),
            _ => None,
        }),
        steps: case.referral_steps(referral).map(step).collect(),
    }
}

/// What was said in an entry about a referral.
fn said(read: &Read, mark: Mark) -> String {
    fact_of(read, mark).map_or_else(String::new, |fact| match fact {
        CaseFact::ReferralMade(fact) => words(fact.private.as_ref()),
        CaseFact::ReferralAnswered(fact) => words(fact.private.as_ref()),
        CaseFact::ReferralFollowed(fact) => words(fact.private.as_ref()),
        CaseFact::ReferralEnded(fact) => words(fact.private.as_ref()),
        _ => String::new(),
    })
}

impl App {
    /// Referrals of the officer's cases for which something is awaited in the next days.
    pub(super) fn add_referrals(
        &self,
        asked: &Asked<'_>,
        items: &mut Vec<TodayItem>,
    ) -> Result<(), Failure> {
        let until = self.zone().day_of(asked.until).saturating_add((-1).days());
        let rows = query::referrals_awaited(&asked.online.reader, &asked.scope, until);
        let excluded = &asked.user.own_access.excluded;
        for row in rows.map_err(Failure::outage)? {
            let Some(on) = row.awaited_by.filter(|_| !excluded.contains(&row.case.case_id)) else {
                continue;
            };
            let mut item = self.item(TodayKind::Referral, &row.case, self.zone().start_of(on), on);
            item.detail = row.awaits.unwrap_or_default();
            item.version = row.version;
            item.task = Some(Task::Referral { referral: row.version });
            items.push(item);
        }
        Ok(())
    }
}
