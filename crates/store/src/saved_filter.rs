//! Filters of the list of cases that somebody keeps under a name, each for one account.
//!
//! A filter is no fact of the journal: it says what one person likes to look at, in codes alone.

use jiff::Timestamp;

use crate::Store;
use crate::failure::Outage;
use crate::reader::Reader;

/// Most filters that an account keeps: a longer list is no help to find one.
pub const SAVED_FILTERS_MAX: usize = 20;

/// A filter under its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedFilter {
    /// Its name, unique in the account.
    pub name: String,
    /// The parts of the address, as they stand behind the question mark.
    pub query: String,
}

impl Store {
    /// Keeps a filter under a name, in the place of one of that name.
    ///
    /// Returns whether it is kept: an account that has [`SAVED_FILTERS_MAX`] others keeps no more.
    ///
    /// # Errors
    ///
    /// [`Outage`] if the database does not do its part.
    pub fn put_saved_filter(
        &self,
        login: &str,
        filter: &SavedFilter,
        saved_at: Timestamp,
    ) -> Result<bool, Outage> {
        let put = format!(
            "INSERT INTO saved_filter (login, name, query, saved_at)
                SELECT CAST($1 AS TEXT), CAST($2 AS TEXT), CAST($3 AS TEXT), CAST($4 AS BIGINT)
                WHERE (SELECT COUNT(*) FROM saved_filter WHERE login = $1 AND name <> $2)
                    < {SAVED_FILTERS_MAX}
                ON CONFLICT (login, name) DO UPDATE SET query = excluded.query,
                    saved_at = excluded.saved_at"
        );
        let values = vec![
            login.into(),
            filter.name.as_str().into(),
            filter.query.as_str().into(),
            saved_at.into(),
        ];
        Ok(self.statements(vec![(put, values)])? == [1])
    }

    /// Removes a filter; does nothing where there is none of that name.
    ///
    /// # Errors
    ///
    /// [`Outage`] if the database does not do its part.
    pub fn remove_saved_filter(&self, login: &str, name: &str) -> Result<(), Outage> {
        let values = vec![login.into(), name.into()];
        self.statement("DELETE FROM saved_filter WHERE login = $1 AND name = $2", values)?;
        Ok(())
    }
}

impl Reader<'_> {
    /// Returns the filters of an account, the oldest first.
    ///
    /// # Errors
    ///
    /// [`Outage`] if the database does not answer.
    pub fn saved_filters(&self, login: &str) -> Result<Vec<SavedFilter>, Outage> {
        let sql = "SELECT name, query FROM saved_filter WHERE login = $1 ORDER BY saved_at, name";
        self.map("reading the filters of an account", (sql, &[login.into()]), |row| {
            Ok(SavedFilter { name: row.text()?, query: row.text()? })
        })
    }
}
