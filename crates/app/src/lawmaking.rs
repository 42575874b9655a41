//! Lawyers' work on the tables: a row is drafted, laid over the last year, approved, published.
//!
//! What lawyers enact stands in a table of its own, `law/<country>/enacted`, whose rows stand before
//! those of the other tables ([`bagyt_core::law::enacted`]). A program that carries newer tables
//! publishes those beside it and never replaces it; where the two contradict, the publication is
//! refused and names the row.

mod effect;

use std::collections::BTreeSet;

use bagyt_core::command::Purpose;
use bagyt_core::drafting::{Draft, DraftEffect, DraftStatus, RowDrafted};
use bagyt_core::identity::{CommandId, StaffId, TableId};
use bagyt_core::law::enacted::{
    Columns, ENACTED, columns_of, field_at, has_campaign, row_at, written,
};
use bagyt_core::law::{Pack, PackError, Problem, Row};
use bagyt_store::query;
use jiff::civil::Date;

use crate::App;
use crate::INSTALLATION;
use crate::command::{Command, DraftAct};
use crate::evidence::Told;
use crate::execute::Online;
use crate::in_force::Current;
use crate::outcome::{Failure, Refused};
use crate::policy::Relation;
use crate::publishing::Next;
use crate::read::CampaignCount;
use crate::records::{Answer, Records};
use crate::role::Action;
use crate::second_factor::Confirmation;
use crate::table_set::{LAW, Table, TableSet, borrowed};
use crate::user::User;

pub(crate) use effect::Effects;
pub use effect::{EffectExample, EffectSeen, EffectState};

/// Who vouches for an enacted row, as a code.
const VERIFIER: &str = "two lawyers";

/// First line of the table.
const HEADING: &str = "# Rows that lawyers of the service enacted; each stands before those of the \
                       other tables.\n";

/// What is wrong with a column of a drafted row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowFault {
    /// The column, as [`Columns`] names it; empty where no column is meant.
    pub field: String,
    /// What is wrong.
    pub problem: Problem,
}

/// A draft, as the list shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LawDraftItem {
    /// The draft.
    pub draft: TableId,
    /// Code of the rule.
    pub code: String,
    /// First day on which it is to be in force.
    pub in_force_from: Date,
    /// How it stands.
    pub status: String,
    /// Day on which it was begun.
    pub begun_on: Date,
    /// Day of its last entry.
    pub changed_on: Date,
}

/// A draft with all that its page shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LawDraftPage {
    /// The draft.
    pub draft: TableId,
    /// Version of its stream.
    pub version: u32,
    /// How it stands.
    pub status: DraftStatus,
    /// What is drafted.
    pub columns: Columns,
    /// The row in force on the day before, where it is another edition of one.
    pub former: Option<Columns>,
    /// Names of those who wrote at it.
    pub authors: Vec<String>,
    /// What was seen of its effect when a second lawyer was asked.
    pub effect: Option<DraftEffect>,
    /// Why it was last given back.
    pub reasons: String,
    /// How the open cases of today stand to its campaign, where it has one.
    pub campaign: Option<CampaignCount>,
    /// Whether the reader may write at it.
    pub may_write: bool,
    /// Whether the reader may answer as the second lawyer.
    pub may_answer: bool,
}

impl App {
    /// Lists the drafts, the newest first.
    ///
    /// # Errors
    ///
    /// [`Failure::Denied`]; outages.
    pub fn law_drafts(&self, user: &User) -> Result<Vec<LawDraftItem>, Failure> {
        self.require(user, Action::DraftLaw, Relation::default())?;
        let online = Online::new(self)?;
        let rows = query::law_drafts(&online.reader).map_err(Failure::outage)?;
        let item = |row: query::LawDraftRow| LawDraftItem {
            draft: row.draft_id,
            code: row.code,
            in_force_from: row.in_force_from,
            status: row.status,
            begun_on: row.begun_on,
            changed_on: row.changed_on,
        };
        Ok(rows.into_iter().map(item).collect())
    }

