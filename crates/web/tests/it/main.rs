//! The pages over a record on disk, asked as a browser asks: one concern a module.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test ends where it cannot go on")]

mod access;
mod acts;
mod bad_forms;
mod bad_messages;
mod calendar;
mod campaign;
mod card;
mod casework;
mod channel;
mod community_service;
mod court;
mod court_clerk;
mod court_way;
mod door;
mod drafts;
mod duties;
mod enforcement;
mod erasure;
mod first_day;
mod form_house;
mod group_session;
mod help;
mod junk;
mod known;
mod law;
mod matrix;
mod payments;
mod prompts;
mod requests;
mod returning;
mod rights;
mod second_factor;
mod second_look;
mod series;
mod sheet;
mod tasks;
mod violation;
mod visitor;
mod wanted;
