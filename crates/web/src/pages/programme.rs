//! A client's programmes: enrolled, attended session by session, completed or broken off.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use bagyt_app::command::{CaseAct, ProgrammeAct, SupportAct};
use bagyt_app::outcome::Failure;
use bagyt_app::read::{CasePage, CatalogueItem, ProgrammeItem};
use bagyt_app::role::Action;
use bagyt_casework::codes::{ProgrammeAttendance, ProgrammeEnd, ProgrammeStatus};
use bagyt_casework::programme::{AttendProgramme, EndProgramme, EnrolClient, Step};

use crate::form::{Choice, Form};
use crate::frame::{Frame, Section};
use crate::pages::case::{open, who};
use crate::pages::case_form::{self, CaseForm};
use crate::parts::{Chip, Record, Who};
use crate::posted::Posted;
use crate::texts::Texts;
use crate::visit::{Seen, Visit};

/// Longest words, in characters.
const WORDS_MAX: usize = 4_000;

#[derive(Template)]
#[template(path = "programmes.html")]
pub(crate) struct Page {
    t: Texts,
    frame: Frame,
    who: Who,
    form: Form,
    rows: Vec<Record>,
    can_enrol: bool,
    catalogue: Vec<Choice>,
    /// Programmes that run.
    running: Vec<Choice>,
    attendance: Vec<Choice>,
    reasons: Vec<Choice>,
}

/// The programmes of one case.
struct Enrolments {
    case: String,
    right: Action,
}

/// Shows the programmes of a case.
pub(crate) async fn show(visit: Visit, Path(case): Path<String>) -> Response {
    case_form::show(visit, Enrolments { case, right: Action::ViewCase }).await
}

/// Records a step.
pub(crate) async fn send(visit: Visit, Path(case): Path<String>, Posted(form): Posted) -> Response {
    case_form::send(visit, Enrolments { case, right: Action::KeepProgrammes }, form).await
}

impl CaseForm for Enrolments {
    type Shown = Page;
    type Read = ProgrammeAct;

    fn open(&self, seen: &Seen<'_>) -> Result<CasePage, Failure> {
        open(seen, &self.case, self.right)
    }

    fn filled(&self, seen: &Seen<'_>, page: &CasePage, form: Form) -> Result<Form, Failure> {
        let today = seen.t.figures(seen.today());
        let mut form = form;
        for name in ["on", "held_on", "ended_on"] {
            form = form.preset(name, today.clone());
        }
        let only = match running(page).collect::<Vec<_>>().as_slice() {
            [only] => only.version.to_string(),
            _ => String::new(),
        };
        Ok(form.preset("enrolment", only.clone()).preset("ended_enrolment", only))
    }

    fn shown(&self, seen: &Seen<'_>, page: &CasePage, form: Form) -> Result<Page, Failure> {
        let t = seen.t;
        let may = page.row.status != "closed" && page.may.contains(&Action::KeepProgrammes);
        let catalogue = seen.app.open_programmes();
        let known = seen.app.catalogue();
        let of = |one: &ProgrammeItem| {
            let words =
                format!("{}, {}", name(seen, &known, &one.code), t.figures(one.enrolled_on));
            Choice::new(one.version.to_string(), words)
        };
        let attendance: Vec<&str> = ProgrammeAttendance::ALL.iter().map(|one| one.code()).collect();
        let reasons: Vec<&str> = ProgrammeEnd::ALL.iter().map(|one| one.code()).collect();
        Ok(Page {
            t,
            frame: seen.frame(Section::Cases),
            who: who(seen, page),
            form,
            rows: page.programmes.iter().map(|one| row(seen, &known, one)).collect(),
            can_enrol: may,
            catalogue: catalogue.iter().map(|one| catalogue_choice(seen, one)).collect(),
            running: if may { running(page).map(of).collect() } else { Vec::new() },
            attendance: Choice::codes(t, "programme_attendance", &attendance),
            reasons: Choice::codes(t, "programme_end", &reasons),
        })
    }

    fn read(&self, seen: &Seen<'_>, _: &CasePage, form: &mut Form) -> Option<ProgrammeAct> {
        match form.value("step") {
            "attend" => read_session(seen, form),
            "end" => read_end(seen, form),
            _ => read_enrolment(seen, form),
        }
    }

    fn act(&self, read: &ProgrammeAct) -> CaseAct {
        CaseAct::Support(SupportAct::Programme(read.clone()))
    }

    fn next(&self) -> String {
        format!("/cases/{}/programmes?done=programme", self.case)
    }
}

fn running(page: &CasePage) -> impl Iterator<Item = &ProgrammeItem> {
    page.programmes.iter().filter(|one| one.status == ProgrammeStatus::Running)
}

