//! An amnesty over the cases of an office: three answers, lists, submissions and the daily count.

use bagyt_app::command::CaseAct;
use bagyt_app::outcome::Failure;
use bagyt_app::read::{CampaignCount, CampaignPage, CampaignQuestion};
use bagyt_app::user::User;
use bagyt_casework::access::ExcludeStaff;
use bagyt_casework::assessment::MakeAssessment;
use bagyt_casework::codes::{AllocationReason, Risk};
use bagyt_casework::fact::SubmissionId;
use bagyt_casework::restriction::RestrictCase;
use bagyt_core::identity::CaseId;

use crate::cluster::Place;
use crate::publishing::two_cases;
use crate::service::{OFFICE, Service, on_day, words};

const AMNESTY: &str = "amnesty_of_independence";

fn shown(service: &Service, user: &User, list: &str) -> CampaignPage {
    let question = CampaignQuestion {
        code: AMNESTY.to_owned(),
        list: list.to_owned(),
        ..CampaignQuestion::default()
    };
    service.app.campaign(user, &question).unwrap()
}

fn count(eligible: u64, lacks: u64, not_eligible: u64) -> CampaignCount {
    CampaignCount { eligible, lacks, not_eligible }
}

/// Two cases of June 2025 on terms of two years, the first allocated to an officer, in November
/// 2026.
fn in_november(service: &mut Service) -> (User, User, CaseId) {
    let (head, case) = two_cases(service);
    let (officer, _) = service.staff("officer", "officer", OFFICE);
    let allocate = CaseAct::Allocate {
        from: on_day("2025-06-12"),
        officer: officer.staff,
        reason: AllocationReason::LowestCaseload,
    };
    service.act(&head, case, allocate);
    service.at("2026-11-02", 10);
    (head, officer, case)
}

fn assess(service: &mut Service, officer: &User, case: CaseId, risk: Risk) {
    let act = CaseAct::Assess(MakeAssessment {
        made: on_day("2026-11-02"),
        risk,
        needs: Vec::new(),
        reason: "Работает, живёт с семьёй".to_owned(),
    });
    service.act(officer, case, act);
}

fn a_case_lacks_a_fact_until_it_is_entered(place: &Place) {
    let mut service = Service::open(&place.location);
    let (head, officer, case) = in_november(&mut service);
    let page = shown(&service, &head, "lacks");
    assert_eq!((page.count, page.total), (count(0, 2, 0), 2));
    let risk = page.campaign.conditions.iter().position(|one| one.code == "risk").unwrap();
    assert_eq!(page.conditions[risk].not_known, 2);
    assert!(page.rows.iter().all(|row| row.condition == Some(risk) && !row.may_draft));
    // An officer sees the own clients alone.
    assert_eq!(shown(&service, &officer, "lacks").count, count(0, 1, 0));
    assess(&mut service, &officer, case, Risk::Low);
    let page = shown(&service, &officer, "eligible");
    assert_eq!((page.count, page.rows.len()), (count(1, 0, 0), 1));
    assert!(page.rows[0].may_draft);
    assess(&mut service, &officer, case, Risk::High);
    assert_eq!(shown(&service, &officer, "eligible").count, count(0, 0, 1));
    let items = service.app.campaigns(&head).unwrap();
    assert_eq!((items[0].is_open, items[0].count), (true, count(0, 1, 1)));
}

fn a_restricted_case_is_a_stub_in_the_lists_and_in_what_is_taken_out(place: &Place) {
    let mut service = Service::open(&place.location);
    let (head, officer, case) = in_november(&mut service);
    let words = "Свидетель по делу".to_owned();
    let restrict = RestrictCase { restricted: true, words };
    service.act(&head, case, CaseAct::Restrict(restrict));
    let (colleague, _) = service.staff("colleague", "social_worker", OFFICE);
    let question = CampaignQuestion {
        code: AMNESTY.to_owned(),
        list: "lacks".to_owned(),
        whole: true,
        ..CampaignQuestion::default()
    };
    let page = service.app.campaign(&colleague, &question).unwrap();
    assert_eq!((page.total, page.rows.len()), (2, 2));
    let stub = page.rows.iter().find(|row| row.row.case == case).unwrap();
    assert!(stub.row.stub && stub.row.name.is_empty() && stub.row.number.is_empty());
    assert_eq!((stub.condition, &stub.submission, stub.may_draft), (None, &None, false));
    assert!(shown(&service, &officer, "lacks").rows.len() <= 1);
}

