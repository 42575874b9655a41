//! The bytes of a sheet: a workbook (XLSX) or text with commas, semicolons or tabs, in UTF-8,
//! UTF-16 or Windows-1251, as lines of text below their headings.
//!
//! The headings are found below whatever stands above them; empty lines and the example of the
//! template are passed over.

use std::io::{self, Cursor, Read};

use bagyt_exchange::register::guide::Guide;
use bagyt_exchange::register::{COLUMNS_MAX, LINES_MAX, Line};
use calamine::{Data, Reader as _, Xlsx};
use encoding_rs::{UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1251};
use sha2::{Digest, Sha256};

/// The largest sheet that is read: 25,000 people with all columns filled take a third of it.
pub const SHEET_BYTES_MAX: usize = 24 * 1024 * 1024;

/// No workbook unfolds to more: what is packed smaller was packed to do harm.
const UNFOLDED_BYTES_MAX: u64 = 400 * 1024 * 1024;

/// Lines above the headings among which these are looked for.
const HEADING_LINES: usize = 20;

/// Sheets of a workbook among which the register is looked for.
const SHEETS_MAX: usize = 8;

/// Beginnings of files.
const XLSX_BEGINS: &[u8] = b"PK\x03\x04";
const OLD_BEGINS: &[u8] = &[0xd0, 0xcf, 0x11, 0xe0];

/// A sheet as it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// SHA-256 of its bytes, lower-case hexadecimal.
    pub digest: String,
    /// The headings; a column without one is called by its letter.
    pub headings: Vec<String>,
    /// The lines below them.
    pub lines: Vec<Line>,
}

bagyt_core::refusals! {
    /// Why a sheet cannot be read.
    pub enum SheetError {
        /// There are too many bytes.
        #[error("the file has {bytes} bytes; at most {bytes_max} are read; split it")]
        TooLarge {
            /// As many as it has.
            bytes: u64,
            /// As many as are read.
            bytes_max: u64,
        } = "sheet-too-large" @ "sheet",
        /// It is a workbook of the form before 2007.
        #[error("this is a workbook of the old form (XLS); save it as XLSX or CSV")]
        OldForm = "sheet-old-form" @ "sheet",
        /// It is no sheet.
        #[error("the file is neither an XLSX workbook nor text with columns")]
        Unreadable = "sheet-unreadable" @ "sheet",
        /// There are no lines below headings.
        #[error("the file has no lines below its headings")]
        Empty = "sheet-empty" @ "sheet",
        /// There are too many lines.
        #[error("the file has {lines} lines; at most {lines_max} are brought in at once; split it")]
        TooManyLines {
            /// As many as it has.
            lines: usize,
            /// As many as are brought in.
            lines_max: usize,
        } = "sheet-too-many-lines" @ "sheet",
        /// There are too many columns.
        #[error("the file has {columns} columns; at most {columns_max} are read")]
        TooManyColumns {
            /// As many as it has.
            columns: usize,
            /// As many as are read.
            columns_max: usize,
        } = "sheet-too-many-columns" @ "sheet",
    }
}

/// Reads a sheet.
///
/// # Errors
///
/// [`SheetError`], in the order of its variants.
pub fn read(guide: &Guide, bytes: &[u8]) -> Result<Sheet, SheetError> {
    if bytes.len() > SHEET_BYTES_MAX {
        return Err(too_large(bytes.len() as u64, SHEET_BYTES_MAX as u64));
    }
    if bytes.starts_with(OLD_BEGINS) {
        return Err(SheetError::OldForm);
    }
    let rows = match bytes.starts_with(XLSX_BEGINS) {
        true => rows_of_workbook(guide, bytes)?,
        false => rows_of_text(bytes)?,
    };
    let digest = bagyt_store::hexadecimal(&Sha256::digest(bytes).into());
    made(guide, digest, rows)
}

fn too_large(bytes: u64, bytes_max: u64) -> SheetError {
    SheetError::TooLarge { bytes, bytes_max }
}

/// A row with its number.
type Row = (u64, Vec<String>);

