//! The state of a case: what its entries say, ready for the next decision.
//!
//! The state is kept as the entries that hold, each at its place by day and version, and
//! everything else is read off them ([`crate::standing`]). So it does not matter in which order
//! entries of different days arrive, an entry can be taken out again, and the state after one more
//! entry is reached without reading the stream anew.

mod kept;
mod rare;
mod taken;

use bagyt_core::effective::Zone;
use bagyt_core::fact::{Fact, FactError, Recorded, in_force};
use bagyt_core::identity::CaseId;

use self::kept::{attribute, forget_step};
use self::rare::Rare;
use crate::channel::{Channel, ChannelStep};
use crate::entries::{
    Absence, Access, AccessReview, Answer, Appointment, Assessment, Attribute, AttributeEnd,
    Awaited, Circumstance, Closing, Contact, Contest, Exclusion, Excuse, Explanation, Letter, Mark,
    Plan, Post, PostReason, Registration, Reoffence, Report, Restriction, Ruling, Submission,
    Upholding, Violation, Warning, WorkPlacement, WorkSession, drop_version, find_version, keep,
};
use crate::fact::{CaseFact, CaseOpened};
use crate::reminder::SentReminder;
use crate::task::TaskStep;

/// A case as its entries say it stands.
///
/// Invariant: every list is ordered by [`Mark::order`] and holds each version once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    /// Its identifier.
    pub id: CaseId,
    /// The highest version applied.
    pub version: u32,
    /// The time zone of its office.
    pub zone: Zone,
    /// Where the opening stands.
    pub opened: Mark,
    /// What it was opened with, without the words.
    pub opening: Box<CaseOpened>,
    /// Who had it.
    pub posts: Vec<Post>,
    /// Registrations of the client; at most one holds.
    pub registrations: Vec<Registration>,
    /// Attributes that change rules.
    pub attributes: Vec<Attribute>,
    /// Ends of attributes.
    pub attribute_ends: Vec<AttributeEnd>,
    /// Circumstances of the client's life.
    pub circumstances: Vec<Circumstance>,
    /// Channels on which the client agreed to be reminded.
    pub channels: Vec<Channel>,
    /// What became of them.
    pub channel_steps: Vec<ChannelStep>,
    /// Reminders that were handed over.
    pub reminders: Vec<SentReminder>,
    /// Assessments.
    pub assessments: Vec<Assessment>,
    /// Plans.
    pub plans: Vec<Plan>,
    /// Appointments, by the day on which they were arranged.
    pub appointments: Vec<Appointment>,
    /// Meetings.
    pub contacts: Vec<Contact>,
    /// Absences.
    pub absences: Vec<Absence>,
    /// Explanations.
    pub explanations: Vec<Explanation>,
    /// Evidence that is awaited.
    pub awaited: Vec<Awaited>,
    /// Letters to the client.
    pub letters: Vec<Letter>,
    /// Excused absences.
    pub excuses: Vec<Excuse>,
    /// Violations.
    pub violations: Vec<Violation>,
    /// Warnings.
    pub warnings: Vec<Warning>,
    /// Contested entries.
    pub contests: Vec<Contest>,
    /// Answers to contests.
    pub answers: Vec<Answer>,
    /// Acts that stand although what they rested on has moved.
    pub upholdings: Vec<Upholding>,
    /// What was put off and handed over.
    pub task_steps: Vec<TaskStep>,
    /// Submissions, by the day on which they were drafted.
    pub submissions: Vec<Submission>,
    /// Rulings, by the day from which they are in force.
    pub rulings: Vec<Ruling>,
    /// New offences.
    pub reoffences: Vec<Reoffence>,
    /// Restrictions set and lifted.
    pub restrictions: Vec<Restriction>,
    /// Accesses through broken glass.
    pub accesses: Vec<Access>,
    /// Reviews of these accesses.
    pub access_reviews: Vec<AccessReview>,
    /// Members of staff excluded and let in again.
    pub exclusions: Vec<Exclusion>,
    /// Reports sent; at most one holds.
    pub reports: Vec<Report>,
    /// Hosts to which the client was sent for community service.
    pub work_placements: Vec<WorkPlacement>,
    /// Sessions of community service.
    pub work_sessions: Vec<WorkSession>,
    /// What few cases have.
    pub(crate) rare: Option<Box<Rare>>,
    /// Closings; at most one holds.
    pub closings: Vec<Closing>,
    /// Versions of the entries that mend others.
    pub mendings: Vec<u32>,
}

/// Whether a state took an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use = "a state that needs the whole stream is out of date"]
pub enum Applied {
    /// The state says what the stream says.
    Done,
    /// The entry changes what an earlier one says; fold the whole stream.
    NeedsStream,
}