fn a_campaign_counts_what_was_written_since_it_was_asked_last(place: &Place) {
    let mut service = Service::open(&place.location);
    let (head, officer, case) = in_november(&mut service);
    assert_eq!(shown(&service, &head, "lacks").count, count(0, 2, 0));
    assess(&mut service, &officer, case, Risk::Low);
    assert_eq!(shown(&service, &head, "lacks").count, count(1, 1, 0));
    // Another day is judged anew: long before, nobody had served a third of the term.
    service.at("2025-07-01", 10);
    assert_eq!(shown(&service, &head, "eligible").count, count(0, 0, 2));
    service.at("2026-11-02", 12);
    assert_eq!(shown(&service, &head, "eligible").count, count(1, 1, 0));
}

fn a_submission_under_a_campaign_is_drafted_once_and_counted_on_its_days(place: &Place) {
    let mut service = Service::open(&place.location);
    let (head, officer, case) = in_november(&mut service);
    let draft = |service: &mut Service| {
        let id = service.id();
        let submission = SubmissionId(id.0);
        let (campaign, words) = (AMNESTY.to_owned(), "Работает, нарушений нет".to_owned());
        let act = CaseAct::DraftUnderCampaign { submission, campaign, words };
        service.app.act(&officer, id, case, act).map(|_| submission)
    };
    let code = |failed: Failure| match failed {
        Failure::Refused(refused) => refused.code,
        other => panic!("{other:?}"),
    };
    assert_eq!(code(draft(&mut service).unwrap_err()), "campaign-not-eligible");
    assess(&mut service, &officer, case, Risk::Low);
    let submission = draft(&mut service).unwrap();
    assert_eq!(code(draft(&mut service).unwrap_err()), "same-submission-undecided");
    let check = service.app.campaign_check(&officer, case, AMNESTY).unwrap();
    assert_eq!(check.undecided, Some(submission.0));
    let (chief, password) = service.staff("chief", "head_of_office", OFFICE);
    service.at("2026-11-03", 10);
    let id = service.id();
    service.app.approve_submission(&chief, id, submission, &password, &words).unwrap();
    let page = shown(&service, &head, "eligible");
    let days: Vec<_> = page
        .days
        .iter()
        .map(|(on, _, day)| (on.to_string(), day.drafted, day.approved, day.decided))
        .collect();
    let day = |on: &str, drafted, approved| (on.to_owned(), drafted, approved, 0);
    assert_eq!(days, [day("2026-11-03", 0, 1), day("2026-11-02", 1, 0)]);
    assert_eq!(page.rows[0].submission.as_ref().unwrap().0, submission.0);
    assert!(!page.rows[0].may_draft);
    service.app.check_projections(&|_, _| {}).unwrap();
    // After its last day nothing is drafted any more.
    service.at("2027-03-01", 10);
    assert!(!shown(&service, &head, "eligible").is_open);
    assert_eq!(code(draft(&mut service).unwrap_err()), "campaign-not-open");
}

fn no_campaign_counts_a_case_from_which_its_reader_is_excluded(place: &Place) {
    let mut service = Service::open(&place.location);
    let (head, _, case) = in_november(&mut service);
    let (deputy, password) = service.staff("deputy", "deputy_head", OFFICE);
    assert_eq!(shown(&service, &deputy, "lacks").total, 2);
    let words = "Родственник".to_owned();
    let exclude = ExcludeStaff { staff: deputy.staff, excluded: true, words };
    service.act(&head, case, CaseAct::Exclude(exclude));
    let signed_in = service.app.sign_in("deputy", &password).unwrap();
    let bagyt_app::second_factor::SignIn::Done(token) = signed_in else { panic!("a code") };
    let deputy = service.app.user_of(&token).unwrap().unwrap();
    let page = shown(&service, &deputy, "lacks");
    assert_eq!((page.count, page.total, page.rows.len()), (count(0, 1, 0), 1, 1));
    assert_eq!(service.app.campaigns(&deputy).unwrap()[0].count, count(0, 1, 0));
    // Headquarters see the number and nobody's name; a clerk of a court sees nothing.
    let (analyst, _) = service.staff("analyst", "department_analyst", OFFICE);
    let page = shown(&service, &analyst, "lacks");
    assert_eq!((page.total, page.rows.len(), page.has_rows), (2, 0, false));
    let (lawyer, _) = service.staff("lawyer", "law_tables", OFFICE);
    assert!(matches!(service.app.campaigns(&lawyer), Err(Failure::Denied)));
}

macro_rules! on_both {
    ($($name:ident)*) => {
        mod on_sqlite { use super::Place; $(#[test] fn $name() { super::$name(&Place::sqlite()); })* }
        mod on_postgresql {
            use super::Place;
            $(#[test] fn $name() { super::$name(&Place::postgresql()); })*
        }
    };
}

on_both! {
    a_case_lacks_a_fact_until_it_is_entered
    a_restricted_case_is_a_stub_in_the_lists_and_in_what_is_taken_out
    a_campaign_counts_what_was_written_since_it_was_asked_last
    a_submission_under_a_campaign_is_drafted_once_and_counted_on_its_days
    no_campaign_counts_a_case_from_which_its_reader_is_excluded
}
