//! Linking the records of one person across registers kept in files.

mod gauge;
mod look_up;
mod register;
mod source;
mod write;

use std::path::PathBuf;

use bagyt_exchange::linkage::Model;
use bagyt_exchange::linkage::batch::{self, Phase};
use bagyt_exchange::linkage::index::Index;
use clap::Args;

use crate::failure::{Failure, Told};
use gauge::Gauge;
use register::Register;
use source::Mapping;

/// Find which records of one or several files are of one person.
#[derive(Args)]
pub(crate) struct Link {
    /// Files of records: text with commas, semicolons or tabs, with headings. Every file needs
    /// `rec_id`, and may have any of agency, record_date, case_no, full_name, surname,
    /// given_name, patronymic, sex, dob, personal_no, doc_no, country, region, postcode,
    /// locality, settlement, street, house, flat, phone; others are passed over. Parquet is not
    /// read yet.
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
    /// Match each record of this file on its own against the linked ones, and write whose it may
    /// be to lookups.csv; report.json says how long the answers took.
    #[arg(long, value_name = "FILE")]
    look_up: Option<PathBuf>,
}

impl Link {
    /// Carries the command out.
    pub(crate) fn run(self) -> Result<(), Failure> {
        let mut gauge = Gauge::start();
        let model = self.model.as_deref().map(read_model).transpose()?;
        let mapping = self.map.as_deref().map(Mapping::read).transpose()?.unwrap_or_default();
        std::fs::create_dir_all(&self.out).told(|| format!("making {}", self.out.display()))?;
        let mut register = Register::default();
        gauge.begin("read");
        for file in &self.files {
            register.read(file, &mapping)?;
        }
        register.check_names()?;
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        let threads = self.threads.map_or(cores, usize::from);
        let mut told = |phase: Phase| gauge.begin(phase.code());
        let linked = batch::link(&mut register.records, model, threads, &mut told);
        gauge.begin("write");
        write::all(&self.out, &register, &linked)?;
        let oddities = register.records.oddities().clone();
        let mut times = None;
        if let Some(file) = &self.look_up {
            gauge.begin("index");
            let records = std::mem::take(&mut register.records);
            let mut index = Index::new(records, linked.model.clone());
            gauge.begin("look-up");
            times = Some(look_up::all(&mut index, &register, (file, &mapping), &self.out)?);
        }
        gauge.end();
        write::report(&self.out, (&register, &oddities), &linked, (&gauge, times))?;
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
