//! When a member of staff is away, who stands in, and the end of a post; the cases of a colleague are
//! given to others in one act.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use bagyt_app::outcome::Failure;
use bagyt_app::read::{LeaveItem, Reallocation, ReallocationRow, StaffPage};
use bagyt_app::staffing::StaffAct;
use bagyt_casework::codes::LeaveKind;
use bagyt_casework::leave::{EndLeave, RecordLeave};
use bagyt_casework::staff::LeaveStaff;
use bagyt_core::identity::{CaseId, StaffId};

use crate::form::{Choice, Form};
use crate::format::grouped;
use crate::frame::{Frame, Section};
use crate::pages::staff::Load;
use crate::pages::staff_day::{EndOfEntry, OneDay};
use crate::posted::Posted;
use crate::texts::Texts;
use crate::visit::{Seen, Sent, Visit, named};

#[derive(Template)]
#[template(path = "leave.html")]
struct LeavePage {
    t: Texts,
    frame: Frame,
    form: Form,
    back: String,
    name: String,
    kinds: Vec<Choice>,
    colleagues: Vec<Choice>,
}

#[derive(Template)]
#[template(path = "reallocation.html")]
struct ReallocationPage {
    t: Texts,
    frame: Frame,
    form: Form,
    back: String,
    name: String,
    more: String,
    rows: Vec<Row>,
    officers: Vec<Officer>,
    choices: Vec<Choice>,
    invented: bool,
}

/// A case of the colleague, as a line of the table shows it.
struct Row {
    /// Name of the field that says who is given it.
    field: String,
    name: String,
    number: String,
    href: String,
    risk: String,
    points: String,
    due: String,
}

/// Somebody who may be given cases.
struct Officer {
    name: String,
    cases: String,
    before: Load,
    after: Load,
}

/// Asks for how long somebody is away and who stands in.
pub(crate) async fn show(visit: Visit, Path(staff): Path<String>) -> Response {
    visit
        .show(move |seen| {
            let page = kept(seen, named(&staff)?)?;
            let form = Form::fresh().preset("from", seen.t.figures(seen.today()));
            Ok(made(seen, &page, form))
        })
        .await
}

/// Records that somebody is away.
pub(crate) async fn send(
    visit: Visit,
    Path(staff): Path<String>,
    Posted(mut form): Posted,
) -> Response {
    visit
        .send(move |seen| {
            let id: StaffId = named(&staff)?;
            let page = kept(seen, id)?;
            if let Some(leave) = recorded(seen, &mut form) {
                let act = StaffAct::RecordLeave(leave);
                let done = seen.record(&mut form, |command| {
                    seen.app.act_on_staff(seen.user, command, id, act)
                })?;
                if done.is_some() {
                    return Ok(Sent::To(format!("/staff/{id}?done=leave")));
                }
            }
            Ok(Sent::Again(made(seen, &page, form)))
        })
        .await
}

/// The page of somebody of whom the reader may record something.
fn kept(seen: &Seen<'_>, staff: StaffId) -> Result<StaffPage, Failure> {
    let page = seen.app.staff_page(seen.user, staff)?;
    if page.may_keep { Ok(page) } else { Err(Failure::Denied) }
}

fn recorded(seen: &Seen<'_>, form: &mut Form) -> Option<RecordLeave> {
    let t = seen.t;
    let kind = form.code(t, "kind", "leave-kind", LeaveKind::find);
    let from = form.day(t, "from", "leave-from");
    let until_on = form.day(t, "until_on", "leave-until");
    let cover = form.code(t, "cover", "leave-cover", |text| text.parse::<StaffId>().ok());
    let words = form.value("words").to_owned();
    if !form.is_right() {
        return None;
    }
    let from = seen.effective(from?, None);
    Some(RecordLeave { kind: kind?, from, until_on: until_on?, cover: cover?, words })
}

