//! Reading files of records, line by line.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

use bagyt_exchange::linkage::column::{COLUMNS, Column, RecordText};
use bagyt_exchange::linkage::{Oddity, Records};
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

/// Reads a mapping.
pub(super) fn mapping(path: &Path) -> Result<Mapping, Failure> {
    let doing = || format!("reading the mapping {}", path.display());
    let mapping: Mapping =
        toml::from_str(&std::fs::read_to_string(path).told(doing)?).told(doing)?;
    for column in mapping.columns.values() {
        if Column::of_heading(column).is_none_or(|found| found.name() != column) {
            return Err(Failure::usage(&format!(
                "{}: `{column}` is no column of records",
                path.display()
            )));
        }
    }
    Ok(mapping)
}

/// All records that were read, with their own names.
#[derive(Default)]
pub(super) struct Register {
    pub(super) records: Records,
    names: Vec<u8>,
    ends: Vec<u64>,
    /// The columns that some file has.
    pub(super) columns: Vec<&'static str>,
    /// The headings that mean nothing to us.
    pub(super) passed_over: Vec<String>,
}

impl Register {
    /// Returns how many records there are.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// Returns a record's own name.
    pub(super) fn name(&self, record: u32) -> &[u8] {
        let record = record as usize;
        let start = record.checked_sub(1).and_then(|before| self.ends.get(before)).copied();
        let end = self.ends.get(record).copied().unwrap_or_default();
        self.names.get(start.unwrap_or_default() as usize..end as usize).unwrap_or_default()
    }

    /// Reads a file.
    pub(super) fn read(&mut self, path: &Path, mapping: &Mapping) -> Result<(), Failure> {
        let doing = || format!("reading {}", path.display());
        let mut file = BufReader::with_capacity(BUFFER, File::open(path).told(doing)?);
        let delimiter = delimiter(file.fill_buf().told(doing)?);
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(delimiter)
            .flexible(true)
            .trim(csv::Trim::All)
            .from_reader(file);
        let headings = reader.byte_headers().told(doing)?.clone();
        let columns = self.columns(path, &headings, mapping)?;
        let mut line = csv::ByteRecord::new();
        while reader.read_byte_record(&mut line).told(doing)? {
            if line.as_slice().len() > LINE_BYTES_MAX {
                let at = line.position().map_or(0, csv::Position::line);
                return Err(Failure::usage(&format!(
                    "{}: line {at} has more than {LINE_BYTES_MAX} bytes; a quote is left open",
                    path.display()
                )));
            }
            self.take(path, &columns, &line)?;
        }
        Ok(())
    }

    fn columns(
        &mut self,
        path: &Path,
        headings: &csv::ByteRecord,
        mapping: &Mapping,
    ) -> Result<Vec<Option<Column>>, Failure> {
        let mut columns = Vec::new();
        for heading in headings {
            let heading = String::from_utf8_lossy(heading);
            let mapped = mapping.columns.get(heading.trim()).map_or(&*heading, String::as_str);
            let column = Column::of_heading(mapped);
            match column {
                None => self.passed_over.push(heading.trim().to_owned()),
                Some(column) if columns.contains(&Some(column)) => {
                    return Err(Failure::usage(&format!(
                        "{}: two columns are `{}`; name the right one in a mapping",
                        path.display(),
                        column.name()
                    )));
                }
                Some(column) => self.columns.push(column.name()),
            }
            columns.push(column);
        }
        self.columns.sort_unstable();
        self.columns.dedup();
        if !columns.contains(&Some(Column::RecordId)) {
            return Err(Failure::usage(&format!(
                "{} has no column `rec_id`; every record needs a name of its own",
                path.display()
            )));
        }
        Ok(columns)
    }

    fn take(
        &mut self,
        path: &Path,
        columns: &[Option<Column>],
        line: &csv::ByteRecord,
    ) -> Result<(), Failure> {
        let texts: Vec<_> = line.iter().map(String::from_utf8_lossy).collect();
        let mut text: RecordText<'_> = [""; COLUMNS];
        for ((column, value), bytes) in columns.iter().zip(&texts).zip(line) {
            if let Some(column) = column
                && let Some(into) = text.get_mut(column.place())
            {
                *into = value;
                if value.as_bytes() != bytes {
                    self.records.count(Oddity::NotUtf8);
                }
            }
        }
        let name = text.get(Column::RecordId.place()).copied().unwrap_or_default();
        if name.is_empty() {
            let at = line.position().map_or(0, csv::Position::line);
            return Err(Failure::usage(&format!("{}: line {at} has no `rec_id`", path.display())));
        }
        if self.records.push(&text).is_none() {
            return Err(Failure::usage("there are more records than can be linked at once"));
        }
        self.names.extend_from_slice(name.as_bytes());
        self.ends.push(self.names.len() as u64);
        Ok(())
    }
}

/// Guesses from the headings what stands between the values.
fn delimiter(beginning: &[u8]) -> u8 {
    let headings = beginning.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let count = |delimiter: u8| headings.iter().filter(|byte| **byte == delimiter).count();
    [b',', b';', b'\t'].into_iter().rev().max_by_key(|delimiter| count(*delimiter)).unwrap_or(b',')
}
