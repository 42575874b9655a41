//! What a case's state keeps of each entry: the least that decisions, clocks and rows need.
//!
//! The words, names and papers stay in the journal; the state of 25,000 cases stands in memory at
//! once. Each kept entry carries its [`Mark`]; links between entries are versions in the stream.

use bagyt_core::effective::{Effective, Moment, Zone};
use bagyt_core::fact::Recorded;
use bagyt_core::identity::{MessageId, OfficeCode, StaffId};
use jiff::Timestamp;
use jiff::civil::Date;

use crate::appointment::Particulars;
use crate::codes::{
    AbsenceReason, AllocationReason, Aspect, Attendance, CloseReason, ContactKind, ExplanationForm,
    LetterKind, ReturnReason, Risk, SubmissionKind, TransferReason, ViolationGround,
};
use crate::fact::{AppointmentId, Change, Reliance, SubmissionId};
use crate::review::Cause;

/// Where an entry stands: when it was true, and its version in the stream.
///
/// Within a civil day the order is that of recording, because not every entry has a minute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The instant, where more than the day is known.
    pub instant: Option<Timestamp>,
    /// Civil day at the office.
    pub on: Date,
    /// Position in the stream, from 1.
    pub version: u32,
}

impl Mark {
    /// Returns where a recorded entry stands.
    pub fn of<F>(recorded: &Recorded<F>) -> Mark {
        let instant = match recorded.effective.moment {
            Moment::Instant(at) => Some(at),
            Moment::Day(_) | Moment::Month(_) | Moment::Year(_) => None,
        };
        Mark { instant, on: recorded.effective.on(), version: recorded.version }
    }

    /// Returns what entries are ordered by.
    pub fn order(self) -> (Date, u32) {
        (self.on, self.version)
    }

    /// Returns when it was true, in the zone of the office.
    pub fn effective(self, zone: Zone) -> Effective {
        let day = Effective::day(self.on, zone);
        self.instant.map_or(day, |at| Effective::instant(at, zone))
    }
}

/// An entry that the state keeps.
pub trait Marked {
    /// Where it stands.
    fn mark(&self) -> Mark;
}

/// Puts an entry at its place in a list ordered by [`Mark::order`].
pub(crate) fn keep<T: Marked>(list: &mut Vec<T>, entry: T) {
    let order = entry.mark().order();
    let place = list.partition_point(|kept| kept.mark().order() < order);
    list.insert(place, entry);
}

/// Takes the entry of that version out of a list.
pub(crate) fn drop_version<T: Marked>(list: &mut Vec<T>, version: u32) {
    list.retain(|kept| kept.mark().version != version);
}

/// Returns the entry of that version.
pub(crate) fn find_version<T: Marked>(list: &[T], version: u32) -> Option<&T> {
    list.iter().find(|kept| kept.mark().version == version)
}

/// Who has the case from a day on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Post {
    /// Where the entry stands.
    pub mark: Mark,
    /// Office.
    pub office: OfficeCode,
    /// Officer; `None` after a transfer, until the new office allocates.
    pub officer: Option<StaffId>,
    /// Whether an allocation, a transfer or a sending back led to it, and why.
    pub reason: PostReason,
}

/// What led to a post.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PostReason {
    /// A head of office allocated the case.
    Allocated(AllocationReason),
    /// Another office took it over.
    Transferred(TransferReason),
    /// Another office sent it back.
    Returned(ReturnReason),
}

/// The client was registered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Registration {
    /// Where the entry stands.
    pub mark: Mark,
    /// Whether rights and duties were explained.
    pub rights_explained: bool,
}

/// An attribute of the client was established.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribute {
    /// Where the entry stands; its day is the first on which the attribute holds.
    pub mark: Mark,
    /// Its code in the law pack.
    pub attribute: String,
    /// First day on which it no longer holds, where that was known.
    pub until: Option<Date>,
    /// Whether it was over when it was recorded.
    pub was_over: bool,
}

