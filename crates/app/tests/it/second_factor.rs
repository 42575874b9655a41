//! Signing in with a second factor, confirming with it, and losing it, on both databases.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use bagyt_app::account::PasswordWork;
use bagyt_app::accounts::NewAccount;
use bagyt_app::law::Country;
use bagyt_app::outcome::Failure;
use bagyt_app::second_factor::{Confirmation, RECOVERY_CODES, SignIn};
use bagyt_app::secrets::Secrets;
use bagyt_app::totp::Secret;
use bagyt_app::user::User;
use bagyt_app::{App, Settings};
use jiff::Timestamp;

use crate::cluster::Place;

/// A service that is no demo, at a second that the test sets.
struct Service {
    app: App,
    now: Arc<AtomicI64>,
    _place: Place,
}

impl Service {
    fn open(place: Place) -> Self {
        let now = Arc::new(AtomicI64::new(1_750_000_000));
        let clock = Arc::clone(&now);
        let settings = Settings {
            location: place.location.clone(),
            country: Country::Zz,
            secrets: Secrets::new(&[3; 32]),
            clock: Arc::new(move || Timestamp::from_second(clock.load(Ordering::Relaxed)).unwrap()),
            invented: false,
            password_work: PasswordWork::Least,
        };
        Service { app: App::open(settings).unwrap(), now, _place: place }
    }

    fn pass(&self, seconds: i64) {
        self.now.fetch_add(seconds, Ordering::Relaxed);
    }

    fn staff(&self, role: &str, office: &str) -> (User, String) {
        let account = NewAccount {
            login: role.to_owned(),
            name: format!("Асанов {role}"),
            role: role.to_owned(),
            office: office.to_owned(),
        };
        let password = self.app.add_account(account).unwrap();
        let SignIn::Done(token) = self.app.sign_in(role, &password).unwrap() else {
            panic!("a new account has no second factor")
        };
        (self.app.user_of(&token).unwrap().unwrap(), password)
    }

    /// The head gets a second factor; returns the secret and the recovery codes.
    fn enrolled(&self, user: &User, password: &str) -> (Secret, Vec<String>) {
        let enrolment = self.app.new_second_factor(user).unwrap();
        let secret = Secret::parse(&enrolment.secret).unwrap();
        let code = secret.code_at(self.app.now());
        let typed = Confirmation { password, code: &code };
        let codes = self.app.enrol(user, &enrolment.secret, typed).unwrap();
        (secret, codes)
    }

    fn pending(&self, login: &str, password: &str) -> String {
        match self.app.sign_in(login, password).unwrap() {
            SignIn::CodeWanted(pending) => pending,
            SignIn::Done(_) => panic!("no code was asked for"),
        }
    }
}

#[track_caller]
fn refused<T: std::fmt::Debug>(outcome: Result<T, Failure>) -> String {
    match outcome.unwrap_err() {
        Failure::Refused(refused) => refused.code,
        other => panic!("{other:?}"),
    }
}

fn a_code_opens_once_and_not_too_late(place: Place) {
    let service = Service::open(place);
    let (head, password) = service.staff("head_of_office", "ZZ-03-05");
    assert!(head.owes_second_factor);
    let (secret, _) = service.enrolled(&head, &password);
    let app = &service.app;
    let pending = service.pending("head_of_office", &password);
    let code = secret.code_at(app.now());
    // The code that confirmed the enrolment is used up.
    assert_eq!(refused(app.finish_sign_in(&pending, &code)), "second-factor");
    service.pass(30);
    let code = secret.code_at(app.now());
    let spaced = format!("{} {}", &code[..3], &code[3..]);
    let token = app.finish_sign_in(&pending, &spaced).unwrap();
    assert!(!app.user_of(&token).unwrap().unwrap().owes_second_factor);
    assert_eq!(refused(app.finish_sign_in(&pending, &code)), "second-factor");
    service.pass(271);
    let code = secret.code_at(app.now());
    assert_eq!(refused(app.finish_sign_in(&pending, &code)), "sign-in-again");
    let forged = service.pending("head_of_office", &password).replace("head_of_office", "officer");
    assert_eq!(refused(app.finish_sign_in(&forged, &code)), "sign-in-again");
}

