//! Acts in a case that change what was arranged or written before, and those that end it.

use axum::http::StatusCode;
use bagyt_app::command::CaseAct;
use bagyt_app::read::CasePage;
use bagyt_casework::codes::{ContactKind, ContactPlace, ExplanationForm, ViolationGround};
use bagyt_casework::compliance::ReceiveExplanation;
use bagyt_casework::contact::{Outcome, RecordContact};
use bagyt_core::identity::{CaseId, CommandId};

use crate::casework::{allocated, allocated_of};
use crate::visitor::{Answer, JUDGMENT, Service, Visitor};

/// Fills in a form as it was shown and sends it.
pub(crate) async fn send(visitor: &Visitor, address: &str, answers: &[(&str, &str)]) -> Answer {
    let form = visitor.get(address).await;
    assert_eq!(form.status, StatusCode::OK, "{address}");
    let (command, version) = (form.hidden("command"), form.hidden("version"));
    let mut all = vec![("command", command.as_str()), ("version", version.as_str())];
    all.extend_from_slice(answers);
    visitor.post(address, &all).await
}

/// Sends a form that must be taken; gone on with as a draft, it is shown and nothing comes of it.
pub(crate) async fn done(visitor: &Visitor, address: &str, answers: &[(&str, &str)]) -> Answer {
    if address.starts_with("/cases/") {
        let draft = [answers, &[("taken_up", "yes")]].concat();
        let shown = send(visitor, address, &draft).await;
        assert!(shown.text.contains("Это ваш черновик"), "{address}: {}", shown.text);
    }
    let sent = send(visitor, address, answers).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{address}: {}", sent.text);
    sent
}

/// Sends a form that must be refused with a text.
pub(crate) async fn refused(visitor: &Visitor, address: &str, answers: &[(&str, &str)], why: &str) {
    let sent = send(visitor, address, answers).await;
    assert_eq!(sent.status, StatusCode::UNPROCESSABLE_ENTITY, "{address}");
    assert!(sent.text.contains("class=\"summary\"") && sent.text.contains(why), "{}", sent.text);
}

pub(crate) fn page(service: &Service, login: &str, case: &str) -> CasePage {
    let id: CaseId = case.trim_start_matches("/cases/").parse().unwrap();
    service.app.case(&service.user(login), id).unwrap()
}

async fn arrange(officer: &Visitor, case: &str, on: &str) {
    let answers = [
        ("on", on),
        ("begins_at", "10:00"),
        ("kind", "interview"),
        ("place", "office"),
        ("minutes", "30"),
        ("words", "Возьмите паспорт"),
    ];
    done(officer, &format!("{case}/appointment"), &answers).await;
}

#[tokio::test]
async fn an_appointment_is_moved_from_the_case_and_the_client_keeps_one() {
    let service = Service::open();
    let case = allocated(&service).await;
    let officer = service.signed_in("officer").await;
    arrange(&officer, &case, "20.06.2025").await;
    let address = officer.get(&case).await.link(&format!("{case}/appointments/"), "");
    let form = officer.get(&address).await;
    assert!(form.text.contains("Возьмите паспорт") && form.text.contains("value=\"10:00\""));
    let move_to = |on| [("step", "move"), ("on", on), ("begins_at", "11:30"), ("minutes", "45")];
    refused(&officer, &address, &move_to("11.06.2025"), "11 июня 2025").await;
    done(&officer, &address, &move_to("23.06.2025")).await;
    let page = page(&service, "officer", &case);
    let standing: Vec<_> =
        page.appointments.iter().map(|one| (one.status.as_str(), one.minutes)).collect();
    assert_eq!(standing, [("planned", 45), ("cancelled", 30)]);
    // What has its outcome offers no form any more.
    assert!(officer.get(&address).await.find_hidden("command").is_none());
}

