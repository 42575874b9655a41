//! Time studies of an office: what is asked now, and what the answers say once the days are over.
//!
//! Nobody reads what one person answered. Before the last day is over there is no result, so that none
//! can be watched growing; afterwards there are sums, and a sum that too few people make is shown
//! together with others ([`sums`]).

use std::collections::{BTreeMap, BTreeSet};

use bagyt_casework::codes::Role;
use bagyt_casework::fact::TimeStudyOpened;
use bagyt_casework::time_study::{AnswerMoment, OpenStudy, StudiedWork, TimeStudy, asked_now};
use bagyt_casework::workload::Piece;
use bagyt_core::command::Purpose;
use bagyt_core::effective::Effective;
use bagyt_core::identity::{CommandId, OfficeCode, StaffId, TimeStudyId};
use bagyt_measure::work_sampling::{Estimate, Sampled, minutes_a_case, ratio, share_permille};
use bagyt_store::query::{self, Scope, TimeStudyRow};
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};

use crate::App;
use crate::account;
use crate::command::{Command, TimeStudyAction};
use crate::execute::Online;
use crate::outcome::{Failure, Refused};
use crate::records::{Answer, Records};
use crate::role::Action;
use crate::time_study_setting::{StudyWork, TimeStudyEdition};
use crate::user::User;

/// Days of a week.
const WEEK: u64 = 7;

/// The studies of an office.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimeStudiesPage {
    /// Code of the office.
    pub office: String,
    /// Offices that the reader may look at.
    pub offices: Vec<OfficeCode>,
    /// The studies, the newest first.
    pub studies: Vec<StudyItem>,
    /// Whether the reader may open one.
    pub may_open: bool,
    /// What the policy says of a study that is opened today.
    pub edition: Option<TimeStudyEdition>,
}

/// A study of an office.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StudyItem {
    /// Its identifier.
    pub study: TimeStudyId,
    /// When it was opened.
    pub opened_on: Date,
    /// The first day on which people are asked.
    pub from: Date,
    /// The last one.
    pub until: Date,
    /// How many people it asks.
    pub people: u64,
    /// How many moments were answered.
    pub answers: u64,
    /// Whether its days are over.
    pub is_over: bool,
}

/// A study with its result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimeStudyPage {
    /// The study.
    pub item: StudyItem,
    /// Code of the office.
    pub office: String,
    /// The position of the journal and the lot by which moments are drawn.
    pub draw: (u64, String),
    /// What the policy said when it was opened.
    pub edition: TimeStudyEdition,
    /// What the answers say; none before the days are over, and where too few answered.
    pub result: Option<StudyResult>,
}

/// What the answers of a study say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StudyResult {
    /// Answers that named some work.
    pub answers: u64,
    /// Answers that did not say.
    pub unsaid: u64,
    /// People who named some work at least once.
    pub people: u64,
    /// Kinds of work that enough people named, in the order of the policy.
    pub lines: Vec<StudyLine>,
    /// All others together.
    pub together: Option<StudySum>,
}

/// A kind of work in a result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StudyLine {
    /// The work.
    pub work: StudyWork,
    /// Answers that name it.
    pub answers: u64,
    /// Its share of all time with the interval, in thousandths.
    pub share: (u64, u32, u32),
    /// The cases of the office when the study was opened; none for work without points.
    pub cases: Option<u64>,
    /// Minutes a case and week, in hundredths.
    pub minutes: Option<Estimate>,
    /// Points of one case.
    pub points: Option<u32>,
    /// How many times the points of the first line that has points, in hundredths.
    pub points_ratio: Option<u64>,
    /// How many times its time, in hundredths.
    pub time_ratio: Option<Estimate>,
}

/// Kinds of work together that are not shown one by one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StudySum {
    /// Which.
    pub works: Vec<StudyWork>,
    /// Answers that name one of them.
    pub answers: u64,
    /// Their share of all time with the interval, in thousandths.
    pub share: (u64, u32, u32),
}

/// A moment about which somebody is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NowAsked {
    /// The study.
    pub study: TimeStudyId,
    /// The moment.
    pub asked: Timestamp,
    /// What can be answered.
    pub works: Vec<StudyWork>,
    /// The last day of the study.
    pub until: Date,
}

