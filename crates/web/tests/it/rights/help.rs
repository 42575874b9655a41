//! What the docket has of help for clients, a service and a referral to it; and a prosecutor's act.

use std::collections::BTreeSet;

use bagyt_app::PaperActForm;
use bagyt_app::attaching::FileToAttach;
use bagyt_app::command::{CaseAct, SpecialistAct, SupportAct};
use bagyt_app::issuing::PaperOrder;
use bagyt_app::paper_ruling::PaperRuling;
use bagyt_app::role::Role;
use bagyt_app::second_factor::Confirmation;
use bagyt_app::user::User;
use bagyt_casework::abroad::AskAbroad;
use bagyt_casework::codes::{
    AbroadGround, AttachmentKind, EmployerKind, Need, PaperKind, ProsecutorActKind, ServiceKind,
    Signing, SpecialistAnswer, SpecialistTask, WishMatter, WishMeans,
};
use bagyt_casework::deputy::AppointDeputy;
use bagyt_casework::employer::DescribeEmployer;
use bagyt_casework::notebook::WriteNote;
use bagyt_casework::prosecutor::ReceiveProsecutorAct;
use bagyt_casework::referral::Refer;
use bagyt_casework::restriction::RestrictCase;
use bagyt_casework::service::DescribeService;
use bagyt_casework::specialist::{AnswerSpecialist, AskSpecialist};
use bagyt_casework::wish::RecordWish;
use bagyt_core::identity::{
    CaseId, CommandId, EmployerId, ProsecutorActId, ServiceId, TimeStudyId,
};
use uuid::Uuid;

use super::{Docket, routes};

/// The service of the docket.
pub(super) const SERVICE: ServiceId = ServiceId(Uuid::from_u128(0x5e27));

/// The time study of the docket.
pub(super) const STUDY: TimeStudyId = TimeStudyId(Uuid::from_u128(0x71e5));

/// The prosecutor's act of the docket.
pub(super) const ACT: ProsecutorActId = ProsecutorActId(Uuid::from_u128(0x9ac7));

/// The draft of a paper, and of a submission, which is asked for nothing.
pub(super) const DRAFT: &str = "/preview.pdf?paper=appearance_schedule&language=ru";

/// The employer of the docket.
pub(super) const EMPLOYER: EmployerId = EmployerId(Uuid::from_u128(0xe3b1));

impl Docket {
    /// The office is asked for two weeks what its time goes into.
    pub(super) fn study_time(&self, head: &User) {
        let app = &self.service.app;
        let asked = (&head.office, app.today());
        app.open_time_study(head, CommandId(STUDY.0), asked).unwrap();
    }

    /// The head of a neighbouring office is deputy here.
    pub(super) fn appoint_deputy(&mut self) {
        self.service.appoint("neighbour", "head_of_office", "ZZ-03-02");
        let (neighbour, region) =
            (self.service.user("neighbour").staff, self.service.user("interregional_head"));
        let today = self.service.app.today();
        let appoint = AppointDeputy {
            office: self.service.user("officer").office,
            from: self.service.today(),
            until: today,
            words: "Приказ 14".to_owned(),
        };
        let id = CommandId(Uuid::from_u128(0xdec0));
        self.service.app.appoint_deputy(&region, id, (neighbour, appoint)).unwrap();
        self.deputy = format!("/deputies/{neighbour}/2");
    }

    /// Another state is asked to supervise the clients of both cases.
    pub(super) fn ask_abroad(&mut self, head: &User) {
        for case in [self.here, self.restricted] {
            let asked = AskAbroad {
                sent: self.service.today(),
                country: "KZ".to_owned(),
                authority: "Служба пробации Алматы".to_owned(),
                ground: AbroadGround::Residence,
                consented_on: None,
                number: "17-3/445".to_owned(),
                words: "Вернулся к родителям".to_owned(),
            };
            self.act(head, case, CaseAct::AskAbroad(asked));
        }
    }

    /// A prosecutor demands something of the office.
    pub(super) fn demand(&self, head: &User) {
        let receive = ReceiveProsecutorAct {
            received: self.service.today(),
            office: head.office.clone(),
            kind: ProsecutorActKind::Order,
            number: "7-14".to_owned(),
            dated: self.service.app.today(),
            answer_by: None,
            signed: "Прокурор района".to_owned(),
            words: "В трёх делах нет плана".to_owned(),
        };
        let app = &self.service.app;
        app.receive_prosecutor_act(head, CommandId(ACT.0), receive).unwrap();
    }

