//! Tables: a heading row that further pages repeat, and rows that stay whole where they can.

use pdf_writer::types::StructRole;

use super::{Frame, Setter, Style};
use crate::PaperError;
use crate::document::{Cell, Table};
use crate::strip::{ACCENT, GROUND, HAIR, Mark, Strip, beside, keep_together, pad, underlay};
use crate::tree::{NodeId, Scope, Tree};

/// A row up to this height is never divided between pages; a higher one may be.
const WHOLE_ROW_POINTS_MAX: f32 = 220.0;
/// The distance between a cell's words and its edge.
const CELL_INSET: f32 = 5.0;

impl Setter<'_> {
    pub(super) fn table(&mut self, table: &Table) -> Result<(), PaperError> {
        let node = self.tree.add(Tree::ROOT, StructRole::Table);
        let frames = column_frames(table);
        self.gap(4.0, false);

        let group = self.tree.add(node, StructRole::THead);
        let row = self.tree.add(group, StructRole::TR);
        let headings: Vec<&Cell> = table.columns.iter().map(|column| &column.heading).collect();
        let mut head = self.row(&headings, &frames, row, true)?;
        keep_together(&mut head);
        underlay(&mut head, Frame::PAGE.x, Frame::PAGE.width, GROUND);
        head.push(Strip::rule(Frame::PAGE.x, Frame::PAGE.width, 0.9, ACCENT));
        head.iter_mut().for_each(|strip| strip.keep = true);
        let repeats = self.heads.len();
        self.heads.push(head.iter().map(Strip::repeated).collect());
        self.strips.append(&mut head);

        let group = self.tree.add(node, StructRole::TBody);
        let empty = Cell::new();
        for cells in &table.rows {
            let row = self.tree.add(group, StructRole::TR);
            let cells: Vec<&Cell> =
                (0..frames.len()).map(|index| cells.get(index).unwrap_or(&empty)).collect();
            let mut strips = self.row(&cells, &frames, row, false)?;
            if strips.iter().map(|strip| strip.height).sum::<f32>() < WHOLE_ROW_POINTS_MAX {
                keep_together(&mut strips);
            }
            rule_below(&mut strips);
            strips.iter_mut().for_each(|strip| strip.repeats = Some(repeats));
            self.strips.append(&mut strips);
        }
        self.gap(12.0, false);
        Ok(())
    }

    fn row(
        &mut self,
        cells: &[&Cell],
        frames: &[Frame],
        row: NodeId,
        heading: bool,
    ) -> Result<Vec<Strip>, PaperError> {
        let mut columns = Vec::with_capacity(cells.len());
        for (cell, frame) in cells.iter().zip(frames) {
            let (node, style) = if heading {
                let node = self.tree.add_heading_cell(row, Scope::Column);
                (node, Style::CELL.bold().coloured(ACCENT))
            } else {
                (self.tree.add(row, StructRole::TD), Style::CELL)
            };
            let mut column = Vec::new();
            for (language, text) in *cell {
                let node = self.tree.add_in(node, StructRole::P, *language);
                column.append(&mut self.lines(text, style, *frame, node)?);
            }
            columns.push(column);
        }
        let mut strips = beside(columns);
        pad(&mut strips, 3.6, 3.6);
        Ok(strips)
    }
}

fn column_frames(table: &Table) -> Vec<Frame> {
    let shares: f32 = table.columns.iter().map(|column| f32::from(column.share)).sum();
    let mut from = 0.0;
    let mut frames = Vec::with_capacity(table.columns.len());
    for column in &table.columns {
        let to = from + f32::from(column.share) / shares.max(1.0);
        frames.push(Frame::PAGE.part(from, to, 0.0).inset(CELL_INSET, CELL_INSET));
        from = to;
    }
    frames
}

fn rule_below(strips: &mut [Strip]) {
    if let Some(last) = strips.last_mut() {
        let (x, width, y) = (Frame::PAGE.x, Frame::PAGE.width, last.height - 0.5);
        last.marks.push(Mark::Fill { x, y, width, height: 0.5, colour: HAIR });
    }
}
