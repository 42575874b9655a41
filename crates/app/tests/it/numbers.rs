//! Numbers, needs and evidence over one small office, each walked back to its entries.

use std::sync::Arc;

use bagyt_academy::fact::Answer as NeedAnswer;
use bagyt_app::account::PasswordWork;
use bagyt_app::command::{BringIn, CaseAct, Command};
use bagyt_app::law::Country;
use bagyt_app::outcome::Failure;
use bagyt_app::read::{CellQuestion, PracticeQuestion, TableQuestion, WeakItem};
use bagyt_app::records::Answer;
use bagyt_app::role::Role;
use bagyt_app::secrets::Secrets;
use bagyt_app::user::{OwnAccess, User};
use bagyt_app::{App, Settings};
use bagyt_casework::codes::EventKind;
use bagyt_casework::codes::{AllocationReason, Domain, Sex};
use bagyt_casework::intake::{Age, OpenCase};
use bagyt_casework::staff::{AppointStaff, StaffNames};
use bagyt_core::command::{Actor, CommandMeta, Purpose};
use bagyt_core::effective::{Effective, Zone};
use bagyt_core::identity::{CaseId, CommandId, MessageId, OfficeCode, PersonId, StaffId};
use bagyt_core::month::month_number;
use bagyt_exchange::fact::{PersonCreated, Sex as PaperSex};
use bagyt_measure::indicator::EVENT_KINDS;
use bagyt_store::Location;
use jiff::Timestamp;
use jiff::civil::Date;
use tempfile::TempDir;
use uuid::Uuid;

const OFFICE: &str = "ZZ-01-01";
const NEIGHBOUR: &str = "ZZ-01-02";
const OFFICER: StaffId = StaffId(Uuid::from_u128(0xa11));
const MARCH: &str = "2026-03-31T06:00:00Z";

/// Cases of the office, and how many of them got their officer within the two working days.
const CASES: u128 = 40;
const IN_TIME: u128 = 10;

struct Office {
    app: App,
    /// Removed with its record when the test is over.
    _directory: TempDir,
}

fn user(role: Role, office: &str) -> User {
    User {
        login: role.code().to_owned(),
        staff: StaffId(Uuid::from_u128(0x0b5)),
        name: String::new(),
        role,
        office: OfficeCode(office.to_owned()),
        region_offices: Vec::new(),
        deputises: Vec::new(),
        covers: Vec::new(),
        own_access: OwnAccess::default(),
        owes_second_factor: false,
    }
}

fn case(number: u128) -> CaseId {
    CaseId(Uuid::from_u128(0xca5e_0000 + number))
}

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn on(text: &str) -> Effective {
    Effective::day(day(text), Zone::Bishkek)
}

fn meta(id: u128, at: &str) -> CommandMeta {
    CommandMeta {
        id: CommandId(Uuid::from_u128(id)),
        recorded_at: at.parse::<Timestamp>().unwrap(),
        actor: Actor::System,
        purpose: Purpose::Intake,
    }
}

fn bring_in(number: u128) -> Command {
    let person = PersonId(Uuid::from_u128(0x9e75_0000 + number));
    let from = day("2026-02-02");
    let is_woman = !(3..CASES).contains(&number);
    let sex = if is_woman { Sex::Female } else { Sex::Male };
    let open = OpenCase {
        opened: on("2026-02-02"),
        person,
        message: MessageId(Uuid::from_u128(0x3e55_0000 + number)),
        court: "ZZ-C-0101".to_owned(),
        number: format!("1-{number}"),
        office: OfficeCode(OFFICE.to_owned()),
        domain: Domain::NonCustodial,
        measure: "probation_supervision".to_owned(),
        article: "205(2)".to_owned(),
        article_group: "05".to_owned(),
        groups: Vec::new(),
        sex,
        age: Age::Years(30),
        language: "ky".to_owned(),
        offence_on: None,
        passed_on: from,
        in_force_on: from,
        received_on: from,
        released_on: None,
        term_from: from,
        term_until: day("2027-02-01"),
        hours: None,
        obligations: Vec::new(),
        words: String::new(),
    };
    let who = PersonCreated {
        sex: if is_woman { PaperSex::Female } else { PaperSex::Male },
        birth_year: None,
        language: "ky".to_owned(),
        country: "KG".to_owned(),
        private: None,
    };
    Command::BringIn(Box::new(BringIn { case: case(number), person, who: Some(who), open }))
}

