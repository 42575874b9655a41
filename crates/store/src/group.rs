//! One writer with group commit.
//!
//! Works that wait are written together in one transaction, so that many callers share one flush
//! of the disk. A group that fails is undone and each of its works is tried alone, so that one bad
//! work costs nobody else; a work is answered only when its outcome is durable. The thread survives
//! every failure: it opens a new connection when the old one is lost.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::thread::JoinHandle;

use crate::connection::Connection;
use crate::failure::{During, Failure, Outage};

/// Works that may wait; more make their callers wait.
const WAITING_MAX: usize = 1_024;

/// A piece of work for a writer.
pub(crate) trait Work: Send + 'static {
    /// What its caller is answered.
    type Answer: Send + 'static;

    /// What the writer remembers from group to group; it forgets everything after a failure.
    type Memory: Default + Send + 'static;

    /// What is being done, for the word about an outage.
    const DOING: &'static str;

    /// Does several works within an open transaction, in their order.
    ///
    /// Doing a work whose transaction's end remained unknown a second time must be harmless.
    fn apply(
        works: &[&Self],
        connection: &mut dyn Connection,
        memory: &mut Self::Memory,
    ) -> Result<Vec<Self::Answer>, Failure>;
}

/// Opens the writer's connection.
pub(crate) type Open = Box<dyn Fn() -> Result<Box<dyn Connection>, Failure> + Send>;

struct Ask<W: Work> {
    work: W,
    answer: SyncSender<Result<W::Answer, Outage>>,
}

enum Message<W: Work> {
    Ask(Ask<W>),
    /// Close the connection, say so, and wait until the other side is done.
    Rest {
        resting: Sender<()>,
        go_on: Receiver<()>,
    },
}

/// The callers' side of a writer.
pub(crate) struct Writer<W: Work> {
    sender: Option<SyncSender<Message<W>>>,
    /// Number of works that were handed in and are not answered yet.
    asked: AtomicUsize,
    thread: Option<JoinHandle<()>>,
}

/// While it lives, the writer has no connection and does nothing.
pub(crate) struct Rest {
    _go_on: Sender<()>,
}

impl<W: Work> Writer<W> {
    /// Starts the thread. `group_max` is the most works of one transaction.
    pub(crate) fn start(name: &str, group_max: usize, open: Open) -> std::io::Result<Self> {
        let (sender, receiver) = sync_channel(WAITING_MAX);
        let thread = std::thread::Builder::new()
            .name(name.to_owned())
            .spawn(move || Thread::<W>::new(open, group_max).run(&receiver))?;
        Ok(Writer { sender: Some(sender), asked: AtomicUsize::new(0), thread: Some(thread) })
    }

    /// Hands in a work and waits until its outcome is durable.
    pub(crate) fn ask(&self, work: W) -> Result<W::Answer, Outage> {
        // Room for the one answer: a channel without bounds makes room for thirty.
        let (answer, outcome) = sync_channel(1);
        self.asked.fetch_add(1, Ordering::Relaxed);
        let sent = self.send(Message::Ask(Ask { work, answer }));
        let outcome = sent.and_then(|()| outcome.recv().map_err(|_| Outage::Closed)?);
        self.asked.fetch_sub(1, Ordering::Relaxed);
        outcome
    }

    /// Whether somebody waits for an answer now.
    pub(crate) fn is_asked(&self) -> bool {
        self.asked.load(Ordering::Relaxed) > 0
    }

    /// Makes the writer give up its connection until the returned value is dropped.
    pub(crate) fn rest(&self) -> Result<Rest, Outage> {
        let (resting, is_resting) = channel();
        let (go_on_sender, go_on) = channel();
        self.send(Message::Rest { resting, go_on })?;
        is_resting.recv().map_err(|_| Outage::Closed)?;
        Ok(Rest { _go_on: go_on_sender })
    }

    fn send(&self, message: Message<W>) -> Result<(), Outage> {
        let sender = self.sender.as_ref().ok_or(Outage::Closed)?;
        sender.send(message).map_err(|_| Outage::Closed)
    }
}

