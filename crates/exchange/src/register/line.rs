//! A line of a register as the message that the court would have sent.

use std::collections::BTreeMap;

use bagyt_core::identity::OfficeCode;
use jiff::Timestamp;
use jiff::civil::Date;
use uuid::Uuid;

use super::day::{self, Written};
use super::guide::Guide;
use super::lists::{Found, List, Lists, plain};
use super::mapping::{Mapping, Source};
use super::problem::RegisterProblem;
use super::{CELL_LENGTH_MAX, Field, Line, written};
use crate::codes::Codes;
use crate::fact::Mender;
use crate::fault::{Fault, Problem};
use crate::message::judgment::Sentence;
use crate::message::{Body, Limits, Reception, understand};
use crate::number::parse;
use crate::outbound;
use crate::paper::{self, Entering, PaperAct};

/// Years ahead of today that a year of two digits may mean: longer than the longest term.
const YEARS_AHEAD: i16 = 15;

/// Something wrong in a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineFault {
    /// The field; absent where the whole line is meant.
    pub field: Option<Field>,
    /// What is wrong, with what was written.
    pub fault: Fault,
}

impl LineFault {
    /// Names what is wrong with a field.
    pub fn new(field: Field, problem: &impl bagyt_core::refusal::Refusal, given: &str) -> Self {
        let fault = Fault::new(format!("/{}", field.code()), problem, Mender::Sender);
        LineFault { field: Some(field), fault: fault.given(given) }
    }
}

/// What a line without faults says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The message that the court would have sent, byte for byte.
    pub bytes: Vec<u8>,
    /// What it says.
    pub sentence: Sentence,
    /// The day on which the service received the act.
    pub received_on: Date,
    /// The day on which the client was put on the register, where the line says so.
    pub registered_on: Option<Date>,
    /// The office that has the case: that of the settlement today.
    pub office: OfficeCode,
    /// The officer, as the line names one; empty where it does not.
    pub officer: String,
    /// The day since which that officer has had the case, where the line says so.
    pub allocated_on: Option<Date>,
}

/// Where a field is found in a line.
enum Place {
    Column(usize),
    Value(String),
}

/// Reads the lines of one sheet.
pub struct Reader<'a> {
    guide: &'a Guide,
    codes: &'a Codes,
    lists: &'a Lists,
    limits: Limits<'a>,
    /// The first day from which time limits can be counted.
    known_from: Option<Date>,
    places: BTreeMap<Field, Place>,
}

/// What a reader needs of the house.
pub struct House<'a> {
    /// The guide to registers.
    pub guide: &'a Guide,
    /// The code lists.
    pub codes: &'a Codes,
    /// The same by their words.
    pub lists: &'a Lists,
    /// The law's bounds for terms.
    pub limits: Limits<'a>,
    /// The first day from which time limits can be counted.
    pub known_from: Option<Date>,
}

impl<'a> Reader<'a> {
    /// Prepares to read lines below those headings.
    pub fn new(house: House<'a>, mapping: &Mapping, headings: &[String]) -> Self {
        let column = |wanted: &str| {
            headings.iter().position(|heading| plain(heading) == plain(wanted)).map(Place::Column)
        };
        let places = mapping.sources.iter().filter_map(|(field, source)| {
            let place = match source {
                Source::Column(heading) => column(heading),
                Source::Value(value) => Some(Place::Value(value.clone())),
            };
            Some((*field, place?))
        });
        let House { guide, codes, lists, limits, known_from } = house;
        Reader { guide, codes, lists, limits, known_from, places: places.collect() }
    }

    /// Returns the column, from 0, in which a field stands, or that from which it is taken where it
    /// has none of its own.
    pub fn column_of(&self, field: Field) -> Option<usize> {
        let other = match field {
            Field::Surname | Field::GivenName | Field::Patronymic => Field::FullName,
            Field::Sex | Field::BirthOn => Field::NationalNo,
            Field::Years | Field::Months | Field::Days | Field::Hours | Field::Percent => {
                Field::Term
            }
            _ => field,
        };
        match self.places.get(&field).or_else(|| self.places.get(&other))? {
            Place::Column(column) => Some(*column),
            Place::Value(_) => None,
        }
    }

