use super::*;
use crate::invented::{Story, day, on, told};

const RULES: ProgrammeRules = ProgrammeRules { sessions: 2 };

fn enrolment() -> EnrolClient {
    EnrolClient {
        enrolled: on("2025-04-07"),
        programme: "thinking_skills".to_owned(),
        next_on: Some(day("2025-04-09")),
        words: "acts before he thinks".to_owned(),
    }
}

fn session(held: &str, attendance: ProgrammeAttendance, next: Option<&str>) -> AttendProgramme {
    AttendProgramme {
        programme: 2,
        held: on(held),
        attendance,
        next_on: next.map(day),
        words: String::new(),
    }
}

fn ending(ended: &str, reason: ProgrammeEnd) -> EndProgramme {
    EndProgramme { programme: 2, ended: on(ended), reason, words: "asks for more".to_owned() }
}

impl Story {
    /// The client is enrolled in a programme of two sessions in the second entry.
    pub(crate) fn enrolled() -> Story {
        let story = Story::opened();
        let facts = enrol(&story.case, &enrolment(), Some(&RULES), day("2025-04-07")).unwrap();
        story.then("2025-04-07", facts)
    }

    fn came(self, held: &str, attendance: ProgrammeAttendance, next: Option<&str>) -> Story {
        let facts = attend(&self.case, &session(held, attendance, next), day(held)).unwrap();
        self.then(held, facts)
    }

    fn programme(&self) -> &Programme {
        &self.case.support().programmes.programmes[0]
    }
}

#[track_caller]
fn refuses(outcome: Result<Vec<CaseFact>, ProgrammeRefusal>, why: &str) {
    assert_eq!(told(outcome), Err(why.to_owned()));
}

#[test]
fn a_client_is_enrolled_in_a_programme_of_the_catalogue_once() {
    let story = Story::opened();
    let today = day("2025-04-07");
    let none = enrol(&story.case, &enrolment(), None, today);
    refuses(none, "the catalogue has no such programme on that day");
    let wordless = EnrolClient { words: String::new(), ..enrolment() };
    let outcome = enrol(&story.case, &wordless, Some(&RULES), today);
    refuses(outcome, "a reason in words is missing");
    let early = EnrolClient { next_on: Some(day("2025-04-06")), ..enrolment() };
    let outcome = enrol(&story.case, &early, Some(&RULES), today);
    refuses(outcome, "the next session 2025-04-06 lies not after 2025-04-07");
    let same_day = EnrolClient { next_on: Some(today), ..enrolment() };
    assert!(enrol(&story.case, &same_day, Some(&RULES), today).is_ok());
    let story = Story::enrolled();
    assert_eq!(story.case.next_session_on(story.programme()), Some(day("2025-04-09")));
    let again = enrol(&story.case, &enrolment(), Some(&RULES), today);
    refuses(again, "the client attends this programme since 2025-04-07");
}

#[test]
fn each_session_names_the_next_and_a_missed_one_is_no_absence() {
    let story = Story::enrolled();
    let early = session("2025-04-06", ProgrammeAttendance::Attended, None);
    let outcome = attend(&story.case, &early, day("2025-04-10"));
    refuses(outcome, "the step before was on 2025-04-07, after 2025-04-06");
    let same = session("2025-04-09", ProgrammeAttendance::Attended, Some("2025-04-09"));
    let outcome = attend(&story.case, &same, day("2025-04-10"));
    refuses(outcome, "the next session 2025-04-09 lies not after 2025-04-09");
    let story = story.came("2025-04-09", ProgrammeAttendance::Missed, Some("2025-04-16"));
    assert_eq!(story.case.next_session_on(story.programme()), Some(day("2025-04-16")));
    assert_eq!(story.case.sessions_attended(story.programme()), 0);
    assert!(story.case.absences.is_empty());
}

#[test]
fn a_programme_is_completed_when_all_its_sessions_were_attended() {
    let story = Story::enrolled().came("2025-04-09", ProgrammeAttendance::Attended, None);
    let early = end(&story.case, &ending("2025-04-16", ProgrammeEnd::Completed), day("2025-04-16"));
    refuses(early, "1 of 2 sessions were attended; record the others first");
    let story = story.came("2025-04-16", ProgrammeAttendance::Attended, None);
    let completed = ending("2025-04-16", ProgrammeEnd::Completed);
    let facts = end(&story.case, &completed, day("2025-04-16")).unwrap();
    let story = story.then("2025-04-16", facts);
    assert_eq!(story.case.programme_status(story.programme()), ProgrammeStatus::Completed);
    assert_eq!(story.case.next_session_on(story.programme()), None);
    let again = end(&story.case, &completed, day("2025-04-16"));
    refuses(again, "the programme is over: `completed`");
    // The client may begin again.
    let again = EnrolClient { enrolled: on("2025-05-07"), next_on: None, ..enrolment() };
    assert!(enrol(&story.case, &again, Some(&RULES), day("2025-05-07")).is_ok());
}

#[test]
fn a_programme_is_broken_off_with_a_reason() {
    let story = Story::enrolled();
    let today = day("2025-04-16");
    let wordless =
        EndProgramme { words: String::new(), ..ending("2025-04-16", ProgrammeEnd::Left) };
    refuses(end(&story.case, &wordless, today), "a reason in words is missing");
    let facts = end(&story.case, &ending("2025-04-16", ProgrammeEnd::Left), today).unwrap();
    let story = story.then("2025-04-16", facts);
    assert_eq!(story.case.programme_status(story.programme()), ProgrammeStatus::BrokenOff);
    let unknown = AttendProgramme {
        programme: 9,
        ..session("2025-04-16", ProgrammeAttendance::Attended, None)
    };
    refuses(attend(&story.case, &unknown, today), "the case has no enrolment in entry 9");
}

#[test]
fn what_a_later_step_rests_on_is_not_taken_back_alone() {
    let story = Story::enrolled().came("2025-04-09", ProgrammeAttendance::Attended, None);
    let story = story.came("2025-04-16", ProgrammeAttendance::Attended, None);
    let programmes = &story.case.support().programmes;
    assert_eq!(programmes.resting_on(2), Some(3));
    // A session does not rest on the one before it.
    assert_eq!(programmes.resting_on(3), None);
    let completed = ending("2025-04-16", ProgrammeEnd::Completed);
    let facts = end(&story.case, &completed, day("2025-04-16")).unwrap();
    let story = story.then("2025-04-16", facts);
    assert_eq!(story.case.support().programmes.resting_on(3), Some(5));
}
