//! The addresses of the product. They are fixed: links on paper and in messages name them.

use axum::extract::DefaultBodyLimit;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::{get, post};
use axum::{Router, http::StatusCode};
use tower_http::CompressionLevel;
use tower_http::compression::CompressionLayer;
use tower_http::timeout::TimeoutLayer;

use crate::pages::{
    about, abroad, absence, access, access_review, allocation, appointment, appointment_change,
    assessment, attachment, attribute, brief, calendar, campaign, card, case, cases, cell, channel,
    client_page, closing, community_service, contact, contest, countersign, court, court_step,
    day_entry, deputy, device, document, done, drafts, duty, employer, entry, erasure, evidence,
    first_day, group_change, group_register, group_session, help, home, inbox, job, journal, law,
    lawmaking, lawyer, leave, letter, mending, merge, needs, no_action, notes, office, oversight,
    paper, paper_act, payment, plan, practice, programme, prosecutor_act, referral, register,
    registration, reoffence, report, request, returning, review, reward, ruling, saved_filter,
    scan, search, second_factor, service, sign_in, specialist, staff, statistics, stub, submission,
    survival, taking_out, task, time_study, today, transfer, upholding, users, violation, wanted,
    wish,
};
use crate::posted::{FORM_BYTES_MAX, SCAN_FORM_BYTES_MAX, SHEET_FORM_BYTES_MAX};
use crate::site::Site;
use crate::{assets, failure, guard, session, visit};

/// A request that takes longer is given up; the slowest page needs a tenth of a second.
const LONGEST: std::time::Duration = std::time::Duration::from_secs(60);

/// Returns everything that is served.
pub fn router(site: Site) -> Router {
    let own = casework()
        .merge(leading())
        .merge(measuring())
        .layer(from_fn_with_state(site.clone(), session::admit));
    let people = Router::new()
        .route("/sign-in", get(sign_in::show).post(sign_in::send))
        .route("/sign-in/code", post(sign_in::send_code))
        .route("/sign-out", post(sign_in::leave))
        .route("/language/{code}", get(home::language))
        .route("/about", get(about::show))
        .route("/help", get(help::contents))
        .route("/help/{chapter}", get(help::chapter))
        .merge(own)
        .fallback(missing)
        .method_not_allowed_fallback(missing)
        .layer(DefaultBodyLimit::max(FORM_BYTES_MAX))
        .layer(from_fn_with_state(site.clone(), session::recognise))
        .layer(from_fn_with_state(site.clone(), guard::same_site));
    Router::new()
        .route("/api/inbox", post(inbox::receive).layer(DefaultBodyLimit::max(inbox::BYTES_MAX)))
        .route("/api/messages/{message}/document", get(inbox::document))
        .route("/calendar/{name}", get(calendar::feed))
        .route("/assets/{name}", get(assets::send))
        .route("/health", get(home::health))
        .merge(people)
        .layer(from_fn(guard::strict))
        // The least effort: a page shrinks to a quarter, and the server's time is the scarcer good.
        .layer(CompressionLayer::new().quality(CompressionLevel::Fastest))
        .layer(TimeoutLayer::with_status_code(StatusCode::REQUEST_TIMEOUT, LONGEST))
        .with_state(site)
}

