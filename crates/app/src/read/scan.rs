//! The scan of what came on paper: a ruling or an act, kept as it was handed in.
//!
//! Of a case it is shown to whoever reads its documents, with the same entry in the access log as a
//! file that is attached; of an act that belongs to no case yet to whoever takes it in.

use bagyt_casework::codes::FileType;
use bagyt_casework::fact::CaseFact;
use bagyt_core::command::Purpose;
use bagyt_core::identity::{CaseId, MessageId};
use bagyt_paper::upload::kind_of;
use bagyt_store::query;

use super::extension::beyond_law;
use super::messages::item;
use super::reading::Read;
use super::timeline::TimelineItem;
use crate::App;
use crate::execute::Online;
use crate::outcome::Failure;
use crate::records::Records;
use crate::role::Action;
use crate::upload_setting::type_of;
use crate::user::User;

impl App {
    /// Returns the scan of a paper that opened a case or was written into it, with the code of its
    /// type.
    ///
    /// # Errors
    ///
    /// [`Failure::NotFound`], also for what has no scan, and [`Failure::Denied`]; outages.
    pub fn scan_in_case(
        &self,
        user: &User,
        case: CaseId,
        message: MessageId,
    ) -> Result<(FileType, Vec<u8>), Failure> {
        let mut online = Online::new(self)?;
        let read = self.read_case(user, &online, case)?;
        self.require_for_case(user, Action::ViewDocument, &read.case)?;
        let scan = scan_of(&mut online, message, Some(case))?;
        drop(online);
        let subjects = [case.stream(), read.case.opening.person.stream(), message.stream()];
        self.log_access(user, Purpose::Supervision, "scan", subjects)?;
        Ok(scan)
    }

    /// Returns the scan of a paper act that belongs to no case: it waits for a decision of identity,
    /// or it cannot be acted on.
    ///
    /// # Errors
    ///
    /// [`Failure::NotFound`], also for an act that a case has, and [`Failure::Denied`]; outages.
    pub fn scan_in_inbox(
        &self,
        user: &User,
        message: MessageId,
    ) -> Result<(FileType, Vec<u8>), Failure> {
        let mut online = Online::new(self)?;
        let row = query::message_by_id(&online.reader, message).map_err(Failure::outage)?;
        let item = item(row.ok_or(Failure::NotFound)?);
        self.require_for_message(user, &online, &item, Action::ViewInbox)?;
        if self.is_about_excluded(user, &online, message)? {
            return Err(Failure::NotFound);
        }
        let scan = scan_of(&mut online, message, None)?;
        drop(online);
        self.log_access(user, Purpose::Intake, "scan", [message.stream()])?;
        Ok(scan)
    }

    /// Says at the entries of a case what of a ruling goes beyond the law, and which were written
    /// from a paper whose scan the reader may open.
    pub(super) fn add_scans(
        &self,
        user: &User,
        online: &mut Online<'_>,
        (read, timeline): (&Read, &mut [TimelineItem]),
    ) -> Result<(), Failure> {
        let beyond = beyond_law(&read.tables, &read.case)?;
        let here = self.relation_in(user, &read.case);
        let may_open = self.policy().allows(user.role, Action::ViewDocument, here);
        for recorded in &read.facts {
            let message = match &recorded.fact {
                CaseFact::Opened(fact) => fact.message,
                CaseFact::OrderChanged(fact) => fact.message,
                _ => continue,
            };
            let Some(entry) = timeline.iter_mut().find(|one| one.version == recorded.version)
            else {
                continue;
            };
            let found = beyond.iter().find(|(_, item)| item.version == recorded.version);
            entry.beyond = found.map(|(_, item)| item.clone());
            if may_open {
                let message_of = online.message(message)?;
                let has_scan = message_of.is_some_and(|one| one.scan_digest.is_some());
                entry.scan = has_scan.then_some(message);
            }
        }
        Ok(())
    }
}

/// Reads the scan of a message that belongs to a case, or to none.
fn scan_of(
    online: &mut Online<'_>,
    message: MessageId,
    case: Option<CaseId>,
) -> Result<(FileType, Vec<u8>), Failure> {
    let kept = online.message(message)?.filter(|kept| kept.case == case);
    let kept = kept.ok_or(Failure::NotFound)?;
    let digest = kept.scan_digest.as_ref().ok_or(Failure::NotFound)?;
    let bytes = online.blob(digest)?.ok_or(Failure::NotFound)?;
    // Nothing else is taken in; what is none of them is never handed to a browser.
    let kind = kind_of(&bytes).ok_or(Failure::NotFound)?;
    Ok((type_of(kind), bytes))
}
