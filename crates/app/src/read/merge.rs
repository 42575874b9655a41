//! Two records that may be one person's, as the page of it shows them side by side.

use bagyt_core::command::Purpose;
use bagyt_core::identity::{CaseId, PersonId};
use bagyt_exchange::linkage::{Claim, Known, compare};
use bagyt_exchange::number;
use bagyt_exchange::person::{Merge, Person};
use bagyt_store::query;
use jiff::Timestamp;
use jiff::civil::Date;

use super::CaseRow;
use crate::App;
use crate::conduct::cases_since;
use crate::execute::Online;
use crate::merging::MergeRelation;
use crate::outcome::Failure;
use crate::records::Records;
use crate::role::Action;
use crate::user::User;

/// How far two records are joined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MergeState {
    /// The record stands alone.
    Alone,
    /// A proposal waits for another person's decision.
    Waiting,
    /// Both are one person's.
    Joined,
}

/// What one of two records says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MergeSide {
    /// Names; empty where they were erased.
    pub names: String,
    /// Birth date.
    pub birth_on: Option<Date>,
    /// National number.
    pub national_no: String,
    /// Address.
    pub address: String,
    /// The cases that the reader may know of.
    pub cases: Vec<CaseRow>,
}

/// What the page of joining and parting shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MergePage {
    /// The case by which the reader came.
    pub row: CaseRow,
    /// How far it has come.
    pub state: MergeState,
    /// The main record.
    pub main: MergeSide,
    /// The other one.
    pub other: Option<MergeSide>,
    /// What is like in both and what is not, as codes.
    pub likeness: Vec<String>,
    /// Who proposed it, when and why.
    pub proposed: Option<(String, Timestamp, String)>,
    /// Whom the reader may choose: a case of each, by the search.
    pub choices: Vec<MergeChoice>,
    /// The cases that came in since both were joined.
    pub meanwhile: Vec<CaseRow>,
    /// Whether the reader may propose now.
    pub may_propose: bool,
    /// Whether the reader may decide now.
    pub may_decide: bool,
    /// Whether the reader may part them now.
    pub may_part: bool,
}

/// Somebody who may be the same person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MergeChoice {
    /// A case.
    pub case: CaseId,
    /// The court's number of it.
    pub number: String,
    /// Names.
    pub name: String,
    /// Birth date.
    pub birth_on: Option<Date>,
}

/// A proposal that waits, in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MergeItem {
    /// A case of the main record.
    pub case: CaseId,
    /// The names of both.
    pub names: [String; 2],
}

impl App {
    /// Returns what is known of the client of a case and of whom else that client may be; `find`
    /// is what the reader looks for that other one by.
    ///
    /// # Errors
    ///
    /// [`Failure::NotFound`] and [`Failure::Denied`]; outages.
    pub fn merge(&self, user: &User, case: CaseId, find: &str) -> Result<MergePage, Failure> {
        let relation = self.merge_relation(user, case)?;
        let allows = |action, relation| self.policy().allows(user.role, action, relation);
        if !allows(Action::ProposeMerge, relation.here) {
            return Err(Failure::Denied);
        }
        let row = self.shown(user, &relation.row).ok_or(Failure::NotFound)?;
        let mut online = Online::new(self)?;
        let main = online.person(relation.main)?.ok_or(Failure::NotFound)?;
        let state = match &main.merge {
            None => MergeState::Alone,
            Some(merge) if merge.is_confirmed() => MergeState::Joined,
            Some(_) => MergeState::Waiting,
        };
        let mut page = MergePage {
            row,
            state,
            main: self.side(user, &online, relation.main, &main)?,
            other: None,
            likeness: Vec::new(),
            proposed: proposed(&online, main.merge.as_ref())?,
            choices: Vec::new(),
            meanwhile: self.since(user, &mut online, relation.main, &main)?,
            may_propose: state == MergeState::Alone,
            may_decide: state == MergeState::Waiting
                && allows(Action::ConfirmMerge, relation.deciding),
            may_part: state == MergeState::Joined && allows(Action::PartMerge, relation.here),
        };
        if let Some(id) = relation.other {
            let other = online.person(id)?.ok_or(Failure::NotFound)?;
            page.likeness = self.likeness((relation.main, &main), &other);
            page.other = Some(self.side(user, &online, id, &other)?);
        }
        drop(online);
        if page.may_propose && !find.is_empty() {
            page.choices = self.merge_choices(user, &relation, find)?;
        }
        let subjects = [case.stream(), relation.main.stream()];
        let other = relation.other.map(PersonId::stream);
        self.log_access(user, Purpose::Oversight, "merge", subjects.into_iter().chain(other))?;
        Ok(page)
    }

