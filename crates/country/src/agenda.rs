//! What is due to happen in the country, in the order of time.
//!
//! A discrete-event simulation: the next thing to happen is taken off the agenda, changes the
//! country, is recorded as a command, and puts what follows from it on the agenda. Things of one
//! millisecond happen in the order in which they were put there, so that a seed has one course.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use crate::diary::Millis;

/// What happens, and to whom.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Due<T> {
    at: Millis,
    order: u32,
    what: T,
}

/// What is due to happen.
#[derive(Clone, Debug)]
pub(crate) struct Agenda<T> {
    due: BinaryHeap<Reverse<Due<T>>>,
    order: u32,
    now: Millis,
}

impl<T: Ord + Copy> Agenda<T> {
    /// Opens an empty agenda.
    pub(crate) fn new(now: Millis) -> Self {
        Agenda { due: BinaryHeap::new(), order: 0, now }
    }

    /// Puts something on the agenda; what should have happened before now happens now.
    pub(crate) fn put(&mut self, at: Millis, what: T) {
        self.order += 1;
        let due = Due { at: at.max(self.now), order: self.order, what };
        self.due.push(Reverse(due));
    }

    /// Takes off what happens next, if it happens before `end`.
    pub(crate) fn take(&mut self, end: Millis) -> Option<(Millis, T)> {
        if self.due.peek()?.0.at >= end {
            return None;
        }
        let Reverse(due) = self.due.pop()?;
        self.now = due.at;
        Some((due.at, due.what))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn things_happen_in_the_order_of_time_and_then_of_entry() {
        let mut agenda = Agenda::new(0);
        for (at, what) in [(5, 'c'), (3, 'b'), (5, 'd'), (1, 'a')] {
            agenda.put(at, what);
        }
        let happened: String =
            std::iter::from_fn(|| agenda.take(9)).map(|(_, what)| what).collect();
        assert_eq!(happened, "abcd");
    }

    #[test]
    fn what_is_late_happens_now_and_what_is_after_the_end_never() {
        let mut agenda = Agenda::new(0);
        agenda.put(4, 'a');
        assert_eq!(agenda.take(9), Some((4, 'a')));
        agenda.put(2, 'b');
        agenda.put(9, 'c');
        assert_eq!(agenda.take(9), Some((4, 'b')));
        assert_eq!(agenda.take(9), None);
    }
}
