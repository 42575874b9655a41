//! One meeting of several clients: in all of their cases or in none, twice the same, and seen only
//! by those who may write in them.

use bagyt_app::command::CaseAct;
use bagyt_app::group_session::{ArrangeGroup, GroupRefusal};
use bagyt_app::outcome::Failure;
use bagyt_casework::access::ExcludeStaff;
use bagyt_casework::appointment::{ArrangeAppointment, Holder, Particulars};
use bagyt_casework::codes::{ContactKind, ContactPlace, Role};
use bagyt_casework::contact::{Outcome, RecordContact};
use bagyt_casework::fact::AppointmentId;
use bagyt_core::effective::{Effective, Zone};
use bagyt_core::identity::{CaseId, CommandId};
use uuid::Uuid;

use crate::casework::allocated_of;
use crate::visitor::{JUDGMENT, Service};

/// A service with two clients of the officer.
async fn two_clients() -> (Service, Vec<CaseId>) {
    let service = Service::of(["officer", "psychologist", "head_of_office", "legal_adviser"]);
    let second = JUDGMENT
        .replace("000000000001", "000000000002")
        .replace("УД-118/25.03", "УД-119/25.03")
        .replace("21205199000017", "21205199000025")
        .replace("Зарылбек", "Асан");
    let mut cases = Vec::new();
    for message in [JUDGMENT, &second] {
        let address = allocated_of(&service, message).await;
        cases.push(address.trim_start_matches("/cases/").parse().unwrap());
    }
    (service, cases)
}

fn wanted(service: &Service, cases: &[CaseId]) -> ArrangeGroup {
    ArrangeGroup {
        session: Uuid::from_u128(0x9e0),
        topic: "work_search".to_owned(),
        begins_at: "2025-06-17T04:00:00Z".parse().unwrap(),
        minutes: 90,
        place: ContactPlace::Office,
        holder: Holder { staff: service.user("psychologist").staff, role: Role::Psychologist },
        language: None,
        cases: cases.to_vec(),
    }
}

fn arrange(service: &Service, login: &str, wanted: &ArrangeGroup) -> Vec<GroupRefusal> {
    service.app.arrange_group(&service.user(login), wanted).unwrap()
}

fn refused(service: &Service, wanted: &ArrangeGroup) -> String {
    match service.app.arrange_group(&service.user("officer"), wanted) {
        Err(Failure::Refused(refused)) => refused.code,
        other => panic!("{other:?}"),
    }
}

fn planned(service: &Service, case: CaseId) -> usize {
    service.app.case(&service.user("officer"), case).unwrap().appointments.len()
}

#[tokio::test]
async fn a_group_session_is_an_appointment_in_each_case_and_one_meeting_of_its_holder() {
    let (service, cases) = two_clients().await;
    let wanted = wanted(&service, &cases);
    for _ in 0..2 {
        assert_eq!(arrange(&service, "psychologist", &wanted), []);
    }
    assert_eq!(cases.iter().map(|case| planned(&service, *case)).collect::<Vec<_>>(), [1, 1]);
    let holder = service.user("psychologist");
    let register = service.app.group_register(&holder, cases[0], wanted.session).unwrap();
    assert_eq!((register.topic.as_str(), register.lines.len()), ("work_search", 2));
    // Another session at that hour finds its holder taken.
    let other = ArrangeGroup { session: Uuid::from_u128(0x9e1), ..wanted.clone() };
    let clashes = arrange(&service, "officer", &other);
    assert_eq!(clashes.len(), 2);
    assert!(clashes.iter().all(|one| one.refused.code == "client-not-free"), "{clashes:?}");
    // The holder enters every outcome in the one screen of the day.
    service.at("2025-06-17", 14);
    let lines = service.app.day_lines(&holder, service.app.today()).unwrap();
    assert_eq!(lines.len(), 2);
    let held = RecordContact {
        held: Effective::instant(wanted.begins_at, Zone::Bishkek),
        kind: ContactKind::Group,
        place: ContactPlace::Office,
        outcome: Outcome::Attended,
        appointment: Some(AppointmentId(register.lines[0].appointment)),
        note: String::new(),
    };
    let (id, case) = (CommandId(Uuid::from_u128(1)), register.lines[0].case);
    service.app.act(&holder, id, case, CaseAct::RecordContact(held)).unwrap();
    let register = service.app.group_register(&holder, cases[1], wanted.session).unwrap();
    let told: Vec<_> = register.lines.iter().map(|line| line.status.code()).collect();
    assert_eq!(told, ["held", "planned"]);
}

#[tokio::test]
async fn one_client_who_is_not_free_is_named_and_nothing_is_arranged() {
    let (service, cases) = two_clients().await;
    let officer = service.user("officer");
    let alone = ArrangeAppointment {
        appointment: AppointmentId(Uuid::from_u128(7)),
        begins_at: "2025-06-17T05:00:00Z".parse().unwrap(),
        minutes: 30,
        kind: ContactKind::Interview,
        place: ContactPlace::Office,
        words: String::new(),
        particulars: Particulars::default(),
    };
    let id = CommandId(Uuid::from_u128(2));
    service.app.act(&officer, id, cases[1], CaseAct::ArrangeAll(vec![alone])).unwrap();
    let wanted = wanted(&service, &cases);
    let told = arrange(&service, "officer", &wanted);
    assert_eq!(told.len(), 1);
    assert!(told[0].case == cases[1] && told[0].name.contains("Асан"), "{told:?}");
    assert_eq!(told[0].refused.code, "client-not-free");
    assert_eq!(planned(&service, cases[0]), 0);
}

#[tokio::test]
async fn a_group_has_clients_a_topic_of_the_list_and_no_case_of_others() {
    let (service, cases) = two_clients().await;
    let wanted = wanted(&service, &cases);
    let nobody = ArrangeGroup { cases: Vec::new(), ..wanted.clone() };
    assert_eq!(refused(&service, &nobody), "group-size");
    let many = ArrangeGroup { cases: vec![cases[0]; 31], ..wanted.clone() };
    assert_eq!(refused(&service, &many), "group-size");
    let strange = ArrangeGroup { topic: "knitting".to_owned(), ..wanted.clone() };
    assert_eq!(refused(&service, &strange), "unknown-topic");
    let adviser = service.user("legal_adviser");
    assert!(matches!(service.app.arrange_group(&adviser, &wanted), Err(Failure::Denied)));
    arrange(&service, "officer", &wanted);
    let staff = service.user("psychologist").staff;
    let exclude =
        ExcludeStaff { staff, excluded: true, words: "Сестра клиента".to_owned() };
    let id = CommandId(Uuid::from_u128(3));
    let head = service.user("head_of_office");
    service.app.act(&head, id, cases[1], CaseAct::Exclude(exclude)).unwrap();
    // To an excluded person there is no such case, neither as a line nor as a way in.
    let holder = service.user("psychologist");
    let register = service.app.group_register(&holder, cases[0], wanted.session).unwrap();
    assert_eq!(register.lines.iter().map(|line| line.case).collect::<Vec<_>>(), [cases[0]]);
    let asked = service.app.group_register(&holder, cases[1], wanted.session);
    assert!(matches!(asked, Err(Failure::NotFound)));
    let again = ArrangeGroup { session: Uuid::from_u128(0x9e2), ..wanted };
    assert!(matches!(service.app.arrange_group(&holder, &again), Err(Failure::NotFound)));
}
