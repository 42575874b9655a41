//! What happened in a case, in the words of statistics: one row each, walked back to its entry.
//!
//! Rows are read off the entries in force, so that a withdrawn violation is in no number. Each is
//! counted for the office and officer who had the case on that day, and in the age band of the
//! client's age at the opening, because a day of birth stands nowhere in clear.

use bagyt_core::month::month_of;
use bagyt_core::view::{Cell, ViewRow, day_number};

use crate::case::Case;
use crate::codes::AgeGroup;
use crate::entries::{Mark, PostReason};
use crate::view::{office_cell, officer_cell};

codes! {
    /// What happened, in the words of statistics.
    pub enum EventKind {
        /// A case was opened.
        Entry = "entry",
        /// A case was closed.
        Exit = "exit",
        /// A meeting was held.
        Contact = "contact",
        /// The client did not come.
        Absence = "absence",
        /// An absence was excused.
        Excuse = "excuse",
        /// A violation was established.
        Violation = "violation",
        /// A warning was issued.
        Warning = "warning",
        /// A submission was sent to a court.
        Submission = "submission",
        /// A court ruled.
        Ruling = "ruling",
        /// A new offence became known.
        Reoffence = "reoffence",
        /// The court act arrived later than its row allows.
        LateAct = "late_act",
        /// The case went to another office.
        Transfer = "transfer",
    }
}

/// One happening.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Event<'a> {
    /// What.
    pub kind: EventKind,
    /// Where its entry stands.
    pub mark: Mark,
    /// A code by kind, as [`crate::view::EVENT`] says.
    pub detail: &'a str,
    /// A number by kind, as [`crate::view::EVENT`] says.
    pub amount: i64,
}

/// Returns the happenings of a case in the order of their days and versions.
pub fn events(case: &Case) -> Vec<Event<'_>> {
    let mut events = Vec::with_capacity(4 + case.contacts.len() + 2 * case.absences.len());
    let mut push = |kind, mark, detail, amount| events.push(Event { kind, mark, detail, amount });
    push(EventKind::Entry, case.opened, case.opening.measure.as_str(), 1);
    if let Some(late) = &case.opening.late {
        push(EventKind::LateAct, case.opened, &late.law.row, i64::from(late.days));
    }
    for post in &case.posts {
        // A case that was sent back was transferred once: statistics count what offices hand over.
        if let PostReason::Transferred(_) = post.reason {
            push(EventKind::Transfer, post.mark, &post.office.0, 1);
        }
    }
    for contact in &case.contacts {
        push(EventKind::Contact, contact.mark, contact.kind.code(), 1);
    }
    for absence in &case.absences {
        push(EventKind::Absence, absence.mark, absence.kind.code(), 1);
    }
    for excuse in &case.excuses {
        push(EventKind::Excuse, excuse.mark, excuse.reason.code(), 1);
    }
    for violation in &case.violations {
        push(EventKind::Violation, violation.mark, violation.ground.code(), 1);
    }
    for warning in &case.warnings {
        push(EventKind::Warning, warning.mark, &warning.law.row, i64::from(warning.number));
    }
    for submission in &case.submissions {
        if let Some((mark, _)) = submission.sent {
            push(EventKind::Submission, mark, submission.kind.code(), 1);
        }
    }
    for ruling in &case.rulings {
        push(EventKind::Ruling, ruling.mark, ruling.change.code(), 1);
    }
    for reoffence in &case.reoffences {
        push(EventKind::Reoffence, reoffence.mark, &reoffence.article_group, 1);
    }
    if let Some(closing) = case.closing() {
        let days = day_number(closing.mark.on) - day_number(case.opened.on);
        push(EventKind::Exit, closing.mark, closing.reason.code(), days);
    }
    events.sort_by_key(|event| event.mark.order());
    events
}

/// Returns the rows of [`crate::view::EVENT`] for a case.
pub(crate) fn rows(case: &Case) -> Vec<ViewRow> {
    let case_id: Cell = case.id.to_string().into();
    let opening = &case.opening;
    let age_group = AgeGroup::of(opening.age).code();
    let row = |event: Event<'_>| {
        let post = case.post_at(event.mark);
        let office = post.map_or(&opening.office, |post| &post.office);
        vec![
            event.kind.code().into(),
            event.mark.on.into(),
            month_of(event.mark.on).into(),
            case_id.clone(),
            office_cell(office),
            officer_cell(post.and_then(|post| post.officer)),
            opening.domain.code().into(),
            opening.measure.as_str().into(),
            opening.article_group.as_str().into(),
            opening.sex.code().into(),
            age_group.into(),
            event.detail.into(),
            event.amount.into(),
            event.mark.version.into(),
        ]
    };
    events(case).into_iter().map(row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::invented::Story;

    #[track_caller]
    fn check(story: &Story, expected: &[&str]) {
        let told: Vec<String> = events(&story.case)
            .iter()
            .map(|event| {
                let Event { kind, mark, detail, amount } = event;
                format!("{} {kind} {detail} {amount} of {}", mark.on, mark.version)
            })
            .collect();
        assert_eq!(told, expected);
    }

    #[test]
    fn a_case_is_told_in_the_words_of_statistics() {
        check(
            &Story::whole(),
            &[
                "2025-03-11 entry probation_supervision 1 of 1",
                "2025-04-03 contact registration 1 of 9",
                "2025-04-07 absence registration 1 of 10",
                "2025-04-09 violation no_show 1 of 12",
                "2025-04-09 warning warning 1 of 13",
                "2025-05-05 absence registration 1 of 14",
                "2025-05-07 violation no_show 1 of 16",
                "2025-05-07 warning warning 2 of 17",
                "2025-05-19 absence registration 1 of 18",
                "2025-05-20 excuse medical 1 of 19",
                "2025-06-03 submission extend 1 of 25",
                "2025-06-20 ruling extended 1 of 27",
                "2025-07-01 transfer ZZ-04-01 1 of 32",
                "2025-07-05 reoffence theft 1 of 33",
                "2025-07-10 ruling suspended 1 of 34",
                "2025-07-20 ruling resumed 1 of 35",
                "2026-09-20 exit completed 558 of 41",
            ],
        );
    }

    #[test]
    fn an_excuse_takes_the_violation_and_the_warning_out_of_every_number() {
        let story = Story::opened().absent("2025-04-07").explained(2, "2025-04-08");
        let story = story.warned(2, "2025-04-09").excused(2, "2025-04-10");
        check(
            &story,
            &[
                "2025-03-11 entry probation_supervision 1 of 1",
                "2025-04-07 absence registration 1 of 2",
                "2025-04-10 excuse medical 1 of 6",
            ],
        );
    }

    #[test]
    fn what_happened_before_a_transfer_counts_for_the_office_that_had_the_case() {
        let story = Story::opened().allocated().transferred("2025-05-01");
        let story = story.met("2025-04-30").met("2025-05-02");
        let told: Vec<(Cell, Cell, Cell)> = rows(&story.case)
            .into_iter()
            .map(|row| (row[0].clone(), row[1].clone(), row[4].clone()))
            .collect();
        let on = |text: &str| Cell::from(crate::invented::day(text));
        assert!(told.contains(&("contact".into(), on("2025-04-30"), "ZZ-03-02".into())));
        assert!(told.contains(&("contact".into(), on("2025-05-02"), "ZZ-04-01".into())));
        assert!(told.contains(&("entry".into(), on("2025-03-11"), "ZZ-03-02".into())));
    }
}
