//! Handing over reminders of appointments: the way that the settings name, and the thread that looks
//! what is due.
//!
//! So far the way is a directory that a gateway empties: one file a reminder, under the reminder's
//! name. A gateway that has sent a file of that name does not send it again.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;
use std::time::Duration;

use bagyt_app::App;
use bagyt_app::delivery::{Fault, Undelivered};
use bagyt_app::reminding::{Reminder, ReminderCarrier};
use serde::Deserialize;

use crate::outbox::put;

/// How long the thread rests between two rounds: a reminder is for a day, not for a minute.
const REST: Duration = Duration::from_secs(300);

/// The way of reminders, as it stands in the settings.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ReminderRoute {
    /// The directory in which reminders are laid down.
    directory: PathBuf,
}

impl ReminderCarrier for ReminderRoute {
    fn carry(&self, reminder: &Reminder) -> Result<(), Undelivered> {
        let undelivered = |detail: String| Undelivered { fault: Fault::Directory, detail };
        let bytes = serde_json::to_vec(reminder).map_err(|error| undelivered(error.to_string()))?;
        let name = format!("{}.json", reminder.name);
        put(&self.directory, &name, &bytes).map_err(|error| undelivered(error.to_string()))
    }
}

/// The thread that hands over reminders; it ends when it is dropped.
pub(crate) struct Reminders {
    is_over: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Reminders {
    /// Begins to remind.
    pub(crate) fn begin(app: &Arc<App>, route: ReminderRoute) -> Self {
        let is_over = Arc::new(AtomicBool::new(false));
        let (app, over) = (Arc::clone(app), Arc::clone(&is_over));
        let work = move || {
            while !over.load(Ordering::Relaxed) {
                match app.remind(&route) {
                    Ok(round) if round.failed > 0 => {
                        tracing::warn!(failed = round.failed, "reminders could not be laid down");
                    }
                    Ok(_) => {}
                    Err(failure) => tracing::error!(%failure, "reminding was broken off"),
                }
                std::thread::park_timeout(REST);
            }
        };
        Reminders { is_over, thread: Some(std::thread::spawn(work)) }
    }
}

impl Drop for Reminders {
    fn drop(&mut self) {
        self.is_over.store(true, Ordering::Relaxed);
        if let Some(thread) = self.thread.take() {
            thread.thread().unpark();
            if thread.join().is_err() {
                tracing::error!("the thread that reminds broke");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use serde_json::Value;

    use super::*;

    fn reminder() -> Reminder {
        Reminder {
            name: "0198-ahead-phone".to_owned(),
            kind: "phone",
            to: "+996700123456".to_owned(),
            language: "ru".to_owned(),
            subject: "Напоминание".to_owned(),
            text: "Напоминание: у вас встреча 5 ноября в 10:30".to_owned(),
            parts: 1,
            not_after: Timestamp::from_second(1_750_000_000).unwrap(),
        }
    }

    #[test]
    fn a_reminder_is_one_file_however_often_it_is_handed_over() {
        let place = tempfile::tempdir().unwrap();
        let route = ReminderRoute { directory: place.path().join("sms") };
        route.carry(&reminder()).unwrap();
        route.carry(&reminder()).unwrap();
        let files: Vec<_> = std::fs::read_dir(place.path().join("sms"))
            .unwrap()
            .map(|file| file.unwrap().file_name().into_string().unwrap())
            .collect();
        assert_eq!(files, ["0198-ahead-phone.json"]);
        let text = std::fs::read(place.path().join("sms/0198-ahead-phone.json")).unwrap();
        let written: Value = serde_json::from_slice(&text).unwrap();
        assert_eq!(written["to"], "+996700123456");
        assert_eq!(written["not_after"], "2025-06-15T15:06:40Z");
    }

    #[test]
    fn a_directory_that_cannot_be_written_is_told() {
        let place = tempfile::tempdir().unwrap();
        let directory = place.path().join("a-file");
        std::fs::write(&directory, "").unwrap();
        let failed = ReminderRoute { directory }.carry(&reminder()).unwrap_err();
        assert_eq!(failed.fault, Fault::Directory);
    }
}
