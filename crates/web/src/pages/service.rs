//! The services of an office: the register with its numbers, and each service to be changed or
//! closed.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use bagyt_app::outcome::Failure;
use bagyt_app::read::{ServiceItem, ServiceNumbers, ServicesPage};
use bagyt_app::role::Action;
use bagyt_casework::codes::{Need, ServiceKind};
use bagyt_casework::service::{CloseService, DescribeService, SERVICE_LINE_MAX};
use bagyt_core::identity::{OfficeCode, ServiceId};

use crate::form::{Choice, Form};
use crate::frame::{Frame, Section};
use crate::parts::Fact;
use crate::posted::Posted;
use crate::texts::Texts;
use crate::visit::{Asked, Seen, Sent, Visit, named};

/// Longest words, in characters.
const WORDS_MAX: usize = 2_000;

#[derive(Template)]
#[template(path = "services.html")]
struct ListPage {
    t: Texts,
    frame: Frame,
    form: Form,
    heading: String,
    office: String,
    offices: Vec<Choice>,
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

/// Shows the services of an office: the reader's own, or the one that was asked for.
pub(crate) async fn list(visit: Visit, asked: Asked) -> Response {
    visit
        .show(move |seen| {
            let wanted = OfficeCode(asked.get("office").to_owned());
            let page = seen.app.services(seen.user, (!wanted.0.is_empty()).then_some(&wanted))?;
            let form = Form::fresh().preset("on", seen.t.figures(seen.today()));
            Ok(list_page(seen, &page, form))
        })
        .await
}

/// Puts a service into the register of the reader's office.
pub(crate) async fn add(visit: Visit, Posted(mut form): Posted) -> Response {
    visit
        .send(move |seen| {
            let page = seen.app.services(seen.user, Some(&seen.user.office))?;
            if !page.may_keep {
                return Err(Failure::Denied);
            }
            let done = match read(seen, &mut form, &page.office) {
                Some(describe) => seen.record(&mut form, |id| {
                    seen.app.describe_service(seen.user, id, (None, describe))
                })?,
                None => None,
            };
            match done.and_then(|answer| answer.stream) {
                Some(service) => Ok(Sent::To(format!("/services/{}?done=service", service.id))),
                None => Ok(Sent::Again(list_page(seen, &page, form))),
            }
        })
        .await
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
            let done = match form.value("step") {
                "close" => match read_closing(seen, &mut form) {
                    Some(close) => seen.record_known(&mut form, item.version, |command| {
                        seen.app.close_service(seen.user, command, (id, close))
                    })?,
                    None => None,
                },
                _ => match read(seen, &mut form, &page.office) {
                    Some(describe) => seen.record_known(&mut form, item.version, |command| {
                        seen.app.describe_service(seen.user, command, (Some(id), describe))
                    })?,
                    None => None,
                },
            };
            match done {
                Some(_) => Ok(Sent::To(format!("/services/{id}?done=service"))),
                None => Ok(Sent::Again(one_page(seen, &page, item, form))),
            }
        })
        .await
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
    let (t, words) = (seen.t, seen.words());
    let (kinds, needs) = choices(t);
    let mut offices: Vec<Choice> = page
        .offices
        .iter()
        .map(|code| Choice::new(code.0.clone(), words.office(&code.0)))
        .collect();
    offices.sort_by(|one, other| one.text.cmp(&other.text));
    let section = match seen.app.may(seen.user, Action::ViewOffice) {
        true => Section::Office,
        false => Section::Elsewhere,
    };
    ListPage {
        t,
        frame: seen.frame(section),
        form,
        heading: words.office(&page.office),
        office: page.office.clone(),
        offices,
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