    /// Shows a draft.
    ///
    /// # Errors
    ///
    /// [`Failure::Denied`], [`Failure::NotFound`]; outages.
    pub fn law_draft(&self, user: &User, id: TableId) -> Result<LawDraftPage, Failure> {
        let (draft, drafted) = self.drafted(user, id)?;
        let columns = columns_of(&drafted.row);
        let reader = self.store.read().map_err(Failure::outage)?;
        let mut authors = Vec::new();
        for author in &draft.authors {
            let posts = query::staff_by_id(&reader, *author).map_err(Failure::outage)?;
            authors.extend(posts.into_iter().last().map(|post| post.name));
        }
        drop(reader);
        let own_act = Relation { own_act: is_author(&draft, user.staff), ..Relation::default() };
        let may_answer = draft.status == DraftStatus::Asked
            && self.policy().allows(user.role, Action::ApproveLaw, own_act);
        Ok(LawDraftPage {
            draft: id,
            version: draft.version,
            status: draft.status,
            former: self.former(&drafted)?,
            columns,
            authors,
            effect: draft.effect,
            reasons: draft.reasons,
            campaign: self.campaign_of(user, &drafted)?,
            may_write: matches!(draft.status, DraftStatus::Draft | DraftStatus::Returned),
            may_answer,
        })
    }

    /// Counts how the open cases stand to the campaign of a draft, without those of which the reader
    /// may not know.
    fn campaign_of(
        &self,
        user: &User,
        drafted: &RowDrafted,
    ) -> Result<Option<CampaignCount>, Failure> {
        if !has_campaign(&columns_of(&drafted.row)) {
            return Ok(None);
        }
        let set = self.set_in_force()?;
        let (table, _) = self.enacted_with(&set, &drafted.row);
        let set = set.with(table);
        let files = set.within(&format!("{LAW}/{}", self.country().code()));
        // What is published already stands in the tables, and would stand there twice.
        let tables = self.tables();
        let drafted_with = Pack::parse(self.country().code(), &borrowed(&files)).ok();
        let pack = drafted_with.as_ref().unwrap_or_else(|| tables.pack());
        let Some(campaign) = pack.campaign(&drafted.code) else { return Ok(None) };
        self.count_under(user, campaign).map(Some)
    }

    /// Returns the columns of a row of the tables in force, as a draft of its next edition begins
    /// with them; nothing where there is no such row.
    ///
    /// # Errors
    ///
    /// [`Failure::Denied`]; outages.
    pub fn law_row(&self, user: &User, code: &str, from: Date) -> Result<Option<Columns>, Failure> {
        self.require(user, Action::DraftLaw, Relation::default())?;
        let tables = self.tables();
        let mut rows = tables.pack().rows_of(code);
        match rows.find(|row| row.in_force_from == from) {
            Some(row) => Ok(Some(self.columns_in_force(row)?)),
            None => Ok(None),
        }
    }

    fn columns_in_force(&self, row: &Row) -> Result<Columns, Failure> {
        let set = self.set_in_force()?;
        let file = row.place.file.trim_end_matches(".toml");
        let name = format!("{LAW}/{}/{file}", self.country().code());
        let text = set.find(&name).map(|table| row_at(&table.text, row.place.line));
        Ok(columns_of(&text.unwrap_or_default()))
    }

    /// The columns of the edition that was in force on the day before a drafted row begins.
    fn former(&self, drafted: &RowDrafted) -> Result<Option<Columns>, Failure> {
        let Ok(before) = drafted.in_force_from.yesterday() else { return Ok(None) };
        let tables = self.tables();
        let mut rows = tables.pack().rows_of(&drafted.code);
        let is_former = |row: &&Row| row.is_in_force(before);
        rows.find(is_former).map(|row| self.columns_in_force(row)).transpose()
    }

    /// Says what is wrong with a row as it is written, under the tables in force; nothing of one
    /// that could be published as it is.
    ///
    /// # Errors
    ///
    /// [`Failure::Denied`]; outages.
    pub fn row_faults(&self, user: &User, columns: &Columns) -> Result<Vec<RowFault>, Failure> {
        self.require(user, Action::DraftLaw, Relation::default())?;
        self.faults_of(&written(&vouched(columns)))
    }

