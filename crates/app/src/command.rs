//! Everything that somebody may ask the record to do.
//!
//! A command is content; who, when and why come with it in [`CommandMeta`]. Identifiers that it
//! needs for new things come in with it, so that the same command leads to the same entries.
//!
//! [`CommandMeta`]: bagyt_core::command::CommandMeta

use std::sync::Arc;

use bagyt_academy::need::{AnswerNeed, Figure, RaiseNeed};
use bagyt_casework::abroad::{AskAbroad, FollowAbroad};
use bagyt_casework::absence::{AwaitEvidence, RecordAbsence};
use bagyt_casework::access::ExcludeStaff;
use bagyt_casework::allocation::Candidate;
use bagyt_casework::appeal::{DecideAppeal, LodgeAppeal};
use bagyt_casework::appointment::{ArrangeAppointment, CancelAppointment, RescheduleAppointment};
use bagyt_casework::assessment::MakeAssessment;
use bagyt_casework::attachment::{Attach, WithdrawAttachment};
use bagyt_casework::attribute::{EndAttribute, EstablishAttribute};
use bagyt_casework::breach::Breach;
use bagyt_casework::channel::{ChannelId, RecordChannel};
use bagyt_casework::circumstance::RecordCircumstance;
use bagyt_casework::closing::CloseCase;
use bagyt_casework::codes::{AllocationReason, SubmissionKind, ViolationGround};
use bagyt_casework::community_service::{PlaceAtWork, RecordWork};
use bagyt_casework::compliance::{AcceptReason, ReceiveExplanation};
use bagyt_casework::contact::RecordContact;
use bagyt_casework::contest::{AnswerContest, ContestEntry};
use bagyt_casework::countersign::{AnswerCountersignature, Subject};
use bagyt_casework::duty_check::CheckDuty;
use bagyt_casework::fact::SubmissionId;
use bagyt_casework::hearing::{CancelHearing, FixHearing, HoldHearing, MoveHearing};
use bagyt_casework::intake::OpenCase;
use bagyt_casework::letter::IssueLetter;
use bagyt_casework::mending::{CorrectContact, WithdrawEntry};
use bagyt_casework::paper::{IssuePaper, WithdrawPaper};
use bagyt_casework::payment::{RecordDebt, RecordPayment, RecordWage};
use bagyt_casework::plan::AgreePlan;
use bagyt_casework::prosecutor::{AnswerProsecutorAct, ReceiveProsecutorAct};
use bagyt_casework::registration::RegisterClient;
use bagyt_casework::reminder::NoteReminder;
use bagyt_casework::reoffence::RecordReoffence;
use bagyt_casework::request::{AnswerRequest, MakeRequest, RecordReturn};
use bagyt_casework::restriction::RestrictCase;
use bagyt_casework::returning::ReturnCase;
use bagyt_casework::search::{RecordFound, RecordMeasure, RecordSearchAnswer};
use bagyt_casework::staff::{AppointStaff, LeaveStaff};
use bagyt_casework::task::{PutOffTask, Task};
use bagyt_casework::time_study::{AnswerMoment, OpenStudy};
use bagyt_casework::transfer::TransferCase;
use bagyt_casework::upholding::UpholdAct;
use bagyt_casework::waiver::WaiveResponse;
use bagyt_cooperation::project::{OpenProject, PublishResult};
use bagyt_core::drafting::{DraftEffect, RowDrafted};
use bagyt_core::effective::Effective;
use bagyt_core::identity::{
    CaseId, EmployerId, InstallationId, MessageId, NeedId, NotebookId, PersonId, ProjectId,
    ProsecutorActId, ServiceId, StaffId, TableId, TimeStudyId, WishId,
};
use bagyt_core::table::{RegisterImported, TablePublished};
use bagyt_exchange::erasure::DecideErasure;
use bagyt_exchange::fact::{PersonCreated, PrivatePerson};
use bagyt_exchange::merge::{DecideMerge, ProposeMerge};
use bagyt_exchange::review::DecideReview;
use jiff::Timestamp;
use jiff::civil::Date;