fn version(text: &str) -> Option<u32> {
    text.parse().ok()
}

fn read_enrolment(seen: &Seen<'_>, form: &mut Form) -> Option<ProgrammeAct> {
    let t = seen.t;
    let find = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let programme = form.code(t, "programme", "programme-which", find);
    let on = form.day(t, "on", "programme-on");
    let next_on = form.optional_day(t, "next_on", "programme-first-on");
    let words = form.required(t, "words", "programme-words");
    form.limited(t, "words", "programme-words", WORDS_MAX);
    if !form.is_right() {
        return None;
    }
    let (enrolled, programme) = (seen.effective(on?, None), programme?);
    Some(ProgrammeAct::Enrol(EnrolClient { enrolled, programme, next_on, words }))
}

fn read_session(seen: &Seen<'_>, form: &mut Form) -> Option<ProgrammeAct> {
    let t = seen.t;
    form.call("on", "held_on");
    form.call("words", "held_words");
    form.call("next_on", "then_on");
    let programme = form.code(t, "enrolment", "programme-which", version);
    let attendance = form.code(t, "attendance", "programme-attendance", ProgrammeAttendance::find);
    let on = form.day(t, "held_on", "programme-held-on");
    let next_on = form.optional_day(t, "then_on", "programme-next-on");
    let words = form.limited(t, "held_words", "programme-held-words", WORDS_MAX);
    if !form.is_right() {
        return None;
    }
    Some(ProgrammeAct::Attend(AttendProgramme {
        programme: programme?,
        held: seen.effective(on?, None),
        attendance: attendance?,
        next_on,
        words: words.unwrap_or_default(),
    }))
}

fn read_end(seen: &Seen<'_>, form: &mut Form) -> Option<ProgrammeAct> {
    let t = seen.t;
    form.call("enrolment", "ended_enrolment");
    form.call("on", "ended_on");
    form.call("words", "end_words");
    let programme = form.code(t, "ended_enrolment", "programme-which", version);
    let reason = form.code(t, "reason", "programme-reason", ProgrammeEnd::find);
    let on = form.day(t, "ended_on", "programme-ended-on");
    let words = form.required(t, "end_words", "programme-end-words");
    form.limited(t, "end_words", "programme-end-words", WORDS_MAX);
    if !form.is_right() {
        return None;
    }
    let (programme, reason, ended) = (programme?, reason?, seen.effective(on?, None));
    Some(ProgrammeAct::End(EndProgramme { programme, ended, reason, words }))
}

/// The name of a programme; its code where the catalogue has it no more.
pub(crate) fn name(seen: &Seen<'_>, catalogue: &[CatalogueItem], code: &str) -> String {
    let found = catalogue.iter().find(|one| one.code == code);
    found.map_or_else(|| code.to_owned(), |one| seen.row_text(&one.name))
}

fn catalogue_choice(seen: &Seen<'_>, one: &CatalogueItem) -> Choice {
    let t = seen.t;
    let needs: Vec<_> = one.needs.iter().map(|need| t.code("need", need)).collect();
    let standing = t.code("programme_standing", &one.standing);
    let sessions = t.count("programme-sessions", i64::from(one.sessions));
    let hint = format!("{sessions} · {} · {standing}", needs.join(", "));
    Choice::with_hint(one.code.clone(), seen.row_text(&one.name), hint)
}

fn row(seen: &Seen<'_>, catalogue: &[CatalogueItem], one: &ProgrammeItem) -> Record {
    let t = seen.t;
    let tone = match one.status {
        ProgrammeStatus::Running | ProgrammeStatus::Completed => "calm",
        ProgrammeStatus::BrokenOff => "late",
        ProgrammeStatus::Lapsed => "",
    };
    let (attended, sessions) = (i64::from(one.attended), i64::from(one.sessions));
    let progress = [("attended", attended.into()), ("sessions", sessions.into())];
    let mut lines = vec![
        (t.say("programme-progress").into_owned(), t.fill("programme-attended-of", &progress)),
        (t.day(one.enrolled_on), one.words.clone()),
    ];
    for (on, step, words) in &one.steps {
        let what = match step {
            Step::Held(attendance, _) => t.code("programme_attendance", attendance.code()),
            Step::Ended(reason) => t.code("programme_end", reason.code()),
        };
        let said = if words.is_empty() { String::new() } else { format!(". {words}") };
        lines.push((t.day(*on), format!("{what}{said}")));
    }
    if let Some(next_on) = one.next_on {
        lines.push((t.say("programme-next-on").into_owned(), t.day(next_on)));
    }
    Record {
        title: name(seen, catalogue, &one.code),
        chip: Chip::new(t.code("programme_status", one.status.code()), tone),
        lines,
    }
}
