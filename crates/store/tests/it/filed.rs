//! Messages that came into the cases of an officer: whose, of which kinds, since when; and clients
//! by their days of birth.

use bagyt_core::identity::StaffId;
use bagyt_core::view::Cell;
use bagyt_store::query::{self, Scope};
use uuid::Uuid;

use crate::asking::OFFICE;
use crate::cluster::on_both;
use crate::tables::{
    ATTRIBUTE, CASE, MESSAGE, PERSON, RISK, TABLES, case_row, day, id, instant, put, row,
};

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

    fn what_turned_in_a_case_is_found_on_its_days(place) {
        let store = place.open(TABLES);
        let case = case_row(1, OFFICE, Some(71), "active");
        let own = [("case_id", id(1).into()), ("office", OFFICE.into()), ("officer", Some(id(71)).into())];
        let mut of_risk = own.to_vec();
        of_risk.extend([
            ("risk", "high".into()), ("risk_before", "low".into()),
            ("changed_version", 5_i64.into()), ("changed_on", day("2026-03-02").into()),
        ]);
        let mut of_attribute = own.to_vec();
        of_attribute.extend([
            ("attribute", "parent_of_small_child".into()), ("until_on", day("2026-03-04").into()),
        ]);
        let rows = vec![
            (&CASE, vec![case]),
            (&RISK, vec![row(&RISK, &of_risk)]),
            (&ATTRIBUTE, vec![row(&ATTRIBUTE, &of_attribute)]),
        ];
        put(&store, 1, 1, rows);
        let reader = store.read().unwrap();
        let scope = |officer: u128| Scope::Officer(StaffId(Uuid::from_u128(officer)));
        let days = |from: &str, until: &str| (from.parse().unwrap(), until.parse().unwrap());
        let risks = |officer, from: &str, until: &str| {
            let rows = query::risks_changed(&reader, &scope(officer), days(from, until)).unwrap();
            rows.into_iter().map(|one| (one.before, one.risk, one.version)).collect::<Vec<_>>()
        };
        let changed = ("low".to_owned(), "high".to_owned(), 5);
        assert_eq!(risks(71, "2026-03-02", "2026-03-02"), [changed]);
        assert_eq!(risks(71, "2026-03-03", "2026-03-09"), []);
        assert_eq!(risks(72, "2026-03-02", "2026-03-02"), []);
        let ends = |from: &str, until: &str| {
            let rows = query::attributes_ending(&reader, &scope(71), days(from, until)).unwrap();
            rows.into_iter().map(|one| one.attribute).collect::<Vec<_>>()
        };
        assert_eq!(ends("2026-03-01", "2026-03-03"), [""; 0]);
        assert_eq!(ends("2026-03-01", "2026-03-04"), ["parent_of_small_child"]);
    }
}
