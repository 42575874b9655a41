//! What is wrong in a message or in the short form of a paper act: where, what, and who mends it.
//!
//! All faults of a message are named at once, so that a court corrects it once. A fault tells its
//! place as a JSON pointer (RFC 6901), its code, the limits that the explanation names, and what
//! was given. What was given may tell who somebody is: it goes to the sender and into the sealed
//! part of the journal, never into the clear part.

use bagyt_core::refusal::Refusal;
use jiff::civil::Date;

use crate::fact::{Mender, StoredFault};

/// More faults than this are not named; a message with so many is not the kind it says it is.
pub const FAULTS_MAX: usize = 100;

/// Longer values are cut where they are repeated to the sender, in characters.
const GIVEN_LENGTH_MAX: usize = 120;

/// A fault.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Where, as a JSON pointer; empty means the message as a whole.
    pub pointer: String,
    /// What is wrong; the codes are those of [`Problem`] and [`crate::number::NumberError`].
    pub code: &'static str,
    /// The values that the explanation names, none of which tells who somebody is.
    pub arguments: Vec<(&'static str, String)>,
    /// What was given, cut to a readable length.
    pub given: Option<String>,
    /// Who can mend it.
    pub mender: Mender,
}

impl Fault {
    /// Names what is wrong at a place.
    pub fn new(pointer: String, problem: &impl Refusal, mender: Mender) -> Self {
        let (code, arguments) = (problem.code(), problem.arguments());
        Fault { pointer, code, arguments, given: None, mender }
    }

    /// Adds what was given.
    #[must_use]
    pub fn given(mut self, value: &str) -> Self {
        self.given = Some(shortened(value));
        self
    }

    /// Returns the fault in the form in which the journal keeps it, and beside it what was given.
    pub fn stored(&self) -> (StoredFault, String) {
        // The name of a member that nobody knows is text of the sender's, and might be anything.
        let is_unknown = self.code == Problem::UnknownMember.code();
        let parent = self.pointer.rfind('/').and_then(|end| self.pointer.get(..end));
        let pointer = parent.filter(|_| is_unknown).unwrap_or(&self.pointer).to_owned();
        let name = self.pointer.get(pointer.len() + 1..).filter(|_| is_unknown);
        let given = self.given.clone().or(name.map(shortened)).unwrap_or_default();
        let arguments =
            self.arguments.iter().map(|(name, value)| ((*name).to_owned(), value.clone()));
        let arguments = arguments.collect();
        (StoredFault { pointer, code: self.code.to_owned(), arguments, mender: self.mender }, given)
    }
}

impl Refusal for Fault {
    fn code(&self) -> &'static str {
        self.code
    }

    fn field(&self) -> Option<&'static str> {
        let last = self.pointer.rsplit('/').find(|part| part.parse::<usize>().is_err())?;
        FIELDS.into_iter().find(|field| *field == last)
    }

    fn arguments(&self) -> Vec<(&'static str, String)> {
        self.arguments.clone()
    }
}

/// The members of messages, and the fields of a paper act, that stand in a form.
const FIELDS: [&str; 41] = [
    "message",
    "sender",
    "recipient",
    "id",
    "sent_at",
    "court",
    "case_number",
    "ruling_number",
    "passed_on",
    "in_force_on",
    "offence_on",
    "convicted_on",
    "released_on",
    "term_from",
    "articles",
    "measure",
    "term",
    "years",
    "months",
    "days",
    "hours",
    "percent",
    "obligations",
    "surname",
    "given_name",
    "patronymic",
    "sex",
    "birth_on",
    "national_no",
    "citizenship",
    "language",
    "settlement",
    "address",
    "phone",
    "result",
    "submission",
    "until",
    "suspended_from",
    "resumed_on",
    "stamped_on",
    "scan",
];

fn shortened(value: &str) -> String {
    value.chars().take(GIVEN_LENGTH_MAX).collect()
}

