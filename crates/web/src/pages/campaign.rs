//! Campaigns: an amnesty or a new law, who is eligible, who lacks which fact, and the submissions.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use bagyt_app::command::CaseAct;
use bagyt_app::outcome::Failure;
use bagyt_app::read::CasePage;
use bagyt_app::read::{CampaignCheck, CampaignItem, CampaignPage, CampaignQuestion, CampaignRow};
use bagyt_app::role::Action;
use bagyt_casework::fact::SubmissionId;
use bagyt_core::law::campaign::{Campaign, ConditionAnswer, Test, Verdict};
use bagyt_core::refusal::WORDS_MAX;
use uuid::Uuid;

use crate::export::{Cell, Kind, Table};
use crate::form::{Choice, Form};
use crate::frame::{Frame, Section};
use crate::listing::{Query, grouped_u64};
use crate::pages::case::{open, who};
use crate::parts::{Chip, Figure, FigureRow, Link, Who, tone_of_code};
use crate::posted::Posted;
use crate::texts::Texts;
use crate::visit::{Asked, Seen, Sent, Visit};

/// The lists of a campaign, as codes.
const LISTS: [&str; 3] = ["eligible", "lacks", "not_eligible"];

#[derive(Template)]
#[template(path = "campaigns.html")]
struct ListPage {
    t: Texts,
    frame: Frame,
    rows: Vec<Line>,
}

/// A campaign, as a line of the list shows it.
struct Line {
    href: String,
    name: String,
    days: String,
    numbers: Vec<Figure>,
}

#[derive(Template)]
#[template(path = "campaign.html")]
struct Page {
    t: Texts,
    frame: Frame,
    form: Form,
    name: String,
    source: String,
    days: String,
    is_open: bool,
    numbers: Vec<(String, Figure)>,
    offices: Vec<FigureRow>,
    conditions: Vec<Asking>,
    done: Vec<DayLine>,
    heading: String,
    rows: Vec<Row>,
    has_rows: bool,
    lists: Vec<Choice>,
    office_choices: Vec<Choice>,
    previous: String,
    next: String,
    /// Where the list is taken out.
    csv: String,
    xlsx: String,
}

/// A condition with the cases that it decides.
struct Asking {
    text: String,
    does_not: Figure,
    not_known: Figure,
}

/// What was done on one day by one office.
struct DayLine {
    day: String,
    office: String,
    drafted: u64,
    approved: u64,
    decided: u64,
}

/// A case of the list.
struct Row {
    name: String,
    href: String,
    number: String,
    officer: String,
    /// Which condition decides, and where its fact is entered.
    why: String,
    enter: Option<Link>,
    status: String,
    tone: &'static str,
    submission: String,
    draft: String,
}

#[derive(Template)]
#[template(path = "campaign_case.html")]
struct CheckPage {
    t: Texts,
    frame: Frame,
    who: Who,
    form: Form,
    name: String,
    source: String,
    answers: Vec<Answer>,
    may_draft: bool,
    /// The submission that asks for the same and is not decided.
    undecided: String,
    back: String,
}

/// The answer to a condition in one case.
struct Answer {
    text: String,
    chip: Chip,
    enter: Option<Link>,
}

/// Lists the campaigns.
pub(crate) async fn list(visit: Visit) -> Response {
    visit
        .show(|seen| {
            let items = seen.app.campaigns(seen.user)?;
            Ok(ListPage {
                t: seen.t,
                frame: seen.frame(Section::Elsewhere),
                rows: items.iter().map(|item| line(seen, item)).collect(),
            })
        })
        .await
}

fn line(seen: &Seen<'_>, item: &CampaignItem) -> Line {
    let campaign = &item.campaign;
    let count = [item.count.eligible, item.count.lacks, item.count.not_eligible];
    let figure = |(list, number): (&str, u64)| figure(&query_of(campaign, list), number);
    Line {
        href: format!("/campaigns/{}", campaign.code),
        name: campaign.name.of(seen.t.language().code()).to_owned(),
        days: days_of(seen.t, campaign),
        numbers: LISTS.into_iter().zip(count).map(figure).collect(),
    }
}

fn days_of(t: Texts, campaign: &Campaign) -> String {
    t.fill("campaign-days", &[("from", campaign.from.into()), ("until", campaign.until.into())])
}

