//! The invented country: filled once, then served.

use std::path::Path;

use bagyt_app::App;
use bagyt_app::accounts::DemoAccount;
use bagyt_country::Size;
use clap::Args;

use crate::failure::{Failure, Told};
use crate::opening;
use crate::progress;
use crate::serve;
use crate::settings::{Installation, Place};

/// The seed of the country that everybody sees.
const SEED: u64 = 2026;

/// Fill an invented country, if it is not there yet, and serve it on this machine.
#[derive(Args)]
pub(crate) struct Demo {
    /// One region with half a year of casework instead of the whole country.
    #[arg(long)]
    small: bool,
    /// Fill the country and stop, without serving it.
    #[arg(long)]
    fill_only: bool,
    /// Give the accounts fresh passwords and print them.
    #[arg(long)]
    new_passwords: bool,
    /// Law of the country; so far only the invented zz has offices.
    #[arg(long, default_value = "zz", value_name = "COUNTRY")]
    law: String,
    /// Address and port; port 0 takes any free one.
    #[arg(long, env = "BAGYT_LISTEN", value_name = "ADDR:PORT")]
    listen: Option<String>,
}

impl Demo {
    /// Fills and serves.
    pub(crate) fn run(self, place: &Place) -> Result<(), Failure> {
        // The address is taken first: a port that is in use is told before a minute of work.
        let listener = serve::listen(self.listen.as_deref(), place)?;
        let directory = place.directory(opening::INVENTED)?;
        let (app, is_new) = match Installation::find(&directory)? {
            Some(installation) if installation.complete => {
                if installation.seed.is_none() {
                    return Err(Failure::usage(&format!(
                        "{} holds a real record; serve it with `bagyt serve`",
                        directory.display()
                    )));
                }
                (opening::open_and_publish(place, directory.clone(), &installation)?.app, false)
            }
            unfinished => {
                if unfinished.is_some() {
                    clear(&directory)?;
                }
                (self.fill(place, &directory)?, true)
            }
        };
        if self.fill_only {
            return Ok(());
        }
        if is_new || self.new_passwords {
            print_accounts(&app)?;
        } else {
            println!(
                "signing in: as printed before; `bagyt demo --new-passwords` prints fresh ones"
            );
        }
        println!("serving on http://{}/", serve::address(&listener)?);
        serve::serve(app, listener, place)
    }

    /// Fills an empty directory with the country.
    fn fill(&self, place: &Place, directory: &Path) -> Result<App, Failure> {
        let size = if self.small { Size::Small } else { Size::Full };
        let mut installation = Installation {
            law: self.law.clone(),
            seed: Some(SEED),
            now: Some(bagyt_country::now()),
            complete: false,
        };
        installation.country()?;
        if self.law != "zz" {
            // The real packs have rows and codes, but no table of offices of a real service.
            return Err(Failure::usage(&format!(
                "the law of {} has no offices to invent a country around; look at its rows with \
                 `bagyt law show --law {}` and on the page of the law tables of a record begun \
                 with `bagyt serve --law {}`",
                self.law, self.law, self.law
            )));
        }
        installation.save(directory)?;
        let app = opening::open_as(place, directory.to_owned(), &installation)?.app;
        let days = progress::bar(1, "two years of casework");
        bagyt_country::fill(&app, SEED, size, &|done, of| {
            days.set_length(of);
            days.set_position(done);
        })
        .told(|| "filling the invented country".to_owned())?;
        days.finish();
        let streams = progress::bar(1, "projections");
        app.rebuild(&|done, of| {
            streams.set_length(of);
            streams.set_position(done);
        })
        .told(|| "making the projections".to_owned())?;
        streams.finish();
        app.make_checkpoint().told(|| "signing a checkpoint".to_owned())?;
        installation.complete = true;
        installation.save(directory)?;
        Ok(app)
    }
}

/// Removes the record of a filling that did not end. Only files that a filling makes are touched.
fn clear(directory: &Path) -> Result<(), Failure> {
    for name in [
        "filling",
        "bagyt.sqlite",
        "bagyt.sqlite-wal",
        "bagyt.sqlite-shm",
        "access.sqlite",
        "access.sqlite-wal",
        "access.sqlite-shm",
    ] {
        let path = directory.join(name);
        match std::fs::remove_file(&path) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                return Err(error).told(|| format!("removing {}", path.display()));
            }
            _ => {}
        }
    }
    Ok(())
}

fn print_accounts(app: &App) -> Result<(), Failure> {
    let accounts = app.demo_accounts().told(|| "making the accounts".to_owned())?;
    println!("an invented country under an invented law; sign in as");
    for DemoAccount { login, role, password, office } in accounts {
        println!("  {role:18} {login:13} {password:26} {office}");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use bagyt_store::{Location, OpenError, Options, Store};

    use super::*;

    #[test]
    fn a_filling_that_was_broken_off_is_cleared_away_and_begun_anew() {
        let directory = std::env::temp_dir().join(format!("bagyt-demo-{}", std::process::id()));
        std::fs::create_dir_all(&directory).unwrap();
        let open = || {
            let location = Location::Sqlite { path: directory.clone() };
            Store::open(&location, &[], Options::default())
        };
        drop(open().unwrap().bulk().unwrap());
        assert!(matches!(open(), Err(OpenError::Unfinished { .. })));
        clear(&directory).unwrap();
        let anew = open().map(drop);
        std::fs::remove_dir_all(&directory).unwrap();
        anew.unwrap();
    }
}