    /// The client is given the schedule of appearances.
    pub(super) fn issue_paper(&mut self, officer: &User) {
        let paper = PaperKind::AppearanceSchedule;
        let (language, signing) = ("ru".to_owned(), Signing::Hand);
        let order = PaperOrder { paper, about: None, language, signing };
        let (app, id) = (&self.service.app, CommandId(Uuid::from_u128(0x9a9e2)));
        let words = |_, key: &str| key.to_owned();
        let confirmation = Confirmation::from("");
        app.issue_paper(officer, id, (self.here, &order), confirmation, &words).unwrap();
        self.paper = app.papers(officer, self.here).unwrap().issued[0].version;
    }

    /// A scan is attached.
    pub(super) fn attach(&mut self, officer: &User) {
        let file = FileToAttach {
            kind: AttachmentKind::Medical,
            dated_on: self.service.app.today(),
            paper: None,
            words: "Справка".to_owned(),
            bytes: include_bytes!("../../../../paper/tests/data/scan.png").to_vec(),
        };
        let (app, id) = (&self.service.app, CommandId(Uuid::from_u128(0xa77ac)));
        app.attach_file(officer, id, self.here, &file).unwrap();
        self.file = app.attachments(officer, self.here).unwrap()[0].version;
    }

    /// A ruling is typed in with its scan, and an act that cannot be acted on.
    pub(super) fn scan(&mut self) {
        let (app, today) = (&self.service.app, self.service.app.today());
        let (officer, head) = (self.service.user("officer"), self.service.user("head_of_office"));
        let scan = include_bytes!("../../../../paper/tests/data/scan.png").to_vec();
        let fields = [
            ("ruling_number", "МП-14/25".to_owned()),
            ("passed_on", today.to_string()),
            ("in_force_on", today.to_string()),
            ("result", "refused".to_owned()),
        ];
        let court = "ZZ-C-0303".to_owned();
        let ruling = PaperRuling {
            court: court.clone(),
            fields: fields.map(|(name, value)| (name.to_owned(), value)).into(),
            stamped_on: today,
            scan: scan.clone(),
            looked_again: false,
        };
        let id = CommandId(Uuid::from_u128(0x5ca9));
        app.paper_ruling(&officer, id, self.here, &ruling).unwrap();
        let timeline = app.case(&officer, self.here).unwrap().timeline;
        self.scan = timeline.iter().find_map(|entry| entry.scan).unwrap().0;
        let form = PaperActForm { sender: court, bytes: b"{}".to_vec(), stamped_on: today, scan };
        let id = CommandId(Uuid::from_u128(0x5caa));
        self.unread = app.paper_act(&head, id, form).unwrap().message;
    }

    /// The office has a shelter, and the client is referred to it.
    pub(super) fn help(&mut self, officer: &User) {
        let describe = DescribeService {
            described: self.service.today(),
            office: officer.office.clone(),
            kind: ServiceKind::Housing,
            needs: vec![Need::Accommodation],
            name: "Приют".to_owned(),
            place: "ул. Мельничная, 7".to_owned(),
            contact: String::new(),
        };
        let app = &self.service.app;
        app.describe_service(officer, CommandId(SERVICE.0), (None, describe)).unwrap();
        let bakery = DescribeEmployer {
            described: self.service.today(),
            office: officer.office.clone(),
            kind: EmployerKind::Company,
            agreement_on: None,
            name: "Пекарня".to_owned(),
            place: "ул. Мельничная, 9".to_owned(),
            contact: String::new(),
        };
        app.describe_employer(officer, CommandId(EMPLOYER.0), (None, bakery)).unwrap();
        let refer = Refer {
            referred: self.service.today(),
            service: SERVICE,
            need: Need::Accommodation,
            consented: true,
            words: "Ночует на вокзале".to_owned(),
        };
        self.act(officer, self.here, CaseAct::Support(SupportAct::Refer(refer)));
        self.referral = self.service.app.case(officer, self.here).unwrap().version;
    }
}

