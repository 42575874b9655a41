//! One judgment walks through the house: from the court's message to the evidence for partners,
//! on both databases.

use bagyt_app::App;
use bagyt_app::command::CaseAct;
use bagyt_app::outcome::Failure;
use bagyt_app::read::{CaseFilter, MessagePage, TodayKind};
use bagyt_app::second_factor::Confirmation;
use bagyt_app::totp::Secret;
use bagyt_app::user::User;
use bagyt_casework::assessment::MakeAssessment;
use bagyt_casework::codes::{AbsenceReason, AllocationReason, Need, Risk, SubmissionKind};
use bagyt_casework::compliance::AcceptReason;
use bagyt_casework::contact::Outcome;
use bagyt_casework::fact::SubmissionId;
use bagyt_casework::registration::RegisterClient;
use bagyt_core::identity::{CommandId, MessageId};
use uuid::Uuid;

use crate::cluster::Place;
use crate::service::{JUDGMENT, OFFICE, Service, contact, day, on_day, words};

const RULING: &str = include_str!("../../../../schemas/examples/ruling.v1.json");
const RECEIPT: &str = include_str!("../../../../schemas/examples/receipt.v1.json");

/// Gives somebody a second factor; returns what the telephone knows.
fn with_second_factor(app: &App, user: &User, password: &str) -> Secret {
    let enrolment = app.new_second_factor(user).unwrap();
    let secret = Secret::parse(&enrolment.secret).unwrap();
    let code = secret.code_at(app.now());
    app.enrol(user, &enrolment.secret, Confirmation { password, code: &code }).unwrap();
    secret
}

