//! The invented country under way: what is due is done, recorded as a command, and leads on.
//!
//! The generator decides nothing that the service decides: it invents what courts, clients and
//! officers do, and hands it over as commands in the order of time. The use cases and the
//! deciding functions are the product's own. So that every command can be accepted, the generator
//! remembers each case as far as its next step needs it ([`crate::supervision`]).

use std::collections::{BTreeMap, HashMap, VecDeque};

use bagyt_app::command::{CaseAct, Command};
use bagyt_casework::reoffence::RecordReoffence;
use bagyt_core::command::{Actor, CommandMeta, Purpose};
use bagyt_core::effective::{Effective, Zone};
use bagyt_core::identity::{CommandId, MessageId, OfficeCode};
use bagyt_core::law::{Calendar, Pack};
use bagyt_exchange::codes::Codes;
use bagyt_exchange::linkage::Known;

use crate::agenda::Agenda;
use crate::calibration::{Extent, Size, TODAY};
use crate::chance::Chance;
use crate::diary::{
    CLOSING, Day, Diary, Millis, OPENING, day_of, instant, number, second_of, timestamp,
};
use crate::helping::Helping;
use crate::identifier::Identifiers;
use crate::lists::Lists;
use crate::population::Population;
use crate::practice::Practice;
use crate::staffing::{Staffing, WorkerNumber};
pub(crate) use crate::step::{Due, Step};
use crate::supervision::{FileNumber, Files, Supervision};
use crate::terms::Terms;
use crate::territory::{OfficeNumber, Territory};
use crate::watching::Watching;

/// A command of the invented country.
#[derive(Clone, Debug)]
pub struct InventedCommand {
    /// Who asks, when and why.
    pub meta: CommandMeta,
    /// What for.
    pub command: Command,
}

/// The tables that the country is invented with.
#[derive(Clone, Copy, Debug)]
pub struct Tables<'a> {
    /// Offices, courts, settlements, measures, articles and duties.
    pub codes: &'a Codes,
    /// The law, for the terms at which offices aim.
    pub pack: &'a Pack,
    /// The working days of its offices.
    pub calendar: &'a Calendar,
}

/// The invented country.
#[derive(Debug)]
pub struct Country {
    pub(crate) extent: Extent,
    pub(crate) end: Day,
    pub(crate) chance: Chance,
    pub(crate) identifiers: Identifiers,
    pub(crate) diary: Diary,
    pub(crate) helping: Helping,
    pub(crate) watching: Watching,
    pub(crate) lists: Lists,
    pub(crate) codes: Codes,
    pub(crate) territory: Territory,
    pub(crate) practice: Practice,
    pub(crate) terms: Terms,
    pub(crate) staffing: Staffing,
    pub(crate) population: Population,
    pub(crate) files: Files,
    pub(crate) agenda: Agenda<Due>,
    pub(crate) stock_left: u32,
    pub(crate) court_number: u32,
    /// People who were convicted again, with the day of the offence; they come with a new act.
    pub(crate) returning: VecDeque<(u32, Day)>,
    /// People of whom a differing record came in, with the second record that was made of it, if
    /// one was.
    pub(crate) doubled: BTreeMap<u32, Option<Known>>,
    /// Quarters of an hour that officers have given away, by worker and day.
    pub(crate) taken: HashMap<(WorkerNumber, Day), u64>,
    /// Digests of the submissions that went out and wait for their receipts.
    pub(crate) sent: BTreeMap<MessageId, String>,
    /// New offences that officers are about to record.
    pub(crate) reoffences: BTreeMap<FileNumber, RecordReoffence>,
    /// Counts of what no command shows.
    tally: BTreeMap<&'static str, u64>,
    ready: VecDeque<InventedCommand>,
}

