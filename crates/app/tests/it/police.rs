//! What the police tells of a client is read once by the officer and changes nothing by itself.

use bagyt_app::command::CaseAct;
use bagyt_app::read::{CasePage, TimelineItem, TodayKind};
use bagyt_casework::codes::AllocationReason;
use serde_json::Value;

use crate::cluster::on_both;
use crate::service::{JUDGMENT, People, Service, day, on_day};

/// The kind under which a notice stands in a timeline.
const LINE: &str = "exchange.police_notice.received";
const NOTICE: &str = include_str!("../../../../schemas/examples/police_notice.v1.json");

on_both! {
    fn a_word_of_the_police_is_read_once_and_writes_nothing_into_the_case(place) {
        let mut service = Service::open(&place.location);
        let people = People::of(&service);
        service.at("2025-06-12", 10);
        let receipt = service.app.receive_message(None, JUDGMENT.into()).unwrap();
        assert_eq!(receipt.outcome, "opened", "{receipt}");
        let case = service.app.unallocated(&people.head, 1).unwrap().rows[0].case;
        let allocate = CaseAct::Allocate {
            from: on_day("2025-06-12"),
            officer: people.officer.staff,
            reason: AllocationReason::LowestCaseload,
        };
        service.act(&people.head, case, allocate);
        service.at("2026-02-20", 12);
        let told = || {
            let today = service.app.today_page(&people.officer).unwrap();
            let told = today.items.into_iter().filter(|item| item.kind == TodayKind::MessageToRead);
            told.filter(|item| item.detail == "police_notice").count()
        };
        let mut unknown: Value = serde_json::from_str(NOTICE).unwrap();
        unknown["id"] = "01977b3e-4c00-7000-b200-000000000001".into();
        unknown["body"]["person"].as_object_mut().unwrap().remove("national_no");
        let receipt = service.app.receive_message(None, unknown.to_string().into()).unwrap();
        assert!(receipt.is_rejection(), "{receipt}");
        let fault = &receipt.faults[0];
        assert_eq!((&*fault.pointer, &*fault.code), ("/body/person", "no-client"));
        assert_eq!(told(), 0);

        let before = service.app.case(&people.officer, case).unwrap();
        let receipt = service.app.receive_message(None, NOTICE.into()).unwrap();
        assert_eq!(receipt.outcome, "applied", "{receipt}");
        let position = service.app.position().unwrap();
        assert_eq!(service.app.receive_message(None, NOTICE.into()).unwrap(), receipt);
        assert_eq!(service.app.position().unwrap(), position);
        let after = service.app.case(&people.officer, case).unwrap();
        assert_eq!(before.version, after.version);
        assert!(after.violations.is_empty());
        // The case's timeline has a line of it on its day, read off the message.
        let lines = |page: &CasePage| -> Vec<(String, String, String)> {
            let notices = page.timeline.iter().filter(|item| item.kind == LINE);
            let line = |item: &TimelineItem| {
                assert_eq!((item.version, item.may.len()), (0, 0));
                let notice = item.details.iter().find(|(name, _)| name == "notice").unwrap();
                (item.on.to_string(), notice.1.clone(), item.actor.clone())
            };
            notices.map(line).collect()
        };
        assert!(lines(&before).is_empty());
        let sender = serde_json::from_str::<Value>(NOTICE).unwrap()["sender"].clone();
        let sender = sender.as_str().unwrap_or_default().to_owned();
        let line = ("2026-02-10".to_owned(), "administrative_offence".to_owned(), sender);
        assert_eq!(lines(&after), [line]);
        assert_eq!(after.timeline.len(), before.timeline.len() + 1);
        let days: Vec<_> = after.timeline.iter().map(|item| item.on).collect();
        assert!(days.is_sorted_by(|one, next| one >= next), "{days:?}");
        // As the case was known before it came, there is none.
        let newest = before.timeline.iter().map(|item| item.seq).max().unwrap();
        let earlier = service.app.case_at(&people.officer, case, newest).unwrap();
        assert!(lines(&earlier).is_empty());
        assert_eq!(told(), 1);
        let message = bagyt_core::identity::MessageId(receipt.message);
        let page = service.app.message(&people.officer, message).unwrap();
        let expected = ("administrative_offence".to_owned(), day("2026-02-10"));
        assert_eq!(page.police, Some(expected));
        assert_eq!(told(), 0, "what was read waits no longer");
        service.app.check_projections(&|_, _| {}).unwrap();
    }
}
