//! Every question of `query`, with its order, its limits and the first and last day that count.

use bagyt_core::identity::{CaseId, OfficeCode, PersonId, StaffId};
use bagyt_core::view::{Cell, ViewRow};
use bagyt_store::Store;
use bagyt_store::query::{
    self, Among, CaseFilter, CaseOrder, Language, MessageFilter, Page, Scope,
};
use uuid::Uuid;

use crate::cluster::on_both;
use crate::tables::{
    ABSENCE, APPOINTMENT, ATTRIBUTE, CASE, CASE_NUMBER, CASE_POSTING, CASE_WORDS, CLOCK, CONTEST,
    COUNTERSIGNATURE, DAMAGE, LAW_DRAFT, MERGE, MESSAGE, NEED, PERSON, POSTING, RESULT, REVIEW,
    SECOND_LOOK, STAFF, SUBMISSION, TABLES, TASK, case_row, day, id, instant, put, row,
};

pub(crate) const OFFICE: &str = "ZZ-01-01";
const OTHER: &str = "ZZ-01-02";

fn office(code: &str) -> OfficeCode {
    OfficeCode(code.to_owned())
}

fn among(scope: Scope, except: &[u128]) -> Among {
    let except = except.iter().map(|number| CaseId(Uuid::from_u128(*number))).collect();
    Among { scope, except }
}

fn officer(number: u128) -> StaffId {
    StaffId(Uuid::from_u128(number))
}

fn with(mut base: ViewRow, table: &bagyt_core::view::ViewTable, cells: &[(&str, Cell)]) -> ViewRow {
    for (name, cell) in cells {
        let column = table.columns.iter().position(|column| column.name == *name).unwrap();
        base[column] = cell.clone();
    }
    base
}

fn person(number: u128, name: &str, sort: u8, tokens: &[i64], store: &Store) {
    let view = row(
        &PERSON,
        &[
            ("person_id", id(number).into()),
            ("display_name", name.into()),
            ("surname", name.into()),
            ("given_name", "Айжан".into()),
            ("patronymic", "".into()),
            ("sex", "f".into()),
            ("sort_ru", vec![sort].into()),
            ("sort_ky", vec![255 - sort].into()),
            ("sort_kk", vec![sort].into()),
        ],
    );
    let posting = |token: &i64| vec![Cell::Integer(*token)];
    let postings = tokens.iter().map(posting).collect();
    put(store, number, 1, vec![(&PERSON, vec![view]), (&POSTING, postings)]);
}

/// Four cases: two of officer 71 in one office, one unallocated, one of another office, closed.
fn cases(store: &Store) {
    let due = |number: u128, text: &str| {
        let case = case_row(number, OFFICE, Some(71), "active");
        with(case, &CASE, &[("next_due_at", instant(text).into()), ("risk", "high".into())])
    };
    put(store, 1, 1, vec![(&CASE, vec![due(1, "2026-03-05T00:00:00Z")])]);
    let met = day("2026-02-02").into();
    let seen = with(due(2, "2026-03-04T00:00:00Z"), &CASE, &[("last_contact_on", met)]);
    put(store, 2, 1, vec![(&CASE, vec![seen])]);
    put(store, 3, 1, vec![(&CASE, vec![case_row(3, OFFICE, None, "unallocated")])]);
    put(store, 4, 1, vec![(&CASE, vec![case_row(4, OTHER, Some(72), "closed")])]);
    person(5_001, "Б", 2, &[10, 11], store);
    person(5_002, "А", 1, &[10, 12], store);
}

fn numbers(listed: &query::Listed<query::CaseRow>) -> (Vec<&str>, u64) {
    (listed.rows.iter().map(|case| case.number.as_str()).collect(), listed.total)
}

