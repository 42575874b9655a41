//! Taking an entry back, and correcting a meeting or an absence.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use bagyt_app::command::CaseAct;
use bagyt_app::outcome::Failure;
use bagyt_app::read::{CasePage, EntryAct, MeetingItem};
use bagyt_casework::codes::{ContactPlace, MendingReason};
use bagyt_casework::contact::Outcome;
use bagyt_casework::mending::{CorrectContact, WithdrawEntry};

use crate::form::{Choice, Form};
use crate::format::clock;
use crate::frame::{Frame, Section};
use crate::pages::case::who;
use crate::pages::case_form::{self, CaseForm};
use crate::pages::contact::{self, kinds, places};
use crate::pages::entry::{card, open};
use crate::pages::timeline::Entry;
use crate::parts::Who;
use crate::posted::Posted;
use crate::texts::Texts;
use crate::visit::{Seen, Visit};

#[derive(Template)]
#[template(path = "withdraw.html")]
struct WithdrawPage {
    t: Texts,
    frame: Frame,
    who: Who,
    form: Form,
    entry: Entry,
    reasons: Vec<Choice>,
}

#[derive(Template)]
#[template(path = "correct.html")]
struct CorrectPage {
    t: Texts,
    frame: Frame,
    who: Who,
    form: Form,
    entry: Entry,
    is_absence: bool,
    outcomes: Vec<Choice>,
    kinds: Vec<Choice>,
    places: Vec<Choice>,
}

/// Why people take an entry back; the other reasons come with an excuse or an answer. A correction
/// is always that of a mistake.
const WITHDRAWN_FOR: [MendingReason; 3] =
    [MendingReason::Mistake, MendingReason::WrongCase, MendingReason::Twice];

/// Longest reason, in characters.
const WORDS_MAX: usize = 4_000;

fn reasons(t: Texts, reasons: &[MendingReason]) -> Vec<Choice> {
    let choice = |reason: &MendingReason| {
        Choice::new(reason.code(), t.code("mending_reason", reason.code()))
    };
    reasons.iter().map(choice).collect()
}

fn find<'a>(page: &'a CasePage, version: &str) -> Result<&'a MeetingItem, Failure> {
    let found = page.meetings.iter().find(|meeting| meeting.version.to_string() == version);
    found.ok_or(Failure::NotFound)
}

/// An entry that is taken back.
struct Withdrawing {
    case: String,
    version: String,
}

/// A meeting or an absence that is corrected.
struct Correcting {
    case: String,
    version: String,
}

/// Shows the form that takes an entry back.
pub(crate) async fn begin(visit: Visit, Path((case, version)): Path<(String, String)>) -> Response {
    case_form::show(visit, Withdrawing { case, version }).await
}

/// Takes it back.
pub(crate) async fn withdraw(
    visit: Visit,
    Path((case, version)): Path<(String, String)>,
    Posted(form): Posted,
) -> Response {
    case_form::send(visit, Withdrawing { case, version }, form).await
}

/// Shows the form that corrects a meeting or an absence, filled in with what holds.
pub(crate) async fn show(visit: Visit, Path((case, version)): Path<(String, String)>) -> Response {
    case_form::show(visit, Correcting { case, version }).await
}

/// Corrects it.
pub(crate) async fn correct(
    visit: Visit,
    Path((case, version)): Path<(String, String)>,
    Posted(form): Posted,
) -> Response {
    case_form::send(visit, Correcting { case, version }, form).await
}

impl CaseForm for Withdrawing {
    type Shown = WithdrawPage;
    type Read = WithdrawEntry;

    fn open(&self, seen: &Seen<'_>) -> Result<CasePage, Failure> {
        open(seen, &self.case, &self.version, EntryAct::Withdraw)
    }

    fn shown(&self, seen: &Seen<'_>, page: &CasePage, form: Form) -> Result<WithdrawPage, Failure> {
        Ok(WithdrawPage {
            t: seen.t,
            frame: seen.frame(Section::Cases),
            who: who(seen, page),
            form,
            entry: card(seen, page, &self.version)?,
            reasons: reasons(seen.t, &WITHDRAWN_FOR),
        })
    }

    fn read(&self, seen: &Seen<'_>, _: &CasePage, form: &mut Form) -> Option<WithdrawEntry> {
        let t = seen.t;
        let reason = form.code(t, "reason", "mending-reason", MendingReason::find);
        form.required(t, "words", "mending-words");
        let words = form.limited(t, "words", "mending-words", WORDS_MAX);
        if !form.is_right() {
            return None;
        }
        let version = self.version.parse().ok()?;
        Some(WithdrawEntry { version, reason: reason?, words: words? })
    }

    fn act(&self, read: &WithdrawEntry) -> CaseAct {
        CaseAct::Withdraw(read.clone())
    }

    fn next(&self) -> String {
        format!("/cases/{}?done=withdrawn", self.case)
    }
}

impl CaseForm for Correcting {
    type Shown = CorrectPage;
    type Read = CorrectContact;

    fn open(&self, seen: &Seen<'_>) -> Result<CasePage, Failure> {
        open(seen, &self.case, &self.version, EntryAct::Correct)
    }

    fn filled(&self, seen: &Seen<'_>, page: &CasePage, form: Form) -> Result<Form, Failure> {
        let meeting = find(page, &self.version)?;
        let time = meeting.at.map(|at| at.to_zoned(seen.zone().time_zone()).time());
        let place = match meeting.place.as_str() {
            // An absence does not say where the meeting was to be.
            "" => ContactPlace::Office.code(),
            place => place,
        };
        let appointment = meeting.appointment.map(|id| id.to_string()).unwrap_or_default();
        Ok(form
            .preset("held_on", seen.t.figures(meeting.on))
            .preset("held_at", time.map(clock).unwrap_or_default())
            .preset("kind", meeting.kind.clone())
            .preset("place", place)
            .preset("outcome", meeting.outcome.clone())
            .preset("appointment", appointment)
            .preset("note", meeting.note.clone())
            .preset("reason", MendingReason::Mistake.code()))
    }

    fn shown(&self, seen: &Seen<'_>, page: &CasePage, form: Form) -> Result<CorrectPage, Failure> {
        let t = seen.t;
        let outcomes = Outcome::ALL.iter().filter(|outcome| **outcome != Outcome::Absent);
        Ok(CorrectPage {
            t,
            frame: seen.frame(Section::Cases),
            who: who(seen, page),
            form,
            entry: card(seen, page, &self.version)?,
            is_absence: find(page, &self.version)?.outcome == Outcome::Absent.code(),
            outcomes: outcomes
                .map(|outcome| Choice::new(outcome.code(), t.code("outcome", outcome.code())))
                .collect(),
            kinds: kinds(t),
            places: places(t),
        })
    }

    fn read(&self, seen: &Seen<'_>, page: &CasePage, form: &mut Form) -> Option<CorrectContact> {
        let version = find(page, &self.version).ok()?.version;
        let reason = form.code(seen.t, "reason", "mending-reason", MendingReason::find);
        let contact = contact::read(seen, form);
        Some(CorrectContact { version, reason: reason?, contact: contact? })
    }

    fn act(&self, read: &CorrectContact) -> CaseAct {
        CaseAct::CorrectContact(read.clone())
    }

    fn next(&self) -> String {
        format!("/cases/{}?done=corrected", self.case)
    }
}
