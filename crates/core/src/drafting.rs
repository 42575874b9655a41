//! A row of law that lawyers write in the product: drafted, looked at by a second one, published.
//!
//! A draft has a stream of its own and is written anew as often as its author likes. Before a
//! second lawyer is asked, what the row would have done to the last year is worked out, and the
//! request keeps what it showed. The second lawyer, never one who wrote at it, approves it or gives
//! it back with reasons. What is approved is published in the same command, as a table
//! ([`TablePublished`](crate::table::TablePublished)); how a row is written stands in
//! [`law::enacted`](crate::law::enacted).

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::command::Actor;
use crate::effective::Effective;
use crate::fact::{Fact, PrivateWords, Recorded};
use crate::identity::{StaffId, TableId};
use crate::refusal::required;
use crate::view::{ViewRow, ViewRows, ViewTable, integer, text};

/// Longest text of a drafted row, in bytes: the longest row of a published table has a quarter.
pub const ROW_MAX: usize = 32_000;

/// A row of law was written, for the first time or anew.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowDrafted {
    /// Name of the table in which it is to stand: `law/zz/enacted`.
    pub table: String,
    /// Code of the rule.
    pub code: String,
    /// First day on which it is to be in force.
    pub in_force_from: Date,
    /// The row as it would stand in the table.
    pub row: String,
}

/// What a drafted row would have done, laid over the journal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftEffect {
    /// Day from which it was laid over the journal.
    pub laid_from: Date,
    /// Position of the journal.
    pub position: u64,
    /// Cases with a clock that would be another.
    pub cases: u64,
    /// People whose cases these are.
    pub people: u64,
    /// Clocks that would end at another moment.
    pub moved: u64,
    /// Clocks that there would be besides.
    pub appeared: u64,
    /// Clocks that there would not be.
    pub gone: u64,
    /// Acts that would need a second look.
    pub acts: u64,
}

/// A second lawyer was asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReviewAsked {
    /// What was seen of the row's effect.
    pub effect: DraftEffect,
}

/// The second lawyer gave the draft back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftReturned {
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub private: Option<PrivateWords>,
}

/// The second lawyer approved the draft; the same command published the table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftApproved {
    /// SHA-256 of the table with the row, lower-case hexadecimal.
    pub digest: String,
}

/// The draft was given up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftGivenUp {}

crate::facts! {
    /// What happens to a row that lawyers write.
    pub enum DraftFact {
        /// It was written.
        Drafted(RowDrafted) = "core.row.drafted" 1,
        /// A second lawyer was asked.
        ReviewAsked(ReviewAsked) = "core.row.review-asked" 1,
        /// It was given back.
        Returned(DraftReturned) = "core.row.returned" 1,
        /// It was approved.
        Approved(DraftApproved) = "core.row.approved" 1,
        /// It was given up.
        GivenUp(DraftGivenUp) = "core.row.given-up" 1,
    }
}

impl Fact for DraftFact {
    fn effective(&self) -> Option<Effective> {
        None
    }
}

/// How a draft stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DraftStatus {
    /// It is being written.
    #[default]
    Draft,
    /// A second lawyer is asked.
    Asked,
    /// It was given back.
    Returned,
    /// It was approved and published.
    Approved,
    /// It was given up.
    GivenUp,
}

impl DraftStatus {
    /// Returns the code as it stands in lists.
    pub fn code(self) -> &'static str {
        match self {
            DraftStatus::Draft => "draft",
            DraftStatus::Asked => "asked",
            DraftStatus::Returned => "returned",
            DraftStatus::Approved => "approved",
            DraftStatus::GivenUp => "given_up",
        }
    }
}

/// A draft as its entries say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    /// Version of the stream; 0 for one of which nothing is recorded.
    pub version: u32,
    /// How it stands.
    pub status: DraftStatus,
    /// What was last written.
    pub drafted: Option<RowDrafted>,
    /// Version of the entry that says so.
    pub drafted_version: u32,
    /// Who wrote at it; none of them approves it.
    pub authors: BTreeSet<StaffId>,
    /// What was seen of its effect when a second lawyer was asked.
    pub effect: Option<DraftEffect>,
    /// Why it was last given back; empty where that cannot be read.
    pub reasons: String,
    /// Digest of the table that was published with it.
    pub published: Option<String>,
    /// Day on which it was first written.
    pub begun_on: Option<Date>,
    /// Day of the last entry.
    pub changed_on: Option<Date>,
}

