//! The work in hand by officer, and reductions by the days on which they hold.

use bagyt_core::identity::{CaseId, OfficeCode, StaffId};
use bagyt_core::view::{Cell, ViewRow};
use bagyt_store::query::{self, Scope};
use uuid::Uuid;

use crate::cluster::on_both;
use crate::tables::{
    CASE, LEAVE, REDUCTION, SAMPLE, SUBMISSION, TABLES, case_row, day, id, put, row,
};

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

    fn leaves_are_listed_by_who_stands_in_and_by_the_days(place) {
        let store = place.open(TABLES);
        let leave = |from: &str, until: &str| row(&LEAVE, &[
            ("staff_id", id(71).into()), ("office", OFFICE.into()), ("kind", "annual".into()),
            ("cover", id(72).into()), ("from_on", day(from).into()),
            ("until_on", day(until).into()), ("version", 2_i64.into()),
        ]);
        // The second was ended on its first day: it never was.
        let rows = vec![leave("2026-03-01", "2026-03-10"), leave("2026-04-01", "2026-04-01")];
        put(&store, 71, 3, vec![(&LEAVE, rows)]);
        let reader = store.read().unwrap();
        let office = OfficeCode(OFFICE.to_owned());
        let on = |text: &str| query::leaves_on(&reader, &office, day(text)).unwrap().len();
        assert_eq!([on("2026-02-28"), on("2026-03-01"), on("2026-03-09"), on("2026-03-10")], [0, 1, 1, 0]);
        assert_eq!(on("2026-04-01"), 0);
        let covered = |cover: u128, from: &str| {
            let cover = StaffId(Uuid::from_u128(cover));
            query::leaves_covered_by(&reader, cover, day(from)).unwrap().len()
        };
        assert_eq!([covered(72, "2026-01-01"), covered(72, "2026-03-09")], [1, 1]);
        assert_eq!([covered(72, "2026-03-10"), covered(71, "2026-01-01")], [0, 0]);
    }

    fn samples_are_listed_by_office_and_month(place) {
        let store = place.open(TABLES);
        let file = |case: u128, month: i64, score: Option<i64>| row(&SAMPLE, &[
            ("staff_id", id(71).into()), ("office", OFFICE.into()), ("month", month.into()),
            ("case_id", id(case).into()), ("drawn_on", day("2026-03-02").into()),
            ("answer_by", day("2026-03-22").into()),
            ("answered_on", score.map(|_| day("2026-03-10")).into()),
            ("score_permille", score.into()), ("version", 4_i64.into()),
        ]);
        let rows = vec![file(1, 24_314, Some(750)), file(2, 24_315, None)];
        put(&store, 71, 4, vec![(&SAMPLE, rows)]);
        let reader = store.read().unwrap();
        let found = |office: &str, except: &[CaseId], from: i64| {
            let scope = Scope::Office(OfficeCode(office.to_owned()));
            let rows = query::samples(&reader, &scope, except, from).unwrap();
            rows.into_iter().map(|one| (one.month, one.score_permille)).collect::<Vec<_>>()
        };
        assert_eq!(found(OFFICE, &[], 0), [(24_315, None), (24_314, Some(750))]);
        assert_eq!(found(OFFICE, &[], 24_315), [(24_315, None)]);
        assert_eq!(found(OFFICE, &[CaseId(Uuid::from_u128(2))], 0), [(24_314, Some(750))]);
        assert_eq!(found(OTHER, &[], 0), []);
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