fn made(guide: &Guide, digest: String, rows: Vec<Row>) -> Result<Sheet, SheetError> {
    let above = rows.iter().take(HEADING_LINES).enumerate();
    let best = above.max_by_key(|(place, (_, cells))| {
        // Among equals the first, and any heading before none.
        (known_headings(guide, cells), std::cmp::Reverse(*place))
    });
    let heading = best.map_or(0, |(place, _)| place);
    let mut rows = rows.into_iter().skip(heading);
    let (_, headings) = rows.next().ok_or(SheetError::Empty)?;
    let last =
        headings.iter().rposition(|cell| !cell.trim().is_empty()).ok_or(SheetError::Empty)?;
    if last >= COLUMNS_MAX {
        return Err(SheetError::TooManyColumns { columns: last + 1, columns_max: COLUMNS_MAX });
    }
    let headings = headings.into_iter().take(last + 1).enumerate().map(named).collect();
    let lines: Vec<Line> = rows
        .filter(|(_, cells)| cells.iter().any(|cell| !cell.trim().is_empty()))
        .filter(|(_, cells)| !guide.is_example(cells))
        .map(|(number, cells)| Line { number, cells })
        .collect();
    match lines.len() {
        0 => Err(SheetError::Empty),
        lines if lines > LINES_MAX => Err(SheetError::TooManyLines { lines, lines_max: LINES_MAX }),
        _ => Ok(Sheet { digest, headings, lines }),
    }
}

/// A column without a heading is called by its letter.
fn named((place, heading): (usize, String)) -> String {
    let words: Vec<&str> = heading.split_whitespace().collect();
    if words.is_empty() { letters(place) } else { words.join(" ") }
}

/// Returns what a spreadsheet calls a column, from 0.
pub(super) fn letters(place: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = place;
    loop {
        letters.push(char::from(b'A' + u8::try_from(rest % 26).unwrap_or(0)));
        if rest < 26 {
            break;
        }
        rest = rest / 26 - 1;
    }
    letters.iter().rev().collect()
}

fn known_headings(guide: &Guide, cells: &[String]) -> usize {
    cells.iter().filter(|cell| guide.field_of(cell).is_some()).count()
}

fn rows_of_workbook(guide: &Guide, bytes: &[u8]) -> Result<Vec<Row>, SheetError> {
    check_unfolded(bytes)?;
    let unreadable = |_| SheetError::Unreadable;
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(unreadable)?;
    let mut best: Option<(usize, Vec<Row>)> = None;
    for name in book.sheet_names().into_iter().take(SHEETS_MAX) {
        let Ok(range) = book.worksheet_range(&name) else { continue };
        let first = range.start().map_or(0, |(row, _)| u64::from(row));
        let left = range.start().map_or(0, |(_, column)| column as usize);
        let rows: Vec<Row> = (first + 1..)
            .zip(range.rows())
            .take(LINES_MAX + HEADING_LINES + 1)
            .map(|(number, cells)| {
                // A table may begin right of the first column, whose letter is kept.
                let before = std::iter::repeat_n(String::new(), left);
                (number, before.chain(cells.iter().map(text)).take(COLUMNS_MAX + 1).collect())
            })
            .collect();
        let above = rows.iter().take(HEADING_LINES);
        let known = above.map(|(_, cells)| known_headings(guide, cells)).max().unwrap_or(0);
        if best.as_ref().is_none_or(|(most, _)| known > *most) {
            best = Some((known, rows));
        }
    }
    best.map(|(_, rows)| rows).ok_or(SheetError::Unreadable)
}

/// Unfolds the parts of a workbook without keeping them, so that one packed to do harm is found
/// before it is read.
fn check_unfolded(bytes: &[u8]) -> Result<(), SheetError> {
    let unreadable = |_| SheetError::Unreadable;
    let mut parts = zip::ZipArchive::new(Cursor::new(bytes)).map_err(unreadable)?;
    let mut left = UNFOLDED_BYTES_MAX;
    for place in 0..parts.len() {
        let part = parts.by_index(place).map_err(unreadable)?;
        let unfolded = io::copy(&mut part.take(left + 1), &mut io::sink());
        let unfolded = unfolded.map_err(|_| SheetError::Unreadable)?;
        left = left
            .checked_sub(unfolded)
            .ok_or_else(|| too_large(UNFOLDED_BYTES_MAX + 1, UNFOLDED_BYTES_MAX))?;
    }
    Ok(())
}

fn text(cell: &Data) -> String {
    match cell {
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => text.clone(),
        Data::Int(number) => number.to_string(),
        // Up to there a workbook keeps whole numbers, national numbers among them.
        Data::Float(number) if number.fract() == 0.0 && number.abs() < 9e15 => {
            format!("{number:.0}")
        }
        Data::Float(number) => number.to_string(),
        Data::DateTime(at) if at.is_duration() => at.as_f64().to_string(),
        Data::DateTime(at) => {
            let (year, month, day, ..) = at.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        Data::Bool(is) => is.to_string(),
        Data::Error(_) | Data::Empty => String::new(),
    }
}

fn rows_of_text(bytes: &[u8]) -> Result<Vec<Row>, SheetError> {
    // One kind of line end, also behind the last line, so that lines are counted as people do.
    let text = format!("{}\n", decoded(bytes)?.replace("\r\n", "\n"));
    let separator = separator(&text);
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator)
        .from_reader(text.as_bytes());
    let mut rows = Vec::new();
    let mut record = csv::StringRecord::new();
    while reader.read_record(&mut record).map_err(|_| SheetError::Unreadable)? {
        let inside: usize = record.iter().map(|cell| cell.matches('\n').count()).sum();
        let number = reader.position().line().saturating_sub(1 + inside as u64);
        rows.push((number, record.iter().take(COLUMNS_MAX + 1).map(unguarded).collect()));
        if rows.len() > LINES_MAX + HEADING_LINES {
            let lines = text.lines().count();
            return Err(SheetError::TooManyLines { lines, lines_max: LINES_MAX });
        }
    }
    Ok(rows)
}

