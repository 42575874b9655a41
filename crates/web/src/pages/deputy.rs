//! Deputies of an office: heads of other offices who for some days do there what a head does.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use bagyt_app::outcome::Failure;
use bagyt_app::read::{DeputiesPage, DeputyItem};
use bagyt_casework::deputy::AppointDeputy;
use bagyt_core::identity::{OfficeCode, StaffId};

use crate::form::{Choice, Form};
use crate::frame::{Frame, Section};
use crate::pages::office_register::{self, OfficeList, Preset};
use crate::parts::Offices;
use crate::posted::Posted;
use crate::texts::Texts;
use crate::visit::{Asked, Seen, Sent, Visit, named};

/// Longest words, in characters.
const WORDS_MAX: usize = 1_000;

#[derive(Template)]
#[template(path = "deputies.html")]
pub(crate) struct ListPage {
    t: Texts,
    frame: Frame,
    form: Form,
    offices: Offices,
    rows: Vec<Row>,
    candidates: Vec<Choice>,
    may_appoint: bool,
}

/// An appointment, as a line of the list shows it.
struct Row {
    name: String,
    works_at: String,
    days: String,
    words: String,
    state: String,
    tone: &'static str,
    /// Where it is withdrawn; empty where it cannot be.
    href: String,
}

#[derive(Template)]
#[template(path = "deputy_withdraw.html")]
struct WithdrawPage {
    t: Texts,
    frame: Frame,
    form: Form,
    back: String,
    what: String,
}

impl OfficeList for DeputiesPage {
    type Shown = ListPage;

    fn opened(seen: &Seen<'_>, office: Option<&OfficeCode>) -> Result<Self, Failure> {
        seen.app.deputies(seen.user, office)
    }

    fn office(&self) -> &str {
        &self.office
    }

    fn shown(&self, seen: &Seen<'_>, form: Form) -> ListPage {
        list_page(seen, self, form)
    }
}

/// Shows the deputies of an office: the reader's own, or the one that was asked for.
pub(crate) async fn list(visit: Visit, asked: Asked) -> Response {
    office_register::list::<DeputiesPage>(visit, asked, Preset::OfficeFrom).await
}

/// Appoints a deputy.
pub(crate) async fn appoint(visit: Visit, Posted(mut form): Posted) -> Response {
    visit
        .send(move |seen| {
            let office = OfficeCode(form.value("office").to_owned());
            let page = seen.app.deputies(seen.user, Some(&office))?;
            if !page.may_appoint {
                return Err(Failure::Denied);
            }
            let done = match read(seen, &mut form, &page) {
                Some(wanted) => {
                    seen.once(&mut form, |id| seen.app.appoint_deputy(seen.user, id, wanted))?
                }
                None => false,
            };
            if done {
                return Ok(Sent::To(format!("/deputies?office={}&done=deputy", office.0)));
            }
            Ok(Sent::Again(list_page(seen, &page, form)))
        })
        .await
}

/// Asks why an appointment is withdrawn.
pub(crate) async fn show(visit: Visit, Path(place): Path<(String, u32)>) -> Response {
    visit
        .show(move |seen| {
            let (page, at) = found(seen, &place)?;
            let item = page.deputies.get(at).ok_or(Failure::NotFound)?;
            Ok(withdraw_page(seen, &page, item, Form::fresh()))
        })
        .await
}

/// Withdraws an appointment.
pub(crate) async fn withdraw(
    visit: Visit,
    Path(place): Path<(String, u32)>,
    Posted(mut form): Posted,
) -> Response {
    visit
        .send(move |seen| {
            let (page, at) = found(seen, &place)?;
            let item = page.deputies.get(at).ok_or(Failure::NotFound)?;
            let t = seen.t;
            let words = form.required(t, "words", "deputy-why");
            form.limited(t, "words", "deputy-why", WORDS_MAX);
            let is_done = form.is_right()
                && seen.once(&mut form, |id| {
                    let what = (item.staff, item.version, words);
                    seen.app.withdraw_deputy(seen.user, id, what)
                })?;
            if is_done {
                let office = &page.office;
                return Ok(Sent::To(format!("/deputies?office={office}&done=deputy-withdrawn")));
            }
            Ok(Sent::Again(withdraw_page(seen, &page, item, form)))
        })
        .await
}

