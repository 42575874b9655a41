//! Samples of oversight: what is to be drawn, which files wait for the head, and the scores of the
//! office and of its officers.

use std::collections::{BTreeMap, BTreeSet};

use bagyt_casework::codes::FileAnswer;
use bagyt_casework::oversight::{AnswerSample, DrawSample, Sample};
use bagyt_core::command::Purpose;
use bagyt_core::effective::Effective;
use bagyt_core::identity::{CaseId, CommandId, OfficeCode, StaffId};
use bagyt_core::month::{month_code, month_of};
use bagyt_store::query::{self, SampleRow, Scope};
use jiff::civil::Date;

use super::CaseRow;
use super::today::{Asked, TodayItem, TodayKind};
use crate::App;
use crate::account;
use crate::command::Command;
use crate::execute::Online;
use crate::outcome::{Failure, Refused};
use crate::oversight_setting::FileQuestion;
use crate::policy::Relation;
use crate::records::{Answer, Records};
use crate::role::{Action, Role};
use crate::staffing::{StaffAct, relation_to_staff};
use crate::user::User;

/// For how many months back samples are listed and scores counted.
const MONTHS: i64 = 12;

/// Samples of an office.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OversightPage {
    /// Code of the office.
    pub office: String,
    /// Offices that the reader may look at.
    pub offices: Vec<OfficeCode>,
    /// The month of today.
    pub month: i64,
    /// Officers whose sample of the month the reader can still draw.
    pub to_draw: usize,
    /// Files that wait, the earliest day first; then those that were looked at, the newest first.
    pub files: Vec<FileItem>,
    /// Scores of the officers and, last, of the office.
    pub scores: Vec<FileScore>,
}

/// A file of a sample.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileItem {
    /// Whose.
    pub staff: StaffId,
    /// Names of the officer.
    pub officer: String,
    /// The case.
    pub row: CaseRow,
    /// The month.
    pub month: i64,
    /// The last day on which it is to be looked at.
    pub answer_by: Date,
    /// Days from today to that day.
    pub days_left: i64,
    /// When it was looked at.
    pub answered_on: Option<Date>,
    /// The score in thousandths.
    pub score_permille: Option<i64>,
    /// Version of the sample in the stream of the member of staff.
    pub version: u32,
}

/// The mean score of files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileScore {
    /// Whose; nothing for the office as a whole.
    pub staff: Option<StaffId>,
    /// Names; empty for the office.
    pub name: String,
    /// Files that were looked at and have a score.
    pub files: u32,
    /// The mean in thousandths, rounded to the nearest; none without files.
    pub mean_permille: Option<i64>,
}

/// A file of a sample with what is asked about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SampledFilePage {
    /// The file.
    pub item: FileItem,
    /// The questions of the day of the draw.
    pub questions: Vec<FileQuestion>,
    /// The answers, once somebody looked.
    pub answers: BTreeMap<String, FileAnswer>,
    /// What was found.
    pub words: String,
    /// Position of the journal, lot and number of cases of the draw.
    pub draw: (u64, String, u32),
    /// Whether the reader may answer.
    pub may_answer: bool,
}

impl App {
    /// Returns the samples of an office of the last year: the reader's own where none is named.
    ///
    /// # Errors
    ///
    /// [`Failure::Denied`]; outages.
    pub fn oversight(
        &self,
        user: &User,
        office: Option<&OfficeCode>,
    ) -> Result<OversightPage, Failure> {
        let offices = match user.role {
            Role::InterregionalHead => user.region_offices.clone(),
            _ => vec![user.office.clone()],
        };
        let office = office.or_else(|| offices.first()).ok_or(Failure::NotFound)?.clone();
        self.require(user, Action::OverseeFiles, user.relation(&office.0, None, false))?;
        let online = Online::new(self)?;
        let month = month_of(self.today());
        let rows = self.samples_of(user, &online, &office, month + 1 - MONTHS)?;
        let to_draw = self.officers_to_draw(user, &online, &office)?.len();
        let mut files = self.files(user, &online, &rows)?;
        drop(online);
        let subjects = files.iter().map(|one| one.row.case.stream());
        self.log_access(user, Purpose::Oversight, "oversight", subjects)?;
        let scores = scores(&files);
        files.sort_by_key(|one| (one.answered_on.is_some(), one.answer_by, one.row.case));
        Ok(OversightPage { office: office.0, offices, month, to_draw, files, scores })
    }

    fn samples_of(
        &self,
        user: &User,
        online: &Online<'_>,
        office: &OfficeCode,
        from_month: i64,
    ) -> Result<Vec<SampleRow>, Failure> {
        let scope = Scope::Office(office.clone());
        let except = user.unknown_cases();
        query::samples(&online.reader, &scope, &except, from_month).map_err(Failure::outage)
    }

