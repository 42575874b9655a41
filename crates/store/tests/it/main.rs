//! The store on both databases, from outside.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test ends where it cannot go on")]

mod asking;
mod basis;
mod changing;
mod cluster;
mod counting;
mod deputising;
mod evidence;
mod faults;
mod filed;
mod filling;
mod jobs;
mod keeping;
mod measuring;
mod prosecuting;
mod rebuilding;
mod sample;
mod sharing;
mod snapshots;
mod specialists;
mod studying;
mod submitting;
mod supporting;
mod tables;
mod upgrading;
mod verifying;
mod workload;
