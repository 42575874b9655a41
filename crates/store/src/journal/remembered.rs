//! What the writer remembers of the streams that it wrote to last.
//!
//! A stream that was written to is often written to again soon. Its number and version need not be
//! asked for again as long as nobody else has written to the journal, which the position under the
//! head row's lock tells.

use std::collections::HashMap;

use bagyt_core::identity::StreamId;

use super::Standing;

/// Most streams that are remembered; beyond, all are forgotten.
const STREAMS_MAX: usize = 8_192;

/// Streams as they stood at a position of the journal.
///
/// Invariant: while the journal ends at `seq`, every stream here has that number and version.
#[derive(Default)]
pub(crate) struct Remembered {
    seq: u64,
    streams: HashMap<StreamId, (i64, u32)>,
}

impl Remembered {
    /// Says whether the stream need not be asked for, if the journal still ends where it did.
    pub(super) fn has(&self, stream: StreamId) -> bool {
        self.streams.contains_key(&stream)
    }

    /// Returns a stream of a journal that ends at `seq`; nothing if somebody else wrote since.
    pub(super) fn find(&self, stream: StreamId, seq: u64) -> Option<Standing> {
        let (no, version) = self.streams.get(&stream).filter(|_| self.seq == seq)?;
        Some(Standing { no: Some(*no), version: *version, is_old: true })
    }

    /// Takes over how streams stand in a journal that ended at `before` and ends at `after`.
    pub(super) fn keep(
        &mut self,
        (before, after): (u64, u64),
        streams: &HashMap<StreamId, Standing>,
    ) {
        if self.seq != before || self.streams.len() + streams.len() > STREAMS_MAX {
            self.streams.clear();
        }
        self.seq = after;
        for (stream, standing) in streams {
            if let Some(no) = standing.no {
                self.streams.insert(*stream, (no, standing.version));
            }
        }
    }
}