fn made(seen: &Seen<'_>, page: &StaffPage, form: Form) -> LeavePage {
    let t = seen.t;
    let codes: Vec<&str> = LeaveKind::ALL.iter().map(|kind| kind.code()).collect();
    let colleague =
        |one: &bagyt_app::read::Colleague| Choice::new(one.staff.to_string(), seen.name(&one.name));
    LeavePage {
        t,
        frame: seen.frame(Section::Office),
        form,
        back: format!("/staff/{}", page.staff),
        name: seen.name(&page.name),
        kinds: Choice::codes(t, "leave_kind", &codes),
        colleagues: page.colleagues.iter().map(colleague).collect(),
    }
}

/// For how long somebody is away, and who stands in.
pub(crate) fn term(t: Texts, one: &LeaveItem) -> String {
    t.fill(
        "leave-term",
        &[
            ("from", one.from_on.into()),
            ("until", one.until_on.into()),
            ("name", one.cover.as_str().into()),
        ],
    )
}

/// The end of a leave before its day.
static END: EndOfEntry = EndOfEntry {
    made: ending,
    label: "leave-end-on",
    act: |leave, ended| StaffAct::EndLeave(EndLeave { leave, ended }),
    done: "leave-ended",
};

/// Asks from what day somebody is back.
pub(crate) async fn ask_end(visit: Visit, Path(entry): Path<(String, String)>) -> Response {
    END.ask(visit, entry).await
}

/// Records that somebody is back before the day.
pub(crate) async fn end(
    visit: Visit,
    Path(entry): Path<(String, String)>,
    Posted(form): Posted,
) -> Response {
    END.send(visit, entry, form).await
}

fn ending(seen: &Seen<'_>, (id, version): (StaffId, u32), form: Form) -> Result<OneDay, Failure> {
    let t = seen.t;
    let page = kept(seen, id)?;
    let mut all = page.leaves.iter();
    let one = all.find(|one| one.version == version).ok_or(Failure::NotFound)?;
    let kind = t.code("leave_kind", one.kind.code());
    let about = format!("{kind}, {}", term(t, one));
    let texts = ["leave-end-title", "leave-end-on", "leave-end-hint", "leave-end-button"];
    Ok(OneDay::of(seen, (&page, &about), texts, form))
}

/// Asks from what day somebody has left the post.
pub(crate) async fn ask_leaving(visit: Visit, Path(staff): Path<String>) -> Response {
    visit
        .show(move |seen| {
            let form = Form::fresh().preset("ended", seen.t.figures(seen.today()));
            leaving(seen, named(&staff)?, form)
        })
        .await
}

/// Records that somebody has left the post; the cases then wait for others.
pub(crate) async fn leave(
    visit: Visit,
    Path(staff): Path<String>,
    Posted(mut form): Posted,
) -> Response {
    visit
        .send(move |seen| {
            let id: StaffId = named(&staff)?;
            let page = leaving(seen, id, Form::fresh())?;
            form.call("left_on", "ended");
            if let Some(left) = form.day(seen.t, "ended", "leaving-on") {
                let act = StaffAct::Leave(LeaveStaff { left: seen.effective(left, None) });
                let done = seen.record(&mut form, |command| {
                    seen.app.act_on_staff(seen.user, command, id, act)
                })?;
                if done.is_some() {
                    return Ok(Sent::To(format!("/staff/{id}?done=leaving")));
                }
            }
            Ok(Sent::Again(page.again(form)))
        })
        .await
}

fn leaving(seen: &Seen<'_>, id: StaffId, form: Form) -> Result<OneDay, Failure> {
    let page = kept(seen, id)?;
    let about = seen.t.count("leaving-cases", i64::from(page.cases));
    let texts = ["leaving-title", "leaving-on", "leaving-hint", "leaving-button"];
    Ok(OneDay::of(seen, (&page, &about), texts, form))
}

