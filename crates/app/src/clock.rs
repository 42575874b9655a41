//! The time of day, as given by the binary.

use std::sync::Arc;

use jiff::Timestamp;

/// Tells the time. The binary gives the machine's clock, or in an invented country a clock that
/// runs on from its fixed "today".
pub type Clock = Arc<dyn Fn() -> Timestamp + Send + Sync>;
