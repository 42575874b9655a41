//! Bringing in a register: the sheet is handed in, its columns are named, it is looked at, and then
//! taken in while its owner does something else.

use askama::Template;
use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use bagyt_app::outcome::Failure;
use bagyt_app::register::{
    File, FileState, LineOutcome, LineResult, Report, SHEET_DAYS, SheetHead, guide,
};
use bagyt_app::role::Action;
use bagyt_exchange::register::Field;
use bagyt_exchange::register::guide::Need;
use bagyt_exchange::register::mapping::{Mapping, Source};
use uuid::Uuid;

use crate::form::{Choice, Form};
use crate::format::grouped;
use crate::frame::{Frame, Section};
use crate::listing::{Pages, Query, ROWS_PER_PAGE, grouped_u64};
use crate::posted::Posted;
use crate::register_sheet::{self, field_name, reason, told};
use crate::texts::Texts;
use crate::visit::{Asked, Seen, Sent, Visit, named, page};

/// The type of a workbook.
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// Kinds of faults that a report names with their counts.
const FAULTS_SHOWN: usize = 20;

#[derive(Template)]
#[template(path = "registers.html")]
struct RegistersPage {
    t: Texts,
    frame: Frame,
    form: Form,
    kept: String,
    rows: Vec<FileRow>,
}

/// A sheet in the list.
struct FileRow {
    href: String,
    name: String,
    lines: String,
    at: String,
    tone: &'static str,
    state: String,
}

#[derive(Template)]
#[template(path = "register.html")]
struct RegisterPage {
    t: Texts,
    frame: Frame,
    form: Form,
    file: FileRow,
    /// Lines done, and all of them, while work is going on.
    progress: Option<(u64, u64, String)>,
    may_run: bool,
    may_map: bool,
    may_forget: bool,
    columns: Vec<Choice>,
    fields: Vec<FieldRow>,
    kept: Vec<(String, String)>,
    tiles: Vec<Tile>,
    faults: Vec<FaultRow>,
    faults_href: String,
    rows: Vec<LineRow>,
    pages: Pages,
}

/// A field with the names of its parts of the form.
struct FieldRow {
    column: String,
    value: String,
    label: String,
    help: String,
}

/// A count of lines.
struct Tile {
    href: String,
    count: String,
    text: String,
    tone: &'static str,
}

/// A kind of fault with its count.
struct FaultRow {
    column: String,
    words: String,
    count: String,
}

/// A line with what came of it.
struct LineRow {
    line: String,
    tone: &'static str,
    outcome: String,
    href: String,
    link: String,
    words: Vec<String>,
}

/// Lists one's own sheets, and takes a further one.
pub(crate) async fn list(visit: Visit) -> Response {
    visit.show(|seen| listed(seen, Form::fresh())).await
}

/// Takes a sheet.
pub(crate) async fn hand_in(visit: Visit, Posted(mut form): Posted) -> Response {
    visit
        .send(move |seen| {
            let Some(upload) = form.upload.take() else {
                // Nobody learns what is missing who may not bring registers in.
                let page = listed(seen, Form::fresh())?;
                form.refuse("sheet", seen.t.say("register-no-file"));
                return Ok(Sent::Again(RegistersPage { form, ..page }));
            };
            match seen.app.hand_in_register(seen.user, &upload.name, upload.bytes) {
                Ok(id) => Ok(Sent::To(format!("/registers/{id}?done=register-handed-in"))),
                Err(Failure::Refused(refused)) => {
                    form = form.preset("sheet", "");
                    seen.refuse(&mut form, &refused);
                    Ok(Sent::Again(listed(seen, form)?))
                }
                Err(other) => Err(other),
            }
        })
        .await
}

fn listed(seen: &Seen<'_>, form: Form) -> Result<RegistersPage, Failure> {
    let files = seen.app.registers(seen.user)?;
    Ok(RegistersPage {
        t: seen.t,
        frame: seen.frame(section(seen)),
        form,
        kept: seen.t.count("register-kept-days", SHEET_DAYS),
        rows: files.iter().map(|file| file_row(seen, file)).collect(),
    })
}

