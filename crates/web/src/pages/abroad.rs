//! Supervision handed to another state: the requests of a case with what became of them, and the
//! list of all of which something is awaited.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use bagyt_app::command::CaseAct;
use bagyt_app::outcome::Failure;
use bagyt_app::read::{AbroadItem, AbroadLine, AbroadStepItem, CasePage};
use bagyt_app::role::Action;
use bagyt_casework::abroad::{ABROAD_LINE_MAX, AbroadAnswer, AskAbroad, FollowAbroad, Step};
use bagyt_casework::codes::{
    AbroadAwaits, AbroadGround, AbroadObstacle, AbroadReturn, AbroadStatus, AbroadWithdrawal,
};
use jiff::civil::Date;

use crate::countries;
use crate::form::{Choice, Form};
use crate::frame::{Frame, Section};
use crate::pages::case::{open, who};
use crate::pages::case_form::{self, CaseForm};
use crate::parts::{Fact, Who, tone_of};
use crate::posted::Posted;
use crate::texts::Texts;
use crate::visit::{Seen, Visit};

/// Longest words, in characters.
const WORDS_MAX: usize = 4_000;

#[derive(Template)]
#[template(path = "abroad.html")]
pub(crate) struct Page {
    t: Texts,
    frame: Frame,
    who: Who,
    form: Form,
    requests: Vec<Request>,
    /// Whether another state can be asked now.
    can_ask: bool,
    countries: Vec<Choice>,
    grounds: Vec<Choice>,
    /// What can become of the newest request; nothing where the reader may not record it.
    steps: Vec<Choice>,
}

/// A request, as the page shows it.
struct Request {
    title: String,
    tone: &'static str,
    status: String,
    facts: Vec<Fact>,
    words: String,
    steps: Vec<StepLine>,
}

/// What became of a request, as a line of the page.
struct StepLine {
    on: String,
    what: String,
    words: String,
}

#[derive(Template)]
#[template(path = "abroad_list.html")]
struct ListPage {
    t: Texts,
    frame: Frame,
    rows: Vec<Row>,
}

/// A request of which something is awaited, as a line of the list.
struct Row {
    name: String,
    /// Empty for a reader who sees no case.
    href: String,
    office: String,
    country: String,
    ground: String,
    asked: String,
    awaits: String,
    by: String,
    state: String,
    tone: &'static str,
}

/// The requests of one case.
struct Requests {
    case: String,
    right: Action,
}

/// What is read from the form.
enum Read {
    Ask(AskAbroad),
    Follow(FollowAbroad),
}

/// Shows the requests of a case.
pub(crate) async fn show(visit: Visit, Path(case): Path<String>) -> Response {
    case_form::show(visit, Requests { case, right: Action::ViewCase }).await
}

/// Records a request or what became of it.
pub(crate) async fn send(visit: Visit, Path(case): Path<String>, Posted(form): Posted) -> Response {
    case_form::send(visit, Requests { case, right: Action::TransferAbroad }, form).await
}

/// Shows all requests of which something is awaited.
pub(crate) async fn list(visit: Visit) -> Response {
    visit
        .show(|seen| {
            let page = seen.app.transfers_abroad(seen.user)?;
            let rows = page.lines.iter().map(|line| row(seen, line)).collect();
            let section = match seen.app.may(seen.user, Action::ViewOffice) {
                true => Section::Office,
                false => Section::Elsewhere,
            };
            Ok(ListPage { t: seen.t, frame: seen.frame(section), rows })
        })
        .await
}

impl CaseForm for Requests {
    type Shown = Page;
    type Read = Read;

    fn open(&self, seen: &Seen<'_>) -> Result<CasePage, Failure> {
        open(seen, &self.case, self.right)
    }

    fn filled(&self, seen: &Seen<'_>, page: &CasePage, form: Form) -> Result<Form, Failure> {
        let form = form.preset("on", seen.t.figures(seen.today()));
        Ok(match page.abroad.first() {
            Some(newest) => form.preset("request", newest.version.to_string()),
            None => form,
        })
    }

    fn shown(&self, seen: &Seen<'_>, page: &CasePage, form: Form) -> Result<Page, Failure> {
        let t = seen.t;
        let may = page.may.contains(&Action::TransferAbroad);
        let newest = page.abroad.first();
        let is_pending = newest.is_some_and(|one| one.awaits.is_some());
        let mut states: Vec<Choice> = countries::all(t.language())
            .into_iter()
            .filter(|(code, _)| *code != seen.app.country().code().to_uppercase())
            .map(|(code, name)| Choice::new(code, name))
            .collect();
        states.insert(0, Choice::new("", t.say("choose")));
        let grounds: Vec<&str> = AbroadGround::ALL.iter().map(|one| one.code()).collect();
        Ok(Page {
            t,
            frame: seen.frame(Section::Cases),
            who: who(seen, page),
            form,
            requests: page.abroad.iter().map(|one| request(seen, one)).collect(),
            can_ask: may && !is_pending && page.row.status != "closed",
            countries: states,
            grounds: Choice::codes(t, "abroad_ground", &grounds),
            steps: newest.filter(|_| may).map(|one| steps(t, one)).unwrap_or_default(),
        })
    }