/// An officer's work.
fn casework() -> Router<Site> {
    let scan = DefaultBodyLimit::max(SCAN_FORM_BYTES_MAX);
    Router::new()
        .route("/", get(home::show))
        .route("/today", get(today::show))
        .route("/today/done", get(done::show))
        .route("/day-sheet", get(today::day_sheet))
        .route("/calendar", get(calendar::show).post(calendar::renew))
        .route("/day-sheet/entry", get(day_entry::show).post(day_entry::send))
        .route("/group-sessions/new", get(group_session::show).post(group_session::send))
        .route("/cases", get(cases::show))
        .route("/cases.csv", get(cases::csv))
        .route("/cases.xlsx", get(cases::xlsx))
        .route("/export", get(taking_out::show))
        .route("/export/rows", get(taking_out::file))
        .route("/cases/filters", get(saved_filter::show).post(saved_filter::send))
        .route("/cases/{case}", get(case::show))
        .route("/cases/{case}/contact", get(contact::show).post(contact::send))
        .route("/cases/{case}/appointment", get(appointment::show).post(appointment::send))
        .route(
            "/cases/{case}/appointments/{appointment}",
            get(appointment_change::show).post(appointment_change::send),
        )
        .route(
            "/cases/{case}/group-sessions/{session}",
            get(group_register::show).post(group_register::send),
        )
        .route("/cases/{case}/group-sessions/{session}/sheet", get(group_register::sheet))
        .route(
            "/cases/{case}/group-sessions/{session}/change",
            get(group_change::show).post(group_change::send),
        )
        .route(
            "/cases/{case}/group-sessions/{session}/clients",
            get(group_change::ask).post(group_change::join),
        )
        .route("/cases/{case}/registration", get(registration::show).post(registration::send))
        .route("/cases/{case}/card", get(card::show))
        .route("/cases/{case}/card/{aspect}", get(card::ask).post(card::send))
        .route("/cases/{case}/channels", get(channel::ask).post(channel::record))
        .route("/cases/{case}/channels/{channel}", get(channel::show).post(channel::verify))
        .route("/cases/{case}/channels/{channel}/withdraw", post(channel::withdraw))
        .route("/cases/{case}/attributes", get(attribute::ask).post(attribute::send))
        .route("/cases/{case}/assessment", get(assessment::show).post(assessment::send))
        .route("/cases/{case}/plan", get(plan::show).post(plan::send))
        .route("/cases/{case}/absences/{version}", get(absence::show).post(absence::send))
        .route("/cases/{case}/entries/{version}", get(entry::show))
        .route(
            "/cases/{case}/entries/{version}/withdraw",
            get(mending::begin).post(mending::withdraw),
        )
        .route("/cases/{case}/entries/{version}/correct", get(mending::show).post(mending::correct))
        .route(
            "/cases/{case}/entries/{version}/contest",
            get(contest::begin).post(contest::contest),
        )
        .route("/cases/{case}/entries/{version}/uphold", get(upholding::show).post(upholding::send))
        .route("/cases/{case}/countersignature", get(countersign::begin).post(countersign::ask))
        .route(
            "/cases/{case}/countersignatures/{asked}",
            get(countersign::show).post(countersign::answer),
        )
        .route("/cases/{case}/contests/{contest}", get(contest::show).post(contest::answer))
        .route("/cases/{case}/violations/new", get(violation::begin).post(violation::establish))
        .route("/cases/{case}/violations/{version}", get(violation::show).post(violation::warn))
        .route(
            "/cases/{case}/violations/{version}/no-action",
            get(no_action::begin).post(no_action::waive),
        )
        .route("/cases/{case}/tasks/{task}", get(task::show).post(task::send))
        .route("/cases/{case}/ruling", get(ruling::show).post(ruling::send).layer(scan))
        .route("/cases/{case}/closing", get(closing::show).post(closing::send))
        .route("/cases/{case}/reoffence", get(reoffence::show).post(reoffence::send))
        .route("/cases/{case}/report", get(report::show).post(report::send))
        .route("/cases/{case}/report.pdf", get(report::paper))
        .route("/cases/{case}/letters/new", get(letter::show).post(letter::send))
        .route("/cases/{case}/letters/{version}", get(letter::paper))
        .route("/cases/{case}/papers", get(paper::list))
        .route(
            "/cases/{case}/attachments",
            get(attachment::list).post(attachment::send).layer(scan),
        )
        .route("/cases/{case}/attachments/{version}", get(attachment::file))
        .route("/cases/{case}/scans/{message}", get(scan::in_case))
        .route(
            "/cases/{case}/attachments/{version}/withdraw",
            get(attachment::begin).post(attachment::withdraw),
        )
        .route("/cases/{case}/papers/new", get(paper::show).post(paper::send))
        .route("/cases/{case}/papers/preview.pdf", get(paper::preview))
        .route("/cases/{case}/papers/{version}", get(paper::paper))
        .route("/cases/{case}/papers/{version}/withdraw", get(paper::begin).post(paper::withdraw))
        .route("/cases/{case}/submission", get(submission::begin).post(submission::draft))
        .route("/cases/{case}/break-glass", post(stub::break_glass))
        .route("/cases/{case}/work", get(community_service::show).post(community_service::send))
        .route(
            "/cases/{case}/work/host",
            get(community_service::ask_host).post(community_service::send_host),
        )
        .route("/cases/{case}/requests", get(request::list).post(request::make))
        .route("/cases/{case}/requests/{version}", get(request::show).post(request::send))
        .route("/cases/{case}/referrals", get(referral::list).post(referral::refer))
        .route("/cases/{case}/referrals/{version}", get(referral::show).post(referral::send))
        .route("/cases/{case}/campaigns/{campaign}", get(campaign::check).post(campaign::draft))
        .route("/cases/{case}/legal-aid", get(lawyer::show).post(lawyer::send))
        .route("/cases/{case}/jobs", get(job::show).post(job::send))
        .route("/employers", get(employer::list).post(employer::add))
        .route("/employers/{employer}", get(employer::show).post(employer::send))
        .route("/cases/{case}/programmes", get(programme::show).post(programme::send))
        .route("/cases/{case}/wishes", get(wish::show).post(wish::send))
        .route("/cases/{case}/specialists", get(specialist::show).post(specialist::send))
        .route("/cases/{case}/notes", get(notes::show).post(notes::send))
        .route("/specialist", get(specialist::own))
        .route("/cases/{case}/rewards", get(reward::show).post(reward::send))
        .route("/prosecutor-acts", get(prosecutor_act::list).post(prosecutor_act::add))
        .route("/prosecutor-acts/{act}", get(prosecutor_act::show).post(prosecutor_act::answer))
        .route("/deputies", get(deputy::list).post(deputy::appoint))
        .route("/deputies/{staff}/{version}", get(deputy::show).post(deputy::withdraw))
        .route("/time-studies", get(time_study::list).post(time_study::open))
        .route("/time-studies/{study}", get(time_study::show))
        .route("/time-studies/{study}/now", get(time_study::now).post(time_study::answer))
        .route("/services", get(service::list).post(service::add))
        .route("/services/{service}", get(service::show).post(service::send))
        .route("/cases/{case}/wanted", get(wanted::show).post(wanted::send))
        .route("/cases/{case}/payments", get(payment::show).post(payment::send))
        .route("/cases/{case}/duties", get(duty::show).post(duty::send))
        .route("/cases/{case}/device", get(device::show).post(device::send))
        .route("/cases/{case}/client-page", get(client_page::show))
        .route("/submissions/{submission}", get(submission::show))
        .route("/submissions/{submission}/preview.pdf", get(submission::preview))
        .route("/submissions/{submission}/court", get(court_step::show).post(court_step::send))
        .route("/submissions/{submission}/approve", get(submission::show).post(submission::approve))
        .route("/court", get(court::list))
        .route("/court/{submission}", get(court::show).post(court::send))
        .route("/court/documents/{name}", get(court::document))
        .route("/documents/{name}", get(document::send))
        .route("/search", get(search::show))
        .route("/inbox", get(inbox::show))
        .route("/inbox/{message}", get(inbox::message))
        .route("/inbox/{message}/scan", get(scan::in_inbox))
        .route("/paper-act", get(paper_act::show).post(paper_act::send).layer(scan))
}