fn walk(place: &Place) {
    let mut service = Service::open(&place.location);
    let (officer, _) = service.staff("officer", "officer", OFFICE);
    let (head, password) = service.staff("head", "head_of_office", OFFICE);

    // 1 to 5: the message is kept, understood, the person made, the case opened.
    service.at("2025-06-12", 10);
    let receipt = service.app.receive_message(None, JUDGMENT.into()).unwrap();
    assert_eq!(receipt.outcome, "opened", "{receipt}");
    service.pass(3600);
    let again = service.app.receive_message(None, JUDGMENT.into()).unwrap();
    assert_eq!(again, receipt, "the same message gets the same receipt, whenever it comes");
    let given = receipt.receipt.unwrap();
    assert!(given.contains(r#""outcome":"accepted""#) && given.contains("ZZ-C-0303"), "{given}");
    let other = JUDGMENT.replace("2025-05-20", "2025-05-21");
    let reused = service.app.receive_message(None, other.into()).unwrap_err();
    assert!(matches!(reused, Failure::Refused(refused) if refused.code == "command-reused"));
    let waiting = service.app.unallocated(&head, 1).unwrap().rows;
    assert_eq!(waiting.len(), 1);
    let case = waiting[0].case;
    assert_eq!(waiting[0].name, "Зарылбек уулу Алмазбек");

    // 5 to 8: allocation, the officer's day, registration, a contact that meets its clock.
    let choice = service.app.allocation(&head, case).unwrap();
    let officers = choice.choices.iter().filter(|one| one.before.points == 0).count();
    assert!(choice.proposed.is_some() && officers == 2, "the head may supervise too");
    let allocate = CaseAct::Allocate {
        from: on_day("2025-06-12"),
        officer: officer.staff,
        reason: AllocationReason::LowestCaseload,
    };
    let denied = service.app.act(&officer, CommandId(Uuid::from_u128(1)), case, allocate.clone());
    assert!(matches!(denied, Err(Failure::Denied)));
    service.act(&head, case, allocate);
    let today = service.app.today_page(&officer).unwrap();
    let registration = today
        .items
        .iter()
        .find(|item| item.row.as_ref().is_some_and(|row| row.code == "registration"));
    assert_eq!(registration.map(|item| item.kind), Some(TodayKind::Clock));
    service.at("2025-06-13", 11);
    let register = RegisterClient {
        registered: on_day("2025-06-13"),
        rights_explained: true,
        language: "ky".to_owned(),
        whereabouts: None,
    };
    service.act(&officer, case, CaseAct::Register(register));
    let assess = MakeAssessment {
        made: on_day("2025-06-13"),
        risk: Risk::Low,
        needs: vec![Need::Employment],
        reason: "Первая судимость, есть семья".to_owned(),
    };
    service.act(&officer, case, CaseAct::Assess(assess));
    service.act(&officer, case, CaseAct::RecordContact(contact("2025-06-13", Outcome::Attended)));
    let page = service.app.case(&officer, case).unwrap();
    let met = page.clocks.iter().filter(|clock| clock.state == "in_time").count();
    assert!(met >= 2, "registration and the first interview are in time: {:?}", page.clocks);

    // 9: an absence with a reason accepted, two violations with warnings.
    let excused = service.miss(&officer, case, "2025-07-14");
    let accept = AcceptReason {
        absence: excused,
        accepted: on_day("2025-07-14"),
        reason: AbsenceReason::Medical,
        words: "Справка".to_owned(),
    };
    service.act(&officer, case, CaseAct::AcceptReason(accept));
    for on in ["2025-08-14", "2025-09-15"] {
        let absence = service.miss(&officer, case, on);
        service.establish(&officer, case, absence, on);
    }
    let page = service.app.case(&officer, case).unwrap();
    assert_eq!((page.row.violations, page.row.warnings), (2, 2));

    // 10: a submission, approved by another person with the password, sent as a signed paper.
    service.at("2025-09-16", 10);
    let submission = SubmissionId(Uuid::from_u128(0x5b));
    let draft = CaseAct::DraftSubmission {
        submission,
        kind: SubmissionKind::Extend,
        grounds: page.violations.iter().map(|one| one.version).collect(),
        until: Some(day("2027-06-03")),
        duty: None,
        words: "Дважды не явился без уважительной причины".to_owned(),
    };
    service.act(&officer, case, draft);
    let id = service.id();
    let app = &service.app;
    let wrong = app.approve_submission(&head, id, submission, "wrong", &words).unwrap_err();
    assert!(matches!(wrong, Failure::Refused(refused) if refused.code == "password"));
    let own = app.approve_submission(&officer, id, submission, &password, &words);
    assert!(matches!(own, Err(Failure::Denied)));
    let secret = with_second_factor(app, &head, &password);
    let without = app.approve_submission(&head, id, submission, &password, &words).unwrap_err();
    assert!(matches!(without, Failure::Refused(refused) if refused.code == "second-factor"));
    service.at("2025-09-16", 11);
    let code = secret.code_at(service.app.now());
    let typed = Confirmation { password: &password, code: &code };
    let app = &service.app;
    app.approve_submission(&head, id, submission, typed, &words).unwrap();
    let digest = app.submission(&officer, submission).unwrap().item.digest.unwrap();
    let mut paper = app.document(&officer, &digest).unwrap();
    assert!(paper.starts_with(b"%PDF-"));
    assert_eq!(app.verify_document(&paper).unwrap().digest, digest);
    let middle = paper.len() / 2;
    paper[middle] ^= 1;
    assert!(app.verify_document(&paper).is_err(), "one flipped byte is refused");

    // 10 and 11: the court's receipt, then its ruling.
    service.at("2025-12-21", 9);
    let sent = service.app.message(&head, MessageId(id.0)).unwrap();
    check_fetching(&service.app, &sent, &digest);
    let receipt = RECEIPT.replace("01977b3e-4c00-7000-8000-000000000041", &id.0.to_string());
    let of_others = receipt.replace("-000000000031", "-000000000032");
    let refused = service.app.receive_message(None, of_others.into()).unwrap();
    assert_eq!(refused.faults[0].code, "receipt-of-other-bytes", "{refused}");
    let receipt = receipt.replace(&"ab".repeat(32), &sent.digest);
    let receipt = service.app.receive_message(None, receipt.into()).unwrap();
    assert_eq!(receipt.outcome, "applied", "{receipt}");
    let item = service.app.submission(&officer, submission).unwrap().item;
    assert_eq!(item.status, "received");
    service.at("2026-02-03", 12);
    let ruling = RULING.replace("01977b3e-4c00-7000-8000-0000000000aa", &submission.to_string());
    let receipt = service.app.receive_message(None, ruling.into()).unwrap();
    assert_eq!(receipt.outcome, "applied", "{receipt}");
    let page = service.app.case(&officer, case).unwrap();
    assert_eq!(page.row.term_until, day("2027-06-03"));
    assert_eq!(page.submissions[0].status, "decided");

    // Trust: the record verifies, its projections equal it, and lists agree with the case.
    let list = service.app.cases(&officer, &CaseFilter { mine: true, ..CaseFilter::default() });
    assert_eq!(list.unwrap().total, 1);
    let hits = service.app.search(&officer, "Almazbek Zarylbek").unwrap();
    assert_eq!(hits.len(), 1, "a name is found in another script");
    service.app.make_checkpoint().unwrap();
    service.app.verify(&|_, _| {}).unwrap();
    service.app.check_projections(&|_, _| {}).unwrap();
}

/// The court fetches the paper of the message, and nobody else does.
#[track_caller]
fn check_fetching(app: &App, sent: &MessagePage, digest: &str) {
    let message = sent.item.message;
    let fetch = |agency: &str| {
        let token = app.agency_token(agency).unwrap();
        app.document_for_agency(Some(&token), message)
    };
    let fetched = fetch(&sent.item.counterpart).unwrap();
    assert_eq!(fetched.document.digest, digest);
    assert_eq!(app.verify_document(&fetched.bytes).unwrap().digest, digest);
    assert!(matches!(fetch("ZZ-C-0101"), Err(Failure::NotFound)));
    assert!(matches!(app.document_for_agency(None, message), Err(Failure::Denied)));
    let forged = format!("{}.00", sent.item.counterpart);
    assert!(matches!(app.document_for_agency(Some(&forged), message), Err(Failure::Denied)));
}

#[test]
fn a_judgment_walks_through_the_house_on_sqlite() {
    walk(&Place::sqlite());
}

#[test]
fn a_judgment_walks_through_the_house_on_postgresql() {
    walk(&Place::postgresql());
}

/// A faulty message is kept, and its answer names every fault with its place and its mender.
#[test]
fn a_faulty_judgment_is_kept_and_answered_with_every_fault() {
    let place = Place::sqlite();
    let service = Service::open(&place.location);
    service.at("2025-06-12", 10);
    let faulty = JUDGMENT
        .replace("\"1990-05-12\"", "\"2025-13-40\"")
        .replace("\"ZZ-P-03-013\"", "\"ZZ-P-99-999\"");
    let receipt = service.app.receive_message(None, faulty.into()).unwrap();
    assert_eq!(receipt.outcome, "rejected");
    let places: Vec<&str> = receipt.faults.iter().map(|fault| fault.pointer.as_str()).collect();
    assert!(places.contains(&"/body/person/birth_on"), "{places:?}");
    assert!(places.contains(&"/body/person/address/settlement"), "{places:?}");
    for junk in [&b"\xff\xfe"[..], b"", b"not json", b"[]", b"{\"message\":\"judgment\"}"] {
        let receipt = service.app.receive_message(Some("ZZ-C-0303"), junk.to_vec()).unwrap();
        assert_eq!(receipt.outcome, "rejected", "{junk:?}");
        assert!(!receipt.faults.is_empty());
    }
}

#[test]
fn only_the_bearer_of_an_agencys_token_is_listened_to() {
    let place = Place::sqlite();
    let service = Service::open(&place.location);
    let app = &service.app;
    let token = app.agency_token("ZZ-C-0303").unwrap();
    let forged = token.replace("ZZ-C-0303", "ZZ-C-0301");
    for wrong in [None, Some("ZZ-C-0303"), Some("ZZ-C-0303."), Some(forged.as_str())] {
        let denied = app.receive_with_token(wrong, JUDGMENT.into());
        assert!(matches!(denied, Err(Failure::Denied)), "{wrong:?}");
    }
    let receipt = app.receive_with_token(Some(&token), JUDGMENT.into()).unwrap();
    assert!(!receipt.outcome.is_empty());
    assert!(app.agency_token("ZZ-C-9999").is_err());
}
