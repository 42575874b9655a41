//! Forgetting who a person was: what holds the record, what would go, and the two decisions.

use std::collections::BTreeSet;
use std::sync::Arc;

use bagyt_casework::case::Case;
use bagyt_casework::reliance::cited;
use bagyt_casework::retention::holding;
use bagyt_core::identity::{MessageId, PersonId, StreamId};
use bagyt_exchange::erasure::{
    self, DecideErasure, ErasureRefusal, Forgotten, Holds, RetentionRow, free, retained_from,
};
use bagyt_exchange::fact::{PersonFact, Retention};
use bagyt_exchange::message::{Message, Status};
use bagyt_exchange::person::Person;
use jiff::civil::Date;

use super::{Desk, refused};
use crate::outcome::Failure;
use crate::records::{Answer, AnyFact, Decision, Records, Write};
use crate::tables::Tables;

/// The row of law that says how long a record is kept after its last case was closed.
const RETENTION: &str = "retention_after_closing";

/// Everything that is known of one person, as far as an erasure is about it.
pub(crate) struct Kept {
    pub(crate) person: Arc<Person>,
    pub(crate) cases: Vec<Arc<Case>>,
    pub(crate) messages: Vec<(MessageId, Arc<Message>)>,
    /// Digests of the contents that go.
    pub(crate) contents: BTreeSet<String>,
    /// Digests of the contents that another record shares, and that stay with it.
    pub(crate) shared: BTreeSet<String>,
    /// Streams about the client that stand apart from the cases.
    beside: Vec<StreamId>,
    holds: Holds,
    pub(crate) row: Option<RetentionRow>,
}

impl Kept {
    /// The retention relied on, if nothing holds the record.
    pub(crate) fn free(&self, today: Date) -> Result<Retention, ErasureRefusal> {
        free(&self.holds, self.row.as_ref(), today)
    }

    fn forgotten(&self) -> Forgotten {
        Forgotten {
            cases: self.cases.iter().map(|case| case.id).collect(),
            beside: self.beside.clone(),
            messages: self.messages.iter().map(|(id, _)| *id).collect(),
            contents: self.contents.iter().cloned().collect(),
        }
    }
}

/// Decides what a request writes.
pub(super) fn ask(
    desk: &Desk<'_>,
    records: &mut dyn Records,
    id: PersonId,
) -> Result<Decision, Failure> {
    let kept = keep(desk.tables, desk.today(), records, id)?;
    let facts = erasure::ask(&kept.person, &kept.holds, kept.row.as_ref(), desk.today());
    Ok(decision(desk, id, &kept, facts.map_err(refused)?))
}

/// Decides what another person's decision writes.
pub(super) fn decide(
    desk: &Desk<'_>,
    records: &mut dyn Records,
    id: PersonId,
    command: &DecideErasure,
) -> Result<Decision, Failure> {
    let kept = keep(desk.tables, desk.today(), records, id)?;
    let free = kept.free(desk.today());
    let facts = erasure::decide(&kept.person, command, free, kept.forgotten());
    Ok(decision(desk, id, &kept, facts.map_err(refused)?))
}

/// Writes to the person's stream, and rests on everything that was looked at.
fn decision(desk: &Desk<'_>, id: PersonId, kept: &Kept, facts: Vec<PersonFact>) -> Decision {
    let stream = id.stream();
    let cases = kept.cases.iter().map(|case| (case.id.stream(), case.version));
    let messages = kept.messages.iter().map(|(id, message)| (id.stream(), message.version));
    let facts = facts.into_iter().map(AnyFact::Person).collect();
    Decision {
        writes: vec![Write {
            stream,
            version: kept.person.version,
            zone: desk.tables.zone(),
            facts,
        }],
        reads: cases.chain(messages).collect(),
        answer: Answer::done(stream),
        ..Decision::default()
    }
}

