//! A service with one office, at a time that the test sets, and the steps of its people.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use bagyt_app::account::PasswordWork;
use bagyt_app::accounts::NewAccount;
use bagyt_app::command::CaseAct;
use bagyt_app::law::Country;
use bagyt_app::second_factor::SignIn;
use bagyt_app::secrets::Secrets;
use bagyt_app::table_set::TableSet;
use bagyt_app::user::User;
use bagyt_app::{App, Settings};
use bagyt_casework::access::ExcludeStaff;
use bagyt_casework::codes::{
    AllocationReason, ContactKind, ContactPlace, ExplanationForm, SubmissionKind, ViolationGround,
};
use bagyt_casework::compliance::ReceiveExplanation;
use bagyt_casework::contact::{Outcome, RecordContact};
use bagyt_casework::fact::SubmissionId;
use bagyt_core::effective::{Effective, Zone};
use bagyt_core::identity::{CaseId, CommandId, MessageId, StaffId};
use bagyt_store::Location;
use jiff::Timestamp;
use jiff::civil::Date;
use uuid::Uuid;

pub(crate) const JUDGMENT: &str = include_str!("../../../../schemas/examples/judgment.v1.json");
pub(crate) const OFFICE: &str = "ZZ-03-05";
/// The master key of the service's record.
pub(crate) const MASTER_KEY: [u8; 32] = [3; 32];

/// A service with one office, at a time that the test sets.
pub(crate) struct Service {
    pub(crate) app: App,
    now: Arc<AtomicI64>,
    made: u128,
}

impl Service {
    /// Opens the record at a place at nine on 2 June 2025, or what another left there.
    pub(crate) fn open(location: &Location) -> Self {
        let service = Service::carrying(location, TableSet::of_program(Country::Zz).unwrap());
        service.app.publish_tables(&|_, _| {}).unwrap();
        service
    }

    /// Opens what another left at a place, as a program that carries other tables.
    pub(crate) fn carrying(location: &Location, carried: TableSet) -> Self {
        let (settings, now) = settings(location);
        let app = App::open_carrying(settings, carried).unwrap();
        let service = Service { app, now, made: 0 };
        service.at("2025-06-02", 9);
        service
    }

    /// Lets seconds pass.
    pub(crate) fn pass(&self, seconds: i64) {
        self.now.fetch_add(seconds * 1_000_000, Ordering::Relaxed);
    }

    /// Sets the clock to an hour of a day at the office.
    pub(crate) fn at(&self, day: &str, hour: i64) {
        let start = Zone::Bishkek.start_of(self::day(day)).as_microsecond();
        self.now.store(start + hour * 3_600_000_000, Ordering::Relaxed);
    }

    pub(crate) fn staff(&self, login: &str, role: &str, office: &str) -> (User, String) {
        let account = NewAccount {
            login: login.to_owned(),
            name: format!("Асанов {login}"),
            role: role.to_owned(),
            office: office.to_owned(),
        };
        let password = self.app.add_account(account).unwrap();
        let signed_in = self.app.sign_in(login, &password).unwrap();
        let SignIn::Done(token) = signed_in else { panic!("{login} has a second factor") };
        (self.app.user_of(&token).unwrap().unwrap(), password)
    }

    pub(crate) fn id(&mut self) -> CommandId {
        self.made += 1;
        CommandId(Uuid::from_u128(0xfeed_0000 + self.made))
    }

    #[track_caller]
    pub(crate) fn act(&mut self, user: &User, case: CaseId, act: CaseAct) {
        let id = self.id();
        self.app.act(user, id, case, act).unwrap();
    }

    /// From now on the case is none for a member of staff.
    #[track_caller]
    pub(crate) fn exclude(&mut self, by: &User, case: CaseId, staff: StaffId) {
        let words = "Брат клиента".to_owned();
        self.act(by, case, CaseAct::Exclude(ExcludeStaff { staff, excluded: true, words }));
    }

