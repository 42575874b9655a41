//! Questions about prosecutors' acts: whose they are and in which order they stand.

use bagyt_core::identity::{OfficeCode, ProsecutorActId};
use bagyt_core::view::{Cell, ViewRow};
use bagyt_store::query;
use uuid::Uuid;

use crate::asking::OFFICE;
use crate::cluster::on_both;
use crate::tables::{PROSECUTOR_ACT, TABLES, day, put, row};

fn act(number: u128, office: &str, answer_by: &str, answered: Option<&str>) -> ViewRow {
    let id = ProsecutorActId(Uuid::from_u128(number)).to_string();
    row(
        &PROSECUTOR_ACT,
        &[
            ("act_id", id.into()),
            ("office", office.into()),
            ("kind", "protest".into()),
            ("number", number.to_string().into()),
            ("dated_on", Cell::from(day("2026-02-01"))),
            ("received_on", Cell::from(day("2026-02-03"))),
            ("answer_by", Cell::from(day(answer_by))),
            ("is_stated", 1_i64.into()),
            ("signed", "A. Prosecutor".into()),
            ("words", "Three files have no plan".into()),
            ("answered_on", answered.map(day).into()),
            ("outcome", answered.map(|_| "satisfied").into()),
            ("answer_number", answered.map(|_| "112").into()),
        ],
    )
}

on_both! {
    fn acts_of_an_office_stand_by_the_day_of_the_answer_and_the_answered_ones_last(place) {
        let store = place.open(TABLES);
        for (number, office, answer_by, answered) in [
            (501, OFFICE, "2026-03-05", None),
            (502, OFFICE, "2026-03-01", None),
            (503, OFFICE, "2026-02-10", Some("2026-02-09")),
            (504, OFFICE, "2026-02-20", Some("2026-02-22")),
            (505, "ZZ-09-09", "2026-02-20", None),
        ] {
            let rows = vec![act(number, office, answer_by, answered)];
            put(&store, number, 1, vec![(&PROSECUTOR_ACT, rows)]);
        }
        let reader = store.read().unwrap();
        let rows = query::prosecutor_acts(&reader, &OfficeCode(OFFICE.to_owned())).unwrap();
        let numbers: Vec<&str> = rows.iter().map(|row| row.number.as_str()).collect();
        assert_eq!(numbers, ["502", "501", "504", "503"]);
        let late = &rows[2];
        assert_eq!((late.answered_on, late.is_stated), (Some(day("2026-02-22")), true));
        assert_eq!(late.answer_words, None);
        let id = ProsecutorActId(Uuid::from_u128(505));
        let other = query::prosecutor_act_by_id(&reader, id).unwrap().unwrap();
        assert_eq!((other.act_id, other.office.0.as_str()), (id, "ZZ-09-09"));
        let none = ProsecutorActId(Uuid::from_u128(599));
        assert_eq!(query::prosecutor_act_by_id(&reader, none).unwrap(), None);
    }
}
