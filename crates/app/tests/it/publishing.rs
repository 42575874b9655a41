//! The tables in force are those that the journal published, at its head and at every position.

use bagyt_app::command::Command;
use bagyt_app::law::Country;
use bagyt_app::outcome::Failure;
use bagyt_app::table_set::{Table, TableSet};
use bagyt_app::user::User;
use bagyt_app::{App, TableChange, TableChangeKind, TablesChange};
use bagyt_core::command::{Actor, CommandMeta, Purpose};
use bagyt_core::identity::{CaseId, InstallationId};
use jiff::Timestamp;
use uuid::Uuid;

use crate::cluster::Place;
use crate::service::{JUDGMENT, OFFICE, Service, settings};

/// The table of the limit that the tests change.
const LAW: &str = "law/zz/supervision";

/// The tables of this program.
pub(crate) fn own() -> TableSet {
    TableSet::of_program(Country::Zz).unwrap()
}

/// The law with another limit in the first place where it stands after a code.
pub(crate) fn with_limit(code: &str, own_limit: &str, limit: &str) -> Table {
    let text = own().find(LAW).unwrap().text.clone();
    let (before, after) = text.split_at(text.find(&format!("code = \"{code}\"")).unwrap());
    let changed = after.replacen(&format!("\"{own_limit}\""), &format!("\"{limit}\""), 1);
    assert_ne!(changed, after);
    Table::new(LAW, format!("{before}{changed}"))
}

/// The law in which a first interview is due in five working days before July 2025.
fn with_five_days() -> Table {
    with_limit("first_interview", "P10D", "P5D")
}

fn stricter() -> TableSet {
    own().with(with_five_days())
}

/// Opens two cases on 12 June 2025 and returns one, with somebody who may see them.
pub(crate) fn two_cases(service: &Service) -> (User, CaseId) {
    let (head, _) = service.staff("head", "head_of_office", OFFICE);
    service.at("2025-06-12", 10);
    let other = JUDGMENT.replace("000000000001", "000000000005").replace("118/25.03", "7/25.06");
    for judgment in [JUDGMENT.to_owned(), other] {
        let receipt = service.app.receive_message(None, judgment.as_bytes().into()).unwrap();
        assert_eq!(receipt.outcome, "opened", "{receipt}");
    }
    let case = service.app.unallocated(&head, 1).unwrap().rows[0].case;
    (head, case)
}

/// The end of the first interview's time on the page of a case, now or at a position.
fn due(app: &App, user: &User, case: CaseId, at: Option<u64>) -> Timestamp {
    let page = match at {
        None => app.case(user, case).unwrap(),
        Some(position) => app.case_at(user, case, position).unwrap(),
    };
    page.clocks.iter().find(|clock| clock.row.code == "first_interview").unwrap().due_at
}

pub(crate) fn publish(app: &App) -> Option<TablesChange> {
    app.publish_tables(&|_, _| {}).unwrap()
}

/// A publication as it stands when the process ends before any row is made anew.
fn publish_and_end(
    service: &Service,
    number: u128,
    version: u32,
    table: &Table,
) -> Result<(), Failure> {
    let meta = CommandMeta {
        id: bagyt_core::identity::CommandId(Uuid::from_u128(number)),
        recorded_at: service.app.now(),
        actor: Actor::System,
        purpose: Purpose::Administration,
    };
    let tables = vec![(table.published.clone(), table.text.as_bytes().into())];
    let installation = InstallationId(Uuid::from_u128(1));
    let command = Command::PublishTables { installation, version, tables };
    service.app.execute(&meta, &command).map(|_| ())
}

fn number_of_tables() -> u32 {
    u32::try_from(own().tables().count()).unwrap()
}

