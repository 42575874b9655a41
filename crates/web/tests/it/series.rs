//! Appointments: who holds them, a series shown before it is arranged, and nobody doubly booked.

use axum::http::StatusCode;

use crate::card::{entries, send};
use crate::casework::allocated;
use crate::visitor::{Answer, JUDGMENT, Service, Visitor};

const WHERE: [(&str, &str); 3] = [("kind", "registration"), ("place", "office"), ("minutes", "30")];

async fn arrange(visitor: &Visitor, case: &str, answers: &[(&str, &str)]) -> Answer {
    let address = format!("{case}/appointment");
    let form = visitor.get(&address).await;
    send(visitor, &address, &form, &[&WHERE[..], answers].concat()).await
}

/// Every Tuesday in June at ten: the 17th and the 24th, and on the 1st of July.
const TUESDAYS: [(&str, &str); 5] = [
    ("on", "17.06.2025"),
    ("begins_at", "10:00"),
    ("repeat", "week"),
    ("repeat_until", "01.07.2025"),
    ("free_day", "skip"),
];

fn arranged(service: &Service, case: &str) -> Vec<String> {
    let mut told = entries(service, case, &["begins_at"]);
    told.retain(|entry| entry.starts_with("appointment.arranged"));
    told
}

#[tokio::test]
async fn a_series_is_shown_and_then_arranged_whole() {
    let service = Service::open();
    let case = allocated(&service).await;
    let officer = service.signed_in("officer").await;
    let address = format!("{case}/appointment");
    let form = officer.get(&address).await;
    let answers = [&WHERE[..], &TUESDAYS].concat();
    let shown = send(&officer, &address, &form, &answers).await;
    assert_eq!(shown.status, StatusCode::OK, "{}", shown.text);
    for part in ["Будут назначены 3 встречи", "24 июня 2025", "1 июля 2025", "время свободно"]
    {
        assert!(shown.text.contains(part), "{part}: {}", shown.text);
    }
    assert!(arranged(&service, &case).is_empty());
    for _ in 0..2 {
        let confirmed = [&answers[..], &[("checked", "yes")]].concat();
        let sent = send(&officer, &address, &shown, &confirmed).await;
        assert_eq!(sent.header("location"), format!("{case}?done=series"), "{}", sent.text);
    }
    // Ten o'clock in Bishkek, every time.
    let days = ["17", "24"].map(|day| format!("appointment.arranged 2025-06-{day}T04:00:00Z"));
    let july = "appointment.arranged 2025-07-01T04:00:00Z".to_owned();
    assert_eq!(arranged(&service, &case), [&days[..], &[july]].concat());
}

#[tokio::test]
async fn a_series_with_one_clash_is_not_arranged_at_all() {
    let service = Service::open();
    let case = allocated(&service).await;
    let officer = service.signed_in("officer").await;
    let sent = arrange(&officer, &case, &[("on", "24.06.2025"), ("begins_at", "10:15")]).await;
    assert_eq!(sent.header("location"), format!("{case}?done=appointment"), "{}", sent.text);
    let shown = arrange(&officer, &case, &TUESDAYS).await;
    assert_eq!(shown.status, StatusCode::OK);
    assert!(shown.text.contains("Не все дни возможны"), "{}", shown.text);
    assert!(!shown.text.contains("Назначить все встречи"));
    let forced = [&TUESDAYS[..], &[("checked", "yes")]].concat();
    let refused = arrange(&officer, &case, &forced).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text.contains("24 июня 2025"), "{}", refused.text);
    assert_eq!(arranged(&service, &case).len(), 1);
    let backwards = [&TUESDAYS[..3], &[("repeat_until", "16.06.2025"), ("free_day", "skip")]];
    let refused = arrange(&officer, &case, &backwards.concat()).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text.contains("href=\"#repeat_until\""), "{}", refused.text);
}

