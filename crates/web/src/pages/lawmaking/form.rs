//! The form of a row of law: its columns, by the kind of row, and what is wrong with them.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use bagyt_app::lawmaking::RowFault;
use bagyt_app::outcome::Failure;
use bagyt_app::role::Action;
use bagyt_core::drafting::DraftStatus;
use bagyt_core::identity::TableId;
use bagyt_core::law::campaign::TestKind;
use bagyt_core::law::enacted::{Columns, columns_of_row};
use bagyt_core::law::{
    AgeOf, Anchor, Basis, Compare, Kind, Milder, Named, OnHoliday, Problem, Rounding, TimeMode,
};
use jiff::civil::Date;
use uuid::Uuid;

use crate::form::{Choice, Form};
use crate::frame::{Frame, Section};
use crate::posted::Posted;
use crate::texts::Texts;
use crate::visit::{Asked, Seen, Sent, Visit, named};

/// The parts of a row beside its columns: its source, its words, and the reform that it is of.
pub(super) const PARTS: [&str; 45] = [
    "source_act",
    "source_article",
    "source_part",
    "source_edition",
    "text_ru",
    "text_ky",
    "text_kk",
    "text_en",
    "reform_source",
    "reform_indicator",
    "reform_aim_ru",
    "reform_aim_ky",
    "reform_aim_kk",
    "reform_aim_en",
    "campaign_submission",
    "campaign_from",
    "campaign_until",
    "campaign_name_ru",
    "campaign_name_ky",
    "campaign_name_kk",
    "campaign_name_en",
    "condition_1_test",
    "condition_1_values",
    "condition_1_text_ru",
    "condition_1_text_ky",
    "condition_1_text_kk",
    "condition_1_text_en",
    "condition_2_test",
    "condition_2_values",
    "condition_2_text_ru",
    "condition_2_text_ky",
    "condition_2_text_kk",
    "condition_2_text_en",
    "condition_3_test",
    "condition_3_values",
    "condition_3_text_ru",
    "condition_3_text_ky",
    "condition_3_text_kk",
    "condition_3_text_en",
    "condition_4_test",
    "condition_4_values",
    "condition_4_text_ru",
    "condition_4_text_ky",
    "condition_4_text_kk",
    "condition_4_text_en",
];

/// Columns that hold a day.
const DAYS: [&str; 4] = ["in_force_from", "in_force_until", "campaign_from", "campaign_until"];

/// Who can bear a duty, as codes.
const BEARERS: [&str; 18] = [
    "officer",
    "probation",
    "head_of_office",
    "client",
    "court",
    "judge",
    "prosecutor",
    "police",
    "investigator",
    "prison",
    "head_of_detention",
    "employer",
    "local_executive_body",
    "supervising_body",
    "parliament",
    "state",
    "suspect",
    "volunteer",
];

/// Longest value of a column, in characters.
const VALUE_MAX: usize = 2_000;

#[derive(Template)]
#[template(path = "law_draft_edit.html")]
pub(super) struct EditPage {
    t: Texts,
    frame: Frame,
    form: Form,
    kind: &'static str,
    kind_words: String,
    columns: Vec<Field>,
    source: Vec<Field>,
    words: Vec<Field>,
    reform: Vec<Field>,
    campaign: Vec<Field>,
    back: String,
}

/// A field of the form.
struct Field {
    name: &'static str,
    label: String,
    hint: String,
    shape: Shape,
    choices: Vec<Choice>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Shape {
    Line,
    Day,
    Area,
    Select,
}

impl Field {
    fn is_day(&self) -> bool {
        self.shape == Shape::Day
    }

    fn is_area(&self) -> bool {
        self.shape == Shape::Area
    }