/// The section from which the page is reached: that of the office, or of the accounts.
fn section(seen: &Seen<'_>) -> Section {
    match seen.app.may(seen.user, Action::ViewOffice) {
        true => Section::Office,
        false => Section::Users,
    }
}

fn file_row(seen: &Seen<'_>, file: &File) -> FileRow {
    let (t, state) = (seen.t, file.state);
    FileRow {
        href: format!("/registers/{}", file.id),
        name: file.name.clone(),
        lines: grouped_u64(file.lines),
        at: t.moment_figures(file.uploaded_at, seen.zone()),
        tone: match state {
            FileState::Uploaded | FileState::Checked | FileState::Stopped => "soon",
            FileState::Checking | FileState::Running => "info",
            FileState::Done => "calm",
        },
        state: t.code("register_state", state.code()).into_owned(),
    }
}

/// Sends the template to fill.
pub(crate) async fn template(visit: Visit) -> Response {
    visit
        .answer(|seen| {
            if !seen.app.may(seen.user, Action::BringInRegister) {
                return Err(Failure::Denied);
            }
            let bytes = register_sheet::template(seen.app, seen.t.language().code())?;
            Ok(workbook("register", bytes))
        })
        .await
}

/// Sends the lines that were refused, with the reasons.
pub(crate) async fn faults(visit: Visit, Path(id): Path<String>) -> Response {
    visit
        .answer(move |seen| {
            let id = named(&id)?;
            let report = seen.app.register_report(seen.user, id)?.ok_or(Failure::NotFound)?;
            let sheet = seen.app.register_sheet(seen.user, id)?;
            let language = seen.t.language().code();
            Ok(workbook("faults", register_sheet::faulty(seen.app, language, (&sheet, &report))?))
        })
        .await
}

fn workbook(name: &str, bytes: Vec<u8>) -> Response {
    let name = format!("attachment; filename=\"{name}.xlsx\"");
    let head = [(header::CONTENT_TYPE, XLSX.to_owned()), (header::CONTENT_DISPOSITION, name)];
    (head, bytes).into_response()
}

/// Shows a sheet: its columns, how far it has come, and what came of it.
pub(crate) async fn show(visit: Visit, Path(id): Path<String>, asked: Asked) -> Response {
    visit
        .show(move |seen| {
            let file = seen.app.register(seen.user, named(&id)?)?;
            let mapping = match asked.get("mapping") {
                "" => file.mapping.clone(),
                name => {
                    let kept = seen.app.register_mappings(seen.user)?;
                    let found = kept.into_iter().find(|kept| kept.name == name);
                    found.map_or_else(|| file.mapping.clone(), |kept| kept.mapping)
                }
            };
            let head = seen.app.register_head(seen.user, file.id)?;
            let form = filled(&mapping.fitting(&head.headings));
            made(seen, (&file, &head), form, &asked)
        })
        .await
}

/// Does with a sheet what was chosen.
pub(crate) async fn send(
    visit: Visit,
    Path(id): Path<String>,
    asked: Asked,
    Posted(mut form): Posted,
) -> Response {
    visit
        .answer(move |seen| {
            let id: Uuid = named(&id)?;
            let (app, user) = (seen.app, seen.user);
            let done = match form.value("act") {
                "map" => map(seen, id, &mut form).map(|done| done.then_some("register-mapped")),
                "run" => app.run_register(user, id).map(|()| Some("register-running")),
                "stop" => app.stop_register(user, id).map(|()| Some("register-stopped")),
                "forget" => {
                    app.forget_register(user, id)?;
                    return Ok(Redirect::to("/registers?done=register-forgotten").into_response());
                }
                // No button of the page says that: the page is shown again.
                _ => Ok(None),
            };
            match done {
                Ok(Some(done)) => {
                    return Ok(
                        Redirect::to(&format!("/registers/{id}?done={done}")).into_response()
                    );
                }
                Ok(None) => {}
                Err(Failure::Changed) => form.refuse("", seen.t.say("wrong-changed")),
                Err(Failure::Refused(refused)) => seen.refuse(&mut form, &refused),
                Err(other) => return Err(other),
            }
            let file = app.register(user, id)?;
            let head = app.register_head(user, id)?;
            let again = made(seen, (&file, &head), form, &asked)?;
            Ok(page(StatusCode::UNPROCESSABLE_ENTITY, &again))
        })
        .await
}

