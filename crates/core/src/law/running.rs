//! The run of a case's happenings through the rows: where clocks start, are met, stop and end.

mod regrouping;

use jiff::Timestamp;
use jiff::civil::Date;

use super::ClockError;
use super::calendar::Calendar;
use super::clock::{Clock, Happening, Met, Subject};
use super::day::end_of;
use super::due::{Counting, Due, Started};
use super::group::groups_on;
use super::limit::Limit;
use super::pack::{CASE_CLOSED, GROUPS_CHANGED, Pack, TERM_ENDED, TERM_RESUMED, TERM_SUSPENDED};
use super::row::{Anchor, Kind, Row, TimeMode};
use crate::effective::{Moment, Zone};

/// The most periods of one repeated row that one happening can bring: ten years of weeks and more.
const PERIODS_MOST: usize = 1_000;

/// Returns every clock of a case, in the order in which they were started.
///
/// `happenings` stand in the order in which the case's facts are folded, that is of (effective,
/// seq). A happening whose name no row of the pack uses changes nothing.
///
/// # Errors
///
/// [`ClockError::CalendarTooShort`] if the calendar does not reach a last day, and
/// [`ClockError::OffenceDayUnknown`] if a row goes by the day of the offence and the subject has
/// none.
pub fn clocks<'p>(
    pack: &'p Pack,
    calendar: &Calendar,
    subject: &Subject<'_>,
    happenings: &[Happening<'_>],
) -> Result<Vec<Clock<'p>>, ClockError> {
    let mut run = Run {
        pack,
        calendar,
        subject,
        happenings,
        clocks: Vec::with_capacity(happenings.len() + 4),
        open: Vec::with_capacity(16),
        chains: Vec::new(),
        suspended: None,
        times: [0; 128],
    };
    for (position, happening) in happenings.iter().enumerate() {
        run.step(position, happening)?;
    }
    if run.suspended.is_some() {
        for clock in &mut run.clocks {
            clock.is_suspended = clock.row.suspendable && clock.is_open();
        }
    }
    if pack.has_conflicts {
        apply_the_stricter(&mut run.clocks);
    }
    Ok(run.clocks)
}

struct Run<'p, 'a> {
    pack: &'p Pack,
    calendar: &'a Calendar,
    subject: &'a Subject<'a>,
    happenings: &'a [Happening<'a>],
    clocks: Vec<Clock<'p>>,
    /// Positions of clocks that are neither met nor ended.
    open: Vec<usize>,
    /// Positions of the latest period of each repeated row.
    chains: Vec<usize>,
    suspended: Option<Started>,
    /// How often each happening of the pack was seen.
    times: [u16; 128],
}

