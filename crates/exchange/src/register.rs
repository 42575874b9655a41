//! A register kept outside, line by line: which column means what, and what a line says.
//!
//! Each line becomes the message that the court would have sent, so that there is one way of
//! reading, one list of faults and one set of schemas, as for a paper act. What people write in
//! sheets (days in many forms, names in the place of codes, one column for the whole name) is
//! translated first; what cannot be translated stays as it was written and is named as a fault.
//!
//! Deliberately not here: the bytes of a sheet, who works in an office, and the record, against
//! which a line is held when it is taken in.

pub mod day;
pub mod guide;
pub mod line;
pub mod lists;
pub mod mapping;
pub mod problem;
pub mod twin;
mod written;

/// No register has more lines: that of the largest country here has 25,000.
pub const LINES_MAX: usize = 30_000;

/// No sheet has more columns; the longest of ours has half of that.
pub const COLUMNS_MAX: usize = 120;

/// No cell has more characters; the longest of ours is an address.
pub const CELL_LENGTH_MAX: usize = 2_000;

macro_rules! fields {
    ($($(#[$doc:meta])* $variant:ident = $code:literal,)*) => {
        /// What a column of a register can mean; the codes are those of messages where they have
        /// one.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Field { $($(#[$doc])* $variant,)* }

        impl Field {
            /// All of them, in the order of the template.
            pub const ALL: &'static [Field] = &[$(Field::$variant,)*];

            /// Returns the code.
            pub fn code(self) -> &'static str {
                match self { $(Field::$variant => $code,)* }
            }
        }
    };
}

fields! {
    /// Surname.
    Surname = "surname",
    /// Given name.
    GivenName = "given_name",
    /// Patronymic.
    Patronymic = "patronymic",
    /// Surname, given name and patronymic in one cell.
    FullName = "full_name",
    /// Sex.
    Sex = "sex",
    /// Day of birth.
    BirthOn = "birth_on",
    /// National number.
    NationalNo = "national_no",
    /// Citizenship.
    Citizenship = "citizenship",
    /// Language in which the person is spoken to.
    Language = "language",
    /// Settlement of residence.
    Settlement = "settlement",
    /// Street and house.
    Address = "address",
    /// Telephone number.
    Phone = "phone",
    /// The court.
    Court = "court",
    /// The court's number of the case.
    CaseNumber = "case_number",
    /// Day of the act.
    PassedOn = "passed_on",
    /// Day on which it entered into force.
    InForceOn = "in_force_on",
    /// Day on which the service received it.
    ReceivedOn = "received_on",
    /// Day of the offence.
    OffenceOn = "offence_on",
    /// Day of release.
    ReleasedOn = "released_on",
    /// First day of the term.
    TermFrom = "term_from",
    /// Articles, the gravest first.
    Articles = "articles",
    /// The measure.
    Measure = "measure",
    /// Its length in words.
    Term = "term",
    /// Years of the term.
    Years = "years",
    /// Months of the term.
    Months = "months",
    /// Days of the term.
    Days = "days",
    /// Hours of work.
    Hours = "hours",
    /// Percentage of the wage.
    Percent = "percent",
    /// Duties that the court set.
    Obligations = "obligations",
    /// The office that has the case.
    Office = "office",
    /// The officer who has the case.
    Officer = "officer",
    /// Day since which that officer has had the case.
    AllocatedOn = "allocated_on",
    /// Day on which the client was put on the register.
    RegisteredOn = "registered_on",
}

impl Field {
    /// Returns the field of that code, if there is one.
    pub fn find(code: &str) -> Option<Field> {
        Field::ALL.iter().copied().find(|field| field.code() == code)
    }

    /// Whether its cells are days.
    pub fn is_day(self) -> bool {
        self.code().ends_with("_on") || self == Field::TermFrom
    }
}

/// A line of a sheet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// Its number in the sheet, from 1, the heading being counted.
    pub number: u64,
    /// Its cells.
    pub cells: Vec<String>,
}
