//! Handing over reminders of appointments and the codes of numbers: the ways that the settings name,
//! and the thread that looks what is due.
//!
//! Short messages and messengers go through a gateway over HTTP, e-mails through the mail server of
//! the house ([`crate::mail`]); each of them can go into a directory instead, one file a reminder
//! under the reminder's name. Whoever has sent one of that name does not send it again.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use bagyt_app::App;
use bagyt_app::delivery::{Fault, Undelivered};
use bagyt_app::outcome;
use bagyt_app::reminding::{CodesAwaited, Reminded, Reminder, ReminderCarrier};
use bagyt_web::outgoing::HttpGateway;
use serde::Deserialize;

use crate::failure::Failure;
use crate::mail::MailServer;
use crate::outbox::{is_header, put};

/// How long it rests between two rounds of codes: the client sits opposite.
const REST: Duration = Duration::from_secs(2);

/// How long it rests between two rounds of reminders: a reminder is for a day, not for a minute.
const BETWEEN_REMINDERS: Duration = Duration::from_secs(300);

/// The port of mail servers (RFC 5321, 4.5.4.2).
const SMTP_PORT: u16 = 25;

/// The ways of reminders, as they stand in the settings.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ReminderRoutes {
    /// The directory for the ways that have none of their own.
    directory: Option<PathBuf>,
    /// Short messages.
    phone: Option<GatewayRoute>,
    /// Messengers.
    messenger: Option<GatewayRoute>,
    /// E-mails.
    email: Option<MailRoute>,
}

/// A way through a gateway.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct GatewayRoute {
    /// Address of the gateway, `http://…`.
    gateway: Option<String>,
    /// The token that it gave us.
    token: Option<String>,
    /// Or the directory that it empties.
    directory: Option<PathBuf>,
}

/// The way of e-mails.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct MailRoute {
    /// Name or address of the mail server.
    server: Option<String>,
    /// Its port, unless it is the usual one.
    port: Option<u16>,
    /// The address from which letters go.
    from: Option<String>,
    /// Or the directory that another program empties.
    directory: Option<PathBuf>,
}

/// One way.
type Way = Box<dyn ReminderCarrier>;

/// The ways that are open.
pub(crate) struct Ways {
    phone: Option<Way>,
    messenger: Option<Way>,
    email: Option<Way>,
    otherwise: Option<Directory>,
}

/// A directory in which reminders are laid down.
struct Directory(PathBuf);

/// A setting that cannot be followed.
fn wrong(field: &str, why: &str) -> Failure {
    Failure::usage(&format!("the settings say `reminders.{field}`: {why}"))
}

impl ReminderRoutes {
    /// Opens the ways.
    ///
    /// # Errors
    ///
    /// A setting that is missing, says two things or is no address, by its name.
    pub(crate) fn open(&self) -> Result<Ways, Failure> {
        let gateway = |name: &str, route: &Option<GatewayRoute>| {
            route.as_ref().map(|route| route.open(name)).transpose()
        };
        Ok(Ways {
            phone: gateway("phone", &self.phone)?,
            messenger: gateway("messenger", &self.messenger)?,
            email: self.email.as_ref().map(MailRoute::open).transpose()?,
            otherwise: self.directory.clone().map(Directory),
        })
    }
}

impl GatewayRoute {
    fn open(&self, name: &str) -> Result<Way, Failure> {
        let field = |field: &str| format!("{name}{field}");
        match (&self.gateway, &self.token, &self.directory) {
            (Some(gateway), _, None) if !gateway.starts_with("http://") => {
                let why = "an address begins with http://; what stands beside it encrypts the line";
                Err(wrong(&field(".gateway"), why))
            }
            (Some(gateway), Some(token), None) if is_header(token) => {
                Ok(Box::new(HttpGateway::new(gateway, token)))
            }
            (Some(_), Some(_), None) => {
                Err(wrong(&field(".token"), "a token has printed Latin letters only"))
            }
            (Some(_), None, None) => {
                Err(wrong(&field(".token"), "it is missing; the gateway gives it to us"))
            }
            (None, None, Some(directory)) => Ok(Box::new(Directory(directory.clone()))),
            _ => Err(wrong(&field(""), "it needs either `gateway` with `token`, or `directory`")),
        }
    }
}

impl MailRoute {
    fn open(&self) -> Result<Way, Failure> {
        match (&self.server, &self.from, &self.directory) {
            (Some(server), Some(from), None) => {
                let port = self.port.unwrap_or(SMTP_PORT);
                let server = MailServer::new(server, port, from);
                Ok(Box::new(server.map_err(|why| wrong("email.from", &why))?))
            }
            (Some(_), None, None) => {
                Err(wrong("email.from", "it is missing: who sends the letters"))
            }
            (None, None, Some(directory)) if self.port.is_none() => {
                Ok(Box::new(Directory(directory.clone())))
            }
            _ => Err(wrong("email", "it needs either `server` with `from`, or `directory`")),
        }
    }
}

impl ReminderCarrier for Ways {
    fn carry(&self, reminder: &Reminder) -> Result<(), Undelivered> {
        let own = match reminder.kind {
            "phone" => self.phone.as_deref(),
            "messenger" => self.messenger.as_deref(),
            "email" => self.email.as_deref(),
            _ => None,
        };
        match (own, &self.otherwise) {
            (Some(way), _) => way.carry(reminder),
            (None, Some(directory)) => directory.carry(reminder),
            (None, None) => {
                let detail = format!("the settings name no way `reminders.{}`", reminder.kind);
                Err(Undelivered { fault: Fault::Unreachable, detail })
            }
        }
    }
}

impl ReminderCarrier for Directory {
    fn carry(&self, reminder: &Reminder) -> Result<(), Undelivered> {
        let undelivered = |detail: String| Undelivered { fault: Fault::Directory, detail };
        let bytes = serde_json::to_vec(reminder).map_err(|error| undelivered(error.to_string()))?;
        let name = format!("{}.json", reminder.name);
        put(&self.0, &name, &bytes).map_err(|error| undelivered(error.to_string()))
    }
}

/// The thread that hands over reminders and codes; it ends when it is dropped.
pub(crate) struct Reminders {
    is_over: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Reminders {
    /// Begins to remind.
    pub(crate) fn begin(app: &Arc<App>, ways: Ways) -> Self {
        let is_over = Arc::new(AtomicBool::new(false));
        let (app, over) = (Arc::clone(app), Arc::clone(&is_over));
        let work = move || {
            let mut awaited = CodesAwaited::default();
            let mut reminded_at: Option<Instant> = None;
            while !over.load(Ordering::Relaxed) {
                tell("codes", app.send_codes(&ways, &mut awaited));
                if reminded_at.is_none_or(|at| at.elapsed() >= BETWEEN_REMINDERS) {
                    tell("reminders", app.remind(&ways));
                    reminded_at = Some(Instant::now());
                }
                std::thread::park_timeout(REST);
            }
        };
        Reminders { is_over, thread: Some(std::thread::spawn(work)) }
    }
}

/// Tells a technician what a round could not do.
fn tell(what: &str, round: Result<Reminded, outcome::Failure>) {
    match round {
        Ok(round) if round.failed > 0 => {
            tracing::warn!(failed = round.failed, what, "not everything could be handed over");
        }
        Ok(_) => {}
        Err(failure) => tracing::error!(%failure, what, "the round was broken off"),
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
mod tests;