bagyt_core::refusals! {
    /// What can be wrong in a message, besides its national number.
    pub enum Problem {
        /// There are too many bytes.
        #[error("the message has {bytes} bytes; at most {bytes_max} are read")]
        TooLarge {
            /// As many as came.
            bytes: usize,
            /// As many as are read.
            bytes_max: usize,
        } = "message-too-large",
        /// The bytes are not UTF-8.
        #[error("the message is not UTF-8 from byte {position} on")]
        NotUtf8 {
            /// Number of bytes before the first that is wrong.
            position: usize,
        } = "message-not-utf8",
        /// The text is not JSON.
        #[error("the message is not JSON at line {line}, column {column}")]
        NotJson {
            /// Line, from 1.
            line: usize,
            /// Column, from 1.
            column: usize,
        } = "message-not-json",
        /// Objects and lists stand in each other too deeply.
        #[error("the message is nested more than {depth_max} deep")]
        TooDeep {
            /// As deep as is read.
            depth_max: usize,
        } = "message-too-deep",
        /// There are more faults than are named.
        #[error("the message has more than {count_max} faults; only these are named")]
        TooManyFaults {
            /// As many as are named.
            count_max: usize,
        } = "message-too-many-faults",
        /// A value has another type.
        #[error("the value is not of the type {wanted}")]
        WrongType {
            /// The type: `text`, `whole-number`, `list` or `object`.
            wanted: &'static str,
        } = "field-wrong-type",
        /// A member that must be there is not.
        #[error("the member is missing")]
        Missing = "field-missing",
        /// A member is there that the schema does not know.
        #[error("the schema knows no member of this name")]
        UnknownMember = "field-unknown",
        /// A member stands twice.
        #[error("the member stands more than once")]
        Twice = "field-twice",
        /// A member does not go with the result that the ruling names.
        #[error("the member does not go with the result `{result}`")]
        NotWithResult {
            /// The result.
            result: String,
        } = "field-not-with-result",
        /// A text is empty.
        #[error("the text is empty")]
        Empty = "field-empty",
        /// A text is too long.
        #[error("the text has {length} characters; at most {length_max} are allowed")]
        TooLong {
            /// As many as it has.
            length: usize,
            /// As many as are allowed.
            length_max: usize,
        } = "field-too-long",
        /// A text has characters that do not belong there.
        #[error("the text has a character that cannot stand there, at place {position}")]
        WrongCharacter {
            /// Its place, from 1.
            position: usize,
        } = "field-wrong-character",
        /// A list has too many values.
        #[error("the list has {count} values; at most {count_max} are allowed")]
        TooMany {
            /// As many as it has.
            count: usize,
            /// As many as are allowed.
            count_max: usize,
        } = "field-too-many",
        /// A value stands twice in a list.
        #[error("the value stands twice in the list")]
        Repeated = "field-repeated",
        /// A whole number is outside its bounds.
        #[error("the number is not one from {least} to {most}")]
        NumberOutside {
            /// The lowest that is allowed.
            least: i64,
            /// The highest that is allowed.
            most: i64,
        } = "field-number-outside",
        /// A text is not one of a few words.
        #[error("the value is none of: {allowed}")]
        NotOneOf {
            /// The words, with commas between.
            allowed: String,
        } = "field-not-one-of",
        /// A code is in none of the lists.
        #[error("the code is not in the list of {list}")]
        UnknownCode {
            /// The list: `agencies`, `courts`, `articles`, `measures`, `obligations`, …
            list: &'static str,
        } = "field-unknown-code",
        /// The kind of message is not one that is read here.
        #[error("no message of this kind is read here; known are: {known}")]
        UnknownKind {
            /// The kinds, with commas between.
            known: &'static str,
        } = "message-unknown-kind",
        /// The version of the schema is not one that is read here.
        #[error("this version of the schema is not read here; known is {known}")]
        UnknownVersion {
            /// The versions, with commas between.
            known: &'static str,
        } = "message-unknown-version",
        /// A text is not a day of the calendar.
        #[error("the text is not a day of the calendar, written as 2025-03-01")]
        NoDate = "field-no-date",
        /// A day lies outside the years that a message can speak of.
        #[error("the day does not lie in the years {least} to {most}")]
        YearOutside {
            /// The first year.
            least: i16,
            /// The last year.
            most: i16,
        } = "field-year-outside",
        /// A text is not an instant.
        #[error("the text is not an instant, written as 2025-03-01T04:30:00Z")]
        NoInstant = "field-no-instant",
        /// A text is not a UUID.
        #[error("the text is not a UUID")]
        NoUuid = "field-no-uuid",
        /// A text is not a digest.
        #[error("the text is not a SHA-256, written as 64 digits and letters a to f")]
        NoDigest = "field-no-digest",
        /// A day has not come yet.
        #[error("the day has not come yet; the message came on {received_on}")]
        NotYet {
            /// The day on which the message came.
            received_on: Date,
        } = "field-not-yet",
        /// A day lies before one that it must follow.
        #[error("the day lies before {earliest}, the day of `{other}`")]
        TooEarly {
            /// The earliest that is possible.
            earliest: Date,
            /// The member that says so.
            other: &'static str,
        } = "field-too-early",
        /// Something is over before it begins.
        #[error("it is over before it begins")]
        EndsBeforeItBegins = "field-ends-first",
        /// A time limit begins before the calendar of working days.
        #[error(
            "the calendar of working days begins on {first_day}: no time limit can be counted \
             from an earlier day until its years are added"
        )]
        BeforeCalendar {
            /// The first day that it knows.
            first_day: Date,
        } = "before-calendar",
        /// The person was born on or after the day of the act.
        #[error("the person was born on or after {acted_on}, the day of `{other}`")]
        BornAfter {
            /// The day of the act.
            acted_on: Date,
            /// The member that says so.
            other: &'static str,
        } = "field-born-after",
        /// A term is nothing.
        #[error("the term is nothing; it needs at least one of: {units}")]
        NoTerm {
            /// The units in which it is said, with commas between.
            units: &'static str,
        } = "term-nothing",
        /// A part of a term is below zero.
        #[error("a term cannot be less than nothing")]
        NegativeTerm = "term-negative",
        /// A term is said in a unit that its measure does not have.
        #[error("the term of this measure is said in: {units}")]
        UnitOfAnother {
            /// The units in which it is said, with commas between; `none` for none.
            units: &'static str,
        } = "term-unit-of-another-measure",
        /// A term is longer than the law allows.
        #[error("the term is longer than {longest}, which row `{row}` allows")]
        TermTooLong {
            /// The longest.
            longest: String,
            /// The row of the law.
            row: String,
        } = "term-too-long",
        /// A term is shorter than the law allows.
        #[error("the term is shorter than {shortest}, which row `{row}` asks for")]
        TermTooShort {
            /// The shortest.
            shortest: String,
            /// The row of the law.
            row: String,
        } = "term-too-short",
        /// Our law tables have no row for the measure on that day.
        #[error("our law tables have no row `{row}` that was in force on {on}")]
        NoRow {
            /// The row.
            row: String,
            /// The day.
            on: Date,
        } = "term-no-row",
        /// No office has the person's place of residence on that day.
        #[error("our code lists give no office for this settlement on {on}")]
        NoOffice {
            /// The day.
            on: Date,
        } = "settlement-no-office",
        /// The agency that delivered the message is not the one that it names.
        #[error("the message names another sender than the agency that delivered it")]
        SenderIsAnother = "sender-is-another",
        /// The agency does not send messages of this kind.
        #[error("messages of this kind come from: {senders}")]
        SenderNotEntitled {
            /// Kinds of agencies, with commas between.
            senders: &'static str,
        } = "sender-not-entitled",
        /// The message is for somebody else.
        #[error("the message is for another recipient than `{recipient}` or one of its offices")]
        NotForUs {
            /// Our code.
            recipient: String,
        } = "recipient-not-us",
    }
}