crate::refusals! {
    required words;
    /// Why nothing happens to a draft.
    pub enum DraftRefusal {
        /// There is no such draft.
        #[error("nothing is recorded of this draft")]
        Unknown = "law-draft-unknown",
        /// It was approved or given up.
        #[error("this draft is over; write a new one")]
        Over = "law-draft-over",
        /// A second lawyer has it before them.
        #[error("a second lawyer is asked; the draft can be changed once it is given back")]
        Waiting = "law-draft-waiting",
        /// No second lawyer is asked.
        #[error("no second lawyer is asked about this draft")]
        NotAsked = "law-draft-not-asked",
        /// It has more text than a row has.
        #[error("a row has at most {most} bytes")]
        RowTooLong {
            /// The most.
            most: usize,
        } = "law-draft-too-long",
        /// Whoever wrote at it is not the second lawyer.
        #[error("a lawyer who did not write at the draft answers")]
        OwnDraft = "law-draft-own",
    }
}

impl Draft {
    /// Returns what the entries of a stream add up to.
    pub fn fold(facts: &[Recorded<DraftFact>]) -> Draft {
        let mut draft = Draft::default();
        facts.iter().for_each(|recorded| draft.apply(recorded));
        draft
    }

    /// Takes one more entry into the state.
    pub fn apply(&mut self, recorded: &Recorded<DraftFact>) {
        let on = recorded.effective.on();
        self.version = self.version.max(recorded.version);
        self.begun_on.get_or_insert(on);
        self.changed_on = Some(on);
        match &recorded.fact {
            DraftFact::Drafted(fact) => {
                if let Actor::Staff(author) = recorded.actor {
                    self.authors.insert(author);
                }
                self.drafted = Some(fact.clone());
                self.drafted_version = recorded.version;
                self.status = DraftStatus::Draft;
                self.effect = None;
            }
            DraftFact::ReviewAsked(fact) => {
                self.status = DraftStatus::Asked;
                self.effect = Some(fact.effect);
            }
            DraftFact::Returned(fact) => {
                self.status = DraftStatus::Returned;
                self.reasons = fact.private.as_ref().map(|it| it.words.clone()).unwrap_or_default();
            }
            DraftFact::Approved(fact) => {
                self.status = DraftStatus::Approved;
                self.published = Some(fact.digest.clone());
            }
            DraftFact::GivenUp(_) => self.status = DraftStatus::GivenUp,
        }
    }

    /// Refuses what is over.
    fn known(&self) -> Result<(), DraftRefusal> {
        match (self.version, self.status) {
            (0, _) => Err(DraftRefusal::Unknown),
            (_, DraftStatus::Approved | DraftStatus::GivenUp) => Err(DraftRefusal::Over),
            _ => Ok(()),
        }
    }

    /// Refuses what is over, and what a second lawyer has before them.
    fn open(&self) -> Result<(), DraftRefusal> {
        self.known()?;
        if self.status == DraftStatus::Asked { Err(DraftRefusal::Waiting) } else { Ok(()) }
    }

    /// Refuses what no second lawyer is asked about, and an author's own answer.
    fn answered_by(&self, by: StaffId) -> Result<(), DraftRefusal> {
        self.known()?;
        if self.status != DraftStatus::Asked {
            return Err(DraftRefusal::NotAsked);
        }
        if self.authors.contains(&by) { Err(DraftRefusal::OwnDraft) } else { Ok(()) }
    }
}

/// Decides what to write when a row is written, for the first time or anew.
///
/// # Errors
///
/// [`DraftRefusal::Over`], [`DraftRefusal::Waiting`], [`DraftRefusal::RowTooLong`].
pub fn write(draft: &Draft, row: &RowDrafted) -> Result<Vec<DraftFact>, DraftRefusal> {
    if draft.version > 0 {
        draft.open()?;
    }
    if row.row.len() > ROW_MAX {
        return Err(DraftRefusal::RowTooLong { most: ROW_MAX });
    }
    Ok(vec![row.clone().into()])
}

