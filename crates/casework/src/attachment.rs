//! Scans, photographs and files that are attached to a case: what they are, of which day, and that
//! one was withdrawn.
//!
//! The file itself is kept beside the journal under its digest, clean of what a camera wrote beside
//! the picture; that is seen to before it comes here. The digest is that of the case's identifier
//! and the file, so that the same file in two cases is two contents and each is forgotten with its
//! own person. A withdrawn file stays in the list and is shown to nobody.

use bagyt_core::effective::Effective;
use bagyt_core::fact::PrivateWords;
use bagyt_core::refusal::required;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::case::Case;
use crate::entries::{Mark, Marked};
use crate::fact::{CaseFact, sealed};

codes! {
    /// What is attached.
    pub enum AttachmentKind {
        /// A paper that says who somebody is.
        Identity = "identity",
        /// A paper of a court.
        Court = "court",
        /// A paper of the service that was signed by hand.
        Signed = "signed",
        /// A medical paper.
        Medical = "medical",
        /// A paper of work, study or income.
        Work = "work",
        /// A paper of residence or family.
        Family = "family",
        /// A letter, or what a client wrote.
        Letter = "letter",
        /// A photograph.
        Photo = "photo",
        /// Something else.
        Other = "other",
    }
}

codes! {
    /// What a file is by its content.
    pub enum FileType {
        /// A PDF.
        Pdf = "pdf",
        /// A JPEG picture.
        Jpeg = "jpeg",
        /// A PNG picture.
        Png = "png",
    }
}

impl FileType {
    /// Returns what a browser calls it.
    pub fn media_type(self) -> &'static str {
        match self {
            FileType::Pdf => "application/pdf",
            FileType::Jpeg => "image/jpeg",
            FileType::Png => "image/png",
        }
    }
}

/// Attaches a file.
#[derive(Clone, Debug, PartialEq)]
pub struct Attach {
    /// When it was taken in.
    pub attached: Effective,
    /// What it is.
    pub kind: AttachmentKind,
    /// The day of the paper or picture.
    pub dated_on: Date,
    /// Version of the paper of ours of which it is the signed copy.
    pub paper: Option<u32>,
    /// What it is by its content.
    pub file: FileType,
    /// Its bytes, as kept.
    pub bytes: u64,
    /// Its pages.
    pub pages: u32,
    /// SHA-256 of the case's identifier and the file, lower-case hexadecimal.
    pub digest: String,
    /// What it is called, and what stands in it.
    pub words: String,
    /// The words of the file itself, as far as they could be read.
    pub text: String,
}

/// Withdraws a file.
#[derive(Clone, Debug, PartialEq)]
pub struct WithdrawAttachment {
    /// Version of its entry.
    pub attachment: u32,
    /// When.
    pub withdrawn: Effective,
    /// Why.
    pub words: String,
}

/// A file was attached.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AttachmentKept {
    /// When.
    pub attached: Effective,
    /// What it is.
    pub kind: AttachmentKind,
    /// The day of the paper or picture.
    pub dated_on: Date,
    /// Version of the paper of ours of which it is the signed copy.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paper: Option<u32>,
    /// What it is by its content.
    pub file: FileType,
    /// Its bytes, as kept.
    pub bytes: u64,
    /// Its pages.
    pub pages: u32,
    /// SHA-256 of the case's identifier and the file.
    pub digest: String,
    /// What it is called, and the words that stand in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub private: Option<AttachmentWords>,
}

/// What is said of a file, and what the file says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttachmentWords {
    /// What it is called, and what stands in it.
    pub words: String,
    /// The words of the file itself, by which it is found.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

/// A file is shown no longer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AttachmentWithdrawn {
    /// Version of its entry.
    pub attachment: u32,
    /// When.
    pub withdrawn: Effective,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub private: Option<PrivateWords>,
}

