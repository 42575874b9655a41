//! Filling a form in: a case's values and one language or two make a document.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;

use crate::document::{
    Annex, Bilingual, Block, Cell, Column, Contents, Document, Emphasis, Issuer, Prose, Signature,
    Table, Typeface,
};
use crate::form::{
    FieldKind, Form, FormAnnex, FormBlock, FormColumn, FormEmphasis, FormFact, FormSignature,
    FormTable, FormTypeface, Words,
};
use crate::language::Language;
use crate::text::{Span, Text};

/// The languages of a paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Languages {
    /// One language.
    One(Language),
    /// Two languages side by side; the first is the main one.
    Two(Language, Language),
}

impl Languages {
    fn main(self) -> Language {
        let (Languages::One(main) | Languages::Two(main, _)) = self;
        main
    }

    fn second(self) -> Option<Language> {
        match self {
            Languages::One(_) => None,
            Languages::Two(_, second) => Some(second),
        }
    }

    fn each(self) -> impl Iterator<Item = Language> {
        [Some(self.main()), self.second()].into_iter().flatten()
    }
}

/// What fills a placeholder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// The same text in every language.
    Text(String),
    /// A text for each language of the paper.
    Each(BTreeMap<Language, String>),
    /// A civil day.
    Day(Date),
    /// A list of texts or days.
    List(Vec<Value>),
    /// Rows of texts or days.
    Rows(Vec<Vec<Value>>),
}

impl Value {
    /// The same text in every language.
    pub fn text(words: impl Into<String>) -> Value {
        Value::Text(words.into())
    }

    /// Returns whether there is nothing to print.
    fn is_empty(&self) -> bool {
        match self {
            Value::Text(words) => words.trim().is_empty(),
            Value::Each(each) => each.values().all(|words| words.trim().is_empty()),
            Value::Day(_) => false,
            Value::List(values) => values.is_empty(),
            Value::Rows(rows) => rows.is_empty(),
        }
    }

    fn suits(&self, kind: FieldKind) -> bool {
        match kind {
            FieldKind::Words => matches!(self, Value::Text(_) | Value::Each(_)),
            FieldKind::Day => matches!(self, Value::Day(_)),
            FieldKind::List => matches!(self, Value::List(_)),
            FieldKind::Rows => matches!(self, Value::Rows(_)),
        }
    }
}

/// The values by the names of their fields.
pub type Values = BTreeMap<String, Value>;

/// What a paper has from outside its form and its case.
#[derive(Clone, Debug, PartialEq)]
pub struct Stamp {
    /// The instant of the journal's entry that made the paper.
    pub created_at: Timestamp,
    /// The line that stands on every page, if any.
    pub standing: Option<Text>,
}

/// A form cannot be filled in.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum FillError {
    /// A value is missing.
    #[error("form `{form}` needs `{placeholder}`; fill it in first")]
    Missing {
        /// The form.
        form: String,
        /// The field without a value.
        placeholder: String,
    },
    /// A value is missing in one language.
    #[error("form `{form}` needs `{placeholder}` in the language `{language}`; translate it first")]
    NotInLanguage {
        /// The form.
        form: String,
        /// The field.
        placeholder: String,
        /// The tag of the language.
        language: &'static str,
    },
    /// A value is of another kind than its field.
    #[error("form `{form}` takes another kind of value for `{placeholder}`")]
    WrongKind {
        /// The form.
        form: String,
        /// The field.
        placeholder: String,
    },
    /// A value is given that the form does not print.
    #[error("form `{form}` has no field `{placeholder}`; the value would be lost")]
    Unknown {
        /// The form.
        form: String,
        /// The name given.
        placeholder: String,
    },
}

