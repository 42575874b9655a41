//! One meeting of several clients: arranged in all of their cases or in none, marked on one screen,
//! moved, cancelled and joined whole, and seen only by those who may write in them.

use axum::http::StatusCode;
use bagyt_app::command::CaseAct;
use bagyt_app::group_session::ArrangeGroup;
use bagyt_app::outcome::Failure;
use bagyt_casework::access::ExcludeStaff;
use bagyt_casework::appointment::Holder;
use bagyt_casework::codes::{ContactPlace, Role};
use bagyt_casework::restriction::RestrictCase;
use bagyt_core::identity::{CaseId, CommandId};
use uuid::Uuid;

use crate::card::{entries, send};
use crate::casework::allocated_of;
use crate::visitor::{Answer, JUDGMENT, Service, Visitor};

const HOST: &str = "bagyt.example";

/// A service with three clients of the officer, and the addresses of their cases.
async fn clients() -> (Service, Vec<String>) {
    let service = Service::of(["officer", "psychologist", "head_of_office", "legal_adviser"]);
    let of = |number: u8, name: &str| {
        JUDGMENT
            .replace("000000000001", &format!("00000000000{number}"))
            .replace("УД-118/25.03", &format!("УД-12{number}/25.03"))
            .replace(
                "21205199000017",
                ["21205199000025", "21205199000033"][usize::from(number - 2)],
            )
            .replace("Зарылбек", name)
    };
    let mut cases = Vec::new();
    for message in [JUDGMENT.to_owned(), of(2, "Темир"), of(3, "Үсөн")] {
        cases.push(allocated_of(&service, &message).await);
    }
    (service, cases)
}

fn id_of(case: &str) -> &str {
    case.trim_start_matches("/cases/")
}

/// The session that the tests arrange: on 17 June at ten, held by the psychologist.
fn answers<'a>(holder: &'a str, cases: &'a [String]) -> Vec<(&'a str, &'a str)> {
    let mut answers = vec![
        ("topic", "work_search"),
        ("on", "17.06.2025"),
        ("begins_at", "10:00"),
        ("minutes", "90"),
        ("place", "office"),
        ("holder", holder),
        ("language", ""),
    ];
    answers.extend(cases.iter().map(|case| ("cases", id_of(case))));
    answers
}

async fn asked(visitor: &Visitor, fields: &[(&str, &str)]) -> Answer {
    let form = visitor.get("/group-sessions/new").await;
    send(visitor, "/group-sessions/new", &form, fields).await
}

/// Arranges a session with these clients and returns the address of its page.
async fn arranged(service: &Service, cases: &[String]) -> String {
    let officer = service.signed_in("officer").await;
    let holder = service.user("psychologist").staff.to_string();
    let fields = [&answers(&holder, cases)[..], &[("step", "confirmed")]].concat();
    let sent = asked(&officer, &fields).await;
    let location = sent.header("location");
    assert!(location.ends_with("?done=group-arranged"), "{location}{}", sent.text);
    location.trim_end_matches("?done=group-arranged").to_owned()
}

/// The entries about appointments, meetings and absences of a case.
fn told(service: &Service, case: &str) -> Vec<String> {
    let mut told = entries(service, case, &["begins_at", "reason", "attendance", "until"]);
    let kinds = ["appointment", "contact", "absence", "evidence", "reason"];
    told.retain(|entry| kinds.iter().any(|kind| entry.starts_with(kind)));
    told
}

const AT_TEN: &str = "appointment.arranged 2025-06-17T04:00:00Z";