use crate::staffing::StaffAct;

pub use crate::device_act::DeviceAct;
pub use crate::support_act::{
    EmployerAct, JobAct, NotebookAct, ProgrammeAct, ServiceAct, SpecialistAct, SupportAct, WishAct,
};

/// Something that the record is asked to do.
#[derive(Clone, Debug)]
pub enum Command {
    /// A message or a paper act came in.
    Receive(ReceiveMessage),
    /// Somebody says to whom a message belongs.
    DecideReview {
        /// The message.
        message: MessageId,
        /// The decision.
        decide: DecideReview,
        /// The case to be opened.
        case: CaseId,
    },
    /// A case that ran before the system was brought in.
    BringIn(Box<BringIn>),
    /// A release of a register kept outside is taken in.
    ImportRelease(Box<ImportRelease>),
    /// A line of a register kept outside is brought in.
    TakeLine(Box<TakeLine>),
    /// Something is done in a case.
    InCase {
        /// The case.
        case: CaseId,
        /// What.
        act: CaseAct,
    },
    /// Something is done in several cases, each named once: in all of them or in none.
    InCases(Vec<(CaseId, CaseAct)>),
    /// It is asked that it be forgotten who a person was.
    AskErasure {
        /// The person.
        person: PersonId,
    },
    /// Another person decides that.
    DecideErasure {
        /// The person.
        person: PersonId,
        /// The decision.
        decide: DecideErasure,
    },
    /// It is proposed that two records are one person's.
    ProposeMerge(ProposeMerge),
    /// Another person decides that.
    DecideMerge {
        /// The main record.
        main: PersonId,
        /// The decision.
        decide: DecideMerge,
    },
    /// Two joined records are parted.
    PartMerge {
        /// The main record.
        main: PersonId,
        /// Why, and whose it is what came in meanwhile.
        part: PartMerge,
    },
    /// Somebody is appointed.
    AppointStaff {
        /// The member of staff.
        staff: StaffId,
        /// The post.
        appoint: AppointStaff,
    },
    /// Somebody leaves a post.
    StaffLeaves {
        /// The member of staff.
        staff: StaffId,
        /// When.
        leave: LeaveStaff,
    },
    /// Something is recorded of a member of staff.
    OfStaff {
        /// The member of staff.
        staff: StaffId,
        /// What.
        act: StaffAct,
    },
    /// Something is done in an office's register of services.
    InService {
        /// The service.
        service: ServiceId,
        /// What.
        act: ServiceAct,
    },
    /// A prosecutor's act of supervision came, or is answered.
    OfProsecutor {
        /// The act.
        act: ProsecutorActId,
        /// What.
        action: ProsecutorAction,
    },
    /// A time study is opened, or somebody answers in one.
    OfTimeStudy {
        /// The study.
        study: TimeStudyId,
        /// What.
        action: TimeStudyAction,
    },
    /// Something is recorded of several members of staff, each named once: of all or of none.
    OfSeveral(Vec<(StaffId, StaffAct)>),
    /// Something is done in an office's register of employers.
    InEmployer {
        /// The employer.
        employer: EmployerId,
        /// What.
        act: EmployerAct,
    },
    /// Something is done about a victim's wish.
    OfWish {
        /// The wish.
        wish: WishId,
        /// What.
        act: WishAct,
    },
    /// Something is done in a specialist's notebook.
    InNotebook {
        /// The notebook.
        notebook: NotebookId,
        /// What.
        act: NotebookAct,
    },
    /// A training need is raised.
    RaiseNeed {
        /// The need.
        need: NeedId,
        /// What it rests on.
        raise: RaiseNeed,
    },
    /// The figure behind a training need was counted again.
    RemeasureNeed {
        /// The need.
        need: NeedId,
        /// The figure as it is counted now.
        figure: Figure,
    },
    /// Somebody says how a training need is met.
    AnswerNeed {
        /// The need.
        need: NeedId,
        /// The answer.
        answer: AnswerNeed,
    },
    /// A project is opened.
    OpenProject {
        /// The project.
        project: ProjectId,
        /// What it is.
        open: OpenProject,
    },
    /// A project publishes a result.
    PublishResult {
        /// The project.
        project: ProjectId,
        /// The result.
        publish: PublishResult,
    },
    /// Tables are published into the journal.
    PublishTables {
        /// The installation.
        installation: InstallationId,
        /// The version of its stream that was read.
        version: u32,
        /// The tables with their bytes.
        tables: Vec<(TablePublished, Arc<[u8]>)>,
    },
    /// Something is done about a row that lawyers write.
    OfDraft {
        /// The draft.
        draft: TableId,
        /// What.
        act: DraftAct,
    },
    /// A row that lawyers wrote is approved and published with the table in which it stands.
    EnactDraft {
        /// The draft.
        draft: TableId,
        /// Who approves it.
        by: StaffId,
        /// The installation.
        installation: InstallationId,
        /// The version of its stream that was read.
        version: u32,
        /// The one table, with its bytes.
        table: [(TablePublished, Arc<[u8]>); 1],
    },
    /// A register was imported.
    CloseImport {
        /// The installation.
        installation: InstallationId,
        /// The version of its stream that was read.
        version: u32,
        /// What was imported.
        imported: RegisterImported,
        /// The mapping, which says whose data they are; kept under its digest.
        map: Arc<[u8]>,
    },
}

