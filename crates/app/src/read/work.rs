//! Community service as a case's page shows it: owed, credited, left, and each session.

use bagyt_casework::case::Case;
use bagyt_casework::fact::CaseFact;
use bagyt_core::identity::OfficeCode;
use jiff::Timestamp;
use jiff::civil::Date;

use super::RowWords;
use super::reading::Read;
use crate::App;
use crate::conduct::{TO_RESTRICTION, work_rules};
use crate::tables::Tables;

/// Community service of one case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkBox {
    /// Hours that the court ordered.
    pub hours: u16,
    /// Minutes that count so far.
    pub credited_minutes: u32,
    /// Minutes that are left.
    pub left_minutes: u32,
    /// The most minutes that count on one day; 0 where no row says so.
    pub daily_most: u16,
    /// The most minutes of the way that count on one day.
    pub travel_most: u16,
    /// The row that bounds a day's work.
    pub law: Option<RowWords>,
    /// What the rest is worth if the court replaces it: days, by which row.
    pub converted: Option<(u64, RowWords)>,
    /// Code of the host, and since when.
    pub host: Option<(String, Date)>,
    /// Codes of the hosts in the region of the office.
    pub hosts: Vec<String>,
    /// Sessions, the newest first.
    pub sessions: Vec<WorkItem>,
}

/// A session of community service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkItem {
    /// Its version in the case.
    pub version: u32,
    /// When it began.
    pub began_at: Timestamp,
    /// When it ended.
    pub ended_at: Timestamp,
    /// Code of the host.
    pub host: String,
    /// Minutes that were taken off.
    pub penalty_minutes: u16,
    /// Minutes on the way.
    pub travel_minutes: u16,
    /// Minutes that count.
    pub credited_minutes: u16,
}

impl App {
    /// Returns the community service of a case; nothing for a sentence without hours.
    pub(crate) fn work_box(&self, read: &Read) -> Option<WorkBox> {
        let tables = &*read.tables;
        let case = &read.case;
        let hours = case.opening.hours?.get();
        let today = self.today();
        let rules = work_rules(tables, case, today);
        let pack = tables.pack();
        let words = |code: &str| pack.edition(code, today).ok().map(RowWords::of);
        let left_minutes = case.work_owed_minutes().saturating_sub(case.work_credited_minutes());
        let ratio = pack.edition(TO_RESTRICTION, today).ok();
        let converted = ratio.and_then(|row| {
            let days = row.converted_back(u64::from(left_minutes.div_ceil(60))).ok()?;
            Some((days, RowWords::of(row)))
        });
        Some(WorkBox {
            hours,
            credited_minutes: case.work_credited_minutes(),
            left_minutes,
            daily_most: rules.as_ref().map_or(0, |rules| rules.daily_most),
            travel_most: rules.as_ref().map_or(0, |rules| rules.travel_most),
            law: rules.and_then(|rules| words(&rules.law.row)),
            converted,
            host: case.work_placement_on(today).map(|now| (now.host.clone(), now.mark.on)),
            hosts: hosts_near(tables, case.office()),
            sessions: sessions(read),
        })
    }
}

/// Returns the hosts in the region of an office.
fn hosts_near(tables: &Tables, office: &OfficeCode) -> Vec<String> {
    let codes = tables.codes();
    let region = codes.offices.get(&office.0).map(|office| office.region.as_str());
    let near = codes.hosts.values().filter(|host| Some(host.region.as_str()) == region);
    near.map(|host| host.code.clone()).collect()
}

fn sessions(read: &Read) -> Vec<WorkItem> {
    let case: &Case = &read.case;
    let stated = |version: u32| {
        read.facts.iter().find(|recorded| recorded.version == version).and_then(|recorded| {
            match &recorded.fact {
                CaseFact::WorkRecorded(fact) => Some(fact),
                _ => None,
            }
        })
    };
    let item = |session: &bagyt_casework::entries::WorkSession| {
        let fact = stated(session.mark.version);
        WorkItem {
            version: session.mark.version,
            began_at: session.began_at,
            ended_at: session.ended_at,
            host: session.host.clone(),
            penalty_minutes: fact.map_or(0, |fact| fact.penalty_minutes),
            travel_minutes: fact.map_or(0, |fact| fact.travel_minutes),
            credited_minutes: session.credited_minutes,
        }
    };
    case.work_sessions.iter().rev().map(item).collect()
}