fn query_of(campaign: &Campaign, list: &str) -> Query {
    Query::new(&format!("/campaigns/{}", campaign.code), &[("list", list)])
}

fn figure(query: &Query, number: u64) -> Figure {
    let href = if number > 0 { query.changed(&[]) } else { String::new() };
    Figure { text: grouped_u64(number), href, now: None }
}

/// Shows a campaign.
pub(crate) async fn show(visit: Visit, Path(campaign): Path<String>, asked: Asked) -> Response {
    visit
        .show(move |seen| {
            let question = question(campaign, &asked);
            let found = seen.app.campaign(seen.user, &question)?;
            Ok(page(seen, &found, &question))
        })
        .await
}

/// What an address asks of a campaign.
fn question(campaign: String, asked: &Asked) -> CampaignQuestion {
    let list = LISTS.into_iter().find(|list| *list == asked.get("list"));
    let office = Some(asked.get("office").to_owned()).filter(|office| !office.is_empty());
    CampaignQuestion {
        code: campaign,
        list: list.unwrap_or("eligible").to_owned(),
        condition: asked.get("condition").parse().ok(),
        office,
        page: asked.page(),
        whole: false,
    }
}

/// Sends a list of a campaign as a file, with the names of the columns in the reader's language.
pub(crate) async fn csv(visit: Visit, Path(campaign): Path<String>, asked: Asked) -> Response {
    visit.answer(move |seen| file(seen, campaign, &asked)?.send(Kind::Csv, seen.app.now())).await
}

/// Sends a list of a campaign as a workbook.
pub(crate) async fn xlsx(visit: Visit, Path(campaign): Path<String>, asked: Asked) -> Response {
    visit.answer(move |seen| file(seen, campaign, &asked)?.send(Kind::Xlsx, seen.app.now())).await
}

fn file(seen: &Seen<'_>, campaign: String, asked: &Asked) -> Result<Table, Failure> {
    if !seen.app.may(seen.user, Action::ViewCase) {
        return Err(Failure::Denied);
    }
    let question = CampaignQuestion { whole: true, ..question(campaign, asked) };
    let found = seen.app.campaign(seen.user, &question)?;
    let (t, language) = (seen.t, seen.t.language().code());
    let heads = [
        "column-number",
        "column-name",
        "column-office",
        "column-officer",
        "campaign-list",
        "campaign-condition",
        "column-status",
    ];
    let row = |row: &CampaignRow| -> Vec<Cell> {
        let condition = row.condition.and_then(|place| found.campaign.conditions.get(place));
        let list = if row.row.stub { "case-restricted" } else { "" };
        let list = match list {
            "" => t.code("campaign_list", &question.list),
            key => t.say(key),
        };
        let status = row.submission.as_ref().map(|(_, status)| t.code("submission_status", status));
        vec![
            row.row.number.clone().into(),
            row.row.name.clone().into(),
            seen.words().office(&row.row.office).into(),
            row.row.officer_name.clone().into(),
            list.into_owned().into(),
            condition.map(|one| one.text.of(language).to_owned()).unwrap_or_default().into(),
            status.map(|status| status.into_owned()).unwrap_or_default().into(),
        ]
    };
    Ok(Table {
        name: "campaign",
        title: Some(found.campaign.name.of(language).to_owned()),
        heads: heads.iter().map(|key| t.say(key).into_owned()).collect(),
        rows: found.rows.iter().map(row).collect(),
        notes: Vec::new(),
    })
}