/// An attribute of the client ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AttributeEnd {
    /// Where the entry stands; its day is the first on which the attribute no longer holds.
    pub mark: Mark,
    /// Its code in the law pack.
    pub attribute: String,
}

/// It was recorded how things are in the client's life.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Circumstance {
    /// Where the entry stands.
    pub mark: Mark,
    /// What it is about.
    pub aspect: Aspect,
}

/// Risk was judged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assessment {
    /// Where the entry stands.
    pub mark: Mark,
    /// The judgement.
    pub risk: Risk,
}

/// A plan was agreed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// Where the entry stands.
    pub mark: Mark,
    /// Number of goals.
    pub goals: u8,
}

/// An appointment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Appointment {
    /// Where the entry of its arrangement stands.
    pub mark: Mark,
    /// Its identifier.
    pub id: AppointmentId,
    /// When it begins.
    pub begins_at: Timestamp,
    /// Civil day at the office on which it begins.
    pub begins_on: Date,
    /// Planned length in minutes.
    pub minutes: u16,
    /// Kind.
    pub kind: ContactKind,
    /// Who holds it and how, where that is not the officer of the case in the client's language.
    pub particulars: Option<Box<Particulars>>,
    /// Version of the entry that cancelled it.
    pub cancelled: Option<u32>,
}

/// A meeting that was held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contact {
    /// Where the entry stands.
    pub mark: Mark,
    /// Kind.
    pub kind: ContactKind,
    /// How it went.
    pub attendance: Attendance,
    /// Version of the appointment that it is the outcome of.
    pub appointment: Option<u32>,
}

/// The client did not come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Absence {
    /// Where the entry stands.
    pub mark: Mark,
    /// Kind of the meeting that was missed.
    pub kind: ContactKind,
    /// Version of the appointment that it is the outcome of.
    pub appointment: Option<u32>,
}

/// The client's answer for an absence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// Where the entry stands.
    pub mark: Mark,
    /// Version of the absence.
    pub absence: u32,
    /// In which form.
    pub form: ExplanationForm,
}

/// Evidence of the reason for an absence is awaited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Awaited {
    /// Where the entry stands.
    pub mark: Mark,
    /// Version of the absence.
    pub absence: u32,
    /// Last day on which the client may bring it.
    pub until: Date,
}

/// A letter to the client was issued.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// Where the entry stands.
    pub mark: Mark,
    /// What it is for.
    pub letter: LetterKind,
    /// Version of the absence or of the warning.
    pub about: u32,
}

/// An absence was excused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Excuse {
    /// Where the entry stands.
    pub mark: Mark,
    /// Version of the absence.
    pub absence: u32,
    /// Why.
    pub reason: AbsenceReason,
}

/// A violation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    /// Where the entry stands.
    pub mark: Mark,
    /// What was done.
    pub ground: ViolationGround,
    /// Version of the absence, where it is one.
    pub absence: Option<u32>,
    /// Whether it counts as malicious evasion.
    pub malicious: bool,
    /// The law relied on.
    pub law: Reliance,
}

/// A warning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// Where the entry stands.
    pub mark: Mark,
    /// Its number in the case.
    pub number: u8,
    /// Version of the violation.
    pub violation: u32,
    /// The law relied on.
    pub law: Reliance,
}

/// The client contested an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contest {
    /// Where the entry of the contest stands.
    pub mark: Mark,
    /// Version of the entry that is contested.
    pub entry: u32,
}

/// A contest was answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// Where the entry stands.
    pub mark: Mark,
    /// Version of the contest.
    pub contest: u32,
    /// Whether the client was right.
    pub upheld: bool,
}

/// Somebody said that an act stands though what it rested on has moved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Upholding {
    /// Where the entry stands.
    pub mark: Mark,
    /// Version of the act's entry.
    pub act: u32,
    /// What had moved.
    pub seen: Cause,
}

