//! Statistics as they were known at an older position of the journal, on both databases.

use std::time::{Duration, Instant};

use bagyt_app::command::CaseAct;
use bagyt_app::outcome::Failure;
use bagyt_app::read::{
    CellQuestion, OfficeShare, PracticeItem, PracticePage, PracticeQuestion, TableCell, TablePage,
    TableQuestion,
};
use bagyt_app::role::Role;
use bagyt_app::user::User;
use bagyt_app::{App, KNOWN_MAX, Known};
use bagyt_casework::codes::{AbsenceReason, AllocationReason};
use bagyt_casework::compliance::AcceptReason;
use bagyt_casework::contact::Outcome;
use bagyt_core::identity::CaseId;
use bagyt_core::month::month_of;

use crate::cluster::Place;
use crate::publishing::{own, publish, two_cases, with_limit};
use crate::service::{JUDGMENT, People, Service, contact, day, on_day};

/// Asks for the tables of a position until they are ready.
#[track_caller]
pub(crate) fn wait(app: &App, user: &User, position: u64) {
    let begun = Instant::now();
    while app.known_at(user, position).unwrap() != Known::Ready {
        assert!(begun.elapsed() < Duration::from_secs(60), "{position} is not made");
        std::thread::sleep(Duration::from_millis(5));
    }
}

fn refused<T: std::fmt::Debug>(outcome: Result<T, Failure>) -> String {
    match outcome.unwrap_err() {
        Failure::Refused(refused) => refused.code,
        other => panic!("{other:?}"),
    }
}

fn analyst(people: &People) -> User {
    User { role: Role::Headquarters, ..people.head.clone() }
}

fn table(indicator: &str, at: Option<u64>) -> TableQuestion {
    let month = Some(month_of(day("2025-08-01")));
    TableQuestion { indicator: indicator.to_owned(), month, at, ..TableQuestion::default() }
}

fn practice(month: &str, row: Option<&str>, at: Option<u64>) -> PracticeQuestion {
    let month = Some(month_of(day(month)));
    PracticeQuestion { month, row: row.map(str::to_owned), office: None, at }
}

/// What was printed at a moment: each monthly table, and law against practice.
#[derive(Debug, PartialEq)]
struct Printed {
    tables: Vec<TablePage>,
    practice: Vec<PracticePage>,
}

const INDICATORS: [&str; 6] =
    ["entries", "contacts", "absences", "excuses", "violations", "warnings"];

fn printed(app: &App, user: &User, at: Option<u64>) -> Printed {
    let tables = INDICATORS.iter().map(|one| app.statistics(user, &table(one, at)).unwrap());
    let months = ["2025-06-01", "2025-07-01", "2025-08-01"];
    let practice = months.iter().map(|month| app.practice(user, &practice(month, None, at)));
    Printed { tables: tables.collect(), practice: practice.map(Result::unwrap).collect() }
}

/// What stood on a page before anything of today was put beside it.
fn without_now(printed: Printed) -> Printed {
    let alone = |cell: TableCell| TableCell { now: None, ..cell };
    let of_table = |mut page: TablePage| {
        let came_later: Vec<bool> = page.totals.iter().map(|one| one.value == Some(0)).collect();
        let keep = |cells: Vec<TableCell>| -> Vec<TableCell> {
            let cells = cells.into_iter().zip(&came_later);
            cells.filter(|(_, later)| !**later).map(|(cell, _)| alone(cell)).collect()
        };
        let columns = page.columns.into_iter().zip(&came_later);
        page.columns = columns.filter(|(_, later)| !**later).map(|(key, _)| key).collect();
        page.rows.retain(|row| row.total.value != Some(0));
        for row in &mut page.rows {
            row.cells = keep(std::mem::take(&mut row.cells));
            row.total = alone(row.total);
        }
        page.totals = keep(page.totals);
        page.total = alone(page.total);
        page.earlier = None;
        page
    };
    let of_practice = |mut page: PracticePage| {
        page.rows.retain(|row| row.in_time + row.late + row.never + row.open + row.void > 0);
        page.rows.iter_mut().for_each(|row: &mut PracticeItem| row.now = None);
        page.by_office.retain(|one| one.in_time + one.late + one.never + one.open > 0);
        page.by_office.iter_mut().for_each(|one: &mut OfficeShare| one.now = None);
        page.earlier = None;
        page
    };
    Printed {
        tables: printed.tables.into_iter().map(of_table).collect(),
        practice: printed.practice.into_iter().map(of_practice).collect(),
    }
}

fn allocate(service: &mut Service, people: &People, case: CaseId, on: &str) {
    let (from, reason) = (on_day(on), AllocationReason::LowestCaseload);
    let allocate = CaseAct::Allocate { from, officer: people.officer.staff, reason };
    service.act(&people.head, case, allocate);
}

