//! A member of staff as the head sees one: the work in hand against what the person can carry, and
//! what lowers that for a time.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use bagyt_app::outcome::Failure;
use bagyt_app::read::{LeaveItem, ReductionItem, StaffPage, WorkLine};
use bagyt_app::staffing::StaffAct;
use bagyt_casework::codes::ReductionKind;
use bagyt_casework::workload::{EndReduction, GrantReduction, ReductionRule, Workload};
use bagyt_core::identity::StaffId;

use crate::form::{Choice, Form};
use crate::format::grouped;
use crate::frame::{Frame, Section};
use crate::pages::leave;
use crate::pages::staff_day::{EndOfEntry, OneDay};
use crate::parts::Fact;
use crate::posted::Posted;
use crate::texts::Texts;
use crate::visit::{Seen, Sent, Visit, named};

/// A workload in words.
pub(crate) struct Load {
    /// Points in hand of those that the person can carry.
    pub(crate) points: String,
    /// The share, or that the person can carry nothing.
    pub(crate) share: String,
    /// The share in thousandths, at most all of it: the length of a bar.
    pub(crate) permille: u32,
    /// Whether the person has more than can be carried.
    pub(crate) is_over: bool,
}

impl Load {
    pub(crate) fn of(t: Texts, load: Workload) -> Load {
        let permille = load.permille();
        let figure = |number: u32| grouped(i64::from(number));
        let points = [
            ("points", figure(load.points).into()),
            ("available", figure(load.available()).into()),
        ];
        let share = match permille {
            Some(permille) => t.share(i64::from(permille)),
            None => t.say("workload-none").into_owned(),
        };
        Load {
            points: t.fill("workload-of", &points),
            share,
            permille: permille.unwrap_or(0).min(1_000),
            is_over: permille.is_some_and(|permille| permille > 1_000),
        }
    }
}

#[derive(Template)]
#[template(path = "staff.html")]
struct Page {
    t: Texts,
    frame: Frame,
    form: Form,
    heading: String,
    about: String,
    left: String,
    facts: Vec<Fact>,
    load: Load,
    invented: bool,
    lines: Vec<Line>,
    reductions: Vec<Reduction>,
    leaves: Vec<Away>,
    may_keep: bool,
    kinds: Vec<Choice>,
    /// Where the cases are given to others; empty where there are none.
    cases_href: String,
    cases: String,
    /// Address of the person, for what can be recorded.
    address: String,
    has_post: bool,
}

/// Work in hand that is alike, as a line of the table shows it.
struct Line {
    kind: String,
    domain: String,
    risk: String,
    count: String,
    each: String,
    points: String,
}

/// A leave, as the list shows it.
struct Away {
    kind: String,
    term: String,
    words: String,
    state: String,
    tone: &'static str,
    /// Where it is ended; empty where it is over.
    href: String,
}

/// A reduction, as the list shows it.
struct Reduction {
    kind: String,
    term: String,
    words: String,
    state: String,
    tone: &'static str,
    /// Where it is ended; empty where it is over.
    href: String,
}

/// Shows a member of staff.
pub(crate) async fn show(visit: Visit, Path(staff): Path<String>) -> Response {
    visit
        .show(move |seen| {
            let page = seen.app.staff_page(seen.user, named(&staff)?)?;
            let form = Form::fresh().preset("from", seen.t.figures(seen.today()));
            Ok(made(seen, &page, form))
        })
        .await
}

/// Lowers what a member of staff is to carry.
pub(crate) async fn send(
    visit: Visit,
    Path(staff): Path<String>,
    Posted(mut form): Posted,
) -> Response {
    visit
        .send(move |seen| {
            let id: StaffId = named(&staff)?;
            let page = seen.app.staff_page(seen.user, id)?;
            if !page.may_keep {
                return Err(Failure::Denied);
            }
            if let Some(grant) = granted(seen, &mut form) {
                let act = StaffAct::GrantReduction(grant);
                let done = seen.record(&mut form, |command| {
                    seen.app.act_on_staff(seen.user, command, id, act)
                })?;
                if done.is_some() {
                    return Ok(Sent::To(format!("/staff/{id}?done=reduction")));
                }
            }
            Ok(Sent::Again(made(seen, &page, form)))
        })
        .await
}

fn granted(seen: &Seen<'_>, form: &mut Form) -> Option<GrantReduction> {
    let t = seen.t;
    let kind = form.code(t, "kind", "reduction-kind", ReductionKind::find);
    let percent = match form.value("percent").is_empty() {
        true => {
            form.required(t, "percent", &t.say("reduction-percent"));
            None
        }
        false => form.optional_number(t, "percent", "reduction-percent"),
    };
    let from = form.day(t, "from", "reduction-from");
    let until_on = form.optional_day(t, "until_on", "reduction-until");
    let words = form.value("words").to_owned();
    if !form.is_right() {
        return None;
    }
    let percent = u16::try_from(percent?).unwrap_or(u16::MAX);
    Some(GrantReduction {
        kind: kind?,
        percent,
        from: seen.effective(from?, None),
        until_on,
        words,
    })
}

