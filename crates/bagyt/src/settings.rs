//! Where the record is kept and how the program is told: flags, environment, one TOML file.
//!
//! Flags win over the environment, the environment over the file. A data directory holds the
//! SQLite record, the access log, large blobs, the master key and `installation.toml`; with
//! `--database` the record stands in PostgreSQL and the directory keeps the rest. Its folder `known`
//! is filled with tables of older positions while a program runs, and is needed by no backup.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use bagyt_app::{Settings, account::PasswordWork, law::Country, secrets::Secrets};
use bagyt_store::Location;
use clap::Args;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::failure::{Failure, Told};
use crate::outbox::Route;
use crate::reminders::ReminderRoutes;

/// Where the record is kept.
#[derive(Args, Clone, Debug, Default)]
pub(crate) struct Place {
    /// Directory of the record, its keys and blobs.
    #[arg(long, env = "BAGYT_DATA", value_name = "DIR", global = true)]
    pub(crate) data: Option<PathBuf>,
    /// PostgreSQL in which the record stands instead, as postgres://user@host/name.
    #[arg(long, env = "BAGYT_DATABASE", value_name = "URL", global = true)]
    pub(crate) database: Option<String>,
    /// File with the same settings (data, database, listen, law), the ways to the agencies and
    /// of reminders, and second_factor = "optional".
    #[arg(long, env = "BAGYT_CONFIG", value_name = "FILE", global = true)]
    pub(crate) config: Option<PathBuf>,
}

/// The settings file.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ConfigFile {
    data: Option<PathBuf>,
    database: Option<String>,
    pub(crate) listen: Option<String>,
    pub(crate) law: Option<String>,
    /// Whether the posts for which the policy asks it must have a second factor.
    #[serde(default)]
    pub(crate) second_factor: Demand,
    /// The ways on which messages go out, by the agency's code.
    #[serde(default)]
    pub(crate) agency: BTreeMap<String, Route>,
    /// The ways on which reminders of appointments go out; absent where nobody is reminded.
    pub(crate) reminders: Option<ReminderRoutes>,
}

/// How strictly the policy's second factor is asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Demand {
    /// As the policy says.
    #[default]
    Required,
    /// Of nobody: each person may have one.
    Optional,
}

/// What an installation is, kept in its data directory.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Installation {
    /// Country of the law in force: `zz`, `kg` or `kz`.
    pub(crate) law: String,
    /// Present in an invented country: its seed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) seed: Option<u64>,
    /// Present in an invented country: the instant at which its last day ended.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) now: Option<Timestamp>,
    /// Whether filling it has ended; an unfinished one is filled anew.
    pub(crate) complete: bool,
}

const INSTALLATION: &str = "installation.toml";
const MASTER_KEY: &str = "master.key";

impl Place {
    /// Reads the settings file, if one is named.
    pub(crate) fn config(&self) -> Result<ConfigFile, Failure> {
        let Some(path) = &self.config else { return Ok(ConfigFile::default()) };
        let text = std::fs::read_to_string(path).told(|| format!("reading {}", path.display()))?;
        toml::from_str(&text).told(|| format!("reading the settings in {}", path.display()))
    }

    /// Returns the data directory, with `otherwise` as the name under the user's data folder.
    pub(crate) fn directory(&self, otherwise: &str) -> Result<PathBuf, Failure> {
        if let Some(data) = self.data.clone().or(self.config()?.data) {
            return Ok(data);
        }
        let base = std::env::var_os("XDG_DATA_HOME")
            .map(PathBuf::from)
            .or_else(|| std::env::var_os("HOME").map(|home| Path::new(&home).join(".local/share")));
        base.map(|base| base.join(otherwise)).ok_or_else(|| {
            Failure::usage("no data directory: name one with --data DIR or set BAGYT_DATA")
        })
    }

    /// Returns where the record stands.
    pub(crate) fn location(&self, directory: &Path) -> Result<Location, Failure> {
        Ok(match self.database.clone().or(self.config()?.database) {
            Some(url) => Location::Postgres { url },
            None => Location::Sqlite { path: directory.to_owned() },
        })
    }
}

impl Installation {
    /// Reads the installation that stands in a directory, if there is one.
    pub(crate) fn find(directory: &Path) -> Result<Option<Installation>, Failure> {
        let path = directory.join(INSTALLATION);
        match std::fs::read_to_string(&path) {
            Ok(text) => {
                let read = toml::from_str(&text);
                read.map(Some).told(|| format!("reading {}", path.display()))
            }
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error).told(|| format!("reading {}", path.display())),
        }
    }

    /// Reads the installation that must stand in a directory.
    pub(crate) fn load(directory: &Path) -> Result<Installation, Failure> {
        Installation::find(directory)?.ok_or_else(|| {
            Failure::usage(&format!(
                "{} holds no record; start one with `bagyt serve --law kg`, `bagyt demo` or \
                 `bagyt import`",
                directory.display()
            ))
        })
    }

    /// Writes the installation's description, whole or not at all.
    pub(crate) fn save(&self, directory: &Path) -> Result<(), Failure> {
        std::fs::create_dir_all(directory).told(|| format!("making {}", directory.display()))?;
        let text = toml::to_string(self).told(|| "writing the installation".to_owned())?;
        let path = directory.join(INSTALLATION);
        let new = directory.join("installation.toml.new");
        std::fs::write(&new, text).told(|| format!("writing {}", new.display()))?;
        std::fs::rename(&new, &path).told(|| format!("writing {}", path.display()))
    }

    /// Returns the country of the law.
    pub(crate) fn country(&self) -> Result<Country, Failure> {
        self.law
            .parse()
            .map_err(|_| Failure::usage(&format!("law `{}` is not zz, kg or kz", self.law)))
    }

    /// Returns the settings with which the application opens this installation.
    pub(crate) fn settings(&self, place: &Place, directory: &Path) -> Result<Settings, Failure> {
        let country = self.country()?;
        let secrets = match self.seed {
            Some(seed) => Secrets::of_invented(bagyt_country::key_seed(seed)),
            None => Secrets::new(&master_key(directory)?),
        };
        Ok(Settings {
            location: place.location(directory)?,
            country,
            secrets,
            clock: crate::clock::of(self.now),
            invented: self.seed.is_some(),
            password_work: PasswordWork::Usual,
        })
    }
}

/// Reads the master key, or makes one where the directory has none.
fn master_key(directory: &Path) -> Result<[u8; 32], Failure> {
    let path = directory.join(MASTER_KEY);
    match std::fs::read(&path) {
        Ok(bytes) => bytes.try_into().map_err(|_| {
            Failure::usage(&format!("{} is not a master key of 32 bytes", path.display()))
        }),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            let key = bagyt_app::secrets::chance::<32>().told(|| "making a key".to_owned())?;
            std::fs::create_dir_all(directory)
                .told(|| format!("making {}", directory.display()))?;
            write_private(&path, &key)?;
            Ok(key)
        }
        Err(error) => Err(error).told(|| format!("reading {}", path.display())),
    }
}

/// Writes a file that only its owner can read, synced before it is relied on.
fn write_private(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    use std::io::Write;
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    let mut file = options.open(path).told(|| format!("making {}", path.display()))?;
    file.write_all(bytes)
        .and_then(|()| file.sync_all())
        .told(|| format!("writing {}", path.display()))
}
