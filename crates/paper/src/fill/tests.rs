use super::*;

const FORM: &str = r#"
name = "notice"
in_force_from = "2025-01-01"
source = "invented"
typeface = "serif"
reference = "№ {number}"
title = { ky = "Билдирме", kk = "Хабарлама", ru = "Уведомление", en = "Notice" }
[[field]]
name = "number"
kind = "words"
[[field]]
name = "held_on"
kind = "day"
[[field]]
name = "reason"
kind = "words"
optional = true
[[field]]
name = "acts"
kind = "rows"
[[block]]
kind = "paragraph"
words.ky = "{held_on} күнү"
words.kk = "{held_on} күні"
words.ru = "Явка **{held_on}**"
words.en = "On {held_on}"
[[block]]
kind = "paragraph"
when = "reason"
words = { ky = "Себеби: {reason}", kk = "Себебі: {reason}", ru = "Причина: {reason}", en = "Reason: {reason}" }
[[block]]
kind = "table"
from = "acts"
empty = { ky = "Жок", kk = "Жоқ", ru = "Нет", en = "None" }
[[block.column]]
heading = { ky = "Күнү", kk = "Күні", ru = "Дата", en = "Day" }
share = 1
"#;

fn values() -> Values {
    let day = Value::Day("2025-03-05".parse().unwrap());
    Values::from([
        ("number".to_owned(), Value::text("12")),
        ("held_on".to_owned(), day.clone()),
        ("acts".to_owned(), Value::Rows(vec![vec![day]])),
    ])
}

#[track_caller]
fn check(languages: Languages, values: &Values, expected: Result<&[&str], &str>) {
    let form = Form::parse(FORM).unwrap();
    let stamp = Stamp { created_at: Timestamp::UNIX_EPOCH, standing: None };
    let outcome = fill(&form, languages, values, &stamp);
    let outcome =
        outcome.map(|document| words(&document.blocks)).map_err(|error| error.to_string());
    let expected = expected.map(|words| words.iter().map(|word| (*word).to_owned()).collect());
    assert_eq!(outcome, expected.map_err(str::to_owned));
}

/// Returns the words of the paragraphs and cells, in order.
fn words(blocks: &[Block]) -> Vec<String> {
    let of = |prose: &Prose| match prose {
        Prose::Paragraph { text, .. } => text.words(),
        other => panic!("{other:?}"),
    };
    blocks
        .iter()
        .flat_map(|block| match block {
            Block::Prose(prose) => vec![of(prose)],
            Block::Bilingual(two) => two
                .rows
                .iter()
                .map(|(left, right)| format!("{} | {}", of(left), of(right)))
                .collect(),
            Block::Table(table) => {
                let said = |cell: &Cell| {
                    cell.iter().map(|(_, text)| text.words()).collect::<Vec<_>>().join("\n")
                };
                let headings = table.columns.iter().map(|column| said(&column.heading));
                headings.chain(table.rows.iter().flatten().map(said)).collect()
            }
            other => panic!("{other:?}"),
        })
        .collect()
}

#[test]
fn one_language_is_printed_across_the_page() {
    let expected: &[&str] = &["Явка 5 марта 2025 г.", "Дата", "05.03.2025"];
    check(Languages::One(Language::Russian), &values(), Ok(expected));
}

#[test]
fn two_languages_stand_side_by_side_and_the_day_is_in_each() {
    let expected: &[&str] =
        &["2025-жылдын 5-марты күнү | Явка 5 марта 2025 г.", "Күнү\nДата", "05.03.2025"];
    check(Languages::Two(Language::Kyrgyz, Language::Russian), &values(), Ok(expected));
}

#[test]
fn a_missing_value_is_named() {
    let mut values = values();
    values.remove("held_on");
    let why = "form `notice` needs `held_on`; fill it in first";
    check(Languages::One(Language::English), &values, Err(why));
    values.insert("held_on".to_owned(), Value::Day("2025-03-05".parse().unwrap()));
    values.insert("number".to_owned(), Value::text(" "));
    let why = "form `notice` needs `number`; fill it in first";
    check(Languages::One(Language::English), &values, Err(why));
}

#[test]
fn an_optional_part_is_printed_only_with_its_value() {
    let mut values = values();
    values.insert("reason".to_owned(), Value::text("**болезнь** {number}"));
    let expected: &[&str] =
        &["Явка 5 марта 2025 г.", "Причина: **болезнь** {number}", "Дата", "05.03.2025"];
    check(Languages::One(Language::Russian), &values, Ok(expected));
}

#[test]
fn a_value_that_ends_a_sentence_brings_its_own_full_stop() {
    let words =
        r#"words = { ky = "{held_on}.", kk = "{held_on}.", ru = "{held_on}.", en = "{held_on}." }"#;
    let text = format!("{FORM}\n[[block]]\nkind = \"paragraph\"\n{words}\n");
    let form = Form::parse(&text).unwrap();
    let stamp = Stamp { created_at: Timestamp::UNIX_EPOCH, standing: None };
    for (language, expected) in
        [(Language::Russian, "5 марта 2025 г."), (Language::English, "5 March 2025.")]
    {
        let document = fill(&form, Languages::One(language), &values(), &stamp).unwrap();
        assert_eq!(words_of_last(&document), expected);
    }
}

fn words_of_last(document: &Document) -> String {
    words(&document.blocks).pop().unwrap()
}

#[test]
fn no_rows_are_said_in_words() {
    let mut values = values();
    values.insert("acts".to_owned(), Value::Rows(Vec::new()));
    check(Languages::One(Language::Kazakh), &values, Ok(&["2025 жылғы 5 наурыз күні", "Жоқ"]));
}

#[test]
fn a_value_without_the_language_is_refused() {
    let mut values = values();
    let each = BTreeMap::from([(Language::Russian, "болезнь".to_owned())]);
    values.insert("reason".to_owned(), Value::Each(each));
    let why = "form `notice` needs `reason` in the language `ky`; translate it first";
    check(Languages::Two(Language::Kyrgyz, Language::Russian), &values, Err(why));
}

#[test]
fn a_value_of_another_kind_or_without_a_field_is_refused() {
    let mut values = values();
    values.insert("held_on".to_owned(), Value::text("5 марта"));
    let why = "form `notice` takes another kind of value for `held_on`";
    check(Languages::One(Language::Russian), &values, Err(why));
    values.insert("hour".to_owned(), Value::text("9"));
    values.insert("held_on".to_owned(), Value::Day("2025-03-05".parse().unwrap()));
    let why = "form `notice` has no field `hour`; the value would be lost";
    check(Languages::One(Language::Russian), &values, Err(why));
}