impl Command {
    /// The tables that it publishes.
    pub(crate) fn published(&self) -> &[(TablePublished, Arc<[u8]>)] {
        match self {
            Command::PublishTables { tables, .. } => tables,
            Command::EnactDraft { table, .. } => table,
            _ => &[],
        }
    }
}

/// Something that is done about a row that lawyers write.
#[derive(Clone, Debug)]
pub enum DraftAct {
    /// It is written, for the first time or anew.
    Write(RowDrafted),
    /// A second lawyer is asked.
    Ask(DraftEffect),
    /// The second lawyer gives it back.
    GiveBack {
        /// Who.
        by: StaffId,
        /// Why.
        words: String,
    },
    /// It is given up.
    GiveUp,
}

/// Two joined records are parted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartMerge {
    /// Why.
    pub words: String,
    /// Whose each case is that came in since they were joined.
    pub assigned: Vec<(CaseId, PersonId)>,
}

/// A message or a paper act came in.
#[derive(Clone, Debug)]
pub struct ReceiveMessage {
    /// Its stream.
    pub message: MessageId,
    /// The agency at the other end, by its code.
    pub sender: String,
    /// What came, byte for byte; of a paper act, the short form as a message.
    pub bytes: Arc<[u8]>,
    /// When it reached the service.
    pub received_at: Timestamp,
    /// What is known of the paper, where it came on paper.
    pub paper: Option<PaperAct>,
    /// Where it stands in a register, where it was brought in with one.
    pub register: Option<RegisterLine>,
    /// The person to be created, if nobody like that is known.
    pub person: PersonId,
    /// The case to be opened.
    pub case: CaseId,
}

/// Where an act stands in a register that is brought in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegisterLine {
    /// SHA-256 of the sheet, lower-case hexadecimal.
    pub digest: String,
    /// The line, the heading being counted.
    pub line: u32,
    /// The day on which the service received the act.
    pub received_on: Date,
    /// The day on which the case stands on the service's register.
    pub opened_on: Date,
}