/// A file, as the state keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
    /// Where the entry stands.
    pub mark: Mark,
    /// What it is.
    pub kind: AttachmentKind,
    /// Version of the paper of which it is the signed copy.
    pub paper: Option<u32>,
    /// Its digest.
    pub digest: String,
    /// Where the entry stands that withdrew it.
    pub withdrawn: Option<Mark>,
}

impl Marked for Attachment {
    fn mark(&self) -> Mark {
        self.mark
    }
}

bagyt_core::refusals! {
    required words;
    /// Why a file is not attached or not withdrawn.
    pub enum AttachmentRefusal {
        /// The day of the paper has not come yet.
        #[error("{on} has not come yet")]
        NotYet {
            /// Day that was given.
            on: Date,
        } = "not-yet" @ "on",
        /// As many files as a case may get in a day were attached today.
        #[error("{count} files were attached to the case today; that is the most of a day")]
        TooManyToday {
            /// The most.
            count: u32,
        } = "attachment-too-many-today" @ "file",
        /// The case has no such paper that holds.
        #[error("the case has no such paper that was signed by hand")]
        UnknownPaper = "attachment-unknown-paper" @ "paper",
        /// The very file is attached already.
        #[error("the very same file was attached on {attached_on}")]
        AlreadyKept {
            /// When.
            attached_on: Date,
        } = "attachment-already-kept" @ "file",
        /// The case has no such file.
        #[error("the case has no such file")]
        Unknown = "attachment-unknown" @ "attachment",
        /// It was withdrawn.
        #[error("the file was withdrawn on {withdrawn_on}")]
        AlreadyWithdrawn {
            /// When.
            withdrawn_on: Date,
        } = "attachment-already-withdrawn" @ "attachment",
    }
}

/// Decides what to write when a file is attached; also to a closed case, whose papers come late.
///
/// `files_a_day` is the most files that a case gets in a day, by the policy of `today`.
///
/// # Errors
///
/// [`AttachmentRefusal`], in the order of its variants; the first that applies is returned.
pub fn attach(
    case: &Case,
    command: &Attach,
    files_a_day: u32,
    today: Date,
) -> Result<Vec<CaseFact>, AttachmentRefusal> {
    let on = command.dated_on;
    if on > today {
        return Err(AttachmentRefusal::NotYet { on });
    }
    let today_kept = case.papers().attached.iter().filter(|one| one.mark.on == today).count();
    if u32::try_from(today_kept).is_ok_and(|kept| kept >= files_a_day) {
        return Err(AttachmentRefusal::TooManyToday { count: files_a_day });
    }
    let holds = |version| case.papers().find(version).is_some_and(|one| one.withdrawn.is_none());
    if command.paper.is_some_and(|version| !holds(version)) {
        return Err(AttachmentRefusal::UnknownPaper);
    }
    let mut kept = case.papers().attached.iter().filter(|one| one.withdrawn.is_none());
    if let Some(one) = kept.find(|one| one.digest == command.digest) {
        return Err(AttachmentRefusal::AlreadyKept { attached_on: one.mark.on });
    }
    required(&command.words)?;
    let attached = AttachmentKept {
        attached: command.attached,
        kind: command.kind,
        dated_on: on,
        paper: command.paper,
        file: command.file,
        bytes: command.bytes,
        pages: command.pages,
        digest: command.digest.clone(),
        private: Some(AttachmentWords {
            words: command.words.trim().to_owned(),
            text: Some(command.text.clone()).filter(|text| !text.is_empty()),
        }),
    };
    Ok(vec![attached.into()])
}

