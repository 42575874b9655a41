//! Before the courts: a hearing in the queue, and a ruling that an appeal takes back, on both
//! databases.

use bagyt_app::Receipt;
use bagyt_app::calendar_feed::FeedKind;
use bagyt_app::command::CaseAct;
use bagyt_app::outcome::Failure;
use bagyt_app::paper_ruling::PaperRuling;
use bagyt_app::read::{RulingItem, TodayKind};
use bagyt_app::user::User;
use bagyt_casework::appeal::{DecideAppeal, LodgeAppeal};
use bagyt_casework::codes::{AppealOutcome, Appellant};
use bagyt_casework::fact::{HearingId, SubmissionId};
use bagyt_casework::hearing::{FixHearing, HoldHearing};
use bagyt_core::identity::CaseId;
use bagyt_store::{Options, Store};
use serde_json::Value;
use uuid::Uuid;

use crate::cluster::{Place, on_both};
use crate::service::{JUDGMENT, People, Service, day, on_day};

const HEARING: &str = include_str!("../../../../schemas/examples/hearing.v1.json");
const CANCELLED: &str = include_str!("../../../../schemas/examples/hearing_cancelled.v2.json");
const RULING: &str = include_str!("../../../../schemas/examples/ruling.v1.json");

fn before_the_courts(place: &Place) {
    let mut service = Service::open(&place.location);
    let people = People::of(&service);
    let message = service.send_submission(JUDGMENT, &people);
    let officer = people.officer.clone();
    let case = service.app.message(&officer, message).unwrap().item.case.unwrap();
    let submission = service.app.case(&officer, case).unwrap().submissions[0].submission;
    let fixed = CaseAct::FixHearing(FixHearing {
        hearing: HearingId(Uuid::from_u128(0x4ea)),
        submission: SubmissionId(submission),
        begins_at: "2025-09-19T04:00:00Z".parse().unwrap(),
        officer_called: true,
        client_called: true,
        words: "Зал № 4".to_owned(),
    });
    service.act(&officer, case, fixed.clone());
    let today = service.app.today_page(&officer).unwrap();
    let hearing = today.items.iter().find(|item| item.kind == TodayKind::Hearing).unwrap();
    assert_eq!((hearing.subject, hearing.detail.as_str()), (Some(submission), "ZZ-C-0303"));
    let id = service.id();
    let twice = service.app.act(&officer, id, case, fixed).unwrap_err();
    assert!(matches!(twice, Failure::Refused(refused) if refused.code == "hearing-already-fixed"));

    service.at("2026-02-03", 12);
    let before = service.app.case(&officer, case).unwrap().row.term_until;
    let ruling = RULING.replace("01977b3e-4c00-7000-8000-0000000000aa", &submission.to_string());
    let receipt = service.app.receive_message(None, ruling.into()).unwrap();
    assert_eq!(receipt.outcome, "applied", "{receipt}");
    let today = service.app.today_page(&officer).unwrap();
    let hearings = today.items.iter().filter(|item| item.kind == TodayKind::Hearing);
    assert_eq!(hearings.count(), 0, "what is decided is heard no more");
    let id = SubmissionId(submission);
    let ruled = service.app.submission(&officer, id).unwrap().before_court;
    let lodge = CaseAct::LodgeAppeal(LodgeAppeal {
        ruling: ruled.ruling().unwrap().version,
        by: Appellant::Prosecutor,
        lodged: on_day("2026-02-03"),
        number: "22-17/26".to_owned(),
        restored: false,
    });
    service.act(&officer, case, lodge);
    let appealed = service.app.submission(&officer, id).unwrap().before_court;
    let decide = CaseAct::DecideAppeal(DecideAppeal {
        appeal: appealed.open_appeal().unwrap().version,
        outcome: AppealOutcome::Annulled,
        decided: on_day("2026-02-03"),
        number: "33-4/26".to_owned(),
        words: String::new(),
    });
    assert_ne!(service.app.case(&officer, case).unwrap().row.term_until, before);
    service.act(&officer, case, decide);
    let after = service.app.case(&officer, case).unwrap();
    assert_eq!(after.row.term_until, before);
    let told = service.app.submission(&officer, id).unwrap().before_court;
    assert!(told.ruling().is_none() && told.rulings.len() == 1 && told.appeals.len() == 1);
    service.app.check_projections(&|_, _| {}).unwrap();
}

