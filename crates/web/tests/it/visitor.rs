//! A service with one office, and somebody who visits its pages.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode, header};
use bagyt_app::account::PasswordWork;
use bagyt_app::accounts::NewAccount;
use bagyt_app::law::Country;
use bagyt_app::second_factor::SignIn;
use bagyt_app::secrets::Secrets;
use bagyt_app::user::User;
use bagyt_app::{App, Settings};
use bagyt_core::effective::{Effective, Zone};
use bagyt_core::identity::CaseId;
use bagyt_store::Location;
use bagyt_web::{Site, router};
use jiff::Timestamp;
use tower::ServiceExt;
use uuid::Uuid;

pub(crate) const JUDGMENT: &str = include_str!("../../../../schemas/examples/judgment.v1.json");
/// A service at a time that the test sets.
pub(crate) struct Service {
    pub(crate) app: Arc<App>,
    now: Arc<AtomicI64>,
    passwords: BTreeMap<String, String>,
    _directory: tempfile::TempDir,
}

impl Service {
    /// An office with an officer and a head, at noon of 12 June 2025.
    pub(crate) fn open() -> Self {
        Service::of(["officer", "head_of_office"])
    }

    /// A service with one person of each role; the role is the login.
    pub(crate) fn of(roles: impl IntoIterator<Item = &'static str>) -> Self {
        Service::begun(true, roles)
    }

    /// A service that is no demo: those whose post asks for it owe a second factor.
    pub(crate) fn real(roles: impl IntoIterator<Item = &'static str>) -> Self {
        Service::begun(false, roles)
    }

    fn begun(invented: bool, roles: impl IntoIterator<Item = &'static str>) -> Self {
        let directory = tempfile::tempdir().unwrap();
        let now = Arc::new(AtomicI64::new(0));
        let clock = Arc::clone(&now);
        let settings = Settings {
            location: Location::Sqlite { path: directory.path().join("data") },
            country: Country::Zz,
            secrets: Secrets::new(&[5; 32]),
            clock: Arc::new(move || {
                Timestamp::from_microsecond(clock.load(Ordering::Relaxed)).unwrap()
            }),
            invented,
            password_work: PasswordWork::Least,
        };
        let app = Arc::new(App::open(settings).unwrap());
        let passwords = BTreeMap::new();
        let mut service = Service { app, now, passwords, _directory: directory };
        service.at("2025-06-12", 12);
        service.app.publish_tables(&|_, _| {}).unwrap();
        for role in roles {
            service.appoint(role, role, office_of(role));
        }
        service
    }

    /// Gives somebody a post and an account.
    pub(crate) fn appoint(&mut self, login: &str, role: &str, office: &str) {
        let account = NewAccount {
            login: login.to_owned(),
            name: format!("Асанова {login}"),
            role: role.to_owned(),
            office: office.to_owned(),
        };
        let password = self.app.add_account(account).unwrap();
        self.passwords.insert(login.to_owned(), password);
    }

    /// Sets the clock to an hour of a day at the office.
    pub(crate) fn at(&self, day: &str, hour: i64) {
        let start = Zone::Bishkek.start_of(day.parse().unwrap()).as_microsecond();
        self.now.store(start + hour * 3_600_000_000, Ordering::Relaxed);
    }

    /// Lets seconds pass.
    pub(crate) fn pass(&self, seconds: i64) {
        self.now.fetch_add(seconds * 1_000_000, Ordering::Relaxed);
    }

    /// The day that the clock shows.
    pub(crate) fn today(&self) -> Effective {
        Effective::day(self.app.today(), Zone::Bishkek)
    }

    /// Lets a court's message in, and returns the case that it opens at the office of that head and
    /// the message as it is kept.
    pub(crate) fn receive(&self, message: &str, head: &str) -> (CaseId, Uuid) {
        let waiting = || self.app.unallocated(&self.user(head), 1).unwrap().rows;
        let before: Vec<CaseId> = waiting().iter().map(|row| row.case).collect();
        let receipt = self.app.receive_message(None, message.into()).unwrap();
        assert_eq!(receipt.outcome, "opened", "{receipt}");
        let opened = waiting().into_iter().find(|row| !before.contains(&row.case));
        (opened.unwrap().case, receipt.message)
    }

    /// The person of that login.
    pub(crate) fn user(&self, login: &str) -> User {
        let signed_in = self.app.sign_in(login, self.password(login)).unwrap();
        let SignIn::Done(token) = signed_in else { panic!("{login} has a second factor") };
        self.app.user_of(&token).unwrap().unwrap()
    }

    pub(crate) fn password(&self, login: &str) -> &str {
        &self.passwords[login]
    }

    /// Somebody without a session.
    pub(crate) fn visitor(&self) -> Visitor {
        Visitor {
            router: router(Site::new(Arc::clone(&self.app))),
            cookie: String::new(),
            language: "ru",
        }
    }

    /// Somebody who has signed in.
    pub(crate) async fn signed_in(&self, login: &str) -> Visitor {
        let mut visitor = self.visitor();
        let form = [("login", login), ("password", self.password(login))];
        let answer = visitor.post("/sign-in", &form).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
        visitor.cookie = answer.cookie();
        visitor
    }
}

/// Where a role works.
fn office_of(role: &str) -> &'static str {
    match role {
        "officer" | "psychologist" | "social_worker" | "legal_adviser" | "head_of_office"
        | "deputy_head" => "ZZ-03-05",
        "interregional_head" => "ZZ-D2",
        "clerk" => "ZZ-C-0303",
        _ => "ZZ-PROBATION",
    }
}

