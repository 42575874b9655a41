//! A time study: for two weeks the members of an office say at drawn moments what they are doing.
//!
//! Points of workload are a guess until somebody looks how long work takes, and what is typed says
//! little of that. So each working day is cut into equal stretches, one moment of each is drawn by
//! lot ([`moments`]), and whoever is asked answers with one tap, or not at all. The lot is a number
//! made when the study is opened and kept with it, so that the draw can be made again by anybody. A
//! study counts an office and judges nobody: what one person answered is that person's own and is read
//! as part of a sum. The points themselves are a dated table that people set; no study changes them.

use std::collections::{BTreeMap, BTreeSet};

use bagyt_core::command::Actor;
use bagyt_core::effective::{Effective, Zone};
use bagyt_core::fact::Recorded;
use bagyt_core::identity::{OfficeCode, StaffId, TimeStudyId};
use bagyt_core::merkle::leaf_hash;
use jiff::civil::{Date, Time};
use jiff::{SignedDuration, Timestamp, ToSpan};
use serde::{Deserialize, Serialize};

use crate::codes::{Domain, Risk, WorkKind};
use crate::fact::TimeStudyFact;
use crate::workload::Piece;

/// Most answers that a study can take: they stand in one stream, which stays under 2,000 entries.
pub const STUDY_ANSWERS_MAX: usize = 1_900;

/// How many days ahead a study can begin, so that its numbers of cases still hold.
const AHEAD_DAYS: i64 = 14;

/// What the policy says of studies on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StudyRule {
    /// Calendar days of a study.
    pub days: u8,
    /// Moments of a day.
    pub moments: u8,
    /// When the day at work begins.
    pub from: Time,
    /// When it ends.
    pub until: Time,
    /// For how many minutes a moment can be answered.
    pub answer_minutes: u16,
    /// Codes of what can be answered.
    pub works: BTreeSet<String>,
}

/// Opens a study.
#[derive(Clone, Debug, PartialEq)]
pub struct OpenStudy {
    /// The day on which it is opened.
    pub opened: Effective,
    /// The office.
    pub office: OfficeCode,
    /// Its first day.
    pub from: Date,
    /// Position of the journal at which the people and their work were read.
    pub position: u64,
    /// The lot, made when the study is opened.
    pub seed: String,
    /// Who is asked.
    pub staff: BTreeSet<StaffId>,
    /// The work that they have in hand.
    pub work: BTreeMap<Piece, u32>,
}

/// Answers what one was doing at a moment.
#[derive(Clone, Debug, PartialEq)]
pub struct AnswerMoment {
    /// The moment.
    pub asked: Timestamp,
    /// Code of the work; none where the person does not say.
    pub work: Option<String>,
}

/// Work in hand that is alike, when a study was opened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StudiedWork {
    /// What it is.
    pub kind: WorkKind,
    /// The domain of the cases.
    pub domain: Domain,
    /// Their risk; nothing before the first assessment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub risk: Option<Risk>,
    /// How many.
    pub count: u32,
}

/// A study was opened.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TimeStudyOpened {
    /// The day.
    pub opened: Effective,
    /// The office.
    pub office: OfficeCode,
    /// The first day on which people are asked.
    pub from: Date,
    /// The last one.
    pub until: Date,
    /// Position of the journal at which the people and their work were read.
    pub position: u64,
    /// The lot.
    pub seed: String,
    /// Who is asked.
    pub staff: Vec<StaffId>,
    /// The work that they had in hand.
    pub work: Vec<StudiedWork>,
}

/// Somebody answered; who, stands in the entry.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TimeStudyAnswered {
    /// The moment that was asked about.
    pub asked: Effective,
    /// Code of the work; nothing where the person did not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub work: Option<String>,
}

/// A study as its entries say.
#[derive(Clone, Debug, PartialEq)]
pub struct TimeStudy {
    /// Identifier.
    pub id: TimeStudyId,
    /// The highest version applied; 0 for one of which nothing is recorded.
    pub version: u32,
    /// What was opened.
    pub opened: Option<TimeStudyOpened>,
    /// The answers by person and moment.
    pub answers: BTreeMap<(StaffId, Timestamp), Option<String>>,
}

