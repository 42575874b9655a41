//! The device of electronic monitoring that a client wears: fitting, exchanging and taking it off, what
//! the centre said of it, and what somebody found. A duty that was not kept becomes a violation on a
//! page of its own, after the client was heard.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use bagyt_app::command::{CaseAct, DeviceAct};
use bagyt_app::outcome::Failure;
use bagyt_app::read::{AlertItem, CasePage, DeviceItem, EpisodeItem};
use bagyt_app::role::Action;
use bagyt_casework::alert::TriageAlerts;
use bagyt_casework::codes::{
    AlertKind, BreachEvidence, RemovalReason, TriageOutcome, ViolationGround,
};
use bagyt_casework::device::{RemoveDevice, SERIAL_LENGTH_MAX, WEAR_DEVICE};
use jiff::Timestamp;

use crate::form::{Choice, Form};
use crate::frame::{Frame, Section};
use crate::pages::case::{open, who};
use crate::pages::case_form::{self, CaseForm};
use crate::parts::{Link, Who};
use crate::posted::Posted;
use crate::texts::Texts;
use crate::visit::{Seen, Visit};

#[derive(Template)]
#[template(path = "device.html")]
pub(crate) struct Page {
    t: Texts,
    frame: Frame,
    who: Who,
    form: Form,
    devices: Vec<DeviceRow>,
    episodes: Vec<EpisodeRow>,
    /// What is to be known of the duty; empty where it is in force and a device is worn.
    note: String,
    /// `fit` or `exchange`; empty where neither is open.
    fits: &'static str,
    removes: bool,
    reasons: Vec<Choice>,
    /// Episodes that nobody has looked at; none where the reader may not.
    open: Vec<Choice>,
    outcomes: Vec<Choice>,
}

/// A device, as a line of the list shows it.
struct DeviceRow {
    serial: String,
    words: String,
    fitted: String,
    removal: String,
    removal_words: String,
}

/// An episode, as its card shows it.
struct EpisodeRow {
    what: String,
    tone: &'static str,
    state: String,
    lines: Vec<String>,
    words: String,
    violation: Option<Link>,
}

/// Longest words, in characters.
const WORDS_MAX: usize = 4_000;

/// The device of one case.
struct Wearing {
    case: String,
    right: Action,
}

/// Shows the device.
pub(crate) async fn show(visit: Visit, Path(case): Path<String>) -> Response {
    case_form::show(visit, Wearing { case, right: Action::ViewCase }).await
}

/// Records what was done about it.
pub(crate) async fn send(visit: Visit, Path(case): Path<String>, Posted(form): Posted) -> Response {
    case_form::send(visit, Wearing { case, right: Action::KeepDevice }, form).await
}

impl CaseForm for Wearing {
    type Shown = Page;
    type Read = DeviceAct;

    fn open(&self, seen: &Seen<'_>) -> Result<CasePage, Failure> {
        open(seen, &self.case, self.right)
    }

    fn filled(&self, seen: &Seen<'_>, page: &CasePage, form: Form) -> Result<Form, Failure> {
        let today = seen.t.figures(seen.today());
        let days = ["on", "removed_on", "triaged_on"];
        let form = days.iter().fold(form, |form, name| form.preset(name, today.clone()));
        Ok(match to_look_at(page).collect::<Vec<_>>().as_slice() {
            [only] => form.preset("episode", named(only)),
            _ => form,
        })
    }

