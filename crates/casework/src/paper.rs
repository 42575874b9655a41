//! Papers of a case: what can be made of it now, issuing one with its number, and withdrawing it.
//!
//! A paper is drawn from what the case says and then stands as it is: its number, its form, its
//! languages and the digest of its bytes are the entry, and a mistake is mended by an entry that
//! withdraws it, after which it is issued anew under a new number. Numbers are consecutive by
//! office, kind and year; that no number is left out or given twice is seen to where the entry is
//! written, because no single case knows the others' numbers. Letters that ask for an explanation
//! or bring a warning are acts of their own ([`crate::letter`]), and so are submissions.

mod kept;
mod matter;

use bagyt_core::effective::Effective;
use bagyt_core::fact::PrivateWords;
use bagyt_core::identity::OfficeCode;
use bagyt_core::refusal::required;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

pub use self::kept::{IssuedPaper, Papers};
pub use self::matter::{matters, never_issued};
use crate::case::Case;
use crate::fact::{CaseFact, sealed};

codes! {
    /// What a paper is.
    pub enum PaperKind {
        /// Who is on the register, by which act, and the marks of appearances.
        RegistrationCard = "registration_card",
        /// What the client may and must do; signed by the client.
        RightsMemo = "rights_memo",
        /// The meetings to which the client comes.
        AppearanceSchedule = "appearance_schedule",
        /// The plan that was agreed, with the help that was found.
        IndividualPlan = "individual_plan",
        /// It tells a service or a local executive body that a client is referred to it.
        ServiceNotice = "service_notice",
        /// What was done to find a client, for the court that declares a search.
        SearchMaterials = "search_materials",
        /// It answers what a client asked leave for.
        RequestAnswer = "request_answer",
        /// It tells a client of a hearing.
        HearingNotice = "hearing_notice",
        /// That the client was taken off the register.
        RemovalCertificate = "removal_certificate",
        /// Somebody before trial or sentence asks for pre-trial probation of free will.
        PretrialApplication = "pretrial_application",
        /// How far a client has come, for the court that is asked to end supervision early.
        CorrectionConclusion = "correction_conclusion",
        /// That a monitoring device was fitted and its rules were explained.
        MonitoringProtocol = "monitoring_protocol",
    }
}

codes! {
    /// How a paper is borne out.
    pub enum Signing {
        /// Confirmed in the system: signed in anew, and the server's signature over the digest.
        System = "system",
        /// Printed, and signed by hand.
        Hand = "hand",
    }
}

codes! {
    /// Why a paper is withdrawn.
    pub enum PaperFault {
        /// Something on it is wrong.
        Mistake = "mistake",
        /// What it says is so no longer.
        Outdated = "outdated",
        /// It was issued in the case of somebody else.
        WrongCase = "wrong_case",
    }
}

/// Issues a paper.
#[derive(Clone, Debug, PartialEq)]
pub struct IssuePaper {
    /// What it is.
    pub paper: PaperKind,
    /// Version of the entry that it is drawn from, where it is one.
    pub about: Option<u32>,
    /// When.
    pub issued: Effective,
    /// Its number in the year, of the office and kind.
    pub number: u32,
    /// Code of the form.
    pub form: String,
    /// First day of the form's edition.
    pub edition_from: Date,
    /// Its languages, the state's first: `ky`, `ru`, …
    pub languages: Vec<String>,
    /// How it is borne out.
    pub signing: Signing,
    /// The server's signature over the digest, of a paper confirmed in the system.
    pub signature: Option<String>,
    /// SHA-256 of its bytes, lower-case hexadecimal.
    pub digest: String,
    /// What was filled in, by which it is found.
    pub text: String,
}

/// Withdraws a paper.
#[derive(Clone, Debug, PartialEq)]
pub struct WithdrawPaper {
    /// Version of its entry.
    pub paper: u32,
    /// When.
    pub withdrawn: Effective,
    /// Why.
    pub fault: PaperFault,
    /// In words.
    pub words: String,
}

/// A paper was issued.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PaperIssued {
    /// What it is.
    pub paper: PaperKind,
    /// Version of the entry that it is drawn from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<u32>,
    /// When.
    pub issued: Effective,
    /// The office whose number it bears.
    pub office: OfficeCode,
    /// The year of the number.
    pub year: i16,
    /// The number.
    pub number: u32,
    /// Code of the form.
    pub form: String,
    /// First day of the form's edition.
    pub edition_from: Date,
    /// Its languages, the state's first.
    pub languages: Vec<String>,
    /// How it is borne out.
    pub signing: Signing,
    /// The server's signature over the digest.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signature: Option<String>,
    /// SHA-256 of its bytes.
    pub digest: String,
    /// What was filled in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub private: Option<PrivatePaper>,
}

/// What was filled into a paper.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PrivatePaper {
    /// Titles and filled places, each on a line.
    pub text: String,
}

/// A paper holds no longer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PaperWithdrawn {
    /// Version of its entry.
    pub paper: u32,
    /// When.
    pub withdrawn: Effective,
    /// Why.
    pub fault: PaperFault,
    /// In words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub private: Option<PrivateWords>,
}

