//! Questions about services and referrals: their order, their limits, and whose they are.

use bagyt_core::identity::{CaseId, OfficeCode, ServiceId, StaffId};
use bagyt_core::view::{Cell, ViewRow};
use bagyt_store::Store;
use bagyt_store::query::{self, Nearing, Scope};
use uuid::Uuid;

use crate::cluster::on_both;
use crate::tables::{
    ABROAD, ALERT, CASE, DEVICE, LAWYER, PROGRESS, REFERRAL, SERVICE, TABLES, case_row, day, id,
    put, row,
};

const OFFICE: &str = "ZZ-01-01";
const OTHER: &str = "ZZ-01-02";

fn service(number: u128) -> ServiceId {
    ServiceId(Uuid::from_u128(number))
}

/// A referral of case `case` to the service 301, in entry `version`.
fn referral(case: u128, version: i64, awaited_by: Option<&str>) -> ViewRow {
    row(
        &REFERRAL,
        &[
            ("case_id", id(case).into()),
            ("office", OFFICE.into()),
            ("officer", Some(id(71)).into()),
            ("service_id", service(301).to_string().into()),
            ("referral_version", version.into()),
            ("need", "health".into()),
            ("status", "awaiting_answer".into()),
            ("referred_on", Cell::from(day("2026-02-01"))),
            ("awaits", awaited_by.map(|_| "answer").into()),
            ("awaited_by", awaited_by.map(day).into()),
        ],
    )
}

fn listed(number: u128, office: &str, (kind, name): (&str, &str), closed: Option<&str>) -> ViewRow {
    row(
        &SERVICE,
        &[
            ("service_id", service(number).to_string().into()),
            ("office", office.into()),
            ("kind", kind.into()),
            ("needs", "health drugs".into()),
            ("name", name.into()),
            ("place", "7 Mill Street".into()),
            ("since_on", Cell::from(day("2026-01-01"))),
            ("closed_on", closed.map(day).into()),
            ("version", 1_i64.into()),
        ],
    )
}

fn filled(store: &Store) {
    let case = |number| case_row(number, OFFICE, Some(71), "active");
    let first = vec![referral(1, 2, Some("2026-03-02")), referral(1, 3, None)];
    put(store, 1, 3, vec![(&CASE, vec![case(1)]), (&REFERRAL, first)]);
    let second = vec![referral(2, 2, Some("2026-03-01"))];
    put(store, 2, 2, vec![(&CASE, vec![case(2)]), (&REFERRAL, second)]);
    let services = [
        (301, OFFICE, ("health", "Polyclinic"), None),
        (302, OFFICE, ("education", "School"), None),
        (303, OFFICE, ("education", "Evening school"), Some("2026-02-01")),
        (304, OTHER, ("ngo", "House of hope"), None),
    ];
    for (number, office, name, closed) in services {
        put(store, number, 1, vec![(&SERVICE, vec![listed(number, office, name, closed)])]);
    }
}

