use super::*;
use crate::invented::{OFFICER, day, office, on};
use bagyt_core::fact::Fact;
use bagyt_core::identity::CommandId;
use uuid::Uuid;

const DAY: &str = "2025-06-10";
const SEED: &str = "a lot";

fn rule() -> StudyRule {
    StudyRule {
        days: 14,
        moments: 9,
        from: Time::constant(8, 0, 0, 0),
        until: Time::constant(17, 0, 0, 0),
        answer_minutes: 120,
        works: ["low", "high", "meeting"].map(str::to_owned).into(),
    }
}

fn colleagues(many: u128) -> BTreeSet<StaffId> {
    (1..=many).map(|number| StaffId(Uuid::from_u128(number))).chain([OFFICER]).collect()
}

fn wanted() -> OpenStudy {
    let piece = |risk| Piece { kind: WorkKind::Supervision, domain: Domain::NonCustodial, risk };
    OpenStudy {
        opened: on(DAY),
        office: office("ZZ-03-02"),
        from: day(DAY),
        position: 412,
        seed: SEED.to_owned(),
        staff: colleagues(3),
        work: [(piece(Some(Risk::Low)), 40), (piece(None), 3)].into(),
    }
}

fn after(mut study: TimeStudy, staff: StaffId, facts: Vec<TimeStudyFact>) -> TimeStudy {
    for fact in facts {
        let version = study.version + 1;
        study.apply(&Recorded {
            seq: u64::from(version),
            version,
            recorded_at: Timestamp::UNIX_EPOCH,
            effective: fact.effective().unwrap(),
            actor: Actor::Staff(staff),
            cause: CommandId(Uuid::from_u128(1)),
            fact,
        });
    }
    study
}

fn opened() -> TimeStudy {
    let new = TimeStudy::unknown(TimeStudyId(Uuid::from_u128(0x71)));
    after(new, OFFICER, open(&wanted(), &rule(), (None, 10, 3)).unwrap())
}

/// The first moment of the officer's day.
fn first() -> Timestamp {
    let time = moments(SEED, OFFICER, day(DAY), &rule())[0];
    instant(day(DAY), time, Zone::Bishkek).unwrap()
}

fn low() -> AnswerMoment {
    AnswerMoment { asked: first(), work: Some("low".to_owned()) }
}

/// A study with one answer.
pub(crate) fn answered() -> TimeStudy {
    let who = (OFFICER, true);
    let facts = answer(&opened(), &low(), &rule(), who, (Zone::Bishkek, first())).unwrap();
    after(opened(), OFFICER, facts)
}

#[test]
fn a_moment_is_drawn_of_each_stretch_and_the_same_by_anybody() {
    let of = |seed: &str, staff, on: &str| moments(seed, staff, day(on), &rule());
    let drawn = of(SEED, OFFICER, DAY);
    let hours: Vec<i8> = drawn.iter().map(|time| time.hour()).collect();
    assert_eq!(hours, [8, 9, 10, 11, 12, 13, 14, 15, 16]);
    assert_eq!(drawn, of(SEED, OFFICER, DAY));
    let colleague = StaffId(Uuid::from_u128(1));
    for other in [of("another", OFFICER, DAY), of(SEED, colleague, DAY)] {
        assert_ne!(drawn, other);
    }
    assert_ne!(drawn, of(SEED, OFFICER, "2025-06-11"));
}

#[test]
fn every_minute_of_a_stretch_is_drawn_about_as_often() {
    let mut halves = [0_u32; 2];
    for number in 0..500 {
        let time = moments(&format!("lot {number}"), OFFICER, day(DAY), &rule())[4];
        halves[usize::from(time.minute() >= 30)] += 1;
    }
    // Four standard deviations of a fair coin thrown 500 times are 45.
    assert!(halves.iter().all(|half| (205..=295).contains(half)), "{halves:?}");
}

#[test]
fn the_newest_moment_that_has_come_is_asked_about_until_its_time_is_over() {
    let asked = |now: Timestamp, last| {
        let day = (day(DAY), Zone::Bishkek);
        asked_now((SEED, OFFICER), day, &rule(), now, last)
    };
    let minutes = |number| SignedDuration::from_mins(number);
    assert_eq!(asked(first() - minutes(1), None), None);
    assert_eq!(asked(first(), None), Some(first()));
    assert_eq!(asked(first(), Some(first())), None);
    let last = moments(SEED, OFFICER, day(DAY), &rule())[8];
    let last = instant(day(DAY), last, Zone::Bishkek).unwrap();
    assert_eq!(asked(last + minutes(1), Some(first())), Some(last));
    assert_eq!(asked(last + minutes(120), None), Some(last));
    assert_eq!(asked(last + minutes(121), None), None);
}

