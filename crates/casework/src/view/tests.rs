//! Tests of the rows.

use super::*;
use crate::clocks::clocks;
use crate::codes::Risk;
use crate::invented::{Story, calendar, day, pack};
use crate::review::second_looks;
use bagyt_core::view::{Cell, ColumnType, ViewRow, ViewTable, day_number};

fn all_rows(story: &Story) -> Vec<ViewRows> {
    let (pack, calendar) = (pack(), calendar());
    let clocks = clocks(&story.case, &pack, &calendar).unwrap();
    let looks = second_looks(&story.case, &clocks, &story.facts, &pack, &calendar).unwrap();
    views(&story.case, &clocks, &looks)
}

fn rows(story: &Story, table: &'static ViewTable) -> Vec<ViewRow> {
    let all = all_rows(story);
    all.into_iter().find(|rows| rows.table == table).unwrap().rows
}

/// The cell of a column in the row of that number.
#[track_caller]
fn check(story: &Story, table: &'static ViewTable, row: usize, column: &str, cell: Cell) {
    let place = table.columns.iter().position(|known| known.name == column).unwrap();
    assert_eq!(rows(story, table)[row][place], cell, "{column}");
}

fn on(text: &str) -> Cell {
    Cell::Integer(day_number(day(text)))
}

#[test]
fn every_row_has_a_cell_for_each_column_of_its_type() {
    let all = all_rows(&Story::whole());
    let staff = staff_views(&Staff::unknown(crate::invented::OFFICER));
    let service = service_views(&crate::service::shelter(None));
    let employer = employer_views(&crate::employer::bakery(1));
    let act = prosecutor_act_views(&crate::prosecutor::answered());
    let study = time_study_views(&crate::time_study::answered());
    let wish = wish_views(&crate::wish::wished());
    let notebook = notebook_views(&crate::notebook::of_one_note());
    let mut told: Vec<&str> = all
        .iter()
        .chain(&staff)
        .chain(&service)
        .chain(&notebook)
        .chain(&wish)
        .chain(&employer)
        .chain(&act)
        .chain(&study)
        .map(|rows| rows.table.name)
        .collect();
    told.sort_unstable();
    let mut declared: Vec<&str> = TABLES.iter().map(|table| table.name).collect();
    declared.sort_unstable();
    assert_eq!(told, declared);
    let work = crate::community_service::worked_story();
    let of_work = views(&work.case, &[], &[]).into_iter().filter(|rows| *rows.table == WORK);
    // A story that was told to its end has no act to look at.
    let of_acts = all_rows(&Story::relied().met("2025-04-14"));
    let of_acts = of_acts.into_iter().filter(|rows| *rows.table == SECOND_LOOK);
    let of_tasks = all_rows(&Story::opened().absent("2025-04-07").put_off(2));
    let of_tasks = of_tasks.into_iter().filter(|rows| *rows.table == TASK);
    let of_help = all_rows(&Story::opened().referred("2025-04-07"));
    let of_help = of_help.into_iter().filter(|rows| [REFERRAL, PROGRESS].contains(rows.table));
    let of_lawyers = all_rows(&Story::lawyer_asked());
    let of_lawyers = of_lawyers.into_iter().filter(|rows| *rows.table == LAWYER);
    let of_abroad = all_rows(&Story::opened().asked_abroad("2025-04-07"));
    let of_abroad = of_abroad.into_iter().filter(|rows| *rows.table == ABROAD);
    let of_devices = all_rows(&Story::strap_opened());
    let of_devices = of_devices.into_iter().filter(|rows| [DEVICE, ALERT].contains(rows.table));
    let of_specialists = all_rows(&Story::in_session());
    let of_specialists =
        of_specialists.into_iter().filter(|rows| [SPECIALIST, SESSION].contains(rows.table));
    let of_programmes = all_rows(&Story::enrolled());
    let of_programmes = of_programmes.into_iter().filter(|rows| *rows.table == PROGRAMME);
    let of_jobs = all_rows(&Story::working());
    let of_jobs = of_jobs.into_iter().filter(|rows| *rows.table == JOB);
    let of_turns = all_rows(&turned());
    let of_turns = of_turns.into_iter().filter(|rows| [RISK, ATTRIBUTE].contains(rows.table));
    let of_damage = all_rows(&Story::owing_damage());
    let of_damage = of_damage.into_iter().filter(|rows| *rows.table == DAMAGE);
    let apart = [
        WORK,
        SECOND_LOOK,
        TASK,
        REFERRAL,
        PROGRESS,
        LAWYER,
        ABROAD,
        DEVICE,
        ALERT,
        SPECIALIST,
        SESSION,
        JOB,
        PROGRAMME,
        RISK,
        ATTRIBUTE,
        DAMAGE,
    ];
    let all = all.into_iter().filter(|rows| !apart.contains(rows.table)).chain(service);
    let all = all.chain(of_work).chain(of_acts).chain(of_tasks).chain(of_help).chain(of_lawyers);
    let all = all.chain(of_abroad);
    let all = all
        .chain(of_devices)
        .chain(of_specialists)
        .chain(notebook)
        .chain(wish)
        .chain(of_jobs)
        .chain(of_turns)
        .chain(of_damage)
        .chain(of_programmes)
        .chain(employer)
        .chain(act);
    for ViewRows { table, rows } in all {
        assert!(!rows.is_empty(), "{}", table.name);
        for row in &rows {
            assert_eq!(row.len(), table.columns.len(), "{}", table.name);
            for (cell, column) in row.iter().zip(table.columns) {
                let fits = match cell {
                    Cell::Null => true,
                    Cell::Integer(_) => column.kind == ColumnType::Integer,
                    Cell::Text(_) => column.kind == ColumnType::Text,
                    Cell::Bytes(_) => column.kind == ColumnType::Bytes,
                };
                assert!(fits, "{}.{} is {cell:?}", table.name, column.name);
            }
        }
    }
}