#[tokio::test]
async fn an_appointment_is_cancelled_with_a_reason_from_the_officers_day() {
    let service = Service::open();
    let case = allocated(&service).await;
    let officer = service.signed_in("officer").await;
    arrange(&officer, &case, "17.06.2025").await;
    let address = officer.get("/today").await.link(&format!("{case}/appointments/"), "");
    refused(&officer, &address, &[("step", "cancel"), ("why", "Свадьба")], "Свадьба").await;
    let answers = [("step", "cancel"), ("reason", "client"), ("why", "Свадьба сестры")];
    done(&officer, &address, &answers).await;
    let page = page(&service, "officer", &case);
    assert_eq!(page.appointments[0].status, "cancelled");
    let today = officer.get("/today").await;
    assert!(!today.text.contains("/appointments/"));
}

/// The client does not come; the absence becomes a violation with a warning. Returns the versions
/// of the absence, the violation and the warning.
pub(crate) fn warned(service: &Service, case: &str) -> [u32; 3] {
    let officer = service.user("officer");
    let id: CaseId = case.trim_start_matches("/cases/").parse().unwrap();
    let act = |act| service.app.act(&officer, CommandId(service.app.new_id()), id, act).unwrap();
    let newest = || service.app.case(&officer, id).unwrap().version;
    let on = service.today();
    act(CaseAct::RecordContact(RecordContact {
        held: on,
        kind: ContactKind::Registration,
        place: ContactPlace::Office,
        outcome: Outcome::Absent,
        appointment: None,
        note: String::new(),
    }));
    let absence = newest();
    act(CaseAct::ReceiveExplanation(ReceiveExplanation {
        absence,
        received: on,
        form: ExplanationForm::Spoken,
        words: "Проспал".to_owned(),
    }));
    act(CaseAct::EstablishViolation {
        ground: ViolationGround::NoShow,
        absence: Some(absence),
        breach: None,
        established: on,
        malicious: false,
        reason: "Сон — не уважительная причина".to_owned(),
        warn: true,
    });
    let warning = newest();
    [absence, warning - 1, warning]
}

#[tokio::test]
async fn an_entry_that_is_taken_back_stays_visible_and_no_longer_counts() {
    let service = Service::open();
    let case = allocated(&service).await;
    service.at("2025-07-14", 12);
    let [_, violation, warning] = warned(&service, &case);
    let officer = service.signed_in("officer").await;
    let before = page(&service, "officer", &case).row;
    assert_eq!((before.warnings, before.violations), (1, 1));
    let address = |version| format!("{case}/entries/{version}/withdraw");
    let answers = [("reason", "wrong_case"), ("words", "Это был другой клиент")];
    // What the warning rests on is taken back after it, and the page says so.
    let relied = officer.get(&format!("{case}/entries/{violation}")).await;
    assert!(relied.text.contains(&format!("держится запись {warning}")), "{}", relied.text);
    assert!(relied.text.contains(&format!("href=\"{case}/entries/{warning}\"")), "{}", relied.text);
    refused(&officer, &address(violation), &answers, "сначала отзовите её").await;
    refused(&officer, &address(warning), &[("reason", "twice")], "Что было не так").await;
    done(&officer, &address(warning), &answers).await;
    done(&officer, &address(violation), &answers).await;
    let after = page(&service, "officer", &case);
    assert_eq!((after.row.warnings, after.row.violations), (0, 0));
    let shown = officer.get(&case).await.text;
    assert!(shown.contains("<s><strong>Вынесено письменное предупреждение</strong></s>"));
    assert!(shown.contains("Это был другой клиент"));
}

#[tokio::test]
async fn a_corrected_meeting_counts_with_its_new_day_and_shows_both() {
    let service = Service::open();
    let case = allocated(&service).await;
    let officer = service.signed_in("officer").await;
    let met = [
        ("outcome", "attended"),
        ("held_on", "12.06.2025"),
        ("kind", "interview"),
        ("place", "office"),
        ("note", "Говорили о работе"),
    ];
    done(&officer, &format!("{case}/contact"), &met).await;
    let version = page(&service, "officer", &case).version;
    let address = format!("{case}/entries/{version}/correct");
    let form = officer.get(&address).await;
    assert!(form.text.contains("Говорили о работе") && form.text.contains("value=\"12.06.2025\""));
    let with = |on| {
        let mut answers = met.to_vec();
        answers[1] = ("held_on", on);
        answers.push(("reason", "mistake"));
        answers
    };
    refused(&officer, &address, &with("13.06.2025"), "13 июня 2025").await;
    done(&officer, &address, &with("11.06.2025")).await;
    let after = page(&service, "officer", &case);
    assert_eq!(after.row.last_contact_on, Some("2025-06-11".parse().unwrap()));
    assert_eq!(after.meetings.len(), 1);
    let shown = officer.get(&case).await.text;
    assert!(shown.contains("исправлено") && shown.contains("11.06.2025"), "{shown}");
}

