//! Every road, asked by whoever is excluded from a case or may not open a restricted one. Papers and
//! workbooks are read as other programs read them: what they show is looked for in their words.

use std::collections::{BTreeMap, BTreeSet};

use axum::http::StatusCode;
use bagyt_app::command::CaseAct;
use bagyt_app::role::Role;
use bagyt_casework::access::ExcludeStaff;
use uuid::Uuid;

use super::{Docket, routes};
use crate::sheet::{Body, said};

/// The case of which the docket has most; no other has that number.
const NUMBER: &str = "УД-118/25.03";
/// The name of its client, which papers bear that do not bear the number.
const NAME: &str = "Зарылбек";
/// The template of a register: the number stands in its example.
const TEMPLATE: &str = "/registers/template.xlsx";
/// The client of the restricted case; nobody else has that name.
const CLIENT: &str = "Үсөн";
/// The same name, and the number, in an address.
const CLIENT_ASKED: &str = "%D2%AE%D1%81%D3%A9%D0%BD";
const NUMBER_ASKED: &str = "%D0%A3%D0%94-118%2F25.03";

/// Lists, counts and sheets that say of many cases, with what may be asked of them.
const LISTS: [&str; 32] = [
    "/cases?whose=office",
    "/cases?whose=office&quiet=1",
    "/cases.csv?whose=office",
    "/cases.xlsx?whose=office",
    "/campaigns/amnesty_of_independence?list=not_eligible",
    "/campaigns/amnesty_of_independence/list.csv?list=not_eligible",
    "/campaigns/amnesty_of_independence/list.xlsx?list=not_eligible",
    "/search?q=ASKED",
    "/export/rows?part=register&form=csv&purpose=oversight",
    "/export/rows?part=register&form=json&purpose=oversight",
    "/export/rows?part=register&form=xlsx&purpose=oversight",
    "/export/rows?part=appointments&form=json&purpose=oversight",
    "/export/rows?part=contacts&form=xlsx&purpose=oversight",
    "/export/rows?part=clocks&form=xlsx&purpose=oversight",
    "/export/rows?part=duties&form=xlsx&purpose=oversight",
    "/export/rows?part=violations&form=xlsx&purpose=oversight",
    "/export/rows?part=submissions&form=xlsx&purpose=oversight",
    "/export/rows?part=contacts&form=csv&purpose=oversight",
    "/export/rows?part=clocks&form=csv&purpose=oversight",
    "/export/rows?part=duties&form=csv&purpose=oversight",
    "/export/rows?part=violations&form=csv&purpose=oversight",
    "/export/rows?part=submissions&form=csv&purpose=oversight",
    "/statistics/cell?indicator=absences&month=2025-08",
    "/practice/cell?row=assessment&month=2025-08",
    "/practice/cell?row=allocation&month=2025-06",
    "/survival/cell?week=10",
    "/brief/cell?office=ZZ-03-05&from=2025-09-08&kind=casework.contact.recorded",
    "/brief?office=ZZ-03-05",
    "/unallocated",
    "/oversight",
    "/day-sheet",
    "/calendar",
];

fn lists(asked: &str) -> impl Iterator<Item = String> {
    LISTS.into_iter().map(move |list| list.replace("ASKED", asked))
}

/// Who works on the case, or stands outside of the service and sees what was sent to the court.
fn is_left_in(role: Role) -> bool {
    matches!(role, Role::Officer | Role::HeadOfOffice | Role::Clerk)
}

