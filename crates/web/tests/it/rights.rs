//! Every address, asked by every role, for a case of the own office, of another, and a restricted
//! one: who reaches it stands in `rights.txt`, and a change of it is a change of that file.

mod help;
mod unseen;

use std::collections::BTreeSet;

use axum::http::StatusCode;
use bagyt_academy::need::{Figure, RaiseNeed};
use bagyt_app::command::{CaseAct, Command};
use bagyt_app::group_session::ArrangeGroup;
use bagyt_app::letters::LetterOrder;
use bagyt_app::role::Role;
use bagyt_app::staffing::StaffAct;
use bagyt_app::user::User;
use bagyt_casework::appointment::{ArrangeAppointment, Holder, Particulars};
use bagyt_casework::assessment::MakeAssessment;
use bagyt_casework::channel::{ChannelKind, ChannelLine};
use bagyt_casework::circumstance::{CircumstanceLine, RecordCircumstance};
use bagyt_casework::codes::{
    AllocationReason, Aspect, ContactKind, ContactPlace, ExplanationForm, LeaveKind, LetterKind,
    ReductionKind, RequestForm, RequestKind, Risk, SubmissionKind, ViolationGround,
};
use bagyt_casework::compliance::ReceiveExplanation;
use bagyt_casework::contact::{Outcome, RecordContact};
use bagyt_casework::contest::ContestEntry;
use bagyt_casework::countersign::{SignedAct, Subject};
use bagyt_casework::fact::{AppointmentId, SubmissionId};
use bagyt_casework::leave::RecordLeave;
use bagyt_casework::request::MakeRequest;
use bagyt_casework::restriction::RestrictCase;
use bagyt_casework::workload::GrantReduction;
use bagyt_core::command::{Actor, CommandMeta, Purpose};
use bagyt_core::effective::{Effective, Zone};
use bagyt_core::identity::{CaseId, CommandId, NeedId, OfficeCode, TableId};
use bagyt_core::month::month_of;
use bagyt_exchange::register::Field;
use bagyt_exchange::register::mapping::{Mapping, Source};
use uuid::Uuid;

use crate::visitor::{JUDGMENT, Service, Visitor};

const EXPECTED: &str = include_str!("rights.txt");
const ROUTES: &str = include_str!("../../src/router.rs");

/// Open to everybody, or to a machine with a token of its own.
const PUBLIC: [&str; 10] = [
    "/",
    "/sign-in",
    "/sign-in/code",
    "/sign-out",
    "/language/{code}",
    "/about",
    "/help",
    "/help/{chapter}",
    "/assets/{name}",
    "/health",
];
const FOR_MACHINES: [&str; 3] =
    ["/api/inbox", "/api/messages/{message}/document", "/calendar/{name}"];

/// What stands at the places in an address.
struct Docket {
    service: Service,
    here: CaseId,
    elsewhere: CaseId,
    restricted: CaseId,
    message: Uuid,
    review: Uuid,
    absence: u32,
    letter: u32,
    paper: u32,
    file: u32,
    /// The message of a ruling of the first case that has a scan.
    scan: Uuid,
    /// A paper act that cannot be acted on, with its scan.
    unread: Uuid,
    request: u32,
    referral: u32,
    submission: SubmissionId,
    /// One that was sent to its court, and the digest of its bundle.
    sent: SubmissionId,
    bundle: String,
    need: NeedId,
    appointment: AppointmentId,
    /// A meeting of the clients of the office.
    session: Uuid,
    channel: Uuid,
    contest: u32,
    /// A request that a head countersigns.
    asked: u32,
    /// A violation under which something has moved.
    moved: u32,
    /// Where the appointment of a deputy is withdrawn.
    deputy: String,
    /// A draft of the officer's.
    draft: String,
    /// A row of law that is being written.
    law_draft: Uuid,
    /// A register that the head handed in and that was looked at.
    register: Uuid,
    made: u128,
}

