//! Papers of a case: their numbers, what was issued and withdrawn, and that the record knows each
//! byte of them again, on both databases.

use std::collections::BTreeSet;

use bagyt_app::attaching::FileToAttach;
use bagyt_app::command::CaseAct;
use bagyt_app::issuing::PaperOrder;
use bagyt_app::outcome::Failure;
use bagyt_app::read::PapersPage;
use bagyt_app::second_factor::Confirmation;
use bagyt_app::user::User;
use bagyt_casework::appointment::{ArrangeAppointment, Particulars};
use bagyt_casework::attachment::WithdrawAttachment;
use bagyt_casework::codes::{
    AllocationReason, AttachmentKind, ContactKind, ContactPlace, FileType, PaperFault, PaperKind,
    Signing,
};
use bagyt_casework::fact::AppointmentId;
use bagyt_casework::paper::WithdrawPaper;
use bagyt_casework::registration::RegisterClient;
use bagyt_core::identity::{CaseId, CommandId};
use bagyt_store::Location;
use uuid::Uuid;

use crate::cluster::Place;
use crate::service::{JUDGMENT, OFFICE, Service, day, on_day, words};

/// A registered client, with the password of the officer.
struct Desk {
    service: Service,
    officer: User,
    password: String,
    case: CaseId,
}

impl Desk {
    fn open(place: &Place) -> Self {
        let mut service = Service::open(&place.location);
        let (officer, password) = service.staff("officer", "officer", OFFICE);
        let (head, _) = service.staff("head", "head_of_office", OFFICE);
        let case = take_in(&mut service, &officer, &head, JUDGMENT);
        Desk { service, officer, password, case }
    }

    fn order(&self, paper: PaperKind, signing: Signing) -> PaperOrder {
        PaperOrder { paper, about: None, language: "ru".to_owned(), signing }
    }

    fn issue(&mut self, order: &PaperOrder, password: &str) -> Result<u32, Failure> {
        let id = self.service.id();
        let app = &self.service.app;
        let confirmation = Confirmation::from(password);
        app.issue_paper(&self.officer, id, (self.case, order), confirmation, &words)?;
        Ok(self.papers().issued[0].version)
    }

    fn papers(&self) -> PapersPage {
        self.service.app.papers(&self.officer, self.case).unwrap()
    }

    fn bytes(&self, version: u32) -> Vec<u8> {
        self.service.app.issued_paper(&self.officer, self.case, version).unwrap()
    }

    fn withdraw(&mut self, paper: u32) {
        let withdraw = WithdrawPaper {
            paper,
            withdrawn: on_day("2025-06-12"),
            fault: PaperFault::Mistake,
            words: "Адрес другой".to_owned(),
        };
        let officer = self.officer.clone();
        self.service.act(&officer, self.case, CaseAct::WithdrawPaper(withdraw));
    }
}

/// Takes in a judgment, gives the case to the officer and registers the client.
fn take_in(service: &mut Service, officer: &User, head: &User, judgment: &str) -> CaseId {
    service.at("2025-06-12", 10);
    let receipt = service.app.receive_message(None, judgment.into()).unwrap();
    assert_eq!(receipt.outcome, "opened", "{receipt}");
    let case = service.app.unallocated(head, 1).unwrap().rows[0].case;
    let allocate = CaseAct::Allocate {
        from: on_day("2025-06-12"),
        officer: officer.staff,
        reason: AllocationReason::LowestCaseload,
    };
    service.act(head, case, allocate);
    let register = RegisterClient {
        registered: on_day("2025-06-12"),
        rights_explained: true,
        language: "ky".to_owned(),
        whereabouts: None,
    };
    service.act(officer, case, CaseAct::Register(register));
    case
}

fn refused<T: std::fmt::Debug>(outcome: Result<T, Failure>) -> String {
    match outcome.unwrap_err() {
        Failure::Refused(refused) => refused.code,
        other => panic!("{other:?}"),
    }
}

