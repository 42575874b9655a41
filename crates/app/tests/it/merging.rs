//! Two records of one person: joined by two heads, parted to the byte, on both databases.

use bagyt_app::command::CaseAct;
use bagyt_app::outcome::Failure;
use bagyt_app::read::MergeState;
use bagyt_casework::codes::{AllocationReason, ContactKind, ContactPlace};
use bagyt_casework::contact::{Outcome, RecordContact};
use bagyt_core::effective::{Effective, Zone};
use bagyt_core::identity::{CaseId, CommandId};
use bagyt_store::Location;
use uuid::Uuid;

use crate::access::Office;
use crate::cluster::Place;
use crate::service::JUDGMENT;

/// An office with the client of the example and another one, who turns out to be the same.
struct Two {
    office: Office,
    made: u128,
    received: u32,
    other: CaseId,
}

/// A judgment about the other record.
fn judgment(number: &str, id: u32) -> String {
    JUDGMENT
        .replace("УД-118/25.03", number)
        .replace("000000000001", &format!("0000000001{id:02}"))
        .replace("Зарылбек уулу", "Токтогулов")
        .replace("Алмазбек", "Данияр")
        .replace("21205199000017", "21205199000945")
}

impl Two {
    fn open(place: Place) -> Two {
        let office = Office::open(place);
        let mut two = Two { office, made: 0, received: 1, other: CaseId(Uuid::nil()) };
        two.other = two.receive("УД-119/25.03");
        two
    }

    /// A judgment about the other record comes in and is given to the officer.
    fn receive(&mut self, number: &str) -> CaseId {
        self.received += 1;
        let id = self.received;
        let receipt = self.office.app.receive_message(None, judgment(number, id).into()).unwrap();
        assert_eq!(receipt.outcome, "opened", "{receipt}");
        let head = self.office.user("head");
        let case = self.office.app.unallocated(&head, 1).unwrap().rows[0].case;
        let allocate = CaseAct::Allocate {
            from: self.today(),
            officer: self.office.user("officer").staff,
            reason: AllocationReason::LowestCaseload,
        };
        let command = self.command();
        self.office.app.act(&head, command, case, allocate).unwrap();
        case
    }

    fn today(&self) -> Effective {
        Effective::day(self.office.app.today(), Zone::Bishkek)
    }

    fn command(&mut self) -> CommandId {
        self.made += 1;
        CommandId(Uuid::from_u128(0xabcd_0000 + self.made))
    }

    fn meet(&mut self, case: CaseId, note: &str) {
        let contact = RecordContact {
            held: self.today(),
            kind: ContactKind::Interview,
            place: ContactPlace::Office,
            outcome: Outcome::Attended,
            appointment: None,
            note: note.to_owned(),
        };
        let (officer, command) = (self.office.user("officer"), self.command());
        self.office.app.act(&officer, command, case, CaseAct::RecordContact(contact)).unwrap();
    }

    fn propose(&mut self, login: &str, words: &str) -> Result<(), Failure> {
        let (user, command, cases) =
            (self.office.user(login), self.command(), (self.office.case, self.other));
        self.office.app.propose_merge(&user, command, cases, words.to_owned()).map(|_| ())
    }

    fn decide(&mut self, login: &str, confirmed: bool, words: &str) -> Result<(), Failure> {
        let (user, command, case) = (self.office.user(login), self.command(), self.office.case);
        let decision = (confirmed, words.to_owned());
        self.office.app.decide_merge(&user, command, case, decision).map(|_| ())
    }

    fn part(&mut self, login: &str, of_other: &[(CaseId, bool)]) -> Result<(), Failure> {
        let (user, command, case) = (self.office.user(login), self.command(), self.office.case);
        let parting = ("Разные люди".to_owned(), of_other.to_vec());
        self.office.app.part_merge(&user, command, case, parting).map(|_| ())
    }

    fn join(&mut self) {
        self.propose("head", "Одно лицо: те же приметы").unwrap();
        self.decide("deputy", true, "").unwrap();
    }

    fn state(&self, login: &str, case: CaseId) -> MergeState {
        self.office.app.merge(&self.office.user(login), case, "").unwrap().state
    }

