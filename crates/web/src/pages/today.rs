//! The officer's day: one queue, the nearest legal moment first, on the screen and on paper.

use askama::Template;
use axum::response::Response;
use bagyt_app::read::{AsideItem, RowWords, Today, TodayItem, TodayKind};
use bagyt_app::role::Action;
use jiff::Timestamp;
use jiff::civil::Date;

use crate::form::Form;
use crate::format::{clock, grouped};
use crate::frame::{Frame, Section};
use crate::pages::first_day;
use crate::pages::programme;
use crate::pages::time_study::{self, Question};
use crate::pages::timeline::beyond_words;
use crate::pages::upholding::told;
use crate::parts::{Tile, tone_of};
use crate::texts::Texts;
use crate::visit::{Seen, Visit};

#[derive(Template)]
#[template(path = "today.html")]
struct TodayPage {
    t: Texts,
    frame: Frame,
    heading: String,
    summary: String,
    tiles: Vec<Tile>,
    groups: Vec<Group>,
    /// What is put off, and what a colleague was given.
    aside: Vec<AsideRow>,
    more: String,
    /// How many drafts wait to be gone on with; empty for none.
    drafts: String,
    arranges_groups: bool,
    /// How much the office lacks on its first day; empty where nothing or nobody asks.
    first_day: String,
    form: Form,
    /// What a time study asks now.
    question: Option<Question>,
}

/// Items of one stretch of time.
struct Group {
    id: &'static str,
    title: String,
    count: String,
    rows: Vec<QueueRow>,
}

/// A thing that does not stand in the day, as it is read.
struct AsideRow {
    what: String,
    client: String,
    client_href: String,
    /// Until when it is put off, or who has it.
    where_to: String,
    href: String,
}

/// One thing to do, as it is read.
struct QueueRow {
    tone: &'static str,
    what: String,
    client: String,
    client_href: String,
    distance: String,
    due: String,
    why: String,
    unverified: bool,
    action: String,
    href: String,
    change: String,
    /// Where it is put off or handed over; empty where it cannot be.
    later: String,
    /// Who handed it over; empty where nobody did.
    from: String,
}

#[derive(Template)]
#[template(path = "day_sheet.html")]
struct DaySheet {
    t: Texts,
    frame: Frame,
    subtitle: String,
    rows: Vec<QueueRow>,
}

/// Shows the queue.
pub(crate) async fn show(visit: Visit) -> Response {
    visit
        .show(|seen| {
            let today = seen.app.today_page(seen.user)?;
            let drafts = seen.app.count_drafts(seen.user)?;
            let drafts = i64::try_from(drafts).unwrap_or(i64::MAX);
            let drafts =
                if drafts > 0 { seen.t.count("today-drafts", drafts) } else { String::new() };
            let first_day = first_day::reminder(seen)?;
            let asked = seen.app.time_asked(seen.user)?;
            let question = asked.map(|asked| time_study::question(seen, &asked));
            Ok(TodayPage { drafts, first_day, question, ..made(seen, &today) })
        })
        .await
}

/// Shows the day as a paper to take along.
pub(crate) async fn day_sheet(visit: Visit) -> Response {
    visit
        .show(|seen| {
            let today = seen.app.day_sheet(seen.user)?;
            let day = seen.t.weekday(today.on);
            Ok(DaySheet {
                t: seen.t,
                frame: seen.frame(Section::Today),
                subtitle: format!("{} · {day}", seen.user.name),
                rows: today.items.iter().map(|item| row(seen, item)).collect(),
            })
        })
        .await
}

/// Days of the stretch that is called a week.
const WEEK: i64 = 7;

/// Whether a day so many days from today falls into a stretch of the queue.
type Falls = fn(i64) -> bool;