/// Reads what is known of a person.
///
/// # Errors
///
/// [`Failure::NotFound`] if there is no such person; outages.
pub(crate) fn keep(
    tables: &Tables,
    today: Date,
    records: &mut dyn Records,
    id: PersonId,
) -> Result<Kept, Failure> {
    let person = records.person(id)?.ok_or(Failure::NotFound)?;
    let mut cases = Vec::new();
    let mut beside = Vec::new();
    for case in records.cases_of(id)? {
        beside.extend(records.beside(case)?);
        cases.extend(records.case(case)?);
    }
    let messages = messages_of(records, id, &person, &cases)?;
    let shared = shared_with_others(records, &cases)?;
    let mut papers = Vec::new();
    for case in &cases {
        papers.extend(records.papers_of(case.id)?);
    }
    let own: BTreeSet<String> =
        messages.iter().flat_map(|(_, message)| contents_of(message)).chain(papers).collect();
    let mut holds = holds_of(&cases);
    let under_way = messages.iter().filter(|(_, message)| is_under_way(message)).count();
    let under_way = under_way + reviews_about(records, id)?;
    holds.open_messages = u32::try_from(under_way).unwrap_or(u32::MAX);
    Ok(Kept {
        row: holds.closed_on.and_then(|closed_on| row_of(tables, closed_on, today)),
        holds,
        contents: own.difference(&shared).cloned().collect(),
        shared: own.intersection(&shared).cloned().collect(),
        beside,
        person,
        cases,
        messages,
    })
}

/// The messages that speak of this person and of nobody else.
fn messages_of(
    records: &mut dyn Records,
    id: PersonId,
    person: &Person,
    cases: &[Arc<Case>],
) -> Result<Vec<(MessageId, Arc<Message>)>, Failure> {
    let mut found: BTreeSet<MessageId> = person.links.iter().map(|link| link.message).collect();
    for case in cases {
        found.extend(records.messages_of(case.id)?);
    }
    let mut messages = Vec::new();
    for message in found {
        let state = records.message(message)?;
        let state = state.filter(|state| state.person.is_none_or(|person| person == id));
        messages.extend(state.map(|state| (message, state)));
    }
    Ok(messages)
}

/// Contents of the messages about others who were tried under the same number: a judgment about
/// several persons has one scan.
fn shared_with_others(
    records: &mut dyn Records,
    cases: &[Arc<Case>],
) -> Result<BTreeSet<String>, Failure> {
    let mut shared = BTreeSet::new();
    for case in cases {
        let opening = &case.opening;
        for other in records.cases_numbered(&opening.court, &opening.number)? {
            if cases.iter().any(|own| own.id == other) {
                continue;
            }
            for message in records.messages_of(other)? {
                let message = records.message(message)?;
                shared.extend(message.iter().flat_map(|message| contents_of(message)));
            }
        }
    }
    Ok(shared)
}

fn contents_of(message: &Message) -> Vec<String> {
    let digest = Some(&message.digest).filter(|digest| !digest.is_empty());
    digest.into_iter().chain(&message.scan_digest).cloned().collect()
}

/// Whether something is still to come of a message.
fn is_under_way(message: &Message) -> bool {
    matches!(message.status, Some(Status::Review | Status::Sent))
}

/// Messages of unknown identity that may speak of the person.
fn reviews_about(records: &mut dyn Records, id: PersonId) -> Result<usize, Failure> {
    let mut count = 0;
    for message in records.open_reviews()? {
        let message = records.message(message)?;
        let mut candidates = message
            .iter()
            .filter_map(|message| message.review.as_ref())
            .flat_map(|review| review.candidates.iter().map(|candidate| candidate.person));
        count += usize::from(candidates.any(|candidate| candidate == id));
    }
    Ok(count)
}

fn holds_of(cases: &[Arc<Case>]) -> Holds {
    let mut holds = Holds::default();
    for holding in cases.iter().map(|case| holding(case)) {
        holds.open_cases += u32::from(holding.closed_on.is_none());
        holds.open_contests = holds.open_contests.saturating_add(holding.contests);
        holds.open_submissions = holds.open_submissions.saturating_add(holding.submissions);
        holds.closed_on = holds.closed_on.max(holding.closed_on);
    }
    holds
}

fn row_of(tables: &Tables, closed_on: Date, today: Date) -> Option<RetentionRow> {
    let row = tables.pack().edition(RETENTION, today).ok()?;
    let retention = Retention {
        row: row.code.clone(),
        edition_from: row.in_force_from,
        article: cited(row),
        until: row.term_until(retained_from(closed_on)).ok()?,
    };
    Some(RetentionRow { retention, verified: row.is_verified() })
}