    fn is_select(&self) -> bool {
        self.shape == Shape::Select
    }
}

/// Shows the form of a new draft: of the next edition of a row, or of a row of a kind.
pub(crate) async fn begin(visit: Visit, asked: Asked) -> Response {
    visit
        .show(move |seen| {
            if !seen.app.may(seen.user, Action::DraftLaw) {
                return Err(Failure::Denied);
            }
            let (kind, form) = match asked.get("code") {
                "" => (Kind::find(asked.get("kind")).ok_or(Failure::NotFound)?, Form::fresh()),
                code => {
                    let from = asked.get("from").parse().map_err(|_| Failure::NotFound)?;
                    let columns = seen.app.law_row(seen.user, code, from)?;
                    let mut columns = columns.ok_or(Failure::NotFound)?;
                    // The draft is the edition that follows.
                    columns.remove("in_force_from");
                    columns.remove("in_force_until");
                    let is_beside = |name: &str| {
                        ["reform_", "campaign_", "condition_"]
                            .iter()
                            .any(|one| name.starts_with(one))
                    };
                    columns.retain(|name, _| !is_beside(name));
                    (kind_of(&columns)?, filled(seen.t, Form::fresh(), &columns))
                }
            };
            Ok(edit_page(seen, kind, form, "/law/drafts".to_owned()))
        })
        .await
}

/// Begins a draft.
pub(crate) async fn write(visit: Visit, asked: Asked, Posted(mut form): Posted) -> Response {
    visit
        .send(move |seen| {
            if !seen.app.may(seen.user, Action::DraftLaw) {
                return Err(Failure::Denied);
            }
            let kind = Kind::find(form.value("kind")).or_else(|| Kind::find(asked.get("kind")));
            let kind = kind.ok_or(Failure::NotFound)?;
            // The form's own identifier: a form sent twice begins one draft.
            let draft = Uuid::parse_str(&form.command).map_err(|_| Failure::NotFound)?;
            if recorded(seen, &mut form, (TableId(draft), kind))? {
                return Ok(Sent::To(format!("/law/drafts/{draft}?done=law-draft")));
            }
            Ok(Sent::Again(edit_page(seen, kind, form, "/law/drafts".to_owned())))
        })
        .await
}

/// Shows the form of a draft that is written anew.
pub(crate) async fn edit(visit: Visit, Path(draft): Path<String>) -> Response {
    visit
        .show(move |seen| {
            let found = seen.app.law_draft(seen.user, named(&draft)?)?;
            let kind = kind_of(&found.columns)?;
            let form = filled(seen.t, Form::about(found.version), &found.columns);
            Ok(edit_page(seen, kind, form, format!("/law/drafts/{}", found.draft)))
        })
        .await
}

/// Writes a draft anew.
pub(crate) async fn change(
    visit: Visit,
    Path(draft): Path<String>,
    Posted(mut form): Posted,
) -> Response {
    visit
        .send(move |seen| {
            let id: TableId = named(&draft)?;
            let found = seen.app.law_draft(seen.user, id)?;
            let kind = kind_of(&found.columns)?;
            let is_stale = form.version != found.version.to_string();
            if is_stale && found.status != DraftStatus::Asked && !seen.was_recorded(&form.command) {
                form.refuse("", seen.t.say("wrong-changed"));
                form.version = found.version.to_string();
            } else if recorded(seen, &mut form, (id, kind))? {
                seen.note_recorded(&form.command);
                return Ok(Sent::To(format!("/law/drafts/{id}?done=law-draft")));
            }
            Ok(Sent::Again(edit_page(seen, kind, form, format!("/law/drafts/{id}"))))
        })
        .await
}

fn kind_of(columns: &Columns) -> Result<Kind, Failure> {
    let kind = columns.get("kind").and_then(|kind| Kind::find(kind));
    kind.ok_or_else(|| Failure::defect("a row without a kind"))
}

/// Reads the columns and records them; what is wrong is told at its field.
fn recorded(
    seen: &Seen<'_>,
    form: &mut Form,
    (draft, kind): (TableId, Kind),
) -> Result<bool, Failure> {
    let columns = read(seen.t, form, kind);
    if !form.is_right() {
        return Ok(false);
    }
    for fault in seen.app.row_faults(seen.user, &columns)? {
        let words = words_of(seen.t, &fault);
        form.refuse(&fault.field, words);
    }
    if !form.is_right() {
        return Ok(false);
    }
    let act = |command| seen.app.write_law_draft(seen.user, command, draft, &columns);
    Ok(seen.record(form, act)?.is_some())
}

fn read(t: Texts, form: &mut Form, kind: Kind) -> Columns {
    let mut columns = Columns::new();
    columns.insert("kind".to_owned(), kind.name().to_owned());
    for name in columns_of_row(kind).chain(PARTS).filter(|name| *name != "kind") {
        if form.value(name).chars().count() > VALUE_MAX {
            let label = t.code("law_column", name).into_owned();
            let most = i64::try_from(VALUE_MAX).unwrap_or(i64::MAX);
            let words = t.fill(
                "wrong-too-long",
                &[("field", label.as_str().into()), ("count", most.into())],
            );
            form.refuse(name, words);
            continue;
        }
        let value = if DAYS.contains(&name) {
            let day = form.optional_day(t, name, day_label(name));
            day.map(|day| day.to_string()).unwrap_or_default()
        } else {
            form.value(name).to_owned()
        };
        if !value.trim().is_empty() {
            columns.insert(name.to_owned(), value);
        }
    }
    columns
}

fn day_label(name: &str) -> &'static str {
    match name {
        "in_force_from" => "law_column-in_force_from",
        "campaign_from" => "law_column-campaign_from",
        "campaign_until" => "law_column-campaign_until",
        _ => "law_column-in_force_until",
    }
}

