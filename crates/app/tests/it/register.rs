//! A register kept outside is looked at, brought in line by line, and gone on with; on both
//! databases.

use bagyt_app::outcome::Failure;
use bagyt_app::register::{
    Bearer, FileState, LineOutcome, LineResult, Report, Sheet, guide, read_sheet,
};
use bagyt_app::user::User;
use bagyt_exchange::register::Field;
use bagyt_exchange::register::mapping::{Mapping, Source};
use bagyt_store::{Options, Store};

use crate::cluster::Place;
use crate::service::{JUDGMENT, OFFICE, Service};

/// Headings as an office has them; the citizenship is not among them.
const HEADINGS: &str = "Ф.И.О.;Пол;Дата рождения;ПИН;Язык;Населённый пункт;Суд;№ дела;\
    Дата приговора;Вступил в силу;Дата поступления;Статья УК;Вид наказания;Срок наказания;\
    Инспектор;Дата постановки на учёт";

/// Somebody of that number, like nobody of another number.
fn line(number: usize) -> String {
    let letter = |shift: u32| ["а", "б", "в", "г", "д", "е", "и", "к"][(number >> shift) & 7];
    let name: String = (0..5).map(|place| letter(3 * place)).collect();
    let (day, month, year) = (1 + number % 28, 1 + number / 28 % 12, 1960 + number / 336 % 40);
    format!(
        "Т{name}ов Б{name};муж;{day:02}.{month:02}.{year};2{day:02}{month:02}{year}{number:05};\
         кыргызский;ZZ-P-03-013;ZZ-C-0303;УД-{number};20.01.2025;04.02.2025;10.02.2025;\
         ст. 101 ч. 2;Ограничение свободы;1 год 6 мес.;Асанов officer;12.02.2025"
    )
}

fn sheet_of(lines: &[String]) -> Sheet {
    let text = format!("{HEADINGS}\r\n{}\r\n", lines.join("\r\n"));
    read_sheet(guide().unwrap(), text.as_bytes()).unwrap()
}

fn mapping(sheet: &Sheet) -> Mapping {
    let mut mapping = Mapping::guess(guide().unwrap(), &sheet.headings);
    mapping.sources.insert(Field::Citizenship, Source::Value("zz".to_owned()));
    mapping
}

#[track_caller]
fn check(report: &Report, taken: usize, known: usize, review: usize, refused: &[(u64, &str)]) {
    let faults: Vec<(u64, &str)> = report
        .lines
        .iter()
        .flat_map(|line| line.faults.iter().map(|fault| (line.line, fault.code.as_str())))
        .collect();
    assert_eq!(faults, refused);
    let counts = LineOutcome::ALL.map(|outcome| report.count(outcome));
    assert_eq!(counts, [taken, known, review, refused.len()]);
}

fn go_on(_: u64) -> Result<bool, Failure> {
    Ok(true)
}

/// A service whose record knows the person of the example, and a sheet in which much is wrong.
fn house(place: &Place) -> (Service, User, User, Sheet) {
    let service = Service::open(&place.location);
    service.at("2025-02-10", 9);
    let (officer, _) = service.staff("officer", "officer", OFFICE);
    let (head, _) = service.staff("head", "head_of_office", OFFICE);
    service.at("2025-06-12", 10);
    assert_eq!(service.app.receive_message(None, JUDGMENT.into()).unwrap().outcome, "opened");
    let mut lines: Vec<String> = (1..=6).map(line).collect();
    lines[1] = lines[1].replace("ст. 101 ч. 2", "ст. 999");
    lines[2] = lines[2].replace("Асанов officer", "Ким");
    // The same act again; and a line that may be the same person without a number.
    lines.push(line(1));
    lines.push(line(4).replace("УД-4", "УД-44").replace(&number_of(4), ""));
    // The person of the example with another act: known by the number; then that act itself.
    let known = line(9).replace(&line(9)[..line(9).find(';').unwrap()], "Зарылбек уулу Алмазбек");
    let known = known.replace("10.01.1960", "12.05.1990").replace(&number_of(9), "21205199000017");
    lines.push(known.clone());
    lines.push(known.replace("УД-9", "УД-118/25.03"));
    (service, officer, head, sheet_of(&lines))
}