/// Fills a form in.
///
/// In two languages, running text stands side by side, part by part; tables, frames and signatures
/// take the whole width and say everything in both.
///
/// # Errors
///
/// [`FillError::Unknown`] if a value has no field; [`FillError::WrongKind`] if it is of another
/// kind; [`FillError::Missing`] if a field that is not optional has no value, in the order of the
/// fields; [`FillError::NotInLanguage`] if a value lacks a language of the paper.
pub fn fill(
    form: &Form,
    languages: Languages,
    values: &Values,
    stamp: &Stamp,
) -> Result<Document, FillError> {
    let filler = Filler { form, languages, values };
    filler.check()?;
    let main = languages.main();
    let mut title = filler.words(&form.title, main)?.words();
    if let Some(second) = languages.second() {
        title = format!("{title} / {}", filler.words(&form.title, second)?.words());
    }
    let mut blocks = Vec::new();
    for block in &form.blocks {
        filler.block(block, &mut blocks)?;
    }
    let wanted = form.annexes.iter().filter(|annex| filler.is_wanted(annex.when.as_deref()));
    let annexes = wanted.map(|annex| filler.annex(annex)).collect::<Result<_, _>>()?;
    Ok(Document {
        language: main,
        second: languages.second(),
        title,
        created_at: stamp.created_at,
        typeface: match form.typeface {
            FormTypeface::Serif => Typeface::Serif,
            FormTypeface::Sans => Typeface::Sans,
        },
        standing: stamp.standing.clone(),
        reference: filler.text(&form.reference, main)?.words(),
        blocks,
        annexes,
    })
}

struct Filler<'a> {
    form: &'a Form,
    languages: Languages,
    values: &'a Values,
}

