//! The employers of an office: the register with what became of those who were sent, and each
//! employer with what it offers.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use bagyt_app::outcome::Failure;
use bagyt_app::read::{EmployerItem, EmployersPage, VacancyItem};
use bagyt_app::records::Answer;
use bagyt_casework::codes::{EmployerKind, OfferKind};
use bagyt_casework::employer::{
    CloseEmployer, CloseVacancy, DescribeEmployer, EMPLOYER_LINE_MAX, OfferVacancy,
};
use bagyt_core::identity::{CommandId, EmployerId, OfficeCode};
use uuid::Uuid;

use crate::form::{Choice, Form};
use crate::frame::{Frame, Section};
use crate::pages::office_register::{self, OfficeList, OfficeRegister, Preset};
use crate::pages::payment::{read_sum, sum};
use crate::parts::{Fact, Offices};
use crate::posted::Posted;
use crate::texts::Texts;
use crate::visit::{Asked, Seen, Sent, Visit, named};

/// Longest words, in characters.
const WORDS_MAX: usize = 2_000;

#[derive(Template)]
#[template(path = "employers.html")]
pub(crate) struct ListPage {
    t: Texts,
    frame: Frame,
    form: Form,
    offices: Offices,
    numbers: Vec<Fact>,
    rows: Vec<Row>,
    may_keep: bool,
    kinds: Vec<Choice>,
}

/// An employer, as a line of the list shows it.
struct Row {
    name: String,
    href: String,
    about: String,
    closed: String,
    offers: Vec<String>,
}

#[derive(Template)]
#[template(path = "employer.html")]
struct OnePage {
    t: Texts,
    frame: Frame,
    form: Form,
    name: String,
    facts: Vec<Fact>,
    vacancies: Vec<VacancyRow>,
    /// Whether it can be changed, can offer something and can be closed.
    may_keep: bool,
    kinds: Vec<Choice>,
    offers: Vec<Choice>,
    /// Vacancies that can be taken back.
    open: Vec<Choice>,
}

/// A vacancy, as the page of its employer shows it.
struct VacancyRow {
    name: String,
    about: String,
    places: String,
    tone: &'static str,
    state: String,
}

impl OfficeList for EmployersPage {
    type Shown = ListPage;

    fn opened(seen: &Seen<'_>, office: Option<&OfficeCode>) -> Result<Self, Failure> {
        seen.app.employers(seen.user, office)
    }

    fn office(&self) -> &str {
        &self.office
    }

    fn shown(&self, seen: &Seen<'_>, form: Form) -> ListPage {
        list_page(seen, self, form)
    }
}

impl OfficeRegister for EmployersPage {
    type Read = DescribeEmployer;

    fn may_keep(&self) -> bool {
        self.may_keep
    }

    fn read(&self, seen: &Seen<'_>, form: &mut Form) -> Option<DescribeEmployer> {
        read(seen, form)
    }

    fn enter(
        seen: &Seen<'_>,
        command: CommandId,
        read: DescribeEmployer,
    ) -> Result<Answer, Failure> {
        seen.app.describe_employer(seen.user, command, (None, read))
    }

    fn entered(entry: Uuid) -> String {
        format!("/employers/{entry}?done=employer")
    }
}

/// Shows the employers of an office.
pub(crate) async fn list(visit: Visit, asked: Asked) -> Response {
    office_register::list::<EmployersPage>(visit, asked, Preset::On).await
}

/// Puts an employer into the register of the reader's office.
pub(crate) async fn add(visit: Visit, Posted(form): Posted) -> Response {
    office_register::add::<EmployersPage>(visit, form).await
}

/// Shows an employer.
pub(crate) async fn show(visit: Visit, Path(employer): Path<String>) -> Response {
    visit
        .show(move |seen| {
            let (item, may_keep) = seen.app.employer(seen.user, named(&employer)?)?;
            let today = seen.t.figures(seen.today());
            let agreement = item.agreement_on.map(|on| seen.t.figures(on)).unwrap_or_default();
            let mut form = Form::about(item.version)
                .preset("kind", item.kind.map_or("", EmployerKind::code))
                .preset("name", &*item.name)
                .preset("place", &*item.place)
                .preset("contact", &*item.contact)
                .preset("agreement_on", agreement);
            for name in ["on", "offered_on", "vacancy_closed_on", "closed_on"] {
                form = form.preset(name, today.clone());
            }
            Ok(one_page(seen, &item, may_keep, form))
        })
        .await
}

