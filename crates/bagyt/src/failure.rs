//! How the command line says that something did not work: what we were doing, and why it failed.

use std::fmt;

/// A failure with the steps that led to it.
#[derive(Debug)]
pub(crate) struct Failure {
    doing: String,
    cause: Option<Box<dyn std::error::Error + Send + Sync>>,
}

impl Failure {
    /// The command was asked for in a way that cannot be carried out.
    pub(crate) fn usage(text: &str) -> Failure {
        Failure { doing: text.to_owned(), cause: None }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.doing)?;
        let mut cause: Option<&(dyn std::error::Error + 'static)> =
            self.cause.as_deref().map(|cause| cause as _);
        while let Some(error) = cause {
            write!(f, ": {error}")?;
            cause = error.source();
        }
        Ok(())
    }
}

/// Adds what we were doing to an error.
pub(crate) trait Told<T> {
    /// Adds what we were doing.
    fn told(self, doing: impl FnOnce() -> String) -> Result<T, Failure>;
}

impl<T, E: Into<Box<dyn std::error::Error + Send + Sync>>> Told<T> for Result<T, E> {
    fn told(self, doing: impl FnOnce() -> String) -> Result<T, Failure> {
        self.map_err(|error| Failure { doing: doing(), cause: Some(error.into()) })
    }
}
