//! Campaigns: who is eligible under an amnesty or a new law, who lacks which fact, and the count of
//! each day.
//!
//! Every number is counted from the facts of the cases on the day on which it is asked for
//! (`standing`). An officer sees the own clients, a head the office, headquarters numbers without names. A
//! submission belongs to a campaign when it rests on the campaign's row of law, so that the count of
//! a day is read off the journal's own acts.

mod standing;

use std::collections::BTreeMap;

use bagyt_casework::codes::{Role, SubmissionStatus};
use bagyt_core::command::Purpose;
use bagyt_core::identity::{CaseId, OfficeCode};
use bagyt_core::law::campaign::{Campaign, ConditionAnswer, Verdict};
use bagyt_store::query::{self, RestingRow, Scope};
use jiff::civil::Date;
use uuid::Uuid;

pub(crate) use standing::CampaignRegister;
use standing::Seen;

use super::{CaseRow, PAGE_ROWS};
use crate::App;
use crate::execute::Online;
use crate::outcome::Failure;
use crate::role::Action;
use crate::user::User;

/// Days of the daily count that are shown.
const DAYS_MAX: usize = 60;

/// How many cases a campaign is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CampaignCount {
    /// Cases that meet every condition.
    pub eligible: u64,
    /// Cases that fail none and lack a fact.
    pub lacks: u64,
    /// Cases that fail one.
    pub not_eligible: u64,
}

impl CampaignCount {
    fn take(&mut self, verdict: Verdict) {
        match verdict {
            Verdict::Eligible => self.eligible += 1,
            Verdict::Lacks(_) => self.lacks += 1,
            Verdict::NotEligible(_) => self.not_eligible += 1,
        }
    }
}

/// A campaign with its count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CampaignItem {
    /// The campaign.
    pub campaign: Campaign,
    /// Whether submissions are drafted under it today.
    pub is_open: bool,
    /// The count.
    pub count: CampaignCount,
}

/// What the conditions of a campaign decide.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ConditionCount {
    /// Cases that fail it first.
    pub does_not: u64,
    /// Cases that fail none and lack this fact first.
    pub not_known: u64,
}

/// What was done under a campaign on one day by one office.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CampaignDay {
    /// Drafted.
    pub drafted: u64,
    /// Approved, and sent with that.
    pub approved: u64,
    /// Decided by the court.
    pub decided: u64,
}

/// A case under a campaign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CampaignRow {
    /// The case.
    pub row: CaseRow,
    /// Place of the condition that decides; none of an eligible case.
    pub condition: Option<usize>,
    /// The submission under the campaign and its status, where there is one.
    pub submission: Option<(Uuid, String)>,
    /// Whether the reader may draft one now.
    pub may_draft: bool,
}

/// What a page asks of a campaign.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CampaignQuestion {
    /// Code of the campaign.
    pub code: String,
    /// Which list: `eligible`, `lacks` or `not_eligible`.
    pub list: String,
    /// One condition alone.
    pub condition: Option<usize>,
    /// One office alone.
    pub office: Option<String>,
    /// Page, from 1.
    pub page: u32,
    /// Whether all rows are wanted at once, for a file.
    pub whole: bool,
}

/// A campaign as one reader sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CampaignPage {
    /// The campaign.
    pub campaign: Campaign,
    /// Whether submissions are drafted under it today.
    pub is_open: bool,
    /// The count of all that the reader sees.
    pub count: CampaignCount,
    /// By office.
    pub offices: BTreeMap<String, CampaignCount>,
    /// By condition, in their order.
    pub conditions: Vec<ConditionCount>,
    /// What was done, the last day first, by office.
    pub days: Vec<(Date, String, CampaignDay)>,
    /// The cases of the list that was asked for; none for whoever sees numbers alone.
    pub rows: Vec<CampaignRow>,
    /// How many there are in the list.
    pub total: u64,
    /// Page, from 1.
    pub page: u32,
    /// Whether the reader sees the cases and not the numbers alone.
    pub has_rows: bool,
}

/// A case held against a campaign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CampaignCheck {
    /// The campaign.
    pub campaign: Campaign,
    /// The answers to its conditions.
    pub answers: Vec<ConditionAnswer>,
    /// What they add up to.
    pub verdict: Verdict,
    /// Whether submissions are drafted under it today.
    pub is_open: bool,
    /// A submission that asks for the same and is not decided.
    pub undecided: Option<Uuid>,
}

