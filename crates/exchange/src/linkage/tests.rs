//! Records and people side by side, from the plain to the doubtful.

use super::*;
use crate::number::{Scheme, parse};
use proptest::prelude::*;
use uuid::Uuid;

/// A person in one line: surname, given name, patronymic (or `-`), sex, birth date (or `-`),
/// number (or `-`).
fn claim(line: &str) -> Claim {
    let words: Vec<&str> = line.split(", ").collect();
    let some = |text: &str| (text != "-").then(|| text.to_owned());
    Claim {
        names: Names {
            surname: words[0].to_owned(),
            given_name: words[1].to_owned(),
            patronymic: some(words[2]),
        },
        sex: Sex::find(words[3]).unwrap(),
        birth_on: some(words[4]).map(|text| text.parse().unwrap()),
        national_no: some(words[5]).map(|text| parse(Scheme::Kyrgyz, &text).unwrap()),
    }
}

fn known(id: u128, line: &str) -> Known {
    let claim = claim(line);
    Known {
        person: PersonId(Uuid::from_u128(id)),
        names: vec![claim.names],
        sex: Some(claim.sex),
        birth_on: claim.birth_on,
        national_no: claim.national_no.map(|number| number.to_string()),
        former_numbers: Vec::new(),
    }
}

/// Compares a record with one known person; the bearer of the number is found as the store does.
#[track_caller]
fn check(record: &str, person: &str, expected: &str) {
    let (claim, known) = (claim(record), known(1, person));
    let number = claim.national_no.as_ref().map(|number| number.as_str().to_owned());
    let by_number = (number.is_some() && number == known.national_no).then_some(&known);
    let outcome = match match_person(&claim, by_number, std::slice::from_ref(&known)) {
        Match::Linked { .. } => "linked".to_owned(),
        Match::New => "new".to_owned(),
        Match::Review { candidates } => format!("review {:?}", candidates[0].reasons),
    };
    assert_eq!(outcome, expected);
}

const ASAN: &str = "Асанов, Бакыт, Эрмекович, m, 1990-05-12, 21205199000011";

#[test]
fn an_equal_number_with_nothing_against_it_links() {
    check("Asanov, Bakyt, -, m, 1990-05-12, 21205199000011", ASAN, "linked");
    check("Бакыт, Асанов, -, m, -, 21205199000011", ASAN, "linked");
}

#[test]
fn a_surname_changed_by_marriage_does_not_speak_against_the_number() {
    let person = "Асанова, Гүлзат, Эрмековна, f, 1990-05-12, 11205199000011";
    check("Токоева, Гулзат, Эрмековна, f, 1990-05-12, 11205199000011", person, "linked");
}

#[test]
fn an_equal_number_with_another_birth_date_or_sex_is_a_question() {
    let why = "review [SameNumber, NumberAgainstItsRecord, SameNames, BirthDateOneDigitOff]";
    check("Асанов, Бакыт, -, m, 1990-05-13, 21205199000011", ASAN, why);
    let why = "review [SameNumber, NumberAgainstItsRecord, SameNames, SameBirthDate, OtherSex]";
    check("Асанова, Бакыт, -, f, 1990-05-12, 21205199000011", ASAN, why);
    let why = "review [SameNumber, OtherNames, SameBirthDate]";
    check("Токоев, Эрлан, -, m, 1990-05-12, 21205199000011", ASAN, why);
}

#[test]
fn without_a_number_equal_names_and_a_birth_date_are_a_question() {
    let why = "review [SameNames, SameBirthDate]";
    check("Assanov, Bakıt, Ermekovich, m, 1990-05-12, -", ASAN, why);
    let why = "review [NamesInOtherOrder, SameBirthDate]";
    check("Бакыт, Асанов, -, m, 1990-05-12, -", ASAN, why);
    let why = "review [SameNames, DayAndMonthSwapped]";
    check("Асанов, Бакыт, -, m, 1990-12-05, -", ASAN, why);
    let why = "review [SameNames, BirthDateOneDigitOff]";
    check("Асанов, Бакыт, -, m, 1991-05-12, -", ASAN, why);
    let why = "review [SameNames, BirthYearOnly]";
    check("Асанов, Бакыт, -, m, 1990-01-01, -", ASAN, why);
    let why = "review [SameNames, BirthDateUnknown]";
    check("Асанов, Бакыт, -, m, -, -", ASAN, why);
}

