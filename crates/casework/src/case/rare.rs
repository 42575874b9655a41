//! What few cases have: it stands behind one pointer, because most cases have nothing of it and all
//! of them stand in memory at once.

use crate::abroad::AbroadTransfers;
use crate::case::Case;
use crate::countersign::Countersignatures;
use crate::duties::Duties;
use crate::entries::drop_version;
use crate::hearing::Proceedings;
use crate::paper::Papers;
use crate::waiver::Waiver;

/// Entries of the kinds that few cases have; what each means is said where it is decided.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Rare {
    /// About the client's duties and measures.
    pub(crate) duties: Duties,
    /// Hearings and appeals.
    pub(crate) proceedings: Proceedings,
    /// What heads were asked to countersign.
    pub(crate) countersignatures: Countersignatures,
    /// Papers that were issued.
    pub(crate) papers: Papers,
    /// Requests to other states.
    pub(crate) abroad: AbroadTransfers,
    /// Violations that nothing follows.
    pub(crate) waivers: Vec<Waiver>,
}

impl Case {
    /// Returns what few cases have, to be added to.
    pub(crate) fn rare_mut(&mut self) -> &mut Rare {
        self.rare.get_or_insert_default()
    }

    /// Takes the entry of that version out.
    pub(super) fn drop_rare(&mut self, version: u32) {
        let Some(rare) = &mut self.rare else { return };
        rare.duties.forget(version);
        rare.papers.forget(version);
        rare.abroad.forget(version);
        let proceedings = &mut rare.proceedings;
        drop_version(&mut proceedings.hearings, version);
        drop_version(&mut proceedings.hearing_steps, version);
        drop_version(&mut proceedings.appeals, version);
        drop_version(&mut proceedings.appeal_decisions, version);
        let signatures = &mut rare.countersignatures;
        drop_version(&mut signatures.asked, version);
        drop_version(&mut signatures.answered, version);
        drop_version(&mut signatures.carried, version);
        drop_version(&mut rare.waivers, version);
        // A new fold of what is left makes none either.
        if **rare == Rare::default() {
            self.rare = None;
        }
    }
}
