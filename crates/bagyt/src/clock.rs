//! The clocks that the application is given.

use std::sync::Arc;
use std::time::Instant;

use bagyt_app::clock::Clock;
use jiff::{SignedDuration, Timestamp};

/// Returns the machine's clock, or for an invented country one that runs on from `start`.
pub(crate) fn of(start: Option<Timestamp>) -> Clock {
    match start {
        None => Arc::new(Timestamp::now),
        Some(start) => {
            let began = Instant::now();
            Arc::new(move || {
                let passed = SignedDuration::try_from(began.elapsed()).unwrap_or_default();
                start.saturating_add(passed).unwrap_or(start)
            })
        }
    }
}
