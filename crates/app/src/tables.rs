//! The tables in force: law, calendar, codes, forms, indicators, competences, standards.
//!
//! They are read once, from what the binary carries, and published into the journal when the
//! record is opened; every decision and projection reads them.

use bagyt_academy::competence::Framework;
use bagyt_academy::need::{self, Rule as NeedRule};
use bagyt_casework::allocation::CaseWeights;
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
use sha2::{Digest, Sha256};

use crate::access_setting::AccessSettings;
use crate::embedded::{self, File, Folder};
use crate::law::Country;
use crate::outcome::Refused;

/// Points of a case by risk: what caseloads are compared by.
const WEIGHTS: CaseWeights = CaseWeights { unassessed: 3, low: 2, medium: 3, high: 5 };

/// The tables of an installation.
pub struct Tables {
    country: Country,
    pack: Pack,
    calendar: Calendar,
    codes: Codes,
    offices: Vec<OfficeCode>,
    forms: Vec<Form>,
    fonts: Fonts,
    indicators: Vec<Indicator>,
    framework: Framework,
    need_rules: Vec<NeedRule>,
    standards: Vec<Standard>,
    access: AccessSettings,
    posting_key: PostingKey,
    published: Vec<(TablePublished, &'static str)>,
}

/// A table that the binary carries cannot be read: a fault of the build.
#[derive(Debug, thiserror::Error)]
#[error("the tables of this program cannot be read: {reason}")]
pub struct TablesError {
    /// What is wrong, line by line.
    reason: String,
}

fn unreadable(reason: impl ToString) -> TablesError {
    TablesError { reason: reason.to_string() }
}

fn named(files: &[File]) -> Vec<(&str, &str)> {
    files.iter().map(|file| (file.base(), file.text)).collect()
}

impl Tables {
    /// Reads the tables of a country.
    ///
    /// # Errors
    ///
    /// [`TablesError`] if one of them cannot be read.
    pub fn load(country: Country, posting_key: PostingKey) -> Result<Tables, TablesError> {
        let code = country.code();
        let law = embedded::files(Folder::Law, Some(code));
        let pack = Pack::parse(code, &named(&law)).map_err(unreadable)?;
        let calendars = embedded::files(Folder::Calendar, None);
        let calendar = calendars
            .iter()
            .find(|file| file.name.ends_with(&format!("{}.toml", pack.calendar())))
            .ok_or_else(|| unreadable(format!("no calendar `{}`", pack.calendar())))?;
        let agencies = embedded::files(Folder::Agencies, Some(code));
        let codes = Codes::parse(&named(&agencies)).map_err(|errors| unreadable(join(&errors)))?;
        let forms = embedded::files(Folder::Forms, None);
        let indicators = embedded::files(Folder::Indicators, None);
        let curriculum = embedded::files(Folder::Curriculum, None);
        let standards = embedded::files(Folder::Standards, None);
        let policies = embedded::files(Folder::Policy, None);
        let used = [
            &law[..],
            std::slice::from_ref(calendar),
            &agencies,
            &forms,
            &indicators,
            &curriculum,
            &standards,
            &policies,
        ];
        let framework =
            Framework::parse(text_of(&curriculum, "competences")?).map_err(unreadable)?;
        let published = used.concat().iter().map(publication).collect();
        Ok(Tables {
            country,
            calendar: Calendar::parse(calendar.base(), calendar.text).map_err(unreadable)?,
            offices: codes.offices.values().map(|office| office.code.clone()).collect(),
            codes,
            pack,
            forms: forms
                .iter()
                .map(|file| Form::parse(file.text).map_err(unreadable))
                .collect::<Result<_, _>>()?,
            fonts: Fonts::bundled().map_err(unreadable)?,
            indicators: load_indicators(&indicators)?,
            need_rules: need::parse_rules(text_of(&curriculum, "needs")?, &framework)
                .map_err(unreadable)?,
            framework,
            standards: standards
                .iter()
                .map(|file| Standard::parse(file.text).map_err(unreadable))
                .collect::<Result<_, _>>()?,
            access: AccessSettings::parse(text_of(&policies, "access")?).map_err(unreadable)?,
            posting_key,
            published,
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

    /// Points of a case by risk.
    pub fn weights(&self) -> CaseWeights {
        WEIGHTS
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

    /// The name that a national number is claimed by.
    pub fn number_claim(&self, national_no: &str) -> String {
        self.posting_key.number_claim(national_no)
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
        };
        let name = row.starts_on.first()?;
        let happenings = [Happening { name, at: event, version: 1, about: None }];
        let clocks = clocks(&self.pack, &self.calendar, &subject, &happenings).ok()?;
        clocks.iter().find(|clock| clock.code() == row.code).map(|clock| clock.due)
    }

    /// The tables as they are published into the journal, with their text.
    pub fn published(&self) -> &[(TablePublished, &'static str)] {
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

fn text_of(files: &[File], name: &str) -> Result<&'static str, TablesError> {
    let wanted = format!("{name}.toml");
    let found = files.iter().find(|file| file.name.ends_with(&wanted));
    found.map(|file| file.text).ok_or_else(|| unreadable(format!("no table `{wanted}`")))
}

fn load_indicators(files: &[File]) -> Result<Vec<Indicator>, TablesError> {
    let mut indicators = Vec::new();
    for file in files {
        indicators.extend(indicator::parse(file.text).map_err(unreadable)?);
    }
    indicator::check(&indicators).map_err(unreadable)?;
    Ok(indicators)
}

fn join<E: ToString>(errors: &[E]) -> String {
    errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

fn publication(file: &File) -> (TablePublished, &'static str) {
    let table = TablePublished {
        name: file.name.trim_end_matches(".toml").to_owned(),
        digest: bagyt_store::hexadecimal(&Sha256::digest(file.text.as_bytes()).into()),
        size: u32::try_from(file.text.len()).unwrap_or(u32::MAX),
    };
    (table, file.text)
}