    fn shown(&self, seen: &Seen<'_>, page: &CasePage, form: Form) -> Result<Page, Failure> {
        let t = seen.t;
        let may = page.may.contains(&Action::KeepDevice);
        let (worn, is_open) = (page.devices.worn().is_some(), page.row.status != "closed");
        let reasons = RemovalReason::ALL.iter().filter(|one| **one != RemovalReason::Exchanged);
        let reasons: Vec<&str> = reasons.map(|one| one.code()).collect();
        let outcomes: Vec<&str> = TriageOutcome::ALL.iter().map(|one| one.code()).collect();
        let note = match (page.devices.duty_since, worn) {
            (None, true) => t.say("device-duty-over").into_owned(),
            (None, false) => t.say("device-no-duty").into_owned(),
            (Some(since), false) => t.fill("device-to-fit", &[("day", since.into())]),
            (Some(_), true) => String::new(),
        };
        Ok(Page {
            t,
            frame: seen.frame(Section::Cases),
            who: who(seen, page),
            form,
            devices: page.devices.devices.iter().map(|one| device_row(t, one)).collect(),
            episodes: page.devices.episodes.iter().map(|one| row(seen, page, one)).collect(),
            note,
            fits: match (may && is_open && page.devices.duty_since.is_some(), worn) {
                (true, true) => "exchange",
                (true, false) => "fit",
                (false, _) => "",
            },
            removes: may && worn,
            reasons: Choice::codes(t, "removal_reason", &reasons),
            open: match may && is_open {
                true => to_look_at(page).map(|one| choice(seen, one)).collect(),
                false => Vec::new(),
            },
            outcomes: Choice::codes(t, "triage_outcome", &outcomes),
        })
    }

    fn read(&self, seen: &Seen<'_>, _: &CasePage, form: &mut Form) -> Option<DeviceAct> {
        match form.value("step") {
            "remove" => removed(seen, form),
            "triage" => triaged(seen, form),
            _ => fitted(seen, form),
        }
    }

    fn act(&self, read: &DeviceAct) -> CaseAct {
        CaseAct::Device(read.clone())
    }

    fn next(&self) -> String {
        format!("/cases/{}/device?done=device", self.case)
    }
}

fn fitted(seen: &Seen<'_>, form: &mut Form) -> Option<DeviceAct> {
    let t = seen.t;
    let on = form.day(t, "on", "device-on");
    let serial = form.required(t, "serial", "device-serial");
    form.limited(t, "serial", "device-serial", SERIAL_LENGTH_MAX);
    let words = form.required(t, "words", "device-considered");
    form.limited(t, "words", "device-considered", WORDS_MAX);
    if !form.is_right() {
        return None;
    }
    let exchange = form.value("step") == "exchange";
    Some(DeviceAct::Fit { fitted: seen.effective(on?, None), serial, exchange, words })
}

fn removed(seen: &Seen<'_>, form: &mut Form) -> Option<DeviceAct> {
    let t = seen.t;
    form.call("on", "removed_on");
    form.call("words", "remove_words");
    let on = form.day(t, "removed_on", "device-removed-on");
    let reason = form.code(t, "reason", "device-reason", RemovalReason::find);
    let words = form.required(t, "remove_words", "device-remove-words");
    form.limited(t, "remove_words", "device-remove-words", WORDS_MAX);
    if !form.is_right() {
        return None;
    }
    let removed = seen.effective(on?, None);
    Some(DeviceAct::Remove(RemoveDevice { removed, reason: reason?, words }))
}

fn triaged(seen: &Seen<'_>, form: &mut Form) -> Option<DeviceAct> {
    let t = seen.t;
    form.call("on", "triaged_on");
    form.call("words", "triage_words");
    let versions = |text: &str| text.split('-').map(|one| one.parse().ok()).collect();
    let alerts: Option<Vec<u32>> = form.code(t, "episode", "device-episode", versions);
    let outcome = form.code(t, "outcome", "device-outcome", TriageOutcome::find);
    let on = form.day(t, "triaged_on", "device-triaged-on");
    let words = form.required(t, "triage_words", "device-triage-words");
    form.limited(t, "triage_words", "device-triage-words", WORDS_MAX);
    if !form.is_right() {
        return None;
    }
    let (alerts, outcome, triaged) = (alerts?, outcome?, seen.effective(on?, None));
    Some(DeviceAct::Triage(TriageAlerts { alerts, triaged, outcome, words }))
}

fn to_look_at(page: &CasePage) -> impl Iterator<Item = &EpisodeItem> {
    page.devices.episodes.iter().filter(|one| one.triage.is_none())
}

/// An episode as the form names it: the versions of its alerts, so that one that has changed
/// meanwhile is not taken for what was looked at.
fn named(episode: &EpisodeItem) -> String {
    let versions: Vec<String> = episode.versions.iter().map(u32::to_string).collect();
    versions.join("-")
}

