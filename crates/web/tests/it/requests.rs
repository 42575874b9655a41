//! What a client asks leave for: recorded, answered by whoever may, and the return from a stay.

use axum::http::StatusCode;

use crate::acts::{done, page, refused, send};
use crate::card::entries;
use crate::casework::allocated;
use crate::visitor::{Answer, Service, Visitor};

const JOURNEY: [(&str, &str); 7] = [
    ("kind", "leave_district"),
    ("form", "written"),
    ("on", "12.06.2025"),
    ("from", "20.06.2025"),
    ("until", "27.06.2025"),
    ("place", "Нарын"),
    ("words", "Болеет мать"),
];

const GRANT: [(&str, &str); 7] = [
    ("step", "answer"),
    ("outcome", "granted"),
    ("on", "12.06.2025"),
    ("from", "20.06.2025"),
    ("until", "27.06.2025"),
    ("back_by", "28.06.2025"),
    ("words", "Телефон включён"),
];

fn with(
    answers: &[(&'static str, &'static str)],
    changed: &[(&'static str, &'static str)],
) -> Vec<(&'static str, &'static str)> {
    let kept = answers.iter().filter(|(name, _)| !changed.iter().any(|(known, _)| known == name));
    kept.chain(changed).copied().collect()
}

fn told(service: &Service, case: &str) -> Vec<String> {
    let mut told = entries(service, case, &["kind", "form", "outcome", "from", "until", "back_by"]);
    told.retain(|entry| entry.starts_with("request") || entry.starts_with("return"));
    told
}

fn words_of(entry: &str) -> Vec<String> {
    let mut words: Vec<String> = entry.split(' ').map(str::to_owned).collect();
    words.sort();
    words
}

/// A case whose client asked to travel, with the address of the request.
async fn asked(service: &Service) -> (String, String, Visitor) {
    let case = allocated(service).await;
    let officer = service.signed_in("officer").await;
    let address = officer.get(&case).await.link(&format!("{case}/requests"), "");
    done(&officer, &address, &JOURNEY).await;
    let one = officer.get(&address).await.link(&format!("{case}/requests/"), "");
    (case, one, officer)
}

async fn arrange(officer: &Visitor, case: &str, on: &str, more: &[(&str, &str)]) -> Answer {
    let answers = [
        ("on", on),
        ("begins_at", "10:00"),
        ("kind", "interview"),
        ("place", "office"),
        ("minutes", "30"),
    ];
    send(officer, &format!("{case}/appointment"), &[&answers[..], more].concat()).await
}

#[tokio::test]
async fn a_request_starts_the_clock_of_its_answer_and_a_permission_is_seen_where_it_matters() {
    let service = Service::open();
    let (case, one, _) = asked(&service).await;
    let clock = |service: &Service| {
        let clocks = page(service, "officer", &case).clocks;
        let clock = clocks.into_iter().find(|clock| clock.row.code == "request_answer").unwrap();
        (clock.due_on.to_string(), clock.state)
    };
    assert_eq!(clock(&service), ("2025-06-19".to_owned(), "open".to_owned()));
    service.at("2025-06-13", 9);
    let officer = service.signed_in("officer").await;
    let day = officer.get("/today").await;
    assert!(day.text.contains(&format!("{case}/requests\"")), "{}", day.text);
    let shown = officer.get(&one).await;
    for part in ["Нарын", "Болеет мать", "ответить до 19 июня 2025"] {
        assert!(shown.text.contains(part), "{part}: {}", shown.text);
    }
    let refusals = [
        (("back_by", "26.06.2025"), "раньше последнего разрешённого дня"),
        (("until", ""), "последний день"),
        (("from", ""), "первый разрешённый день"),
        (("outcome", ""), "Ответ"),
        (("on", "11.06.2025"), "раньше него"),
    ];
    for (wrong, why) in refusals {
        refused(&officer, &one, &with(&GRANT, &[wrong]), why).await;
    }
    done(&officer, &one, &GRANT).await;
    assert_eq!(clock(&service).1, "in_time");
    // What is still to come repeats no visit ahead of its day.
    let clocks = page(&service, "officer", &case).clocks;
    let back = clocks.iter().find(|clock| clock.row.code == "stay_return").unwrap();
    assert_eq!((back.due_on.to_string().as_str(), back.state.as_str()), ("2025-07-01", "open"));
    refused_answer(&officer, &one).await;

    // A meeting within the stay is warned of, and arranged where it must be.
    let warned = arrange(&officer, &case, "27.06.2025", &[]).await;
    assert_eq!(warned.status, StatusCode::OK, "{}", warned.text);
    assert!(
        warned.text.contains("у клиента разрешение: Выехать за пределы района"),
        "{}",
        warned.text
    );
    assert!(page(&service, "officer", &case).appointments.is_empty());
    let sure = arrange(&officer, &case, "27.06.2025", &[("checked", "yes")]).await;
    assert_eq!(sure.status, StatusCode::SEE_OTHER, "{}", sure.text);
    let free = arrange(&officer, &case, "30.06.2025", &[]).await;
    assert_eq!(free.status, StatusCode::SEE_OTHER, "{}", free.text);

    // Whoever weighs the absence of that day has the permission in hand.
    service.at("2025-06-27", 18);
    let officer = service.signed_in("officer").await;
    let absent = [
        ("held_on", "27.06.2025"),
        ("kind", "interview"),
        ("place", "office"),
        ("outcome", "absent"),
    ];
    done(&officer, &format!("{case}/contact"), &absent).await;
    let absence = officer.get(&case).await.link(&format!("{case}/absences/"), "");
    let shown = officer.get(&absence).await;
    assert!(shown.text.contains("Разрешение на этот день"), "{}", shown.text);

    let expected = [
        "request.made leave_district written 2025-06-20 2025-06-27",
        "request.answered leave_district granted 2025-06-20 2025-06-27 2025-06-28",
    ];
    let told: Vec<_> = told(&service, &case).iter().map(|entry| words_of(entry)).collect();
    assert_eq!(told, expected.map(words_of));
}