/// A line of a register that is brought in: the act, and what the register says beside it.
#[derive(Clone, Debug)]
pub struct TakeLine {
    /// The act, with its place in the register.
    pub receive: ReceiveMessage,
    /// The officer who has the case; the head allocates it where there is none.
    pub officer: Option<StaffId>,
    /// Since when, where the register says so; else since the day on which the line is taken in.
    pub allocated_on: Option<Date>,
    /// When the client was put on the register, where that was done.
    pub registered_on: Option<Date>,
    /// In which language rights and duties were explained then.
    pub language: String,
    /// The name by which the line is known again while somebody decides whose it is, whatever sheet
    /// it comes with.
    pub waiting: String,
}

/// What is known of an act that came on paper.
#[derive(Clone, Debug)]
pub struct PaperAct {
    /// The day on the stamp of receipt.
    pub stamped_on: Date,
    /// The scan; empty where there is none yet.
    pub scan: Arc<[u8]>,
    /// The case in which it was typed in; none of an act that opens one.
    pub case: Option<CaseId>,
}

/// A case that ran before the system was brought in, with the person.
#[derive(Clone, Debug)]
pub struct BringIn {
    /// The case.
    pub case: CaseId,
    /// The person.
    pub person: PersonId,
    /// Who the person is; `None` where the person's stream stands already.
    pub who: Option<PersonCreated>,
    /// The case as it stands in the old register.
    pub open: OpenCase,
}

/// A release of a register kept outside, followed to its end.
#[derive(Clone, Debug)]
pub struct ImportRelease {
    /// The case.
    pub case: CaseId,
    /// What is known of the person.
    pub who: PersonCreated,
    /// The case, opened on the day of release.
    pub open: OpenCase,
    /// The new arrest.
    pub reoffence: Option<RecordReoffence>,
    /// The end of observation.
    pub close: CloseCase,
    /// The name by which the line is known again.
    pub claim: String,
}

impl BringIn {
    /// Returns the private part of the person, if it is a new one.
    pub(crate) fn private(&self) -> Option<&PrivatePerson> {
        self.who.as_ref().and_then(|who| who.private.as_ref())
    }
}