/// Names the columns; says whether it was done.
fn map(seen: &Seen<'_>, id: Uuid, form: &mut Form) -> Result<bool, Failure> {
    let mut mapping = Mapping::default();
    for field in Field::ALL.iter().copied() {
        let column = form.value(format!("column_{}", field.code())).to_owned();
        let value = form.value(format!("value_{}", field.code())).to_owned();
        let source = match (column.as_str(), value.as_str()) {
            ("", "") => continue,
            ("", _) => Source::Value(value),
            _ => Source::Column(column),
        };
        mapping.sources.insert(field, source);
    }
    // The sheet is asked for first: whoever may not see it learns nothing of its columns.
    seen.app.register(seen.user, id)?;
    for field in mapping.missing(guide()?) {
        let name = field_name(seen.t, field.code());
        form.refuse(
            &format!("column_{}", field.code()),
            seen.t.with("register-missing", "field", name),
        );
    }
    if form.is_refused() {
        return Ok(false);
    }
    let keep_as = form.value("keep_as").to_owned();
    seen.app.map_register(seen.user, id, (&mapping, &keep_as)).map(|()| true)
}

fn filled(mapping: &Mapping) -> Form {
    mapping.sources.iter().fold(Form::fresh(), |form, (field, source)| match source {
        Source::Column(heading) => form.preset(&format!("column_{}", field.code()), heading),
        Source::Value(value) => form.preset(&format!("value_{}", field.code()), value),
    })
}

fn made(
    seen: &Seen<'_>,
    (file, head): (&File, &SheetHead),
    form: Form,
    asked: &Asked,
) -> Result<RegisterPage, Failure> {
    let (t, state) = (seen.t, file.state);
    let may_map = matches!(state, FileState::Uploaded | FileState::Checked | FileState::Stopped);
    let report = match state {
        FileState::Checked | FileState::Done => seen.app.register_report(seen.user, file.id)?,
        _ => None,
    };
    let of_file = file_row(seen, file);
    let kept = match may_map {
        true => seen.app.register_mappings(seen.user)?,
        false => Vec::new(),
    };
    let address = Query::new(&of_file.href, &[]);
    let mut page = RegisterPage {
        t,
        frame: seen.frame(section(seen)),
        form,
        progress: state.is_busy().then(|| {
            let words = t.fill(
                "register-progress",
                &[
                    ("done", grouped_u64(file.done).into()),
                    ("lines", grouped_u64(file.lines).into()),
                ],
            );
            (file.done, file.lines, words)
        }),
        may_run: matches!(state, FileState::Checked | FileState::Stopped),
        may_map,
        may_forget: !state.is_busy(),
        columns: if may_map { columns(t, head) } else { Vec::new() },
        fields: if may_map { fields(t) } else { Vec::new() },
        kept: kept
            .into_iter()
            .map(|kept| (address.putting("mapping", &kept.name), kept.name))
            .collect(),
        tiles: Vec::new(),
        faults: Vec::new(),
        faults_href: String::new(),
        rows: Vec::new(),
        pages: Pages::default(),
        file: of_file,
    };
    if let Some(report) = report {
        tell(seen, &mut page, (&report, head), asked);
    }
    Ok(page)
}

/// The columns of a sheet with what stands in them.
fn columns(t: Texts, head: &SheetHead) -> Vec<Choice> {
    let none = Choice::new("", t.say("register-no-column"));
    let columns = head.headings.iter().enumerate().map(|(place, heading)| {
        let sample = head.samples.iter().filter_map(|cells| cells.get(place));
        let sample = sample.map(|cell| cell.trim()).find(|cell| !cell.is_empty());
        let text = sample.map_or_else(
            || heading.clone(),
            |sample| {
                let short: String = sample.chars().take(24).collect();
                format!("{heading} · {short}")
            },
        );
        Choice::new(heading, text)
    });
    std::iter::once(none).chain(columns).collect()
}