    /// Returns the proposals that the reader may decide, the oldest first.
    ///
    /// # Errors
    ///
    /// Outages.
    pub fn merges_to_decide(&self, user: &User) -> Result<Vec<MergeItem>, Failure> {
        if !self.may(user, Action::ConfirmMerge) {
            return Ok(Vec::new());
        }
        let online = Online::new(self)?;
        let waiting = query::merges_waiting(&online.reader).map_err(Failure::outage)?;
        let mut found = Vec::new();
        for merge in waiting {
            let rows =
                query::cases_of_person(&online.reader, merge.main).map_err(Failure::outage)?;
            found.extend(rows.into_iter().next().map(|row| row.case_id));
        }
        drop(online);
        let mut items = Vec::new();
        for case in found {
            let page = match self.merge(user, case, "") {
                Err(Failure::NotFound | Failure::Denied) => continue,
                page => page?,
            };
            let other = page.other.map(|side| side.names).unwrap_or_default();
            if page.may_decide {
                items.push(MergeItem { case, names: [page.main.names, other] });
            }
        }
        Ok(items)
    }

    fn side(
        &self,
        user: &User,
        online: &Online<'_>,
        id: PersonId,
        person: &Person,
    ) -> Result<MergeSide, Failure> {
        let rows = query::cases_of_person(&online.reader, id).map_err(Failure::outage)?;
        Ok(MergeSide {
            names: person.names.as_ref().map(|names| names.display()).unwrap_or_default(),
            birth_on: person.birth_on,
            national_no: person.national_no.clone().unwrap_or_default(),
            address: person.address.clone().unwrap_or_default(),
            cases: rows.iter().filter_map(|row| self.shown(user, row)).collect(),
        })
    }

    fn since(
        &self,
        user: &User,
        online: &mut Online<'_>,
        id: PersonId,
        main: &Person,
    ) -> Result<Vec<CaseRow>, Failure> {
        let mut rows = Vec::new();
        for case in cases_since(online, id, main)? {
            let row = query::case_by_id(&online.reader, case.id).map_err(Failure::outage)?;
            rows.extend(row.and_then(|row| self.shown(user, &row)));
        }
        Ok(rows)
    }

    /// What is like in two records and what is not.
    fn likeness(&self, (id, main): (PersonId, &Person), other: &Person) -> Vec<String> {
        let (Some(names), Some(sex)) = (other.names.clone(), other.sex) else { return Vec::new() };
        let scheme = self.tables().codes().number_scheme();
        let national_no = other.national_no.as_deref().zip(scheme);
        let national_no = national_no.and_then(|(text, scheme)| number::parse(scheme, text).ok());
        let claim = Claim { names, sex, birth_on: other.birth_on, national_no };
        let reasons = compare(&claim, &Known::of(id, main)).into_iter();
        let code = |reason| serde_json::to_value(reason).ok()?.as_str().map(str::to_owned);
        reasons.filter_map(code).collect()
    }

    fn merge_choices(
        &self,
        user: &User,
        relation: &MergeRelation,
        find: &str,
    ) -> Result<Vec<MergeChoice>, Failure> {
        let hits = self.search_people(user, find)?;
        let others = hits.into_iter().filter(|hit| hit.person != relation.main);
        let choice = |hit: super::Hit| {
            let case = hit.cases.iter().find(|case| !case.stub)?;
            let (case, number) = (case.case, case.number.clone());
            Some(MergeChoice { case, number, name: hit.name, birth_on: hit.birth_on })
        };
        Ok(others.filter_map(choice).collect())
    }
}

fn proposed(
    online: &Online<'_>,
    merge: Option<&Merge>,
) -> Result<Option<(String, Timestamp, String)>, Failure> {
    let Some(merge) = merge else { return Ok(None) };
    let posts = match merge.proposed_by {
        Some(staff) => query::staff_by_id(&online.reader, staff).map_err(Failure::outage)?,
        None => Vec::new(),
    };
    let name = posts.into_iter().next_back().map(|post| post.name).unwrap_or_default();
    Ok(Some((name, merge.proposed_at, merge.words.clone().unwrap_or_default())))
}
