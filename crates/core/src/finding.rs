//! What a record is found by: texts of it, each with what it is.
//!
//! A wing says which of its texts may be searched; how they are folded, keyed and kept is the
//! matter of whoever keeps the index. A text that is not named here by a wing is not found.

/// What a text that may be searched is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Source {
    /// A court's number of an act.
    Number,
    /// A telephone number.
    Phone,
    /// An address.
    Address,
    /// What a member of staff noted.
    Notes,
    /// What the client said.
    Client,
    /// What stands in papers for a court or from one.
    Papers,
    /// What stands in the personal file, the assessment and the plan.
    File,
}

impl Source {
    /// Those in whose words is searched, each with its bit in an index.
    pub const WORDS: [(Source, u8); 4] =
        [(Source::Notes, 1), (Source::Client, 2), (Source::Papers, 4), (Source::File, 8)];

    /// Returns the word under which texts and tests name it.
    pub fn code(self) -> &'static str {
        match self {
            Source::Number => "number",
            Source::Phone => "phone",
            Source::Address => "address",
            Source::Notes => "notes",
            Source::Client => "client",
            Source::Papers => "papers",
            Source::File => "file",
        }
    }
}

/// A text by which a record is found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Findable {
    /// What it is.
    pub source: Source,
    /// The text as it stands in the record.
    pub text: String,
}
