//! The page of a court: its clerk sees what of the service waits there, and nothing else.
//!
//! A clerk's account has its post at a court. What a clerk records goes the way that the court's own
//! messages go: the receipt for a submission is written as such a message, kept word for word. Every
//! look at a submission or its papers is on record.

use bagyt_casework::fact::{HearingId, SubmissionId};
use bagyt_casework::hearing::{FixHearing, MoveHearing};
use bagyt_core::command::Purpose;
use bagyt_core::identity::{CaseId, CommandId, MessageId, PersonId, StreamId};
use bagyt_store::query;
use jiff::Timestamp;
use jiff::civil::Date;
use serde_json::json;
use uuid::Uuid;

use crate::App;
use crate::command::{CaseAct, Command, ReceiveMessage};
use crate::execute::Online;
use crate::inbox::derived;
use crate::outcome::{Failure, Refused};
use crate::records::Answer;
use crate::role::Action;
use crate::user::User;

/// What a court has of the service: sent, confirmed or decided. Drafts are the service's own.
const BEFORE_COURT: [&str; 3] = ["sent", "received", "decided"];

/// Acts of a court on one page.
const ACTS_MAX: u32 = 50;

/// A submission to the court.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CourtLine {
    /// Its identifier.
    pub submission: Uuid,
    /// The court's number of the case.
    pub number: String,
    /// The client's names; empty where the case is restricted.
    pub name: String,
    /// What it asks for.
    pub kind: String,
    /// `sent`, `received` or `decided`.
    pub status: String,
    /// Code of the office that sent it.
    pub office: String,
    /// Day of the approval, on which it was sent.
    pub approved_on: Option<Date>,
    /// Digest of its bundle.
    pub digest: Option<String>,
    /// The hearing that is to come or has no outcome yet.
    pub hearing: Option<(Uuid, Timestamp)>,
    /// When the court decided, and what.
    pub decided: Option<(Date, String)>,
}

/// An act of the court that reached the service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CourtAct {
    /// The court's number.
    pub number: String,
    /// Kind of the message.
    pub kind: String,
    /// Status of the message.
    pub status: String,
    /// When the service received it.
    pub received_on: Date,
    /// When the service put the case on its register.
    pub registered_on: Option<Date>,
}

/// The page of a court.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CourtPage {
    /// Code of the court.
    pub court: String,
    /// Submissions, the oldest first.
    pub lines: Vec<CourtLine>,
    /// Acts of the court, the newest first.
    pub acts: Vec<CourtAct>,
}

/// When the court hears a submission, as its clerk fixes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CourtDay {
    /// When it begins.
    pub begins_at: Timestamp,
    /// Whether the officer is called.
    pub officer_called: bool,
    /// Whether the client is called.
    pub client_called: bool,
    /// The room and what else matters.
    pub words: String,
}

impl App {
    /// Returns the page of the clerk's court.
    ///
    /// # Errors
    ///
    /// [`Failure::Denied`] for everybody but the clerk of a court; outages.
    pub fn court_page(&self, user: &User) -> Result<CourtPage, Failure> {
        self.require_court(user)?;
        let online = Online::new(self)?;
        let rows = query::submissions_to_court(&online.reader, &user.office.0, &BEFORE_COURT)
            .map_err(Failure::outage)?;
        let rows: Vec<_> = rows.into_iter().filter(|row| knows(user, row)).collect();
        let acts = self.acts_of_court(&online, &user.office.0)?;
        drop(online);
        self.log_access(user, Purpose::Intake, "court", rows.iter().flat_map(subjects))?;
        let lines = rows.into_iter().map(line).collect();
        Ok(CourtPage { court: user.office.0.clone(), lines, acts })
    }

    /// Returns a submission to the clerk's court.
    ///
    /// # Errors
    ///
    /// As [`App::court_page`]; [`Failure::NotFound`] for what was not sent to that court.
    pub fn court_line(&self, user: &User, submission: SubmissionId) -> Result<CourtLine, Failure> {
        let row = self.row_of_court(user, submission)?;
        self.log_access(user, Purpose::Intake, "court-submission", subjects(&row))?;
        Ok(line(row))
    }

    /// Returns the bundle of a submission to the clerk's court.
    ///
    /// # Errors
    ///
    /// As [`App::court_line`].
    pub fn court_document(&self, user: &User, digest: &str) -> Result<Vec<u8>, Failure> {
        self.require_court(user)?;
        let online = Online::new(self)?;
        let row = query::submission_by_digest(&online.reader, digest).map_err(Failure::outage)?;
        let row = row.filter(|row| is_theirs(user, row)).ok_or(Failure::NotFound)?;
        let bytes = self.blob(&online.reader, digest)?.ok_or(Failure::NotFound)?;
        drop(online);
        self.log_access(user, Purpose::Intake, "court-document", subjects(&row))?;
        Ok(bytes)
    }

