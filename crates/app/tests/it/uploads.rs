//! What a file may be is a dated setting: at the limit it is taken in, one byte over it is not.

use bagyt_app::PaperActForm;
use bagyt_app::attaching::FileToAttach;
use bagyt_app::outcome::Failure;
use bagyt_app::table_set::Table;
use bagyt_casework::codes::{AttachmentKind, FileType};
use bagyt_core::identity::CaseId;

use crate::cluster::{Place, on_both};
use crate::publishing::own;
use crate::service::{JUDGMENT, People, Service, day};

/// The least that a setting can allow.
const MEGABYTE: usize = 1024 * 1024;

/// A PDF of one page with so many bytes.
fn pdf(length: usize) -> Vec<u8> {
    let page = "%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n\
         2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n\
         3 0 obj\n<< /Type /Page /Parent 2 0 R >>\nendobj\n%";
    let end = "\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n";
    let padding = " ".repeat(length - page.len() - end.len());
    format!("{page}{padding}{end}").into_bytes()
}

/// A house whose files have a megabyte at most, two a day of a case, and are PDFs.
fn strict(place: &Place) -> Service {
    let rule = "[[file]]\nin_force_from = \"2017-01-01\"\nmegabytes = 1\npages = 300\n\
         files_a_day = 2\naccepted = [\"pdf\"]\n";
    let service =
        Service::carrying(&place.location, own().with(Table::new("policy/uploads", rule)));
    service.app.publish_tables(&|_, _| {}).unwrap();
    service
}

fn code<T: std::fmt::Debug>(asked: Result<T, Failure>) -> String {
    match asked {
        Ok(_) => "taken".to_owned(),
        Err(Failure::Refused(refused)) => {
            format!("{} {}", refused.code, refused.field.unwrap_or_default())
        }
        Err(other) => panic!("{other:?}"),
    }
}

on_both! {
    fn a_file_of_the_setting_is_taken_in_and_one_byte_more_is_not(place) {
        let mut service = strict(&place);
        let people = People::of(&service);
        let message = service.send_submission(JUDGMENT, &people);
        let case = service.app.message(&people.officer, message).unwrap().item.case.unwrap();
        let rule = service.app.upload_rule().unwrap();
        assert_eq!((rule.megabytes, rule.files_a_day), (1, 2));
        assert_eq!(rule.accepted, [FileType::Pdf]);
        let mut attach = |case: CaseId, bytes: Vec<u8>| {
            let file = FileToAttach {
                kind: AttachmentKind::Medical,
                dated_on: service.app.today(),
                paper: None,
                words: "Справка".to_owned(),
                bytes,
            };
            let id = service.id();
            code(service.app.attach_file(&people.officer, id, case, &file))
        };
        assert_eq!(attach(case, pdf(MEGABYTE + 1)), "file-too-large file");
        let png = include_bytes!("../../../paper/tests/data/scan.png").to_vec();
        assert_eq!(attach(case, png), "file-other-kind file");
        assert_eq!(attach(case, pdf(MEGABYTE)), "taken");
        assert_eq!(attach(case, pdf(2000)), "taken");
        assert_eq!(attach(case, pdf(2001)), "attachment-too-many-today file");
        service.at("2025-09-17", 10);
        let mut take = |scan: Vec<u8>| {
            let form = PaperActForm {
                sender: "ZZ-C-0303".to_owned(),
                bytes: b"{}".to_vec(),
                stamped_on: day("2025-09-17"),
                scan,
            };
            let id = service.id();
            code(service.app.paper_act(&people.head, id, form))
        };
        assert_eq!(take(pdf(MEGABYTE + 1)), "file-too-large scan");
        assert_eq!(take(b"<html>".to_vec()), "file-other-kind scan");
        assert_eq!(take(pdf(MEGABYTE)), "taken");
    }
}