    /// Reads a line under the identifier of the message that it becomes.
    ///
    /// # Errors
    ///
    /// Every fault that was found, in the order of the fields of the message.
    pub fn read(
        &self,
        line: &Line,
        id: Uuid,
        entered_at: Timestamp,
    ) -> Result<Entry, Vec<LineFault>> {
        let today = self.codes.zone().day_of(entered_at);
        let mut reading =
            LineReading { reader: self, line, today, faults: Vec::new(), days: BTreeMap::new() };
        reading.cells();
        let act = reading.act();
        let received_on = reading.received_on();
        let early = |received_on| RegisterProblem::BeforeReceipt { received_on };
        let registered_on = reading.after_receipt(Field::RegisteredOn, received_on, early);
        let allocated_on = reading.allocated_on(received_on);
        let entering = Entering { id, entered_at };
        let message = paper::message(&act, self.codes, entering, received_on.unwrap_or(today));
        let bytes = outbound::written(&message);
        let known_from = self.known_from;
        let reception =
            Reception { received_on: received_on.unwrap_or(today), sender: None, known_from };
        let understood = understand(&bytes, self.codes, self.limits, &reception);
        let understood = understood.map_err(|rejections| reading.take_over(rejections.faults)).ok();
        let sentence = understood.and_then(|understood| match understood.body {
            Body::Judgment(sentence) => Some(*sentence),
            _ => None,
        });
        let office = sentence.as_ref().and_then(|sentence| reading.office(sentence));
        let LineReading { mut faults, .. } = reading;
        match (sentence, received_on, office) {
            (Some(sentence), Some(received_on), Some(office)) if faults.is_empty() => {
                let officer = self.value(line, Field::Officer).to_owned();
                Ok(Entry {
                    bytes,
                    sentence,
                    received_on,
                    registered_on,
                    office,
                    officer,
                    allocated_on,
                })
            }
            _ => {
                faults.sort_by_key(|fault| fault.field);
                faults.dedup_by(|one, other| {
                    one.field == other.field && one.fault.code == other.fault.code
                });
                Err(faults)
            }
        }
    }

    fn value<'l>(&'l self, line: &'l Line, field: Field) -> &'l str {
        let value = match self.places.get(&field) {
            Some(Place::Column(column)) => line.cells.get(*column).map_or("", String::as_str),
            Some(Place::Value(value)) => value,
            None => "",
        };
        value.trim()
    }
}

/// A line on its way to a message.
struct LineReading<'r> {
    reader: &'r Reader<'r>,
    line: &'r Line,
    today: Date,
    faults: Vec<LineFault>,
    days: BTreeMap<Field, Date>,
}

