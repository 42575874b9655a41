//! Sums of money, kept in the smallest unit of the country's currency.

use serde::{Deserialize, Serialize};

/// A sum in the smallest unit (tyiyn of a som, tiyn of a tenge). Never a floating-point number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Money(pub i64);
