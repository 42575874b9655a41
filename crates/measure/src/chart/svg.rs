//! Writing SVG: elements with attributes, and text that cannot break out of its place.

use std::fmt::Write;

/// A picture under way.
pub(super) struct Picture {
    text: String,
}

impl Picture {
    pub(super) fn new() -> Self {
        Picture { text: String::with_capacity(4096) }
    }

    /// Opens an element; `attributes` are names and values, written in their order.
    pub(super) fn open(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.start(name, attributes);
        self.text.push('>');
    }

    /// Closes an element.
    pub(super) fn close(&mut self, name: &str) {
        self.text.push_str("</");
        self.text.push_str(name);
        self.text.push('>');
    }

    /// Writes an element without content.
    pub(super) fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.start(name, attributes);
        self.text.push_str("/>");
    }

    /// Writes an element whose content is a text.
    pub(super) fn text(&mut self, name: &str, attributes: &[(&str, &str)], content: &str) {
        self.open(name, attributes);
        self.escape(content);
        self.close(name);
    }

    pub(super) fn finish(self) -> String {
        self.text
    }

    fn start(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.text.push('<');
        self.text.push_str(name);
        for (name, value) in attributes {
            self.text.push(' ');
            self.text.push_str(name);
            self.text.push_str("=\"");
            self.escape(value);
            self.text.push('"');
        }
    }

    fn escape(&mut self, content: &str) {
        for character in content.chars() {
            match character {
                '&' => self.text.push_str("&amp;"),
                '<' => self.text.push_str("&lt;"),
                '>' => self.text.push_str("&gt;"),
                '"' => self.text.push_str("&quot;"),
                '\'' => self.text.push_str("&#39;"),
                // XML 1.0 has no way to write these.
                '\u{fffe}' | '\u{ffff}' => {}
                other if other.is_control() => self.text.push(' '),
                other => self.text.push(other),
            }
        }
    }
}

/// A path of points given in tenths of a unit.
#[derive(Default)]
pub(super) struct Path {
    text: String,
}

impl Path {
    pub(super) fn move_to(&mut self, x: i64, y: i64) {
        self.point('M', x, y);
    }

    pub(super) fn line_to(&mut self, x: i64, y: i64) {
        self.point('L', x, y);
    }

    pub(super) fn close(&mut self) {
        self.text.push('Z');
    }

    pub(super) fn as_str(&self) -> &str {
        &self.text
    }

    fn point(&mut self, letter: char, x: i64, y: i64) {
        // Writing to a string cannot fail.
        let _ = write!(self.text, "{letter}{} {}", tenths(x), tenths(y));
    }
}

/// Writes a length given in tenths.
pub(super) fn tenths(length: i64) -> String {
    match length % 10 {
        0 => format!("{}", length / 10),
        _ => format!("{}.{}", length / 10, (length % 10).abs()),
    }
}
