//! Sheets of registers on their way into the record: the file of each, how far its work has come,
//! what came of it, and which columns mean what.
//!
//! None of it is a fact of the journal; what a line says is one when it is taken in. Bytes come in
//! locked; locking them, and saying what a state allows, is not done here.

use jiff::Timestamp;

use crate::Store;
use crate::connection::Fields;
use crate::failure::{Failure, Outage};
use crate::reader::Reader;

/// Most files that an account keeps; a further one takes the place of the oldest.
pub const REGISTER_FILES_MAX: usize = 20;

/// Most mappings that an account keeps by name; a further one takes the place of the oldest.
pub const REGISTER_MAPPINGS_MAX: usize = 50;

/// A sheet on its way in, without its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegisterFile {
    /// Its identifier.
    pub id: String,
    /// The account that handed it in.
    pub login: String,
    /// The name of the file.
    pub name: String,
    /// Which column means what.
    pub mapping: String,
    /// How far its work has come, as a word of the application.
    pub state: String,
    /// Lines that are done in this state.
    pub done: u64,
    /// Lines that it has.
    pub lines: u64,
    /// When it was handed in.
    pub uploaded_at: Timestamp,
}

/// Which columns mean what, kept by name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegisterMapping {
    /// Its name.
    pub name: String,
    /// The mapping.
    pub body: String,
    /// When it was kept.
    pub saved_at: Timestamp,
}

/// The columns of a file, in the order in which [`file`] reads them.
const FILE: &str = "SELECT id, login, name, mapping, state, done, lines, uploaded_at
    FROM register_file";

impl Store {
    /// Keeps a sheet with its parts, each under its name; the account's oldest go beyond [`REGISTER_FILES_MAX`].
    ///
    /// # Errors
    ///
    /// [`Outage`] if the database does not do its part.
    pub fn put_register_file(
        &self,
        file: &RegisterFile,
        parts: Vec<(&'static str, Vec<u8>)>,
    ) -> Result<(), Outage> {
        let number = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
        let put = "INSERT INTO register_file (id, login, name, mapping, state, done, lines,
            uploaded_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
        let trim = format!(
            "DELETE FROM register_file WHERE login = $1 AND id NOT IN (SELECT id FROM register_file
                WHERE login = $1 ORDER BY uploaded_at DESC, id DESC LIMIT {REGISTER_FILES_MAX})"
        );
        let mut statements = vec![
            (
                put.to_owned(),
                vec![
                    file.id.as_str().into(),
                    file.login.as_str().into(),
                    file.name.as_str().into(),
                    file.mapping.as_str().into(),
                    file.state.as_str().into(),
                    number(file.done).into(),
                    number(file.lines).into(),
                    file.uploaded_at.into(),
                ],
            ),
            (trim, vec![file.login.as_str().into()]),
            (LONELY.to_owned(), vec![]),
        ];
        let put = "INSERT INTO register_part (id, part, bytes) VALUES ($1, $2, $3)";
        for (name, bytes) in parts {
            let values = vec![file.id.as_str().into(), name.into(), bytes.into()];
            statements.push((put.to_owned(), values));
        }
        self.statements(statements)?;
        Ok(())
    }

    /// Moves a file from one state to another and sets its mapping; says whether it was in the
    /// first.
    ///
    /// # Errors
    ///
    /// [`Outage`] if the database does not do its part.
    pub fn move_register_file(
        &self,
        id: &str,
        (from, to): (&str, &str),
        mapping: &str,
    ) -> Result<bool, Outage> {
        let sql = "UPDATE register_file SET state = $3, mapping = $4, done = 0
            WHERE id = $1 AND state = $2";
        let values = vec![id.into(), from.into(), to.into(), mapping.into()];
        Ok(self.statement(sql, values)? > 0)
    }

    /// Says how many lines are done; says whether the file is still in that state.
    ///
    /// # Errors
    ///
    /// [`Outage`] if the database does not do its part.
    pub fn set_register_done(&self, id: &str, state: &str, done: u64) -> Result<bool, Outage> {
        let sql = "UPDATE register_file SET done = $3 WHERE id = $1 AND state = $2";
        let done = i64::try_from(done).unwrap_or(i64::MAX);
        Ok(self.statement(sql, vec![id.into(), state.into(), done.into()])? > 0)
    }

    /// Keeps what came of a file and moves it to the state after; says whether it was still in the
    /// one before. Nothing is kept of a file that is gone.
    ///
    /// # Errors
    ///
    /// [`Outage`] if the database does not do its part.
    pub fn end_register_work(
        &self,
        id: &str,
        (from, to): (&str, &str),
        report: Vec<u8>,
    ) -> Result<bool, Outage> {
        let moving = "UPDATE register_file SET state = $3, done = lines
            WHERE id = $1 AND state = $2";
        let put = "INSERT INTO register_part (id, part, bytes) VALUES ($1, 'report', $2)
            ON CONFLICT (id, part) DO UPDATE SET bytes = excluded.bytes";
        let changed = self.statements(vec![
            (moving.to_owned(), vec![id.into(), from.into(), to.into()]),
            (put.to_owned(), vec![id.into(), report.into()]),
            (LONELY.to_owned(), vec![]),
        ])?;
        Ok(changed.first().is_some_and(|changed| *changed > 0))
    }