fn allocate(from: &str) -> CaseAct {
    let reason = AllocationReason::LowestCaseload;
    CaseAct::Allocate { from: on(from), officer: OFFICER, reason }
}

/// Forty cases of February; ten got their officer in time, twenty-nine late, the last none yet.
fn office() -> Office {
    let directory = TempDir::new().unwrap();
    let app = App::open(Settings {
        location: Location::Sqlite { path: directory.path().to_owned() },
        country: Country::Zz,
        secrets: Secrets::new(&[7; 32]),
        clock: Arc::new(|| MARCH.parse().unwrap()),
        invented: true,
        password_work: PasswordWork::Least,
    })
    .unwrap();
    let mut filling = app.fill().unwrap();
    let names = StaffNames {
        surname: "Асанов".to_owned(),
        given_name: "Бакыт".to_owned(),
        patronymic: None,
    };
    let office = OfficeCode(OFFICE.to_owned());
    let appoint = AppointStaff { from: on("2026-01-05"), role: Role::Officer, office, names };
    let appoint = Command::AppointStaff { staff: OFFICER, appoint };
    filling.carry_out(&meta(1, "2026-01-05T06:00:00Z"), &appoint).unwrap();
    for number in 0..CASES {
        let meta = meta(100 + number, "2026-02-02T06:00:00Z");
        filling.carry_out(&meta, &bring_in(number)).unwrap();
    }
    for number in 0..CASES - 1 {
        let on = if number < IN_TIME { "2026-02-03" } else { "2026-02-20" };
        let meta = meta(200 + number, &format!("{on}T06:00:00Z"));
        let command = Command::InCase { case: case(number), act: allocate(on) };
        filling.carry_out(&meta, &command).unwrap();
    }
    filling.finish().unwrap();
    app.rebuild(&|_, _| {}).unwrap();
    Office { app, _directory: directory }
}

fn february() -> Option<i64> {
    month_number("2026-02")
}

fn entries_by(rows_by: &str, columns_by: &str) -> TableQuestion {
    TableQuestion {
        indicator: "entries".to_owned(),
        month: february(),
        rows_by: Some(rows_by.to_owned()),
        columns_by: Some(columns_by.to_owned()),
        office: None,
        at: None,
    }
}

fn allocation() -> PracticeQuestion {
    PracticeQuestion { month: february(), row: Some("allocation".to_owned()), ..Default::default() }
}

#[test]
fn a_cell_of_a_monthly_table_opens_to_as_many_entries_as_it_counts() {
    let Office { app, .. } = &office();
    let analyst = user(Role::DepartmentAnalyst, "ZZ-PROBATION");
    let table = app.statistics(&analyst, &entries_by("office", "domain")).unwrap();
    assert_eq!(table.columns, ["non_custodial"]);
    assert_eq!(table.rows[0].key, OFFICE);
    assert_eq!(table.total.value, Some(40));
    assert_eq!(table.trend.len(), 24);
    assert_eq!(table.trend.last(), Some(&(february().unwrap(), Some(40))));
    assert_eq!(table.position, app.position().unwrap());
    let question = CellQuestion {
        table: entries_by("office", "domain"),
        row: Some(OFFICE.to_owned()),
        column: Some("non_custodial".to_owned()),
        page: 1,
    };
    let cell = app.statistics_cell(&analyst, &question).unwrap();
    assert_eq!((cell.total, cell.entries.len()), (40, 40));
    assert!(cell.entries.iter().all(|entry| entry.seq > 0 && entry.kind == "entry"));
}

#[test]
fn who_may_not_see_a_case_reads_a_short_number_for_it() {
    let Office { app, .. } = &office();
    let question = CellQuestion { table: entries_by("office", "domain"), ..Default::default() };
    let analyst = user(Role::DepartmentAnalyst, "ZZ-PROBATION");
    let cell = app.statistics_cell(&analyst, &question).unwrap();
    assert!(cell.entries.iter().all(|entry| entry.case.is_none()));
    let numbers: std::collections::BTreeSet<_> =
        cell.entries.iter().map(|entry| entry.case_short.clone()).collect();
    assert_eq!(numbers.len(), 40);
    let head = user(Role::HeadOfOffice, OFFICE);
    let cell = app.statistics_cell(&head, &question).unwrap();
    assert!(cell.entries.iter().all(|entry| entry.case.is_some()));
}

