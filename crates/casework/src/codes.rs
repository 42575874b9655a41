//! The closed lists of words that casework's facts are written in.
//!
//! A value is written as its code, for ever; translations are keyed by the code. Lists that a
//! country decides (measures, articles, obligations, reasons that its law names) are not here:
//! they are tables, and stand in facts as the table's codes.

pub use crate::abroad::{
    AbroadAwaits, AbroadGround, AbroadObstacle, AbroadReturn, AbroadStatus, AbroadWithdrawal,
};
pub use crate::appeal::{AppealOutcome, Appellant};
pub use crate::attachment::{AttachmentKind, FileType};
pub use crate::attribute::Evidence;
pub use crate::breach::BreachEvidence;
pub use crate::channel::{ChannelKind, ChannelLine, ChannelStatus};
pub use crate::circumstance::Aspect;
pub use crate::countersign::{SignatureStatus, SignedAct};
pub use crate::duties::lists::*;
pub use crate::event::EventKind;
pub use crate::hearing::{HearingResult, HearingStatus};
pub use crate::leave::LeaveKind;
pub use crate::letter::LetterKind;
pub use crate::oversight::FileAnswer;
pub use crate::paper::{PaperFault, PaperKind, Signing};
pub use crate::prosecutor::{ProsecutorActKind, ProsecutorActOutcome};
pub use crate::reminder::Occasion;
pub use crate::standing::{
    AbsenceStatus, AppointmentStatus, ContestStatus, Status, SubmissionStatus,
};
pub use crate::support::lists::*;
pub use crate::workload::{ReductionKind, WorkKind};