    fn files(
        &self,
        user: &User,
        online: &Online<'_>,
        rows: &[SampleRow],
    ) -> Result<Vec<FileItem>, Failure> {
        let reader = &online.reader;
        let mut names: BTreeMap<StaffId, String> = BTreeMap::new();
        let mut files = Vec::new();
        for row in rows {
            let case = query::case_by_id(reader, row.case_id).map_err(Failure::outage)?;
            let Some(shown) = case.and_then(|case| self.shown(user, &case)) else { continue };
            let officer = match names.get(&row.staff_id) {
                Some(name) => name.clone(),
                None => {
                    let posts = query::staff_by_id(reader, row.staff_id);
                    let post = posts.map_err(Failure::outage)?.into_iter().next_back();
                    let name = post.map(|post| post.name).unwrap_or_default();
                    names.insert(row.staff_id, name.clone());
                    name
                }
            };
            files.push(FileItem {
                staff: row.staff_id,
                officer,
                row: shown,
                month: row.month,
                answer_by: row.answer_by,
                days_left: self.days_left(row.answer_by),
                answered_on: row.answered_on,
                score_permille: row.score_permille,
                version: row.version,
            });
        }
        Ok(files)
    }

    /// Officers of an office with open cases of which the reader may know, whose sample of this
    /// month is not drawn; never the reader.
    fn officers_to_draw(
        &self,
        user: &User,
        online: &Online<'_>,
        office: &OfficeCode,
    ) -> Result<BTreeSet<StaffId>, Failure> {
        if self.tables().oversight(self.today()).is_none() {
            return Ok(BTreeSet::new());
        }
        let reader = &online.reader;
        let month = month_of(self.today());
        let scope = Scope::Office(office.clone());
        // A sample of cases that the reader may not know is drawn all the same.
        let drawn = query::samples(reader, &scope, &[], month).map_err(Failure::outage)?;
        let drawn: BTreeSet<StaffId> = drawn.into_iter().map(|row| row.staff_id).collect();
        let present = self.present(reader, office)?;
        let in_hand = query::cases_in_hand(reader, &scope, &user.unknown_cases());
        let officers = in_hand.map_err(Failure::outage)?.into_iter().map(|group| group.officer);
        let is_to_draw = |officer: &StaffId| {
            *officer != user.staff && present.contains(officer) && !drawn.contains(officer)
        };
        Ok(officers.filter(is_to_draw).collect())
    }

    /// The open cases of which the reader may know, of each officer whose sample is to be drawn.
    fn pools(
        &self,
        user: &User,
        online: &Online<'_>,
        office: &OfficeCode,
    ) -> Result<BTreeMap<StaffId, Vec<CaseId>>, Failure> {
        let officers = self.officers_to_draw(user, online, office)?;
        let mut pools: BTreeMap<StaffId, Vec<CaseId>> = BTreeMap::new();
        if officers.is_empty() {
            return Ok(pools);
        }
        let filter = query::CaseFilter {
            statuses: vec!["active".to_owned(), "suspended".to_owned()],
            except: user.unknown_cases(),
            ..query::CaseFilter::all(Scope::Office(office.clone()))
        };
        let page = query::Page::first(query::ROWS_MAX);
        let listed = query::cases(&online.reader, &filter, query::CaseOrder::Number, page);
        for case in listed.map_err(Failure::outage)?.rows {
            if let Some(officer) = case.officer.filter(|one| officers.contains(one)) {
                pools.entry(officer).or_default().push(case.case_id);
            }
        }
        Ok(pools)
    }

    /// Draws the samples of this month in an office, by a lot that nobody chooses.
    ///
    /// # Errors
    ///
    /// [`Failure::Denied`]; refused with `sample-all-drawn` where nothing is left to draw; outages.
    pub fn draw_samples(
        &self,
        user: &User,
        id: CommandId,
        office: &OfficeCode,
    ) -> Result<Answer, Failure> {
        self.require(user, Action::OverseeFiles, user.relation(&office.0, None, false))?;
        let online = Online::new(self)?;
        let pools = self.pools(user, &online, office)?;
        let position = online.reader.head().map_err(Failure::outage)?.seq;
        drop(online);
        if pools.is_empty() {
            let text = "the samples of this month are drawn";
            return Err(Refused::new("sample-all-drawn", None, text).into());
        }
        let seed = account::new_token().map_err(Failure::outage)?;
        let month = month_code(month_of(self.today()));
        let drawn = Effective::day(self.today(), self.zone());
        let act = |(staff, pool): (StaffId, Vec<CaseId>)| {
            let (month, seed) = (month.clone(), seed.clone());
            (staff, StaffAct::DrawSample(DrawSample { month, drawn, position, seed, pool }))
        };
        let acts = pools.into_iter().map(act).collect();
        let meta = self.meta(user, id, Purpose::Oversight);
        self.execute(&meta, &Command::OfSeveral(acts))
    }