#[test]
fn few_people_are_hidden_from_all_but_those_who_answer_for_them() {
    let Office { app, .. } = &office();
    let question = entries_by("measure", "sex");
    let inspector = user(Role::Inspector, "ZZ-PROBATION");
    let table = app.statistics(&inspector, &question).unwrap();
    assert_eq!(table.columns, ["f", "m"]);
    // The three women, and the men from whom they could be computed.
    assert!(table.rows[0].cells.iter().all(|cell| cell.value.is_none()));
    let women = CellQuestion {
        table: question.clone(),
        row: Some("probation_supervision".to_owned()),
        column: Some("f".to_owned()),
        page: 1,
    };
    let Err(Failure::Refused(refused)) = app.statistics_cell(&inspector, &women) else {
        panic!("a hidden cell opened")
    };
    assert_eq!(refused.code, "cell-withheld");
    for responsible in [user(Role::HeadOfOffice, OFFICE), user(Role::Headquarters, "ZZ-PROBATION")]
    {
        let table = app.statistics(&responsible, &question).unwrap();
        assert_eq!(table.rows[0].cells[0].value, Some(3));
        assert_eq!(app.statistics_cell(&responsible, &women).unwrap().total, 3);
    }
}

#[test]
fn a_difference_to_an_earlier_position_gives_no_hidden_number_away() {
    let Office { app, .. } = &office();
    let inspector = user(Role::Inspector, "ZZ-PROBATION");
    let responsible = user(Role::Headquarters, "ZZ-PROBATION");
    let at = app.position().unwrap();
    // Seven more women, so that their number is hidden no more.
    for number in CASES..CASES + 7 {
        let meta = meta(9_000 + number, "2026-03-30T06:00:00Z");
        app.execute(&meta, &bring_in(number)).unwrap();
    }
    crate::known::wait(app, &inspector, at);
    let now = app.statistics(&inspector, &entries_by("measure", "sex")).unwrap();
    assert_eq!(now.rows[0].cells[0].value, Some(10));
    let then = TableQuestion { at: Some(at), ..entries_by("measure", "sex") };
    let guarded = app.statistics(&inspector, &then).unwrap();
    let hidden = |cell: &bagyt_app::read::TableCell| cell.value.is_none() && cell.now.is_none();
    assert!(guarded.rows[0].cells.iter().all(hidden), "{guarded:?}");
    let open = app.statistics(&responsible, &then).unwrap();
    let women = open.rows[0].cells[0];
    assert_eq!((women.value, women.now), (Some(3), Some(10)));
    assert_eq!((open.total.value, open.total.now), (Some(40), Some(47)));
    let cell = CellQuestion {
        table: then,
        row: Some("probation_supervision".to_owned()),
        column: Some("f".to_owned()),
        page: 1,
    };
    let opened = app.statistics_cell(&responsible, &cell).unwrap();
    assert_eq!((opened.total, opened.now, opened.position), (3, Some(10), at));
    assert!(opened.entries.iter().all(|entry| entry.seq <= at));
    let Err(Failure::Refused(refused)) = app.statistics_cell(&inspector, &cell) else {
        panic!("a hidden cell opened")
    };
    assert_eq!(refused.code, "cell-withheld");
}

#[test]
fn a_head_sees_the_own_office_and_an_officer_no_table() {
    let Office { app, .. } = &office();
    let question =
        TableQuestion { office: Some(OFFICE.to_owned()), ..entries_by("measure", "domain") };
    let neighbour = user(Role::HeadOfOffice, NEIGHBOUR);
    assert!(matches!(app.statistics(&neighbour, &question), Err(Failure::Denied)));
    let own = app.statistics(&neighbour, &entries_by("measure", "domain")).unwrap();
    assert_eq!(own.total.value, Some(0));
    let officer = user(Role::Officer, OFFICE);
    assert!(matches!(app.statistics(&officer, &question), Err(Failure::Denied)));
    assert!(matches!(app.practice(&officer, &allocation()), Err(Failure::Denied)));
    assert!(matches!(app.survival(&officer), Err(Failure::Denied)));
    assert!(matches!(app.needs(&officer), Err(Failure::Denied)));
    assert!(matches!(app.evidence(&officer), Err(Failure::Denied)));
}

