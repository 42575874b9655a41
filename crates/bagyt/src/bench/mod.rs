//! Measuring this machine and this record: what stands in `docs/benchmarks.md` comes from here.

mod http;
mod pages;

use std::path::PathBuf;
use std::time::{Duration, Instant};

use bagyt_app::bench::{Journal, Writers};
use clap::{Args, Subcommand};

use crate::failure::{Failure, Told};
use crate::opening;
use crate::settings::Place;

/// Seconds for which each turn of a load is kept up.
const SECONDS: u64 = 1;

/// Measure this machine and this record.
#[derive(Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(crate) struct Bench {
    #[command(subcommand)]
    what: Option<What>,
    /// Write the raw figures as JSON to this file too.
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
}

/// What is measured beside the journal.
#[derive(Subcommand)]
enum What {
    /// Measure the pages of an invented country, served from its data directory.
    Pages(pages::Pages),
}

impl Bench {
    /// Measures durable commands beside a bare group commit in an empty record of its own, then
    /// reading and checking of the record at `place`, if there is one.
    pub(crate) fn run(self, place: &Place) -> Result<(), Failure> {
        if let Some(What::Pages(pages)) = &self.what {
            return pages.run(place);
        }
        let scratch = std::env::temp_dir().join(format!("bagyt-bench-{}", std::process::id()));
        let load = Duration::from_secs(SECONDS);
        let location = place.location(&scratch)?;
        let measured = bagyt_app::bench::writers(location, load)
            .told(|| format!("measuring in {}", scratch.display()));
        // Also after a failure: what was measured in is of no use to anybody.
        let removed = std::fs::remove_dir_all(&scratch);
        let writers = measured?;
        if scratch.exists() {
            removed.told(|| format!("removing {}", scratch.display()))?;
        }
        print_writers(&writers);
        let journal = self.journal(place)?;
        if let Some(path) = &self.json {
            let raw = serde_json::json!({ "writers": writers, "journal": journal });
            std::fs::write(path, format!("{raw:#}"))
                .told(|| format!("writing {}", path.display()))?;
        }
        Ok(())
    }

    fn journal(&self, place: &Place) -> Result<Option<Journal>, Failure> {
        let Ok(opened) = opening::open(place) else {
            println!("no record to read; fill one with `bagyt demo --fill-only`");
            return Ok(None);
        };
        let began = Instant::now();
        let journal = opened.app.bench_journal(&|| began.elapsed());
        let journal = journal.told(|| "measuring the record".to_owned())?;
        println!("| reading | entries | seconds | entries a second |");
        println!("| --- | ---: | ---: | ---: |");
        for line in &journal.lines {
            println!(
                "| {} | {} | {:.2} | {:.0} |",
                line.what,
                line.entries,
                line.seconds,
                line.entries as f64 / line.seconds.max(1e-9)
            );
        }
        Ok(Some(journal))
    }
}

fn print_writers(writers: &[Writers]) {
    println!(
        "| writers | commands a second | bare a second | CPU of a command, µs | of a bare row, µs \
         | times | least and most of a turn | making the entry, µs |"
    );
    println!("| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
    for line in writers {
        let least = line.turns.iter().copied().fold(f64::INFINITY, f64::min);
        let most = line.turns.iter().copied().fold(0.0, f64::max);
        println!(
            "| {} | {} | {} | {:.1} | {:.1} | {:.2} | {least:.2}–{most:.2} | {:.1} |",
            line.writers,
            line.commands_per_second,
            line.bare_per_second,
            line.command_microseconds,
            line.bare_microseconds,
            line.processor_ratio,
            line.making_microseconds,
        );
    }
}
