//! What a case keeps of programmes, and how they stand.

use jiff::civil::Date;

use super::{ProgrammeAttendance, ProgrammeEnd, ProgrammeStatus};
use crate::case::Case;
use crate::entries::{Mark, Marked, drop_version, find_version, keep};
use crate::fact::CaseFact;

/// An enrolment, as the state keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Programme {
    /// Where the entry stands.
    pub mark: Mark,
    /// Code of the programme.
    pub code: String,
    /// How many sessions it has.
    pub sessions: u16,
    /// The day of the first session.
    pub next_on: Option<Date>,
}

/// A step of it, as the state keeps it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ProgrammeStep {
    /// Where the entry stands.
    pub mark: Mark,
    /// Version of the enrolment.
    pub programme: u32,
    /// What was recorded.
    pub step: Step,
}

/// What was recorded in a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// A session, with the day of the next.
    Held(ProgrammeAttendance, Option<Date>),
    /// Its end.
    Ended(ProgrammeEnd),
}

/// What a case keeps of programmes.
///
/// Invariant: every list is ordered by [`Mark::order`] and holds each version once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Programmes {
    /// Enrolments.
    pub programmes: Vec<Programme>,
    /// What became of them.
    pub steps: Vec<ProgrammeStep>,
}

impl Marked for Programme {
    fn mark(&self) -> Mark {
        self.mark
    }
}

impl Marked for ProgrammeStep {
    fn mark(&self) -> Mark {
        self.mark
    }
}

impl Programmes {
    pub(crate) const NOTHING: Programmes = Programmes { programmes: Vec::new(), steps: Vec::new() };

    /// Takes an entry.
    pub(crate) fn apply(&mut self, mark: Mark, fact: &CaseFact) {
        match fact {
            CaseFact::ProgrammeEnrolled(fact) => {
                let (code, sessions) = (fact.programme.clone(), fact.sessions);
                let next_on = fact.next_on;
                keep(&mut self.programmes, Programme { mark, code, sessions, next_on });
            }
            CaseFact::ProgrammeAttended(fact) => {
                let step = Step::Held(fact.attendance, fact.next_on);
                keep(&mut self.steps, ProgrammeStep { mark, programme: fact.programme, step });
            }
            CaseFact::ProgrammeEnded(fact) => {
                let step = Step::Ended(fact.reason);
                keep(&mut self.steps, ProgrammeStep { mark, programme: fact.programme, step });
            }
            _ => {}
        }
    }

    /// Takes the entry of that version out.
    pub(crate) fn forget(&mut self, version: u32) {
        drop_version(&mut self.programmes, version);
        drop_version(&mut self.steps, version);
    }

    /// Returns the version of an entry that rests on the entry: a step of the enrolment, or the end
    /// after a session.
    pub(crate) fn resting_on(&self, version: u32) -> Option<u32> {
        let own = find_version(&self.steps, version).map(|step| step.programme);
        let programme = own.unwrap_or(version);
        let rests = |step: &&ProgrammeStep| {
            step.programme == programme
                && step.mark.version > version
                && (own.is_none() || matches!(step.step, Step::Ended(_)))
        };
        self.steps.iter().filter(rests).map(|step| step.mark.version).min()
    }

    /// Whether an entry of that version stands here.
    pub(crate) fn has(&self, version: u32) -> bool {
        find_version(&self.programmes, version).is_some()
            || find_version(&self.steps, version).is_some()
    }
}

impl Case {
    /// Returns the steps of a programme of this case, in their order.
    pub fn programme_steps(
        &self,
        programme: &Programme,
    ) -> impl DoubleEndedIterator<Item = &ProgrammeStep> {
        let version = programme.mark.version;
        self.support().programmes.steps.iter().filter(move |step| step.programme == version)
    }

    /// Returns the day of the newest step of a programme, or that of the enrolment itself.
    pub fn last_programme_step_on(&self, programme: &Programme) -> Date {
        let newest = self.programme_steps(programme).next_back();
        newest.map_or(programme.mark.on, |step| step.mark.on)
    }

    /// Returns how many sessions of a programme the client attended.
    pub fn sessions_attended(&self, programme: &Programme) -> u16 {
        let attended = |step: &&ProgrammeStep| {
            matches!(step.step, Step::Held(ProgrammeAttendance::Attended, _))
        };
        let count = self.programme_steps(programme).filter(attended).count();
        u16::try_from(count).unwrap_or(u16::MAX)
    }

    /// Returns how a programme of this case stands.
    pub fn programme_status(&self, programme: &Programme) -> ProgrammeStatus {
        match self.programme_steps(programme).next_back().map(|step| step.step) {
            Some(Step::Ended(ProgrammeEnd::Completed)) => ProgrammeStatus::Completed,
            Some(Step::Ended(_)) => ProgrammeStatus::BrokenOff,
            _ if self.closing().is_some() => ProgrammeStatus::Lapsed,
            _ => ProgrammeStatus::Running,
        }
    }

    /// Returns the day of the next session of a running programme, if it is known.
    pub fn next_session_on(&self, programme: &Programme) -> Option<Date> {
        if self.programme_status(programme) != ProgrammeStatus::Running {
            return None;
        }
        match self.programme_steps(programme).next_back().map(|step| step.step) {
            Some(Step::Held(_, next_on)) => next_on,
            Some(Step::Ended(_)) => None,
            None => programme.next_on,
        }
    }
}
