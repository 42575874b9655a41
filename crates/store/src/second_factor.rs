//! The second factor of an account: its wrapped secret, how far its codes are used up, and the
//! codes for the day on which the device is lost.
//!
//! Wrapping the secret, hashing and checking codes is not done here; here each code is taken once,
//! by one statement, however many ask at the same time.

use crate::Store;
use crate::connection::Value;
use crate::failure::Outage;
use crate::reader::Reader;

impl Store {
    /// Gives an account a second factor in the place of the one it had. `step` is the step of the
    /// code by which it was confirmed; that code and older ones are used up. `code_hashes` are the
    /// recovery codes. Returns whether there is such an account.
    ///
    /// # Errors
    ///
    /// [`Outage`] if the database does not do its part.
    pub fn put_second_factor(
        &self,
        login: &str,
        wrapped_secret: Vec<u8>,
        step: i64,
        code_hashes: &[String],
    ) -> Result<bool, Outage> {
        let mut statements: Vec<(String, Vec<Value>)> = vec![
            (
                "UPDATE account SET totp_secret = $2 WHERE login = $1".to_owned(),
                vec![login.into(), wrapped_secret.into()],
            ),
            (
                "INSERT INTO second_factor (login, step) VALUES ($1, $2)
                    ON CONFLICT (login) DO UPDATE SET step = excluded.step"
                    .to_owned(),
                vec![login.into(), step.into()],
            ),
        ];
        statements.extend(new_codes(login, code_hashes));
        let changed = self.statements(statements)?;
        Ok(changed.first().is_some_and(|changed| *changed > 0))
    }

    /// Puts new recovery codes in the place of those that an account has left.
    ///
    /// # Errors
    ///
    /// [`Outage`] if the database does not do its part.
    pub fn put_recovery_codes(&self, login: &str, code_hashes: &[String]) -> Result<(), Outage> {
        self.statements(new_codes(login, code_hashes)).map(|_| ())
    }

    /// Takes the second factor of an account away and ends the account's sessions. Returns whether
    /// there is such an account.
    ///
    /// # Errors
    ///
    /// [`Outage`] if the database does not do its part.
    pub fn remove_second_factor(&self, login: &str) -> Result<bool, Outage> {
        let about = |sql: &str| (sql.to_owned(), vec![Value::from(login)]);
        let changed = self.statements(vec![
            about("UPDATE account SET totp_secret = NULL WHERE login = $1"),
            about("DELETE FROM second_factor WHERE login = $1"),
            about("DELETE FROM recovery_code WHERE login = $1"),
            about("DELETE FROM session WHERE login = $1"),
        ])?;
        Ok(changed.first().is_some_and(|changed| *changed > 0))
    }

    /// Uses up the code of a step. Returns false if it, or a later one, was used before.
    ///
    /// # Errors
    ///
    /// [`Outage`] if the database does not do its part.
    pub fn use_step(&self, login: &str, step: i64) -> Result<bool, Outage> {
        let changed = self.statement(
            "UPDATE second_factor SET step = $2 WHERE login = $1 AND step < $2",
            vec![login.into(), step.into()],
        )?;
        Ok(changed > 0)
    }

    /// Uses up a recovery code. Returns false if the account has none like that.
    ///
    /// # Errors
    ///
    /// [`Outage`] if the database does not do its part.
    pub fn use_recovery_code(&self, login: &str, code_hash: &str) -> Result<bool, Outage> {
        let changed = self.statement(
            "DELETE FROM recovery_code WHERE login = $1 AND code_hash = $2",
            vec![login.into(), code_hash.into()],
        )?;
        Ok(changed > 0)
    }
}

fn new_codes(login: &str, code_hashes: &[String]) -> Vec<(String, Vec<Value>)> {
    let removed =
        ("DELETE FROM recovery_code WHERE login = $1".to_owned(), vec![Value::from(login)]);
    let added = code_hashes.iter().map(|hash| {
        let sql = "INSERT INTO recovery_code (login, code_hash) VALUES ($1, $2)";
        (sql.to_owned(), vec![login.into(), hash.as_str().into()])
    });
    std::iter::once(removed).chain(added).collect()
}

impl Reader<'_> {
    /// Returns how many recovery codes an account has left.
    ///
    /// # Errors
    ///
    /// [`Outage`] if the database does not answer.
    pub fn recovery_codes_left(&self, login: &str) -> Result<u64, Outage> {
        let sql = "SELECT COUNT(*) FROM recovery_code WHERE login = $1";
        let doing = "counting recovery codes";
        let counted = self.map(doing, (sql, &[login.into()]), |row| row.count())?;
        Ok(counted.into_iter().next().unwrap_or(0))
    }
}
