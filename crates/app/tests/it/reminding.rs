//! Reminders of appointments: handed over once each, also after an end between hand-over and record,
//! and to nobody who is not to be reminded.

use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};

use bagyt_app::command::CaseAct;
use bagyt_app::delivery::{Fault, Undelivered};
use bagyt_app::outcome::Failure;
use bagyt_app::reminding::{CodesAwaited, Reminded, Reminder, ReminderCarrier};
use bagyt_casework::appointment::{
    ArrangeAppointment, CancelAppointment, Particulars, RescheduleAppointment,
};
use bagyt_casework::channel::{ChannelId, ChannelKind, ChannelLine};
use bagyt_casework::circumstance::{CircumstanceLine, RecordCircumstance};
use bagyt_casework::codes::{
    AllocationReason, Aspect, CancelReason, ChannelStatus, ContactKind, ContactPlace,
};
use bagyt_casework::fact::AppointmentId;
use bagyt_casework::restriction::RestrictCase;
use bagyt_core::effective::Zone;
use bagyt_core::identity::CaseId;
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use crate::cluster::Place;
use crate::service::{JUDGMENT, People, Service, day, on_day};

/// A gateway: keeps what it was given; while it is cut off it takes a reminder and cannot say so.
#[derive(Default)]
struct Gateway {
    is_cut_off: AtomicBool,
    got: Mutex<Vec<Reminder>>,
}

impl Gateway {
    fn names(&self) -> Vec<String> {
        self.got.lock().unwrap().iter().map(|reminder| reminder.name.clone()).collect()
    }
}

impl ReminderCarrier for Gateway {
    fn carry(&self, reminder: &Reminder) -> Result<(), Undelivered> {
        self.got.lock().unwrap().push(reminder.clone());
        match self.is_cut_off.load(Ordering::Relaxed) {
            true => Err(Undelivered { fault: Fault::TimedOut, detail: "cut off".to_owned() }),
            false => Ok(()),
        }
    }
}

struct House {
    service: Service,
    people: People,
    case: CaseId,
    channel: ChannelId,
    appointment: AppointmentId,
}

fn hour_of(on: &str, hour: i64) -> Timestamp {
    Zone::Bishkek.start_of(day(on)) + SignedDuration::from_hours(hour)
}

fn meeting(appointment: AppointmentId, on: &str) -> ArrangeAppointment {
    ArrangeAppointment {
        appointment,
        begins_at: hour_of(on, 10),
        minutes: 30,
        kind: ContactKind::Registration,
        place: ContactPlace::Office,
        words: String::new(),
        particulars: Particulars::default(),
    }
}

impl House {
    /// A case with a verified telephone and an appointment on 20 June 2025 at ten.
    fn open(place: &Place) -> House {
        let service = Service::open(&place.location);
        let people = People::of(&service);
        let nobody = Uuid::nil();
        let (case, channel) = (CaseId(nobody), ChannelId(nobody));
        let appointment = AppointmentId(nobody);
        let mut house = House { service, people, case, channel, appointment };
        house.service.at("2025-06-12", 10);
        house.service.app.receive_message(None, JUDGMENT.into()).unwrap();
        house.case = house.service.app.unallocated(&house.people.head, 1).unwrap().rows[0].case;
        let officer = house.people.officer.staff;
        let allocate = CaseAct::Allocate {
            from: on_day("2025-06-12"),
            officer,
            reason: AllocationReason::LowestCaseload,
        };
        house.head_acts(allocate);
        house.card_says("0700 12 34 56");
        house.channel = house.recorded();
        let code = house.code();
        house.verified(&code);
        house.appointment = AppointmentId(house.service.id().0);
        let arrange = meeting(house.appointment, "2025-06-20");
        house.acts(CaseAct::Arrange(arrange));
        house
    }

    #[track_caller]
    fn acts(&mut self, act: CaseAct) {
        self.service.act(&self.people.officer, self.case, act);
    }

    #[track_caller]
    fn head_acts(&mut self, act: CaseAct) {
        self.service.act(&self.people.head, self.case, act);
    }

    fn card_says(&mut self, phone: &str) {
        let line = CircumstanceLine { line: "phone".to_owned(), text: phone.to_owned() };
        let record = RecordCircumstance {
            aspect: Aspect::Contacts,
            since: on_day("2025-06-12"),
            lines: vec![line],
            words: String::new(),
        };
        self.acts(CaseAct::RecordCircumstance(record));
    }

    fn recorded(&mut self) -> ChannelId {
        let id = self.service.id();
        let asked = (ChannelLine::Phone, ChannelKind::Phone, "ky", true);
        let (app, officer) = (&self.service.app, &self.people.officer);
        app.record_channel(officer, id, self.case, asked).unwrap();
        // A form that comes twice is one channel with one code.
        app.record_channel(officer, id, self.case, asked).unwrap();
        ChannelId(id.0)
    }

    fn verified(&mut self, code: &str) {
        let id = self.service.id();
        let asked = (self.channel, code);
        self.service.app.verify_channel(&self.people.officer, id, self.case, asked).unwrap();
    }

