//! The store's own tables and their versions.
//!
//! Types are `BIGINT`, `TEXT` and `BYTEA` only. SQLite has other words for them, and PostgreSQL is
//! told to compare texts by their bytes, as SQLite does; nothing else differs.

use crate::connection::{Connection, Fields, Value};
use crate::database::{Database, Part};
use crate::failure::Failure;

/// The only lane there is by default; a distributed database may have one a region.
pub(crate) const LANE: i64 = 1;

/// Version of the record's own tables.
///
/// 2: a stream's version is that of its last entry and no column of its own, what is read off an
/// entry alone stands in it alone, and the basis of the projections stands in the head row; see
/// [`upgrade`].
const RECORD_VERSION: i64 = 2;

/// Version of the access log's own tables.
const ACCESS_VERSION: i64 = 1;

/// A table and whether its rows are best kept in the order of its key.
struct Table {
    text: &'static str,
    is_clustered: bool,
}

const fn table(text: &'static str) -> Table {
    Table { text, is_clustered: false }
}

const fn clustered(text: &'static str) -> Table {
    Table { text, is_clustered: true }
}

const VERSIONS: Table =
    clustered("schema_version (name TEXT NOT NULL, version BIGINT NOT NULL, PRIMARY KEY (name))");

const RECORD: [Table; 22] = [
    table(
        "head (lane BIGINT NOT NULL, seq BIGINT NOT NULL, size BIGINT NOT NULL,
            streams BIGINT NOT NULL, frontier BYTEA NOT NULL, basis TEXT NOT NULL,
            PRIMARY KEY (lane))",
    ),
    table("stream (stream_no BIGINT NOT NULL, name TEXT NOT NULL, PRIMARY KEY (stream_no))"),
    table(
        "journal (lane BIGINT NOT NULL, seq BIGINT NOT NULL, stream_no BIGINT NOT NULL,
            version BIGINT NOT NULL, entry BYTEA NOT NULL, leaf BYTEA NOT NULL,
            PRIMARY KEY (lane, seq))",
    ),
    // Identifiers of commands grow with time, so that rows in their order are added at the end.
    clustered(
        "command (id BYTEA NOT NULL, digest BYTEA NOT NULL, answer TEXT NOT NULL,
            first_seq BIGINT NOT NULL, last_seq BIGINT NOT NULL, PRIMARY KEY (id))",
    ),
    clustered("claim (name TEXT NOT NULL, stream TEXT NOT NULL, PRIMARY KEY (name))"),
    table(
        "record_key (stream_no BIGINT NOT NULL, wrapped BYTEA NOT NULL, PRIMARY KEY (stream_no))",
    ),
    table("blob (digest BYTEA NOT NULL, size BIGINT NOT NULL, bytes BYTEA, PRIMARY KEY (digest))"),
    table(
        "checkpoint (size BIGINT NOT NULL, root BYTEA NOT NULL, note TEXT NOT NULL,
            made_at BIGINT NOT NULL, PRIMARY KEY (size))",
    ),
    clustered(
        "view_version (name TEXT NOT NULL, version BIGINT NOT NULL, generation BIGINT NOT NULL,
            declaration TEXT NOT NULL, PRIMARY KEY (name))",
    ),
    clustered(
        "view_change (name TEXT NOT NULL, value BIGINT NOT NULL, seq BIGINT NOT NULL,
            PRIMARY KEY (name, value))",
    ),
    clustered(
        "account (login TEXT NOT NULL, staff_id TEXT NOT NULL, password_hash TEXT NOT NULL,
            totp_secret BYTEA, disabled BIGINT NOT NULL, created_at BIGINT NOT NULL,
            PRIMARY KEY (login))",
    ),
    clustered(
        "session (token_hash BYTEA NOT NULL, login TEXT NOT NULL, csrf TEXT,
            created_at BIGINT NOT NULL, last_seen_at BIGINT NOT NULL, expires_at BIGINT NOT NULL,
            PRIMARY KEY (token_hash))",
    ),
    clustered("second_factor (login TEXT NOT NULL, step BIGINT NOT NULL, PRIMARY KEY (login))"),
    clustered(
        "recovery_code (login TEXT NOT NULL, code_hash TEXT NOT NULL,
            PRIMARY KEY (login, code_hash))",
    ),
    clustered("calendar_feed (login TEXT NOT NULL, renewals BIGINT NOT NULL, PRIMARY KEY (login))"),
    clustered(
        "draft (login TEXT NOT NULL, page TEXT NOT NULL, body TEXT NOT NULL,
            saved_at BIGINT NOT NULL, PRIMARY KEY (login, page))",
    ),
    clustered(
        "saved_filter (login TEXT NOT NULL, name TEXT NOT NULL, query TEXT NOT NULL,
            saved_at BIGINT NOT NULL, PRIMARY KEY (login, name))",
    ),
    clustered(
        "evidence (seq BIGINT NOT NULL, item_no BIGINT NOT NULL, bytes BYTEA NOT NULL,
            PRIMARY KEY (seq, item_no))",
    ),
    // Sheets of registers on their way in; their bytes come in locked.
    clustered(
        "register_file (id TEXT NOT NULL, login TEXT NOT NULL, name TEXT NOT NULL,
            mapping TEXT NOT NULL, state TEXT NOT NULL, done BIGINT NOT NULL,
            lines BIGINT NOT NULL, uploaded_at BIGINT NOT NULL, PRIMARY KEY (id))",
    ),
    table(
        "register_part (id TEXT NOT NULL, part TEXT NOT NULL, bytes BYTEA NOT NULL,
            PRIMARY KEY (id, part))",
    ),
    clustered(
        "register_mapping (login TEXT NOT NULL, name TEXT NOT NULL, body TEXT NOT NULL,
            saved_at BIGINT NOT NULL, PRIMARY KEY (login, name))",
    ),
    clustered(
        "delivery (message_id TEXT NOT NULL, failures BIGINT NOT NULL, fault TEXT, detail TEXT,
            delivered_at BIGINT, next_at BIGINT NOT NULL, PRIMARY KEY (message_id))",
    ),
];

