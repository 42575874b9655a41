//! Bringing in a register of people and their cases: the template, the columns, a look first, and
//! the run.

use std::path::{Path, PathBuf};

use bagyt_app::App;
use bagyt_app::register::{Bearer, LineOutcome, Report, SHEET_BYTES_MAX, Sheet, guide, read_sheet};
use bagyt_exchange::register::mapping::Mapping;
use bagyt_web::register_sheet;
use clap::{Args, Subcommand};

use crate::failure::{Failure, Told};
use crate::opening;
use crate::progress;
use crate::settings::Place;

/// Lines whose faults are printed; all of them stand in the file that `--faults` names.
const FAULTS_SHOWN: usize = 100;

/// Bring in a register of people and their cases.
#[derive(Subcommand)]
pub(crate) enum Register {
    /// Write the template to fill.
    Template(Template),
    /// Print which column of a sheet is taken for what; the output is a mapping to change.
    Map(File),
    /// Hold every line of a sheet against the record, and write nothing.
    Check(File),
    /// Take every line of a sheet in; a run that was cut short is simply begun again.
    Import(File),
}

/// A template.
#[derive(Args)]
pub(crate) struct Template {
    /// Language of the headings: ru, ky, kk or en.
    #[arg(long, default_value = "ru", value_parser = ["ru", "ky", "kk", "en"])]
    language: String,
    /// Where it is written.
    #[arg(value_name = "REGISTER.xlsx")]
    to: PathBuf,
}

/// A sheet.
#[derive(Args)]
pub(crate) struct File {
    /// Which column means what, as `register map` prints it; guessed from the headings without.
    #[arg(long, value_name = "MAPPING.toml")]
    map: Option<PathBuf>,
    /// Write the lines at fault with their reasons to this workbook.
    #[arg(long, value_name = "FAULTS.xlsx")]
    faults: Option<PathBuf>,
    /// Language in which faults are told: ru, ky, kk or en.
    #[arg(long, default_value = "en", value_parser = ["ru", "ky", "kk", "en"])]
    language: String,
    /// The sheet: XLSX, or text with commas, semicolons or tabs.
    #[arg(value_name = "REGISTER")]
    sheet: PathBuf,
}

impl Register {
    /// Carries the command out.
    pub(crate) fn run(self, place: &Place) -> Result<(), Failure> {
        match self {
            Register::Template(template) => template.run(place),
            Register::Map(file) => {
                let sheet = file.read()?;
                print!("{}", file.mapping(&sheet)?.written());
                Ok(())
            }
            Register::Check(file) => file.go_through(place, false),
            Register::Import(file) => file.go_through(place, true),
        }
    }
}

impl Template {
    fn run(self, place: &Place) -> Result<(), Failure> {
        let app = opening::open(place)?.app;
        let doing = || format!("writing {}", self.to.display());
        let bytes = register_sheet::template(&app, &self.language).told(doing)?;
        std::fs::write(&self.to, bytes).told(doing)?;
        println!("{} is written", self.to.display());
        Ok(())
    }
}

impl File {
    fn read(&self) -> Result<Sheet, Failure> {
        let doing = || format!("reading {}", self.sheet.display());
        let size = std::fs::metadata(&self.sheet).told(doing)?.len();
        if size > SHEET_BYTES_MAX as u64 {
            return Err(Failure::usage(&format!(
                "{} has {size} bytes, more than the {SHEET_BYTES_MAX} that are read; split it",
                self.sheet.display()
            )));
        }
        let bytes = std::fs::read(&self.sheet).told(doing)?;
        read_sheet(guide().told(doing)?, &bytes).told(doing)
    }

    fn mapping(&self, sheet: &Sheet) -> Result<Mapping, Failure> {
        let Some(path) = &self.map else {
            let guide = guide().told(|| "reading the guide to registers".to_owned())?;
            return Ok(Mapping::guess(guide, &sheet.headings));
        };
        let doing = || format!("reading the mapping {}", path.display());
        Mapping::parse(&read_text(path)?).told(doing)
    }

    fn go_through(&self, place: &Place, takes: bool) -> Result<(), Failure> {
        let sheet = self.read()?;
        let mapping = self.mapping(&sheet)?;
        let app = opening::open(place)?.app;
        let bar = progress::bar(sheet.lines.len() as u64, "lines");
        let mut each = |done| {
            bar.set_position(done);
            Ok(true)
        };
        let doing = || format!("going through {}", self.sheet.display());
        let about = (&sheet, &mapping);
        let report = match takes {
            true => app.bring_in_register(about, &Bearer::House, &mut each),
            false => app.check_register(about, &Bearer::House, &mut each),
        };
        bar.finish_and_clear();
        let report = report.told(doing)?;
        self.tell(&app, (&sheet, &report), takes)
    }

    fn tell(
        &self,
        app: &App,
        (sheet, report): (&Sheet, &Report),
        takes: bool,
    ) -> Result<(), Failure> {
        let faulty = report.lines.iter().filter(|line| !line.faults.is_empty());
        for line in faulty.take(FAULTS_SHOWN) {
            for fault in &line.faults {
                let words = register_sheet::explained(app, &self.language, (sheet, fault));
                println!("line {}: {words}", line.line);
            }
        }
        if let Some(path) = &self.faults {
            let doing = || format!("writing {}", path.display());
            let bytes = register_sheet::faulty(app, &self.language, (sheet, report)).told(doing)?;
            std::fs::write(path, bytes).told(doing)?;
        }
        let count = |outcome| report.count(outcome);
        let verb = if takes { "taken" } else { "would be taken" };
        println!(
            "{} {verb}, {} in the record already, {} for somebody to decide whose they are, {} refused",
            count(LineOutcome::Taken),
            count(LineOutcome::Known),
            count(LineOutcome::Review),
            count(LineOutcome::Refused),
        );
        match count(LineOutcome::Refused) == report.lines.len() {
            true => {
                Err(Failure::usage(&format!("no line of {} could be taken", self.sheet.display())))
            }
            false => Ok(()),
        }
    }
}

fn read_text(path: &Path) -> Result<String, Failure> {
    std::fs::read_to_string(path).told(|| format!("reading {}", path.display()))
}
