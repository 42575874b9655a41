//! The record from the command line: rebuild, verify, checkpoint, export.

use std::io::Write;
use std::path::PathBuf;

use clap::{Args, Subcommand};

use crate::failure::{Failure, Told};
use crate::opening;
use crate::progress;
use crate::settings::Place;

/// Make the projections anew from the journal, or check that they equal it.
#[derive(Args)]
pub(crate) struct Rebuild {
    /// Change nothing; fail where a projection differs from the journal.
    #[arg(long)]
    check: bool,
}

impl Rebuild {
    /// Rebuilds or checks.
    pub(crate) fn run(self, place: &Place) -> Result<(), Failure> {
        let app = opening::open(place)?.app;
        let bar = progress::bar(1, "projections");
        let each = |done: u64, of: u64| {
            bar.set_length(of);
            bar.set_position(done);
        };
        if self.check {
            let streams = app
                .check_projections(&each)
                .told(|| "checking the projections against the journal".to_owned())?;
            bar.finish_and_clear();
            println!("the projections of {streams} streams equal the journal");
        } else {
            let streams = app.rebuild(&each).told(|| "making the projections anew".to_owned())?;
            bar.finish_and_clear();
            println!("the projections of {streams} streams were made anew");
        }
        Ok(())
    }
}

/// Check every entry of the journal, and the checkpoints; or one document.
#[derive(Args)]
pub(crate) struct Verify {
    /// A document confirmed in the system; checked byte for byte against its signature.
    #[arg(long, value_name = "FILE")]
    document: Option<PathBuf>,
}

impl Verify {
    /// Verifies the journal or a document.
    pub(crate) fn run(self, place: &Place) -> Result<(), Failure> {
        let app = opening::open(place)?.app;
        if let Some(path) = &self.document {
            let bytes = std::fs::read(path).told(|| format!("reading {}", path.display()))?;
            let confirmed =
                app.verify_document(&bytes).told(|| format!("verifying {}", path.display()))?;
            println!("{}: {confirmed}", path.display());
            return Ok(());
        }
        let bar = progress::bar(1, "entries");
        let verified = app
            .verify(&|done, of| {
                bar.set_length(of);
                bar.set_position(done);
            })
            .told(|| "verifying the journal".to_owned())?;
        bar.finish_and_clear();
        println!("{verified}");
        Ok(())
    }
}

/// Sign the state of the journal as it is now.
#[derive(Args)]
pub(crate) struct MakeCheckpoint {}

impl MakeCheckpoint {
    /// Signs and prints the checkpoint, to be kept elsewhere.
    pub(crate) fn run(self, place: &Place) -> Result<(), Failure> {
        let app = opening::open(place)?.app;
        let note = app.make_checkpoint().told(|| "signing a checkpoint".to_owned())?;
        print!("{note}");
        Ok(())
    }
}

/// Look at the journal.
#[derive(Subcommand)]
pub(crate) enum Journal {
    /// Print every entry with its position and leaf hash, one JSON object a line.
    Export {
        /// The first position that is printed: with the one after the last export, what came since.
        #[arg(long, default_value_t = 1, value_name = "POSITION")]
        from: u64,
    },
}

impl Journal {
    /// Carries out the command.
    pub(crate) fn run(self, place: &Place) -> Result<(), Failure> {
        let Journal::Export { from } = self;
        let app = opening::open(place)?.app;
        let mut out = std::io::BufWriter::with_capacity(1 << 16, std::io::stdout().lock());
        let exported = app.export(from, &mut out).and_then(|()| out.flush());
        match exported {
            // The reader at the other end of the pipe had enough.
            Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(()),
            other => other.told(|| "exporting the journal".to_owned()),
        }
    }
}
