//! From the parts of a paper to strips: what stands where across the page, in which size.

mod annex;
mod prose;
mod signature;
mod table;

pub(crate) use self::annex::titles;
use pdf_writer::types::StructRole;

use crate::PaperError;
use crate::document::{Annex, Bilingual, Block, Document, Issuer, Prose};
use crate::font::Family;
use crate::language::Language;
use crate::line::break_lines;
use crate::page::{TEXT_LEFT, TEXT_WIDTH};
use crate::strip::{
    ACCENT, Colour, GROUND, HAIR, INK, Mark, QUIET, Strip, beside, keep_ends, keep_together, pad,
    underlay,
};
use crate::text::Text;
use crate::tree::{NodeId, Tree};

/// A paper as strips, with what its parts are.
pub(crate) struct Flowed {
    pub(crate) tree: Tree,
    pub(crate) strips: Vec<Strip>,
    /// The heading rows that further pages repeat.
    pub(crate) heads: Vec<Vec<Strip>>,
}

/// Makes strips of a paper; `spans` are the first and the last page of each annex.
///
/// # Errors
///
/// [`PaperError::NoGlyph`] if the typeface lacks a character.
pub(crate) fn flow(
    document: &Document,
    family: &Family,
    spans: &[(usize, usize)],
) -> Result<Flowed, PaperError> {
    let (tree, strips, heads) = (Tree::new(), Vec::new(), Vec::new());
    let annexes = document.annexes.as_slice();
    let mut setter = Setter { family, tree, strips, heads, annexes, spans };
    if let Some(standing) = &document.standing {
        setter.standing(standing)?;
    }
    for block in &document.blocks {
        setter.block(block)?;
    }
    for number in 0..annexes.len() {
        setter.annex(number)?;
    }
    Ok(Flowed { tree: setter.tree, strips: setter.strips, heads: setter.heads })
}

/// A part of the page's width, in points from the left edge.
#[derive(Clone, Copy, Debug)]
struct Frame {
    x: f32,
    width: f32,
}

impl Frame {
    const PAGE: Frame = Frame { x: TEXT_LEFT, width: TEXT_WIDTH };

    /// Columns this narrow take smaller type.
    fn is_narrow(self) -> bool {
        self.width < 300.0
    }

    /// Returns the part that begins and ends at shares of the width, less a gap at its end.
    fn part(self, from: f32, to: f32, gap: f32) -> Frame {
        Frame { x: self.x + self.width * from, width: self.width * (to - from) - gap }
    }

    fn inset(self, left: f32, right: f32) -> Frame {
        Frame { x: self.x + left, width: self.width - left - right }
    }
}

#[derive(Clone, Copy, Debug)]
enum Align {
    Start,
    Centre,
    End,
}

/// How lines are set.
#[derive(Clone, Copy, Debug)]
struct Style {
    size: f32,
    leading: f32,
    bold: bool,
    colour: Colour,
    align: Align,
}

impl Style {
    const BODY: Style =
        Style { size: 10.5, leading: 15.0, bold: false, colour: INK, align: Align::Start };
    const NARROW: Style = Style { size: 9.6, leading: 13.6, ..Style::BODY };
    const SMALL: Style = Style { size: 8.5, leading: 11.8, colour: QUIET, ..Style::BODY };
    const CELL: Style = Style { size: 9.2, leading: 12.6, ..Style::BODY };

    fn bold(self) -> Style {
        Style { bold: true, ..self }
    }

    fn coloured(self, colour: Colour) -> Style {
        Style { colour, ..self }
    }

    fn aligned(self, align: Align) -> Style {
        Style { align, ..self }
    }

    /// The place of the baseline under a strip's top: capitals stand in the middle of the strip.
    fn baseline(self) -> f32 {
        (self.leading + 0.71 * self.size) / 2.0
    }
}