impl Problem {
    /// Returns who can mend it.
    pub fn mender(&self) -> Mender {
        match self {
            Problem::TooLarge { .. }
            | Problem::NotUtf8 { .. }
            | Problem::NotJson { .. }
            | Problem::TooDeep { .. }
            | Problem::TooManyFaults { .. }
            | Problem::WrongType { .. }
            | Problem::UnknownMember
            | Problem::Twice
            | Problem::UnknownKind { .. }
            | Problem::UnknownVersion { .. }
            | Problem::NoUuid
            | Problem::NoDigest
            | Problem::SenderIsAnother => Mender::Administrator,
            Problem::NoRow { .. } | Problem::NoOffice { .. } | Problem::BeforeCalendar { .. } => {
                Mender::TableKeeper
            }
            _ => Mender::Sender,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_member_is_stored_without_its_name() {
        let pointer = "/body/person/Асан уулу Бакыт".to_owned();
        let fault = Fault::new(pointer, &Problem::UnknownMember, Mender::Administrator);
        let (stored, given) = fault.stored();
        assert_eq!(stored.pointer, "/body/person");
        assert_eq!(given, "Асан уулу Бакыт");
        assert_eq!(fault.field(), None);
    }

    #[test]
    fn a_fault_in_a_list_names_the_field_of_the_list() {
        let problem = Problem::UnknownCode { list: "articles" };
        let fault = Fault::new("/body/articles/2".to_owned(), &problem, Mender::Sender);
        assert_eq!(fault.field(), Some("articles"));
        assert_eq!(fault.text_key(), "refusal-field-unknown-code");
        let (stored, _) = fault.given("999").stored();
        assert_eq!(stored.pointer, "/body/articles/2");
    }
}
