//! What stands in files that are sent: the cells of sheets and the words of papers, as programs that
//! are not ours read them.

use std::io::Cursor;

use calamine::{Data, Reader as _, Xlsx};

use crate::court::words_of;
use crate::visitor::Answer;

const WORKBOOK: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// The cells of a workbook, sheet after sheet, each as it is shown.
///
/// # Panics
///
/// If it is none, or if one of its cells is a formula.
#[track_caller]
pub(crate) fn workbook(answer: &Answer) -> Vec<Vec<String>> {
    assert_eq!(answer.header("content-type"), WORKBOOK, "{}", answer.text);
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(answer.bytes.as_slice())).unwrap();
    let mut rows = Vec::new();
    for name in book.sheet_names() {
        let formulas = book.worksheet_formula(&name).unwrap();
        let formula = formulas.used_cells().next();
        assert_eq!(formula, None, "a cell of {name} is a formula");
        let range = book.worksheet_range(&name).unwrap();
        rows.extend(range.rows().map(|row| row.iter().map(shown).collect::<Vec<_>>()));
    }
    rows
}

fn shown(cell: &Data) -> String {
    match cell {
        Data::Empty => String::new(),
        other => other.to_string(),
    }
}

/// The cells of a table in text.
///
/// # Panics
///
/// If it is none.
#[track_caller]
pub(crate) fn table(answer: &Answer) -> Vec<Vec<String>> {
    assert_eq!(answer.header("content-type"), "text/csv; charset=utf-8", "{}", answer.text);
    let text = answer.text.strip_prefix('\u{feff}').unwrap();
    let mut reader = csv::ReaderBuilder::new();
    let reader = reader.has_headers(false).flexible(true).from_reader(text.as_bytes());
    let cells = |row: csv::StringRecord| row.iter().map(str::to_owned).collect();
    reader.into_records().map(|row| cells(row.unwrap())).collect()
}

/// What a body is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Body {
    /// A page, a table or anything else in letters.
    Text,
    /// A PDF.
    Paper,
    /// A workbook.
    Workbook,
}

/// The words of whatever was sent, and what it is.
pub(crate) fn said(answer: &Answer) -> (Body, String) {
    match answer.header("content-type") {
        "application/pdf" => (Body::Paper, words_of(answer)),
        WORKBOOK => {
            let rows: Vec<String> = workbook(answer).iter().map(|row| row.join("\t")).collect();
            (Body::Workbook, rows.join("\n"))
        }
        _ => (Body::Text, answer.text.clone()),
    }
}