/// Decides what to write when a second lawyer is asked.
///
/// # Errors
///
/// [`DraftRefusal::Unknown`], [`DraftRefusal::Over`], [`DraftRefusal::Waiting`].
pub fn ask(draft: &Draft, effect: DraftEffect) -> Result<Vec<DraftFact>, DraftRefusal> {
    draft.open()?;
    Ok(vec![ReviewAsked { effect }.into()])
}

/// Decides what to write when a second lawyer gives a draft back.
///
/// # Errors
///
/// [`DraftRefusal`], of its variants those that an answer can meet; then that of the words.
pub fn give_back(draft: &Draft, by: StaffId, words: &str) -> Result<Vec<DraftFact>, DraftRefusal> {
    draft.answered_by(by)?;
    required(words)?;
    let private = Some(PrivateWords { words: words.trim().to_owned() });
    Ok(vec![DraftReturned { private }.into()])
}

/// Decides what to write when a second lawyer approves a draft; `digest` is that of the table with
/// the row.
///
/// # Errors
///
/// As [`give_back`], without the words.
pub fn approve(draft: &Draft, by: StaffId, digest: &str) -> Result<Vec<DraftFact>, DraftRefusal> {
    draft.answered_by(by)?;
    Ok(vec![DraftApproved { digest: digest.to_owned() }.into()])
}

/// Decides what to write when a draft is given up.
///
/// # Errors
///
/// [`DraftRefusal::Unknown`], [`DraftRefusal::Over`].
pub fn give_up(draft: &Draft) -> Result<Vec<DraftFact>, DraftRefusal> {
    draft.known()?;
    Ok(vec![DraftGivenUp {}.into()])
}

/// The drafts, as their list shows them.
pub const DRAFT_VIEW: ViewTable = ViewTable {
    name: "law_draft_view",
    version: 1,
    columns: &[
        text("draft_id"),
        text("code"),
        integer("in_force_from"),
        text("status"),
        integer("begun_on"),
        integer("changed_on"),
    ],
    indexes: &["changed_on"],
    personal: false,
};

/// Returns all rows of a draft.
pub fn draft_views(id: TableId, draft: &Draft) -> Vec<ViewRows> {
    vec![ViewRows { table: &DRAFT_VIEW, rows: draft_row(id, draft).into_iter().collect() }]
}

