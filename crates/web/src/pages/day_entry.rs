//! The paper of a day brought back into the record: every appointment of the day on one page.

use askama::Template;
use axum::response::Response;
use bagyt_app::outcome::Failure;
use bagyt_app::read::DayLine;
use jiff::civil::Date;

use crate::form::{Choice, Form};
use crate::format::parse_day;
use crate::frame::{Frame, Section};
use crate::pages::outcome_line::{self, OutcomeLine};
use crate::posted::Posted;
use crate::texts::Texts;
use crate::visit::{Asked, Seen, Sent, Visit};

#[derive(Template)]
#[template(path = "day_entry.html")]
struct DayEntry {
    t: Texts,
    frame: Frame,
    form: Form,
    day: String,
    figures: String,
    on: String,
    lines: Vec<OutcomeLine>,
    outcomes: Vec<Choice>,
    reasons: Vec<Choice>,
}

/// Days on which a paper without outcomes is looked for: today and the week before.
const DAYS_BACK: u32 = 8;

/// Shows the lines of a day.
pub(crate) async fn show(visit: Visit, asked: Asked) -> Response {
    visit
        .show(move |seen| {
            let (on, lines) = match day(asked.get("on")) {
                Some(on) => (on, seen.app.day_lines(seen.user, on)?),
                None => newest(seen)?,
            };
            Ok(made(seen, on, &lines, Form::fresh()))
        })
        .await
}

/// Today, or if nothing of it waits for its outcome, the newest day of the last week of which
/// something does: in the morning it is yesterday's paper that lies on the desk.
fn newest(seen: &Seen<'_>) -> Result<(Date, Vec<DayLine>), Failure> {
    let mut on = seen.today();
    for _ in 0..DAYS_BACK {
        let lines = seen.app.day_lines(seen.user, on)?;
        if !lines.is_empty() {
            return Ok((on, lines));
        }
        on = on.yesterday().map_err(Failure::defect)?;
    }
    Ok((seen.today(), Vec::new()))
}

/// Records every line in which an outcome is chosen; what is refused comes back.
pub(crate) async fn send(visit: Visit, Posted(mut form): Posted) -> Response {
    visit
        .send(move |seen| {
            let on = day(form.value("on")).unwrap_or_else(|| seen.today());
            let lines = seen.app.day_lines(seen.user, on)?;
            outcome_line::tell_of_others(seen, &mut form, &lines);
            for line in &lines {
                outcome_line::record(seen, &mut form, line)?;
            }
            if form.is_right() {
                return Ok(Sent::To(format!("/day-sheet/entry?on={on}&done=day-entry")));
            }
            let lines = seen.app.day_lines(seen.user, on)?;
            Ok(Sent::Again(made(seen, on, &lines, form)))
        })
        .await
}

/// Reads a day as an address has it or as people write it.
fn day(text: &str) -> Option<Date> {
    text.parse().ok().or_else(|| parse_day(text))
}

fn made(seen: &Seen<'_>, on: Date, lines: &[DayLine], form: Form) -> DayEntry {
    let t = seen.t;
    DayEntry {
        t,
        frame: seen.frame(Section::Today),
        day: t.weekday(on),
        figures: t.figures(on),
        on: on.to_string(),
        lines: lines.iter().map(|line| outcome_line::made(seen, &form, line)).collect(),
        outcomes: outcome_line::outcomes(t),
        reasons: outcome_line::reasons(t),
        form,
    }
}