/// A word that stands in a confidential note and nowhere else.
const CONFIDED: &str = "Чернокрылка";
/// Who wants to be told of the client; nobody else in the house has that name.
const VICTIM: &str = "Синеглазова";
/// The first in an address.
const QUESTION: &str = "%D0%A7%D0%B5%D1%80%D0%BD%D0%BE%D0%BA%D1%80%D1%8B%D0%BB%D0%BA%D0%B0";

impl Docket {
    /// The psychologist works with the client, holds a session and writes what was said there.
    fn confide(&mut self) -> CaseId {
        let (officer, psychologist) =
            (self.service.user("officer"), self.service.user("psychologist"));
        let (here, today) = (self.here, self.service.today());
        let ask = AskSpecialist {
            asked: today,
            specialist: psychologist.staff,
            task: SpecialistTask::Counselling,
            words: "Не спит после суда".to_owned(),
        };
        self.act(&officer, here, specialist(SpecialistAct::Ask(ask)));
        let request = self.service.app.case(&officer, here).unwrap().version;
        let answer = AnswerSpecialist {
            request,
            answered: today,
            by: psychologist.staff,
            outcome: SpecialistAnswer::Taken,
            words: String::new(),
        };
        self.act(&psychologist, here, specialist(SpecialistAct::Answer(answer)));
        let write = WriteNote {
            written: today,
            by: psychologist.staff,
            words: format!("{CONFIDED}: боится возвращаться домой"),
        };
        let id = CommandId(Uuid::from_u128(0x07e5));
        self.service.app.write_note(&psychologist, id, (here, write)).unwrap();
        let wish = RecordWish {
            recorded: today,
            case: here,
            matters: vec![WishMatter::End],
            means: WishMeans::Telephone,
            until_on: None,
            name: VICTIM.to_owned(),
            contact: "0555 07 07 07".to_owned(),
        };
        let social = self.service.user("social_worker");
        let id = CommandId(Uuid::from_u128(0x715));
        self.service.app.record_wish(&social, id, wish).unwrap();
        here
    }
}

fn specialist(act: SpecialistAct) -> CaseAct {
    CaseAct::Support(SupportAct::Specialist(act))
}

#[tokio::test]
async fn no_road_shows_a_confidential_note_or_a_victims_wish_to_anybody_but_who_keeps_it() {
    let mut docket = Docket::open();
    let case = docket.confide();
    // The glass of the case is broken as well: that opens no notebook.
    let head = docket.service.user("head_of_office");
    let restrict = RestrictCase {
        restricted: true, words: "Спросите начальника".to_owned()
    };
    docket.act(&head, case, CaseAct::Restrict(restrict));
    let colleague = docket.service.user("social_worker");
    let broken = CaseAct::BreakGlass { words: "Клиент ждёт".to_owned() };
    docket.act(&colleague, case, broken);
    let lift = RestrictCase { restricted: false, words: String::new() };
    docket.act(&head, case, CaseAct::Restrict(lift));
    let mut seen = BTreeSet::new();
    for role in Role::ALL {
        let visitor = docket.service.signed_in(role.code()).await;
        let mut asked = vec![
            format!("/search?q={QUESTION}"),
            format!("/cases/{case}?word={QUESTION}"),
            "/export/rows?part=contacts&form=csv&purpose=oversight".to_owned(),
            "/export/rows?part=appointments&form=json&purpose=oversight".to_owned(),
        ];
        for (method, route) in routes() {
            if method == "GET" {
                // What is said of other cases is the same for everybody.
                let own = docket.addresses(&route).into_iter();
                let own = own.filter(|(case, _)| matches!(*case, "" | "here"));
                asked.extend(own.map(|(_, address)| address));
            }
        }
        for address in asked {
            let answer = visitor.get(&address).await;
            // What was asked for is said back to who asked; the note has a colon behind the word.
            if answer.text.contains(&format!("{CONFIDED}:")) || answer.text.contains(VICTIM) {
                seen.insert((role.code(), address));
            }
        }
    }
    let own = ("psychologist", format!("/cases/{case}/notes"));
    let told = ["social_worker", "head_of_office", "deputy_head"];
    let told = told.map(|role| (role, format!("/cases/{case}/wishes")));
    assert_eq!(seen, BTreeSet::from_iter(told.into_iter().chain([own])));
}