impl<W: Work> Drop for Writer<W> {
    fn drop(&mut self) {
        self.sender = None;
        if let Some(thread) = self.thread.take() {
            // A panic of the thread was already reported where it happened.
            let _ = thread.join();
        }
    }
}

/// Takes what else waits. Callers that were answered together come again together: as long as
/// leaving them the processor brings one more, a group waits for them, and they share a flush of
/// the disk instead of waiting for one that is not theirs.
fn following<M>(receiver: &Receiver<M>) -> Option<M> {
    let waiting = receiver.try_recv().ok();
    waiting.or_else(|| {
        std::thread::yield_now();
        receiver.try_recv().ok()
    })
}

struct Thread<W: Work> {
    open: Open,
    connection: Option<Box<dyn Connection>>,
    memory: W::Memory,
    group_max: usize,
}

impl<W: Work> Thread<W> {
    fn new(open: Open, group_max: usize) -> Self {
        Thread { open, connection: None, memory: W::Memory::default(), group_max }
    }

    fn run(mut self, receiver: &Receiver<Message<W>>) {
        while let Ok(message) = receiver.recv() {
            let mut asks = Vec::new();
            let mut next = Some(message);
            while let Some(message) = next.take() {
                match message {
                    Message::Ask(ask) => asks.push(ask),
                    Message::Rest { resting, go_on } => {
                        self.answer(std::mem::take(&mut asks));
                        self.connection = None;
                        let _ = resting.send(());
                        // Ends when the other side drops its end.
                        let _ = go_on.recv();
                    }
                }
                if asks.len() < self.group_max {
                    next = following(receiver);
                }
            }
            self.answer(asks);
        }
    }

    fn answer(&mut self, asks: Vec<Ask<W>>) {
        if asks.is_empty() {
            return;
        }
        let works: Vec<&W> = asks.iter().map(|ask| &ask.work).collect();
        let outcome = self.write(&works);
        let tries_again = asks.len() > 1 || self.connection.is_none();
        // A caller that went away does not want its answer, so that sending may fail.
        match outcome {
            Ok(answers) => {
                for (ask, answer) in asks.iter().zip(answers) {
                    let _ = ask.answer.send(Ok(answer));
                }
            }
            Err(_) if tries_again => {
                for ask in &asks {
                    let outcome = self.write(&[&ask.work]).and_then(|mut answers| {
                        answers.pop().ok_or_else(|| Failure::shape("an answer"))
                    });
                    let _ = ask.answer.send(outcome.during(W::DOING));
                }
            }
            Err(failure) => {
                if let Some(ask) = asks.first() {
                    let _ = ask.answer.send(Err(failure).during(W::DOING));
                }
            }
        }
    }

    /// Writes works in one transaction. On failure nothing is written, except that the end of a
    /// transaction can stay unknown when the connection is lost at that moment.
    fn write(&mut self, works: &[&W]) -> Result<Vec<W::Answer>, Failure> {
        let mut connection = match self.connection.take() {
            Some(connection) if !connection.is_lost() => connection,
            _ => (self.open)()?,
        };
        let memory = &mut self.memory;
        let outcome =
            transact(connection.as_mut(), |connection| W::apply(works, connection, memory));
        if outcome.is_err() {
            self.memory = W::Memory::default();
        }
        if !connection.is_lost() {
            self.connection = Some(connection);
        }
        outcome
    }
}

/// Runs `work` in a transaction of its own.
pub(crate) fn transact<T>(
    connection: &mut dyn Connection,
    work: impl FnOnce(&mut dyn Connection) -> Result<T, Failure>,
) -> Result<T, Failure> {
    connection.begin()?;
    let outcome = work(connection).and_then(|done| connection.commit().map(|()| done));
    if outcome.is_err() {
        // A rollback that fails leaves a lost connection, which is not used again.
        let _ = connection.rollback();
    }
    outcome
}