/// Indexes of the tables that are filled in bulk; made after the filling, when sorting once is far
/// cheaper than inserting in place.
const RECORD_INDEXES: [&str; 2] = [
    "CREATE UNIQUE INDEX IF NOT EXISTS stream_name ON stream (name)",
    "CREATE UNIQUE INDEX IF NOT EXISTS journal_stream ON journal (stream_no, version)",
];

const ACCESS: [Table; 2] = [
    table("access_head (lane BIGINT NOT NULL, entries BIGINT NOT NULL, PRIMARY KEY (lane))"),
    table(
        "access (access_no BIGINT NOT NULL, accessed_at BIGINT NOT NULL, login TEXT NOT NULL,
            staff_id TEXT NOT NULL, purpose TEXT NOT NULL, subject TEXT NOT NULL,
            page TEXT NOT NULL, PRIMARY KEY (access_no))",
    ),
];

const ACCESS_INDEXES: [&str; 2] = [
    "CREATE INDEX IF NOT EXISTS access_subject ON access (subject, access_no)",
    "CREATE INDEX IF NOT EXISTS access_staff ON access (staff_id, access_no)",
];

/// The tables were made by a newer program.
#[derive(Debug, thiserror::Error)]
#[error("the tables of `{part}` have version {found}; this program knows version {known}")]
pub(crate) struct NewerSchema {
    part: &'static str,
    found: i64,
    known: i64,
}

/// Puts the words of the database in the place of the common ones.
pub(crate) fn ddl(database: &Database, text: &str) -> String {
    if database.is_sqlite() {
        text.replace("BIGINT", "INTEGER").replace("BYTEA", "BLOB")
    } else {
        text.replace(" TEXT", " TEXT COLLATE \"C\"")
    }
}

/// The statement that makes a table; `is_clustered` keeps its rows in the order of the key where
/// the database offers that.
pub(crate) fn create_table(database: &Database, text: &str, is_clustered: bool) -> String {
    let suffix = if is_clustered && database.is_sqlite() { " WITHOUT ROWID" } else { "" };
    format!("CREATE TABLE IF NOT EXISTS {}{suffix}", ddl(database, text))
}