fn opened(service: &mut Service, people: &People) -> CaseId {
    service.at("2025-06-12", 10);
    service.app.receive_message(None, JUDGMENT.into()).unwrap();
    let case = service.app.unallocated(&people.head, 1).unwrap().rows[0].case;
    allocate(service, people, case, "2025-06-12");
    case
}

fn a_table_at_a_position_is_the_one_that_stood_then(place: &Place) {
    let mut service = Service::open(&place.location);
    let people = People::of(&service);
    let (officer, reader) = (people.officer.clone(), analyst(&people));
    let case = opened(&mut service, &people);
    let mut stood = Vec::new();
    let mut stand = |service: &Service| {
        let position = service.app.position().unwrap();
        stood.push((position, printed(&service.app, &reader, None)));
    };
    service.at("2025-08-02", 9);
    let came = CaseAct::RecordContact(contact("2025-08-01", Outcome::Attended));
    service.act(&officer, case, came);
    stand(&service);
    let absence = service.miss(&officer, case, "2025-08-14");
    stand(&service);
    service.establish(&officer, case, absence, "2025-08-14");
    stand(&service);
    service.at("2025-08-20", 11);
    let accept = AcceptReason {
        absence,
        accepted: on_day("2025-08-20"),
        reason: AbsenceReason::Medical,
        words: "Справка из больницы".to_owned(),
    };
    service.act(&officer, case, CaseAct::AcceptReason(accept));
    stand(&service);
    // A contact of August that is entered in October.
    service.at("2025-10-01", 9);
    let late = CaseAct::RecordContact(contact("2025-08-28", Outcome::Attended));
    service.act(&officer, case, late);
    stand(&service);
    for (position, then) in &stood {
        wait(&service.app, &reader, *position);
        let known = printed(&service.app, &reader, Some(*position));
        let earlier = known.tables[0].earlier.unwrap();
        assert_eq!(earlier.position, *position);
        assert_eq!(&without_now(known), then, "at {position}");
    }
    let different = |one: usize| stood[one].1 != stood[one + 1].1;
    assert!((0..stood.len() - 1).all(different), "every step changes some table");
    service.app.check_projections(&|_, _| {}).unwrap();
}

fn a_late_contact_stands_beside_what_was_known_before(place: &Place) {
    let mut service = Service::open(&place.location);
    let people = People::of(&service);
    let (officer, reader) = (people.officer.clone(), analyst(&people));
    let case = opened(&mut service, &people);
    service.at("2025-08-02", 9);
    let came = CaseAct::RecordContact(contact("2025-08-01", Outcome::Attended));
    service.act(&officer, case, came);
    let at = service.app.position().unwrap();
    service.at("2025-10-01", 9);
    let late = CaseAct::RecordContact(contact("2025-08-28", Outcome::Attended));
    service.act(&officer, case, late);
    let now = service.app.position().unwrap();
    let app = &service.app;
    assert_eq!(app.known_on(&reader, day("2025-08-02")).unwrap(), at);
    assert_eq!(app.known_on(&reader, day("2025-09-30")).unwrap(), at);
    wait(app, &reader, at);
    let page = app.statistics(&reader, &table("contacts", Some(at))).unwrap();
    assert_eq!((page.total.value, page.total.now, page.position), (Some(1), Some(2), at));
    assert_eq!(page.months.1, month_of(day("2025-08-02")), "as it could have been printed then");
    let question =
        |at| CellQuestion { table: table("contacts", at), page: 1, ..Default::default() };
    let then = app.statistics_cell(&reader, &question(Some(at))).unwrap();
    assert_eq!((then.total, then.now, then.entries.len()), (1, Some(2), 1));
    assert_eq!(then.earlier.map(|earlier| earlier.position), Some(at));
    let present = app.statistics_cell(&reader, &question(None)).unwrap();
    assert_eq!((present.total, present.now, present.earlier), (2, None, None));
    assert_eq!(present.entries[0], then.entries[0]);
    assert_eq!(present.entries[1].seq, now);

    // An officer's case leads to it, as the rights of today say.
    let head = app.statistics_cell(&people.head, &question(Some(at))).unwrap();
    assert_eq!(head.entries[0].case, Some(case));
    let denied = |outcome| matches!(outcome, Err(Failure::Denied));
    assert!(denied(app.known_at(&officer, at).map(|_| ())));
    assert!(denied(app.known_on(&officer, day("2025-08-02")).map(|_| ())));
    assert!(denied(app.statistics(&officer, &table("contacts", Some(at))).map(|_| ())));
}

