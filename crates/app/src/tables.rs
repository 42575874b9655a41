//! The tables in force: law, calendar, codes, forms, indicators, competences, standards.
//!
//! They are read from a set of texts: those that the journal published, or, in an empty journal,
//! those that the binary carries and that its first command publishes. Every decision and
//! projection reads them.

use std::sync::Arc;

use bagyt_academy::competence::Framework;
use bagyt_academy::need::{self, Rule as NeedRule};
use bagyt_casework::case::Case;
use bagyt_casework::codes::{ProsecutorActKind, Role};
use bagyt_casework::task::PutOffDays;
use bagyt_casework::workload::{self, Piece};
use bagyt_cooperation::standard::Standard;
use bagyt_core::effective::{Effective, Zone};
use bagyt_core::identity::OfficeCode;
use bagyt_core::law::{Calendar, Happening, Kind, Pack, Row, Subject, Unit, clocks};
use bagyt_core::table::TablePublished;
use bagyt_exchange::codes::{Codes, Measure};
use bagyt_exchange::message::judgment::Sentence;
use bagyt_exchange::message::term::{Bounds, Term, TermQuestion};
use bagyt_exchange::person::Names;
use bagyt_exchange::view::PostingKey;
use bagyt_measure::indicator::{self, Indicator};
use bagyt_paper::{Fonts, Form};
use jiff::Timestamp;
use jiff::civil::Date;

use crate::abroad_setting::{AbroadEdition, AbroadSettings};
use crate::access_setting::AccessSettings;
use crate::comparison_setting::ComparisonSettings;
use crate::deputy_setting::DeputySettings;
use crate::law::Country;
use crate::monitoring_setting::MonitoringSettings;
use crate::outcome::Refused;
use crate::oversight_setting::{OversightEdition, OversightSettings};
use crate::prosecutor_setting::ProsecutorSettings;
use crate::reminder_setting::ReminderSettings;
use crate::support_setting::{ReferralSetting, SupportSettings};
use crate::table_set::{AGENCIES, CALENDAR, TableFault, TableSet, borrowed};
use crate::task_setting::TaskSettings;
use crate::time_study_setting::{TimeStudyEdition, TimeStudySettings};
use crate::upload_setting::UploadSettings;
use crate::workload::Counted;
use crate::workload_setting::{WorkloadEdition, WorkloadSettings};

/// The tables of an installation.
pub struct Tables {
    country: Country,
    pack: Pack,
    calendar: Calendar,
    codes: Codes,
    offices: Vec<OfficeCode>,
    forms: Vec<Form>,
    fonts: Arc<Fonts>,
    indicators: Vec<Indicator>,
    framework: Framework,
    need_rules: Vec<NeedRule>,
    standards: Vec<Standard>,
    access: AccessSettings,
    tasks: TaskSettings,
    support: SupportSettings,
    reminders: ReminderSettings,
    workload: WorkloadSettings,
    oversight: OversightSettings,
    comparison: ComparisonSettings,
    prosecutor: ProsecutorSettings,
    time_study: TimeStudySettings,
    deputies: DeputySettings,
    abroad: AbroadSettings,
    monitoring: MonitoringSettings,
    uploads: UploadSettings,
    posting_key: PostingKey,
    published: Vec<TablePublished>,
}

impl Tables {
    /// Reads the tables of a country that this program carries.
    ///
    /// # Errors
    ///
    /// [`TableFault`] if one of them cannot be read.
    pub fn load(country: Country, posting_key: PostingKey) -> Result<Tables, TableFault> {
        Tables::of(&TableSet::of_program(country)?, posting_key)
    }

    /// Reads a set of tables.
    ///
    /// # Errors
    ///
    /// [`TableFault`] naming the first table that cannot be read.
    pub fn of(set: &TableSet, posting_key: PostingKey) -> Result<Tables, TableFault> {
        let fonts = Fonts::bundled().map_err(|error| TableFault::new("fonts", error))?;
        Tables::with_fonts(set, posting_key, Arc::new(fonts))
    }

    /// Reads another set of tables of the same installation.
    ///
    /// # Errors
    ///
    /// As [`Tables::of`].
    pub(crate) fn again(&self, set: &TableSet) -> Result<Tables, TableFault> {
        Tables::with_fonts(set, self.posting_key.clone(), Arc::clone(&self.fonts))
    }