/// Changes or closes an employer, or records what it offers.
pub(crate) async fn send(
    visit: Visit,
    Path(employer): Path<String>,
    Posted(mut form): Posted,
) -> Response {
    visit
        .send(move |seen| {
            let id: EmployerId = named(&employer)?;
            let (item, may_keep) = seen.app.employer(seen.user, id)?;
            if !may_keep {
                return Err(Failure::Denied);
            }
            match step(seen, &mut form, &item)? {
                Some(_) => Ok(Sent::To(format!("/employers/{id}?done=employer"))),
                None => Ok(Sent::Again(one_page(seen, &item, may_keep, form))),
            }
        })
        .await
}

fn step(seen: &Seen<'_>, form: &mut Form, item: &EmployerItem) -> Result<Option<Answer>, Failure> {
    let (app, user, id) = (seen.app, seen.user, item.employer);
    match form.value("step") {
        "offer" => {
            let read = read_offer(seen, form);
            seen.record_read(form, read, |command, offer| {
                app.offer_vacancy(user, command, (id, offer))
            })
        }
        "close-vacancy" => {
            let read = read_vacancy_closing(seen, form);
            seen.record_read(form, read, |command, close| {
                app.close_vacancy(user, command, (id, close))
            })
        }
        "close" => {
            let read = read_closing(seen, form);
            seen.record_read(form, read, |command, close| {
                app.close_employer(user, command, (id, close))
            })
        }
        _ => {
            let read = read(seen, form);
            seen.record_read_of(form, item.version, read, |command, describe| {
                app.describe_employer(user, command, (Some(id), describe))
            })
        }
    }
}

fn read(seen: &Seen<'_>, form: &mut Form) -> Option<DescribeEmployer> {
    let t = seen.t;
    let kind = form.code(t, "kind", "employer-kind", EmployerKind::find);
    let name = form.required(t, "name", "employer-name");
    form.limited(t, "name", "employer-name", EMPLOYER_LINE_MAX);
    let place = form.required(t, "place", "employer-place");
    form.limited(t, "place", "employer-place", EMPLOYER_LINE_MAX);
    let contact = form.limited(t, "contact", "employer-contact", EMPLOYER_LINE_MAX);
    let agreement_on = form.optional_day(t, "agreement_on", "employer-agreement");
    let on = form.day(t, "on", "employer-on");
    if !form.is_right() {
        return None;
    }
    Some(DescribeEmployer {
        described: seen.effective(on?, None),
        office: seen.user.office.clone(),
        kind: kind?,
        agreement_on,
        name,
        place,
        contact: contact.unwrap_or_default(),
    })
}

fn read_offer(seen: &Seen<'_>, form: &mut Form) -> Option<OfferVacancy> {
    let t = seen.t;
    form.call("on", "offered_on");
    form.call("name", "profession");
    let kind = form.code(t, "offer", "vacancy-kind", OfferKind::find);
    let name = form.required(t, "profession", "vacancy-name");
    form.limited(t, "profession", "vacancy-name", EMPLOYER_LINE_MAX);
    form.required(t, "places", "vacancy-places");
    let places = form.optional_number(t, "places", "vacancy-places");
    let wage = match form.value("wage") {
        "" => None,
        _ => read_sum(t, form, "wage", "vacancy-wage"),
    };
    let until_on = form.optional_day(t, "until_on", "vacancy-until");
    let on = form.day(t, "offered_on", "vacancy-on");
    if !form.is_right() {
        return None;
    }
    Some(OfferVacancy {
        offered: seen.effective(on?, None),
        // The form's own identifier: a form sent twice offers one vacancy.
        vacancy: Uuid::parse_str(&form.command).ok()?,
        kind: kind?,
        places: u16::try_from(places?).unwrap_or(u16::MAX),
        wage,
        until_on,
        name,
    })
}

fn read_vacancy_closing(seen: &Seen<'_>, form: &mut Form) -> Option<CloseVacancy> {
    let t = seen.t;
    form.call("on", "vacancy_closed_on");
    let find = |text: &str| Uuid::parse_str(text).ok();
    let vacancy = form.code(t, "vacancy", "vacancy-which", find);
    let on = form.day(t, "vacancy_closed_on", "employer-closed-on");
    if !form.is_right() {
        return None;
    }
    Some(CloseVacancy { vacancy: vacancy?, closed: seen.effective(on?, None) })
}

fn read_closing(seen: &Seen<'_>, form: &mut Form) -> Option<CloseEmployer> {
    let t = seen.t;
    form.call("on", "closed_on");
    let on = form.day(t, "closed_on", "employer-closed-on");
    let words = form.required(t, "words", "employer-close-words");
    form.limited(t, "words", "employer-close-words", WORDS_MAX);
    if !form.is_right() {
        return None;
    }
    Some(CloseEmployer { closed: seen.effective(on?, None), words })
}

