//! The service's staff: who works where, with how many cases.
//!
//! An office has a head, officers and, where it is large enough, a psychologist and a social
//! worker. In the small ones the head carries cases too. A case goes to whoever carries least for
//! their capacity; where an office has nobody, its head answers for it, and where it has no head,
//! the head of its interregional department.

use bagyt_casework::codes::{Role, Sex};
use bagyt_core::identity::StaffId;

use crate::chance::Chance;
use crate::diary::{Day, instant};
use crate::identifier::Identifiers;
use crate::names::{Custom, Name, NameKey};
use crate::territory::{OfficeNumber, Territory};

/// Position of a member of staff in [`Staffing`].
pub(crate) type WorkerNumber = u16;

/// From this size on an office has a psychologist and a social worker of its own.
const SPECIALISTS_FROM: u16 = 6;

/// Up to this size the head carries cases.
const HEAD_CARRIES_UP_TO: u16 = 4;

/// How many cases an officer is meant to carry where a head carries [`CAPACITY_HEAD`].
const CAPACITY_OFFICER: u32 = 10;

/// See [`CAPACITY_OFFICER`].
const CAPACITY_HEAD: u32 = 5;

/// Where somebody works.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// In an office of the territory.
    Office(OfficeNumber),
    /// At headquarters (0) or in an interregional department (1 and on).
    Headquarters(u8),
}

/// A member of staff.
#[derive(Clone, Debug)]
pub(crate) struct Worker {
    /// Identifier.
    pub id: StaffId,
    /// Sex, for the form of the name.
    pub sex: Sex,
    /// Name.
    pub key: NameKey,
    /// Role.
    pub role: Role,
    /// Where.
    pub place: Place,
    /// Open cases.
    pub load: u32,
    /// Whether the worker has left.
    pub left: bool,
}

impl Worker {
    /// Returns the name.
    pub(crate) fn name(&self) -> Name {
        self.key.name(self.sex)
    }
}

/// Everybody who works or worked for the service.
#[derive(Clone, Debug)]
pub(crate) struct Staffing {
    workers: Vec<Worker>,
    sizes: Vec<u16>,
    departments: Vec<u8>,
    chance: Chance,
}

/// The posts of headquarters, in the order in which they are filled; the last role repeats.
const HEADQUARTERS: [Role; 7] = [
    Role::Administrator,
    Role::DepartmentAnalyst,
    Role::Trainer,
    Role::LawTables,
    Role::ProjectManager,
    Role::DepartmentAnalyst,
    Role::Headquarters,
];

/// The posts of an interregional department, in the same way.
const DEPARTMENT: [Role; 3] =
    [Role::InterregionalHead, Role::LegalAdviser, Role::DepartmentAnalyst];

impl Staffing {
    /// Opens the list of staff of a territory; nobody is appointed yet.
    pub(crate) fn new(seed: u64, territory: &Territory) -> Self {
        let departments = territory.offices.iter().map(|office| office.department).collect();
        let sizes = territory.offices.iter().map(|office| office.posts).collect();
        Staffing { workers: Vec::new(), sizes, departments, chance: Chance::new(seed, 0x57) }
    }

    /// Returns a member of staff.
    pub(crate) fn find(&self, number: WorkerNumber) -> Option<&Worker> {
        self.workers.get(usize::from(number))
    }

    /// Returns how many people work for the service.
    pub(crate) fn count(&self) -> usize {
        self.workers.iter().filter(|worker| !worker.left).count()
    }

    /// Appoints the staff of headquarters (house 0) or of a department and returns their numbers.
    pub(crate) fn appoint_house(
        &mut self,
        house: u8,
        posts: u16,
        since: Day,
        identifiers: &mut Identifiers,
    ) -> Vec<WorkerNumber> {
        let roles: &[Role] = if house == 0 { &HEADQUARTERS } else { &DEPARTMENT };
        (0..usize::from(posts))
            .map(|post| {
                let role = roles.get(post).or(roles.last()).copied().unwrap_or(Role::Headquarters);
                self.appoint(role, Place::Headquarters(house), since, identifiers)
            })
            .collect()
    }

    /// Appoints the staff of an office and returns their numbers.
    pub(crate) fn appoint_office(
        &mut self,
        office: OfficeNumber,
        since: Day,
        identifiers: &mut Identifiers,
    ) -> Vec<WorkerNumber> {
        let size = self.size(office);
        (0..size)
            .map(|post| {
                let role = match post {
                    0 => Role::HeadOfOffice,
                    1 if size >= SPECIALISTS_FROM => Role::Psychologist,
                    2 if size >= SPECIALISTS_FROM => Role::SocialWorker,
                    _ => Role::Officer,
                };
                self.appoint(role, Place::Office(office), since, identifiers)
            })
            .collect()
    }