fn made(seen: &Seen<'_>, page: &StaffPage, form: Form) -> Page {
    let t = seen.t;
    let load = page.load;
    let left = |share: u16| t.share(i64::from(share) * 10);
    let facts = vec![
        Fact::new(t.say("workload-target"), grouped(i64::from(load.target))),
        Fact::new(t.say("workload-left"), left(load.share_percent)),
    ];
    let role = t.code("role", &page.role);
    Page {
        t,
        frame: seen.frame(Section::Office),
        form,
        heading: t.with("staff-title", "name", seen.name(&page.name)),
        about: format!("{role}, {}", seen.words().post(&page.office)),
        left: page.left_on.map(|on| t.with("staff-left", "on", t.day(on))).unwrap_or_default(),
        facts,
        load: Load::of(t, load),
        invented: page.policy.as_ref().is_some_and(|(_, invented)| *invented),
        lines: page.lines.iter().map(|one| line(t, one)).collect(),
        reductions: page.reductions.iter().map(|one| reduction(seen, page, one)).collect(),
        leaves: page.leaves.iter().map(|one| away(seen, page, one)).collect(),
        cases_href: if page.cases > 0 {
            format!("/staff/{}/cases", page.staff)
        } else {
            String::new()
        },
        cases: t.count("staff-cases", i64::from(page.cases)),
        address: format!("/staff/{}", page.staff),
        has_post: page.left_on.is_none(),
        may_keep: page.may_keep,
        kinds: page.rules.iter().map(|rule| choice(t, rule)).collect(),
    }
}

fn line(t: Texts, one: &WorkLine) -> Line {
    let figure = |number: u32| grouped(i64::from(number));
    Line {
        kind: t.code("work_kind", one.piece.kind.code()).into_owned(),
        domain: t.code("domain", one.piece.domain.code()).into_owned(),
        risk: t.code("risk", one.piece.risk.map_or("unassessed", |risk| risk.code())).into_owned(),
        count: figure(one.count),
        each: figure(one.each),
        points: figure(one.points),
    }
}

fn reduction(seen: &Seen<'_>, page: &StaffPage, one: &ReductionItem) -> Reduction {
    let t = seen.t;
    let (state, tone) = match (one.holds, one.is_open) {
        (true, _) => ("reduction-holds", "soon"),
        (false, true) => ("reduction-later", ""),
        (false, false) => ("reduction-over", "calm"),
    };
    let href = match one.is_open && page.may_keep {
        true => format!("/staff/{}/reductions/{}", page.staff, one.version),
        false => String::new(),
    };
    Reduction {
        kind: t.code("reduction_kind", one.kind.code()).into_owned(),
        term: term(t, one),
        words: one.words.clone(),
        state: t.say(state).into_owned(),
        tone,
        href,
    }
}

fn away(seen: &Seen<'_>, page: &StaffPage, one: &LeaveItem) -> Away {
    let t = seen.t;
    let (state, tone) = match (one.holds, one.is_open) {
        (true, _) => ("leave-holds", "soon"),
        (false, true) => ("reduction-later", ""),
        (false, false) => ("reduction-over", "calm"),
    };
    let href = match one.is_open && page.may_keep {
        true => format!("/staff/{}/leaves/{}", page.staff, one.version),
        false => String::new(),
    };
    Away {
        kind: t.code("leave_kind", one.kind.code()).into_owned(),
        term: leave::term(t, one),
        words: one.words.clone(),
        state: t.say(state).into_owned(),
        tone,
        href,
    }
}

/// By how much and for how long.
fn term(t: Texts, one: &ReductionItem) -> String {
    let mut said = vec![("percent", i64::from(one.percent).into()), ("from", one.from_on.into())];
    match one.until_on {
        Some(until_on) => {
            said.push(("until", until_on.into()));
            t.fill("reduction-term-until", &said)
        }
        None => t.fill("reduction-term", &said),
    }
}

fn choice(t: Texts, rule: &ReductionRule) -> Choice {
    let kind = rule.kind.code();
    let most = ("most", i64::from(rule.percent_most).into());
    let hint = match rule.days_most {
        Some(days) => t.fill("reduction-most-days", &[most, ("days", i64::from(days).into())]),
        None => t.fill("reduction-most", &[most]),
    };
    Choice::with_hint(kind, t.code("reduction_kind", kind), hint)
}

/// The end of a reduction.
static END: EndOfEntry = EndOfEntry {
    made: ending,
    label: "reduction-end-on",
    act: |reduction, ended| StaffAct::EndReduction(EndReduction { reduction, ended }),
    done: "reduction-ended",
};

/// Asks from what day a reduction no longer holds.
pub(crate) async fn ask_end(visit: Visit, Path(entry): Path<(String, String)>) -> Response {
    END.ask(visit, entry).await
}

/// Ends a reduction.
pub(crate) async fn end(
    visit: Visit,
    Path(entry): Path<(String, String)>,
    Posted(form): Posted,
) -> Response {
    END.send(visit, entry, form).await
}

fn ending(seen: &Seen<'_>, (id, version): (StaffId, u32), form: Form) -> Result<OneDay, Failure> {
    let t = seen.t;
    let page = seen.app.staff_page(seen.user, id)?;
    if !page.may_keep {
        return Err(Failure::Denied);
    }
    let mut all = page.reductions.iter();
    let one = all.find(|one| one.version == version).ok_or(Failure::NotFound)?;
    let kind = t.code("reduction_kind", one.kind.code());
    let about = format!("{kind}, {}", term(t, one));
    let texts =
        ["reduction-end-title", "reduction-end-on", "reduction-end-hint", "reduction-end-button"];
    Ok(OneDay::of(seen, (&page, &about), texts, form))
}
