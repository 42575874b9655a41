//! Serving the product over HTTP until it is told to stop.

use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;

use bagyt_app::App;
use clap::Args;

use crate::failure::{Failure, Told};
use crate::opening;
use crate::outbox::{self, Outbox};
use crate::reminders::Reminders;
use crate::settings::Place;

/// Where the product listens unless told otherwise.
const LISTEN: &str = "127.0.0.1:8080";

/// Serve a real installation.
#[derive(Args)]
pub(crate) struct Serve {
    /// Address and port; port 0 takes any free one.
    #[arg(long, env = "BAGYT_LISTEN", value_name = "ADDR:PORT")]
    listen: Option<String>,
    /// Country of the law of a new installation: kg, kz or the invented zz.
    #[arg(long, env = "BAGYT_LAW", value_name = "COUNTRY")]
    law: Option<String>,
}

impl Serve {
    /// Opens the record and serves it.
    pub(crate) fn run(self, place: &Place) -> Result<(), Failure> {
        let listener = listen(self.listen.as_deref(), place)?;
        let opened = opening::open_or_begin(place, self.law.as_deref())?;
        let address = address(&listener)?;
        println!("serving on http://{address}/");
        serve(opened.app, listener, place)
    }
}

/// Binds the address of the flag, else of the settings file, else the usual one.
pub(crate) fn listen(flag: Option<&str>, place: &Place) -> Result<TcpListener, Failure> {
    let configured = place.config()?.listen;
    let wanted = flag.map(str::to_owned).or(configured).unwrap_or_else(|| LISTEN.to_owned());
    let address: SocketAddr = wanted.parse().map_err(|_| {
        Failure::usage(&format!(
            "--listen takes an address and a port, for example {LISTEN}; `{wanted}` is neither"
        ))
    })?;
    TcpListener::bind(address)
        .told(|| format!("listening on {address} (another program may use it; try port 0)"))
}

/// Returns the address that was bound.
pub(crate) fn address(listener: &TcpListener) -> Result<SocketAddr, Failure> {
    listener.local_addr().told(|| "asking for the port".to_owned())
}

/// Serves until an interrupt or a termination signal, and delivers what is sent; requests and
/// deliveries under way are ended first.
pub(crate) fn serve(app: App, listener: TcpListener, place: &Place) -> Result<(), Failure> {
    let carriers = outbox::carriers(&app, &place.config()?.agency)?;
    let app = Arc::new(app);
    let _outbox = (!carriers.is_empty()).then(|| Outbox::begin(&app, carriers));
    let ways = place.config()?.reminders.map(|routes| routes.open()).transpose()?;
    let _reminders = ways.map(|ways| Reminders::begin(&app, ways));
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .told(|| "starting the server".to_owned())?;
    runtime
        .block_on(bagyt_web::serve(Arc::clone(&app), listener, stopped()))
        .told(|| "serving".to_owned())
}

async fn stopped() {
    let interrupted = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminated) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = interrupted => {}
                _ = terminated.recv() => {}
            }
            return;
        }
    }
    // Without a signal handler the process ends by the signal itself.
    let _ = interrupted.await;
}