bagyt_core::refusals! {
    /// Why a study is not opened or a moment not answered.
    pub enum TimeStudyRefusal {
        /// A study begins today or later, and soon.
        #[error("a study begins from {earliest} to {latest}, not on {on}")]
        OutsideDays {
            /// Day given.
            on: Date,
            /// The first day possible.
            earliest: Date,
            /// The last one.
            latest: Date,
        } = "time-study-outside-days" @ "from",
        /// The office is in a study already.
        #[error("the office is in a study on {on} already")]
        AlreadyOpen {
            /// The first day of both.
            on: Date,
        } = "time-study-already-open" @ "from",
        /// There is nobody to ask.
        #[error("the office has too few members of staff: {people}, at least {least} are needed")]
        TooFewPeople {
            /// How many there are.
            people: usize,
            /// How many are needed.
            least: usize,
        } = "time-study-too-few",
        /// There are more answers to come than one study takes.
        #[error("{answers} answers are more than the {most} that one study takes")]
        TooManyAnswers {
            /// How many.
            answers: usize,
            /// The most.
            most: usize,
        } = "time-study-too-many",
        /// There is no such study, or it does not ask the person at that moment.
        #[error("nobody asks this person about that moment")]
        NotAsked = "time-study-not-asked",
        /// It is too late, or too early.
        #[error("a moment is answered within {minutes} minutes")]
        Passed {
            /// For how long.
            minutes: u16,
        } = "time-study-passed",
        /// It was answered.
        #[error("the moment was answered")]
        AnsweredAlready = "time-study-answered",
        /// The policy has no such work.
        #[error("the policy has no work `{work}`")]
        UnknownWork {
            /// What was given.
            work: String,
        } = "time-study-unknown-work" @ "work",
    }
}

impl TimeStudy {
    /// Returns a study of which nothing is recorded yet.
    pub fn unknown(id: TimeStudyId) -> TimeStudy {
        TimeStudy { id, version: 0, opened: None, answers: BTreeMap::new() }
    }

    /// Returns what the entries of a stream add up to.
    pub fn fold(id: TimeStudyId, facts: &[Recorded<TimeStudyFact>]) -> TimeStudy {
        let mut study = TimeStudy::unknown(id);
        for recorded in facts {
            study.apply(recorded);
        }
        study
    }

    /// Takes one more entry into the state.
    pub fn apply(&mut self, recorded: &Recorded<TimeStudyFact>) {
        match &recorded.fact {
            TimeStudyFact::Opened(fact) => self.opened = Some(fact.clone()),
            TimeStudyFact::Answered(fact) => {
                if let Actor::Staff(staff) = recorded.actor {
                    self.answers.insert((staff, fact.asked.start()), fact.work.clone());
                }
            }
        }
        self.version = self.version.max(recorded.version);
    }
}

/// Draws the moments at which somebody is asked on a working day, the earliest first.
///
/// The day at work is cut into as many equal stretches as there are moments, and a minute of each is
/// drawn: the same lot, person and day give the same moments.
pub fn moments(seed: &str, staff: StaffId, day: Date, rule: &StudyRule) -> Vec<Time> {
    let first = minute_of(rule.from);
    let width = (minute_of(rule.until) - first) / i64::from(rule.moments).max(1);
    let drawn = |stretch: u8| {
        let lot = leaf_hash(format!("{seed} {staff} {day} {stretch}").as_bytes());
        let number = lot.iter().take(8).fold(0_u64, |sum, byte| (sum << 8) | u64::from(*byte));
        let minute = number.checked_rem(u64::try_from(width).unwrap_or(0))?;
        let minute = first + i64::from(stretch) * width + i64::try_from(minute).ok()?;
        let (hour, minute) = (i8::try_from(minute / 60).ok()?, i8::try_from(minute % 60).ok()?);
        Time::new(hour, minute, 0, 0).ok()
    };
    (0..rule.moments).filter_map(drawn).collect()
}

fn minute_of(time: Time) -> i64 {
    i64::from(time.hour()) * 60 + i64::from(time.minute())
}

/// Returns the moment about which somebody is asked now, if there is one that can still be answered
/// and was not: the newest that has come.
///
/// `day` is a working day; `answered_last` the newest moment that the person answered.
pub fn asked_now(
    (seed, staff): (&str, StaffId),
    (day, zone): (Date, Zone),
    rule: &StudyRule,
    now: Timestamp,
    answered_last: Option<Timestamp>,
) -> Option<Timestamp> {
    let drawn = moments(seed, staff, day, rule).into_iter();
    let come = drawn.filter_map(|time| instant(day, time, zone)).rfind(|at| *at <= now)?;
    let is_open = is_open(come, rule, now) && answered_last.is_none_or(|last| last < come);
    is_open.then_some(come)
}

