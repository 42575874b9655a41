//! A case as the generator remembers it: just enough to know what can happen next.
//!
//! The record itself is the service's; this keeps the few figures that make the next command a
//! valid one: who has the case, until when it runs, the version its stream has reached, what is
//! arranged, which violations stand.

use bagyt_casework::codes::{ContactKind, ContactPlace, Domain, Risk, SubmissionKind};
use bagyt_casework::fact::{AppointmentId, SubmissionId};
use bagyt_core::identity::{CaseId, MessageId, PersonId};

use jiff::civil::Date;

use crate::calibration::EVADING;
use crate::chance::Permille;
use crate::diary::{Day, Millis};
use crate::names::spelling::Spelling;
use crate::staffing::WorkerNumber;
use crate::territory::OfficeNumber;

/// How a case stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Standing {
    /// A person has still to say whose case it is.
    Awaited,
    /// Under supervision.
    Open,
    /// The client is wanted and the term stands still.
    Suspended,
    /// Closed; kept while a conviction is still to come.
    Closed,
}

/// An appointment that has no outcome yet.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Planned {
    /// Its identifier; none where the client comes on a fixed day without one.
    pub(crate) id: Option<AppointmentId>,
    /// When it begins.
    pub(crate) begins_at: Millis,
    /// Its day.
    pub(crate) on: Day,
    /// Its kind.
    pub(crate) kind: ContactKind,
    /// Where.
    pub(crate) place: ContactPlace,
}

/// A new offence.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Offence {
    /// Its day.
    pub(crate) on: Day,
    /// The day of the conviction.
    pub(crate) convicted: Day,
}

/// A violation that stands.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Breach {
    /// Version of its entry.
    pub(crate) version: u32,
    /// Version of the absence, if it is one.
    pub(crate) absence: Option<u32>,
    /// Where a visit was let pass: a day on which it would have been in time.
    pub(crate) let_pass: Option<Day>,
    /// Whether a warning was issued.
    pub(crate) warned: bool,
}

/// A submission that the court has not decided.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Pending {
    /// Its identifier.
    pub(crate) id: SubmissionId,
    /// What it asks for.
    pub(crate) kind: SubmissionKind,
    /// The message that carries it.
    pub(crate) message: MessageId,
    /// The last day asked for, where an extension is.
    pub(crate) until: Option<Date>,
    /// Who drafted it.
    pub(crate) drafter: Option<WorkerNumber>,
    /// Whether a head has approved it.
    pub(crate) approved: bool,
}

/// One supervision of one person.
#[derive(Clone, Debug)]
pub(crate) struct Supervision {
    /// Its identifier.
    pub(crate) case: CaseId,
    /// The person's number in the population.
    pub(crate) resident: u32,
    /// The record under which the service knows the person.
    pub(crate) identity: PersonId,
    /// The message that the case was opened from.
    pub(crate) message: MessageId,
    /// How the person's name is written in it.
    pub(crate) spelling: Spelling,
    /// Whether the person's national number stands in it.
    pub(crate) with_number: bool,
    /// The court's number, without the year.
    pub(crate) number: u32,
    /// The office whose court decided.
    pub(crate) court: OfficeNumber,
    /// The office that has the case.
    pub(crate) office: OfficeNumber,
    /// The officer who has it.
    pub(crate) officer: Option<WorkerNumber>,
    /// Kind of probation work.
    pub(crate) domain: Domain,
    /// Position of the measure in the list of sentences.
    pub(crate) sentence: u8,
    /// Day of the offence for which the court act was passed.
    pub(crate) offence_before: Day,
    /// Day on which the court act was passed.
    pub(crate) passed: Day,
    /// First day of the term.
    pub(crate) from: Day,
    /// Last day of the term.
    pub(crate) until: Day,
    /// Day on which the act was received.
    pub(crate) received: Day,
    /// Risk, as the assessment will find it.
    pub(crate) risk: Risk,
    /// Whether it was assessed.
    pub(crate) assessed: bool,
    /// Whether the client was registered.
    pub(crate) registered: bool,
    /// How often the client misses an appointment.
    pub(crate) habit: Permille,
    /// The version that the case's stream has reached.
    pub(crate) version: u32,
    /// What is arranged.
    pub(crate) planned: Option<Planned>,
    /// Violations that stand, oldest first.
    pub(crate) breaches: Vec<Breach>,
    /// What the court has to decide.
    pub(crate) pending: Option<Pending>,
    /// How it stands.
    pub(crate) standing: Standing,
    /// The last day on which officer and client met.
    pub(crate) last_met: Day,
    /// The duties that the court set, as positions in their list.
    pub(crate) duties: u64,
    /// Whether the term was extended.
    pub(crate) is_extended: bool,
    /// Whether a court was ever asked for something.
    pub(crate) was_submitted: bool,
    /// The duty that the court was asked to add.
    pub(crate) asked_duty: u64,
    /// The day from which the term stands still.
    pub(crate) suspended: Day,
    /// Whether a court counted it in hours of work; a case of the old register is not, because the
    /// register does not say what was worked.
    pub(crate) is_counted_in_hours: bool,
    /// Minutes of community service that are left; 0 for a sentence that is not counted in hours.
    pub(crate) work_left: u32,
    /// A new offence whose conviction is still to come.
    pub(crate) offence: Option<Offence>,
}

