//! One case: who, what runs, what happened, what was agreed, and what can be done next.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use bagyt_app::outcome::Failure;
use bagyt_app::read::{AbsenceItem, AgeTurn, AppointmentItem, CasePage, ClockItem, Earlier};
use bagyt_app::role::Action;
use bagyt_core::identity::CaseId;

use crate::form::Form;
use crate::format::days_between;
use crate::frame::{Frame, Section};
use crate::pages::referral::{NeedRow, need_rows};
use crate::pages::reward::ledger;
use crate::pages::stub;
use crate::pages::timeline::{Entry, entry};
use crate::pages::timeline_filter::{self, TimelineFilter};
use crate::pages::today::turned;
use crate::parts::{Chip, Fact, Link, Who, tone_of, tone_of_code};
use crate::texts::Texts;
use crate::visit::{self, Asked, Seen, Visit, named};

/// Entries of the timeline that are shown at first.
const ENTRIES_AT_FIRST: usize = 30;
/// Clocks that are shown at first: the open ones and the last that were met.
const CLOCKS_AT_FIRST: usize = 8;
/// Appointments that are shown.
const APPOINTMENTS_SHOWN: usize = 5;

#[derive(Template)]
#[template(path = "case.html")]
struct Page {
    t: Texts,
    frame: Frame,
    name: String,
    number: String,
    measure: String,
    chips: Vec<Chip>,
    opened: String,
    /// Groups by age that the client came into or left of late.
    turns: Vec<String>,
    earlier: String,
    present: String,
    actions: Vec<Link>,
    clocks: Vec<Clock>,
    filter: TimelineFilter,
    form: Form,
    timeline: Vec<Entry>,
    older: String,
    term: String,
    served: i64,
    facts: Vec<Fact>,
    appointments: Vec<Appointment>,
    obligations: Vec<String>,
    goals: Vec<String>,
    needs: Vec<NeedRow>,
    /// Sanctions and rewards side by side.
    ledger: String,
    documents: Vec<Link>,
    decisions: Vec<Link>,
}

/// A clock, as a line of the table shows it.
struct Clock {
    what: String,
    basis: String,
    unverified: bool,
    due: String,
    from: String,
    tone: &'static str,
    state: String,
    met: String,
}

/// An appointment, as the list shows it.
struct Appointment {
    when: String,
    kind: String,
    status: String,
    tone: &'static str,
    href: String,
    change: String,
    session: String,
}

/// Shows a case.
pub(crate) async fn show(visit: Visit, Path(case): Path<String>, asked: Asked) -> Response {
    visit
        .answer(move |seen| {
            let id = named(&case)?;
            let found = match asked.get("at") {
                "" => seen.app.case(seen.user, id),
                position => seen.app.case_at(seen.user, id, named(position)?),
            };
            match found {
                Ok(found) => {
                    let earlier = match found.earlier {
                        Some(earlier) => seen.app.tables_at(earlier.position)?,
                        None => seen.app.tables(),
                    };
                    let page = made(&seen.with_tables(earlier), &found, &asked);
                    Ok(visit::page(StatusCode::OK, &page))
                }
                Err(Failure::Denied) => stub::shown(seen, id, Form::fresh()),
                Err(other) => Err(other),
            }
        })
        .await
}

/// Reads a case for a form about it, and refuses those who may not do that act.
///
/// # Errors
///
/// As the application's; [`Failure::Denied`] without the right.
pub(crate) fn open(seen: &Seen<'_>, case: &str, action: Action) -> Result<CasePage, Failure> {
    let page = seen.app.case(seen.user, named::<CaseId>(case)?)?;
    if page.may.contains(&action) { Ok(page) } else { Err(Failure::Denied) }
}

/// Says whose case a form is about.
pub(crate) fn who(seen: &Seen<'_>, page: &CasePage) -> Who {
    Who::of(seen, &page.row, &page.clocks)
}