/// Something that is done in a case.
#[derive(Clone, Debug)]
pub enum CaseAct {
    /// An officer is given the case.
    Allocate {
        /// From when.
        from: Effective,
        /// The officer.
        officer: StaffId,
        /// Why this one.
        reason: AllocationReason,
    },
    /// The client is registered.
    Register(RegisterClient),
    /// An attribute of the client that changes rules is established.
    EstablishAttribute(EstablishAttribute),
    /// An attribute of the client ends.
    EndAttribute(EndAttribute),
    /// It is recorded how things are in the client's life.
    RecordCircumstance(RecordCircumstance),
    /// A channel on which the client agreed to be reminded is recorded.
    RecordChannel(RecordChannel),
    /// A code was typed in for a channel.
    VerifyChannel {
        /// The channel.
        channel: ChannelId,
        /// Whether it is the right one.
        is_right: bool,
    },
    /// The client is no longer written to on a channel.
    WithdrawChannel(ChannelId),
    /// A reminder of an appointment was handed over.
    NoteReminder(NoteReminder),
    /// The code of a channel was handed over.
    NoteCode(ChannelId),
    /// Risk and needs are assessed.
    Assess(MakeAssessment),
    /// A plan is agreed.
    AgreePlan(AgreePlan),
    /// An appointment is arranged.
    Arrange(ArrangeAppointment),
    /// Appointments are arranged all at once or not at all; nobody who holds one is doubly booked.
    ArrangeAll(Vec<ArrangeAppointment>),
    /// An appointment is moved to another time.
    Reschedule(RescheduleAppointment),
    /// An appointment is cancelled.
    CancelAppointment(CancelAppointment),
    /// A meeting was held, or the client did not come.
    RecordContact(RecordContact),
    /// The client did not come, and what follows is known at once.
    RecordAbsence(RecordAbsence),
    /// Evidence of the reason for an absence is awaited.
    AwaitEvidence(AwaitEvidence),
    /// A letter to the client is issued, with its paper.
    IssueLetter {
        /// The letter.
        letter: IssueLetter,
        /// The paper.
        document: Arc<[u8]>,
    },
    /// A paper of the case is issued, with its bytes.
    IssuePaper {
        /// What is issued.
        issue: IssuePaper,
        /// The paper.
        document: Arc<[u8]>,
    },
    /// A file is attached, with its content.
    Attach {
        /// What is attached.
        attach: Attach,
        /// The content that is kept.
        content: Arc<[u8]>,
    },
    /// A file is withdrawn.
    WithdrawAttachment(WithdrawAttachment),
    /// A paper of the case is withdrawn.
    WithdrawPaper(WithdrawPaper),
    /// The client answers for an absence.
    ReceiveExplanation(ReceiveExplanation),
    /// A reason is accepted; violation and warning that rest on the absence fall.
    AcceptReason(AcceptReason),
    /// A violation is established.
    EstablishViolation {
        /// What was done.
        ground: ViolationGround,
        /// Version of the absence, where it is one.
        absence: Option<u32>,
        /// The breach, where it is none.
        breach: Option<Box<Breach>>,
        /// When it is established.
        established: Effective,
        /// Whether it counts as malicious evasion.
        malicious: bool,
        /// The officer's reason.
        reason: String,
        /// Whether a warning is issued at once.
        warn: bool,
    },
    /// A head is asked to countersign an act whose row is not verified.
    AskCountersignature {
        /// The act.
        subject: Subject,
        /// Code of the duty that was broken, of a breach.
        duty: Option<String>,
        /// What is to be done and why.
        words: String,
    },
    /// A head signs or refuses.
    AnswerCountersignature(AnswerCountersignature),
    /// The client contests an absence, a violation or a warning.
    Contest(ContestEntry),
    /// A contest is answered; one that is upheld takes the entry back.
    AnswerContest(AnswerContest),
    /// An act stands although what it rested on has moved.
    Uphold(UpholdAct),
    /// A piece of work is put off for some days.
    PutOff(PutOffTask),
    /// A piece of work is handed to a colleague.
    HandOver {
        /// The work.
        task: Task,
        /// Who does it.
        to: StaffId,
        /// What the colleague has to know.
        words: String,
    },
    /// It is decided that nothing follows a violation.
    WaiveResponse(WaiveResponse),
    /// A warning is issued for a violation established before.
    Warn {
        /// Version of the violation.
        violation: u32,
        /// When.
        issued: Effective,
        /// What the client was told.
        words: String,
    },
    /// A submission to the court is drafted.
    DraftSubmission {
        /// Its identifier.
        submission: SubmissionId,
        /// What is asked for.
        kind: SubmissionKind,
        /// Versions of the violations that are its grounds.
        grounds: Vec<u32>,
        /// The last day asked for; only of an extension.
        until: Option<Date>,
        /// Code of the duty to be added or lifted.
        duty: Option<String>,
        /// The officer's reasoning.
        words: String,
    },
    /// A submission is drafted for a case that meets every condition of a campaign.
    DraftUnderCampaign {
        /// Its identifier.
        submission: SubmissionId,
        /// Code of the campaign.
        campaign: String,
        /// The officer's reasoning.
        words: String,
    },
    /// A submission is approved, signed by the server and put into the outbox.
    ApproveSubmission(ApproveAndSend),
    /// The report of a study is sent to the body that asked for it.
    SendReport(SendReport),
    /// The court fixed a hearing of a submission.
    FixHearing(FixHearing),
    /// The court moved a hearing.
    MoveHearing(MoveHearing),
    /// The court cancelled a hearing.
    CancelHearing(CancelHearing),
    /// A hearing was held.
    HoldHearing(HoldHearing),
    /// An appeal against a ruling was lodged.
    LodgeAppeal(LodgeAppeal),
    /// An appeal was decided.
    DecideAppeal(DecideAppeal),
    /// The client is sent to a host for community service.
    PlaceAtWork(PlaceAtWork),
    /// A session of community service was done.
    RecordWork(RecordWork),
    /// The client asks leave for something.
    MakeRequest(MakeRequest),
    /// A request is answered.
    AnswerRequest(AnswerRequest),
    /// The client came back from a permitted stay.
    RecordReturn(RecordReturn),
    /// A measure of the search for the client was taken.
    TakeSearchMeasure(RecordMeasure),
    /// The answer came that such a measure waited for.
    AnswerSearch(RecordSearchAnswer),
    /// The client was found.
    FindClient(RecordFound),
    /// A sum is owed.
    RecordDebt(RecordDebt),
    /// Something of it was paid.
    RecordPayment(RecordPayment),
    /// An employer withheld a share of a month's wage.
    RecordWage(RecordWage),
    /// A duty was checked.
    CheckDuty(CheckDuty),
    /// Something is done about a device of electronic monitoring.
    Device(DeviceAct),
    /// The client is helped, or it is recorded what became of the help.
    Support(SupportAct),
    /// A new offence became known.
    RecordReoffence(RecordReoffence),
    /// The case goes to another office.
    Transfer(TransferCase),
    /// A transferred case goes back to the office that it came from.
    Return(ReturnCase),
    /// Another state is asked to supervise the client.
    AskAbroad(AskAbroad),
    /// Something becomes of such a request.
    FollowAbroad(FollowAbroad),
    /// The case is restricted, or the restriction lifted.
    Restrict(RestrictCase),
    /// The glass of the restricted case is broken by whoever acts.
    BreakGlass {
        /// Why.
        words: String,
    },
    /// Whoever acts says whether an access was justified.
    ReviewAccess {
        /// Version of the access.
        access: u32,
        /// Whether it was.
        justified: bool,
        /// Why.
        words: String,
    },
    /// A member of staff is excluded, or let in again.
    Exclude(ExcludeStaff),
    /// The case is closed.
    Close(CloseCase),
    /// An entry is withdrawn.
    Withdraw(WithdrawEntry),
    /// A contact or an absence gets another content.
    CorrectContact(CorrectContact),
}

