//! Whatever is sent, the answer is a page that says what is wrong: never a broken server.

use axum::http::{StatusCode, header};

use crate::visitor::{JUDGMENT, Service, Visitor};

/// Pieces of which fields are made: what people type, what programs break, what attackers try.
const PIECES: [&str; 24] = [
    "",
    " ",
    "0",
    "-1",
    "31.02.2026",
    "2026-13-40",
    "99999999999999999999",
    "24:61",
    "true",
    "ө",
    "\u{0}",
    "\u{202e}",
    "💧",
    "%",
    "&",
    "\"",
    "<script>alert(1)</script>",
    "'; DROP TABLE entries; --",
    "../../etc/passwd",
    "{{ 7 * 7 }}",
    "\r\nSet-Cookie: a=b",
    "ZZ-03-05",
    "00000000-0000-0000-0000-000000000000",
    "12.06.2025",
];

const FIELDS: [&str; 22] = [
    "command",
    "version",
    "on",
    "officer",
    "reason",
    "risk",
    "needs",
    "goals",
    "outcome",
    "held_on",
    "held_at",
    "kind",
    "place",
    "note",
    "step",
    "decision",
    "ground",
    "words",
    "grounds",
    "until",
    "login",
    "appointment",
];

const FORMS: [&str; 8] = [
    "/contact",
    "/appointment",
    "/registration",
    "/assessment",
    "/plan",
    "/submission",
    "/allocate",
    "/absences/1",
];

/// Numbers that look as if by chance and are the same every time.
struct Dice(u64);

impl Dice {
    fn throw(&mut self, sides: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % sides
    }

    fn value(&mut self) -> String {
        let pieces = self.throw(4);
        let long = if self.throw(40) == 0 { 20_000 } else { 1 };
        (0..pieces).map(|_| PIECES[self.throw(PIECES.len())].repeat(long)).collect()
    }
}

#[track_caller]
fn check(address: &str, status: StatusCode, text: &str) {
    let is_told = status.is_redirection() || status.is_client_error() || status.is_success();
    assert!(is_told, "{address}: {status}");
    assert!(!text.contains("<script>alert"), "{address} gives a script back");
}

async fn send(visitor: &Visitor, dice: &mut Dice, address: &str, hidden: &[(String, String)]) {
    let mut form = hidden.to_vec();
    for _ in 0..dice.throw(9) {
        form.push((FIELDS[dice.throw(FIELDS.len())].to_owned(), dice.value()));
    }
    let form: Vec<_> = form.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let answer = visitor.post(address, &form).await;
    check(address, answer.status, &answer.text);
}

#[tokio::test]
async fn a_form_full_of_junk_is_refused_in_words() {
    let service = Service::open();
    let (case, _) = service.receive(JUDGMENT, "head_of_office");
    let head = service.signed_in("head_of_office").await;
    let mut dice = Dice(7);
    for _ in 0..30 {
        for form in FORMS {
            let address = format!("/cases/{case}{form}");
            let shown = head.get(&address).await;
            let hidden = ["command", "version"];
            let hidden =
                hidden.map(|name| (name.to_owned(), shown.find_hidden(name).unwrap_or_default()));
            send(&head, &mut dice, &address, &hidden).await;
        }
    }
    // None of it broke what is known of the case.
    assert_eq!(head.get(&format!("/cases/{case}")).await.status, StatusCode::OK);
}

#[tokio::test]
async fn an_address_full_of_junk_is_answered() {
    let service = Service::open();
    let (case, _) = service.receive(JUDGMENT, "head_of_office");
    let head = service.signed_in("head_of_office").await;
    let lists = [
        "/cases",
        "/cases.csv",
        "/cases.xlsx",
        "/statistics.csv",
        "/statistics.xlsx",
        "/search",
        "/inbox",
        "/statistics",
        "/practice",
        "/law",
        "/statistics/cell",
    ];
    let names =
        ["q", "page", "sort", "status", "month", "on", "indicator", "row", "office", "all", "at"];
    let mut dice = Dice(11);
    for _ in 0..40 {
        for list in lists {
            let pairs = names.map(|name| (name, dice.value().chars().take(300).collect()));
            let address = crate::visitor::address(list, &pairs);
            let answer = head.get(&address).await;
            check(&address, answer.status, &answer.text);
        }
    }
    for part in ["x", "%00", "%ff", "..%2f..", "00000000-0000-0000-0000-000000000000"] {
        for end in ["", "/contact", "/client-page", "/allocate"] {
            let answer = head.get(&format!("/cases/{part}{end}")).await;
            assert!(answer.status.is_client_error(), "{part}{end}: {}", answer.status);
        }
        let answer = head.get(&format!("/cases/{case}/absences/{part}")).await;
        assert!(answer.status.is_client_error(), "{part}: {}", answer.status);
    }
}

#[tokio::test]
async fn bytes_that_are_no_text_are_refused_as_such() {
    let service = Service::open();
    let (case, _) = service.receive(JUDGMENT, "head_of_office");
    let head = service.signed_in("head_of_office").await;
    let address = format!("/cases/{case}/plan");
    let answer = head.post_bytes(&address, b"goals=%FF%FE".to_vec()).await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
    let answer = head.post_bytes(&address, vec![b'a'; 2 << 20]).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(answer.header(header::CONTENT_TYPE.as_str()).starts_with("text/html"));
}