#[tokio::test]
async fn a_contested_entry_carries_no_submission_until_a_head_has_answered() {
    let service = Service::open();
    let case = allocated(&service).await;
    for day in ["2025-07-14", "2025-08-14"] {
        service.at(day, 12);
        warned(&service, &case);
    }
    let officer = service.signed_in("officer").await;
    let grounds: Vec<String> = page(&service, "officer", &case)
        .violations
        .iter()
        .map(|one| one.version.to_string())
        .collect();
    let contest = format!("{case}/entries/{}/contest", grounds[0]);
    refused(&officer, &contest, &[("on", "14.08.2025")], "Слова клиента").await;
    let said = [("words", "Дверь была заперта"), ("on", "14.08.2025")];
    done(&officer, &contest, &said).await;
    let submission = format!("{case}/submission");
    let draft = [
        ("kind", "extend"),
        ("grounds", grounds[0].as_str()),
        ("grounds", grounds[1].as_str()),
        ("until", "03.06.2027"),
        ("reasoning", "Дважды не явился"),
    ];
    refused(&officer, &submission, &draft, "оспаривает").await;
    // The officer does not answer; the head is told and does.
    let number = page(&service, "officer", &case).version;
    let address = format!("{case}/contests/{number}");
    assert_eq!(officer.get(&address).await.status, StatusCode::FORBIDDEN);
    let head = service.signed_in("head_of_office").await;
    assert_eq!(head.get("/today").await.link(&format!("{case}/contests/"), ""), address);
    let answer = [("upheld", "false"), ("words", "Камера показывает"), ("on", "14.08.2025")];
    let check = send(&head, &address, &answer).await;
    assert_eq!(check.status, StatusCode::OK);
    assert!(check.text.contains("Камера показывает") && check.text.contains("confirmed"));
    assert_eq!(page(&service, "officer", &case).version, number, "a check records nothing");
    let confirmed = [&[("step", "confirmed")], answer.as_slice()].concat();
    done(&head, &address, &confirmed).await;
    done(&officer, &submission, &draft).await;
}

#[tokio::test]
async fn an_upheld_contest_takes_the_entry_and_what_rests_on_it_back() {
    let service = Service::open();
    let case = allocated(&service).await;
    service.at("2025-07-14", 12);
    let [absence, ..] = warned(&service, &case);
    let officer = service.signed_in("officer").await;
    let said = [("words", "Дверь была заперта"), ("on", "14.07.2025")];
    done(&officer, &format!("{case}/entries/{absence}/contest"), &said).await;
    let address = format!("{case}/contests/{}", page(&service, "officer", &case).version);
    let head = service.signed_in("head_of_office").await;
    let answer = [("upheld", "true"), ("words", "Вы правы"), ("on", "14.07.2025")];
    let check = send(&head, &address, &answer).await;
    assert!(check.text.contains("Будут отозваны 3 записи."), "{}", check.text);
    let changed = send(&head, &address, &[&[("step", "change")], answer.as_slice()].concat()).await;
    assert!(changed.status == StatusCode::OK && changed.text.contains("Вы правы"));
    done(&head, &address, &[&[("step", "confirmed")], answer.as_slice()].concat()).await;
    let after = page(&service, "officer", &case);
    assert_eq!((after.row.warnings, after.row.violations, after.absences.len()), (0, 0, 0));
}