    fn code(&self) -> String {
        let card = self.service.app.card(&self.people.officer, self.case).unwrap();
        card.reminders.channels[0].code.clone().unwrap()
    }

    #[track_caller]
    fn check(&self, gateway: &Gateway, (on, hour): (&str, i64), sent: u32, failed: u32) {
        self.service.at(on, hour);
        assert_eq!(self.service.app.remind(gateway).unwrap(), Reminded { sent, failed }, "{on}");
    }

    /// Nothing goes out, neither ahead nor on the eve.
    #[track_caller]
    fn check_silent(&self) {
        let gateway = Gateway::default();
        self.check(&gateway, ("2025-06-18", 9), 0, 0);
        self.check(&gateway, ("2025-06-19", 9), 0, 0);
        assert!(gateway.names().is_empty());
    }
}

fn reminding(place: &Place) {
    let house = House::open(place);
    let gateway = Gateway::default();
    house.check(&gateway, ("2025-06-17", 12), 0, 0);
    house.check(&gateway, ("2025-06-18", 7), 0, 0);
    // It is taken over, and the process does not learn of it: it goes out again, under its name.
    gateway.is_cut_off.store(true, Ordering::Relaxed);
    house.check(&gateway, ("2025-06-18", 8), 0, 1);
    gateway.is_cut_off.store(false, Ordering::Relaxed);
    house.check(&gateway, ("2025-06-18", 9), 1, 0);
    house.check(&gateway, ("2025-06-18", 10), 0, 0);
    let ahead = format!("{}-ahead-phone", house.appointment);
    assert_eq!(gateway.names(), [ahead.clone(), ahead.clone()]);
    house.check(&gateway, ("2025-06-18", 22), 0, 0);
    house.check(&gateway, ("2025-06-19", 8), 1, 0);
    house.check(&gateway, ("2025-06-19", 9), 0, 0);
    house.check(&gateway, ("2025-06-20", 9), 0, 0);
    let eve = format!("{}-eve-phone", house.appointment);
    assert_eq!(gateway.names(), [ahead.clone(), ahead, eve]);
    let got = gateway.got.lock().unwrap();
    assert_eq!(got[0], got[1]);
    assert_eq!(
        (got[0].to.as_str(), got[0].kind, got[0].language.as_str()),
        ("+996700123456", "phone", "ky")
    );
    assert!(
        got[0].text.starts_with("Эскертүү: сизди 20-июнда саат 10:00 күтөбүз, "),
        "{}",
        got[0].text
    );
    drop(got);
    let card = house.service.app.card(&house.people.officer, house.case).unwrap();
    assert_eq!(card.reminders.sent.len(), 2);
    house.service.app.verify(&|_, _| {}).unwrap();
    house.service.app.check_projections(&|_, _| {}).unwrap();
}

#[test]
fn a_reminder_goes_out_on_each_occasion_and_under_one_name_on_sqlite() {
    reminding(&Place::sqlite());
}

#[test]
fn a_reminder_goes_out_on_each_occasion_and_under_one_name_on_postgresql() {
    reminding(&Place::postgresql());
}

/// A code goes out once the number is recorded, again under its name while nobody says that it was
/// taken over, and no more once it is on record, also to a process that begins later.
fn sending_codes(place: &Place) {
    let mut house = House::open(place);
    let (gateway, mut awaited) = (Gateway::default(), CodesAwaited::default());
    let mut round = |house: &House, gateway: &Gateway| {
        let round = house.service.app.send_codes(gateway, &mut awaited).unwrap();
        (round.sent, round.failed)
    };
    // The number of the house was verified by what the page told.
    assert_eq!(round(&house, &gateway), (0, 0));
    house.acts(CaseAct::WithdrawChannel(house.channel));
    house.channel = house.recorded();
    let code = house.code();
    gateway.is_cut_off.store(true, Ordering::Relaxed);
    assert_eq!(round(&house, &gateway), (0, 1));
    gateway.is_cut_off.store(false, Ordering::Relaxed);
    assert_eq!(round(&house, &gateway), (1, 0));
    assert_eq!(round(&house, &gateway), (0, 0));
    let name = format!("{}-code", house.channel);
    assert_eq!(gateway.names(), [name.clone(), name]);
    let got = gateway.got.lock().unwrap()[1].clone();
    assert_eq!((got.to.as_str(), got.text.as_str()), ("+996700123456", &*format!("Код: {code}")));
    let card = house.service.app.card(&house.people.officer, house.case).unwrap();
    let channel = &card.reminders.channels[0];
    // What the client alone was sent is shown to nobody.
    assert_eq!((channel.code.as_ref(), channel.code_sent_at.is_some()), (None, true));
    let later = house.service.app.send_codes(&gateway, &mut CodesAwaited::default()).unwrap();
    assert_eq!(later, Reminded::default());
    house.verified(&code);
    house.check(&gateway, ("2025-06-18", 9), 1, 0);
    house.service.app.check_projections(&|_, _| {}).unwrap();
}

