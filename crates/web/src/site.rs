//! The running server: what every request shares, and how it begins and ends.

use std::future::Future;
use std::io;
use std::net::TcpListener;
use std::sync::Arc;

use bagyt_app::App;

use crate::answered::Answered;
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
}

impl Site {
    /// A site in front of an application.
    pub fn new(app: Arc<App>) -> Site {
        Site { app, attempts: Arc::default(), answered: Arc::default() }
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
    listener.set_nonblocking(true)?;
    let listener = tokio::net::TcpListener::from_std(listener)?;
    let router = crate::router::router(Site::new(app));
    axum::serve(listener, router).with_graceful_shutdown(stopped).await
}
