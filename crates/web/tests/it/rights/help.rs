//! What the docket has of help for clients, a service and a referral to it; and a prosecutor's act.

use bagyt_app::attaching::FileToAttach;
use bagyt_app::command::{CaseAct, SupportAct};
use bagyt_app::issuing::PaperOrder;
use bagyt_app::second_factor::Confirmation;
use bagyt_app::user::User;
use bagyt_casework::codes::{
    AttachmentKind, Need, PaperKind, ProsecutorActKind, ServiceKind, Signing,
};
use bagyt_casework::prosecutor::ReceiveProsecutorAct;
use bagyt_casework::referral::Refer;
use bagyt_casework::service::DescribeService;
use bagyt_core::identity::{CommandId, ProsecutorActId, ServiceId};
use uuid::Uuid;

use super::Docket;

/// The service of the docket.
pub(super) const SERVICE: ServiceId = ServiceId(Uuid::from_u128(0x5e27));

/// The prosecutor's act of the docket.
pub(super) const ACT: ProsecutorActId = ProsecutorActId(Uuid::from_u128(0x9ac7));

/// The draft of a paper, and of a submission, which is asked for nothing.
pub(super) const DRAFT: &str = "/preview.pdf?paper=appearance_schedule&language=ru";

impl Docket {
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
