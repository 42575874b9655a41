//! The sheets of registers that the product makes: the template to fill, and the lines at fault
//! with what is wrong in each.
//!
//! The command line makes them too, in the language that is asked for.

use bagyt_app::App;
use bagyt_app::outcome::Failure;
use bagyt_app::register::{LineFault, Report, Sheet, guide};
use bagyt_core::words::Words as Names;
use bagyt_exchange::message::subject::LANGUAGES;
use bagyt_exchange::register::Field;
use bagyt_exchange::register::guide::{FieldGuide, Need};
use rust_xlsxwriter::{Color, Format, Workbook, Worksheet, XlsxError};

use crate::language::Language;
use crate::refusal;
use crate::texts::Texts;
use crate::words::Words;

/// The width of a column of the template, in characters.
const WIDTH: f64 = 20.0;

/// The width of a column of explanations.
const WIDE: f64 = 60.0;

/// Lines of the template below the headings that are prepared as text: a spreadsheet would make
/// numbers of them, and drop zeros.
const TEXT_FORMAT: &str = "@";

/// Makes the template of a register: headings with an example, and a second sheet with what each
/// field means and the codes of the country.
///
/// # Errors
///
/// [`Failure::Defect`] if the workbook cannot be written.
pub fn template(app: &App, language: &str) -> Result<Vec<u8>, Failure> {
    let t = texts(language);
    written(app, t).map_err(Failure::defect)
}

/// Makes a workbook of the lines that were refused, as they stand in their sheet, with what is
/// wrong in each behind them; mended, it is brought in as it is.
///
/// # Errors
///
/// [`Failure::Defect`] if the workbook cannot be written.
pub fn faulty(
    app: &App,
    language: &str,
    (sheet, report): (&Sheet, &Report),
) -> Result<Vec<u8>, Failure> {
    refused(app, texts(language), (sheet, report)).map_err(Failure::defect)
}

/// Says in a language what is wrong in a line, at which column of its sheet.
pub fn explained(app: &App, language: &str, (sheet, fault): (&Sheet, &LineFault)) -> String {
    let tables = app.tables();
    told(Words::new(&tables, texts(language)), &sheet.headings, fault)
}

/// The same for a page.
pub(crate) fn told(words: Words<'_>, headings: &[String], fault: &LineFault) -> String {
    let t = words.texts();
    let why = reason(words, fault);
    let column = fault.column.and_then(|column| headings.get(column));
    let why = match fault.given.as_str() {
        "" => why,
        given => t.fill("register-given", &[("given", given.into()), ("why", why.into())]),
    };
    match column {
        Some(column) => {
            t.fill("register-at-column", &[("column", column.as_str().into()), ("why", why.into())])
        }
        None if fault.field.is_empty() => why,
        None => {
            let field = field_name(t, &fault.field);
            t.fill("register-at-column", &[("column", field.into()), ("why", why.into())])
        }
    }
}

/// What is wrong, without the place.
pub(crate) fn reason(words: Words<'_>, fault: &LineFault) -> String {
    // A day of a message has one form; in a sheet it may have many.
    let key = match fault.code.as_str() {
        "field-no-date" => "register-no-date".to_owned(),
        code => format!("refusal-{code}"),
    };
    let arguments = fault.arguments.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    refusal::fill(words, &key, arguments)
}

/// The name of a field by its code.
pub(crate) fn field_name(t: Texts, code: &str) -> String {
    let guide = Field::find(code).zip(guide().ok()).and_then(|(field, guide)| guide.of(field));
    guide.map_or_else(
        || code.to_owned(),
        |guide| guide.heading.in_language(t.language().code()).to_owned(),
    )
}

fn texts(language: &str) -> Texts {
    Texts::of(Language::find(language).unwrap_or(Language::En))
}

fn written(app: &App, t: Texts) -> Result<Vec<u8>, XlsxError> {
    let (bold, as_text) = (Format::new().set_bold(), Format::new().set_num_format(TEXT_FORMAT));
    let language = t.language().code();
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name(t.say("register-sheet").as_ref())?;
    sheet.write_string_with_format(0, 0, t.say("register-note").as_ref(), &bold)?;
    if let Ok(guide) = guide() {
        let mark = guide.example.in_language(language);
        sheet.write_string(1, 0, format!("{mark}: {}", t.say("register-example")))?;
        for (column, field) in (1_u16..).zip(Field::ALL.iter().copied()) {
            let Some(guide) = guide.of(field) else { continue };
            let needed = if guide.need == Need::Required { " *" } else { "" };
            let heading = format!("{}{needed}", guide.heading.in_language(language));
            sheet.set_column_width(column, WIDTH)?.set_column_format(column, &as_text)?;
            sheet.write_string_with_format(0, column, heading, &bold)?;
            sheet.write_string(1, column, example(app, t, (field, guide)))?;
        }
    }
    sheet.set_column_width(0, WIDTH)?.set_freeze_panes(1, 0)?;
    let codes = book.add_worksheet().set_name(t.say("register-codes").as_ref())?;
    explain(app, t, codes)?;
    book.save_to_buffer()
}