/// The form of a request that was answered asks for the return alone.
async fn refused_answer(officer: &Visitor, one: &str) {
    let form = officer.get(one).await;
    assert!(
        form.text.contains("name=\"step\" value=\"return\"")
            && !form.text.contains("name=\"outcome\"")
    );
    refused(officer, one, &GRANT, "На заявление ответили 12 июня 2025").await;
}

#[tokio::test]
async fn a_late_return_leads_to_the_form_of_a_violation_with_what_is_known() {
    let service = Service::open();
    let (case, one, officer) = asked(&service).await;
    done(&officer, &one, &GRANT).await;
    service.at("2025-07-03", 18);
    let officer = service.signed_in("officer").await;
    let overdue = officer.get("/today").await;
    assert!(overdue.text.contains(&format!("{case}/requests\"")), "{}", overdue.text);
    let back = |on| [("step", "return"), ("on", on), ("words", "Показал билет")];
    refused(&officer, &one, &back("19.06.2025"), "Поездка начинается 20 июня 2025").await;
    refused(&officer, &one, &back("04.07.2025"), "ещё не наступило").await;
    done(&officer, &one, &back("02.07.2025")).await;
    let shown = officer.get(&one).await;
    assert!(shown.text.contains("должен был вернуться до 28 июня 2025"), "{}", shown.text);
    let address = shown.link(&format!("{case}/violations/new"), "");
    let form = officer.get(&address.replace("&amp;", "&")).await;
    assert!(form.text.contains("value=\"29.06.2025\""), "{}", form.text);
    assert!(form.text.contains("value=\"duty_not_done\" checked"), "{}", form.text);
    assert!(form.text.contains("value=\"document\" checked"), "{}", form.text);
    let clocks = page(&service, "officer", &case).clocks;
    let clock = clocks.iter().find(|clock| clock.row.code == "stay_return").unwrap();
    assert_eq!(clock.state, "late");
    assert_eq!(told(&service, &case).last().unwrap(), "return.recorded");
}

#[tokio::test]
async fn what_leads_abroad_is_answered_by_a_head_and_a_refusal_says_why() {
    let service = Service::open();
    let case = allocated(&service).await;
    let officer = service.signed_in("officer").await;
    let head = service.signed_in("head_of_office").await;
    let address = format!("{case}/requests");
    done(&officer, &address, &with(&JOURNEY, &[("kind", "work_abroad")])).await;
    let one = officer.get(&address).await.link(&format!("{case}/requests/"), "");
    let form = officer.get(&one).await;
    assert!(!form.text.contains("name=\"outcome\""), "{}", form.text);
    let denied = officer.post(&one, &GRANT).await;
    assert_eq!(denied.status, StatusCode::FORBIDDEN);
    let clocks = page(&service, "officer", &case).clocks;
    let clock = clocks.iter().find(|clock| clock.row.code == "request_answer_abroad").unwrap();
    assert_eq!(
        (clock.due_on.to_string().as_str(), clock.bearer.as_str()),
        ("2025-06-26", "head_of_office")
    );
    let refuse = with(&GRANT, &[("outcome", "refused"), ("words", "")]);
    refused(&head, &one, &refuse, "почему отказано").await;
    let reason = [("outcome", "refused"), ("words", "Суд запретил выезд")];
    done(&head, &one, &with(&GRANT, &reason)).await;
    let shown = officer.get(&one).await;
    assert!(shown.text.contains("Суд запретил выезд"), "{}", shown.text);
    let entry = words_of(told(&service, &case).last().unwrap());
    assert_eq!(entry, words_of("request.answered work_abroad refused"));
}

#[tokio::test]
async fn a_request_that_says_too_little_keeps_what_was_typed() {
    let service = Service::open();
    let case = allocated(&service).await;
    let officer = service.signed_in("officer").await;
    let address = format!("{case}/requests");
    let wrong = [
        (("kind", "fly"), "kind"),
        (("form", ""), "form"),
        (("on", "13.06.2025"), "on"),
        (("from", "01.01.2020"), "from"),
        (("until", "19.06.2025"), "until"),
        (("until", "01.01.2030"), "until"),
        (("place", ""), "place"),
        (("words", " "), "words"),
    ];
    for (answer, field) in wrong {
        let sent = send(&officer, &address, &with(&JOURNEY, &[answer])).await;
        assert_eq!(sent.status, StatusCode::UNPROCESSABLE_ENTITY, "{field}: {answer:?}");
        assert!(sent.text.contains(&format!("href=\"#{field}\"")), "{field}: {}", sent.text);
        let kept = if field == "words" { "Нарын" } else { "Болеет мать" };
        assert!(sent.text.contains(kept), "{field}");
    }
    assert!(told(&service, &case).is_empty());
}