fn draft_row(id: TableId, draft: &Draft) -> Option<ViewRow> {
    let drafted = draft.drafted.as_ref()?;
    Some(vec![
        id.to_string().into(),
        drafted.code.as_str().into(),
        drafted.in_force_from.into(),
        draft.status.code().into(),
        draft.begun_on?.into(),
        draft.changed_on?.into(),
    ])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::effective::Zone;
    use crate::fact::FactCodec;
    use crate::identity::CommandId;
    use uuid::Uuid;

    fn lawyer(number: u128) -> StaffId {
        StaffId(Uuid::from_u128(number))
    }

    fn row() -> RowDrafted {
        RowDrafted {
            table: "law/zz/enacted".to_owned(),
            code: "first_interview".to_owned(),
            in_force_from: "2026-12-01".parse().unwrap(),
            row: "[[row]]\n".to_owned(),
        }
    }

    fn effect() -> DraftEffect {
        DraftEffect { cases: 3, people: 2, moved: 3, ..DraftEffect::default() }
    }

    /// A draft after these entries, each by one of the lawyers.
    fn draft(facts: &[(u128, DraftFact)]) -> Draft {
        let recorded_at = "2026-03-31T20:00:00Z".parse().unwrap();
        let recorded = facts.iter().zip(1..).map(|((by, fact), version)| Recorded {
            seq: u64::from(version),
            version,
            recorded_at,
            effective: Effective::instant(recorded_at, Zone::Bishkek),
            actor: Actor::Staff(lawyer(*by)),
            cause: CommandId(Uuid::nil()),
            fact: fact.clone(),
        });
        Draft::fold(&recorded.collect::<Vec<_>>())
    }

    fn asked() -> Draft {
        draft(&[(1, row().into()), (1, ReviewAsked { effect: effect() }.into())])
    }

    #[test]
    fn a_draft_is_written_asked_about_and_approved_by_another() {
        let begun = draft(&[(1, row().into())]);
        assert_eq!(ask(&begun, effect()).unwrap().len(), 1);
        let asked = asked();
        assert_eq!(asked.effect, Some(effect()));
        assert_eq!(approve(&asked, lawyer(2), "ab").unwrap().len(), 1);
        assert_eq!(give_back(&asked, lawyer(2), "Нет части").unwrap().len(), 1);
    }

    #[test]
    fn nobody_answers_who_wrote_at_the_draft() {
        let two = draft(&[
            (1, row().into()),
            (2, row().into()),
            (1, ReviewAsked { effect: effect() }.into()),
        ]);
        for by in [1, 2] {
            assert_eq!(approve(&two, lawyer(by), "ab"), Err(DraftRefusal::OwnDraft));
            assert_eq!(give_back(&two, lawyer(by), "x"), Err(DraftRefusal::OwnDraft));
        }
        assert!(approve(&two, lawyer(3), "ab").is_ok());
    }

    #[test]
    fn what_a_second_lawyer_has_before_them_stays_as_it_is() {
        assert_eq!(write(&asked(), &row()), Err(DraftRefusal::Waiting));
        assert_eq!(ask(&asked(), effect()), Err(DraftRefusal::Waiting));
        let returned = draft(&[
            (1, row().into()),
            (1, ReviewAsked { effect: effect() }.into()),
            (2, DraftReturned { private: None }.into()),
        ]);
        assert!(write(&returned, &row()).is_ok());
        assert_eq!(approve(&returned, lawyer(2), "ab"), Err(DraftRefusal::NotAsked));
    }

    #[test]
    fn a_draft_is_given_back_with_reasons_and_is_over_once() {
        assert_eq!(give_back(&asked(), lawyer(2), " "), Err(DraftRefusal::WordsMissing));
        let over = draft(&[(1, row().into()), (1, DraftGivenUp {}.into())]);
        assert_eq!(ask(&over, effect()), Err(DraftRefusal::Over));
        assert_eq!(give_up(&over), Err(DraftRefusal::Over));
        assert_eq!(give_up(&Draft::default()), Err(DraftRefusal::Unknown));
        let long = RowDrafted { row: "x".repeat(ROW_MAX + 1), ..row() };
        let refused = write(&Draft::default(), &long);
        assert_eq!(refused, Err(DraftRefusal::RowTooLong { most: ROW_MAX }));
    }

    #[test]
    fn a_draft_has_a_row_with_as_many_cells_as_columns() {
        let id = TableId(Uuid::from_u128(7));
        let views = draft_views(id, &asked());
        assert_eq!(views[0].rows[0].len(), DRAFT_VIEW.columns.len());
        assert_eq!(draft_views(id, &Draft::default())[0].rows, Vec::<ViewRow>::new());
    }

    /// A stored line must be read for ever and be written again as it stands.
    #[track_caller]
    fn check(kind: &str, line: &str) {
        let fact = DraftFact::decode(kind, 1, line).unwrap();
        let (clear, private) = fact.encode().unwrap();
        assert_eq!(fact.kind(), (kind, 1));
        let whole = crate::fact::whole_payload(&clear, private.as_ref());
        assert_eq!(whole, serde_json::from_str::<serde_json::Value>(line).unwrap());
    }

    #[test]
    fn stored_lines_are_read_and_written_the_same() {
        check(
            "core.row.drafted",
            r#"{"code":"first_interview","in_force_from":"2026-12-01","row":"[[row]]\n",
                "table":"law/zz/enacted"}"#,
        );
        check(
            "core.row.review-asked",
            r#"{"effect":{"acts":1,"appeared":0,"cases":3,"gone":0,"laid_from":"2025-11-02",
                "moved":3,"people":2,"position":1234}}"#,
        );
        check("core.row.returned", r#"{"private":{"words":"no part"}}"#);
        check("core.row.approved", r#"{"digest":"abab"}"#);
        check("core.row.given-up", "{}");
    }
}
