//! Statistics as they were known at an older position of the journal.
//!
//! The counted tables at a position are made when somebody asks for them, on one thread beside the
//! work of the day, with the tables of law that were in force at the position; a few are kept. A
//! publication and an erasure throw all of them away. Whose numbers somebody sees, and to which
//! cases they lead, is always as the rights are today.

use std::collections::{BTreeMap, VecDeque};
use std::path::PathBuf;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;

use bagyt_casework::view::{CLOCK, EVENT};
use bagyt_core::identity::{CaseId, StreamId, StreamKind};
use bagyt_core::view::ViewTable;
use bagyt_store::{RebuildError, Snapshot, SnapshotMaker, SnapshotOf, Store};
use jiff::civil::Date;
use uuid::Uuid;

use crate::App;
use crate::execute::Online;
use crate::outcome::{Failure, Refused};
use crate::project;
use crate::read::Earlier;
use crate::role::Action;
use crate::tables::Tables;
use crate::user::User;

/// Positions that are kept; one takes about as much room as the counted tables of the record.
pub const KNOWN_MAX: usize = 2;

/// Positions that may wait; whoever asks beyond that is told to come again.
const WAITING_MAX: usize = 16;

/// Name of the folder in a data directory.
pub(crate) const FOLDER: &str = "known";

/// The tables that are counted; all their rows are those of cases.
static COUNTED: &[&ViewTable] = &[&CLOCK, &EVENT];

/// Whether the numbers of a position can be asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Known {
    /// They can.
    Ready,
    /// They are being made, or wait for others.
    Underway {
        /// Records that are done.
        done: u64,
        /// All records; 0 while it waits.
        total: u64,
    },
}

/// A position that is to be made, with the tables that were in force there.
struct Order {
    position: u64,
    tables: Arc<Tables>,
}

/// The positions that are kept, and those that wait.
pub(crate) struct Shelf {
    shared: Arc<Shared>,
}

struct Shared {
    base: PathBuf,
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    /// Those that are ready; the one that was asked for last stands last.
    kept: Vec<Arc<Snapshot>>,
    waiting: VecDeque<Order>,
    underway: Option<(u64, Known)>,
    failed: BTreeMap<u64, String>,
    /// Raised when what was made so far counts no more.
    epoch: u64,
    /// Works that need the record without snapshots.
    resting: u32,
    is_ended: bool,
    worker: Option<JoinHandle<()>>,
    // After those that are kept, whose folder goes with it.
    maker: Option<Arc<SnapshotMaker>>,
}

/// Keeps all snapshots away as long as it lives.
pub(crate) struct Rest<'a>(&'a Shared);

impl Drop for Rest<'_> {
    fn drop(&mut self) {
        self.0.state().resting -= 1;
        self.0.changed.notify_all();
    }
}

impl Shelf {
    /// Begins with nothing, and removes what processes that are gone left in the folder.
    pub(crate) fn new(base: PathBuf) -> Shelf {
        if let Err(fault) = Store::remove_left_snapshots(&base) {
            tracing::warn!(%fault, "snapshots of a former process stay");
        }
        let state = Mutex::default();
        Shelf { shared: Arc::new(Shared { base, state, changed: Condvar::new() }) }
    }

    /// Throws all snapshots away, after those who read them have ended, and makes none as long as
    /// the rest lives.
    pub(crate) fn rest(&self) -> Rest<'_> {
        let shared = &*self.shared;
        let mut state = shared.state();
        state.resting += 1;
        state.epoch += 1;
        let kept = std::mem::take(&mut state.kept);
        let is_busy = |state: &mut State| state.underway.is_some();
        drop(shared.changed.wait_while(state, is_busy).unwrap_or_else(PoisonError::into_inner));
        for snapshot in kept {
            if let Err(fault) = snapshot.remove() {
                tracing::error!(%fault, "a snapshot stays on the disk");
            }
        }
        Rest(shared)
    }

    /// Throws all snapshots away.
    pub(crate) fn clear(&self) {
        drop(self.rest());
    }

    /// Returns what is kept of a position.
    fn kept(&self, position: u64) -> Option<Arc<Snapshot>> {
        self.shared.state().kept(position)
    }

    /// Says how far a position is, and orders it where nobody did. Why it failed is told once;
    /// whoever asks next orders it again.
    fn ask(&self, store: &Store, order: Order) -> Result<Known, Failure> {
        let mut state = self.shared.state();
        let position = order.position;
        if state.kept(position).is_some() {
            return Ok(Known::Ready);
        }
        if let Some(fault) = state.failed.remove(&position) {
            let text = format!("the tables of position {position} could not be made: {fault}");
            let refused = Refused::new("known-failed", Some("at"), &text);
            return Err(refused.with("position", position).with("fault", fault).into());
        }
        match state.underway {
            Some((underway, known)) if underway == position => return Ok(known),
            _ if state.waiting.iter().any(|one| one.position == position) => {}
            _ if state.waiting.len() >= WAITING_MAX => {
                let text = "too many other positions wait to be made; ask again in a minute";
                return Err(Refused::new("known-busy", Some("at"), text).into());
            }
            _ => {
                self.shared.start(&mut state, store)?;
                state.waiting.push_back(order);
                self.shared.changed.notify_all();
            }
        }
        Ok(Known::Underway { done: 0, total: 0 })
    }
}

