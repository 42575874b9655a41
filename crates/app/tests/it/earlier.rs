//! A case as it was known at a position of the journal, on both databases.

use bagyt_app::command::CaseAct;
use bagyt_app::outcome::Failure;
use bagyt_casework::codes::{AbsenceReason, AllocationReason};
use bagyt_casework::compliance::AcceptReason;

use crate::cluster::Place;
use crate::service::{JUDGMENT, People, Service, on_day};

fn an_excuse_accepted_later_leaves_the_earlier_reading_as_it_was(place: &Place) {
    let mut service = Service::open(&place.location);
    let people = People::of(&service);
    let officer = &people.officer;
    let before = service.app.position().unwrap();
    service.at("2025-06-12", 10);
    service.app.receive_message(None, JUDGMENT.into()).unwrap();
    let case = service.app.unallocated(&people.head, 1).unwrap().rows[0].case;
    let (from, reason) = (on_day("2025-06-12"), AllocationReason::LowestCaseload);
    let allocate = CaseAct::Allocate { from, officer: officer.staff, reason };
    service.act(&people.head, case, allocate);
    let opened = service.app.position().unwrap();
    let absence = service.miss(officer, case, "2025-08-14");
    service.establish(officer, case, absence, "2025-08-14");
    let violated = service.app.position().unwrap();
    let present = service.app.case(officer, case).unwrap();
    service.at("2025-08-20", 11);
    let accept = AcceptReason {
        absence,
        accepted: on_day("2025-08-20"),
        reason: AbsenceReason::Medical,
        words: "Справка из больницы".to_owned(),
    };
    service.act(officer, case, CaseAct::AcceptReason(accept));

    let now = service.app.case(officer, case).unwrap();
    assert_eq!((now.row.violations, now.row.warnings, now.violations.len()), (0, 0, 0));
    let then = service.app.case_at(officer, case, violated).unwrap();
    assert_eq!((then.row.violations, then.row.warnings, then.violations.len()), (1, 1, 1));
    assert_eq!(then.absences[0].status, "warned");
    assert_eq!(then.timeline.len(), present.timeline.len());
    assert_eq!(then.clocks.len(), present.clocks.len());
    assert_eq!(then.row.officer_name, present.row.officer_name);
    assert!(then.timeline.iter().all(|item| !item.withdrawn && item.may.is_empty()));
    assert!(then.may.is_empty() && !now.may.is_empty());
    let earlier = then.earlier.unwrap();
    assert_eq!((earlier.position, now.earlier), (violated, None));
    assert_eq!(
        earlier.known_at,
        present.timeline.iter().map(|item| item.recorded_at).max().unwrap()
    );

    let first = service.app.case_at(officer, case, opened).unwrap();
    assert_eq!((first.absences.len(), first.row.status.as_str()), (0, "active"));
    assert_eq!(first.person.names, now.person.names);
    let missing =
        |position| matches!(service.app.case_at(officer, case, position), Err(Failure::NotFound));
    // Before the case was opened, and where the journal has no entry.
    assert!(missing(before) && missing(0) && missing(service.app.position().unwrap() + 1));
}

fn an_earlier_reading_is_for_those_who_may_read_today(place: &Place) {
    let mut service = Service::open(&place.location);
    let people = People::of(&service);
    let (colleague, _) = service.staff("colleague", "officer", crate::service::OFFICE);
    service.at("2025-06-12", 10);
    service.app.receive_message(None, JUDGMENT.into()).unwrap();
    let case = service.app.unallocated(&people.head, 1).unwrap().rows[0].case;
    let free = service.app.position().unwrap();
    assert!(service.app.case_at(&colleague, case, free).is_ok());
    let words = "Обратитесь к начальнику отдела".to_owned();
    let restrict = bagyt_casework::restriction::RestrictCase { restricted: true, words };
    service.act(&people.head, case, CaseAct::Restrict(restrict));
    assert!(matches!(service.app.case_at(&colleague, case, free), Err(Failure::Denied)));
    assert!(service.app.case_at(&people.head, case, free).is_ok());
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
    an_excuse_accepted_later_leaves_the_earlier_reading_as_it_was
    an_earlier_reading_is_for_those_who_may_read_today
}
