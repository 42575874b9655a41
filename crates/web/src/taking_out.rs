//! What a reader takes out, as a file: CSV, a workbook, or one JSON object a line.
//!
//! Rows are written as they come, so that the memory does not grow with the house. A cell of text is
//! never taken for a formula: CSV puts an apostrophe before what begins like one, a workbook says
//! that it is text, and JSON knows no formulas.

use std::io::{self, Write};

use bagyt_app::App;
use bagyt_app::outcome::Failure;
use bagyt_app::taking_out::{Part, Taken};
use bagyt_app::user::User;
use bagyt_core::command::Purpose;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, Worksheet, XlsxError};
use serde_json::{Map, Value};

use crate::export::quoted;
use crate::language::Language;
use crate::register_sheet::field_name;
use crate::texts::Texts;

/// In which form it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Text with commas.
    Csv,
    /// A workbook.
    Xlsx,
    /// One JSON object a line.
    JsonLines,
}

impl Form {
    /// All of them.
    pub const ALL: [Form; 3] = [Form::Csv, Form::Xlsx, Form::JsonLines];

    /// Returns the ending of its files, which is its code as well.
    pub fn code(self) -> &'static str {
        match self {
            Form::Csv => "csv",
            Form::Xlsx => "xlsx",
            Form::JsonLines => "jsonl",
        }
    }

    /// Returns the form of that code, if there is one.
    pub fn find(code: &str) -> Option<Form> {
        Form::ALL.into_iter().find(|form| form.code() == code)
    }

    pub(crate) fn mime(self) -> &'static str {
        match self {
            Form::Csv => "text/csv; charset=utf-8",
            Form::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Form::JsonLines => "application/jsonl; charset=utf-8",
        }
    }
}

/// Takes a part out by a reader's rights and writes it; returns how many rows there were.
///
/// # Errors
///
/// As [`App::take_out`]; an outage if `out` cannot be written.
pub fn write(
    app: &App,
    (user, language): (&User, &str),
    (part, purpose, form): (Part, Purpose, Form),
    out: &mut dyn Write,
) -> Result<u64, Failure> {
    let t = Texts::of(Language::find(language).unwrap_or(Language::En));
    let asked = (part, purpose);
    match form {
        Form::Csv => write_csv(app, (user, t), asked, out),
        Form::Xlsx => write_workbook(app, (user, t), asked, out),
        Form::JsonLines => write_json(app, user, asked, out),
    }
}

/// The name of a column.
fn heading(t: Texts, part: Part, code: &str) -> String {
    match (part, code) {
        (_, "case" | "status") => t.code("export_column", code).into_owned(),
        (Part::Register, _) => field_name(t, code),
        _ => t.code("export_column", code).into_owned(),
    }
}

fn write_csv(
    app: &App,
    (user, t): (&User, Texts),
    (part, purpose): (Part, Purpose),
    out: &mut dyn Write,
) -> Result<u64, Failure> {
    // Spreadsheets take a file for UTF-8 when it begins with this mark.
    out.write_all("\u{feff}".as_bytes()).map_err(Failure::outage)?;
    let heads = part.columns().into_iter().map(|column| quoted(&heading(t, part, column)));
    line(out, heads).map_err(Failure::outage)?;
    app.take_out(user, (part, purpose), &mut |row| {
        let cells = row.iter().map(|cell| match cell {
            Taken::Text(text) => quoted(text),
            Taken::Code(family, code) => quoted(&t.code(family, code)),
            Taken::Number(number) => number.to_string(),
            Taken::Day(day) => day.map(|day| day.to_string()).unwrap_or_default(),
            Taken::At(at) => at.to_string(),
        });
        line(out, cells).map_err(Failure::outage)
    })
}

fn line(out: &mut dyn Write, cells: impl Iterator<Item = String>) -> io::Result<()> {
    let cells: Vec<String> = cells.collect();
    out.write_all(cells.join(",").as_bytes())?;
    out.write_all(b"\r\n")
}

fn write_json(
    app: &App,
    user: &User,
    (part, purpose): (Part, Purpose),
    out: &mut dyn Write,
) -> Result<u64, Failure> {
    let columns = part.columns();
    app.take_out(user, (part, purpose), &mut |row| {
        let mut object = Map::new();
        for (column, cell) in columns.iter().zip(row) {
            let value = match cell {
                Taken::Text(text) | Taken::Code(_, text) => Value::from(text),
                Taken::Number(number) => Value::from(number),
                Taken::Day(day) => day.map_or(Value::Null, |day| Value::from(day.to_string())),
                Taken::At(at) => Value::from(at.to_string()),
            };
            object.insert((*column).to_owned(), value);
        }
        serde_json::to_writer(&mut *out, &object).map_err(Failure::outage)?;
        out.write_all(b"\n").map_err(Failure::outage)
    })
}

/// The most rows that a sheet of a workbook holds, its heading not counted.
const SHEET_ROWS_MAX: u32 = 1_048_575;

fn write_workbook(
    app: &App,
    (user, t): (&User, Texts),
    (part, purpose): (Part, Purpose),
    out: &mut dyn Write,
) -> Result<u64, Failure> {
    let (bold, day) = (Format::new().set_bold(), Format::new().set_num_format("dd.mm.yyyy"));
    let mut book = Workbook::new();
    // Rows go to a temporary file as they come.
    let sheet = book.add_worksheet_with_constant_memory().map_err(Failure::defect)?;
    for (column, code) in (0_u16..).zip(part.columns()) {
        let heading = heading(t, part, code);
        sheet.write_string_with_format(0, column, heading, &bold).map_err(Failure::defect)?;
    }
    let mut place = 0;
    let count = app.take_out(user, (part, purpose), &mut |row| {
        place += 1;
        if place > SHEET_ROWS_MAX {
            return Err(Failure::outage("the part has more rows than a workbook holds; take CSV"));
        }
        cells(t, sheet, (place, &row), &day).map_err(Failure::defect)
    })?;
    let bytes = book.save_to_buffer().map_err(Failure::defect)?;
    out.write_all(&bytes).map_err(Failure::outage)?;
    Ok(count)
}

fn cells(
    t: Texts,
    sheet: &mut Worksheet,
    (place, row): (u32, &[Taken]),
    day: &Format,
) -> Result<(), XlsxError> {
    for (column, cell) in (0_u16..).zip(row) {
        match cell {
            Taken::Text(text) => sheet.write_string(place, column, text)?,
            Taken::Code(family, code) => {
                sheet.write_string(place, column, t.code(family, code).as_ref())?
            }
            // Minutes of work stay far below 2^53, up to which a workbook keeps whole numbers.
            Taken::Number(number) => sheet.write_number(place, column, *number as f64)?,
            Taken::Day(None) => sheet,
            Taken::Day(Some(on)) => {
                let (year, month) = (on.year().unsigned_abs(), on.month().unsigned_abs());
                // A workbook knows no day before 1900; such a day stays text.
                match ExcelDateTime::from_ymd(year, month, on.day().unsigned_abs()) {
                    Ok(at) => sheet.write_datetime_with_format(place, column, &at, day)?,
                    Err(_) => sheet.write_string(place, column, on.to_string())?,
                }
            }
            Taken::At(at) => sheet.write_string(place, column, at.to_string())?,
        };
    }
    Ok(())
}
