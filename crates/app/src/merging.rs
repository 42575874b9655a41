//! Joining two records of one person: who may propose, confirm and part.
//!
//! A head proposes, another head confirms; both see a case of each record. Whoever is excluded from
//! any case of either is told that there is none.

use bagyt_core::command::Purpose;
use bagyt_core::identity::{CaseId, CommandId, PersonId};
use bagyt_exchange::merge::{DecideMerge, ProposeMerge};
use bagyt_store::query;

use crate::App;
use crate::command::{Command, PartMerge};
use crate::execute::Online;
use crate::outcome::Failure;
use crate::policy::Relation;
use crate::records::{Answer, Records};
use crate::role::Action;
use crate::user::User;

/// How a person at work stands to the record of a client and the one joined with it.
pub(crate) struct MergeRelation {
    pub(crate) row: query::CaseRow,
    /// The main record: that of the client, or the one with which it is joined.
    pub(crate) main: PersonId,
    pub(crate) other: Option<PersonId>,
    pub(crate) here: Relation,
    /// To decide.
    pub(crate) deciding: Relation,
}

impl App {
    /// Proposes that the clients of two cases are one person; the first one's record is the main
    /// one.
    ///
    /// # Errors
    ///
    /// [`Failure::NotFound`] and [`Failure::Denied`], then why the records are not joined.
    pub fn propose_merge(
        &self,
        user: &User,
        id: CommandId,
        (case, other): (CaseId, CaseId),
        words: String,
    ) -> Result<Answer, Failure> {
        let relation = self.merge_relation(user, case)?;
        self.require(user, Action::ProposeMerge, relation.here)?;
        let other = self.merge_relation(user, other)?;
        self.require(user, Action::ProposeMerge, other.here)?;
        let propose = ProposeMerge { main: relation.main, other: other.row.person_id, words };
        self.execute(&self.meta(user, id, Purpose::Oversight), &Command::ProposeMerge(propose))
    }

    /// Confirms or refuses that the client of a case and another are one person.
    ///
    /// # Errors
    ///
    /// As [`App::propose_merge`].
    pub fn decide_merge(
        &self,
        user: &User,
        id: CommandId,
        case: CaseId,
        (confirmed, words): (bool, String),
    ) -> Result<Answer, Failure> {
        let relation = self.merge_relation(user, case)?;
        self.require(user, Action::ConfirmMerge, relation.deciding)?;
        let decide = DecideMerge { decided_by: user.staff, confirmed, words };
        let command = Command::DecideMerge { main: relation.main, decide };
        self.execute(&self.meta(user, id, Purpose::Oversight), &command)
    }

    /// Parts the record of a case's client from the one joined with it. `of_other` says of each
    /// case that came in meanwhile whether it is the other person's.
    ///
    /// # Errors
    ///
    /// As [`App::propose_merge`].
    pub fn part_merge(
        &self,
        user: &User,
        id: CommandId,
        case: CaseId,
        (words, of_other): (String, Vec<(CaseId, bool)>),
    ) -> Result<Answer, Failure> {
        let relation = self.merge_relation(user, case)?;
        self.require(user, Action::PartMerge, relation.here)?;
        let (main, other) = (relation.main, relation.other.unwrap_or(relation.main));
        let whose = |(case, is_other)| (case, if is_other { other } else { main });
        let assigned = of_other.into_iter().map(whose).collect();
        let command = Command::PartMerge { main, part: PartMerge { words, assigned } };
        self.execute(&self.meta(user, id, Purpose::Oversight), &command)
    }

    /// How somebody stands to the client of a case, and to whom that client may be too.
    pub(crate) fn merge_relation(
        &self,
        user: &User,
        case: CaseId,
    ) -> Result<MergeRelation, Failure> {
        let mut online = Online::new(self)?;
        let row = query::case_by_id(&online.reader, case).map_err(Failure::outage)?;
        let row = row.ok_or(Failure::NotFound)?;
        let shown = self.shown(user, &row).ok_or(Failure::NotFound)?;
        let merges = query::merges_of(&online.reader, &[row.person_id]).map_err(Failure::outage)?;
        let pair = merges.first().map(|merge| (merge.main, Some(merge.other)));
        let (main, other) = pair.unwrap_or((row.person_id, None));
        for person in [Some(main), other].into_iter().flatten() {
            let excluded = &user.own_access.excluded;
            if online.cases_of(person)?.iter().any(|one| excluded.contains(one)) {
                return Err(Failure::NotFound);
            }
        }
        if shown.stub {
            return Err(Failure::Denied);
        }
        let state = online.person(main)?;
        let proposed_by = state.and_then(|person| person.merge.as_ref()?.proposed_by);
        let here = user.relation_to(case, &row.office.0, row.officer, row.restricted);
        let deciding = Relation { own_act: proposed_by == Some(user.staff), ..here };
        Ok(MergeRelation { row, main, other, here, deciding })
    }
}