fn made(seen: &Seen<'_>, page: &CasePage, asked: &Asked) -> Page {
    let (t, words, row) = (seen.t, seen.words(), &page.row);
    let all = asked.get("all") == "yes";
    let shown = if all { usize::MAX } else { ENTRIES_AT_FIRST };
    let href = format!("/cases/{}", row.case);
    let mut form = asked.form();
    let wanted = timeline_filter::read(t, &mut form);
    let chosen = wanted.choose(&page.timeline);
    let has_older = chosen.len() > shown || (!all && page.clocks.len() > CLOCKS_AT_FIRST);
    let older = asked.query(&href).changed(&[("all", "yes")]);
    let clocks = page.clocks.iter().take(if all { usize::MAX } else { CLOCKS_AT_FIRST });
    let mut measure = words.measure(&row.measure);
    measure.push_str(" · ");
    measure.push_str(&words.article(&row.article));
    Page {
        t,
        frame: seen.frame(Section::Cases),
        name: seen.name(&row.name),
        number: row.number.clone(),
        measure,
        chips: chips(t, page),
        turns: page.turns.iter().map(|turn| turn_of(seen, turn)).collect(),
        opened: page.opened_until.map_or_else(String::new, |until| {
            t.with("case-opened", "moment", t.moment_figures(until, seen.zone()))
        }),
        actions: actions(t, page, &href),
        clocks: clocks.map(|clock| clock_line(seen, clock)).collect(),
        filter: TimelineFilter::of(seen, page, &wanted, &form, chosen.len()),
        form,
        timeline: chosen.iter().take(shown).map(|item| entry(seen, &href, item)).collect(),
        older: if has_older { format!("{older}#timeline") } else { String::new() },
        earlier: page.earlier.as_ref().map_or_else(String::new, |earlier| as_known(seen, earlier)),
        present: href.clone(),
        term: t.fill(
            "case-term",
            &[("from", t.day(row.term_from).into()), ("until", t.day(row.term_until).into())],
        ),
        served: served(seen, page),
        facts: facts(seen, page),
        appointments: page
            .appointments
            .iter()
            .take(APPOINTMENTS_SHOWN)
            .map(|one| appointment(seen, &href, one, &page.may))
            .collect(),
        obligations: page.obligations.iter().map(|code| words.obligation(code)).collect(),
        goals: page.plan.clone(),
        needs: need_rows(t, page),
        ledger: ledger(t, page),
        documents: documents(t, page, &href),
        decisions: decisions(t, page, &href),
    }
}

/// Says that the page shows what was known at a position of the journal.
fn as_known(seen: &Seen<'_>, earlier: &Earlier) -> String {
    let position = i64::try_from(earlier.position).unwrap_or(i64::MAX);
    let known_at = seen.t.moment_figures(earlier.known_at, seen.zone());
    seen.t.fill("case-earlier", &[("position", position.into()), ("moment", known_at.into())])
}

fn chips(t: Texts, page: &CasePage) -> Vec<Chip> {
    let row = &page.row;
    let mut chips = vec![Chip::new(t.code("case_status", &row.status), tone_of_code(&row.status))];
    chips.push(Chip::new(t.code("domain", &row.domain), ""));
    if let Some(risk) = &row.risk {
        let words = format!("{}: {}", t.say("column-risk"), t.code("risk", risk));
        chips.push(Chip::new(words, tone_of_code(risk)));
    }
    if row.restricted {
        chips.push(Chip::new(t.say("case-restricted"), "info"));
    }
    if row.warnings > 0 {
        let words = format!("{}: {}", t.say("case-warnings"), row.warnings);
        chips.push(Chip::new(words, "late"));
    }
    chips
}

/// A group by age that the client came into or left, with its day and its article.
fn turn_of(seen: &Seen<'_>, turn: &AgeTurn) -> String {
    let told = turned(seen, turn.change, &turn.row);
    format!("{} · {told} {}", seen.t.day(turn.on), seen.citation(&turn.row.article))
}

