//! The last working day before today and the days off after it.
//!
//! Courts send what they decided on the last sittings of the week in the evening and on the days
//! off, when no office is open: on the morning of today it lies on the desks of the heads. Before
//! the weekend officers write the submission that they owe longest; a head reads it next week. They
//! also enter what stood on paper, and a violation of weeks ago turns out to rest on a visit that
//! was held. So in every office somebody has something to allocate, to identify, to approve, and in
//! most to look at again.

use bagyt_app::command::CaseAct;
use bagyt_casework::codes::{ContactKind, ContactPlace, Domain, ViolationGround};
use bagyt_casework::contact::Outcome;
use bagyt_exchange::linkage::Match;

use crate::arrivals::Way;
use crate::calibration::WARNINGS_BEFORE_SUBMISSION;
use crate::country::{Country, Step};
use crate::courts::DAYS_LEFT_LEAST;
use crate::diary::{CLOSING, Day, Millis, day_of, instant};
use crate::identity::Bearer;
use crate::meetings::contact;
use crate::names::spelling::Spelling;
use crate::population::Wanted;
use crate::supervision::{FileNumber, Planned, Standing, Supervision};
use crate::territory::OfficeNumber;

/// Acts about somebody new that reach each office after the last working day.
const NEW_PEOPLE: u32 = 2;

/// Acts that reach each office after the last working day; the last is about somebody who is known
/// under another spelling.
pub(crate) const ACTS: u32 = NEW_PEOPLE + 1;

/// People of an office who are looked at for one whose other spelling leaves a doubt.
const NAMESAKES_SOUGHT: u32 = 4_000;

/// Second of the day of a meeting that stood on paper: 12:00.
const NOON: i32 = 12 * 3600;

/// Meetings that stood on paper, in each office.
const OWED_MEETINGS: usize = 2;

/// Seconds after the owed submission at which the last meetings that were kept on paper are entered.
const LATE_ENTRY: i32 = 2 * 3600;

/// Second of the day from which officers write what they owe before the days off: 15:00.
const AFTERNOON: i32 = 15 * 3600;

impl Country {
    /// Puts on the agenda what comes after the last working day, and returns how many acts come.
    pub(crate) fn plan_weekend(&mut self) -> u32 {
        let last = self.last_working_day();
        let offices: Vec<OfficeNumber> = (0..)
            .zip(&self.territory.offices)
            .filter(|(_, office)| office.since <= last)
            .map(|(number, _)| number)
            .collect();
        for &office in &offices {
            let second = AFTERNOON + self.chance.between(0, 3600);
            let owed = instant(last, second);
            self.put(owed, Step::OwedSubmission, FileNumber::default(), u32::from(office));
            let entered = instant(last, AFTERNOON + LATE_ENTRY + i32::from(office));
            self.put(entered, Step::OwedMeeting, FileNumber::default(), u32::from(office));
            for act in 0..ACTS {
                let day = self.chance.between(last, self.end - 1);
                let second = if day == last {
                    self.chance.between(CLOSING + 600, 23 * 3600)
                } else {
                    self.message_second(day)
                };
                let detail = u32::from(office) * ACTS + act;
                self.put(instant(day, second), Step::LateAct, FileNumber::default(), detail);
            }
        }
        offices.len() as u32 * ACTS
    }

    fn last_working_day(&self) -> Day {
        let before = (0..self.end).rev().find(|&day| self.diary.is_working(day));
        before.unwrap_or(self.end - 1)
    }

    /// An act arrives for an office that is closed.
    pub(crate) fn arrive_late(&mut self, at: Millis, detail: u32) {
        let office = OfficeNumber::try_from(detail / ACTS).unwrap_or_default();
        let bearer = if detail % ACTS < NEW_PEOPLE {
            self.newcomer(at, office)
        } else {
            self.namesake(at, office)
        };
        let Some(bearer) = bearer else {
            self.arrive(at, Way::Message as u32);
            return;
        };
        let order = self.order_of(Domain::NonCustodial, day_of(at));
        self.receive(at, bearer, order, false);
    }

    fn newcomer(&mut self, at: Millis, office: OfficeNumber) -> Option<Bearer> {
        let on = day_of(at);
        let settlement = self.territory.draw_settlement_of(office, on, &mut self.chance)?;
        let wanted = Wanted { on, at, settlement, adult: false };
        let resident = self.population.invent(wanted, &mut self.identifiers, &self.diary);
        Some(Bearer::own(resident))
    }