/// Cases, each with the place of the condition that decides; none of an eligible case.
type Decided = [(CaseId, Option<usize>)];

impl App {
    /// Lists the campaigns with their counts.
    ///
    /// # Errors
    ///
    /// [`Failure::Denied`]; outages.
    pub fn campaigns(&self, user: &User) -> Result<Vec<CampaignItem>, Failure> {
        let scope = self.campaign_scope(user)?;
        let register = self.campaign_register(&Online::new(self)?)?;
        let (tables, today) = (self.tables(), self.today());
        let item = |campaign: &Campaign| {
            let count = CampaignCount::default();
            CampaignItem { campaign: campaign.clone(), is_open: campaign.is_open(today), count }
        };
        let mut items: Vec<_> = tables.pack().campaigns().iter().map(item).collect();
        for case in register.seen(&Seen::of(user, &scope)) {
            for (place, item) in items.iter_mut().enumerate() {
                case.verdict(place).into_iter().for_each(|verdict| item.count.take(verdict));
            }
        }
        Ok(items)
    }

    /// Shows a campaign with its counts and one of its lists.
    ///
    /// # Errors
    ///
    /// [`Failure::Denied`], [`Failure::NotFound`]; outages.
    pub fn campaign(&self, user: &User, asked: &CampaignQuestion) -> Result<CampaignPage, Failure> {
        let scope = self.campaign_scope(user)?;
        let tables = self.tables();
        let mut campaigns = tables.pack().campaigns().iter().enumerate();
        let found = campaigns.find(|(_, campaign)| campaign.code == asked.code);
        let (place, campaign) = found.ok_or(Failure::NotFound)?;
        let (today, except) = (self.today(), user.unknown_cases());
        let online = Online::new(self)?;
        let register = self.campaign_register(&online)?;
        let resting = query::submissions_resting_on(&online.reader, &campaign.row, &scope, &except)
            .map_err(Failure::outage)?;
        let mut page = CampaignPage {
            campaign: campaign.clone(),
            is_open: campaign.is_open(today),
            count: CampaignCount::default(),
            offices: BTreeMap::new(),
            conditions: vec![ConditionCount::default(); campaign.conditions.len()],
            days: days(&resting),
            rows: Vec::new(),
            total: 0,
            page: asked.page.max(1),
            has_rows: self.may(user, Action::ViewCase),
        };
        let mut listed = Vec::new();
        let mut offices: BTreeMap<&OfficeCode, CampaignCount> = BTreeMap::new();
        let seen = Seen::of(user, &scope);
        for case in register.seen(&seen) {
            let Some(verdict) = case.verdict(place) else { continue };
            page.count.take(verdict);
            offices.entry(case.office()).or_default().take(verdict);
            let decides = decides(verdict);
            if let Some(count) = decides.and_then(|place| page.conditions.get_mut(place)) {
                match verdict {
                    Verdict::NotEligible(_) => count.does_not += 1,
                    _ => count.not_known += 1,
                }
            }
            let is_wanted = verdict.code() == asked.list
                && asked.condition.is_none_or(|wanted| decides == Some(wanted))
                && asked.office.as_ref().is_none_or(|office| case.office().0 == *office);
            if is_wanted {
                listed.push((case.case(), decides));
            }
        }
        page.offices = offices.into_iter().map(|(code, count)| (code.0.clone(), count)).collect();
        page.total = listed.len() as u64;
        if page.has_rows {
            let before = usize::try_from((page.page - 1).saturating_mul(PAGE_ROWS));
            let (before, most) = match asked.whole {
                true => (0, usize::MAX),
                false => (before.unwrap_or(usize::MAX), PAGE_ROWS as usize),
            };
            let listed: Vec<_> = listed.into_iter().skip(before).take(most).collect();
            page.rows = self.campaign_rows(user, &online, (&page, &listed, &resting))?;
        }
        drop(online);
        let subjects = page.rows.iter().map(|row| row.row.case.stream());
        let name = if asked.whole { "campaign-file" } else { "campaign" };
        self.log_access(user, Purpose::Supervision, name, subjects)?;
        Ok(page)
    }