fn number_of(number: usize) -> String {
    line(number).split(';').nth(3).unwrap().to_owned()
}

fn a_register_is_looked_at_first_and_then_brought_in(place: &Place) {
    let (service, officer, head, sheet) = house(place);
    let (app, mapping) = (&service.app, mapping(&sheet));
    let faults =
        [(3, "field-unknown-code"), (4, "register-no-officer"), (8, "register-same-as-line")];
    let position = app.position().unwrap();
    let bearer = Bearer::Person(Box::new(head.clone()));
    let report = app.check_register((&sheet, &mapping), &bearer, &mut go_on).unwrap();
    check(&report, 5, 1, 1, &faults);
    assert_eq!(report.lines[7].twin, Some(5), "a line that may be the person of another");
    assert_eq!(app.position().unwrap(), position, "looking writes nothing");
    let report = app.bring_in_register((&sheet, &mapping), &bearer, &mut go_on).unwrap();
    check(&report, 5, 1, 1, &faults);
    let case = app.case(&head, report.lines[0].case.unwrap()).unwrap();
    assert_eq!(case.row.officer, Some(officer.staff));
    assert_eq!(
        (case.row.status.as_str(), case.row.term_from.to_string()),
        ("active", "2025-02-04".to_owned())
    );
    assert!(case.timeline.iter().any(|entry| entry.kind == "casework.client.registered"));
    let review = app.review(&head, report.lines[7].message.unwrap()).unwrap();
    assert_eq!(review.candidates.len(), 1);
    let waiting = report.lines[7].message;
    // The same sheet again takes nothing and tells the same.
    let position = app.position().unwrap();
    let again = app.bring_in_register((&sheet, &mapping), &bearer, &mut go_on).unwrap();
    assert_eq!(again, report);
    assert_eq!(app.position().unwrap(), position);
    // Mended and handed in anew, it takes what was at fault before.
    let mended = "ст. 999";
    let lines: Vec<String> = sheet
        .lines
        .iter()
        .map(|line| line.cells.join(";").replace(mended, "ст. 101 ч. 2"))
        .collect();
    let report = app.bring_in_register((&sheet_of(&lines), &mapping), &bearer, &mut go_on).unwrap();
    check(&report, 1, 6, 1, &faults[1..]);
    assert_eq!(report.lines[7].message, waiting, "nobody is asked twice");
    drop(service);
    let store = Store::open(&place.location, &[], Options::default()).unwrap();
    let entries = store.read().unwrap().entries(1, 1_000).unwrap();
    let from_line = format!("\"register_digest\":\"{}\",\"register_line\":2", sheet.digest);
    let said =
        entries.iter().filter(|entry| String::from_utf8_lossy(&entry.bytes).contains(&from_line));
    assert_eq!(said.count(), 1, "the journal says from which line of which sheet");
}

fn a_run_that_was_cut_short_goes_on_and_takes_no_line_twice(place: &Place) {
    let service = Service::open(&place.location);
    service.at("2025-02-10", 9);
    service.staff("officer", "officer", OFFICE);
    service.at("2025-06-12", 10);
    let lines: Vec<String> = (1..=60).map(line).collect();
    let sheet = sheet_of(&lines);
    let (app, mapping) = (&service.app, mapping(&sheet));
    for stop in [7, 7, 23] {
        let mut until = |done: u64| Ok(done < stop);
        let cut = app.bring_in_register((&sheet, &mapping), &Bearer::House, &mut until);
        let Err(Failure::Refused(refused)) = cut else { panic!("it was not cut short") };
        assert_eq!(refused.code, "register-stopped");
    }
    let report = app.bring_in_register((&sheet, &mapping), &Bearer::House, &mut go_on).unwrap();
    check(&report, 60, 0, 0, &[]);
    let cases: std::collections::BTreeSet<_> = report.lines.iter().map(|line| line.case).collect();
    assert_eq!(cases.len(), 60);
    let (admin, _) = service.staff("head", "head_of_office", OFFICE);
    let office = app.office(&admin, None).unwrap();
    assert_eq!(office.overview.active, 60, "each line has one case");
}