    fn read(&self, seen: &Seen<'_>, page: &CasePage, form: &mut Form) -> Option<Read> {
        match form.value("part") {
            "follow" => read_step(seen, page, form).map(Read::Follow),
            _ => read_request(seen, form).map(Read::Ask),
        }
    }

    fn act(&self, read: &Read) -> CaseAct {
        match read {
            Read::Ask(command) => CaseAct::AskAbroad(command.clone()),
            Read::Follow(command) => CaseAct::FollowAbroad(command.clone()),
        }
    }

    fn next(&self) -> String {
        format!("/cases/{}/abroad?done=abroad", self.case)
    }
}

fn read_request(seen: &Seen<'_>, form: &mut Form) -> Option<AskAbroad> {
    let t = seen.t;
    let country = form.required(t, "country", "abroad-country");
    let authority = form.required(t, "authority", "abroad-authority");
    form.limited(t, "authority", "abroad-authority", ABROAD_LINE_MAX);
    let ground = form.code(t, "ground", "abroad-ground", AbroadGround::find);
    let consented_on = form.optional_day(t, "consented_on", "abroad-consented");
    let on = form.day(t, "on", "abroad-sent");
    let number = form.required(t, "number", "abroad-number");
    form.limited(t, "number", "abroad-number", ABROAD_LINE_MAX);
    let words = form.required(t, "words", "abroad-words");
    form.limited(t, "words", "abroad-words", WORDS_MAX);
    if !form.is_right() {
        return None;
    }
    let (sent, ground) = (seen.effective(on?, None), ground?);
    Some(AskAbroad { sent, country, authority, ground, consented_on, number, words })
}

fn read_step(seen: &Seen<'_>, page: &CasePage, form: &mut Form) -> Option<FollowAbroad> {
    let t = seen.t;
    let request = form.value("request").parse::<u32>().ok();
    let request = request.or_else(|| page.abroad.first().map(|one| one.version));
    let code = form.code(t, "step", "abroad-step", |code| answer(code, None).map(|_| ()));
    let on = form.day(t, "on", "abroad-step-on");
    let needs_day = matches!(form.value("step"), "accepted" | "adapted");
    let from = match needs_day {
        true => form.day(t, "from", "abroad-from"),
        false => None,
    };
    let number = form.value("number").to_owned();
    form.limited(t, "number", "abroad-their-number", ABROAD_LINE_MAX);
    let words = form.limited(t, "words", "abroad-step-words", WORDS_MAX).unwrap_or_default();
    if !form.is_right() {
        return None;
    }
    code?;
    let step = answer(form.value("step"), from)?;
    Some(FollowAbroad { request: request?, on: seen.effective(on?, None), step, number, words })
}

/// What a choice of the form means; nothing of a code that there is not.
fn answer(code: &str, from: Option<Date>) -> Option<AbroadAnswer> {
    let from = from.unwrap_or(Date::MIN);
    Some(match code.split_once(' ').unwrap_or((code, "")) {
        ("acknowledged", "") => AbroadAnswer::Acknowledged,
        ("accepted", "") => AbroadAnswer::Accepted { from, adapted: false },
        ("adapted", "") => AbroadAnswer::Accepted { from, adapted: true },
        ("refused", reason) => AbroadAnswer::Refused(AbroadObstacle::find(reason)?),
        ("withdrawn", reason) => AbroadAnswer::Withdrawn(AbroadWithdrawal::find(reason)?),
        ("returned", reason) => AbroadAnswer::Returned(AbroadReturn::find(reason)?),
        _ => return None,
    })
}