#[tokio::test]
async fn a_session_is_shown_client_by_client_and_then_arranged_in_every_case() {
    let (service, cases) = clients().await;
    let officer = service.signed_in("officer").await;
    let holder = service.user("psychologist").staff.to_string();
    let page = officer.get("/group-sessions/new").await;
    assert!(
        page.text.contains("Зарылбек") && page.text.contains("Темир"),
        "own clients are listed"
    );
    // Whoever is ticked stays ticked while another one is looked for by name.
    let ticked = &answers(&holder, &cases[..1]);
    let search = [&ticked[..], &[("find", "Темир"), ("step", "find")]].concat();
    let found = asked(&officer, &search).await;
    assert_eq!(found.status, StatusCode::OK, "{}", found.text);
    assert!(found.text.contains(&format!("value=\"{}\" checked", id_of(&cases[0]))));
    assert!(found.text.contains(id_of(&cases[1])) && !found.text.contains(id_of(&cases[2])));
    let both = answers(&holder, &cases[..2]);
    let shown = asked(&officer, &both).await;
    assert_eq!(shown.status, StatusCode::OK, "{}", shown.text);
    for part in ["Как искать работу", "Зарылбек", "Темир", "время свободно", "2 клиента"]
    {
        assert!(shown.text.contains(part), "{part}: {}", shown.text);
    }
    assert!(told(&service, &cases[0]).is_empty());
    for _ in 0..2 {
        let confirmed = [&both[..], &[("step", "confirmed")]].concat();
        let sent = send(&officer, "/group-sessions/new", &shown, &confirmed).await;
        let expected = format!("{}/group-sessions/{}", cases[0], shown.hidden("command"));
        assert_eq!(sent.header("location"), format!("{expected}?done=group-arranged"));
    }
    assert_eq!(told(&service, &cases[0]), [AT_TEN]);
    assert_eq!(told(&service, &cases[1]), [AT_TEN]);
    assert!(told(&service, &cases[2]).is_empty());
}

#[tokio::test]
async fn a_session_stands_once_in_the_day_the_paper_and_the_calendar_of_its_holder() {
    let (service, cases) = clients().await;
    let session = arranged(&service, &cases).await;
    for page in ["/today", "/day-sheet"] {
        service.at(if page == "/today" { "2025-06-12" } else { "2025-06-17" }, 9);
        let holder = service.signed_in("psychologist").await;
        let shown = holder.get(page).await.text;
        assert_eq!(shown.matches("Групповое занятие: Как искать работу").count(), 1, "{shown}");
        assert!(shown.contains("3 клиента") && !shown.contains("Темир"), "{shown}");
    }
    let holder = service.signed_in("psychologist").await;
    let today = holder.get("/today").await;
    let link = today.link("/cases/", session.rsplit('/').next().unwrap());
    assert!(holder.get(&link).await.text.contains("Темир"));
    let officer = service.signed_in("officer").await;
    let case = officer.get(&cases[1]).await;
    assert!(case.text.contains("Групповое занятие, Как искать работу"), "{}", case.text);
    let from_case = case.link(&format!("{}/group-sessions/", cases[1]), "");
    assert_eq!(officer.get(&from_case).await.status, StatusCode::OK);
    let calendar = holder.get_at(HOST, "/calendar").await;
    let address = calendar.text.split("value=\"https://bagyt.example").nth(1).unwrap();
    let feed = service.visitor().get_at(HOST, address.split('"').next().unwrap()).await.text;
    assert_eq!(feed.matches("BEGIN:VEVENT").count(), 1, "{feed}");
    assert!(!feed.contains("Темир") && feed.contains("STATUS:CONFIRMED"), "{feed}");
    assert!(feed.contains(session.rsplit('/').next().unwrap()), "{feed}");
    let sheet = holder.get(&format!("{session}/sheet")).await.text;
    assert!(sheet.contains("Лист явки") && sheet.contains("Темир") && sheet.contains("Үсөн"));
}