/// The clerk confirms the submission, as a message of the court's, and each look is on record.
fn served(place: &Place) {
    let mut service = Service::open(&place.location);
    let people = People::of(&service);
    let message = service.send_submission(JUDGMENT, &people);
    let officer = people.officer.clone();
    let case = service.app.message(&officer, message).unwrap().item.case.unwrap();
    let item = service.app.case(&officer, case).unwrap().submissions[0].clone();
    let (id, digest) = (SubmissionId(item.submission), item.digest.unwrap());
    let (clerk, _) = service.staff("clerk", "clerk", "ZZ-C-0303");
    let (stranger, _) = service.staff("stranger", "clerk", "ZZ-C-0101");
    let denied = service.app.court_page(&officer);
    assert!(matches!(denied, Err(Failure::Denied)), "an officer is no clerk");
    let elsewhere = service.app.court_document(&stranger, &digest);
    assert!(matches!(elsewhere, Err(Failure::NotFound)));
    let page = service.app.court_page(&clerk).unwrap();
    assert_eq!((page.lines.len(), page.lines[0].status.as_str()), (1, "sent"));
    assert_eq!(page.acts[0].registered_on.unwrap().to_string(), "2025-06-12");
    assert!(service.app.court_document(&clerk, &digest).unwrap().starts_with(b"%PDF-"));
    let command = service.id();
    service.app.confirm_for_court(&clerk, command, id, "вх-2201").unwrap();
    let line = service.app.court_line(&clerk, id).unwrap();
    assert_eq!(line.status, "received");
    let command = service.id();
    let twice = service.app.confirm_for_court(&clerk, command, id, "вх-2202");
    assert!(matches!(twice, Err(Failure::Changed)), "a submission is confirmed once");
    let sent = service.app.message(&people.head, message).unwrap();
    assert_eq!(sent.item.status, "acknowledged", "the outbox is told as well");
    service.app.check_projections(&|_, _| {}).unwrap();
    drop(service);
    let looks = Store::open(&place.location, &[], Options::default()).unwrap();
    let looks = looks.accesses_to(case.stream()).unwrap();
    let of_clerk = looks.iter().filter(|look| look.login == "clerk");
    let pages: Vec<&str> = of_clerk.map(|look| look.page.as_str()).collect();
    assert_eq!(pages, ["court-submission", "court-document", "court"]);
}

