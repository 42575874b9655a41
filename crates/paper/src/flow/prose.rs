//! Running text: titles, headings, paragraphs, lists and facts.

use pdf_writer::types::StructRole;

use super::{Align, Frame, Setter, Step, Style};
use crate::PaperError;
use crate::document::{Emphasis, Prose};
use crate::strip::{ACCENT, QUIET, Strip, beside, keep_together};
use crate::text::Text;
use crate::tree::{NodeId, Scope};

impl Setter<'_> {
    /// Makes steps of a piece of running text.
    pub(super) fn prose(
        &mut self,
        prose: &Prose,
        frame: Frame,
        part: NodeId,
    ) -> Result<Vec<Step>, PaperError> {
        let body = if frame.is_narrow() { Style::NARROW } else { Style::BODY };
        match prose {
            Prose::Title(text) => {
                let node = self.tree.add(part, StructRole::H1);
                let (size, leading) = if frame.is_narrow() { (12.5, 16.5) } else { (16.0, 20.5) };
                let style = Style { size, leading, ..body }.bold().coloured(ACCENT);
                let strips = self.lines(text, style, frame, node)?;
                Ok(vec![Step { strips, before: 4.0, after: 9.0, keep: true }])
            }
            Prose::Heading(text) => {
                let node = self.tree.add(part, StructRole::H2);
                let (size, leading) = if frame.is_narrow() { (10.4, 14.2) } else { (11.6, 15.6) };
                let style = Style { size, leading, ..body }.bold().coloured(ACCENT);
                let strips = self.lines(text, style, frame, node)?;
                Ok(vec![Step { strips, before: 11.0, after: 3.5, keep: true }])
            }
            Prose::Paragraph { text, emphasis } => {
                let node = self.tree.add(part, StructRole::P);
                let style = emphasised(body, *emphasis);
                let strips = self.lines(text, style, frame, node)?;
                Ok(vec![Step { strips, before: 0.0, after: style.leading * 0.5, keep: false }])
            }
            Prose::Items { numbered, items } => self.items(*numbered, items, frame, part),
            Prose::Facts(facts) => self.facts(facts, frame, part),
        }
    }

    fn items(
        &mut self,
        numbered: bool,
        items: &[Text],
        frame: Frame,
        part: NodeId,
    ) -> Result<Vec<Step>, PaperError> {
        let style = if frame.is_narrow() { Style::NARROW } else { Style::BODY };
        let list = self.tree.add_list(part, numbered);
        let mut steps = Vec::with_capacity(items.len());
        for (index, item) in items.iter().enumerate() {
            let row = self.tree.add(list, StructRole::LI);
            let label = self.tree.add(row, StructRole::Lbl);
            let words = self.tree.add(row, StructRole::LBody);
            let sign = if numbered { format!("{}.", index + 1) } else { "–".to_owned() };
            let hang = style.size * 1.9;
            let label = self.lines(&Text::plain(sign), style.coloured(QUIET), frame, label)?;
            let words = self.lines(item, style, frame.inset(hang, 0.0), words)?;
            let after = if index + 1 == items.len() { style.leading * 0.5 } else { 2.5 };
            let strips = beside(vec![label, words]);
            steps.push(Step { strips, before: 0.0, after, keep: false });
        }
        Ok(steps)
    }

    /// Sets facts: in a wide frame the name to the left of the fact, in a narrow one above it.
    fn facts(
        &mut self,
        facts: &[(Text, Text)],
        frame: Frame,
        part: NodeId,
    ) -> Result<Vec<Step>, PaperError> {
        let table = self.tree.add(part, StructRole::Table);
        let mut steps = Vec::with_capacity(facts.len());
        for (index, (name, fact)) in facts.iter().enumerate() {
            let row = self.tree.add(table, StructRole::TR);
            let heading = self.tree.add_heading_cell(row, Scope::Row);
            let cell = self.tree.add(row, StructRole::TD);
            let mut strips: Vec<Strip>;
            if frame.is_narrow() {
                strips = self.lines(name, Style::SMALL, frame, heading)?;
                strips.append(&mut self.lines(fact, Style::NARROW, frame, cell)?);
            } else {
                let style = Style::BODY;
                let names = frame.part(0.0, 0.31, 10.0);
                let name = self.lines(name, style.coloured(QUIET), names, heading)?;
                let fact = self.lines(fact, style, frame.part(0.31, 1.0, 0.0), cell)?;
                strips = beside(vec![name, fact]);
            }
            keep_together(&mut strips);
            let after = if index + 1 == facts.len() { 8.0 } else { 3.0 };
            steps.push(Step { strips, before: 0.0, after, keep: false });
        }
        Ok(steps)
    }
}

fn emphasised(body: Style, emphasis: Emphasis) -> Style {
    match emphasis {
        Emphasis::Body => body,
        Emphasis::Lead => {
            Style { size: body.size * 1.22, leading: body.leading * 1.25, ..body }.bold()
        }
        Emphasis::Small => Style::SMALL,
        Emphasis::Right => body.aligned(Align::End),
    }
}
