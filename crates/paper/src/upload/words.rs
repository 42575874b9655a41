//! The words of a PDF, by which it is found.
//!
//! A scan has none, and a program may write its letters so that nobody reads them back: what cannot
//! be read is left out, and the file is kept all the same.

use std::panic::{AssertUnwindSafe, catch_unwind};

use lopdf::{Document, LoadOptions};

/// The most characters that are kept of a file's words: some ten pages of a judgment.
pub const FILE_WORDS_MAX: usize = 30_000;

/// The most bytes that one stream, or the data of one page, unpacks to.
const UNPACKED_MAX: usize = 16 * 1024 * 1024;

/// Returns the words of a PDF with single blanks between them, at most [`FILE_WORDS_MAX`]
/// characters; nothing where it has none that can be read.
pub(super) fn of_pdf(bytes: &[u8]) -> String {
    // The reader meets whatever people are handed; a fault of its own costs the words, not the file.
    catch_unwind(AssertUnwindSafe(|| read(bytes))).ok().flatten().unwrap_or_default()
}

fn read(bytes: &[u8]) -> Option<String> {
    let options =
        LoadOptions { max_decompressed_size: Some(UNPACKED_MAX), ..LoadOptions::default() };
    let document = Document::load_mem_with_options(bytes, options).ok()?;
    let (mut words, mut length) = (String::new(), 0);
    for page in document.get_pages().into_keys() {
        let text = document.extract_text_with_limit(&[page], UNPACKED_MAX).unwrap_or_default();
        for word in text.split(|sign: char| sign.is_whitespace() || sign.is_control()) {
            // What has no letter of its own stands for one that was not told.
            let word = word.trim_matches(char::REPLACEMENT_CHARACTER);
            if word.is_empty() {
                continue;
            }
            length += word.chars().count() + 1;
            if length > FILE_WORDS_MAX {
                return Some(words);
            }
            if !words.is_empty() {
                words.push(' ');
            }
            words.push_str(word);
        }
    }
    Some(words)
}
