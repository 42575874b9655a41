//! The terms of the law that the country's offices aim at, read from its rows.

use bagyt_casework::codes::Risk;
use bagyt_core::law::{Pack, Unit};

use crate::calibration::REFORM;
use crate::chance::Permille;
use crate::diary::{Day, number};

/// The row of the first interview.
const FIRST_INTERVIEW: &str = "first_interview";

/// The row of the visits.
const VISIT: &str = "registration_visit";

/// The row of the report before the sentence.
const REPORT: &str = "pre_sentence_report";

/// So many days after the reform offices are used to it.
const UNSETTLED_DAYS: Day = 100;

/// The terms that the generator needs, in days.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Terms {
    reform: Day,
    interview: (i32, i32),
    visits: [i32; 4],
    report: i32,
}

impl Terms {
    /// Reads the terms; what the law does not say is a month for visits, ten days before the
    /// first interview and fifteen before the report.
    pub(crate) fn new(pack: &Pack) -> Self {
        let days = |row, on, otherwise| {
            let row = pack.edition(row, on).ok();
            row.and_then(|row| row.limit).map_or(otherwise, |limit| limit.number as i32)
        };
        let visit = |group: &str| {
            let groups = pack.groups([group]);
            let row = pack.edition_for(VISIT, REFORM, groups, "").ok();
            row.and_then(|row| row.limit).map_or(30, |limit| {
                let days = match limit.unit {
                    Unit::Weeks => 7,
                    Unit::Months => 30,
                    _ => 1,
                };
                limit.number as i32 * days
            })
        };
        let before = REFORM.yesterday().unwrap_or(REFORM);
        Terms {
            reform: number(REFORM),
            interview: (days(FIRST_INTERVIEW, before, 10), days(FIRST_INTERVIEW, REFORM, 10)),
            visits: [visit("risk_low"), visit("risk_medium"), visit("risk_high"), visit("")],
            report: days(REPORT, REFORM, 15),
        }
    }

    /// Working days within which the first interview must follow the court act.
    pub(crate) fn first_interview(&self, on: Day) -> i32 {
        if on < self.reform { self.interview.0 } else { self.interview.1 }
    }

    /// Working days within which the report of a study before the sentence must be sent.
    pub(crate) fn report(&self) -> i32 {
        self.report
    }

    /// Says how often a first interview is late where it otherwise is `odds` times in a thousand:
    /// in the first months after the reform twice as often.
    pub(crate) fn unsettled(&self, on: Day, odds: Permille) -> Permille {
        let settles = self.reform..self.reform + UNSETTLED_DAYS;
        if settles.contains(&on) { odds * 2 } else { odds }
    }

    /// Days between two visits.
    pub(crate) fn visit(&self, risk: Option<Risk>) -> i32 {
        let [low, medium, high, unassessed] = self.visits;
        match risk {
            Some(Risk::Low) => low,
            Some(Risk::Medium) => medium,
            Some(Risk::High) => high,
            None => unassessed,
        }
    }
}