/// The work of a head of office and of the administrator; one's own account.
fn leading() -> Router<Site> {
    let sheet = DefaultBodyLimit::max(SHEET_FORM_BYTES_MAX);
    Router::new()
        .route("/registers", get(register::list).post(register::hand_in).layer(sheet))
        .route("/registers/template.xlsx", get(register::template))
        .route("/registers/{register}", get(register::show).post(register::send))
        .route("/registers/{register}/faults.xlsx", get(register::faults))
        .route("/unallocated", get(allocation::list))
        .route("/cases/{case}/allocate", get(allocation::show).post(allocation::send))
        .route("/cases/{case}/return", get(returning::show).post(returning::send))
        .route("/cases/{case}/transfer", get(transfer::show).post(transfer::send))
        .route("/cases/{case}/abroad", get(abroad::show).post(abroad::send))
        .route("/transfers-abroad", get(abroad::list))
        .route("/cases/{case}/access", get(access::show).post(access::send))
        .route("/cases/{case}/erasure", get(erasure::show).post(erasure::ask))
        .route("/cases/{case}/erasure/decide", get(erasure::show).post(erasure::decide))
        .route("/cases/{case}/merge", get(merge::show).post(merge::propose))
        .route("/cases/{case}/merge/decide", get(merge::show).post(merge::decide))
        .route("/cases/{case}/merge/part", get(merge::show).post(merge::part))
        .route("/erasures", get(erasure::list))
        .route("/access-reviews", get(access_review::show).post(access_review::send))
        .route("/office", get(office::show))
        .route("/first-day", get(first_day::show))
        .route("/staff/{staff}", get(staff::show).post(staff::send))
        .route("/staff/{staff}/reductions/{version}", get(staff::ask_end).post(staff::end))
        .route("/staff/{staff}/leave", get(leave::show).post(leave::send))
        .route("/staff/{staff}/leaves/{version}", get(leave::ask_end).post(leave::end))
        .route("/staff/{staff}/leaving", get(leave::ask_leaving).post(leave::leave))
        .route("/staff/{staff}/cases", get(leave::cases).post(leave::give))
        .route("/oversight", get(oversight::show).post(oversight::draw))
        .route("/oversight/{staff}/{version}/{case}", get(oversight::file).post(oversight::answer))
        .route("/reviews", get(review::list))
        .route("/reviews/{message}", get(review::show).post(review::send))
        .route("/users", get(users::show).post(users::send))
        .route("/journal", get(journal::show))
        .route("/drafts", get(drafts::list).post(drafts::keep))
        .route("/drafts/{draft}", get(drafts::show).post(drafts::discard))
        .route("/second-factor", get(second_factor::show).post(second_factor::send))
}