    fn faults_of(&self, row: &str) -> Result<Vec<RowFault>, Failure> {
        let set = self.set_in_force()?;
        let (table, first) = self.enacted_with(&set, row);
        let set = set.with(table);
        let files = set.within(&format!("{LAW}/{}", self.country().code()));
        let mut faults = match Pack::parse(self.country().code(), &borrowed(&files)) {
            Ok(_) => Vec::new(),
            Err(errors) => errors.0.iter().map(|error| fault(row, first, error)).collect(),
        };
        let columns = columns_of(row);
        let tables = self.tables();
        if let Some(name) = columns.get("reform_indicator")
            && !tables.indicators().iter().any(|known| known.code == *name)
        {
            let problem = Problem::Undeclared { what: "indicator", name: name.clone() };
            faults.push(RowFault { field: "reform_indicator".to_owned(), problem });
        }
        // One answer a field: what follows from the first is mended with it.
        let mut seen = BTreeSet::new();
        faults.retain(|fault| fault.field.is_empty() || seen.insert(fault.field.clone()));
        Ok(faults)
    }

    /// The table that lawyers enact with one more row, and the line on which that begins.
    fn enacted_with(&self, set: &TableSet, row: &str) -> (Table, usize) {
        let name = format!("{LAW}/{}/{ENACTED}", self.country().code());
        let standing = set.find(&name).map_or(HEADING, |table| &*table.text);
        let before = format!("{standing}\n");
        let first = before.lines().count() + 1;
        (Table::new(&name, format!("{before}{row}")), first)
    }

    /// Writes a row, for the first time or anew.
    ///
    /// # Errors
    ///
    /// [`Failure::Denied`]; refused with `law-draft-faults` where [`App::row_faults`] names any;
    /// the words of the draft.
    pub fn write_law_draft(
        &self,
        user: &User,
        id: CommandId,
        draft: TableId,
        columns: &Columns,
    ) -> Result<Answer, Failure> {
        self.require(user, Action::DraftLaw, Relation::default())?;
        let row = written(&vouched(columns));
        let from = columns.get("in_force_from").and_then(|day| day.parse::<Date>().ok());
        let faults = self.faults_of(&row)?;
        let (Some(in_force_from), true) = (from, faults.is_empty()) else {
            let text = "the row cannot stand in the tables as it is written";
            return Err(Refused::new("law-draft-faults", None, text).into());
        };
        let code = columns.get("code").cloned().unwrap_or_default();
        let table = format!("{LAW}/{}/{ENACTED}", self.country().code());
        let act = DraftAct::Write(RowDrafted { table, code, in_force_from, row });
        self.act_on_draft(user, id, draft, act)
    }

    /// Asks a second lawyer about a draft whose effect the reader has seen.
    ///
    /// # Errors
    ///
    /// [`Failure::Denied`]; refused with `law-draft-no-effect` before it was worked out; the words
    /// of the draft.
    pub fn ask_second_lawyer(
        &self,
        user: &User,
        id: CommandId,
        draft: TableId,
    ) -> Result<Answer, Failure> {
        let EffectState::Ready(seen) = self.law_effect(user, draft)? else {
            let text = "work out first what the row would have done to the last year";
            return Err(Refused::new("law-draft-no-effect", None, text).into());
        };
        self.act_on_draft(user, id, draft, DraftAct::Ask(seen.effect))
    }

    /// Gives a draft back with reasons.
    ///
    /// # Errors
    ///
    /// [`Failure::Denied`]; the words of the draft.
    pub fn give_draft_back(
        &self,
        user: &User,
        id: CommandId,
        draft: TableId,
        words: &str,
    ) -> Result<Answer, Failure> {
        self.require_second(user, draft)?;
        let act = DraftAct::GiveBack { by: user.staff, words: words.to_owned() };
        self.act_on_draft(user, id, draft, act)
    }

    /// Gives a draft up.
    ///
    /// # Errors
    ///
    /// [`Failure::Denied`]; the words of the draft.
    pub fn give_draft_up(
        &self,
        user: &User,
        id: CommandId,
        draft: TableId,
    ) -> Result<Answer, Failure> {
        self.require(user, Action::DraftLaw, Relation::default())?;
        self.act_on_draft(user, id, draft, DraftAct::GiveUp)
    }