impl LineReading<'_> {
    fn value(&self, field: Field) -> &str {
        self.reader.value(self.line, field)
    }

    fn fault(&mut self, field: Field, problem: &impl bagyt_core::refusal::Refusal) {
        let given = self.value(field).to_owned();
        self.faults.push(LineFault::new(field, problem, &given));
    }

    /// Names cells that are too long, and reads the days.
    fn cells(&mut self) {
        for field in Field::ALL.iter().copied() {
            let length = self.value(field).chars().count();
            if length > CELL_LENGTH_MAX {
                let length_max = CELL_LENGTH_MAX;
                self.fault(field, &RegisterProblem::LongCell { length, length_max });
            }
            if !field.is_day() || length == 0 {
                continue;
            }
            let latest =
                (field != Field::BirthOn).then(|| self.today.year().saturating_add(YEARS_AHEAD));
            match day::read(self.value(field), latest) {
                Written::Day(day) => {
                    self.days.insert(field, day);
                }
                Written::ShortYear => self.fault(field, &RegisterProblem::ShortYear),
                Written::None => self.fault(field, &Problem::NoDate),
            }
        }
    }

    /// The short form of the act, as a person would have typed it in.
    fn act(&mut self) -> PaperAct {
        let court = self.code(Field::Court, &self.reader.lists.courts, "courts");
        let measure = self.code(Field::Measure, &self.reader.lists.measures, "measures");
        let mut fields = vec![
            ("case_number".to_owned(), self.value(Field::CaseNumber).to_owned()),
            ("measure".to_owned(), measure),
            ("articles".to_owned(), self.articles()),
            ("obligations".to_owned(), self.obligations()),
        ];
        for field in [
            Field::PassedOn,
            Field::InForceOn,
            Field::OffenceOn,
            Field::ReleasedOn,
            Field::TermFrom,
        ] {
            fields.push((field.code().to_owned(), self.day_text(field)));
        }
        fields.extend(self.term());
        PaperAct {
            kind: "judgment".to_owned(),
            court,
            fields,
            person: self.person(),
            stamped_on: None,
            scan_digest: String::new(),
        }
    }

    fn day_text(&self, field: Field) -> String {
        let day = self.days.get(&field).map(Date::to_string);
        day.unwrap_or_else(|| self.value(field).to_owned())
    }

    fn person(&mut self) -> Vec<(String, String)> {
        let mut person = Vec::new();
        let [surname, given_name, patronymic] = match self.value(Field::Surname) {
            "" => written::names(self.value(Field::FullName)),
            _ => [Field::Surname, Field::GivenName, Field::Patronymic]
                .map(|field| self.value(field).to_owned()),
        };
        let scheme = self.reader.codes.number_scheme();
        let number = written::national_number(scheme, self.value(Field::NationalNo));
        let says = scheme.and_then(|scheme| parse(scheme, &number).ok());
        let mut sex = self.known("sex", Field::Sex);
        let mut birth_on = self.day_text(Field::BirthOn);
        if let Some(says) = says {
            if let (true, Some(of_number)) = (sex.is_empty(), says.sex()) {
                sex = of_number.code().to_owned();
            }
            if let (true, Some(of_number)) = (birth_on.is_empty(), says.birth_on()) {
                birth_on = of_number.to_string();
            }
        }
        if birth_on.is_empty() {
            self.fault(Field::BirthOn, &Problem::Missing);
        }
        let settlement = self.settlement();
        for (name, text) in [
            ("surname", surname),
            ("given_name", given_name),
            ("patronymic", patronymic),
            ("sex", sex),
            ("birth_on", birth_on),
            ("national_no", number),
            ("citizenship", self.known("citizenship", Field::Citizenship)),
            ("language", self.known("language", Field::Language)),
            ("settlement", settlement),
            ("address", self.value(Field::Address).to_owned()),
            ("phone", self.value(Field::Phone).to_owned()),
        ] {
            person.push((name.to_owned(), text));
        }
        person
    }

    /// The code that words of the guide mean; the words themselves where they mean none.
    fn known(&self, list: &str, field: Field) -> String {
        let text = self.value(field);
        self.reader.guide.code_of(list, text).unwrap_or_else(|| text.to_owned())
    }

    /// The code that the words of a list mean; the words themselves where they mean none.
    fn code(&mut self, field: Field, list: &List, name: &'static str) -> String {
        let text = self.value(field).to_owned();
        self.decided(field, list.find(&text), (&text, name))
    }

    fn decided(
        &mut self,
        field: Field,
        found: Found,
        (text, list): (&str, &'static str),
    ) -> String {
        match found {
            Found::One(code) => code,
            Found::None => text.to_owned(),
            Found::Several(count) => {
                self.fault(field, &RegisterProblem::SeveralMeanings { list, count });
                text.to_owned()
            }
        }
    }

    /// The settlement; where several bear its name, one in the region of the court or the office.
    fn settlement(&mut self) -> String {
        let (codes, lists) = (self.reader.codes, self.reader.lists);
        let office = match lists.offices.find(self.value(Field::Office)) {
            Found::One(code) => codes.offices.get(&code).map(|office| office.region.clone()),
            _ => None,
        };
        let court = match lists.courts.find(self.value(Field::Court)) {
            Found::One(code) => codes.courts.get(&code).map(|court| court.region.clone()),
            _ => None,
        };
        let region = office.or(court);
        let is_near = |code: &str| {
            let place = codes.settlements.get(code);
            region.as_ref().is_some_and(|near| place.is_some_and(|place| place.region == *near))
        };
        let text = self.value(Field::Settlement).to_owned();
        let found = lists.settlements.find_among(&text, is_near);
        self.decided(Field::Settlement, found, (&text, "settlements"))
    }

    fn articles(&mut self) -> String {
        let text = self.value(Field::Articles).to_owned();
        let parts: Vec<String> = written::parts(&text)
            .map(|part| {
                let found = self.reader.lists.find_article(part);
                self.decided(Field::Articles, found, (part, "articles"))
            })
            .collect();
        parts.join(",")
    }

    fn obligations(&mut self) -> String {
        let text = self.value(Field::Obligations).to_owned();
        // A name may have commas; a whole cell that is one name is not split.
        if let Found::One(code) = self.reader.lists.obligations.find(&text) {
            return code;
        }
        let separators: &[char] = if text.contains([';', '\n']) { &[';', '\n'] } else { &[','] };
        let names = text.split(separators).map(str::trim).filter(|part| !part.is_empty());
        let codes: Vec<String> = names
            .map(|part| {
                let found = self.reader.lists.obligations.find(part);
                self.decided(Field::Obligations, found, (part, "obligations"))
            })
            .collect();
        codes.join(",")
    }

    fn term(&mut self) -> Vec<(String, String)> {
        let mut parts: Vec<(String, String)> = Vec::new();
        let text = self.value(Field::Term).to_owned();
        if !text.is_empty() {
            match written::term(&text) {
                Some(read) => {
                    parts.extend(read.into_iter().map(|(unit, number)| (unit.to_owned(), number)))
                }
                None => self.fault(Field::Term, &RegisterProblem::NoTermInWords),
            }
        }
        for field in [Field::Years, Field::Months, Field::Days, Field::Hours, Field::Percent] {
            let number = self.value(field).trim_end_matches('%').trim();
            // A nought in a column says that the term has no such part.
            if !number.is_empty() && number != "0" && number != "-" {
                parts.retain(|(unit, _)| unit != field.code());
                parts.push((field.code().to_owned(), number.to_owned()));
            }
        }
        parts
    }

    fn received_on(&mut self) -> Option<Date> {
        let day = self.days.get(&Field::ReceivedOn).copied();
        if self.value(Field::ReceivedOn).is_empty() {
            self.fault(Field::ReceivedOn, &Problem::Missing);
        }
        let received_on = self.today;
        if day.is_some_and(|day| day > received_on) {
            self.fault(Field::ReceivedOn, &Problem::NotYet { received_on });
            return None;
        }
        day
    }

    fn allocated_on(&mut self, received_on: Option<Date>) -> Option<Date> {
        let early = |received_on| RegisterProblem::AllocatedBeforeReceipt { received_on };
        let day = self.after_receipt(Field::AllocatedOn, received_on, early)?;
        if self.value(Field::Officer).is_empty() {
            self.fault(Field::AllocatedOn, &RegisterProblem::AllocatedToNobody);
        }
        Some(day)
    }

    /// A day from the receipt of the act, with which the case began for the service, to today.
    fn after_receipt(
        &mut self,
        field: Field,
        received_on: Option<Date>,
        early: impl Fn(Date) -> RegisterProblem,
    ) -> Option<Date> {
        let day = self.days.get(&field).copied()?;
        if day > self.today {
            self.fault(field, &Problem::NotYet { received_on: self.today });
        }
        if let Some(received_on) = received_on.filter(|received_on| day < *received_on) {
            self.fault(field, &early(received_on));
        }
        Some(day)
    }

    /// Takes the faults of the message over to the columns from which they come.
    fn take_over(&mut self, faults: Vec<Fault>) {
        for fault in faults {
            let field = field_of(&fault.pointer);
            // What could not be read was named already, in the words of a sheet.
            let is_named =
                field.is_some_and(|field| self.faults.iter().any(|one| one.field == Some(field)));
            let is_of_the_form = fault.pointer.split('/').nth(1) != Some("body");
            if !is_named && !is_of_the_form {
                self.faults.push(LineFault { field, fault });
            }
        }
    }

    /// The office of the settlement today, which is that of the line where it names one.
    fn office(&mut self, sentence: &Sentence) -> Option<OfficeCode> {
        let office = sentence.subject.find_office(self.reader.codes, self.today).cloned();
        let Some(office) = office else {
            self.fault(Field::Settlement, &Problem::NoOffice { on: self.today });
            return None;
        };
        let text = self.value(Field::Office).to_owned();
        if !text.is_empty() {
            match self.reader.lists.offices.find(&text) {
                Found::One(code) if code == office.0 => {}
                Found::One(_) => {
                    let office = office.clone();
                    self.fault(Field::Office, &RegisterProblem::AnotherOffice { office });
                }
                Found::Several(count) => {
                    let list = "offices";
                    self.fault(Field::Office, &RegisterProblem::SeveralMeanings { list, count });
                }
                Found::None => self.fault(Field::Office, &Problem::UnknownCode { list: "offices" }),
            }
        }
        Some(office)
    }
}

/// The field that a place in a message comes from.
fn field_of(pointer: &str) -> Option<Field> {
    let last = pointer.rsplit('/').find(|part| part.parse::<usize>().is_err())?;
    match last {
        "text" => Some(Field::Address),
        other => Field::find(other),
    }
}