fn made(seen: &Seen<'_>, today: &Today) -> TodayPage {
    let t = seen.t;
    let total = today.items.len() + today.more;
    let later = today.items.iter().filter(|item| WEEK < item.days_left).count();
    let week = total.saturating_sub(today.overdue + today.due_today + later);
    let figure = |number: usize| grouped(i64::try_from(number).unwrap_or(i64::MAX));
    let mut tiles = vec![
        Tile::new(figure(today.overdue), t.say("today-tile-overdue"))
            .alarming("late", today.overdue > 0)
            .to("#overdue"),
        Tile::new(figure(today.due_today), t.say("today-tile-today"))
            .alarming("soon", today.due_today > 0)
            .to("#now"),
        Tile::new(figure(week), t.say("today-tile-week")).to("#week"),
    ];
    if seen.app.may(seen.user, Action::ViewWorklist) {
        let clients = figure(usize::try_from(today.caseload).unwrap_or(usize::MAX));
        tiles.push(Tile::new(clients, t.say("today-tile-clients")).to("/cases"));
    }
    let stretches: [(&str, &str, Falls); 4] = [
        ("overdue", "today-overdue", |days| days < 0),
        ("now", "today-now", |days| days == 0),
        ("week", "today-week", |days| (1..=WEEK).contains(&days)),
        ("later", "today-afterwards", |days| WEEK < days),
    ];
    let groups = stretches.into_iter().filter_map(|(id, title, holds)| {
        let items = today.items.iter().filter(|item| holds(item.days_left));
        let rows: Vec<QueueRow> = items.map(|item| row(seen, item)).collect();
        let (title, count) = (t.say(title).into_owned(), figure(rows.len()));
        (!rows.is_empty()).then_some(Group { id, title, count, rows })
    });
    let more = i64::try_from(today.more).unwrap_or(i64::MAX);
    TodayPage {
        t,
        frame: seen.frame(Section::Today),
        heading: t.weekday(today.on),
        summary: t.count("today-summary", i64::try_from(total).unwrap_or(i64::MAX)),
        tiles,
        groups: groups.collect(),
        aside: today.aside.iter().map(|aside| aside_row(seen, aside)).collect(),
        drafts: String::new(),
        more: if more > 0 { t.count("today-more", more) } else { String::new() },
        arranges_groups: seen.app.may(seen.user, Action::ArrangeAppointment),
        first_day: String::new(),
        form: Form::fresh(),
        question: None,
    }
}

fn row(seen: &Seen<'_>, item: &TodayItem) -> QueueRow {
    let t = seen.t;
    let case = item.case.map(|case| format!("/cases/{case}")).unwrap_or_default();
    let (action, href) = action(seen, item, &case);
    let change = match (item.kind, item.subject) {
        _ if item.session.is_some() => String::new(),
        (TodayKind::Appointment | TodayKind::OutcomeMissing, Some(appointment)) => {
            format!("{case}/appointments/{appointment}")
        }
        _ => String::new(),
    };
    let why = item.row.as_ref().map(|row| seen.citation(&row.article)).unwrap_or_default();
    QueueRow {
        tone: tone_of(item.days_left),
        what: what(seen, item),
        client: match &item.session {
            Some(session) => {
                t.count("group-size", i64::try_from(session.clients).unwrap_or(i64::MAX))
            }
            None if item.name.is_empty() && item.case.is_some() => {
                t.say("name-hidden").into_owned()
            }
            None => item.name.clone(),
        },
        client_href: if item.session.is_some() { String::new() } else { case },
        distance: distance(seen, item),
        due: due(seen, item),
        why,
        unverified: item.row.as_ref().is_some_and(|row| !row.verified),
        action: if action.is_empty() { String::new() } else { t.say(action).into_owned() },
        href,
        change,
        later: later(item),
        from: match item.from.as_str() {
            "" => String::new(),
            name => t.with("today-from", "name", name),
        },
    }
}

/// Where a thing is put off or handed over.
fn later(item: &TodayItem) -> String {
    match (item.case, &item.task) {
        (Some(case), Some(task)) => format!("/cases/{case}/tasks/{}", task.key()),
        _ => String::new(),
    }
}

fn aside_row(seen: &Seen<'_>, aside: &AsideItem) -> AsideRow {
    let t = seen.t;
    let shown = row(seen, &aside.item);
    let until = aside.until.map(|day| t.fill("today-aside-until", &[("day", day.into())]));
    let to = match aside.to.as_str() {
        "" => None,
        name => Some(t.with("today-aside-to", "name", name)),
    };
    AsideRow {
        what: shown.what,
        client: shown.client,
        client_href: shown.client_href,
        where_to: [to, until].into_iter().flatten().collect::<Vec<_>>().join(" · "),
        href: shown.later,
    }
}