/// Puts the columns of a row into a form.
fn filled(t: Texts, form: Form, columns: &Columns) -> Form {
    columns.iter().fold(form, |form, (name, value)| {
        let day = value.parse::<Date>().ok().filter(|_| DAYS.contains(&name.as_str()));
        form.preset(name, day.map_or_else(|| value.clone(), |day| t.figures(day)))
    })
}

/// A value of a column, as a page shows it.
pub(super) fn shown(t: Texts, name: &str, value: &str) -> String {
    if value.is_empty() {
        return String::new();
    }
    if let Some(day) = value.parse::<Date>().ok().filter(|_| DAYS.contains(&name)) {
        return t.day(day);
    }
    match family(name) {
        Some((family, codes)) if codes.contains(&value) => t.code(family, value).into_owned(),
        _ => value.to_owned(),
    }
}

/// What is wrong with a column, in words.
fn words_of(t: Texts, fault: &RowFault) -> String {
    let field = match fault.field.as_str() {
        "" => t.say("law-draft-row").into_owned(),
        name => t.code("law_column", name).into_owned(),
    };
    let field = field.as_str();
    match &fault.problem {
        Problem::Missing => t.fill("wrong-missing", &[("field", field.into())]),
        Problem::OtherWord { .. } => t.fill("wrong-choice", &[("field", field.into())]),
        Problem::NotOfKind { .. } => t.fill("row-fault-kind", &[("field", field.into())]),
        Problem::OtherForm { text, .. } => {
            t.fill("row-fault-form", &[("field", field.into()), ("text", text.as_str().into())])
        }
        Problem::Undeclared { name, .. } => t.fill(
            "row-fault-undeclared",
            &[("field", field.into()), ("name", name.as_str().into())],
        ),
        Problem::Empty { until } => t.fill("row-fault-empty", &[("day", (*until).into())]),
        Problem::Gap { from, until, .. } => {
            t.fill("row-fault-gap", &[("from", (*from).into()), ("until", (*until).into())])
        }
        Problem::Overlap { on, .. } => t.fill("row-fault-overlap", &[("day", (*on).into())]),
        other => {
            let reason = other.to_string();
            t.fill(
                "row-fault-other",
                &[("field", field.into()), ("reason", reason.as_str().into())],
            )
        }
    }
}

