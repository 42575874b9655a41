//! Offices as workplaces: who is given a case, who leaves and comes, how a territory is split.

use std::collections::BTreeSet;

use bagyt_app::command::{CaseAct, Command};
use bagyt_casework::codes::{AllocationReason, Role, TransferReason};
use bagyt_casework::staff::{AppointStaff, LeaveStaff, StaffNames};
use bagyt_core::command::{Actor, Purpose};
use bagyt_core::identity::OfficeCode;

use crate::calibration::LEAVERS;
use crate::country::{Country, Step};
use crate::diary::{Day, Millis, OPENING, day_of, instant};
use crate::meetings::{Errand, moment};
use crate::staffing::{Place, WorkerNumber};
use crate::supervision::{FileNumber, Standing};
use crate::territory::OfficeNumber;

/// Days of a year.
const YEAR: i64 = 365;

/// Milliseconds between two handings over of one morning.
const PACE: i64 = 25_000;

/// Days from an officer's leaving to the successor's coming.
const VACANCY: (i32, i32) = (5, 45);

impl Country {
    /// Spreads over the time who leaves.
    pub(crate) fn plan_leavers(&mut self, go_live: Day) {
        let officers: i64 =
            self.territory.offices.iter().map(|office| i64::from(office.posts) - 1).sum();
        let days = i64::from(self.end - go_live);
        let count = officers * days * i64::from(LEAVERS) / (1000 * YEAR);
        for _ in 0..count {
            let day = go_live + 20 + self.chance.below((days - 20).max(1) as u32) as Day;
            let at = instant(self.diary.working_from(day), 17 * 3600);
            self.put(at, Step::StaffLeaves, FileNumber::default(), 0);
        }
    }

    /// Gives a case to whoever of its office carries least, and says to whom.
    pub(crate) fn give(
        &mut self,
        at: Millis,
        file: FileNumber,
        reason: AllocationReason,
    ) -> Option<WorkerNumber> {
        let supervision = self.running(file)?;
        let (office, before) = (supervision.office, supervision.officer);
        let lightest = self.staffing.lightest(office).filter(|&worker| Some(worker) != before)?;
        let officer = self.staffing.find(lightest)?.id;
        let head = self.staffing.head(office);
        let act = CaseAct::Allocate { from: moment(at), officer, reason };
        self.act(at, head, file, act);
        self.staffing.carry(before, Some(lightest));
        self.files.find_mut(file)?.officer = Some(lightest);
        Some(lightest)
    }

    /// A case of an officer who left goes to a colleague, or to a new one.
    pub(crate) fn succeed(&mut self, at: Millis, file: FileNumber) {
        let Some(supervision) = self.running(file) else { return };
        let is_idle = supervision.planned.is_none();
        let (registered, standing) = (supervision.registered, supervision.standing);
        let had_nobody = supervision.officer.is_none();
        self.give(at, file, AllocationReason::Succession);
        if had_nobody && is_idle && standing == Standing::Open {
            let then = self.minutes_later(at, 30, 300);
            let step = if registered { Step::Arrange } else { Step::Register };
            self.put(then, step, file, Errand::Again as u32);
        }
    }

    /// An officer leaves; the head gives the cases to colleagues the next morning.
    pub(crate) fn staff_leaves(&mut self, at: Millis) {
        let Some(number) = self.staffing.draw_leaver() else { return };
        let Some(worker) = self.staffing.find(number) else { return };
        let (staff, place) = (worker.id, worker.place);
        let Place::Office(office) = place else { return };
        let left = self.on(day_of(at) + 1);
        let actor = self.actor(self.staffing.administrator());
        let command = Command::StaffLeaves { staff, leave: LeaveStaff { left } };
        self.emit(at, actor, Purpose::Administration, command);
        self.staffing.leave(number);
        let files: Vec<FileNumber> = self
            .files
            .all()
            .filter(|(_, supervision)| supervision.officer == Some(number))
            .map(|(file, _)| file)
            .collect();
        let morning = instant(self.diary.working_from(day_of(at) + 1), OPENING + 120);
        for (place, file) in (0..).zip(files) {
            if let Some(supervision) = self.files.find_mut(file) {
                supervision.officer = None;
            }
            self.put(morning + place * PACE, Step::Succession, file, 0);
        }
        let days = self.chance.between(VACANCY.0, VACANCY.1);
        let day = self.diary.working_from(day_of(at) + days);
        let comes = instant(day, OPENING + 60);
        self.put(comes, Step::StaffComes, FileNumber::default(), u32::from(office));
    }