fn a_recovery_code_opens_once_and_new_ones_end_the_old(place: Place) {
    let service = Service::open(place);
    let (head, password) = service.staff("head_of_office", "ZZ-03-05");
    let (secret, codes) = service.enrolled(&head, &password);
    let app = &service.app;
    assert_eq!(codes.len(), RECOVERY_CODES);
    let pending = service.pending("head_of_office", &password);
    app.finish_sign_in(&pending, &codes[3].to_uppercase()).unwrap();
    assert_eq!(refused(app.finish_sign_in(&pending, &codes[3])), "second-factor");
    assert_eq!(app.second_factor(&head).unwrap().codes_left, 9);
    service.pass(30);
    let code = secret.code_at(app.now());
    let typed = Confirmation { password: &password, code: &code };
    let renewed = app.renew_recovery_codes(&head, typed).unwrap();
    assert_eq!(refused(app.finish_sign_in(&pending, &codes[4])), "second-factor");
    app.finish_sign_in(&pending, &renewed[0]).unwrap();
}

fn a_head_keeps_the_second_factor_and_an_officer_may_give_it_up(place: Place) {
    let service = Service::open(place);
    let app = &service.app;
    for (role, required) in [("head_of_office", true), ("officer", false)] {
        let (user, password) = service.staff(role, "ZZ-03-05");
        assert_eq!(user.owes_second_factor, required);
        let (secret, _) = service.enrolled(&user, &password);
        service.pass(30);
        let code = secret.code_at(app.now());
        let wrong = Confirmation { password: &password, code: "000" };
        let typed = Confirmation { password: &password, code: &code };
        if required {
            assert_eq!(refused(app.remove_second_factor(&user, typed)), "second-factor-required");
        } else {
            assert_eq!(refused(app.remove_second_factor(&user, wrong)), "second-factor");
            app.remove_second_factor(&user, typed).unwrap();
            assert!(matches!(app.sign_in(role, &password).unwrap(), SignIn::Done(_)));
        }
    }
}

fn an_administrator_takes_a_lost_one_away_but_not_the_own(place: Place) {
    let service = Service::open(place);
    let app = &service.app;
    let (head, password) = service.staff("head_of_office", "ZZ-03-05");
    service.enrolled(&head, &password);
    let (administrator, _) = service.staff("administrator", "ZZ-PROBATION");
    let denied = |outcome| matches!(outcome, Err(Failure::Denied));
    assert!(denied(app.reset_second_factor(&head, "administrator")));
    assert!(denied(app.reset_second_factor(&administrator, "administrator")));
    app.reset_second_factor(&administrator, "head_of_office").unwrap();
    let SignIn::Done(token) = app.sign_in("head_of_office", &password).unwrap() else {
        panic!("the second factor is still there")
    };
    assert!(app.user_of(&token).unwrap().unwrap().owes_second_factor);
}

fn a_secret_is_enrolled_by_who_knows_the_password_and_has_the_telephone(place: Place) {
    let service = Service::open(place);
    let app = &service.app;
    let (officer, password) = service.staff("officer", "ZZ-03-05");
    let enrolment = app.new_second_factor(&officer).unwrap();
    let secret = Secret::parse(&enrolment.secret).unwrap();
    let code = secret.code_at(app.now());
    let ask = |secret: &str, password: &str, code: &str| {
        refused(app.enrol(&officer, secret, Confirmation { password, code }))
    };
    assert_eq!(ask("ABCD", &password, &code), "second-factor-secret");
    assert_eq!(ask(&enrolment.secret, "wrong", &code), "password");
    let other = if code == "000000" { "000001" } else { "000000" };
    assert_eq!(ask(&enrolment.secret, &password, other), "second-factor");
    let (_, codes) = service.enrolled(&officer, &password);
    assert!(!codes.is_empty());
    assert_eq!(ask(&enrolment.secret, &password, &code), "second-factor-there");
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
    a_code_opens_once_and_not_too_late
    a_recovery_code_opens_once_and_new_ones_end_the_old
    a_head_keeps_the_second_factor_and_an_officer_may_give_it_up
    an_administrator_takes_a_lost_one_away_but_not_the_own
    a_secret_is_enrolled_by_who_knows_the_password_and_has_the_telephone
}