fn what(seen: &Seen<'_>, item: &TodayItem) -> String {
    let t = seen.t;
    let kind = |key: &str, family: &str| t.with(key, "kind", t.code(family, &item.detail));
    if let Some(session) = &item.session {
        let key = match item.kind {
            TodayKind::OutcomeMissing => "today-session-outcome",
            _ => "today-session",
        };
        return t.with(key, "topic", seen.words().topic(&session.topic));
    }
    match item.kind {
        TodayKind::Clock | TodayKind::Prompt => {
            item.row.as_ref().map(|row| seen.row_text(&row.text)).unwrap_or_default()
        }
        TodayKind::Appointment => kind("today-appointment", "contact_kind"),
        TodayKind::OutcomeMissing => kind("today-outcome", "contact_kind"),
        TodayKind::AbsenceToWeigh => t.say("today-absence").into_owned(),
        TodayKind::EvidenceAwaited => t.say("today-evidence").into_owned(),
        TodayKind::Alert => t.with("today-alert", "alert", t.code("alert_kind", &item.detail)),
        TodayKind::DeviceToTakeOff => match item.detail.parse::<Date>() {
            Ok(since) => t.with("today-device-off", "day", t.day(since)),
            Err(_) => t.say("device-remove-title").into_owned(),
        },
        TodayKind::Lawyer => t.with("today-lawyer", "matter", t.code("legal_matter", &item.detail)),
        TodayKind::Job => t.code("today_job", &item.detail).into_owned(),
        TodayKind::Programme => {
            let name = programme::name(seen, &seen.app.catalogue(), &item.detail);
            t.with("today-programme", "name", name)
        }
        TodayKind::VictimToTell => {
            t.with("today-victim", "what", t.code("wish_tidings", &item.detail))
        }
        TodayKind::SpecialistAsked => {
            t.with("today-specialist-asked", "task", t.code("specialist_task", &item.detail))
        }
        TodayKind::SpecialistSilent => {
            t.with("today-specialist-silent", "task", t.code("specialist_task", &item.detail))
        }
        TodayKind::Session => {
            t.with("today-specialist-session", "form", t.code("session_form", &item.detail))
        }
        TodayKind::SessionOutcome => {
            t.with("today-specialist-outcome", "form", t.code("session_form", &item.detail))
        }
        TodayKind::Milestone => {
            t.with("today-milestone", "milestone", t.code("milestone", &item.detail))
        }
        TodayKind::Referral => t.code("today_referral", &item.detail).into_owned(),
        TodayKind::Hearing => {
            t.with("today-hearing", "court", seen.words().counterpart(&item.detail))
        }
        TodayKind::ToApprove => kind("today-approve", "submission_kind"),
        TodayKind::ContestToAnswer => t.say("today-contest").into_owned(),
        TodayKind::ToCountersign => kind("today-countersign", "signed_act"),
        TodayKind::Countersigned => kind("today-countersigned", "signed_act"),
        TodayKind::SignatureRefused => kind("today-signature-refused", "signed_act"),
        TodayKind::SecondLook => {
            let told = item.look.as_ref().map(|look| told(seen, look)).unwrap_or_default();
            t.with("today-second-look", "what", told)
        }
        TodayKind::ToAllocate => t.say("today-allocate").into_owned(),
        TodayKind::Returned | TodayKind::ReturnedToAllocate => {
            t.with("today-returned", "reason", t.code("return_reason", &item.detail))
        }
        TodayKind::Reallocate => {
            t.count("today-reallocate", item.detail.parse::<i64>().unwrap_or_default())
        }
        TodayKind::SampleToDraw => t.say("today-sample-to-draw").into_owned(),
        TodayKind::Sample => t.with("today-sample", "name", &item.detail),
        TodayKind::ProsecutorAct => kind("today-prosecutor", "prosecutor_act_kind"),
        TodayKind::Abroad => t.with("today-abroad", "what", t.code("abroad_awaits", &item.detail)),
        TodayKind::Review => t.say("today-review").into_owned(),
        TodayKind::AccessToReview => t.say("today-access").into_owned(),
        TodayKind::MessageToRead => kind("today-message", "message_kind"),
        TodayKind::AgeTurned => {
            item.row.as_ref().map(|row| turned(seen, &item.detail, row)).unwrap_or_default()
        }
        TodayKind::AttributeEnds => {
            let key = match seen.today() < item.on {
                true => "today-attribute-will-end",
                false => "today-attribute-ended",
            };
            t.with(key, "what", seen.words().attribute(&item.detail))
        }
        TodayKind::RiskChanged => risk_changed(seen, item),
        TodayKind::ExtensionBeyond => extension_beyond(seen, item),
        TodayKind::LawDraftAsked => t.with("today-law-asked", "code", &item.name),
        TodayKind::LawDraftReturned => t.with("today-law-returned", "code", &item.name),
    }
}

/// That a court extended the term beyond the law.
fn extension_beyond(seen: &Seen<'_>, item: &TodayItem) -> String {
    let days = item.detail.split_once(' ').and_then(|(until, last_day)| {
        Some((until.parse::<Date>().ok()?, last_day.parse::<Date>().ok()?))
    });
    match (days, &item.row) {
        (Some(days), Some(row)) => beyond_words(seen.t, days, &seen.citation(&row.article)),
        _ => String::new(),
    }
}