    /// A new officer comes and takes cases over from those who carry most.
    pub(crate) fn staff_comes(&mut self, at: Millis, office: u32) {
        let office = OfficeNumber::try_from(office).unwrap_or_default();
        let since = day_of(at);
        let place = Place::Office(office);
        let number = self.staffing.appoint(Role::Officer, place, since, &mut self.identifiers);
        self.appoint(at, number, since);
        let files: Vec<(FileNumber, WorkerNumber)> = self
            .files
            .all()
            .filter(|(_, supervision)| supervision.office == office && supervision.is_running())
            .filter_map(|(file, supervision)| Some((file, supervision.officer?)))
            .collect();
        let carrying: BTreeSet<WorkerNumber> = files.iter().map(|&(_, officer)| officer).collect();
        let share = files.len() / (carrying.len() + 1);
        let load = |officer| self.staffing.find(officer).map_or(0, |worker| worker.load);
        let mut loads: Vec<(u32, FileNumber)> =
            files.iter().map(|&(file, officer)| (load(officer), file)).collect();
        loads.sort_by(|left, right| right.cmp(left));
        for (place, (_, file)) in (0..).zip(loads.into_iter().take(share)) {
            self.put(at + 3_600_000 + place * PACE, Step::Succession, file, 0);
        }
    }

    /// Records an appointment to a post.
    pub(crate) fn appoint(&mut self, at: Millis, number: WorkerNumber, since: Day) {
        let Some(worker) = self.staffing.find(number) else { return };
        let name = worker.name();
        let office = match worker.place {
            Place::Office(office) => self.office_code(office),
            Place::Headquarters(house) => self.house_code(house),
        };
        let appoint = AppointStaff {
            from: self.on(since),
            role: worker.role,
            office,
            names: StaffNames {
                surname: name.surname,
                given_name: name.given_name,
                patronymic: name.patronymic,
            },
        };
        let command = Command::AppointStaff { staff: worker.id, appoint };
        self.emit(at, Actor::System, Purpose::Administration, command);
    }

    fn house_code(&self, house: u8) -> OfficeCode {
        let house = self.territory.houses.get(usize::from(house));
        house.map_or_else(|| OfficeCode(String::new()), |house| house.code.clone())
    }

    /// The staff of an office that is about to open are appointed.
    pub(crate) fn open_office(&mut self, at: Millis, office: u32) {
        let office = OfficeNumber::try_from(office).unwrap_or_default();
        let since = self.territory.office(office).map_or(day_of(at), |office| office.since);
        for number in self.staffing.appoint_office(office, since, &mut self.identifiers) {
            self.appoint(at, number, since);
        }
    }

    /// A settlement goes over to another office, and with it the open cases of its residents.
    pub(crate) fn split(&mut self, at: Millis, file: FileNumber, settlement: u32) {
        let Some(supervision) = self.files.find(file) else {
            self.begin_split(at, settlement);
            return;
        };
        let resident = self.population.find(supervision.resident);
        let place = resident.and_then(|one| self.territory.settlement(one.settlement));
        let to = place.map(|place| place.office(day_of(at)));
        let is_running = supervision.is_running();
        if let Some(to) = to.filter(|&to| is_running && to != supervision.office) {
            self.transfer(at, file, to, TransferReason::TerritoryChanged);
        }
    }

    fn begin_split(&mut self, at: Millis, settlement: u32) {
        let lives_there = |number: u32| {
            let resident = self.population.find(number);
            resident.is_some_and(|one| u32::from(one.settlement) == settlement)
        };
        let files: Vec<FileNumber> = self
            .files
            .all()
            .filter(|(_, supervision)| lives_there(supervision.resident))
            .map(|(file, _)| file)
            .collect();
        for (place, file) in (1..).zip(files) {
            self.put(at + place * PACE, Step::Split, file, settlement);
        }
    }
}
