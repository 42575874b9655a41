//! Strips: what a page is stacked from. A strip is as wide as the page's text and is never divided.

use crate::line::Run;
use crate::tree::NodeId;

/// A colour: red, green and blue from 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Colour(pub(crate) [f32; 3]);

/// Nearly black, for text.
pub(crate) const INK: Colour = Colour([0.1, 0.1, 0.12]);
/// Dark grey with a contrast above 7 to 1 on white, for explanations.
pub(crate) const QUIET: Colour = Colour([0.3, 0.32, 0.35]);
/// Deep blue, for headings and rules.
pub(crate) const ACCENT: Colour = Colour([0.07, 0.22, 0.42]);
/// Hairlines.
pub(crate) const HAIR: Colour = Colour([0.72, 0.75, 0.79]);
/// The ground under a heading row or a notice.
pub(crate) const GROUND: Colour = Colour([0.93, 0.95, 0.975]);

/// A thing drawn at a place; `x` from the page's left edge, `y` down from the strip's top.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Mark {
    /// A run of text.
    Words {
        x: f32,
        baseline: f32,
        size: f32,
        colour: Colour,
        run: Run,
        /// The part of the paper it belongs to; `None` for what only decorates or repeats.
        node: Option<NodeId>,
    },
    /// A filled rectangle.
    Fill { x: f32, y: f32, width: f32, height: f32, colour: Colour },
}

impl Mark {
    fn lower(&mut self, by: f32) {
        match self {
            Mark::Words { baseline, .. } => *baseline += by,
            Mark::Fill { y, .. } => *y += by,
        }
    }
}

/// A band across the page.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Strip {
    /// The height in points.
    pub(crate) height: f32,
    /// Whether the next strip must stand on the same page.
    pub(crate) keep: bool,
    /// Whether it is only distance, which a new page does not begin with.
    pub(crate) gap: bool,
    /// The annex that begins with this strip, on a page of its own.
    pub(crate) opens: Option<usize>,
    /// The heading row to repeat if a page begins with this strip.
    pub(crate) repeats: Option<usize>,
    /// What is drawn, in that order.
    pub(crate) marks: Vec<Mark>,
}

impl Strip {
    /// A strip that is only distance.
    pub(crate) fn gap(height: f32) -> Strip {
        Strip { height, gap: true, ..Strip::default() }
    }

    /// A strip of one filled rectangle.
    pub(crate) fn rule(x: f32, width: f32, height: f32, colour: Colour) -> Strip {
        let fill = Mark::Fill { x, y: 0.0, width, height, colour };
        Strip { height, marks: vec![fill], ..Strip::default() }
    }

    /// Returns the strip as it is repeated on a further page: seen, but not read out again.
    pub(crate) fn repeated(&self) -> Strip {
        let mut strip = self.clone();
        for mark in &mut strip.marks {
            if let Mark::Words { node, .. } = mark {
                *node = None;
            }
        }
        strip
    }
}

/// Adds distance above the first and below the last strip, inside of what they fill.
pub(crate) fn pad(strips: &mut [Strip], above: f32, below: f32) {
    if let Some(first) = strips.first_mut() {
        first.height += above;
        first.marks.iter_mut().for_each(|mark| mark.lower(above));
    }
    if let Some(last) = strips.last_mut() {
        last.height += below;
    }
}

/// Draws a rectangle under every strip, so that a divided part keeps its ground.
pub(crate) fn underlay(strips: &mut [Strip], x: f32, width: f32, colour: Colour) {
    for strip in strips {
        let fill = Mark::Fill { x, y: 0.0, width, height: strip.height, colour };
        strip.marks.insert(0, fill);
    }
}

/// Lays columns beside one another, strip by strip.
pub(crate) fn beside(columns: Vec<Vec<Strip>>) -> Vec<Strip> {
    let mut joined: Vec<Strip> = Vec::new();
    for column in columns {
        for (index, strip) in column.into_iter().enumerate() {
            match joined.get_mut(index) {
                None => joined.push(strip),
                Some(row) => {
                    row.height = row.height.max(strip.height);
                    row.keep |= strip.keep;
                    row.gap &= strip.gap;
                    row.marks.extend(strip.marks);
                }
            }
        }
    }
    joined
}

/// Keeps all strips on one page.
pub(crate) fn keep_together(strips: &mut [Strip]) {
    if let Some((_, all_but_last)) = strips.split_last_mut() {
        all_but_last.iter_mut().for_each(|strip| strip.keep = true);
    }
}

/// Keeps the first two and the last two strips of a paragraph together.
pub(crate) fn keep_ends(strips: &mut [Strip]) {
    let count = strips.len();
    if count < 2 {
        return;
    }
    for index in [0, count - 2] {
        if let Some(strip) = strips.get_mut(index) {
            strip.keep = true;
        }
    }
}