/// A stream is not the stream of a case.
#[derive(Debug, thiserror::Error)]
pub enum FoldError {
    /// No entry of the stream opens the case.
    #[error("no entry opens case {case}; its first entry must")]
    NotOpened {
        /// The case.
        case: CaseId,
    },
    /// A correction's content cannot be read.
    #[error("a correction in case {case} cannot be read")]
    Correction {
        /// The case.
        case: CaseId,
        /// What the reader met.
        #[source]
        source: FactError,
    },
}

impl Case {
    /// Returns the state that the entries of a stream add up to, in whatever order they come.
    ///
    /// # Errors
    ///
    /// [`FoldError::Correction`], then [`FoldError::NotOpened`].
    pub fn fold(id: CaseId, facts: &[Recorded<CaseFact>]) -> Result<Case, FoldError> {
        if facts.iter().all(|recorded| recorded.fact.mends().is_none()) {
            return Case::fold_in_force(id, facts);
        }
        let holding = in_force(facts.to_vec())
            .map_err(|source| FoldError::Correction { case: id, source })?;
        let mut case = Case::fold_in_force(id, &holding)?;
        let newest = facts.iter().map(|recorded| recorded.version).max();
        case.version = newest.unwrap_or(case.version);
        Ok(case)
    }

    fn fold_in_force(id: CaseId, holding: &[Recorded<CaseFact>]) -> Result<Case, FoldError> {
        // An entry is applied after those that it names, which stand before it in the stream.
        let mut in_order: Vec<&Recorded<CaseFact>> = holding.iter().collect();
        in_order.sort_by_key(|recorded| recorded.version);
        let mut case = in_order
            .iter()
            .find_map(|recorded| Case::open(id, recorded))
            .ok_or(FoldError::NotOpened { case: id })?;
        for recorded in in_order {
            if recorded.fact.mends().is_some() {
                case.note_mending(recorded.version);
            } else {
                let _ = case.apply(recorded);
            }
        }
        Ok(case)
    }

    /// Returns the state after the entry that opens a case; `None` for any other entry.
    pub fn open(id: CaseId, recorded: &Recorded<CaseFact>) -> Option<Case> {
        let CaseFact::Opened(opened) = &recorded.fact else { return None };
        let mut opening = opened.clone();
        opening.private = None;
        Some(Case {
            id,
            version: recorded.version,
            zone: recorded.effective.zone,
            opened: Mark::of(recorded),
            opening,
            posts: Vec::new(),
            registrations: Vec::new(),
            attributes: Vec::new(),
            attribute_ends: Vec::new(),
            circumstances: Vec::new(),
            channels: Vec::new(),
            channel_steps: Vec::new(),
            reminders: Vec::new(),
            assessments: Vec::new(),
            plans: Vec::new(),
            appointments: Vec::new(),
            contacts: Vec::new(),
            absences: Vec::new(),
            explanations: Vec::new(),
            awaited: Vec::new(),
            letters: Vec::new(),
            excuses: Vec::new(),
            violations: Vec::new(),
            warnings: Vec::new(),
            contests: Vec::new(),
            answers: Vec::new(),
            upholdings: Vec::new(),
            task_steps: Vec::new(),
            submissions: Vec::new(),
            rulings: Vec::new(),
            reoffences: Vec::new(),
            restrictions: Vec::new(),
            accesses: Vec::new(),
            access_reviews: Vec::new(),
            exclusions: Vec::new(),
            reports: Vec::new(),
            work_placements: Vec::new(),
            work_sessions: Vec::new(),
            rare: None,
            closings: Vec::new(),
            mendings: Vec::new(),
        })
    }

