//! Devices of electronic monitoring: nobody wears what somebody else wears, and an alert finds whoever
//! wore the device on its day.

use bagyt_app::Receipt;
use bagyt_app::command::{CaseAct, DeviceAct};
use bagyt_app::outcome::Failure;
use bagyt_app::read::TodayKind;
use bagyt_casework::codes::{AllocationReason, RemovalReason};
use bagyt_casework::device::RemoveDevice;
use bagyt_core::identity::CaseId;
use serde_json::{Value, json};

use crate::cluster::on_both;
use crate::service::{JUDGMENT, People, Service, on_day};

const ALERT: &str = include_str!("../../../../schemas/examples/device_alert.v1.json");

/// A case of the officer's in which the court told the client to wear a device.
fn told_to_wear(service: &mut Service, people: &People, number: u32) -> CaseId {
    let mut message: Value = serde_json::from_str(JUDGMENT).unwrap();
    message["id"] = format!("01977b3e-4c00-7000-b000-{number:012}").into();
    message["body"]["case_number"] = format!("УД-9{number}/25").into();
    message["body"]["obligations"] = json!(["wear_device"]);
    let receipt = service.app.receive_message(None, message.to_string().into()).unwrap();
    assert_eq!(receipt.outcome, "opened", "{receipt}");
    let case = service.app.unallocated(&people.head, 1).unwrap().rows[0].case;
    let allocate = CaseAct::Allocate {
        from: on_day("2025-06-12"),
        officer: people.officer.staff,
        reason: AllocationReason::LowestCaseload,
    };
    service.act(&people.head, case, allocate);
    case
}

fn fit(serial: &str, on: &str) -> CaseAct {
    CaseAct::Device(DeviceAct::Fit {
        fitted: on_day(on),
        serial: serial.to_owned(),
        exchange: false,
        words: "Работает ночью".to_owned(),
    })
}

/// The bytes of an alert of the device, half an hour long.
fn alert(number: u32, began: &str, ended: &str) -> Vec<u8> {
    let mut message: Value = serde_json::from_str(ALERT).unwrap();
    message["id"] = format!("01977b3e-4c00-7000-c000-{number:012}").into();
    message["sent_at"] = ended.into();
    message["body"]["event"] = format!("01977b3e-4c00-7000-d000-{number:012}").into();
    message["body"]["began_at"] = began.into();
    message["body"]["ended_at"] = ended.into();
    message.to_string().into()
}

fn received(service: &Service, bytes: &[u8]) -> Receipt {
    service.app.receive_message(None, bytes.to_vec()).unwrap()
}

on_both! {
    fn an_alert_finds_whoever_wore_the_device_on_its_day(place) {
        let mut service = Service::open(&place.location);
        let people = People::of(&service);
        service.at("2025-06-12", 10);
        let first = told_to_wear(&mut service, &people, 1);
        let second = told_to_wear(&mut service, &people, 2);
        service.act(&people.officer, first, fit("EM-4471", "2025-06-12"));
        // However its number is spelt.
        let id = service.id();
        let refused = service.app.act(&people.officer, id, second, fit("em 4471", "2025-06-12"));
        let Err(Failure::Refused(refused)) = refused else { panic!("{refused:?}") };
        assert_eq!(refused.code, "device-worn-elsewhere");
        service.at("2025-06-22", 10);
        let remove = RemoveDevice {
            removed: on_day("2025-06-20"),
            reason: RemovalReason::Faulty,
            words: "Не держит заряд".to_owned(),
        };
        service.act(&people.officer, first, CaseAct::Device(DeviceAct::Remove(remove)));
        service.act(&people.officer, second, fit("EM-4471", "2025-06-21"));
        let days = [
            (1, "2025-06-15T10:00:00Z", "2025-06-15T10:30:00Z", Some(first)),
            (2, "2025-06-21T10:00:00Z", "2025-06-21T10:30:00Z", Some(second)),
            (3, "2025-06-11T10:00:00Z", "2025-06-11T10:30:00Z", None),
        ];
        for (number, began, ended, whose) in days {
            let bytes = alert(number, began, ended);
            let receipt = received(&service, &bytes);
            let outcome = if whose.is_some() { "applied" } else { "rejected" };
            assert_eq!(receipt.outcome, outcome, "{receipt}");
            // The same message gets the same receipt, and writes nothing more.
            let position = service.app.position().unwrap();
            assert_eq!(received(&service, &bytes), receipt);
            assert_eq!(service.app.position().unwrap(), position);
            if whose.is_none() {
                let fault = &receipt.faults[0];
                assert_eq!((&*fault.pointer, &*fault.code), ("/body/device", "no-such-device"));
            }
        }
        for case in [first, second] {
            let page = service.app.case(&people.officer, case).unwrap();
            assert_eq!(page.devices.episodes.len(), 1);
            assert!(page.devices.episodes[0].look_by.is_some());
        }
        let today = service.app.today_page(&people.officer).unwrap();
        let looks = today.items.iter().filter(|item| item.kind == TodayKind::Alert);
        assert_eq!(looks.filter_map(|item| item.case).count(), 2);
    }
}
