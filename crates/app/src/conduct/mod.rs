//! The use cases: read, decide, and say what is to be written. Nothing is written here.
//!
//! Each function is one use case and reads from top to bottom. It reads through [`Records`], lets
//! a wing decide, and returns a [`Decision`]; who may ask is settled before, in `asking`.

mod abroad;
mod academy;
mod campaign;
mod court;
mod device;
mod erasure;
mod import;
pub(crate) mod in_case;
mod intake;
mod job;
mod lawmaking;
mod merge;
mod paper;
mod payment;
mod post;
mod prosecutor;
mod register;
mod relied;
mod reminding;
mod reply;
mod report;
mod sanction;
mod specialist;
mod staffing;
mod stock;
mod support;
mod task;
mod time_study;
mod wish;
mod work;

pub(crate) use court::{appeal_period, notice_by};
pub(crate) use paper::{document_claim, next_number};
pub(crate) use payment::wage_share;
pub(crate) use work::{TO_RESTRICTION, work_rules};

use bagyt_core::command::CommandMeta;
use bagyt_core::refusal::Refusal;
use bagyt_core::table::InstallationFact;
use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use ed25519_dalek::{Signer, SigningKey};
use jiff::civil::Date;
use sha2::{Digest, Sha256};

pub(crate) use erasure::{Kept, keep};
pub(crate) use in_case::busy;
pub(crate) use intake::digest;
pub(crate) use merge::cases_since;
pub(crate) use post::candidate_of;
pub(crate) use sanction::{
    EARLY_END, WARNING_ROW, WARNINGS_LEAST, longest_extension, rows_of_act, rules_of,
};

use crate::command::Command;
use crate::outcome::{Failure, Refused};
use crate::records::{Answer, AnyFact, Decision, Records, Write};
use crate::tables::Tables;

/// What a use case has at hand besides the records.
pub(crate) struct Desk<'a> {
    /// Law, calendars, codes and forms.
    pub(crate) tables: &'a Tables,
    /// Who, when and why.
    pub(crate) meta: &'a CommandMeta,
    /// The server's key, for the signature under what is confirmed in the system.
    pub(crate) signing: &'a SigningKey,
}

impl Desk<'_> {
    /// Signs the digest of a document; base64.
    pub(crate) fn sign(&self, document: &[u8]) -> String {
        BASE64.encode(self.signing.sign(&Sha256::digest(document)).to_bytes())
    }

    /// The civil day at the offices on which the command was taken.
    pub(crate) fn today(&self) -> Date {
        self.tables.zone().day_of(self.meta.recorded_at)
    }
}

/// Decides what a command writes.
///
/// # Errors
///
/// [`Failure::Refused`] with the words of the wing, [`Failure::NotFound`] if the command names
/// something that is not there, or an outage of the records.
pub(crate) fn conduct(
    desk: &Desk<'_>,
    records: &mut dyn Records,
    command: &Command,
) -> Result<Decision, Failure> {
    match command {
        Command::Receive(receive) => intake::receive(desk, records, receive),
        Command::DecideReview { message, decide, case } => {
            intake::decide_review(desk, records, *message, decide, *case)
        }
        Command::BringIn(bring_in) => stock::bring_in(desk, records, bring_in),
        Command::ImportRelease(release) => import::release(desk, release),
        Command::TakeLine(take) => register::take(desk, records, take),
        Command::InCase { case, act } => in_case::conduct(desk, records, *case, act),
        Command::InCases(acts) => in_case::conduct_all(desk, records, acts),
        Command::AskErasure { person } => erasure::ask(desk, records, *person),
        Command::DecideErasure { person, decide } => {
            erasure::decide(desk, records, *person, decide)
        }
        Command::ProposeMerge(propose) => merge::propose(desk, records, propose),
        Command::DecideMerge { main, decide } => merge::decide(desk, records, *main, decide),
        Command::PartMerge { main, part } => merge::part(desk, records, *main, part),
        Command::AppointStaff { staff, appoint } => post::appoint(desk, records, *staff, appoint),
        Command::StaffLeaves { staff, leave } => post::leave(desk, records, *staff, leave),
        Command::OfStaff { staff, act } => staffing::conduct(desk, records, *staff, act),
        Command::InService { service, act } => support::in_service(desk, records, *service, act),
        Command::OfProsecutor { act, action } => prosecutor::conduct(desk, records, *act, action),
        Command::OfTimeStudy { study, action } => {
            time_study::conduct(desk, records, *study, action)
        }
        Command::InEmployer { employer, act } => job::in_employer(desk, records, *employer, act),
        Command::OfWish { wish, act } => wish::conduct(desk, records, *wish, act),
        Command::InNotebook { notebook, act } => {
            specialist::in_notebook(desk, records, *notebook, act)
        }
        Command::OfSeveral(acts) => staffing::conduct_all(desk, records, acts),
        Command::RaiseNeed { need, raise } => academy::raise(desk, records, *need, raise),
        Command::RemeasureNeed { need, figure } => academy::remeasure(desk, records, *need, figure),
        Command::AnswerNeed { need, answer } => academy::answer(desk, records, *need, answer),
        Command::OpenProject { project, open } => {
            academy::open_project(desk, records, *project, open)
        }
        Command::PublishResult { project, publish } => {
            academy::publish_result(desk, records, *project, publish)
        }
        Command::PublishTables { installation, version, tables } => {
            let facts = tables
                .iter()
                .map(|(table, _)| AnyFact::Installation(table.clone().into()))
                .collect();
            let stream = installation.stream();
            Ok(Decision {
                writes: vec![Write { stream, version: *version, zone: desk.tables.zone(), facts }],
                blobs: tables.iter().map(|(_, bytes)| bytes.to_vec()).collect(),
                answer: Answer::done(stream),
                ..Decision::default()
            })
        }
        Command::OfDraft { draft, act } => lawmaking::conduct(desk, records, *draft, act),
        Command::EnactDraft { draft, by, installation, version, table: [table] } => {
            let stream = installation.stream();
            let publish = Write {
                stream,
                version: *version,
                zone: desk.tables.zone(),
                facts: vec![AnyFact::Installation(table.0.clone().into())],
            };
            lawmaking::enact(desk, records, (*draft, *by), (publish, table))
        }
        Command::CloseImport { installation, version, imported, map } => {
            let stream = installation.stream();
            Ok(Decision {
                writes: vec![Write {
                    stream,
                    version: *version,
                    zone: desk.tables.zone(),
                    facts: vec![AnyFact::Installation(InstallationFact::from(imported.clone()))],
                }],
                blobs: vec![map.to_vec()],
                answer: Answer::done(stream),
                ..Decision::default()
            })
        }
    }
}

/// Turns the refusal of a wing into the failure of a use case.
pub(crate) fn refused<R: Refusal + std::fmt::Display>(refusal: R) -> Failure {
    Failure::Refused(Refused::of(&refusal))
}