impl App {
    /// Returns the studies of an office: the reader's own where none is named.
    ///
    /// # Errors
    ///
    /// [`Failure::Denied`]; outages.
    pub fn time_studies(
        &self,
        user: &User,
        office: Option<&OfficeCode>,
    ) -> Result<TimeStudiesPage, Failure> {
        self.require_somewhere(user, Action::ViewTimeStudies)?;
        let offices = match user.role {
            Role::InterregionalHead => user.region_offices.clone(),
            role if App::leads(role) => vec![user.office.clone()],
            _ => self.tables().offices().to_vec(),
        };
        let office = office.or_else(|| offices.first()).ok_or(Failure::NotFound)?.clone();
        let relation = user.relation(&office.0, None, false);
        self.require(user, Action::ViewTimeStudies, relation)?;
        let online = Online::new(self)?;
        let rows = query::time_studies(&online.reader, &office).map_err(Failure::outage)?;
        drop(online);
        let may_open = self.policy().allows(user.role, Action::OpenTimeStudy, relation);
        let edition = self.tables().time_study(self.today()).cloned();
        let studies = rows.into_iter().map(|row| self.study_item(&row)).collect();
        Ok(TimeStudiesPage { office: office.0, offices, studies, may_open, edition })
    }

    fn study_item(&self, row: &TimeStudyRow) -> StudyItem {
        StudyItem {
            study: row.study_id,
            opened_on: row.opened_on,
            from: row.from_on,
            until: row.until_on,
            people: row.people,
            answers: row.answers,
            is_over: row.until_on < self.today(),
        }
    }

    /// Opens a study of an office by a lot that nobody chooses: everybody there who has clients is
    /// asked, and the work that they have in hand is kept with it.
    ///
    /// # Errors
    ///
    /// [`Failure::Denied`], then the words of the wing.
    pub fn open_time_study(
        &self,
        user: &User,
        id: CommandId,
        (office, from): (&OfficeCode, Date),
    ) -> Result<Answer, Failure> {
        self.require(user, Action::OpenTimeStudy, user.relation(&office.0, None, false))?;
        if !self.tables().offices().contains(office) {
            let text = "there is no such office";
            return Err(Refused::new("time-study-office", Some("office"), text).into());
        }
        let online = Online::new(self)?;
        let reader = &online.reader;
        let present = self.present(reader, office)?;
        let candidates = self.candidates(reader, office, &[])?;
        let asked = candidates.iter().filter(|one| one.role.is_supervising());
        let staff: BTreeSet<StaffId> =
            asked.map(|one| one.staff).filter(|staff| present.contains(staff)).collect();
        let mut work: BTreeMap<Piece, u32> = BTreeMap::new();
        let in_hand = self.work_in_hand(reader, &Scope::Office(office.clone()), &[])?;
        for (_, own) in in_hand.into_iter().filter(|(officer, _)| staff.contains(officer)) {
            for (piece, count) in own {
                *work.entry(piece).or_default() += count;
            }
        }
        let position = reader.head().map_err(Failure::outage)?.seq;
        drop(online);
        let opened = Effective::day(self.today(), self.zone());
        let seed = account::new_token().map_err(Failure::outage)?;
        let office = office.clone();
        let open = OpenStudy { opened, office, from, position, seed, staff, work };
        let meta = self.meta(user, id, Purpose::Oversight);
        // A new one takes the command's number, so that a form sent twice is one study.
        let (study, action) = (TimeStudyId(id.0), TimeStudyAction::Open(open));
        self.execute(&meta, &Command::OfTimeStudy { study, action })
    }

    /// Returns a study with its result.
    ///
    /// # Errors
    ///
    /// [`Failure::NotFound`] if there is none; [`Failure::Denied`]; outages.
    pub fn time_study(&self, user: &User, id: TimeStudyId) -> Result<TimeStudyPage, Failure> {
        self.require_somewhere(user, Action::ViewTimeStudies)?;
        let mut online = Online::new(self)?;
        let study = online.time_study(id)?;
        drop(online);
        let opened = study.opened.as_ref().ok_or(Failure::NotFound)?;
        let relation = user.relation(&opened.office.0, None, false);
        self.require(user, Action::ViewTimeStudies, relation)?;
        let item = StudyItem {
            study: id,
            opened_on: opened.opened.on(),
            from: opened.from,
            until: opened.until,
            people: opened.staff.len() as u64,
            answers: study.answers.len() as u64,
            is_over: opened.until < self.today(),
        };
        let edition = self.tables().time_study(item.opened_on).cloned();
        let edition = edition.ok_or_else(|| Failure::defect("a study without its policy"))?;
        let result = match item.is_over {
            true => self.result(&study, opened, &edition)?,
            false => None,
        };
        let draw = (opened.position, opened.seed.clone());
        Ok(TimeStudyPage { item, office: opened.office.0.clone(), draw, edition, result })
    }