/// Numbers and what follows from them.
fn measuring() -> Router<Site> {
    Router::new()
        .route("/brief", get(brief::show))
        .route("/brief/cell", get(brief::cell))
        .route("/statistics", get(statistics::show))
        .route("/statistics.csv", get(statistics::csv))
        .route("/statistics.xlsx", get(statistics::xlsx))
        .route("/statistics/cell", get(cell::statistics))
        .route("/practice", get(practice::show))
        .route("/practice/cell", get(cell::practice))
        .route("/survival", get(survival::show))
        .route("/survival/cell", get(cell::survival))
        .route("/needs", get(needs::show))
        .route("/needs/raise", get(needs::ask).post(needs::raise))
        .route("/needs/{need}", get(needs::one).post(needs::answer))
        .route("/needs/{need}/count", post(needs::count))
        .route("/evidence", get(evidence::show).post(evidence::publish))
        .route("/law", get(law::show))
        .route("/campaigns", get(campaign::list))
        .route("/campaigns/{campaign}", get(campaign::show))
        .route("/campaigns/{campaign}/list.csv", get(campaign::csv))
        .route("/campaigns/{campaign}/list.xlsx", get(campaign::xlsx))
        .route("/law/drafts", get(lawmaking::list))
        .route("/law/drafts/new", get(lawmaking::begin).post(lawmaking::write))
        .route("/law/drafts/{row}", get(lawmaking::show).post(lawmaking::send))
        .route("/law/drafts/{row}/edit", get(lawmaking::edit).post(lawmaking::change))
}

async fn missing(visit: visit::Visit) -> axum::response::Response {
    failure::missing(&visit)
}
