//! Checking a form when it is read: every text in every language, every field declared and used.

use std::collections::{BTreeMap, BTreeSet};

use super::{Field, FieldKind, Form, FormBlock, FormError, Words, placeholders};
use crate::language::Language;

/// Checks the parts of a form one after another and remembers which fields they use.
pub(super) struct Check<'a> {
    form: &'a Form,
    fields: BTreeMap<&'a str, &'a Field>,
    used: BTreeSet<&'a str>,
}

impl<'a> Check<'a> {
    pub(super) fn new(form: &'a Form) -> Check<'a> {
        let fields = form.fields.iter().map(|field| (field.name.as_str(), field)).collect();
        Check { form, fields, used: BTreeSet::new() }
    }

    pub(super) fn run(mut self) -> Result<(), FormError> {
        self.words(&self.form.title, None)?;
        self.text(&self.form.reference, None)?;
        for block in &self.form.blocks {
            self.block(block)?;
        }
        for annex in &self.form.annexes {
            self.words(&annex.name, annex.when.as_deref())?;
            annex.blocks.iter().try_for_each(|block| self.block(block))?;
        }
        let unused = self.form.fields.iter().find(|field| !self.used.contains(field.name.as_str()));
        match unused {
            None => Ok(()),
            Some(field) => Err(FormError::UnusedField {
                form: self.form.name.clone(),
                field: field.name.clone(),
            }),
        }
    }

    fn block(&mut self, block: &'a FormBlock) -> Result<(), FormError> {
        match block {
            FormBlock::Letterhead { lines } => self.words(lines, None),
            FormBlock::Title { words } => self.words(words, None),
            FormBlock::Heading { words, when } | FormBlock::Paragraph { words, when, .. } => {
                self.words(words, when.as_deref())
            }
            FormBlock::Facts { fact } => fact.iter().try_for_each(|fact| {
                self.words(&fact.name, fact.when.as_deref())?;
                self.text(&fact.value, fact.when.as_deref())
            }),
            FormBlock::Items { item, from, .. } => {
                if let Some(from) = from {
                    self.list(from, FieldKind::List, "a list")?;
                }
                item.iter().try_for_each(|words| self.words(words, None))
            }
            FormBlock::Table(table) => {
                self.list(&table.from, FieldKind::Rows, "rows")?;
                self.words(&table.empty, table.when.as_deref())?;
                table.column.iter().try_for_each(|column| self.words(&column.heading, None))
            }
            FormBlock::Notice { heading, words, when } => {
                self.words(heading, when.as_deref())?;
                self.words(words, when.as_deref())
            }
            FormBlock::Contents { number, name, pages } => {
                [number, name, pages].into_iter().try_for_each(|words| self.words(words, None))
            }
            FormBlock::Signature(signature) => {
                self.words(&signature.position, None)?;
                self.text(&signature.name, None)?;
                self.words(&signature.caption, None)?;
                let confirmation = signature.confirmation.as_ref();
                confirmation.map_or(Ok(()), |said| self.words(&said.words, Some(&said.when)))
            }
        }
    }

    /// Checks that the four languages use the same fields, and the fields.
    fn words(&mut self, words: &'a Words, when: Option<&'a str>) -> Result<(), FormError> {
        let all: BTreeSet<&str> = Language::ALL
            .into_iter()
            .flat_map(|language| placeholders(words.in_language(language)))
            .collect();
        for language in Language::ALL {
            let text = words.in_language(language);
            let has: BTreeSet<&str> = placeholders(text).into_iter().collect();
            if let Some(field) = all.difference(&has).next() {
                return Err(FormError::UnevenLanguages {
                    form: self.form.name.clone(),
                    language: language.tag(),
                    field: (*field).to_owned(),
                    words: text.to_owned(),
                });
            }
        }
        self.text(&words.en, when)
    }

    fn text(&mut self, text: &'a str, when: Option<&'a str>) -> Result<(), FormError> {
        if let Some(when) = when {
            if !self.fields.contains_key(when) {
                return Err(self.unknown(when, "a condition"));
            }
            self.used.insert(when);
        }
        for name in placeholders(text) {
            let field = self.fields.get(name).copied();
            let field =
                field.filter(|field| matches!(field.kind, FieldKind::Words | FieldKind::Day));
            let Some(field) = field else {
                return Err(self.unknown(name, "words"));
            };
            if field.optional && when != Some(name) {
                let (form, field) = (self.form.name.clone(), name.to_owned());
                return Err(FormError::UnguardedField { form, field });
            }
            self.used.insert(name);
        }
        Ok(())
    }

    fn list(
        &mut self,
        name: &'a str,
        kind: FieldKind,
        used_as: &'static str,
    ) -> Result<(), FormError> {
        match self.fields.get(name) {
            Some(field) if field.kind == kind => {
                self.used.insert(name);
                Ok(())
            }
            _ => Err(self.unknown(name, used_as)),
        }
    }

    fn unknown(&self, field: &str, used_as: &'static str) -> FormError {
        FormError::UnknownField { form: self.form.name.clone(), field: field.to_owned(), used_as }
    }
}
