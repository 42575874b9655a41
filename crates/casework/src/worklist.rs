//! Today's list: what an officer has to do, nearest end first, each line with its reason.
//!
//! The lines come from the rows of many cases, which the store finds; here they are put in order
//! and told apart by how near they are. A line names its row of law where one sets the time, so
//! that nobody has to ask why it is there.

use bagyt_core::effective::Zone;
use bagyt_core::identity::CaseId;
use jiff::Timestamp;

codes! {
    /// What there is to do.
    pub enum TaskKind {
        /// A time limit of the law runs.
        Clock = "clock",
        /// An appointment is coming.
        Appointment = "appointment",
        /// An appointment has passed and nobody has said what came of it.
        OutcomeDue = "outcome_due",
        /// An absence waits to be weighed.
        Absence = "absence",
        /// A violation waits for its warning.
        Violation = "violation",
        /// A submission waits for the next step.
        Submission = "submission",
        /// A case waits for an officer.
        Unallocated = "unallocated",
        /// An act needs a second look.
        Review = "review",
    }
}

codes! {
    /// How near the end is.
    pub enum Nearness {
        /// It has passed.
        Overdue = "overdue",
        /// It is today.
        Today = "today",
        /// It is within seven days.
        Week = "week",
        /// It is later.
        Later = "later",
    }
}

/// One line of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Task {
    /// The case.
    pub case: CaseId,
    /// What there is to do.
    pub kind: TaskKind,
    /// The end of the limit, the hour of the appointment, or since when it waits.
    pub at: Timestamp,
    /// The row of law that sets the time; `None` where none does.
    pub row: Option<String>,
}

/// A line with how near its end is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RankedTask {
    /// How near.
    pub nearness: Nearness,
    /// The line.
    pub task: Task,
}

/// The days after today that count as this week.
const WEEK_DAYS: i64 = 7;

/// Puts the lines in order: what has passed first, then by moment, kind and case.
///
/// `now` is the instant of the page, `zone` the office's.
pub fn rank(tasks: Vec<Task>, now: Timestamp, zone: Zone) -> Vec<RankedTask> {
    let mut ranked: Vec<RankedTask> = tasks
        .into_iter()
        .map(|task| RankedTask { nearness: nearness(task.at, now, zone), task })
        .collect();
    ranked.sort_by(|left, right| {
        let key = |one: &RankedTask| (one.nearness, one.task.at, one.task.kind, one.task.case);
        key(left).cmp(&key(right)).then_with(|| left.task.row.cmp(&right.task.row))
    });
    ranked
}

/// Returns how near a moment is, by the civil days of the office.
pub fn nearness(at: Timestamp, now: Timestamp, zone: Zone) -> Nearness {
    if at < now {
        return Nearness::Overdue;
    }
    let (day, today) = (zone.day_of(at), zone.day_of(now));
    match day.duration_since(today).as_hours() / 24 {
        0 => Nearness::Today,
        1..=WEEK_DAYS => Nearness::Week,
        _ => Nearness::Later,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::invented::at;
    use uuid::Uuid;

    fn task(case: u128, kind: TaskKind, moment: &str, row: Option<&str>) -> Task {
        let row = row.map(str::to_owned);
        Task { case: CaseId(Uuid::from_u128(case)), kind, at: at(moment), row }
    }

    /// Now is 10 June 2025, ten in the morning.
    #[track_caller]
    fn check(moment: &str, expected: Nearness) {
        assert_eq!(nearness(at(moment), at("2025-06-10T10:00"), Zone::Bishkek), expected);
    }

    #[test]
    fn what_has_passed_is_overdue_and_this_minute_is_today() {
        check("2025-06-10T09:59", Nearness::Overdue);
        check("2025-06-10T10:00", Nearness::Today);
        check("2025-06-10T23:59", Nearness::Today);
    }

    #[test]
    fn a_week_has_seven_days_after_today() {
        check("2025-06-11T00:00", Nearness::Week);
        check("2025-06-17T23:59", Nearness::Week);
        check("2025-06-18T00:00", Nearness::Later);
    }

    #[test]
    fn the_nearest_end_comes_first_whatever_the_order_of_the_rows() {
        let tasks = vec![
            task(3, TaskKind::Clock, "2025-06-12T23:59", Some("plan")),
            task(2, TaskKind::Clock, "2025-06-02T23:59", Some("first_interview")),
            task(1, TaskKind::Appointment, "2025-06-10T11:00", None),
            task(1, TaskKind::Clock, "2025-06-12T23:59", Some("plan")),
            task(1, TaskKind::Clock, "2025-06-12T23:59", Some("assessment")),
        ];
        let told = |tasks: Vec<Task>| -> Vec<(u128, TaskKind, Option<String>)> {
            let ranked = rank(tasks, at("2025-06-10T10:00"), Zone::Bishkek);
            let told = ranked.into_iter().map(|one| one.task);
            told.map(|task| (task.case.0.as_u128(), task.kind, task.row)).collect()
        };
        let mut turned = tasks.clone();
        turned.reverse();
        let first = told(tasks);
        assert_eq!(first, told(turned));
        let cases: Vec<u128> = first.iter().map(|(case, _, _)| *case).collect();
        assert_eq!(cases, [2, 1, 1, 1, 3]);
        assert_eq!(first[2].2.as_deref(), Some("assessment"));
    }
}
