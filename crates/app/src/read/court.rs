//! What a submission meets before the courts: hearings, rulings and appeals, each as recorded.
//!
//! A ruling that a higher court took back stays visible here; what holds is the case's own state.

use std::collections::BTreeSet;

use bagyt_casework::appeal::Appeal;
use bagyt_casework::case::Case;
use bagyt_casework::codes::HearingStatus;
use bagyt_casework::fact::{CaseFact, OrderChanged, SubmissionId};
use bagyt_casework::hearing::Hearing;
use bagyt_core::fact::Recorded;
use bagyt_core::identity::MessageId;
use bagyt_exchange::fact::Medium;
use bagyt_store::query;
use jiff::Timestamp;
use jiff::civil::Date;
use uuid::Uuid;

use super::RowWords;
use super::extension::{BeyondItem, beyond_law};
use super::reading::Read;
use super::today::{Asked, TodayItem, TodayKind};
use crate::App;
use crate::conduct::{appeal_period, notice_by};
use crate::execute::Online;
use crate::outcome::Failure;
use crate::records::Records;

/// A hearing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HearingItem {
    /// Its identifier.
    pub hearing: Uuid,
    /// When it begins or began.
    pub begins_at: Timestamp,
    /// Code of how it stands.
    pub status: String,
    /// Whether the officer is called.
    pub officer_called: bool,
    /// Whether the client is called.
    pub client_called: bool,
    /// The room and what else the court's last notice says.
    pub words: String,
    /// Until when a client who is called has to be told of a hearing that is to come, with the row.
    pub notice_by: Option<(Date, RowWords)>,
    /// Each sitting that was held: its day, and whether officer and client came.
    pub held: Vec<(Date, bool, bool)>,
}

/// A ruling on the submission, whether it holds or was taken back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RulingItem {
    /// Version of its entry.
    pub version: u32,
    /// The court's number.
    pub number: String,
    /// Day on which it was passed, where that is known.
    pub passed_on: Option<Date>,
    /// Day from which it is in force.
    pub in_force_on: Date,
    /// Day on which the service received it.
    pub received_on: Date,
    /// Code of what it changed.
    pub change: String,
    /// Whether it came on paper and was typed in.
    pub on_paper: bool,
    /// The message whose scan can be opened.
    pub scan: Option<MessageId>,
    /// What of it goes beyond the law.
    pub beyond: Option<BeyondItem>,
    /// Whether it holds.
    pub holds: bool,
    /// Until when it may be appealed, with the row of law.
    pub appeal_until: Option<(Date, Option<RowWords>)>,
}

/// An appeal against a ruling on the submission.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AppealItem {
    /// Version of its entry.
    pub version: u32,
    /// Version of the ruling's entry.
    pub ruling: u32,
    /// Code of who appealed.
    pub by: String,
    /// When.
    pub lodged_on: Date,
    /// The number under which the court took it in.
    pub number: String,
    /// What became of it.
    pub decision: Option<AppealDecided>,
}

/// What a higher court said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AppealDecided {
    /// Code of the outcome.
    pub outcome: String,
    /// When.
    pub on: Date,
    /// The higher court's number.
    pub number: String,
    /// In words.
    pub words: String,
}

/// What a submission has met before the courts, in the order of the days.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BeforeCourt {
    /// Hearings.
    pub hearings: Vec<HearingItem>,
    /// Rulings.
    pub rulings: Vec<RulingItem>,
    /// Appeals.
    pub appeals: Vec<AppealItem>,
}

impl BeforeCourt {
    /// Returns the hearing that is to come or has no outcome.
    pub fn open_hearing(&self) -> Option<&HearingItem> {
        self.hearings.iter().rev().find(|hearing| hearing.status == "fixed")
    }

    /// Returns the appeal that waits for its outcome.
    pub fn open_appeal(&self) -> Option<&AppealItem> {
        self.appeals.iter().find(|appeal| appeal.decision.is_none())
    }

    /// Returns the ruling that holds.
    pub fn ruling(&self) -> Option<&RulingItem> {
        self.rulings.iter().rev().find(|ruling| ruling.holds)
    }
}

impl App {
    /// Returns what a submission has met before the courts.
    pub(super) fn before_court(
        &self,
        online: &mut Online<'_>,
        read: &Read,
        submission: SubmissionId,
    ) -> Result<BeforeCourt, Failure> {
        let rulings = self.rulings_on(online, read, submission)?;
        let ruled: BTreeSet<u32> = rulings.iter().map(|ruling| ruling.version).collect();
        let proceedings = read.case.proceedings();
        let hearings = proceedings.hearings.iter().filter(|one| one.submission == submission);
        let appeals = proceedings.appeals.iter().filter(|appeal| ruled.contains(&appeal.ruling));
        Ok(BeforeCourt {
            hearings: hearings.map(|hearing| hearing_item(read, hearing)).collect(),
            rulings,
            appeals: appeals.filter_map(|appeal| appeal_item(&read.holding, appeal)).collect(),
        })
    }

