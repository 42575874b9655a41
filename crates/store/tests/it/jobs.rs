//! Questions about employers, what they offer, and clients' jobs.

use bagyt_core::identity::{CaseId, EmployerId, OfficeCode, StaffId};
use bagyt_core::view::{Cell, ViewRow};
use bagyt_store::query::{self, Scope};
use uuid::Uuid;

use crate::cluster::on_both;
use crate::tables::{CASE, EMPLOYER, JOB, PROGRAMME, TABLES, VACANCY, case_row, day, id, put, row};

const OFFICE: &str = "ZZ-01-01";

fn employer(number: u128, name: &str, closed: Option<&str>) -> ViewRow {
    row(
        &EMPLOYER,
        &[
            ("employer_id", id(number).into()),
            ("office", OFFICE.into()),
            ("kind", "company".into()),
            ("name", name.into()),
            ("place", "7 Mill Street".into()),
            ("since_on", Cell::from(day("2026-01-01"))),
            ("closed_on", closed.map(day).into()),
            ("version", 3_i64.into()),
        ],
    )
}

fn job(version: i64, status: &str, awaited_by: Option<&str>) -> ViewRow {
    row(
        &JOB,
        &[
            ("case_id", id(1).into()),
            ("office", OFFICE.into()),
            ("officer", Some(id(71)).into()),
            ("job_version", version.into()),
            ("employer_id", id(301).into()),
            ("vacancy_id", id(401).into()),
            ("kind", "job".into()),
            ("status", status.into()),
            ("sent_on", Cell::from(day("2026-02-01"))),
            ("awaits", awaited_by.map(|_| "check").into()),
            ("awaited_by", awaited_by.map(day).into()),
        ],
    )
}

on_both! {
    fn employers_of_an_office_are_listed_with_what_they_offer(place) {
        let store = place.open(TABLES);
        let vacancy = row(
            &VACANCY,
            &[
                ("employer_id", id(302).into()),
                ("vacancy_id", id(401).into()),
                ("office", OFFICE.into()),
                ("kind", "job".into()),
                ("name", "Baker".into()),
                ("places", 2_i64.into()),
                ("taken", 1_i64.into()),
                ("wage", 2_500_000_i64.into()),
                ("offered_on", Cell::from(day("2026-02-01"))),
            ],
        );
        let first = employer(301, "Attic", Some("2026-02-01"));
        put(&store, 1, 1, vec![(&EMPLOYER, vec![first])]);
        let rows = vec![employer(302, "Bakery", None)];
        put(&store, 2, 1, vec![(&EMPLOYER, rows), (&VACANCY, vec![vacancy])]);
        let reader = store.read().unwrap();
        let office = OfficeCode(OFFICE.to_owned());
        let rows = query::employers(&reader, &office).unwrap();
        let names: Vec<&str> = rows.iter().map(|row| row.name.as_str()).collect();
        assert_eq!(names, ["Bakery", "Attic"]);
        let other = OfficeCode("ZZ-01-02".to_owned());
        assert!(query::employers(&reader, &other).unwrap().is_empty());
        let [found] = query::vacancies(&reader, &office).unwrap().try_into().unwrap();
        assert_eq!((found.places, found.taken, found.wage), (2, 1, Some(2_500_000)));
        let known = query::employers_by_id(&reader, &[rows[1].employer_id]).unwrap();
        assert_eq!(known, rows[1..]);
    }

    fn jobs_are_awaited_by_their_day_and_counted_without_some_cases(place) {
        let store = place.open(TABLES);
        let jobs = vec![
            job(2, "working", Some("2026-05-02")),
            job(3, "lost", None),
            job(4, "working", Some("2026-05-01")),
        ];
        let case = case_row(1, OFFICE, Some(71), "active");
        put(&store, 1, 1, vec![(&CASE, vec![case]), (&JOB, jobs)]);
        let reader = store.read().unwrap();
        let awaited = |until: &str| {
            let scope = Scope::Officer(StaffId(Uuid::from_u128(71)));
            let rows = query::jobs_awaited(&reader, &scope, day(until)).unwrap();
            rows.iter().map(|row| row.version).collect::<Vec<_>>()
        };
        assert_eq!(awaited("2026-05-02"), [4, 2]);
        assert_eq!(awaited("2026-05-01"), [4]);
        assert_eq!(awaited("2026-04-30"), [0; 0]);
        let at = [EmployerId(Uuid::from_u128(301))];
        assert_eq!(query::jobs_at(&reader, &at, &[]).unwrap().len(), 3);
        let except = [CaseId(Uuid::from_u128(1))];
        assert!(query::jobs_at(&reader, &at, &except).unwrap().is_empty());
    }

    fn a_programme_is_awaited_on_the_day_of_its_next_session(place) {
        let store = place.open(TABLES);
        let programme = |version: i64, next: Option<&str>| {
            row(
                &PROGRAMME,
                &[
                    ("case_id", id(1).into()),
                    ("office", OFFICE.into()),
                    ("officer", Some(id(71)).into()),
                    ("programme_version", version.into()),
                    ("programme", "thinking_skills".into()),
                    ("status", "running".into()),
                    ("sessions", 12_i64.into()),
                    ("attended", 1_i64.into()),
                    ("enrolled_on", Cell::from(day("2026-02-01"))),
                    ("next_on", next.map(day).into()),
                ],
            )
        };
        let rows = vec![programme(2, Some("2026-03-02")), programme(3, None)];
        let case = case_row(1, OFFICE, Some(71), "active");
        put(&store, 1, 1, vec![(&CASE, vec![case]), (&PROGRAMME, rows)]);
        let reader = store.read().unwrap();
        let awaited = |until: &str| {
            let scope = Scope::Officer(StaffId(Uuid::from_u128(71)));
            let rows = query::programmes_awaited(&reader, &scope, day(until)).unwrap();
            rows.iter().map(|row| row.version).collect::<Vec<_>>()
        };
        assert_eq!(awaited("2026-03-02"), [2]);
        assert_eq!(awaited("2026-03-01"), [0; 0]);
    }
}
