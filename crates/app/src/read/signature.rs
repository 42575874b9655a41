//! Countersignatures of acts whose row of law is not verified, as their pages show them.

use bagyt_casework::case::Case;
use bagyt_casework::countersign::{Asked, Subject};
use bagyt_casework::fact::CaseFact;
use bagyt_core::command::Purpose;
use bagyt_core::identity::{CaseId, CommandId};
use jiff::civil::Date;
use uuid::Uuid;

use super::RowWords;
use super::erasure::name_of;
use super::reading::Read;
use crate::App;
use crate::acting::right_to_act;
use crate::conduct::Desk;
use crate::conduct::rows_of_act;
use crate::execute::Online;
use crate::outcome::Failure;
use crate::role::Action;
use crate::user::User;

/// What an act still needs before it can be recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignatureState {
    /// Rows on which the act would rely and that are not verified; none of them, and no head has to
    /// countersign.
    pub rows: Vec<RowWords>,
    /// The newest request.
    pub asked: Option<SignatureItem>,
}

/// A request for a countersignature, and its answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignatureItem {
    /// Version of the entry that asked.
    pub version: u32,
    /// The act.
    pub subject: Subject,
    /// The rows, as they stood in the editions that were named.
    pub rows: Vec<RowWords>,
    /// When it was asked for.
    pub asked_on: Date,
    /// Names of who asked.
    pub asked_by: String,
    /// What is to be done and why.
    pub words: String,
    /// Code of how far it has come.
    pub status: String,
    /// When it was answered.
    pub answered_on: Option<Date>,
    /// Names of the head.
    pub answered_by: String,
    /// What the head said.
    pub answer: String,
    /// Whether the reader may answer it.
    pub may_answer: bool,
}

impl App {
    /// Returns what an act still needs before it can be recorded today.
    ///
    /// # Errors
    ///
    /// As [`App::case`]; [`Failure::Denied`] for whoever may not do the act.
    pub fn signature_state(
        &self,
        user: &User,
        case: CaseId,
        subject: Subject,
        duty: Option<&str>,
    ) -> Result<SignatureState, Failure> {
        let online = Online::new(self)?;
        let read = self.read_case(user, &online, case)?;
        self.require_for_case(user, right_to_act(subject.act), &read.case)?;
        let meta = self.meta(user, CommandId(Uuid::nil()), Purpose::Supervision);
        let desk = Desk { tables: &read.tables, meta: &meta, signing: self.secrets().signing() };
        let rows = rows_of_act(&desk, &read.case, subject, duty)?;
        let unverified = rows.iter().filter(|row| !row.verified);
        let words = |law: &bagyt_casework::reliance::ReliedLaw| {
            self.row_words(&law.reliance.row, law.reliance.edition_from)
        };
        let rows = unverified.filter_map(words).collect();
        let asked = read.case.signature_asked(subject);
        let asked = asked.map(|asked| self.signature_item(user, &online, &read, asked));
        Ok(SignatureState { rows, asked: asked.transpose()? })
    }

    /// Returns a request for a countersignature.
    ///
    /// # Errors
    ///
    /// As [`App::case`]; [`Failure::NotFound`] also for a request that does not hold.
    pub fn signature(
        &self,
        user: &User,
        case: CaseId,
        asked: u32,
    ) -> Result<SignatureItem, Failure> {
        let online = Online::new(self)?;
        let read = self.read_case(user, &online, case)?;
        self.require_for_case(user, Action::ViewCase, &read.case)?;
        let item = self.signature_item(user, &online, &read, find(&read.case, asked)?)?;
        drop(online);
        let subjects = [case.stream(), read.case.opening.person.stream()];
        self.log_access(user, Purpose::Oversight, "countersignature", subjects)?;
        Ok(item)
    }

    fn signature_item(
        &self,
        user: &User,
        online: &Online<'_>,
        read: &Read,
        asked: &Asked,
    ) -> Result<SignatureItem, Failure> {
        let case = &read.case;
        let version = asked.mark.version;
        let answer = case.answer_of(version);
        let said = |version: u32| {
            let recorded = read.holding.iter().find(|recorded| recorded.version == version);
            let private = recorded.and_then(|recorded| match &recorded.fact {
                CaseFact::CountersignatureAsked(fact) => fact.private.as_ref(),
                CaseFact::CountersignatureAnswered(fact) => fact.private.as_ref(),
                _ => None,
            });
            private.map(|private| private.words.clone()).unwrap_or_default()
        };
        let own_act = asked.by == Some(user.staff);
        let relation = crate::policy::Relation { own_act, ..self.relation_in(user, case) };
        Ok(SignatureItem {
            version,
            subject: asked.subject,
            rows: asked.rows.iter().filter_map(|(row, on)| self.row_words(row, *on)).collect(),
            asked_on: asked.mark.on,
            asked_by: name_of(online, asked.by)?,
            words: said(version),
            status: case.signature_status(asked).code().to_owned(),
            answered_on: answer.map(|answer| answer.mark.on),
            answered_by: name_of(online, answer.map(|answer| answer.by))?,
            answer: answer.map(|answer| said(answer.mark.version)).unwrap_or_default(),
            may_answer: answer.is_none()
                && self.policy().allows(user.role, Action::Countersign, relation),
        })
    }
}

fn find(case: &Case, version: u32) -> Result<&Asked, Failure> {
    let found = case.countersignatures().asked.iter().find(|one| one.mark.version == version);
    found.ok_or(Failure::NotFound)
}
