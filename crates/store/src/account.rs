//! Accounts and their sessions. What people had begun to write is in `draft`.
//!
//! These are no facts of the journal: they say who may sign in, and go when they are no longer
//! needed. Passwords and tokens come in as hashes only; making and checking them is not done here.

use std::collections::BTreeSet;

use bagyt_core::identity::StaffId;
use jiff::Timestamp;

use crate::Store;
use crate::connection::{Fields, Value, placeholders};
use crate::failure::{Failure, Outage};
use crate::reader::Reader;

/// Most accounts that are listed.
pub const ACCOUNTS_MAX: usize = 10_000;

/// Who may sign in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// Name at sign-in.
    pub login: String,
    /// The member of staff.
    pub staff_id: StaffId,
    /// The hashed password, in the PHC string form.
    pub password_hash: String,
    /// The wrapped secret of the second factor, once there is one.
    pub totp_secret: Option<Vec<u8>>,
    /// Whether signing in is refused.
    pub disabled: bool,
    /// When it was made.
    pub created_at: Timestamp,
}

/// A time in which somebody is signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// SHA-256 of the token that the browser holds.
    pub token_hash: [u8; 32],
    /// The account.
    pub login: String,
    /// Token that forms must carry, where it is not derived from the other.
    pub csrf: Option<String>,
    /// When it began.
    pub created_at: Timestamp,
    /// When it was last used.
    pub last_seen_at: Timestamp,
    /// When it ends at the latest.
    pub expires_at: Timestamp,
}

impl Store {
    /// Adds an account or replaces the one of the same login.
    ///
    /// # Errors
    ///
    /// [`Outage`] if the database does not do its part.
    pub fn put_account(&self, account: &Account) -> Result<(), Outage> {
        let values = vec![
            account.login.as_str().into(),
            account.staff_id.to_string().into(),
            account.password_hash.as_str().into(),
            account.totp_secret.clone().into(),
            account.disabled.into(),
            account.created_at.into(),
        ];
        self.statement(
            "INSERT INTO account (login, staff_id, password_hash, totp_secret, disabled, created_at)
                VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (login) DO UPDATE SET
                staff_id = excluded.staff_id, password_hash = excluded.password_hash,
                totp_secret = excluded.totp_secret, disabled = excluded.disabled",
            values,
        )?;
        Ok(())
    }

    /// Refuses or allows sign-in, ends the account's sessions and removes its drafts and filters. Returns
    /// whether there is such an account.
    ///
    /// # Errors
    ///
    /// [`Outage`] if the database does not do its part.
    pub fn set_disabled(&self, login: &str, disabled: bool) -> Result<bool, Outage> {
        let values: Vec<Value> = vec![login.into(), disabled.into()];
        let changed = self.statements(vec![
            ("UPDATE account SET disabled = $2 WHERE login = $1".to_owned(), values),
            ("DELETE FROM session WHERE login = $1".to_owned(), vec![login.into()]),
            ("DELETE FROM draft WHERE login = $1".to_owned(), vec![login.into()]),
            ("DELETE FROM saved_filter WHERE login = $1".to_owned(), vec![login.into()]),
        ])?;
        Ok(changed.first().is_some_and(|changed| *changed > 0))
    }

    /// Begins a session.
    ///
    /// # Errors
    ///
    /// [`Outage`] if the database does not do its part.
    pub fn put_session(&self, session: &Session) -> Result<(), Outage> {
        let values = vec![
            session.token_hash.to_vec().into(),
            session.login.as_str().into(),
            session.csrf.clone().into(),
            session.created_at.into(),
            session.last_seen_at.into(),
            session.expires_at.into(),
        ];
        self.statement(
            "INSERT INTO session (token_hash, login, csrf, created_at, last_seen_at, expires_at)
                VALUES ($1, $2, $3, $4, $5, $6)",
            values,
        )?;
        Ok(())
    }

    /// Notes that a session was used. Call it once a minute at most: it is a durable write.
    ///
    /// # Errors
    ///
    /// [`Outage`] if the database does not do its part.
    pub fn touch_session(&self, token_hash: &[u8; 32], at: Timestamp) -> Result<(), Outage> {
        let values = vec![token_hash.to_vec().into(), at.into()];
        self.statement("UPDATE session SET last_seen_at = $2 WHERE token_hash = $1", values)?;
        Ok(())
    }

