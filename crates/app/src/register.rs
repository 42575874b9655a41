//! Bringing in a register kept outside: a sheet of people and their cases, held against the record
//! and then written line by line.
//!
//! A line has one command, whose number is made from the digest of the sheet and the number of the
//! line: a run that was cut short is begun again and takes no line twice. A line at fault is
//! refused alone and nothing of it is written; one that may speak of a known person waits for a
//! decision as a court's message does. Looking at a sheet first goes the same way and writes
//! nothing.

mod kept;
mod line;
mod run;
mod sheet;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use bagyt_core::identity::{CaseId, MessageId};
use bagyt_exchange::register::guide::{Guide, GuideError};
use serde::{Deserialize, Serialize};

use crate::outcome::Failure;

pub use kept::{FaultyLine, File, FileState, KeptMapping, SHEET_DAYS, SheetHead};
pub use run::Bearer;
pub use sheet::{SHEET_BYTES_MAX, Sheet, SheetError, read as read_sheet};

static GUIDE: LazyLock<Result<Guide, GuideError>> =
    LazyLock::new(|| Guide::parse(include_str!("../../../imports/register.toml")));

/// Returns the guide to registers that the program carries.
///
/// # Errors
///
/// [`Failure::Defect`] if it cannot be read.
pub fn guide() -> Result<&'static Guide, Failure> {
    GUIDE.as_ref().map_err(Failure::defect)
}

/// What becomes of a line, or would.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LineOutcome {
    /// Its case is opened.
    Taken,
    /// Its act stands in the record already.
    Known,
    /// Somebody decides whose it is; the case is opened then.
    Review,
    /// It is refused.
    Refused,
}

impl LineOutcome {
    /// All of them.
    pub const ALL: [LineOutcome; 4] =
        [LineOutcome::Taken, LineOutcome::Known, LineOutcome::Review, LineOutcome::Refused];

    /// Returns the word.
    pub fn code(self) -> &'static str {
        match self {
            LineOutcome::Taken => "taken",
            LineOutcome::Known => "known",
            LineOutcome::Review => "review",
            LineOutcome::Refused => "refused",
        }
    }
}

/// Something wrong in a line, at its column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineFault {
    /// The column, from 0; absent where no column is meant.
    pub column: Option<usize>,
    /// Code of the field; empty where the whole line is meant.
    pub field: String,
    /// Code of what is wrong.
    pub code: String,
    /// The values that the explanation names.
    pub arguments: BTreeMap<String, String>,
    /// What was written.
    pub given: String,
}

/// What became of a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineResult {
    /// Its number in the sheet.
    pub line: u64,
    /// What became of it.
    pub outcome: LineOutcome,
    /// Its case, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub case: Option<CaseId>,
    /// The message that waits for a decision of identity.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message: Option<MessageId>,
    /// An earlier line that may speak of the same person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub twin: Option<u64>,
    /// What is wrong with it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub faults: Vec<LineFault>,
}

/// What became of all lines, or would.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// The lines, in their order.
    pub lines: Vec<LineResult>,
}

impl Report {
    /// Counts the lines of an outcome.
    pub fn count(&self, outcome: LineOutcome) -> usize {
        self.lines.iter().filter(|line| line.outcome == outcome).count()
    }

    /// Counts the faults by column and code, the commonest first.
    pub fn faults(&self) -> Vec<(Option<usize>, String, usize)> {
        let mut counts: BTreeMap<(Option<usize>, String), usize> = BTreeMap::new();
        for fault in self.lines.iter().flat_map(|line| &line.faults) {
            *counts.entry((fault.column, fault.code.clone())).or_default() += 1;
        }
        let mut counts: Vec<_> =
            counts.into_iter().map(|((column, code), count)| (column, code, count)).collect();
        counts.sort_by_key(|(column, code, count)| {
            (std::cmp::Reverse(*count), *column, code.clone())
        });
        counts
    }
}
