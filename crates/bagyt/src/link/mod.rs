//! Linking the records of one person across registers kept in files.

mod gauge;
mod read;
mod write;

use std::path::PathBuf;

use bagyt_exchange::linkage::Model;
use bagyt_exchange::linkage::batch::{self, Phase};
use clap::Args;

use crate::failure::{Failure, Told};
use gauge::Gauge;
use read::Register;

/// Find which records of one or several files are of one person.
#[derive(Args)]
pub(crate) struct Link {
    /// Files of records: text with commas, semicolons or tabs, with headings. Every file needs
    /// `rec_id`; the other columns may be any of those that the guide lists.
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    /// Folder for what is found: pairs.csv, links.csv, clusters.csv, review.csv, report.json and
    /// model.json; it is made if it is not there.
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// How many threads compare; the result does not depend on it. As many as there are cores
    /// without.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    threads: Option<u16>,
    /// Weigh by this model, as an earlier run has written it, instead of estimating one.
    #[arg(long, value_name = "MODEL.json")]
    model: Option<PathBuf>,
    /// Which heading means which column, where they have names of their own.
    #[arg(long, value_name = "MAPPING.toml")]
    map: Option<PathBuf>,
}

impl Link {
    /// Carries the command out.
    pub(crate) fn run(self) -> Result<(), Failure> {
        let mut gauge = Gauge::start();
        let model = self.model.as_deref().map(read_model).transpose()?;
        let mapping = self.map.as_deref().map(read::mapping).transpose()?.unwrap_or_default();
        std::fs::create_dir_all(&self.out).told(|| format!("making {}", self.out.display()))?;
        let mut register = Register::default();
        gauge.begin("read");
        for file in &self.files {
            register.read(file, &mapping)?;
        }
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        let threads = self.threads.map_or(cores, usize::from);
        let mut told = |phase: Phase| gauge.begin(phase.code());
        let linked = batch::link(&mut register.records, model, threads, &mut told);
        gauge.begin("write");
        write::all(&self.out, &register, &linked)?;
        gauge.end();
        write::report(&self.out, &register, &linked, &gauge)?;
        let sizes = bagyt_exchange::linkage::cluster::sizes(&linked.clusters);
        println!(
            "{} records, {} pairs compared, {} people, {} clusters to look at; threshold {}",
            register.len(),
            linked.pairs,
            sizes.values().sum::<u64>(),
            linked.clusters.reviews.len(),
            write::bits(linked.model.threshold),
        );
        Ok(())
    }
}

fn read_model(path: &std::path::Path) -> Result<Model, Failure> {
    let doing = || format!("reading the model {}", path.display());
    let text = std::fs::read_to_string(path).told(doing)?;
    Model::parse(&text).told(doing)
}