    /// For a question the names and the number of cases of everybody who is found.
    fn found(&self, question: &str) -> Vec<(String, usize)> {
        let hits = self.office.app.search(&self.office.user("officer"), question).unwrap();
        hits.into_iter().map(|hit| (hit.name, hit.cases.len())).collect()
    }

    /// Every row of every projection.
    fn rows(&self) -> Vec<String> {
        match &self.office.place.location {
            Location::Sqlite { path } => rows_of_sqlite(&path.join("bagyt.sqlite")),
            Location::Postgres { url } => rows_of_postgresql(url),
        }
    }
}

fn rows_of_sqlite(file: &std::path::Path) -> Vec<String> {
    let flags = rusqlite::OpenFlags::SQLITE_OPEN_READ_ONLY;
    let connection = rusqlite::Connection::open_with_flags(file, flags).unwrap();
    let tables = "SELECT m.name FROM sqlite_master m JOIN pragma_table_info(m.name) c
        WHERE m.type = 'table' AND c.name = 'ordinal' ORDER BY m.name";
    let mut tables = connection.prepare(tables).unwrap();
    let names = tables.query_map([], |row| row.get::<_, String>(0)).unwrap();
    let mut all = Vec::new();
    for name in names.map(Result::unwrap) {
        let select = format!("SELECT * FROM {name} ORDER BY stream_no, ordinal");
        let mut statement = connection.prepare(&select).unwrap();
        let columns = statement.column_count();
        let mut rows = statement.query([]).unwrap();
        while let Some(row) = rows.next().unwrap() {
            let cells = (0..columns).map(|column| format!("{:?}", row.get_ref(column).unwrap()));
            all.push(format!("{name} {}", cells.collect::<Vec<_>>().join(" | ")));
        }
    }
    all
}

fn rows_of_postgresql(url: &str) -> Vec<String> {
    let mut client = postgres::Client::connect(url, postgres::NoTls).unwrap();
    let tables = "SELECT table_name::text FROM information_schema.columns
        WHERE table_schema = 'public' AND column_name = 'ordinal' ORDER BY 1";
    let tables = client.query(tables, &[]).unwrap();
    let mut all = Vec::new();
    for table in tables {
        let name: String = table.get(0);
        let select = format!("SELECT t::text FROM {name} t ORDER BY stream_no, ordinal");
        let rows = client.query(&select, &[]).unwrap();
        all.extend(rows.iter().map(|row| format!("{name} {}", row.get::<_, String>(0))));
    }
    all
}

fn refused(outcome: Result<(), Failure>) -> String {
    match outcome.unwrap_err() {
        Failure::Refused(refused) => refused.code,
        other => panic!("{other:?}"),
    }
}

fn two_heads_join_two_records_and_one_search_finds_both(place: Place) {
    let mut two = Two::open(place);
    let both = [("Зарылбек уулу Алмазбек".to_owned(), 1), ("Токтогулов Данияр".to_owned(), 1)];
    assert_eq!(two.found("Зарылбек уулу"), both[..1]);
    assert_eq!(two.found("Токтогулов"), both[1..]);
    assert!(matches!(two.propose("officer", "Одно лицо"), Err(Failure::Denied)));
    assert_eq!(refused(two.propose("head", " ")), "words-missing");
    two.propose("head", "Одно лицо: те же приметы").unwrap();
    assert_eq!(two.state("deputy", two.other), MergeState::Waiting);
    assert_eq!(two.office.app.merges_to_decide(&two.office.user("deputy")).unwrap().len(), 1);
    assert!(two.office.app.merges_to_decide(&two.office.user("head")).unwrap().is_empty());
    // Nothing follows from a proposal.
    assert_eq!(two.found("Токтогулов"), both[1..]);
    assert!(matches!(two.decide("head", true, ""), Err(Failure::Denied)));
    two.decide("deputy", true, "").unwrap();
    let one = [("Зарылбек уулу Алмазбек".to_owned(), 2)];
    assert_eq!(two.found("Зарылбек уулу"), one);
    assert_eq!(two.found("Токтогулов"), one);
    assert_eq!(two.found("21205199000945"), one);
    assert_eq!(refused(two.propose("head", "Ещё раз")), "merge-joined");
    two.office.app.check_projections(&|_, _| {}).unwrap();
}