    fn with_fonts(
        set: &TableSet,
        posting_key: PostingKey,
        fonts: Arc<Fonts>,
    ) -> Result<Tables, TableFault> {
        let pack = set.pack()?;
        let calendar = pack.calendar();
        let calendar = one(set, &format!("{CALENDAR}/{calendar}"), |text| {
            Calendar::parse(&format!("{calendar}.toml"), text)
        })?;
        let agencies = format!("{AGENCIES}/{}", set.country().code());
        let codes = Codes::parse(&borrowed(&set.within(&agencies)))
            .map_err(|errors| TableFault::new(&agencies, join(&errors)))?;
        let framework = one(set, "curriculum/competences", Framework::parse)?;
        let need_rules = one(set, "curriculum/needs", |text| need::parse_rules(text, &framework))?;
        let indicators = each(set, "indicators", indicator::parse)?.concat();
        indicator::check(&indicators).map_err(|error| TableFault::new("indicators", error))?;
        Ok(Tables {
            country: set.country(),
            calendar,
            offices: codes.offices.values().map(|office| office.code.clone()).collect(),
            codes,
            pack,
            forms: each(set, "forms", Form::parse)?,
            fonts,
            indicators,
            need_rules,
            framework,
            standards: each(set, "standards", Standard::parse)?,
            access: one(set, "policy/access", AccessSettings::parse)?,
            tasks: one(set, "policy/tasks", TaskSettings::parse)?,
            support: one(set, "policy/support", SupportSettings::parse)?,
            reminders: one(set, "policy/reminders", ReminderSettings::parse)?,
            workload: one(set, "policy/workload", WorkloadSettings::parse)?,
            oversight: one(set, "policy/oversight", OversightSettings::parse)?,
            comparison: one(set, "policy/comparison", ComparisonSettings::parse)?,
            prosecutor: one(set, "policy/prosecutor", ProsecutorSettings::parse)?,
            deputies: one(set, "policy/deputies", DeputySettings::parse)?,
            abroad: one(set, "policy/abroad", AbroadSettings::parse)?,
            time_study: one(set, "policy/time_study", TimeStudySettings::parse)?,
            uploads: one(set, "policy/uploads", UploadSettings::parse)?,
            monitoring: one(set, "policy/monitoring", MonitoringSettings::parse)?,
            posting_key,
            published: set.tables().map(|table| table.published.clone()).collect(),
        })
    }

    /// The country of the law.
    pub fn country(&self) -> Country {
        self.country
    }

    /// The law rows.
    pub fn pack(&self) -> &Pack {
        &self.pack
    }

    /// The working days.
    pub fn calendar(&self) -> &Calendar {
        &self.calendar
    }

    /// Offices, courts, measures, articles, obligations.
    pub fn codes(&self) -> &Codes {
        &self.codes
    }

    /// The offices' zone.
    pub fn zone(&self) -> Zone {
        self.pack.zone()
    }

    /// Codes of all offices.
    pub fn offices(&self) -> &[OfficeCode] {
        &self.offices
    }

    /// Codes of all places where somebody may have a post: offices, departments, headquarters.
    pub fn posts(&self) -> Vec<OfficeCode> {
        let departments = self.codes.departments.keys().cloned().map(OfficeCode);
        let headquarters = std::iter::once(OfficeCode(self.codes.service.code.clone()));
        self.offices.iter().cloned().chain(departments).chain(headquarters).collect()
    }

    /// Codes of all courts: where clerks have their posts.
    pub fn courts(&self) -> Vec<OfficeCode> {
        self.codes.courts.keys().cloned().map(OfficeCode).collect()
    }

    /// Whether an office is under the interregional department of somebody's post: of the office
    /// where the person works, or the department itself.
    pub(crate) fn is_one_region(&self, post: &OfficeCode, office: &OfficeCode) -> bool {
        self.codes.departments.keys().any(|department| {
            let offices = self.offices_of_department(department);
            offices.contains(office) && (post.0 == *department || offices.contains(post))
        })
    }

    /// Offices of an interregional department, by its code; none for another code.
    pub fn offices_of_department(&self, department: &str) -> Vec<OfficeCode> {
        let regions = &self.codes.regions;
        self.codes
            .offices
            .values()
            .filter(|office| {
                regions.get(&office.region).is_some_and(|region| region.department == department)
            })
            .map(|office| office.code.clone())
            .collect()
    }

    /// The dated forms.
    pub fn forms(&self) -> &[Form] {
        &self.forms
    }

    /// The fonts of papers.
    pub fn fonts(&self) -> &Fonts {
        &self.fonts
    }

    /// Definitions of tables.
    pub fn indicators(&self) -> &[Indicator] {
        &self.indicators
    }

    /// Competences.
    pub fn framework(&self) -> &Framework {
        &self.framework
    }

    /// Which weakness points to which competence.
    pub fn need_rules(&self) -> &[NeedRule] {
        &self.need_rules
    }

    /// Standards and their rules.
    pub fn standards(&self) -> &[Standard] {
        &self.standards
    }

    /// In how many days a prosecutor's act is answered that states no day; none before the first
    /// edition.
    pub(crate) fn prosecutor_days(&self, kind: ProsecutorActKind, on: Date) -> Option<i64> {
        self.prosecutor.on(on).map(|edition| edition.days(kind))
    }

