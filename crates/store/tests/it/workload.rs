//! The work in hand by officer, and reductions by the days on which they hold.

use bagyt_core::identity::{CaseId, OfficeCode, StaffId};
use bagyt_core::view::{Cell, ViewRow};
use bagyt_store::query::{self, Scope};
use uuid::Uuid;

use crate::cluster::on_both;
use crate::tables::{CASE, REDUCTION, SUBMISSION, TABLES, case_row, day, id, put, row};

const OFFICE: &str = "ZZ-01-01";
const OTHER: &str = "ZZ-01-02";

fn case(number: u128, office: &str, officer: u128, status: &str, risk: Option<&str>) -> ViewRow {
    let mut row = case_row(number, office, Some(officer), status);
    let column = CASE.columns.iter().position(|column| column.name == "risk").unwrap();
    row[column] = risk.map_or(Cell::Null, Cell::from);
    row
}

fn submission(number: u128, case: u128, status: &str) -> ViewRow {
    row(
        &SUBMISSION,
        &[
            ("submission_id", id(number).into()),
            ("case_id", id(case).into()),
            ("office", OFFICE.into()),
            ("officer", id(71).into()),
            ("kind", "extend".into()),
            ("status", status.into()),
            ("drafted_on", day("2026-02-01").into()),
        ],
    )
}

on_both! {
    fn work_in_hand_is_counted_by_what_it_weighs_by(place) {
        let store = place.open(TABLES);
        put(&store, 1, 1, vec![
            (&CASE, vec![case(1, OFFICE, 71, "active", Some("high"))]),
            (&SUBMISSION, vec![submission(1, 1, "drafted"), submission(2, 1, "sent")]),
        ]);
        put(&store, 2, 1, vec![(&CASE, vec![case(2, OFFICE, 71, "active", None)])]);
        put(&store, 3, 1, vec![(&CASE, vec![case(3, OFFICE, 71, "active", None)])]);
        put(&store, 4, 1, vec![(&CASE, vec![case(4, OFFICE, 72, "suspended", Some("low"))])]);
        put(&store, 5, 1, vec![(&CASE, vec![case(5, OFFICE, 72, "closed", Some("low"))])]);
        put(&store, 6, 1, vec![(&CASE, vec![case_row(6, OFFICE, None, "unallocated")])]);
        put(&store, 7, 1, vec![(&CASE, vec![case(7, OTHER, 73, "active", None)])]);
        let reader = store.read().unwrap();
        let office = Scope::Office(OfficeCode(OFFICE.to_owned()));
        let told = |groups: Vec<query::WorkGroup>| {
            let told = |one: query::WorkGroup| {
                (one.officer.0.as_u128(), one.status, one.risk, one.count)
            };
            groups.into_iter().map(told).collect::<std::collections::BTreeSet<_>>()
        };
        let group = |officer, status: &str, risk: Option<&str>, count| {
            (officer, status.to_owned(), risk.map(str::to_owned), count)
        };
        let found = |scope: &Scope, except: &[CaseId]| {
            told(query::cases_in_hand(&reader, scope, except).unwrap())
        };
        let (high, new) = (group(71, "active", Some("high"), 1), group(71, "active", None, 2));
        let rests = group(72, "suspended", Some("low"), 1);
        assert_eq!(found(&office, &[]), [high.clone(), new, rests.clone()].into());
        let except = [CaseId(Uuid::from_u128(2))];
        let one = group(71, "active", None, 1);
        assert_eq!(found(&office, &except), [high.clone(), one, rests.clone()].into());
        assert_eq!(found(&Scope::Officer(StaffId(Uuid::from_u128(72))), &[]), [rests].into());
        let drafts = |except: &[CaseId]| {
            told(query::submissions_in_hand(&reader, &office, except).unwrap())
        };
        assert_eq!(drafts(&[]), [high].into());
        assert_eq!(drafts(&[CaseId(Uuid::from_u128(1))]), [].into());
    }

    fn reductions_are_listed_by_the_days_on_which_they_hold(place) {
        let store = place.open(TABLES);
        let reduction = |kind: &str, percent: i64, from: &str, until: Option<&str>| row(&REDUCTION, &[
            ("staff_id", id(71).into()), ("kind", kind.into()), ("percent", percent.into()),
            ("from_on", day(from).into()), ("until_on", until.map(day).into()),
            ("version", 2_i64.into()),
        ]);
        let rows = vec![
            reduction("trainee", 60, "2026-01-01", Some("2026-07-01")),
            reduction("sickness", 100, "2026-06-15", None),
        ];
        put(&store, 71, 2, vec![(&REDUCTION, rows)]);
        let reader = store.read().unwrap();
        let check = |staff: u128, on: &str, expected: &[i64]| {
            let staff = [StaffId(Uuid::from_u128(staff))];
            let found = query::reductions(&reader, staff, day(on)).unwrap();
            let found: Vec<i64> = found.into_iter().map(|one| one.percent).collect();
            assert_eq!(found, expected, "{on}");
        };
        check(71, "2025-12-31", &[]);
        check(71, "2026-01-01", &[60]);
        check(71, "2026-06-15", &[60, 100]);
        check(71, "2026-06-30", &[60, 100]);
        check(71, "2026-07-01", &[100]);
        check(72, "2026-06-15", &[]);
        assert_eq!(query::reductions(&reader, [], day("2026-06-15")).unwrap(), []);
    }
}