impl Country {
    /// Founds the country of a seed.
    ///
    /// `tables` are those of the invented country.
    pub fn new(seed: u64, size: Size, tables: Tables<'_>) -> Self {
        let extent = size.extent();
        let territory = Territory::new(tables.codes, extent.prefix);
        let go_live = number(extent.go_live);
        let end = number(TODAY);
        let mut country = Country {
            extent,
            end,
            chance: Chance::new(seed, 0xc0),
            identifiers: Identifiers::new(seed),
            diary: Diary::new(|date| tables.calendar.is_working(date).unwrap_or(false)),
            helping: Helping::new(seed),
            watching: Watching::new(seed),
            lists: Lists::new(tables.codes),
            codes: tables.codes.clone(),
            practice: Practice::new(seed, territory.offices.len()),
            terms: Terms::new(tables.pack),
            staffing: Staffing::new(seed, &territory),
            territory,
            population: Population::new(seed),
            files: Files::default(),
            agenda: Agenda::new(instant(go_live, 0)),
            stock_left: extent.stock,
            court_number: 0,
            returning: VecDeque::new(),
            doubled: BTreeMap::new(),
            taken: HashMap::new(),
            sent: BTreeMap::new(),
            reoffences: BTreeMap::new(),
            tally: BTreeMap::new(),
            ready: VecDeque::new(),
        };
        country.found();
        country
    }

    /// Puts on the agenda what is known from the beginning: going live, arrivals, leavers, splits.
    fn found(&mut self) {
        let go_live = number(self.extent.go_live);
        self.put(instant(go_live, 600), Step::GoLive, FileNumber::default(), 0);
        self.plan_arrivals(go_live);
        self.plan_leavers(go_live);
        for split in self.territory.splits(go_live, self.end - 1) {
            let at = instant(split.on, OPENING + 60);
            self.put(at, Step::Split, FileNumber::default(), u32::from(split.settlement));
        }
        let offices: Vec<(OfficeNumber, Day)> =
            (0..).zip(self.territory.offices.iter().map(|office| office.since)).collect();
        for (office, since) in offices {
            let day = self.diary.working_from(go_live.max(since) + 2);
            let at = instant(day, OPENING + 1200);
            self.put(at, Step::Services, FileNumber::default(), u32::from(office));
            if go_live < since && since < self.end {
                let day = self.diary.working_from(since - 5);
                let at = instant(day, OPENING + 1800);
                self.put(at, Step::NewOffice, FileNumber::default(), u32::from(office));
            }
        }
    }

    /// Returns the next command; none when the last day is over.
    ///
    /// Commands come in the order of `recorded_at`.
    pub fn next_command(&mut self) -> Option<InventedCommand> {
        loop {
            if let Some(command) = self.ready.pop_front() {
                return Some(command);
            }
            let (at, due) = self.agenda.take(instant(self.end, 0))?;
            self.carry_out(at, due);
        }
    }

    /// Notes the digest of a message that the service sent, for the court's receipt.
    pub fn note_sent(&mut self, message: MessageId, digest: String) {
        self.sent.insert(message, digest);
    }

    /// Returns how many days are over and how many there are: for a bar of progress.
    pub fn progress(&self, at: jiff::Timestamp) -> (u64, u64) {
        let first = number(self.extent.go_live);
        let done = day_of(at.as_millisecond()) - first;
        (u64::from(done.max(0).unsigned_abs()), u64::from((self.end - first).unsigned_abs()))
    }

    /// Returns how the country stands now: open cases, people, staff, and what was drawn so far.
    pub fn standing(&self) -> Vec<(&'static str, u64)> {
        let open = self.files.all().filter(|(_, supervision)| supervision.is_running()).count();
        let drafted = |supervision: &Supervision| {
            supervision.is_running() && supervision.pending.is_some_and(|asked| !asked.approved)
        };
        let drafted = self.files.all().filter(|(_, supervision)| drafted(supervision)).count();
        let mut standing = vec![
            ("open cases", open as u64),
            ("submissions that wait for a head", drafted as u64),
            ("people", u64::from(self.population.count())),
            ("staff", self.staffing.count() as u64),
        ];
        standing.extend(self.tally.iter().map(|(&what, &count)| (what, count)));
        standing
    }

    /// Counts something that no command shows.
    pub(crate) fn tally(&mut self, what: &'static str) {
        *self.tally.entry(what).or_default() += 1;
    }

