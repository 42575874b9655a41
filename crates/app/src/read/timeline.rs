//! The entries of a case: what was recorded, what became of it, and what its reader may do with it.

use std::collections::BTreeMap;

use bagyt_casework::codes::Attendance;
use bagyt_casework::contact::Outcome;
use bagyt_casework::contest::{awaits_answer, may_contest};
use bagyt_casework::fact::CaseFact;
use bagyt_casework::mending::check_mendable;
use bagyt_core::command::Actor;
use bagyt_core::effective::{Effective, Moment};
use bagyt_core::fact::{Corrected, Fact, FactCodec, Mending, Recorded, whole_payload};
use bagyt_core::identity::{MessageId, StaffId};
use bagyt_store::query;
use jiff::Timestamp;
use jiff::civil::Date;
use serde_json::Value;
use uuid::Uuid;

use super::SecondLookItem;
use super::extension::BeyondItem;
use super::reading::Read;
use crate::App;
use crate::acting::{contested_by, right_to_mend};
use crate::execute::Online;
use crate::outcome::{Failure, Refused};
use crate::policy::Relation;
use crate::role::Action;
use crate::user::User;

/// Something that can be done with an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum EntryAct {
    /// Take it back.
    Withdraw,
    /// Put another content in its place.
    Correct,
    /// Record that the client contests it.
    Contest,
    /// Answer the contest that it is.
    Answer,
    /// Say that it stands although what it rested on has moved.
    Uphold,
}

/// An entry of the case, as the timeline shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimelineItem {
    /// Position in the journal.
    pub seq: u64,
    /// Position in the case.
    pub version: u32,
    /// Kind, for example `casework.contact.recorded`.
    pub kind: String,
    /// When it was true.
    pub on: Date,
    /// When it was recorded.
    pub recorded_at: Timestamp,
    /// Who; empty for the system.
    pub actor: String,
    /// Clear members of the entry, by name; of a correction, those of the new content, with `on`.
    pub details: Vec<(String, String)>,
    /// The words that were written, for those who may read them.
    pub words: Option<String>,
    /// Whether it no longer holds.
    pub withdrawn: bool,
    /// Whether it holds with another content.
    pub corrected: bool,
    /// Since when the client has contested it without an answer.
    pub contested_on: Option<Date>,
    /// What has moved under it, if it is an act that needs a second look.
    pub look: Option<SecondLookItem>,
    /// What of it goes beyond the law, if it is an extension that a court ruled.
    pub beyond: Option<BeyondItem>,
    /// The message that it was written from, where it came on paper and has a scan.
    pub scan: Option<MessageId>,
    /// What the reader may do with it now.
    pub may: Vec<EntryAct>,
    /// Why it stands, where the reader could take it back otherwise.
    pub stands: Option<Refused>,
}

/// A meeting or an absence as it holds now, for a form that corrects it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MeetingItem {
    /// Version of the entry.
    pub version: u32,
    /// Day.
    pub on: Date,
    /// The minute, where it is known.
    pub at: Option<Timestamp>,
    /// Kind of meeting.
    pub kind: String,
    /// Where; empty of an absence.
    pub place: String,
    /// What came of it.
    pub outcome: String,
    /// The appointment that it is the outcome of.
    pub appointment: Option<Uuid>,
    /// The officer's note.
    pub note: String,
}

impl TimelineItem {
    /// Takes away what could be done with it.
    pub(super) fn close(&mut self) {
        self.may.clear();
        self.stands = None;
    }
}