/// An open case of a parent of a small child whose risk was assessed twice, otherwise each time.
fn turned() -> Story {
    let story = Story::opened().assessed("2025-04-01", Risk::Low);
    let story = story.assessed("2025-05-01", Risk::High);
    let command = crate::attribute::EstablishAttribute {
        attribute: "parent_of_child_under_14".to_owned(),
        from: crate::invented::on("2025-05-02"),
        until: Some(day("2025-06-30")),
        evidence: crate::attribute::Evidence::IdentityDocument,
        words: "birth certificate".to_owned(),
    };
    let pack = pack();
    let known = pack.attributes(day("2025-05-02"));
    let facts = crate::attribute::establish(&story.case, &command, &known, day("2025-05-02"));
    story.then("2025-05-02", facts.unwrap())
}

#[test]
fn a_changed_risk_and_the_days_of_an_attribute_stand_in_rows_of_their_own() {
    let story = turned();
    check(&story, &RISK, 0, "risk_before", "low".into());
    check(&story, &RISK, 0, "changed_on", on("2025-05-01"));
    check(&story, &ATTRIBUTE, 0, "attribute", "parent_of_child_under_14".into());
    check(&story, &ATTRIBUTE, 0, "until_on", on("2025-07-01"));
    let again = story.assessed("2025-06-01", Risk::High);
    assert_eq!(rows(&again, &RISK), [] as [ViewRow; 0], "the same risk again is no change");
    let over = again.closed("2026-09-20");
    assert_eq!(rows(&over, &ATTRIBUTE), [] as [ViewRow; 0]);
}

#[test]
fn what_is_paid_of_a_damage_stands_beside_it() {
    let story = Story::owing_damage();
    check(&story, &DAMAGE, 0, "owed", Cell::Integer(100_000));
    check(&story, &DAMAGE, 0, "paid", Cell::Integer(40_000));
}

#[test]
fn every_index_names_columns_of_its_table() {
    for table in TABLES {
        let columns = |index: &'static str| index.split(" WHERE ").next().unwrap_or(index);
        for column in table.indexes.iter().flat_map(|index| columns(index).split(',')) {
            let known = table.columns.iter().any(|known| known.name == column);
            assert!(known, "{}.{column}", table.name);
        }
    }
}

#[test]
fn a_case_shows_its_nearest_open_limit() {
    let story = Story::opened();
    check(&story, &CASE, 0, "next_due_row", "allocation".into());
    let story = story.allocated();
    check(&story, &CASE, 0, "next_due_row", "registration".into());
    check(&story, &CASE, 0, "status", "active".into());
    check(&story, &CASE, 0, "term_until", on("2026-02-28"));
}

#[test]
fn an_excuse_takes_the_counts_of_the_case_down() {
    let story = Story::twice_warned();
    check(&story, &CASE, 0, "warnings", Cell::Integer(2));
    check(&story, &CASE, 0, "violations", Cell::Integer(2));
    let story = story.excused(4, "2025-06-01");
    check(&story, &CASE, 0, "warnings", Cell::Integer(1));
    check(&story, &CASE, 0, "violations", Cell::Integer(1));
    check(&story, &ABSENCE, 0, "status", "accepted".into());
    check(&story, &ABSENCE, 1, "status", "warned".into());
}

