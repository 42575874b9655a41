//! How often the private address of an account's calendar was renewed.
//!
//! The address itself is made from this number under the server's key, and kept nowhere.

use crate::Store;
use crate::failure::Outage;
use crate::reader::Reader;

impl Store {
    /// Counts one more renewal of the account's calendar address; of many at the same time each
    /// counts.
    ///
    /// # Errors
    ///
    /// [`Outage`] if the database does not do its part.
    pub fn renew_calendar_feed(&self, login: &str) -> Result<(), Outage> {
        self.statement(
            "INSERT INTO calendar_feed (login, renewals) VALUES ($1, 1)
                ON CONFLICT (login) DO UPDATE SET renewals = calendar_feed.renewals + 1",
            vec![login.into()],
        )?;
        Ok(())
    }
}

impl Reader<'_> {
    /// Returns how often the account's calendar address was renewed.
    ///
    /// # Errors
    ///
    /// [`Outage`] if the database does not answer.
    pub fn calendar_feed_renewals(&self, login: &str) -> Result<i64, Outage> {
        let sql = "SELECT renewals FROM calendar_feed WHERE login = $1";
        let doing = "reading the renewals of a calendar";
        let found = self.map(doing, (sql, &[login.into()]), |row| row.integer())?;
        Ok(found.into_iter().next().unwrap_or(0))
    }
}