#[track_caller]
fn check_open(
    change: impl FnOnce(&mut OpenStudy),
    taken_on: Option<Date>,
    expected: Result<usize, &str>,
) {
    let mut command = wanted();
    change(&mut command);
    let facts = open(&command, &rule(), (taken_on, 10, 3));
    let told = facts.map(|facts| facts.len()).map_err(|refusal| refusal.to_string());
    assert_eq!(told, expected.map_err(str::to_owned));
}

#[test]
fn a_study_begins_today_or_within_two_weeks() {
    check_open(|_| {}, None, Ok(1));
    check_open(|one| one.from = day("2025-06-24"), None, Ok(1));
    let why = "a study begins from 2025-06-10 to 2025-06-24, not on 2025-06-25";
    check_open(|one| one.from = day("2025-06-25"), None, Err(why));
    let why = "a study begins from 2025-06-10 to 2025-06-24, not on 2025-06-09";
    check_open(|one| one.from = day("2025-06-09"), None, Err(why));
    let why = "the office is in a study on 2025-06-12 already";
    check_open(|_| {}, Some(day("2025-06-12")), Err(why));
}

#[test]
fn a_study_asks_neither_too_few_nor_too_many() {
    let asking = |many| move |one: &mut OpenStudy| one.staff = colleagues(many);
    check_open(asking(2), None, Ok(1));
    let why = "the office has too few members of staff: 2, at least 3 are needed";
    check_open(asking(1), None, Err(why));
    check_open(asking(20), None, Ok(1));
    let why = "1980 answers are more than the 1900 that one study takes";
    check_open(asking(21), None, Err(why));
}

#[test]
fn a_study_names_its_days_people_and_work() {
    let study = opened();
    let opened = study.opened.as_ref().unwrap();
    assert_eq!((opened.from, opened.until), (day(DAY), day("2025-06-23")));
    assert_eq!((opened.staff.len(), opened.position), (4, 412));
    let work: Vec<_> = opened.work.iter().map(|one| (one.risk, one.count)).collect();
    assert_eq!(work, [(None, 3), (Some(Risk::Low), 40)]);
    let claims = claims(&opened.office, opened.from, &rule());
    assert_eq!(claims.len(), 14);
    assert_eq!(claims[13], (day("2025-06-23"), "time-study:ZZ-03-02:2025-06-23".to_owned()));
}

#[track_caller]
fn check(
    study: &TimeStudy,
    change: impl FnOnce(&mut AnswerMoment),
    (staff, is_working): (StaffId, bool),
    late: i64,
    expected: Result<Option<&str>, &str>,
) {
    let mut command = low();
    change(&mut command);
    let now = first() + SignedDuration::from_mins(late);
    let who = (staff, is_working);
    let facts = answer(study, &command, &rule(), who, (Zone::Bishkek, now));
    let told = facts.map_err(|refusal| refusal.to_string()).map(|facts| match &facts[..] {
        [TimeStudyFact::Answered(fact)] => fact.work.clone(),
        _ => panic!("one answer"),
    });
    assert_eq!(told, expected.map(|work| work.map(str::to_owned)).map_err(str::to_owned));
}

#[test]
fn a_moment_is_answered_once_within_its_time_or_left_unsaid() {
    let (mine, study) = ((OFFICER, true), opened());
    check(&study, |_| {}, mine, 0, Ok(Some("low")));
    check(&study, |one| one.work = None, mine, 120, Ok(None));
    let why = "a moment is answered within 120 minutes";
    check(&study, |_| {}, mine, 121, Err(why));
    check(&study, |_| {}, mine, -1, Err(why));
    check(&answered(), |_| {}, mine, 1, Err("the moment was answered"));
    let unknown = |one: &mut AnswerMoment| one.work = Some("sleep".to_owned());
    check(&study, unknown, mine, 1, Err("the policy has no work `sleep`"));
}

#[test]
fn nobody_answers_for_a_colleague_or_for_a_moment_that_was_not_drawn() {
    let (study, why) = (opened(), "nobody asks this person about that moment");
    // A colleague has moments of their own, and somebody from elsewhere none.
    check(&study, |_| {}, (StaffId(Uuid::from_u128(1)), true), 1, Err(why));
    check(&study, |_| {}, (StaffId(Uuid::from_u128(99)), true), 1, Err(why));
    let earlier = |one: &mut AnswerMoment| one.asked -= SignedDuration::from_mins(1);
    check(&study, earlier, (OFFICER, true), 1, Err(why));
    check(&study, |_| {}, (OFFICER, false), 1, Err(why));
    let none = TimeStudy::unknown(study.id);
    check(&none, |_| {}, (OFFICER, true), 1, Err(why));
}