    /// Appoints somebody and returns their number.
    pub(crate) fn appoint(
        &mut self,
        role: Role,
        place: Place,
        since: Day,
        identifiers: &mut Identifiers,
    ) -> WorkerNumber {
        let chance = &mut self.chance;
        let sex = if chance.permille(430) { Sex::Female } else { Sex::Male };
        let custom = match chance.below(100) {
            0..80 => Custom::Kyrgyz,
            80..90 => Custom::Uzbek,
            90..97 => Custom::Russian,
            _ => Custom::Kazakh,
        };
        let key = NameKey::invent(custom, sex, chance);
        let id = StaffId(identifiers.make(instant(since, 0)));
        let number = WorkerNumber::try_from(self.workers.len()).unwrap_or(WorkerNumber::MAX);
        self.workers.push(Worker { id, sex, key, role, place, load: 0, left: false });
        number
    }

    /// Notes that somebody has left.
    pub(crate) fn leave(&mut self, number: WorkerNumber) {
        if let Some(worker) = self.workers.get_mut(usize::from(number)) {
            worker.left = true;
        }
    }

    /// Notes that a case was given to somebody or taken from them.
    pub(crate) fn carry(&mut self, from: Option<WorkerNumber>, to: Option<WorkerNumber>) {
        if let Some(worker) = from.and_then(|number| self.workers.get_mut(usize::from(number))) {
            worker.load = worker.load.saturating_sub(1);
        }
        if let Some(worker) = to.and_then(|number| self.workers.get_mut(usize::from(number))) {
            worker.load += 1;
        }
    }

    /// Returns who would be given the next case of an office.
    pub(crate) fn lightest(&self, office: OfficeNumber) -> Option<WorkerNumber> {
        let size = self.size(office);
        let pressure = |worker: &Worker| match worker.role {
            Role::Officer => Some(worker.load * CAPACITY_HEAD),
            Role::HeadOfOffice if size <= HEAD_CARRIES_UP_TO => {
                Some(worker.load * CAPACITY_OFFICER)
            }
            _ => None,
        };
        let carrying = self.of_office(office);
        let pressed = carrying.filter_map(|(number, worker)| Some((pressure(worker)?, number)));
        pressed.min().map(|(_, number)| number).or_else(|| self.head(office))
    }

    /// Returns the head of an office, or of its department while the office has none.
    pub(crate) fn head(&self, office: OfficeNumber) -> Option<WorkerNumber> {
        let own = self.of_office(office).find(|(_, worker)| worker.role == Role::HeadOfOffice);
        own.map(|(number, _)| number).or_else(|| self.interregional_head(office))
    }

    /// Returns the head of an office's interregional department.
    pub(crate) fn interregional_head(&self, office: OfficeNumber) -> Option<WorkerNumber> {
        let department = self.departments.get(usize::from(office)).copied();
        self.working().find_map(|(number, worker)| {
            let leads = worker.role == Role::InterregionalHead
                && department.is_none_or(|house| worker.place == Place::Headquarters(house));
            leads.then_some(number)
        })
    }

    /// Returns who may answer for what `drafter` drafted: the head, or the one above.
    pub(crate) fn approver(
        &self,
        office: OfficeNumber,
        drafter: Option<WorkerNumber>,
    ) -> Option<WorkerNumber> {
        self.head(office)
            .filter(|&head| Some(head) != drafter)
            .or_else(|| self.interregional_head(office))
    }

    /// Returns somebody of a role in an office.
    pub(crate) fn of_role(&self, office: OfficeNumber, role: Role) -> Option<WorkerNumber> {
        let mut own = self.of_office(office);
        own.find(|(_, worker)| worker.role == role).map(|(number, _)| number)
    }

    /// Returns the administrator of the installation.
    pub(crate) fn administrator(&self) -> Option<WorkerNumber> {
        let role = Role::Administrator;
        self.working().find(|(_, worker)| worker.role == role).map(|(number, _)| number)
    }

    /// Draws an officer who may leave: of an office that keeps another one.
    pub(crate) fn draw_leaver(&mut self) -> Option<WorkerNumber> {
        let officers: Vec<WorkerNumber> = self
            .working()
            .filter(|(_, worker)| match (worker.role, worker.place) {
                (Role::Officer, Place::Office(office)) => {
                    self.of_office(office).filter(|(_, one)| one.role == Role::Officer).count() > 1
                }
                _ => false,
            })
            .map(|(number, _)| number)
            .collect();
        (!officers.is_empty()).then(|| self.chance.pick(&officers))
    }

    fn size(&self, office: OfficeNumber) -> u16 {
        self.sizes.get(usize::from(office)).copied().unwrap_or_default()
    }

    fn working(&self) -> impl Iterator<Item = (WorkerNumber, &Worker)> {
        (0..).zip(&self.workers).filter(|(_, worker)| !worker.left)
    }

    fn of_office(&self, office: OfficeNumber) -> impl Iterator<Item = (WorkerNumber, &Worker)> {
        self.working().filter(move |(_, worker)| worker.place == Place::Office(office))
    }
}
