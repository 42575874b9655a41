//! Messages that came into the cases of an officer: whose, of which kinds, since when; and clients
//! by their days of birth.

use bagyt_core::identity::StaffId;
use bagyt_core::view::Cell;
use bagyt_store::query::{self, Scope};
use uuid::Uuid;

use crate::asking::OFFICE;
use crate::cluster::on_both;
use crate::tables::{CASE, MESSAGE, PERSON, TABLES, case_row, day, id, instant, put, row};

on_both! {
    fn messages_of_an_officers_cases_are_listed_from_their_instant_on(place) {
        let store = place.open(TABLES);
        for (number, officer) in [(1_u128, 71), (2, 72)] {
            let case = case_row(number, OFFICE, Some(officer), "active");
            put(&store, number, 1, vec![(&CASE, vec![case])]);
        }
        let message = |number: u128, case: u128, kind: &str, direction: &str, at: &str| {
            let view = row(&MESSAGE, &[
                ("message_id", id(number).into()), ("direction", direction.into()),
                ("kind", kind.into()), ("counterpart", "court-1".into()),
                ("number", format!("J-{number}").into()), ("status", "opened".into()),
                ("received_at", Cell::Integer(instant(at).as_microsecond())),
                ("digest", "ab".into()), ("office", OFFICE.into()), ("case_id", id(case).into()),
            ]);
            put(&store, number, 1, vec![(&MESSAGE, vec![view])]);
        };
        message(11, 1, "judgment", "in", "2026-03-01T00:00:00Z");
        message(12, 1, "ruling", "in", "2026-03-02T00:00:00Z");
        message(13, 1, "receipt", "in", "2026-03-03T00:00:00Z");
        message(14, 1, "submission", "out", "2026-03-03T00:00:00Z");
        message(15, 2, "judgment", "in", "2026-03-03T00:00:00Z");
        let reader = store.read().unwrap();
        let found = |officer: u128, since: &str| {
            let scope = Scope::Officer(StaffId(Uuid::from_u128(officer)));
            let kinds = ["judgment", "ruling"];
            let rows = query::messages_filed(&reader, &scope, &kinds, instant(since)).unwrap();
            rows.into_iter().filter_map(|one| one.number).collect::<Vec<_>>()
        };
        assert_eq!(found(71, "2026-03-01T00:00:00Z"), ["J-12", "J-11"]);
        assert_eq!(found(71, "2026-03-01T00:00:01Z"), ["J-12"]);
        assert_eq!(found(72, "2026-01-01T00:00:00Z"), ["J-15"]);
        assert_eq!(found(73, "2026-01-01T00:00:00Z"), [""; 0]);
    }

    fn open_cases_are_found_by_the_birthdays_of_their_clients(place) {
        let store = place.open(TABLES);
        for (number, status) in [(1_u128, "active"), (2, "closed"), (3, "active")] {
            let case = case_row(number, OFFICE, Some(71), status);
            let born = ["1962-06-16", "1962-06-16", "1962-06-18"][number as usize - 1];
            let person = row(&PERSON, &[
                ("person_id", id(5_000 + number).into()), ("display_name", "А".into()),
                ("surname", "А".into()), ("given_name", "Б".into()), ("patronymic", "".into()),
                ("sex", "m".into()), ("birth_on", day(born).into()),
                ("sort_ru", vec![1].into()), ("sort_ky", vec![1].into()),
                ("sort_kk", vec![1].into()),
            ]);
            put(&store, number, 1, vec![(&CASE, vec![case])]);
            put(&store, 5_000 + number, 1, vec![(&PERSON, vec![person])]);
        }
        let reader = store.read().unwrap();
        let found = |spans: &[(&str, &str)]| {
            let date = |text: &str| text.parse::<jiff::civil::Date>().unwrap();
            let spans: Vec<_> =
                spans.iter().map(|(from, until)| (date(from), date(until))).collect();
            let scope = Scope::Officer(StaffId(Uuid::from_u128(71)));
            let rows = query::born_within(&reader, &scope, &spans).unwrap();
            rows.into_iter().map(|one| one.case.number).collect::<Vec<_>>()
        };
        assert_eq!(found(&[("1962-06-16", "1962-06-17")]), ["1-1"]);
        assert_eq!(found(&[("1962-06-10", "1962-06-15"), ("1962-06-18", "1962-06-18")]), ["1-3"]);
        assert_eq!(found(&[("1962-06-16", "1962-06-18")]), ["1-1", "1-3"]);
        assert_eq!(found(&[]), [""; 0]);
    }
}
