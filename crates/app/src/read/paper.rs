//! The papers of a case: what was issued, and what can be issued now and why the rest cannot.

use bagyt_casework::codes::{PaperFault, PaperKind, RequestKind, Signing};
use bagyt_casework::fact::{CaseFact, PaperIssued};
use bagyt_casework::paper::{IssuedPaper, matters, never_issued};
use bagyt_core::command::{Actor, Purpose};
use bagyt_core::identity::CaseId;
use bagyt_store::query;
use jiff::civil::Date;

use super::appointment::{AppointmentItem, appointments};
use super::case::{ClockItem, PersonBox};
use super::device::{DeviceBox, devices};
use super::reading::Read;
use super::referral::{NeedLine, ReferralItem, needs, referrals};
use super::request::{RequestItem, fact_of, requests, words};
use super::wanted::{WantedBox, wanted};
use crate::App;
use crate::execute::Online;
use crate::outcome::{Failure, Refused};
use crate::role::Action;
use crate::user::User;

/// A paper that was issued.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaperItem {
    /// Its version in the case.
    pub version: u32,
    /// What it is.
    pub paper: PaperKind,
    /// Its number in the year.
    pub number: u32,
    /// The year of the number.
    pub year: i16,
    /// When it was issued.
    pub issued_on: Date,
    /// By whom; empty where that is no longer known.
    pub issued_by: String,
    /// Its languages, the state's first.
    pub languages: Vec<String>,
    /// How it is borne out.
    pub signing: Signing,
    /// SHA-256 of its bytes.
    pub digest: String,
    /// When, why and with what words it was withdrawn.
    pub withdrawn: Option<(Date, PaperFault, String)>,
}

/// A paper that can be issued now, or that cannot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaperChoice {
    /// What it is.
    pub paper: PaperKind,
    /// The entry that it is drawn from.
    pub about: Option<u32>,
    /// The day of that entry, or of what it is about.
    pub about_on: Option<Date>,
    /// The service that it tells.
    pub service: String,
    /// The request that it answers.
    pub request: Option<RequestKind>,
    /// Why it cannot be issued now.
    pub obstacle: Option<Refused>,
}

/// The papers of a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PapersPage {
    /// What was issued, the newest first.
    pub issued: Vec<PaperItem>,
    /// What can be issued and what cannot, kind by kind.
    pub choices: Vec<PaperChoice>,
    /// Whether the reader may issue papers here.
    pub may_issue: bool,
}

/// What papers are drawn from.
pub(crate) struct PaperSource {
    pub(crate) read: Read,
    pub(crate) person: PersonBox,
    pub(crate) referrals: Vec<ReferralItem>,
    pub(crate) needs: Vec<NeedLine>,
    pub(crate) requests: Vec<RequestItem>,
    pub(crate) wanted: WantedBox,
    pub(crate) devices: DeviceBox,
    pub(crate) appointments: Vec<AppointmentItem>,
    pub(crate) clocks: Vec<ClockItem>,
}

impl App {
    /// Returns the papers of a case.
    ///
    /// # Errors
    ///
    /// As [`App::case`].
    pub fn papers(&self, user: &User, case: CaseId) -> Result<PapersPage, Failure> {
        let online = Online::new(self)?;
        let read = self.read_case(user, &online, case)?;
        self.require_for_case(user, Action::ViewDocument, &read.case)?;
        let referrals = referrals(&online, &read)?;
        let issued = read.case.papers().issued.iter().rev();
        let issued = issued
            .filter_map(|one| paper_item(&online, &read, one).transpose())
            .collect::<Result<_, Failure>>()?;
        drop(online);
        let relation = self.relation_in(user, &read.case);
        let page = PapersPage {
            issued,
            choices: self.paper_choices(&read, &referrals),
            may_issue: self.policy().allows(user.role, Action::IssuePaper, relation),
        };
        let subjects = [case.stream(), read.case.opening.person.stream()];
        self.log_access(user, Purpose::Supervision, "papers", subjects)?;
        Ok(page)
    }

    fn paper_choices(&self, read: &Read, referrals: &[ReferralItem]) -> Vec<PaperChoice> {
        let (case, now) = (&read.case, self.now());
        let mut choices = Vec::new();
        for &paper in PaperKind::ALL {
            let choice = |about: Option<u32>, obstacle: Option<Refused>| {
                let service = referrals.iter().find(|one| Some(one.version) == about);
                let recorded = read.holding.iter().find(|one| Some(one.version) == about);
                let request = recorded.and_then(|recorded| match &recorded.fact {
                    CaseFact::RequestAnswered(fact) => Some(fact.kind),
                    _ => None,
                });
                PaperChoice {
                    paper,
                    about,
                    about_on: recorded.map(|recorded| recorded.effective.on()),
                    service: service.map(|one| one.name.clone()).unwrap_or_default(),
                    request,
                    obstacle,
                }
            };
            match matters(case, paper, now) {
                Err(refusal) => choices.push(choice(None, Some(Refused::of(&refusal)))),
                Ok(found) => choices.extend(found.into_iter().map(|about| {
                    let earlier = never_issued(case, paper, about).err();
                    choice(about, earlier.map(|refusal| Refused::of(&refusal)))
                })),
            }
        }
        choices
    }

    /// Reads what papers of a case are drawn from.
    pub(crate) fn paper_source(&self, user: &User, case: CaseId) -> Result<PaperSource, Failure> {
        let online = Online::new(self)?;
        let read = self.read_case(user, &online, case)?;
        let person = self.person_box(&online, &read.case)?.told_at_registration(&read.holding);
        let referrals = referrals(&online, &read)?;
        drop(online);
        if person.names.is_empty() {
            let text = "the person's names are no longer kept";
            return Err(Refused::new("person-erased", None, text).into());
        }
        Ok(PaperSource {
            person,
            referrals,
            needs: needs(&read),
            requests: requests(&read),
            wanted: wanted(&read),
            devices: devices(&read, self.now()),
            appointments: appointments(&read),
            clocks: self.clock_items(&read.tables, &read.case)?,
            read,
        })
    }
}

/// Returns the fact of a paper of that version.
pub(crate) fn issued_fact(read: &Read, version: u32) -> Option<&PaperIssued> {
    read.facts.iter().find_map(|recorded| match &recorded.fact {
        CaseFact::PaperIssued(fact) if recorded.version == version => Some(fact),
        _ => None,
    })
}

fn paper_item(
    online: &Online<'_>,
    read: &Read,
    one: &IssuedPaper,
) -> Result<Option<PaperItem>, Failure> {
    let version = one.mark.version;
    let Some(fact) = issued_fact(read, version) else { return Ok(None) };
    let recorded = read.facts.iter().find(|recorded| recorded.version == version);
    let issued_by = match recorded.map(|recorded| &recorded.actor) {
        Some(Actor::Staff(staff)) => {
            let posts = query::staff_by_id(&online.reader, *staff).map_err(Failure::outage)?;
            posts.into_iter().next_back().map(|row| row.name).unwrap_or_default()
        }
        _ => String::new(),
    };
    let withdrawn = one.withdrawn.and_then(|mark| match fact_of(read, mark) {
        Some(CaseFact::PaperWithdrawn(fact)) => {
            Some((mark.on, fact.fault, words(fact.private.as_ref())))
        }
        _ => None,
    });
    Ok(Some(PaperItem {
        version,
        paper: one.paper,
        number: one.number,
        year: fact.year,
        issued_on: one.mark.on,
        issued_by,
        languages: fact.languages.clone(),
        signing: fact.signing,
        digest: fact.digest.clone(),
        withdrawn,
    }))
}
