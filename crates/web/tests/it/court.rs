//! A case before the court: the bundle that is signed, and what becomes of it.

use std::io::Write as _;
use std::process::Command;

use axum::http::StatusCode;
use bagyt_app::command::CaseAct;
use bagyt_casework::codes::{ContactKind, ContactPlace};
use bagyt_casework::contact::{Outcome, RecordContact};
use bagyt_core::identity::{CaseId, CommandId};

use crate::acts::{page, warned};
use crate::card::{entries, send};
use crate::casework::allocated;
use crate::visitor::{Answer, Service, Visitor};

/// The words of a PDF, as an independent program reads them.
pub(crate) fn words_of(paper: &Answer) -> String {
    assert_eq!(paper.header("content-type"), "application/pdf", "{}", paper.text);
    let file = tempfile::NamedTempFile::new().unwrap();
    file.as_file().write_all(&paper.bytes).unwrap();
    let output = Command::new("pdftotext")
        .args(["-raw"])
        .arg(file.path())
        .arg("-")
        .output()
        .unwrap_or_else(|error| panic!("pdftotext: {error}; install poppler-utils"));
    let text = String::from_utf8(output.stdout).unwrap();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A case whose client came once and was warned twice.
pub(crate) async fn twice_warned(service: &Service) -> String {
    let case = allocated(service).await;
    let id: CaseId = case.trim_start_matches("/cases/").parse().unwrap();
    let met = RecordContact {
        held: service.today(),
        kind: ContactKind::Interview,
        place: ContactPlace::Office,
        outcome: Outcome::Attended,
        appointment: None,
        note: "Доверительно: боится брата".to_owned(),
    };
    let (officer, command) = (service.user("officer"), CommandId(service.app.new_id()));
    service.app.act(&officer, command, id, CaseAct::RecordContact(met)).unwrap();
    for day in ["2025-07-14", "2025-08-14"] {
        service.at(day, 12);
        warned(service, &case);
    }
    case
}

/// Drafts a submission on the page; returns the page of the draft.
pub(crate) async fn drafted(service: &Service, case: &str, answers: &[(&str, &str)]) -> String {
    let officer = service.signed_in("officer").await;
    let address = format!("{case}/submission");
    let form = officer.get(&address).await;
    let grounds = page(service, "officer", case).violations;
    let grounds: Vec<String> = grounds.iter().map(|one| one.version.to_string()).collect();
    let grounds = grounds.iter().map(|version| ("grounds", version.as_str()));
    let answers: Vec<_> = answers.iter().copied().chain(grounds).collect();
    let sent = send(&officer, &address, &form, &answers).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text);
    sent.header("location").split('?').next().unwrap().to_owned()
}

pub(crate) const EXTENSION: [(&str, &str); 3] =
    [("kind", "extend"), ("until", "03.06.2027"), ("reasoning", "Дважды не явился")];

/// The head approves a draft on its page.
pub(crate) async fn approved(service: &Service, submission: &str) -> Visitor {
    let head = service.signed_in("head_of_office").await;
    let form = head.get(submission).await;
    let password = service.password("head_of_office");
    let answers = [("command", &*form.hidden("command")), ("password", password)];
    let sent = head.post(&format!("{submission}/approve"), &answers).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text);
    head
}

#[tokio::test]
async fn the_head_reads_the_whole_bundle_before_signing_and_no_note_goes_to_the_court() {
    let service = Service::open();
    let case = twice_warned(&service).await;
    let officer = service.signed_in("officer").await;
    let form = officer.get(&format!("{case}/submission")).await;
    let without_day = [("kind", "extend"), ("reasoning", "Дважды не явился")];
    let refused = send(&officer, &format!("{case}/submission"), &form, &without_day).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text.contains("Дважды не явился"));

    let submission = drafted(&service, &case, &EXTENSION).await;
    let preview = officer.get(&submission).await.link(&submission, "/preview.pdf");
    let draft = words_of(&officer.get(&preview).await);
    for part in [
        "ПРОЕКТ: не подписано, в суд не направлено",
        "азырынча бекитилген",
        "Приложение 1. Судебный акт",
        "Приложение 2. Реестр явок",
        "Состоялось явок: 1 из 3.",
        "Приложение 3. Нарушения и доказательства",
        "Проспал",
        "Сон —",
        "Приложение 4. Предупреждения",
        "Приложение 5. Объяснения",
        "Приложение 6. Применённые нормы",
        "стр. 1 из",
    ] {
        assert!(draft.contains(part), "`{part}` is not in:\n{draft}");
    }
    let kept: Vec<String> = entries(&service, &case, &[]);
    assert_eq!(kept.last().unwrap(), "submission.drafted");

    let head = approved(&service, &submission).await;
    assert_eq!(officer.get(&preview).await.status, StatusCode::NOT_FOUND);
    let paper = head.get(&submission).await.link("/documents/", ".pdf");
    let sent = officer.get(&paper).await;
    let digest = paper.trim_start_matches("/documents/").trim_end_matches(".pdf");
    assert_eq!(service.app.verify_document(&sent.bytes).unwrap().digest, digest);
    let signed = words_of(&sent);
    assert!(!signed.contains("ПРОЕКТ") && signed.contains("Подтверждено в системе"), "{signed}");
    for words in [&draft, &signed] {
        assert!(!words.contains("Доверительно") && !words.contains("брата"), "{words}");
    }
    let kept = entries(&service, &case, &[]);
    let steps = ["submission.drafted", "submission.approved", "submission.sent"];
    assert_eq!(kept[kept.len() - 3..], steps);
}

#[tokio::test]
async fn what_speaks_for_the_client_is_bound_into_a_request_in_their_favour() {
    let service = Service::open();
    let case = twice_warned(&service).await;
    let officer = service.signed_in("officer").await;
    let form = officer.get(&format!("{case}/assessment")).await;
    let low = [("on", "14.08.2025"), ("risk", "low"), ("reason", "Работает")];
    send(&officer, &format!("{case}/assessment"), &form, &low).await;
    let form = officer.get(&format!("{case}/plan")).await;
    let goals = [("on", "14.08.2025"), ("goals", "Найти работу\nОкончить курсы")];
    let agreed = send(&officer, &format!("{case}/plan"), &form, &goals).await;
    assert_eq!(agreed.status, StatusCode::SEE_OTHER, "{}", agreed.text);
    service.at("2026-04-01", 12);
    let favour = [("kind", "end_early"), ("reasoning", "Работает, цели достигнуты")];
    let submission = drafted(&service, &case, &favour).await;
    let officer = service.signed_in("officer").await;
    let draft = words_of(&officer.get(&format!("{submission}/preview.pdf")).await);
    for part in ["Поведение клиента", "Окончить курсы", "Состоялось явок / всего за срок"]
    {
        assert!(draft.contains(part), "`{part}` is not in:\n{draft}");
    }
}