#[tokio::test]
async fn a_psychologist_holds_a_meeting_and_is_booked_once() {
    let service = Service::of(["officer", "head_of_office", "psychologist"]);
    let case = allocated(&service).await;
    let other = JUDGMENT
        .replace("000000000001", "000000000003")
        .replace("УД-118/25.03", "УД-120/25.03")
        .replace("21205199000017", "21205199000033")
        .replace("Зарылбек", "Үсөн");
    let (other, _) = service.receive(&other, "head_of_office");
    let holder = service.user("psychologist").staff.to_string();
    let officer = service.signed_in("officer").await;
    let answers = [
        ("on", "13.06.2025"),
        ("begins_at", "10:00"),
        ("holder", holder.as_str()),
        ("language", "uz"),
        ("interpreter", "yes"),
    ];
    let sent = arrange(&officer, &case, &answers).await;
    assert_eq!(sent.header("location"), format!("{case}?done=appointment"), "{}", sent.text);
    let told = entries(&service, &case, &["language", "interpreter"]);
    assert_eq!(told.last().unwrap(), "appointment.arranged uz true");
    let psychologist = service.signed_in("psychologist").await;
    let today = psychologist.get("/today").await;
    assert!(today.text.contains("Зарылбек"), "{}", today.text);
    let refused = arrange(&officer, &format!("/cases/{other}"), &answers).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text.contains("href=\"#begins_at\""), "{}", refused.text);
    // Nor is a meeting of another client moved to that hour: whoever holds it is taken.
    let another_day = [&[("on", "16.06.2025")], &answers[1..]].concat();
    let sent = arrange(&officer, &format!("/cases/{other}"), &another_day).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text);
    let page = officer.get(&format!("/cases/{other}")).await;
    let address = page.link(&format!("/cases/{other}/appointments/"), "");
    let form = officer.get(&address).await;
    let clash = [("step", "move"), ("on", "13.06.2025"), ("begins_at", "10:15"), ("minutes", "30")];
    let refused = send(&officer, &address, &form, &clash).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text.contains("href=\"#begins_at\""), "{}", refused.text);
    assert!(refused.text.contains("value=\"10:15\""), "nothing typed is lost");
    let free = [("step", "move"), ("on", "13.06.2025"), ("begins_at", "10:30"), ("minutes", "30")];
    let form = officer.get(&address).await;
    let sent = send(&officer, &address, &form, &free).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text);
    let stranger = [&answers[..2], &[("holder", "0198c0de-0000-7000-8000-000000000000")]].concat();
    let refused = arrange(&officer, &case, &stranger).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text.contains("href=\"#holder\""), "{}", refused.text);
}

#[tokio::test]
async fn the_paper_of_a_day_is_entered_line_by_line_and_a_refused_line_comes_back() {
    let service = Service::open();
    let case = allocated(&service).await;
    let officer = service.signed_in("officer").await;
    for hour in ["10:00", "11:00"] {
        let sent = arrange(&officer, &case, &[("on", "13.06.2025"), ("begins_at", hour)]).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text);
    }
    service.at("2025-06-13", 17);
    let officer = service.signed_in("officer").await;
    let sheet = officer.get("/day-sheet/entry?on=13.06.2025").await;
    let names: Vec<String> = sheet
        .text
        .split("name=\"outcome-")
        .skip(1)
        .map(|rest| rest.split('"').next().unwrap().to_owned())
        .collect();
    assert_eq!(names.len(), 2, "{}", sheet.text);
    let fields: Vec<(String, String)> = names
        .iter()
        .zip(["attended", "danced"])
        .flat_map(|(id, outcome)| {
            let command = sheet.hidden(&format!("command-{id}"));
            [
                (format!("outcome-{id}"), outcome.to_owned()),
                (format!("note-{id}"), format!("запись {outcome}")),
                (format!("command-{id}"), command),
            ]
        })
        .collect();
    let mut fields: Vec<(&str, &str)> =
        fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    fields.push(("on", "2025-06-13"));
    let refused = officer.post("/day-sheet/entry", &fields).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    // The first line is recorded and gone; the second stands there with what was typed.
    assert!(!refused.text.contains(&format!("name=\"outcome-{}\"", names[0])));
    assert!(refused.text.contains("value=\"запись danced\""), "{}", refused.text);
    assert!(refused.text.contains(&format!("href=\"#outcome-{}\"", names[1])));
    for field in &mut fields {
        if field.1 == "danced" {
            field.1 = "absent";
        }
    }
    let sent = officer.post("/day-sheet/entry", &fields).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text);
    let told = entries(&service, &case, &["attendance"]);
    assert_eq!(told[told.len() - 2..], ["contact.recorded attended", "absence.recorded"]);
    assert!(officer.get("/day-sheet/entry").await.text.contains("не осталось встреч"));
}

#[tokio::test]
async fn in_the_morning_the_paper_of_the_last_day_without_outcomes_is_asked_for() {
    let service = Service::open();
    let case = allocated(&service).await;
    let officer = service.signed_in("officer").await;
    let sent = arrange(&officer, &case, &[("on", "13.06.2025"), ("begins_at", "10:00")]).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text);
    service.at("2025-06-16", 9);
    let officer = service.signed_in("officer").await;
    let monday = officer.get("/day-sheet/entry").await.text;
    assert!(monday.contains("value=\"13.06.2025\"") && monday.contains("name=\"outcome-"));
    let asked = officer.get("/day-sheet/entry?on=16.06.2025").await.text;
    assert!(asked.contains("не осталось встреч"), "a day that is asked for is shown");
    service.at("2025-06-23", 9);
    let officer = service.signed_in("officer").await;
    let later = officer.get("/day-sheet/entry").await.text;
    assert!(later.contains("value=\"23.06.2025\"") && later.contains("не осталось встреч"));
}
