//! Work that is put off or handed to a colleague, as it leaves one day and stands in another.

use axum::http::StatusCode;

use crate::card::{entries, send};
use crate::casework::{allocated, allocated_of};
use crate::visitor::{Answer, JUDGMENT, Service, Visitor};

/// Notes that the client did not come on 12 June 2025; the law wants it weighed by 26 June.
async fn absent(officer: &Visitor, case: &str) {
    let address = format!("{case}/contact");
    let form = officer.get(&address).await;
    let answers = [
        ("held_on", "12.06.2025"),
        ("kind", "registration"),
        ("place", "office"),
        ("outcome", "absent"),
    ];
    let sent = send(officer, &address, &form, &answers).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text);
}

/// Fills the form of the absence in.
async fn arrange(officer: &Visitor, address: &str, answers: &[(&str, &str)]) -> Answer {
    let form = officer.get(address).await;
    assert_eq!(form.status, StatusCode::OK, "{}", form.text);
    send(officer, address, &form, answers).await
}

/// What a day's page tells is to be done, and what was set aside.
fn parts(day: &Answer) -> (&str, &str) {
    day.text.split_once("<summary>Отложено и передано").unwrap_or((&day.text, ""))
}

fn queue(day: &Answer) -> &str {
    parts(day).0
}

fn aside(day: &Answer) -> &str {
    parts(day).1
}

#[tokio::test]
async fn an_absence_is_one_piece_of_work_by_the_day_of_the_law() {
    let service = Service::open();
    let case = allocated(&service).await;
    let officer = service.signed_in("officer").await;
    absent(&officer, &case).await;
    let day = officer.get("/today").await;
    assert_eq!(day.text.matches("class=\"what\">Оценить неявку").count(), 1);
    assert!(day.text.contains("до 26 июня"), "{}", day.text);
    assert!(day.text.contains("id=\"later\""), "it is no thing of the next seven days");
    assert!(!day.text.contains("принимает причину"), "a row of the same work stands apart");
    service.at("2025-06-27", 12);
    let day = service.signed_in("officer").await.get("/today").await;
    assert!(day.text.contains("просрочено на 1 день"), "{}", day.text);
}

#[tokio::test]
async fn work_is_put_off_within_the_law_and_stands_in_the_day_again() {
    let service = Service::open();
    let case = allocated(&service).await;
    let officer = service.signed_in("officer").await;
    absent(&officer, &case).await;
    let day = officer.get("/today").await;
    let address = day.link(&format!("{case}/tasks/absence."), "");
    let until = |day| [("step", "put_off"), ("until", day), ("words", "Ждём справку больницы")];
    let refused = arrange(&officer, &address, &until("27.06.2025")).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text.contains("26 июня 2025"), "{}", refused.text);
    assert!(refused.text.contains("Ждём справку больницы") && refused.text.contains("27.06.2025"));
    let bare = arrange(&officer, &address, &until("18.06.2025")[..2]).await;
    assert_eq!(bare.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(bare.text.contains("href=\"#words\""), "{}", bare.text);
    let sent = arrange(&officer, &address, &until("18.06.2025")).await;
    assert_eq!(sent.header("location"), "/today?done=task", "{}", sent.text);
    let told = entries(&service, &case, &["task", "until"]);
    assert_eq!(told[told.len() - 2..], ["absence.recorded", "task.deferred absence 2025-06-18"]);
    let day = officer.get("/today").await;
    assert!(!queue(&day).contains("Оценить неявку"), "{}", day.text);
    assert!(aside(&day).contains("Оценить неявку") && aside(&day).contains("до 18 июня"));
    service.at("2025-06-18", 9);
    let day = service.signed_in("officer").await.get("/today").await;
    assert!(queue(&day).contains("Оценить неявку"), "{}", day.text);
}

#[tokio::test]
async fn a_day_shows_what_its_owner_did_and_nobody_else() {
    let mut service = Service::open();
    service.appoint("colleague", "officer", "ZZ-03-05");
    let case = allocated(&service).await;
    let colleague = service.signed_in("colleague").await;
    let before = colleague.get("/today/done").await;
    assert!(before.text.contains("Сегодня ещё ничего не записано"), "{}", before.text);
    absent(&colleague, &case).await;
    let mine = colleague.get("/today/done").await;
    assert!(mine.text.contains("1 запись") && mine.text.contains("12:00"), "{}", mine.text);
    assert!(mine.text.contains(&format!("href=\"{case}/entries/")), "{}", mine.text);
    let theirs = service.signed_in("officer").await.get("/today/done").await;
    assert!(theirs.text.contains("Сегодня ещё ничего не записано"), "{}", theirs.text);
    let head = service.signed_in("head_of_office").await;
    let excluded = [
        ("act", "exclude"),
        ("staff", &*service.user("colleague").staff.to_string()),
        ("why", "Родственник клиента"),
    ];
    let form = head.get(&format!("{case}/access")).await;
    let sent = send(&head, &format!("{case}/access"), &form, &excluded).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text);
    let mine = colleague.get("/today/done").await;
    assert!(!mine.text.contains(&case), "who is excluded is told nothing of the case");
    service.at("2025-06-13", 0);
    let next = service.signed_in("head_of_office").await.get("/today/done").await;
    assert!(next.text.contains("Сегодня ещё ничего не записано"), "{}", next.text);
}