/// Decides what to write when a file is withdrawn.
///
/// # Errors
///
/// [`AttachmentRefusal::Unknown`], [`AttachmentRefusal::AlreadyWithdrawn`], then the words.
pub fn withdraw(
    case: &Case,
    command: &WithdrawAttachment,
) -> Result<Vec<CaseFact>, AttachmentRefusal> {
    let found = case.papers().find_attached(command.attachment);
    if let Some(mark) = found.ok_or(AttachmentRefusal::Unknown)?.withdrawn {
        return Err(AttachmentRefusal::AlreadyWithdrawn { withdrawn_on: mark.on });
    }
    required(&command.words)?;
    let (attachment, withdrawn) = (command.attachment, command.withdrawn);
    Ok(vec![AttachmentWithdrawn { attachment, withdrawn, private: sealed(&command.words) }.into()])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::invented::{Story, day, on, told};

    fn scan(dated_on: &str) -> Attach {
        Attach {
            attached: on("2025-04-10"),
            kind: AttachmentKind::Medical,
            dated_on: day(dated_on),
            paper: None,
            file: FileType::Jpeg,
            bytes: 240_000,
            pages: 1,
            digest: "cd".repeat(32),
            words: "certificate 118 of the clinic".to_owned(),
            text: String::new(),
        }
    }

    #[track_caller]
    fn check(story: &Story, change: impl FnOnce(&mut Attach), expected: Result<&str, &str>) {
        let mut command = scan("2025-04-07");
        change(&mut command);
        let outcome = told(attach(&story.case, &command, 2, day("2025-04-10")));
        assert_eq!(outcome, expected.map(str::to_owned).map_err(str::to_owned));
    }

    fn withdrawing(words: &str) -> WithdrawAttachment {
        let words = words.to_owned();
        WithdrawAttachment { attachment: 2, withdrawn: on("2025-04-11"), words }
    }

    fn attached() -> Story {
        let story = Story::opened();
        let facts = attach(&story.case, &scan("2025-04-07"), 2, day("2025-04-10")).unwrap();
        story.then("2025-04-10", facts)
    }

    #[test]
    fn a_file_is_attached_with_words_and_a_day_that_has_come() {
        let story = Story::opened();
        check(&story, |_| {}, Ok("attachment.kept"));
        check(&story, |one| one.dated_on = day("2025-04-10"), Ok("attachment.kept"));
        let why = "2025-04-11 has not come yet";
        check(&story, |one| one.dated_on = day("2025-04-11"), Err(why));
        check(&story, |one| one.words.clear(), Err("a reason in words is missing"));
        let why = "the case has no such paper that was signed by hand";
        check(&story, |one| one.paper = Some(1), Err(why));
    }

    #[test]
    fn the_very_same_file_is_attached_once_until_it_is_withdrawn() {
        let story = attached();
        check(&story, |_| {}, Err("the very same file was attached on 2025-04-10"));
        let facts = withdraw(&story.case, &withdrawing("of another client")).unwrap();
        let story = story.then("2025-04-11", facts);
        check(&story, |_| {}, Ok("attachment.kept"));
        let again = withdraw(&story.case, &withdrawing("once more")).unwrap_err();
        assert_eq!(again.to_string(), "the file was withdrawn on 2025-04-11");
    }

    #[test]
    fn a_case_gets_as_many_files_in_a_day_as_the_policy_allows() {
        let story = attached();
        let mut another = scan("2025-04-07");
        another.digest = "ef".repeat(32);
        let on = |files, day: &str| {
            told(attach(&story.case, &another, files, crate::invented::day(day)))
        };
        let why = "1 files were attached to the case today; that is the most of a day";
        assert_eq!(on(1, "2025-04-10"), Err(why.to_owned()));
        assert_eq!(on(2, "2025-04-10"), Ok("attachment.kept".to_owned()));
        assert_eq!(on(1, "2025-04-11"), Ok("attachment.kept".to_owned()));
    }

    #[test]
    fn a_browser_is_told_what_a_file_is() {
        let told: Vec<_> = FileType::ALL.iter().map(|one| one.media_type()).collect();
        assert_eq!(told, ["application/pdf", "image/jpeg", "image/png"]);
    }

    #[test]
    fn a_file_is_withdrawn_with_a_reason() {
        let story = attached();
        let why = withdraw(&story.case, &withdrawing(" ")).unwrap_err();
        assert_eq!(why.to_string(), "a reason in words is missing");
        let none = withdraw(&Story::opened().case, &withdrawing("a slip")).unwrap_err();
        assert_eq!(none.to_string(), "the case has no such file");
    }
}