    /// Takes one more entry of the stream into the state.
    ///
    /// Entries come in the order of their versions; when they were true does not matter.
    pub fn apply(&mut self, recorded: &Recorded<CaseFact>) -> Applied {
        let mark = Mark::of(recorded);
        match &recorded.fact {
            CaseFact::Withdrawn(mending) => return self.withdraw(mending.version, mark.version),
            CaseFact::Corrected(_) => return Applied::NeedsStream,
            CaseFact::Opened(_) => {}
            CaseFact::Allocated(fact) => {
                let reason = PostReason::Allocated(fact.reason);
                let (office, officer) = (fact.office.clone(), Some(fact.officer));
                keep(&mut self.posts, Post { mark, office, officer, reason });
            }
            CaseFact::Transferred(fact) => {
                let reason = PostReason::Transferred(fact.reason);
                let office = fact.to_office.clone();
                keep(&mut self.posts, Post { mark, office, officer: None, reason });
            }
            CaseFact::Returned(fact) => {
                let reason = PostReason::Returned(fact.reason);
                let (office, officer) = (fact.to_office.clone(), fact.officer);
                keep(&mut self.posts, Post { mark, office, officer, reason });
            }
            CaseFact::Restricted(fact) => {
                keep(&mut self.restrictions, Restriction { mark, restricted: fact.restricted });
            }
            access @ (CaseFact::GlassBroken(_)
            | CaseFact::AccessReviewed(_)
            | CaseFact::StaffExcluded(_)) => self.apply_access(mark, access),
            CaseFact::Registered(fact) => {
                let rights_explained = fact.rights_explained;
                keep(&mut self.registrations, Registration { mark, rights_explained });
            }
            CaseFact::AttributeEstablished(fact) => {
                let recorded_on = self.zone.day_of(recorded.recorded_at);
                keep(&mut self.attributes, attribute(mark, fact, recorded_on));
            }
            CaseFact::AttributeEnded(fact) => {
                let attribute = fact.attribute.clone();
                keep(&mut self.attribute_ends, AttributeEnd { mark, attribute });
            }
            CaseFact::CircumstanceRecorded(fact) => {
                keep(&mut self.circumstances, Circumstance { mark, aspect: fact.aspect });
            }
            channel @ (CaseFact::ChannelRecorded(_)
            | CaseFact::ChannelCodeSent(_)
            | CaseFact::ChannelTried(_)
            | CaseFact::ChannelVerified(_)
            | CaseFact::ChannelWithdrawn(_)) => self.apply_channel(mark, channel),
            CaseFact::Assessed(fact) => {
                keep(&mut self.assessments, Assessment { mark, risk: fact.risk });
            }
            CaseFact::PlanAgreed(fact) => keep(&mut self.plans, Plan { mark, goals: fact.goals }),
            CaseFact::Reoffended(fact) => {
                keep(
                    &mut self.reoffences,
                    Reoffence {
                        mark,
                        recorded_at: recorded.recorded_at,
                        convicted_on: fact.convicted_on,
                        article: fact.article.clone(),
                        article_group: fact.article_group.clone(),
                    },
                );
            }
            CaseFact::ReportSent(_) => keep(&mut self.reports, Report { mark }),
            work @ (CaseFact::WorkPlaced(_) | CaseFact::WorkRecorded(_)) => {
                self.apply_work(mark, work);
            }
            duty @ (CaseFact::RequestMade(_)
            | CaseFact::RequestAnswered(_)
            | CaseFact::ReturnRecorded(_)
            | CaseFact::SearchMeasureTaken(_)
            | CaseFact::SearchAnswered(_)
            | CaseFact::ClientFound(_)
            | CaseFact::DebtRecorded(_)
            | CaseFact::PaymentRecorded(_)
            | CaseFact::WageRecorded(_)
            | CaseFact::DutyChecked(_)
            | CaseFact::DeviceFitted(_)
            | CaseFact::DeviceRemoved(_)
            | CaseFact::DeviceAlerted(_)
            | CaseFact::DeviceTriaged(_)) => self.apply_duty(mark, duty),
            support @ (CaseFact::ReferralMade(_)
            | CaseFact::ReferralAnswered(_)
            | CaseFact::ReferralFollowed(_)
            | CaseFact::ReferralEnded(_)
            | CaseFact::RewardGiven(_)
            | CaseFact::LawyerAsked(_)
            | CaseFact::LawyerAnswered(_)
            | CaseFact::SpecialistAsked(_)
            | CaseFact::SpecialistAnswered(_)
            | CaseFact::SpecialistEnded(_)
            | CaseFact::SessionArranged(_)
            | CaseFact::SessionRecorded(_)
            | CaseFact::ProgrammeEnrolled(_)
            | CaseFact::ProgrammeAttended(_)
            | CaseFact::ProgrammeEnded(_)
            | CaseFact::JobSent(_)
            | CaseFact::JobAnswered(_)
            | CaseFact::JobChecked(_)) => self.apply_support(mark, support),
            paper @ (CaseFact::PaperIssued(_)
            | CaseFact::PaperWithdrawn(_)
            | CaseFact::AttachmentKept(_)
            | CaseFact::AttachmentWithdrawn(_)) => {
                self.apply_paper(mark, paper);
            }
            abroad @ (CaseFact::AbroadAsked(_)
            | CaseFact::AbroadAcknowledged(_)
            | CaseFact::AbroadAccepted(_)
            | CaseFact::AbroadRefused(_)
            | CaseFact::AbroadWithdrawn(_)
            | CaseFact::AbroadReturned(_)) => self.apply_abroad(mark, abroad),
            CaseFact::ClientChanged(fact) => self.opening.person = fact.person,
            CaseFact::Closed(fact) => {
                keep(&mut self.closings, Closing { mark, reason: fact.reason });
            }
            meeting @ (CaseFact::AppointmentArranged(_)
            | CaseFact::AppointmentCancelled(_)
            | CaseFact::ReminderSent(_)
            | CaseFact::ContactRecorded(_)
            | CaseFact::AbsenceRecorded(_)) => self.apply_meeting(mark, meeting),
            compliance @ (CaseFact::ExplanationReceived(_)
            | CaseFact::EvidenceAwaited(_)
            | CaseFact::LetterIssued(_)
            | CaseFact::ReasonAccepted(_)
            | CaseFact::ViolationEstablished(_)
            | CaseFact::WarningIssued(_)
            | CaseFact::ResponseWaived(_)
            | CaseFact::EntryContested(_)
            | CaseFact::ContestAnswered(_)
            | CaseFact::ActUpheld(_)) => self.apply_compliance(mark, compliance),
            signature @ (CaseFact::CountersignatureAsked(_)
            | CaseFact::CountersignatureAnswered(_)) => {
                let by = kept::staff_of(&recorded.actor);
                self.apply_countersignature(mark, by, signature);
            }
            CaseFact::TaskPutOff(fact) => {
                let (task, until) = (fact.task.clone(), Some(fact.until));
                keep(&mut self.task_steps, TaskStep { mark, task, until, to: None });
            }
            CaseFact::TaskHandedOver(fact) => {
                let (task, to) = (fact.task.clone(), Some(fact.to));
                keep(&mut self.task_steps, TaskStep { mark, task, until: None, to });
            }
            court @ (CaseFact::SubmissionDrafted(_)
            | CaseFact::SubmissionApproved(_)
            | CaseFact::SubmissionSent(_)
            | CaseFact::SubmissionReceived(_)
            | CaseFact::OrderChanged(_)) => self.apply_court(mark, &recorded.actor, court),
            hearing @ (CaseFact::HearingFixed(_)
            | CaseFact::HearingMoved(_)
            | CaseFact::HearingCancelled(_)
            | CaseFact::HearingHeld(_)
            | CaseFact::AppealLodged(_)
            | CaseFact::AppealDecided(_)) => self.apply_hearing(mark, hearing),
        }
        self.version = self.version.max(mark.version);
        Applied::Done
    }

