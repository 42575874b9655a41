//! The law tables from the command line: check them with their scenarios, show one row, publish.

use std::path::{Path, PathBuf};

use bagyt_app::embedded::{self, Folder};
use bagyt_core::law::{Calendar, Country, Pack, Report, check};
use clap::Subcommand;
use jiff::civil::Date;

use crate::failure::{Failure, Told};
use crate::publishing;
use crate::settings::Place;

/// Look at the law tables, check and publish them.
#[derive(Subcommand)]
pub(crate) enum Law {
    /// Check that the tables can be read and that every scenario comes out.
    Check {
        /// Folder with one folder of rows a country; without it the tables in this program.
        #[arg(long, value_name = "DIR")]
        law: Option<PathBuf>,
        /// Folder with one folder of scenarios a country; without it those in this program.
        #[arg(long, value_name = "DIR")]
        scenarios: Option<PathBuf>,
        /// Print the report as JSON.
        #[arg(long)]
        json: bool,
    },
    /// Show the editions of a rule that are in force on a day.
    Show {
        /// Code of the rule.
        code: String,
        /// The day, as 2025-07-01.
        #[arg(long)]
        on: Date,
        /// Country of the law.
        #[arg(long, default_value = "zz")]
        law: bagyt_app::law::Country,
    },
    /// Publish the tables of this program that differ from those in force, and compute the clocks
    /// anew.
    Publish {
        /// Show what would be published and which clocks would change; write nothing.
        #[arg(long)]
        dry_run: bool,
    },
}

/// A file with its name.
type NamedText = (String, String);

impl Law {
    /// Carries out the command.
    pub(crate) fn run(self, place: &Place) -> Result<(), Failure> {
        match self {
            Law::Check { law, scenarios, json } => {
                check_tables(law.as_deref(), scenarios.as_deref(), json)
            }
            Law::Show { code, on, law } => show(&code, on, law),
            Law::Publish { dry_run } => publishing::run(place, dry_run),
        }
    }
}

fn check_tables(law: Option<&Path>, scenarios: Option<&Path>, json: bool) -> Result<(), Failure> {
    let mut countries = Vec::new();
    for country in bagyt_app::law::Country::ALL {
        let rows = texts(law, Folder::Law, country.code())?;
        let stories = texts(scenarios, Folder::Scenarios, country.code())?;
        if !rows.is_empty() {
            countries.push((country.code(), rows, stories));
        }
    }
    if countries.is_empty() {
        return Err(Failure::usage("the folder of the law has no folder zz, kg or kz with rows"));
    }
    let borrowed: Vec<_> = countries
        .iter()
        .map(|(code, rows, stories)| (*code, borrow(rows), borrow(stories)))
        .collect();
    let borrowed: Vec<Country<'_>> =
        borrowed.iter().map(|(code, law, scenarios)| Country { code, law, scenarios }).collect();
    let calendars = embedded::files(Folder::Calendar, None)
        .iter()
        .map(|file| Calendar::parse(file.base(), file.text))
        .collect::<Result<Vec<_>, _>>()
        .told(|| "reading the calendars of this program".to_owned())?;
    let report = check(&borrowed, &calendars);
    match json {
        true => println!("{}", as_json(&report)),
        false => print(&report),
    }
    match report.is_good() {
        true => Ok(()),
        false => Err(Failure::usage("the law tables and their scenarios do not agree")),
    }
}

fn borrow(files: &[NamedText]) -> Vec<(&str, &str)> {
    files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect()
}

/// Reads the TOML files of a country, from a folder or from this program.
fn texts(folder: Option<&Path>, kind: Folder, country: &str) -> Result<Vec<NamedText>, Failure> {
    let Some(folder) = folder else {
        let files = embedded::files(kind, Some(country));
        return Ok(files.iter().map(|file| (file.name.clone(), file.text.to_owned())).collect());
    };
    let folder = folder.join(country);
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let reading = || format!("reading {}", folder.display());
    let mut files = Vec::new();
    for entry in std::fs::read_dir(&folder).told(reading)? {
        let path = entry.told(reading)?.path();
        if path.extension().is_some_and(|extension| extension == "toml") {
            let text =
                std::fs::read_to_string(&path).told(|| format!("reading {}", path.display()))?;
            files.push((path.display().to_string(), text));
        }
    }
    files.sort();
    Ok(files)
}

fn print(report: &Report) {
    for country in &report.countries {
        println!(
            "{}: {} rows ({} unverified), {} scenarios with {} expectations",
            country.code, country.rows, country.unverified, country.scenarios, country.expectations
        );
        for error in &country.errors {
            println!("  {error}");
        }
        for unused in &country.unused {
            println!("  no scenario uses {unused}");
        }
        for failure in &country.failures {
            println!("  {failure}");
        }
    }
}

fn as_json(report: &Report) -> serde_json::Value {
    let countries: Vec<_> = report
        .countries
        .iter()
        .map(|country| {
            let lines = |texts: Vec<String>| texts;
            serde_json::json!({
                "code": country.code,
                "rows": country.rows,
                "unverified": country.unverified,
                "scenarios": country.scenarios,
                "expectations": country.expectations,
                "errors": lines(country.errors.iter().map(ToString::to_string).collect()),
                "unused": lines(country.unused.iter().map(ToString::to_string).collect()),
                "failures": lines(country.failures.iter().map(ToString::to_string).collect()),
            })
        })
        .collect();
    serde_json::json!({ "good": report.is_good(), "countries": countries })
}

fn show(code: &str, on: Date, country: bagyt_app::law::Country) -> Result<(), Failure> {
    let files = embedded::files(Folder::Law, Some(country.code()));
    let named: Vec<_> = files.iter().map(|file| (file.base(), file.text)).collect();
    let pack = Pack::parse(country.code(), &named)
        .told(|| "reading the law of this program".to_owned())?;
    let mut rows = pack.rows_of(code).filter(|row| row.is_in_force(on)).peekable();
    if rows.peek().is_none() {
        let is_known = pack.rows_of(code).next().is_some();
        return Err(Failure::usage(&match is_known {
            true => format!("no edition of `{code}` was in force on {on}"),
            false => format!("the law of {} has no rule `{code}`", country.code()),
        }));
    }
    for row in rows {
        println!("{}", row.label());
        println!("  in force from {}", row.in_force_from);
        if let Some(until) = row.in_force_until {
            println!("  until {until}, that day excluded");
        }
        if let Some(limit) = row.limit {
            println!("  {limit}");
        }
        println!("  {}", bagyt_casework::reliance::cited(row));
        for language in ["en", "ru", "ky", "kk"] {
            println!("  {language}: {}", row.text.of(language));
        }
        if !row.is_verified() {
            println!("  unverified: no sanction may rest on it without a countersignature");
        }
    }
    Ok(())
}
