//! Where the journal ends: the row whose lock every writer takes first.

use bagyt_core::merkle::{Frontier, Hash};

use crate::connection::{Connection, Fields, Row, Value, number};
use crate::failure::Failure;
use crate::schema::LANE;

/// Where the journal ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// Position of the last entry; 0 for an empty journal.
    pub seq: u64,
    /// Number of streams.
    pub streams: u64,
    /// The right edge of the Merkle tree over the entries.
    pub frontier: Frontier,
}

impl Head {
    /// Returns the root over all entries.
    pub fn root(&self) -> Hash {
        self.frontier.root()
    }
}

/// Reads where the journal ends.
pub(crate) fn read_head(connection: &mut dyn Connection) -> Result<Head, Failure> {
    let sql = "SELECT seq, streams, size, frontier FROM head WHERE lane = $1";
    Ok(head_and_rest(connection.query(sql, &[LANE.into()])?)?.0)
}

/// Takes the head row's lock, which every writer of every process takes first, and reads it and the
/// basis of the projections.
pub(super) const LOCK_HEAD: &str =
    "SELECT seq, streams, size, frontier, basis FROM head WHERE lane = $1 FOR UPDATE";

/// Takes the head row's lock and reads it.
pub(crate) fn lock_head(connection: &mut dyn Connection) -> Result<Head, Failure> {
    Ok(locked(connection.query(LOCK_HEAD, &[LANE.into()])?)?.0)
}

/// Reads what [`LOCK_HEAD`] found.
pub(super) fn locked(rows: Vec<Row>) -> Result<(Head, String), Failure> {
    let (head, mut rest) = head_and_rest(rows)?;
    Ok((head, rest.text()?))
}

fn head_and_rest(rows: Vec<Row>) -> Result<(Head, Fields), Failure> {
    let mut row = Fields::of(rows.into_iter().next().ok_or_else(|| Failure::shape("a head"))?);
    let (seq, streams, size) = (row.count()?, row.count()?, row.count()?);
    let frontier = Frontier::from_bytes(size, &row.bytes()?).map_err(Failure::of)?;
    Ok((Head { seq, streams, frontier }, row))
}

pub(crate) fn write_head(connection: &mut dyn Connection, head: &Head) -> Result<(), Failure> {
    connection.run(UPDATE_HEAD, &head_values(head))
}

pub(super) const UPDATE_HEAD: &str =
    "UPDATE head SET seq = $2, streams = $3, size = $4, frontier = $5 WHERE lane = $1";

/// The values of [`UPDATE_HEAD`].
pub(super) fn head_values(head: &Head) -> Vec<Value> {
    vec![
        LANE.into(),
        number(head.seq),
        number(head.streams),
        number(head.frontier.size()),
        head.frontier.to_bytes().into(),
    ]
}