on_both! {
    fn a_court_fixes_and_moves_a_hearing_by_its_messages(place) {
        let mut service = Service::open(&place.location);
        let people = People::of(&service);
        let message = service.send_submission(JUDGMENT, &people);
        let officer = people.officer.clone();
        let case = service.app.message(&officer, message).unwrap().item.case.unwrap();
        let submission = service.app.case(&officer, case).unwrap().submissions[0].submission;
        let (clerk, _) = service.staff("clerk", "clerk", "ZZ-C-0303");
        service.at("2026-02-20", 12);
        let notice = |number: u32, edit: &dyn Fn(&mut Value)| {
            let mut message: Value = serde_json::from_str(HEARING).unwrap();
            message["id"] = format!("01977b3e-4c00-7000-b100-{number:012}").into();
            message["body"]["submission"] = submission.to_string().into();
            edit(&mut message);
            message.to_string().into_bytes()
        };
        let refused = |bytes: Vec<u8>| {
            let receipt = service.app.receive_message(None, bytes).unwrap();
            assert!(receipt.is_rejection(), "{receipt}");
            (receipt.faults[0].pointer.clone(), receipt.faults[0].code.clone())
        };
        let faulty = |pointer: &str, code: &str| (pointer.to_owned(), code.to_owned());
        let unknown = faulty("/body/submission", "no-such-submission");
        let other = Uuid::from_u128(0x5b).to_string();
        assert_eq!(refused(notice(1, &|said| said["body"]["submission"] = other.clone().into())), unknown);
        // Another court is told nothing of it.
        let elsewhere = notice(2, &|said| {
            said["sender"] = "ZZ-C-0101".into();
            said["body"]["court"] = "ZZ-C-0101".into();
        });
        assert_eq!(refused(elsewhere), unknown);
        let passed = notice(3, &|said| said["body"]["begins_at"] = "2026-02-19T04:00:00Z".into());
        assert_eq!(refused(passed), faulty("/body/begins_at", "hearing-past"));

        let bytes = notice(4, &|_| {});
        let receipt = service.app.receive_message(None, bytes.clone()).unwrap();
        assert_eq!(receipt.outcome, "applied", "{receipt}");
        let position = service.app.position().unwrap();
        assert_eq!(service.app.receive_message(None, bytes).unwrap(), receipt);
        assert_eq!(service.app.position().unwrap(), position, "the same message writes nothing");
        let id = SubmissionId(submission);
        let court = service.app.submission(&officer, id).unwrap().before_court;
        let hearing = court.open_hearing().unwrap();
        assert!(hearing.officer_called && hearing.client_called && hearing.words == "Зал № 4");
        let today = service.app.today_page(&officer).unwrap();
        let told = today.items.iter().filter(|item| item.kind == TodayKind::MessageToRead);
        assert_eq!(told.filter(|item| item.detail == "hearing").count(), 1);

        let moved = notice(5, &|said| said["body"]["begins_at"] = "2026-03-13T05:00:00Z".into());
        assert_eq!(service.app.receive_message(None, moved).unwrap().outcome, "applied");
        let line = service.app.court_line(&clerk, id).unwrap();
        assert_eq!(line.hearing.unwrap().1.to_string(), "2026-03-13T05:00:00Z");
        let court = service.app.submission(&officer, id).unwrap().before_court;
        assert_eq!(court.hearings.len(), 1, "it is moved, not fixed twice");
        service.at("2026-03-13", 9);
        let today = service.app.today_page(&officer).unwrap();
        let heard = today.items.iter().filter(|item| item.kind == TodayKind::Hearing);
        assert_eq!(heard.count(), 1);
        service.app.check_projections(&|_, _| {}).unwrap();
    }
}

/// Sends a notice of a hearing of a submission under a number of its own.
fn notice(service: &Service, text: &str, submission: Uuid, number: u32) -> Receipt {
    let mut message: Value = serde_json::from_str(text).unwrap();
    message["id"] = format!("01977b3e-4c00-7000-b200-{number:012}").into();
    message["body"]["submission"] = submission.to_string().into();
    service.app.receive_message(None, message.to_string().into_bytes()).unwrap()
}

/// What a court's notice met: its outcome, or the first fault with its place.
fn met(receipt: &Receipt) -> String {
    match receipt.faults.first() {
        Some(fault) => format!("{} {}", fault.code, fault.pointer),
        None => receipt.outcome.clone(),
    }
}

