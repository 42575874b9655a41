//! Dated forms: what a paper says, in four languages, as a table that a lawyer can edit.
//!
//! A form is chosen by the day of the paper, like a row of law; old editions stay. Reading one
//! checks everything that can be checked without a case: that every text is there in all four
//! languages, that every `{placeholder}` is a declared field and says the same in each language,
//! and that an optional field is used only where the part is left out without it.

mod check;

use jiff::civil::Date;
use serde::Deserialize;

use self::check::Check;
use crate::language::Language;

/// A form of one edition.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Form {
    /// The name by which the program asks for it, for example `submission`.
    pub name: String,
    /// The first day on which papers are made by this edition.
    pub in_force_from: Date,
    /// The day from which another edition is used; absent while this one is.
    #[serde(default)]
    pub in_force_until: Option<Date>,
    /// Where the form comes from.
    pub source: String,
    /// `serif` for papers to agencies, `sans` for lists and for clients.
    pub typeface: FormTypeface,
    /// The title of the file.
    pub title: Words,
    /// What stands at the foot of each page; may have placeholders.
    pub reference: String,
    /// What must be filled in.
    #[serde(rename = "field")]
    pub fields: Vec<Field>,
    /// The parts, from top to bottom.
    #[serde(rename = "block")]
    pub blocks: Vec<FormBlock>,
    /// What is bound in behind, in that order; only those that are printed are numbered.
    #[serde(default, rename = "annex")]
    pub annexes: Vec<FormAnnex>,
}

/// A part of a form that is bound in behind the paper.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FormAnnex {
    /// Its name.
    pub name: Words,
    /// The field without which the annex is left out.
    #[serde(default)]
    pub when: Option<String>,
    /// The parts, from top to bottom.
    #[serde(rename = "block")]
    pub blocks: Vec<FormBlock>,
}

/// The typeface of a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FormTypeface {
    /// With serifs.
    Serif,
    /// Without serifs.
    Sans,
}

/// A text in the four languages; `**` begins and ends bold, `{name}` is filled in.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// In Kyrgyz.
    pub ky: String,
    /// In Kazakh.
    pub kk: String,
    /// In Russian.
    pub ru: String,
    /// In English.
    pub en: String,
}

impl Words {
    /// Returns the text in a language.
    pub fn in_language(&self, language: Language) -> &str {
        match language {
            Language::Kyrgyz => &self.ky,
            Language::Kazakh => &self.kk,
            Language::Russian => &self.ru,
            Language::English => &self.en,
        }
    }
}

/// Something to be filled in.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Field {
    /// The name that placeholders use.
    pub name: String,
    /// What is filled in.
    pub kind: FieldKind,
    /// Whether a paper may be made without it.
    #[serde(default)]
    pub optional: bool,
}

/// What a field takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FieldKind {
    /// A text, or one text for each language.
    Words,
    /// A civil day, printed as the language writes it.
    Day,
    /// A list of texts.
    List,
    /// Rows of a table or pairs of facts.
    Rows,
}

/// A part of a form.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum FormBlock {
    /// The issuing body; each line feed begins a line.
    Letterhead {
        /// The lines.
        lines: Words,
    },
    /// The title of the paper.
    Title {
        /// The words.
        words: Words,
    },
    /// The heading of a part.
    Heading {
        /// The words.
        words: Words,
        /// The field without which the part is left out.
        #[serde(default)]
        when: Option<String>,
    },
    /// A paragraph.
    Paragraph {
        /// The words.
        words: Words,
        /// How it is set; the body if absent.
        #[serde(default)]
        emphasis: FormEmphasis,
        /// The field without which the part is left out.
        #[serde(default)]
        when: Option<String>,
    },
    /// Facts with names.
    Facts {
        /// The names and what stands beside them.
        fact: Vec<FormFact>,
    },
    /// A list, either of the form's own words or of a field of kind `list`.
    Items {
        /// Whether the items carry numbers.
        #[serde(default)]
        numbered: bool,
        /// The form's own items.
        #[serde(default)]
        item: Vec<Words>,
        /// The field that is printed.
        #[serde(default)]
        from: Option<String>,
    },
    /// A table of a field of kind `rows`.
    Table(FormTable),
    /// Framed text.
    Notice {
        /// The heading of the frame.
        heading: Words,
        /// The words.
        words: Words,
        /// The field without which the part is left out.
        #[serde(default)]
        when: Option<String>,
    },
    /// The place of a signature.
    Signature(FormSignature),
    /// The list of annexes.
    Contents {
        /// What stands above the numbers.
        number: Words,
        /// What stands above the names.
        name: Words,
        /// What stands above the pages.
        pages: Words,
    },
}