impl<'p> Run<'p, '_> {
    fn step(&mut self, position: usize, happening: &Happening<'_>) -> Result<(), ClockError> {
        let now = Started { at: happening.at.start(), on: happening.at.on() };
        if self.suspended.is_none() {
            self.repeat_until(now.at)?;
        }
        let Some(number) = self.pack.happening(happening.name) else { return Ok(()) };
        if let Some(times) = self.times.get_mut(usize::from(number)) {
            *times = times.saturating_add(1);
        }
        let bit = 1_u128 << number;
        self.meet(bit, happening, now)?;
        self.end(bit, happening, now);
        match happening.name {
            TERM_ENDED | CASE_CLOSED => self.end_all(now),
            TERM_SUSPENDED if self.suspended.is_none() => self.suspended = Some(now),
            TERM_RESUMED => self.resume(now)?,
            GROUPS_CHANGED => self.regroup(now, happening.version)?,
            _ => {}
        }
        let pack = self.pack;
        for index in pack.starts.get(usize::from(number)).into_iter().flatten() {
            if let Some(row) = pack.rows.get(*index) {
                self.start(row, position, happening, now)?;
            }
        }
        Ok(())
    }

    /// Starts the next period of every repeated row whose period ran out before `at`.
    fn repeat_until(&mut self, at: Timestamp) -> Result<(), ClockError> {
        for chain in 0..self.chains.len() {
            for _ in 0..PERIODS_MOST {
                let Some(latest) = self.chains.get(chain).and_then(|at| self.clocks.get(*at))
                else {
                    break;
                };
                if !latest.is_open() || latest.due >= at {
                    break;
                }
                let latest = *latest;
                let from = Started { at: latest.due, on: latest.due_on };
                if !self.next_period(chain, &latest, from, latest.started_version)? {
                    break;
                }
            }
        }
        Ok(())
    }

    /// Starts the next period of a repeated row; not if no edition of it is for the person then.
    fn next_period(
        &mut self,
        chain: usize,
        latest: &Clock<'p>,
        from: Started,
        version: u32,
    ) -> Result<bool, ClockError> {
        let pack = self.pack;
        for row in pack.rows_of(&latest.row.code) {
            if row.kind == Kind::Frequency && self.applies(row, from.on)? {
                let matter = (version, latest.about, latest.period + 1);
                let added = self.add(row, from, matter)?;
                if let (Some(slot), Some(added)) = (self.chains.get_mut(chain), added) {
                    *slot = added;
                    return Ok(true);
                }
            }
        }
        Ok(false)
    }

    fn meet(&mut self, bit: u128, by: &Happening<'_>, now: Started) -> Result<(), ClockError> {
        let mut met_any = false;
        for position in &self.open {
            let Some(clock) = self.clocks.get_mut(*position) else { continue };
            let is_of_matter =
                by.about.is_none_or(|about| about == clock.about || about == clock.started_version);
            if clock.row.met_mask & bit != 0 && is_of_matter && clock.is_open() {
                clock.met =
                    Some(Met { at: now.at.max(clock.from), on: now.on, version: by.version });
                met_any = true;
            }
        }
        if !met_any {
            return Ok(());
        }
        let clocks = &self.clocks;
        self.open.retain(|position| clocks.get(*position).is_some_and(Clock::is_open));
        for chain in 0..self.chains.len() {
            let latest = self.chains.get(chain).and_then(|at| self.clocks.get(*at)).copied();
            if let Some(latest) =
                latest.filter(|latest| latest.met.is_some_and(|met| met.version == by.version))
            {
                self.next_period(chain, &latest, now, by.version)?;
            }
        }
        Ok(())
    }

    /// Ends clocks: those of its matter if it is about something earlier, else all of its rows.
    fn end(&mut self, bit: u128, by: &Happening<'_>, now: Started) {
        let earlier = by.about.filter(|about| *about != by.version);
        for position in &self.open {
            let Some(clock) = self.clocks.get_mut(*position) else { continue };
            let is_of_matter =
                earlier.is_none_or(|about| about == clock.about || about == clock.started_version);
            if clock.row.end_mask & bit != 0 && is_of_matter {
                clock.ended = Some(now.at);
            }
        }
        let clocks = &self.clocks;
        self.open.retain(|position| clocks.get(*position).is_some_and(Clock::is_open));
    }

    fn end_all(&mut self, now: Started) {
        for position in self.open.drain(..) {
            if let Some(clock) = self.clocks.get_mut(position) {
                clock.ended = Some(now.at);
            }
        }
        self.chains.clear();
    }

    /// Moves the end of every clock that the suspended term held up.
    fn resume(&mut self, now: Started) -> Result<(), ClockError> {
        let Some(since) = self.suspended.take() else { return Ok(()) };
        for position in &self.open {
            let Some(clock) = self.clocks.get_mut(*position) else { continue };
            if !clock.row.suspendable || clock.due < since.at {
                continue;
            }
            let from = if clock.from > since.at {
                Started { at: clock.from, on: clock.from_on }
            } else {
                since
            };
            let counting = Counting {
                calendar: self.calendar,
                zone: self.pack.zone,
                on_holiday: clock.row.on_holiday,
            };
            let due = Due { at: clock.due, on: clock.due_on, raw_on: clock.raw_on };
            let due = counting.shifted(due, clock.limit, from, now)?;
            let due =
                if clock.row.freeable { counting.past(due, self.subject.freed)? } else { due };
            let days = crate::view::day_number(now.on) - crate::view::day_number(from.on);
            clock.suspended_days += u32::try_from(days).unwrap_or(0);
            (clock.due, clock.due_on, clock.raw_on) = (due.at, due.on, due.raw_on);
        }
        Ok(())
    }

    fn start(
        &mut self,
        row: &'p Row,
        position: usize,
        happening: &Happening<'_>,
        now: Started,
    ) -> Result<(), ClockError> {
        if !self.applies(row, now.on)? || !self.is_reached(row, now.on) {
            return Ok(());
        }
        let matter = (happening.version, happening.about.unwrap_or(happening.version), 1);
        if row.kind == Kind::Frequency {
            if self.was_continued(row, happening.version) {
                return Ok(());
            }
            self.replace_chain(row, now);
        }
        let Some(added) = self.add(row, now, matter)? else { return Ok(()) };
        if row.kind == Kind::Frequency {
            self.chains.push(added);
        } else {
            self.look_back(added, position, happening);
        }
        Ok(())
    }

    /// Whether the row is for the subject on a day, in the edition that its time mode chooses.
    fn applies(&self, row: &Row, on: Date) -> Result<bool, ClockError> {
        if !row.domains.contains(self.subject.domain) {
            return Ok(false);
        }
        let edition_on = match row.time_mode {
            TimeMode::Act | TimeMode::Execution => on,
            TimeMode::Offence => self
                .subject
                .offence_on
                .ok_or_else(|| ClockError::OffenceDayUnknown { code: row.code.clone() })?,
        };
        if !row.is_in_force(edition_on) {
            return Ok(false);
        }
        let groups = groups_on(self.subject.groups, on);
        let measure = self.subject.measure;
        let is_for = |row: &Row| row.is_for(groups, measure);
        Ok(is_for(row)
            && !(row.has_narrower
                && self.pack.rows_of(&row.code).any(|other| {
                    other.narrowness() > row.narrowness()
                        && other.is_in_force(edition_on)
                        && is_for(other)
                })))
    }

    /// Whether the counts on which the row depends are reached, and those that bar it are not.
    fn is_reached(&self, row: &Row, on: Date) -> bool {
        let reached = |code: &str| {
            self.pack.edition(code, on).ok().is_some_and(|count| {
                let number = count.counted.as_ref().and_then(|name| self.pack.happening(name));
                let times = number.and_then(|number| self.times.get(usize::from(number)));
                count.admits_number(times.map_or(0, |times| u64::from(*times)))
            })
        };
        row.once_reached.as_deref().is_none_or(reached)
            && !row.until_reached.as_deref().is_some_and(reached)
    }

    /// Whether the same entry has just met a repeated row and so started its next period.
    fn was_continued(&self, row: &Row, version: u32) -> bool {
        let latest = self.chains.iter().filter_map(|position| self.clocks.get(*position));
        latest
            .filter(|clock| clock.row.code == row.code)
            .any(|clock| clock.started_version == version && clock.period > 1)
    }

    /// Adds a clock and returns its position; none if what it is anchored to is not known, or if a
    /// period of something repeated would end after the term.
    fn add(
        &mut self,
        row: &'p Row,
        from: Started,
        (started_version, about, period): (u32, u32, u32),
    ) -> Result<Option<usize>, ClockError> {
        let Some(limit) = row.limit else { return Ok(None) };
        let zone = self.pack.zone;
        let counting = Counting { calendar: self.calendar, zone, on_holiday: row.on_holiday };
        let due = match row.anchor {
            Anchor::Event => counting.after(from, limit)?,
            Anchor::TermEnd => {
                let Some(term) = self.subject.term else { return Ok(None) };
                let expiry = Started { at: end_of(term.until, zone), on: term.until };
                not_before(counting.before(expiry, limit)?, from, limit, zone)
            }
            Anchor::Expiry => {
                let Some(expiry) = self.expiry(row, started_version) else { return Ok(None) };
                not_before(counting.before(expiry, limit)?, from, limit, zone)
            }
        };
        let due = if row.freeable { counting.past(due, self.subject.freed)? } else { due };
        if row.kind == Kind::Frequency && self.subject.term.is_some_and(|term| term.until < due.on)
        {
            return Ok(None);
        }
        self.clocks.push(Clock {
            row,
            domain: self.subject.domain,
            from: from.at,
            from_on: from.on,
            due: due.at,
            due_on: due.on,
            started_version,
            about,
            period,
            met: None,
            ended: None,
            suspended_days: 0,
            is_suspended: false,
            is_applied: true,
            raw_on: due.raw_on,
            limit,
        });
        self.open.push(self.clocks.len() - 1);
        Ok(Some(self.clocks.len() - 1))
    }

    /// Returns the end of the open clock to which a lead time is anchored: of the same start if
    /// there is one, otherwise the latest; of several the earliest end.
    fn expiry(&self, row: &Row, started_version: u32) -> Option<Started> {
        let code = row.expiry_of.as_deref()?;
        let of_code = self.clocks.iter().filter(|clock| clock.row.code == code && clock.is_open());
        let nearest = of_code.max_by_key(|clock| {
            (
                clock.started_version == started_version,
                clock.started_version,
                std::cmp::Reverse(clock.due),
            )
        })?;
        Some(Started { at: nearest.due, on: nearest.due_on })
    }

    /// Meets a new clock by an act of the same day that stands before it only because of one of
    /// the two no more is known than the day.
    fn look_back(&mut self, added: usize, position: usize, start: &Happening<'_>) {
        let is_day = |happening: &Happening<'_>| !matches!(happening.at.moment, Moment::Instant(_));
        let Some(clock) = self.clocks.get_mut(added) else { return };
        let earlier = self.happenings.get(..position).unwrap_or_default();
        for by in earlier.iter().rev().take_while(|by| by.at.on() == clock.from_on) {
            let number = self.pack.happening(by.name);
            let meets = number.is_some_and(|number| clock.row.met_mask & (1 << number) != 0);
            let is_of_matter = by.about.is_none_or(|about| about == clock.about);
            if meets && is_of_matter && (is_day(by) || is_day(start)) {
                clock.met = Some(Met { at: clock.from, on: clock.from_on, version: by.version });
                self.open.retain(|open| *open != added);
                return;
            }
        }
    }
}