    /// Approves a draft with the password and, where the account has a second factor, its code;
    /// publishes the table with its row, and makes the rows anew that follow from it.
    ///
    /// # Errors
    ///
    /// [`Failure::Denied`] also for an author; refused with `password` or `second-factor` if it is
    /// wrong, and with `law-draft-faults` where the row does not fit the tables any more; the words
    /// of the draft.
    pub fn approve_law_draft<'c>(
        &self,
        user: &User,
        id: CommandId,
        draft: TableId,
        confirmation: impl Into<Confirmation<'c>>,
        told: Told<'_>,
    ) -> Result<Answer, Failure> {
        self.require_second(user, draft)?;
        self.confirm(user, confirmation.into())?;
        let _publishing = self.publishing.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        self.refresh_tables()?;
        let next = self.next_of(user, draft)?;
        if !next.rows_stand {
            self.differences(&next, None, told)?;
        }
        let Current { history, .. } = self.in_force.current();
        let [table] = next.differing.as_slice() else {
            return Err(Failure::defect("a draft is one table"));
        };
        let command = Command::EnactDraft {
            draft,
            by: user.staff,
            installation: INSTALLATION,
            version: history.version,
            table: [(table.published.clone(), table.text.as_bytes().into())],
        };
        let answer = self.execute(&self.meta(user, id, Purpose::Administration), &command)?;
        if !next.rows_stand {
            self.differences(&next, Some(&next.basis), told)?;
        }
        Ok(answer)
    }

    /// The tables as they would be in force with a draft.
    fn next_of(&self, user: &User, draft: TableId) -> Result<Next, Failure> {
        let (_, drafted) = self.drafted(user, draft)?;
        if !self.faults_of(&drafted.row)?.is_empty() {
            let text = "the tables in force have changed, and the row does not fit them any more";
            return Err(Refused::new("law-draft-faults", None, text).into());
        }
        let (table, _) = self.enacted_with(&self.set_in_force()?, &drafted.row);
        self.next_with(vec![table])
    }

    fn act_on_draft(
        &self,
        user: &User,
        id: CommandId,
        draft: TableId,
        act: DraftAct,
    ) -> Result<Answer, Failure> {
        let meta = self.meta(user, id, Purpose::Administration);
        self.execute(&meta, &Command::OfDraft { draft, act })
    }

    /// Refuses whoever may not answer as the second lawyer.
    fn require_second(&self, user: &User, id: TableId) -> Result<(), Failure> {
        self.require(user, Action::ApproveLaw, Relation::default())?;
        let (draft, _) = self.drafted(user, id)?;
        let own_act = is_author(&draft, user.staff);
        self.require(user, Action::ApproveLaw, Relation { own_act, ..Relation::default() })
    }

    fn drafted(&self, user: &User, id: TableId) -> Result<(Draft, RowDrafted), Failure> {
        self.require(user, Action::DraftLaw, Relation::default())?;
        let draft = Online::new(self)?.law_draft(id)?;
        let drafted = draft.drafted.clone().ok_or(Failure::NotFound)?;
        Ok((draft, drafted))
    }
}

fn is_author(draft: &Draft, staff: StaffId) -> bool {
    draft.authors.contains(&staff)
}

/// A row for which two lawyers will vouch.
fn vouched(columns: &Columns) -> Columns {
    let mut columns = columns.clone();
    columns.remove("verified_on");
    columns.insert("confidence".to_owned(), "1.0".to_owned());
    columns.insert("verified_by".to_owned(), VERIFIER.to_owned());
    columns
}

/// Says at which column of a row that begins on a line a fault of the tables is.
fn fault(row: &str, first: usize, error: &PackError) -> RowFault {
    let is_own = error.place.file.strip_suffix(".toml") == Some(ENACTED);
    let field = match &error.problem {
        _ if is_own && error.place.line >= first => {
            field_at(row, error.place.line + 1 - first, &error.field)
        }
        // Told at another row, that of the next edition.
        Problem::Gap { .. } | Problem::Overlap { .. } => "in_force_until".to_owned(),
        _ => String::new(),
    };
    RowFault { field, problem: error.problem.clone() }
}