bagyt_core::refusals! {
    required words;
    /// Why a paper is not issued or not withdrawn.
    pub enum PaperRefusal {
        /// The case is closed.
        #[error("the case was closed on {closed_on}")]
        CaseClosed {
            /// Day of closing.
            closed_on: Date,
        } = "case-closed",
        /// The client is not on the register yet.
        #[error("the client was not registered yet; register the client first")]
        NotRegistered = "paper-not-registered" @ "paper",
        /// No meeting is to come.
        #[error("no meeting is arranged; arrange one first")]
        NoAppointment = "paper-no-appointment" @ "paper",
        /// No plan was agreed.
        #[error("no plan was agreed; agree on one first")]
        NoPlan = "paper-no-plan" @ "paper",
        /// No referral is under way.
        #[error("no referral is under way; refer the client first")]
        NoReferral = "paper-no-referral" @ "paper",
        /// Nobody looks for the client.
        #[error("nobody looks for the client; record the first measure of the search")]
        NotSought = "paper-not-sought" @ "paper",
        /// No request was answered.
        #[error("no request of the client was granted or refused; answer one first")]
        NoAnswer = "paper-no-answer" @ "paper",
        /// No hearing is to come.
        #[error("no hearing is to come; record the one that the court fixed")]
        NoHearing = "paper-no-hearing" @ "paper",
        /// The case is no study before trial or sentence.
        #[error("the person is under supervision already; the application comes before a sentence")]
        NotBeforeSentence = "paper-not-before-sentence" @ "paper",
        /// Nobody asks the court to end supervision early.
        #[error("no early end is asked of the court; draft that submission first")]
        NoEarlyEnd = "paper-no-early-end" @ "paper",
        /// No device is worn.
        #[error("no device is worn; record that one was fitted first")]
        NoDevice = "paper-no-device" @ "paper",
        /// The case is open.
        #[error("the case is open; the certificate is made once it is closed")]
        NotClosed = "paper-not-closed" @ "paper",
        /// It cannot be drawn from that entry.
        #[error("this paper cannot be drawn from that entry now")]
        UnknownMatter = "paper-unknown-matter" @ "about",
        /// It was issued and holds.
        #[error("it was issued on {issued_on} under number {number}; withdraw that one first")]
        AlreadyIssued {
            /// When.
            issued_on: Date,
            /// Its number.
            number: u32,
        } = "paper-already-issued" @ "paper",
        /// The case has no such paper.
        #[error("the case has no such paper")]
        UnknownPaper = "paper-unknown" @ "paper",
        /// It was withdrawn.
        #[error("the paper was withdrawn on {withdrawn_on}")]
        AlreadyWithdrawn {
            /// When.
            withdrawn_on: Date,
        } = "paper-already-withdrawn" @ "paper",
    }
}

impl PaperKind {
    /// Whether it tells how things stand on its day, so that it is issued again when they have
    /// changed; the others are about one entry, and of each there is one that holds.
    pub fn tells_the_standing(self) -> bool {
        matches!(
            self,
            PaperKind::RegistrationCard
                | PaperKind::RightsMemo
                | PaperKind::AppearanceSchedule
                | PaperKind::SearchMaterials
        )
    }

    /// Whether it is for the client, so that it also stands in the client's language.
    pub fn is_for_the_client(self) -> bool {
        !matches!(
            self,
            PaperKind::ServiceNotice | PaperKind::SearchMaterials | PaperKind::CorrectionConclusion
        )
    }
}

/// Decides what to write when a paper is issued.
///
/// # Errors
///
/// [`PaperRefusal`]: first what [`matters`] refuses, then the entry, then an earlier paper.
pub fn issue(
    case: &Case,
    command: &IssuePaper,
    now: Timestamp,
) -> Result<Vec<CaseFact>, PaperRefusal> {
    let (paper, about) = (command.paper, command.about);
    if !matters(case, paper, now)?.contains(&about) {
        return Err(PaperRefusal::UnknownMatter);
    }
    never_issued(case, paper, about)?;
    let text = command.text.trim();
    let issued = PaperIssued {
        paper,
        about,
        issued: command.issued,
        office: case.office().clone(),
        year: command.issued.on().year(),
        number: command.number,
        form: command.form.clone(),
        edition_from: command.edition_from,
        languages: command.languages.clone(),
        signing: command.signing,
        signature: command.signature.clone(),
        digest: command.digest.clone(),
        private: (!text.is_empty()).then(|| PrivatePaper { text: text.to_owned() }),
    };
    Ok(vec![issued.into()])
}

/// Decides what to write when a paper is withdrawn; also of a closed case.
///
/// # Errors
///
/// [`PaperRefusal::UnknownPaper`], [`PaperRefusal::AlreadyWithdrawn`], then the words.
pub fn withdraw(case: &Case, command: &WithdrawPaper) -> Result<Vec<CaseFact>, PaperRefusal> {
    let paper = case.papers().find(command.paper).ok_or(PaperRefusal::UnknownPaper)?;
    if let Some(mark) = paper.withdrawn {
        return Err(PaperRefusal::AlreadyWithdrawn { withdrawn_on: mark.on });
    }
    required(&command.words)?;
    let (paper, withdrawn, fault) = (command.paper, command.withdrawn, command.fault);
    Ok(vec![PaperWithdrawn { paper, withdrawn, fault, private: sealed(&command.words) }.into()])
}

/// Returns the name that a number of an office, a kind and a year is taken under.
pub fn number_claim(office: &OfficeCode, paper: PaperKind, year: i16, number: u32) -> String {
    format!("paper:{}:{paper}:{year}:{number}", office.0)
}

#[cfg(test)]
mod tests;