fn a_paper_keeps_its_number_and_its_bytes_and_a_new_one_has_the_next(place: &Place) {
    let mut desk = Desk::open(place);
    let order = desk.order(PaperKind::RegistrationCard, Signing::System);
    assert_eq!(refused(desk.issue(&order, "wrong")), "password");
    let password = desk.password.clone();
    let first = desk.issue(&order, &password).unwrap();
    let bytes = desk.bytes(first);
    assert!(bytes.starts_with(b"%PDF-1.7"));
    let confirmed = desk.service.app.verify_document(&bytes).unwrap();
    assert_eq!(
        (confirmed.withdrawn_on, &confirmed.digest),
        (None, &desk.papers().issued[0].digest)
    );
    desk.withdraw(first);
    let confirmed = desk.service.app.verify_document(&bytes).unwrap();
    assert!(confirmed.to_string().ends_with("; WITHDRAWN on 2025-06-12"), "{confirmed}");
    let second = desk.issue(&order, &password).unwrap();
    let issued = desk.papers().issued;
    let told: Vec<_> =
        issued.iter().map(|one| (one.version, one.number, one.withdrawn.is_some())).collect();
    assert_eq!(told, [(second, 2, false), (first, 1, true)]);
    assert_eq!(issued[0].languages, ["ky", "ru"]);
    assert_eq!(desk.bytes(first), bytes, "what was withdrawn is still there as it was");
    assert_ne!(desk.bytes(second), bytes);
    desk.service.app.check_projections(&|_, _| {}).unwrap();
}

fn a_paper_for_a_hand_is_known_and_bears_no_signature_of_the_server(place: &Place) {
    let mut desk = Desk::open(place);
    let order = desk.order(PaperKind::RightsMemo, Signing::Hand);
    let version = desk.issue(&order, "").unwrap();
    let mut bytes = desk.bytes(version);
    assert_eq!(refused(desk.service.app.verify_document(&bytes)), "document-by-hand");
    bytes.push(b' ');
    assert_eq!(refused(desk.service.app.verify_document(&bytes)), "document-unknown");
}

fn two_who_issue_at_once_get_numbers_without_gap_or_twin(place: &Place) {
    let mut desk = Desk::open(place);
    let (head, _) = desk.service.staff("deputy", "deputy_head", OFFICE);
    let other = JUDGMENT
        .replace("000000000001", "000000000002")
        .replace("УД-118/25.03", "УД-119/25.03")
        .replace("21205199000017", "21205199000025")
        .replace("Зарылбек", "Асан");
    let officer = desk.officer.clone();
    let second = take_in(&mut desk.service, &officer, &head, &other);
    let order = desk.order(PaperKind::RegistrationCard, Signing::Hand);
    let (app, officer, order) = (&desk.service.app, &desk.officer, &order);
    let many = |case: CaseId, from: u128| {
        for place in 0..6 {
            let id = CommandId(Uuid::from_u128(from + place));
            let asked = (case, order);
            app.issue_paper(officer, id, asked, Confirmation::from(""), &words).unwrap();
        }
    };
    std::thread::scope(|scope| {
        scope.spawn(|| many(desk.case, 0x100));
        scope.spawn(|| many(second, 0x200));
    });
    let of = |case| app.papers(officer, case).unwrap().issued;
    let numbers: BTreeSet<u32> =
        of(desk.case).iter().chain(&of(second)).map(|one| one.number).collect();
    assert_eq!(numbers, (1..=12).collect());
}

fn a_form_sent_twice_is_one_paper_and_each_kind_counts_for_itself(place: &Place) {
    let mut desk = Desk::open(place);
    let order = desk.order(PaperKind::RegistrationCard, Signing::Hand);
    let id = desk.service.id();
    for _ in 0..2 {
        let asked = (desk.case, &order);
        let confirmation = Confirmation::from("");
        desk.service.app.issue_paper(&desk.officer, id, asked, confirmation, &words).unwrap();
    }
    assert_eq!(desk.papers().issued.len(), 1);
    let memo = desk.order(PaperKind::RightsMemo, Signing::Hand);
    desk.issue(&memo, "").unwrap();
    assert_eq!(desk.papers().issued[0].number, 1);
}