/// A submission to a court.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Submission {
    /// Where the entry of the draft stands.
    pub mark: Mark,
    /// Its identifier.
    pub id: SubmissionId,
    /// What it asks for.
    pub kind: SubmissionKind,
    /// Who drafted it; `None` where no member of staff did.
    pub drafted_by: Option<StaffId>,
    /// Versions of the violations that are its grounds.
    pub grounds: Vec<u32>,
    /// The law relied on.
    pub law: Reliance,
    /// Its approval.
    pub approved: Option<Approval>,
    /// Its sending.
    pub sent: Option<(Mark, MessageId)>,
    /// The court's receipt.
    pub received: Option<Mark>,
}

/// The approval of a submission.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Approval {
    /// Where the entry stands.
    pub mark: Mark,
    /// SHA-256 of the document, lower-case hexadecimal.
    pub digest: String,
}

/// A ruling.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ruling {
    /// Where the entry stands; its day is that from which the ruling is in force.
    pub mark: Mark,
    /// The message that brought it; one message may bring several changes.
    pub message: MessageId,
    /// Civil day on which it was passed, where that is known.
    pub passed_on: Option<Date>,
    /// Civil day on which the service received it.
    pub received_on: Date,
    /// What it changed.
    pub change: Change,
    /// The submission that it answers.
    pub submission: Option<SubmissionId>,
}

/// A new offence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reoffence {
    /// Where the entry stands; its day is that of the offence.
    pub mark: Mark,
    /// When the service came to know it.
    pub recorded_at: Timestamp,
    /// Day of conviction; `None` while there is none.
    pub convicted_on: Option<Date>,
    /// Article.
    pub article: String,
    /// Group of articles.
    pub article_group: String,
}

/// The restriction of a case was set or lifted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Restriction {
    /// Where the entry stands.
    pub mark: Mark,
    /// Whether it is restricted from then on.
    pub restricted: bool,
}

/// Somebody broke the glass of the restricted case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Access {
    /// Where the entry stands.
    pub mark: Mark,
    /// Who.
    pub staff: StaffId,
    /// Exclusive end.
    pub until_at: Timestamp,
}

/// An access was reviewed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccessReview {
    /// Where the entry stands.
    pub mark: Mark,
    /// Version of the access.
    pub access: u32,
    /// Whether it was justified.
    pub justified: bool,
}

/// A member of staff was excluded or let in again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exclusion {
    /// Where the entry stands.
    pub mark: Mark,
    /// Who.
    pub staff: StaffId,
    /// Whether they are excluded from then on.
    pub excluded: bool,
}

/// The report was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// Where the entry stands.
    pub mark: Mark,
}

/// The client was sent to a host for community service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkPlacement {
    /// Where the entry stands.
    pub mark: Mark,
    /// Code of the host.
    pub host: String,
}

/// A session of community service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkSession {
    /// Where the entry stands.
    pub mark: Mark,
    /// When it began.
    pub began_at: Timestamp,
    /// When it ended.
    pub ended_at: Timestamp,
    /// Code of the host.
    pub host: String,
    /// Minutes that count towards the sentence.
    pub credited_minutes: u16,
    /// Version of the entry of its appointment.
    pub appointment: Option<u32>,
}

/// The case was closed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Closing {
    /// Where the entry stands.
    pub mark: Mark,
    /// Why.
    pub reason: CloseReason,
}

macro_rules! marked {
    ($($entry:ty),* $(,)?) => {$(
        impl Marked for $entry {
            fn mark(&self) -> Mark {
                self.mark
            }
        }
    )*};
}

marked!(
    Post,
    Registration,
    Attribute,
    AttributeEnd,
    Circumstance,
    Assessment,
    Plan,
    Appointment,
    Contact,
    Absence,
    Explanation,
    Awaited,
    Letter,
    Excuse,
    Violation,
    Warning,
    Contest,
    Answer,
    Upholding,
    Submission,
    Ruling,
    Reoffence,
    Access,
    AccessReview,
    Exclusion,
    Restriction,
    Report,
    WorkPlacement,
    WorkSession,
    Closing,
);