/// A piece of running text that begins at one height in both columns.
struct Step {
    strips: Vec<Strip>,
    /// The distance above.
    before: f32,
    /// The distance below.
    after: f32,
    /// Whether the next step must stand on the same page.
    keep: bool,
}

/// Sets the parts of one paper.
struct Setter<'a> {
    family: &'a Family,
    tree: Tree,
    strips: Vec<Strip>,
    heads: Vec<Vec<Strip>>,
    annexes: &'a [Annex],
    /// The first and the last page of each annex.
    spans: &'a [(usize, usize)],
}

impl Setter<'_> {
    fn block(&mut self, block: &Block) -> Result<(), PaperError> {
        match block {
            Block::Letterhead(issuers) => self.letterhead(issuers),
            Block::Prose(prose) => {
                for step in self.prose(prose, Frame::PAGE, Tree::ROOT)? {
                    self.step(step);
                }
                Ok(())
            }
            Block::Bilingual(bilingual) => self.bilingual(bilingual),
            Block::Table(table) => self.table(table),
            Block::Notice(parts) => self.notice(parts),
            Block::Signature(signature) => self.signature(signature),
            Block::Contents(contents) => self.contents(contents),
        }
    }

    /// Makes strips of a text's lines.
    fn lines(
        &self,
        text: &Text,
        style: Style,
        frame: Frame,
        node: NodeId,
    ) -> Result<Vec<Strip>, PaperError> {
        let text = if style.bold { text.emboldened() } else { text.clone() };
        let lines = break_lines(&text, self.family, style.size, frame.width)?;
        let mut strips = Vec::with_capacity(lines.len());
        for line in lines {
            let mut x = frame.x
                + match style.align {
                    Align::Start => 0.0,
                    Align::Centre => (frame.width - line.width) / 2.0,
                    Align::End => frame.width - line.width,
                };
            let mut marks = Vec::with_capacity(line.runs.len());
            for run in line.runs {
                let after = x + run.width(style.size);
                let (baseline, size, colour) = (style.baseline(), style.size, style.colour);
                marks.push(Mark::Words { x, baseline, size, colour, run, node: Some(node) });
                x = after;
            }
            strips.push(Strip { height: style.leading, marks, ..Strip::default() });
        }
        keep_ends(&mut strips);
        Ok(strips)
    }

    /// Adds distance; two distances that meet become the larger one.
    fn gap(&mut self, height: f32, keep: bool) {
        match self.strips.last_mut() {
            Some(last) if last.gap && last.marks.is_empty() => {
                last.height = last.height.max(height);
                last.keep |= keep;
            }
            _ => self.strips.push(Strip { keep, ..Strip::gap(height) }),
        }
    }

    fn step(&mut self, step: Step) {
        if step.before > 0.0 {
            self.gap(step.before, false);
        }
        let mut strips = step.strips;
        if step.keep {
            strips.iter_mut().for_each(|strip| strip.keep = true);
        }
        self.strips.append(&mut strips);
        self.gap(step.after, step.keep);
    }

    /// Sets the line that stands on every page; further pages repeat it in their head.
    fn standing(&mut self, text: &Text) -> Result<(), PaperError> {
        let node = self.tree.add(Tree::ROOT, StructRole::P);
        let style = Style::SMALL.aligned(Align::Centre).coloured(ACCENT);
        let mut strips = self.lines(text, style, Frame::PAGE.inset(8.0, 8.0), node)?;
        pad(&mut strips, 2.5, 2.5);
        underlay(&mut strips, Frame::PAGE.x, Frame::PAGE.width, GROUND);
        self.strips.append(&mut strips);
        self.gap(14.0, false);
        Ok(())
    }

    fn letterhead(&mut self, issuers: &[Issuer]) -> Result<(), PaperError> {
        let mut columns = Vec::new();
        let mut from = 0.0;
        #[expect(clippy::cast_precision_loss, reason = "a paper has one or two issuers")]
        let share = 1.0 / issuers.len().max(1) as f32;
        for issuer in issuers {
            let frame = Frame::PAGE.part(from, from + share, 0.0).inset(10.0, 10.0);
            let part = self.tree.add_in(Tree::ROOT, StructRole::Sect, issuer.language);
            let mut column = Vec::new();
            for (index, line) in issuer.lines.iter().enumerate() {
                let node = self.tree.add(part, StructRole::P);
                let style = Style::NARROW.aligned(Align::Centre).coloured(ACCENT);
                let last = index + 1 == issuer.lines.len();
                let style = if last { style.bold() } else { style };
                column.append(&mut self.lines(line, style, frame, node)?);
            }
            columns.push(column);
            from += share;
        }
        let mut strips = beside(columns);
        keep_together(&mut strips);
        self.strips.append(&mut strips);
        self.strips.push(Strip::gap(7.0));
        self.strips.push(Strip::rule(Frame::PAGE.x, Frame::PAGE.width, 1.6, ACCENT));
        self.strips.push(Strip::gap(1.6));
        self.strips.push(Strip::rule(Frame::PAGE.x, Frame::PAGE.width, 0.5, ACCENT));
        self.gap(16.0, false);
        Ok(())
    }

    fn bilingual(&mut self, bilingual: &Bilingual) -> Result<(), PaperError> {
        let left_part = self.tree.add_in(Tree::ROOT, StructRole::Sect, bilingual.left);
        let right_part = self.tree.add_in(Tree::ROOT, StructRole::Sect, bilingual.right);
        let left_frame = Frame::PAGE.part(0.0, 0.5, 12.0);
        let right_frame = Frame::PAGE.part(0.5, 1.0, 0.0).inset(12.0, 0.0);
        let first = self.strips.len();
        for (left, right) in &bilingual.rows {
            let left = self.prose(left, left_frame, left_part)?;
            let right = self.prose(right, right_frame, right_part)?;
            for step in in_step(left, right) {
                self.step(step);
            }
        }
        let x = Frame::PAGE.x + Frame::PAGE.width / 2.0 - 0.25;
        if let Some(strips) = self.strips.get_mut(first..) {
            underlay(strips, x, 0.5, HAIR);
        }
        Ok(())
    }

    fn notice(&mut self, parts: &[(Language, Vec<Prose>)]) -> Result<(), PaperError> {
        self.gap(6.0, false);
        let first = self.strips.len();
        for (language, prose) in parts {
            let part = self.tree.add_in(Tree::ROOT, StructRole::Sect, *language);
            for prose in prose {
                for mut step in self.prose(prose, Frame::PAGE.inset(15.0, 12.0), part)? {
                    step.before = if self.strips.len() == first { 0.0 } else { step.before };
                    self.step(step);
                }
            }
        }
        while self.strips.len() > first && self.strips.last().is_some_and(|strip| strip.gap) {
            self.strips.pop();
        }
        if let Some(strips) = self.strips.get_mut(first..) {
            pad(strips, 8.0, 8.0);
            underlay(strips, Frame::PAGE.x, 3.0, ACCENT);
            underlay(strips, Frame::PAGE.x, Frame::PAGE.width, GROUND);
        }
        self.gap(10.0, false);
        Ok(())
    }
}

/// Lays the steps of two columns beside one another, each pair at the same height.
fn in_step(left: Vec<Step>, right: Vec<Step>) -> Vec<Step> {
    let (mut left, mut right) = (left.into_iter(), right.into_iter());
    let mut steps = Vec::new();
    loop {
        match (left.next(), right.next()) {
            (None, None) => return steps,
            (Some(one), None) | (None, Some(one)) => steps.push(one),
            (Some(one), Some(other)) => steps.push(Step {
                strips: beside(vec![one.strips, other.strips]),
                before: one.before.max(other.before),
                after: one.after.max(other.after),
                keep: one.keep || other.keep,
            }),
        }
    }
}
