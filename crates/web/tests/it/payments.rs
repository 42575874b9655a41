//! What a client owes: sums with their papers, payments with their proofs, shares of wages.

use axum::http::StatusCode;

use crate::acts::{done, page, refused, send};
use crate::card::entries;
use crate::casework::{allocated, allocated_of};
use crate::visitor::{JUDGMENT, Service};

const DAMAGE: [(&str, &str); 7] = [
    ("step", "debt"),
    ("kind", "damage"),
    ("amount", "1 000,00"),
    ("set_on", "03.06.2025"),
    ("paper", "writ"),
    ("number", "5-118"),
    ("creditor", "Магазин «Береке»"),
];

const SHEET: [(&str, &str); 6] = [
    ("step", "wage"),
    ("month", "20.06.2025"),
    ("received_on", "02.07.2025"),
    ("wage", "25000,03"),
    ("withheld", "4500"),
    ("sheet", "6"),
];

fn told(service: &Service, case: &str) -> Vec<String> {
    let members = ["kind", "amount", "paper", "proof", "month", "wage", "withheld", "due"];
    let mut told = entries(service, case, &members);
    let kinds = ["debt", "payment", "wage", "entry"];
    told.retain(|entry| kinds.iter().any(|kind| entry.starts_with(kind)));
    told
}

#[tokio::test]
async fn a_debt_is_paid_in_parts_with_proofs_and_never_beyond_what_is_left() {
    let service = Service::open();
    let case = allocated(&service).await;
    let officer = service.signed_in("officer").await;
    let address = officer.get(&case).await.link(&format!("{case}/payments"), "");
    let empty = officer.get(&address).await;
    assert!(empty.text.contains("сумм пока нет") && !empty.text.contains("name=\"paid\""));
    assert!(!empty.text.contains("name=\"wage\""), "no share of wages under this sentence");
    for (wrong, field) in [("amount", "тысяча"), ("amount", "0"), ("number", ""), ("kind", "gift")]
        .map(|(name, value)| ((name, value), name))
    {
        let answers: Vec<_> =
            DAMAGE.iter().map(|one| if one.0 == field { wrong } else { *one }).collect();
        let sent = send(&officer, &address, &answers).await;
        assert_eq!(sent.status, StatusCode::UNPROCESSABLE_ENTITY, "{field}");
        assert!(sent.text.contains(&format!("href=\"#{field}\"")), "{field}: {}", sent.text);
        assert!(sent.text.contains("Магазин «Береке»"), "{field}");
    }
    done(&officer, &address, &DAMAGE).await;
    let debt = page(&service, "officer", &case).payments.debts[0].version.to_string();
    let pay = |amount, number| {
        [
            ("step", "payment"),
            ("debt", debt.as_str()),
            ("paid", amount),
            ("paid_on", "10.06.2025"),
            ("proof", "receipt"),
            ("proof_number", number),
        ]
    };
    done(&officer, &address, &pay("600", "4471")).await;
    let shown = officer.get(&address).await;
    assert!(shown.text.contains("осталось 400,00"), "{}", shown.text);
    refused(&officer, &address, &pay("400,01", "4472"), "Осталось 400,00; 400,01 больше").await;
    refused(&officer, &address, &pay("400", ""), "Номер квитанции").await;
    done(&officer, &address, &pay("400", "4472")).await;
    let shown = officer.get(&address).await;
    assert!(shown.text.contains("осталось 0,00") && !shown.text.contains("name=\"paid\""));

    // A mistake is taken back, and what it paid is owed again.
    let version = page(&service, "officer", &case).version;
    let withdraw = format!("{case}/entries/{version}/withdraw");
    let words = [("reason", "mistake"), ("words", "Квитанция другого клиента")];
    done(&officer, &withdraw, &words).await;
    assert_eq!(page(&service, "officer", &case).payments.debts[0].left.0, 40_000);
    assert_eq!(told(&service, &case).len(), 4);
    let whole = told(&service, &case).join(" ");
    for part in ["debt.recorded", "damage", "100000", "writ", "60000", "receipt", "withdrawn"] {
        assert!(whole.contains(part), "{part}: {whole}");
    }
}

#[tokio::test]
async fn an_employers_sheet_is_held_against_the_share_of_the_law() {
    let service = Service::open();
    let sentence = JUDGMENT
        .replace("restriction_of_liberty", "correctional_works")
        .replace("\"months\": 6", "\"months\": 6,\n      \"percent\": 20");
    let case = allocated_of(&service, &sentence).await;
    let address = format!("{case}/payments");
    service.at("2025-07-02", 12);
    let officer = service.signed_in("officer").await;
    let with = |name: &'static str, value: &'static str| -> Vec<(&str, &str)> {
        SHEET.iter().map(|one| if one.0 == name { (name, value) } else { *one }).collect()
    };
    refused(&officer, &address, &with("month", "01.07.2025"), "ещё не кончился").await;
    refused(&officer, &address, &with("withheld", "25000,04"), "нельзя удержать").await;
    done(&officer, &address, &SHEET).await;
    let shown = officer.get(&address).await;
    assert!(shown.text.contains("удержано на 500,00 меньше"), "{}", shown.text);
    refused(&officer, &address, &with("sheet", "7"), "уже записана").await;
    let wage = &page(&service, "officer", &case).payments.wages[0];
    assert_eq!((wage.due.0, wage.withheld.0), (500_000, 450_000));
    let entry = told(&service, &case).join(" ");
    assert!(entry.contains("wage.recorded") && entry.contains("500000"), "{entry}");
}

#[tokio::test]
async fn nothing_is_withheld_under_a_sentence_without_a_share() {
    let service = Service::open();
    let case = allocated(&service).await;
    service.at("2025-07-02", 12);
    let officer = service.signed_in("officer").await;
    refused(&officer, &format!("{case}/payments"), &SHEET, "ничего не удерживается").await;
    assert!(told(&service, &case).is_empty());
}