impl Docket {
    fn open() -> Self {
        let mut service = Service::of(Role::ALL.iter().map(|role| role.code()));
        service.appoint("head_elsewhere", "head_of_office", "ZZ-01-01");
        let (here, message) = service.receive(JUDGMENT, "head_of_office");
        let elsewhere = JUDGMENT
            .replace("000000000001", "000000000002")
            .replace("УД-118/25.03", "УД-119/25.03")
            .replace("ZZ-P-03-013", "ZZ-P-01-001")
            .replace("21205199000017", "21205199000025")
            .replace("Зарылбек", "Асан");
        let restricted = JUDGMENT
            .replace("000000000001", "000000000003")
            .replace("УД-118/25.03", "УД-120/25.03")
            .replace("21205199000017", "21205199000033")
            .replace("Зарылбек", "Үсөн");
        // The person of the first message without the number: somebody has to decide who it is.
        let unsure = JUDGMENT
            .replace("000000000001", "000000000004")
            .replace("УД-118/25.03", "УД-121/25.03")
            .replace("      \"national_no\": \"21205199000017\",\n", "");
        let (elsewhere, _) = service.receive(&elsewhere, "head_elsewhere");
        let (restricted, _) = service.receive(&restricted, "head_of_office");
        let unsure = service.app.receive_message(None, unsure.into()).unwrap();
        assert_eq!(unsure.outcome, "review", "{unsure}");
        let mut docket = Docket {
            service,
            here,
            elsewhere,
            restricted,
            message,
            review: unsure.message,
            absence: 0,
            letter: 0,
            paper: 0,
            file: 0,
            scan: Uuid::nil(),
            unread: Uuid::nil(),
            request: 0,
            referral: 0,
            submission: SubmissionId(Uuid::from_u128(0x5b)),
            sent: SubmissionId(Uuid::from_u128(0x5c)),
            bundle: String::new(),
            need: NeedId(Uuid::from_u128(0x4eed)),
            appointment: AppointmentId(Uuid::from_u128(0xa9)),
            session: Uuid::from_u128(0x9e0),
            channel: Uuid::from_u128(0xc4),
            contest: 0,
            asked: 0,
            moved: 0,
            deputy: String::new(),
            draft: String::new(),
            law_draft: Uuid::from_u128(0x1a3),
            register: Uuid::nil(),
            made: 0,
        };
        docket.fill();
        docket.raise();
        docket.hand_in();
        docket.draft_law();
        docket.scan();
        docket
    }

    /// The next edition of a row, begun by a lawyer.
    fn draft_law(&self) {
        let (app, lawyer) = (&self.service.app, &self.service.user("law_tables"));
        let first = "2025-07-01".parse().unwrap();
        let mut columns = app.law_row(lawyer, "first_interview", first).unwrap().unwrap();
        columns.insert("in_force_from".to_owned(), "2027-01-01".to_owned());
        let id = CommandId(self.law_draft);
        app.write_law_draft(lawyer, id, TableId(self.law_draft), &columns).unwrap();
    }

    /// A register of one line, in which everything is wrong.
    fn hand_in(&mut self) {
        let (app, head) = (&self.service.app, &self.service.user("head_of_office"));
        let sheet = b"surname,court\n1,2\n".to_vec();
        self.register = app.hand_in_register(head, "register.csv", sheet).unwrap();
        let value = |field: &Field| (*field, Source::Value("?".to_owned()));
        let mapping = Mapping { sources: Field::ALL.iter().map(value).collect() };
        app.map_register(head, self.register, (&mapping, "")).unwrap();
        assert!(app.work_at_registers(&|| true).unwrap());
    }

    /// A training need of the office: one case makes no figure, so the figure is given.
    fn raise(&self) {
        let figure = Figure {
            office: OfficeCode("ZZ-03-05".to_owned()),
            indicator: "allocation_in_time".to_owned(),
            value_permille: 250,
            cases: 40,
            month: month_of(self.service.app.today()) - 1,
            position: 1,
        };
        let meta = CommandMeta {
            id: CommandId(Uuid::from_u128(0x4eed)),
            recorded_at: self.service.app.now(),
            actor: Actor::System,
            purpose: Purpose::Training,
        };
        let (need, raise) = (self.need, RaiseNeed { figure });
        self.service.app.execute(&meta, &Command::RaiseNeed { need, raise }).unwrap();
    }

