//! A house in which each form of the reviewed table can be sent: what others did before it.

use axum::http::StatusCode;
use bagyt_app::command::CaseAct;
use bagyt_casework::codes::{
    AllocationReason, ContactKind, ContactPlace, ExplanationForm, SubmissionKind, ViolationGround,
};
use bagyt_casework::compliance::ReceiveExplanation;
use bagyt_casework::contact::{Outcome, RecordContact};
use bagyt_casework::fact::SubmissionId;
use bagyt_core::identity::{CaseId, CommandId};
use uuid::Uuid;

use crate::acts::{page, warned};
use crate::bad_forms::send;
use crate::casework::stranger;
use crate::visitor::{JUDGMENT, Service, Visitor};

/// Every form of the table.
pub(crate) const FORMS: [&str; 19] = [
    "contact",
    "appointment",
    "registration",
    "assessment",
    "plan",
    "submission",
    "allocate",
    "paper-act",
    "users",
    "explanation",
    "decision",
    "await",
    "warning",
    "excuse",
    "approval",
    "review",
    "need",
    "need-answer",
    "evidence",
];

/// Enough cases for a figure of an office.
const CASES: u32 = 24;
const ROLES: [&str; 5] =
    ["officer", "head_of_office", "administrator", "trainer", "project_manager"];