#[test]
fn a_code_goes_out_once_the_number_is_recorded_on_sqlite() {
    sending_codes(&Place::sqlite());
}

#[test]
fn a_code_goes_out_once_the_number_is_recorded_on_postgresql() {
    sending_codes(&Place::postgresql());
}

#[test]
fn a_code_goes_out_after_a_restart_and_not_after_its_time() {
    let mut house = House::open(&Place::sqlite());
    house.acts(CaseAct::WithdrawChannel(house.channel));
    house.channel = house.recorded();
    let gateway = Gateway::default();
    // The code can be typed in for a day from noon of the twelfth on.
    house.service.at("2025-06-13", 12);
    let late = house.service.app.send_codes(&gateway, &mut CodesAwaited::default()).unwrap();
    assert_eq!((late, gateway.names().len()), (Reminded::default(), 0));
    house.service.at("2025-06-13", 9);
    let begun = house.service.app.send_codes(&gateway, &mut CodesAwaited::default()).unwrap();
    assert_eq!(begun, Reminded { sent: 1, failed: 0 });
}

#[test]
fn a_reminder_that_is_on_record_is_not_handed_over_by_another_process() {
    let place = Place::sqlite();
    let house = House::open(&place);
    house.check(&Gateway::default(), ("2025-06-18", 9), 1, 0);
    drop(house);
    let service = Service::open(&place.location);
    service.at("2025-06-18", 10);
    assert_eq!(service.app.remind(&Gateway::default()).unwrap(), Reminded::default());
}

#[test]
fn nobody_is_reminded_of_a_cancelled_appointment() {
    let mut house = House::open(&Place::sqlite());
    let cancel = CancelAppointment {
        appointment: house.appointment,
        reason: CancelReason::Client,
        words: String::new(),
    };
    house.acts(CaseAct::CancelAppointment(cancel));
    house.check_silent();
}

#[test]
fn a_moved_appointment_is_reminded_of_on_its_new_days() {
    let mut house = House::open(&Place::sqlite());
    let to = AppointmentId(house.service.id().0);
    let to =
        RescheduleAppointment { appointment: house.appointment, to: meeting(to, "2025-06-24") };
    let new = to.to.appointment;
    house.acts(CaseAct::Reschedule(to));
    house.check_silent();
    let gateway = Gateway::default();
    house.check(&gateway, ("2025-06-22", 9), 1, 0);
    assert_eq!(gateway.names(), [format!("{new}-ahead-phone")]);
}

#[test]
fn nobody_is_reminded_on_a_withdrawn_channel() {
    let mut house = House::open(&Place::sqlite());
    house.acts(CaseAct::WithdrawChannel(house.channel));
    house.check_silent();
}

#[test]
fn nobody_is_reminded_in_a_restricted_case() {
    let mut house = House::open(&Place::sqlite());
    let restrict = RestrictCase { restricted: true, words: "Свидетель".to_owned() };
    house.head_acts(CaseAct::Restrict(restrict));
    house.check_silent();
}

#[test]
fn nobody_is_reminded_in_a_closed_case() {
    let mut house = House::open(&Place::sqlite());
    let close = bagyt_casework::closing::CloseCase {
        closed: on_day("2025-06-12"),
        reason: bagyt_casework::codes::CloseReason::Died,
        words: "Свидетельство о смерти".to_owned(),
    };
    house.acts(CaseAct::Close(close));
    house.check_silent();
}

#[test]
fn nobody_is_reminded_on_a_number_that_the_card_no_longer_has() {
    let mut house = House::open(&Place::sqlite());
    house.card_says("0555 12 34 56");
    house.check_silent();
    house.card_says("+996 (700) 12-34-56");
    house.check(&Gateway::default(), ("2025-06-19", 10), 1, 0);
}

#[test]
fn nobody_is_reminded_before_the_code_was_read_back() {
    let mut house = House::open(&Place::sqlite());
    house.acts(CaseAct::WithdrawChannel(house.channel));
    house.channel = house.recorded();
    let code = house.code();
    for _ in 0..5 {
        house.verified(if code == "000000" { "000001" } else { "000000" });
    }
    let card = house.service.app.card(&house.people.officer, house.case).unwrap();
    let channel = &card.reminders.channels[0];
    assert_eq!((channel.status, channel.tries_left), (ChannelStatus::Lapsed, 0));
    let id = house.service.id();
    let (officer, asked) = (&house.people.officer, (house.channel, code.as_str()));
    let refused = house.service.app.verify_channel(officer, id, house.case, asked).unwrap_err();
    let Failure::Refused(refused) = refused else { panic!("{refused:?}") };
    assert_eq!(refused.code, "channel-not-awaited");
    house.check_silent();
}

#[test]
fn a_channel_is_not_verified_by_saying_so() {
    let mut house = House::open(&Place::sqlite());
    let id = house.service.id();
    let act = CaseAct::VerifyChannel { channel: house.channel, is_right: true };
    let denied = house.service.app.act(&house.people.officer, id, house.case, act);
    assert!(matches!(denied, Err(Failure::Denied)), "{denied:?}");
}