    fn result(
        &self,
        study: &TimeStudy,
        opened: &TimeStudyOpened,
        edition: &TimeStudyEdition,
    ) -> Result<Option<StudyResult>, Failure> {
        let said = said(study);
        let answers: u64 = said.values().flat_map(BTreeMap::values).sum();
        let people: BTreeSet<StaffId> = said.values().flat_map(BTreeMap::keys).copied().collect();
        let enough =
            edition.answers_min() as u64 <= answers && edition.people_min() <= people.len();
        if !enough {
            return Ok(None);
        }
        let (mut working, mut day) = (0, opened.from);
        while day <= opened.until {
            let tables = self.tables();
            working += u64::from(tables.calendar().is_working(day).map_err(Failure::defect)?);
            day = day.saturating_add(1.day());
        }
        let people = people.len() as u64;
        let days = u64::try_from((opened.until - opened.from).get_days() + 1).unwrap_or(1);
        let minutes = people * edition.minutes_a_day() * working * WEEK / days;
        let (shown, hidden) = sums(edition.works(), &said, edition.people_min());
        let count = |work: &StudyWork| of_work(&said, &work.code);
        let share = |number: u64| share_permille(number, answers).unwrap_or_default();
        let tables = self.tables();
        let mut lines: Vec<StudyLine> = Vec::new();
        for work in shown {
            let cases = cases(opened, work);
            let sampled = Sampled { answers: count(work), cases: cases.unwrap_or(0) };
            let points = work.piece().map(|one| tables.points_of(&[(one, 1)].into(), self.today()));
            lines.push(StudyLine {
                work: work.clone(),
                answers: sampled.answers,
                share: share(sampled.answers),
                cases,
                minutes: minutes_a_case(sampled, answers, minutes),
                points,
                points_ratio: None,
                time_ratio: None,
            });
        }
        compare(&mut lines);
        let together = (!hidden.is_empty()).then(|| {
            let number = hidden.iter().map(|work| count(work)).sum();
            let works = hidden.iter().map(|work| (*work).clone()).collect();
            StudySum { works, answers: number, share: share(number) }
        });
        let unsaid = study.answers.values().filter(|work| work.is_none()).count() as u64;
        Ok(Some(StudyResult { answers, unsaid, people, lines, together }))
    }

    /// Returns the moment about which the person is asked now, if there is one.
    ///
    /// # Errors
    ///
    /// Outages.
    pub fn time_asked(&self, user: &User) -> Result<Option<NowAsked>, Failure> {
        let today = self.today();
        let may_answer = self.may(user, Action::AnswerTimeStudy);
        if !may_answer || !self.tables().calendar().is_working(today).map_err(Failure::defect)? {
            return Ok(None);
        }
        let online = Online::new(self)?;
        let asking = query::studies_asking(&online.reader, user.staff, today);
        let asking = asking.map_err(Failure::outage)?;
        drop(online);
        for row in asking {
            let tables = self.tables();
            let Some(edition) = tables.time_study(row.opened_on) else { continue };
            let (lot, day) = ((row.seed.as_str(), user.staff), (today, self.zone()));
            let last = row.answered_last_at;
            if let Some(asked) = asked_now(lot, day, &edition.rule(), self.now(), last) {
                let works = edition.works().to_vec();
                let (study, until) = (row.study_id, row.until_on);
                return Ok(Some(NowAsked { study, asked, works, until }));
            }
        }
        Ok(None)
    }