fn a_published_limit_holds_until_another_is_published(place: &Place) {
    let service = Service::open(&place.location);
    let (head, case) = two_cases(&service);
    let ten_days = due(&service.app, &head, case, None);
    assert_eq!(ten_days.to_string(), "2025-06-26T17:59:59.999999Z");
    let position = service.app.position().unwrap();
    drop(service);

    // Another program does not change what is in force: not on pages, not in rows made anew.
    let service = Service::carrying(&place.location, stricter());
    service.at("2025-06-13", 10);
    assert_eq!(due(&service.app, &head, case, None), ten_days);
    service.app.check_projections(&|_, _| {}).unwrap();
    service.app.rebuild(&|_, _| {}).unwrap();
    assert_eq!(due(&service.app, &head, case, None), ten_days);
    assert_eq!(service.app.position().unwrap(), position);

    let looked = service.app.compare_tables(&|_, _| {}).unwrap().unwrap();
    assert_eq!(service.app.position().unwrap(), position, "looking publishes nothing");
    assert_eq!(due(&service.app, &head, case, None), ten_days);
    service.app.check_projections(&|_, _| {}).unwrap();

    let published = publish(&service.app).unwrap();
    let five_days = "2025-06-19T17:59:59.999999Z".parse::<Timestamp>().unwrap();
    assert_eq!(due(&service.app, &head, case, None), five_days);
    service.app.check_projections(&|_, _| {}).unwrap();
    let replaced = TableChange { name: LAW.to_owned(), kind: TableChangeKind::Replaced };
    assert_eq!(published.tables, [replaced]);
    assert_eq!(published.position, Some(position + 1));
    let clocks = &published.clocks;
    assert_eq!((clocks.cases, clocks.moved, clocks.appeared, clocks.gone), (2, 2, 0, 0));
    assert_eq!((clocks.open, clocks.examples.len()), (2, 2));
    for moved in &clocks.examples {
        assert_eq!(moved.row, "first_interview");
        assert_eq!((moved.before, moved.after), (Some(ten_days), Some(five_days)));
    }
    assert_eq!(TablesChange { position: None, ..published }, looked);
    assert_eq!(due(&service.app, &head, case, Some(position)), ten_days);

    assert_eq!(publish(&service.app), None);
    assert_eq!(service.app.position().unwrap(), position + 1);
    drop(service);

    // Nor does the former program put its limit back by being started.
    let service = Service::carrying(&place.location, own());
    service.at("2025-06-14", 10);
    assert_eq!(due(&service.app, &head, case, None), five_days);
    assert_eq!(due(&service.app, &head, case, Some(position)), ten_days);
    service.app.check_projections(&|_, _| {}).unwrap();
    publish(&service.app).unwrap();
    assert_eq!(due(&service.app, &head, case, None), ten_days);
    assert_eq!(due(&service.app, &head, case, Some(position + 1)), five_days);
}

fn a_publication_without_its_rows_is_found_at_the_next_opening(place: &Place) {
    let service = Service::open(&place.location);
    let (head, case) = two_cases(&service);
    let former = due(&service.app, &head, case, None);
    publish_and_end(&service, 0xdead, number_of_tables(), &with_five_days()).unwrap();
    // The rows are of the former tables: nothing is written beside them.
    let third = JUDGMENT.replace("000000000001", "000000000009").replace("118/25.03", "8/25.06");
    let refused = service.app.receive_message(None, third.as_bytes().into()).unwrap_err();
    assert!(matches!(refused, Failure::Changed), "{refused}");
    assert!(service.app.check_projections(&|_, _| {}).is_err());
    drop(service);
    let service = Service::carrying(&place.location, own());
    service.at("2025-06-13", 10);
    service.app.check_projections(&|_, _| {}).unwrap();
    assert!(due(&service.app, &head, case, None) < former);
    assert_eq!(
        service.app.receive_message(None, third.as_bytes().into()).unwrap().outcome,
        "opened"
    );
}

