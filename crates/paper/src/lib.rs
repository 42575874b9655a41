//! Papers of the service: a typed document in, the bytes of a PDF out.
//!
//! A court, a client and a ministry's archive get the same thing: A4, tagged for screen readers
//! (PDF/UA-1) and kept for decades (PDF/A-2a), with the fonts inside and every word extractable.
//! A [`Form`] is a dated table of texts in four languages; [`fill()`] makes a [`Document`] of it in
//! one language or in two side by side, and [`render`] sets it.
//!
//! Invariant: the same document gives the same bytes. This crate knows no clock, file, network or
//! source of chance; the moment of the paper comes from the journal.

pub mod document;
pub mod fill;
pub mod font;
pub mod form;
pub mod language;
pub mod text;

mod flow;
mod line;
mod page;
mod strip;
mod tree;
pub mod upload;
mod write;
mod xmp;

pub use document::{
    Annex, Bilingual, Block, Cell, Column, Contents, Document, Emphasis, Issuer, Prose, Signature,
    Table, Typeface,
};
pub use fill::{FillError, Languages, Stamp, Value, Values, fill};
pub use font::Fonts;
pub use form::{Form, FormError, edition};
pub use language::Language;
pub use text::{Span, Text};

/// The most pages a paper may have: a court reads no longer one, and a loop in data ends here.
pub const PAGES_MAX: usize = 400;

/// How often a paper is set anew with the pages of its annexes known: once would do.
const SETTINGS_MAX: usize = 3;

/// A paper cannot be set.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PaperError {
    /// The typeface has no shape for a character.
    #[error("`{character}` (U+{:04X}) cannot be printed; write the text without it", u32::from(*character))]
    NoGlyph {
        /// The character.
        character: char,
    },
    /// The paper is too long.
    #[error("the paper would take more than {pages_max} pages; divide it")]
    TooLong {
        /// The limit.
        pages_max: usize,
    },
    /// A bundled font cannot be read; the build is at fault.
    #[error("the bundled font {name} cannot be read; build the program again")]
    FontDamaged {
        /// The font's name.
        name: &'static str,
    },
}

/// Sets a document in type and returns the bytes of the PDF.
///
/// The bytes depend on the document alone. One page takes a few milliseconds.
///
/// # Errors
///
/// [`PaperError::NoGlyph`] if the typeface cannot print a character of the document;
/// [`PaperError::TooLong`] if it would take more than [`PAGES_MAX`] pages;
/// [`PaperError::FontDamaged`] if a bundled font cannot be cut down to the glyphs used.
pub fn render(document: &Document, fonts: &Fonts) -> Result<Vec<u8>, PaperError> {
    let family = fonts.family(document.typeface);
    let mut spans = vec![(1, 1); document.annexes.len()];
    let mut set = set(document, family, &spans)?;
    // The list of annexes is set before it is known where they begin, and again once it is. Its
    // numbers stand on one line however many digits they have, so that this moves nothing.
    for _ in 0..SETTINGS_MAX {
        if set.spans == spans {
            break;
        }
        spans.clone_from(&set.spans);
        set = self::set(document, family, &spans)?;
    }
    write::write(document, family, set)
}

fn set(
    document: &Document,
    family: &font::Family,
    spans: &[(usize, usize)],
) -> Result<page::Paginated, PaperError> {
    let flowed = flow::flow(document, family, spans)?;
    page::paginate(document, family, flowed)
}
