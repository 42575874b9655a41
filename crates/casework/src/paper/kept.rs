//! What a case keeps of the papers that were issued in it.

use super::PaperKind;
use crate::attachment::Attachment;
use crate::case::Case;
use crate::entries::{Mark, Marked, drop_version, find_version, keep};
use crate::fact::CaseFact;

/// A paper, as the state keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IssuedPaper {
    /// Where the entry stands.
    pub mark: Mark,
    /// What it is.
    pub paper: PaperKind,
    /// Version of the entry that it is drawn from.
    pub about: Option<u32>,
    /// Its number.
    pub number: u32,
    /// Where the entry stands that withdrew it.
    pub withdrawn: Option<Mark>,
}

impl Marked for IssuedPaper {
    fn mark(&self) -> Mark {
        self.mark
    }
}

/// The papers and files of a case.
///
/// Invariant: they are ordered by [`Mark::order`], and each version stands once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Papers {
    /// All that were issued, also those that were withdrawn.
    pub issued: Vec<IssuedPaper>,
    /// Files that were attached, also those that were withdrawn.
    pub attached: Vec<Attachment>,
}

static NO_PAPERS: Papers = Papers { issued: Vec::new(), attached: Vec::new() };

impl Papers {
    /// Returns the paper of that version.
    pub fn find(&self, version: u32) -> Option<&IssuedPaper> {
        find_version(&self.issued, version)
    }

    /// Returns the file of that version.
    pub fn find_attached(&self, version: u32) -> Option<&Attachment> {
        find_version(&self.attached, version)
    }

    /// Returns the papers that hold.
    pub fn holding(&self) -> impl Iterator<Item = &IssuedPaper> {
        self.issued.iter().filter(|one| one.withdrawn.is_none())
    }

    /// Takes the entry of that version out.
    pub(crate) fn forget(&mut self, version: u32) {
        drop_version(&mut self.issued, version);
        for paper in &mut self.issued {
            paper.withdrawn = paper.withdrawn.filter(|mark| mark.version != version);
        }
        drop_version(&mut self.attached, version);
        for file in &mut self.attached {
            file.withdrawn = file.withdrawn.filter(|mark| mark.version != version);
        }
    }
}

impl Case {
    /// Returns the papers that were issued in this case.
    pub fn papers(&self) -> &Papers {
        self.rare.as_deref().map_or(&NO_PAPERS, |rare| &rare.papers)
    }

    /// Takes an entry about papers.
    pub(crate) fn apply_paper(&mut self, mark: Mark, fact: &CaseFact) {
        let papers = &mut self.rare_mut().papers;
        match fact {
            CaseFact::PaperIssued(fact) => {
                let (paper, about, number) = (fact.paper, fact.about, fact.number);
                let issued = IssuedPaper { mark, paper, about, number, withdrawn: None };
                keep(&mut papers.issued, issued);
            }
            CaseFact::PaperWithdrawn(fact) => {
                let found = papers.issued.iter_mut().find(|one| one.mark.version == fact.paper);
                if let Some(found) = found {
                    found.withdrawn = Some(mark);
                }
            }
            CaseFact::AttachmentKept(fact) => {
                let (kind, paper, digest) = (fact.kind, fact.paper, fact.digest.clone());
                let file = Attachment { mark, kind, paper, digest, withdrawn: None };
                keep(&mut papers.attached, file);
            }
            CaseFact::AttachmentWithdrawn(fact) => {
                let found = papers.attached.iter_mut();
                let mut found = found.filter(|one| one.mark.version == fact.attachment);
                if let Some(found) = found.next() {
                    found.withdrawn = Some(mark);
                }
            }
            _ => {}
        }
    }

    /// Returns the version of a paper that holds and is drawn from the entry.
    pub(crate) fn paper_resting_on(&self, version: u32) -> Option<u32> {
        let mut holding = self.papers().holding();
        holding.find(|one| one.about == Some(version)).map(|one| one.mark.version)
    }
}