fn is_open(asked: Timestamp, rule: &StudyRule, now: Timestamp) -> bool {
    asked <= now
        && now.duration_since(asked) <= SignedDuration::from_mins(i64::from(rule.answer_minutes))
}

fn instant(day: Date, time: Time, zone: Zone) -> Option<Timestamp> {
    let at = day.to_datetime(time).to_zoned(zone.time_zone());
    at.ok().map(|at| at.timestamp())
}

/// Returns the last day of a study that begins on a day.
pub fn last_day(from: Date, rule: &StudyRule) -> Date {
    from.saturating_add((i64::from(rule.days) - 1).days())
}

/// The names that a study takes, so that an office is in one study at a time: one a day.
pub fn claims(office: &OfficeCode, from: Date, rule: &StudyRule) -> Vec<(Date, String)> {
    let days = from.series(1.day()).take(usize::from(rule.days));
    days.map(|day| (day, format!("time-study:{office}:{day}"))).collect()
}

/// Decides what to write when a study is opened.
///
/// `taken_on` is the first of its days on which the office is in another study, `working_days` how
/// many of them are working days, `people_min` of how many people a result can be shown.
///
/// # Errors
///
/// [`TimeStudyRefusal`], in the order of its variants; the first that applies is returned.
pub fn open(
    command: &OpenStudy,
    rule: &StudyRule,
    (taken_on, working_days, people_min): (Option<Date>, usize, usize),
) -> Result<Vec<TimeStudyFact>, TimeStudyRefusal> {
    let (from, earliest) = (command.from, command.opened.on());
    let latest = earliest.saturating_add(AHEAD_DAYS.days());
    if from < earliest || latest < from {
        return Err(TimeStudyRefusal::OutsideDays { on: from, earliest, latest });
    }
    if let Some(on) = taken_on {
        return Err(TimeStudyRefusal::AlreadyOpen { on });
    }
    let people = command.staff.len();
    if people < people_min {
        return Err(TimeStudyRefusal::TooFewPeople { people, least: people_min });
    }
    let answers = people * working_days * usize::from(rule.moments);
    if answers > STUDY_ANSWERS_MAX {
        return Err(TimeStudyRefusal::TooManyAnswers { answers, most: STUDY_ANSWERS_MAX });
    }
    let studied = |(piece, &count): (&Piece, &u32)| StudiedWork {
        kind: piece.kind,
        domain: piece.domain,
        risk: piece.risk,
        count,
    };
    let opened = TimeStudyOpened {
        opened: command.opened,
        office: command.office.clone(),
        from,
        until: last_day(from, rule),
        position: command.position,
        seed: command.seed.clone(),
        staff: command.staff.iter().copied().collect(),
        work: command.work.iter().map(studied).collect(),
    };
    Ok(vec![opened.into()])
}

/// Decides what to write when somebody answers.
///
/// `rule` is that of the day on which the study was opened; `is_working` says whether the day of the
/// moment is a working day.
///
/// # Errors
///
/// [`TimeStudyRefusal`], from [`TimeStudyRefusal::NotAsked`] on; the first that applies is returned.
pub fn answer(
    study: &TimeStudy,
    command: &AnswerMoment,
    rule: &StudyRule,
    (staff, is_working): (StaffId, bool),
    (zone, now): (Zone, Timestamp),
) -> Result<Vec<TimeStudyFact>, TimeStudyRefusal> {
    let opened = study.opened.as_ref().ok_or(TimeStudyRefusal::NotAsked)?;
    let (asked, day) = (command.asked, zone.day_of(command.asked));
    let is_day = is_working && (opened.from..=opened.until).contains(&day);
    let drawn = moments(&opened.seed, staff, day, rule);
    let is_drawn = drawn.into_iter().any(|time| instant(day, time, zone) == Some(asked));
    if !is_day || !is_drawn || !opened.staff.contains(&staff) {
        return Err(TimeStudyRefusal::NotAsked);
    }
    if !is_open(asked, rule, now) {
        return Err(TimeStudyRefusal::Passed { minutes: rule.answer_minutes });
    }
    if study.answers.contains_key(&(staff, asked)) {
        return Err(TimeStudyRefusal::AnsweredAlready);
    }
    if let Some(work) = command.work.as_ref().filter(|work| !rule.works.contains(*work)) {
        return Err(TimeStudyRefusal::UnknownWork { work: work.clone() });
    }
    let asked = Effective::instant(asked, zone);
    Ok(vec![TimeStudyAnswered { asked, work: command.work.clone() }.into()])
}

#[cfg(test)]
mod tests;
#[cfg(test)]
pub(crate) use tests::answered;