#[tokio::test]
async fn one_client_who_is_not_free_is_named_and_nothing_is_arranged() {
    let (service, cases) = clients().await;
    let officer = service.signed_in("officer").await;
    let address = format!("{}/appointment", cases[1]);
    let form = officer.get(&address).await;
    let alone = [
        ("kind", "interview"),
        ("place", "office"),
        ("minutes", "30"),
        ("on", "17.06.2025"),
        ("begins_at", "11:00"),
    ];
    assert_eq!(send(&officer, &address, &form, &alone).await.status, StatusCode::SEE_OTHER);
    let holder = service.user("psychologist").staff.to_string();
    let fields = answers(&holder, &cases[..2]);
    let shown = asked(&officer, &fields).await;
    assert!(shown.text.contains("Прийти смогут не все"), "{}", shown.text);
    assert!(!shown.text.contains("Назначить занятие"));
    let refused = asked(&officer, &[&fields[..], &[("step", "confirmed")]].concat()).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text.contains("Темир") && refused.text.contains("href=\"#begins_at\""));
    assert!(refused.text.contains("value=\"17.06.2025\""), "nothing typed is lost");
    assert!(told(&service, &cases[0]).is_empty());
    let wrong = |fields: Vec<(&'static str, &'static str)>| {
        let mut all = answers(&holder, &cases[..2]);
        all.retain(|(name, _)| !fields.iter().any(|(wrong, _)| wrong == name));
        all.extend(fields.into_iter().filter(|(_, value)| !value.is_empty()));
        all
    };
    for (fields, field) in [
        (wrong(vec![("cases", "")]), "cases"),
        (wrong(vec![("topic", "knitting")]), "topic"),
        (wrong(vec![("on", "11.06.2025")]), "begins_at"),
        (wrong(vec![("holder", "0198c0de-0000-7000-8000-000000000000")]), "holder"),
    ] {
        let confirmed = [&fields[..], &[("step", "confirmed")]].concat();
        let refused = asked(&officer, &confirmed).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{field}");
        assert!(refused.text.contains(&format!("href=\"#{field}\"")), "{field}: {}", refused.text);
    }
    let one = asked(&officer, &answers(&holder, &cases[..1])).await;
    assert_eq!(one.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(one.text.contains("от 2 до 15 клиентов"), "{}", one.text);
    assert!(told(&service, &cases[0]).is_empty());
}

/// The fields of the lines of a page: what is chosen and typed for each client.
fn lines(page: &Answer, marks: &[(&str, &[(&str, &str)])]) -> Vec<(String, String)> {
    let mut fields = Vec::new();
    for (name, typed) in marks {
        let row = page.text.split("<tr>").find(|row| row.contains(name)).unwrap();
        let (_, id) = row.split_once("name=\"command-").unwrap();
        let id = id.split('"').next().unwrap();
        let command = format!("command-{id}");
        fields.push((command.clone(), page.hidden(&command)));
        fields.extend(typed.iter().map(|(part, value)| (format!("{part}-{id}"), (*value).into())));
    }
    fields
}

async fn mark(visitor: &Visitor, session: &str, fields: &[(String, String)]) -> Answer {
    let fields: Vec<_> = fields.iter().map(|(name, value)| (&**name, &**value)).collect();
    visitor.post(session, &fields).await
}

