//! The letters of one font file that a paper uses, and the font cut down to them.
//!
//! Some fonts draw the Latin A and the Cyrillic А with one glyph. A code stands for a character,
//! not for a glyph, so that what a reader copies or searches is what was written.

use std::collections::BTreeMap;

use pdf_writer::types::{CidFontType, FontFlags, SystemInfo, UnicodeCmap};
use pdf_writer::{Filter, Finish, Name, Pdf, Rect, Ref, Str};
use subsetter::GlyphRemapper;

use super::{Fnv, Refs, deflate};
use crate::PaperError;
use crate::font::{Cut, Glyph};
use crate::page::Page;
use crate::strip::Mark;

const IDENTITY: SystemInfo<'static> =
    SystemInfo { registry: Str(b"Adobe"), ordering: Str(b"Identity"), supplement: 0 };

/// The letters of one cut.
pub(super) struct Letters<'a> {
    cut: &'a Cut,
    bold: bool,
    /// Code and glyph of each character.
    codes: BTreeMap<char, (u16, Glyph)>,
}

impl<'a> Letters<'a> {
    /// Gathers the letters that the pages use in that weight.
    pub(super) fn collect(cut: &'a Cut, bold: bool, pages: &[Page]) -> Letters<'a> {
        let mut glyphs: BTreeMap<char, Glyph> = BTreeMap::new();
        for (_, mark) in pages.iter().flat_map(|page| &page.marks) {
            if let Mark::Words { run, .. } = mark
                && run.bold == bold
            {
                glyphs.extend(run.glyphs.iter().map(|glyph| (glyph.character, *glyph)));
            }
        }
        let codes = (1_u16..).zip(glyphs).map(|(code, (letter, glyph))| (letter, (code, glyph)));
        Letters { cut, bold, codes: codes.collect() }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.codes.is_empty()
    }

    /// Returns the name under which pages use the font.
    pub(super) fn name(&self) -> Name<'static> {
        if self.bold { Name(b"Bold") } else { Name(b"Regular") }
    }

    /// Returns the code of a character; 0, the missing glyph, if no page uses it.
    pub(super) fn code(&self, character: char) -> u16 {
        self.codes.get(&character).map_or(0, |(code, _)| *code)
    }

    /// Writes the font and everything it consists of.
    ///
    /// # Errors
    ///
    /// [`PaperError::FontDamaged`] if the font cannot be cut down.
    pub(super) fn write(&self, pdf: &mut Pdf, refs: &mut Refs) -> Result<Ref, PaperError> {
        let damaged = PaperError::FontDamaged { name: self.cut.name };
        let mut remapper = GlyphRemapper::new();
        let mut glyph_of_code: Vec<u8> = vec![0, 0];
        for (_, glyph) in self.codes.values() {
            glyph_of_code.extend(remapper.remap(glyph.id).to_be_bytes());
        }
        let subset = subsetter::subset(self.cut.bytes, 0, &remapper).map_err(|_| damaged)?;
        let base_name = self.base_name();
        let [font, cid_font, descriptor, file, to_unicode, to_glyph] =
            [(); 6].map(|()| refs.next());

        pdf.type0_font(font)
            .base_font(Name(base_name.as_bytes()))
            .encoding_predefined(Name(b"Identity-H"))
            .descendant_font(cid_font)
            .to_unicode(to_unicode);
        let mut cid = pdf.cid_font(cid_font);
        cid.subtype(CidFontType::Type2)
            .base_font(Name(base_name.as_bytes()))
            .system_info(IDENTITY)
            .font_descriptor(descriptor)
            .default_width(0.0)
            .cid_to_gid_map_stream(to_glyph);
        #[expect(clippy::cast_precision_loss, reason = "a glyph is a few thousandths wide")]
        let widths = self.codes.values().map(|(_, glyph)| glyph.width as f32);
        cid.widths().consecutive(1, widths);
        cid.finish();
        self.descriptor(pdf, descriptor, file, &base_name);

        let length = i32::try_from(subset.len()).unwrap_or(i32::MAX);
        pdf.stream(file, &deflate(&subset))
            .filter(Filter::FlateDecode)
            .pair(Name(b"Length1"), length);
        let mut map = UnicodeCmap::new(Name(b"Letters"), IDENTITY);
        for (character, (code, _)) in &self.codes {
            map.pair(*code, *character);
        }
        pdf.cmap(to_unicode, &deflate(&map.finish())).filter(Filter::FlateDecode);
        pdf.stream(to_glyph, &deflate(&glyph_of_code)).filter(Filter::FlateDecode);
        Ok(font)
    }

    fn descriptor(&self, pdf: &mut Pdf, id: Ref, file: Ref, base_name: &str) {
        let face = &self.cut.face;
        #[expect(clippy::cast_precision_loss, reason = "measures of a font are a few thousandths")]
        let measure = |units: i16| self.cut.per_mille(i32::from(units)) as f32;
        let bounds = face.global_bounding_box();
        let mut flags = FontFlags::SYMBOLIC;
        flags.set(FontFlags::SERIF, self.cut.name.contains("Serif"));
        pdf.font_descriptor(id)
            .name(Name(base_name.as_bytes()))
            .flags(flags)
            .bbox(Rect::new(
                measure(bounds.x_min),
                measure(bounds.y_min),
                measure(bounds.x_max),
                measure(bounds.y_max),
            ))
            .italic_angle(0.0)
            .ascent(measure(face.ascender()))
            .descent(measure(face.descender()))
            .cap_height(measure(face.capital_height().unwrap_or(face.ascender())))
            .stem_v(if self.bold { 140.0 } else { 80.0 })
            .font_file2(file);
    }

    /// Returns the font's name with six letters in front that depend on the letters kept.
    fn base_name(&self) -> String {
        let mut hash = Fnv::new();
        for character in self.codes.keys() {
            hash.take(&u32::from(*character).to_be_bytes());
        }
        let mut rest = hash.0;
        let mut name = String::with_capacity(32);
        for letter in [(); 6].map(|()| {
            let letter = b'A' + u8::try_from(rest % 26).unwrap_or_default();
            rest /= 26;
            letter
        }) {
            name.push(char::from(letter));
        }
        name.push('+');
        name.push_str(self.cut.name);
        name
    }
}