    /// Adds the hearings of a scope that are to come or have no outcome.
    pub(super) fn add_hearings(
        &self,
        asked: &Asked<'_>,
        items: &mut Vec<TodayItem>,
    ) -> Result<(), Failure> {
        let rows = query::submissions_heard(&asked.online.reader, &asked.scope, asked.until);
        let rows = rows.map_err(Failure::outage)?.into_iter();
        let excluded = &asked.user.own_access.excluded;
        for row in rows.filter(|row| !excluded.contains(&row.case.case_id)) {
            let Some(at) = row.hearing_at else { continue };
            let on = self.zone().day_of(at);
            let mut item = self.item(TodayKind::Hearing, &row.case, at, on);
            item.detail = row.court;
            item.subject = Some(row.submission_id);
            items.push(item);
        }
        Ok(())
    }

    fn rulings_on(
        &self,
        online: &mut Online<'_>,
        read: &Read,
        submission: SubmissionId,
    ) -> Result<Vec<RulingItem>, Failure> {
        let recorded = read.facts.iter().filter_map(|recorded| match &recorded.fact {
            CaseFact::OrderChanged(fact) if fact.submission == Some(submission) => {
                Some((recorded.version, fact))
            }
            _ => None,
        });
        let mut rulings = Vec::new();
        let beyond = beyond_law(&read.tables, &read.case)?;
        let beyond: Vec<BeyondItem> = beyond.into_iter().map(|(_, item)| item).collect();
        for (version, fact) in recorded {
            let message = online.message(fact.message)?;
            let mut item = self.ruling_item(read, (version, fact));
            if let Some(message) = message {
                item.on_paper = message.medium == Some(Medium::Paper);
                item.scan = message.scan_digest.as_ref().map(|_| fact.message);
            }
            item.beyond = beyond.iter().find(|one| one.version == version).cloned();
            rulings.push(item);
        }
        Ok(rulings)
    }

    fn ruling_item(&self, read: &Read, (version, fact): (u32, &OrderChanged)) -> RulingItem {
        let mut holding = read.case.rulings.iter();
        let holding = holding.find(|ruling| ruling.mark.version == version);
        let period = holding.and_then(|ruling| appeal_period(&read.tables, ruling));
        RulingItem {
            version,
            number: fact.number.clone(),
            passed_on: fact.passed_on,
            in_force_on: fact.in_force.on(),
            received_on: fact.received_on,
            change: fact.change.code().to_owned(),
            on_paper: false,
            scan: None,
            beyond: None,
            holds: holding.is_some(),
            appeal_until: period.map(|period| {
                (period.last_day, self.row_words(&period.law.row, period.law.edition_from))
            }),
        }
    }
}

fn hearing_item(read: &Read, hearing: &Hearing) -> HearingItem {
    let case: &Case = &read.case;
    let (status, begins_at) = case.hearing_standing(hearing);
    let notice = notice_by(&read.tables, case.zone.day_of(begins_at));
    let notice = notice.map(|(on, row)| (on, RowWords::of(row)));
    let mut words = String::new();
    let mut held = Vec::new();
    for recorded in &read.holding {
        let said = match &recorded.fact {
            CaseFact::HearingFixed(fact) if fact.hearing == hearing.id => &fact.private,
            CaseFact::HearingMoved(fact) if fact.hearing == hearing.id => &fact.private,
            CaseFact::HearingCancelled(fact) if fact.hearing == hearing.id => &fact.private,
            CaseFact::HearingHeld(fact) if fact.hearing == hearing.id => {
                held.push((fact.held.on(), fact.officer_came, fact.client_came));
                &fact.private
            }
            _ => continue,
        };
        if let Some(said) = said {
            words.clone_from(&said.words);
        }
    }
    HearingItem {
        hearing: hearing.id.0,
        begins_at,
        status: status.code().to_owned(),
        officer_called: hearing.officer_called,
        client_called: hearing.client_called,
        words,
        notice_by: notice.filter(|_| hearing.client_called && status == HearingStatus::Fixed),
        held,
    }
}

fn appeal_item(holding: &[Recorded<CaseFact>], appeal: &Appeal) -> Option<AppealItem> {
    let version = appeal.mark.version;
    let lodged = holding.iter().find_map(|recorded| match &recorded.fact {
        CaseFact::AppealLodged(fact) if recorded.version == version => Some(fact),
        _ => None,
    })?;
    let decided = holding.iter().find_map(|recorded| match &recorded.fact {
        CaseFact::AppealDecided(fact) if fact.appeal == version => Some(fact),
        _ => None,
    });
    Some(AppealItem {
        version,
        ruling: lodged.ruling,
        by: lodged.by.code().to_owned(),
        lodged_on: lodged.lodged.on(),
        number: lodged.number.clone(),
        decision: decided.map(|fact| AppealDecided {
            outcome: fact.outcome.code().to_owned(),
            on: fact.decided.on(),
            number: fact.number.clone(),
            words: fact.private.as_ref().map(|said| said.words.clone()).unwrap_or_default(),
        }),
    })
}
