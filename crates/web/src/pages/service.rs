//! The services of an office: the register with its numbers, and each service to be changed or
//! closed.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use bagyt_app::outcome::Failure;
use bagyt_app::read::{ServiceItem, ServiceNumbers, ServicesPage};
use bagyt_app::records::Answer;
use bagyt_casework::codes::{Need, ServiceKind};
use bagyt_casework::service::{CloseService, DescribeService, SERVICE_LINE_MAX};
use bagyt_core::identity::{CommandId, OfficeCode, ServiceId};
use uuid::Uuid;

use crate::form::{Choice, Form};
use crate::frame::{Frame, Section};
use crate::pages::office_register::{self, OfficeList, OfficeRegister, Preset};
use crate::parts::{Fact, Offices};
use crate::posted::Posted;
use crate::texts::Texts;
use crate::visit::{Asked, Seen, Sent, Visit, named};

/// Longest words, in characters.
const WORDS_MAX: usize = 2_000;

#[derive(Template)]
#[template(path = "services.html")]
pub(crate) struct ListPage {
    t: Texts,
    frame: Frame,
    form: Form,
    offices: Offices,
    rows: Vec<Row>,
    may_keep: bool,
    kinds: Vec<Choice>,
    needs: Vec<Choice>,
}

/// A service, as a line of the list shows it.
struct Row {
    name: String,
    href: String,
    about: String,
    closed: String,
    referred: String,
    accepted: String,
    started: String,
    completed: String,
    days: String,
}

#[derive(Template)]
#[template(path = "service.html")]
struct OnePage {
    t: Texts,
    frame: Frame,
    form: Form,
    name: String,
    facts: Vec<Fact>,
    numbers: Vec<Fact>,
    /// Whether it can be changed and closed.
    may_keep: bool,
    kinds: Vec<Choice>,
    needs: Vec<Choice>,
}

impl OfficeList for ServicesPage {
    type Shown = ListPage;

    fn opened(seen: &Seen<'_>, office: Option<&OfficeCode>) -> Result<Self, Failure> {
        seen.app.services(seen.user, office)
    }

    fn office(&self) -> &str {
        &self.office
    }

    fn shown(&self, seen: &Seen<'_>, form: Form) -> ListPage {
        list_page(seen, self, form)
    }
}

impl OfficeRegister for ServicesPage {
    type Read = DescribeService;

    fn may_keep(&self) -> bool {
        self.may_keep
    }

    fn read(&self, seen: &Seen<'_>, form: &mut Form) -> Option<DescribeService> {
        read(seen, form, &self.office)
    }

    fn enter(
        seen: &Seen<'_>,
        command: CommandId,
        read: DescribeService,
    ) -> Result<Answer, Failure> {
        seen.app.describe_service(seen.user, command, (None, read))
    }

    fn entered(entry: Uuid) -> String {
        format!("/services/{entry}?done=service")
    }
}

/// Shows the services of an office.
pub(crate) async fn list(visit: Visit, asked: Asked) -> Response {
    office_register::list::<ServicesPage>(visit, asked, Preset::On).await
}

/// Puts a service into the register of the reader's office.
pub(crate) async fn add(visit: Visit, Posted(form): Posted) -> Response {
    office_register::add::<ServicesPage>(visit, form).await
}

/// Shows a service.
pub(crate) async fn show(visit: Visit, Path(service): Path<String>) -> Response {
    visit
        .show(move |seen| {
            let (page, at) = seen.app.service(seen.user, named(&service)?)?;
            let item = page.services.get(at).ok_or(Failure::NotFound)?;
            let today = seen.t.figures(seen.today());
            let form = Form::about(item.version)
                .preset("on", today.clone())
                .preset("closed_on", today)
                .preset("kind", item.kind.map_or("", ServiceKind::code))
                .preset("name", &*item.name)
                .preset("place", &*item.place)
                .preset("contact", &*item.contact)
                .preset_all("needs", item.needs.iter().map(|need| need.code()));
            Ok(one_page(seen, &page, item, form))
        })
        .await
}

/// Changes or closes a service.
pub(crate) async fn send(
    visit: Visit,
    Path(service): Path<String>,
    Posted(mut form): Posted,
) -> Response {
    visit
        .send(move |seen| {
            let id: ServiceId = named(&service)?;
            let (page, at) = seen.app.service(seen.user, id)?;
            let item = page.services.get(at).ok_or(Failure::NotFound)?;
            if !page.may_keep {
                return Err(Failure::Denied);
            }
            match step(seen, &mut form, (&page, item))? {
                Some(_) => Ok(Sent::To(format!("/services/{id}?done=service"))),
                None => Ok(Sent::Again(one_page(seen, &page, item, form))),
            }
        })
        .await
}

fn step(
    seen: &Seen<'_>,
    form: &mut Form,
    (page, item): (&ServicesPage, &ServiceItem),
) -> Result<Option<Answer>, Failure> {
    let (app, user, id) = (seen.app, seen.user, item.service);
    if form.value("step") == "close" {
        let read = read_closing(seen, form);
        return seen.record_read_of(form, item.version, read, |command, close| {
            app.close_service(user, command, (id, close))
        });
    }
    let read = read(seen, form, &page.office);
    seen.record_read_of(form, item.version, read, |command, describe| {
        app.describe_service(user, command, (Some(id), describe))
    })
}

