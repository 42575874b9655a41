//! Running text with emphasis: what a paragraph, a cell or a heading is made of.

/// A part of a text in one weight.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// The words.
    pub words: String,
    /// Whether they are set in bold.
    pub bold: bool,
}

/// A text of one paragraph; a line feed in it begins a new line.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Text {
    /// The parts, in reading order.
    pub spans: Vec<Span>,
}

impl Text {
    /// A text in the regular weight.
    pub fn plain(words: impl Into<String>) -> Text {
        Text { spans: vec![Span { words: words.into(), bold: false }] }
    }

    /// A text in bold.
    pub fn bold(words: impl Into<String>) -> Text {
        Text { spans: vec![Span { words: words.into(), bold: true }] }
    }

    /// Reads a text in which `**` begins and ends bold.
    pub fn marked(words: &str) -> Text {
        let spans = words
            .split("**")
            .enumerate()
            .filter(|(_, part)| !part.is_empty())
            .map(|(ordinal, part)| Span { words: part.to_owned(), bold: ordinal % 2 == 1 })
            .collect();
        Text { spans }
    }

    /// Returns whether there is nothing to print.
    pub fn is_empty(&self) -> bool {
        self.spans.iter().all(|span| span.words.trim().is_empty())
    }

    /// Returns the words without emphasis.
    pub fn words(&self) -> String {
        self.spans.iter().map(|span| span.words.as_str()).collect()
    }

    /// Returns the text with every part in bold.
    pub(crate) fn emboldened(&self) -> Text {
        let bold = |span: &Span| Span { words: span.words.clone(), bold: true };
        Text { spans: self.spans.iter().map(bold).collect() }
    }
}

impl From<&str> for Text {
    fn from(words: &str) -> Text {
        Text::plain(words)
    }
}

impl From<String> for Text {
    fn from(words: String) -> Text {
        Text::plain(words)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_stars_begin_and_end_bold() {
        let text = Text::marked("Явка **5 марта** обязательна");
        let bold: Vec<bool> = text.spans.iter().map(|span| span.bold).collect();
        assert_eq!(bold, [false, true, false]);
        assert_eq!(text.words(), "Явка 5 марта обязательна");
        assert!(Text::marked("").is_empty());
    }
}