/// Declares a closed list: the enum, its codes, and the way from a code to its value.
macro_rules! codes {
    (
        $(#[$doc:meta])*
        pub enum $name:ident {
            $($(#[$value_doc:meta])* $value:ident = $code:literal,)*
        }
    ) => {
        $(#[$doc])*
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash,
            serde::Serialize, serde::Deserialize,
        )]
        pub enum $name {
            $($(#[$value_doc])* #[serde(rename = $code)] $value,)*
        }

        impl $name {
            /// All values, in the order in which a form offers them.
            pub const ALL: &'static [$name] = &[$($name::$value),*];

            /// Returns the code under which the value is written.
            pub fn code(self) -> &'static str {
                match self { $($name::$value => $code,)* }
            }

            /// Returns the value with that code, if there is one.
            pub fn find(code: &str) -> Option<$name> {
                match code { $($code => Some($name::$value),)* _ => None }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.code())
            }
        }
    };
}

codes! {
    /// Which of the four kinds of probation work a case belongs to.
    pub enum Domain {
        /// Study of a person before trial or sentence.
        PreSentence = "pre_sentence",
        /// Sentences and measures served at liberty.
        NonCustodial = "non_custodial",
        /// Preparation of release, in prison.
        Penitentiary = "penitentiary",
        /// Supervision and help after release.
        PostRelease = "post_release",
    }
}

codes! {
    /// Sex, as the court act states it.
    pub enum Sex {
        /// Female.
        Female = "f",
        /// Male.
        Male = "m",
    }
}

codes! {
    /// The band of ages in which statistics are published.
    pub enum AgeGroup {
        /// Younger than 18.
        Under18 = "under_18",
        /// 18 to 24.
        From18To24 = "18_24",
        /// 25 to 34.
        From25To34 = "25_34",
        /// 35 to 44.
        From35To44 = "35_44",
        /// 45 to 59.
        From45To59 = "45_59",
        /// 60 and older.
        From60 = "60_over",
    }
}

impl AgeGroup {
    /// Returns the band of an age in whole years.
    pub fn of(years: u8) -> AgeGroup {
        match years {
            0..=17 => AgeGroup::Under18,
            18..=24 => AgeGroup::From18To24,
            25..=34 => AgeGroup::From25To34,
            35..=44 => AgeGroup::From35To44,
            45..=59 => AgeGroup::From45To59,
            60.. => AgeGroup::From60,
        }
    }
}

codes! {
    /// Risk as an officer judges it; a structured professional judgement, never a score.
    pub enum Risk {
        /// Low.
        Low = "low",
        /// Medium.
        Medium = "medium",
        /// High.
        High = "high",
    }
}

codes! {
    /// What a client needs help or work with.
    pub enum Need {
        /// A place to live.
        Accommodation = "accommodation",
        /// Papers: passport, registration, benefits.
        Documents = "documents",
        /// Work and income.
        Employment = "employment",
        /// School and training.
        Education = "education",
        /// Debts and money.
        Finances = "finances",
        /// Family, partner, children.
        Family = "family",
        /// Health of the body.
        Health = "health",
        /// Health of the mind.
        MentalHealth = "mental_health",
        /// Alcohol.
        Alcohol = "alcohol",
        /// Drugs.
        Drugs = "drugs",
        /// Thinking and attitudes.
        Thinking = "thinking",
        /// The company kept.
        Company = "company",
        /// Anger and violence.
        Violence = "violence",
    }
}

codes! {
    /// The kind of a meeting.
    pub enum ContactKind {
        /// Appearance for registration.
        Registration = "registration",
        /// Conversation on the plan and on how things stand.
        Interview = "interview",
        /// Visit to the home.
        Home = "home",
        /// Visit to the place of work or study.
        Workplace = "workplace",
        /// By telephone.
        Phone = "phone",
        /// By video.
        Video = "video",
        /// Group session or programme.
        Group = "group",
        /// Community work under supervision.
        CommunityWork = "community_work",
        /// Visit to a prison.
        Prison = "prison",
    }
}

codes! {
    /// Where a meeting was held.
    pub enum ContactPlace {
        /// At the office of probation.
        Office = "office",
        /// At the client's home.
        Home = "home",
        /// At work or school.
        Work = "work",
        /// In a prison.
        Prison = "prison",
        /// At another agency.
        Agency = "agency",
        /// At a distance.
        Remote = "remote",
        /// Elsewhere.
        Elsewhere = "elsewhere",
    }
}

codes! {
    /// How a meeting that took place went.
    pub enum Attendance {
        /// The client came and did what was agreed.
        Attended = "attended",
        /// The client came and did not do what was agreed.
        FailedToComply = "failed_to_comply",
        /// The client was sent home because of behaviour.
        SentHomeBehaviour = "sent_home_behaviour",
        /// The client was sent home because the service could not hold the meeting.
        SentHomeService = "sent_home_service",
    }
}

codes! {
    /// How the client answered for an absence.
    pub enum ExplanationForm {
        /// In writing.
        Written = "written",
        /// By word of mouth, written down by the officer.
        Spoken = "spoken",
        /// Asked, and gave no explanation.
        Refused = "refused",
    }
}

codes! {
    /// Why an absence counts as excused.
    pub enum AbsenceReason {
        /// A court or another agency had summoned the client.
        CourtOrLegal = "court_or_legal",
        /// Work.
        Employment = "employment",
        /// Care for the family or a child.
        Family = "family",
        /// Illness of the client.
        Medical = "medical",
        /// A religious duty.
        Religious = "religious",
        /// The client was detained.
        Custody = "custody",
        /// Road, weather, disaster.
        ForceMajeure = "force_majeure",
        /// The service's own fault.
        ServiceFault = "service_fault",
        /// The officer's judgement, in words.
        Judgement = "judgement",
    }
}

codes! {
    /// What was done against the order or the law.
    pub enum ViolationGround {
        /// Did not come to an appointment or for registration.
        NoShow = "no_show",
        /// Moved without notice.
        MovedWithoutNotice = "moved_without_notice",
        /// Left work or study without notice.
        LeftWorkWithoutNotice = "left_work_without_notice",
        /// Did not do a duty that the court set.
        DutyNotDone = "duty_not_done",
        /// Was where the court forbade it to be, or out at a forbidden hour.
        ForbiddenPlaceOrHour = "forbidden_place_or_hour",
        /// Damaged or took off the means of tracking.
        TrackingDamaged = "tracking_damaged",
        /// Evaded community or correctional work.
        WorkEvaded = "work_evaded",
        /// An administrative offence with a penalty.
        AdministrativeOffence = "administrative_offence",
    }
}

codes! {
    /// What a submission asks the court for.
    pub enum SubmissionKind {
        /// To extend the term.
        Extend = "extend",
        /// To add a duty.
        AddDuty = "add_duty",
        /// To lift a duty.
        LiftDuty = "lift_duty",
        /// To replace the sentence or measure.
        Replace = "replace",
        /// To cancel the conditional sentence or release and execute the punishment.
        Cancel = "cancel",
        /// To end supervision early.
        EndEarly = "end_early",
        /// To declare the client wanted and suspend the term.
        Search = "search",
        /// To resume the term after the client was found.
        Resume = "resume",
        /// To decide what follows a deferral: release, a milder punishment, or serving it.
        EndDeferral = "end_deferral",
    }
}

impl SubmissionKind {
    /// Whether it asks for something against the client and so needs violations as its grounds.
    pub fn is_adverse(self) -> bool {
        !matches!(self, Self::LiftDuty | Self::EndEarly | Self::Resume | Self::EndDeferral)
    }
}

codes! {
    /// Why a case was closed.
    pub enum CloseReason {
        /// The term was served to its last day.
        Completed = "completed",
        /// The court replaced it by a stricter punishment.
        Revoked = "revoked",
        /// The court ended it before its time.
        EndedEarly = "ended_early",
        /// The client died.
        Died = "died",
        /// Another country took it over.
        TransferredAbroad = "transferred_abroad",
        /// Another reason, in words.
        Other = "other",
    }
}

codes! {
    /// Why a case went to an officer.
    pub enum AllocationReason {
        /// The lowest caseload.
        LowestCaseload = "lowest_caseload",
        /// The officer knows the client.
        Continuity = "continuity",
        /// The officer speaks the client's language.
        Language = "language",
        /// The officer is trained for this kind of case.
        Speciality = "speciality",
        /// An officer left or is away.
        Succession = "succession",
    }
}

codes! {
    /// Why a case went to another office.
    pub enum TransferReason {
        /// The client moved.
        Moved = "moved",
        /// The territory of offices was changed.
        TerritoryChanged = "territory_changed",
        /// Safety of the client or of staff.
        Safety = "safety",
        /// A staff member is related to the client or otherwise not impartial.
        Impartiality = "impartiality",
    }
}

codes! {
    /// Why a transferred case was sent back.
    pub enum ReturnReason {
        /// The client does not live in the territory.
        NotResident = "not_resident",
        /// Papers of the case are missing.
        PapersMissing = "papers_missing",
        /// Another office is to have it.
        WrongOffice = "wrong_office",
        /// Another reason, which the words say.
        Other = "other",
    }
}

codes! {
    /// Why an appointment was cancelled.
    pub enum CancelReason {
        /// It was moved to another time.
        Rescheduled = "rescheduled",
        /// The client asked.
        Client = "client",
        /// The officer was away.
        Officer = "officer",
        /// The case ended or was handed over.
        CaseEnded = "case_ended",
    }
}

codes! {
    /// What a member of staff is appointed to.
    pub enum Role {
        /// Officer.
        Officer = "officer",
        /// Psychologist.
        Psychologist = "psychologist",
        /// Social worker.
        SocialWorker = "social_worker",
        /// Legal adviser.
        LegalAdviser = "legal_adviser",
        /// Head of a territorial office.
        HeadOfOffice = "head_of_office",
        /// Deputy of the head, with the head's powers.
        DeputyHead = "deputy_head",
        /// Head of an interregional department.
        InterregionalHead = "interregional_head",
        /// Analyst of a department.
        DepartmentAnalyst = "department_analyst",
        /// Headquarters.
        Headquarters = "headquarters",
        /// Social worker of a prison.
        PrisonSocialWorker = "prison_social_worker",
        /// Clerk of a court or of a prosecutor's office.
        Clerk = "clerk",
        /// Trainer.
        Trainer = "trainer",
        /// Learner.
        Learner = "learner",
        /// Manager of the academy.
        AcademyManager = "academy_manager",
        /// Manager of a reform project.
        ProjectManager = "project_manager",
        /// Lawyer of the law tables.
        LawTables = "law_tables",
        /// Inspector or auditor.
        Inspector = "inspector",
        /// Administrator of the installation.
        Administrator = "administrator",
    }
}

impl Role {
    /// Whether the role may answer for a submission or a sanction that another person drafted.
    pub fn is_head(self) -> bool {
        matches!(self, Role::HeadOfOffice | Role::DeputyHead | Role::InterregionalHead)
    }

    /// Whether the role supervises clients and so has a caseload.
    pub fn is_supervising(self) -> bool {
        matches!(self, Role::Officer | Role::HeadOfOffice | Role::DeputyHead)
    }
}

codes! {
    /// Why an entry no longer holds, or holds with another content.
    pub enum MendingReason {
        /// It was recorded by mistake.
        Mistake = "mistake",
        /// It was recorded in another client's case.
        WrongCase = "wrong_case",
        /// The same happening was recorded twice.
        Twice = "twice",
        /// The absence that it rests on was excused.
        ReasonAccepted = "reason_accepted",
        /// The client contested it, rightly.
        Contested = "contested",
        /// A higher court annulled or changed it.
        AnnulledOnAppeal = "annulled_on_appeal",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_leads_back_to_its_value_and_is_how_it_is_written() {
        for kind in ContactKind::ALL {
            assert_eq!(ContactKind::find(kind.code()), Some(*kind));
            let written = serde_json::to_value(kind).unwrap();
            assert_eq!(written, serde_json::Value::from(kind.code()));
        }
        assert_eq!(ContactKind::find("smoke_signal"), None);
    }

    #[track_caller]
    fn check(years: u8, group: &str) {
        assert_eq!(AgeGroup::of(years).code(), group);
    }

    #[test]
    fn an_age_group_begins_and_ends_with_its_years() {
        check(0, "under_18");
        check(17, "under_18");
        check(18, "18_24");
        check(24, "18_24");
        check(25, "25_34");
        check(34, "25_34");
        check(35, "35_44");
        check(44, "35_44");
        check(45, "45_59");
        check(59, "45_59");
        check(60, "60_over");
        check(115, "60_over");
    }

    #[test]
    fn lifting_a_duty_and_an_early_end_are_for_the_client() {
        let for_client: Vec<&str> = SubmissionKind::ALL
            .iter()
            .filter(|kind| !kind.is_adverse())
            .map(|kind| kind.code())
            .collect();
        assert_eq!(for_client, ["lift_duty", "end_early", "resume", "end_deferral"]);
    }
}