/// The page of the office for which somebody is deputy, and the place of the appointment there; only
/// for those who may withdraw it.
fn found(
    seen: &Seen<'_>,
    (staff, version): &(String, u32),
) -> Result<(DeputiesPage, usize), Failure> {
    let staff: StaffId = named(staff)?;
    let office = seen.app.office_of_deputy(seen.user, staff, *version)?;
    let page = seen.app.deputies(seen.user, Some(&office))?;
    if !page.may_appoint {
        return Err(Failure::Denied);
    }
    let is_it = |one: &DeputyItem| one.staff == staff && one.version == *version;
    let place = page.deputies.iter().position(is_it).ok_or(Failure::NotFound)?;
    Ok((page, place))
}

fn read(seen: &Seen<'_>, form: &mut Form, page: &DeputiesPage) -> Option<(StaffId, AppointDeputy)> {
    let t = seen.t;
    let staff = form.code(t, "staff", "deputy-who", |code| {
        let mut known = page.candidates.iter().map(|one| one.staff);
        known.find(|staff| staff.to_string() == code)
    });
    let from = form.day(t, "from", "deputy-from");
    let until = form.day(t, "until", "deputy-until");
    let words = form.required(t, "words", "deputy-words");
    form.limited(t, "words", "deputy-words", WORDS_MAX);
    if !form.is_right() {
        return None;
    }
    let (from, office) = (seen.effective(from?, None), OfficeCode(page.office.clone()));
    Some((staff?, AppointDeputy { office, from, until: until?, words }))
}

fn list_page(seen: &Seen<'_>, page: &DeputiesPage, form: Form) -> ListPage {
    let (t, words) = (seen.t, seen.words());
    let candidates = page.candidates.iter().map(|one| {
        let text = format!("{} — {}", seen.name(&one.name), words.post(&one.office));
        Choice::new(one.staff.to_string(), text)
    });
    ListPage {
        t,
        frame: seen.frame(Section::Office),
        form,
        offices: Offices::of(seen, &page.office, &page.offices),
        rows: page.deputies.iter().map(|item| row(seen, page, item)).collect(),
        candidates: candidates.collect(),
        may_appoint: page.may_appoint,
    }
}

fn days(t: Texts, item: &DeputyItem) -> String {
    format!("{} – {}", t.figures(item.from), t.figures(item.until))
}

fn row(seen: &Seen<'_>, page: &DeputiesPage, item: &DeputyItem) -> Row {
    let t = seen.t;
    let (state, tone) = match item.withdrawn_on {
        Some(on) => (t.with("deputy-withdrawn", "day", t.figures(on)), "calm"),
        None if item.holds => (t.say("deputy-holds").into_owned(), "info"),
        None if item.is_open => (t.say("deputy-later").into_owned(), "calm"),
        None => (t.say("deputy-over").into_owned(), "calm"),
    };
    let href = match page.may_appoint && item.is_open {
        true => format!("/deputies/{}/{}", item.staff, item.version),
        false => String::new(),
    };
    Row {
        name: seen.name(&item.name),
        works_at: seen.words().post(&item.from_office),
        days: days(t, item),
        words: item.words.clone(),
        state,
        tone,
        href,
    }
}

fn withdraw_page(
    seen: &Seen<'_>,
    page: &DeputiesPage,
    item: &DeputyItem,
    form: Form,
) -> WithdrawPage {
    let office = seen.words().office(&page.office);
    WithdrawPage {
        t: seen.t,
        frame: seen.frame(Section::Office),
        form,
        back: format!("/deputies?office={}", page.office),
        what: format!("{} · {office} · {}", seen.name(&item.name), days(seen.t, item)),
    }
}
