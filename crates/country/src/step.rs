//! What can be due in the country: each step is one thing that somebody does.

use crate::supervision::FileNumber;

/// What is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Step {
    /// The staff are entered and the stock begins to be brought in.
    GoLive,
    /// The next case of the stock is brought in.
    BringIn,
    /// A court act arrives.
    Arrival,
    /// A court act arrives for an office that is closed till today.
    LateAct,
    /// Somebody says whose case it is.
    Review,
    /// A head gives the case to an officer.
    Allocate,
    /// A head restricts the case.
    Restrict,
    /// A head gives the case to another officer, because one left or came.
    Succession,
    /// The client is put on the register.
    Register,
    /// An officer arranges the next appointment.
    Arrange,
    /// What came of the appointment is recorded.
    Outcome,
    /// The appointment is cancelled and another arranged.
    Cancel,
    /// A contact that was recorded twice is taken back.
    TakeBack,
    /// The client is sent to a host for community service.
    PlaceAtWork,
    /// A session of community service is done.
    Work,
    /// An office enters the services and employers of its district.
    Services,
    /// Something of the help that a client was offered comes next.
    Help,
    /// Something of what is watched comes next.
    Watch,
    /// Risk and needs are assessed.
    Assess,
    /// A plan is agreed.
    AgreePlan,
    /// The report of a study is sent.
    SendReport,
    /// The client answers for an absence, or does not.
    Explanation,
    /// The officer weighs an absence.
    Weigh,
    /// Something other than an absence is found to be a violation.
    Breach,
    /// A warning is issued.
    Warn,
    /// A good reason is accepted after all.
    Excuse,
    /// A submission is drafted.
    Draft,
    /// The submission that an office owes longest is written before the days off.
    OwedSubmission,
    /// A meeting of weeks ago is entered before the days off.
    OwedMeeting,
    /// An early end is asked for.
    AskEarlyEnd,
    /// A head approves the submission.
    Approve,
    /// The court confirms that it has the submission.
    Receipt,
    /// The court rules on the submission.
    Ruling,
    /// A wanted client is found and the term runs again.
    Found,
    /// The court tells of a conviction for a new offence.
    Conviction,
    /// An officer records a new offence.
    Reoffence,
    /// The court that convicted replaces the sentence.
    Replacement,
    /// The client moves to another office's territory.
    Move,
    /// The settlement goes over to another office.
    Split,
    /// The client dies.
    Die,
    /// The term is over.
    TermOver,
    /// The case is closed.
    Close,
    /// What is still arranged in a closed case is cancelled.
    TidyUp,
    /// An officer leaves.
    StaffLeaves,
    /// An officer comes.
    StaffComes,
    /// An office of the new territory gets its staff.
    NewOffice,
}

/// A step of a case, with what it needs to know.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Due {
    pub(crate) step: Step,
    pub(crate) file: FileNumber,
    pub(crate) detail: u32,
}