#[tokio::test]
async fn half_of_a_term_prompts_for_its_days_until_the_court_is_asked() {
    let service = Service::open();
    let case = allocated(&service).await;
    let id = case.trim_start_matches("/cases/").parse().unwrap();
    let row = service.app.case(&service.user("officer"), id).unwrap().row;
    let days = row.term_until.since(row.term_from).unwrap().get_days() + 1;
    let half = row.term_from.checked_add(jiff::Span::new().days((days + 1) / 2 - 1)).unwrap();
    let on = |days: i32| half.checked_add(jiff::Span::new().days(days)).unwrap().to_string();
    let prompt = "По истечении половины срока служба может просить суд";
    for (days, stands) in [(-1, false), (0, true), (6, true), (7, false), (3, true)] {
        service.at(&on(days), 9);
        let day = service.signed_in("officer").await.get("/today").await;
        assert_eq!(day.text.contains(prompt), stands, "{days} days after: {}", day.text);
    }
    let officer = service.signed_in("officer").await;
    let address = format!("{case}/submission");
    let form = officer.get(&address).await;
    let asks = [("kind", "end_early"), ("reasoning", "Работает, обязанности исполняет")];
    let sent = send(&officer, &address, &form, &asks).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text);
    let day = officer.get("/today").await;
    assert!(!day.text.contains(prompt), "what is asked for needs no prompt");
}

#[tokio::test]
async fn a_colleague_does_what_was_handed_over() {
    let mut service = Service::open();
    service.appoint("colleague", "officer", "ZZ-03-05");
    service.appoint("elsewhere", "officer", "ZZ-01-01");
    let case = allocated(&service).await;
    let officer = service.signed_in("officer").await;
    absent(&officer, &case).await;
    let address = officer.get("/today").await.link(&format!("{case}/tasks/absence."), "");
    let form = officer.get(&address).await;
    assert!(form.text.contains("Асанова colleague") && !form.text.contains("Асанова elsewhere"));
    let staff = |login: &str| service.user(login).staff.to_string();
    let to = |staff: &str| {
        [("step", "hand_over"), ("to", staff), ("words", "Вы знаете его мать")]
            .map(|(name, value)| (name, value.to_owned()))
    };
    let plain = |answers: &[(&'static str, String); 3]| {
        answers.clone().map(|(name, value)| (name, value.leak() as &str))
    };
    let away = to(&staff("elsewhere"));
    let refused = arrange(&officer, &address, &plain(&away)).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text.contains("коллега из подразделения"), "{}", refused.text);
    let near = to(&staff("colleague"));
    let sent = arrange(&officer, &address, &plain(&near)).await;
    assert_eq!(sent.header("location"), "/today?done=task", "{}", sent.text);
    assert_eq!(entries(&service, &case, &["task"]).last().unwrap(), "task.handed absence");
    let mine = officer.get("/today").await;
    assert!(!queue(&mine).contains("Оценить неявку") && aside(&mine).contains("colleague"));
    let colleague = service.signed_in("colleague").await;
    let theirs = colleague.get("/today").await;
    assert!(queue(&theirs).contains("передано от: Асанова officer"), "{}", theirs.text);
    let absence = theirs.link(&format!("{case}/absences/"), "");
    let form = colleague.get(&absence).await;
    let excuse = [
        ("step", "excuse"),
        ("reason", "medical"),
        ("excused_on", "12.06.2025"),
        ("excuse", "Справка больницы № 5"),
    ];
    let sent = send(&colleague, &absence, &form, &excuse).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text);
    for visitor in [&colleague, &officer] {
        let day = visitor.get("/today").await;
        assert!(!day.text.contains("Оценить неявку"), "what is done stands in nobody's day");
    }
    let form = officer.get(&address).await;
    let late = send(&officer, &address, &form, &plain(&near)).await;
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(late.text.contains("уже сделана"), "{}", late.text);
}

