//! Questions about time studies: sums of an office, and what one person is asked.

use bagyt_core::identity::{OfficeCode, StaffId, TimeStudyId};
use bagyt_core::view::{Cell, ViewRow};
use bagyt_store::query;
use uuid::Uuid;

use crate::asking::OFFICE;
use crate::cluster::on_both;
use crate::tables::{TABLES, TIME_STUDY, day, put, row};

fn person(study: u128, office: &str, staff: u128, from: &str, answers: i64) -> ViewRow {
    let last = (answers > 0).then(|| jiff::Timestamp::from_second(1_772_000_000).unwrap());
    row(
        &TIME_STUDY,
        &[
            ("study_id", TimeStudyId(Uuid::from_u128(study)).to_string().into()),
            ("office", office.into()),
            ("staff_id", StaffId(Uuid::from_u128(staff)).to_string().into()),
            ("opened_on", Cell::from(day("2026-02-02"))),
            ("from_on", Cell::from(day(from))),
            ("until_on", Cell::from(day("2026-03-20"))),
            ("seed", "a lot".into()),
            ("answered_last_at", last.into()),
            ("answers", answers.into()),
        ],
    )
}

on_both! {
    fn studies_of_an_office_tell_sums_and_one_person_what_is_asked(place) {
        let store = place.open(TABLES);
        for (study, office, from, people) in [
            (601, OFFICE, "2026-02-02", vec![(1, 4), (2, 0), (3, 7)]),
            (602, OFFICE, "2026-03-02", vec![(1, 0), (2, 0)]),
            (603, "ZZ-09-09", "2026-03-02", vec![(4, 9)]),
        ] {
            let of = |(staff, answers)| person(study, office, staff, from, answers);
            let rows = people.into_iter().map(of).collect();
            put(&store, study, 1, vec![(&TIME_STUDY, rows)]);
        }
        let reader = store.read().unwrap();
        let rows = query::time_studies(&reader, &OfficeCode(OFFICE.to_owned())).unwrap();
        let told: Vec<_> = rows.iter().map(|row| (row.from_on, row.people, row.answers)).collect();
        assert_eq!(told, [(day("2026-03-02"), 2, 0), (day("2026-02-02"), 3, 11)]);
        let asking = |staff: u128, on: &str| {
            let staff = StaffId(Uuid::from_u128(staff));
            let rows = query::studies_asking(&reader, staff, day(on)).unwrap();
            rows.into_iter().map(|row| (row.study_id.0.as_u128(), row.answered_last_at.is_some()))
                .collect::<Vec<_>>()
        };
        assert_eq!(asking(1, "2026-03-02"), [(601, true), (602, false)]);
        assert_eq!(asking(1, "2026-03-01"), [(601, true)]);
        assert_eq!(asking(1, "2026-03-21"), []);
        assert_eq!(asking(2, "2026-02-02"), [(601, false)]);
        assert_eq!(asking(4, "2026-02-02"), []);
    }
}