/// The report of a study is sent to the body that asked for it.
#[derive(Clone, Debug)]
pub struct SendReport {
    /// The stream of the message that goes out.
    pub message: MessageId,
    /// Codes of the duties that it proposes.
    pub duties: Vec<String>,
    /// Its conclusion.
    pub conclusion: String,
    /// The paper; empty while it is only asked whether the report can be sent.
    pub document: Arc<[u8]>,
}

/// Those who may be given a case, as a page shows them.
#[derive(Clone, Debug)]
pub struct AllocationChoice {
    /// The officer with the points before.
    pub candidate: Candidate,
    /// The points after.
    pub after: u32,
}

/// A submission is approved, signed by the server and put into the outbox.
#[derive(Clone, Debug)]
pub struct ApproveAndSend {
    /// Which.
    pub submission: SubmissionId,
    /// Who approves.
    pub approver: StaffId,
    /// The stream of the message that goes out.
    pub message: MessageId,
    /// The paper; in an invented country's past its place is taken by a short text.
    pub document: Arc<[u8]>,
    /// Code of the form.
    pub form: String,
}

/// Something that is done about a prosecutor's act of supervision.
#[derive(Clone, Debug)]
pub enum ProsecutorAction {
    /// It came.
    Receive(ReceiveProsecutorAct),
    /// It is answered.
    Answer(AnswerProsecutorAct),
}

/// Something that is done in a time study.
#[derive(Clone, Debug)]
pub enum TimeStudyAction {
    /// It is opened.
    Open(OpenStudy),
    /// Somebody says what they were doing.
    Answer(AnswerMoment),
}
