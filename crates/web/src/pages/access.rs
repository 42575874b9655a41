//! Who may see a case: restricted, set free, and who is excluded.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use bagyt_app::command::CaseAct;
use bagyt_app::outcome::Failure;
use bagyt_app::read::{AccessStaff, CaseAccess};
use bagyt_casework::access::ExcludeStaff;
use bagyt_casework::restriction::RestrictCase;
use bagyt_core::identity::{CaseId, StaffId};

use crate::form::{Choice, Form};
use crate::frame::{Frame, Section};
use crate::parts::Who;
use crate::posted::Posted;
use crate::texts::Texts;
use crate::visit::{Seen, Sent, Visit, named};

#[derive(Template)]
#[template(path = "access.html")]
struct AccessPage {
    t: Texts,
    frame: Frame,
    who: Who,
    form: Form,
    href: String,
    restriction: Option<String>,
    excluded: Vec<Excluded>,
    staff: Vec<Choice>,
}

/// Somebody who may not know of the case.
struct Excluded {
    staff: String,
    name: String,
    words: String,
}

/// Shows who may see the case.
pub(crate) async fn show(visit: Visit, Path(case): Path<String>) -> Response {
    visit
        .show(move |seen| {
            let access = seen.app.case_access(seen.user, named(&case)?)?;
            Ok(made(seen, &access, Form::fresh()))
        })
        .await
}

/// Restricts or frees the case, excludes somebody or lets them in again.
pub(crate) async fn send(
    visit: Visit,
    Path(case): Path<String>,
    Posted(mut form): Posted,
) -> Response {
    visit
        .send(move |seen| {
            let id: CaseId = named(&case)?;
            // Who may not, is refused before the form is read.
            let access = seen.app.case_access(seen.user, id)?;
            let Some((act, done)) = read(seen, &mut form)? else {
                return Ok(Sent::Again(made(seen, &access, form)));
            };
            let answer =
                seen.record(&mut form, |command| seen.app.act(seen.user, command, id, act))?;
            match answer {
                Some(_) if excludes_oneself(seen, &form) => Ok(Sent::To("/".to_owned())),
                Some(_) => Ok(Sent::To(format!("/cases/{id}/access?done={done}"))),
                None => Ok(Sent::Again(made(seen, &access, form))),
            }
        })
        .await
}

/// Who excludes themselves may not know of the case any more.
fn excludes_oneself(seen: &Seen<'_>, form: &Form) -> bool {
    form.value("act") == "exclude" && form.value("staff") == seen.user.staff.to_string()
}

fn read(seen: &Seen<'_>, form: &mut Form) -> Result<Option<(CaseAct, &'static str)>, Failure> {
    let t = seen.t;
    let restrict = |restricted, words| CaseAct::Restrict(RestrictCase { restricted, words });
    let read = match form.value("act") {
        "lift" => (restrict(false, String::new()), "access-lifted"),
        "exclude" => {
            let staff = form.required(t, "staff", "access-staff");
            let words = form.required(t, "why", "access-why");
            if !form.is_right() {
                return Ok(None);
            }
            let staff = named::<StaffId>(&staff)?;
            let exclude = ExcludeStaff { staff, excluded: true, words };
            (CaseAct::Exclude(exclude), "access-excluded")
        }
        "admit" => {
            let staff = named::<StaffId>(form.value("staff"))?;
            let admit = ExcludeStaff { staff, excluded: false, words: String::new() };
            (CaseAct::Exclude(admit), "access-admitted")
        }
        _ => {
            let words = form.required(t, "words", "access-words");
            (restrict(true, words), "access-restricted")
        }
    };
    Ok(form.is_right().then_some(read))
}

fn made(seen: &Seen<'_>, access: &CaseAccess, form: Form) -> AccessPage {
    let (t, row) = (seen.t, &access.row);
    let name = |one: &AccessStaff| format!("{}, {}", one.name, t.code("role", &one.role));
    let mut staff = vec![Choice::new("", t.say("choose"))];
    staff.extend(access.staff.iter().map(|one| Choice::new(one.staff.to_string(), name(one))));
    let excluded = access.excluded.iter().map(|one| Excluded {
        staff: one.staff.staff.to_string(),
        name: name(&one.staff),
        words: one.words.clone(),
    });
    AccessPage {
        t,
        frame: seen.frame(Section::Cases),
        who: Who::of(seen, row, &[]),
        form,
        href: format!("/cases/{}/access", row.case),
        restriction: access.restriction.clone(),
        excluded: excluded.collect(),
        staff,
    }
}
