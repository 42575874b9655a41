//! What was typed and not sent: kept when a session ends by time or when somebody asks for it, gone
//! on with on the form's own page, and thrown away when it is recorded.

use axum::http::StatusCode;
use bagyt_app::command::CaseAct;
use bagyt_casework::access::ExcludeStaff;
use bagyt_core::identity::{CaseId, CommandId};

use crate::bad_forms::send;
use crate::casework::allocated;
use crate::form_house::{FORMS, House, base};
use crate::visitor::{Answer, Service, Visitor};

const NOTE: &str = "Беседа о работе на стройке";

/// The fields of a contact as the page asks for them.
fn contact(command: &str, version: &str) -> Vec<(&'static str, String)> {
    let typed = [
        ("outcome", "attended"),
        ("held_on", "12.06.2025"),
        ("kind", "registration"),
        ("place", "office"),
        ("note", NOTE),
    ];
    let mut fields: Vec<(&'static str, String)> =
        typed.map(|(name, value)| (name, value.to_owned())).into();
    fields.extend([("command", command.to_owned()), ("version", version.to_owned())]);
    fields
}

/// Opens the form of a contact and fills it in.
async fn typed(visitor: &Visitor, case: &str) -> Vec<(&'static str, String)> {
    let form = visitor.get(&format!("{case}/contact")).await;
    contact(&form.hidden("command"), &form.hidden("version"))
}

/// Signs in on the page that was shown, and goes where it leads.
async fn signed_in_again(service: &Service, login: &str, door: &Answer) -> (Visitor, String) {
    let mut visitor = service.visitor();
    let next = door.hidden("next");
    let form = [("login", login), ("password", service.password(login)), ("next", &next)];
    let answer = visitor.post("/sign-in", &form).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    visitor.cookie = answer.cookie();
    (visitor, answer.header("location").to_owned())
}

/// The hidden fields with which a draft is gone on with.
fn sent_on(draft: &Answer) -> Vec<(&'static str, String)> {
    let names = ["outcome", "held_on", "kind", "place", "note", "command", "version", "taken_up"];
    names.iter().filter_map(|name| Some((*name, draft.find_hidden(name)?))).collect()
}

fn entries(service: &Service) -> u64 {
    service.app.position().unwrap()
}

#[tokio::test]
async fn what_was_typed_when_the_session_ran_out_is_gone_on_with_and_recorded_once() {
    let service = Service::open();
    let case = allocated(&service).await;
    let address = format!("{case}/contact");
    let officer = service.signed_in("officer").await;
    let form = typed(&officer, &case).await;
    service.pass(9 * 3600);
    // Another page of the same browser says first that the session has ended.
    assert_eq!(officer.get("/today").await.status, StatusCode::SEE_OTHER);
    let before = entries(&service);
    let door = send(&officer, &address, &form).await;
    assert_eq!(door.status, StatusCode::UNAUTHORIZED);
    assert!(door.text.contains("Написанное сохранено как ваш черновик"), "{}", door.text);
    assert!(!door.text.contains(NOTE), "what was typed does not stand in a page for strangers");

    let (officer, next) = signed_in_again(&service, "officer", &door).await;
    let today = officer.get("/today").await;
    assert!(today.text.contains("1 черновик ждёт продолжения"));
    let list = officer.get("/drafts").await;
    assert!(list.text.contains("Зарылбек") && list.text.contains(&next));
    let draft = officer.get(&next).await;
    assert!(draft.text.contains(NOTE) && draft.text.contains(&format!("action=\"{address}\"")));
    let shown = send(&officer, &address, &sent_on(&draft)).await;
    assert!(shown.text.contains("Это ваш черновик") && shown.text.contains(NOTE));
    assert!(shown.text.contains("value=\"attended\" checked"), "{}", shown.text);
    assert!(!shown.text.contains("class=\"summary\"") && !shown.text.contains("taken_up"));
    assert_eq!(shown.hidden("command"), draft.hidden("command"));
    assert_eq!(entries(&service), before, "nothing was recorded yet");

    let form = contact(&shown.hidden("command"), &shown.hidden("version"));
    for _ in 0..2 {
        assert_eq!(send(&officer, &address, &form).await.status, StatusCode::SEE_OTHER);
    }
    assert_eq!(entries(&service), before + 1);
    assert_eq!(officer.get(&next).await.status, StatusCode::NOT_FOUND);
    assert!(officer.get("/drafts").await.text.contains("Черновиков нет"));
    assert!(!officer.get("/today").await.text.contains("черновик"));
}

#[tokio::test]
async fn another_account_never_sees_a_draft() {
    let service = Service::open();
    let case = allocated(&service).await;
    let officer = service.signed_in("officer").await;
    let form = typed(&officer, &case).await;
    service.pass(9 * 3600);
    let door = send(&officer, &format!("{case}/contact"), &form).await;
    let (head, next) = signed_in_again(&service, "head_of_office", &door).await;
    assert_eq!(head.get(&next).await.status, StatusCode::NOT_FOUND);
    assert_eq!(head.post(&next, &[]).await.status, StatusCode::NOT_FOUND);
    assert!(head.get("/drafts").await.text.contains("Черновиков нет"));
    let officer = service.signed_in("officer").await;
    assert!(officer.get(&next).await.text.contains(NOTE));
}

#[tokio::test]
async fn a_form_is_kept_for_later_and_thrown_away() {
    let service = Service::open();
    let case = allocated(&service).await;
    let officer = service.signed_in("officer").await;
    let page = officer.get(&format!("{case}/contact")).await;
    let (_, rest) = page.text.split_once("formaction=\"").unwrap();
    let keep = rest.split('"').next().unwrap().to_owned();
    let form = typed(&officer, &case).await;
    let kept = send(&officer, &keep, &form).await;
    assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.text);
    let draft = officer.get(kept.header("location")).await;
    assert!(draft.text.contains("Написанное сохранено.") && draft.text.contains(NOTE));
    // A contact that is begun anew leaves the draft.
    let other = typed(&officer, &case).await;
    let recorded = send(&officer, &format!("{case}/contact"), &other).await;
    assert_eq!(recorded.status, StatusCode::SEE_OTHER);
    let name = kept.header("location").split('?').next().unwrap().to_owned();
    assert_eq!(officer.get(&name).await.status, StatusCode::OK);
    let gone = officer.post(&name, &[]).await;
    assert_eq!(gone.header("location"), "/drafts?done=draft-discarded");
    assert_eq!(officer.get(&name).await.status, StatusCode::NOT_FOUND);

    let long = "ы".repeat(40_000);
    let refused = officer.post(&keep, &[("note", &long)]).await;
    assert_eq!(refused.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(refused.text.contains("не больше 64 килобайт"));
    for of in ["", "?of=", "?of=/users", "?of=//elsewhere.example/contact", "?of=/sign-in"] {
        let foreign = officer.post(&format!("/drafts{of}"), &[("note", "x")]).await;
        assert_eq!(foreign.status, StatusCode::NOT_FOUND, "{of}");
    }
    // What was to be kept for later when the session had run out is kept too.
    service.pass(9 * 3600);
    let door = send(&officer, &keep, &form).await;
    assert!(door.hidden("next").starts_with("/drafts/"), "{}", door.text);
}

#[tokio::test]
async fn of_a_case_that_one_may_not_read_nothing_is_kept_or_shown() {
    let mut service = Service::open();
    service.appoint("colleague", "officer", "ZZ-03-05");
    let case = allocated(&service).await;
    let colleague = service.signed_in("colleague").await;
    let form = typed(&colleague, &case).await;
    let keep = format!("/drafts?of={case}/contact");
    let kept = send(&colleague, &keep, &form).await;
    let name = kept.header("location").to_owned();
    assert!(colleague.get(&name).await.text.contains("Зарылбек"));
    let (head, staff) = (service.user("head_of_office"), service.user("colleague").staff);
    let words = "Брат клиента".to_owned();
    let id: CaseId = case.trim_start_matches("/cases/").parse().unwrap();
    let exclude = CaseAct::Exclude(ExcludeStaff { staff, excluded: true, words });
    service.app.act(&head, CommandId(service.app.new_id()), id, exclude).unwrap();
    for page in [name.as_str(), "/drafts"] {
        let closed = colleague.get(page).await;
        assert!(closed.text.contains("больше не открыто"), "{}", closed.text);
        assert!(!closed.text.contains("Зарылбек") && !closed.text.contains(NOTE));
    }
    assert_eq!(send(&colleague, &keep, &form).await.status, StatusCode::NOT_FOUND);
    service.pass(9 * 3600);
    let door = send(&colleague, &format!("{case}/contact"), &form).await;
    assert_eq!(door.header("location"), "/sign-in?ended=yes");
    let colleague = service.signed_in("colleague").await;
    let name = name.split('?').next().unwrap();
    assert_eq!(colleague.post(name, &[]).await.status, StatusCode::SEE_OTHER);
    assert!(colleague.get("/drafts").await.text.contains("Черновиков нет"));
}

#[tokio::test]
async fn nothing_is_kept_of_other_forms_and_of_sessions_that_somebody_ended() {
    let service = Service::of(["officer", "head_of_office", "administrator"]);
    let case = allocated(&service).await;
    let contact = format!("{case}/contact");
    let drafts = |login| service.app.count_drafts(&service.user(login)).unwrap();
    let left = service.signed_in("officer").await;
    let form = typed(&left, &case).await;
    left.post("/sign-out", &[]).await;
    service.pass(9 * 3600);
    assert_eq!(send(&left, &contact, &form).await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(drafts("officer"), 0);

    let administrator = service.signed_in("administrator").await;
    let head = service.signed_in("head_of_office").await;
    service.pass(9 * 3600);
    let user = [("act", "add"), ("login", "nurlan"), ("name", "Нурлан Асанов")];
    administrator.post("/users", &user).await;
    for form in ["/submissions/0198c0de-0000-7000-8000-000000000001/approve", "/second-factor"] {
        let secret = [("password", "a password of the head"), ("code", "123456")];
        let door = head.post(form, &secret).await;
        assert!(!door.text.contains("a password of the head"), "{form}");
    }
    assert_eq!((drafts("administrator"), drafts("head_of_office")), (0, 0));

    let disabled = service.signed_in("officer").await;
    service.pass(9 * 3600);
    service.app.disable_account("officer").unwrap();
    let door = send(&disabled, &contact, &form).await;
    assert_eq!(door.find_hidden("next").unwrap_or_default(), "");
}

/// The forms of the reviewed table that keep drafts.
fn keeps(form: &str) -> bool {
    !["paper-act", "users", "approval", "review", "need", "need-answer", "evidence"].contains(&form)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_form_that_is_gone_on_with_records_anything() {
    for form in FORMS.into_iter().filter(|form| keeps(form)) {
        let house = House::open(form).await;
        let mut fields =
            house.filled(&house.visitor, &house.shown, base(form, &house.service)).await;
        let before = entries(&house.service);
        fields.push(("taken_up", "yes".to_owned()));
        let shown = send(&house.visitor, &house.address, &fields).await;
        assert!(shown.text.contains("Это ваш черновик"), "{form}: {}", shown.text);
        assert_eq!(entries(&house.service), before, "{form}");
        if form == "submission" {
            // Without a violation none is accepted; the walk of a submission sends a whole one.
            continue;
        }
        fields.pop();
        let sent = send(&house.visitor, &house.address, &fields).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{form}: {}", sent.text);
    }
}
