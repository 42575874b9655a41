//! Taking out what somebody may see, as a file.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::PathBuf;

use bagyt_app::taking_out::Part;
use bagyt_core::command::Purpose;
use bagyt_web::taking_out::{self, Form};
use clap::Args;

use crate::failure::{Failure, Told};
use crate::opening;
use crate::settings::Place;

/// Take out people, cases and what was done in them, by the rights of an account.
#[derive(Args)]
pub(crate) struct Export {
    /// What: register, appointments, contacts, clocks, obligations, violations, submissions, hours.
    #[arg(long, default_value = "register", value_name = "PART")]
    part: String,
    /// In which form: csv, xlsx or jsonl.
    #[arg(long, default_value = "csv", value_name = "FORM")]
    form: String,
    /// Whose rights decide what is seen.
    #[arg(long = "as", value_name = "LOGIN")]
    login: String,
    /// Language of headings and words: ru, ky, kk or en.
    #[arg(long, default_value = "ru", value_parser = ["ru", "ky", "kk", "en"])]
    language: String,
    /// Where it is written.
    #[arg(value_name = "FILE")]
    to: PathBuf,
}

impl Export {
    /// Writes the file, and prints how many rows it has.
    pub(crate) fn run(self, place: &Place) -> Result<(), Failure> {
        let unknown = |what: &str, given: &str| {
            Failure::usage(&format!("there is no {what} `{given}`; see `bagyt export --help`"))
        };
        let part = Part::find(&self.part).ok_or_else(|| unknown("part", &self.part))?;
        let form = Form::find(&self.form).ok_or_else(|| unknown("form", &self.form))?;
        let app = opening::open(place)?.app;
        let doing = || format!("writing {}", self.to.display());
        let user = app.user_of_login(&self.login).told(doing)?;
        let user = user.ok_or_else(|| unknown("open account", &self.login))?;
        let mut out = BufWriter::new(File::create(&self.to).told(doing)?);
        let asked = (part, Purpose::Administration, form);
        let rows = taking_out::write(&app, (&user, &self.language), asked, &mut out).told(doing)?;
        out.flush().told(doing)?;
        println!("{rows} rows in {}", self.to.display());
        Ok(())
    }
}
