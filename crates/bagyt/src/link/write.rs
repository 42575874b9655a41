//! Writing what was found.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use bagyt_exchange::linkage::Oddity;
use bagyt_exchange::linkage::batch::{Link, Linked};
use bagyt_exchange::linkage::cluster::sizes;
use serde_json::json;

use super::gauge::Gauge;
use super::look_up::Times;
use super::register::Register;
use crate::failure::{Failure, Told};

/// Writes a weight in bits with three digits behind the point.
pub(super) fn bits(weight: i32) -> String {
    let thousandths = (i64::from(weight) * 1000).div_euclid(256);
    let sign = if thousandths < 0 { "-" } else { "" };
    let thousandths = thousandths.abs();
    format!("{sign}{}.{:03}", thousandths / 1000, thousandths % 1000)
}

/// Writes the pairs, the links and the clusters.
pub(super) fn all(folder: &Path, register: &Register, linked: &Linked) -> Result<(), Failure> {
    let threshold = linked.model.threshold;
    pairs(&folder.join("pairs.csv"), register, linked.links.iter())?;
    let links = linked.links.iter().filter(|link| link.weight >= threshold);
    pairs(&folder.join("links.csv"), register, links)?;
    table(&folder.join("clusters.csv"), &["rec_id", "cluster_id"], |write| {
        for (record, first) in linked.clusters.of_record.iter().enumerate() {
            write(&[register.name(record as u32), register.name(*first)])?;
        }
        Ok(())
    })?;
    let headings = ["cluster_id", "rec_id_a", "rec_id_b", "weight"];
    table(&folder.join("review.csv"), &headings, |write| {
        for review in &linked.clusters.reviews {
            let cluster = register.name(review.cluster);
            for link in &review.cut {
                let (one, other) = (register.name(link.one), register.name(link.other));
                write(&[cluster, one, other, bits(link.weight).as_bytes()])?;
            }
        }
        Ok(())
    })?;
    let path = folder.join("model.json");
    std::fs::write(&path, linked.model.written()).told(|| format!("writing {}", path.display()))
}

fn pairs<'a>(
    path: &Path,
    register: &Register,
    links: impl Iterator<Item = &'a Link>,
) -> Result<(), Failure> {
    table(path, &["rec_id_a", "rec_id_b", "weight"], |write| {
        for link in links {
            let (one, other) = (register.name(link.one), register.name(link.other));
            write(&[one, other, bits(link.weight).as_bytes()])?;
        }
        Ok(())
    })
}

/// Writes one line of a table.
pub(super) type WriteLine<'a> = dyn FnMut(&[&[u8]]) -> Result<(), csv::Error> + 'a;

pub(super) fn table(
    path: &Path,
    headings: &[&str],
    fill: impl FnOnce(&mut WriteLine<'_>) -> Result<(), csv::Error>,
) -> Result<(), Failure> {
    let doing = || format!("writing {}", path.display());
    let file = BufWriter::new(File::create(path).told(doing)?);
    let mut writer = csv::Writer::from_writer(file);
    writer.write_record(headings).told(doing)?;
    fill(&mut |line| writer.write_record(line)).told(doing)?;
    writer.flush().told(doing)
}

/// What was odd, and how often.
type Oddities = std::collections::BTreeMap<Oddity, u64>;

/// Writes the report.
pub(super) fn report(
    folder: &Path,
    (register, oddities): (&Register, &Oddities),
    linked: &Linked,
    (gauge, look_up): (&Gauge, Option<Times>),
) -> Result<(), Failure> {
    let share = |ppm: u32| f64::from(ppm) / 1e6;
    let refined = linked.refined.iter().map(|block| {
        json!({
            "rule": block.rule, "blocks": block.blocks, "records": block.records,
            "largest": block.largest, "neighbours_only": block.neighbours_only,
        })
    });
    let refined = refined.collect::<Vec<_>>();
    let report = json!({
        "records": register.len(),
        "columns": register.columns,
        "columns_passed_over": register.passed_over,
        "oddities": oddities.iter().map(|(odd, count)| json!({"what": odd.code(), "count": count}))
            .collect::<Vec<_>>(),
        "model": linked.model.fingerprint(),
        "threshold": f64::from(linked.model.threshold) / 256.0,
        "expected_precision": share(linked.expected.precision_ppm),
        "expected_recall": share(linked.expected.recall_ppm),
        "pairs_scored": linked.pairs,
        "patterns": linked.patterns,
        "pairs_told": linked.links.len(),
        "clusters": sizes(&linked.clusters).into_iter().collect::<Vec<_>>(),
        "clusters_to_review": linked.clusters.reviews.len(),
        "blocks_refined": refined,
        "phases": gauge.costs,
        "look_up_microseconds": look_up,
    });
    let path = folder.join("report.json");
    let doing = || format!("writing {}", path.display());
    let mut file = BufWriter::new(File::create(&path).told(doing)?);
    serde_json::to_writer_pretty(&mut file, &report).told(doing)?;
    writeln!(file).told(doing)
}