fn a_refused_proposal_leaves_both_as_they_were(place: Place) {
    let mut two = Two::open(place);
    let before = two.rows();
    two.propose("head", "Одно лицо").unwrap();
    assert_ne!(two.rows(), before);
    assert_eq!(refused(two.decide("deputy", false, "")), "words-missing");
    two.decide("deputy", false, "Другая дата рождения").unwrap();
    assert_eq!(two.rows(), before);
}

/// Histories of meetings, restrictions and judgments of two records, made up by a seed.
fn joined_and_parted_every_projection_is_as_it_was(place: Place) {
    let mut two = Two::open(place);
    let mut chance: u32 = 20_261_122;
    for round in 0..6 {
        for _ in 0..4 {
            chance = chance.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let case = if chance & (1 << 20) == 0 { two.office.case } else { two.other };
            match (chance >> 24) % 4 {
                0 => two.meet(case, ""),
                1 => two.meet(case, &format!("Рассказал о работе, встреча {}", chance >> 8)),
                2 => two.office.pass(24),
                _ => {
                    two.receive(&format!("УД-2{:03}/25.03", two.made));
                }
            }
        }
        let before = two.rows();
        two.join();
        assert_ne!(two.rows(), before);
        two.part("head", &[]).unwrap();
        assert_eq!(two.rows(), before, "round {round}");
    }
    two.office.app.check_projections(&|_, _| {}).unwrap();
}

fn what_came_in_meanwhile_goes_to_whom_a_head_says(place: Place) {
    let mut two = Two::open(place);
    two.join();
    // The number is the other record's; joined, both are the main record's person.
    let (first, second) = (two.receive("УД-120/25.03"), two.receive("УД-121/25.03"));
    two.meet(first, "Пришёл вовремя");
    let one = "Зарылбек уулу Алмазбек".to_owned();
    assert_eq!(two.found("Токтогулов"), [(one.clone(), 4)]);
    let head = two.office.user("head");
    let page = two.office.app.merge(&head, two.office.case, "").unwrap();
    assert_eq!(page.meanwhile.len(), 2);
    assert_eq!(refused(two.part("head", &[])), "merge-unassigned");
    assert_eq!(refused(two.part("head", &[(first, true)])), "merge-unassigned");
    two.part("deputy", &[(first, true), (second, false)]).unwrap();
    assert_eq!(two.found("Токтогулов"), [("Токтогулов Данияр".to_owned(), 2)]);
    assert_eq!(two.found("Зарылбек уулу"), [(one, 2)]);
    let name = |case| two.office.app.case(&head, case).unwrap().person.names;
    assert_eq!(name(first), "Токтогулов Данияр");
    assert_eq!(name(second), "Зарылбек уулу Алмазбек");
    two.office.app.check_projections(&|_, _| {}).unwrap();
}

fn to_whom_is_excluded_from_a_case_of_either_there_is_nothing_to_join(place: Place) {
    let mut two = Two::open(place);
    two.office.exclude("region", "head", true).unwrap();
    let head = two.office.user("head");
    for case in [two.office.case, two.other] {
        let outcome = two.office.app.merge(&head, case, "");
        // The other record's own page says nothing of the first one before they are joined.
        assert_eq!(matches!(outcome, Err(Failure::NotFound)), case == two.office.case);
    }
    two.propose("deputy", "Одно лицо").unwrap();
    two.decide("region", true, "").unwrap();
    assert!(matches!(two.office.app.merge(&head, two.other, ""), Err(Failure::NotFound)));
}

macro_rules! on_both {
    ($($name:ident)*) => {
        mod on_sqlite { use super::Place; $(#[test] fn $name() { super::$name(Place::sqlite()); })* }
        mod on_postgresql {
            use super::Place;
            $(#[test] fn $name() { super::$name(Place::postgresql()); })*
        }
    };
}

on_both! {
    two_heads_join_two_records_and_one_search_finds_both
    a_refused_proposal_leaves_both_as_they_were
    joined_and_parted_every_projection_is_as_it_was
    what_came_in_meanwhile_goes_to_whom_a_head_says
    to_whom_is_excluded_from_a_case_of_either_there_is_nothing_to_join
}
