//! Forms of a case: allocated, recorded once, overtaken, and kept when a session has ended.

use axum::http::StatusCode;

use crate::visitor::{Answer, JUDGMENT, Service, Visitor};

/// Gives the one case to the officer and returns its address.
pub(crate) async fn allocated(service: &Service) -> String {
    allocated_of(service, JUDGMENT).await
}

/// Gives the case that a message opens to the officer and returns its address.
pub(crate) async fn allocated_of(service: &Service, message: &str) -> String {
    service.receive(message, "head_of_office");
    let head = service.signed_in("head_of_office").await;
    let list = head.get("/unallocated").await;
    let address = list.link("/cases/", "/allocate");
    let form = head.get(&address).await;
    let officer = service.user("officer").staff.to_string();
    let answers = [
        ("command", form.hidden("command")),
        ("version", form.hidden("version")),
        ("officer", officer),
        ("reason", "lowest_caseload".to_owned()),
        ("on", "12.06.2025".to_owned()),
    ];
    let answers: Vec<_> = answers.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let sent = head.post(&address, &answers).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text);
    address.trim_end_matches("/allocate").to_owned()
}

async fn assess(visitor: &Visitor, case: &str, form: &Answer, reason: &str) -> Answer {
    let (command, version) = (form.hidden("command"), form.hidden("version"));
    let answers = [
        ("command", command.as_str()),
        ("version", &version),
        ("on", "12.06.2025"),
        ("risk", "low"),
        ("needs", "family"),
        ("reason", reason),
    ];
    visitor.post(&format!("{case}/assessment"), &answers).await
}

fn times(text: &str, part: &str) -> usize {
    text.matches(part).count()
}

#[tokio::test]
async fn a_form_sent_twice_is_one_act_and_both_are_told_so() {
    let service = Service::open();
    let case = allocated(&service).await;
    let officer = service.signed_in("officer").await;
    let form = officer.get(&format!("{case}/assessment")).await;
    for _ in 0..2 {
        let sent = assess(&officer, &case, &form, "Найти работу").await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text);
        assert_eq!(sent.header("location"), format!("{case}?done=assessment"));
    }
    let page = officer.get(&case).await;
    assert_eq!(times(&page.text, "<strong>Оценены риски и потребности"), 1);
}

#[tokio::test]
async fn a_form_that_was_overtaken_is_shown_again_with_its_answers() {
    let service = Service::open();
    let case = allocated(&service).await;
    let officer = service.signed_in("officer").await;
    let early = officer.get(&format!("{case}/assessment")).await;
    let late = officer.get(&format!("{case}/assessment")).await;
    assert_eq!(assess(&officer, &case, &early, "Найти работу").await.status, StatusCode::SEE_OTHER);
    let refused = assess(&officer, &case, &late, "Пойти учиться").await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text.contains("Пойти учиться") && refused.text.contains("class=\"summary\""));
    // The form that is shown again stands on what is known now.
    let again = assess(&officer, &case, &refused, "Пойти учиться").await;
    assert_eq!(again.status, StatusCode::SEE_OTHER, "{}", again.text);
}

#[tokio::test]
async fn what_was_written_when_the_session_ended_is_kept_until_the_next_one() {
    let service = Service::open();
    let case = allocated(&service).await;
    let officer = service.signed_in("officer").await;
    let form = officer.get(&format!("{case}/assessment")).await;
    officer.post("/sign-out", &[]).await;
    let answer = assess(&officer, &case, &form, "Найти работу").await;
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
    let (kept, path) = (answer.hidden("kept"), answer.hidden("kept_path"));
    let password = service.password("officer");
    let form = [
        ("login", "officer"),
        ("password", password),
        ("kept", kept.as_str()),
        ("kept_path", path.as_str()),
    ];
    let resumed = service.visitor().post("/sign-in", &form).await;
    assert_eq!((resumed.status, path), (StatusCode::OK, format!("{case}/assessment")));
    assert!(resumed.text.contains("Найти работу"));
}

