//! The report of a study before sentence or release: drawn on its dated form and sent.

use bagyt_casework::fact::CaseFact;
use bagyt_core::command::Purpose;
use bagyt_core::identity::{CaseId, CommandId, MessageId};
use bagyt_exchange::outbound::report_document;

use crate::App;
use crate::command::{CaseAct, Command, SendReport};
use crate::documents::{Paper, Words};
use crate::execute::Online;
use crate::outcome::Failure;
use crate::records::{Answer, Records};
use crate::role::Action;
use crate::user::User;

/// What an officer writes into a report.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReportDraft {
    /// Codes of the duties that it proposes.
    pub duties: Vec<String>,
    /// Its conclusion.
    pub conclusion: String,
}

impl ReportDraft {
    /// Returns the act that sends it, without its paper: to be considered, not to be carried out.
    pub fn act(&self) -> CaseAct {
        CaseAct::SendReport(SendReport {
            message: MessageId(uuid::Uuid::nil()),
            duties: self.duties.clone(),
            conclusion: self.conclusion.clone(),
            document: [].into(),
        })
    }
}

impl App {
    /// Draws a report and sends it to the body that asked for it.
    ///
    /// `words` gives the words of a text key in a language, for the standing line of the paper.
    ///
    /// # Errors
    ///
    /// [`Failure::NotFound`] and [`Failure::Denied`], then the words of the wing.
    pub fn send_report(
        &self,
        user: &User,
        id: CommandId,
        case: CaseId,
        draft: &ReportDraft,
        words: Words<'_>,
    ) -> Result<Answer, Failure> {
        // What the wing refuses is refused before anything is drawn.
        self.consider(user, case, draft.act())?;
        let online = Online::new(self)?;
        let read = self.read_case(user, &online, case)?;
        let person = self.person_box(&online, &read.case)?;
        drop(online);
        let meta = self.meta(user, id, Purpose::Supervision);
        let paper = Paper {
            app: self,
            case: &read.case,
            facts: &read.holding,
            person: &person,
            officer: &user.name,
            head: "",
            at: meta.recorded_at,
            is_draft: false,
            words,
        };
        let send = SendReport {
            // The same command names the same message, however often it is sent.
            message: MessageId(id.0),
            duties: draft.duties.clone(),
            conclusion: draft.conclusion.clone(),
            document: paper.report(draft)?.into(),
        };
        let act = CaseAct::SendReport(send);
        self.execute(&meta, &Command::InCase { case, act })
    }

    /// Returns the paper of the report that was sent in a case.
    ///
    /// # Errors
    ///
    /// [`Failure::NotFound`] if none was sent; as [`App::case`].
    pub fn report_paper(&self, user: &User, case: CaseId) -> Result<Vec<u8>, Failure> {
        let mut online = Online::new(self)?;
        let read = self.read_case(user, &online, case)?;
        self.require_for_case(user, Action::ViewDocument, &read.case)?;
        let sent = read.facts.iter().find_map(|recorded| match &recorded.fact {
            CaseFact::ReportSent(fact) => Some(fact.message),
            _ => None,
        });
        let message = online.message(sent.ok_or(Failure::NotFound)?)?.ok_or(Failure::NotFound)?;
        let letter = online.blob(&message.digest)?.ok_or(Failure::NotFound)?;
        let digest = report_document(&letter).ok_or(Failure::NotFound)?;
        let paper = online.blob(&digest)?.ok_or(Failure::NotFound)?;
        drop(online);
        let subjects = [case.stream(), read.case.opening.person.stream()];
        self.log_access(user, Purpose::Supervision, "report", subjects)?;
        Ok(paper)
    }
}