    fn act(&mut self, user: &User, case: CaseId, act: CaseAct) {
        self.made += 1;
        let id = CommandId(Uuid::from_u128(0xfeed_0000 + self.made));
        self.service.app.act(user, id, case, act).unwrap();
    }

    /// A case that has come to a submission, and one that others are not to see.
    fn fill(&mut self) {
        let head = self.service.user("head_of_office");
        let officer = self.service.user("officer");
        for (case, to) in [(self.here, officer.staff), (self.restricted, head.staff)] {
            let (from, reason) = (self.service.today(), AllocationReason::LowestCaseload);
            self.act(&head, case, CaseAct::Allocate { from, officer: to, reason });
        }
        let reduction = GrantReduction {
            kind: ReductionKind::PartTime,
            percent: 50,
            from: self.service.today(),
            until_on: None,
            words: "Приказ 14-к".to_owned(),
        };
        let (id, act) = (CommandId(Uuid::from_u128(0x5ed)), StaffAct::GrantReduction(reduction));
        self.service.app.act_on_staff(&head, id, officer.staff, act).unwrap();
        let from = self.service.today();
        let leave = RecordLeave {
            kind: LeaveKind::Annual,
            from,
            until_on: from.on().tomorrow().unwrap(),
            cover: head.staff,
            words: String::new(),
        };
        let (id, act) = (CommandId(Uuid::from_u128(0x5ee)), StaffAct::RecordLeave(leave));
        self.service.app.act_on_staff(&head, id, officer.staff, act).unwrap();
        let office = head.office.clone();
        let id = CommandId(Uuid::from_u128(0x5ef));
        self.service.app.draw_samples(&head, id, &office).unwrap();
        let words = "Обратитесь к начальнику отдела".to_owned();
        let restrict = RestrictCase { restricted: true, words };
        self.act(&head, self.restricted, CaseAct::Restrict(restrict));
        let assess = MakeAssessment {
            made: self.service.today(),
            risk: Risk::Low,
            needs: Vec::new(),
            reason: "Первая судимость".to_owned(),
        };
        self.act(&officer, self.here, CaseAct::Assess(assess));
        for day in ["2025-07-14", "2025-08-14", "2025-09-15"] {
            self.service.at(day, 12);
            self.miss(&officer, day != "2025-09-15");
            if day == "2025-08-14" {
                self.write_letter(&officer, self.absence);
            }
        }
        let page = self.service.app.case(&officer, self.here).unwrap();
        self.send_submission(&officer, &head);
        let draft = CaseAct::DraftSubmission {
            submission: self.submission,
            kind: SubmissionKind::Extend,
            grounds: page.violations.iter().map(|one| one.version).collect(),
            until: Some("2027-06-03".parse().unwrap()),
            duty: None,
            words: "Дважды не явился".to_owned(),
        };
        self.act(&officer, self.here, draft);
        let arrange = ArrangeAppointment {
            appointment: self.appointment,
            begins_at: self.service.app.now() + jiff::SignedDuration::from_hours(48),
            minutes: 30,
            kind: ContactKind::Registration,
            place: ContactPlace::Office,
            words: String::new(),
            particulars: Particulars::default(),
        };
        self.act(&officer, self.here, CaseAct::Arrange(arrange));
        self.arrange_session(&head);
        self.record_channel(&officer);
        self.ask_leave(&officer);
        self.help(&officer);
        self.demand(&head);
        self.ask_abroad(&head);
        self.study_time(&head);
        self.appoint_deputy();
        self.issue_paper(&officer);
        self.attach(&officer);
        let contest = ContestEntry {
            version: self.service.app.case(&officer, self.here).unwrap().violations[0].version,
            contested: self.service.today(),
            words: "Дверь была заперта".to_owned(),
        };
        self.act(&officer, self.here, CaseAct::Contest(contest));
        self.contest = self.service.app.case(&officer, self.here).unwrap().version;
        let subject = Subject { act: SignedAct::Violation, about: None, submission: None };
        let ask = CaseAct::AskCountersignature {
            subject,
            duty: Some("keep_from_office".to_owned()),
            words: "Занял запрещенную должность".to_owned(),
        };
        self.act(&officer, self.here, ask);
        self.asked = self.service.app.case(&officer, self.here).unwrap().version;
        // A meeting entered late: the limit that the second violation rests on was kept.
        let late = RecordContact {
            held: Effective::day("2025-08-05".parse().unwrap(), Zone::Bishkek),
            kind: ContactKind::Registration,
            place: ContactPlace::Office,
            outcome: Outcome::Attended,
            appointment: None,
            note: String::new(),
        };
        self.act(&officer, self.here, CaseAct::RecordContact(late));
        let fields = vec![("note".to_owned(), "Пришёл".to_owned())];
        let kept = self.service.app.keep_draft(&officer, "/day-sheet/entry", &fields);
        self.draft = kept.unwrap().unwrap();
        let page = self.service.app.case(&officer, self.here).unwrap();
        self.moved = page.moved[0].mark.version;
    }

