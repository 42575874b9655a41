//! Two records that may be one person's: side by side, proposed, confirmed by another head, and
//! parted again with what came in meanwhile given to whom it belongs.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use bagyt_app::outcome::Failure;
use bagyt_app::read::{CaseRow, MergePage, MergeSide, MergeState};
use bagyt_app::role::Action;
use bagyt_core::identity::CaseId;

use crate::form::{Choice, Form};
use crate::frame::{Frame, Section};
use crate::parts::{Chip, Fact, Link, Who};
use crate::posted::Posted;
use crate::texts::Texts;
use crate::visit::{Asked, Seen, Sent, Visit, named};

/// The answers to whom a case belongs.
const OWNERS: [&str; 2] = ["main", "other"];

#[derive(Template)]
#[template(path = "merge.html")]
struct Page {
    t: Texts,
    frame: Frame,
    who: Who,
    form: Form,
    state: Chip,
    sides: Vec<Side>,
    likeness: Vec<String>,
    proposed: Vec<Fact>,
    find: String,
    is_searched: bool,
    choices: Vec<Choice>,
    decisions: Vec<Choice>,
    meanwhile: Vec<Came>,
    may_propose: bool,
    may_decide: bool,
    may_part: bool,
    waits: bool,
    href: String,
}

/// One of the two records.
struct Side {
    title: String,
    facts: Vec<Fact>,
    cases: Vec<Link>,
}

/// A case that came in since both were joined.
struct Came {
    field: String,
    label: String,
    owners: Vec<Choice>,
}

/// Shows both records, or the search for the other one.
pub(crate) async fn show(visit: Visit, Path(case): Path<String>, asked: Asked) -> Response {
    visit
        .show(move |seen| {
            let find = asked.get("find").to_owned();
            let page = seen.app.merge(seen.user, named(&case)?, &find)?;
            Ok(made(seen, &page, Form::fresh().preset("find", &find), &find))
        })
        .await
}

/// Proposes that both are one person.
pub(crate) async fn propose(
    visit: Visit,
    Path(case): Path<String>,
    Posted(mut form): Posted,
) -> Response {
    visit
        .send(move |seen| {
            let id: CaseId = named(&case)?;
            open(seen, id, Action::ProposeMerge)?;
            let find = form.value("find").to_owned();
            let other = form.code(seen.t, "other", "merge-choose", |text| text.parse().ok());
            let words = form.required(seen.t, "words", "merge-words");
            if let Some(other) = other.filter(|_| form.is_right()) {
                let done = seen.record(&mut form, |command| {
                    seen.app.propose_merge(seen.user, command, (id, other), words)
                })?;
                if done.is_some() {
                    return Ok(Sent::To(format!("/cases/{id}/merge?done=merge-proposed")));
                }
            }
            let page = seen.app.merge(seen.user, id, &find)?;
            Ok(Sent::Again(made(seen, &page, form, &find)))
        })
        .await
}

/// Confirms it, or refuses it with a reason.
pub(crate) async fn decide(
    visit: Visit,
    Path(case): Path<String>,
    Posted(mut form): Posted,
) -> Response {
    visit
        .send(move |seen| {
            let id: CaseId = named(&case)?;
            open(seen, id, Action::ConfirmMerge)?;
            let decision =
                form.choice(seen.t, "decision", "merge-decision", &["confirm", "refuse"]);
            let confirmed = decision.as_deref() == Some("confirm");
            if decision.is_some() && !confirmed {
                form.required(seen.t, "words", "merge-words");
            }
            if form.is_right() {
                let words = form.value("words").to_owned();
                let done = seen.record(&mut form, |command| {
                    seen.app.decide_merge(seen.user, command, id, (confirmed, words))
                })?;
                if done.is_some() {
                    let done = if confirmed { "merge-confirmed" } else { "merge-refused" };
                    return Ok(Sent::To(format!("/cases/{id}/merge?done={done}")));
                }
            }
            let page = seen.app.merge(seen.user, id, "")?;
            Ok(Sent::Again(made(seen, &page, form, "")))
        })
        .await
}