    /// Records that the court has a submission, as the court's own receipt would.
    ///
    /// # Errors
    ///
    /// As [`App::court_line`]; refused with `receipt-missing` without the court's number;
    /// [`Failure::Changed`] if the court has confirmed it meanwhile.
    pub fn confirm_for_court(
        &self,
        user: &User,
        id: CommandId,
        submission: SubmissionId,
        number: &str,
    ) -> Result<Answer, Failure> {
        let row = self.row_of_court(user, submission)?;
        let message = row.message_id.filter(|_| row.status == "sent").ok_or(Failure::Changed)?;
        if number.trim().is_empty() {
            let text = "the court's number of receipt is missing";
            return Err(Refused::new("receipt-missing", Some("receipt"), text).into());
        }
        let digest = self.sent_digest(message)?.ok_or(Failure::NotFound)?;
        let meta = self.meta(user, id, Purpose::Intake);
        let receipt = json!({
            "message": "receipt",
            "version": 1,
            "id": derived("court-receipt", &[id.0.as_bytes()]).to_string(),
            "sent_at": meta.recorded_at.to_string(),
            "sender": user.office.0,
            "recipient": self.tables().codes().service.code,
            "body": {
                "digest": digest,
                "of": message.0.to_string(),
                "outcome": "accepted",
                "received_at": meta.recorded_at.to_string(),
                "number": number.trim(),
            },
        });
        let receive = ReceiveMessage {
            message: MessageId(derived("message", &[id.0.as_bytes()])),
            sender: user.office.0.clone(),
            bytes: receipt.to_string().into_bytes().into(),
            received_at: meta.recorded_at,
            paper: None,
            register: None,
            person: PersonId(derived("person", &[id.0.as_bytes()])),
            case: CaseId(derived("case", &[id.0.as_bytes()])),
        };
        self.execute(&meta, &Command::Receive(receive))
    }

    /// Fixes the hearing of a submission to the clerk's court, or moves the one that is fixed.
    ///
    /// # Errors
    ///
    /// As [`App::court_line`]; the words of the wing.
    pub fn fix_for_court(
        &self,
        user: &User,
        id: CommandId,
        submission: SubmissionId,
        day: CourtDay,
    ) -> Result<Answer, Failure> {
        let row = self.row_of_court(user, submission)?;
        let CourtDay { begins_at, officer_called, client_called, words } = day;
        let act = match row.hearing_id {
            Some(hearing) => {
                let hearing = HearingId(hearing);
                CaseAct::MoveHearing(MoveHearing { hearing, begins_at, words })
            }
            None => CaseAct::FixHearing(FixHearing {
                hearing: HearingId(derived("hearing", &[id.0.as_bytes()])),
                submission,
                begins_at,
                officer_called,
                client_called,
                words,
            }),
        };
        let meta = self.meta(user, id, Purpose::Intake);
        self.execute(&meta, &Command::InCase { case: row.case.case_id, act })
    }

    /// Refuses everybody but the clerk of a court: of a place that is none nobody sees a page.
    fn require_court(&self, user: &User) -> Result<(), Failure> {
        let relation = user.relation(&user.office.0, None, false);
        self.require(user, Action::ServeCourt, relation)?;
        match self.tables().codes().courts.contains_key(&user.office.0) {
            true => Ok(()),
            false => Err(Failure::Denied),
        }
    }

    fn row_of_court(
        &self,
        user: &User,
        submission: SubmissionId,
    ) -> Result<query::SubmissionRow, Failure> {
        self.require_court(user)?;
        let online = Online::new(self)?;
        let row = query::submission_by_id(&online.reader, submission.0).map_err(Failure::outage)?;
        row.filter(|row| is_theirs(user, row)).ok_or(Failure::NotFound)
    }

    fn acts_of_court(&self, online: &Online<'_>, court: &str) -> Result<Vec<CourtAct>, Failure> {
        let reader = &online.reader;
        let mut acts = Vec::new();
        for kind in ["judgment", "ruling"] {
            let filter = query::MessageFilter {
                direction: Some("in".to_owned()),
                kind: Some(kind.to_owned()),
                counterpart: Some(court.to_owned()),
                ..query::MessageFilter::default()
            };
            let page = query::Page::first(ACTS_MAX);
            let found = query::messages(reader, &filter, page).map_err(Failure::outage)?;
            for row in found.rows {
                let case = match row.case_id {
                    Some(case) => query::case_by_id(reader, case).map_err(Failure::outage)?,
                    None => None,
                };
                acts.push(CourtAct {
                    number: row.number.unwrap_or_default(),
                    kind: row.kind,
                    status: row.status,
                    received_on: self.zone().day_of(row.received_at),
                    registered_on: case.map(|case| case.opened_on),
                });
            }
        }
        acts.sort_by_key(|act| std::cmp::Reverse(act.received_on));
        Ok(acts)
    }
}

fn knows(user: &User, row: &query::SubmissionRow) -> bool {
    !user.own_access.excluded.contains(&row.case.case_id)
}

/// Whether a submission went to the court of the clerk.
fn is_theirs(user: &User, row: &query::SubmissionRow) -> bool {
    row.court == user.office.0 && BEFORE_COURT.contains(&row.status.as_str()) && knows(user, row)
}

fn subjects(row: &query::SubmissionRow) -> [StreamId; 2] {
    [row.case.case_id.stream(), row.case.person_id.stream()]
}

fn line(row: query::SubmissionRow) -> CourtLine {
    let restricted = row.case.restricted;
    CourtLine {
        submission: row.submission_id,
        number: row.case.number,
        name: row.case.name.filter(|_| !restricted).unwrap_or_default(),
        kind: row.kind,
        status: row.status,
        office: row.case.office.0,
        approved_on: row.approved_on,
        digest: row.digest,
        hearing: row.hearing_id.zip(row.hearing_at),
        decided: row.decided_on.zip(row.outcome),
    }
}