on_both! {
    fn a_court_cancels_a_hearing_by_its_message(place) {
        let mut service = Service::open(&place.location);
        let people = People::of(&service);
        let message = service.send_submission(JUDGMENT, &people);
        let officer = people.officer.clone();
        let case = service.app.message(&officer, message).unwrap().item.case.unwrap();
        let submission = service.app.case(&officer, case).unwrap().submissions[0].submission;
        service.at("2026-02-20", 12);
        let none = "no-such-hearing /body/submission";
        assert_eq!(met(&notice(&service, CANCELLED, submission, 1)), none, "none was fixed");
        let unknown = notice(&service, CANCELLED, Uuid::from_u128(0x5b), 2);
        assert_eq!(met(&unknown), "no-such-submission /body/submission");
        assert_eq!(met(&notice(&service, HEARING, submission, 3)), "applied");
        service.at("2026-03-12", 8);
        let of_day = |kind: TodayKind| {
            let items = service.app.today_page(&officer).unwrap().items;
            items.iter().filter(|item| item.kind == kind).count()
        };
        assert_eq!((of_day(TodayKind::Hearing), of_day(TodayKind::MessageToRead)), (1, 0));
        let token = service.app.calendar_token(&officer).unwrap();
        let in_calendar = || {
            let items = service.app.calendar_feed(&token).unwrap();
            items.iter().filter(|item| matches!(item.kind, FeedKind::Hearing { .. })).count()
        };
        assert_eq!(in_calendar(), 1);

        assert_eq!(met(&notice(&service, CANCELLED, submission, 4)), "applied");
        assert_eq!((of_day(TodayKind::Hearing), of_day(TodayKind::MessageToRead)), (0, 1));
        assert_eq!(in_calendar(), 0, "nobody is sent to a hearing that is not held");
        let court = service.app.submission(&officer, SubmissionId(submission)).unwrap().before_court;
        assert!(court.open_hearing().is_none());
        let timeline = service.app.case(&officer, case).unwrap().timeline;
        let told = timeline.iter().find(|line| line.kind == "casework.hearing.cancelled").unwrap();
        assert!(told.words.as_ref().unwrap().contains("Болезнь судьи"), "{told:?}");
        assert_eq!(met(&notice(&service, CANCELLED, submission, 5)), none, "it is cancelled");

        // The court fixes another, which is held; what was held is not cancelled any more.
        let mut again: Value = serde_json::from_str(HEARING).unwrap();
        again["body"]["begins_at"] = "2026-03-12T10:00:00Z".into();
        assert_eq!(met(&notice(&service, &again.to_string(), submission, 6)), "applied");
        let court = service.app.submission(&officer, SubmissionId(submission)).unwrap().before_court;
        let held = CaseAct::HoldHearing(HoldHearing {
            hearing: HearingId(court.open_hearing().unwrap().hearing),
            held: on_day("2026-03-12"),
            officer_came: true,
            client_came: true,
            adjourned_to: None,
            words: "Решение объявлено".to_owned(),
        });
        service.act(&officer, case, held);
        assert_eq!(met(&notice(&service, CANCELLED, submission, 7)), none, "it was held");
        service.app.check_projections(&|_, _| {}).unwrap();
    }
}

/// The ruling of the example as somebody types it in.
fn typed(submission: Uuid) -> PaperRuling {
    let fields = [
        ("submission", submission.to_string()),
        ("ruling_number", "МП-14/26.03".to_owned()),
        ("passed_on", "2026-01-19".to_owned()),
        ("in_force_on", "2026-02-02".to_owned()),
        ("result", "extend".to_owned()),
        ("until", "2027-06-03".to_owned()),
    ];
    PaperRuling {
        court: "ZZ-C-0303".to_owned(),
        fields: fields.map(|(name, value)| (name.to_owned(), value)).into(),
        stamped_on: day("2026-02-03"),
        scan: Vec::new(),
        looked_again: false,
    }
}