impl Supervision {
    /// Returns how many warnings stand.
    pub(crate) fn warnings(&self) -> u8 {
        let warned = self.breaches.iter().filter(|breach| breach.warned).count();
        u8::try_from(warned).unwrap_or(u8::MAX)
    }

    /// Says whether an early end may be asked for: it went well and nothing is before the court.
    pub(crate) fn went_well(&self) -> bool {
        self.breaches.is_empty()
            && self.risk != Risk::High
            && self.assessed
            && !self.is_extended
            && self.pending.is_none()
            && self.standing == Standing::Open
    }

    /// Says whether the client stays away from most meetings.
    pub(crate) fn evades(&self) -> bool {
        self.habit >= EVADING
    }

    /// Says whether it is under way: open or suspended.
    pub(crate) fn is_running(&self) -> bool {
        matches!(self.standing, Standing::Open | Standing::Suspended)
    }
}

/// Names a case that the generator remembers; one that was put away is not found by it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct FileNumber {
    slot: u32,
    serial: u32,
}

/// The cases that are under way.
#[derive(Clone, Debug, Default)]
pub(crate) struct Files {
    slots: Vec<Option<(u32, Supervision)>>,
    free: Vec<u32>,
    serial: u32,
}

impl Files {
    /// Takes in a case.
    pub(crate) fn open(&mut self, supervision: Supervision) -> FileNumber {
        self.serial += 1;
        let serial = self.serial;
        let slot = self.free.pop().unwrap_or_else(|| {
            self.slots.push(None);
            u32::try_from(self.slots.len() - 1).unwrap_or(u32::MAX)
        });
        if let Some(place) = self.slots.get_mut(slot as usize) {
            *place = Some((serial, supervision));
        }
        FileNumber { slot, serial }
    }

    /// Returns a case that is remembered.
    pub(crate) fn find(&self, file: FileNumber) -> Option<&Supervision> {
        let (serial, supervision) = self.slots.get(file.slot as usize)?.as_ref()?;
        (*serial == file.serial).then_some(supervision)
    }

    /// Returns a case that is remembered, to be changed.
    pub(crate) fn find_mut(&mut self, file: FileNumber) -> Option<&mut Supervision> {
        let (serial, supervision) = self.slots.get_mut(file.slot as usize)?.as_mut()?;
        (*serial == file.serial).then_some(supervision)
    }

    /// Puts a case away.
    pub(crate) fn put_away(&mut self, file: FileNumber) {
        if self.find(file).is_some()
            && let Some(place) = self.slots.get_mut(file.slot as usize)
        {
            *place = None;
            self.free.push(file.slot);
        }
    }

    /// Returns all remembered cases with their numbers, in a defined order.
    pub(crate) fn all(&self) -> impl Iterator<Item = (FileNumber, &Supervision)> {
        (0..).zip(&self.slots).filter_map(|(slot, place)| {
            let (serial, supervision) = place.as_ref()?;
            Some((FileNumber { slot, serial: *serial }, supervision))
        })
    }
}
