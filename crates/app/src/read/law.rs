//! The law tables on any day.

use bagyt_core::law::Named;
use jiff::civil::Date;

use super::RowWords;
use crate::App;
use crate::outcome::Failure;
use crate::role::Action;
use crate::user::User;

/// A row of law in force on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LawItem {
    /// Its words and source.
    pub row: RowWords,
    /// What kind of rule it is.
    pub kind: String,
    /// Its number with its unit, as written.
    pub limit: String,
    /// Who bears the duty.
    pub bearer: String,
    /// First day on which it is no longer in force.
    pub until: Option<Date>,
    /// Confidence in the row, in hundredths.
    pub confidence_percent: u16,
}

impl App {
    /// Returns the rows in force on a day.
    ///
    /// # Errors
    ///
    /// [`Failure::Denied`].
    pub fn law(&self, user: &User, on: Date) -> Result<Vec<LawItem>, Failure> {
        self.require_somewhere(user, Action::ViewLaw)?;
        Ok(self
            .tables()
            .pack()
            .rows_on(on)
            .map(|row| LawItem {
                row: RowWords::of(row),
                kind: Named::name(row.kind).to_owned(),
                limit: row.limit.map(|limit| limit.to_string()).unwrap_or_default(),
                bearer: row.bearer.clone(),
                until: row.in_force_until,
                confidence_percent: row.confidence_permille / 10,
            })
            .collect())
    }
}