on_both! {
    fn cases_are_listed_by_scope_status_and_order(place) {
        let store = place.open(TABLES);
        cases(&store);
        let reader = store.read().unwrap();
        let check = |filter: &CaseFilter, order, page, expected: &[&str], total| {
            let listed = query::cases(&reader, filter, order, page).unwrap();
            assert_eq!(numbers(&listed), (expected.to_vec(), total));
        };
        let all = CaseFilter::all(Scope::Everything);
        let (first, due) = (Page::first(10), CaseOrder::NextDue);
        check(&all, due, first, &["1-2", "1-1", "1-3", "1-4"], 4);
        check(&all, CaseOrder::Newest, Page { offset: 1, limit: 2 }, &["1-3", "1-2"], 4);
        check(&all, CaseOrder::Name(Language::Russian), first, &["1-2", "1-1", "1-3", "1-4"], 4);
        check(&all, CaseOrder::Name(Language::Kyrgyz), first, &["1-1", "1-2", "1-3", "1-4"], 4);
        // The erased come last, whichever part of the list is asked for.
        let name = CaseOrder::Name(Language::Russian);
        for (offset, limit, expected) in [
            (0, 1, &["1-2"][..]),
            (1, 2, &["1-1", "1-3"]),
            (2, 1, &["1-3"]),
            (3, 5, &["1-4"]),
            (4, 5, &[]),
        ] {
            check(&all, name, Page { offset, limit }, expected, 4);
        }
        let two = Scope::Offices(vec![office(OFFICE)]);
        check(&CaseFilter::all(two), name, first, &["1-2", "1-1", "1-3"], 3);
        check(&CaseFilter::all(Scope::Office(office(OFFICE))), name, first, &["1-2", "1-1", "1-3"], 3);
        check(&CaseFilter::all(Scope::Officer(officer(71))), due, first, &["1-2", "1-1"], 2);
        check(&CaseFilter::all(Scope::Office(office(OTHER))), due, first, &["1-4"], 1);
        let region = Scope::Offices(vec![office(OFFICE), office(OTHER)]);
        check(&CaseFilter::all(region), due, first, &["1-2", "1-1", "1-3", "1-4"], 4);
        check(&CaseFilter::all(Scope::Offices(Vec::new())), due, first, &[], 0);
        let filter = |change: fn(&mut CaseFilter)| {
            let mut filter = CaseFilter::all(Scope::Everything);
            change(&mut filter);
            filter
        };
        let statuses = filter(|f| f.statuses = vec!["closed".to_owned(), "unallocated".to_owned()]);
        check(&statuses, CaseOrder::Number, first, &["1-3", "1-4"], 2);
        let before = filter(|f| f.due_before = Some(instant("2026-03-05T00:00:00Z")));
        check(&before, due, first, &["1-2"], 1);
        check(&filter(|f| f.ending_before = Some(day("2027-01-04"))), due, first, &[], 0);
        check(&filter(|f| f.ending_before = Some(day("2027-01-05"))), CaseOrder::TermEnd, Page::first(1), &["1-1"], 4);
        let quiet = |since: &str| CaseFilter {
            no_contact_since: Some(day(since)),
            ..CaseFilter::all(Scope::Everything)
        };
        check(&quiet("2026-02-02"), CaseOrder::Number, first, &["1-1", "1-3", "1-4"], 3);
        check(&quiet("2026-02-03"), CaseOrder::Number, first, &["1-1", "1-2", "1-3", "1-4"], 4);
        check(&filter(|f| f.number = Some("1-3".to_owned())), due, first, &["1-3"], 1);
        check(&filter(|f| f.risk = Some("high".to_owned())), due, first, &["1-2", "1-1"], 2);
        let found = filter(|f| f.persons = Some(vec![PersonId(Uuid::from_u128(5_001))]));
        check(&found, due, first, &["1-1"], 1);
        check(&filter(|f| f.persons = Some(Vec::new())), due, first, &[], 0);

        let waiting = query::unallocated(&reader, &Scope::Office(office(OFFICE)), &[], first).unwrap();
        let unknown = [waiting.rows[0].case_id];
        let scope = Scope::Office(office(OFFICE));
        let without = query::unallocated(&reader, &scope, &unknown, first).unwrap();
        assert_eq!((waiting.total, without.total, without.rows.len()), (1, 0, 0));
        assert_eq!(numbers(&waiting), (vec!["1-3"], 1));
        let one = query::case_by_id(&reader, CaseId(Uuid::from_u128(1))).unwrap().unwrap();
        assert_eq!((one.name.as_deref(), one.officer), (Some("Б"), Some(officer(71))));
        assert_eq!(one.term_until, day("2027-01-04"));
        assert_eq!(query::case_by_id(&reader, CaseId(Uuid::from_u128(9))).unwrap(), None);
        let of_person = query::cases_of_person(&reader, one.person_id).unwrap();
        assert_eq!(of_person, [one]);
    }

    fn a_worklist_shows_what_waits_up_to_an_instant(place) {
        let store = place.open(TABLES);
        cases(&store);
        waiting(&store);
        let reader = store.read().unwrap();
        let until = instant("2026-03-05T00:00:00Z");
        let scope = Scope::Officer(officer(71));
        let clocks = query::open_clocks(&reader, &scope, until).unwrap();
        let rows: Vec<&str> = clocks.iter().map(|clock| clock.row.as_str()).collect();
        assert_eq!(rows, ["report_breach", "first_meeting"]);
        assert_eq!(clocks[0].case.name.as_deref(), None);
        assert_eq!(clocks[0].due_on, day("2026-03-02"));
        let planned = |scope: &Scope| {
            let from = jiff::Timestamp::MIN;
            query::appointments(&reader, scope, from, until, &["planned"]).unwrap()
        };
        let appointments = planned(&scope);
        let at: Vec<String> = appointments.iter().map(|one| one.at.to_string()).collect();
        assert_eq!(at, ["2026-03-02T04:00:00Z"]);
        assert_eq!(appointments[0].session.map(|one| one.to_string()), Some(id(9)));
        assert_eq!(appointments[0].topic.as_deref(), Some("anger"));
        let absences = query::absences(&reader, &scope, &["awaiting_reason"]).unwrap();
        let absences: Vec<&str> = absences.iter().map(|one| one.status.as_str()).collect();
        assert_eq!(absences, ["awaiting_reason"]);
        let contests = query::contests(&reader, &scope, &["awaiting_answer"]).unwrap();
        let contests: Vec<u32> = contests.iter().map(|one| one.contest_version).collect();
        assert_eq!(contests, [8]);
        let asked = query::countersignatures(&reader, &scope, &["asked"]).unwrap();
        let told = |row: &query::CountersignatureRow| {
            (row.asked_version, row.act.clone(), row.asked_by, row.answered_on)
        };
        let waiting: Vec<_> = asked.iter().map(told).collect();
        assert_eq!(waiting, [(15, "warning".to_owned(), Some(officer(71)), None)]);
        let signed = query::countersignatures(&reader, &scope, &["signed", "refused"]).unwrap();
        let signed: Vec<_> = signed.iter().map(told).collect();
        assert_eq!(signed, [(13, "violation".to_owned(), None, Some(day("2026-02-23")))]);
        let looks = query::second_looks(&reader, &scope).unwrap();
        let looks: Vec<_> = looks.iter().map(|one| (one.act_version, one.row.as_deref())).collect();
        assert_eq!(looks, [(4, Some("first_meeting")), (9, None)]);
        let elsewhere = query::second_looks(&reader, &Scope::Office(office("ZZ-09-09"))).unwrap();
        assert_eq!(elsewhere, []);
        let tasks = |rows: Vec<query::TaskRow>| {
            let told = |row: query::TaskRow| (row.task, row.until_on.is_some(), row.to_staff);
            rows.into_iter().map(told).collect::<Vec<_>>()
        };
        let handed = ("absence.4".to_owned(), false, Some(officer(73)));
        let put_off = ("clock.first_meeting.1".to_owned(), true, None);
        let found = query::tasks(&reader, &scope).unwrap();
        assert_eq!(tasks(found), [put_off, handed.clone()]);
        assert_eq!(tasks(query::tasks_handed_to(&reader, officer(73)).unwrap()), [handed]);
        assert_eq!(query::tasks(&reader, &Scope::Officer(officer(73))).unwrap(), []);
        let of_case = [clocks[0].case.case_id];
        let of_rows = query::open_clocks_of(&reader, &of_case, &["plan", "assessment"]).unwrap();
        let of_rows: Vec<&str> = of_rows.iter().map(|clock| clock.row.as_str()).collect();
        assert_eq!(of_rows, ["plan"], "one that runs out later is told, one that was met is not");
        assert_eq!(query::open_clocks_of(&reader, &[], &["plan"]).unwrap(), []);
        let drafted = query::submissions(&reader, &scope, &["drafted"]).unwrap();
        let drafted: Vec<_> = drafted.iter().map(|s| (s.drafted_by, s.draft_version)).collect();
        assert_eq!(drafted, [(Some(officer(71)), 7)]);
        let heard = |until: &str| {
            let rows = query::submissions_heard(&reader, &scope, instant(until)).unwrap();
            rows.into_iter().map(|one| one.status).collect::<Vec<_>>()
        };
        assert_eq!(heard("2026-03-04T05:00:00Z"), [""; 0], "a day is up to its end");
        assert_eq!(heard("2026-03-04T05:00:01Z"), ["drafted"], "what is decided is heard no more");
        let nobody = Scope::Officer(officer(73));
        assert_eq!(query::open_clocks(&reader, &nobody, until).unwrap(), []);
        assert_eq!(planned(&nobody), []);
        let of_court = query::submissions_to_court(&reader, "ZZ-C-01", &["drafted"]).unwrap();
        assert_eq!(of_court.len(), 1);
        assert_eq!(query::submissions_to_court(&reader, "ZZ-C-02", &["drafted"]).unwrap(), []);
        let paper = query::submission_by_digest(&reader, "ab").unwrap().unwrap();
        assert_eq!(paper.case.number, "1-20");
        assert_eq!(query::submission_by_digest(&reader, "cd").unwrap(), None);

        let now = instant("2026-03-03T00:00:00Z");
        let overview = query::overview(&reader, &Scope::Office(office(OFFICE)), &[], (now, until)).unwrap();
        let expected = query::Overview {
            unallocated: 1, active: 3, suspended: 0, overdue: 1, due_soon: 1, outcome_due: 1,
            awaiting_reason: 1, violations: 0, to_approve: 1, at_court: 0,
        };
        assert_eq!(overview, expected);
        let by_office = query::overviews_by_office(&reader, &Scope::Everything, &[], (now, until)).unwrap();
        assert_eq!(by_office.keys().collect::<Vec<_>>(), [&office(OFFICE)]);
        let loads = query::caseloads(&reader, &Scope::Everything, &[], now).unwrap();
        let load = query::Caseload { active: 3, suspended: 0, high_risk: 2, overdue: 1 };
        assert_eq!(loads.into_iter().collect::<Vec<_>>(), [((office(OFFICE), officer(71)), load)]);
    }

    fn terms_are_found_that_are_served_to_a_share_on_these_days(place) {
        let store = place.open(TABLES);
        let of = |number: u128, violations: i64, asked: bool| {
            let mut case = case_row(number, OFFICE, Some(71), "active");
            let column = CASE.columns.iter().position(|one| one.name == "violations").unwrap();
            case[column] = violations.into();
            let submission = row(&SUBMISSION, &[
                ("submission_id", id(number).into()), ("case_id", id(number).into()),
                ("office", OFFICE.into()), ("officer", Some(id(71)).into()),
                ("kind", "end_early".into()), ("status", "drafted".into()),
                ("drafted_on", day("2026-07-01").into()), ("court", "ZZ-C-01".into()),
            ]);
            let submissions = if asked { vec![submission] } else { Vec::new() };
            put(&store, number, 1, vec![(&CASE, vec![case]), (&SUBMISSION, submissions)]);
        };
        of(31, 0, false);
        of(32, 1, false);
        of(33, 0, true);
        let reader = store.read().unwrap();
        let scope = Scope::Officer(officer(71));
        // From 5 January 2026 to 4 January 2027: half of 365 days is served on 6 July.
        let found = |from: &str, until: &str| {
            let days = (day(from), day(until));
            let rows = query::terms_served(&reader, &scope, (1, 2), days).unwrap();
            rows.into_iter().map(|row| (row.case.number, row.from, row.until)).collect::<Vec<_>>()
        };
        let one = vec![("1-31".to_owned(), day("2026-01-05"), day("2027-01-04"))];
        assert_eq!(found("2026-06-30", "2026-07-06"), one);
        assert_eq!(found("2026-07-06", "2026-07-12"), one);
        assert_eq!(found("2026-06-20", "2026-06-26"), []);
        assert_eq!(found("2026-07-20", "2026-07-26"), []);
    }

    fn staff_are_listed_by_the_posts_they_hold_on_a_day(place) {
        let store = place.open(TABLES);
        let post = |name: &str, from: &str, until: Option<&str>| row(&STAFF, &[
            ("staff_id", id(71).into()), ("display_name", name.into()), ("role", "officer".into()),
            ("office", OFFICE.into()), ("from_on", day(from).into()),
            ("until_on", until.map(day).into()),
        ]);
        let posts = vec![
            post("Осмонов", "2025-01-01", Some("2026-01-01")),
            post("Осмонов", "2026-02-01", None),
        ];
        put(&store, 71, 1, vec![(&STAFF, posts)]);
        let reader = store.read().unwrap();
        let check = |on: &str, expected: usize| {
            let office = office(OFFICE);
            let found = query::staff(&reader, Some(&office), day(on)).unwrap();
            assert_eq!(found.len(), expected, "{on}");
        };
        check("2024-12-31", 0);
        check("2025-01-01", 1);
        check("2025-12-31", 1);
        check("2026-01-01", 0);
        check("2026-02-01", 1);
        assert_eq!(query::staff(&reader, Some(&office(OTHER)), day("2025-06-01")).unwrap(), []);
        assert_eq!(query::staff_by_id(&reader, officer(71)).unwrap().len(), 2);
        assert_eq!(query::staff_by_id(&reader, officer(72)).unwrap(), []);
    }

    fn people_are_found_by_any_of_their_tokens(place) {
        let store = place.open(TABLES);
        cases(&store);
        let reader = store.read().unwrap();
        let any = query::people_with_any(&reader, &[11, 12, 13]).unwrap();
        let expected = [5_001, 5_002].map(|number| PersonId(Uuid::from_u128(number)));
        assert_eq!(any, expected);
        assert_eq!(query::people_with_any(&reader, &[]).unwrap(), []);
        let rows = query::persons(&reader, &any).unwrap();
        assert_eq!(rows.iter().map(|one| one.name.as_str()).collect::<Vec<_>>(), ["Б", "А"]);
        assert_eq!(query::person_by_id(&reader, PersonId(Uuid::from_u128(9))).unwrap(), None);
    }

    fn cases_are_found_by_the_tokens_of_their_person(place) {
        let store = place.open(TABLES);
        cases(&store);
        let reader = store.read().unwrap();
        let check = |among: &Among, words: &[Vec<i64>], expected: &[&str]| {
            let found = query::cases_of_named(&reader, among, words).unwrap();
            let numbers: Vec<&str> = found.iter().map(|one| one.case.number.as_str()).collect();
            assert_eq!(numbers, expected, "{words:?}");
        };
        let everywhere = among(Scope::Everything, &[]);
        check(&everywhere, &[vec![10]], &["1-2", "1-1"]);
        check(&everywhere, &[vec![10], vec![12]], &["1-2"]);
        check(&everywhere, &[vec![11, 12]], &["1-2", "1-1"]);
        check(&everywhere, &[vec![10, 11]], &["1-2", "1-1"]);
        check(&everywhere, &[vec![11], vec![12]], &[]);
        check(&everywhere, &[vec![13]], &[]);
        check(&everywhere, &[], &[]);
        check(&everywhere, &[vec![]], &[]);
        check(&among(Scope::Office(office(OTHER)), &[]), &[vec![10]], &[]);
        check(&among(Scope::Everything, &[2]), &[vec![10]], &["1-1"]);
    }

    fn cases_are_found_by_what_stands_in_their_record(place) {
        let store = place.open(TABLES);
        for (number, code) in [(1, OFFICE), (2, OFFICE), (3, OTHER)] {
            let case = case_row(number, code, Some(71), "active");
            let postings = [20, 20 + number as i64].map(|token| vec![Cell::Integer(token)]);
            let views = vec![
                (&CASE, vec![case]),
                (&CASE_POSTING, postings.to_vec()),
                (&CASE_WORDS, vec![vec![Cell::Bytes(vec![number as u8])]]),
                (&CASE_NUMBER, vec![vec![format!("{number}.25").into()], vec!["7".into()]]),
            ];
            put(&store, number, 1, views);
        }
        let reader = store.read().unwrap();
        let here = among(Scope::Office(office(OFFICE)), &[]);
        let posted = |among: &Among, tokens: &[i64], expected: &[&str]| {
            let found = query::cases_posted(&reader, among, tokens).unwrap();
            let numbers: Vec<&str> = found.iter().map(|one| one.number.as_str()).collect();
            assert_eq!(numbers, expected, "{tokens:?}");
        };
        posted(&here, &[20], &["1-1", "1-2"]);
        posted(&here, &[20, 22], &["1-2"]);
        posted(&here, &[23], &[]);
        posted(&here, &[], &[]);
        posted(&among(Scope::Everything, &[3]), &[20], &["1-1", "1-2"]);
        let numbered = |forms: &[&str]| {
            let forms: Vec<String> = forms.iter().map(|form| (*form).to_owned()).collect();
            query::cases_numbered(&reader, &here, &forms).unwrap().len()
        };
        assert_eq!((numbered(&["2.25"]), numbered(&["7"]), numbered(&["3.25"])), (1, 2, 0));
        assert_eq!((numbered(&["2.25", "1.25"]), numbered(&[])), (2, 0));
        let words = query::words_of_cases(&reader, &here).unwrap();
        let words: Vec<(CaseId, &[u8])> =
            words.iter().map(|one| (one.case_id, one.words.as_slice())).collect();
        let case = |number| CaseId(Uuid::from_u128(number));
        assert_eq!(words, [(case(2), &[2_u8][..]), (case(1), &[1])]);
        assert_eq!(query::words_of_cases(&reader, &among(Scope::Everything, &[2])).unwrap().len(), 2);
    }

    fn pairs_of_records_are_found_from_either_side(place) {
        let store = place.open(TABLES);
        let pairs = [(1, 2, "waiting", 20), (3, 4, "joined", 5), (5, 6, "waiting", 10)];
        for (main, other, status, at) in pairs {
            let pair = row(&MERGE, &[
                ("person_id", id(main).into()), ("other_id", id(other).into()),
                ("status", status.into()), ("proposed_at", Cell::Integer(at)),
            ]);
            put(&store, main, 1, vec![(&MERGE, vec![pair])]);
        }
        let reader = store.read().unwrap();
        let person = |number| PersonId(Uuid::from_u128(number));
        let of = |numbers: &[u128]| {
            let persons: Vec<PersonId> = numbers.iter().map(|number| person(*number)).collect();
            let rows = query::merges_of(&reader, &persons).unwrap();
            rows.into_iter().map(|row| (row.main, row.other, row.is_joined)).collect::<Vec<_>>()
        };
        assert_eq!(of(&[1]), [(person(1), person(2), false)]);
        assert_eq!(of(&[4]), [(person(3), person(4), true)]);
        assert_eq!(of(&[3, 4]), [(person(3), person(4), true)]);
        assert_eq!(of(&[7]), []);
        assert_eq!(of(&[]), []);
        let waiting = query::merges_waiting(&reader).unwrap();
        assert_eq!(waiting.iter().map(|row| row.main).collect::<Vec<_>>(), [person(5), person(1)]);
    }

    fn messages_and_reviews_are_listed_by_status(place) {
        let store = place.open(TABLES);
        for (number, status) in [(1_u128, "rejected"), (2, "review"), (3, "review")] {
            let at = instant("2026-03-01T00:00:00Z").as_microsecond() + number as i64;
            let message = row(&MESSAGE, &[
                ("message_id", id(number).into()), ("direction", "in".into()),
                ("kind", "judgment".into()), ("counterpart", "court-1".into()),
                ("number", format!("J-{number}").into()), ("status", status.into()),
                ("received_at", Cell::Integer(at)), ("digest", "ab".into()),
                ("office", OFFICE.into()),
            ]);
            let review = row(&REVIEW, &[
                ("message_id", id(number).into()), ("office", OFFICE.into()),
                ("status", if number == 3 { "decided" } else { "open" }.into()),
                ("opened_at", Cell::Integer(at)), ("candidates", 2_i64.into()),
            ]);
            put(&store, number, 1, vec![(&MESSAGE, vec![message]), (&REVIEW, vec![review])]);
        }
        let reader = store.read().unwrap();
        let all = MessageFilter::default();
        let listed = query::messages(&reader, &all, Page::first(2)).unwrap();
        let found: Vec<_> = listed.rows.iter().map(|one| one.number.clone().unwrap()).collect();
        assert_eq!((found, listed.total), (vec!["J-3".to_owned(), "J-2".to_owned()], 3));
        let narrow = MessageFilter {
            status: Some("review".to_owned()),
            counterpart: Some("court-1".to_owned()),
            number: Some("J-2".to_owned()),
            ..MessageFilter::default()
        };
        assert_eq!(query::messages(&reader, &narrow, Page::first(9)).unwrap().total, 1);
        let of = |offices: &[&str]| {
            let offices = Some(offices.iter().map(|code| office(code)).collect());
            let filter = MessageFilter { offices, ..MessageFilter::default() };
            query::messages(&reader, &filter, Page::first(9)).unwrap().total
        };
        assert_eq!((of(&[OFFICE, OTHER]), of(&[OTHER]), of(&[])), (3, 0, 0));
        let counts: Vec<_> = query::message_counts(&reader).unwrap().into_iter().collect();
        assert_eq!(counts, [("rejected".to_owned(), 1), ("review".to_owned(), 2)]);
        let one = query::message_by_id(&reader, listed.rows[0].message_id).unwrap();
        assert_eq!(one.as_ref(), listed.rows.first());
        let open = query::reviews(&reader, "open", None, Page::first(1)).unwrap();
        assert_eq!((open.rows.len(), open.total, open.rows[0].candidates), (1, 2, 2));
        let foreign = query::reviews(&reader, "open", Some(&[office(OTHER)]), Page::first(9));
        assert_eq!(foreign.unwrap().total, 0);
    }

    fn needs_and_results_are_listed_newest_first(place) {
        let store = place.open(TABLES);
        let need = |number: u128, on: &str| row(&NEED, &[
            ("need_id", id(number).into()), ("office", OFFICE.into()),
            ("indicator", "in_time".into()), ("competence", "planning".into()),
            ("value_permille", 700_i64.into()), ("threshold_permille", 900_i64.into()),
            ("position", 1_i64.into()), ("raised_on", day(on).into()), ("status", "open".into()),
        ]);
        let result = |on: &str, value: Option<i64>| row(&RESULT, &[
            ("project_id", id(9).into()), ("standard", "tokyo_rules".into()),
            ("rule", "10.1".into()), ("indicator", "in_time".into()),
            ("value_permille", value.into()), ("position", 1_i64.into()),
            ("published_on", day(on).into()),
        ]);
        put(&store, 1, 1, vec![(&NEED, vec![need(1, "2026-01-01"), need(2, "2026-02-01")])]);
        let both = vec![result("2026-01-01", None), result("2026-02-01", Some(7))];
        put(&store, 9, 1, vec![(&RESULT, both)]);
        let reader = store.read().unwrap();
        let needs = query::needs(&reader, Some("open"), Some(&office(OFFICE))).unwrap();
        let days: Vec<String> = needs.iter().map(|need| need.raised_on.to_string()).collect();
        assert_eq!(days, ["2026-02-01", "2026-01-01"]);
        assert_eq!(query::needs(&reader, Some("answered"), None).unwrap(), []);
        let results = query::results(&reader, Some("tokyo_rules"), Some("10.1")).unwrap();
        let values: Vec<_> = results.iter().map(|result| result.value_permille).collect();
        assert_eq!(values, [Some(7), None]);
        assert_eq!(query::results(&reader, Some("nelson_mandela_rules"), None).unwrap(), []);
    }

    fn drafts_of_law_are_listed_the_last_changed_first(place) {
        let store = place.open(TABLES);
        let draft = |number: u128, changed: &str| row(&LAW_DRAFT, &[
            ("draft_id", id(number).into()), ("code", "first_interview".into()),
            ("in_force_from", day("2026-12-01").into()), ("status", "draft".into()),
            ("begun_on", day("2026-10-01").into()), ("changed_on", day(changed).into()),
        ]);
        put(&store, 1, 1, vec![(&LAW_DRAFT, vec![draft(1, "2026-10-05")])]);
        put(&store, 2, 1, vec![(&LAW_DRAFT, vec![draft(2, "2026-10-06")])]);
        let reader = store.read().unwrap();
        let drafts = query::law_drafts(&reader).unwrap();
        let days: Vec<String> = drafts.iter().map(|one| one.changed_on.to_string()).collect();
        assert_eq!(days, ["2026-10-06", "2026-10-05"]);
        assert_eq!(drafts[0].in_force_from, day("2026-12-01"));
    }

    fn a_campaign_reads_open_cases_and_the_submissions_that_rest_on_its_row(place) {
        let store = place.open(TABLES);
        let submission = |number: u128, row_of_law: &str| row(&SUBMISSION, &[
            ("submission_id", id(number).into()), ("case_id", id(20).into()),
            ("office", OFFICE.into()), ("kind", "end_early".into()),
            ("status", "drafted".into()), ("drafted_on", day("2026-11-02").into()),
            ("court", "ZZ-C-01".into()), ("law_row", row_of_law.into()),
        ]);
        let own = vec![submission(1, "amnesty"), submission(2, "early_discharge_after")];
        let case = |number, status| case_row(number, OFFICE, None, status);
        let held = row(&ATTRIBUTE, &[
            ("case_id", id(20).into()), ("office", OFFICE.into()),
            ("attribute", "pregnant".into()), ("until_on", day("2026-12-01").into()),
        ]);
        let damage = row(&DAMAGE, &[
            ("case_id", id(20).into()), ("office", OFFICE.into()),
            ("owed", 1_000_i64.into()), ("paid", 400_i64.into()),
        ]);
        put(&store, 20, 1, vec![
            (&CASE, vec![case(20, "active")]),
            (&SUBMISSION, own),
            (&ATTRIBUTE, vec![held]),
            (&DAMAGE, vec![damage]),
        ]);
        let position = store.read().unwrap().head().unwrap().seq;
        put(&store, 21, 1, vec![(&CASE, vec![case(21, "closed")])]);
        let reader = store.read().unwrap();
        let scope = Scope::Office(office(OFFICE));
        let cases = query::campaign_cases(&reader, None).unwrap();
        assert_eq!(cases[0].attributes, [("pregnant".to_owned(), None, Some(day("2026-12-01")))]);
        assert_eq!(cases[0].damage, Some((1_000, 400)));
        let changed = query::streams_changed_since(&reader, position, 5).unwrap().unwrap();
        assert_eq!(changed.len(), 1, "the case that came since");
        assert_eq!(query::campaign_cases(&reader, Some(&changed)).unwrap(), [], "it is closed");
        let own = [cases[0].stream_no];
        assert_eq!(query::campaign_cases(&reader, Some(&own)).unwrap(), cases);
        assert_eq!(query::streams_changed_since(&reader, 0, 1).unwrap(), None, "more than one");
        let resting = query::submissions_resting_on(&reader, "amnesty", &scope, &[]).unwrap();
        let ids: Vec<String> = cases.iter().map(|one| one.case_id.to_string()).collect();
        assert_eq!(ids, [id(20)]);
        assert_eq!(resting.len(), 1);
        assert_eq!((resting[0].drafted_on, resting[0].decided_on), (day("2026-11-02"), None));
        // A case from which the reader is excluded is in neither.
        let except = [cases[0].case_id];
        let other = query::submissions_resting_on(&reader, "amnesty", &scope, &except).unwrap();
        assert_eq!(other, []);
        let elsewhere = Scope::Office(office(OTHER));
        let none = query::submissions_resting_on(&reader, "amnesty", &elsewhere, &[]).unwrap();
        assert_eq!(none, []);
    }

    fn whose_cases_are_is_told_of_those_that_are_asked_about(place) {
        let store = place.open(TABLES);
        for number in [20, 21] {
            let case = case_row(number, OFFICE, None, "active");
            put(&store, number, 1, vec![(&CASE, vec![case])]);
        }
        let reader = store.read().unwrap();
        let case = |number: u128| CaseId(Uuid::from_u128(number));
        let found = query::persons_of_cases(&reader, &[case(20), case(99)]).unwrap();
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].0, case(20));
        assert_eq!(query::persons_of_cases(&reader, &[]).unwrap(), []);
    }
}