impl Filler<'_> {
    fn check(&self) -> Result<(), FillError> {
        for (name, value) in self.values {
            let (form, placeholder) = (self.form.name.clone(), name.clone());
            match self.form.field(name) {
                None => return Err(FillError::Unknown { form, placeholder }),
                Some(field) if !value.suits(field.kind) => {
                    return Err(FillError::WrongKind { form, placeholder });
                }
                Some(_) => {}
            }
        }
        let needed = self.form.fields.iter().find(|field| {
            let lists = matches!(field.kind, FieldKind::List | FieldKind::Rows);
            let value = self.values.get(&field.name);
            !field.optional && value.is_none_or(|value| !lists && value.is_empty())
        });
        match needed {
            None => Ok(()),
            Some(field) => Err(self.missing(&field.name)),
        }
    }

    fn missing(&self, placeholder: &str) -> FillError {
        FillError::Missing { form: self.form.name.clone(), placeholder: placeholder.to_owned() }
    }

    /// Returns whether a part is printed.
    fn is_wanted(&self, when: Option<&str>) -> bool {
        when.is_none_or(|name| self.values.get(name).is_some_and(|value| !value.is_empty()))
    }

    fn annex(&self, annex: &FormAnnex) -> Result<Annex, FillError> {
        let mut blocks = Vec::new();
        for block in &annex.blocks {
            self.block(block, &mut blocks)?;
        }
        Ok(Annex { name: self.in_each(&annex.name)?, blocks })
    }

    /// Returns a text in each language of the paper.
    fn in_each(&self, words: &Words) -> Result<Vec<(Language, Text)>, FillError> {
        let each = self.languages.each();
        each.map(|language| Ok((language, self.words(words, language)?))).collect()
    }

    fn block(&self, block: &FormBlock, blocks: &mut Vec<Block>) -> Result<(), FillError> {
        match block {
            FormBlock::Letterhead { lines } => {
                let issuer = |language| {
                    let lines = self.words(lines, language)?.words();
                    let lines = lines.lines().map(Text::from).collect();
                    Ok(Issuer { language, lines })
                };
                blocks.push(Block::Letterhead(
                    self.languages.each().map(issuer).collect::<Result<_, _>>()?,
                ));
            }
            FormBlock::Title { words } => {
                self.prose(blocks, |language| Ok(Prose::Title(self.words(words, language)?)))?;
            }
            FormBlock::Heading { words, when } if self.is_wanted(when.as_deref()) => {
                self.prose(blocks, |language| Ok(Prose::Heading(self.words(words, language)?)))?;
            }
            FormBlock::Paragraph { words, emphasis, when } if self.is_wanted(when.as_deref()) => {
                self.prose(blocks, |language| {
                    let text = self.words(words, language)?;
                    Ok(Prose::Paragraph { text, emphasis: emphasis_of(*emphasis) })
                })?;
            }
            FormBlock::Facts { fact } => {
                self.prose(blocks, |language| self.facts(fact, language))?;
            }
            FormBlock::Items { item, from, .. }
                if item.is_empty() && !self.is_wanted(from.as_deref()) => {}
            FormBlock::Items { numbered, item, from } => {
                self.prose(blocks, |language| {
                    let mut items = Vec::new();
                    for words in item {
                        items.push(self.words(words, language)?);
                    }
                    items.extend(self.list(from.as_deref(), language)?);
                    Ok(Prose::Items { numbered: *numbered, items })
                })?;
            }
            FormBlock::Table(table) if self.is_wanted(table.when.as_deref()) => {
                self.table(table, blocks)?;
            }
            FormBlock::Notice { heading, words, when } if self.is_wanted(when.as_deref()) => {
                let part = |language| {
                    let heading = Prose::Heading(self.words(heading, language)?);
                    let text = self.words(words, language)?;
                    let body = Prose::Paragraph { text, emphasis: Emphasis::Body };
                    Ok((language, vec![heading, body]))
                };
                blocks.push(Block::Notice(
                    self.languages.each().map(part).collect::<Result<_, _>>()?,
                ));
            }
            FormBlock::Heading { .. }
            | FormBlock::Paragraph { .. }
            | FormBlock::Table(_)
            | FormBlock::Notice { .. } => {}
            FormBlock::Signature(signature) => blocks.push(self.signature(signature)?),
            FormBlock::Contents { number, name, pages } => blocks.push(Block::Contents(Contents {
                number: self.in_each(number)?,
                name: self.in_each(name)?,
                pages: self.in_each(pages)?,
            })),
        }
        Ok(())
    }

    /// Adds running text: by itself in one language, side by side in two.
    fn prose(
        &self,
        blocks: &mut Vec<Block>,
        make: impl Fn(Language) -> Result<Prose, FillError>,
    ) -> Result<(), FillError> {
        let (left, right) = match self.languages {
            Languages::One(language) => {
                blocks.push(Block::Prose(make(language)?));
                return Ok(());
            }
            Languages::Two(left, right) => (left, right),
        };
        let row = (make(left)?, make(right)?);
        if let Some(Block::Bilingual(bilingual)) = blocks.last_mut() {
            bilingual.rows.push(row);
        } else {
            blocks.push(Block::Bilingual(Bilingual { left, right, rows: vec![row] }));
        }
        Ok(())
    }

    fn facts(&self, facts: &[FormFact], language: Language) -> Result<Prose, FillError> {
        let mut filled = Vec::new();
        for fact in facts.iter().filter(|fact| self.is_wanted(fact.when.as_deref())) {
            filled.push((self.words(&fact.name, language)?, self.text(&fact.value, language)?));
        }
        Ok(Prose::Facts(filled))
    }

    fn list(&self, from: Option<&str>, language: Language) -> Result<Vec<Text>, FillError> {
        let Some(name) = from else {
            return Ok(Vec::new());
        };
        match self.values.get(name) {
            Some(Value::List(values)) => values
                .iter()
                .map(|value| self.print(name, value, language).map(Text::from))
                .collect(),
            _ => Ok(Vec::new()),
        }
    }

    fn table(&self, table: &FormTable, blocks: &mut Vec<Block>) -> Result<(), FillError> {
        let from = table.from.as_str();
        let rows = match self.values.get(from) {
            Some(Value::Rows(rows)) if !rows.is_empty() => rows,
            _ => {
                return self.prose(blocks, |language| {
                    let text = self.words(&table.empty, language)?;
                    Ok(Prose::Paragraph { text, emphasis: Emphasis::Small })
                });
            }
        };
        let heading = |column: &FormColumn| {
            let each = self.languages.each();
            let said = |language| Ok((language, self.words(&column.heading, language)?));
            Ok(Column { heading: each.map(said).collect::<Result<_, _>>()?, share: column.share })
        };
        let columns = table.column.iter().map(heading).collect::<Result<_, FillError>>()?;
        let rows = rows
            .iter()
            .map(|row| row.iter().map(|value| self.cell(from, value)).collect())
            .collect::<Result<_, FillError>>()?;
        blocks.push(Block::Table(Table { columns, rows }));
        Ok(())
    }

    /// Says a cell once if the languages agree, else in each.
    fn cell(&self, name: &str, value: &Value) -> Result<Cell, FillError> {
        let main = self.languages.main();
        if let Value::Day(day) = value {
            return Ok(vec![(main, Text::plain(main.day_in_digits(*day)))]);
        }
        let said = |language| Ok((language, Text::plain(self.print(name, value, language)?)));
        let mut cell = self.languages.each().map(said).collect::<Result<Cell, _>>()?;
        cell.dedup_by(|later, earlier| later.1 == earlier.1);
        Ok(cell)
    }

    fn signature(&self, signature: &FormSignature) -> Result<Block, FillError> {
        let confirmation = match &signature.confirmation {
            Some(said) if self.is_wanted(Some(&said.when)) => self.in_each(&said.words)?,
            _ => Vec::new(),
        };
        Ok(Block::Signature(Signature {
            position: self.in_each(&signature.position)?,
            name: self.text(&signature.name, self.languages.main())?,
            caption: self.in_each(&signature.caption)?,
            confirmation,
        }))
    }

    fn words(&self, words: &Words, language: Language) -> Result<Text, FillError> {
        self.text(words.in_language(language), language)
    }

    /// Fills the placeholders of a text; what fills them is never read as a sign of emphasis.
    fn text(&self, words: &str, language: Language) -> Result<Text, FillError> {
        let mut text = Text::marked(words);
        for span in &mut text.spans {
            *span = Span { words: self.filled(&span.words, language)?, bold: span.bold };
        }
        Ok(text)
    }

    fn filled(&self, words: &str, language: Language) -> Result<String, FillError> {
        let mut filled = String::with_capacity(words.len() * 2);
        let mut rest = words;
        while let Some((before, after)) = rest.split_once('{') {
            filled.push_str(before);
            let Some((name, after)) = after.split_once('}') else {
                filled.push('{');
                rest = after;
                continue;
            };
            let value = self.values.get(name).ok_or_else(|| self.missing(name))?;
            filled.push_str(&self.print(name, value, language)?);
            // "… 2021 г." at the end of a sentence has its full stop already.
            rest = if filled.ends_with('.') {
                after.strip_prefix('.').unwrap_or(after)
            } else {
                after
            };
        }
        filled.push_str(rest);
        Ok(filled)
    }

    fn print(&self, name: &str, value: &Value, language: Language) -> Result<String, FillError> {
        let (form, placeholder) = (self.form.name.clone(), name.to_owned());
        match value {
            Value::Text(words) => Ok(words.clone()),
            Value::Each(each) => match each.get(&language) {
                Some(words) => Ok(words.clone()),
                None => {
                    Err(FillError::NotInLanguage { form, placeholder, language: language.tag() })
                }
            },
            Value::Day(day) => Ok(language.day_in_words(*day)),
            Value::List(_) | Value::Rows(_) => Err(FillError::WrongKind { form, placeholder }),
        }
    }
}

fn emphasis_of(emphasis: FormEmphasis) -> Emphasis {
    match emphasis {
        FormEmphasis::Body => Emphasis::Body,
        FormEmphasis::Lead => Emphasis::Lead,
        FormEmphasis::Small => Emphasis::Small,
        FormEmphasis::Right => Emphasis::Right,
    }
}

#[cfg(test)]
mod tests;