    /// From how many decided time limits on an office is compared by itself on a day; from one before
    /// the first edition.
    pub fn decided_min(&self, on: Date) -> u64 {
        self.comparison.on(on).map_or(1, |edition| edition.decided_min())
    }

    /// For how many days somebody can be deputy of an office from a day on; none before the first
    /// edition.
    pub(crate) fn deputy_days(&self, on: Date) -> Option<u16> {
        self.deputies.on(on).map(|edition| edition.days_most())
    }

    /// By when steps of a request to another state are awaited that are taken on a day.
    ///
    /// # Errors
    ///
    /// Refused with `no-abroad-setting` for a day before the first edition.
    pub(crate) fn abroad_setting(&self, on: Date) -> Result<&AbroadEdition, Refused> {
        self.abroad.on(on).ok_or_else(|| {
            let text = format!("policy/abroad.toml says nothing of requests on {on}");
            Refused::new("no-abroad-setting", None, &text).with("on", on)
        })
    }

    /// What is asked in time studies that are opened on a day; nothing before the first edition.
    pub fn time_study(&self, on: Date) -> Option<&TimeStudyEdition> {
        self.time_study.on(on)
    }

    /// What is asked of samples of oversight on a day; nothing before the first edition.
    pub fn oversight(&self, on: Date) -> Option<&OversightEdition> {
        self.oversight.on(on)
    }

    /// What work weighs and what one person can carry on a day; nothing before the first edition.
    pub fn workload(&self, on: Date) -> Option<&WorkloadEdition> {
        self.workload.on(on)
    }

    /// Points of work in hand.
    pub(crate) fn points_of(&self, work: &Counted, on: Date) -> u32 {
        let Some(edition) = self.workload(on) else { return 0 };
        let each = |(piece, count): (&Piece, &u32)| {
            edition.points(piece.kind, piece.domain, piece.risk).saturating_mul(*count)
        };
        work.iter().map(each).fold(0, u32::saturating_add)
    }

    /// Points of a case as it stands, once somebody has it.
    pub(crate) fn points_in_hand(&self, case: &Case, on: Date) -> u32 {
        let mut work = Counted::new();
        for piece in workload::pieces_once_allocated(case) {
            *work.entry(piece).or_default() += 1;
        }
        self.points_of(&work, on)
    }

    /// Points of a post in full time.
    pub(crate) fn target(&self, role: Role, on: Date) -> u32 {
        self.workload(on).map_or(0, |edition| edition.target(role))
    }

    /// For how many hours a restricted case stays open to somebody who broke its glass.
    ///
    /// # Errors
    ///
    /// Refused with `no-access-setting` for a day before the first setting.
    pub(crate) fn break_glass_hours(&self, on: Date) -> Result<i64, Refused> {
        self.access.break_glass_hours(on).ok_or_else(|| {
            let text = format!("policy/access.toml says nothing of broken glass on {on}");
            Refused::new("no-access-setting", None, &text).with("on", on)
        })
    }

    /// For how long a piece of work may be put off.
    ///
    /// # Errors
    ///
    /// Refused with `no-task-setting` for a day before the first setting.
    pub(crate) fn put_off_days(&self, on: Date) -> Result<PutOffDays, Refused> {
        self.tasks.put_off_days(on).ok_or_else(|| {
            let text = format!("policy/tasks.toml says nothing of work put off on {on}");
            Refused::new("no-task-setting", None, &text).with("on", on)
        })
    }

    /// In how many days the steps of a referral are awaited.
    ///
    /// # Errors
    ///
    /// Refused with `no-support-setting` for a day before the first setting.
    pub(crate) fn referral_setting(&self, on: Date) -> Result<ReferralSetting, Refused> {
        self.support.referral(on).ok_or_else(|| {
            let text = format!("policy/support.toml says nothing of referrals on {on}");
            Refused::new("no-support-setting", None, &text).with("on", on)
        })
    }

    /// What people may hand in as a file.
    pub(crate) fn uploads(&self) -> &UploadSettings {
        &self.uploads
    }

    /// When somebody looks at what a monitoring centre says.
    pub(crate) fn monitoring(&self) -> &MonitoringSettings {
        &self.monitoring
    }

    /// How the help that clients get is followed.
    pub(crate) fn support(&self) -> &SupportSettings {
        &self.support
    }

    /// For how many days a prompt stands in the day.
    pub(crate) fn prompt_days(&self, on: Date) -> i64 {
        self.tasks.prompt_days(on)
    }

    /// For how many days a message stands in the day of its officer.
    pub(crate) fn message_days(&self, on: Date) -> i64 {
        self.tasks.message_days(on)
    }

    /// When clients are reminded of appointments, and in which words.
    pub(crate) fn reminders(&self) -> &ReminderSettings {
        &self.reminders
    }