#[tokio::test]
async fn every_client_is_marked_on_one_screen_and_a_refused_line_comes_back() {
    let (service, cases) = clients().await;
    let session = arranged(&service, &cases).await;
    let holder = service.signed_in("psychologist").await;
    let early = holder.get(&session).await;
    assert!(early.text.contains("когда занятие началось") && !early.text.contains("outcome-"));
    let refused = holder.post(&session, &[("outcome-x", "attended")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    service.at("2025-06-17", 14);
    let holder = service.signed_in("psychologist").await;
    let page = holder.get(&session).await;
    let nothing = mark(&holder, &session, &lines(&page, &[("Темир", &[])])).await;
    assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
    let fields = lines(
        &page,
        &[
            ("Зарылбек", &[("outcome", "attended"), ("note", "Составил резюме")]),
            ("Темир", &[("outcome", "absent_awaiting"), ("note", "справка")]),
            ("Үсөн", &[("outcome", "absent_excused"), ("reason", "medical"), ("note", "вызов")]),
        ],
    );
    let refused = mark(&holder, &session, &fields).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", refused.text);
    assert!(refused.text.contains("href=\"#until-") && refused.text.contains("value=\"справка\""));
    assert_eq!(refused.text.matches("name=\"outcome-").count(), 1, "the others are recorded");
    assert!(refused.text.contains("Явка, договорённости выполнены"), "{}", refused.text);
    assert_eq!(told(&service, &cases[0])[1..], ["contact.recorded attended"]);
    assert_eq!(told(&service, &cases[2])[1..], ["absence.recorded", "reason.accepted medical"]);
    let day = "20.06.2025";
    let fields = lines(
        &refused,
        &[("Темир", &[("outcome", "absent_awaiting"), ("note", "справка"), ("until", day)])],
    );
    for _ in 0..2 {
        let sent = mark(&holder, &session, &fields).await;
        assert_eq!(sent.header("location"), format!("{session}?done=group-register"));
    }
    let awaited = ["absence.recorded", "evidence.awaited 2025-06-20"];
    assert_eq!(told(&service, &cases[1])[1..], awaited);
    let done = holder.get(&session).await.text;
    assert!(!done.contains("name=\"outcome-") && done.contains("Исходы всех клиентов записаны"));
    let change = holder.get(&format!("{session}/change")).await.text;
    assert!(!change.contains("Перенести занятие</button>"), "{change}");
}

#[tokio::test]
async fn a_session_is_moved_and_cancelled_with_an_entry_in_each_case() {
    let (service, cases) = clients().await;
    let session = arranged(&service, &cases[..2]).await;
    let holder = service.signed_in("psychologist").await;
    let address = format!("{session}/change");
    let form = holder.get(&address).await;
    let at =
        |time| [("step", "move"), ("on", "17.06.2025"), ("begins_at", time), ("minutes", "60")];
    let past = [("step", "move"), ("on", "10.06.2025"), ("begins_at", "10:30"), ("minutes", "60")];
    let refused = send(&holder, &address, &form, &past).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text.contains("href=\"#begins_at\"") && refused.text.contains("10.06.2025"));
    // Half an hour later: the session that is left does not stand in its own way.
    let sent = send(&holder, &address, &form, &at("10:30")).await;
    let moved = sent.header("location").trim_end_matches("?done=group-moved").to_owned();
    assert!(moved != session && sent.status == StatusCode::SEE_OTHER, "{}", sent.text);
    let again = send(&holder, &address, &form, &at("10:30")).await;
    assert_eq!(
        again.header("location").rsplit('/').next(),
        sent.header("location").rsplit('/').next()
    );
    let half_past = "appointment.arranged 2025-06-17T04:30:00Z";
    for case in &cases[..2] {
        let expected = [AT_TEN, "appointment.cancelled rescheduled", half_past];
        assert_eq!(told(&service, case), expected);
    }
    assert!(holder.get(&moved).await.text.contains("Темир"));
    assert!(holder.get(&session).await.text.contains("Отменена"));
    let address = format!("{moved}/change");
    let form = holder.get(&address).await;
    let refused = send(&holder, &address, &form, &[("step", "cancel"), ("why", "потоп")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text.contains("потоп") && refused.text.contains("href=\"#reason\""));
    let cancel = [("step", "cancel"), ("reason", "officer"), ("why", "потоп")];
    let sent = send(&holder, &address, &form, &cancel).await;
    assert_eq!(sent.header("location"), format!("{moved}?done=group-cancelled"), "{}", sent.text);
    for case in &cases[..2] {
        assert_eq!(told(&service, case)[3..], ["appointment.cancelled officer"]);
    }
    let form = holder.get(&format!("{moved}/clients")).await;
    let third = [("cases", id_of(&cases[2])), ("step", "join")];
    let refused = send(&holder, &format!("{moved}/clients"), &form, &third).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text.contains("больше никого не ждут"), "{}", refused.text);
}

#[tokio::test]
async fn a_client_joins_leaves_and_comes_back_to_a_session() {
    let (service, cases) = clients().await;
    let session = arranged(&service, &cases[..2]).await;
    let officer = service.signed_in("officer").await;
    let address = format!("{session}/clients");
    let form = officer.get(&address).await;
    assert!(form.text.contains(id_of(&cases[2])) && !form.text.contains(id_of(&cases[1])));
    let refused = send(&officer, &address, &form, &[("step", "join")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text.contains("href=\"#cases\""), "{}", refused.text);
    let third = [("cases", id_of(&cases[2])), ("step", "join")];
    let joined = send(&officer, &address, &form, &third).await;
    assert_eq!(joined.header("location"), format!("{session}?done=group-joined"));
    let page = officer.get(&session).await;
    let leave = page.link(&format!("{}/appointments/", cases[2]), "");
    let form = officer.get(&leave).await;
    let cancel = [("step", "cancel"), ("reason", "client")];
    assert_eq!(send(&officer, &leave, &form, &cancel).await.status, StatusCode::SEE_OTHER);
    let form = officer.get(&address).await;
    let joined = send(&officer, &address, &form, &third).await;
    assert_eq!(joined.status, StatusCode::SEE_OTHER, "{}", joined.text);
    assert_eq!(told(&service, &cases[2]), [AT_TEN, "appointment.cancelled client", AT_TEN]);
    assert_eq!(told(&service, &cases[0]), [AT_TEN]);
}

#[tokio::test]
async fn a_client_whose_case_is_closed_to_the_reader_stands_in_no_session() {
    let (service, cases) = clients().await;
    let session = arranged(&service, &cases).await;
    let (head, staff) = (service.user("head_of_office"), service.user("psychologist").staff);
    let of = |at: usize| id_of(&cases[at]).parse::<CaseId>().unwrap();
    let words = "Сестра клиента".to_owned();
    let exclude = CaseAct::Exclude(ExcludeStaff { staff, excluded: true, words: words.clone() });
    let restrict = CaseAct::Restrict(RestrictCase { restricted: true, words });
    for (number, case, act) in [(1, of(1), exclude), (2, of(2), restrict)] {
        let id = CommandId(Uuid::from_u128(number));
        service.app.act(&head, id, case, act).unwrap();
    }
    let holder = service.signed_in("psychologist").await;
    let page = holder.get(&session).await.text;
    assert!(page.contains("Зарылбек") && !page.contains("Темир") && !page.contains("Үсөн"));
    // That a case is restricted is no secret; that one is excluded from a case is.
    assert!(page.contains("Ждут ещё 1 клиента"), "{page}");
    for address in ["/today", "/group-sessions/new", &format!("{session}/sheet")] {
        let page = holder.get(address).await.text;
        assert!(!page.contains("Темир") && !page.contains("Үсөн"), "{address}: {page}");
    }
    assert!(holder.get("/today").await.text.contains("1 клиент<"));
    let id = session.rsplit('/').next().unwrap();
    let asked = holder.get(&format!("{}/group-sessions/{id}", cases[1])).await;
    assert_eq!(asked.status, StatusCode::NOT_FOUND);
    let asked = holder.get(&format!("{}/group-sessions/{id}", cases[2])).await;
    assert_eq!(asked.status, StatusCode::FORBIDDEN);
    let own = service.user("psychologist").staff.to_string();
    let asked = asked_for(&holder, &own, &cases[..2]).await;
    assert_eq!(asked.status, StatusCode::NOT_FOUND);
    // The officer is told that another one has to hold it, and not why.
    let officer = service.signed_in("officer").await;
    let refused = asked_for(&officer, &own, &cases[..2]).await;
    assert!(refused.text.contains("должен провести кто-то другой"), "{}", refused.text);
    assert_eq!(told(&service, &cases[0]), [AT_TEN]);
    // Moved by the holder, the others stay as they are until somebody acts who may.
    let form = holder.get(&format!("{session}/change")).await;
    let later = [("step", "move"), ("on", "18.06.2025"), ("begins_at", "10:00"), ("minutes", "90")];
    let sent = send(&holder, &format!("{session}/change"), &form, &later).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text);
    assert_eq!(told(&service, &cases[0]).len(), 3);
    assert_eq!(told(&service, &cases[1]), [AT_TEN]);
}

async fn asked_for(visitor: &Visitor, holder: &str, cases: &[String]) -> Answer {
    let mut fields = answers(holder, cases);
    fields.retain(|(name, _)| *name != "on");
    asked(visitor, &[&fields[..], &[("on", "19.06.2025"), ("step", "confirmed")]].concat()).await
}

#[tokio::test]
async fn whoever_arranges_no_meetings_arranges_no_session_by_any_door() {
    let (service, cases) = clients().await;
    let wanted = ArrangeGroup {
        session: Uuid::from_u128(0x9e0),
        topic: "work_search".to_owned(),
        begins_at: "2025-06-17T04:00:00Z".parse().unwrap(),
        minutes: 90,
        place: ContactPlace::Office,
        holder: Holder { staff: service.user("psychologist").staff, role: Role::Psychologist },
        language: None,
        cases: cases.iter().map(|case| id_of(case).parse().unwrap()).collect(),
    };
    let adviser = service.user("legal_adviser");
    assert!(matches!(service.app.arrange_group(&adviser, &wanted), Err(Failure::Denied)));
    let many = ArrangeGroup { topic: "anger".to_owned(), cases: vec![], ..wanted.clone() };
    let many = ArrangeGroup { cases: [&wanted.cases[..]; 3].concat(), ..many };
    let Err(Failure::Refused(refused)) = service.app.arrange_group(&adviser, &many) else {
        panic!("nine clients in a session of eight")
    };
    assert_eq!(refused.code, "group-size");
}