fn a_head_brings_in_the_own_office_and_an_administrator_every_one(place: &Place) {
    let (service, _, head, _) = house(place);
    let (administrator, _) = service.staff("administrator", "administrator", "ZZ-PROBATION");
    let elsewhere = line(20).replace("ZZ-P-03-013", "ZZ-P-01-001").replace("Асанов officer", "");
    let sheet = sheet_of(&[line(21), elsewhere]);
    let (app, mapping) = (&service.app, mapping(&sheet));
    let look = |user: &User| {
        let bearer = Bearer::Person(Box::new(user.clone()));
        app.check_register((&sheet, &mapping), &bearer, &mut go_on).unwrap()
    };
    check(&look(&head), 1, 0, 0, &[(3, "register-not-your-office")]);
    check(&look(&administrator), 2, 0, 0, &[]);
}

fn a_sheet_handed_in_is_worked_at_in_the_background(place: &Place) {
    let (service, officer, head, _) = house(place);
    let app = &service.app;
    let text = format!("{HEADINGS};Гражданство\n{};zz\n{};\n", line(31), line(32));
    let bytes = text.clone().into_bytes();
    let refused = app.hand_in_register(&officer, "a.csv", bytes.clone());
    assert!(matches!(refused, Err(Failure::Denied)), "an officer brings no register in");
    let id = app.hand_in_register(&head, "a.csv", bytes).unwrap();
    let (administrator, _) = service.staff("administrator", "administrator", "ZZ-PROBATION");
    assert!(
        matches!(app.register(&administrator, id), Err(Failure::NotFound)),
        "its owner's alone"
    );
    let file = app.register(&head, id).unwrap();
    assert_eq!((file.state, file.lines), (FileState::Uploaded, 2));
    assert!(matches!(app.run_register(&head, id), Err(Failure::Changed)), "it is looked at first");
    app.map_register(&head, id, (&file.mapping, "Наш журнал")).unwrap();
    let goes_on = || true;
    assert!(app.work_at_registers(&goes_on).unwrap());
    assert!(!app.work_at_registers(&goes_on).unwrap(), "nothing more waits");
    assert_eq!(app.register(&head, id).unwrap().state, FileState::Checked);
    let report = app.register_report(&head, id).unwrap().unwrap();
    check(&report, 1, 0, 0, &[(3, "field-missing")]);
    let faulty = app.register_sheet(&head, id).unwrap().refused(&report);
    assert_eq!((faulty.len(), faulty[0].line, faulty[0].cells[7].as_str()), (1, 3, "УД-32"));
    app.run_register(&head, id).unwrap();
    assert!(app.work_at_registers(&goes_on).unwrap());
    let report = app.register_report(&head, id).unwrap().unwrap();
    assert!(app.case(&head, report.lines[0].case.unwrap()).is_ok());
    assert_eq!(app.register(&head, id).unwrap().state, FileState::Done);
    // The next sheet of that form knows its columns.
    assert_eq!(app.register_mappings(&head).unwrap()[0].name, "Наш журнал");
    let next = app.hand_in_register(&head, "b.csv", text.into_bytes()).unwrap();
    assert_eq!(app.register(&head, next).unwrap().mapping, file.mapping);
    // A right that was withdrawn meanwhile ends the work.
    app.map_register(&head, next, (&file.mapping, "")).unwrap();
    app.disable_account("head").unwrap();
    assert!(app.work_at_registers(&goes_on).unwrap());
    assert!(!app.work_at_registers(&goes_on).unwrap());
    assert_eq!(app.register(&head, next).unwrap().state, FileState::Stopped);
    app.forget_register(&head, id).unwrap();
    assert!(matches!(app.register(&head, id), Err(Failure::NotFound)));
    service.pass(31 * 24 * 3600);
    assert_eq!(app.registers(&head).unwrap().len(), 0, "no sheet is kept for ever");
}

