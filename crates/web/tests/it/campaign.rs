//! The lists of a campaign as files: what stands in their cells, and for whom.

use axum::http::StatusCode;
use bagyt_app::command::CaseAct;
use bagyt_app::user::User;
use bagyt_casework::access::ExcludeStaff;
use bagyt_casework::assessment::MakeAssessment;
use bagyt_casework::codes::{AllocationReason, Risk};
use bagyt_casework::restriction::RestrictCase;
use bagyt_core::identity::{CaseId, CommandId};

use crate::sheet::{table, workbook};
use crate::visitor::{JUDGMENT, Service, Visitor};

/// A court's number that a spreadsheet would take for a formula.
const FORMULA: &str = "=HYPERLINK(\"http://evil.example\")";

const HEADS: [&str; 7] =
    ["Номер дела", "Имя", "Отдел", "Сотрудник", "Какой список", "Условие", "Состояние дела"];

/// An office with a case that falls under the amnesty, two that lack a fact, of which the second is
/// restricted, and one that does not fall under it.
struct House {
    service: Service,
    lacking: CaseId,
    made: u128,
}

impl House {
    fn open() -> House {
        let roles = ["officer", "head_of_office", "social_worker", "department_analyst"];
        let mut service = Service::of(roles);
        service.appoint("head_elsewhere", "head_of_office", "ZZ-01-01");
        let receive = |number: &str, name: &str, last: &str, place: u32| {
            let message = JUDGMENT
                .replace("000000000001", &format!("{place:012}"))
                .replace("УД-118/25.03", &number.replace('"', "\\\""))
                .replace("21205199000017", last)
                .replace("Зарылбек уулу", name);
            service.receive(&message, "head_of_office").0
        };
        let eligible = receive(FORMULA, "Зарылбек уулу", "21205199000017", 1);
        let lacking = receive("+УД-119", "Асан уулу", "21205199000025", 2);
        let failing = receive("УД-120", "Үсөн уулу", "21205199000033", 3);
        let restricted = receive("УД-121", "Медер уулу", "21205199000041", 4);
        let mut house = House { service, lacking, made: 0 };
        let (head, officer) = (house.user("head_of_office"), house.user("officer"));
        let from = house.service.today();
        for (case, to) in
            [(eligible, &officer), (lacking, &officer), (failing, &officer), (restricted, &head)]
        {
            let (officer, reason) = (to.staff, AllocationReason::LowestCaseload);
            house.act(&head, case, CaseAct::Allocate { from, officer, reason });
        }
        let words = "Свидетель по делу".to_owned();
        house.act(&head, restricted, CaseAct::Restrict(RestrictCase { restricted: true, words }));
        house.service.at("2026-11-02", 12);
        for (case, risk) in [(eligible, Risk::Low), (failing, Risk::High)] {
            let assess = MakeAssessment {
                made: house.service.today(),
                risk,
                needs: Vec::new(),
                reason: "Работает, живёт с семьёй".to_owned(),
            };
            house.act(&officer, case, CaseAct::Assess(assess));
        }
        house
    }

    fn user(&self, login: &str) -> User {
        self.service.user(login)
    }

    fn act(&mut self, user: &User, case: CaseId, act: CaseAct) {
        self.made += 1;
        let id = CommandId(uuid::Uuid::from_u128(0xca_0000 + self.made));
        self.service.app.act(user, id, case, act).unwrap();
    }
}

