//! Names and terms as people write them in one cell, and numbers that a spreadsheet shortened.

use crate::number::{Scheme, parse};

/// Words that belong to the surname before them or to the patronymic.
const CHILD_OF: [&str; 6] = ["уулу", "кызы", "ұлы", "қызы", "uulu", "kyzy"];

/// Splits a whole name into surname, given name and patronymic.
///
/// `Зарылбек уулу Алмазбек` has a surname of two words.
pub(super) fn names(text: &str) -> [String; 3] {
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_child_of = |place: usize| {
        words.get(place).is_some_and(|word| CHILD_OF.contains(&word.to_lowercase().as_str()))
    };
    let surname = if is_child_of(1) && words.len() > 2 { 2 } else { 1 };
    let part = |from: usize, until: usize| {
        let words: Vec<&str> = words.iter().take(until).skip(from).copied().collect();
        words.join(" ")
    };
    [part(0, surname), part(surname, surname + 1), part(surname + 1, words.len())]
}

/// The members of a term with what they are called in four languages.
const UNITS: [(&str, &[&str]); 5] = [
    ("years", &["г", "год", "лет", "жыл", "year", "yr", "y"]),
    ("months", &["м", "мес", "ай", "month", "mo"]),
    ("days", &["д", "дн", "ден", "сут", "күн", "day"]),
    ("hours", &["ч", "час", "саат", "сағат", "hour", "h"]),
    ("percent", &["%", "проц", "пайыз", "percent"]),
];

/// Reads a term in words: `1 год 6 месяцев`, `240 ч`, `2 жыл, 20%`.
///
/// Nothing is returned where anything in it cannot be read.
pub(super) fn term(text: &str) -> Option<Vec<(&'static str, String)>> {
    let text = text.to_lowercase();
    let mut parts: Vec<(&'static str, String)> = Vec::new();
    let (mut number, mut word) = (String::new(), String::new());
    for sign in text.chars().chain([' ']) {
        if sign.is_ascii_digit() {
            finish(&mut parts, &mut number, &mut word)?;
            number.push(sign);
        } else if sign.is_alphabetic() || sign == '%' {
            word.push(sign);
        } else if sign == '.' || sign == ',' {
            // A fraction of a year is no term that a court writes.
            if word.is_empty() && !number.is_empty() {
                return None;
            }
            finish(&mut parts, &mut number, &mut word)?;
        } else {
            finish(&mut parts, &mut number, &mut word)?;
        }
    }
    (number.is_empty() && !parts.is_empty()).then_some(parts)
}

fn finish(
    parts: &mut Vec<(&'static str, String)>,
    number: &mut String,
    word: &mut String,
) -> Option<()> {
    if word.is_empty() {
        return Some(());
    }
    let word = std::mem::take(word);
    if number.is_empty() {
        return (word == "и" || word == "жана" || word == "және" || word == "and").then_some(());
    }
    let begins = |names: &&[&str]| {
        names.iter().any(|name| {
            if name.chars().count() < 2 { word == *name } else { word.starts_with(name) }
        })
    };
    let (unit, _) = UNITS.iter().find(|(_, names)| begins(names))?;
    if parts.iter().any(|(known, _)| known == unit) {
        return None;
    }
    parts.push((unit, std::mem::take(number)));
    Some(())
}

/// Returns a national number without spaces and dashes, and with the zeros at its beginning that a
/// spreadsheet takes for nothing, where only they make it a right one.
pub(super) fn national_number(scheme: Option<Scheme>, text: &str) -> String {
    let plain: String =
        text.chars().filter(|sign| !sign.is_whitespace() && !"-–'’".contains(*sign)).collect();
    let Some(scheme) = scheme else { return plain };
    let is_short = !plain.is_empty() && plain.chars().all(|sign| sign.is_ascii_digit());
    let longer = (1..=3).map(|zeros| format!("{}{plain}", "0".repeat(zeros)));
    let mended = longer.into_iter().find(|longer| parse(scheme, longer).is_ok());
    match mended {
        Some(mended) if is_short && parse(scheme, &plain).is_err() => mended,
        _ => plain,
    }
}

/// The parts of a cell that holds several.
pub(super) fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.split([',', ';', '\n']).map(str::trim).filter(|part| !part.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_whole_name_is_split_and_keeps_the_words_of_descent() {
        let check = |text: &str, expected: [&str; 3]| assert_eq!(names(text), expected);
        check("Асанов Бакыт Маратович", ["Асанов", "Бакыт", "Маратович"]);
        check("Зарылбек уулу Алмазбек", ["Зарылбек уулу", "Алмазбек", ""]);
        check("Асанова  Айгүл", ["Асанова", "Айгүл", ""]);
        check("Ким Ирина Бек кызы", ["Ким", "Ирина", "Бек кызы"]);
        check("Асанов", ["Асанов", "", ""]);
    }

    #[track_caller]
    fn check_term(text: &str, expected: Option<&[(&str, &str)]>) {
        let found = term(text);
        let found: Option<Vec<(&str, &str)>> = found
            .as_ref()
            .map(|parts| parts.iter().map(|(unit, number)| (*unit, number.as_str())).collect());
        assert_eq!(found.as_deref(), expected, "{text}");
    }

    #[test]
    fn a_term_is_read_in_words_of_four_languages() {
        for text in ["1 год 6 месяцев", "1г. 6мес.", "1 жыл 6 ай", "1 year and 6 months"]
        {
            check_term(text, Some(&[("years", "1"), ("months", "6")]));
        }
        check_term("240 часов", Some(&[("hours", "240")]));
        check_term("2 года, 20%", Some(&[("years", "2"), ("percent", "20")]));
        check_term("10 күн", Some(&[("days", "10")]));
    }

    #[test]
    fn a_term_that_cannot_be_read_whole_is_not_read() {
        for text in ["", "18", "1,5 года", "до конца", "1 год 2 года", "1 год условно", "6 мес 3"]
        {
            check_term(text, None);
        }
    }

    #[test]
    fn zeros_that_a_spreadsheet_dropped_come_back_where_they_make_a_right_number() {
        let number = "000101500016";
        let whole = (0..10).map(|digit| format!("{}{digit}", &number[..11]));
        let right: Vec<String> = whole.filter(|text| parse(Scheme::Kazakh, text).is_ok()).collect();
        let right = right.first().unwrap();
        let short = right.trim_start_matches('0');
        assert_eq!(&national_number(Some(Scheme::Kazakh), short), right);
        assert_eq!(national_number(Some(Scheme::Kyrgyz), "212051990 00017"), "21205199000017");
        assert_eq!(national_number(Some(Scheme::Kyrgyz), "77"), "77");
    }
}
