//! Breaking a text into lines of a given width.
//!
//! A line ends after a space, after a slash or a hyphen between letters, or where the text says so;
//! never between a sign and its number or inside a telephone number.
//! A word wider than the column is cut at a letter. Nothing is hyphenated: a wrongly divided name
//! in a court's paper is worse than a ragged edge.

use crate::PaperError;
use crate::font::{Family, Glyph};
use crate::text::Text;

/// A part of a line in one weight.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Run {
    pub(crate) bold: bool,
    pub(crate) glyphs: Vec<Glyph>,
}

impl Run {
    /// Returns the width in points at that size.
    pub(crate) fn width(&self, size: f32) -> f32 {
        points(self.glyphs.iter().map(|glyph| glyph.width + glyph.kern).sum(), size)
    }
}

/// A line of text.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Line {
    pub(crate) runs: Vec<Run>,
    /// The width in points without the space at its end.
    pub(crate) width: f32,
}

/// Breaks a text into lines no wider than `width` points, set at `size` points.
///
/// # Errors
///
/// [`PaperError::NoGlyph`] if the typeface lacks a character.
pub(crate) fn break_lines(
    text: &Text,
    family: &Family,
    size: f32,
    width: f32,
) -> Result<Vec<Line>, PaperError> {
    let mut lines = Vec::new();
    for paragraph in paragraphs(text) {
        let mut set: Vec<(bool, Glyph)> = Vec::new();
        for (bold, words) in &paragraph {
            let glyphs = family.cut(*bold).shape(words)?;
            set.extend(glyphs.into_iter().map(|glyph| (*bold, glyph)));
        }
        let mut rest = set.as_slice();
        loop {
            let (line, after) = rest.split_at(line_length(rest, size, width));
            lines.push(join(line, size));
            rest = after;
            if rest.is_empty() {
                break;
            }
        }
    }
    Ok(lines)
}

/// Divides a text at its line feeds; other control characters become spaces.
fn paragraphs(text: &Text) -> Vec<Vec<(bool, String)>> {
    let mut paragraphs = vec![Vec::new()];
    for span in &text.spans {
        for (ordinal, part) in span.words.split('\n').enumerate() {
            if ordinal > 0 {
                paragraphs.push(Vec::new());
            }
            let words: String =
                part.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect();
            if let Some(paragraph) = paragraphs.last_mut() {
                paragraph.push((span.bold, words));
            }
        }
    }
    paragraphs
}

/// Returns how many glyphs the next line takes; at least one if there is one.
fn line_length(rest: &[(bool, Glyph)], size: f32, width: f32) -> usize {
    let mut taken = 0;
    let mut last_break = 0;
    for (index, (_, glyph)) in rest.iter().enumerate() {
        if glyph.character == ' ' {
            // A space may hang over the edge.
            if !binds(rest, index) {
                last_break = index + 1;
            }
            taken += glyph.width + glyph.kern;
            continue;
        }
        if points(taken + glyph.width, size) > width {
            return if last_break > 0 { last_break } else { index.max(1) };
        }
        taken += glyph.width + glyph.kern;
        if may_break_after(rest, index) {
            last_break = index + 1;
        }
    }
    rest.len()
}

/// Returns whether a space holds what is around it together: a sign and its number, or the groups
/// of a long number.
fn binds(rest: &[(bool, Glyph)], index: usize) -> bool {
    let character =
        |at: Option<usize>| at.and_then(|at| rest.get(at)).map(|(_, one)| one.character);
    match (character(index.checked_sub(1)), character(Some(index + 1))) {
        (Some('№' | '§'), Some(_)) => true,
        (Some(before), Some(after)) => before.is_ascii_digit() && after.is_ascii_digit(),
        _ => false,
    }
}

fn may_break_after(rest: &[(bool, Glyph)], index: usize) -> bool {
    let letter = |at: Option<usize>| {
        at.and_then(|at| rest.get(at)).is_some_and(|(_, glyph)| glyph.character.is_alphabetic())
    };
    let divides = rest.get(index).is_some_and(|(_, glyph)| matches!(glyph.character, '-' | '/'));
    divides && letter(index.checked_sub(1)) && letter(Some(index + 1))
}

/// Gathers glyphs of one weight into runs.
fn join(line: &[(bool, Glyph)], size: f32) -> Line {
    let mut runs: Vec<Run> = Vec::new();
    for (bold, glyph) in line {
        match runs.last_mut() {
            Some(run) if run.bold == *bold => run.glyphs.push(*glyph),
            _ => runs.push(Run { bold: *bold, glyphs: vec![*glyph] }),
        }
    }
    let printed = line.iter().rposition(|(_, glyph)| glyph.character != ' ');
    let printed = printed.map_or(0, |last| last + 1);
    let width = line.iter().take(printed).map(|(_, glyph)| glyph.width + glyph.kern).sum();
    Line { runs, width: points(width, size) }
}

#[expect(clippy::cast_precision_loss, reason = "a line is far shorter than 2^23 thousandths")]
fn points(per_mille: i32, size: f32) -> f32 {
    per_mille as f32 * size / 1000.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Typeface;
    use crate::font::Fonts;

    #[track_caller]
    fn check(text: &str, width: f32, expected: &[&str]) {
        let fonts = Fonts::bundled().unwrap();
        let family = fonts.family(Typeface::Serif);
        let lines = break_lines(&Text::marked(text), family, 10.0, width).unwrap();
        let words = |line: &Line| {
            let glyphs = line.runs.iter().flat_map(|run| &run.glyphs);
            glyphs.map(|glyph| glyph.character).collect::<String>()
        };
        assert_eq!(lines.iter().map(words).collect::<Vec<_>>(), expected);
        assert!(lines.iter().all(|line| line.width <= width), "a line is wider than {width}");
    }

    #[test]
    fn a_line_ends_after_a_space_and_keeps_it_for_readers_of_the_file() {
        check("Пробация кызматы", 60.0, &["Пробация ", "кызматы"]);
    }

    #[test]
    fn a_word_wider_than_the_column_is_cut() {
        check("жылдамдатылгандардан", 60.0, &["жылдамдат", "ылгандард", "ан"]);
    }

    #[test]
    fn a_no_break_space_and_a_day_in_digits_stay_whole() {
        check("от 2025-03-05", 60.0, &["от ", "2025-03-05"]);
        check("ст.\u{a0}24 закона", 50.0, &["ст.\u{a0}24 ", "закона"]);
    }

    #[test]
    fn a_sign_and_its_number_and_a_telephone_number_stay_whole() {
        check("суда № 1-212/24", 70.0, &["суда ", "№ 1-212/24"]);
        check("телефон 0 700 000 012", 90.0, &["телефон ", "0 700 000 012"]);
    }

    #[test]
    fn a_line_feed_begins_a_line_and_bold_goes_on() {
        check("**one\ntwo** three", 200.0, &["one", "two three"]);
    }
}