fn a_table_at_a_position_uses_the_limit_of_that_position(place: &Place) {
    let service = Service::open(&place.location);
    let (head, _) = two_cases(&service);
    let reader = User { role: Role::Headquarters, ..head };
    let at = service.app.position().unwrap();
    drop(service);
    // Twenty working days after 12 June end in July.
    let longer = own().with(with_limit("first_interview", "P10D", "P20D"));
    let service = Service::carrying(&place.location, longer);
    service.at("2025-07-20", 10);
    let app = &service.app;
    wait(app, &reader, at);
    publish(app).unwrap();
    let interviews = |month, at| practice(month, Some("first_interview"), at);
    let june = interviews("2025-06-01", Some(at));
    assert_eq!(refused(app.practice(&reader, &june)), "known-not-ready");
    wait(app, &reader, at);
    let open = |page: &PracticePage| {
        let row = page.rows.iter().find(|row| row.row.code == "first_interview");
        row.map(|row| (row.open, row.now.as_ref().map(|now| now.open)))
    };
    let page = app.practice(&reader, &june).unwrap();
    assert_eq!(open(&page), Some((2, None)), "today no such clock ends in June");
    assert_eq!(open(&app.practice(&reader, &interviews("2025-06-01", None)).unwrap()), None);
    let present = app.practice(&reader, &interviews("2025-07-01", None)).unwrap();
    assert_eq!(open(&present), Some((2, None)));
    let cell = app.practice_cell(&reader, &june, Some("open"), 1).unwrap();
    assert_eq!((cell.total, cell.now, cell.entries.len()), (2, Some(0), 2));
    assert!(cell.entries.iter().all(|entry| entry.on == day("2025-06-26")));
}

fn what_cannot_be_known_is_refused_with_its_field(place: &Place) {
    let service = Service::open(&place.location);
    let people = People::of(&service);
    let (app, reader) = (&service.app, analyst(&people));
    service.at("2025-06-05", 9);
    let last = app.position().unwrap();
    for position in [0, last + 1, u64::MAX] {
        let Err(Failure::Refused(no)) = app.known_at(&reader, position) else {
            panic!("{position} is no position")
        };
        assert_eq!((no.code.as_str(), no.field.as_deref()), ("known-no-position", Some("at")));
        assert_eq!(no.arguments, [("last".to_owned(), last.to_string())]);
        let asked = app.statistics(&reader, &table("entries", Some(position)));
        assert_eq!(refused(asked), "known-no-position");
    }
    assert_eq!(app.known_on(&reader, day("2025-06-04")).unwrap(), last);
    assert_eq!(app.known_on(&reader, day("2025-06-02")).unwrap(), last);
    for (on, code) in [
        ("2025-06-01", "known-before-first"),
        ("2025-06-05", "known-day-not-over"),
        ("2030-01-01", "known-day-not-over"),
    ] {
        let Err(Failure::Refused(no)) = app.known_on(&reader, day(on)) else {
            panic!("{on} can be known")
        };
        assert_eq!((no.code.as_str(), no.field.as_deref()), (code, Some("on")));
    }
}

fn few_positions_are_kept_and_a_failure_is_told_once(place: &Place) {
    let folder = tempfile::TempDir::new().unwrap();
    let mut service = Service::open(&place.location);
    service.app = service.app.keeping_known_in(folder.path().to_owned());
    let people = People::of(&service);
    opened(&mut service, &people);
    let (app, reader) = (&service.app, analyst(&people));
    let last = app.position().unwrap();
    let first = last + 1 - u64::try_from(KNOWN_MAX).unwrap() - 1;
    let june = |at| TableQuestion {
        month: Some(month_of(day("2025-06-12"))),
        ..table("entries", Some(at))
    };
    // All at once: they wait for each other.
    for position in first..=last {
        app.known_at(&reader, position).unwrap();
    }
    for position in first + 1..=last {
        wait(app, &reader, position);
        app.statistics(&reader, &june(position)).unwrap();
    }
    let oldest = app.statistics(&reader, &june(first));
    assert_eq!(refused(oldest), "known-not-ready");

    let made = std::fs::read_dir(folder.path()).unwrap().next().unwrap().unwrap().path();
    std::fs::remove_dir_all(&made).unwrap();
    let failed = loop {
        match app.known_at(&reader, first) {
            Ok(known) => assert_ne!(known, Known::Ready),
            Err(Failure::Refused(refused)) => break refused,
            Err(other) => panic!("{other}"),
        }
        std::thread::sleep(Duration::from_millis(5));
    };
    assert_eq!(failed.code, "known-failed");
    assert!(failed.text.contains("making a snapshot"), "{}", failed.text);
    std::fs::create_dir_all(&made).unwrap();
    wait(app, &reader, first);
    drop(service);
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0, "nothing is left behind");
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
    a_table_at_a_position_is_the_one_that_stood_then
    a_late_contact_stands_beside_what_was_known_before
    a_table_at_a_position_uses_the_limit_of_that_position
    what_cannot_be_known_is_refused_with_its_field
    few_positions_are_kept_and_a_failure_is_told_once
}