    fn note_mending(&mut self, version: u32) {
        self.mendings.push(version);
        self.version = self.version.max(version);
    }

    /// Takes an entry out; links to it fall away, as they would in a new fold.
    fn withdraw(&mut self, version: u32, by: u32) -> Applied {
        if version >= by || version == self.opened.version || self.mendings.contains(&version) {
            return Applied::NeedsStream;
        }
        // A submission or an appointment is named by later entries, which the fold reads anew.
        if find_version(&self.submissions, version).is_some()
            || find_version(&self.appointments, version).is_some()
        {
            return Applied::NeedsStream;
        }
        drop_version(&mut self.posts, version);
        drop_version(&mut self.registrations, version);
        drop_version(&mut self.attributes, version);
        drop_version(&mut self.attribute_ends, version);
        drop_version(&mut self.circumstances, version);
        drop_version(&mut self.channels, version);
        drop_version(&mut self.channel_steps, version);
        drop_version(&mut self.reminders, version);
        drop_version(&mut self.assessments, version);
        drop_version(&mut self.plans, version);
        drop_version(&mut self.contacts, version);
        drop_version(&mut self.absences, version);
        drop_version(&mut self.explanations, version);
        drop_version(&mut self.awaited, version);
        drop_version(&mut self.letters, version);
        drop_version(&mut self.excuses, version);
        drop_version(&mut self.violations, version);
        drop_version(&mut self.warnings, version);
        drop_version(&mut self.contests, version);
        drop_version(&mut self.answers, version);
        drop_version(&mut self.upholdings, version);
        drop_version(&mut self.task_steps, version);
        drop_version(&mut self.rulings, version);
        drop_version(&mut self.reoffences, version);
        drop_version(&mut self.restrictions, version);
        drop_version(&mut self.accesses, version);
        drop_version(&mut self.access_reviews, version);
        drop_version(&mut self.exclusions, version);
        drop_version(&mut self.reports, version);
        drop_version(&mut self.work_placements, version);
        drop_version(&mut self.work_sessions, version);
        self.drop_rare(version);
        drop_version(&mut self.closings, version);
        for appointment in &mut self.appointments {
            if appointment.cancelled == Some(version) {
                appointment.cancelled = None;
            }
        }
        for submission in &mut self.submissions {
            forget_step(submission, version);
        }
        self.note_mending(by);
        Applied::Done
    }
}

#[cfg(test)]
mod tests;
