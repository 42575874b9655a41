use super::*;
use crate::codes::Role;
use crate::invented::{OFFICER, after, day, on};
use uuid::Uuid;

fn case(number: u128) -> CaseId {
    CaseId(Uuid::from_u128(number))
}

fn rule() -> SampleRule {
    SampleRule {
        cases: 2,
        days: 20,
        questions: vec!["plan_fits_needs".to_owned(), "contacts_kept".to_owned()],
    }
}

fn appointed() -> Staff {
    crate::invented::appointed(OFFICER, Role::Officer, "ZZ-03-02")
}

fn drawing() -> DrawSample {
    DrawSample {
        month: "2025-06".to_owned(),
        drawn: on("2025-06-02"),
        position: 41,
        seed: "0f1e2d".to_owned(),
        pool: (1..=9).map(case).collect(),
    }
}

fn drawn() -> Staff {
    let mut staff = appointed();
    let facts = draw_sample(&staff, &drawing(), &rule()).unwrap();
    after(&mut staff, facts);
    staff
}

fn answering(staff: &Staff) -> AnswerSample {
    let answers = [("plan_fits_needs", FileAnswer::Yes), ("contacts_kept", FileAnswer::Partly)];
    AnswerSample {
        sample: 2,
        case: staff.samples[0].files[0].case,
        answered: on("2025-06-10"),
        answers: answers.map(|(question, answer)| (question.to_owned(), answer)).into(),
        words: "Две встречи без цели".to_owned(),
    }
}

#[test]
fn the_same_lot_draws_the_same_cases_whatever_their_order() {
    let pool: Vec<CaseId> = (1..=9).map(case).collect();
    let one = draw("0f1e2d", pool.iter().copied(), 3);
    assert_eq!(one, draw("0f1e2d", pool.iter().rev().copied(), 3));
    assert_eq!(one.len(), 3);
    assert_eq!(one[..2], draw("0f1e2d", pool.iter().copied(), 2)[..]);
    assert_ne!(one, draw("0f1e2e", pool.iter().copied(), 3));
    assert_eq!(draw("0f1e2d", pool.iter().copied(), 20).len(), 9);
}

#[test]
fn a_lot_draws_each_case_about_as_often() {
    let pool: Vec<CaseId> = (1..=10).map(case).collect();
    let mut times = BTreeMap::new();
    for seed in 0..2_000 {
        for one in draw(&seed.to_string(), pool.iter().copied(), 2) {
            *times.entry(one).or_insert(0_u32) += 1;
        }
    }
    // 400 are expected of each, with a standard deviation of 18.
    assert!(times.values().all(|count| (320..=480).contains(count)), "{times:?}");
    assert_eq!(times.len(), 10);
}

#[test]
fn a_month_is_drawn_once_and_can_be_drawn_again_by_anybody() {
    let staff = drawn();
    let sample = &staff.samples[0];
    let files: Vec<CaseId> = sample.files.iter().map(|file| file.case).collect();
    assert_eq!(files, draw(&sample.seed, drawing().pool, 2));
    assert_eq!((sample.pool, sample.position), (9, 41));
    assert_eq!(sample.answer_by, day("2025-06-22"));
    let again = draw_sample(&staff, &drawing(), &rule()).unwrap_err().to_string();
    let why = "the sample of 2025-06 was drawn on 2025-06-02; a month is drawn once";
    assert_eq!(again, why);
    let next = DrawSample { month: "2025-07".to_owned(), ..drawing() };
    assert_eq!(draw_sample(&staff, &next, &rule()).unwrap().len(), 1);
    let nothing = DrawSample { pool: Vec::new(), ..next };
    let why = "the member of staff has no open case";
    assert_eq!(draw_sample(&staff, &nothing, &rule()).unwrap_err().to_string(), why);
}

#[track_caller]
fn check(staff: &Staff, change: impl FnOnce(&mut AnswerSample), expected: Result<usize, &str>) {
    let mut command = answering(staff);
    change(&mut command);
    let outcome = answer_sample(staff, &command, &rule(), day("2025-06-30"));
    let outcome = outcome.map(|facts| facts.len()).map_err(|refusal| refusal.to_string());
    assert_eq!(outcome, expected.map_err(str::to_owned));
}

#[test]
fn every_question_is_answered_with_words() {
    let staff = drawn();
    check(&staff, |_| {}, Ok(1));
    let why = "the question `contacts_kept` has no answer";
    let fewer = |one: &mut AnswerSample| one.answers.retain(|code, _| code != "contacts_kept");
    check(&staff, fewer, Err(why));
    let why = "the policy has no question `looks_nice`";
    let more = |one: &mut AnswerSample| {
        one.answers.insert("looks_nice".to_owned(), FileAnswer::Yes);
    };
    check(&staff, more, Err(why));
    check(&staff, |one| one.words.clear(), Err("a reason in words is missing"));
}

#[test]
fn a_file_of_the_sample_is_answered_for_once_from_the_draw_to_today() {
    let mut staff = drawn();
    check(&staff, |one| one.answered = on("2025-06-02"), Ok(1));
    check(&staff, |one| one.answered = on("2025-06-30"), Ok(1));
    let why = "a file is answered for from 2025-06-02 to today, not on 2025-06-01";
    check(&staff, |one| one.answered = on("2025-06-01"), Err(why));
    let why = "a file is answered for from 2025-06-02 to today, not on 2025-07-01";
    check(&staff, |one| one.answered = on("2025-07-01"), Err(why));
    check(&staff, |one| one.case = case(99), Err("the case is in no sample of entry 2"));
    check(&staff, |one| one.sample = 1, Err("the case is in no sample of entry 1"));
    let facts = answer_sample(&staff, &answering(&staff), &rule(), day("2025-06-30")).unwrap();
    after(&mut staff, facts);
    check(&staff, |_| {}, Err("the file was looked at on 2025-06-10"));
    let finding = staff.samples[0].files[0].finding.clone().unwrap();
    assert_eq!(
        (finding.score_permille, finding.words.as_str()),
        (Some(750), "Две встречи без цели")
    );
    assert_eq!(staff.samples[0].files[1].finding, None);
}

#[test]
fn a_score_leaves_out_what_does_not_arise() {
    use FileAnswer::{No, NotApplicable, Partly, Yes};
    assert_eq!(score_permille([Yes, Yes]), Some(1_000));
    assert_eq!(score_permille([Yes, No, NotApplicable]), Some(500));
    assert_eq!(score_permille([Partly, No, No]), Some(167));
    assert_eq!(score_permille([NotApplicable]), None);
    assert_eq!(score_permille([]), None);
}
