//! What is watched in the country: devices of electronic monitoring, hours at home, and the child on
//! whom a deferral of punishment rests.
//!
//! The chances are drawn from a stream of their own, so that a country in which more or less is
//! watched is otherwise the same country. How often courts order it is assumed: no service of the
//! two countries publishes it. A city of more than a million had 150 devices (press, September
//! 2025), among the thousands who are under supervision there; a deferral is asked for a few times
//! a year in the Kyrgyz Republic (8 petitions in 2025).

use std::collections::BTreeMap;

use bagyt_app::command::{CaseAct, Command, DeviceAct};
use bagyt_casework::alert::{TriageAlerts, TriageOutcome};
use bagyt_casework::attribute::{EstablishAttribute, Evidence};
use bagyt_casework::codes::Domain;
use bagyt_casework::device::{RemovalReason, RemoveDevice, WEAR_DEVICE};
use bagyt_casework::duty_check::{CheckDuty, CheckMeans, CheckResult, HOME_HOURS};
use bagyt_core::command::Purpose;
use bagyt_core::identity::CaseId;
use serde_json::json;

use crate::arrivals::Order;
use crate::chance::{Chance, Permille};
use crate::country::{Country, Step};
use crate::diary::{CLOSING, Day, Millis, OPENING, day_of, instant, timestamp};
use crate::identifier::Identifiers;
use crate::meetings::moment;
use crate::staffing::WorkerNumber;
use crate::supervision::{FileNumber, Standing, Supervision};
use crate::words::{self, Topic};

/// Acts whose court orders a device.
const DEVICE: Permille = 2;
/// Acts whose court sets hours at home.
const AT_HOME: Permille = 1;
/// Devices with which hours at home are ordered too.
const DEVICE_AT_HOME: Permille = 500;
/// Deferrals for which a birth certificate lies in the file by the end of the first weeks.
const CERTIFIED: Permille = 400;
/// Years of age to which a child carries a deferral.
const CHILD_UNTIL: i16 = 14;
/// The attribute that a child gives its parent in the invented law.
const PARENT: &str = "parent_of_child_under_14";
/// The measure that rests on it.
const DEFERRAL: &str = "deferral";

/// Days from one check of the hours at home to the next; the law asks for one in thirty.
const CHECKED: (Day, Day) = (18, 28);
/// Second of the evening at which somebody goes there: from half past eight to half past ten.
const EVENING: (i32, i32) = (73_800, 81_000);
/// Days between two alerts of a device.
const ALERTED: (Day, Day) = (20, 120);
/// Alerts of a device in all.
const ALERTS: (i32, i32) = (0, 4);

/// What comes next of what is watched.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Watch {
    /// The birth certificate is brought.
    Certificate,
    /// The device is fitted.
    Fit,
    /// The centre says something of the device.
    Alert { left: i32 },
    /// Somebody looks at an alert.
    Look { alert: u32, left: i32 },
    /// The hours at home are checked.
    Check,
    /// The device comes off, because the case is over.
    Remove { case: CaseId, worker: Option<WorkerNumber> },
}

/// What the generator remembers of what is watched.
#[derive(Debug)]
pub(crate) struct Watching {
    chance: Chance,
    identifiers: Identifiers,
    plans: Vec<Watch>,
    /// The number of the device that somebody wears.
    worn: BTreeMap<FileNumber, u32>,
    /// How many devices were given out.
    devices: u32,
}

impl Watching {
    /// Nothing is watched yet.
    pub(crate) fn new(seed: u64) -> Self {
        Watching {
            chance: Chance::new(seed, 0x5a),
            identifiers: Identifiers::of(seed, 0x5b),
            plans: Vec::new(),
            worn: BTreeMap::new(),
            devices: 0,
        }
    }
}

impl Country {
    /// Draws which of the duties that are watched a court sets beside the others.
    pub(crate) fn draw_watched(&mut self, order: Order) -> u64 {
        let is_free = matches!(order.domain, Domain::NonCustodial | Domain::PostRelease);
        if !is_free || self.lists.is_community_service(order.sentence) {
            return 0;
        }
        let chance = &mut self.watching.chance;
        let device = chance.permille(DEVICE);
        let at_home = chance.permille(if device { DEVICE_AT_HOME } else { AT_HOME });
        let bit = |code, is_set| if is_set { self.lists.duty(code) } else { 0 };
        bit(WEAR_DEVICE, device) | bit(HOME_HOURS, at_home)
    }

