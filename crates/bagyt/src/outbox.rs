//! Delivering what was sent: the ways to the agencies as the settings name them, and the thread that
//! walks them.
//!
//! An agency is reached over HTTP, or through a directory that another program empties and fills:
//! messages stand in `out` beside the documents that they name, each under its digest; what the
//! agency says is read from `in` and moved to `in/taken`.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;
use std::time::Duration;

use bagyt_app::App;
use bagyt_app::delivery::{Carried, Carrier, Fault, Parcel, Undelivered};
use bagyt_web::outgoing::HttpInbox;
use serde::Deserialize;

use crate::failure::Failure;

/// How long the thread rests between two rounds.
const REST: Duration = Duration::from_millis(500);

/// Agencies that are served at the same time; one that is slow holds up few others.
const AT_ONCE: usize = 8;

/// Messages of a directory that are taken in one round.
const WAITING_MAX: usize = 100;

/// The largest file that is read from a directory; the inbox reads no larger message either.
const FILE_BYTES_MAX: u64 = 32 * 1024 * 1024;

/// The way to an agency, as it stands in the settings under the agency's code.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Route {
    /// Address of its inbox, `http://…`.
    inbox: Option<String>,
    /// The token that it gave us.
    token: Option<String>,
    /// Or the directory through which messages go.
    directory: Option<PathBuf>,
}

/// The ways to the agencies, by their codes.
pub(crate) type Carriers = BTreeMap<String, Box<dyn Carrier>>;

/// Makes the carriers of the settings.
pub(crate) fn carriers(app: &App, routes: &BTreeMap<String, Route>) -> Result<Carriers, Failure> {
    routes
        .iter()
        .map(|(agency, route)| Ok((agency.clone(), carrier(app, agency, route)?)))
        .collect()
}

fn carrier(app: &App, agency: &str, route: &Route) -> Result<Box<dyn Carrier>, Failure> {
    let wrong = |field: &str, why: &str| {
        Err(Failure::usage(&format!("the settings say `agency.{agency}{field}`: {why}")))
    };
    if app.tables().codes().find_counterpart(agency).is_none() {
        return wrong("", "the code lists have no such agency");
    }
    match (&route.inbox, &route.token, &route.directory) {
        (Some(inbox), _, None) if !inbox.starts_with("http://") => {
            wrong(".inbox", "an address begins with http://; a gateway beside it encrypts the line")
        }
        (Some(inbox), Some(token), None) if is_header(token) => {
            Ok(Box::new(HttpInbox::new(inbox, token)))
        }
        (Some(_), Some(_), None) => wrong(".token", "a token has printed Latin letters only"),
        (Some(_), None, None) => wrong(".token", "it is missing; the agency gives it to us"),
        (None, None, Some(directory)) => Ok(Box::new(Directory(directory.clone()))),
        _ => wrong("", "it needs either `inbox` with `token`, or `directory`"),
    }
}

pub(crate) fn is_header(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_graphic())
}

/// The thread that delivers; it ends when it is dropped.
pub(crate) struct Outbox {
    is_over: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Outbox {
    /// Begins to deliver. Without a way to any agency there is nothing to do.
    pub(crate) fn begin(app: &Arc<App>, carriers: Carriers) -> Self {
        let is_over = Arc::new(AtomicBool::new(false));
        let (app, over) = (Arc::clone(app), Arc::clone(&is_over));
        let work = move || {
            while !over.load(Ordering::Relaxed) {
                round(&app, &carriers);
                std::thread::park_timeout(REST);
            }
        };
        Outbox { is_over, thread: Some(std::thread::spawn(work)) }
    }
}

impl Drop for Outbox {
    fn drop(&mut self) {
        self.is_over.store(true, Ordering::Relaxed);
        if let Some(thread) = self.thread.take() {
            thread.thread().unpark();
            if thread.join().is_err() {
                tracing::error!("the thread that delivers messages broke");
            }
        }
    }
}

/// Serves every agency once, a few at a time.
fn round(app: &App, carriers: &Carriers) {
    let all: Vec<_> = carriers.iter().collect();
    for few in all.chunks(AT_ONCE) {
        std::thread::scope(|scope| {
            for (agency, carrier) in few {
                scope.spawn(move || match app.deliver(agency, carrier.as_ref()) {
                    Ok(round) if round.failed => tracing::warn!(%agency, "a delivery failed"),
                    Ok(_) => {}
                    Err(failure) => tracing::error!(%agency, %failure, "delivering was broken off"),
                });
            }
        });
    }
}

/// A directory through which messages go to an agency and come from it.
struct Directory(PathBuf);

impl Carrier for Directory {
    fn carry(&self, parcel: &Parcel) -> Result<Carried, Undelivered> {
        // Names sort in the order in which the messages were sent.
        let name = format!("{:016x}-{}.json", parcel.sent_at.as_microsecond(), parcel.message);
        if let Some(enclosed) = &parcel.document {
            // Before its message, so that whoever sees that finds this.
            self.put(&enclosed.document.digest, &enclosed.bytes).map_err(undelivered)?;
        }
        self.put(&name, &parcel.bytes).map_err(undelivered)?;
        Ok(Carried::HandedOver)
    }

    fn waiting(&self) -> Result<Vec<(String, Vec<u8>)>, Undelivered> {
        self.read_waiting().map_err(undelivered)
    }