fn page(seen: &Seen<'_>, found: &CampaignPage, asked: &CampaignQuestion) -> Page {
    let (t, campaign) = (seen.t, &found.campaign);
    let language = t.language().code();
    let query = |list: &str| query_of(campaign, list);
    let count = [found.count.eligible, found.count.lacks, found.count.not_eligible];
    let numbers = LISTS.into_iter().zip(count).map(|(list, number)| {
        (t.code("campaign_list", list).into_owned(), figure(&query(list), number))
    });
    let offices = found.offices.iter().map(|(office, count)| {
        let numbers = [count.eligible, count.lacks, count.not_eligible];
        let cell = |(list, number): (&str, u64)| {
            let href = query(list).changed(&[("office", office)]);
            let href = if number > 0 { href } else { String::new() };
            Figure { text: grouped_u64(number), href, now: None }
        };
        let cells = LISTS.into_iter().zip(numbers).map(cell).collect();
        FigureRow { text: seen.words().office(office), cells }
    });
    let conditions = campaign.conditions.iter().zip(&found.conditions).enumerate();
    let conditions = conditions.map(|(place, (condition, count))| {
        let cell = |list: &str, number: u64| {
            let href = query(list).changed(&[("condition", &place.to_string())]);
            let href = if number > 0 { href } else { String::new() };
            Figure { text: grouped_u64(number), href, now: None }
        };
        Asking {
            text: condition.text.of(language).to_owned(),
            does_not: cell("not_eligible", count.does_not),
            not_known: cell("lacks", count.not_known),
        }
    });
    let done = found.days.iter().map(|(on, office, day)| DayLine {
        day: t.day(*on),
        office: seen.words().office(office),
        drafted: day.drafted,
        approved: day.approved,
        decided: day.decided,
    });
    let mut office_choices = vec![Choice::new("", t.say("any"))];
    office_choices
        .extend(found.offices.keys().map(|code| Choice::new(code, seen.words().office(code))));
    let pages = found.total.div_ceil(50).max(1);
    let of_page = |page: u32| {
        let condition = asked.condition.map(|place| place.to_string()).unwrap_or_default();
        let office = asked.office.clone().unwrap_or_default();
        let page = page.to_string();
        let parts = [("condition", condition.as_str()), ("office", &office), ("page", &page)];
        query(&asked.list).changed(&parts)
    };
    let taken_out = |name: &str| {
        let here = format!("/campaigns/{}", campaign.code);
        of_page(1).replacen(&here, &format!("{here}/{name}"), 1)
    };
    let (csv, xlsx) = (taken_out("list.csv"), taken_out("list.xlsx"));
    let previous = if found.page > 1 { of_page(found.page - 1) } else { String::new() };
    let has_next = u64::from(found.page) < pages && found.has_rows;
    let form = Form::fresh()
        .preset("list", &*asked.list)
        .preset("office", asked.office.clone().unwrap_or_default());
    Page {
        t,
        frame: seen.frame(Section::Elsewhere),
        form,
        name: campaign.name.of(language).to_owned(),
        source: source_of(seen, campaign),
        days: days_of(t, campaign),
        is_open: found.is_open,
        numbers: numbers.collect(),
        offices: offices.collect(),
        conditions: conditions.collect(),
        done: done.collect(),
        heading: format!("{}: {}", t.code("campaign_list", &asked.list), grouped_u64(found.total)),
        rows: found.rows.iter().map(|row| case_line(seen, campaign, row)).collect(),
        has_rows: found.has_rows,
        lists: Choice::codes(t, "campaign_list", &LISTS),
        office_choices,
        previous,
        next: if has_next { of_page(found.page + 1) } else { String::new() },
        csv,
        xlsx,
    }
}

/// The act and article of the row on which the submissions rest, with its words.
fn source_of(seen: &Seen<'_>, campaign: &Campaign) -> String {
    let row = seen.tables().pack().rows_of(&campaign.row).last();
    row.map_or_else(String::new, |row| {
        let cited = seen.citation(&bagyt_casework::reliance::cited(row));
        format!("{cited}. {}", row.text.of(seen.t.language().code()))
    })
}

fn case_line(seen: &Seen<'_>, campaign: &Campaign, row: &CampaignRow) -> Row {
    let t = seen.t;
    let case = &row.row;
    let condition = row.condition.and_then(|place| campaign.conditions.get(place));
    let status = row.submission.as_ref().map(|(_, status)| status.as_str());
    Row {
        name: if case.stub { t.say("case-restricted").into_owned() } else { seen.name(&case.name) },
        href: format!("/cases/{}", case.case),
        number: case.number.clone(),
        officer: case.officer_name.clone(),
        why: condition.map(|one| one.text.of(t.language().code()).to_owned()).unwrap_or_default(),
        enter: condition.and_then(|one| enter(t, &one.test, &case.case.to_string())),
        status: status
            .map(|status| t.code("submission_status", status).into_owned())
            .unwrap_or_default(),
        tone: status.map_or("", tone_of_code),
        submission: row
            .submission
            .as_ref()
            .map(|(submission, _)| format!("/submissions/{submission}"))
            .unwrap_or_default(),
        draft: match row.may_draft {
            true => format!("/cases/{}/campaigns/{}", case.case, campaign.code),
            false => String::new(),
        },
    }
}