    /// Begins to watch a client who was registered.
    pub(crate) fn watch(&mut self, at: Millis, file: FileNumber) {
        let Some(supervision) = self.files.find(file) else { return };
        let has = |code| self.lists.duty(code) & supervision.duties != 0;
        let (device, at_home) = (has(WEAR_DEVICE), has(HOME_HOURS));
        let sentence = self.lists.sentence(supervision.sentence);
        let is_deferred = sentence.is_some_and(|sentence| sentence.code == DEFERRAL);
        let today = day_of(at);
        if device {
            let days = self.watching.chance.between(1, 4);
            self.plan_watch(today + days, file, Watch::Fit);
        }
        if at_home {
            let days = self.watching.chance.between(CHECKED.0, CHECKED.1);
            self.plan_watch(today + days, file, Watch::Check);
        }
        if is_deferred && self.watching.chance.permille(CERTIFIED) {
            let days = self.watching.chance.between(3, 25);
            self.plan_watch(today + days, file, Watch::Certificate);
        }
    }

    /// Does what comes next of what is watched.
    pub(crate) fn go_on_watching(&mut self, at: Millis, file: FileNumber, plan: u32) {
        let Some(plan) = self.watching.plans.get(plan as usize).copied() else { return };
        if let Watch::Remove { case, worker } = plan {
            return self.take_off(at, case, worker);
        }
        let Some(supervision) = self.running(file).cloned() else { return };
        if supervision.standing != Standing::Open || day_of(at) > supervision.until {
            return;
        }
        match plan {
            Watch::Certificate => self.bring_certificate(at, file, &supervision),
            Watch::Fit => self.fit_device(at, file),
            Watch::Alert { left } => self.alert(at, file, left),
            Watch::Look { alert, left } => self.look_at(at, file, (alert, left)),
            Watch::Check => self.check_at_home(at, file),
            Watch::Remove { .. } => {}
        }
    }

    /// Plans that the device comes off on the next working day after a case is closed.
    pub(crate) fn plan_taking_off(&mut self, at: Millis, file: FileNumber) {
        if self.watching.worn.remove(&file).is_none() {
            return;
        }
        let Some(supervision) = self.files.find(file) else { return };
        let worker = supervision.officer.or_else(|| self.staffing.head(supervision.office));
        let remove = Watch::Remove { case: supervision.case, worker };
        self.plan_watch(day_of(at) + 1, file, remove);
    }

    fn plan_watch(&mut self, day: Day, file: FileNumber, watch: Watch) {
        let second = self.watching.chance.between(OPENING, CLOSING - 1);
        let at = instant(self.diary.working_from(day), second);
        let plan = u32::try_from(self.watching.plans.len()).unwrap_or(u32::MAX);
        self.watching.plans.push(watch);
        self.put(at, Step::Watch, file, plan);
    }

    /// The client brings the birth certificate of the child; the deferral holds until it comes of age.
    fn bring_certificate(&mut self, at: Millis, file: FileNumber, supervision: &Supervision) {
        let age = self.watching.chance.between(0, i32::from(CHILD_UNTIL) * 365 - 400);
        let born = self.diary.date(supervision.passed - age);
        let years = jiff::Span::new().years(CHILD_UNTIL);
        let last = born.checked_add(years).and_then(jiff::civil::Date::yesterday).ok();
        let establish = EstablishAttribute {
            attribute: PARENT.to_owned(),
            from: self.on(supervision.passed - age),
            until: last.filter(|last| *last >= self.diary.date(day_of(at))),
            evidence: Evidence::IdentityDocument,
            words: self.words_of_watching(file, Topic::Certificate),
        };
        if establish.until.is_some() {
            self.act(at, None, file, CaseAct::EstablishAttribute(establish));
        }
    }

    /// A device is fitted.
    fn fit_device(&mut self, at: Millis, file: FileNumber) {
        self.watching.devices += 1;
        let device = self.watching.devices;
        let fit = DeviceAct::Fit {
            fitted: moment(at),
            serial: serial_of(device),
            exchange: false,
            words: self.words_of_watching(file, Topic::Device),
        };
        if self.act(at, None, file, CaseAct::Device(fit)).is_some() {
            self.watching.worn.insert(file, device);
            let left = self.watching.chance.between(ALERTS.0, ALERTS.1);
            self.plan_alert(at, file, left);
        }
    }

