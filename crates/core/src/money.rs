//! Sums of money, kept in the smallest unit of the country's currency.

use serde::{Deserialize, Serialize};

/// A sum in the smallest unit (tyiyn of a som, tiyn of a tenge). Never a floating-point number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Money(pub i64);

impl std::fmt::Display for Money {
    /// Writes the sum in whole units and hundredths: `1234.05`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (units, rest) = (self.0.unsigned_abs() / 100, self.0.unsigned_abs() % 100);
        let sign = if self.0 < 0 { "-" } else { "" };
        write!(f, "{sign}{units}.{rest:02}")
    }
}
