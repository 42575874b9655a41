//! What people had begun to write: forms that were not sent yet, each for one account and page.
//!
//! A draft is no fact of the journal and goes when it is no longer needed. Its body comes in locked;
//! locking it, and saying which pages keep drafts, is not done here.

use jiff::Timestamp;

use crate::Store;
use crate::account::ACCOUNTS_MAX;
use crate::connection::Fields;
use crate::failure::{Failure, Outage};
use crate::reader::Reader;

/// Longest body of a draft that is kept, in bytes: a form with its texts, locked.
pub const DRAFT_BYTES_MAX: usize = 262_144;

/// Most drafts that an account has; a further one takes the place of the oldest.
pub const DRAFTS_MAX: usize = 20;

/// A draft without its body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// The account.
    pub login: String,
    /// Address of the form.
    pub page: String,
    /// When it was kept.
    pub saved_at: Timestamp,
}

impl Store {
    /// Keeps what somebody has begun to write on a page, in the place of what was kept; the
    /// account's oldest go beyond [`DRAFTS_MAX`]. A body over [`DRAFT_BYTES_MAX`] is not kept,
    /// which the answer says.
    ///
    /// # Errors
    ///
    /// [`Outage`] if the database does not do its part.
    pub fn put_draft(
        &self,
        login: &str,
        page: &str,
        body: &str,
        saved_at: Timestamp,
    ) -> Result<bool, Outage> {
        if body.len() > DRAFT_BYTES_MAX {
            return Ok(false);
        }
        let put = "INSERT INTO draft (login, page, body, saved_at) VALUES ($1, $2, $3, $4)
            ON CONFLICT (login, page) DO UPDATE SET body = excluded.body,
            saved_at = excluded.saved_at";
        let trim = format!(
            "DELETE FROM draft WHERE login = $1 AND page NOT IN (SELECT page FROM draft
                WHERE login = $1 ORDER BY saved_at DESC, page LIMIT {DRAFTS_MAX})"
        );
        self.statements(vec![
            (put.to_owned(), vec![login.into(), page.into(), body.into(), saved_at.into()]),
            (trim, vec![login.into()]),
        ])?;
        Ok(true)
    }

    /// Removes what somebody had begun to write on a page.
    ///
    /// # Errors
    ///
    /// [`Outage`] if the database does not do its part.
    pub fn remove_draft(&self, login: &str, page: &str) -> Result<(), Outage> {
        let values = vec![login.into(), page.into()];
        self.statement("DELETE FROM draft WHERE login = $1 AND page = $2", values)?;
        Ok(())
    }

    /// Removes every draft that was kept at `until` or before.
    ///
    /// # Errors
    ///
    /// [`Outage`] if the database does not do its part.
    pub fn remove_old_drafts(&self, until: Timestamp) -> Result<(), Outage> {
        self.statement("DELETE FROM draft WHERE saved_at <= $1", vec![until.into()])?;
        Ok(())
    }
}

fn draft(row: &mut Fields) -> Result<Draft, Failure> {
    Ok(Draft { login: row.text()?, page: row.text()?, saved_at: row.instant()? })
}

impl Reader<'_> {
    /// Returns what somebody has begun to write on a page, and when it was kept.
    ///
    /// # Errors
    ///
    /// [`Outage`] if the database does not answer.
    pub fn draft(&self, login: &str, page: &str) -> Result<Option<(String, Timestamp)>, Outage> {
        let sql = "SELECT body, saved_at FROM draft WHERE login = $1 AND page = $2";
        let values = [login.into(), page.into()];
        let found =
            self.map("reading a draft", (sql, &values), |row| Ok((row.text()?, row.instant()?)))?;
        Ok(found.into_iter().next())
    }

    /// Returns the drafts of an account, the newest first.
    ///
    /// # Errors
    ///
    /// [`Outage`] if the database does not answer.
    pub fn drafts(&self, login: &str) -> Result<Vec<Draft>, Outage> {
        let sql = "SELECT login, page, saved_at FROM draft WHERE login = $1
            ORDER BY saved_at DESC, page";
        self.map("reading the drafts of an account", (sql, &[login.into()]), draft)
    }

    /// Returns the drafts of all accounts, by account and page.
    ///
    /// # Errors
    ///
    /// [`Outage`] if the database does not answer.
    pub fn all_drafts(&self) -> Result<Vec<Draft>, Outage> {
        let most = ACCOUNTS_MAX * DRAFTS_MAX;
        let sql =
            format!("SELECT login, page, saved_at FROM draft ORDER BY login, page LIMIT {most}");
        self.map("reading all drafts", (&sql, &[]), draft)
    }
}