    fn plan_alert(&mut self, at: Millis, file: FileNumber, left: i32) {
        if left > 0 {
            let days = self.watching.chance.between(ALERTED.0, ALERTED.1);
            self.plan_watch(day_of(at) + days, file, Watch::Alert { left });
        }
    }

    /// The centre tells that the device was not heard, or that the client was not at home.
    fn alert(&mut self, at: Millis, file: FileNumber, left: i32) {
        let Some(device) = self.watching.worn.get(&file).copied() else { return };
        let Some(centre) = self.codes.centres.keys().next().cloned() else { return };
        let duties = self.files.find(file).map_or(0, |supervision| supervision.duties);
        let is_at_home = self.lists.duty(HOME_HOURS) & duties != 0;
        let chance = &mut self.watching.chance;
        let (kind, minutes) = match chance.below(10) {
            0..4 if is_at_home => ("left_home", chance.between(16, 90)),
            0..7 => ("no_signal", chance.between(60, 240)),
            _ => ("battery_low", chance.between(120, 400)),
        };
        let ended = at - i64::from(chance.between(60, 600)) * 1000;
        let event = self.watching.identifiers.make(at);
        let body = json!({
            "device": serial_of(device),
            "event": event,
            "alert": kind,
            "began_at": timestamp(ended - i64::from(minutes) * 60_000),
            "ended_at": timestamp(ended),
        });
        let letter = self.letter(at, "device_alert", centre, body);
        self.hand_in(at, &letter);
        self.count_entries(file, 1);
        let alert = self.files.find(file).map_or(0, |supervision| supervision.version);
        let days = if self.watching.chance.permille(800) { 1 } else { 3 };
        self.plan_watch(day_of(at) + days, file, Watch::Look { alert, left });
    }

    /// The officer asks the client and finds what it was.
    fn look_at(&mut self, at: Millis, file: FileNumber, (alert, left): (u32, i32)) {
        let outcome = match self.watching.chance.below(100) {
            0..55 => TriageOutcome::Technical,
            55..92 => TriageOutcome::Explained,
            _ => TriageOutcome::NotKept,
        };
        let words = self.words_of_watching(file, Topic::Alert);
        let triage = TriageAlerts { alerts: vec![alert], triaged: moment(at), outcome, words };
        self.act(at, None, file, CaseAct::Device(DeviceAct::Triage(triage)));
        self.plan_alert(at, file, left - 1);
    }

    /// What was seen at the home the evening before is entered.
    fn check_at_home(&mut self, at: Millis, file: FileNumber) {
        let chance = &mut self.watching.chance;
        let evening = instant(day_of(at) - 1, chance.between(EVENING.0, EVENING.1));
        let means = match chance.permille(700) {
            true => CheckMeans::HomeVisit,
            false => CheckMeans::Telephone,
        };
        let (result, topic) = match chance.below(100) {
            0..87 => (CheckResult::Kept, None),
            87..96 => (CheckResult::NobodyMet, Some(Topic::Absence)),
            _ => (CheckResult::NotKept, Some(Topic::Alert)),
        };
        let words = topic.map(|topic| self.words_of_watching(file, topic)).unwrap_or_default();
        let (checked, duty) = (moment(evening), HOME_HOURS.to_owned());
        let check = CheckDuty { checked, duty, means, result, words };
        self.act(at, None, file, CaseAct::CheckDuty(check));
        let days = self.watching.chance.between(CHECKED.0, CHECKED.1);
        self.plan_watch(day_of(at) + days, file, Watch::Check);
    }

    fn take_off(&mut self, at: Millis, case: CaseId, worker: Option<WorkerNumber>) {
        let reason = RemovalReason::DutyEnded;
        let words = words::sentence(Topic::Farewell, "ru", &mut self.watching.chance);
        let remove = DeviceAct::Remove(RemoveDevice { removed: moment(at), reason, words });
        let command = Command::InCase { case, act: CaseAct::Device(remove) };
        self.emit(at, self.actor(worker), Purpose::Supervision, command);
    }

    fn words_of_watching(&mut self, file: FileNumber, topic: Topic) -> String {
        let resident = self.files.find(file).map(|supervision| supervision.resident);
        let resident = resident.and_then(|number| self.population.find(number));
        let language = resident.map_or("ru", |resident| resident.language);
        words::sentence(topic, language, &mut self.watching.chance)
    }
}

/// The number of a device, as the centre names it.
fn serial_of(device: u32) -> String {
    format!("EM-{}", 40_000 + device)
}
