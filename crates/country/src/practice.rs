//! How well an office keeps the terms of the law.
//!
//! Offices differ, or there would be nothing to learn: in most the law is kept in nine cases of
//! ten, in a few much less often. The rows of the law are not read here; what counts is how many
//! days people take.

use crate::chance::{Chance, Permille};
use crate::territory::OfficeNumber;

/// The habits of an office.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Habits {
    /// First interviews that take longer than the law allows.
    pub(crate) interview_late: Permille,
    /// Plans that take longer than the law allows.
    pub(crate) plan_late: Permille,
    /// Visits that are agreed for a day after the interval has run out.
    pub(crate) visit_late: Permille,
    /// How much more often than elsewhere contacts are entered days later, in per cent.
    pub(crate) entry_percent: u32,
}

/// The habits of all offices.
#[derive(Clone, Debug)]
pub(crate) struct Practice {
    offices: Vec<Habits>,
}

/// The habits of an ordinary office; also where nothing is known.
const ORDINARY: Habits =
    Habits { interview_late: 80, plan_late: 110, visit_late: 70, entry_percent: 100 };

impl Practice {
    /// Draws the habits of so many offices.
    pub(crate) fn new(seed: u64, offices: usize) -> Self {
        let mut chance = Chance::new(seed, 0xab);
        let draw = |_| match chance.below(100) {
            0..15 => Habits { interview_late: 30, plan_late: 50, visit_late: 35, ..ORDINARY },
            15..80 => ORDINARY,
            80..90 => Habits { interview_late: 190, entry_percent: 180, ..ORDINARY },
            90..96 => Habits { plan_late: 320, visit_late: 150, ..ORDINARY },
            _ => {
                Habits { interview_late: 390, plan_late: 300, visit_late: 210, entry_percent: 300 }
            }
        };
        Practice { offices: (0..offices).map(draw).collect() }
    }

    /// Returns the habits of an office.
    pub(crate) fn of(&self, office: OfficeNumber) -> Habits {
        self.offices.get(usize::from(office)).copied().unwrap_or(ORDINARY)
    }
}