/// That the risk changed, and how often the client comes from then on.
fn risk_changed(seen: &Seen<'_>, item: &TodayItem) -> String {
    let t = seen.t;
    let (before, risk) = item.detail.split_once(' ').unwrap_or_default();
    let changed = t.fill(
        "today-risk-changed",
        &[
            ("before", t.code("risk", before).into_owned().into()),
            ("risk", t.code("risk", risk).into_owned().into()),
        ],
    );
    match &item.row {
        Some(row) => format!("{changed} {}", seen.row_text(&row.text)),
        None => changed,
    }
}

/// That a client came into a group by age or left it, in the words of the row that makes the group.
pub(crate) fn turned(seen: &Seen<'_>, change: &str, row: &RowWords) -> String {
    let key = if change == "begins" { "today-age-begins" } else { "today-age-ends" };
    seen.t.with(key, "law", seen.row_text(&row.text))
}

/// What the officer does about it, and where; the act that meets a clock stands in its row.
fn action(seen: &Seen<'_>, item: &TodayItem, case: &str) -> (&'static str, String) {
    let subject = item.subject.map(|id| id.to_string()).unwrap_or_default();
    if let Some(session) = &item.session {
        return ("action-session", format!("{case}/group-sessions/{}", session.session));
    }
    match item.kind {
        TodayKind::Clock => {
            let code = item.row.as_ref().map_or("", |row| row.code.as_str());
            let (key, page) = act_that_meets(seen, code);
            (key, format!("{case}{page}"))
        }
        TodayKind::Appointment | TodayKind::OutcomeMissing => {
            ("action-outcome", format!("{case}/contact?appointment={subject}"))
        }
        TodayKind::AbsenceToWeigh | TodayKind::EvidenceAwaited => {
            ("action-absence", format!("{case}/absences/{}", item.version))
        }
        TodayKind::Alert => ("action-alert", format!("{case}/device")),
        TodayKind::DeviceToTakeOff => ("device-remove-button", format!("{case}/device")),
        TodayKind::Lawyer => ("legal-title", format!("{case}/legal-aid")),
        TodayKind::Job => ("jobs-title", format!("{case}/jobs")),
        TodayKind::Programme => ("programmes-title", format!("{case}/programmes")),
        TodayKind::VictimToTell => ("wishes-title", format!("{case}/wishes")),
        TodayKind::SpecialistAsked
        | TodayKind::SpecialistSilent
        | TodayKind::Session
        | TodayKind::SessionOutcome => ("specialists-title", format!("{case}/specialists")),
        TodayKind::Milestone => ("reward-new", format!("{case}/rewards?milestone={}", item.detail)),
        TodayKind::Referral => ("action-referral", format!("{case}/referrals/{}", item.version)),
        TodayKind::Hearing => ("action-open", format!("/submissions/{subject}")),
        TodayKind::Prompt => ("action-submission", format!("{case}/submission")),
        TodayKind::ToApprove => ("action-approve", format!("/submissions/{subject}")),
        TodayKind::ContestToAnswer => ("entry-answer", format!("{case}/contests/{}", item.version)),
        TodayKind::ToCountersign => {
            ("countersign-title", format!("{case}/countersignatures/{}", item.version))
        }
        TodayKind::Countersigned | TodayKind::SignatureRefused => {
            ("action-open", format!("{case}/countersignatures/{}", item.version))
        }
        TodayKind::SecondLook => ("action-second-look", format!("{case}/entries/{}", item.version)),
        TodayKind::ToAllocate | TodayKind::ReturnedToAllocate => {
            ("action-allocate", format!("{case}/allocate"))
        }
        TodayKind::Returned => ("action-appointment", format!("{case}/appointment")),
        TodayKind::Reallocate => ("action-reallocate", format!("/staff/{subject}/cases")),
        TodayKind::SampleToDraw => ("oversight-draw", "/oversight".to_owned()),
        TodayKind::Sample => {
            let id = item.case.map(|case| case.to_string()).unwrap_or_default();
            ("action-open", format!("/oversight/{subject}/{}/{id}", item.version))
        }
        TodayKind::ProsecutorAct => {
            ("prosecutor-answer-button", format!("/prosecutor-acts/{subject}"))
        }
        TodayKind::Abroad => ("abroad-follow-button", format!("{case}/abroad")),
        TodayKind::Review => ("action-review", format!("/reviews/{subject}")),
        TodayKind::AccessToReview => ("action-review", "/access-reviews".to_owned()),
        TodayKind::AgeTurned | TodayKind::AttributeEnds => ("card-title", format!("{case}/card")),
        TodayKind::RiskChanged => ("action-appointment", format!("{case}/appointment")),
        TodayKind::ExtensionBeyond => ("action-open", case.to_owned()),
        TodayKind::LawDraftAsked | TodayKind::LawDraftReturned => {
            ("action-open", format!("/law/drafts/{subject}"))
        }
        TodayKind::MessageToRead => ("action-read", format!("/inbox/{subject}")),
    }
}