fn kinds(t: Texts) -> Vec<Choice> {
    let kinds: Vec<&str> = EmployerKind::ALL.iter().map(|kind| kind.code()).collect();
    Choice::codes(t, "employer_kind", &kinds)
}

fn list_page(seen: &Seen<'_>, page: &EmployersPage, form: Form) -> ListPage {
    let t = seen.t;
    let mut keys = vec![t.say("employer-sent").into_owned(), t.say("employer-taken").into_owned()];
    keys.extend(page.months.iter().map(|months| t.count("job-kept", i64::from(*months))));
    let figure = |number: &Option<u64>| match number {
        Some(number) => number.to_string(),
        None => t.say("statistics-withheld").into_owned(),
    };
    let figures = page.numbers.iter().map(figure);
    ListPage {
        t,
        frame: seen.frame(office_register::section(seen)),
        form,
        offices: Offices::of(seen, &page.office, &page.offices),
        numbers: keys.into_iter().zip(figures).map(|(key, one)| Fact::new(key, one)).collect(),
        rows: page.employers.iter().map(|item| row(t, item)).collect(),
        may_keep: page.may_keep,
        kinds: kinds(t),
    }
}

fn about(t: Texts, item: &EmployerItem) -> String {
    let kind = item.kind.map(|kind| t.code("employer_kind", kind.code()).into_owned());
    format!("{} · {}", kind.unwrap_or_default(), item.place)
}

fn row(t: Texts, item: &EmployerItem) -> Row {
    let open = item.vacancies.iter().filter(|one| one.is_open);
    let offer = |one: &VacancyItem| {
        format!("{} · {}", one.name, t.count("vacancy-free", i64::from(one.free)))
    };
    let closed = |day| t.fill("employer-closed", &[("day", day)]);
    Row {
        name: item.name.clone(),
        href: format!("/employers/{}", item.employer),
        about: about(t, item),
        closed: item.closed_on.map_or_else(String::new, |day| closed(day.into())),
        offers: open.map(offer).collect(),
    }
}

fn vacancy_row(t: Texts, vacancy: &VacancyItem) -> VacancyRow {
    let kind = vacancy.kind.map(|kind| t.code("offer_kind", kind.code()).into_owned());
    let mut about = kind.unwrap_or_default();
    if let Some(wage) = vacancy.wage {
        about.push_str(&format!(" · {}", sum(t, wage)));
    }
    if let Some(until_on) = vacancy.until_on {
        about.push_str(&format!(" · {}", t.fill("vacancy-until-day", &[("day", until_on.into())])));
    }
    let (key, tone) = match vacancy {
        VacancyItem { is_open: true, .. } => ("vacancy-state-open", "calm"),
        VacancyItem { free: 0, .. } => ("vacancy-state-filled", ""),
        VacancyItem { closed_on: Some(_), .. } => ("vacancy-state-closed", ""),
        _ => ("vacancy-state-expired", "late"),
    };
    let (free, places) = (i64::from(vacancy.free), i64::from(vacancy.places));
    VacancyRow {
        name: vacancy.name.clone(),
        about,
        places: t.fill("vacancy-free-of", &[("free", free.into()), ("places", places.into())]),
        tone,
        state: t.say(key).into_owned(),
    }
}

fn one_page(seen: &Seen<'_>, item: &EmployerItem, may_keep: bool, form: Form) -> OnePage {
    let t = seen.t;
    let mut facts = vec![
        Fact::new(t.say("employer-kind"), about(t, item)),
        Fact::new(t.say("employer-contact"), item.contact.clone()),
        Fact::new(t.say("employer-on"), t.day(item.since_on)),
    ];
    if let Some(day) = item.agreement_on {
        facts.push(Fact::new(t.say("employer-agreement"), t.day(day)));
    }
    if let Some(day) = item.closed_on {
        facts.push(Fact::new(t.say("employer-closed-on"), t.day(day)));
    }
    let open = item.vacancies.iter().filter(|one| one.closed_on.is_none());
    let open = open.map(|one| Choice::new(one.vacancy.to_string(), one.name.clone()));
    let offers: Vec<&str> = OfferKind::ALL.iter().map(|kind| kind.code()).collect();
    OnePage {
        t,
        frame: seen.frame(Section::Elsewhere),
        form,
        name: item.name.clone(),
        facts,
        vacancies: item.vacancies.iter().map(|one| vacancy_row(t, one)).collect(),
        may_keep: may_keep && item.closed_on.is_none(),
        kinds: kinds(t),
        offers: Choice::codes(t, "offer_kind", &offers),
        open: open.collect(),
    }
}
