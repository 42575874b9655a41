//! What can be wrong in a line of a register beside what can be wrong in any message.

use bagyt_core::identity::OfficeCode;
use jiff::civil::Date;

bagyt_core::refusals! {
    /// What can be wrong in a line of a register.
    pub enum RegisterProblem {
        /// The words fit several entries of a list.
        #[error("these words mean {count} entries of the list of {list}; write the code")]
        SeveralMeanings {
            /// The list.
            list: &'static str,
            /// How many entries.
            count: usize,
        } = "register-several-meanings",
        /// A year was written with two digits where that can mean two centuries.
        #[error("the year has two digits; write all four")]
        ShortYear = "register-short-year",
        /// A term in words cannot be read.
        #[error("the term cannot be read; write it as `1 year 6 months` or in columns of their own")]
        NoTermInWords = "register-no-term",
        /// The settlement belongs to another office than the line says.
        #[error("the settlement belongs to office {office}; mend one of the two")]
        AnotherOffice {
            /// The office of the settlement.
            office: OfficeCode,
        } = "register-another-office",
        /// Whoever brings the register in does not answer for that office.
        #[error("the case belongs to office {office}; its head or the administrator brings it in")]
        NotYourOffice {
            /// The office.
            office: OfficeCode,
        } = "register-not-your-office",
        /// Nobody of that name supervises in the office.
        #[error("nobody of this name supervises in office {office}")]
        NoOfficer {
            /// The office.
            office: OfficeCode,
        } = "register-no-officer",
        /// Several members of staff bear the name.
        #[error("{count} members of staff of office {office} bear this name; write it in full")]
        SeveralOfficers {
            /// The office.
            office: OfficeCode,
            /// How many.
            count: usize,
        } = "register-several-officers",
        /// Another line says the same act about the same person.
        #[error("line {line} says the same act about the same person")]
        SameAsLine {
            /// The number of the other line.
            line: u64,
        } = "register-same-as-line",
        /// The client was registered before the act came.
        #[error("the act came on {received_on}; nobody was put on the register before that")]
        BeforeReceipt {
            /// The day of receipt.
            received_on: Date,
        } = "register-before-receipt",
        /// The officer was given the case before the act came.
        #[error("the act came on {received_on}; no officer had the case before that")]
        AllocatedBeforeReceipt {
            /// The day of receipt.
            received_on: Date,
        } = "register-allocated-before-receipt",
        /// A line says since when somebody has the case, and not who.
        #[error("the line says since when an officer has the case; name the officer too")]
        AllocatedToNobody = "register-allocated-to-nobody",
        /// A cell is longer than any of ours.
        #[error("the cell has {length} characters; at most {length_max} are read")]
        LongCell {
            /// As many as it has.
            length: usize,
            /// As many as are read.
            length_max: usize,
        } = "register-long-cell",
    }
}