#[tokio::test]
async fn no_road_shows_a_case_to_whoever_is_excluded_from_it() {
    let mut docket = Docket::open();
    let head = docket.service.user("head_of_office");
    let (here, nowhere) = (docket.here, Uuid::from_u128(7).to_string());
    let excluded: Vec<Role> = Role::ALL.iter().copied().filter(|role| !is_left_in(*role)).collect();
    for role in &excluded {
        let staff = docket.service.user(role.code()).staff;
        let words = "Родственник клиента".to_owned();
        docket.act(&head, here, CaseAct::Exclude(ExcludeStaff { staff, excluded: true, words }));
    }
    let id = here.to_string();
    let (mut shown, mut looked) = (BTreeSet::new(), BTreeMap::new());
    for role in excluded {
        let visitor = docket.service.signed_in(role.code()).await;
        let mut asked: Vec<String> = lists(NUMBER_ASKED).collect();
        for (method, route) in routes() {
            if method == "GET" {
                let own = docket.addresses(&route).into_iter();
                let own = own.filter(|(case, _)| matches!(*case, "" | "here"));
                asked.extend(own.map(|(_, address)| address));
            }
        }
        for address in asked {
            let answer = visitor.get(&address).await;
            let (body, words) = said(&answer);
            if answer.status == StatusCode::OK {
                *looked.entry(body).or_insert(0) += 1;
            }
            let is_shown = if address.contains(&id) {
                // Exactly what an address that names nothing is answered with.
                let none = visitor.get(&address.replace(&id, &nowhere)).await;
                (answer.status, answer.text.replace(&id, &nowhere)) != (none.status, none.text)
            } else {
                // What was asked for is said back to who asked.
                let is_echo = address.contains(NUMBER_ASKED);
                let is_named = body == Body::Paper && words.contains(NAME);
                let is_numbered = words.contains(NUMBER) && address != TEMPLATE;
                words.contains(&id) || is_named || !is_echo && is_numbered
            };
            if is_shown {
                shown.insert((role.code(), address));
            }
        }
    }
    assert_eq!(shown, BTreeSet::new());
    assert!(looked[&Body::Text] > 300 && looked[&Body::Workbook] > 20, "{looked:?}");
}

#[tokio::test]
async fn no_road_says_whom_a_restricted_case_is_about_to_who_may_not_open_it() {
    let docket = Docket::open();
    let page = format!("/cases/{}", docket.restricted);
    let mut shown = BTreeSet::new();
    let (mut opened, mut looked) = (BTreeSet::new(), BTreeMap::new());
    for role in Role::ALL {
        let visitor = docket.service.signed_in(role.code()).await;
        if visitor.get(&page).await.status == StatusCode::OK {
            opened.insert(role.code());
            continue;
        }
        let mut asked: Vec<String> = lists(CLIENT_ASKED).collect();
        for (method, route) in routes() {
            if method == "GET" {
                let own = docket.addresses(&route).into_iter();
                let own = own.filter(|(case, _)| matches!(*case, "" | "restricted"));
                asked.extend(own.map(|(_, address)| address));
            }
        }
        for address in asked {
            let answer = visitor.get(&address).await;
            let (body, words) = said(&answer);
            if answer.status == StatusCode::OK {
                *looked.entry(body).or_insert(0) += 1;
            }
            if !address.contains(CLIENT_ASKED) && words.contains(CLIENT) {
                shown.insert((role.code(), address));
            }
        }
    }
    assert_eq!(opened, BTreeSet::from(["head_of_office", "deputy_head"]));
    assert_eq!(shown, BTreeSet::new());
    assert!(looked[&Body::Workbook] > 20 && looked[&Body::Paper] > 0, "{looked:?}");
}

#[tokio::test]
async fn names_and_numbers_are_found_in_the_words_of_papers_and_workbooks() {
    let docket = Docket::open();
    let head = docket.service.signed_in("head_of_office").await;
    let (here, restricted) = (docket.here, docket.restricted);
    let paper = "papers/preview.pdf?paper=appearance_schedule&language=ru";
    for (address, of, text) in [
        (format!("/cases/{restricted}/{paper}"), Body::Paper, CLIENT),
        (format!("/cases/{here}/{paper}"), Body::Paper, NAME),
        (format!("/cases/{here}/papers/{}", docket.paper), Body::Paper, NAME),
        (format!("/submissions/{}/preview.pdf", docket.submission), Body::Paper, NUMBER),
        ("/cases.xlsx?whose=office".to_owned(), Body::Workbook, CLIENT),
        (
            "/export/rows?part=register&form=xlsx&purpose=oversight".to_owned(),
            Body::Workbook,
            CLIENT,
        ),
        ("/export/rows?part=clocks&form=xlsx&purpose=oversight".to_owned(), Body::Workbook, NUMBER),
        (
            "/campaigns/amnesty_of_independence/list.xlsx?list=not_eligible".to_owned(),
            Body::Workbook,
            NUMBER,
        ),
    ] {
        let (body, words) = said(&head.get(&address).await);
        assert_eq!(body, of, "{address}");
        assert!(words.contains(text), "{address}: {words}");
    }
}
