use super::*;

/// A form of one paragraph; `body` replaces its Kyrgyz words, `more` is added.
fn form(body: &str, more: &str) -> String {
    format!(
        r#"
name = "notice"
in_force_from = "2025-01-01"
{more}
source = "invented"
typeface = "serif"
reference = "{{number}}"
title = {{ ky = "Билдирме", kk = "Хабарлама", ru = "Уведомление", en = "Notice" }}
[[field]]
name = "number"
kind = "words"
[[field]]
name = "held_on"
kind = "day"
[[block]]
kind = "paragraph"
words = {{ ky = "{body}", kk = "{{held_on}} күні", ru = "Дня {{held_on}}", en = "On {{held_on}}" }}
"#
    )
}

#[track_caller]
fn check(body: &str, more: &str, expected: Result<usize, &str>) {
    let outcome = Form::parse(&form(body, more));
    let outcome = outcome.map(|form| form.blocks.len()).map_err(|error| error.to_string());
    assert_eq!(outcome, expected.map_err(str::to_owned));
}

#[test]
fn a_whole_form_is_read() {
    check("{held_on} күнү", "", Ok(1));
}

#[test]
fn a_language_that_lacks_a_placeholder_is_named() {
    let why = "form `notice`: the ky words do not use `{held_on}` where others do: күнү";
    check("күнү", "", Err(why));
}

#[test]
fn a_placeholder_that_no_field_declares_is_refused() {
    let why = "form `notice`: the kk words do not use `{hold_on}` where others do: {held_on} күні";
    check("{hold_on} {held_on} күнү", "", Err(why));
}

#[test]
fn an_edition_that_ends_on_its_first_day_is_refused() {
    let why = "form `notice` ends on 2025-01-01, before it begins on 2025-01-01";
    check("{held_on}", "in_force_until = \"2025-01-01\"", Err(why));
}

#[test]
fn an_unknown_member_is_refused() {
    let error = Form::parse(&form("{held_on}", "colour = \"red\"")).unwrap_err();
    assert!(error.to_string().contains("unknown field `colour`"), "{error}");
}

#[test]
fn an_edition_is_used_from_its_first_day_to_the_day_before_its_end() {
    let form = Form::parse(&form("{held_on}", "in_force_until = \"2026-01-01\"")).unwrap();
    let days = ["2024-12-31", "2025-01-01", "2025-12-31", "2026-01-01"];
    let in_force = days.map(|day| form.is_in_force(day.parse().unwrap()));
    assert_eq!(in_force, [false, true, true, false]);
    let forms = [form];
    assert!(edition(&forms, "notice", "2025-06-01".parse().unwrap()).is_some());
    assert!(edition(&forms, "warning", "2025-06-01".parse().unwrap()).is_none());
}
