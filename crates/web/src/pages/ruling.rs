//! A court's ruling that came on paper: on which submission or of whose motion, what it changes,
//! its days, the stamp of receipt, and the scan where there is one.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use bagyt_app::outcome::Failure;
use bagyt_app::paper_ruling::PaperRuling;
use bagyt_app::read::CasePage;
use bagyt_app::role::Action;
use bagyt_exchange::message::ruling::RESULTS;

use crate::form::{Choice, Form};
use crate::format::parse_day;
use crate::frame::{Frame, Section};
use crate::pages::case::{open, who};
use crate::pages::paper_act::show_fault;
use crate::pages::upload::{Accepted, check_scan};
use crate::parts::Who;
use crate::posted::Posted;
use crate::texts::Texts;
use crate::visit::{Asked, Seen, Sent, Visit};

#[derive(Template)]
#[template(path = "ruling.html")]
struct Page {
    t: Texts,
    frame: Frame,
    who: Who,
    form: Form,
    courts: Vec<Choice>,
    submissions: Vec<Choice>,
    results: Vec<Choice>,
    measures: Vec<Choice>,
    obligations: Vec<Choice>,
    /// Whether it is asked to look again at an extension beyond the law.
    asks_again: bool,
    accepted: Accepted,
}

/// Longest number of a court, in characters.
const NUMBER_MAX: usize = 60;
/// Fields that hold the day of a member of the message.
const DAYS: [(&str, &str); 5] = [
    ("passed_on", "ruling-passed-on"),
    ("in_force_on", "paper-in-force-on"),
    ("until", "ruling-until"),
    ("suspended_from", "ruling-suspended-from"),
    ("resumed_on", "ruling-resumed-on"),
];
/// Fields that hold the length of what takes the place of the present measure.
const TERM: [(&str, &str); 3] =
    [("months", "paper-months"), ("hours", "paper-hours"), ("percent", "paper-percent")];
/// Where what the casework wing refuses was typed.
const CALLED: [(&str, &str); 4] = [
    ("number", "ruling_number"),
    ("received_on", "stamped_on"),
    ("duty", "obligations"),
    ("change", "result"),
];

/// Shows the form.
pub(crate) async fn show(visit: Visit, Path(case): Path<String>, asked: Asked) -> Response {
    visit
        .show(move |seen| {
            let page = open(seen, &case, Action::RecordRuling)?;
            let form = Form::about(page.version)
                .preset("submission", asked.get("submission"))
                .preset("court", page.court.clone())
                .preset("stamped_on", seen.t.figures(seen.today()));
            made(seen, &page, form)
        })
        .await
}

/// Records the ruling.
pub(crate) async fn send(
    visit: Visit,
    Path(case): Path<String>,
    Posted(mut form): Posted,
) -> Response {
    visit
        .send(move |seen| {
            let page = open(seen, &case, Action::RecordRuling)?;
            if take(seen, &page, &mut form)? {
                let submission = form.value("submission");
                return Ok(Sent::To(match submission.is_empty() {
                    true => format!("/cases/{case}?done=ruling"),
                    false => format!("/submissions/{submission}?done=ruling"),
                }));
            }
            Ok(Sent::Again(made(seen, &page, form)?))
        })
        .await
}

fn take(seen: &Seen<'_>, page: &CasePage, form: &mut Form) -> Result<bool, Failure> {
    for (name, field) in CALLED {
        form.call(name, field);
    }
    if !form.has("looked_again") {
        // What is refused there stands at the box, which the page shows only then.
        *form = std::mem::take(form).preset("looked_again", "");
    }
    let Some(ruling) = read(seen, form)? else { return Ok(false) };
    let (app, user, case) = (seen.app, seen.user, page.row.case);
    for fault in app.ruling_faults(user, case, &ruling)? {
        show_fault(seen, form, &fault);
    }
    if !form.is_right() {
        return Ok(false);
    }
    seen.once(form, |command| app.paper_ruling(user, command, case, &ruling))
}

