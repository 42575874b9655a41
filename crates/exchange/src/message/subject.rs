//! The person whom a message speaks of, as the message describes one.
//!
//! A member that is absent is not known; that is another thing than an empty text, which is a
//! fault. A national number that says another birth date than the message is not refused, because
//! registries make that mistake; it becomes a question in `linkage`.

use bagyt_core::identity::OfficeCode;
use jiff::civil::Date;

use super::object::Object;
use super::read::Reading;
use crate::codes::Codes;
use crate::fact::{PersonCreated, PrivatePerson, Sex};
use crate::fault::Problem;
use crate::linkage::Claim;
use crate::number::{NationalNumber, parse};
use crate::person::Names;

/// A name has no more characters; the longest in passports have about half of that.
const NAME_LENGTH_MAX: usize = 100;

/// An address has no more characters.
const ADDRESS_LENGTH_MAX: usize = 300;

/// A telephone number has no more characters.
const PHONE_LENGTH_MAX: usize = 40;

/// The languages in which a person may be spoken to, some of them through an interpreter.
pub const LANGUAGES: [&str; 12] =
    ["ky", "kk", "ru", "uz", "tg", "ug", "en", "tr", "de", "zh", "ar", "fa"];

/// The two letters of a person without citizenship.
pub const STATELESS: &str = "XX";

/// Countries by ISO 3166-1, and [`STATELESS`].
const COUNTRIES: &str = "\
    AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR \
    BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ \
    EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW \
    GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY \
    KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV \
    MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY \
    QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG \
    TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XX YE YT ZA \
    ZM ZW ZZ";

/// The person whom a message speaks of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subject {
    /// The names.
    pub names: Names,
    /// The sex in the papers.
    pub sex: Sex,
    /// Day of birth, where known.
    pub birth_on: Option<Date>,
    /// The national number, where there is one.
    pub national_no: Option<NationalNumber>,
    /// Citizenship, two letters; [`STATELESS`] for none.
    pub citizenship: String,
    /// The language in which the person is spoken to, one of [`LANGUAGES`].
    pub language: String,
    /// Code of the settlement of residence.
    pub settlement: String,
    /// Street and house as written.
    pub address: Option<String>,
    /// Telephone number as written.
    pub phone: Option<String>,
}

impl Subject {
    /// Returns what is compared with known persons.
    pub fn claim(&self) -> Claim {
        Claim {
            names: self.names.clone(),
            sex: self.sex,
            birth_on: self.birth_on,
            national_no: self.national_no.clone(),
        }
    }

    /// Returns the fact by which a person who was not known becomes so.
    pub fn created(&self) -> PersonCreated {
        let Names { surname, given_name, patronymic } = self.names.clone();
        PersonCreated {
            sex: self.sex,
            birth_year: self.birth_on.map(Date::year),
            language: self.language.clone(),
            country: self.citizenship.clone(),
            private: Some(PrivatePerson {
                surname,
                given_name,
                patronymic,
                birth_on: self.birth_on,
                national_no: self.national_no.as_ref().map(|number| number.as_str().to_owned()),
                address: self.address.clone(),
                settlement: Some(self.settlement.clone()),
                phone: self.phone.clone(),
            }),
        }
    }

    /// Returns the office of the residence on a day.
    pub fn find_office<'a>(&self, codes: &'a Codes, on: Date) -> Option<&'a OfficeCode> {
        codes.find_office_of(&self.settlement, on)
    }
}

/// Reads the member `person` of an act of `acted_on`, the day of the member `act`.
pub(super) fn read(
    reading: &Reading<'_>,
    body: &Object<'_>,
    (act, acted_on): (&'static str, Option<Date>),
) -> Option<Subject> {
    let required = ["surname", "given_name", "sex", "citizenship", "language", "address"];
    let object =
        body.object("person", &required, &["patronymic", "birth_on", "national_no", "phone"])?;
    let surname = name(&object, "surname");
    let given_name = name(&object, "given_name");
    let patronymic = object.find("patronymic").and_then(|_| name(&object, "patronymic"));
    let sex = object.word("sex", Sex::find, &["f", "m"]);
    let birth_on = birth(&object, act, acted_on);
    let national_no = number(reading, &object);
    let citizenship = object.code("citizenship", "countries", is_country);
    let language = object.code("language", "languages", |code| LANGUAGES.contains(&code));
    let phone = object.find("phone").and_then(|_| object.text("phone", PHONE_LENGTH_MAX));
    let address = object.object("address", &["settlement"], &["text"])?;
    let settlement = settlement(reading, &address);
    let text = address.find("text").and_then(|_| address.text("text", ADDRESS_LENGTH_MAX));
    Some(Subject {
        names: Names { surname: surname?, given_name: given_name?, patronymic },
        sex: sex?,
        birth_on,
        national_no,
        citizenship: citizenship?.to_owned(),
        language: language?.to_owned(),
        settlement: settlement?.to_owned(),
        address: text.map(str::to_owned),
        phone: phone.map(str::to_owned),
    })
}

/// Returns the codes of states and territories of ISO 3166-1: neither [`STATELESS`] nor the invented
/// country's.
pub fn states() -> impl Iterator<Item = &'static str> {
    COUNTRIES.split(' ').filter(|code| *code != STATELESS && *code != "ZZ")
}

fn is_country(code: &str) -> bool {
    code.len() == 2 && COUNTRIES.split(' ').any(|country| country == code)
}

fn name(object: &Object<'_>, member: &str) -> Option<String> {
    let text = object.text(member, NAME_LENGTH_MAX)?;
    let is_of_names = |letter: char| {
        letter.is_alphabetic()
            || matches!(letter, ' ' | '-' | '‐' | '.' | '\'' | '’' | '‘' | 'ʻ' | 'ʼ' | '`')
            || matches!(letter, '\u{300}'..='\u{36f}')
    };
    let wrong = text.chars().position(|letter| !is_of_names(letter));
    let wrong = wrong.or_else(|| (!text.chars().any(char::is_alphabetic)).then_some(0));
    if let Some(index) = wrong {
        let problem = Problem::WrongCharacter { position: index + 1 };
        object.report().add_given(&object.at(member), problem, text);
        return None;
    }
    Some(text.to_owned())
}

fn birth(object: &Object<'_>, act: &'static str, acted_on: Option<Date>) -> Option<Date> {
    object.find("birth_on")?;
    let birth_on = object.date("birth_on")?;
    if let Some(acted_on) = acted_on.filter(|acted_on| birth_on >= *acted_on) {
        let problem = Problem::BornAfter { acted_on, other: act };
        object.report().add_given(&object.at("birth_on"), problem, &birth_on.to_string());
        return None;
    }
    Some(birth_on)
}

fn number(reading: &Reading<'_>, object: &Object<'_>) -> Option<NationalNumber> {
    object.find("national_no")?;
    let text = object.text("national_no", NAME_LENGTH_MAX)?;
    match parse(reading.codes.number_scheme()?, text) {
        Ok(number) => Some(number),
        Err(refusal) => {
            object.report().add_of(&object.at("national_no"), &refusal, text);
            None
        }
    }
}

fn settlement<'a>(reading: &Reading<'_>, address: &Object<'a>) -> Option<&'a str> {
    let codes = reading.codes;
    let code =
        address.code("settlement", "settlements", |code| codes.settlements.contains_key(code))?;
    let on = reading.received_on;
    if codes.find_office_of(code, on).is_none() {
        address.fault("settlement", Problem::NoOffice { on });
    }
    Some(code)
}