/// What stands in the example: the guide's, or the first entry of the list of codes.
fn example(app: &App, t: Texts, (field, guide): (Field, &FieldGuide)) -> String {
    let (tables, language) = (app.tables(), t.language().code());
    let codes = tables.codes();
    let place = codes.settlements.values().next();
    let first =
        |name: Option<&Names>| name.map_or("", |name| name.in_language(language)).to_owned();
    match field {
        Field::Citizenship => codes.service.country.to_uppercase(),
        Field::Settlement => place.map_or_else(String::new, |place| place.code.clone()),
        Field::Court => {
            let near = |region: &str| place.is_none_or(|place| place.region == region);
            first(codes.courts.values().find(|court| near(&court.region)).map(|court| &court.name))
        }
        Field::Articles => codes.articles.keys().next().cloned().unwrap_or_default(),
        Field::Measure => {
            let lasts = |one: &&bagyt_exchange::codes::Measure| {
                one.term == bagyt_exchange::codes::TermUnit::Duration
                    && one.domain.code() == "non_custodial"
            };
            first(codes.measures.values().find(lasts).map(|measure| &measure.name))
        }
        _ => guide.example.clone(),
    }
}

/// The second sheet: what each field means, then the codes.
fn explain(app: &App, t: Texts, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    let bold = Format::new().set_bold();
    let wraps = Format::new().set_text_wrap();
    let language = t.language().code();
    let tables = app.tables();
    let codes = tables.codes();
    let mut rows = Rows { sheet, next: 0 };
    rows.head(["register-column-field", "register-column-need", "register-column-help"], t, &bold)?;
    for field in Field::ALL.iter().copied() {
        let Some(guide) = guide().ok().and_then(|guide| guide.of(field)) else { continue };
        let need = match guide.need {
            Need::Required => "register-needed",
            Need::Optional => "register-optional",
        };
        let heading = guide.heading.in_language(language);
        let help = guide.help.in_language(language);
        rows.line([heading, t.say(need).as_ref(), help], &wraps)?;
    }
    rows.next += 1;
    rows.head(["register-column-list", "register-column-code", "register-column-name"], t, &bold)?;
    for (code, family) in ["m", "f"]
        .map(|code| (code, "sex"))
        .into_iter()
        .chain(LANGUAGES.map(|code| (code, "language")))
    {
        let field = if family == "sex" { Field::Sex } else { Field::Language };
        rows.line([&field_name(t, field.code()), code, t.code(family, code).as_ref()], &wraps)?;
    }
    let offices = codes.offices.iter().map(|(code, one)| (Field::Office, code, &one.name));
    let places = codes.settlements.iter().map(|(code, one)| (Field::Settlement, code, &one.name));
    let courts = codes.courts.iter().map(|(code, one)| (Field::Court, code, &one.name));
    let measures = codes.measures.iter().map(|(code, one)| (Field::Measure, code, &one.name));
    let articles = codes.articles.iter().map(|(code, one)| (Field::Articles, code, &one.name));
    let duties = codes.obligations.iter().map(|(code, one)| (Field::Obligations, code, &one.name));
    let lists = measures.chain(articles).chain(duties).chain(courts).chain(offices).chain(places);
    for (field, code, name) in lists {
        let list = field_name(t, field.code());
        rows.line([&list, code, name.in_language(language)], &wraps)?;
    }
    rows.sheet.set_column_width(0, WIDTH)?.set_column_width(1, WIDTH)?;
    rows.sheet.set_column_width(2, WIDE)?;
    Ok(())
}

/// Rows of three columns, one below the other.
struct Rows<'s> {
    sheet: &'s mut Worksheet,
    next: u32,
}

impl Rows<'_> {
    fn head(&mut self, keys: [&str; 3], t: Texts, format: &Format) -> Result<(), XlsxError> {
        let words = keys.map(|key| t.say(key));
        self.line([words[0].as_ref(), words[1].as_ref(), words[2].as_ref()], format)
    }

    fn line(&mut self, cells: [&str; 3], format: &Format) -> Result<(), XlsxError> {
        for (column, cell) in (0_u16..).zip(cells) {
            self.sheet.write_string_with_format(self.next, column, cell, format)?;
        }
        self.next += 1;
        Ok(())
    }
}

fn refused(app: &App, t: Texts, (sheet, report): (&Sheet, &Report)) -> Result<Vec<u8>, XlsxError> {
    let tables = app.tables();
    let words = Words::new(&tables, t);
    let bold = Format::new().set_bold();
    let wrong = Format::new().set_background_color(Color::RGB(0xff_e8_b3));
    let mut book = Workbook::new();
    let page = book.add_worksheet().set_name(t.say("register-faulty").as_ref())?;
    let last = u16::try_from(sheet.headings.len()).unwrap_or(u16::MAX);
    page.write_string_with_format(0, 0, t.say("register-line").as_ref(), &bold)?;
    for (column, heading) in (1_u16..).zip(&sheet.headings) {
        page.write_string_with_format(0, column, heading, &bold)?;
        page.set_column_width(column, WIDTH)?;
    }
    page.write_string_with_format(0, last + 1, t.say("register-reason").as_ref(), &bold)?;
    page.set_column_width(last + 1, WIDE)?.set_freeze_panes(1, 0)?;
    for (row, line) in (1_u32..).zip(sheet.refused(report)) {
        page.write_string(row, 0, line.line.to_string())?;
        for (place, cell) in line.cells.iter().enumerate() {
            let column = u16::try_from(place + 1).unwrap_or(u16::MAX);
            // Text stays text, so that nothing in it is taken for a formula.
            match line.faults.iter().any(|fault| fault.column == Some(place)) {
                true => page.write_string_with_format(row, column, cell, &wrong)?,
                false => page.write_string(row, column, cell)?,
            };
        }
        let reasons: Vec<String> =
            line.faults.iter().map(|fault| told(words, &sheet.headings, fault)).collect();
        page.write_string(row, last + 1, reasons.join("; "))?;
    }
    book.save_to_buffer()
}