    fn carry_out(&mut self, at: Millis, due: Due) {
        let Due { step, file, detail } = due;
        match step {
            Step::GoLive => self.go_live(at),
            Step::BringIn => self.bring_in(at),
            Step::Arrival => self.arrive(at, detail),
            Step::LateAct => self.arrive_late(at, detail),
            Step::Review => self.review(at, file),
            Step::Allocate => self.allocate(at, file),
            Step::Restrict => self.restrict(at, file),
            Step::Succession => self.succeed(at, file),
            Step::Register => self.register(at, file),
            Step::Arrange => self.arrange(at, file, detail),
            Step::Outcome => self.record_outcome(at, file, detail),
            Step::Cancel => self.cancel(at, file, detail),
            Step::TakeBack => self.take_back(at, file, detail),
            Step::Services => self.enter_services(at, detail),
            Step::Help => self.help(at, file, detail),
            Step::Watch => self.go_on_watching(at, file, detail),
            Step::Assess => self.assess(at, file),
            Step::AgreePlan => self.agree_plan(at, file),
            Step::PlaceAtWork => self.place_at_work(at, file),
            Step::Work => self.work(at, file),
            Step::SendReport => self.send_report(at, file),
            Step::Explanation => self.explain(at, file, detail),
            Step::Weigh => self.weigh(at, file, detail),
            Step::Breach => self.find_breach(at, file),
            Step::Warn => self.warn(at, file, detail),
            Step::Excuse => self.excuse(at, file, detail),
            Step::Draft => self.draft(at, file),
            Step::OwedSubmission => self.write_owed(at, detail),
            Step::OwedMeeting => self.enter_owed(at, detail),
            Step::AskEarlyEnd => self.ask_early_end(at, file),
            Step::Approve => self.approve(at, file),
            Step::Receipt => self.receive_receipt(at, file),
            Step::Ruling => self.rule(at, file),
            Step::Found => self.resume(at, file),
            Step::Conviction => self.convict(at, file),
            Step::Reoffence => self.record_reoffence(at, file),
            Step::Replacement => self.replace(at, file),
            Step::Move => self.move_away(at, file),
            Step::Split => self.split(at, file, detail),
            Step::Die => self.die(at, file),
            Step::TermOver => self.end_term(at, file),
            Step::Close => self.close(at, file),
            Step::TidyUp => self.tidy_up(at, file),
            Step::StaffLeaves => self.staff_leaves(at),
            Step::StaffComes => self.staff_comes(at, detail),
            Step::NewOffice => self.open_office(at, detail),
        }
    }

    /// Puts a step on the agenda.
    pub(crate) fn put(&mut self, at: Millis, step: Step, file: FileNumber, detail: u32) {
        self.agenda.put(at, Due { step, file, detail });
    }

    /// Hands over a command.
    pub(crate) fn emit(&mut self, at: Millis, actor: Actor, purpose: Purpose, command: Command) {
        let id = CommandId(self.identifiers.make(at));
        let meta = CommandMeta { id, recorded_at: timestamp(at), actor, purpose };
        self.ready.push_back(InventedCommand { meta, command });
    }

    /// Does something in a case and returns the version of its first entry.
    ///
    /// `worker` acts; where nobody is named, the officer does, or the head while there is none.
    pub(crate) fn act(
        &mut self,
        at: Millis,
        worker: Option<WorkerNumber>,
        file: FileNumber,
        act: CaseAct,
    ) -> Option<u32> {
        let entries = match &act {
            CaseAct::EstablishViolation { warn: true, .. } => 2,
            CaseAct::ApproveSubmission { .. } => 2,
            _ => 1,
        };
        let supervision = self.files.find_mut(file)?;
        let first = supervision.version + 1;
        supervision.version += entries;
        let (case, office, officer) = (supervision.case, supervision.office, supervision.officer);
        let purpose = match &act {
            CaseAct::Allocate { .. } | CaseAct::ApproveSubmission { .. } | CaseAct::Transfer(_) => {
                Purpose::Oversight
            }
            _ => Purpose::Supervision,
        };
        let worker = worker.or(officer).or_else(|| self.staffing.head(office));
        let actor = self.actor(worker);
        self.emit(at, actor, purpose, Command::InCase { case, act });
        Some(first)
    }

    /// Returns the actor that a member of staff is.
    pub(crate) fn actor(&self, worker: Option<WorkerNumber>) -> Actor {
        let worker = worker.and_then(|number| self.staffing.find(number));
        worker.map_or(Actor::System, |worker| Actor::Staff(worker.id))
    }

    /// Returns a case that is under way.
    pub(crate) fn running(&self, file: FileNumber) -> Option<&Supervision> {
        self.files.find(file).filter(|supervision| supervision.is_running())
    }