/// A browser, that of a reader of Russian unless it is told otherwise.
#[derive(Clone)]
pub(crate) struct Visitor {
    router: Router,
    pub(crate) cookie: String,
    language: &'static str,
}

impl Visitor {
    pub(crate) async fn get(&self, address: &str) -> Answer {
        self.ask(Request::get(address), Body::empty()).await
    }

    /// Asks a service that is reached under that host, behind https.
    pub(crate) async fn get_at(&self, host: &str, address: &str) -> Answer {
        let request = Request::get(address).header("x-forwarded-proto", "https");
        self.ask(request.header(header::HOST, host), Body::empty()).await
    }

    pub(crate) async fn post(&self, address: &str, form: &[(&str, &str)]) -> Answer {
        self.post_from(address, form, "same-origin").await
    }

    /// Sends a form from a page of that site.
    pub(crate) async fn post_from(
        &self,
        address: &str,
        form: &[(&str, &str)],
        site: &str,
    ) -> Answer {
        let body = Body::from(pairs(form));
        let request = Request::post(address)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header("sec-fetch-site", site);
        self.ask(request, body).await
    }

    /// Sends whatever bytes as a form of our own page.
    pub(crate) async fn post_bytes(&self, address: &str, bytes: Vec<u8>) -> Answer {
        let request = Request::post(address)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "same-origin");
        self.ask(request, Body::from(bytes)).await
    }

    /// Reads in another language.
    pub(crate) fn reading(&self, language: &'static str) -> Visitor {
        Visitor { language, ..self.clone() }
    }

    /// Asks as an agency's system does.
    pub(crate) async fn get_with_token(&self, address: &str, token: &str) -> Answer {
        let request =
            Request::get(address).header(header::AUTHORIZATION, format!("Bearer {token}"));
        self.ask(request, Body::empty()).await
    }

    /// Posts a message as an agency's system does.
    pub(crate) async fn post_message(&self, token: &str, bytes: Vec<u8>) -> Answer {
        let request =
            Request::post("/api/inbox").header(header::AUTHORIZATION, format!("Bearer {token}"));
        self.ask(request, Body::from(bytes)).await
    }

    /// Sends a form with one file.
    pub(crate) async fn post_file(
        &self,
        address: &str,
        form: &[(&str, &str)],
        (name, file): (&str, &[u8]),
    ) -> Answer {
        let mut body = Vec::new();
        let edge = "--edge\r\ncontent-disposition: form-data; name=";
        for (name, value) in form {
            body.extend(format!("{edge}\"{name}\"\r\n\r\n{value}\r\n").into_bytes());
        }
        body.extend(format!("{edge}\"{name}\"; filename=\"a.pdf\"\r\n\r\n").into_bytes());
        body.extend(file);
        body.extend(b"\r\n--edge--\r\n");
        let request = Request::post(address)
            .header(header::CONTENT_TYPE, "multipart/form-data; boundary=edge")
            .header("sec-fetch-site", "same-origin");
        self.ask(request, Body::from(body)).await
    }

    async fn ask(&self, request: axum::http::request::Builder, body: Body) -> Answer {
        let request = request
            .header(header::HOST, "bagyt.example")
            .header(header::ACCEPT_LANGUAGE, self.language)
            .header(header::COOKIE, &self.cookie)
            .body(body)
            .unwrap();
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (status, headers) = (response.status(), response.headers().clone());
        let bytes = to_bytes(response.into_body(), 1 << 20).await.unwrap();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        Answer { status, headers, text, bytes: bytes.into() }
    }
}

/// An address with what is asked for.
pub(crate) fn address(path: &str, asked: &[(&str, String)]) -> String {
    let asked: Vec<_> = asked.iter().map(|(name, value)| (*name, value.as_str())).collect();
    format!("{path}?{}", pairs(&asked))
}

fn pairs(form: &[(&str, &str)]) -> String {
    let pairs: Vec<String> =
        form.iter().map(|(name, value)| format!("{name}={}", encoded(value))).collect();
    pairs.join("&")
}

fn encoded(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' => char::from(byte).to_string(),
            other => format!("%{other:02X}"),
        })
        .collect()
}

/// What came back.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) text: String,
    pub(crate) bytes: Vec<u8>,
}

impl Answer {
    /// The cookie that the answer sets.
    #[track_caller]
    pub(crate) fn cookie(&self) -> String {
        let line = self.headers[header::SET_COOKIE].to_str().unwrap();
        line.split(';').next().unwrap().to_owned()
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// The first address on the page that begins and ends so.
    #[track_caller]
    pub(crate) fn link(&self, start: &str, end: &str) -> String {
        let mut links =
            self.text.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
        let found = links.find(|link| link.starts_with(start) && link.ends_with(end));
        found.unwrap().replace("&#38;", "&").replace("&amp;", "&")
    }

    /// The value of a hidden field.
    #[track_caller]
    pub(crate) fn hidden(&self, name: &str) -> String {
        self.find_hidden(name).unwrap()
    }

    /// The value of a hidden field, if the page has one.
    pub(crate) fn find_hidden(&self, name: &str) -> Option<String> {
        let field = format!("name=\"{name}\" value=\"");
        let (_, rest) = self.text.split_once(&field)?;
        rest.split('"').next().map(str::to_owned)
    }
}
