//! The running server: what every request shares, and how it begins and ends.

use std::future::Future;
use std::io;
use std::net::TcpListener;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;
use std::time::Duration;

use bagyt_app::App;

use crate::answered::Answered;
use crate::pages::first_day::Settled;
use crate::session::Attempts;

/// What every request shares.
#[derive(Clone)]
pub struct Site {
    /// The application.
    pub(crate) app: Arc<App>,
    /// Failed sign-ins of late.
    pub(crate) attempts: Arc<Attempts>,
    /// Forms recorded of late.
    pub(crate) answered: Arc<Answered>,
    /// Whose first day was found to be over.
    pub(crate) settled: Arc<Settled>,
}

impl Site {
    /// A site in front of an application.
    pub fn new(app: Arc<App>) -> Site {
        Site { app, attempts: Arc::default(), answered: Arc::default(), settled: Arc::default() }
    }
}

/// How long the thread rests that looks for registers to work at.
const REST: Duration = Duration::from_millis(500);

/// The thread that works at the registers that people handed in; it ends when it is dropped, and
/// what it leaves undone the next one goes on with.
struct Registers {
    is_over: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Registers {
    fn begin(app: &Arc<App>) -> Registers {
        let is_over = Arc::new(AtomicBool::new(false));
        let (app, over) = (Arc::clone(app), Arc::clone(&is_over));
        let goes_on = move || !over.load(Ordering::Relaxed);
        let work = move || {
            while goes_on() {
                match app.work_at_registers(&goes_on) {
                    Ok(true) => {}
                    Ok(false) => std::thread::park_timeout(REST),
                    Err(error) => {
                        tracing::error!("a register waits: {error}");
                        std::thread::park_timeout(REST);
                    }
                }
            }
        };
        Registers { is_over, thread: Some(std::thread::spawn(work)) }
    }
}

impl Drop for Registers {
    fn drop(&mut self) {
        self.is_over.store(true, Ordering::Relaxed);
        if let Some(thread) = self.thread.take() {
            thread.thread().unpark();
            if thread.join().is_err() {
                tracing::error!("the thread that works at registers broke");
            }
        }
    }
}

/// Serves the application on a bound listener until `stopped` is ready; requests under way are
/// answered first.
///
/// # Errors
///
/// What the operating system says when the listener cannot be used.
pub async fn serve(
    app: Arc<App>,
    listener: TcpListener,
    stopped: impl Future<Output = ()> + Send + 'static,
) -> io::Result<()> {
    let _registers = Registers::begin(&app);
    listener.set_nonblocking(true)?;
    let listener = tokio::net::TcpListener::from_std(listener)?;
    let router = crate::router::router(Site::new(app));
    axum::serve(listener, router).with_graceful_shutdown(stopped).await
}
