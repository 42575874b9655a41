//! Deciding to whom a message belongs: what it says beside what is known, and a person's reason.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use bagyt_app::outcome::Failure;
use bagyt_app::read::{CandidateItem, MergeItem, ReviewItem, ReviewPage};
use bagyt_core::identity::{MessageId, PersonId};

use crate::form::{Choice, Form};
use crate::format::days_between;
use crate::frame::{Frame, Section};
use crate::listing::{Pages, Query};
use crate::parts::{Chip, Link};
use crate::posted::Posted;
use crate::texts::{Argument, Texts};
use crate::visit::{Asked, Seen, Sent, Visit, named};

#[derive(Template)]
#[template(path = "reviews.html")]
struct ReviewsPage {
    t: Texts,
    frame: Frame,
    rows: Vec<Row>,
    merges: Vec<Link>,
    pages: Pages,
}

/// A question that waits.
struct Row {
    tone: &'static str,
    what: String,
    candidates: String,
    waits: String,
    href: String,
}

#[derive(Template)]
#[template(path = "review.html")]
struct Comparison {
    t: Texts,
    frame: Frame,
    form: Form,
    candidates: Vec<String>,
    rows: Vec<Compared>,
    reasons: Vec<Vec<String>>,
    choices: Vec<Choice>,
    decided: String,
}

/// One thing that is compared.
struct Compared {
    field: String,
    given: String,
    cells: Vec<ComparedCell>,
}

/// What a known person has there, and whether it is the same.
struct ComparedCell {
    text: String,
    chip: Chip,
}

/// Lists the questions that wait.
pub(crate) async fn list(visit: Visit, asked: Asked) -> Response {
    visit
        .show(move |seen| {
            let list = seen.app.reviews(seen.user, asked.page())?;
            let query = Query::new("/reviews", &[]);
            Ok(ReviewsPage {
                t: seen.t,
                frame: seen.frame(Section::Reviews),
                rows: list.rows.iter().map(|item| row(seen, item)).collect(),
                merges: merges(seen)?,
                pages: Pages::of(seen.t, &query, list.page, list.total),
            })
        })
        .await
}

/// Proposals to join two records that the reader may decide.
fn merges(seen: &Seen<'_>) -> Result<Vec<Link>, Failure> {
    let link = |item: &MergeItem| {
        let [main, other] = item.names.each_ref().map(|name| Argument::Text(seen.name(name)));
        let text = seen.t.fill("merge-item", &[("main", main), ("other", other)]);
        Link::new(format!("/cases/{}/merge", item.case), text)
    };
    Ok(seen.app.merges_to_decide(seen.user)?.iter().map(link).collect())
}

/// How a field of a candidate is said.
type Said = fn(Texts, &CandidateItem) -> String;

fn row(seen: &Seen<'_>, item: &ReviewItem) -> Row {
    let t = seen.t;
    let since = seen.zone().day_of(item.opened_at);
    let days = days_between(since, seen.today());
    let office = item.office.as_ref().map(|office| seen.words().office(office)).unwrap_or_default();
    Row {
        tone: if days > 2 { "late" } else { "soon" },
        what: t.with("review-of", "moment", t.moment(item.opened_at, seen.zone())),
        candidates: t
            .count("review-candidates", i64::try_from(item.candidates).unwrap_or(i64::MAX)),
        waits: format!("{office} · {}", t.count("waits-days", days)),
        href: format!("/reviews/{}", item.message),
    }
}

/// Shows a question.
pub(crate) async fn show(visit: Visit, Path(message): Path<String>) -> Response {
    visit
        .show(move |seen| {
            let page = seen.app.review(seen.user, named(&message)?)?;
            Ok(made(seen, &page, Form::fresh()))
        })
        .await
}

/// Records the decision.
pub(crate) async fn send(
    visit: Visit,
    Path(message): Path<String>,
    Posted(mut form): Posted,
) -> Response {
    visit
        .send(move |seen| {
            let id: MessageId = named(&message)?;
            if decide(seen, id, &mut form)? {
                return Ok(Sent::To("/reviews?done=review".to_owned()));
            }
            let page = seen.app.review(seen.user, id)?;
            Ok(Sent::Again(made(seen, &page, form)))
        })
        .await
}

fn decide(seen: &Seen<'_>, message: MessageId, form: &mut Form) -> Result<bool, Failure> {
    let t = seen.t;
    let person = form.code(t, "person", "review-decision", |text| match text {
        "new" => Some(None),
        known => known.parse::<PersonId>().ok().map(Some),
    });
    let reason = form.required(t, "reason", "review-reason");
    let Some(person) = person.filter(|_| form.is_right()) else { return Ok(false) };
    let done = seen.record(form, |command| {
        seen.app.decide_review(seen.user, command, message, person, reason)
    })?;
    Ok(done.is_some())
}

fn made(seen: &Seen<'_>, page: &ReviewPage, form: Form) -> Comparison {
    let t = seen.t;
    let number = |place: usize| t.with("review-candidate", "number", (place + 1).to_string());
    let mut choices: Vec<Choice> = page
        .candidates
        .iter()
        .enumerate()
        .filter_map(|(place, one)| {
            let name = format!("{} {} {}", one.surname, one.given_name, one.patronymic);
            Some(Choice::with_hint(one.person?.to_string(), number(place), name.trim()))
        })
        .collect();
    choices.push(Choice::with_hint("new", t.say("review-new"), t.say("review-new-hint")));
    let reasons = page.candidates.iter().map(|one| {
        one.reasons.iter().map(|code| t.code("link_reason", code).into_owned()).collect()
    });
    Comparison {
        t,
        frame: seen.frame(Section::Reviews),
        form,
        candidates: (0..page.candidates.len()).map(number).collect(),
        rows: rows(t, page),
        reasons: reasons.collect(),
        choices,
        decided: if page.decided { t.say("review-decided").into_owned() } else { String::new() },
    }
}

fn rows(t: Texts, page: &ReviewPage) -> Vec<Compared> {
    let fields: [(&str, Said); 7] = [
        ("person-surname", |_, one| one.surname.clone()),
        ("person-given-name", |_, one| one.given_name.clone()),
        ("person-patronymic", |_, one| one.patronymic.clone()),
        ("person-birth-on", |t, one| one.birth_on.map(|on| t.figures(on)).unwrap_or_default()),
        ("person-sex", |t, one| t.code("sex", &one.sex).into_owned()),
        ("person-national-no", |_, one| one.national_no.clone()),
        ("registration-address", |_, one| one.address.clone()),
    ];
    let shown = |text: String| if text.is_empty() { t.say("not-known").into_owned() } else { text };
    fields
        .into_iter()
        .map(|(key, read)| {
            let given = read(t, &page.asked);
            let cells = page.candidates.iter().map(|one| {
                let known = read(t, one);
                let chip = compared(t, &given, &known);
                ComparedCell { text: shown(known), chip }
            });
            let cells = cells.collect();
            Compared { field: t.say(key).into_owned(), given: shown(given), cells }
        })
        .collect()
}

fn compared(t: Texts, given: &str, known: &str) -> Chip {
    if given.is_empty() || known.is_empty() {
        return Chip::new("", "");
    }
    if given.to_lowercase() == known.to_lowercase() {
        Chip::new(t.say("review-same"), "calm")
    } else {
        Chip::new(t.say("review-different"), "soon")
    }
}
