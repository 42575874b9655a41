//! The filters of the list of cases that somebody keeps under a name.

use askama::Template;
use axum::response::Response;
use bagyt_app::outcome::Failure;
use bagyt_app::saved_filters::FILTER_NAME_MAX;

use crate::form::Form;
use crate::frame::{Frame, Section};
use crate::pages::case_filter;
use crate::posted::Posted;
use crate::texts::Texts;
use crate::visit::{Asked, Seen, Sent, Visit};

#[derive(Template)]
#[template(path = "saved_filters.html")]
struct Page {
    t: Texts,
    frame: Frame,
    form: Form,
    /// What the list is filtered by now, part by part; empty where it is not.
    told: Vec<String>,
    back: String,
    saved: Vec<Saved>,
}

/// A filter that is kept.
struct Saved {
    name: String,
    href: String,
    told: String,
}

/// Shows what is kept, and asks for the name of what is to be kept.
pub(crate) async fn show(visit: Visit, asked: Asked) -> Response {
    visit.show(move |seen| made(seen, &asked, Form::fresh())).await
}

/// Keeps a filter, or removes one.
pub(crate) async fn send(visit: Visit, asked: Asked, Posted(mut form): Posted) -> Response {
    visit
        .send(move |seen| {
            if form.value("step") == "remove" {
                seen.app.remove_filter(seen.user, form.value("which"))?;
                return Ok(Sent::To("/cases/filters?done=filter-removed".to_owned()));
            }
            let name = form.required(seen.t, "name", "filter-name");
            form.limited(seen.t, "name", "filter-name", FILTER_NAME_MAX);
            if form.is_right() {
                let query = query_of(&asked);
                match seen.app.keep_filter(seen.user, &name, &query) {
                    Ok(()) => return Ok(Sent::To(format!("/cases?{query}&done=filter-kept"))),
                    Err(Failure::Refused(refused)) => seen.refuse(&mut form, &refused),
                    Err(other) => return Err(other),
                }
            }
            made(seen, &asked, form).map(Sent::Again)
        })
        .await
}

/// What stands behind the question mark of the list's address; empty where nothing is filtered.
fn query_of(asked: &Asked) -> String {
    let address = case_filter::query("", asked).changed(&[]);
    address.strip_prefix('?').unwrap_or_default().to_owned()
}

fn made(seen: &Seen<'_>, asked: &Asked, form: Form) -> Result<Page, Failure> {
    let saved = seen.app.saved_filters(seen.user)?.into_iter().map(|one| Saved {
        told: case_filter::told(seen, &Asked::of(Some(&one.query))).join(", "),
        href: format!("/cases?{}", one.query),
        name: one.name,
    });
    Ok(Page {
        t: seen.t,
        frame: seen.frame(Section::Cases),
        form,
        told: case_filter::told(seen, asked),
        back: case_filter::query("/cases", asked).changed(&[]),
        saved: saved.collect(),
    })
}