    /// The head, who may open both cases of the office, holds a session with their clients.
    fn arrange_session(&self, head: &User) {
        let wanted = ArrangeGroup {
            session: self.session,
            topic: "work_search".to_owned(),
            begins_at: self.service.app.now() + jiff::SignedDuration::from_hours(72),
            minutes: 60,
            place: ContactPlace::Office,
            holder: Holder { staff: head.staff, role: Role::HeadOfOffice },
            language: None,
            cases: vec![self.here, self.restricted],
        };
        assert_eq!(self.service.app.arrange_group(head, &wanted).unwrap(), []);
    }

    /// The client agrees to be reminded on the telephone of the card.
    fn record_channel(&mut self, officer: &User) {
        let text = "0700 12 34 56".to_owned();
        let contacts = RecordCircumstance {
            aspect: Aspect::Contacts,
            since: self.service.today(),
            lines: vec![CircumstanceLine { line: "phone".to_owned(), text }],
            words: String::new(),
        };
        self.act(officer, self.here, CaseAct::RecordCircumstance(contacts));
        let asked = (ChannelLine::Phone, ChannelKind::Phone, "ky", true);
        let id = CommandId(self.channel);
        self.service.app.record_channel(officer, id, self.here, asked).unwrap();
    }

    /// The client asks to travel.
    fn ask_leave(&mut self, officer: &User) {
        let from = self.service.app.today();
        let make = MakeRequest {
            made: self.service.today(),
            kind: RequestKind::LeaveDistrict,
            form: RequestForm::Spoken,
            from,
            until: Some(from),
            place: "Нарын".to_owned(),
            words: "Болеет мать".to_owned(),
        };
        self.act(officer, self.here, CaseAct::MakeRequest(make));
        self.request = self.service.app.case(officer, self.here).unwrap().version;
    }

    /// The client does not come; it may become a violation with a warning.
    fn miss(&mut self, officer: &User, violates: bool) {
        let on = self.service.today();
        let missed = RecordContact {
            held: on,
            kind: ContactKind::Registration,
            place: ContactPlace::Office,
            outcome: Outcome::Absent,
            appointment: None,
            note: String::new(),
        };
        self.act(officer, self.here, CaseAct::RecordContact(missed));
        self.absence = self.service.app.case(officer, self.here).unwrap().absences[0].version;
        if !violates {
            return;
        }
        let explanation = ReceiveExplanation {
            absence: self.absence,
            received: on,
            form: ExplanationForm::Spoken,
            words: "Проспал".to_owned(),
        };
        self.act(officer, self.here, CaseAct::ReceiveExplanation(explanation));
        let violation = CaseAct::EstablishViolation {
            ground: ViolationGround::NoShow,
            absence: Some(self.absence),
            breach: None,
            established: on,
            malicious: false,
            reason: "Сон — не уважительная причина".to_owned(),
            warn: true,
        };
        self.act(officer, self.here, violation);
    }

