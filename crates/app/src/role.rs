//! What a person at work may ask to see or do. The roles themselves are the trade's:
//! [`bagyt_casework::codes::Role`].

use std::str::FromStr;

pub use bagyt_casework::codes::Role;

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$item_doc:meta])* $variant:ident = $word:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$item_doc])* $variant,)* }

        impl $name {
            /// All of them, in the order of the list.
            pub const ALL: &'static [$name] = &[$($name::$variant,)*];

            /// Returns the word under which it stands in policies, facts and texts.
            pub fn word(self) -> &'static str {
                match self { $($name::$variant => $word,)* }
            }
        }

        impl FromStr for $name {
            type Err = UnknownWord;
            fn from_str(text: &str) -> Result<Self, UnknownWord> {
                match text {
                    $($word => Ok($name::$variant),)*
                    _ => Err(UnknownWord { text: text.to_owned() }),
                }
            }
        }
    };
}

/// A word names no action.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{text}` names no action")]
pub struct UnknownWord {
    /// What was given.
    pub text: String,
}

words! {
    /// What somebody asks to see or do.
    Action {
        /// Sign in with a password alone, without a second factor.
        SignInByPassword = "sign_in_by_password",
        /// See the queue of the day.
        ViewToday = "view_today",
        /// See lists of cases.
        ViewWorklist = "view_worklist",
        /// See one case.
        ViewCase = "view_case",
        /// See who a person is.
        ViewPerson = "view_person",
        /// See a paper of a case.
        ViewDocument = "view_document",
        /// Print the client's page.
        PrintClientPage = "print_client_page",
        /// Look for people.
        SearchPeople = "search_people",
        /// Arrange an appointment.
        ArrangeAppointment = "arrange_appointment",
        /// Record a contact.
        RecordContact = "record_contact",
        /// Record an absence or an explanation.
        RecordAbsence = "record_absence",
        /// Send a client to community service and record what was worked.
        RecordWork = "record_work",
        /// Record what a client asks leave for, and the return from a permitted stay.
        KeepRequests = "keep_requests",
        /// Answer what a client asks leave for.
        AnswerRequest = "answer_request",
        /// Answer a request to go abroad.
        AnswerRequestAbroad = "answer_request_abroad",
        /// Record the service's own search for a client who has gone.
        KeepSearch = "keep_search",
        /// Record what a client owes and what was paid or withheld.
        KeepPayments = "keep_payments",
        /// Check whether a client keeps a duty.
        CheckDuty = "check_duty",
        /// Fit and take off a device of electronic monitoring, and look at its alerts.
        KeepDevice = "keep_device",
        /// Refer a client to a service and record what becomes of it.
        KeepReferrals = "keep_referrals",
        /// Record that a client asks for a lawyer, and what became of it.
        KeepLegalAid = "keep_legal_aid",
        /// Issue and withdraw papers of a case.
        IssuePaper = "issue_paper",
        /// Attach files to a case and withdraw them.
        KeepAttachments = "keep_attachments",
        /// Enrol a client in a programme and record its sessions.
        KeepProgrammes = "keep_programmes",
        /// Send a client to an employer and record what becomes of it.
        KeepJobs = "keep_jobs",
        /// See the employers of an office, with their numbers.
        ViewEmployers = "view_employers",
        /// Keep the register of employers of an office.
        KeepEmployers = "keep_employers",
        /// Keep what victims want to be told of.
        KeepWishes = "keep_wishes",
        /// Ask a psychologist or a social worker for a client.
        AskSpecialist = "ask_specialist",
        /// Take clients over and hold sessions of one's own.
        KeepSessions = "keep_sessions",
        /// End what a specialist who is gone cannot end.
        LeadSpecialists = "lead_specialists",
        /// Keep confidential notes about one's own clients.
        KeepNotes = "keep_notes",
        /// Give a reward.
        GiveReward = "give_reward",
        /// Give a reward that bears the seal of the office.
        GiveRewardOfOffice = "give_reward_of_office",
        /// See the services of an office, with their numbers.
        ViewServices = "view_services",
        /// Keep the register of services of an office.
        KeepServices = "keep_services",
        /// See who is deputy of an office.
        ViewDeputies = "view_deputies",
        /// Appoint a deputy of an office, and withdraw the appointment.
        AppointDeputy = "appoint_deputy",
        /// See time studies of an office and their results.
        ViewTimeStudies = "view_time_studies",
        /// Open a time study of an office.
        OpenTimeStudy = "open_time_study",
        /// Say in a time study what one is doing.
        AnswerTimeStudy = "answer_time_study",
        /// See the prosecutors' acts of supervision of an office.
        ViewProsecutorActs = "view_prosecutor_acts",
        /// Register and answer prosecutors' acts of supervision.
        KeepProsecutorActs = "keep_prosecutor_acts",
        /// Take a client on the register.
        RegisterClient = "register_client",
        /// Establish or end an attribute of the client that changes rules.
        EstablishAttribute = "establish_attribute",
        /// Keep the client's personal file.
        KeepFile = "keep_file",
        /// Keep the channels on which a client is reminded of appointments.
        KeepChannels = "keep_channels",
        /// Assess risk and needs.
        Assess = "assess",
        /// Agree a plan.
        AgreePlan = "agree_plan",
        /// Accept a reason or establish a violation.
        WeighAbsence = "weigh_absence",
        /// Record that the client contests an entry.
        ContestEntry = "contest_entry",
        /// Answer a contest of the client.
        AnswerContest = "answer_contest",
        /// Sign or refuse an act whose row of law is not verified.
        Countersign = "countersign",
        /// Say that an act stands although what it rested on has moved.
        UpholdAct = "uphold_act",
        /// The same of an act that a head approved or countersigned.
        UpholdApproved = "uphold_approved",
        /// Issue a warning.
        Warn = "warn",
        /// Draft a submission to the court.
        DraftSubmission = "draft_submission",
        /// Approve a submission.
        ApproveSubmission = "approve_submission",
        /// Send the report of a study before sentence or release.
        SendReport = "send_report",
        /// Record a ruling that came on paper.
        RecordRuling = "record_ruling",
        /// Record a new offence.
        RecordReoffence = "record_reoffence",
        /// Close a case.
        CloseCase = "close_case",
        /// Take in a paper act.
        TakePaperAct = "take_paper_act",
        /// Bring in a register kept outside.
        BringInRegister = "bring_in_register",
        /// See what came in.
        ViewInbox = "view_inbox",
        /// Decide whether records are one person's.
        DecideReview = "decide_review",
        /// Propose that two records are one person's.
        ProposeMerge = "propose_merge",
        /// Confirm or refuse that.
        ConfirmMerge = "confirm_merge",
        /// Part two records that were joined.
        PartMerge = "part_merge",
        /// Give a case to an officer.
        Allocate = "allocate",
        /// Hand a case to another office.
        Transfer = "transfer",
        /// Ask another state to supervise a client, and record what becomes of it.
        TransferAbroad = "transfer_abroad",
        /// See which requests to other states are pending; without names where no case can be seen.
        ViewTransfersAbroad = "view_transfers_abroad",
        /// Record how much a member of staff is to carry, and when the person is away.
        KeepStaff = "keep_staff",
        /// Draw samples of files and say how they are kept.
        OverseeFiles = "oversee_files",
        /// See the office as a whole.
        ViewOffice = "view_office",
        /// See a week in numbers.
        ViewBrief = "view_brief",
        /// See monthly tables.
        ViewStatistics = "view_statistics",
        /// See counts so small that they may tell of one person; never in what is published.
        ViewSmallNumbers = "view_small_numbers",
        /// See law against practice.
        ViewPractice = "view_practice",
        /// See the entries behind a number, without names.
        ViewCellEntries = "view_cell_entries",
        /// See survival curves.
        ViewSurvival = "view_survival",
        /// See training needs.
        ViewNeeds = "view_needs",
        /// Raise a training need.
        RaiseNeed = "raise_need",
        /// Say how a training need is met.
        AnswerNeed = "answer_need",
        /// See evidence for partners.
        ViewEvidence = "view_evidence",
        /// Publish a result.
        PublishResult = "publish_result",
        /// See who is eligible under an amnesty or a new law.
        ViewCampaigns = "view_campaigns",
        /// See the law tables.
        ViewLaw = "view_law",
        /// Draft a row of law, and see what it would have done.
        DraftLaw = "draft_law",
        /// Answer as the second lawyer: approve a drafted row or give it back.
        ApproveLaw = "approve_law",
        /// See what waits at the own court, confirm it, and fix hearings.
        ServeCourt = "serve_court",
        /// See the state of the journal.
        ViewJournal = "view_journal",
        /// See who looked at what.
        ViewAccessLog = "view_access_log",
        /// Restrict a case, lift the restriction, exclude somebody from it.
        RestrictCase = "restrict_case",
        /// Open a restricted case for a time, with a reason.
        BreakGlass = "break_glass",
        /// Ask that it be forgotten who a client was.
        AskErasure = "ask_erasure",
        /// Decide whether it is forgotten who a client was.
        DecideErasure = "decide_erasure",
        /// Review a break-glass access.
        ReviewAccess = "review_access",
        /// Add, change and disable users.
        ManageUsers = "manage_users",
        /// Sign a checkpoint.
        MakeCheckpoint = "make_checkpoint",
    }
}
