//! The figures to which the invented country is tuned, each with where it comes from.
//!
//! The service's own: about 25,000 open cases, 258 staff, more than 50 offices and three
//! interregional departments (2023); 13,012 people passed through in 2025, by kind of work 838,
//! 10,734, 939 and 501; supervision of one to five years, three on average; court acts that come
//! later than the set term. Assumed, because nobody has published them: how late, how often
//! clients miss an appointment, and that 12 to 20 per cent offend again within a year. The end of
//! each list of shares is 1000.

use bagyt_casework::codes::{Domain, Risk};
use jiff::civil::{Date, date};

use crate::chance::Permille;

/// The day that the invented country calls today, a Monday; nothing has happened on it yet.
pub const TODAY: Date = date(2026, 11, 2);

/// The day on which the system went live in the whole country.
pub const GO_LIVE: Date = date(2024, 11, 1);

/// The day from which the first interview must follow the court act sooner; the same day a
/// territory is split.
pub const REFORM: Date = date(2025, 7, 1);

/// How much of the country is invented.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    /// The whole country with two years of casework.
    Full,
    /// One region with seven months of casework, ready within seconds.
    Small,
    /// One office with a year of casework, for tests.
    Tiny,
}

/// What a size means.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Extent {
    /// The offices whose codes begin so.
    pub(crate) prefix: &'static str,
    /// The day on which the system goes live.
    pub(crate) go_live: Date,
    /// Cases brought in on that day.
    pub(crate) stock: u32,
    /// Court acts that open a case, each year.
    pub(crate) entries_per_year: u32,
}

impl Size {
    pub(crate) fn extent(self) -> Extent {
        match self {
            Size::Full => {
                Extent { prefix: "ZZ-", go_live: GO_LIVE, stock: 30_000, entries_per_year: 13_000 }
            }
            Size::Small => Extent {
                prefix: "ZZ-03-",
                go_live: date(2026, 4, 1),
                stock: 2_700,
                entries_per_year: 1_300,
            },
            Size::Tiny => Extent {
                prefix: "ZZ-03-01",
                go_live: date(2025, 12, 1),
                stock: 60,
                entries_per_year: 40,
            },
        }
    }
}

/// Entries by kind of work: 838, 10,734, 939 and 501 of 13,012.
pub(crate) const DOMAINS: [(Domain, u32); 4] = [
    (Domain::PreSentence, 64),
    (Domain::NonCustodial, 825),
    (Domain::Penitentiary, 72),
    (Domain::PostRelease, 39),
];

/// Days from the entry into force of a court act to its arrival: from, to (both included), share.
///
/// The shares come out as 80, 15 and 5 per cent, because the act of a short term cannot be very
/// late.
pub(crate) const ARRIVAL: [(i32, i32, u32); 3] = [(0, 10, 788), (11, 30, 154), (31, 120, 58)];

/// Court acts that come on paper and are entered by an office.
pub(crate) const ON_PAPER: Permille = 60;

/// Cases that only those who work on them may see.
pub(crate) const RESTRICTED: Permille = 3;

/// A court sends a message that cannot be acted on, and mends it later.
pub(crate) const FAULTY_MESSAGES: Permille = 4;

/// Court acts about somebody who is known, in another spelling or without the number; some of those
/// drawn cannot be used, and in the end 3 per cent of all people have a differing record.
pub(crate) const DUPLICATES: Permille = 71;

/// Of those, records that carry the national number.
pub(crate) const DUPLICATES_WITH_NUMBER: Permille = 500;

/// Risk as the first assessment finds it, in the order low, medium, high.
pub(crate) const RISKS: [u32; 3] = [820, 140, 40];

/// Offences within twelve months of the start, by risk: some 14 per cent in all.
pub(crate) fn reoffending(risk: Risk) -> Permille {
    match risk {
        Risk::Low => 110,
        Risk::Medium => 220,
        Risk::High => 400,
    }
}

/// Appointments that a client of average habits misses, by risk.
pub(crate) fn absence(risk: Risk) -> Permille {
    match risk {
        Risk::Low => 59,
        Risk::Medium => 82,
        Risk::High => 110,
    }
}

/// Absences for which the client gives an explanation when asked.
pub(crate) const EXPLAINED: Permille = 860;

/// Explained absences whose reason is accepted.
pub(crate) const ACCEPTED: Permille = 690;

/// Violations whose reason turns out to be good after all.
pub(crate) const ACCEPTED_LATE: Permille = 40;

/// Established absences after which a client stays away from most meetings: whoever begins to evade
/// goes on, so that violations come in rows and end before the court.
pub(crate) const BEGINS_TO_EVADE: Permille = 380;

/// Appointments that a client who evades misses.
pub(crate) const EVADING: Permille = 800;

/// Absences for which a client who evades gives an explanation when asked.
pub(crate) const EVADING_EXPLAINED: Permille = 250;

/// Submissions against a client who evades that ask for the sentence behind the measure.
pub(crate) const EVADING_REVOKED: Permille = 860;

/// Submissions against a client who evades that a court grants.
pub(crate) const EVADING_GRANTED: Permille = 850;

/// Clients of the stock who stay away from most meetings when the system goes live.
pub(crate) const EVADING_BEFORE: Permille = 30;

/// Appointments that such a client misses after a court left the sentence in force.
pub(crate) const EVADED_BEFORE: Permille = 150;

/// Violations for which the warning is issued at once.
pub(crate) const WARNED_AT_ONCE: Permille = 700;

/// Warnings before the next violation leads to a submission.
pub(crate) const WARNINGS_BEFORE_SUBMISSION: u8 = 2;

/// Submissions that ask for the search of a client who cannot be found.
pub(crate) const ABSCONDING: u32 = 110;

/// Convictions for a new offence that end in custody; the others come back with a new act.
pub(crate) const CUSTODY: Permille = 380;

/// Convictions that a court tells of by message; the others an officer hears of.
pub(crate) const CONVICTION_BY_MESSAGE: Permille = 900;

/// Submissions that a court grants.
pub(crate) const GRANTED: Permille = 720;

/// Contacts entered days after they were held.
pub(crate) const ENTERED_LATE: Permille = 60;

/// Contacts recorded twice by mistake and taken back.
pub(crate) const RECORDED_TWICE: Permille = 3;

/// Contacts recorded with a wrong kind, taken back and recorded anew.
pub(crate) const MISTAKEN: Permille = 2;

/// Visits at intervals of so many days or more have an appointment; who comes more often comes on a
/// fixed day.
pub(crate) const ARRANGED_FROM_DAYS: i32 = 45;

/// Visits at such intervals to which the client comes on a fixed day all the same.
pub(crate) const ON_A_FIXED_DAY: Permille = 860;

/// Appointments that are cancelled and arranged anew.
pub(crate) const CANCELLED: Permille = 25;

/// Contacts of which the officer writes a note.
pub(crate) const NOTED: Permille = 150;

/// Cases whose client moves to another office's territory, each year.
pub(crate) const MOVES: Permille = 14;

/// Clients who die, each year.
pub(crate) const DEATHS: Permille = 4;

/// Long cases in which an early end is asked for.
pub(crate) const ENDED_EARLY: Permille = 60;

/// Officers who leave, each year.
pub(crate) const LEAVERS: Permille = 130;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_add_up_to_the_whole() {
        assert_eq!(DOMAINS.iter().map(|&(_, share)| share).sum::<u32>(), 1000);
        assert_eq!(ARRIVAL.iter().map(|&(_, _, share)| share).sum::<u32>(), 1000);
        assert_eq!(RISKS.iter().sum::<u32>(), 1000);
    }
}