    /// Finds a client of the office whose other spelling leaves it to a person who is meant.
    fn namesake(&mut self, at: Millis, office: OfficeNumber) -> Option<Bearer> {
        let count = self.population.count();
        let first = self.chance.below(count);
        for step in 0..NAMESAKES_SOUGHT.min(count) {
            let resident = (first + step) % count;
            let is_known = self.population.find(resident).is_some_and(|one| one.cases == 1)
                && self.residence(resident, day_of(at)) == office
                && !self.doubled.contains_key(&resident);
            if !is_known {
                continue;
            }
            let spelling = Spelling::vary(&mut self.chance);
            let bearer = Bearer { resident, spelling, with_number: false, is_duplicate: true };
            if matches!(self.whose(bearer), Match::Review { .. }) {
                return Some(bearer);
            }
        }
        None
    }

    /// An officer enters meetings of weeks ago that stood on paper, with clients of the office who
    /// were found to have let the visit pass: these violations need a second look.
    pub(crate) fn enter_owed(&mut self, at: Millis, office: u32) {
        let found = self.files.all().filter_map(|(file, one)| {
            let is_here = u32::from(one.office) == office && one.standing == Standing::Open;
            let is_at_court = one.pending.is_some() || one.was_submitted;
            let on = one.breaches.iter().rev().find_map(|breach| breach.let_pass)?;
            (is_here && !is_at_court).then_some((on, file))
        });
        let mut found: Vec<_> = found.collect();
        found.sort_unstable();
        for (on, file) in found.into_iter().rev().take(OWED_MEETINGS) {
            let (kind, place) = (ContactKind::Registration, ContactPlace::Office);
            let meeting = Planned { id: None, begins_at: instant(on, NOON), on, kind, place };
            let act = CaseAct::RecordContact(contact(meeting, Outcome::Attended, String::new()));
            self.act(at, None, file, act);
        }
    }

    /// An officer finds the next violation of the client of the office who was warned most often,
    /// and drafts the submission that it leads to; where nobody was warned so often, an early end
    /// is asked for.
    pub(crate) fn write_owed(&mut self, at: Millis, office: u32) {
        let today = day_of(at);
        let idle = self.files.all().filter(|(_, one)| {
            u32::from(one.office) == office
                && one.standing == Standing::Open
                && one.pending.is_none()
                && one.registered
                && one.officer.is_some()
                && one.domain != Domain::Penitentiary
                && one.until - today > DAYS_LEFT_LEAST
        });
        let owes = |one: &Supervision| one.warnings() >= WARNINGS_BEFORE_SUBMISSION;
        let has_served_half = |one: &Supervision| today - one.from > one.until - today;
        let due = idle.filter(|(_, one)| owes(one) || one.went_well() && has_served_half(one));
        let longest = due.max_by_key(|(file, one)| (owes(one), one.breaches.len(), *file));
        let Some((file, owes)) = longest.map(|(file, one)| (file, owes(one))) else { return };
        if owes {
            self.establish(at, file, ViolationGround::DutyNotDone, None);
        }
        let then = self.minutes_later(at, 20, 50);
        self.put(then, if owes { Step::Draft } else { Step::AskEarlyEnd }, file, 0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calibration::Size;
    use crate::country::fixture;

    /// Checks what every office of the country finds on the morning of today.
    #[track_caller]
    fn check(seed: u64, size: Size) {
        let mut country = fixture::country(seed, size);
        while country.next_command().is_some() {}
        for (number, office) in (0..).zip(&country.territory.offices) {
            let of_office =
                || country.files.all().map(|(_, one)| one).filter(|one| one.office == number);
            let code = &office.code.0;
            let waiting =
                of_office().filter(|one| one.standing == Standing::Open && one.officer.is_none());
            assert!(waiting.count() >= 2, "{code} has nothing to allocate");
            let doubtful = of_office().filter(|one| one.standing == Standing::Awaited);
            assert!(doubtful.count() >= 1, "{code} has nobody to identify");
            let drafted =
                of_office().filter(|one| one.pending.is_some_and(|asked| !asked.approved));
            assert!(drafted.count() >= 1, "{code} has nothing to approve");
        }
    }

    #[test]
    fn every_office_of_a_region_has_work_for_its_head_on_the_last_morning() {
        check(2026, Size::Small);
        check(7, Size::Small);
    }

    #[test]
    fn every_office_of_the_country_has_work_for_its_head_on_the_last_morning() {
        check(2026, Size::Full);
    }
}
