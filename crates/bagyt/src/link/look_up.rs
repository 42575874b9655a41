//! Records that are matched one by one against those that were linked, as a court's question is.

use std::path::Path;
use std::time::Instant;

use bagyt_exchange::linkage::index::{Answer, Index, Verdict};
use serde::Serialize;

use super::register::Register;
use super::source::{Mapping, Source, name};
use super::write::{self, bits};
use crate::failure::Failure;

/// Each record is asked for so often, and the least time counts: what else the machine does in
/// between is not the index's.
const TIMES: usize = 3;

/// How long the answers took, in microseconds; the least of three times each.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Times {
    records: usize,
    half_within: u128,
    ninety_nine_hundredths_within: u128,
    longest: u128,
}

/// Matches each record of a file, writes what was found to `lookups.csv`, and says how long the
/// answers took.
pub(super) fn all(
    index: &mut Index,
    register: &Register,
    (file, mapping): (&Path, &Mapping),
    folder: &Path,
) -> Result<Times, Failure> {
    let mut source = Source::open(file, mapping)?;
    let mut times = Vec::new();
    let mut lines: Vec<[Vec<u8>; 4]> = Vec::new();
    while source.next(&mut |text, _| {
        let mut answer = None;
        let mut least = u128::MAX;
        for _ in 0..TIMES {
            let began = Instant::now();
            answer = index.find(text);
            least = least.min(began.elapsed().as_micros());
        }
        times.push(least);
        if let Some(answer) = answer {
            lines.extend(written(register, name(text), &answer));
        }
        Ok(())
    })? {}
    let headings = ["rec_id", "verdict", "candidate", "weight"];
    write::table(&folder.join("lookups.csv"), &headings, |write| {
        for line in &lines {
            let [record, verdict, candidate, weight] = line;
            write(&[record, verdict, candidate, weight])?;
        }
        Ok(())
    })?;
    times.sort_unstable();
    let within = |hundredths: usize| {
        times.get((times.len() * hundredths / 100).min(times.len().saturating_sub(1)))
    };
    let within = |hundredths| within(hundredths).copied().unwrap_or_default();
    Ok(Times {
        records: times.len(),
        half_within: within(50),
        ninety_nine_hundredths_within: within(99),
        longest: within(100),
    })
}

fn written(register: &Register, record: &str, answer: &Answer) -> Vec<[Vec<u8>; 4]> {
    let verdict = match answer.verdict {
        Verdict::Link => "link",
        Verdict::Review => "review",
        Verdict::New => "new",
    };
    let line = |candidate: &[u8], weight: String| {
        [record.into(), verdict.into(), candidate.to_owned(), weight.into_bytes()]
    };
    if answer.candidates.is_empty() {
        return vec![line(b"", String::new())];
    }
    let each = answer.candidates.iter();
    each.map(|found| line(register.name(found.record), bits(found.weight))).collect()
}
