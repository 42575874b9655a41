//! Community service: the host is named, sessions are credited, the rest is told.

use crate::acts::{done, page, refused};
use crate::casework::allocated_of;
use crate::visitor::{JUDGMENT, Service};

const TERM: &str = "\"years\": 1,\n      \"months\": 6";

#[tokio::test]
async fn hours_are_credited_from_the_hosts_sheet_as_the_law_allows() {
    let service = Service::open();
    let sentence = JUDGMENT
        .replace("restriction_of_liberty", "community_service")
        .replace(TERM, "\"hours\": 40");
    let case = allocated_of(&service, &sentence).await;
    let officer = service.signed_in("officer").await;
    let address = officer.get(&case).await.link(&format!("{case}/work"), "");
    let empty = officer.get(&address).await;
    assert!(
        empty.text.contains("место ещё не назначено") && !empty.text.contains("name=\"began\"")
    );

    let host = format!("{address}/host");
    refused(&officer, &host, &[("host", ""), ("on", "12.06.2025")], "Место работ").await;
    let unknown = [("host", "ZZ-H-99-9"), ("on", "12.06.2025")];
    refused(&officer, &host, &unknown, "Такой организации нет").await;
    done(&officer, &host, &[("host", "ZZ-H-03-1"), ("on", "12.06.2025")]).await;

    service.at("2025-06-16", 18);
    let officer = service.signed_in("officer").await;
    let day = |began, ended| [("on", "16.06.2025"), ("began", began), ("ended", ended)];
    refused(&officer, &address, &day("15:00", "09:00"), "Окончание раньше начала").await;
    let long_way = [day("09:00", "15:00").as_slice(), &[("travel", "61")]].concat();
    refused(&officer, &address, &long_way, "не более 60").await;
    let penalty = [("penalty", "30"), ("words", "Опоздал")];
    let late = [day("09:00", "12:00").as_slice(), &penalty].concat();
    done(&officer, &address, &late).await;
    done(&officer, &address, &day("13:00", "17:00")).await;

    // Two and a half hours, then no more than the four of a day.
    let work = page(&service, "officer", &case).work.unwrap();
    let credited: Vec<u16> = work.sessions.iter().map(|one| one.credited_minutes).collect();
    assert_eq!(credited, [90, 150]);
    assert_eq!((work.credited_minutes, work.left_minutes), (240, 2160));
    assert_eq!(work.converted.map(|(days, _)| days), Some(9));
    let shown = officer.get(&address).await;
    assert!(shown.text.contains("36 ч") && shown.text.contains("9 дней ограничения свободы"));
    let kinds: Vec<String> =
        page(&service, "officer", &case).timeline.into_iter().map(|item| item.kind).collect();
    assert_eq!(kinds.iter().filter(|kind| *kind == "casework.work.recorded").count(), 2);
    let closing = [("reason", "completed"), ("on", "16.06.2025")];
    refused(&officer, &format!("{case}/closing"), &closing, "Не отработано").await;
}

#[tokio::test]
async fn a_sentence_without_hours_has_no_such_page() {
    let service = Service::open();
    let case = allocated_of(&service, JUDGMENT).await;
    let officer = service.signed_in("officer").await;
    let page = officer.get(&format!("{case}/work")).await;
    assert_eq!(page.status, axum::http::StatusCode::NOT_FOUND);
}