impl App {
    /// Returns the entries of a case, the newest day first.
    pub(super) fn timeline(
        &self,
        user: &User,
        online: &Online<'_>,
        read: &Read,
    ) -> Result<Vec<TimelineItem>, Failure> {
        let mended = mended(&read.facts);
        let mut names = BTreeMap::new();
        let mut items = Vec::with_capacity(read.facts.len());
        // Who is excluded and why is for those who decide it.
        let here = self.relation_in(user, &read.case);
        let sees_exclusions = self.policy().allows(user.role, Action::RestrictCase, here);
        let is_hidden =
            |fact: &CaseFact| matches!(fact, CaseFact::StaffExcluded(_)) && !sees_exclusions;
        for recorded in read.facts.iter().filter(|recorded| !is_hidden(&recorded.fact)) {
            let actor = match &recorded.actor {
                Actor::Staff(staff) => name_of(online, &mut names, *staff)?,
                Actor::Agency(code) => code.clone(),
                Actor::System => String::new(),
            };
            let mut item = timeline_item(recorded, actor)?;
            (item.withdrawn, item.corrected) =
                mended.get(&recorded.version).copied().unwrap_or_default();
            self.add_acts(user, read, recorded, &mut item);
            items.push(item);
        }
        items.sort_by_key(|item| std::cmp::Reverse((item.on, item.seq)));
        Ok(items)
    }

    /// Adds what the reader may do with an entry, and what the client says about it.
    fn add_acts(
        &self,
        user: &User,
        read: &Read,
        recorded: &Recorded<CaseFact>,
        item: &mut TimelineItem,
    ) {
        let (case, version) = (&read.case, recorded.version);
        let here = user.relation(&case.office().0, case.officer(), case.is_restricted());
        let may = |action| self.policy().allows(user.role, action, here);
        item.contested_on = case.open_contest(version).map(|contest| contest.mark.on);
        if may(right_to_mend(&recorded.fact)) && !item.withdrawn {
            match check_mendable(case, version) {
                Ok(()) => {
                    let is_meeting = matches!(
                        recorded.fact,
                        CaseFact::ContactRecorded(_) | CaseFact::AbsenceRecorded(_)
                    );
                    item.may.extend(is_meeting.then_some(EntryAct::Correct));
                    item.may.push(EntryAct::Withdraw);
                }
                Err(refusal) => item.stands = Some(Refused::of(&refusal)),
            }
        }
        if may(Action::ContestEntry) && may_contest(case, version) {
            item.may.push(EntryAct::Contest);
        }
        let own_act = contested_by(&read.facts, version) == Some(user.staff);
        let answering = Relation { own_act, ..here };
        if awaits_answer(case, version)
            && self.policy().allows(user.role, Action::AnswerContest, answering)
        {
            item.may.push(EntryAct::Answer);
        }
    }
}

/// Which entries are withdrawn, and which corrected.
fn mended(facts: &[Recorded<CaseFact>]) -> BTreeMap<u32, (bool, bool)> {
    let mut mended: BTreeMap<u32, (bool, bool)> = BTreeMap::new();
    // From the newest back: a mending entry that was itself withdrawn mends nothing.
    for recorded in facts.iter().rev() {
        let is_withdrawn = mended.get(&recorded.version).is_some_and(|(withdrawn, _)| *withdrawn);
        match recorded.fact.mends() {
            Some(Mending::Withdraws(mending)) if !is_withdrawn => {
                mended.entry(mending.version).or_default().0 = true;
            }
            Some(Mending::Corrects(mending)) if !is_withdrawn => {
                mended.entry(mending.version).or_default().1 = true;
            }
            _ => {}
        }
    }
    mended
}

fn name_of(
    online: &Online<'_>,
    names: &mut BTreeMap<StaffId, String>,
    staff: StaffId,
) -> Result<String, Failure> {
    if let Some(name) = names.get(&staff) {
        return Ok(name.clone());
    }
    let posts = query::staff_by_id(&online.reader, staff).map_err(Failure::outage)?;
    let name = posts.into_iter().next_back().map(|row| row.name).unwrap_or_default();
    names.insert(staff, name.clone());
    Ok(name)
}