fn edit_page(seen: &Seen<'_>, kind: Kind, form: Form, back: String) -> EditPage {
    let t = seen.t;
    let fields = |names: &[&'static str]| names.iter().map(|name| field(seen, name)).collect();
    let columns: Vec<&'static str> = columns_of_row(kind).filter(|name| *name != "kind").collect();
    EditPage {
        t,
        frame: seen.frame(Section::Law),
        form,
        kind: kind.name(),
        kind_words: t.code("law_kind", kind.name()).into_owned(),
        columns: fields(&columns),
        source: fields(&PARTS[..4]),
        words: fields(&PARTS[4..8]),
        reform: fields(&PARTS[8..14]),
        campaign: fields(&PARTS[14..]),
        back,
    }
}

fn field(seen: &Seen<'_>, name: &'static str) -> Field {
    let t = seen.t;
    let hint = match name {
        "domain" | "starts_on" | "met_by" | "ends_on" | "for_groups" | "with_groups"
        | "not_for_groups" | "for_measures" | "conflicts_with" => t.say("law-hint-codes"),
        "limit" => t.say("law-hint-limit"),
        name if name.ends_with("_values") => t.say("law-hint-values"),
        "in_force_until" => t.say("law-hint-until"),
        _ => std::borrow::Cow::Borrowed(""),
    };
    let mut choices = Vec::new();
    let shape = if DAYS.contains(&name) {
        Shape::Day
    } else if name == "note" || name.starts_with("reform_aim") || name.contains("text_") {
        Shape::Area
    } else if name == "reform_indicator" {
        choices = indicators(seen);
        Shape::Select
    } else if let Some((family, codes)) = family(name) {
        choices = vec![Choice::new("", t.say("law-choose-none"))];
        choices.extend(Choice::codes(t, family, codes));
        Shape::Select
    } else {
        Shape::Line
    };
    let label = t.code("law_column", name).into_owned();
    Field { name, label, hint: hint.into_owned(), shape, choices }
}

fn indicators(seen: &Seen<'_>) -> Vec<Choice> {
    let named = |one: &bagyt_measure::indicator::Indicator| {
        Choice::new(&*one.code, one.name.in_language(seen.t.language().code()))
    };
    let mut choices = vec![Choice::new("", seen.t.say("law-choose-none"))];
    choices.extend(seen.tables().indicators().iter().map(named));
    choices
}

/// The closed list of a column: the family of its texts and its codes.
fn family(name: &str) -> Option<(&'static str, &'static [&'static str])> {
    Some(match name {
        "bearer" => ("bearer", &BEARERS[..]),
        "time_mode" => ("law_mode", TimeMode::NAMES),
        "on_holiday" => ("on_holiday", OnHoliday::NAMES),
        "counts" => ("law_unit", &UNITS[..]),
        "anchor" => ("law_anchor", Anchor::NAMES),
        "compare" => ("law_compare", Compare::NAMES),
        "rounding" => ("law_rounding", Rounding::NAMES),
        "milder" => ("law_milder", Milder::NAMES),
        "age_of" => ("age_of", AgeOf::NAMES),
        "basis" => ("basis", Basis::NAMES),
        "suspendable" | "freeable" => ("law_flag", &["true", "false"]),
        "sex" => ("sex", &["f", "m"]),
        "campaign_submission" => ("submission_kind", &SUBMISSIONS[..]),
        name if name.ends_with("_test") => ("campaign_test", TestKind::NAMES),
        _ => return None,
    })
}

/// What a court can be asked for under a campaign, as codes.
const SUBMISSIONS: [&str; 4] = ["end_early", "lift_duty", "replace", "cancel"];

/// Units of limits, as their codes.
const UNITS: [&str; 15] = [
    "minutes",
    "hours",
    "days_of_24_hours",
    "calendar_days",
    "working_days",
    "weeks",
    "months",
    "years",
    "times",
    "hours_of_work",
    "index_units",
    "percent",
    "of_term",
    "for_each",
    "currency",
];

#[cfg(test)]
mod tests {
    use bagyt_core::law::Unit;

    use super::*;

    #[test]
    fn every_unit_of_the_form_is_one_of_the_law() {
        assert!(UNITS.iter().all(|code| Unit::find(code).is_some()));
    }

    #[test]
    fn every_column_has_its_words() {
        let t = Texts::of(crate::language::Language::Ru);
        for kind in Kind::ALL {
            for name in columns_of_row(*kind).chain(PARTS) {
                assert!(t.find(&format!("law_column-{name}")).is_some(), "{name}");
            }
            assert!(t.find(&format!("law_kind-{}", kind.name())).is_some());
        }
        for name in Kind::ALL.iter().flat_map(|kind| columns_of_row(*kind)) {
            let (family, codes) = family(name).unwrap_or_default();
            for code in codes {
                assert!(t.find(&format!("{family}-{code}")).is_some(), "{family}-{code}");
            }
        }
    }
}
