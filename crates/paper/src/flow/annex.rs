//! Annexes: their list with numbers and pages, and what each begins with.

use super::Setter;
use crate::PaperError;
use crate::document::{Annex, Bilingual, Block, Cell, Column, Contents, Prose, Table};
use crate::language::Language;
use crate::text::Text;

impl Setter<'_> {
    /// Sets an annex: its name, and its parts. A page begins with it.
    pub(super) fn annex(&mut self, index: usize) -> Result<(), PaperError> {
        let Some(annex) = self.annexes.get(index) else { return Ok(()) };
        let first = self.strips.len();
        let titles = titles(annex, index);
        match titles.as_slice() {
            [(left, one), (right, other), ..] => self.block(&Block::Bilingual(Bilingual {
                left: *left,
                right: *right,
                rows: vec![(Prose::Heading(one.clone()), Prose::Heading(other.clone()))],
            }))?,
            [(_, one)] => self.block(&Block::Prose(Prose::Heading(one.clone())))?,
            [] => {}
        }
        for block in &annex.blocks {
            self.block(block)?;
        }
        // Distance before the first words is no part of a page's top.
        let words = self.strips.iter_mut().skip(first).find(|strip| !strip.gap);
        if let Some(strip) = words {
            strip.opens = Some(index);
        }
        Ok(())
    }

    /// Sets the list of annexes as a table.
    pub(super) fn contents(&mut self, contents: &Contents) -> Result<(), PaperError> {
        let Some(main) = contents.name.first().map(|(language, _)| *language) else {
            return Ok(());
        };
        if self.annexes.is_empty() {
            return Ok(());
        }
        let column = |heading: &Cell, share| Column { heading: heading.clone(), share };
        let said = |words: String| vec![(main, Text::plain(words))];
        let rows = self.annexes.iter().zip(self.spans).enumerate();
        let rows = rows.map(|(index, (annex, (first, last)))| {
            let pages = if first == last { first.to_string() } else { format!("{first}–{last}") };
            vec![said((index + 1).to_string()), annex.name.clone(), said(pages)]
        });
        let rows = rows.collect();
        let columns = vec![
            column(&contents.number, 12),
            column(&contents.name, 70),
            column(&contents.pages, 18),
        ];
        self.table(&Table { columns, rows })
    }
}

/// Returns the number and the name of an annex in each language.
pub(crate) fn titles(annex: &Annex, index: usize) -> Vec<(Language, Text)> {
    let title = |(language, name): &(Language, Text)| {
        let words = format!("{}. {}", language.annex(index + 1), name.words());
        (*language, Text::plain(words))
    };
    annex.name.iter().map(title).collect()
}
