//! The measurements measure: commands become durable, and the bare table is gone afterwards.

use std::time::Duration;

use bagyt_store::bench::{self, Load};

use crate::cluster::on_both;
use crate::sample::{VIEWS, case, noting};

on_both! {
    fn durable_commands_are_counted_beside_bare_ones(place) {
        let store = place.open(VIEWS);
        let load = Load { writers: 4, time: Duration::from_millis(200) };
        let make = |writer: usize, round: u64| {
            let stream = case(writer as u128 + 1);
            let number = (writer as u128 + 1) * 1_000_000 + u128::from(round);
            noting(number, stream, u32::try_from(round).unwrap() + 1, &["a"])
        };
        let measured = bench::group_commit(&store, load, &make).unwrap();
        assert_eq!(store.read().unwrap().head().unwrap().seq, measured.commands);
        assert!(measured.commands > 0 && measured.per_second() > 0);
        assert!(measured.median <= measured.slowest_hundredth);
        for _ in 0..2 {
            let bare = bench::bare_group_commit(&store, load, 200).unwrap();
            assert!(bare.commands > 0);
        }
        assert!(store.verify(&mut |_| {}).is_ok());
    }
}