/// A lead time that had already passed when the clock started is due at once: at that instant, or
/// by the end of that day.
fn not_before(due: Due, from: Started, limit: Limit, zone: Zone) -> Due {
    if limit.unit.is_of_the_clock() && due.at < from.at {
        return Due { at: from.at, on: from.on, raw_on: from.on };
    }
    if due.on < from.on {
        return Due { at: end_of(from.on, zone), on: from.on, raw_on: from.on };
    }
    due
}

/// Of clocks that one entry started under rows that contradict each other, keeps the one with the
/// earliest end as applied.
fn apply_the_stricter(clocks: &mut [Clock<'_>]) {
    let contradicts = |one: &Clock<'_>, other: &Clock<'_>| {
        one.started_version == other.started_version
            && one.row.conflicts_with.contains(&other.row.code)
    };
    for at in 0..clocks.len() {
        let Some(clock) = clocks.get(at) else { continue };
        let is_stricter = |other: &Clock<'_>| {
            (contradicts(clock, other) || contradicts(other, clock)) && other.due < clock.due
        };
        let is_applied = !clocks.iter().any(is_stricter);
        if let Some(clock) = clocks.get_mut(at) {
            clock.is_applied = is_applied;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::effective::Effective;
    use crate::law::Domain;

    const CALENDAR: &str = "[calendar]\nname = \"test\"\nweekend = [\"saturday\", \"sunday\"]\n\
        [[year]]\nyear = 2025\ncertainty = \"decreed\"\nsource = \"made up\"\n";

    fn pack(time_mode: &str) -> Pack {
        let text = "text = { en = \"a\", ru = \"b\", ky = \"c\", kk = \"d\" }\n";
        let law = format!(
            "[pack]\ncountry = \"zz\"\ncalendar = \"test\"\nzone = \"Asia/Bishkek\"\n\
             [[happening]]\nname = \"court_act_received\"\n{text}\
             [[happening]]\nname = \"client_registered\"\n{text}\
             [[row]]\ncode = \"registration\"\ndomain = \"non_custodial\"\n\
             kind = \"deadline\"\nstarts_on = \"court_act_received\"\n\
             met_by = \"client_registered\"\nlimit = \"P3D\"\ncounts = \"working_days\"\n\
             on_holiday = \"stays\"\nbearer = \"officer\"\ntime_mode = \"{time_mode}\"\n\
             in_force_from = \"2025-02-01\"\nsource = {{ act = \"Act\", article = \"1\" }}\n\
             basis = \"invented\"\nconfidence = 1.0\n{text}"
        );
        Pack::parse("zz", &[("law.toml", &law)]).unwrap()
    }

    #[track_caller]
    fn check(
        time_mode: &str,
        offence_on: Option<&str>,
        received_on: &str,
        expected: Result<&str, &str>,
    ) {
        let calendar = Calendar::parse("test.toml", CALENDAR).unwrap();
        let subject = Subject {
            domain: Domain::NonCustodial,
            measure: "",
            groups: &[],
            offence_on: offence_on.map(|day| day.parse().unwrap()),
            term: None,
            freed: &[],
        };
        let at = Effective::day(received_on.parse().unwrap(), Zone::Bishkek);
        let received = Happening { name: "court_act_received", at, version: 1, about: None };
        let pack = pack(time_mode);
        let due = |clocks: Vec<Clock<'_>>| {
            clocks.first().map_or_else(|| "no clock".to_owned(), |clock| clock.due_on.to_string())
        };
        let found = clocks(&pack, &calendar, &subject, &[received]).map(due);
        let found = found.map_err(|error| error.to_string());
        assert_eq!(found, expected.map(str::to_owned).map_err(str::to_owned));
    }

    #[test]
    fn the_edition_goes_by_the_day_of_the_act_or_of_the_offence() {
        check("act", None, "2025-01-31", Ok("no clock"));
        check("act", None, "2025-02-03", Ok("2025-02-06"));
        check("offence", Some("2025-01-31"), "2025-02-03", Ok("no clock"));
        check("offence", Some("2025-02-01"), "2025-02-03", Ok("2025-02-06"));
    }

    #[test]
    fn without_the_day_of_the_offence_there_is_no_guess() {
        let why =
            "rule `registration` goes by the day of the offence, which the case does not state";
        check("offence", None, "2025-02-03", Err(why));
    }

    #[test]
    fn beyond_the_calendar_there_is_no_day() {
        let why = "the calendar `test` does not reach 2026-01-01; add that year's holidays first";
        check("act", None, "2025-12-29", Err(why));
        check("act", None, "2025-12-26", Ok("2025-12-31"));
    }
}