    /// Returns an instant in office hours on `day`, or on the next working day.
    pub(crate) fn office_hour(&mut self, day: Day) -> Millis {
        let second = self.chance.between(OPENING, CLOSING - 1);
        instant(self.diary.working_from(day), second)
    }

    /// Returns an instant in office hours `count` working days after that of `at`.
    pub(crate) fn working_days_later(&mut self, at: Millis, count: i32) -> Millis {
        let day = self.diary.working_after(day_of(at), count);
        self.office_hour(day)
    }

    /// Returns the instant some minutes after `at`, in the next office hours if offices have
    /// closed by then.
    pub(crate) fn minutes_later(&mut self, at: Millis, least: i32, most: i32) -> Millis {
        let later = at + i64::from(self.chance.between(least * 60, most * 60)) * 1000;
        let (day, second) = (day_of(later), second_of(later));
        let is_open = self.diary.is_working(day) && (OPENING..CLOSING).contains(&second);
        if is_open {
            return later;
        }
        let next = if second < OPENING { day } else { day + 1 };
        let second = OPENING + self.chance.between(60, 5400);
        instant(self.diary.working_from(next), second)
    }

    /// Returns a civil day of the country as a fact states it.
    pub(crate) fn on(&self, day: Day) -> Effective {
        Effective::day(self.diary.date(day), Zone::Bishkek)
    }

    /// Returns the code of an office.
    pub(crate) fn office_code(&self, office: OfficeNumber) -> OfficeCode {
        let code = self.territory.office(office).map(|office| office.code.clone());
        code.unwrap_or_else(|| OfficeCode(String::new()))
    }
}

#[cfg(test)]
pub(crate) mod fixture {
    //! A country on the tables of the invented law, for tests.

    use bagyt_app::law;
    use bagyt_app::tables;
    use bagyt_exchange::view::PostingKey;

    use super::{Country, Size, Tables};

    /// Founds a country.
    pub(crate) fn country(seed: u64, size: Size) -> Country {
        let tables = tables::Tables::load(law::Country::Zz, PostingKey::new(&[7; 32])).unwrap();
        let (codes, pack, calendar) = (tables.codes(), tables.pack(), tables.calendar());
        Country::new(seed, size, Tables { codes, pack, calendar })
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn commands(seed: u64, size: Size) -> Vec<InventedCommand> {
        let mut country = fixture::country(seed, size);
        std::iter::from_fn(|| country.next_command()).collect()
    }

    #[test]
    fn the_same_seed_gives_the_same_commands() {
        let written = |seed| {
            let commands = commands(seed, Size::Tiny);
            commands.iter().map(|command| format!("{command:?}")).collect::<Vec<_>>()
        };
        let first = written(7);
        assert!(first.len() > 1_000);
        assert_eq!(first, written(7));
        assert_ne!(first, written(8));
    }

    #[test]
    fn commands_come_in_the_order_of_time_and_end_before_today() {
        let commands = commands(7, Size::Small);
        let in_order =
            |pair: &[InventedCommand]| pair[0].meta.recorded_at <= pair[1].meta.recorded_at;
        assert!(commands.windows(2).all(in_order));
        let last = commands.last().unwrap().meta.recorded_at;
        assert!(Zone::Bishkek.day_of(last) < TODAY);
    }

    #[test]
    fn every_command_has_an_identifier_of_its_own() {
        let commands = commands(7, Size::Small);
        let ids: BTreeSet<CommandId> = commands.iter().map(|command| command.meta.id).collect();
        assert_eq!(ids.len(), commands.len());
    }

    #[test]
    fn people_act_in_office_hours_of_working_days() {
        let country = fixture::country(7, Size::Small);
        for command in commands(7, Size::Small) {
            let at = command.meta.recorded_at.as_millisecond();
            let second = second_of(at);
            if matches!(command.meta.actor, Actor::Staff(_)) {
                assert!(country.diary.is_working(day_of(at)), "{command:?}");
                assert!((OPENING..=CLOSING + 3600).contains(&second), "{command:?}");
            }
        }
    }

    #[test]
    fn a_small_country_has_a_hundredth_of_a_million_commands_and_more() {
        let count = commands(7, Size::Small).len();
        assert!((45_000..110_000).contains(&count), "{count}");
    }
}
