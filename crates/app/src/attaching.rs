//! Attaching files to a case: cleaned, kept under their digest, shown to whoever reads the case.

use bagyt_casework::attachment::Attach;
use bagyt_casework::codes::{AttachmentKind, FileType};
use bagyt_core::command::Purpose;
use bagyt_core::effective::Effective;
use bagyt_core::identity::{CaseId, CommandId};
use bagyt_paper::upload::clean;
use jiff::civil::Date;

use crate::App;
use crate::command::{CaseAct, Command};
use crate::conduct::digest;
use crate::execute::Online;
use crate::outcome::Failure;
use crate::read::attached_fact;
use crate::records::Answer;
use crate::role::Action;
use crate::upload_setting::{refused_file, type_of};
use crate::user::User;

/// A file that is handed in, with what is said about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileToAttach {
    /// What it is.
    pub kind: AttachmentKind,
    /// The day of the paper or picture.
    pub dated_on: Date,
    /// Version of the paper of ours of which it is the signed copy.
    pub paper: Option<u32>,
    /// What it is called, and what stands in it.
    pub words: String,
    /// The file as it came.
    pub bytes: Vec<u8>,
}

impl App {
    /// Attaches a file to a case: it is told by its content, checked to its end, and kept without
    /// what was written beside a picture.
    ///
    /// # Errors
    ///
    /// [`Failure::NotFound`] and [`Failure::Denied`]; as [`App::upload_rule`]; refused with the code of a
    /// [`FileFault`](bagyt_paper::upload::FileFault) at `file`; then the words of the wing.
    pub fn attach_file(
        &self,
        user: &User,
        id: CommandId,
        case: CaseId,
        file: &FileToAttach,
    ) -> Result<Answer, Failure> {
        let online = Online::new(self)?;
        let read = self.read_case(user, &online, case)?;
        drop(online);
        self.require_for_case(user, Action::KeepAttachments, &read.case)?;
        let rule = self.upload_rule()?;
        let cleaned = clean(&file.bytes, &rule.bounds());
        let cleaned = cleaned.map_err(|fault| refused_file("file", &fault))?;
        let content = kept(case, &cleaned.bytes);
        let meta = self.meta(user, id, Purpose::Supervision);
        let attach = Attach {
            attached: Effective::instant(meta.recorded_at, read.case.zone),
            kind: file.kind,
            dated_on: file.dated_on,
            paper: file.paper,
            file: type_of(cleaned.kind),
            bytes: u64::try_from(cleaned.bytes.len()).unwrap_or(u64::MAX),
            pages: cleaned.pages,
            digest: digest(&content),
            words: file.words.clone(),
            text: cleaned.words,
        };
        let act = CaseAct::Attach { attach, content: content.into() };
        self.execute(&meta, &Command::InCase { case, act })
    }

    /// Returns a file of a case with the code of its type.
    ///
    /// # Errors
    ///
    /// [`Failure::NotFound`], also for one that was withdrawn, and [`Failure::Denied`]; outages.
    pub fn attached_file(
        &self,
        user: &User,
        case: CaseId,
        version: u32,
    ) -> Result<(FileType, Vec<u8>), Failure> {
        let online = Online::new(self)?;
        let read = self.read_case(user, &online, case)?;
        self.require_for_case(user, Action::ViewDocument, &read.case)?;
        let found = read.case.papers().find_attached(version);
        found.filter(|one| one.withdrawn.is_none()).ok_or(Failure::NotFound)?;
        let fact = attached_fact(&read, version).ok_or(Failure::NotFound)?;
        let content = self.blob(&online.reader, &fact.digest)?.ok_or(Failure::NotFound)?;
        drop(online);
        let file = content.strip_prefix(case.0.as_bytes()).ok_or(Failure::NotFound)?.to_vec();
        let subjects = [case.stream(), read.case.opening.person.stream()];
        self.log_access(user, Purpose::Supervision, "attachment", subjects)?;
        Ok((fact.file, file))
    }
}

/// The content that is kept of a file: the case's identifier and the file, so that two cases never
/// share one.
fn kept(case: CaseId, file: &[u8]) -> Vec<u8> {
    [case.0.as_bytes().as_slice(), file].concat()
}