fn choice(seen: &Seen<'_>, episode: &EpisodeItem) -> Choice {
    let kind = seen.t.code("alert_kind", episode.kind.code());
    let began = episode.alerts.first().map(|one| moment(seen, one.began_at)).unwrap_or_default();
    Choice::new(named(episode), format!("{kind}, {began}"))
}

fn moment(seen: &Seen<'_>, at: Timestamp) -> String {
    seen.t.moment_figures(at, seen.zone())
}

fn device_row(t: Texts, one: &DeviceItem) -> DeviceRow {
    let (removal, removal_words) = match &one.removal {
        Some((on, reason, words)) => {
            let reason = t.code("removal_reason", reason.code());
            (format!("{}, {reason}", t.figures(*on)), words.clone())
        }
        None => (t.say("device-worn").into_owned(), String::new()),
    };
    DeviceRow {
        serial: one.serial.clone(),
        words: one.words.clone(),
        fitted: t.figures(one.fitted_on),
        removal,
        removal_words,
    }
}

fn row(seen: &Seen<'_>, page: &CasePage, one: &EpisodeItem) -> EpisodeRow {
    let t = seen.t;
    let (tone, state, words) = match (&one.triage, one.look_by) {
        (Some((on, outcome, words)), _) => {
            let found = t.code("triage_outcome", outcome.code());
            let tone = if *outcome == TriageOutcome::NotKept { "late" } else { "calm" };
            (tone, format!("{found}, {}", t.figures(*on)), words.clone())
        }
        (None, Some(by)) => {
            ("soon", t.with("device-look-by", "moment", moment(seen, by)), String::new())
        }
        (None, None) => ("", t.say("device-no-look").into_owned(), String::new()),
    };
    EpisodeRow {
        what: t.code("alert_kind", one.kind.code()).into_owned(),
        tone,
        state,
        lines: one.alerts.iter().map(|alert| line(seen, alert)).collect(),
        words,
        violation: violation(seen, page, one),
    }
}

fn line(seen: &Seen<'_>, alert: &AlertItem) -> String {
    let t = seen.t;
    let until = alert.ended_at.map_or_else(
        || t.say("device-goes-on").into_owned(),
        |ended| t.with("device-until", "moment", moment(seen, ended)),
    );
    let kind = t.code("alert_kind", alert.kind.code());
    let line = format!("{kind}: {} {until}", moment(seen, alert.began_at));
    if alert.place.is_empty() { line } else { format!("{line}. {}", alert.place) }
}

/// Where a violation is established from what was found; nothing where the duty was kept.
fn violation(seen: &Seen<'_>, page: &CasePage, one: &EpisodeItem) -> Option<Link> {
    let is_broken =
        one.triage.as_ref().is_some_and(|(_, found, _)| *found == TriageOutcome::NotKept);
    if !is_broken || !page.may.contains(&Action::WeighAbsence) || page.row.status == "closed" {
        return None;
    }
    let (ground, duty) = match one.kind {
        AlertKind::StrapOpened | AlertKind::DeviceDamaged => {
            (ViolationGround::TrackingDamaged, WEAR_DEVICE)
        }
        AlertKind::LeftHome => (ViolationGround::ForbiddenPlaceOrHour, "stay_home_hours"),
        AlertKind::ForbiddenPlace => (ViolationGround::ForbiddenPlaceOrHour, "keep_away_places"),
        AlertKind::NoSignal | AlertKind::BatteryLow => (ViolationGround::DutyNotDone, WEAR_DEVICE),
    };
    let duty = if page.obligations.iter().any(|set| set == duty) { duty } else { "" };
    let began = one.alerts.first().map(|alert| seen.zone().day_of(alert.began_at))?;
    let (ground, evidence) = (ground.code(), BreachEvidence::Tracking.code());
    let asked = format!("ground={ground}&duty={duty}&happened_on={began}&evidence={evidence}");
    let href = format!("/cases/{}/violations/new?{asked}", page.row.case);
    Some(Link::new(href, seen.t.say("violation-new-title")))
}