/// What a case has of a ruling, with the last day of its term.
fn ruled(place: &Place, on_paper: bool) -> (RulingItem, String) {
    let mut service = Service::open(&place.location);
    let people = People::of(&service);
    let message = service.send_submission(JUDGMENT, &people);
    let officer = people.officer.clone();
    let case = service.app.message(&officer, message).unwrap().item.case.unwrap();
    let submission = service.app.case(&officer, case).unwrap().submissions[0].submission;
    service.at("2026-02-03", 12);
    if on_paper {
        let mut ruling = typed(submission);
        ruling.fields.retain(|(name, _)| name != "until");
        let faults = service.app.ruling_faults(&officer, case, &ruling).unwrap();
        assert_eq!((faults.len(), &*faults[0].pointer), (1, "/body/until"));
        let id = service.id();
        let position = service.app.position().unwrap();
        ruling.fields.push(("until".to_owned(), "2026-02-20".to_owned()));
        let refused = service.app.paper_ruling(&officer, id, case, &ruling).unwrap_err();
        let Failure::Refused(refused) = refused else { panic!("{refused:?}") };
        assert_eq!(refused.code, "extension-not-longer");
        assert_eq!(service.app.position().unwrap(), position, "nothing of it is kept");
        let id = service.id();
        let answer = service.app.paper_ruling(&officer, id, case, &typed(submission)).unwrap();
        let again = service.app.paper_ruling(&officer, id, case, &typed(submission)).unwrap();
        assert_eq!(answer, again, "a form that is sent twice is one ruling");
        let (stranger, _) = service.staff("stranger", "officer", "ZZ-01-01");
        let id = service.id();
        let denied = service.app.paper_ruling(&stranger, id, case, &typed(submission));
        assert!(matches!(denied, Err(Failure::Denied | Failure::NotFound)), "{denied:?}");
    } else {
        let example = "01977b3e-4c00-7000-8000-0000000000aa";
        let ruling = RULING.replace(example, &submission.to_string());
        let receipt = service.app.receive_message(None, ruling.into()).unwrap();
        assert_eq!(receipt.outcome, "applied", "{receipt}");
    }
    let court = service.app.submission(&officer, SubmissionId(submission)).unwrap().before_court;
    service.app.check_projections(&|_, _| {}).unwrap();
    let until = service.app.case(&officer, case).unwrap().row.term_until;
    (court.rulings[0].clone(), until.to_string())
}

on_both! {
    fn a_ruling_on_paper_changes_what_the_courts_message_changes(place) {
        let (typed, until) = ruled(&place, true);
        let (sent, also) = ruled(&Place::sqlite(), false);
        assert_eq!(until, also);
        assert!(typed.on_paper && !sent.on_paper);
        assert_eq!(RulingItem { on_paper: false, ..typed }, sent);
    }
}

/// What is found beyond the law: in the day, at the entry of the case.
fn found_beyond(service: &Service, officer: &User, case: CaseId) -> (Vec<String>, Vec<String>) {
    let told = |until: &dyn ToString, last: &dyn ToString, row: &str| {
        format!("{} {} {row}", until.to_string(), last.to_string())
    };
    let items = service.app.today_page(officer).unwrap().items;
    let items = items.iter().filter(|item| item.kind == TodayKind::ExtensionBeyond);
    let items = items.map(|item| format!("{} {}", item.detail, item.row.as_ref().unwrap().code));
    let timeline = service.app.case(officer, case).unwrap().timeline;
    let entries = timeline.iter().filter_map(|entry| entry.beyond.as_ref());
    let entries = entries.map(|one| told(&one.until, &one.last_day, &one.row.code));
    (items.collect(), entries.collect())
}

on_both! {
    fn an_extension_beyond_the_law_is_taken_in_and_looked_at(place) {
        let mut service = Service::open(&place.location);
        let people = People::of(&service);
        let message = service.send_submission(JUDGMENT, &people);
        let officer = people.officer.clone();
        let case = service.app.message(&officer, message).unwrap().item.case.unwrap();
        let submission = service.app.case(&officer, case).unwrap().submissions[0].submission;
        service.at("2026-02-03", 12);
        let ruled = |submission: Option<Uuid>, number: u32, until: &str| {
            let mut message: Value = serde_json::from_str(RULING).unwrap();
            message["id"] = format!("01977b3e-4c00-7000-b300-{number:012}").into();
            let body = message["body"].as_object_mut().unwrap();
            body.insert("until".to_owned(), until.into());
            body.insert("ruling_number".to_owned(), format!("МП-{number}/26").into());
            match submission {
                Some(submission) => body.insert("submission".to_owned(), submission.to_string().into()),
                None => body.remove("submission"),
            };
            let receipt = service.app.receive_message(None, message.to_string().into()).unwrap();
            assert_eq!(receipt.outcome, "applied", "{receipt}");
        };
        // The term runs to 3 December 2026, and a court extends by a year at most.
        ruled(Some(submission), 1, "2027-12-03");
        assert_eq!(found_beyond(&service, &officer, case), (vec![], vec![]), "the last day");
        ruled(None, 2, "2028-12-04");
        let found = ["2028-12-04 2028-12-03 control_extension_max".to_owned()].to_vec();
        assert_eq!(found_beyond(&service, &officer, case), (found.clone(), found.clone()));
        let until = service.app.case(&officer, case).unwrap().row.term_until;
        assert_eq!(until.to_string(), "2028-12-04", "what a court ruled is so");
        let (stranger, _) = service.staff("stranger", "officer", "ZZ-03-05");
        let others = service.app.today_page(&stranger).unwrap().items;
        assert!(others.iter().all(|item| item.kind != TodayKind::ExtensionBeyond));

        // The day says it for a week; the entry of the case for ever.
        service.at("2026-02-09", 12);
        assert_eq!(found_beyond(&service, &officer, case), (found.clone(), found.clone()));
        service.at("2026-02-10", 12);
        assert_eq!(found_beyond(&service, &officer, case), (vec![], found));
        service.app.check_projections(&|_, _| {}).unwrap();
    }
}