    /// Sends a submission to the court.
    fn send_submission(&mut self, officer: &User, head: &User) {
        let page = self.service.app.case(officer, self.here).unwrap();
        let draft = CaseAct::DraftSubmission {
            submission: self.sent,
            kind: SubmissionKind::AddDuty,
            grounds: page.violations.iter().map(|one| one.version).collect(),
            until: None,
            duty: Some("treatment".to_owned()),
            words: "Нужно лечение".to_owned(),
        };
        self.act(officer, self.here, draft);
        let (app, id) = (&self.service.app, CommandId(Uuid::from_u128(0x5e17)));
        let password = self.service.password("head_of_office");
        let words = |_, key: &str| key.to_owned();
        app.approve_submission(head, id, self.sent, password, &words).unwrap();
        self.bundle = app.submission(officer, self.sent).unwrap().item.digest.unwrap();
    }

    /// The address of a letter that asks for an explanation.
    fn letter_about(&self) -> String {
        let version = self.absence;
        format!("/letters/new?letter=explanation_request&about={version}&absence={version}")
    }

    /// Issues the letter of the last warning and keeps its version.
    fn write_letter(&mut self, officer: &User, absence: u32) {
        let page = self.service.app.case(officer, self.here).unwrap();
        let warned = page.absences.iter().find(|one| one.version == absence).unwrap();
        let letter = LetterKind::Warning;
        let order =
            LetterOrder { letter, about: warned.warning.unwrap(), language: "ru".to_owned() };
        let id = CommandId(Uuid::from_u128(0x1e77e4));
        let words = |_, _: &str| "слова".to_owned();
        self.service.app.issue_letter(officer, id, self.here, &order, &words).unwrap();
        let page = self.service.app.case(officer, self.here).unwrap();
        let warned = page.absences.into_iter().find(|one| one.version == absence).unwrap();
        self.letter = warned.letters[0].version;
    }

    /// The addresses that a route stands for, with what tells them apart.
    fn addresses(&self, route: &str) -> Vec<(&'static str, String)> {
        // A form of one case is kept, and one draft of the officer's is there.
        let route = if route == "/drafts" { "/drafts?of=/cases/{case}/contact" } else { route };
        let message = if route.starts_with("/reviews") { self.review } else { self.message };
        let of_duty = format!("{route}?act=violation&duty=keep_from_office");
        let route = if route.ends_with("/countersignature") { &of_duty } else { route };
        let route = route
            .replace("/letters/{version}", &format!("/letters/{}", self.letter))
            .replace("/letters/new", &self.letter_about())
            .replace("/papers/{version}", &format!("/papers/{}", self.paper))
            .replace("/attachments/{version}", &format!("/attachments/{}", self.file))
            .replace("/papers/new", "/papers/new?paper=appearance_schedule")
            .replace("/preview.pdf", help::DRAFT)
            .replace("/entries/{version}/uphold", &format!("/entries/{}/uphold", self.moved))
            .replace("/violations/{version}", &format!("/violations/{}", self.moved))
            .replace("/requests/{version}", &format!("/requests/{}", self.request))
            .replace("/reductions/{version}", "/reductions/2")
            .replace("/leaves/{version}", "/leaves/3")
            .replace("/oversight/{staff}/{version}", "/oversight/{staff}/4")
            .replace("/deputies/{staff}/{version}", &self.deputy)
            .replace("{staff}", &self.service.user("officer").staff.to_string())
            .replace("/referrals/{version}", &format!("/referrals/{}", self.referral))
            .replace("{service}", &help::SERVICE.to_string())
            .replace("{employer}", &help::EMPLOYER.to_string())
            .replace("{act}", &help::ACT.to_string())
            .replace("{study}", &help::STUDY.to_string())
            .replace("{aspect}", "work")
            .replace("{task}", &format!("absence.{}", self.absence))
            .replace("{version}", &self.absence.to_string())
            .replace("/court/{submission}", &format!("/court/{}", self.sent))
            .replace("/court/documents/{name}", &format!("/court/documents/{}.pdf", self.bundle))
            .replace("{submission}", &self.submission.to_string())
            .replace("{session}", &self.session.to_string())
            .replace("{channel}", &self.channel.to_string())
            .replace("{contest}", &self.contest.to_string())
            .replace("{asked}", &self.asked.to_string())
            .replace("{appointment}", &self.appointment.to_string())
            .replace("/scans/{message}", &format!("/scans/{}", self.scan))
            .replace("/{message}/scan", &format!("/{}/scan", self.unread))
            .replace("{message}", &message.to_string())
            .replace("{draft}", &self.draft)
            .replace("{campaign}", "amnesty_of_independence")
            .replace("{row}", &self.law_draft.to_string())
            .replace("/law/drafts/new", "/law/drafts/new?kind=deadline")
            .replace("{register}", &self.register.to_string())
            .replace("{need}", &self.need.0.to_string())
            .replace("{name}", &format!("{}.pdf", "0".repeat(64)))
            .replace("/export/rows", "/export/rows?part=register&form=csv&purpose=oversight")
            .replace("/statistics/cell", "/statistics/cell?indicator=absences&month=2025-08")
            .replace("/practice/cell", "/practice/cell?row=assessment&month=2025-08")
            .replace("/survival/cell", "/survival/cell?week=10");
        if !route.contains("{case}") {
            return vec![("", route)];
        }
        let cases =
            [("here", self.here), ("elsewhere", self.elsewhere), ("restricted", self.restricted)];
        cases.map(|(word, case)| (word, route.replace("{case}", &case.to_string()))).into()
    }
}