#[test]
fn a_contest_waits_in_the_list_until_it_is_answered() {
    let story = Story::twice_warned();
    let version = story.case.violations[0].mark.version;
    let story = story.contested(version, "2025-06-01");
    check(&story, &CONTEST, 0, "status", "awaiting_answer".into());
    let command = crate::contest::AnswerContest {
        contest: story.newest(),
        answered: crate::invented::on("2025-06-02"),
        upheld: true,
        words: "the door was locked".to_owned(),
    };
    let facts = crate::contest::answer(&story.case, &command, crate::invented::day("2025-06-02"));
    let story = story.then("2025-06-02", facts.unwrap());
    check(&story, &CONTEST, 0, "status", "upheld".into());
    check(&story, &CASE, 0, "warnings", Cell::Integer(1));
}

#[test]
fn an_act_that_needs_a_second_look_is_a_row_with_the_old_and_the_new_moment() {
    let story = Story::relied().met("2025-04-14");
    check(&story, &SECOND_LOOK, 0, "act", "violation".into());
    check(&story, &SECOND_LOOK, 0, "act_version", Cell::Integer(3));
    check(&story, &SECOND_LOOK, 0, "cause", "kept_after_all".into());
    check(&story, &SECOND_LOOK, 0, "row", "registration_visit".into());
    check(&story, &SECOND_LOOK, 0, "known_version", Cell::Integer(4));
    assert_eq!(rows(&story.upheld(), &SECOND_LOOK), Vec::<ViewRow>::new());
}

#[test]
fn lists_follow_the_case_to_its_new_office() {
    let story = Story::opened().allocated().absent("2025-04-07").transferred("2025-05-01");
    check(&story, &ABSENCE, 0, "office", "ZZ-04-01".into());
    check(&story, &ABSENCE, 0, "officer", Cell::Null);
}

#[test]
fn a_submission_shows_how_far_it_has_come() {
    let story = Story::twice_warned().drafted("2025-06-01");
    check(&story, &SUBMISSION, 0, "status", "drafted".into());
    check(&story, &SUBMISSION, 0, "digest", Cell::Null);
    let story = story.approved("2025-06-02");
    check(&story, &SUBMISSION, 0, "approved_on", on("2025-06-02"));
    check(&story, &SUBMISSION, 0, "digest", "ab".repeat(32).into());
    let story = Story::whole();
    check(&story, &SUBMISSION, 0, "status", "decided".into());
    check(&story, &SUBMISSION, 0, "outcome", "extended".into());
}

#[test]
fn a_post_is_a_row_of_staff() {
    let mut staff = Staff::unknown(crate::invented::OFFICER);
    assert_eq!(staff_views(&staff)[0].rows, Vec::<ViewRow>::new());
    staff.names = StaffNames {
        surname: "Асанова".to_owned(),
        given_name: "Бермет".to_owned(),
        patronymic: None,
    };
    staff.posts.push(crate::staff::StaffPost {
        mark: Story::opened().case.opened,
        role: crate::codes::Role::Officer,
        office: crate::invented::office("ZZ-03-02"),
        until_on: None,
    });
    let row = &staff_views(&staff)[0].rows[0];
    assert_eq!(row[1], "Асанова Бермет".into());
    assert_eq!(row[4], on("2025-03-11"));
    assert_eq!(row[5], Cell::Null);
}

#[test]
fn a_referral_waits_in_the_list_until_the_next_step_is_taken() {
    let story = Story::opened().allocated().referred("2025-04-07");
    check(&story, &REFERRAL, 0, "awaits", "answer".into());
    check(&story, &REFERRAL, 0, "awaited_by", on("2025-04-21"));
    let story = story.accepted("2025-04-10");
    check(&story, &REFERRAL, 0, "accepted_on", on("2025-04-10"));
    check(&story, &REFERRAL, 0, "awaits", "attendance".into());
    let story = story.begun("2025-04-15").helped("2025-05-20");
    check(&story, &REFERRAL, 0, "started_on", on("2025-04-15"));
    check(&story, &REFERRAL, 0, "status", "ended".into());
    check(&story, &REFERRAL, 0, "reason", "done".into());
    check(&story, &REFERRAL, 0, "awaits", Cell::Null);
}

#[test]
fn a_service_is_one_row_with_the_needs_that_it_answers() {
    let row = &service_views(&crate::service::shelter(Some("2025-06-01")))[0].rows[0];
    assert_eq!(row[3], "accommodation documents".into());
    assert_eq!(row[4], "Night shelter".into());
    assert_eq!(row[8], on("2025-06-01"));
    let unknown = crate::service::Service::unknown(crate::service::shelter(None).id);
    assert_eq!(service_views(&unknown)[0].rows, Vec::<ViewRow>::new());
}