#[test]
fn a_question_that_makes_no_table_is_refused_with_its_field() {
    let Office { app, .. } = &office();
    let analyst = user(Role::DepartmentAnalyst, "ZZ-PROBATION");
    let check = |question: TableQuestion, expected: &str| {
        let Err(Failure::Refused(refused)) = app.statistics(&analyst, &question) else {
            panic!("{question:?} makes a table")
        };
        assert_eq!(refused.code, expected);
    };
    check(entries_by("office", "office"), "same-dimension");
    check(entries_by("colour", "sex"), "no-dimension");
    let future = TableQuestion { month: month_number("2026-04"), ..entries_by("office", "sex") };
    check(future, "month-outside");
    let unknown = TableQuestion { indicator: "joy".to_owned(), ..entries_by("office", "sex") };
    assert!(matches!(app.statistics(&analyst, &unknown), Err(Failure::NotFound)));
}

#[test]
fn law_against_practice_counts_each_clock_of_its_month_and_opens_to_both_entries() {
    let Office { app, .. } = &office();
    let analyst = user(Role::DepartmentAnalyst, "ZZ-PROBATION");
    let page = app.practice(&analyst, &allocation()).unwrap();
    let row = page.rows.iter().find(|item| item.row.code == "allocation").unwrap();
    let counts = (row.in_time, row.late, row.never, row.open, row.void);
    assert_eq!(counts, (10, 29, 0, 1, 0));
    assert_eq!(row.share_permille, Some(256));
    // Two working days after Monday 2 February end on the 4th; the 20th is sixteen days later.
    assert_eq!(row.median_delay_days, Some(16));
    assert_eq!(page.by_office[0].office, OFFICE);
    assert_eq!(page.trend.last(), Some(&(february().unwrap(), Some(256))));
    let cell = app.practice_cell(&analyst, &allocation(), Some("late"), 1).unwrap();
    assert_eq!(cell.total, 29);
    let later = |entry: &bagyt_app::read::CellEntry| entry.met.is_some_and(|met| met.0 > entry.seq);
    assert!(cell.entries.iter().all(later));
    let unknown = app.practice_cell(&analyst, &allocation(), Some("lost"), 1);
    assert!(matches!(unknown, Err(Failure::Refused(_))));
}

fn weak(app: &App, reader: &User) -> WeakItem {
    let needs = app.needs(reader).unwrap();
    needs.weak.into_iter().find(|item| item.indicator == "allocation_in_time").unwrap()
}

#[test]
fn one_late_act_changes_the_cell_the_need_and_the_evidence() {
    let Office { app, .. } = &office();
    let trainer = user(Role::Trainer, "ZZ-PROBATION");
    let analyst = user(Role::DepartmentAnalyst, "ZZ-PROBATION");
    let before = weak(app, &trainer);
    assert_eq!((before.value_permille, before.cases), (256, 39));
    assert_eq!((before.office.as_str(), Some(before.month)), (OFFICE, february()));
    assert!(before.rows.iter().any(|row| row == "allocation"));
    assert!(before.may_raise && !before.has_need);
    let id = CommandId(Uuid::from_u128(0x4eed));
    let raised = app.raise_need(&trainer, id, OFFICE, "allocation_in_time").unwrap();
    let again = app.raise_need(&trainer, id, OFFICE, "allocation_in_time").unwrap();
    assert_eq!(raised, again);
    let reused = app.raise_need(&trainer, id, OFFICE, "plan_in_time");
    let Err(Failure::Refused(refused)) = reused else { panic!("a command was used again") };
    assert_eq!(refused.code, "command-reused");
    let other = CommandId(Uuid::from_u128(0x4eee));
    let twice = app.raise_need(&trainer, other, OFFICE, "allocation_in_time");
    let Err(Failure::Refused(refused)) = twice else { panic!("a second need was raised") };
    assert_eq!(refused.code, "need-already-open");

    let head = user(Role::HeadOfOffice, OFFICE);
    let act = CommandId(Uuid::from_u128(0xac7));
    app.act(&head, act, case(CASES - 1), allocate("2026-03-30")).unwrap();

    let cell = app.practice_cell(&analyst, &allocation(), Some("late"), 1).unwrap();
    assert_eq!((cell.total, cell.position), (30, app.position().unwrap()));
    let needs = app.needs(&trainer).unwrap();
    assert_eq!((needs.needs[0].value_permille, needs.needs[0].now_permille), (256, Some(250)));
    assert!(weak(app, &trainer).has_need);
    let evidence = app.evidence(&analyst).unwrap();
    let row = evidence.rows.iter().find(|row| row.indicator == "allocation_in_time").unwrap();
    assert_eq!((row.value_permille, row.cases), (Some(250), 40));
    assert_eq!(evidence.position, app.position().unwrap());
}