/// Makes the tables that are missing and checks their versions.
pub(crate) fn prepare(
    connection: &mut dyn Connection,
    database: &Database,
    part: Part,
) -> Result<(), Failure> {
    connection.begin()?;
    let prepared = prepare_within(connection, database, part);
    match prepared {
        Ok(()) => connection.commit(),
        Err(failure) => {
            connection.rollback()?;
            Err(failure)
        }
    }
}

fn prepare_within(
    connection: &mut dyn Connection,
    database: &Database,
    part: Part,
) -> Result<(), Failure> {
    let (name, known, tables, head) = match part {
        Part::Record => (
            "record",
            RECORD_VERSION,
            &RECORD[..],
            "INSERT INTO head (lane, seq, size, streams, frontier, basis)
                VALUES ($1, 0, 0, 0, $2, '') ON CONFLICT (lane) DO NOTHING",
        ),
        Part::Access => (
            "access",
            ACCESS_VERSION,
            &ACCESS[..],
            "INSERT INTO access_head (lane, entries) VALUES ($1, 0) ON CONFLICT (lane) DO NOTHING",
        ),
    };
    for Table { text, is_clustered } in std::iter::once(&VERSIONS).chain(tables) {
        connection.batch(&create_table(database, text, *is_clustered))?;
    }
    make_indexes(connection, part)?;
    connection.execute(
        "INSERT INTO schema_version (name, version) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING",
        &[name.into(), known.into()],
    )?;
    let rows =
        connection.query("SELECT version FROM schema_version WHERE name = $1", &[name.into()])?;
    for row in rows {
        let found = Fields::of(row).integer()?;
        if found > known {
            return Err(Failure::of(NewerSchema { part: name, found, known }));
        }
        if found < known {
            upgrade(connection, database, part)?;
            let sql = "UPDATE schema_version SET version = $2 WHERE name = $1";
            connection.execute(sql, &[name.into(), known.into()])?;
        }
    }
    let values = match part {
        Part::Record => vec![Value::Integer(LANE), Value::Bytes(Vec::new())],
        Part::Access => vec![Value::Integer(LANE)],
    };
    connection.execute(head, &values)?;
    Ok(())
}

/// The basis had a table of its own for a time, and none before.
const RECORD_1_TO_2: &str = "ALTER TABLE stream DROP COLUMN version;
    ALTER TABLE journal DROP COLUMN kind; ALTER TABLE journal DROP COLUMN recorded_at;
    ALTER TABLE journal DROP COLUMN effective_on;
    CREATE TABLE IF NOT EXISTS view_basis
        (lane BIGINT NOT NULL, basis TEXT NOT NULL, PRIMARY KEY (lane));
    ALTER TABLE head ADD COLUMN basis TEXT NOT NULL DEFAULT '';
    UPDATE head SET basis = COALESCE(
        (SELECT b.basis FROM view_basis b WHERE b.lane = head.lane), '');
    DROP TABLE view_basis";

/// Brings the tables of the version before to the present one.
fn upgrade(
    connection: &mut dyn Connection,
    database: &Database,
    part: Part,
) -> Result<(), Failure> {
    match part {
        // The table of commands keeps its index of its own, which does what the key does.
        Part::Record => connection.batch(&ddl(database, RECORD_1_TO_2)),
        Part::Access => Ok(()),
    }
}

/// Makes the indexes of the store's own tables.
pub(crate) fn make_indexes(connection: &mut dyn Connection, part: Part) -> Result<(), Failure> {
    let indexes = match part {
        Part::Record => &RECORD_INDEXES[..],
        Part::Access => &ACCESS_INDEXES[..],
    };
    indexes.iter().try_for_each(|index| connection.batch(index))
}

/// Removes the indexes that slow a bulk filling down.
pub(crate) fn drop_indexes(connection: &mut dyn Connection) -> Result<(), Failure> {
    connection.batch("DROP INDEX stream_name")?;
    connection.batch("DROP INDEX journal_stream")
}