pub(crate) type Fields = Vec<(&'static str, String)>;

/// A form that would be accepted.
pub(crate) fn base(form: &str, service: &Service) -> Fields {
    let fields: &[(&'static str, &str)] = match form {
        "contact" => &[
            ("outcome", "attended"),
            ("held_on", "12.06.2025"),
            ("kind", "registration"),
            ("place", "office"),
            ("note", ""),
        ],
        "appointment" => &[
            ("on", "13.06.2025"),
            ("begins_at", "10:00"),
            ("kind", "registration"),
            ("place", "office"),
            ("minutes", "30"),
        ],
        "registration" => &[("on", "12.06.2025"), ("rights_explained", "yes"), ("language", "ky")],
        "assessment" => {
            &[("on", "12.06.2025"), ("risk", "low"), ("needs", "family"), ("reason", "Работа")]
        }
        "plan" => &[("on", "12.06.2025"), ("goals", "Найти работу")],
        "submission" => &[("kind", "extend"), ("until", "03.06.2027"), ("reasoning", "Не явился")],
        "explanation" => &[
            ("step", "explanation"),
            ("form", "spoken"),
            ("on", "12.06.2025"),
            ("words", "Проспал"),
        ],
        "decision" => &[
            ("step", "decision"),
            ("decision", "violation"),
            ("ground", "no_show"),
            ("on", "12.06.2025"),
            ("words", "Причина неуважительна"),
        ],
        "await" => &[("step", "await"), ("until", "17.06.2025"), ("evidence", "Справка врача")],
        "warning" => &[("step", "warning"), ("on", "12.06.2025"), ("words", "Впредь приходить")],
        "excuse" => &[
            ("step", "excuse"),
            ("reason", "medical"),
            ("excused_on", "12.06.2025"),
            ("excuse", "Принёс справку"),
        ],
        "review" => &[("person", "new"), ("reason", "Другой год рождения")],
        "need" => &[("office", "ZZ-03-05"), ("indicator", "allocation_in_time")],
        "need-answer" => &[("answer", "course"), ("words", "Курс в октябре")],
        "evidence" => &[
            ("standard", "coe_probation_rules"),
            ("rule", "18-34"),
            ("indicator", "allocation_in_time"),
        ],
        "approval" => &[],
        "allocate" => &[("on", "12.06.2025"), ("reason", "lowest_caseload")],
        "users" => &[
            ("act", "add"),
            ("login", "nurlan"),
            ("name", "Нурлан Асанов"),
            ("role", "officer"),
            ("office", "ZZ-03-05"),
        ],
        _ => &[
            ("court", "ZZ-C-0303"),
            ("case_number", "УД-77"),
            ("stamped_on", "10.06.2025"),
            ("passed_on", "20.05.2025"),
            ("in_force_on", "04.06.2025"),
            ("measure", "restriction_of_liberty"),
            ("articles", "101(2)"),
            ("months", "18"),
            ("surname", "Асанов"),
            ("given_name", "Бакыт"),
            ("birth_on", "12.05.1990"),
            ("sex", "m"),
            ("national_no", "21205199000025"),
            ("language", "ky"),
            ("settlement", "ZZ-P-03-013"),
            ("citizenship", "ZZ"),
        ],
    };
    let mut fields: Fields =
        fields.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
    match form {
        "allocate" => fields.push(("officer", service.user("officer").staff.to_string())),
        "approval" => fields.push(("password", service.password("head_of_office").to_owned())),
        _ => {}
    }
    fields
}

/// A service in which one form is next.
pub(crate) struct House {
    pub(crate) service: Service,
    pub(crate) who: &'static str,
    pub(crate) visitor: Visitor,
    /// Where the form goes.
    pub(crate) address: String,
    /// Where it stands.
    pub(crate) shown: String,
    case: Option<CaseId>,
}

impl House {
    pub(crate) async fn open(form: &str) -> Self {
        let mut service = Service::of(ROLES);
        let who = match form {
            "users" => "administrator",
            "allocate" | "paper-act" | "approval" | "review" | "need" => "head_of_office",
            "need-answer" => "trainer",
            "evidence" => "project_manager",
            _ => "officer",
        };
        let (case, shown, address) = match form {
            "users" | "paper-act" => (None, format!("/{form}"), format!("/{form}")),
            "review" => {
                let address = format!("/reviews/{}", doubtful(&service));
                (None, address.clone(), address)
            }
            "need" | "need-answer" | "evidence" => {
                slow(&mut service);
                let (shown, address) = measured(form, &service);
                (None, shown, address)
            }
            _ => {
                let (case, _) = service.receive(JUDGMENT, "head_of_office");
                let address = prepared(form, &mut service, case);
                (Some(case), address.clone(), address)
            }
        };
        let visitor = service.signed_in(who).await;
        let house = House { service, who, visitor, address, shown, case };
        if form == "plan" {
            let at = house.address.replace("/plan", "/assessment");
            house.taken(&house.visitor, (&at, &at), "assessment").await;
        }
        house
    }

    /// The fields with the identifier and version of a form as it is shown.
    pub(crate) async fn filled(
        &self,
        visitor: &Visitor,
        address: &str,
        mut fields: Fields,
    ) -> Fields {
        let shown = visitor.get(address).await;
        for name in ["command", "version"] {
            fields.extend(shown.find_hidden(name).map(|value| (name, value)));
        }
        fields
    }

    /// Sends a form that must be taken.
    async fn taken(&self, visitor: &Visitor, (shown, address): (&str, &str), form: &str) {
        let fields = self.filled(visitor, shown, base(form, &self.service)).await;
        let sent = send(visitor, address, &fields).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{form}: {}", sent.text);
    }

    /// Lets somebody else do something about the same thing.
    pub(crate) async fn overtaken(&mut self, form: &str) {
        if let Some(case) = self.case.filter(|_| form != "approval") {
            let other = if form == "allocate" { "allocate" } else { "registration" };
            let at = format!("/cases/{case}/{other}");
            let head = self.service.signed_in("head_of_office").await;
            return self.taken(&head, (&at, &at), other).await;
        }
        let (role, office) = match form {
            "need-answer" => ("trainer", "ZZ-PROBATION"),
            "evidence" => ("project_manager", "ZZ-PROBATION"),
            _ => ("deputy_head", "ZZ-03-05"),
        };
        self.service.appoint("second", role, office);
        let second = self.service.signed_in("second").await;
        let mut fields = base(form, &self.service);
        if form == "approval" {
            fields = vec![("password", self.service.password("second").to_owned())];
        }
        let fields = self.filled(&second, &self.shown, fields).await;
        let sent = send(&second, &self.address, &fields).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{form}: {}", sent.text);
    }

    /// The address of the form in a case of another office.
    pub(crate) fn elsewhere(&mut self, form: &str) -> String {
        let elsewhere = JUDGMENT.replace("ZZ-P-03-013", "ZZ-P-01-001");
        let elsewhere = elsewhere.replace("8000-000000000001", "8000-000000000002");
        let elsewhere = elsewhere.replace("УД-118/25.03", "УД-119/25.03");
        let elsewhere = elsewhere.replace("21205199000017", "20101198500018");
        let elsewhere = elsewhere.replace("1990-05-12", "1985-01-01");
        let elsewhere = elsewhere.replace("Зарылбек", "Токтомамбет");
        self.service.appoint("elsewhere", "head_of_office", "ZZ-01-01");
        let (case, _) = self.service.receive(&elsewhere, "elsewhere");
        match self.address.rsplit_once("/absences/") {
            Some((_, version)) => format!("/cases/{case}/absences/{version}"),
            None => format!("/cases/{case}/{form}"),
        }
    }
}

/// Lets a login act in a case.
fn act(service: &Service, login: &str, case: CaseId, act: CaseAct) {
    let user = service.user(login);
    service.app.act(&user, CommandId(service.app.new_id()), case, act).unwrap();
}

fn allocate(service: &Service, case: CaseId) {
    let (from, reason) = (service.today(), AllocationReason::LowestCaseload);
    let officer = service.user("officer").staff;
    act(service, "head_of_office", case, CaseAct::Allocate { from, officer, reason });
}

/// Brings the case to where the form comes next; returns where the form stands.
fn prepared(form: &str, service: &mut Service, case: CaseId) -> String {
    let address = format!("/cases/{case}");
    if form == "allocate" {
        return format!("{address}/allocate");
    }
    allocate(service, case);
    let steps = match form {
        "explanation" | "await" => 0,
        "decision" => 1,
        "warning" | "excuse" => 2,
        "approval" => return drafted(service, case),
        _ => return format!("{address}/{form}"),
    };
    act(service, "officer", case, absence(service));
    let absence = page(service, "officer", &address).version;
    let weighed = [heard(service, absence), violation(service, absence)];
    for step in weighed.into_iter().take(steps) {
        act(service, "officer", case, step);
    }
    format!("{address}/absences/{absence}")
}

fn absence(service: &Service) -> CaseAct {
    CaseAct::RecordContact(RecordContact {
        held: service.today(),
        kind: ContactKind::Registration,
        place: ContactPlace::Office,
        outcome: Outcome::Absent,
        appointment: None,
        note: String::new(),
    })
}

fn heard(service: &Service, absence: u32) -> CaseAct {
    CaseAct::ReceiveExplanation(ReceiveExplanation {
        absence,
        received: service.today(),
        form: ExplanationForm::Spoken,
        words: "Проспал".to_owned(),
    })
}

fn violation(service: &Service, absence: u32) -> CaseAct {
    CaseAct::EstablishViolation {
        ground: ViolationGround::NoShow,
        absence: Some(absence),
        breach: None,
        established: service.today(),
        malicious: false,
        reason: "Сон — не уважительная причина".to_owned(),
        warn: false,
    }
}

/// A submission that waits for the head; returns where it is approved.
fn drafted(service: &mut Service, case: CaseId) -> String {
    let address = format!("/cases/{case}");
    for day in ["2025-07-14", "2025-08-14"] {
        service.at(day, 12);
        warned(service, &address);
    }
    let submission = SubmissionId(Uuid::from_u128(0x5b));
    let violations = page(service, "officer", &address).violations;
    let draft = CaseAct::DraftSubmission {
        submission,
        kind: SubmissionKind::Extend,
        grounds: violations.iter().map(|one| one.version).collect(),
        until: Some("2027-06-03".parse().unwrap()),
        duty: None,
        words: "Дважды не явился".to_owned(),
    };
    act(service, "officer", case, draft);
    format!("/submissions/{}/approve", submission.0)
}

/// A message about somebody of whom it is not sure who it is.
fn doubtful(service: &Service) -> Uuid {
    service.receive(JUDGMENT, "head_of_office");
    let unsure = JUDGMENT
        .replace("000000000001", "000000000004")
        .replace("УД-118/25.03", "УД-121/25.03")
        .replace("      \"national_no\": \"21205199000017\",\n", "");
    let receipt = service.app.receive_message(None, unsure.into()).unwrap();
    assert_eq!(receipt.outcome, "review", "{receipt}");
    receipt.message
}

/// An office that allocates its cases weeks too late.
fn slow(service: &mut Service) {
    for number in 0..CASES {
        let receipt = service.app.receive_message(None, stranger(number).into()).unwrap();
        assert_eq!(receipt.outcome, "opened", "{receipt}");
    }
    service.at("2025-07-07", 12);
    let head = service.user("head_of_office");
    for row in service.app.unallocated(&head, 1).unwrap().rows {
        allocate(service, row.case);
    }
}

/// Where a form about a figure stands and where it goes.
fn measured(form: &str, service: &Service) -> (String, String) {
    match form {
        "need" => {
            let asked = "?office=ZZ-03-05&indicator=allocation_in_time";
            (format!("/needs/raise{asked}"), "/needs/raise".to_owned())
        }
        "need-answer" => {
            let (head, id) = (service.user("head_of_office"), CommandId(service.app.new_id()));
            service.app.raise_need(&head, id, "ZZ-03-05", "allocation_in_time").unwrap();
            let address = format!("/needs/{}", id.0);
            (address.clone(), address)
        }
        _ => ("/evidence".to_owned(), "/evidence".to_owned()),
    }
}