/// Parts them again.
pub(crate) async fn part(
    visit: Visit,
    Path(case): Path<String>,
    Posted(mut form): Posted,
) -> Response {
    visit
        .send(move |seen| {
            let id: CaseId = named(&case)?;
            let page = open(seen, id, Action::PartMerge)?;
            let mut assigned = Vec::new();
            for case in &page.meanwhile {
                let owner = form.choice(seen.t, &field(case), "merge-whose", &OWNERS);
                assigned.extend(owner.map(|owner| (case.case, owner == "other")));
            }
            let words = form.required(seen.t, "words", "merge-words");
            if form.is_right() {
                let done = seen.record(&mut form, |command| {
                    seen.app.part_merge(seen.user, command, id, (words, assigned))
                })?;
                if done.is_some() {
                    return Ok(Sent::To(format!("/cases/{id}/merge?done=merge-parted")));
                }
            }
            let page = seen.app.merge(seen.user, id, "")?;
            Ok(Sent::Again(made(seen, &page, form, "")))
        })
        .await
}

/// Reads the page for somebody who may do that; nobody else's form is read.
fn open(seen: &Seen<'_>, case: CaseId, action: Action) -> Result<MergePage, Failure> {
    let page = seen.app.merge(seen.user, case, "")?;
    if seen.app.may(seen.user, action) { Ok(page) } else { Err(Failure::Denied) }
}

fn field(case: &CaseRow) -> String {
    format!("whose-{}", case.case)
}

fn made(seen: &Seen<'_>, page: &MergePage, form: Form, find: &str) -> Page {
    let (t, row) = (seen.t, &page.row);
    let (state, tone) = match page.state {
        MergeState::Alone => ("alone", ""),
        MergeState::Waiting => ("waiting", "soon"),
        MergeState::Joined => ("joined", "calm"),
    };
    let mut sides = vec![side(seen, &page.main, "merge-main")];
    sides.extend(page.other.iter().map(|other| side(seen, other, "merge-other")));
    let likeness = page.likeness.iter().map(|code| t.code("link_reason", code).into_owned());
    let choices = page.choices.iter().map(|one| {
        let born = one.birth_on.map(|on| t.with("search-born", "day", t.day(on)));
        let hint = [Some(one.number.clone()), born].into_iter().flatten();
        let hint = hint.collect::<Vec<_>>().join(" · ");
        Choice::with_hint(one.case.to_string(), seen.name(&one.name), hint)
    });
    let came = page.meanwhile.iter().map(|case| Came {
        field: field(case),
        label: t.with("merge-whose-case", "number", &case.number),
        owners: vec![
            Choice::new("main", seen.name(&page.main.names)),
            Choice::new("other", page.other.as_ref().map_or("", |other| other.names.as_str())),
        ],
    });
    let waits = page.state == MergeState::Waiting && !page.may_decide;
    Page {
        t,
        frame: seen.frame(Section::Cases),
        who: Who::of(seen, row, &[]),
        form,
        state: Chip::new(t.code("merge_state", state), tone),
        sides,
        likeness: likeness.collect(),
        proposed: proposed(seen, page),
        find: find.to_owned(),
        is_searched: !find.is_empty(),
        choices: choices.collect(),
        decisions: Choice::codes(t, "merge_decision", &["confirm", "refuse"]),
        meanwhile: came.collect(),
        may_propose: page.may_propose,
        may_decide: page.may_decide,
        may_part: page.may_part,
        waits,
        href: format!("/cases/{}/merge", row.case),
    }
}

fn side(seen: &Seen<'_>, side: &MergeSide, title: &str) -> Side {
    let (t, words) = (seen.t, seen.words());
    let born = side.birth_on.map(|on| t.day(on)).unwrap_or_default();
    let facts = [
        ("column-name", seen.name(&side.names)),
        ("person-birth-on", born),
        ("case-national-no", side.national_no.clone()),
        ("registration-address", side.address.clone()),
    ];
    let facts = facts.into_iter().filter(|(_, value)| !value.is_empty());
    let link = |case: &CaseRow| {
        let text = if case.stub {
            t.say("case-restricted").into_owned()
        } else {
            format!("{} · {}", case.number, words.measure(&case.measure))
        };
        Link::new(format!("/cases/{}", case.case), text)
    };
    Side {
        title: t.say(title).into_owned(),
        facts: facts.map(|(key, value)| Fact::new(t.say(key), value)).collect(),
        cases: side.cases.iter().map(link).collect(),
    }
}

/// Who proposed it, when and why.
fn proposed(seen: &Seen<'_>, page: &MergePage) -> Vec<Fact> {
    let Some((name, at, words)) = &page.proposed else { return Vec::new() };
    let t = seen.t;
    let by = format!("{name}, {}", t.moment_figures(*at, seen.zone()));
    vec![Fact::new(t.say("merge-proposed-by"), by), Fact::new(t.say("merge-words"), words.clone())]
}
