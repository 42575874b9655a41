//! Each duty that the court set: since when, which limit runs for it, what is known of it, and the
//! violations found. A check is recorded here; what it shows becomes a violation on a page of its own.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use bagyt_app::command::CaseAct;
use bagyt_app::outcome::Failure;
use bagyt_app::read::{CasePage, CheckItem, DutyItem, RequestItem, TimelineItem};
use bagyt_app::role::Action;
use bagyt_casework::codes::{
    BreachEvidence, CheckMeans, CheckResult, RequestKind, ViolationGround,
};
use bagyt_casework::device::WEAR_DEVICE;
use bagyt_casework::duty_check::CheckDuty;
use bagyt_core::money::Money;

use crate::form::{Choice, Form};
use crate::frame::{Frame, Section};
use crate::pages::case::{open, who};
use crate::pages::case_form::{self, CaseForm};
use crate::pages::payment::sum;
use crate::parts::{Link, Who, tone_of};
use crate::posted::Posted;
use crate::texts::Texts;
use crate::visit::{Seen, Visit};

#[derive(Template)]
#[template(path = "duties.html")]
pub(crate) struct Page {
    t: Texts,
    frame: Frame,
    who: Who,
    form: Form,
    rows: Vec<Row>,
    may_check: bool,
    duties: Vec<Choice>,
    means: Vec<Choice>,
    results: Vec<Choice>,
}

/// A duty, as its card shows it.
struct Row {
    what: String,
    since: String,
    tone: &'static str,
    /// The limit that runs; empty where none does.
    limit: String,
    /// What is known of it.
    lines: Vec<String>,
    /// Where a violation is established, or one that was found.
    links: Vec<Link>,
}

/// Longest words, in characters.
const WORDS_MAX: usize = 4_000;
/// Checks of one duty that are shown.
const CHECKS_SHOWN: usize = 3;

/// Checking the duties of one case.
struct Checking {
    case: String,
    right: Action,
}

/// Shows the duties.
pub(crate) async fn show(visit: Visit, Path(case): Path<String>) -> Response {
    case_form::show(visit, Checking { case, right: Action::ViewCase }).await
}

/// Records a check.
pub(crate) async fn send(visit: Visit, Path(case): Path<String>, Posted(form): Posted) -> Response {
    case_form::send(visit, Checking { case, right: Action::CheckDuty }, form).await
}

impl CaseForm for Checking {
    type Shown = Page;
    type Read = CheckDuty;

    fn open(&self, seen: &Seen<'_>) -> Result<CasePage, Failure> {
        open(seen, &self.case, self.right)
    }

    fn filled(&self, seen: &Seen<'_>, _: &CasePage, form: Form) -> Result<Form, Failure> {
        Ok(form.preset("on", seen.t.figures(seen.today())))
    }

    fn shown(&self, seen: &Seen<'_>, page: &CasePage, form: Form) -> Result<Page, Failure> {
        let t = seen.t;
        let duties = page.duties.iter();
        let duties = duties.map(|one| Choice::new(&one.duty, seen.words().obligation(&one.duty)));
        let codes: Vec<&str> = CheckMeans::ALL.iter().map(|one| one.code()).collect();
        let means = Choice::codes(t, "check_means", &codes);
        let codes: Vec<&str> = CheckResult::ALL.iter().map(|one| one.code()).collect();
        let is_open = page.row.status != "closed" && !page.duties.is_empty();
        Ok(Page {
            t,
            frame: seen.frame(Section::Cases),
            who: who(seen, page),
            form,
            rows: page.duties.iter().map(|one| row(seen, page, one)).collect(),
            may_check: is_open && page.may.contains(&Action::CheckDuty),
            duties: duties.collect(),
            means,
            results: Choice::codes(t, "check_result", &codes),
        })
    }

    fn read(&self, seen: &Seen<'_>, _: &CasePage, form: &mut Form) -> Option<CheckDuty> {
        let t = seen.t;
        let duty = form.required(t, "duty", "duty-which");
        let on = form.day(t, "on", "duty-checked-on");
        let means = form.code(t, "means", "duty-means", CheckMeans::find);
        let result = form.code(t, "result", "duty-result", CheckResult::find);
        let words = form.limited(t, "words", "duty-words", WORDS_MAX);
        if !form.is_right() {
            return None;
        }
        Some(CheckDuty {
            checked: seen.effective(on?, None),
            duty,
            means: means?,
            result: result?,
            words: words.unwrap_or_default(),
        })
    }

    fn act(&self, read: &CheckDuty) -> CaseAct {
        CaseAct::CheckDuty(read.clone())
    }

    fn next(&self) -> String {
        format!("/cases/{}/duties?done=duty", self.case)
    }
}