/// Takes off the apostrophe that keeps a spreadsheet from taking a text for a formula.
fn unguarded(cell: &str) -> String {
    let rest = cell.strip_prefix('\'').filter(|rest| rest.starts_with(['=', '+', '-', '@']));
    rest.unwrap_or(cell).to_owned()
}

fn decoded(bytes: &[u8]) -> Result<String, SheetError> {
    let encoding = match bytes {
        [0xff, 0xfe, ..] => UTF_16LE,
        [0xfe, 0xff, ..] => UTF_16BE,
        _ if std::str::from_utf8(bytes).is_ok() => UTF_8,
        _ => WINDOWS_1251,
    };
    let (text, _, has_errors) = encoding.decode(bytes);
    // No text of people has these; other files do.
    let is_binary = text.chars().any(|sign| sign.is_control() && !"\t\r\n\u{85}".contains(sign));
    if has_errors || is_binary { Err(SheetError::Unreadable) } else { Ok(text.into_owned()) }
}

/// The sign between the columns: the one that stands outside quotes most often in the first lines.
fn separator(text: &str) -> u8 {
    let mut counts = [(b',', 0_usize), (b';', 0), (b'\t', 0)];
    let mut is_quoted = false;
    for sign in text.lines().take(HEADING_LINES).flat_map(str::bytes) {
        is_quoted ^= sign == b'"';
        if let Some((_, count)) = counts.iter_mut().find(|(known, _)| *known == sign && !is_quoted)
        {
            *count += 1;
        }
    }
    counts.iter().rev().max_by_key(|(_, count)| *count).map_or(b',', |(sign, _)| *sign)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::register::guide;

    const TEXT: &str = "Список осуждённых\r\n\r\nФамилия;Имя;Дата рождения;;Тел.\r\n\
        ПРИМЕР;Имя;01.01.1990;;\r\nАсанов;Бакыт;12.05.1990;x;'+999 55\r\n;;;;\r\n\
        Ким;Ирина;01.02.1980;;\r\n";

    #[track_caller]
    fn check(bytes: &[u8]) {
        let sheet = read(guide().unwrap(), bytes).unwrap();
        assert_eq!(sheet.headings, ["Фамилия", "Имя", "Дата рождения", "D", "Тел."]);
        let lines: Vec<(u64, &str, &str)> = sheet
            .lines
            .iter()
            .map(|line| (line.number, line.cells[0].as_str(), line.cells[4].as_str()))
            .collect();
        assert_eq!(lines, [(5, "Асанов", "+999 55"), (7, "Ким", "")]);
    }

    #[test]
    fn text_is_read_in_every_encoding_and_with_every_separator() {
        check(TEXT.as_bytes());
        check(format!("\u{feff}{TEXT}").as_bytes());
        check(&WINDOWS_1251.encode(TEXT).0);
        check(TEXT.replace(';', ",").as_bytes());
        check(TEXT.replace(';', "\t").as_bytes());
        let little: Vec<u8> =
            std::iter::once(0xfeff).chain(TEXT.encode_utf16()).flat_map(u16::to_le_bytes).collect();
        check(&little);
    }

    #[test]
    fn what_is_no_sheet_is_refused_with_advice() {
        let guide = guide().unwrap();
        let check = |bytes: &[u8], expected: SheetError| {
            assert_eq!(read(guide, bytes), Err(expected));
        };
        check(&[0xd0, 0xcf, 0x11, 0xe0, 0xa1], SheetError::OldForm);
        check(b"PK\x03\x04 broken", SheetError::Unreadable);
        check(b"\x00\x01\x02\x03", SheetError::Unreadable);
        check(b"", SheetError::Empty);
        check("Фамилия;Имя\r\n".as_bytes(), SheetError::Empty);
        let many = "a;b\n".repeat(LINES_MAX + 2);
        let lines = LINES_MAX + 1;
        check(many.as_bytes(), SheetError::TooManyLines { lines, lines_max: LINES_MAX });
    }

    #[test]
    fn columns_without_headings_have_letters() {
        let expected = [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (119, "DP")];
        for (place, name) in expected {
            assert_eq!(letters(place), name);
        }
    }
}