fn a_published_table_that_cannot_be_read_is_named_with_its_position(place: &Place) {
    let service = Service::open(&place.location);
    let (head, case) = two_cases(&service);
    let former = due(&service.app, &head, case, None);
    let before = service.app.position().unwrap();
    let broken = Table::new(LAW, "this is no table");
    let failed = publish_and_end(&service, 0xdead, number_of_tables(), &broken).unwrap_err();
    let at = before + 1;
    let words = format!("the table `{LAW}`, published at position {at}, cannot be read");
    assert!(failed.to_string().starts_with(&words), "{failed}");
    drop(service);
    let opened = App::open(settings(&place.location).0).map(drop).unwrap_err();
    let fault = std::error::Error::source(&opened).unwrap().to_string();
    assert!(opened.to_string().contains(&format!("published at position {at}")), "{opened}");
    assert!(fault.starts_with(&format!("`{LAW}`: ")), "{fault}");

    // A program that carries a readable edition puts it in the place of the other.
    let app = App::open_to_publish(settings(&place.location).0, own()).unwrap();
    let published = publish(&app).unwrap();
    assert_eq!(published.tables.len(), 1);
    app.check_projections(&|_, _| {}).unwrap();
    assert_eq!(due(&app, &head, case, None), former);
    assert_eq!(due(&app, &head, case, Some(before)), former);
    match app.case_at(&head, case, at).unwrap_err() {
        Failure::Refused(refused) => assert_eq!(refused.code, "table-unreadable"),
        other => panic!("{other}"),
    }
}

fn a_table_that_the_program_gave_up_is_taken_away(place: &Place) {
    let more = Table::new("forms/another", own().find("forms/warning").unwrap().text.clone());
    let service = Service::carrying(&place.location, own().with(more));
    let first = publish(&service.app).unwrap();
    assert_eq!((first.tables.len(), first.clocks.cases), (own().tables().count() + 1, 0));
    drop(service);
    let service = Service::carrying(&place.location, own());
    assert_eq!(service.app.tables().forms().len(), 1 + own().tables().filter(is_form).count());
    let change = publish(&service.app).unwrap();
    let gone = TableChange { name: "forms/another".to_owned(), kind: TableChangeKind::TakenAway };
    assert_eq!((change.tables, change.clocks.cases), (vec![gone], 0));
    assert_eq!(service.app.tables().forms().len(), own().tables().filter(is_form).count());
    assert_eq!(publish(&service.app), None);
    // No row depends on a form, so that the next command is taken at once.
    two_cases(&service);
    service.app.verify(&|_, _| {}).unwrap();
}

#[test]
fn another_server_takes_over_what_was_published() {
    let place = Place::postgresql();
    let service = Service::open(&place.location);
    let (head, case) = two_cases(&service);
    let other = Service::carrying(&place.location, stricter());
    other.at("2025-06-12", 11);
    publish(&other.app).unwrap();
    // The first server has not heard of it; its next command is decided by what is in force.
    let third = JUDGMENT.replace("000000000001", "000000000009").replace("118/25.03", "8/25.06");
    let receipt = service.app.receive_message(None, third.as_bytes().into()).unwrap();
    assert_eq!(receipt.outcome, "opened");
    service.app.check_projections(&|_, _| {}).unwrap();
    let five_days = due(&other.app, &head, case, None);
    assert_eq!(due(&service.app, &head, case, None), five_days);
}

fn is_form(table: &&Table) -> bool {
    table.published.name.starts_with("forms/")
}

macro_rules! on_both {
    ($($name:ident)*) => {
        mod on_sqlite { use super::Place; $(#[test] fn $name() { super::$name(&Place::sqlite()); })* }
        mod on_postgresql {
            use super::Place;
            $(#[test] fn $name() { super::$name(&Place::postgresql()); })*
        }
    };
}

on_both! {
    a_published_limit_holds_until_another_is_published
    a_publication_without_its_rows_is_found_at_the_next_opening
    a_published_table_that_cannot_be_read_is_named_with_its_position
    a_table_that_the_program_gave_up_is_taken_away
}