    /// Returns a file of a sample with what is asked about it.
    ///
    /// # Errors
    ///
    /// [`Failure::NotFound`] and [`Failure::Denied`]; outages.
    pub fn sampled_file(
        &self,
        user: &User,
        (staff, version): (StaffId, u32),
        case: CaseId,
    ) -> Result<SampledFilePage, Failure> {
        let mut online = Online::new(self)?;
        let known = online.staff(staff)?.ok_or(Failure::NotFound)?;
        let relation = relation_to_staff(user, &known);
        self.require(user, Action::OverseeFiles, Relation { own_act: false, ..relation })?;
        let of = |sample: &&Sample| sample.mark.version == version;
        let sample = known.samples.iter().find(of).ok_or(Failure::NotFound)?;
        let file = sample.files.iter().find(|file| file.case == case).ok_or(Failure::NotFound)?;
        if user.own_access.excluded.contains(&case) {
            return Err(Failure::NotFound);
        }
        let finding = file.finding.as_ref();
        let row = SampleRow {
            staff_id: staff,
            office: OfficeCode(String::new()),
            month: month_of(sample.mark.on),
            case_id: case,
            drawn_on: sample.mark.on,
            answer_by: sample.answer_by,
            answered_on: finding.map(|one| one.mark.on),
            score_permille: finding.and_then(|one| one.score_permille).map(i64::from),
            version,
        };
        let item = self.files(user, &online, &[row])?.pop().ok_or(Failure::NotFound)?;
        drop(online);
        self.log_access(user, Purpose::Oversight, "sampled-file", [case.stream()])?;
        let tables = self.tables();
        let edition = tables.oversight(sample.mark.on);
        let may = self.policy().allows(user.role, Action::OverseeFiles, relation);
        Ok(SampledFilePage {
            questions: edition.map(|one| one.questions().to_vec()).unwrap_or_default(),
            answers: finding.map(|one| one.answers.clone()).unwrap_or_default(),
            words: finding.map(|one| one.words.clone()).unwrap_or_default(),
            draw: (sample.position, sample.seed.clone(), sample.pool),
            may_answer: may && finding.is_none(),
            item,
        })
    }

    /// Says what was found in a file of a sample.
    ///
    /// # Errors
    ///
    /// As [`App::sampled_file`], then the words of the wing.
    pub fn answer_file(
        &self,
        user: &User,
        id: CommandId,
        staff: StaffId,
        answer: AnswerSample,
    ) -> Result<Answer, Failure> {
        self.sampled_file(user, (staff, answer.sample), answer.case)?;
        let mut online = Online::new(self)?;
        let known = online.staff(staff)?.ok_or(Failure::NotFound)?;
        drop(online);
        self.require(user, Action::OverseeFiles, relation_to_staff(user, &known))?;
        let meta = self.meta(user, id, Purpose::Oversight);
        let act = StaffAct::AnswerSample(answer);
        self.execute(&meta, &Command::OfStaff { staff, act })
    }

    /// Adds the samples that are to be drawn and the files that wait, to the day of a head.
    pub(super) fn add_samples(
        &self,
        asked: &Asked<'_>,
        items: &mut Vec<TodayItem>,
    ) -> Result<(), Failure> {
        let (user, online) = (asked.user, asked.online);
        let (zone, today) = (self.zone(), self.today());
        if !self.officers_to_draw(user, online, &user.office)?.is_empty() {
            let at = zone.start_of(today);
            items.push(self.item_without_case(TodayKind::SampleToDraw, at, today));
        }
        let rows = self.samples_of(user, online, &user.office, month_of(today) + 1 - MONTHS)?;
        let open = |row: &SampleRow| row.answered_on.is_none() && row.staff_id != user.staff;
        let rows: Vec<SampleRow> = rows.into_iter().filter(open).collect();
        for file in self.files(user, online, &rows)? {
            let (on, at) = (file.answer_by, zone.start_of(file.answer_by));
            let item = self.item_without_case(TodayKind::Sample, at, on);
            items.push(TodayItem {
                case: Some(file.row.case),
                name: file.row.name,
                version: file.version,
                subject: Some(file.staff.0),
                detail: file.officer,
                ..item
            });
        }
        Ok(())
    }
}

/// The mean scores of the officers, then of the office.
fn scores(files: &[FileItem]) -> Vec<FileScore> {
    let mut of: BTreeMap<StaffId, (String, Vec<i64>)> = BTreeMap::new();
    for file in files {
        let own = of.entry(file.staff).or_insert_with(|| (file.officer.clone(), Vec::new()));
        own.1.extend(file.score_permille);
    }
    let mean = |scores: &[i64]| {
        let count = i64::try_from(scores.len()).unwrap_or(i64::MAX);
        (count > 0).then(|| (scores.iter().sum::<i64>() + count / 2) / count)
    };
    let number = |scores: &[i64]| u32::try_from(scores.len()).unwrap_or(u32::MAX);
    let all: Vec<i64> = of.values().flat_map(|(_, scores)| scores.iter().copied()).collect();
    let own = of.iter().map(|(staff, (name, scores))| FileScore {
        staff: Some(*staff),
        name: name.clone(),
        files: number(scores),
        mean_permille: mean(scores),
    });
    let whole = FileScore {
        staff: None,
        name: String::new(),
        files: number(&all),
        mean_permille: mean(&all),
    };
    own.chain(std::iter::once(whole)).collect()
}