/// Reads what was typed as the members of the message; what only the form knows is checked here.
fn read(seen: &Seen<'_>, form: &mut Form) -> Result<Option<PaperRuling>, Failure> {
    let t = seen.t;
    let scan = form.upload.as_ref().map(|upload| upload.bytes.clone()).unwrap_or_default();
    let court = form.required(t, "court", "paper-court");
    form.required(t, "ruling_number", "ruling-number");
    form.limited(t, "ruling_number", "ruling-number", NUMBER_MAX);
    form.required(t, "passed_on", "ruling-passed-on");
    form.required(t, "in_force_on", "paper-in-force-on");
    for (name, label) in DAYS {
        form.optional_day(t, name, label);
    }
    for (name, label) in TERM {
        form.optional_number(t, name, label);
    }
    let stamped_on = form.day(t, "stamped_on", "paper-received-on");
    let known = |code: &str| RESULTS.into_iter().find(|result| *result == code);
    form.code(t, "result", "ruling-result", known);
    if !scan.is_empty() {
        check_scan(seen, form, &scan)?;
    }
    let Some(stamped_on) = stamped_on.filter(|_| form.is_right()) else { return Ok(None) };
    let looked_again = form.value("looked_again") == "yes";
    Ok(Some(PaperRuling { court, fields: members(form), stamped_on, scan, looked_again }))
}

/// The members of the message that were filled in.
fn members(form: &Form) -> Vec<(String, String)> {
    let texts = ["submission", "ruling_number", "result", "measure"];
    let mut members: Vec<(String, String)> =
        texts.iter().map(|name| ((*name).to_owned(), form.value(name).to_owned())).collect();
    for (name, _) in DAYS {
        let day = parse_day(form.value(name));
        members.push((name.to_owned(), day.map(|day| day.to_string()).unwrap_or_default()));
    }
    for (name, _) in TERM {
        let number: String = form.value(name).split_whitespace().collect();
        members.push((name.to_owned(), number));
    }
    members.push(("obligations".to_owned(), form.values("obligations").join(",")));
    members.retain(|(_, value)| !value.is_empty());
    members
}

fn made(seen: &Seen<'_>, page: &CasePage, form: Form) -> Result<Page, Failure> {
    let t = seen.t;
    let (codes, words) = (seen.tables().codes(), seen.words());
    let waiting = |status: &str| matches!(status, "sent" | "received");
    let mut submissions = vec![Choice::new("", t.say("ruling-own-motion"))];
    for one in page.submissions.iter().filter(|one| waiting(&one.status)) {
        let kind = t.code("submission_kind", &one.kind);
        let text = format!("{kind}, {}", t.day(one.approved_on.unwrap_or(one.drafted_on)));
        submissions.push(Choice::new(one.submission.to_string(), text));
    }
    let sorted = |mut choices: Vec<Choice>| {
        choices.sort_by(|one, other| one.text.cmp(&other.text));
        choices.insert(0, Choice::new("", t.say("choose")));
        choices
    };
    let courts = codes.courts.keys().map(|code| Choice::new(code, words.counterpart(code)));
    let measures = codes.measures.keys().map(|code| Choice::new(code, words.measure(code)));
    let duties = codes.obligations.keys().map(|code| Choice::new(code, words.obligation(code)));
    Ok(Page {
        t,
        accepted: Accepted::today(seen, "ruling-scan-hint")?,
        frame: seen.frame(Section::Cases),
        who: who(seen, page),
        asks_again: form.is_wrong("looked_again") || form.is_chosen("looked_again", "yes"),
        form,
        courts: sorted(courts.collect()),
        submissions,
        results: Choice::codes(t, "ruling_result", &RESULTS),
        measures: sorted(measures.collect()),
        obligations: duties.collect(),
    })
}