fn row(seen: &Seen<'_>, page: &CasePage, duty: &DutyItem) -> Row {
    let t = seen.t;
    let runs = |code: &String| {
        page.clocks.iter().find(|clock| clock.row.code == *code && clock.state == "open")
    };
    let clock = duty.row.as_ref().and_then(runs);
    let limit = clock.map(|clock| {
        let law = seen.citation(&clock.row.article);
        let words = [("day", clock.due_on.into()), ("law", law.into())];
        format!("{} {}", seen.row_text(&clock.row.text), t.fill("duty-due", &words))
    });
    let mut lines = known(seen, page, &duty.duty);
    lines.extend(duty.checks.iter().take(CHECKS_SHOWN).map(|check| told(t, check)));
    if lines.is_empty() {
        lines.push(t.say("duty-nothing").into_owned());
    }
    Row {
        what: seen.words().obligation(&duty.duty),
        since: t.fill("duty-since", &[("day", duty.since.into())]),
        tone: clock.map_or("", |clock| tone_of(clock.days_left)),
        limit: limit.unwrap_or_default(),
        lines,
        links: links(seen, page, duty),
    }
}

/// What other work says about a duty.
fn known(seen: &Seen<'_>, page: &CasePage, duty: &str) -> Vec<String> {
    let t = seen.t;
    let permitted = |kinds: &[RequestKind]| {
        let holds = |one: &&RequestItem| kinds.contains(&one.kind) && one.permission.is_some();
        let request = page.requests.iter().find(holds)?;
        let from = request.permission?.from;
        let kind = t.code("request_kind", request.kind.code());
        let words = [("kind", kind.as_ref().into()), ("day", from.into())];
        Some(t.fill("duty-permitted", &words))
    };
    let line = match duty {
        "appear" => page.row.last_contact_on.map(|on| t.fill("duty-met", &[("day", on.into())])),
        "notify_residence" => permitted(&[RequestKind::ChangeResidence]),
        "notify_work" | "find_work" => permitted(&[RequestKind::ChangeWork]),
        "no_leave_country" => permitted(&[RequestKind::LeaveCountry, RequestKind::WorkAbroad]),
        "pay_damage" | "support_family" if !page.payments.debts.is_empty() => {
            let left = page.payments.debts.iter().map(|debt| debt.left.0).sum();
            Some(t.with("payment-left-of", "sum", sum(t, Money(left))))
        }
        _ => None,
    };
    line.into_iter().collect()
}

fn told(t: Texts, check: &CheckItem) -> String {
    let means = t.code("check_means", check.means.code());
    let result = t.code("check_result", check.result.code());
    let head = format!("{}, {means}: {result}", t.figures(check.on));
    if check.words.is_empty() { head } else { format!("{head}. {}", check.words) }
}

/// Violations found of the duty, and the form of one where the newest check shows it was not kept.
fn links(seen: &Seen<'_>, page: &CasePage, duty: &DutyItem) -> Vec<Link> {
    let t = seen.t;
    let case = format!("/cases/{}", page.row.case);
    let is_of_duty = |item: &&TimelineItem| {
        let names = |(name, value): &(String, String)| name == "duty" && *value == duty.duty;
        item.kind == "casework.violation.established"
            && !item.withdrawn
            && item.details.iter().any(names)
    };
    let violation = |item: &TimelineItem| {
        let words = t.fill("duty-violation", &[("day", item.on.into())]);
        Link::new(format!("{case}/violations/{}", item.version), words)
    };
    let mut links: Vec<Link> = page.timeline.iter().filter(is_of_duty).map(violation).collect();
    if duty.duty == WEAR_DEVICE {
        links.push(Link::new(format!("{case}/device"), t.say("device-title")));
    }
    let broken = duty.checks.first().filter(|check| check.result == CheckResult::NotKept);
    if let Some(check) = broken.filter(|_| page.may.contains(&Action::WeighAbsence)) {
        let ground = match duty.duty.as_str() {
            "stay_home_hours" | "keep_away_places" | "keep_away_victim" => {
                ViolationGround::ForbiddenPlaceOrHour
            }
            _ => ViolationGround::DutyNotDone,
        };
        let asked = format!(
            "ground={}&duty={}&happened_on={}&evidence={}",
            ground.code(),
            duty.duty,
            check.on,
            evidence(check.means).code()
        );
        let href = format!("{case}/violations/new?{asked}");
        links.push(Link::new(href, t.say("violation-new-title")));
    }
    links
}

/// What a check proves a breach by.
fn evidence(means: CheckMeans) -> BreachEvidence {
    match means {
        CheckMeans::HomeVisit | CheckMeans::Telephone => BreachEvidence::OfficerReport,
        CheckMeans::Register => BreachEvidence::Agency,
        CheckMeans::Employer => BreachEvidence::Host,
        CheckMeans::Tracking => BreachEvidence::Tracking,
    }
}