fn what_cannot_be_issued_says_why_and_has_no_draft(place: &Place) {
    let mut desk = Desk::open(place);
    let page = desk.papers();
    let obstacle = |paper: PaperKind| {
        let found = page.choices.iter().find(|one| one.paper == paper).unwrap();
        found.obstacle.as_ref().map(|refused| refused.code.clone()).unwrap_or_default()
    };
    assert_eq!(obstacle(PaperKind::RegistrationCard), "");
    assert_eq!(obstacle(PaperKind::RemovalCertificate), "paper-not-closed");
    assert_eq!(obstacle(PaperKind::AppearanceSchedule), "paper-no-appointment");
    let order = desk.order(PaperKind::AppearanceSchedule, Signing::Hand);
    let draft = desk.service.app.paper_preview(&desk.officer, desk.case, &order, &words);
    assert!(matches!(draft, Err(Failure::NotFound)));
    assert_eq!(refused(desk.issue(&order, "")), "paper-no-appointment");
    let arrange = ArrangeAppointment {
        appointment: AppointmentId(Uuid::from_u128(0xa9)),
        begins_at: desk.service.app.now() + jiff::SignedDuration::from_hours(48),
        minutes: 30,
        kind: ContactKind::Registration,
        place: ContactPlace::Office,
        words: String::new(),
        particulars: Particulars::default(),
    };
    let officer = desk.officer.clone();
    desk.service.act(&officer, desk.case, CaseAct::Arrange(arrange));
    let app = &desk.service.app;
    for language in ["ky", "kk", "ru", "en"] {
        let order = PaperOrder { language: language.to_owned(), ..order.clone() };
        let draft = app.paper_preview(&officer, desk.case, &order, &words).unwrap();
        let again = app.paper_preview(&officer, desk.case, &order, &words).unwrap();
        assert_eq!(draft, again, "the same case at the same moment gave other bytes");
        assert!(draft.windows(18).any(|part| part == b"pdfaid:conformance"), "{language}");
    }
}

/// A photograph with maker, time and place beside the picture.
const PHOTO: &[u8] = include_bytes!("../../../paper/tests/data/photo.jpg");

fn file(bytes: &[u8], words: &str) -> FileToAttach {
    FileToAttach {
        kind: AttachmentKind::Medical,
        dated_on: day("2025-06-11"),
        paper: None,
        words: words.to_owned(),
        bytes: bytes.to_vec(),
    }
}

impl Desk {
    fn attach(&mut self, case: CaseId, file: &FileToAttach) -> Result<u32, Failure> {
        let id = self.service.id();
        self.service.app.attach_file(&self.officer, id, case, file)?;
        Ok(self.service.app.attachments(&self.officer, case).unwrap()[0].version)
    }
}

fn a_photograph_is_kept_without_its_place_and_found_by_its_words(place: &Place) {
    let mut desk = Desk::open(place);
    let case = desk.case;
    let photo = desk.attach(case, &file(PHOTO, "Снимок справки поликлиники")).unwrap();
    let app = &desk.service.app;
    let (kind, kept) = app.attached_file(&desk.officer, case, photo).unwrap();
    assert_eq!(kind, FileType::Jpeg);
    let has = |words: &[u8]| kept.windows(words.len()).any(|part| part == words);
    assert!(kept.starts_with(&[0xff, 0xd8]) && !has(b"Asanov") && !has(b"2026:11:02"));
    let found = |question: &str| app.search(&desk.officer, question).unwrap();
    assert_eq!(found("поликлиника")[0].cases[0].case, case);
    assert!(found("стоматология").is_empty());
    let order = desk.order(PaperKind::RegistrationCard, Signing::Hand);
    desk.issue(&order, "").unwrap();
    let app = &desk.service.app;
    let hits = app.search(&desk.officer, "регистрационная карточка").unwrap();
    assert_eq!(hits.len(), 1, "an issued paper is found by its title");
    app.check_projections(&|_, _| {}).unwrap();
    app.verify(&|_, _| {}).unwrap();
    if let Location::Sqlite { path } = &place.location {
        assert!(!crate::erasure::stands_in_files(path, PHOTO), "nothing is kept in the clear");
    }
}