impl Drop for Shelf {
    fn drop(&mut self) {
        let mut state = self.shared.state();
        state.is_ended = true;
        let worker = state.worker.take();
        drop(state);
        self.shared.changed.notify_all();
        // Its record is closed only after it has ended.
        if let Some(worker) = worker {
            let _ = worker.join();
        }
    }
}

impl State {
    fn kept(&mut self, position: u64) -> Option<Arc<Snapshot>> {
        let place = self.kept.iter().position(|one| one.position() == position)?;
        let snapshot = self.kept.remove(place);
        self.kept.push(Arc::clone(&snapshot));
        Some(snapshot)
    }
}

impl Shared {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Starts the thread that makes snapshots, where there is none.
    fn start(self: &Arc<Self>, state: &mut State, store: &Store) -> Result<(), Failure> {
        if state.worker.as_ref().is_some_and(|worker| !worker.is_finished()) {
            return Ok(());
        }
        let maker = match &state.maker {
            Some(maker) => Arc::clone(maker),
            None => {
                let name = crate::secrets::chance().map(Uuid::from_bytes);
                let name = name.map_err(Failure::outage)?.to_string();
                let maker = store.snapshot_maker(&self.base, &name).map_err(Failure::outage)?;
                Arc::clone(state.maker.insert(Arc::new(maker)))
            }
        };
        let shared = Arc::clone(self);
        let work = move || while shared.work(&maker) {};
        let worker = std::thread::Builder::new().name("known".to_owned()).spawn(work);
        state.worker = Some(worker.map_err(Failure::outage)?);
        Ok(())
    }

    /// Makes what waits longest; returns false when the record is closed.
    fn work(&self, maker: &SnapshotMaker) -> bool {
        let idle =
            |state: &mut State| !state.is_ended && (state.waiting.is_empty() || state.resting > 0);
        let waited = self.changed.wait_while(self.state(), idle);
        let mut state = waited.unwrap_or_else(PoisonError::into_inner);
        if state.is_ended {
            return false;
        }
        let Some(order) = state.waiting.pop_front() else { return true };
        let epoch = state.epoch;
        state.underway = Some((order.position, Known::Underway { done: 0, total: 0 }));
        drop(state);
        let over = Over(self);
        let made = self.make(maker, &order, epoch);
        self.put(order, epoch, made);
        drop(over);
        true
    }

    fn make(
        &self,
        maker: &SnapshotMaker,
        order: &Order,
        epoch: u64,
    ) -> Result<Snapshot, RebuildError<Failure>> {
        let position = order.position;
        let of = SnapshotOf { position, kind: StreamKind::CaseId, tables: COUNTED };
        let project = |stream: StreamId, entries: &[(u64, Vec<u8>)], _: Option<&[u8]>| {
            project::case_rows(&order.tables, CaseId(stream.id), entries)
        };
        maker.make(of, &project, &mut |progress| {
            let mut state = self.state();
            let known = Known::Underway { done: progress.done, total: progress.total };
            state.underway = Some((position, known));
            state.epoch == epoch && !state.is_ended
        })
    }

    /// Keeps what was made, or orders it anew if it counts no more.
    fn put(&self, order: Order, epoch: u64, made: Result<Snapshot, RebuildError<Failure>>) {
        let mut state = self.state();
        state.underway = None;
        // Removed without the lock: it may have to wait for somebody who reads.
        let mut removed = Vec::new();
        match made {
            Ok(snapshot) if state.epoch == epoch => {
                state.kept.push(Arc::new(snapshot));
                if state.kept.len() > KNOWN_MAX {
                    removed.push(state.kept.remove(0));
                }
            }
            Ok(snapshot) => {
                removed.push(Arc::new(snapshot));
                state.waiting.push_front(order);
            }
            Err(RebuildError::Stopped) => state.waiting.push_front(order),
            Err(fault) => {
                let fault = match std::error::Error::source(&fault) {
                    Some(source) => format!("{fault}: {source}"),
                    None => fault.to_string(),
                };
                tracing::error!(%fault, position = order.position, "a snapshot was not made");
                while state.failed.len() >= WAITING_MAX {
                    state.failed.pop_first();
                }
                state.failed.insert(order.position, fault);
            }
        }
        drop(state);
        drop(removed);
    }
}