/// The rows of a list below its title and columns, which both files have alike; an apostrophe before
/// what a spreadsheet would take for a formula is what text alone needs.
async fn rows(visitor: &Visitor, list: &str) -> Vec<Vec<String>> {
    let file =
        |ending: &str| format!("/campaigns/amnesty_of_independence/list.{ending}?list={list}");
    let text = table(&visitor.get(&file("csv")).await);
    let book = workbook(&visitor.get(&file("xlsx")).await);
    assert_eq!(text[0], ["Амнистия ко Дню независимости"]);
    assert_eq!(book[0][0], text[0][0]);
    assert_eq!(
        (text[1].as_slice(), book[1].as_slice()),
        (&HEADS.map(str::to_owned)[..], &text[1][..])
    );
    let unguarded = |cell: &String| cell.strip_prefix('\'').unwrap_or(cell).to_owned();
    let plain: Vec<Vec<String>> =
        text[2..].iter().map(|row| row.iter().map(unguarded).collect()).collect();
    assert_eq!(plain, book[2..], "the two files differ");
    let is_formula = |cell: &&String| cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let first = text.iter().flatten().find(is_formula);
    assert_eq!(first, None, "a cell of text begins like a formula");
    book[2..].to_vec()
}

/// Number, name, officer, list and condition of each row; the office is that of all.
fn told(rows: &[Vec<String>]) -> Vec<[&str; 5]> {
    let told = |row: &'_ Vec<String>| {
        assert_eq!((row.len(), row[2].as_str(), row[6].as_str()), (7, "Мистежар", ""));
    };
    rows.iter().for_each(told);
    rows.iter().map(|row| [0, 1, 3, 4, 5].map(|place| row[place].as_str())).collect()
}

const OFFICER: &str = "Асанова officer";
const HEAD: &str = "Асанова head_of_office";
const LACKS: &str = "Не хватает сведений";
const RISK: &str = "Оценённый риск не высокий";
/// Of a restricted case the lists say whom to ask, and nothing of the client.
const STUB: [&str; 5] = ["", "", HEAD, "Доступ ограничен", ""];

#[tokio::test]
async fn the_lists_of_a_campaign_are_files_with_the_rows_of_the_page() {
    let house = House::open();
    let head = house.service.signed_in("head_of_office").await;
    let eligible = rows(&head, "eligible").await;
    assert_eq!(told(&eligible), [[FORMULA, "Зарылбек уулу Алмазбек", OFFICER, "Подпадают", ""]]);
    let lacking = rows(&head, "lacks").await;
    assert_eq!(
        told(&lacking),
        [
            ["+УД-119", "Асан уулу Алмазбек", OFFICER, LACKS, RISK],
            ["УД-121", "Медер уулу Алмазбек", HEAD, LACKS, RISK],
        ]
    );
    let failing = rows(&head, "not_eligible").await;
    assert_eq!(told(&failing), [["УД-120", "Үсөн уулу Алмазбек", OFFICER, "Не подпадают", RISK]]);
    // An officer takes out the own clients alone, another office nobody.
    let officer = house.service.signed_in("officer").await;
    assert_eq!(rows(&officer, "eligible").await, eligible);
    assert_eq!(rows(&officer, "lacks").await, lacking[..1]);
    let elsewhere = house.service.signed_in("head_elsewhere").await;
    assert_eq!(rows(&elsewhere, "lacks").await, Vec::<Vec<String>>::new());
}

#[tokio::test]
async fn a_file_of_a_campaign_shows_no_more_than_its_reader_may_know() {
    let mut house = House::open();
    let colleague = house.service.signed_in("social_worker").await;
    let both = rows(&colleague, "lacks").await;
    assert_eq!(told(&both), [["+УД-119", "Асан уулу Алмазбек", OFFICER, LACKS, RISK], STUB]);
    let (head, staff) = (house.user("head_of_office"), house.user("social_worker").staff);
    let words = "Родственник клиента".to_owned();
    let (lacking, exclude) = (house.lacking, ExcludeStaff { staff, excluded: true, words });
    house.act(&head, lacking, CaseAct::Exclude(exclude));
    assert_eq!(told(&rows(&colleague, "lacks").await), [STUB]);
    // Headquarters see numbers, and no file names anybody.
    let analyst = house.service.signed_in("department_analyst").await;
    for ending in ["csv", "xlsx"] {
        let file = format!("/campaigns/amnesty_of_independence/list.{ending}?list=lacks");
        assert_eq!(analyst.get(&file).await.status, StatusCode::FORBIDDEN);
    }
}
