//! Since when the rows of a period stand.

use bagyt_core::view::ViewTable;
use bagyt_store::{Changes, Store};

use crate::cluster::on_both;
use crate::rebuilding::project;
use crate::sample::{NOTE_VIEW, VIEWS, case, notes, noting};

/// Writes the next words of a stream, with the rows of all its words.
fn write(store: &Store, (command, version): (u128, u32), words: &[&str]) -> u64 {
    let last = &words[words.len() - 1..];
    let mut commit = noting(command, case(1), version, last);
    commit.views = vec![(case(1), vec![notes(words)])];
    store.submit(commit).unwrap().last_seq
}

fn changes(store: &Store, table: &ViewTable) -> Changes {
    Changes::of(&store.read().unwrap(), table).unwrap()
}

on_both! {
    fn a_period_keeps_its_mark_until_a_row_with_it_changes(place) {
        let store = place.open(VIEWS);
        assert_eq!(changes(&store, &NOTE_VIEW).at(1), 0);
        let first = write(&store, (1, 1), &["a"]);
        let second = write(&store, (2, 2), &["a", "bb"]);
        let before = changes(&store, &NOTE_VIEW);
        assert_eq!((before.at(1), before.at(2), before.at(3)), (first, second, 0));
        assert_eq!((before.within(1, 1), before.within(1, 9), before.within(3, 9)), (first, second, 0));
        // The row of one letter becomes one of three: both periods are others than before.
        let third = write(&store, (3, 3), &["ccc", "bb", "dd"]);
        let after = changes(&store, &NOTE_VIEW);
        assert_eq!((after.at(1), after.at(2), after.at(3)), (third, third, third));
        // Rows that go count as changed, rows that stay do not.
        let fourth = write(&store, (4, 4), &["ccc", "bb"]);
        let after = changes(&store, &NOTE_VIEW);
        assert_eq!((after.at(1), after.at(2), after.at(3)), (third, fourth, third));
    }

    fn a_table_made_anew_counts_as_changed_in_every_period(place) {
        let store = place.open(VIEWS);
        let first = write(&store, (1, 1), &["a"]);
        let second = write(&store, (2, 2), &["a", "bb"]);
        assert_eq!(changes(&store, &NOTE_VIEW).at(1), first);
        store.rebuild(&project, "", &mut |_| {}).unwrap();
        let anew = changes(&store, &NOTE_VIEW);
        assert_eq!((anew.at(1), anew.at(7), anew.within(5, 6)), (second, second, second));
    }
}