/// Work that waits for officer 71, and some that does not.
pub(crate) fn waiting(store: &Store) {
    let case = case_row(20, OFFICE, Some(71), "active");
    let clock = |name: &str, state: &str, due: &str| {
        row(
            &CLOCK,
            &[
                ("case_id", id(20).into()),
                ("office", OFFICE.into()),
                ("officer", Some(id(71)).into()),
                ("domain", "non_custodial".into()),
                ("row", name.into()),
                ("edition", day("2020-01-01").into()),
                ("bearer", "officer".into()),
                ("from_at", instant("2026-01-01T00:00:00Z").into()),
                ("due_at", instant(due).into()),
                ("due_on", instant(due).to_zoned(jiff::tz::TimeZone::UTC).date().into()),
                ("due_month", (2026_i64 * 12 + 2).into()),
                ("started_version", 1_i64.into()),
                ("suspended_days", 0_i64.into()),
                ("state", state.into()),
            ],
        )
    };
    let clocks = vec![
        clock("first_meeting", "open", "2026-03-04T00:00:00Z"),
        clock("report_breach", "open", "2026-03-02T00:00:00Z"),
        clock("plan", "open", "2026-03-05T00:00:00Z"),
        clock("assessment", "in_time", "2026-03-01T00:00:00Z"),
    ];
    let appointment = |number: u128, at: &str, status: &str| {
        row(
            &APPOINTMENT,
            &[
                ("appointment_id", id(number).into()),
                ("case_id", id(20).into()),
                ("office", OFFICE.into()),
                ("officer", Some(id(71)).into()),
                ("at", instant(at).into()),
                ("on_day", day("2026-03-02").into()),
                ("kind", "meeting".into()),
                ("status", status.into()),
                ("session", (number == 1).then(|| id(9)).into()),
                ("topic", (number == 1).then_some("anger").into()),
            ],
        )
    };
    let appointments = vec![
        appointment(1, "2026-03-02T04:00:00Z", "planned"),
        appointment(2, "2026-03-01T04:00:00Z", "held"),
        appointment(3, "2026-03-05T00:00:00Z", "planned"),
    ];
    let absence = |status: &str| {
        row(
            &ABSENCE,
            &[
                ("absence_version", 3_i64.into()),
                ("case_id", id(20).into()),
                ("office", OFFICE.into()),
                ("officer", Some(id(71)).into()),
                ("on_day", day("2026-02-20").into()),
                ("status", status.into()),
            ],
        )
    };
    let contest = |version: i64, status: &str| {
        row(
            &CONTEST,
            &[
                ("contest_version", version.into()),
                ("case_id", id(20).into()),
                ("office", OFFICE.into()),
                ("officer", Some(id(71)).into()),
                ("on_day", day("2026-02-21").into()),
                ("status", status.into()),
            ],
        )
    };
    let look = |version: i64, row_of_law: Option<&str>, known_on: &str| {
        row(
            &SECOND_LOOK,
            &[
                ("case_id", id(20).into()),
                ("office", OFFICE.into()),
                ("officer", Some(id(71)).into()),
                ("act", "violation".into()),
                ("act_version", version.into()),
                ("act_on", day("2026-02-21").into()),
                ("cause", "kept_after_all".into()),
                ("row", row_of_law.into()),
                ("known_on", day(known_on).into()),
            ],
        )
    };
    let looks = vec![look(9, None, "2026-03-01"), look(4, Some("first_meeting"), "2026-02-25")];
    let submission = |number: u128, status: &str, digest: Option<&str>| {
        row(
            &SUBMISSION,
            &[
                ("submission_id", id(number).into()),
                ("case_id", id(20).into()),
                ("office", OFFICE.into()),
                ("officer", Some(id(71)).into()),
                ("kind", "replace_measure".into()),
                ("status", status.into()),
                ("drafted_on", day("2026-02-21").into()),
                ("drafted_by", Some(id(71)).into()),
                ("draft_version", 7_i64.into()),
                ("hearing_at", Cell::Integer(instant("2026-03-04T05:00:00Z").as_microsecond())),
                ("digest", digest.into()),
                ("court", "ZZ-C-01".into()),
            ],
        )
    };
    let signature = |version: i64, act: &str, answered: Option<&str>| {
        let by = answered.is_none().then(|| id(71));
        row(
            &COUNTERSIGNATURE,
            &[
                ("asked_version", version.into()),
                ("case_id", id(20).into()),
                ("office", OFFICE.into()),
                ("officer", Some(id(71)).into()),
                ("asked_on", day("2026-02-22").into()),
                ("asked_by", by.into()),
                ("act", act.into()),
                ("status", answered.map_or("asked", |_| "signed").into()),
                ("answered_on", answered.map(day).into()),
            ],
        )
    };
    let signatures =
        vec![signature(13, "violation", Some("2026-02-23")), signature(15, "warning", None)];
    let task = |name: &str, until: Option<&str>, to: Option<u128>| {
        row(
            &TASK,
            &[
                ("case_id", id(20).into()),
                ("office", OFFICE.into()),
                ("officer", Some(id(71)).into()),
                ("task", name.into()),
                ("until_on", until.map(day).into()),
                ("to_staff", to.map(id).into()),
                ("task_version", 12_i64.into()),
            ],
        )
    };
    let tasks = vec![
        task("clock.first_meeting.1", Some("2026-03-04"), None),
        task("absence.4", None, Some(73)),
    ];
    let views = vec![
        (&CASE, vec![case]),
        (&TASK, tasks),
        (&CLOCK, clocks),
        (&APPOINTMENT, appointments),
        (&ABSENCE, vec![absence("accepted"), absence("awaiting_reason")]),
        (&CONTEST, vec![contest(6, "upheld"), contest(8, "awaiting_answer")]),
        (&COUNTERSIGNATURE, signatures),
        (&SECOND_LOOK, looks),
        (&SUBMISSION, vec![submission(1, "drafted", None), submission(2, "decided", Some("ab"))]),
    ];
    put(store, 20, 3, views);
}
