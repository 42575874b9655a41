//! An office as a whole: who has how much, what is overdue, what waits for its head.

use askama::Template;
use axum::response::Response;
use bagyt_app::read::{OfficePage, OfficerItem};
use bagyt_app::role::Action;
use bagyt_core::identity::OfficeCode;

use crate::format::grouped;
use crate::frame::{Frame, Section};
use crate::pages::staff::Load;
use crate::parts::{Offices, Tile};
use crate::texts::Texts;
use crate::visit::{Asked, Seen, Visit};

#[derive(Template)]
#[template(path = "office.html")]
struct Overview {
    t: Texts,
    frame: Frame,
    heading: String,
    offices: Offices,
    tiles: Vec<Tile>,
    officers: Vec<Officer>,
    /// Whether the points are invented and still to be set by the service.
    invented: bool,
    may_bring_in: bool,
}

/// An officer, as a line of the table shows one.
struct Officer {
    name: String,
    role: String,
    cases: String,
    high_risk: String,
    overdue: String,
    is_late: bool,
    load: Load,
    href: String,
}

/// Shows an office: the reader's own, or the one that was asked for.
pub(crate) async fn show(visit: Visit, asked: Asked) -> Response {
    visit
        .show(move |seen| {
            let wanted = OfficeCode(asked.get("office").to_owned());
            let page = seen.app.office(seen.user, (!wanted.0.is_empty()).then_some(&wanted))?;
            Ok(made(seen, &page))
        })
        .await
}

fn made(seen: &Seen<'_>, page: &OfficePage) -> Overview {
    let (t, words) = (seen.t, seen.words());
    Overview {
        t,
        frame: seen.frame(Section::Office),
        heading: t.with("office-title", "office", words.office(&page.office)),
        offices: Offices::of(seen, &page.office, &page.offices),
        tiles: tiles(seen, page),
        may_bring_in: seen.app.may(seen.user, Action::BringInRegister),
        officers: page.officers.iter().map(|officer| line(t, officer)).collect(),
        invented: page.invented,
    }
}

fn tiles(seen: &Seen<'_>, page: &OfficePage) -> Vec<Tile> {
    let (t, sum) = (seen.t, &page.overview);
    let figure = |count: u64| grouped(i64::try_from(count).unwrap_or(i64::MAX));
    let may = |action| seen.app.may(seen.user, action);
    let to = |tile: Tile, action, href: &str| if may(action) { tile.to(href) } else { tile };
    let open = sum.active + sum.suspended;
    let cases = "/cases?whose=office";
    vec![
        to(Tile::new(figure(open), t.say("office-tile-cases")), Action::ViewWorklist, cases),
        to(
            Tile::new(figure(sum.overdue), t.say("office-tile-overdue"))
                .alarming("late", sum.overdue > 0),
            Action::ViewWorklist,
            "/cases?whose=office&due=0",
        ),
        to(
            Tile::new(figure(sum.unallocated), t.say("office-tile-unallocated"))
                .alarming("late", sum.unallocated > 0),
            Action::Allocate,
            "/unallocated",
        ),
        Tile::new(figure(sum.awaiting_reason), t.say("office-tile-to-weigh"))
            .alarming("soon", sum.awaiting_reason > 0),
        to(
            Tile::new(figure(sum.to_approve), t.say("office-tile-to-approve"))
                .alarming("soon", sum.to_approve > 0),
            Action::ViewToday,
            "/today",
        ),
        to(
            Tile::new(figure(page.reviews), t.say("office-tile-reviews"))
                .alarming("soon", page.reviews > 0),
            Action::DecideReview,
            "/reviews",
        ),
    ]
}

fn line(t: Texts, officer: &OfficerItem) -> Officer {
    let figure = |count: u64| grouped(i64::try_from(count).unwrap_or(i64::MAX));
    Officer {
        name: officer.name.clone(),
        role: t.code("role", &officer.role).into_owned(),
        cases: figure(officer.cases),
        high_risk: figure(officer.high_risk),
        overdue: figure(officer.overdue),
        is_late: officer.overdue > 0,
        load: Load::of(t, officer.load),
        href: format!("/staff/{}", officer.staff),
    }
}