    /// Checks that the person can be asked in a study.
    ///
    /// # Errors
    ///
    /// [`Failure::NotFound`] if there is no such study; [`Failure::Denied`]; outages.
    pub fn require_study(&self, user: &User, study: TimeStudyId) -> Result<(), Failure> {
        self.require_somewhere(user, Action::AnswerTimeStudy)?;
        let mut online = Online::new(self)?;
        let known = online.time_study(study)?;
        drop(online);
        let opened = known.opened.as_ref().ok_or(Failure::NotFound)?;
        let relation = user.relation(&opened.office.0, None, false);
        self.require(user, Action::AnswerTimeStudy, relation)
    }

    /// Records what the person was doing at a moment.
    ///
    /// # Errors
    ///
    /// [`Failure::NotFound`] if there is no such study; [`Failure::Denied`]; then the words of the
    /// wing.
    pub fn answer_time_study(
        &self,
        user: &User,
        id: CommandId,
        (study, answer): (TimeStudyId, AnswerMoment),
    ) -> Result<Answer, Failure> {
        self.require_study(user, study)?;
        let meta = self.meta(user, id, Purpose::Oversight);
        let action = TimeStudyAction::Answer(answer);
        self.execute(&meta, &Command::OfTimeStudy { study, action })
    }
}

/// How often each person named each work.
type Said = BTreeMap<String, BTreeMap<StaffId, u64>>;

fn said(study: &TimeStudy) -> Said {
    let mut said = Said::new();
    for ((staff, _), work) in &study.answers {
        if let Some(work) = work {
            *said.entry(work.clone()).or_default().entry(*staff).or_default() += 1;
        }
    }
    said
}

fn of_work(said: &Said, code: &str) -> u64 {
    said.get(code).map_or(0, |own| own.values().sum())
}

/// The cases of a kind of work when a study was opened.
fn cases(opened: &TimeStudyOpened, work: &StudyWork) -> Option<u64> {
    work.kind?;
    let holds = |one: &&StudiedWork| {
        work.holds(&Piece { kind: one.kind, domain: one.domain, risk: one.risk })
    };
    Some(opened.work.iter().filter(holds).map(|one| u64::from(one.count)).sum())
}

/// Says of each line how many times the first one it is, by points and by time.
fn compare(lines: &mut [StudyLine]) {
    let sampled =
        |line: &StudyLine| Sampled { answers: line.answers, cases: line.cases.unwrap_or(0) };
    let is_measure = |line: &&StudyLine| {
        line.points.is_some_and(|points| points > 0) && line.answers > 0 && line.cases > Some(0)
    };
    let Some((points, first)) = lines
        .iter()
        .find(is_measure)
        .and_then(|line| line.points.map(|points| (u64::from(points), sampled(line))))
    else {
        return;
    };
    for line in lines {
        line.points_ratio = line.points.map(|own| (u64::from(own) * 200 + points) / (points * 2));
        line.time_ratio = ratio(sampled(line), first);
    }
}

/// Parts the kinds of work into those that are shown one by one and those that are shown together.
///
/// What fewer than `people_min` people named is shown together; where these are fewer in all as well,
/// or only one kind of work, which would be what all others leave, another joins them: what fewest
/// people named, rather one without points than one with, and what was named least.
fn sums<'a>(
    works: &'a [StudyWork],
    said: &Said,
    people_min: usize,
) -> (Vec<&'a StudyWork>, Vec<&'a StudyWork>) {
    let people = |work: &StudyWork| said.get(&work.code).map_or(0, BTreeMap::len);
    let is_few = |work: &StudyWork| (1..people_min).contains(&people(work));
    let (mut hidden, mut shown): (Vec<&StudyWork>, Vec<&StudyWork>) =
        works.iter().partition(|work| is_few(work));
    let all = |hidden: &[&StudyWork]| {
        let named = hidden.iter().filter_map(|work| said.get(&work.code));
        named.flat_map(BTreeMap::keys).collect::<BTreeSet<_>>().len()
    };
    while !hidden.is_empty() && (hidden.len() < 2 || all(&hidden) < people_min) {
        let named = shown.iter().enumerate().filter(|(_, work)| people(work) > 0);
        let least =
            |work: &StudyWork| (people(work), work.kind.is_some(), of_work(said, &work.code));
        let Some((place, _)) = named.min_by_key(|(_, work)| least(work)) else { break };
        hidden.push(shown.remove(place));
    }
    (shown, hidden)
}

#[cfg(test)]
mod tests;