    fn taken(&self, name: &str) -> Result<(), Undelivered> {
        let taken = self.0.join("in/taken");
        let moved = fs::create_dir_all(&taken)
            .and_then(|()| fs::rename(self.0.join("in").join(name), taken.join(name)));
        moved.map_err(undelivered)
    }
}

impl Directory {
    fn put(&self, name: &str, bytes: &[u8]) -> io::Result<()> {
        put(&self.0.join("out"), name, bytes)
    }

    fn read_waiting(&self) -> io::Result<Vec<(String, Vec<u8>)>> {
        let incoming = self.0.join("in");
        fs::create_dir_all(&incoming)?;
        let mut names = Vec::new();
        for entry in fs::read_dir(&incoming)? {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            // A name that begins with a dot is still being written.
            if !name.starts_with('.') && is_message(&entry.path()) {
                names.push(name);
            }
        }
        names.sort_unstable();
        names.truncate(WAITING_MAX);
        names
            .into_iter()
            .map(|name| fs::read(incoming.join(&name)).map(|bytes| (name, bytes)))
            .collect()
    }
}

/// Writes a file whole or not at all, and durably: who reads the directory sees no half of it.
pub(crate) fn put(directory: &Path, name: &str, bytes: &[u8]) -> io::Result<()> {
    fs::create_dir_all(directory)?;
    let begun = directory.join(format!(".{name}"));
    let mut file = fs::File::create(&begun)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    fs::rename(&begun, directory.join(name))?;
    fs::File::open(directory)?.sync_all()
}

fn is_message(path: &Path) -> bool {
    let known = fs::metadata(path);
    known.is_ok_and(|known| known.is_file() && known.len() <= FILE_BYTES_MAX)
}

#[expect(clippy::needless_pass_by_value, reason = "it is what `map_err` gives")]
fn undelivered(error: io::Error) -> Undelivered {
    Undelivered { fault: Fault::Directory, detail: error.to_string() }
}

#[cfg(test)]
mod tests {
    use bagyt_app::delivery::Enclosed;
    use bagyt_core::identity::MessageId;
    use bagyt_exchange::outbound::Document;
    use jiff::Timestamp;

    use super::*;

    fn parcel(second: i64, message: u128) -> Parcel {
        Parcel {
            agency: "ZZ-C-0303".to_owned(),
            message: MessageId(uuid::Uuid::from_u128(message)),
            sent_at: Timestamp::from_second(second).unwrap(),
            bytes: format!("message {message}").into_bytes(),
            document: None,
        }
    }

    #[test]
    fn files_stand_in_the_order_of_sending_and_the_same_message_is_one_file() {
        let place = tempfile::tempdir().unwrap();
        let directory = Directory(place.path().to_owned());
        for (second, message) in [(1_750_000_000, 9), (1_750_000_001, 2), (1_750_000_000, 9)] {
            assert_eq!(directory.carry(&parcel(second, message)).unwrap(), Carried::HandedOver);
        }
        let mut files: Vec<_> =
            fs::read_dir(place.path().join("out")).unwrap().collect::<Result<_, _>>().unwrap();
        files.sort_by_key(fs::DirEntry::file_name);
        let texts: Vec<_> =
            files.iter().map(|file| fs::read_to_string(file.path()).unwrap()).collect();
        assert_eq!(texts, ["message 9", "message 2"]);
    }

    #[test]
    fn a_document_lies_beside_its_message_under_its_digest() {
        let place = tempfile::tempdir().unwrap();
        let digest = "ab".repeat(32);
        let media_type = "application/pdf".to_owned();
        let document = Document { digest: digest.clone(), size: 4, media_type };
        let enclosed = Enclosed { document, bytes: b"%PDF".to_vec() };
        let parcel = Parcel { document: Some(enclosed), ..parcel(1_750_000_000, 9) };
        Directory(place.path().to_owned()).carry(&parcel).unwrap();
        assert_eq!(fs::read(place.path().join("out").join(digest)).unwrap(), b"%PDF");
        assert_eq!(fs::read_dir(place.path().join("out")).unwrap().count(), 2);
    }

    #[test]
    fn what_an_agency_left_is_shown_until_it_is_taken() {
        let place = tempfile::tempdir().unwrap();
        let directory = Directory(place.path().to_owned());
        assert!(directory.waiting().unwrap().is_empty());
        let incoming = place.path().join("in");
        fs::write(incoming.join("b.json"), "second").unwrap();
        fs::write(incoming.join("a.json"), "first").unwrap();
        fs::write(incoming.join(".c.json"), "half").unwrap();
        let names: Vec<_> =
            directory.waiting().unwrap().into_iter().map(|(name, _)| name).collect();
        assert_eq!(names, ["a.json", "b.json"]);
        directory.taken("a.json").unwrap();
        let left = directory.waiting().unwrap();
        assert_eq!(left, [("b.json".to_owned(), b"second".to_vec())]);
        assert_eq!(fs::read_to_string(incoming.join("taken/a.json")).unwrap(), "first");
    }

    #[test]
    fn a_directory_that_cannot_be_written_is_told() {
        let place = tempfile::tempdir().unwrap();
        let file = place.path().join("a-file");
        fs::write(&file, "").unwrap();
        let failed = Directory(file).carry(&parcel(1, 1)).unwrap_err();
        assert_eq!(failed.fault, Fault::Directory);
    }
}