fn timeline_item(recorded: &Recorded<CaseFact>, actor: String) -> Result<TimelineItem, Failure> {
    let (clear, private) = match &recorded.fact {
        CaseFact::Corrected(correction) => corrected(correction)?,
        fact => fact.encode().map_err(Failure::defect)?,
    };
    let mut details = told(&clear);
    // What proves a breach and what the client said about it stand beside the officer's words.
    details.extend(clear.get("breach").map(told).unwrap_or_default());
    let beside = private.iter().flat_map(told).filter(|(name, _)| name != "words");
    if matches!(
        recorded.fact,
        CaseFact::ViolationEstablished(_) | CaseFact::RequestMade(_) | CaseFact::AbroadAsked(_)
    ) {
        details.extend(beside.map(|(name, text)| (format!("private.{name}"), text)));
    }
    let words = private
        .as_ref()
        .and_then(|private| private.get("words"))
        .and_then(|words| words.as_str())
        .map(str::to_owned);
    Ok(TimelineItem {
        seq: recorded.seq,
        version: recorded.version,
        kind: recorded.fact.kind().0.to_owned(),
        on: recorded.effective.on(),
        recorded_at: recorded.recorded_at,
        actor,
        details,
        words,
        withdrawn: false,
        corrected: false,
        contested_on: None,
        look: None,
        beyond: None,
        scan: None,
        may: Vec::new(),
        stands: None,
    })
}

/// The members of an object that are one value each, by name.
fn told(members: &Value) -> Vec<(String, String)> {
    let plain = |(name, value): (&String, &Value)| match value {
        Value::String(text) => Some((name.clone(), text.clone())),
        Value::Number(number) => Some((name.clone(), number.to_string())),
        Value::Bool(truth) => Some((name.clone(), truth.to_string())),
        _ => None,
    };
    members
        .as_object()
        .map(|members| members.iter().filter_map(plain).collect())
        .unwrap_or_default()
}

/// The new content of a correction, with which entry it is about, why, and its day.
fn corrected(correction: &Corrected) -> Result<(Value, Option<Value>), Failure> {
    let whole = whole_payload(&correction.payload, correction.private.as_ref());
    let new = CaseFact::decode(&correction.kind, correction.v, &whole.to_string())
        .map_err(Failure::defect)?;
    let mut clear = correction.payload.clone();
    if let Value::Object(members) = &mut clear {
        members.insert("version".to_owned(), correction.version.into());
        members.insert("reason".to_owned(), correction.reason.clone().into());
        if let Some(effective) = new.effective() {
            members.insert("on".to_owned(), effective.on().to_string().into());
        }
    }
    Ok((clear, correction.private.clone()))
}

/// Returns the meetings and absences that hold, with the content that holds.
pub(super) fn meetings(read: &Read) -> Vec<MeetingItem> {
    let note = |private: &Option<bagyt_core::fact::PrivateWords>| {
        private.as_ref().map(|private| private.words.clone()).unwrap_or_default()
    };
    let minute = |effective: Effective| match effective.moment {
        Moment::Instant(at) => Some(at),
        Moment::Day(_) | Moment::Month(_) | Moment::Year(_) => None,
    };
    let item = |recorded: &Recorded<CaseFact>| match &recorded.fact {
        CaseFact::ContactRecorded(fact) => Some(MeetingItem {
            version: recorded.version,
            on: fact.held.on(),
            at: minute(fact.held),
            kind: fact.kind.code().to_owned(),
            place: fact.place.code().to_owned(),
            outcome: outcome(fact.attendance).code().to_owned(),
            appointment: fact.appointment.map(|appointment| appointment.0),
            note: note(&fact.private),
        }),
        CaseFact::AbsenceRecorded(fact) => Some(MeetingItem {
            version: recorded.version,
            on: fact.missed.on(),
            at: minute(fact.missed),
            kind: fact.kind.code().to_owned(),
            place: String::new(),
            outcome: Outcome::Absent.code().to_owned(),
            appointment: fact.appointment.map(|appointment| appointment.0),
            note: note(&fact.private),
        }),
        _ => None,
    };
    read.holding.iter().filter_map(item).collect()
}

pub(super) fn outcome(attendance: Attendance) -> Outcome {
    match attendance {
        Attendance::Attended => Outcome::Attended,
        Attendance::FailedToComply => Outcome::FailedToComply,
        Attendance::SentHomeBehaviour => Outcome::SentHomeBehaviour,
        Attendance::SentHomeService => Outcome::SentHomeService,
    }
}
