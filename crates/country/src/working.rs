//! Community service: the client is sent to a host and works the hours, four at a time.

use bagyt_app::command::CaseAct;
use bagyt_casework::codes::CancelReason;
use bagyt_casework::community_service::{PlaceAtWork, RecordWork};

use crate::country::{Country, Step};
use crate::diary::{Day, Millis, day_of, instant, timestamp};
use crate::letters::HOURS_A_MONTH;
use crate::meetings::moment;
use crate::supervision::{FileNumber, Standing};

/// Minutes of a session, which the law credits on one day at the most.
const SESSION: u32 = 240;
/// When work begins, in seconds of the day.
const BEGIN: i32 = 9 * 3600;
/// When the host's sheet is entered, in seconds of the day.
const ENTERED: (i32, i32) = (13 * 3600 + 600, 17 * 3600);
/// Sessions of which something is taken off, in thousandths.
const TAKEN_OFF: u32 = 80;
/// Sessions to which nobody comes, in thousandths.
const MISSED: u32 = 120;

impl Country {
    /// Notes the hours of a sentence that is counted in them, and when a host is found.
    pub(crate) fn plan_work(&mut self, at: Millis, file: FileNumber) {
        let Some(supervision) = self.files.find(file) else { return };
        if !supervision.is_counted_in_hours || supervision.work_left > 0 {
            return;
        }
        // The term was reckoned from the hours by the law's least pace.
        let months = (supervision.until - supervision.from + 15) / 30;
        let hours = u32::try_from(months * HOURS_A_MONTH).unwrap_or(0);
        let habits = self.practice.of(supervision.office);
        let days = if self.chance.permille(habits.plan_late) {
            self.chance.between(11, 16)
        } else {
            self.chance.between(2, 9)
        };
        if let Some(supervision) = self.files.find_mut(file) {
            supervision.work_left = hours * 60;
        }
        let then = self.working_days_later(at, days);
        self.put(then, Step::PlaceAtWork, file, 0);
    }

    /// The client is sent to a host of the region.
    pub(crate) fn place_at_work(&mut self, at: Millis, file: FileNumber) {
        let Some(supervision) = self.running(file) else { return };
        let office = self.territory.office(supervision.office);
        let region = office.map(|office| office.region.clone()).unwrap_or_default();
        let near = self.codes.hosts.values().filter(|host| host.region == region);
        let hosts: Vec<String> = near.map(|host| host.code.clone()).collect();
        let Some(host) = hosts.get(self.chance.position(hosts.len().max(1))).cloned() else {
            return;
        };
        if day_of(at) > self.files.find(file).map_or(Day::MIN, |supervision| supervision.until) {
            return;
        }
        let command = PlaceAtWork { placed: moment(at), host, words: String::new() };
        self.act(at, None, file, CaseAct::PlaceAtWork(command));
        self.plan_session(at, file);
    }

    /// The host's sheet of a session is entered.
    pub(crate) fn work(&mut self, at: Millis, file: FileNumber) {
        let Some(supervision) = self.running(file) else { return };
        let (left, today) = (supervision.work_left, day_of(at));
        if left == 0 || today > supervision.until {
            return;
        }
        if supervision.standing == Standing::Suspended {
            return self.plan_session(at, file);
        }
        if self.chance.permille(MISSED) {
            return self.plan_session(at, file);
        }
        let penalty = if self.chance.permille(TAKEN_OFF) { 15 } else { 0 };
        let begins_at = instant(today, BEGIN);
        let command = RecordWork {
            began: moment(begins_at),
            ended_at: timestamp(begins_at + i64::from(SESSION) * 60_000),
            penalty_minutes: penalty,
            travel_minutes: 0,
            appointment: None,
            words: String::new(),
        };
        self.act(at, None, file, CaseAct::RecordWork(command));
        let credited = (SESSION - u32::from(penalty)).min(left);
        let Some(supervision) = self.files.find_mut(file) else { return };
        supervision.work_left = left - credited;
        if supervision.work_left > 0 {
            return self.plan_session(at, file);
        }
        // The last hour is the end of the term, and of what was arranged beyond it.
        supervision.until = today;
        if supervision.planned.is_some_and(|planned| planned.on > today) {
            self.cancel_planned(at, file, CancelReason::CaseEnded);
        }
        self.put(instant(today + 1, crate::diary::OPENING), Step::TermOver, file, 0);
    }

    /// Plans the next session so that the hours are done a fifth before their time.
    fn plan_session(&mut self, at: Millis, file: FileNumber) {
        let Some(supervision) = self.files.find(file) else { return };
        let sessions = supervision.work_left.div_ceil(SESSION).max(1);
        let days = (supervision.until - day_of(at)).max(1) * 8 / 10;
        let gap = (days / i32::try_from(sessions).unwrap_or(Day::MAX)).clamp(1, 8);
        let day = self.diary.working_from(day_of(at) + gap);
        let second = self.chance.between(ENTERED.0, ENTERED.1);
        self.put(instant(day, second), Step::Work, file, 0);
    }
}