    /// The client does not come, and gives no reason that counts: a violation with a warning.
    pub(crate) fn miss(&mut self, officer: &User, case: CaseId, on: &str) -> u32 {
        self.at(on, 17);
        let missed = contact(on, Outcome::Absent);
        self.act(officer, case, CaseAct::RecordContact(missed));
        let absence = self.app.case(officer, case).unwrap().absences[0].version;
        let explanation = ReceiveExplanation {
            absence,
            received: on_day(on),
            form: ExplanationForm::Spoken,
            words: "Проспал".to_owned(),
        };
        self.act(officer, case, CaseAct::ReceiveExplanation(explanation));
        absence
    }

    pub(crate) fn establish(&mut self, officer: &User, case: CaseId, absence: u32, on: &str) {
        let act = CaseAct::EstablishViolation {
            ground: ViolationGround::NoShow,
            absence: Some(absence),
            breach: None,
            established: on_day(on),
            malicious: false,
            reason: "Сон — не уважительная причина".to_owned(),
            warn: true,
        };
        self.act(officer, case, act);
    }

    /// Walks one judgment to the submission that is sent to its court, and returns its message.
    pub(crate) fn send_submission(&mut self, judgment: &str, people: &People) -> MessageId {
        self.at("2025-06-12", 10);
        let receipt = self.app.receive_message(None, judgment.into()).unwrap();
        assert_eq!(receipt.outcome, "opened", "{receipt}");
        let case = self.app.unallocated(&people.head, 1).unwrap().rows[0].case;
        let allocate = CaseAct::Allocate {
            from: on_day("2025-06-12"),
            officer: people.officer.staff,
            reason: AllocationReason::LowestCaseload,
        };
        self.act(&people.head, case, allocate);
        let submission = self.draft_submission(&people.officer, case);
        let id = self.id();
        let (head, password) = (&people.head, people.password.as_str());
        self.app.approve_submission(head, id, submission, password, &words).unwrap();
        MessageId(id.0)
    }

    /// The client does not come twice, and on 16 September 2025 the officer asks the court to
    /// lengthen the term.
    pub(crate) fn draft_submission(&mut self, officer: &User, case: CaseId) -> SubmissionId {
        for on in ["2025-08-14", "2025-09-15"] {
            let absence = self.miss(officer, case, on);
            self.establish(officer, case, absence, on);
        }
        let page = self.app.case(officer, case).unwrap();
        let submission = SubmissionId(self.id().0);
        let draft = CaseAct::DraftSubmission {
            submission,
            kind: SubmissionKind::Extend,
            grounds: page.violations.iter().map(|one| one.version).collect(),
            until: Some(day("2027-06-03")),
            duty: None,
            words: "Дважды не явился без уважительной причины".to_owned(),
        };
        self.at("2025-09-16", 10);
        self.act(officer, case, draft);
        submission
    }
}

/// The settings of the service, with its clock.
pub(crate) fn settings(location: &Location) -> (Settings, Arc<AtomicI64>) {
    let now = Arc::new(AtomicI64::new(0));
    let clock = Arc::clone(&now);
    let settings = Settings {
        location: location.clone(),
        country: Country::Zz,
        secrets: Secrets::new(&MASTER_KEY),
        clock: Arc::new(move || {
            Timestamp::from_microsecond(clock.load(Ordering::Relaxed)).unwrap()
        }),
        invented: true,
        password_work: PasswordWork::Least,
    };
    (settings, now)
}

/// Who works at the office.
pub(crate) struct People {
    pub(crate) officer: User,
    pub(crate) head: User,
    pub(crate) password: String,
}

impl People {
    pub(crate) fn of(service: &Service) -> Self {
        let (officer, _) = service.staff("officer", "officer", OFFICE);
        let (head, password) = service.staff("head", "head_of_office", OFFICE);
        People { officer, head, password }
    }
}

pub(crate) fn day(text: &str) -> Date {
    text.parse().unwrap()
}

pub(crate) fn on_day(text: &str) -> Effective {
    Effective::day(day(text), Zone::Bishkek)
}

pub(crate) fn contact(on: &str, outcome: Outcome) -> RecordContact {
    RecordContact {
        held: on_day(on),
        kind: ContactKind::Registration,
        place: ContactPlace::Office,
        outcome,
        appointment: None,
        note: String::new(),
    }
}

pub(crate) fn words(_: bagyt_paper::Language, key: &str) -> String {
    key.to_owned()
}