#[tokio::test]
async fn what_a_colleague_cannot_do_any_more_stands_in_the_day_of_whoever_has_the_case() {
    let mut service = Service::open();
    service.appoint("colleague", "officer", "ZZ-03-05");
    service.appoint("head_elsewhere", "head_of_office", "ZZ-01-01");
    service.appoint("elsewhere", "officer", "ZZ-01-01");
    let case = allocated(&service).await;
    let officer = service.signed_in("officer").await;
    absent(&officer, &case).await;
    let address = officer.get("/today").await.link(&format!("{case}/tasks/absence."), "");
    let colleague = service.user("colleague").staff.to_string();
    let hand = [("step", "hand_over"), ("to", colleague.as_str()), ("words", "Вы знаете мать")];
    let sent = arrange(&officer, &address, &hand).await;
    assert_eq!(sent.header("location"), "/today?done=task", "{}", sent.text);
    let head = service.signed_in("head_of_office").await;
    let transfer = [
        ("step", "confirmed"),
        ("to_office", "ZZ-01-01"),
        ("reason", "moved"),
        ("on", "12.06.2025"),
        ("words", "Ждёт вас"),
    ];
    crate::acts::done(&head, &format!("{case}/transfer"), &transfer).await;
    let taking = service.user("elsewhere").staff.to_string();
    let give = [("officer", taking.as_str()), ("reason", "lowest_caseload"), ("on", "12.06.2025")];
    let head = service.signed_in("head_elsewhere").await;
    crate::acts::done(&head, &format!("{case}/allocate"), &give).await;
    let day = service.signed_in("elsewhere").await.get("/today").await;
    assert!(queue(&day).contains("Оценить неявку"), "{}", day.text);
    let former = service.signed_in("colleague").await.get("/today").await;
    assert!(!former.text.contains("Оценить неявку"), "{}", former.text);
}

#[tokio::test]
async fn a_message_stands_in_the_officers_day_until_the_officer_opens_it() {
    let service = Service::open();
    allocated(&service).await;
    let officer = service.signed_in("officer").await;
    let head = service.signed_in("head_of_office").await;
    let day = officer.get("/today").await;
    let work = "class=\"what\">Прочитать сообщение: Судебный акт";
    assert_eq!(day.text.matches(work).count(), 1, "{}", day.text);
    let message = day.link("/inbox/", "");
    assert_eq!(head.get(&message).await.status, StatusCode::OK);
    assert!(officer.get("/today").await.text.contains(work), "another's look is not the officer's");
    assert!(!head.get("/today").await.text.contains(work), "the case is the officer's");
    assert_eq!(officer.get(&message).await.status, StatusCode::OK);
    assert!(!officer.get("/today").await.text.contains(work));
}

#[tokio::test]
async fn a_message_that_nobody_opens_stands_in_the_day_for_its_days() {
    let service = Service::open();
    allocated(&service).await;
    let work = "class=\"what\">Прочитать сообщение: Судебный акт";
    for (day, stands) in [("2025-06-25", true), ("2025-06-26", false)] {
        service.at(day, 12);
        let page = service.signed_in("officer").await.get("/today").await;
        assert_eq!(page.text.contains(work), stands, "{day}");
    }
}

#[tokio::test]
async fn a_birthday_that_changes_rules_prompts_for_its_days_in_the_day_and_in_the_case() {
    let service = Service::open();
    // A man is of the elder group after his sixty-third birthday, 16 June 2025.
    let elder =
        JUDGMENT.replace("1990-05-12", "1962-06-16").replace("1205199000017", "1606196200017");
    let case = allocated_of(&service, &elder).await;
    let told = "По возрасту клиента теперь действует: Мужчина в возрасте шестидесяти трех лет";
    for (day, stands) in
        [("2025-06-16", false), ("2025-06-17", true), ("2025-06-23", true), ("2025-06-24", false)]
    {
        service.at(day, 9);
        let officer = service.signed_in("officer").await;
        for address in ["/today", case.as_str()] {
            let page = officer.get(address).await;
            assert_eq!(page.text.contains(told), stands, "{day} {address}: {}", page.text);
        }
    }
}

#[tokio::test]
async fn a_birthday_that_changes_no_rule_prompts_nobody() {
    let service = Service::open();
    // Nobody's rules change at twenty-one: the young adults are a group that no row names.
    let young =
        JUDGMENT.replace("1990-05-12", "2004-06-16").replace("1205199000017", "1606200400017");
    let case = allocated_of(&service, &young).await;
    service.at("2025-06-17", 9);
    let page = service.signed_in("officer").await.get(&case).await;
    assert!(!page.text.contains("По возрасту клиента"), "{}", page.text);
}