fn read(seen: &Seen<'_>, form: &mut Form, office: &str) -> Option<DescribeService> {
    let t = seen.t;
    let kind = form.code(t, "kind", "service-kind", ServiceKind::find);
    let name = form.required(t, "name", "service-name");
    form.limited(t, "name", "service-name", SERVICE_LINE_MAX);
    let place = form.required(t, "place", "service-place");
    form.limited(t, "place", "service-place", SERVICE_LINE_MAX);
    let contact = form.limited(t, "contact", "service-contact", SERVICE_LINE_MAX);
    let needs: Vec<Need> = form.values("needs").into_iter().filter_map(Need::find).collect();
    // Boxes of which none is ticked are not sent, so that what is refused later finds no field.
    if needs.is_empty() {
        form.refuse("needs", t.say("refusal-service-no-needs"));
    }
    let on = form.day(t, "on", "service-on");
    if !form.is_right() {
        return None;
    }
    Some(DescribeService {
        described: seen.effective(on?, None),
        office: OfficeCode(office.to_owned()),
        kind: kind?,
        needs,
        name,
        place,
        contact: contact.unwrap_or_default(),
    })
}

fn read_closing(seen: &Seen<'_>, form: &mut Form) -> Option<CloseService> {
    let t = seen.t;
    form.call("on", "closed_on");
    let on = form.day(t, "closed_on", "service-closed-on");
    let words = form.required(t, "words", "service-close-words");
    form.limited(t, "words", "service-close-words", WORDS_MAX);
    if !form.is_right() {
        return None;
    }
    Some(CloseService { closed: seen.effective(on?, None), words })
}

fn choices(t: Texts) -> (Vec<Choice>, Vec<Choice>) {
    let kinds: Vec<&str> = ServiceKind::ALL.iter().map(|kind| kind.code()).collect();
    let needs: Vec<&str> = Need::ALL.iter().map(|need| need.code()).collect();
    (Choice::codes(t, "service_kind", &kinds), Choice::codes(t, "need", &needs))
}

fn list_page(seen: &Seen<'_>, page: &ServicesPage, form: Form) -> ListPage {
    let t = seen.t;
    let (kinds, needs) = choices(t);
    ListPage {
        t,
        frame: seen.frame(office_register::section(seen)),
        form,
        offices: Offices::of(seen, &page.office, &page.offices),
        rows: page.services.iter().map(|item| row(t, item)).collect(),
        may_keep: page.may_keep,
        kinds,
        needs,
    }
}

/// The kind of a service with the needs that it answers, on one line.
fn about(t: Texts, item: &ServiceItem) -> String {
    let kind = item.kind.map(|kind| t.code("service_kind", kind.code()).into_owned());
    let needs: Vec<_> = item.needs.iter().map(|need| t.code("need", need.code())).collect();
    format!("{} · {}", kind.unwrap_or_default(), needs.join(", "))
}

fn closed(t: Texts, item: &ServiceItem) -> String {
    item.closed_on.map_or_else(String::new, |day| t.fill("service-closed", &[("day", day.into())]))
}

fn row(t: Texts, item: &ServiceItem) -> Row {
    let [referred, accepted, started, completed, days] = figures(t, item.numbers);
    Row {
        name: item.name.clone(),
        href: format!("/services/{}", item.service),
        about: about(t, item),
        closed: closed(t, item),
        referred,
        accepted,
        started,
        completed,
        days,
    }
}

/// The numbers of a service in words; a dash for one that is not shown.
fn figures(t: Texts, numbers: ServiceNumbers) -> [String; 5] {
    let hidden = || t.say("statistics-withheld").into_owned();
    let figure = |number: Option<u64>| number.map_or_else(hidden, |number| number.to_string());
    let days = match (numbers.days_median, numbers.started) {
        (Some(days), _) => t.count("service-days", days),
        (None, Some(_)) => String::new(),
        (None, None) => hidden(),
    };
    let ServiceNumbers { referred, accepted, started, completed, .. } = numbers;
    [figure(referred), figure(accepted), figure(started), figure(completed), days]
}

fn one_page(seen: &Seen<'_>, page: &ServicesPage, item: &ServiceItem, form: Form) -> OnePage {
    let t = seen.t;
    let (kinds, needs) = choices(t);
    let mut facts = vec![
        Fact::new(t.say("service-kind"), about(t, item)),
        Fact::new(t.say("service-place"), item.place.clone()),
        Fact::new(t.say("service-contact"), item.contact.clone()),
        Fact::new(t.say("service-on"), t.day(item.since_on)),
    ];
    if let Some(day) = item.closed_on {
        facts.push(Fact::new(t.say("service-closed-on"), t.day(day)));
    }
    let keys = [
        "service-referred",
        "service-accepted",
        "service-started",
        "service-completed",
        "service-median",
    ];
    let figures = figures(t, item.numbers);
    OnePage {
        t,
        frame: seen.frame(Section::Elsewhere),
        form,
        name: item.name.clone(),
        facts,
        numbers: keys
            .iter()
            .zip(figures)
            .map(|(key, figure)| Fact::new(t.say(key), figure))
            .collect(),
        may_keep: page.may_keep && item.closed_on.is_none(),
        kinds,
        needs,
    }
}