#[test]
fn a_need_is_counted_again_and_answered_once_by_the_academy() {
    let Office { app, .. } = &office();
    let trainer = user(Role::Trainer, "ZZ-PROBATION");
    let head = user(Role::HeadOfOffice, OFFICE);
    let id = |number: u128| CommandId(Uuid::from_u128(0x4f00 + number));
    app.raise_need(&trainer, id(1), OFFICE, "allocation_in_time").unwrap();
    let need = app.needs(&trainer).unwrap().needs[0].need;
    let refused = |answer: Result<Answer, Failure>| match answer {
        Err(Failure::Refused(refused)) => refused.code,
        other => panic!("{other:?}"),
    };
    assert_eq!(refused(app.remeasure_need(&trainer, id(2), need)), "need-unchanged");
    app.act(&head, id(3), case(CASES - 1), allocate("2026-03-30")).unwrap();
    assert!(matches!(app.remeasure_need(&head, id(4), need), Err(Failure::Denied)));
    let counted = app.remeasure_need(&trainer, id(5), need).unwrap();
    assert_eq!(app.remeasure_need(&trainer, id(5), need).unwrap(), counted);
    let item = app.need(&trainer, need).unwrap();
    assert_eq!((item.value_permille, item.cases, item.now_permille), (250, 40, Some(250)));

    let answer = |number, answer, words: &str| {
        app.answer_need(&trainer, id(number), need, (answer, words.to_owned()))
    };
    assert_eq!(refused(answer(6, NeedAnswer::NoTraining, " ")), "need-no-words");
    answer(7, NeedAnswer::Course, "").unwrap();
    assert_eq!(refused(answer(8, NeedAnswer::Coaching, "")), "need-already-answered");
    let item = app.need(&trainer, need).unwrap();
    assert_eq!((item.status.as_str(), item.answer.as_deref()), ("answered", Some("course")));
    assert!(!item.may_answer);
    let neighbour = user(Role::HeadOfOffice, NEIGHBOUR);
    assert!(matches!(app.need(&neighbour, need), Err(Failure::NotFound)));
}

#[test]
fn a_result_is_published_once_and_names_its_position() {
    let Office { app, .. } = &office();
    let manager = user(Role::ProjectManager, "ZZ-PROBATION");
    let rule = ("coe_probation_rules", "18-34");
    let id = |number: u128| CommandId(Uuid::from_u128(0x9b00 + number));
    let counted_at = app.position().unwrap();
    let publish = |number| app.publish_result(&manager, id(number), rule, "allocation_in_time");
    let first = publish(1).unwrap();
    assert_eq!(publish(1).unwrap(), first);
    let Err(Failure::Refused(refused)) = publish(2) else { panic!("published twice") };
    assert_eq!(refused.code, "project-unchanged");
    let other = app.publish_result(&manager, id(3), rule, "contact_in_time");
    let Err(Failure::Refused(refused)) = other else { panic!("published about another rule") };
    assert_eq!(refused.code, "project-other-indicator");
    let evidence = app.evidence(&manager).unwrap();
    let row = evidence.rows.iter().find(|row| row.indicator == "allocation_in_time").unwrap();
    let result = &row.results[0];
    assert_eq!((result.value_permille, result.position), (Some(256), counted_at));
}

#[test]
fn statistics_know_every_kind_of_happening_that_casework_writes() {
    let written = EventKind::ALL.iter().map(|kind| kind.code());
    assert!(written.eq(EVENT_KINDS), "an indicator can count what no case writes, or the reverse");
}
