//! All records that were read, with their own names.

use std::hash::BuildHasher;
use std::path::Path;

use bagyt_exchange::linkage::{Oddity, Records};

use super::source::{Mapping, Source, name};
use crate::failure::Failure;

/// The records of all files.
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
        let mut source = Source::open(path, mapping)?;
        self.columns.extend(source.columns.iter().flatten().map(|column| column.name()));
        self.columns.sort_unstable();
        self.columns.dedup();
        self.passed_over.append(&mut source.passed_over);
        while source.next(&mut |text, not_utf8| {
            for _ in 0..not_utf8 {
                self.records.count(Oddity::NotUtf8);
            }
            if self.records.push(text).is_none() {
                return Err(Failure::usage("there are more records than can be linked at once"));
            }
            self.names.extend_from_slice(name(text).as_bytes());
            self.ends.push(self.names.len() as u64);
            Ok(())
        })? {}
        Ok(())
    }

    /// Refuses records of one name: what is found would not say which is meant.
    pub(super) fn check_names(&self) -> Result<(), Failure> {
        let hasher = std::hash::RandomState::new();
        let count = self.len() as u32;
        let mut hashes: Vec<(u64, u32)> =
            (0..count).map(|record| (hasher.hash_one(self.name(record)), record)).collect();
        hashes.sort_unstable();
        for same in hashes.chunk_by(|left, right| left.0 == right.0).filter(|same| same.len() > 1) {
            let mut names: Vec<&[u8]> = same.iter().map(|(_, record)| self.name(*record)).collect();
            names.sort_unstable();
            if let Some(name) = names.windows(2).find(|pair| pair.first() == pair.last()) {
                let name = String::from_utf8_lossy(name.first().copied().unwrap_or_default());
                return Err(Failure::usage(&format!("two records have the rec_id `{name}`")));
            }
        }
        Ok(())
    }
}