/// What can become of a request as it stands.
fn steps(t: Texts, one: &AbroadItem) -> Vec<Choice> {
    let told = |key: &str, family: &str, code: &str| t.with(key, "reason", t.code(family, code));
    let obstacles = AbroadObstacle::ALL.iter().map(|reason| {
        let code = reason.code();
        let text = told("abroad-told-refused", "abroad_obstacle", code);
        Choice::new(format!("refused {code}"), text)
    });
    let withdrawals = AbroadWithdrawal::ALL.iter().map(|reason| {
        let code = reason.code();
        let text = told("abroad-told-withdrawn", "abroad_withdrawal", code);
        Choice::new(format!("withdrawn {code}"), text)
    });
    let returns = AbroadReturn::ALL.iter().map(|reason| {
        let code = reason.code();
        let text = told("abroad-told-returned", "abroad_return", code);
        Choice::new(format!("returned {code}"), text)
    });
    let mut choices = vec![Choice::new("", t.say("choose"))];
    match (one.status, one.awaits) {
        (AbroadStatus::Sent | AbroadStatus::Acknowledged, Some(_)) => {
            if one.status == AbroadStatus::Sent {
                choices.push(Choice::new("acknowledged", t.say("abroad-told-acknowledged")));
            }
            choices.push(Choice::new("accepted", t.say("abroad-told-accepted")));
            choices.push(Choice::new("adapted", t.say("abroad-told-adapted")));
            choices.extend(obstacles);
            choices.extend(withdrawals);
        }
        (AbroadStatus::Accepted, Some(_)) => choices.extend(withdrawals),
        (AbroadStatus::Accepted, None) => choices.extend(returns),
        _ => choices.clear(),
    }
    choices
}

fn request(seen: &Seen<'_>, one: &AbroadItem) -> Request {
    let t = seen.t;
    let country = countries::name(&one.country, t.language());
    let consent = match one.consented_on {
        Some(on) => t.day(on),
        None => t.say("abroad-no-consent").into_owned(),
    };
    let mut facts = vec![
        Fact::new(t.say("abroad-authority"), one.authority.clone()),
        Fact::new(t.say("abroad-ground"), t.code("abroad_ground", one.ground.code())),
        Fact::new(t.say("abroad-consented"), consent),
        Fact::new(t.say("abroad-sent"), t.day(one.asked_on)),
        Fact::new(t.say("abroad-number"), one.number.clone()),
    ];
    if let Some((what, by)) = one.awaits {
        facts.push(Fact::new(t.code("abroad_awaits", what.code()), t.day(by)));
    }
    Request {
        title: country.to_owned(),
        tone: match one.status {
            AbroadStatus::Sent | AbroadStatus::Acknowledged => "soon",
            AbroadStatus::Accepted => "calm",
            AbroadStatus::Refused | AbroadStatus::Returned => "late",
            AbroadStatus::Withdrawn | AbroadStatus::Lapsed => "",
        },
        status: t.code("abroad_status", one.status.code()).into_owned(),
        facts,
        words: one.words.clone(),
        steps: one.steps.iter().map(|step| step_line(t, step)).collect(),
    }
}

fn step_line(t: Texts, step: &AbroadStepItem) -> StepLine {
    let told = |key: &str, family: &str, code: &str| t.with(key, "reason", t.code(family, code));
    let what = match step.step {
        Step::Acknowledged(_) => t.say("abroad-told-acknowledged").into_owned(),
        Step::Accepted(from, adapted) => {
            let key = if adapted { "abroad-told-adapted" } else { "abroad-told-accepted" };
            format!("{}. {}", t.say(key), t.fill("abroad-told-from", &[("day", from.into())]))
        }
        Step::Refused(reason) => told("abroad-told-refused", "abroad_obstacle", reason.code()),
        Step::Withdrawn(reason) => {
            told("abroad-told-withdrawn", "abroad_withdrawal", reason.code())
        }
        Step::Returned(reason) => told("abroad-told-returned", "abroad_return", reason.code()),
    };
    let what = match step.number.is_empty() {
        true => what,
        false => format!("{what} (№ {})", step.number),
    };
    StepLine { on: t.figures(step.on), what, words: step.words.clone() }
}

fn row(seen: &Seen<'_>, line: &AbroadLine) -> Row {
    let (t, left) = (seen.t, line.days_left);
    let name = match line.name.is_empty() {
        true => t.say("abroad-unnamed").into_owned(),
        false => line.name.clone(),
    };
    Row {
        name,
        href: line.case.map(|case| format!("/cases/{case}/abroad")).unwrap_or_default(),
        office: seen.words().office(&line.office),
        country: countries::name(&line.country, t.language()).to_owned(),
        ground: line
            .ground
            .map(|ground| t.code("abroad_ground", ground.code()).into_owned())
            .unwrap_or_default(),
        asked: t.figures(line.asked_on),
        awaits: line
            .awaits
            .map(|what| t.code("abroad_awaits", what.code()).into_owned())
            .unwrap_or_default(),
        by: t.figures(line.awaited_by),
        state: match (left, line.awaits) {
            (..0, Some(AbroadAwaits::Takeover)) => t.say("abroad-to-close").into_owned(),
            (..0, _) => t.count("late-days", -left),
            _ => t.count("prosecutor-left", left),
        },
        tone: tone_of(left),
    }
}