/// Shows the cases of a colleague with who could be given each.
pub(crate) async fn cases(visit: Visit, Path(staff): Path<String>) -> Response {
    visit
        .show(move |seen| {
            let page = seen.app.reallocation(seen.user, named(&staff)?)?;
            let mut form = Form::fresh();
            for one in &page.rows {
                let proposed = one.proposed.map(|to| to.to_string()).unwrap_or_default();
                form = form.preset(&field(one), proposed);
            }
            Ok(shown(seen, &page, form))
        })
        .await
}

/// Gives the cases of a colleague to others.
pub(crate) async fn give(
    visit: Visit,
    Path(staff): Path<String>,
    Posted(mut form): Posted,
) -> Response {
    visit
        .send(move |seen| {
            let id: StaffId = named(&staff)?;
            let page = seen.app.reallocation(seen.user, id)?;
            if let Some(given) = given(seen, &page, &mut form) {
                let done = seen
                    .record(&mut form, |command| seen.app.reallocate(seen.user, command, &given))?;
                if done.is_some() {
                    return Ok(Sent::To(format!("/staff/{id}?done=reallocation")));
                }
            }
            Ok(Sent::Again(shown(seen, &page, form)))
        })
        .await
}

fn field(one: &ReallocationRow) -> String {
    format!("to-{}", one.row.case)
}

/// Reads who is given which case. What somebody else gave away meanwhile is said.
fn given(seen: &Seen<'_>, page: &Reallocation, form: &mut Form) -> Option<Vec<(CaseId, StaffId)>> {
    let t = seen.t;
    let mut given = Vec::new();
    for one in &page.rows {
        let name = field(one);
        let chosen = form.value(&name).to_owned();
        match chosen.parse::<StaffId>() {
            _ if chosen.is_empty() => {}
            Ok(to) if page.choices.iter().any(|choice| choice.staff == to) => {
                given.push((one.row.case, to));
            }
            _ => form.refuse(&name, t.with("wrong-choice", "field", t.say("reallocation-to"))),
        }
    }
    let known: Vec<String> = page.rows.iter().map(field).collect();
    let is_gone = |name: &str| name.starts_with("to-") && !known.iter().any(|one| one == name);
    if form.names().any(is_gone) {
        form.refuse("", t.say("wrong-changed"));
    } else if given.is_empty() && form.is_right() {
        form.refuse("", t.say("reallocation-nothing"));
    }
    form.is_right().then_some(given)
}

fn shown(seen: &Seen<'_>, page: &Reallocation, form: Form) -> ReallocationPage {
    let t = seen.t;
    let row = |one: &ReallocationRow| Row {
        field: field(one),
        name: seen.name(&one.row.name),
        number: one.row.number.clone(),
        href: format!("/cases/{}", one.row.case),
        risk: t.code("risk", one.row.risk.as_deref().unwrap_or("unassessed")).into_owned(),
        points: grouped(i64::from(one.points)),
        due: one.row.next_due_on.map(|on| t.figures(on)).unwrap_or_default(),
    };
    let mut choices = vec![Choice::new("", t.say("reallocation-stays"))];
    choices.extend(page.choices.iter().map(|one| Choice::new(one.staff.to_string(), &*one.name)));
    let officers = page.choices.iter().map(|one| Officer {
        name: one.name.clone(),
        cases: grouped(i64::try_from(one.cases).unwrap_or(i64::MAX)),
        before: Load::of(t, one.before),
        after: Load::of(t, one.after),
    });
    let more = i64::try_from(page.more).unwrap_or(i64::MAX);
    ReallocationPage {
        t,
        frame: seen.frame(Section::Office),
        form,
        back: format!("/staff/{}", page.staff),
        name: seen.name(&page.name),
        more: if more > 0 { t.count("reallocation-more", more) } else { String::new() },
        rows: page.rows.iter().map(row).collect(),
        officers: officers.collect(),
        choices,
        invented: seen.tables().workload(seen.today()).is_some_and(|edition| edition.invented),
    }
}