on_both! {
    fn a_typed_extension_beyond_the_law_is_looked_at_again(place) {
        let mut service = Service::open(&place.location);
        let people = People::of(&service);
        let message = service.send_submission(JUDGMENT, &people);
        let officer = people.officer.clone();
        let case = service.app.message(&officer, message).unwrap().item.case.unwrap();
        let submission = service.app.case(&officer, case).unwrap().submissions[0].submission;
        service.at("2026-02-03", 12);
        let typed_until = |until: &str| {
            let mut ruling = typed(submission);
            ruling.fields.retain(|(name, _)| name != "until");
            ruling.fields.push(("until".to_owned(), until.to_owned()));
            ruling
        };
        let mut ruling = typed_until("2027-12-04");
        let (id, position) = (service.id(), service.app.position().unwrap());
        let refused = service.app.paper_ruling(&officer, id, case, &ruling).unwrap_err();
        let Failure::Refused(refused) = refused else { panic!("{refused:?}") };
        assert_eq!((&*refused.code, refused.field.as_deref()), ("extension-beyond-law", Some("looked_again")));
        let last_day = refused.arguments.iter().find(|(name, _)| name == "last_day").unwrap();
        assert_eq!(last_day.1, "2027-12-03");
        assert_eq!(service.app.position().unwrap(), position, "nothing of it is kept");
        ruling.looked_again = true;
        let answer = service.app.paper_ruling(&officer, id, case, &ruling).unwrap();
        assert_eq!(service.app.paper_ruling(&officer, id, case, &ruling).unwrap(), answer);
        let court = service.app.submission(&officer, SubmissionId(submission)).unwrap().before_court;
        let beyond = court.rulings[0].beyond.as_ref().unwrap();
        assert_eq!((beyond.until, beyond.last_day), (day("2027-12-04"), day("2027-12-03")));
        assert_eq!(found_beyond(&service, &officer, case).0.len(), 1);
        // The last day that the law allows, of a term that is longer now, is not asked about.
        let mut within = typed_until("2028-12-04");
        within.fields.retain(|(name, _)| name != "submission");
        let id = service.id();
        service.app.paper_ruling(&officer, id, case, &within).unwrap();
        assert_eq!(found_beyond(&service, &officer, case).0.len(), 1);
    }
}

#[test]
fn a_clerk_confirms_a_submission_and_each_look_is_logged_on_sqlite() {
    served(&Place::sqlite());
}

#[test]
fn a_clerk_confirms_a_submission_and_each_look_is_logged_on_postgresql() {
    served(&Place::postgresql());
}

#[test]
fn a_ruling_is_heard_appealed_and_taken_back_on_sqlite() {
    before_the_courts(&Place::sqlite());
}

#[test]
fn a_ruling_is_heard_appealed_and_taken_back_on_postgresql() {
    before_the_courts(&Place::postgresql());
}