    /// Ends one session.
    ///
    /// # Errors
    ///
    /// [`Outage`] if the database does not do its part.
    pub fn end_session(&self, token_hash: &[u8; 32]) -> Result<(), Outage> {
        let values = vec![token_hash.to_vec().into()];
        self.statement("DELETE FROM session WHERE token_hash = $1", values)?;
        Ok(())
    }

    /// Ends all sessions of an account.
    ///
    /// # Errors
    ///
    /// [`Outage`] if the database does not do its part.
    pub fn end_sessions(&self, login: &str) -> Result<(), Outage> {
        self.statement("DELETE FROM session WHERE login = $1", vec![login.into()])?;
        Ok(())
    }

    /// Removes the sessions that have ended by `now`.
    ///
    /// # Errors
    ///
    /// [`Outage`] if the database does not do its part.
    pub fn remove_ended_sessions(&self, now: Timestamp) -> Result<(), Outage> {
        self.statement("DELETE FROM session WHERE expires_at <= $1", vec![now.into()])?;
        Ok(())
    }
}

const ACCOUNT: &str = "SELECT login, staff_id, password_hash, totp_secret, disabled, created_at
    FROM account";

fn account(row: &mut Fields) -> Result<Account, Failure> {
    Ok(Account {
        login: row.text()?,
        staff_id: row.parsed()?,
        password_hash: row.text()?,
        totp_secret: row.optional_bytes()?,
        disabled: row.flag()?,
        created_at: row.instant()?,
    })
}

impl Reader<'_> {
    /// Returns the account of a login, if there is one.
    ///
    /// # Errors
    ///
    /// [`Outage`] if the database does not answer.
    pub fn account(&self, login: &str) -> Result<Option<Account>, Outage> {
        let sql = format!("{ACCOUNT} WHERE login = $1");
        let found = self.map("reading an account", (&sql, &[login.into()]), account)?;
        Ok(found.into_iter().next())
    }

    /// Returns all accounts by login, at most [`ACCOUNTS_MAX`].
    ///
    /// # Errors
    ///
    /// [`Outage`] if the database does not answer.
    pub fn accounts(&self) -> Result<Vec<Account>, Outage> {
        let sql = format!("{ACCOUNT} ORDER BY login LIMIT {ACCOUNTS_MAX}");
        self.map("reading the accounts", (&sql, &[]), account)
    }

    /// Returns who of some members of staff have accounts and none that is not disabled.
    ///
    /// # Errors
    ///
    /// [`Outage`] if the database does not answer.
    pub fn shut_out(&self, staff: &[StaffId]) -> Result<BTreeSet<StaffId>, Outage> {
        if staff.is_empty() {
            return Ok(BTreeSet::new());
        }
        let values: Vec<Value> = staff.iter().map(|one| one.to_string().into()).collect();
        let sql = format!(
            "SELECT staff_id FROM account WHERE staff_id IN {} GROUP BY staff_id
                HAVING MIN(disabled) <> 0",
            placeholders(1, staff.len())
        );
        let found = self.map("reading who cannot come in", (&sql, &values), Fields::parsed)?;
        Ok(found.into_iter().collect())
    }

    /// Returns the session of a token, if there is one; whether it has ended is for the caller.
    ///
    /// # Errors
    ///
    /// [`Outage`] if the database does not answer.
    pub fn session(&self, token_hash: &[u8; 32]) -> Result<Option<Session>, Outage> {
        let sql = "SELECT token_hash, login, csrf, created_at, last_seen_at, expires_at
            FROM session WHERE token_hash = $1";
        let values = [token_hash.to_vec().into()];
        let found = self.map("reading a session", (sql, &values), |row| {
            Ok(Session {
                token_hash: row.digest()?,
                login: row.text()?,
                csrf: row.optional_text()?,
                created_at: row.instant()?,
                last_seen_at: row.instant()?,
                expires_at: row.instant()?,
            })
        })?;
        Ok(found.into_iter().next())
    }
}