/// Each method and address of the router.
fn routes() -> Vec<(&'static str, String)> {
    let mut routes = Vec::new();
    for statement in ROUTES.split(".route(").skip(1) {
        let statement = statement.split("async fn").next().unwrap();
        let route = statement.split('"').nth(1).unwrap();
        if PUBLIC.contains(&route) || FOR_MACHINES.contains(&route) {
            continue;
        }
        for (method, call) in [("GET", "get("), ("POST", "post(")] {
            if statement.contains(call) {
                routes.push((method, route.to_owned()));
            }
        }
    }
    routes
}

async fn ask(visitor: &Visitor, method: &str, address: &str) -> StatusCode {
    let answer = match method {
        "POST" => visitor.post(address, &[("step", "decision"), ("office", "ZZ-03-05")]).await,
        _ => visitor.get(address).await,
    };
    assert!(!answer.status.is_server_error(), "{method} {address}: {}", answer.status);
    answer.status
}

#[tokio::test]
async fn each_role_reaches_what_the_reviewed_table_says_and_nothing_else() {
    let docket = Docket::open();
    let mut visitors = Vec::new();
    for role in Role::ALL {
        visitors.push((role.code(), docket.service.signed_in(role.code()).await));
    }
    let mut lines = BTreeSet::new();
    for (method, route) in routes() {
        for (word, address) in docket.addresses(&route) {
            let mut reached = Vec::new();
            for (role, visitor) in &visitors {
                let status = ask(visitor, method, &address).await;
                if !matches!(status, StatusCode::FORBIDDEN | StatusCode::NOT_FOUND) {
                    reached.push(*role);
                }
            }
            let who = match reached.len() {
                0 => "nobody".to_owned(),
                count if count == visitors.len() => "everybody".to_owned(),
                _ => reached.join(" "),
            };
            let place = [route.as_str(), method, word].join(" ");
            lines.insert(format!("{}: {who}", place.trim_end()));
        }
    }
    let expected: BTreeSet<String> =
        EXPECTED.lines().filter(|line| line.starts_with('/')).map(str::to_owned).collect();
    let differing: Vec<_> = lines.symmetric_difference(&expected).collect();
    let all: Vec<_> = lines.iter().map(String::as_str).collect();
    assert!(differing.is_empty(), "{differing:#?}\nrights.txt as it is:\n{}", all.join("\n"));
}
