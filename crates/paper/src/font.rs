//! The bundled typefaces: which glyph stands for a character, how wide it is, what it is kerned by.
//!
//! Noto Serif and Noto Sans, regular and bold, cut down to Latin and Cyrillic (`vendor/fonts`).
//! Both have every letter of the four languages, the number sign and the signs of money.

use ttf_parser::gpos::{PairAdjustment, PositioningSubtable};
use ttf_parser::{Face, GlyphId, Tag};

use crate::PaperError;
use crate::document::Typeface;

/// The typefaces, read once and used for every paper.
pub struct Fonts {
    serif: Family,
    sans: Family,
}

impl Fonts {
    /// Reads the typefaces that the program carries.
    ///
    /// # Errors
    ///
    /// [`PaperError::FontDamaged`] if the build carries a broken file.
    pub fn bundled() -> Result<Fonts, PaperError> {
        Ok(Fonts {
            serif: Family {
                regular: Cut::parse(
                    "NotoSerif-Regular",
                    include_bytes!("../../../vendor/fonts/NotoSerif-Regular.ttf"),
                )?,
                bold: Cut::parse(
                    "NotoSerif-Bold",
                    include_bytes!("../../../vendor/fonts/NotoSerif-Bold.ttf"),
                )?,
            },
            sans: Family {
                regular: Cut::parse(
                    "NotoSans-Regular",
                    include_bytes!("../../../vendor/fonts/NotoSans-Regular.ttf"),
                )?,
                bold: Cut::parse(
                    "NotoSans-Bold",
                    include_bytes!("../../../vendor/fonts/NotoSans-Bold.ttf"),
                )?,
            },
        })
    }

    /// Returns the two cuts of a typeface.
    pub(crate) fn family(&self, typeface: Typeface) -> &Family {
        match typeface {
            Typeface::Serif => &self.serif,
            Typeface::Sans => &self.sans,
        }
    }
}

/// The regular and the bold cut of a typeface.
pub(crate) struct Family {
    regular: Cut,
    bold: Cut,
}

impl Family {
    /// Returns the cut of that weight.
    pub(crate) fn cut(&self, bold: bool) -> &Cut {
        if bold { &self.bold } else { &self.regular }
    }
}

/// One font file.
pub(crate) struct Cut {
    pub(crate) name: &'static str,
    pub(crate) bytes: &'static [u8],
    pub(crate) face: Face<'static>,
    kerning: Vec<PairAdjustment<'static>>,
}

/// A character as it is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Glyph {
    /// The character that a reader of the file copies.
    pub(crate) character: char,
    /// The glyph in the font file.
    pub(crate) id: u16,
    /// The width in thousandths of the size.
    pub(crate) width: i32,
    /// What is added to the width before the next glyph, in thousandths of the size.
    pub(crate) kern: i32,
}

impl Cut {
    fn parse(name: &'static str, bytes: &'static [u8]) -> Result<Cut, PaperError> {
        let face = Face::parse(bytes, 0).map_err(|_| PaperError::FontDamaged { name })?;
        let kerning = pair_adjustments(&face);
        Ok(Cut { name, bytes, face, kerning })
    }

    /// Returns the glyphs of a text in one weight, kerned.
    pub(crate) fn shape(&self, words: &str) -> Result<Vec<Glyph>, PaperError> {
        let mut glyphs: Vec<Glyph> = Vec::with_capacity(words.len());
        for character in words.chars() {
            let Some(id) = self.face.glyph_index(character) else {
                return Err(PaperError::NoGlyph { character });
            };
            let width = self.face.glyph_hor_advance(id).unwrap_or_default();
            if let Some(before) = glyphs.last_mut() {
                before.kern = self.kern(GlyphId(before.id), id);
            }
            glyphs.push(Glyph {
                character,
                id: id.0,
                width: self.per_mille(i32::from(width)),
                kern: 0,
            });
        }
        Ok(glyphs)
    }

    /// Turns font units into thousandths of the size.
    pub(crate) fn per_mille(&self, units: i32) -> i32 {
        units * 1000 / i32::from(self.face.units_per_em())
    }

    fn kern(&self, left: GlyphId, right: GlyphId) -> i32 {
        let adjustment = self.kerning.iter().find_map(|pairs| kern_of(pairs, left, right));
        self.per_mille(i32::from(adjustment.unwrap_or_default()))
    }
}

/// Returns the kerning tables that the font's `kern` feature names.
fn pair_adjustments(face: &Face<'static>) -> Vec<PairAdjustment<'static>> {
    let Some(table) = face.tables().gpos else {
        return Vec::new();
    };
    let Some(feature) = table.features.find(Tag::from_bytes(b"kern")) else {
        return Vec::new();
    };
    let mut pairs = Vec::new();
    for lookup in feature.lookup_indices.into_iter().filter_map(|index| table.lookups.get(index)) {
        for subtable in lookup.subtables.into_iter::<PositioningSubtable<'_>>() {
            if let PositioningSubtable::Pair(adjustment) = subtable {
                pairs.push(adjustment);
            }
        }
    }
    pairs
}

/// Returns the kerning of a pair; `None` if this table says nothing of it.
fn kern_of(pairs: &PairAdjustment<'_>, left: GlyphId, right: GlyphId) -> Option<i16> {
    let index = pairs.coverage().get(left)?;
    match pairs {
        PairAdjustment::Format1 { sets, .. } => {
            sets.get(index)?.get(right).map(|(first, _)| first.x_advance)
        }
        PairAdjustment::Format2 { classes, matrix, .. } => matrix
            .get((classes.0.get(left), classes.1.get(right)))
            .map(|(first, _)| first.x_advance),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Letters beyond the common Russian and English ones, and the signs of the trade.
    const NEEDED: &str = "ӘәҒғҚқҢңӨөҰұҮүҺһІіЁёЙйЪъЫыЭэЇї№₸₽€$§°«»„“”‘’–—…·•×÷ʼʻŞşĞğİıÖöÜüÇçÑñ";

    #[test]
    fn every_letter_of_the_four_languages_has_a_shape_in_every_cut() {
        let fonts = Fonts::bundled().unwrap();
        let alphabet: String = ('А'..='я').chain(' '..='~').chain(NEEDED.chars()).collect();
        for typeface in [Typeface::Serif, Typeface::Sans] {
            for bold in [false, true] {
                let cut = fonts.family(typeface).cut(bold);
                let glyphs = cut.shape(&alphabet).unwrap();
                assert!(glyphs.iter().all(|glyph| glyph.id != 0), "{}", cut.name);
            }
        }
    }

    #[test]
    fn a_character_without_a_shape_is_named() {
        let fonts = Fonts::bundled().unwrap();
        let refusal = fonts.family(Typeface::Serif).cut(false).shape("дата 月").unwrap_err();
        assert_eq!(refusal, PaperError::NoGlyph { character: '月' });
        assert_eq!(
            refusal.to_string(),
            "`月` (U+6708) cannot be printed; write the text without it"
        );
    }

    #[test]
    fn a_capital_before_a_full_stop_is_kerned() {
        let fonts = Fonts::bundled().unwrap();
        let glyphs = fonts.family(Typeface::Sans).cut(false).shape("Т.Н").unwrap();
        assert!(glyphs[0].kern < 0, "{:?}", glyphs[0]);
    }
}