fn an_officer_has_a_case_since_the_day_of_the_register(place: &Place) {
    let service = Service::open(&place.location);
    service.at("2025-06-11", 9);
    let (officer, _) = service.staff("officer", "officer", OFFICE);
    let (head, _) = service.staff("head", "head_of_office", OFFICE);
    service.at("2025-06-12", 10);
    let since = ["11.02.2025", "12.06.2025", "", "09.02.2025", "13.06.2025"];
    let mut lines: Vec<String> =
        (1..).zip(since).map(|(number, since)| format!("{};{since}", line(number))).collect();
    lines.push(format!("{};11.02.2025", line(6).replace("Асанов officer", "")));
    let bring_in = |lines: &[String]| {
        let text = format!("{HEADINGS};Закреплено с\r\n{}\r\n", lines.join("\r\n"));
        let sheet = read_sheet(guide().unwrap(), text.as_bytes()).unwrap();
        let (app, mapping) = (&service.app, mapping(&sheet));
        app.bring_in_register((&sheet, &mapping), &Bearer::House, &mut go_on).unwrap()
    };
    let report = bring_in(&lines);
    let faults = [
        (5, "register-allocated-before-receipt"),
        (6, "field-not-yet"),
        (7, "register-allocated-to-nobody"),
    ];
    check(&report, 3, 0, 0, &faults);
    let column = HEADINGS.split(';').count();
    assert!(report.lines[3..].iter().all(|line| line.faults[0].column == Some(column)));
    let stands = |line: &LineResult| {
        let page = service.app.case(&head, line.case.unwrap()).unwrap();
        let days = |kind: &str| {
            let entries = page.timeline.iter().filter(|entry| entry.kind == kind);
            entries.map(|entry| entry.on.to_string()).collect::<Vec<_>>().join(" ")
        };
        let (allocated, opened) = (days("casework.case.allocated"), days("casework.case.opened"));
        let limit = page.clocks.iter().find(|clock| clock.row.code == "allocation").unwrap();
        [allocated, opened, limit.state.clone()]
    };
    // Given to the officer a day before the client was put on the register.
    assert_eq!(stands(&report.lines[0]), ["2025-02-11", "2025-02-11", "in_time"]);
    assert_eq!(stands(&report.lines[1]), ["2025-06-12", "2025-02-12", "late"]);
    assert_eq!(stands(&report.lines[2]), ["2025-06-12", "2025-02-12", "late"]);
    service.app.check_projections(&|_, _| {}).unwrap();
    // A case that the officer has had for months weighs what one of today weighs.
    let load = || {
        let office = service.app.office(&head, None).unwrap();
        let found = office.officers.iter().find(|one| one.staff == officer.staff).unwrap();
        (found.cases, found.load.points)
    };
    let (cases, points) = load();
    assert_eq!((cases, points % 3), (3, 0));
    bring_in(&[format!("{};11.02.2025", line(41))]);
    assert_eq!(load(), (4, points / 3 * 4));
    bring_in(&[format!("{};", line(42))]);
    assert_eq!(load(), (5, points / 3 * 5));
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
    a_register_is_looked_at_first_and_then_brought_in
    a_run_that_was_cut_short_goes_on_and_takes_no_line_twice
    a_head_brings_in_the_own_office_and_an_administrator_every_one
    a_sheet_handed_in_is_worked_at_in_the_background
    an_officer_has_a_case_since_the_day_of_the_register
}