on_both! {
    fn what_referrals_wait_for_is_listed_up_to_a_day(place) {
        let store = place.open(TABLES);
        filled(&store);
        let reader = store.read().unwrap();
        let check = |scope: &Scope, until: &str, expected: &[(&str, u32)]| {
            let rows = query::referrals_awaited(&reader, scope, day(until)).unwrap();
            let rows: Vec<_> =
                rows.iter().map(|row| (row.case.number.as_str(), row.version)).collect();
            assert_eq!(rows, expected);
        };
        let mine = Scope::Officer(StaffId(Uuid::from_u128(71)));
        check(&mine, "2026-03-02", &[("1-2", 2), ("1-1", 2)]);
        check(&mine, "2026-03-01", &[("1-2", 2)]);
        check(&mine, "2026-02-28", &[]);
        check(&Scope::Officer(StaffId(Uuid::from_u128(72))), "2026-03-02", &[]);
        check(&Scope::Office(OfficeCode(OTHER.to_owned())), "2026-03-02", &[]);
    }

    fn referrals_to_a_service_are_counted_without_cases_that_are_not_to_be_known(place) {
        let store = place.open(TABLES);
        filled(&store);
        let reader = store.read().unwrap();
        let check = |services: &[ServiceId], except: &[CaseId], expected: usize| {
            let rows = query::referrals_to(&reader, services, except).unwrap();
            assert_eq!(rows.len(), expected);
        };
        let first = CaseId(Uuid::from_u128(1));
        check(&[service(301)], &[], 3);
        check(&[service(301)], &[first], 1);
        check(&[service(302)], &[], 0);
        check(&[], &[], 0);
    }

    fn services_of_an_office_stand_by_kind_and_name_and_the_closed_ones_last(place) {
        let store = place.open(TABLES);
        filled(&store);
        let reader = store.read().unwrap();
        let of = |office: &str| {
            let rows = query::services(&reader, &OfficeCode(office.to_owned())).unwrap();
            rows.into_iter().map(|row| row.name).collect::<Vec<_>>()
        };
        assert_eq!(of(OFFICE), ["School", "Polyclinic", "Evening school"]);
        assert_eq!(of(OTHER), ["House of hope"]);
        let one = query::services_by_id(&reader, &[service(303), service(309)]).unwrap();
        assert_eq!(one.len(), 1);
        assert_eq!((one[0].closed_on, one[0].contact.as_deref()), (Some(day("2026-02-01")), None));
        assert_eq!(one[0].needs, "health drugs");
    }

    fn what_milestones_are_counted_from_is_listed_for_its_officer(place) {
        let store = place.open(TABLES);
        let of = row(
            &PROGRESS,
            &[
                ("case_id", id(1).into()),
                ("office", OFFICE.into()),
                ("officer", Some(id(71)).into()),
                ("term_from", Cell::from(day("2026-01-05"))),
                ("term_until", Cell::from(day("2027-01-04"))),
                ("counted_from", Cell::from(day("2026-06-01"))),
                ("owed_minutes", 7_200_i64.into()),
                ("sessions", "2026-02-01:240 2026-02-02:120".into()),
                ("rewarded", "".into()),
            ],
        );
        let case = case_row(1, OFFICE, Some(71), "active");
        put(&store, 1, 1, vec![(&CASE, vec![case]), (&PROGRESS, vec![of])]);
        let reader = store.read().unwrap();
        let rows = |officer, nearing: &[Nearing], (from, until): (&str, &str)| {
            let scope = Scope::Officer(StaffId(Uuid::from_u128(officer)));
            let days = (from.parse().unwrap(), until.parse().unwrap());
            query::progress(&reader, &scope, nearing, days).unwrap()
        };
        let week = ("2026-07-01", "2026-07-07");
        assert_eq!(rows(72, &[Nearing::Work], week), []);
        assert_eq!(rows(71, &[], week), []);
        let found = &rows(71, &[Nearing::Work], week)[0];
        assert_eq!((found.term_until, found.counted_from), (day("2027-01-04"), Some(day("2026-06-01"))));
        assert_eq!((found.owed_minutes, found.sessions.len()), (7_200, 29));
        let is_near = |one: Nearing, days| !rows(71, &[one], days).is_empty();
        // Thirty days after 1 June are over on 1 July.
        assert!(is_near(Nearing::Days(30), ("2026-07-01", "2026-07-01")));
        assert!(!is_near(Nearing::Days(30), ("2026-06-24", "2026-06-30")));
        assert!(!is_near(Nearing::Days(30), ("2026-07-02", "2026-07-08")));
        // Half of 365 days, rounded up, are 183: the last of them is 6 July.
        assert!(is_near(Nearing::TermShare(500), ("2026-07-06", "2026-07-06")));
        assert!(!is_near(Nearing::TermShare(500), ("2026-06-29", "2026-07-05")));
        assert!(!is_near(Nearing::TermShare(500), ("2026-07-07", "2026-07-13")));
    }

    fn requests_for_a_lawyer_are_listed_until_they_are_answered(place) {
        let store = place.open(TABLES);
        let of = |version: i64, status: &str, by: &str| {
            row(
                &LAWYER,
                &[
                    ("case_id", id(1).into()),
                    ("office", OFFICE.into()),
                    ("officer", Some(id(71)).into()),
                    ("lawyer_version", version.into()),
                    ("matter", "appeal".into()),
                    ("status", status.into()),
                    ("asked_on", Cell::from(day("2026-02-01"))),
                    ("answer_by", Cell::from(day(by))),
                ],
            )
        };
        let rows = vec![
            of(2, "awaiting_answer", "2026-02-10"),
            of(3, "appointed", "2026-02-08"),
            of(4, "awaiting_answer", "2026-02-09"),
        ];
        let case = case_row(1, OFFICE, Some(71), "active");
        put(&store, 1, 1, vec![(&CASE, vec![case]), (&LAWYER, rows)]);
        let reader = store.read().unwrap();
        let check = |until: &str, expected: &[u32]| {
            let scope = Scope::Officer(StaffId(Uuid::from_u128(71)));
            let rows = query::lawyers_awaited(&reader, &scope, day(until)).unwrap();
            assert_eq!(rows.iter().map(|row| row.version).collect::<Vec<_>>(), expected);
        };
        check("2026-02-10", &[4, 2]);
        check("2026-02-09", &[4]);
        check("2026-02-08", &[]);
    }

    fn requests_to_other_states_are_listed_while_something_is_awaited(place) {
        let store = place.open(TABLES);
        let of = |case: u128, version: i64, by: Option<&str>| {
            row(
                &ABROAD,
                &[
                    ("case_id", id(case).into()),
                    ("office", OFFICE.into()),
                    ("abroad_version", version.into()),
                    ("country", "KZ".into()),
                    ("ground", "family".into()),
                    ("status", "sent".into()),
                    ("asked_on", Cell::from(day("2026-02-01"))),
                    ("awaits", by.map(|_| "decision").into()),
                    ("awaited_by", Cell::from(by.map(day))),
                ],
            )
        };
        let first = vec![of(1, 2, None), of(1, 5, Some("2026-02-10"))];
        let case = case_row(1, OFFICE, Some(71), "active");
        put(&store, 1, 1, vec![(&CASE, vec![case]), (&ABROAD, first)]);
        let case = case_row(2, OFFICE, None, "active");
        put(&store, 2, 1, vec![(&CASE, vec![case]), (&ABROAD, vec![of(2, 3, Some("2026-02-09"))])]);
        let reader = store.read().unwrap();
        let check = |office: &str, until: Option<&str>, except: &[CaseId], expected: &[u32]| {
            let scope = Scope::Office(OfficeCode(office.to_owned()));
            let rows = query::abroad_awaited(&reader, &scope, until.map(day), except).unwrap();
            assert_eq!(rows.iter().map(|row| row.version).collect::<Vec<_>>(), expected);
        };
        check(OFFICE, None, &[], &[3, 5]);
        check(OFFICE, Some("2026-02-10"), &[], &[3, 5]);
        check(OFFICE, Some("2026-02-09"), &[], &[3]);
        check(OFFICE, Some("2026-02-08"), &[], &[]);
        check(OFFICE, None, &[CaseId(Uuid::from_u128(2))], &[5]);
        check(OTHER, None, &[], &[]);
    }

    fn alerts_are_listed_from_the_moment_that_asks_for_a_look_and_wearers_by_their_device(place) {
        let store = place.open(TABLES);
        let at = |text: &str| text.parse::<jiff::Timestamp>().unwrap();
        let of = |version: i64, asked: &str, by: &str| {
            row(
                &ALERT,
                &[
                    ("case_id", id(1).into()),
                    ("office", OFFICE.into()),
                    ("officer", Some(id(71)).into()),
                    ("alert_version", version.into()),
                    ("kind", "left_home".into()),
                    ("alerts", 1_i64.into()),
                    ("began_at", at(asked).into()),
                    ("asked_at", at(asked).into()),
                    ("look_by", at(by).into()),
                ],
            )
        };
        let worn = |case: u128| {
            row(
                &DEVICE,
                &[
                    ("case_id", id(case).into()),
                    ("office", OFFICE.into()),
                    ("officer", Some(id(71)).into()),
                    ("device_version", 3_i64.into()),
                    ("device", "5f0c".into()),
                    ("fitted_on", Cell::from(day("2026-02-01"))),
                ],
            )
        };
        let alerts = vec![
            of(4, "2026-02-10T10:00:00Z", "2026-02-10T18:00:00Z"),
            of(6, "2026-02-10T11:00:00Z", "2026-02-10T12:00:00Z"),
        ];
        let case = case_row(1, OFFICE, Some(71), "active");
        put(&store, 1, 1, vec![(&CASE, vec![case]), (&ALERT, alerts), (&DEVICE, vec![worn(1)])]);
        let case = case_row(2, OTHER, Some(72), "active");
        put(&store, 2, 1, vec![(&CASE, vec![case]), (&DEVICE, vec![worn(2)])]);
        let reader = store.read().unwrap();
        let check = |officer: u128, now: &str, expected: &[u32]| {
            let scope = Scope::Officer(StaffId(Uuid::from_u128(officer)));
            let rows = query::alerts_to_look_at(&reader, &scope, at(now)).unwrap();
            assert_eq!(rows.iter().map(|row| row.version).collect::<Vec<_>>(), expected, "{now}");
        };
        check(71, "2026-02-10T09:59:59Z", &[]);
        check(71, "2026-02-10T10:00:00Z", &[4]);
        check(71, "2026-02-10T11:00:00Z", &[6, 4]);
        check(72, "2026-02-10T11:00:00Z", &[]);
        assert_eq!(query::wearers(&reader, "5f0c").unwrap().len(), 2);
        assert!(query::wearers(&reader, "5f0d").unwrap().is_empty());
    }
}
