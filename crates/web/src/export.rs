//! Lists and tables as files, for spreadsheets: CSV and XLSX with the same cells.
//!
//! A cell of text is never taken for a formula: CSV puts an apostrophe before what begins like one,
//! XLSX says that it is text.

use axum::http::header;
use axum::response::{IntoResponse, Response};
use bagyt_app::outcome::Failure;
use jiff::Timestamp;
use jiff::civil::Date;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, XlsxError};

/// The type of a file of a spreadsheet.
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// A cell of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Cell {
    /// Words, numbers of files and whatever is not reckoned with.
    Text(String),
    /// A count.
    Number(u64),
    /// A day.
    Day(Option<Date>),
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Cell::Text(text)
    }
}

/// A table with the names of its columns.
pub(crate) struct Table {
    /// The name of the file, without its ending.
    pub(crate) name: &'static str,
    /// What stands above the columns; none where the notes below say enough.
    pub(crate) title: Option<String>,
    /// Names of the columns.
    pub(crate) heads: Vec<String>,
    /// The rows.
    pub(crate) rows: Vec<Vec<Cell>>,
    /// What stands below: what was counted, of whom, up to where.
    pub(crate) notes: Vec<String>,
}

/// In which form a file is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Text with commas.
    Csv,
    /// A workbook.
    Xlsx,
}

impl Table {
    /// Sends the table as a file.
    ///
    /// # Errors
    ///
    /// [`Failure::Defect`] if the workbook cannot be written.
    pub(crate) fn send(&self, kind: Kind, at: Timestamp) -> Result<Response, Failure> {
        let (mime, ending, bytes) = match kind {
            Kind::Csv => ("text/csv; charset=utf-8", "csv", self.csv().into_bytes()),
            Kind::Xlsx => (XLSX, "xlsx", self.xlsx(at).map_err(Failure::defect)?),
        };
        let name = format!("attachment; filename=\"{}.{ending}\"", self.name);
        let head = [(header::CONTENT_TYPE, mime.to_owned()), (header::CONTENT_DISPOSITION, name)];
        Ok((head, bytes).into_response())
    }

    fn csv(&self) -> String {
        // Spreadsheets take a file for UTF-8 when it begins with this mark.
        let mut file = String::from('\u{feff}');
        if let Some(title) = &self.title {
            line(&mut file, std::iter::once(quoted(title)));
        }
        line(&mut file, self.heads.iter().map(|head| quoted(head)));
        for row in &self.rows {
            let cells = row.iter().map(|cell| match cell {
                Cell::Text(text) => quoted(text),
                Cell::Number(number) => number.to_string(),
                Cell::Day(day) => day.map(|day| day.to_string()).unwrap_or_default(),
            });
            line(&mut file, cells);
        }
        for note in &self.notes {
            line(&mut file, std::iter::once(quoted(note)));
        }
        file
    }

    /// `at` is when the file is made: the same table at the same moment gives the same bytes.
    fn xlsx(&self, at: Timestamp) -> Result<Vec<u8>, XlsxError> {
        let (bold, day) = (Format::new().set_bold(), Format::new().set_num_format("dd.mm.yyyy"));
        let mut book = Workbook::new();
        let made = ExcelDateTime::from_timestamp(at.as_second())?;
        book.set_properties(&DocProperties::new().set_creation_datetime(&made));
        let sheet = book.add_worksheet();
        let heads = match &self.title {
            Some(title) => {
                sheet.write_string(0, 0, title)?;
                1
            }
            None => 0,
        };
        for (column, head) in (0_u16..).zip(&self.heads) {
            sheet.write_string_with_format(heads, column, head, &bold)?;
        }
        let mut places = heads + 1..;
        for (place, row) in places.by_ref().zip(&self.rows) {
            for (column, cell) in (0_u16..).zip(row) {
                match cell {
                    Cell::Text(text) => sheet.write_string(place, column, text)?,
                    // Counts stay far below 2^53, up to which a workbook keeps whole numbers.
                    Cell::Number(number) => sheet.write_number(place, column, *number as f64)?,
                    Cell::Day(None) => sheet,
                    Cell::Day(Some(on)) => {
                        let (year, month) = (on.year().unsigned_abs(), on.month().unsigned_abs());
                        let on = ExcelDateTime::from_ymd(year, month, on.day().unsigned_abs())?;
                        sheet.write_datetime_with_format(place, column, &on, &day)?
                    }
                };
            }
        }
        for (place, note) in places.zip(&self.notes) {
            sheet.write_string(place, 0, note)?;
        }
        sheet.set_freeze_panes(heads + 1, 0)?;
        sheet.autofit();
        book.save_to_buffer()
    }
}

fn line(file: &mut String, cells: impl Iterator<Item = String>) {
    let cells: Vec<String> = cells.collect();
    file.push_str(&cells.join(","));
    file.push_str("\r\n");
}

/// Writes a cell of text. One that a spreadsheet would take for a formula gets an apostrophe.
pub(crate) fn quoted(cell: &str) -> String {
    let guard = if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { "'" } else { "" };
    format!("\"{guard}{}\"", cell.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> Table {
        Table {
            name: "cases",
            title: None,
            heads: vec!["Дело".to_owned(), "Дней".to_owned(), "До".to_owned()],
            rows: vec![vec![
                Cell::Text("=HYPERLINK(\"http://evil.example\")".to_owned()),
                Cell::Number(7),
                Cell::Day(Some("2026-11-22".parse().unwrap())),
            ]],
            notes: vec!["@сосчитано".to_owned()],
        }
    }

    #[test]
    fn a_cell_is_quoted_and_never_a_formula() {
        assert_eq!(quoted("Асанов \"Бек\", А."), "\"Асанов \"\"Бек\"\", А.\"");
        for start in ["=", "+", "-", "@", "\t", "\r"] {
            assert!(quoted(&format!("{start}1+1")).starts_with("\"'"));
        }
        let expected = "\u{feff}\"Дело\",\"Дней\",\"До\"\r\n\
            \"'=HYPERLINK(\"\"http://evil.example\"\")\",7,2026-11-22\r\n\"'@сосчитано\"\r\n";
        assert_eq!(table().csv(), expected);
    }

    #[test]
    fn a_workbook_is_the_same_for_the_same_moment() {
        let at = "2026-11-22T04:00:00Z".parse().unwrap();
        let bytes = table().xlsx(at).unwrap();
        assert!(bytes.starts_with(b"PK"));
        assert_eq!(bytes, table().xlsx(at).unwrap());
    }
}
