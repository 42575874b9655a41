//! The built program, started as its users start it: one concern a module.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test ends where it cannot go on")]

mod bad_flags;
// The private PostgreSQL server is started by the same code as in the store's own tests.
#[path = "../../../store/tests/it/cluster.rs"]
#[allow(dead_code, unused_macros, unused_imports, reason = "the store's tests use more of it")]
mod cluster;
mod delivery;
mod kill;
mod linking;
mod publishing;
mod register;
mod server;
// A service with one office, filled by the same code as in the application's own tests.
#[path = "../../../app/tests/it/service.rs"]
#[allow(dead_code, reason = "the application's tests use more of it")]
mod service;
