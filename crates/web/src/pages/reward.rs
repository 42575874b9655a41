//! Rewards beside sanctions: the ledger, milestones that were reached, and the form of a reward.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use bagyt_app::command::{CaseAct, SupportAct};
use bagyt_app::outcome::Failure;
use bagyt_app::read::{CasePage, right_to_reward};
use bagyt_app::role::Action;
use bagyt_casework::reward::{GiveReward, Milestone, RewardRow};

use crate::form::{Choice, Form};
use crate::frame::{Frame, Section};
use crate::pages::case::{open, who};
use crate::pages::case_form::{self, CaseForm};
use crate::parts::Who;
use crate::posted::Posted;
use crate::texts::Texts;
use crate::visit::{Asked, Seen, Visit};

/// Longest words, in characters.
const WORDS_MAX: usize = 2_000;

#[derive(Template)]
#[template(path = "rewards.html")]
pub(crate) struct Page {
    t: Texts,
    frame: Frame,
    who: Who,
    form: Form,
    ledger: String,
    rows: Vec<Row>,
    reached: Vec<String>,
    kinds: Vec<Choice>,
    milestones: Vec<Choice>,
}

/// A reward, as a line of the list shows it.
struct Row {
    on: String,
    kind: String,
    words: String,
}

/// A reward of one case.
struct Rewarding {
    case: String,
    milestone: String,
    sends: bool,
}

/// What the form says, and whether a head gives it.
pub(crate) struct Given {
    give: GiveReward,
    by_head: bool,
}

/// Shows rewards, milestones and the form.
pub(crate) async fn show(visit: Visit, Path(case): Path<String>, asked: Asked) -> Response {
    let milestone = asked.get("milestone").to_owned();
    case_form::show(visit, Rewarding { case, milestone, sends: false }).await
}

/// Records a reward.
pub(crate) async fn send(visit: Visit, Path(case): Path<String>, Posted(form): Posted) -> Response {
    case_form::send(visit, Rewarding { case, milestone: String::new(), sends: true }, form).await
}

impl CaseForm for Rewarding {
    type Shown = Page;
    type Read = Given;

    fn open(&self, seen: &Seen<'_>) -> Result<CasePage, Failure> {
        let right = if self.sends { Action::GiveReward } else { Action::ViewCase };
        open(seen, &self.case, right)
    }

    fn filled(&self, seen: &Seen<'_>, page: &CasePage, form: Form) -> Result<Form, Failure> {
        let waiting = |one: &&Milestone| !one.is_rewarded && one.code == self.milestone;
        let waiting = page.ledger.milestones.iter().find(waiting);
        Ok(form
            .preset("on", seen.t.figures(seen.today()))
            .preset("milestone", waiting.map_or("", |one| one.code.as_str())))
    }

    fn shown(&self, seen: &Seen<'_>, page: &CasePage, form: Form) -> Result<Page, Failure> {
        let t = seen.t;
        let ledger = &page.ledger;
        let waiting: Vec<&str> =
            ledger.milestones.iter().filter(|one| !one.is_rewarded).map(|one| &*one.code).collect();
        let mut milestones = Choice::codes(t, "milestone", &waiting);
        milestones.insert(0, Choice::new("", t.say("reward-no-milestone")));
        let codes: Vec<&str> = choices(page).map(|row| row.code.as_str()).collect();
        Ok(Page {
            t,
            frame: seen.frame(Section::Cases),
            who: who(seen, page),
            form,
            ledger: self::ledger(t, page),
            rows: ledger
                .rewards
                .iter()
                .map(|one| Row {
                    on: t.day(one.on),
                    kind: t.code("reward", &one.kind).into_owned(),
                    words: one.words.clone(),
                })
                .collect(),
            reached: ledger.milestones.iter().map(|one| reached(t, one)).collect(),
            kinds: Choice::codes(t, "reward", &codes),
            milestones,
        })
    }

    fn read(&self, seen: &Seen<'_>, page: &CasePage, form: &mut Form) -> Option<Given> {
        let t = seen.t;
        let find = |code: &str| choices(page).find(|row| row.code == code).cloned();
        let row = form.code(t, "kind", "reward-kind", find);
        let on = form.day(t, "on", "reward-on");
        let words = form.required(t, "words", "reward-words");
        form.limited(t, "words", "reward-words", WORDS_MAX);
        if !form.is_right() {
            return None;
        }
        let (given, row) = (seen.effective(on?, None), row?);
        let milestone = form.value("milestone");
        let milestone = (!milestone.is_empty()).then(|| milestone.to_owned());
        let give = GiveReward { given, kind: row.code, milestone, words };
        Some(Given { give, by_head: row.by_head })
    }

    fn act(&self, read: &Given) -> CaseAct {
        let (give, by_head) = (read.give.clone(), read.by_head);
        CaseAct::Support(SupportAct::Reward { give, by_head })
    }

    fn next(&self) -> String {
        format!("/cases/{}/rewards?done=reward", self.case)
    }
}

/// The rewards that the reader can give now.
fn choices(page: &CasePage) -> impl Iterator<Item = &RewardRow> {
    let is_open = page.row.status != "closed";
    let may = move |row: &&RewardRow| is_open && page.may.contains(&right_to_reward(row));
    page.ledger.choices.iter().filter(may)
}

/// A milestone with its day.
fn reached(t: Texts, milestone: &Milestone) -> String {
    let words = t.code("milestone", &milestone.code);
    let key = if milestone.is_rewarded { "milestone-rewarded" } else { "milestone-reached" };
    t.fill(key, &[("milestone", words.into_owned().into()), ("day", milestone.reached_on.into())])
}

/// Sanctions and rewards, counted side by side.
pub(crate) fn ledger(t: Texts, page: &CasePage) -> String {
    let count = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
    t.fill(
        "reward-ledger",
        &[
            ("violations", count(page.ledger.violations).into()),
            ("warnings", count(page.ledger.warnings.len()).into()),
            ("rewards", count(page.ledger.rewards.len()).into()),
        ],
    )
}