/// Where the fact is entered that a condition asks for; nothing where it is the court's.
fn enter(t: Texts, test: &Test, case: &str) -> Option<Link> {
    let (page, key) = match test {
        Test::RiskNotIn(_) => ("assessment", "assessment-title"),
        Test::AgeAtLeast(_) | Test::AgeBelow(_) | Test::AttributeIn(_) => ("card", "card-title"),
        Test::DamagePaidAtLeast(_) => ("payments", "payments-title"),
        _ => return None,
    };
    Some(Link::new(format!("/cases/{case}/{page}"), t.say(key)))
}

/// Shows how a case stands to a campaign, and the form of its submission.
pub(crate) async fn check(
    visit: Visit,
    Path((case, campaign)): Path<(String, String)>,
) -> Response {
    visit
        .show(move |seen| {
            let page = open(seen, &case, Action::DraftSubmission)?;
            let form = Form::about(page.version);
            check_page(seen, &page, &campaign, form)
        })
        .await
}

/// Drafts the submission of a case under a campaign.
pub(crate) async fn draft(
    visit: Visit,
    Path((case, campaign)): Path<(String, String)>,
    Posted(mut form): Posted,
) -> Response {
    visit
        .send(move |seen| {
            let page = open(seen, &case, Action::DraftSubmission)?;
            let words = form.required(seen.t, "reasoning", "submission-reasons");
            form.limited(seen.t, "reasoning", "submission-reasons", WORDS_MAX);
            if form.value("confirmed") != "yes" {
                form.refuse("confirmed", seen.t.say("campaign-not-confirmed"));
            }
            if form.is_right() {
                // The form's own identifier: a form sent twice makes one draft.
                let id = Uuid::parse_str(&form.command).map_err(|_| Failure::NotFound)?;
                let submission = SubmissionId(id);
                let campaign = campaign.clone();
                let act = CaseAct::DraftUnderCampaign { submission, campaign, words };
                if seen.act(&mut form, &page, act)?.is_some() {
                    return Ok(Sent::To(format!("/submissions/{id}?done=submission-drafted")));
                }
            }
            let page = open(seen, &case, Action::DraftSubmission)?;
            Ok(Sent::Again(check_page(seen, &page, &campaign, form)?))
        })
        .await
}

fn check_page(
    seen: &Seen<'_>,
    page: &CasePage,
    campaign: &str,
    form: Form,
) -> Result<CheckPage, Failure> {
    let t = seen.t;
    let CampaignCheck { campaign, answers, verdict, is_open, undecided } =
        seen.app.campaign_check(seen.user, page.row.case, campaign)?;
    let language = t.language().code();
    let case = page.row.case.to_string();
    let shown = campaign.conditions.iter().zip(&answers).map(|(condition, answer)| {
        let tone = match answer {
            ConditionAnswer::Meets => "calm",
            ConditionAnswer::DoesNot => "late",
            ConditionAnswer::NotKnown => "soon",
        };
        let lacks = *answer == ConditionAnswer::NotKnown;
        Answer {
            text: condition.text.of(language).to_owned(),
            chip: Chip::new(t.code("campaign_answer", answer.code()), tone),
            enter: enter(t, &condition.test, &case).filter(|_| lacks),
        }
    });
    Ok(CheckPage {
        t,
        frame: seen.frame(Section::Cases),
        who: who(seen, page),
        form,
        name: campaign.name.of(language).to_owned(),
        source: source_of(seen, &campaign),
        answers: shown.collect(),
        may_draft: is_open && verdict == Verdict::Eligible && undecided.is_none(),
        undecided: undecided.map(|one| format!("/submissions/{one}")).unwrap_or_default(),
        back: format!("/campaigns/{}", campaign.code),
    })
}

/// Whether the reader sees campaigns, and there are any.
pub(crate) fn may_see(seen: &Seen<'_>) -> bool {
    !seen.tables().pack().campaigns().is_empty() && seen.app.may(seen.user, Action::ViewCampaigns)
}