fn fields(t: Texts) -> Vec<FieldRow> {
    let language = t.language().code();
    let of = |field: &Field| {
        let guide = guide().ok().and_then(|guide| guide.of(*field))?;
        let needed = if guide.need == Need::Required { " *" } else { "" };
        Some(FieldRow {
            column: format!("column_{}", field.code()),
            value: format!("value_{}", field.code()),
            label: format!("{}{needed}", guide.heading.in_language(language)),
            help: guide.help.in_language(language).to_owned(),
        })
    };
    Field::ALL.iter().filter_map(of).collect()
}

/// Adds what came of a sheet to its page.
fn tell(
    seen: &Seen<'_>,
    page: &mut RegisterPage,
    (report, head): (&Report, &SheetHead),
    asked: &Asked,
) {
    let t = seen.t;
    let query = asked.query(&page.file.href);
    let chosen = LineOutcome::ALL.into_iter().find(|one| one.code() == asked.get("show"));
    page.tiles = LineOutcome::ALL
        .into_iter()
        .map(|outcome| {
            let count = report.count(outcome);
            Tile {
                href: query.changed(&[("show", outcome.code()), ("page", ""), ("done", "")]),
                count: grouped(i64::try_from(count).unwrap_or(i64::MAX)),
                text: t.code("register_outcome", outcome.code()).into_owned(),
                tone: if count > 0 { tone(outcome) } else { "" },
            }
        })
        .collect();
    if report.count(LineOutcome::Refused) > 0 {
        page.faults_href = format!("{}/faults.xlsx", page.file.href);
    }
    page.faults = fault_rows(seen, report, head);
    // First what somebody has to look at.
    let wanted: Vec<&LineResult> = match chosen {
        Some(outcome) => report.lines.iter().filter(|line| line.outcome == outcome).collect(),
        None => report
            .lines
            .iter()
            .filter(|line| matches!(line.outcome, LineOutcome::Refused | LineOutcome::Review))
            .collect(),
    };
    let number = asked.page();
    let skipped = (number as usize - 1) * ROWS_PER_PAGE as usize;
    let shown = wanted.iter().skip(skipped).take(ROWS_PER_PAGE as usize);
    page.rows = shown.map(|line| line_row(seen, line, head)).collect();
    page.pages = Pages::new(t, &query, number, i64::try_from(wanted.len()).unwrap_or(i64::MAX));
}

fn fault_rows(seen: &Seen<'_>, report: &Report, head: &SheetHead) -> Vec<FaultRow> {
    let faults = report.faults().into_iter().take(FAULTS_SHOWN);
    faults
        .map(|(column, code, count)| {
            let all = report.lines.iter().flat_map(|line| &line.faults);
            let one = all.into_iter().find(|one| one.column == column && one.code == code);
            FaultRow {
                column: column
                    .and_then(|column| head.headings.get(column))
                    .cloned()
                    .unwrap_or_else(|| {
                        one.map(|one| field_name(seen.t, &one.field)).unwrap_or_default()
                    }),
                words: one.map(|one| reason(seen.words(), one)).unwrap_or_default(),
                count: grouped(i64::try_from(count).unwrap_or(i64::MAX)),
            }
        })
        .collect()
}

fn tone(outcome: LineOutcome) -> &'static str {
    match outcome {
        LineOutcome::Taken => "calm",
        LineOutcome::Known => "",
        LineOutcome::Review => "soon",
        LineOutcome::Refused => "late",
    }
}

fn line_row(seen: &Seen<'_>, line: &LineResult, head: &SheetHead) -> LineRow {
    let t = seen.t;
    let words = seen.words();
    let mut said: Vec<String> =
        line.faults.iter().map(|fault| told(words, &head.headings, fault)).collect();
    said.extend(line.twin.map(|twin| t.with("register-twin", "line", twin.to_string())));
    let (href, link) = match (line.case, line.message) {
        (Some(case), _) => (format!("/cases/{case}"), "register-open-case"),
        (None, Some(message)) => (format!("/reviews/{message}"), "message-open-review"),
        (None, None) => (String::new(), "register-open-case"),
    };
    LineRow {
        line: line.line.to_string(),
        tone: tone(line.outcome),
        outcome: t.code("register_outcome", line.outcome.code()).into_owned(),
        href,
        link: t.say(link).into_owned(),
        words: said,
    }
}