/// Tells those who wait that a work is over, however it ended.
struct Over<'a>(&'a Shared);

impl Drop for Over<'_> {
    fn drop(&mut self) {
        self.0.state().underway = None;
        self.0.changed.notify_all();
    }
}

/// The numbers of a position that was asked for.
pub(crate) struct Past {
    pub(crate) snapshot: Arc<Snapshot>,
    /// The tables in force at the position.
    pub(crate) tables: Arc<Tables>,
    pub(crate) earlier: Earlier,
    /// The day at the offices on which the position was written.
    pub(crate) day: Date,
}

impl App {
    /// Keeps the counted tables of older positions in that folder, instead of the one beside the
    /// record or, where a database server keeps that, among the temporary files of the machine.
    #[must_use]
    pub fn keeping_known_in(mut self, folder: PathBuf) -> App {
        self.known = Shelf::new(folder);
        self
    }

    /// Says whether statistics can be read as they were known at a position of the journal, and
    /// orders them where they cannot yet.
    ///
    /// # Errors
    ///
    /// [`Failure::Denied`]; refused for a position that there is not, with `known-busy` where many
    /// others wait, and with `known-failed` and the reason, told once, where they could not be
    /// made; outages.
    pub fn known_at(&self, user: &User, position: u64) -> Result<Known, Failure> {
        self.require_counting(user)?;
        let online = Online::new(self)?;
        earlier_asked(&online, position)?;
        let basis = online.reader.basis().map_err(Failure::outage)?;
        if basis != self.in_force.current().basis.name() {
            // Another server has published; which tables were in force is looked up anew.
            drop(online);
            self.refresh_tables()?;
            return self.order(&Online::new(self)?, position);
        }
        self.order(&online, position)
    }

    fn order(&self, online: &Online<'_>, position: u64) -> Result<Known, Failure> {
        let tables = self.tables_read_at(online, position)?;
        self.known.ask(&self.store, Order { position, tables })
    }

    /// Returns the position at which a day of the offices had ended.
    ///
    /// # Errors
    ///
    /// [`Failure::Denied`]; refused at the field `on` for a day that is not over and for one before
    /// the first entry; outages.
    pub fn known_on(&self, user: &User, day: Date) -> Result<u64, Failure> {
        self.require_counting(user)?;
        if day >= self.today() {
            let text = "a day is known when it is over; choose yesterday or an earlier day";
            return Err(Refused::new("known-day-not-over", Some("on"), text).into());
        }
        let online = Online::new(self)?;
        let first = || -> Result<Date, Failure> {
            let earlier = earlier_asked(&online, 1)?;
            Ok(self.zone().day_of(earlier.known_at))
        };
        let next = day.tomorrow().map_err(Failure::defect)?;
        let position = online.reader.last_before(self.zone().start_of(next));
        match position.map_err(Failure::outage)? {
            Some(position) => Ok(position),
            None => {
                let first = first()?;
                let text = format!("nothing was on record that day; the first entry is of {first}");
                let refused = Refused::new("known-before-first", Some("on"), &text);
                Err(refused.with("first", first).into())
            }
        }
    }

    /// Refuses who may see no numbers.
    fn require_counting(&self, user: &User) -> Result<(), Failure> {
        match self.may(user, Action::ViewStatistics) {
            true => Ok(()),
            false => self.require_somewhere(user, Action::ViewPractice),
        }
    }

    /// The numbers of a position, which were made before.
    pub(crate) fn past(&self, online: &Online<'_>, position: u64) -> Result<Past, Failure> {
        let earlier = earlier_asked(online, position)?;
        let snapshot = self.known.kept(position).ok_or_else(|| {
            let text = "the tables of that position are not made yet; ask for them again";
            Refused::new("known-not-ready", Some("at"), text)
        })?;
        let tables = self.tables_read_at(online, position)?;
        let day = self.zone().day_of(earlier.known_at);
        Ok(Past { snapshot, tables, earlier, day })
    }
}

/// Says when a position that somebody asked for was written.
fn earlier_asked(online: &Online<'_>, position: u64) -> Result<Earlier, Failure> {
    match crate::read::earlier(online, position) {
        Err(Failure::NotFound) => {
            let last = online.reader.head().map_err(Failure::outage)?.seq;
            let text = format!("the journal has the positions 1 to {last}");
            let refused = Refused::new("known-no-position", Some("at"), &text);
            Err(refused.with("last", last).into())
        }
        found => found,
    }
}
