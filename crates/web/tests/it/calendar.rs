//! The calendar for a telephone: what stands in it to the byte, and whom its address serves.

use axum::http::StatusCode;

use crate::card::send;
use crate::casework::allocated;
use crate::visitor::{Answer, Service, Visitor};

const HOST: &str = "bagyt.example";

/// The address of the calendar that the visitor's page shows.
pub(crate) async fn address(visitor: &Visitor) -> String {
    let page = visitor.get_at(HOST, "/calendar").await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text);
    let shown = page.text.split("value=\"https://bagyt.example").nth(1).unwrap();
    shown.split('"').next().unwrap().to_owned()
}

pub(crate) async fn feed(service: &Service, address: &str) -> Answer {
    service.visitor().get_at(HOST, address).await
}

async fn arrange(visitor: &Visitor, case: &str, on: &str) {
    let address = format!("{case}/appointment");
    let form = visitor.get(&address).await;
    let answers = [
        ("kind", "registration"),
        ("place", "office"),
        ("minutes", "30"),
        ("on", on),
        ("begins_at", "10:00"),
        ("words", "Возьмите справку"),
    ];
    let sent = send(visitor, &address, &form, &answers).await;
    assert_eq!(sent.header("location"), format!("{case}?done=appointment"), "{}", sent.text);
}

/// The appointment that the officer's queue leads to.
async fn appointment(visitor: &Visitor, case: &str) -> String {
    let link = visitor.get("/today").await.link(&format!("{case}/appointments/"), "");
    link.rsplit('/').next().unwrap().to_owned()
}

#[tokio::test]
async fn the_calendar_tells_kind_office_and_hour_and_nobodys_name() {
    let service = Service::open();
    let case = allocated(&service).await;
    let officer = service.signed_in("officer").await;
    arrange(&officer, &case, "17.06.2025").await;
    let id = appointment(&officer, &case).await;
    let address = address(&officer).await;
    let told = feed(&service, &address).await;
    assert_eq!(told.status, StatusCode::OK);
    assert_eq!(told.header("content-type"), "text/calendar; charset=utf-8");
    let office = service.app.tables().codes().offices["ZZ-03-05"].name.in_language("ru").to_owned();
    let expected = format!(
        "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//Bagyt//Calendar//EN\nCALSCALE:GREGORIAN\n\
         NAME:Рабочие встречи\nX-WR-CALNAME:Рабочие встречи\nBEGIN:VEVENT\nUID:{id}\n\
         DTSTAMP:20250612T060000Z\nLAST-MODIFIED:20250612T060000Z\nSEQUENCE:0\n\
         STATUS:CONFIRMED\nDTSTART:20250617T040000Z\nDTEND:20250617T043000Z\n\
         SUMMARY:Явка на регистрацию\nLOCATION:{office}\n\
         URL:https://bagyt.example{case}\nCLASS:PRIVATE\nEND:VEVENT\nEND:VCALENDAR\n"
    );
    assert_eq!(told.text.replace("\r\n ", ""), expected.replace('\n', "\r\n"));
    assert!(!told.text.contains("Зарылбек") && !told.text.contains("справку"));
    let kyrgyz = feed(&service, &address.replace("language=ru", "language=ky")).await;
    assert!(kyrgyz.text.contains("NAME:Жумуш жолугушуулары\r\n"), "{}", kyrgyz.text);
}

#[tokio::test]
async fn a_cancelled_meeting_leaves_the_telephone_and_old_ones_are_not_told() {
    let service = Service::open();
    let case = allocated(&service).await;
    let officer = service.signed_in("officer").await;
    arrange(&officer, &case, "17.06.2025").await;
    let id = appointment(&officer, &case).await;
    let change = format!("{case}/appointments/{id}");
    let form = officer.get(&change).await;
    service.pass(3600);
    let answers = [("step", "cancel"), ("reason", "client")];
    let sent = send(&officer, &change, &form, &answers).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text);
    let address = address(&officer).await;
    let told = feed(&service, &address).await.text;
    for line in ["SEQUENCE:1", "STATUS:CANCELLED", "DTSTAMP:20250612T070000Z"] {
        assert!(told.contains(&format!("{line}\r\n")), "{line}: {told}");
    }
    service.at("2025-07-01", 12);
    assert!(feed(&service, &address).await.text.contains(&id));
    service.at("2025-07-02", 12);
    assert!(!feed(&service, &address).await.text.contains(&id));
}

#[tokio::test]
async fn no_address_but_the_newest_of_a_person_at_work_opens_a_calendar() {
    let service = Service::of(["officer", "head_of_office", "psychologist", "legal_adviser"]);
    let case = allocated(&service).await;
    let officer = service.signed_in("officer").await;
    arrange(&officer, &case, "17.06.2025").await;
    let own = address(&officer).await;
    let others = address(&service.signed_in("psychologist").await).await;
    assert!(feed(&service, &own).await.text.contains("BEGIN:VEVENT"));
    let empty = feed(&service, &others).await;
    assert_eq!((empty.status, empty.text.contains("VEVENT")), (StatusCode::OK, false));
    // The name of one account with the hash of another, and what is no address at all.
    let part = |address: &str, at: usize| address.split(['.', '?']).nth(at).unwrap().to_owned();
    let mixed = format!("{}.{}.ics", part(&own, 0), part(&others, 1));
    let bare = own.replace(".ics", "");
    for wrong in [mixed.as_str(), &bare, "/calendar/.ics", "/calendar/b2ZmaWNlcg.00.ics"] {
        assert_eq!(feed(&service, wrong).await.status, StatusCode::NOT_FOUND, "{wrong}");
    }
    let renewed = officer.post("/calendar", &[]).await;
    assert_eq!(renewed.header("location"), "/calendar?done=calendar-renew");
    assert_eq!(feed(&service, &own).await.status, StatusCode::NOT_FOUND);
    let newer = address(&officer).await;
    assert_eq!(feed(&service, &newer).await.status, StatusCode::OK);
    assert_eq!(feed(&service, &others).await.status, StatusCode::OK);
    service.app.disable_account("officer").unwrap();
    assert_eq!(feed(&service, &newer).await.status, StatusCode::NOT_FOUND);
    let adviser = service.signed_in("legal_adviser").await;
    assert_eq!(adviser.get("/calendar").await.status, StatusCode::FORBIDDEN);
}