fn a_pdf_is_found_by_what_stands_in_it(place: &Place) {
    let mut desk = Desk::open(place);
    let (case, officer) = (desk.case, desk.officer.clone());
    let order = desk.order(PaperKind::RegistrationCard, Signing::Hand);
    let sheet = desk.service.app.paper_preview(&officer, case, &order, &words).unwrap();
    let found =
        |desk: &Desk| desk.service.app.search(&officer, "регистрационная карточка").unwrap();
    assert!(found(&desk).is_empty(), "a draft is kept nowhere");
    let version = desk.attach(case, &file(&sheet, "С чужого стола")).unwrap();
    assert_eq!(found(&desk)[0].cases[0].case, case);
    let listed = desk.service.app.attachments(&officer, case).unwrap();
    assert_eq!(listed[0].words, "С чужого стола", "the list says what was said of the file");
    let app = &desk.service.app;
    assert_eq!(app.attached_file(&officer, case, version).unwrap().1, sheet);
    app.check_projections(&|_, _| {}).unwrap();
    app.verify(&|_, _| {}).unwrap();
}

fn what_is_no_paper_is_refused_and_nothing_is_written(place: &Place) {
    let mut desk = Desk::open(place);
    let case = desk.case;
    let before = desk.service.app.position().unwrap();
    let mut try_on = |bytes: &[u8]| refused(desk.attach(case, &file(bytes, "scan.jpg")));
    assert_eq!(try_on(b""), "file-empty");
    assert_eq!(try_on(b"MZ\x90\0\x03\0 This program cannot be run in DOS mode"), "file-other-kind");
    assert_eq!(try_on(&PHOTO[..300]), "file-cut");
    assert_eq!(desk.service.app.position().unwrap(), before);
}

fn the_same_file_in_two_cases_is_two_contents_and_a_withdrawn_one_is_shown_to_nobody(
    place: &Place,
) {
    let mut desk = Desk::open(place);
    let (deputy, _) = desk.service.staff("deputy", "deputy_head", OFFICE);
    let other = JUDGMENT
        .replace("000000000001", "000000000002")
        .replace("УД-118/25.03", "УД-119/25.03")
        .replace("21205199000017", "21205199000025")
        .replace("Зарылбек", "Асан");
    let officer = desk.officer.clone();
    let second = take_in(&mut desk.service, &officer, &deputy, &other);
    let case = desk.case;
    let one = desk.attach(case, &file(PHOTO, "Справка")).unwrap();
    let two = desk.attach(second, &file(PHOTO, "Справка")).unwrap();
    assert_eq!(refused(desk.attach(case, &file(PHOTO, "Справка"))), "attachment-already-kept");
    let read = |desk: &Desk, case, version| desk.service.app.attached_file(&officer, case, version);
    assert_eq!(read(&desk, case, one).unwrap(), read(&desk, second, two).unwrap());
    let withdraw = WithdrawAttachment {
        attachment: one,
        withdrawn: on_day("2025-06-12"),
        words: "Справка другого клиента".to_owned(),
    };
    desk.service.act(&officer, case, CaseAct::WithdrawAttachment(withdraw));
    assert!(matches!(read(&desk, case, one), Err(Failure::NotFound)));
    assert!(read(&desk, second, two).is_ok());
    let listed = desk.service.app.attachments(&officer, case).unwrap();
    assert_eq!(listed[0].withdrawn.as_ref().unwrap().1, "Справка другого клиента");
}

macro_rules! on_both {
    ($($name:ident)*) => {
        mod on_sqlite { use super::Place; $(#[test] fn $name() { super::$name(&Place::sqlite()); })* }
        mod on_postgresql {
            use super::Place;
            $(#[test] fn $name() { super::$name(&Place::postgresql()); })*
        }
    };
}

on_both! {
    a_paper_keeps_its_number_and_its_bytes_and_a_new_one_has_the_next
    a_paper_for_a_hand_is_known_and_bears_no_signature_of_the_server
    two_who_issue_at_once_get_numbers_without_gap_or_twin
    a_form_sent_twice_is_one_paper_and_each_kind_counts_for_itself
    what_cannot_be_issued_says_why_and_has_no_draft
    a_photograph_is_kept_without_its_place_and_found_by_its_words
    a_pdf_is_found_by_what_stands_in_it
    what_is_no_paper_is_refused_and_nothing_is_written
    the_same_file_in_two_cases_is_two_contents_and_a_withdrawn_one_is_shown_to_nobody
}
