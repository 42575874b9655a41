//! What a paper consists of, before it is set in type.
//!
//! A document says what things are (a heading, facts about the case, a signature), never where
//! they stand on the page; the layout is the same for every paper of the service.

use jiff::Timestamp;

use crate::language::Language;
use crate::text::Text;

/// A paper.
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    /// The main language; parts in another say so themselves.
    pub language: Language,
    /// The second language of a paper in two.
    pub second: Option<Language>,
    /// The title, shown by readers of the file and repeated from the second page on.
    pub title: String,
    /// When the paper was made: the instant of the journal's entry, never a clock's.
    pub created_at: Timestamp,
    /// The typeface.
    pub typeface: Typeface,
    /// A line that stands on every page, such as "invented country" or "draft".
    pub standing: Option<Text>,
    /// A short text at the left of every page's foot, such as the number of the paper.
    pub reference: String,
    /// The parts, from top to bottom.
    pub blocks: Vec<Block>,
    /// What is bound in behind, each beginning on a page of its own.
    pub annexes: Vec<Annex>,
}

/// A part that is bound in behind the paper and counted with its pages.
#[derive(Clone, Debug, PartialEq)]
pub struct Annex {
    /// Its name in each language of the paper; it stands at the head of each of its pages.
    pub name: Vec<(Language, Text)>,
    /// The parts, from top to bottom.
    pub blocks: Vec<Block>,
}

/// The typeface of a paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Typeface {
    /// With serifs, for papers that go to a court or an agency.
    Serif,
    /// Without, for lists and for pages that a client reads.
    Sans,
}

/// A part of a paper that takes the whole width.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// The issuing body, in one language or two.
    Letterhead(Vec<Issuer>),
    /// Running text in the main language.
    Prose(Prose),
    /// Running text in two languages side by side.
    Bilingual(Bilingual),
    /// A table with a heading row.
    Table(Table),
    /// Framed text that must not be overlooked, once in each language of the paper.
    Notice(Vec<(Language, Vec<Prose>)>),
    /// The place of a signature.
    Signature(Signature),
    /// The annexes with their numbers and pages.
    Contents(Contents),
}

/// The list of the annexes. A paper without annexes has none.
#[derive(Clone, Debug, PartialEq)]
pub struct Contents {
    /// What stands above the numbers.
    pub number: Cell,
    /// What stands above the names.
    pub name: Cell,
    /// What stands above the pages.
    pub pages: Cell,
}

/// The issuing body in one language.
#[derive(Clone, Debug, PartialEq)]
pub struct Issuer {
    /// The language of the lines.
    pub language: Language,
    /// The body, from the ministry down to the office; the last is set in bold.
    pub lines: Vec<Text>,
}

/// Running text that may stand in a column.
#[derive(Clone, Debug, PartialEq)]
pub enum Prose {
    /// The title of the paper.
    Title(Text),
    /// The heading of a part.
    Heading(Text),
    /// A paragraph.
    Paragraph {
        /// The words.
        text: Text,
        /// How it is set.
        emphasis: Emphasis,
    },
    /// A list.
    Items {
        /// Whether the items carry numbers.
        numbered: bool,
        /// The items.
        items: Vec<Text>,
    },
    /// Facts: a name and what it is.
    Facts(Vec<(Text, Text)>),
}

/// How a paragraph is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Emphasis {
    /// As the body of the paper.
    Body,
    /// Larger, for the one thing a reader must take away.
    Lead,
    /// Smaller and grey, for explanations.
    Small,
    /// To the right, for the one to whom the paper goes.
    Right,
}

/// Text in two languages, kept in step: part by part, each pair begins at the same height.
#[derive(Clone, Debug, PartialEq)]
pub struct Bilingual {
    /// The language of the left column.
    pub left: Language,
    /// The language of the right column.
    pub right: Language,
    /// The parts: left and right.
    pub rows: Vec<(Prose, Prose)>,
}

/// A table. Its heading row is repeated on every page that it reaches.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// The columns, from left to right.
    pub columns: Vec<Column>,
    /// The rows; a row with fewer cells than columns ends in empty ones.
    pub rows: Vec<Vec<Cell>>,
}

/// What stands in a cell, in each language in which it is said there.
pub type Cell = Vec<(Language, Text)>;

/// A column of a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// What stands in the heading row.
    pub heading: Cell,
    /// The width, as a share of the sum of all shares.
    pub share: u16,
}

/// The place of a signature, or the record that one was given in the system.
#[derive(Clone, Debug, PartialEq)]
pub struct Signature {
    /// The position, once in each language of the paper.
    pub position: Vec<(Language, Text)>,
    /// The name.
    pub name: Text,
    /// What stands under the line, once in each language.
    pub caption: Vec<(Language, Text)>,
    /// What the system recorded instead of a hand-written signature, in each language.
    pub confirmation: Vec<(Language, Text)>,
}
