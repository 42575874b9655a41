//! A service with one office, and somebody who visits its pages.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode, header};
use bagyt_app::accounts::NewAccount;
use bagyt_app::law::Country;
use bagyt_app::secrets::Secrets;
use bagyt_app::{App, Settings};
use bagyt_core::effective::Zone;
use bagyt_store::Location;
use bagyt_web::{Site, router};
use tower::ServiceExt;

const JUDGMENT: &str = include_str!("../../../../schemas/examples/judgment.v1.json");
const OFFICE: &str = "ZZ-03-05";

/// The office's house at noon of one day.
pub(crate) struct Service {
    pub(crate) app: Arc<App>,
    passwords: BTreeMap<&'static str, String>,
    _directory: tempfile::TempDir,
}

impl Service {
    /// An office with an officer and a head, on 12 June 2025.
    pub(crate) fn open() -> Self {
        let directory = tempfile::tempdir().unwrap();
        let noon = Zone::Bishkek.start_of("2025-06-12".parse().unwrap());
        let noon = noon.checked_add(jiff::SignedDuration::from_hours(12)).unwrap();
        let settings = Settings {
            location: Location::Sqlite { path: directory.path().join("data") },
            country: Country::Zz,
            secrets: Secrets::new(&[5; 32]),
            clock: Arc::new(move || noon),
            invented: true,
        };
        let app = App::open(settings).unwrap();
        app.publish_tables().unwrap();
        let mut passwords = BTreeMap::new();
        for (login, role) in [("officer", "officer"), ("head", "head_of_office")] {
            let account = NewAccount {
                login: login.to_owned(),
                name: format!("Асанова {login}"),
                role: role.to_owned(),
                office: OFFICE.to_owned(),
            };
            passwords.insert(login, app.add_account(account).unwrap());
        }
        Service { app: Arc::new(app), passwords, _directory: directory }
    }

    /// Lets the court's message in, which opens a case.
    pub(crate) fn receive_judgment(&self) {
        let receipt = self.app.receive_message(None, JUDGMENT.into()).unwrap();
        assert_eq!(receipt.outcome, "opened", "{receipt}");
    }

    pub(crate) fn password(&self, login: &str) -> &str {
        &self.passwords[login]
    }

    /// Somebody without a session.
    pub(crate) fn visitor(&self) -> Visitor {
        Visitor { router: router(Site::new(Arc::clone(&self.app))), cookie: String::new() }
    }

    /// Somebody who has signed in.
    pub(crate) async fn signed_in(&self, login: &str) -> Visitor {
        let mut visitor = self.visitor();
        let form = [("login", login), ("password", self.password(login))];
        let answer = visitor.post("/sign-in", &form).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
        let line = answer.headers[header::SET_COOKIE].to_str().unwrap();
        visitor.cookie = line.split(';').next().unwrap().to_owned();
        visitor
    }
}

/// A browser that reads Russian.
pub(crate) struct Visitor {
    router: Router,
    pub(crate) cookie: String,
}

impl Visitor {
    pub(crate) async fn get(&self, address: &str) -> Answer {
        self.ask(Request::get(address), Body::empty()).await
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
        let pairs: Vec<String> =
            form.iter().map(|(name, value)| format!("{name}={}", encoded(value))).collect();
        let request = Request::post(address)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header("sec-fetch-site", site);
        self.ask(request, Body::from(pairs.join("&"))).await
    }

    async fn ask(&self, request: axum::http::request::Builder, body: Body) -> Answer {
        let request = request
            .header(header::HOST, "bagyt.example")
            .header(header::ACCEPT_LANGUAGE, "ru")
            .header(header::COOKIE, &self.cookie)
            .body(body)
            .unwrap();
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (status, headers) = (response.status(), response.headers().clone());
        let bytes = to_bytes(response.into_body(), 1 << 20).await.unwrap();
        Answer { status, headers, text: String::from_utf8(bytes.to_vec()).unwrap() }
    }
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
}

impl Answer {
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// The first address on the page that begins and ends so.
    #[track_caller]
    pub(crate) fn link(&self, start: &str, end: &str) -> String {
        let mut links =
            self.text.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
        links.find(|link| link.starts_with(start) && link.ends_with(end)).unwrap().to_owned()
    }

    /// The value of a hidden field.
    #[track_caller]
    pub(crate) fn hidden(&self, name: &str) -> String {
        let field = format!("name=\"{name}\" value=\"");
        let (_, rest) = self.text.split_once(&field).unwrap();
        rest.split('"').next().unwrap().to_owned()
    }
}
