//! What is taken out is what its reader may see, and a register can be brought in again; on both
//! databases.

use bagyt_app::command::CaseAct;
use bagyt_app::register::{Bearer, LineOutcome, guide, read_sheet};
use bagyt_app::taking_out::{Part, Taken};
use bagyt_app::user::User;
use bagyt_casework::access::ExcludeStaff;
use bagyt_casework::restriction::RestrictCase;
use bagyt_core::command::Purpose;
use bagyt_core::identity::CaseId;
use bagyt_exchange::register::mapping::Mapping;

use crate::cluster::Place;
use crate::service::{JUDGMENT, OFFICE, Service};

const SECOND: &str =
    include_str!("../../../../schemas/examples/judgment_community_service.v1.json");

fn text(cell: &Taken) -> String {
    match cell {
        Taken::Text(text) | Taken::Code(_, text) => text.clone(),
        Taken::Number(number) => number.to_string(),
        Taken::Day(day) => day.map(|day| day.to_string()).unwrap_or_default(),
        Taken::At(at) => at.to_string(),
    }
}

fn taken(service: &Service, user: &User, part: Part) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    let asked = (part, Purpose::Evidence);
    let count = service.app.take_out(user, asked, &mut |row| {
        rows.push(row.iter().map(text).collect());
        Ok(())
    });
    assert_eq!(count.unwrap(), rows.len() as u64);
    rows
}

/// The rows of a register as a sheet with the codes of its columns above.
fn sheet(rows: &[Vec<String>]) -> String {
    let line = |cells: &mut dyn Iterator<Item = &str>| {
        cells.map(|cell| format!("\"{cell}\"")).collect::<Vec<_>>().join(";") + "\n"
    };
    let mut text = line(&mut Part::Register.columns().into_iter());
    for row in rows {
        text += &line(&mut row.iter().map(String::as_str));
    }
    text
}

fn house(place: &Place) -> (Service, User, User) {
    let service = Service::open(&place.location);
    let (officer, _) = service.staff("officer", "officer", OFFICE);
    let (head, _) = service.staff("head", "head_of_office", OFFICE);
    service.at("2025-06-12", 10);
    (service, officer, head)
}

/// The part of a row that tells the person and the act, not this record's own identifier.
fn said(rows: &[Vec<String>]) -> Vec<&[String]> {
    rows.iter().map(|row| &row[..row.len() - 2]).collect()
}

fn a_register_that_was_taken_out_can_be_brought_in_again(place: &Place, empty: &Place) {
    let (service, _, head) = house(place);
    let second = SECOND.replace("ZZ-P-08-001", "ZZ-P-03-013").replace("ZZ-08-01", "ZZ-PROBATION");
    let guarded = JUDGMENT
        .replace("Мектеп көчөсү, 5", "=HYPERLINK(1)")
        .replace("01977b3e-4c00-7000-8000-000000000001", "01977b3e-4c00-7000-8000-000000000009")
        .replace("УД-118/25.03", "УД-200/25.03");
    for message in [second.as_str(), guarded.as_str()] {
        let receipt = service.app.receive_message(None, message.into()).unwrap();
        assert_eq!(receipt.outcome, "opened", "{receipt}");
    }
    let rows = taken(&service, &head, Part::Register);
    assert_eq!(rows.len(), 2);
    let (other, _, head_there) = house(empty);
    let sheet = read_sheet(guide().unwrap(), sheet(&rows).as_bytes()).unwrap();
    let mapping = Mapping::guess(guide().unwrap(), &sheet.headings);
    let bearer = Bearer::Person(Box::new(head_there.clone()));
    let report =
        other.app.bring_in_register((&sheet, &mapping), &bearer, &mut |_| Ok(true)).unwrap();
    assert_eq!(report.count(LineOutcome::Taken), 2, "{:?}", report.lines);
    assert_eq!(said(&taken(&other, &head_there, Part::Register)), said(&rows));
}

fn what_is_taken_out_is_what_its_reader_may_see(place: &Place) {
    let (mut service, officer, head) = house(place);
    let second = JUDGMENT
        .replace("000000000001", "000000000002")
        .replace("УД-118/25.03", "УД-119/25.03")
        .replace("21205199000017", "21205199000025")
        .replace("Зарылбек", "Асан");
    service.app.receive_message(None, JUDGMENT.into()).unwrap();
    service.app.receive_message(None, second.into()).unwrap();
    let all = taken(&service, &officer, Part::Register);
    assert_eq!(all.len(), 2);
    let clocks = taken(&service, &officer, Part::Clocks).len();
    assert!(clocks > 0);
    let case = |row: &[String]| row[row.len() - 2].parse::<CaseId>().unwrap();
    let (first, second) = (case(&all[0]), case(&all[1]));
    let words = "По просьбе прокурора".to_owned();
    service.act(&head, first, CaseAct::Restrict(RestrictCase { restricted: true, words }));
    let masked = taken(&service, &officer, Part::Register);
    assert_eq!(masked.len(), 2);
    let filled: Vec<&String> = masked[0].iter().filter(|cell| !cell.is_empty()).collect();
    assert_eq!(filled.len(), 3, "office, case and state alone: {filled:?}");
    let left = taken(&service, &officer, Part::Clocks);
    assert!(left.len() < clocks && left.iter().all(|row| row[0] != first.to_string()));
    assert_eq!(taken(&service, &head, Part::Register), all, "the head sees the restricted one");
    let words = "Родственник".to_owned();
    let exclude = ExcludeStaff { staff: officer.staff, excluded: true, words };
    service.act(&head, second, CaseAct::Exclude(exclude));
    let officer = service.app.user_of_login("officer").unwrap().unwrap();
    let known = taken(&service, &officer, Part::Register);
    assert_eq!(known.len(), 1, "of an excluded case nothing is told");
    assert_eq!(case(&known[0]), first);
}

#[test]
fn a_register_comes_in_again_from_sqlite() {
    a_register_that_was_taken_out_can_be_brought_in_again(&Place::sqlite(), &Place::postgresql());
}

#[test]
fn a_register_comes_in_again_from_postgresql() {
    a_register_that_was_taken_out_can_be_brought_in_again(&Place::postgresql(), &Place::sqlite());
}

#[test]
fn rights_hold_for_what_is_taken_out_on_sqlite() {
    what_is_taken_out_is_what_its_reader_may_see(&Place::sqlite());
}

#[test]
fn rights_hold_for_what_is_taken_out_on_postgresql() {
    what_is_taken_out_is_what_its_reader_may_see(&Place::postgresql());
}