#[tokio::test]
async fn a_head_does_not_answer_for_the_own_entry() {
    let service = Service::open();
    let case = allocated(&service).await;
    service.at("2025-07-14", 12);
    let head = service.signed_in("head_of_office").await;
    let missed = [
        ("outcome", "absent"),
        ("held_on", "14.07.2025"),
        ("kind", "registration"),
        ("place", "office"),
    ];
    done(&head, &format!("{case}/contact"), &missed).await;
    let absence = page(&service, "officer", &case).version;
    let officer = service.signed_in("officer").await;
    let said = [("words", "Я приходил"), ("on", "14.07.2025")];
    done(&officer, &format!("{case}/entries/{absence}/contest"), &said).await;
    let address = format!("{case}/contests/{}", page(&service, "officer", &case).version);
    assert_eq!(head.get(&address).await.status, StatusCode::FORBIDDEN);
    let answers = [("step", "confirmed"), ("upheld", "false"), ("words", "Нет")];
    assert_eq!(head.post(&address, &answers).await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_case_is_closed_after_its_answers_were_checked() {
    let service = Service::open();
    let case = allocated(&service).await;
    let officer = service.signed_in("officer").await;
    arrange(&officer, &case, "20.06.2025").await;
    let address = officer.get(&case).await.link(&format!("{case}/closing"), "");
    let served = [("reason", "completed"), ("on", "12.06.2025")];
    refused(&officer, &address, &served, "Срок длится до").await;
    refused(&officer, &address, &[("reason", "other"), ("on", "12.06.2025")], "словами").await;
    let died = [("reason", "died"), ("on", "12.06.2025"), ("words", "Свидетельство № 7")];
    let check = send(&officer, &address, &died).await;
    assert_eq!(check.status, StatusCode::OK);
    assert!(check.text.contains("Будет отменена 1 назначенная встреча."), "{}", check.text);
    assert_eq!(page(&service, "officer", &case).row.status, "active");
    done(&officer, &address, &[&[("step", "confirmed")], died.as_slice()].concat()).await;
    let after = page(&service, "officer", &case);
    assert_eq!(
        (after.row.status.as_str(), after.appointments[0].status.as_str()),
        ("closed", "cancelled")
    );
    let shown = officer.get(&case).await.text;
    assert!(shown.contains("/reoffence") && !shown.contains("/closing\""), "{shown}");
}

#[tokio::test]
async fn a_case_that_is_handed_over_waits_at_the_other_office_and_leaves_the_first() {
    let mut service = Service::open();
    service.appoint("head_elsewhere", "head_of_office", "ZZ-01-01");
    let case = allocated(&service).await;
    let officer = service.signed_in("officer").await;
    assert_eq!(officer.get(&format!("{case}/transfer")).await.status, StatusCode::FORBIDDEN);
    let head = service.signed_in("head_of_office").await;
    let address = head.get(&case).await.link(&format!("{case}/transfer"), "");
    let answers = |office| {
        [("to_office", office), ("reason", "moved"), ("on", "12.06.2025"), ("words", "Ждёт вас")]
    };
    refused(&head, &address, &answers(""), "Какому отделу").await;
    refused(&head, &address, &answers("ZZ-03-05"), "уже").await;
    let check = send(&head, &address, &answers("ZZ-01-01")).await;
    assert!(check.status == StatusCode::OK && check.text.contains("Ждёт вас"));
    let confirmed = [&[("step", "confirmed")], answers("ZZ-01-01").as_slice()].concat();
    done(&head, &address, &confirmed).await;
    assert_eq!(head.get(&case).await.status, StatusCode::NOT_FOUND);
    let elsewhere = service.signed_in("head_elsewhere").await;
    assert!(elsewhere.get("/unallocated").await.text.contains(&format!("{case}/allocate")));
    assert!(elsewhere.get("/today").await.text.contains(&format!("{case}/allocate")));
    assert!(elsewhere.get(&case).await.text.contains("Ждёт вас"));
}

#[tokio::test]
async fn a_new_offence_is_recorded_with_its_article_and_presumes_nothing() {
    let service = Service::open();
    let case = allocated(&service).await;
    service.at("2025-07-14", 12);
    let officer = service.signed_in("officer").await;
    let address = officer.get(&case).await.link(&format!("{case}/reoffence"), "");
    let form = officer.get(&address).await;
    let rest = form.text.split("<option value=\"").nth(2).unwrap();
    let article = rest.split('"').next().unwrap().to_owned();
    let on = |day| [("article", article.as_str()), ("offence_on", day)];
    refused(&officer, &address, &on("15.07.2025"), "15 июля 2025").await;
    refused(&officer, &address, &[("article", "999"), ("offence_on", "01.07.2025")], "Статья")
        .await;
    let check = send(&officer, &address, &on("01.07.2025")).await;
    assert!(check.text.contains("никто не виновен"), "{}", check.text);
    done(&officer, &address, &[&[("step", "confirmed")], on("01.07.2025").as_slice()].concat())
        .await;
    let last = &page(&service, "officer", &case).timeline;
    assert!(last.iter().any(|item| item.kind == "casework.reoffence.recorded"));
}

#[tokio::test]
async fn the_report_of_a_study_is_sent_with_its_paper_and_meets_its_clock() {
    let service = Service::open();
    let study = JUDGMENT
        .replace("restriction_of_liberty", "pre_sentence_study")
        .replace("\"years\": 1,\n      \"months\": 6", "\"months\": 2");
    let case = allocated_of(&service, &study).await;
    let officer = service.signed_in("officer").await;
    let open = |page: &CasePage| {
        let mut clocks = page.clocks.iter().filter(|clock| clock.row.code == "pre_sentence_report");
        clocks.next().map(|clock| clock.state.clone())
    };
    assert_eq!(open(&page(&service, "officer", &case)).as_deref(), Some("open"));
    let address = officer.get(&case).await.link(&format!("{case}/report"), "");
    let report = [("conclusion", "Семья поддерживает, работа есть"), ("duties", "treatment")];
    refused(&officer, &address, &report, "оценк").await;
    let assessed = [("on", "12.06.2025"), ("risk", "low"), ("reason", "Первая судимость")];
    done(&officer, &format!("{case}/assessment"), &assessed).await;
    refused(&officer, &address, &report[1..], "Заключение").await;
    let check = send(&officer, &address, &report).await;
    assert!(check.status == StatusCode::OK && check.text.contains("Семья поддерживает"));
    assert_eq!(open(&page(&service, "officer", &case)).as_deref(), Some("open"));
    let form = officer.get(&address).await;
    let (command, version) = (form.hidden("command"), form.hidden("version"));
    let mut all = vec![("command", command.as_str()), ("version", &version), ("step", "confirmed")];
    all.extend(report);
    for _ in 0..2 {
        // Sent twice it goes out once, and both are told so.
        let sent = officer.post(&address, &all).await;
        assert_eq!(sent.header("location"), format!("{case}?done=report"), "{}", sent.text);
    }
    let after = page(&service, "officer", &case);
    assert_eq!(open(&after).as_deref(), Some("in_time"));
    let shown = officer.get(&case).await;
    assert_eq!(shown.link(&format!("{case}/report"), ""), format!("{case}/report.pdf"));
    let id: CaseId = case.trim_start_matches("/cases/").parse().unwrap();
    let paper = service.app.report_paper(&service.user("officer"), id).unwrap();
    assert!(paper.starts_with(b"%PDF-1.7"));
}

#[tokio::test]
async fn the_second_of_two_clicks_is_told_what_the_first_was() {
    let service = Service::open();
    let case = allocated(&service).await;
    service.at("2025-07-14", 12);
    let [absence, ..] = warned(&service, &case);
    let officer = service.signed_in("officer").await;
    let said = [("words", "Дверь была заперта"), ("on", "14.07.2025")];
    done(&officer, &format!("{case}/entries/{absence}/contest"), &said).await;
    let address = format!("{case}/contests/{}", page(&service, "officer", &case).version);
    let head = service.signed_in("head_of_office").await;
    let form = head.get(&address).await;
    let (command, version) = (form.hidden("command"), form.hidden("version"));
    let mut answer = vec![("command", command.as_str()), ("version", &version)];
    answer.extend([("step", "confirmed"), ("upheld", "false"), ("words", "Камера показывает")]);
    answer.push(("on", "14.07.2025"));
    for _ in 0..2 {
        // After the first nothing is left to be answered, so that nobody may any more.
        let sent = head.post(&address, &answer).await;
        assert_eq!(sent.header("location"), format!("{case}?done=answered"), "{}", sent.text);
    }
    answer[0].1 = "0198c0de-0000-7000-8000-000000000001";
    assert_eq!(head.post(&address, &answer).await.status, StatusCode::FORBIDDEN);
}
