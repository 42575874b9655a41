//! The place of a signature: position, line, name; or what the system recorded in its stead.

use pdf_writer::types::StructRole;

use super::{Align, Frame, Setter, Style};
use crate::PaperError;
use crate::document::Signature;
use crate::strip::{ACCENT, GROUND, INK, Mark, Strip, beside, keep_together, pad, underlay};
use crate::tree::{NodeId, Tree};

impl Setter<'_> {
    pub(super) fn signature(&mut self, signature: &Signature) -> Result<(), PaperError> {
        let part = self.tree.add(Tree::ROOT, StructRole::Div);
        self.gap(16.0, false);
        let mut strips = self.signature_row(signature, part)?;
        strips.append(&mut self.confirmation(signature, part)?);
        keep_together(&mut strips);
        self.strips.append(&mut strips);
        self.gap(10.0, false);
        Ok(())
    }

    fn signature_row(
        &mut self,
        signature: &Signature,
        part: NodeId,
    ) -> Result<Vec<Strip>, PaperError> {
        let style = Style::BODY;
        let mut positions = Vec::new();
        for (language, position) in &signature.position {
            let node = self.tree.add_in(part, StructRole::P, *language);
            let frame = Frame::PAGE.part(0.0, 0.46, 12.0);
            positions.append(&mut self.lines(position, style, frame, node)?);
        }
        let middle = Frame::PAGE.part(0.46, 0.68, 12.0);
        let mut line = Vec::new();
        if signature.confirmation.is_empty() {
            let rule = Mark::Fill {
                x: middle.x,
                y: style.baseline() + 1.5,
                width: middle.width,
                height: 0.6,
                colour: INK,
            };
            line.push(Strip { height: style.leading, marks: vec![rule], ..Strip::default() });
            for (language, caption) in &signature.caption {
                let node = self.tree.add_in(part, StructRole::P, *language);
                let style = Style::SMALL.aligned(Align::Centre);
                line.append(&mut self.lines(caption, style, middle, node)?);
            }
        }
        let node = self.tree.add(part, StructRole::P);
        let name = Frame::PAGE.part(0.68, 1.0, 0.0);
        let name = self.lines(&signature.name, style.bold(), name, node)?;
        Ok(beside(vec![positions, line, name]))
    }

    /// Sets what the system recorded, in a frame that does not look like a hand-written signature.
    fn confirmation(
        &mut self,
        signature: &Signature,
        part: NodeId,
    ) -> Result<Vec<Strip>, PaperError> {
        let frame = Frame::PAGE.inset(12.0, 12.0);
        let mut strips = Vec::new();
        for (language, words) in &signature.confirmation {
            let node = self.tree.add_in(part, StructRole::P, *language);
            strips.append(&mut self.lines(words, Style::SMALL.coloured(INK), frame, node)?);
        }
        if strips.is_empty() {
            return Ok(strips);
        }
        pad(&mut strips, 6.0, 6.0);
        underlay(&mut strips, Frame::PAGE.x, 2.0, ACCENT);
        underlay(&mut strips, Frame::PAGE.x, Frame::PAGE.width, GROUND);
        strips.insert(0, Strip { gap: false, ..Strip::gap(10.0) });
        Ok(strips)
    }
}