/// What can be done next. The first is what is done most often.
fn actions(t: Texts, page: &CasePage, href: &str) -> Vec<Link> {
    if page.row.status == "closed" {
        return Vec::new();
    }
    let all = [
        (Action::RecordContact, "contact", "action-contact"),
        (Action::ArrangeAppointment, "appointment", "action-appointment"),
        (Action::RegisterClient, "registration", "action-registration"),
        (Action::Assess, "assessment", "action-assessment"),
        (Action::AgreePlan, "plan", "action-plan"),
        (Action::SendReport, "report", "action-report"),
        (Action::RecordWork, "work", "action-work"),
        (Action::CheckDuty, "duties", "duties-title"),
        (Action::KeepRequests, "requests", "action-request"),
        (Action::KeepReferrals, "referrals", "referrals-title"),
        (Action::KeepJobs, "jobs", "jobs-title"),
        (Action::KeepProgrammes, "programmes", "programmes-title"),
        (Action::KeepWishes, "wishes", "wishes-title"),
        (Action::ViewCase, "specialists", "specialists-title"),
        (Action::GiveReward, "rewards", "rewards-title"),
        (Action::KeepLegalAid, "legal-aid", "legal-title"),
        (Action::KeepPayments, "payments", "payments-title"),
        (Action::DraftSubmission, "submission", "action-submission"),
        (Action::Allocate, "allocate", "action-allocate"),
        (Action::RestrictCase, "access", "action-access"),
    ];
    let registered = page.timeline.iter().any(|item| item.kind == "casework.client.registered");
    let has_report = matches!(page.row.domain.as_str(), "pre_sentence" | "penitentiary");
    let mut links: Vec<Link> = all
        .iter()
        .filter(|(action, ..)| page.may.contains(action))
        .filter(|(action, ..)| !(registered && *action == Action::RegisterClient))
        .filter(|(action, ..)| *action != Action::SendReport || (has_report && !reported(page)))
        .filter(|(action, ..)| page.work.is_some() || *action != Action::RecordWork)
        .map(|(_, path, key)| Link::new(format!("{href}/{path}"), t.say(key)))
        .collect();
    let waiting = page.absences.iter().find(|absence| is_waiting(absence));
    if let Some(absence) = waiting.filter(|_| page.may.contains(&Action::WeighAbsence)) {
        let weigh = format!("{href}/absences/{}", absence.version);
        links.insert(0, Link::new(weigh, t.say("action-absence")));
    }
    links
}

/// What ends the case, hands it on or changes where it stands: rarely done, never in haste.
fn decisions(t: Texts, page: &CasePage, href: &str) -> Vec<Link> {
    let is_closed = page.row.status == "closed";
    let all = [
        (Action::WeighAbsence, "violations/new", "violation-new-title"),
        (Action::KeepSearch, "wanted", "wanted-title"),
        (Action::RecordRuling, "ruling", "ruling-title"),
        (Action::RecordReoffence, "reoffence", "reoffence-title"),
        (Action::Transfer, "transfer", "transfer-title"),
        (Action::TransferAbroad, "abroad", "abroad-title"),
        (Action::CloseCase, "closing", "closing-title"),
        (Action::ProposeMerge, "merge", "merge-title"),
        (Action::AskErasure, "erasure", "erasure-title"),
        (Action::DecideErasure, "erasure", "erasure-title"),
    ];
    all.iter()
        .filter(|(action, ..)| page.may.contains(action))
        // A new offence can become known after the closing; only then may the record be erased.
        .filter(|(action, ..)| match action {
            Action::RecordReoffence | Action::ProposeMerge => true,
            Action::AskErasure | Action::DecideErasure => is_closed,
            // What another state took over it may hand back.
            Action::TransferAbroad => !is_closed || !page.abroad.is_empty(),
            _ => !is_closed,
        })
        .map(|(_, path, key)| Link::new(format!("{href}/{path}"), t.say(key)))
        .collect()
}

/// Whether the report of a study was sent.
fn reported(page: &CasePage) -> bool {
    page.timeline.iter().any(|item| item.kind == "casework.report.sent")
}

fn is_waiting(absence: &AbsenceItem) -> bool {
    absence.status == "awaiting_reason"
}

fn clock_line(seen: &Seen<'_>, clock: &ClockItem) -> Clock {
    let t = seen.t;
    let edition = t.with("clock-edition", "day", t.figures(clock.row.edition_from));
    let is_open = clock.state == "open";
    let tone = if is_open { tone_of(clock.days_left) } else { tone_of_code(&clock.state) };
    let state = match (is_open, clock.days_left) {
        (true, ..0) => t.count("late-days", -clock.days_left),
        (true, _) => t
            .distance(clock.due_on, seen.today())
            .unwrap_or_else(|| t.code("clock_state", "open").into_owned()),
        (false, _) => t.code("clock_state", &clock.state).into_owned(),
    };
    let met = clock.met_on.map(|on| t.with("clock-met", "day", t.figures(on)));
    Clock {
        what: seen.row_text(&clock.row.text),
        basis: format!("{} · {edition}", seen.citation(&clock.row.article)),
        unverified: !clock.row.verified,
        due: t.figures(clock.due_on),
        from: t.with("clock-from", "day", t.figures(clock.from_on)),
        tone,
        state,
        met: met.unwrap_or_default(),
    }
}