/// Returns the key of the action and the page on which the act that meets a row is recorded.
fn act_that_meets(seen: &Seen<'_>, code: &str) -> (&'static str, &'static str) {
    let pack = seen.tables().pack();
    let met_by = pack.rows_of(code).next().map(|row| row.met_by.as_slice()).unwrap_or_default();
    let first = met_by.first().map_or("", String::as_str);
    match first {
        "contact_held" => ("action-contact", "/contact"),
        "client_registered" | "rights_explained" => ("action-registration", "/registration"),
        "assessment_made" => ("action-assessment", "/assessment"),
        "plan_agreed" => ("action-plan", "/plan"),
        "officer_allocated" => ("action-allocate", "/allocate"),
        "report_sent" => ("action-report", "/report"),
        "search_requested" | "resumption_requested" => ("wanted-title", "/wanted"),
        "curfew_checked" => ("duties-title", "/duties"),
        "request_answered" | "return_recorded" => ("action-request", "/requests"),
        "submission_drafted" => ("action-submission", "/submission"),
        _ => ("action-open", ""),
    }
}

/// Whether a thing has no end by which it is due: its day says since when it waits.
fn is_waiting(kind: TodayKind) -> bool {
    matches!(
        kind,
        TodayKind::AccessToReview
            | TodayKind::AgeTurned
            | TodayKind::Countersigned
            | TodayKind::ExtensionBeyond
            | TodayKind::LawDraftAsked
            | TodayKind::LawDraftReturned
            | TodayKind::MessageToRead
            | TodayKind::Milestone
            | TodayKind::Prompt
            | TodayKind::Reallocate
            | TodayKind::Review
            | TodayKind::RiskChanged
            | TodayKind::SampleToDraw
            | TodayKind::SecondLook
            | TodayKind::SignatureRefused
            | TodayKind::ToCountersign
    )
}

/// Whether a thing is ordered by the end of the law's time for it.
fn is_by_law(kind: TodayKind) -> bool {
    matches!(
        kind,
        TodayKind::Clock
            | TodayKind::AbsenceToWeigh
            | TodayKind::ToApprove
            | TodayKind::ContestToAnswer
            | TodayKind::ToAllocate
            | TodayKind::ReturnedToAllocate
    )
}

fn distance(seen: &Seen<'_>, item: &TodayItem) -> String {
    let t = seen.t;
    if item.days_left < 0 && !is_waiting(item.kind) {
        return t.count("late-days", -item.days_left);
    }
    t.distance(item.on, seen.today()).unwrap_or_else(|| t.figures(item.on))
}

/// The day, with its minute where the thing has one.
fn due(seen: &Seen<'_>, item: &TodayItem) -> String {
    let t = seen.t;
    let is_this_year = item.on.year() == seen.today().year();
    let day = if is_this_year { t.day_of_year(item.on) } else { t.day(item.on) };
    match item.kind {
        TodayKind::Appointment | TodayKind::OutcomeMissing | TodayKind::Hearing => {
            let time = t.with("today-at", "time", local_time(seen, item.at));
            format!("{day}, {time}")
        }
        TodayKind::Clock if !is_end_of_day(seen, item.at) => {
            let time = local_time(seen, item.at);
            t.fill("today-by-time", &[("day", day.into()), ("time", time.into())])
        }
        _ if is_by_law(item.kind) && item.row.is_some() => t.with("today-by", "day", day),
        _ => day,
    }
}

fn local_time(seen: &Seen<'_>, at: Timestamp) -> String {
    clock(at.to_zoned(seen.zone().time_zone()).time())
}

/// Whether a moment is the end of a day: such a clock is counted in days, not in hours.
fn is_end_of_day(seen: &Seen<'_>, at: Timestamp) -> bool {
    let time = at.to_zoned(seen.zone().time_zone()).time();
    let minute = i32::from(time.hour()) * 60 + i32::from(time.minute());
    minute == 0 || minute == 24 * 60 - 1
}