#[tokio::test]
async fn a_name_is_found_as_it_is_written_in_another_alphabet() {
    let service = Service::open();
    allocated(&service).await;
    let officer = service.signed_in("officer").await;
    let found = officer.get("/search?q=zarylbek").await;
    assert!(found.text.contains("Зарылбек уулу"), "{}", found.text);
}

/// The message again, as one of its own, without the number that tells who the person is.
fn another(n: u32) -> String {
    JUDGMENT
        .replace("000000000001", &format!("{n:012}"))
        .replace("УД-118/25.03", &format!("УД-{n}/25.03"))
        .replace("      \"national_no\": \"21205199000017\",\n", "")
}

/// A message about somebody who is like nobody else.
pub(crate) fn stranger(n: u32) -> String {
    let letters: Vec<char> = "абгдежзиклмнопр".chars().collect();
    let (one, two) = (letters[n as usize % 15], letters[n as usize / 15]);
    another(n + 1)
        .replace("Зарылбек уулу", &format!("{one}а{two}а{one}{one}ов"))
        .replace("Алмазбек", &format!("{two}о{one}о{two}бек"))
        .replace("1990-05-12", &format!("{}-{:02}-{:02}", 1950 + n, 1 + n % 12, 1 + n % 28))
}

#[tokio::test]
async fn what_came_in_and_what_is_to_be_decided_have_pages() {
    let service = Service::open();
    service.receive(JUDGMENT, "head_of_office");
    for n in 2..=53 {
        let receipt = service.app.receive_message(None, another(n).into()).unwrap();
        assert_eq!(receipt.outcome, "review", "{receipt}");
    }
    let head = service.signed_in("head_of_office").await;
    let second = head.get("/inbox").await.link("/inbox?page=2", "");
    assert!(head.get(&second).await.text.contains("51–53 из 53"));
    assert!(head.get("/inbox?status=opened").await.text.matches("/inbox/").count() == 1);
    let second = head.get("/reviews").await.link("/reviews?page=2", "");
    let rest = head.get(&second).await;
    assert!(
        rest.text.contains("51–52 из 52") && rest.text.matches("href=\"/reviews/").count() == 2
    );
}

#[tokio::test]
async fn cases_that_wait_for_an_officer_have_pages() {
    let service = Service::open();
    for n in 0..52 {
        let receipt = service.app.receive_message(None, stranger(n).into()).unwrap();
        assert_eq!(receipt.outcome, "opened", "{receipt}");
    }
    let head = service.signed_in("head_of_office").await;
    let second = head.get("/unallocated").await.link("/unallocated?page=2", "");
    let rest = head.get(&second).await;
    assert!(rest.text.contains("51–52 из 52") && rest.text.matches("/allocate\"").count() == 2);
}

#[tokio::test]
async fn a_list_and_a_table_are_taken_along_as_files() {
    let service = Service::of(["officer", "head_of_office", "headquarters"]);
    allocated(&service).await;
    let head = service.signed_in("head_of_office").await;
    let list = head.get("/cases?whose=office").await;
    let csv = head.get(&list.link("/cases.csv", "")).await;
    assert!(csv.text.starts_with("\u{feff}\"") && csv.text.contains("\"УД-118/25.03\""));
    assert_eq!(csv.text.lines().count(), 2);
    let book = head.get(&list.link("/cases.xlsx", "")).await;
    assert!(book.text.starts_with("PK"));
    assert_eq!(book.header("content-disposition"), "attachment; filename=\"cases.xlsx\"");
    let headquarters = service.signed_in("headquarters").await;
    let table = headquarters.get("/statistics").await;
    let csv = headquarters.get(&table.link("/statistics.csv", "")).await;
    // A number does not travel without its definition and its place in the journal.
    let last: Vec<&str> = csv.text.lines().rev().take(4).collect();
    assert!(last.iter().all(|line| line.len() > 10 && !line.contains(",\"")), "{}", csv.text);
    assert!(headquarters.get(&table.link("/statistics.xlsx", "")).await.text.starts_with("PK"));
}
