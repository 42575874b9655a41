//! Taking in a register kept outside: a table of releases and the mapping that explains it.

use std::cell::RefCell;
use std::path::{Path, PathBuf};

use bagyt_app::{ImportOutcome, ImportRefused};
use clap::Args;

use crate::failure::{Failure, Told};
use crate::opening;
use crate::progress;
use crate::settings::{Installation, Place};

/// The law of a record that an import begins: the people are real, the service is nobody's.
const LAW: &str = "zz";

/// The largest file that is read: a register of a million lines fits.
const BYTES_MAX: u64 = 1 << 28;

/// Take in a register kept outside, by a mapping file.
#[derive(Args)]
pub(crate) struct Import {
    /// Mapping that says what each column means (`imports/*.toml`).
    #[arg(long, value_name = "FILE.toml")]
    map: PathBuf,
    /// Read and report, and write nothing.
    #[arg(long)]
    dry_run: bool,
    /// Law of a new record: kg, kz or the invented zz.
    #[arg(long, env = "BAGYT_LAW", value_name = "COUNTRY")]
    law: Option<String>,
    /// The table: comma-separated values with a header.
    #[arg(value_name = "DATA.csv")]
    table: PathBuf,
}

/// A line of the file with its number, the header being line 1.
type Line = (u64, Vec<String>);

impl Import {
    /// Imports, and prints each refused line with its reason.
    pub(crate) fn run(self, place: &Place) -> Result<(), Failure> {
        let map = std::fs::read_to_string(&self.map)
            .told(|| format!("reading the mapping {}", self.map.display()))?;
        let bytes = read(&self.table)?;
        let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(bytes.as_slice());
        let header = reader
            .headers()
            .told(|| format!("reading the header of {}", self.table.display()))?
            .iter()
            .map(str::to_owned)
            .collect::<Vec<_>>();
        let unreadable = RefCell::new(Vec::new());
        let lines = reader.into_byte_records().filter_map(|record| match line(&header, record) {
            Ok(line) => Some(line),
            Err(refused) => {
                unreadable.borrow_mut().push(refused);
                None
            }
        });
        let mut outcome = self.import(place, (&map, &bytes), &header, lines)?;
        outcome.refused.extend(unreadable.take());
        outcome.refused.sort_by_key(|refused| refused.line);
        self.report(&outcome)
    }

    fn import(
        &self,
        place: &Place,
        (map, bytes): (&str, &[u8]),
        header: &[String],
        lines: impl Iterator<Item = Line>,
    ) -> Result<ImportOutcome, Failure> {
        let doing = || format!("importing {}", self.table.display());
        let directory = place.directory(opening::REAL)?;
        if self.dry_run && Installation::find(&directory)?.is_none() {
            // A dry run begins no record.
            return bagyt_app::check_releases(map, header, lines).told(doing);
        }
        let configured = place.config()?.law;
        let law = self.law.clone().or(configured).unwrap_or_else(|| LAW.to_owned());
        let app = match self.dry_run {
            true => opening::open(place)?.app,
            false => opening::open_or_begin(place, Some(&law))?.app,
        };
        let count = bytes.iter().filter(|byte| **byte == b'\n').count();
        let bar = progress::bar(u64::try_from(count).unwrap_or(u64::MAX), "releases");
        let file = (map, bagyt_app::import_digest(bytes));
        let each = |done| bar.set_position(done);
        let outcome = app.import_releases(file, (header, lines), self.dry_run, &each).told(doing);
        bar.finish_and_clear();
        outcome
    }

    fn report(&self, outcome: &ImportOutcome) -> Result<(), Failure> {
        for refused in &outcome.refused {
            let column = match refused.field.as_str() {
                "" => String::new(),
                field => format!(", column `{field}`"),
            };
            println!("line {}{column}: {}", refused.line, refused.text);
        }
        let ImportOutcome { taken, resumed, .. } = *outcome;
        let verb = if self.dry_run { "would be taken" } else { "taken" };
        let refused = outcome.refused_lines();
        println!("{taken} {verb}, {resumed} in the journal already, {refused} refused");
        if taken + resumed == 0 {
            let table = self.table.display();
            return Err(Failure::usage(&format!("nothing of {table} could be taken")));
        }
        Ok(())
    }
}

fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    let doing = || format!("reading {}", path.display());
    let size = std::fs::metadata(path).told(doing)?.len();
    if size > BYTES_MAX {
        return Err(Failure::usage(&format!(
            "{} has {size} bytes, more than the {BYTES_MAX} that are read; split it",
            path.display()
        )));
    }
    std::fs::read(path).told(doing)
}

/// Reads the fields of a line; one that is not text is refused and not guessed.
fn line(
    header: &[String],
    record: Result<csv::ByteRecord, csv::Error>,
) -> Result<Line, ImportRefused> {
    let refusal = |line: u64, field: &str, code: &str, text: String| ImportRefused {
        line,
        field: field.to_owned(),
        code: code.to_owned(),
        text,
    };
    let record = record.map_err(|error| {
        let line = error.position().map_or(0, csv::Position::line);
        refusal(line, "", "import-unreadable", error.to_string())
    })?;
    let number = record.position().map_or(0, csv::Position::line);
    let mut fields = Vec::with_capacity(record.len());
    for (place, field) in record.iter().enumerate() {
        let text = std::str::from_utf8(field).map_err(|_| {
            let name = header.get(place).map_or("", String::as_str);
            let text = "the field is not UTF-8; save the file in that encoding".to_owned();
            refusal(number, name, "import-no-utf8", text)
        })?;
        fields.push(text.to_owned());
    }
    Ok((number, fields))
}
