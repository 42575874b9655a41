//! A file of records, line by line.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};

use bagyt_exchange::linkage::column::{COLUMNS, Column, RecordText};
use serde::Deserialize;

use crate::failure::{Failure, Told};

/// Bytes that are read at once.
const BUFFER: usize = 1 << 18;

/// A line of more bytes than this is no line of a register: a quote is open.
const LINE_BYTES_MAX: usize = 32 << 20;

/// Headings of a register's own, and the columns that they mean.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Mapping {
    /// Column by heading.
    #[serde(default)]
    columns: BTreeMap<String, String>,
}

impl Mapping {
    /// Reads a mapping.
    pub(super) fn read(path: &Path) -> Result<Mapping, Failure> {
        let doing = || format!("reading the mapping {}", path.display());
        let text = std::fs::read_to_string(path).told(doing)?;
        let mapping: Mapping = toml::from_str(&text).told(doing)?;
        for column in mapping.columns.values() {
            if Column::of_heading(column).is_none_or(|found| found.name() != column) {
                let path = path.display();
                return Err(Failure::usage(&format!("{path}: `{column}` is no column of records")));
            }
        }
        Ok(mapping)
    }
}

/// A file that is being read.
pub(super) struct Source {
    path: PathBuf,
    reader: csv::Reader<BufReader<File>>,
    /// The column of each heading.
    pub(super) columns: Vec<Option<Column>>,
    /// The headings that mean nothing to us.
    pub(super) passed_over: Vec<String>,
    line: csv::ByteRecord,
}

impl Source {
    /// Opens a file and reads its headings.
    pub(super) fn open(path: &Path, mapping: &Mapping) -> Result<Source, Failure> {
        let doing = || format!("reading {}", path.display());
        let mut file = BufReader::with_capacity(BUFFER, File::open(path).told(doing)?);
        let delimiter = delimiter(file.fill_buf().told(doing)?);
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(delimiter)
            .flexible(true)
            .trim(csv::Trim::All)
            .from_reader(file);
        let headings = reader.byte_headers().told(doing)?.clone();
        let mut source = Source {
            path: path.to_owned(),
            reader,
            columns: Vec::new(),
            passed_over: Vec::new(),
            line: csv::ByteRecord::new(),
        };
        source.take_headings(&headings, mapping)?;
        Ok(source)
    }

    fn take_headings(
        &mut self,
        headings: &csv::ByteRecord,
        mapping: &Mapping,
    ) -> Result<(), Failure> {
        let path = self.path.display();
        for heading in headings {
            let heading = String::from_utf8_lossy(heading);
            let mapped = mapping.columns.get(heading.trim()).map_or(&*heading, String::as_str);
            let column = Column::of_heading(mapped);
            match column {
                None => self.passed_over.push(heading.trim().to_owned()),
                Some(found) if self.columns.contains(&column) => {
                    return Err(Failure::usage(&format!(
                        "{path}: two columns are `{}`; name the right one in a mapping",
                        found.name()
                    )));
                }
                Some(_) => {}
            }
            self.columns.push(column);
        }
        if !self.columns.contains(&Some(Column::RecordId)) {
            return Err(Failure::usage(&format!(
                "{path} has no column `rec_id`; every record needs a name of its own"
            )));
        }
        Ok(())
    }

    /// Reads the next record and hands it on with how many of its values were no UTF-8; says
    /// whether there was one.
    pub(super) fn next(
        &mut self,
        take: &mut dyn FnMut(&RecordText<'_>, usize) -> Result<(), Failure>,
    ) -> Result<bool, Failure> {
        let path = self.path.display();
        let read = self.reader.read_byte_record(&mut self.line);
        if !read.told(|| format!("reading {path}"))? {
            return Ok(false);
        }
        let at = self.line.position().map_or(0, csv::Position::line);
        if self.line.as_slice().len() > LINE_BYTES_MAX {
            return Err(Failure::usage(&format!(
                "{path}: line {at} has more than {LINE_BYTES_MAX} bytes; a quote is left open"
            )));
        }
        let texts: Vec<_> = self.line.iter().map(String::from_utf8_lossy).collect();
        let mut text: RecordText<'_> = [""; COLUMNS];
        let mut not_utf8 = 0;
        for ((column, value), bytes) in self.columns.iter().zip(&texts).zip(&self.line) {
            let into = column.and_then(|column| text.get_mut(column.place()));
            if let Some(into) = into {
                *into = value;
                not_utf8 += usize::from(value.as_bytes() != bytes);
            }
        }
        if name(&text).is_empty() {
            return Err(Failure::usage(&format!("{path}: line {at} has no `rec_id`")));
        }
        take(&text, not_utf8)?;
        Ok(true)
    }
}

/// Returns a record's own name.
pub(super) fn name<'a>(text: &RecordText<'a>) -> &'a str {
    text.get(Column::RecordId.place()).copied().unwrap_or_default()
}

/// Guesses from the headings what stands between the values.
fn delimiter(beginning: &[u8]) -> u8 {
    let headings = beginning.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let count = |delimiter: u8| headings.iter().filter(|byte| **byte == delimiter).count();
    [b'\t', b';', b','].into_iter().max_by_key(|delimiter| count(*delimiter)).unwrap_or(b',')
}