    /// Counts how the open cases of the country stand today to a campaign that may be in no table
    /// yet, without the cases of which the reader may not know.
    pub(crate) fn count_under(
        &self,
        user: &User,
        campaign: &Campaign,
    ) -> Result<CampaignCount, Failure> {
        let register = self.campaign_register(&Online::new(self)?)?;
        let today = self.today();
        let mut count = CampaignCount::default();
        for case in register.seen(&Seen::of(user, &Scope::Everything)) {
            count.take(case.verdict_under(campaign, today));
        }
        Ok(count)
    }

    fn campaign_rows(
        &self,
        user: &User,
        online: &Online<'_>,
        (page, listed, resting): (&CampaignPage, &Decided, &[RestingRow]),
    ) -> Result<Vec<CampaignRow>, Failure> {
        let mut rows = Vec::new();
        for (case, condition) in listed {
            let found = query::case_by_id(&online.reader, *case).map_err(Failure::outage)?;
            let Some(found) = found else { continue };
            let Some(row) = self.shown(user, &found) else { continue };
            if row.stub {
                // A stub says that there is a case, and nothing of what its facts are.
                rows.push(CampaignRow { row, condition: None, submission: None, may_draft: false });
                continue;
            }
            let own = resting.iter().rev().find(|one| one.case_id == *case);
            let relation =
                user.relation_to(*case, &found.office.0, found.officer, found.restricted);
            let may = self.policy().allows(user.role, Action::DraftSubmission, relation);
            rows.push(CampaignRow {
                may_draft: may && page.is_open && own.is_none() && condition.is_none(),
                condition: *condition,
                submission: own.map(|one| (one.submission_id, one.status.clone())),
                row,
            });
        }
        let mut shown: Vec<CaseRow> = rows.iter().map(|row| row.row.clone()).collect();
        self.name_officers(&online.reader, &mut shown)?;
        for (row, named) in rows.iter_mut().zip(shown) {
            row.row = named;
        }
        Ok(rows)
    }

    /// Holds a case against a campaign, for whoever may draft a submission in it.
    ///
    /// # Errors
    ///
    /// [`Failure::Denied`], [`Failure::NotFound`]; outages.
    pub fn campaign_check(
        &self,
        user: &User,
        case: CaseId,
        code: &str,
    ) -> Result<CampaignCheck, Failure> {
        let online = Online::new(self)?;
        let read = self.read_case(user, &online, case)?;
        drop(online);
        self.require_for_case(user, Action::DraftSubmission, &read.case)?;
        let tables = self.tables();
        let campaign = tables.pack().campaign(code).ok_or(Failure::NotFound)?;
        let (facts, today) = (read.case.campaign_facts(), self.today());
        let undecided = read.case.submissions.iter().find(|one| {
            one.kind.code() == campaign.submission
                && read.case.submission_status(one) != SubmissionStatus::Decided
        });
        Ok(CampaignCheck {
            answers: campaign.answers(&facts, today),
            verdict: campaign.verdict(&facts, today),
            is_open: campaign.is_open(today),
            undecided: undecided.map(|one| one.id.0),
            campaign: campaign.clone(),
        })
    }

    /// Whose cases a reader's campaign is about.
    fn campaign_scope(&self, user: &User) -> Result<Scope, Failure> {
        let scope = self.scope(user, Action::ViewCampaigns)?;
        Ok(if user.role == Role::Officer { Scope::Officer(user.staff) } else { scope })
    }
}

fn decides(verdict: Verdict) -> Option<usize> {
    match verdict {
        Verdict::Eligible => None,
        Verdict::Lacks(place) | Verdict::NotEligible(place) => Some(place),
    }
}

/// Counts by day and office, the last day first.
fn days(resting: &[RestingRow]) -> Vec<(Date, String, CampaignDay)> {
    let mut days: BTreeMap<(Date, &OfficeCode), CampaignDay> = BTreeMap::new();
    for one in resting {
        days.entry((one.drafted_on, &one.office)).or_default().drafted += 1;
        if let Some(on) = one.approved_on {
            days.entry((on, &one.office)).or_default().approved += 1;
        }
        if let Some(on) = one.decided_on {
            days.entry((on, &one.office)).or_default().decided += 1;
        }
    }
    let day = |((on, office), day): ((Date, &OfficeCode), CampaignDay)| (on, office.0.clone(), day);
    days.into_iter().rev().take(DAYS_MAX).map(day).collect()
}
