//! Questions about deputies: of which office somebody is deputy on a day.

use bagyt_core::identity::{OfficeCode, StaffId};
use bagyt_core::view::{Cell, ViewRow};
use bagyt_store::query;
use uuid::Uuid;

use crate::asking::OFFICE;
use crate::cluster::on_both;
use crate::tables::{DEPUTY, TABLES, day, put, row};

fn deputy(staff: u128, office: &str, from: &str, until: &str, withdrawn: Option<&str>) -> ViewRow {
    row(
        &DEPUTY,
        &[
            ("staff_id", StaffId(Uuid::from_u128(staff)).to_string().into()),
            ("office", office.into()),
            ("from_on", Cell::from(day(from))),
            ("until_on", Cell::from(day(until))),
            ("withdrawn_on", withdrawn.map(day).into()),
            ("version", 2_i64.into()),
            ("words", "Order 14".into()),
        ],
    )
}

on_both! {
    fn somebody_is_deputy_from_the_first_to_the_last_day_and_no_longer_than_withdrawn(place) {
        let store = place.open(TABLES);
        for (staff, office, from, until, withdrawn) in [
            (701, OFFICE, "2026-03-02", "2026-03-20", None),
            (702, OFFICE, "2026-03-02", "2026-03-20", Some("2026-03-10")),
            (703, "ZZ-09-09", "2026-03-05", "2026-03-06", None),
        ] {
            let rows = vec![deputy(staff, office, from, until, withdrawn)];
            put(&store, staff, 1, vec![(&DEPUTY, rows)]);
        }
        let reader = store.read().unwrap();
        let of = |staff: u128, on: &str| {
            let staff = StaffId(Uuid::from_u128(staff));
            let offices = query::deputy_for(&reader, staff, day(on)).unwrap();
            offices.into_iter().map(|office| office.0).collect::<Vec<_>>()
        };
        for (staff, on, expected) in [
            (701, "2026-03-01", None),
            (701, "2026-03-02", Some(OFFICE)),
            (701, "2026-03-20", Some(OFFICE)),
            (701, "2026-03-21", None),
            (702, "2026-03-09", Some(OFFICE)),
            (702, "2026-03-10", None),
            (703, "2026-03-05", Some("ZZ-09-09")),
        ] {
            assert_eq!(of(staff, on), expected.into_iter().collect::<Vec<_>>(), "{staff} {on}");
        }
        let rows = query::deputies_of(&reader, &OfficeCode(OFFICE.to_owned())).unwrap();
        let told: Vec<_> = rows.iter().map(|row| (row.staff_id.0.as_u128(), row.withdrawn_on)).collect();
        assert_eq!(told, [(701, None), (702, Some(day("2026-03-10")))]);
    }
}