/// How a paragraph of a form is set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FormEmphasis {
    /// As the body.
    #[default]
    Body,
    /// Larger and bold.
    Lead,
    /// Smaller and grey.
    Small,
    /// To the right.
    Right,
}

/// A fact with its name.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FormFact {
    /// The name.
    pub name: Words,
    /// What stands beside it, the same in every language but for what fills it.
    pub value: String,
    /// The field without which the fact is left out.
    #[serde(default)]
    pub when: Option<String>,
}

/// A table of a form.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FormTable {
    /// The columns.
    pub column: Vec<FormColumn>,
    /// The field that is printed; with no rows, `empty` stands instead.
    pub from: String,
    /// What is said if there is no row.
    pub empty: Words,
    /// The field without which the part is left out.
    #[serde(default)]
    pub when: Option<String>,
}

/// A column of a form's table.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FormColumn {
    /// The heading.
    pub heading: Words,
    /// The width as a share of all shares.
    pub share: u16,
}

/// The place of a signature in a form.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FormSignature {
    /// The position.
    pub position: Words,
    /// The name.
    pub name: String,
    /// What stands under the line.
    pub caption: Words,
    /// What stands instead of the line once the paper is confirmed in the system.
    #[serde(default)]
    pub confirmation: Option<FormConfirmation>,
}

/// What a form says of a confirmation in the system.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FormConfirmation {
    /// The field that tells that the paper is confirmed.
    pub when: String,
    /// The words.
    pub words: Words,
}

/// A form cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum FormError {
    /// The file is not a form.
    #[error("the form cannot be read; mend the file: {why}")]
    Unreadable {
        /// What the reader says, with line and column.
        why: String,
    },
    /// The edition ends before it begins.
    #[error("form `{form}` ends on {until}, before it begins on {from}")]
    EndsBeforeItBegins {
        /// The form.
        form: String,
        /// The first day.
        from: Date,
        /// The day from which it is not used.
        until: Date,
    },
    /// A placeholder or a part names a field that the form does not declare, or not of that kind.
    #[error("form `{form}` uses `{field}` as {used_as}, but declares no such field")]
    UnknownField {
        /// The form.
        form: String,
        /// The field.
        field: String,
        /// The use: `words`, `a list`, `rows` or `a condition`.
        used_as: &'static str,
    },
    /// A field is declared and never printed.
    #[error("form `{form}` declares `{field}` and never uses it")]
    UnusedField {
        /// The form.
        form: String,
        /// The field.
        field: String,
    },
    /// The languages do not say the same.
    #[error(
        "form `{form}`: the {language} words do not use `{{{field}}}` where others do: {words}"
    )]
    UnevenLanguages {
        /// The form.
        form: String,
        /// The tag of the language that lacks it.
        language: &'static str,
        /// The field.
        field: String,
        /// The words that lack it.
        words: String,
    },
    /// An optional field is printed in a part that is not left out without it.
    #[error("form `{form}` prints optional `{field}` in a part without `when = \"{field}\"`")]
    UnguardedField {
        /// The form.
        form: String,
        /// The field.
        field: String,
    },
}

impl Form {
    /// Reads a form and checks it.
    ///
    /// # Errors
    ///
    /// [`FormError::Unreadable`] if the text is not such a table or lacks a language;
    /// [`FormError::EndsBeforeItBegins`]; then, for each part from the top,
    /// [`FormError::UnevenLanguages`], [`FormError::UnknownField`] and
    /// [`FormError::UnguardedField`]; [`FormError::UnusedField`] last.
    pub fn parse(text: &str) -> Result<Form, FormError> {
        let form: Form = toml::from_str(text)
            .map_err(|error| FormError::Unreadable { why: error.to_string() })?;
        if let Some(until) = form.in_force_until
            && until <= form.in_force_from
        {
            let (from, form) = (form.in_force_from, form.name);
            return Err(FormError::EndsBeforeItBegins { form, from, until });
        }
        Check::new(&form).run()?;
        Ok(form)
    }

    /// Returns whether papers of that day are made by this edition.
    pub fn is_in_force(&self, on: Date) -> bool {
        self.in_force_from <= on && self.in_force_until.is_none_or(|until| on < until)
    }

    /// Returns the field of that name.
    pub fn field(&self, name: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.name == name)
    }
}

/// Returns the edition of a form by which papers of that day are made.
pub fn edition<'a>(forms: &'a [Form], name: &str, on: Date) -> Option<&'a Form> {
    forms.iter().find(|form| form.name == name && form.is_in_force(on))
}

/// Returns the names between braces, in the order in which they first appear.
pub(crate) fn placeholders(words: &str) -> Vec<&str> {
    words.split('{').skip(1).filter_map(|rest| rest.split_once('}').map(|(name, _)| name)).collect()
}

#[cfg(test)]
mod tests;