#[test]
fn a_namesake_born_on_another_day_is_somebody_new() {
    check("Асанов, Бакыт, Эрмекович, m, 1987-02-28, -", ASAN, "new");
}

#[test]
fn a_twin_with_another_given_name_is_somebody_new() {
    check("Асанов, Эркин, Эрмекович, m, 1990-05-12, -", ASAN, "new");
    check("Асанов, Эркин, Эрмекович, m, 1990-05-12, 21205199000028", ASAN, "new");
}

#[test]
fn a_name_one_letter_off_counts_only_with_the_birth_date() {
    let why = "review [SimilarNames, SameBirthDate]";
    check("Асанов, Бакит, -, m, 1990-05-12, -", ASAN, "review [SameNames, SameBirthDate]");
    check("Асамов, Бакыт, -, m, 1990-05-12, -", ASAN, why);
    check("Асан уулу, Бакыт, -, m, 1990-05-12, -", ASAN, why);
    check("Асанов, Бакты, -, m, 1990-05-12, -", ASAN, why);
    check("Асамов, Бакыт, -, m, 1991-05-12, -", ASAN, "new");
}

#[test]
fn a_number_one_digit_off_or_changed_is_a_question() {
    let why = "review [NumberOneDigitOff, SameNames, SameBirthDate]";
    check("Асанов, Бакыт, -, m, 1990-05-12, 21205199000017", ASAN, why);
    let why = "review [OtherNumber, SameNames, SameBirthDate]";
    check("Асанов, Бакыт, -, m, 1990-05-12, 21205199000945", ASAN, why);
    check("Асанов, Бакыт, -, m, 1990-05-13, 21305199000945", ASAN, "new");
}

#[test]
fn a_number_of_former_days_is_a_question() {
    let mut person = known(1, "Асанов, Бакыт, -, m, 1990-05-12, 21205199000945");
    person.former_numbers.push("21205199000011".to_owned());
    let claim = claim(ASAN);
    let Match::Review { candidates } = match_person(&claim, None, &[person]) else { panic!() };
    assert!(candidates[0].reasons.contains(&Likeness::FormerNumber));
}

#[test]
fn every_person_worth_a_question_is_found_by_a_token() {
    for record in [
        "Бакыт, Асанов, -, m, 1990-05-12, -",
        "Асанов, Бакыт, -, m, 1990-12-05, -",
        "Асанов, Бакыт, -, m, 1991-05-12, -",
        "Асан уулу, Бакыт, -, m, 1990-05-12, -",
        "Асамов, Бакыт, -, m, 1990-12-05, -",
        "Асанов, Бакты, -, m, 1990-05-12, -",
    ] {
        let kept = record_tokens(&claim(ASAN).names, claim(ASAN).birth_on);
        let asked = candidate_tokens(&claim(record));
        assert!(asked.iter().any(|token| kept.contains(token)), "{record}");
    }
}

proptest! {
    #[test]
    fn the_answer_does_not_depend_on_the_order_of_the_candidates(
        picks in proptest::collection::vec((0..4usize, 0..4usize, 0..3usize), 0..12),
        turn in 0..12usize,
    ) {
        let surnames = ["Асанов", "Асамов", "Токоев", "Бакыт"];
        let given_names = ["Бакыт", "Бакты", "Асанов", "Эрлан"];
        let births = ["1990-05-12", "1990-12-05", "-"];
        let mut people: Vec<Known> = picks.iter().enumerate().map(|(index, (s, g, b))| {
            let line = format!("{}, {}, -, m, {}, -", surnames[*s], given_names[*g], births[*b]);
            known(index as u128 + 1, &line)
        }).collect();
        let first = match_person(&claim(ASAN), None, &people);
        if !people.is_empty() {
            let turn = turn % people.len();
            people.rotate_left(turn);
        }
        prop_assert_eq!(first, match_person(&claim(ASAN), None, &people));
    }

    #[test]
    fn a_record_that_is_compared_with_itself_is_never_new(
        surname in "[А-Яа-я]{2,12}", given_name in "[A-Za-z]{2,12}",
    ) {
        let line = format!("{surname}, {given_name}, -, f, 1985-01-31, -");
        let outcome = match_person(&claim(&line), None, &[known(1, &line)]);
        let is_review = matches!(outcome, Match::Review { .. });
        prop_assert!(is_review);
    }
}
