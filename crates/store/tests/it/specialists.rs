//! Questions about the caseload, the sessions and the notebooks of specialists.

use bagyt_core::identity::{CaseId, OfficeCode, StaffId};
use bagyt_core::view::{Cell, ViewRow};
use bagyt_store::query::{self, Scope};
use jiff::Timestamp;
use uuid::Uuid;

use crate::cluster::on_both;
use crate::tables::{
    CASE, NOTEBOOK, SESSION, SPECIALIST, TABLES, WISH, case_row, day, id, put, row,
};

const OFFICE: &str = "ZZ-01-01";
const OFFICER: u128 = 71;
const PSYCHOLOGIST: u128 = 81;

fn staff(number: u128) -> StaffId {
    StaffId(Uuid::from_u128(number))
}

fn moment(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn ask(version: i64, specialist: u128, status: &str, by: &str) -> ViewRow {
    row(
        &SPECIALIST,
        &[
            ("case_id", id(1).into()),
            ("office", OFFICE.into()),
            ("officer", Some(id(OFFICER)).into()),
            ("request_version", version.into()),
            ("specialist", id(specialist).into()),
            ("task", "counselling".into()),
            ("status", status.into()),
            ("asked_on", Cell::from(day("2026-02-01"))),
            ("answer_by", Cell::from(day(by))),
        ],
    )
}

fn session(version: i64, specialist: u128, at: &str, status: &str) -> ViewRow {
    row(
        &SESSION,
        &[
            ("case_id", id(1).into()),
            ("office", OFFICE.into()),
            ("officer", Some(id(OFFICER)).into()),
            ("session_version", version.into()),
            ("request_version", 2_i64.into()),
            ("specialist", id(specialist).into()),
            ("begins_at", Cell::from(moment(at))),
            ("minutes", 50_i64.into()),
            ("form", "individual".into()),
            ("status", status.into()),
        ],
    )
}

on_both! {
    fn a_specialist_is_told_of_their_own_requests_and_an_officer_of_those_unanswered(place) {
        let store = place.open(TABLES);
        let asks = vec![
            ask(2, PSYCHOLOGIST, "awaiting_answer", "2026-02-05"),
            ask(3, PSYCHOLOGIST, "taken", "2026-02-04"),
            ask(4, 82, "awaiting_answer", "2026-02-04"),
            ask(5, PSYCHOLOGIST, "declined", "2026-02-03"),
        ];
        let case = case_row(1, OFFICE, Some(OFFICER), "active");
        put(&store, 1, 1, vec![(&CASE, vec![case]), (&SPECIALIST, asks)]);
        let reader = store.read().unwrap();
        let own = |statuses: &[&str]| {
            let rows = query::asked_of(&reader, staff(PSYCHOLOGIST), statuses).unwrap();
            rows.iter().map(|row| row.version).collect::<Vec<_>>()
        };
        assert_eq!(own(&["awaiting_answer"]), [2]);
        assert_eq!(own(&["awaiting_answer", "taken"]), [3, 2]);
        let silent = |before: &str| {
            let scope = Scope::Officer(staff(OFFICER));
            let rows = query::specialists_silent(&reader, &scope, day(before)).unwrap();
            rows.iter().map(|row| row.version).collect::<Vec<_>>()
        };
        assert_eq!(silent("2026-02-04"), [0; 0]);
        assert_eq!(silent("2026-02-05"), [4]);
        assert_eq!(silent("2026-02-06"), [4, 2]);
    }

    fn sessions_of_a_specialist_are_listed_until_something_is_recorded(place) {
        let store = place.open(TABLES);
        let sessions = vec![
            session(6, PSYCHOLOGIST, "2026-02-10T04:00:00Z", "planned"),
            session(7, PSYCHOLOGIST, "2026-02-09T04:00:00Z", "planned"),
            session(8, PSYCHOLOGIST, "2026-02-08T04:00:00Z", "held"),
            session(9, 82, "2026-02-08T04:00:00Z", "planned"),
        ];
        let case = case_row(1, OFFICE, Some(OFFICER), "active");
        put(&store, 1, 1, vec![(&CASE, vec![case]), (&SESSION, sessions)]);
        let reader = store.read().unwrap();
        let listed = |until: Option<&str>| {
            let until = until.map(moment);
            let rows = query::sessions(&reader, staff(PSYCHOLOGIST), until).unwrap();
            rows.iter().map(|row| (row.version, row.minutes)).collect::<Vec<_>>()
        };
        assert_eq!(listed(None), [(7, 50), (6, 50)]);
        assert_eq!(listed(Some("2026-02-10T04:00:00Z")), [(7, 50)]);
    }

    fn a_notebook_is_known_by_its_case_and_says_nothing_of_its_notes(place) {
        let store = place.open(TABLES);
        let notebook = row(
            &NOTEBOOK,
            &[
                ("notebook_id", id(5).into()),
                ("case_id", id(1).into()),
                ("keeper", Some(id(PSYCHOLOGIST)).into()),
                ("writers", id(PSYCHOLOGIST).into()),
            ],
        );
        put(&store, 1, 1, vec![(&NOTEBOOK, vec![notebook])]);
        let reader = store.read().unwrap();
        let of = |case: u128| query::notebooks_of(&reader, CaseId(Uuid::from_u128(case))).unwrap();
        let [found] = of(1).try_into().unwrap();
        assert_eq!((found.keeper, found.deputy), (Some(staff(PSYCHOLOGIST)), None));
        assert_eq!(found.writers, id(PSYCHOLOGIST));
        assert!(of(2).is_empty());
    }

    fn a_wish_is_known_by_its_case_and_by_the_office_that_has_it(place) {
        let store = place.open(TABLES);
        let wish = row(
            &WISH,
            &[
                ("wish_id", id(6).into()),
                ("case_id", id(1).into()),
                ("keeper", Some(id(PSYCHOLOGIST)).into()),
                ("from_on", Cell::from(day("2026-02-01"))),
            ],
        );
        let case = case_row(1, OFFICE, Some(OFFICER), "active");
        put(&store, 1, 1, vec![(&CASE, vec![case])]);
        put(&store, 2, 6, vec![(&WISH, vec![wish])]);
        let reader = store.read().unwrap();
        let [found] = query::wishes_of(&reader, CaseId(Uuid::from_u128(1))).unwrap()[..] else {
            panic!("one wish is about the client")
        };
        assert_eq!((found.keeper, found.withdrawn_on), (Some(staff(PSYCHOLOGIST)), None));
        let office = |code: &str| OfficeCode(code.to_owned());
        assert_eq!(query::wishes_in(&reader, &office(OFFICE)).unwrap(), [found]);
        assert!(query::wishes_in(&reader, &office("ZZ-01-02")).unwrap().is_empty());
    }
}