    /// Removes a file with all that came of it.
    ///
    /// # Errors
    ///
    /// [`Outage`] if the database does not do its part.
    pub fn remove_register_file(&self, id: &str) -> Result<(), Outage> {
        self.remove_files("DELETE FROM register_file WHERE id = $1", vec![id.into()])
    }

    /// Removes every file that was handed in at `until` or before.
    ///
    /// # Errors
    ///
    /// [`Outage`] if the database does not do its part.
    pub fn remove_register_files(&self, until: Timestamp) -> Result<(), Outage> {
        self.remove_files("DELETE FROM register_file WHERE uploaded_at <= $1", vec![until.into()])
    }

    fn remove_files(&self, sql: &str, values: Vec<crate::connection::Value>) -> Result<(), Outage> {
        self.statements(vec![(sql.to_owned(), values), (LONELY.to_owned(), vec![])])?;
        Ok(())
    }

    /// Keeps a mapping by its name, in the place of one of that name; the account's oldest go
    /// beyond [`REGISTER_MAPPINGS_MAX`].
    ///
    /// # Errors
    ///
    /// [`Outage`] if the database does not do its part.
    pub fn put_register_mapping(
        &self,
        login: &str,
        mapping: &RegisterMapping,
    ) -> Result<(), Outage> {
        let put = "INSERT INTO register_mapping (login, name, body, saved_at)
            VALUES ($1, $2, $3, $4) ON CONFLICT (login, name) DO UPDATE SET body = excluded.body,
            saved_at = excluded.saved_at";
        let trim = format!(
            "DELETE FROM register_mapping WHERE login = $1 AND name NOT IN (SELECT name
                FROM register_mapping WHERE login = $1 ORDER BY saved_at DESC, name
                LIMIT {REGISTER_MAPPINGS_MAX})"
        );
        let RegisterMapping { name, body, saved_at } = mapping;
        let values =
            vec![login.into(), name.as_str().into(), body.as_str().into(), (*saved_at).into()];
        self.statements(vec![(put.to_owned(), values), (trim, vec![login.into()])])?;
        Ok(())
    }
}

/// Parts of files that are gone.
const LONELY: &str = "DELETE FROM register_part WHERE id NOT IN (SELECT id FROM register_file)";

fn file(row: &mut Fields) -> Result<RegisterFile, Failure> {
    Ok(RegisterFile {
        id: row.text()?,
        login: row.text()?,
        name: row.text()?,
        mapping: row.text()?,
        state: row.text()?,
        done: u64::try_from(row.integer()?).unwrap_or(0),
        lines: u64::try_from(row.integer()?).unwrap_or(0),
        uploaded_at: row.instant()?,
    })
}

impl Reader<'_> {
    /// Returns the files of an account, the newest first.
    ///
    /// # Errors
    ///
    /// [`Outage`] if the database does not answer.
    pub fn register_files(&self, login: &str) -> Result<Vec<RegisterFile>, Outage> {
        let sql = format!("{FILE} WHERE login = $1 ORDER BY uploaded_at DESC, id DESC");
        self.map("reading the files of an account", (&sql, &[login.into()]), file)
    }

    /// Returns a file.
    ///
    /// # Errors
    ///
    /// [`Outage`] if the database does not answer.
    pub fn register_file(&self, id: &str) -> Result<Option<RegisterFile>, Outage> {
        let sql = format!("{FILE} WHERE id = $1");
        Ok(self.map("reading a file", (&sql, &[id.into()]), file)?.into_iter().next())
    }

    /// Returns the files in a state, the oldest first.
    ///
    /// # Errors
    ///
    /// [`Outage`] if the database does not answer.
    pub fn register_files_in(&self, state: &str) -> Result<Vec<RegisterFile>, Outage> {
        let sql = format!("{FILE} WHERE state = $1 ORDER BY uploaded_at, id");
        self.map("reading the files in a state", (&sql, &[state.into()]), file)
    }

    /// Returns the locked bytes of a part of a file.
    ///
    /// # Errors
    ///
    /// [`Outage`] if the database does not answer.
    pub fn register_part(&self, id: &str, part: &str) -> Result<Option<Vec<u8>>, Outage> {
        let sql = "SELECT bytes FROM register_part WHERE id = $1 AND part = $2";
        let values = [id.into(), part.into()];
        let found = self.map("reading a part of a file", (sql, &values), |row| row.bytes())?;
        Ok(found.into_iter().next())
    }

    /// Returns the mappings that an account kept, the newest first.
    ///
    /// # Errors
    ///
    /// [`Outage`] if the database does not answer.
    pub fn register_mappings(&self, login: &str) -> Result<Vec<RegisterMapping>, Outage> {
        let sql = "SELECT name, body, saved_at FROM register_mapping WHERE login = $1
            ORDER BY saved_at DESC, name";
        self.map("reading the mappings of an account", (sql, &[login.into()]), |row| {
            Ok(RegisterMapping { name: row.text()?, body: row.text()?, saved_at: row.instant()? })
        })
    }
}