    /// The name that a national number is claimed by.
    pub fn number_claim(&self, national_no: &str) -> String {
        self.posting_key.number_claim(national_no)
    }

    /// The keyed hash of the number of a device; how the number is spelt makes no difference.
    pub(crate) fn device_token(&self, serial: &str) -> String {
        let plain: String = serial.chars().filter(|one| one.is_alphanumeric()).collect();
        let what = format!("device|{}", plain.to_uppercase());
        self.posting_key.number_claim(&what).trim_start_matches("pin:").to_owned()
    }

    /// The name that a court's act about one person is claimed by: court, number and person, so
    /// that co-defendants may share a number and one act cannot open two cases.
    pub fn act_claim(&self, sentence: &Sentence) -> String {
        let subject = &sentence.subject;
        let number = subject.national_no.as_ref().map(|number| number.as_str());
        let who = who(number, &subject.names, subject.birth_on);
        self.act_claim_of(&sentence.court, &sentence.case_number, &who)
    }

    /// The same name for an act that stands in an old register.
    pub fn act_claim_of(&self, court: &str, number: &str, who: &str) -> String {
        let what = format!("{court}|{number}|{who}");
        self.posting_key.number_claim(&what).replacen("pin:", "act:", 1)
    }

    /// The office of the region in which a court sits, for people of no known residence.
    pub fn office_of_court(&self, court: &str) -> Option<OfficeCode> {
        let region = &self.codes.courts.get(court)?.region;
        let mut offices = self.codes.offices.values();
        offices.find(|office| office.region == *region).map(|office| office.code.clone())
    }

    /// What a row of the law allows for the length of a measure.
    pub fn bounds(&self, question: &TermQuestion<'_>) -> Option<Bounds> {
        let row = self.pack.edition(question.row, question.passed_on).ok()?;
        Some(match row.kind {
            Kind::Minimum => Bounds { least: row.limit, most: None },
            Kind::Range => Bounds { least: row.minimum, most: row.limit },
            _ => Bounds { least: None, most: row.limit },
        })
    }

    /// The last day of a term; of one counted in hours of work, the day by which they are done at
    /// the least pace of the law.
    pub fn last_day(&self, measure: &Measure, term: &Term, from: Date) -> Date {
        let row = measure.pace_row.as_ref().and_then(|row| self.pack.edition(row, from).ok());
        let pace = row.and_then(|row| Some((row.limit?.number, row.per?)));
        match pace {
            Some((hours, per)) if per.unit == Unit::Months && term.hours > 0 => {
                term.last_day_at_pace(from, hours, per.number)
            }
            _ => term.last_day(from),
        }
    }

    /// The exclusive end of a row's time that starts with an event.
    pub fn due(&self, row: &Row, event: Effective) -> Option<Timestamp> {
        let subject = Subject {
            domain: bagyt_core::law::Domain::NonCustodial,
            measure: "",
            groups: &[],
            offence_on: None,
            term: None,
            freed: &[],
        };
        let name = row.starts_on.first()?;
        let happenings = [Happening { name, at: event, version: 1, about: None }];
        let clocks = clocks(&self.pack, &self.calendar, &subject, &happenings).ok()?;
        clocks.iter().find(|clock| clock.code() == row.code).map(|clock| clock.due)
    }

    /// Names and digests of the tables, in the order in which they are published.
    pub fn published(&self) -> &[TablePublished] {
        &self.published
    }
}

/// Tells one person from another within one act.
pub(crate) fn who(national_no: Option<&str>, names: &Names, birth_on: Option<Date>) -> String {
    match national_no {
        Some(number) => number.to_owned(),
        None => format!("{} {birth_on:?}", names.display()),
    }
}

fn needed<'s>(set: &'s TableSet, name: &str) -> Result<&'s str, TableFault> {
    let found = set.find(name).map(|table| &*table.text);
    found.ok_or_else(|| TableFault::new(name, "there is no such table"))
}

/// Reads the one table of a name.
fn one<T, E: ToString>(
    set: &TableSet,
    name: &str,
    read: impl FnOnce(&str) -> Result<T, E>,
) -> Result<T, TableFault> {
    read(needed(set, name)?).map_err(|error| TableFault::new(name, error))
}

/// Reads each table of a folder.
fn each<T, E: ToString>(
    set: &TableSet,
    folder: &str,
    read: impl Fn(&str) -> Result<T, E>,
) -> Result<Vec<T>, TableFault> {
    let read = |(file, text): (String, &str)| {
        let name = format!("{folder}/{}", file.trim_end_matches(".toml"));
        read(text).map_err(|error| TableFault::new(&name, error))
    };
    set.within(folder).into_iter().map(read).collect()
}

fn join<E: ToString>(errors: &[E]) -> String {
    errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}
