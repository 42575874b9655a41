//! Opening the record that a command is about.

use std::path::{Path, PathBuf};

use bagyt_app::App;
use bagyt_app::table_set::TableSet;

use crate::failure::{Failure, Told};
use crate::publishing;
use crate::settings::{Demand, Installation, Place};

/// The name of a real record's directory under the user's data folder.
pub(crate) const REAL: &str = "bagyt";
/// The name of the invented country's directory under the user's data folder.
pub(crate) const INVENTED: &str = "bagyt-demo";

/// A record that is open.
pub(crate) struct Opened {
    pub(crate) app: App,
}

/// Opens the record that stands at `place`.
pub(crate) fn open(place: &Place) -> Result<Opened, Failure> {
    let directory = place.directory(REAL)?;
    let installation = Installation::load(&directory)?;
    if !installation.complete {
        return Err(Failure::usage(&format!(
            "{} was not filled to its end; start `bagyt demo --data {}` again to fill it anew",
            directory.display(),
            directory.display()
        )));
    }
    open_as(place, directory, &installation)
}

/// Opens the record that stands at `place`, or begins one under the law of `law`; the tables of this
/// program are put in force.
pub(crate) fn open_or_begin(place: &Place, law: Option<&str>) -> Result<Opened, Failure> {
    let directory = place.directory(REAL)?;
    let installation = match Installation::find(&directory)? {
        Some(installation) => installation,
        None => {
            let law = law.map(str::to_owned).or(place.config()?.law).ok_or_else(|| {
                Failure::usage("a new record needs to know its law: name it with --law kg or kz")
            })?;
            let begun = Installation { law, seed: None, now: None, complete: true };
            // Refuse an unknown law before anything is written.
            begun.country()?;
            begun.save(&directory)?;
            begun
        }
    };
    open_and_publish(place, directory, &installation)
}

/// Opens a record whose installation is known and puts the tables of this program in force.
pub(crate) fn open_and_publish(
    place: &Place,
    directory: PathBuf,
    installation: &Installation,
) -> Result<Opened, Failure> {
    let app = open_to_publish(place, directory, installation)?;
    publishing::publish_aloud(&app)?;
    Ok(Opened { app })
}

/// Opens a record so that the tables of this program can be published, also where it cannot read
/// those in force.
pub(crate) fn open_to_publish(
    place: &Place,
    directory: PathBuf,
    installation: &Installation,
) -> Result<App, Failure> {
    let opening = || format!("opening the record in {}", directory.display());
    let settings = installation.settings(place, &directory)?;
    let carried = TableSet::of_program(settings.country).told(opening)?;
    let app = App::open_to_publish(settings, carried).told(opening)?;
    as_told(place, &directory, app)
}

/// Opens a record whose installation is known.
pub(crate) fn open_as(
    place: &Place,
    directory: PathBuf,
    installation: &Installation,
) -> Result<Opened, Failure> {
    let settings = installation.settings(place, &directory)?;
    let app =
        App::open(settings).told(|| format!("opening the record in {}", directory.display()))?;
    Ok(Opened { app: as_told(place, &directory, app)? })
}

/// Asks for the second factor as the settings say, and keeps in the data directory what is made to
/// look back, also where a database server keeps the record.
fn as_told(place: &Place, directory: &Path, app: App) -> Result<App, Failure> {
    let app = app.keeping_known_in(directory.join("known"));
    Ok(match place.config()?.second_factor {
        Demand::Required => app,
        Demand::Optional => app.waiving_second_factor(),
    })
}
