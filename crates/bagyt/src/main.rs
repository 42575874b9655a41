//! Bagyt's command line: it starts the product, fills it, and checks its record.
//!
//! The binary alone knows the clock, files, the environment and what is printed; it hands all of
//! that to the application as arguments.
#![allow(
    clippy::disallowed_methods,
    reason = "the binary is where the clock, files and the environment are read"
)]

mod bench;
mod clock;
mod demo;
mod failure;
mod import;
mod journal;
mod law;
mod link;
mod mail;
mod measure;
mod opening;
mod outbox;
mod progress;
mod publishing;
mod register;
mod reminders;
mod send;
mod serve;
mod settings;
mod taking_out;
mod users;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::failure::Failure;
use crate::settings::Place;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Bagyt: the working record of a probation service.
#[derive(Parser)]
#[command(name = "bagyt", version, about, disable_help_subcommand = true)]
struct Arguments {
    #[command(flatten)]
    place: Place,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Fill an invented country, if it is not there yet, and serve it on this machine.
    Demo(demo::Demo),
    /// Serve a real installation.
    Serve(serve::Serve),
    /// Take in a register kept outside, by a mapping file.
    Import(import::Import),
    /// Bring in a register of people and their cases.
    #[command(subcommand)]
    Register(register::Register),
    /// Take out people, cases and what was done in them, by the rights of an account.
    Export(taking_out::Export),
    /// Hand message files to the inbox, as another agency would send them.
    Send(send::Send),
    /// Print the token with which an agency's system shows who it is.
    AgencyToken(send::AgencyToken),
    /// Make the projections anew from the journal, or check that they equal it.
    Rebuild(journal::Rebuild),
    /// Check every entry of the journal, and the checkpoints; or one document.
    Verify(journal::Verify),
    /// Sign the state of the journal as it is now.
    Checkpoint(journal::MakeCheckpoint),
    /// Look at the journal.
    #[command(subcommand)]
    Journal(journal::Journal),
    /// Look at the law tables, check and publish them.
    #[command(subcommand)]
    Law(law::Law),
    /// Find which records of one or several files are of one person.
    Link(link::Link),
    /// Measure from the journal.
    #[command(subcommand)]
    Measure(measure::Measure),
    /// Add, list and disable users.
    #[command(subcommand)]
    User(users::User),
    /// Measure this machine and this record.
    Bench(bench::Bench),
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    tracing_subscriber::fmt()
        .with_writer(std::io::stderr)
        .with_env_filter(
            tracing_subscriber::EnvFilter::try_from_env("BAGYT_LOG")
                .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("warn")),
        )
        .init();
    match run(arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("bagyt: {failure}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: Arguments) -> Result<(), Failure> {
    let place = arguments.place;
    match arguments.command {
        Command::Demo(demo) => demo.run(&place),
        Command::Serve(serve) => serve.run(&place),
        Command::Import(import) => import.run(&place),
        Command::Register(register) => register.run(&place),
        Command::Export(export) => export.run(&place),
        Command::Send(send) => send.run(&place),
        Command::AgencyToken(token) => token.run(&place),
        Command::Rebuild(rebuild) => rebuild.run(&place),
        Command::Verify(verify) => verify.run(&place),
        Command::Checkpoint(checkpoint) => checkpoint.run(&place),
        Command::Journal(journal) => journal.run(&place),
        Command::Law(law) => law.run(&place),
        Command::Link(link) => link.run(),
        Command::Measure(measure) => measure.run(&place),
        Command::User(user) => user.run(&place),
        Command::Bench(bench) => bench.run(&place),
    }
}