/// Thousandths of the term that have passed.
fn served(seen: &Seen<'_>, page: &CasePage) -> i64 {
    let (from, until) = (page.row.term_from, page.row.term_until);
    // The last day belongs to the term.
    let whole = days_between(from, until) + 1;
    (days_between(from, seen.today()) * 1_000 / whole.max(1)).clamp(0, 1_000)
}

fn facts(seen: &Seen<'_>, page: &CasePage) -> Vec<Fact> {
    let (t, words, row, person) = (seen.t, seen.words(), &page.row, &page.person);
    let day = |on| t.day(on);
    let known = |value: &str| {
        if value.is_empty() { t.say("not-known").into_owned() } else { value.to_owned() }
    };
    let officer = if row.officer_name.is_empty() {
        t.say("none-yet").into_owned()
    } else {
        row.officer_name.clone()
    };
    vec![
        Fact::new(t.say("case-birth"), person.birth_on.map_or_else(|| known(""), day)),
        Fact::new(t.say("case-national-no"), known(&person.national_no)),
        Fact::new(t.say("person-sex"), t.code("sex", &person.sex)),
        Fact::new(t.say("case-language"), t.code("language", &person.language)),
        Fact::new(t.say("registration-address"), known(&person.address)),
        Fact::new(t.say("registration-phone"), known(&person.phone)),
        Fact::new(t.say("column-officer"), officer),
        Fact::new(t.say("column-office"), words.office(&row.office)),
        Fact::new(t.say("submission-court"), words.counterpart(&page.court)),
        Fact::new(t.say("case-in-force-on"), day(row.in_force_on)),
        Fact::new(t.say("case-received-on"), day(row.received_on)),
    ]
}

fn appointment(seen: &Seen<'_>, href: &str, one: &AppointmentItem, may: &[Action]) -> Appointment {
    let t = seen.t;
    let is_planned = one.status == "planned";
    let link = |action: Action, href: String| {
        if is_planned && may.contains(&action) { href } else { String::new() }
    };
    let of_work = one.kind == "community_work" && may.contains(&Action::RecordWork);
    let path = if of_work { "work" } else { "contact" };
    let outcome = format!("{href}/{path}?appointment={}", one.appointment);
    let change = format!("{href}/appointments/{}", one.appointment);
    let topic = one.topic.as_ref().map(|topic| seen.words().topic(topic));
    let role = one.holder.as_ref().map(|role| t.code("role", role).into_owned());
    let kind = t.code("contact_kind", &one.kind).into_owned();
    let session = match one.session.filter(|_| may.contains(&Action::RecordContact)) {
        Some(session) => format!("{href}/group-sessions/{session}"),
        None => String::new(),
    };
    Appointment {
        when: t.moment_figures(one.at, seen.zone()),
        kind: [Some(kind), topic, role].into_iter().flatten().collect::<Vec<_>>().join(", "),
        session,
        status: t.code("appointment_status", &one.status).into_owned(),
        tone: tone_of_code(&one.status),
        href: link(Action::RecordContact, outcome),
        change: link(Action::ArrangeAppointment, change),
    }
}

fn documents(t: Texts, page: &CasePage, href: &str) -> Vec<Link> {
    let mut links = vec![Link::new(format!("{href}/card"), t.say("card-title"))];
    if page.may.contains(&Action::PrintClientPage) {
        links.push(Link::new(format!("{href}/client-page"), t.say("case-client-page")));
    }
    if page.may.contains(&Action::ViewDocument) {
        links.push(Link::new(format!("{href}/papers"), t.say("papers-title")));
        links.push(Link::new(format!("{href}/attachments"), t.say("attachments-title")));
    }
    if reported(page) && page.may.contains(&Action::ViewDocument) {
        links.push(Link::new(format!("{href}/report.pdf"), t.say("report-pdf")));
    }
    for submission in &page.submissions {
        let words = format!(
            "{}, {} ({})",
            t.with("today-submission", "kind", t.code("submission_kind", &submission.kind)),
            t.figures(submission.drafted_on),
            t.code("submission_status", &submission.status),
        );
        links.push(Link::new(format!("/submissions/{}", submission.submission), words));
    }
    links
}
